"""Length of lines within areas."""

from __future__ import annotations

import numpy as np

from .batches import Cancel, Progress, map_ordered, no_progress, not_cancelled, raise_if_cancelled, split
from .crossings import TOLERANCE, Steps, find_crossings, steps_of, travelled
from .data import Areas, VectorData
from .grid import expand, sum_by_index
from .points import point_pairs
from .wkb import line as line_wkb

_PAIRS_PER_PIECE = 1_000


def line_lengths(
    areas: Areas,
    lines: VectorData,
    cancelled: Cancel = not_cancelled,
    progress: Progress = no_progress,
) -> np.ndarray:
    """Measure the lines inside each area.

    Parameters
    ----------
    areas : Areas
    lines : VectorData of lines
    cancelled, progress : callable

    Returns
    -------
    ndarray of float, shape (n,)
        Metres on the ellipsoid (planar length times the area's scale). A line along a border counts in every area it
        touches along it, and a line that runs twice over the same ground counts twice. NaN for areas that cannot be measured.

    Raises
    ------
    Cancelled
    """
    area, length = _clipped_lengths(areas, lines, cancelled, progress)
    return sum_by_index(area, length, areas.n) * areas.scale


def _clipped_lengths(
    areas: Areas, lines: VectorData, cancelled: Cancel = not_cancelled, progress: Progress = no_progress
) -> tuple[np.ndarray, np.ndarray]:
    """Return the planar lengths of the lines' parts inside the areas.

    Returns
    -------
    area : ndarray of int, shape (c,)
        An area may appear several times.
    length : ndarray of float, shape (c,)
        Metres in the working CRS.
    """
    chains = lines.backend.sequences(lines.geometries)
    count = max(len(chains.feature), 1)
    raise_if_cancelled(cancelled)
    lines_, borders = steps_of(chains), steps_of(areas.outline)
    raise_if_cancelled(cancelled)
    found = find_crossings(lines_, borders, None, cancelled, lambda share: progress(0.5 * share))
    cross_area, cross_chain = borders.feature[found.edge], lines_.chain[found.step]
    doubt_area, doubt_chain = borders.feature[found.doubtful[:, 1]], lines_.chain[found.doubtful[:, 0]]
    start_area, start_chain = point_pairs(areas, chains.xy[chains.start[:-1]], cancelled)
    end_area, end_chain = point_pairs(areas, chains.xy[chains.start[1:] - 1], cancelled)
    raise_if_cancelled(cancelled)
    before, total = travelled(chains)
    step = lines_.first[found.step]
    arc = before[step] + found.along_step * np.hypot(*(chains.xy[step + 1] - chains.xy[step]).T)

    parts = [
        cross_area * count + cross_chain,
        start_area * count + start_chain,
        end_area * count + end_chain,
        doubt_area * count + doubt_chain,
    ]
    keys, where = np.unique(np.concatenate(parts), return_inverse=True)
    at_cross, at_start, at_end, at_doubt = np.split(where, np.cumsum([len(part) for part in parts])[:-1])
    raise_if_cancelled(cancelled)
    area, chain = keys // count, keys % count
    state = sum_by_index(at_cross, found.sign, len(keys))
    state[at_start] += 1
    ends_inside = np.zeros(len(keys))
    ends_inside[at_end] = 1
    rest = total[cross_chain] - arc
    length = sum_by_index(at_cross, found.sign * rest, len(keys))
    length[at_start] += total[start_chain]
    slack = TOLERANCE * (1 + total[chain])
    doubtful = (state != ends_inside) | (length < -slack) | (length > total[chain] + slack)
    doubtful[at_doubt] = True
    progress(0.6)

    slow_area, slow_step = _steps_of_pairs(areas, area[doubtful], chain[doubtful], lines_)
    backend = areas.backend

    def measure(piece: slice) -> np.ndarray:
        at, which = np.unique(slow_step[piece], return_inverse=True)
        single = backend.from_wkb([line_wkb(np.vstack(ends)) for ends in zip(lines_.a[at], lines_.b[at])])
        return np.nan_to_num(backend.length(backend.intersection(areas.geometries, single, slow_area[piece], which)))

    pieces = list(split(np.ones(len(slow_step)), _PAIRS_PER_PIECE))
    slow = list(map_ordered(measure, pieces, len(pieces), cancelled, lambda share: progress(0.6 + 0.4 * share)))
    keep = ~doubtful
    progress(1.0)
    return (
        np.concatenate([area[keep], slow_area]),
        np.concatenate([np.clip(length[keep], 0.0, total[chain[keep]]), *slow]),
    )


def _steps_of_pairs(areas: Areas, area: np.ndarray, chain: np.ndarray, steps: Steps) -> tuple[np.ndarray, np.ndarray]:
    """Return all pairs of an area and a step, near it, of a chain it is paired with."""
    first, last = np.searchsorted(steps.chain, chain), np.searchsorted(steps.chain, chain, side="right")
    which, step = expand(first, last)
    a, b, box = steps.a[step], steps.b[step], areas.bounds[area[which]]
    near = (np.minimum(a, b) <= box[:, 2:]).all(axis=1) & (np.maximum(a, b) >= box[:, :2]).all(axis=1)
    return area[which[near]], step[near]
