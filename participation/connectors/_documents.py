"""Reading documents item by item, whatever wrote them: what all have in common, GeoJSON, Esri JSON and CSV."""

from __future__ import annotations

import csv
import json
import re
from hashlib import blake2b
from itertools import chain, islice
from typing import Any, Iterable, Iterator, Mapping, NamedTuple, Optional, Sequence

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ...web.addresses import place
from ...web.errors import ConnectionSettingsError, UnexpectedAnswer
from ...web.json_members import members
from ...web.plain_text import plain_text
from ...web.reply import Reply
from ..position import NO_POSITION, Position
from ..record import Record
from ..values import identifier, parse_int
from ._columns import Columns
from ._places import Places
from ._projected import Projector, declared_crs
from .base import Connector, Page

CHUNK = 1000
_TITLES = 10
"""Rows of one cell that may stand above a table."""
_DELIMITERS = (";", ",", "\t", "|")
_ONE_FEATURE = re.compile(
    r'\{[^{}\[\]]*"type"\s*:\s*"(?:Feature|(?:Multi)?(?:Point|LineString|Polygon)|GeometryCollection)"'
)
"""How a single feature, or features one after another, usually begin."""
_LONGEST_ITEM = 1_000_000
"""Characters of the first line that is looked at to find out whether items stand one a line."""
_AROUND = "\ufeff \t\r\n\x1e"
_SEQUENCE = re.compile(r"(?<=\})[ \t]*[\r\n\x1e]+\s*(?=\{)")
_FIRST_LINE = re.compile(rf"[\ufeff\s]*(\{{[^\r\n]{{0,{_LONGEST_ITEM}}}\}})[ \t]*(?:[\r\n]\s*|$)")
_LONGEST_CELL, _MOST_COLUMNS = 12_000_000, 20_000
"""Characters of a cell or line, and columns, that a table may have."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_DELIMITER_WORDS = {"tab": "\t", "\\t": "\t", "semicolon": ";", "comma": ",", "pipe": "|"}


class InLayer(NamedTuple):
    """The id of an item of a document of which several layers or sheets are read."""

    layer: str
    key: Any


class Document:
    """What all formats share: columns, keys, positions, times, chunks."""

    has_geometry = False
    """Whether items have a geometry beside their columns."""

    def __init__(self, connector: Connector, reply: Reply, text: str = "") -> None:
        self.connector, self.reply, self.text = connector, reply, text
        self.projector = Projector(
            str(connector.option("crs")), bool(connector.option("swap")), connector.connection.near
        )
        self.columns = Columns(())
        self.places = Places(self.columns, (), self.projector)
        self.keys: dict[str, int] = {}
        self.repeated = 0
        self.ids_by_layer = False
        self.unreadable = 0
        self.whole = True
        self.notes: list[UserMessage] = []

    def rows(self) -> Iterator[tuple[Any, Mapping[str, Any], Any]]:
        """Yield (id, columns, geometry) of every item; what cannot be read is counted in ``unreadable``."""
        raise NotImplementedError

    def again(self) -> Document:
        """Return the document as if nothing of it had been read."""
        return type(self)(self.connector, self.reply, self.text)

    def pages(self, source: str) -> Iterator[Page]:
        """Cut the document into pages; the last tells what was counted."""
        records: dict[str, Record] = {}
        naive, pseudonym = self.connector.naive_minutes, self.connector.connection.pseudonym
        rows = self.rows()
        first = list(islice(rows, CHUNK))  # not every item has every column
        columns = self._settle_columns(first)
        self.ids_by_layer = bool(first) and isinstance(first[0][0], InLayer) and self._layers_share_ids()
        for key, row, geometry in chain(first, rows):
            record = columns.record(
                source, self._key(key, row, geometry), row, self._position(row, geometry), "feature", naive, pseudonym
            )
            if record is None:
                self.unreadable += 1
            else:
                records.pop(record.item_id, None)
                records[record.item_id] = record  # the last one of several with the same id
            if len(records) >= CHUNK:
                yield Page(list(records.values()), notes=(*self.notes, *self.projector.notes()), ordered=True)
                records = {}
        notes = (*self.notes, *self.projector.notes(), *self.counts(), *self.projector.counts(), *self.places.counts())
        yield Page(list(records.values()), None, self.unreadable, self.whole, notes, ordered=True)

    def _settle_columns(self, items: list[tuple[Any, Mapping[str, Any], Any]]) -> Columns:
        """Give the columns that there are in some rows their meaning."""
        rows = [row for _key, row, _geometry in items]
        names = dict.fromkeys(name for row in rows for name in row)
        self.columns = columns = Columns(names if rows else (), self.connector.option("columns") if rows else "", rows)
        self.places = Places(columns, rows, self.projector, self.has_geometry)
        if items and "id" not in columns.of and ("id" in columns.chosen or _own_key(items[0][0]) is None):
            text = QT_TRANSLATE_NOOP("Samplan", "Items have no id: an edited item will count as removed and new.")
            self.notes.append(UserMessage(text, {}))
        self.notes += columns.settle_times(
            rows,
            str(self.connector.option("date_format")),
            self.connector.naive_minutes,
            None if len(items) < CHUNK else lambda: (row for _key, row, _geometry in self.again().rows()),
        )
        if self.connector.profile != "sample":
            self.notes += self.places.notes()
            self.notes += columns.notes(self.connector.connection.pseudonym is not None)
        return columns

    def counts(self) -> tuple[UserMessage, ...]:
        """What was counted, once everything has been read."""
        found = []
        if self.unreadable:
            text = QT_TRANSLATE_NOOP("Samplan", "{count} entries of the document are no items and were left out.")
            found.append(UserMessage(text, {"count": self.unreadable}))
        if self.repeated:
            text = QT_TRANSLATE_NOOP(
                "Samplan",
                "{count} items have the id of another one; of each the last was kept. Choose columns that are unique together,"
                " like id=a+b, or none with id= (option columns).",
            )
            found.append(UserMessage(text, {"count": self.repeated}))
        return tuple(found)

    def _key(self, key: Any, row: Mapping[str, Any], geometry: Any) -> Any:
        """The item's id, else a digest of its content (numbered when the same content comes again)."""
        written = self._written(key, row)
        if written is not None:
            if self.ids_by_layer:
                written = f"{key.layer}:{written}"
            self.repeated += written in self.keys
            self.keys[written] = 0
            return written
        digest = blake2b(
            repr((sorted(row.items(), key=str), geometry)).encode("utf-8", "replace"), digest_size=8
        ).hexdigest()
        again = self.keys[digest] = self.keys.get(digest, -1) + 1
        return f"{digest}-{again}" if again else digest

    def _written(self, key: Any, row: Mapping[str, Any]) -> Optional[str]:
        """The id that an item's column, or else the document, gives it."""
        own = self.columns.key(row)
        key = _own_key(key) if own in (None, "") else own
        if "id" in self.columns.chosen and "id" not in self.columns.of:
            key = None
        return None if key == "" else identifier(key)

    def _layers_share_ids(self) -> bool:
        """Whether an id stands in more than one layer, so that it names an item only together with the layer."""
        layer_of: dict[Any, str] = {}
        for key, row, _geometry in self.again().rows():
            written = self._written(key, row)
            if written is not None and layer_of.setdefault(written, key.layer) != key.layer:
                return True
        return False

    def _position(self, row: Mapping[str, Any], geometry: Any) -> Position:
        """An item's own geometry, else what its columns say."""
        if geometry:
            found = self.projector.geojson(geometry)
            if found.problem != NO_POSITION.problem:
                return found
        return self.places.of(row)


def _is_sequence(text: str) -> bool:
    """Whether a document is a single feature, or items one after another (RFC 8142, newline-delimited JSON)."""
    head = text[:4096].lstrip("\ufeff \t\r\n")
    if head[:1] == "\x1e" or _ONE_FEATURE.match(head[:200]):
        return True
    line = _FIRST_LINE.match(text)
    if line is None:
        return False
    try:
        first = json.loads(line.group(1))
    except (ValueError, RecursionError):
        return False
    return line.end() < len(text) or first.get("type") == "Feature"


def _own_key(key: Any) -> Any:
    return key.key if isinstance(key, InLayer) else key


class GeoJson(Document):
    """A FeatureCollection (of GeoJSON or Esri JSON), or a bare list of features or plain objects."""

    has_geometry = True

    def rows(self) -> Iterator[tuple[Any, Mapping[str, Any], Any]]:
        text = self.text
        others: dict[str, Any] = {}
        if _is_sequence(text):
            text = f"[{_SEQUENCE.sub(',', text.strip(_AROUND))}]"
        count = 0
        try:
            for feature in members(text, "features", others):
                if not count:
                    self.projector.declare(declared_crs(others, text))
                count += 1
                if not isinstance(feature, dict):
                    self.unreadable += 1
                    if self.unreadable == count == CHUNK:
                        raise self.reply.unexpected("a list of items")
                elif "attributes" in feature and "properties" not in feature:
                    row = feature["attributes"]
                    yield None, row if isinstance(row, dict) else {}, _of_esri(feature.get("geometry"))
                elif "properties" in feature or "geometry" in feature:
                    row = feature.get("properties")
                    yield feature.get("id"), row if isinstance(row, dict) else {}, feature.get("geometry")
                elif "coordinates" in feature and "type" in feature:
                    yield None, {}, feature
                else:
                    yield feature.get("id"), feature, None
        except (ValueError, RecursionError):
            self.reply.json()  # raises the plain error for malformed or truncated JSON
            raise self.reply.unexpected("a GeoJSON FeatureCollection") from None
        self._look_for_more(others, count)

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


class Rows(Document):
    """A table with a header line."""

    ragged = 0

    def table(self, cells: Iterable[Sequence[Any]]) -> Iterator[tuple[Any, Mapping[str, Any], Any]]:
        """Yield the items of a table's rows; the first row with two filled cells has the names of the columns."""
        rows = (row for row in cells if any(not _blank(cell) for cell in row))
        above: list[str] = []
        head: Sequence[Any] = ()
        for head in rows:
            if sum(not _blank(cell) for cell in head) > 1 or len(above) > _TITLES:
                break
            above.append(next(str(cell).strip() for cell in head if not _blank(cell)))
        names = self._header(["" if cell is None else str(cell) for cell in head])
        if above:
            text = QT_TRANSLATE_NOOP("Samplan", "Left out above the names of the columns: {text}")
            self.notes.append(UserMessage(text, {"text": " / ".join(line[:100] for line in above)}))
        empty = True
        for row in rows:
            empty = False
            self.ragged += len(row) != len(names)
            yield None, dict(zip(names, row)), None
        if empty:
            text = QT_TRANSLATE_NOOP("Samplan", "The table has a header, but no rows below it.")
            self.notes.append(UserMessage(text, {}))

    def _header(self, cells: list[str]) -> list[str]:
        """The columns' names, each once."""
        if sum(bool(cell.strip()) for cell in cells) < 2:
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


class Csv(Rows):
    """Delimited text with a header line."""

    def rows(self) -> Iterator[tuple[Any, Mapping[str, Any], Any]]:
        text = self.text
        if re.search(r"[^\ufeff\x00 \t\r\n]", text) is None:
            raise UnexpectedAnswer(
                QT_TRANSLATE_NOOP("Samplan", "{place} is empty. Export it again, or choose another file."),
                place=place(self.reply.url),
            )
        excel = re.match(r"\ufeff?sep=(.)\r?\n", text)  # Excel's own first line
        delimiter = excel.group(1) if excel else self._delimiter(text)
        csv.field_size_limit(_LONGEST_CELL)
        reader = csv.reader(_lines(text, excel.end() if excel else 0, delimiter), delimiter=delimiter)
        try:
            yield from self.table(reader)
        except csv.Error as error:
            raise UnexpectedAnswer(
                QT_TRANSLATE_NOOP("Samplan", "{place} is not readable as CSV at line {line} ({error})."),
                place=place(self.reply.url), line=reader.line_num, error=plain_text(error, limit=80),
            ) from None  # fmt: skip

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
        lines = (line.group() for line in _LINE.finditer(text) if line.end() - line.start() <= _LONGEST_CELL)
        header = re.sub(r'"[^"]*"', "", next((line for line in lines if line.strip()), ""))
        return max(_DELIMITERS, key=header.count)


def _lines(text: str, at: int, delimiter: str) -> Iterator[str]:
    """The lines of a table as the reader wants them, with their ends; those that no table has are an error."""
    for found in _LINE.finditer(text, at):
        if found.end() - found.start() > _LONGEST_CELL:
            raise csv.Error("the line is too long")
        line = found.group()
        if line.count(delimiter) > _MOST_COLUMNS:
            raise csv.Error(f"more than {_MOST_COLUMNS} columns")
        yield line


def _blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _of_esri(geometry: Any) -> Any:
    """An Esri JSON geometry as GeoJSON: points, lines and surfaces of straight pieces."""
    if not isinstance(geometry, dict):
        return None
    if "x" in geometry:
        return {"type": "Point", "coordinates": [geometry["x"], geometry.get("y")]}
    for name, kind in (("points", "MultiPoint"), ("paths", "MultiLineString")):
        if name in geometry:
            return {"type": kind, "coordinates": geometry[name]}
    if "rings" not in geometry:
        return None
    from osgeo import ogr  # late: QGIS starts faster

    try:  # which ring is a hole in which takes geometry to find out
        shape = ogr.CreateGeometryFromEsriJson(json.dumps(geometry))
        return json.loads(shape.ExportToJson()) if shape is not None else None
    except (RuntimeError, ValueError, RecursionError):
        return None
