"""Positions as people and programs write them in one text, and single degrees with minutes and seconds.

Read are WKT and EWKT, WKB and EWKB in hexadecimal digits, GeoJSON, ``geo:`` addresses (RFC 5870), links of web maps,
degrees with minutes and seconds, pairs of numbers (latitude first, as in links and surveys), the geopoint, geotrace and
geoshape of ODK XForms (``lat lon altitude accuracy``) and UTM with its zone. What is not one of these is not guessed.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple, Optional
from urllib.parse import unquote

from .position import NO_POSITION, Position, from_geojson
from .values import parse_float

MAX_CHARACTERS = 5_000_000
"""Longest text that is read as a geometry."""
DEGREES = 4326


class Place(NamedTuple):
    """A geometry (GeoJSON, x before y) out of a text, with the EPSG code that its form implies or states, None if neither."""

    geometry: dict[str, Any]
    code: Optional[int] = None


_SHAPES = "POINT|LINESTRING|POLYGON|MULTI|GEOMETRYCOLLECTION|CIRCULARSTRING|COMPOUNDCURVE|CURVEPOLYGON|TRIANGLE|TIN"
_WKT = re.compile(rf"\s*(?:SRID\s*=\s*(\d{{1,6}})\s*;)?\s*((?:{_SHAPES})[A-Z]*.*?)\s*;?\s*", re.IGNORECASE | re.DOTALL)
_WKT_POINT = re.compile(r"POINT\s*(?:Z|M|ZM)?\s*\(\s*([^\s()]+)\s+([^\s()]+)(?:\s+[^\s()]+){0,2}\s*\)", re.IGNORECASE)
_HEX = re.compile(r"(?:\\x|0x)?((?:00|01)[0-9A-Fa-f]{40,})")
_EWKB_SRID, _EWKB_FLAGS = 0x20000000, 0x0FFFFFFF
_NUMBER = r"[-+]?\d{1,3}(?:\.\d+)?"
_GEO = re.compile(rf"geo:({_NUMBER}),({_NUMBER})(?:[,;?].*)?", re.IGNORECASE)
_LINKS = tuple(
    re.compile(pattern.replace("NUMBER", f"({_NUMBER})"), re.IGNORECASE)
    for pattern in (
        r"!3dNUMBER!4dNUMBER",
        r"[?&#]mlat=NUMBER&(?:amp;)?mlon=NUMBER",
        r"[?&#](?:q|query|ll|sll|daddr|destination|loc|point|pin|marker|markers|cp|center|centre|c)=(?:loc:|point:)?"
        r"NUMBER\s*[,~_+ ]\s*NUMBER",
        r"[?&#](?:lat|latitude)=NUMBER&(?:.*&)?(?:lon|lng|long|longitude)=NUMBER",
        r"/@NUMBER,NUMBER",
        r"@NUMBER,NUMBER",
        r"/(?:search|place|dir)/NUMBER,\+?NUMBER",
        r"#(?:map=)?\d{1,2}(?:\.\d+)?/NUMBER/NUMBER",
    )
)
"""Marked places of web maps before the middles of their views."""
_LON_LAT_LINK = re.compile(
    rf"[?&#](?:lon|lng|long|longitude|mlon)=({_NUMBER})&(?:.*&)?(?:lat|latitude|mlat)=({_NUMBER})", re.IGNORECASE
)
_UTM = re.compile(
    r"(?:UTM\s*)?(?:zone?\s*)?(\d{1,2})\s*([C-HJ-NP-X])?[\s,;:]+E?\s*(\d{6}(?:[.,]\d+)?)\s*(?:m\s*)?E?[\s,;]+N?\s*"
    r"(\d{6,8}(?:[.,]\d+)?)\s*(?:m\s*)?N?",
    re.IGNORECASE,
)
_SIGNS = str.maketrans({"′": "'", "’": "'", "‘": "'", "´": "'", "`": "'", "ʹ": "'", "″": '"', "”": '"', "“": '"', "¨": '"',
                        "º": "°", "˚": "°", "\u2212": "-", "–": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " "})  # fmt: skip
_WORDS = tuple(
    (re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])[\s.:=]*", re.IGNORECASE), letter)
    for words, letter in (
        ("latitude|latitud|lat|breddgrad|breite|leveys|leveysaste|northing|north|norr|nord|pohjoista|pohjoinen", " N"),
        (
            "longitude|longitud|long|lon|lng|längdgrad|länge|pituus|pituusaste|easting|east|öst|øst|ost|itäistä|itä",
            " E",
        ),
        ("south|syd|söder|süd|sør", " S"),
        ("west|väst|vest", " W"),
    )
)
_LETTERS = {"N": ("lat", 1), "S": ("lat", -1), "E": ("lon", 1), "O": ("lon", 1), "Ö": ("lon", 1), "Ø": ("lon", 1),
            "W": ("lon", -1), "V": ("lon", -1)}  # fmt: skip
_ANGLE = re.compile(
    r"""(?:([NSEWVOÖØ])\s*[:=]?)?\s*([-+])?\s*(\d+(?:[.,]\d+)?)\s*(?:°|d(?:eg)?\b|grader)?\s*
    (?:(\d{1,2}(?:[.,]\d+)?)\s*(?:'(?!')|m(?:in)?\b)?\s*
    (?:(\d{1,2}(?:[.,]\d+)?)\s*(?:"|''|s(?:ec|ek)?\b)?)?)?\s*([NSEWVOÖØ])?\s*[,;.]?""",
    re.IGNORECASE | re.VERBOSE,
)
_PLAIN = re.compile(r"[-+]?\d+(?:[.,]\d+)?")


def angle(text: Any, axis: str) -> Optional[float]:
    """Return degrees out of a text such as ``59° 51.3'``, ``N 59 51 18``, ``59,855° N`` or ``17°38′Ö``.

    Parameters
    ----------
    text : Any
    axis : {"lat", "lon", ""}
        What it must be; letters of the other axis are refused.

    Returns
    -------
    float or None
        Negative for south and west; None for anything else.
    """
    if not isinstance(text, str) or len(text) > 80:
        return None
    text = text.translate(_SIGNS).strip()
    for word, letter in _WORDS:
        text = word.sub(letter, text)
    match = _ANGLE.fullmatch(text.strip())
    if match is None:
        return None
    before, sign, degrees, minutes, seconds, after = match.groups()
    if before and after and _LETTERS[before.upper()] != _LETTERS[after.upper()]:
        return None
    letter = (before or after or "").upper()
    of, way = _LETTERS.get(letter, (axis, 1))
    if axis and of != axis:
        return None
    parts = [parse_float(part or "0") or 0.0 for part in (degrees, minutes, seconds)]
    if parts[1] >= 60 or parts[2] >= 60:
        return None
    if (minutes and parts[0] % 1) or (seconds and parts[1] % 1):
        return None  # minutes beside decimals of a degree are something else
    return (parts[0] + parts[1] / 60 + parts[2] / 3600) * way * (-1 if sign == "-" else 1)


def read_place(value: Any) -> Optional[Place]:
    """Return the place that a text (or a GeoJSON object) stands for, None when it is not readable as one."""
    if isinstance(value, dict):
        return Place(value) if "type" in value else None
    if not isinstance(value, str):
        return None
    text = value.strip()
    if not text or len(text) > MAX_CHARACTERS:
        return None
    if text[0] == "{":
        return _geojson(text)
    if text[0] in "PpLlMmGgCcTtSs\\0":
        found = _wkt(text) or _wkb(text)
        if found is not None:
            return found
    if len(text) > 2000 and ";" not in text:
        return None
    if ":" in text and (text[:4].lower() in ("geo:", "http", "www.", "maps")):
        return _link(text)
    return _utm(text) or _pair(text)


def from_text(value: Any) -> Position:
    """Return the position in degrees that a text (or a GeoJSON object) stands for."""
    if not value or (isinstance(value, str) and not value.strip()):
        return NO_POSITION
    place = read_place(value)
    if place is None or place.code not in (None, DEGREES):
        return Position(None, None, "none", "not_a_number")
    return from_geojson(place.geometry)


def is_certain(value: Any) -> bool:
    """Whether a text can hardly be anything else than a position: no plain pair of numbers, nor a link."""
    if not isinstance(value, str) or not value.strip() or value.lstrip()[:4].lower() == "http":
        return False
    place = read_place(value)
    if place is None:
        return False
    numbers = [float(number.replace(",", ".")) for number in _PLAIN.findall(value)]
    plain = not re.search(r"[A-Za-zÅÄÖØåäöø°'{]", value)
    if not plain:
        return True
    points = [part for part in value.split(";") if part.strip()]
    quadruple = all(len(part.split()) == 4 for part in points) and "." in value
    return quadruple and abs(numbers[0]) <= 90 and abs(numbers[1]) <= 180


def _point(x: float, y: float, code: Optional[int] = None) -> Place:
    return Place({"type": "Point", "coordinates": [x, y]}, code)


def _geojson(text: str) -> Optional[Place]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return Place(found) if isinstance(found, dict) and isinstance(found.get("type"), str) else None


def _wkt(text: str) -> Optional[Place]:
    match = _WKT.fullmatch(text)
    if match is None:
        return None
    code = int(match.group(1)) if match.group(1) and int(match.group(1)) else None
    simple = _WKT_POINT.fullmatch(match.group(2))
    if simple:
        x, y = parse_float(simple.group(1)), parse_float(simple.group(2))
        return None if x is None or y is None else _point(x, y, code)
    from osgeo import ogr  # late: QGIS starts faster

    return _shape(lambda: ogr.CreateGeometryFromWkt(match.group(2)), code)


def _wkb(text: str) -> Optional[Place]:
    match = _HEX.fullmatch(text)
    if match is None or len(match.group(1)) % 2:
        return None
    from osgeo import ogr  # late: QGIS starts faster

    body = bytes.fromhex(match.group(1))
    order = "little" if body[0] else "big"
    kind = int.from_bytes(body[1:5], order)
    code = None
    if kind & _EWKB_SRID:
        code = int.from_bytes(body[5:9], order) or None
        body = body[:1] + (kind & ~_EWKB_SRID).to_bytes(4, order) + body[9:]
    return _shape(lambda: ogr.CreateGeometryFromWkb(body), code)


def _shape(make: Any, code: Optional[int]) -> Optional[Place]:
    """The place of a geometry that GDAL makes."""
    from osgeo import gdal  # late: QGIS starts faster

    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        shape = make()
        if shape is None:
            return None
        shape = shape.GetLinearGeometry() if shape.HasCurveGeometry(True) else shape
        shape.FlattenTo2D()
        return Place(json.loads(shape.ExportToJson()), code)
    except (RuntimeError, TypeError, ValueError, RecursionError):
        return None
    finally:
        gdal.PopErrorHandler()


def _link(text: str) -> Optional[Place]:
    match = _GEO.fullmatch(text)
    if match:
        return _point(float(match.group(2)), float(match.group(1)), DEGREES)
    text = unquote(text[:2000])
    for link in _LINKS:
        match = link.search(text)
        if match:
            return _point(float(match.group(2)), float(match.group(1)), DEGREES)
    match = _LON_LAT_LINK.search(text)
    return _point(float(match.group(1)), float(match.group(2)), DEGREES) if match else None


def _utm(text: str) -> Optional[Place]:
    """UTM with its zone: ``33V 673800 6580200``."""
    match = _UTM.fullmatch(text)
    if match is None or not 1 <= int(match.group(1)) <= 60:
        return None
    letter = (match.group(2) or "N").upper()
    x, y = parse_float(match.group(3)), parse_float(match.group(4))
    if x is None or y is None:
        return None
    return _point(x, y, (32700 if letter < "N" else 32600) + int(match.group(1)))


def _pair(text: str) -> Optional[Place]:
    """Two numbers or angles, perhaps in brackets; several points divided by semicolons."""
    text = text.translate(_SIGNS).strip()
    if text[:1] in "([" and text[-1:] in ")]":
        text = text[1:-1]
    if len(text) <= 200 and re.search(r"[^\W\d_]|°", text):
        return _with_letters(text)
    if re.search(r"[^\d\s.,;/+-]", text):
        return None
    if ";" in text:
        parts = [part.split() for part in text.split(";") if part.strip()]
        if len(parts) > 1 and all(len(part) >= 2 for part in parts):
            return _trace(parts)
    numbers = _numbers(text)
    if numbers is None or not 2 <= len(numbers) <= 4:
        return None
    return _ordered(numbers[0], numbers[1])


def _ordered(first: float, second: float) -> Place:
    """Latitude first where both can be degrees; of metres the smaller is the easting, as everywhere in Northern Europe."""
    if abs(first) <= 180 and abs(second) <= 180:
        return _point(first, second) if abs(first) > 90 >= abs(second) else _point(second, first)
    return _point(min(first, second), max(first, second))


def _numbers(text: str) -> Optional[list[float]]:
    """The numbers of a text without letters, whether its commas stand before decimals or between numbers."""
    if ";" in text or "/" in text:
        parts = [part.strip() for part in re.split("[;/]", text)]
    elif "." in text:
        parts = re.split(r"\s*,\s*|\s+", text.strip())
    elif " " in text.strip():
        parts = [part.rstrip(",") for part in text.split()]
    else:
        parts = text.split(",")
        if len(parts) == 4:
            parts = [",".join(parts[:2]), ",".join(parts[2:])]
        elif len(parts) == 2 and all(len(part.lstrip("-+")) < 5 for part in parts):
            return None  # one number with decimals
    found = [parse_float(part) if _PLAIN.fullmatch(part) else None for part in parts if part]
    return [number for number in found if number is not None] if None not in found else None


def _trace(parts: list[list[str]]) -> Optional[Place]:
    """The points of a geotrace or, when the last equals the first, of a geoshape."""
    line = []
    for part in parts:
        lat, lon = parse_float(part[0].rstrip(",")), parse_float(part[1])
        if lat is None or lon is None:
            return None
        line.append([lon, lat])
    if len(line) > 3 and line[0] == line[-1]:
        return Place({"type": "Polygon", "coordinates": [line]}, DEGREES)
    return Place({"type": "LineString", "coordinates": line}, DEGREES)


def _with_letters(text: str) -> Optional[Place]:
    """A pair with compass letters, words or degree signs, in either order."""
    for word, letter in _WORDS:
        text = word.sub(letter, text)
    text = text.strip(" ,;")
    inside = r"(?<![^\W\d_])[NSEWVOÖØ](?![^\W\d_])"
    letters = list(re.finditer(inside, text, re.IGNORECASE))
    if len(letters) == 2:
        leading = letters[0].start() == 0
        cut = letters[1].start() if leading else letters[0].end()
        halves = [text[:cut], text[cut:]]
    elif not letters and text.count("°") == 2:
        match = re.fullmatch(r"(.*?°.*?)[\s,;/]+([-+]?\d+(?:[.,]\d+)?\s*°.*)", text)
        halves = [match.group(1), match.group(2)] if match else []
    else:
        return None
    halves = [half.strip(" ,;/") for half in halves]
    if len(halves) != 2:
        return None
    if not letters:
        lat, lon = angle(halves[0], "lat"), angle(halves[1], "lon")
        return None if lat is None or lon is None else _point(lon, lat, DEGREES)
    for north, east in (halves, halves[::-1]):
        lat, lon = angle(north, "lat"), angle(east, "lon")
        if lat is not None and lon is not None:
            return _point(lon, lat, DEGREES if abs(lat) <= 90 and abs(lon) <= 180 else None)
    return None
