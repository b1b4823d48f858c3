"""Polygons that touch or overlap, merged into one (one wood, one park)."""

from __future__ import annotations

from dataclasses import replace

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
