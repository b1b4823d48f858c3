"""Access as the crow flies and along streets, by hand, and with borders cut."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from samplan.indicators.catalogue._access import network_to_points, straight_to_points
from samplan.indicators.catalogue._streets import street_network
from samplan.indicators.declaration import Inputs

from .conftest import CORNER, box, line

nan = float("nan")
HECTARE = box(0, 300, 100, 400)


def test_access_to_green_as_the_crow_flies(world):
    # Green of 1 ha from y = 300. Homes at y = 0 (300 m: just reached), y = -1 (301 m), and inside the green.
    roles = {
        "population": world.points([(50, 0), (50, -1), (50, 350)], count=[10.0, 20.0, 10.0]),
        "green": world.polygons([HECTARE, box(300, 0, 340, 40)]),  # the second has 0.16 ha: too small
    }
    found = world.run("access_green", world.areas(box(0, -10, 100, 400), box(300, 0, 400, 100)), roles)
    assert found.values == pytest.approx([50.0, nan], nan_ok=True)
    assert found.coverage == pytest.approx([1.0, 0.0])


def test_green_parts_that_touch_are_one_area(world):
    # Two parts of 0.3 ha that share an edge make 0.6 ha; alone neither is large enough.
    roles = {
        "population": world.points([(50, 0)], count=[1.0]),
        "green": world.polygons([box(0, 100, 60, 150), box(60, 100, 120, 150)]),
    }
    assert world.run("access_green", world.areas(box(0, -10, 100, 90)), roles).values == pytest.approx([100.0])
    apart = world.polygons([box(0, 100, 60, 150), box(61, 100, 121, 150)])
    assert world.run(
        "access_green", world.areas(box(0, -10, 100, 90)), {**roles, "green": apart}
    ).values == pytest.approx([0.0])


def test_access_to_green_along_streets(world):
    # The street runs 200 m east, then 200 m north to the green's edge at (200, 200): a home on it at x = 0 has 400 m to walk
    # but only 200-283 m to fly; one at x = 120 has 80 + 200 = 280 m.
    roles = {
        "population": world.points([(0, 0), (120, 0), (250, 250), (-500, 0)], count=[10.0, 30.0, 10.0, 50.0]),
        "green": world.polygons([box(100, 200, 300, 300)]),
        "streets": world.lines([line((0, 0), (200, 0)), line((200, 0), (200, 200))]),
    }
    areas = world.areas(box(-10, -10, 310, 310), box(-600, -10, -400, 10))
    walk = world.run("access_green_network", areas, roles)
    # Reached: 30, and 10 who live in the green. The home at x = -500 is 500 m from any street: unknown, not unreached.
    assert walk.values == pytest.approx([80.0, nan], nan_ok=True)
    assert walk.coverage == pytest.approx([1.0, 0.0])
    assert any("left out as unknown" in str(note) for note in walk.notes)
    fly = world.run("access_green", areas, roles)
    assert fly.values[0] == pytest.approx(100.0)
    longer = world.run("access_green_network", areas, roles, distance=401)
    assert longer.values[0] == pytest.approx(100.0)


def test_motorways_are_no_way_on_foot(world):
    roles = {
        "population": world.points([(0, 0)], count=[1.0]),
        "transit": world.points([(300, 0)], mode=["bus"]),
        "streets": world.lines([line((0, 0), (300, 0)), line((0, 0), (0, 5))], **{"class": ["motorway", "footway"]}),
    }
    assert world.run("access_transit_network", world.areas(box(-10, -10, 10, 10)), roles).values == pytest.approx([0.0])


def test_transit_limits_by_capacity(world):
    # Along one street: bus at x = 0, metro at x = 2,000. Homes at 400 (bus 400), 700 (bus 700, metro 1,300: neither),
    # 1,100 (metro 900), each 10 m from the street.
    roles = {
        "population": world.points([(400, 10), (700, 10), (1100, 10)], count=[1.0, 1.0, 2.0]),
        "transit": world.points([(0, 0), (2000, 0)], mode=["3", "tunnelbana"]),
        "streets": world.lines([line((0, 0), (2000, 0))]),
    }
    areas = world.areas(box(0, -50, 2000, 50))
    found = world.run("access_transit_network", areas, roles)
    assert found.values == pytest.approx([75.0])
    assert found.extras["low"] == pytest.approx([25.0])
    assert found.extras["high"] == pytest.approx([50.0])
    # 410 m in all with the way from the door: a limit of 405 m leaves the first home out.
    assert world.run("access_transit_network", areas, roles, low_distance=405).extras["low"] == pytest.approx([0.0])
    crow, near = world.all_of(areas, roles, "access_transit", "access_transit_400")
    assert crow.values == pytest.approx([25.0])  # sqrt(400² + 10²) = 400.1 <= 500 only
    assert near.values == pytest.approx([0.0])


def test_unknown_modes_count_as_low_capacity(world):
    roles = {
        "population": world.points([(700, 0)], count=[1.0]),
        "transit": world.points([(0, 0)], mode=["zeppelin"]),
        "streets": world.lines([line((0, 0), (2000, 0))]),
    }
    found = world.run("access_transit_network", world.areas(box(0, -50, 2000, 50)), roles)
    assert found.values == pytest.approx([0.0])
    assert any("zeppelin" in str(note) for note in found.notes)


def services_world(world):
    # Food at x = 0, school and preschool at x = 1,500, all on one street; 15 min at 4.8 km/h are 1,200 m.
    return {
        "population": world.points([(200, 0), (400, 0), (1400, 0)], count=[10.0, 20.0, 70.0]),
        "services": world.points(
            [(0, 0), (1500, 0), (1500, 0), (700, 0)], **{"class": ["supermarket", "skola", "förskola", "bank"]}
        ),
        "streets": world.lines([line((0, 0), (1500, 0))]),
    }


GROUPS = {"food": 1, "preschool": 2, "school": 3}


def test_services_within_fifteen_minutes(world):
    # x = 200: food 200 m, school 1,300 m > 1,200. x = 400: 400 and 1,100: all. x = 1,400: food 1,400 too far.
    roles, areas = services_world(world), world.areas(box(0, -50, 1500, 50))
    found = world.run("access_services", areas, roles, groups=GROUPS)
    assert found.values == pytest.approx([20.0])
    assert found.extras["g1"] == pytest.approx([30.0])
    assert found.extras["g2"] == found.extras["g3"] == pytest.approx([90.0])
    assert found.extras["mean"] == pytest.approx([0.3 + 0.9 + 0.9])
    # At 6 km/h 15 minutes are 1,500 m: everybody reaches everything.
    assert world.run("access_services", areas, roles, groups=GROUPS, speed=6.0).values == pytest.approx([100.0])


def test_a_group_that_is_not_in_the_layer_is_told(world):
    found = world.run("access_services", world.areas(box(0, -50, 1500, 50)), services_world(world))
    assert found.values == pytest.approx([0.0])
    assert any("none of health, pharmacy" in str(note) for note in found.notes)


def test_three_thirty_three_hundred(world):
    # Crowns 20 x 20 (400 m² of 1,200 = 33 %) in area 1, none in area 2. Homes: 300 m to green reached by 3 of 4.
    crowns = world.polygons([box(0, 0, 10, 20), box(10.5, 0, 20, 10), box(10.5, 10.5, 20, 20)])
    roles = {
        "canopy": crowns,
        "population": world.points([(35, 10), (38, -291), (535, 10)], count=[3.0, 1.0, 5.0]),
        "green": world.polygons([box(0, 30, 600, 130)]),
    }
    areas = world.areas(box(0, 0, 40, 20).union(box(37, -295, 39, 0)), box(500, 0, 540, 20))
    share = 100 * (200 + 95 + 9.5 * 9.5) / (800 + 2 * 295)
    found = world.run("three_thirty_three_hundred", areas, roles, least_canopy=25)
    assert found.extras["canopy"] == pytest.approx([share, 0.0])
    assert found.extras["park"] == pytest.approx([75.0, 100.0])
    assert found.extras["trees"] == pytest.approx([75.0, 0.0])
    assert found.values == pytest.approx([75.0, 0.0])
    assert world.run("three_thirty_three_hundred", areas, roles).values == pytest.approx([0.0, 0.0])  # below 30 %


def test_the_300_of_the_rule_asks_for_one_hectare(world):
    # Two homes, each 10 m from a park: 90 x 100 m = 0.9 ha does not count, 100 x 100 m = 1 ha does: 3 of 4 people.
    # Access to green (WHO: 0.5-1 ha) counts both.
    roles = {
        "canopy": world.raster(np.full((4, 80), 40.0)),
        "population": world.points([(10, 10), (710, 10)], count=[1.0, 3.0]),
        "green": world.polygons([box(0, 20, 90, 120), box(700, 20, 800, 120)]),
    }
    area = world.areas(box(0, 0, 800, 40))
    found = world.run("three_thirty_three_hundred", area, roles)
    assert found.values == pytest.approx([75.0])
    assert world.run("three_thirty_three_hundred", area, roles, min_size=0.5).values == pytest.approx([100.0])
    assert world.run("access_green", area, roles).values == pytest.approx([100.0])


def test_a_canopy_raster_says_nothing_of_single_trees(world):
    roles = {
        "canopy": world.raster(np.full((4, 4), 40.0)),
        "population": world.points([(35, 10)], count=[3.0]),
        "green": world.polygons([box(0, 50, 200, 150)]),
    }
    found = world.run("three_thirty_three_hundred", world.areas(box(0, 0, 40, 40)), roles)
    assert found.values == pytest.approx([100.0])
    assert np.isnan(found.extras["trees"]).all()


def two_towns(world, **more):
    """Two municipalities that meet at x = 500; homes near the border use the other side's green and stop."""
    return {
        "population": world.points([(490, 50), (510, 50)], count=[1.0, 1.0]),
        "green": world.polygons([box(520, 0, 620, 100)]),
        "transit": world.points([(450, 50)], mode=["bus"]),
        "streets": world.lines([line((0, 50), (1000, 50))]),
        "services": world.points([(900, 50), (900, 50), (900, 50)], **{"class": ["food", "school", "preschool"]}),
        **more,
    }


@pytest.mark.parametrize("polygons", [False, True])
def test_borders_cut_what_lies_beyond(world, polygons):
    areas = world.areas(box(0, 0, 500, 100), box(500, 0, 1000, 100))
    areas.cut_labels = np.array([0, 1])
    if polygons:
        areas.cut_polygons = world.areas(box(-50, -50, 500, 150), box(500, -50, 1050, 150)).geometries
    names = ("access_green", "access_green_network", "access_transit", "access_transit_network", "access_services")
    settings = {"access_services": {"groups": GROUPS}}
    found = world.all_of(areas, two_towns(world), *names, settings=settings, whole=True)
    for name in names:
        assert found.results[name].values == pytest.approx([100.0, 100.0]), name
    assert found.cut["access_green"] == pytest.approx([0.0, 100.0])
    assert found.cut["access_green_network"] == pytest.approx([0.0, 100.0])
    assert found.cut["access_transit"] == pytest.approx([100.0, 0.0])
    assert found.cut["access_transit_network"] == pytest.approx([100.0, 0.0])
    assert found.cut["access_services"] == pytest.approx([0.0, 100.0])


def test_homes_and_stops_beside_a_path_that_leads_nowhere(world):
    """A path of 20 m, 12 m from the street, ends beside a home (2 m) or a stop; the way by the street is 14 + 200 + 7 m."""
    areas = world.areas(box(0, -50, 1000, 100))
    path = line((90, 12), (110, 12))
    for home, stop in (((100, 14), (300, 7)), ((300, 7), (100, 14))):
        roles = {
            "streets": world.lines([line((0, 0), (1000, 0)), path]),
            "population": world.points([home, (900, 0)], count=[1.0, 1.0]),
            "transit": world.points([stop], mode=["bus"]),
            "services": world.points([stop] * 3, **{"class": ["food", "school", "preschool"]}),
            "green": world.polygons([box(280, 10, 380, 80)]),
        }
        found = world.run("access_transit_network", areas, roles, low_distance=222)
        assert found.values == pytest.approx([50.0])
        assert found.coverage == pytest.approx([1.0])
        assert world.run("access_transit_network", areas, roles, low_distance=220).values == pytest.approx([0.0])
        assert any("beside a" in str(note) for note in found.notes)
        walk = world.run("access_services", areas, roles, groups=GROUPS, minutes=222 / 80, speed=4.8)
        assert walk.values == pytest.approx([50.0])
        if home == (100, 14):
            green = world.run("access_green_network", areas, roles, distance=250)
            assert green.values == pytest.approx([50.0])  # 14 m to the street and 180 to the corner at (280, 10)
            bare = world.run("access_green_network", areas, roles, distance=250, min_part=10)
            assert bare.values == pytest.approx([50.0])  # long enough for itself, but it leads nowhere
            assert any("1 places of residence stand beside streets that lead to nothing" in str(n) for n in bare.notes)


def test_homes_beside_a_long_street_that_joins_nothing(world):
    """A street of 900 m, 100 m from the one with the stop: 100 m down and 200 along are within 350 m, not within 290."""
    areas = world.areas(box(0, -50, 1000, 150))
    roles = {
        "streets": world.lines([line((0, 0), (3000, 0)), line((50, 100), (950, 100))]),
        "population": world.points([(300, 100), (300, 90)], count=[3.0, 1.0]),
        "transit": world.points([(500, 0)], mode=["bus"]),
    }
    found = world.run("access_transit_network", areas, roles, low_distance=350)
    assert found.values == pytest.approx([100.0])
    assert any("2 places of residence stand beside streets that lead to nothing" in str(note) for note in found.notes)
    # 90 m down and 200 along: the one person off the street is nearer
    assert world.run("access_transit_network", areas, roles, low_distance=295).values == pytest.approx([25.0])
    assert world.run("access_transit_network", areas, roles, low_distance=285).values == pytest.approx([0.0])


def test_a_street_along_the_border_serves_both_towns(world):
    """The border runs askew along a street with vertices of its own, which rounding puts on one side or the other."""
    a, b = np.array([500.1, 0.3]), np.array([531.7, 400.9])
    street = [tuple(a + share * (b - a)) for share in (0, 0.13, 0.37, 0.5, 0.61, 0.9, 1)]
    west = shapely.Polygon(np.array([(0, 0.3), a, b, (0, 400.9)]) + CORNER)
    east = shapely.Polygon(np.array([a, (1000, 0.3), (1000, 400.9), b]) + CORNER)
    areas = world.areas(west, east)
    areas.cut_labels = np.array([0, 1])
    roles = {
        "population": world.points([(495.1, 10.3), (509.1, 10.3)], count=[1.0, 1.0]),
        "transit": world.points([(526.7, 390.9), (536.7, 390.9)], mode=["bus", "bus"]),
        "streets": world.lines([line(*street)]),
    }
    found = world.all_of(areas, roles, "access_transit_network", whole=True)
    assert found.results["access_transit_network"].values == pytest.approx([100.0, 100.0])
    assert found.cut["access_transit_network"] == pytest.approx([100.0, 100.0])


def test_a_town_without_streets_of_its_own_is_unknown_and_told(world):
    areas = world.areas(box(0, 0, 500, 100), box(500, 0, 1000, 100))
    areas.cut_labels = np.array([0, 1])
    roles = two_towns(world, streets=world.lines([line((505, 50), (1000, 50))]))
    found = world.all_of(areas, roles, "access_green_network", whole=True)
    assert found.cut["access_green_network"] == pytest.approx([nan, 100.0], nan_ok=True)
    assert any("neighbours cut off" in str(note) for note in found.notes)


def test_the_ground_is_longer_than_the_map(world):
    # 1 map unit is 2 m: a stop 200 units away is 400 m off.
    areas = world.areas(box(0, -50, 300, 50), area=np.array([30_000.0 * 4]))
    roles = {
        "population": world.points([(0, 0)], count=[1.0]),
        "transit": world.points([(200, 0)], mode=["bus"]),
        "streets": world.lines([line((0, 0), (300, 0))]),
    }
    assert world.run("access_transit", areas, roles, distance=399).values == pytest.approx([0.0])
    assert world.run("access_transit", areas, roles, distance=401).values == pytest.approx([100.0])
    assert world.run("access_transit_network", areas, roles, low_distance=399).values == pytest.approx([0.0])
    assert world.run("access_transit_network", areas, roles, low_distance=401).values == pytest.approx([100.0])


def test_every_origin_gets_its_facility_and_distance(world):
    """The arrays an algorithm may write out: distance and number of the nearest facility of each origin."""
    areas = world.areas(box(0, -50, 2000, 50))
    roles = {"streets": world.lines([line((0, 0), (2000, 0))])}
    inputs = Inputs(areas, roles, {"snap": 100.0}, np.ones(1))
    origins = np.array([[100.0, 0], [900, 30], [1500, 0], [nan, nan], [500, 500]]) + CORNER
    stops = np.array([[0.0, 0], [1000, 0]]) + CORNER
    walk = network_to_points(inputs, street_network(inputs), origins, stops, 450.0)
    assert walk.cost == pytest.approx([100.0, 130.0, np.inf, nan, nan], nan_ok=True)
    assert walk.facility.tolist() == [0, 1, -1, -1, -1]
    assert walk.is_known.tolist() == [True, True, True, False, False]
    fly = straight_to_points(inputs, origins, stops, 450.0)
    assert fly.cost == pytest.approx([100.0, np.hypot(100, 30), np.inf, nan, np.inf], nan_ok=True)
    assert fly.facility.tolist()[:3] == [0, 1, -1]
