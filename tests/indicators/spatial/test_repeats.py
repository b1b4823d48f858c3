"""Streets drawn more than once."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
import shapely.ops
from samplan.indicators.spatial.network import levels
from samplan.indicators.spatial.repeats import without_repeats
from samplan.indicators.spatial.wkb import Sequences
from samplan.messages import Cancelled


def chains(*lines):
    xy = [np.array(line, dtype=float) for line in lines]
    start = np.concatenate([[0], np.cumsum([len(part) for part in xy])]).astype(np.int64)
    return Sequences(np.concatenate(xy), start, np.arange(len(xy)))


def length(lines):
    return sum(shapely.LineString(lines.xy[i:j]).length for i, j in zip(lines.start, lines.start[1:]))


def test_nothing_repeated_is_returned_as_it_is():
    # A crossing, a joint in line, a parallel street 1 m off and a street that leaves at a small angle.
    lines = chains([(0, 0), (50, 0)], [(50, 0), (90, 0)], [(20, -9), (20, 9)], [(0, 1), (50, 1)], [(0, 0), (50, 3)])
    kept, removed = without_repeats(lines)
    assert kept is lines
    assert removed == 0


@pytest.mark.parametrize(
    ("lines", "left", "removed"),
    [
        ([[(0, 0), (60, 0), (60, 40)], [(60, 40), (60, 0), (0, 0)]], 100, 100),  # the other direction
        ([[(0, 0), (60, 0), (60, 40)], [(60, 40), (60, 10), (60, 0), (33, 0), (7, 0), (0, 0)]], 100, 100),
        ([[(0, 0), (10, 0)], [(2, 0), (6, 0)], [(4, 0), (14, 0)]], 14, 4 + 6),  # 2-6 again, 4-10 again
        ([[(0, 0), (100, 0)], [(30, 0), (60, 0), (60, 50)]], 100 + 50, 30),
        ([[(0, 0), (40, 0), (80, 30), (40, 0), (0, 0)]], 40 + 50, 90),  # there and back in one line
        ([[(0, 0), (50, 0)], [(0, 0), (50, 0)], [(0, 0), (50, 0)]], 50, 100),
        ([[(0, 0), (100, 0)], [(0, 0.09), (100, 0.09)]], 100, 100),  # within 0.1 m
        ([[(0, 0), (100, 0)], [(0, 0.11), (100, 0.11)]], 200, 0),
    ],
)
def test_by_hand(lines, left, removed):
    for turn in (0.0, 0.4, 2.2):
        rotation = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        given = chains(*(np.array(line) @ rotation + [671_000.4, 6_566_000.9] for line in lines))
        kept, out = without_repeats(given)
        assert out == pytest.approx(removed, abs=1e-6)
        assert length(kept) == pytest.approx(left, abs=1e-6)
        assert kept.feature.max() < len(lines)


def test_streets_on_different_levels_are_different_streets():
    """A street above another with corners of its own stays; one whose every step has the same ends is the same."""
    level = levels(2, bridge=np.array([False, True]))
    above = chains([(0, 0), (100, 0)], [(10, 0), (90, 0)])
    assert without_repeats(above, level)[1] == 0
    assert without_repeats(above)[1] == pytest.approx(80)
    copy = chains([(0, 0), (50, 5), (100, 0)], [(100, 0), (50, 5), (0, 0)])
    assert without_repeats(copy, level)[1] == pytest.approx(2 * np.hypot(50, 5))


@pytest.mark.fuzz(4)
def test_against_shapely_on_streets_drawn_again_in_pieces(seed):
    """Random streets, and random parts of them again, either way: what is left is as long as their union."""
    rng = np.random.default_rng(seed)
    streets = [
        shapely.LineString(rng.uniform(0, 900, 2) + np.cumsum(rng.normal([60, 0], 25, (6, 2)), axis=0))
        for _ in range(40)
    ]
    again = []
    for street in streets:
        begin, end = np.sort(rng.uniform(0, street.length, 2))
        part = shapely.ops.substring(street, begin, end)
        again.append(part.reverse() if rng.random() < 0.5 else part)
    kept, removed = without_repeats(chains(*(np.array(line.coords) for line in [*streets, *again])))
    by_chance = without_repeats(chains(*(np.array(line.coords) for line in streets)))[1]  # two may run side by side
    assert removed == pytest.approx(by_chance + sum(line.length for line in again), abs=0.2 * len(again))
    assert length(kept) + removed == pytest.approx(sum(line.length for line in [*streets, *again]))


def test_no_lines():
    empty = Sequences(np.empty((0, 2)), np.zeros(1, dtype=np.int64), np.empty(0, dtype=np.int64))
    assert without_repeats(empty)[0] is empty


def test_cancelling():
    with pytest.raises(Cancelled):
        without_repeats(chains([(0, 0), (10, 0)], [(0, 0), (10, 0)]), cancelled=lambda: True)
