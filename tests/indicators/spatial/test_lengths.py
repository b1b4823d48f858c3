"""Line lengths in areas."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from samplan.indicators.spatial.lengths import line_lengths
from samplan.messages import Cancelled


def random_lines(rng, origin, count, extent=10_000.0, parts=1):
    lines = []
    for _ in range(count):
        chains = [
            origin + rng.uniform(0, extent, 2) + np.cumsum(rng.normal(0, 300, (rng.integers(2, 9), 2)), axis=0)
            for _ in range(parts)
        ]
        lines.append(shapely.LineString(chains[0]) if parts == 1 else shapely.MultiLineString(chains))
    return np.array(lines, dtype=object)


def test_by_hand(backend, make):
    ring = shapely.box(0, 0, 10, 10).difference(shapely.box(4, 4, 6, 6))
    areas = make.areas(backend, [ring, shapely.box(20, 0, 30, 10), None])
    lines = [
        shapely.LineString([(-5, 5), (25, 5)]),  # 10 less the hole's 2, and 5 of the second area
        shapely.LineString([(1, 1), (3, 1), (3, 3)]),  # wholly inside: 4
        shapely.LineString([(100, 100), (101, 100)]),
    ]
    data = make.layer(backend, lines, "line")
    assert np.array_equal(line_lengths(areas, data), [12, 5, np.nan], equal_nan=True)


def test_lengths_are_scaled_to_the_ellipsoid(backend, make):
    areas = make.areas(backend, [shapely.box(0, 0, 10, 10)], area=np.array([100 * 1.001**2]))
    line = make.layer(backend, [shapely.LineString([(-5, 5), (25, 5)])], "line")
    assert line_lengths(areas, line)[0] == pytest.approx(10.01)


def test_a_line_counts_as_often_as_it_passes(backend, make):
    areas = make.areas(backend, [shapely.box(0, 0, 10, 10)])
    there_and_back = shapely.LineString([(5, 5), (15, 5), (5, 5)])
    along_the_border = shapely.LineString([(0, 0), (10, 0), (0, 0)])
    assert line_lengths(areas, make.layer(backend, [there_and_back], "line"))[0] == pytest.approx(10)
    assert line_lengths(areas, make.layer(backend, [along_the_border], "line"))[0] == pytest.approx(20)


def test_a_line_on_a_border_counts_on_both_sides(backend, make):
    areas = make.areas(backend, make.squares(2, 2, 10))
    x, y = make.origin
    cross = [
        shapely.LineString([(x + 10, y), (x + 10, y + 20)]),  # along the border of all four
        shapely.LineString([(x + 5, y + 10), (x + 5, y + 20)]),  # starts on a border
        shapely.LineString([(x, y), (x + 20, y + 20)]),  # through the common corner
        shapely.LineString([(x - 5, y), (x + 25, y)]),  # longer than the outer border it follows
    ]
    want = np.zeros(4)
    for line in cross:
        want += shapely.length(shapely.intersection(make.squares(2, 2, 10), line))
    np.testing.assert_allclose(line_lengths(areas, make.layer(backend, cross, "line")), want, atol=1e-6)
    assert want[0] == pytest.approx(10 + 0 + 10 * 2**0.5 + 10)


@pytest.mark.parametrize("parts", [1, 3])
def test_engines_agree_and_match_geos(both, make, parts):
    rng = np.random.default_rng(4)
    shapes = make.random_polygons(rng, 120, 900)
    lines = random_lines(rng, make.origin, 400, parts=parts)
    found = [line_lengths(make.areas(engine, shapes), make.layer(engine, lines, "line")) for engine in both]
    np.testing.assert_allclose(found[0], found[1], atol=1e-6)
    expected = [shapely.length(shapely.intersection(shape, lines)).sum() for shape in shapes]
    np.testing.assert_allclose(found[0], expected, rtol=1e-9, atol=1e-6)


def test_snapped_data_match_geos(both, make):
    """Whole-number coordinates: lines run along borders, through corners and end on them."""
    rng = np.random.default_rng(12)
    shapes = np.array([shapely.box(*at, *(at + rng.integers(1, 5, 2))) for at in rng.integers(0, 12, (40, 2))])
    lines = np.array([shapely.LineString(rng.integers(0, 14, (4, 2))) for _ in range(150)])
    for engine in both:
        found = line_lengths(make.areas(engine, shapes), make.layer(engine, lines, "line"))
        steps = [shapely.LineString(ends) for line in lines for ends in zip(line.coords[:-1], line.coords[1:])]
        expected = [shapely.length(shapely.intersection(shape, steps)).sum() for shape in shapes]
        np.testing.assert_allclose(found, expected, atol=1e-6)


def test_against_qgis(qgis_processing, backend, make, tmp_path):
    from qgis import processing

    rng = np.random.default_rng(9)
    shapes = make.random_polygons(rng, 30, 700, 4000)
    lines = random_lines(rng, make.origin, 200, 4000)
    run = {
        "POLYGONS": make.write(tmp_path / "areas.gpkg", [shape.wkt for shape in shapes]),
        "LINES": make.write(tmp_path / "lines.gpkg", [line.wkt for line in lines]),
        "LEN_FIELD": "metres",
        "COUNT_FIELD": "lines",
        "OUTPUT": "TEMPORARY_OUTPUT",
    }
    out = processing.run("native:sumlinelengths", run)["OUTPUT"]  # planar: no project ellipsoid
    expected = [feature["metres"] for feature in out.getFeatures()]
    found = line_lengths(make.areas(backend, shapes), make.layer(backend, lines, "line"))
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-6)


def test_nothing_to_measure(backend, make):
    areas = make.areas(backend, [shapely.box(0, 0, 1, 1)])
    assert line_lengths(areas, make.layer(backend, [], "line")).tolist() == [0]
    line = make.layer(backend, [shapely.LineString([(0, 0), (1, 1)])], "line")
    assert np.isnan(line_lengths(make.areas(backend, [None]), line)).all()


def test_cancelling_and_progress(backend, make):
    rng = np.random.default_rng(1)
    areas = make.areas(backend, make.squares(20, 20, 200))
    lines = make.layer(backend, random_lines(rng, make.origin, 2000, 4000), "line")
    seen = []
    line_lengths(areas, lines, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1
    with pytest.raises(Cancelled):
        line_lengths(areas, lines, cancelled=lambda: True)
