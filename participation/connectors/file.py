"""Tables and map layers, from a file or a web address: the way in for every system that can export.

GeoJSON, Esri JSON and delimited text are read here, spreadsheets by the tables room, GeoPackage, shapefiles, KML, GPX, GML,
FlatGeobuf, MapInfo and their archives by QGIS's GDAL.

Encodings (byte order mark, declared, UTF-8, Windows-1252), delimiters, decimal commas and the usual Nordic coordinate
systems are recognised; what cannot be told apart (SWEREF 99 TM from ETRS-TM35FIN) must be chosen. A web address is
only downloaded again when it changed (ETag, If-Modified-Since). Its parameters are sent as they are, because signed
links do not work without them, but those that look like secrets are never stored or logged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePath
from typing import Iterator, Optional
from urllib.parse import urlsplit

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ...web.addresses import clean_base, place, redact, secrets_in, without_user
from ...web.errors import ConnectionSettingsError, TooLarge
from ...web.reply import Reply
from ..query import Query
from ._formats import kind_of
from .base import (
    COLUMNS,
    CRS,
    DATE_FORMAT,
    LAYER,
    SWAP,
    UTC_OFFSET,
    Capabilities,
    ConnectionReport,
    Connector,
    Evidence,
    Option,
    Page,
)

_LOOKED_AT, _EXAMPLES = 50, 3
"""Rows from which examples are taken, and examples of a column."""
_COUNTED = {"text": "text", "title": "title", "category": "category", "status": "status_raw", "created": "created_utc"}
"""What is counted among the first items: role -> field of the record."""


@dataclass(frozen=True)
class Understanding:
    """What a file's columns are taken for.

    Attributes
    ----------
    names : list of str
        The columns there are.
    roles : dict of str to str
        Role -> column.
    places : list of str
        Columns that positions are read from although their names are not the usual ones.
    examples : dict of str to list of str
        Column -> some of its values.
    items : int
        Items looked at.
    counts : dict of str to int
        How many of them have a position, text, title, category, status, date of writing (``created``).
    notes : list of UserMessage
        What reading them said.
    """

    names: list[str]
    roles: dict[str, str]
    places: list[str]
    examples: dict[str, list[str]]
    items: int
    counts: dict[str, int]
    notes: list[UserMessage]


class FileSource(Connector):
    """Feedback out of a table or map layer."""

    id = "file"
    title = {"en": "File or address (table or map layer)", "sv": "Fil eller adress (tabell eller kartlager)"}
    description = {
        "en": "CSV, Excel, GeoJSON, GeoPackage, shapefile, KML and more from a file or a web address, for example an export"
        " from Maptionnaire.",
        "sv": "CSV, Excel, GeoJSON, GeoPackage, shapefil, KML med mera från en fil eller webbadress, till exempel en export"
        " från Maptionnaire.",
    }
    url_hint = "/folder/feedback.csv"
    profiles = {
        "export": {"en": "Export from any system", "sv": "Export från valfritt system"},
        "sample": {"en": "Sample data (offline)", "sv": "Exempeldata (utan nät)"},
    }
    options = (
        COLUMNS,
        CRS,
        SWAP,
        Option("encoding", {"en": "Character set (auto)", "sv": "Teckenkodning (auto)"}),
        Option("delimiter", {"en": "Delimiter (auto)", "sv": "Avgränsare (auto)"}),
        LAYER,
        DATE_FORMAT,
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
                QT_TRANSLATE_NOOP("Samplan", "There is no file {path}. Choose a table, a map layer or a web address."),
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
        """Connector and address, without secrets in its query, and the layer where one was chosen.

        The sample goes by its name, wherever it is installed.
        """
        if self.profile == "sample":
            return f"file:sample:{Path(self.base).stem}"
        return f"file:{self.base if self._is_local else redact(self.base)}" + (f"#{self._layer}" if self._layer else "")

    @property
    def _layer(self) -> str:
        return str(self.option("layer")).strip()

    @property
    def is_part(self) -> bool:
        """See `Connector.is_part`: sources of several layers were one before."""
        return bool(self._layer) and self.profile != "sample"

    def former_source_id(self, query: Query) -> str:
        """See `Connector.former_source_id`: secrets in the query were never in it, nor was the layer."""
        parts, source = urlsplit(redact(self.base)), self.source_id(query)
        if self.is_part:
            source = source[: -len(f"#{self._layer}")]
        return source.replace(parts.path, urlsplit(self.base).path, 1)

    def probe(self, report: ConnectionReport) -> None:
        """Tell the format."""
        kind = kind_of(self._read(conditional=False))
        report.dialect = {"json": "GeoJSON", "csv": "CSV"}.get(kind.name) or (kind.ending[1:] or kind.name).upper()

    def pages(self, query: Query, since: Optional[str] = None) -> Iterator[Page]:
        """See `Connector.pages`; one document, cut into pages."""
        reply = self._read(conditional=True)
        if reply.status == 304:
            yield Page([], unchanged=True)
            return
        if reply.is_html:
            reply.json()  # raises the plain error
        from tempfile import TemporaryDirectory  # late: QGIS starts faster

        from ._layers import document  # late: QGIS starts faster

        with TemporaryDirectory() as folder:
            yield from document(self, reply, Path(folder), Path(self.base) if self._is_local else None).pages(
                self.source_id(query)
            )
        self.memory = {name: reply.headers[name] for name in ("etag", "last-modified") if reply.headers.get(name)}

    def understanding(self) -> Understanding:
        """Return what the columns are taken for, and how many of the first items have what, without storing anything.

        Raises
        ------
        NetworkError, ConnectionSettingsError
            The file cannot be read, or a chosen column is not there.
        """
        from tempfile import TemporaryDirectory  # late: QGIS starts faster

        from ._layers import document  # late: QGIS starts faster

        reply = self._read(conditional=False)
        with TemporaryDirectory() as folder:
            whole = document(self, reply, Path(folder), Path(self.base) if self._is_local else None)
            page = next(whole.pages(self.source_id(Query())), Page([]))
            shown: dict[str, list[str]] = {}
            for _key, row, _geometry in islice(whole.again().rows(), _LOOKED_AT):
                for name, value in row.items():
                    text = " ".join(str(value).split()) if value is not None else ""
                    if text and len(shown.setdefault(name, [])) < _EXAMPLES:
                        shown[name].append(text[:60])
        roles, columns = whole.columns.roles(), whole.columns
        places = columns.used - {part for column in roles.values() for part in (column, *column.split("+"))}
        counts = {"position": sum(record.located for record in page.records)}
        for role, field in _COUNTED.items():
            counts[role] = sum(getattr(record, field) not in (None, "") for record in page.records)
        return Understanding(
            list(columns.names),
            roles,
            sorted(place for place in places if place),
            shown,
            len(page.records),
            counts,
            list(page.notes),
        )

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
        reply.refuse_heavy()
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
