"""Sheets of Excel workbooks (.xlsx and .xlsm; ECMA-376, part 1, SpreadsheetML)."""

from __future__ import annotations

import datetime
import re
import zipfile
from typing import Any, Optional
from xml.etree import ElementTree  # nosec B405: only the type; parsing is `sheets.elements`' work

from .numbers import Percent
from .sheets import Book, attribute, check_size, elements, fill_merged, local

_DAYS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Numbers of the formats that come along and show days or times."""
_PERCENT = frozenset({9, 10})
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_ZEROS = re.compile(r"0{2,}")
_PLACE = re.compile(r"([A-Z]+)([0-9]+)")
_FIRST_DAY, _FIRST_DAY_1904 = datetime.datetime(1899, 12, 30), datetime.datetime(1904, 1, 1)


def open_book(archive: zipfile.ZipFile) -> Book:
    """Open the workbook; hidden sheets come last."""
    folder = "xl/"
    targets = {}
    for link in elements(archive, f"{folder}_rels/workbook.xml.rels", "Relationship"):
        target = link.attrib["Target"]
        targets[link.attrib["Id"]] = target[1:] if target.startswith("/") else folder + target
    sheets, first_day = [], _FIRST_DAY
    for element in elements(archive, f"{folder}workbook.xml", "sheet", "workbookPr"):
        if element.tag == "workbookPr":
            first_day = _FIRST_DAY_1904 if attribute(element, "date1904") in ("1", "true") else _FIRST_DAY
        elif "worksheets" in (part := targets[attribute(element, "id")]) or "sheet" in part:
            sheets.append((attribute(element, "state") in ("hidden", "veryHidden"), element.attrib["name"], part))
    parts = {name: part for _, name, part in sheets}
    visible = sum(not away for away, _, _ in sheets)
    names = [name for _, name, _ in sorted(sheets, key=lambda sheet: sheet[0])]

    def read(name: str) -> list[list[Any]]:
        reader = _Reader(archive, folder, first_day)
        rows = reader.read(parts[name])
        book.hidden[name], book.unsolved[name] = reader.hidden, reader.unsolved
        return rows

    book = Book(names, visible, read)
    return book


class _Reader:
    """What all sheets of a workbook share: its texts, and how its cells are shown."""

    def __init__(self, archive: zipfile.ZipFile, folder: str, first_day: datetime.datetime) -> None:
        self.archive, self.first_day = archive, first_day
        self.hidden = self.unsolved = 0
        parts = set(archive.namelist())
        self.texts: list[str] = []
        if f"{folder}sharedStrings.xml" in parts:
            self.texts = [_text(item) for item in elements(archive, f"{folder}sharedStrings.xml", "si")]
        self.shown: list[tuple[str, int]] = []
        if f"{folder}styles.xml" in parts:
            codes: dict[int, str] = {}
            for element in elements(archive, f"{folder}styles.xml", "numFmt", "cellXfs"):
                if element.tag == "numFmt":
                    codes[int(element.attrib["numFmtId"])] = element.attrib["formatCode"]
                else:
                    numbers = [int(style.get("numFmtId", 0)) for style in element]
                    self.shown = [_how(number, codes.get(number, "")) for number in numbers]

    def read(self, part: str) -> list[list[Any]]:
        """Return the rows of a sheet."""
        rows: list[list[Any]] = []
        merged: list[tuple[int, int, int, int]] = []
        kept = 0
        for element in elements(self.archive, part, "row", "mergeCell"):
            if element.tag == "mergeCell":
                first, _, last = element.attrib["ref"].partition(":")
                merged.append((*_place(first), *_place(last or first)))
                continue
            number = int(element.get("r", len(rows) + 1)) - 1
            check_size(number, 0, kept)
            rows.extend([] for _ in range(number - len(rows)))
            cells: list[Any] = []
            for cell in element:
                column = _place(cell.attrib["r"])[1] if "r" in cell.attrib else len(cells)
                check_size(0, column, kept + column)
                cells.extend([None] * (column - len(cells)))
                cells.append(self._value(cell))
            rows.append(cells)
            self.hidden += element.get("hidden") in ("1", "true") and any(cell is not None for cell in cells)
            kept += len(cells)
        fill_merged(rows, merged)
        return rows

    def _value(self, cell: ElementTree.Element) -> Any:
        """Return what a cell holds as the sheet shows it; of a formula its last result."""
        kind = cell.get("t", "n")
        parts = {local(part.tag): part for part in cell}
        if kind == "inlineStr":
            return _text(parts["is"]) if "is" in parts else None
        text = parts["v"].text if "v" in parts else None
        if text is None:
            self.unsolved += "f" in parts
            return None
        if kind == "s":
            return self.texts[int(text)]
        if kind == "b":
            return "TRUE" if text == "1" else "FALSE"  # as the same table saved as text
        return self._number(text, int(cell.get("s", 0))) if kind == "n" else text

    def _number(self, text: str, style: int) -> Any:
        """Return a number as its format shows it: a day, a percentage, a code with zeros before."""
        number = float(text)
        how, digits = self.shown[style] if style < len(self.shown) else ("", 0)
        if how == "day":
            return self._day(number)
        if how == "percent":
            return Percent(round(number * 100, 12))
        whole = int(number) if number.is_integer() and not re.search("[.eE]", text) else None
        if whole is None:
            return number
        return str(whole).zfill(digits) if how == "zeros" else whole

    def _day(self, number: float) -> Any:
        """Return a day, a moment or, before the first day, a time; the number itself when the calendar lacks it."""
        if 0 <= number < 1:
            return (self.first_day + datetime.timedelta(seconds=round(number * 86400))).time().isoformat()
        if self.first_day == _FIRST_DAY and number < 60:
            number += 1  # Excel counts a 29 February 1900, which never was
        try:
            moment = self.first_day + datetime.timedelta(seconds=round(number * 86400))
        except OverflowError:
            return number
        midnight = moment.time() == datetime.time()
        return moment.date().isoformat() if midnight else moment.isoformat(sep="T", timespec="seconds")


def _how(number: int, code: str) -> tuple[str, int]:
    """Return how a format shows a number, and the digits of one that shows zeros."""
    bare = _QUOTED.sub("", code.partition(";")[0])
    if number in _PERCENT or "%" in bare:
        return "percent", 0
    if number in _DAYS if not code else re.search("[dmyhs]", bare.lower()) and "general" not in bare.lower():
        return "day", 0
    return ("zeros", len(bare)) if _ZEROS.fullmatch(bare) else ("", 0)


def _place(reference: str) -> tuple[int, int]:
    """Return the numbers of the row and the column of a cell such as B7."""
    letters, row = _PLACE.fullmatch(reference.replace("$", "")).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(row) - 1, column - 1


def _text(item: ElementTree.Element) -> Optional[str]:
    """Return the words of a text, its runs joined, without their reading in Japanese."""
    runs = [item, *(part for part in item if local(part.tag) == "r")]
    return "".join(part.text or "" for run in runs for part in run if local(part.tag) == "t")
