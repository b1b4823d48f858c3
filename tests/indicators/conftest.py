"""A small world to measure in: shapes and numbers in, results out, with either geometry engine."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from osgeo import gdal
from samplan.indicators.measure import measure
from samplan.indicators.registry import get
from samplan.indicators.spatial.backend import get_backend
from samplan.indicators.spatial.data import Areas, RasterData, VectorData

X0, Y0 = 671_000.0, 6_566_000.0
"""Corner of the small world, SWEREF 99 TM."""

CORNER = np.array([X0, Y0])

WORKSHOP = Path(__file__).resolve().parents[2] / "resources" / "workshop"


def box(x0, y0, x1, y1):
    """A rectangle, in metres from the corner."""
    return shapely.box(X0 + x0, Y0 + y0, X0 + x1, Y0 + y1)


def line(*xy):
    """A line, in metres from the corner."""
    return shapely.LineString(np.array(xy, dtype=float) + CORNER)


class World:
    """Builds areas and role layers for one geometry engine, and measures."""

    def __init__(self, backend, directory):
        self.backend, self.directory = backend, directory
        self.rasters = []

    def close(self):
        """Let go of the rasters: GDAL must not be asked to close them after QGIS has shut it down."""
        for raster in self.rasters:
            raster.__dict__.pop("dataset", None)

    def _geometries(self, shapes):
        return self.backend.from_wkb([None if shape is None else shapely.to_wkb(shape) for shape in shapes])

    @staticmethod
    def _fields(fields):
        return {
            name: np.array(values, dtype=object if isinstance(values[0], str) else float)
            if len(values)
            else np.empty(0)
            for name, values in fields.items()
        }

    def areas(self, *shapes, **more):
        return Areas(self.backend, self._geometries(shapes), **more)

    def polygons(self, shapes, **fields):
        return VectorData("polygon", self.backend, self._geometries(shapes), fields=self._fields(fields), name="layer")

    def lines(self, shapes, **fields):
        return VectorData("line", self.backend, self._geometries(shapes), fields=self._fields(fields), name="layer")

    def points(self, xy, **fields):
        xy = np.array(xy, dtype=float).reshape(-1, 2) + CORNER
        return VectorData("point", self.backend, None, xy, self._fields(fields), name="layer")

    def raster(self, cells, size=10.0, name="raster", nodata=None, top=None):
        """Cells (first row north) whose lower left corner is the world's corner, or whose top is ``top`` m above it."""
        cells = np.asarray(cells, dtype=np.float32)
        path = str(self.directory / f"{name}.tif")
        target = gdal.GetDriverByName("GTiff").Create(path, cells.shape[1], cells.shape[0], 1, gdal.GDT_Float32)
        target.SetGeoTransform((X0, size, 0, Y0 + (cells.shape[0] * size if top is None else top), 0, -size))
        if nodata is not None:
            target.GetRasterBand(1).SetNoDataValue(nodata)
        target.GetRasterBand(1).WriteArray(cells)
        del target
        self.rasters.append(RasterData(path, name=name))
        return self.rasters[-1]

    def all_of(self, areas, roles, *ids, settings=None, everywhere=True, whole=False):
        """Measure; ``everywhere``: the data reach over all areas. ``whole``: return the Measurement."""
        roles = dict(roles)
        if everywhere:
            roles["municipalities"] = self.polygons([box(-20_000, -20_000, 30_000, 30_000)], name=["all"])
        found = measure(areas, roles, [get(name) for name in ids], settings, to_working=lambda raster, xy: xy)
        return found if whole else [found.results[name] for name in ids]

    def run(self, name, areas, roles, everywhere=True, **settings):
        """Measure one indicator with its own settings."""
        return self.all_of(areas, roles, name, settings={name: settings}, everywhere=everywhere)[0]


@pytest.fixture(params=["shapely", "qgis"])
def world(request, qgis_app, tmp_path):
    """The small world with each engine in turn."""
    world = World(get_backend(request.param), tmp_path)
    yield world
    world.close()


@pytest.fixture
def one_world(qgis_app, tmp_path):
    """The small world with the default engine."""
    world = World(get_backend("shapely"), tmp_path)
    yield world
    world.close()
