"""Area of polygons within areas, dissolved: where two polygons of one class overlap, the land counts once."""

from __future__ import annotations

from typing import Optional

import numpy as np

from .batches import Cancel, Progress, ignore, never, run, split
from .data import Areas, VectorData
from .grid import box_pairs

_PAIRS_PER_PIECE = 1_000


def class_areas(
    areas: Areas,
    polygons: VectorData,
    codes: Optional[np.ndarray] = None,
    classes: int = 1,
    cancelled: Cancel = never,
    progress: Progress = ignore,
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
    n, backend = areas.n, areas.backend
    ia, ip = box_pairs(areas.bounds, polygons.bounds)
    code = np.zeros(polygons.n, dtype=np.int64) if codes is None else np.asarray(codes, dtype=np.int64)
    keep = (code[ip] >= 0) & (code[ip] < classes)
    ia, ip = ia[keep], ip[keep]
    cell = ia * classes + code[ip]
    order = np.argsort(cell, kind="stable")
    ia, ip, cell = ia[order], ip[order], cell[order]

    def measure(piece: slice) -> tuple[np.ndarray, np.ndarray]:
        clipped = backend.intersection(areas.geometries, polygons.geometries, ia[piece], ip[piece])
        return dissolved_areas(areas, clipped, cell[piece])

    # a piece never splits an area
    per_area = np.bincount(ia, minlength=n)
    ends = np.concatenate([[0], np.cumsum(per_area)])
    pieces = [slice(ends[s.start], ends[s.stop]) for s in split(per_area, _PAIRS_PER_PIECE)]
    pieces = [piece for piece in pieces if piece.stop > piece.start]
    result = np.zeros(n * classes)
    for cells, sums in run(measure, pieces, len(pieces), cancelled, progress):
        result[cells] = sums
    progress(1.0)
    return result.reshape(n, classes) * (areas.scale**2)[:, None]


def dissolved_areas(areas: Areas, clipped: np.ndarray, cell: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the dissolved planar area of each cell (area and class) present in ``cell`` (ascending)."""
    backend = areas.backend
    cells, group = np.unique(cell, return_inverse=True)
    merged = backend.union(clipped, group, len(cells))
    return cells, np.nan_to_num(backend.area(merged))


def covered_area(
    areas: Areas, polygons: VectorData, cancelled: Cancel = never, progress: Progress = ignore
) -> np.ndarray:
    """Return the area of each planning area covered by any polygon, m², shape (n,); NaN where it cannot be measured."""
    return class_areas(areas, polygons, None, 1, cancelled, progress)[:, 0]


def land_area(
    areas: Areas, water: Optional[VectorData], cancelled: Cancel = never, progress: Progress = ignore
) -> np.ndarray:
    """Return each area less the water in it, m², shape (n,); the whole area when ``water`` is None."""
    if water is None:
        return areas.area.copy()
    land = areas.area - covered_area(areas, water, cancelled, progress)
    return np.where(land < 1e-9 * areas.area, 0.0, land)


def weighted_area(
    areas: Areas,
    polygons: VectorData,
    factors: np.ndarray,
    cancelled: Cancel = never,
    progress: Progress = ignore,
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
    known = np.flatnonzero(~np.isnan(factors))
    levels, code = np.unique(factors[known], return_inverse=True)
    chosen = polygons.take(known)
    n, backend, k = areas.n, areas.backend, len(levels)
    ia, ip = box_pairs(areas.bounds, chosen.bounds)
    order = np.argsort(ia * max(k, 1) + (k - 1 - code[ip]), kind="stable")  # highest factor first within an area
    ia, ip = ia[order], ip[order]

    def measure(piece: slice) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        clipped = backend.intersection(areas.geometries, chosen.geometries, ia[piece], ip[piece])
        cells, group = np.unique(ia[piece] * k + (k - 1 - code[ip[piece]]), return_inverse=True)
        merged = backend.union(clipped, group, len(cells))
        owner, factor = cells // k, levels[k - 1 - cells % k]
        part = np.zeros(len(cells))
        taken = np.full(int(owner[-1]) + 1 if len(owner) else 0, None, dtype=object)
        for i, shape in enumerate(merged):
            if shape is None:
                continue
            area = owner[i]
            free = backend.difference(merged[i : i + 1], taken[area : area + 1])
            part[i] = np.nan_to_num(backend.area(free))[0]
            pair = np.empty(2, dtype=object)
            pair[:] = [taken[area], shape]
            if i + 1 < len(owner) and owner[i + 1] == area:
                taken[area] = backend.union(pair, np.zeros(2, dtype=np.int64), 1)[0]
        return owner, part * factor, part

    per_area = np.bincount(ia, minlength=n)
    ends = np.concatenate([[0], np.cumsum(per_area)])
    pieces = [slice(ends[s.start], ends[s.stop]) for s in split(per_area, _PAIRS_PER_PIECE)]
    pieces = [piece for piece in pieces if piece.stop > piece.start]
    weighted, covered = np.zeros(n), np.zeros(n)
    for owner, amount, part in run(measure, pieces, len(pieces), cancelled, progress):
        np.add.at(weighted, owner, amount)
        np.add.at(covered, owner, part)
    progress(1.0)
    return weighted * areas.scale**2, covered * areas.scale**2


def overlay_areas(
    a: VectorData, b: VectorData, cancelled: Cancel = never, progress: Progress = ignore
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the common area of every pair of polygons, for transferring counts from one layer to the other.

    Parameters
    ----------
    a, b : VectorData or Areas
        Polygons of the same backend.
    cancelled, progress : callable

    Returns
    -------
    ia, ib : ndarray of int, shape (k,)
        Pairs with common area, ``ia`` ascending.
    area : ndarray of float, shape (k,)
        Planar m², for shares within one polygon.

    Raises
    ------
    Cancelled
    """
    ia, ib = box_pairs(a.bounds, b.bounds)
    backend = a.backend

    def measure(piece: slice) -> np.ndarray:
        return np.nan_to_num(backend.area(backend.intersection(a.geometries, b.geometries, ia[piece], ib[piece])))

    pieces = list(split(np.ones(len(ia)), _PAIRS_PER_PIECE))
    parts = list(run(measure, pieces, len(pieces), cancelled, progress))
    area = np.concatenate(parts) if parts else np.empty(0)
    keep = area > 0
    return ia[keep], ib[keep], area[keep]
