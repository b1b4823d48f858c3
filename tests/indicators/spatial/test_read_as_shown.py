"""What is read is what QGIS shows: faces and curves from above, files in archives, odd fields; what cannot be is counted."""

from __future__ import annotations

import zipfile

import numpy as np
import pytest
from osgeo import gdal, ogr, osr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsGeometry,
    QgsVectorLayer,
)
from samplan.indicators.spatial import read
from samplan.indicators.spatial.backend import get_backend
from samplan.indicators.spatial.crs import Reprojection
from samplan.indicators.spatial.read import ReadOptions, read_areas, read_vector
from samplan.indicators.spatial.read_ogr import layer_file, read_arrow

CONTEXT = QgsCoordinateTransformContext()
CRS = QgsCoordinateReferenceSystem("EPSG:3006")
X, Y = 670000, 6570000


def ring(x0, y0, x1, y1, low=0, high=None):
    """A level rectangle, or with ``high`` an upright wall from (x0, y0) to (x1, y1)."""
    corners = [(x0, y0, low), (x1, y0, low), (x1, y1, low), (x0, y1, low), (x0, y0, low)]
    if high is not None:
        corners = [(x0, y0, low), (x1, y1, low), (x1, y1, high), (x0, y0, high), (x0, y0, low)]
    return "((" + ",".join(f"{X + x} {Y + y} {z}" for x, y, z in corners) + "))"


WALLS = [ring(0, 0, 10, 0, 0, 5), ring(10, 0, 10, 10, 0, 5), ring(10, 10, 0, 10, 0, 5), ring(0, 10, 0, 0, 0, 5)]
HOUSE = ",".join([ring(0, 0, 10, 10), *WALLS, ring(-1, -1, 11, 11, 5)])
"""A floor of 10 m x 10 m and a roof that overhangs by 1 m: 12 m x 12 m from above."""
TRIANGLES = (
    f"TIN Z((({X} {Y} 0,{X + 10} {Y} 0,{X} {Y + 10} 3,{X} {Y} 0)),"
    f"(({X + 10} {Y} 0,{X + 10} {Y + 10} 0,{X} {Y + 10} 3,{X + 10} {Y} 0)))"
)
POINTLIKE = f"CIRCULARSTRING({X} {Y},{X} {Y},{X} {Y})"


@pytest.fixture
def write(tmp_path):
    """Write geometries (WKT or OGR's own) with a field ``v`` to a file and return its path."""

    def write(geometries, name="layer.gpkg", kind=ogr.wkbUnknown, driver="GPKG", values=None):
        srs = osr.SpatialReference()
        srs.ImportFromEPSG(3006)
        path = str(tmp_path / name)
        source = ogr.GetDriverByName(driver).CreateDataSource(path)
        layer = source.CreateLayer(name.split(".")[0], srs, kind)
        layer.CreateField(ogr.FieldDefn("v", ogr.OFTInteger))
        for number, item in enumerate(geometries):
            feature = ogr.Feature(layer.GetLayerDefn())
            feature.SetGeometry(ogr.CreateGeometryFromWkt(item) if isinstance(item, str) else item)
            feature["v"] = number if values is None else values[number]
            layer.CreateFeature(feature)
            del feature  # before the source, which owns its definition
        return path

    return write


@pytest.fixture(params=["fast", "slow"])
def path(request, monkeypatch):
    """GDAL's stream, then feature by feature."""
    if request.param == "slow":
        monkeypatch.setattr(read, "read_arrow", lambda *arguments: None)
    return request.param


@pytest.mark.parametrize(
    ("wkt", "kind", "size"),
    [
        (f"POLYHEDRALSURFACE Z({HOUSE})", ogr.wkbPolyhedralSurfaceZ, 144.0),
        (f"MULTIPOLYGON Z({HOUSE})", ogr.wkbMultiPolygon25D, 144.0),
        (TRIANGLES, ogr.wkbTINZ, 100.0),
        (f"MULTISURFACE(CURVEPOLYGON(CIRCULARSTRING({X} {Y},{X + 20} {Y},{X} {Y})))", ogr.wkbMultiSurface, 100 * np.pi),
        (f"POLYGON ZM(({X} {Y} 1 2,{X + 10} {Y} 1 2,{X} {Y + 10} 1 2,{X} {Y} 1 2))", ogr.wkbPolygonZM, 50.0),
    ],
)
def test_surfaces_are_measured_from_above(qgis_app, write, path, backend, wkt, kind, size):
    layer = QgsVectorLayer(write([wkt], kind=kind), "house")
    data = read_vector(layer, CRS, CONTEXT, ReadOptions(kind="polygon"), backend=backend)
    assert data.skipped == {}
    assert backend.area(data.geometries) == pytest.approx([size], rel=1e-4)


def test_collections_of_faces_are_measured_from_above(qgis_app, backend):
    wkt = f"GEOMETRYCOLLECTION Z(POLYHEDRALSURFACE Z({HOUSE}),{TRIANGLES},POINT Z({X} {Y} 0))"
    wkb = [bytes(ogr.CreateGeometryFromWkt(wkt).ExportToIsoWkb())]
    shapes, _ = read._geometries(wkb, "polygon", backend, Reprojection(CRS, CRS, CONTEXT), lambda: False)
    assert backend.area(shapes) == pytest.approx([144.0])  # the triangles lie under the roof


def not_finite(kind, wild):
    """A geometry with one coordinate that is infinite or no number."""
    if kind == "point":
        geometry = ogr.Geometry(ogr.wkbPoint)
        geometry.AddPoint_2D(float(X), wild)
        return geometry
    corners = [(X, Y), (X + 10, Y), (X + 10, wild), (X, Y + 10), (X, Y)]
    chain = ogr.Geometry(ogr.wkbLinearRing if kind == "polygon" else ogr.wkbLineString)
    for x, y in corners:
        chain.AddPoint_2D(float(x), float(y))
    if kind == "line":
        return chain
    polygon = ogr.Geometry(ogr.wkbPolygon)
    polygon.AddGeometry(chain)
    return polygon


@pytest.mark.parametrize("code", [3006, 32634])
@pytest.mark.parametrize("wild", [np.inf, np.nan])
@pytest.mark.parametrize("kind", ["point", "line", "polygon"])
def test_coordinates_that_are_no_numbers_are_counted(qgis_app, backend, kind, wild, code):
    if kind == "point" and np.isnan(wild):
        pytest.skip("GDAL and QGIS write such a point as an empty one")
    names = {"point": "Point", "line": "LineString", "polygon": "Polygon"}
    good = {
        "point": f"POINT({X} {Y})",
        "line": f"LINESTRING({X} {Y},{X + 3} {Y + 4})",
        "polygon": f"POLYGON(({X} {Y},{X + 10} {Y},{X} {Y + 10},{X} {Y}))",
    }
    layer = QgsVectorLayer(f"{names[kind]}?crs=EPSG:3006", "wild", "memory")
    bad = QgsGeometry()
    bad.fromWkb(bytes(not_finite(kind, wild).ExportToIsoWkb()))
    features = []
    for geometry in (QgsGeometry.fromWkt(good[kind]), bad):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(geometry)
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    target = QgsCoordinateReferenceSystem(f"EPSG:{code}")
    data = read_vector(layer, target, CONTEXT, ReadOptions(kind=kind), backend=backend)
    assert (data.n, data.skipped) == (1, {"not_finite": 1})
    if kind == "polygon":
        areas, rows = read_areas(layer, target, CONTEXT, backend=backend)
        assert rows.state == ["ok", "not_finite"]
        assert np.isnan(areas.area[1])


@pytest.mark.parametrize(
    ("wkt", "kind", "skipped"),
    [
        (POINTLIKE, "line", "unrepairable"),
        (f"COMPOUNDCURVE({POINTLIKE})", "line", "unrepairable"),
        (f"CURVEPOLYGON({POINTLIKE})", "polygon", "unrepairable"),
        (f"MULTISURFACE(CURVEPOLYGON({POINTLIKE}))", "polygon", "unrepairable"),
        ("CIRCULARSTRING EMPTY", "line", "empty"),
        ("CURVEPOLYGON EMPTY", "polygon", "empty"),
        ("POLYHEDRALSURFACE EMPTY", "polygon", "empty"),
    ],
)
def test_collapsed_and_empty_curves_are_counted(qgis_app, write, path, backend, wkt, kind, skipped):
    layer = QgsVectorLayer(write([wkt]), "curve")
    data = read_vector(layer, CRS, CONTEXT, ReadOptions(kind=kind), backend=backend)
    assert data.n == 0
    assert data.skipped in ({skipped: 1}, {"null": 1})  # QGIS shows some empty geometries as none


@pytest.mark.parametrize(
    "address",
    [
        "/vsizip/{dir}/two.shp.zip/beta.shp",
        "{dir}/two.shp.zip|layername=beta",
        "{dir}/two.shp.zip|layerid=1",
        "/vsizip/{dir}/two.zip/beta.shp",
        "/vsizip/{dir}/inner.zip/m.gpkg|layername=beta",
        "{dir}/m.gpkg|layername=beta",
        "{dir}/m.gpkg|layername=beta|subset=v < 300",
        "{dir}|layername=beta",
    ],
)
def test_the_layer_that_qgis_shows_is_read(qgis_app, write, tmp_path, path, address):
    points = [f"POINT({X + i} {Y})" for i in range(3)]
    for name, values in (("alpha", [1, 2, 3]), ("beta", [100, 200, 300])):
        write(points, f"{name}.shp", ogr.wkbPoint, "ESRI Shapefile", values)
    for archive in ("two.shp.zip", "two.zip"):
        with zipfile.ZipFile(tmp_path / archive, "w") as file:
            for item in sorted(tmp_path.glob("*.???")):
                if item.stem in ("alpha", "beta"):
                    file.write(item, item.name)
    for name, mode in (("alpha", None), ("beta", "update")):
        gdal.VectorTranslate(str(tmp_path / "m.gpkg"), str(tmp_path / f"{name}.shp"), layerName=name, accessMode=mode)
    with zipfile.ZipFile(tmp_path / "inner.zip", "w") as file:
        file.write(tmp_path / "m.gpkg", "m.gpkg")
    layer = QgsVectorLayer(address.format(dir=tmp_path), "beta", "ogr")
    shown = [feature["v"] for feature in layer.getFeatures()]
    assert shown[:2] == [100, 200]
    assert read_vector(layer, CRS, CONTEXT, ReadOptions({"v": "v"}, kind="point")).fields["v"].tolist() == shown
    if "subset" not in address:
        assert read_arrow(layer_file(layer), {}, {}, None, lambda: False) is not None


FIELDS = (
    ("boolean", ogr.OFTInteger, ogr.OFSTBoolean, [1, 0, None, 1, 0]),
    ("short", ogr.OFTInteger, ogr.OFSTInt16, [1, -2, None, 3, 4]),
    ("long", ogr.OFTInteger64, ogr.OFSTNone, [2**53 + 1, -(2**53) - 1, None, 3, 1234567890123456789]),
    ("real", ogr.OFTReal, ogr.OFSTNone, [1.5, np.nan, None, np.inf, 1e300]),
    ("single", ogr.OFTReal, ogr.OFSTFloat32, [1.1, -2.2, None, 3.5, 0.1]),
    ("text", ogr.OFTString, ogr.OFSTNone, ["1,5", "abc", None, "", "1 234"]),
    ("day", ogr.OFTDate, ogr.OFSTNone, ["1969/12/31", "1850/01/02", None, "2024/02/29", "1970/01/01"]),
    ("later", ogr.OFTDate, ogr.OFSTNone, ["1999/12/31", "2050/01/02", None, "2024/02/29", "1970/01/02"]),
    (
        "moment",
        ogr.OFTDateTime,
        ogr.OFSTNone,
        ["1969/12/31 23:59:59", "1850/01/02", None, "2024/12/31 23:30:00", "2000/1/1"],
    ),
    ("time", ogr.OFTTime, ogr.OFSTNone, ["12:00:00", "01:02:03", None, "23:59:59", "00:00:00"]),
    ("json", ogr.OFTString, ogr.OFSTJSON, ['{"a": 1}', "[1]", None, "1", '"x"']),
)


@pytest.mark.parametrize(
    ("driver", "ending"),
    [("GPKG", "gpkg"), ("FlatGeobuf", "fgb"), ("GeoJSON", "geojson"), ("ESRI Shapefile", "shp"), ("SQLite", "sqlite")],
)
def test_both_paths_read_every_kind_of_field_alike(qgis_app, tmp_path, driver, ending):
    source = ogr.GetDriverByName(driver).CreateDataSource(str(tmp_path / f"kinds.{ending}"))
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(3006)
    layer = source.CreateLayer("kinds", srs, ogr.wkbPoint)
    skipped = {"ESRI Shapefile": {"time", "json"}, "FlatGeobuf": {"time"}}.get(driver, set())
    kinds = [item for item in FIELDS if item[0] not in skipped]
    for name, kind, subtype, _ in kinds:
        field = ogr.FieldDefn(name, kind)
        field.SetSubType(subtype)
        layer.CreateField(field)
    for row in range(5):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT({X + row} {Y})"))
        for name, kind, _, values in kinds:
            index = feature.GetFieldIndex(name)
            if values[row] is None:
                feature.SetFieldNull(index)
            elif kind == ogr.OFTInteger64:
                feature.SetFieldInteger64(index, values[row])
            else:
                feature.SetField(index, values[row])
        layer.CreateFeature(feature)
    del feature, layer, source
    shown = QgsVectorLayer(str(tmp_path / f"kinds.{ending}"), "kinds")
    order = [round(feature.geometry().asPoint().x() - X) for feature in shown.getFeatures()]
    for numeric in (True, False):
        for name, *_ in kinds:
            found = []
            for path in ("fast", "slow"):
                with pytest.MonkeyPatch.context() as patch:
                    if path == "slow":
                        patch.setattr(read, "read_arrow", lambda *arguments: None)
                    data = read_vector(shown, CRS, CONTEXT, ReadOptions({name: name}, {name: numeric}, kind="point"))
                    found.append((data.fields[name].tolist(), data.unreadable))
            np.testing.assert_equal(found[0], found[1], err_msg=f"{name}, numbers: {numeric}")
            values = dict(zip(order, found[0][0]))
            if name == "boolean" and numeric:
                assert (values[0], values[1]) == (1.0, 0.0)
            if name == "long" and not numeric and driver != "ESRI Shapefile":
                assert values[0] == "9007199254740993"
            if name == "day":
                assert values[0] == (1969.0 if numeric else "1969-12-31")
            if name == "time" and not numeric:
                assert values[1] == "01:02:03"


def test_random_polygons_are_read_alike_and_have_the_area_of_geos(qgis_app, write, path):
    """Multi, Z, holes, overlapping parts, empty ones: both engines give the area of the union of the parts."""
    rng = np.random.default_rng(20)
    shapes, sizes = [], []
    for number in range(60):
        parts = ogr.Geometry(ogr.wkbMultiPolygon25D if number % 2 else ogr.wkbMultiPolygon)
        union = None
        for _ in range(rng.integers(0, 4)):
            x, y = rng.uniform(0, 40, 2)
            w, h = rng.uniform(1, 30, 2)
            z = rng.uniform(0, 9)
            part = ogr.CreateGeometryFromWkt(
                f"POLYGON(({X + x} {Y + y},{X + x + w} {Y + y},{X + x + w} {Y + y + h},{X + x} {Y + y + h},{X + x} {Y + y}),"
                f"({X + x + w / 4} {Y + y + h / 4},{X + x + w / 4} {Y + y + h / 2},{X + x + w / 2} {Y + y + h / 2},"
                f"{X + x + w / 4} {Y + y + h / 4}))"
            )
            union = part if union is None else union.Union(part)
            if number % 2:
                part.Set3D(True)
                for chain in range(part.GetGeometryCount()):
                    edge = part.GetGeometryRef(chain)
                    for k in range(edge.GetPointCount()):
                        edge.SetPoint(k, edge.GetX(k), edge.GetY(k), z)
            parts.AddGeometry(part)
        shapes.append(parts)
        sizes.append(0.0 if union is None else union.Area())
    layer = QgsVectorLayer(write(shapes), "parts")
    for name in ("shapely", "qgis"):
        engine = get_backend(name)
        areas, _ = read_areas(layer, CRS, CONTEXT, backend=engine)
        assert np.nan_to_num(areas.planar) == pytest.approx(np.array(sizes), rel=1e-6)
