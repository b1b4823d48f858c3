"""Join statistics and Export table: keys, encodings, gaps, and what cannot be matched."""

from __future__ import annotations

import importlib.util
import json

import pytest
from qgis.core import QgsApplication, QgsProcessingException

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
