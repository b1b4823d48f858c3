"""Reading GeoJSON and CSV documents item by item, whatever wrote them."""

from __future__ import annotations

import csv
import io
import re
from hashlib import blake2b
from itertools import chain, islice
from typing import Any, Iterator, Mapping, Optional

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ...web.addresses import place
from ...web.errors import ConnectionSettingsError, UnexpectedAnswer
from ...web.json_members import members
from ...web.plain_text import plain_text
from ...web.reply import Reply
from ..position import NO_POSITION, Position, from_wkt
from ..record import Record
from ..values import parse_int
from ._columns import Columns
from ._projected import Projector, declared_crs
from .base import Connector, Page

CHUNK = 1000
_DELIMITERS = (";", ",", "\t", "|")
_DELIMITER_WORDS = {"tab": "\t", "\\t": "\t", "semicolon": ";", "comma": ",", "pipe": "|"}


class Document:
    """Shared by both formats: columns, keys, coordinate systems, chunks."""

    def __init__(self, connector: Connector, reply: Reply, text: str) -> None:
        self.connector, self.reply, self.text = connector, reply, text
        self.projector = Projector(str(connector.option("crs")), bool(connector.option("swap")))
        self.columns: Optional[Columns] = None
        self.keys: dict[str, int] = {}
        self.unreadable = 0
        self.whole = True
        self.notes: list[UserMessage] = []

    def rows(self) -> Iterator[tuple[Any, Mapping[str, Any], Any]]:
        """Yield (id, columns, geometry) of every item; what cannot be read is counted in ``unreadable``."""
        raise NotImplementedError

    def pages(self, source: str) -> Iterator[Page]:
        """Cut the document into pages; the last tells what was counted."""
        records: list[Record] = []
        naive, pseudonym = self.connector.naive_minutes, self.connector.connection.pseudonym
        rows = self.rows()
        first = list(islice(rows, CHUNK))  # not every item has every column
        columns = self._settle_columns(first)
        for key, row, geometry in chain(first, rows):
            record = columns.record(
                source, self._key(key, row, geometry), row, self._position(row, geometry), "feature", naive, pseudonym
            )
            if record is None:
                self.unreadable += 1
            else:
                records.append(record)
            if len(records) >= CHUNK:
                yield Page(records, notes=(*self.notes, *self.projector.notes()))
                records = []
        notes = (*self.notes, *self.projector.notes(), *self.counts(), *self.projector.counts())
        yield Page(records, None, self.unreadable, self.whole, notes)

    def _settle_columns(self, rows: list[tuple[Any, Mapping[str, Any], Any]]) -> Columns:
        """Give the columns that there are in some rows their meaning."""
        names = dict.fromkeys(name for _key, row, _geometry in rows for name in row)
        self.columns = Columns(names if rows else (), self.connector.option("columns") if rows else "")
        if rows and rows[0][0] is None and "id" not in self.columns.of:
            text = QT_TRANSLATE_NOOP("Samplan", "Items have no id: an edited item will count as removed and new.")
            self.notes.append(UserMessage(text, {}))
        if self.connector.profile != "sample":
            self.notes += self.columns.notes(self.connector.connection.pseudonym is not None)
        return self.columns

    def counts(self) -> tuple[UserMessage, ...]:
        """What was counted, once everything has been read."""
        if not self.unreadable:
            return ()
        text = QT_TRANSLATE_NOOP("Samplan", "{count} entries of the document are no items and were left out.")
        return (UserMessage(text, {"count": self.unreadable}),)

    def _key(self, key: Any, row: Mapping[str, Any], geometry: Any) -> Any:
        """The item's id, else a digest of its content (numbered when the same content comes again)."""
        own = self.columns.value(row, "id") if self.columns else None
        key = key if own in (None, "") else own
        if key not in (None, ""):
            return key
        digest = blake2b(
            repr((sorted(row.items(), key=str), geometry)).encode("utf-8", "replace"), digest_size=8
        ).hexdigest()
        again = self.keys[digest] = self.keys.get(digest, -1) + 1
        return f"{digest}-{again}" if again else digest

    def _position(self, row: Mapping[str, Any], geometry: Any) -> Position:
        projector, columns = self.projector, self.columns
        if geometry is not None:
            return projector.geojson(geometry)
        if columns is None:
            return NO_POSITION
        for first, second in (("lon", "lat"), ("east", "north"), ("x", "y")):
            if first in columns.of and second in columns.of:
                return projector.point(columns.value(row, first), columns.value(row, second), names_axes=first == "lon")
        wkt = columns.value(row, "wkt")
        if wkt:
            match = re.search(r"POINT\s*Z?\s*\(\s*(\S+)\s+([^\s)]+)", str(wkt), re.IGNORECASE)
            return projector.point(match.group(1), match.group(2)) if match else from_wkt(wkt)
        return NO_POSITION


class GeoJson(Document):
    """A FeatureCollection, or a bare list of features or plain objects."""

    def rows(self) -> Iterator[tuple[Any, Mapping[str, Any], Any]]:
        text = self.text
        others: dict[str, Any] = {}
        bare = text.lstrip("\ufeff \t\r\n").startswith("[")
        count = 0
        try:
            for feature in members(f'{{"features":{text}}}' if bare else text, "features", others):
                if not count:
                    self.projector.declare(declared_crs(others, text))
                count += 1
                if not isinstance(feature, dict):
                    self.unreadable += 1
                elif "properties" in feature or "geometry" in feature:
                    self._refuse_esri(feature)
                    row = feature.get("properties")
                    yield feature.get("id"), row if isinstance(row, dict) else {}, feature.get("geometry") or {}
                else:
                    yield feature.get("id"), feature, None
        except (ValueError, RecursionError):
            self.reply.json()  # raises the plain error for malformed or truncated JSON
            raise self.reply.unexpected("a GeoJSON FeatureCollection") from None
        self._look_for_more(others, count)

    def _refuse_esri(self, feature: Mapping[str, Any]) -> None:
        if "attributes" in feature and "properties" not in feature:
            raise UnexpectedAnswer(
                QT_TRANSLATE_NOOP(
                    "Samplan", "{place} is Esri JSON, not GeoJSON. Ask for it with f=geojson in the address."
                ),
                place=place(self.reply.url),
            )

    def _look_for_more(self, others: Mapping[str, Any], count: int) -> None:
        """Notice that a service cut its answer and would give the rest on further pages."""
        nested = others.get("properties")
        limited = (others, nested if isinstance(nested, dict) else {})
        total = max((parse_int(others.get(name)) or 0 for name in ("numberMatched", "totalFeatures")), default=0)
        links = others.get("links")
        further = any(isinstance(link, dict) and link.get("rel") == "next" for link in links or ()) if links else False
        if further or total > count or any(part.get("exceededTransferLimit") is True for part in limited):
            self.whole = False
            text = QT_TRANSLATE_NOOP(
                "Samplan",
                "The address gives only a part of what the service has ({count} items). Nothing was removed. Raise the limit in"
                " the address, or use the connector for OGC API – Features.",
            )
            self.notes.append(UserMessage(text, {"count": count}))


class Csv(Document):
    """Delimited text with a header line."""

    ragged = 0

    def rows(self) -> Iterator[tuple[Any, Mapping[str, Any], Any]]:
        text = self.text
        if not text.strip("\ufeff\x00 \t\r\n"):
            raise UnexpectedAnswer(
                QT_TRANSLATE_NOOP("Samplan", "{place} is empty. Export it again, or choose another file."),
                place=place(self.reply.url),
            )
        excel = re.match(r"\ufeff?sep=(.)\r?\n", text)  # Excel's own first line
        lines = io.StringIO(text[excel.end() :] if excel else text, newline="")
        csv.field_size_limit(max(csv.field_size_limit(), len(text)))
        reader = csv.reader(lines, delimiter=excel.group(1) if excel else self._delimiter(text))
        try:
            names = self._header(next((row for row in reader if any(cell.strip() for cell in row)), []))
            any_row = False
            for row in reader:
                if any(cell.strip() for cell in row):
                    any_row = True
                    self.ragged += len(row) != len(names)
                    yield None, dict(zip(names, row)), None
        except csv.Error as error:
            raise UnexpectedAnswer(
                QT_TRANSLATE_NOOP("Samplan", "{place} is not readable as CSV at line {line} ({error})."),
                place=place(self.reply.url), line=reader.line_num, error=plain_text(error, limit=80),
            ) from None  # fmt: skip
        if not any_row:
            self.notes.append(
                UserMessage(QT_TRANSLATE_NOOP("Samplan", "The table has a header, but no rows below it."), {})
            )

    def _header(self, cells: list[str]) -> list[str]:
        """The columns' names, each once."""
        if len(cells) < 2:
            raise self.reply.unexpected("GeoJSON or a table with a header line and delimiters")
        names: list[str] = []
        twice: list[str] = []
        for cell in cells:
            name, number = cell.strip(), 2
            while name in names:
                name = f"{cell.strip()} ({number})"
                number += 1
            if number > 2 and cell.strip():
                twice.append(cell.strip())
            names.append(name)
        if twice:
            text = QT_TRANSLATE_NOOP(
                "Samplan", "The header has the same name more than once ({names}); the first column of each is used."
            )
            self.notes.append(UserMessage(text, {"names": ", ".join(dict.fromkeys(twice))[:200]}))
        return names

    def counts(self) -> tuple[UserMessage, ...]:
        """See `Document.counts`."""
        if not self.ragged:
            return super().counts()
        text = QT_TRANSLATE_NOOP("Samplan", "{lines} lines have more or fewer cells than the header; look at them.")
        return (*super().counts(), UserMessage(text, {"lines": self.ragged}))

    def _delimiter(self, text: str) -> str:
        chosen = str(self.connector.option("delimiter"))
        if chosen in _DELIMITER_WORDS:
            return _DELIMITER_WORDS[chosen]
        if len(chosen) == 1:
            return chosen
        if chosen:
            raise ConnectionSettingsError(
                QT_TRANSLATE_NOOP("Samplan", "The option delimiter must be one character or “tab”, not “{value}”."),
                value=chosen[:20],
            )
        header = re.sub(r'"[^"]*"', "", next((line for line in text.splitlines() if line.strip()), ""))
        return max(_DELIMITERS, key=header.count)
