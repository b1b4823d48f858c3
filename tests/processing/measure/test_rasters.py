"""Raster layers as they stand in QGIS: bands, no data in the layer's properties, units, and counts by cell."""

from __future__ import annotations

import json

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsDistanceArea,
    QgsProcessingException,
    QgsProject,
    QgsRasterLayer,
    QgsRasterRange,
    QgsSingleBandGrayRenderer,
)

from ..conftest import column, make_layer, square

X, Y = 670000, 6570000
SIDE = 10


@pytest.fixture
def write(tmp_path):
    """Return a function that writes bands (first row north) as a GeoTIFF in SWEREF 99 TM and gives its path."""

    def write(*bands, name="raster", kind=gdal.GDT_Float32, nodata=None, scale=None, side=SIDE, epsg=3006, **more):
        path = str(tmp_path / f"{name}.tif")
        cells = [np.atleast_2d(np.array(band)) for band in bands]
        rows, columns = cells[0].shape
        options = more.get("options", ["PHOTOMETRIC=MINISBLACK"])
        file = gdal.GetDriverByName("GTiff").Create(path, columns, rows, len(cells), kind, options)
        file.SetGeoTransform((X, side, 0, Y + side * rows, 0, -side))
        if epsg:
            crs = osr.SpatialReference()
            crs.ImportFromEPSG(epsg)
            file.SetProjection(crs.ExportToWkt())
        for number, values in enumerate(cells, 1):
            band = file.GetRasterBand(number)
            band.WriteArray(values)
            band.SetDescription(more.get("titles", [""] * len(cells))[number - 1])
            if nodata is not None:
                band.SetNoDataValue(nodata)
            if scale is not None:
                band.SetScale(scale)
        if "unit" in more:
            file.GetRasterBand(1).SetUnitType(more["unit"])
        del file
        return path

    return write


def strip(*ends):
    """Return areas one cell high, from the corner, between these cells."""
    rows = []
    for left, right in zip(ends, ends[1:]):
        a, b, c, d = X + SIDE * left, Y, X + SIDE * right, Y + SIDE
        rows.append((f"POLYGON(({a} {b},{c} {b},{c} {d},{a} {d},{a} {b}))",))
    return make_layer("Polygon", rows)


def lineage_of(layer):
    return json.loads(layer.metadata().history()[-1])


# --- scale and masks, in an algorithm -------------------------------------------------------------------------------


def test_scaled_noise(run, write):
    # Tenths of a decibel: 450 is 45 dB, not 450. Of three homes one stands where it is 62 dB: 33.3 %.
    noise = write([450, 550, 620], kind=gdal.GDT_UInt16, scale=0.1, side=30)
    areas = make_layer("Polygon", [(f"POLYGON(({X} {Y},{X + 90} {Y},{X + 90} {Y + 30},{X} {Y + 30},{X} {Y}))",)])
    homes = make_layer("Polygon", [(square(X + 10 + 30 * k, Y + 10, 10), 1) for k in range(3)], "dwellings:double")
    results, _ = run("indicator_noise_exposure", AREAS=areas, NOISE=noise, BUILDINGS=homes)
    assert column(results["OUTPUT"], "noise_exposure") == pytest.approx([100 / 3])
    assert lineage_of(results["OUTPUT"])["inputs"]["NOISE"]["scale"] == 0.1


# --- no data in the layer's properties ------------------------------------------------------------------------------


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("scale", [None, 0.5])
@pytest.mark.parametrize("kind", [gdal.GDT_Byte, gdal.GDT_Float32])
@pytest.mark.parametrize("ranges", [[], [(30, 40)], [(10, 10), (60, 70)]])
def test_no_data_as_native_zonal_statistics_honour_it(run, write, own, scale, kind, ranges):
    # No stored 40: half of it is 20, which QGIS 3.22 takes for the stored no-data value. Samplan does not.
    cells = np.array([0, 10, 20, 30, 45, 50, 60, 70, 80, 90, 100, 60])
    layer = QgsRasterLayer(write(cells, kind=kind, nodata=20, scale=scale), "canopy")
    provider = layer.dataProvider()
    provider.setUseSourceNoDataValue(1, own)
    provider.setUserNoDataValue(1, [QgsRasterRange(*ends) for ends in ranges])
    areas = strip(0, 3, 6, 12)
    ours, _ = run("indicator_tree_canopy", AREAS=areas, CANOPY=layer, FULL=100)
    native, _ = run("native:zonalstatisticsfb", INPUT=areas, INPUT_RASTER=layer, RASTER_BAND=1, STATISTICS=[0, 2])
    mean = column(native["OUTPUT"], "_mean")
    assert column(ours["OUTPUT"], "tree_canopy") == pytest.approx(mean, rel=1e-6)
    counted = [(number or 0) / size for number, size in zip(column(native["OUTPUT"], "_count"), (3, 3, 6))]
    assert column(ours["OUTPUT"], "tree_canopy_cov") == pytest.approx(counted)


def test_an_end_that_does_not_belong_to_a_range(run, write):
    layer = QgsRasterLayer(write([30, 40, 50]), "canopy")
    layer.dataProvider().setUserNoDataValue(1, [QgsRasterRange(30, 50, QgsRasterRange.BoundsType.IncludeMax)])
    results, _ = run("indicator_tree_canopy", AREAS=strip(0, 3), CANOPY=layer, FULL=100)
    assert column(results["OUTPUT"], "tree_canopy") == pytest.approx([30])  # 40 and 50 are no data, 30 is not


# --- which band -----------------------------------------------------------------------------------------------------


@pytest.fixture
def two_bands(write):
    return write([20, 40], [60, 80], titles=["summer", "winter"])


def test_the_band_drawn_is_read(run, two_bands):
    layer = QgsRasterLayer(two_bands, "canopy")
    layer.setRenderer(QgsSingleBandGrayRenderer(layer.dataProvider(), 2))
    results, log = run("indicator_tree_canopy", AREAS=strip(0, 2), CANOPY=layer)
    assert column(results["OUTPUT"], "tree_canopy") == pytest.approx([70])  # (60 + 80) / 2
    assert 'Of the 2 bands of "canopy" band 2 (winter) is read, which the layer\'s style draws' in log.text
    assert lineage_of(results["OUTPUT"])["inputs"]["CANOPY"]["band"] == 2


def test_without_a_choice_band_1_is_named(run, two_bands):
    results, log = run("indicator_tree_canopy", AREAS=strip(0, 2), CANOPY=two_bands)
    assert column(results["OUTPUT"], "tree_canopy") == pytest.approx([30])
    (told,) = [line for line in log.warnings if "bands" in line]
    assert "has 2 bands and none was chosen: band 1 (summer) is read" in told
    assert "CANOPY_BAND=2" in told


def test_a_band_is_chosen(run, two_bands):
    results, log = run("indicator_tree_canopy", AREAS=strip(0, 2), CANOPY=two_bands, CANOPY_BAND=2)
    assert column(results["OUTPUT"], "tree_canopy") == pytest.approx([70])
    assert 'Of "raster" band 2 (winter) is read, as chosen' in log.text
    results, log = run("measureindicators", AREAS=strip(0, 2), CANOPY=two_bands, RASTER_BANDS=" canopy = 2 ")
    assert column(results["OUTPUT"], "tree_canopy") == pytest.approx([70])
    _, log = run("measureindicators", AREAS=strip(0, 2), CANOPY=two_bands, RASTER_BANDS="noise=2")
    assert "RASTER_BANDS=canopy=2" in log.text
    assert "band 1 (summer) is read" in log.text


@pytest.mark.parametrize("text", ["canopy", "canopy=two", "canopy=0", "green=2", "2"])
def test_a_list_of_bands_that_cannot_be_read(run, two_bands, text):
    with pytest.raises(QgsProcessingException, match="The list of bands has"):
        run("measureindicators", AREAS=strip(0, 2), CANOPY=two_bands, RASTER_BANDS=text)


def test_a_band_that_is_not_there(run, two_bands):
    with pytest.raises(QgsProcessingException, match="has no band 7"):
        run("measureindicators", AREAS=strip(0, 2), CANOPY=two_bands, RASTER_BANDS="canopy=7")


def test_a_picture_is_no_measurement(run, write):
    colours = write([20, 40], [60, 80], [1, 2], kind=gdal.GDT_Byte, options=["PHOTOMETRIC=RGB"])
    _, log = run("indicator_tree_canopy", AREAS=strip(0, 2), CANOPY=colours)
    assert "its numbers are colours, not measured values" in log.text
    _, log = run("indicator_tree_canopy", AREAS=strip(0, 2), CANOPY=colours, CANOPY_BAND=1)
    assert "colours" not in log.text


def test_one_band_needs_no_words(run, write):
    _, log = run("indicator_tree_canopy", AREAS=strip(0, 2), CANOPY=write([20, 40]))
    assert "band" not in log.text


def test_pollinators_and_resistance_take_a_band(run, write, tmp_path):
    cover = write([[1, 1], [1, 1]], [[2, 2], [2, 2]], name="cover")
    table = [1, 0.2, 0.5, 2, 0.4, 0.5]
    given = {"LAND_COVER": cover, "TABLE": table, "OUTPUT": str(tmp_path / "o.tif")}
    assert run("pollinatormap", **given)[0]["MEAN"] == pytest.approx(0.2 * 0.5)
    assert run("pollinatormap", **given, LAND_COVER_BAND=2)[0]["MEAN"] == pytest.approx(0.4 * 0.5)
    # Two patches 80 m apart, 100 m of ground where every metre costs 1 or 4: probability 0.5 at 80 m, 0.0625 at 320 m.
    cost = write(np.ones((3, 30)), np.full((3, 30), 4.0), name="cost")
    patches = make_layer("Polygon", [(square(X + 10, Y + 10, 10),), (square(X + 110, Y + 10, 10),)])
    found = [
        column(
            run("habitatconnectivity", HABITAT=patches, RESISTANCE=cost, DISTANCES="100", **more)[0]["OUTPUT"],
            "dflux_100",
        )[0]
        for more in ({}, {"RESISTANCE_BAND": 2})
    ]
    assert found[0] > found[1] > 0


# --- the unit of canopy ---------------------------------------------------------------------------------------------


def test_the_unit_of_canopy_is_read_from_the_whole_band(run, write):
    # Under the areas 0 and 1 % only; that cells elsewhere go to 90 tells that they are percentages.
    results, _ = run("indicator_tree_canopy", AREAS=strip(0, 2), CANOPY=write([1, 1, 0, 90]))
    assert column(results["OUTPUT"], "tree_canopy") == pytest.approx([1])


def test_no_cell_above_1_is_a_share_and_told(run, write):
    results, log = run("indicator_tree_canopy", AREAS=strip(0, 2), CANOPY=write([1, 0, 0.5, 0]))
    assert column(results["OUTPUT"], "tree_canopy") == pytest.approx([50])
    assert "1 is read as full canopy, not as 1 %" in log.text


def test_the_unit_of_canopy_is_declared(run, write):
    ones = write([1, 0, 1, 0])
    results, log = run("indicator_tree_canopy", AREAS=strip(0, 2), CANOPY=ones, FULL=100)
    assert column(results["OUTPUT"], "tree_canopy") == pytest.approx([0.5])
    assert "full canopy" not in log.text
    settings = json.dumps({"tree_canopy": {"full": 200}})
    eighths = write([50, 100, 0, 0], name="of200")
    results, _ = run(
        "measureindicators", AREAS=strip(0, 2), CANOPY=eighths, INDICATORS=["tree_canopy"], SETTINGS=settings
    )
    assert column(results["OUTPUT"], "tree_canopy") == pytest.approx([37.5])  # (50 + 100) / 2 of 200
    results, log = run("indicator_tree_canopy", AREAS=strip(0, 2), CANOPY=write([1, 0, 1, 0], name="unit", unit="%"))
    assert column(results["OUTPUT"], "tree_canopy") == pytest.approx([0.5])


def test_a_mask_of_0_and_255_is_not_read_as_no_canopy(run, write):
    mask = write([255, 0, 255, 255])  # 75 % trees; as shares of 1 or 100 the trees would be no data, and the rest 0 %
    with pytest.raises(QgsProcessingException, match="what full canopy is cannot be seen"):
        run("indicator_tree_canopy", AREAS=strip(0, 4), CANOPY=mask)
    for full, share, known in ((255, 75, 1), (100, 0, 0.25)):
        results, _ = run("indicator_tree_canopy", AREAS=strip(0, 4), CANOPY=mask, FULL=full)
        assert column(results["OUTPUT"], "tree_canopy") == pytest.approx([share])
        assert column(results["OUTPUT"], "tree_canopy_cov") == pytest.approx([known])
    results, _ = run("indicator_tree_canopy", AREAS=strip(0, 4), CANOPY=write([1, 0, 255, 255], name="ones"))
    assert column(results["OUTPUT"], "tree_canopy") == pytest.approx([50])  # a share of 1 tells that 255 is no data


@pytest.mark.parametrize(
    ("cells", "high", "scale"),
    [
        ([0, 128, 254, 180], 180, 255),  # 254 is a code; 180 of 255 is none
        ([0, 101, 50, 20], 101, 255),
        ([0, 3000, 9500, 200], 9500, 10_000),
        ([0, 30_000, 20, 7], 30_000, 30_000),
    ],
)
def test_values_above_100_are_no_percentages(run, write, cells, high, scale):
    """Anywhere in the raster, here outside the area: refused with the scale that fits, and read when it is declared."""
    path = write(cells)
    with pytest.raises(QgsProcessingException, match=rf"go from 0 to {high}, .* from 0 to {scale} would fit"):
        run("indicator_tree_canopy", AREAS=strip(0, 1), CANOPY=path)
    assert any(f"a scale from 0 to {scale} would fit" in f for f in checked(run, CANOPY=path))
    results, _ = run("indicator_tree_canopy", AREAS=strip(0, 4), CANOPY=path, FULL=scale)
    # the mean of the four cells over full canopy, in per cent
    assert column(results["OUTPUT"], "tree_canopy") == pytest.approx([100 * np.mean(cells) / scale])


@pytest.mark.parametrize("codes", [[255, 255], [254, 255], [255, 65535], [-9999, 127]])
def test_codes_for_no_data_beside_percentages_are_none(run, write, codes):
    results, log = run("indicator_tree_canopy", AREAS=strip(0, 4), CANOPY=write([20, 40, *codes]))
    assert column(results["OUTPUT"], "tree_canopy") == pytest.approx([30])  # (20 + 40) / 2
    assert column(results["OUTPUT"], "tree_canopy_cov") == pytest.approx([0.5])
    assert '2 cells of "raster" are below 0 or above 100 and count as no data' in log.text


def test_the_unit_taken_is_told_with_the_range(run, write):
    """Tree heights of 0 to 31 m cannot be told from percentages: the log says what they are read as."""
    _, log = run("indicator_tree_canopy", AREAS=strip(0, 1), CANOPY=write([3, 0, 31, 12]))
    (told,) = [line for line in log.infos if "per cent of canopy" in line]
    assert "go from 0 to 31" in told
    assert "such as tree heights in metres" in told


def noisy(run, areas, path, **more):
    """Homes in the middle of each of four cells of 10 m."""
    homes = [(square(X + SIDE * i + 4, Y + 4, 2), 10) for i in range(4)]
    buildings = make_layer("Polygon", homes, "dwellings:integer")
    return run("indicator_noise_exposure", AREAS=areas, BUILDINGS=buildings, NOISE=path, **more)


def test_levels_that_are_none_are_refused(run, write):
    for cells, highest in (([450, 550, 620, 700], 700), ([45, 55, 141, 70], 141)):
        with pytest.raises(QgsProcessingException, match=f"levels up to {highest}, which are no dBA"):
            noisy(run, strip(0, 1), write(cells))  # wherever they lie
        assert any(f"levels up to {highest}" in f for f in checked(run, NOISE=write(cells)))
    band = make_layer("Polygon", [(square(X, Y, 40), 620.0)], "level:double")
    with pytest.raises(QgsProcessingException, match="levels up to 620, which are no dBA"):
        noisy(run, strip(0, 1), band)


def test_codes_in_a_noise_raster_are_no_levels(run, write):
    # Of four homes one has 65 dBA, one 50; 255 and -9999 are no data: 1 of 2 is above 60, half of the homes are known.
    results, log = noisy(run, strip(0, 4), write([65, 50, 255, -9999]))
    assert column(results["OUTPUT"], "noise_exposure") == pytest.approx([50])
    assert column(results["OUTPUT"], "noise_exposure_cov") == pytest.approx([0.5])
    assert "are codes, and count as no data" in log.text
    assert "go from -9999 to 65 and are read as dBA" in log.text


@pytest.mark.parametrize("unit", ["persons/km2", "inh. per km²", "residents/ha"])
def test_densities_are_no_counts(run, write, unit):
    with pytest.raises(QgsProcessingException, match="is a density, but each cell of the raster"):
        run("indicator_population_density", AREAS=strip(0, 2), POPULATION_RASTER=write([5, 5], unit=unit))


# --- residents by cell ----------------------------------------------------------------------------------------------


def per_km2(layer):
    return column(layer, "population_density")


@pytest.mark.parametrize("how", ["path", "layer", "raster"])
def test_a_raster_stands_for_the_population(run, write, how):
    # Cells of 10 m with 4, 2, no data, 0 residents. Area 1: all of 4 and half of 2, 5 in 150 m²; area 2: the other half
    # of 2 and half of the cell without data: 1 in 100 m², of which half is known; area 3: half no data, all of 0; area 4:
    # nothing but no data, and so no value.
    path = write([4, 2, -200, 0], nodata=-200)
    given = {
        "path": {"POPULATION": path},
        "layer": {"POPULATION": QgsRasterLayer(path, "residents")},
        "raster": {"POPULATION_RASTER": path},
    }[how]
    areas = strip(0, 1.5, 2.5, 4)
    areas.dataProvider().addFeatures(list(strip(2.1, 2.9).getFeatures()))
    results, log = run("measureindicators", AREAS=areas, INDICATORS=["population_density"], **given)
    density = np.array([5 / 150, 1 / 100, 0 / 150]) * 1e6
    assert per_km2(results["OUTPUT"])[:3] == pytest.approx(density, rel=2e-3)  # on the ellipsoid
    assert per_km2(results["OUTPUT"])[3] is None
    assert column(results["OUTPUT"], "population_density_cov") == pytest.approx([1, 0.5, 2 / 3, 0])
    assert "Population: 6.0 in the planning areas" in log.text


def box_of(a, b, c, d):
    return f"POLYGON(({a} {b},{c} {b},{c} {d},{a} {d},{a} {b}))"


@pytest.mark.parametrize(
    ("crs", "transform"),
    [
        ("EPSG:4326", (18, 1 / 1200, 0, 59.3, 0, -1 / 1200)),  # WorldPop: cells of 3 arc seconds
        ("ESRI:54009", (1.4e6, 100, 0, 6.9e6, 0, -100)),  # GHSL: cells of 100 m in Mollweide's projection
    ],
)
def test_a_raster_in_another_grid_keeps_its_sum(run, tmp_path, crs, transform):
    people = np.random.default_rng(5).poisson(20, (30, 30)).astype(np.float32)
    path = str(tmp_path / "people.tif")
    file = gdal.GetDriverByName("GTiff").Create(path, 30, 30, 1, gdal.GDT_Float32)
    system = osr.SpatialReference()
    system.SetFromUserInput(crs)
    file.SetProjection(system.ExportToWkt())
    file.SetGeoTransform(transform)
    file.GetRasterBand(1).WriteArray(people)
    del file
    raster = QgsRasterLayer(path, "people")
    change = QgsCoordinateTransform(raster.crs(), QgsCoordinateReferenceSystem("EPSG:3006"), QgsProject.instance())
    box = change.transformBoundingBox(raster.extent()).buffered(500)
    x, y = box.center().x(), (box.yMinimum(), box.yMaximum())
    halves = make_layer("Polygon", [(box_of(box.xMinimum(), y[0], x, y[1]),), (box_of(x, y[0], box.xMaximum(), y[1]),)])
    results, _ = run("transferpopulation", ZONES_RASTER=path, AREAS=halves)
    assert sum(column(results["OUTPUT"], "population")) == pytest.approx(people.sum(), rel=1e-6)
    assert results["OUTSIDE"] == pytest.approx(0, abs=1e-6)
    density, _ = run("measureindicators", AREAS=halves, POPULATION=path, INDICATORS=["population_density"])
    area = [f.geometry().area() / 1e6 for f in halves.getFeatures()]
    assert np.dot(per_km2(density["OUTPUT"]), area) == pytest.approx(people.sum(), rel=5e-3)  # on the ellipsoid


WORLD = {
    "EPSG:4326": ((-180, 1, 0, 90, 0, -1), 180, 360),
    "ESRI:54009": ((-18_041_000, 100_000, 0, 9_000_000, 0, -100_000), 180, 361),
    "EPSG:3857": ((-20_037_508, 100_000, 0, 20_037_508, 0, -100_000), 400, 400),
}


@pytest.mark.parametrize("crs", WORLD)
def test_a_raster_of_the_whole_world(run, tmp_path, crs):
    """Its corners have no place on the areas' map; the areas lie well within it all the same."""
    transform, rows, columns = WORLD[crs]
    path = str(tmp_path / "world.tif")
    file = gdal.GetDriverByName("GTiff").Create(path, columns, rows, 1, gdal.GDT_Float32)
    system = osr.SpatialReference()
    system.SetFromUserInput(crs)
    file.SetProjection(system.ExportToWkt())
    file.SetGeoTransform(transform)
    file.GetRasterBand(1).Fill(40)
    del file
    areas = make_layer("Polygon", [(square(18.3, 59.2, 0.02),)], crs="EPSG:4326")
    found, log = run("measureindicators", AREAS=areas, CANOPY=path, POPULATION=path)
    assert column(found["OUTPUT"], "tree_canopy") == pytest.approx([40])
    assert column(found["OUTPUT"], "tree_canopy_cov") == pytest.approx([1])
    # 40 residents in each cell: the area's part of its cell in the raster's own grid.
    change = QgsCoordinateTransform(areas.crs(), QgsRasterLayer(path, "r").crs(), QgsProject.instance())
    (feature,) = areas.getFeatures()
    shape, ground = feature.geometry(), QgsDistanceArea()
    ground.setSourceCrs(areas.crs(), QgsProject.instance().transformContext())
    ground.setEllipsoid("EPSG:7030")
    area = ground.measureArea(shape) / 1e6
    shape.transform(change)
    residents = 40 * shape.area() / abs(transform[1] * transform[5])
    assert per_km2(found["OUTPUT"]) == pytest.approx([residents / area], rel=1e-3)
    assert "outside all the data" not in log.text
    checked, _ = run("checkdata", AREAS=areas, CANOPY=path, OUTPUT="TEMPORARY_OUTPUT")
    assert not [
        text for text in column(checked["OUTPUT"], "finding") if "lies elsewhere" in text or "outside all" in text
    ]


def test_cells_are_measured_where_the_areas_are(run, tmp_path):
    """A raster in degrees from the equator to 60° north: its cells are half as wide at its top as at its foot."""
    path = str(tmp_path / "cover.tif")
    file = gdal.GetDriverByName("GTiff").Create(path, 40, 24_000, 1, gdal.GDT_Byte, ["COMPRESS=DEFLATE"])
    system = osr.SpatialReference()
    system.ImportFromEPSG(4326)
    file.SetProjection(system.ExportToWkt())
    file.SetGeoTransform((18, 0.0025, 0, 60, 0, -0.0025))
    cells = np.full((24_000, 40), 2, np.uint8)
    cells[:, 20] = 1  # one column of flowers
    file.GetRasterBand(1).WriteArray(cells)
    del file
    # Cells of 0.0025°: 140 m wide at 59.9° north, 278 m at the equator. Flowers within 150 m of the middle of the next cell.
    strip_of_one = "POLYGON((18.0475 59.88,18.05 59.88,18.05 59.9,18.0475 59.9,18.0475 59.88))"
    areas = make_layer("Polygon", [(strip_of_one,)], crs="EPSG:4326")
    tables = {"NESTING": ["1", "0", "2", "1"], "FLORAL": ["1", "1", "2", "0"]}
    found, _ = run("indicator_nest_flower_proximity", AREAS=areas, LAND_COVER=path, **tables)
    assert column(found["OUTPUT"], "nest_flower_proximity") == pytest.approx([100], abs=0.1)


def test_transfer_from_cells(run, write):
    # Cells with 8, 4, no data and 2 residents. Area 1: the first cell and half of the second; area 2: half of the third.
    path = write([8, 4, -200, 2], nodata=-200)
    areas = strip(0, 1.5)
    areas.dataProvider().addFeatures(list(strip(2, 2.5).getFeatures()))
    results, log = run("transferpopulation", ZONES=path, AREAS=areas)
    assert column(results["OUTPUT"], "population") == [10, None]
    assert column(results["OUTPUT"], "population_cov") == [1, 0]
    assert results["OUTSIDE"] == pytest.approx(4 / 14)  # half of 4, and 2 of 8 + 4 + 2
    assert "population: 10.0 of 14.0 are in the planning areas, 4.0 outside" in log.text
    # With a house in the second half of the second cell all of its 4 are there, outside area 1.
    house = make_layer("Polygon", [(square(X + 16, Y + 2, 2),)])
    results, _ = run("transferpopulation", ZONES=path, AREAS=areas, BUILDINGS=house, RESIDENTS="TEMPORARY_OUTPUT")
    assert column(results["OUTPUT"], "population") == [8, None]
    assert results["OUTSIDE"] == pytest.approx(6 / 14)


def test_known_zeros_are_zero_and_no_data_is_unknown(run, write):
    """Cells 0, 0, 6, no data, no data and 0; areas of two cells: 0 + 0, 6 and nothing known, nothing known and 0."""
    path = write([0, 0, 6, -200, -200, 0], nodata=-200)
    results, log = run("transferpopulation", ZONES=path, AREAS=strip(0, 2, 4, 6))
    assert column(results["OUTPUT"], "population") == [0, 6, 0]
    assert column(results["OUTPUT"], "population_cov") == [1, 0.5, 0.5]
    assert "population: 0 planning areas lie where no count is known and are NULL; 2 lie partly there" in log.text
    # A house changes nothing where nobody lives.
    house = make_layer("Polygon", [(square(X + 2, Y + 2, 2),)])
    results, _ = run("transferpopulation", ZONES=path, AREAS=strip(0, 2, 4, 6), BUILDINGS=house)
    assert column(results["OUTPUT"], "population") == [0, 6, 0]


@pytest.mark.parametrize(("cells", "offset", "expected"), [([0, 0], 0, 0), ([-200, -200], 0, None), ([5, 5], 50, None)])
@pytest.mark.parametrize("houses", [False, True])
def test_a_raster_without_a_counted_cell_in_the_areas(run, write, cells, offset, expected, houses):
    """All cells 0: nobody lives there. All no data, or the raster 500 m off: not known."""
    path = write(cells, nodata=-200)
    house = make_layer("Polygon", [(square(X + SIDE * offset + 2, Y + 2, 2),)])
    more = {"BUILDINGS": house, "RESIDENTS": "TEMPORARY_OUTPUT"} if houses else {}
    results, log = run("transferpopulation", ZONES=path, AREAS=strip(offset, offset + 2), **more)
    assert column(results["OUTPUT"], "population") == [expected]
    assert column(results["OUTPUT"], "population_cov") == [0 if expected is None else 1]
    assert ("1 planning areas lie where no count is known" in log.text) == (expected is None)
    if offset:
        assert results["OUTSIDE"] == 1  # all 10 residents


def test_transfer_without_zones(run):
    with pytest.raises(QgsProcessingException, match="There are no zones with counts"):
        run("transferpopulation", AREAS=strip(0, 1))


def test_access_of_residents_by_cell(run, write):
    # 30 residents in the cell 5 m from the park, 10 in the one 405 m off: 75 % within 300 m.
    cells = np.zeros((1, 41))
    cells[0, 0], cells[0, 40] = 30, 10
    park = make_layer("Polygon", [(square(X - 200, Y - 95, 200),)])
    areas = strip(0, 41)
    results, _ = run("indicator_access_green", AREAS=areas, GREEN=park, POPULATION_RASTER=write(cells))
    assert column(results["OUTPUT"], "access_green") == pytest.approx([75])


def test_the_border_cuts_what_is_reached_not_who_lives_there(run, write):
    # Two municipalities of two cells with 10 residents each; the park lies in the second. Cut off, the first reaches none.
    areas = make_layer(
        "Polygon",
        [(f"POLYGON(({X} {Y},{X + 15} {Y},{X + 15} {Y + 10},{X} {Y + 10},{X} {Y}))", "A"),
         (f"POLYGON(({X + 15} {Y},{X + 40} {Y},{X + 40} {Y + 10},{X + 15} {Y + 10},{X + 15} {Y}))", "B")],
        "town:string",
    )  # fmt: skip
    park = make_layer("Polygon", [(square(X + 15, Y - 100, 110),)])
    people = write([10, 10, 10, 10], side=10)
    small = json.dumps({"access_green": {"min_size": 0.01}})  # of the park 250 m² lie within B
    given = {"AREAS": areas, "GREEN": park, "POPULATION": people, "SETTINGS": small}
    results, _ = run("measureindicators", CUT_AT_BORDER="town", **given)
    assert column(results["OUTPUT"], "access_green") == pytest.approx([100, 100])
    assert column(results["OUTPUT"], "access_green_cut") == pytest.approx([0, 100])
    # 15 and 25 residents on 150 and 250 m².
    assert per_km2(results["OUTPUT"]) == pytest.approx([1e5, 1e5], rel=2e-3)


def test_cells_count_as_the_same_squares_do(run, write):
    """Every indicator that needs no more than a count gives the same with a raster as with its cells as polygons."""
    rng = np.random.default_rng(17)
    counts = rng.poisson(4, (20, 20))
    raster = write(counts, side=50)
    squares = [
        (square(X + 50 * column_, Y + 50 * (19 - row), 50), float(counts[row, column_]))
        for row, column_ in np.ndindex(20, 20)
        if counts[row, column_]
    ]
    edges = [0, 230, 555, 1000]
    areas = make_layer("Polygon", [(box_of(X + a, Y, X + b, Y + 1000),) for a, b in zip(edges, edges[1:])])
    parks = [(square(X + 100 + 700 * k, Y + 300, 120), "park") for k in range(2)]
    stops = [(f"POINT({X + x} {Y + y})", 8) for x, y in rng.uniform(0, 1000, (4, 2))]
    street = f"LINESTRING({X} {Y + 500},{X + 1000} {Y + 500})"
    given = {
        "AREAS": areas,
        "GREEN": make_layer("Polygon", parks, "class:string"),
        "TRANSIT": make_layer("Point", stops, "departures:double"),
        "STREETS": make_layer("LineString", [(street,)]),
        "CANOPY": make_layer("Polygon", [(square(X, Y, 600),)]),
    }
    layers = [{"POPULATION": make_layer("Polygon", squares, "count:double")}, {"POPULATION": raster}]
    by_squares, by_cells = (run("measureindicators", **given, **people)[0]["OUTPUT"] for people in layers)
    names = [field.name() for field in by_squares.fields()]
    assert names == [field.name() for field in by_cells.fields()]
    assert {"population_density", "access_green_network", "green_per_inhabitant", "recreation_per_inhabitant"} <= set(
        names
    )
    for name in names:
        one, other = (np.array(column(layer, name), dtype=float) for layer in (by_squares, by_cells))
        np.testing.assert_allclose(other, one, rtol=1e-6, atol=1e-9, err_msg=name)


def test_both_layers_or_none(run, write):
    people = make_layer("Point", [(f"POINT({X} {Y})", 1)], "count:double")
    with pytest.raises(QgsProcessingException, match="POPULATION and POPULATION_RASTER stand for the same"):
        run("measureindicators", AREAS=strip(0, 1), POPULATION=people, POPULATION_RASTER=write([1]))
    with pytest.raises(QgsProcessingException, match="needs: Population"):
        run("indicator_access_green", AREAS=strip(0, 1), GREEN=strip(0, 1))


def test_a_raster_where_only_features_will_do(run, write):
    with pytest.raises((QgsProcessingException, ValueError)):
        run("measureindicators", AREAS=strip(0, 1), GREEN=write([1]))


def test_a_raster_without_crs_is_refused(run, write):
    with pytest.raises(QgsProcessingException, match="no coordinate reference system"):
        run("indicator_tree_canopy", AREAS=strip(0, 1), CANOPY=write([1], epsg=None))


def test_infinite_cells_are_told(run, write):
    results, log = run("indicator_tree_canopy", AREAS=strip(0, 2), CANOPY=write([np.inf, 40, 50]))
    assert column(results["OUTPUT"], "tree_canopy") == pytest.approx([40])
    assert column(results["OUTPUT"], "tree_canopy_cov") == pytest.approx([0.5])
    assert '1 cells of "raster" are infinite and count as no data' in log.text


# --- a CRS of one's own, and sizes that cannot be held --------------------------------------------------------------

SPHERE = "+proj=tmerc +lat_0=0 +lon_0=18 +k=1 +x_0=670000 +R=6371000 +units=m +no_defs"


def custom(path):
    """Give a raster the CRS of a sphere, whose middle meridian runs through the corner."""
    system = osr.SpatialReference()
    system.ImportFromProj4(SPHERE)
    file = gdal.Open(path, gdal.GA_Update)
    file.SetProjection(system.ExportToWkt())
    del file
    return path


def test_a_custom_crs(run, write, tmp_path):
    cover = custom(write(np.ones((40, 40)), name="cover"))
    found, log = run("pollinatormap", LAND_COVER=cover, TABLE=[1, 0.5, 0.5], OUTPUT=str(tmp_path / "o.tif"))
    assert found["MEAN"] == pytest.approx(0.25)
    facts = json.loads(gdal.Open(str(tmp_path / "o.tif")).GetMetadataItem("SAMPLAN_LINEAGE"))
    assert facts["cell_metres"] == pytest.approx([10, 10], rel=1e-6)
    areas = strip(0, 2)
    areas.setCrs(QgsCoordinateReferenceSystem.fromProj(SPHERE))
    people = custom(write([3, 5], name="people"))
    results, log = run("measureindicators", AREAS=areas, POPULATION=people, INDICATORS=["population_density"])
    assert per_km2(results["OUTPUT"]) == pytest.approx([8 / 200 * 1e6], rel=1e-6)
    assert "the areas' own coordinate reference system" in log.text
    assert "half axes" in lineage_of(results["OUTPUT"])["method"]


def test_cells_that_grow_towards_the_equator_are_told(run, tmp_path):
    path = str(tmp_path / "degrees.tif")
    file = gdal.GetDriverByName("GTiff").Create(path, 10, 2000, 1, gdal.GDT_Byte)
    system = osr.SpatialReference()
    system.ImportFromEPSG(4326)
    file.SetProjection(system.ExportToWkt())
    file.SetGeoTransform((18, 0.001, 0, 60, 0, -0.001))  # from 60° to 58° north: cos 58° / cos 60° = 1.06
    file.GetRasterBand(1).Fill(1)
    del file
    _, log = run("pollinatormap", LAND_COVER=path, TABLE=[1, 0.5, 0.5], OUTPUT=str(tmp_path / "o.tif"))
    assert "The cells are 56 m wide at one end of the raster and 59 m at the other" in log.text


def test_a_giant_land_cover_is_refused_with_its_size(run, tmp_path):
    path = str(tmp_path / "giant.tif")
    options = ["TILED=YES", "SPARSE_OK=TRUE", "COMPRESS=DEFLATE", "BIGTIFF=YES"]
    file = gdal.GetDriverByName("GTiff").Create(path, 300_000, 300_000, 1, gdal.GDT_Byte, options)
    system = osr.SpatialReference()
    system.ImportFromEPSG(3006)
    file.SetProjection(system.ExportToWkt())
    file.SetGeoTransform((300_000, 1, 0, 6_600_000, 0, -1))
    file.GetRasterBand(1).WriteArray(np.ones((40, 40), np.uint8), 100_000, 100_000)
    del file
    whole = make_layer("Polygon", [(box_of(350_000, 6_400_000, 550_000, 6_550_000),)])
    with pytest.raises(QgsProcessingException, match="cells; at most 100,000,000 fit in at once"):
        run("indicator_pollinator_supply", AREAS=whole, LAND_COVER=path)
    patches = make_layer("Polygon", [(square(350_000, 6_400_000, 100),), (square(550_000, 6_550_000, 100),)])
    with pytest.raises(QgsProcessingException, match="cells; at most 4,000,000"):
        run("habitatconnectivity", HABITAT=patches, RESISTANCE=path)
    with pytest.raises(QgsProcessingException, match="can be mapped at once"):
        run("pollinatormap", LAND_COVER=path, OUTPUT=str(tmp_path / "o.tif"))
    # 100 km apart: what lies between them is not read. The cells that the file leaves out are 0.
    two = make_layer("Polygon", [(square(400_000, 6_499_980, 20),), (square(500_000, 6_400_000, 3000),)])
    canopy, _ = run("indicator_tree_canopy", AREAS=two, CANOPY=path)
    assert column(canopy["OUTPUT"], "tree_canopy") == pytest.approx([100, 0])
    told, _ = run("checkdata", AREAS=two, NOISE=path, OUTPUT="TEMPORARY_OUTPUT")
    assert "Values from 0 to 1; 0 % of the cells have no data." in column(told["OUTPUT"], "finding")


def test_cells_too_small_for_the_distance(run, write, tmp_path):
    fine = write(np.ones((4, 4)), side=0.001)
    with pytest.raises(QgsProcessingException, match="too small for distances of 1500 m"):
        run("pollinatormap", LAND_COVER=fine, TABLE=[1, 0.5, 0.5], OUTPUT=str(tmp_path / "o.tif"))
    with pytest.raises(QgsProcessingException, match="cannot be placed on the map"):
        run("indicator_tree_canopy", AREAS=strip(0, 1), CANOPY=write([1, 2], name="tiny", side=1e-12))
    noise = write(np.full((9, 9), 60), name="noise", side=1e-6)
    homes = make_layer("Polygon", [(square(X, Y, 10), 1)], "dwellings:double")
    with pytest.raises(QgsProcessingException, match=r"too small .* to be followed along the façades"):
        run("indicator_noise_exposure", AREAS=strip(0, 1), NOISE=noise, BUILDINGS=homes)


# --- Check data -----------------------------------------------------------------------------------------------------


def checked(run, **layers):
    results, _ = run("checkdata", AREAS=strip(0, 4), OUTPUT="TEMPORARY_OUTPUT", **layers)
    columns = [column(results["OUTPUT"], name) for name in ("severity", "about", "finding")]
    return ["|".join(row) for row in zip(*columns)]


def test_check_data_tells_how_a_raster_is_read(run, write):
    layer = QgsRasterLayer(
        write([1, 2, 3, 9], [4, 5, 6, 9], name="noise", nodata=9, scale=0.5, titles=["day", "night"]), "noise"
    )
    layer.dataProvider().setUseSourceNoDataValue(1, False)
    layer.dataProvider().setUserNoDataValue(1, [QgsRasterRange(1, 1)])
    found = checked(run, NOISE=layer)
    assert "note|Noise|Stored values are multiplied by 0.5, and 0 is added, as the file says." in found
    assert any(
        f.startswith('warning|Noise|"noise" has 2 bands and none was chosen: band 1 (day) is read.') for f in found
    )
    assert "note|Noise|The layer's properties add no-data values, which are honoured." in found
    assert "note|Noise|The file's no-data value is switched off in the layer's properties." in found
    assert "note|Noise|Values from 0.5 to 4.5; 25 % of the cells have no data." in found  # 1 x 0.5, 9 x 0.5; 2 is out
    masked = write([10, 20, 30, 40], name="masked", unit="dB(A)")
    file = gdal.Open(masked, gdal.GA_Update)
    file.CreateMaskBand(gdal.GMF_PER_DATASET)
    file.GetRasterBand(1).GetMaskBand().WriteArray(np.array([[255, 0, 255, 255]], np.uint8))
    del file
    found = checked(run, NOISE=masked)
    assert "note|Noise|The file has a mask: cells that it leaves out have no data." in found
    assert 'note|Noise|The file names the unit "dB(A)".' in found
    assert "note|Noise|Values from 10 to 40; 25 % of the cells have no data." in found


@pytest.mark.parametrize(
    ("role", "cells", "words"),
    [
        ("CANOPY", [0, 50, 255, -1], "2 cells are below 0 or above 100 %"),
        ("CANOPY", [0, 1, 0, 1], "1 is read as full canopy"),
        ("NOISE", [450, 550, 60, 70], "2 cells are below 0 or above 140 dBA"),
        ("POPULATION_RASTER", [1, -200, 3, 0], "1 cells have a negative number of residents"),
        ("LAND_COVER", [1, 2.5, 3, 3], "1 cells are no whole numbers"),
        ("CANOPY", [np.inf, 50, 60, np.nan], "1 cells are infinite"),
    ],
)
def test_check_data_finds_impossible_values(run, write, role, cells, words):
    assert any(f.startswith("warning|") and words in f for f in checked(run, **{role: write(cells)}))


def test_check_data_faults_of_rasters(run, write):
    assert any(f.startswith("fault|") and "No cell has data" in f for f in checked(run, CANOPY=write([5, 5], nodata=5)))
    found = checked(run, CANOPY=write([5, 5], name="nowhere", epsg=None))
    assert any(f.startswith("fault|Tree canopy|") and "no coordinate reference system" in f for f in found)
    density = checked(run, POPULATION_RASTER=write([5, 5], name="density", unit="persons/km2"))
    assert any('The unit "persons/km2" is a density' in f for f in density)
    good = checked(run, CANOPY=write([5, 50, 70, 90], name="good"))
    assert not [f for f in good if "Tree canopy" in f and not f.startswith("note|") and "fewer than" not in f]


# --- random rasters through Measure, against a small computation of their own ---------------------------------------


def plain_numbers(path):
    """The numbers of a raster by GDAL's plain calls and numpy, one rule after the other."""
    file = gdal.Open(path)
    band = file.GetRasterBand(1)
    stored = band.ReadAsArray()
    numbers = stored * float(band.GetScale() or 1) + float(band.GetOffset() or 0)
    lost = ~np.isfinite(numbers)
    if band.GetNoDataValue() is not None:
        lost |= stored == band.GetNoDataValue()
    if band.GetMaskFlags() == gdal.GMF_PER_DATASET:
        lost |= band.GetMaskBand().ReadAsArray() == 0
    return np.where(lost, np.nan, numbers)


@pytest.mark.fuzz(12)
def test_random_rasters_through_measure(run, tmp_path, seed):
    rng = np.random.default_rng([23, seed])
    rows, columns = (int(number) for number in rng.integers(4, 12, 2))
    kind = [gdal.GDT_Byte, gdal.GDT_Int16, gdal.GDT_UInt16, gdal.GDT_Int32, gdal.GDT_Float32, gdal.GDT_Float64][
        seed % 6
    ]
    side, angle = 10.0 ** rng.integers(-1, 4), rng.choice([0.0, 0.4])
    across = np.array([np.cos(angle), np.sin(angle)]) * side
    down = np.array([np.sin(angle), -np.cos(angle)]) * side * rng.uniform(0.5, 2)
    corner = np.array([X, Y], dtype=float)
    path = str(tmp_path / "random.tif")
    file = gdal.GetDriverByName("GTiff").Create(path, columns, rows, 1, kind)
    file.SetGeoTransform((corner[0], across[0], down[0], corner[1], across[1], down[1]))
    system = osr.SpatialReference()
    system.ImportFromEPSG(3006)
    file.SetProjection(system.ExportToWkt())
    band = file.GetRasterBand(1)
    stored = rng.integers(0, 60, (rows, columns)).astype(float)
    if kind in (gdal.GDT_Float32, gdal.GDT_Float64):
        stored[rng.random(stored.shape) < 0.1] = np.inf
    band.WriteArray(stored)
    if rng.random() < 0.5:
        band.SetScale(float(rng.choice([0.1, 1.5])))
    if rng.random() < 0.3:
        band.SetOffset(-4.0)
    if rng.random() < 0.5:
        band.SetNoDataValue(7)
    if rng.random() < 0.5:
        file.CreateMaskBand(gdal.GMF_PER_DATASET)
        band.GetMaskBand().WriteArray(np.where(rng.random(stored.shape) < 0.7, 255, 0).astype(np.uint8))
    del file, band
    # Areas in cells of the raster, some of them partly beyond it, so that the share of each cell is known.
    first = rng.uniform(-0.2, 0.8, (5, 2)) * [columns, rows]
    boxes = np.hstack([first, first + rng.uniform(0.1, 0.6, (5, 2)) * [columns, rows]])
    wkt = []
    for a, b, c, d in boxes:
        ring = [corner + u * across + v * down for u, v in ((a, b), (c, b), (c, d), (a, d), (a, b))]
        wkt.append("POLYGON((" + ",".join(f"{x:.12g} {y:.12g}" for x, y in ring) + "))")
    settings = json.dumps({"tree_canopy": {"full": 200}})
    names = ["tree_canopy", "population_density"]
    found, _ = run(
        "measureindicators",
        AREAS=make_layer("Polygon", [(shape,) for shape in wkt]),
        CANOPY=path,
        POPULATION=path,
        INDICATORS=names,
        SETTINGS=settings,
    )
    canopy, covered = (column(found["OUTPUT"], name) for name in ("tree_canopy", "tree_canopy_cov"))
    density = column(found["OUTPUT"], "population_density")
    numbers = plain_numbers(path)
    numbers[numbers < 0] = np.nan  # neither a share nor a count
    for number, (a, b, c, d) in enumerate(boxes):
        right = np.clip(np.minimum(np.arange(columns) + 1, c) - np.maximum(np.arange(columns), a), 0, 1)
        below = np.clip(np.minimum(np.arange(rows) + 1, d) - np.maximum(np.arange(rows), b), 0, 1)
        weight = np.where(np.isnan(numbers), 0.0, below[:, None] * right)
        size = (c - a) * (d - b)
        assert covered[number] == pytest.approx(weight.sum() / size, abs=1e-4)
        if not weight.sum():
            assert canopy[number] is None
            assert density[number] is None
            continue
        total = (weight * np.nan_to_num(numbers)).sum()
        assert canopy[number] == pytest.approx(100 / 200 * total / weight.sum(), rel=1e-4)
        area = size * abs(across[0] * down[1] - across[1] * down[0])
        assert density[number] == pytest.approx(total / area * 1e6, rel=5e-3)  # on the ellipsoid


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (gdal.GDT_UInt16, 65535),
        (gdal.GDT_Int16, 32767),
        (gdal.GDT_Int32, 2**31 - 1),
        (gdal.GDT_Float32, 3.4e38),
        (gdal.GDT_Float32, -200),
    ],
)
def test_codes_that_a_raster_of_counts_does_not_declare_are_no_people(run, write, kind, code):
    """Four cells of 100 m with 1, 2, a code and 4: 7 people in 3/4 of the square, and no cell of the code's."""
    path = write([[1, 2], [code, 4]], kind=kind, side=100, name=f"people{kind}{int(code > 0)}")
    places = make_layer("Polygon", [(square(X, Y, 200),)])
    results, _ = run("transferpopulation", ZONES_RASTER=path, AREAS=places)
    layer = results["OUTPUT"]
    assert column(layer, "population") == pytest.approx([7])
    assert column(layer, "population_cov") == pytest.approx([0.75])
