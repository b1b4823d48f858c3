"""Land: shares, surfaces, mixes, and land use between two years, by hand."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from samplan.indicators.catalogue._common import known_land
from samplan.indicators.declaration import Inputs
from samplan.indicators.errors import IndicatorError
from samplan.messages import Cancelled

from .conftest import box, line

nan = float("nan")


def test_green_share_counts_overlaps_once_and_leaves_water_out(world):
    # Area 100 x 100. Water x < 20: land 8,000 m². Green A 0-50 x 0-40, green B 40-70 x 0-40: union 70 x 40, of which
    # 20 x 40 is water: 50 x 40 = 2,000 m² of green land. 2,000 / 8,000 = 25 %.
    roles = {
        "green": world.polygons([box(0, 0, 50, 40), box(40, 0, 70, 40)]),
        "water": world.polygons([box(-50, -50, 20, 200)]),
    }
    found = world.run("green_share", world.areas(box(0, 0, 100, 100)), roles)
    assert found.values == pytest.approx([25.0])
    assert found.coverage == pytest.approx([1.0])


def test_cancelling_while_water_is_measured(world):
    areas, water = world.areas(box(0, 0, 100, 100)), world.polygons([box(-50, -50, 20, 200)])
    with pytest.raises(Cancelled):
        known_land(Inputs(areas, {"water": water}, {}, np.ones(1), cancelled=lambda: True))


def test_an_area_of_water_alone_has_no_green_share(world):
    roles = {"green": world.polygons([box(0, 0, 50, 40)]), "water": world.polygons([box(0, 0, 100, 100)])}
    found = world.run("green_share", world.areas(box(0, 0, 100, 100)), roles)
    assert np.isnan(found.values[0])
    assert found.coverage[0] == 0


def test_outside_the_data_is_not_zero(world):
    # Green spans 0-100: area 2 at 500-600 has no data. Area 3 at 50-150 is measured whole (5,000 / 10,000), but only half of
    # it is known.
    areas = world.areas(box(0, 0, 100, 100), box(500, 0, 600, 100), box(50, 0, 150, 100))
    found = world.run("green_share", areas, {"green": world.polygons([box(0, 0, 100, 100)])}, everywhere=False)
    assert found.values == pytest.approx([100.0, nan, 50.0], nan_ok=True)
    assert found.coverage == pytest.approx([1.0, 0.0, 0.5])


def test_tree_canopy_from_crowns(world):
    # Crowns 20 x 20 and 20 x 20 overlapping by 10 x 20: 600 m² of 10,000.
    found = world.run(
        "tree_canopy",
        world.areas(box(0, 0, 100, 100)),
        {"canopy": world.polygons([box(0, 0, 20, 20), box(10, 0, 30, 20)])},
    )
    assert found.values == pytest.approx([6.0])


@pytest.mark.parametrize("full", [1.0, 100.0])
def test_tree_canopy_from_shares_or_percentages(world, full):
    # 10 m cells; the area 25 x 20 takes two columns whole and half of the third:
    # (2 rows x (1 + 0.5 + 0.5 x 0.2)) / (2 rows x 2.5) = 1.6 / 2.5 = 64 %.
    cells = np.array([[1.0, 0.5, 0.2, 0.9], [1.0, 0.5, 0.2, 0.9]]) * full
    found = world.run("tree_canopy", world.areas(box(0, 0, 25, 20)), {"canopy": world.raster(cells)})
    assert found.values == pytest.approx([64.0], rel=1e-5)
    assert found.coverage == pytest.approx([1.0])
    assert any("fewer than 30" in str(note) for note in found.notes)


def test_canopy_cells_without_data_lower_the_coverage_not_the_value(world):
    # Upper row no data, and 255 is no percentage: known are the two cells left of the lower row: (40 + 20) / 2 = 30 %.
    cells = [[-1, -1, -1], [40, 20, 255]]
    found = world.run("tree_canopy", world.areas(box(0, 0, 30, 20)), {"canopy": world.raster(cells, nodata=-1)})
    assert found.values == pytest.approx([30.0], rel=1e-5)
    assert found.coverage == pytest.approx([2 / 6])
    assert any("no data, not as canopy" in str(note) for note in found.notes)


def test_green_area_factor(world):
    # Site 100 x 100: building 50 x 50 (0), on it a green roof 20 x 50 (0.6), the rest park (1.0):
    # (30 x 50 x 0 + 20 x 50 x 0.6 + 7,500 x 1) / 10,000 = 8,100 / 10,000.
    park = box(0, 0, 100, 100).difference(box(0, 0, 50, 50))
    surfaces = world.polygons(
        [park, box(0, 0, 50, 50), box(0, 0, 20, 50)], **{"class": ["Park", "byggnad", "green roof"]}
    )
    found = world.run("green_area_factor", world.areas(box(0, 0, 100, 100)), {"land_use": surfaces})
    assert found.values == pytest.approx([0.81])
    assert found.coverage == pytest.approx([1.0])


def test_green_area_factor_of_a_half_known_site(world):
    # Half is park, half has no surface: 1.0 over what is known, coverage 0.5.
    surfaces = world.polygons([box(0, 0, 50, 100)], **{"class": ["park"]})
    found = world.run("green_area_factor", world.areas(box(0, 0, 100, 100)), {"land_use": surfaces})
    assert (found.values[0], found.coverage[0]) == pytest.approx((1.0, 0.5))
    other = world.run(
        "green_area_factor", world.areas(box(0, 0, 100, 100)), {"land_use": surfaces}, factors={"park": 0.7}
    )
    assert other.values == pytest.approx([0.7])


def test_sealed_share_and_runoff_with_buildings_and_streets_on_top(world):
    # 100 x 100: left half residential (35 % sealed, 0.35), right half grass (0 %, 0.1). A house 10 x 20 in the left half,
    # a street of 6 m from y=0 to y=100 in the right half: 600 m².
    # Sealed: house 200 + street 600 + (5,000 - 200) x 0.35 = 800 + 1,680 = 2,480 m² = 24.8 %.
    # Runoff: 200 x 0.9 + 600 x 0.8 + 4,800 x 0.35 + 4,400 x 0.1 = 180 + 480 + 1,680 + 440 = 2,780 -> 0.278.
    roles = {
        "land_use": world.polygons([box(0, 0, 50, 100), box(50, 0, 100, 100)], **{"class": ["bostad", "grass"]}),
        "buildings": world.polygons([box(10, 10, 20, 30)]),
        "streets": world.lines([line((75, -50), (75, 150))]),
    }
    sealed, runoff = world.all_of(world.areas(box(0, 0, 100, 100)), roles, "sealed_share", "runoff_coefficient")
    assert sealed.values == pytest.approx([24.8])
    assert runoff.values == pytest.approx([0.278])
    assert sealed.coverage == pytest.approx([1.0])


def test_tunnels_and_water_seal_nothing(world):
    roles = {
        "land_use": world.polygons([box(0, 0, 50, 100), box(50, 0, 100, 100)], **{"class": ["grass", "water"]}),
        "water": world.polygons([box(50, 0, 100, 100)]),
        "streets": world.lines([line((25, -50), (25, 150))], tunnel=["yes"]),
    }
    found = world.run("sealed_share", world.areas(box(0, 0, 100, 100)), roles)
    assert found.values == pytest.approx([0.0])
    assert found.coverage == pytest.approx([1.0])  # all land is known
    assert found.notes == []  # water is nothing to warn of


def test_protected_share(world):
    # Reserves 50 x 100 and 30 x 100 (overlap 10 x 100): 70 %.
    roles = {"protected": world.polygons([box(0, 0, 50, 100), box(40, 0, 70, 100)])}
    assert world.run("protected_share", world.areas(box(0, 0, 100, 100)), roles).values == pytest.approx([70.0])


def test_ground_space_index(world):
    # Two houses of 10 x 10 that share 5 x 10: 150 m² of 10,000; a house half outside counts with its half: + 50.
    houses = world.polygons([box(0, 0, 10, 10), box(5, 0, 15, 10), box(95, 0, 105, 10)])
    found = world.run("ground_space_index", world.areas(box(0, 0, 100, 100)), {"buildings": houses})
    assert found.values == pytest.approx([0.02])


def test_open_public_space(world):
    # Built land: residential 60 x 100, park 20 x 100 beside it, a street of 10 m through the housing (10 x 100) and
    # another through forest: (2,000 + 1,000 + 1,000) / (6,000 + 2,000 + 1,000) = 4,000 / 9,000.
    roles = {
        "green": world.polygons([box(60, 0, 80, 100), box(80, 0, 100, 100)], **{"class": ["park", "forest"]}),
        "land_use": world.polygons([box(0, 0, 60, 100), box(80, 0, 100, 100)], **{"class": ["residential", "forest"]}),
        "streets": world.lines([line((30, -5), (30, 105)), line((90, -5), (90, 105))], width=[10.0, 10.0]),
    }
    found = world.run("open_public_space", world.areas(box(0, 0, 100, 100)), roles)
    assert found.values == pytest.approx([100 * 4000 / 9000])
    assert found.extras["open"] == pytest.approx([100 * 2000 / 9000])
    assert found.extras["street"] == pytest.approx([100 * 2000 / 9000])
    assert found.coverage == pytest.approx([1.0])


def test_land_use_mix(world):
    # Housing 50 %, trade 25 % (retail and office are one function), industry 25 %; N = 5:
    # -(0.5 ln 0.5 + 2 x 0.25 ln 0.25) / ln 5 = 1.0397 / 1.6094 = 0.6460.
    shapes = [box(0, 0, 50, 100), box(50, 0, 75, 50), box(50, 50, 75, 100), box(75, 0, 100, 100)]
    land = world.polygons(shapes, **{"class": ["residential", "retail", "kontor", "industri"]})
    areas = world.areas(box(0, 0, 100, 100), box(0, 0, 40, 100), box(200, 0, 300, 100))
    found = world.run("land_use_mix", areas, {"land_use": land})
    by_hand = -(0.5 * np.log(0.5) + 2 * 0.25 * np.log(0.25)) / np.log(5)
    assert found.values == pytest.approx([by_hand, 0.0, nan], nan_ok=True)
    assert found.coverage == pytest.approx([1.0, 1.0, 0.0])


def test_land_use_efficiency(world):
    # Built land 2018: 2,000 m²; 2023: 3,000 m². People 100 -> 125 in 5 years.
    # (1,000 / 2,000 / 5) / (ln 1.25 / 5) = 0.1 / 0.044629 = 2.2407.
    shapes = [box(0, 0, 20, 100), box(20, 0, 100, 100), box(0, 0, 30, 100), box(30, 0, 100, 100)]
    roles = {
        "land_use": world.polygons(
            shapes, **{"class": ["residential", "forest"] * 2, "year": [2018.0, 2018.0, 2023.0, 2023.0]}
        ),
        "population": world.points([(10, 10), (15, 10)], count=[100.0, 25.0], earlier=[100.0, 0.0]),
    }
    found = world.run("land_use_efficiency", world.areas(box(0, 0, 100, 100), box(200, 0, 300, 100)), roles)
    assert found.values == pytest.approx([0.1 / (np.log(1.25) / 5), nan], nan_ok=True)
    assert found.extras["land"] == pytest.approx([10.0, nan], nan_ok=True)
    assert found.extras["people"] == pytest.approx([100 * np.log(1.25) / 5, nan], nan_ok=True)
    assert found.coverage == pytest.approx([1.0, 0.0])


def test_land_use_efficiency_wants_two_years(one_world):
    roles = {
        "land_use": one_world.polygons([box(0, 0, 20, 100)], **{"class": ["residential"], "year": [2018.0]}),
        "population": one_world.points([(10, 10)], count=[1.0], earlier=[1.0]),
    }
    with pytest.raises(IndicatorError, match="two years"):
        one_world.run("land_use_efficiency", one_world.areas(box(0, 0, 100, 100)), roles)


def test_an_unknown_class_field_is_refused_with_its_classes(one_world):
    land = one_world.polygons([box(0, 0, 20, 100)], **{"class": ["xyz"]})
    with pytest.raises(IndicatorError, match="xyz"):
        one_world.run("sealed_share", one_world.areas(box(0, 0, 100, 100)), {"land_use": land})


def test_streets_and_intersections_per_km2(world):
    # A cross in 1 km²: 2 x 1 km of street, one intersection; a third street passes over on a bridge: 1 km more, and it meets
    # the first at no level.
    streets = world.lines(
        [line((0, 500), (1000, 500)), line((500, 0), (500, 1000)), line((250, 0), (250, 1000))],
        bridge=["no", "", "yes"],
    )
    areas = world.areas(box(0, 0, 1000, 1000))
    length, crossings = world.all_of(areas, {"streets": streets}, "street_density", "intersection_density")
    assert length.values == pytest.approx([3.0])
    assert crossings.values == pytest.approx([1.0])


def test_streets_drawn_twice_count_once(world):
    # 1 km along x and a dead end of 200 + 200 m from its middle, in 1 km²: 1.4 km of street and one intersection.
    main, bent = ((0, 500), (1000, 500)), ((500, 500), (500, 700), (700, 700))
    areas = world.areas(box(0, 0, 1000, 1000))
    for lines, again in (
        ([main, bent], 0),
        ([main, bent, bent[::-1]], 400),  # both directions
        ([main, main, bent, ((700, 700), (600, 700), (500, 700), (500, 600), (500, 500))], 1000 + 400),
        ([main, bent, ((500, 600), (500, 700), (650, 700))], 100 + 150),  # overlaps for a part
        ([main, (*bent, *bent[1::-1])], 400),  # one line there and back
    ):
        streets = world.lines([line(*xy) for xy in lines])
        found = world.all_of(areas, {"streets": streets}, "street_density", "intersection_density")
        assert [result.values[0] for result in found] == pytest.approx([1.4, 1.0])
        for result in found:
            told = [note.values["length"] for note in result.notes if "drawn more than once" in note.template]
            assert told == ([f"{again / 1e3:.3g}"] if again else [])


def test_a_street_between_two_areas_counts_in_both(world):
    # Two blocks of 500 m x 1000 m; 1 km of street between them, and 100 m inside the first: 1.1 and 1 km per 0.5 km².
    areas = world.areas(box(0, 0, 500, 1000), box(500, 0, 1000, 1000))
    streets = world.lines([line((500, 0), (500, 1000)), line((400, 300), (500, 300))])
    assert world.run("street_density", areas, {"streets": streets}).values == pytest.approx([2.2, 2.0])


def test_a_bridge_meets_the_street_below_in_a_common_vertex_only(world):
    # In OpenStreetMap a node of both ways is a junction, whatever their levels; a crossing without a node is none.
    areas = world.areas(box(0, 0, 1000, 1000))
    for middle, expected in (((500, 500),), 1.0), ((), 0.0):
        lines = [line((0, 500), *middle, (1000, 500)), line((500, 0), *middle, (500, 1000))]
        streets = world.lines(lines, bridge=["", "yes"])
        assert world.run("intersection_density", areas, {"streets": streets}).values == pytest.approx([expected])


def test_the_scale_of_the_ground_is_used(world):
    # The map is stretched by 1 %: 100 map units are 101 m. Shares do not change, a street strip of 6 m is 6 / 1.01 units:
    # 100 x 5.9406 / 10,000 = 5.9406 %.
    areas = world.areas(box(0, 0, 100, 100), area=np.array([101.0**2]))
    roles = {
        "land_use": world.polygons([box(0, 0, 100, 100)], **{"class": ["grass"]}),
        "streets": world.lines([line((50, -50), (50, 150))]),
    }
    assert world.run("sealed_share", areas, roles).values == pytest.approx([600 / 1.01 / 100])
    assert world.run("street_density", areas, roles).values == pytest.approx([101.0 / 101.0**2 * 1e3])


def test_shapes_without_polygon_are_null(world):
    areas = world.areas(box(0, 0, 100, 100), None)
    found = world.run(
        "green_share", areas, {"green": world.polygons([shapely.union(box(0, 0, 10, 10), box(50, 50, 60, 60))])}
    )
    assert found.values == pytest.approx([2.0, nan], nan_ok=True)
    assert found.coverage[1] == 0
