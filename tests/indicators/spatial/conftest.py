"""Shapes that are hard, and the two geometry engines."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
import shapely
from osgeo import ogr, osr
from samplan.indicators.spatial.backend import get_backend
from samplan.indicators.spatial.data import Areas, VectorData

BACKENDS = ("shapely", "qgis")
ORIGIN = np.array([671_000.0, 6_566_000.0])


@pytest.fixture(params=BACKENDS)
def backend(request, qgis_app):
    """Each engine in turn."""
    return get_backend(request.param)


@pytest.fixture
def both(qgis_app):
    """Both engines."""
    return [get_backend(name) for name in BACKENDS]


def star(rng, centre, size, corners=9):
    """A spiky polygon; spikes may cross."""
    angle = np.sort(rng.uniform(0, 2 * np.pi, corners))
    radius = size * rng.uniform(0.3, 1, corners)
    return shapely.Polygon(np.column_stack([np.cos(angle), np.sin(angle)]) * radius[:, None] + centre)


def random_polygons(rng, count, size, extent=10_000.0):
    """Spiky valid polygons, every fifth with a hole, every seventh in two parts."""
    shapes = []
    for i, centre in enumerate(ORIGIN + rng.uniform(0, extent, (count, 2))):
        shape = shapely.make_valid(star(rng, centre, size))
        if i % 5 == 0:
            shape = shape.difference(star(rng, centre, size / 3).buffer(0))
        if i % 7 == 0:
            shape = shape.union(star(rng, centre + np.array([2.5 * size, 0]), size / 2).buffer(0))
        shapes.append(shape)
    return np.array(shapes, dtype=object)


def squares(columns, rows, side):
    """A partition into squares, row by row, sharing borders exactly."""
    x, y = ORIGIN
    return np.array(
        [
            shapely.box(x + c * side, y + r * side, x + (c + 1) * side, y + (r + 1) * side)
            for r in range(rows)
            for c in range(columns)
        ],
        dtype=object,
    )


def areas_of(backend, shapes, **more):
    return Areas(backend, backend.from_wkb(list(shapely.to_wkb(np.asarray(shapes, dtype=object)))), **more)


def layer_of(backend, shapes, kind="polygon", **fields):
    return VectorData(
        kind, backend, backend.from_wkb(list(shapely.to_wkb(np.asarray(shapes, dtype=object)))), fields=fields
    )


def write_layer(path, shapes, epsg=3006, driver="GPKG", geometry=ogr.wkbUnknown, name="layer", **columns):
    """Write WKT or None rows with columns (lists) to a file."""
    srs = None
    if epsg:
        srs = osr.SpatialReference()
        srs.ImportFromEPSG(epsg)
    dataset = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    layer = dataset.CreateLayer(name, srs, geometry)
    kinds = {float: ogr.OFTReal, int: ogr.OFTInteger64, str: ogr.OFTString}
    for column, values in columns.items():
        first = next(value for value in values if value is not None)
        layer.CreateField(ogr.FieldDefn(column, kinds[type(first)]))
    for i, shape in enumerate(shapes):
        feature = ogr.Feature(layer.GetLayerDefn())
        if shape is not None:
            feature.SetGeometry(ogr.CreateGeometryFromWkt(shape))
        for column, values in columns.items():
            if values[i] is not None:
                feature[column] = values[i]
        layer.CreateFeature(feature)
    del layer, dataset
    return str(path)


@pytest.fixture(scope="session")
def make():
    """The helpers above, for tests."""
    return SimpleNamespace(
        origin=ORIGIN,
        random_polygons=random_polygons,
        squares=squares,
        areas=areas_of,
        layer=layer_of,
        write=write_layer,
    )
