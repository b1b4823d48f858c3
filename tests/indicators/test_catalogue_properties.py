"""What must hold for every indicator: moving, scaling, splitting, order, empty areas, areas without data, both engines."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from samplan.indicators.measure import measure
from samplan.indicators.registry import all_indicators, get
from samplan.indicators.spatial.backend import get_backend
from samplan.indicators.spatial.data import VectorData

from .conftest import World, box, line

IDS = list(all_indicators())
SIDE = 300.0
LOOSE = {"green_equity", "access_green_network"}
"""Judged by places tried every few metres, or by ranks: never by splitting or scaling to the last digit."""


NEAR = {
    "access_green": {"distance": 40},
    "access_green_network": {"distance": 90},
    "access_transit": {"distance": 150},
    "access_transit_400": {"distance": 100},
    "access_transit_network": {"low_distance": 200, "high_distance": 300},
    "access_services": {"minutes": 8},
    "green_equity": {"distance": 40},
    "new_homes_transit": {"distance": 150},
    "three_thirty_three_hundred": {"distance": 40, "least_canopy": 6},
    "nest_flower_proximity": {"distance": 60},
    "dissimilarity": {"min_units": 2},
}
"""Distances that suit a town of 900 m."""


class Town:
    """A town of 3 x 3 areas with every role layer, the same for every engine."""

    def __init__(self, world, shift=(0.0, 0.0)):
        self.world, self.shift = world, np.array(shift)
        rng = np.random.default_rng(11)
        dx, dy = shift

        def moved(x0, y0, x1, y1):
            return box(x0 + dx, y0 + dy, x1 + dx, y1 + dy)

        def boxes(n, low, high):
            at = rng.uniform(-100, 950, (n, 2))
            size = rng.uniform(low, high, (n, 2))
            return [moved(x, y, x + w, y + h) for (x, y), (w, h) in zip(at, size)]

        def words(n, *choices):
            return [str(word) for word in rng.choice(choices, n)]

        def street(*xy):
            return line(*(np.array(xy, dtype=float) + self.shift))

        people = rng.uniform(-80, 980, (150, 2)) + self.shift
        count = rng.integers(1, 40, 150).astype(float)
        count[::17] = np.nan
        homes = boxes(70, 8, 30)
        squares = [(c * 100 - 100, r * 100 - 100) for r in range(11) for c in range(11)]
        plots = [moved(x, y, x + 100, y + 100) for x, y in squares]
        n = len(plots)
        surveys = {"class": words(n, "residential", "retail", "forest", "grass", "industrial", "school") * 2}
        surveys["class"][n : n + 40] = ["residential"] * 40
        surveys["year"] = [2018.0] * n + [2023.0] * n
        self.roles = {
            "population": world.points(
                people,
                count=count,
                children=np.round(count / 5),
                workers=np.round(count * 0.4),
                workage=np.round(count * 0.6),
                income=rng.uniform(200, 400, 150),
                group=np.round(count * rng.uniform(0, 1, 150)),
                rental=rng.integers(0, 9, 150),
                cooperative=rng.integers(0, 9, 150),
                owned=rng.integers(0, 9, 150),
                earlier=np.round(count * 0.9),
            ),
            "buildings": world.polygons(
                homes,
                floors=np.where(np.arange(70) % 9 == 0, np.nan, rng.integers(1, 6, 70)),
                use=words(70, "residential", "office", "industrial", "yes"),
                dwellings=rng.integers(0, 20, 70),
                year=rng.integers(2000, 2025, 70),
                price=rng.uniform(20, 60, 70),
                cost=rng.uniform(20, 60, 70),
            ),
            "green": world.polygons(boxes(18, 40, 160), **{"class": words(18, "park", "forest", "meadow", "pitch")}),
            "land_use": world.polygons(plots * 2, **surveys),
            "canopy": world.polygons(boxes(60, 10, 60)),
            "water": world.polygons(boxes(4, 50, 90)),
            "streets": world.lines(
                [street((k * 100 + 3, -100), (k * 100 + 3, 1000)) for k in range(-1, 10, 2)]
                + [street((-100, k * 100 + 7), (1000, k * 100 + 7)) for k in range(-1, 10, 3)]
            ),
            "transit": world.points(rng.uniform(0, 900, (4, 2)) + self.shift, mode=["bus", "bus", "rail", "bus"]),
            "services": world.points(
                rng.uniform(0, 900, (24, 2)) + self.shift,
                **{
                    "class": words(24, "food", "school", "preschool", "health", "sport", "library"),
                    "places": rng.integers(20, 90, 24),
                    "yard": rng.uniform(500, 4000, 24),
                },
            ),
            "noise": world.polygons(
                [moved(-200, -200, 200, 1100), moved(200, -200, 500, 1100), moved(500, -200, 1100, 1100)],
                level=[65.0, 60.0, 50.0],
            ),
            "jobs": world.points(rng.uniform(0, 900, (40, 2)) + self.shift, count=rng.integers(1, 50, 40)),
            "feedback": world.points(rng.uniform(0, 900, (70, 2)) + self.shift),
            "protected": world.polygons(boxes(3, 100, 300)),
            "habitat": world.polygons(boxes(14, 40, 120)),
            "municipalities": world.polygons([moved(-9000, -9000, 9000, 9000)], name=["all"]),
        }
        cells = rng.choice(
            [3.0, 42.0, 51.0, 52.0, 53.0, 111.0, 115.0, np.nan], (30, 30), p=[0.3, 0.01, 0.1, 0.1, 0.1, 0.2, 0.1, 0.09]
        )
        raster = world.raster(np.kron(cells, np.ones((4, 4))), name=f"cover{dx:.0f}_{dy:.0f}", top=1000.0)
        raster.transform = (raster.transform[0] + dx - 100, 10.0, 0, raster.transform[3] + dy, 0, -10.0)
        self.roles["land_cover"] = raster
        self.squares = [moved(c * SIDE, r * SIDE, (c + 1) * SIDE, (r + 1) * SIDE) for r in range(3) for c in range(3)]

    def measure(self, areas, settings=None, roles=None):
        found = measure(
            areas, roles or self.roles, all_indicators().values(), settings or NEAR, to_working=lambda raster, xy: xy
        )
        assert not any("no lines" in str(note) for note in found.notes)
        return found.results


@pytest.fixture(scope="module")
def town(qgis_app, tmp_path_factory):
    town = Town(World(get_backend("shapely"), tmp_path_factory.mktemp("town")))
    yield town
    town.world.close()


@pytest.fixture(scope="module")
def plain(town):
    """Every indicator in the nine squares."""
    return town.measure(town.world.areas(*town.squares))


@pytest.fixture(scope="module")
def together(town):
    """Every indicator in the union of the nine squares and in the left third of it."""
    return town.measure(town.world.areas(box(0, 0, 900, 900), box(0, 0, 300, 900)))


def test_the_town_gives_every_indicator_something_to_measure(plain):
    for name, found in plain.items():
        assert np.isfinite(found.values).any(), name
        assert len(np.unique(np.round(found.values[np.isfinite(found.values)], 9))) > 1, name


@pytest.fixture(scope="module")
def by_qgis(town, tmp_path_factory):
    other = Town(World(get_backend("qgis"), tmp_path_factory.mktemp("qgis")))
    yield other.measure(other.world.areas(*other.squares))
    other.world.close()


@pytest.fixture(scope="module")
def elsewhere(qgis_app, tmp_path_factory):
    other = Town(World(get_backend("shapely"), tmp_path_factory.mktemp("moved")), (10_000.0, -70_000.0))
    yield other.measure(other.world.areas(*other.squares))
    other.world.close()


@pytest.fixture(scope="module")
def with_more(town):
    """The squares in another order, with an area far away, one without polygon, and one twice."""
    shapes = [*town.squares[::-1], box(90_000, 0, 90_100, 100), None, town.squares[4]]
    return town.measure(town.world.areas(*shapes))


def same(found, expected, name, rel=1e-6):
    assert found == pytest.approx(expected, rel=rel, abs=1e-8, nan_ok=True), name


@pytest.mark.parametrize("name", IDS)
def test_both_engines_agree(plain, by_qgis, name):
    same(by_qgis[name].values, plain[name].values, name)
    same(by_qgis[name].coverage, plain[name].coverage, name)
    for column, values in plain[name].extras.items():
        same(by_qgis[name].extras[column], values, column)


@pytest.mark.parametrize("name", IDS)
def test_moving_the_map_changes_nothing(plain, elsewhere, name):
    same(elsewhere[name].values, plain[name].values, name)
    same(elsewhere[name].coverage, plain[name].coverage, name)


@pytest.mark.parametrize("name", IDS)
def test_order_copies_and_empty_areas_change_nothing(plain, with_more, name):
    found = with_more[name]
    same(found.values[:9][::-1], plain[name].values, name)
    same(found.coverage[:9][::-1], plain[name].coverage, name)
    same(found.values[11], plain[name].values[4], name)  # overlapping areas do not disturb each other
    assert np.isnan(found.values[9:11]).all(), name
    assert (found.coverage[9:11] == 0).all(), name
    for column, values in found.extras.items():
        if column != "units":
            assert not (values[9:11] > 0).any(), (name, column)


@pytest.mark.parametrize("name", IDS)
def test_values_and_coverage_are_within_their_bounds(plain, together, name):
    unit = get(name).unit
    for found in (plain[name], together[name]):
        known = found.values[np.isfinite(found.values)]
        assert ((found.coverage >= 0) & (found.coverage <= 1)).all()
        assert (found.coverage[np.isnan(found.values)] == 0).all()
        if unit in ("%", "0–1"):
            assert (known >= 0).all()
            assert (known <= (100 if unit == "%" else 1) + 1e-9).all()


NOT_BETWEEN = {  # not ratios of sums: mixes, segregation, ranks, roots, steps
    "tenure_mix",
    "land_use_mix",
    "dissimilarity",
    "green_equity",
    "connected_habitat",
    "three_thirty_three_hundred",
    "land_use_efficiency",
    "floor_space_index",
    "access_services",
}


@pytest.mark.parametrize("name", [name for name in IDS if name not in NOT_BETWEEN])
def test_the_whole_lies_between_its_parts(plain, together, name):
    parts = plain[name].values
    whole = together[name].values[0]
    between = np.nanmin(parts) - 1e-6 <= whole <= np.nanmax(parts) + 1e-6
    assert between, "no mean of its parts? name it in NOT_BETWEEN"


def test_totals_survive_splitting(plain, together):
    square, town_area = SIDE**2, 9 * SIDE**2
    for name in ("population_density", "street_density", "protected_share", "tree_canopy", "ground_space_index"):
        assert plain[name].values.sum() * square == pytest.approx(together[name].values[0] * town_area), name
    # A junction is whole and lies in one square.
    crossings = plain["intersection_density"].values.sum() * square / 1e6
    assert crossings == pytest.approx(together["intersection_density"].values[0] * town_area / 1e6)
    assert crossings == pytest.approx(round(crossings))
    assert plain["noise_exposure"].extras["dwellings"].sum() == pytest.approx(
        together["noise_exposure"].extras["dwellings"][0]
    )
    eca = plain["connected_habitat"]
    assert (eca.values**2).sum() == pytest.approx(together["connected_habitat"].values[0] ** 2)
    assert eca.extras["habitat"].sum() == pytest.approx(together["connected_habitat"].extras["habitat"][0])


SCALE = 1.5
LENGTHS = {"m": 1, "km": 1, "m²": 2, "ha": 2, "km²": 2}
FIXED = {"play_area_per_child"}  # the yards of this town are numbers in a field


def growth(unit):
    """The power of the map's scale that a unit grows with: -2 for "stops/km²", 2 for "m²/child"."""
    above, _, below = unit.partition("/")
    return LENGTHS.get(above, 0) - LENGTHS.get(below, 0)


@pytest.fixture(scope="module")
def larger(town):
    """The same map, one unit 1.5 m on the ground, with every distance 1.5 times as long."""
    settings = {}
    for item in all_indicators().values():
        near = NEAR.get(item.id, {})
        grown = {p.name: near.get(p.name, p.default) * SCALE for p in item.parameters if p.unit in ("m", "km/h")}
        grown.update({p.name: p.default * SCALE**2 for p in item.parameters if p.unit == "ha"})
        settings[item.id] = {**near, **grown}
    return town.measure(town.world.areas(*town.squares, area=np.full(9, (SIDE * SCALE) ** 2)), settings)


@pytest.mark.parametrize("name", sorted(set(IDS) - LOOSE))
def test_a_larger_ground_with_larger_distances_is_the_same(plain, larger, name):
    """Shares stay as they are; what has a length in its unit grows with it."""
    power = 0 if name in FIXED else growth(get(name).unit)
    if name == "access_services":
        same(larger[name].extras["g1"], plain[name].extras["g1"], name)
    same(larger[name].values, plain[name].values * SCALE**power, name, rel=1e-5)


def test_records_without_a_number_lower_only_the_coverage(town, plain):
    """Unknown counts are the same as no record at all, but for the coverage."""
    population = town.roles["population"]
    known = population.take(np.isfinite(population.fields["count"]))
    found = town.measure(town.world.areas(*town.squares), roles={**town.roles, "population": known})
    for name in ("population_density", "access_green", "access_transit", "income", "dissimilarity"):
        same(found[name].values, plain[name].values, name)
        assert (found[name].coverage >= plain[name].coverage - 1e-12).all()
        assert found[name].coverage.sum() > plain[name].coverage.sum(), name


def test_splitting_a_polygon_of_people_changes_no_density(town):
    world = town.world
    whole = world.polygons([box(0, 0, 200, 100)], count=[80.0])
    halves = world.polygons([box(0, 0, 100, 100), box(100, 0, 200, 100)], count=[40.0, 40.0])
    areas = world.areas(box(50, 0, 130, 100))
    values = [world.run("population_density", areas, {"population": data}).values for data in (whole, halves)]
    assert values[0] == pytest.approx(values[1])
    assert values[0] == pytest.approx([80 * 80 / 200 / 0.008])


def test_empty_role_layers_are_measured_without_a_crash(town):
    """A layer whose features all lie elsewhere: zero or NULL, never an error that is not told."""
    empty = {
        name: data.take(np.zeros(data.n, dtype=bool))
        if isinstance(data, VectorData) and name != "municipalities"
        else data
        for name, data in town.roles.items()
    }
    found = measure(
        replace(town.world.areas(*town.squares)), empty, all_indicators().values(), to_working=lambda raster, xy: xy
    )
    for name, result in found.results.items():
        assert result.values.shape == (9,), name
    assert found.results["green_share"].values == pytest.approx(np.zeros(9))
    assert np.isnan(found.results["access_green"].values).all()
