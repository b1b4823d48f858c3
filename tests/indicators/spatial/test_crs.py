"""One measuring helper: the working CRS and areas on the ellipsoid."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsDistanceArea,
    QgsGeometry,
    QgsPointXY,
    QgsRectangle,
    QgsVectorLayer,
)
from samplan.indicators.errors import IndicatorError
from samplan.indicators.spatial.backend import get_backend
from samplan.indicators.spatial.crs import (
    GroundScale,
    Reprojection,
    describe_method,
    ellipsoidal_areas,
    ground_length,
    utm_zone,
    working_crs,
)

CONTEXT = QgsCoordinateTransformContext()
STOCKHOLM = {
    "EPSG:3006": (670_000, 6_570_000),
    "EPSG:3011": (150_000, 6_575_000),
    "EPSG:4326": (18.0, 59.3),
    "EPSG:3857": (2_003_750, 8_250_000),
    "EPSG:25833": (670_000, 6_570_000),
}


def crs_of(code):
    return QgsCoordinateReferenceSystem(code)


def box_of(code, size):
    x, y = STOCKHOLM[code]
    return QgsRectangle(x, y, x + size, y + size)


@pytest.mark.parametrize("code", ["EPSG:3006", "EPSG:3011", "EPSG:25833"])
def test_a_true_metric_crs_is_kept(qgis_app, code):
    crs, reason = working_crs(crs_of(code), box_of(code, 10_000), CONTEXT)
    assert crs.authid() == code
    assert "own" in str(reason)


@pytest.mark.parametrize(("code", "size"), [("EPSG:4326", 0.2), ("EPSG:3857", 20_000)])
def test_degrees_and_web_mercator_become_utm(qgis_app, code, size):
    crs, reason = working_crs(crs_of(code), box_of(code, size), CONTEXT)
    assert crs.authid() == "EPSG:25834"
    assert code in str(reason)


def test_feet_become_utm(qgis_app):
    feet = crs_of("EPSG:2263")  # New York, US survey feet
    crs, _ = working_crs(feet, QgsRectangle(980_000, 190_000, 990_000, 200_000), CONTEXT)
    assert crs.authid() == "EPSG:32618"


def test_a_metric_crs_far_from_home_is_not_trusted(qgis_app):
    crs, _ = working_crs(crs_of("EPSG:25833"), QgsRectangle(-900_000, 5_700_000, -890_000, 5_710_000), CONTEXT)
    assert crs.authid() in ("EPSG:25829", "EPSG:25830", "EPSG:25831")


@pytest.mark.parametrize(
    ("longitude", "latitude", "code"),
    [(9.5, 47.1, 25832), (18.0, 59.3, 25834), (151.2, -33.9, 32756), (-73.9, 40.7, 32618), (179.9, 10, 32660)],
)
def test_utm_zones(qgis_app, longitude, latitude, code):
    assert utm_zone(longitude, latitude).authid() == f"EPSG:{code}"


def test_areas_without_crs_are_refused_with_the_way_out(qgis_app):
    with pytest.raises(IndicatorError, match="Set Layer CRS"):
        working_crs(QgsCoordinateReferenceSystem(), QgsRectangle(0, 0, 1, 1), CONTEXT, "plots")


def test_areas_outside_the_world_are_refused(qgis_app):
    with pytest.raises(IndicatorError, match="outside the world"):
        working_crs(crs_of("EPSG:4326"), QgsRectangle(670_000, 6_570_000, 671_000, 6_571_000), CONTEXT)


@pytest.mark.parametrize("code", ["EPSG:3006", "EPSG:4326"])
def test_areas_without_geometry_are_not_outside_the_world(qgis_app, code):
    empty = QgsVectorLayer(f"Polygon?crs={code}", "areas", "memory")
    crs, _ = working_crs(crs_of(code), empty.extent(), CONTEXT)
    assert crs.isValid()
    assert not crs.isGeographic()


@pytest.mark.parametrize("code", ["EPSG:3006", "EPSG:25832"])
@pytest.mark.parametrize("east", [300_000, 500_000, 900_000])
def test_areas_on_the_ellipsoid_agree_with_qgis(qgis_app, code, east):
    backend = get_backend("shapely")
    disc = shapely.Point(east, 6_500_000).buffer(2000, quad_segs=90)
    holed = disc.difference(shapely.Point(east + 300, 6_500_100).buffer(700, quad_segs=90))
    pair = shapely.MultiPolygon([holed, shapely.Point(east + 9000, 6_500_000).buffer(500, quad_segs=90)])
    shapes = np.array([disc, holed, pair, None], dtype=object)
    mine = ellipsoidal_areas(backend.sequences(shapes), 4, crs_of(code), CONTEXT)
    measure = QgsDistanceArea()
    measure.setSourceCrs(crs_of(code), CONTEXT)
    measure.setEllipsoid("EPSG:7019")
    for shape, area in zip(shapes[:3], mine):
        assert area == pytest.approx(measure.measureArea(QgsGeometry.fromWkt(shape.wkt)), rel=1e-7)
    assert mine[3] == 0


SPHERE = "+proj=tmerc +lat_0=0 +lon_0=18 +k=1 +x_0=150000 +R=6371000 +units=m +no_defs"
BESSEL = "+proj=tmerc +lat_0=0 +lon_0=18 +k=1 +x_0=150000 +ellps=bessel +towgs84=414.1,41.3,603.1,-0.855,2.141,-7.023,0"
MARS = "+proj=tmerc +lat_0=0 +lon_0=18 +k=1 +x_0=150000 +a=3396190 +b=3376200 +units=m +no_defs"


@pytest.mark.parametrize(("proj", "north"), [(SPHERE, 6_570_000), (BESSEL, 6_570_000), (MARS, 3_300_000)])
def test_a_custom_crs_with_an_ellipsoid_of_its_own(qgis_app, proj, north):
    custom = QgsCoordinateReferenceSystem.fromProj(proj)
    assert custom.ellipsoidAcronym().startswith("PARAMETER:")
    extent = QgsRectangle(149_000, north, 151_000, north + 2000)
    crs, reason = working_crs(custom, extent, CONTEXT)
    assert crs == custom
    assert "the areas' own" in reason.template
    # A transverse Mercator map is true on its middle meridian, and within (1 km / R)² / 2 = 4e-8 a kilometre beside it.
    length = ground_length(custom, CONTEXT)
    assert length((150_000, north), (150_000, north + 1000)) == pytest.approx(1000, rel=1e-6)
    assert length((149_500, north), (150_500, north)) == pytest.approx(1000, rel=1e-6)
    square = np.array([shapely.box(149_500, north, 150_500, north + 1000)], dtype=object)
    area = ellipsoidal_areas(get_backend("shapely").sequences(square), 1, custom, CONTEXT)
    assert area == pytest.approx([1e6], rel=1e-6)
    assert "PARAMETER" not in describe_method(custom)


def test_a_custom_crs_far_from_its_meridian_is_not_trusted(qgis_app):
    # 1,000 km beside the meridian of a sphere's map: cosh(1000 / 6371) = 1.0123, more than half a percent too long.
    custom = QgsCoordinateReferenceSystem.fromProj(SPHERE)
    ends = (1_150_000, 6_570_000), (1_150_500, 6_570_000)
    assert 500 / ground_length(custom, CONTEXT)(*ends) == pytest.approx(np.cosh(1000 / 6371), rel=1e-4)
    crs, reason = working_crs(custom, QgsRectangle(1_149_000, 6_569_000, 1_151_000, 6_571_000), CONTEXT)
    assert crs.authid().startswith("EPSG:")
    assert "not true in metres" in reason.template


@pytest.mark.parametrize("code", ["EPSG:3006", "EPSG:2400", "EPSG:32633", "EPSG:3857"])
def test_lengths_agree_with_qgis(qgis_app, code):
    measure = QgsDistanceArea()
    measure.setSourceCrs(crs_of(code), CONTEXT)
    measure.setEllipsoid(crs_of(code).ellipsoidAcronym())
    a, b = (1_500_000, 6_570_000), (1_500_700, 6_571_900)
    expected = measure.measureLine([QgsPointXY(*a), QgsPointXY(*b)])
    assert ground_length(crs_of(code), CONTEXT)(a, b) == pytest.approx(expected, rel=1e-9)


def test_long_edges_are_straight_in_the_working_crs(qgis_app):
    """A 20 km triangle has the same area whether its sides have two vertices or two hundred."""
    backend, crs = get_backend("shapely"), crs_of("EPSG:3006")
    corners = np.array([[600_000, 6_500_000], [620_000, 6_500_000], [600_000, 6_520_000]])
    coarse = shapely.Polygon(corners)
    fine = shapely.segmentize(coarse, 100)
    area = ellipsoidal_areas(backend.sequences(np.array([coarse, fine], dtype=object)), 2, crs, CONTEXT)
    assert area[0] == pytest.approx(area[1], rel=1e-6)
    # SWEREF 99 TM, k0 = 0.9996, 100-120 km off the meridian: planar is 2 (0.9996 (1 + x²/2R²) - 1) too large
    x = 106_667 / 6_390_000
    assert 2e8 / area[0] == pytest.approx((0.9996 * (1 + x * x / 2)) ** 2, rel=1e-5)


def test_reprojection_in_bulk_is_reprojection_one_by_one(qgis_app):
    to = Reprojection(crs_of("EPSG:3006"), crs_of("EPSG:3011"), CONTEXT)
    xy = np.random.default_rng(1).uniform([650_000, 6_550_000], [700_000, 6_600_000], (50, 2))
    np.testing.assert_allclose(to.xy(xy), [to._single(x, y) for x, y in xy], atol=1e-6)
    np.testing.assert_allclose(to.xy(xy[:1]), to.xy(xy)[:1])
    assert np.isnan(to.xy(np.array([[np.nan, 1.0]]))).all()


def test_points_that_cannot_be_moved_are_nan_and_spoil_no_others(qgis_app):
    to = Reprojection(crs_of("EPSG:4326"), crs_of("EPSG:3006"), CONTEXT)
    moved = to.xy(np.array([[18.0, 59.0], [18.0, 1e9], [17.0, 58.0], [np.inf, 2.0]]))
    assert np.isfinite(moved[[0, 2]]).all()
    assert np.isnan(moved[[1, 3]]).all()


def test_the_method_is_told(qgis_app):
    text = describe_method(crs_of("EPSG:3006"))
    assert "EPSG:3006" in text
    assert "EPSG:7019" in text


@pytest.mark.parametrize(
    ("code", "places"),
    [
        (3006, [(670_000, 6_570_000), (900_000, 7_300_000), (500_000, 6_200_000)]),
        (
            32631,
            [(448_000, 5_412_000), (5_000_000, -2_000_000)],
        ),  # Paris, and a place 40 degrees from the central meridian
        (2056, [(2_760_000, 1_220_000)]),
    ],
)
def test_the_scale_of_a_place_is_that_of_a_measured_length(qgis_app, code, places):
    """Map length x scale = length on the ellipsoid, either way, by QGIS; the same with other places asked for, or without."""
    system = QgsCoordinateReferenceSystem(f"EPSG:{code}")
    context = QgsCoordinateTransformContext()
    measure = QgsDistanceArea()
    measure.setSourceCrs(system, context)
    measure.setEllipsoid(system.ellipsoidAcronym())
    xy = np.array(places, dtype=float)
    together = GroundScale(system, context)(xy)
    for place, scale in zip(places, together):
        for step in ((250, 0), (0, 250)):
            ends = [QgsPointXY(place[0] + sign * step[0], place[1] + sign * step[1]) for sign in (-1, 1)]
            assert 500 * scale == pytest.approx(measure.measureLine(*ends), rel=1e-6)
        assert GroundScale(system, context)(np.array([place], dtype=float))[0] == scale
    assert np.isnan(GroundScale(system, context)(np.array([[np.nan, 0.0], [np.inf, 0.0]]))).all()
