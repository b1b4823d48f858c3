"""Rows that must not be added up with the others of their code: exact copies, and totals beside their parts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Any, Mapping, Optional, Sequence

import numpy as np

from ..messages import QT_TRANSLATE_NOOP, UserMessage
from .errors import TableError
from .layout import code_text
from .overlaps import far_apart, sums_of_some, without_overlaps

_WHAT = (
    r"(?:ålder|åldrar|ages?|alder|aldre|kön(?:en)?|sex(?:es)?|kjønn|køn|genders?|befolkning(?:en)?|population|antal)"
)
_ALL = (
    r"(?:total(?:t|en|s|e|er)?|totaal|_t|tot\.?|summa|sammanlagt|samtliga|i ?all?t|yhteensä|insgesamt|zusammen|gesamt|ensemble"
    r"|(?:both|all) (?:sexes|genders|ages)|(?:båda|bägge|begge) (?:könen|kön|kjønn|køn)|all(?:a|e) (?:åldrar|aldre|aldrar|kön)"
    r"|molemmat sukupuolet|kaikki ikäluokat|men and women|women and men|[0-9](?:\+[0-9])+"
    r"|(?:män|menn|mænd) o(?:ch|g) kvinn?(?:or|er)|kvinn?(?:or|er) o(?:ch|g) (?:män|menn|mænd))"
)
_TOTAL = re.compile(rf"(?:{_WHAT}[ ,:–-]*)?{_ALL}(?:[ ,:–-]+(?:för |of )?{_WHAT})?", re.IGNORECASE)
_MAYBE = frozenset({"t", "all", "alla", "alle", "kaikki", "both", "båda", "begge", "hela", "sum"})
"""Labels that mean a total in some tables: one equality of numbers is enough for them."""
_LABEL = re.compile(
    r"(?:^|[^a-zåäö])(?:age|ålder|alder|år|year|sex|kön|gender|kjønn|køn|gru?pp?e?|group|kategori|category|typ|type|kod|code)"
    r"(?:$|[^a-zåäö])"
)
_EVIDENCE = 3
"""Equal sums, not of zeros and without a contradiction, that make a total of a row whose label does not say so."""

Rows = dict[str, list[int]]


def is_total(label: str) -> bool:
    """Return whether a label says that its row is the total of others ("Totalt", "1+2", "Both sexes")."""
    return _TOTAL.fullmatch(label) is not None


def is_label(name: str, cells: Sequence[Any], values: np.ndarray) -> bool:
    """Return whether a column says what its rows are of (sex, age, year), rather than how many or how much.

    So do text, a column with a label of a total, whole numbers that are years, and those whose name says it.

    Parameters
    ----------
    name : str
    cells : sequence
        As they stand in the table.
    values : ndarray
        The same as text or numbers.
    """
    if values.dtype == object or any(map(is_total, {cell.strip() for cell in cells if isinstance(cell, str)})):
        return True
    known = values[np.isfinite(values)]
    whole = known.size and (known == np.floor(known)).all()
    return bool(whole and (_LABEL.search(name.lower()) or ((known >= 1800) & (known <= 2150)).all()))


def without_copies(
    rows: Mapping[str, Sequence[int]], columns: Mapping[str, Sequence[Any]]
) -> tuple[Rows, list[UserMessage]]:
    """Return code -> rows without those that are equal to an earlier one in every column, and a note on them."""
    kept: Rows = {}
    copies: Counter[str] = Counter()
    for code, own in rows.items():
        seen: dict[tuple[str, ...], int] = {}
        for row in own:
            seen.setdefault(tuple(code_text(cells[row]) for cells in columns.values()) if len(own) > 1 else (), row)
        kept[code] = list(seen.values())
        copies[code] = len(own) - len(seen)
    count = sum(copies.values())
    if not count:
        return kept, []
    text = QT_TRANSLATE_NOOP("Samplan", "{count} rows are exact copies of other rows and count once. Codes: {names}.")
    names = ", ".join(code for code, times in copies.most_common(10) if times)
    return kept, [UserMessage(text, {"count": count, "names": names})]


def without_totals(
    rows: Mapping[str, Sequence[int]], labels: Mapping[str, Sequence[Any]], numbers: Mapping[str, np.ndarray]
) -> tuple[Rows, list[UserMessage]]:
    """Return code -> rows without totals of the others, and a note that names what was left out.

    A total is a row whose label says so, or that is the sum of the others in every column and code.

    Parameters
    ----------
    rows : mapping
        Code -> its rows.
    labels : mapping of str to sequence
        Columns that say what a row is of (sex, age, year).
    numbers : mapping of str to ndarray
        Columns to be added up.

    Raises
    ------
    TableError
        What says that it is a total is not the sum of the others, or totals overlap, so that no sum is right.
    """
    words = {name: [code_text(cell).lower() for cell in cells] for name, cells in labels.items()}
    kept, over = without_overlaps(rows, words, numbers, is_total)
    left: Counter[str] = Counter()
    differing: list[tuple[float, dict[str, str]]] = []
    judged: dict[tuple[tuple[str, ...], ...], list[int]] = {}
    for code, own in kept.items():
        if len(own) < 2:
            continue
        used = [column for column in words.values() if len({column[row] for row in own}) > 1]
        kinds = tuple(tuple("*" if is_total(column[row]) else column[row] for column in used) for row in own)
        if kinds not in judged:
            judged[kinds] = _covering(kinds, code)
        for place in judged[kinds]:
            differing.extend(_check(code, own, kinds, place, judged[kinds], numbers))
            left[_called(words, own[place])] += 1
        kept[code] = [row for place, row in enumerate(own) if place not in set(judged[kinds])]
    for name, label in _by_numbers(kept, words, numbers):
        cells = words.get(name)
        for code, own in kept.items():
            parts = [row for place, row in enumerate(own) if (cells[row] if cells else str(place - len(own))) != label]
            if len(own) > 2 and parts:
                left[f"{name} {label}".strip() if cells else ""] += len(own) - len(parts)
                kept[code] = parts
    for name, label in sums_of_some(kept, words, numbers):
        for code, own in kept.items():
            kept[code] = [row for row in own if len(own) == 1 or words[name][row] != label]
            over[f"{name} {label}"] += len(own) - len(kept[code])
    return kept, _notes(left, over, differing)


def _notes(
    left: Counter[str], over: Counter[str], differing: Sequence[tuple[float, dict[str, str]]]
) -> list[UserMessage]:
    """Return what was left out of the sums: totals, sums of some rows; and totals that are not quite the sum of their parts."""
    notes = []
    if differing:
        text = QT_TRANSLATE_NOOP(
            "Samplan",
            "{count} totals are not quite the sum of their parts, which counts here. The largest difference: the code {code}, "
            'in the column "{field}", has the total {total} and parts that add up to {sum}.',
        )
        notes.append(UserMessage(text, {"count": len(differing), **max(differing, key=lambda one: one[0])[1]}))
    if over:
        text = QT_TRANSLATE_NOOP(
            "Samplan",
            "{count} rows are sums of some other rows of their code, or parts of one, and are left out of the sums: {names}. "
            "Check that this is right.",
        )
        notes.append(UserMessage(text, {"count": sum(over.values()), "names": _named(over)}))
    if left:
        text = QT_TRANSLATE_NOOP(
            "Samplan",
            "{count} rows are totals of other rows of their code, and are left out of the sums: {names}. Check that this is "
            "right.",
        )
        notes.append(UserMessage(text, {"count": sum(left.values()), "names": _named(left)}))
    return notes


def _named(left: Counter[str]) -> str:
    return ", ".join(f'"{name}" × {count}' if name else f"× {count}" for name, count in left.most_common(10))


def _called(words: Mapping[str, Sequence[str]], row: int) -> str:
    """Return what a row of a total is called: the labels that say so."""
    return ", ".join(cells[row] for cells in words.values() if is_total(cells[row]))


def _covers(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether a kind of row is the total of others and the other kind a part of it."""
    return one != other and all(a in (b, "*", "") for a, b in zip(one, other)) and any(
        a == "*" != b for a, b in zip(one, other)
    )  # fmt: skip


def _covering(kinds: Sequence[tuple[str, ...]], code: str) -> list[int]:
    """Return which of the rows of a code are totals of others; raises when those that stay overlap."""
    totals = [place for place, kind in enumerate(kinds) if "*" in kind]
    left = [place for place in totals if any(_covers(kinds[place], kind) for kind in kinds)]
    rest = [kind for place, kind in enumerate(kinds) if place not in set(left)]
    for place in (place for place in totals if place not in set(left)):
        for kind in rest:
            one = kinds[place]
            if kind != one and all(a == b or "*" in (a, b) or "" in (a, b) for a, b in zip(one, kind)):
                raise TableError(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        "The code {code} has rows that overlap ({one}; {other}), so that no sum of them is right. Keep the "
                        "rows of one kind in the table, such as those by age, or take the first row.",
                    ),
                    code=code,
                    one=", ".join(one).replace("*", "total"),
                    other=", ".join(kind).replace("*", "total"),
                )
    return left


def _check(
    code: str,
    rows: Sequence[int],
    kinds: Sequence[tuple[str, ...]],
    place: int,
    left: Sequence[int],
    numbers: Mapping[str, np.ndarray],
) -> list[tuple[float, dict[str, str]]]:
    """Return where a row called a total is not quite the sum of its parts, with how far; raise when it is far from it."""
    differing = []
    parts = [row for at, row in enumerate(rows) if at not in left and _covers(kinds[place], kinds[at])]
    for name, values in numbers.items():
        total, whole = values[rows[place]], values[parts].sum()
        words = {"code": code, "field": name, "total": f"{total:.10g}", "sum": f"{whole:.10g}"}
        if far_apart(total, whole, len(parts)):
            raise TableError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    'The code {code} has a row that is called a total, with {total} in the column "{field}", but its other '
                    "rows add up to {sum}. Keep only the rows that are to be added up in the table, or take the first row.",
                ),
                **words,
            )
        if abs(total - whole) > 1e-9 * max(abs(total), abs(whole)):
            differing.append((abs(total - whole), words))
    return differing


def _by_numbers(
    rows: Mapping[str, Sequence[int]], words: Mapping[str, Sequence[str]], numbers: Mapping[str, np.ndarray]
) -> list[tuple[str, str]]:
    """Return the labels (column, label) whose rows are the sum of the others of their code, wherever there are others.

    Without a column of labels it may be the first or the last row of each code, called -1 and so on from its end.
    """
    found = []
    for name, cells in words.items() or (("", None),):
        groups: dict[Any, list[tuple[str, int]]] = defaultdict(list)
        for code, own in rows.items():
            for place, row in enumerate(own):
                rest = tuple(column[row] for other, column in words.items() if other != name)
                groups[code, rest].append((cells[row] if cells else str(place - len(own)), row))
        several = [group for group in groups.values() if len(group) > 2]
        candidates = (
            {label for label, row in several[0] if _sums(several[0], label, numbers) is not None} if several else ()
        )
        for label in sorted(candidates):
            hits = [_sums(group, label, numbers) for group in several if label in dict(group)]
            enough = 1 if label in _MAYBE and cells else _EVIDENCE
            if None not in hits and sum(hits) >= enough:
                found.append((name, label))
                break
    return found


def _sums(group: Sequence[tuple[str, int]], label: str, numbers: Mapping[str, np.ndarray]) -> Optional[int]:
    """Return in how many columns the rows with a label are the sum of the others, zeros apart; None where one is not."""
    ours = [row for own, row in group if own == label]
    others = [row for own, row in group if own != label]
    hits = 0
    for values in numbers.values():
        total, whole = values[ours].sum(), values[others].sum()
        if abs(total - whole) > 1e-9 * max(abs(total), abs(whole)):
            return None
        hits += bool(total == total and whole == whole and total != 0)
    return hits
