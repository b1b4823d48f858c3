"""Files into tables: CSV and other delimited text, and spreadsheets."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Collection, Optional
from xml.etree import ElementTree  # nosec B405: only its error

import numpy as np

from ..messages import QT_TRANSLATE_NOOP, UserMessage
from . import excel, old_excel, opendocument
from .endings import SHEET_ENDINGS
from .errors import EmptyTable, TableError, UnevenTable
from .layout import Layout, code_text, find_layout
from .numbers import SIGNS, Numbers, is_range, read_numbers, tidy
from .sheets import Book
from .text_files import decode, first_line, read_rows

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
    missing : frozenset of str
        What the user says stands for a missing value, such as ``-999``.
    """

    columns: dict[str, list[Any]]
    units: dict[str, str] = field(default_factory=dict)
    notes: list[UserMessage] = field(default_factory=list)
    separator: str = ""
    missing: frozenset[str] = frozenset()
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
            found = read_numbers(self.columns[name], decimal, missing=self.missing)
            if (found.doubtful or found.grouped) and self.likely():
                found = read_numbers(self.columns[name], decimal, self.likely(), self.missing)
            self._numbers[name, decimal] = found
        return self._numbers[name, decimal]

    def unit(self, name: str, decimal: str = "") -> str:
        """Return the unit of a column: of the row of units, else the one that its numbers carry; '' when there is none."""
        return self.units.get(name) or self.numbers(name, decimal).unit

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
        words = [_cell_text(cell) for cell in cells]
        if self.missing:
            words = [None if word is not None and word.lower() in self.missing else word for word in words]
        result[:] = words
        notes = [found.mixed(name)] if len(found.units) > 1 else []
        if not notes and found.count > sum(found.unreadable.values()) and not _coded(cells):
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
    if len(found.units) > 1:
        return False
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
    ending, separator, notes = _ending(file), "", []
    if ending in SHEET_ENDINGS:
        found, notes = _in_book(file, ending, sheet, wanted)
    else:
        text = decode(file.read_bytes())
        rows, separator = read_rows(text)
        found = find_layout(rows, wanted)
        notes = _uneven(rows, found, separator, first_line(text))
    if not found.rows:
        raise EmptyTable(QT_TRANSLATE_NOOP("Samplan", 'The table "{path}" has no rows.'), path=file.name)
    notes.extend(_divide_key(found, separator, wanted))
    columns = {name: list(cells) for name, cells in zip(found.names, zip(*found.rows))}
    numbers = read_numbers(found.names[1:])
    years = ((numbers.values >= 1800) & (numbers.values <= 2150)).all()
    if not years and not numbers.units and numbers.count == len(found.names) - 1 > 0:
        text = QT_TRANSLATE_NOOP(
            "Samplan",
            "The names of the columns are numbers ({text}). If they are data, the table lacks a row of names: add one above.",
        )
        notes.append(UserMessage(text, {"text": ", ".join(found.names[:8])}))
    if found.filled:
        text = QT_TRANSLATE_NOOP(
            "Samplan", "Labels that stand in the first row of a block only are read in all its rows: {names}."
        )
        first = list(dict.fromkeys(map(code_text, next(iter(columns.values())))))[:3]
        notes.append(UserMessage(text, {"names": ", ".join(first)}))
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


def _divide_key(found: Layout, separator: str, wanted: Collection[str]) -> list[UserMessage]:
    """Divide the first column of a table of Eurostat, which holds several codes ("freq,unit,geo\\TIME_PERIOD"), in place.

    The last of them, the area, comes first. Returns the note on it.
    """
    names = found.names[0].partition("\\")[0].split(",")
    if separator != "\t" or "\\" not in found.names[0] or found.names[0] in wanted:
        return []
    cells = [code_text(row[0]).split(",") for row in found.rows]
    if len(names) < 2 or any(len(parts) != len(names) for parts in cells):
        return []
    for row, parts in zip(found.rows, cells):
        row[:1] = [parts[-1], *parts[:-1]]
    found.names[:1] = names = [names[-1], *names[:-1]]
    text = QT_TRANSLATE_NOOP("Samplan", "The first column holds several codes, and is divided into {names}.")
    return [UserMessage(text, {"names": ", ".join(names)})]


def _uneven(rows: list[list[str]], found: Layout, separator: str, first: int) -> list[UserMessage]:
    """Return the note on rows with fewer cells than there are names.

    Parameters
    ----------
    first : int
        The line of the file that the first row stands in.

    Raises
    ------
    UnevenTable
        Rows have more: cells would be shifted.
    """

    def line(number: int) -> int:
        inside = sum(len(re.findall("\r\n|\r|\n", cell)) for row in rows[:number] for cell in row if cell)
        return first + number + inside

    if found.longer:
        number = found.longer[0]
        mark = {"\t": "TAB"}.get(separator, separator)
        raise UnevenTable(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "Line {line} has more cells ({text}) than the table has columns ({names}); lines with too many: {count}. Which "
                "number belongs where cannot be known. If the mark {mark} between the cells also stands in numbers or words, "
                "save the table again with another one, as .xlsx, or with such cells in quotation marks. If a column has no "
                "name, add it.",
            ),
            line=line(number),
            text=" | ".join(tidy(cell) for cell in rows[number] if cell)[:100],
            names=", ".join(name for name in found.names if name not in found.renamed)[:100],
            count=len(found.longer),
            mark=f'"{mark}"',
        )
    if not found.shorter:
        return []
    text = QT_TRANSLATE_NOOP(
        "Samplan",
        "{count} lines have fewer cells than the table has columns (first: line {line}); what they lack at their end is NULL.",
    )
    return [UserMessage(text, {"count": len(found.shorter), "line": line(found.shorter[0])})]


def _in_book(file: Path, ending: str, sheet: str, wanted: Collection[str]) -> tuple[Layout, list[UserMessage]]:
    """Return the table of a spreadsheet: of the sheet asked for, or of the first that has the columns, else numbers."""
    book = _open_book(file, ending)
    if sheet and sheet not in book.names:
        raise TableError(
            QT_TRANSLATE_NOOP("Samplan", 'The spreadsheet has no sheet "{sheet}". It has: {names}.'),
            sheet=sheet,
            names=", ".join(book.names) or "-",
        )
    names = [sheet] if sheet else book.names[: book.visible or None]
    try:
        found = [(name, find_layout(book.read(name), wanted)) for name in names[:1]]
        for name in names[1:]:
            if found[-1][1].numeric and set(map(tidy, wanted)) <= set(found[-1][1].names):
                break
            found.append((name, find_layout(book.read(name), wanted)))
    except _BROKEN as error:
        raise _unreadable(file, error) from error
    if not found:
        return Layout([], []), []
    fits = [part for part in found if set(map(tidy, wanted)) <= set(part[1].names)]
    name, layout = next((part for part in fits or found if part[1].numeric), (fits or found)[0])
    notes = []
    if ending == ".xls":
        text = QT_TRANSLATE_NOOP(
            "Samplan",
            "The old format .xls does not tell how cells are shown: percentages are read as shares (12 % is 0.12), and codes "
            "lose leading zeros that only their format shows. Save the table as .xlsx where that matters.",
        )
        notes.append(UserMessage(text, {}))
    for count, text in (
        (book.hidden.get(name), QT_TRANSLATE_NOOP(
            "Samplan", "{count} rows of the sheet are hidden, by hand or by a filter. They are read like the others."
        )),
        (book.unsolved.get(name), QT_TRANSLATE_NOOP(
            "Samplan",
            "{count} cells of the sheet hold formulas without a stored result and are NULL. Open the file in a spreadsheet "
            "program and save it, so that the results are stored.",
        )),
    ):  # fmt: skip
        if count:
            notes.append(UserMessage(text, {"count": count}))
    if len(book.names) > 1 and not sheet:
        text = QT_TRANSLATE_NOOP("Samplan", 'The sheet "{sheet}" is read. The spreadsheet also has: {names}.')
        notes.append(UserMessage(text, {"sheet": name, "names": ", ".join(n for n in book.names if n != name)}))
    return layout, notes


_BROKEN = (zipfile.BadZipFile, ElementTree.ParseError, KeyError, ValueError, OSError, IndexError, TypeError, AttributeError,
           RuntimeError, NotImplementedError, zlib.error)  # fmt: skip
"""What a broken archive, or a password, ends in."""


def open_sheets(path: str) -> Book:
    """Open a spreadsheet for its rows as they stand, without a search for the table among them.

    Raises
    ------
    TableError
        The file is no spreadsheet, or (while reading a sheet) broken.
    """
    file = Path(path)
    book = _open_book(file, _ending(file))

    def read(name: str) -> list[list[Any]]:
        try:
            return book.read(name)
        except _BROKEN as error:
            raise _unreadable(file, error) from error

    return Book(book.names, book.visible, read)


def _open_book(file: Path, ending: str) -> Book:
    """Open a spreadsheet by what it is, whatever its ending."""
    try:
        if ending == ".xls":
            return old_excel.open_book(file)
        archive = zipfile.ZipFile(io.BytesIO(file.read_bytes()))
        return (opendocument if "content.xml" in archive.namelist() else excel).open_book(archive)
    except TableError:
        raise
    except _BROKEN as error:
        raise _unreadable(file, error) from error


def _unreadable(file: Path, error: Exception) -> TableError:
    text = QT_TRANSLATE_NOOP(
        "Samplan", 'The table "{path}" cannot be read: {error}. Open it in a spreadsheet and save it as CSV or .xlsx.'
    )
    return TableError(text, path=file.name, error=str(error).strip("'\"").rstrip("."))


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
    return ending if head.startswith(b"PK") or ending not in SHEET_ENDINGS else ""
