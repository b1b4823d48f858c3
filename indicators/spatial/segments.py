"""A grid index over line segments in numpy: which touch, which cross, which is nearest."""

from __future__ import annotations

from typing import Callable, Iterator, NamedTuple, Optional

import numpy as np

from ...messages import Cancelled
from .grid import expand

CHUNK = 250_000
"""Candidate pairs handled at a time (bounds memory at about 200 bytes each)."""


_CELL = 1.5
"""Cells as wide as this many mean segment lengths (measured: fastest between 1 and 2)."""


class SegmentCrossings(NamedTuple):
    """Where segments meet other than at a vertex they already share.

    Attributes
    ----------
    first, second : ndarray of int, shape (c,)
        Segments that cross.
    xy : ndarray of float, shape (c, 2)
        Where they cross.
    touched, point : ndarray of int, shape (t,)
        Segment, and the point (index into the points) that lies on it within the tolerance, not at its ends.
    """

    first: np.ndarray
    second: np.ndarray
    xy: np.ndarray
    touched: np.ndarray
    point: np.ndarray


def sorted_order(keys: np.ndarray) -> np.ndarray:
    """Return the stable order of whole numbers from 0 up (several times faster than argsort where they fit)."""
    n = len(keys)
    bits = max(n - 1, 1).bit_length()
    if not n or int(keys.max()).bit_length() + bits > 62:
        return np.argsort(keys, kind="stable")
    packed = (keys.astype(np.int64) << bits) | np.arange(n)
    packed.sort()
    return packed & ((1 << bits) - 1)


def numbered(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Number equal keys (whole numbers from 0 up) in ascending order.

    Returns
    -------
    number : ndarray of int, shape (n,)
        0..k-1.
    first : ndarray of int, shape (k,)
        Smallest index with each number.
    """
    order = sorted_order(keys)
    new = np.ones(len(keys), dtype=bool)
    new[1:] = np.diff(keys[order]) != 0
    number = np.empty(len(keys), dtype=np.int64)
    number[order] = np.cumsum(new) - 1
    return number, order[new]


def connected(n: int, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Label the connected components of n things linked pairwise by ``a[i]``-``b[i]``.

    Returns
    -------
    ndarray of int, shape (n,)
        The smallest index in each thing's component.
    """
    root = np.arange(n)
    a, b = np.asarray(a, dtype=np.int64), np.asarray(b, dtype=np.int64)
    while len(a):
        ra, rb = root[a], root[b]
        apart = ra != rb
        a, b, ra, rb = a[apart], b[apart], ra[apart], rb[apart]
        low, high = np.minimum(ra, rb), np.maximum(ra, rb)
        order = np.argsort(low, kind="stable")[::-1]
        root[high[order]] = low[order]  # the smallest comes last and stays
        while True:
            jumped = root[root]
            if np.array_equal(jumped, root):
                break
            root = jumped
    return root


def merge_points(xy: np.ndarray, tolerance: float) -> tuple[np.ndarray, np.ndarray]:
    """Assign the same id to points closer than ``tolerance`` (chains of such points too).

    Points in one cell of half the tolerance are one; cells whose first points are within the tolerance are joined.

    Parameters
    ----------
    xy : ndarray of float, shape (n, 2)
        Points in metres.
    tolerance : float
        Metres, above 0.

    Returns
    -------
    ids : ndarray of int, shape (n,)
        0..k-1.
    where : ndarray of int, shape (k,)
        A point with each id, the smallest index in its cell.
    """
    if not len(xy):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    cell = tolerance / 2
    x, y = (np.floor(values / cell).astype(np.int64) for values in xy.T)  # the same cells whatever points there are
    x, y = x - x.min(), y - y.min()
    stride = int(y.max()) + 6
    key = x * stride + y
    inverse, first = numbered(key)
    keys, points = key[first], xy[first]
    lefts, rights = [], []
    for step in range(3):  # cells up to two away, in x to the right; in y both ways, or onwards in the same column
        low = keys + (1 if step == 0 else step * stride - 2)
        high = keys + step * stride + 2
        at = np.searchsorted(keys, low)
        left = np.arange(len(keys))
        while len(left):
            inside = at < len(keys)
            inside[inside] = keys[at[inside]] <= high[inside]
            left, at, high = left[inside], at[inside], high[inside]
            near = np.hypot(*(points[left] - points[at]).T) <= tolerance
            lefts.append(left[near])
            rights.append(at[near])
            at = at + 1
    left, right = np.concatenate(lefts), np.concatenate(rights)
    if not len(left):
        return inverse, first
    ids, cell_of = numbered(connected(len(keys), left, right))
    return ids[inverse], first[cell_of]


class SegmentGrid:
    """Segments by the square cells they may pass through (long segments are cut, so that memory stays linear).

    Parameters
    ----------
    start, end : ndarray of float, shape (s, 2)
        Segment ends in metres.
    margin : float
        Cells within this distance of a segment's box count as passed through, metres.
    """

    def __init__(self, start: np.ndarray, end: np.ndarray, margin: float = 0.0) -> None:
        self.start, self.end = start, end
        length = np.hypot(end[:, 0] - start[:, 0], end[:, 1] - start[:, 1])
        self.cell = max(_CELL * float(length.mean()) if len(length) else 1.0, 4 * margin, 1e-6)
        count = np.maximum(np.ceil(length / self.cell), 1).astype(np.int64)
        segment, part = expand(np.zeros(len(count), dtype=np.int64), count)
        self.origin = np.zeros(2)
        low, high = [], []
        for axis in (0, 1):
            a, b = start[:, axis], end[:, axis]
            self.origin[axis] = min(a.min(), b.min()) - 2 * margin if len(a) else 0.0
            step = ((b - a) / count)[segment]
            near = a[segment] - self.origin[axis] + part * step
            far = near + step
            low.append(((np.minimum(near, far) - margin) / self.cell).astype(np.int64))  # never below 0
            high.append(((np.maximum(near, far) + margin) / self.cell).astype(np.int64))
        self.shape = tuple(int(cells.max()) + 1 if len(cells) else 0 for cells in high)
        keys, owners = [], []
        for right in (0, 1):
            for up in (0, 1):
                wanted = np.ones(len(segment), dtype=bool)
                if right:
                    wanted &= high[0] > low[0]
                if up:
                    wanted &= high[1] > low[1]
                x = (high if right else low)[0][wanted]
                y = (high if up else low)[1][wanted]
                keys.append(x * self.shape[1] + y)
                owners.append(segment[wanted])
        key = np.concatenate(keys)
        order = sorted_order(key)
        key = key[order]
        self.entries = np.concatenate(owners)[order]
        self.first = np.flatnonzero(np.diff(key, prepend=-1))
        self.keys = key[self.first]
        self.counts = np.diff(np.append(self.first, len(key)))

    def pairs(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """Yield candidate pairs of segments (in chunks; a pair can come several times)."""
        rank = np.arange(len(self.entries)) - np.repeat(self.first, self.counts)
        later = np.repeat(self.counts, self.counts) - 1 - rank
        bounds = _chunks(later, CHUNK)
        for begin, stop in zip(bounds[:-1], bounds[1:]):
            after = np.arange(begin, stop) + 1
            owner, position = expand(after, after + later[begin:stop])
            left, right = self.entries[begin + owner], self.entries[position]
            other = left != right
            yield left[other], right[other]

    def nearest(
        self,
        xy: np.ndarray,
        limit: float,
        cancelled: Callable[[], bool] = lambda: False,
        allowed: Optional[np.ndarray] = None,
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the nearest segment of each point within ``limit``.

        Parameters
        ----------
        xy : ndarray of float, shape (n, 2)
        limit : float
        cancelled : callable
        allowed : ndarray of bool, shape (s,), optional
            Segments to look at; all by default.

        Returns
        -------
        segment : ndarray of int, shape (n,)
            -1 when there is none within the limit; the smallest index of equally near ones.
        share : ndarray of float, shape (n,)
            Where on the segment the nearest spot lies, 0 at its start and 1 at its end.
        distance : ndarray of float, shape (n,)
            Metres; infinite when there is none.
        """
        segment = np.full(len(xy), -1, dtype=np.int64)
        share = np.zeros(len(xy))
        distance = np.full(len(xy), np.inf)
        if not len(self.entries):
            return segment, share, distance
        open_ = np.flatnonzero(np.isfinite(xy).all(axis=1))
        home = np.zeros((len(xy), 2), dtype=np.int64)
        home[open_] = np.floor((xy[open_] - self.origin) / self.cell).astype(np.int64)
        open_ = open_[np.lexsort(home[open_].T[::-1])]  # neighbours read the same memory
        farthest = int(np.ceil(min(limit / self.cell, np.abs(home).max() + max(self.shape))))
        reach = 1
        while len(open_):
            per_chunk = max(1, CHUNK // (2 * reach + 1) ** 2)
            for begin in range(0, len(open_), per_chunk):
                if cancelled():
                    raise Cancelled
                some = open_[begin : begin + per_chunk]
                who, *found = self._search(xy[some], home[some], reach, allowed)
                some = some[who]
                segment[some], share[some], distance[some] = found
            # What lies outside the cells searched is at least `reach` cells away.
            open_ = open_[distance[open_] > reach * self.cell]
            if reach >= farthest:
                break
            reach = min(reach * 2, farthest)
        beyond = distance > limit
        segment[beyond], distance[beyond], share[beyond] = -1, np.inf, 0.0
        return segment, share, distance

    def _search(
        self, xy: np.ndarray, home: np.ndarray, reach: int, allowed: Optional[np.ndarray]
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Search the cells up to ``reach`` from each point's own (a column of cells is one range of keys).

        Returns the points with a segment there, and of each of these its nearest segment, the share and the distance.
        """
        columns = home[:, 0][:, None] + np.arange(-reach, reach + 1)
        low = np.clip(home[:, 1] - reach, 0, self.shape[1])[:, None]
        high = np.clip(home[:, 1] + reach + 1, 0, self.shape[1])[:, None]
        inside = (columns >= 0) & (columns < self.shape[0]) & (low < high)
        base = columns * self.shape[1]
        begin = np.searchsorted(self.keys, np.where(inside, base + low, 0))
        stop = np.where(inside, np.searchsorted(self.keys, base + high), begin)
        ends = np.append(self.first, len(self.entries))
        owner, position = expand(ends[begin].ravel(), ends[stop].ravel())
        owner //= columns.shape[1]
        candidate = self.entries[position]
        if allowed is not None:
            use = allowed[candidate]
            owner, candidate = owner[use], candidate[use]
        if not len(owner):
            return owner, candidate, np.empty(0), np.empty(0)
        t, d2 = _project(xy[owner], self.start[candidate], self.end[candidate])
        begins = np.flatnonzero(np.diff(owner, prepend=-1))
        least = np.repeat(np.minimum.reduceat(d2, begins), np.diff(np.append(begins, len(owner))))
        tied = np.flatnonzero(d2 == least)
        best = tied[np.lexsort((candidate[tied], owner[tied]))]
        best = best[np.flatnonzero(np.diff(owner[best], prepend=-1))]
        return owner[best], candidate[best], t[best], np.sqrt(d2[best])


def find_crossings(
    points: np.ndarray,
    a: np.ndarray,
    b: np.ndarray,
    level: Optional[np.ndarray],
    tolerance: float,
    cancelled: Callable[[], bool] = lambda: False,
) -> SegmentCrossings:
    """Find where segments of the same level cross or touch.

    Unlike `crossings.find_crossings`, which decides exactly and hands close calls to the geometry engine, this one takes
    every point within the tolerance for a junction; the sides of the segments' ends are rounded differently too, so
    the two cannot share their arithmetic without changing results.

    Parameters
    ----------
    points : ndarray of float, shape (p, 2)
        Coordinates in metres.
    a, b : ndarray of int, shape (s,)
        Points at the segments' ends (a != b).
    level : ndarray of int, shape (s,), optional
        Segments of different level never meet here.
    tolerance : float
        A point this near to a segment lies on it, metres.
    """
    grid = SegmentGrid(points[a], points[b], margin=tolerance)
    x, y = np.ascontiguousarray(points.T)
    ax, ay = x[a], y[a]
    ux, uy = x[b] - ax, y[b] - ay
    near = tolerance * np.hypot(ux, uy)
    firsts, seconds, spots, touched, touching = [], [], [], [], []
    for i, j in grid.pairs():
        if cancelled():
            raise Cancelled
        if level is not None:
            same = level[i] == level[j]
            i, j = i[same], j[same]
        # Twice the signed areas: on which side of i lie the ends of j, and the other way round.
        c, d = _sides(ax, ay, ux, uy, i, j)
        both = (np.minimum(c, d) <= near[i]) & (np.maximum(c, d) >= -near[i])
        i, j, c, d = i[both], j[both], c[both], d[both]
        e, f = _sides(ax, ay, ux, uy, j, i)
        both = (np.minimum(e, f) <= near[j]) & (np.maximum(e, f) >= -near[j])
        i, j, c, d, e, f = i[both], j[both], c[both], d[both], e[both], f[both]
        touch = np.zeros(len(i), dtype=bool)
        for side, segment, point in ((c, i, a[j]), (d, i, b[j]), (e, j, a[i]), (f, j, b[i])):
            close = np.flatnonzero((np.abs(side) <= near[segment]) & (point != a[segment]) & (point != b[segment]))
            on, who = segment[close], point[close]
            t, d2 = _project(points[who], points[a[on]], points[b[on]])
            hit = (t > 0) & (t < 1) & (d2 <= tolerance**2)
            touch[close[hit]] = True
            touched.append(on[hit])
            touching.append(who[hit])
        proper = ((c > 0) != (d > 0)) & ((e > 0) != (f > 0)) & (c != d) & ~touch
        proper &= (a[i] != a[j]) & (a[i] != b[j]) & (b[i] != a[j]) & (b[i] != b[j])
        i, j, share = i[proper], j[proper], (c[proper] / (c - d)[proper])[:, None]  # along j
        firsts.append(i)
        seconds.append(j)
        spots.append(points[a[j]] + share * (points[b[j]] - points[a[j]]))
    if not firsts:
        none = np.empty(0, dtype=np.int64)
        return SegmentCrossings(none, none, np.empty((0, 2)), none, none)
    first, second, xy = np.concatenate(firsts), np.concatenate(seconds), np.concatenate(spots)
    pair = np.minimum(first, second) * len(a) + np.maximum(first, second)
    _, keep = np.unique(pair, return_index=True)
    touch = np.unique(np.concatenate(touched) * len(points) + np.concatenate(touching))
    return SegmentCrossings(first[keep], second[keep], xy[keep], touch // len(points), touch % len(points))


def _sides(
    ax: np.ndarray, ay: np.ndarray, ux: np.ndarray, uy: np.ndarray, i: np.ndarray, j: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return on which side of segments i the start and the end of segments j lie (times the length of i)."""
    ix, iy = ux[i], uy[i]
    start = ix * (ay[j] - ay[i]) - iy * (ax[j] - ax[i])
    return start, start + ix * uy[j] - iy * ux[j]


def _project(xy: np.ndarray, a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return where on the segments the points are nearest (0-1) and the squared distances."""
    ux, uy = b[:, 0] - a[:, 0], b[:, 1] - a[:, 1]
    wx, wy = xy[:, 0] - a[:, 0], xy[:, 1] - a[:, 1]
    square = ux * ux + uy * uy
    t = np.clip((ux * wx + uy * wy) / np.where(square > 0, square, 1.0), 0.0, 1.0)
    wx -= t * ux
    wy -= t * uy
    return t, wx * wx + wy * wy


def _chunks(counts: np.ndarray, size: int) -> np.ndarray:
    """Return bounds that cut ``counts`` into runs of about ``size`` in sum."""
    total = np.cumsum(counts)
    if not len(total) or total[-1] <= size:
        return np.array([0, len(counts)])
    cuts = np.searchsorted(total, np.arange(size, total[-1], size))
    return np.unique(np.concatenate([[0], cuts, [len(counts)]]))
