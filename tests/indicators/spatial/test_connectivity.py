"""Connectivity by hand, by brute force and against networkx, and what must hold for any landscape."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from samplan.indicators.errors import IndicatorError
from samplan.indicators.spatial import connectivity as c
from samplan.indicators.spatial.backend import get_backend, objects
from samplan.indicators.spatial.best_paths import prune_redundant_links, with_spare_paths
from samplan.indicators.spatial.network_search import ENGINES, scipy_usable
from samplan.messages import Cancelled

USABLE = ENGINES if scipy_usable() else ("python",)
engines = pytest.mark.parametrize("engine", USABLE)

# Three patches in a row, 4, 2 and 6 ha, 100 m apart; from the first to the third it is 300 m directly.
AREA = np.array([4.0, 2.0, 6.0])
ROW = c.Links(np.array([0, 1, 0]), np.array([1, 2, 2]), np.array([100.0, 100.0, 300.0]))


def all_links(xy):
    i, j = np.triu_indices(len(xy), 1)
    return c.Links(i, j, np.hypot(*(xy[i] - xy[j]).T))


def brute_force(area, links, median, without=()):
    """ΣΣ a_i a_j p*_ij by Floyd and Warshall on the products themselves."""
    n = len(area)
    p = np.eye(n)
    for i, j, d in zip(*links[:3]):
        p[i, j] = p[j, i] = max(p[i, j], 0.5 ** (d / median))
    for k in without:
        p[k] = p[:, k] = 0
    for k in range(n):
        p = np.maximum(p, p[:, k : k + 1] * p[k : k + 1])
    area = np.array([0 if k in without else a for k, a in enumerate(area)])
    return area @ p @ area


@engines
def test_eca_by_hand(engine):
    found = c.equivalent_connected_area(AREA, ROW, 100, engine=engine)
    # p12 = p23 = 0.5; p13 = 0.5 x 0.5 over the middle, more than 0.125 directly.
    # 16 + 4 + 36 + 2 (4x2x0.5 + 2x6x0.5 + 4x6x0.25) = 56 + 2 (4 + 6 + 6) = 88.
    assert found.eca == pytest.approx(88**0.5)
    assert found.reach == pytest.approx([4 + 1 + 1.5, 2 + 2 + 3, 6 + 1 + 1])
    assert found.upper == pytest.approx(found.eca, abs=1e-4)


@engines
def test_importance_by_hand(engine):
    found = c.patch_importance(AREA, ROW, 100, engine=engine)
    # Without the middle: 16 + 36 + 2 x 24 x 0.125 = 58, so dPC = 30 / 88:
    # own area 4, exchange 2 x 2 x (4 + 6) x 0.5 = 20, paths between the others 2 x 24 x (0.25 - 0.125) = 6.
    assert (found.intra[1], found.flux[1], found.connector[1]) == pytest.approx((4 / 88, 20 / 88, 6 / 88))
    assert found.total[1] == pytest.approx(30 / 88)
    assert found.connector[[0, 2]].tolist() == [0, 0]


def test_border_by_hand():
    effect = c.border_effect(AREA, ROW, 100, np.array([1, 1, 2]))
    # Cut: 16 + 4 + 36 + 2 x 4 = 64.
    assert effect.cut.eca == pytest.approx(8)
    assert effect.share == pytest.approx(1 - 8 / 88**0.5)
    groups = c.group_eca(effect.whole, np.array([1, 1, 2]), 4)
    assert groups[1:3] ** 2 == pytest.approx([4 * 6.5 + 2 * 7, 6 * 8])
    assert np.isnan(groups[[0, 3]]).all()
    own = c.group_eca(effect.cut, np.array([1, 1, 2]), 3)
    assert own[1:] == pytest.approx([28**0.5, 6])


def test_a_patch_split_at_the_border_changes_nothing():
    whole = c.equivalent_connected_area(AREA, ROW, 100)
    links = c.Links(np.array([0, 1, 0, 2]), np.array([1, 2, 2, 3]), np.array([100.0, 100.0, 300.0, 0.0]))
    parts = np.array([4.0, 2.0, 2.5, 3.5])
    for engine in USABLE:
        assert c.equivalent_connected_area(parts, links, 100, engine=engine).eca == pytest.approx(whole.eca)


def test_quality_and_missing_patches():
    quality = np.array([0.5, np.nan, 1.0])
    found = c.equivalent_connected_area(AREA, ROW, 100, quality)
    assert found.area.tolist() == [2, 2, 6]
    assert found.eca == pytest.approx(c.equivalent_connected_area(np.array([2.0, 2.0, 6.0]), ROW, 100).eca)
    # A patch without an area still lets the others pass, and reaches nothing itself.
    gone = c.equivalent_connected_area(np.array([4.0, np.nan, 6.0]), ROW, 100)
    assert gone.eca == pytest.approx((16 + 36 + 2 * 24 * 0.25) ** 0.5)
    assert gone.reach[1] == 0


def test_wrong_distances_are_refused():
    with pytest.raises(IndicatorError, match="above 0"):
        c.equivalent_connected_area(AREA, ROW, 0)
    with pytest.raises(IndicatorError, match="no habitat"):
        c.patch_importance(np.zeros(3), ROW, 100)
    with pytest.raises(Cancelled):
        c.equivalent_connected_area(AREA, ROW, 100, cancelled=lambda: True)
    assert np.isnan(c.border_effect(np.zeros(3), ROW, 100, np.zeros(3)).share)


@engines
@pytest.mark.fuzz(3)
def test_eca_equals_brute_force_and_networkx(engine, seed):
    rng = np.random.default_rng(seed)
    area, links = rng.uniform(0.1, 9, 25), all_links(rng.uniform(0, 1500, (25, 2)))
    # Some pairs cannot be linked directly.
    kept = rng.random(len(links.i)) < 0.3
    links = c.Links(links.i[kept], links.j[kept], links.distance[kept])
    found = c.equivalent_connected_area(area, links, 150, engine=engine)
    assert found.eca**2 == pytest.approx(brute_force(area, links, 150), rel=1e-4)
    assert found.eca**2 <= brute_force(area, links, 150) * (1 + 1e-12) <= found.upper**2 * (1 + 1e-9)
    graph = nx.Graph()
    graph.add_nodes_from(range(25))
    graph.add_weighted_edges_from(zip(links.i.tolist(), links.j.tolist(), links.distance.tolist()))
    lengths = dict(nx.all_pairs_dijkstra_path_length(graph))
    total = sum(area[i] * area[j] * 0.5 ** (d / 150) for i, row in lengths.items() for j, d in row.items())
    assert found.eca**2 == pytest.approx(total, rel=1e-4)


@engines
@pytest.mark.fuzz(3)
def test_importance_equals_removing_each_patch(engine, seed):
    rng = np.random.default_rng(seed)
    area, links = rng.uniform(0, 9, 14), all_links(rng.uniform(0, 900, (14, 2)))
    kept = rng.random(len(links.i)) < 0.25
    links = c.Links(links.i[kept], links.j[kept], links.distance[kept] ** 1.3)
    found = c.patch_importance(area, links, 2500, floor=1e-9, engine=engine)
    whole = brute_force(area, links, 2500)
    expected = [1 - brute_force(area, links, 2500, without=[k]) / whole for k in range(14)]
    assert found.total == pytest.approx(expected, abs=1e-9)
    assert (found.connector > 1e-6).any()


def shortened(seed, n, side):
    """All links between discs: straight, less the radii, so that stepping stones save way."""
    rng = np.random.default_rng(seed)
    xy, radius = rng.uniform(0, side, (n, 2)), rng.uniform(0, 40, n)
    links = all_links(xy)
    return radius**2, links._replace(distance=np.maximum(links.distance - radius[links.i] - radius[links.j], 0))


@engines
@pytest.mark.fuzz(3)
def test_dropping_links_that_are_detours_changes_nothing(engine, seed):
    area, links = shortened(seed, 60, 1200)
    assert prune_redundant_links(60, *links[:3], engine).mean() < 0.5
    found = c.equivalent_connected_area(area, links, 150, engine=engine, floor=1e-9)
    assert found.eca**2 == pytest.approx(brute_force(area, links, 150), rel=1e-9)


@pytest.mark.fuzz(3)
def test_dropping_links_with_spare_paths_changes_no_importance(seed):
    area, links = shortened(seed, 26, 700)
    assert not with_spare_paths(26, *links[:3]).all()
    found = c.patch_importance(area, links, 150, floor=1e-9)
    whole = brute_force(area, links, 150)
    expected = [1 - brute_force(area, links, 150, without=[k]) / whole for k in range(26)]
    assert found.total == pytest.approx(expected, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 12), st.floats(0.01, 100))
def test_properties(seed, n, factor):
    rng = np.random.default_rng(seed)
    area, xy = rng.uniform(0.01, 9, n), rng.uniform(0, 1000, (n, 2))
    links = all_links(xy)
    found = c.equivalent_connected_area(area, links, 200)
    # Between unconnected patches and one single patch.
    assert (area**2).sum() ** 0.5 - 1e-9 <= found.eca <= area.sum() + 1e-9
    scaled = c.Links(links.i, links.j, links.distance * factor)
    assert c.equivalent_connected_area(area * factor, scaled, 200 * factor).eca == pytest.approx(found.eca * factor)
    assert c.equivalent_connected_area(np.append(area, 0.0), links, 200).eca == pytest.approx(found.eca)
    farther = c.equivalent_connected_area(area, links, 400).eca
    assert farther >= found.eca - 1e-9
    effect = c.border_effect(area, links, 200, rng.integers(0, 3, n))
    assert 0 <= effect.share < 1


def test_links_left_out_for_distance_are_bounded():
    rng = np.random.default_rng(8)
    area, links = rng.uniform(0.1, 9, 80), all_links(rng.uniform(0, 4000, (80, 2)))
    limit = c.link_limit(200, 0.01)
    near = links.distance <= limit
    cut = c.Links(links.i[near], links.j[near], links.distance[near], limit)
    whole, part = (c.equivalent_connected_area(area, some, 200) for some in (links, cut))
    assert part.eca <= whole.eca <= part.upper
    assert c.link_limit(200, 0.25) == pytest.approx(400)


@pytest.mark.parametrize("name", ["shapely", "qgis"])
def test_polygon_links(name):
    backend = get_backend(name)
    boxes = [
        shapely.box(0, 0, 10, 10),
        shapely.box(40, 0, 50, 10),
        shapely.box(50, 10, 60, 20),
        shapely.box(0, 900, 9, 909),
    ]
    geometries = backend.from_wkb([*shapely.to_wkb(boxes), None])
    links = c.polygon_links(backend, geometries, 60)
    found = {(i, j): d for i, j, d in zip(links.i.tolist(), links.j.tolist(), links.distance.tolist())}
    assert found == {(0, 1): 30, (0, 2): 40, (1, 2): 0}
    assert links.limit == 60
    none = c.polygon_links(backend, objects([None]), 60)
    assert len(none.i) == 0


@engines
def test_raster_links_by_hand(engine):
    # Patch, two cells of 1, patch; below: a barrier, and a third patch behind a cell of 5.
    patch = np.array([[0, -1, -1, 1], [-1, -1, -1, -1], [-1, -1, -1, 2]])
    resistance = np.array([[9, 1, 1, 9], [np.nan] * 3 + [5], [np.nan] * 3 + [9]])
    links = c.raster_links(patch, resistance, (10.0, 10.0), engine=engine)
    # 0-1: half a step out of the patch, one step, half a step in: 5 + 10 + 5; 1-2: 25 + 25.
    assert list(zip(links.i.tolist(), links.j.tolist())) == [(0, 1), (1, 2)]
    assert links.distance == pytest.approx([20, 50])
    assert len(c.raster_links(patch, resistance, (10.0, 10.0), 30, engine=engine).i) == 1


def test_raster_links_follow_the_cheapest_way():
    rng = np.random.default_rng(0)
    resistance = rng.uniform(1, 9, (12, 15))
    patch = np.full((12, 15), -1)
    patch[0:2, 0:2], patch[10:12, 12:15] = 0, 1
    graph = nx.Graph()
    pace = np.where(patch >= 0, 0, resistance)
    for row in range(12):
        for column in range(15):
            for r, k in ((0, 1), (1, -1), (1, 0), (1, 1)):
                if row + r < 12 and 0 <= column + k < 15:
                    cost = (pace[row, column] + pace[row + r, column + k]) / 2 * np.hypot(r * 4, k * 6)
                    graph.add_edge((row, column), (row + r, column + k), weight=cost)
    expected = nx.dijkstra_path_length(graph, (0, 0), (11, 14))
    for engine in USABLE:
        links = c.raster_links(patch, resistance, (6.0, 4.0), engine=engine)
        assert links.distance == pytest.approx([expected])


def test_raster_links_refuse_what_cannot_be():
    with pytest.raises(IndicatorError, match="zero or below"):
        c.raster_links(np.array([[0, 1]]), np.array([[1.0, 0.0]]), (1.0, 1.0))
    with pytest.raises(IndicatorError, match="larger cells"):
        c.raster_links(np.broadcast_to(-1, (3000, 3000)), np.broadcast_to(1.0, (3000, 3000)), (1.0, 1.0))


@pytest.mark.fuzz(4)
def test_landscapes_of_some_patches_are_as_if_the_others_were_not_there(seed):
    """Links left out for paths over patches outside are put back: reach is that of the patches inside alone, links and all."""
    rng = np.random.default_rng(50 + seed)
    n = 220
    xy, area = rng.uniform(0, 6_000, (n, 2)), rng.uniform(1, 9, n)
    i, j = np.triu_indices(n, 1)
    gap = np.maximum(np.hypot(*(xy[i] - xy[j]).T) - rng.uniform(0, 400, n)[i], 0.0)  # no metric: patches are wide
    near = gap <= 3_000
    links = c.Links(i[near], j[near], gap[near], 3_000.0)
    whole = c.Landscapes(n, links)
    for low in (0, 1_500, 2_500):
        some = np.flatnonzero(((xy >= low) & (xy <= low + 3_200)).all(axis=1))
        place = np.full(n, -1)
        place[some] = np.arange(len(some))
        inside = (place[links.i] >= 0) & (place[links.j] >= 0)
        alone = c.Links(place[links.i[inside]], place[links.j[inside]], links.distance[inside], 3_000.0)
        found = c.reached_area(area[some], whole.among(some), (100.0, 300.0), np.arange(len(some)))
        for row, median in zip(found, (100.0, 300.0)):
            assert row == pytest.approx(c.equivalent_connected_area(area[some], alone, median).reach, rel=1e-9)
