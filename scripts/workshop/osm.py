"""Read an OpenStreetMap extract (.osm.pbf) through GDAL into tagged shapely geometries in metres."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator

import shapely
from osgeo import gdal, ogr, osr

gdal.UseExceptions()
_TAG = re.compile(r'"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True)
class Thing:
    """One OpenStreetMap element: its kind (``point``, ``line`` or ``polygon``), id, tags and geometry (m)."""

    kind: str
    id: str
    tags: dict[str, str]
    geometry: Any


_KINDS = {"points": "point", "lines": "line", "multipolygons": "polygon"}


def _tags(feature: ogr.Feature) -> dict[str, str]:
    tags = {}
    for index in range(feature.GetFieldCount()):
        if feature.IsFieldSetAndNotNull(index):
            tags[feature.GetFieldDefnRef(index).GetName()] = feature.GetFieldAsString(index)
    for key, value in _TAG.findall(tags.pop("other_tags", "")):
        tags.setdefault(key, value.replace('\\"', '"').replace("\\\\", "\\"))
    return tags


def read_extract(path: Path, epsg: int) -> Iterator[Thing]:
    """Yield the points, lines and polygons of an extract, in file order.

    Parameters
    ----------
    path : Path
        An ``.osm.pbf`` file.
    epsg : int
        Projected CRS wanted, in metres.

    Yields
    ------
    Thing
        Relations other than multipolygons and boundaries are left out.
    """
    source, target = osr.SpatialReference(), osr.SpatialReference()
    source.ImportFromEPSG(4326)
    target.ImportFromEPSG(epsg)
    for reference in (source, target):
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    to_metres = osr.CoordinateTransformation(source, target)
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_READONLY)
    while True:
        feature, layer = dataset.GetNextFeature()
        if feature is None:
            return
        kind = _KINDS.get(layer.GetName())
        if kind is None:
            continue
        tags = _tags(feature)
        geometry = feature.GetGeometryRef()
        geometry.Transform(to_metres)
        identity = tags.pop("osm_id", None)
        letter = {"point": "n", "line": "w", "polygon": "r"}[kind] if identity else "w"
        yield Thing(
            kind,
            letter + (identity or tags.pop("osm_way_id", "")),
            tags,
            shapely.from_wkb(bytes(geometry.ExportToWkb())),
        )
