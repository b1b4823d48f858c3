"""How far the data reach: an area outside all data has no value, not zero."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable, Optional, Sequence, Union

import numpy as np

from .backend import Backend
from .cells import CellCounts, move, raster_zones
from .data import Areas, RasterData, VectorData

ToWorking = Callable[[RasterData, np.ndarray], np.ndarray]

_WHOLE = 0.9999
THIN = 10.0
"""Map units: data whose hull is on average no wider, such as one street, one or two points, span no area of their own."""
_TOUCH = 1e-3
_STEPS = np.linspace(0, 1, 9)[:, None]


def hull_points(data: Union[VectorData, RasterData], to_working: Optional[ToWorking] = None) -> np.ndarray:
    """Return points whose convex hull holds the data, shape (p, 2), in the working CRS."""
    if isinstance(data, (RasterData, CellCounts)):
        raster = data.raster if isinstance(data, CellCounts) else data
        ring = _outline(raster)
        return ring if to_working is None else to_working(raster, ring)
    if data.geometries is None:
        return data.xy
    return data.backend.sequences(data.geometries).xy


def _outline(raster: RasterData) -> np.ndarray:
    """Return points along the sides of a raster, in its CRS."""
    corners = raster.corners()
    return np.vstack([corners[i] + _STEPS * (corners[(i + 1) % 4] - corners[i]) for i in range(4)])


def _is_shown(areas: Areas, raster: RasterData, to_working: Optional[ToWorking]) -> bool:
    """Return whether the working CRS shows all of a raster: its sides come back to where they were."""
    ring = _outline(raster)
    if to_working is None:
        return True
    with np.errstate(invalid="ignore"):
        back = move(to_working(raster, ring), areas.crs_wkt, raster.crs_wkt)
        return bool((np.abs(back - ring) <= 1e-6 * np.ptp(ring, axis=0)).all())  # never true of NaN


def share_on_raster(areas: Areas, raster: RasterData) -> np.ndarray:
    """Return the share (0-1) of each area that lies on a raster, whether or not it has data there, shape (n,).

    The part of a polygon in a rectangle is the integral along its border, between the rectangle's lower and upper side, of
    how far into the rectangle the border lies (Green's theorem): exact in the raster's own grid, for each area alone.
    """
    zones = raster_zones(areas, raster)
    rows, columns = zones.shape
    y0, y1 = np.clip(zones.y0, 0, rows), np.clip(zones.y1, 0, rows)

    def integral(x: np.ndarray) -> np.ndarray:
        return np.where(x > 0, np.where(x < columns, x * x / 2, columns * (x - columns / 2)), 0.0)

    with np.errstate(divide="ignore", invalid="ignore"):
        slope = (zones.x1 - zones.x0) / (zones.y1 - zones.y0)
        start, end = zones.x0 + (y0 - zones.y0) * slope, zones.x0 + (y1 - zones.y0) * slope
        steep = np.abs(end - start) < 1e-3
        depth = np.where(
            steep, np.clip((start + end) / 2, 0, columns), (integral(end) - integral(start)) / (end - start)
        )
        part = np.where(y0 == y1, 0.0, depth * (y1 - y0))
        return np.nan_to_num(np.abs(np.bincount(zones.area, part, areas.n)) / zones.cells)


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
    backend: Backend, data: Sequence[Union[VectorData, RasterData]], to_working: Optional[ToWorking] = None
) -> np.ndarray:
    """Return the convex hull of layers as read.

    Parameters
    ----------
    backend : Backend
    data : sequence of VectorData or RasterData
    to_working : callable, optional
        Takes a RasterData and its points in its own CRS, shape (p, 2), to points in the working CRS.

    Returns
    -------
    ndarray of object, shape (1,)
        The hull; None when the data span no area.
    """
    return hull_polygon(backend, data_rings(data, to_working))


def data_rings(
    data: Sequence[Union[VectorData, RasterData]], to_working: Optional[ToWorking] = None
) -> list[np.ndarray]:
    """Return the convex hull of each layer as read; see `data_hull`."""
    return [convex_ring(hull_points(item, to_working)) for item in data]


def hull_polygon(backend: Backend, rings: Sequence[np.ndarray]) -> np.ndarray:
    """Return the convex hull of several hulls as one polygon, shape (1,); None when they span no area."""
    ring = convex_ring(np.vstack(rings)) if len(rings) else np.empty((0, 2))
    if len(ring) < 4:
        return np.full(1, None, dtype=object)
    return backend.polygons_from_rings([ring])


def share_of_extent(
    areas: Areas, data: Sequence[Union[VectorData, RasterData]], to_working: Optional[ToWorking] = None
) -> np.ndarray:
    """Return the share (0-1) of each area that the data can know about.

    That is inside the convex hull of all role layers, whatever part of them was read and whatever other areas there are;
    of rasters that reach beyond what the working CRS can show (the whole world, say), the share on the raster itself. Where the
    data lie on one line or at one place (`THIN`), areas that touch it are all known. Layers
    are looked through beyond the box that was read only where that can add to an area's share.

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
    rasters = [item.raster if isinstance(item, CellCounts) else item for item in data]
    wide = [isinstance(raster, RasterData) and not _is_shown(areas, raster, to_working) for raster in rasters]
    rings = data_rings([item for item, beyond in zip(data, wide) if not beyond], to_working)
    share = extent_share(areas, hull_polygon(areas.backend, rings))
    for raster in (raster for raster, beyond in zip(rasters, wide) if beyond):
        share = _whole(np.maximum(share, share_on_raster(areas, raster)))
    rest = [item.beyond for item in data if getattr(item, "beyond", None) is not None]
    while rest and (share[areas.usable] < 1).any():
        poor = np.flatnonzero(areas.usable & (share < 1))
        some = replace(areas, geometries=areas.geometries[poor], area=areas.area[poor], labels=[], cut_labels=None)
        outlines = np.vstack([beyond.outline() for beyond in rest])
        most = extent_share(some, hull_polygon(areas.backend, [*rings, outlines]))
        if np.isfinite(outlines).all() and not (most > share[poor]).any():
            break
        rings.append(rest.pop(0).hull())
        share[poor] = np.maximum(share[poor], extent_share(some, hull_polygon(areas.backend, rings)))
    everything = [*rings, *(beyond.outline() for beyond in rest)]
    return np.where(_touching(areas, np.vstack(everything)), 1.0, share) if everything else share


def _touching(areas: Areas, xy: np.ndarray) -> np.ndarray:
    """Return which areas touch the hull of points, where that is `THIN` and says nothing of how far the data reach."""
    ring = convex_ring(xy)
    x, y = (ring - ring[:1]).T
    size = abs(np.dot(x, np.roll(y, -1)) - np.dot(np.roll(x, -1), y)) / 2
    half = np.hypot(np.diff(x, append=x[:1]), np.diff(y, append=y[:1])).sum() / 2
    if not len(ring) or not np.isfinite(xy).all() or size > THIN * half:
        return np.zeros(areas.n, dtype=bool)
    around = [ring + _TOUCH * np.array(step) for step in ((1, 1), (1, -1), (-1, 1), (-1, -1))]
    return extent_share(areas, hull_polygon(areas.backend, around)) > 0


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
    return _whole(share)


def _whole(share: np.ndarray) -> np.ndarray:
    return np.where(share >= _WHOLE, 1.0, share)
