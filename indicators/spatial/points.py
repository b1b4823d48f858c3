"""Points in areas by ray crossing, in numpy alone.

Rule at borders: a ray is cast from the point towards rising x; an edge is met when ``y_low <= y < y_high`` and it
crosses the point's level at an x greater than the point's. A point on a border thus belongs to the area whose interior
lies right or above of it, and in a partition every point belongs to exactly one area, whichever engine is in use.

Source: Shimrat, M. (1962), Algorithm 112: Position of point relative to polygon, CACM 5(8), 434; half-open rule after
Haines, E. (1994), Point in polygon strategies, Graphics Gems IV.
"""

from __future__ import annotations

from typing import Optional, Union

import numpy as np

from .batches import Cancel, Progress, map_ordered, no_progress, not_cancelled, raise_if_cancelled, split
from .data import Areas, Edges, VectorData
from .grid import BoxIndex, expand, point_boxes, sum_by_index

_PAIRS = 100_000


def inside(edges: Edges, polygon: np.ndarray, xy: np.ndarray, by_y: np.ndarray, level: np.ndarray) -> np.ndarray:
    """Return for candidate pairs whether the point is in the polygon.

    Parameters
    ----------
    edges : Edges
    polygon : ndarray of int, shape (c,)
        Ascending.
    xy : ndarray of float, shape (c, 2)
        The candidates' points.
    by_y : ndarray of float, shape (p,)
        Sorted y of all points.
    level : ndarray of int, shape (c,)
        Rank of each candidate's point in ``by_y``: equal y may have different ranks.

    Returns
    -------
    ndarray of bool, shape (c,)
    """
    if not len(polygon):
        return np.empty(0, dtype=bool)
    ranks = len(by_y) + 1
    key = polygon * ranks + level
    order = np.argsort(key, kind="stable")
    key = key[order]
    present = polygon[np.concatenate([[True], np.diff(polygon) != 0])]
    owner, e = expand(edges.start[present], edges.start[present + 1])
    owner = present[owner]
    low, high = np.searchsorted(by_y, edges.y0[e]), np.searchsorted(by_y, edges.y1[e])
    some = low < high
    owner, e, low, high = owner[some], e[some], low[some], high[some]
    first, last = np.searchsorted(key, owner * ranks + low), np.searchsorted(key, owner * ranks + high)
    which, k = expand(first, last)
    e = e[which]
    x0, y0 = edges.x0[e], edges.y0[e]
    at = order[k]
    crossing = x0 + (xy[at, 1] - y0) / (edges.y1[e] - y0) * (edges.x1[e] - x0)
    hits = np.bincount(at[crossing > xy[at, 0]], minlength=len(polygon))
    return hits % 2 == 1


def pairs_inside(
    areas: Union[Areas, VectorData], polygon: np.ndarray, xy: np.ndarray, cancelled: Cancel = not_cancelled
) -> np.ndarray:
    """Return whether each point lies in the polygon it is paired with, shape (k,).

    Parameters
    ----------
    areas : Areas or VectorData
    polygon : ndarray of int, shape (k,)
        Ascending.
    xy : ndarray of float, shape (k, 2)
    cancelled : callable
        See `batches`.

    Raises
    ------
    Cancelled
    """
    edges = areas.edges

    def test(piece: slice) -> np.ndarray:
        y = xy[piece, 1]
        order = np.argsort(y, kind="stable")
        level = np.empty(len(y), dtype=np.int64)
        level[order] = np.arange(len(y))
        return inside(edges, polygon[piece], xy[piece], y[order], level)

    pieces = list(split(np.ones(len(polygon)), _PAIRS))
    parts = list(map_ordered(test, pieces, len(pieces), cancelled))
    return np.concatenate(parts) if parts else np.empty(0, dtype=bool)


def point_pairs(
    areas: Union[Areas, VectorData],
    xy: np.ndarray,
    cancelled: Cancel = not_cancelled,
    progress: Progress = no_progress,
) -> tuple[np.ndarray, np.ndarray]:
    """Return which point lies in which area.

    Parameters
    ----------
    areas : Areas or VectorData
        Polygons; they may overlap.
    xy : ndarray of float, shape (p, 2)
        Points in the working CRS; NaN is nowhere.
    cancelled, progress : callable
        See `batches`.

    Returns
    -------
    area, point : ndarray of int, shape (k,)
        Ordered by area.

    Raises
    ------
    Cancelled
    """
    empty = np.empty(0, dtype=np.int64)
    if not len(xy) or not areas.n:
        return empty, empty
    index = BoxIndex(point_boxes(xy))
    order = np.argsort(xy[:, 1], kind="stable")  # NaN last
    by_y = xy[order, 1]
    by_y = by_y[~np.isnan(by_y)]
    level = np.empty(len(xy), dtype=np.int64)
    level[order] = np.arange(len(xy))
    raise_if_cancelled(cancelled)
    edges = areas.edges
    raise_if_cancelled(cancelled)

    def test(piece: tuple[np.ndarray, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        polygon, point = piece
        keep = inside(edges, polygon, xy[point], by_y, level[point])
        return polygon[keep], point[keep]

    found = []
    for polygon, point in map_ordered(test, index.query(areas.bounds, _PAIRS), len(xy) // _PAIRS + 2, cancelled):
        found.append((polygon, point))
        if len(polygon):
            progress((polygon[-1] + 1) / areas.n)
    progress(1.0)
    if not found:
        return empty, empty
    return np.concatenate([polygon for polygon, _ in found]), np.concatenate([point for _, point in found])


def touching_pairs(
    areas: Union[Areas, VectorData], xy: np.ndarray, within: float, cancelled: Cancel = not_cancelled
) -> tuple[np.ndarray, np.ndarray]:
    """Return which point lies in which area or beside it: one on a common border belongs to all areas that meet there.

    Parameters
    ----------
    areas : Areas or VectorData
    xy : ndarray of float, shape (p, 2)
    within : float
        Map units that count as touching; tried in eight directions.

    Returns
    -------
    area, point : ndarray of int, shape (k,)
    """
    turns = np.arange(8) * (np.pi / 4)
    around = within * np.vstack([[0.0, 0.0], np.column_stack([np.cos(turns), np.sin(turns)])])
    area, place = point_pairs(areas, (xy[:, None, :] + around).reshape(-1, 2), cancelled)
    pairs = np.unique(np.column_stack([area, place // len(around)]), axis=0)
    return pairs[:, 0], pairs[:, 1]


def sum_points(
    areas: Areas,
    points: Union[VectorData, np.ndarray],
    weights: Optional[np.ndarray] = None,
    cancelled: Cancel = not_cancelled,
    progress: Progress = no_progress,
) -> np.ndarray:
    """Count points, or add up their weights, per area.

    Parameters
    ----------
    areas : Areas
    points : VectorData of points, or ndarray of float, shape (p, 2)
    weights : ndarray of float, shape (p,) or (p, k), optional
        What to add up; NaN adds nothing. Points are counted when missing.
    cancelled, progress : callable

    Returns
    -------
    ndarray of float, shape (n,) or (n, k)
        0 where no point lies in the area; NaN for areas that cannot be measured.

    Raises
    ------
    Cancelled
    """
    xy = points if isinstance(points, np.ndarray) else points.representative_xy()
    area, point = point_pairs(areas, xy, cancelled, progress)
    if weights is None:
        result = np.bincount(area, minlength=areas.n).astype(float)
    else:
        weights = np.nan_to_num(np.asarray(weights, dtype=float), nan=0.0)
        columns = weights.reshape(len(xy), -1)
        sums = [sum_by_index(area, column[point], areas.n) for column in columns.T]
        result = np.column_stack(sums) if weights.ndim > 1 else sums[0]
    result[~areas.usable] = np.nan
    return result
