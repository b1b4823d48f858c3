"""Rasterise the land-use layer, paved streets and buildings into a small land-cover raster."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, Sequence

import numpy as np
import shapely
from osgeo import gdal, ogr, osr

from .classes import LAND_COVER
from .gpkg import BUILD_DATE, Layer

CELL = 10.0  # m
MARGIN = 500.0  # m around the country
#: Assumed paved width (m) of streets by class; paths and tracks are not paved.
WIDTH = {
    "primary": 9.0, "secondary": 8.0, "tertiary": 7.0, "unclassified": 6.0, "residential": 6.0, "living_street": 5.0,
    "primary_link": 6.0, "secondary_link": 6.0, "service": 4.0, "pedestrian": 5.0,
}  # fmt: skip


def _burn(band_source: gdal.Dataset, shapes: Sequence[Any], values: Sequence[int], crs: osr.SpatialReference) -> None:
    memory = ogr.GetDriverByName("Memory").CreateDataSource("")
    layer = memory.CreateLayer("shapes", crs, ogr.wkbUnknown)
    layer.CreateField(ogr.FieldDefn("code", ogr.OFTInteger))
    for shape, value in zip(shapes, values):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(shapely.to_wkb(shape)))
        feature.SetField(0, int(value))
        layer.CreateFeature(feature)
    gdal.RasterizeLayer(band_source, [1], layer, options=["ATTRIBUTE=code"])


def build_land_cover(layers: dict[str, Layer], land: Any, epsg: int, raster: Path, table: Path) -> None:
    """Write the raster (uint8, 10 m, centre rule, 0 = not mapped = no data) and its class table.

    Parameters
    ----------
    layers : dict of str to Layer
        With ``land_use``, ``streets`` and ``buildings``.
    land : shapely geometry
        The country, metres.
    epsg : int
    raster, table : Path
        GeoTIFF and CSV to write.
    """
    left, bottom, right, top = land.bounds
    left, bottom = (np.floor((value - MARGIN) / 100) * 100 for value in (left, bottom))
    right, top = (np.ceil((value + MARGIN) / 100) * 100 for value in (right, top))
    size = int((right - left) / CELL), int((top - bottom) / CELL)
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(epsg)
    memory = gdal.GetDriverByName("MEM").Create("", *size, 1, gdal.GDT_Byte)
    memory.SetGeoTransform((left, CELL, 0, top, 0, -CELL))
    memory.SetProjection(crs.ExportToWkt())
    memory.GetRasterBand(1).SetNoDataValue(0)
    use = layers["land_use"].rows
    _burn(memory, [shape for shape, _ in use], [LAND_COVER[row[1]][0] for _, row in use], crs)
    paved = [
        shapely.buffer(line, WIDTH[row[2]] / 2, cap_style="flat", quad_segs=2)
        for line, row in layers["streets"].rows
        if row[2] in WIDTH and row[5] is None
    ]
    _burn(memory, paved, [LAND_COVER["transport"][0]] * len(paved), crs)
    houses = [shape for shape, _ in layers["buildings"].rows]
    _burn(memory, houses, [LAND_COVER["building"][0]] * len(houses), crs)
    memory.SetMetadata(
        {
            "TIFFTAG_IMAGEDESCRIPTION": "Samplan workshop data: land cover, see land_cover_classes.csv",
            "TIFFTAG_COPYRIGHT": "(c) OpenStreetMap contributors, ODbL 1.0",
            "TIFFTAG_DATETIME": BUILD_DATE,
        }
    )
    raster.unlink(missing_ok=True)
    gdal.GetDriverByName("GTiff").CreateCopy(str(raster), memory, options=["COMPRESS=DEFLATE", "ZLEVEL=9", "TILED=YES"])
    with table.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["code", "class", "title_en", "title_sv"])
        writer.writerows([code, name, english, swedish] for name, (code, english, swedish) in LAND_COVER.items())
