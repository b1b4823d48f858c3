"""Hot and cold spots of feedback: Getis-Ord Gi* on a regular grid, in numpy alone.

Sources: Getis, A. & Ord, J. K. (1992), The analysis of spatial association by use of distance statistics, Geographical
Analysis 24(3), 189-206; Ord, J. K. & Getis, A. (1995), Local spatial autocorrelation statistics, Geographical Analysis
27(4), 286-306 (equation 14: the standardised Gi* with the point itself included); Benjamini, Y. & Hochberg, Y. (1995),
Controlling the false discovery rate, JRSS B 57(1), 289-300; Assunção, R. M. & Reis, E. A. (1999), A new proposal to
adjust Moran's I for population density, Statistics in Medicine 18, 2147-2162 (empirical Bayes rates).
"""

from __future__ import annotations

import math
from typing import Callable, NamedTuple

import numpy as np

from ...messages import QT_TRANSLATE_NOOP
from ..errors import ParticipationError

SQUARE, HEXAGON = "square", "hexagon"
HOT, COLD, NOT_SIGNIFICANT = 1, -1, 0
MAX_CELLS, MAX_PAIRS = 2_000_000, 1_000_000_000
"""Most cells of a grid, and most pairs of neighbours (a minute or two of work)."""
Progress = Callable[[float], None]
_SQRT3 = math.sqrt(3.0)


class HotspotError(ParticipationError):
    """Hot spots cannot be computed as asked."""


class Lattice(NamedTuple):
    """A regular grid anchored at the CRS's origin, so that runs on different data share their cells.

    Attributes
    ----------
    shape : str
        `SQUARE`, or `HEXAGON` (pointy top, axial coordinates).
    size : float
        Side of the square, or width of the hexagon between its flat sides (= distance of neighbouring centres), metres.
    """

    shape: str
    size: float

    def cells(self, xy: np.ndarray) -> np.ndarray:
        """Return the whole-number cell coordinates of points, shape (m, 2); points must be finite."""
        x, y = xy[:, 0] / self.size, xy[:, 1] / self.size
        if self.shape == SQUARE:
            return np.stack([np.floor(x), np.floor(y)], axis=1).astype(np.int64)
        r = y * 2 / _SQRT3
        return _round_axial(x - r / 2, r)

    def centres(self, cells: np.ndarray) -> np.ndarray:
        """Return the centres of cells, shape (c, 2), metres."""
        q, r = cells[:, 0].astype(float), cells[:, 1].astype(float)
        if self.shape == SQUARE:
            return np.stack([q + 0.5, r + 0.5], axis=1) * self.size
        return np.stack([q + r / 2, r * _SQRT3 / 2], axis=1) * self.size

    def corners(self) -> np.ndarray:
        """Return the corners of a cell relative to its centre, counter-clockwise, shape (4 or 6, 2)."""
        if self.shape == SQUARE:
            return np.array([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)]) * self.size
        angles = np.deg2rad(np.arange(-90, 270, 60))
        return np.stack([np.cos(angles), np.sin(angles)], axis=1) * (self.size / _SQRT3)

    def cover(self, bounds: np.ndarray) -> np.ndarray:
        """Return all cells that may touch a box (xmin, ymin, xmax, ymax), shape (c, 2).

        Raises
        ------
        HotspotError
            More than `MAX_CELLS`.
        """
        xmin, ymin, xmax, ymax = (float(value) for value in bounds)
        step_y = self.size if self.shape == SQUARE else self.size * _SQRT3 / 2
        columns, rows = (xmax - xmin) / self.size + 3, (ymax - ymin) / step_y + 3
        if not columns * rows <= MAX_CELLS:
            raise HotspotError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "Cells of {size} m make more than {most} cells here. Choose larger cells or a smaller study area; without"
                    " a study area, look for items far away.",
                ),
                size=f"{self.size:g}",
                most=f"{MAX_CELLS:,}",
            )
        if self.shape == SQUARE:
            q = np.arange(math.floor(xmin / self.size), math.floor(xmax / self.size) + 1)
            r = np.arange(math.floor(ymin / self.size), math.floor(ymax / self.size) + 1)
            return np.stack([part.ravel() for part in np.meshgrid(q, r)], axis=1).astype(np.int64)
        r = np.arange(math.floor(ymin / step_y) - 1, math.ceil(ymax / step_y) + 2)
        first = np.floor(xmin / self.size - r / 2).astype(np.int64) - 1
        width = math.ceil((xmax - xmin) / self.size) + 3
        q = first[:, None] + np.arange(width)
        cells = np.stack([q.ravel(), np.repeat(r, width)], axis=1).astype(np.int64)
        reach = self.corners().max(axis=0)
        x, y = self.centres(cells).T
        touching = (x + reach[0] >= xmin) & (x - reach[0] <= xmax) & (y + reach[1] >= ymin) & (y - reach[1] <= ymax)
        return cells[touching]

    def offsets(self, distance: float) -> np.ndarray:
        """Return the cells whose centre is within ``distance`` of cell (0, 0)'s, itself included, shape (k, 2)."""
        reach = int(distance / self.size * 2 / _SQRT3) + 2
        span = np.arange(-reach, reach + 1)
        cells = np.stack([part.ravel() for part in np.meshgrid(span, span)], axis=1)
        away = self.centres(cells) - self.centres(np.zeros((1, 2), dtype=np.int64))
        return cells[np.hypot(away[:, 0], away[:, 1]) <= distance * (1 + 1e-9)]


def _round_axial(q: np.ndarray, r: np.ndarray) -> np.ndarray:
    """Return the hexagon nearest to fractional axial coordinates (cube rounding)."""
    s = -q - r
    rounded = np.stack([np.rint(q), np.rint(r), np.rint(s)])
    off = np.abs(rounded - np.stack([q, r, s]))
    worst = np.argmax(off, axis=0)
    rq = np.where(worst == 0, -rounded[1] - rounded[2], rounded[0])
    rr = np.where(worst == 1, -rounded[0] - rounded[2], rounded[1])
    return np.stack([rq, rr], axis=1).astype(np.int64)


class CellIndex:
    """Finds cells by their coordinates.

    Parameters
    ----------
    cells : ndarray of int, shape (c, 2)
        Different cells.
    """

    def __init__(self, cells: np.ndarray) -> None:
        self.low = cells.min(axis=0) if len(cells) else np.zeros(2, dtype=np.int64)
        self.span = (cells.max(axis=0) - self.low + 1) if len(cells) else np.ones(2, dtype=np.int64)
        key = self._key(cells)
        self.order = np.argsort(key, kind="stable")
        self.sorted = key[self.order]

    def _key(self, cells: np.ndarray) -> np.ndarray:
        moved = cells - self.low
        key = moved[:, 0] * self.span[1] + moved[:, 1]
        outside = ((moved < 0) | (moved >= self.span)).any(axis=1)
        return np.where(outside, -1, key)

    def find(self, cells: np.ndarray) -> np.ndarray:
        """Return the position of each wanted cell, -1 where it is not among them."""
        if not len(self.sorted):
            return np.full(len(cells), -1)
        key = self._key(cells)
        place = np.minimum(np.searchsorted(self.sorted, key), len(self.sorted) - 1)
        return np.where(self.sorted[place] == key, self.order[place], -1)


def neighbour_sums(
    lattice: Lattice, cells: np.ndarray, values: np.ndarray, distance: float, progress: Progress = lambda _share: None
) -> tuple[np.ndarray, np.ndarray]:
    """Return the sum of ``values`` and the number of cells within ``distance`` of each cell, itself included.

    Raises
    ------
    HotspotError
        More than `MAX_PAIRS`.
    """
    around = math.pi * (distance / lattice.size) ** 2
    if around * len(cells) > MAX_PAIRS:
        raise HotspotError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "Each of {cells} cells would have about {around} neighbours, which takes too long. Choose larger cells or a"
                " shorter distance.",
            ),
            cells=f"{len(cells):,}",
            around=f"{around:,.0f}",
        )
    index = CellIndex(cells)
    total, count = np.zeros(len(cells)), np.zeros(len(cells))
    offsets = lattice.offsets(distance)
    for number, offset in enumerate(offsets):
        progress(number / len(offsets))
        place = index.find(cells + offset)
        there = place >= 0
        total[there] += values[place[there]]
        count += there
    return total, count


class GiStar(NamedTuple):
    """Gi* of every cell.

    Attributes
    ----------
    z : ndarray of float, shape (c,)
        Standardised Gi*; NaN where undefined (all values equal, or every cell a neighbour).
    p : ndarray of float, shape (c,)
        Two-sided, from the normal distribution.
    neighbours : ndarray of int, shape (c,)
        Cells within the distance, itself included.
    """

    z: np.ndarray
    p: np.ndarray
    neighbours: np.ndarray


def gi_star(
    lattice: Lattice, cells: np.ndarray, values: np.ndarray, distance: float, progress: Progress = lambda _share: None
) -> GiStar:
    """Return the standardised Gi* with binary weights within a distance, each cell its own neighbour.

    z_i = (sum_j w_ij x_j - W_i mean(x)) / (s sqrt((n W_i - W_i^2) / (n - 1))), with W_i the number of neighbours,
    s^2 = mean(x^2) - mean(x)^2, over all n cells (Ord & Getis 1995).

    Parameters
    ----------
    lattice : Lattice
    cells : ndarray of int, shape (c, 2)
        The cells of the study area, empty ones included.
    values : ndarray of float, shape (c,)
        Finite: counts or rates.
    distance : float
        Metres between centres.
    progress : callable
        Receives the share done, 0 to 1; may raise to stop the work.
    """
    n = len(values)
    total, count = neighbour_sums(lattice, cells, values, distance, progress)
    if n < 2:
        undefined = np.full(n, np.nan)
        return GiStar(undefined, undefined.copy(), count.astype(np.int64))
    mean = values.mean()
    spread = math.sqrt(np.mean((values - mean) ** 2))
    scale = spread * np.sqrt(np.maximum(n * count - count**2, 0.0) / (n - 1))
    z = np.full(n, np.nan)
    floor = 1e-12 * max(float(np.abs(values).max()), 1e-300)
    np.divide(total - count * mean, scale, out=z, where=scale > floor)
    return GiStar(z, two_sided(z), count.astype(np.int64))


def two_sided(z: np.ndarray) -> np.ndarray:
    """Return the two-sided p-value of standard normal deviates; NaN stays NaN."""
    return np.array([math.erfc(abs(value) / math.sqrt(2.0)) for value in z.tolist()], dtype=float)


def false_discovery(p: np.ndarray) -> np.ndarray:
    """Return Benjamini-Hochberg adjusted p-values: reject where they are <= the rate wanted; NaN is no test."""
    q = np.full(p.shape, np.nan)
    tested = np.flatnonzero(np.isfinite(p))
    order = tested[np.argsort(p[tested], kind="stable")]
    m = len(order)
    if m:
        raw = p[order] * m / np.arange(1, m + 1)
        q[order] = np.minimum(np.minimum.accumulate(raw[::-1])[::-1], 1.0)
    return q


def classify(z: np.ndarray, p: np.ndarray, level: float) -> np.ndarray:
    """Return `HOT`, `COLD` or `NOT_SIGNIFICANT` per cell, from z and (adjusted) p; undefined is not significant."""
    sure = np.nan_to_num(p, nan=1.0) <= level
    return np.where(sure & (z > 0), HOT, np.where(sure & (z < 0), COLD, NOT_SIGNIFICANT))


def bayes_rates(count: np.ndarray, exposure: np.ndarray) -> np.ndarray:
    """Return empirical Bayes standardised rates: comparable between cells with few and with many residents.

    z_i = (r_i - b) / sqrt(a + b / x_i), with r_i = y_i / x_i, b = sum y / sum x,
    a = sum x_i (r_i - b)^2 / sum x - b / mean(x); where a is negative, v_i = b / x_i (Assunção & Reis 1999).

    Parameters
    ----------
    count, exposure : ndarray of float, shape (c,)
        ``exposure`` > 0.
    """
    rate, overall = count / exposure, count.sum() / exposure.sum()
    if overall <= 0:
        return np.zeros(len(count))
    between = (exposure * (rate - overall) ** 2).sum() / exposure.sum() - overall / exposure.mean()
    variance = between + overall / exposure
    variance = np.where(variance > 0, variance, overall / exposure)
    return (rate - overall) / np.sqrt(variance)
