"""Feedback hotspots end to end: a planted cluster, residents as denominator, what is left out, words in the legend."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import QgsProcessingException

from ..conftest import Log, column, make_layer, square

X, Y = 600000, 6570000


def points(rows, crs="EPSG:3006"):
    return make_layer(
        "Point", rows, "geom_origin:string,moderation:string,kind:string,deleted_utc:string", crs, "feedback"
    )


def planted(n=60, seed=3):
    random = np.random.default_rng(seed)
    around = random.uniform(0, 5000, (n, 2))
    cluster = random.normal(1600, 120, (40, 2))
    return [
        (f"POINT({X + x} {Y + y})", "exact", None, "report", None) for x, y in np.vstack([around, cluster]).tolist()
    ]


@pytest.fixture
def area():
    return make_layer("Polygon", [(square(X, Y, 5000),)])


@pytest.mark.parametrize("grid", ["square", "hexagon"])
def test_a_planted_cluster_is_found_where_it_is(run, area, grid):
    results, log = run("feedbackhotspots", FEEDBACK=points(planted()), AREAS=area, GRID=grid, CELL=500, DISTANCE=800)
    layer = results["OUTPUT"]
    hot = [feature for feature in layer.getFeatures() if feature["spot"] == 1]
    assert 0 < len(hot) == results["HOT"] < 20
    middle = np.mean(
        [[f.geometry().centroid().asPoint().x(), f.geometry().centroid().asPoint().y()] for f in hot], axis=0
    )
    assert np.hypot(*(middle - [X + 1600, Y + 1600])) < 500
    assert {feature["spot_text"] for feature in hot} == {"Hot spot"}
    assert sum(column(layer, "items")) == results["USED"]
    assert results["USED"] + results["EXCLUDED"] == 100
    assert any("where people live" in warning for warning in log.warnings)
    legend = [item.label() for item in layer.renderer().rootRule().children()]
    assert legend == ["Hot spot", "Cold spot", "Not significant"]
    cells = layer.getFeatures()
    areas = [feature.geometry().area() for feature in cells]
    np.testing.assert_allclose(areas, 500**2 * (1 if grid == "square" else np.sqrt(3) / 2), rtol=1e-9)


def test_the_map_of_people_is_no_hot_spot(run, area):
    """Feedback that is proportional to residents is hot without the denominator and nowhere with it."""
    homes, said = [], []
    for i in range(10):
        for j in range(10):
            crowded = 3 <= i <= 5 and 3 <= j <= 5
            place = f"POINT({X + 500 * i + 250} {Y + 500 * j + 250})"
            homes.append((place, 1000 if crowded else 100))
            said += [(place, "exact", None, "report", None)] * (20 if crowded else 2)
    people = make_layer("Point", homes, "count:int", name="residents")
    common = {"FEEDBACK": points(said), "AREAS": area, "GRID": "square", "CELL": 500, "DISTANCE": 750}
    without, _ = run("feedbackhotspots", **common)
    assert without["HOT"] >= 9
    for rate in ("raw", "bayes"):
        results, _ = run("feedbackhotspots", POPULATION=people, RATE=rate, **common)
        assert results["HOT"] == results["COLD"] == 0
        assert column(results["OUTPUT"], "per_1000") == [20.0] * 100
    results, log = run("feedbackhotspots", POPULATION=people, MIN_EXPOSURE=500, **common)
    assert results["CELLS"] == 9
    assert results["EXCLUDED"] == 2 * 91
    assert "91 cells have too few residents and are left out, with 182 items" in log.text


def test_what_has_no_position_of_its_own_is_left_out_and_counted(run, area):
    rows = planted()
    rows += [(rows[0][0], "inherited", None, "reply", None)] * 30
    rows += [(rows[0][0], "area", None, "report", None)] * 20
    rows += [(rows[0][0], "exact", "official", "reply", None)] * 10 + [(None, "none", None, "report", None)] * 3
    results, log = run("feedbackhotspots", FEEDBACK=points(rows), AREAS=area, CELL=500, DISTANCE=800)
    assert results["EXCLUDED"] == 30 + 20 + 3 + 100 - results["USED"]
    assert "53 items without a position of their own" in log.text
    assert "10 items left out: official answers" in log.text


def test_degrees_and_nothing_to_study(run):
    rows = [
        (f"POINT({18 + x / 500} {59 + y / 900})", "exact", None, "report", None) for x in range(8) for y in range(8)
    ]
    results, _ = run("feedbackhotspots", FEEDBACK=points(rows, "EPSG:4326"), CELL=200, DISTANCE=300)
    assert results["OUTPUT"].crs().authid() == "EPSG:25834"
    assert results["USED"] == 64
    with pytest.raises(QgsProcessingException, match="nothing to study"):
        run("feedbackhotspots", FEEDBACK=points([(None, "none", None, "report", None)]))
    with pytest.raises(QgsProcessingException, match="larger cells"):
        run("feedbackhotspots", FEEDBACK=points(planted()), CELL=1)


def test_residents_in_squares_larger_than_the_cells_are_shared_out(run, area):
    """Statistical squares of 1 km have residents in all of their four cells of 500 m, not in one of them."""
    squares = [(square(X + 1000 * i, Y + 1000 * j, 1000), 400) for i in range(5) for j in range(5)]
    people = make_layer("Polygon", squares, "count:int", name="residents")
    results, _ = run(
        "feedbackhotspots",
        FEEDBACK=points(planted()),
        AREAS=area,
        GRID="square",
        CELL=500,
        DISTANCE=800,
        POPULATION=people,
    )
    assert results["CELLS"] == 100
    np.testing.assert_allclose(column(results["OUTPUT"], "residents"), 100)
    results, _ = run(
        "feedbackhotspots", FEEDBACK=points(planted()), AREAS=area, CELL=500, DISTANCE=800, POPULATION=people
    )
    residents = column(results["OUTPUT"], "residents")
    assert max(residents) == pytest.approx(100 * np.sqrt(3) / 2)
    assert results["HOT"] > 0


def test_residents_of_a_raster_are_shared_out(run, area, tmp_path):
    """As with squares of 1 km: 400 residents in each cell of 1 km are 100 in each of its four cells of 500 m."""
    path = str(tmp_path / "people.tif")
    file = gdal.GetDriverByName("GTiff").Create(path, 5, 5, 1, gdal.GDT_Float32)
    system = osr.SpatialReference()
    system.ImportFromEPSG(3006)
    file.SetProjection(system.ExportToWkt())
    file.SetGeoTransform((X, 1000, 0, Y + 5000, 0, -1000))
    file.GetRasterBand(1).WriteArray(np.full((5, 5), 400, np.float32))
    del file
    given = {"FEEDBACK": points(planted()), "AREAS": area, "GRID": "square", "CELL": 500, "DISTANCE": 800}
    results, _ = run("feedbackhotspots", POPULATION=path, **given)
    assert results["CELLS"] == 100
    np.testing.assert_allclose(column(results["OUTPUT"], "residents"), 100)
    summed, _ = run("summarisefeedback", FEEDBACK=points(planted()), AREAS=area, POPULATION_RASTER=path)
    (rate,) = column(summed["OUTPUT"], "fb_per_1000")
    (count,) = column(summed["OUTPUT"], "fb_count")
    assert rate == pytest.approx(1000 * count / 10_000)


def test_feedback_of_another_place_is_told(run, area):
    wrong = [("POINT(18.06 59.33)", "exact", None, "report", None)] * 3
    with pytest.raises(QgsProcessingException, match="None of the 3 items lies in the cells"):
        run("feedbackhotspots", FEEDBACK=points(wrong), AREAS=area)


def test_nobody_lives_anywhere(run, area):
    homes = [(f"POINT({X + 250} {Y + 250})", None), (f"POINT({X + 750} {Y + 250})", 0)]
    people = make_layer("Point", homes, "count:int", name="residents")
    with pytest.raises(QgsProcessingException, match="No cell has enough residents"):
        run("feedbackhotspots", FEEDBACK=points(planted()), AREAS=area, POPULATION=people, CELL=500)


def test_the_share_without_a_position_is_told(run, area):
    rows = [*planted(), *[(None, "none", None, "report", None)] * 25]
    results, log = run("feedbackhotspots", FEEDBACK=points(rows), AREAS=area, CELL=500, DISTANCE=800)
    assert results["UNLOCATED_SHARE"] == pytest.approx(20)
    assert "20 % of all 125 items have no position." in log.text
    assert "20 % of all 125 items have no position." in results["OUTPUT"].metadata().abstract()


@pytest.mark.parametrize("grid", ["square", "hexagon"])
def test_points_on_cell_borders_count_once(run, grid):
    rows = [
        (f"POINT({X + 250 * i} {Y + 250 * j})", "exact", None, "report", None) for i in range(12) for j in range(12)
    ]
    results, _ = run("feedbackhotspots", FEEDBACK=points(rows), GRID=grid, CELL=500, DISTANCE=800)
    assert results["USED"] == sum(column(results["OUTPUT"], "items")) == 144
    assert results["EXCLUDED"] == 0


def test_everything_in_one_place_and_everything_equal(run, area):
    one = [(f"POINT({X + 100} {Y + 100})", "exact", None, "report", None)] * 5
    results, log = run("feedbackhotspots", FEEDBACK=points(one), CELL=500)
    assert results["HOT"] == results["COLD"] == 0
    assert any("Too few different cells" in warning for warning in log.warnings)
    even = [
        (f"POINT({X + 500 * i + 250} {Y + 500 * j + 250})", "exact", None, "report", None)
        for i in range(10)
        for j in range(10)
    ]
    results, _ = run("feedbackhotspots", FEEDBACK=points(even), AREAS=area, GRID="square", CELL=500, DISTANCE=800)
    assert results["HOT"] == results["COLD"] == 0
    assert set(column(results["OUTPUT"], "gi_z")) == {None}


def test_marked_items_can_be_left_out(run, area):
    rows = [(wkt, mark) for wkt, mark in zip((row[0] for row in planted()), ["burst"] * 30 + [None] * 70)]
    layer = make_layer("Point", rows, "marks:string", name="feedback")
    common = {"FEEDBACK": layer, "AREAS": area, "CELL": 500, "DISTANCE": 800}
    everything, log = run("feedbackhotspots", **common)
    assert any("30 of the items that count are marked" in warning for warning in log.warnings)
    without, _ = run("feedbackhotspots", LEAVE_OUT=["burst"], **common)
    assert everything["USED"] + everything["EXCLUDED"] == 100
    assert without["USED"] + without["EXCLUDED"] == 70


@pytest.mark.parametrize("shape", ["square", "hexagon"])
def test_cells_are_studied_where_the_area_covers_a_part_only(run, shape):
    """A strip 300 m wide between the centres of 500 m cells: nothing written in it is lost."""
    strip = "POLYGON((600300 6570000,600800 6570000,600800 6575000,600300 6575000,600300 6570000))"
    said = [
        (f"POINT({x} {6570100 + 97 * n})", "exact", None, "report", None) for n in range(50) for x in (600400, 600700)
    ]
    strip = make_layer("Polygon", [(strip,)])
    results, _log = run("feedbackhotspots", FEEDBACK=points(said), AREAS=strip, GRID=shape, CELL=500, DISTANCE=800)
    assert results["USED"] == 100
    if shape == "square":  # columns 1200 (600000 to 600500) and 1201, rows 13140 to 13149; those beside only touch
        assert results["OUTPUT"].featureCount() == 20
    narrow = make_layer("Polygon", [("POLYGON((600300 6570000,600400 6570000,600400 6570100,600300 6570000))",)])
    results, _log = run("feedbackhotspots", FEEDBACK=points(said), AREAS=narrow, GRID="square", CELL=500)
    assert results["OUTPUT"].featureCount() == 1


def test_too_much_to_do_is_refused_and_a_cancel_is_obeyed(run, area):
    with pytest.raises(QgsProcessingException, match="takes too long"):
        run("feedbackhotspots", FEEDBACK=points(planted()), AREAS=area, CELL=10, DISTANCE=3000)
    log = Log()
    log.progressChanged.connect(lambda share: share > 50 and log.cancel())
    results, _ = run("feedbackhotspots", log, FEEDBACK=points(planted()), AREAS=area, CELL=50, DISTANCE=2000)
    assert results == {}
