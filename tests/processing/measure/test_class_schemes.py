"""The scheme of a layer's classes is a parameter of every algorithm that reads classes, recognised or refused."""

from __future__ import annotations

import json

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import QgsProcessingException

from ..conftest import column, make_layer, square

X, Y = 670000, 6570000


def land_cover(path, cells):
    """A raster of 10 m cells whose lower left corner is (X, Y)."""
    cells = np.asarray(cells, dtype=np.uint16)
    target = gdal.GetDriverByName("GTiff").Create(str(path), cells.shape[1], cells.shape[0], 1, gdal.GDT_UInt16)
    target.SetGeoTransform((X, 10, 0, Y + 10 * cells.shape[0], 0, -10))
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(3006)
    target.SetProjection(crs.ExportToWkt())
    target.GetRasterBand(1).WriteArray(cells)
    del target
    return str(path)


def nests(path):
    return gdal.Open(str(path)).ReadAsArray()[1]


def land_use(rows, name="land"):
    return make_layer("Polygon", rows, "code_2018:string", name=name)


@pytest.fixture
def areas():
    return make_layer("Polygon", [(square(X, Y, 100), "a")], "name:string", name="areas")


def test_corine_is_not_read_as_nmd(run, tmp_path):
    # 112 is discontinuous urban fabric (developed, medium intensity: nesting 0.19), not spruce forest (0.54).
    cover = land_cover(tmp_path / "corine.tif", [[111, 112], [512, 311]])
    _, log = run("pollinatormap", LAND_COVER=cover, ALPHA=10, OUTPUT=str(tmp_path / "a.tif"))
    assert nests(tmp_path / "a.tif") == pytest.approx(np.array([[0.14, 0.19], [0.0, 0.85]]), rel=1e-6)
    assert any("read as CORINE: all 4 codes belong to it, and to no other scheme" in text for text in log.infos)


def test_ambiguous_codes_are_refused_until_a_scheme_is_chosen(run, tmp_path):
    cover = land_cover(tmp_path / "cover.tif", [[111, 112], [112, 111]])
    with pytest.raises(QgsProcessingException, match="could be those of CORINE, NMD2018, NMD2023"):
        run("pollinatormap", LAND_COVER=cover, ALPHA=10, OUTPUT=str(tmp_path / "a.tif"))
    found = {}
    for scheme in ("CORINE", "NMD2018"):
        path = tmp_path / f"{scheme}.tif"
        run("pollinatormap", LAND_COVER=cover, LAND_COVER_SCHEME=scheme, ALPHA=10, OUTPUT=str(path))
        found[scheme] = nests(path)
        record = json.loads(gdal.Open(str(path)).GetMetadataItem("SAMPLAN_LINEAGE"))
        assert record["inputs"]["LAND_COVER"]["scheme"] == scheme
    assert found["CORINE"] == pytest.approx(np.array([[0.14, 0.19], [0.19, 0.14]]), rel=1e-6)
    assert found["NMD2018"] == pytest.approx(np.full((2, 2), 0.54), rel=1e-6)  # pine and spruce: evergreen forest
    with pytest.raises(QgsProcessingException, match="not in NLCD: 111, 112"):
        run("pollinatormap", LAND_COVER=cover, LAND_COVER_SCHEME="NLCD", ALPHA=10, OUTPUT=str(tmp_path / "b.tif"))


def test_own_table_as_csv(run, tmp_path, areas):
    table = tmp_path / "own.csv"
    table.write_text("code;class\n1;meadow\n2;building\n", encoding="utf-8")
    cover = land_cover(tmp_path / "cover.tif", [[1, 2], [2, 1]])
    run("pollinatormap", LAND_COVER=cover, LAND_COVER_SCHEME_TABLE=str(table), OUTPUT=str(tmp_path / "a.tif"))
    assert nests(tmp_path / "a.tif") == pytest.approx(np.array([[0.33, 0.0], [0.0, 0.33]]), rel=1e-6)
    # Sealed: a quarter building (100 %), the rest meadow (0 %).
    land = land_use([(square(X, Y, 100), "1"), (square(X, Y, 50), "2")])
    results, _ = run(
        "indicator_sealed_share",
        AREAS=areas,
        LAND_USE=land,
        LAND_USE_SCHEME="own",
        LAND_USE_SCHEME_TABLE=str(table),
        OUTPUT="TEMPORARY_OUTPUT",
    )
    assert column(results["OUTPUT"], "sealed_share") == pytest.approx([25.0])
    with pytest.raises(QgsProcessingException, match="give your own table"):
        run("indicator_sealed_share", AREAS=areas, LAND_USE=land, LAND_USE_SCHEME="own", OUTPUT="TEMPORARY_OUTPUT")


def test_polygons_are_told_by_all_codes_of_the_column(run, areas):
    """Near the area lies only 112; what lies 50 km away tells that it is CORINE."""
    near = (square(X, Y, 100), "112")
    far = [(square(X + 50_000 + 100 * i, Y, 100), code) for i, code in enumerate(("312", "211", "231"))]
    results, log = run(
        "indicator_sealed_share", AREAS=areas, LAND_USE=land_use([near, *far]), OUTPUT="TEMPORARY_OUTPUT"
    )
    assert column(results["OUTPUT"], "sealed_share") == pytest.approx([55.0])  # the middle of 30-80 %
    assert "read as CORINE" in log.text
    record = json.loads(results["OUTPUT"].metadata().history()[-1])
    assert record["inputs"]["LAND_USE"]["scheme"] == "CORINE"
    with pytest.raises(QgsProcessingException, match="could be those of"):
        run("indicator_sealed_share", AREAS=areas, LAND_USE=land_use([near]), OUTPUT="TEMPORARY_OUTPUT")
    results, _ = run(
        "measureindicators",
        AREAS=areas,
        LAND_USE=land_use([near]),
        LAND_USE_SCHEME="CORINE",
        INDICATORS="sealed_share",
        OUTPUT="TEMPORARY_OUTPUT",
    )
    assert column(results["OUTPUT"], "sealed_share") == pytest.approx([55.0])


def test_check_data_proposes_the_scheme_with_its_evidence(run, tmp_path, areas):
    cover = land_cover(tmp_path / "nmd.tif", [[3, 42, 51], [111, 121, 61], [2, 41, 53]])
    land = land_use([(square(X, Y, 50), "11100"), (square(X + 50, Y, 50), "14100")])
    results, _ = run("checkdata", AREAS=areas, LAND_COVER=cover, LAND_USE=land, OUTPUT="TEMPORARY_OUTPUT")
    found = column(results["OUTPUT"], "finding")
    assert any("read as NMD2018: all 9 codes belong to it" in text for text in found)
    assert any("read as Urban Atlas: all 2 codes" in text for text in found)
    odd = land_cover(tmp_path / "odd.tif", [[3, 42], [999, 111]])
    results, _ = run("checkdata", AREAS=areas, LAND_COVER=odd, OUTPUT="TEMPORARY_OUTPUT")
    assert any("NMD2018 (999)" in text for text in column(results["OUTPUT"], "finding"))
    assert results["FAULTS"] == 0


def test_published_tables_are_a_choice(run, areas):
    land = make_layer("Polygon", [(square(X, Y, 100), "park")], "class:string", name="surfaces")
    given = {"AREAS": areas, "LAND_USE": land, "OUTPUT": "TEMPORARY_OUTPUT"}
    for preset, value in ((None, 1.0), ("stockholm_2014", 2.0)):
        results, _ = run("indicator_green_area_factor", FACTORS_PRESET=preset, **given)
        assert column(results["OUTPUT"], "green_area_factor") == pytest.approx([value])
    with pytest.raises(QgsProcessingException, match="both given"):
        run("indicator_green_area_factor", FACTORS_PRESET="stockholm_2014", FACTORS=["park", 0.5], **given)
    settings = json.dumps({"green_area_factor": {"factors": "berlin_2021"}})
    results, _ = run("measureindicators", INDICATORS="green_area_factor", SETTINGS=settings, **given)
    assert column(results["OUTPUT"], "green_area_factor") == pytest.approx([1.0])


def test_classes_to_choose_are_understood_by_meaning(run):
    """No patch has the word itself: another word for it, or a code of the scheme, is taken."""
    rows = [(square(X, Y, 100), "Ädellövskog"), (square(X + 500, Y, 100), "Åker"), (square(X + 900, Y, 100), "Skog")]
    patches = make_layer("Polygon", rows, "class:string", name="patches")
    results, _ = run("habitatconnectivity", HABITAT=patches, CLASSES="forest", OUTPUT="TEMPORARY_OUTPUT")
    assert results["OUTPUT"].featureCount() == 2
    codes = [(square(X + 500 * i, Y, 100), code) for i, code in enumerate(("311", "512", "211", "231"))]
    coded = make_layer("Polygon", codes, "class:string")
    results, _ = run("habitatconnectivity", HABITAT=coded, CLASSES="skog", OUTPUT="TEMPORARY_OUTPUT")
    assert results["OUTPUT"].featureCount() == 1


def test_a_scheme_that_changes_nothing_is_told(run, areas):
    """Half of the area is a park (CORINE 141), half arable land (211) in the layer of green: both count as green, 100 %."""
    half = f"POLYGON(({X} {Y},{X + 50} {Y},{X + 50} {Y + 100},{X} {Y + 100},{X} {Y}))"
    rest = f"POLYGON(({X + 50} {Y},{X + 100} {Y},{X + 100} {Y + 100},{X + 50} {Y + 100},{X + 50} {Y}))"
    green = land_use([(half, "141"), (rest, "211")], "green")
    for algorithm, more in (("indicator_green_share", {}), ("measureindicators", {"INDICATORS": ["green_share"]})):
        results, log = run(algorithm, AREAS=areas, GREEN=green, GREEN_SCHEME="CORINE", **more)
        assert column(results["OUTPUT"], "green_share") == pytest.approx([100])
        assert any("GREEN_SCHEME changes nothing here" in line for line in log.warnings)
        _, log = run(algorithm, AREAS=areas, GREEN=green, **more)
        assert not any("changes nothing" in line for line in log.warnings)
    land = {"LAND_USE": land_use([(half, "112"), (rest, "112")]), "LAND_USE_SCHEME": "CORINE"}
    _, log = run("indicator_sealed_share", AREAS=areas, **land)
    assert not any("changes nothing" in line for line in log.warnings)
