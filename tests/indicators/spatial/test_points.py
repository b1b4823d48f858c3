"""Points in areas: counted once in a partition, the same with every engine and with QGIS."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from samplan.indicators.spatial.backend import get_backend
from samplan.indicators.spatial.data import Areas, VectorData
from samplan.indicators.spatial.points import point_pairs, sum_points, touching_pairs
from samplan.messages import Cancelled


def test_counts_and_weights_by_hand(backend, make):
    areas = make.areas(
        backend, [shapely.box(0, 0, 10, 10), shapely.box(5, 5, 15, 15), shapely.box(50, 50, 51, 51), None]
    )
    xy = np.array([[1.0, 1], [6, 6], [7, 9], [14, 14], [100, 100], [np.nan, 3]])
    assert np.array_equal(sum_points(areas, xy), [3, 3, 0, np.nan], equal_nan=True)  # overlapping areas share points
    weights = np.array([1.0, 10, np.nan, 1000, 1e5, 1e6])
    assert np.array_equal(sum_points(areas, xy, weights), [11, 1010, 0, np.nan], equal_nan=True)
    both = sum_points(areas, xy, np.column_stack([weights, np.ones(6)]))
    assert np.array_equal(both, [[11, 3], [1010, 3], [0, 0], [np.nan, np.nan]], equal_nan=True)


def test_no_points_and_no_areas(backend, make):
    areas = make.areas(backend, [shapely.box(0, 0, 1, 1)])
    assert sum_points(areas, np.empty((0, 2))).tolist() == [0]
    empty = make.areas(backend, [None])
    assert np.isnan(sum_points(empty, np.zeros((3, 2)))).all()


def test_a_partition_counts_every_point_once(backend, make):
    """Points on shared borders and corners belong to exactly one square."""
    areas = make.areas(backend, make.squares(8, 8, 10))
    on_borders = np.array([[x, y] for x in np.arange(2.5, 78, 2.5) for y in np.arange(2.5, 78, 2.5)])
    counts = sum_points(areas, on_borders + make.origin)
    assert counts.sum() == len(on_borders)


def test_a_jagged_partition_counts_every_vertex_once(backend):
    rng = np.random.default_rng(2)
    sites = shapely.MultiPoint(rng.uniform(0, 1000, (200, 2)))
    cells = np.array(
        [*shapely.voronoi_polygons(sites, extend_to=shapely.box(-500, -500, 1500, 1500)).geoms], dtype=object
    )
    areas = Areas(backend, backend.from_wkb(list(shapely.to_wkb(cells))))
    vertices = np.unique(shapely.get_coordinates(cells), axis=0)
    inner = vertices[((vertices > 0) & (vertices < 1000)).all(axis=1)]
    _, point = point_pairs(areas, inner)
    assert np.bincount(point, minlength=len(inner)).tolist() == [1] * len(inner)


@settings(max_examples=25, deadline=None)
@given(
    corners=st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=3, max_size=9),
    hole=st.tuples(st.integers(2, 8), st.integers(2, 8)),
)
def test_holes_parts_and_spikes_against_geos(qgis_app, corners, hole):
    shape = shapely.make_valid(shapely.Polygon(corners))
    shape = shape.difference(shapely.box(hole[0], hole[1], hole[0] + 2, hole[1] + 1))
    shape = shapely.MultiPolygon([part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"])
    xy = np.random.default_rng(0).uniform(-1, 13, (400, 2))
    backend = get_backend("qgis")
    data = VectorData("polygon", backend, backend.from_wkb([shapely.to_wkb(shape)]))
    _, point = point_pairs(data, xy)
    inside = np.zeros(len(xy), dtype=bool)
    inside[point] = True
    assert np.array_equal(inside, shapely.contains_xy(shape, xy))


def test_engines_agree_and_match_geos(both, make):
    rng = np.random.default_rng(4)
    shapes = make.random_polygons(rng, 150, 800)
    xy = make.origin + rng.uniform(-500, 10_500, (20_000, 2))
    counts = [sum_points(make.areas(engine, shapes), xy) for engine in both]
    np.testing.assert_array_equal(counts[0], counts[1])
    assert counts[0].tolist() == [shapely.contains_xy(shape, xy).sum() for shape in shapes]


def test_against_qgis(qgis_processing, backend, make, tmp_path):
    from qgis import processing

    rng = np.random.default_rng(9)
    shapes = make.random_polygons(rng, 40, 600, 4000)
    xy = make.origin + rng.uniform(0, 4000, (3000, 2))
    weights = rng.integers(1, 9, 3000).astype(float)
    polygons = make.write(tmp_path / "areas.gpkg", [shape.wkt for shape in shapes])
    points = make.write(
        tmp_path / "points.gpkg", [f"POINT({x!r} {y!r})" for x, y in xy.tolist()], count=weights.tolist()
    )
    run = {"POLYGONS": polygons, "POINTS": points, "WEIGHT": "count", "FIELD": "total", "OUTPUT": "TEMPORARY_OUTPUT"}
    out = processing.run("native:countpointsinpolygon", run)["OUTPUT"]
    expected = [feature["total"] for feature in out.getFeatures()]
    np.testing.assert_allclose(sum_points(make.areas(backend, shapes), xy, weights), expected)


def test_cancelling_and_progress(backend, make):
    areas = make.areas(backend, make.squares(20, 20, 100))
    xy = make.origin + np.random.default_rng(0).uniform(0, 2000, (300_000, 2))
    seen = []
    sum_points(areas, xy, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1
    assert len(seen) > 2
    with pytest.raises(Cancelled):
        sum_points(areas, xy, cancelled=lambda: True)


def test_a_point_on_a_border_belongs_to_all_areas_that_meet_there(backend, make):
    """Two squares side by side, turned: a point on their side, off by up to 5 mm, is in both; one 10 cm off in one."""
    rng = np.random.default_rng(5)
    for angle in rng.uniform(0, 2 * np.pi, 20):
        turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        corners = [np.array([(x, 0), (x + 100, 0), (x + 100, 100), (x, 100)]) @ turn + make.origin for x in (0, 100)]
        areas = make.areas(backend, [shapely.Polygon(ring - make.origin) for ring in corners])
        points = np.array([(100 + rng.uniform(-0.005, 0.005), 40), (100.1, 60), (50, 50), (250, 50)]) @ turn
        area, point = touching_pairs(areas, points, 0.02)
        assert sorted(zip(point.tolist(), area.tolist())) == [(0, 0), (0, 1), (1, 1), (2, 0)]
