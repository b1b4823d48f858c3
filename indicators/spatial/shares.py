"""Area of polygons within areas, dissolved: where two polygons of one class overlap, the land counts once.

Common areas come from `overlay`; only polygons that overlap another one of their class in the same area are clipped and
united by the geometry engine. Overlaps under 1e-4 m² are taken for shared borders.
"""

from __future__ import annotations

from typing import Callable, Iterator, NamedTuple, Optional

import numpy as np

from .batches import Cancel, Progress, ignore, never, run, split
from .data import Areas, VectorData
from .grid import add_up
from .overlay import overlapping_pairs, overlay_areas

_PAIRS_PER_PIECE = 500


class _Pairs(NamedTuple):
    """Areas with the polygons in them; ``mixed`` polygons overlap another one in the same area."""

    area: np.ndarray
    polygon: np.ndarray
    size: np.ndarray
    mixed: np.ndarray


def _pairs(
    areas: Areas, polygons: VectorData, codes: Optional[np.ndarray], cancelled: Cancel, progress: Progress
) -> _Pairs:
    ia, ip, size = overlay_areas(areas, polygons, cancelled, lambda share: progress(0.5 * share))
    i, j = overlapping_pairs(polygons, codes, cancelled, lambda share: progress(0.5 + 0.5 * share))
    partner_of = np.concatenate([i, j])
    partner = np.concatenate([j, i])
    order = np.argsort(partner_of, kind="stable")
    partner_of, partner = partner_of[order], partner[order]
    first, last = np.searchsorted(partner_of, ip), np.searchsorted(partner_of, ip, side="right")
    where = np.repeat(np.arange(len(ip)), last - first)
    at = np.arange(len(where)) - np.repeat(np.cumsum(last - first) - last, last - first)
    width = max(polygons.n, 1)
    together = np.isin(ia[where] * width + partner[at], ia * width + ip)
    mixed = np.zeros(len(ip), dtype=bool)
    mixed[where[together]] = True
    return _Pairs(ia, ip, size, mixed)


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
    if codes is not None:
        codes = np.asarray(codes, dtype=np.int64)
        known = np.flatnonzero((codes >= 0) & (codes < classes))
        polygons, codes = polygons.take(known), codes[known]
    pairs = _pairs(areas, polygons, codes, cancelled, lambda share: progress(0.6 * share))
    cell = pairs.area * classes + (0 if codes is None else codes[pairs.polygon])
    alone = ~pairs.mixed
    result = add_up(cell[alone], pairs.size[alone], areas.n * classes)
    mixed = np.flatnonzero(pairs.mixed)
    mixed = mixed[np.argsort(cell[mixed], kind="stable")]
    backend = areas.backend

    def measure(piece: slice) -> tuple[np.ndarray, np.ndarray]:
        at = mixed[piece]
        clipped = backend.intersection(areas.geometries, polygons.geometries, pairs.area[at], pairs.polygon[at])
        cells, group = np.unique(cell[at], return_inverse=True)
        return cells, np.nan_to_num(backend.area(backend.union(clipped, group, len(cells))))

    for cells, sums in _by_area(measure, pairs.area[mixed], cancelled, lambda share: progress(0.6 + 0.4 * share)):
        result[cells] += sums
    progress(1.0)
    return result.reshape(areas.n, classes) * (areas.scale**2)[:, None]


def _by_area(measure: Callable, area: np.ndarray, cancelled: Cancel, progress: Progress) -> Iterator:
    """Run ``measure`` over slices of pairs (``area`` ascending), never cutting an area in two."""
    starts = np.flatnonzero(np.diff(area, prepend=-1))
    ends = np.append(starts, len(area))
    pieces = [slice(ends[s.start], ends[s.stop]) for s in split(np.diff(ends), _PAIRS_PER_PIECE)]
    return run(measure, pieces, len(pieces), cancelled, progress)


def covered_area(
    areas: Areas, polygons: VectorData, cancelled: Cancel = never, progress: Progress = ignore
) -> np.ndarray:
    """Return the area of each planning area covered by any polygon, m², shape (n,); NaN where it cannot be measured."""
    return class_areas(areas, polygons, None, 1, cancelled, progress)[:, 0]


def land_area(
    areas: Areas, water: Optional[VectorData], cancelled: Cancel = never, progress: Progress = ignore
) -> np.ndarray:
    """Return each area less the water in it, m², shape (n,); the whole area when ``water`` is None.

    Exactly 0 when less than a billionth is left.
    """
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
    polygons, factors = polygons.take(known), factors[known]
    pairs = _pairs(areas, polygons, None, cancelled, lambda share: progress(0.6 * share))
    alone = ~pairs.mixed
    sizes, owners = pairs.size[alone], pairs.area[alone]
    weighted = add_up(owners, sizes * factors[pairs.polygon[alone]], areas.n)
    covered = add_up(owners, sizes, areas.n)
    mixed = np.flatnonzero(pairs.mixed)
    mixed = mixed[np.lexsort((-factors[pairs.polygon[mixed]], pairs.area[mixed]))]  # highest factor first
    backend = areas.backend

    def measure(piece: slice) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        at = mixed[piece]
        owner, factor = pairs.area[at], factors[pairs.polygon[at]]
        clipped = backend.intersection(areas.geometries, polygons.geometries, owner, pairs.polygon[at])
        step = np.cumsum((np.diff(owner, prepend=-1) != 0) | (np.diff(factor, prepend=np.nan) != 0)) - 1
        merged = backend.union(clipped, step, int(step[-1]) + 1)
        first = np.flatnonzero(np.diff(step, prepend=-1))
        owner, factor = owner[first], factor[first]
        return owner, factor, _uncovered(backend, merged, owner)

    for owner, factor, size in _by_area(
        measure, pairs.area[mixed], cancelled, lambda share: progress(0.6 + 0.4 * share)
    ):
        np.add.at(weighted, owner, size * factor)
        np.add.at(covered, owner, size)
    progress(1.0)
    return weighted * areas.scale**2, covered * areas.scale**2


def _uncovered(backend: object, shapes: np.ndarray, owner: np.ndarray) -> np.ndarray:
    """Return the area of each shape not covered by the ones before it with the same owner."""
    size = np.zeros(len(shapes))
    taken = np.full(1, None, dtype=object)
    for i in range(len(shapes)):
        if i and owner[i] != owner[i - 1]:
            taken = np.full(1, None, dtype=object)
        if shapes[i] is None:
            continue
        size[i] = np.nan_to_num(backend.area(backend.difference(shapes[i : i + 1], taken)))[0]
        taken = backend.union(np.append(taken, shapes[i : i + 1]), np.zeros(2, dtype=np.int64), 1)
    return size
