"""Where a table has its positions: pairs of columns, or columns of text, found by name and by what they hold.

KoboToolbox writes ``_Plats_latitude``, ODK ``plats-punkt-Latitude``, Epicollect5 ``lat_2_Plats`` and ``UTM_Zone_2_Plats``: a
word for an axis somewhere in the name, and a partner whose name has the same other words. Each row takes the first pair or
text that holds something.
"""

from __future__ import annotations

import re
from typing import Any, Iterator, Mapping, NamedTuple, Optional, Sequence, Union

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ..position import NO_POSITION, Position
from ..position_texts import angle, is_certain, read_place
from ._columns import Columns
from ._people import holds_people
from ._projected import Projector, coordinate

_AXES = {
    ("lon", "lat"): (
        "lon long lng longitude longitud längdgrad pituusaste längengrad",
        "lat latitude latitud breddgrad leveysaste breitengrad",
    ),
    ("east", "north"): (
        "east easting öst ost e itä rechtswert eastings ekoord",
        "north northing norr nord n pohjoinen hochwert northings nkoord",
    ),
    ("x", "y"): ("x xcoord xkoord xcoordinate xkoordinat xkoordinaatti",
                 "y ycoord ykoord ycoordinate ykoordinat ykoordinaatti"),
}  # fmt: skip
_AXIS_OF = {word: (family, axis) for family, words in _AXES.items() for axis in (0, 1) for word in words[axis].split()}
_TEXT_NAMES = """
wkt ewkt wkb geom geometry the_geom shape geojson geopoint geotrace geoshape gps position koordinater koordinat coordinates
coordinate koordinaatit koordinaten latlon lat_lon latlng lat_lng latlong lat_long location plats punkt point sijainti standort
kartlänk kartlank karta map_link maplink map
"""
_FOR_TEXTS = frozenset(_TEXT_NAMES.split())
_ZONES_99 = {"1200": 3007, "1330": 3008, "1500": 3009, "1630": 3010, "1800": 3011, "1415": 3012, "1545": 3013, "1715": 3014,
             "1845": 3015, "2015": 3016, "2145": 3017, "2315": 3018}  # fmt: skip
"""SWEREF 99 by the degrees and minutes in its name."""
_CODES = frozenset(
    {2400, 3006, *range(3007, 3019), 3021, 3067, 3857, 4258, 4326, *range(25828, 25839), *range(32601, 32661)}
)
_SAMPLE = 200


class _Pair(NamedTuple):
    """Two columns of coordinates; ``code`` is the system that their names state, ``zone`` the column with the zone of UTM."""

    x: str
    y: str
    names_axes: bool = False
    code: Optional[int] = None
    zone: str = ""

    def read(self, row: Mapping[str, Any], projector: Projector) -> tuple[Position, str]:
        """Return a row's position and what stands in its cells."""
        x, y = row.get(self.x), row.get(self.y)
        if x and y and self.code is None and not self.zone:  # nearly all
            found = projector.point(x, y, self.names_axes)
            if found.problem not in ("missing", "not_a_number"):
                return found, ""
        blanks = [value is None or (isinstance(value, str) and not value.strip()) for value in (x, y)]
        if all(blanks):
            return NO_POSITION, ""
        if any(blanks):  # the whole pair may stand in one of them
            only = str(x if blanks[1] else y)
            place = read_place(only)
            return (projector.place(place) if place else Position(None, None, "none", "not_a_number")), only
        code = self.code
        zone = (
            re.match(r"\s*(\d{1,2})\s*([C-HJ-NP-X])?", str(row.get(self.zone) or ""), re.IGNORECASE)
            if self.zone
            else None
        )
        if zone and 1 <= int(zone.group(1)) <= 60:
            code = (32700 if (zone.group(2) or "N").upper() < "N" else 32600) + int(zone.group(1))
        use = projector.other(code) if code and projector.code is None else projector
        return use.point(x, y, self.names_axes), f"{y}; {x}"


class _Text(NamedTuple):
    """A column whose cells hold whole positions."""

    name: str

    def read(self, row: Mapping[str, Any], projector: Projector) -> tuple[Position, str]:
        """Return a row's position and what stands in its cell."""
        value = row.get(self.name)
        if not value or (isinstance(value, str) and not value.strip()):
            return NO_POSITION, ""
        place = read_place(value)
        if place is None:
            return Position(None, None, "none", "not_a_number"), str(value)
        return projector.place(place), str(value)


class Places:
    """Reads the positions of a table's rows, and counts what could not be read.

    Parameters
    ----------
    columns : Columns
        Their meaning; pairs and texts that the user chose go first, then those with the usual names.
    rows : sequence of mapping
        Some of the rows, to see what the columns hold.
    projector : Projector
    only_degrees : bool
        Beside geometries of their own, items have nothing else than degrees in columns.
    """

    def __init__(self, columns: Columns, rows: Sequence[Mapping[str, Any]], projector: Projector,
                 only_degrees: bool = False) -> None:  # fmt: skip
        self.projector = projector
        self._unread = 0
        self._examples: list[str] = []
        named = list(_named(columns))
        known = {name for source in named for name in source[:2] if isinstance(name, str)}
        found = _by_parts(columns.names, known, rows) + _by_content(
            columns.names, known | set(columns.of.values()), rows
        )
        self._guessed = [
            source for source in found if not only_degrees or isinstance(source, _Text) or source.names_axes
        ]
        self.sources: list[Union[_Pair, _Text]] = [
            source
            for source in named
            if not only_degrees or isinstance(source, _Text) or source.names_axes or source.code
        ]
        self.sources += self._guessed
        for source in self._guessed:
            columns.used.update([source.name] if isinstance(source, _Text) else [source.x, source.y, source.zone])

    def of(self, row: Mapping[str, Any]) -> Position:
        """Return the first position that a row holds."""
        result, unread = NO_POSITION, ""
        for source in self.sources:
            found, written = source.read(row, self.projector)
            if found.lon is not None:
                return found
            if found.problem == "not_a_number":
                unread = unread or written
            if found.problem != NO_POSITION.problem and result is NO_POSITION:
                result = found
        if unread:
            self._unread += 1
            example = " ".join(unread.split())[:40]
            if len(self._examples) < 2 and example not in self._examples:
                self._examples.append(example)
        return result

    def notes(self) -> tuple[UserMessage, ...]:
        """Return which columns were taken for positions although their names are not the usual ones."""
        if not self._guessed:
            return ()
        text = QT_TRANSLATE_NOOP(
            "Samplan", "Positions are read from the columns {columns}; the first that is filled in counts."
        )
        names = [source.name if isinstance(source, _Text) else f"{source.y} + {source.x}" for source in self.sources]
        return (UserMessage(text, {"columns": ", ".join(names)[:300]}),)

    def counts(self) -> tuple[UserMessage, ...]:
        """Return how many items have something that is no position where positions stand."""
        if not self._unread:
            return ()
        text = QT_TRANSLATE_NOOP(
            "Samplan",
            "{count} items have something in the coordinate columns that could not be read ({examples}); they are kept without"
            " a position. Write degrees, a pair of coordinates or WKT there.",
        )
        return (
            UserMessage(text, {"count": self._unread, "examples": "; ".join(f"“{one}”" for one in self._examples)}),
        )


def _named(columns: Columns) -> Iterator[Union[_Pair, _Text]]:
    """Pairs and texts with a role: those that the user chose first."""
    sources: list[tuple[bool, Union[_Pair, _Text]]] = []
    for roles in _AXES:
        if all(role in columns.of for role in roles):
            x, y = (columns.of[role] for role in roles)
            sources.append((bool(columns.chosen & set(roles)), _Pair(x, y, roles[0] == "lon", _system(f"{x} {y}"))))
    if "wkt" in columns.of:
        sources.append(("wkt" in columns.chosen, _Text(columns.of["wkt"])))
    return (source for _chosen, source in sorted(sources, key=lambda pair: not pair[0]))


def _by_parts(names: list[str], known: set[str], rows: Sequence[Mapping[str, Any]]) -> list[Union[_Pair, _Text]]:
    """Pairs whose names have a word for the axis and otherwise the same words, the best filled first."""
    by_stem: dict[tuple[tuple[str, str], tuple[str, ...]], dict[int, str]] = {}
    zones: dict[tuple[str, ...], str] = {}
    for name in names:
        if name in known or holds_people(name):
            continue
        words = _words(name)
        for place, word in enumerate(words):
            stem = tuple(words[:place] + words[place + 1 :])
            if word in ("zone", "zon"):
                zones[stem] = name
            if word in _AXIS_OF:
                family, axis = _AXIS_OF[word]
                by_stem.setdefault((family, stem), {}).setdefault(axis, name)
    found: list[tuple[int, int, _Pair]] = []
    for (family, stem), pair in by_stem.items():
        if len(pair) < 2:
            continue
        candidate = _Pair(pair[0], pair[1], family[0] == "lon", _system(f"{pair[0]} {pair[1]}"), zones.get(stem, ""))
        filled, fitting = _fitting(candidate, rows)
        if fitting * 2 >= filled:
            found.append((-fitting, list(_AXES).index(family), candidate))
    return [pair for _fitting, _family, pair in sorted(found, key=lambda item: item[:2])]


def _fitting(pair: _Pair, rows: Sequence[Mapping[str, Any]]) -> tuple[int, int]:
    """In how many of some rows a pair is filled in, and in how many of these it looks like coordinates."""
    filled = fitting = 0
    for row in rows[:_SAMPLE]:
        values = [row.get(name) for name in (pair.x, pair.y)]
        if any(value in (None, "") for value in values):
            continue
        filled += 1
        numbers = [coordinate(value) for value in values]
        fitting += all(
            (number is not None and (pair.names_axes or abs(number) >= 10_000 or number % 1 != 0))
            or (number is None and angle(value, "") is not None)
            for value, number in zip(values, numbers)
        )
    return filled, fitting


def _by_content(names: list[str], known: set[str], rows: Sequence[Mapping[str, Any]]) -> list[Union[_Pair, _Text]]:
    """Columns of text that hold positions: half of the cells where the name says so, else (nearly) all of them."""
    found: list[Union[_Pair, _Text]] = []
    for name in names:
        if name in known or holds_people(name):
            continue
        cells = [
            cell
            for row in rows[:_SAMPLE]
            if (cell := row.get(name)) not in (None, "") and isinstance(cell, (str, dict))
        ]
        if not cells:
            continue
        words = _words(name)
        if not {"_".join(words), "".join(words), words[-1] if words else ""} & _FOR_TEXTS:
            if all(map(is_certain, cells[:3])) and sum(map(is_certain, cells)) >= 0.9 * len(cells):
                found.append(_Text(name))
        elif 2 * sum(read_place(cell) is not None for cell in cells) >= len(cells):
            found.append(_Text(name))
    return found


def _words(name: str) -> list[str]:
    """The words of a name in lower case: ``_Plats_latitude``, ``platsLat`` and ``SWEREF99TM_N`` have two, two and four."""
    return [word.lower() for word in re.findall(r"[^\W\d_]+|\d+", re.sub(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])", " ", str(name)))]


def _system(names: str) -> Optional[int]:
    """The EPSG code of the coordinate system that columns' names state, None when they state none."""
    text = "".join(_words(names))
    local = re.search(r"sweref(?:99)?(\d{4})(?!\d)", text)
    if local and local.group(1) in _ZONES_99:
        return _ZONES_99[local.group(1)]
    for pattern, code in ((r"sweref", 3006), (r"rt90", 3021), (r"tm35", 3067), (r"wgs84", 4326)):
        if re.search(pattern, text) and not (code == 4326 and "utm" in text):
            return code
    zone = re.search(r"utm(?:zone?|zon)?(\d\d)(?!\d)", text)
    if zone and 28 <= int(zone.group(1)) <= 38:
        return (32600 if "wgs" in text else 25800) + int(zone.group(1))
    return next((int(word) for word in _words(names) if word.isdigit() and int(word) in _CODES), None)
