"""Which column means what: guesses by name (English, Swedish, Finnish, German), overridden by the user's mapping."""

from __future__ import annotations

import re
from typing import Any, Callable, Iterable, Mapping, Optional, Sequence, Union

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ...web.errors import ConnectionSettingsError
from ..dates import decide
from ..pairs import read_pairs
from ..position import Position
from ..record import Record, make_record
from ..values import identifier
from ._people import holds_people

_NAMES = {
    "id": "item_id id objectid fid uuid guid globalid ärendeid arende_id ärende_id tunniste ec5_uuid ec5_branch_uuid _uuid key "
    "meta_instanceid instanceid meta_rootuuid _id report_id submission_id response_id",
    "kind": "kind",
    "parent": "parent_id parent_key ec5_parent_uuid ec5_branch_owner_uuid _submission__uuid",
    "consultation": "consultation hearing samråd samrad",
    "title": "title rubrik titel otsikko subject ämne",
    "text": "text description beskrivning comment kommentar content innehåll kuvaus kommentti palaute body message "
    "meddelande synpunkt svar answer beschreibung fritext detail desc cmt",
    "category": "category kategori kategoria typ type tema theme ämnesområde label kategorie service_name",
    "status": "status state tila läge_status reviewstate review_state _validation_status",
    "votes_up": "votes_up votes röster likes gilla ääniä votes_for stimmen",
    "votes_down": "votes_down dislikes votes_against",
    "comments_n": "comments_n comments_count comment_count",
    "created": "created_utc created created_at datum date skapad inkommen luotu päivämäärä erstellt timestamp tid "
    "submitted submitted_at requested_datetime published_at submissiondate submission_date _submission_time creationdate time",
    "updated": "updated_utc updated updated_at ändrad uppdaterad muokattu modified updated_datetime editdate",
    "url": "url link länk linkki href",
    "media": "media_urls media_url image bild photo foto kuva",
    "address": "location_description place_description platsbeskrivning lägesbeskrivning sijaintikuvaus ortsbeschreibung",
    "lang": "lang language språk kieli",
    "moderation": "moderation",
    "author": "author_id user_id userid användarid author user username användare avsändare författare inlämnare "
    "käyttäjä lähettäjä kirjoittaja benutzer absender verfasser e_mail email epost e_post mejl sähköposti "
    "_submitted_by submitterid submitter_id creator",
    "lat": "lat latitude latitud lat_wgs84 breddgrad leveysaste breitengrad wgs84_lat",
    "lon": "lon long lng longitude longitud lon_wgs84 längdgrad pituusaste längengrad wgs84_lon",
    "north": "north northing norr n nord y_sweref n_sweref sweref_n pohjoinen hochwert",
    "east": "east easting öst ost e x_sweref e_sweref sweref_e itä rechtswert",
    "x": "x xcoord x_coord xkoord x_koord koordinat_x",
    "y": "y ycoord y_coord ykoord y_koord koordinat_y",
    "wkt": "wkt geom geometry the_geom geom_wkt",
}  # fmt: skip
ROLES = tuple(_NAMES)
"""What a column can mean. ``author`` only ever becomes a pseudonym, and only where pseudonyms were asked for."""
_WORDS = ("title", "text", "category", "status")
_AS_IT_IS = frozenset((*_WORDS, "consultation", "lang", "votes_up", "votes_down", "comments_n", "created", "updated", "url",
                       "address", "media", "author"))  # fmt: skip
_FOR_PEOPLE = ("author", "address")
_IN_GROUPS = ("title", "text", "category", "status", "address", "media", "author")
"""Roles that a question within a group may have: ``grupp/Kommentar``, ``grupp-Kommentar``, ``3_Kommentar``."""
_GROUP = re.compile(r"^\d+_|.*(?:[/:]|(?<=\w)-(?=\w))", re.DOTALL)


class Columns:
    """The meaning of a source's columns.

    Parameters
    ----------
    names : iterable of str
        The columns there are.
    chosen : str or mapping
        The user's pairs, see `base.COLUMNS`. The role ``id`` may name several columns (``id=a+b``), or none (``id=``).
    rows : sequence of mapping
        Some rows: of several columns with usual names for a role, the first that holds something is taken.

    Attributes
    ----------
    of : dict
        Role to column.
    chosen : frozenset of str
        Roles that the user gave or took back.
    used : set of str
        Columns that mean something beside the roles; filled by those who find out.
    times : dict
        Role to what reads a time of its column, where that was decided (see `dates.decide`).

    Raises
    ------
    ConnectionSettingsError
        An unknown role, or a column that does not exist.
    """

    def __init__(self, names: Iterable[str], chosen: Union[str, Mapping[str, str]] = "",
                 rows: Sequence[Mapping[str, Any]] = ()) -> None:  # fmt: skip
        self.names = names = list(names)
        self.used: set[str] = set()
        self.times: dict[str, Callable[[Any], Any]] = {}
        self._ids: tuple[str, ...] = ()
        self._given: Optional[tuple[tuple[str, str], ...]] = None
        self._like_people: dict[str, str] = {}
        people = [name for name in names if holds_people(name) or _plain(name) in _NAMES["author"].split()]
        by_name = {_plain(name): name for name in reversed(names)}
        in_groups: dict[str, str] = {}
        for name in reversed(names):
            inner = _GROUP.sub("", name)
            if inner != name and inner:
                in_groups[_plain(inner)] = name
        self.of: dict[str, str] = {}
        for role, guesses in _NAMES.items():
            fitting = [by_name[guess] for guess in guesses.split() if guess in by_name]
            if role in _IN_GROUPS:
                inner_names = (in_groups[guess] for guess in guesses.split() if guess in in_groups)
                fitting += [name for name in inner_names if role == "author" or not holds_people(name)]
            if role in ("title", "text"):
                self._like_people.update((name, role) for name in fitting if _repeats(name, people, rows))
                fitting = [name for name in fitting if name not in self._like_people]
            if fitting:
                self.of[role] = next((name for name in fitting if _any_value(name, rows)), fitting[0])
        pairs = read_pairs(chosen) if isinstance(chosen, str) else chosen
        self.chosen = frozenset(pairs)
        for role, column in pairs.items():
            self._take(role, column)

    def _take(self, role: str, column: str) -> None:
        """Give a role the column that the user chose."""
        names = self.names
        if role not in ROLES:
            raise ConnectionSettingsError(
                QT_TRANSLATE_NOOP("Samplan", "Unknown role “{role}” in the columns option. Roles are {roles}."),
                role=role, roles=", ".join(ROLES),
            )  # fmt: skip
        if not column:
            self.of.pop(role, None)
            return
        parts = [part.strip() for part in column.split("+")] if role == "id" and column not in names else [column]
        for part in parts:
            if part not in names:
                raise ConnectionSettingsError(
                    QT_TRANSLATE_NOOP("Samplan", "There is no column “{column}”. The source has {columns}."),
                    column=part, columns=", ".join(names)[:400],
                )  # fmt: skip
        self.of[role] = parts[0]
        if len(parts) > 1:
            self._ids = tuple(parts)
            self.used.update(parts)

    def roles(self) -> dict[str, str]:
        """Return role -> column, several columns of an id joined by +."""
        return {**self.of, **({"id": "+".join(self._ids)} if self._ids else {})}

    def key(self, row: Mapping[str, Any]) -> Any:
        """Return a row's id out of the column or columns for it, None where they are blank."""
        if not self._ids:
            return self.value(row, "id")
        parts = [identifier(row.get(name)) or "" for name in self._ids]
        return "+".join(parts) if any(parts) else None

    def notes(self, pseudonyms: bool) -> tuple[UserMessage, ...]:
        """Return which columns are left behind: authors without ``pseudonyms``, and what has no known meaning."""
        authors = QT_TRANSLATE_NOOP(
            "Samplan",
            "The authors (column {column}) were left out: they are only ever kept as pseudonyms, and only when pseudonyms are"
            " asked for.",
        )
        told = () if pseudonyms or "author" not in self.of else (UserMessage(authors, {"column": self.of["author"]}),)
        people = [name for role, name in self.of.items() if role not in _FOR_PEOPLE and holds_people(name)]
        if people:
            text = QT_TRANSLATE_NOOP(
                "Samplan",
                "The columns {columns} are called like ones that name people, and are kept readable, as you chose. If they do,"
                " choose other columns and erase what was imported: nothing hides them when the feedback is published.",
            )
            told = (UserMessage(text, {"columns": ", ".join(people)}), *told)
        for name in (name for name in self._like_people if name not in self.of.values()):
            text = QT_TRANSLATE_NOOP(
                "Samplan",
                "The column {column} holds the same as columns that are called like ones that name people, and was left out. If"
                " it names nobody, say so with {role}={column} in the option columns.",
            )
            told = (UserMessage(text, {"column": name, "role": self._like_people[name]}), *told)
        left = [name for name in self.names if name and name not in self.of.values() and name not in self.used]
        if not left:
            return told
        if self.of.keys() & {"text", "title"}:
            text = QT_TRANSLATE_NOOP(
                "Samplan", "Columns without a meaning were left out ({columns}). The option columns can give them one."
            )
        else:
            text = QT_TRANSLATE_NOOP(
                "Samplan",
                "No column was taken as text or title. Say which in the option columns, like text=Comment. There are:"
                " {columns}.",
            )
        return (*told, UserMessage(text, {"columns": ", ".join(left)[:300]}))

    def value(self, row: Mapping[str, Any], role: str) -> Any:
        """Return a row's value for a role, None when there is no such column."""
        name = self.of.get(role)
        return None if name is None else row.get(name)

    def settle_times(self, rows: Sequence[Mapping[str, Any]], wanted: str, naive_minutes: int,
                     everything: Optional[Callable[[], Iterable[Mapping[str, Any]]]] = None) -> list[UserMessage]:  # fmt: skip
        """Decide how times of creation and change are read, and return what to say about it.

        Parameters
        ----------
        rows : sequence of mapping
            Some of the rows.
        wanted : str
            The user's choice, see `base.DATE_FORMAT`.
        naive_minutes : int
            Minutes east of UTC of times without a zone.
        everything : callable, optional
            Gives all rows, asked where ``rows`` leave the order of day and month open.
        """
        texts = {
            "mdy": QT_TRANSLATE_NOOP("Samplan", "Dates in the column {column} are read as month/day/year."),
            "serial": QT_TRANSLATE_NOOP("Samplan", "Numbers in the column {column} are read as a spreadsheet's days."),
            "digits": QT_TRANSLATE_NOOP(
                "Samplan", "Six digits in the column {column} are read as year, month and day."
            ),
            "doubtful": QT_TRANSLATE_NOOP(
                "Samplan",
                "Dates in the column {column} could be day/month/year or month/day/year; they are read as day/month/year. If"
                " that is wrong, set the option date_format to mdy.",
            ),
        }
        notes = []
        for role in ("created", "updated"):
            name = self.of.get(role)
            if name is None:
                continue
            found = decide((row.get(name) for row in rows), wanted, naive_minutes)
            if found.doubtful and everything is not None:
                found = decide((row.get(name) for row in everything()), wanted, naive_minutes)
            self.times[role] = found.read
            text = texts.get("doubtful" if found.doubtful else found.order)
            if text and wanted == "auto":
                notes.append(UserMessage(text, {"column": name}))
        return notes

    def _time(self, row: Mapping[str, Any], role: str) -> Any:
        value, read = self.value(row, role), self.times.get(role)
        return value if read is None else read(value)

    def record(self, source: str, key: Any, row: Mapping[str, Any], position: Position, kind: str, naive_minutes: int,
               pseudonym: Optional[Callable[[str], str]] = None) -> Optional[Record]:  # fmt: skip
        """Return the record of a row; free columns without a role are left behind."""
        given = {parameter: row.get(name) for parameter, name in self._stored()}
        for parameter in _WORDS:
            if type(given.get(parameter)) is list:
                given[parameter] = _joined(given[parameter])
        for role in self.times:
            given[role] = self._time(row, role)
        if "media" in given:
            given["media"] = _several(given["media"])
        words = self.value(row, "moderation")
        return make_record(
            source,
            key,
            str(self.value(row, "kind") or kind),
            parent_id=self.value(row, "parent") or None,
            naive_minutes=naive_minutes,
            moderation=re.findall(r"\w+", words) if isinstance(words, str) else (),
            position=position,
            pseudonym=pseudonym,
            raw=row,
            **given,
        )

    def _stored(self) -> tuple[tuple[str, str], ...]:
        """Parameters of `make_record` and the columns that give them as they are."""
        if self._given is None:
            self._given = tuple((role, name) for role, name in self.of.items() if role in _AS_IT_IS)
        return self._given


def _plain(name: str) -> str:
    return re.sub(r"[\s/-]+", "_", str(name).strip().strip("\ufeff").lower())


def _any_value(name: str, rows: Sequence[Mapping[str, Any]]) -> bool:
    return any(row.get(name) not in (None, "") for row in rows)


def _repeats(name: str, people: Iterable[str], rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a column's values are those of columns with people, one or several joined, in four of five rows that have one.

    Services make titles of the first answers (Epicollect5), be they a name.
    """
    others = [other for other in people if other != name]
    given = same = 0
    for row in rows if others else ():
        words = _words(row.get(name))
        if words:
            given += 1
            same += words <= frozenset().union(*(_words(row.get(other)) for other in others))
    return given > 0 and 5 * same >= 4 * given


def _words(value: Any) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", str(value).casefold())) if value is not None else frozenset()


def _joined(value: Any) -> Any:
    """A list of words as one text."""
    if not isinstance(value, list):
        return value
    return (
        ", ".join(str(part) for part in value if isinstance(part, (str, int, float)) and not isinstance(part, bool))
        or None
    )


def _several(value: Any) -> Any:
    """Addresses out of a list, a JSON list in text, or text with several addresses."""
    if isinstance(value, str):
        return re.findall(r"https?://[^\s\"',;\]]+", value)
    return value if isinstance(value, list) else None
