"""Find and mask personal data in free text.

Finds e-mail addresses, telephone numbers, Swedish personal identity and coordination numbers, Finnish personal
identity codes, Norwegian, Danish and Icelandic identity numbers, number plates, names that people give ("jag heter
...", sign-offs) and statements of where they live. Numbers with a check digit or character are only reported when it is
right (for Danish and Icelandic ones a possible date must do). Recall is imperfect by nature: names and addresses inside
ordinary sentences are not found, so a person should read before anything is published.

Sources: Skatteverket SKV 704 (personnummer, samordningsnummer); Digital and Population Data Services Agency (Finland),
personal identity code with the intermediate characters of 2023; Skatteetaten (Norway), fødselsnummer and D-number;
CPR-kontoret (Denmark), personnummeret i CPR; Þjóðskrá (Iceland), kennitala; Transportstyrelsen and Traficom for plates.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Callable, Mapping, NamedTuple, Optional

KINDS = ("email", "personnummer", "henkilotunnus", "idnumber", "phone", "plate", "name", "home")
"""What is looked for, strongest first: of overlapping findings the first kind wins."""


class Finding(NamedTuple):
    """A piece of personal data: its kind (one of `KINDS`) and the character range [start, end)."""

    kind: str
    start: int
    end: int


_EMAIL = re.compile(
    r"[\w.+-]+\s?(?:@|\(at\)|\[at\]|\(a\)|\(ät\))\s?[\w-]+(?:\.[\w-]+)*(?:\.|\s?(?:\(dot\)|\[dot\]|\(piste\))\s?)[a-z]{2,}",
    re.IGNORECASE,
)
_PERSONNUMMER = re.compile(r"(?<!\d)(?:(?:18|19|20)?\d{6}\s?[-+–]?\s?\d{4})(?!\d)")
_HENKILOTUNNUS = re.compile(r"(?<![\dA-Z])(\d{6})([-+A-FU-Y])(\d{3})([0-9A-FHJ-NPR-Y])(?![\dA-Z])", re.IGNORECASE)
_IDNUMBER = re.compile(r"(?<!\d)(?:\d{6}[ -]?\d{5}|\d{6}-\d{4})(?!\d)")
_PHONE_SAID = re.compile(
    r"(?<!\w)(?:tlf|tel|telefon|mob|mobil|gsm|puh|puhelin|ring|soita|sms|call|phone|swish)[\s.:]{1,3}"
    r"(?:(?:på|til|till|meg|mig|me|at|on|er|är|nr)[\s.:]{1,3}){0,2}(\d(?:[\s./-]?\d){6,10})(?!\d|[.,]\d)",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\d.,])(?:(?:\+|00)\d{1,3}[\s./-]{0,2}(?:\(0\))?|\(?0[1-9]\d{0,2}\)?)(?:[\s./-]{0,3}\d){5,10}(?![\d]|[.,]\d)"
)
_DATE_LIKE = re.compile(r"0?\d[./-]\d{1,2}[./-](?:19|20)\d\d")
_PLATE = re.compile(r"(?<![\w-])(?:[A-HJ-PR-UW-Z]{3} ?\d{2}[0-9A-HJ-NPR-UW-Z]|[A-ZÅÄÖ]{2,3}-[1-9]\d{0,2})(?![\w-])")
_PLATE_SAID = re.compile(r"(?<!\w)reg[. ]?(?:nr|nummer)\.?:?\s+([a-z]{3}\s?\d{2}[a-z\d])(?!\w)", re.IGNORECASE)
_CAPITALS = re.compile("[A-ZÅÄÖ]{2}")
_NAME_INTRODUCTIONS = (
    "jag heter", "mitt namn är", "my name is", "i am called", "nimeni on", "olen nimeltäni", "ich heiße", "ich heisse",
    "mein name ist", "jeg heter", "jeg hedder", "mit navn er", "mitt navn er", "mina nimi on",
)  # fmt: skip
_SIGN_OFFS = (
    "med vänliga hälsningar", "med vänlig hälsning", "vänliga hälsningar", "vänlig hälsning", "hälsningar", "mvh",
    "vänligen", "ystävällisin terveisin", "parhain terveisin", "terveisin", "terv.", "best regards", "kind regards",
    "sincerely", "yours truly", "vennlig hilsen", "venlig hilsen", "hilsen", "mit freundlichen grüßen", "hälsar",
    "undertecknad", "undertegnede", "allekirjoittanut",
)  # fmt: skip
_HOMES = (
    "jag bor på", "jag bor vid", "vi bor på", "vi bor vid", "min adress är", "i live at", "i live on", "we live at",
    "my address is", "asun osoitteessa", "osoitteeni on", "ich wohne in der", "jeg bor i", "jeg bor på",
)  # fmt: skip
_CAPITALISED = r"[A-ZÅÄÖÆØÜÉ][\w'’-]*"


_NO_NAME = "och|men|som|jag|vi|på|i|från|med|ja|og|men|jeg|fra|som|and|but|from|i|we|ja|und|aber|minä|mutta"


def _after(phrases: tuple[str, ...], value: str) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(phrase).replace("\\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?i:(?<!\w)(?:{alternatives})(?:\s+(?:från|fra|from))?)[\s,:;!.–-]*({value})")


_NAME = _after(
    _NAME_INTRODUCTIONS,
    rf"{_CAPITALISED}(?:[ -]{_CAPITALISED}){{0,3}}|[^\W\d_]{{2,}}(?:\s(?!(?:{_NO_NAME})\b)[^\W\d_]{{2,}})?",
)
_SIGNED = _after(_SIGN_OFFS, rf"{_CAPITALISED}(?:[ -]{_CAPITALISED}){{0,3}}")
_SIGNED_SMALL = re.compile(
    r"(?<!\w)(?:mvh|hälsningar|terveisin|terv\.|hilsen|regards)[\s,!]+(?:från\s|fra\s|from\s)?"
    r"([^\W\d_]{2,}(?:\s[^\W\d_]{2,})?)\s*$",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"(?i:(?<!\w)(?:jag|jeg|minä|ich)),\s({_CAPITALISED}(?: {_CAPITALISED}){{1,3}}),")
_SLASH_SIGNED = re.compile(rf"(?:^|[\s.!?])[/~]\s?({_CAPITALISED}(?: {_CAPITALISED}){{0,2}})\s*$")
_HOME = _after(_HOMES, r"[^\W\d_][\w'’.-]*(?:\s[\w'’.-]+){0,3}?\s\d+\s?[A-Za-z]?\b|" + _CAPITALISED)
_DIGITS = re.compile(r"\d(?:[\s()./+–-]{0,3}\d){5}")
_HINTS = (
    "heter", "namn", "name", "called", "nimeni", "nimelt", "heiß", "heiss", "hedder", "navn", "nimi", "hälsa", "hälsn",
    "mvh", "vänlig", "terv", "regards", "sincerely", "yours", "hilsen", "grüßen", "bor", "adress", "address", "live",
    "osoitt", "wohne", "ystäv", "undert", "allekirj",
)  # fmt: skip


def luhn_holds(digits: str) -> bool:
    """Return whether the last of the digits is the right check digit (Luhn, doubling from the left for ten digits)."""
    total = 0
    for index, character in enumerate(reversed(digits)):
        value = int(character) * (2 if index % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_personnummer(text: str) -> bool:
    """Return whether a text is a Swedish personal identity or coordination number.

    Ten or twelve digits, with or without separator; a possible date (day + 60 in coordination numbers) and the right
    check digit.
    """
    digits = re.sub(r"\D", "", text)
    if len(digits) not in (10, 12):
        return False
    short = digits[-10:]
    year, month, day = int(short[:2]), int(short[2:4]), int(short[4:6])
    if day > 60:
        day -= 60
    centuries = (int(digits[:2]) * 100,) if len(digits) == 12 else (1900, 2000)
    return any(_is_date(century + year, month, day) for century in centuries) and luhn_holds(short)


def is_henkilotunnus(text: str) -> bool:
    """Return whether a text is a Finnish personal identity code: possible date, number 002-999, right check character."""
    match = _HENKILOTUNNUS.fullmatch(text.upper())
    if match is None:
        return False
    born, mark, number, check = match.groups()
    century = 1800 if mark == "+" else 2000 if mark in "ABCDEF" else 1900
    possible = _is_date(century + int(born[4:]), int(born[2:4]), int(born[:2])) and int(number) >= 2
    return possible and ("0123456789" + "ABCDEFHJKLMNPRSTUVWXY")[int(born + number) % 31] == check


def is_idnumber(text: str) -> bool:
    """Return whether a text is a Norwegian (11 digits), Danish or Icelandic identity number (6 digits, hyphen, 4).

    Norwegian ones have two check digits; D-numbers add 40 to the day. For the others a possible date must do.
    """
    digits = [int(character) for character in text if character.isdigit()]
    day, month, year = digits[0] * 10 + digits[1], digits[2] * 10 + digits[3], digits[4] * 10 + digits[5]
    if not any(_is_date(century + year, month, day - 40 * (day > 40)) for century in (1900, 2000)):
        return False
    if len(digits) == 10:
        return day <= 31
    first = sum(weight * digit for weight, digit in zip((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), digits))
    second = sum(weight * digit for weight, digit in zip((5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1), digits))
    return first % 11 == second % 11 == 0


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _is_phone(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    return 7 <= len(digits) <= 15 and _DATE_LIKE.fullmatch(text) is None


def _always(_text: str) -> bool:
    return True


def find(text: Optional[str]) -> list[Finding]:
    """Return the personal data found in a text, in order, without overlaps."""
    if not text:
        return []
    found: list[Finding] = []
    lower = text.lower()
    if "@" in text or "(" in text or "[" in text:
        _search(_EMAIL, "email", text, found)
    if _DIGITS.search(text):
        _search(_PERSONNUMMER, "personnummer", text, found, is_personnummer)
        _search(_HENKILOTUNNUS, "henkilotunnus", text, found, is_henkilotunnus)
        _search(_IDNUMBER, "idnumber", text, found, is_idnumber)
        _search(_PHONE, "phone", text, found, _is_phone)
        _search(_PHONE_SAID, "phone", text, found, _is_phone)
    if _CAPITALS.search(text):
        _search(_PLATE, "plate", text, found)
    if "reg" in lower:
        _search(_PLATE_SAID, "plate", text, found)
    for hint in _HINTS:
        if hint in lower:
            _search(_NAME, "name", text, found)
            _search(_SIGNED, "name", text, found)
            _search(_SIGNED_SMALL, "name", text, found)
            _search(_HOME, "home", text, found)
            break
    if "jag, " in lower or "jeg, " in lower or "minä, " in lower or "ich, " in lower:
        _search(_NAMED, "name", text, found)
    if "/" in text or "~" in text:
        _search(_SLASH_SIGNED, "name", text, found)
    return sorted(found, key=lambda item: item.start)


def _search(pattern: re.Pattern[str], kind: str, text: str, found: list[Finding],
            holds: Callable[[str], bool] = _always) -> None:  # fmt: skip
    for match in pattern.finditer(text):
        start, end = match.span(1 if pattern.groups == 1 else 0)
        clear = all(end <= other.start or start >= other.end for other in found)
        if clear and holds(text[start:end]):
            found.append(Finding(kind, start, end))


def flags(*texts: Optional[str]) -> Optional[str]:
    """Return the kinds of personal data in some texts as a comma list, None when nothing was found."""
    found = find("\n".join([text for text in texts if text]))
    if not found:
        return None
    kinds = {finding.kind for finding in found}
    return ",".join(kind for kind in KINDS if kind in kinds)


def mask(text: Optional[str], labels: Optional[Mapping[str, str]] = None) -> Optional[str]:
    """Return the text with every finding replaced by ``[label]``; ``labels`` translates `KINDS`."""
    if not text:
        return text
    parts: list[str] = []
    at = 0
    for kind, start, end in find(text):
        parts += (text[at:start], f"[{(labels or {}).get(kind, kind)}]")
        at = end
    return "".join(parts) + text[at:]
