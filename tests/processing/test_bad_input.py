"""Whatever the areas look like: a clear error or a counted warning, NULL instead of 0, and nothing lost."""

from __future__ import annotations

import hashlib
import shutil

import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer

from .conftest import column, make_layer, square

X, Y = 670000, 6570000
"""A place in Södertörn, SWEREF 99 TM."""


def green() -> QgsVectorLayer:
    """Half of the first square kilometre is green."""
    wkt = f"POLYGON(({X} {Y},{X + 1000} {Y},{X + 1000} {Y + 500},{X} {Y + 500},{X} {Y}))"
    return make_layer("Polygon", [(wkt,)], name="green")


def test_layer_without_crs(run):
    areas = make_layer("Polygon", [(square(X, Y, 1000),)], crs="")
    areas.setCrs(type(areas.crs())())
    with pytest.raises(QgsProcessingException, match="coordinate reference system"):
        run("measureindicators", AREAS=areas, GREEN=green())


def test_geographic_crs_is_measured_in_utm(run):
    areas = make_layer("Polygon", [("POLYGON((18 59.25,18.02 59.25,18.02 59.26,18 59.26,18 59.25))",)], crs="EPSG:4326")
    park = make_layer(
        "Polygon", [("POLYGON((18 59.25,18.01 59.25,18.01 59.26,18 59.26,18 59.25))",)], crs="EPSG:4326", name="green"
    )
    results, log = run("indicator_green_share", AREAS=areas, GREEN=park)
    assert column(results["OUTPUT"], "green_share")[0] == pytest.approx(50.0, abs=0.01)
    assert "EPSG:25833" in log.text or "EPSG:25834" in log.text


def test_layers_in_four_crs(run):
    """The same data moved into other systems give the same value."""
    from qgis import processing

    def moved(layer, crs):
        return processing.run(
            "native:reprojectlayer", {"INPUT": layer, "TARGET_CRS": crs, "OUTPUT": "TEMPORARY_OUTPUT"}
        )["OUTPUT"]

    areas = make_layer("Polygon", [(square(X, Y, 1000),)])
    people = make_layer("Point", [(f"POINT({X + 100} {Y + 100})", 7)], "count:integer", name="people")
    streets = make_layer("LineString", [(f"LINESTRING({X} {Y + 500},{X + 1000} {Y + 500})",)], name="streets")
    plain, _ = run("measureindicators", AREAS=areas, GREEN=green(), POPULATION=people, STREETS=streets)
    mixed, _ = run(
        "measureindicators",
        AREAS=areas,
        GREEN=moved(green(), "EPSG:4326"),
        POPULATION=moved(people, "EPSG:3857"),
        STREETS=moved(streets, "EPSG:25833"),
    )
    for name in ("green_share", "population_density", "street_density", "access_green"):
        expected = column(plain["OUTPUT"], name)[0]
        assert column(mixed["OUTPUT"], name)[0] == pytest.approx(expected, rel=1e-4), name


def test_self_intersecting_area_is_repaired_and_counted(run):
    bowtie = f"POLYGON(({X} {Y},{X + 1000} {Y + 1000},{X + 1000} {Y},{X} {Y + 1000},{X} {Y}))"
    areas = make_layer("Polygon", [(bowtie,)])
    results, log = run("indicator_green_share", AREAS=areas, GREEN=green())
    # The bow tie's two triangles are symmetric about y = 500: half green.
    assert column(results["OUTPUT"], "green_share")[0] == pytest.approx(50.0, abs=1e-6)
    assert "1 planning areas had broken geometries" in log.text
    written = next(results["OUTPUT"].getFeatures()).geometry().asWkt(0)
    assert written == next(areas.getFeatures()).geometry().asWkt(0), "the output keeps the user's own geometry"


def test_empty_layer(run):
    with pytest.raises(QgsProcessingException, match="empty"):
        run("measureindicators", AREAS=make_layer("Polygon", []), GREEN=green())


def test_multipart_with_hole(run):
    first = f"(({X} {Y},{X + 1000} {Y},{X + 1000} {Y + 1000},{X} {Y + 1000},{X} {Y}),"
    hole = f"({X + 250} {Y + 250},{X + 250} {Y + 500},{X + 750} {Y + 500},{X + 750} {Y + 250},{X + 250} {Y + 250}))"
    second = f"(({X + 2000} {Y},{X + 2500} {Y},{X + 2500} {Y + 500},{X + 2000} {Y + 500},{X + 2000} {Y}))"
    areas = make_layer("MultiPolygon", [(f"MULTIPOLYGON({first}{hole},{second})",)])
    far = make_layer("Polygon", [(square(X + 2600, Y + 1000, 10),)], name="green")
    both = green()
    both.dataProvider().addFeatures(list(far.getFeatures()))  # widens the data extent over the second part
    both.dataProvider().addFeatures(list(make_layer("Polygon", [(square(X, Y + 990, 10),)]).getFeatures()))
    both.dataProvider().addFeatures(list(make_layer("Polygon", [(square(X + 2600, Y - 10, 10),)]).getFeatures()))
    results, _ = run("indicator_green_share", AREAS=areas, GREEN=both)
    # Green 1000*500 - 500*250 in the hole + 10*10 = 375,100; land 1,000,000 - 125,000 + 250,000 = 1,125,000.
    assert column(results["OUTPUT"], "green_share")[0] == pytest.approx(100 * 375100 / 1125000, rel=1e-6)


@pytest.mark.parametrize(
    ("wkt", "words"),
    [
        (None, "no geometry"),
        ("POLYGON EMPTY", "empty geometry|no geometry"),
        (f"POLYGON(({X} {Y},{X + 100} {Y},{X + 200} {Y},{X} {Y}))", "no area|geometry beyond repair"),
    ],
)
def test_unusable_area_keeps_its_row(run, wkt, words):
    import re

    areas = make_layer("Polygon", [(square(X, Y, 1000), "a"), (wkt, "b"), (square(X, Y, 500), "c")], "name:string")
    results, log = run("indicator_green_share", AREAS=areas, KEY_FIELD="name", GREEN=green())
    values = column(results["OUTPUT"], "green_share")
    assert values[1] is None
    assert column(results["OUTPUT"], "green_share_cov")[1] == 0
    assert values[0] == pytest.approx(50.0)
    assert column(results["OUTPUT"], "name") == ["a", "b", "c"]
    assert re.search(rf"1 planning areas cannot be measured \(({words})\): b", log.text), log.text


def test_duplicate_names_are_counted(run):
    areas = make_layer("Polygon", [(square(X, Y, 500), "a"), (square(X + 500, Y, 500), "a")], "name:string")
    results, log = run("indicator_green_share", AREAS=areas, KEY_FIELD="name", GREEN=green())
    assert results["OUTPUT"].featureCount() == 2
    assert "1 names in the key field stand for several areas (a)" in log.text


def test_fields_that_exist_already_are_kept_under_another_name(run):
    areas = make_layer("Polygon", [(square(X, Y, 1000), 99.0, "x")], "Green_Share:double,green_share_in:string")
    results, log = run("indicator_green_share", AREAS=areas, GREEN=green())
    layer = results["OUTPUT"]
    assert column(layer, "green_share")[0] == pytest.approx(50.0)
    assert column(layer, "Green_Share_in2") == [99.0]
    assert column(layer, "green_share_in") == ["x"]
    assert '"Green_Share" is kept as "Green_Share_in2"' in log.text


@pytest.mark.parametrize("kind", ["PolygonZ", "PolygonM", "PolygonZM"])
def test_z_and_m_are_ignored_for_measuring_and_kept_in_the_output(run, kind):
    tail = {"PolygonZ": " 5", "PolygonM": " 5", "PolygonZM": " 5 6"}[kind]
    corners = [(X, Y), (X + 1000, Y), (X + 1000, Y + 1000), (X, Y + 1000), (X, Y)]
    ring = ",".join(f"{a} {b}{tail}" for a, b in corners)
    areas = make_layer(kind, [(f"{kind}(({ring}))",)])
    results, _ = run("indicator_green_share", AREAS=areas, GREEN=green())
    assert column(results["OUTPUT"], "green_share")[0] == pytest.approx(50.0)
    assert results["OUTPUT"].wkbType() == areas.wkbType()


def test_curved_area(run):
    import math

    corners = [(X, Y + 500), (X + 500, Y + 1000), (X + 1000, Y + 500), (X + 500, Y), (X, Y + 500)]
    circle = f"CURVEPOLYGON(CIRCULARSTRING({','.join(f'{a} {b}' for a, b in corners)}))"
    areas = make_layer("CurvePolygon", [(circle,)])
    people = make_layer("Point", [(f"POINT({X + 500} {Y + 500})", 100)], "count:integer", name="people")
    edge = make_layer("Polygon", [(square(X - 10, Y - 10, 1020),)], name="green")
    results, _ = run("measureindicators", AREAS=areas, POPULATION=people, GREEN=edge)
    # A circle of radius 500 m: 100 / (pi * 0.5^2) per km², less the map scale at this place (about 0.9998).
    assert column(results["OUTPUT"], "population_density")[0] == pytest.approx(100 / (math.pi * 0.25), rel=2e-3)


def test_area_outside_all_data_is_null_not_zero(run):
    areas = make_layer("Polygon", [(square(X, Y, 500),), (square(X + 50000, Y, 500),)])
    results, log = run("indicator_green_share", AREAS=areas, GREEN=green())
    assert column(results["OUTPUT"], "green_share")[0] == pytest.approx(100.0)
    assert column(results["OUTPUT"], "green_share")[1] is None
    assert column(results["OUTPUT"], "green_share_cov") == [pytest.approx(1.0), 0.0]
    assert "1 areas lie outside all the data" in log.text


def test_area_half_outside_the_data(run):
    """An area half outside the data is measured whole, as the formula says, and its coverage tells."""
    areas = make_layer("Polygon", [(square(X, Y, 1000),)])
    results, _ = run("indicator_green_share", AREAS=areas, GREEN=green())
    assert column(results["OUTPUT"], "green_share")[0] == pytest.approx(50.0)
    assert column(results["OUTPUT"], "green_share_cov")[0] == pytest.approx(0.5)


def test_repeated_or_missing_fid_loses_no_row(run, tmp_path):
    areas = make_layer("Polygon", [(square(X, Y, 500), 1), (square(X + 500, Y, 500), 1)], "fid:integer")
    target = tmp_path / "out.gpkg"
    run("indicator_green_share", AREAS=areas, GREEN=green(), OUTPUT=str(target))
    written = QgsVectorLayer(str(target))
    assert written.featureCount() == 2
    assert column(written, "fid_in") == [1, 1]


def test_no_indicator_can_be_measured(run):
    areas = make_layer("Polygon", [(square(X, Y, 500),)])
    with pytest.raises(QgsProcessingException, match="None of the indicators can be measured"):
        run("measureindicators", AREAS=areas)


def test_what_is_left_out_is_said_with_the_layer_it_needs(run):
    areas = make_layer("Polygon", [(square(X, Y, 500),)])
    _, log = run("measureindicators", AREAS=areas, GREEN=green())
    assert "Left out: Street density. It needs: Streets." in log.infos


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("{", "no valid JSON"),
        ("[]", "must name indicators"),
        ('{"nonsense": {}}', 'name "nonsense"'),
        ('{"access_green": {"radius": 1}}', 'no setting "radius"'),
        ('{"access_green": {"distance": -5}}', "must be a number from"),
    ],
)
def test_settings_that_make_no_sense(run, settings, words):
    areas = make_layer("Polygon", [(square(X, Y, 500),)])
    with pytest.raises(QgsProcessingException, match=words):
        run("measureindicators", AREAS=areas, GREEN=green(), SETTINGS=settings)


def test_empty_role_layer_counts_as_not_given(run):
    areas = make_layer("Polygon", [(square(X, Y, 500),)])
    empty = make_layer("LineString", [], name="streets")
    results, log = run("measureindicators", AREAS=areas, GREEN=green(), STREETS=empty)
    assert "street_density" not in results["OUTPUT"].fields().names()
    assert 'The layer "streets" for Streets is empty and counts as not given' in log.text


def test_role_layer_with_nothing_near_is_a_true_zero(run):
    """A town without reserves has 0 % protected nature, when other data show that the town was looked at."""
    areas = make_layer("Polygon", [(square(X, Y, 500),)])
    far = make_layer("Polygon", [(square(X + 90000, Y, 500),)], name="reserves")
    streets = make_layer("LineString", [(f"LINESTRING({X + 90000} {Y},{X + 90100} {Y})",)], name="streets")
    stops = make_layer("Point", [(f"POINT({X + 90000} {Y})",)], name="stops")
    people = make_layer("Point", [(f"POINT({X + 90} {Y})", 5)], "count:integer", name="people")
    results, _ = run(
        "measureindicators",
        AREAS=areas,
        GREEN=green(),
        PROTECTED=far,
        STREETS=streets,
        TRANSIT=stops,
        POPULATION=people,
        INDICATORS=["protected_share", "street_density", "access_transit", "green_share"],
    )
    for name in ("protected_share", "street_density", "access_transit"):
        assert column(results["OUTPUT"], name) == [0.0], name
        assert column(results["OUTPUT"], f"{name}_cov") == [1.0], name


def test_inputs_stay_byte_identical(run, workshop, tmp_path):
    source = workshop("planning_units").split("|")[0]
    copy = tmp_path / "copy.gpkg"
    shutil.copy(source, copy)
    before = hashlib.sha256(copy.read_bytes()).hexdigest()
    run(
        "assessareas",
        AREAS=f"{copy}|layername=planning_units",
        GREEN=f"{copy}|layername=green",
        POPULATION=f"{copy}|layername=population",
        OUTPUT=str(tmp_path / "out.gpkg"),
    )
    assert hashlib.sha256(copy.read_bytes()).hexdigest() == before
    assert {path.name for path in tmp_path.iterdir()} == {"copy.gpkg", "out.gpkg"}


def test_selected_features_only(run, qgis_new_project):
    from qgis.core import QgsProcessingFeatureSourceDefinition, QgsProject

    areas = make_layer("Polygon", [(square(X, Y, 500),), (square(X + 500, Y, 500),)])
    QgsProject.instance().addMapLayer(areas)
    areas.selectByIds([next(areas.getFeatures()).id()])
    park = green()
    results, _ = run("indicator_green_share", AREAS=QgsProcessingFeatureSourceDefinition(areas.id(), True), GREEN=park)
    assert results["OUTPUT"].featureCount() == 1


def test_one_street_is_data_where_it_runs(run):
    """Two areas of 1 km²; the only street runs 500 m through the first: 0.5 km per km² there, unknown in the other."""
    areas = make_layer("Polygon", [(square(X, Y, 1000),), (square(X + 5000, Y, 1000),)])
    streets = make_layer("LineString", [(f"LINESTRING({X + 100} {Y + 100},{X + 400} {Y + 500})",)])
    results, log = run("measureindicators", AREAS=areas, STREETS=streets, INDICATORS=["street_density"])
    assert column(results["OUTPUT"], "street_density") == [pytest.approx(0.5, rel=1e-3), None]
    assert column(results["OUTPUT"], "street_density_cov") == [1, 0]
    assert "1 areas lie outside all the data" in log.text


def test_a_code_among_residents_is_left_out_and_said_to_be(run):
    """Residents 7 and 12 and a code, -999, in 1 km²: 19 of known records; the code neither counts nor lowers it to -980."""
    areas = make_layer("Polygon", [(square(X, Y, 1000),)])
    rows = [(f"POINT({X + 200 * k + 100} {Y + 100 + 300 * (k % 2)})", n) for k, n in enumerate((7, 12, -999))]
    people = make_layer("Point", rows, "people:integer", name="people")
    results, log = run("indicator_population_density", AREAS=areas, POPULATION=people, POPULATION_COUNT="people")
    assert column(results["OUTPUT"], "population_density") == [pytest.approx(19, rel=2e-3)]
    assert "Counts below 0 are left out as unknown" in log.text
    assert "They count as numbers" not in log.text
    zones = make_layer(
        "Polygon", [(square(X + 1000 * k, Y, 1000), n) for k, n in enumerate((7, 12, -999))], "people:integer"
    )
    results, log = run("transferpopulation", ZONES=zones, COUNTS=["people"], AREAS=zones)
    assert column(results["OUTPUT"], "people") == [7, 12, None]
    assert "Counts below 0 are left out as unknown" in log.text
    assert "They count as numbers" not in log.text
