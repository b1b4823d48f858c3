"""Land-cover schemes: the same code means different things, so it is told from all codes, or refused."""

from __future__ import annotations

import csv
import itertools

import numpy as np
import pytest
from osgeo import gdal
from samplan.indicators.catalogue._pollinators import suitability
from samplan.indicators.classes.legends import class_numbers, class_values, layer_reading, legend
from samplan.indicators.classes.schemes import (
    AUTO,
    FOLDER,
    OWN,
    ClassRequest,
    csv_rows,
    factor_presets,
    read_layer_classes,
    read_scheme,
    schemes,
)
from samplan.indicators.errors import IndicatorError
from samplan.indicators.registry import all_indicators, get
from samplan.indicators.spatial.data import RasterData

from .conftest import box

SCHEMES = sorted(path.stem for path in FOLDER.glob("*.csv"))
AREA = box(0, 0, 20, 20)


def codes(*values):
    """Values as a band without names gives them."""
    return {str(value): "" for value in values}


def read(values, request=None, hint=""):
    return read_layer_classes(values, request, "cover", hint)


def cover(world, values, name="cover", data_type=gdal.GDT_UInt16, nodata=None):
    """A raster whose cells hold the values, 10 m each, in as square a block as they fill."""
    side = int(np.ceil(np.sqrt(len(values))))
    cells = np.full(side * side, values[0])
    cells[: len(values)] = values
    path = str(world.directory / f"{name}.tif")
    target = gdal.GetDriverByName("GTiff").Create(path, side, side, 1, data_type)
    target.SetGeoTransform((671_000.0, 10, 0, 6_566_000.0 + 10 * side, 0, -10))
    if nodata is not None:
        target.GetRasterBand(1).SetNoDataValue(nodata)
    target.GetRasterBand(1).WriteArray(cells.reshape(side, side))
    del target
    world.rasters.append(RasterData(path, name=name))
    return world.rasters[-1]


# --- the tables -----------------------------------------------------------------------------------------------------


def test_every_row_has_names_a_source_and_a_class_that_the_tables_know():
    known = {name for item in all_indicators().values() for table in item.tables for name in table.rows}
    for name in SCHEMES:
        rows = csv_rows(FOLDER / f"{name}.csv")
        for row in rows:
            assert all(row[column] for column in ("name_sv", "name_en", "source", "url")), row
            assert row["evidence"] in ("seen verbatim", "seen second-hand"), row
            assert row["class"] in known or row["class"] == "", row
        assert len({row["code"] for row in rows}) == len(rows)


def test_the_number_of_classes_is_the_published_one():
    # CORINE has 44 classes, its raster a value for no data beside them; CLC+ 11, WorldCover 11 and no data.
    count = {name: len(schemes()[name].classes) for name in SCHEMES}
    assert (count["CORINE"], count["CORINE_raster"], count["CLC_plus"], count["ESA_WorldCover"]) == (44, 45, 11, 12)
    assert count["GlobeLand30"] == 10
    assert (count["NMD2018"], count["NMD2023"], count["NLCD"], count["Urban_Atlas"]) == (26, 54, 16, 28)


@pytest.mark.parametrize("name", [name for name in SCHEMES if name not in ("CLC_plus", "GlobeLand30")])
def test_all_codes_of_a_scheme_tell_it(name):
    assert read(codes(*schemes()[name].classes)).scheme is schemes()[name]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("CLC_plus", "CLMS_CLCPLUS_RAS_S2021_R10m_E48N36.tif"),
        ("CLC_plus", "CLC+ Backbone 2018"),
        ("CORINE", "U2018_CLC2018_V2020_20u1.gpkg"),
        ("ESA_WorldCover", "ESA_WorldCover_10m_2021_v200_N57E018_Map.tif"),
        ("GlobeLand30", "Globeland30-2020"),
        ("NLCD", "nlcd_2019_land_cover_l48.img"),
        ("NMD2018", "nmd2018bas_ogeneraliserad_v1_1.tif"),
        ("NMD2023", "NMD2023bas_v2_1.tif"),
    ],
)
def test_the_names_of_layer_and_file_decide_where_codes_do_not(name, hint):
    few = codes(*list(schemes()[name].classes)[1:3])
    found = read(few, hint=hint)
    assert found.scheme is schemes()[name]
    assert "so say its names" in str(found.notes[0])
    with pytest.raises(IndicatorError, match="those of no known scheme"):
        read(codes(*few, 7777), hint=hint)  # a name does not make codes fit
    fitting = [item.id for item in schemes().values() if set(few) <= set(item.classes)]
    if len(fitting) > 1:
        with pytest.raises(IndicatorError, match="could be"):
            read(few, hint=" ".join(fitting))  # names that speak of several


@pytest.mark.parametrize(
    "values",
    [
        (1, 2, 3, 4, 5),  # the classes of an office, counted; CLC+ Backbone has 1-11
        range(1, 12),
        (2, 3, 5),
        (112, 42, 51),  # three codes of NMD2018, which others may have by chance
        (211, 512),
    ],
)
def test_few_or_small_codes_are_asked_for(values):
    with pytest.raises(IndicatorError, match=r"(could be those of|fit) .* in LAND_COVER_SCHEME, or give a table"):
        read(codes(*values), ClassRequest(parameter="LAND_COVER_SCHEME"))


def test_numbers_of_global_maps_are_not_read_as_corine():
    # MODIS (IGBP) has 1-17 in cells of 463 m, GLC 2000 has 1-23 in cells of 1 km; the CORINE raster 1-44 in 100 m.
    for most in (17, 23):
        with pytest.raises(IndicatorError, match=r"fit CORINE raster.*, but so few or so small"):
            read(codes(*range(1, most + 1)))


def test_globeland30_is_not_read_as_worldcover():
    # 10 is cultivated land in one and trees in the other, 80 artificial surfaces or water.
    with pytest.raises(IndicatorError, match="could be those of ESA WorldCover, GlobeLand30"):
        read(codes(*range(10, 101, 10)))
    with pytest.raises(IndicatorError, match="could be those of ESA WorldCover, GlobeLand30"):
        read(codes(0, 10, 20, 30, 40, 60, 80))  # no data is no evidence of a scheme
    assert read(codes(10, 30, 40, 50, 80, 95)).words["80"] == "water"  # mangroves have only one of them
    assert read(codes(10, 30, 80), ClassRequest("GlobeLand30")).words == {
        "10": "farmland",
        "30": "grassland",
        "80": "built_up",
    }
    assert read({"10": "Cultivated land", "80": "Artificial surfaces", "20": "Forest"}).scheme.id == "GlobeLand30"
    assert read({"10": "Tree cover", "80": "Permanent water bodies", "20": "Shrubland"}).scheme.id == "ESA_WorldCover"


@pytest.mark.parametrize("stray", [(0,), (255,), (128,), (0, 255)])
def test_background_is_told_and_counted_as_no_data(one_world, stray):
    """Four of CORINE's codes and cells outside the map: half of the area has a class."""
    raster = cover(one_world, [112, 211, 231, 312, *(stray * 4)[:4], 111], f"stray{stray[0]}{len(stray)}")
    table = {"urban_fabric_30_80": 0.2, "farmland": 0.3, "meadow": 0.4, "forest": 0.5, "urban_fabric_80_100": 0.9}
    numbers, notes = class_numbers(raster, raster.read(), table, "x")
    text = ", ".join(map(str, sorted(stray)))
    assert f"{text} is no class of CORINE but background, and counted as no data" in "".join(map(str, notes))
    # 3 x 3 cells, of which the four stray ones have no number: (0.2 + 0.3 + 0.4 + 0.5 + 0.9) / 5 = 0.46
    assert np.nanmean(numbers) == pytest.approx(0.46)
    assert np.isnan(numbers).sum() == 4
    raster.classes = ClassRequest("CORINE")
    assert np.isnan(class_numbers(raster, raster.read(), table, "x")[0]).sum() == 4


def test_background_with_a_name_or_a_class_is_none():
    assert read(codes(128, 2, 42, 51, 53)).codes["128"] == "128"  # a class of NMD
    with pytest.raises(IndicatorError, match="those of no known scheme"):
        read(codes(112, 211, 231, 312, 254))
    assert read({**dict.fromkeys(("112", "211", "231", "312"), ""), "0": "skog"}).words["0"] == "skog"


@pytest.mark.parametrize("column", ["name_sv", "name_en"])
@pytest.mark.parametrize("name", SCHEMES)
def test_names_tell_a_scheme_in_either_language_with_and_without_codes(name, column):
    rows = csv_rows(FOLDER / f"{name}.csv")
    classes = {row["code"]: row["class"] for row in rows}
    with_codes = read({row["code"]: row[column] for row in rows})
    assert with_codes.scheme is schemes()[name]
    assert dict(with_codes.words) == classes
    alone = read({row[column]: "" for row in rows})
    assert {row[column]: alone.words[row[column]] for row in rows} == {row[column]: row["class"] for row in rows}


@pytest.mark.parametrize("name", SCHEMES)
def test_one_foreign_code_refuses_the_scheme(name):
    values = codes(*schemes()[name].classes, 7777)
    with pytest.raises(IndicatorError, match="7777"):
        read(values)
    with pytest.raises(IndicatorError, match=r"not in .*: 7777\. Nearest"):
        read(values, ClassRequest(name))


# --- recognising ----------------------------------------------------------------------------------------------------


def test_the_same_code_is_spruce_or_town():
    with pytest.raises(IndicatorError, match="could be those of CORINE, NMD2018, NMD2023"):
        read(codes(111, 112))
    assert read(codes(111, 112), ClassRequest("CORINE")).words["112"] == "urban_fabric_30_80"
    assert read(codes(111, 112), ClassRequest("NMD2018")).words["112"] == "coniferous_forest"
    with pytest.raises(IndicatorError, match="could be those of CORINE, NMD2023"):
        read(codes(111, 112, 211))  # arable land, or a shrub mire
    assert read(codes(111, 112, 311, 231)).words["112"] == "urban_fabric_30_80"
    assert read(codes(112, 42, 51, 2)).words["112"] == "coniferous_forest"


def test_codes_of_two_schemes_that_mean_the_same_in_both_are_read():
    found = read(codes(3, 51, 53, 61, 111))
    assert "They would mean the same in NMD2023" in str(found.notes[0])
    assert found.words == {
        "3": "farmland",
        "51": "building",
        "53": "transport",
        "61": "water",
        "111": "coniferous_forest",
    }


def test_a_refusal_names_the_schemes_that_come_nearest_with_their_foreign_codes():
    with pytest.raises(IndicatorError) as error:
        read(codes(2, 3, 42, 51, 111, 99))
    text = str(error.value)
    assert "NMD2018 (99)" in text
    assert "code and class" in text


def test_what_was_recognised_and_why_is_told():
    (note,) = read(codes(112, 211, 512, 311)).notes
    assert (str(note), note.warns) == (
        '"cover": its classes are read as CORINE: all 4 codes belong to it, and to no other scheme.',
        False,
    )
    named = read({"3": "Åkermark", "111": "Tallskog (utanför våtmark)"}).notes[0]
    assert "2 of 2 have its names" in str(named)


def test_names_of_their_own_win_over_codes_that_fit_by_chance():
    # 1, 2 and 3 are codes of CLC+, but the raster says what they are.
    assert read({"1": "äng", "2": "hus", "3": "skog"}).scheme is None
    # Two names that are no classes of CLC+ speak against it; the one known word is used, the others are unknown.
    found = read({"1": "zon A", "2": "zon B", "3": "skog"})
    assert (found.scheme, found.words["3"]) == (None, "skog")
    # Names in a language not known here speak against the codes, too.
    with pytest.raises(IndicatorError, match="could be"):
        read(codes(2, 3))


def test_written_in_other_ways():
    assert read(codes("111.0", "211.0", "512.0", "312.0")).words["111.0"] == "urban_fabric_80_100"
    assert read(codes("1.1.1", "2.1.1")).words["1.1.1"] == "urban_fabric_80_100"
    assert read(codes("111 - Continuous urban fabric", "231: Pastures")).words["231: Pastures"] == "meadow"
    assert read({"111": "TALLSKOG  utanför våtmark", "3": "akermark"}).scheme.id == "NMD2018"
    assert read({"Continuous urban fabric (S.L. > 80 %)": "", "Pastures": ""}).scheme.id == "Urban_Atlas"


def test_codes_that_two_schemes_explain_are_asked_for_whatever_the_cells():
    """11, 23, 24 and 41 are water, two densities of building and forest in NLCD; sport, olives... in the CORINE raster."""
    ask = r"could be those of CORINE raster, values 1-44, NLCD, with"
    for few in (codes(11, 23, 24, 41), codes(11, 12, 21, 22, 23, 24, 31, 41, 42, 43)):
        with pytest.raises(IndicatorError, match=ask):
            read(few)
    few = codes(11, 23, 24, 41)
    assert read(few, hint="U2018_CLC2018_V2020_20u1.tif").scheme.id == "CORINE_raster"
    assert read(few, hint="nlcd_2019_land_cover_l48.img").scheme.id == "NLCD"
    for both in ("corine_vs_nmd", "corine vs nlcd", "CLC2018 and nmd2018"):
        with pytest.raises(IndicatorError, match=ask):
            read(few, hint=both)  # a name that speaks of two products decides nothing
    with pytest.raises(IndicatorError, match="CORINE, NMD2018, NMD2023"):
        read(codes(111, 112), hint="nmd_kommun.tif")  # of which year?
    assert read(codes(*range(1, 45))).scheme.id == "CORINE_raster"  # 1-44 are those of no other


def test_shared_codes_of_polygons_are_asked_for(one_world):
    land = one_world.polygons([box(0, 0, 50, 100), box(50, 0, 100, 100)], **{"class": ["11", "41"]})
    land.classes = ClassRequest(values=("11", "23", "24", "41"))
    with pytest.raises(IndicatorError, match="could be those of CORINE raster, values 1-44, NLCD"):
        one_world.run("sealed_share", one_world.areas(box(0, 0, 100, 100)), {"land_use": land})


@pytest.mark.fuzz(40)
def test_every_scheme_that_explains_the_codes_is_named(seed):
    """Codes that two schemes share: read where all schemes with these codes mean the same, else all are named."""
    rng = np.random.default_rng(seed)
    for one, other in itertools.combinations(schemes().values(), 2):
        shared = sorted(set(one.classes) & set(other.classes) - {"0", "128", "255"})
        if not shared:
            continue
        chosen = rng.choice(shared, rng.integers(1, len(shared) + 1), replace=False)
        fitting = [item for item in schemes().values() if set(chosen) <= set(item.classes)]
        if len({tuple(item.classes[code] for code in chosen) for item in fitting}) == 1:
            continue
        with pytest.raises(IndicatorError, match="could be those of") as error:
            read(codes(*chosen))
        assert all(item.title in str(error.value) for item in fitting)


def test_values_of_the_corine_raster_and_clc_plus():
    # 1-11 are all of CLC+ and the urban classes of the CORINE raster.
    with pytest.raises(IndicatorError, match="CORINE raster"):
        read(codes(*range(1, 12)))
    assert read(codes(2, 3, 12, 18, 25)).scheme.id == "CORINE_raster"


def test_a_part_of_the_layer_is_not_enough(one_world):
    """Under the area lie only codes that NMD and CORINE share; the rest of the band tells."""
    raster = cover(one_world, [111] * 5 + [112] * 5 + [311] * 10 + [231] * 5)
    area = box(0, 30, 50, 50)  # the two upper rows of five: five cells of 111 (0.14 for nesting), five of 112 (0.19)
    found = one_world.run("pollinator_supply", one_world.areas(area), {"land_cover": raster}, alpha=1.0)
    assert found.extras["nesting"] == pytest.approx([(0.14 + 0.19) / 2], rel=1e-5)
    small = cover(one_world, [111, 112, 112, 111], "small")
    with pytest.raises(IndicatorError, match="could be"):
        one_world.run("pollinator_supply", one_world.areas(AREA), {"land_cover": small}, alpha=1.0)
    land = one_world.polygons([box(0, 0, 100, 100)], **{"class": ["112"]})
    with pytest.raises(IndicatorError, match="could be"):
        one_world.run("sealed_share", one_world.areas(box(0, 0, 100, 100)), {"land_use": land})
    land.classes = ClassRequest(values=("112", "211", "512", "312"))
    found = one_world.run("sealed_share", one_world.areas(box(0, 0, 100, 100)), {"land_use": land})
    assert found.values == pytest.approx([55.0])  # the middle of 30-80 %


# --- rasters --------------------------------------------------------------------------------------------------------


def test_nmd_with_names_keeps_all_its_classes(one_world, tmp_path):
    """Category names, an attribute table and a dBase table beside the file, in Swedish and English."""
    rows = [row for row in csv_rows(FOLDER / "NMD2018.csv") if row["code"] != "0"]
    values = [int(row["code"]) for row in rows]
    table = {name: pair[0] for name, pair in suitability().items()}
    expected = {int(row["code"]): table[row["class"]] for row in rows}
    for language in ("sv", "en"):
        names = {int(row["code"]): row[f"name_{language}"] for row in rows}
        raster = cover(one_world, values, f"category_{language}", gdal.GDT_Byte)
        target = gdal.Open(raster.path, gdal.GA_Update)
        target.GetRasterBand(1).SetCategoryNames([names.get(code, "") for code in range(max(values) + 1)])
        del target
        attributes = cover(one_world, values, f"attributes_{language}", gdal.GDT_Byte)
        target = gdal.Open(attributes.path, gdal.GA_Update)
        rat = gdal.RasterAttributeTable()
        rat.CreateColumn("Value", gdal.GFT_Integer, gdal.GFU_MinMax)
        rat.CreateColumn("Count", gdal.GFT_Integer, gdal.GFU_PixelCount)
        rat.CreateColumn("Klass", gdal.GFT_String, gdal.GFU_Generic)
        for number, code in enumerate(values):
            rat.SetValueAsInt(number, 0, code)
            rat.SetValueAsString(number, 2, names[code])
        target.GetRasterBand(1).SetDefaultRAT(rat)
        del target, rat
        for path in (raster.path, attributes.path):
            named = RasterData(path, name="nmd")
            one_world.rasters.append(named)
            assert legend(named) == names
            numbers, notes = class_numbers(named, named.read(), table, "pollinator_supply")
            cells = named.read()
            assert np.isfinite(numbers).all()
            for code, number in expected.items():
                assert (numbers[cells == code] == number).all(), code
            assert "NMD2018" in str(notes[0])


def test_a_dbase_table_beside_the_raster(one_world):
    from osgeo import ogr

    raster = cover(one_world, [1, 2, 2, 1], "beside")
    source = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(f"{raster.path}.vat.dbf")
    layer = source.CreateLayer("beside.tif.vat", geom_type=ogr.wkbNone)
    for name, kind in (("VALUE", ogr.OFTInteger), ("KLASS", ogr.OFTString)):
        layer.CreateField(ogr.FieldDefn(name, kind))
    for code, name in ((1, "Skog"), (2, "Äng")):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature["VALUE"], feature["KLASS"] = code, name
        layer.CreateFeature(feature)
    del feature, layer, source
    assert legend(raster) == {1: "Skog", 2: "Äng"}


def test_codes_are_read_from_the_whole_band_once_and_without_no_data(one_world, monkeypatch):
    raster = cover(one_world, [3, 42, 111, 51, 0] * 5, nodata=0)
    assert class_values(raster).tolist() == [3, 42, 51, 111]
    monkeypatch.setattr(RasterData, "read", lambda *_: pytest.fail("the band is read again"))
    assert layer_reading(raster).scheme.id == "NMD2018"


def test_large_and_negative_codes(one_world):
    raster = cover(one_world, [1_234_567, 1_234_568, -9, 7], data_type=gdal.GDT_Int32)
    table = {"1234567": 0.5, "1234568": 0.7, "7": 0.2}
    numbers, notes = class_numbers(raster, raster.read(), table, "x")
    assert numbers.ravel().tolist() == pytest.approx([0.5, 0.7, np.nan, 0.2], nan_ok=True)
    assert "leaves them out: -9" in str(notes[0])


def test_measurements_are_no_classes(one_world):
    raster = one_world.raster(np.arange(1600.0).reshape(40, 40) / 7)
    with pytest.raises(IndicatorError, match="measurements, not classes"):
        one_world.run("pollinator_supply", one_world.areas(AREA), {"land_cover": raster}, alpha=1)


@pytest.mark.parametrize("name", SCHEMES)
def test_every_scheme_is_measured_by_the_chosen_meaning(one_world, name):
    """One cell of each class; nesting of the whole raster is the mean of the classes' numbers."""
    scheme, table = schemes()[name], get("pollinator_supply").tables[0].rows
    values = [int(code) for code, word in scheme.classes.items() if word]
    raster = cover(one_world, values)
    raster.classes = ClassRequest(name)
    numbers, _ = class_numbers(raster, raster.read(), {**table, "bare_rock": table["bare"]}, "x")
    cells = raster.read()
    fine = {"bare_rock": "bare", "sealed": "paved"}
    for code in values:
        word = scheme.classes[str(code)]
        assert (numbers[cells == code] == table[fine.get(word, word)]).all(), code


# --- own tables -----------------------------------------------------------------------------------------------------


def test_own_table_of_classes(one_world, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("Code;Class;Name\n7;meadow;Slåtteräng\n9;building;Hus\n", encoding="utf-8")
    scheme = read_scheme(path)
    assert (scheme.id, dict(scheme.classes)) == (OWN, {"7": "meadow", "9": "building"})
    land = one_world.polygons([box(0, 0, 50, 100), box(50, 0, 100, 100)], **{"class": ["9", "Slåtteräng"]})
    land.classes = ClassRequest(OWN, scheme)
    found = one_world.run("sealed_share", one_world.areas(box(0, 0, 100, 100)), {"land_use": land})
    assert found.values == pytest.approx([50.0])
    land.fields["class"][1] = "8"
    with pytest.raises(IndicatorError, match=r"not in own\.csv: 8\."):
        one_world.run("sealed_share", one_world.areas(box(0, 0, 100, 100)), {"land_use": land})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_own_tables_are_read_as_spreadsheets_write_them(tmp_path, encoding):
    path = tmp_path / "own.csv"
    path.write_text("code;class;name\r\n7;meadow;Slåtteräng\r\n9;building;Hus\r\n", encoding=encoding)
    assert read_scheme(path).by_name("slåtteräng") == "7"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "code and class"),
        ("a,b\n1,2\n", "code and class"),
        ("code,class\n", "code and class"),
        ("code,class\n1,a\n01,b\n", "code 1 twice"),
    ],
)
def test_faulty_own_tables_are_refused(tmp_path, text, says):
    path = tmp_path / "own.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(IndicatorError, match=says):
        read_scheme(path)
    with pytest.raises(IndicatorError, match="cannot be read"):
        read_scheme(tmp_path / "none.csv")
    with pytest.raises(IndicatorError, match="nothing, which is not there"):
        read(codes(1), ClassRequest("nothing"))


def test_a_table_may_name_codes_but_not_those_of_another_scheme(one_world):
    # Codes alone need no scheme.
    raster = cover(one_world, [111, 112, 112, 112])
    assert class_numbers(raster, raster.read(), {"111": 0.2, "112": 0.6}, "x")[0].mean() == pytest.approx(0.5)
    # Words with codes of NMD among them (2 is no code of CORINE): for CORINE the words count.
    legacy = {"residential": 0.5, "farmland": 0.2, "meadow": 0.2, "2": 0.3, "112": 0.4, "111": 0.6}
    town = cover(one_world, [111, 112, 231, 211], "town")
    assert np.unique(class_numbers(town, town.read(), legacy, "x")[0]).tolist() == [0.2, 0.5]
    # A code of the scheme comes before its class.
    assert np.unique(
        class_numbers(town, town.read(), {"residential": 0.5, "farmland": 0.2, "meadow": 0.2, "112": 0.4}, "x")[0]
    ).tolist() == [
        0.2,
        0.4,
        0.5,
    ]


def test_a_table_may_name_classes_as_the_scheme_does(one_world):
    # The name of 231 counts before its class (meadow), in a raster with codes only and in polygons with names.
    table = {"meadow": 0.1, "Betesmarker": 0.9, "forest": 0.5}
    raster = cover(one_world, [231, 312, 312, 312])
    raster.classes = ClassRequest("CORINE")
    assert class_numbers(raster, raster.read(), table, "x")[0].mean() == pytest.approx((0.9 + 3 * 0.5) / 4)
    land = one_world.polygons([box(0, 0, 50, 100), box(50, 0, 100, 100)], **{"class": ["Pastures", "312"]})
    found = one_world.run(
        "sealed_share", one_world.areas(box(0, 0, 100, 100)), {"land_use": land}, sealed={"Pastures": 60, "forest": 20}
    )
    assert found.values == pytest.approx([40.0])


@pytest.mark.fuzz(40)
def test_a_part_of_a_scheme_is_never_read_as_another(seed):
    """Any codes of a scheme: read as in the scheme, or refused."""
    rng = np.random.default_rng(seed)
    for name, scheme in schemes().items():
        chosen = rng.choice(list(scheme.classes), rng.integers(1, len(scheme.classes)), replace=False)
        try:
            found = read(codes(*chosen))
        except IndicatorError as error:
            assert "could be" in str(error) or "so few or so small" in str(error)  # noqa: PT017 - either is right
            continue
        assert found.words == {code: scheme.classes[code] for code in chosen}, name


def test_classes_of_mixed_land_are_told():
    notes = read(codes(3, 42, 52, 111)).notes
    assert "classes 52 of NMD2018 are land of several kinds, counted as built_up" in str(notes[1])


def test_auto_is_the_word_for_recognising():
    assert ClassRequest().scheme == AUTO


# --- numbers with sources -------------------------------------------------------------------------------------------


def test_expert_values_are_those_of_koh():
    # Mixed forest: ground 0.6554, cavity 0.6823, stem 0.6768, wood 0.8391: the best 0.84; flowers of spring, summer and
    # fall (0.5848 + 0.4618 + 0.4002) / 3 = 0.4823. Shrubland: 0.7644; (0.6993 + 0.5783 + 0.4519) / 3 = 0.5765.
    # Grassland: 0.4254; (0.3956 + 0.5315 + 0.4031) / 3 = 0.4434. Woody wetlands: 0.4521; 1.5525 / 3 = 0.5175.
    found = suitability()
    assert found["mixed_forest"] == (0.84, 0.48)
    assert found["scrub"] == (0.76, 0.58)
    assert found["grassland"] == (0.43, 0.44)
    assert found["wetland_forest"] == (0.45, 0.52)
    assert found["meadow"] == (0.33, 0.74)
    assert found["farmland"] == (0.15, 0.18)
    assert found["water"] == (0.0, 0.0)
    for table in get("pollinator_supply").tables:
        assert "Koh et al. (2016)" in table.source
        assert "United States" in table.source
        assert not any(name.isdigit() for name in table.rows)


@pytest.mark.parametrize(
    ("classes", "number"),
    [
        ("asphalt asfalt concrete betong sealed hårdgjord", 0.8),
        ("paved plattsatt stensatt paving_stones", 0.7),
        ("gravel_road grusväg", 0.4),
        ("gravel_path grusgång grusplan grusad_gångväg", 0.2),
        ("steep_rock", 0.8),
        ("flat_rock", 0.3),
        ("building tak", 0.9),
        ("gravel grus", 0.4),  # the old words, of unknown kind: as before
        ("bare_rock berg_i_dagen", 0.8),
    ],
)
def test_runoff_of_surfaces(one_world, classes, number):
    for name in classes.split():
        land = one_world.polygons([box(0, 0, 100, 100)], **{"class": [name.replace("_", " ")]})
        found = one_world.run("runoff_coefficient", one_world.areas(box(0, 0, 100, 100)), {"land_use": land})
        assert found.values == pytest.approx([number]), name


def test_published_tables_are_chosen_by_name(one_world):
    # Half greenery on the ground (Stockholm: 2.0), a quarter asphalt (0), a quarter gravel (0.3):
    # 0.5 x 2 + 0.25 x 0 + 0.25 x 0.3 = 1.075: above 1. Malmö: 0.5 x 1 + 0.25 x 0.4 = 0.6. Berlin: 0.5 + 0.25 x 0.2 = 0.55.
    land = one_world.polygons(
        [box(0, 0, 50, 100), box(50, 0, 100, 50), box(50, 50, 100, 100)], **{"class": ["park", "asfalt", "grus"]}
    )
    for preset, value in (("stockholm_2014", 1.075), ("malmo_2011", 0.6), ("berlin_2021", 0.55)):
        found = one_world.run(
            "green_area_factor", one_world.areas(box(0, 0, 100, 100)), {"land_use": land}, factors=preset
        )
        assert found.values == pytest.approx([value]), preset
    # Runoff of asphalt and gravel: P110 knows no park of its own here but 0.1: (0.5 x 0.1 + 0.25 x 0.8 + 0.25 x 0.4) = 0.35.
    found = one_world.run(
        "runoff_coefficient", one_world.areas(box(0, 0, 100, 100)), {"land_use": land}, coefficients="p110_2016"
    )
    assert found.values == pytest.approx([0.35])
    with pytest.raises(IndicatorError, match="stockholm_2014"):
        one_world.run("green_area_factor", one_world.areas(AREA), {"land_use": land}, factors="stockholm")


def test_no_published_table_mixes_places():
    for name in ("green_area_factor", "runoff_coefficient"):
        with (FOLDER / "presets" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for preset in factor_presets(name):
            mine = [row for row in rows if row["preset"] == preset]
            assert len({row["source"] for row in mine}) == 1, preset
            assert {row["evidence"] for row in mine} <= {"seen verbatim", "seen second-hand"}
    assert max(factor_presets("green_area_factor")["stockholm_2014"].rows.values()) == 2.0


def test_own_tables_may_have_titles_notes_and_be_spreadsheets(tmp_path):
    path = tmp_path / "own.csv"
    text = "Klasser, kommunens egna;\n\ncode;class\n7;meadow\n9;building\n\nKälla: GIS;\n"
    path.write_text(text, encoding="utf-8")
    assert dict(read_scheme(path).classes) == {"7": "meadow", "9": "building"}
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["code", "class"], [7, "meadow"], [9, "building"]):
        book.active.append(row)
    book.save(tmp_path / "own.xlsx")
    assert dict(read_scheme(tmp_path / "own.xlsx").classes) == {"7": "meadow", "9": "building"}
    path.write_text("code,class\n7,meadow,dry\n9,building\n", encoding="utf-8")
    with pytest.raises(IndicatorError, match="Line 2 has more cells"):
        read_scheme(path)


def test_numbers_of_shipped_tables_are_all_read():
    from samplan.indicators.catalogue._pollinators import suitability

    assert all(0 <= number <= 1 for pair in suitability().values() for number in pair)
    for name in ("green_area_factor", "runoff_coefficient"):
        for preset in factor_presets(name).values():
            assert all(number == number for number in preset.rows.values())
