"""Survey answers: which questions of a form become title, text, category and position. Only named ones are kept.

Choices are shown by their label in the chosen language (the form's first by default): people filter and read words, not
``tree_missing``. The codes are not kept beside them, because a label is what the citizen saw; whoever needs stable codes
switches the option ``labels`` off.
"""

from __future__ import annotations

import re
from typing import Any, Iterable, Mapping, NamedTuple, Optional

from ...messages import QT_TRANSLATE_NOOP, Note
from ..errors import ConnectionSettingsError
from ..position import NOWHERE, Position, from_geojson, from_lat_lon, from_wkt
from ..values import plain_text
from .base import Connector, Option

ANSWER_OPTIONS = (
    Option("geo_field", {"en": "Position question", "sv": "Fråga med läge"}),
    Option("title_field", {"en": "Title question", "sv": "Fråga med rubrik"}),
    Option("text_fields", {"en": "Text questions (comma list)", "sv": "Frågor med text (kommalista)"}),
    Option("category_field", {"en": "Category question", "sv": "Fråga med kategori"}),
    Option(
        "address_field",
        {"en": "Question that describes the place (not the person)", "sv": "Fråga som beskriver platsen (inte personen)"},
    ),
    Option("labels", {"en": "Show choices by their label", "sv": "Visa svarsalternativ med etikett"}, True, "flag"),
    Option(
        "language",
        {"en": "Language of labels (blank: the form's first)", "sv": "Etiketternas språk (tomt: formulärets första)"},
    ),
    Option("photos", {"en": "Keep links to photos and recordings", "sv": "Behåll länkar till foton och inspelningar"}, True,
           "flag"),
)  # fmt: skip
"""What every survey connector lets the user choose. Blank: see `Choice`."""

GEO_TYPES = ("geopoint", "geotrace", "geoshape")
MEDIA_TYPES = ("image", "audio", "video", "file", "binary")
_NO_ANSWERS = ("start", "end", "today", "deviceid", "username", "subscriberid", "simserial", "phonenumber", "email",
               "audit", "note", "structure", "repeat", "background-audio", "start-geopoint", *MEDIA_TYPES)  # fmt: skip
_WORDED = ("text", "string", "calculate", "")
_WKT_SHAPE = re.compile(r"(LINESTRING|POLYGON)\s*Z?\s*\(+([^()]*)\)+", re.IGNORECASE)
_USUAL = {
    "text": "comment comments feedback text message description opinion idea suggestion proposal kommentar kommentarer"
    " synpunkt synpunkter beskrivning förslag forslag åsikt asikt idé kommentti palaute mielipide ehdotus kuvaus"
    " beitrag anmerkung vorschlag meinung beschreibung",
    "title": "title heading subject rubrik titel otsikko betreff",
    "category": "category theme topic type kategori tema ämne amne typ luokka aihe kategorie thema",
}
"""Names of questions (lower case) that are taken without being chosen."""
_BEGINNINGS = {
    "text": "comment kommentar synpunkt feedback förslag forslag beskriv descri åsikt asikt opinion suggest idé kommentti"
    " palaute mielip ehdotu kuvau beitrag anmerk vorschl meinung beschreib",
    "title": "title heading rubrik otsikko betreff",
    "category": "categor kategor theme tema topic ämne type typ problem issue ärende luokka aihe thema",
}
"""How a word of a question's name or label begins that is taken when no whole name is usual."""
_PERSONAL = ("namn", "name", "nimi", "mail", "epost", "email", "mejl", "tele", "phone", "mobil", "puhelin", "adress",
             "address", "osoite", "contact", "kontakt", "person", "respond", "svarande", "hushåll", "gender",
             "ålder", "född", "birth")  # fmt: skip


class Question(NamedTuple):
    """A question of a form.

    Attributes
    ----------
    path, kind : str
        ``group/name`` and XLSForm type.
    label : str
        What the citizen read, in the chosen language; blank when unknown.
    choices : mapping
        Codes to labels.
    many : bool
        Several choices may be made.
    """

    path: str
    kind: str
    label: str = ""
    choices: Mapping[str, str] = {}
    many: bool = False

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def is_choice(self) -> bool:
        """Whether the answer is one of some given ones."""
        return bool(self.choices) or self.kind.startswith("select")


class Choice(NamedTuple):
    """The questions that are imported.

    Without a choice of the user: the first question whose whole name is a usual one for feedback ("comment",
    "synpunkt"), else one with such a word in its name or label and none that points to a person, and every geographic
    question, in the form's order. All other answers are dropped.
    """

    title: Optional[str]
    texts: tuple[str, ...]
    category: Optional[str]
    address: Optional[str]
    geo: tuple[str, ...]
    media: tuple[str, ...]
    questions: Mapping[str, Question]
    labelled: bool
    notes: tuple[Note, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """All chosen paths, each once."""
        named = (self.title, *self.texts, self.category, self.address, *self.geo, *self.media)
        return tuple(dict.fromkeys(path for path in named if path))

    def answer(self, item: Mapping[str, Any], path: Optional[str]) -> Optional[str]:
        """Return an answer as text, choices by their label; None when there is none."""
        found = answer(item, path)
        question = self.questions.get(path or "")
        if found is None or question is None or not (question.choices and self.labelled):
            return found
        codes = found.split() if question.many else [found]
        return ", ".join(question.choices.get(code, code) for code in codes)

    def text(self, item: Mapping[str, Any]) -> Optional[str]:
        """Return the chosen text answers: one as it is, several as ``question: answer`` lines."""
        found = [(path, value) for path in self.texts if (value := self.answer(item, path)) is not None]
        if len(self.texts) == 1:
            return found[0][1] if found else None
        return "\n".join(f"{self._heading(path)} {value}" for path, value in found) or None

    def _heading(self, path: str) -> str:
        question = self.questions[path]
        words = (question.label if self.labelled else "") or question.name
        return words if words.endswith(("?", ":", "!", ".")) else f"{words}:"

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


class Leftovers:
    """Counts what submissions hold and the import leaves behind, to be told at the end.

    Attributes
    ----------
    places : int
        Submissions with more than one place.
    repeated : int, optional
        Answers in repeated groups; None when there may be some and nobody knows how many.
    """

    def __init__(self, choice: Choice) -> None:
        self.choice = choice
        self.places = 0
        self.repeated: Optional[int] = 0

    def look_at(self, item: Mapping[str, Any]) -> None:
        """Count a submission with more than one place."""
        answered = [path for path in self.choice.geo if raw_answer(item, path) not in (None, "")]
        self.places += len(answered) > 1

    def notes(self) -> tuple[Note, ...]:
        """Return the counts that are not 0."""
        found = []
        if self.places:
            text = QT_TRANSLATE_NOOP(
                "Samplan",
                "{count} submissions answer several geographic questions; the first is on the map. To see another, name it as"
                " “Position question”: {questions}.",
            )
            found.append(Note(text, {"count": self.places, "questions": ", ".join(self.choice.geo)}))
        groups = ", ".join(item.path for item in self.choice.questions.values() if item.kind == "repeat")
        if self.repeated:
            text = QT_TRANSLATE_NOOP("Samplan", "{count} answers in repeated groups ({groups}) were not imported.")
            found.append(Note(text, {"count": self.repeated, "groups": groups}))
        elif self.repeated is None:
            text = QT_TRANSLATE_NOOP("Samplan", "Answers in repeated groups ({groups}) are not imported.")
            found.append(Note(text, {"groups": groups}))
        return tuple(found)


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

    def named(option: str, among: list[Question]) -> list[str]:
        return [_find(name, among) for name in names(connector.option(option))]

    title = named("title_field", plain) or _usual(plain, "title")
    text = named("text_fields", plain) or _usual([item for item in plain if item.path not in title], "text")
    category = named("category_field", plain) or _usual([q for q in plain if q.path not in (*title, *text)], "category")
    address = named("address_field", plain)
    place = named("geo_field", geo) or [item.path for item in geo]
    media = [item.path for item in asked if item.kind in MEDIA_TYPES] if connector.option("photos") else []
    notes = []
    taken = (*title[:1], *text, *category[:1], *address[:1])
    left = [item for item in plain if item.path not in taken]
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
    elif left:
        notes.append(
            Note(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "Title: {title}; text: {text}; category: {category}. Other questions are not imported ({others}); name"
                    " those you need in the connection.",
                ),
                {
                    "title": ", ".join(title[:1]) or "–",
                    "text": ", ".join(text),
                    "category": ", ".join(category[:1]) or "–",
                    "others": _listed(left),
                },
            )
        )
    if not geo:
        notes.append(
            Note(QT_TRANSLATE_NOOP("Samplan", "The form has no geographic question: nothing will be on the map."), {})
        )
    return Choice(
        title[0] if title else None, tuple(text), category[0] if category else None, address[0] if address else None,
        tuple(place), tuple(media), {item.path: item for item in asked}, bool(connector.option("labels")), tuple(notes),
    )  # fmt: skip


def pick_language(languages: list[str], wanted: str) -> tuple[int, tuple[Note, ...]]:
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
    return 0, (Note(text, {"wanted": wanted, "languages": ", ".join(filter(None, languages)) or "–"}),)


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
    """The first question with a usual name; else one with a usual word that does not point to a person."""
    whole = _USUAL[role].split()
    found = [item.path for item in questions if item.name.casefold() in whole]
    if found:
        return found[:1]
    beginnings = tuple(_BEGINNINGS[role].split())
    fitting = [item for item in questions if (item.is_choice if role == "category" else item.kind in _WORDED)]
    for words_of in (lambda item: item.name, lambda item: item.label):
        for item in fitting:
            words = re.findall(r"[^\W\d_]+", words_of(item).casefold())
            known = re.findall(r"[^\W\d_]+", f"{item.name} {item.label}".casefold())
            if any(word.startswith(beginnings) for word in words) and not any(w.startswith(_PERSONAL) for w in known):
                return [item.path]
    return []


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
