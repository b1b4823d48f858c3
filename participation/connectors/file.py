"""GeoJSON and CSV, from a file or a web address: the way in for every system that can export.

Encodings (byte order mark, declared, UTF-8, Windows-1252), delimiters, decimal commas and the usual Nordic coordinate
systems are recognised; what cannot be told apart (SWEREF 99 TM from ETRS-TM35FIN) must be chosen. A web address is
only downloaded again when it changed (ETag, If-Modified-Since). Its parameters are sent as they are, because signed
links do not work without them, but those that look like secrets are never stored or logged.
"""

from __future__ import annotations

import csv
import io
import re
from hashlib import blake2b
from pathlib import Path, PurePath
from typing import Any, Iterator, Mapping, Optional
from urllib.request import url2pathname

from ...messages import QT_TRANSLATE_NOOP, Note
from ..addresses import clean_base, place, redact, secrets_in, without_user
from ..errors import ConnectionSettingsError, TooLarge, UnexpectedAnswer
from ..gentle_json import members
from ..position import NOWHERE, Position, from_wkt
from ..query import Query
from ..record import Record
from ..reply import Reply
from ..values import plain_text
from ._columns import COLUMNS, Columns
from ._formats import refuse_other_formats
from ._projected import CHOICES, Projector, declared_crs
from .base import UTC_OFFSET, Capabilities, ConnectionReport, Connector, Evidence, Option, Page

CHUNK = 1000
_DELIMITERS = (";", ",", "\t", "|")
_DELIMITER_WORDS = {"tab": "\t", "\\t": "\t", "semicolon": ";", "comma": ",", "pipe": "|"}


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
        Option("crs", {"en": "Coordinate system", "sv": "Koordinatsystem"}, "auto", "choice", CHOICES, True),
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
        url = url.strip().strip('"')
        if "://" in url and not url.lower().startswith("file://"):
            clean_base(url)
            return without_user(url)
        found = next((path for path in _paths(url) if _exists(path)), None)
        if found is None:
            raise ConnectionSettingsError(
                QT_TRANSLATE_NOOP("Samplan", "There is no file {path}. Choose a GeoJSON or CSV file, or a web address."),
                path=str(PurePath(url)),
            )  # fmt: skip
        return str(found.resolve())

    def standing_notes(self) -> tuple[Note, ...]:
        """See `Connector.standing_notes`; parameters stay, or the address would lead to nothing."""
        notes = super().standing_notes()
        _user_info, names = secrets_in(self.base) if not self._is_local else (False, ())
        if not names:
            return tuple(note for note in notes if not self._is_local)
        text = QT_TRANSLATE_NOOP(
            "Samplan",
            "What looks like a secret in the address ({names}) is sent, or the address would not work, but never stored with"
            " the feedback. Whoever sees the connection sees it: prefer an authentication configuration.",
        )
        return (*(note for note in notes if not note.values), Note(text, {"names": ", ".join(names)}))

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
        refuse_other_formats(reply)
        report.dialect = "GeoJSON" if _is_geojson(reply) else "CSV"

    def pages(self, query: Query, since: Optional[str] = None) -> Iterator[Page]:
        """See `Connector.pages`; one document, cut into pages."""
        reply = self._read(conditional=True)
        if reply.status == 304:
            yield Page([], unchanged=True)
            return
        if reply.is_html:
            reply.json()  # raises the plain error
        refuse_other_formats(reply)
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


def _paths(url: str) -> Iterator[Path]:
    """What a path or ``file://`` address may mean: taken literally, with its escapes resolved, below the home folder."""
    rest = re.sub(r"(?i)^file://(?:localhost)?", "", url)
    for text in (rest, url2pathname(rest)) if rest != url else (rest,):
        yield Path(text)
        if text.startswith("~"):
            yield Path.home() / text[1:].lstrip("/\\")


def _exists(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long, a folder that is closed
        return False


def _is_geojson(reply: Reply) -> bool:
    start = reply.body[:50].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start[:1] in (b"{", b"[")


class _Document:
    """Shared by both formats: columns, keys, coordinate systems, chunks."""

    def __init__(self, connector: FileSource, reply: Reply) -> None:
        self.connector, self.reply = connector, reply
        self.projector = Projector(str(connector.option("crs")), bool(connector.option("swap")))
        self.columns: Optional[Columns] = None
        self.keys: dict[str, int] = {}
        self.unreadable = 0
        self.notes: list[Note] = []

    def rows(self) -> Iterator[tuple[Any, Mapping[str, Any], Any]]:
        """Yield (id, columns, geometry) of every item; what cannot be read is counted in ``unreadable``."""
        raise NotImplementedError

    def pages(self, source: str) -> Iterator[Page]:
        """Cut the document into pages; the last tells what was counted."""
        records: list[Record] = []
        naive, pseudonym = self.connector.naive_minutes, self.connector.connection.pseudonym
        for key, row, geometry in self.rows():
            if self.columns is None:
                self.columns = Columns(row, str(self.connector.option("columns")))
                if key is None and "id" not in self.columns.of:
                    text = QT_TRANSLATE_NOOP(
                        "Samplan", "Items have no id: an edited item will count as removed and new."
                    )
                    self.notes.append(Note(text, {}))
            record = self.columns.record(
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
        yield Page(records, None, self.unreadable, notes=notes)

    def counts(self) -> tuple[Note, ...]:
        """What was counted, once everything has been read."""
        if not self.unreadable:
            return ()
        text = QT_TRANSLATE_NOOP("Samplan", "{count} entries of the document are no items and were left out.")
        return (Note(text, {"count": self.unreadable}),)

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
                    self.projector.declare(declared_crs(others, text))
                    seen = True
                if isinstance(feature, dict):
                    row = feature.get("properties")
                    yield feature.get("id"), row if isinstance(row, dict) else {}, feature.get("geometry") or {}
                else:
                    self.unreadable += 1
        except (ValueError, RecursionError):
            self.reply.json()  # raises the plain error for malformed or truncated JSON
            raise self.reply.unexpected("a GeoJSON FeatureCollection") from None


class _Csv(_Document):
    """Delimited text with a header line."""

    ragged = 0

    def rows(self) -> Iterator[tuple[Any, Mapping[str, Any], Any]]:
        text = self.connector.text_of(self.reply)
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
                Note(QT_TRANSLATE_NOOP("Samplan", "The table has a header, but no rows below it."), {}),
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
            self.notes.append(Note(text, {"names": ", ".join(dict.fromkeys(twice))[:200]}))
        return names

    def counts(self) -> tuple[Note, ...]:
        """See `_Document.counts`."""
        if not self.ragged:
            return super().counts()
        text = QT_TRANSLATE_NOOP("Samplan", "{lines} lines have more or fewer cells than the header; look at them.")
        return (*super().counts(), Note(text, {"lines": self.ragged}))

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
