"""GeoJSON and CSV, from a file or a web address: the way in for every system that can export.

Encodings (byte order mark, declared, UTF-8, Windows-1252), delimiters, decimal commas and the usual Nordic coordinate
systems are recognised; what cannot be told apart (SWEREF 99 TM from ETRS-TM35FIN) must be chosen. A web address is
only downloaded again when it changed (ETag, If-Modified-Since). Its parameters are sent as they are, because signed
links do not work without them, but those that look like secrets are never stored or logged.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePath
from typing import Iterator, Optional
from urllib.parse import urlsplit

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ...web.addresses import clean_base, place, redact, secrets_in, without_user
from ...web.errors import ConnectionSettingsError, TooLarge
from ...web.reply import Reply
from ..query import Query
from ._columns import COLUMNS
from ._documents import Csv, GeoJson
from ._formats import refuse_other_formats
from ._projected import CHOICES
from .base import UTC_OFFSET, Capabilities, ConnectionReport, Connector, Evidence, Option, Page


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
        "": Evidence(
            "verified",
            QT_TRANSLATE_NOOP("Samplan", "GeoJSON and CSV files, and an HTTP server on the same machine"),
            "",
            "2026-11-23",
        )
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

    def standing_notes(self) -> tuple[UserMessage, ...]:
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
        return (*(note for note in notes if not note.values), UserMessage(text, {"names": ", ".join(names)}))

    @property
    def _is_local(self) -> bool:
        return "://" not in self.base

    def source_id(self, query: Query) -> str:
        """Connector and address, without secrets in its query; the sample by its name, wherever it is installed."""
        if self.profile == "sample":
            return f"file:sample:{Path(self.base).stem}"
        return f"file:{self.base if self._is_local else redact(self.base)}"

    def former_source_id(self, query: Query) -> str:
        """See `Connector.former_source_id`: secrets in the query were never in it."""
        parts = urlsplit(redact(self.base))
        return self.source_id(query).replace(parts.path, urlsplit(self.base).path, 1)

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
        reading = (GeoJson if _is_geojson(reply) else Csv)(self, reply, self.text_of(reply))
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
    from urllib.request import url2pathname  # late: QGIS starts faster

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
