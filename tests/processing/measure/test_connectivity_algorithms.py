"""Habitat connectivity and the pollinator map against a pencil, networkx and brute force."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import QgsProcessingException, QgsProcessingUtils, QgsVectorLayer

from ..conftest import WORKSHOP, Log, column, make_layer, square

X, Y = 670000, 6570000
TIGHT = {"rel": 2e-3}  # areas are measured on the ellipsoid, the hand counts in the plane


@pytest.fixture
def row():
    """Three squares of 100, 50 and 100 m in a row, 100 m apart: 1, 0.25 and 1 ha."""
    return make_layer(
        "Polygon", [(square(X, Y, 100),), (square(X + 200, Y, 50),), (square(X + 350, Y, 100),)], name="meadows"
    )


@pytest.fixture
def two():
    """West (two polygons of one name) and east of x = 275, and a municipality without habitat."""
    return make_layer(
        "Polygon",
        [
            (box(-1000, -1000, 275, 500), "West"),
            (box(-1000, 500, 275, 900), "West"),
            (box(275, -1000, 2000, 900), "East"),
            (box(5000, 5000, 6000, 6000), "Far"),
        ],
        "name:string",
        name="municipalities",
    )


def box(x0: float, y0: float, x1: float, y1: float) -> str:
    """Return the WKT of a rectangle, metres from (X, Y)."""
    a, b, c, d = X + x0, Y + y0, X + x1, Y + y1
    return f"POLYGON(({a} {b},{c} {b},{c} {d},{a} {d},{a} {b}))"


def table_of(run, results: dict) -> dict:
    """Return the table's rows by (distance, part, municipality)."""
    layer = QgsProcessingUtils.mapLayerFromString(results["TABLE"], run.contexts[-1])
    names = layer.fields().names()
    columns = {name: column(layer, name) for name in names}
    keys = list(zip(columns["distance"], columns["part"], columns["municipality"]))
    assert len(set(keys)) == len(keys)
    return {key: {name: columns[name][i] for name in names} for i, key in enumerate(keys)}


def test_three_patches_by_hand(run, row):
    results, log = run("habitatconnectivity", HABITAT=row, DISTANCES="100", CONNECTOR=True)
    patches = results["OUTPUT"]
    # a = 1, 0.25, 1 ha; p12 = p23 = 0.5; p13 = 0.5 x 0.5 = 0.25 over the middle, 2^-2.5 = 0.1768 straight (250 m).
    # PC: 1 + 0.0625 + 1 + 2 (0.25 x 0.5 + 0.25 x 0.5 + 0.25) = 3.0625.
    assert column(patches, "area") == pytest.approx([1, 0.25, 1], **TIGHT)
    assert column(patches, "dintra_100") == pytest.approx([100 / 3.0625, 6.25 / 3.0625, 100 / 3.0625], **TIGHT)
    assert column(patches, "dflux_100") == pytest.approx([75 / 3.0625, 50 / 3.0625, 75 / 3.0625], **TIGHT)
    # Without the middle: 2 + 2 x 0.1768, so 2 x (0.25 - 0.1768) ran through it.
    through = 200 * (0.25 - 2**-2.5) / 3.0625
    assert column(patches, "dconn_100") == pytest.approx([0, through, 0], rel=5e-3, abs=1e-9)
    assert column(patches, "dpc_100")[1] == pytest.approx(56.25 / 3.0625 + through, rel=5e-3)
    assert "municipality" not in patches.fields().names()
    assert "3 patches; 3 pieces" in log.text


def test_borders_by_hand(run, row, two):
    results, log = run(
        "habitatconnectivity",
        HABITAT=row,
        MUNICIPALITIES=two,
        DISTANCES="100",
        CONNECTOR=True,
        TABLE="TEMPORARY_OUTPUT",
    )
    assert column(results["OUTPUT"], "municipality") == ["West", "West", "East"]
    table = table_of(run, results)
    assert set(table) == {
        (100, "municipality", "West"),
        (100, "municipality", "East"),
        (100, "municipality", "Far"),
        (100, "landscape", None),
    }
    west, east, far, everything = (
        table[100, part, name]
        for part, name in (
            ("municipality", "West"),
            ("municipality", "East"),
            ("municipality", "Far"),
            ("landscape", None),
        )
    )
    # Cut between the second and the third: 1 + 0.0625 + 2 x 0.125 = 1.3125 in the west, 1 in the east.
    assert everything["eca"] == pytest.approx(3.0625**0.5, **TIGHT)
    assert everything["eca_cut"] == pytest.approx(2.3125**0.5, **TIGHT)
    assert everything["beyond"] == pytest.approx(100 * (1 - (2.3125 / 3.0625) ** 0.5), rel=5e-3)
    # West: 1 (1 + 0.125 + 0.25) + 0.25 (0.5 + 0.25 + 0.5) = 1.6875; east: 1.375.
    assert (west["eca"], east["eca"]) == pytest.approx((1.6875**0.5, 1.375**0.5), **TIGHT)
    assert (west["eca_cut"], east["eca_cut"]) == pytest.approx((1.3125**0.5, 1), **TIGHT)
    assert west["patches"] == 2
    assert west["habitat"] == pytest.approx(1.25, **TIGHT)
    assert west["dintra"] == pytest.approx(106.25 / 3.0625, **TIGHT)
    assert everything["dpc"] == pytest.approx(sum(column(results["OUTPUT"], "dpc_100")))
    assert far["patches"] == 0
    assert [far[name] for name in ("area", "eca", "eca_cut", "beyond", "dpc")] == [None] * 5
    assert "1 municipalities hold no habitat patch" in log.text
    # Reach of the first patch: 1.375 in all, 1.125 without the neighbours.
    assert column(results["OUTPUT"], "beyond_100")[0] == pytest.approx(100 * 0.25 / 1.375, rel=5e-3)


def test_a_patch_across_the_border_is_cut_and_the_whole_unchanged(run, two):
    across = make_layer("Polygon", [(box(175, 0, 375, 100),), (box(475, 0, 575, 100),)], name="woods")
    alone, _ = run("habitatconnectivity", HABITAT=across, DISTANCES="100", TABLE="TEMPORARY_OUTPUT")
    before = table_of(run, alone)[100, "landscape", None]
    results, log = run(
        "habitatconnectivity", HABITAT=across, MUNICIPALITIES=two, DISTANCES="100", TABLE="TEMPORARY_OUTPUT"
    )
    after = table_of(run, results)[100, "landscape", None]
    assert after["eca"] == pytest.approx(before["eca"], rel=1e-7)  # each piece has the scale of its own place
    assert before["eca_cut"] is None
    # Two halves of 1 ha and a patch of 1 ha 100 m off: 4 + 1 + 2 x 2 x 0.5 = 7; cut 1 + (1 + 1 + 2 x 0.5) = 4.
    assert (after["eca"], after["eca_cut"]) == pytest.approx((7**0.5, 2), **TIGHT)
    assert column(results["OUTPUT"], "patch") == [1, 1, 2]
    assert sorted(column(results["OUTPUT"], "municipality")) == ["East", "East", "West"]
    assert "2 patches; 3 pieces" in log.text


def test_parts_cut_off_from_each_other_are_patches_of_their_own(run, two):
    """A U whose legs lie in the west and whose bend lies in the east: cut off, the legs are 100 m apart."""
    corners = [(0, 0), (375, 0), (375, 300), (0, 300), (0, 200), (275, 200), (275, 100), (0, 100), (0, 0)]
    u = f"POLYGON(({','.join(f'{X + x} {Y + y}' for x, y in corners)}))"
    results, _ = run(
        "habitatconnectivity",
        HABITAT=make_layer("Polygon", [(u,)]),
        MUNICIPALITIES=two,
        DISTANCES="100",
        TABLE="TEMPORARY_OUTPUT",
    )
    table = table_of(run, results)
    # Legs of 2.75 ha each: 2 x 2.75² + 2 x 2.75² x 0.5 = 3 x 2.75².
    assert table[100, "municipality", "West"]["eca_cut"] == pytest.approx(2.75 * 3**0.5, **TIGHT)
    assert column(results["OUTPUT"], "patch") == [1, 1, 1]


def test_touching_patches_are_one_and_parts_of_a_multipolygon_are_several(run):
    parts = ",".join(square(X + dx, Y, 100)[len("POLYGON") :] for dx in (0, 300))
    layer = make_layer("MultiPolygon", [(f"MULTIPOLYGON({parts})",), (square(X + 100, Y, 100),)])
    results, _ = run("habitatconnectivity", HABITAT=layer, DISTANCES="100")
    assert sorted(column(results["OUTPUT"], "area")) == pytest.approx([1, 2], **TIGHT)


def test_quality_weighs_and_keeps_patches_apart(run):
    layer = make_layer("Polygon", [(square(X, Y, 100), 0.5), (square(X + 100, Y, 100), None)], "quality:double")
    results, _ = run("habitatconnectivity", HABITAT=layer, DISTANCES="100", TABLE="TEMPORARY_OUTPUT")
    row = table_of(run, results)[100, "landscape", None]
    # 0.5 and 1 ha (not rated counts as 1), touching: ECA = 1.5.
    assert (row["area"], row["habitat"], row["eca"]) == pytest.approx((2, 1.5, 1.5), **TIGHT)
    assert column(results["OUTPUT"], "quality") == [0.5, 1]


def test_against_networkx_and_brute_force(run, two):
    rng = np.random.default_rng(3)
    corners = [(x, y) for x in range(-400, 1000, 200) for y in range(0, 600, 200)]
    sizes = rng.uniform(20, 120, len(corners))
    shift = rng.uniform(0, 60, (len(corners), 2))
    squares = [(x + dx, y + dy, s) for (x, y), (dx, dy), s in zip(corners, shift, sizes)]
    layer = make_layer("Polygon", [(square(X + x, Y + y, s),) for x, y, s in squares])
    results, _ = run(
        "habitatconnectivity",
        HABITAT=layer,
        MUNICIPALITIES=two,
        DISTANCES="150",
        CONNECTOR=True,
        TABLE="TEMPORARY_OUTPUT",
    )
    patches = list(results["OUTPUT"].getFeatures())
    area = np.array([f["area"] for f in patches])
    place = [f["municipality"] for f in patches]

    def products(skip: int = -1, cut: bool = False) -> float:
        graph = nx.Graph()
        graph.add_nodes_from(i for i in range(len(patches)) if i != skip)
        for i in graph:
            for j in range(i):
                if j != skip and not (cut and place[i] != place[j]):
                    d = patches[i].geometry().distance(patches[j].geometry())
                    graph.add_edge(i, j, weight=d * np.log(2) / 150)
        costs = dict(nx.all_pairs_dijkstra_path_length(graph))
        return sum(area[i] * area[j] * np.exp(-c) for i, row in costs.items() for j, c in row.items())

    whole = products()
    landscape = table_of(run, results)[150, "landscape", None]
    assert landscape["eca"] == pytest.approx(whole**0.5, rel=1e-3)
    assert landscape["eca_cut"] == pytest.approx(products(cut=True) ** 0.5, rel=1e-3)
    for index in (0, 7, 12):
        assert patches[index]["dpc_150"] == pytest.approx(100 * (1 - products(index) / whole), rel=5e-3, abs=0.02)
    squares_of_parts = sum(
        row["eca"] ** 2 for (_, part, _), row in table_of(run, results).items() if part != "landscape" and row["eca"]
    )
    assert squares_of_parts == pytest.approx(landscape["eca"] ** 2)


def test_without_the_connector(run, row):
    with_it, _ = run("habitatconnectivity", HABITAT=row, DISTANCES="100", CONNECTOR=True)
    results, _ = run("habitatconnectivity", HABITAT=row, DISTANCES="100, 50;100")
    names = results["OUTPUT"].fields().names()
    assert "dconn_100" not in names
    assert "dpc_100" not in names
    assert "dpcmin_50" in names
    assert column(results["OUTPUT"], "dflux_100") == pytest.approx(column(with_it["OUTPUT"], "dflux_100"))
    least = np.array(column(results["OUTPUT"], "dpcmin_100"))
    assert (least <= np.array(column(with_it["OUTPUT"], "dpc_100")) + 1e-12).all()


def make_raster(path: str, values: np.ndarray, x: float, y: float, cell: float, nodata: float = -1) -> str:
    """Write a GeoTIFF with its upper left corner at (x, y)."""
    rows, columns = values.shape
    dataset = gdal.GetDriverByName("GTiff").Create(path, columns, rows, 1, gdal.GDT_Float32)
    dataset.SetGeoTransform((x, cell, 0, y, 0, -cell))
    system = osr.SpatialReference()
    system.ImportFromEPSG(3006)
    dataset.SetProjection(system.ExportToWkt())
    dataset.GetRasterBand(1).SetNoDataValue(nodata)
    dataset.GetRasterBand(1).WriteArray(values)
    return path


def test_resistance_by_hand(run, tmp_path):
    """Two squares 100 m apart; resistance 1 gives nearly the straight answer, 3 lengthens the way, a wall ends it."""
    layer = make_layer("Polygon", [(square(X, Y, 100),), (square(X + 200, Y, 100),)])
    flux = []
    for name, middle in (("even", 1), ("hard", 3), ("wall", -1)):
        values = np.ones((10, 30), dtype=np.float32)
        values[:, 10:20] = middle
        raster = make_raster(str(tmp_path / f"{name}.tif"), values, X, Y + 100, 10)
        results, _ = run("habitatconnectivity", HABITAT=layer, DISTANCES="100", RESISTANCE=raster)
        flux.append(column(results["OUTPUT"], "dflux_100")[0])
    # From cell centre to cell centre 110 m, half a cell at either end inside the patches: 100 m, so p = 0.5 and
    # flux = 2 x 0.5 / (2 + 1). Resistance 3: 300 m, p = 1 / 8, flux = 0.25 / 2.25. No data: nothing.
    assert flux == pytest.approx([100 / 3, 25 / 2.25, 0], rel=5e-3)


def test_raster_beside_the_patches(run, row, tmp_path):
    raster = make_raster(str(tmp_path / "far.tif"), np.ones((5, 5), np.float32), X + 50_000, Y, 10)
    with pytest.raises(QgsProcessingException, match="does not reach any habitat patch"):
        run("habitatconnectivity", HABITAT=row, DISTANCES="100", RESISTANCE=raster)


def test_on_the_workshop_data(run, workshop):
    results, log = run(
        "habitatconnectivity",
        HABITAT=workshop("green"),
        HABITAT_CLASS="class",
        CLASSES="forest, Park",
        MUNICIPALITIES=workshop("municipalities"),
        TABLE="TEMPORARY_OUTPUT",
    )
    table = table_of(run, results)
    for distance in (150, 300, 600):
        row = table[distance, "landscape", None]
        assert 0 < row["eca_cut"] < row["eca"] <= row["habitat"]
        parts = [v["eca"] for (d, part, _), v in table.items() if d == distance and part != "landscape" and v["eca"]]
        assert sum(v**2 for v in parts) == pytest.approx(row["eca"] ** 2)
    assert table[600, "landscape", None]["eca"] > table[150, "landscape", None]["eca"]
    assert not log.errors


@pytest.mark.parametrize(
    ("parameters", "text"),
    [
        ({"DISTANCES": "near"}, "are no distances"),
        ({"DISTANCES": " , "}, "are no distances"),
        ({"DISTANCES": "0,100"}, "above 0"),
        ({"CLASSES": "meadow"}, "no field with classes"),
        ({"RESISTANCE": "/nowhere.tif"}, "nowhere"),
    ],
)
def test_bad_input(run, row, parameters, text):
    with pytest.raises((QgsProcessingException, ValueError), match=text):
        run("habitatconnectivity", HABITAT=row, **parameters)


def test_empty_and_classless_layers(run):
    with pytest.raises(QgsProcessingException, match="no habitat patches"):
        run("habitatconnectivity", HABITAT=make_layer("Polygon", [], name="none"))
    with pytest.raises(QgsProcessingException, match="no habitat patches"):
        run("habitatconnectivity", HABITAT=make_layer("Polygon", [(None,)], name="nowhere"))
    layer = make_layer("Polygon", [(square(X, Y, 100), "bog")], "class:string")
    with pytest.raises(QgsProcessingException, match="It has: bog"):
        run("habitatconnectivity", HABITAT=layer, CLASSES="meadow")
    worthless = make_layer("Polygon", [(square(X, Y, 100), 0)], "quality:double")
    with pytest.raises(QgsProcessingException, match="quality above 0"):
        run("habitatconnectivity", HABITAT=worthless)


def test_cancelling(run, row):
    log = Log()
    log.cancel()
    results, _ = run("habitatconnectivity", log=log, HABITAT=row)
    assert "OUTPUT" not in results


def bands(path: str) -> np.ndarray:
    """Return the bands of a raster, NaN for no data."""
    values = gdal.Open(path).ReadAsArray().astype(float)
    return np.where(values == -1, np.nan, values)


def test_pollinators_against_the_sums_written_out(run, tmp_path):
    rng = np.random.default_rng(7)
    cover = rng.integers(1, 4, (30, 40)).astype(np.float32)
    cover[5:8, 5:9] = -1
    raster = make_raster(str(tmp_path / "cover.tif"), cover, X, Y, 20)
    table = [1, 0.8, 0.9, 2, 0.1, 0.3, "3", "0", "0,5"]
    path = str(tmp_path / "supply.tif")
    results, _ = run("pollinatormap", LAND_COVER=raster, ALPHA=50, TABLE=table, OUTPUT=path)
    supply, nests, flowers = bands(path)
    nesting = np.select([cover == 1, cover == 2, cover == 3], [0.8, 0.1, 0.0], np.nan)
    floral = np.select([cover == 1, cover == 2, cover == 3], [0.9, 0.3, 0.5], np.nan)
    assert nests == pytest.approx(nesting, nan_ok=True, rel=1e-6)
    rows, columns = np.indices(cover.shape)
    for row, column_ in ((0, 0), (4, 6), (15, 20), (29, 39)):
        distance = np.hypot(rows - row, columns - column_) * 20
        weight = np.where((distance <= 250) & ~np.isnan(floral), np.exp(-distance / 50), 0)
        expected = np.nansum(weight * floral) / weight.sum()
        assert flowers[row, column_] == pytest.approx(expected, rel=1e-3)  # a metre on the map is 0.02 % off the ground
        assert supply[row, column_] == pytest.approx(expected * nesting[row, column_], rel=1e-3)
    assert np.isnan(supply[5:8, 5:9]).all()
    assert results["MEAN"] == pytest.approx(np.nanmean(supply), rel=1e-6)
    dataset = gdal.Open(path)
    assert dataset.GetGeoTransform() == (X, 20, 0, Y, 0, -20)
    assert '"samplan:pollinatormap"' in dataset.GetMetadataItem("SAMPLAN_LINEAGE")


def test_pollinators_with_the_default_table_agree_with_the_indicator(run, tmp_path):
    """One large area over the workshop's land cover: the zonal mean of the map is the indicator's value."""
    cover = str(WORKSHOP.parent / "land_cover.tif")
    path = str(tmp_path / "supply.tif")
    run("pollinatormap", LAND_COVER=cover, OUTPUT=path)
    dataset = gdal.Open(cover)
    x, dx, _, y, _, dy = dataset.GetGeoTransform()
    crs = osr.SpatialReference(dataset.GetProjection())
    a, b, c, d = x + 600 * dx, y + 1240 * dy, x + 700 * dx, y + 1340 * dy
    areas = make_layer(
        "Polygon",
        [(f"POLYGON(({a} {b},{c} {b},{c} {d},{a} {d},{a} {b}))",)],
        crs=f"{crs.GetAuthorityName(None)}:{crs.GetAuthorityCode(None)}",
    )
    results, _ = run("indicator_pollinator_supply", AREAS=areas, LAND_COVER=cover)
    mean = np.nanmean(bands(path)[0][1240:1340, 600:700])
    assert column(results["OUTPUT"], "pollinator_supply") == pytest.approx([mean], rel=1e-4)


@pytest.mark.parametrize(
    ("parameters", "text"),
    [
        ({"TABLE": [1, 0.5, 1.5]}, "Row 1 of the table is wrong"),
        ({"TABLE": [1, 0.5, 0.5, 1, 0.2, 0.2]}, "Row 2 of the table is wrong"),
        ({"TABLE": [1, 0.5]}, "Row 1 of the table is wrong"),
        ({"TABLE": ["moss", 0.5, 0.5]}, "with different meanings"),
        ({"OUTPUT": "/nowhere/at/all.tif"}, "cannot be written"),
        ({"LAND_COVER": "/nowhere.tif"}, "nowhere"),
    ],
)
def test_pollinators_bad_input(run, tmp_path, parameters, text):
    raster = make_raster(str(tmp_path / "cover.tif"), np.ones((5, 5), np.float32), X, Y, 20)
    given = {"LAND_COVER": raster, "TABLE": [1, 0.5, 0.5], "OUTPUT": str(tmp_path / "o.tif"), **parameters}
    with pytest.raises((QgsProcessingException, ValueError), match=text):
        run("pollinatormap", **given)


def test_patches_outside_and_overlapping_municipalities(run):
    """Two municipalities overlap from 40 to 60 m: the first has that land; beyond 80 m there is none."""
    wood = make_layer("Polygon", [(box(0, 0, 100, 100),)])
    towns = make_layer("Polygon", [(box(-10, -10, 60, 110), "A"), (box(40, -10, 80, 110), "B")], "name:string")
    results, log = run(
        "habitatconnectivity", HABITAT=wood, MUNICIPALITIES=towns, DISTANCES="100", TABLE="TEMPORARY_OUTPUT"
    )
    found = dict(zip(column(results["OUTPUT"], "municipality"), column(results["OUTPUT"], "area")))
    assert found == pytest.approx({"A": 0.6, "B": 0.2, None: 0.2}, **TIGHT)
    table = table_of(run, results)
    assert table[100, "outside", None]["eca_cut"] == pytest.approx(0.2, **TIGHT)
    assert table[100, "landscape", None]["eca"] == pytest.approx(1, **TIGHT)
    assert "1 pieces lie outside all municipalities" in log.text


def test_lineage_and_style_in_a_geopackage(run, row, tmp_path):
    from samplan.processing.common.lineage import records

    path = str(tmp_path / "patches.gpkg")
    run(
        "habitatconnectivity",
        HABITAT=row,
        DISTANCES="100",
        CONNECTOR=True,
        OUTPUT=path,
        TABLE=str(tmp_path / "table.gpkg"),
    )
    layer = QgsVectorLayer(path, "patches", "ogr")
    assert records(layer)[-1]["parameters"]["DISTANCES"] == [100]
    assert layer.renderer().type() == "RuleRenderer"
    assert layer.attributeAlias(layer.fields().indexFromName("dpc_100")) == "dPC, 100 m (%)"
    table = QgsVectorLayer(str(tmp_path / "table.gpkg"), "table", "ogr")
    assert table.featureCount() == 1
    assert records(table)[-1]["algorithm"] == "samplan:habitatconnectivity"


def test_a_long_connector_part_is_announced(run, row, monkeypatch):
    """The clock jumps by five seconds at every look, so that a third of the work seems to take ten."""
    from samplan.processing.measure import habitat_connectivity as module

    clock = iter(range(0, 10_000, 5))
    monkeypatch.setattr(module, "monotonic", lambda: next(clock))
    monkeypatch.setattr(module, "PATIENCE", 1.0)
    _, log = run("habitatconnectivity", HABITAT=row, DISTANCES="100", CONNECTOR=True)
    assert log.text.count("the connector part will take about 1 minutes more") == 1
