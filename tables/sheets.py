"""What the readers of spreadsheets share: a workbook, the XML of its archive, merged cells.

.xlsx and .ods are archives of XML. They are read as such, because neither GDAL nor pandas tells how a cell is shown
(percentages, leading zeros), which cells are merged, and which sheets are hidden.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from typing import Any, Callable, Iterator
from xml.etree import ElementTree  # nosec B405: DOCTYPE is refused before parsing, so no entity can be declared

LARGEST = 2_000_000_000
"""Bytes of a part of a spreadsheet, above which it is none that people made."""


@dataclass(frozen=True)
class Book:
    """A spreadsheet.

    Attributes
    ----------
    names : list of str
        Of the sheets, visible ones first.
    visible : int
        How many are visible.
    read : callable
        Takes a name and returns the sheet's rows: numbers are numbers, dates ISO texts, percentages as the sheet shows them
        (12.3 for 12.3 %), codes with the zeros that they show, and None where nothing stands.
    hidden, unsolved : dict of str to int
        Sheet -> filled rows that are hidden, and formulas without a stored result, of the sheets read so far.
    """

    names: list[str]
    visible: int
    read: Callable[[str], list[list[Any]]]
    hidden: dict[str, int] = field(default_factory=dict)
    unsolved: dict[str, int] = field(default_factory=dict)


MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 1_048_576, 16_384, 8_000_000
"""Rows and columns that a sheet can have in the programs that write them, and cells that are kept in memory."""


def check_size(rows: int, columns: int, cells: int) -> None:
    """Raise ValueError where a sheet, by what it says of itself, would take more memory than any that people made."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS or cells > MOST_CELLS:
        raise ValueError(f"it has more than {MOST_ROWS} rows, {MOST_COLUMNS} columns or {MOST_CELLS} cells")


def elements(archive: zipfile.ZipFile, part: str, *wanted: str) -> Iterator[ElementTree.Element]:
    """Yield the elements of a part of the archive with one of the names, whatever their namespace, as they end.

    What stands in an element is forgotten after it was yielded. Names of elements and attributes lose their namespace.
    """
    if archive.getinfo(part).file_size > LARGEST:
        raise ValueError(f"{part} is too large")
    with archive.open(part) as stream:
        if b"<!DOCTYPE" in stream.read(4096):
            raise ValueError(f"{part} has a document type")
    with archive.open(part) as stream:
        for _, element in ElementTree.iterparse(stream, ("end",)):  # noqa: S314 # nosec B314: see above
            element.tag = local(element.tag)
            if element.tag in wanted:
                yield element
                element.clear()


def local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition("}")[2]


def attribute(element: ElementTree.Element, name: str) -> str:
    """Return an attribute by its name without namespace, '' when there is none."""
    for key, value in element.attrib.items():
        if local(key) == name:
            return value
    return ""


def fill_merged(rows: list[list[Any]], merged: list[tuple[int, int, int, int]]) -> None:
    """Let the text of merged cells stand in each of them, in place.

    Titles, which begin in the first column and go across, stay where they are; numbers go down the first column only, where
    they are codes: anywhere else they would count twice.

    Parameters
    ----------
    merged : list of (top, left, bottom, right)
        Numbers of rows and columns, the last ones included.
    """
    for top, left, bottom, right in merged:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        if value is None or (right > left == 0) or not (isinstance(value, str) or left == 0):
            continue
        for row in rows[top : bottom + 1]:
            row.extend([None] * (min(right, 1000) + 1 - len(row)))
            row[left : right + 1] = [value] * (min(right, 1000) + 1 - left)
