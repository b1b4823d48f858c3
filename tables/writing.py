"""Tables to files that spreadsheets open: CSV and .xlsx, in which text stays text."""

from __future__ import annotations

import csv
import importlib.util
import re
from pathlib import Path
from typing import Any, Iterable, Mapping, Sequence

from ..messages import QT_TRANSLATE_NOOP
from .errors import TableError
from .text_files import as_text

MAX_ROWS, MAX_COLUMNS, MAX_TEXT = 1_048_576, 16_384, 32_767
"""What a sheet of .xlsx holds: rows, columns, letters in a cell."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EXACT = 10**15
"""A spreadsheet keeps fifteen digits of a number."""

Rows = Iterable[Sequence[Any]]


def write_csv(path: Path, names: Sequence[str], rows: Rows, decimal_comma: bool) -> None:
    """Write a CSV file in UTF-8 that spreadsheets recognise.

    Parameters
    ----------
    names : sequence of str
    rows : iterable of sequence
        Texts, numbers, booleans, and None for NULL.
    decimal_comma : bool
        Decimals follow a comma, and semicolons separate; else a point, and commas.
    """
    with path.open("w", encoding="utf-8-sig", newline="", errors="backslashreplace") as file:
        writer = csv.writer(file, delimiter=";" if decimal_comma else ",", lineterminator="\n")
        for row in (
            [as_text(name) for name in names],
            *([_csv_cell(cell, decimal_comma) for cell in row] for row in rows),
        ):
            writer.writerow(row)


def _csv_cell(value: Any, decimal_comma: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return as_text(value)
    return repr(value).replace(".", ",") if decimal_comma else repr(value)


def write_book(path: Path, sheets: Mapping[str, tuple[Sequence[str], Sequence[Sequence[Any]]]]) -> int:
    """Write a spreadsheet and return the number of texts that were too long for it and were cut.

    Parameters
    ----------
    sheets : mapping
        Title -> names of the columns and rows (see `write_csv`).

    Raises
    ------
    TableError
        openpyxl is not installed, or a sheet would be too large.
    """
    if importlib.util.find_spec("openpyxl") is None:
        raise TableError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "For {ending} files the Python package {package} is needed, which is not there. Use a CSV file instead.",
            ),
            ending=".xlsx",
            package="openpyxl",
        )
    import openpyxl
    from openpyxl.cell import WriteOnlyCell

    cut = 0
    book = openpyxl.Workbook(write_only=True)
    for title, (names, rows) in sheets.items():
        if len(rows) >= MAX_ROWS or len(names) > MAX_COLUMNS:
            raise TableError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "A spreadsheet holds {rows} rows and {columns} columns, and the table has more. Choose a file "
                    "ending in .csv.",
                ),
                rows=MAX_ROWS,
                columns=MAX_COLUMNS,
            )
        page = book.create_sheet(title)
        for row in (names, *rows):
            cells = []
            for value in row:
                if isinstance(value, int) and abs(value) >= _EXACT:
                    value = str(value)
                if not isinstance(value, str):
                    cells.append(value)
                    continue
                cut += len(value) > MAX_TEXT
                cell = WriteOnlyCell(page, value=_CONTROL.sub("", value)[:MAX_TEXT])
                cell.data_type = "s"  # "=1+1" is a text, not a formula
                cells.append(cell)
            page.append(cells)
    book.save(path)
    return cut
