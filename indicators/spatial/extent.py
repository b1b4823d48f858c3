"""How far the data reach: an area outside all data has no value, not zero."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable, Optional, Sequence, Union

import numpy as np

from .backend import Backend
from .cells import CellCounts, move
from .data import Areas, RasterData, VectorData
from .raster import to_cells, to_map

ToWorking = Callable[[RasterData, np.ndarray], np.ndarray]

_WHOLE = 0.9999


_STEPS = np.linspace(0, 1, 9)[:, None]


def hull_points(
    data: Union[VectorData, RasterData], to_working: Optional[ToWorking] = None, areas: Optional[Areas] = None
) -> np.ndarray:
    """Return points whose convex hull holds the data, shape (p, 2), in the working CRS.

    Of a raster that reaches beyond what the working CRS can show (the whole world, say), the part around the areas.
    """
    if isinstance(data, (RasterData, CellCounts)):
        raster = data.raster if isinstance(data, CellCounts) else data
        ring = _outline(raster, (0, 0), (raster.columns, raster.rows))
        shown = ring if to_working is None else to_working(raster, ring)
        if areas is None or _same(move(shown, areas.crs_wkt, raster.crs_wkt), ring):
            return shown
        return _around(raster, areas, to_working)
    if data.geometries is None:
        return data.xy
    return data.backend.sequences(data.geometries).xy


def _outline(raster: RasterData, low: Sequence[float], high: Sequence[float]) -> np.ndarray:
    """Return points along a rectangle of cells, from (column, row) to (column, row), in the raster's CRS."""
    return _sides(to_map(raster.transform, _corners(low, high)))


def _corners(low: Sequence[float], high: Sequence[float]) -> np.ndarray:
    return np.array([low, [high[0], low[1]], high, [low[0], high[1]]], dtype=float)


def _sides(corners: np.ndarray) -> np.ndarray:
    """Return points along the sides between four corners."""
    return np.vstack([corners[i] + _STEPS * (corners[(i + 1) % 4] - corners[i]) for i in range(4)])


def _same(there_and_back: np.ndarray, xy: np.ndarray) -> bool:
    """Return whether all points came back to where they were, to a millionth of their extent."""
    with np.errstate(invalid="ignore"):
        return bool((np.abs(there_and_back - xy) <= 1e-6 * np.ptp(xy, axis=0)).all())  # never true of NaN


def _around(raster: RasterData, areas: Areas, to_working: ToWorking) -> np.ndarray:
    """Return points around the part of a raster that lies within a margin of the areas, in the working CRS."""
    xmin, ymin, xmax, ymax = areas.extent()
    margin = 1000.0 + 0.1 * max(xmax - xmin, ymax - ymin)
    low, high = np.array([xmin, ymin]) - margin, np.array([xmax, ymax]) + margin
    box = _sides(_corners(low, high))
    at = to_cells(raster.transform, move(box, areas.crs_wkt, raster.crs_wkt))
    at = at[np.isfinite(at).all(axis=1)]
    if not len(at):
        return np.empty((0, 2))
    size = [raster.columns, raster.rows]
    first, last = np.clip(at.min(axis=0), 0, size), np.clip(at.max(axis=0), 0, size)
    if (first >= last).any():
        return np.empty((0, 2))
    return to_working(raster, _outline(raster, first, last))


def convex_ring(xy: np.ndarray) -> np.ndarray:
    """Return the convex hull of points as a closed ring, shape (h + 1, 2), counter-clockwise.

    Andrew, A. M. (1979), Another efficient algorithm for convex hulls in two dimensions, IPL 9(5), 216-219. Returns
    fewer than four rows when the points span no area.
    """
    xy = xy[np.isfinite(xy).all(axis=1)]
    if len(xy) > 64:
        xy = xy[~_inside_octagon(xy)]  # such points cannot be on the hull
    xy = np.unique(xy, axis=0)

    def half(points: list) -> list:
        chain: list = []
        for x, y in points:
            while len(chain) > 1:
                (ax, ay), (bx, by) = chain[-2], chain[-1]
                if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                    break
                chain.pop()
            chain.append((x, y))
        return chain

    points = xy.tolist()
    lower, upper = half(points), half(points[::-1])
    return np.array(lower[:-1] + upper, dtype=float).reshape(-1, 2)


def _inside_octagon(xy: np.ndarray) -> np.ndarray:
    """Return which points lie inside the octagon of the points farthest out in eight directions."""
    x, y = np.ascontiguousarray(xy.T)
    corner = xy[[np.argmax(side) for side in (x, x + y, y, y - x, -x, -x - y, -y, x - y)]]
    inside = np.ones(len(xy), dtype=bool)
    for (ax, ay), (bx, by) in zip(corner.tolist(), np.roll(corner, -1, axis=0).tolist()):
        if (ax, ay) != (bx, by):
            inside &= (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0
    return inside & (corner != corner[0]).any()


def data_hull(
    backend: Backend,
    data: Sequence[Union[VectorData, RasterData]],
    to_working: Optional[ToWorking] = None,
    areas: Optional[Areas] = None,
) -> np.ndarray:
    """Return the convex hull of all role layers.

    Parameters
    ----------
    backend : Backend
    data : sequence of VectorData or RasterData
    to_working : callable, optional
        Takes a RasterData and its points in its own CRS, shape (p, 2), to points in the working CRS.
    areas : Areas, optional
        Where the hull matters; see `hull_points`.

    Returns
    -------
    ndarray of object, shape (1,)
        The hull; None when the data span no area.
    """
    return hull_polygon(backend, data_rings(data, to_working, areas))


def data_rings(
    data: Sequence[Union[VectorData, RasterData]],
    to_working: Optional[ToWorking] = None,
    areas: Optional[Areas] = None,
) -> list[np.ndarray]:
    """Return the convex hull of each layer as read; see `data_hull`."""
    return [convex_ring(hull_points(item, to_working, areas)) for item in data]


def hull_polygon(backend: Backend, rings: Sequence[np.ndarray]) -> np.ndarray:
    """Return the convex hull of several hulls as one polygon, shape (1,); None when they span no area."""
    ring = convex_ring(np.vstack(rings)) if len(rings) else np.empty((0, 2))
    if len(ring) < 4:
        return np.full(1, None, dtype=object)
    return backend.polygons_from_rings([ring])


def share_of_extent(
    areas: Areas, data: Sequence[Union[VectorData, RasterData]], to_working: Optional[ToWorking] = None
) -> np.ndarray:
    """Return the share (0-1) of each area inside the convex hull of all role layers, whatever part of them was read.

    Layers are looked through beyond the box that was read only where that can add to an area's share.

    Parameters
    ----------
    areas : Areas
    data : sequence of VectorData or RasterData
    to_working : callable, optional
        See `data_hull`.

    Returns
    -------
    ndarray of float, shape (n,)
        See `extent_share`.
    """
    rings = data_rings(data, to_working, areas)
    share = extent_share(areas, hull_polygon(areas.backend, rings))
    for item in data:
        beyond = getattr(item, "beyond", None)
        poor = np.flatnonzero(areas.usable & (share < 1))
        if not len(poor):
            break
        if beyond is None:
            continue
        some = replace(areas, geometries=areas.geometries[poor], area=areas.area[poor], labels=[], cut_labels=None)
        most = extent_share(some, hull_polygon(areas.backend, [*rings, beyond.outline()]))
        if (most > share[poor]).any():
            rings.append(beyond.hull())
            share[poor] = extent_share(some, hull_polygon(areas.backend, rings))
    return share


def extent_share(areas: Areas, hull: np.ndarray) -> np.ndarray:
    """Return the share (0-1) of each area inside the hull.

    Parameters
    ----------
    areas : Areas
    hull : ndarray of object, shape (1,)
        From `data_hull`.

    Returns
    -------
    ndarray of float, shape (n,)
        Exactly 1 from 0.9999 on; 0 without hull or area.
    """
    share = np.zeros(areas.n)
    usable = np.flatnonzero(areas.usable)
    if hull[0] is None or not len(usable):
        return share
    backend = areas.backend
    zero = np.zeros(len(usable), dtype=np.int64)
    inside = backend.area(backend.intersection(hull, areas.geometries, zero, usable))
    share[usable] = np.nan_to_num(inside) / areas.planar[usable]
    share[share >= _WHOLE] = 1.0
    return share
