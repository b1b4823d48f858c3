"""Doors beside streets that lead nowhere."""

from __future__ import annotations

import numpy as np
import pytest
from samplan.indicators.spatial.network import MIN_PART, build_network
from samplan.indicators.spatial.network_search import Router
from samplan.indicators.spatial.ties import nearest_by_ties, tie

from .test_network import chains, street_grid

MAIN = [(0, 0), (3000, 0)]
STUB = [(100, 12), (120, 12)]  # 20 m, 12 m from the street, joined to nothing


def ways(lines, origins, facilities, min_part=MIN_PART, limit=np.inf, snap=200.0, **more):
    network = build_network(chains(*lines))
    points = np.array(origins, dtype=float).reshape(-1, 2), np.array(facilities, dtype=float).reshape(-1, 2)
    ties = tie(network, *points, (snap, snap), min_part)
    return nearest_by_ties(Router(network), ties, limit, **more), ties


def test_a_stub_beside_the_door_is_passed_over():
    found, ties = ways([MAIN, STUB], [(110, 14)], [(630, 7)])
    # 14 m down to the street, 520 along, 7 up; the stub is 2 m from the door and leads nowhere.
    assert ties.nearest.distance.tolist() == [2]
    assert found.cost == pytest.approx([14 + 520 + 7])
    assert ties.origins.distance == pytest.approx([14])
    assert (ties.passed_over, ties.moved) == (1, 0)


def test_a_stub_beside_the_facility():
    found, ties = ways([MAIN, STUB], [(630, 7)], [(110, 14)])
    assert found.cost == pytest.approx([14 + 520 + 7])
    assert found.facility.tolist() == [0]
    assert (ties.passed_over, ties.moved) == (0, 1)


def test_stubs_beside_both():
    found, ties = ways([MAIN, STUB, [(620, 12), (640, 12)]], [(110, 14)], [(5000, 0), (630, 14)])
    assert found.cost == pytest.approx([14 + 520 + 14])
    assert found.facility.tolist() == [1]
    assert (ties.passed_over, ties.moved) == (1, 1)


def test_both_beside_the_same_stub():
    found, _ = ways([MAIN, STUB], [(102, 14)], [(118, 14)])
    assert found.cost == pytest.approx([2 + 16 + 2])  # along the stub, not 14 + 16 + 14 by the street


def test_a_short_part_with_a_facility_of_its_own():
    """A path of 150 m from a door to a shop: the door keeps it, others reach the shop from the street as well."""
    path = [(500, 20), (500, 75), (540, 75), (540, 20)]
    found, ties = ways([MAIN, path], [(500, 20), (700, 0)], [(540, 20)])
    assert found.cost == pytest.approx([150, 160 + 20])
    assert (ties.passed_over, ties.moved) == (0, 1)
    # 230 m are more than what one may walk off the streets (200 m): others reach the shop where it is at most 50 m away
    for gap, cost, moved in ((45, 160 + 45, 1), (55, np.inf, 0)):
        path = [(500, gap), (500, gap + 95), (540, gap + 95), (540, gap)]
        found, ties = ways([MAIN, path], [(500, gap), (700, 0)], [(540, gap)])
        assert found.cost == pytest.approx([230, cost])
        assert (ties.passed_over, ties.moved) == (0, moved)


def test_parts_that_join_nothing_and_lead_nowhere():
    """A street of 600 m without a facility is left for one 100 m away, and so is one of 800 m (`MIN_PART`: 700 m)."""
    for length, passed, crossed in ((600, 1, 0), (800, 0, 1)):
        across = [(0, 100), (length, 100)]
        found, ties = ways([MAIN, across], [(50, 100)], [(70, 0)])
        assert found.cost.tolist() == [100 + 20]
        assert found.origins.distance.tolist() == [100]
        assert (ties.passed_over, found.crossed) == (passed, crossed)
    # 50 m from the door to the street's end, 750 m to the other: known to join nothing only where that is looked at
    assert ways([MAIN, across], [(50, 100)], [(70, 0)], around=740)[0].cost.tolist() == [np.inf]
    assert ways([MAIN, across], [(50, 100)], [(70, 0)], around=760)[0].cost.tolist() == [120]
    # what is too far along the other street is not reached, and what its own part leads to comes first
    assert ways([MAIN, across], [(50, 100)], [(700, 0)], limit=740)[0].cost.tolist() == [np.inf]
    assert ways([MAIN, across], [(50, 100)], [(70, 0), (750, 100)])[0].facility.tolist() == [1]
    assert ways([MAIN, across], [(50, 100)], [(70, 0), (750, 100)], limit=300)[0].facility.tolist() == [0]
    # nobody leaves a network for a short part: its shop is one of those who live there
    assert ways([MAIN, [(500, 60), (540, 60), (540, 300)]], [(520, 0)], [(540, 250)])[0].cost.tolist() == [np.inf]


def test_the_part_that_is_left_decides():
    """Three streets of 800 m, 90 m apart; the middle one leads nowhere, the upper one to a shop too far away."""
    streets = [[(0, y), (800, y)] for y in (0, 90, 170)]
    doors, shops = [(50, 95), (400, 90)], [(60, 0), (790, 170)]
    found, _ = ways(streets, doors, shops, limit=480)
    # 50 m from the left the lower street, 95 m down and 10 along (the upper, 75 m up, leads 740 m away); in the middle
    # the upper one, 80 m up and 390 along
    assert found.cost.tolist() == [95 + 10, 80 + 390]
    assert found.crossed == 2
    alone, _ = ways(streets, doors[:1], shops, limit=480)
    assert alone.cost.tolist() == [105]
    groups = {"origin_group": np.array([0, 0]), "facility_group": np.array([0, 1])}
    cut, _ = ways(streets, doors, shops, limit=480, **groups)
    assert cut.cost.tolist() == [105, 90 + 340]


def test_what_stands_for_itself():
    across = [(0, 100), (800, 100)]
    # the setting decides; the longest part always stands, and so does one with a facility
    assert ways([MAIN, across], [(50, 100)], [(70, 0)], min_part=900)[0].cost.tolist() == [120]
    assert ways([MAIN, across], [(50, 100)], [(70, 100), (50, 0)], min_part=900)[0].facility.tolist() == [0]
    assert ways([[(0, 0), (90, 0)], [(0, 50), (80, 50)]], [(0, 50)], [(70, 0)])[0].cost.tolist() == [50 + 70]
    # beyond the limit of 200 m there is no other street
    far, ties = ways([MAIN, [(0, 250), (600, 250)]], [(50, 250)], [(70, 0)])
    assert far.cost.tolist() == [np.inf]
    assert ties.passed_over == 0


def test_an_island_is_a_world_of_its_own():
    island = [(0, 900), (300, 900)]
    found, ties = ways([MAIN, island], [(10, 905), (200, 0)], [(250, 900), (2200, 0)])
    assert found.cost == pytest.approx([5 + 240, 2000])
    assert found.facility.tolist() == [0, 1]
    assert (ties.passed_over, ties.moved) == (0, 0)


def test_nothing_to_reach_and_nowhere_to_be():
    nothing, _ = ways([MAIN], [(5, 0), (5, 900), (np.nan, 1)], [])
    np.testing.assert_array_equal(nothing.cost, [np.inf, np.nan, np.nan])
    assert nothing.facility.tolist() == [-1, -1, -1]
    far, _ = ways([MAIN], [(5, 0)], [(0, 900), (np.nan, 0)])
    assert far.cost.tolist() == [np.inf]
    assert len(ways([MAIN], [], [(5, 0)])[0].cost) == 0


def test_limits_and_borders_with_stubs():
    groups = {"origin_group": np.array([1, 2]), "facility_group": np.array([2, 1])}
    doors, shops, stubs = [(110, 14), (300, 0)], [(250, 7), (630, 14)], [STUB, [(625, 12), (640, 12)]]
    both, _ = ways([MAIN, *stubs], doors, shops)
    cut, _ = ways([MAIN, *stubs], doors, shops, **groups)
    assert both.cost == pytest.approx([14 + 140 + 7, 50 + 7])
    assert cut.cost == pytest.approx([14 + 520 + 14, 50 + 7])
    assert cut.facility.tolist() == [1, 0]
    assert ways([MAIN, STUB], doors[:1], shops[:1], limit=160)[0].cost.tolist() == [np.inf]


@pytest.mark.fuzz(4)
def test_stubs_change_nothing_but_the_way_off_the_street(seed):
    """A city with and without 60 stubs of 8 m that miss the streets: every door and shop takes the same street as before."""
    rng = np.random.default_rng(seed)
    lines = street_grid(7, seed=seed)
    streets = [lines.xy[i:j] for i, j in zip(lines.start, lines.start[1:])]
    bare = build_network(chains(*streets))
    ends = rng.uniform(0, 600, (400, 2))
    ends = ends[bare.snap(ends).distance > 9][:60]
    angle = rng.uniform(0, 7, len(ends))
    stubs = [np.array([end, end + 8 * np.array([np.cos(a), np.sin(a)])]) for end, a in zip(ends, angle)]
    stubs = [stub for stub in stubs if (bare.snap(stub).distance > 0.5).all()]
    origins, facilities = rng.uniform(0, 600, (80, 2)), rng.uniform(0, 600, (9, 2))
    plain, before = ways(streets, origins, facilities)
    found, ties = ways([*streets, *stubs], origins, facilities)
    assert (before.passed_over, before.moved) == (0, 0)
    assert ties.passed_over + ties.moved > 0
    apart = build_network(chains(*streets, *stubs))
    assert len(set(apart.edge_part.tolist())) > 20
    # A stub with a shop is a way for the doors beside it; every other door takes the street it took before.
    same = ties.origins.distance == before.origins.distance
    assert same.sum() > 70
    assert found.cost[same] == pytest.approx(plain.cost[same])
