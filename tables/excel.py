"""Sheets of spreadsheets into rows of cells, as a reader of the sheet sees them."""

from __future__ import annotations

import datetime
import importlib.util
import io
import re
import zipfile
from pathlib import Path
from typing import Any

from ..messages import QT_TRANSLATE_NOOP
from .endings import PACKAGES
from .errors import TableError

_ZEROS = re.compile(r"0{2,}")


def need(*packages: str, ending: str) -> None:
    """Raise `TableError` with what to do when one of the packages is not installed."""
    for package in packages:
        if importlib.util.find_spec(package) is None:
            raise TableError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "For {ending} files the Python package {package} is needed, which is not there. Use a CSV file instead.",
                ),
                ending=ending,
                package=package,
            )


def read_sheet(file: Path, sheet: str, ending: str) -> list[list[Any]]:
    """Return the rows of a sheet, the first one when ``sheet`` is empty.

    Numbers stay numbers, dates become ISO texts, codes keep the zeros that their number format shows, and percentages are
    as the sheet shows them (12.3 for 12.3 %).

    Raises
    ------
    TableError
        A package is missing, the file is no spreadsheet, or there is no such sheet.
    """
    need(*PACKAGES[ending], ending=ending)
    if "pandas" in PACKAGES[ending]:
        return _with_pandas(file, sheet)
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(file.read_bytes()), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError) as error:
        raise _unreadable(file, error) from error
    try:
        names = [page.title for page in book.worksheets]
        _check_sheet(sheet, names)
        page = book.worksheets[names.index(sheet) if sheet else 0]
        page.reset_dimensions()  # some programs write wrong ones
        return [[_shown(cell) for cell in row] for row in page.iter_rows()]
    finally:
        book.close()


def _shown(cell: Any) -> Any:
    """Return a cell's value as the sheet shows it."""
    value = cell.value
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float)):
        number_format = cell.number_format or ""
        if isinstance(value, int) and _ZEROS.fullmatch(number_format):
            return str(value).zfill(len(number_format))
        return round(value * 100, 12) if number_format.endswith("%") else value
    return _iso(value)


def _iso(value: Any) -> Any:
    """Return dates and times as ISO texts, a time of midnight left out, and everything else as it is."""
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(sep="T", timespec="seconds")
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else value


def _with_pandas(file: Path, sheet: str) -> list[list[Any]]:
    import pandas

    try:
        with pandas.ExcelFile(file) as book:
            names = [str(name) for name in book.sheet_names]
            _check_sheet(sheet, names)
            data = book.parse(sheet or names[0], header=None, dtype=object, keep_default_na=False)
    except TableError:
        raise
    except Exception as error:  # every engine of pandas has errors of its own
        raise _unreadable(file, error) from error
    return [
        [None if cell is pandas.NaT else _iso(cell) for cell in row] for row in data.itertuples(index=False, name=None)
    ]


def _check_sheet(sheet: str, names: list[str]) -> None:
    if not names or (sheet and sheet not in names):
        raise TableError(
            QT_TRANSLATE_NOOP("Samplan", 'The spreadsheet has no sheet "{sheet}". It has: {names}.'),
            sheet=sheet,
            names=", ".join(names) or "-",
        )


def _unreadable(file: Path, error: Exception) -> TableError:
    text = QT_TRANSLATE_NOOP(
        "Samplan", 'The table "{path}" cannot be read: {error}. Open it in a spreadsheet and save it as CSV or .xlsx.'
    )
    return TableError(text, path=file.name, error=str(error).rstrip("."))
