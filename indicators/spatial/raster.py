"""Raster pieces shared by the zonal, pollination and connectivity kernels: grids in memory, strips, class tables."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Callable, Iterator, Mapping, Optional, Protocol, Sequence, Union

import numpy as np

from ...messages import QT_TRANSLATE_NOOP, Cancelled
from ..errors import IndicatorError

STRIP_CELLS = 4_000_000
"""Cells read at a time (32 MB as float64)."""
MOST_CELLS = 100_000_000
"""Largest part of a raster that is held at once (about 5 GB while pollinators are worked out)."""


class Grid(Protocol):
    """What a raster must offer: `data.RasterData` does, and `ArrayRaster`."""

    transform: tuple[float, ...]

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""

    def read(self, window: Optional[Sequence[int]] = None) -> np.ndarray:
        """Return the cells of ``column, row, columns, rows``, NaN for no data."""


@dataclass(frozen=True)
class ArrayRaster:
    """A raster in memory.

    Parameters
    ----------
    values : ndarray of float, shape (rows, columns)
        NaN for no data.
    transform : tuple of float
        GDAL's six numbers.
    """

    values: np.ndarray
    transform: tuple[float, ...]

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        rows, columns = self.values.shape
        return rows, columns

    def read(self, window: Optional[Sequence[int]] = None) -> np.ndarray:
        """Return the cells of ``column, row, columns, rows``; all by default."""
        if window is None:
            return self.values
        column, row, columns, rows = window
        return self.values[row : row + rows, column : column + columns]


def to_cells(transform: Sequence[float], xy: np.ndarray) -> np.ndarray:
    """Return map coordinates as (column, row) counted in cells from the raster's first corner, shape (n, 2).

    Rotated and mirrored rasters are fine.

    Raises
    ------
    IndicatorError
        The raster's cells have no size.
    """
    x0, dx, rx, y0, ry, dy = transform
    determinant = dx * dy - rx * ry
    if determinant == 0:
        raise IndicatorError(
            QT_TRANSLATE_NOOP("Samplan", "The raster has cells without a size. Assign it a georeference first.")
        )
    u, v = xy[:, 0] - x0, xy[:, 1] - y0
    return np.column_stack([(dy * u - rx * v) / determinant, (dx * v - ry * u) / determinant])


def to_map(transform: Sequence[float], cells: np.ndarray) -> np.ndarray:
    """Return map coordinates of places given as (column, row), shape (n, 2): what `to_cells` turns round."""
    x0, dx, rx, y0, ry, dy = transform
    column, row = cells[:, 0], cells[:, 1]
    return np.column_stack([x0 + column * dx + row * rx, y0 + column * ry + row * dy])


def from_corner(transform: Sequence[float], column: int, row: int) -> tuple[float, ...]:
    """Return the transform of the part of a raster that begins at a column and row."""
    x0, dx, rx, y0, ry, dy = transform
    return x0 + column * dx + row * rx, dx, rx, y0 + column * ry + row * dy, ry, dy


def check_size(columns: int, rows: int, name: str, most: int = MOST_CELLS) -> None:
    """Refuse to hold a part of a raster that is too large.

    Raises
    ------
    IndicatorError
        With its size.
    """
    if columns * rows > most:
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                'The part of the raster "{name}" that matters has {columns} × {rows} cells; at most {most} fit in at once. '
                "Work on fewer or smaller areas at a time, or give a raster with larger cells.",
            ),
            name=name,
            columns=f"{columns:,}",
            rows=f"{rows:,}",
            most=f"{most:,}",
        )


def check_cell(width: float, height: float, name: str) -> None:
    """Refuse cells whose size on the ground is unknown or nothing.

    Raises
    ------
    IndicatorError
        With the size.
    """
    if not (np.isfinite(width) and np.isfinite(height) and width > 0 and height > 0):
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                'The cells of the raster "{name}" cannot be measured on the ground (width {width} m, height {height} m). Check '
                "its georeference and its coordinate reference system.",
            ),
            name=name,
            width=f"{width:g}",
            height=f"{height:g}",
        )


Window = tuple[int, int, int, int]
"""Column, row, columns and rows."""


def strips(
    raster: Grid,
    rows: tuple[int, int],
    columns: tuple[int, int],
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[float], None] = lambda share: None,
) -> Iterator[tuple[int, np.ndarray]]:
    """Yield ``(first row, cells)`` from top to bottom; the next strip is read while the caller works on this one.

    Parameters
    ----------
    raster : Grid
        Read by one thread at a time.
    rows, columns : tuple of int
        Half-open ranges inside the raster.

    Raises
    ------
    Cancelled
        The user cancelled.
    """
    width = columns[1] - columns[0]
    height = max(1, STRIP_CELLS // max(width, 1))
    starts = range(rows[0], rows[1], height)
    windows = [(columns[0], start, width, min(height, rows[1] - start)) for start in starts]
    for window, cells in read_windows(raster, windows, cancelled, progress):
        yield window[1], cells


def read_windows(
    raster: Grid,
    windows: Sequence[Window],
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[float], None] = lambda share: None,
) -> Iterator[tuple[Window, np.ndarray]]:
    """Yield windows with their cells; the next one is read while the caller works on this one.

    Raises
    ------
    Cancelled
        The user cancelled.
    """
    with ThreadPoolExecutor(max_workers=1) as pool:
        coming = pool.submit(raster.read, windows[0]) if windows else None
        for number, window in enumerate(windows):
            cells = coming.result() if coming else np.empty((0, 0))
            coming = pool.submit(raster.read, windows[number + 1]) if number + 1 < len(windows) else None
            if cancelled():
                raise Cancelled
            yield window, cells
            progress((number + 1) / len(windows))


class Lookup:
    """Turns cell values into numbers by a table of classes.

    Parameters
    ----------
    table : mapping of number to float
        Class value -> number.
    """

    def __init__(self, table: Mapping[Union[int, float], float]) -> None:
        self.keys = np.array(sorted(table), dtype=float)
        self.numbers = np.array([table[key] for key in sorted(table)], dtype=float)
        whole = len(self.keys) > 0 and (self.keys == np.floor(self.keys)).all()
        self.direct: Optional[np.ndarray] = None
        if whole and self.keys[0] >= 0 and self.keys[-1] < 65_536:
            self.direct = np.full(int(self.keys[-1]) + 2, np.nan)  # one more at the end for all other values
            self.direct[self.keys.astype(np.int64)] = self.numbers

    def __call__(self, values: np.ndarray) -> np.ndarray:
        """Return the number of each value as float; NaN for no data and for values not in the table."""
        if self.direct is not None:
            last = len(self.direct) - 1
            with np.errstate(invalid="ignore"):
                known = (values >= 0) & (values < last)
                index = np.where(known, values, last).astype(np.int32)
                index[index != values] = last  # between two classes
            return self.direct[index]
        if not len(self.keys):
            return np.full(values.shape, np.nan)
        at = np.minimum(np.searchsorted(self.keys, values), len(self.keys) - 1)
        return np.where(self.keys[at] == values, self.numbers[at], np.nan)
