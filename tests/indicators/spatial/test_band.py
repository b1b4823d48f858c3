"""Bands as numbers: scale and offset, masks, no data, infinite and giant ones, each with the arithmetic written out."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from osgeo import gdal
from samplan.indicators.errors import IndicatorError
from samplan.indicators.spatial import data as data_module
from samplan.indicators.spatial.band import NoDataChoice, is_picture, value_bands
from samplan.indicators.spatial.cells import cell_counts, counts_in
from samplan.indicators.spatial.data import RasterData
from samplan.indicators.spatial.zonal import zonal_values, zones_of

X, Y = 670_000.0, 6_570_000.0
nan = float("nan")


@pytest.fixture
def write(tmp_path):
    """Return a function that writes bands as a GeoTIFF and gives its path."""
    count = [0]

    def write(*bands, kind=gdal.GDT_Byte, scale=None, offset=None, nodata=None, mask=None, external=False, **more):
        count[0] += 1
        path = str(tmp_path / f"{count[0]}.tif")
        cells = [np.atleast_2d(band) for band in bands]
        rows, columns = cells[0].shape
        options = more.get("options", ["PHOTOMETRIC=MINISBLACK"])
        file = gdal.GetDriverByName("GTiff").Create(path, columns, rows, len(cells), kind, options)
        file.SetGeoTransform(more.get("transform", (X, 10, 0, Y + 10 * rows, 0, -10)))
        for number, values in enumerate(cells, 1):
            band = file.GetRasterBand(number)
            band.WriteArray(values)
            if scale is not None:
                band.SetScale(scale)
            if offset is not None:
                band.SetOffset(offset)
            if nodata is not None:
                band.SetNoDataValue(nodata)
        if more.get("alpha"):
            file.GetRasterBand(len(cells)).SetColorInterpretation(gdal.GCI_AlphaBand)
        if mask is not None:
            gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "NO" if external else "YES")
            file.CreateMaskBand(gdal.GMF_PER_DATASET)
            file.GetRasterBand(1).GetMaskBand().WriteArray(np.atleast_2d(mask).astype(np.uint8))
            gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", None)
        del file
        return path

    return write


# --- scale and offset -----------------------------------------------------------------------------------------------


def test_scale_and_offset_are_applied(write):
    # 100 x 0.25 + 10 = 35, 0 x 0.25 + 10 = 10.
    assert RasterData(write([100, 0], scale=0.25, offset=10)).read().tolist() == [[35, 10]]
    assert RasterData(write([100, 0], offset=-5)).read().tolist() == [[95, -5]]
    # 450 tenths of a decibel are 45 dB; 603 are 60.3 to the last digit, not 60.300000000000004.
    tenths = RasterData(write([450, 603, 600], kind=gdal.GDT_UInt16, scale=0.1)).read()
    assert tenths.dtype == np.float64
    assert tenths.tolist() == [[45.0, 60.3, 60.0]]
    assert RasterData(write([-3, 7], kind=gdal.GDT_Int16, scale=2.5)).read().tolist() == [[-7.5, 17.5]]
    assert RasterData(write([-3, 7], kind=gdal.GDT_Int16, scale=-0.5)).read().tolist() == [[1.5, -3.5]]


def test_a_scale_of_zero_is_left_out_as_qgis_does(write):
    assert RasterData(write([7], scale=0.0, offset=3.0)).read().tolist() == [[7]]


def test_no_data_is_the_stored_value(write):
    # 0 is no data; 40 x 0.5 - 20 = 0 is a number like any other, and so is 20, which 80 becomes.
    cells = RasterData(write([0, 40, 80, 20], scale=0.5, offset=-20, nodata=0)).read()
    np.testing.assert_array_equal(cells, [[nan, 0, 20, -10]])
    # -20 is what the stored 0 would become: as a stored value it does not occur, so that nothing is no data.
    cells = RasterData(write([0, 40], kind=gdal.GDT_Int16, scale=0.5, offset=-20, nodata=-20)).read()
    assert cells.tolist() == [[-20, 0]]


def test_whole_numbers_without_a_scale_stay_as_they_are(write):
    plain = RasterData(write([1, 255, 3], nodata=255))
    assert plain.read().dtype == np.float32
    np.testing.assert_array_equal(plain.read(), [[1, nan, 3]])
    large = RasterData(write([2**31 - 1, 5], kind=gdal.GDT_Int32, nodata=5)).read()
    np.testing.assert_array_equal(large, [[2**31 - 1, nan]])
    assert np.isnan(RasterData(write([3.0, -9999.0], kind=gdal.GDT_Float32, nodata=-9999)).read()[0, 1])
    lowest = float(np.finfo(np.float32).min)
    assert np.isnan(RasterData(write([3.0, lowest], kind=gdal.GDT_Float32, nodata=lowest)).read()[0, 1])
    np.testing.assert_array_equal(RasterData(write([0.1, 2], kind=gdal.GDT_Float32, nodata=0.1)).read(), [[nan, 2]])


def test_the_fingerprint_knows_scale_offset_and_masks(write):
    found = [
        RasterData(write([1, 2], **more)).fingerprint
        for more in ({}, {"scale": 2}, {"offset": 2}, {"mask": [255, 0]}, {"mask": [0, 255]}, {"nodata": 9})
    ]
    path = write([1, 2])
    found += [RasterData(path, choice=NoDataChoice(ranges=((1, 1),))).fingerprint]
    assert len(set(found)) == len(found)
    assert RasterData(path).fingerprint == found[0]


def test_scaling_a_band_by_hand_or_in_the_file_is_the_same(write):
    stored = np.random.default_rng(4).integers(0, 255, (9, 7)).astype(np.uint8)
    in_file = RasterData(write(stored, scale=0.02, offset=-1)).read()
    by_hand = RasterData(write(stored * 0.02 - 1, kind=gdal.GDT_Float64)).read()
    np.testing.assert_allclose(in_file, by_hand, rtol=0, atol=1e-12)


# --- masks ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("external", [False, True])
def test_a_mask_of_the_whole_file_is_no_data(write, external):
    # Half the cells are masked: of 100, 0, [100], [0] the mean is 50, of half the area.
    path = write([100, 0, 100, 0], mask=[255, 255, 0, 0], external=external)
    np.testing.assert_array_equal(RasterData(path).read(), [[100, 0, nan, nan]])
    np.testing.assert_array_equal(RasterData(path).read((1, 0, 2, 1)), [[0, nan]])
    beside = write([100, 7, 100, 0], mask=[255, 255, 0, 0], nodata=7, external=external)
    np.testing.assert_array_equal(RasterData(beside).read(), [[100, nan, nan, nan]])


def test_an_alpha_band_is_no_data_where_it_is_0(write):
    path = write([1, 2, 3], [255, 0, 1], alpha=True)
    np.testing.assert_array_equal(RasterData(path).read(), [[1, nan, 3]])
    both = write([1, 2, 3], [255, 0, 1], alpha=True, nodata=3)
    np.testing.assert_array_equal(RasterData(both).read(), [[1, nan, nan]])
    three = write([1, 2, 3], [4, 5, 6], [255, 0, 1], alpha=True)  # a number of bands that GDAL makes no mask of
    np.testing.assert_array_equal(RasterData(three, band=2).read(), [[4, nan, 6]])
    assert value_bands(RasterData(three).dataset) == ["", ""]


def test_pictures_are_told_from_measurements(write):
    colours = write([1], [2], [3], options=["PHOTOMETRIC=RGB"])
    assert is_picture(RasterData(colours).dataset)
    assert not is_picture(RasterData(write([1], [2], [3])).dataset)


# --- what the user says of no data ----------------------------------------------------------------------------------


def test_the_file_s_no_data_can_be_switched_off_and_more_added(write):
    path = write([0, 1, 2, 3], nodata=0)
    assert RasterData(path, choice=NoDataChoice(own=False)).read().tolist() == [[0, 1, 2, 3]]
    more = RasterData(path, choice=NoDataChoice(ranges=((2, 3),))).read()
    np.testing.assert_array_equal(more, [[nan, 1, nan, nan]])
    # Numbers after scaling, as QGIS compares them: 2 x 10 = 20.
    scaled = RasterData(write([1, 2], scale=10), choice=NoDataChoice(ranges=((20, 20),))).read()
    np.testing.assert_array_equal(scaled, [[10, nan]])


def test_an_end_of_a_range_is_not_rounded_past_a_cell(write):
    above_two = NoDataChoice(ranges=((float(np.nextafter(2.0, 3.0)), 9.0),))
    np.testing.assert_array_equal(RasterData(write([2, 3]), choice=above_two).read(), [[2, nan]])


# --- infinite, complex, tiny and giant ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [gdal.GDT_Float32, gdal.GDT_Float64])
def test_infinite_cells_are_missing_and_counted(write, kind):
    raster = RasterData(write([1, np.inf, -np.inf, nan], kind=kind))
    np.testing.assert_array_equal(raster.read(), [[1, nan, nan, nan]])
    assert raster.infinite == 2
    assert not np.isinf(raster.read()).any()


def test_complex_numbers_are_refused(write):
    with pytest.raises(IndicatorError, match="complex"):
        RasterData(write([1, 2], kind=gdal.GDT_CFloat32))


@pytest.mark.parametrize(
    "transform",
    [
        (X, 1e-12, 0, Y, 0, -1e-12),  # finer than coordinates of this size can tell
        (X, 0, 0, Y, 0, 0),
        (X, 10, 10, Y, 10, 10),  # both sides along one line
        (X, nan, 0, Y, 0, -10),
    ],
)
def test_cells_that_cannot_be_placed_are_refused(write, transform):
    with pytest.raises(IndicatorError, match="cannot be placed"):
        RasterData(write([1, 2], transform=transform))


def test_tiny_cells_near_the_origin_are_fine(write):
    raster = RasterData(write([1, 2], transform=(0, 1e-12, 0, 0, 0, -1e-12)))
    assert raster.corners()[2].tolist() == [2e-12, -1e-12]


def test_a_giant_sparse_raster_is_read_by_tiles(tmp_path, make, backend):
    path = str(tmp_path / "giant.tif")
    options = ["TILED=YES", "SPARSE_OK=TRUE", "COMPRESS=DEFLATE", "BIGTIFF=YES"]
    file = gdal.GetDriverByName("GTiff").Create(path, 300_000, 300_000, 1, gdal.GDT_Byte, options)
    file.SetGeoTransform((X, 10, 0, Y, 0, -10))
    file.GetRasterBand(1).SetNoDataValue(255)
    file.GetRasterBand(1).WriteArray(np.full((20, 30), 40, np.uint8), 250_000, 100_000)
    del file
    raster = RasterData(path)
    assert raster.any_between(1, 100)
    assert len(list(raster.windows())) == 1
    assert raster.fingerprint == RasterData(path).fingerprint
    # 20 x 10 cells of the 30 x 20 that are there, in an area twice as wide as they are: half of it has data.
    x, y = X + 2_500_000, Y - 1_000_000
    areas = make.areas(backend, [shapely.box(x + 200, y - 200, x + 400, y)])
    zones = zones_of(areas.outline, 1, raster)
    found = zonal_values(raster, zones)
    assert (found.mean[0], found.coverage[0]) == (40, 0.5)


# --- random rasters against a small computation of their own ---------------------------------------------------------

KINDS = [gdal.GDT_Byte, gdal.GDT_UInt16, gdal.GDT_Int16, gdal.GDT_Int32, gdal.GDT_Float32, gdal.GDT_Float64]


def expected_cells(path, choice):
    """What the cells are, by GDAL's plain calls and numpy, one rule after the other."""
    file = gdal.Open(path)
    band = file.GetRasterBand(1)
    stored = band.ReadAsArray()
    numbers = stored.astype(float) * (band.GetScale() or 1.0) + (band.GetOffset() or 0.0)
    lost = ~np.isfinite(numbers)
    if choice.own and band.GetNoDataValue() is not None:
        lost |= stored == band.GetNoDataValue()
    if band.GetMaskFlags() == gdal.GMF_PER_DATASET:
        lost |= band.GetMaskBand().ReadAsArray() == 0
    for low, high in choice.ranges:
        lost |= (numbers >= low - 1e-9) & (numbers <= high + 1e-9)
    return np.where(lost, nan, numbers), file.GetGeoTransform()


@pytest.mark.fuzz(24)
def test_random_rasters_in_random_areas(write, make, backend, seed):
    rng = np.random.default_rng([7, seed])
    rows, columns = rng.integers(3, 9, 2)
    kind = KINDS[seed % len(KINDS)]
    stored = rng.integers(0, 30, (rows, columns))
    if kind in (gdal.GDT_Float32, gdal.GDT_Float64):
        stored = np.where(rng.random((rows, columns)) < 0.1, np.inf, stored)
    size = 10.0 ** rng.integers(-4, 5)
    angle = rng.choice([0.0, 0.3])
    transform = (
        X,
        size * np.cos(angle),
        size * np.sin(angle),
        Y,
        size * np.sin(angle),
        -size * np.cos(angle) * rng.uniform(0.5, 2),
    )
    path = write(
        stored,
        kind=kind,
        scale=rng.choice([None, 0.1, 2.5]),
        offset=rng.choice([None, -3.0]),
        nodata=rng.choice([None, 5.0]),
        mask=None if rng.random() < 0.5 else 255 * (rng.random((rows, columns)) < 0.7),
        external=bool(rng.random() < 0.5),
        transform=transform,
    )
    choice = NoDataChoice(bool(rng.random() < 0.7), () if rng.random() < 0.5 else ((7.0, 9.0),))
    cells, grid = expected_cells(path, choice)
    raster = RasterData(path, choice=choice)
    np.testing.assert_allclose(raster.read(), cells, rtol=1e-6, atol=1e-9)

    def corner(column, row):
        return grid[0] + column * grid[1] + row * grid[2], grid[3] + column * grid[4] + row * grid[5]

    # Areas in cells of the raster, so that the share of a cell in one is known from the plane: a box over some cells.
    start, width = rng.uniform(0.1, 0.8, (4, 2)), rng.uniform(0.2, 0.6, (4, 2))
    extent = np.array([columns, rows])
    shapes = np.hstack([start * extent, (start + width) * extent]).tolist()
    areas = make.areas(
        backend,
        [shapely.Polygon([corner(u, v), corner(w, v), corner(w, z), corner(u, z)]) for u, v, w, z in shapes],
    )
    zones = zones_of(areas.outline, len(shapes), raster)
    found = zonal_values(raster, zones)
    for number, (left, top, right, bottom) in enumerate(shapes):
        across = np.clip(np.minimum(np.arange(columns) + 1, right) - np.maximum(np.arange(columns), left), 0, 1)
        down = np.clip(np.minimum(np.arange(rows) + 1, bottom) - np.maximum(np.arange(rows), top), 0, 1)
        weight = down[:, None] * across * ~np.isnan(cells)
        covered = weight.sum() / ((right - left) * (bottom - top))
        assert found.coverage[number] == pytest.approx(covered, abs=1e-4)
        if weight.sum() > 1e-3:
            assert found.mean[number] == pytest.approx((weight * np.nan_to_num(cells)).sum() / weight.sum(), rel=1e-3)


# --- counts by cell -------------------------------------------------------------------------------------------------


@pytest.mark.fuzz(8)
def test_a_partition_has_the_raster_s_sum(write, make, backend, seed):
    rng = np.random.default_rng([11, seed])
    people = rng.poisson(3, (12, 15)) * rng.choice([1.0, 0.37])
    people[rng.random(people.shape) < 0.2] = -200  # no data, as GHSL writes it
    angle = rng.choice([0.0, 0.2])
    transform = (X, 100 * np.cos(angle), 100 * np.sin(angle), Y, 100 * np.sin(angle), -100 * np.cos(angle))
    path = write(people, kind=gdal.GDT_Float64, nodata=-200, transform=transform)
    raster = RasterData(path)
    everything = shapely.box(X - 1000, Y - 3000, X + 4000, Y + 3000)
    cuts = shapely.MultiPoint(rng.uniform([X - 500, Y - 2000], [X + 2500, Y + 1000], (9, 2)))
    pieces = [cell.intersection(everything) for cell in shapely.voronoi_polygons(cuts, extend_to=everything).geoms]
    areas = make.areas(backend, [piece for piece in pieces if piece.area > 0])
    counts = cell_counts(raster, areas, lambda _raster, xy: xy)
    parts = counts.parts(areas)
    total = people[people >= 0].sum()
    assert (counts.fields["count"][parts.record] * parts.share).sum() == pytest.approx(total, rel=1e-9)
    assert np.nansum(counts_in(raster, areas)) == pytest.approx(total, rel=1e-9)


def test_counts_of_some_areas_are_found_again(write, make, backend):
    raster = RasterData(write([[1, 2], [4, 8]]))
    areas = make.areas(backend, [shapely.box(X, Y, X + 10, Y + 20), shapely.box(X + 5, Y, X + 20, Y + 20)])
    counts = cell_counts(raster, areas, lambda _raster, xy: xy)
    assert counts.fields["count"].tolist() == [1, 2, 4, 8]
    assert counts.xy.tolist() == [[X + 5, Y + 15], [X + 15, Y + 15], [X + 5, Y + 5], [X + 15, Y + 5]]
    second = make.areas(backend, [shapely.box(X + 5, Y, X + 20, Y + 20)])
    parts = counts.parts(second)
    # Half of 1 and of 4, all of 2 and 8.
    assert np.bincount(parts.area, counts.fields["count"][parts.record] * parts.share).tolist() == [12.5]


def test_unknown_and_negative_counts_lower_the_coverage(write, make, backend):
    raster = RasterData(write([3, 0, 9, -1], kind=gdal.GDT_Int16, nodata=9))
    areas = make.areas(backend, [shapely.box(X, Y, X + 40, Y + 10), shapely.box(X + 20, Y, X + 60, Y + 10)])
    counts = cell_counts(raster, areas, lambda _raster, xy: xy)
    assert counts.fields["count"].tolist() == [3]
    # Of the first area's four cells two have a count (3 and 0); of the second's none, half of it beyond the raster.
    assert counts.parts(areas).coverage.tolist() == [0.5, 0]
    np.testing.assert_array_equal(counts_in(raster, areas), [3, nan])


def test_too_many_cells_are_refused_with_their_number(write, make, backend, monkeypatch):
    from samplan.indicators.spatial import cells

    monkeypatch.setattr(cells, "MOST_CELLS", 3)
    areas = make.areas(backend, [shapely.box(X, Y, X + 20, Y + 20)])
    with pytest.raises(IndicatorError, match="more than 3 cells"):
        cell_counts(RasterData(write([[1, 2], [4, 8]])), areas, lambda _raster, xy: xy)


def test_the_whole_band_is_looked_through_in_pieces(write, monkeypatch):
    monkeypatch.setattr(data_module, "WINDOW_CELLS", 4)
    raster = RasterData(write([[0, 1], [0, 1], [0, 0], [0, 2]]))
    assert list(raster.windows()) == [(0, 0, 2, 2), (0, 2, 2, 2)]
    assert raster.any_between(1, 100)
    assert not raster.any_between(2, 100)
    assert raster.reader.settings == ()
