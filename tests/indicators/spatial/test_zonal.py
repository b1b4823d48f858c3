"""Raster values in areas: by hand, against shapely, GDAL and QGIS, and what must hold for any areas."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from osgeo import gdal, ogr
from samplan.indicators.errors import IndicatorError
from samplan.indicators.spatial import raster as raster_module
from samplan.indicators.spatial import zonal as zonal_module
from samplan.indicators.spatial.backend import get_backend, objects
from samplan.indicators.spatial.raster import ArrayRaster, Lookup, strips, to_cells
from samplan.indicators.spatial.zonal import zonal_values, zones_of
from samplan.messages import Cancelled

NORTH_UP = (100.0, 10.0, 0.0, 500.0, 0.0, -10.0)
nan = np.nan


def zones(raster, *geometries):
    backend = get_backend("shapely")
    return zones_of(backend.sequences(objects(geometries)), len(geometries), raster)


def class_cells(raster, areas, classes):
    """Cells of each class in each area: the sums of rasters that are 1 where the class is."""
    masks = [np.where(np.isnan(raster.values), nan, raster.values == value) for value in classes]
    return np.column_stack([zonal_values(ArrayRaster(mask, raster.transform), areas).total for mask in masks])


def blob(rng, x, y, size, corners=9):
    angle = np.sort(rng.uniform(0, 2 * np.pi, corners))
    radius = size * rng.uniform(0.3, 1, corners)
    return shapely.make_valid(
        shapely.Polygon(np.column_stack([x + radius * np.cos(angle), y + radius * np.sin(angle)]))
    )


def cell_boxes(raster):
    """Every cell as a polygon, row by row."""
    rows, columns = raster.shape
    row, column = (index.ravel() for index in np.indices((rows, columns)))
    x0, dx, rx, y0, ry, dy = raster.transform
    corners = [(column + i, row + j) for i, j in ((0, 0), (1, 0), (1, 1), (0, 1))]
    return shapely.polygons(
        np.stack([np.column_stack([x0 + c * dx + r * rx, y0 + c * ry + r * dy]) for c, r in corners], axis=1)
    )


def shares_by_shapely(raster, area):
    boxes = cell_boxes(raster)
    return shapely.area(shapely.intersection(boxes, area)) / shapely.area(boxes)


# --- by hand --------------------------------------------------------------------------------------------------------


def test_exact_shares_by_hand():
    raster = ArrayRaster(np.array([[1.0, 2.0], [3.0, 4.0]]), NORTH_UP)
    # 15 x 10 m from the corner: all of cell 1 and half of cell 2.
    found = zonal_values(raster, zones(raster, shapely.box(100, 490, 115, 500)))
    assert found.total == pytest.approx([1 + 0.5 * 2])
    assert found.cells == pytest.approx([1.5])
    assert found.mean == pytest.approx([2 / 1.5])
    assert found.coverage == pytest.approx([1])


def test_level_borders_through_cells_by_hand():
    raster = ArrayRaster(np.arange(12.0).reshape(3, 4), NORTH_UP)
    # 40 x 15 m from the top: the first row whole, half of the second; then a quarter of four cells in the middle.
    found = zonal_values(raster, zones(raster, shapely.box(100, 485, 140, 500), shapely.box(115, 485, 125, 495)))
    assert found.cells == pytest.approx([6, 1])
    assert found.total == pytest.approx([0 + 1 + 2 + 3 + (4 + 5 + 6 + 7) / 2, (1 + 2 + 5 + 6) / 4])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(-9, 27), min_size=4, max_size=4, unique=True), st.sampled_from([1, 2, 3, 10]))
def test_rectangles_by_hand(corners, parts):
    # On a grid of a third, a half or a whole cell, where edges and vertices fall onto the cells' borders.
    raster = ArrayRaster(np.random.default_rng(0).uniform(0, 1, (6, 7)), (0, parts, 0, 0, 0, parts))
    x0, x1 = sorted(corners[:2])
    y0, y1 = sorted(corners[2:])
    wide = np.clip(np.minimum(x1, np.arange(1, 8) * parts) - np.maximum(x0, np.arange(7) * parts), 0, None) / parts
    high = np.clip(np.minimum(y1, np.arange(1, 7) * parts) - np.maximum(y0, np.arange(6) * parts), 0, None) / parts
    found = zonal_values(raster, zones(raster, shapely.box(x0, y0, x1, y1)))
    assert found.cells == pytest.approx([wide.sum() * high.sum()], abs=1e-7)
    assert np.nan_to_num(found.total) == pytest.approx([high @ raster.values @ wide], abs=1e-7)


def test_triangle_by_hand():
    raster = ArrayRaster(np.array([[1.0, 2.0], [3.0, 4.0]]), NORTH_UP)
    # Half of the 2 x 2 block under the diagonal from the lower left to the upper right: 1/2 of cell 3 and of cell 2...
    area = shapely.Polygon([(100, 480), (120, 480), (120, 500)])
    assert class_cells(raster, zones(raster, area), [1, 2, 3, 4]) == pytest.approx(np.array([[0, 0.5, 0.5, 1]]))


def test_no_data_is_not_zero():
    raster = ArrayRaster(np.array([[nan, 2.0], [nan, nan]]), NORTH_UP)
    areas = [shapely.box(100, 490, 120, 500), shapely.box(100, 480, 120, 490), shapely.box(900, 0, 910, 9), None]
    found = zonal_values(raster, zones(raster, *areas))
    assert found.mean[0] == 2
    assert np.isnan(found.mean[1:]).all()
    assert np.isnan(found.total[1:]).all()
    assert found.coverage.tolist() == [0.5, 0, 0, 0]


def test_an_area_beyond_the_raster_is_covered_in_part():
    raster = ArrayRaster(np.full((3, 3), 5.0), NORTH_UP)
    found = zonal_values(raster, zones(raster, shapely.box(80, 460, 120, 540)))  # 40 x 80 m, of which 20 x 30 m inside
    assert found.coverage == pytest.approx([600 / 3200])
    assert found.mean == pytest.approx([5])
    assert found.cells == pytest.approx([6])


def test_small_areas_are_marked():
    raster = ArrayRaster(np.ones((9, 9)), NORTH_UP)
    assert zones(raster, shapely.box(100, 400, 150, 450), shapely.box(100, 440, 160, 500), None).few.tolist() == [
        1,
        0,
        0,
    ]


def test_bad_georeference():
    with pytest.raises(IndicatorError, match="georeference"):
        zones(ArrayRaster(np.ones((2, 2)), (0, 0, 0, 0, 0, 0)), shapely.box(0, 0, 1, 1))


# --- against others -------------------------------------------------------------------------------------------------

TRANSFORMS = [NORTH_UP, (0.0, 7.0, 0.0, 0.0, 0.0, 3.0), (50.0, 8.0, 3.0, 300.0, 2.0, -9.0)]


@pytest.mark.parametrize("transform", TRANSFORMS)
@pytest.mark.fuzz(3)
def test_exact_shares_equal_shapely(transform, seed, monkeypatch):
    monkeypatch.setattr(zonal_module, "STRIP_CELLS", 60)  # several strips
    rng = np.random.default_rng(seed)
    raster = ArrayRaster(rng.uniform(0, 9, (17, 13)), transform)
    middle = shapely.centroid(shapely.union_all(cell_boxes(raster)))
    x, y = middle.x, middle.y
    areas = [blob(rng, *rng.normal([x, y], 60), rng.choice([4, 30, 90])) for _ in range(8)]
    holed = areas[0].buffer(60).difference(areas[1].buffer(-3)).difference(areas[2])
    areas += [
        holed,
        shapely.MultiPolygon([shapely.box(x, y, x + 9, y + 9), shapely.box(0, 0, 3, 3)]),
    ]
    areas += [
        shapely.box(*rng.normal([x, y], 20), *rng.normal([x, y], 60)),
        shapely.box(x - 41, y - 33, x + 22, y + 27),
    ]
    areas.append(holed.buffer(25).difference(holed.buffer(12)).union(areas[3]))
    found = zonal_values(raster, zones(raster, *areas))
    shares = np.array([shares_by_shapely(raster, area) for area in areas])
    assert found.cells == pytest.approx(shares.sum(axis=1), abs=1e-6)
    total = (shares * raster.values.ravel()).sum(axis=1)
    assert np.nan_to_num(found.total) == pytest.approx(total, abs=1e-5)
    assert zones(raster, *areas).cells == pytest.approx(shapely.area(areas) / shapely.area(cell_boxes(raster)[0]))


def test_mean_equals_qgis_on_large_areas(tmp_path, qgis_processing):
    from qgis import processing
    from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer
    from samplan.indicators.spatial.data import RasterData

    rng = np.random.default_rng(5)
    path = str(tmp_path / "cells.tif")
    file = gdal.GetDriverByName("GTiff").Create(path, 120, 90, 1, gdal.GDT_Float32)
    file.SetGeoTransform((600_000, 10, 0, 6_500_900, 0, -10))
    spatial = ogr.osr.SpatialReference()
    spatial.ImportFromEPSG(3006)
    file.SetProjection(spatial.ExportToWkt())
    values = rng.uniform(0, 10, (90, 120))
    values[rng.random((90, 120)) < 0.1] = -1
    file.GetRasterBand(1).WriteArray(values)
    file.GetRasterBand(1).SetNoDataValue(-1)
    file = None
    areas = [blob(rng, 600_000 + rng.uniform(200, 1000), 6_500_000 + rng.uniform(200, 700), 180) for _ in range(6)]
    layer = QgsVectorLayer("Polygon?crs=EPSG:3006", "areas", "memory")
    features = []
    for area in areas:
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromWkt(area.wkt))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    parameters = {"INPUT": layer, "INPUT_RASTER": path, "RASTER_BAND": 1, "STATISTICS": [0, 1, 2], "COLUMN_PREFIX": "z"}
    output = processing.run("native:zonalstatisticsfb", {**parameters, "OUTPUT": "memory:"})["OUTPUT"]
    native = np.array([[feature["zcount"], feature["zsum"], feature["zmean"]] for feature in output.getFeatures()])
    raster = RasterData(path)
    found = zonal_values(raster, zones(raster, *areas))
    assert found.mean == pytest.approx(native[:, 2], rel=0.02)


def test_areas_that_cannot_be_moved_have_no_data():
    raster = ArrayRaster(np.ones((9, 9)), NORTH_UP)
    chains = get_backend("shapely").sequences(
        objects([shapely.box(100, 450, 120, 500), shapely.box(120, 450, 150, 480)])
    )
    chains.xy[2] = nan
    found = zonal_values(raster, zones_of(chains, 2, raster))
    assert np.isnan(found.total[0])
    assert found.coverage.tolist() == [0, 1]
    assert found.cells.tolist() == [0, 9]


# --- properties -----------------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.floats(0, 1))
def test_splitting_an_area_preserves_its_totals(seed, at):
    rng = np.random.default_rng(seed)
    raster = ArrayRaster(np.where(rng.random((20, 20)) < 0.2, nan, rng.integers(0, 4, (20, 20))), NORTH_UP)
    whole = blob(rng, 200, 400, 110)
    x = whole.bounds[0] + at * (whole.bounds[2] - whole.bounds[0])
    halves = [whole.intersection(shapely.box(-1e4, -1e4, x, 1e4)), whole.intersection(shapely.box(x, -1e4, 1e4, 1e4))]
    halves = [half if half.area > 0 else None for half in halves]
    cells = class_cells(raster, zones(raster, whole, *halves), range(4))
    assert np.nansum(cells[1:], axis=0) == pytest.approx(np.nan_to_num(cells[0]), abs=1e-6)
    values = zonal_values(raster, zones(raster, whole, *halves))
    assert np.nansum(values.total[1:]) == pytest.approx(np.nan_to_num(values.total[0]), abs=1e-5)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.floats(-1e6, 1e6), st.floats(0.01, 100))
def test_moving_and_scaling_the_map(seed, shift, factor):
    rng = np.random.default_rng(seed)
    values = rng.uniform(0, 1, (12, 12))
    areas = [blob(rng, 160, 440, 60), blob(rng, 120, 480, 25)]
    moved = tuple(np.array(NORTH_UP) * factor + np.array([shift, 0, 0, shift, 0, 0]))
    a = ArrayRaster(values, NORTH_UP)
    b = ArrayRaster(values, moved)
    there = [shapely.transform(area, lambda xy: xy * factor + shift) for area in areas]
    assert zonal_values(b, zones(b, *there)).total == pytest.approx(zonal_values(a, zones(a, *areas)).total, rel=1e-3)


def test_overlapping_areas_do_not_disturb_each_other():
    rng = np.random.default_rng(3)
    raster = ArrayRaster(rng.integers(0, 3, (30, 30)).astype(float), NORTH_UP)
    areas = [blob(rng, 250, 350, 140) for _ in range(5)]
    together = class_cells(raster, zones(raster, *areas, areas[0]), range(3))
    alone = [class_cells(raster, zones(raster, area), range(3))[0] for area in areas]
    assert together[:5] == pytest.approx(np.array(alone), abs=1e-9)
    assert together[5] == pytest.approx(together[0], abs=1e-9)


def test_cancelling_and_progress():
    raster = ArrayRaster(np.ones((20, 20)), NORTH_UP)
    told = []
    zonal_values(raster, zones(raster, shapely.box(100, 300, 300, 500)), progress=told.append)
    assert told[-1] == 1
    with pytest.raises(Cancelled):
        zonal_values(raster, zones(raster, shapely.box(100, 300, 300, 500)), cancelled=lambda: True)


# --- raster pieces --------------------------------------------------------------------------------------------------


def test_lookup_knows_whole_and_broken_classes():
    values = np.array([[0.0, 1.0, 3.0], [nan, 2.5, -4.0], [7.0, 1e9, 2.0]])
    whole = Lookup({1: 0.5, 3: 2.0})
    assert np.nan_to_num(whole(values), nan=-9).tolist() == [[-9, 0.5, 2], [-9, -9, -9], [-9, -9, -9]]
    broken = Lookup({2.5: 1.0, -4: 3.0})
    assert np.nan_to_num(broken(values), nan=-9).tolist() == [[-9, -9, -9], [-9, 1, 3], [-9, -9, -9]]
    assert np.isnan(Lookup({})(values)).all()


def test_strips_cover_the_window_once(monkeypatch):
    monkeypatch.setattr(raster_module, "STRIP_CELLS", 12)
    raster = ArrayRaster(np.arange(70.0).reshape(10, 7), NORTH_UP)
    found = list(strips(raster, (2, 9), (1, 6)))
    assert [row for row, _ in found] == [2, 4, 6, 8]
    assert np.vstack([cells for _, cells in found]).tolist() == raster.values[2:9, 1:6].tolist()


def test_cells_of_a_rotated_raster():
    transform = (50.0, 8.0, 3.0, 300.0, 2.0, -9.0)
    cells = np.array([[0.0, 0.0], [4.0, 7.0], [1.5, -2.0]])
    x = 50 + cells[:, 0] * 8 + cells[:, 1] * 3
    y = 300 + cells[:, 0] * 2 - cells[:, 1] * 9
    assert to_cells(transform, np.column_stack([x, y])) == pytest.approx(cells)


@pytest.mark.fuzz(6)
def test_areas_far_apart_are_read_in_windows_of_their_own(qgis_app, monkeypatch, seed):
    """Small windows, wherever they are cut, give the same sums, and leave out what lies between the areas."""
    rng = np.random.default_rng([3, seed])
    cells = rng.integers(0, 9, (300, 400)).astype(float)
    cells[rng.random(cells.shape) < 0.1] = np.nan
    raster = ArrayRaster(cells, (0.0, 1.0, 0.0, 300.0, 0.0, -1.0))
    shapes = [shapely.Point(*xy).buffer(rng.uniform(2, 15), 3) for xy in rng.uniform([-10, -10], [410, 310], (7, 2))]
    laid = zones(raster, *shapes)
    whole = zonal_values(raster, laid)
    read, original = [], ArrayRaster.read
    monkeypatch.setattr(zonal_module, "STRIP_CELLS", 900)
    monkeypatch.setattr(ArrayRaster, "read", lambda self, window: read.append(window) or original(self, window))
    pieces = zonal_values(raster, laid)
    np.testing.assert_allclose(pieces.total, whole.total, rtol=1e-12)
    np.testing.assert_allclose(pieces.coverage, whole.coverage, rtol=1e-12)
    assert max(width * height for _, _, width, height in read) <= 900
    assert sum(width * height for _, _, width, height in read) < cells.size
