"""Area of polygons within areas, dissolved: where two polygons of one class overlap, the land counts once.

Polygons that overlap are cut apart first, so that every piece of land belongs to one of them; common areas with the
planning areas then come from `overlay`. Overlaps under 1e-4 m² are taken for shared borders.
"""

from __future__ import annotations

from typing import Optional, Tuple

import numpy as np

from .batches import Cancel, Progress, map_ordered, no_progress, not_cancelled, split
from .data import Areas, VectorData
from .grid import sum_by_index
from .overlay import overlapping_pairs, overlay_areas

Pairs = Tuple[np.ndarray, np.ndarray]

_VERTICES_PER_PIECE = 20_000
_FEW = 12
"""Up to so many polygons are taken off one after the other; more are united first (measured: twice as fast)."""


def remove_overlaps(
    polygons: VectorData,
    pairs: Pairs,
    rank: np.ndarray,
    cancelled: Cancel = not_cancelled,
    progress: Progress = no_progress,
) -> VectorData:
    """Assign the land that polygons share to one of them.

    Parameters
    ----------
    polygons : VectorData of polygons
    pairs : tuple of ndarray of int, shape (k,)
        Polygons that overlap, as `overlapping_pairs` returned them.
    rank : ndarray of float, shape (m,)
        The polygon with the lower rank gets the land; of equals, the one with fewer vertices, to save work.
    cancelled, progress : callable

    Returns
    -------
    VectorData
        The same polygons less the land assigned to others; None where nothing is left. Fields are dropped.

    Raises
    ------
    Cancelled
    """
    if not len(pairs[0]):
        return polygons
    outline = polygons.outline
    vertices = np.bincount(outline.feature, np.diff(outline.start), polygons.n)
    place = np.empty(polygons.n, dtype=np.int64)
    place[np.lexsort((vertices, rank))] = np.arange(polygons.n)
    first = place[pairs[0]] < place[pairs[1]]
    keeper, loser = np.where(first, *pairs), np.where(first, *pairs[::-1])
    order = np.argsort(loser, kind="stable")
    keeper, loser = keeper[order], loser[order]
    starts = np.flatnonzero(np.diff(loser, prepend=-1))
    ends = np.append(starts, len(loser))
    work = np.add.reduceat(vertices[keeper], starts) + vertices[loser[starts]]
    geometries, backend = polygons.geometries, polygons.backend

    def cut(piece: slice) -> tuple[np.ndarray, np.ndarray]:
        at = slice(ends[piece.start], ends[piece.stop])
        losers, first, group, count = np.unique(loser[at], return_index=True, return_inverse=True, return_counts=True)
        taken = geometries[keeper[at]]
        rest = geometries[losers]
        many = count > _FEW
        if many.any():
            crowd = many[group]
            rest = backend.difference(rest, backend.union(taken[crowd], group[crowd], len(rest)))
        for nth in range(_FEW):
            few = np.flatnonzero(~many & (count > nth))
            if not len(few):
                break
            rest[few] = backend.difference(rest[few], taken[first[few] + nth])
        return losers, rest

    left = geometries.copy()
    pieces = list(split(work, _VERTICES_PER_PIECE))
    for losers, rest in map_ordered(cut, pieces, len(pieces), cancelled, progress):
        left[losers] = rest
    return VectorData("polygon", backend, left)


def class_areas(
    areas: Areas,
    polygons: VectorData,
    codes: Optional[np.ndarray] = None,
    classes: int = 1,
    cancelled: Cancel = not_cancelled,
    progress: Progress = no_progress,
) -> np.ndarray:
    """Measure the land of each class in each area.

    Parameters
    ----------
    areas : Areas
    polygons : VectorData of polygons
    codes : ndarray of int, shape (m,), optional
        Class 0..classes-1 of each polygon; others are not measured. All 0 when missing.
    classes : int
        Number of classes, k.
    cancelled, progress : callable

    Returns
    -------
    ndarray of float, shape (n, k)
        m² on the ellipsoid. Polygons of one class count once where they overlap; polygons of different classes each
        count in their own. 0 where no polygon of the class lies in the area; NaN for areas that cannot be measured.

    Raises
    ------
    Cancelled
    """
    if codes is None:
        codes = np.zeros(polygons.n, dtype=np.int64)
    codes = np.asarray(codes, dtype=np.int64)
    known = np.flatnonzero((codes >= 0) & (codes < classes))
    if len(known) < polygons.n:
        polygons, codes = polygons.take(known), codes[known]
    pairs = overlapping_pairs(polygons, codes, cancelled, lambda share: progress(0.3 * share))
    polygons = remove_overlaps(
        polygons, pairs, np.zeros(polygons.n), cancelled, lambda share: progress(0.3 + 0.3 * share)
    )
    area, polygon, size = overlay_areas(areas, polygons, cancelled, lambda share: progress(0.6 + 0.4 * share))
    result = sum_by_index(area * classes + codes[polygon], size, areas.n * classes)
    progress(1.0)
    return result.reshape(areas.n, classes) * (areas.scale**2)[:, None]


def covered_area(
    areas: Areas, polygons: VectorData, cancelled: Cancel = not_cancelled, progress: Progress = no_progress
) -> np.ndarray:
    """Return the area of each planning area covered by any polygon, m², shape (n,); NaN where it cannot be measured."""
    return class_areas(areas, polygons, None, 1, cancelled, progress)[:, 0]


def land_area(areas: Areas, water: Optional[VectorData], cancelled: Cancel = not_cancelled) -> np.ndarray:
    """Return each area less the water in it, m², shape (n,); the whole area when ``water`` is None.

    Exactly 0 when less than a billionth is left.
    """
    if water is None:
        return areas.area.copy()
    land = areas.area - covered_area(areas, water, cancelled)
    return np.where(land < 1e-9 * areas.area, 0.0, land)


def weighted_area(
    areas: Areas,
    polygons: VectorData,
    factors: np.ndarray,
    cancelled: Cancel = not_cancelled,
    progress: Progress = no_progress,
    pairs: Optional[Pairs] = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the sum of area times factor, every piece of land counted once.

    Where polygons overlap, the land belongs to the polygon with the **highest** factor (a green roof mapped on top of a
    building counts as green roof). Polygons whose factor is NaN are left out.

    Parameters
    ----------
    areas : Areas
    polygons : VectorData of polygons
    factors : ndarray of float, shape (m,)
    cancelled, progress : callable
    pairs : tuple of ndarray of int, optional
        What `overlapping_pairs` returned for these polygons, to spare a second search.

    Returns
    -------
    weighted : ndarray of float, shape (n,)
        Sum of m² times factor; 0 where there is no polygon, NaN for areas that cannot be measured.
    covered : ndarray of float, shape (n,)
        m² covered by polygons with a factor.

    Raises
    ------
    Cancelled
    """
    factors = np.asarray(factors, dtype=float)
    if pairs is None:
        pairs = overlapping_pairs(polygons, None, cancelled, lambda share: progress(0.3 * share))
    known = ~np.isnan(factors)
    real = known[pairs[0]] & known[pairs[1]]
    polygons = remove_overlaps(
        polygons, (pairs[0][real], pairs[1][real]), -factors, cancelled, lambda share: progress(0.3 + 0.4 * share)
    ).take(known)
    factors = factors[known]
    area, polygon, size = overlay_areas(areas, polygons, cancelled, lambda share: progress(0.7 + 0.3 * share))
    weighted = sum_by_index(area, size * factors[polygon], areas.n)
    covered = sum_by_index(area, size, areas.n)
    progress(1.0)
    return weighted * areas.scale**2, covered * areas.scale**2
