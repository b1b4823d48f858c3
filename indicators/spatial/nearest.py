"""Crow-fly distances: to the nearest of many points, and to polygons."""

from __future__ import annotations

from typing import Callable, Optional

import numpy as np

from .batches import Cancel, Progress, check, ignore, never, run, split
from .data import VectorData
from .grid import BoxIndex, box_pairs, point_boxes
from .points import point_pairs

_BLOCK = 100_000
_PAIRS_PER_PIECE = 4_000


def _tree(targets: np.ndarray) -> Optional[Callable]:
    try:
        from scipy.spatial import cKDTree
    except Exception:  # scipy is optional, and a broken build may fail with anything
        return None
    return cKDTree(targets)


def nearest_distance(
    xy: np.ndarray,
    targets: np.ndarray,
    limit: float = np.inf,
    cancelled: Cancel = never,
    progress: Progress = ignore,
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
    distance, index = np.full(len(xy), np.inf), np.full(len(xy), -1, dtype=np.int64)
    lost = np.isnan(xy).any(axis=1)
    distance[lost] = np.nan
    there = np.flatnonzero(np.isfinite(targets).all(axis=1))
    origins = np.flatnonzero(~lost)
    if len(there) and len(origins):
        search = _kd_search if (tree := _tree(targets[there])) is not None else _grid_search
        cells = tree if tree is not None else BoxIndex(point_boxes(targets[there]))
        for at in range(0, len(origins), _BLOCK):
            check(cancelled)
            part = origins[at : at + _BLOCK]
            found, number = search(xy[part], targets[there], cells, limit)
            near = found <= limit
            distance[part[near]], index[part[near]] = found[near], there[number[near]]
            progress(min(at + _BLOCK, len(origins)) / len(origins))
    progress(1.0)
    return distance, index


def _kd_search(xy: np.ndarray, targets: np.ndarray, tree: Callable, limit: float) -> tuple[np.ndarray, np.ndarray]:
    bound = np.nextafter(limit, np.inf) if np.isfinite(limit) else np.inf
    found, number = tree.query(xy, distance_upper_bound=bound)
    return found, np.minimum(number, len(targets) - 1)


def _grid_search(xy: np.ndarray, targets: np.ndarray, cells: BoxIndex, limit: float) -> tuple[np.ndarray, np.ndarray]:
    """Search in squares that grow until the best found lies within the square's reach."""
    best, number = np.full(len(xy), np.inf), np.zeros(len(xy), dtype=np.int64)
    span = np.concatenate([xy, targets])
    size = span.max(axis=0) - span.min(axis=0)
    far = float(np.hypot(*size)) + 1e-9
    limit = min(limit, far)
    reach = min(float(np.sqrt(max(size[0] * size[1], 1e-12) / len(targets))), limit)
    active = np.arange(len(xy))
    while len(active):
        for query, target in cells.query(point_boxes(xy[active], reach)):
            if not len(query):
                continue
            dx, dy = (xy[active[query]] - targets[target]).T
            squared = dx * dx + dy * dy
            first = np.flatnonzero(np.concatenate([[True], np.diff(query) != 0]))
            least = np.minimum.reduceat(squared, first)
            size_of = np.diff(np.append(first, len(query)))
            hit = np.flatnonzero(squared == np.repeat(least, size_of))
            winners = active[query[hit]][::-1]
            number[winners] = target[hit][::-1]
            best[active[query[first]]] = np.sqrt(least)
        if reach >= limit:
            break
        active = active[best[active] > reach]
        reach = min(2 * reach, limit)
    return best, number


def distance_to_polygons(
    xy: np.ndarray,
    polygons: VectorData,
    limit: float,
    cancelled: Cancel = never,
    progress: Progress = ignore,
) -> np.ndarray:
    """Return the distance from points to the nearest polygon, 0 inside one.

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
    distance = np.where(np.isnan(xy).any(axis=1), np.nan, np.inf)
    if polygons.kind == "polygon":
        _, point = point_pairs(polygons, xy, cancelled)
        distance[point] = 0.0
    outside = np.flatnonzero(np.isinf(distance))
    boxes = polygons.bounds + np.array([-limit, -limit, limit, limit])
    ig, ip = box_pairs(boxes, point_boxes(xy[outside]))
    backend, geometries, points = polygons.backend, polygons.geometries, xy[outside]

    def measure(piece: slice) -> np.ndarray:
        return backend.distance_to_points(geometries, points, ig[piece], ip[piece])

    pieces = list(split(np.ones(len(ig)), _PAIRS_PER_PIECE))
    parts = list(run(measure, pieces, len(pieces), cancelled, progress))
    if parts:
        found = np.concatenate(parts)
        near = found <= limit
        best = np.full(len(outside), np.inf)
        np.minimum.at(best, ip[near], found[near])
        distance[outside] = best
    progress(1.0)
    return distance


def within_distance(
    xy: np.ndarray,
    targets: np.ndarray,
    limit: float,
    cancelled: Cancel = never,
    progress: Progress = ignore,
) -> tuple[np.ndarray, np.ndarray]:
    """Return all pairs of an origin and a target no farther apart than ``limit``.

    Parameters
    ----------
    xy : ndarray of float, shape (p, 2)
    targets : ndarray of float, shape (t, 2)
    limit : float
        Metres.

    Returns
    -------
    origin, target : ndarray of int, shape (k,)
        Ordered by origin.

    Raises
    ------
    Cancelled
    """
    found = []
    for origin, target in BoxIndex(point_boxes(targets)).query(point_boxes(xy, limit)):
        check(cancelled)
        dx, dy = (xy[origin] - targets[target]).T
        near = dx * dx + dy * dy <= limit * limit
        found.append((origin[near], target[near]))
        if len(origin):
            progress((origin[-1] + 1) / len(xy))
    progress(1.0)
    if not found:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    return np.concatenate([origin for origin, _ in found]), np.concatenate([target for _, target in found])
