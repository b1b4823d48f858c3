"""People, homes, jobs and buildings, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from samplan.indicators.errors import IndicatorError

from .conftest import box, line

nan = float("nan")
AREA = box(0, 0, 100, 100)
FAR = box(900, 0, 1000, 100)


def test_density_counts_points_whole_and_polygons_by_their_part(world):
    # A polygon of 80 people lies with a quarter (20) in the area of 0.01 km²; points 5 and unknown.
    polygon = world.polygons([box(75, 0, 175, 100)], count=[80.0])
    assert world.run("population_density", world.areas(AREA), {"population": polygon}).values == pytest.approx([2000.0])
    points = world.points([(50, 50), (60, 60), (70, 70)], count=[5.0, nan, -99.0])
    found = world.run("population_density", world.areas(AREA, FAR), {"population": points})
    assert found.values == pytest.approx([500.0, 0.0])  # nobody lives in FAR: a true 0
    assert found.coverage == pytest.approx([1 / 3, 1.0])


def test_green_and_recreation_per_inhabitant(world):
    # 20 people; park 1,000 m², forest 2,000 m². All green: 150 m² each; recreation (park alone): 50 m² each.
    roles = {
        "green": world.polygons([box(0, 0, 10, 100), box(10, 0, 30, 100)], **{"class": ["park", "skog"]}),
        "population": world.points([(50, 50), (60, 60)], count=[15.0, 5.0]),
    }
    areas = world.areas(AREA, FAR)
    green, recreation = world.all_of(areas, roles, "green_per_inhabitant", "recreation_per_inhabitant")
    assert green.values == pytest.approx([150.0, nan], nan_ok=True)
    assert recreation.values == pytest.approx([50.0, nan], nan_ok=True)
    assert recreation.coverage == pytest.approx([1.0, 0.0])
    wooded = world.run("recreation_per_inhabitant", areas, roles, recreation={"park": 1, "forest": 1})
    assert wooded.values[0] == pytest.approx(150.0)


def test_tenure_mix(world):
    # 50 rental, 25 tenant-owned, 25 owned: (0.5 ln 2 + 2 x 0.25 ln 4) / ln 3 = 1.5 ln 2 / ln 3 = 0.9464.
    units = world.points(
        [(10, 10), (20, 20), (30, 30)],
        rental=[30.0, 20.0, nan],
        cooperative=[25.0, 0.0, 100.0],
        owned=[0.0, 25.0, 100.0],
    )
    found = world.run("tenure_mix", world.areas(AREA, FAR), {"population": units})
    assert found.values == pytest.approx([1.5 * np.log(2) / np.log(3), nan], nan_ok=True)
    assert found.extras["largest"] == pytest.approx([50.0, nan], nan_ok=True)
    assert found.coverage == pytest.approx([2 / 3, 0.0])  # the third unit is unknown


def test_dissimilarity(world):
    # Two units: 10 + 30 and 30 + 10 of the group and the others: 0.5 x (|10/40 - 30/40| + |30/40 - 10/40|) = 0.5.
    units = world.points([(10, 10), (20, 20), (30, 30)], count=[40.0, 40.0, 0.0], group=[10.0, 30.0, 0.0])
    found = world.run("dissimilarity", world.areas(AREA, FAR), {"population": units}, min_units=2)
    assert found.values == pytest.approx([0.5, nan], nan_ok=True)
    assert found.extras["units"] == pytest.approx([2, 0])  # nobody lives in the third
    few = world.run("dissimilarity", world.areas(AREA, FAR), {"population": units})
    assert np.isnan(few.values).all()  # two units are too few to judge by


def test_employment_and_income(world):
    # Work: (60 + 30) / (80 + 40) = 75 %. Income: (100 x 300 + 50 x 240) / 150 = 280. The third unit is secret.
    units = world.points(
        [(10, 10), (20, 20), (30, 30)],
        count=[100.0, 50.0, 70.0],
        workers=[60.0, 30.0, nan],
        workage=[80.0, 40.0, 60.0],
        income=[300.0, 240.0, nan],
    )
    work, income = world.all_of(world.areas(AREA, FAR), {"population": units}, "employment_rate", "income")
    assert work.values == pytest.approx([75.0, nan], nan_ok=True)
    assert income.values == pytest.approx([280.0, nan], nan_ok=True)
    assert work.coverage == pytest.approx([2 / 3, 0])
    assert income.coverage == pytest.approx([2 / 3, 0])


def test_jobs_per_resident_worker(world):
    roles = {
        "jobs": world.points([(10, 10), (905, 5)], count=[30.0, 7.0]),
        "population": world.points([(20, 20), (30, 30)], workers=[40.0, 20.0]),
    }
    found = world.run("jobs_residents", world.areas(AREA, FAR, box(400, 0, 500, 100)), roles)
    assert found.values == pytest.approx([0.5, nan, nan], nan_ok=True)  # jobs but no worker: undefined


def test_play_area_per_child(world):
    # Preschool: yard 2,000 m² for 40 children = 50 (norm 40 met); school: 2,500 m² for 100 = 25 (30 not met).
    # Together 4,500 / 140 = 32.14; met 40 / 140 of the places.
    roles = {
        "services": world.points(
            [(10, 10), (20, 20), (30, 30), (40, 40)],
            **{
                "class": ["förskola", "school", "school", "library"],
                "places": [40.0, 100.0, nan, 10.0],
                "yard": [2000.0, 2500.0, 900.0, 99.0],
            },
        )
    }
    found = world.run("play_area_per_child", world.areas(AREA, FAR), roles)
    assert found.values == pytest.approx([4500 / 140, nan], nan_ok=True)
    assert found.extras["met"][0] == pytest.approx(100 * 40 / 140)
    assert found.extras["preschool"][0] == pytest.approx(50.0)
    assert found.extras["school"][0] == pytest.approx(25.0)
    assert found.coverage == pytest.approx([2 / 3, 0.0])  # the second school's places are unknown


def test_a_drawn_yard_is_measured(world):
    roles = {"services": world.polygons([box(0, 0, 40, 50)], **{"class": ["school"], "places": [50.0]})}
    assert world.run("play_area_per_child", world.areas(AREA), roles).values == pytest.approx([2000 / 50])


def houses(world, **more):
    """Homes 20 x 10 with 3 floors, an office 10 x 10 with 4, a shed 10 x 10 of unknown floors, one of unknown use."""
    shapes = [box(0, 0, 20, 10), box(30, 0, 40, 10), box(50, 0, 60, 10), box(70, 0, 80, 10)]
    fields = {"floors": [3.0, 4.0, nan, 1.0], "use": ["residential", "kontor", "garage", "yes"], **more}
    return world.polygons(shapes, **fields)


def test_floor_space_index(world):
    # Known: 600 + 400 + 100 = 1,100 m² on 400 m² of ground: 2.75 floors. The shed takes them: 275. 1,375 / 10,000.
    found = world.run("floor_space_index", world.areas(AREA, FAR), {"buildings": houses(world)})
    assert found.values == pytest.approx([0.1375, 0.0])
    assert found.coverage == pytest.approx([400 / 500, 1.0])


def test_floor_space_of_unknown_buildings_is_not_zero(world):
    found = world.run("floor_space_index", world.areas(AREA), {"buildings": houses(world, floors=[nan] * 4)})
    assert np.isnan(found.values[0])
    assert found.coverage[0] == 0
    with pytest.raises(IndicatorError, match="floors"):
        world.run("floor_space_index", world.areas(AREA), {"buildings": world.polygons([box(0, 0, 9, 9)])})


def test_a_given_floor_area_goes_before_floors(world):
    found = world.run(
        "floor_space_index", world.areas(AREA), {"buildings": houses(world, floor_area=[500.0, nan, 50.0, nan])}
    )
    assert found.values == pytest.approx([(500 + 400 + 50 + 100) / 10_000])


def test_economic_floor_share(world):
    # Known use and floors: homes 600, office 400 of 1,000 m²: 40 %. Known ground: 300 of 500 m².
    found = world.run("economic_floor_share", world.areas(AREA, FAR), {"buildings": houses(world)})
    assert found.values == pytest.approx([40.0, nan], nan_ok=True)
    assert found.coverage == pytest.approx([0.6, 0.0])
    # A third of the homes' floor is shops: (600 x 0.3 + 400) / 1,000.
    mixed = world.run(
        "economic_floor_share", world.areas(AREA), {"buildings": houses(world)}, uses={"residential": 0.3, "office": 1}
    )
    assert mixed.values == pytest.approx([58.0])


def test_tobins_q(world):
    # Floor areas 600 and 400 m² with prices 50 and 40 over costs 40 and 50: (30,000 + 16,000) / (24,000 + 20,000).
    stock = houses(world, price=[50.0, 40.0, nan, 0.0], cost=[40.0, 50.0, 30.0, 30.0])
    found = world.run("tobins_q", world.areas(AREA, FAR), {"buildings": stock})
    assert found.values == pytest.approx([46 / 44, nan], nan_ok=True)
    assert found.coverage == pytest.approx([0.5, 0.0])


def test_new_homes_near_transit(world):
    # A stop at (0, 0); homes built 2021 at 100 m (6 dwellings) and 600 m (2), in 2000 at 50 m (9), year unknown (3).
    shapes = [box(95, 0, 105, 10), box(595, 0, 605, 10), box(45, 0, 55, 10), box(150, 0, 160, 10)]
    roles = {
        "buildings": world.polygons(shapes, dwellings=[6.0, 2.0, 9.0, 3.0], year=[2021.0, 2021.0, 2000.0, nan]),
        "transit": world.points([(0, 0)]),
    }
    found = world.run("new_homes_transit", world.areas(box(0, 0, 700, 100), FAR), roles)
    assert found.values == pytest.approx([100 * 6 / 8, nan], nan_ok=True)
    assert found.coverage == pytest.approx([17 / 20, 0.0])
    assert world.run("new_homes_transit", world.areas(box(0, 0, 700, 100)), roles, since=1990).values == pytest.approx(
        [100 * 15 / 17]
    )


def test_green_equity(world):
    # Units of 20 people with incomes 1-5: the poorest fifth is unit 1, in area 1 with units 2 and 3; units 4, 5 in area 2.
    # A green area of 1 ha reaches units 2, 3 and 5: S1(low) = 0, S1(all) = 40 / 60 in area 1: ratio 0.
    green = box(0, 200, 100, 300)
    roles = {
        "population": world.points(
            [(50, -250), (50, 150), (60, 150), (50, -1000), (50, 350)],
            count=[20.0] * 5,
            income=[1.0, 2.0, 3.0, 4.0, 5.0],
        ),
        "green": world.polygons([green]),
    }
    areas = world.areas(box(0, -300, 100, 200), box(0, -1100, 100, -900), box(0, -300, 100, 400))
    found = world.run("green_equity", areas, roles)
    assert found.values == pytest.approx([0.0, nan, 0.0], nan_ok=True)
    assert found.extras["all"] == pytest.approx([100 * 2 / 3, 0.0, 75.0])
    # With 40 % the two poorest units count: half of them reached, two thirds of all: 0.5 / 0.6667 = 0.75.
    wider = world.run("green_equity", areas, roles, share=40)
    assert wider.values[0] == pytest.approx(0.75)


def test_noise_polygons(world):
    # Polygons from a road: 65 (y < 20), 60 (20-40), 55 (40-60). House A reaches 65; B touches 60 only within 2 m, which is
    # not above 60; C lies in 55; D in the map's outline but in no class: quiet; E outside the map: unknown.
    noise = world.polygons(
        [box(0, 0, 100, 20), box(0, 20, 100, 40), box(0, 40, 60, 60), box(0, 90, 100, 100)],
        level=[65.0, 60.0, 55.0, 45.0],
    )
    shapes = [box(5, 15, 15, 25), box(5, 41, 15, 51), box(25, 45, 35, 55), box(80, 65, 90, 75), box(5, 200, 15, 210)]
    buildings = world.polygons(shapes, dwellings=[10.0, 4.0, 2.0, 1.0, 3.0])
    roles = {"noise": noise, "buildings": buildings}
    found = world.run("noise_exposure", world.areas(box(0, 0, 100, 300), FAR), roles)
    assert found.values == pytest.approx([100 * 10 / 17, nan], nan_ok=True)
    assert found.extras["dwellings"] == pytest.approx([10.0, nan], nan_ok=True)
    assert found.coverage == pytest.approx([17 / 20, 0.0])
    assert "1 buildings have exactly 60 dBA" in str(found.notes[0])
    quieter = world.run("noise_exposure", world.areas(box(0, 0, 100, 300)), roles, limit=59.9)
    assert quieter.values == pytest.approx([100 * 14 / 17])
    # Classes 5 dB wide, named by their lower bound: 60-65 is above 60, 55-60 is not.
    classes = world.run("noise_exposure", world.areas(box(0, 0, 100, 300)), roles, class_width=5)
    assert classes.values == pytest.approx([100 * 14 / 17])
    assert classes.notes == []


def test_exactly_60_is_not_above_60(world):
    # Cells of 60.0 and 60.1: the first house (1 dwelling) is at the limit, the second (3) above it: 75 %.
    cells = np.tile([60.0, 60.0, 60.0, 60.0, 60.1, 60.1, 60.1, 60.1], (4, 1))
    shapes = [box(12, 12, 18, 18), box(62, 12, 68, 18)]
    roles = {"noise": world.raster(cells), "buildings": world.polygons(shapes, dwellings=[1.0, 3.0])}
    found = world.run("noise_exposure", world.areas(box(0, 0, 80, 40)), roles, class_width=5)
    assert found.values == pytest.approx([75.0])  # the width is for polygons


def test_noise_raster(world):
    # 10 m cells, west 70 dBA, then 50, then no data. House A's outline touches the 70; B lies in 50; C in no data.
    cells = np.tile([70.0, 70.0, 50.0, 50.0, 50.0, -1.0, -1.0, -1.0], (4, 1))
    shapes = [box(15, 12, 25, 22), box(32, 12, 42, 22), box(62, 12, 72, 22)]
    roles = {"noise": world.raster(cells, nodata=-1), "buildings": world.polygons(shapes, dwellings=[1.0, 3.0, 4.0])}
    found = world.run("noise_exposure", world.areas(box(0, 0, 80, 40)), roles)
    assert found.values == pytest.approx([25.0])
    assert found.coverage == pytest.approx([0.5])


def test_noise_polygons_without_a_level_are_refused(one_world):
    roles = {
        "noise": one_world.polygons([AREA]),
        "buildings": one_world.polygons([box(0, 0, 10, 10)], dwellings=[1.0]),
    }
    with pytest.raises(IndicatorError, match="level"):
        one_world.run("noise_exposure", one_world.areas(AREA), roles)


def test_buildings_on_a_border_are_shared(world):
    # Half of a house of 10 dwellings lies in each area; both halves are above the limit.
    roles = {
        "noise": world.polygons([box(-100, -100, 300, 300)], level=[70.0]),
        "buildings": world.polygons([box(90, 0, 110, 10)], dwellings=[10.0]),
    }
    found = world.run("noise_exposure", world.areas(AREA, box(100, 0, 200, 100)), roles)
    assert found.extras["dwellings"] == pytest.approx([5.0, 5.0])


def test_streets_do_not_matter_to_people(world):
    """Roles an indicator does not need change nothing but the extent."""
    roles = {"population": world.points([(50, 50)], count=[5.0]), "streets": world.lines([line((0, 0), (9, 9))])}
    assert world.run("population_density", world.areas(AREA), roles).values == pytest.approx([500.0])
