"""Nearest facility along a network: one search from all facilities at once."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from functools import cached_property
from typing import Callable, NamedTuple, Optional, Union

import numpy as np

from ...messages import QT_TRANSLATE_NOOP, Cancelled
from ..errors import IndicatorError
from .grid import expand
from .network import Network, Snapped
from .segments import CHUNK, sorted_order

ENGINES = ("scipy", "python")


class Nearest(NamedTuple):
    """The nearest facility of each origin.

    Attributes
    ----------
    facility : ndarray of int, shape (n,)
        Index of the facility; -1 when none can be reached within the limit or the origin is not on the network.
    cost : ndarray of float, shape (n,)
        Metres or seconds; infinite when no facility can be reached within the limit, NaN when the origin could not be
        tied to the network (no data).
    """

    facility: np.ndarray
    cost: np.ndarray


@dataclass(frozen=True)
class Graph:
    """Arcs by the node they start from.

    Attributes
    ----------
    first : ndarray of int, shape (n + 1,)
        Arcs of node i are ``first[i]:first[i + 1]``.
    target : ndarray of int, shape (a,)
        Node each arc ends at.
    cost : ndarray of float, shape (a,)
        Cost of each arc, at least 0.
    """

    first: np.ndarray
    target: np.ndarray
    cost: np.ndarray

    @classmethod
    def of(cls, n: int, start: np.ndarray, end: np.ndarray, cost: np.ndarray) -> Graph:
        """Sort arcs by their start; of parallel arcs only the cheapest is used."""
        open_ = np.isfinite(cost)
        start, end, cost = start[open_], end[open_], cost[open_]
        if not len(start):
            return cls(np.zeros(n + 1, dtype=np.int64), end, cost)
        key = start * n + end
        order = sorted_order(key)
        first = np.flatnonzero(np.diff(key[order], prepend=-1))
        cost = np.minimum.reduceat(cost[order], first)
        order = order[first]
        return cls(np.searchsorted(start[order], np.arange(n + 1)), end[order], cost)

    @cached_property
    def lists(self) -> tuple[list[int], list[int], list[float]]:
        """The arrays as lists, which a Python loop reads faster."""
        return self.first.tolist(), self.target.tolist(), self.cost.tolist()


def scipy_usable() -> bool:
    """Return True when scipy's multi-source search can be imported (scipy 1.6 or newer)."""
    try:
        import scipy
        from scipy.sparse import csgraph
    except Exception:  # a broken wheel may fail with anything
        return False
    major, minor = (int(part) for part in scipy.__version__.split(".")[:2])
    return (major, minor) >= (1, 6) and hasattr(csgraph, "dijkstra")


def search(
    graph: Graph,
    seeds: np.ndarray,
    start_cost: np.ndarray,
    label: np.ndarray,
    limit: float = np.inf,
    engine: Optional[str] = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[np.ndarray, np.ndarray]:
    """Find the least-cost path from any seed to every node (Dijkstra 1959 with many sources).

    Parameters
    ----------
    graph : Graph
        n nodes.
    seeds : ndarray of int, shape (s,)
        Nodes to start from (a node may come several times).
    start_cost : ndarray of float, shape (s,)
        Cost at the seed, at least 0.
    label : ndarray of int, shape (s,)
        Whose seed it is.
    limit : float
        Nodes farther than this are not reached.
    engine : str, optional
        One of `ENGINES`; by default scipy when it is usable.

    Returns
    -------
    cost : ndarray of float, shape (n,)
        Infinite where unreached.
    nearest : ndarray of int, shape (n,)
        Label of the seed reached from; -1 where unreached.

    Raises
    ------
    Cancelled
        The user cancelled (scipy's search itself cannot be stopped; it takes about a second per million nodes).
    """
    if cancelled():
        raise Cancelled
    n = len(graph.first) - 1
    near = start_cost <= limit
    seeds, start_cost, label = seeds[near], start_cost[near], label[near]
    order = np.lexsort((label, start_cost, seeds))  # of several seeds at a node only the cheapest matters
    order = order[np.flatnonzero(np.diff(seeds[order], prepend=-1))]
    seeds, start_cost, label = seeds[order], start_cost[order], label[order]
    if not len(seeds):
        return np.full(n, np.inf), np.full(n, -1, dtype=np.int64)
    if (engine or ("scipy" if scipy_usable() else "python")) == "scipy":
        return _search_scipy(graph, seeds, start_cost, label, limit)
    return _search_python(graph, seeds, start_cost, label, limit, cancelled)


def _search_scipy(
    graph: Graph, seeds: np.ndarray, start_cost: np.ndarray, label: np.ndarray, limit: float
) -> tuple[np.ndarray, np.ndarray]:
    """Give every seed a node of its own in front, so that scipy starts all of them at their own cost."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    n, s = len(graph.first) - 1, len(seeds)
    first = np.concatenate([graph.first, graph.first[-1] + np.arange(1, s + 1)])
    arcs = (np.concatenate([graph.cost, start_cost]), np.concatenate([graph.target, seeds]), first)
    matrix = csr_matrix(arcs, shape=(n + s, n + s))
    cost, _, source = dijkstra(
        matrix, directed=True, indices=np.arange(n, n + s), min_only=True, return_predecessors=True, limit=limit
    )
    nearest = np.full(n, -1, dtype=np.int64)
    reached = np.isfinite(cost[:n])
    nearest[reached] = label[source[:n][reached] - n]
    return cost[:n], nearest


def _search_python(
    graph: Graph,
    seeds: np.ndarray,
    start_cost: np.ndarray,
    label: np.ndarray,
    limit: float,
    cancelled: Callable[[], bool],
) -> tuple[np.ndarray, np.ndarray]:
    first, target, arc = graph.lists
    n = len(first) - 1
    cost = [np.inf] * n
    nearest = [-1] * n
    queue = []
    for node, value, who in zip(seeds.tolist(), start_cost.tolist(), label.tolist()):
        cost[node], nearest[node] = value, who
        queue.append((value, node))
    heapq.heapify(queue)
    pop, push = heapq.heappop, heapq.heappush
    steps = 0
    while queue:
        value, node = pop(queue)
        if value > cost[node]:
            continue
        steps += 1
        if not steps & 0x3FFF and cancelled():
            raise Cancelled
        for position in range(first[node], first[node + 1]):
            total = value + arc[position]
            end = target[position]
            if total < cost[end] and total <= limit:
                cost[end] = total
                nearest[end] = nearest[node]
                push(queue, (total, end))
    return np.array(cost), np.array(nearest, dtype=np.int64)


class Router:
    """A network with a cost, ready to be searched many times.

    Parameters
    ----------
    network : Network
        Built by `network.build_network`.
    speed : float or ndarray of float, shape (lines,), optional
        Metres per second, for each line of the street layer when an array; costs are then seconds. None: metres.
    off_network_speed : float, optional
        Metres per second between a point and the network; by default `speed` (the slowest when it is an array).

    Raises
    ------
    IndicatorError
        A speed is not above 0.
    """

    def __init__(
        self, network: Network, speed: Union[float, np.ndarray, None] = None, off_network_speed: Optional[float] = None
    ) -> None:
        self.network = network
        pace = 1.0 if speed is None else np.asarray(speed, dtype=float)
        if off_network_speed is None:
            off_network_speed = 1.0 if speed is None else float(np.min(pace))
        if np.min(pace) <= 0 or off_network_speed <= 0:
            raise IndicatorError(
                QT_TRANSLATE_NOOP("Samplan", "A speed is zero or below. Give every street class a speed above 0.")
            )
        pace = pace[network.edge_line] if np.ndim(pace) else np.full(len(network.edge_line), float(pace))
        self.per_metre = 1.0 / pace
        self.off_per_metre = 1.0 / off_network_speed
        u, v = network.edge_nodes.T
        cost = network.edge_length * self.per_metre
        # The search runs from the facilities, against the direction of travel.
        self.graph = Graph.of(
            len(network.node_xy),
            np.concatenate([v, u]),
            np.concatenate([u, v]),
            np.concatenate(
                [np.where(network.edge_way >= 0, cost, np.inf), np.where(network.edge_way <= 0, cost, np.inf)]
            ),
        )

    def nearest(
        self,
        origins: Snapped,
        facilities: Snapped,
        limit: float = np.inf,
        *,
        origin_group: Optional[np.ndarray] = None,
        facility_group: Optional[np.ndarray] = None,
        engine: Optional[str] = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Nearest:
        """Find each origin's nearest facility, travelling from the origin to the facility.

        Parameters
        ----------
        origins, facilities : Snapped
            From `Network.snap`.
        limit : float
            Metres (or seconds); facilities farther away are not found.
        origin_group, facility_group : ndarray of int, optional
            With both, only facilities of the origin's own group count (services cut at the municipal border); the
            streets of other groups may still be used. A negative group has no facilities and finds none.
        engine : str, optional
            One of `ENGINES`.
        cancelled : callable
            See `indicators.declaration.Inputs`.
        """
        if origin_group is None or facility_group is None:
            return self._nearest(origins, facilities, limit, engine, cancelled)
        facility = np.full(len(origins.edge), -1, dtype=np.int64)
        cost = np.where(origins.edge >= 0, np.inf, np.nan)
        for group in np.unique(origin_group[origin_group >= 0]):
            own, theirs = np.flatnonzero(origin_group == group), np.flatnonzero(facility_group == group)
            found = self._nearest(origins.take(own), facilities.take(theirs), limit, engine, cancelled)
            cost[own] = found.cost
            hit = found.facility >= 0
            facility[own[hit]] = theirs[found.facility[hit]]
        return Nearest(facility, cost)

    def node_costs(
        self, facilities: Snapped, limit: float = np.inf, *, cancelled: Callable[[], bool] = lambda: False
    ) -> np.ndarray:
        """Return the cost from each node to its nearest facility, shape (n,); infinite beyond the limit."""
        return self._from_facilities(facilities, limit, None, cancelled)[2]

    def _from_facilities(
        self, facilities: Snapped, limit: float, engine: Optional[str], cancelled: Callable[[], bool]
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Return the facilities on the network, the cost of their ways to it, and each node's cost and facility."""
        network = self.network
        on = np.flatnonzero(facilities.edge >= 0)
        edge, offset = facilities.edge[on], facilities.offset[on]
        rest = network.edge_length[edge] - offset
        access = np.where(np.isfinite(facilities.distance[on]), facilities.distance[on], 0.0) * self.off_per_metre
        # Into the facility's edge from its start (going ahead) or from its end (going back).
        ahead = access + np.where(network.edge_way[edge] >= 0, offset * self.per_metre[edge], np.inf)
        back = access + np.where(network.edge_way[edge] <= 0, rest * self.per_metre[edge], np.inf)
        seeds = network.edge_nodes[edge]
        node_cost, node_label = search(
            self.graph,
            np.concatenate([seeds[:, 0], seeds[:, 1]]),
            np.concatenate([ahead, back]),
            np.concatenate([on, on]),
            limit,
            engine,
            cancelled,
        )
        return on, access, node_cost, node_label

    def _nearest(
        self,
        origins: Snapped,
        facilities: Snapped,
        limit: float,
        engine: Optional[str],
        cancelled: Callable[[], bool],
    ) -> Nearest:
        network = self.network
        on, access, node_cost, node_label = self._from_facilities(facilities, limit, engine, cancelled)
        facility = np.full(len(origins.edge), -1, dtype=np.int64)
        cost = np.full(len(origins.edge), np.nan)
        at = np.flatnonzero(origins.edge >= 0)
        edge, offset = origins.edge[at], origins.offset[at]
        way, per_metre = network.edge_way[edge], self.per_metre[edge]
        u, v = network.edge_nodes[edge].T
        to_end = node_cost[v] + np.where(way >= 0, (network.edge_length[edge] - offset) * per_metre, np.inf)
        to_start = node_cost[u] + np.where(way <= 0, offset * per_metre, np.inf)
        best = np.minimum(to_end, to_start)
        label = np.where(to_end <= to_start, node_label[v], node_label[u])
        self._along_same_edge(edge, offset, facilities, on, access, best, label)
        best += np.where(np.isfinite(origins.distance[at]), origins.distance[at], 0.0) * self.off_per_metre
        beyond = ~(best <= limit)
        best[beyond], label[beyond] = np.inf, -1
        cost[at], facility[at] = best, label
        return Nearest(facility, cost)

    def _along_same_edge(
        self,
        edge: np.ndarray,
        offset: np.ndarray,
        facilities: Snapped,
        on: np.ndarray,
        access: np.ndarray,
        best: np.ndarray,
        label: np.ndarray,
    ) -> None:
        """Improve ``best`` and ``label`` where origin and facility lie on one edge and no node is passed."""
        order = np.argsort(facilities.edge[on], kind="stable")
        sorted_edge = facilities.edge[on][order]
        begin = np.searchsorted(sorted_edge, edge)
        count = np.searchsorted(sorted_edge, edge, side="right") - begin
        some = np.flatnonzero(count)
        while len(some):
            batch = some[: max(1, int(np.searchsorted(np.cumsum(count[some]), CHUNK)))]
            some = some[len(batch) :]
            owner, position = expand(begin[batch], begin[batch] + count[batch])
            who = batch[owner]
            other = order[position]
            step = facilities.offset[on[other]] - offset[who]
            way = self.network.edge_way[edge[who]]
            closed = ((way > 0) & (step < 0)) | ((way < 0) & (step > 0))
            cost = np.where(closed, np.inf, np.abs(step) * self.per_metre[edge[who]] + access[other])
            ranked = np.lexsort((on[other], cost, who))
            first = ranked[np.flatnonzero(np.diff(who[ranked], prepend=-1))]
            better = first[cost[first] < best[who[first]]]
            best[who[better]], label[who[better]] = cost[better], on[other[better]]
