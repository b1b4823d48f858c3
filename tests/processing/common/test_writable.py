"""Outputs that cannot hold a result are refused before anything long runs; fields are made writable."""

from __future__ import annotations

import json
import sqlite3
import time
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException
from samplan.compat import plain_value

from ..conftest import column, make_layer, square

X, Y = 670000, 6570000


@pytest.fixture
def areas():
    return make_layer("Polygon", [(square(X, Y, 1000), "a"), (square(X + 2000, Y, 1000), "b")], "name:string")


@pytest.fixture
def park():
    return make_layer("Polygon", [(square(X, Y, 500),)])


@pytest.mark.parametrize("ending", ["tab", "mif"])
def test_a_format_that_makes_0_of_null_is_refused(run, areas, park, tmp_path, ending):
    with pytest.raises(QgsProcessingException, match=r"cannot hold missing values: they would become 0"):
        run("measureindicators", AREAS=areas, GREEN=park, OUTPUT=str(tmp_path / f"out.{ending}"))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", ["dxf", "gpx"])
def test_a_format_without_fields_is_refused(run, areas, park, tmp_path, ending):
    with pytest.raises(
        QgsProcessingException, match=rf"a \.{ending} file cannot hold this result.*Choose a GeoPackage"
    ):
        run("measureindicators", AREAS=areas, GREEN=park, OUTPUT=str(tmp_path / f"out.{ending}"))


@pytest.mark.parametrize("ending", ["gpkg", "shp", "geojson", "csv", "xlsx", "ods", "fgb", "gml", "sqlite", "kml"])
def test_formats_that_keep_null_are_taken(run, areas, park, tmp_path, ending):
    results, log = run("indicator_green_share", AREAS=areas, GREEN=park, OUTPUT=str(tmp_path / f"out.{ending}"))
    names = results["OUTPUT"].fields().names()
    place = names.index("green_shar" if ending == "shp" else "green_share")
    rows = [[plain_value(value) for value in feature.attributes()] for feature in results["OUTPUT"].getFeatures()]
    first, second = (row[place] for row in sorted(rows, key=lambda row: "a" not in row))  # FlatGeobuf has its own order
    assert float(first) == pytest.approx(100 * 500 * 500 / (1000 * 1000))  # half the side, a quarter of the area
    assert second in (None, "")  # the park's layer does not reach there
    assert ("Shapefile cuts field names to 10" in log.text) == (ending == "shp")


def test_text_makes_no_formula_in_csv(run, park, tmp_path):
    areas = make_layer(
        "Polygon", [(square(X, Y, 1000), "=1+1", 3), (square(X + 2000, Y, 1000), "-1", 4)], "name:string,n:int"
    )
    run("indicator_green_share", AREAS=areas, GREEN=park, OUTPUT=str(tmp_path / "out.csv"))
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[0].strip('"') for line in lines[1:]] == ["'=1+1", "-1"]
    statistics = tmp_path / "t.csv"
    statistics.write_text("name;word\n-1;@x\n", encoding="utf-8")
    run("joinstatistics", AREAS=areas, KEY_FIELD="name", TABLE=str(statistics), OUTPUT=str(tmp_path / "joined.csv"))
    assert "'@x" in (tmp_path / "joined.csv").read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="no folder that refuses files even to the administrator")
def test_the_folder_must_take_files(run, areas, park):
    with pytest.raises(ValueError, match=r'"/proc" is not there or cannot be written to'):
        run("measureindicators", AREAS=areas, GREEN=park, OUTPUT="/proc/out.gpkg")


def test_the_folder_must_be_there(run, areas, park, tmp_path):
    nowhere = str(tmp_path / "nowhere" / "out.gpkg")
    with pytest.raises(ValueError, match=r"nowhere.* is not there or cannot be written to"):
        run("measureindicators", AREAS=areas, GREEN=park, OUTPUT=nowhere)
    with pytest.raises(ValueError, match=r"nowhere.* is not there"):
        run("joinstatistics", AREAS=areas, KEY_FIELD="name", TABLE="x.csv", UNMATCHED=nowhere)


def test_a_file_without_ending_is_completed_as_qgis_does(run, areas, park, tmp_path):
    run("indicator_green_share", AREAS=areas, GREEN=park, OUTPUT=str(tmp_path / "first"))
    assert (tmp_path / "first.gpkg").is_file()
    given = f"{tmp_path / 'first.gpkg'}|layername=first"
    with pytest.raises(ValueError, match=r"is an input"):
        run("indicator_green_share", AREAS=given, GREEN=park, OUTPUT=str(tmp_path / "first"))


def test_a_locked_database_is_refused(run, areas, park, tmp_path):
    path = tmp_path / "out.gpkg"
    run("indicator_green_share", AREAS=areas, GREEN=park, OUTPUT=str(path))
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    try:
        for output in (str(path), f"ogr:dbname='{path}' table=\"again\" (geom)"):
            with pytest.raises(ValueError, match=r'"out\.gpkg" is open in another program'):
                run("indicator_green_share", AREAS=areas, GREEN=park, OUTPUT=output)
    finally:
        other.close()
    results, _ = run("indicator_green_share", AREAS=areas, GREEN=park, OUTPUT=str(path))
    assert results["OUTPUT"].featureCount() == 2


@pytest.mark.parametrize("ending", ["gpkg", "shp", "geojson", "sqlite"])
def test_fields_are_made_writable(run, park, tmp_path, ending):
    cells = {"Name": "a", "name": "b", "NAME": 7, "geom": "c", "geometry": "d", "ogc_fid": 3, "fid": 1.5,
             "facts": {"k": [1, "å"]}, "list": ["x", "y"], "when": "2026-11-30"}  # fmt: skip
    ring = [[X, Y], [X + 1000, Y], [X + 1000, Y + 1000], [X, Y + 1000], [X, Y]]
    feature = {"type": "Feature", "properties": cells, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}
    path = tmp_path / "in.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": [feature]}), encoding="utf-8")
    output = str(tmp_path / f"out.{ending}")
    results, log = run("indicator_green_share", AREAS=str(path), GREEN=park, OUTPUT=output)
    values = [plain_value(value) for value in next(results["OUTPUT"].getFeatures()).attributes()]
    for cell in ("a", "b", "c", "d", 7, 3, 1.5):
        assert cell in values
    for cell in ({"k": [1, "å"]}, ["x", "y"]):
        assert any(isinstance(value, str) and value[:1] in "[{" and json.loads(value) == cell for value in values), (
            values
        )
    assert 'The input field "name" is kept as "name_in"' in log.text


@pytest.mark.parametrize("fids", [[1.0, 2.0], [1, 1], [-5, 4], [None, 3]])
def test_ids_that_are_none_are_kept_as_numbers(run, park, tmp_path, fids):
    kind = "double" if isinstance(fids[0], float) else "integer"
    rows = [(square(X + 2000 * i, Y, 1000), fid) for i, fid in enumerate(fids)]
    layer = make_layer("Polygon", rows, f"fid:{kind}")
    results, _ = run("indicator_green_share", AREAS=layer, GREEN=park, OUTPUT=str(tmp_path / "out.gpkg"))
    assert column(results["OUTPUT"], "fid_in") == fids


def test_names_of_new_fields_are_made_writable_too(run, areas, tmp_path):
    (tmp_path / "t.csv").write_text("name;Fid;geom;Value;value\na;1,5;x;2;3\nb;2,5;y;4;5\n", encoding="utf-8")
    results, log = run(
        "joinstatistics",
        AREAS=areas,
        KEY_FIELD="name",
        TABLE=str(tmp_path / "t.csv"),
        OUTPUT=str(tmp_path / "out.gpkg"),
    )
    layer = results["OUTPUT"]
    assert [f.name() for f in layer.fields()] == ["fid", "name", "Fid2", "geom2", "Value", "value2"]
    assert column(layer, "Fid2") == [1.5, 2.5]
    assert column(layer, "value2") == [3.0, 5.0]
    assert 'The new field "geom" is called "geom2".' in log.text


def test_the_proof_is_quick(run, areas, park, tmp_path, timed):
    from samplan.processing.common.writable import prove_format

    start = time.perf_counter()
    assert prove_format(str(tmp_path / "x.gpkg"), "Output", None).problem == ""
    assert time.perf_counter() - start < 0.5 or not timed
