"""Habitat connectivity and pollinators: by hand, by brute force, and with borders cut."""

from __future__ import annotations

import csv
import itertools

import numpy as np
import pytest
import shapely
from osgeo import gdal
from samplan.indicators.classes.legends import legend
from samplan.indicators.errors import IndicatorError
from samplan.indicators.rasters import move, sample
from samplan.indicators.spatial.data import RasterData

from .conftest import CORNER, box

nan = float("nan")
HECTARE = 10_000.0


# --- E6 -------------------------------------------------------------------------------------------------------------


def test_two_patches_at_the_median_distance(world):
    # 1 ha and 2 ha, 300 m apart, p = 0.5: ECA² = 1 + 4 + 2 x 1 x 2 x 0.5 = 7.
    patches = world.polygons([box(0, 0, 100, 100), box(400, 0, 500, 200)])
    everything = world.areas(box(-50, -50, 600, 300))
    found = world.run("connected_habitat", everything, {"habitat": patches})
    assert found.values == pytest.approx([np.sqrt(7)])
    assert found.extras["300"] == pytest.approx(found.values)
    assert found.extras["150"] == pytest.approx([np.sqrt(5 + 4 * 0.25)])  # two median distances: p = 0.25
    assert found.extras["600"] == pytest.approx([np.sqrt(5 + 4 * 0.5**0.5)])  # half of one: p = 0.7071
    assert found.extras["habitat"] == pytest.approx([3.0])
    # From the habitat of 3 ha one reaches (1 x (1 + 1) + 2 x (2 + 0.5)) / 3 = 7 / 3 ha of 3: 77.8 %.
    assert found.extras["share"] == pytest.approx([100 * 7 / 9])


def test_each_area_has_its_part_and_the_squares_add_up(world):
    # Area 1 holds the patch of 1 ha: 1 x (1 + 0.5 x 2) = 2; area 2 the one of 2 ha: 2 x (2 + 0.5 x 1) = 5; 2 + 5 = 7.
    patches = world.polygons([box(0, 0, 100, 100), box(400, 0, 500, 200)])
    areas = world.areas(box(-50, -50, 250, 300), box(250, -50, 600, 300), box(250, 400, 600, 600))
    found = world.run("connected_habitat", areas, {"habitat": patches})
    assert found.values == pytest.approx([np.sqrt(2), np.sqrt(5), 0.0])
    assert np.isnan(found.extras["share"][2])


def test_a_stepping_stone_is_used_and_quality_weighs(world):
    # Three patches in a row, 1 ha each, 300 m apart; the outer two are 700 m apart: over the middle one 0.25, straight
    # 0.5 ** (700 / 300) = 0.198. The middle one has the quality 0: it is passed but does not count.
    patches = world.polygons(
        [box(0, 0, 100, 100), box(400, 0, 500, 100), box(800, 0, 900, 100)], quality=[1.0, 0.0, nan]
    )
    found = world.run("connected_habitat", world.areas(box(-50, -50, 950, 150)), {"habitat": patches})
    assert found.values == pytest.approx([np.sqrt(2 + 2 * 0.25)])


def test_overlapping_patches_count_once(world):
    patches = world.polygons([box(0, 0, 100, 100), box(50, 0, 150, 100)])
    found = world.run("connected_habitat", world.areas(box(-50, -50, 950, 150)), {"habitat": patches})
    assert found.values == pytest.approx([1.5])


def test_what_depends_on_the_neighbours(world):
    # The border runs between the patches (x = 250): cut, each has itself alone: 1 and 2 ha.
    patches = world.polygons([box(0, 0, 100, 100), box(400, 0, 500, 200)])
    areas = world.areas(box(-50, -50, 250, 300), box(250, -50, 600, 300))
    areas.cut_labels = np.array([0, 1])
    found = world.all_of(areas, {"habitat": patches}, "connected_habitat", whole=True)
    assert found.results["connected_habitat"].values == pytest.approx([np.sqrt(2), np.sqrt(5)])
    assert found.cut["connected_habitat"] == pytest.approx([1.0, 2.0])


def test_connectivity_by_brute_force(one_world):
    rng = np.random.default_rng(7)
    shapes = [box(x, y, x + s, y + s) for x, y, s in zip(*rng.uniform(0, 3000, (2, 12)), rng.uniform(50, 250, 12))]
    merged = list(shapely.union_all(shapes).geoms)
    area = np.array([shape.area for shape in merged]) / HECTARE
    p = np.array([[0.5 ** (a.distance(b) / 300.0) for b in merged] for a in merged])
    for via, i, j in itertools.product(range(len(merged)), repeat=3):  # Floyd and Warshall on products
        p[i, j] = max(p[i, j], p[i, via] * p[via, j])
    found = one_world.run(
        "connected_habitat", one_world.areas(box(-10, -10, 4000, 4000)), {"habitat": one_world.polygons(shapes)}
    )
    assert found.values == pytest.approx([np.sqrt(area @ p @ area)], rel=1e-3)


def test_no_habitat_near_is_zero_and_told(world):
    patches = world.polygons([box(9000, 9000, 9100, 9100)])
    found = world.run("connected_habitat", world.areas(box(0, 0, 100, 100)), {"habitat": patches})
    assert found.values == pytest.approx([0.0])
    assert any("no habitat" in str(note) for note in found.notes)


# --- E7 and E8 ------------------------------------------------------------------------------------------------------

NESTING, FLORAL = {"1": 1.0, "2": 0.0, "3": 0.5}, {"1": 0.0, "2": 1.0, "3": 0.2}


def supply(cells, alpha, size):
    """The published sum, written out cell by cell."""
    nest = np.vectorize({1: 1.0, 2: 0.0, 3: 0.5, 0: nan}.get)(cells)
    flower = np.vectorize({1: 0.0, 2: 1.0, 3: 0.2, 0: nan}.get)(cells)
    rows, columns = np.indices(cells.shape)
    result = np.full(cells.shape, nan)
    for r, c in np.ndindex(*cells.shape):
        distance = np.hypot(rows - r, columns - c) * size
        weight = np.where((distance <= 5 * alpha) & ~np.isnan(flower), np.exp(-distance / alpha), 0.0)
        result[r, c] = nest[r, c] * np.nansum(weight * flower) / weight.sum()
    return result


def test_pollinator_supply_is_the_published_sum(world):
    rng = np.random.default_rng(3)
    cells = rng.choice([0, 1, 2, 3], (12, 14), p=[0.1, 0.3, 0.3, 0.3])
    expected = supply(cells, 30.0, 10.0)
    # The first area is whole cells: rows 2-9 from the top, columns 3-10; the second ends within cells.
    areas = world.areas(box(30, 30, 100, 100), box(0, 0, 15, 10))
    found = world.run(
        "pollinator_supply",
        areas,
        {"land_cover": world.raster(cells, nodata=0)},
        alpha=30.0,
        nesting=NESTING,
        floral=FLORAL,
    )
    inside = expected[2:9, 3:10]
    corner = expected[11, :2]
    weight = np.array([1.0, 0.5]) * ~np.isnan(corner)
    assert found.values == pytest.approx([np.nanmean(inside), np.nansum(weight * corner) / weight.sum()], rel=1e-5)
    assert found.coverage == pytest.approx([(~np.isnan(inside)).mean(), weight.sum() / 1.5])


def test_flowers_beyond_the_border_are_gone(world):
    # Left town nests (1), right town flowers (2): cut, the nests have no flowers at all.
    cells = np.tile([1, 1, 1, 1, 2, 2, 2, 2], (4, 1))
    areas = world.areas(box(0, 0, 40, 40), box(40, 0, 80, 40))
    areas.cut_labels = np.array([0, 1])
    settings = {name: {"nesting": NESTING, "floral": FLORAL} for name in ("pollinator_supply", "nest_flower_proximity")}
    settings["pollinator_supply"]["alpha"] = 20.0
    settings["nest_flower_proximity"]["distance"] = 20.0
    found = world.all_of(areas, {"land_cover": world.raster(cells)}, *settings, settings=settings, whole=True)
    assert found.results["pollinator_supply"].values[0] == pytest.approx(
        supply(cells, 20.0, 10.0)[:, :4].mean(), rel=1e-5
    )
    assert found.cut["pollinator_supply"] == pytest.approx([0.0, 0.0], abs=1e-7)
    # Columns 3 and 4 of the nests lie 10 and 20 m from the first flowers, columns 1 and 2 farther: half of them.
    assert found.results["nest_flower_proximity"].values == pytest.approx([50.0, nan], nan_ok=True)
    assert found.cut["nest_flower_proximity"] == pytest.approx([0.0, nan], nan_ok=True)


def test_nests_with_flowers_in_reach(world):
    # One flower cell in the middle of 9 x 9 nests; 20 m reach: 13 cells (a disc of radius 2), of 81 - 1 nests 12.
    cells = np.ones((9, 9))
    cells[4, 4] = 2
    found = world.run(
        "nest_flower_proximity",
        world.areas(box(0, 0, 90, 90), box(0, 0, 45, 90), box(0, 0, 90, 45)),
        {"land_cover": world.raster(cells)},
        distance=20.0,
        nesting=NESTING,
        floral=FLORAL,
    )
    # The second area holds the left 4 columns whole and half of the middle one: nests 36 + 4 = 40; near 1 + 3 + half of
    # 4 = 6. The third holds the lower rows alike.
    assert found.values == pytest.approx([100 * 12 / 80, 100 * 6 / 40, 100 * 6 / 40])
    assert found.extras["nest"] == pytest.approx([100 * 80 / 81, 100 * 40 / 40.5, 100 * 40 / 40.5])
    assert found.coverage == pytest.approx([1.0, 1.0, 1.0])


def test_a_raster_that_brings_its_class_names(world):
    cells = np.array([[7.0, 7.0], [9.0, 9.0]])
    raster = world.raster(cells, name="named")
    with (world.directory / "named_classes.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("code", "class"), (7, "Äng"), (9, "hus")])
    assert legend(raster) == {7: "Äng", 9: "hus"}
    found = world.run("nest_flower_proximity", world.areas(box(0, 0, 20, 20)), {"land_cover": raster}, least=0.3)
    assert found.values == pytest.approx([100.0])  # the meadow is nest (0.33) and flower itself; the houses neither
    assert found.extras["nest"] == pytest.approx([50.0])


def test_category_names_inside_the_raster_are_read(world):
    raster = world.raster(np.ones((2, 2)), name="categories")
    target = gdal.Open(raster.path, gdal.GA_Update)
    target.GetRasterBand(1).SetCategoryNames(["", "meadow"])
    del target
    assert legend(RasterData(raster.path)) == {1: "meadow"}


def test_the_workshop_raster_is_read_by_name(qgis_app):
    from .conftest import WORKSHOP

    assert legend(RasterData(str(WORKSHOP / "land_cover.tif")))[1] == "forest"


def test_unknown_classes_are_named(one_world):
    with pytest.raises(IndicatorError, match="99"):
        one_world.run(
            "pollinator_supply", one_world.areas(box(0, 0, 20, 20)), {"land_cover": one_world.raster([[99.0] * 2] * 2)}
        )
    roles = {"land_cover": one_world.raster([[99.0, 3.0], [3.0, 3.0]], name="b")}
    with pytest.raises(IndicatorError, match=r"NMD2018 \(99\)"):  # a code of no scheme
        one_world.run("pollinator_supply", one_world.areas(box(0, 0, 20, 20)), roles)
    tables = {"nesting": {"3": 0.2}, "floral": {"3": 0.2}}
    found = one_world.run("pollinator_supply", one_world.areas(box(0, 0, 20, 20)), roles, **tables)
    assert found.coverage == pytest.approx([0.75])  # an unknown class is no data, not 0
    assert any("99" in str(note) for note in found.notes)


def test_a_raster_elsewhere_is_refused(one_world):
    raster = one_world.raster([[3.0] * 2] * 2)
    with pytest.raises(IndicatorError, match="does not reach"):
        one_world.run(
            "pollinator_supply", one_world.areas(box(90_000, 0, 90_020, 20)), {"land_cover": raster}, alpha=10
        )


def test_rasters_in_another_reference_system(qgis_app):
    """Points move as pyproj moves them; a raster in degrees is sampled where it is."""
    from osgeo import osr

    wkt = []
    for epsg in (3006, 4326):
        system = osr.SpatialReference()
        system.ImportFromEPSG(epsg)
        wkt.append(system.ExportToWkt())
    there = move(np.array([[674_000.0, 6_580_000.0]]), *wkt)
    assert there == pytest.approx(np.array([[18.0686, 59.3293]]), abs=0.02)  # Stockholm: longitude first
    assert move(there, *wkt[::-1]) == pytest.approx(np.array([[674_000.0, 6_580_000.0]]), abs=0.01)


def test_sampling(world):
    raster = world.raster([[1.0, 2.0], [3.0, -1.0]], nodata=-1)
    xy = np.array([[5.0, 15.0], [15, 15], [5, 5], [15, 5], [-1, 5], [20, 5]]) + CORNER
    assert sample(raster, xy) == pytest.approx([1, 2, 3, nan, nan, nan], nan_ok=True)
