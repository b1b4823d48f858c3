"""Texts into numbers, one decision for a whole column.

``1,234`` is a thousand in one table and little more than one in another. The texts of a column are read together: those
that can mean one thing only (``12,5``, ``1,234,567``, ``0.125``) say what the comma and the point stand for in all others.
Where nothing says so, the column is doubtful, and the caller has to ask.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Collection, Mapping, NamedTuple, Optional, Sequence

import numpy as np

from ..messages import QT_TRANSLATE_NOOP, UserMessage
from .errors import TableError

SIGNS = frozenset(
    {
        *(":", ".", "..", "...", "…", "-", "--", "---", "–", "—", "−", "*", "**", "***", "/", "//", "#"),
        *("(x)", "(c)", "(d)", "(s)", "[c]", "[x]", "[z]", "[u]", "[low]", ": c", ":c", ": u", ":u", ": z", ":z", ": n", ":n"),
        *(": b", ": e", ": d", ": p", ": s", ": r", "na", "n/a", "n.a.", "n.a", "#n/a", "<na>", "nan", "null", "none", "nil"),
        *("nd", "n.d.", "n/d", "missing", "(null)", "i.u.", "iu", "u.s.", "saknas", "uppgift saknas", "k.a.", "k. a."),
        *("no data", "not available", "conf", "#div/0!", "#value!", "#ref!", "#name?", "#num!", "#null!"),
    }
)  # fmt: skip
"""What statistical offices and spreadsheets write where there is no number (lower case)."""
LETTERS = frozenset({"x", "xx", "xxx", "c", "d", "s", "z", "u", "q"})
"""Letters that say so too, but only in a column that has numbers: elsewhere they are words."""
BLANKS = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
_BLANK = re.compile(f"[\\s{BLANKS}]+")
_UNITS = {
    "kr": "kr kr. :- kronor", "tkr": "tkr tkr. tsek ksek", "mkr": "mkr mkr. msek mnkr", "mdkr": "mdkr mdr", "sek": "sek",
    "nok": "nok", "dkk": "dkk", "€": "€ eur euro", "$": "$ usd", "£": "£ gbp", "%": "% procent percent pct pct. prosent",
    "‰": "‰ promille", "st": "st st. styck stk stk. pcs kpl", "mn": "mn milj milj. miljoner", "tusen": "tusen tus.",
    "personer": "person personer pers pers. persons people inv inv. invånare hlö", "lgh": "lgh lgh. lägenheter bostäder",
    "m": "meter", "km": "km", "cm": "cm", "mm": "mm", "m²": "m² m2 kvm sqm", "km²": "km² km2 kvkm", "m³": "m³ m3",
    "ha": "ha hektar", "kWh": "kwh", "MWh": "mwh", "GWh": "gwh", "kg": "kg", "ton": "ton tonnes", "h": "tim tim. timmar hours",
    "min": "min min. minuter minutes", "år": "år years", "mån": "mån mån. månader months", "dB": "db db(a) dba", "°C": "°c",
}  # fmt: skip
"""What a number may carry, in lower case, by what it is called here; m, h and t are units in this case only."""
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_PER = frozenset({"s", "dygn", "månad", "month", "year"})
"""What stands after a stroke only (``m/s``)."""
_CLASS = r"[0-9]{1,2}\s*[-–]\s*[0-9]{1,2}"  # "1-4": kept secret, or a class
_OPEN = (
    r"(?:[<>≤≥]\s*=?|(?i:under|över|over|minst|högst|at least|at most|up to|upp till|(?:fler|färre|mer|mindre) än|(?:more|less"
    r"|fewer) than)\s)\s*[0-9][0-9 .,]*(?P<unit>[^\W\d].*|%)?|[0-9][0-9 .,]*\+\s?(?P<late>[^\W\d].*|%)?"
)  # "<5", "100+"
_RANGE = f"{_OPEN}|{_CLASS}"
_NUMBER = re.compile(
    r"(?P<open>\()?\s?(?P<sign>[-+−–‒－＋]?)\s?(?P<body>(?:[0-9]|[.,](?=[0-9]))(?:[0-9.,'’ʼ´`]|\s(?=[0-9]{3}))*)"
    r"(?:[eE](?P<power>[-+−]?[0-9]{1,3}))?\s?(?P<percent>%)?\s?(?P<close>\))?\s?(?P<late>%)?"
    r"(?:\s?(?P<flag>[bcdefnprsuz]{1,4}|\*{1,3}|[†‡§]|[¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᵖʳ]+|\([A-Za-z]{1,3}\)|\[[a-z0-9]{1,3}\])"
    r"|\s(?P<note>[0-9]{1,2}\)|\([0-9]\)|prel\.?))?"
)
_BEFORE = (
    r"(?P<about>(?:[~≈∼]|(?i:ca\.|c\.|c:a))\s?|(?i:ca|cirka|circa|approx\.?|about|omkring|ungefär|noin|etwa)\s)?"
    r"(?P<unit>[€$£]|(?i:kr|sek|nok|dkk|eur|usd|gbp)(?=[\s0-9]))?\s?(?=[-−(0-9.,])"
)
_IN_NUMBERS = "0123456789.,'’ -−–+"
_MOST_CODES = 4
"""Different codes for a missing number that are looked for in a column."""
_NEVER_CODES = 20
"""Powers of ten above which a number of a table is the filling of a program for no data (-1e30, 9.97e36)."""
_PLAIN = re.compile(r"-?[0-9]+(?:([.,])([0-9]+))?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([ '])[0-9]{3})(?:\1[0-9]{3})*(?:([.,])([0-9]*))?")
_ONE_MARK = re.compile(r"([0-9]*)([.,])([0-9]*)")
_SAME_MARKS = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}(?:\1[0-9]{3})+")
_BOTH_MARKS = re.compile(r"[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*(?!\1)([.,])([0-9]*)")
_INDIAN = re.compile(r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}(\.[0-9]*)?")
_OTHER = {".": ",", ",": "."}


class Percent(float):
    """A number of a spreadsheet that its cell shows in percent: 12.3 for 12.3 %."""


class _Text(NamedTuple):
    """What one text says by itself.

    ``digits`` has what stands between thousands taken out and a point before decimals; where the text's only mark may be
    either, that mark is ``doubtful`` and still in ``digits``. ``decimal`` is the mark of decimals that the text proves.
    """

    digits: str
    decimal: str = ""
    doubtful: str = ""
    negative: bool = False
    power: str = ""
    unit: str = ""
    flag: str = ""


@dataclass
class Numbers:
    """A column read as numbers.

    Attributes
    ----------
    values : ndarray of float, shape (n,)
        NaN for NULL, blanks, signs, and texts that are no number or could mean two.
    signs : Counter
        Texts that say there is no number (``..``, ``<5``), with how often they occur.
    unreadable : Counter
        Other texts that are no number.
    flags : Counter
        Marks beside a number (Eurostat's ``b`` and ``p``, ``~``), whose number counts.
    units : Counter
        Units that stand after a number (``kr``, ``%``), with how many carry them. Of a column with several none counts.
    count : int
        Texts and values that are numbers.
    doubtful : str
        A text that could mean two numbers; '' when none does.
    grouped : str
        An example of a comma or point taken as standing between thousands, though the text by itself did not prove it.
    as_others : str
        An example of a comma or point taken as standing before decimals, because the rest of the table shows it.
    against : str
        The mark of decimals of the rest of the table, where the column's whole numbers speak against it: then nothing decides.
    decimal : str
        The mark of decimals that single texts prove: ``"."``, ``","``, or '' when none or both are proven.
    chosen : str
        The mark of decimals that the column was read with.
    plain : int
        Numbers without a unit.
    """

    values: np.ndarray
    signs: Counter = field(default_factory=Counter)
    unreadable: Counter = field(default_factory=Counter)
    flags: Counter = field(default_factory=Counter)
    units: Counter = field(default_factory=Counter)
    count: int = 0
    doubtful: str = ""
    grouped: str = ""
    as_others: str = ""
    against: str = ""
    decimal: str = ""
    chosen: str = ""
    plain: int = 0

    @property
    def missing(self) -> int:
        """Number of filled cells that gave no number."""
        return sum(self.signs.values()) + sum(self.unreadable.values())

    @property
    def unit(self) -> str:
        """The unit that the numbers carry, '' when they carry none or several."""
        return next(iter(self.units)) if len(self.units) == 1 else ""

    def notes(self, name: str, counted: bool = False) -> list[UserMessage]:
        """Return what a user should know of the column ``name``; ``counted`` where numbers below 0 are left out of it."""
        notes = []
        if self.unreadable:
            text = QT_TRANSLATE_NOOP(
                "Samplan", '{count} values of the field "{field}" are no numbers and count as missing: {texts}.'
            )
            notes.append(UserMessage(text, _counted(name, self.unreadable)))
        if self.signs:
            text = QT_TRANSLATE_NOOP(
                "Samplan", '{count} values of the field "{field}" are signs for a missing number (NULL): {texts}.'
            )
            notes.append(UserMessage(text, _counted(name, self.signs)))
        if self.flags:
            text = QT_TRANSLATE_NOOP(
                "Samplan", '{count} numbers of the field "{field}" carry a mark, and count as they are: {texts}.'
            )
            notes.append(UserMessage(text, _counted(name, self.flags)))
        if self.grouped:
            text = QT_TRANSLATE_NOOP(
                "Samplan",
                '{field}: "{text}" is read as {number}, because what stands before three digits marks thousands.',
            )
            number = re.sub("[.,]", "", self.grouped)
            notes.append(UserMessage(text, {"field": name, "text": self.grouped, "number": number}))
        if self.as_others:
            text = QT_TRANSLATE_NOOP(
                "Samplan",
                '{field}: "{text}" is read as {number}, because decimals follow a "{mark}" in the rest of the table. If '
                'it means thousands, choose so under "Decimals follow".',
            )
            number = self.as_others.replace(",", ".")
            notes.append(
                UserMessage(text, {"field": name, "text": self.as_others, "number": number, "mark": self.chosen})
            )
        if self.unit and self.plain > np.count_nonzero(self.values == 0):
            text = QT_TRANSLATE_NOOP(
                "Samplan",
                '{field}: {some} numbers carry the unit "{unit}" and {others} carry none; all are read as they stand. Check '
                "that they mean the same.",
            )
            words = {"field": name, "some": self.units[self.unit], "unit": self.unit, "others": self.plain}
            notes.append(UserMessage(text, words))
        elif self.unit not in ("", "%"):
            text = QT_TRANSLATE_NOOP("Samplan", 'The numbers of the field "{field}" are in "{unit}", as its cells say.')
            notes.append(UserMessage(text, {"field": name, "unit": self.unit}))
        odd = self.standing_out()
        lost = {value: count for value, count in odd.items() if counted and value < 0}
        if lost:
            text = QT_TRANSLATE_NOOP(
                "Samplan",
                '{field}: {texts} stand apart from the other values ({low} to {high}) and look like codes for "missing". '
                "Counts below 0 are left out as unknown.",
            )
            notes.append(self._apart(text, name, lost, odd))
        if len(lost) < len(odd):
            text = QT_TRANSLATE_NOOP(
                "Samplan",
                '{field}: {texts} stand apart from the other values ({low} to {high}) and look like codes for "missing". They '
                "count as numbers. If they are codes, make them NULL, or give them to Join statistics under "
                '"Values that mean missing".',
            )
            rest = {value: count for value, count in odd.items() if value not in lost}
            notes.append(self._apart(text, name, rest, odd))
        return notes

    def _apart(self, text: str, name: str, some: Mapping[float, int], odd: Mapping[float, int]) -> UserMessage:
        """Return a note on some of the numbers that stand apart, and the range of the others."""
        rest = self.values[np.isfinite(self.values) & ~np.isin(self.values, list(odd))]
        ends = {"low": f"{rest.min():.6g}", "high": f"{rest.max():.6g}"}
        texts = Counter({f"{value:.10g}": count for value, count in some.items()})
        return UserMessage(text, {**_counted(name, texts), **ends})

    def standing_out(self) -> dict[float, int]:
        """Return numbers that look like codes for a missing one, with how often each occurs.

        They are the ends of the column: nines (-9999, 99999), -1, -8 and -9 among whole numbers, the smallest whole numbers of
        a computer, and anything beyond 1e20. They count as odd where no other value is negative, or where they are over
        three times as large as all others.
        """
        rest = self.values[np.isfinite(self.values)]
        ends: dict[float, int] = {}
        while rest.size and len(ends) < _MOST_CODES:
            end = next((float(end) for end in (rest.min(), rest.max()) if _is_code(end)), None)
            if end is None:
                break
            others = rest[rest != end]
            ends[end] = rest.size - others.size
            rest = others
        if rest.size < 2:
            return {}
        low, high = rest.min(), rest.max()
        small = low >= 0 and bool((rest == np.floor(rest)).all())
        return {
            end: count
            for end, count in sorted(ends.items())
            if (abs(end) > 3 * max(abs(low), abs(high)) and (end < -9 or end > 9))
            or (end < 0 <= low and (small or end < -9))
        }

    def certain(self, name: str) -> Numbers:
        """Return the column itself.

        Raises
        ------
        TableError
            A text of the column ``name`` could mean two numbers, or its numbers are in several units.
        """
        if len(self.units) > 1:
            note = self.mixed(name)
            raise TableError(note.template, **note.values)
        if not self.doubtful:
            return self
        mark = next(letter for letter in self.doubtful if letter in _OTHER)
        whole, _, rest = self.doubtful.partition(mark)
        if self.against:
            raise TableError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    'The field "{field}" has "{text}": {large}, as the whole numbers in the field say, or {small}, as the '
                    'other columns of the table say, whose decimals follow a "{mark}". Choose under "Decimals follow" '
                    "(parameter DECIMAL) a point or a comma.",
                ),
                field=name,
                text=self.doubtful,
                large=whole + rest,
                small=f"{whole}.{rest}",
                mark=self.against,
            )
        raise TableError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                'The field "{field}" has "{text}", which can be {large} or {small}, and nothing in the field decides it. '
                'Choose under "Decimals follow" (parameter DECIMAL) a point, which makes it {point}, or a comma, which makes '
                "it {comma}; where there is no such choice, make a numeric field of it first.",
            ),
            field=name,
            text=self.doubtful,
            large=whole + rest,
            small=f"{whole}.{rest}",
            point=whole + rest if mark == "," else f"{whole}.{rest}",
            comma=whole + rest if mark == "." else f"{whole}.{rest}",
        )

    def mixed(self, name: str) -> UserMessage:
        """Return what to say of the column ``name`` when its numbers are in several units."""
        text = QT_TRANSLATE_NOOP(
            "Samplan",
            'The numbers of the field "{field}" are in several units ({texts}), and cannot be compared. Convert them to one '
            "unit first.",
        )
        return UserMessage(text, _counted(name, self.units))


def _is_code(value: float) -> bool:
    """Return whether a number is one that programs and people write for a missing one."""
    size = abs(value)
    if size >= 10.0**_NEVER_CODES or value in (-1, -8, -9, -32768, -2147483648):
        return True
    text = f"{size:.10g}"
    return size >= 99 and set(text) <= {"9", "."}


def _counted(name: str, texts: Counter) -> dict[str, Any]:
    shown = ", ".join(f'"{text[:40]}" × {count}' for text, count in texts.most_common(6))
    return {"count": sum(texts.values()), "field": name, "texts": shown + (", …" if len(texts) > 6 else "")}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when it is first needed: QGIS starts faster."""
    return re.compile(pattern)


def tidy(text: str) -> str:
    """Return a text without blanks at its ends, and with one plain space for every run of blanks of any kind inside."""
    return _BLANK.sub(" ", text).strip()


def is_sign(text: str) -> bool:
    """Return whether a tidy text says that there is no number."""
    return text.lower() in SIGNS | LETTERS or is_range(text)


def is_range(text: str) -> bool:
    """Return whether a tidy text is a range of numbers, open or not: a number kept secret, or a class."""
    match = _compiled(_RANGE).fullmatch(text)
    return match is not None and not any(word and not _unit(word) for word in match.groups())


def read_numbers(values: Sequence[Any], decimal: str = "", likely: str = "", missing: Collection[str] = ()) -> Numbers:
    """Read a column.

    Parameters
    ----------
    values : sequence
        As files, numpy or QGIS give them: None and NULL are missing, numbers count as they are, true is 1, a date stands
        for its year, texts are read.
    decimal : {"", ".", ","}
        The mark of decimals when the user has said it; '' leaves it to the column.
    likely : {"", ".", ","}
        What the rest of the table uses; it decides where the column itself does not.
    missing : collection of str
        Texts and numbers (``-999``) that the user says stand for a missing number; they count as signs.

    Returns
    -------
    Numbers
    """
    result = np.full(len(values), np.nan)
    found = Numbers(result)
    distinct: dict[str, int] = {}
    rows, which = [], []
    percents = 0
    for row, value in enumerate(values):
        kind = type(value)
        if kind is str:
            rows.append(row)
            which.append(distinct.setdefault(value, len(distinct)))
        elif kind is float or kind is int:
            result[row] = value
        elif value is not None and not (hasattr(value, "isNull") and value.isNull()):
            result[row] = _plain(value)
            percents += kind is Percent
            if math.isnan(result[row]) and not (isinstance(value, (float, np.floating)) or _is_blank(value)):
                found.unreadable[str(value)] += 1
    result[np.isinf(result)] = np.nan
    for code in {parse_number(text) for text in missing}:
        there = result == code
        if there.any():
            found.signs[f"{code:.10g}"] += int(there.sum())
            result[there] = np.nan
    found.count = int(np.isfinite(result).sum())
    found.plain = found.count - percents
    if percents:
        found.units["%"] = percents
    if rows:
        texts, counts = list(distinct), np.bincount(which).tolist()
        for i in np.flatnonzero(are_missing(texts, missing)) if missing else ():
            found.signs[tidy(texts[i])] += counts[i]
            texts[i] = ""
        numbers = _read_texts(texts, counts, found, decimal, likely)
        result[rows] = np.array(numbers)[which]
        result[np.isinf(result)] = np.nan  # hundreds of digits
    return found


def are_missing(texts: Sequence[str], missing: Collection[str]) -> list[bool]:
    """Return which texts the user says stand for a missing value: as words, or as numbers (-999 also for -999.0)."""
    words, numbers = {tidy(text).lower() for text in missing}, {parse_number(text) for text in missing}
    return [bool(words) and (tidy(text).lower() in words or parse_number(text) in numbers) for text in texts]


def parse_number(text: str, decimal: str = "") -> float:
    """Return the number of a single text; NaN when it is none, or could mean two."""
    return float(read_numbers([text], decimal).values[0])


def _plain(value: Any) -> float:
    """Return the number of what is no text."""
    if hasattr(value, "year"):  # a date stands for its year
        year = value.year
        return float(year() if callable(year) else year)
    if hasattr(value, "date"):
        return float(value.date().year())
    try:
        return float(value)
    except (TypeError, ValueError):
        return math.nan


def _is_blank(value: Any) -> bool:
    return not str(value).strip()


def _read_texts(texts: list[str], counts: list[int], found: Numbers, decimal: str, likely: str) -> list[float]:
    """Return the numbers of a column's distinct texts, NaN for none, and note in ``found`` what they were."""
    numbers = [math.nan] * len(texts)
    parsed: dict[int, _Text] = {}
    signs: list[tuple[str, int]] = []
    marks: set[str] = set()
    bare = _Bare()
    for i, text in enumerate(texts):
        plain = _PLAIN.fullmatch(text)  # most are, and need no further look
        if plain is not None and (plain[1] is None or not _doubtful(text[: plain.start(1)].lstrip("-"), plain[2])):
            number = float(text if plain[1] != "," else text.replace(",", "."))
            if plain[1] is None:
                bare.see(abs(number))
            else:
                marks.add(plain[1])
            if decimal and plain[1] not in (None, decimal):
                found.unreadable[text] += counts[i]
            else:
                numbers[i] = number
                found.plain += counts[i]
            continue
        text = tidy(text)
        one = _parse(text)
        if one is not None:
            parsed[i] = one
            marks.add(one.decimal)
            if not one.doubtful and one.digits.isdigit():
                bare.see(float(one.digits))
        elif text:
            signs.append((text, counts[i]))
    words = set() if parsed or found.plain else LETTERS
    for text, count in signs:
        (found.signs if is_sign(text) and text.lower() not in words else found.unreadable)[text] += count
    marks -= {""}
    found.decimal = "".join(marks) if len(marks) == 1 else ""
    open_marks = {one.doubtful for one in parsed.values()} - {""}
    found.chosen = decimal or found.decimal
    if open_marks and not found.chosen and not marks:
        own = bare.decide(open_marks)
        first = tidy(next(texts[i] for i, one in parsed.items() if one.doubtful))
        found.against = likely if own and likely and own != likely else ""
        found.chosen = "" if found.against else own or likely
        found.grouped = first if found.chosen and found.chosen not in first else ""
        found.as_others = first if found.chosen in first and found.chosen else ""
    for i, one in parsed.items():
        numbers[i] = _settle(one, tidy(texts[i]), counts[i], found, bool(decimal))
    found.count = found.plain + sum(found.units.values())
    return _without_units(numbers, parsed, found)


def _without_units(numbers: list[float], parsed: Mapping[int, _Text], found: Numbers) -> list[float]:
    """Return the numbers of a column, NaN where one carries a unit though there are several, which cannot be compared."""
    if len(found.units) < 2:
        return numbers
    return [math.nan if i in parsed and parsed[i].unit else number for i, number in enumerate(numbers)]


def _settle(one: _Text, text: str, count: int, found: Numbers, strict: bool) -> float:
    """Return the number of a text by the mark chosen for its column, and note in ``found`` what it was."""
    number = _number(one, found.chosen, strict)
    if number is None:
        found.doubtful = found.doubtful or text
        return math.nan
    if not math.isfinite(number):
        found.unreadable[text] += count
        return math.nan
    if one.unit:
        found.units[one.unit] += count
    else:
        found.plain += count
    if one.flag:
        found.flags[one.flag] += count
    return number


def _doubtful(before: str, after: str) -> bool:
    """Return whether a mark between these digits may stand before decimals as well as between thousands."""
    return len(after) == 3 and 1 <= len(before) <= 3 and before[0] != "0"


class _Bare:
    """The numbers of a column that have no mark, and what they say of the marks in others.

    Three digits after every mark are decimals written in full, or thousands. Decimals written in full would stand after
    every number: one from 1 to 999 without any says thousands. A number above 999 without a mark says that thousands
    have none, so that the column contradicts itself.
    """

    def __init__(self) -> None:
        self.small = self.large = False

    def see(self, number: float) -> None:
        """Take a number into account."""
        self.small = self.small or 1 <= number <= 999
        self.large = self.large or number > 999

    def decide(self, open_marks: set[str]) -> str:
        """Return the mark of decimals, '' when nothing says it."""
        return _OTHER[next(iter(open_marks))] if len(open_marks) == 1 and self.small and not self.large else ""


def _parse(text: str) -> Optional[_Text]:
    """Return what a tidy text says by itself; None when it is no number."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return _with_words(text)
    if bool(match["open"]) != bool(match["close"]) or (match["open"] and match["sign"]):
        return None
    body = re.sub("[’ʼ´`]", "'", match["body"])
    common = {
        "negative": bool(match["open"]) or match["sign"] not in ("", "+", "＋"),
        "power": (match["power"] or "").replace("−", "-"),
        "unit": "%" if match["percent"] or match["late"] else "",
        "flag": match["flag"] or match["note"] or "",
    }
    if body.isdigit():
        return _Text(body, **common)
    if grouped := _GROUPED.fullmatch(body):
        whole = re.sub("[ ']", "", body).rstrip(".,") if not grouped[3] else re.sub("[ ']", "", body)
        return _Text(whole.replace(",", "."), grouped[2] or "", **common)
    if one := _ONE_MARK.fullmatch(body):
        before, mark, after = one.groups()
        if _doubtful(before, after) and not common["power"]:
            return _Text(body, doubtful=mark, **common)
        return _Text(f"{before}.{after}", mark, **common)
    if same := _SAME_MARKS.fullmatch(body):
        return _Text(body.replace(same[1], ""), _OTHER[same[1]], **common)
    if both := _BOTH_MARKS.fullmatch(body):
        return _Text(body.replace(both[1], "").replace(both[2], "."), both[2], **common)
    if _INDIAN.fullmatch(body):
        return _Text(body.replace(",", ""), ".", **common)
    return None


def _with_words(text: str) -> Optional[_Text]:
    """Return what a text says in which a unit, or a word such as "ca", stands beside the number; None when it is none."""
    before = None if text[:1].isdigit() else _compiled(_BEFORE).match(text)
    start = before.end() if before else 0
    rest = text[start:].lstrip(_IN_NUMBERS)
    word, _, flag = rest.partition(" ")
    units = {_unit(rest) or _unit(word)} if rest else set()
    if before and before["unit"]:
        units.add(_unit(before["unit"]))
    if not (start or rest) or len(units) > 1 or "" in units:
        return None
    flag = "" if not rest or _unit(rest) else flag
    one = _NUMBER.fullmatch(f"{text[start : len(text) - len(rest)].strip()} {flag}".strip())
    if one is None or one["percent"] or one["late"]:
        return None
    found = _parse(one[0])
    about = (before["about"] or "").strip() if before else ""
    return found and found._replace(unit=next(iter(units), ""), flag=found.flag or about)


def _unit(word: str) -> str:
    """Return what a unit is called here (``kr`` for ``:-``, ``kr/m²`` for ``kr/kvm``); '' when it is none."""
    if (found := _UNIT_OF.get(word.lower())) or "/" not in word:
        return found or (word if word in ("m", "h", "t") else "")
    parts = word.split("/")
    known = [_unit(part) for part in parts[:2]]
    if len(parts) == 2 and not known[1] and parts[1].lower() in _PER:
        known[1] = parts[1].lower()
    return "/".join(known) if all(known) and len(parts) < 3 else ""


def _number(one: _Text, decimal: str, strict: bool) -> Optional[float]:
    """Return the number of a text, None when it could mean two; NaN when it breaks the ``strict`` mark of decimals."""
    digits = one.digits
    if one.doubtful:
        if not decimal:
            return None
        digits = digits.replace(one.doubtful, "." if one.doubtful == decimal else "")
    elif strict and one.decimal not in ("", decimal):
        return math.nan
    number = float(f"{digits}e{one.power}" if one.power else digits)
    return -number if one.negative else number
