"""GeoJSON and CSV, from a file or a web address: the way in for every system that can export.

Encodings (byte order mark, declared, UTF-8, Windows-1252), delimiters, decimal commas and the usual Nordic coordinate
systems are recognised; what cannot be told apart (SWEREF 99 TM from ETRS-TM35FIN) must be chosen. A web address is
only downloaded again when it changed (ETag, If-Modified-Since).
"""

from __future__ import annotations

import csv
import io
import re
from hashlib import blake2b
from pathlib import Path
from typing import Any, Iterator, Mapping, Optional

from ...messages import QT_TRANSLATE_NOOP, Note
from ..addresses import clean_base, place, redact
from ..errors import ConnectionSettingsError, TooLarge, UnexpectedAnswer
from ..gentle_json import members
from ..position import NOWHERE, Position, from_wkt
from ..query import Query
from ..record import Record
from ..reply import Reply
from ..values import plain_text
from ._columns import COLUMNS, Columns
from ._projected import CHOICES, Projector, crs_member
from .base import UTC_OFFSET, Capabilities, ConnectionReport, Connector, Evidence, Option, Page

CHUNK = 1000
_DELIMITERS = (";", ",", "\t", "|")


class FileSource(Connector):
    """Feedback out of a GeoJSON or CSV document."""

    id = "file"
    title = {"en": "File or address (GeoJSON, CSV)", "sv": "Fil eller adress (GeoJSON, CSV)"}
    description = {
        "en": "GeoJSON or CSV from a file or a web address, for example an export from Maptionnaire.",
        "sv": "GeoJSON eller CSV från en fil eller webbadress, till exempel en export från Maptionnaire.",
    }
    url_hint = "/folder/feedback.csv"
    profiles = {
        "export": {"en": "Export from any system", "sv": "Export från valfritt system"},
        "sample": {"en": "Sample data (offline)", "sv": "Exempeldata (utan nät)"},
    }
    options = (
        COLUMNS,
        Option("crs", {"en": "Coordinate system", "sv": "Koordinatsystem"}, "auto", "choice", CHOICES),
        Option("swap", {"en": "Swap the coordinates", "sv": "Byt plats på koordinaterna"}, False, "flag"),
        Option("encoding", {"en": "Character set (auto)", "sv": "Teckenkodning (auto)"}),
        Option("delimiter", {"en": "Delimiter (auto)", "sv": "Avgränsare (auto)"}),
        UTC_OFFSET,
    )
    capabilities = Capabilities()
    evidence = {
        "": Evidence("verified", "GeoJSON and CSV files, and an HTTP server on the own machine", "", "2026-11-23")
    }

    @classmethod
    def clean_address(cls, url: str) -> str:
        """A web address with its query, or the full path of an existing file."""
        url = url.strip()
        if "://" in url and not url.lower().startswith("file://"):
            clean_base(url)
            return url
        path = Path(url[7:] if url.lower().startswith("file://") else url).expanduser()
        if not path.is_file():
            raise ConnectionSettingsError(
                QT_TRANSLATE_NOOP("Samplan", "There is no file {path}. Choose a GeoJSON or CSV file, or a web address."),
                path=str(path),
            )  # fmt: skip
        return str(path.resolve())

    @property
    def _is_local(self) -> bool:
        return "://" not in self.base

    def source_id(self, query: Query) -> str:
        """Connector and address, without secrets in its query; the sample by its name, wherever it is installed."""
        if self.profile == "sample":
            return f"file:sample:{Path(self.base).stem}"
        return f"file:{self.base if self._is_local else redact(self.base)}"

    def probe(self, report: ConnectionReport) -> None:
        """Tell the format."""
        reply = self._read(conditional=False)
        report.dialect = "GeoJSON" if _is_geojson(reply) else "CSV"

    def pages(self, query: Query, since: Optional[str] = None) -> Iterator[Page]:
        """See `Connector.pages`; one document, cut into pages."""
        reply = self._read(conditional=True)
        if reply.status == 304:
            yield Page([], unchanged=True)
            return
        if reply.is_html:
            reply.json()  # raises the plain error
        reading = _GeoJson(self, reply) if _is_geojson(reply) else _Csv(self, reply)
        yield from reading.pages(self.source_id(query))
        self.memory = {name: reply.headers[name] for name in ("etag", "last-modified") if reply.headers.get(name)}

    def _read(self, conditional: bool) -> Reply:
        if not self._is_local:
            headers = {}
            if conditional and self.memory.get("etag"):
                headers["If-None-Match"] = str(self.memory["etag"])
            if conditional and self.memory.get("last-modified"):
                headers["If-Modified-Since"] = str(self.memory["last-modified"])
            return self.transport.get(
                self.base, accept="application/geo+json, application/json, text/csv, */*", headers=headers
            )
        path, limit = Path(self.base), self.transport.limits.max_bytes
        try:
            if path.stat().st_size > limit:
                raise TooLarge(
                    QT_TRANSLATE_NOOP("Samplan", "{path} is larger than {megabytes} MB. Split it or import it with QGIS."),
                    path=str(path), megabytes=round(limit / 1e6),
                )  # fmt: skip
            return Reply(self.base, 200, path.read_bytes())
        except OSError as error:
            raise ConnectionSettingsError(
                QT_TRANSLATE_NOOP("Samplan", "{path} cannot be read ({reason})."),
                path=str(path),
                reason=error.strerror or "",
            ) from None

    def text_of(self, reply: Reply) -> str:
        """Decode a document by the option, a UTF-16 mark, or `Reply.text`."""
        encoding = str(self.option("encoding"))
        if reply.body[:2] in (b"\xff\xfe", b"\xfe\xff"):
            encoding = "utf-16"
        if not encoding or encoding == "auto":
            return reply.text()
        try:
            return reply.body.decode(encoding).lstrip("\ufeff")
        except LookupError:
            raise ConnectionSettingsError(
                QT_TRANSLATE_NOOP("Samplan", "There is no character set “{encoding}”. Try utf-8 or cp1252."),
                encoding=encoding,
            ) from None
        except UnicodeDecodeError:
            raise ConnectionSettingsError(
                QT_TRANSLATE_NOOP(
                    "Samplan", "{place} is not written in {encoding}. Leave the character set blank, or try another."
                ),
                place=place(reply.url), encoding=encoding,
            ) from None  # fmt: skip


def _is_geojson(reply: Reply) -> bool:
    start = reply.body[:50].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start[:1] in (b"{", b"[")


class _Document:
    """Shared by both formats: columns, keys, coordinate systems, chunks."""

    def __init__(self, connector: FileSource, reply: Reply) -> None:
        self.connector, self.reply = connector, reply
        self.projector = Projector(
            str(connector.option("crs")), connector.option("swap") in (True, "true", "True", "1", 1)
        )
        self.columns: Optional[Columns] = None
        self.keys: dict[str, int] = {}
        self.notes: list[Note] = []

    def rows(self) -> Iterator[tuple[Any, Mapping[str, Any], Any]]:
        """Yield (id, columns, geometry) of every item; None as columns for one that cannot be read."""
        raise NotImplementedError

    def pages(self, source: str) -> Iterator[Page]:
        """Cut the document into pages."""
        records: list[Record] = []
        skipped = 0
        naive, pseudonym = self.connector.naive_minutes, self.connector.connection.pseudonym
        for key, row, geometry in self.rows():
            if self.columns is None:
                self.columns = Columns(row, str(self.connector.option("columns")))
                if key is None and "id" not in self.columns.of:
                    self.notes.append(
                        Note(
                            QT_TRANSLATE_NOOP(
                                "Samplan", "Items have no id: an edited item will count as removed and new."
                            ),
                            {},
                        )
                    )
            record = self.columns.record(
                source, self._key(key, row, geometry), row, self._position(row, geometry), "feature", naive, pseudonym
            )
            if record is None:
                skipped += 1
            else:
                records.append(record)
            if len(records) >= CHUNK:
                yield Page(records, None, skipped, True, self._notes())
                records, skipped = [], 0
        yield Page(records, None, skipped, True, self._notes())

    def _notes(self) -> tuple[Note, ...]:
        return (*self.notes, *self.projector.notes())

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
            return NOWHERE
        for first, second in (("lon", "lat"), ("east", "north"), ("x", "y")):
            if first in columns.of and second in columns.of:
                return projector.point(columns.value(row, first), columns.value(row, second), names_axes=first == "lon")
        wkt = columns.value(row, "wkt")
        if wkt:
            match = re.search(r"POINT\s*Z?\s*\(\s*(\S+)\s+([^\s)]+)", str(wkt), re.IGNORECASE)
            return projector.point(match.group(1), match.group(2)) if match else from_wkt(wkt)
        return NOWHERE


class _GeoJson(_Document):
    """A FeatureCollection, or a bare list of features."""

    def rows(self) -> Iterator[tuple[Any, Mapping[str, Any], Any]]:
        text = self.connector.text_of(self.reply)
        others: dict[str, Any] = {}
        bare = text.lstrip("\ufeff \t\r\n").startswith("[")
        seen = False
        try:
            for feature in members(f'{{"features":{text}}}' if bare else text, "features", others):
                if not seen:
                    self.projector.declare(crs_member(others.get("crs")))
                    seen = True
                if isinstance(feature, dict):
                    row = feature.get("properties")
                    yield feature.get("id"), row if isinstance(row, dict) else {}, feature.get("geometry") or {}
        except (ValueError, RecursionError):
            self.reply.json()  # raises the plain error for malformed or truncated JSON
            raise self.reply.unexpected("a GeoJSON FeatureCollection") from None


class _Csv(_Document):
    """Delimited text with a header line."""

    def rows(self) -> Iterator[tuple[Any, Mapping[str, Any], Any]]:
        text = self.connector.text_of(self.reply)
        lines = io.StringIO(text, newline="")
        csv.field_size_limit(max(csv.field_size_limit(), len(text)))
        reader = csv.reader(lines, delimiter=self._delimiter(text))
        try:
            header = next((row for row in reader if any(cell.strip() for cell in row)), [])
            names = [name.strip() for name in header]
            if len(names) < 2:
                raise self.reply.unexpected("GeoJSON or a table with a header line and delimiters")
            short = 0
            for row in reader:
                if not any(cell.strip() for cell in row):
                    continue
                if len(row) != len(names):
                    short += 1
                    self.notes[:] = [note for note in self.notes if "lines" not in note.values]
                    self.notes.append(
                        Note(
                            QT_TRANSLATE_NOOP(
                                "Samplan", "{lines} lines have more or fewer cells than the header; look at them."
                            ),
                            {"lines": short},
                        )
                    )
                yield None, dict(zip(names, row)), None
        except csv.Error as error:
            raise UnexpectedAnswer(
                QT_TRANSLATE_NOOP("Samplan", "{place} is not readable as CSV at line {line} ({error})."),
                place=place(self.reply.url), line=reader.line_num, error=plain_text(error, limit=80),
            ) from None  # fmt: skip

    def _delimiter(self, text: str) -> str:
        chosen = str(self.connector.option("delimiter"))
        if chosen in ("tab", "\\t"):
            return "\t"
        if len(chosen) == 1:
            return chosen
        header = re.sub(r'"[^"]*"', "", next((line for line in text.splitlines() if line.strip()), ""))
        return max(_DELIMITERS, key=header.count)
