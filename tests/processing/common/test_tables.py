"""Tables in and out of algorithms: Join statistics, Export table, tables of weights and statements, fields of text."""

from __future__ import annotations

import csv
import importlib.util
import json
import sys

import pytest
from qgis.core import (
    QgsApplication,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QByteArray, QDate, QDateTime, Qt, QTime

from ..conftest import column, make_layer, square


@pytest.fixture
def areas():
    cells = [(square(1000 * i, 6570000, 1000), code) for i, code in enumerate(("0126A", "0126B", "0126C"))]
    return make_layer("Polygon", cells, "deso:string")


def write(path, text: str, encoding: str = "utf-8") -> str:
    path.write_bytes(text.encode(encoding))
    return str(path)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("deso,income,name\n0126A,1234.5,Å\n0126B,..,Ä\n0126X,7,Ö\n", "utf-8"),
        ("deso;income;name\n0126A;1 234,5;Å\n0126B;–;Ä\n0126X;7;Ö\n", "cp1252"),
        ("deso\tincome\tname\n0126A\t1234,5\tÅ\n0126B\t\tÄ\n0126X\t7\tÖ\n", "utf-8-sig"),
    ],
)
def test_join(run, areas, tmp_path, text, encoding):
    table = write(tmp_path / "t.csv", text, encoding)
    results, log = run("joinstatistics", AREAS=areas, KEY_FIELD="deso", TABLE=table, UNMATCHED="TEMPORARY_OUTPUT")
    assert column(results["OUTPUT"], "income") == [1234.5, None, None]
    assert column(results["OUTPUT"], "name") == ["Å", "Ä", None]
    assert (results["MATCHED"], results["ONLY_IN_AREAS"], results["ONLY_IN_TABLE"]) == (2, 1, 1)
    assert "1 areas are not in the table (NULL there): 0126C" in log.text
    assert "1 codes of the table have no area: 0126X" in log.text


def test_repeated_codes(run, areas, tmp_path):
    table = write(tmp_path / "t.csv", "deso,sex,people\n0126A,m,10\n0126A,f,12\n0126B,m,5\n")
    with pytest.raises(QgsProcessingException, match="1 codes stand in several rows"):
        run("joinstatistics", AREAS=areas, KEY_FIELD="deso", TABLE=table)
    results, _ = run("joinstatistics", AREAS=areas, KEY_FIELD="deso", TABLE=table, COLUMNS="people", DUPLICATES="sum")
    assert column(results["OUTPUT"], "people") == [22.0, 5.0, None]


@pytest.mark.parametrize(
    ("text", "parameters", "words"),
    [
        ("deso,a\n", {}, "no rows"),
        ("deso,a\nX,1\n", {}, "No code of the table"),
        ("deso,a\n0126A,1\n", {"TABLE_KEY": "kod"}, 'no column "kod". It has: deso, a'),
    ],
)
def test_tables_that_cannot_be_joined(run, areas, tmp_path, text, parameters, words):
    table = write(tmp_path / "t.csv", text)
    with pytest.raises(QgsProcessingException, match=words):
        run("joinstatistics", AREAS=areas, KEY_FIELD="deso", TABLE=table, **parameters)


def test_real_statistics_of_sodertorn(run):
    """The DeSO table of the workshop set, joined to itself as a layer: every code finds its partner, zeros kept."""
    from pathlib import Path

    data = Path(__file__).resolve().parents[3] / "resources" / "workshop" / "sodertorn.gpkg"
    deso = f"{data}|layername=deso"
    import tempfile

    folder = Path(tempfile.mkdtemp())
    run("exporttable", INPUT=deso, OUTPUT=str(folder / "deso.csv"), DECIMAL_COMMA=True)
    results, _ = run(
        "joinstatistics",
        AREAS=deso,
        KEY_FIELD="deso",
        TABLE=str(folder / "deso.csv"),
        TABLE_KEY="deso",
        COLUMNS="cars_2022",
    )
    assert results["ONLY_IN_AREAS"] == results["ONLY_IN_TABLE"] == 0
    assert column(results["OUTPUT"], "cars_2022") == pytest.approx(column(results["OUTPUT"], "cars_2022_in"))


def test_spreadsheet_with_words_and_lineage(run, workshop, tmp_path):
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("openpyxl")
    scored = str(tmp_path / "scored.gpkg")
    run("indicator_green_share", AREAS=workshop("planning_units"), GREEN=workshop("green"), OUTPUT=scored)
    target = tmp_path / "table.xlsx"
    run("exporttable", INPUT=scored, OUTPUT=str(target))
    book = pandas.read_excel(target, sheet_name=None)
    assert list(book) == ["Data", "Columns", "Lineage"]
    assert len(book["Data"]) == 119
    words = dict(zip(book["Columns"]["Column"], book["Columns"]["Title"]))
    assert words["green_share"] == "Green land share (%)"
    assert json.loads(book["Lineage"]["Lineage"][0])["algorithm"] == "samplan:indicator_green_share"


@pytest.mark.parametrize(("name", "package"), [("assessmentreport", "jinja2")])
def test_without_its_package_an_algorithm_tells_how_to_get_it(provider, monkeypatch, name, package):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"samplan:{name}")
    assert algorithm.canExecute()[0]
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    able, words = algorithm.canExecute()
    assert not able
    assert package in words
    assert f"python3-{package}" in words
    with pytest.raises(QgsProcessingException, match=f"python3-{package}"):
        algorithm.prepareAlgorithm({}, QgsProcessingContext(), QgsProcessingFeedback())


def joined(run, areas, path, **parameters):
    return run("joinstatistics", AREAS=areas, KEY_FIELD="deso", TABLE=path, **parameters)


def test_thousands_are_decided_by_the_column_and_told(run, areas, tmp_path):
    table = write(tmp_path / "t.csv", 'deso,a,b\n0126A,"1,500","1,234"\n0126B,"2,500","98,765"\n0126C,900,"5,432"\n')
    results, log = joined(run, areas, table)
    assert column(results["OUTPUT"], "a") == [1500, 2500, 900]
    assert column(results["OUTPUT"], "b") == [1234, 98765, 5432]
    assert 'b: "1,234" is read as 1234' in log.text


def test_a_column_that_leaves_it_open_is_refused_until_decided(run, areas, tmp_path):
    table = write(tmp_path / "t.csv", "deso;people\n0126A;1.234\n0126B;2.345\n")
    with pytest.raises(QgsProcessingException, match=r'The field "people" has "1\.234".*DECIMAL'):
        joined(run, areas, table)
    assert column(joined(run, areas, table, DECIMAL="comma")[0]["OUTPUT"], "people") == [1234, 2345, None]
    assert column(joined(run, areas, table, DECIMAL="point")[0]["OUTPUT"], "people") == [1.234, 2.345, None]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1252"])
def test_a_table_as_an_office_sends_it(run, areas, tmp_path, encoding):
    text = (
        "Folkmängd per DeSO, år och kön;;\r\n\r\nområde;2023;andel\r\n;antal;%\r\n"
        "0126A Huddinge;1 234;12,5\r\n0126B Skogås;..;<5\r\n0126C Å;:;7 e\r\n\r\nKälla: SCB;;\r\n"
    )
    results, log = joined(run, areas, write(tmp_path / "t.csv", text, encoding))
    assert column(results["OUTPUT"], "2023") == [1234, None, None]
    assert column(results["OUTPUT"], "andel") == [12.5, None, 7]
    assert results["MATCHED"] == 3
    assert '2 values of the field "2023" are signs for a missing number (NULL): ".." × 1, ":" × 1' in log.text
    assert "3 codes of the table match codes of the areas only with names beside the codes aside" in log.text


def test_lost_zeros_are_found_when_only_one_area_can_be_meant(run, tmp_path):
    places = make_layer("Polygon", [(square(0, 0, 10), c) for c in ("0180", "0126", "1280")], "deso:string")
    results, log = joined(run, places, write(tmp_path / "t.csv", "kod;n\n180;1\n126;2\n1280;3\n"))
    assert column(results["OUTPUT"], "n") == [1, 2, 3]
    assert "126 = 0126, 180 = 0180" in log.text
    with pytest.raises(QgsProcessingException, match="No code of the table"):
        joined(run, places, write(tmp_path / "t.csv", "kod;n\n180;1\n00180;2\n"), DUPLICATES="sum")


def test_each_column_of_repeated_codes_has_its_rule(run, areas, tmp_path):
    rows = ("deso;sex;people;share;year;median_income;area_ha", "0126A;m;10;40;2023;300;1,5", "0126A;f;12;60;2023;310;1,5",
            "0126B;m;5;50;2023;280;2,5")  # fmt: skip
    table = write(tmp_path / "t.csv", "\n".join(rows))
    results, log = joined(run, areas, table, DUPLICATES="sum")
    values = {name: column(results["OUTPUT"], name)[0] for name in rows[0].split(";")[1:]}
    # added up: 10 + 12; shares and medians differ: NULL; the year is the same; so is the area, which is no count for sure
    assert values == {"sex": None, "people": 22, "share": None, "year": 2023, "median_income": None, "area_ha": 1.5}
    assert "Not added up" in log.text
    assert "share (1 NULL)" in log.text
    results, _ = joined(run, areas, table, DUPLICATES="sum", RULES="area_ha=sum, median_income=mean")
    assert column(results["OUTPUT"], "area_ha")[0] == 3
    assert column(results["OUTPUT"], "median_income")[0] == 305
    results, _ = joined(run, areas, table, DUPLICATES="first")
    assert column(results["OUTPUT"], "share") == [40, 50, None]


def test_areas_are_counted_and_not_their_codes(run, tmp_path):
    codes = [None] * 4 + ["", "A", "A", "B", "C"]
    places = make_layer("Polygon", [(square(10 * i, 0, 10), code) for i, code in enumerate(codes)], "deso:string")
    table = write(tmp_path / "t.csv", "kod;n\nA;1\nX;2\n;3\n")
    results, log = joined(run, places, table, UNMATCHED="TEMPORARY_OUTPUT")
    assert (results["MATCHED"], results["ONLY_IN_AREAS"], results["ONLY_IN_TABLE"]) == (2, 7, 2)
    assert "5 areas have no code (NULL there)." in log.text
    assert "2 areas are not in the table (NULL there): B, C" in log.text
    assert "1 rows of the table have no code." in log.text
    assert column(results["OUTPUT"], "n") == [None] * 5 + [1, 1, None, None]


def test_csv_needs_neither_pandas_nor_openpyxl(run, areas, tmp_path, monkeypatch):
    table = write(tmp_path / "t.csv", "deso;n\n0126A;1,5\n")
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda n, *a: None if n in ("pandas", "openpyxl") else real(n, *a))
    results, _ = joined(run, areas, table)
    assert column(results["OUTPUT"], "n") == [1.5, None, None]
    run("exporttable", INPUT=results["OUTPUT"], OUTPUT=str(tmp_path / "out.csv"), DECIMAL_COMMA=False)
    with pytest.raises(QgsProcessingException, match=r"For \.xlsx files the Python package openpyxl is needed"):
        run("exporttable", INPUT=results["OUTPUT"], OUTPUT=str(tmp_path / "out.xlsx"))


def test_an_algorithm_without_its_package_says_so_when_it_is_run(run, workshop, monkeypatch):
    """Nobody asks `canExecute` on the command line."""
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda n, *a: None if n == "jinja2" else real(n, *a))
    with pytest.raises(QgsProcessingException, match="needs the Python package jinja2"):
        run("assessmentreport", INPUT=workshop("planning_units"), OUTPUT="TEMPORARY_OUTPUT")


def everything() -> QgsVectorLayer:
    """Return a layer with a field of each type that QGIS has."""
    kinds = (
        "text:string,whole:int8,number:double,yes:bool,day:date,hour:time,moment:datetime,bytes:binary,list:string[]"
    )
    layer = make_layer("NoGeometry", [], kinds, crs="")
    moment = QDateTime(QDate(2026, 11, 30), QTime(14, 5, 0), Qt.TimeSpec.UTC)
    for row in (
        ["=1+1", 2**60, 0.1, True, QDate(1899, 1, 2), QTime(7, 8, 9), moment, QByteArray(b"ab"), ["x", "å"]],
        ["@x", None, float("nan"), False, None, None, None, None, None],
        ["-1", -5, -1.5, None, None, None, None, None, None],
    ):
        feature = QgsFeature(layer.fields())
        feature.setAttributes(row)
        assert layer.dataProvider().addFeature(feature)
    return layer


def test_text_stays_text_and_dates_are_iso_in_csv(run, tmp_path):
    run("exporttable", INPUT=everything(), OUTPUT=str(tmp_path / "t.csv"), DECIMAL_COMMA=True)
    rows = list(csv.reader((tmp_path / "t.csv").open(encoding="utf-8-sig", newline=""), delimiter=";"))
    assert rows[1] == [
        "'=1+1",
        str(2**60),
        "0,1",
        "true",
        "1899-01-02",
        "07:08:09",
        "2026-11-30T14:05:00Z",
        "6162",
        '["x", "å"]',
    ]
    assert rows[2] == ["'@x", "", "", "false", "", "", "", "", ""]
    assert rows[3][:3] == ["-1", "-5", "-1,5"]


def test_text_stays_text_and_dates_are_iso_in_a_spreadsheet(run, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    run("exporttable", INPUT=everything(), OUTPUT=str(tmp_path / "t.xlsx"))
    page = openpyxl.load_workbook(tmp_path / "t.xlsx")["Data"]
    assert [cell.data_type for cell in page[2]][:4] == [
        "s",
        "s",
        "n",
        "b",
    ]  # 2^60 has more digits than a spreadsheet keeps
    assert [cell.value for cell in page[2]][4:7] == ["1899-01-02", "07:08:09", "2026-11-30T14:05:00Z"]
    assert page["A2"].value == "=1+1"
    assert [cell.value for cell in page[4]][:3] == ["-1", -5, -1.5]


def test_a_table_is_xlsx_or_csv(run, tmp_path):
    with pytest.raises(QgsProcessingException, match=r'written as \.xlsx or \.csv, not "\.ods"'):
        run("exporttable", INPUT=everything(), OUTPUT=str(tmp_path / "t.ods"))


@pytest.fixture
def valued():
    rows = [(square(1000 * i, 6570000, 1000), f"a{i}", text, text) for i, text in enumerate(("1,500", "2,500", "900"))]
    return make_layer("Polygon", rows, "name:string,jobs:string,homes:string")


def test_fields_of_text_in_layers_are_read_by_the_same_rules(run, valued, tmp_path):
    _results, log = run("dataweights", AREAS=valued, FIELDS=["jobs", "homes"], METHOD="equal")
    assert 'jobs: "1,500" is read as 1500' in log.text
    framework = tmp_path / "f.json"
    run("frameworkfromlayer", INPUT=valued, FRAMEWORK=str(framework))
    leaf = json.loads(framework.read_text(encoding="utf-8"))["children"][0]
    assert leaf["normalisation"]["high"] >= 2500
    open_ = make_layer("Polygon", [(square(0, 0, 10), "1,234"), (square(20, 0, 10), "98,765")], "jobs:string")
    with pytest.raises(QgsProcessingException, match=r'The field "jobs" has "1,234".*DECIMAL'):
        run("dataweights", AREAS=open_, FIELDS=["jobs"], METHOD="equal")
    run("dataweights", AREAS=open_, FIELDS=["jobs"], METHOD="equal", DECIMAL="point")


def test_framework_from_layer_tells_of_what_it_leaves_out(run, tmp_path):
    layer = make_layer(
        "Polygon", [(square(20 * i, 0, 10), t) for i, t in enumerate(("1", "2", "see note", ".."))], "jobs:string"
    )
    _, log = run("frameworkfromlayer", INPUT=layer, FIELDS=["jobs"], FRAMEWORK=str(tmp_path / "f.json"))
    assert '1 values of the field "jobs" are no numbers and count as missing: "see note" × 1.' in log.text
    assert '".." × 1' in log.text


def test_numbers_in_text_mean_the_same_whatever_part_is_read(run, tmp_path):
    """Residents near the areas leave it open what the comma means; a row far away says it."""
    x, y = 670000, 6570000
    cells = make_layer("Polygon", [(square(x + 1000 * i, y, 1000), c) for i, c in enumerate("AB")], "deso:string")
    corners = [(u, v) for u in (-10, 500, 1010) for v in (-10, 500, 1010)]
    near = [(f"POINT({x + 1000 * i + u} {y + v})", text if u == v == 500 else "0") for i, text in enumerate(("1,500", "2,500"))
            for u, v in corners]  # fmt: skip
    layer = make_layer("Point", near, "residents:string", name="people")
    with pytest.raises(QgsProcessingException, match=r'The field "residents" has "1,500"'):
        run("indicator_population_density", AREAS=cells, POPULATION=layer, POPULATION_COUNT="residents")
    for far, first in (("0,5", 1.5), ("1,234,567", 1500)):
        layer = make_layer(
            "Point", [*near, (f"POINT({x - 100000} {y - 400000})", far)], "residents:string", name="people"
        )
        path = str(tmp_path / f"people{first}.gpkg")
        options = QgsVectorFileWriter.SaveVectorOptions()
        QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, QgsCoordinateTransformContext(), options)
        for source in (layer, path):
            given = {"POPULATION": source, "POPULATION_COUNT": "residents"}
            results, _ = run("indicator_population_density", AREAS=cells, **given)
            density = column(results["OUTPUT"], "population_density")  # per hectare or km2: only their ratio is certain
            assert density[1] / density[0] == pytest.approx(2.5 / 1.5, rel=1e-3)
            assert density[0] == pytest.approx(first, rel=0.01) or density[0] == pytest.approx(first / 100, rel=0.01)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_tables_of_weights_are_read_like_tables_of_statistics(run, valued, tmp_path, encoding):
    path = tmp_path / "own.json"
    run("frameworkfromlayer", INPUT=valued, FIELDS=["jobs", "homes"], FRAMEWORK=str(path))
    names = [leaf["id"] for leaf in json.loads(path.read_text(encoding="utf-8"))["children"]]
    rows = f"A;{names[0]};1,5\nA;{names[1]};0,5\nB;{names[0]};2\nB;{names[1]};1 000\n"
    text = f"Workshop of May\n\nparty;node;weight\n{rows}\nNotes: none\n"
    table = write(tmp_path / "w.csv", text, encoding)
    results, log = run("stakeholderscores", AREAS=valued, FRAMEWORK=str(path), WEIGHTS=table)
    assert "score_a" in results["OUTPUT"].fields().names()
    assert "Left out above the names of the columns: Workshop of May" in log.text


def test_totals_and_copies_are_not_added_up(run, areas, tmp_path):
    rows = ["deso;sex;people", "0126A;1;10", "0126A;2;12", "0126A;1+2;22", "0126B;1;5", "0126B;2;6", "0126B;2;6",
            "0126B;1+2;11", "0180X;1;7", "0180X;1+2;99"]  # fmt: skip
    table = write(tmp_path / "t.csv", "\n".join(rows))
    results, log = joined(run, areas, table, DUPLICATES="sum")
    assert column(results["OUTPUT"], "people") == [22, 11, None]  # 10 + 12; 5 + 6, written twice
    assert '2 rows are totals of other rows of their code, and are left out of the sums: "1+2" × 2' in log.text
    assert "1 rows are exact copies of other rows and count once. Codes: 0126B." in log.text
    results, _ = joined(run, areas, table, RULES="people=max, sex=first")
    assert column(results["OUTPUT"], "people") == [12, 6, None]  # the largest part, not the total
    results, _ = joined(run, areas, table, DUPLICATES="first")
    assert column(results["OUTPUT"], "people") == [10, 5, None]
    wrong = write(tmp_path / "w.csv", "deso;part;people\n0126A;Totalt;100\n0126A;varav barn;40\n")
    with pytest.raises(QgsProcessingException, match=r'called a total, with 100 in the column "people".*add up to 40'):
        joined(run, areas, wrong, DUPLICATES="sum")
    assert column(joined(run, areas, wrong, DUPLICATES="first")[0]["OUTPUT"], "people") == [100, None, None]


def test_a_column_that_stays_open_hinders_no_sum_of_others(run, areas, tmp_path):
    rows = "deso;sex;people;open\n0126A;m;10;1.234\n0126A;totalt;22;2.345\n0126A;f;12;1.111\n"
    results, _ = joined(run, areas, write(tmp_path / "t.csv", rows), COLUMNS="people", DUPLICATES="sum")
    assert column(results["OUTPUT"], "people") == [22, None, None]


def test_values_that_mean_missing(run, areas, tmp_path):
    table = write(tmp_path / "t.csv", "deso;people;class\n0126A;-999;okänd\n0126B;12;a\n0126C;7;b\n")
    results, log = joined(run, areas, table)
    assert column(results["OUTPUT"], "people") == [-999, 12, 7]  # never taken away by a guess
    assert 'people: "-999" × 1 stand apart from the other values (7 to 12)' in log.text
    results, log = joined(run, areas, table, MISSING="-999; Okänd")
    assert column(results["OUTPUT"], "people") == [None, 12, 7]
    assert column(results["OUTPUT"], "class") == [None, "a", "b"]
    assert '1 values of the field "people" are signs for a missing number (NULL): "-999" × 1' in log.text


def test_decimal_commas_between_commas_are_refused(run, areas, tmp_path):
    table = write(tmp_path / "t.csv", "deso,share\n0126A,12,5\n0126B,13,7\n")
    with pytest.raises(QgsProcessingException, match=r"Line 2 has more cells \(0126A \| 12 \| 5\)"):
        joined(run, areas, table)


@pytest.mark.parametrize("name", ["office.ods", "office.xls"])
def test_open_document_and_old_excel_are_joined(run, name):
    from pathlib import Path

    path = str(Path(__file__).resolve().parents[2] / "tables" / "data" / name)
    places = make_layer("Polygon", [(square(0, 0, 10), code) for code in ("0180", "0126", "0127")], "kod:string")
    results, _ = run("joinstatistics", AREAS=places, KEY_FIELD="kod", TABLE=path, UNMATCHED="TEMPORARY_OUTPUT")
    field = "Befolkning 2023" if name == "office.ods" else "antal"
    assert column(results["OUTPUT"], field) == [1234.5, 7, None]
    assert results["ONLY_IN_TABLE"] == 0


@pytest.fixture
def weighed(run, valued, tmp_path):
    """Give a framework over two fields, and what runs an algorithm on a table of weights."""
    path = tmp_path / "own.json"
    run("frameworkfromlayer", INPUT=valued, FIELDS=["jobs", "homes"], FRAMEWORK=str(path))
    names = [leaf["id"] for leaf in json.loads(path.read_text(encoding="utf-8"))["children"]]

    def weigh(first, second, **parameters):
        text = f"party;node;weight\nA;{names[0]};{first}\nA;{names[1]};{second}\nB;{names[0]};2\nB;{names[1]};1\n"
        table = write(tmp_path / "w.csv", text)
        return run("stakeholderscores", AREAS=valued, FRAMEWORK=str(path), WEIGHTS=table, **parameters)

    return names, weigh


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("..", '"\\.\\." stands for a missing number. Write the number, or delete the row'),
        ("<5", '"<5" stands for a missing number'),
        ("", "a number is missing. Fill it in, or delete the row"),
        ("much", '"much" is no number. Write a number, or delete the row'),
    ],
)
def test_a_weight_that_is_none_is_told_with_its_row(weighed, cell, words):
    names, weigh = weighed
    with pytest.raises(QgsProcessingException, match=f"A, {names[1]}: {words}"):
        weigh("1", cell)


def test_weights_that_mean_missing_are_left_out(weighed):
    _, weigh = weighed
    results, log = weigh("1", "-9", MISSING="-9")
    assert "1 rows are left out, because a value in them means missing (-9)." in log.text
    assert "score_a" in results["OUTPUT"].fields().names()


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("..", 'Eva, noise – access: ".." stands for a missing number'),
        ("", "Eva, noise – access: a number is missing"),
        ("0", 'Eva, noise – access: "0" does not say how many times as important'),
        ("much", 'Eva, noise – access: "much" does not say how many times as important'),
    ],
)
def test_a_comparison_that_is_none_is_told_with_its_row(run, tmp_path, cell, words):
    table = write(
        tmp_path / "c.csv", f"a;b;times;who\naccess;green;3;Eva\nnoise;access;{cell};Eva\ngreen;noise;1/3;Eva\n"
    )
    with pytest.raises(QgsProcessingException) as error:
        run("pairwiseweights", COMPARISONS=table, FIRST="a", SECOND="b", VALUE="times", PARTICIPANT="who")
    assert words in str(error.value)


def test_statements_are_read_like_tables_of_statistics(run, valued, tmp_path):
    text = "Workshop of May\n\nparty;indicator;minimum;goal;weight\nA;jobs;1 000;2 000;1,5\nB;jobs;..;2 500;1\n\nNotes: none\n"
    with pytest.raises(QgsProcessingException, match=r'B, jobs: "\.\." stands for a missing number'):
        run("valuedialogue", AREAS=valued, STATEMENTS=write(tmp_path / "s.csv", text))
    run("valuedialogue", AREAS=valued, STATEMENTS=write(tmp_path / "s.csv", text.replace("..", "1000")))


def test_weights_with_decimal_commas_between_commas_are_refused(run, valued, tmp_path):
    """QGIS opens such a table, too, and would take 1 for 1,5."""
    framework = str(tmp_path / "own.json")
    run("frameworkfromlayer", INPUT=valued, FIELDS=["jobs", "homes"], FRAMEWORK=framework)
    table = write(tmp_path / "w.csv", "party,node,weight\nA,jobs,1,5\nA,homes,2\n")
    with pytest.raises(QgsProcessingException, match=r"Line 2 has more cells \(A \| jobs \| 1 \| 5\)"):
        run("stakeholderscores", AREAS=valued, FRAMEWORK=framework, WEIGHTS=table)


def test_men_and_women_below_each_other_are_joined_both(run, areas, tmp_path):
    """0126A has 10 men and 12 women, 0126B one and two; the total below is nobody's."""
    table = write(tmp_path / "t.csv", "kod;sex;pop\n0126A;M;10\n;K;12\n0126B;M;1\n;K;2\nTotalt;;25\n")
    results, log = joined(run, areas, table, DUPLICATES="sum", COLUMNS="pop")
    assert column(results["OUTPUT"], "pop") == [22, 3, None]
    with pytest.raises(QgsProcessingException, match="2 codes stand in several rows"):
        joined(run, areas, table)
    table = write(tmp_path / "t.csv", "kod;sex;pop\n0126A;M;10\n;X;12\n0126B;M;1\n;K;2\n")
    _, log = joined(run, areas, table)
    assert "1 rows without a code stand between rows with one" in log.text


@pytest.mark.parametrize(
    ("first", "second"), [("2020", "2021"), ("2020K1", "2020K2"), ("2020M01", "2020M02"), ("2020-12-31", "2021-12-31")]
)
def test_periods_are_not_added_up_unless_a_rule_says_so(run, areas, tmp_path, first, second):
    """10 people in one year and 11 in the next are not 21 people."""
    table = write(
        tmp_path / "t.csv", f"kod;tid;folk\n0126A;{first};10\n0126A;{second};11\n0126B;{first};4\n0126B;{second};5\n"
    )
    with pytest.raises(
        QgsProcessingException, match=rf'several periods \({first}, {second} in the column "tid"\).*folk=sum'
    ):
        joined(run, areas, table, DUPLICATES="sum", COLUMNS="folk")
    for rule, values in (("sum", [21, 9, None]), ("max", [11, 5, None])):
        results, _ = joined(run, areas, table, DUPLICATES="sum", COLUMNS="folk", RULES=f"folk={rule}")
        assert column(results["OUTPUT"], "folk") == values
