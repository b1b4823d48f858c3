"""Gi* by hand, against a dense implementation, and against pinned numbers of esda."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samplan.participation.analysis.hotspots import (
    COLD,
    HEXAGON,
    HOT,
    SQUARE,
    HotspotError,
    Lattice,
    bayes_rates,
    classify,
    false_discovery,
    gi_star,
    two_sided,
)


def line_of(n):
    return np.stack([np.arange(n), np.zeros(n, dtype=int)], axis=1)


def test_by_hand():
    # five cells in a row: 0 0 0 2 8; neighbours: next cells and oneself
    # mean = 10/5 = 2; s² = (0+0+0+4+64)/5 - 4 = 9.6
    found = gi_star(Lattice(SQUARE, 100.0), line_of(5), np.array([0.0, 0, 0, 2, 8]), 100.0)
    assert found.neighbours.tolist() == [2, 3, 3, 3, 2]
    s = math.sqrt(9.6)
    two, three = s * math.sqrt((5 * 2 - 4) / 4), s * math.sqrt((5 * 3 - 9) / 4)
    expected = [(0 - 4) / two, (0 - 6) / three, (2 - 6) / three, (10 - 6) / three, (10 - 4) / two]
    np.testing.assert_allclose(found.z, expected, rtol=1e-12)
    assert found.p[4] == pytest.approx(math.erfc(expected[4] / math.sqrt(2)))


def dense(xy, values, distance):
    """Ord & Getis (1995), equation 14, with the whole matrix."""
    n = len(values)
    w = (np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1)) <= distance * (1 + 1e-9)).astype(float)
    total, squares = w.sum(axis=1), (w**2).sum(axis=1)
    s = values.std()
    return (w @ values - total * values.mean()) / (s * np.sqrt((n * squares - total**2) / (n - 1)))


@pytest.mark.parametrize("shape", [SQUARE, HEXAGON])
@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), reach=st.floats(0.9, 3.2))
def test_agrees_with_the_dense_matrix(shape, seed, reach):
    random = np.random.default_rng(seed)
    lattice = Lattice(shape, 100.0)
    cells = lattice.cover(np.array([-730.0, 210.0, 320.0, 1100.0]))
    cells = cells[random.random(len(cells)) < 0.8]  # a study area with holes
    values = random.poisson(1.0, len(cells)).astype(float)
    found = gi_star(lattice, cells, values, reach * 100.0)
    np.testing.assert_allclose(found.z, dense(lattice.centres(cells), values, reach * 100.0), atol=1e-9)


# esda 2.9.0: G_Local(c, libpysal DistanceBand(centres, 500.01, binary=True), transform="B", star=True).Zs;
# fdr(p, 0.05) gave 0.011 and 0.02762237762, that is 22 and 79 cells.
ESDA = {
    SQUARE: (100, [-1.3529096028, -0.8336491886, -0.7491068254, -1.3653088979], 4.5369803965, 22),
    HEXAGON: (143, [0.1401662390, -1.2360511538, 1.9375042162, -2.8979319625], 6.1969320964, 79),
}


@pytest.mark.parametrize("shape", [SQUARE, HEXAGON])
def test_agrees_with_esda(shape):
    lattice = Lattice(shape, 250.0)
    cells = lattice.cover(np.array([600000.0, 6570000.0, 602400.0, 6572400.0]))
    xy = lattice.centres(cells)
    away = (xy[:, 0] - 601000) ** 2 + (xy[:, 1] - 6571000) ** 2
    values = (np.arange(len(cells)) * 7919 % 11) + 6 * np.exp(-away / 400**2)
    found = gi_star(lattice, cells, values, 500.0)
    count, some, largest, significant = ESDA[shape]
    assert len(cells) == count
    np.testing.assert_allclose(found.z[[0, 7, 50, -1]], some, atol=1e-9)
    assert found.z.max() == pytest.approx(largest, abs=1e-9)
    assert (false_discovery(found.p) <= 0.05).sum() == significant


def test_nothing_to_tell():
    lattice = Lattice(SQUARE, 100.0)
    assert np.isnan(gi_star(lattice, line_of(4), np.full(4, 3.3), 100.0).z).all(), "no spread"
    assert np.isnan(gi_star(lattice, line_of(3), np.array([1.0, 2, 3]), 900.0).z).all(), "everybody is a neighbour"
    assert np.isnan(gi_star(lattice, line_of(1), np.array([1.0]), 100.0).z).all()
    assert gi_star(lattice, line_of(0), np.empty(0), 100.0).z.shape == (0,)


def test_benjamini_hochberg_by_hand():
    # 0.01*5/1 = 0.05; 0.02*5/2 = 0.05; 0.03*5/3 = 0.05; 0.2*5/4 = 0.25; 0.9*5/5 = 0.9
    p = np.array([0.2, 0.01, np.nan, 0.9, 0.03, 0.02])
    np.testing.assert_allclose(false_discovery(p), [0.25, 0.05, np.nan, 0.9, 0.05, 0.05])
    # step-up: 0.04*2/1 = 0.08, but 0.045*2/2 = 0.045 pulls it down
    np.testing.assert_allclose(false_discovery(np.array([0.04, 0.045])), [0.045, 0.045])


def test_classes():
    z, p = np.array([3.0, -3.0, 3.0, np.nan]), np.array([0.01, 0.05, 0.06, np.nan])
    assert classify(z, p, 0.05).tolist() == [HOT, COLD, 0, 0]
    assert two_sided(np.array([1.959963984540054]))[0] == pytest.approx(0.05)


def test_bayes_rates_by_hand():
    # b = 6/20 = .3; rates .2, .2, 1: sum x (r-b)² = 10*.01 + 8*... with y = 2, 1, 3 and x = 10, 5, 5
    count, people = np.array([2.0, 1, 3]), np.array([10.0, 5, 5])
    b = 6 / 20
    between = (10 * (0.2 - b) ** 2 + 5 * (0.2 - b) ** 2 + 5 * (0.6 - b) ** 2) / 20 - b / (20 / 3)
    variance = [between + b / 10, between + b / 5, between + b / 5]
    variance = [v if v > 0 else b / x for v, x in zip(variance, people)]
    expected = [(0.2 - b) / variance[0] ** 0.5, (0.2 - b) / variance[1] ** 0.5, (0.6 - b) / variance[2] ** 0.5]
    np.testing.assert_allclose(bayes_rates(count, people), expected)
    assert bayes_rates(np.zeros(2), np.ones(2)).tolist() == [0, 0]


@pytest.mark.parametrize("shape", [SQUARE, HEXAGON])
@settings(max_examples=40, deadline=None)
@given(x=st.floats(-5e5, 5e5), y=st.floats(-5e5, 7e6), size=st.sampled_from([50.0, 100.0, 333.3, 1000.0]))
def test_points_fall_in_the_cell_around_them(shape, x, y, size):
    lattice = Lattice(shape, size)
    cell = lattice.cells(np.array([[x, y]]))
    away = np.array([x, y]) - lattice.centres(cell)[0]
    if shape == SQUARE:
        assert np.abs(away).max() <= size / 2 * (1 + 1e-6)
    else:
        others = lattice.centres(cell + lattice.offsets(size * 1.01))
        assert np.hypot(*away) <= np.hypot(*(np.array([x, y]) - others).T).min() + 1e-6
    covered = {tuple(c) for c in lattice.cover(np.array([x - size, y - size, x + size, y + size])).tolist()}
    assert tuple(cell[0].tolist()) in covered


def test_neighbours_of_a_hexagon():
    assert len(Lattice(HEXAGON, 100.0).offsets(100.0)) == 7
    assert len(Lattice(SQUARE, 100.0).offsets(142.0)) == 9
    corners = Lattice(HEXAGON, 100.0).corners()
    x, y = corners.T
    area = 0.5 * (x @ np.roll(y, -1) - y @ np.roll(x, -1))
    assert area == pytest.approx(100**2 * math.sqrt(3) / 2)


def test_too_many_cells_is_said():
    with pytest.raises(HotspotError, match="larger cells"):
        Lattice(SQUARE, 1.0).cover(np.array([0.0, 0, 5000, 5000]))
