"""Areas, layers and rasters as arrays."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from osgeo import gdal, osr
from samplan.indicators.errors import IndicatorError
from samplan.indicators.spatial.data import RasterData, VectorData
from samplan.indicators.spatial.extent import convex_ring, data_hull, extent_share, share_of_extent, share_on_raster


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


@pytest.mark.parametrize("bend", [0.0, 1e-7, 3.0])
def test_data_on_one_line_cover_the_areas_that_they_touch(backend, make, bend):
    """Areas of 1 km side by side; a street through the first two, straight, as straight as reprojecting leaves it, or bent.

    A bend of 3 m in a street of 1000 m makes a hull of 3 * 1000 / 2 m², 1.5 m wide on average (`THIN` is 10 m).
    """
    areas = make.areas(backend, [shapely.box(x, 0, x + 1000, 1000) for x in (0, 1000, 2000)])
    street = make.layer(backend, [shapely.LineString([(500, 500), (1000, 500 + bend), (1500, 500)])])
    assert share_of_extent(areas, [street]).tolist() == [1, 1, 0]
    assert share_of_extent(areas, [street, street]).tolist() == [1, 1, 0]


@pytest.mark.parametrize(
    ("xy", "expected"),
    [
        ([[500.0, 500]], [1, 0, 0]),
        ([[500.0, 500], [500, 500], [500, 500]], [1, 0, 0]),
        ([[500.0, 500], [2500, 900]], [1, 1, 1]),  # the line between them crosses the middle one
        ([[1000.0, 500]], [1, 1, 0]),  # on the border
        ([[0.0, 0], [1000, 0], [0, 1000]], [0.5, 0, 0]),  # a triangle is half of the square
    ],
)
def test_one_or_two_points_cover_the_areas_that_hold_them(backend, make, xy, expected):
    areas = make.areas(backend, [shapely.box(x, 0, x + 1000, 1000) for x in (0, 1000, 2000)])
    points = VectorData("point", backend, xy=np.array(xy))
    assert share_of_extent(areas, [points]).tolist() == expected
    # two layers are looked at together: the second one's place makes an area of it, or a line
    both = [points, VectorData("point", backend, xy=np.array(xy[:1]))]
    assert share_of_extent(areas, both).tolist() == expected


class Elsewhere:
    """The rest of a layer, of which nothing was read."""

    def __init__(self, *corners):
        self.corners = np.array(corners, dtype=float)

    def outline(self):
        return self.corners

    def hull(self):
        return self.corners


@pytest.mark.parametrize("others", [[], [shapely.box(-45, -3, -35, 3)], [shapely.box(500, 0, 510, 10)]])
def test_layers_that_reach_an_area_only_together_count(backend, make, others):
    """One layer west and one east of the area: their common hull holds it, whichever other areas there are."""
    areas = make.areas(backend, [shapely.box(-5, -3, 5, 3), shapely.box(-5, 0, 5, 16), *others])
    layers = [
        VectorData("point", backend, xy=np.empty((0, 2)), beyond=Elsewhere(*corners))
        for corners in ([(-50, -8), (-50, 8), (-30, 0)], [(50, -8), (50, 8), (30, 0)])
    ]
    # the hull is the rectangle from (-50, -8) to (50, 8): all of the first area, 8 of the 16 m of the second
    assert share_of_extent(areas, layers)[:2] == pytest.approx([1, 0.5])


def test_the_share_on_a_raster_is_of_each_area_alone(backend, make, raster):
    """4 x 3 cells; polygons that stick out, one over a corner, with a hole, all around, and outside."""
    raster = RasterData(raster)
    corners = raster.corners()
    (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
    w, h = x1 - x0, y1 - y0
    whole, hole = shapely.box(x0 - w, y0 - h, x1 + w, y1 + h), shapely.box(x0, y0, x0 + w / 2, y1)
    shapes = [
        shapely.box(x0 + w / 4, y0 + h / 4, x0 + w / 2, y0 + h / 2),
        shapely.box(x0 - w / 2, y0, x0 + w / 2, y1),
        shapely.Polygon([(x0, y0 - h), (x0 + 2 * w, y0 + h), (x0, y0 + h)]),
        whole - hole,
        shapely.box(x1 + 1, y0, x1 + 2, y1),
    ]
    found = share_on_raster(make.areas(backend, shapes), raster)
    exact = [shape.intersection(shapely.box(x0, y0, x1, y1)).area / shape.area for shape in shapes]
    assert exact == pytest.approx([1, 0.5, 1 / 2, (1 / 2) / (9 - 1 / 2), 0])
    assert found == pytest.approx(exact, abs=1e-12)


@pytest.mark.fuzz(20)
def test_the_share_on_a_raster_by_geos(make, raster, seed):
    from samplan.indicators.spatial.backend import get_backend

    rng, raster = np.random.default_rng(seed), RasterData(raster)
    box = shapely.box(*raster.bounds())
    middle, size = np.array(box.centroid.coords[0]), np.ptp(raster.corners(), axis=0)
    shapes = [shapely.MultiPoint(middle + rng.normal(0, 1, (8, 2)) * size).convex_hull for _ in range(50)]
    exact = [shape.intersection(box).area / shape.area for shape in shapes]
    assert share_on_raster(make.areas(get_backend("shapely"), shapes), raster) == pytest.approx(exact, abs=1e-9)


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
