"""Habitat connectivity: equivalent connected area, the importance of single patches, and the effect of borders.

The probability of connectivity and its square root form, the equivalent connected area (ECA), are those of Saura and
Pascual-Hortal (2007, Landsc. Urban Plan. 83) and Saura et al. (2011, Ecol. Indic. 11); the parts of a patch's
importance those of Saura and Rubio (2010, Ecography 33). The probability of a direct move over the distance d is
exp(-k d), with k such that it is 0.5 at the median dispersal distance. Inside patches moving is free.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable, NamedTuple, Optional, Sequence

import numpy as np

from ...messages import QT_TRANSLATE_NOOP, Cancelled
from ..errors import IndicatorError
from .batches import map_ordered, split
from .best_paths import BLOCK, BestPaths, prune_redundant_links, with_spare_paths
from .grid import box_pairs
from .network_search import Graph, search

if TYPE_CHECKING:
    from .backend import Backend

FLOOR = 1e-5
"""Probabilities below this are taken as 0 when the best paths are searched."""

LINK_FLOOR = 1e-3
"""Direct links less probable than this are not measured (about 10 times the median dispersal distance)."""

MOST_CELLS = 4_000_000
"""Largest resistance raster, in cells (about 1.5 GB while searching)."""


class Links(NamedTuple):
    """Direct links between patches.

    Attributes
    ----------
    i, j : ndarray of int, shape (m,)
        Patches; each pair once.
    distance : ndarray of float, shape (m,)
        Metres from edge to edge, or the resistance-weighted length of the least-cost path.
    limit : float
        Every pair nearer than this has its link (directly or, on a raster, over patches between); infinite: all.
    """

    i: np.ndarray
    j: np.ndarray
    distance: np.ndarray
    limit: float = np.inf


class Connectivity(NamedTuple):
    """The connectivity of a landscape.

    Attributes
    ----------
    eca : float
        √(Σ Σ a_i a_j p*_ij), in the unit of the areas.
    upper : float
        `eca` can be no larger than this if no move had been neglected for its low probability.
    area : ndarray of float, shape (n,)
        a_i: area x quality of each patch; 0 for patches without.
    reach : ndarray of float, shape (n,)
        Σ_j a_j p*_ij: the area that can be reached from each patch, itself included. ECA² = Σ a_i reach_i.
    """

    eca: float
    upper: float
    area: np.ndarray
    reach: np.ndarray


class Importance(NamedTuple):
    """Loss of connectivity without each patch, as shares (0-1) of ΣΣ a_i a_j p*_ij.

    Attributes
    ----------
    intra, flux, connector : ndarray of float, shape (n,)
        The patch's own area; its exchange with others; the paths between others that run through it.
    """

    intra: np.ndarray
    flux: np.ndarray
    connector: np.ndarray

    @property
    def total(self) -> np.ndarray:
        """dPC, shape (n,)."""
        return self.intra + self.flux + self.connector


class BorderEffect(NamedTuple):
    """Connectivity with and without the links across borders.

    Attributes
    ----------
    whole, cut : Connectivity
        With all links, and without those between patches of different labels.
    """

    whole: Connectivity
    cut: Connectivity

    @property
    def share(self) -> float:
        """Share (0-1) of the equivalent connected area that is lost at the borders; NaN without habitat."""
        return 1.0 - self.cut.eca / self.whole.eca if self.whole.eca > 0 else float("nan")


def dispersal_rate(median: float) -> float:
    """Return k, so that exp(-k d) is 0.5 at the median dispersal distance.

    Raises
    ------
    IndicatorError
        The distance is not above 0.
    """
    if not median > 0:
        raise IndicatorError(
            QT_TRANSLATE_NOOP("Samplan", "The dispersal distance is {median} m. Give a distance above 0."),
            median=median,
        )
    return float(np.log(2) / median)


def link_limit(median: float, floor: float = LINK_FLOOR) -> float:
    """Return the distance at which a direct move has the probability ``floor``, metres."""
    return float(-np.log(floor) / dispersal_rate(median))


def equivalent_connected_area(
    area: np.ndarray,
    links: Links,
    median: float,
    quality: Optional[np.ndarray] = None,
    *,
    floor: float = FLOOR,
    engine: Optional[str] = None,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[float], None] = lambda share: None,
) -> Connectivity:
    """Measure the equivalent connected area: one patch of this size would be as well connected.

    p*_ij is the largest product of probabilities over all paths from i to j, found as the shortest path on -ln p.

    Parameters
    ----------
    area : ndarray of float, shape (n,)
        Patch areas (the result is in the same unit); NaN patches are left out.
    links : Links
        From `polygon_links` or `raster_links`.
    median : float
        Median dispersal distance, metres (or cost units), above 0.
    quality : ndarray of float, shape (n,), optional
        0-1; NaN counts as 1 (not rated).
    floor : float
        Products below this are taken as 0; `Connectivity.upper` bounds the effect.
    engine : str, optional
        ``"scipy"`` or ``"python"``; by default scipy when it is usable.

    Raises
    ------
    IndicatorError
        The dispersal distance is not above 0.
    Cancelled
        The user cancelled.
    """
    attribute = _attribute(area, quality)
    most = max(floor, float(np.exp(-dispersal_rate(median) * links.limit)))
    reach = np.zeros(len(attribute))
    neglected = 0.0
    sources = np.flatnonzero(attribute > 0)
    i, j, cost, limit = _costs(links, median, floor)
    needed = prune_redundant_links(len(attribute), i, j, cost, engine, cancelled)
    paths = BestPaths(len(attribute), i[needed], j[needed], cost[needed], limit, engine)
    block = max(1, BLOCK // max(len(attribute), 1))
    for begin in range(0, len(sources), block):
        if cancelled():
            raise Cancelled
        some = sources[begin : begin + block]
        p = np.exp(-paths.costs(some))
        reach[some] = p @ attribute
        neglected += float(attribute[some] @ (np.maximum(most - p, 0.0) @ attribute))
        progress(min(1.0, (begin + block) / len(sources)))
    squared = float(attribute @ reach)
    return Connectivity(squared**0.5, (squared + neglected) ** 0.5, attribute, reach)


class Landscapes:
    """The links of many patches, and those that count within some of them, without looking at all of them anew.

    Parameters
    ----------
    n : int
        Number of patches.
    links : Links
    cancelled : callable

    Raises
    ------
    Cancelled
    """

    def __init__(self, n: int, links: Links, cancelled: Callable[[], bool] = lambda: False) -> None:
        self.n, self.links, self._cancelled = n, links, cancelled
        self._needed = prune_redundant_links(n, links.i, links.j, links.distance, None, cancelled)
        i, j, distance = (column[self._needed] for column in links[:3])
        self._graph = Graph.of(n, np.concatenate([i, j]), np.concatenate([j, i]), np.concatenate([distance, distance]))

    def among(self, some: np.ndarray) -> Links:
        """Return the links that paths within some patches can need, numbered by their place among them.

        A link is left out where a path over shorter links replaces it. Such a path may leave ``some`` only if it is long
        enough to get out of them and in again.

        Parameters
        ----------
        some : ndarray of int, shape (s,)
            Ascending.
        """
        links, place = self.links, np.full(self.n, -1, dtype=np.int64)
        place[some] = np.arange(len(some))
        i, j = place[links.i], place[links.j]
        inside = (i >= 0) & (j >= 0)
        wanted = inside & self._needed
        others = np.flatnonzero(place < 0)
        if len(others):
            zero = np.zeros(len(others))
            out, _ = search(self._graph, others, zero, others, links.limit, cancelled=self._cancelled)
            wanted |= inside & (out[links.i] + out[links.j] <= links.distance * (1 + 1e-9))
        return Links(i[wanted], j[wanted], links.distance[wanted], links.limit)


def reached_area(
    attribute: np.ndarray,
    links: Links,
    medians: Sequence[float],
    sources: np.ndarray,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> np.ndarray:
    """Return `Connectivity.reach` of some patches only, for several distances at once; see `equivalent_connected_area`.

    Parameters
    ----------
    attribute : ndarray of float, shape (n,)
        Area x quality of each patch.
    links : Links
        From `Landscapes.among`.
    medians : sequence of float, length k
        Median dispersal distances, metres.
    sources : ndarray of int, shape (s,)
        The patches.

    Returns
    -------
    ndarray of float, shape (k, s)

    Raises
    ------
    Cancelled
    """
    n, floor = len(attribute), -np.log(FLOOR)
    rates = [dispersal_rate(median) for median in medians]
    paths = BestPaths(
        n, links.i, links.j, links.distance, floor / min(rates)
    )  # the same paths are best for every median
    reach = np.zeros((len(rates), len(sources)))
    block = max(1, BLOCK // max(n, 1))
    for begin in range(0, len(sources), block):
        if cancelled():
            raise Cancelled
        metres = paths.costs(sources[begin : begin + block])
        for row, rate in enumerate(rates):
            p = np.where(rate * metres <= floor, np.exp(-rate * metres), 0.0)
            reach[row, begin : begin + block] = p @ attribute
    return reach


def patch_importance(
    area: np.ndarray,
    links: Links,
    median: float,
    quality: Optional[np.ndarray] = None,
    *,
    floor: float = LINK_FLOOR,
    engine: Optional[str] = None,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[float], None] = lambda share: None,
) -> Importance:
    """Measure dPC: the share of the connectivity that is lost without each patch.

    The connector part is exact for the floor chosen: where best paths run through a patch, they are searched anew
    without it, among the patches within reach of it. The time therefore grows with the square of the number of patches
    within reach (the distance where the probability is down to the floor).

    Parameters
    ----------
    area, links, median, quality, engine
        See `equivalent_connected_area`.
    floor : float
        Products below this are taken as 0.

    Raises
    ------
    IndicatorError
        The dispersal distance is not above 0, or there is no habitat.
    Cancelled
        The user cancelled.
    """
    attribute = _attribute(area, quality)
    n = len(attribute)
    i, j, toll, limit = _costs(links, median, floor)
    needed = with_spare_paths(n, i, j, toll, cancelled)
    paths = BestPaths(n, i[needed], j[needed], toll[needed], limit, engine)
    near, cost = [], []  # patches within reach of each patch, and -ln p
    for k in range(n):
        if not k & 0x3F and cancelled():
            raise Cancelled
        row = paths.costs(np.array([k]))[0]
        near.append(np.flatnonzero(np.isfinite(row)))
        cost.append(row[near[-1]])
    reach = np.array([np.exp(-c) @ attribute[to] for to, c in zip(near, cost)])
    squared = float(attribute @ reach)
    if not squared > 0:
        raise IndicatorError(
            QT_TRANSLATE_NOOP("Samplan", "There is no habitat with an area. Choose a layer with habitat patches.")
        )
    connector = np.zeros(n)
    for k in range(n):
        if cancelled():
            raise Cancelled
        connector[k] = _lost_paths(k, near, cost, attribute, paths)
        progress((k + 1) / n)
    own = attribute**2
    return Importance(own / squared, 2 * (attribute * reach - own) / squared, connector / squared)


def border_effect(
    area: np.ndarray,
    links: Links,
    median: float,
    label: np.ndarray,
    quality: Optional[np.ndarray] = None,
    **options: object,
) -> BorderEffect:
    """Compare the connectivity with and without the links between different labels.

    Patches that straddle a border must have been split there; their parts touch (distance 0), so that the split alone
    changes nothing.

    Parameters
    ----------
    area, links, median, quality
        See `equivalent_connected_area`.
    label : ndarray of int, shape (n,)
        Municipality of each patch; patches without one share the label -1.
    **options
        Passed on to `equivalent_connected_area`.
    """
    label = np.asarray(label)
    inside = label[links.i] == label[links.j]
    # Only pairs of one label can still be neglected, so the bound of the cut landscape errs on the safe side.
    kept = Links(links.i[inside], links.j[inside], links.distance[inside], links.limit)
    whole = equivalent_connected_area(area, links, median, quality, **options)
    return BorderEffect(whole, equivalent_connected_area(area, kept, median, quality, **options))


def group_eca(found: Connectivity, label: np.ndarray, n: int) -> np.ndarray:
    """Return √(Σ_{i in group} Σ_j a_i a_j p*_ij) of each group: its part of the landscape's connectivity.

    The squares add up to ECA². With cut links this is each group's own equivalent connected area.

    Parameters
    ----------
    label : ndarray of int, shape (patches,)
        Group 0..n-1; negative: none.

    Returns
    -------
    ndarray of float, shape (n,)
        NaN for groups without a patch.
    """
    member = np.flatnonzero(np.asarray(label) >= 0)
    group = np.asarray(label)[member]
    total = np.bincount(group, found.area[member] * found.reach[member], minlength=n)
    return np.where(np.bincount(group, minlength=n) > 0, np.sqrt(total), np.nan)


def polygon_links(
    backend: Backend,
    geometries: np.ndarray,
    limit: float,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[float], None] = lambda share: None,
    scale: Optional[np.ndarray] = None,
) -> Links:
    """Measure the straight-line distances from edge to edge between patches up to ``limit`` metres.

    Parameters
    ----------
    backend : Backend
        That understands the geometries.
    geometries : ndarray of object, shape (n,)
        Patches; None is left out.
    limit : float
        Metres, for example `link_limit`.
    scale : ndarray of float, shape (n,), optional
        Metres on the ground per map unit at each patch, 1 by default; between two patches their mean counts.

    Raises
    ------
    Cancelled
        The user cancelled.
    """
    bounds = backend.bounds(geometries)
    metres = limit
    if scale is not None and len(scale):
        limit = metres / float(scale.min()) * (1 + 1e-12)
    half = limit / 2
    i, j = box_pairs(bounds + np.array([-half, -half, half, half]), bounds + np.array([-half, -half, half, half]))
    gap = np.maximum(np.maximum(bounds[i, :2] - bounds[j, 2:], bounds[j, :2] - bounds[i, 2:]), 0.0)
    once = (i < j) & (np.hypot(gap[:, 0], gap[:, 1]) <= limit)
    i, j = i[once], j[once]

    def measure(piece: slice) -> np.ndarray:
        return backend.distance(geometries, geometries, i[piece], j[piece])

    pieces = list(split(np.ones(len(i)), 2_000))
    parts = list(map_ordered(measure, pieces, len(pieces), cancelled, progress))
    distance = np.concatenate(parts) if parts else np.empty(0)
    if scale is not None:
        distance = distance * (scale[i] + scale[j]) / 2
    near = distance <= metres
    return Links(i[near], j[near], distance[near], metres)


def raster_links(
    patch: np.ndarray,
    resistance: np.ndarray,
    cell: tuple[float, float],
    limit: float = np.inf,
    *,
    engine: Optional[str] = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Links:
    """Find the least-cost paths between neighbouring patches over a resistance raster.

    One search from all patches gives every cell its nearest patch; where the territories of two patches meet, the
    least-cost path across is their link (the minimal planar graph of Fall et al. 2007, Ecosystems 10). Ways between
    patches that are not neighbours run over the patches between and cost slightly more than the cheapest at most.
    A step costs the mean resistance of its two cells times its length; inside patches it costs nothing.

    Parameters
    ----------
    patch : ndarray of int, shape (rows, columns)
        Patch number 0..n-1; negative: none.
    resistance : ndarray of float, shape (rows, columns)
        Cost per metre (1: as easy as the distances assume), above 0; NaN and infinity are barriers.
    cell : tuple of float
        Width and height of a cell, metres.
    limit : float
        Ways dearer than this are not looked for.

    Raises
    ------
    IndicatorError
        The raster has more than `MOST_CELLS` cells, or a resistance is 0 or less.
    Cancelled
        The user cancelled.
    """
    rows, columns = patch.shape
    if patch.size > MOST_CELLS:
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "The resistance raster has {cells} cells; at most {most} can be searched. Use larger cells.",
            ),
            cells=patch.size,
            most=MOST_CELLS,
        )
    if (resistance <= 0).any():
        raise IndicatorError(
            QT_TRANSLATE_NOOP("Samplan", "A resistance is zero or below. Give every class a resistance above 0.")
        )
    flat = patch.ravel()
    pace = np.where(flat >= 0, 0.0, np.where(np.isfinite(resistance.ravel()), resistance.ravel(), np.inf))
    steps = [(r, c) for r in (-1, 0, 1) for c in (-1, 0, 1) if (r, c) != (0, 0)]
    row, column = (index.ravel() for index in np.indices(patch.shape))
    target = np.empty((patch.size, 8), dtype=np.int64)
    cost = np.full((patch.size, 8), np.inf)
    for number, (r, c) in enumerate(steps):
        inside = (row + r >= 0) & (row + r < rows) & (column + c >= 0) & (column + c < columns)
        there = np.where(inside, np.arange(patch.size) + r * columns + c, 0)
        target[:, number] = there
        length = np.hypot(r * cell[1], c * cell[0])
        cost[inside, number] = ((pace + pace[there]) / 2 * length)[inside]
    open_ = np.isfinite(cost)
    first = np.concatenate([[0], np.cumsum(open_.sum(axis=1))])
    graph = Graph(first, target[open_], cost[open_])
    seeds = np.flatnonzero(flat >= 0)
    reached, owner = search(graph, seeds, np.zeros(len(seeds)), flat[seeds].astype(np.int64), limit, engine, cancelled)
    start = np.repeat(np.arange(patch.size), np.diff(first))
    a, b = owner[start], owner[graph.target]
    meet = np.flatnonzero((a >= 0) & (b > a))
    a, b = a[meet], b[meet]
    way = reached[start[meet]] + graph.cost[meet] + reached[graph.target[meet]]
    order = np.lexsort((way, b, a))
    a, b, way = a[order], b[order], way[order]
    best = np.ones(len(a), dtype=bool)
    best[1:] = (a[1:] != a[:-1]) | (b[1:] != b[:-1])
    best &= way <= limit
    return Links(a[best], b[best], way[best], limit)


def _attribute(area: np.ndarray, quality: Optional[np.ndarray]) -> np.ndarray:
    attribute = np.nan_to_num(np.asarray(area, dtype=float), nan=0.0)
    if quality is not None:
        attribute = attribute * np.nan_to_num(np.asarray(quality, dtype=float), nan=1.0)
    return attribute


def _costs(links: Links, median: float, floor: float) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """Return the links that matter with their cost -ln p, and the cost of the floor."""
    limit = float(-np.log(floor))
    cost = dispersal_rate(median) * links.distance
    near = cost <= limit
    return links.i[near], links.j[near], cost[near], limit


def _lost_paths(
    k: int, near: list[np.ndarray], cost: list[np.ndarray], attribute: np.ndarray, paths: BestPaths
) -> float:
    """Return Σ a_i a_j (p*_ij - p*_ij without k) over all i and j other than k.

    A path through k between i and j within the limit has both ends within the limit of k, and so does every patch on
    any other path between them within the limit.
    """
    ball = near[k][near[k] != k]
    if paths.graph.first[k + 1] - paths.graph.first[k] < 2:
        return 0.0
    to_k = cost[k][near[k] != k]
    position = np.full(len(attribute), -1, dtype=np.int64)
    position[ball] = np.arange(len(ball))
    sources, before = [], []
    for number, i in enumerate(ball.tolist()):
        if attribute[i] <= 0:
            continue
        row = np.full(len(ball), np.inf)
        at = position[near[i]]
        row[at[at >= 0]] = cost[i][at >= 0]
        through = to_k[number] + to_k
        hit = through <= row + 1e-12
        hit &= np.isfinite(row)
        hit[number] = False
        if hit.any():
            sources.append(i)
            before.append(np.where(hit, row, np.inf))
    if not sources:
        return 0.0
    some = np.array(sources)
    p = np.exp(-np.array(before))
    after = np.where(p > 0, np.exp(-paths.costs(some, ball)), 0.0)
    return float(attribute[some] @ ((p - after) @ attribute[ball]))
