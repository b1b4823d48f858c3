"""Where a table begins and ends among the rows of a file: titles above, names, units, data, notes below."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Collection, Optional, Sequence

from .groups import UNITS, grouped
from .numbers import is_sign, read_numbers, tidy

Row = Sequence[Any]
_HEADERS, _LOOKED_AT = 50, 1000
"""Rows among which the names of the columns are looked for, and rows that say how wide a row usually is."""
_NAMELESS = 2
"""Rows of totals without a name that may stand below blocks of rows."""
_SOURCE = re.compile(
    r"(?i)(?:(?:data)?källa|källor|sources?|kilder?|quellen?|lähde|lähteet|anm|anmärkning(?:ar)?|noter?|notes?|footnotes?"
    r"|fotnot(?:er)?|kommentar(?:er)?|(?:senast(?:e)? )?uppdater(?:ad|ing)|(?:last |latest )?updated?|päivitetty"
    r"|(?:sist|sidst) opp?dater[et]+|stand|kontakt(?:person)?|contact|copyright)\s*[:.](?:\s|$)|©|\(c\)\s"
)
_FOOTNOTE = re.compile(r"(?:\*+|[†‡¹²³⁴⁵⁶⁷⁸⁹]|[0-9a-z]\)|[0-9]\.)\s*[^\W\d]")
_RULE = re.compile(r"[_=*~-]{5,}")
_INVISIBLE = "\u200b\u2060\ufeff \u00a0\t\r\n"


@dataclass
class Layout:
    """A table found among rows.

    Attributes
    ----------
    names : list of str
        Of the columns, each once.
    rows : list of sequence
        The data, as wide as the names.
    units : dict of str to str
        Column -> unit, where a row of units stands below the names.
    above, below : list of str
        What stands above the names and below the data, as text.
    renamed : list of str
        Names that stood twice or were blank, as they are now.
    longer, shorter : list of int
        Rows of the file, from 0, with filled cells beyond the row of names, and with fewer cells than there are names.
    numeric : bool
        A column holds numbers.
    filled : bool
        Labels that stood in the first row of a block only were written into all its rows.
    """

    names: list[str]
    rows: list[list[Any]]
    units: dict[str, str] = field(default_factory=dict)
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)
    longer: list[int] = field(default_factory=list)
    shorter: list[int] = field(default_factory=list)
    numeric: bool = False
    filled: bool = False


def find_layout(rows: list[list[Any]], wanted: Collection[str] = ()) -> Layout:
    """Find the table.

    Parameters
    ----------
    rows : list of list
        Cells as texts, numbers or None; made equally long.
    wanted : collection of str
        Names that the user has given: a row that holds all of them is the row of names.

    Returns
    -------
    Layout
        Without rows when there are no data.
    """
    head = _header(rows[:_LOOKED_AT], {tidy(name) for name in wanted})
    if head is None:
        return Layout([], [])
    first, last, named = grouped(rows, head, {tidy(name) for name in wanted}, code_text)
    cells_of_names, least = max(map(len, rows[first : last + 1])), _width(named)
    width = max(map(_width, rows[head:]))
    body = _body(rows, last + 1, width)
    numeric = _numeric([cells for cells, _, _ in body], width)
    begin = next((at for at, (cells, _, _) in enumerate(body) if _width(cells)), 0)
    units = body[begin][0] if body and _is_units(body[begin][0], numeric) else []
    body = body[begin + 1 :] if units else body
    end = _end([(cells, length) for cells, length, _ in body], numeric)
    there = [part for part in body[:end] if not all(map(_blank, part[0]))]
    data = [cells for cells, _, _ in there]
    if data and width > least:
        width = max(least, *(_width(cells) for cells in data))
        data = [cells[:width] for cells in data]
    names, renamed = _names([*named, *[None] * width][:width])
    return Layout(
        names,
        data,
        {name: code_text(cell) for name, cell in zip(names, units) if not _blank(cell)},
        [text for row in rows[:first] if (text := _line(row))],
        [text for _, _, number in body[end:] if (text := _line(rows[number]))],
        renamed,
        [number for cells, length, number in there if length > cells_of_names and _width(cells) > cells_of_names],
        [number for _, length, number in there if length < least],
        any(numeric[1:]),
        _fill_down(data),
    )


def _body(rows: list[list[Any]], first: int, width: int) -> list[tuple[list[Any], int, int]]:
    """Return the rows from the first one on, made equally long, each with its own length and number."""
    body = [(row, len(row), number) for number, row in enumerate(rows[first:], start=first)]
    for cells, length, _ in body:
        if length != width:
            cells[width:] = []
            cells.extend([None] * (width - len(cells)))
    return body


def _fill_down(data: Sequence[list[Any]]) -> bool:
    """Write labels into the rows below that have none, in place, and return whether that was done.

    Statistical offices write "Stockholm" once, above the rows of men and women. It is done where the rows from one filled first
    cell to the next make blocks with the same labels after it. A block may lack some of them, and rows of totals, which
    have no labels, may stand among the blocks, or without a name below them.
    """
    if not any(_blank(row[0]) for row in data[1:4]):
        return False
    last = _last_label(data)
    if not last:
        return False
    filled: list[list[Any]] = []
    blocks: list[list[tuple[str, ...]]] = []
    for row in data:
        if all(map(_blank, row[: last + 1])):
            break  # the totals below
        labels = row[: last + 1]
        if _blank(row[0]):
            if not blocks or not blocks[-1]:
                return False  # the row above is a total, or there is none
            lead = next(place for place, cell in enumerate(labels) if not _blank(cell))
            labels = [*filled[-1][:lead], *labels[lead:]]
        else:
            blocks.append([])
        filled.append(labels)
        if not _blank(row[last]):
            blocks[-1].append(tuple(map(code_text, labels[1:])))
    whole = max(blocks, key=len, default=[])
    there = [block for block in blocks if block]
    if len(set(whole)) < len(whole) or len(there) > 2 * there.count(whole) or there.count(whole) < 2:
        return False
    if any(block != [label for label in whole if label in set(block)] for block in there):
        return False
    for row, labels in zip(data, filled):
        row[: last + 1] = labels
    return True


def _last_label(data: Sequence[list[Any]]) -> int:
    """Return the first column that is filled wherever the first one is blank, rows of totals at the end apart; 0 for none."""
    below = [row for row in data if _blank(row[0])]
    for place in range(1, len(data[0]) - 1):
        lacking = [at for at, row in enumerate(below) if _blank(row[place])]
        nameless = next((at for at, row in enumerate(data) if all(map(_blank, row[: place + 1]))), len(data))
        if len(lacking) <= len(data) - nameless <= _NAMELESS and len(lacking) < len(below):
            return place
    return 0


def _blank(cell: Any) -> bool:
    if isinstance(cell, str):
        return not (cell and cell.strip() and cell.strip(_INVISIBLE))
    return cell is None or cell != cell


def code_text(cell: Any) -> str:
    """Return a code or name as text: without blanks around, whole numbers without decimals, '' for nothing."""
    if _blank(cell):
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else tidy(str(cell))


def _line(row: Row) -> str:
    return " ".join(code_text(cell) for cell in row if not _blank(cell))


def _width(row: Row) -> int:
    """Return the cells up to the last filled one."""
    width = len(row)
    while width and _blank(row[width - 1]):
        width -= 1
    return width


def _header(rows: Sequence[Row], wanted: set[str]) -> Optional[int]:
    """Return the number of the row with the names, None when no row is filled."""
    filled = [[not _blank(cell) for cell in row] for row in rows]
    there = [number for number, full in enumerate(filled) if any(full)]
    if not there:
        return None
    if wanted:
        for number in there[:_HEADERS]:
            if wanted <= {code_text(cell) for cell in rows[number]}:
                return number
    lengths = Counter(len(filled[number]) for number in there)
    usual = max(lengths, key=lambda length: (lengths[length], length))
    most = max(sum(filled[number]) for number in there if len(filled[number]) == usual)
    least = max(min(2, most), most / 2)
    for place, number in enumerate(there[:_HEADERS]):
        full = filled[number]
        without_corner = not full[0] and sum(full) == _width(rows[number]) - 1 == most - 1
        if sum(full) >= least or without_corner:
            below = there[place + 1] if place + 1 < len(there) else None
            data = rows[there[min(place + 2, len(there) - 1)]]
            if below is not None and _is_title(rows[number], rows[below], data, usual):
                continue
            return number
    return there[0]


def _is_title(row: Row, below: Row, data: Row, usual: int) -> bool:
    """Return whether a row that a comma divided is a title: names follow, and numbers only after them.

    The names have no blanks, or are as many as the rows usually have cells, while the title has fewer.
    """
    upper, lower = [code_text(cell) for cell in row], [code_text(cell) for cell in below]
    names = len(set(lower)) == len(lower)
    if len(row) < len(below) == usual:
        names = names and not any(_has_number(name) or not re.search(r"\w", name) for name in lower)
        return names and read_numbers(list(data)[1:]).count > 0
    return (
        names
        and all(re.fullmatch(r"[^\W\d]\w*", name) for name in lower)
        and len(lower) >= len(upper)
        and any(" " in name for name in upper)
        and not all(name.lower() in UNITS for name in lower)
        and read_numbers(list(data)).count > 0
    )


def _names(cells: Row) -> tuple[list[str], list[str]]:
    """Return names that differ from each other, and those that had to be made up."""
    names: list[str] = []
    renamed = []
    for place, cell in enumerate(cells):
        name = base = code_text(cell) or f"column_{place + 1}"
        number = 1
        while name in names:
            number += 1
            name = f"{base}_{number}"
        if name != code_text(cell):
            renamed.append(name)
        names.append(name)
    return names, renamed


def _numeric(body: Sequence[Row], width: int) -> list[bool]:
    """Return which columns hold numbers in most of their filled cells."""
    sample = body[:500]
    result = []
    for place in range(width):
        cells = [row[place] for row in sample if not _blank(row[place])]
        found = read_numbers(cells)
        numbers = found.count + sum(found.signs.values())
        doubtful = sum(1 for cell in cells) - found.count - found.missing  # texts that could mean two numbers
        result.append(bool(cells) and found.count + doubtful > 0 and 2 * (numbers + doubtful) >= len(cells))
    return result


def _has_number(cell: Any) -> bool:
    found = read_numbers([cell])
    return bool(found.count or found.doubtful)


def _is_units(cells: Row, numeric: Sequence[bool]) -> bool:
    """Return whether a row names the units of the columns: words above numbers, and no code of an area before them."""
    above = [cell for cell, number in zip(cells, numeric) if number and not _blank(cell)]
    words = [code_text(cell).strip("()[]").lower() for cell in above]
    known = bool(words) and all(word in UNITS or word[:1] == "%" for word in words)
    alone = known and all(_blank(cell) for cell, number in zip(cells, numeric) if not number)
    if (
        (2 * len(above) < max(sum(numeric), 1) and not alone)
        or any(map(_has_number, above))
        or all(map(is_sign, words))
    ):
        return False
    return _blank(cells[0]) or known


def _end(body: Sequence[tuple[list[Any], int]], numeric: Sequence[bool]) -> int:
    """Return the number of rows before the notes below the data.

    Notes stand below the last number (in a table without numbers: the last row of several cells), after a blank row, in
    rows of another length, or as sentences alone in their rows.
    """
    lengths = Counter(length for _, length in body if length > 1)  # a short table may have more notes, each in one cell
    usual = lengths.most_common(1)[0][0] if lengths else 1
    tail = len(body)
    while tail > 0 and (body[tail - 1][1] != usual or all(map(_blank, body[tail - 1][0]))):
        tail -= 1  # rows of another length after a blank one are notes, whatever numbers the separator finds in them
    body = body[: next((at for at in range(max(tail, 1), len(body)) if all(map(_blank, body[at][0]))), len(body))]
    while body and (all(map(_blank, body[-1][0])) or _is_source(*body[-1], usual, any(numeric))):
        body = body[:-1]
    last = len(body)
    while last > 0 and not _is_data(body[last - 1][0], numeric):
        last -= 1
    end = next((at for at in range(last, len(body)) if all(map(_blank, body[at][0]))), len(body))
    while end > last and _is_note(*body[end - 1], usual):
        end -= 1
    return end


def _is_data(cells: Row, numeric: Sequence[bool]) -> bool:
    if not any(numeric):
        return sum(not _blank(cell) for cell in cells) > 1
    return any(
        number and not _blank(cell) and (_has_number(cell) or is_sign(code_text(cell)))
        for cell, number in zip(cells, numeric)
    )


def _is_source(cells: Row, length: int, usual: int, numbers: bool) -> bool:
    """Return whether a row begins as sources, dates of change, footnotes and sentences do ("Källa: SCB", "1) Estimated")."""
    there = [code_text(cell) for cell in cells if not _blank(cell)]
    if _SOURCE.match(there[0]) or (len(there) == 1 and _RULE.fullmatch(there[0])):
        return True
    words = [text for text in there[1:] if not (_has_number(text) or is_sign(text))]
    sentence = length != usual and len(there[0].split()) > 2 and bool(words)
    odd = length != usual or len(there) == 1 or (numbers and len(words) == len(there) - 1)
    return sentence or (odd and _FOOTNOTE.match(there[0]) is not None)


def _is_note(cells: Row, length: int, usual: int) -> bool:
    """Return whether a row without numbers is a note; an area without values stands alone too, but its code is short."""
    there = [code_text(cell) for cell in cells if not _blank(cell)]
    return length != usual or (len(there) == 1 and (len(there[0]) > 30 or ":" in there[0] or " " in there[0]))
