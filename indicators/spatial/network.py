"""A walking or cycling network out of street lines, in numpy: levels, crossings, edges, snapping, intersections."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Callable, NamedTuple, Optional, Sequence, Union

import numpy as np

from ...messages import QT_TRANSLATE_NOOP, Cancelled
from ..errors import IndicatorError
from .data import VectorData
from .segments import SegmentGrid, connected, find_crossings, merge_points, numbered, sorted_order
from .wkb import Sequences

TOLERANCE = 0.1
"""Metres within which vertices are one: above rounding (0.1 mm to 1 dm in common files), below any real gap."""

_SAME = 1e-3
"""Metres within which coordinates are the same; transforming moves a vertex that two lines share equally in both."""

SNAP_LIMIT = 200.0
"""Metres an origin or facility may lie from the network, by default."""

MIN_PART = 700.0
"""Metres of street from which a part without connection to the rest stands for itself. In OpenStreetMap's Liechtenstein
(1,140 km, 20 parts) 15 leftovers have 5 to 630 m, valleys with villages 1.9 km and more. Data are read at least 1 km beyond
the areas: no street that goes on outside is taken for a short part."""

CLUSTER = 20.0
"""Metres of street within which junctions count as one intersection (dual carriageways, staggered crossings)."""

NOT_WALKABLE = frozenset({"motorway", "motorway_link", "trunk_link", "raceway", "construction", "proposed", "busway"})
NOT_CYCLABLE = NOT_WALKABLE | {"steps", "corridor", "elevator"}
"""Values of OpenStreetMap's ``highway`` that are left out; every other class, known or not, is used."""

_NO = frozenset({"", "no", "nej", "0", "0.0", "f", "false", "none", "null"})
_FORWARD = frozenset({"yes", "ja", "true", "1", "1.0", "f", "ft", "forward", "framåt"})
_BACKWARD = frozenset({"-1", "-1.0", "reverse", "t", "tf", "backward", "bakåt"})


def parse_bool_tags(texts: Sequence[str]) -> np.ndarray:
    """Read a bridge or tunnel field: everything but empty, no, 0, F and false is yes (``viaduct`` too)."""
    return np.array([str(text).strip().lower() not in _NO for text in texts], dtype=bool)


def parse_oneway(texts: Sequence[str]) -> np.ndarray:
    """Read a one-way field: 1 along the line, -1 against it, 0 both ways.

    Knows OpenStreetMap (``parse_bool_tags``, ``-1``) and Geofabrik (``F`` from-to, ``T`` to-from, ``B`` both).
    """
    words = [str(text).strip().lower() for text in texts]
    return np.array([1 if word in _FORWARD else -1 if word in _BACKWARD else 0 for word in words], dtype=np.int8)


def levels(
    n: int,
    layer: Optional[np.ndarray] = None,
    bridge: Optional[np.ndarray] = None,
    tunnel: Optional[np.ndarray] = None,
) -> np.ndarray:
    """Return one number per line; lines of different number do not meet where they cross.

    A bridge without a layer is at 1, a tunnel at -1, other lines at 0; a bridge or tunnel never has the number of an
    ordinary line, even in the same layer.

    Parameters
    ----------
    n : int
        Number of lines.
    layer : ndarray of float, shape (n,), optional
        OpenStreetMap's ``layer``; NaN when not given.
    bridge, tunnel : ndarray of bool, shape (n,), optional
        See `parse_bool_tags`.
    """
    bridge = np.zeros(n, dtype=bool) if bridge is None else np.asarray(bridge, dtype=bool)
    tunnel = np.zeros(n, dtype=bool) if tunnel is None else np.asarray(tunnel, dtype=bool)
    height = np.where(bridge, 1.0, np.where(tunnel, -1.0, 0.0))
    if layer is not None:
        height = np.where(np.isfinite(layer), layer, height)
    return np.round(height).astype(np.int64) * 4 + bridge + 2 * tunnel


def levels_of(streets: VectorData) -> np.ndarray:
    """Return `levels` by a layer's fields layer, bridge and tunnel, as far as they are mapped."""
    bridge, tunnel = (streets.fields.get(name) for name in ("bridge", "tunnel"))
    return levels(
        streets.n,
        streets.fields.get("layer"),
        None if bridge is None else parse_bool_tags(bridge),
        None if tunnel is None else parse_bool_tags(tunnel),
    )


class Snapped(NamedTuple):
    """Points tied to the nearest edge.

    Attributes
    ----------
    edge : ndarray of int, shape (n,)
        -1 when the network is farther than the limit (or the point has no coordinates).
    offset : ndarray of float, shape (n,)
        Metres along the edge from its start.
    distance : ndarray of float, shape (n,)
        Metres from the point to the edge; infinite when there is none.
    limit : float
        The farthest a point could lie, metres.
    """

    edge: np.ndarray
    offset: np.ndarray
    distance: np.ndarray
    limit: float

    @property
    def missed(self) -> int:
        """Number of points beyond the limit."""
        return int((self.edge < 0).sum())

    def take(self, which: np.ndarray) -> Snapped:
        """Return some of the points."""
        return Snapped(self.edge[which], self.offset[which], self.distance[which], self.limit)

    def followed_by(self, others: Snapped) -> Snapped:
        """Return these points and others after them."""
        pairs = zip((self.edge, self.offset, self.distance), (others.edge, others.offset, others.distance))
        return Snapped(*(np.concatenate(pair) for pair in pairs), self.limit)


@dataclass(frozen=True)
class Network:
    """Nodes joined by edges with their vertices.

    Attributes
    ----------
    node_xy : ndarray of float, shape (n, 2)
        Line ends, junctions and crossings (several nodes share a spot when their levels differ).
    edge_nodes : ndarray of int, shape (e, 2)
        Node at the start and at the end of each edge.
    edge_length : ndarray of float, shape (e,)
        Metres on the ground.
    edge_line : ndarray of int, shape (e,)
        The feature each edge is a part of.
    edge_way : ndarray of int8, shape (e,)
        1 open from start to end only, -1 from end to start only, 0 both.
    edge_scale : ndarray of float, shape (e,)
        Metres on the ground per map unit.
    edge_start : ndarray of int, shape (e + 1,)
        Edge i has the vertices ``edge_start[i]:edge_start[i + 1]``.
    vertex_xy : ndarray of float, shape (v, 2)
        The edges' vertices.
    vertex_offset : ndarray of float, shape (v,)
        Metres on the ground from the edge's start.
    counts : dict of str to int
        ``crossings`` and ``touches`` added, ``dropped`` lines (no length or no coordinates).
    """

    node_xy: np.ndarray
    edge_nodes: np.ndarray
    edge_length: np.ndarray
    edge_line: np.ndarray
    edge_way: np.ndarray
    edge_scale: np.ndarray
    edge_start: np.ndarray
    vertex_xy: np.ndarray
    vertex_offset: np.ndarray
    counts: dict[str, int] = field(default_factory=dict)

    @cached_property
    def parts(self) -> np.ndarray:
        """Connected part of each node: the smallest node number in it."""
        return connected(len(self.node_xy), self.edge_nodes[:, 0], self.edge_nodes[:, 1])

    @cached_property
    def edge_part(self) -> np.ndarray:
        """Connected part of each edge, shape (e,): see `parts`."""
        return self.parts[self.edge_nodes[:, 0]]

    @cached_property
    def part_length(self) -> np.ndarray:
        """Metres of street in each part, shape (n,), by the part's number; streets drawn twice count once."""
        length = np.where(self.is_repeat, 0.0, self.edge_length)
        return np.bincount(self.edge_part, length, len(self.node_xy))

    def part_bounds(self, part: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the lowest and the highest corner of parts, given by number, each of shape (p, 2)."""
        low, high = self._part_bounds
        return low[part], high[part]

    @cached_property
    def _part_bounds(self) -> tuple[np.ndarray, np.ndarray]:
        part = np.repeat(self.edge_part, np.diff(self.edge_start))
        order = sorted_order(part)
        first = np.flatnonzero(np.diff(part[order], prepend=-1))
        low, high = np.full((2, len(self.node_xy), 2), np.nan)
        low[part[order[first]]] = np.minimum.reduceat(self.vertex_xy[order], first)
        high[part[order[first]]] = np.maximum.reduceat(self.vertex_xy[order], first)
        return low, high

    def is_large(self, min_part: float = MIN_PART) -> np.ndarray:
        """Return the edges in the longest part or in parts of at least ``min_part`` metres, shape (e,)."""
        return self.part_length[self.edge_part] >= min(min_part, self.part_length.max())

    @cached_property
    def same_as(self) -> np.ndarray:
        """First edge over the same ground as each edge, shape (e,): its own number unless streets are drawn twice.

        Where lines overlap, every vertex of either is a node, so that the edges in common are straight.
        """
        same = np.arange(len(self.edge_nodes))
        straight = np.flatnonzero(np.diff(self.edge_start) == 2)
        low, high = np.sort(self.edge_nodes[straight], axis=1).T
        number, first = numbered(low * len(self.node_xy) + high)
        same[straight] = straight[first[number]]
        return same

    @cached_property
    def is_repeat(self) -> np.ndarray:
        """Edges over the same ground as an earlier edge (both directions of a street, copies), shape (e,)."""
        return self.same_as != np.arange(len(self.edge_nodes))

    @property
    def repeated_length(self) -> float:
        """Metres of street that are drawn more than once."""
        return float(self.edge_length[self.is_repeat].sum())

    @cached_property
    def degree(self) -> np.ndarray:
        """Edges that meet in each node, those over the same ground counted once, shape (n,)."""
        edges = self.edge_nodes[~self.is_repeat] if self.is_repeat.any() else self.edge_nodes
        return np.bincount(edges.ravel(), minlength=len(self.node_xy))

    @cached_property
    def _segments(self) -> tuple[SegmentGrid, np.ndarray, np.ndarray]:
        """Segments of the edges that repeat no other, the vertex each starts at, and its edge."""
        left_out = np.concatenate([self.edge_start[1:] - 1, self.edge_start[:-1][self.is_repeat]])
        start = np.delete(np.arange(len(self.vertex_xy)), left_out)
        edge = np.searchsorted(self.edge_start, start, side="right") - 1
        return SegmentGrid(self.vertex_xy[start], self.vertex_xy[start + 1]), start, edge

    def snap(
        self,
        xy: np.ndarray,
        limit: float = SNAP_LIMIT,
        cancelled: Callable[[], bool] = lambda: False,
        allowed: Optional[np.ndarray] = None,
    ) -> Snapped:
        """Tie points to the nearest edge within ``limit`` (never to one that repeats another).

        Parameters
        ----------
        xy : ndarray of float, shape (n, 2)
            Points in the network's CRS; NaN coordinates are missed.
        limit : float
            Map units; farther points are not tied, and counted in `Snapped.missed`.
        cancelled : callable
        allowed : ndarray of bool, shape (e,), optional
            Edges to tie to; all by default. See `ties.tie` for the choice among parts of the network.
        """
        if not len(xy):
            return Snapped(np.empty(0, dtype=np.int64), np.empty(0), np.empty(0), limit)
        grid, start, edge_of = self._segments
        open_ = None if allowed is None else allowed[edge_of]
        segment, share, distance = grid.nearest(np.asarray(xy, dtype=float), limit, cancelled, open_)
        found = segment >= 0
        edge = np.full(len(segment), -1, dtype=np.int64)
        offset = np.full(len(segment), np.nan)
        vertex = start[segment[found]]
        edge[found] = edge_of[segment[found]]
        low, high = self.vertex_offset[vertex], self.vertex_offset[vertex + 1]
        offset[found] = low + share[found] * (high - low)
        distance[found] *= self.edge_scale[edge[found]]
        return Snapped(edge, offset, distance, limit)


def build_network(
    lines: Sequences,
    *,
    level: Optional[np.ndarray] = None,
    way: Optional[np.ndarray] = None,
    scale: Union[float, np.ndarray] = 1.0,
    tolerance: float = TOLERANCE,
    split: bool = True,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[float], None] = lambda share: None,
) -> Network:
    """Build a network out of lines.

    Lines meet (1) at shared vertices, whatever their levels, as in OpenStreetMap; (2) with ``split``, where lines of one
    level cross, or a vertex of one lies on the other, although they share no vertex. Vertices closer than the tolerance
    are shared; where lines of different level pass (neither ends there), only vertices of the same coordinates are: those
    of a bridge may happen to lie above those of the street below.

    Parameters
    ----------
    lines : Sequences
        Vertex chains of f features in a metric CRS (``backend.sequences(streets.geometries)``).
    level : ndarray of int, shape (f,), optional
        See `levels`. None: all at one level.
    way : ndarray of int, shape (f,), optional
        See `parse_oneway`; None (walking): every line is open both ways.
    scale : float or ndarray of float, shape (f,)
        Metres on the ground per map unit.
    tolerance : float
        Metres, above 0.
    split : bool
        Connect lines that cross without a shared vertex. False when the source has a vertex at each junction.
    cancelled, progress : callable
        See `indicators.declaration.Inputs`.

    Raises
    ------
    IndicatorError
        There is no line of any length.
    Cancelled
        The user cancelled.
    """
    k = len(lines.feature)
    if level is None:
        level = np.zeros(k, dtype=np.int64)
    else:
        _, level, often = np.unique(np.asarray(level)[lines.feature], return_inverse=True, return_counts=True)
        level = (level - int(np.argmax(often))) % len(often)  # the most common level is 0
    scale = np.asarray(scale, dtype=float)
    scale = scale[lines.feature] if scale.ndim else np.full(k, float(scale))
    line = np.repeat(np.arange(k), np.diff(lines.start))
    xy = lines.xy
    sound = np.isfinite(xy[:, 0] + xy[:, 1])
    if not sound.all():
        line, xy = line[sound], xy[sound]
    ids, where = merge_points(xy, tolerance)
    points = xy[where]
    progress(0.2)
    meets = _meeting_points(line, ids, xy, level)
    line, ids = _without_repeats(line, ids)
    if not len(line):
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan", "The street layer has no lines with a length. Choose another layer or repair it."
            )
        )
    counts = {"crossings": 0, "touches": 0, "dropped": k - int((np.bincount(line, minlength=k) > 0).sum())}
    if split:
        line, ids, points = _split(line, ids, points, level, tolerance, counts, cancelled)
        if cancelled():
            raise Cancelled
    progress(0.7)
    network = _edges(line, ids, points, level, meets, lines.feature, way, scale)
    both = way is not None and network.is_repeat.any()
    progress(1.0)
    return replace(network, counts=counts, edge_way=_open_ways(network) if both else network.edge_way)


def _open_ways(network: Network) -> np.ndarray:
    """Return the ways edges over the same ground are open together: two one-way lines may be the two directions."""
    same, first = network.same_as, network.edge_nodes[:, 0]
    turned = first != first[same]  # a repeat may run against the first edge
    along = np.where(turned, network.edge_way <= 0, network.edge_way >= 0)
    against = np.where(turned, network.edge_way >= 0, network.edge_way <= 0)
    along = np.bincount(same, along, len(same))[same] > 0
    against = np.bincount(same, against, len(same))[same] > 0
    return np.where(along & against, 0, np.where(along == turned, -1, 1)).astype(np.int8)


def _meeting_points(line: np.ndarray, ids: np.ndarray, xy: np.ndarray, level: np.ndarray) -> np.ndarray:
    """Return the points where lines of different level share a vertex of the same coordinates.

    Parameters
    ----------
    line, ids : ndarray of int, shape (v,)
        Line and point of every vertex.
    xy : ndarray of float, shape (v, 2)
    level : ndarray of int, shape (k,)
        Of each line; 0 is the most common one.
    """
    height = level[line]
    raised = height > 0
    if not raised.any():
        return np.empty(0, dtype=np.int64)
    above = np.zeros(ids.max() + 1, dtype=bool)
    above[ids[raised]] = True
    some = np.flatnonzero(above[ids])
    some = some[np.lexsort((height[some], xy[some, 1], xy[some, 0], ids[some]))]
    before, after = some[:-1], some[1:]
    same = (ids[before] == ids[after]) & (np.abs(xy[before] - xy[after]) <= _SAME).all(axis=1)
    return ids[after[same & (height[before] != height[after])]]


def _without_repeats(line: np.ndarray, ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Drop vertices equal to the one before on their line, and lines left with a single vertex."""
    keep = np.ones(len(line), dtype=bool)
    keep[1:] = (line[1:] != line[:-1]) | (ids[1:] != ids[:-1])
    line, ids = line[keep], ids[keep]
    many = np.bincount(line)[line] > 1 if len(line) else keep[:0]
    return line[many], ids[many]


def _split(
    line: np.ndarray,
    ids: np.ndarray,
    points: np.ndarray,
    level: np.ndarray,
    tolerance: float,
    counts: dict[str, int],
    cancelled: Callable[[], bool],
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Put a shared vertex wherever lines of one level cross or touch."""
    first = np.flatnonzero(line[1:] == line[:-1])
    a, b = ids[first], ids[first + 1]
    found = find_crossings(points, a, b, level[line[first]], tolerance, cancelled)
    crossing, spot = merge_points(found.xy, tolerance)
    counts["crossings"], counts["touches"] = len(spot), len(found.touched)
    segment = np.concatenate([found.first, found.second, found.touched])
    new = np.concatenate([crossing, crossing, found.point])
    new[: 2 * len(crossing)] += len(points)
    points = np.concatenate([points, found.xy[spot]])
    along = ((points[new] - points[a[segment]]) ** 2).sum(axis=1)
    order = np.lexsort((along, segment))
    at = first[segment[order]] + 1
    return *_without_repeats(np.insert(line, at, line[at - 1]), np.insert(ids, at, new[order])), points


def _edges(
    line: np.ndarray,
    ids: np.ndarray,
    points: np.ndarray,
    level: np.ndarray,
    meets: np.ndarray,
    feature: np.ndarray,
    way: Optional[np.ndarray],
    scale: np.ndarray,
) -> Network:
    """Cut lines at every vertex that is an end or used more than once.

    Parameters
    ----------
    line, ids : ndarray of int, shape (v,)
        Line and point of every vertex, line by line.
    points : ndarray of float, shape (p, 2)
    level, feature : ndarray of int, shape (k,)
        Level (0 is the most common one) and feature of each line.
    meets : ndarray of int
        Points where lines meet whatever their level.
    way : ndarray of int, shape (f,), optional
        Of each feature.
    scale : ndarray of float, shape (k,)

    Notes
    -----
    A street from west to east by way of the point 1, and one from south to north by way of the same point: both are cut
    there, into four edges that meet in node 1. As a bridge (level 1) that does not meet the first street there, the
    second passes over it, and neither is cut.

    >>> line, ids, nowhere = np.array([0, 0, 0, 1, 1, 1]), np.array([0, 1, 2, 3, 1, 4]), np.empty(0, dtype=int)
    >>> points = np.array([[0.0, 0], [10, 0], [20, 0], [10, -5], [10, 5]])
    >>> _edges(line, ids, points, np.array([0, 0]), nowhere, np.arange(2), None, np.ones(2)).edge_nodes.tolist()
    [[0, 1], [1, 2], [3, 1], [1, 4]]
    >>> bridge = _edges(line, ids, points, np.array([0, 1]), nowhere, np.arange(2), None, np.ones(2))
    >>> bridge.edge_nodes.tolist(), bridge.edge_length.tolist()
    ([[0, 1], [2, 3]], [20.0, 10.0])
    """
    starts = np.ones(len(line), dtype=bool)
    starts[1:] = line[1:] != line[:-1]
    ends = np.roll(starts, -1)
    joint = np.zeros(len(points), dtype=bool)
    joint[ids[starts | ends]] = True
    joint[meets] = True
    # One node for a spot where a line ends or lines meet, else one for each level that passes. Only levels above 0 need
    # new numbers: most lines are at level 0, which leaves the points' own.
    spot, spots = ids.copy(), len(points)
    other = np.flatnonzero((level[line] > 0) & ~joint[ids])
    if len(other):
        passing, first = numbered(ids[other] * (level.max() + 1) + level[line[other]])
        spot[other] = spots + passing
        spots += len(first)
    is_node = starts | ends | (np.bincount(spot, minlength=spots)[spot] > 1)
    is_node[1:-1] |= ids[2:] == ids[:-2]  # where a line turns back on itself, so that the way back is seen as a repeat
    inner = is_node & ~starts & ~ends
    vertex = np.repeat(np.arange(len(line)), 1 + inner)  # inner nodes end one edge and start the next
    copies = np.cumsum(1 + inner) - 1
    begin = copies[starts | inner]
    edge_start = np.append(begin, len(vertex))
    last = edge_start[1:] - 1
    # Nodes are numbered without gaps, in the order of the spots.
    used = np.zeros(spots, dtype=bool)
    used[spot[is_node]] = True
    node = np.cumsum(used)[spot] - 1
    node_xy = np.empty((used.sum(), 2))
    node_xy[node[is_node]] = points[ids[is_node]]
    edge_line = line[vertex[begin]]
    xy = points[ids[vertex]]
    step = np.zeros(len(vertex))
    step[1:] = np.hypot(*(xy[1:] - xy[:-1]).T) * scale[line[vertex[1:]]]
    step[begin] = 0.0
    # One sum over all edges, less its value where each begins: no loop over edges.
    run = np.cumsum(step)
    offset = run - np.repeat(run[begin], np.diff(edge_start))
    return Network(
        node_xy=node_xy,
        edge_nodes=np.column_stack([node[vertex[begin]], node[vertex[last]]]),
        edge_length=offset[last],
        edge_line=feature[edge_line],
        edge_way=np.zeros(len(begin), np.int8) if way is None else np.asarray(way, np.int8)[feature[edge_line]],
        edge_scale=scale[edge_line],
        edge_start=edge_start,
        vertex_xy=xy,
        vertex_offset=offset,
    )


def intersections(network: Network, cluster: float = CLUSTER) -> tuple[np.ndarray, np.ndarray]:
    """Find true intersections: where three or more streets meet.

    Vertices and line joints where two pieces meet are no intersections. Junctions joined by a street piece no longer
    than ``cluster`` are one (dual carriageways, staggered crossings, small roundabouts), so that a street over another
    is never merged with it. Streets drawn more than once count once. Every line counts, so leave out driveways and aisles
    beforehand.

    Parameters
    ----------
    network : Network
        Of lines open to the public.
    cluster : float
        Metres.

    Returns
    -------
    xy : ndarray of float, shape (m, 2)
        Mean position of the junctions merged.
    degree : ndarray of int, shape (m,)
        Street pieces that leave the intersection, at least 3.
    """
    once = ~network.is_repeat if network.is_repeat.any() else slice(None)
    n, degree, ends = len(network.node_xy), network.degree, network.edge_nodes[once].ravel()
    e = len(ends) // 2
    owner = np.repeat(np.arange(e), 2)
    # Contract: the two edges at a node of degree 2 are one street piece.
    order = np.argsort(ends, kind="stable")
    first = np.searchsorted(ends[order], np.flatnonzero(degree == 2))
    piece = connected(e, owner[order[first]], owner[order[first + 1]])
    length = np.bincount(piece, weights=network.edge_length[once], minlength=e)
    real = np.flatnonzero(degree[ends] != 2)
    real = real[np.argsort(piece[owner[real]], kind="stable")]
    left, right = ends[real[0::2]], ends[real[1::2]]  # every open piece has exactly two such ends
    pieces = piece[owner[real[0::2]]]
    junction = degree >= 3
    short = (length[pieces] <= cluster) & junction[left] & junction[right]
    group = connected(n, left[short], right[short])
    outside = ~(short & (group[left] == group[right]))
    leaving = np.bincount(group[np.concatenate([left[outside], right[outside]])], minlength=n)
    members = np.bincount(group[junction], minlength=n)
    kept = np.flatnonzero((leaving >= 3) & (members > 0))
    xy = np.column_stack(
        [np.bincount(group[junction], weights=network.node_xy[junction, axis], minlength=n)[kept] for axis in (0, 1)]
    )
    return xy / members[kept, None], leaving[kept]
