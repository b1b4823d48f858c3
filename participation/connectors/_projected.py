"""Coordinates in degrees or in a projected system, to longitude and latitude."""

from __future__ import annotations

import json
import re
from typing import Any, Optional

from ...messages import QT_TRANSLATE_NOOP, Note
from ..errors import ConnectionSettingsError
from ..position import NOWHERE, Position, from_geojson, from_lat_lon
from ..values import number

CHOICES = ("auto", "EPSG:4326", "EPSG:3006", "EPSG:3067", "EPSG:25832", "EPSG:25833", "EPSG:3857")
"""The systems offered; any other EPSG code works as well."""
_NORTHERN = 4.0, 54.0, 33.0, 72.0
_UNSURE = Position(None, None, "none", "out_of_range")


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
    match = re.search(r"(\d{4,6})\s*$", text)
    if match is None:
        raise ConnectionSettingsError(
            QT_TRANSLATE_NOOP("Samplan", "“{crs}” is not a coordinate system. Write it like EPSG:3006."), crs=text[:60]
        )
    return int(match.group(1))


def crs_member(member: Any) -> Optional[int]:
    """Return the EPSG code of the ``crs`` member of older GeoJSON, None when there is none or it is not understood."""
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    try:
        return code_of(name) if isinstance(name, str) else None
    except ConnectionSettingsError:
        return None


class Projector:
    """Turns coordinates into positions; notices swapped axes.

    Parameters
    ----------
    crs : str
        One of `CHOICES` or another EPSG code; ``auto`` takes degrees, or what the document declares.
    swap : bool
        Read every pair the other way round.
    """

    def __init__(self, crs: str, swap: bool) -> None:
        self.code = code_of(crs)
        self.swap = swap
        self._transform: Any = None
        self._checked = self._northern = self._swapped = self._turned = 0

    def declare(self, code: Optional[int]) -> None:
        """Take the system that the document declares, unless the user chose one."""
        self.code = self.code or code

    def point(self, x: Any, y: Any, names_axes: bool = False) -> Position:
        """Read an east/north (or lon/lat) pair of numbers or text; ``names_axes``: columns say latitude, longitude."""
        if x in (None, "") or y in (None, ""):
            return NOWHERE
        east, north = number(x), number(y)
        if east is None or north is None:
            return from_lat_lon(y, x)
        if self.swap:
            east, north = north, east
        if self.code in (None, 4326) or (names_axes and abs(east) <= 180 and abs(north) <= 90):
            return self._degrees(east, north)
        if not self.swap and north < 1_500_000 < 5_000_000 < east:  # X for north, as surveyors write it
            east, north = north, east
            self._turned += 1
        return self._projected(east, north)

    def geojson(self, geometry: Any) -> Position:
        """Read a GeoJSON geometry in the document's system."""
        if self.code in (None, 4326) and not self.swap:
            found = from_geojson(geometry)
            if found.lon is not None and found.lat is not None:
                return self._degrees(found.lon, found.lat, found.origin)
            if found.problem == "out_of_range":
                self._refuse_metres(geometry)
            return found
        from osgeo import ogr

        try:
            shape = ogr.CreateGeometryFromJson(json.dumps(geometry)) if geometry else None
        except RuntimeError:
            shape = None
        if shape is None or shape.IsEmpty():
            return NOWHERE
        exact = shape.GetGeometryName() == "POINT"
        centre = shape if exact else shape.Centroid()
        found = self.point(centre.GetX(), centre.GetY())
        return found if exact or found.lon is None else found._replace(origin="centroid")

    def notes(self) -> tuple[Note, ...]:
        """What was noticed so far."""
        found = []
        if self._checked >= 3 and self._swapped > self._checked / 2 and not self._northern:
            found.append(
                Note(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        "Longitude and latitude look swapped: as they are, the items lie outside Northern Europe, the other"
                        " way round inside. If so, set “Swap the coordinates”.",
                    ),
                    {},
                )
            )
        if self._turned:
            found.append(
                Note(QT_TRANSLATE_NOOP("Samplan", "The coordinates were given as north, east, and read so."), {})
            )
        return tuple(found)

    def _degrees(self, lon: float, lat: float, origin: str = "exact") -> Position:
        if abs(lon) > 180 or abs(lat) > 90:
            self._refuse_metres((lon, lat))
            return _UNSURE
        west, south, east, north = _NORTHERN
        self._checked += 1
        self._northern += west <= lon <= east and south <= lat <= north
        self._swapped += west <= lat <= east and south <= lon <= north
        return from_lat_lon(lat, lon, origin)

    def _refuse_metres(self, sample: Any) -> None:
        """The first coordinates are metres and nobody said of which system: better ask than guess."""
        if self._checked == 0 and self.code is None and re.search(r"\d{5}", str(sample)):
            raise ConnectionSettingsError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "The coordinates are not degrees. Choose their coordinate system in the connection, for example {choices}.",
                ),
                choices=", ".join(CHOICES[2:]),
            )  # fmt: skip

    def _projected(self, east: float, north: float) -> Position:
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
            self._transform = osr.CoordinateTransformation(source, target)
        try:
            lon, lat, _height = self._transform.TransformPoint(east, north)
        except RuntimeError:
            return _UNSURE
        return from_lat_lon(lat, lon) if number(lon) is not None and number(lat) is not None else _UNSURE
