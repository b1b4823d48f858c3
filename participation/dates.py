"""Dates and times as people and programs write them, decided column by column.

One text may mean two days (03/04/2026), and a number a day, a second or nothing: what a column's other cells show decides.
Names of months, weekdays and zones are read in Swedish, Finnish, Norwegian, Danish, German, French and English.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any, Callable, Iterable, NamedTuple, Optional

from .values import DATE_ORDERS, parse_float, utc

_MONTHS = (
    "jan tammi", "feb fév fev helmi", "mar mär mrz maalis", "apr avr huhti", "maj mai may touko", "jun juin kesä",
    "jul juil heinä", "aug aoû aou elo", "sep syys", "okt oct loka", "nov marras", "dec des dez déc joulu",
)  # fmt: skip
_BEGINNINGS = sorted(
    ((word, number) for number, words in enumerate(_MONTHS, 1) for word in words.split()),
    key=lambda pair: -len(pair[0]),
)
"""The beginnings of the months' names, longer ones first: *marras* is no March."""
_NAME = r"([^\W\d_]{3,})\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th|\.|:a|:e)?"
_FORMS = tuple(
    (form, re.compile(pattern, re.IGNORECASE))
    for form, pattern in (
        ("week", r"(\d{4})-?W(\d{2})(?:-?([1-7]))?(?!\d)"),
        ("ymd", r"(?<!\d)(\d{4})([-/.\u2010-\u2012])(\d{1,2})\2(\d{1,2})(?!\d)"),
        ("named", rf"(?<![\d:]){_DAY}[\s\-/.]*(?:of\s+|de\s+)?{_NAME}[\s\-/.,]*(\d{{4}}|'\d\d)(?!\d)"),
        ("month first", rf"(?<![^\W\d_]){_NAME}\s*{_DAY},?\s+(\d{{4}})(?!\d)"),
        ("numbers", r"(?<![\d:])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d\d)(?![\d:])"),
        ("ordinal", r"(?<!\d)(\d{4})-(\d{3})(?!\d)"),
        ("digits", r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?=$|[T\s_-]|\d{4}(?:\d\d)?$)"),
    )
)
_TIME = re.compile(
    r"(\d{1,2})(?:[:.h](\d\d)(?:[:.](\d\d)(?:[.,](\d{1,9}))?)?|(?=\s*(?:[ap]\.?m\b|uhr|h\b)))\s*"
    r"(a\.?\s?m\.?|p\.?\s?m\.?|fm|em|ap|ip)?"
    r"|(?<!\d)(\d\d)(\d\d)(\d\d)?(?!\d)",
    re.IGNORECASE,
)
_ZONE = re.compile(r"(?:(?:UTC|GMT)\s*)?([+-])(\d{1,2}):?(\d\d)?|\(?([A-Z]{1,5})\)?", re.IGNORECASE)
_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "IST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2,
    "EEST": 3, "MSK": 3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
"""Hours east of UTC of zones' names."""
_NOISE = re.compile(
    r"(?<![^\W\d_])(?:kl|klo|klokken|kell|klockan|um|uhr|at|den|d|le|the|o'?clock|h|à|t|"
    r"(?:må|ti|on|to|fr|lö|sö|lø|sø|man|tir|tis|ons|tor|fre|lör|lau|sön|søn|mon|tue|wed|thu|fri|sat|sun|"
    r"ma|ke|pe|la|su|di|mi|do|so|mo|sa|lun|mar|mer|jeu|ven|sam|dim)"
    r"(?:dag|day|sday|nesday|rsday|urday|sdag|rdag|anantai|stai|skiviikko|rstai|rjantai|uantai|unnuntai|nantai|tag|tai|"
    r"nstag|ttwoch|"
    r"nnerstag|eitag|mstag|nntag|ntag|di|credi|dredi|anche)?)(?![^\W\d_])\.?",
    re.IGNORECASE,
)
_FIRST_SERIAL, _LAST_SERIAL = 20_000.0, 80_000.0
"""Numbers that spreadsheets have for days between 1954 and 2119."""
_USUAL = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)", re.ASCII)
_LONG_DIGITS = re.compile(r"\s*(?:19|20)\d{10}(?:\d\d)?\s*")
_BASE_1900 = datetime(1899, 12, 30)


class _Written(NamedTuple):
    """A date as written: the form, its parts, and the rest of the text."""

    form: str
    parts: tuple[str, ...]
    rest: str


class DateReading(NamedTuple):
    """How a column of times is read.

    Attributes
    ----------
    read : callable
        From a cell to a time in UTC as `values.utc` gives it; what cannot be read comes back as it is.
    order : str
        ``dmy``, ``mdy``, ``serial`` (days of a spreadsheet), ``digits`` or blank: nothing had to be decided.
    doubtful : bool
        Day and month could be the other way round in every cell.
    """

    read: Callable[[Any], Any]
    order: str = ""
    doubtful: bool = False


def decide(cells: Iterable[Any], wanted: str = "auto", naive_minutes: int = 0) -> DateReading:
    """Decide from a column's cells how its dates are read.

    Parameters
    ----------
    cells : iterable
        The more the better; blanks are passed over.
    wanted : str
        One of `DATE_ORDERS`, or a pattern for `datetime.strptime`.
    naive_minutes : int
        Minutes east of UTC of times without a zone.
    """
    if "%" in wanted:
        return DateReading(lambda cell: _by_pattern(cell, wanted, naive_minutes), wanted)
    filled = [cell for cell in cells if cell is not None and cell != "" and not isinstance(cell, (bool, dict, list))]
    numbers = [number for number in map(_number, filled) if number is not None]
    if numbers and len(numbers) == len(filled) and all(_FIRST_SERIAL <= number < _LAST_SERIAL for number in numbers):
        return DateReading(lambda cell: _by_serial(cell, naive_minutes), "serial")
    if numbers and len(numbers) == len(filled) and all(map(_six_digits, filled)):
        return DateReading(lambda cell: _by_six_digits(cell, naive_minutes), "digits")
    order, doubtful = wanted if wanted in DATE_ORDERS[1:] else "dmy", False
    if order == "dmy" and wanted != "dmy":
        found: Counter[str] = Counter()
        for cell in filled:
            found[_shows(cell)] += 1
        if found["mdy"] > found["dmy"]:
            order = "mdy"
        doubtful = not (found["mdy"] or found["dmy"]) and found["?"] > 0
    told = order if any(map(_shows, filled)) else ""
    return DateReading(lambda cell: _read(cell, order, naive_minutes), told, doubtful)


def _number(cell: Any) -> Optional[float]:
    return parse_float(cell) if not isinstance(cell, str) or re.fullmatch(r"\s*\d+(?:[.,]\d+)?\s*", cell) else None


def _six_digits(cell: Any) -> bool:
    return isinstance(cell, str) and _by_six_digits(cell, 0) is not cell


def _shows(cell: Any) -> str:
    """What a cell says about the order: ``dmy``, ``mdy``, ``?`` where it could be both, blank where it is no such date."""
    written = _written(cell) if isinstance(cell, str) and len(cell) < 80 else None
    if written is None or written.form != "numbers" or written.parts[1] == ".":
        return ""
    first, second = int(written.parts[0]), int(written.parts[2])
    if first > 12 and second <= 12:
        return "dmy"
    if second > 12 and first <= 12:
        return "mdy"
    if re.search(r"[ap]\.?m\b", written.rest, re.IGNORECASE) and written.parts[1] == "/":
        return "mdy"
    return "?" if written.parts[1] == "/" and first != second else ""


def _written(text: str) -> Optional[_Written]:
    for form, pattern in _FORMS:
        match = pattern.search(text)
        if match and (form != "named" or _month(match.group(2))) and (form != "month first" or _month(match.group(1))):
            return _Written(
                form, tuple(part or "" for part in match.groups()), f"{text[: match.start()]} {text[match.end() :]}"
            )
    return None


def _month(name: str) -> Optional[int]:
    name = name.lower()
    return next((number for word, number in _BEGINNINGS if name.startswith(word)), None)


def _year(text: str) -> int:
    number = int(text.strip("'"))
    return number if number > 99 else 2000 + number if number < 70 else 1900 + number


def _day(written: _Written, order: str) -> Optional[date]:
    parts = written.parts
    try:
        if written.form == "week":
            return date.fromisocalendar(int(parts[0]), int(parts[1]), int(parts[2] or 1))
        if written.form == "ordinal":
            number = int(parts[1])
            found = date(int(parts[0]), 1, 1) + timedelta(days=number - 1)
            return found if number and found.year == int(parts[0]) else None
        if written.form == "ymd":
            return date(int(parts[0]), int(parts[2]), int(parts[3]))
        if written.form == "digits":
            return date(int(parts[0]), int(parts[1]), int(parts[2]))
        if written.form == "named":
            return date(_year(parts[2]), _month(parts[1]) or 0, int(parts[0]))
        if written.form == "month first":
            return date(_year(parts[2]), _month(parts[0]) or 0, int(parts[1]))
        first, sign, second, third = parts
        if order == "ymd" and len(third) == 2:
            return date(_year(first), int(second), int(third))
        day, month = (second, first) if order == "mdy" and sign != "." else (first, second)
        return date(_year(third), int(month), int(day))
    except (ValueError, OverflowError):
        return None


def _read(cell: Any, order: str, naive_minutes: int) -> Any:
    """A cell as a time in UTC; as it is where it cannot be read."""
    if not isinstance(cell, str):
        return cell
    if _USUAL.fullmatch(cell):  # nearly all; nothing of it is open
        return cell
    known = None if _shows(cell) or _LONG_DIGITS.fullmatch(cell) else utc(cell, naive_minutes)
    if known is not None or len(cell) > 80:
        return known or cell
    written = _written(cell.strip())
    day = _day(written, order) if written else None
    if written is None or day is None:
        return cell
    return _with_time(day, written.rest, naive_minutes) or cell


def _with_time(day: date, rest: str, naive_minutes: int) -> Optional[str]:
    """A day with the time and zone that the rest of its text states; None when something else stands there too."""
    time = _TIME.search(rest)
    hour = minute = second = milli = 0
    if time:
        rest = f"{rest[: time.start()]} {rest[time.end() :]}"
        first, second_, third, fraction, half, digits_h, digits_m, digits_s = time.groups()
        hour, minute, second = int(first or digits_h), int(second_ or digits_m or 0), int(third or digits_s or 0)
        milli = int(((fraction or "") + "000")[:3])
        half = re.sub(r"\W", "", half or "").lower()
        if half in ("pm", "em", "ip"):
            hour = hour % 12 + 12
        elif half in ("am", "fm", "ap"):
            hour %= 12
    rest = _NOISE.sub(" ", rest).strip(" ,;.-_\t\n'")
    minutes = naive_minutes
    if rest:
        zone = _ZONE.fullmatch(rest)
        if zone is None or (zone.group(4) and zone.group(4).upper() not in _ZONES):
            return None
        if zone.group(4):
            minutes = _ZONES[zone.group(4).upper()] * 60
        else:
            minutes = (int(zone.group(2)) * 60 + int(zone.group(3) or 0)) * (1 if zone.group(1) == "+" else -1)
    try:
        if hour == 24 and not (minute or second):
            hour, day = 0, day + timedelta(days=1)
        moment = datetime(day.year, day.month, day.day, hour, minute, min(second, 59), milli * 1000)
        return (moment - timedelta(minutes=minutes)).isoformat(timespec="milliseconds") + "Z"
    except (ValueError, OverflowError):
        return None


def _by_serial(cell: Any, naive_minutes: int) -> Any:
    """The day (and its fraction) that spreadsheets count from 30 December 1899."""
    number = _number(cell)
    if number is None or not _FIRST_SERIAL <= number < _LAST_SERIAL:
        return cell
    moment = _BASE_1900 + timedelta(seconds=round(number * 86_400)) - timedelta(minutes=naive_minutes)
    return moment.isoformat(timespec="milliseconds") + "Z"


def _by_six_digits(cell: Any, naive_minutes: int) -> Any:
    """``260314`` for 14 March 2026."""
    text = str(cell).strip()
    try:
        day = date(_year(text[:2]), int(text[2:4]), int(text[4:])) if re.fullmatch(r"\d{6}", text) else None
    except ValueError:
        day = None
    return cell if day is None else _with_time(day, "", naive_minutes) or cell


def _by_pattern(cell: Any, pattern: str, naive_minutes: int) -> Any:
    try:
        moment = datetime.strptime(str(cell).strip(), pattern)
        offset = moment.utcoffset()
        away = timedelta(minutes=naive_minutes) if offset is None else offset
        return (moment.replace(tzinfo=None) - away).isoformat(timespec="milliseconds") + "Z"
    except (ValueError, OverflowError, re.error):
        return cell
