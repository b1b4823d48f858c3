"""Files into tables: CSV and other delimited text, and spreadsheets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Collection, Optional

import numpy as np

from ..messages import QT_TRANSLATE_NOOP, UserMessage
from .endings import PACKAGES
from .errors import TableError
from .excel import read_sheet
from .layout import code_text, find_layout
from .numbers import SIGNS, Numbers, is_range, read_numbers, tidy
from .text_files import decode, read_rows

_LONGEST_NUMBER = 15
"""Digits that a float keeps; longer ones are codes."""
_STRANGERS = 5
"""Different words that may stand in a column of numbers and count as missing there."""


@dataclass
class Table:
    """A table read from a file.

    Attributes
    ----------
    columns : dict of str to list
        By name: texts as they stand in the file, or numbers and ISO dates from a spreadsheet; None where blank.
    units : dict of str to str
        Column -> unit, where the file says it.
    notes : list of UserMessage
        What was left out or renamed.
    separator : str
        Of a text file, else ''.
    """

    columns: dict[str, list[Any]]
    units: dict[str, str] = field(default_factory=dict)
    notes: list[UserMessage] = field(default_factory=list)
    separator: str = ""
    _likely: Optional[str] = field(default=None, repr=False)
    _numbers: dict[tuple[str, str], Numbers] = field(default_factory=dict, repr=False)

    @property
    def names(self) -> list[str]:
        """Names of the columns."""
        return list(self.columns)

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    def codes(self, name: str) -> list[str]:
        """Return a column as codes: text without blanks around, whole numbers without decimals, '' where blank."""
        return [code_text(cell) for cell in self.columns[name]]

    def numbers(self, name: str, decimal: str = "") -> Numbers:
        """Return a column as numbers; what the column leaves open, the other columns and the separator decide."""
        if (name, decimal) not in self._numbers:
            found = read_numbers(self.columns[name], decimal)
            if found.doubtful and self.likely():
                found = read_numbers(self.columns[name], decimal, self.likely())
            self._numbers[name, decimal] = found
        return self._numbers[name, decimal]

    def likely(self) -> str:
        """Return the mark of decimals that the table uses: proven by its columns, or a point where commas separate."""
        if self._likely is None:
            proven = {read_numbers(cells).decimal for cells in self.columns.values()} - {""}
            self._likely = proven.pop() if len(proven) == 1 else "." if not proven and self.separator == "," else ""
        return self._likely

    def values(self, name: str, decimal: str = "") -> tuple[Any, type, list[UserMessage]]:
        """Return a column as numbers when it holds numbers, else as text.

        Parameters
        ----------
        name : str
        decimal : {"", ".", ","}
            See `read_numbers`.

        Returns
        -------
        values : ndarray of float or object, shape (n,)
            NaN or None where nothing is known.
        kind : type
            ``float`` or ``str``.
        notes : list of UserMessage

        Raises
        ------
        TableError
            The column holds numbers that could mean two things.
        """
        found = self.numbers(name, decimal)
        cells = self.columns[name]
        if _holds_numbers(cells, found):
            return found.certain(name).values, float, found.notes(name)
        result = np.empty(len(cells), dtype=object)
        result[:] = [_cell_text(cell) for cell in cells]
        notes = []
        if found.count > sum(found.unreadable.values()) and not _coded(cells):
            text = QT_TRANSLATE_NOOP(
                "Samplan", 'The column "{field}" stays text, because {count} cells are no numbers: {texts}.'
            )
            notes.append(UserMessage(text, Numbers(found.values, unreadable=found.unreadable).notes(name)[0].values))
        return result, str, notes


def _cell_text(cell: Any) -> Optional[str]:
    """Return a cell of a column of text; plain signs for nothing (.., –, n/a) are None."""
    text = cell.strip() if isinstance(cell, str) else code_text(cell)
    nothing = not tidy(text) or (tidy(text).lower() in SIGNS and not re.search("[0-9*/#]", text))
    return None if nothing else text


def _coded(cells: list[Any]) -> bool:
    """Return whether a text among the cells is a code in digits: with leading zeros, or too long for a number."""
    texts = (cell.strip() for cell in cells if isinstance(cell, str))
    return any(text.isdigit() and ((len(text) > 1 and text[0] == "0") or len(text) > _LONGEST_NUMBER) for text in texts)


def _holds_numbers(cells: list[Any], found: Numbers) -> bool:
    """Return whether a column is one of numbers: codes are not, nor a column with many or strange words."""
    numbers = found.count
    if found.doubtful:
        filled = sum(not (cell is None or (isinstance(cell, str) and not cell.strip())) for cell in cells)
        numbers = filled - found.missing
    strangers = sum(found.unreadable.values())
    if _coded(cells):
        return False
    if not numbers:  # nothing but signs: numbers that are not told; different ranges are classes, such as ages
        return bool(found.signs) and not found.unreadable and sum(map(is_range, found.signs)) < 2
    words = len(found.unreadable) <= _STRANGERS and not any(re.search(r"[0-9]", text) for text in found.unreadable)
    return strangers == 0 or (words and 2 * strangers < numbers)


def read_table(path: str, sheet: str = "", wanted: Collection[str] = ()) -> Table:
    """Read a table.

    Parameters
    ----------
    path : str
        CSV or other delimited text (encoding, separator, title rows, a row of units and notes are recognised), or a
        spreadsheet.
    sheet : str
        Sheet of a spreadsheet; the first when empty.
    wanted : collection of str
        Names of columns the table must have: the row that holds them all is the row of names.

    Raises
    ------
    TableError
        The file is missing, empty or not readable.
    """
    file = Path(path)
    if not file.is_file():
        raise TableError(QT_TRANSLATE_NOOP("Samplan", 'There is no table "{path}".'), path=path)
    ending, separator = _ending(file), ""
    if ending in PACKAGES:
        rows = read_sheet(file, sheet, ending)
    else:
        rows, separator = read_rows(decode(file.read_bytes()))
    found = find_layout(rows, wanted)
    if not found.rows:
        raise TableError(QT_TRANSLATE_NOOP("Samplan", 'The table "{path}" has no rows.'), path=file.name)
    columns = {name: list(cells) for name, cells in zip(found.names, zip(*found.rows))}
    notes = []
    numbers = read_numbers(found.names[1:])
    if numbers.count == len(found.names) - 1 > 0 and not ((numbers.values >= 1800) & (numbers.values <= 2150)).all():
        text = QT_TRANSLATE_NOOP(
            "Samplan",
            "The names of the columns are numbers ({text}). If they are data, the table lacks a row of names: add one above.",
        )
        notes.append(UserMessage(text, {"text": ", ".join(found.names[:8])}))
    for lines, text in (
        (found.above, QT_TRANSLATE_NOOP("Samplan", "Left out above the names of the columns: {text}")),
        (found.below, QT_TRANSLATE_NOOP("Samplan", "Left out below the data: {text}")),
        ([" ".join(f"{name}: {unit}." for name, unit in found.units.items())] if found.units else [],
         QT_TRANSLATE_NOOP("Samplan", "A row of units stands below the names of the columns: {text}")),
        ([", ".join(found.renamed)] if found.renamed else [],
         QT_TRANSLATE_NOOP("Samplan", "Columns without a name of their own are called: {text}")),
    ):  # fmt: skip
        if lines:
            notes.append(UserMessage(text, {"text": " / ".join(line[:100] for line in lines[:5])}))
    return Table(columns, found.units, notes, separator)


def _ending(file: Path) -> str:
    """Return the ending that tells how to read a file: by its first bytes where they are a spreadsheet's."""
    ending = file.suffix.lower()
    with file.open("rb") as stream:
        head = stream.read(512)
    if head.startswith(b"PK\x03\x04") and ending not in (".xlsx", ".xlsm", ".ods"):
        return ".xlsx"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return ".xls"
    if re.match(rb"\s*<(!doctype|html|table|\?xml)", head.lower().lstrip(b"\xef\xbb\xbf")):
        raise TableError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                '"{path}" is a web page, whatever its ending says. Open it in a spreadsheet and save it as .xlsx.',
            ),
            path=file.name,
        )
    return ending if head.startswith(b"PK") or ending not in PACKAGES else ""
