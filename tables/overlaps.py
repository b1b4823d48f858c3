"""Rows that overlap with others of their code without being the total of all: "0-64" beside "0-19" and "20-64", "of which"."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from itertools import groupby
from typing import Callable, Mapping, NamedTuple, Optional, Sequence

import numpy as np

from ..messages import QT_TRANSLATE_NOOP
from .errors import TableError

_PART = re.compile(
    r"[-–•·\s]*(?:där ?av|varav|af which|of which|thereof|including|her ?av|der ?av|heraf|hvoraf|davon|darunter|siitä|joista"
    r"|josta|dont)\b"
)
_AND = re.compile(r"\s*(?:\+|&|/|,|\b(?:och|and|og|und|ja|samt)\b)\s*")
_AGE = re.compile(r"(?:^|[^a-zåäö])(?:age|ages|ålder|alder|åldrar|åldersgrupp|ikä|alter)")
_AGE_WORDS = re.compile(r"\s*-?\b(?:åring(?:ar)?|år|years?(?: old)?|yrs?|jahre|vuotta|ans)\b\s*")
_TO = re.compile(r"([0-9]+)\s*(?:-|–|—|till|til|to|bis|t\.?o\.?m\.?)\s*([0-9]+)")
_FROM = re.compile(
    r"([0-9]+)\s*(?:\+|-|–|w|(?:och|and|og|o\.?|eller|or|und|ja) ?"
    r"(?:äldre|över|uppåt|over|older|more|eldre|ældre|mer|älter|yli).*)"
)
_LEAST, _BELOW = (
    re.compile(r"(?:≥|>=|minst|at least)\s*([0-9]+)"),
    re.compile(r"(?:<|under|below|unter|alle)\s*([0-9]+)"),
)
_LETTERS = re.compile(r"([a-zåäö])(?:\s*[-–]\s*([a-zåäö]))?")
_SLACK, _ROUNDED = 0.02, 2.5
"""How far a total may be from the sum of its parts: a share, and a number for each part, which offices round."""
_MOST_LABELS = 12
"""Labels of which every subset is tried; of more, only those that stand beside each other."""
_MOST_SUMS = 2000
_BITS = 10.0
"""Bits of equal sums beyond those that trying many subsets would find by chance."""

Range = tuple[float, float]


class Overlap(NamedTuple):
    """A label that is left out: the sum of ``parts``, or a part of ``parts`` alone where ``whole`` is false."""

    label: str
    parts: tuple[str, ...]
    whole: bool
    sure: bool


def find_range(label: str) -> Optional[Range]:
    """Return the whole numbers, or letters, that a label in lower case names ("0-19 år", "65+", "a-c"), ends included."""
    text = _AGE_WORDS.sub(" ", label).strip()
    if found := _TO.fullmatch(text):
        low, high = float(found[1]), float(found[2])
        return (low, high) if low <= high else None
    if found := _FROM.fullmatch(text) or _LEAST.fullmatch(text):
        return float(found[1]), math.inf
    if found := _BELOW.fullmatch(text):
        return 0.0, float(found[1]) - 1
    if text.isdecimal():
        return float(text), float(text)
    if found := _LETTERS.fullmatch(text):
        low, high = ord(found[1]), ord(found[2] or found[1])
        return (-float(high), -float(low)) if low <= high else None  # apart from numbers
    return None


def without_overlaps(
    rows: Mapping[str, Sequence[int]],
    words: Mapping[str, Sequence[str]],
    numbers: Mapping[str, np.ndarray],
    is_total: Callable[[str], bool],
) -> tuple[dict[str, list[int]], Counter[str]]:
    """Return code -> rows without those whose labels say that they overlap with others, and how many by label.

    Parameters
    ----------
    rows : mapping
        Code -> its rows.
    words : mapping of str to sequence of str
        Columns that say what a row is of, in lower case.
    numbers : mapping of str to ndarray
        Columns to be added up.
    is_total : callable
        Whether a label says that its row is the total of all others, which is not judged here.

    Raises
    ------
    TableError
        Labels overlap, or say that a row is the sum of others, and its numbers are another sum.
    """
    kept = {code: list(own) for code, own in rows.items()}
    left: Counter[str] = Counter()
    for name, cells in words.items():
        there = {cells[row] for own in kept.values() if len(own) > 1 for row in own}
        if not _may_overlap(there):
            continue
        judged: dict[tuple[str, ...], list[Overlap]] = {}
        out: set[int] = set()
        for code, group in _groups(kept, words, name):
            labels = tuple(cells[row] for row in group)
            if labels not in judged:
                judged[labels] = _overlaps(labels, name, is_total)
            for one in judged[labels]:
                mine = [row for row in group if cells[row] == one.label]
                parts = [row for row in group if cells[row] in one.parts]
                if _fits(one, mine, parts, numbers):
                    out.update(mine)
                    left[one.label] += len(mine)
                elif one.sure:
                    raise _contradiction(code, one)
        kept = {code: [row for row in own if row not in out] for code, own in kept.items()}
    return kept, left


def _groups(
    rows: Mapping[str, Sequence[int]], words: Mapping[str, Sequence[str]], name: str
) -> list[tuple[str, list[int]]]:
    """Return the rows, with their code, that differ in one column of labels only."""
    others = [column for other, column in words.items() if other != name]
    found: dict[tuple, list[int]] = defaultdict(list)
    for code, own in rows.items():
        for row in own if len(own) > 1 else ():
            found[code, tuple(column[row] for column in others)].append(row)
    return [(key[0], group) for key, group in found.items() if len(group) > 1]


def _may_overlap(labels: set[str]) -> bool:
    if any(_PART.match(label) or len(set(_AND.split(label)) & labels) > 1 or "+" in label[1:-1] for label in labels):
        return True
    ranges = sorted(filter(None, map(find_range, labels)))
    return any(after[0] <= before[1] for before, after in zip(ranges, ranges[1:])) or any(
        before[0] == after[0] for before, after in zip(ranges, ranges[1:])
    )


def _overlaps(labels: Sequence[str], name: str, is_total: Callable[[str], bool]) -> list[Overlap]:
    """Return the labels of one group that are sums, or parts, of others."""
    found: list[Overlap] = []
    for place, label in enumerate(labels):
        before = [other for other in labels[:place] if not _PART.match(other)]
        if _PART.match(label) and before and not is_total(before[-1]):
            found.append(Overlap(label, (before[-1],), False, True))
    taken = {one.label for one in found}
    plain = [label for label in labels if label not in taken and not is_total(label)]
    for label in plain:
        parts = [part for part in _AND.split(label) if part]
        there = tuple(part for part in parts if part in plain)
        if len(parts) > 1 and len(there) == len(parts):
            found.append(Overlap(label, there, True, True))
        elif len(parts) > 1 and "+" in label:
            found.extend(Overlap(part, (label,), False, True) for part in there)
    taken.update(one.label for one in found)
    ranges = {label: one for label in plain if label not in taken and (one := find_range(label))}
    return found + _nested(ranges, bool(_AGE.search(name.lower()) or any(_AGE_WORDS.search(label) for label in labels)))


def _nested(ranges: Mapping[str, Range], ages: bool) -> list[Overlap]:
    """Return ranges that others make up, or that lie in another which they do not make up.

    Raises
    ------
    TableError
        Ages overlap, and neither is a part of the other.
    """
    found = []
    for label, (low, high) in ranges.items():
        parts = _tiles(low, high, ranges)
        if parts:
            found.append(Overlap(label, parts, True, ages))
    made = {one.label for one in found}
    for label, (low, high) in ranges.items():
        for other, (start, end) in ranges.items():
            if not ages or label in made or other in made or (low, high) == (start, end):
                continue
            if start <= low and high <= end:
                found.append(Overlap(label, (other,), False, True))
                break
            if low < start < high < end:
                raise TableError(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        'The rows "{one}" and "{other}" of the table overlap, so that no sum of them is right. Keep rows that '
                        "do not overlap in the table, or take the first row.",
                    ),
                    one=label,
                    other=other,
                )
    return found


def _tiles(low: float, high: float, ranges: Mapping[str, Range]) -> tuple[str, ...]:
    """Return the narrowest ranges that follow each other from one number to another, () when there are none."""
    parts: list[str] = []
    inside = sorted(
        (one, label) for label, one in ranges.items() if low <= one[0] and one[1] <= high and one != (low, high)
    )
    at = low
    for start, same in groupby(inside, key=lambda part: part[0][0]):
        (_, end), label = next(same)
        if start < at:
            continue
        if start > at and (not parts or start > at + 1):
            return ()
        parts.append(label)
        if end == high:
            return tuple(parts) if len(parts) > 1 else ()
        at = end + 1 if any(one[0] == end + 1 for one, _ in inside) else end
    return ()


def _fits(one: Overlap, mine: list[int], parts: list[int], numbers: Mapping[str, np.ndarray]) -> bool:
    """Return whether numbers agree with what labels say; those that are not known agree with everything."""
    for values in numbers.values():
        total, rest = values[mine].sum(), values[parts].sum()
        if far_apart(total, rest, len(parts)) if one.whole else total > rest:
            return False
    return True


def far_apart(total: float, whole: float, parts: int) -> bool:
    """Return whether a total is not about the sum of so many parts; never where either is NaN."""
    return abs(total - whole) > max(_SLACK * abs(total), _ROUNDED * parts)


def _contradiction(code: str, one: Overlap) -> TableError:
    return TableError(
        QT_TRANSLATE_NOOP(
            "Samplan",
            'The code {code} has the row "{one}", which overlaps with {other}, but their numbers do not agree. Keep only the '
            "rows that are to be added up in the table, or take the first row.",
        ),
        code=code,
        one=one.label,
        other=", ".join(f'"{part}"' for part in one.parts),
    )


def sums_of_some(
    rows: Mapping[str, Sequence[int]], words: Mapping[str, Sequence[str]], numbers: Mapping[str, np.ndarray]
) -> list[tuple[str, str]]:
    """Return the labels (column, label) whose whole numbers are the sum of the same other rows in every code.

    It takes so many equal sums that chance is no explanation: more for small numbers and for many rows to choose from.
    """
    found = []
    for name, cells in words.items():
        groups: dict[tuple[str, ...], list[list[int]]] = defaultdict(list)
        for _, group in _groups(rows, words, name):
            groups[tuple(cells[row] for row in group)].append(group)
        if not groups:
            continue
        labels = max(groups, key=lambda key: len(groups[key]))
        if len(labels) < 4 or len(set(labels)) < len(labels) or len(groups[labels]) < 3:
            continue
        table = np.concatenate([values[np.array(groups[labels])].T for values in numbers.values()], axis=1)
        table = table[:, np.isfinite(table).all(axis=0)]
        if table.shape[1] < 3 or (table < 0).any() or (table != np.floor(table)).any():
            continue
        found.extend((name, labels[place]) for place in _sums_in(table))
    return found


def _subsets(size: int) -> np.ndarray:
    """Return which rows to add up, shape (s, size), two at least: every subset, of many rows those beside each other."""
    if size <= _MOST_LABELS:
        bits = (np.arange(2**size)[:, None] >> np.arange(size)) & 1
    else:
        runs = [(start, end) for start in range(size) for end in range(start + 2, size + 1)]
        bits = np.array(
            [(np.arange(size) >= start) & (np.arange(size) < end) for start, end in runs[:_MOST_SUMS]]
        ).astype(int)
    return bits[bits.sum(axis=1) > 1].astype(np.float64)


def _sums_in(table: np.ndarray) -> list[int]:
    """Return the rows of a table that are sums of others of its rows in every column."""
    subsets = _subsets(len(table))
    few = table[:, np.argsort(-table.sum(axis=0), kind="stable")[:40]]
    sums = subsets @ few
    found = []
    for place, own in enumerate(table):
        equal = np.flatnonzero((sums == few[place]).all(axis=1) & (subsets[:, place] == 0))
        equal = equal[(subsets[equal] @ table == own).all(axis=1)]
        parts = subsets[equal][:, :, None] * table[None]
        # A sum of which only one part is above 0 proves nothing.
        bits = [float(np.log2(1 + own[((one > 0).sum(axis=0) > 1)]).sum()) for one in parts]
        if bits and max(bits) > math.log2(len(subsets)) + _BITS:
            found.append(place)
    return found
