"""Common area of polygons of two layers, in numpy; pairs sensitive to rounding are left to the geometry engine."""

from __future__ import annotations

from typing import Optional, Union

import numpy as np

from .batches import Cancel, Progress, map_ordered, no_progress, not_cancelled, raise_if_cancelled, split
from .crossings import TOLERANCE, Steps, find_crossings, steps_of, swept
from .data import Areas, VectorData
from .grid import box_pairs, sum_by_index
from .points import point_pairs

Polygons = Union[Areas, VectorData]

_PAIRS_PER_PIECE = 1_000
_NOISE = 1e-4
"""m²; a smaller overlap of two polygons is taken for a shared border."""


def overlay_areas(
    a: Polygons, b: Polygons, cancelled: Cancel = not_cancelled, progress: Progress = no_progress
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the common area of every pair of polygons of two layers.

    The border of a common part runs along each polygon's border inside the other one; its area is half the sum of what
    all these pieces sweep as seen from a fixed origin (Green's theorem).

    Parameters
    ----------
    a, b : Areas or VectorData
        Polygons of the same backend.
    cancelled, progress : callable

    Returns
    -------
    ia, ib : ndarray of int, shape (k,)
        Pairs with common area, ``ia`` ascending.
    area : ndarray of float, shape (k,)
        Planar m² in the working CRS.

    Raises
    ------
    Cancelled
    """
    ia, ib, area, doubtful = _quick(a, b, cancelled, lambda share: progress(0.5 * share))
    slow = np.flatnonzero(doubtful)
    area[slow] = exact_areas(a, b, ia[slow], ib[slow], cancelled, lambda share: progress(0.5 + 0.5 * share))
    keep = area > 0
    progress(1.0)
    return ia[keep], ib[keep], area[keep]


def overlapping_pairs(
    polygons: VectorData,
    codes: Optional[np.ndarray] = None,
    cancelled: Cancel = not_cancelled,
    progress: Progress = no_progress,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the pairs ``i < j`` of polygons of one layer (of one class, with ``codes``) that share land.

    They do when their borders cross or one lies within the other; where borders only come close, when they have more
    than 1e-4 m² in common.

    Raises
    ------
    Cancelled
    """

    def wanted(i: np.ndarray, j: np.ndarray) -> np.ndarray:
        return i != j if codes is None else (i != j) & (codes[i] == codes[j])

    box = polygons.bounds
    i, j = box_pairs(box, box)
    real = wanted(i, j)
    i, j = i[real], j[real]
    if not len(i):
        return i, j
    raise_if_cancelled(cancelled)
    first = np.flatnonzero(np.diff(i, prepend=-1))
    near = i[first]
    low = np.minimum.reduceat(np.maximum(box[i, :2], box[j, :2]), first)  # all that lies in any other one's box
    high = np.maximum.reduceat(np.minimum(box[i, 2:], box[j, 2:]), first)
    part = polygons.take(near)
    outline = part.outline
    raise_if_cancelled(cancelled)
    steps = steps_of(outline)
    of = steps.feature
    there = (np.maximum(steps.a, steps.b) >= low[of] - TOLERANCE) & (
        np.minimum(steps.a, steps.b) <= high[of] + TOLERANCE
    )
    steps = Steps(*(column[there.all(axis=1)] for column in steps))
    owner = near[steps.feature]
    found = find_crossings(
        steps, steps, lambda s, e: (owner[s] < owner[e]) & wanted(owner[s], owner[e]), cancelled, progress
    )
    holder, ring = point_pairs(part, outline.xy[outline.start[:-1]], cancelled)
    holder, within = near[holder], near[outline.feature[ring]]
    real = wanted(holder, within)
    width = polygons.n
    sure = np.unique(
        np.concatenate(
            [
                owner[found.step] * width + owner[found.edge],
                np.minimum(holder, within)[real] * width + np.maximum(holder, within)[real],
            ]
        )
    )
    close = np.unique(owner[found.doubtful[:, 0]] * width + owner[found.doubtful[:, 1]])
    # a ring that starts on the other's border may be taken for one inside it
    unsure = np.union1d(close, np.setdiff1d(sure, owner[found.step] * width + owner[found.edge]))
    shared = exact_areas(polygons, polygons, unsure // width, unsure % width, cancelled) > _NOISE
    keys = np.union1d(np.setdiff1d(sure, unsure), unsure[shared])
    progress(1.0)
    return keys // width, keys % width


def exact_areas(
    a: Polygons,
    b: Polygons,
    ia: np.ndarray,
    ib: np.ndarray,
    cancelled: Cancel = not_cancelled,
    progress: Progress = no_progress,
) -> np.ndarray:
    """Return the common area of given pairs by the geometry engine, shape (k,); fastest with ``ia`` ascending."""
    backend = a.backend

    def measure(piece: slice) -> np.ndarray:
        return np.nan_to_num(backend.area(backend.intersection(a.geometries, b.geometries, ia[piece], ib[piece])))

    pieces = list(split(np.ones(len(ia)), _PAIRS_PER_PIECE))
    parts = list(map_ordered(measure, pieces, len(pieces), cancelled, progress))
    return np.concatenate(parts) if parts else np.empty(0)


def _quick(
    a: Polygons, b: Polygons, cancelled: Cancel, progress: Progress
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Compute the common areas from where the borders cross, without building geometry.

    Parameters
    ----------
    a, b : Areas or VectorData
        n and m polygons.

    Returns
    -------
    ia, ib : ndarray of int, shape (k,)
        Pairs whose borders cross or come close, or of which one lies in the other.
    area : ndarray of float, shape (k,)
        Planar m²; to be replaced where doubtful.
    doubtful : ndarray of bool, shape (k,)
        Rounding may have changed the result: the geometry engine has to measure the pair.

    Notes
    -----
    Seen from any origin O, a step from p to q sweeps the signed area ``(p - O) x (q - O) / 2``; around a closed border
    the sweeps add up to the area inside. The border of a common part consists of b's border inside a and of a's border
    inside b. Both loops below compute one of the two, as W · [starts inside] + sum of sign · (W - W(s)) (`crossings`).

    Squares (0, 0)-(2, 2) and (1, 1)-(3, 3), O = (0.8, 0.8): b's border inside a is (1, 2), (1, 1), (2, 1) and sweeps
    -0.1 - 0.1; a's inside b is (2, 1), (2, 2), (1, 2) and sweeps 0.6 + 0.6; together 1.0.

    >>> from .backend import get_backend
    >>> engine, corners = get_backend(), np.array([[0.0, 0], [2, 0], [2, 2], [0, 2], [0, 0]])
    >>> first, second = (VectorData("polygon", engine, engine.polygons_from_rings([corners + x])) for x in (0, 1))
    >>> _quick(first, second, not_cancelled, no_progress)
    (array([0]), array([0]), array([1.]), array([False]))
    """
    border = steps_of(a.outline)
    raise_if_cancelled(cancelled)
    line = steps_of(b.outline)
    raise_if_cancelled(cancelled)
    if not len(border.first) or not len(line.first):
        empty = np.empty(0, dtype=np.int64)
        return empty, empty, np.empty(0), np.empty(0, dtype=bool)

    found = find_crossings(line, border, None, cancelled, lambda share: progress(0.8 * share))
    origin = np.mean(a.outline.xy, axis=0)  # any point would do; near ones lose fewest digits
    sums = _Sums(a.n, b.n)
    sums.add(border.feature[found.edge], line.feature[found.step], 0.0)  # every pair that crosses is in the result
    sums.doubt(border.feature[found.doubtful[:, 1]], line.feature[found.doubtful[:, 0]])
    for rings, steps, at, along, sign, other, swap in (
        (b.outline, line, found.step, found.along_step, found.sign, border.feature[found.edge], False),
        (a.outline, border, found.edge, found.along_edge, -found.sign, line.feature[found.step], True),
    ):
        raise_if_cancelled(cancelled)
        before, total = swept(rings, origin)
        first = steps.first[at]
        p, q = rings.xy[first] - origin, rings.xy[first + 1] - origin
        # W(s): the steps before the one that crosses, and the part of this step before the crossing.
        so_far = before[first] + along * 0.5 * (p[:, 0] * q[:, 1] - p[:, 1] * q[:, 0])
        ring = steps.chain[at]
        sums.put(other, steps.feature[at], sign * (total[ring] - so_far), swap)
        _unbalanced(sums, other, ring, rings.feature, sign, swap)
        # W · [starts inside]: rings whose first vertex lies in the other polygon count whole, less what crossings take.
        holder, start = point_pairs(b if swap else a, rings.xy[rings.start[:-1]], cancelled)
        sums.put(holder, rings.feature[start], total[start], swap)
    raise_if_cancelled(cancelled)
    ia, ib, area, doubtful = sums.result()
    raise_if_cancelled(cancelled)
    size_a, size_b = a.backend.area(a.geometries)[ia], b.backend.area(b.geometries)[ib]
    limit = np.minimum(size_a, size_b)
    # No common part is larger than the smaller polygon or below 0: beyond rounding, something went wrong.
    slack = _NOISE + 1e-9 * limit
    doubtful |= ~((area >= -slack) & (area <= limit + slack))
    area = np.clip(area, 0.0, limit)
    progress(1.0)
    return ia, ib, area, doubtful


class _Sums:
    """Areas and doubts added up by pair."""

    def __init__(self, n: int, m: int) -> None:
        self.m = max(m, 1)
        self.keys: list[np.ndarray] = []
        self.values: list[np.ndarray] = []
        self.doubts: list[np.ndarray] = []

    def add(self, ia: np.ndarray, ib: np.ndarray, value: Union[float, np.ndarray]) -> None:
        self.keys.append(ia * self.m + ib)
        self.values.append(np.broadcast_to(value, ia.shape))

    def put(self, holder: np.ndarray, own: np.ndarray, value: np.ndarray, swap: bool) -> None:
        """Add values of rings of ``own`` inside ``holder``; with ``swap`` the rings' polygons come first in the pair."""
        self.add(*((own, holder) if swap else (holder, own)), value)

    def doubt(self, ia: np.ndarray, ib: np.ndarray) -> None:
        self.doubts.append(ia * self.m + ib)
        self.add(ia, ib, 0.0)

    def result(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Return pairs in ascending order, their sums and whether they are doubtful."""
        keys, where = np.unique(np.concatenate(self.keys), return_inverse=True)
        area = sum_by_index(where, np.concatenate(self.values), len(keys))
        return keys // self.m, keys % self.m, area, np.isin(keys, np.concatenate(self.doubts))


def _unbalanced(
    sums: _Sums, holder: np.ndarray, ring: np.ndarray, owner: np.ndarray, sign: np.ndarray, swap: bool
) -> None:
    """Doubt the pairs where a closed ring does not leave a polygon as often as it enters."""
    count = max(len(owner), 1)
    keys, where = np.unique(holder * count + ring, return_inverse=True)
    off = keys[sum_by_index(where, sign, len(keys)) != 0]
    other, own = off // count, owner[off % count]
    sums.doubt(*((own, other) if swap else (other, own)))
