"""Streets drawn more than once: both directions as two features, partial overlaps, copies."""

from __future__ import annotations

from typing import Optional

import numpy as np

from .batches import Cancel, not_cancelled, raise_if_cancelled
from .crossings import alongside, cut_up, owners, steps_of
from .network import TOLERANCE
from .segments import SegmentGrid
from .wkb import Sequences


def without_repeats(
    lines: Sequences,
    level: Optional[np.ndarray] = None,
    tolerance: float = TOLERANCE,
    cancelled: Cancel = not_cancelled,
) -> tuple[Sequences, float]:
    """Leave out what runs along an earlier line, in either direction and whatever vertices lie between.

    Parameters
    ----------
    lines : Sequences
        Vertex chains of f features, metres.
    level : ndarray of int, shape (f,), optional
        See `network.levels`: lines of different level are different streets, unless both ends of their steps agree. None:
        all at one level.
    tolerance : float
        Metres within which lines run along each other. Shorter pieces are kept.
    cancelled : callable

    Returns
    -------
    lines : Sequences
        The lines as given where nothing is repeated; of a line that is, every step left is a chain of its own.
    length : float
        Metres left out.

    Raises
    ------
    Cancelled
    """
    steps = steps_of(lines)
    a, b = steps.a, steps.b
    if not len(a):
        return lines, 0.0
    u = b - a
    ux, uy = np.ascontiguousarray(u.T)
    length = np.hypot(ux, uy)
    height = None if level is None else np.asarray(level)[steps.feature]
    grid, found = SegmentGrid(a, b, margin=tolerance), []
    for i, j in grid.pairs():
        raise_if_cancelled(cancelled)
        turn = np.abs(ux[i] * uy[j] - uy[i] * ux[j])
        even = np.flatnonzero(turn <= 0.25 * np.abs(ux[i] * ux[j] + uy[i] * uy[j]))
        i, j = i[even], j[even]
        aside = np.abs(ux[i] * (a[j, 1] - a[i, 1]) - uy[i] * (a[j, 0] - a[i, 0]))
        near = aside <= tolerance * length[i] + 0.25 * length[i] * (length[i] + length[j])
        later, earlier = np.maximum(i, j)[near], np.minimum(i, j)[near]
        begin, end, along = alongside(a[later], b[later], a[earlier], b[earlier], tolerance)
        short = np.minimum(np.minimum(length[later], length[earlier]) / 2, tolerance)
        along &= (end - begin) * length[later] > short
        if height is not None:
            apart = along & (height[later] != height[earlier])
            along[apart] = _same_ends(a, b, later[apart], earlier[apart])
        found.append((later[along], begin[along], end[along]))
    whose, begin, end = (np.concatenate(column) for column in zip(*found)) if found else (np.empty(0),) * 3
    if not len(whose):
        return lines, 0.0
    chain = owners(lines)
    cut = np.zeros(len(lines.feature), dtype=bool)
    cut[steps.chain[whose]] = True
    mine = np.flatnonzero(cut[steps.chain])
    number = np.empty(len(length), dtype=np.int64)
    number[mine] = np.arange(len(mine))
    step, first, last, covered = cut_up(len(mine), (), number[whose], begin, end)
    removed = float(((last - first) * length[mine[step]])[covered].sum())
    step, first, last = mine[step[~covered]], first[~covered, None], last[~covered, None]
    pieces = np.stack([a[step] + first * u[step], np.where(last < 1, a[step] + last * u[step], b[step])], axis=1)
    whole = lines.xy[~cut[chain]]
    sizes = np.concatenate([np.diff(lines.start)[~cut], np.full(len(step), 2)])
    feature = np.concatenate([lines.feature[~cut], steps.feature[step]])
    xy = np.concatenate([whole, pieces.reshape(-1, 2)])
    return Sequences(xy, np.concatenate([[0], np.cumsum(sizes)]), feature), removed


def _same_ends(a: np.ndarray, b: np.ndarray, i: np.ndarray, j: np.ndarray) -> np.ndarray:
    """Return which steps have the same ends, in either order."""
    return ((a[i] == a[j]) & (b[i] == b[j])).all(axis=1) | ((a[i] == b[j]) & (b[i] == a[j])).all(axis=1)
