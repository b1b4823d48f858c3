"""Where a piece of feedback belongs: a checked longitude and latitude, or the reason why there is none.

Nothing is guessed and nothing is plotted at (0, 0): an item whose coordinates are missing, not numbers, out of range or
both zero has no position and goes to the companion table.
"""

from __future__ import annotations

from typing import Any, NamedTuple, Optional, Union

from .values import parse_float

DECIMALS = 7
"""Decimals of a degree kept: about one centimetre, and stable against floating-point noise."""


class Position(NamedTuple):
    """A checked position.

    Attributes
    ----------
    lon, lat : float or None
        WGS 84 degrees, both or neither.
    origin : str
        ``exact``, ``centroid`` (of a line or polygon), ``inherited`` (from a parent), ``area`` (a whole project area)
        or ``none``.
    problem : str
        Why there is no position: ``missing``, ``not_a_number``, ``out_of_range``, ``zero``; blank when there is one.
    """

    lon: Optional[float]
    lat: Optional[float]
    origin: str
    problem: str = ""


NO_POSITION = Position(None, None, "none", "missing")


def from_lat_lon(lat: Any, lon: Any, origin: str = "exact") -> Position:
    """Check a latitude and longitude given as numbers or text."""
    y = lat if type(lat) is float else parse_float(lat)
    x = lon if type(lon) is float else parse_float(lon)
    if y is None or x is None or y - y != 0 or x - x != 0:
        blank = (None, "")
        return NO_POSITION if lat in blank or lon in blank else Position(None, None, "none", "not_a_number")
    if abs(y) > 90 or abs(x) > 180:
        return Position(None, None, "none", "out_of_range")
    x, y = round(x, DECIMALS), round(y, DECIMALS)
    if x == 0 and y == 0:
        return Position(None, None, "none", "zero")
    return Position(x, y, origin)


def from_geojson(geometry: Any, origin: str = "") -> Position:
    """Read the position of any GeoJSON object in longitude, latitude order.

    Features, feature collections and geometry collections are unwrapped. One point is ``exact``; lines, polygons and
    several points give a point that stands for them (see `middle`), ``centroid``. A non-blank ``origin`` overrides both.

    Parameters
    ----------
    geometry : Any
        A GeoJSON geometry, Feature or FeatureCollection, or null.
    """
    if not geometry:
        return NO_POSITION
    simple = isinstance(geometry, dict) and geometry.get("type") == "Point"
    if simple:
        point = geometry.get("coordinates")
        if isinstance(point, (list, tuple)) and len(point) >= 2:
            return from_lat_lon(point[1], point[0], origin or "exact")
        return NO_POSITION if not point else Position(None, None, "none", "not_a_number")
    found = middle(geometry)
    if found is None:
        return Position(None, None, "none", "not_a_number")
    if not found:
        return NO_POSITION
    x, y, exact = found
    return from_lat_lon(y, x, origin or ("exact" if exact else "centroid"))


def middle(geometry: Any) -> Union[tuple[float, float, bool], tuple[()], None]:
    """Return a point that stands for any GeoJSON object, in its own coordinates.

    The centre of gravity of its strongest parts (surfaces before lines before points); where that lies beside them, the
    nearest point of the lines, or a point within the largest surface.

    Parameters
    ----------
    geometry : Any
        A GeoJSON geometry, Feature or FeatureCollection.

    Returns
    -------
    tuple or None
        x, y and whether the object is one single point; empty for an empty object, None for one that cannot be read.
    """
    parts: list[_Part] = []
    try:
        _collect(geometry, parts, 0)
    except (TypeError, ValueError, IndexError, KeyError, AttributeError, RecursionError, OverflowError):
        return None
    if not parts:
        return ()
    dimension = max(part.dimension for part in parts)
    strongest = [part for part in parts if part.dimension == dimension]
    weight = sum(part.weight for part in strongest)
    if weight <= 0:
        strongest = [part._replace(weight=1.0) for part in strongest]
        weight = float(len(strongest))
    x = sum(part.weight * part.x for part in strongest) / weight
    y = sum(part.weight * part.y for part in strongest) / weight
    if dimension == 1:
        x, y = _onto_lines(x, y, [part.rings[0] for part in strongest])
    elif dimension == 2 and not any(_within(x, y, part.rings) for part in strongest):
        x, y = _inside(max(strongest, key=lambda part: part.weight), (x, y))
    return x, y, dimension == 0 and len(strongest) == 1


class _Part(NamedTuple):
    """A simple part of a geometry: how strong it is, its centre of gravity, and the points of its line or rings."""

    dimension: int
    weight: float
    x: float
    y: float
    rings: list[list[tuple[float, float]]] = []


def _onto_lines(x: float, y: float, lines: list[list[tuple[float, float]]]) -> tuple[float, float]:
    """The point of some lines that is nearest to a place."""
    best, found = float("inf"), (x, y)
    for line in lines:
        for (x1, y1), (x2, y2) in zip(line, line[1:] or line):
            dx, dy = x2 - x1, y2 - y1
            length = dx * dx + dy * dy
            share = min(1.0, max(0.0, ((x - x1) * dx + (y - y1) * dy) / length)) if length else 0.0
            px, py = x1 + share * dx, y1 + share * dy
            away = (px - x) ** 2 + (py - y) ** 2
            if away < best:
                best, found = away, (px, py)
    return found


def _within(x: float, y: float, rings: list[list[tuple[float, float]]]) -> bool:
    """Whether a place lies in a surface, counting how often a ray to the east crosses its rings."""
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]]):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                inside = not inside
    return inside


def _inside(part: _Part, otherwise: tuple[float, float]) -> tuple[float, float]:
    """The middle of the widest stretch of a surface, at the height of its centre or half way between its vertices."""
    heights = sorted({y for ring in part.rings for _x, y in ring})
    levels = [part.y, *((low + high) / 2 for low, high in zip(heights[:50], heights[1:]))]
    widest, found = 0.0, otherwise
    for y in levels:
        crossings = sorted(
            x1 + (y - y1) * (x2 - x1) / (y2 - y1)
            for ring in part.rings
            for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]])
            if (y1 > y) != (y2 > y)
        )
        for west, east in zip(crossings[::2], crossings[1::2]):
            if east - west > widest:
                widest, found = east - west, ((west + east) / 2, y)
        if widest:
            break  # the height of the centre, where the surface reaches it
    return found


def _xy(point: Any) -> tuple[float, float]:
    x, y = parse_float(point[0]), parse_float(point[1])
    if x is None or y is None:
        raise ValueError(point)
    return x, y


def _collect(geometry: Any, parts: list[_Part], depth: int) -> None:
    """Append every simple part."""
    if not geometry or depth > 10:
        return
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "Feature":
        _collect(geometry.get("geometry"), parts, depth + 1)
    elif kind == "FeatureCollection":
        for feature in geometry.get("features") or ():
            _collect(feature, parts, depth + 1)
    elif kind == "GeometryCollection":
        for member in geometry.get("geometries") or ():
            _collect(member, parts, depth + 1)
    elif not coordinates:
        return
    elif kind == "Point":
        parts.append(_Part(0, 1.0, *_xy(coordinates)))
    elif kind == "MultiPoint":
        parts.extend(_Part(0, 1.0, *_xy(point)) for point in coordinates)
    elif kind == "LineString":
        parts.append(_line(coordinates))
    elif kind == "MultiLineString":
        parts.extend(_line(line) for line in coordinates if line)
    elif kind == "Polygon":
        parts.append(_polygon(coordinates))
    elif kind == "MultiPolygon":
        parts.extend(_polygon(polygon) for polygon in coordinates if polygon)


def _line(points: Any) -> _Part:
    """Length and centre of gravity of a line."""
    xy = [_xy(point) for point in points]
    length = sx = sy = 0.0
    for (x1, y1), (x2, y2) in zip(xy, xy[1:]):
        piece = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
        length += piece
        sx += piece * (x1 + x2) / 2
        sy += piece * (y1 + y2) / 2
    return _Part(1, length, sx / length, sy / length, [xy]) if length else _Part(1, 0.0, *xy[0], [xy])


def _polygon(rings: Any) -> _Part:
    """Area and centre of gravity of a polygon, holes taken out (shoelace formula about the first vertex)."""
    area = sx = sy = 0.0
    points = [[_xy(point) for point in ring] for ring in rings]
    x0, y0 = points[0][0]
    for index, ring in enumerate(points):
        ring_area = ring_x = ring_y = 0.0
        xy = [(x - x0, y - y0) for x, y in ring]
        for (x1, y1), (x2, y2) in zip(xy, [*xy[1:], xy[0]]):
            cross = x1 * y2 - x2 * y1
            ring_area += cross / 2
            ring_x += (x1 + x2) * cross / 6
            ring_y += (y1 + y2) * cross / 6
        sign = (1 if index == 0 else -1) * (1 if ring_area >= 0 else -1)
        area, sx, sy = area + sign * ring_area, sx + sign * ring_x, sy + sign * ring_y
    return _Part(2, area, x0 + sx / area, y0 + sy / area, points) if area > 0 else _Part(2, 0.0, x0, y0, points)
