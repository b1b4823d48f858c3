"""Which street a door opens to, where parts of the network are not connected with each other.

A street layer has leftovers: a path whose end misses the road, a stub of which the rest was not mapped. Tied to the nearest
line, whoever lives beside one reaches nothing. Here

- an origin is tied to the nearest street of a part of the network that has a facility or is at least ``min_part`` long
  (or is the longest);
- a facility is tied to the nearest street and, where that belongs to a part shorter than ``min_part``, also to the nearest
  street of a longer part, if that is no farther than `ACROSS`, or if the short part is shorter than
  `network.SNAP_LIMIT`, what one may walk off the streets anyway;

always within the limit, and to the nearest street at all where there is no such street. Whoever then still reaches nothing,
because the whole part lies near and joins nothing (streets whose link to the rest is missing), takes the nearest street of
another part of at least ``min_part`` that leads to a facility (`nearest_by_ties`): people walk across. All this depends on
nothing but the streets and facilities around, whatever else is measured in the same run.
"""

from __future__ import annotations

from typing import NamedTuple, Optional

import numpy as np

from .batches import Cancel, not_cancelled
from .network import MIN_PART, SNAP_LIMIT, Network, Snapped
from .network_search import Nearest, Router

ACROSS = 50.0
"""Metres to a street that a facility can be entered from although it stands beside another one: about a block's half depth."""


class Ties(NamedTuple):
    """Origins tied to a street each, and facilities tied to one or two.

    Attributes
    ----------
    nearest : Snapped
        The nearest street of each origin, wherever it leads.
    origins : Snapped
        The street each origin takes.
    facilities : Snapped
        All ties of facilities.
    facility : ndarray of int
        Whose each of these is.
    moved : int
        Facilities beside a short part that are tied to a longer part as well.
    xy : ndarray of float, shape (n, 2)
        The origins.
    large : ndarray of bool, shape (e,)
        Edges of parts that stand for themselves.
    """

    nearest: Snapped
    origins: Snapped
    facilities: Snapped
    facility: np.ndarray
    moved: int
    xy: np.ndarray
    large: np.ndarray

    @property
    def passed_over(self) -> int:
        """Origins that take another street than the nearest one."""
        return int((self.origins.edge != self.nearest.edge).sum())


def snap_within(
    network: Network,
    xy: np.ndarray,
    metres: float,
    cancelled: Cancel = not_cancelled,
    allowed: Optional[np.ndarray] = None,
) -> Snapped:
    """Tie points to the nearest edge within ``metres`` on the ground; see `Network.snap`."""
    found = network.snap(xy, metres / network.edge_scale.min() * (1 + 1e-12), cancelled, allowed)
    far = found.distance > metres
    return Snapped(np.where(far, -1, found.edge), found.offset, np.where(far, np.inf, found.distance), metres)


def tie(
    network: Network,
    origins: np.ndarray,
    facilities: np.ndarray,
    limits: tuple[float, float],
    min_part: float = MIN_PART,
    nearest: Optional[Snapped] = None,
    cancelled: Cancel = not_cancelled,
) -> Ties:
    """Tie origins and facilities to the streets that lead from the former to the latter.

    Parameters
    ----------
    network : Network
    origins, facilities : ndarray of float, shape (n, 2) and (f, 2)
        Points in the network's CRS; NaN coordinates are tied to nothing.
    limits : (float, float)
        The farthest an origin and a facility may lie from their street, metres on the ground.
    min_part : float
        Metres of street from which a part of the network stands for itself; the longest part always does.
    nearest : Snapped, optional
        What `snap_within` returned for the origins and their limit, to spare a second search.
    cancelled : callable

    Raises
    ------
    Cancelled
    """
    if nearest is None:
        nearest = snap_within(network, origins, limits[0], cancelled)
    large = network.is_large(min_part)
    ends, facility = _facility_ties(network, facilities, limits[1], large, cancelled)
    has_facility = np.zeros(len(network.node_xy), dtype=bool)
    has_facility[network.edge_part[ends.edge[ends.edge >= 0]]] = True
    stands = has_facility[network.edge_part] | large
    starts = nearest
    astray = np.flatnonzero((nearest.edge >= 0) & ~stands[nearest.edge])
    if len(astray):
        better = snap_within(network, origins[astray], limits[0], cancelled, stands)
        some = better.edge >= 0
        starts = Snapped(*(column.copy() for column in nearest[:3]), nearest.limit)
        for column, value in zip(starts[:3], better[:3]):
            column[astray[some]] = value[some]
    return Ties(
        nearest, starts, ends, facility, len(facility) - len(facilities), np.asarray(origins, dtype=float), large
    )


def _facility_ties(
    network: Network, xy: np.ndarray, limit: float, large: np.ndarray, cancelled: Cancel
) -> tuple[Snapped, np.ndarray]:
    """Return all ties of facilities and whose they are: the nearest edge, and the nearest of the ``large`` ones."""
    first, everyone = snap_within(network, xy, limit, cancelled), np.arange(len(xy))
    small = np.flatnonzero((first.edge >= 0) & ~large[first.edge])
    if not len(small):
        return first, everyone
    second = snap_within(network, xy[small], limit, cancelled, large)
    short = network.part_length[network.edge_part[first.edge[small]]] < SNAP_LIMIT
    some = np.flatnonzero((second.edge >= 0) & (short | (second.distance <= ACROSS)))
    return first.followed_by(second.take(some)), np.concatenate([everyone, small[some]])


class Reached(NamedTuple):
    """The nearest facility of each origin over all ties.

    Attributes
    ----------
    facility, cost : ndarray
        See `network_search.Nearest`; ``facility`` numbers the facilities, not their ties.
    origins : Snapped
        The street each origin takes.
    crossed : int
        Origins that take a street of another part than `Ties.origins`.
    """

    facility: np.ndarray
    cost: np.ndarray
    origins: Snapped
    crossed: int = 0


def nearest_by_ties(
    router: Router,
    ties: Ties,
    limit: float = np.inf,
    *,
    around: float = np.inf,
    origin_group: Optional[np.ndarray] = None,
    facility_group: Optional[np.ndarray] = None,
    engine: Optional[str] = None,
    cancelled: Cancel = not_cancelled,
) -> Reached:
    """Find each origin's nearest facility over all ties; see `Router.nearest` for the other parameters (groups by point).

    Parameters
    ----------
    around : float
        Metres around each origin within which all streets are known, so that a part which lies wholly within is known to
        join nothing: whoever reaches nothing there crosses to another part.
    """

    def search(which: np.ndarray, origins: Snapped) -> Nearest:
        return router.nearest(
            origins,
            ties.facilities,
            limit,
            origin_group=None if origin_group is None else origin_group[which],
            facility_group=None if facility_group is None else facility_group[ties.facility],
            engine=engine,
            cancelled=cancelled,
        )

    found = search(np.arange(len(ties.xy)), ties.origins)
    facility, cost, crossed = found.facility, found.cost, np.zeros(len(ties.xy), dtype=bool)
    origins = Snapped(*(column.copy() for column in ties.origins[:3]), ties.origins.limit)
    which, leads = _leading_elsewhere(router, ties, cost, limit, around, cancelled)
    own = router.network.edge_part[ties.origins.edge[which]]
    for part in np.unique(router.network.edge_part[leads]).tolist() if len(which) else ():
        mine = which[own != part]
        across = snap_within(
            router.network, ties.xy[mine], origins.limit, cancelled, leads & (router.network.edge_part == part)
        )
        there = search(mine, across)
        good = np.isfinite(there.cost) & ~(crossed[mine] & (origins.distance[mine] <= across.distance))
        for column, value in zip((facility, cost, *origins[:3]), (there.facility, there.cost, *across[:3])):
            column[mine[good]] = value[good]
        crossed[mine[good]] = True
    return Reached(np.append(ties.facility, -1)[facility], cost, origins, int(crossed.sum()))


def _leading_elsewhere(
    router: Router, ties: Ties, cost: np.ndarray, limit: float, around: float, cancelled: Cancel
) -> tuple[np.ndarray, np.ndarray]:
    """Return the origins that reach nothing on a part lying wholly near, and the edges of long parts that lead somewhere."""
    network, edge = router.network, ties.origins.edge
    which = np.flatnonzero(np.isinf(cost) & (edge >= 0))
    low, high = network.part_bounds(network.edge_part[edge[which]])
    reach = around / network.edge_scale[edge[which]][:, None]
    which = which[((low >= ties.xy[which] - reach) & (high <= ties.xy[which] + reach)).all(axis=1)]
    leads = np.zeros(len(network.edge_nodes), dtype=bool)
    if len(which):
        costs = router.node_costs(ties.facilities, limit, cancelled=cancelled)
        leads = np.isfinite(costs)[network.edge_nodes].any(axis=1)
        leads[ties.facilities.edge[ties.facilities.edge >= 0]] = True
    return which, leads & ties.large
