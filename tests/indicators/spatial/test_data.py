"""Areas, layers and rasters as arrays."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from osgeo import gdal, osr
from samplan.indicators.errors import IndicatorError
from samplan.indicators.spatial.data import RasterData, VectorData
from samplan.indicators.spatial.extent import convex_ring, data_hull, extent_share


def test_an_area_without_polygon_or_size_is_nan(backend, make):
    areas = make.areas(backend, [shapely.box(0, 0, 10, 20), None], area=np.array([202.0, 5.0]))
    assert areas.n == 2
    assert areas.area[0] == 202
    assert np.isnan(areas.area[1])
    assert areas.planar[0] == 200
    assert np.isnan(areas.planar[1])
    assert areas.scale[0] == pytest.approx(np.sqrt(202 / 200))
    assert areas.usable.tolist() == [True, False]
    assert areas.labels == ["1", "2"]
    assert areas.extent().tolist() == [0, 0, 10, 20]


def test_take_keeps_fields_and_rows_together(backend, make):
    data = make.layer(backend, make.squares(3, 1, 10), number=np.array([1.0, 2.0, 3.0]))
    some = data.take(np.array([2, 0]))
    assert some.n == 2
    assert some.fields["number"].tolist() == [3, 1]
    assert some.bounds[0, 0] == make.origin[0] + 20
    points = VectorData("point", backend, xy=np.array([[1.0, 2], [3, 4]]))
    assert points.take(np.array([False, True])).xy.tolist() == [[3, 4]]


def test_representative_points_lie_inside(backend, make):
    moon = shapely.Point(0, 0).buffer(10).difference(shapely.Point(4, 0).buffer(9))
    x, y = make.layer(backend, [moon]).representative_xy()[0]
    assert moon.contains(shapely.Point(x, y))


def test_edges_and_rings_agree_between_engines(both, make):
    shapes = make.random_polygons(np.random.default_rng(3), 60, 300)
    first, second = (make.areas(engine, shapes) for engine in both)
    for one, other in zip(first.edges, second.edges):
        np.testing.assert_array_equal(one, other)
    np.testing.assert_array_equal(first.outline.xy, second.outline.xy)
    np.testing.assert_array_equal(first.outline.hole, second.outline.hole)


def test_convex_ring():
    rng = np.random.default_rng(5)
    xy = rng.normal(0, 100, (5000, 2))
    ring = shapely.Polygon(convex_ring(xy))
    assert ring.equals(shapely.MultiPoint(xy).convex_hull)
    assert ring.exterior.is_ccw
    assert len(convex_ring(np.array([[0.0, 0], [1, 1], [2, 2], [2, 2]]))) < 4


def test_the_data_extent_tells_which_areas_have_data(backend, make):
    areas = make.areas(backend, [shapely.box(0, 0, 10, 10), shapely.box(95, 0, 105, 10), shapely.box(200, 0, 210, 10)])
    points = VectorData("point", backend, xy=np.array([[0.0, -5], [0, 50], [100, -5]]))
    other = make.layer(backend, [shapely.box(90, 40, 100, 50)])
    share = extent_share(areas, data_hull(backend, [points, other]))
    assert share[0] == 1
    assert share[1] == pytest.approx(0.5)
    assert share[2] == 0
    line = VectorData("point", backend, xy=np.array([[0.0, 0], [1, 1]]))
    assert extent_share(areas, data_hull(backend, [line])).tolist() == [0, 0, 0]
    assert extent_share(areas, data_hull(backend, [])).tolist() == [0, 0, 0]


@pytest.fixture
def raster(tmp_path):
    path = str(tmp_path / "cover.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, 4, 3, 1, gdal.GDT_Byte)
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(3006)
    dataset.SetProjection(srs.ExportToWkt())
    dataset.SetGeoTransform((600_000, 10, 0, 6_500_030, 0, -10))
    dataset.GetRasterBand(1).SetNoDataValue(255)
    dataset.GetRasterBand(1).WriteArray(np.array([[1, 2, 3, 4], [5, 255, 7, 8], [9, 10, 11, 12]], dtype=np.uint8))
    dataset = None
    return path


def test_raster_reads_windows_and_nodata(raster):
    data = RasterData(raster, name="cover")
    assert data.shape == (3, 4)
    assert data.nodata == 255
    assert data.bounds().tolist() == [600_000, 6_500_000, 600_040, 6_500_030]
    window = data.read((1, 1, 2, 2))
    assert np.isnan(window[0, 0])
    assert window.tolist()[1] == [10, 11]
    assert np.nansum(data.values) == 72
    assert data.fingerprint == RasterData(raster).fingerprint


def test_a_raster_that_cannot_be_opened_says_so(tmp_path, raster):
    with pytest.raises(IndicatorError, match="cannot be opened"):
        RasterData(str(tmp_path / "none.tif"), name="none")
    with pytest.raises(IndicatorError, match="no band 3"):
        RasterData(raster, band=3)
