"""Check data finds what is planted; the data register reaches log and lineage."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
)

from ..conftest import column, make_layer, square

X, Y = 670000, 6570000


def findings(layer) -> list[str]:
    return [
        f"{a}|{b}|{c}" for a, b, c in zip(column(layer, "severity"), column(layer, "about"), column(layer, "finding"))
    ]


def test_planted_faults_are_found(run):
    bowtie = f"POLYGON(({X} {Y},{X + 100} {Y + 100},{X + 100} {Y},{X} {Y + 100},{X} {Y}))"
    areas = make_layer(
        "Polygon", [(bowtie, "a"), (None, "b"), (square(X + 90000, Y, 10), "a")], "name:string", name="areas"
    )
    people = make_layer(
        "Point",
        [
            (f"POINT({X + 10} {Y + 10})", "7"),
            (f"POINT({X + 20} {Y + 90})", "many"),
            (f"POINT({X + 90} {Y + 50})", None),
        ],
        "count:string",
        name="people",
    )
    results, _ = run("checkdata", AREAS=areas, KEY_FIELD="name", POPULATION=people, OUTPUT="TEMPORARY_OUTPUT")
    found = findings(results["OUTPUT"])
    assert "warning|Planning areas|1 broken geometries." in found
    assert "fault|Planning areas|1: no geometry" in found
    assert "warning|Planning areas|1 names are repeated." in found
    assert "warning|Population|count: 1 values are text, not numbers." in found
    assert any(f.startswith("warning|Population|count: 2 values are NULL") for f in found)
    assert any("1 areas lie outside all layers" in f for f in found)
    assert any(f.startswith("note|Indicators|") and "Population density" in f for f in found)
    assert any(f.startswith("note|Duration|") for f in found)
    assert results["FAULTS"] == 2


def test_areas_without_crs_are_a_fault_not_a_crash(run):
    areas = make_layer("Polygon", [(square(0, 0, 1),)])
    areas.setCrs(type(areas.crs())())
    results, log = run("checkdata", AREAS=areas)
    assert results["FAULTS"] == 1
    assert "coordinate reference system" in log.text


def test_register_is_shown_and_carried_into_lineage(run, workshop, tmp_path):
    from samplan.processing.common.lineage import records

    register = str(tmp_path / "register.gpkg")
    given = {"REGISTER": register, "ROLE": "green", "LAYER": workshop("green"), "LICENCE": "ODbL 1.0"}
    run("registerdata", **given, OWNER="Somebody else", VINTAGE="2001-01-01")
    _, log = run("registerdata", **given, OWNER="OpenStreetMap", VINTAGE="2020-05-01", UPDATE_MONTHS=12)
    assert "Registered. green: owner OpenStreetMap" in log.text
    results, log = run(
        "measureindicators", AREAS=workshop("planning_units"), GREEN=workshop("green"), REGISTER=register
    )
    assert "green: owner OpenStreetMap, vintage 2020-05-01, licence ODbL 1.0" in log.text
    entry = records(results["OUTPUT"])[-1]["inputs"]["GREEN"]["register"]
    assert entry["owner"] == "OpenStreetMap"
    _, log = run("checkdata", AREAS=workshop("planning_units"), GREEN=workshop("green"), REGISTER=register)
    assert "Outdated: it should be renewed every 12 months" in log.text


def test_register_that_is_none(run, workshop, tmp_path):
    with pytest.raises(QgsProcessingException, match="no data register"):
        run(
            "measureindicators",
            AREAS=workshop("planning_units"),
            GREEN=workshop("green"),
            REGISTER=str(tmp_path / "none.gpkg"),
        )
    with pytest.raises(QgsProcessingException, match="is no date"):
        run(
            "registerdata",
            REGISTER=str(tmp_path / "r.gpkg"),
            ROLE="green",
            LAYER=workshop("green"),
            VINTAGE="last spring",
        )


def grid(side, count, counts=2.0):
    """Squares of a statistical grid from (X, Y), each with its count."""
    return [(square(X + side * c, Y + side * r, side), counts) for r in range(count) for c in range(count)]


def test_two_grids_of_residents_are_told(run):
    """100 squares of 100 m and the one of 1 km that holds them: 100 pairs overlap, on 1 km² of 2 km²."""
    areas = make_layer("Polygon", [(square(X, Y, 1000),)])
    both = make_layer("Polygon", [*grid(100, 10), *grid(1000, 1, 200.0)], "count:double")
    results, _ = run("checkdata", AREAS=areas, POPULATION=both, OUTPUT="TEMPORARY_OUTPUT")
    text = "warning|Population|100 pairs of polygons overlap, on 50.0 % of the layer's area"
    assert any(f.startswith(text) for f in findings(results["OUTPUT"]))
    single = make_layer("Polygon", grid(100, 10), "count:double")  # neighbours only touch
    results, _ = run("checkdata", AREAS=areas, POPULATION=single, OUTPUT="TEMPORARY_OUTPUT")
    assert not any("overlap" in f or "repeat" in f for f in findings(results["OUTPUT"]))


def test_middles_of_two_grids_are_told(run):
    areas = make_layer("Polygon", [(square(X, Y, 3000),)])
    small = [(f"POINT({X + 50 + 100 * c} {Y + 50 + 100 * r})", 2.0) for r in range(20) for c in range(20)]
    large = [(f"POINT({X + 500 + 1000 * c} {Y + 500 + 1000 * r})", 200.0) for r in range(2) for c in range(2)]
    for points, told in ((small + large, True), (small, False)):
        layer = make_layer("Point", points, "count:double")
        results, _ = run("checkdata", AREAS=areas, POPULATION=layer, OUTPUT="TEMPORARY_OUTPUT")
        assert any("lie on two grids" in f for f in findings(results["OUTPUT"])) == told


def test_copies_and_overlaps_are_told(run):
    """Two areas overlap on 20 m x 100 m = 0.2 ha and one is there twice, from another corner; a street of 300 m has 100 m
    drawn again, backwards; one of three parks is a copy."""
    turned = f"POLYGON(({X + 180} {Y},{X + 180} {Y + 100},{X + 80} {Y + 100},{X + 80} {Y},{X + 180} {Y}))"
    areas = make_layer("Polygon", [(square(X, Y, 100),), (square(X + 80, Y, 100),), (turned,)])
    streets = make_layer(
        "LineString",
        [(f"LINESTRING({X} {Y},{X + 300} {Y})",), (f"LINESTRING({X + 200} {Y},{X + 100} {Y})",)],
    )
    green = make_layer("Polygon", [(square(X, Y, 50), word) for word in ("park", "park", "wood")], "class:string")
    results, _ = run("checkdata", AREAS=areas, STREETS=streets, GREEN=green, OUTPUT="TEMPORARY_OUTPUT")
    found = findings(results["OUTPUT"])
    assert "warning|Planning areas|1 areas repeat another one exactly." in found
    assert any(f.startswith("note|Planning areas|3 pairs of areas overlap, 1.40 ha in all") for f in found)
    assert any(f.startswith("warning|Streets|25.0 % of the length is drawn more than once") for f in found)
    assert "note|Green areas|1 features repeat another one: the same place and the same values." in found


def test_what_most_streets_lack_is_no_fault(run):
    """A tunnel under the street is level -1; the other streets are no bridge, no tunnel and on no level of their own."""
    areas = make_layer("Polygon", [(square(X, Y, 100), "a")], "name:string")
    lines = [(f"LINESTRING({X} {Y + 10 * n},{X + 100} {Y + 10 * n})", None, None, None) for n in range(9)]
    lines.append((f"LINESTRING({X} {Y + 95},{X + 100} {Y + 95})", "yes", -1, -2))
    streets = make_layer("LineString", lines, "tunnel:string,layer:integer,width:double")
    results, _ = run("checkdata", AREAS=areas, STREETS=streets)
    told = [finding for finding in findings(results["OUTPUT"]) if "|Streets|" in finding]
    assert [finding for finding in told if finding.startswith("warning")] == [
        "warning|Streets|width: 1 values are negative."
    ]
    assert "note|Streets|tunnel: 9 values are NULL (90 %)." in told
    assert not any("the same" in finding for finding in told)


def test_findings_are_shown_as_wide_as_they_are(run, qgis_new_project):
    areas = make_layer("Polygon", [(square(X, Y, 100), "a")], "name:string")
    layer, columns = loaded("samplan:checkdata", AREAS=areas)
    longest = max(map(len, column(layer, "finding")))
    assert columns["finding"] == min(900, 7 * longest + 30) > columns["severity"] == 100
    assert layer.attributeDisplayName(layer.fields().indexFromName("finding")) == "Finding"


def loaded(algorithm, **parameters):
    """Run as the desktop does; return the layer as QGIS has loaded it, and the widths of its columns by name."""
    from qgis import processing

    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    context.setProject(QgsProject.instance())
    parameters["OUTPUT"] = QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", QgsProject.instance())
    layer = processing.run(algorithm, parameters, context=context, feedback=feedback)["OUTPUT"]
    context.layersToLoadOnCompletion()[layer.id()].postProcessor().postProcessLayer(layer, context, feedback)
    config = layer.attributeTableConfig()
    return layer, {shown.name: shown.width for shown in config.columns()}
