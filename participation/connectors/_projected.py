"""Coordinates in degrees or in a projected system, to longitude and latitude."""

from __future__ import annotations

import json
import re
from typing import Any, Mapping, Optional

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ...web.errors import ConnectionSettingsError
from ..position import NO_POSITION, Position, from_geojson, from_lat_lon, middle
from ..position_texts import DEGREES, Place, angle
from ..values import parse_float
from ._options import SYSTEMS

_LIKELY = (
    ("EPSG:3006 (SWEREF 99 TM)", (260_000, 920_000), (6_100_000, 7_700_000)),
    ("EPSG:3067 (ETRS-TM35FIN)", (50_000, 760_000), (6_580_000, 7_800_000)),
    ("EPSG:3021 (RT 90 2.5 gon V)", (1_200_000, 1_900_000), (6_100_000, 7_700_000)),
    ("EPSG:3007–3018 (SWEREF 99)", (60_000, 250_000), (6_100_000, 7_700_000)),
    ("EPSG:25832 (UTM 32)", (250_000, 900_000), (5_200_000, 6_450_000)),
    ("EPSG:25833 (UTM 33)", (160_000, 900_000), (5_200_000, 6_450_000)),
    ("EPSG:3857 (web maps)", (400_000, 3_600_000), (7_000_000, 11_500_000)),
)  # fmt: skip
"""Systems with the metres (east, north) that they have where they are used."""
BEYOND_AREA = 10.0
"""Degrees around the area that a system is made for in which its use is still believed."""
_NORTHERN = 4.0, 54.0, 33.0, 72.0
_WEB_MAPS = {102100: 3857, 102113: 3857}
"""Esri's own numbers for the system of web maps."""
_CRS_MEMBER = re.compile(r'"(?:crs|coordRefSys)"\s*:\s*')
_DIVIDERS = " \u00a0\u202f"
_UNSURE = Position(None, None, "none", "out_of_range")
_ZERO = Position(None, None, "none", "zero")
_WORLDWIDE = 180.0
"""Degrees of longitude from which on an area of use tells nothing about where items may lie."""


def code_of(text: str) -> Optional[int]:
    """Return the EPSG code in ``EPSG:3006``, ``3006``, ``urn:ogc:def:crs:EPSG::3006`` or a CRS84 name; None for auto.

    Raises
    ------
    ConnectionSettingsError
        Something else.
    """
    text = text.strip()
    if text.lower() in ("", "auto"):
        return None
    if "CRS84" in text.upper():
        return 4326
    match = re.search(r"(\d{4,6})(?:\+\d+)?\s*$", text)
    if match is None:
        raise ConnectionSettingsError(
            QT_TRANSLATE_NOOP("Samplan", "“{crs}” is not a coordinate system. Write it like EPSG:3006."), crs=text[:60]
        )
    return int(match.group(1))


def declared_crs(others: Mapping[str, Any], text: str) -> str:
    """Return the name of the system that a GeoJSON document declares, blank when it declares none.

    Parameters
    ----------
    others : mapping
        The members that stand before the features (``crs`` of older GeoJSON, ``coordRefSys`` of newer).
    text : str
        The document: the member may also stand behind the features.
    """
    member = others.get("crs") or others.get("coordRefSys") or _member_behind(text)
    if isinstance(member, str):
        return member
    known = member.get("properties") if isinstance(member, dict) else None
    known = known if isinstance(known, dict) else {}
    esri = others.get("spatialReference")
    if not known and isinstance(esri, dict):
        number = esri.get("latestWkid") or esri.get("wkid")
        return f"EPSG:{_WEB_MAPS.get(number, number)}" if isinstance(number, int) else str(esri.get("wkt") or "")[:60]
    return str(known.get("name") or known.get("code") or known.get("href") or "")


def _member_behind(text: str) -> Any:
    """The last member ``crs`` or ``coordRefSys`` of a document when it has the form of one, else None."""
    found = None
    for match in _CRS_MEMBER.finditer(text, max(0, len(text) - 2000)):
        found = match
    try:
        member = json.JSONDecoder().raw_decode(text, found.end())[0] if found else None
    except ValueError:
        return None
    if isinstance(member, str):
        return member if "/def/crs/" in member or "EPSG" in member else None
    return member if isinstance(member, dict) and "properties" in member else None


class Projector:
    """Turns coordinates into positions; notices swapped axes.

    Parameters
    ----------
    crs : str
        One of `SYSTEMS` or another EPSG code; ``auto`` takes degrees, or what the document declares.
    swap : bool
        Read every pair the other way round.
    near : str
        A system to suggest first where metres come without one (see `Connection.near`).
    """

    def __init__(self, crs: str, swap: bool, near: str = "") -> None:
        self.code = code_of(crs)
        self._near = near
        self.swap = swap
        self._transform: Any = None
        self._area: Any = None
        self._checked = self._northern = self._swapped = self._turned = self._outside = self._far = 0
        self._zero = self._foreign = self._projected_count = 0
        self._sample: list[float] = []
        self._unknown = ""
        self._others: dict[int, Projector] = {}

    def declare(self, name: str) -> None:
        """Take the system that the document declares, unless the user chose one."""
        if self.code is None:
            try:
                self.code = code_of(name)
            except ConnectionSettingsError:
                self._unknown = name[:60]

    def point(self, x: Any, y: Any, names_axes: bool = False) -> Position:
        """Read an east/north (or lon/lat) pair of numbers or text; ``names_axes``: columns say latitude, longitude."""
        if x in (None, "") or y in (None, ""):
            return NO_POSITION
        east, north = coordinate(x), coordinate(y)
        if east is None or north is None:
            along, across = ("lon", "lat") if names_axes and not self.swap else ("", "")
            east, north = angle(x, along) if east is None else east, angle(y, across) if north is None else north
            names_axes = True
        if east is None or north is None:
            return from_lat_lon(y, x)
        if east == north == 0:
            self._zero += 1
            return _ZERO
        if self.swap:
            east, north = north, east
        if self.code in (None, 4326) or (names_axes and abs(east) <= 180 and abs(north) <= 90):
            return self._degrees(east, north)
        return self._projected(east, north)

    def place(self, place: Place) -> Position:
        """Read a place out of a text: in the system that the text states, else degrees, else in the document's system."""
        if place.code in (None, self.code or DEGREES):
            return self.geojson(place.geometry, names_axes=True)
        try:
            return self.other(place.code or DEGREES).geojson(place.geometry)
        except ConnectionSettingsError:  # no such system
            return Position(None, None, "none", "not_a_number")

    def other(self, code: int) -> Projector:
        """Return the projector for another system that some of the items state."""
        if code not in self._others:
            self._others[code] = Projector(str(code), False)
        return self._others[code]

    def geojson(self, geometry: Any, names_axes: bool = False) -> Position:
        """Read a GeoJSON geometry in the document's system; ``names_axes`` as in `point`."""
        if self.code in (None, 4326) and not self.swap:
            found = from_geojson(geometry)
            if found.lon is not None and found.lat is not None:
                return self._degrees(found.lon, found.lat, found.origin)
            if found.problem == "out_of_range":
                self._refuse_metres(geometry)
                self._outside += 1
            self._zero += found.problem == "zero"
            return found
        if isinstance(geometry, dict) and geometry.get("type") == "Point":
            pair = geometry.get("coordinates")
            return self.point(pair[0], pair[1], names_axes) if isinstance(pair, list) and len(pair) > 1 else NO_POSITION
        shape = middle(geometry) if geometry else ()
        if not shape:
            return NO_POSITION
        found = self.point(shape[0], shape[1], names_axes)
        return found if shape[2] or found.lon is None else found._replace(origin="centroid")

    def notes(self) -> tuple[UserMessage, ...]:
        """What was noticed so far."""
        found = []
        if self._checked >= 3 and self._swapped > self._checked / 2 and not self._northern:
            found.append(
                UserMessage(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        "Longitude and latitude look swapped: as they are, the items lie outside Northern Europe, the other"
                        " way round inside. If so, set “Swap the coordinates”.",
                    ),
                    {},
                )
            )
        if self._unknown:
            found.append(
                UserMessage(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        "The document declares a coordinate system that is not understood ({crs}); its coordinates were"
                        " read as degrees. Otherwise choose the system (option crs).",
                    ),
                    {"crs": self._unknown},
                )
            )
        if self._turned:
            found.append(
                UserMessage(QT_TRANSLATE_NOOP("Samplan", "The coordinates were given as north, east, and read so."), {})
            )
        return (*found, *(note for other in self._others.values() for note in other.notes()))

    def counts(self) -> tuple[UserMessage, ...]:
        """What was counted, once everything has been read."""
        found = []
        if self._outside:
            text = QT_TRANSLATE_NOOP(
                "Samplan", "{count} items have coordinates that lie nowhere on Earth; they are kept without a position."
            )
            found.append(UserMessage(text, {"count": self._outside}))
        if self._zero:
            text = QT_TRANSLATE_NOOP(
                "Samplan",
                "{count} items have the coordinates 0, 0, which mean nothing; they are kept without a position.",
            )
            found.append(UserMessage(text, {"count": self._zero}))
        if 2 * self._foreign > self._projected_count:
            text = QT_TRANSLATE_NOOP(
                "Samplan",
                "Read as {crs}, most items lie outside Northern Europe; by their size the coordinates ({sample}) could also be"
                " of {choices}. If so, choose that system (option crs).",
            )
            values = {"crs": f"EPSG:{self.code}", "sample": _written(self._sample)}
            found.append(
                UserMessage(text, {**values, "choices": ", ".join(_fitting(self._sample, f"EPSG:{self.code}"))})
            )
        if self._far > self._outside:
            text = QT_TRANSLATE_NOOP(
                "Samplan",
                "{count} items lie far from where {crs} is used. Check the coordinate system (option crs).",
            )
            found.append(UserMessage(text, {"count": self._far - self._outside, "crs": f"EPSG:{self.code}"}))
        return (*found, *(note for other in self._others.values() for note in other.counts()))

    def _degrees(self, lon: float, lat: float, origin: str = "exact") -> Position:
        if abs(lon) > 180 or abs(lat) > 90:
            self._refuse_metres((lon, lat))
            self._outside += 1
            return _UNSURE
        found = from_lat_lon(lat, lon, origin)
        self._checked += 1
        self._northern += _is_northern(found)
        self._swapped += _is_northern(Position(lat, lon, origin))
        return found

    def _refuse_metres(self, sample: Any) -> None:
        """The first coordinates are metres and nobody said of which system: better ask than guess."""
        metres = [float(word) for word in re.findall(r"\d{5,}(?:\.\d+)?", str(sample))[:2]]
        if self._checked == 0 and self.code is None and metres:
            raise ConnectionSettingsError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "The coordinates ({sample}) are not degrees. Choose their coordinate system (option crs);"
                    " by their size it could be {choices}.",
                ),
                sample=_written(metres),
                choices=", ".join([*self._nearest(metres), *(_fitting(metres, self._near or " ") or SYSTEMS[2:])]),
            )  # fmt: skip

    def _nearest(self, metres: list[float]) -> list[str]:
        """The system of the user's project, when such a pair lies where it is used."""
        if not re.fullmatch(r"EPSG:\d+", self._near) or len(metres) != 2:
            return []
        there = Projector(self._near, False)
        if there.code == 4326:
            return []
        places = (there._transformed(*pair) for pair in (metres, metres[::-1]))
        return [self._near] if any(there._used_there(place) for place in places) else []

    def _projected(self, east: float, north: float) -> Position:
        """Transform; where only the pair the other way round (X for north, as surveyors write it) makes sense, that one."""
        found = self._transformed(east, north)
        self._projected_count += 1
        if self._used_there(found):
            self._doubt(found, [east, north])
            return found
        turned = self._transformed(north, east)
        if not self.swap and self._used_there(turned):
            self._turned += 1
            return turned
        if found.lon is None:
            self._outside += 1
        self._far += 1
        return found

    def _used_there(self, place: Position) -> bool:
        """Whether a place lies in the part of the world, or near it, that the system is made for."""
        if place.lon is None or place.lat is None:
            return False
        area = self._area
        if area is None:
            return True
        beyond = BEYOND_AREA
        return (
            area.west_lon_degree - beyond <= place.lon <= area.east_lon_degree + beyond
            and area.south_lat_degree - beyond <= place.lat <= area.north_lat_degree + beyond
        )

    def _doubt(self, place: Position, metres: list[float]) -> None:
        """Notice metres that a system of the whole world takes elsewhere, though they fit a system used here."""
        area = self._area
        if area is None or area.east_lon_degree - area.west_lon_degree < _WORLDWIDE or _is_northern(place):
            return
        if _fitting(metres, f"EPSG:{self.code}"):
            self._foreign += 1
            self._sample = self._sample or metres

    def _transformed(self, east: float, north: float) -> Position:
        if self._transform is None:
            from osgeo import osr

            source, target = osr.SpatialReference(), osr.SpatialReference()
            try:
                failed = source.ImportFromEPSG(self.code or 4326) != 0
            except RuntimeError:
                failed = True
            if failed:
                raise ConnectionSettingsError(
                    QT_TRANSLATE_NOOP("Samplan", "“{crs}” is not a coordinate system. Write it like EPSG:3006."),
                    crs=f"EPSG:{self.code}",
                )  # fmt: skip
            target.ImportFromEPSG(4326)
            for system in (source, target):
                system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
            self._transform, self._area = osr.CoordinateTransformation(source, target), source.GetAreaOfUse()
        try:
            lon, lat, _height = self._transform.TransformPoint(east, north)
        except RuntimeError:
            return _UNSURE
        return from_lat_lon(lat, lon) if parse_float(lon) is not None and parse_float(lat) is not None else _UNSURE


def coordinate(value: Any) -> Optional[float]:
    """A coordinate; blanks may divide its digits in threes."""
    if isinstance(value, str) and any(blank in value.strip() for blank in _DIVIDERS):
        value = re.sub(f"(?<=\\d)[{_DIVIDERS}](?=\\d{{3}})", "", value)
    return parse_float(value)


def _fitting(metres: list[float], but: str = " ") -> list[str]:
    """The systems that such a pair could be of, in either order; without the one whose name starts with ``but``."""
    pairs = (metres, metres[::-1]) if len(metres) == 2 else ()
    return [
        name
        for name, (west, east), (south, north) in _LIKELY
        if not name.startswith(but) and any(west <= x <= east and south <= y <= north for x, y in pairs)
    ]


def _written(metres: list[float]) -> str:
    return ", ".join(f"{value:.0f}" for value in metres)


def _is_northern(place: Position) -> bool:
    west, south, east, north = _NORTHERN
    return place.lon is not None and place.lat is not None and west <= place.lon <= east and south <= place.lat <= north
