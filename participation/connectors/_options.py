"""A connector's options: how they are declared, and what a user's values must look like."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Callable, Mapping, NamedTuple, Union

from ...messages import QT_TRANSLATE_NOOP
from ...web.errors import ConnectionSettingsError
from ..values import DATE_ORDERS, parse_int, utc


class Option(NamedTuple):
    """A setting of a connection: its name in ``Connection.options``, title, default and kind.

    ``kind`` is ``text``, ``pairs`` (``name=value; ...`` as a text, or a mapping), ``number`` (a whole one of at least 1),
    ``flag``, ``choice`` (with ``choices``; ``free`` when they are only suggestions), ``file`` (an existing one), ``date``
    or ``offset`` (from UTC).
    """

    name: str
    title: Mapping[str, str]
    default: Any = ""
    kind: str = "text"
    choices: tuple[str, ...] = ()
    free: bool = False


UTC_OFFSET = Option(
    "utc_offset",
    {"en": "Offset of times without a zone (+02:00)", "sv": "Förskjutning för tider utan tidszon (+02:00)"},
    "+00:00",
    "offset",
)
"""For connectors whose services may send times without an offset; read with `Connector.naive_minutes`."""

SYSTEMS = ("auto", "EPSG:4326", "EPSG:3006", "EPSG:3067", "EPSG:25832", "EPSG:25833", "EPSG:3857")
"""The coordinate systems offered; any other EPSG code works as well."""
CRS = Option("crs", {"en": "Coordinate system", "sv": "Koordinatsystem"}, "auto", "choice", SYSTEMS, True)
SWAP = Option("swap", {"en": "Swap the coordinates", "sv": "Byt plats på koordinaterna"}, False, "flag")
"""For connectors whose sources may not tell, or tell wrongly, how coordinates are meant."""
COLUMNS = Option(
    "columns",
    {"en": "Columns (title=Name; text=Comment; ...)", "sv": "Kolumner (title=Rubrik; text=Kommentar; ...)"},
    kind="pairs",
)
"""Option of connectors whose columns are free: pairs ``role=column`` separated by semicolons, or a mapping of them."""
LAYER = Option(
    "layer", {"en": "Layer or sheet (blank: the first; * = all)", "sv": "Lager eller blad (tomt: det första; * = alla)"}
)
DATE_FORMAT = Option(
    "date_format",
    {"en": "Order of dates (auto, dmy, mdy, ymd, or a pattern like %d.%m.%Y)",
     "sv": "Datumens ordning (auto, dmy, mdy, ymd eller ett mönster som %d.%m.%Y)"},
    "auto",
    "choice",
    DATE_ORDERS,
    True,
)  # fmt: skip

_OFFSET = re.compile(r"\s*([+-]?)(\d{1,2}):?(\d{2})?\s*")
_FLAGS = {"true": True, "yes": True, "on": True, "1": True, "ja": True,
          "false": False, "no": False, "off": False, "0": False, "nej": False}  # fmt: skip


def checked(options: tuple[Option, ...], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the value of every option in its own type: the user's, else the default.

    Raises
    ------
    ConnectionSettingsError
        An option that does not exist, or a value that the option cannot have.
    """
    known = {option.name: option for option in options}
    unknown = [str(name) for name in given if name not in known]
    if unknown:
        raise ConnectionSettingsError(
            QT_TRANSLATE_NOOP("Samplan", "There is no option “{name}”. The connector has {known}."),
            name=unknown[0][:60], known=", ".join(known) or "–",
        )  # fmt: skip
    blank = (None, "")
    return {
        name: option.default if given.get(name) in blank else _CHECKS[option.kind](option, given[name])
        for name, option in known.items()
    }


def minutes_of(offset: str) -> int:
    """Return the minutes east of UTC of an offset like ``+02:00``, 0 for anything else."""
    match = _OFFSET.fullmatch(offset)
    if not match:
        return 0
    minutes = int(match.group(2)) * 60 + int(match.group(3) or 0)
    return -minutes if match.group(1) == "-" else minutes


def _refused(option: Option, value: Any, wanted: str) -> ConnectionSettingsError:
    return ConnectionSettingsError(
        QT_TRANSLATE_NOOP("Samplan", "The option {name} must be {wanted}, not “{value}”."),
        name=option.name, wanted=wanted, value=str(value)[:60],
    )  # fmt: skip


def _text(option: Option, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise _refused(option, value, QT_TRANSLATE_NOOP("Samplan", "a text"))
    return str(value)


def _pairs(option: Option, value: Any) -> Union[str, dict[str, str]]:
    """The mapping is for names that hold the text's own signs; a value of null takes a name back."""
    if isinstance(value, str):
        return value
    wanted = QT_TRANSLATE_NOOP("Samplan", "pairs like title=Name; text=Comment, or a JSON object of them")
    if not isinstance(value, Mapping) or any(isinstance(part, (bool, list, dict)) for part in value.values()):
        raise _refused(option, value, wanted)
    return {str(name).strip(): "" if part is None else str(part) for name, part in value.items()}


def _number(option: Option, value: Any) -> int:
    number = parse_int(value) if isinstance(value, (str, int, float)) else None
    if number is None or number < 1:
        raise _refused(option, value, QT_TRANSLATE_NOOP("Samplan", "a whole number of at least 1"))
    return number


def _flag(option: Option, value: Any) -> bool:
    found = _FLAGS.get(str(value).strip().lower()) if isinstance(value, (str, int)) else None
    if found is None:
        raise _refused(option, value, QT_TRANSLATE_NOOP("Samplan", "true or false"))
    return found


def _choice(option: Option, value: Any) -> str:
    text = _text(option, value).strip()
    found = next((choice for choice in option.choices if choice.lower() == text.lower()), None)
    if found is None and not option.free:
        raise ConnectionSettingsError(
            QT_TRANSLATE_NOOP("Samplan", "The option {name} must be one of {choices}, not “{value}”."),
            name=option.name, choices=", ".join(option.choices), value=text[:60],
        )  # fmt: skip
    return text if found is None else found


def _file(option: Option, value: Any) -> str:
    path = Path(_text(option, value).strip()).expanduser()
    if not path.is_file():
        raise ConnectionSettingsError(
            QT_TRANSLATE_NOOP("Samplan", "The option {name} names a file that does not exist: {path}."),
            name=option.name, path=str(path)[:200],
        )  # fmt: skip
    return str(path)


def _date(option: Option, value: Any) -> str:
    text = _text(option, value).strip()
    if utc(text) is None:
        raise _refused(option, value, QT_TRANSLATE_NOOP("Samplan", "a date like 2026-05-31"))
    return text


def _offset(option: Option, value: Any) -> str:
    text = _text(option, value)
    if not _OFFSET.fullmatch(text) or abs(minutes_of(text)) > 14 * 60:
        raise _refused(option, value, QT_TRANSLATE_NOOP("Samplan", "an offset from UTC like +02:00"))
    return text


_CHECKS: dict[str, Callable[[Option, Any], Any]] = {
    "text": _text, "pairs": _pairs, "number": _number, "flag": _flag, "choice": _choice, "file": _file, "date": _date,
    "offset": _offset,
}  # fmt: skip
