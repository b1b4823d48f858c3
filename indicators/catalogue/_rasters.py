"""Role rasters under the areas: zones in the raster's own grid, legends, windows, and what a border leaves of them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Mapping, Optional, Union

import numpy as np

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ..declaration import Inputs
from ..errors import IndicatorError
from ..spatial.data import Areas, BorderedRaster, RasterData
from ..spatial.datasets import memory_source
from ..spatial.raster import ArrayRaster, Lookup
from ..spatial.wkb import Sequences
from ..spatial.zonal import FEW_CELLS, Zones, zones_of
from ._classes import codes


@dataclass(frozen=True)
class RasterExtract:
    """The part of a raster that matters for the areas.

    Attributes
    ----------
    grid : ArrayRaster
        Its cells, NaN for no data.
    zones : Zones
        The areas over it.
    cell : tuple of float
        Width and height of a cell in metres on the ground.
    inside : ndarray of bool, shape (rows, columns), or None
        Cells within the border; None: there is none.
    notes : list of UserMessage
        A warning of areas with few cells.
    """

    grid: ArrayRaster
    zones: Zones
    cell: tuple[float, float]
    inside: Optional[np.ndarray]
    notes: list[UserMessage]


def underlying_raster(role: Union[RasterData, BorderedRaster]) -> RasterData:
    """Return the raster itself, with or without a border."""
    return role.raster if isinstance(role, BorderedRaster) else role


@lru_cache(maxsize=8)
def _transformation(source: str, target: str) -> object:
    from osgeo import osr

    systems = []
    for wkt in (source, target):
        system = osr.SpatialReference()
        system.ImportFromWkt(wkt)
        system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        systems.append(system)
    return None if systems[0].IsSame(systems[1]) else osr.CoordinateTransformation(*systems)


def move(xy: np.ndarray, source: str, target: str) -> np.ndarray:
    """Return points in another CRS (both as WKT; an empty one is taken to be the same), shape (p, 2)."""
    change = _transformation(source, target) if source and target and source != target else None
    if change is None or not len(xy):
        return xy
    return np.array(change.TransformPoints(np.ascontiguousarray(xy[:, :2], dtype=float)))[:, :2]


def raster_zones(areas: Areas, raster: RasterData, grid: Optional[ArrayRaster] = None) -> Zones:
    """Lay the areas over a raster in its own CRS, or over a window of it."""
    rings = areas.backend.sequences(areas.geometries)
    rings = rings._replace(xy=move(rings.xy, areas.crs_wkt, raster.crs_wkt))
    return zones_of(rings, areas.n, raster if grid is None else grid)


def few_cells_note(zones: Zones, indicator_id: str) -> list[UserMessage]:
    """Return a warning of areas so small against the cells that single cells decide, if there are any."""
    count = int(np.count_nonzero(zones.few))
    if not count:
        return []
    return [
        UserMessage(
            QT_TRANSLATE_NOOP(
                "Samplan", "{indicator}: {count} areas have fewer than {few} raster cells; single cells decide."
            ),
            {"indicator": indicator_id, "count": count, "few": FEW_CELLS},
        )
    ]


def window(inputs: Inputs, role: Union[RasterData, BorderedRaster], margin: float, indicator_id: str) -> RasterExtract:
    """Read the part of a raster within ``margin`` metres of the areas.

    Raises
    ------
    IndicatorError
        No area lies on the raster.
    """
    raster, areas = underlying_raster(role), inputs.areas
    cell = _cell_metres(raster, areas)
    zones = raster_zones(areas, raster)
    reach = margin / min(cell)
    low = [
        int(np.floor(min(a.min(), b.min()) - reach)) if len(a) else 0
        for a, b in ((zones.x0, zones.x1), (zones.y0, zones.y1))
    ]
    high = [
        int(np.ceil(max(a.max(), b.max()) + reach)) if len(a) else 0
        for a, b in ((zones.x0, zones.x1), (zones.y0, zones.y1))
    ]
    column, row = max(low[0], 0), max(low[1], 0)
    columns, rows = min(high[0], raster.columns) - column, min(high[1], raster.rows) - row
    if columns <= 0 or rows <= 0:
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan", 'The raster "{name}" does not reach any planning area. Choose a raster that covers them.'
            ),
            name=raster.name,
        )
    x0, dx, rx, y0, ry, dy = raster.transform
    transform = (x0 + column * dx + row * rx, dx, rx, y0 + column * ry + row * dy, ry, dy)
    grid = ArrayRaster(raster.read((column, row, columns, rows)), transform)
    inside = None
    if isinstance(role, BorderedRaster):
        inside = _within(move(role.border.xy, areas.crs_wkt, raster.crs_wkt), role.border, grid)
    return RasterExtract(grid, raster_zones(areas, raster, grid), cell, inside, few_cells_note(zones, indicator_id))


def _cell_metres(raster: RasterData, areas: Areas) -> tuple[float, float]:
    """Return a cell's width and height on the ground, measured in the middle of the raster in the working CRS."""
    x0, dx, rx, y0, ry, dy = raster.transform
    column, row = raster.columns / 2, raster.rows / 2
    middle = np.array([x0 + column * dx + row * rx, y0 + column * ry + row * dy])
    corners = middle + np.array([[0.0, 0.0], [dx, ry], [rx, dy]])
    there = move(corners, raster.crs_wkt, areas.crs_wkt)
    scale = float(areas.scale_at(there[:1])[0])
    width, height = (float(np.hypot(*(there[i] - there[0]))) * scale for i in (1, 2))
    return width, height


def _within(xy: np.ndarray, rings: Sequences, grid: ArrayRaster) -> np.ndarray:
    """Return the cells whose centre lies within the rings, shape (rows, columns)."""
    from osgeo import gdal, ogr

    rows, columns = grid.shape
    target = gdal.GetDriverByName("MEM").Create("", columns, rows, 1, gdal.GDT_Byte)
    target.SetGeoTransform(grid.transform)
    # Lines of all rings filled by the even-odd rule, as one polygon: holes and parts come out right.
    polygon = ogr.Geometry(ogr.wkbPolygon)
    for begin, end in zip(rings.start[:-1], rings.start[1:]):
        ring = ogr.Geometry(ogr.wkbLinearRing)
        for x, y in xy[begin:end].tolist():
            ring.AddPoint_2D(x, y)
        polygon.AddGeometry(ring)
    source = memory_source()
    layer = source.CreateLayer("border", None, ogr.wkbPolygon)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(polygon)
    layer.CreateFeature(feature)
    gdal.PushErrorHandler("CPLQuietErrorHandler")  # it warns that the border has no CRS: it is the raster's
    try:
        gdal.RasterizeLayer(target, [1], layer, burn_values=[1])
    finally:
        gdal.PopErrorHandler()
    return target.GetRasterBand(1).ReadAsArray() == 1


def legend(raster: RasterData) -> dict[int, str]:
    """Return the class names a raster brings along: code -> name; empty when it brings none.

    Looked for in the raster's category names, its attribute table, and a table ``<raster>_classes.csv`` (columns code and
    class) beside the file.
    """
    band = raster.dataset.GetRasterBand(raster.band)
    names = band.GetCategoryNames()
    if names:
        return {code: name for code, name in enumerate(names) if name}
    table = band.GetDefaultRAT()
    if table is not None:
        from osgeo import gdal

        code, name = (table.GetColOfUsage(usage) for usage in (gdal.GFU_MinMax, gdal.GFU_Name))
        if code >= 0 and name >= 0:
            rows = range(table.GetRowCount())
            return {table.GetValueAsInt(row, code): table.GetValueAsString(row, name) for row in rows}
    path = Path(raster.path)
    beside = path.with_name(f"{path.stem}_classes.csv")
    try:
        with beside.open(encoding="utf-8-sig", newline="") as file:
            return {int(row["code"]): row["class"] for row in csv.DictReader(file)}
    except (OSError, KeyError, ValueError):
        return {}


def class_numbers(
    raster: RasterData, cells: np.ndarray, table: Mapping[str, float], indicator_id: str
) -> tuple[np.ndarray, list[UserMessage]]:
    """Return the number of each cell's class, NaN for unknown classes, and a note that names those.

    With a legend the table is looked up by class name, else by code.

    Raises
    ------
    IndicatorError
        No class of the raster is in the table.
    """
    names = legend(raster)
    by_code = {int(key): number for key, number in table.items() if str(key).strip().isdigit()}
    if names and len(by_code) < len(table):
        row, _ = codes(list(names.values()), table)
        numbers = np.array([*table.values(), np.nan])[row]
        by_code = {code: number for code, number in zip(names, numbers.tolist()) if not np.isnan(number)}
    found = Lookup(by_code)(cells)
    lost = np.unique(cells[np.isnan(found) & ~np.isnan(cells)])
    if not len(lost):
        return found, []
    words = ", ".join(names.get(int(code), f"{code:g}") for code in lost[:12].tolist())
    if np.isnan(found).all():
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                'No class of the raster "{name}" is in the table of {indicator}. It has: {classes}. Give your own table with '
                "these classes, or name them in a table {file} (columns code and class) beside the raster.",
            ),
            name=raster.name,
            indicator=indicator_id,
            classes=words,
            file=f"{Path(raster.path).stem}_classes.csv",
        )
    note = UserMessage(
        QT_TRANSLATE_NOOP("Samplan", "{indicator} knows no number for these classes and leaves them out: {names}."),
        {"indicator": indicator_id, "names": words},
    )
    return found, [note]


def sample(raster: RasterData, xy: np.ndarray) -> np.ndarray:
    """Return the value of the cell each point lies in, shape (p,); NaN outside the raster.

    Parameters
    ----------
    xy : ndarray of float, shape (p, 2)
        In the raster's CRS.
    """
    from ..spatial.raster import STRIP_CELLS, to_cells

    values = np.full(len(xy), np.nan)
    at = to_cells(raster.transform, xy)
    on = np.flatnonzero((at[:, 0] >= 0) & (at[:, 0] < raster.columns) & (at[:, 1] >= 0) & (at[:, 1] < raster.rows))
    if not len(on):
        return values
    column, row = at[on].astype(np.int64).T
    left, width = int(column.min()), int(column.max() - column.min()) + 1
    height = max(1, STRIP_CELLS // width)
    strip = row // height
    for number in np.unique(strip).tolist():
        mine = np.flatnonzero(strip == number)
        top, bottom = int(row[mine].min()), int(row[mine].max()) + 1
        cells = raster.read((left, top, width, bottom - top))
        values[on[mine]] = cells[row[mine] - top, column[mine] - left]
    return values
