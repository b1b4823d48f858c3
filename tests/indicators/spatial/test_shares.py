"""Area of polygons in areas, dissolved."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from samplan.indicators.spatial.backend import get_backend
from samplan.indicators.spatial.data import Areas, VectorData
from samplan.indicators.spatial.overlay import overlapping_pairs, overlay_areas
from samplan.indicators.spatial.shares import class_areas, covered_area, land_area, weighted_area
from samplan.messages import Cancelled


def dissolved(shapes, polygons, codes, classes):
    return np.array(
        [
            [shapely.area(shapely.union_all(shapely.intersection(shape, polygons[codes == c]))) for c in range(classes)]
            for shape in shapes
        ]
    )


def test_by_hand(backend, make):
    areas = make.areas(backend, [shapely.box(0, 0, 10, 10), shapely.box(50, 0, 60, 10), None])
    polygons = make.layer(
        backend,
        [
            shapely.box(-5, 0, 4, 10),  # class 0: 40
            shapely.box(2, 0, 6, 5),  # class 0: 20, of which 10 shared with the first
            shapely.box(5, 5, 15, 15),  # class 1: 25
            shapely.box(0, 0, 10, 10).difference(shapely.box(1, 1, 9, 9)),  # class 2: a frame of 36
            shapely.box(0, 0, 5, 5),  # no class
            shapely.box(0, 0, 5, 5),  # nor has this one: the classes end at 2
        ],
    )
    found = class_areas(areas, polygons, np.array([0, 0, 1, 2, -1, 3]), 3)
    assert np.allclose(found, [[50, 25, 36], [0, 0, 0], [np.nan] * 3], equal_nan=True)
    covered = 36 + 24 + 8 + 16  # the frame, and within it what the first three add; the last adds nothing
    assert np.allclose(covered_area(areas, polygons), [covered, 0, np.nan], equal_nan=True)
    assert np.allclose(land_area(areas, polygons), [100 - covered, 100, np.nan], equal_nan=True)
    assert np.allclose(land_area(areas, None), [100, 100, np.nan], equal_nan=True)


def test_areas_are_scaled_to_the_ellipsoid(backend, make):
    areas = make.areas(backend, [shapely.box(0, 0, 10, 10)], area=np.array([101.0]))
    polygons = make.layer(backend, [shapely.box(-5, -5, 5, 15)])
    assert covered_area(areas, polygons)[0] == pytest.approx(50.5)


def test_an_area_under_water_has_no_land(backend, make):
    areas = make.areas(backend, make.squares(1, 1, 100))
    assert land_area(areas, make.layer(backend, make.squares(3, 3, 50))).tolist() == [0]


def test_land_is_none_only_below_a_billionth(backend, make):
    whole = shapely.box(0, 0, 100_000, 10_000)  # 1e9 m²
    areas = make.areas(backend, [whole])
    for gap, left in (((1, 1), 1.0), ((1, 0.5), 0.0), ((2, 1), 2.0)):
        water = make.layer(backend, [whole.difference(shapely.box(0, 0, *gap))])
        assert land_area(areas, water).tolist() == [left]


def test_weights_go_to_the_highest_factor(backend, make):
    areas = make.areas(backend, [shapely.box(0, 0, 10, 10), shapely.box(20, 0, 30, 10), None])
    polygons = make.layer(
        backend,
        [shapely.box(0, 0, 10, 10), shapely.box(0, 0, 5, 10), shapely.box(4, 0, 6, 10), shapely.box(0, 0, 9, 9)],
    )
    weighted, covered = weighted_area(areas, polygons, np.array([0.1, 0.9, 0.5, np.nan]))
    # 50 m² at 0.9, then 10 of the 20 m² at 0.5, the other 40 at 0.1
    assert np.allclose(weighted, [45 + 5 + 4, 0, np.nan], equal_nan=True)
    assert np.allclose(covered, [100, 0, np.nan], equal_nan=True)


def test_one_polygon_under_many_others(backend, make):
    areas = make.areas(backend, [shapely.box(0, 0, 100, 10), shapely.box(0, 10, 100, 20)])
    on_top = [shapely.box(2 * i, 4, 2 * i + 3, 5) for i in range(30)]  # 3 m² each, 1 m² of it shared with the next one
    polygons = make.layer(backend, [shapely.box(0, 0, 100, 20), *on_top])
    weighted, covered = weighted_area(areas, polygons, np.array([0.5] + [1.0] * 30))
    assert np.allclose(weighted, [0.5 * (1000 - 61) + 61, 500])
    assert np.allclose(covered, [1000, 1000])
    assert np.allclose(covered_area(areas, polygons), [1000, 1000])


def test_engines_agree_and_match_geos(both, make):
    rng = np.random.default_rng(4)
    shapes, polygons = make.random_polygons(rng, 60, 900), make.random_polygons(rng, 250, 600)
    codes = rng.integers(0, 4, 250)
    factors = rng.integers(0, 5, 250) / 4
    found = []
    for engine in both:
        areas, layer = make.areas(engine, shapes), make.layer(engine, polygons)
        found.append(
            [class_areas(areas, layer, codes, 4), covered_area(areas, layer), *weighted_area(areas, layer, factors)]
        )
    for one, other in zip(*found):
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-3)
    np.testing.assert_allclose(found[0][0], dissolved(shapes, polygons, codes, 4), rtol=1e-9, atol=1e-3)
    np.testing.assert_allclose(found[0][1], found[0][3], rtol=1e-9, atol=1e-3)
    expected = np.zeros(60)
    taken = shapely.Polygon()
    for level in np.unique(factors)[::-1]:
        free = shapely.union_all(polygons[factors == level]).difference(taken)
        taken = taken.union(free)
        expected += level * shapely.area(shapely.intersection(shapes, free))
    np.testing.assert_allclose(found[0][2], expected, rtol=1e-7, atol=1e-2)


@settings(max_examples=30, deadline=None)
@given(
    boxes=st.lists(st.tuples(*[st.integers(0, 9)] * 2, *[st.integers(1, 5)] * 2), min_size=1, max_size=12),
    name=st.sampled_from(["shapely", "qgis"]),
)
def test_snapped_polygons_match_geos(qgis_app, boxes, name):
    """Whole-number coordinates: borders shared, corners on borders, polygons equal to each other and to areas."""
    polygons = np.array([shapely.box(x, y, x + w, y + h) for x, y, w, h in boxes], dtype=object)
    shapes = np.array([shapely.box(2, 2, 6, 6), shapely.box(0, 0, 12, 12).difference(shapely.box(3, 3, 7, 8))])
    codes = np.arange(len(boxes)) % 2
    backend = get_backend(name)
    areas = Areas(backend, backend.from_wkb(list(shapely.to_wkb(shapes))))
    layer = VectorData("polygon", backend, backend.from_wkb(list(shapely.to_wkb(polygons))))
    np.testing.assert_allclose(class_areas(areas, layer, codes, 2), dissolved(shapes, polygons, codes, 2), atol=1e-6)


def test_overlay_pairs(backend, make):
    rng = np.random.default_rng(8)
    first, second = make.random_polygons(rng, 60, 700), make.random_polygons(rng, 80, 500)
    ia, ib, area = overlay_areas(make.layer(backend, first), make.layer(backend, second))
    table = np.zeros((60, 80))
    table[ia, ib] = area
    expected = shapely.area(shapely.intersection(first[:, None], second[None, :]))
    np.testing.assert_allclose(table, expected, rtol=1e-9, atol=1e-4)
    assert (np.diff(ia) >= 0).all()
    assert (area > 0).all()


def test_neighbours_do_not_overlap_but_doubles_do(backend, make):
    squares = make.squares(4, 4, 10)
    polygons = make.layer(backend, [*squares, squares[5]])
    assert [pair.tolist() for pair in overlapping_pairs(polygons)] == [[5], [16]]
    assert overlapping_pairs(polygons, np.arange(17))[0].tolist() == []


def test_against_qgis(qgis_processing, backend, make, tmp_path):
    from qgis import processing

    rng = np.random.default_rng(9)
    shapes, polygons = make.random_polygons(rng, 30, 700, 4000), make.random_polygons(rng, 100, 400, 4000)
    run = {
        "INPUT": make.write(tmp_path / "areas.gpkg", [shape.wkt for shape in shapes]),
        "LAYERS": [make.write(tmp_path / "green.gpkg", [shape.wkt for shape in polygons], name="green")],
        "OUTPUT": "TEMPORARY_OUTPUT",
    }
    out = processing.run("native:calculatevectoroverlaps", run)["OUTPUT"]
    field = next(name for name in out.fields().names() if name.endswith("_area"))
    expected = [feature[field] for feature in out.getFeatures()]
    found = covered_area(make.areas(backend, shapes), make.layer(backend, polygons))
    np.testing.assert_allclose(found, expected, rtol=1e-7, atol=0.02)  # QGIS 3.22 rounds to about 0.004 m² here


def test_nothing_to_measure(backend, make):
    areas = make.areas(backend, [shapely.box(0, 0, 1, 1), None])
    nothing = make.layer(backend, [])
    assert np.array_equal(covered_area(areas, nothing), [0, np.nan], equal_nan=True)
    assert np.array_equal(weighted_area(areas, nothing, np.empty(0))[0], [0, np.nan], equal_nan=True)


def test_cancelling_and_progress(backend, make):
    rng = np.random.default_rng(1)
    areas = make.areas(backend, make.squares(10, 10, 400))
    polygons = make.layer(backend, make.random_polygons(rng, 300, 300, 4000))
    seen = []
    class_areas(areas, polygons, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1
    with pytest.raises(Cancelled):
        class_areas(areas, polygons, cancelled=lambda: True)
