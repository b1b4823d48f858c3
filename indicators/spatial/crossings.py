"""Where lines cross the borders of polygons, in numpy: enough to clip lengths and areas without building geometry.

What part of a directed line lies inside a polygon follows from where it starts and from its crossings alone. With W(s)
any quantity added up along the line (its length, or the area its steps sweep as seen from the origin), W the total and
``sign`` +1 where the line enters and -1 where it leaves,

    inside = W · [start is inside] + sum over crossings of sign · (W - W(s)).

Rounding matters only where a line's vertex lies on a border or a border's vertex on the line. Such pairs and pairs whose
crossings do not add up are doubtful: areas leave them to the geometry engine, lengths look at every step (`lengths`).
"""

from __future__ import annotations

from typing import Callable, NamedTuple, Optional, Sequence

import numpy as np

from .batches import Cancel, Progress, map_ordered, no_progress, not_cancelled, raise_if_cancelled
from .grid import BoxIndex, sum_by_index
from .wkb import Sequences

TOLERANCE = 1e-6
_STEEPEST = 0.25
_PAIRS = 150_000


class Steps(NamedTuple):
    """The straight steps of vertex chains.

    Attributes
    ----------
    a, b : ndarray of float, shape (e, 2)
        Start and end.
    first : ndarray of int, shape (e,)
        Number of the start vertex in the chains' ``xy``.
    chain, feature : ndarray of int, shape (e,)
        Chain and feature of each step.
    """

    a: np.ndarray
    b: np.ndarray
    first: np.ndarray
    chain: np.ndarray
    feature: np.ndarray


def steps_of(chains: Sequences) -> Steps:
    """Return the steps of chains, without steps from one chain to the next and steps of no length."""
    chain = owners(chains)
    real = (chain[1:] == chain[:-1]) & (chains.xy[1:] != chains.xy[:-1]).any(axis=1)
    first = np.flatnonzero(real)
    return Steps(chains.xy[first], chains.xy[first + 1], first, chain[first], chains.feature[chain[first]])


def owners(chains: Sequences) -> np.ndarray:
    """Return the chain of every vertex, shape (v,)."""
    return np.repeat(np.arange(len(chains.feature)), np.diff(chains.start))


def oriented(rings: Sequences) -> Sequences:
    """Return rings with the polygon's interior on their left: shells counter-clockwise, holes clockwise."""
    ring = owners(rings)
    _, turn = swept(rings, rings.xy[rings.start[:-1]][ring])
    flip = ((turn < 0) != rings.hole)[ring]
    place = np.arange(len(ring))
    place = np.where(flip, rings.start[:-1][ring] + rings.start[1:][ring] - 1 - place, place)
    return rings._replace(xy=rings.xy[place])


def travelled(chains: Sequences) -> tuple[np.ndarray, np.ndarray]:
    """Return the length from a chain's start to each vertex, shape (v,), and of every chain, shape (s,)."""
    delta = np.diff(chains.xy, axis=0, append=chains.xy[-1:])
    return _summed(chains, np.hypot(delta[:, 0], delta[:, 1]))


def swept(rings: Sequences, origin: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the signed area swept, as seen from ``origin``, up to each vertex and by every ring."""
    xy = rings.xy - origin
    return _summed(rings, 0.5 * _cross(xy, np.vstack([xy[1:], xy[-1:]])))


def planar_areas(rings: Sequences, n: int) -> np.ndarray:
    """Return the areas of ``n`` polygons from their rings, shape (n,); computed near 0, so that no digits are lost."""
    _, turn = swept(rings, rings.xy[rings.start[:-1]][owners(rings)])
    return sum_by_index(rings.feature, np.where(rings.hole, -1, 1) * np.abs(turn), n)


def _summed(chains: Sequences, step: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return sums of step values before each vertex of its chain, and over each chain."""
    step[chains.start[1:] - 1] = 0.0  # a chain's last vertex starts no step
    total = sum_by_index(owners(chains), step, len(chains.feature))
    fresh = step.copy()
    fresh[chains.start[1:-1]] -= total[:-1]  # start again near 0 with every chain, to lose no digits
    before = np.cumsum(fresh) - step
    return before - np.repeat(before[chains.start[:-1]], np.diff(chains.start)), total


class BorderCrossings(NamedTuple):
    """Crossings of directed lines with borders.

    Attributes
    ----------
    step, edge : ndarray of int, shape (c,)
        Number of the line's step and of the border's step.
    sign : ndarray of float, shape (c,)
        +1 where the line enters the polygon, -1 where it leaves. The border enters or leaves what is left of the line
        with the opposite sign.
    along_step, along_edge : ndarray of float, shape (c,)
        Place on the step, 0-1.
    doubtful : ndarray of int, shape (d, 2)
        Steps and border steps closer to each other's ends than the tolerance.
    """

    step: np.ndarray
    edge: np.ndarray
    sign: np.ndarray
    along_step: np.ndarray
    along_edge: np.ndarray
    doubtful: np.ndarray


def find_crossings(
    lines: Steps,
    borders: Steps,
    wanted: Optional[Callable[[np.ndarray, np.ndarray], np.ndarray]] = None,
    cancelled: Cancel = not_cancelled,
    progress: Progress = no_progress,
    tolerance: float = TOLERANCE,
) -> BorderCrossings:
    """Find all crossings of lines with polygon borders.

    Parameters
    ----------
    lines : Steps
    borders : Steps
        Of oriented rings.
    wanted : callable, optional
        Takes step and border step numbers, returns which pairs to look at.
    cancelled, progress : callable
    tolerance : float
        Metres within which steps are doubtful.

    Raises
    ------
    Cancelled
    """
    line_boxes = np.column_stack([np.minimum(lines.a, lines.b) - tolerance, np.maximum(lines.a, lines.b) + tolerance])
    border_boxes = np.column_stack([np.minimum(borders.a, borders.b), np.maximum(borders.a, borders.b)])
    raise_if_cancelled(cancelled)
    swapped = len(lines.first) > len(borders.first)  # look up the fewer among the many
    index, boxes = (BoxIndex(line_boxes), border_boxes) if swapped else (BoxIndex(border_boxes), line_boxes)

    longest = 2 * max(_longest(line_boxes), _longest(border_boxes))

    def meet(piece: tuple[np.ndarray, np.ndarray]) -> tuple[np.ndarray, ...]:
        last = piece[0][-1] if len(piece[0]) else 0
        step, edge = piece[::-1] if swapped else piece
        if wanted is not None:
            keep = wanted(step, edge)
            step, edge = step[keep], edge[keep]
        p, q, a, b = lines.a[step], lines.b[step], borders.a[edge], borders.b[edge]
        d, e = q - p, b - a
        side_a, side_b = _cross(d, a - p), _cross(d, b - p)
        side_p, side_q = _cross(e, p - a), _cross(e, q - a)
        close = np.zeros(len(step), dtype=bool)
        for side, way, point, ends in (
            (side_a, d, a, (p, q)),
            (side_b, d, b, (p, q)),
            (side_p, e, p, (a, b)),
            (side_q, e, q, (a, b)),
        ):
            near = np.flatnonzero(np.abs(side) <= tolerance * longest)
            near = near[np.abs(side[near]) <= tolerance * np.hypot(*way[near].T)]
            close[near] |= _within(point[near], ends[0][near], ends[1][near], tolerance)
        at = np.flatnonzero(((side_a > 0) != (side_b > 0)) & ((side_p > 0) != (side_q > 0)))
        along_step = side_p[at] / (side_p[at] - side_q[at])
        along_edge = side_a[at] / (side_a[at] - side_b[at])
        sign = np.where(side_p[at] > 0, -1.0, 1.0)
        doubtful = np.column_stack([step[close], edge[close]])
        return last, (step[at], edge[at], sign, along_step, along_edge, doubtful)

    found = []
    for last, part in map_ordered(meet, index.query(boxes, _PAIRS), 2, cancelled):
        found.append(part)
        progress(float(last + 1) / len(boxes))
    if not found:
        whole, real = np.empty(0, dtype=np.int64), np.empty(0)
        return BorderCrossings(whole, whole, real, real, real, np.empty((0, 2), dtype=np.int64))
    return BorderCrossings(*(np.concatenate(column) for column in zip(*found)))


def alongside(
    p: np.ndarray, q: np.ndarray, a: np.ndarray, b: np.ndarray, tolerance: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return where on the steps p-q the steps a-b lie beside them, and whether they run along them there.

    They do where both have an extent in common and are nowhere in it farther apart than the tolerance. Steps that merely
    cross at a small angle are not taken for such: they are close between the ends of the common extent, not at them. Nor
    are steps shorter than the tolerance that lie askew (a rise of more than 1 in 4).

    Returns
    -------
    begin, end : ndarray of float, shape (k,)
        Shares of p-q, 0-1.
    along : ndarray of bool, shape (k,)
    """
    d = q - p
    square = (d * d).sum(axis=1)
    places, offsets = [], []
    for point in (a - p, b - p):
        places.append((point * d).sum(axis=1) / square)
        offsets.append(_cross(d, point) / np.sqrt(square))
    begin, end = np.minimum(*places).clip(0.0, 1.0), np.maximum(*places).clip(0.0, 1.0)
    wide = places[1] != places[0]
    rise = (offsets[1] - offsets[0]) / np.where(wide, places[1] - places[0], 1.0)
    along = wide & (np.abs(rise) <= _STEEPEST * np.sqrt(square)) & (end > begin)
    for place in (begin, end):
        along &= np.abs(offsets[0] + rise * (place - places[0])) <= tolerance
    return begin, end, along


def cut_up(
    n: int,
    cuts: Sequence[tuple[np.ndarray, np.ndarray]],
    whose: np.ndarray,
    begin: np.ndarray,
    end: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Cut n steps at given places, and say which pieces are covered.

    Parameters
    ----------
    n : int
    cuts : sequence of (ndarray of int, ndarray of float)
        Step and place, 0-1, of more cuts.
    whose : ndarray of int, shape (c,)
        Steps covered from ``begin`` to ``end``.

    Returns
    -------
    step : ndarray of int, shape (k,)
        Ascending.
    first, last : ndarray of float, shape (k,)
        Where the piece begins and ends, 0-1.
    covered : ndarray of bool, shape (k,)
    """
    ends = np.arange(n)
    step = np.concatenate([whose, whose, ends, ends, *(which for which, _ in cuts)])
    place = np.concatenate([begin, end, np.zeros(n), np.ones(n), *(at for _, at in cuts)])
    change = np.zeros(len(step), dtype=np.int64)
    change[: len(whose)], change[len(whose) : 2 * len(whose)] = 1, -1
    order = np.lexsort((place, step))
    step, place, covered = step[order], place[order], np.cumsum(change[order]) > 0
    piece = np.flatnonzero((step[1:] == step[:-1]) & (place[1:] > place[:-1]))
    return step[piece], place[piece], place[piece + 1], covered[piece]


def _cross(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    return u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]


def _within(point: np.ndarray, a: np.ndarray, b: np.ndarray, tolerance: float) -> np.ndarray:
    low, high = np.minimum(a, b) - tolerance, np.maximum(a, b) + tolerance
    return ((point >= low) & (point <= high)).all(axis=1)


def _longest(boxes: np.ndarray) -> float:
    return float((boxes[:, 2:] - boxes[:, :2]).max(initial=0.0))
