"""Tables of statistics in files, through pandas, which is imported late: users' QGIS may lack it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ...indicators.errors import IndicatorError
from ...indicators.spatial.fields import numbers
from ...messages import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    import pandas

MISSING = frozenset({"", ".", "..", "...", "-", "–", "x", "na", "n/a", "nan", "null", "none"})
"""What statistical offices write where there is no number (Statistics Sweden: two dots, a dash)."""
ENCODINGS = ("utf-8-sig", "cp1252")
SPREADSHEETS = {".xlsx": "openpyxl", ".xlsm": "openpyxl", ".xls": "xlrd", ".ods": "odf"}
"""File ending -> the package pandas reads it with."""


def read_table(path: str, sheet: str = "") -> pandas.DataFrame:
    """Read a table as text, so that keys keep their leading zeros.

    Parameters
    ----------
    path : str
        CSV or other delimited text (delimiter and encoding are recognised), or a spreadsheet.
    sheet : str
        Sheet of a spreadsheet; the first when empty.

    Raises
    ------
    IndicatorError
        The file is missing, empty or not readable.
    """
    import pandas

    file = Path(path)
    if not file.is_file():
        raise IndicatorError(QT_TRANSLATE_NOOP("Samplan", 'There is no table "{path}".'), path=path)
    ending = file.suffix.lower()
    if ending in SPREADSHEETS and importlib.util.find_spec(SPREADSHEETS[ending]) is None:
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "To read {ending} files the Python package {package} is needed. Save the table as CSV instead.",
            ),
            ending=ending,
            package=SPREADSHEETS[ending],
        )
    try:
        if ending in SPREADSHEETS:
            table = pandas.read_excel(file, sheet_name=sheet or 0, dtype=str, keep_default_na=False)
        else:
            table = pandas.read_csv(
                file, sep=None, engine="python", dtype=str, keep_default_na=False, encoding=_encoding(file)
            )
    except (ValueError, OSError, KeyError) as error:  # pandas' own errors are ValueErrors
        raise IndicatorError(
            QT_TRANSLATE_NOOP("Samplan", 'The table "{path}" cannot be read: {error}'), path=file.name, error=str(error)
        ) from error
    table.columns = [str(name).strip() for name in table.columns]
    if table.empty:
        raise IndicatorError(QT_TRANSLATE_NOOP("Samplan", 'The table "{path}" has no rows.'), path=file.name)
    return table


def _encoding(file: Path) -> str:
    """Return the first encoding that reads the whole file; every byte is something in the last."""
    data = file.read_bytes()
    for name in ENCODINGS[:-1]:
        try:
            data.decode(name)
        except UnicodeDecodeError:
            continue
        return name
    return ENCODINGS[-1]


def column_values(texts: Any) -> tuple[np.ndarray, type]:
    """Return a column as numbers when every filled cell is one, else as text.

    Parameters
    ----------
    texts : sequence of str
        Cells; those in `MISSING` are empty. Decimal commas and spaces between thousands are understood.

    Returns
    -------
    values : ndarray, shape (n,)
        Floats with NaN, or objects with None.
    kind : type
        ``float`` or ``str``.
    """
    cells = [None if str(text).strip().lower() in MISSING else str(text).strip() for text in texts]
    array, unreadable = numbers(cells)
    coded = any(cell and len(cell) > 1 and cell.startswith("0") and cell.isdigit() for cell in cells)
    if unreadable or coded or all(cell is None for cell in cells):
        result = np.empty(len(cells), dtype=object)
        result[:] = cells
        return result, str
    return array, float
