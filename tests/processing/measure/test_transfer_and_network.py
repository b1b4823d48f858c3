"""Transfer population and Build network on cases to follow with a pencil."""

from __future__ import annotations

import re

import pytest
from qgis.core import QgsProcessingException, QgsProcessingUtils, QgsVectorLayer

from ..conftest import column, make_layer, square

X, Y = 670000, 6570000


@pytest.fixture
def zone():
    """One zone of 1 km² with 90 residents, and one without buildings with 10."""
    return make_layer(
        "Polygon", [(square(X, Y, 1000), 90, 9), (square(X + 1000, Y, 1000), 10, None)], "pop:double,kids:double"
    )


@pytest.fixture
def halves():
    """The west half of the first zone, its east half with a quarter of the second zone, and nothing else."""
    east = f"POLYGON(({X + 500} {Y},{X + 1250} {Y},{X + 1250} {Y + 1000},{X + 500} {Y + 1000},{X + 500} {Y}))"
    west = f"POLYGON(({X} {Y},{X + 500} {Y},{X + 500} {Y + 1000},{X} {Y + 1000},{X} {Y}))"
    return make_layer("Polygon", [(west, "west"), (east, "east")], "name:string")


@pytest.fixture
def buildings():
    """Two houses: 10 m x 10 m with two floors in the west, one floor in the east; 1 and 3 dwellings."""
    return make_layer(
        "Polygon",
        [(square(X + 100, Y + 100, 10), 2, 1), (square(X + 800, Y + 100, 10), 1, 3)],
        "floors:double,dwellings:double",
    )


def test_by_floor_area(run, zone, halves, buildings):
    results, log = run("transferpopulation", ZONES=zone, COUNTS=["pop", "kids"], AREAS=halves, BUILDINGS=buildings)
    # Floor area 200 : 100, so 60 and 30 of the 90. The second zone has no building: a quarter of its land, 2.5 of 10.
    assert column(results["OUTPUT"], "pop") == pytest.approx([60, 32.5])
    assert column(results["OUTPUT"], "kids") == pytest.approx([6, 3])
    assert results["OUTSIDE"] == pytest.approx(7.5 / 100)
    assert "1 zones are divided by land area" in log.text
    assert "kids: 1 zones have no count" in log.text


def test_by_dwellings_with_points(run, zone, halves, buildings):
    results, _ = run(
        "transferpopulation",
        ZONES=zone,
        COUNTS=["pop"],
        AREAS=halves,
        BUILDINGS=buildings,
        WEIGHT="dwellings",
        RESIDENTS="TEMPORARY_OUTPUT",
    )
    # Dwellings 1 : 3, so 22.5 and 67.5.
    assert column(results["OUTPUT"], "pop") == pytest.approx([22.5, 70.0])


def test_by_area_without_buildings(run, zone, halves):
    results, _ = run("transferpopulation", ZONES=zone, COUNTS=["pop"], AREAS=halves)
    assert column(results["OUTPUT"], "pop") == pytest.approx([45, 47.5])


def test_areas_where_no_count_is_known_are_null(run, zone, buildings):
    """An area in the zone without children, one across both zones, one in the first, one outside both."""
    rows = [(X + 1200, 100, "in"), (X + 900, 200, "across"), (X + 750, 100, "first"), (X + 5000, 100, "outside")]
    areas = make_layer("Polygon", [(square(x, Y + 50, size), name) for x, size, name in rows], "name:string")
    results, log = run("transferpopulation", ZONES=zone, COUNTS=["pop", "kids"], AREAS=areas)
    # by land: 0.01 of 10, half of 0.04 of both zones, 0.01 of 90; the part of an unknown count adds nothing
    assert column(results["OUTPUT"], "pop") == [pytest.approx(v) for v in (0.1, 0.02 * 90 + 0.02 * 10, 0.9)] + [None]
    assert column(results["OUTPUT"], "kids") == [None, pytest.approx(0.02 * 9), pytest.approx(0.09), None]
    assert "kids: 2 planning areas lie where no count is known and are NULL; 1 lie partly there" in log.text
    # by floor area: the house in the west has two thirds of the first zone, its east third stands in "first"
    results, _ = run("transferpopulation", ZONES=zone, COUNTS=["kids"], AREAS=areas, BUILDINGS=buildings)
    assert column(results["OUTPUT"], "kids") == [None, None, pytest.approx(3), None]


def test_zones_with_a_count_but_no_house_in_the_area_give_0(run, zone, buildings):
    areas = make_layer("Polygon", [(square(X + 400, Y + 400, 100), "meadow")], "name:string")
    results, _ = run("transferpopulation", ZONES=zone, COUNTS=["pop"], AREAS=areas, BUILDINGS=buildings)
    assert column(results["OUTPUT"], "pop") == [0.0]


def test_residents_of_a_zone_without_count_are_unknown(run, zone, halves):
    east = make_layer("Polygon", [(square(X + 1100, Y + 100, 10), 1)], "dwellings:double")
    results, _ = run("transferpopulation", ZONES=zone, COUNTS=["kids"], AREAS=halves, BUILDINGS=east, WEIGHT="dwellings",
                     RESIDENTS="TEMPORARY_OUTPUT")  # fmt: skip
    points = QgsProcessingUtils.mapLayerFromString(results["RESIDENTS"], run.contexts[-1])
    assert column(points, "kids") == [None]


def test_zones_that_lie_over_each_other_are_told_with_what_they_hold_twice(run):
    """A whole of 100 and its halves of 60 and 40: the total is 200, of which 60 + 40 = 100 is there twice."""
    parts = [(f"POLYGON(({x} {Y},{x + 500} {Y},{x + 500} {Y + 1000},{x} {Y + 1000},{x} {Y}))", n) for x, n in
             ((X, 60), (X + 500, 40))]  # fmt: skip
    whole = (square(X, Y, 1000), 100)
    area = make_layer("Polygon", [(square(X, Y, 1000),)])
    for zones, expected in (
        ([whole, *parts], (2, 200.0, 100.0)),
        # three levels: 100 + 100 + 100, of which 60 + 40 + 100 are there again; the halves lie in both of the others
        ([whole, whole, *parts], (5, 300.0, 200.0)),
        # half of a zone of 30 lies over one of 100
        ([whole, (square(X + 900, Y, 200), 30)], (1, 130.0, 15.0)),
    ):  # fmt: skip
        _, log = run(
            "transferpopulation", ZONES=make_layer("Polygon", zones, "people:double"), COUNTS=["people"], AREAS=area
        )
        (told,) = [line for line in log.warnings if "pairs of zones overlap" in line]
        numbers = tuple(float(number) for number in re.findall(r"[0-9.]*[0-9]", told))
        assert numbers == expected
    _, log = run(
        "transferpopulation", ZONES=make_layer("Polygon", parts, "people:double"), COUNTS=["people"], AREAS=area
    )
    assert not any("overlap" in line for line in log.warnings)


@pytest.mark.parametrize(
    ("name", "alias", "told"),
    [
        ("unemployment_rate", "", True),
        ("andel_arbetslosa", "", True),
        ("mean_income", "", True),
        ("medelalder", "", True),
        ("density", "", True),
        ("year", "", True),
        ("unemployed", "Unemployed, %", True),
        ("people", "", False),
        ("number_of_jobs", "Number of jobs", False),
        ("barn_0_6", "", False),
    ],
)
def test_shares_and_means_are_told(run, halves, name, alias, told):
    zones = make_layer("Polygon", [(square(X, Y, 1000), 8.5)], f"{name}:double")
    zones.setFieldAlias(0, alias)
    _, log = run("transferpopulation", ZONES=zones, COUNTS=[name], AREAS=halves)
    assert any(f"{name}: by name or unit a share" in line for line in log.warnings) is told


def test_totals_are_kept_on_real_data(run, workshop):
    """Residents of the municipalities to the planning units and back: what is inside and outside adds up."""
    results, _ = run(
        "transferpopulation",
        ZONES=workshop("municipalities"),
        COUNTS=["residents_osm"],
        AREAS=workshop("planning_units"),
        BUILDINGS=workshop("buildings"),
    )
    from qgis import processing

    whole = processing.run(
        "qgis:basicstatisticsforfields",
        {"INPUT_LAYER": workshop("municipalities"), "FIELD_NAME": "residents_osm"},
    )["SUM"]
    inside = sum(value for value in column(results["OUTPUT"], "residents_osm") if value)
    assert inside == pytest.approx(whole * (1 - results["OUTSIDE"]), rel=1e-9)
    assert 0.5 < inside / whole <= 1


def test_no_dwellings_field(run, zone, halves):
    bare = make_layer("Polygon", [(square(X + 100, Y + 100, 10),)])
    with pytest.raises(QgsProcessingException, match="no field with dwellings"):
        run("transferpopulation", ZONES=zone, COUNTS=["pop"], AREAS=halves, BUILDINGS=bare, WEIGHT="dwellings")


def test_network_of_a_cross_and_an_island(run):
    """Two streets cross without a common point; a bridge passes over; a third street stands alone."""
    lines = [
        (f"LINESTRING({X} {Y},{X + 200} {Y})", ""),
        (f"LINESTRING({X + 100} {Y - 100},{X + 100} {Y + 100})", ""),
        (f"LINESTRING({X + 50} {Y - 100},{X + 50} {Y + 100})", "yes"),
        (f"LINESTRING({X + 1000} {Y},{X + 1100} {Y})", ""),
    ]
    streets = make_layer("LineString", lines, "bridge:string", name="streets")
    results, log = run("buildnetwork", STREETS=streets, NODES="TEMPORARY_OUTPUT")
    edges = results["OUTPUT"]
    # The cross gives four edges of 100 m; the bridge stays whole; the island is one edge.
    assert sorted(round(v) for v in column(edges, "length")) == [100, 100, 100, 100, 100, 200]
    assert results["NETWORK_PARTS"] == 3
    assert "1 crossings without a common point were joined" in log.text
    assert max(column(edges, "part")) == 3


def test_parts_and_streets_drawn_twice_are_shown(run, tmp_path):
    """A street of 900 m there and back, a stub of 20 m and an island of 800 m."""
    lines = [
        (f"LINESTRING({X} {Y},{X + 400} {Y},{X + 400} {Y + 500})",),
        (f"LINESTRING({X + 400} {Y + 500},{X + 400} {Y},{X} {Y})",),
        (f"LINESTRING({X + 100} {Y + 12},{X + 120} {Y + 12})",),
        (f"LINESTRING({X + 2000} {Y},{X + 2800} {Y})",),
    ]
    path = tmp_path / "nodes.gpkg"
    results, log = run("buildnetwork", STREETS=make_layer("LineString", lines), NODES=str(path))
    edges = results["OUTPUT"]
    lengths = [round(v) for v in column(edges, "length")]
    assert sorted(zip(column(edges, "part"), lengths, column(edges, "repeat"))) == [
        (1, 400, 0), (1, 400, 1), (1, 500, 0), (1, 500, 1), (2, 800, 0), (3, 20, 0)
    ]  # fmt: skip
    assert {round(v) for v in column(edges, "part_length")} == {900, 800, 20}
    nodes = QgsVectorLayer(str(path), "nodes", "ogr")
    rules = nodes.renderer().rootRule().children()
    assert [rule.label() for rule in rules] == ["Point between two edges", "Junction", "Dead end"]
    assert all(rule.isScaleOK(20_000) and not rule.isScaleOK(100_000) for rule in rules)
    degrees = sorted(feature["degree"] for feature in nodes.getFeatures())
    assert degrees == [1, 1, 1, 1, 1, 1, 2]  # the bend is no junction
    assert results["NETWORK_PARTS"] == 3
    assert "1 parts are shorter than 700 m (1.2 % of the length)" in log.text
    assert "0.9 km of street are drawn more than once" in log.text
    labels = [rule.label() for rule in edges.renderer().rootRule().children()]
    assert labels == ["Largest part", "Other part, 700 m or longer", "Other part, shorter: a gap in the map?"]


def test_network_without_lines(run):
    empty = make_layer("LineString", [], name="streets")
    with pytest.raises(QgsProcessingException, match="street"):
        run("buildnetwork", STREETS=empty)


@pytest.mark.parametrize("lines", [[(f"LINESTRING({X} {Y},{X + 100} {Y})", "motorway")], [(None, "residential")]])
def test_network_without_a_street_for_the_mode(run, lines):
    streets = make_layer("LineString", lines, "highway:string")
    with pytest.raises(QgsProcessingException, match="no streets open to this mode"):
        run("buildnetwork", STREETS=streets, STREETS_CLASS="highway")
