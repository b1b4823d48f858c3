"""Files into tables: encodings, separators, titles, units, notes, spreadsheets; any legal way of writing is read back."""

from __future__ import annotations

import csv
import importlib.util
import io
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samplan.tables.errors import TableError
from samplan.tables.files import read_table
from samplan.tables.text_files import read_rows
from samplan.tables.writing import write_book, write_csv


@pytest.fixture
def table(tmp_path):
    def read(text, encoding="utf-8", **options):
        path = tmp_path / "t.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return read_table(str(path), **options)

    return read


TEXT = "kod;antal;namn\n0180A;1 234,5;Åäö\n0180B;7;Ü\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(table, encoding):
    found = table(TEXT, encoding)
    assert found.names == ["kod", "antal", "namn"]
    assert found.codes("kod") == ["0180A", "0180B"]
    assert found.values("antal")[0].tolist() == [1234.5, 7]
    assert found.columns["namn"] == ["Åäö", "Ü"]


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b\nx,1.5\ny,2.5\n", ","),
        ("a;b\nx;1,5\ny;2,5\n", ";"),
        ("a\tb\nx\t1,5\ny\t2,5\n", "\t"),
        ("a|b\nx|1,5\ny|2,5\n", "|"),
        ("sep=|\na|b\nx|1,5\ny|2,5\n", "|"),
        ("SEP=;\r\na;b\r\nx;1,5\r\ny;2,5\r\n", ";"),
        ("\ufeffsep=,\na,b\nx,1.5\ny,2.5", ","),
        ('"sep=;"\na;b\nx;1,5\ny;2,5', ";"),
        ("sep=:\na:b\nx:1,5\ny:2,5\n", ":"),
        ("a;b\rx;1,5\ry;2,5\r", ";"),
    ],
)
def test_separators(table, text, separator):
    found = table(text)
    assert found.separator == separator
    assert (found.codes("a"), found.values("b")[0].tolist()) == (["x", "y"], [1.5, 2.5])


def test_the_comma_of_decimals_separates_nothing(table):
    found = table("kod;andel\nA;1,5\nB;2,5\nC;3,5\n")
    assert found.values("andel")[0].tolist() == [1.5, 2.5, 3.5]


def test_titles_units_and_notes(table):
    text = (
        "Folkmängd efter region, kön och år;;;\n\n;2022;2023;Andel\n;antal;antal;%\n"
        "0180 Stockholm;984 748;988 943;50,1\n0126 Huddinge;..;114 000;49,8\n0127 Botkyrka;;;\n\n"
        "Källa: SCB;;;\nUppdaterad;2024-01-01;;\n"
    )
    found = table(text)
    assert found.names == ["column_1", "2022", "2023", "Andel"]
    assert found.units == {"2022": "antal", "2023": "antal", "Andel": "%"}
    assert found.codes("column_1")[:2] == ["0180 Stockholm", "0126 Huddinge"]
    assert np.array_equal(found.values("2022")[0][:2], [984748, np.nan], equal_nan=True)
    assert found.values("Andel")[0][:2].tolist() == [50.1, 49.8]
    notes = " ".join(map(str, found.notes))
    assert "Left out above the names of the columns: Folkmängd efter region, kön och år" in notes
    assert "Källa: SCB / Uppdaterad 2024-01-01" in notes


def test_a_title_with_a_comma_is_no_row_of_names(table):
    assert table("Folkmängd per DeSO, 2024\ndeso,people\n0126A,10\n0126B,12\n").names == ["deso", "people"]
    assert table("People, homes\ndeso,n\n0126A,10\n0126B,12\n", wanted=["deso"]).names == ["deso", "n"]


def test_names_given_find_their_row(table):
    text = "a,b,c\nd,e,f\nkod,antal,andel\nX,1,2\nY,3,4\n"
    assert table(text, wanted=["kod", "andel"]).names == ["kod", "antal", "andel"]


def test_rows_of_data_are_no_units(table):
    assert len(table("deso,name,people\n0126A,see note,x\n0126B,y,3\n0126C,z,4\n")) == 3
    assert len(table("deso,people\n0126A,..\n0126B,3\n")) == 2
    assert len(table("a,b\nx,y\nz,w\n")) == 2


def test_line_breaks_and_quotes_in_cells(table):
    found = table('kod;text;n\nA;"två\nrader; och ""citat""";1\nB;5" rör;2\n')
    assert found.columns["text"] == ['två\nrader; och "citat"', '5" rör']
    with pytest.raises(TableError, match="after line 2 is never closed"):
        table('kod;n\nA;1\n"B;2\nC;3\n')


def test_a_table_without_names_is_told(table):
    assert "lacks a row of names" in str(table("0180;10;3\n0126;12;4\n0127;13;5\n").notes[0])
    assert not table("kod;2022;2023\n0126;12;4\n0127;13;5\n").notes


def test_names_that_stand_twice_or_not_at_all(table):
    found = table("kod,n,n,\nA,1,2,3\nB,4,5,6\n")
    assert found.names == ["kod", "n", "n_2", "column_4"]
    assert "n_2, column_4" in str(found.notes[0])


def test_cells_made_safe_for_spreadsheets(table):
    assert table('kod;n\n="0180";1\n="0127";2\n').codes("kod") == ["0180", "0127"]
    assert table('kod,n\n"=""0180""",1\n"=""0127""",2\n').codes("kod") == ["0180", "0127"]


def test_columns_of_text_codes_and_numbers(table):
    found = table(
        "a;b;c;d;e;f\n0180;A1;..;1;x;12345678901234567890\n0126;12;..;see note;c;2\n0127;13;..;2;;3\n1;14;;3;;4\n2;15;;4;;5\n"
    )
    assert [found.values(name)[1] for name in "abcdef"] == [str, str, float, float, str, str]
    assert np.isnan(found.values("c")[0]).all()  # numbers that are not told
    assert found.values("e")[0].tolist() == ["x", "c", None, None, None]
    assert np.isnan(found.values("d")[0]).tolist() == [False, True, False, False, False]
    assert 'stays text, because 1 cells are no numbers: "A1"' in str(found.values("b")[2][0])


def test_thousands_and_decimals_by_the_rest_of_the_table(table):
    # quoted, because the comma separates: a program that writes decimals with commas would not separate with them
    values, _, notes = table('a,b\nx,"1,234"\ny,"98,765"\n').values("b")
    assert values.tolist() == [1234, 98765]
    assert '"1,234" is read as 1234' in str(notes[0])
    found = table("a;b;c\nx;1.234;1,5\ny;2.345;3\n")  # column c proves decimal commas
    assert found.values("b")[0].tolist() == [1234, 2345]
    found = table("a;b;c\nx;1.234;1.5\ny;2.345;3\n")
    assert found.values("b")[0].tolist() == [1.234, 2.345]
    found = table("a;b\nx;1.234\ny;2.345\n")
    with pytest.raises(TableError, match=r'The field "b" has "1\.234", which can be 1234 or 1\.234.*DECIMAL'):
        found.values("b")
    assert found.values("b", ",")[0].tolist() == [1234, 2345]
    assert found.values("b", ".")[0].tolist() == [1.234, 2.345]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no rows"),
        (b"a;b\n", "no rows"),
        (b"\n\n", "no rows"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "is a web page"),
        (b"\x00\x01\x02\x03abc" * 10, "no text"),
    ],
)
def test_files_that_are_no_tables(table, data, words):
    with pytest.raises(TableError, match=words):
        table(data)


def test_a_missing_file():
    with pytest.raises(TableError, match=r'There is no table "nowhere\.csv"'):
        read_table("nowhere.csv")


@pytest.mark.parametrize("name", ["t.xlsx", "t.xls", "t.ods"])
def test_without_its_package_a_spreadsheet_says_what_to_do(tmp_path, monkeypatch, name):
    magic = b"\xd0\xcf\x11\xe0" if name == "t.xls" else b"PK\x03\x04"
    (tmp_path / name).write_bytes(magic + b"0" * 600)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(TableError, match=r"files the Python package (openpyxl|pandas) is needed.*CSV"):
        read_table(str(tmp_path / name))


@pytest.fixture
def sheet(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")

    def write(rows, formats=(), name="t.xlsx", title="Data"):
        book = openpyxl.Workbook()
        book.active.title = title
        for row in rows:
            book.active.append(row)
        for cell, number_format in formats:
            book.active[cell].number_format = number_format
        book.save(tmp_path / name)
        return str(tmp_path / name)

    return write


def test_a_sheet_is_read_as_it_shows(sheet):
    import datetime

    rows = [
        ["Table 1: people"],
        [],
        ["kod", "antal", "andel", "dag", "text", "tid"],
        [None, "st", "%", None, None, None],
        [180, 1234, 0.125, datetime.date(2024, 3, 1), "1 234", datetime.datetime(2024, 3, 1, 12, 30)],
        [127, "..", 0.5, "1850-01-01", "900", None],
        [],
        ["Källa: SCB"],
    ]
    found = read_table(sheet(rows, [("A5", "0000"), ("A6", "0000"), ("C5", "0.0%"), ("C6", "0%")]))
    assert found.codes("kod") == ["0180", "0127"]
    assert found.values("andel")[0].tolist() == [12.5, 50]
    assert np.array_equal(found.values("antal")[0], [1234, np.nan], equal_nan=True)
    assert found.columns["dag"] == ["2024-03-01", "1850-01-01"]
    assert found.values("text")[0].tolist() == [1234, 900]
    assert found.columns["tid"] == ["2024-03-01T12:30:00", None]
    assert found.units == {"antal": "st", "andel": "%"}


def test_what_pandas_reads_is_the_same(sheet):
    """The way of .xls and .ods, whose packages the machine may lack."""
    pytest.importorskip("pandas")
    import datetime
    from pathlib import Path

    from samplan.tables.excel import _with_pandas

    path = Path(sheet([["kod", "n", "dag"], ["0180", 1.5, datetime.date(2024, 3, 1)], [None, 2, None]]))
    assert _with_pandas(path, "")[:2] == [["kod", "n", "dag"], ["0180", 1.5, "2024-03-01"]]
    with pytest.raises(TableError, match="no sheet"):
        _with_pandas(path, "Other")


def test_sheets_by_name_and_disguise(sheet, tmp_path):
    path = sheet([["kod", "n"], ["A", 1]])
    with pytest.raises(TableError, match=r'no sheet "Other"\. It has: Data'):
        read_table(path, "Other")
    disguised = tmp_path / "t.csv"
    disguised.write_bytes((tmp_path / "t.xlsx").read_bytes())
    assert read_table(str(disguised)).codes("kod") == ["A"]
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 no more")
    with pytest.raises(TableError, match="cannot be read"):
        read_table(str(tmp_path / "broken.xlsx"))
    text = tmp_path / "text.xlsx"
    text.write_text("kod;n\nA;1\nB;2\n", encoding="utf-8")
    assert read_table(str(text)).values("n")[0].tolist() == [1, 2]


@st.composite
def dialects(draw):
    """A table, the same as bytes in one legal way of writing, and what it holds."""
    decimal = draw(st.sampled_from([",", "."]))
    separator = draw(st.sampled_from(["\t", ";", "|"] + ([","] if decimal == "." else [])))
    group = draw(st.sampled_from([g for g in ("", " ", "\u00a0", "\u202f", "'") if g != separator]))
    rows = draw(st.integers(2, 8))
    codes = draw(
        st.lists(st.from_regex(r"[0-9]{4}[A-C][0-9]{3}", fullmatch=True), min_size=rows, max_size=rows, unique=True)
    )
    numbers = st.one_of(st.none(), st.integers(-(10**8), 10**8).map(lambda n: n / 100))
    values = draw(st.lists(numbers, min_size=rows, max_size=rows).filter(lambda v: any(x is not None for x in v)))
    words = draw(st.lists(st.text(alphabet='abcåäö;,|"\n\t -', max_size=6), min_size=rows, max_size=rows))
    missing = draw(st.sampled_from(["", "..", ":", "–", "<5"]))
    out = io.StringIO()
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    writer = csv.writer(out, delimiter=separator, lineterminator=newline, quoting=quoting)
    if draw(st.booleans()):
        out.write(f"sep={separator}{newline}")
    if draw(st.booleans()):
        out.write(f"Title of the table{newline}{newline}")
    writer.writerow(["code", "number", "word"])
    if draw(st.booleans()):
        writer.writerow(["", "tkr", ""])
    for code, value, word in zip(codes, values, words):
        shown = (
            missing if value is None else f"{value:,.2f}".replace(",", "\0").replace(".", decimal).replace("\0", group)
        )
        writer.writerow([code, shown, word])
    if draw(st.booleans()):
        out.write(f"{newline}Source: SCB{newline}")
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]))
    return out.getvalue().encode(encoding), codes, values, words


@settings(max_examples=400, deadline=None)
@given(dialects())
def test_any_legal_way_of_writing_is_read_back(tmp_path_factory, written):
    data, codes, values, words = written
    path = tmp_path_factory.mktemp("dialect") / "t.csv"
    path.write_bytes(data)
    found = read_table(str(path))
    assert found.names == ["code", "number", "word"]
    assert found.codes("code") == codes
    numbers = found.values("number")[0].tolist()
    assert [None if math.isnan(n) else n for n in numbers] == values
    for cell, word in zip(found.columns["word"], words):
        assert cell.replace("\r\n", "\n") == word


PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**17), 10**17),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.text(alphabet="=+-@'\t\"abc;,1 ", min_size=1, max_size=6),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(PLAIN, PLAIN), min_size=1, max_size=6), st.booleans())
def test_csv_comes_back_as_it_was_and_holds_no_formula(tmp_path_factory, rows, comma):
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    write_csv(path, ["first", "=second"], rows, comma)
    raw = list(
        csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), delimiter=";" if comma else ",")
    )
    for given_row, written_row in zip([("first", "=second"), *rows], raw):
        for value, cell in zip(given_row, written_row):
            if isinstance(value, str):
                assert cell[:1] not in tuple("=@\t")
                assert cell[:1] not in tuple("+-") or cell[1:].isdigit()
    (_, *back), _ = read_rows(f"sep={';' if comma else ','}\n" + path.read_text(encoding="utf-8-sig"))
    for given_row, read_row in zip(rows, back):
        for value, cell in zip(given_row, read_row):
            if isinstance(value, str):
                assert cell == value
            elif isinstance(value, float):
                assert float(cell.replace(",", ".")) == value


def test_a_spreadsheet_holds_no_formula(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    cells = ["=1+1", "+1", "-1+2", "@sum", "\tx", "#N/A", "2024-03-01", "a\x01b", 10**16, 1.5, None, True]
    cut = write_book(
        tmp_path / "t.xlsx", {"Data": (["=name"], [[cell] for cell in cells]), "Long": (["a"], [["x" * 40_000]])}
    )
    page = openpyxl.load_workbook(tmp_path / "t.xlsx")["Data"]
    back = [cell.value for cell in page["A"]]
    assert back == [
        "=name",
        "=1+1",
        "+1",
        "-1+2",
        "@sum",
        "\tx",
        "#N/A",
        "2024-03-01",
        "ab",
        str(10**16),
        1.5,
        None,
        True,
    ]
    assert {cell.data_type for cell in page["A"][:9]} == {"s"}
    assert cut == 1


def test_a_column_of_different_ranges_is_one_of_classes(table):
    found = table("kod;alder;hemligt;antal\nA1;20-29;1-4;7\nA2;30-39;1-4;1-4\nA3;20-29;1-4;9\n")
    assert found.values("alder")[0].tolist() == ["20-29", "30-39", "20-29"]
    # One range only, or numbers beside it: kept secret.
    for secret, values in (("hemligt", [math.nan] * 3), ("antal", [7, math.nan, 9])):
        assert found.values(secret)[0].tolist() == pytest.approx(values, nan_ok=True)
