"""Check data finds what is planted; the data register reaches log and lineage."""

from __future__ import annotations

import pytest
from qgis.core import QgsProcessingException

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
