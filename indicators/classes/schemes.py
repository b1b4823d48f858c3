"""Land-cover schemes: what the codes and names of a layer's classes mean, chosen by the user or recognised.

A scheme is a table in ``resources/classes``: code, names in Swedish and English, the class of ours it stands for, and its
source. The same code means different things in different schemes (112 is spruce forest in one and urban fabric in
another), so a scheme is only recognised from all the values of a layer, and only where no other explains them too.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Iterable, Mapping, Optional, Sequence

import numpy as np

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ...tables.errors import EmptyTable, TableError
from ...tables.text_files import decode, read_rows
from ..declaration import Preset
from ..errors import IndicatorError
from ..spatial.data import VectorData
from .words import exact_row, find_row, is_water, meanings, no_class_known, table_rows, unknown_note

AUTO, OWN = "auto", "own"
FOLDER = Path(__file__).resolve().parents[2] / "resources" / "classes"
_DOTTED = ("CORINE",)
"""Schemes whose codes are also written ``1.1.2``."""
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*\.?")
_SHOWN = 12
FEWEST, LONG, COUNTED = 4, 1000, 23
"""Codes without names may fit a scheme by chance where there are fewer than `FEWEST`, none of them as long as those of Urban
Atlas (from `LONG`), or where all are at most `COUNTED`: that is how offices number classes of their own, and how global maps
do that are not among the schemes (GLC 2000 to 23, MODIS to 17, Dynamic World to 8). The scheme is asked for then."""
_BACKGROUND = ("0", "128", "255")
"""Codes by which rasters fill up what is outside the map; where a scheme has no class of this code, it is no data."""
_HINTS = {
    r"clc ?\+|clc.?plus": ("CLC_plus",),
    r"corine|clc[^+]?(19|20)\d\d": ("CORINE", "CORINE_raster"),
    r"world.?cover": ("ESA_WorldCover",),
    r"globe.?land": ("GlobeLand30",),
    r"nlcd": ("NLCD",),
    r"nmd(?!.?20(18|23))": ("NMD2018", "NMD2023"),
    r"nmd.?2018": ("NMD2018",),
    r"nmd.?2023": ("NMD2023",),
    r"urban.?atlas": ("Urban_Atlas",),
}
"""What names of layers and files say -> the schemes they may then be of."""


@dataclass(frozen=True, eq=False)
class Scheme:
    """A scheme of classes.

    Attributes
    ----------
    id, title : str
        The word for scripts and models, and what it is called.
    classes : mapping of str to str
        Code -> class of ours; empty where there is no surface (outside the map, snow).
    names : mapping of str to str
        Name in either language, as `_folded` gives it -> code.
    mixed : frozenset of str
        Codes of land of several kinds, for which the class is only the nearest.
    """

    id: str
    title: str
    classes: Mapping[str, str]
    names: Mapping[str, str]
    mixed: frozenset[str] = frozenset()

    def by_code(self, value: str) -> Optional[str]:
        """Return the code that a value of the data is (``111``, ``111.0``, ``1.1.1``), None for none."""
        text = value.strip()
        if re.fullmatch(r"\d+([.,]0+)?", text):
            text = str(int(re.split("[.,]", text)[0]))
        elif self.id in _DOTTED and re.fullmatch(r"\d(\.\d)+\.?", text):
            text = text.replace(".", "")
        return text if text in self.classes else None

    def by_name(self, label: str) -> Optional[str]:
        """Return the code whose name a label is, with or without the code before it; None for none."""
        found = self.names.get(_folded(label))
        both = None if found else re.fullmatch(r"\s*([\d.]*\d)\s*[-–:;.,_ ]\s*(\D.*)", label)
        if both:
            found = self.names.get(_folded(both[2])) or self.by_code(both[1])
        return found


@dataclass(frozen=True)
class ClassRequest:
    """How the user says a layer's classes are to be read.

    Attributes
    ----------
    scheme : str
        Id of a scheme, `AUTO` or `OWN`.
    own : Scheme, optional
        The user's own table, for `OWN`.
    values : tuple of str
        All values of the column, where only a part of the layer was read.
    parameter : str
        Where the scheme is chosen, for messages.
    """

    scheme: str = AUTO
    own: Optional[Scheme] = None
    values: tuple[str, ...] = ()
    parameter: str = "…_SCHEME"


@dataclass(frozen=True)
class Reading:
    """How a layer's classes are read.

    Attributes
    ----------
    scheme : Scheme or None
        None: the layer's own words are classes of ours.
    words : mapping of str to str
        Value of the data -> class of ours, where it is known.
    codes : mapping of str to str
        Value of the data -> code of the scheme.
    notes : list of UserMessage
        Which scheme and why.
    """

    scheme: Optional[Scheme] = None
    words: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    notes: Sequence[UserMessage] = ()


@lru_cache(maxsize=1)
def schemes() -> dict[str, Scheme]:
    """Return the schemes that come along, by id."""
    return {path.stem: read_scheme(path, path.stem) for path in sorted(FOLDER.glob("*.csv"))}


@cache
def scheme_titles() -> dict[str, str]:
    """Return what the schemes are called, by id, without reading them whole: dialogs need no more."""
    found = {}
    for path in sorted(FOLDER.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem] = next(csv.DictReader(file))["scheme"]
    return found


def read_scheme(path: Path, scheme_id: str = OWN) -> Scheme:
    """Return the scheme in a table with the columns ``code`` and ``class``, and any whose name begins with ``name``.

    Raises
    ------
    IndicatorError
        The file cannot be read, lacks a column, or gives a code twice.
    """
    try:
        rows = csv_rows(Path(path)) if scheme_id != OWN else written_rows(Path(path))
    except (OSError, TableError) as error:
        raise IndicatorError(
            QT_TRANSLATE_NOOP("Samplan", "The table of classes {path} cannot be read ({error}). Save it as CSV."),
            path=str(path),
            error=str(error),
        ) from error
    if not rows or not {"code", "class"} <= set(rows[0]):
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "The table of classes {path} needs rows and the columns code and class, such as 112,residential. It has: "
                "{columns}.",
            ),
            path=str(path),
            columns=", ".join(rows[0]) if rows else "-",
        )
    classes: dict[str, str] = {}
    names: dict[str, str] = {}
    for row in rows:
        code = _whole(row["code"])
        if code in classes:
            raise IndicatorError(
                QT_TRANSLATE_NOOP(
                    "Samplan", "The table of classes {path} has the code {code} twice. Keep one of the rows."
                ),
                path=str(path),
                code=code,
            )
        classes[code] = row["class"]
        for label in (text for column, text in row.items() if column.startswith(("name", "title")) and text):
            names.setdefault(_folded(label), code)
    for row in rows:  # "Tallskog (utanför våtmark)" is also called "Tallskog", where no other class is
        for column, label in row.items():
            if column.startswith("name") and "(" in label:
                names.setdefault(_folded(label.partition("(")[0]), _whole(row["code"]))
    names.pop("", None)
    mixed = frozenset(_whole(row["code"]) for row in rows if row.get("mixed"))
    title = rows[0].get("scheme") or Path(path).name
    return Scheme(scheme_id, title, classes, names, mixed)


@cache
def factor_presets(indicator_id: str) -> dict[str, Preset]:
    """Return the published tables of numbers by class of an indicator, by the word they are chosen with."""
    found: dict[str, tuple[str, str, dict[str, float]]] = {}
    for row in csv_rows(FOLDER / "presets" / f"{indicator_id}.csv"):
        rows = found.setdefault(row["preset"], (row["title"], row["source"], {}))[2]
        rows.update((name, float(row["value"])) for name in row["class"].split())  # requirements have no class
    return {word: Preset(title, rows, source) for word, (title, source, rows) in found.items()}


def written_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table that people wrote, with or without titles above and notes below; see `csv_rows`.

    Raises
    ------
    OSError, TableError
        The file cannot be read.
    """
    from ...tables.files import read_table  # late: QGIS starts faster

    try:
        table = read_table(str(path), wanted=("code", "class"))
    except EmptyTable:
        return []
    columns = {name.lower(): table.codes(name) for name in table.names}
    return [dict(zip(columns, cells)) for cells in zip(*columns.values())]


def csv_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table of texts, columns in lower case, values trimmed.

    Raises
    ------
    OSError, TableError
        The file cannot be read.
    """
    rows, _ = read_rows(decode(path.read_bytes()))
    names = [name.strip().lower() for name in rows[0]] if rows else []
    found = [{**dict.fromkeys(names, ""), **dict(zip(names, map(str.strip, row)))} for row in rows[1:]]
    return [row for row in found if any(row.values())]


def read_layer_classes(
    values: Mapping[str, str],
    request: Optional[ClassRequest],
    layer: str,
    hint: str = "",
) -> Reading:
    """Return how a layer's classes are read.

    A scheme is recognised by names, or by codes that fit no other scheme and not by chance (`FEWEST`, `COUNTED`), or, where
    codes leave it open, by the name of the layer or its file.

    Parameters
    ----------
    values : mapping of str to str
        Every value of the band or column -> its name in the layer, empty where it has none.
    request : ClassRequest or None
        The user's choice; None: `AUTO`.
    layer : str
        For messages.
    hint : str
        What else names the layer: its file, the band's description.

    Raises
    ------
    IndicatorError
        Codes of no scheme, of several, perhaps of one by chance, or not of the scheme chosen.
    """
    request = replace(request or ClassRequest(), values=())
    return _read(tuple(values.items()), request, layer, hint)


@lru_cache(maxsize=64)
def _read(values: tuple[tuple[str, str], ...], request: ClassRequest, layer: str, hint: str) -> Reading:
    own, chosen = request.own, request.scheme
    matches = {scheme: _Match(scheme, values) for scheme in (own, *schemes().values()) if scheme is not None}
    if chosen != AUTO:
        scheme = own if chosen == OWN else schemes().get(chosen)
        if scheme is None:
            raise IndicatorError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    'The classes of "{layer}" are to be read by {scheme}, which is not there. Choose one of {known}, or give '
                    "a table of your own.",
                ),
                layer=layer,
                scheme=chosen,
                known=", ".join(schemes()),
            )
        match = matches[scheme]
        if match.foreign:
            raise IndicatorError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    'The layer "{layer}" has classes that are not in {scheme}: {foreign}. Nearest, with what is foreign to '
                    "each: {nearest}. Choose the scheme of its classes, or give a table of your own with the columns code and "
                    "class.",
                ),
                layer=layer,
                scheme=scheme.title,
                foreign=_shown(match.foreign),
                nearest=_nearest(matches.values()),
            )
        why = QT_TRANSLATE_NOOP("Samplan", '"{layer}": its classes are read as {scheme}, as chosen.')
        return match.reading(layer, why)
    if all(_is_word(label or value) for value, label in values):
        return Reading(None, {value: label or value for value, label in values})
    return _recognised(_Layer(values, layer, f"{layer} {hint}", request.parameter), matches)


class _Match:
    """How well a scheme explains a layer's values."""

    def __init__(self, scheme: Scheme, values: tuple[tuple[str, str], ...]) -> None:
        self.scheme, self.values = scheme, values
        self.words: dict[str, str] = {}
        self.codes: dict[str, str] = {}
        self.foreign: list[str] = []
        self.background: list[str] = []
        self.named = self.against = 0
        for value, label in values:
            self._add(value, label or ("" if _NUMBER.fullmatch(value.strip()) else value))

    def _add(self, value: str, label: str) -> None:
        named = self.scheme.by_name(label) if label else None
        coded = self.scheme.by_code(value)
        word = _is_word(label) if label else False
        if named is not None:
            self.named += 1
        elif label and not (word and (coded is None or _agree(label, self.scheme.classes[coded]))):
            self.against += 1
        code = coded if named is None else named
        if code is not None and (named is not None or not word or not _NUMBER.fullmatch(value.strip())):
            self.words[value] = self.scheme.classes[code]
            self.codes[value] = code
        elif word:
            self.words[value] = label
        elif not label and _whole(value) in _BACKGROUND:
            self.words[value] = ""
            self.background.append(value)
        else:
            self.foreign.append(value)

    @property
    def convincing(self) -> bool:
        """Every value is explained, the codes not against the names that the layer gives them."""
        labelled = sum(1 for value, label in self.values if label or not _NUMBER.fullmatch(value.strip()))
        return not self.foreign and bool(self.codes) and 2 * self.against <= labelled

    @property
    def evidence(self) -> list[str]:
        """Codes that speak for the scheme: those of its classes, not what may as well be background."""
        return [code for code in self.codes.values() if self.scheme.classes[code] and code not in _BACKGROUND]

    @property
    def by_chance(self) -> bool:
        """There are no names, and only few codes or such as one counts with."""
        numbers = [int(code) for code in self.evidence]
        dotted = any(
            re.fullmatch(r"\d(\.\d){2,}\.?", value.strip()) for value in self.codes
        )  # 1.1.1: no office counts so
        few = len(numbers) < FEWEST and max(numbers, default=0) < LONG
        return not (self.named or dotted) and (few or max(numbers) <= COUNTED)

    def reading(self, layer: str, why: str, **more: object) -> Reading:
        """Return the reading by this scheme, with the reason, and a word on background and on classes of mixed land."""
        facts = {"layer": layer, "scheme": self.scheme.title, "count": len(self.values) - len(self.background), **more}
        notes = [UserMessage(why, facts, False)]
        if self.background:
            text = QT_TRANSLATE_NOOP(
                "Samplan", '"{layer}": {codes} is no class of {scheme} but background, and counted as no data.'
            )
            notes.append(UserMessage(text, {**facts, "codes": ", ".join(self.background)}))
        mixed = sorted(self.scheme.mixed.intersection(self.codes.values()), key=lambda code: (len(code), code))
        if mixed:
            text = QT_TRANSLATE_NOOP(
                "Samplan",
                '"{layer}": the classes {codes} of {scheme} are land of several kinds, counted as {classes}. Give them '
                "numbers of their own in the tables where you know better.",
            )
            classes = ", ".join(dict.fromkeys(self.scheme.classes[code] for code in mixed))
            notes.append(UserMessage(text, {**facts, "codes": ", ".join(mixed), "classes": classes}))
        return Reading(self.scheme, self.words, self.codes, notes)


@dataclass(frozen=True)
class _Layer:
    """What is known of a layer whose scheme is to be told: values, name, all its names, parameter."""

    values: tuple[tuple[str, str], ...]
    name: str
    names: str
    parameter: str

    def hinted(self, matches: Sequence[_Match]) -> list[_Match]:
        """Return those whose scheme the names speak of; none where they speak of several products."""
        names = self.names.casefold()
        spoken = [ids for pattern, ids in _HINTS.items() if re.search(pattern, names)]
        return [match for match in matches if len(spoken) == 1 and match.scheme.id in spoken[0]]


def _recognised(layer: _Layer, matches: Mapping[Scheme, _Match]) -> Reading:
    """Return the reading by the one scheme that explains all values; by the layer's own words where names say none."""
    found = [match for match in matches.values() if match.convincing]
    best = max((match.named for match in found), default=0)
    found = [match for match in found if match.named == best]
    if found and all(match.words == found[0].words for match in found) and not found[0].by_chance:
        if len(found) > 1:
            why = QT_TRANSLATE_NOOP(
                "Samplan",
                '"{layer}": its classes are read as {scheme}: all {count} belong to it. They would mean the same in {others}.',
            )
            return found[0].reading(layer.name, why, others=", ".join(match.scheme.title for match in found[1:]))
        if best:
            why = QT_TRANSLATE_NOOP(
                "Samplan", '"{layer}": its classes are read as {scheme}: {names} of {count} have its names.'
            )
            return found[0].reading(layer.name, why, names=best)
        why = QT_TRANSLATE_NOOP(
            "Samplan",
            '"{layer}": its classes are read as {scheme}: all {count} codes belong to it, and to no other scheme.',
        )
        return found[0].reading(layer.name, why)
    hinted = [] if best else layer.hinted(found)
    if len(hinted) == 1:
        why = QT_TRANSLATE_NOOP(
            "Samplan",
            '"{layer}": its classes are read as {scheme}: so say its names, and all {count} codes belong to it.',
        )
        return hinted[0].reading(layer.name, why)
    bare = [value for value, label in layer.values if not label and _NUMBER.fullmatch(value.strip())]
    words = any(_is_word(label or value) for value, label in layer.values)
    if not found and (not bare or words):
        return Reading(None, {value: label or value for value, label in layer.values})
    raise _undecided(layer, found, matches)


def _undecided(layer: _Layer, found: Sequence[_Match], matches: Mapping[Scheme, _Match]) -> IndicatorError:
    """Return the error for codes of several schemes, perhaps of one by chance, or of none."""
    facts = {
        "layer": layer.name,
        "codes": _shown([value for value, _ in layer.values]),
        "parameter": layer.parameter,
        "schemes": ", ".join(match.scheme.title for match in found),
        "nearest": _nearest(matches.values()),
    }
    if len({tuple(sorted(match.words.items())) for match in found}) > 1:
        text = QT_TRANSLATE_NOOP(
            "Samplan",
            'The classes of "{layer}" ({codes}) could be those of {schemes}, with different meanings. Choose the scheme of '
            "its classes in {parameter}, or give a table of your own with the columns code and class.",
        )
    elif found:
        text = QT_TRANSLATE_NOOP(
            "Samplan",
            'The classes of "{layer}" ({codes}) fit {schemes}, but so few or so small numbers may as well be classes of '
            "another kind. Choose the scheme of its classes in {parameter}, or give a table of your own with the columns code "
            "and class.",
        )
    else:
        text = QT_TRANSLATE_NOOP(
            "Samplan",
            'The classes of "{layer}" ({codes}) are those of no known scheme. Nearest, with what is foreign to each: '
            "{nearest}. Choose the scheme of its classes in {parameter}, or give a table of your own with the columns code "
            "and class.",
        )
    return IndicatorError(text, **facts)


def _nearest(matches: Iterable[_Match]) -> str:
    """Return the schemes that explain most, each with what is foreign to it."""
    ranked = sorted(matches, key=lambda match: (len(match.foreign), -match.named))[:3]
    return "; ".join(f"{match.scheme.title} ({_shown(match.foreign) or '-'})" for match in ranked)


def _shown(values: Sequence[str]) -> str:
    more = len(values) - _SHOWN
    return ", ".join(values[:_SHOWN]) + (f" … (+{more})" if more > 0 else "")


def layer_numbers(
    data: VectorData, table: Mapping[str, float], indicator_id: str, field_name: str = "class"
) -> tuple[np.ndarray, list[UserMessage]]:
    """Return the number of each feature's class, NaN for unknown ones, and notes: the scheme, and the classes left out.

    Raises
    ------
    IndicatorError
        The layer has classes, but the table knows none of them, or they are of no scheme or of several.
    """
    row, unknown, notes = layer_rows(data, table, field_name)
    if unknown and (row < 0).all():
        raise no_class_known(data.name, indicator_id, unknown)
    found = np.array([*table.values(), np.nan])[row]
    return found, [*notes, *unknown_note(indicator_id, unknown)]


def layer_rows(
    data: VectorData, table: Mapping[str, float], field_name: str = "class"
) -> tuple[np.ndarray, list[str], list[UserMessage]]:
    """Return the row of the table each feature's class names (-1: none), the unknown classes, and which scheme was used."""
    counted = Counter(map(str, data.fields[field_name]))
    request = data.classes or ClassRequest()
    everything = {word: "" for word in sorted({*counted, *request.values}) if word.strip()}
    reading = reading_for(everything, table, request, data.name)
    found = found_rows(everything, reading, table)
    unknown = unknown_values(everything, found)
    row = np.array([found[word][0] if word in found else -1 for word in map(str, data.fields[field_name])], np.int64)
    there = sorted((-counted[word], shown) for word, shown in unknown.items() if word in counted)
    return row, [shown for _, shown in there], list(reading.notes)


def reading_for(
    values: Mapping[str, str],
    table: Mapping[str, float],
    request: Optional[ClassRequest],
    layer: str,
    hint: str = "",
) -> Reading:
    """Return `read_layer_classes`, unless the user's table itself names the codes."""
    own = {_whole(name) for name in table if _NUMBER.fullmatch(name.strip())}
    auto = request is None or request.scheme == AUTO
    if auto and own and (len(own) == len(table) or all(_whole(value) in own for value in values)):
        return Reading()
    return read_layer_classes(values, request, layer, hint)


def like_a_scheme(words: Iterable[str]) -> bool:
    """Return whether any class is a number, or no word of ours but a name or code of a scheme."""
    return any(
        word[:1].isdigit() or (not _is_word(word) and any(scheme.by_name(word) for scheme in schemes().values()))
        for word in words
    )


def found_rows(values: Mapping[str, str], reading: Reading, table: Mapping[str, float]) -> dict[str, tuple[int, str]]:
    """Return for each value (with its name in the layer) its row of the table (-1: none) and its class.

    A row for the code or the name itself comes before one for its class. Codes of a table count only where all are codes
    of the scheme: others were written for another one.
    """
    rows, scheme = table_rows(table), reading.scheme
    own = {_whole(name): index for index, name in enumerate(table) if _NUMBER.fullmatch(name.strip())}
    if scheme is not None:
        own = own if all(code in scheme.classes for code in own) else {}
        named = {scheme.by_name(name): index for index, name in enumerate(table) if not _is_word(name)}
        own.update((code, index) for code, index in named.items() if code is not None)
    found = {}
    for value, label in values.items():
        word = reading.words.get(value, value)
        row = exact_row(label or value, rows)
        if row < 0 and scheme is not None:
            row = own.get(reading.codes.get(value, ""), -1)
        if row < 0:
            row = find_row(word, rows)
        found[value] = (own.get(_whole(value), -1) if row < 0 and scheme is None else row, word)
    return found


def unknown_values(values: Mapping[str, str], found: Mapping[str, tuple[int, str]]) -> dict[str, str]:
    """Return the values without a row as people know them (``112 (residential)``); water and unmapped land are none."""
    return {
        value: label or value if word in (label, value) else f"{label or value} ({word})"
        for value, label in values.items()
        for row, word in (found[value],)
        if row < 0 and word.strip() and not is_water(word)
    }


def _whole(text: str) -> str:
    """Return a code as the tables write it: without spaces, leading zeros or a trailing ``.0``."""
    found = re.fullmatch(r"0*(\d+)([.,]0+)?", text.strip())
    return found[1] if found else text.strip()


def _is_word(text: str) -> bool:
    return not _NUMBER.fullmatch(text.strip()) and bool(meanings(text))


def _agree(label: str, word: str) -> bool:
    """Return whether a word of ours and a class can mean the same."""
    return bool({*meanings(label)} & {*meanings(word)})


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """Return a name without case, accents, signs and doubled spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[a-z0-9]+", "".join(char for char in plain if not unicodedata.combining(char))))
