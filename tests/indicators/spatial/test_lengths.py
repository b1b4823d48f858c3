"""Line lengths in areas."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from osgeo import ogr
from samplan.indicators.spatial.lengths import line_lengths
from samplan.messages import Cancelled

from ..conftest import WORKSHOP


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


def blocks_of(lines):
    """The areas between streets, as one gets them by polygonizing the streets."""
    return np.array(
        list(shapely.get_parts(shapely.polygonize(shapely.get_parts(shapely.union_all(lines))))), dtype=object
    )


def turned(shapes, angle, offset, centre):
    """Shapes turned about a centre and moved: every coordinate is rounded anew."""
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return shapely.transform(shapes, lambda xy: (xy - centre) @ turn + offset)


@pytest.mark.fuzz(6)
def test_streets_around_blocks_count_on_both_sides(backend, make, seed):
    """Blocks made from the streets themselves, turned and moved anywhere; the outer streets have one block only."""
    rng = np.random.default_rng(seed)
    at = np.stack(np.meshgrid(np.arange(7), np.arange(6), indexing="ij"), axis=-1) * 90.0 + rng.uniform(
        -20, 20, (7, 6, 2)
    )
    streets = [shapely.LineString(row) for row in at] + [shapely.LineString(row) for row in at.transpose(1, 0, 2)]
    blocks = blocks_of(streets)
    outer = shapely.length(shapely.union_all(blocks).exterior)
    whole = shapely.length(streets).sum()
    angle, offset = rng.uniform(0, 7), rng.uniform(-3e6, 7e6, 2)
    streets, blocks = (
        turned(streets, angle, offset, at.mean(axis=(0, 1))),
        turned(blocks, angle, offset, at.mean(axis=(0, 1))),
    )
    found = line_lengths(make.areas(backend, blocks), make.layer(backend, streets, "line"))
    assert len(blocks) == 30
    assert found == pytest.approx(shapely.length(shapely.get_exterior_ring(blocks)), rel=1e-9)
    # every inner street bounds two blocks, every outer one a single block
    assert found.sum() == pytest.approx(2 * (whole - outer) + outer, rel=1e-9)


def test_a_dead_end_in_a_block_and_streets_that_leave_it(backend, make):
    """A block of 100 m x 60 m: its border 320 m, a dead end of 30 m inside; what leaves its corners is outside."""
    x, y = make.origin + 0.1
    block = shapely.box(x, y, x + 100, y + 60)
    streets = [
        shapely.LineString([(x - 80, y), (x + 40, y), (x + 180, y)]),  # along the south side and beyond both corners
        shapely.LineString([(x + 100, y - 70), (x + 100, y + 60)]),
        shapely.LineString([(x + 100, y + 60), (x, y + 60), (x, y)]),
        shapely.LineString([(x + 40, y), (x + 40, y + 30)]),  # the dead end
        shapely.LineString([(x, y + 60), (x - 50, y + 110)]),
    ]
    for angle in (0.0, 0.3, 1.2, 2.9):
        moved = turned(streets, angle, make.origin, make.origin), turned([block], angle, make.origin, make.origin)
        found = line_lengths(make.areas(backend, moved[1]), make.layer(backend, moved[0], "line"))
        assert found == pytest.approx([100 + 60 + 100 + 60 + 30], abs=1e-6)


@pytest.mark.parametrize(("gap", "factor"), [(0.0, 2), (0.015, 2), (0.025, 1), (1.0, 1)])
def test_a_line_beside_a_border(backend, make, gap, factor):
    """Two areas meet at a border with a vertex every 10 m; the line is straight, and off it by less or more than 2 cm."""
    x, y = make.origin
    border = [(x + step, y) for step in range(0, 101, 10)]
    south = shapely.Polygon([*border, (x + 100, y - 50), (x, y - 50)])
    north = shapely.Polygon([*border, (x + 100, y + 50), (x, y + 50)])
    line = shapely.LineString([(x, y + gap), (x + 100, y + gap)])
    for angle in (0.0, 0.7, 2.0):
        areas = make.areas(backend, turned([south, north], angle, make.origin, make.origin))
        found = line_lengths(areas, make.layer(backend, turned([line], angle, make.origin, make.origin), "line"))
        assert found == pytest.approx([100 if factor == 2 else 0, 100], abs=1e-6)


def test_a_border_that_files_have_rounded(backend, make):
    """Corners of blocks on a straight street, both rounded to centimetres: 14 mm off at most."""
    rng = np.random.default_rng(3)
    x, y = make.origin
    corners = np.column_stack(
        [x + np.arange(0, 601, 60.0), y + np.concatenate([[0], rng.uniform(-0.014, 0.014, 9), [0]])]
    )
    south = [shapely.Polygon([*corners[i : i + 2], corners[i + 1] - [0, 40], corners[i] - [0, 40]]) for i in range(10)]
    north = [shapely.Polygon([*corners[i : i + 2], corners[i + 1] + [0, 40], corners[i] + [0, 40]]) for i in range(10)]
    street = shapely.LineString([(x, y), (x + 600, y)])
    found = line_lengths(make.areas(backend, [*south, *north]), make.layer(backend, [street], "line"))
    assert found == pytest.approx(np.full(20, 60.0), abs=1e-6)


def test_blocks_of_real_streets(backend, make):
    """Liechtenstein: 1,697 blocks; every street piece counts once for each block it bounds or lies in."""
    source = ogr.Open(str(WORKSHOP / "liechtenstein.gpkg"))
    features = source.GetLayer("streets")
    streets = shapely.from_wkb([bytes(feature.GetGeometryRef().ExportToIsoWkb()) for feature in features])
    pieces, blocks = shapely.get_parts(shapely.union_all(streets)), blocks_of(streets)
    block, piece = shapely.STRtree(pieces).query(shapely.buffer(blocks, 0.02), predicate="covers")
    expected = np.bincount(block, shapely.length(pieces[piece]), len(blocks))
    found = line_lengths(make.areas(backend, blocks), make.layer(backend, pieces, "line"))
    np.testing.assert_allclose(found, expected, atol=0.05)


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
