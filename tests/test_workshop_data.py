"""The shipped workshop data: complete, valid, licensed, labelled, and what its scripts make."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, ogr

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "resources" / "workshop"
ROUNDING = 5.0  # m²: what rounding to the centimetre leaves along a common border
SYNTHETIC_LAYERS = ("population", "jobs")
LIECHTENSTEIN = {
    "municipalities": 11,
    "planning_units": 119,
    "green": 444,
    "water": 75,
    "protected": 4,
    "land_use": 828,
    "streets": 4658,
    "transit": 311,
    "services": 329,
    "buildings": 8993,
    "population": 8011,
    "jobs": 397,
}
SODERTORN = {"municipalities": 8, "districts": 117, "water": 1, "stations": 282, "stops": 3153, "deso": 267}
#: Hectares of the official survey, carried in OpenStreetMap's tag bfs:GEMFLAECHE.
OFFICIAL_AREA = {
    "Vaduz": 1728, "Triesen": 2646, "Balzers": 1972, "Triesenberg": 2972, "Schaan": 2695, "Planken": 536,
    "Eschen": 1039, "Mauren": 747, "Gamprin": 617, "Ruggell": 739, "Schellenberg": 356,
}  # fmt: skip


def _rows(layer: str, file: str = "liechtenstein.gpkg") -> list[tuple[dict, ogr.Geometry]]:
    """Read a layer with its data source kept alive: (fields, geometry) of every feature."""
    database = ogr.Open(str(DATA / file))
    rows = []
    for feature in database.GetLayer(layer):
        geometry = feature.GetGeometryRef()
        rows.append((feature.items(), geometry.Clone() if geometry is not None else None))
    return rows


@pytest.mark.parametrize(
    ("file", "epsg", "layers"), [("liechtenstein.gpkg", "2056", LIECHTENSTEIN), ("sodertorn.gpkg", "3006", SODERTORN)]
)
def test_layers_counts_and_crs(file, epsg, layers):
    database = ogr.Open(str(DATA / file))
    assert {layer.GetName(): layer.GetFeatureCount() for layer in database} == layers
    for layer in database:
        if layer.GetGeomType() != ogr.wkbNone:
            assert layer.GetSpatialRef().GetAuthorityCode(None) == epsg, layer.GetName()


@pytest.mark.parametrize(("file", "layers"), [("liechtenstein.gpkg", LIECHTENSTEIN), ("sodertorn.gpkg", SODERTORN)])
def test_every_geometry_is_valid_and_not_empty(file, layers):
    for layer in layers:
        if layer == "deso":
            continue
        for fields, geometry in _rows(layer, file):
            assert geometry is not None, (layer, fields)
            assert not geometry.IsEmpty(), (layer, fields)
            assert geometry.IsValid(), (layer, fields)


def test_municipal_areas_agree_with_the_official_survey():
    for fields, polygon in _rows("municipalities"):
        assert polygon.Area() / 10_000 == pytest.approx(OFFICIAL_AREA[fields["name"]], rel=0.005)


def test_planning_units_are_unique_inside_their_municipality_and_do_not_overlap():
    borders = {fields["name"]: polygon for fields, polygon in _rows("municipalities")}
    units = [(f["unit_id"], f["name"], f["municipality"], polygon) for f, polygon in _rows("planning_units")]
    assert len({unit[0] for unit in units}) == len({unit[1] for unit in units}) == len(units)
    for identity, _, municipality, polygon in units:
        assert polygon.Difference(borders[municipality]).Area() < ROUNDING, identity
    for index, (identity, _, _, polygon) in enumerate(units):
        for other, _, _, neighbour in units[index + 1 :]:
            if polygon.Intersects(neighbour) and not polygon.Touches(neighbour):
                assert polygon.Intersection(neighbour).Area() < ROUNDING, (identity, other)


def test_land_use_does_not_overlap():
    polygons = [polygon for _, polygon in _rows("land_use")]
    area = sum(polygon.Area() for polygon in polygons)
    union = ogr.Geometry(ogr.wkbMultiPolygon)
    for polygon in polygons:
        for index in range(polygon.GetGeometryCount()):
            union.AddGeometry(polygon.GetGeometryRef(index))
    assert area == pytest.approx(union.UnionCascaded().Area(), rel=1e-5)


def test_synthetic_residents_add_up_to_the_stated_totals_and_are_labelled():
    stated = {fields["name"]: fields["residents_osm"] for fields, _ in _rows("municipalities")}
    assert sum(stated.values()) == 36_838
    assert "36,838" in (DATA / "NOTICE.md").read_text(encoding="utf-8")
    counted = dict.fromkeys(stated, 0)
    for house, _ in _rows("population"):
        counted[house["municipality"]] += house["count"]
        assert 0 <= house["children"] + house["workage"] <= house["count"]
        assert 0 <= house["workers"] <= house["workage"]
    assert counted == stated
    for name in SYNTHETIC_LAYERS:
        assert {fields["synthetic"] for fields, _ in _rows(name)} == {1}


def test_every_layer_names_its_source_and_licence_and_says_when_it_is_synthetic():
    with closing(sqlite3.connect(DATA / "liechtenstein.gpkg")) as database, database:
        notes = dict(database.execute("SELECT table_name, description FROM gpkg_contents"))
    for name, note in notes.items():
        assert "© OpenStreetMap contributors, ODbL 1.0" in note
        assert note.startswith("SYNTHETIC") == (name in SYNTHETIC_LAYERS), name
    with closing(sqlite3.connect(DATA / "sodertorn.gpkg")) as database, database:
        notes = dict(database.execute("SELECT table_name, description FROM gpkg_contents"))
    assert all("CC0" in note or "CC BY 4.0" in note for note in notes.values())
    assert "unfit for measuring" in notes["municipalities"]


def test_notice_names_every_file_layer_and_licence():
    notice = (DATA / "NOTICE.md").read_text(encoding="utf-8")
    for word in ("ODbL", "© OpenStreetMap contributors", "Källa: SCB", "CC BY 4.0", "Anders Bjarby", "synthetic"):
        assert word in notice
    for layer in (*LIECHTENSTEIN, *SODERTORN):
        assert f"`{layer}`" in notice
    for path in DATA.iterdir():
        # QGIS keeps a raster's statistics beside it as .aux.xml.
        assert path.name in notice or path.name == "NOTICE.md" or path.name.endswith(".aux.xml")


def test_size_budget():
    assert sum(path.stat().st_size for path in DATA.iterdir()) <= 8 * 1024 * 1024 + 100_000


def test_floors_are_null_unless_tagged():
    floors = [fields["floors"] for fields, _ in _rows("buildings")]
    assert floors.count(None) > 0.99 * len(floors)
    assert all(value >= 1 for value in floors if value is not None)


def test_land_cover_holds_only_classes_of_its_table():
    with (DATA / "land_cover_classes.csv").open(encoding="utf-8", newline="") as handle:
        codes = {int(row["code"]) for row in csv.DictReader(handle)}
    raster = gdal.Open(str(DATA / "land_cover.tif"))
    assert raster.GetRasterBand(1).GetNoDataValue() == 0
    assert raster.GetGeoTransform()[1] == 10.0
    assert raster.GetSpatialRef().GetAuthorityCode(None) == "2056"
    assert set(np.unique(raster.ReadAsArray()).tolist()) <= codes | {0}
    assert "OpenStreetMap" in raster.GetMetadataItem("TIFFTAG_COPYRIGHT")


def _feedback() -> dict:
    return json.loads((DATA / "feedback_sample.geojson").read_text(encoding="utf-8"))


def test_feedback_sample_is_labelled_complete_and_located_in_the_country():
    sample = _feedback()
    assert sample["notice"].startswith("SYNTHETIC")
    items = [feature["properties"] for feature in sample["features"]]
    assert len(items) == len({item["item_id"] for item in items}) == 332
    assert {item["lang"] for item in items} == {"de", "en", "sv"}
    assert {item["status"] for item in items} == {"open", "in_progress", "closed", "rejected", "unknown"}
    assert {item["synthetic"] for item in items} == {1}
    assert all(item["created_utc"] <= item["updated_utc"] for item in items)
    ids = {item["item_id"] for item in items}
    assert all(item["parent_id"] in ids for item in items if item["kind"] == "comment")
    located = [f["geometry"]["coordinates"] for f in sample["features"] if f["geometry"]]
    assert 200 < len(located) < 300
    assert all(9.47 < x < 9.64 and 47.04 < y < 47.28 for x, y in located)


def test_feedback_sample_plants_only_reserved_personal_data():
    texts = [feature["properties"]["text"] for feature in _feedback()["features"]]
    addresses = [found for text in texts for found in re.findall(r"\S+@(\S+?)[.,]?(?:\s|$)", text)]
    assert addresses
    assert all(address.startswith("example.") for address in addresses)
    assert any("121212-1212" in text for text in texts)


def _scripts(monkeypatch):
    pytest.importorskip("shapely", minversion="2.0")
    monkeypatch.setattr(sys, "path", [str(ROOT / "scripts"), *sys.path])
    from workshop import feedback, gpkg, land_cover

    return feedback, gpkg, land_cover


def _read(gpkg, name: str):
    import shapely

    rows = _rows(name)
    copy = gpkg.Layer(name, "polygon", dict.fromkeys(rows[0][0], str), "")
    for fields, geometry in rows:
        copy.add(shapely.from_wkb(bytes(geometry.ExportToWkb())), *fields.values())
    return copy


def test_feedback_sample_is_what_the_script_makes(monkeypatch, tmp_path):
    feedback, gpkg, _ = _scripts(monkeypatch)
    units = _read(gpkg, "planning_units")
    feedback.build_feedback(units, 2056, tmp_path / "again.geojson")
    assert (tmp_path / "again.geojson").read_bytes() == (DATA / "feedback_sample.geojson").read_bytes()


def test_land_cover_is_what_the_script_makes(monkeypatch, tmp_path):
    import shapely

    _, gpkg, land_cover = _scripts(monkeypatch)
    layers = {name: _read(gpkg, name) for name in ("land_use", "streets", "buildings", "municipalities")}
    land = shapely.union_all([shape for shape, _ in layers["municipalities"].rows])
    land_cover.build_land_cover(layers, land, 2056, tmp_path / "again.tif", tmp_path / "again.csv")
    again = gdal.Open(str(tmp_path / "again.tif")).ReadAsArray()
    shipped = gdal.Open(str(DATA / "land_cover.tif")).ReadAsArray()
    assert np.mean(again != shipped) < 1e-4
    assert (tmp_path / "again.csv").read_bytes() == (DATA / "land_cover_classes.csv").read_bytes()


def test_geopackage_writer_gives_the_same_bytes_twice(monkeypatch, tmp_path):
    _, gpkg, _ = _scripts(monkeypatch)
    layer = _read(gpkg, "planning_units")
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        gpkg.write_geopackage(tmp_path / name / "x.gpkg", 2056, [layer])
    assert (tmp_path / "one" / "x.gpkg").read_bytes() == (tmp_path / "two" / "x.gpkg").read_bytes()
