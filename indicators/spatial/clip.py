"""The border switch: every municipality with its neighbours' destinations, streets and nature cut off."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable, Mapping, Union

import numpy as np

from .backend import missing
from .batches import raise_if_cancelled
from .data import Areas, RasterData, VectorData
from .grid import box_pairs
from .lengths import BESIDE
from .points import point_pairs

NEVER_CUT = frozenset({"population", "jobs", "municipalities"})
"""Roles that describe who travels and the borders themselves, not what can be reached: they are never cut."""

Role = Union[VectorData, RasterData]


def take_areas(areas: Areas, rows: np.ndarray) -> Areas:
    """Return some of the areas, with the border switch off."""
    return replace(
        areas,
        geometries=areas.geometries[rows],
        area=areas.area[rows],
        labels=[areas.labels[row] for row in rows],
        cut_labels=None,
        cut_polygons=None,
    )


def clip(data: VectorData, polygon: np.ndarray) -> VectorData:
    """Return the part of a layer inside one polygon.

    Parameters
    ----------
    data : VectorData
        Points outside are left out; lines and polygons are cut. A line along the border (`lengths.BESIDE`) is inside.
    polygon : ndarray of object, shape (1,)
        Geometry of the same backend.
    """
    if data.geometries is None:
        _, inside = point_pairs(VectorData("polygon", data.backend, polygon), data.xy)
        return replace(data.take(np.sort(inside)), beyond=None)
    if data.kind == "line":  # else rounding would tear streets along the border to pieces
        polygon = data.backend.buffer(polygon, BESIDE, 8)
    _, near = box_pairs(data.backend.bounds(polygon), data.bounds)
    near = np.sort(near)
    cut = data.backend.intersection(polygon, data.geometries, np.zeros(len(near), dtype=np.int64), near)
    left = ~missing(cut)
    return replace(data.take(near[left]), geometries=cut[left], beyond=None)


def cut_at_borders(
    areas: Areas, roles: Mapping[str, Role], cancelled: Callable[[], bool]
) -> list[tuple[np.ndarray, Areas, dict[str, Role]]]:
    """Return one piece of the world per municipality.

    Parameters
    ----------
    areas : Areas
        With `cut_labels`; where `cut_polygons` is None a municipality is the union of its areas.
    roles : mapping of str to VectorData or RasterData
        Vector layers are cut, except those in `NEVER_CUT`; rasters are passed on whole.
    cancelled : callable

    Returns
    -------
    list of (rows, areas, roles)
        Row numbers of the municipality's areas, those areas, and its own part of every role. Areas of unknown
        municipality are in no piece.

    Raises
    ------
    Cancelled
    """
    pieces = []
    for label in np.unique(areas.cut_labels[areas.cut_labels >= 0]):
        raise_if_cancelled(cancelled)
        rows = np.flatnonzero(areas.cut_labels == label)
        if areas.cut_polygons is not None:
            polygon = areas.cut_polygons[[label]]
        else:
            known = rows[~missing(areas.geometries[rows])]
            polygon = areas.backend.union(areas.geometries[known], np.zeros(len(known), dtype=np.int64), 1)
        if missing(polygon)[0]:
            continue
        own = {
            name: data if name in NEVER_CUT or isinstance(data, RasterData) else clip(data, polygon)
            for name, data in roles.items()
        }
        pieces.append((rows, take_areas(areas, rows), own))
    return pieces
