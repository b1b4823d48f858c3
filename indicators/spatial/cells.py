"""Areas laid over the cells of a raster in its own grid, and counts by cell (residents) tied to areas."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Callable, NamedTuple, Optional, Sequence

import numpy as np

from ...messages import QT_TRANSLATE_NOOP
from ..errors import IndicatorError
from .batches import raise_if_cancelled
from .data import Areas, RasterData, VectorData
from .raster import Grid, to_map
from .zonal import Zones, covered_cells, zonal_values, zones_of

MOST_CELLS = 20_000_000
"""Cells with a count that are held at once (about 1 GB)."""


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
    """Return points in another CRS (both as WKT; an empty one is taken to be the same), shape (p, 2).

    Points that have no place there are infinite or NaN.
    """
    change = _transformation(source, target) if source and target and source != target else None
    if change is None or not len(xy):
        return xy
    from osgeo import gdal

    gdal.PushErrorHandler("CPLQuietErrorHandler")  # the points themselves tell which of them could not be moved
    try:
        return np.array(change.TransformPoints(np.ascontiguousarray(xy[:, :2], dtype=float)))[:, :2]
    finally:
        gdal.PopErrorHandler()


def raster_zones(areas: Areas, raster: RasterData, grid: Optional[Grid] = None) -> Zones:
    """Lay the areas over a raster in its own CRS, or over a window of it."""
    rings = areas.backend.sequences(areas.geometries)
    rings = rings._replace(xy=move(rings.xy, areas.crs_wkt, raster.crs_wkt))
    return zones_of(rings, areas.n, raster if grid is None else grid)


MOST_PEOPLE = 1e9
"""More than so many in one cell are a code for no data, such as the largest number that floats hold."""


def check_counts(raster: RasterData) -> None:
    """Raise IndicatorError where a raster's unit is a density (residents per km²), not a count."""
    if re.search(r"km|/ ?ha|ha-1|per ha", raster.unit.lower()):
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                'The unit "{unit}" is a density, but each cell of the raster "{name}" must hold a count. Multiply it by the '
                "area of a cell with the raster calculator first.",
            ),
            name=raster.name,
            unit=raster.unit,
        )


class _Counts:
    """A raster of counts: negative cells, the largest number of their type and numbers above `MOST_PEOPLE` are no data.

    They are codes that the file should have declared. A raster whose unit is a density raises IndicatorError.
    """

    def __init__(self, raster: RasterData) -> None:
        from osgeo import gdal

        check_counts(raster)
        self.raster, self.transform, self.shape = raster, raster.transform, raster.shape
        largest = {gdal.GDT_Int16: 2.0**15 - 1, gdal.GDT_UInt16: 2.0**16 - 1}
        kind = raster.dataset.GetRasterBand(raster.band).DataType
        self.code = largest.get(kind, MOST_PEOPLE)  # those of longer whole numbers lie above it

    def read(self, window: Optional[Sequence[int]] = None) -> np.ndarray:
        """Return cells as `RasterData.read` does."""
        cells = self.raster.read(window)
        with np.errstate(invalid="ignore"):
            cells[(cells < 0) | (cells == self.code) | (cells > MOST_PEOPLE)] = np.nan
        return cells


class CellParts(NamedTuple):
    """What of the counts lies in which area.

    Attributes
    ----------
    area, record : ndarray of int, shape (p,)
        Pairs.
    share : ndarray of float, shape (p,)
        Part of the cell inside the area.
    coverage : ndarray of float, shape (n,)
        Share (0-1) of each area with cells of known count, 0 among them.
    """

    area: np.ndarray
    record: np.ndarray
    share: np.ndarray
    coverage: np.ndarray


@dataclass
class CellCounts(VectorData):
    """Counts by raster cell; one record per cell with a count above 0 that an area covers, wholly or in part.

    Attributes
    ----------
    raster : RasterData
        The raster, in its own CRS and grid: nothing is resampled.
    cell : ndarray of int, shape (m,)
        Number of each record's cell in the raster, row by row, ascending.
    """

    raster: Optional[RasterData] = None
    cell: Optional[np.ndarray] = None

    @property
    def crs_wkt(self) -> str:
        """CRS of the raster."""
        return self.raster.crs_wkt

    def parts(self, areas: Areas, cancelled: Callable[[], bool] = lambda: False) -> CellParts:
        """Return which part of each record lies in which of the areas, or of some of them.

        Raises
        ------
        Cancelled
        """
        known = areas.memory.get("cells")
        if known is not None and known[0] is self:
            return known[1]
        found = _covered(areas, self.raster, cancelled)
        record = np.minimum(np.searchsorted(self.cell, found.cell), max(len(self.cell) - 1, 0))
        # A sliver of 1e-9 of a cell may be seen in one set of areas and not in another.
        same = self.cell[record] == found.cell if len(self.cell) else np.zeros(len(record), dtype=bool)
        parts = CellParts(found.area[same], record[same], found.share[same], found.coverage)
        areas.memory["cells"] = (self, parts)
        return parts


class _Covered(NamedTuple):
    area: np.ndarray
    cell: np.ndarray
    share: np.ndarray
    count: np.ndarray
    coverage: np.ndarray


def _covered(areas: Areas, raster: RasterData, cancelled: Callable[[], bool]) -> _Covered:
    """Return the cells with a count above 0 that areas cover, one row per area and cell."""
    zones = raster_zones(areas, raster)
    parts: list[tuple[np.ndarray, ...]] = []
    known, kept = np.zeros(areas.n), 0
    for area, cell, share, count in covered_cells(_Counts(raster), zones, cancelled):
        known += np.bincount(area, share * ~np.isnan(count), minlength=areas.n)
        some = count > 0  # not NaN either
        parts.append((area[some], cell[some], share[some], count[some]))
        kept += len(parts[-1][0])
        if kept > MOST_CELLS:
            raise IndicatorError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    'The areas cover more than {most} cells of "{name}" that have a count. Measure fewer areas at a time, or '
                    "give a raster with larger cells.",
                ),
                name=raster.name,
                most=f"{MOST_CELLS:,}",
            )
    empty = (np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0), np.empty(0))
    columns = [np.concatenate(column) for column in zip(empty, *parts)]
    coverage = np.divide(known, zones.cells, out=np.zeros(areas.n), where=zones.cells > 0)
    return _Covered(*columns, np.clip(coverage, 0.0, 1.0))


def cell_counts(
    raster: RasterData,
    areas: Areas,
    to_working: Callable[[RasterData, np.ndarray], np.ndarray],
    cancelled: Callable[[], bool] = lambda: False,
) -> CellCounts:
    """Read the counts of the cells that areas cover.

    Parameters
    ----------
    raster : RasterData
        Counts per cell (not per km²); codes are no data (see `_Counts`).
    areas : Areas
    to_working : callable
        Takes the raster and points in its CRS, shape (p, 2), to points in the areas' CRS.

    Returns
    -------
    CellCounts
        Field ``count``; `xy` holds the middles of the cells.

    Raises
    ------
    IndicatorError
        More than `MOST_CELLS` cells have a count.
    Cancelled
    """
    found = _covered(areas, raster, cancelled)
    cell, first, record = np.unique(found.cell, return_index=True, return_inverse=True)
    row, column = np.divmod(cell, raster.columns)
    xy = to_map(raster.transform, np.column_stack([column, row]) + 0.5)
    counts = CellCounts(
        "polygon",
        areas.backend,
        None,
        to_working(raster, xy),
        {"count": found.count[first].astype(float)},
        raster.name,
        raster=raster,
        cell=cell,
    )
    areas.memory["cells"] = (counts, CellParts(found.area, record.ravel(), found.share, found.coverage))
    return counts


def total_count(raster: RasterData, cancelled: Callable[[], bool] = lambda: False) -> float:
    """Return the sum of a whole raster of counts.

    Raises
    ------
    Cancelled
    """
    counts, total = _Counts(raster), 0.0
    for window in raster.windows():
        raise_if_cancelled(cancelled)
        total += float(np.nansum(counts.read(window), dtype=np.float64))
    return total


def counts_in(raster: RasterData, areas: Areas, cancelled: Callable[[], bool] = lambda: False) -> np.ndarray:
    """Return the sum of a raster of counts in each area, shape (n,); NaN where no cell has a known count."""
    return zonal_values(_Counts(raster), raster_zones(areas, raster), cancelled).total
