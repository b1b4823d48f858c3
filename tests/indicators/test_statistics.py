"""Statistics by hand, against scipy, and what must hold for any numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samplan.indicators import statistics

positive = st.floats(0.01, 1e6)


def test_mix_by_hand():
    mix = statistics.entropy_mix(np.array([[1, 1, 0], [5, 0, 0], [2, 2, 2], [0, 0, 0], [1, np.nan, 1]]))
    # Two of three classes, half each: -(2 x 1/2 ln 1/2) / ln 3 = ln 2 / ln 3.
    assert mix[:3] == pytest.approx([math.log(2) / math.log(3), 0, 1])
    assert np.isnan(mix[3:]).all()


def test_mix_counts_the_classes_that_could_occur():
    assert statistics.entropy_mix(np.array([[1, 1]]), classes=4) == pytest.approx([0.5])  # ln 2 / ln 4
    with pytest.raises(ValueError, match="at least two"):
        statistics.entropy_mix(np.array([[1.0]]))
    with pytest.raises(ValueError, match="negative"):
        statistics.entropy_mix(np.array([[1.0, -1.0]]))


@settings(max_examples=40, deadline=None)
@given(st.lists(positive, min_size=2, max_size=6), st.floats(0.001, 1000))
def test_mix_equals_scipy_and_knows_no_unit(amounts, factor):
    entropy = pytest.importorskip("scipy.stats").entropy
    row = np.array([amounts])
    expected = entropy(amounts) / math.log(len(amounts))
    assert statistics.entropy_mix(row) == pytest.approx([expected], abs=1e-12)
    assert statistics.entropy_mix(row * factor) == pytest.approx([expected], abs=1e-9)
    assert statistics.entropy_mix(row[:, ::-1]) == pytest.approx([expected], abs=1e-12)


def test_dissimilarity_by_hand():
    # Group 10, 30, 60 of 100; rest 40, 40, 20 of 100: (|.1-.4| + |.3-.4| + |.6-.2|) / 2 = 0.4.
    index, units = statistics.dissimilarity(np.array([10, 30, 60]), np.array([40, 40, 20]))
    assert index == pytest.approx([0.4])
    assert units.tolist() == [3]


def test_dissimilarity_by_area():
    group = np.array([10.0, 0.0, 5.0, 0.0, np.nan, 3.0])
    rest = np.array([0.0, 10.0, 5.0, 7.0, 9.0, 3.0])
    index, units = statistics.dissimilarity(group, rest, np.array([0, 0, 1, 2, 1, -1]), n=4)
    assert index[:2].tolist() == [1, 0]  # apart; a single unit is always even
    assert np.isnan(index[2:]).all()  # nobody of the group; no unit
    assert units.tolist() == [2, 1, 1, 0]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(positive, positive), min_size=1, max_size=8), st.floats(0.01, 100))
def test_dissimilarity_properties(units, factor):
    group, rest = np.array(units).T
    index = statistics.dissimilarity(group, rest)[0][0]
    assert 0 <= index <= 1
    assert statistics.dissimilarity(rest, group)[0][0] == pytest.approx(index, abs=1e-12)
    assert statistics.dissimilarity(group * factor, rest)[0][0] == pytest.approx(index, abs=1e-9)
    # Splitting every unit in two alike halves changes nothing.
    assert statistics.dissimilarity(np.tile(group / 2, 2), np.tile(rest / 2, 2))[0][0] == pytest.approx(index, abs=1e-9)


def test_land_use_efficiency_by_hand():
    # Land +10 % in 5 years = 0.02 a year; people x e^0.05 = 0.01 a year: ratio 2.
    value = statistics.land_use_efficiency([100.0], [110.0], [1000.0], [1000 * math.exp(0.05)], 5)
    assert value == pytest.approx([2.0])


def test_land_use_efficiency_is_undefined_without_growth():
    built, people = [100.0, 100.0, 0.0, 100.0, np.nan], [50.0, 0.0, 50.0, 50.0, 50.0]
    later = [50.0, 60.0, 60.0, 0.0, 60.0]
    assert np.isnan(statistics.land_use_efficiency(built, [120.0] * 5, people, later, 5)).all()
    with pytest.raises(ValueError, match="years"):
        statistics.land_use_efficiency([1.0], [1.0], [1.0], [2.0], 0)


@settings(max_examples=40, deadline=None)
@given(positive, positive, positive, positive, st.floats(0.5, 50))
def test_the_length_of_the_period_cancels_out(v1, v2, p1, p2, years):
    a = statistics.land_use_efficiency([v1], [v2], [p1], [p2], 1)
    b = statistics.land_use_efficiency([v1], [v2], [p1], [p2], years)
    if abs(math.log(p2 / p1)) > 1e-3:
        assert a == pytest.approx(b, rel=1e-9)


def test_lowest_fifth_by_hand():
    # 100 people; the lowest 20 are the 10 of the poorest unit and half of the next 20.
    part = statistics.lowest_share([30, 10, 20, np.nan], [70, 10, 20, 99], 0.2)
    assert part[:3].tolist() == [0, 1, 0.5]
    assert np.isnan(part[3])
    tied = statistics.lowest_share([5, 5], [10, 30], 0.2)
    assert tied.tolist() == [0.2, 0.2]
