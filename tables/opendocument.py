"""Sheets of OpenDocument spreadsheets (.ods; OASIS OpenDocument 1.3, part 3)."""

from __future__ import annotations

import re
import zipfile
from typing import Any
from xml.etree import ElementTree  # nosec B405: only the type; parsing is `sheets.elements`' work

from .numbers import Percent
from .sheets import Book, attribute, check_size, elements, fill_merged, local

_CONTENT = "content.xml"
_MOST_BLANK = 2
"""Blank rows that are kept where a sheet repeats one to its end."""
_ZEROS = re.compile(r"0[0-9]+")


def open_book(archive: zipfile.ZipFile) -> Book:
    """Open the spreadsheet; hidden sheets come last."""
    hidden, sheets = set(), []
    for element in elements(archive, _CONTENT, "style", "table"):
        if element.tag == "style":
            if any(attribute(part, "display") == "false" for part in element):
                hidden.add(attribute(element, "name"))
        elif attribute(element, "name"):
            sheets.append((attribute(element, "style-name") in hidden, attribute(element, "name")))
    visible = sum(not away for away, _ in sheets)
    names = [name for _, name in sorted(sheets, key=lambda sheet: sheet[0])]
    book = Book(names, visible, lambda name: _read(archive, name, book.hidden))
    return book


def _read(archive: zipfile.ZipFile, sheet: str, hidden: dict[str, int]) -> list[list[Any]]:
    """Return the rows of a sheet, and count those that are hidden."""
    rows: list[list[Any]] = []
    merged: list[tuple[int, int, int, int]] = []
    kept = 0
    for element in elements(archive, _CONTENT, "table-row", "table"):
        if element.tag == "table":
            if attribute(element, "name") == sheet:
                break
            rows, merged, hidden[sheet] = [], [], 0  # those before were of another sheet
            continue
        cells = _cells(element, len(rows), merged)
        times = int(attribute(element, "number-rows-repeated") or 1)
        check_size(len(rows) + times if cells else 0, 0, kept := kept + len(cells) * times)
        if cells and attribute(element, "visibility") in ("collapse", "filter"):
            hidden[sheet] = hidden.get(sheet, 0) + times
        rows.extend(list(cells) for _ in range(times if cells else min(times, _MOST_BLANK)))
    fill_merged(rows, merged)
    return rows


def _cells(row: ElementTree.Element, number: int, merged: list[tuple[int, int, int, int]]) -> list[Any]:
    """Return the cells of a row up to its last filled one, and note those that are merged."""
    cells: list[Any] = []
    for cell in row:
        if local(cell.tag) not in ("table-cell", "covered-table-cell"):
            continue
        value = _value(cell)
        across, down = (int(attribute(cell, f"number-{name}-spanned") or 1) for name in ("columns", "rows"))
        if across > 1 or down > 1:
            merged.append((number, len(cells), number + down - 1, len(cells) + across - 1))
        times = int(attribute(cell, "number-columns-repeated") or 1)
        check_size(0, len(cells) + times, 0)
        cells.extend([value] * times)
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _value(cell: ElementTree.Element) -> Any:
    """Return what a cell holds as the sheet shows it; of a formula its last result."""
    kind = attribute(cell, "value-type")
    if kind in ("float", "currency", "percentage"):
        text = attribute(cell, "value")
        number = float(text)
        if kind == "percentage":
            return Percent(round(number * 100, 12))
        shown = _text(cell)
        if _ZEROS.fullmatch(shown) and float(shown) == number:
            return shown
        return int(text) if text.lstrip("-").isdigit() else number
    if kind == "date":
        return attribute(cell, "date-value").replace("T00:00:00", "")
    if kind == "boolean":
        return attribute(cell, "boolean-value").upper()
    return _text(cell) or None


def _text(cell: ElementTree.Element) -> str:
    """Return the words of a cell, a line for each paragraph, without its annotations."""
    return "\n".join(_words(part) for part in cell if local(part.tag) == "p")


def _words(part: ElementTree.Element) -> str:
    found = [part.text or ""]
    for inner in part:
        name = local(inner.tag)
        if name == "s":
            found.append(" " * int(attribute(inner, "c") or 1))
        elif name in ("tab", "line-break"):
            found.append("\t" if name == "tab" else "\n")
        elif name != "annotation":
            found.append(_words(inner))
        found.append(inner.tail or "")
    return "".join(found)
