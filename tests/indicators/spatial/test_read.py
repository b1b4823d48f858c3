"""Layers into arrays: both paths the same, bad input repaired or skipped and counted, inputs untouched."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
import shapely
from osgeo import gdal, ogr, osr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)
from samplan.indicators.errors import IndicatorError
from samplan.indicators.spatial import fields, read, read_ogr
from samplan.indicators.spatial.read import ReadOptions, cut_by_polygons, read_areas, read_vector, read_words
from samplan.indicators.spatial.read_ogr import layer_file
from samplan.messages import Cancelled

CONTEXT = QgsCoordinateTransformContext()
PLAIN = "POLYGON((0 0, 10 0, 10 10, 0 10, 0 0))"
BOW_TIE = "POLYGON((0 0, 10 10, 10 0, 0 10, 0 0))"
FLAT = "POLYGON((0 0, 10 0, 5 0, 0 0))"
HOLED = "MULTIPOLYGON(((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 6 4, 6 6, 4 6, 4 4)), ((20 0, 21 0, 21 1, 20 0)))"
DEEP = "POLYGON ZM((0 0 1 2, 10 0 1 2, 10 10 1 2, 0 10 1 2, 0 0 1 2))"
CURVED = "CURVEPOLYGON(CIRCULARSTRING(0 0, 10 10, 20 0, 10 -10, 0 0))"


def crs(code=3006):
    return QgsCoordinateReferenceSystem(f"EPSG:{code}")


def open_layer(path, name="layer"):
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    assert layer.isValid()
    return layer


def read_layer(source, to, fields=None, numeric=None, backend=None, **options):
    return read_vector(source, to, CONTEXT, ReadOptions(fields or {}, numeric or {}, **options), backend=backend)


def moved(wkt, x=600_000, y=6_500_000):
    """Shift a geometry to where EPSG:3006 is at home."""
    geometry = QgsGeometry.fromWkt(wkt)
    geometry.translate(x, y)
    return geometry.asWkt().replace("ZM (", " ZM (")


def slow(monkeypatch):
    """Switch the Arrow path off."""
    monkeypatch.setattr(read, "read_arrow", lambda *arguments: None)


@pytest.fixture
def arrow_used(monkeypatch):
    """Tell whether the last read went through Arrow."""
    used = []

    def spy(*arguments):
        raw = read_ogr.read_arrow(*arguments)
        used.append(raw is not None)
        return raw

    monkeypatch.setattr(read, "read_arrow", spy)
    return used


@pytest.fixture
def mixed_points(make, tmp_path):
    rows = ["POINT(600000 6500000)", None, "MULTIPOINT(1 2, 3 4)", "POINT Z(5 6 7)", "POINT EMPTY", "POINT(8 9)"]
    return make.write(
        tmp_path / "points.gpkg",
        rows,
        residents=["12,5", "7", "10", " ", "1 234.5", "many"],
        income=[1.0, 2.0, None, 4.0, 5.0, 6.0],
        kind=["å", None, "b", "c", "d", "e"],
        year=[1990, 1991, 1992, None, 1994, 1995],
    )


@pytest.mark.parametrize("path", ["arrow", "features"])
def test_points(qgis_app, mixed_points, monkeypatch, path, backend):
    if path == "features":
        slow(monkeypatch)
    mapping = {"count": "residents", "income": "income", "class": "kind", "year": "year"}
    numeric = {"class": False}
    data = read_layer(open_layer(mixed_points), crs(), mapping, numeric, kind="point", backend=backend)
    assert data.kind == "point"
    assert data.xy.tolist() == [[600_000, 6_500_000], [1, 2], [3, 4], [5, 6], [8, 9]]
    assert data.feature.tolist() == [0, 2, 2, 3, 5]
    assert data.skipped == {"null": 1, "empty": 1}
    # a multipoint's residents are shared among its points, its income is not
    assert np.array_equal(data.fields["count"], [12.5, 5, 5, np.nan, np.nan], equal_nan=True)
    assert np.array_equal(data.fields["income"], [1, np.nan, np.nan, 4, 6], equal_nan=True)
    assert data.fields["class"].tolist() == ["å", "b", "b", "c", "e"]
    assert np.array_equal(data.fields["year"], [1990, 1992, 1992, np.nan, 1995], equal_nan=True)
    assert data.unreadable == {"count": 1}
    assert data.source_date is not None
    assert data.name == "layer"


def test_both_paths_give_the_same(qgis_app, mixed_points, monkeypatch, arrow_used):
    mapping = {"count": "residents", "class": "kind", "id": "fid"}
    first = read_layer(open_layer(mixed_points), crs(), mapping, {"class": False})
    assert arrow_used == [True]
    slow(monkeypatch)
    second = read_layer(open_layer(mixed_points), crs(), mapping, {"class": False})
    assert first.fingerprint == second.fingerprint
    assert np.array_equal(first.fields["id"], second.fields["id"])
    changed = read_layer(open_layer(mixed_points), crs(), {"count": "income"}, {})
    assert changed.fingerprint != first.fingerprint


def test_only_geometry_is_read_despite_gdal_7106(qgis_app, make, tmp_path, arrow_used):
    path = make.write(tmp_path / "bare.gpkg", [moved(PLAIN), moved(PLAIN, 600_020)])
    data = read_layer(open_layer(path), crs())
    assert arrow_used == [True]
    assert data.n == 2
    assert data.skipped == {}


@pytest.mark.parametrize("driver", [("ESRI Shapefile", "shp"), ("GeoJSON", "geojson"), ("FlatGeobuf", "fgb")])
def test_other_formats(qgis_app, make, tmp_path, arrow_used, driver, monkeypatch):
    name, suffix = driver
    rows = [moved("MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)))", 15, 59), moved(HOLED, 15, 60)]
    path = make.write(
        tmp_path / f"layer.{suffix}", rows, 4326, name, ogr.wkbMultiPolygon, klass=["äng", "skog"], floors=[2.0, None]
    )
    layer = QgsVectorLayer(path, "layer", "ogr")
    mapping, numeric = {"class": "klass", "floors": "floors"}, {"class": False}
    fast = read_layer(layer, crs(4326), mapping, numeric)
    slow(monkeypatch)
    other = read_layer(layer, crs(4326), mapping, numeric)
    assert arrow_used == [True]
    assert sorted(fast.fields["class"]) == sorted(other.fields["class"])
    if name != "ESRI Shapefile":  # what encoding a shapefile gets here depends on the tests run before
        assert sorted(fast.fields["class"]) == ["skog", "äng"]
    assert np.array_equal(fast.fields["floors"], other.fields["floors"], equal_nan=True)
    np.testing.assert_allclose(fast.bounds, other.bounds)


def test_the_fast_path_is_left_where_qgis_shows_something_else(qgis_app, make, tmp_path, arrow_used):
    path = make.write(tmp_path / "a.gpkg", [moved(PLAIN)] * 3, number=[1, 2, 3])

    def read_numbers(layer, **more):
        return read_layer(layer, crs(), {"n": "number"}, **more).fields["n"].tolist()

    filtered = open_layer(path)
    filtered.setSubsetString('"number" > 1')
    assert read_numbers(filtered) == [2, 3]
    edited = open_layer(path)
    edited.startEditing()
    edited.changeAttributeValue(1, edited.fields().lookupField("number"), 9)
    assert read_numbers(edited) == [9, 2, 3]
    edited.rollBack()
    assert read_numbers(open_layer(path), selected_only=True) == [1, 2, 3]
    assert not any(arrow_used)
    virtual = open_layer(path)
    table = QgsVectorLayer("None?field=key:integer&field=jobs:double", "table", "memory")
    feature = QgsFeature(table.fields())
    feature.setAttributes([2, 7.5])
    table.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayer(table)
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(table)
    join.setJoinFieldName("key")
    join.setTargetFieldName("number")
    join.setPrefix("")
    join.setUsingMemoryCache(True)
    virtual.addJoin(join)
    jobs = read_layer(virtual, crs(), {"jobs": "jobs"}).fields["jobs"]
    assert np.array_equal(jobs, [np.nan, 7.5, np.nan], equal_nan=True)
    assert not any(arrow_used)
    QgsProject.instance().removeMapLayer(table)


def test_a_selection_through_processing(qgis_app, make, tmp_path, backend):
    layer = open_layer(make.write(tmp_path / "a.gpkg", [moved(BOW_TIE)] * 3, number=[1, 2, 3]))
    QgsProject.instance().addMapLayer(layer)
    layer.selectByIds([2])
    context = QgsProcessingContext()  # its default is to abort on invalid geometry
    context.setProject(QgsProject.instance())
    definition = QgsProcessingFeatureSourceDefinition(layer.id(), True)
    source = (
        QgsProcessingUtils.variantToSource(definition, context)
        if hasattr(QgsProcessingUtils, "variantToSource")
        else None
    )
    if source is None:
        from qgis.core import QgsProcessingParameterFeatureSource, QgsProcessingParameters

        parameter = QgsProcessingParameterFeatureSource("IN", "in")
        source = QgsProcessingParameters.parameterAsSource(parameter, {"IN": definition}, context)
    assert isinstance(source, QgsProcessingFeatureSource)
    data = read_layer(source, crs(), {"n": "number"}, layer=layer, selected_only=True, backend=backend)
    assert data.fields["n"].tolist() == [2]
    assert data.repaired == 1
    QgsProject.instance().removeMapLayer(layer)


def test_bad_polygons_are_repaired_or_skipped_and_counted(qgis_app, make, tmp_path, backend):
    rows = [PLAIN, BOW_TIE, None, "POLYGON EMPTY", FLAT, HOLED, DEEP, CURVED, "POINT(1 1)"]
    path = make.write(tmp_path / "bad.gpkg", [row if row is None or "EMPTY" in row else moved(row) for row in rows])
    data = read_layer(open_layer(path), crs(), kind="polygon", backend=backend)
    assert data.feature.tolist() == [0, 1, 5, 6, 7]
    assert data.skipped == {"null": 1, "empty": 1, "unrepairable": 1, "wrong_type": 1}
    assert data.repaired == 1
    areas = backend.area(data.geometries)
    np.testing.assert_allclose(areas[:4], [100, 50, 96.5, 100])
    assert areas[4] == pytest.approx(np.pi * 100, rel=1e-3)


def test_areas_keep_every_row(qgis_app, make, tmp_path, backend):
    rows = [PLAIN, None, FLAT, BOW_TIE, "POLYGON EMPTY", HOLED]
    names = ["a", "b", "a", None, "c", "d"]
    path = make.write(
        tmp_path / "areas.gpkg",
        [row if row is None or "EMPTY" in row else moved(row) for row in rows],
        label=names,
        kommun=["Huddinge", "Huddinge", "", "Botkyrka", None, "Huddinge"],
    )
    areas, state = read_areas(open_layer(path), crs(), CONTEXT, "label", "kommun", backend=backend)
    assert areas.n == 6
    assert state.feature_id.tolist() == [1, 2, 3, 4, 5, 6]
    assert state.state == ["ok", "null", "unrepairable", "repaired", "empty", "ok"]
    assert state.repaired == 1
    assert state.skipped == {"empty": 1, "null": 1, "unrepairable": 1}
    assert np.isnan(areas.area[[1, 2, 4]]).all()
    np.testing.assert_allclose(areas.planar[[0, 3, 5]], [100, 50, 96.5])
    # SWEREF 99 TM 100 km off its meridian: planar areas are 0.055 % too small
    np.testing.assert_allclose(areas.scale[[0, 3, 5]], 1.000277, atol=2e-6)
    assert areas.labels == ["a", "b", "a", "", "c", "d"]
    assert areas.cut_labels.tolist() == [1, 1, -1, 0, -1, 1]
    assert backend.area(areas.cut_polygons).tolist() == [50, pytest.approx(100.5)]


def test_municipalities_by_polygon(qgis_app, make, backend):
    areas = make.areas(backend, [*make.squares(4, 1, 10), shapely.box(0, 0, 1, 1)])
    towns = make.layer(
        backend, [shapely.box(*make.origin, *(make.origin + np.array([20, 10]))), shapely.Point(0, 0).buffer(0.1)]
    )
    labels, polygons = cut_by_polygons(areas, towns)
    assert labels.tolist() == [0, 0, -1, -1, -1]
    assert len(polygons) == 2


@pytest.mark.parametrize("code", [4326, 3857, 3011])
def test_four_crs_agree(qgis_app, make, tmp_path, backend, code):
    """The same square in another CRS comes out at the same place with the same area."""
    square = QgsGeometry.fromWkt(moved("POLYGON((0 0, 1000 0, 1000 1000, 0 1000, 0 0))", 670_000, 6_570_000))
    there = QgsGeometry(square)
    from qgis.core import QgsCoordinateTransform

    there.transform(QgsCoordinateTransform(crs(), crs(code), CONTEXT))
    layer = open_layer(make.write(tmp_path / "there.gpkg", [there.asWkt(12)], code))
    data = read_layer(layer, crs(), backend=backend)
    np.testing.assert_allclose(data.bounds, [[670_000, 6_570_000, 671_000, 6_571_000]], atol=0.01)
    areas, _ = read_areas(layer, crs(), CONTEXT, backend=backend)
    near = open_layer(make.write(tmp_path / "near.gpkg", [square.asWkt(12)]))
    np.testing.assert_allclose(areas.area, read_areas(near, crs(), CONTEXT, backend=backend)[0].area, rtol=1e-6)


def test_reading_by_rectangle(qgis_app, make, tmp_path, arrow_used):
    rows = [moved(PLAIN, 600_000 + 100 * i) for i in range(10)]
    layer = open_layer(make.write(tmp_path / "row.gpkg", rows, number=list(range(10))))
    box = [600_150, 6_500_000, 600_350, 6_500_010]
    assert read_layer(layer, crs(), {"n": "number"}, bounds=box).fields["n"].tolist() == [2, 3]
    over = read_layer(layer, crs(25833), {"n": "number"}, bounds=box).fields["n"].tolist()
    assert over == [2, 3]
    assert all(arrow_used)


def test_coordinates_outside_the_crs_are_counted(qgis_app, make, tmp_path, backend):
    rows = ["POLYGON((18 59, 18.1 59, 18.1 59.1, 18 59))", "POLYGON((18 1e8, 18.1 1e8, 18.1 2e8, 18 1e8))"]
    layer = open_layer(make.write(tmp_path / "far.gpkg", rows, 4326))
    data = read_layer(layer, crs(), backend=backend)
    assert data.n == 1
    assert data.skipped == {"outside_crs": 1}


@pytest.mark.parametrize(
    ("wkt", "kind", "message"),
    [(PLAIN, "point", "has polygons, but points are needed"), ("POINT(1 1)", ("line", "polygon"), "lines/polygons")],
)
def test_wrong_geometry(qgis_app, make, tmp_path, wkt, kind, message):
    kinds = {PLAIN: ogr.wkbPolygon, "POINT(1 1)": ogr.wkbPoint}
    layer = open_layer(make.write(tmp_path / "wrong.gpkg", [wkt], geometry=kinds[wkt]))
    with pytest.raises(IndicatorError, match=message):
        read_layer(layer, crs(), kind=kind)


def test_a_table_without_geometry(qgis_app):
    table = QgsVectorLayer("None?crs=EPSG:3006&field=a:integer", "table", "memory")
    with pytest.raises(IndicatorError):
        read_layer(table, crs())


def test_no_crs_no_field_no_features(qgis_app, make, tmp_path):
    bare = QgsVectorLayer("Polygon?field=a:integer", "bare", "memory")
    bare.setCrs(QgsCoordinateReferenceSystem())
    with pytest.raises(IndicatorError, match="bare has no coordinate reference system"):
        read_layer(bare, crs())
    empty = QgsVectorLayer("Polygon?crs=EPSG:3006&field=a:integer", "empty", "memory")
    with pytest.raises(IndicatorError, match="no field called b"):
        read_layer(empty, crs(), {"count": "b"})
    with pytest.raises(IndicatorError, match="no features"):
        read_areas(empty, crs(), CONTEXT)
    assert read_layer(empty, crs(), {"count": "a"}).n == 0
    nothing = open_layer(make.write(tmp_path / "none.gpkg", [], geometry=ogr.wkbPoint))
    assert read_layer(nothing, crs(), {"count": "fid"}).n == 0


def test_inputs_stay_byte_identical(qgis_app, make, tmp_path, backend):
    path = make.write(tmp_path / "a.gpkg", [moved(BOW_TIE)] * 20, number=list(range(20)))
    before = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    read_layer(open_layer(path), crs(), {"n": "number"}, backend=backend)
    read_areas(open_layer(path), crs(), CONTEXT, backend=backend)
    assert hashlib.sha256(Path(path).read_bytes()).hexdigest() == before


def test_cancelling(qgis_app, make, tmp_path, backend):
    layer = open_layer(make.write(tmp_path / "a.gpkg", [moved(PLAIN)] * 3000))
    for run in (read_areas, read_vector):
        with pytest.raises(Cancelled):
            run(layer, crs(), CONTEXT, cancelled=lambda: True, backend=backend)


def test_gdal_exceptions_do_not_matter(qgis_app, make, tmp_path):
    layer = open_layer(make.write(tmp_path / "a.gpkg", [moved(PLAIN)]))
    gdal.UseExceptions()
    try:
        assert read_layer(layer, crs()).n == 1
    finally:
        gdal.DontUseExceptions()


def test_text_out_of_numbers():
    assert fields.texts([None, 3.0, 3.5, 7, "x", float("nan"), True]).tolist() == ["", "3", "3.5", "7", "x", "", "true"]


@pytest.mark.parametrize("suffix", [".gpkg", ".shp", ".fgb", ".geojson"])
def test_the_words_of_a_column_are_those_of_every_row(tmp_path, suffix):
    """The quick way and the slow one: whole and broken numbers, texts and NULL, as `read_vector` gives them."""
    path = str(tmp_path / f"words{suffix}")
    driver = {".gpkg": "GPKG", ".shp": "ESRI Shapefile", ".fgb": "FlatGeobuf", ".geojson": "GeoJSON"}[suffix]
    source = ogr.GetDriverByName(driver).CreateDataSource(path)
    system = osr.SpatialReference()
    system.ImportFromEPSG(3006)
    layer = source.CreateLayer("words", system, ogr.wkbPoint)
    del system
    for name, kind in (("whole", ogr.OFTInteger), ("real", ogr.OFTReal), ("text", ogr.OFTString)):
        layer.CreateField(ogr.FieldDefn(name, kind))
    for number, (whole, real, text) in enumerate(
        [(112, 1.5, "Åker"), (None, None, None), (112, 112.0, "2"), (3, 1.5, "2")]
    ):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT({670000 + number} 6570000)"))
        for name, value in (("whole", whole), ("real", real), ("text", text)):
            if value is not None:
                feature[name] = value
        layer.CreateFeature(feature)
    del feature, layer, source
    shown = QgsVectorLayer(path, "words", "ogr")
    for name in ("whole", "real", "text"):
        rows = read_vector(shown, crs(), CONTEXT, ReadOptions({"class": name}, {"class": False}))
        expected = sorted(set(rows.fields["class"].tolist()))
        assert len(expected) == 3
        assert read_words(shown, name, layer_file(shown)) == expected
        assert read_words(shown, name, None) == expected
