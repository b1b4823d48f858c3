"""Files of text into rows of cells: encoding, separator, quotes."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from itertools import islice
from typing import Optional

from ..messages import QT_TRANSLATE_NOOP
from .errors import TableError

SEPARATORS = ("\t", ";", "|", ",")
"""The comma last: where it divides rows as evenly as another one, it stands before decimals."""
MAX_CELL = 10_000_000
"""Characters in a cell, above which the quotes of a file must be broken."""
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
          (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_FORMULA = re.compile(r'="(.*)"', re.DOTALL)
_OPENERS = ("=", "'")
_GUARDED = re.compile(r"'+[-=+@\t\r＝＋－＠]")
_SAMPLE = 200
"""Rows that the separator is judged by."""


def decode(data: bytes) -> str:
    """Return the text of a file: Unicode by its mark, its zero bytes or its validity, else Windows-1252."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    head = data[:4096]
    if b"\0" in head:
        first, second = head[0::2].count(0), head[1::2].count(0)
        name = "utf-16-le" if second > first else "utf-16-be"
        if max(first, second) > len(head) // 5:  # plain text in UTF-16: every other byte is zero
            return data.decode(name, "replace")
        raise TableError(QT_TRANSLATE_NOOP("Samplan", "The file is no text. Save the table as CSV or .xlsx."))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def read_rows(text: str) -> tuple[list[list[str]], str]:
    """Return the rows of a delimited text and its separator, '' when it has none.

    A first line such as ``sep=;`` names the separator. Otherwise it is the one that divides most rows into the same number
    of cells, the header being one of them.

    Raises
    ------
    TableError
        A quote is opened and never closed, so that rows would vanish in a cell.
    """
    named = _named(text)
    if named:
        separator = "\t" if named == "\\t" else named
        return _cells(text.partition("\n")[2], separator), separator
    separator = _separator(text)
    return _cells(text, separator or "\x1f"), separator


def first_line(text: str) -> int:
    """Return the line that the first row of `read_rows` stands in: the second where the first names the separator."""
    return 2 if _named(text) else 1


def _named(text: str) -> str:
    """Return the separator that a first line such as ``sep=;`` names, '' when there is none."""
    first, newline, _ = text.partition("\n")
    named = re.fullmatch(r'"?sep=(.|\\t)"?[;,\t|]*\s*', first.strip("\r\ufeff"), re.IGNORECASE) if newline else None
    return named[1] if named else ""


def _separator(text: str) -> str:
    """Return the separator that divides a text most evenly, '' when none divides it."""
    best, separator = 0.0, ""
    for candidate in SEPARATORS:
        if candidate not in text:
            continue
        widths = Counter(len(row) for row in _cells(text, candidate, _SAMPLE) if any(cell.strip() for cell in row))
        width, rows = max(
            ((w, n) for w, n in widths.items() if w > 1), key=lambda pair: (pair[1], pair[0]), default=(1, 0)
        )
        share = rows / max(sum(widths.values()), 1)
        if width > 1 and share > best + 1e-9:
            best, separator = share, candidate
    return separator


def _cells(text: str, separator: str, most: Optional[int] = None) -> list[list[str]]:
    """Return the rows; quotes that the rules of CSV do not allow are taken as they stand."""
    csv.field_size_limit(max(csv.field_size_limit(), MAX_CELL))
    rows: list[list[str]] = []

    def read(strict: bool) -> None:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
        rows.extend([_bare(cell) if cell[:1] in _OPENERS else cell for cell in row] for row in islice(reader, most))

    try:
        read(strict=True)
    except csv.Error as error:
        if most is None and "unexpected end" in str(error):
            raise TableError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "A quotation mark that begins a cell after line {line} is never closed. Close it, or save the table again "
                    "from a spreadsheet.",
                ),
                line=len(rows),
            ) from error
        rows.clear()
        read(strict=False)
    return rows


def _bare(cell: str) -> str:
    """Return a cell without what spreadsheets need to take it as text: ``="0180"``, ``'=1+1``."""
    if cell.startswith('="'):
        formula = _FORMULA.fullmatch(cell)
        return formula[1].replace('""', '"') if formula else cell
    return cell[1:] if _GUARDED.match(cell) else cell


def as_text(value: str) -> str:
    """Return a text as it must stand in a CSV file so that no spreadsheet makes a formula of it (OWASP, CSV injection).

    Plain numbers are left alone; `read_rows` takes the apostrophe away again.
    """
    guarded = _GUARDED.match(f"'{value}") and not re.fullmatch(r"[-+][0-9]+([.,][0-9]+)?", value)
    return f"'{value}" if guarded else value
