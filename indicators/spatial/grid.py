"""Which boxes meet which: a numpy index of bounding boxes, the same for every geometry engine."""

from __future__ import annotations

from typing import Iterator

import numpy as np

_GROWTH = 4.0
_LEVELS = 12


def expand(start: np.ndarray, stop: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return ``(i, k)`` for every ``k`` in ``range(start[i], stop[i])``, ``i`` ascending."""
    count = np.maximum(stop - start, 0)
    which = np.repeat(np.arange(len(count)), count)
    offset = np.cumsum(count) - count
    return which, np.arange(len(which)) + np.repeat(start - offset, count)


def add_up(key: np.ndarray, value: np.ndarray, n: int) -> np.ndarray:
    """Return the sum of values per key 0..n-1 as floats (`np.bincount` gives integers when there is nothing)."""
    return np.bincount(key, weights=value, minlength=n).astype(float, copy=False)


class BoxIndex:
    """Bounding boxes sorted into horizontal strips, by size class.

    Parameters
    ----------
    bounds : ndarray of float, shape (n, 4)
        ``xmin, ymin, xmax, ymax``; rows with NaN are never found. A point is a box without size.

    Attributes
    ----------
    size : int
        Number of boxes that can be found.
    box : ndarray of float, shape (4,)
        Around all boxes; only when there are any.
    """

    def __init__(self, bounds: np.ndarray) -> None:
        bounds = np.asarray(bounds, dtype=float)
        ids = np.flatnonzero(~np.isnan(bounds).any(axis=1))
        boxes = bounds[ids]
        self.levels: list[tuple[np.ndarray, np.ndarray, np.ndarray, float, float, float, float]] = []
        self.size = len(ids)
        if not len(ids):
            return
        self.origin = boxes[:, :2].min(axis=0)
        self.box = np.concatenate([self.origin, boxes[:, 2:].max(axis=0)])
        width, height = self.box[2:] - self.origin
        extent = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
        smallest = max(float(np.median(extent)), max(width, height) / max(len(ids), 1), 1e-9)
        level = np.zeros(len(ids), dtype=np.int64)
        big = extent > smallest
        level[big] = np.minimum(np.ceil(np.log(extent[big] / smallest) / np.log(_GROWTH)), _LEVELS).astype(np.int64)
        for number in np.unique(level):
            at = np.flatnonzero(level == number)
            part = boxes[at]
            half_w = float((part[:, 2] - part[:, 0]).max()) / 2
            half_h = float((part[:, 3] - part[:, 1]).max()) / 2
            strip = max(2 * half_h, float(np.sqrt(max(width * height, 1e-18) / len(at))), height / len(at), 1e-9)
            x = (part[:, 0] + part[:, 2]) / 2 - self.origin[0]
            y = (part[:, 1] + part[:, 3]) / 2 - self.origin[1]
            pitch = 4 * (width + half_w) + 1.0  # strips lie end to end on one axis, far apart
            key = np.floor(y / strip) * pitch + x
            order = np.argsort(key, kind="stable")
            self.levels.append((key[order], ids[at[order]], part[order], strip, pitch, half_w, half_h))

    def _slices(self, boxes: np.ndarray, level: tuple) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return query number, start and stop in the sorted level for every strip a query touches."""
        key, _, _, strip, pitch, half_w, half_h = level
        y0 = boxes[:, 1] - self.origin[1] - half_h
        y1 = boxes[:, 3] - self.origin[1] + half_h
        last = np.floor(key[-1] / pitch)
        slack = 1e-9 * (1 + np.abs(y1))
        first_row = np.clip(np.floor((y0 - slack) / strip), 0, last + 1).astype(np.int64)
        last_row = np.clip(np.floor((y1 + slack) / strip), -1, last).astype(np.int64)
        which, row = expand(first_row, last_row + 1)
        x0 = boxes[which, 0] - self.origin[0] - half_w
        x1 = boxes[which, 2] - self.origin[0] + half_w
        x0, x1 = np.clip(x0, -0.25 * pitch, 0.7 * pitch), np.clip(x1, -0.25 * pitch, 0.7 * pitch)
        slack = 1e-12 * key[-1] + 1e-9
        start = np.searchsorted(key, row * pitch + x0 - slack, side="left")
        stop = np.searchsorted(key, row * pitch + x1 + slack, side="right")
        return which, start, stop

    def query(self, bounds: np.ndarray, limit: int = 2_000_000) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """Yield the pairs of meeting boxes in blocks.

        Parameters
        ----------
        bounds : ndarray of float, shape (m, 4)
            Query boxes; rows with NaN find nothing.
        limit : int
            About how many candidates to hold at a time.

        Yields
        ------
        iq, ib : ndarray of int
            Query number (ascending; a query's pairs are never split over blocks) and box number. Touching counts.
        """
        bounds = np.asarray(bounds, dtype=float)
        ids = np.flatnonzero(~np.isnan(bounds).any(axis=1))
        if not self.size or not len(ids):
            return
        block = 50_000
        for at in range(0, len(ids), block):
            part = ids[at : at + block]
            found = [(level, *self._slices(bounds[part], level)) for level in self.levels]
            load = np.zeros(len(part), dtype=np.int64)
            for _, which, start, stop in found:
                load += np.bincount(which, weights=stop - start, minlength=len(part)).astype(np.int64)
            total, first = np.cumsum(load), 0
            while first < len(part):
                before = total[first - 1] if first else 0
                last = max(int(np.searchsorted(total, before + limit, side="right")), first + 1)
                yield self._pairs(bounds, part, found, first, last)
                first = last

    def _pairs(
        self, bounds: np.ndarray, part: np.ndarray, found: list, first: int, last: int
    ) -> tuple[np.ndarray, np.ndarray]:
        queries, boxes = [], []
        for level, which, start, stop in found:
            lo, hi = np.searchsorted(which, [first, last])
            nth, k = expand(start[lo:hi], stop[lo:hi])
            query = part[which[lo:hi][nth]]
            q, b = bounds[query], level[2][k]
            meet = (q[:, 0] <= b[:, 2]) & (q[:, 2] >= b[:, 0]) & (q[:, 1] <= b[:, 3]) & (q[:, 3] >= b[:, 1])
            queries.append(query[meet])
            boxes.append(level[1][k[meet]])
        if len(queries) == 1:
            return queries[0], boxes[0]
        iq, ib = np.concatenate(queries), np.concatenate(boxes)
        order = np.argsort(iq, kind="stable")
        return iq[order], ib[order]


def box_pairs(a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return all pairs ``(ia, ib)`` of meeting boxes, ``ia`` ascending."""
    blocks = list(BoxIndex(b).query(a))
    if not blocks:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    return np.concatenate([ia for ia, _ in blocks]), np.concatenate([ib for _, ib in blocks])


def point_boxes(xy: np.ndarray, reach: float = 0.0) -> np.ndarray:
    """Return boxes around points, shape (n, 4), reaching ``reach`` to every side."""
    return np.column_stack([xy - reach, xy + reach])
