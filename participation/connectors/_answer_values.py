"""Reading single answers and labels of a form: by path, as text, as a place, in a language."""

from __future__ import annotations

import re
from typing import Any, Mapping, Optional

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ...web.plain_text import plain_text
from ..position import NO_POSITION, Position, from_geojson, from_lat_lon, from_wkt

_WKT_SHAPE = re.compile(r"(LINESTRING|POLYGON)\s*Z?\s*\(+([^()]*)\)+", re.IGNORECASE)


def pick_language(languages: list[str], wanted: str) -> tuple[int, tuple[UserMessage, ...]]:
    """Return which of a form's languages (``Svenska (sv)``) is wanted by code or name, the first when none fits.

    A note says so when the wanted one is missing.
    """
    wanted = wanted.strip().casefold()
    if not wanted:
        return 0, ()
    for index, language in enumerate(languages):
        words = re.findall(r"[\w-]+", language.casefold())
        if wanted in words or any(word.partition("-")[0] == wanted.partition("-")[0] for word in words):
            return index, ()
    text = QT_TRANSLATE_NOOP(
        "Samplan", "The form has no language “{wanted}”; labels are in its first. It has: {languages}."
    )
    return 0, (UserMessage(text, {"wanted": wanted, "languages": ", ".join(filter(None, languages)) or "–"}),)


def label_text(value: Any) -> str:
    """Return a label as one line of plain text, blank when there is none."""
    return " ".join((plain_text(value, True, 200) or "").replace("**", "").split())


def names(value: Any) -> tuple[str, ...]:
    """Return the names in a comma list."""
    return tuple(part.strip() for part in str(value or "").split(",") if part.strip())


def raw_answer(item: Mapping[str, Any], path: str) -> Any:
    """Return an answer by path: a flat key ``group/name`` (KoboToolbox) or nested groups (ODK Central)."""
    if path in item:
        return item[path]
    value: Any = item
    for part in path.split("/"):
        if not isinstance(value, Mapping):
            return None
        value = value.get(part)
    return value


def answer(item: Mapping[str, Any], path: Optional[str]) -> Optional[str]:
    """Return an answer as text, None when there is none."""
    value = raw_answer(item, path) if path else None
    if isinstance(value, (list, tuple)):
        value = ", ".join(str(part) for part in value if isinstance(part, (str, int, float)))
    if value is None or isinstance(value, Mapping):
        return None
    return str(value).strip() or None


def read_position(value: Any) -> Position:
    """Read a position in any form survey servers use.

    GeoJSON, WKT (one ring), or the XForms text ``lat lon alt acc``; several of those separated by ``;`` are a line, or
    a polygon when the last equals the first.
    """
    if isinstance(value, Mapping):
        return from_geojson(value)
    if not isinstance(value, str) or not value.strip():
        return NO_POSITION
    if "(" in value:
        shape = _WKT_SHAPE.fullmatch(value.strip())
        if shape is None:
            return from_wkt(value)
        coordinates = [part.split()[:2] for part in shape.group(2).split(",")]
        if shape.group(1).upper() == "LINESTRING":
            return from_geojson({"type": "LineString", "coordinates": coordinates})
        return from_geojson({"type": "Polygon", "coordinates": [coordinates]})
    points = [part.split() for part in value.split(";") if part.strip()]
    if any(len(point) < 2 for point in points):
        return Position(None, None, "none", "not_a_number")
    if len(points) == 1:
        return from_lat_lon(points[0][0], points[0][1])
    places = [from_lat_lon(point[0], point[1]) for point in points]
    broken = next((place for place in places if place.lon is None), None)
    if broken is not None:
        return broken
    line = [[place.lon, place.lat] for place in places]
    if len(line) > 3 and line[0] == line[-1]:
        return from_geojson({"type": "Polygon", "coordinates": [line]})
    return from_geojson({"type": "LineString", "coordinates": line})
