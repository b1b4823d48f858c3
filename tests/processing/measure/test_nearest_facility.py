"""Nearest facility on a street one can measure with a ruler, against networkx, and with bad input."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer

from ..conftest import column, make_layer, square

X, Y = 500000, 6570000  # on the central meridian of SWEREF 99 TM: a metre on the map is 1 / 0.9996 m on the ground
GROUND = 1 / 0.9996
NEAR = {"rel": 1e-4, "nan_ok": True}
NAN = float("nan")


def point(x: float, y: float) -> str:
    return f"POINT({X + x} {Y + y})"


def metres(layer: QgsVectorLayer, name: str = "distance") -> list:
    """Return a field with NaN for NULL."""
    return [NAN if value is None else value for value in column(layer, name)]


@pytest.fixture
def street():
    """One street of 2 km from west to east."""
    return make_layer("LineString", [(f"LINESTRING({X} {Y},{X + 2000} {Y})",)], name="streets")


@pytest.fixture
def homes():
    """At 100 m and 900 m along the street (the second 30 m off), 500 m off the street, and nowhere."""
    return make_layer(
        "Point",
        [(point(100, 0), "a"), (point(900, 30), "b"), (point(900, 500), "c"), (None, "d")],
        "home:string",
        name="homes",
    )


@pytest.fixture
def schools():
    """At 300 m, 1,600 m (20 m off), a shop at 850 m and a school far from any street."""
    return make_layer(
        "Point",
        [
            (point(300, 0), "North", "school"),
            (point(1600, 20), "South", "School"),
            (point(850, 0), "Corner", "shop"),
            (point(900, 400), "Hill", "school"),
        ],
        "name:string,class:string",
        name="services",
    )


def test_by_hand(run, homes, schools, street):
    results, log = run("nearestfacility", ORIGINS=homes, FACILITIES=schools, CLASSES="school", STREETS=street)
    layer = results["OUTPUT"]
    # a: 200 m to North; b: 30 m to the street and 600 m back to North; 30 + 700 + 20 m to South.
    assert column(layer, "near_name") == ["North", "North", None, None]
    assert metres(layer) == pytest.approx([200 * GROUND, 630 * GROUND, NAN, NAN], **NEAR)
    assert column(layer, "minutes")[:2] == pytest.approx([200 * GROUND * 0.06 / 5, 630 * GROUND * 0.06 / 5], **NEAR)
    assert metres(layer, "snap_dist") == pytest.approx([0, 30 * GROUND, NAN, NAN], abs=0.01, nan_ok=True)
    assert column(layer, "reached") == [1, 1, None, None]
    ids = {f["name"]: f.id() for f in schools.getFeatures()}
    assert column(layer, "near_id") == [ids["North"], ids["North"], None, None]
    assert column(layer, "home") == ["a", "b", "c", "d"]
    assert "1 origins lie more than 200 m from any street" in log.text
    assert "1 of 3 facilities lie more than 200 m from any street" in log.text
    assert (results["REACHED"], results["NOT_REACHED"], results["UNKNOWN"]) == (2, 0, 2)


def test_without_names_the_feature_id_stands_in(run, homes, street):
    """A facility without geometry and one of another class come first: ids must not slip."""
    layer = make_layer(
        "Point", [(None, "school"), (point(310, 0), "shop"), (point(300, 0), "school")], "class:string", name="nameless"
    )
    results, _ = run("nearestfacility", ORIGINS=homes, FACILITIES=layer, CLASSES="school", STREETS=street)
    last = [feature.id() for feature in layer.getFeatures()][-1]
    assert column(results["OUTPUT"], "near_id") == [last, last, None, None]
    assert column(results["OUTPUT"], "near_name") == [str(last), str(last), None, None]


def test_limits_in_metres_and_minutes(run, homes, schools, street):
    asked = {"ORIGINS": homes, "FACILITIES": schools, "CLASSES": "school", "STREETS": street}
    results, _ = run("nearestfacility", LIMIT=400, **asked)
    assert column(results["OUTPUT"], "reached") == [1, 0, None, None]
    assert column(results["OUTPUT"], "distance")[1] is None
    assert column(results["OUTPUT"], "near_id")[1] is None
    # 5 minutes at 5 km/h are 417 m, at 10 km/h 833 m; the nearer limit holds.
    for options, reached in (
        ({"MINUTES": 5}, 1),
        ({"MINUTES": 5, "SPEED": 10}, 2),
        ({"MINUTES": 5, "SPEED": 10, "LIMIT": 400}, 1),
        ({"MINUTES": 5, "MODE": "cycling"}, 2),
    ):
        results, _ = run("nearestfacility", **options, **asked)
        assert results["REACHED"] == reached, options


def test_borders(run, homes, schools, street):
    """The border runs at 500 m; b's own municipality has South only, and c to the north has none."""
    wkt = [square(X - 1000, Y - 1000, 1500), square(X + 500, Y - 1000, 1500)]
    towns = make_layer("Polygon", [(wkt[0], "West"), (wkt[1], "East")], "name:string", name="towns")
    results, log = run(
        "nearestfacility", ORIGINS=homes, FACILITIES=schools, CLASSES="school", STREETS=street, MUNICIPALITIES=towns
    )
    layer = results["OUTPUT"]
    assert column(layer, "near_name") == ["North", "North", None, None]
    assert column(layer, "near_name_cut") == ["North", "South", None, None]
    assert metres(layer, "distance_cut") == pytest.approx([200 * GROUND, 750 * GROUND, NAN, NAN], **NEAR)
    results, log = run(
        "nearestfacility",
        ORIGINS=homes,
        FACILITIES=schools,
        CLASSES="school",
        STREETS=street,
        MUNICIPALITIES=towns,
        LIMIT=700,
    )
    assert column(results["OUTPUT"], "reached") == [1, 1, None, None]
    assert column(results["OUTPUT"], "reached_cut") == [1, 0, None, None]
    assert "1 origins reach a facility only in a neighbouring municipality" in log.text


def test_outside_all_municipalities_is_unknown(run, homes, schools, street):
    towns = make_layer("Polygon", [(square(X - 1000, Y - 1000, 1500), "West")], "name:string", name="towns")
    results, _ = run("nearestfacility", ORIGINS=homes, FACILITIES=schools, STREETS=street, MUNICIPALITIES=towns)
    assert column(results["OUTPUT"], "reached") == [1, 1, None, None]
    assert column(results["OUTPUT"], "reached_cut") == [1, None, None, None]


def test_doors_beside_a_piece_of_street_that_leads_nowhere(run, schools):
    """A path of 20 m, 12 m from the street and joined to nothing, 2 m from the door: 14 m down, 190 along to North."""
    lines = [(f"LINESTRING({X} {Y},{X + 2000} {Y})",), (f"LINESTRING({X + 100} {Y + 12},{X + 120} {Y + 12})",)]
    streets = make_layer("LineString", lines, name="streets")
    asked = {"ORIGINS": make_layer("Point", [(point(110, 14),)]), "FACILITIES": schools, "STREETS": streets}
    for limit in ({}, {"LIMIT": 300}):
        results, log = run("nearestfacility", CLASSES="school", **limit, **asked)
        assert metres(results["OUTPUT"]) == pytest.approx([(14 + 190) * GROUND], **NEAR)
        assert metres(results["OUTPUT"], "snap_dist") == pytest.approx([14 * GROUND], **NEAR)
        assert "1 origins stand beside a piece of street shorter than 700 m" in log.text
        assert "fall into 2 parts that are not connected; 1 of them are shorter than 700 m" in log.text
    results, log = run("nearestfacility", CLASSES="school", MIN_PART=10, **asked)  # long enough, but it leads nowhere
    assert metres(results["OUTPUT"]) == pytest.approx([(14 + 190) * GROUND], **NEAR)
    assert metres(results["OUTPUT"], "snap_dist") == pytest.approx([14 * GROUND], **NEAR)
    assert "1 origins stand beside streets that lead to no facility and join no others" in log.text
    # the other way round: the school beside the path
    door = make_layer("Point", [(point(300, 0), "d", "school")], "name:string,class:string")
    back = make_layer("Point", [(point(110, 14), "s", "school")], "name:string,class:string")
    results, log = run("nearestfacility", ORIGINS=door, FACILITIES=back, STREETS=streets)
    assert metres(results["OUTPUT"]) == pytest.approx([(190 + 14) * GROUND], **NEAR)
    assert "1 facilities stand beside a short piece of street" in log.text


def test_one_way_for_cycling_only(run, schools):
    """From the street's middle the school lies against the one-way street; riding goes around the block."""
    streets = make_layer(
        "LineString",
        [
            (f"LINESTRING({X} {Y},{X + 300} {Y})", "yes"),
            (f"LINESTRING({X + 300} {Y},{X + 300} {Y + 100},{X} {Y + 100},{X} {Y})", ""),
        ],
        "oneway:string",
    )
    home = make_layer("Point", [(point(200, 0),)])
    school = make_layer("Point", [(point(50, 0), "s")], "name:string")
    found = {}
    for mode in ("walking", "cycling"):
        results, _ = run("nearestfacility", ORIGINS=home, FACILITIES=school, STREETS=streets, MODE=mode)
        found[mode] = metres(results["OUTPUT"])
    assert found["walking"] == pytest.approx([150 * GROUND], **NEAR)
    # 100 on to the corner, 100 up, 300 back, 100 down, 50 along.
    assert found["cycling"] == pytest.approx([650 * GROUND], **NEAR)


def test_the_best_part_of_a_multipoint_and_polygons(run, schools, street):
    many = make_layer("MultiPoint", [(None,), (f"MULTIPOINT({X + 1200} {Y},{X + 280} {Y},{X} {Y + 900})",)])
    results, _ = run("nearestfacility", ORIGINS=many, FACILITIES=schools, STREETS=street)
    assert metres(results["OUTPUT"]) == pytest.approx([NAN, 20 * GROUND], **NEAR)
    blocks = make_layer("Polygon", [(square(X + 290, Y - 10, 20),)])
    results, _ = run("nearestfacility", ORIGINS=blocks, FACILITIES=schools, STREETS=street)
    assert column(results["OUTPUT"], "distance") == pytest.approx([0], abs=10)


def test_against_networkx(run):
    """A grid of streets with some missing; origins and facilities at corners."""
    rng = np.random.default_rng(5)
    graph, lines = nx.Graph(), []
    for x in range(8):
        for y in range(8):
            for dx, dy in ((1, 0), (0, 1)):
                if x + dx < 8 and y + dy < 8 and rng.random() < 0.75:
                    graph.add_edge((x, y), (x + dx, y + dy), weight=100)
                    lines.append(
                        (f"LINESTRING({X + 100 * x} {Y + 100 * y},{X + 100 * (x + dx)} {Y + 100 * (y + dy)})",)
                    )
    nodes = sorted(graph)
    targets = [nodes[i] for i in rng.choice(len(nodes), 4, replace=False)]
    layer = make_layer("Point", [(point(100 * x, 100 * y),) for x, y in nodes])
    shops = make_layer("Point", [(point(100 * x, 100 * y), f"{x},{y}") for x, y in targets], "name:string")
    results, _ = run("nearestfacility", ORIGINS=layer, FACILITIES=shops, STREETS=make_layer("LineString", lines))
    cost = nx.multi_source_dijkstra_path_length(graph, set(targets))
    expected = [cost[node] * GROUND if node in cost else None for node in nodes]
    got = column(results["OUTPUT"], "distance")
    assert [value is None for value in got] == [value is None for value in expected]
    assert [v for v in got if v is not None] == pytest.approx([v for v in expected if v is not None], rel=1e-3, abs=0.1)
    for node, name in zip(nodes, column(results["OUTPUT"], "near_name")):
        if name:
            x, y = map(int, name.split(","))
            assert nx.shortest_path_length(graph, node, (x, y), "weight") == cost[node]


def test_on_the_workshop_data_to_a_file(run, workshop, tmp_path):
    from samplan.processing.common.lineage import records

    path = str(tmp_path / "homes.gpkg")
    results, _ = run(
        "nearestfacility",
        ORIGINS=workshop("population"),
        FACILITIES=workshop("services"),
        CLASSES="school",
        STREETS=workshop("streets"),
        MUNICIPALITIES=workshop("municipalities"),
        MINUTES=15,
        OUTPUT=path,
    )
    layer = QgsVectorLayer(path, "homes", "ogr")
    assert layer.featureCount() == 8011 == results["REACHED"] + results["NOT_REACHED"] + results["UNKNOWN"]
    assert results["REACHED"] > 4000
    both = [(a, b) for a, b in zip(column(layer, "distance"), column(layer, "distance_cut")) if b is not None]
    assert both
    assert all(a <= b + 1e-9 for a, b in both)
    assert max(a for a, _ in both) <= 15 * 5000 / 60
    assert [r["algorithm"] for r in records(layer)] == ["samplan:nearestfacility"]
    assert layer.renderer().type() == "RuleRenderer"


@pytest.mark.parametrize(
    ("parameters", "text"),
    [
        ({"CLASSES": "bakery"}, "no features of the class bakery. It has: School, school, shop"),
        ({"NAME_FIELD": "nope"}, 'no field "nope"'),
        ({"LIMIT": -5}, "."),
    ],
)
def test_bad_input(run, homes, schools, street, parameters, text):
    with pytest.raises((QgsProcessingException, ValueError), match=text):
        run("nearestfacility", ORIGINS=homes, FACILITIES=schools, STREETS=street, **parameters)


def test_layers_that_cannot_be_used(run, homes, schools, street):
    nothing = make_layer("Point", [], name="nothing")
    nowhere = make_layer("Point", [(None,)], name="nowhere")
    lines = make_layer("LineString", [], name="streets")
    motorway = make_layer("LineString", [(f"LINESTRING({X} {Y},{X + 2000} {Y})", "motorway")], "class:string")
    for layers, text in (
        ({"ORIGINS": nothing}, "is empty"),
        ({"ORIGINS": nowhere}, "No origin has a usable geometry"),
        ({"FACILITIES": nothing}, "is empty"),
        ({"FACILITIES": nowhere}, "no usable geometries"),
        ({"STREETS": lines}, "no streets"),
        ({"STREETS": motorway}, "no streets open to this mode"),
    ):
        with pytest.raises(QgsProcessingException, match=text):
            run("nearestfacility", **{"ORIGINS": homes, "FACILITIES": schools, "STREETS": street, **layers})
