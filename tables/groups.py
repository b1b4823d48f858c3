"""Names of columns that stand in several rows: groups above ("Befolkning"), what is in them below ("2020", "2021")."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any, Callable, Collection, Optional, Sequence

from ..messages import QT_TRANSLATE_NOOP
from .errors import TableError
from .numbers import is_range, is_sign, read_numbers

Row = Sequence[Any]
_UNIT_WORDS = """
% ‰ procent percent promille andel share antal number st st. pcs persons personer people invånare inhabitants
kr tkr mkr sek tsek msek eur € usd $ nok dkk gbp £ m km mm cm m2 m² km2 km² ha hektar hectares m3 m³ år year
years text kod code index kwh mwh gwh kg ton tonnes min h db dba db(a) °c ppm nr no id date datum thousand
tusental units unit
"""
UNITS = frozenset(_UNIT_WORDS.split())
"""Words that stand alone in a row of units (lower case)."""
_MOST = 3
"""Rows that names may stand in."""
_YEAR = re.compile(r"(?:1[89]|20|21)[0-9]{2}")


def grouped(
    rows: Sequence[Row], head: int, wanted: Collection[str], text: Callable[[Any], str]
) -> tuple[int, int, Sequence[Any]]:
    """Return the first and last row of the names, and the names: "Befolkning 2020" for 2020 below Befolkning.

    Parameters
    ----------
    rows : sequence of sequence
        All rows of the file.
    head : int
        The row that holds names for sure.
    wanted : collection of str
        Names that the table must have; where the row alone has them and the names put together have not, it stays alone.
    text : callable
        Returns the text of a cell.

    Raises
    ------
    TableError
        A wanted name stands below several groups.
    """
    words = [[text(cell) for cell in row] for row in rows[max(head - _MOST, 0) : head + _MOST + 20]]
    base = max(head - _MOST, 0)
    last = next((at for at in (head + 2, head + 1) if _joined(words, at - base, words[at - base - 1 :][:2])), head)
    first, names = last, words[last - base]
    while first > base and last - first + 1 < _MOST:
        together = _joined(words, last - base, [words[first - 1 - base], names])
        if together is None:
            break
        first, names = first - 1, together
    filled = [name for name in names if name]
    alone = first == last or len(set(filled)) < len(filled)
    for name in () if alone else sorted(set(wanted) - set(names)):
        several = [whole for whole, lower in zip(names, words[last - base]) if lower == name]
        if len(several) > 1:
            raise TableError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    'The table has several columns "{name}", one below each group. Give the whole name of the one you mean: '
                    "{names}.",
                ),
                name=name,
                names=", ".join(several),
            )
    if alone or not (set(wanted) <= set(names) or not set(wanted) <= set(words[last - base])):
        return head, head, rows[head]
    return first, last, [name or None for name in names]


def _joined(words: list[list[str]], last: int, pair: list[list[str]]) -> Optional[list[str]]:
    """Return the names that a row of groups and the row below it make together; None when they are no such rows.

    The groups are fewer than the names, each above several; names are words or years, and numbers stand below them.
    """
    if len(pair) < 2 or last >= len(words):
        return None
    width = max(map(len, pair))
    above, below = ([*row, *[""] * width][:width] for row in pair)
    groups = _spread(above, below)
    inner = [place for place in range(1, width) if groups[place] and below[place]]
    names = [below[place] for place in inner]
    spans = [groups[place] for place in inner]
    widths = [len(list(run)) for _, run in groupby(spans)]
    if len(set(spans)) < 2 or max(widths) == 1 or not all(map(_is_name, names)):
        return None
    if min(widths) == 1 and all(name.lower() in UNITS for name in names):  # a row of units below the names
        return None
    if above[0] and below[0] and above[0] != below[0] and _like_data(names, spans):
        return None
    data = [row for row in words[last + 1 :] if any(row)][:20]
    if 2 * sum(_is_numeric(data, place) for place in inner) < len(inner):
        return None
    result = [group if group == name or not name else f"{group} {name}".strip() for group, name in zip(groups, below)]
    result[0] = below[0] or above[0]
    return result


def _like_data(names: list[str], spans: list[str]) -> bool:
    """Return whether names could be a row of data whose numbers look like years: they differ from group to group."""
    parts = {tuple(name for name, own in zip(names, spans) if own == group) for group in spans}
    return len(parts) > 1 and any(_YEAR.fullmatch(name) or is_range(name) for name in names)


def _spread(above: list[str], below: list[str]) -> list[str]:
    """Return the group of each column: of a merged cell the text stands in the first column only, or in all of them."""
    carried = not any(a and a == b for a, b in zip(above[1:], above[2:]))
    groups, current = [above[0]], ""
    for group, name in zip(above[1:], below[1:]):
        current = group or (current if carried else "")
        groups.append(current if name or group else "")
    return groups


def _is_name(text: str) -> bool:
    if _YEAR.fullmatch(text) or is_range(text):
        return True
    found = read_numbers([text])
    return not (found.count or found.doubtful or is_sign(text))


def _is_numeric(data: list[list[str]], place: int) -> bool:
    """Return whether most of a column's cells are numbers or signs for a missing one, a number among them."""
    texts = [row[place] for row in data if place < len(row) and row[place]]
    found = read_numbers(texts)
    numbers = len(texts) - sum(found.unreadable.values())
    return (found.count > 0 or bool(found.doubtful)) and 2 * numbers > len(texts)
