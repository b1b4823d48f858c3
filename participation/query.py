"""What the user wants of a source: consultation, extent, period, statuses, categories, words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Mapping, Optional

from ..messages import QT_TRANSLATE_NOOP
from .errors import ConnectionSettingsError
from .record import Record
from .values import STATUSES, number, shift, utc

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

    @classmethod
    def from_filters(cls, filters: Any, consultation: str = "") -> Query:
        """Build a query from the ``FILTERS`` JSON of the import algorithm.

        Parameters
        ----------
        filters : str or mapping
            Keys ``bbox`` ([west, south, east, north]), ``start``, ``end`` (an end given as a date alone includes that
            day), ``statuses``, ``categories`` (lists), ``text``. Blank text means no filter.

        Raises
        ------
        ConnectionSettingsError
            The filters are not JSON, or a key or value cannot be used.
        """
        if isinstance(filters, str):
            try:
                filters = json.loads(filters) if filters.strip() else {}
            except ValueError:
                filters = None
        if not isinstance(filters, Mapping):
            raise ConnectionSettingsError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    'The filters are not valid JSON. Write them like {{"start": "2026-01-01", "text": "cykel"}}.',
                )
            )
        known = ("bbox", "start", "end", "statuses", "categories", "text")
        unknown = sorted(set(filters) - set(known))
        if unknown:
            raise ConnectionSettingsError(
                QT_TRANSLATE_NOOP("Samplan", "Unknown filters: {unknown}. Known filters are {known}."),
                unknown=", ".join(unknown), known=", ".join(known),
            )  # fmt: skip
        end = _moment(filters.get("end"), "end")
        if end and len(str(filters["end"]).strip()) <= 10:
            end = shift(end, 86_400)
        statuses = _names(filters.get("statuses"), "statuses")
        strange = sorted(set(statuses) - set(STATUSES))
        if strange:
            raise ConnectionSettingsError(
                QT_TRANSLATE_NOOP("Samplan", "Unknown statuses: {unknown}. Use {known}."),
                unknown=", ".join(strange), known=", ".join(STATUSES),
            )  # fmt: skip
        return cls(
            consultation=consultation,
            bbox=_bbox(filters.get("bbox")),
            start=_moment(filters.get("start"), "start"),
            end=end,
            statuses=statuses,
            categories=_names(filters.get("categories"), "categories"),
            text=str(filters.get("text") or ""),
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
        if self.consultation and record.consultation and record.consultation != self.consultation:
            return False
        if self.bbox and record.lon is not None and record.lat is not None:
            west, south, east, north = self.bbox
            inside = west <= record.lon <= east if west <= east else (record.lon >= west or record.lon <= east)
            if not (inside and south <= record.lat <= north):
                return False
        if record.created_utc is not None:
            if self.start and record.created_utc < self.start:
                return False
            if self.end and record.created_utc >= self.end:
                return False
        if self.statuses and record.status not in self.statuses:
            return False
        if self.categories and (record.category or "").casefold() not in {c.casefold() for c in self.categories}:
            return False
        if self.text:
            haystack = f"{record.title or ''} {record.text or ''}".casefold()
            return all(word in haystack for word in self.text.casefold().split())
        return True


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
            QT_TRANSLATE_NOOP("Samplan", "The filter {name} must be a list of words."), name=name
        )
    return tuple(values)


def _bbox(value: Any) -> Optional[BBox]:
    if value in (None, "", []):
        return None
    numbers = [number(part) for part in value] if isinstance(value, (list, tuple)) else []
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
