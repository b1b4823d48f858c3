"""What Check data says of features that are there twice and of polygons that overlap, where that would count double."""

from __future__ import annotations

from typing import Callable, Iterator

import numpy as np

from ...i18n import translate
from ...indicators.spatial.batches import raise_if_cancelled
from ...indicators.spatial.crossings import steps_of
from ...indicators.spatial.data import Areas, VectorData
from ...indicators.spatial.grid import box_pairs, sum_by_index
from ...indicators.spatial.network import levels_of
from ...indicators.spatial.overlay import exact_areas
from ...indicators.spatial.points import point_pairs
from ...indicators.spatial.repeats import without_repeats

Finding = tuple[str, str]
"""Severity (``fault``, ``warning``, ``info``) and sentence."""

SLIVER = 0.01
"""Overlaps below this share of the smaller polygon are drawing errors, not counted twice."""

_MILLIMETRE = 1e-3
_GRID = 100.0
"""Metres: the sides of statistical grids are multiples of it."""


def area_findings(areas: Areas, cancelled: Callable[[], bool]) -> Iterator[Finding]:
    """Yield what is worth knowing of planning areas that repeat or overlap each other.

    Raises
    ------
    Cancelled
    """
    data = VectorData("polygon", areas.backend, areas.geometries[areas.usable])
    double = repeated(data)
    if double:
        yield "warning", translate("Samplan", "{count} areas repeat another one exactly.").format(count=double)
    pairs, size = overlaps(data, cancelled)
    if pairs:
        text = translate(
            "Samplan",
            "{count} pairs of areas overlap, {size} ha in all. Each area is measured for itself; sums over the areas count "
            "that land more than once.",
        )
        yield "info", text.format(count=pairs, size=f"{size / 1e4:,.2f}")


def duplicate_findings(data: VectorData, role: str, counted: bool, cancelled: Callable[[], bool]) -> Iterator[Finding]:
    """Yield what is worth knowing of a role layer's features that are there twice.

    Parameters
    ----------
    data : VectorData
    role : str
        Id of the role.
    counted : bool
        The features carry counts (residents, jobs), which overlapping polygons would add up twice.
    cancelled : callable

    Raises
    ------
    Cancelled
    """
    double = repeated(data)
    if double:
        text = translate("Samplan", "{count} features repeat another one: the same place and the same values.")
        yield "warning" if counted or role == "streets" else "info", text.format(count=double)
    if role == "streets":
        share = drawn_twice(data, cancelled)
        if share >= 0.0005:
            text = translate(
                "Samplan",
                "{share} % of the length is drawn more than once (both directions of a street, overlapping lines, copies). It "
                "is counted once.",
            )
            yield "warning", text.format(share=f"{100 * share:.1f}")
    if not counted:
        return
    if data.kind == "point":
        if on_two_grids(data.xy):
            text = translate(
                "Samplan",
                "The points lie on two grids, such as the middles of 100 m and 1 km squares: everybody would be counted twice. "
                "Keep one of them.",
            )
            yield "warning", text
        return
    pairs, size = overlaps(data, cancelled)
    if pairs:
        text = translate(
            "Samplan",
            "{count} pairs of polygons overlap, on {share} % of the layer's area: what is counted there counts more than once. "
            "Keep one of two grids, or cut the polygons apart.",
        )
        whole = float(data.backend.area(data.geometries).sum())
        yield "warning", text.format(count=pairs, share=f"{100 * size / whole:.1f}")


def repeated(data: VectorData) -> int:
    """Return how many features have the same place, to the millimetre, and the same values as one before them.

    Lines and polygons are told by their extent, length or outline, and second moment, in whichever direction and from
    whichever vertex they are drawn.
    """
    if not data.n:
        return 0
    if data.geometries is None:
        place = data.xy
    else:
        steps = steps_of(data.outline)
        length = np.hypot(*(steps.b - steps.a).T)
        middle = (steps.a + steps.b) / 2 - data.bounds[steps.feature, :2]
        moments = (np.ones(len(length)), *middle.T, middle[:, 0] * middle[:, 1])
        sums = [sum_by_index(steps.feature, length * part, data.n) for part in moments]
        total = np.maximum(sums[0], _MILLIMETRE)
        mean = [sums[0], sums[1] / total, sums[2] / total, np.sign(sums[3]) * np.sqrt(np.abs(sums[3]) / total)]
        place = np.column_stack([data.bounds, *mean])
    keys = [np.round(column / _MILLIMETRE) for column in place.T]
    keys += [np.unique(np.asarray(values, dtype=str), return_inverse=True)[1] for values in data.fields.values()]
    return data.n - len(np.unique(np.column_stack(keys), axis=0))


def drawn_twice(data: VectorData, cancelled: Callable[[], bool]) -> float:
    """Return the share (0-1) of the lines' length that runs along another line (`repeats.without_repeats`).

    Raises
    ------
    Cancelled
    """
    lines = data.backend.sequences(data.geometries)
    whole = float(data.backend.length(data.geometries).sum())
    return without_repeats(lines, levels_of(data), cancelled=cancelled)[1] / whole if whole else 0.0


def on_two_grids(xy: np.ndarray) -> bool:
    """Return whether points lie at exactly two places within squares of 100 m, each of them with many points."""
    if len(xy) < 20:
        return False
    within = np.round(np.mod(xy, _GRID), 2) % _GRID
    _, count = np.unique(within, axis=0, return_counts=True)
    return len(count) == 2 and count.min() >= max(3, 0.002 * len(xy))


def overlaps(data: VectorData, cancelled: Callable[[], bool]) -> tuple[int, float]:
    """Return how many pairs of polygons overlap by more than `SLIVER`, and by how many map units² in all.

    Raises
    ------
    Cancelled
    """
    inner = data.bounds + 10 * _MILLIMETRE * np.array([1, 1, -1, -1])  # neighbours in a grid only touch
    i, j = box_pairs(inner, inner)
    once = i < j
    raise_if_cancelled(cancelled)
    i, _, shared = _real_overlaps(data, i[once], j[once], cancelled)
    return len(i), float(shared.sum())


def overlaps_seen(data: VectorData, cancelled: Callable[[], bool]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return pairs of polygons that overlap by more than `SLIVER`, and the map units² that they share.

    Overlaps are looked for at the middle of each polygon and on the way to four of its corners: thin ones may be missed,
    but thousands of neighbours that only touch cost little.

    Raises
    ------
    Cancelled
    """
    chains, every = data.outline, np.arange(data.n)
    owner = np.repeat(chains.feature, np.diff(chains.start))
    first, end = np.searchsorted(owner, every), np.searchsorted(owner, every, side="right")
    middle = data.representative_xy()
    ways = [chains.xy[first + (end - first) * k // 4] - middle for k in range(4)] if data.n else []
    points = np.vstack([middle, *(middle + part * way for way in ways for part in (0.5, 0.95))])
    polygon, point = point_pairs(data, points, cancelled)
    source = point % max(data.n, 1)
    own = np.zeros(len(points), dtype=bool)
    own[point[polygon == source]] = True  # in a hollow the way to a corner may lead through a neighbour
    there = (polygon != source) & own[point]
    pairs = np.unique(np.sort(np.column_stack([source[there], polygon[there]]), axis=1), axis=0)
    return _real_overlaps(data, pairs[:, 0], pairs[:, 1], cancelled)


def _real_overlaps(
    data: VectorData, i: np.ndarray, j: np.ndarray, cancelled: Callable[[], bool]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    shared = exact_areas(data, data, i, j, cancelled)
    size = data.backend.area(data.geometries)
    real = shared > SLIVER * np.minimum(size[i], size[j])
    return i[real], j[real], shared[real]
