"""Pollinator supply by hand and by brute force, and what must hold for any land cover."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from samplan.indicators.spatial import pollination as p
from samplan.indicators.spatial.raster import Lookup
from samplan.messages import Cancelled

nan = np.nan
FLORAL = {1: 0.9, 2: 0.4, 3: 0.0}


def resources(cover):
    """Floral resources of each cell."""
    return Lookup(FLORAL)(cover)


def flowers_of(cover, alpha, cell, **more):
    """Floral resources within flight of each cell."""
    return p.weighted_mean(resources(cover), p.exponential_kernel(alpha, cell), **more)


def brute_force(values, alpha, cell):
    """The definition, cell by cell."""
    rows, columns = (index.ravel() for index in np.indices(values.shape))
    result = np.full(values.shape, nan)
    known = ~np.isnan(values)
    for row, column in zip(*np.nonzero(known)):
        distance = np.hypot((rows - row) * cell[1], (columns - column) * cell[0]).reshape(values.shape)
        weight = np.where((distance <= 5 * alpha) & known, np.exp(-distance / alpha), 0)
        result[row, column] = (weight * np.nan_to_num(values)).sum() / weight.sum()
    return result


def land_cover(seed, shape=(60, 47), gaps=0.1):
    rng = np.random.default_rng(seed)
    cover = rng.integers(1, 4, shape).astype(float)
    cover[rng.random(shape) < gaps] = nan
    return cover


def test_flowers_by_hand():
    # Cells of 10 m, α = 10 m; a garden (2) and a meadow (1) side by side, sealed land (3) in the row's other cell.
    found = flowers_of(np.array([[2.0, 1.0, 3.0]]), 10, (10, 10))
    e1, e2 = np.exp(-1), np.exp(-2)
    flowers = [
        (0.4 + 0.9 * e1) / (1 + e1 + e2),
        (0.4 * e1 + 0.9) / (1 + 2 * e1),
        (0.4 * e2 + 0.9 * e1) / (1 + e1 + e2),
    ]
    assert found[0] == pytest.approx(flowers)


def test_kernel_ends_at_five_alpha():
    kernel = p.exponential_kernel(10, (10, 20))
    assert kernel.shape == (5, 11)
    assert kernel[2].tolist() == pytest.approx(np.exp(-np.abs(np.arange(-5, 6))).tolist())
    assert kernel[0, 0] == 0  # hypot(50, 40) m is farther than 50 m
    assert kernel[1, 5] == pytest.approx(np.exp(-2))


@pytest.mark.parametrize("cell", [(10.0, 10.0), (7.0, 13.0)])
@pytest.mark.parametrize("shape", [(60, 47), (1, 30), (5, 5)])
def test_flowers_equal_brute_force(cell, shape):
    cover = land_cover(1, shape)
    np.testing.assert_allclose(flowers_of(cover, 31, cell), brute_force(resources(cover), 31, cell), atol=1e-6)


def test_many_tiles_equal_one(monkeypatch):
    cover = land_cover(2, (90, 110), gaps=0.3)
    cover[:40, :45] = nan  # a tile without data
    cover[45:, 30:80] = 1  # and one without gaps
    whole = flowers_of(cover, 9, (5, 5))
    lengths = iter(range(10**6))
    monkeypatch.setattr(p, "_fast_length", lambda n: 32 if next(lengths) >= 0 else n)
    np.testing.assert_allclose(flowers_of(cover, 9, (5, 5)), whole, atol=1e-6)


def test_both_transforms_agree(monkeypatch):
    cover = land_cover(3)
    pytest.importorskip("scipy.fft")
    with_scipy = flowers_of(cover, 25, (10, 10))
    monkeypatch.setattr(p, "_transforms", lambda: (np.fft.rfft2, np.fft.irfft2))
    np.testing.assert_allclose(flowers_of(cover, 25, (10, 10)), with_scipy, atol=1e-6)


def test_no_data_stays_no_data_and_cancelling():
    cover = land_cover(4)
    assert (np.isnan(flowers_of(cover, 20, (10, 10))) == np.isnan(cover)).all()
    assert np.isnan(flowers_of(np.full((3, 3), nan), 20, (10, 10))).all()
    with pytest.raises(Cancelled):
        flowers_of(cover, 20, (10, 10), cancelled=lambda: True)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.01, 100))
def test_properties(seed, factor):
    cover = land_cover(seed, (20, 23))
    found = flowers_of(cover, 25, (10, 10))
    known = ~np.isnan(cover)
    assert found[known].min() >= 0
    assert found[known].max() <= 0.9 + 1e-6
    scaled = flowers_of(cover, 25 * factor, (10 * factor, 10 * factor))
    # A cell exactly at the cut may fall either side of it: exp(-5) of the weight.
    np.testing.assert_allclose(scaled, found, atol=5e-3)
    turned = flowers_of(cover[::-1, ::-1], 25, (10, 10))
    np.testing.assert_allclose(turned[::-1, ::-1], found, atol=1e-6)
    # The same everywhere is the same everywhere, also at the edge and beside gaps.
    even = flowers_of(np.where(known, 1.0, nan), 25, (10, 10))
    assert even[known] == pytest.approx(0.9)


def test_near_flowers_by_hand():
    flowers = np.zeros((1, 9), dtype=bool)
    flowers[0, 2] = True
    near = p.near_flowers(flowers, (50, 50))
    assert near[0].tolist() == [1, 1, 1, 1, 1, 1, 0, 0, 0]  # 150 m are three cells
    share = p.nest_flower_share(np.array([[0, 0, 0, 0, 0, 1, 1, 0, 1]], dtype=bool), flowers, (50, 50))
    assert share[0, [5, 6, 8]].tolist() == [1, 0, 0]
    assert np.isnan(share[0, [0, 1, 2, 3, 4, 7]]).all()
    assert np.nanmean(share) == pytest.approx(1 / 3)


@pytest.mark.fuzz(3)
def test_near_flowers_equal_the_distance_transform(seed):
    ndimage = pytest.importorskip("scipy.ndimage")
    flowers = np.random.default_rng(seed).random((70, 90)) < 0.01
    distance = ndimage.distance_transform_edt(~flowers, sampling=(13, 9))
    assert (p.near_flowers(flowers, (9, 13), 101) == (distance <= 101)).all()


def test_near_flowers_agree_with_exact_geometry():
    rng = np.random.default_rng(6)
    nests = [shapely.Point(*rng.uniform(0, 1500, 2)).buffer(rng.uniform(20, 90)) for _ in range(25)]
    flowers = shapely.union_all([shapely.Point(*rng.uniform(0, 1500, 2)).buffer(rng.uniform(5, 40)) for _ in range(12)])
    area = (
        shapely.area(shapely.intersection(nests, flowers.buffer(150, quad_segs=32))).sum() / shapely.area(nests).sum()
    )
    x, y = np.meshgrid(np.arange(-100, 1600, 2.0) + 1, np.arange(-100, 1600, 2.0) + 1)
    on_nest = sum(shapely.contains_xy(nest, x, y).astype(int) for nest in nests)
    near = p.near_flowers(shapely.contains_xy(flowers, x, y), (2.0, 2.0))
    assert area == pytest.approx((on_nest * near).sum() / on_nest.sum(), abs=0.01)
