"""Files of another kind than GeoJSON and CSV, known by their first bytes, and what to do with them."""

from __future__ import annotations

from ...messages import QT_TRANSLATE_NOOP
from ...web.addresses import place
from ...web.errors import UnexpectedAnswer
from ...web.reply import Reply

_WORKBOOK = QT_TRANSLATE_NOOP(
    "Samplan",
    "{place} is a spreadsheet workbook. Open it in Excel or LibreOffice, save it as “CSV UTF-8” and choose that file.",
)
_ARCHIVE = QT_TRANSLATE_NOOP(
    "Samplan", "{place} is a packed archive. Unpack it and choose the GeoJSON or CSV file inside."
)
_LAYER = QT_TRANSLATE_NOOP(
    "Samplan",
    "{place} is a map layer of another format ({format}). Open it in QGIS, save it as GeoJSON (Export › Save Features As)"
    " and choose that file.",
)
_WORKBOOKS, _ODS = (".xlsx", ".xlsm", ".xlsb", ".ods"), b"opendocument.spreadsheet"
_OTHER = QT_TRANSLATE_NOOP(
    "Samplan", "{place} is neither GeoJSON nor a table as text ({format}). Export the feedback as GeoJSON or CSV."
)


def refuse_other_formats(reply: Reply) -> None:
    """Raise a plain error for a document that is recognised as something else than GeoJSON or delimited text.

    Raises
    ------
    UnexpectedAnswer
        Says what the document is and what to do.
    """
    template, name = _kind(reply.body, reply.url.partition("?")[0].lower())
    if template:
        raise UnexpectedAnswer(template, place=place(reply.url), format=name)


def _kind(body: bytes, path: str) -> tuple[str, str]:
    start = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"PK\x03\x04"):
        # member names stand uncompressed, in the local headers and once more in the directory at the end
        names = start + body[-65_536:]
        if path.endswith(_WORKBOOKS) or any(sign in names for sign in (b"xl/workbook", b"xl/worksheets", _ODS)):
            return _WORKBOOK, "ZIP"
        if b".kml" in names:
            return _LAYER, "KMZ"
        return (_OTHER, "DOCX") if b"word/document" in names else (_ARCHIVE, "ZIP")
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return _WORKBOOK, "XLS"
    if start.startswith((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")):
        return _ARCHIVE, "GZIP, 7Z, RAR"
    if start.startswith(b"SQLite format 3\x00"):
        return _LAYER, "GeoPackage"
    if start.startswith((b"\x00\x00\x27\x0a", b"fgb\x03")):
        return _LAYER, "Shapefile, FlatGeobuf"
    if start.startswith(b"<"):
        return (_LAYER, "KML, GML") if b"<kml" in start or b"opengis.net/gml" in start else (_OTHER, "XML")
    for magic, name in ((b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"PAR1", "Parquet")):
        if start.startswith(magic):
            return _OTHER, name
    return "", ""
