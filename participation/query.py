"""What the user wants of a source: consultation, extent, period, statuses, categories, words."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Mapping, Optional

from ..messages import QT_TRANSLATE_NOOP
from ..web.addresses import without_secrets
from ..web.errors import ConnectionSettingsError
from .record import Record
from .values import STATUSES, add_seconds, parse_float, status_of, utc

WORDS = {
    "bbox": "bbox", "from": "start", "to": "end", "status": "statuses", "category": "categories", "text": "text",
}  # fmt: skip
"""Filters as users write them -> names in `Query`, which are understood too."""

BBox = tuple[float, float, float, float]


@dataclass(frozen=True)
class Query:
    """A question to a source. Blank parts do not restrict.

    Attributes
    ----------
    consultation : str
        Id out of `Connector.consultations`.
    bbox : tuple, optional
        West, south, east, north in WGS 84 degrees. Items without a position pass: they cannot be judged.
    start, end : str, optional
        Created at or after ``start`` and before ``end`` (`values.utc` times). Items without a time pass.
    statuses, categories : tuple of str
        Canonical statuses; categories as stored, compared without regard to case.
    text : str
        Words that must all occur in title or text, without regard to case.
    """

    consultation: str = ""
    bbox: Optional[BBox] = None
    start: Optional[str] = None
    end: Optional[str] = None
    statuses: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    text: str = ""

    def __post_init__(self) -> None:
        """Refuse a consultation with a secret in it: it is stored with every item, with every run and in the lineage."""
        if without_secrets(self.consultation) != self.consultation:
            raise ConnectionSettingsError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "What looks like a password or key stands in the consultation. Give its id alone, and the key in an"
                    " authentication configuration.",
                )
            )

    @classmethod
    def from_filters(cls, filters: Any, consultation: str = "") -> Query:
        """Build a query from the ``FILTERS`` JSON of the import algorithm.

        Parameters
        ----------
        filters : str or mapping
            Keys ``bbox`` ([west, south, east, north]), ``from``, ``to`` (an end given as a date alone includes that
            day), ``status``, ``category`` (a word or a list), ``text``; also under their names in `Query`. Blank text
            means no filter.

        Raises
        ------
        ConnectionSettingsError
            The filters are not JSON, a key or value cannot be used, or the period ends before it starts.
        """
        written, given = _by_name(_read(filters))
        end = _moment(given.get("end"), written["end"])
        if end and is_day(given["end"]):
            end = next_day(end)
        start = _moment(given.get("start"), written["start"])
        if start and end and start >= end:
            raise ConnectionSettingsError(
                QT_TRANSLATE_NOOP(
                    "Samplan", "The period ends before it starts: from {start} to {end}. Turn its days round."
                ),
                start=str(given["start"])[:40], end=str(given["end"])[:40],
            )  # fmt: skip
        text = given.get("text")
        if text is not None and not isinstance(text, (str, int, float)):
            raise ConnectionSettingsError(
                QT_TRANSLATE_NOOP("Samplan", "The filter {name} must be words in one text."), name=written["text"]
            )
        return cls(
            consultation=consultation,
            bbox=_bbox(given.get("bbox")),
            start=start,
            end=end,
            statuses=_statuses(given.get("statuses"), written["statuses"]),
            categories=_names(given.get("categories"), written["categories"]),
            text=str("" if text is None else text),
        )

    @property
    def filters_items(self) -> bool:
        """Whether anything restricts the items."""
        return bool(
            self.consultation
            or self.bbox
            or self.start
            or self.end
            or self.statuses
            or self.categories
            or self.text.strip()
        )

    def matches(self, record: Record) -> bool:
        """Repeat the filter on the client: servers silently ignore filters."""
        return not self.failed_filters(record)

    def failed_filters(self, record: Record) -> list[str]:
        """Return which filters do not accept a record, by their names in `Query`; none when it matches."""
        found = []
        if self.consultation and record.consultation and record.consultation != self.consultation:
            found.append("consultation")
        if self.bbox and record.lon is not None and record.lat is not None:
            west, south, east, north = self.bbox
            inside = west <= record.lon <= east if west <= east else (record.lon >= west or record.lon <= east)
            if not (inside and south <= record.lat <= north):
                found.append("bbox")
        if record.created_utc is not None:
            if self.start and record.created_utc < self.start:
                found.append("start")
            elif self.end and record.created_utc >= self.end:
                found.append("end")
        if self.statuses and record.status not in self.statuses:
            found.append("statuses")
        if self.categories and folded(record.category or "") not in self._categories:
            found.append("categories")
        if self.text:
            haystack = folded(f"{record.title or ''} {record.text or ''}")
            if not all(word in haystack for word in folded(self.text).split()):
                found.append("text")
        return found

    @cached_property
    def _categories(self) -> frozenset[str]:
        return frozenset(map(folded, self.categories))


def folded(text: str) -> str:
    """Return a text for comparing: without regard to case, to blanks at its ends, and to how accents are encoded."""
    return unicodedata.normalize("NFC", text.strip().casefold())


def is_day(value: Any) -> bool:
    """Whether a time was given as a date alone (not as a moment, nor as seconds since 1970)."""
    return isinstance(value, str) and len(value.strip()) <= 10 and not value.strip().isdigit()


def next_day(moment: str) -> str:
    """Return the `values.utc` time 24 hours later; the last days of the calendar stay where they are."""
    try:
        return add_seconds(moment, 86_400)
    except OverflowError:
        return moment


def _read(filters: Any) -> Mapping[str, Any]:
    if isinstance(filters, str):
        try:
            filters = json.loads(filters) if filters.strip() else {}
        except ValueError:
            filters = None
    if not isinstance(filters, Mapping):
        raise ConnectionSettingsError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                'The filters are not valid JSON. Write them like {{"from": "2026-01-01", "text": "cykel"}}.',
            )
        )
    return filters


def _by_name(filters: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, Any]]:
    """Return how the user wrote each filter, and the filters, both by their names in `Query`."""
    names = {str(word): str(word).strip().lower() for word in filters}
    unknown = [word for word, name in names.items() if name not in WORDS and name not in WORDS.values()]
    if unknown:
        raise ConnectionSettingsError(
            QT_TRANSLATE_NOOP("Samplan", "Unknown filters: {unknown}. Known filters are {known}."),
            unknown=", ".join(unknown)[:200], known=", ".join(WORDS),
        )  # fmt: skip
    written = {name: word for word, name in WORDS.items()}
    given: dict[str, Any] = {}
    for word, value in ((str(word), value) for word, value in filters.items()):
        name = WORDS.get(names[word], names[word])
        if name in given:
            raise ConnectionSettingsError(
                QT_TRANSLATE_NOOP("Samplan", "The filters {first} and {second} mean the same. Keep one of them."),
                first=written[name], second=word,
            )  # fmt: skip
        written[name], given[name] = word, value
    return written, given


def _moment(value: Any, name: str) -> Optional[str]:
    if value in (None, ""):
        return None
    found = utc(value)
    if found is None:
        raise ConnectionSettingsError(
            QT_TRANSLATE_NOOP(
                "Samplan", "The filter {name} is not a time: {value}. Write it like 2026-05-31 or 2026-05-31T08:00Z."
            ),
            name=name, value=str(value)[:60],
        )  # fmt: skip
    return found


def _names(value: Any, name: str) -> tuple[str, ...]:
    if value in (None, "", []):
        return ()
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, (list, tuple)) or not all(isinstance(item, str) for item in values):
        raise ConnectionSettingsError(
            QT_TRANSLATE_NOOP("Samplan", "The filter {name} must be a word or a list of words."), name=name
        )
    return tuple(values)


def _statuses(value: Any, name: str) -> tuple[str, ...]:
    given = _names(value, name)
    codes = tuple(status_of(word) for word in given)
    strange = [word for word, code in zip(given, codes) if code == "unknown" and word.strip().lower() != "unknown"]
    if strange:
        raise ConnectionSettingsError(
            QT_TRANSLATE_NOOP("Samplan", "The filter {name} has unknown words: {unknown}. Use {known}."),
            name=name, unknown=", ".join(strange)[:200], known=", ".join(STATUSES),
        )  # fmt: skip
    return tuple(dict.fromkeys(codes))


def _bbox(value: Any) -> Optional[BBox]:
    if value in (None, "", []):
        return None
    numbers = [parse_float(part) for part in value] if isinstance(value, (list, tuple)) else []
    if len(numbers) == 4 and None not in numbers:
        west, south, east, north = (float(n) for n in numbers if n is not None)
        if -180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90:
            return west, south, east, north
    raise ConnectionSettingsError(
        QT_TRANSLATE_NOOP(
            "Samplan", "The filter bbox must be [west, south, east, north] in degrees (EPSG:4326), not {value}."
        ),
        value=str(value)[:80],
    )  # fmt: skip
