"""Reading map layers, spreadsheets and archives: whatever QGIS's GDAL opens, by the same rules as a table in text.

Only the drivers of formats that hold their data themselves are used: a virtual layer of a stranger could name files and
addresses of its own. What came over the network, and what lies in an archive, is written into a folder that is removed
after reading.
"""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any, Iterator, Mapping, Optional

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ...web.addresses import place
from ...web.errors import ConnectionSettingsError, TooLarge, UnexpectedAnswer
from ...web.plain_text import plain_text
from ...web.reply import Reply
from ._columns import Columns
from ._documents import Csv, Document, GeoJson, InLayer, Rows
from ._encodings import Texts, of_dbase, of_mapinfo
from ._formats import Kind, kind_of
from .base import Connector

_DRIVERS = {
    ".kml": ("LIBKML", "KML"), ".gpx": ("GPX",), ".gml": ("GML",), ".georss": ("GeoRSS",),
    ".gpkg": ("GPKG",), ".sqlite": ("SQLite",),
    ".shp": ("ESRI Shapefile",), ".dbf": ("ESRI Shapefile",), ".fgb": ("FlatGeobuf",), ".tab": ("MapInfo File",),
    ".mif": ("MapInfo File",), ".topojson": ("TopoJSON",), ".gdb": ("OpenFileGDB",), ".parquet": ("Parquet",),
}  # fmt: skip
_COPIED = (".kml", ".gpx", ".gml", ".georss")
"""Beside files of these, GDAL may write files of its own."""
_DBASE = (".shp", ".dbf")
_TOGETHER = {".shp": (".dbf", ".shx"), ".tab": (".dat", ".map", ".id")}
_MEMBERS = (".gpkg", ".shp", ".tab", ".mif", ".fgb", ".geojson", ".json", ".topojson", ".kml", ".gml", ".gpx", ".xlsx", ".xlsm",
            ".ods", ".xls", ".csv", ".tsv", ".txt", ".dbf")  # fmt: skip
"""Files in an archive that may be the feedback, the likeliest first."""
_PARTS = (".dbf", ".shx", ".prj", ".cpg", ".qpj", ".dat", ".map", ".id", ".ind", ".mid", ".sqlite", ".xsd")
_NOWHERE = {"type": "Point", "coordinates": [999.0, 999.0]}
_BROKEN = QT_TRANSLATE_NOOP(
    "Samplan",
    "{place} cannot be read ({format}; {error}). Open it in QGIS, save it as GeoPackage and choose that file.",
)


def document(connector: Connector, reply: Reply, folder: Path, path: Optional[Path] = None, depth: int = 0) -> Document:
    """Return the reader of a document of any kind.

    Parameters
    ----------
    connector : Connector
        With the options of the file connector, and its method ``text_of``.
    reply : Reply
        The document.
    folder : Path
        Where files may be written while reading.
    path : Path, optional
        Where it lies, perhaps beside files that belong to it; None for what came over the network.
    depth : int
        Archives around it.

    Raises
    ------
    UnexpectedAnswer
        A kind that cannot be read.
    """
    kind = kind_of(reply)
    if kind.name in ("zip", "gzip") and depth > 2:
        raise reply.unexpected("an archive with data in it")
    if kind.name == "gzip":
        inner = Reply(re.sub(r"(?i)\.gz$", "", reply.url), 200, _gunzip(connector, reply))
        return document(connector, inner, folder, None, depth + 1)
    if kind.name == "zip":
        return _of_archive(connector, reply, folder, depth)
    if kind.name in ("json", "csv"):
        text = connector.text_of(reply)  # type: ignore[attr-defined]
        return (GeoJson if kind.name == "json" else Csv)(connector, reply, text)
    if kind.ending in _COPIED:  # GDAL makes a tree of the whole document
        reply.refuse_heavy({b"<": 600 if kind.ending == ".kml" else 100})
    path = _path(reply, folder, kind, path)
    return (Sheet if kind.name == "sheet" else Layers)(connector, reply, path, kind)


class Sheet(Rows):
    """A sheet of a spreadsheet."""

    def __init__(self, connector: Connector, reply: Reply, path: Path, kind: Kind) -> None:
        super().__init__(connector, reply)
        self.path, self.kind = path, kind

    def again(self) -> Sheet:
        """See `Document.again`."""
        return Sheet(self.connector, self.reply, self.path, self.kind)

    def rows(self) -> Iterator[tuple[Any, Mapping[str, Any], Any]]:
        """See `Document.rows`."""
        from ...tables.files import open_sheets  # late: needs numpy

        wanted = str(self.connector.option("layer")).strip()
        if self.kind.ending != ".xls" and _unpacked_size(self.path) > _MOST_UNPACKED:
            raise _large(self.reply, _MOST_UNPACKED)
        book = open_sheets(str(self.path))
        if wanted not in ("", "*", self.path.stem) and wanted not in book.names:
            raise _no_such_layer(wanted, book.names)
        if wanted == "*":
            yield from self._all(book)
            return
        cells: list[list[Any]] = []
        used = ""
        for used in [wanted] if wanted in book.names else book.names[: book.visible or None]:
            cells = book.read(used)
            if _is_table(cells):
                break  # the first sheet with a table
        if wanted not in book.names and len(book.names) > 1:
            self.notes.append(_others_note(used, [name for name in book.names if name != used]))
        if not cells:
            raise _empty(self.reply)
        yield from self.table(_as_wide(cells))

    def _all(self, book: Any) -> Iterator[tuple[Any, Mapping[str, Any], Any]]:
        """The rows of all visible sheets with a table; the sheet's name is the category where it has no such column."""
        tables = {name: cells for name in book.names[: book.visible or None] if _is_table(cells := book.read(name))}
        if not tables:
            raise _empty(self.reply)
        readings = {name: self.table(_as_wide(cells)) for name, cells in tables.items()}
        begun = {name: list(islice(rows, 1)) for name, rows in readings.items()}
        columns = Columns(column for first in begun.values() for _key, row, _geometry in first for column in row)
        extra = len(tables) > 1 and "category" not in columns.of
        for name, rows in readings.items():
            for key, row, geometry in chain(begun[name], rows):
                yield (
                    (InLayer(name, key) if len(tables) > 1 else key),
                    ({**row, "category": name} if extra else row),
                    geometry,
                )


def _is_table(cells: list[list[Any]]) -> bool:
    return sum(sum(cell not in (None, "") for cell in row) > 1 for row in cells[:50]) > 1


def _as_wide(cells: list[list[Any]]) -> Iterator[list[Any]]:
    """Rows as wide as the widest, so that no cell is missing."""
    width = max(map(len, cells))
    return ([*row, *[None] * (width - len(row))] for row in cells)


class Layers(Document):
    """Layers that GDAL reads."""

    has_geometry = True

    def __init__(self, connector: Connector, reply: Reply, path: Path, kind: Kind) -> None:
        super().__init__(connector, reply)
        self.path, self.kind = path, kind
        self.texts = Texts()

    def again(self) -> Layers:
        """See `Document.again`."""
        return Layers(self.connector, self.reply, self.path, self.kind)

    def rows(self) -> Iterator[tuple[Any, Mapping[str, Any], Any]]:
        """See `Document.rows`."""
        chosen = str(self.connector.option("encoding"))
        if self.kind.ending in (".tab", ".mif"):
            self.texts = of_mapinfo(chosen)
        table = _beside(self.path, ".dbf") if self.kind.ending in _DBASE else None
        if table is not None:
            self.texts, notes = of_dbase(table, _beside(self.path, ".cpg"), chosen)
            self.notes += notes
        with _opened(self) as source:
            layers = self._chosen(source)
            for layer in layers:
                name = layer.GetName() if len(layers) > 1 else ""
                for key, row, geometry in self._features(layer, name):
                    yield (InLayer(name, key) if name and self.kind.ending != ".kml" else key), row, geometry

    def counts(self) -> tuple[UserMessage, ...]:
        """See `Document.counts`."""
        return (*super().counts(), *self.texts.notes())

    def _chosen(self, source: Any) -> list[Any]:
        """The layers to read: the named one, all (also of KML, whose folders are layers), else the first that is filled."""
        wanted = str(self.connector.option("layer")).strip()
        layers = [source.GetLayer(number) for number in range(min(source.GetLayerCount(), 1000))]
        names = [layer.GetName() for layer in layers]
        if wanted == "*":
            return layers
        if wanted and wanted != self.path.stem:
            if wanted not in names:
                raise _no_such_layer(wanted, names)
            return [layers[names.index(wanted)]]
        filled = [layer for layer in layers if layer.GetNextFeature() is not None]
        for layer in filled:
            layer.ResetReading()
        if self.kind.ending == ".kml":
            return filled
        if self.kind.ending == ".gpx" and len(filled) > 1:  # points of routes and tracks are layers beside them
            filled = [layer for layer in filled if not layer.GetName().endswith("_points")] or filled
        if not filled:
            if not layers:
                raise _empty(self.reply)
            return layers[:1]
        if len(filled) > 1:
            self.notes.append(_others_note(filled[0].GetName(), [layer.GetName() for layer in filled[1:]]))
        return filled[:1]

    def _features(self, layer: Any, folder: str) -> Iterator[tuple[Any, Mapping[str, Any], Any]]:
        """The features of a layer; where several are read, the layer's name is a column of its own."""
        transform = self._transform(layer)
        definition = layer.GetLayerDefn()
        fields = [definition.GetFieldDefn(number) for number in range(definition.GetFieldCount())]
        texts = self.texts
        kinds = [(texts.read(field.GetNameRef()), field.GetType(), field.GetSubType()) for field in fields]
        has_id = bool(layer.GetFIDColumn())
        layer.ResetReading()
        while True:
            feature = layer.GetNextFeature()
            if feature is None:
                return
            row = {
                name: _value(feature, number, kind, subtype, texts)
                for number, (name, kind, subtype) in enumerate(kinds)
            }
            if folder:
                row.setdefault("category", folder)
            yield (feature.GetFID() if has_id else None), row, _geometry(feature, transform)

    def _transform(self, layer: Any) -> Any:
        """What takes a layer to degrees, unless the user chose its system or it says nothing of one."""
        from osgeo import osr  # late: QGIS starts faster

        system = layer.GetSpatialRef()
        if self.projector.code is not None or system is None:
            return None
        target = osr.SpatialReference()
        target.ImportFromEPSG(4326)
        target.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        try:
            return osr.CoordinateTransformation(system, target)
        except RuntimeError:
            self.projector.declare(system.GetName() or "–")
            return None


@contextmanager
def _opened(of: Layers) -> Iterator[Any]:
    """A file opened by GDAL, quietly."""
    from osgeo import gdal  # late: QGIS starts faster

    ending = of.kind.ending
    drivers = [name for name in _DRIVERS[ending] if gdal.GetDriverByName(name) is not None]
    options = ["DOWNLOAD_SCHEMA=NO"] if ending == ".gml" else []
    if ending in _DBASE:
        options = ["ENCODING="]  # the bytes as they are: many write UTF-8 and do not say so
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    source = None
    try:
        gdal.ErrorReset()
        for driver in drivers:
            try:
                source = gdal.OpenEx(str(of.path), gdal.OF_VECTOR | gdal.OF_READONLY, [driver], options)
            except RuntimeError:
                source = None
            if source is not None:
                break
        if source is None:
            reason = gdal.GetLastErrorMsg() if drivers else "GDAL has no driver for it"
            raise UnexpectedAnswer(
                _BROKEN, place=place(of.reply.url), format=ending[1:].upper(), error=_short(reason, of.path)
            )
        yield source
    finally:
        source = None
        gdal.PopErrorHandler()


def _short(reason: str, path: Path) -> str:
    """What GDAL says, without the paths of temporary files."""
    words = plain_text(reason.replace(str(path), path.name).replace(str(path.parent), "")) or "–"
    return " ".join(words.split())[:120].rstrip(". ")


def _value(feature: Any, number: int, kind: int, subtype: int, texts: Texts) -> Any:
    """A field's value: numbers, texts, lists; times as ISO 8601."""
    from osgeo import ogr  # late: QGIS starts faster

    if not feature.IsFieldSetAndNotNull(number):
        return None
    if kind == ogr.OFTString:
        value = texts.read(feature.GetFieldAsString(number))
        if subtype == ogr.OFSTJSON and value[:1] == "[":
            try:
                return json.loads(value)
            except (ValueError, RecursionError):
                return value
        return value.rstrip("\x00")
    if kind in (ogr.OFTDate, ogr.OFTDateTime, ogr.OFTTime):
        return _time(feature.GetFieldAsDateTime(number), kind == ogr.OFTDate)
    if kind == ogr.OFTBinary:
        return None
    value = feature.GetField(number)
    return list(value) if isinstance(value, tuple) else value


def _time(parts: list[Any], only_day: bool) -> str:
    """A time of GDAL; its zone counts quarters of an hour from 100, 0 and 1 are unknown and local."""
    year, month, day, hour, minute, second, zone = parts
    text = f"{year:04d}-{month:02d}-{day:02d}"
    if only_day:
        return text
    away = (int(zone) - 100) * 15 if zone > 1 else None
    sign = "" if away is None else f"{'-' if away < 0 else '+'}{abs(away) // 60:02d}:{abs(away) % 60:02d}"
    return f"{text}T{hour:02d}:{minute:02d}:{min(second, 59.999):06.3f}{sign}"


def _geometry(feature: Any, transform: Any) -> Any:
    """A feature's geometry as GeoJSON, in degrees where its system is known."""
    shape = feature.GetGeometryRef()
    if shape is None or shape.IsEmpty():
        return None
    try:
        if transform is not None and shape.Transform(transform) != 0:
            return _NOWHERE
        if shape.GetGeometryName() == "POINT":
            return {"type": "Point", "coordinates": [shape.GetX(), shape.GetY()]}
        shape = shape.GetLinearGeometry() if shape.HasCurveGeometry(True) else shape
        return json.loads(shape.ExportToJson())
    except (RuntimeError, TypeError, ValueError, RecursionError):
        return _NOWHERE


# -- files and archives ----------------------------------------------------------------------------------------------


def _path(reply: Reply, folder: Path, kind: Kind, path: Optional[Path]) -> Path:
    """The file to open: where it lies, or a copy of what came over the network."""
    ending = kind.ending
    if path is not None and ending in _PARTS:
        path = _beside(path, ".shp") or path
        ending = path.suffix.lower()
    parts = _TOGETHER.get(ending, ())
    here = path is not None and path.suffix.lower() == ending and all(_beside(path, part) for part in parts)
    if path is not None and here and ending not in _COPIED and (ending in _DRIVERS or kind.name == "sheet"):
        return path
    if not parts and (ending in _DRIVERS or kind.name == "sheet"):
        copy = folder / f"document{ending}"
        copy.write_bytes(reply.body)
        return copy
    raise UnexpectedAnswer(
        QT_TRANSLATE_NOOP(
            "Samplan",
            "{place} is one of several files that belong together ({endings}). Put them all into one folder or one ZIP file and"
            " choose that with .shp or .tab in it.",
        ),
        place=place(reply.url), endings=", ".join((ending, *_TOGETHER.get(ending, (".shp", ".dbf", ".shx")))),
    )  # fmt: skip


def _beside(path: Path, ending: str) -> Optional[Path]:
    """The file of the same name with another ending, in small or capital letters."""
    candidates = (path.with_suffix(ending), path.with_suffix(ending.upper()))
    return next((found for found in candidates if found.exists()), None)


def _gunzip(connector: Connector, reply: Reply) -> bytes:
    limit = connector.transport.limits.max_bytes
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        found = unpacking.decompress(reply.body, limit + 1)
    except zlib.error:
        raise _damaged(reply) from None
    if len(found) > limit:
        raise _large(reply, limit)
    if not unpacking.eof:
        raise _damaged(reply)
    return found


def _of_archive(connector: Connector, reply: Reply, folder: Path, depth: int) -> Document:
    """The reader of the (first, or named) data set in a ZIP file."""
    import io  # late: QGIS starts faster

    limit = connector.transport.limits.max_bytes
    try:
        with zipfile.ZipFile(io.BytesIO(reply.body)) as archive:
            members = [item for item in archive.infolist() if _is_data(item.filename)]
            if sum(item.file_size for item in members) > 4 * limit or len(members) > 1000:
                raise _large(reply, 4 * limit)
            for item in members:
                archive.extract(item, folder)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error, ValueError):
        raise _damaged(reply) from None
    found = _data_sets(folder)
    wanted = str(connector.option("layer")).strip()
    chosen = next((path for path in found if wanted and wanted in (path.stem, path.name)), found[0] if found else None)
    if chosen is None:
        raise UnexpectedAnswer(
            QT_TRANSLATE_NOOP(
                "Samplan", "{place} is an archive without a table or map layer in it. Choose a file with the feedback."
            ),
            place=place(reply.url),
        )
    if chosen.suffix.lower() == ".gdb":
        reading: Document = Layers(connector, reply, chosen, Kind("layer", ".gdb"))
    else:
        if chosen.stat().st_size > limit:
            raise _large(reply, limit)
        inside = folder / f"inside{depth}"
        inside.mkdir(exist_ok=True)
        reading = document(
            connector,
            Reply(f"{reply.url.partition('?')[0]}/{chosen.name}", 200, chosen.read_bytes()),
            inside,
            chosen,
            depth + 1,
        )
    others = [path.name for path in found if path is not chosen]
    if others:
        reading.notes.append(_others_note(chosen.name, others))
    return reading


def _data_sets(folder: Path) -> list[Path]:
    """What may be the feedback in a folder, the likeliest first."""
    order = (".gdb", *_MEMBERS)
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in order)
    shapes = {path.with_suffix("") for path in paths if path.suffix.lower() == ".shp"}
    found = [
        path
        for path in paths
        if not any(parent.suffix.lower() == ".gdb" for parent in path.parents)
        and (path.suffix.lower() != ".dbf" or path.with_suffix("") not in shapes)
    ]
    return sorted(found, key=lambda path: order.index(path.suffix.lower()))


def _is_data(name: str) -> bool:
    lower = name.lower()
    return not lower.startswith("__macosx") and (lower.endswith((*_MEMBERS, *_PARTS)) or ".gdb/" in lower)


def _unpacked_size(path: Path) -> int:
    """Bytes that a workbook holds, by its own account; 0 where it has none."""
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(item.file_size for item in archive.infolist())
    except (zipfile.BadZipFile, OSError):
        return 0  # its reader says what is wrong


_MOST_UNPACKED = 40 * 1024 * 1024
"""Bytes of XML that a workbook may hold."""


def _others_note(used: str, others: list[str]) -> UserMessage:
    text = QT_TRANSLATE_NOOP(
        "Samplan", "“{used}” was read; the file also has {others}. Choose another one with the option layer."
    )
    return UserMessage(text, {"used": used, "others": ", ".join(others)[:200]})


def _no_such_layer(wanted: str, names: list[str]) -> ConnectionSettingsError:
    return ConnectionSettingsError(
        QT_TRANSLATE_NOOP("Samplan", "There is no layer or sheet “{layer}”. The file has {layers}."),
        layer=wanted[:60], layers=", ".join(names)[:400] or "–",
    )  # fmt: skip


def _empty(reply: Reply) -> UnexpectedAnswer:
    return UnexpectedAnswer(
        QT_TRANSLATE_NOOP("Samplan", "{place} is empty. Export it again, or choose another file."),
        place=place(reply.url),
    )


def _damaged(reply: Reply) -> UnexpectedAnswer:
    return UnexpectedAnswer(
        QT_TRANSLATE_NOOP(
            "Samplan",
            "{place} is damaged or locked with a password. Export it again, or unpack it and choose the file inside.",
        ),
        place=place(reply.url),
    )


def _large(reply: Reply, limit: int) -> TooLarge:
    return TooLarge(
        QT_TRANSLATE_NOOP("Samplan", "{path} is larger than {megabytes} MB. Split it or import it with QGIS."),
        path=place(reply.url), megabytes=round(limit / 1e6),
    )  # fmt: skip
