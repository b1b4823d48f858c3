"""Length of lines within areas."""

from __future__ import annotations

from typing import Union

import numpy as np

from .batches import Cancel, Progress, no_progress, not_cancelled, raise_if_cancelled
from .crossings import TOLERANCE, BorderCrossings, Steps, alongside, cut_up, find_crossings, steps_of, travelled
from .data import Areas, VectorData
from .grid import expand, sum_by_index
from .points import pairs_inside, point_pairs
from .wkb import Sequences

BESIDE = 0.02
"""Metres within which a line runs along a border: above what files round (lines and areas, each to 1 cm or to 7 decimals of
a degree) and what steps of up to 700 m bend between systems of coordinates, below any real distance between a street and a
border. In the workshop data, which are rounded to 1 cm, the lengths along borders stop growing between 1 and 2 cm."""


def line_lengths(
    areas: Areas,
    lines: Union[VectorData, Sequences],
    cancelled: Cancel = not_cancelled,
    progress: Progress = no_progress,
) -> np.ndarray:
    """Measure the lines inside each area.

    Parameters
    ----------
    areas : Areas
    lines : VectorData of lines, or their vertex chains
    cancelled, progress : callable

    Returns
    -------
    ndarray of float, shape (n,)
        Metres on the ellipsoid (planar length times the area's scale). A line along a border (within `BESIDE`) counts in
        every area it touches along it, and a line that runs twice over the same ground counts twice (see
        `repeats.without_repeats`). NaN for areas that cannot be measured.

    Raises
    ------
    Cancelled
    """
    chains = lines if isinstance(lines, Sequences) else lines.backend.sequences(lines.geometries)
    area, length = _clipped_lengths(areas, chains, cancelled, progress)
    return sum_by_index(area, length, areas.n) * areas.scale


def _clipped_lengths(
    areas: Areas, chains: Sequences, cancelled: Cancel, progress: Progress
) -> tuple[np.ndarray, np.ndarray]:
    """Return the planar lengths of the lines' parts inside the areas.

    Returns
    -------
    area : ndarray of int, shape (c,)
        An area may appear several times.
    length : ndarray of float, shape (c,)
        Metres in the working CRS.
    """
    count = max(len(chains.feature), 1)
    raise_if_cancelled(cancelled)
    lines_, borders = steps_of(chains), steps_of(areas.outline)
    raise_if_cancelled(cancelled)
    found = find_crossings(lines_, borders, None, cancelled, lambda share: progress(0.7 * share), BESIDE)
    cross_area, cross_chain = borders.feature[found.edge], lines_.chain[found.step]
    doubt_area, doubt_chain = borders.feature[found.doubtful[:, 1]], lines_.chain[found.doubtful[:, 0]]
    start_area, start_chain = point_pairs(areas, chains.xy[chains.start[:-1]], cancelled)
    raise_if_cancelled(cancelled)
    before, total = travelled(chains)
    step = lines_.first[found.step]
    arc = before[step] + found.along_step * np.hypot(*(chains.xy[step + 1] - chains.xy[step]).T)

    parts = [
        cross_area * count + cross_chain,
        start_area * count + start_chain,
        doubt_area * count + doubt_chain,
    ]
    keys, where = np.unique(np.concatenate(parts), return_inverse=True)
    at_cross, at_start, at_doubt = np.split(where, np.cumsum([len(part) for part in parts])[:-1])
    raise_if_cancelled(cancelled)
    area, chain = keys // count, keys % count
    rest = total[cross_chain] - arc
    length = sum_by_index(at_cross, found.sign * rest, len(keys))
    length[at_start] += total[start_chain]
    slack = TOLERANCE * (1 + total[chain])
    doubtful = (length < -slack) | (length > total[chain] + slack)
    doubtful[at_doubt] = True
    progress(0.8)

    slow_area, slow_step = _steps_of_pairs(areas, area[doubtful], chain[doubtful], lines_)
    slow = _slow_lengths(areas, slow_area, slow_step, lines_, borders, found, cancelled)
    keep = ~doubtful
    progress(1.0)
    return (
        np.concatenate([area[keep], slow_area]),
        np.concatenate([np.clip(length[keep], 0.0, total[chain[keep]]), slow]),
    )


def _steps_of_pairs(areas: Areas, area: np.ndarray, chain: np.ndarray, steps: Steps) -> tuple[np.ndarray, np.ndarray]:
    """Return all pairs of an area and a step, near it, of a chain it is paired with; ascending."""
    first, last = np.searchsorted(steps.chain, chain), np.searchsorted(steps.chain, chain, side="right")
    which, step = expand(first, last)
    a, b, box = steps.a[step], steps.b[step], areas.bounds[area[which]]
    near = (np.minimum(a, b) <= box[:, 2:] + BESIDE).all(axis=1) & (np.maximum(a, b) >= box[:, :2] - BESIDE).all(axis=1)
    return area[which[near]], step[near]


def _slow_lengths(
    areas: Areas,
    area: np.ndarray,
    step: np.ndarray,
    lines: Steps,
    borders: Steps,
    found: BorderCrossings,
    cancelled: Cancel,
) -> np.ndarray:
    """Return the length of single steps inside or along the border of single areas, shape (k,).

    Each step is cut where it crosses the border, at the border's vertices beside it, and where a border step that runs
    along it begins and ends. A piece beside such a border step counts, whatever side rounding puts it on; of any other
    piece the middle decides, which lies clear of the border.

    Parameters
    ----------
    area, step : ndarray of int, shape (k,)
        Pairs, ascending.
    lines, borders : Steps
    found : BorderCrossings
        Of all lines with all borders.
    cancelled : callable
    """
    count, pair = len(lines.first), np.arange(len(area))
    keys = area * count + step

    if not len(pair):
        return np.empty(0)

    def pairs_of(steps: np.ndarray, edges: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        wanted = borders.feature[edges] * count + steps
        at = np.searchsorted(keys, wanted).clip(max=len(keys) - 1)
        here = np.flatnonzero(keys[at] == wanted)
        return at[here], here

    crossed, crossing = pairs_of(found.step, found.edge)
    beside, close = pairs_of(*found.doubtful.T)
    which, edge = found.doubtful[close].T
    begin, end, along = alongside(lines.a[which], lines.b[which], borders.a[edge], borders.b[edge], BESIDE)
    cuts = [(crossed, found.along_step[crossing]), (beside[~along], begin[~along]), (beside[~along], end[~along])]
    whose, first, last, counts = cut_up(len(pair), cuts, beside[along], begin[along], end[along])
    raise_if_cancelled(cancelled)
    at = step[whose]
    xy = lines.a[at] + (0.5 * (first + last))[:, None] * (lines.b[at] - lines.a[at])
    box = areas.bounds[area[whose]]
    open_ = np.flatnonzero(~counts & ((xy > box[:, :2]) & (xy < box[:, 2:])).all(axis=1))
    counts[open_] = pairs_inside(areas, area[whose[open_]], xy[open_], cancelled)
    length = np.hypot(*(lines.b[step] - lines.a[step]).T)
    return sum_by_index(whose, counts * (last - first), len(pair)) * length
