"""Survey answers: which questions of a form become title, text, category and position. Only named ones are kept.

Choices are shown by their label in the chosen language (the form's first by default): people filter and read words, not
``tree_missing``. The codes are not kept beside them, because a label is what the citizen saw; whoever needs stable codes
switches the option ``labels`` off.
"""

from __future__ import annotations

import re
from typing import Any, Callable, Iterable, Mapping, NamedTuple, Optional

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ...web.errors import ConnectionSettingsError
from ..position import NO_POSITION, Position
from ..record import Record, make_record
from ._answer_values import answer, names, raw_answer, sanitised
from ._people import holds_people
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
    Option(
        "repeats",
        {"en": "Import answers in repeated groups too, each by itself",
         "sv": "Hämta även svar i upprepade grupper, vart och ett för sig"},
        False,
        "flag",
    ),
)  # fmt: skip
"""What every survey connector lets the user choose. Blank: see `Choice`."""

GEO_TYPES = ("geopoint", "geotrace", "geoshape")
MEDIA_TYPES = ("image", "audio", "video", "file", "binary")
_NO_ANSWERS = ("start", "end", "today", "deviceid", "username", "subscriberid", "simserial", "phonenumber", "email",
               "audit", "note", "structure", "repeat", "background-audio", "start-geopoint", *MEDIA_TYPES)  # fmt: skip
_WORDED = ("text", "string", "calculate", "")
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


_NO_MAP = UserMessage(
    QT_TRANSLATE_NOOP("Samplan", "The form has no geographic question: nothing will be on the map."), {}
)


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
    group : str
        The repeated group that it lies in; ``path`` is then where the group's entries have it.
    raw : str
        The path as the form spells it, where the service spells it otherwise.
    """

    path: str
    kind: str
    label: str = ""
    choices: Mapping[str, str] = {}
    many: bool = False
    group: str = ""
    raw: str = ""

    @property
    def name(self) -> str:
        """The last part of the path, as the form spells it."""
        return (self.raw or self.path).rpartition("/")[2]

    @property
    def is_choice(self) -> bool:
        """Whether the answer is one of some given ones."""
        return bool(self.choices) or self.kind.startswith("select")


class Choice(NamedTuple):
    """The questions that are imported.

    Without a choice of the user: the first question whose whole name is a usual one for feedback ("comment",
    "synpunkt"), else one with such a word in its name or label and none that points to a person, and every geographic
    question, in the form's order. All other answers are dropped. ``groups`` has the like for every repeated group whose
    entries are imported, without what the user names.
    """

    title: Optional[str]
    texts: tuple[str, ...]
    category: Optional[str]
    address: Optional[str]
    geo: tuple[str, ...]
    media: tuple[str, ...]
    questions: Mapping[str, Question]
    labelled: bool
    notes: tuple[UserMessage, ...]
    groups: Mapping[str, Choice] = {}

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
        from ..position_texts import from_text  # late: QGIS starts faster

        best = NO_POSITION
        for path in self.geo:
            found = from_text(raw_answer(item, path))
            if found.lon is not None:
                return found
            if found.problem != NO_POSITION.problem:
                best = found
        return best


def entry_record(parent: Record, key: Any, entry: Mapping[str, Any], choice: Choice) -> Optional[Record]:
    """Return the record of one entry of a repeated group: what it lacks comes from its submission.

    Parameters
    ----------
    parent : Record
        Of the submission; a deleted one has no entries any more.
    key : str
        Id of the entry.
    choice : Choice
        Out of `Choice.groups`.
    """
    own = choice.position(entry)
    inherited = Position(parent.lon, parent.lat, "inherited") if parent.lon is not None else own
    return make_record(
        parent.source_id,
        key,
        "entry",
        parent_id=parent.item_id,
        consultation=parent.consultation,
        title=choice.answer(entry, choice.title) or parent.title,
        text=choice.text(entry),
        category=choice.answer(entry, choice.category) or parent.category,
        status=parent.status,
        created=parent.created_utc,
        updated=parent.updated_utc,
        position=own if own.lon is not None else inherited,
        raw=entry,
    )


class SkippedAnswers:
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

    def notes(self) -> tuple[UserMessage, ...]:
        """Return the counts that are not 0."""
        found = []
        if self.places:
            text = QT_TRANSLATE_NOOP(
                "Samplan",
                "{count} submissions answer several geographic questions; the first is on the map. To see another, name it as"
                " “Position question”: {questions}.",
            )
            found.append(UserMessage(text, {"count": self.places, "questions": ", ".join(self.choice.geo)}))
        within = [
            f"{group}: {item.name}"
            for group, inner in self.choice.groups.items()
            for item in inner.questions.values()
            if item.kind == "repeat"
        ]
        if within:
            text = QT_TRANSLATE_NOOP("Samplan", "Groups repeated within repeated groups ({groups}) are not imported.")
            found.append(UserMessage(text, {"groups": ", ".join(within)}))
        groups = ", ".join(item.path for item in self.choice.questions.values() if item.kind == "repeat")
        if self.repeated and not self.choice.groups:
            text = QT_TRANSLATE_NOOP(
                "Samplan",
                "{count} answers in repeated groups ({groups}) were not imported; the option repeats brings them too.",
            )
            found.append(UserMessage(text, {"count": self.repeated, "groups": groups}))
        elif self.repeated is None:
            text = QT_TRANSLATE_NOOP(
                "Samplan", "Answers in repeated groups ({groups}) are not imported; the option repeats brings them too."
            )
            found.append(UserMessage(text, {"groups": groups}))
        return tuple(found)


def choose_questions(connector: Connector, questions: Iterable[Question]) -> Choice:
    """Settle which questions are imported, from the connection's options and the form.

    Raises
    ------
    ConnectionSettingsError
        An option names a question that the form does not have.
    """
    given = list(questions)
    asked = [item for item in given if not item.group]
    repeated = [item.path for item in asked if item.kind == "repeat"] if connector.option("repeats") else []

    def named(option: str, group: str) -> str:
        """What the user names in a group, or outside of the groups: by their paths."""
        wanted = [_with_group(name.strip("/"), given) for name in names(connector.option(option))]
        if not group:
            return ",".join(name for name in wanted if not name.startswith(tuple(f"{path}/" for path in repeated)))
        known = {item.path for item in given if item.group == group}
        inside = [name for name in wanted if name.startswith(f"{group}/")]
        return ",".join(name if name in known else name[len(group) + 1 :] for name in inside)

    groups = {
        group: _settle(
            connector, [item for item in given if item.group == group], lambda option, group=group: named(option, group)
        )
        for group in repeated
    }
    choice = _settle(connector, asked, lambda option: named(option, ""))
    geo = [item for item in given if item.kind in GEO_TYPES and (not item.group or item.group in groups)]
    return choice._replace(groups=groups, notes=choice.notes if geo else (*choice.notes, _NO_MAP))


def _with_group(name: str, questions: list[Question]) -> str:
    """A path with its repeated group spelled as the service does."""
    for item in questions:
        if item.kind == "repeat" and item.raw and name.startswith(f"{item.raw}/"):
            return f"{item.path}{name[len(item.raw) :]}"
    return name


def _settle(connector: Connector, asked: list[Question], option: Callable[[str], Any]) -> Choice:
    """Settle which of some questions are imported; ``option`` gives what the user names."""
    geo = [item for item in asked if item.kind in GEO_TYPES]
    plain = [item for item in asked if item.kind not in (*GEO_TYPES, *_NO_ANSWERS)]

    def named(name: str, among: list[Question]) -> list[str]:
        return [_find(part, among) for part in names(option(name))]

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
            UserMessage(
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
            UserMessage(
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
    return Choice(
        title[0] if title else None, tuple(text), category[0] if category else None, address[0] if address else None,
        tuple(place), tuple(media), {item.path: item for item in asked}, bool(connector.option("labels")), tuple(notes),
    )  # fmt: skip


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
            if any(word.startswith(beginnings) for word in words) and not holds_people(f"{item.name} {item.label}"):
                return [item.path]
    return []


def _find(name: str, questions: list[Question]) -> str:
    """The path of a question that is named by path or last name, as the form or as the service spells it."""
    name = name.strip("/")
    for fits in (
        lambda item: name in (item.path, item.raw),
        lambda item: name in (item.name, item.path.rpartition("/")[2]),
        lambda item: sanitised(name) in (item.path, item.path.rpartition("/")[2]),
    ):
        found = next((item.path for item in questions if fits(item)), None)
        if found is not None:
            return found
    raise ConnectionSettingsError(
        QT_TRANSLATE_NOOP("Samplan", "The form has no question “{name}” of that kind. It has: {questions}."),
        name=name, questions=_listed(questions) or "–",
    )  # fmt: skip


def _listed(questions: list[Question]) -> str:
    shown = [item.raw or item.path for item in questions[:40]]
    return ", ".join(shown) + (", …" if len(questions) > 40 else "")
