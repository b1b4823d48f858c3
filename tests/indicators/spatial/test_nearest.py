"""Crow-fly distances, with and without scipy."""

from __future__ import annotations

import sys

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from samplan.indicators.spatial.backend import get_backend
from samplan.indicators.spatial.data import VectorData
from samplan.indicators.spatial.grid import BoxIndex, box_pairs, point_boxes
from samplan.indicators.spatial.nearest import distance_to_polygons, nearest_distance
from samplan.messages import Cancelled


@pytest.fixture(params=["scipy", "numpy"])
def engine(request, monkeypatch):
    if request.param == "numpy":
        monkeypatch.setitem(sys.modules, "scipy.spatial", None)


def test_by_hand(engine):
    xy = np.array([[0.0, 0], [10, 0], [100, 0], [np.nan, 0]])
    targets = np.array([[3.0, 4], [110, 0], [np.nan, np.nan]])
    distance, index = nearest_distance(xy, targets, 10)
    assert np.array_equal(distance, [5, np.hypot(7, 4), 10, np.nan], equal_nan=True)
    assert index.tolist() == [0, 0, 1, -1]
    distance, index = nearest_distance(xy, targets, 9.99)
    assert distance[2] == np.inf
    assert index[2] == -1
    assert nearest_distance(xy, np.empty((0, 2)), 10)[0][:3].tolist() == [np.inf] * 3


@pytest.mark.parametrize("limit", [np.inf, 700.0])
def test_random_points_against_all_pairs(engine, limit):
    rng = np.random.default_rng(3)
    xy = rng.uniform(0, 10_000, (3000, 2))
    targets = np.vstack([rng.uniform(0, 10_000, (40, 2)), rng.normal(2000, 30, (60, 2))])
    distance, index = nearest_distance(xy, targets, limit)
    table = np.hypot(*(xy[:, None] - targets[None]).transpose(2, 0, 1))
    best = table.min(axis=1)
    np.testing.assert_allclose(distance, np.where(best <= limit, best, np.inf))
    near = best <= limit
    assert (table[np.flatnonzero(near), index[near]] == best[near]).all()
    assert (index[~near] == -1).all()


def test_distance_to_polygons(both, make):
    rng = np.random.default_rng(6)
    shapes = make.random_polygons(rng, 80, 400)
    xy = make.origin + rng.uniform(-1000, 11_000, (4000, 2))
    found = [distance_to_polygons(xy, make.layer(engine, shapes), 300) for engine in both]
    np.testing.assert_array_equal(found[0], found[1])
    expected = shapely.distance(shapely.points(xy), shapely.union_all(shapes))
    np.testing.assert_allclose(found[0], np.where(expected <= 300, expected, np.inf), atol=1e-8)


def test_distance_to_lines_and_inside_holes(backend, make):
    frame = shapely.box(0, 0, 100, 100).difference(shapely.box(20, 20, 80, 80))
    xy = np.array([[10.0, 10], [50, 30], [-30, 50], [-500, 0], [np.nan, 1]])
    found = distance_to_polygons(xy, make.layer(backend, [frame]), 100)
    assert np.array_equal(found, [0, 10, 30, np.inf, np.nan], equal_nan=True)
    line = make.layer(backend, [shapely.LineString([(0, 0), (0, 100)])], "line")
    assert distance_to_polygons(xy[:3], line, 100).tolist() == [10, 50, 30]
    assert distance_to_polygons(xy[:1], make.layer(backend, []), 100).tolist() == [np.inf]


def test_against_qgis(qgis_processing, make, tmp_path, engine):
    from qgis import processing

    rng = np.random.default_rng(9)
    xy, targets = make.origin + rng.uniform(0, 4000, (500, 2)), make.origin + rng.uniform(0, 4000, (30, 2))
    run = {
        "INPUT": make.write(tmp_path / "a.gpkg", [f"POINT({x!r} {y!r})" for x, y in xy.tolist()]),
        "INPUT_2": make.write(tmp_path / "b.gpkg", [f"POINT({x!r} {y!r})" for x, y in targets.tolist()]),
        "MAX_DISTANCE": 500,
        "NEIGHBORS": 1,
        "OUTPUT": "TEMPORARY_OUTPUT",
    }
    out = processing.run("native:joinbynearest", run)["OUTPUT"]
    expected = {feature["fid"]: feature["distance"] for feature in out.getFeatures()}
    distance, _ = nearest_distance(xy, targets, 500)
    for fid, metres in expected.items():
        near = metres and metres <= 500  # QGIS 3.40.6 gives the nearest one whatever the maximum
        assert distance[fid - 1] == pytest.approx(metres) if near else np.isinf(distance[fid - 1])


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    spread=st.sampled_from([0.0, 1e-3, 1.0, 50.0, 3000.0]),
    flat=st.booleans(),
)
def test_the_box_index_finds_exactly_the_meeting_boxes(seed, spread, flat):
    rng = np.random.default_rng(seed)

    def boxes(count):
        low = rng.integers(0, 1000, (count, 2)).astype(float)
        if flat:
            low[:, 0] = 7.0
        size = rng.exponential(spread, (count, 2)) if spread else np.zeros((count, 2))
        found = np.column_stack([low, low + np.round(size)])
        found[rng.uniform(size=count) < 0.05] = np.nan
        return found

    a, b = boxes(rng.integers(0, 60)), boxes(rng.integers(0, 60))
    ia, ib = box_pairs(a, b)
    meet = (
        (a[:, None, 0] <= b[None, :, 2])
        & (a[:, None, 2] >= b[None, :, 0])
        & (a[:, None, 1] <= b[None, :, 3])
        & (a[:, None, 3] >= b[None, :, 1])
    )
    assert sorted(zip(ia.tolist(), ib.tolist())) == list(zip(*map(np.ndarray.tolist, np.nonzero(meet))))
    assert (np.diff(ia) >= 0).all()


def test_blocks_never_split_a_query():
    rng = np.random.default_rng(1)
    xy = rng.uniform(0, 100, (2000, 2))
    blocks = list(BoxIndex(point_boxes(xy)).query(point_boxes(xy, 5), limit=500))
    assert len(blocks) > 10
    for (before, _), (after, _) in zip(blocks, blocks[1:]):
        assert before[-1] < after[0]


def test_cancelling(make, qgis_app, engine):
    xy = make.origin + np.random.default_rng(0).uniform(0, 1000, (1000, 2))
    backend = get_backend("qgis")
    squares = VectorData("polygon", backend, make.layer(backend, make.squares(3, 3, 20)).geometries)
    for run in (
        lambda: nearest_distance(xy, xy, 10, lambda: True),
        lambda: distance_to_polygons(xy, squares, 10, lambda: True),
    ):
        with pytest.raises(Cancelled):
            run()
