"""Polygons that touch or overlap, merged into one (one wood, one park)."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable

import numpy as np

from .data import VectorData
from .grid import box_pairs
from .segments import connected


def merged_parts(data: VectorData) -> VectorData:
    """Return polygons with every group of touching or overlapping ones merged into one (multi)polygon.

    Parameters
    ----------
    data : VectorData
        Polygons; fields are dropped.

    Returns
    -------
    VectorData
        One geometry per connected group. Corners that touch count as touching.
    """
    backend = data.backend
    bounds = backend.bounds(data.geometries)
    a, b = box_pairs(bounds, bounds)
    a, b = a[a < b], b[a < b]
    touching = backend.distance(data.geometries, data.geometries, a, b) <= 0.0
    group = connected(data.n, a[touching], b[touching])
    _, group = np.unique(group, return_inverse=True)
    order = np.argsort(group, kind="stable")
    count = int(group.max()) + 1 if data.n else 0
    union = backend.union(data.geometries[order], group[order], count)
    return replace(data, geometries=union, fields={}, feature=None)


def whole_parts(data: VectorData, matters: Callable[[VectorData], np.ndarray]) -> VectorData:
    """Return merged polygons, none of those that matter cut short by the box that the layer was read in.

    What touches a polygon inside the box was read with it. A group that reaches beyond the box may go on there, so the layer
    is read again in a larger box for as long as there is such a group.

    Parameters
    ----------
    data : VectorData
        Polygons, as the layer was read.
    matters : callable
        Takes merged polygons and returns which of them must be whole, shape (m,).
    """
    merged = merged_parts(data)
    while data.beyond is not None:
        box = data.beyond.box
        low, high = merged.bounds[:, :2], merged.bounds[:, 2:]
        open_ = ((low < box[:2]) | (high > box[2:])).any(axis=1) & matters(merged)
        if not open_.any():
            break
        low, high = np.minimum(low[open_].min(axis=0), box[:2]), np.maximum(high[open_].max(axis=0), box[2:])
        margin = (high - low) / 4  # so that a long chain of polygons takes few readings
        data = data.beyond.read(np.concatenate([low - margin, high + margin]))
        merged = merged_parts(data)
    return merged
