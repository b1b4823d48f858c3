"""Crow-fly distances: to the nearest of many points, and to polygons and lines. numpy alone, cKDTree where scipy is."""

from __future__ import annotations

from typing import Any, Callable, Optional

import numpy as np

from .batches import Cancel, Progress, no_progress, not_cancelled, raise_if_cancelled
from .crossings import steps_of
from .data import VectorData
from .grid import BoxIndex, point_boxes
from .points import point_pairs

_BLOCK = 50_000
_PAIRS = 500_000


def _tree(targets: np.ndarray) -> Optional[Any]:
    try:
        from scipy.spatial import cKDTree
    except Exception:  # scipy is optional, and a broken build may fail with anything
        return None
    return cKDTree(targets)


def nearest_distance(
    xy: np.ndarray,
    targets: np.ndarray,
    limit: float = np.inf,
    cancelled: Cancel = not_cancelled,
    progress: Progress = no_progress,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the distance to the nearest target and which one it is.

    Parameters
    ----------
    xy : ndarray of float, shape (p, 2)
        Origins in the working CRS, metres.
    targets : ndarray of float, shape (t, 2)
    limit : float
        Metres; farther targets are not looked for. A target exactly at the limit is found.
    cancelled, progress : callable

    Returns
    -------
    distance : ndarray of float, shape (p,)
        Metres; infinity beyond the limit, NaN for origins with NaN.
    index : ndarray of int, shape (p,)
        Number of the target, -1 beyond the limit.

    Raises
    ------
    Cancelled
    """
    there = np.flatnonzero(np.isfinite(targets).all(axis=1))
    spots = targets[there]
    tree = _tree(spots) if len(there) else None
    if tree is not None:

        def search(part: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
            bound = np.nextafter(limit, np.inf) if np.isfinite(limit) else np.inf
            return tree.query(part, distance_upper_bound=bound)
    else:
        index = BoxIndex(point_boxes(spots))
        size = np.ptp(spots, axis=0) if len(there) else np.zeros(2)
        reach = float(np.sqrt(max(size[0] * size[1], 1e-12) / max(len(there), 1)))

        def measure(origin: np.ndarray, target: np.ndarray) -> np.ndarray:
            return np.hypot(*(origin - spots[target]).T)

        def search(part: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
            return _growing_search(part, index, measure, limit, reach, cancelled)

    return _nearest(xy, there, search, limit, cancelled, progress)


def _nearest(
    xy: np.ndarray, there: np.ndarray, search: Callable, limit: float, cancelled: Cancel, progress: Progress
) -> tuple[np.ndarray, np.ndarray]:
    """Search block by block; ``there`` are the numbers of the targets searched."""
    distance, number = np.full(len(xy), np.inf), np.full(len(xy), -1, dtype=np.int64)
    lost = np.isnan(xy).any(axis=1)
    distance[lost] = np.nan
    origins = np.flatnonzero(~lost)
    for at in range(0, len(origins) if len(there) else 0, _BLOCK):
        raise_if_cancelled(cancelled)
        part = origins[at : at + _BLOCK]
        found, which = search(xy[part])
        near = np.isfinite(found) & (found <= limit)
        distance[part[near]], number[part[near]] = found[near], there[which[near]]
        progress(min(at + _BLOCK, len(origins)) / len(origins))
    progress(1.0)
    return distance, number


def _growing_search(
    xy: np.ndarray,
    index: BoxIndex,
    measure: Callable[[np.ndarray, np.ndarray], np.ndarray],
    limit: float,
    reach: float,
    cancelled: Cancel,
) -> tuple[np.ndarray, np.ndarray]:
    """Find the nearest box content in squares that grow until the best found lies within the square's reach.

    Parameters
    ----------
    xy : ndarray of float, shape (p, 2)
    index : BoxIndex
        Of the targets.
    measure : callable
        Takes points, shape (c, 2), and target numbers, shape (c,), returns distances.
    limit, reach : float
        Metres; the last and the first half side of the square.
    """
    best, number = np.full(len(xy), np.inf), np.zeros(len(xy), dtype=np.int64)
    if not len(xy) or not index.size:
        return best, number
    corners = np.vstack([xy, index.box[:2], index.box[2:]])
    limit = min(limit, float(np.hypot(*np.ptp(corners, axis=0))) + 1e-9)
    reach = min(max(reach, limit / 1e6), limit)
    active = np.arange(len(xy))
    while len(active):
        for query, target in index.query(point_boxes(xy[active], reach), _PAIRS):
            raise_if_cancelled(cancelled)
            if not len(query):
                continue
            found = measure(xy[active[query]], target)
            first = np.flatnonzero(np.diff(query, prepend=-1))
            least = np.minimum.reduceat(found, first)
            hit = np.flatnonzero(found == np.repeat(least, np.diff(np.append(first, len(query)))))[::-1]
            number[active[query[hit]]] = target[hit]  # the first of equals, because written last
            best[active[query[first]]] = least
        if reach >= limit:
            break
        active = active[best[active] > reach]
        reach = min(1.5 * reach, limit)
    return best, number


def distance_to_polygons(
    xy: np.ndarray,
    polygons: VectorData,
    limit: float,
    cancelled: Cancel = not_cancelled,
    progress: Progress = no_progress,
) -> np.ndarray:
    """Return the distance from points to the nearest polygon or line, 0 inside a polygon.

    Parameters
    ----------
    xy : ndarray of float, shape (p, 2)
    polygons : VectorData of polygons or lines
    limit : float
        Metres; infinity is returned beyond it.
    cancelled, progress : callable

    Returns
    -------
    ndarray of float, shape (p,)
        Metres; NaN for points with NaN.

    Raises
    ------
    Cancelled
    """
    steps = steps_of(polygons.outline)
    a, direction = steps.a, steps.b - steps.a
    square = (direction**2).sum(axis=1)
    index = BoxIndex(np.column_stack([np.minimum(steps.a, steps.b), np.maximum(steps.a, steps.b)]))
    reach = 2 * float(np.median(np.sqrt(square))) if len(square) else 1.0

    def measure(point: np.ndarray, step: np.ndarray) -> np.ndarray:
        offset, along = point - a[step], direction[step]
        t = np.clip((offset * along).sum(axis=1) / square[step], 0.0, 1.0)
        return np.hypot(*(offset - t[:, None] * along).T)

    def search(part: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return _growing_search(part, index, measure, limit, reach, cancelled)

    inside = np.empty(0, dtype=np.int64)
    if polygons.kind == "polygon":
        _, inside = point_pairs(polygons, xy, cancelled, lambda share: progress(0.3 * share))
    outside = np.ones(len(xy), dtype=bool)
    outside[inside] = False
    distance = np.zeros(len(xy))
    there = np.arange(len(steps.first))
    distance[outside], _ = _nearest(xy[outside], there, search, limit, cancelled, lambda s: progress(0.3 + 0.7 * s))
    return distance
