"""Networks by hand, against networkx and shapely, and what must hold for any network."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from samplan.indicators.errors import IndicatorError
from samplan.indicators.spatial import segments
from samplan.indicators.spatial.network import build_network, intersections, levels, parse_bool_tags, parse_oneway
from samplan.indicators.spatial.network_search import ENGINES, Graph, Router, scipy_usable, search
from samplan.indicators.spatial.wkb import Sequences
from samplan.messages import Cancelled

USABLE = ENGINES if scipy_usable() else ("python",)
engines = pytest.mark.parametrize("engine", USABLE)


def chains(*lines):
    xy = [np.array(line, dtype=float) for line in lines]
    start = np.concatenate([[0], np.cumsum([len(part) for part in xy])]).astype(np.int64)
    return Sequences(np.concatenate(xy), start, np.arange(len(xy)))


def street_grid(n, step=100.0, seed=None):
    """n x n nodes; every street piece between neighbours is a line."""
    xy = np.stack(np.meshgrid(np.arange(n), np.arange(n), indexing="ij"), axis=-1) * step
    if seed is not None:
        xy = xy + np.random.default_rng(seed).uniform(-0.3, 0.3, xy.shape) * step
    lines = [(xy[i, j], xy[i + 1, j]) for i in range(n - 1) for j in range(n)]
    lines += [(xy[i, j], xy[i, j + 1]) for i in range(n) for j in range(n - 1)]
    return chains(*lines)


# --- building -------------------------------------------------------------------------------------------------------


def test_lines_that_cross_without_a_vertex_are_joined():
    network = build_network(chains([(0, 0), (10, 0)], [(4, -3), (4, 7)]))
    # Four arms from (4, 0): 4 and 6 along, 3 and 7 across.
    assert sorted(network.edge_length) == pytest.approx([3, 4, 6, 7])
    assert len(network.node_xy) == 5
    assert np.hypot(*(network.node_xy - [4, 0]).T).min() < 1e-9
    assert network.counts == {"crossings": 1, "touches": 0, "dropped": 0}


def test_without_splitting_they_stay_apart():
    network = build_network(chains([(0, 0), (10, 0)], [(4, -3), (4, 7)]), split=False)
    assert sorted(network.edge_length) == [10, 10]
    assert len(set(network.parts)) == 2


@pytest.mark.parametrize(
    "attributes",
    [
        {"bridge": [True, False]},
        {"tunnel": [False, True]},
        {"layer": [1.0, 0.0]},
        {"layer": [np.nan, -1.0]},
        {"bridge": [True, False], "layer": [0.0, 0.0]},
    ],
)
def test_bridges_tunnels_and_layers_pass_over(attributes):
    level = levels(2, **{name: np.array(value) for name, value in attributes.items()})
    network = build_network(chains([(0, 0), (10, 0)], [(4, -3), (4, 7)]), level=level)
    assert sorted(network.edge_length) == [10, 10]
    # a vertex of the upper one above one of the lower one by chance, 5 cm off, and a vertex on the other's step
    for above in ((4.05, 0), (3, 0)):
        apart = build_network(chains([(0, 0), above, (10, 0)], [(4, -3), (4, 0), (4, 7)]), level=level)
        assert sorted(apart.edge_length) == pytest.approx([10, 10], abs=0.01)
        assert len(set(apart.parts)) == 2


@pytest.mark.parametrize("split", [True, False])
@pytest.mark.parametrize("attributes", [{"bridge": [True, False]}, {"layer": [1.0, 0.0]}, {"tunnel": [False, True]}])
def test_a_shared_vertex_connects_whatever_the_levels(attributes, split):
    """As in OpenStreetMap: two ways meet in a node that both have, even where neither ends."""
    level = levels(2, **{name: np.array(value) for name, value in attributes.items()})
    lines = chains([(0, 0), (4, 0), (10, 0)], [(4, -3), (4, 0), (4, 7)])
    shared = build_network(lines, level=level, split=split)
    assert sorted(shared.edge_length) == [3, 4, 6, 7]
    assert shared.degree.max() == 4
    way = Router(shared).nearest(shared.snap(np.array([[0.0, 0]])), shared.snap(np.array([[4.0, 7]])))
    assert way.cost.tolist() == [11]  # 4 along, 7 up
    # turned and moved, the two vertices are still the same
    turn = np.array([[np.cos(1), np.sin(1)], [-np.sin(1), np.cos(1)]])
    moved = build_network(lines._replace(xy=lines.xy @ turn + [671_000.3, 6_566_000.7]), level=level, split=split)
    assert sorted(moved.edge_length) == pytest.approx([3, 4, 6, 7])


def test_a_detour_that_a_shared_vertex_spares():
    """A ramp of level 1 passes a street in a shared vertex at (100, 0); without it one walks round by (200, 0)."""
    street = [(0, 0), (100, 0), (200, 0)]
    ramp = [(100, 80), (100, 0), (100, -40)]
    link = [(200, 0), (200, 80), (100, 80)]
    level = levels(3, layer=np.array([0.0, 1.0, 0.0]))
    network = build_network(chains(street, ramp, link), level=level)
    origin, door = network.snap(np.array([[0.0, 0]])), network.snap(np.array([[100.0, 80]]))
    assert Router(network).nearest(origin, door).cost.tolist() == [180]  # 100 + 80, not 200 + 80 + 100
    apart = build_network(chains([street[0], street[2]], [ramp[0], ramp[2]], link), level=level)
    origin, door = apart.snap(np.array([[0.0, 0]])), apart.snap(np.array([[100.0, 80]]))
    assert Router(apart).nearest(origin, door).cost.tolist() == [380]


def test_bridges_of_one_level_meet():
    level = levels(2, bridge=np.array([True, True]))
    assert len(build_network(chains([(0, 0), (10, 0)], [(4, -3), (4, 7)]), level=level).edge_length) == 4


def test_a_bridge_meets_the_street_where_it_ends():
    level = levels(3, bridge=np.array([False, True, False]))
    network = build_network(chains([(0, 0), (5, 0)], [(5, 0), (9, 0)], [(7, -2), (7, 2)]), level=level)
    assert sorted(network.edge_length) == [4, 4, 5]
    assert len(set(network.parts)) == 2  # street and bridge are one; the road below is the other


def test_a_street_ending_on_another_touches_it():
    network = build_network(chains([(0, 0), (10, 0)], [(6, 0.05), (6, 8)]))
    assert len(set(network.parts)) == 1
    assert network.counts["touches"] == 1
    # The long street is bent by the 5 cm: 6.0002 + 4.0003 m.
    assert sorted(network.edge_length) == pytest.approx([4, 6, 7.95], abs=1e-3)


def test_vertices_within_the_tolerance_are_one():
    lines = chains([(0, 0), (10, 0)], [(10.06, 0), (20, 0)])
    assert len(set(build_network(lines).parts)) == 1
    assert len(set(build_network(lines, tolerance=0.01).parts)) == 2


def test_interior_vertices_keep_the_shape_but_are_no_nodes():
    network = build_network(chains([(0, 0), (3, 4), (3, 10)]))
    assert len(network.node_xy) == 2
    assert network.edge_length.tolist() == [11]  # 5 + 6
    assert network.vertex_offset.tolist() == [0, 5, 11]


def test_scale_turns_map_units_into_metres():
    network = build_network(chains([(0, 0), (10, 0)], [(0, 0), (0, 10)]), scale=np.array([1.0, 0.5]))
    assert sorted(network.edge_length) == [5, 10]
    assert network.snap(np.array([[2.0, 8.0]])).distance.tolist() == [1.0]  # 2 map units from the second line


def test_lines_without_length_are_counted():
    network = build_network(chains([(0, 0), (0, 0)], [(0, 0), (5, 0)], [(np.nan, 0), (1, 1)]))
    assert network.counts["dropped"] == 2
    with pytest.raises(IndicatorError, match="no lines with a length"):
        build_network(chains([(1, 1), (1, 1)]))


def test_a_closed_line_and_a_figure_of_eight():
    ring = build_network(chains([(0, 0), (10, 0), (10, 10), (0, 0)]))
    assert len(ring.node_xy) == 1
    eight = build_network(chains([(0, 0), (10, 10), (10, 0), (0, 10)]))
    assert sorted(eight.edge_length) == pytest.approx([50**0.5, 50**0.5, 10 + 2 * 50**0.5])
    assert len(eight.node_xy) == 3


def test_cancelling_stops_the_building():
    with pytest.raises(Cancelled):
        build_network(street_grid(4), cancelled=lambda: True)


def test_words_in_fields():
    assert parse_bool_tags(["yes", "", "no", "T", "F", "viaduct", "1", "0", "nej"]).tolist() == [
        1,
        0,
        0,
        1,
        0,
        1,
        1,
        0,
        0,
    ]
    assert parse_oneway(["yes", "-1", "no", "", "F", "T", "B", "1"]).tolist() == [1, -1, 0, 0, 1, -1, 0, 1]


# --- crossings against shapely --------------------------------------------------------------------------------------


@pytest.mark.fuzz(4)
def test_random_lines_are_noded_like_geos_does_it(seed):
    rng = np.random.default_rng(seed)
    start = rng.uniform(0, 1000, (150, 2))
    lines = np.stack([start, start + rng.normal(0, 150, start.shape)], axis=1)
    network = build_network(chains(*lines), tolerance=1e-6)
    noded = shapely.get_parts(shapely.node(shapely.MultiLineString(list(lines))))
    assert len(network.edge_length) == len(noded)
    assert np.sort(network.edge_length) == pytest.approx(np.sort(shapely.length(noded)), abs=1e-5)


def test_overlapping_lines_are_shared():
    network = build_network(chains([(0, 0), (10, 0)], [(2, 0), (6, 0)], [(4, 0), (14, 0)]))
    # Cuts at 2, 4, 6 and 10: the first line has 2+2+2+4, the second 2+2, the third 2+4+4.
    assert sorted(network.edge_length) == [2, 2, 2, 2, 2, 2, 4, 4, 4]
    assert len(network.node_xy) == 6


def both_directions(line, rng=None):
    """A line, and the same the other way with its own vertices between."""
    line = np.array(line, dtype=float)
    back = line[::-1]
    if rng is not None:
        more = back[:-1] + rng.uniform(0.2, 0.8, (len(back) - 1, 1)) * np.diff(back, axis=0)
        back = np.insert(back, np.arange(1, len(back)), more, axis=0)
    return line, back


def test_both_directions_of_a_street_make_no_junction():
    """A dead-end street with two bends, from a street along x: one junction of three arms, drawn once or twice."""
    main, bent = [(-100, 0), (0, 0), (100, 0)], [(0, 0), (0, 50), (40, 90), (90, 90)]
    length = 50 + 40 * 2**0.5 + 50
    for lines in (
        [main, *both_directions(bent)],
        [main, *both_directions(bent, np.random.default_rng(0))],
        [main, bent, bent],
        [main, bent, [(0, 10), (0, 50), (40, 90), (70, 90)]],  # a part of it again
        [main, bent[:3], bent[1:], bent[2:]],
        [main, [*bent, *bent[-2::-1]]],  # one line there and back
        [*both_directions(main), *both_directions(bent)],
    ):
        network = build_network(chains(*lines))
        xy, degree = intersections(network)
        assert xy.tolist() == [[0, 0]]
        assert degree.tolist() == [3]
        assert network.edge_length[~network.is_repeat].sum() == pytest.approx(200 + length)
        assert sorted(network.degree[network.degree != 2]) == [1, 1, 1, 3]
    once = build_network(chains(main, bent))
    assert once.repeated_length == 0
    assert network.repeated_length == pytest.approx(200 + length)


def test_directions_within_the_tolerance_are_one_street():
    """9 cm apart they are one, 11 cm apart they are two parallel streets."""
    there = np.array([(0.0, 0), (60, 0), (120, 0)])
    for gap, junctions in ((0.09, 0), (0.11, 0)):
        lines = chains(there, there[::-1] + np.array([0, gap]))
        network = build_network(lines)
        assert network.is_repeat.any() == (gap < 0.1)
        assert len(intersections(network)[0]) == junctions


@pytest.mark.fuzz(3)
def test_a_city_drawn_twice_is_the_same_city(seed):
    rng = np.random.default_rng(seed)
    lines = street_grid(8, seed=seed)
    parts = [lines.xy[i:j] for i, j in zip(lines.start, lines.start[1:])]
    twice = [line for part in parts for line in both_directions(part, rng)]
    one, two = build_network(lines), build_network(chains(*(twice[i] for i in rng.permutation(len(twice)))))
    assert two.edge_length[~two.is_repeat].sum() == pytest.approx(one.edge_length.sum())
    assert two.repeated_length == pytest.approx(one.edge_length.sum())
    assert sorted(intersections(two)[1]) == sorted(intersections(one)[1])
    xy = rng.uniform(-20, 720, (60, 2))
    costs = [Router(n).nearest(n.snap(xy[9:]), n.snap(xy[:9])).cost for n in (one, two)]
    assert costs[0] == pytest.approx(costs[1])


@engines
def test_two_one_way_lines_over_the_same_ground_are_the_two_directions(engine):
    """Cycling: lane 0 from west to east, lane 1 back; home and shop 10 m apart ride 10 m either way."""
    for more in ([], [(50, 0)]):
        lines = chains([(0, 0), (100, 0)], [(100, 0), *more, (0, 0)])
        network = build_network(lines, way=np.array([1, 1]))
        assert network.edge_way[~network.is_repeat].tolist() == [0] * (1 + len(more))
        here, there = network.snap(np.array([[40.0, 0]])), network.snap(np.array([[30.0, 0]]))
        assert Router(network).nearest(here, there, engine=engine).cost.tolist() == [10]
        assert Router(network).nearest(there, here, engine=engine).cost.tolist() == [10]
    against = build_network(chains([(0, 0), (100, 0)], [(100, 0), (0, 0)]), way=np.array([1, -1]))
    assert against.edge_way.tolist() == [1, -1]  # both lines are open eastwards only


# --- points and components ------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 60), st.integers(0, 80))
def test_components_equal_networkx(seed, n, m):
    rng = np.random.default_rng(seed)
    a, b = rng.integers(0, n, m), rng.integers(0, n, m)
    graph = nx.Graph(zip(a.tolist(), b.tolist()))
    graph.add_nodes_from(range(n))
    expected = np.empty(n, dtype=int)
    for part in nx.connected_components(graph):
        expected[list(part)] = min(part)
    assert segments.connected(n, a, b).tolist() == expected.tolist()


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 80))
def test_merging_finds_every_chain_of_near_points(seed, n):
    xy = np.random.default_rng(seed).uniform(0, 3, (n, 2))
    ids, where = segments.merge_points(xy, 0.2)
    distance = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    # Cells of 0.1 m stand for their first point, at most 0.15 m from the others.
    lower = segments.connected(n, *np.nonzero(distance <= 0.2 * 0.2))
    upper = segments.connected(n, *np.nonzero(distance <= 0.2 + 2 * 0.1 * 2**0.5))
    same = ids[:, None] == ids[None]
    assert same[lower[:, None] == lower[None]].all()
    assert not same[upper[:, None] != upper[None]].any()
    assert (ids[where] == np.arange(len(where))).all()


# --- snapping -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("limit", [30.0, 5_000.0, np.inf])
def test_snapping_equals_shapely(limit):
    network = build_network(street_grid(12, seed=1))
    xy = np.random.default_rng(2).uniform(-600, 1700, (400, 2))
    snapped = network.snap(xy, limit)
    edges = np.array(
        [shapely.LineString(network.vertex_xy[i:j]) for i, j in zip(network.edge_start, network.edge_start[1:])]
    )
    expected = shapely.distance(shapely.points(xy)[:, None], edges[None]).min(axis=1)
    near = expected <= limit
    assert (snapped.edge >= 0).tolist() == near.tolist()
    assert snapped.distance[near] == pytest.approx(expected[near])
    assert snapped.missed == (~near).sum()
    spots = shapely.line_interpolate_point(edges[snapped.edge[near]], snapped.offset[near])
    assert shapely.distance(spots, shapely.points(xy[near])) == pytest.approx(expected[near])


def test_points_without_coordinates_are_missed():
    snapped = build_network(chains([(0, 0), (10, 0)])).snap(np.array([[np.nan, 1.0], [3.0, 1.0]]))
    assert snapped.edge.tolist() == [-1, 0]
    assert snapped.offset[1] == 3


# --- searching ------------------------------------------------------------------------------------------------------


@engines
def test_distances_by_hand(engine):
    # A street of 100 m along x and a side street of 50 m up from its end.
    network = build_network(chains([(0, 0), (100, 0)], [(100, 0), (100, 50)]))
    facilities = network.snap(np.array([[100.0, 50.0], [20.0, 5.0]]))
    origins = network.snap(np.array([[10.0, 0.0], [90.0, -3.0], [100.0, 40.0], [100.0, 5000.0]]))
    found = Router(network).nearest(origins, facilities, engine=engine)
    # 10 along + 5 off the street; 3 off + 10 + 50 = 63, less than 3 + 70 + 5; 10; not on the network.
    assert found.cost[:3] == pytest.approx([15, 63, 10])
    assert np.isnan(found.cost[3])
    assert found.facility.tolist() == [1, 0, 0, -1]
    near = Router(network).nearest(origins, facilities, limit=15, engine=engine)
    assert near.cost[:3].tolist() == [15, np.inf, 10]
    assert near.facility.tolist() == [1, -1, 0, -1]


@engines
def test_travel_time_takes_the_faster_street(engine):
    # Two ways from west to east: 100 m at 1 m/s, or 60 + 60 m at 2 m/s by the bend at (50, 33.17).
    bend = (50.0, (60**2 - 50**2) ** 0.5)
    network = build_network(chains([(0, 0), (100, 0)], [(0, 0), bend, (100, 0)]))
    origin, facility = network.snap(np.array([[0.0, 0.0]])), network.snap(np.array([[100.0, 0.0]]))
    assert Router(network).nearest(origin, facility, engine=engine).cost == pytest.approx([100])
    router = Router(network, speed=np.array([1.0, 2.0]))
    assert router.nearest(origin, facility, engine=engine).cost == pytest.approx([60])
    with pytest.raises(IndicatorError, match="speed"):
        Router(network, speed=0.0)


@engines
def test_cyclists_respect_one_way_streets(engine):
    # A square of 100 m, one-way round it against the clock; walkers go either way.
    square = chains([(0, 0), (100, 0)], [(100, 0), (100, 100)], [(100, 100), (0, 100)], [(0, 100), (0, 0)])
    ride = build_network(square, way=np.array([1, 1, 1, 1]))
    facility = np.array([[50.0, 0.0]])
    origins = np.array([[60.0, 0.0], [40.0, 0.0], [100.0, 50.0]])
    cost = Router(ride).nearest(ride.snap(origins), ride.snap(facility), engine=engine).cost
    assert cost == pytest.approx([390, 10, 300])  # 40 + 3 x 100 + 50; 10; 50 + 2 x 100 + 50
    walk = build_network(square)
    cost = Router(walk).nearest(walk.snap(origins), walk.snap(facility), engine=engine).cost
    assert cost == pytest.approx([10, 10, 100])
    against = build_network(square, way=np.array([-1, -1, -1, -1]))
    cost = Router(against).nearest(against.snap(origins), against.snap(facility), engine=engine).cost
    assert cost == pytest.approx([10, 390, 100])


@engines
def test_services_cut_at_the_border(engine):
    network = build_network(chains([(0, 0), (100, 0)]))
    origins, facilities = (
        network.snap(np.array([[45.0, 0.0], [10.0, 0.0]])),
        network.snap(np.array([[0.0, 0], [50, 0]])),
    )
    router = Router(network)
    assert router.nearest(origins, facilities, engine=engine).cost == pytest.approx([5, 10])
    groups = {"origin_group": np.array([7, 8]), "facility_group": np.array([7, 9])}
    cut = router.nearest(origins, facilities, engine=engine, **groups)
    assert cut.cost.tolist() == [45, np.inf]  # the second origin's municipality has no facility
    assert cut.facility.tolist() == [0, -1]


def _networkx(network, origins, facilities):
    """Nearest distances by putting every point into the graph as a node of its own."""
    graph = nx.Graph()
    points = [("o", i, origins) for i in range(len(origins.edge))] + [
        ("f", i, facilities) for i in range(len(facilities.edge))
    ]
    for edge in range(len(network.edge_length)):
        on = sorted((p.offset[i], kind, i) for kind, i, p in points if p.edge[i] == edge)
        stops = [(0.0, network.edge_nodes[edge, 0]), *((offset, (kind, i)) for offset, kind, i in on)]
        stops.append((network.edge_length[edge], network.edge_nodes[edge, 1]))
        for (at, a), (to, b) in zip(stops, stops[1:]):
            old = graph.get_edge_data(a, b, {"weight": np.inf})["weight"]
            graph.add_edge(a, b, weight=min(to - at, old))
    sources = {("f", i) for i in range(len(facilities.edge)) if facilities.edge[i] >= 0}
    graph.add_nodes_from(sources)
    for kind, i, p in points:
        if p.edge[i] >= 0:
            graph.add_edge((kind, i), (kind + "!", i), weight=p.distance[i])
    reached = nx.multi_source_dijkstra_path_length(graph, {("f!", i) for _, i in sources})
    return np.array(
        [reached.get(("o!", i), np.inf) if origins.edge[i] >= 0 else np.nan for i in range(len(origins.edge))]
    )


@engines
@pytest.mark.fuzz(3)
def test_distances_equal_networkx(engine, seed):
    rng = np.random.default_rng(seed)
    network = build_network(street_grid(7, seed=seed))
    origins, facilities = (
        network.snap(rng.uniform(-50, 650, (60, 2)), 40),
        network.snap(rng.uniform(0, 600, (9, 2)), 40),
    )
    assert 0 < origins.missed < 60
    found = Router(network).nearest(origins, facilities, engine=engine)
    expected = _networkx(network, origins, facilities)
    np.testing.assert_allclose(found.cost, expected, rtol=1e-12, atol=1e-9)
    assert (np.isfinite(found.cost) == (found.facility >= 0)).all()


@pytest.mark.skipif(not scipy_usable(), reason="scipy is not installed")
@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([np.inf, 3.0]))
def test_both_engines_agree(seed, limit):
    rng = np.random.default_rng(seed)
    n, m, s = 40, 120, 5
    graph = Graph.of(n, rng.integers(0, n, m), rng.integers(0, n, m), rng.choice([0.0, 0.5, 1.0, 2.5, np.inf], m))
    seeds, start, label = rng.integers(0, n, s), rng.choice([0.0, 0.25, 4.0], s), np.arange(s)
    a, b = (search(graph, seeds, start, label, limit, engine) for engine in ENGINES)
    assert a[0].tolist() == b[0].tolist()
    assert ((a[1] < 0) == (b[1] < 0)).all()


@settings(max_examples=15, deadline=None)
@given(st.floats(0.1, 50), st.floats(-1e6, 1e6), st.integers(0, 1000))
def test_scaling_and_moving_the_map(factor, shift, seed):
    lines = street_grid(5, seed=seed)
    xy = np.random.default_rng(seed).uniform(0, 400, (20, 2))
    moved = Sequences(lines.xy * factor + shift, *lines[1:])

    def costs(streets, points):
        network = build_network(streets, tolerance=1e-4)
        return Router(network).nearest(network.snap(points[5:], np.inf), network.snap(points[:5], np.inf)).cost

    assert costs(moved, xy * factor + shift) == pytest.approx(costs(lines, xy) * factor, rel=1e-5)


def test_cutting_a_street_into_lines_changes_no_distance():
    whole = build_network(chains([(0, 0), (50, 0), (100, 0)], [(50, 0), (50, 80)]))
    cut = build_network(chains([(0, 0), (50, 0)], [(50, 0), (75, 0)], [(75, 0), (100, 0)], [(50, 80), (50, 0)]))
    xy = np.array([[3.0, 2.0], [80.0, 1.0], [55.0, 60.0], [99.0, 9.0]])
    costs = [Router(n).nearest(n.snap(xy[1:]), n.snap(xy[:1])).cost for n in (whole, cut)]
    assert costs[0] == pytest.approx(costs[1])
    assert costs[0] == pytest.approx([80 - 3 + 1 + 2, 47 + 60 + 5 + 2, 99 - 3 + 9 + 2])


# --- intersections --------------------------------------------------------------------------------------------------


def test_intersections_by_hand():
    # A cross, a T at (200, 0), a bend and a joint of two lines: only the first two count.
    network = build_network(
        chains(
            [(0, 0), (200, 0)],
            [(200, 0), (300, 0)],
            [(100, -50), (100, 50)],
            [(200, 0), (200, 80)],
            [(300, 0), (300, 9)],
        )
    )
    xy, degree = intersections(network)
    order = np.argsort(xy[:, 0])
    assert xy[order] == pytest.approx(np.array([[100, 0], [200, 0]]))
    assert degree[order].tolist() == [4, 3]


def test_a_dual_carriageway_counts_once():
    # Two carriageways 12 m apart, crossed by one street: two junctions of degree 4 are one intersection with 6 arms.
    network = build_network(chains([(-100, 0), (100, 0)], [(-100, 12), (100, 12)], [(0, -80), (0, 5), (0, 90)]))
    xy, degree = intersections(network)
    assert xy.tolist() == [[0, 6]]
    assert degree.tolist() == [6]
    xy, degree = intersections(network, cluster=10)
    assert sorted(degree) == [4, 4]


def test_a_street_below_is_not_merged():
    lines = chains([(-100, 0), (0, 0), (100, 0)], [(0, 0), (0, 90)], [(-100, 6), (3, 6), (100, 6)], [(3, 6), (3, -90)])
    level = levels(4, tunnel=np.array([False, False, True, True]))
    _, degree = intersections(build_network(lines, level=level))
    assert degree.tolist() == [3, 3]


def test_a_regular_grid_has_its_inner_and_border_crossings():
    # 6 x 6 nodes: 16 inner of degree 4, 4 x 4 on the border of degree 3, 4 corners of degree 2.
    _, degree = intersections(build_network(street_grid(6)))
    assert sorted(degree) == [3] * 16 + [4] * 16


def test_no_intersections_at_all():
    xy, degree = intersections(build_network(chains([(0, 0), (10, 0), (10, 10), (0, 0)], [(50, 0), (60, 0)])))
    assert xy.shape == (0, 2)
    assert degree.shape == (0,)
