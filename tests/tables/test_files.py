"""Files into tables: encodings, separators, titles, units, notes, spreadsheets; any legal way of writing is read back."""

from __future__ import annotations

import csv
import io
import math
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samplan.tables.errors import TableError
from samplan.tables.files import read_table
from samplan.tables.text_files import read_rows
from samplan.tables.writing import write_book, write_csv

DATA = Path(__file__).parent / "data"


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


def test_spreadsheets_need_no_packages(sheet, monkeypatch):
    path = sheet([["kod", "n"], ["A", 1]])
    for package in ("openpyxl", "pandas", "odf", "xlrd"):
        monkeypatch.setitem(sys.modules, package, None)
    assert read_table(path).values("n")[0].tolist() == [1]
    assert read_table(str(DATA / "office.ods")).names[0] == "kod"
    assert read_table(str(DATA / "office.xls")).names[0] == "kod"


@pytest.mark.parametrize("name", ["t.xlsx", "t.xls", "t.ods"])
def test_broken_spreadsheets_say_what_to_do(tmp_path, name):
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" if name == "t.xls" else b"PK\x03\x04"
    (tmp_path / name).write_bytes(magic + b"0" * 600)
    with pytest.raises(TableError, match=r"cannot be read: .*save it as CSV or \.xlsx"):
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


def test_an_ods_is_read_as_it_shows():
    """Written by odfpy: a hidden sheet first, merged titles, formats, repeated cells, a row repeated to the sheet's end."""
    found = read_table(str(DATA / "office.ods"))
    assert found.names == ["kod", "Befolkning 2023", "Befolkning 2024", "Andel 2023", "Andel 2024", "dag"]
    assert found.codes("kod") == ["0180", "0126", "0127"]  # numbers shown with zeros
    assert np.array_equal(found.values("Befolkning 2023")[0], [1234.5, 7, np.nan], equal_nan=True)
    assert found.values("Befolkning 2024")[0].tolist() == [30, 7, 9]  # 30 is a formula's last result
    assert found.values("Andel 2023")[0].tolist() == [12.5, 25, 30]  # 0.125 shown as 12,5 %
    assert found.values("Andel 2024")[0].tolist() == [50, 25, 40]
    assert found.columns["dag"] == ["2024-03-01", "2024-03-02", "2024-03-03"]
    notes = " ".join(map(str, found.notes))
    assert 'The sheet "Data" is read. The spreadsheet also has: Hidden.' in notes
    assert "Left out below the data: Källa: SCB" in notes


def test_an_ods_of_gdal_is_read(tmp_path):
    from osgeo import ogr

    path = str(tmp_path / "t.ods")
    book = ogr.GetDriverByName("ODS").CreateDataSource(path)
    layer = book.CreateLayer("Data")
    layer.CreateField(ogr.FieldDefn("kod", ogr.OFTString))
    layer.CreateField(ogr.FieldDefn("n", ogr.OFTReal))
    for code, number in (("0180", 1.5), ("0126", 2)):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature["kod"], feature["n"] = code, number
        layer.CreateFeature(feature)
    feature = layer = book = None
    found = read_table(path)
    assert (found.codes("kod"), found.values("n")[0].tolist()) == (["0180", "0126"], [1.5, 2])


def test_an_old_xls_is_read_and_what_it_hides_is_told():
    """Written by xlwt: a hidden sheet first, formats that GDAL does not tell."""
    found = read_table(str(DATA / "office.xls"))
    assert found.names == ["kod", "antal", "andel", "dag", "text"]
    assert found.codes("kod") == ["180", "126", "127"]
    assert np.array_equal(found.values("antal")[0], [1234.5, 7, np.nan], equal_nan=True)
    assert found.values("andel")[0].tolist() == [0.125, 0.5, 0.25]
    assert found.columns["dag"] == ["2024-03-01", "2024-03-02", "2024-03-03"]
    notes = " ".join(map(str, found.notes))
    assert "percentages are read as shares (12 % is 0.12)" in notes
    assert 'The sheet "Data" is read. The spreadsheet also has: Hidden, Notes.' in notes
    with pytest.raises(TableError, match=r'no sheet "Other"\. It has: Hidden, Data, Notes'):
        read_table(str(DATA / "office.xls"), "Other")


def test_merged_cells_hidden_sheets_and_formulas_of_a_workbook(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Information"
    book.active["A1"], book.active["A3"] = "Folkmängd", "Kontakt: Anna"
    page = book.create_sheet("Data")
    for row in (
        ["Tabell 1"],
        ["Region", "Kön", "Befolkning", None, "Andel", None],
        [None, None, 2020, 2021, 2020, 2021],
        ["0180 Stockholm", "män", 1234, 1300, 0.125, 0.25],
        [None, "kvinnor", 1200, 1250, 0.2, 0.3],
        ["0126 Huddinge", "män", "..", 5, 0.1, "<5"],
        [None, "kvinnor", 3, 4, 0.1, 0.2],
    ):
        page.append(row)
    for cells in ("A1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2", "A4:A5", "A6:A7"):
        page.merge_cells(cells)
    for row in page["E4:F7"]:
        for cell in row:
            cell.number_format = "0.0%"
    book.create_sheet("Hidden").sheet_state = "hidden"
    book.save(tmp_path / "t.xlsx")
    found = read_table(str(tmp_path / "t.xlsx"))
    assert found.names == ["Region", "Kön", "Befolkning 2020", "Befolkning 2021", "Andel 2020", "Andel 2021"]
    assert found.codes("Region") == ["0180 Stockholm"] * 2 + ["0126 Huddinge"] * 2
    assert found.values("Andel 2020")[0].tolist() == [12.5, 20, 10, 10]
    assert np.array_equal(found.values("Befolkning 2020")[0], [1234, 1200, np.nan, 3], equal_nan=True)
    assert 'The sheet "Data" is read. The spreadsheet also has: Information, Hidden.' in " ".join(map(str, found.notes))
    assert read_table(str(tmp_path / "t.xlsx"), "Data").names == found.names


def test_formats_and_errors_of_a_workbook(tmp_path):
    """Parts of a workbook as other programs write them: formulas with results, errors, inline texts, 1904, no styles."""
    import zipfile

    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>kod</t></is></c><c r="B1" t="str"><v>n</v></c>'
        '<c r="D1" t="inlineStr"><is><r><t>da</t></r><r><t>g</t></r></is></c></row>'
        '<row r="2"><c r="A2" t="str"><f>"A"</f><v>A1</v></c><c r="B2"><f>1+1</f><v>2</v></c>'
        '<c r="D2" s="1"><v>100.5</v></c></row>'
        '<row r="4"><c r="A4" t="str"><v>A2</v></c><c r="B4" t="e"><v>#DIV/0!</v></c><c r="D4" s="1"><v>101</v></c></row>'
        '<row><c t="str"><v>A3</v></c><c><v>1.5E1</v></c></row>'
    )
    parts = {
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Target="/xl/worksheets/a.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relation}"><workbookPr date1904="1"/><sheets><sheet name="S" '
        'sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/styles.xml": '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>',
        "xl/worksheets/a.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
    }

    def write(name, **changed):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for part, text in {**parts, **changed}.items():
                archive.writestr(part, text)
        return str(tmp_path / name)

    found = read_table(write("t.xlsx"))
    assert found.names == ["kod", "n", "column_3", "dag"]
    assert np.array_equal(found.values("n")[0], [2, np.nan, 15], equal_nan=True)
    assert found.columns["dag"] == ["1904-04-10T12:00:00", "1904-04-11", None]  # days after 1 January 1904
    entity = '<!DOCTYPE a [<!ENTITY b "c">]>' + parts["xl/worksheets/a.xml"]
    with pytest.raises(TableError, match="has a document type"):
        read_table(write("bomb.xlsx", **{"xl/worksheets/a.xml": entity}))


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


@pytest.mark.parametrize(
    ("text", "line", "count"),
    [
        ("Ort,Andel\nA,12,5\nB,13,7\n", 2, 2),
        ("Ort,Andel\nA,12\nB,13,7\n", 3, 1),
        ("kod;a\nA;1\nB;3;4\n", 3, 1),
        ("kod\ta\nA\t1\nB\t3\t4\n", 3, 1),
        ("kod|a\nA|1\n\nB|3\nC|3|4\n", 5, 1),
        ('sep=;\nkod;a\n"A\nx";1\nB;3;4\n', 5, 1),  # the first line names the separator, a cell has two lines
        ("Tabell 1\n\nkod;a\n;st\nA;1\nB;3;4\n", 6, 1),
    ],
)
def test_lines_with_more_cells_than_names_are_refused(table, text, line, count):
    with pytest.raises(
        TableError, match=rf"Line {line} has more cells \(.*lines with too many: {count}\. .*quotation marks"
    ):
        table(text)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ('Ort,Andel\nA,"12,5"\nB,"13,7"\n', [12.5, 13.7]),
        ("Ort,Andel\nA,12,,\nB,13,,\n", [12, 13]),  # separators at the end hold nothing
        ("Ort,Andel,\nA,12,\nB,13,\n", [12, 13]),
        ("Ort;Andel\nA;12,5\nB;13,7\n\nKälla: SCB; 2024; 7; 8\n", [12.5, 13.7]),
        ("Ort,Andel\nA,12\nB,13\nKälla: SCB, Befolkning, 2024, reviderad\n1) Preliminära, se not\n", [12, 13]),
        ("Ort;Andel\nA;12\nB;13\n_______\nStand: 2024\nMore words here\nAnd more\n", [12, 13]),
        ("Folkmängd, efter ort, 2024\nOrt,Andel män,Andel,c\nA,1,12,2\nB,1,13,2\n", [12, 13]),
    ],
)
def test_what_is_no_row_has_any_number_of_cells(table, text, numbers):
    found = table(text)
    assert found.values("Andel")[0].tolist() == numbers
    assert found.codes("Ort" if "Ort" in found.names else found.names[0]) == ["A", "B"]


def test_lines_with_fewer_cells_are_counted(table):
    found = table("kod;a;b\nA;1;2\nB;3\nC;5;6\nD;1\n")
    assert np.array_equal(found.values("b")[0], [2, np.nan, 6, np.nan], equal_nan=True)
    assert "2 lines have fewer cells than the table has columns (first: line 3)" in str(found.notes[0])
    assert not table("kod;a;\nA;1\nB;3\n").notes  # nothing but a separator is lacking


@pytest.mark.parametrize(
    "heads",
    [
        ";Befolkning;;Inkomst;\nRegion;2020;2021;2020;2021",
        "Region;Befolkning;;Inkomst;\n;2020;2021;2020;2021",
        "Region;Befolkning;Befolkning;Inkomst;Inkomst\nRegion;2020;2021;2020;2021",
        "Tabell 1 om allt;;;;\n;Befolkning;;Inkomst;\nRegion;2020;2021;2020;2021",
        ";Befolkning;;Inkomst;\nRegion;2020;2021;2020;2021\n;antal;antal;kr;kr",
    ],
)
def test_names_in_two_rows(table, heads):
    found = table(heads + "\n0180;1;2;3;4\n0126;..;6;7;8\n")
    assert found.names == ["Region", "Befolkning 2020", "Befolkning 2021", "Inkomst 2020", "Inkomst 2021"]
    assert found.values("Befolkning 2021")[0].tolist() == [2, 6]
    assert found.codes("Region") == ["0180", "0126"]


def test_names_in_three_rows_and_beside_groups(table):
    found = table(";män;;;;kvinnor;;;\n;2020;;2021;;2020;;2021;\nkod;antal;andel;antal;andel;antal;andel;antal;andel\n"
                  "A;1;2;3;4;5;6;7;8\nB;1;2;3;4;5;6;7;8\n")  # fmt: skip
    assert found.names[1:3] == ["män 2020 antal", "män 2020 andel"]
    assert found.values("kvinnor 2021 andel")[0].tolist() == [8, 8]
    found = table(
        "Region;Ålder;;Kön;;Yta\n;0-19;20+;Män;Kvinnor;\n;antal;antal;antal;antal;km²\nA;1;2;3;4;5\nB;5;6;7;8;5\n"
    )
    assert found.names == ["Region", "Ålder 0-19", "Ålder 20+", "Kön Män", "Kön Kvinnor", "Yta"]
    assert found.units["Yta"] == "km²"


@pytest.mark.parametrize(
    "text",
    [
        "kod;n;n\nA;2000;2010\nB;1999;2100\n",
        "kod;n;;\nA;2000;2010;5\nB;1999;2100;7\n",
        "kod;a;a;b;b\nA;2000;2010;2001;2011\nB;1999;2100;2000;2010\n",
        "a;b;b;c;c\nx;y;z;u;v\nx;y;z;u;v\n",
    ],
)
def test_a_row_of_data_is_no_row_of_names(table, text):
    assert len(table(text)) == 2


def test_names_asked_for_are_found_alone_or_put_together(table):
    text = ";Folk;;Lön;\nkod;2020;2021;medel;median\nA;1;2;3;4\nB;5;6;7;8\n"
    assert table(text, wanted=["kod", "median"]).names == ["kod", "2020", "2021", "medel", "median"]
    assert table(text, wanted=["kod", "Lön median"]).names == [
        "kod",
        "Folk 2020",
        "Folk 2021",
        "Lön medel",
        "Lön median",
    ]


def test_labels_of_blocks_are_read_in_all_their_rows(table):
    found = table(
        '"Folketal";;;\n\n;;2023K1;2024K1\n101 København;Mænd;320;325\n;Kvinder;330;334\n'
        "147 Frb;Mænd;50;51\n;Kvinder;54;55\n"
    )
    assert found.codes("column_1") == ["101 København"] * 2 + ["147 Frb"] * 2
    assert "are read in all its rows: 101 København, 147 Frb" in " ".join(map(str, found.notes))
    # not as regular: the code is missing
    assert table("kod;sex;n\nA;m;1\n;f;2\nB;m;3\n;m;4\n").codes("kod") == ["A", "", "B", ""]


def test_a_table_of_eurostat(table):
    text = "freq,unit,geo\\TIME_PERIOD\t2021 \t2022 \nA,PC,SE110\t12.3 p\t: \nA,PC,SE121\t: c\t10.1 b\n"
    found = table(text)
    assert found.names == ["geo", "freq", "unit", "2021", "2022"]
    assert found.codes("geo") == ["SE110", "SE121"]
    assert np.array_equal(found.values("2021")[0], [12.3, np.nan], equal_nan=True)
    assert table(text, wanted=["freq,unit,geo\\TIME_PERIOD"]).names[0].startswith("freq,")


def test_units_in_cells_and_values_that_mean_missing(table):
    found = table(
        "kod;hyra;yta;n;lön\nA;8 500 kr;45 m²;-999;300 tkr\nB;9 100 kr;52,5 m²;7;310 000 kr\nC;7 900:-;;okänd;\n"
    )
    assert found.values("hyra")[0].tolist() == [8500, 9100, 7900]
    assert (found.unit("hyra"), found.unit("yta"), found.unit("n")) == ("kr", "m²", "")
    values, kind, notes = found.values("lön")
    assert (kind, values[0]) == (str, "300 tkr")
    assert 'are in several units ("tkr" × 1, "kr" × 1)' in str(notes[0])
    found.missing, found._numbers = frozenset({"-999", "okänd"}), {}
    assert np.array_equal(found.values("n")[0], [np.nan, 7, np.nan], equal_nan=True)


def test_rows_that_begin_like_footnotes_are_kept(table):
    assert len(table("kod;klass\n1. Skog;a\n2. Sjö;b\n")) == 2  # a table without numbers
    assert len(table("kod;n\n1. Norrmalm;5\n2. Vasastan;..\n")) == 2
    assert len(table("kod;n\n* A;5\n* B;7\n* Preliminärt\n")) == 2


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ("0180;M;10\n;K;12\n0181;M;1\n;K;2\nTotalt;;25\n", ["0180"] * 2 + ["0181"] * 2 + ["Totalt"]),
        ("0180;M;10\n;K;12\n0181;M;1\n;K;2\nRiket;;25\n", ["0180"] * 2 + ["0181"] * 2 + ["Riket"]),
        ("Riket;;25\n0180;M;10\n;K;12\n0181;M;1\n;K;2\n", ["Riket"] + ["0180"] * 2 + ["0181"] * 2),
        ("0180;M;10\n;K;12\nLän;;22\n0181;M;1\n;K;2\n", ["0180"] * 2 + ["Län"] + ["0181"] * 2),
        ("0180;M;10\n;K;12\n0181;M;1\n;K;2\n;;25\n", ["0180"] * 2 + ["0181"] * 2 + [""]),
        ("0180;M;10\n;K;12\n0181;M;1\n;K;2\n0182;M;3\n", ["0180"] * 2 + ["0181"] * 2 + ["0182"]),
        ("0180;M;10\n;K;12\n0181;K;2\n0182;M;3\n;K;4\n", ["0180"] * 2 + ["0181"] + ["0182"] * 2),
        ("0180;M;10\n0180;K;12\n0181;M;1\n;K;2\n", ["0180"] * 2 + ["0181", ""]),
        ("0180;;22\n;M;10\n;K;12\n0181;;3\n;M;1\n;K;2\n", ["0180", "", "", "0181", "", ""]),  # totals, with parts below
        (";;25\n0180;M;10\n0181;M;1\n", ["", "0180", "0181"]),
        ("0180;5;1\n;7;2\n0181;5;3\n;8;4\n", ["0180", "", "0181", ""]),  # numbers are no labels
    ],
)
def test_blocks_beside_rows_of_totals(table, rows, codes):
    """0180 has 10 men and 12 women, 0181 one and two: 22 + 3 = 25."""
    found = table(f"kod;sex;pop\n{rows}")
    assert found.codes("kod") == codes
    assert found.codes("pop") == [line.split(";")[2] for line in rows.splitlines()]


def test_two_levels_of_labels_beside_a_total(table):
    rows = "0180;M;0-19;1\n;;20+;2\n;K;0-19;3\n;;20+;4\n0181;M;0-19;5\n;;20+;6\n;K;0-19;7\n;;20+;8\n"
    for total, own in (("Totalt;;;36\n", ["Totalt"]), (";;;36\n", [""]), ("", [])):
        found = table(f"kod;sex;age;pop\n{rows}{total}")
        assert found.codes("kod") == ["0180"] * 4 + ["0181"] * 4 + own
        assert found.codes("sex")[:8] == ["M", "M", "K", "K"] * 2


def test_percent_beside_plain_numbers_is_told_in_a_sheet_as_in_text(sheet, table):
    """0.125 shown in percent is 12.5; 0.3 beside it may be 30 % as well as 0.3 %."""
    found = read_table(sheet([["kod", "andel"], ["A", 0.125], ["B", 0.3], ["C", 0.5]], [("B2", "0.0%"), ("B4", "0%")]))
    text = table("kod;andel\nA;12,5 %\nB;0,3\nC;50 %\n")
    for one in (found, text):
        values, kind, notes = one.values("andel")
        assert (kind, values.tolist(), one.unit("andel")) == (float, [12.5, 0.3, 50], "%")
        assert '2 numbers carry the unit "%" and 1 carry none' in " ".join(map(str, notes))
    whole = read_table(sheet([["kod", "andel"], ["A", 0.125], ["B", 0.3]], [("B2", "0%"), ("B3", "0%")]))
    assert whole.values("andel")[2] == []


def test_true_in_a_sheet_is_read_as_in_text(sheet, table):
    found = read_table(sheet([["kod", "x", "n"], ["A", True, 1], ["B", 7, 2], ["C", False, 3]]))
    text = table("kod;x;n\nA;TRUE;1\nB;7;2\nC;FALSE;3\n")
    assert found.values("x")[1] is text.values("x")[1]
    assert found.values("x")[0].tolist() == text.values("x")[0].tolist()


def test_what_columns_say_of_commas_is_weighed_against_the_rest_of_the_table(table):
    """ "1,234" beside 5 is 1234 by itself; where another column has 12,5 it may be 1.234 as well, and is asked for."""
    alone = table("kod;a\nA;1,234\nB;5\n")
    assert alone.values("a")[0].tolist() == [1234, 5]
    assert '"1,234" is read as 1234' in str(alone.values("a")[2][0])
    both = table("kod;a;b\nA;1,234;12,5\nB;5;7\n")
    with pytest.raises(
        TableError, match=r'1234, as the whole numbers.*1\.234, as the other columns .* follow a ",".*DECIMAL'
    ):
        both.values("a")
    assert both.values("a", ",")[0].tolist() == [1.234, 5]
    assert both.values("a", ".")[0].tolist() == [1234, 5]
    told = table("kod;a;b\nA;1,234;12,5\nB;2,345;7\n")
    assert told.values("a")[0].tolist() == [1.234, 2.345]
    assert '"1,234" is read as 1.234, because decimals follow a "," in the rest of the table' in str(
        told.values("a")[2][0]
    )
    point = table("kod;a;b\nA;1,234;12.5\nB;5;7\n")
    assert point.values("a")[0].tolist() == [1234, 5]


def test_a_name_that_stands_below_several_groups_is_refused(table):
    text = "kod;Folk;;Hus;\n;2020;2021;2020;2021\nA;1;2;3;4\nB;5;6;7;8\n"
    with pytest.raises(TableError, match=r'several columns "2021".*: Folk 2021, Hus 2021\.'):
        table(text, wanted=["2021"])
    assert table(text, wanted=["Hus 2021"]).values("Hus 2021")[0].tolist() == [4, 8]
    once = "kod;Folk;;Hus;\n;2020;2021;2020;2022\nA;1;2;3;4\nB;5;6;7;8\n"
    assert table(once, wanted=["2022"]).values("2022")[0].tolist() == [4, 8]


def test_hidden_rows_and_formulas_without_a_result_are_told(sheet, tmp_path):
    import openpyxl

    path = sheet([["kod", "n"], ["A", 1], ["B", 2], ["C", "=B2+B3"], [None, None]])  # openpyxl stores no results
    book = openpyxl.load_workbook(path)
    book.active.row_dimensions[3].hidden = True
    book.save(path)
    found = read_table(path)
    assert np.array_equal(found.values("n")[0], [1, 2, np.nan], equal_nan=True)
    notes = " ".join(map(str, found.notes))
    assert "1 rows of the sheet are hidden, by hand or by a filter. They are read like the others." in notes
    assert "1 cells of the sheet hold formulas without a stored result and are NULL" in notes


@pytest.mark.parametrize("units", [";;%;", ";st;;", ";;;kr"])
def test_a_row_of_one_unit(table, units):
    found = table(f"kod;n;andel;m\n{units}\nA;1;2;3\nB;4;5;6\n")
    assert found.codes("kod") == ["A", "B"]
    assert list(found.units.values()) == [units.strip(";")]


@pytest.mark.parametrize(
    "upper",
    [
        ";Folk;;;;Hus;;;\n;2020;;2021;;2020;;2021;\nkod;M;K;M;K;A;B;A;B",
        "kod;Folk;;;;Hus;;;\n;2020;;2021;;2020;;2021;\n;M;K;M;K;A;B;A;B",
    ],
)
def test_names_in_three_rows_without_being_told_the_key(table, upper):
    found = table(f"{upper}\n0180;1;2;3;4;5;6;7;8\n0181;1;2;3;4;5;6;7;8\n")
    assert found.names == [
        "kod",
        "Folk 2020 M",
        "Folk 2020 K",
        "Folk 2021 M",
        "Folk 2021 K",
        "Hus 2020 A",
        "Hus 2020 B",
        "Hus 2021 A",
        "Hus 2021 B",
    ]
