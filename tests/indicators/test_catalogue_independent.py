"""Values on the Liechtenstein workshop data against computations that share no code with ours.

Shapely, scipy, networkx, numpy by brute force, and QGIS's own algorithms; read with plain OGR.
"""

from __future__ import annotations

import csv

import networkx as nx
import numpy as np
import pytest
import shapely
from osgeo import gdal, ogr
from samplan.indicators.catalogue.runoff_coefficient import COEFFICIENTS
from samplan.indicators.classes.words import codes
from samplan.indicators.registry import get
from samplan.indicators.spatial.backend import get_backend
from samplan.indicators.spatial.data import Areas, RasterData, VectorData
from scipy.signal import fftconvolve
from scipy.spatial import cKDTree
from scipy.stats import entropy

from .conftest import WORKSHOP, World, box, line

pytestmark = pytest.mark.long

LAYERS = ("planning_units", "green", "land_use", "streets", "transit", "buildings", "population", "jobs", "protected")
PACKAGE = str(WORKSHOP / "liechtenstein.gpkg")


def read(layer):
    """Return geometries and columns of a layer."""
    dataset = ogr.Open(PACKAGE)
    source = dataset.GetLayer(layer)
    names = [field.GetName() for field in source.schema]
    shapes, rows = [], []
    for feature in source:
        shapes.append(bytes(feature.GetGeometryRef().ExportToIsoWkb()))
        rows.append([feature.GetField(name) for name in names])
    columns = {name: [row[i] for row in rows] for i, name in enumerate(names)}
    return shapely.make_valid(shapely.force_2d(shapely.from_wkb(shapes))), columns


class Country:
    """The workshop layers as shapely arrays, and as our role layers."""

    def __init__(self):
        self.backend = get_backend("shapely")
        self.shapes, self.columns = {}, {}
        for layer in (
            "planning_units",
            "green",
            "land_use",
            "streets",
            "transit",
            "buildings",
            "population",
            "jobs",
            "protected",
        ):
            self.shapes[layer], self.columns[layer] = read(layer)
        large = shapely.area(self.shapes["planning_units"]) > 5000
        self.units = self.shapes["planning_units"][large]
        self.areas = Areas(self.backend, self._own(self.units))
        fields = {
            "population": ("count", "workers", "workage"),
            "buildings": ("use", "dwellings"),
            "streets": ("class", "bridge", "tunnel", "layer"),
            "green": ("class",),
            "land_use": ("class",),
            "transit": ("mode",),
            "jobs": (),
            "protected": (),
        }
        self.roles = {role: self._role(role, names) for role, names in fields.items()}
        self.roles["jobs"].fields["count"] = np.array(self.columns["jobs"]["jobs"], dtype=float)
        self.roles["buildings"].fields["floors"] = np.array(self.columns["buildings"]["floors_est"], dtype=float)
        self.people = np.array(self.columns["population"]["count"], dtype=float)
        self.home = shapely.get_coordinates(self.shapes["population"])
        self.inside = [shapely.contains_xy(unit, self.home) for unit in self.units]

    def _own(self, shapes):
        return self.backend.from_wkb(list(shapely.to_wkb(shapes)))

    def _role(self, role, names):
        shapes, columns = self.shapes[role], self.columns[role]
        fields = {}
        for name in names:
            words = any(isinstance(value, str) for value in columns[name])
            fields[name] = np.array(
                ["" if value is None else value for value in columns[name]] if words else columns[name],
                dtype=object if words else float,
            )
        if shapely.get_type_id(shapes[0]) == 0:
            return VectorData("point", self.backend, None, shapely.get_coordinates(shapes), fields)
        kind = "line" if shapely.get_dimensions(shapes[0]) == 1 else "polygon"
        return VectorData(kind, self.backend, self._own(shapes), fields=fields, name=role)

    def run(self, name, *roles, **settings):
        chosen = {role: self.roles[role] for role in roles}
        everywhere = VectorData(
            "polygon", self.backend, self._own(np.array([shapely.box(*shapely.total_bounds(self.units)).buffer(50)]))
        )
        return World(self.backend, None).run(
            name, self.areas, {**chosen, "municipalities": everywhere}, everywhere=False, **settings
        )

    def overlap(self, layer, weight=None):
        """Return Σ weight x area of the layer's polygons inside each unit."""
        shapes = self.shapes[layer]
        unit, shape = shapely.STRtree(shapes).query(self.units, predicate="intersects")
        area = shapely.area(shapely.intersection(self.units[unit], shapes[shape]))
        return np.bincount(unit, area * (1 if weight is None else weight[shape]), minlength=len(self.units))

    def share(self, reached):
        """Return the percentage of residents reached in each unit."""
        with np.errstate(invalid="ignore"):
            return np.array([100 * self.people[i & reached].sum() / self.people[i].sum() for i in self.inside])


@pytest.fixture(scope="module")
def country(qgis_app):
    return Country()


@pytest.fixture(scope="module")
def native(country, qgis_processing):
    """Run an algorithm of QGIS on a workshop layer and return a column by unit, in our order."""
    from qgis import processing
    from qgis.core import QgsProcessing

    order = [
        name
        for name, shape in zip(country.columns["planning_units"]["unit_id"], country.shapes["planning_units"])
        if shape.area > 5000
    ]

    def call(algorithm, column, **parameters):
        given = {
            key: f"{PACKAGE}|layername={value[1:]}" if isinstance(value, str) and value.startswith("@") else value
            for key, value in parameters.items()
        }
        layer = processing.run(algorithm, {"OUTPUT": QgsProcessing.TEMPORARY_OUTPUT, **given})["OUTPUT"]
        found = {feature["unit_id"]: feature[column] for feature in layer.getFeatures()}
        return np.array([float(found[name] or 0) for name in order])

    return call


def test_people_and_jobs_against_count_points_in_polygon(country, native):
    def count(points, weight):
        return native(
            "native:countpointsinpolygon", "N", POLYGONS="@planning_units", POINTS=points, WEIGHT=weight, FIELD="N"
        )

    area = shapely.area(country.units) / 1e6
    residents, workers, workage = (count("@population", name) for name in ("count", "workers", "workage"))
    assert country.run("population_density", "population").values == pytest.approx(residents / area)
    with np.errstate(invalid="ignore", divide="ignore"):
        rate = np.where(workage > 0, 100 * workers / workage, np.nan)
        jobs = np.where(workers > 0, count("@jobs", "jobs") / workers, np.nan)
    assert country.run("employment_rate", "population").values == pytest.approx(rate, nan_ok=True)
    assert country.run("jobs_residents", "population", "jobs").values == pytest.approx(jobs, nan_ok=True)


def test_street_density_against_shapely(country):
    """Streets along the units' borders, which are rounded to 1 cm, count in every unit within 2 cm."""
    streets, area = country.shapes["streets"], shapely.area(country.units) / 1e6
    sums = []
    for units in (country.units, shapely.buffer(country.units, 0.02)):
        unit, street = shapely.STRtree(streets).query(units)
        inside = shapely.length(shapely.intersection(units[unit], streets[street]))
        sums.append(np.bincount(unit, inside, len(units)) / 1e3 / area)
    found = country.run("street_density", "streets").values
    least, most = sums
    assert (found >= least * (1 - 2e-3)).all()  # ours are on the ellipsoid
    assert (found <= most * (1 + 2e-3)).all()
    free = (most - least) * area < 0.005
    assert free.sum() > 40
    assert found[free] == pytest.approx(least[free], rel=2e-3)


def test_built_ground_against_vector_overlaps(country, native):
    from qgis import processing
    from qgis.core import QgsProcessing

    fixed = processing.run(
        "native:fixgeometries",
        {"INPUT": f"{PACKAGE}|layername=buildings", "OUTPUT": QgsProcessing.TEMPORARY_OUTPUT},
    )["OUTPUT"]
    fixed.setName("b")
    percent = native("native:calculatevectoroverlaps", "b_pc", INPUT="@planning_units", LAYERS=[fixed])
    assert 100 * country.run("ground_space_index", "buildings").values == pytest.approx(percent, rel=1e-5, abs=1e-9)


def test_shares_against_unions_in_shapely(country):
    green = shapely.union_all(country.shapes["green"])
    reserves = shapely.union_all(country.shapes["protected"])
    area = shapely.area(country.units)
    assert country.run("green_share", "green").values == pytest.approx(
        100 * shapely.area(shapely.intersection(country.units, green)) / area, abs=1e-6
    )
    assert country.run("protected_share", "protected").values == pytest.approx(
        100 * shapely.area(shapely.intersection(country.units, reserves)) / area, abs=1e-6
    )


def test_floor_space_and_its_use(country):
    floors = country.roles["buildings"].fields["floors"]
    use = country.roles["buildings"].fields["use"]
    floor_area = country.overlap("buildings", floors)
    assert country.run("floor_space_index", "buildings").values == pytest.approx(
        floor_area / shapely.area(country.units)
    )
    economic = country.overlap("buildings", floors * np.isin(use, ["commercial", "industrial"]))
    known = country.overlap("buildings", floors * (use != "other"))
    with np.errstate(invalid="ignore"):
        expected = 100 * economic / known
    assert country.run("economic_floor_share", "buildings").values == pytest.approx(expected, nan_ok=True)


def test_land_use_mix_against_scipy(country):
    use = np.array(country.columns["land_use"]["class"])
    groups = (["residential"], ["commercial", "retail"], ["industrial"], ["institutional"], ["recreation", "park"])
    areas = np.column_stack([country.overlap("land_use", np.isin(use, group).astype(float)) for group in groups])
    with np.errstate(invalid="ignore"):
        expected = entropy(areas, axis=1) / np.log(5)
    expected[areas.sum(axis=1) == 0] = np.nan
    found = country.run("land_use_mix", "land_use").values
    assert found == pytest.approx(expected, abs=1e-5, nan_ok=True)


def test_runoff_point_by_point(country):
    """Every 8 m the highest coefficient of all surfaces there, in the two units with the most mapped land."""
    chosen = np.argsort(country.overlap("land_use"))[-2:]
    roles = {role: country.roles[role] for role in ("land_use", "buildings", "streets")}
    areas = Areas(country.backend, country.areas.geometries[chosen])
    found = World(country.backend, None).run("runoff_coefficient", areas, roles, everywhere=False)
    row, _ = codes(country.roles["land_use"].fields["class"], COEFFICIENTS)
    number = np.array([*COEFFICIENTS.values(), np.nan])[row]
    ground = country.roles["streets"].fields["tunnel"]
    strips = shapely.buffer(country.shapes["streets"][np.array([word in ("", "no") for word in ground])], 3.0)
    layers = [
        (country.shapes["land_use"], number),
        (country.shapes["buildings"], np.full(len(country.shapes["buildings"]), COEFFICIENTS["building"])),
        (strips, np.full(len(strips), COEFFICIENTS["street"])),
    ]
    for unit, shape in enumerate(country.units[chosen]):
        x0, y0, x1, y1 = shape.bounds
        xy = np.stack(np.meshgrid(np.arange(x0, x1, 8.0), np.arange(y0, y1, 8.0)), axis=-1).reshape(-1, 2)
        xy = xy[shapely.contains_xy(shape, xy)]
        best = np.full(len(xy), -1.0)
        for shapes, factor in layers:
            near = shapely.STRtree(shapes).query(shape)
            for one in near[~np.isnan(factor[near])]:
                hit = shapely.contains_xy(shapes[one], xy)
                best[hit] = np.maximum(best[hit], factor[one])
        assert found.values[unit] == pytest.approx(best[best >= 0].mean(), abs=0.01)
        assert found.coverage[unit] == pytest.approx((best >= 0).mean(), abs=0.01)


def test_access_to_transit_against_a_tree(country):
    stops = shapely.get_coordinates(country.shapes["transit"])
    for name, limit in (("access_transit", 500), ("access_transit_400", 400)):
        reached = cKDTree(stops).query(country.home)[0] <= limit
        assert country.run(name, "population", "transit").values == pytest.approx(country.share(reached), nan_ok=True)


def test_access_to_green_against_shapely(country):
    parts = shapely.get_parts(shapely.union_all(country.shapes["green"]))
    # Parts that touch in a corner are one area.
    tree = shapely.STRtree(parts)
    graph = nx.Graph()
    graph.add_nodes_from(range(len(parts)))
    graph.add_edges_from(tree.query(parts, predicate="intersects").T.tolist())
    size = shapely.area(parts)
    large = [i for group in nx.connected_components(graph) if size[list(group)].sum() >= 5000 for i in group]
    nearest = shapely.STRtree(parts[large]).query_nearest(
        shapely.points(country.home), max_distance=300, return_distance=True, all_matches=False
    )
    reached = np.zeros(len(country.home), dtype=bool)
    reached[nearest[0][0]] = True
    assert country.run("access_green", "population", "green").values == pytest.approx(
        country.share(reached), nan_ok=True
    )


def test_pollinators_against_scipy(country):
    """The whole country by scipy's convolution; three units cut into 100 parts a cell."""
    raster = RasterData(str(WORKSHOP / "land_cover.tif"))
    world = World(country.backend, None)
    cover = gdal.Open(raster.path).ReadAsArray().astype(float)
    cover[cover == 0] = np.nan
    indicator = get("pollinator_supply")
    with (WORKSHOP / "land_cover_classes.csv").open(encoding="utf-8", newline="") as file:
        names = {int(row["code"]): row["class"] for row in csv.DictReader(file)}
    known = ~np.isnan(cover)
    code = np.nan_to_num(cover).astype(int)
    n, f = (np.array([0.0, *(table.rows[names[k]] for k in range(1, 27))])[code] for table in indicator.tables)
    alpha, at = 100.0, np.arange(-50, 51) * 10.0
    distance = np.hypot(at[:, None], at[None, :])
    kernel = np.where(distance <= 500, np.exp(-distance / alpha), 0)
    around = fftconvolve(f * known, kernel, "same") / np.maximum(fftconvolve(known.astype(float), kernel, "same"), 1e-9)
    supply = np.where(known, n * around, np.nan)
    chosen = np.argsort(shapely.area(country.units))[[5, 60, -1]]
    areas = Areas(country.backend, country.areas.geometries[chosen])
    found = world.run("pollinator_supply", areas, {"land_cover": raster}, alpha=alpha)
    x0, dx, _, y0, _, dy = raster.transform
    for value, unit in zip(found.values, chosen):
        a, b, c, d = country.units[unit].bounds
        xy = np.stack(np.meshgrid(np.arange(a, c, 1.0), np.arange(b, d, 1.0)), axis=-1).reshape(-1, 2)
        xy = xy[shapely.contains_xy(country.units[unit], xy)]
        cells = supply[((xy[:, 1] - y0) / dy).astype(int), ((xy[:, 0] - x0) / dx).astype(int)]
        assert value == pytest.approx(np.nanmean(cells), rel=5e-3)
    raster.__dict__.pop("dataset", None)


def test_a_raster_in_degrees_gives_the_same(country, tmp_path):
    """GDAL moves the land cover to longitude and latitude; the values stay, up to the moved cells."""
    here = RasterData(str(WORKSHOP / "land_cover.tif"))
    path = str(tmp_path / "land_cover.tif")
    gdal.Warp(path, here.path, dstSRS="EPSG:4326", xRes=1e-4, yRes=7e-5)
    (tmp_path / "land_cover_classes.csv").write_bytes((WORKSHOP / "land_cover_classes.csv").read_bytes())
    there = RasterData(path)
    chosen = np.argsort(shapely.area(country.units))[-5:]
    areas = Areas(country.backend, country.areas.geometries[chosen], crs_wkt=here.crs_wkt)
    world = World(country.backend, None)
    for name, settings in (("pollinator_supply", {"alpha": 100.0}), ("nest_flower_proximity", {}), ("tree_canopy", {})):
        role = "canopy" if name == "tree_canopy" else "land_cover"
        roles = {"buildings": country.roles["buildings"]}  # not read, but they set the extent
        near, far = (
            world.run(name, areas, {**roles, role: raster}, everywhere=False, **settings) for raster in (here, there)
        )
        assert far.values == pytest.approx(near.values, rel=0.04), name
        assert far.coverage == pytest.approx(near.coverage, abs=0.02), name
    for raster in (here, there):
        raster.__dict__.pop("dataset", None)


def test_walks_against_networkx(one_world):
    """A bent street grid; homes and stops somewhere beside it. Every walk by Dijkstra in networkx."""
    rng = np.random.default_rng(5)
    nodes = np.stack(np.meshgrid(np.arange(7), np.arange(7), indexing="ij"), -1) * 150.0 + rng.uniform(
        -40, 40, (7, 7, 2)
    )
    pairs = [((i, j), (i + 1, j)) for i in range(6) for j in range(7)] + [
        ((i, j), (i, j + 1)) for i in range(7) for j in range(6)
    ]
    pairs = [pair for number, pair in enumerate(pairs) if number % 7]  # some streets are missing
    streets = [line(nodes[a], nodes[b]) for a, b in pairs]
    homes, stops = rng.uniform(0, 900, (80, 2)), rng.uniform(0, 900, (5, 2))
    modes = ["bus", "bus", "bus", "rail", "bus"]

    graph, spots = nx.Graph(), {}
    along = {
        number: [(0.0, ("node", *pairs[number][0])), (street.length, ("node", *pairs[number][1]))]
        for number, street in enumerate(streets)
    }
    for kind, points in (("home", homes), ("stop", stops)):
        for k, xy in enumerate(points):
            point = line(xy, xy + 1).interpolate(0)
            number = int(np.argmin([street.distance(point) for street in streets]))
            along[number].append((streets[number].project(point), (kind, k)))
            spots[kind, k] = streets[number].distance(point)
    for chain in along.values():
        chain.sort()
        for (here, a), (there, b) in zip(chain, chain[1:]):
            graph.add_edge(a, b, weight=there - here)

    def walk(home, wanted):
        ways = nx.single_source_dijkstra_path_length(graph, ("home", home), weight="weight")
        return (
            min(ways.get(("stop", k), np.inf) + spots["stop", k] for k in range(5) if modes[k] == wanted)
            + spots["home", home]
        )

    bus, rail = (np.array([walk(home, mode) for home in range(80)]) for mode in ("bus", "rail"))
    people = rng.integers(1, 9, 80).astype(float)
    roles = {
        "population": one_world.points(homes, count=people),
        "transit": one_world.points(stops, mode=modes),
        "streets": one_world.lines(streets),
    }
    limits = {"low_distance": 300, "high_distance": 700, "snap": 1000}
    found = one_world.run("access_transit_network", one_world.areas(box(-100, -100, 1000, 1000)), roles, **limits)
    assert found.values == pytest.approx([100 * people[(bus <= 300) | (rail <= 700)].sum() / people.sum()])
    assert found.extras["low"] == pytest.approx([100 * people[bus <= 300].sum() / people.sum()])
    assert found.extras["high"] == pytest.approx([100 * people[rail <= 700].sum() / people.sum()])
    assert 5 < found.extras["low"][0] < 95


def test_noise_against_every_pair(one_world):
    rng = np.random.default_rng(9)
    noise = [box(x, y, x + s, y + s) for x, y, s in zip(*rng.uniform(0, 900, (2, 60)), rng.uniform(20, 120, 60))]
    level = rng.choice([50.0, 55.0, 60.0, 65.0], 60)
    homes = [box(x, y, x + s, y + s) for x, y, s in zip(*rng.uniform(100, 800, (2, 80)), rng.uniform(5, 25, 80))]
    dwellings = rng.integers(0, 20, 80).astype(float)
    loudest = [max([lv for shape, lv in zip(noise, level) if shape.distance(home) <= 2.0], default=0) for home in homes]
    found = one_world.run(
        "noise_exposure",
        one_world.areas(box(0, 0, 1200, 1200)),
        {"noise": one_world.polygons(noise, level=level), "buildings": one_world.polygons(homes, dwellings=dwellings)},
    )
    assert found.values == pytest.approx([100 * dwellings[np.array(loudest) > 60].sum() / dwellings.sum()])


def test_segregation_and_tenure_against_pandas(one_world):
    import pandas as pd

    rng = np.random.default_rng(13)
    xy = rng.uniform(0, 900, (200, 2))
    table = pd.DataFrame(
        {"area": (xy[:, 0] // 300).astype(int), "count": rng.integers(5, 60, 200), "income": rng.normal(300, 40, 200)}
    )
    table["group"] = (table["count"] * rng.uniform(0, 1, 200)).round()
    for name in ("rental", "cooperative", "owned"):
        table[name] = rng.integers(0, 30, 200)
    fields = {name: table[name].to_numpy(float) for name in table.columns if name != "area"}
    roles = {"population": one_world.points(xy, **fields)}
    areas = one_world.areas(*(box(300 * k, 0, 300 * k + 300, 900) for k in range(3)))
    split, mix, income = one_world.all_of(areas, roles, "dissimilarity", "tenure_mix", "income")
    for k, part in table.groupby("area"):
        rest = part["count"] - part["group"]
        gap = (part["group"] / part["group"].sum() - rest / rest.sum()).abs().sum() / 2
        assert split.values[k] == pytest.approx(gap)
        assert mix.values[k] == pytest.approx(entropy(part[["rental", "cooperative", "owned"]].sum(), base=3))
        assert income.values[k] == pytest.approx(np.average(part["income"], weights=part["count"]))
