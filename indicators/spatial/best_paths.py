"""Least-cost paths between all patches, and which links no least-cost path can need."""

from __future__ import annotations

from typing import Callable, Optional

import numpy as np

from ...messages import Cancelled
from .network_search import Graph, scipy_usable, search

BLOCK = 500_000
"""Pairs of patches searched at a time."""

_DENSE = 8_000
_FEW = 8


class BestPaths:
    """Costs of the least-cost paths between patches.

    Parameters
    ----------
    n : int
        Number of patches.
    i, j : ndarray of int, shape (m,)
        Patches linked, either way.
    cost : ndarray of float, shape (m,)
        At least 0.
    limit : float
        Dearer paths are not looked for.
    engine : str, optional
        ``"scipy"`` or ``"python"``; by default scipy when it is usable.
    """

    def __init__(
        self, n: int, i: np.ndarray, j: np.ndarray, cost: np.ndarray, limit: float, engine: Optional[str] = None
    ) -> None:
        self.limit = limit
        self.graph = Graph.of(n, np.concatenate([i, j]), np.concatenate([j, i]), np.concatenate([cost, cost]))
        self.engine = engine or ("scipy" if scipy_usable() else "python")
        if self.engine == "scipy":
            from scipy.sparse import csr_matrix

            self.matrix = csr_matrix((self.graph.cost, self.graph.target, self.graph.first), shape=(n, n))

    def costs(self, sources: np.ndarray, among: Optional[np.ndarray] = None) -> np.ndarray:
        """Return costs from ``sources`` to all patches, or to ``among`` over paths within them.

        Parameters
        ----------
        sources : ndarray of int, shape (s,)
        among : ndarray of int, shape (m,), optional
            Ascending; holds the sources.

        Returns
        -------
        ndarray of float, shape (s, n) or (s, m)
            Infinite where unreached.
        """
        if self.engine == "scipy":
            from scipy.sparse.csgraph import dijkstra

            if among is None:
                return dijkstra(self.matrix, directed=True, indices=sources, limit=self.limit)
            part = self.matrix[among][:, among]
            return dijkstra(part, directed=True, indices=np.searchsorted(among, sources), limit=self.limit)
        graph, which = self.graph, sources
        if among is not None:
            number = np.full(len(graph.first), -1, dtype=np.int64)
            number[among] = np.arange(len(among))
            start = np.repeat(np.arange(len(graph.first) - 1), np.diff(graph.first))
            inside = (number[start] >= 0) & (number[graph.target] >= 0)
            graph = Graph.of(len(among), number[start[inside]], number[graph.target[inside]], graph.cost[inside])
            which = number[sources]
        zero = np.zeros(1)
        rows = [
            search(graph, which[k : k + 1], zero, which[k : k + 1], self.limit, "python")[0] for k in range(len(which))
        ]
        return np.array(rows).reshape(len(which), len(graph.first) - 1)


def prune_redundant_links(
    n: int,
    i: np.ndarray,
    j: np.ndarray,
    cost: np.ndarray,
    engine: Optional[str] = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> np.ndarray:
    """Mark the links that a path over shorter links does not replace; no least-cost path needs the others.

    The shortest links (16 a patch on average) are always marked; each other link is compared with the paths along these.

    Parameters
    ----------
    n, i, j, cost, engine
        See `BestPaths`.

    Returns
    -------
    ndarray of bool, shape (m,)

    Raises
    ------
    Cancelled
        The user cancelled.
    """
    few = _FEW * n
    if len(i) <= 2 * few:
        return np.ones(len(i), dtype=bool)
    needed = cost <= np.partition(cost, few)[few]
    paths = BestPaths(n, i[needed], j[needed], cost[needed], float(cost.max()), engine)
    order = np.argsort(i, kind="stable")
    first = np.searchsorted(i[order], np.arange(n + 1))
    block = max(1, BLOCK // n)
    for begin in range(0, n, block):
        if cancelled():
            raise Cancelled
        end = min(begin + block, n)
        mine = order[first[begin] : first[end]]
        over = paths.costs(np.arange(begin, end))[i[mine] - begin, j[mine]]
        needed[mine] |= cost[mine] < over * (1 - 1e-12)
    return needed


def with_spare_paths(
    n: int, i: np.ndarray, j: np.ndarray, cost: np.ndarray, cancelled: Callable[[], bool] = lambda: False
) -> np.ndarray:
    """Mark the links that a least-cost path can need even when any one patch is taken away.

    A link is not needed when two other patches each offer a detour that costs no more: whichever patch is taken away,
    one detour remains. The links of a detour are cheaper than the link itself, so replacing them in turn is safe.

    Parameters
    ----------
    n, i, j, cost
        See `BestPaths`.

    Returns
    -------
    ndarray of bool, shape (m,)

    Raises
    ------
    Cancelled
        The user cancelled.
    """
    if n > _DENSE or len(i) <= _FEW * n:
        return np.ones(len(i), dtype=bool)
    between = np.full((n, n), np.inf)
    np.minimum.at(between, (i, j), cost)
    between = np.minimum(between, between.T)
    np.fill_diagonal(between, np.inf)
    spare = np.zeros((n, n), dtype=bool)
    for k in range(n):
        if not k & 0x3F and cancelled():
            raise Cancelled
        near = np.flatnonzero(np.isfinite(between[k]))
        row = between[k, near]
        onward = between[np.ix_(near, near)]
        ways = (row[:, None] + onward <= row) & (row[:, None] < row) & (onward < row)
        spare[k, near] = ways.sum(axis=0) >= 2
    return ~spare[i, j]
