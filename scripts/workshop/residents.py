"""Estimate building use, floors and dwellings, and derive SYNTHETIC residents and jobs from them."""

from __future__ import annotations

import random
from typing import Any, Mapping, Optional, Sequence

import numpy as np
import shapely

from .classes import tagged_building_use

AUXILIARY_BELOW = 45.0  # m²: a building that says no more than "building" and is smaller is taken for a shed or garage
HALL_ABOVE = 900.0  # m²: a plain building this large is taken for no dwelling
FLOORS = {"residential": 2, "holiday": 1, "commercial": 3, "civic": 2, "industrial": 1, "auxiliary": 1, "other": 1}
LARGE_HOUSE = 250.0  # m² footprint: above, three floors and several dwellings are assumed
NET_SHARE = 0.75  # dwelling area of floor area
DWELLING = 110.0  # m² per dwelling in larger houses
JOB_AREA = {"commercial": 45.0, "civic": 70.0, "industrial": 100.0}  # m² floor area per job
PLOT_SPACING = 60.0  # m between assumed houses on residential plots without mapped buildings
PLOT_FLOOR_AREA = 220.0  # m² floor area of each
CHILD_SHARE, WORK_AGE_SHARE, WORKER_SHARE = 0.15, 0.62, 0.80  # flat assumptions, not statistics
SEED = 20260101


def building_use(tags: Mapping[str, str], area: float, plot: str) -> tuple[str, str]:
    """Return the use of a building and what it rests on.

    Parameters
    ----------
    tags : mapping
        OpenStreetMap tags.
    area : float
        Footprint, m².
    plot : str
        Land-use class at the building, or ``""``.

    Returns
    -------
    (use, basis) : tuple of str
        Basis is ``"tag"``, ``"land use"`` or ``"size"``.
    """
    tagged = tagged_building_use(tags)
    if tagged is not None:
        return tagged, "tag"
    if area < AUXILIARY_BELOW:
        return "auxiliary", "size"
    on_plot = {"industrial": "industrial", "commercial": "commercial", "retail": "commercial", "institutional": "civic"}
    if plot in on_plot:
        return on_plot[plot], "land use"
    if plot in ("farmyard", "allotments", "construction", "quarry"):
        return "auxiliary", "land use"
    if area > HALL_ABOVE:
        return "other", "size"
    return "residential", "land use" if plot == "residential" else "size"


def estimate_floors(use: str, area: float, tagged: Optional[int]) -> int:
    """Return the floors stated by the tags or, without them, an assumption by use and footprint."""
    if tagged is not None:
        return tagged
    return 3 if use == "residential" and area > LARGE_HOUSE else FLOORS[use]


def estimate_dwellings(use: str, area: float, floors: int) -> int:
    """Return the assumed number of dwellings of a building: one in a house, by floor area in a larger one."""
    if use != "residential":
        return 0
    if area <= LARGE_HOUSE:
        return 1
    return max(2, round(area * floors * NET_SHARE / DWELLING))


def assumed_houses(plots: Any, buildings: np.ndarray) -> np.ndarray:
    """Return points on a grid over residential plots that have no mapped building within reach.

    Parameters
    ----------
    plots : shapely geometry
        Residential land, metres.
    buildings : ndarray of shapely polygons

    Returns
    -------
    ndarray of shapely points
        Spacing ``PLOT_SPACING``; edges of the plots (15 m) stay free.
    """
    empty = plots.buffer(-15.0).difference(shapely.union_all(shapely.buffer(buildings, PLOT_SPACING, quad_segs=2)))
    if empty.is_empty:
        return np.array([], dtype=object)
    left, bottom, right, top = (np.floor(v / PLOT_SPACING) * PLOT_SPACING for v in empty.bounds)
    x, y = np.meshgrid(
        np.arange(left, right + PLOT_SPACING, PLOT_SPACING), np.arange(bottom, top + PLOT_SPACING, PLOT_SPACING)
    )
    grid = shapely.points(x.ravel(), y.ravel())
    shapely.prepare(empty)
    return grid[shapely.contains(empty, grid)]


def share_out(total: int, weights: Sequence[float]) -> np.ndarray:
    """Split a whole number over weights by largest remainder, so that the parts sum to it exactly.

    Parameters
    ----------
    total : int
    weights : sequence of float
        Not negative, with a sum above 0.

    Returns
    -------
    ndarray of int, shape (n,)
    """
    exact = np.asarray(weights, dtype=float) * (total / float(np.sum(weights)))
    parts = np.floor(exact).astype(int)
    order = np.argsort(-(exact - parts), kind="stable")
    parts[order[: total - int(parts.sum())]] += 1
    return parts


def people(count: int, chance: random.Random) -> tuple[int, int, int]:
    """Draw how many of the residents of a house are children, of working age, and in work."""
    ages = [chance.random() for _ in range(count)]
    children = sum(age < CHILD_SHARE for age in ages)
    work_age = sum(CHILD_SHARE <= age < CHILD_SHARE + WORK_AGE_SHARE for age in ages)
    workers = sum(chance.random() < WORKER_SHARE for _ in range(work_age))
    return children, work_age, workers
