"""Survey answers: which questions of a form become title, text, category and position. Only named ones are kept."""

from __future__ import annotations

import re
from typing import Any, Iterable, Mapping, NamedTuple, Optional

from ...messages import QT_TRANSLATE_NOOP, Note
from ..errors import ConnectionSettingsError
from ..position import NOWHERE, Position, from_geojson, from_lat_lon, from_wkt
from .base import Connector, Option

ANSWER_OPTIONS = (
    Option("geo_field", {"en": "Position question", "sv": "Fråga med läge"}),
    Option("title_field", {"en": "Title question", "sv": "Fråga med rubrik"}),
    Option("text_fields", {"en": "Text questions (comma list)", "sv": "Frågor med text (kommalista)"}),
    Option("category_field", {"en": "Category question", "sv": "Fråga med kategori"}),
)
"""What every survey connector lets the user choose. Blank: see `Choice`."""

GEO_TYPES = ("geopoint", "geotrace", "geoshape")
_NO_ANSWERS = ("start", "end", "today", "deviceid", "username", "subscriberid", "simserial", "phonenumber", "email",
               "audit", "note", "structure", "repeat", "image", "audio", "video", "file",
               "binary", "background-audio", "start-geopoint")  # fmt: skip
_WKT_SHAPE = re.compile(r"(LINESTRING|POLYGON)\s*Z?\s*\(+([^()]*)\)+", re.IGNORECASE)
_USUAL = {
    "text": "comment comments feedback text message description opinion idea suggestion proposal kommentar kommentarer"
    " synpunkt synpunkter beskrivning förslag forslag åsikt asikt idé kommentti palaute mielipide ehdotus kuvaus"
    " beitrag anmerkung vorschlag meinung beschreibung",
    "title": "title heading subject rubrik titel otsikko betreff",
    "category": "category theme topic type kategori tema ämne amne typ luokka aihe kategorie thema",
}
"""Names of questions (lower case) that are taken without being chosen."""


class Question(NamedTuple):
    """A question of a form: its path (``group/name``) and its XLSForm type."""

    path: str
    kind: str

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]


class Choice(NamedTuple):
    """The questions that are imported, by path.

    Without a choice of the user: the first question whose whole name is a usual one for feedback ("comment",
    "synpunkt"), and every geographic question, in the form's order. All other answers are dropped.
    """

    title: Optional[str]
    texts: tuple[str, ...]
    category: Optional[str]
    geo: tuple[str, ...]
    notes: tuple[Note, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """All chosen paths, each once."""
        named = (self.title, *self.texts, self.category, *self.geo)
        return tuple(dict.fromkeys(path for path in named if path))

    def text(self, item: Mapping[str, Any]) -> Optional[str]:
        """Return the chosen text answers: one as it is, several as ``name: answer`` lines."""
        found = [(path.rpartition("/")[2], value) for path in self.texts if (value := answer(item, path)) is not None]
        if len(self.texts) == 1:
            return found[0][1] if found else None
        return "\n".join(f"{name}: {value}" for name, value in found) or None

    def position(self, item: Mapping[str, Any]) -> Position:
        """Return the first chosen position that was answered."""
        best = NOWHERE
        for path in self.geo:
            found = read_position(raw_answer(item, path))
            if found.lon is not None:
                return found
            if found.problem != NOWHERE.problem:
                best = found
        return best


def choose(connector: Connector, questions: Iterable[Question]) -> Choice:
    """Settle which questions are imported, from the connection's options and the form.

    Raises
    ------
    ConnectionSettingsError
        An option names a question that the form does not have.
    """
    asked = list(questions)
    geo = [item for item in asked if item.kind in GEO_TYPES]
    plain = [item for item in asked if item.kind not in (*GEO_TYPES, *_NO_ANSWERS)]
    titles, texts = names(connector.option("title_field")), names(connector.option("text_fields"))
    categories, places = names(connector.option("category_field")), names(connector.option("geo_field"))
    title = [_find(name, plain) for name in titles] or _usual(plain, "title")
    text = [_find(name, plain) for name in texts] or _usual(plain, "text")
    category = [_find(name, plain) for name in categories] or _usual(plain, "category")
    place = [_find(name, geo) for name in places] or [item.path for item in geo]
    notes = []
    if not text and plain:
        notes.append(
            Note(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "No answer is imported as text, because no question has a usual name for it. Name the ones you need"
                    " in “Text questions”. The form has: {questions}.",
                ),
                {"questions": _listed(plain)},
            )
        )
    if not geo:
        notes.append(
            Note(QT_TRANSLATE_NOOP("Samplan", "The form has no geographic question: nothing will be on the map."), {})
        )
    if any(item.kind == "repeat" for item in asked):
        notes.append(Note(QT_TRANSLATE_NOOP("Samplan", "Answers in repeated groups are not imported."), {}))
    return Choice(
        title[0] if title else None, tuple(text), category[0] if category else None, tuple(place), tuple(notes)
    )


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
        return NOWHERE
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


def _usual(questions: list[Question], role: str) -> list[str]:
    usual = _USUAL[role].split()
    return [item.path for item in questions if item.name.casefold() in usual][:1]


def _find(name: str, questions: list[Question]) -> str:
    for item in questions:
        if item.path == name.strip("/"):
            return item.path
    for item in questions:
        if item.name == name:
            return item.path
    raise ConnectionSettingsError(
        QT_TRANSLATE_NOOP("Samplan", "The form has no question “{name}” of that kind. It has: {questions}."),
        name=name, questions=_listed(questions) or "–",
    )  # fmt: skip


def _listed(questions: list[Question]) -> str:
    shown = [item.path for item in questions[:40]]
    return ", ".join(shown) + (", …" if len(questions) > 40 else "")
