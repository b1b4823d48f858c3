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
from typing import Any, NamedTuple, Optional, Sequence

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
_RANGE = re.compile(r"[0-9]{1,2}\s*[-–]\s*[0-9]{1,2}")  # "1-4": secret
_SIGN_WITH_DIGITS = re.compile(r"[<>≤≥]\s*=?\s*[0-9][0-9 .,]*%?|" + _RANGE.pattern)  # "<5"
_NUMBER = re.compile(
    r"(?P<open>\()?\s?(?P<sign>[-+−–‒－＋]?)\s?(?P<body>(?:[0-9]|[.,](?=[0-9]))(?:[0-9.,'’ʼ´`]|\s(?=[0-9]{3}))*)"
    r"(?:[eE](?P<power>[-+−]?[0-9]{1,3}))?\s?(?P<percent>%)?\s?(?P<close>\))?\s?(?P<late>%)?"
    r"(?:\s?(?P<flag>[bcdefnprsuz]{1,4}|\*{1,3}|[¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᵖʳ]+|\([a-z]{1,3}\)|\[[a-z0-9]{1,3}\])|\s(?P<note>[0-9]{1,2}\)))?"
)
_PLAIN = re.compile(r"-?[0-9]+(?:([.,])([0-9]+))?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([ '])[0-9]{3})(?:\1[0-9]{3})*(?:([.,])([0-9]*))?")
_ONE_MARK = re.compile(r"([0-9]*)([.,])([0-9]*)")
_SAME_MARKS = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}(?:\1[0-9]{3})+")
_BOTH_MARKS = re.compile(r"[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*(?!\1)([.,])([0-9]*)")
_INDIAN = re.compile(r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}(\.[0-9]*)?")
_OTHER = {".": ",", ",": "."}


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
    percent: bool = False
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
        Marks after a number (Eurostat's ``b`` and ``p``), whose number counts.
    count : int
        Texts and values that are numbers.
    doubtful : str
        A text that could mean two numbers; '' when none does.
    grouped : str
        An example of a comma or point taken as standing between thousands, though the text by itself did not prove it.
    decimal : str
        The mark of decimals that single texts prove: ``"."``, ``","``, or '' when none or both are proven.
    chosen : str
        The mark of decimals that the column was read with.
    percent, plain : int
        Numbers with and without a percent sign.
    """

    values: np.ndarray
    signs: Counter = field(default_factory=Counter)
    unreadable: Counter = field(default_factory=Counter)
    flags: Counter = field(default_factory=Counter)
    count: int = 0
    doubtful: str = ""
    grouped: str = ""
    decimal: str = ""
    chosen: str = ""
    percent: int = 0
    plain: int = 0

    @property
    def missing(self) -> int:
        """Number of filled cells that gave no number."""
        return sum(self.signs.values()) + sum(self.unreadable.values())

    def notes(self, name: str) -> list[UserMessage]:
        """Return what a user should know of the column ``name``."""
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
        if self.percent and self.plain and self.plain > np.count_nonzero(self.values == 0):
            text = QT_TRANSLATE_NOOP(
                "Samplan",
                "{field}: {some} numbers have a percent sign and {others} have none; all are read as they stand. Check that "
                "they mean the same.",
            )
            notes.append(UserMessage(text, {"field": name, "some": self.percent, "others": self.plain}))
        return notes

    def certain(self, name: str) -> Numbers:
        """Return the column itself; raises `TableError` when a text of the column ``name`` could mean two numbers."""
        if not self.doubtful:
            return self
        mark = next(letter for letter in self.doubtful if letter in _OTHER)
        whole, _, rest = self.doubtful.partition(mark)
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


def _counted(name: str, texts: Counter) -> dict[str, Any]:
    shown = ", ".join(f'"{text[:40]}" × {count}' for text, count in texts.most_common(6))
    return {"count": sum(texts.values()), "field": name, "texts": shown + (", …" if len(texts) > 6 else "")}


def tidy(text: str) -> str:
    """Return a text without blanks at its ends, and with one plain space for every run of blanks of any kind inside."""
    return _BLANK.sub(" ", text).strip()


def is_sign(text: str) -> bool:
    """Return whether a tidy text says that there is no number."""
    return text.lower() in SIGNS | LETTERS or _SIGN_WITH_DIGITS.fullmatch(text) is not None


def is_range(text: str) -> bool:
    """Return whether a tidy text is a range of small numbers: a number kept secret, or a class."""
    return _RANGE.fullmatch(text) is not None


def read_numbers(values: Sequence[Any], decimal: str = "", likely: str = "") -> Numbers:
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

    Returns
    -------
    Numbers
    """
    result = np.full(len(values), np.nan)
    found = Numbers(result)
    distinct: dict[str, int] = {}
    rows, which = [], []
    for row, value in enumerate(values):
        kind = type(value)
        if kind is str:
            rows.append(row)
            which.append(distinct.setdefault(value, len(distinct)))
        elif kind is float or kind is int:
            result[row] = value
        elif value is not None and not (hasattr(value, "isNull") and value.isNull()):
            result[row] = _plain(value)
            if math.isnan(result[row]) and not (isinstance(value, (float, np.floating)) or _is_blank(value)):
                found.unreadable[str(value)] += 1
    result[np.isinf(result)] = np.nan
    found.count = found.plain = int(np.isfinite(result).sum())
    if rows:
        numbers = _read_texts(list(distinct), np.bincount(which).tolist(), found, decimal, likely)
        result[rows] = np.array(numbers)[which]
        result[np.isinf(result)] = np.nan  # hundreds of digits
    return found


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
        found.chosen = bare.decide(open_marks) or likely
        first = next(texts[i] for i, one in parsed.items() if one.doubtful)
        found.grouped = tidy(first) if found.chosen and found.chosen not in first else ""
    for i, one in parsed.items():
        numbers[i] = _settle(one, tidy(texts[i]), counts[i], found, bool(decimal))
    found.count = found.plain + found.percent
    return numbers


def _settle(one: _Text, text: str, count: int, found: Numbers, strict: bool) -> float:
    """Return the number of a text by the mark chosen for its column, and note in ``found`` what it was."""
    number = _number(one, found.chosen, strict)
    if number is None:
        found.doubtful = found.doubtful or text
        return math.nan
    if not math.isfinite(number):
        found.unreadable[text] += count
        return math.nan
    found.percent += count * one.percent
    found.plain += count * (not one.percent)
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
    if match is None or bool(match["open"]) != bool(match["close"]) or (match["open"] and match["sign"]):
        return None
    body = re.sub("[’ʼ´`]", "'", match["body"])
    common = {
        "negative": bool(match["open"]) or match["sign"] not in ("", "+", "＋"),
        "power": (match["power"] or "").replace("−", "-"),
        "percent": bool(match["percent"] or match["late"]),
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
