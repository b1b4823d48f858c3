"""Zonal values against native zonal statistics, and how far the centre rule is off in small areas.

Run: ``python tests/bench/bench_raster.py`` (``--small`` for a quick look). Every table is measured in one run.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import conftest  # noqa: F401 - registers the package
import numpy as np
import shapely
from osgeo import gdal, ogr, osr
from qgis.core import QgsApplication, QgsVectorLayer
from samplan.indicators.spatial.backend import get_backend
from samplan.indicators.spatial.data import RasterData
from samplan.indicators.spatial.raster import ArrayRaster
from samplan.indicators.spatial.zonal import zonal_values, zones_of
from shapely import STRtree

gdal.UseExceptions()
CELL = 10.0


def seconds(function):
    begin = time.perf_counter()
    value = function()
    return value, time.perf_counter() - begin


def reference_system():
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(3006)
    return srs


def write_raster(path, size):
    """Write classes 1-12 in smooth patches, tiled and compressed as land cover usually is."""
    rng = np.random.default_rng(0)
    coarse = rng.integers(1, 13, (size // 20 + 2, size // 20 + 2)).astype(np.uint8)
    options = ["TILED=YES", "COMPRESS=DEFLATE", "BIGTIFF=IF_SAFER"]
    file = gdal.GetDriverByName("GTiff").Create(str(path), size, size, 1, gdal.GDT_Byte, options)
    file.SetGeoTransform((600_000, CELL, 0, 6_500_000 + size * CELL, 0, -CELL))
    file.SetProjection(reference_system().ExportToWkt())
    band = file.GetRasterBand(1)
    band.SetNoDataValue(0)
    for row in range(0, size, 1000):
        rows = np.arange(row, min(row + 1000, size))
        cells = np.repeat(coarse[rows // 20], 20, axis=1)[:, :size]
        noise = rng.random(cells.shape, dtype=np.float32) < 0.05
        band.WriteArray(np.where(noise, 3, cells).astype(np.uint8), 0, row)


def write_areas(path, size, count):
    """Write about ``count`` areas without gaps: the squares of a jittered grid."""
    side = int(count**0.5)
    step = size * CELL / side
    xy = np.stack(np.meshgrid(np.arange(side + 1), np.arange(side + 1), indexing="ij"), axis=-1) * step
    xy[1:-1, 1:-1] += np.random.default_rng(1).uniform(-0.3, 0.3, xy[1:-1, 1:-1].shape) * step
    xy += np.array([600_000, 6_500_000])
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = source.CreateLayer("areas", reference_system(), ogr.wkbPolygon)
    layer.StartTransaction()
    for i in range(side):
        for j in range(side):
            corners = xy[[i, i + 1, i + 1, i, i], [j, j, j + 1, j + 1, j]].tolist()
            ring = ogr.Geometry(ogr.wkbLinearRing)
            for x, y in corners:
                ring.AddPoint_2D(x, y)
            polygon = ogr.Geometry(ogr.wkbPolygon)
            polygon.AddGeometry(ring)
            feature = ogr.Feature(layer.GetLayerDefn())
            feature.SetGeometryDirectly(polygon)
            layer.CreateFeature(feature)
    layer.CommitTransaction()


def read_areas(path, backend):
    layer = QgsVectorLayer(f"{path}|layername=areas", "areas", "ogr")
    return backend.from_wkb([feature.geometry().asWkb().data() for feature in layer.getFeatures()])


def ours(raster_path, areas_path, backend):
    geometries = read_areas(areas_path, backend)
    raster = RasterData(str(raster_path))
    return zonal_values(raster, zones_of(backend.sequences(geometries), len(geometries), raster))


def native(raster_path, areas_path, folder):
    from qgis import processing

    layer = QgsVectorLayer(f"{areas_path}|layername=areas", "areas", "ogr")
    parameters = {
        "INPUT": layer,
        "INPUT_RASTER": str(raster_path),
        "RASTER_BAND": 1,
        "COLUMN_PREFIX": "z",
        "STATISTICS": [0, 1, 2],
        "OUTPUT": str(folder / f"native{time.time_ns()}.gpkg"),
    }
    return processing.run("native:zonalstatisticsfb", parameters)


def zonal(folder, sizes, per_area=4_000):
    backend = get_backend()
    print(f"\nOne area for every {per_area} cells; ours and native read both files; seconds, x = native / ours")
    print("     cells   areas  decode  native    ours     x")
    times = []
    for size in sizes:
        raster, areas = folder / f"cells{size}.tif", folder / f"areas{size}.gpkg"
        write_raster(raster, size)
        write_areas(areas, size, size * size // per_area)
        _, decode = seconds(lambda path=raster: gdal.Open(str(path)).ReadAsArray())
        _, theirs = seconds(lambda r=raster, a=areas: native(r, a, folder))
        found, taken = seconds(lambda r=raster, a=areas: ours(r, a, backend))
        times.append(taken)
        count = len(found.cells)
        print(f"{size * size:10d} {count:7d} {decode:7.2f} {theirs:7.2f} {taken:7.2f} {theirs / taken:5.1f}")
    if len(sizes) > 1:
        exponent = np.polyfit(np.log(np.array(sizes) ** 2.0), np.log(times), 1)[0]
        print(f"exponent in cells (and areas): {exponent:.2f}")


def centre_error(per_size=1_000):
    """Compare class shares by both rules in random convex areas on a raster of random classes."""
    rng = np.random.default_rng(4)
    raster = ArrayRaster(rng.integers(0, 4, (400, 400)).astype(float), (0, 1, 0, 400, 0, -1))
    masks = [ArrayRaster((raster.values == value).astype(float), raster.transform) for value in range(4)]
    row, column = (index.ravel() for index in np.indices(raster.shape))
    centres = shapely.points(column + 0.5, 400 - row - 0.5)
    backend = get_backend("shapely")
    print("\nClass shares by the centre rule, error in percentage points (the exact rule is the truth)")
    print("cells  mean error  95 % below  areas without any centre")
    for cells in (1, 3, 10, 30, 100, 300):
        rings = []
        for _ in range(per_size):
            angle = np.sort(rng.uniform(0, 2 * np.pi, 8))
            ring = np.column_stack([np.cos(angle), np.sin(angle)])
            x, y = ring.T
            size = abs((x * np.roll(y, -1) - y * np.roll(x, -1)).sum()) / 2
            ring = ring * (cells / size) ** 0.5 + rng.uniform(60, 340, 2)
            rings.append(np.vstack([ring, ring[:1]]))
        polygons = backend.polygons_from_rings(rings)
        zones = zones_of(backend.sequences(polygons), per_size, raster)
        exact = np.column_stack([zonal_values(mask, zones).mean for mask in masks])
        area, cell = STRtree(centres).query(polygons, predicate="contains")
        counts = np.bincount(area * 4 + raster.values.ravel()[cell].astype(int), minlength=per_size * 4).reshape(-1, 4)
        with np.errstate(invalid="ignore"):
            centre = counts / counts.sum(axis=1, keepdims=True)
        error = 100 * np.abs(exact - centre)
        empty = np.isnan(centre).any(axis=1)
        error = error[~empty]
        print(f"{cells:5d} {error.mean():11.2f} {np.percentile(error, 95):11.2f} {empty.mean():8.1%}")


def main():
    small = "--small" in sys.argv
    application = QgsApplication([], False)
    application.initQgis()
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    from processing.core.Processing import Processing

    Processing.initialize()
    centre_error(200 if small else 1_000)
    with tempfile.TemporaryDirectory() as folder:
        zonal(Path(folder), (1_000, 2_000) if small else (2_500, 5_000, 10_000))
    application.exitQgis()


if __name__ == "__main__":
    main()
