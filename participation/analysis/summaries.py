"""Feedback summed up by area and period: counts, rates, shares, votes and ages. Numbers only, numpy only.

Feedback comes from those who chose to write: a rate per 1,000 residents says how much was written about a place in
relation to those who live there, never what residents think (Brown & Kyttä 2014 on self-selection in PPGIS).
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Mapping, NamedTuple, Optional, Sequence

import numpy as np

from ...messages import QT_TRANSLATE_NOOP
from ..errors import ParticipationError
from ..query import folded, is_day, next_day
from ..values import STATUSES, status_of, utc

DAY = 86_400.0
OTHER, NO_CATEGORY = "other", "none"
"""Slugs of the categories beyond those listed, and of items without one."""


class SummaryError(ParticipationError):
    """A period or category list cannot be used."""


class Period(NamedTuple):
    """A period: ``start`` <= created < ``end``, seconds since 1970 UTC, infinite where open.

    ``name`` ends field names; ``title`` is what the user called it.
    """

    name: str
    start: float
    end: float
    title: str = ""


WHOLE = Period("", -np.inf, np.inf)
"""All times, and items without a time."""


def seconds(moment: Any) -> float:
    """Return seconds since 1970 UTC of a time in any form of `values.utc`; NaN when there is none."""
    found = utc(moment)
    if found is None:
        return np.nan
    return datetime.fromisoformat(found[:-1]).replace(tzinfo=timezone.utc).timestamp()


def slug(text: str, limit: int = 24) -> str:
    """Return a field-name part: lower-case ASCII letters, digits and single ``_`` ("Gång & cykel" -> ``gang_cykel``)."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ø", "o").replace("æ", "ae").replace("ß", "ss"))
    parts = "".join(c if c.isascii() and c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split()
    return "_".join(parts)[:limit].rstrip("_")


def unique_slugs(names: Sequence[str], taken: Sequence[str] = (), endings: Sequence[str] = ()) -> list[str]:
    """Return one different slug per name, still different when ``_`` and any of the endings follow.

    ``x`` stands for names without a Latin letter.
    """

    def forms(base: str) -> set[str]:
        return {base, *(f"{base}_{ending}" for ending in endings)}

    used = {form for base in taken for form in forms(base)}
    found = []
    for name in names:
        base = slug(name) or "x"
        candidate, number = base, 1
        while forms(candidate) & used:
            number += 1
            candidate = f"{base}_{number}"
        used |= forms(candidate)
        found.append(candidate)
    return found


def parse_categories(text: str) -> list[str]:
    """Read categories separated by semicolons, or given as a JSON list; those that differ only in case are one.

    Raises
    ------
    SummaryError
        Begins like a JSON list and is none of words.
    """
    names: Any = text.split(";")
    if text.lstrip().startswith("["):
        try:
            names = json.loads(text)
        except ValueError:
            names = None
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise SummaryError(
                QT_TRANSLATE_NOOP(
                    "Samplan", 'The categories cannot be read. Write them like Park; Trafik or like ["Park", "Trafik"].'
                )
            )
    first: dict[str, str] = {}
    for name in names:
        if name.strip():
            first.setdefault(folded(name), name.strip())
    return list(first.values())


def parse_windows(text: str) -> list[Period]:
    """Read periods given as JSON.

    Parameters
    ----------
    text : str
        ``{"2025": ["2025-01-01", "2025-12-31"], "since": ["2026-01-01", null]}`` or a list of such pairs, named
        ``w1``, ``w2``...; an end given as a date alone includes that day. Blank, or none in it: no periods.

    Raises
    ------
    SummaryError
        Not JSON, a time cannot be read, a period ends before it starts, or two names give the same field.
    """
    if not text.strip():
        return []
    try:
        given = json.loads(text)
    except ValueError:
        given = None
    if isinstance(given, list):
        given = {f"w{number}": pair for number, pair in enumerate(given, 1)}
    if not isinstance(given, Mapping):
        raise SummaryError(
            QT_TRANSLATE_NOOP(
                "Samplan", 'The periods are not valid JSON. Write them like {{"2025": ["2025-01-01", "2025-12-31"]}}.'
            )
        )
    found = []
    for name, suffix in zip(given, unique_slugs(list(given))):
        pair = given[name]
        if not isinstance(pair, list) or len(pair) != 2 or all(part in (None, "") for part in pair):
            raise SummaryError(
                QT_TRANSLATE_NOOP(
                    "Samplan", "The period {name} needs a first and a last day, one of which may be null."
                ),
                name=name,
            )
        start = _edge(name, pair[0], -np.inf)
        end = _edge(name, pair[1], np.inf, is_day(pair[1]))
        if not start < end:
            raise SummaryError(
                QT_TRANSLATE_NOOP("Samplan", "The period {name} ends before it starts. Turn its days round."), name=name
            )
        found.append(Period(suffix, start, end, name))
    return found


def _edge(name: str, value: Any, missing: float, whole_day: bool = False) -> float:
    if value in (None, ""):
        return missing
    moment = utc(value)
    if moment is None:
        raise SummaryError(
            QT_TRANSLATE_NOOP("Samplan", "The period {name} has a day that cannot be read: {value}. Write 2026-05-31."),
            name=name,
            value=str(value)[:40],
        )
    return seconds(next_day(moment) if whole_day else moment)


@dataclass
class CountedItems:
    """Feedback that counts, one row per item.

    Attributes
    ----------
    created : ndarray of float, shape (m,)
        Seconds since 1970 UTC; NaN unknown.
    category : ndarray of object, shape (m,)
        '' for none.
    status : ndarray of object, shape (m,)
        One of `values.STATUSES` or a word that `values.status_of` knows; anything else counts as ``unknown``.
    votes : ndarray of float, shape (m,)
        Votes for; NaN hidden or unknown.
    """

    created: np.ndarray
    category: np.ndarray
    status: np.ndarray
    votes: np.ndarray


@dataclass
class Summary:
    """Numbers per area; NaN where they are not defined.

    Attributes
    ----------
    count : ndarray, shape (n,)
        Items; 0 where there are none.
    rate : ndarray, shape (n,)
        Items per 1,000 residents; NaN where nobody is known to live.
    votes : ndarray, shape (n,)
        Sum of the known votes; NaN where no item's votes are known.
    median_age : ndarray, shape (n,)
        Median days from writing to the reference time; NaN without any time. What was written later has no age.
    categories, statuses : dict of str to ndarray, shape (n,)
        Percent of the area's items; NaN where there are none. They add up to 100.
    """

    count: np.ndarray
    rate: np.ndarray
    votes: np.ndarray
    median_age: np.ndarray
    categories: dict[str, np.ndarray]
    statuses: dict[str, np.ndarray]


def common_categories(category: np.ndarray, most: int) -> list[str]:
    """Return the ``most`` frequent categories, most frequent first, equals by name; without ''.

    Categories that differ only in case are one, under its most frequent spelling.
    """
    names, counts = np.unique(category.astype(str), return_counts=True)
    total: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    for count, name in sorted((-count, name) for name, count in zip(names.tolist(), counts.tolist()) if name.strip()):
        total[folded(name)] -= count
        spelling.setdefault(folded(name), unicodedata.normalize("NFC", name.strip()))
    ranked = sorted((-count, spelling[key]) for key, count in total.items())
    return [name for _count, name in ranked[:most]]


def summarise(
    n: int,
    area: np.ndarray,
    item: np.ndarray,
    items: CountedItems,
    categories: Mapping[str, str],
    now: float,
    residents: Optional[np.ndarray] = None,
    window: Period = WHOLE,
) -> Summary:
    """Sum items up by area.

    Parameters
    ----------
    n : int
        Number of areas.
    area, item : ndarray of int, shape (p,)
        Pairs: which item lies in which area (areas may overlap: an item then counts in each).
    items : Items
    categories : mapping of str to str
        Category (without regard to case) -> slug of its share; the rest goes to `OTHER`, blanks to `NO_CATEGORY`.
    now : float
        Reference time of ages, seconds since 1970 UTC.
    residents : ndarray of float, shape (n,), optional
        NaN or 0 where nobody is known to live.
    window : Window
        Only items written in it; those without a time belong to no window but `WHOLE`.
    """
    if window != WHOLE:
        created = items.created[item]
        within = (created >= window.start) & (created < window.end)
        area, item = area[within], item[within]
    count = np.bincount(area, minlength=n).astype(float)
    rate = np.full(n, np.nan)
    if residents is not None:
        np.divide(1000.0 * count, residents, out=rate, where=np.nan_to_num(residents) > 0)
    votes = items.votes[item]
    known = np.isfinite(votes)
    total = np.bincount(area[known], votes[known], n).astype(float)  # no pair at all gives integers
    total[np.bincount(area[known], minlength=n) == 0] = np.nan
    slugs = {folded(name): mark for name, mark in categories.items()}
    names, place = np.unique(items.category.astype(str), return_inverse=True)
    marks = np.array(
        [slugs.get(folded(name), OTHER if name.strip() else NO_CATEGORY) for name in names.tolist()], object
    )
    label = marks[place.reshape(-1)][item] if len(names) else np.empty(0, object)
    words, place = np.unique(items.status.astype(str), return_inverse=True)
    codes = np.array([status_of(word) for word in words.tolist()], object)
    status = codes[place.reshape(-1)][item] if len(words) else np.empty(0, object)
    age = (now - items.created[item]) / DAY
    return Summary(
        count,
        rate,
        total,
        group_medians(n, area, np.where(age >= 0, age, np.nan)),
        _shares(n, area, label, [*categories.values(), OTHER, NO_CATEGORY], count),
        _shares(n, area, status, STATUSES, count),
    )


def _shares(
    n: int, area: np.ndarray, label: np.ndarray, marks: Sequence[str], count: np.ndarray
) -> dict[str, np.ndarray]:
    shares = {}
    for mark in dict.fromkeys(marks):
        share = np.full(n, np.nan)
        np.divide(100.0 * np.bincount(area[label == mark], minlength=n), count, out=share, where=count > 0)
        shares[mark] = share
    return shares


def group_medians(n: int, group: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Return the median of ``values`` (NaN left out) in each of ``n`` groups; NaN for groups without any."""
    known = np.isfinite(values)
    group, values = group[known], values[known]
    order = np.lexsort((values, group))
    group, values = group[order], values[order]
    start = np.searchsorted(group, np.arange(n))
    size = np.searchsorted(group, np.arange(n), side="right") - start
    found = np.full(n, np.nan)
    some = size > 0
    low, high = start[some] + (size[some] - 1) // 2, start[some] + size[some] // 2
    found[some] = (values[low] + values[high]) / 2
    return found


def reference_time(text: str) -> float:
    """Return seconds since 1970 UTC of a day (its end: what was written on it has an age) or moment; now when blank.

    Raises
    ------
    SummaryError
        The day cannot be read.
    """
    if not text.strip():
        return datetime.now(timezone.utc).timestamp()
    moment = seconds(text)
    if not np.isfinite(moment):
        raise SummaryError(
            QT_TRANSLATE_NOOP("Samplan", "The reference day {value} cannot be read. Write it like 2026-05-31."),
            value=text[:40],
        )
    return moment + (DAY if is_day(text) else 0.0)
