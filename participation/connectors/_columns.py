"""Which column means what: guesses by name (English, Swedish, Finnish, German), overridden by the user's mapping."""

from __future__ import annotations

import re
from typing import Any, Callable, Iterable, Mapping, Optional, Union

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ...web.errors import ConnectionSettingsError
from ..position import Position
from ..record import Record, make_record
from ._people import holds_people
from .base import Option

COLUMNS = Option(
    "columns",
    {"en": "Columns (title=Name; text=Comment; ...)", "sv": "Kolumner (title=Rubrik; text=Kommentar; ...)"},
    kind="pairs",
)
"""Option of connectors whose columns are free: pairs ``role=column`` separated by semicolons, or a mapping of them."""

_NAMES = {
    "id": "item_id id objectid fid uuid guid globalid ärendeid arende_id ärende_id tunniste",
    "kind": "kind",
    "parent": "parent_id",
    "consultation": "consultation hearing samråd samrad",
    "title": "title rubrik titel otsikko subject ämne",
    "text": "text description beskrivning comment kommentar content innehåll kuvaus kommentti palaute body message "
    "meddelande synpunkt svar answer beschreibung fritext detail",
    "category": "category kategori kategoria typ type tema theme ämnesområde label kategorie service_name",
    "status": "status state tila läge_status",
    "votes_up": "votes_up votes röster likes gilla ääniä votes_for stimmen",
    "votes_down": "votes_down dislikes votes_against",
    "comments_n": "comments_n comments_count comment_count",
    "created": "created_utc created created_at datum date skapad inkommen luotu päivämäärä erstellt timestamp tid "
    "submitted submitted_at requested_datetime published_at",
    "updated": "updated_utc updated updated_at ändrad uppdaterad muokattu modified updated_datetime",
    "url": "url link länk linkki href",
    "media": "media_urls media_url image bild photo foto kuva",
    "address": "location_description place_description platsbeskrivning lägesbeskrivning sijaintikuvaus ortsbeschreibung",
    "lang": "lang language språk kieli",
    "moderation": "moderation",
    "author": "author_id user_id userid användarid author user username användare avsändare författare inlämnare "
    "käyttäjä lähettäjä kirjoittaja benutzer absender verfasser e_mail email epost e_post mejl sähköposti",
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
_FOR_PEOPLE = ("author", "address")


class Columns:
    """The meaning of a source's columns.

    Parameters
    ----------
    names : iterable of str
        The columns there are.
    chosen : str or mapping
        The user's pairs, see `COLUMNS`.

    Raises
    ------
    ConnectionSettingsError
        An unknown role, or a column that does not exist.
    """

    def __init__(self, names: Iterable[str], chosen: Union[str, Mapping[str, str]] = "") -> None:
        self.names = names = list(names)
        by_name = {_plain(name): name for name in reversed(names)}
        self.of: dict[str, str] = {}
        for role, guesses in _NAMES.items():
            found = next((by_name[guess] for guess in guesses.split() if guess in by_name), None)
            if found is not None:
                self.of[role] = found
        for role, column in (_pairs(chosen) if isinstance(chosen, str) else chosen).items():
            if role not in ROLES:
                raise ConnectionSettingsError(
                    QT_TRANSLATE_NOOP("Samplan", "Unknown role “{role}” in the columns option. Roles are {roles}."),
                    role=role, roles=", ".join(ROLES),
                )  # fmt: skip
            if not column:
                self.of.pop(role, None)
            elif column not in names:
                raise ConnectionSettingsError(
                    QT_TRANSLATE_NOOP("Samplan", "There is no column “{column}”. The source has {columns}."),
                    column=column, columns=", ".join(names)[:400],
                )  # fmt: skip
            else:
                self.of[role] = column

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
        left = [name for name in self.names if name and name not in self.of.values()]
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

    def record(self, source: str, key: Any, row: Mapping[str, Any], position: Position, kind: str, naive_minutes: int,
               pseudonym: Optional[Callable[[str], str]] = None) -> Optional[Record]:  # fmt: skip
        """Return the record of a row; free columns without a role are left behind."""
        value = self.value
        words = value(row, "moderation")
        return make_record(
            source,
            key,
            str(value(row, "kind") or kind),
            parent_id=value(row, "parent") or None,
            consultation=value(row, "consultation"),
            title=value(row, "title"),
            text=value(row, "text"),
            lang=value(row, "lang"),
            category=value(row, "category"),
            status=value(row, "status"),
            votes_up=value(row, "votes_up"),
            votes_down=value(row, "votes_down"),
            comments_n=value(row, "comments_n"),
            created=value(row, "created"),
            updated=value(row, "updated"),
            naive_minutes=naive_minutes,
            url=value(row, "url"),
            address=value(row, "address"),
            media=_several(value(row, "media")),
            author=value(row, "author"),
            moderation=re.findall(r"\w+", words) if isinstance(words, str) else (),
            position=position,
            pseudonym=pseudonym,
            raw=row,
        )


def _pairs(text: str) -> dict[str, str]:
    """The pairs that a user wrote as a text."""
    found = {}
    for pair in filter(None, (part.strip() for part in text.split(";"))):
        role, sign, column = (part.strip() for part in pair.partition("="))
        if not sign:
            raise ConnectionSettingsError(
                QT_TRANSLATE_NOOP(
                    "Samplan", "“{part}” in the columns option is no pair. Write it like title=Name; text=Comment."
                ),
                part=pair[:60],
            )
        found[role] = column
    return found


def _plain(name: str) -> str:
    return re.sub(r"[\s-]+", "_", str(name).strip().strip("\ufeff").lower())


def _several(value: Any) -> Any:
    """Addresses out of a list, a JSON list in text, or text with several addresses."""
    if isinstance(value, str):
        return re.findall(r"https?://[^\s\"',;\]]+", value)
    return value if isinstance(value, list) else None
