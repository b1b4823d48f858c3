"""A distance is as long everywhere, an area's value its own: whatever else is in the run, and however far away."""

from __future__ import annotations

import math

import numpy as np
import pytest
from qgis.core import QgsDistanceArea, QgsFeature, QgsGeometry, QgsPointXY, QgsProcessingException, QgsVectorLayer

from ..conftest import column, make_layer, square

X, Y = 670000, 6570000
CITIES = {"Paris": (2.35, 48.85), "Réunion": (55.45, -20.9), "New York": (-74.0, 40.7), "Sundsvall": (17.3, 62.4)}


def at(place, bearing, metres):
    """The longitude and latitude ``metres`` away on WGS 84."""
    measure = QgsDistanceArea()
    measure.setEllipsoid("EPSG:7030")
    spot = measure.computeSpheroidProject(QgsPointXY(*place), metres, math.radians(bearing))
    return spot.x(), spot.y()


def around(place, metres):
    """A square of degrees around a place, WKT."""
    corners = [at(place, bearing, metres * math.sqrt(2)) for bearing in (45, 135, 225, 315, 45)]
    return "POLYGON((" + ",".join(f"{x} {y}" for x, y in corners) + "))"


def degrees(kind, rows, fields="", name="layer"):
    layer = QgsVectorLayer(
        f"{kind}?crs=EPSG:4326" + "".join(f"&field={f}" for f in fields.split() if f), name, "memory"
    )
    features = []
    for wkt, *values in rows:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        feature.setAttributes(values)
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    return layer


def point(xy):
    return f"POINT({xy[0]} {xy[1]})"


@pytest.fixture(scope="module")
def cities():
    """In every city a home with stops 250 m and 290 m off, another whose stop is 310 m off, each to another side."""
    areas, people, stops, streets = [], [], [], []
    for number, place in enumerate(CITIES.values()):
        areas.append((around(place, 2_000), number))
        for home, (bearing, metres) in enumerate(((90, 290), (0, 310))):
            door = at(place, 180 * home, 1_000)
            people.append((point(door), 10.0 + number))
            stop = at(door, bearing, metres)
            stops.append((point(stop), "bus"))
            streets.append((f"LINESTRING({door[0]} {door[1]},{stop[0]} {stop[1]})",))
    return {
        "AREAS": degrees("Polygon", areas, "number:integer"),
        "POPULATION": degrees("Point", people, "count:double"),
        "TRANSIT": degrees("Point", stops, "mode:string"),
        "STREETS": degrees("LineString", streets),
    }


@pytest.mark.parametrize("name", ["access_transit", "access_transit_network"])
def test_300_m_are_300_m_in_every_city(run, cities, name):
    """One of two homes is within 300 m of its stop: 10 / 20 = 50 % everywhere, be it cities in one run."""
    limits = {"DISTANCE": 300} if name == "access_transit" else {"LOW_DISTANCE": 300}
    roles = dict(cities)
    if name == "access_transit":
        roles.pop("STREETS")
    results, _ = run(f"indicator_{name}", **roles, **limits)
    assert column(results["OUTPUT"], name) == pytest.approx([50.0] * len(CITIES))


def test_a_building_has_its_ground_everywhere(run):
    """At E 900000 one map unit is 0.998 m: 100 m x 50 m of map are 0.9969 of that, in the building and in the area."""
    rows = [(square(X, Y, 100), 3.0), (square(900000, 7300000, 100), 3.0), (square(500000, 6600000, 100), 3.0)]
    areas = make_layer("Polygon", [(wkt,) for wkt, _ in rows])
    halves = [
        (f"POLYGON(({x} {y},{x + 100} {y},{x + 100} {y + 50},{x} {y + 50},{x} {y}))", 3.0)
        for x, y in ((X, Y), (900000, 7300000), (500000, 6600000))
    ]
    buildings = make_layer("Polygon", halves, "floors:double")
    results, _ = run("indicator_floor_space_index", AREAS=areas, BUILDINGS=buildings)
    # 3 floors on half of the ground
    assert column(results["OUTPUT"], "floor_space_index") == pytest.approx([1.5] * 3, rel=1e-6)


class Region:
    """Nine squares of 400 m in the east of Sweden, with layers so thin that some squares have nothing near them.

    Uneven layers each lie in a corner of their own, so that the hull of all is not that of any.
    """

    def __init__(self, seed=3, uneven=False):
        rng = np.random.default_rng(seed)
        self.x, self.y = 880_000.0, 7_300_000.0
        step = 1_700 if uneven else 1_500
        self.squares = [self.box(step * c, step * r, 400, 400) for r in range(3) for c in range(3)]

        def places(count):
            low, high = [rng.uniform(-300, 2_500, 2), rng.uniform(200, 1_000, 2)] if uneven else (-300, 3_800)
            return rng.uniform(low, low + high, (count, 2))

        def boxes(count, low, high):
            spots = places(count)
            return [self.box(x, y, *rng.uniform(low, high, 2)) for x, y in spots]

        def words(count, *choices):
            return [str(word) for word in rng.choice(choices, count)]

        def points(count):
            return [f"POINT({self.x + x} {self.y + y})" for x, y in places(count)]

        def numbers(count, most):
            return [float(value) for value in rng.integers(0, most, count)]

        def of(kind, shapes, fields="", *columns):
            rows = list(zip(shapes, *columns))
            return make_layer(kind, rows, fields.replace(" ", ","))

        people, count = 400, numbers(400, 40)
        tied = [self.box(x, 3_000 + 10 * x / 9, 12, 200) for x in range(0, 1_600, 10)]  # a chain of touching strips
        self.roles = {
            "POPULATION": of(
                "Point",
                points(people),
                "count:double income:double workers:double workage:double children:double earlier:double",
                count,
                [200 + value for value in numbers(people, 300)],
                [value // 2 for value in count],
                [value * 2 // 3 for value in count],
                [value // 5 for value in count],
                [value * 0.9 for value in count],
            ),
            "BUILDINGS": of(
                "Polygon",
                boxes(150, 8, 40),
                "floors:double use:string dwellings:double year:double price:double cost:double",
                [None if value % 5 == 0 else value for value in numbers(150, 7)],
                words(150, "residential", "office"),
                numbers(150, 30),
                [2000 + value for value in numbers(150, 25)],
                [20 + value for value in numbers(150, 40)],
                [20 + value for value in numbers(150, 40)],
            ),
            "GREEN": of("Polygon", boxes(12, 40, 160) + tied, "class:string", words(12 + len(tied), "park", "forest")),
            "LAND_USE": of(
                "Polygon",
                boxes(60, 60, 300),
                "class:string year:double",
                words(60, "residential", "retail", "forest", "industrial"),
                [2018.0 + 5 * (value > 0) for value in numbers(60, 2)],
            ),
            "CANOPY": of("Polygon", boxes(60, 10, 60)),
            "WATER": of("Polygon", boxes(8, 40, 90)),
            "STREETS": of(
                "LineString",
                [self.line(k * 170, -300, k * 170, 3_500) for k in range(6)]
                + [self.line(-300, k * 210, 1_400, k * 210) for k in range(17)],
            ),
            "TRANSIT": of("Point", points(6), "mode:string", words(6, "bus", "rail")),
            "SERVICES": of(
                "Point",
                points(60),
                "class:string places:double yard:double",
                words(60, "food", "school", "preschool", "health", "sport", "library"),
                numbers(60, 90),
                [500 + value for value in numbers(60, 3000)],
            ),
            "NOISE": of("Polygon", boxes(30, 100, 400), "level:double", [50 + value for value in numbers(30, 20)]),
            "JOBS": of("Point", points(150), "count:double", numbers(150, 40)),
            "FEEDBACK": of("Point", points(100)),
            "PROTECTED": of("Polygon", boxes(2, 100, 300)),
            "HABITAT": of("Polygon", boxes(60, 40, 120) + tied),
        }

    def box(self, x, y, width, height):
        x0, y0 = self.x + x, self.y + y
        x1, y1 = x0 + width, y0 + height
        return f"POLYGON(({x0} {y0},{x1} {y0},{x1} {y1},{x0} {y1},{x0} {y0}))"

    def line(self, *ends):
        x0, y0, x1, y1 = ends
        return f"LINESTRING({self.x + x0} {self.y + y0},{self.x + x1} {self.y + y1})"

    def measure(self, run, numbers, settings, strangers=()):
        """Measure the squares given, and ``strangers`` whose values nobody looks at; values by square and column."""
        rows = [(self.squares[i], i) for i in numbers] + [(self.box(*at, 400, 400), None) for at in strangers]
        areas = make_layer("Polygon", rows, "number:integer")
        results, _ = run("measureindicators", AREAS=areas, SETTINGS=settings, **self.roles)
        layer = results["OUTPUT"]
        names = [field.name() for field in layer.fields() if field.name() != "number"]
        return {name: dict(zip(column(layer, "number"), column(layer, name))) for name in names}


SETTINGS = '{"connected_habitat": {"landscape": 700, "distance": 60}, "access_green": {"min_size": 6}}'
"""Small landscapes, and green areas so large that the chain of strips decides."""


@pytest.fixture(scope="module")
def region(provider):
    return Region()


def test_an_areas_value_does_not_depend_on_the_others(run, region):
    """All squares in one run, and each alone, some, and a row of them: the same to 1e-9, coverage and columns too."""
    together = region.measure(run, range(9), SETTINGS)
    for name in ("access_transit", "connected_habitat", "green_share", "tobins_q", "floor_space_index"):
        assert len({value for value in together[name].values() if value is not None}) > 2, name
    for numbers in ([0], [4], [8], [6, 7, 8], [1, 3, 5]):
        same(region.measure(run, numbers, SETTINGS), together, numbers)


@pytest.mark.fuzz(3)
def test_strangers_and_thin_layers_change_no_area(run, seed):
    """Layers that lie apart: alone, in halves, and beside areas in the north, in Portugal and in America."""
    region = Region(500 + seed, uneven=True)
    together = region.measure(run, range(9), SETTINGS)
    for numbers in (range(5), range(5, 9), [0], [2], [4], [6], [8]):
        same(region.measure(run, numbers, SETTINGS), together, numbers)
    for strangers in ([(-200_000, 100_000)], [(-2_280_000, -2_700_000)], [(-6_000_000, 0), (-200_000, 0)]):
        same(region.measure(run, range(9), SETTINGS, strangers), together, range(9))


def same(found, expected, numbers):
    """Values and coverage of some squares, to 1e-9."""
    for name, values in found.items():
        for number in numbers:
            a, b = values[number], expected[name][number]
            assert (a is None) == (b is None), (name, number, a, b)
            assert a is None or a == pytest.approx(b, rel=1e-9, abs=1e-9), (name, number)


def test_unknown_counts_are_null_not_0(run):
    """Two areas: counts of NULL and -9 in one, 5 and NULL in the other of 0.01 km²: 5 / 0.01 = 500, half of it known."""
    areas = make_layer("Polygon", [(square(X, Y, 100), "a"), (square(X + 100, Y, 100), "b")], "name:string")
    spots = [(X + 10, None), (X + 20, -9.0), (X + 190, 5.0), (X + 120, None)]
    rows = [(f"POINT({x} {Y + x % 100})", value, 4.0) for x, value in spots]
    rows += [(f"POINT({X + x} {Y + y})", 1.0, 1.0) for x, y in ((-900, -900), (900, -900), (0, 900))]
    counts = make_layer("Point", rows, "count:double,workers:double")
    results, _ = run("indicator_population_density", AREAS=areas, POPULATION=counts)
    assert column(results["OUTPUT"], "population_density") == [None, pytest.approx(500.0, rel=1e-3)]
    assert column(results["OUTPUT"], "population_density_cov") == [0.0, 0.5]
    results, _ = run("indicator_jobs_residents", AREAS=areas, POPULATION=counts, JOBS=counts)
    assert column(results["OUTPUT"], "jobs_residents") == [None, pytest.approx(5 / 8)]


def test_open_public_space_needs_built_up_land(run):
    """Land use without a class, of forest, and half residential: NULL, NULL, and 20 m x 100 m of street of 0.5 ha of plots."""
    areas = make_layer("Polygon", [(square(X + 200 * k, Y, 100),) for k in range(3)])
    land = make_layer(
        "Polygon",
        [
            (square(X, Y, 100), None),
            (square(X + 200, Y, 100), "forest"),
            (
                f"POLYGON(({X + 400} {Y},{X + 450} {Y},{X + 450} {Y + 100},{X + 400} {Y + 100},{X + 400} {Y}))",
                "residential",
            ),
        ],
        "class:string",
    )
    streets = make_layer(
        "LineString", [(f"LINESTRING({X + 200 * k + 30} {Y - 30},{X + 200 * k + 30} {Y + 130})", 20.0) for k in range(3)],
        "width:double",
    )  # fmt: skip
    green = make_layer("Polygon", [(square(X + 5000, Y, 10), "park")], "class:string")
    results, _ = run("indicator_open_public_space", AREAS=areas, LAND_USE=land, STREETS=streets, GREEN=green)
    values = column(results["OUTPUT"], "open_public_space")
    assert values[:2] == [None, None]
    assert values[2] == pytest.approx(100 * 2000 / 5000, rel=1e-4)  # a map unit is 1.00004 m here
    assert column(results["OUTPUT"], "open_public_space_cov") == [0.0, 0.0, pytest.approx(0.5)]


def test_water_under_green_is_water_in_every_area_of_green(run):
    """A park of 1 ha with a pond of 0.4 ha, 10 residents: green land 0.6 ha of 0.6 ha land, 600 m² each."""
    areas = make_layer("Polygon", [(square(X, Y, 100),)])
    park = make_layer("Polygon", [(square(X, Y, 100), "park")], "class:string")
    park.dataProvider().addFeatures([])
    pond = make_layer("Polygon", [(f"POLYGON(({X} {Y},{X + 40} {Y},{X + 40} {Y + 100},{X} {Y + 100},{X} {Y}))",)])
    people = make_layer("Point", [(f"POINT({X + 50} {Y + 50})", 10.0)], "count:double")
    given = {"AREAS": areas, "GREEN": park, "WATER": pond}
    for name, value in (("green_per_inhabitant", 600.0), ("recreation_per_inhabitant", 600.0)):
        results, _ = run(f"indicator_{name}", POPULATION=people, **given)
        assert column(results["OUTPUT"], name) == pytest.approx([value], rel=1e-3)
    results, _ = run("indicator_green_share", **given)
    assert column(results["OUTPUT"], "green_share") == pytest.approx([100.0])


def test_the_areas_themselves_are_no_role_layer(run, tmp_path):
    shapes = [(square(X, Y, 100), 1), (square(X + 100, Y, 100), 2)]
    areas, copy = make_layer("Polygon", shapes, "n:integer"), make_layer("Polygon", shapes[::-1], "n:integer")
    for green in (areas, copy):
        with pytest.raises(QgsProcessingException, match="holds the planning areas themselves"):
            run("indicator_green_share", AREAS=areas, GREEN=green)
    single = make_layer("Polygon", shapes[:1], "n:integer")
    with pytest.raises(QgsProcessingException, match="holds the planning areas themselves"):
        run("indicator_ground_space_index", AREAS=single, BUILDINGS=single)
    park = make_layer("Polygon", shapes[:1], "n:integer")  # one area that is one park
    results, _ = run("indicator_green_share", AREAS=single, GREEN=park)
    assert column(results["OUTPUT"], "green_share") == pytest.approx([100.0])
    people = make_layer("Polygon", [(square(X, Y, 100), 7.0), (square(X + 100, Y, 100), 9.0)], "count:double")
    results, _ = run("indicator_population_density", AREAS=people, POPULATION=people)  # counts of the areas are theirs
    assert column(results["OUTPUT"], "population_density") == pytest.approx([700.0, 900.0], rel=1e-3)


def test_polygon_layers_are_not_preselected(run):
    from qgis.core import QgsApplication, QgsProcessingParameterDefinition

    algorithm = QgsApplication.processingRegistry().createAlgorithmById("samplan:indicator_green_share")
    optional = QgsProcessingParameterDefinition.Flag.FlagOptional
    assert algorithm.parameterDefinition("GREEN").flags() & optional
    assert not algorithm.parameterDefinition("AREAS").flags() & optional
    with pytest.raises(QgsProcessingException, match="needs: Green areas"):
        run("indicator_green_share", AREAS=make_layer("Polygon", [(square(X, Y, 100),)]))


def test_an_infinite_area_does_not_stop_the_others(run):
    areas = make_layer("Polygon", [(square(X, Y, 100), "a")], "name:string")
    wild = QgsFeature(areas.fields())
    ring = [QgsPointXY(X, Y), QgsPointXY(X + 9, Y), QgsPointXY(X + 9, math.inf), QgsPointXY(X, Y)]
    wild.setGeometry(QgsGeometry.fromPolygonXY([ring]))
    wild.setAttributes(["b"])
    areas.dataProvider().addFeatures([wild])
    green = make_layer("Polygon", [(square(X, Y, 50),)])
    results, log = run("indicator_green_share", AREAS=areas, GREEN=green)
    assert column(results["OUTPUT"], "green_share") == [pytest.approx(25.0), None]
    assert "1 planning areas cannot be measured (coordinates that are no numbers or infinite)" in log.text


def test_cells_in_degrees_are_as_wide_as_they_are_where_the_area_is(run, tmp_path):
    """At 65 degrees a cell of 0.01 degrees is 0.74 times as wide as at 55: neither area has the other's cells."""
    from osgeo import gdal, osr

    srs = osr.SpatialReference()
    srs.ImportFromEPSG(4326)
    path = str(tmp_path / "cover.tif")
    target = gdal.GetDriverByName("GTiff").Create(path, 200, 1_200, 1, gdal.GDT_Byte)
    target.SetProjection(srs.ExportToWkt())
    target.SetGeoTransform((14.0, 0.01, 0, 66.0, 0, -0.01))
    target.GetRasterBand(1).WriteArray(np.random.default_rng(1).integers(1, 3, (1_200, 200)).astype(np.uint8))
    del target
    settings = '{"pollinator_supply": {"alpha": 1500, "nesting": {"1": 0.9, "2": 0.2}, "floral": {"1": 0.1, "2": 0.8}}}'

    def supply(*latitudes):
        areas = degrees("Polygon", [(around((15.0, latitude), 4_000), 1) for latitude in latitudes], "n:integer")
        given = {"AREAS": areas, "INDICATORS": "pollinator_supply", "SETTINGS": settings, "LAND_COVER": path}
        results, _ = run("measureindicators", **given)
        return column(results["OUTPUT"], "pollinator_supply")

    together = supply(55.0, 65.0)
    assert together == [pytest.approx(supply(latitude)[0], rel=1e-9) for latitude in (55.0, 65.0)]
