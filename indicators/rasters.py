"""Role rasters under the areas: zones in the raster's own grid, legends, windows, and what a border leaves of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Callable, Optional, Union

import numpy as np

from ..messages import QT_TRANSLATE_NOOP, UserMessage, with_counts_added
from .declaration import Inputs, Result
from .errors import IndicatorError
from .spatial.batches import raise_if_cancelled
from .spatial.cells import move, raster_zones
from .spatial.clip import take_areas
from .spatial.data import Areas, BorderedRaster, RasterData
from .spatial.datasets import memory_source
from .spatial.raster import (
    STRIP_CELLS,
    ArrayRaster,
    check_cell,
    check_size,
    from_corner,
    to_cells,
    to_map,
)
from .spatial.wkb import Sequences
from .spatial.zonal import FEW_CELLS, Zones


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
    """Read the part of a raster within ``margin`` metres of the areas, whose cells have one size (`by_cell_size`).

    Raises
    ------
    IndicatorError
        No area lies on the raster.
    """
    raster, areas = underlying_raster(role), inputs.areas
    cell = _cell_of_areas(raster, areas)
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
    check_size(columns, rows, raster.name)
    grid = ArrayRaster(raster.read((column, row, columns, rows)), from_corner(raster.transform, column, row))
    inside = None
    if isinstance(role, BorderedRaster):
        inside = _within(move(role.border.xy, areas.crs_wkt, raster.crs_wkt), role.border, grid)
    return RasterExtract(grid, raster_zones(areas, raster, grid), cell, inside, few_cells_note(zones, indicator_id))


def by_cell_size(inputs: Inputs, role: str, compute: Callable[[Inputs], Result]) -> Result:
    """Compute an indicator apart for areas where the raster's cells have different sizes on the ground.

    Sizes within 0.25 % are taken as one, that of the raster's middle among them, so that a town is computed at once and a
    raster in degrees is right in every latitude. Which size an area gets depends on its own place only.
    """
    areas = inputs.areas
    steps, which = np.unique(_size_steps(underlying_raster(inputs.roles[role]), areas), axis=0, return_inverse=True)
    if len(steps) == 1:
        return compute(inputs)
    values, coverage = np.full(areas.n, np.nan), np.zeros(areas.n)
    extras: dict[str, np.ndarray] = {}
    notes: list[UserMessage] = []
    failures = []
    for number in range(len(steps)):
        rows = np.flatnonzero(which.ravel() == number)

        def progress(share: float, number: int = number) -> None:
            inputs.progress((number + share) / len(steps))

        try:
            part = compute(
                replace(inputs, areas=take_areas(areas, rows), extent=inputs.extent[rows], progress=progress)
            )
        except IndicatorError as error:
            failures.append(error)
            continue
        values[rows], coverage[rows] = part.values, part.coverage
        for name, column in part.extras.items():
            extras.setdefault(name, np.full(areas.n, np.nan))[rows] = column
        notes += part.notes
    if len(failures) == len(steps):
        raise failures[0]
    return Result(values, coverage, extras, with_counts_added(notes))


_SIZE_STEP = float(np.log(1.005))


def _reference_cell(raster: RasterData, areas: Areas) -> np.ndarray:
    """Return a cell's width and height on the ground in the raster's middle, in its own units where that is nowhere."""
    sizes = _cell_sizes(raster, areas, np.array([[raster.columns / 2, raster.rows / 2]]))[0]
    _, dx, rx, _, ry, dy = raster.transform
    return sizes if (np.isfinite(sizes) & (sizes > 0)).all() else np.hypot([dx, rx], [ry, dy])


def _cell_sizes(raster: RasterData, areas: Areas, cells: np.ndarray) -> np.ndarray:
    """Return the width and height on the ground, in metres, of cells given by column and row, shape (p, 2)."""
    _, dx, rx, _, ry, dy = raster.transform
    corner = to_map(raster.transform, cells)
    here, right, below = (
        move(corner + step, raster.crs_wkt, areas.crs_wkt) for step in ([0.0, 0.0], [dx, ry], [rx, dy])
    )
    with np.errstate(invalid="ignore"):
        scale = areas.scale_at(here)
        return np.column_stack([np.hypot(*(end - here).T) * scale for end in (right, below)])


def _size_steps(raster: RasterData, areas: Areas) -> np.ndarray:
    """Return by how many steps of 0.5 % the cells at each area's middle are larger than the reference, shape (n, 2)."""
    middle = (areas.bounds[:, :2] + areas.bounds[:, 2:]) / 2
    steps = np.zeros((areas.n, 2))
    there = np.flatnonzero(np.isfinite(middle).all(axis=1))
    cells = to_cells(raster.transform, move(middle[there], areas.crs_wkt, raster.crs_wkt))
    with np.errstate(invalid="ignore", divide="ignore"):
        found = np.round(np.log(_cell_sizes(raster, areas, cells) / _reference_cell(raster, areas)) / _SIZE_STEP)
    steps[there] = np.where(np.isfinite(found), found, 0.0)
    return steps


def _cell_of_areas(raster: RasterData, areas: Areas) -> tuple[float, float]:
    """Return a cell's width and height on the ground where the areas are; see `by_cell_size`."""
    known = np.flatnonzero(areas.usable)[:1]
    step = _size_steps(raster, take_areas(areas, known))[0] if len(known) else np.zeros(2)
    width, height = (_reference_cell(raster, areas) * np.exp(_SIZE_STEP * step)).tolist()
    check_cell(width, height, raster.name)
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


CODES = frozenset({*(127.0, 128.0), *(float(code) for code in range(250, 256)), 32767.0, 65534.0, 65535.0})
"""Numbers above what a raster's cells can be that are codes for no data, which its file should have declared."""


@dataclass(frozen=True)
class ValueRange:
    """What the cells of a band hold, codes for no data left out.

    Attributes
    ----------
    low, high : float
        Infinite, and minus infinite, where no cell has data.
    coded : bool
        There are cells with such a code.
    """

    low: float
    high: float
    coded: bool


def value_range(raster: RasterData, most: float, cancelled: Callable[[], bool] = lambda: False) -> ValueRange:
    """Return the range of a whole band, of a huge raster that of tiles spread over it; read once, and remembered.

    Parameters
    ----------
    most : float
        The largest number that a cell can be: above it, `CODES` and numbers above a milliard are no data.

    Raises
    ------
    Cancelled
    """
    known = raster.__dict__.setdefault("ranges", {})
    if most not in known:
        low, high, coded = np.inf, -np.inf, False
        for window in raster.looked_through()[0]:
            raise_if_cancelled(cancelled)
            cells = raster.read(window).ravel()
            top = float(np.fmax.reduce(cells))
            if top > most:
                above = np.unique(cells[cells > most])
                real = above[~np.isin(above, list(CODES)) & (above < 1e9)]
                coded |= len(real) < len(above)
                top = float(real[-1]) if len(real) else float(np.max(cells[cells <= most], initial=-np.inf))
            low, high = min(low, float(np.fmin.reduce(cells))), max(high, top)
        known[most] = ValueRange(low, high, coded)
    return known[most]


def sample(raster: RasterData, xy: np.ndarray) -> np.ndarray:
    """Return the value of the cell each point lies in, shape (p,); NaN outside the raster.

    Parameters
    ----------
    xy : ndarray of float, shape (p, 2)
        In the raster's CRS.
    """
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
