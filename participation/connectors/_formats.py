"""What kind of file a document is, by its first bytes, and what to do with those that cannot be read."""

from __future__ import annotations

import re
from typing import NamedTuple

from ...messages import QT_TRANSLATE_NOOP
from ...web.addresses import place
from ...web.errors import UnexpectedAnswer
from ...web.reply import Reply, declares_type

_PACKED = QT_TRANSLATE_NOOP(
    "Samplan", "{place} is an archive that cannot be opened here ({format}). Unpack it and choose the file inside."
)
_OTHER = QT_TRANSLATE_NOOP(
    "Samplan",
    "{place} holds no table and no map layer ({format}). Export the feedback as GeoJSON, GeoPackage, Excel or CSV and choose"
    " that file.",
)
_PROJECT = QT_TRANSLATE_NOOP(
    "Samplan",
    "{place} only describes layers and holds no feedback itself ({format}). Open it in QGIS, save the layer (Export › Save"
    " Features As) and choose that file.",
)
_TYPED = QT_TRANSLATE_NOOP(
    "Samplan",
    "{place} has a document type declaration, which is refused because it can hide harmful content. Open it in QGIS, save it as"
    " GeoPackage and choose that file.",
)
_XML = (
    (b"<kml", ".kml"), (b"<gpx", ".gpx"), (b"opengis.net/gml", ".gml"), (b"opengis.net/wfs", ".gml"),
    (b"georss", ".georss"), (b"<rss", ".georss"), (b"<feed", ".georss"),
)  # fmt: skip
_MAGIC = (
    (b"SQLite format 3\x00", ".gpkg"), (b"\x00\x00\x27\x0a", ".shp"), (b"fgb\x03", ".fgb"), (b"!table", ".tab"),
    (b"!Table", ".tab"), (b"PAR1", ".parquet"),
)  # fmt: skip
_NOTHING = (
    (b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"), (b"{\\rtf", "RTF"),
)  # fmt: skip
_MIF = re.compile(rb"version\s+\d+\s", re.IGNORECASE)


class Kind(NamedTuple):
    """What a document is: ``json``, ``csv``, ``sheet``, ``layer``, ``zip`` or ``gzip``, and its usual ending."""

    name: str
    ending: str = ""


def kind_of(reply: Reply) -> Kind:
    """Recognise a document.

    Raises
    ------
    UnexpectedAnswer
        It is of a kind that holds no feedback; says what it is and what to do.
    """
    body, path = reply.body, reply.url.partition("?")[0].lower()
    start = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if body.startswith(b"PK\x03\x04"):
        return _package(reply, body, path)
    if body.startswith(b"\xd0\xcf\x11\xe0"):
        if any("".join(name).encode("utf-16-le") in body for name in ("Workbook", "Book")) or path.endswith(".xls"):
            return Kind("sheet", ".xls")
        raise _refused(_OTHER, reply, "DOC, PPT, MSG")
    if body.startswith(b"\x1f\x8b"):
        return Kind("gzip")
    for magic, name in ((b"7z\xbc\xaf", "7Z"), (b"Rar!", "RAR"), (b"BZh", "BZIP2"), (b"\xfd7zXZ", "XZ")):
        if body.startswith(magic):
            raise _refused(_PACKED, reply, name)
    for magic, ending in _MAGIC:
        if body.startswith(magic):
            return Kind("layer", ".sqlite" if ending == ".gpkg" and b"gpkg_contents" not in body else ending)
    if _MIF.match(start) and b"columns" in start.lower():
        return Kind("layer", ".mif")
    if path.endswith((".dbf", ".shx", ".prj", ".cpg")) and b"\x00" in start:
        return Kind("layer", path[-4:])
    for magic, name in _NOTHING:
        if start.startswith(magic):
            raise _refused(_OTHER, reply, name)
    if start.startswith(b"<") and not reply.is_html:
        return _of_xml(reply, start)
    plain = start.replace(b"\x00", b"").lstrip(b"\xff\xfe\xfe\xff\x1e \t\r\n")
    if plain[:1] in (b"{", b"["):
        return Kind("layer", ".topojson") if re.match(rb'\{\s*"type"\s*:\s*"Topology"', plain) else Kind("json")
    return Kind("csv")


def _package(reply: Reply, body: bytes, path: str) -> Kind:
    # member names stand uncompressed, in the local headers and once more in the directory at the end
    names = body[:4096] + body[-65_536:]
    if b"opendocument.spreadsheet" in names or path.endswith(".ods"):
        return Kind("sheet", ".ods")
    if path.endswith((".xlsx", ".xlsm")) or b"xl/workbook.xml" in names or b"xl/worksheets" in names:
        return Kind("sheet", ".xlsx")
    for sign, name in ((b"word/document", "DOCX"), (b"ppt/", "PPTX"), (b"opendocument.text", "ODT"), (b"xl/", "XLSB")):
        if sign in names:
            raise _refused(_OTHER, reply, name)
    if b".qgs" in names:
        raise _refused(_PROJECT, reply, "QGZ")
    return Kind("zip")


def _of_xml(reply: Reply, start: bytes) -> Kind:
    if b"<qgis" in start or b"<!DOCTYPE qgis" in start or b"<OGRVRT" in start or b"<NetworkLinkControl" in start:
        raise _refused(_PROJECT, reply, "QGS, QLR, VRT")
    if declares_type(reply.body):
        raise _refused(_TYPED, reply, "XML")
    lower = start.lower()
    for sign, ending in _XML:
        if sign in lower or (sign[:1] == b"<" and b":" + sign[1:] in lower):
            return Kind("layer", ending)
    raise _refused(_OTHER, reply, "XML")


def _refused(template: str, reply: Reply, name: str) -> UnexpectedAnswer:
    return UnexpectedAnswer(template, place=place(reply.url), format=name)
