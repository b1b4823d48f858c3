"""Which boxes meet which: a numpy index of bounding boxes, the same for every geometry engine."""

from __future__ import annotations

from typing import Iterator, NamedTuple

import numpy as np

_GROWTH = 4.0
_LEVELS = 12


def expand(start: np.ndarray, stop: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return ``(i, k)`` for every ``k`` in ``range(start[i], stop[i])``, ``i`` ascending."""
    count = np.maximum(stop - start, 0)
    which = np.repeat(np.arange(len(count)), count)
    offset = np.cumsum(count) - count
    return which, np.arange(len(which)) + np.repeat(start - offset, count)


def places_along(start: np.ndarray, way: np.ndarray, pieces: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return where straight ways begin and where they are cut into pieces of equal length, and whose each place is.

    Parameters
    ----------
    start, way : ndarray of float, shape (n, 2)
        Where each way begins, and how far it goes in x and y. Its end is not among the places.
    pieces : ndarray of int, shape (n,)
    """
    which, number = expand(np.zeros_like(pieces), pieces)
    return start[which] + (number / pieces[which])[:, None] * way[which], which


def sum_by_index(key: np.ndarray, value: np.ndarray, n: int) -> np.ndarray:
    """Return the sum of values per key 0..n-1 as floats (`np.bincount` gives integers when there is nothing)."""
    return np.bincount(key, weights=value, minlength=n).astype(float, copy=False)


class _Level(NamedTuple):
    """Boxes of about one size, sorted by the cell their centre lies in."""

    ids: np.ndarray
    boxes: np.ndarray
    first: np.ndarray  # of each cell, row by row, in the sorted boxes
    columns: int
    rows: int
    cell_w: float
    cell_h: float
    half_w: float  # half the largest box
    half_h: float


class BoxIndex:
    """Bounding boxes in a grid of cells per size class.

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
        self.levels: list[_Level] = []
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
            cell_h = max(2 * half_h, float(np.sqrt(max(width * height, 1e-18) / len(at))), height / len(at), 1e-9)
            cell_w = max(cell_h, width / len(at))
            columns, rows = int(width / cell_w) + 1, int(height / cell_h) + 1
            column = ((part[:, 0] + part[:, 2]) / 2 - self.origin[0]) / cell_w
            row = ((part[:, 1] + part[:, 3]) / 2 - self.origin[1]) / cell_h
            cell = row.astype(np.int64).clip(0, rows - 1) * columns + column.astype(np.int64).clip(0, columns - 1)
            order = np.argsort(cell, kind="stable")
            first = np.concatenate([[0], np.cumsum(np.bincount(cell, minlength=rows * columns))])
            self.levels.append(
                _Level(ids[at[order]], part[order], first, columns, rows, cell_w, cell_h, half_w, half_h)
            )

    def _slices(self, boxes: np.ndarray, level: _Level) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return query number, start and stop in the sorted level for every row of cells a query touches."""

        def cells(values: np.ndarray, size: float, low: int, high: int) -> np.ndarray:
            return np.clip(np.floor(values / size), low, high).astype(np.int64)

        reach = np.array([level.half_w, level.half_h]) * (1 + 1e-9) + 1e-9
        x0, y0 = (boxes[:, :2] - self.origin - reach).T
        x1, y1 = (boxes[:, 2:] - self.origin + reach).T
        first_row, last_row = cells(y0, level.cell_h, 0, level.rows), cells(y1, level.cell_h, -1, level.rows - 1)
        left, right = cells(x0, level.cell_w, 0, level.columns - 1), cells(x1, level.cell_w, 0, level.columns - 1)
        which, row = expand(first_row, last_row + 1)
        row *= level.columns
        return which, level.first[row + left[which]], level.first[row + right[which] + 1]

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
            q, b = bounds[query], level.boxes[k]
            meet = (q[:, 0] <= b[:, 2]) & (q[:, 2] >= b[:, 0]) & (q[:, 1] <= b[:, 3]) & (q[:, 3] >= b[:, 1])
            queries.append(query[meet])
            boxes.append(level.ids[k[meet]])
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
