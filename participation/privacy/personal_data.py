"""Find and mask personal data in free text.

Finds e-mail addresses, telephone numbers, Swedish personal identity and coordination numbers, Finnish personal identity
codes, Norwegian, Danish and Icelandic identity numbers, number plates, bank accounts (IBAN; bankgiro and plusgiro where
a word says so), profiles (social media, @handles, web addresses of user accounts), and the names and homes that
`personal_names` finds. Numbers with a check digit or character are only reported when it is right (for Danish and
Icelandic ones a possible date must do).

Recall is imperfect by nature, so a person should read before anything is published. Not found: names without one of the
settings of `personal_names` ("Sven såg det"), unusual single names after a dash or a thank-you or in small letters,
homes without a house number or introduction ("huset bredvid kyrkan"), foreign identity numbers, other account and card
numbers, handles without @, and what only other knowledge makes personal. Found in vain: two-word names of companies and
pubs after "från", "by" and the like that the word lists do not hold. A street with a house number alone is the
place of a report and is kept, and so are pages of municipalities.

Sources: Skatteverket SKV 704 (personnummer, samordningsnummer); Digital and Population Data Services Agency (Finland),
personal identity code with the intermediate characters of 2023; Skatteetaten (Norway), fødselsnummer and D-number;
CPR-kontoret (Denmark), personnummeret i CPR; Þjóðskrá (Iceland), kennitala; Transportstyrelsen and Traficom for plates;
ISO 13616 (IBAN); Bankgirot, 10-modulen.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Callable, Mapping, NamedTuple, Optional

KINDS = ("email", "personnummer", "henkilotunnus", "idnumber", "phone", "plate", "name", "home", "account", "profile")
"""What is looked for. Feedback databases hold these words, so new ones come last."""


class Finding(NamedTuple):
    """A piece of personal data: its kind (one of `KINDS`) and the character range [start, end)."""

    kind: str
    start: int
    end: int


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DASHES = "\u2010-\u2015\u2212\u00ad-"
"""Hyphens, dashes and the minus sign, to stand last in a set of characters."""
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]+\s?(?:@|\(at\)|\[at\]|\(a\)|\(ät\))\s?[\w-]+(?:\.[\w-]+)*(?:\.|\s?(?:\(dot\)|\[dot\]|\(piste\))\s?)[a-z]{2,}",
    re.IGNORECASE,
)
_PERSONNUMMER = re.compile(rf"(?<!\d)(?:(?:18|19|20)?\d{{6}}\s?[+{_DASHES}]?\s?\d{{4}})(?!\d)")
_PERSONNUMMER_SAID = re.compile(
    rf"(?i:\b(?:personn(?:umme)?r|pnr))\W{{0,3}}((?:18|19|20)?\d{{6}}\s?[+{_DASHES}]?\s?\d{{4}})(?!\d)"
)
_HENKILOTUNNUS = re.compile(r"(?<![\dA-Z])(\d{6})([-+A-FU-Y])(\d{3})([0-9A-FHJ-NPR-Y])(?![\dA-Z])", re.IGNORECASE)
_IDNUMBER = re.compile(r"(?<!\d)(?:\d{6}[ -]?\d{5}|\d{6}-\d{4})(?!\d)")
_PHONE_SAID = re.compile(
    r"(?<!\w)(?:tlf|tel|telefon|mob|mobil|gsm|puh|puhelin|ring|soita|sms|call|phone|swish)[\s.:]{1,3}"
    r"(?:(?:på|til|till|meg|mig|me|at|on|er|är|nr)[\s.:]{1,3}){0,2}"
    rf"(\d(?:[\s./{_DASHES}]{{0,3}}\d){{6,10}})(?!\d|[.,]\d)",
    re.IGNORECASE,
)
_PHONE = re.compile(
    rf"(?<![\d.,])(?<!\d[{_DASHES}])(?:(?:\+|00)\d{{1,3}}[\s./{_DASHES}]{{0,2}}(?:\(0\))?|\(?0[1-9]\d{{0,2}}\)?)"
    rf"(?:[\s./{_DASHES}]{{0,3}}\d){{5,10}}(?!\d|[.,]\d)"
)
_DATE_LIKE = re.compile(
    rf"0?\d[./-]\d{{1,2}}[./-](?:19|20)\d\d"
    rf"|\d\d?[.:]\d\d\.?\s?[{_DASHES}]\s?\d\d?[.:]\d\d\.?(?:[./]?(?:19|20)\d\d)?"
    rf"|\d\d?\.\d\d?\.(?:(?:19|20)\d\d)?\s?[{_DASHES}]\s?\d\d?\.\d\d?\.?(?:(?:19|20)\d\d)?"
)
_NO_PLATES = _words("LED PM TV GC EU CO DIN ISO IP HS DN PVC BUS MAX SL NO GCM EN KW")
_PLATE = re.compile(r"(?<![\w-])(?:[A-HJ-PR-UW-Z]{3} ?\d{2}[0-9A-HJ-NPR-UW-Z]|[A-ZÅÄÖ]{2,3}-[1-9]\d{0,2})(?![\w-])")
_PLATE_SAID = re.compile(r"(?<!\w)reg[. ]?(?:nr|nummer)\.?:?\s+([a-z]{3}\s?\d{2}[a-z\d])(?!\w)", re.IGNORECASE)
_HEX_ID = re.compile(
    r"(?<![^\W_])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=[0-9a-f-]{4,}[a-f])[0-9a-f-]{12,})(?!\w)",
    re.IGNORECASE,
)
_CAPITALS = re.compile("[A-ZÅÄÖ]{2}")
_DIGIT = re.compile("[0-9]")
_DIGITS = re.compile(rf"\d(?:[\s()./+{_DASHES}]{{0,3}}\d){{5}}")
_IBAN = re.compile(r"(?<![^\W_])[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]){11,30}", re.IGNORECASE)
_IBAN_LENGTHS = {
    "AD": 24, "AL": 28, "AT": 20, "BA": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20,
    "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "HR": 21, "HU": 28, "IE": 22,
    "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18,
    "NO": 15, "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TR": 26, "UA": 29, "XK": 20,
}  # fmt: skip
_GIRO = re.compile(
    rf"(?<!\w)(?:bankgiro|plusgiro|postgiro|bg|pg)(?:[ -]?(?:nr|nummer|konto))?[\s.:]{{1,3}}"
    rf"(\d(?:[ {_DASHES}]?\d){{1,7}})(?![ {_DASHES}]?\d)",
    re.IGNORECASE,
)
_SOCIAL = re.compile(
    r"(?<![\w.-])(?:https?://)?(?:[a-z]{1,8}\.)?(?:facebook\.com|fb\.com|fb\.me|m\.me|instagram\.com|instagr\.am|tiktok\.com"
    r"|twitter\.com|x\.com|threads\.net|threads\.com|snapchat\.com/add|t\.me|wa\.me|linkedin\.com/in|youtube\.com|vk\.com"
    r"|bsky\.app/profile|reddit\.com/user|pinterest\.com)/"
    r"(?!(?:groups|events|pages|watch|share|sharer|hashtag|p|reel|reels|explore|stories|search|intent|playlist|shorts|posts"
    r"|photo|photos|story\.php|sharer\.php|marketplace|joinchat)\b)@?[\w.%+-][^\s<>\"'()]{0,200}",
    re.IGNORECASE,
)
_PUBLIC = re.compile(r"kommun|kunta|kaupunki|stad\b|stadt|city|gemeinde|council|region|fylke", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w.@/=+-])@([^\W\d][\w.]{1,38}\w)(?![\w@])")
_DOMAIN = re.compile(r"\.[A-Za-z]{2,12}(?::\d{1,5})?/")
_ADDRESS = re.compile(r"[^\s<>\"'()]+")
_ACCOUNT_PARTS = _words(
    "user users profile profiles profil profiili u member members medlem medlemmar jasen kayttaja bruker bruger nutzer"
    " benutzer people account accounts author authors"
)
_ACCOUNT_KEYS = _words(
    "user uid userid user_id username user_name profile profileid profile_id member memberid member_id account accountid"
    " account_id author authorid author_id nick bruker kayttaja"
)
_OWN_PAGES = frozenset(("", "login", "logout", "register", "signup", "settings", "new", "edit", "me", "search"))
_SOFT = " \t\r\n\u00a0.,;:!()-–—/"
_LABEL = re.compile(
    r"(?:^|[\s,;(./-])(?:tel|tfn|tlf|telefon|mob|mobil|mobilnr|gsm|puh|puhelin|phone|call|mail|e-?mail|e-?post|nr|nummer)$",
    re.IGNORECASE,
)


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


def _is_plate(text: str) -> bool:
    return text.split("-")[0] not in _NO_PLATES


def is_iban(text: str) -> bool:
    """Return whether a text is an international bank account number: the country's length and check digits (mod 97)."""
    code = re.sub(r"\s", "", text).upper()
    return len(code) == _IBAN_LENGTHS.get(code[:2]) and code.isalnum() and code.isascii() and _checks_97(code)


def _checks_97(code: str) -> bool:
    return int("".join([str(int(character, 36)) for character in code[4:] + code[:4]])) % 97 == 1


def _iban_end(text: str) -> int:
    """Return where the account number that a text begins with ends, 0 when there is none."""
    left = _IBAN_LENGTHS.get(text[:2].upper(), 0)
    for index, character in enumerate(text):
        left -= character.isalnum()
        if left == 0:
            return index + 1 if is_iban(text[: index + 1]) else 0
    return 0


def _is_giro(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    return 2 <= len(digits) <= 8 and luhn_holds(digits)


def _is_private(text: str) -> bool:
    return _PUBLIC.search(text) is None


def _is_account(text: str) -> bool:
    """Return whether a text is a web address whose path or query points to somebody's account."""
    host, slash, rest = text.partition("://")[2].partition("/") if "://" in text else text.partition("/")
    if not slash or "." not in host:
        return False
    path, _, query = rest.lower().partition("?")
    parts = path.split("/")
    if any(part in _ACCOUNT_PARTS and after not in _OWN_PAGES for part, after in zip(parts, parts[1:])):
        return True
    pairs = [pair.partition("=") for pair in query.split("#")[0].split("&")]
    return any(key in _ACCOUNT_KEYS and value != "" for key, _, value in pairs)


def _always(_text: str) -> bool:
    return True


def find(text: Optional[str]) -> list[Finding]:
    """Return the personal data found in a text, in order, without overlaps: what holds the rest is looked for first."""
    from .personal_names import find_names  # reads its word lists the first time

    if not text:
        return []
    found: list[Finding] = []
    lower = text.lower()
    if "/" in text and _DOMAIN.search(text):
        _search(_SOCIAL, "profile", text, found, _is_private)
        _search(_ADDRESS, "profile", text, found, _is_account)
    if "@" in text or "(" in text or "[" in text:
        _search(_EMAIL, "email", text, found)
    if _DIGIT.search(text):
        _find_numbers(text, lower, found)
    if "@" in text:
        _search(_HANDLE, "profile", text, found, _is_private)
    for kind, start, end in find_names(text, lower, _last_words(text, found)):
        found.append(Finding(kind, start, end))
    return _settled(found, len(text)) if len(found) > 1 else found


def _find_numbers(text: str, lower: str, found: list[Finding]) -> None:
    if _DIGITS.search(text):
        for match in _IBAN.finditer(text):
            end = _iban_end(match.group())
            if end:
                found.append(Finding("account", match.start(), match.start() + end))
        if "giro" in lower or "bg" in lower or "pg" in lower:
            _search(_GIRO, "account", text, found, _is_giro)
        _search(_PERSONNUMMER, "personnummer", text, found, is_personnummer)
        if "nr" in lower or "nummer" in lower:
            _search(_PERSONNUMMER_SAID, "personnummer", text, found)  # a mistyped check digit does not matter
        _search(_HENKILOTUNNUS, "henkilotunnus", text, found, is_henkilotunnus)
        _search(_IDNUMBER, "idnumber", text, found, is_idnumber)
        _search(_PHONE, "phone", text, found, _is_phone)
        _search(_PHONE_SAID, "phone", text, found, _is_phone)
    if _CAPITALS.search(text):
        _search(_PLATE, "plate", text, found, _is_plate)
    if "reg" in lower:
        _search(_PLATE_SAID, "plate", text, found)


def identifying(text: str) -> list[Finding]:
    """Return the addresses, identity numbers, telephones and accounts in an id or a word of a list: no names, no plates.

    A number counts where it stands apart: UUIDs and other hexadecimal ids hold all kinds of digits, and running numbers are
    filled up with zeros.
    """
    if not (len(text) >= 6 and (_DIGITS.search(text) or "@" in text or "(" in text or "[" in text)):
        return []
    if len(text) < min(_IBAN_LENGTHS.values()) and text.isalnum() and text[0].isalpha():
        return []  # no number stands apart in one word such as r0001234, and an account is longer
    found: list[Finding] = []
    _search(_EMAIL, "email", text, found)
    if not text.startswith("000"):
        text = _HEX_ID.sub(lambda id_: " " * len(id_[0]), text)
        numbers: list[Finding] = []
        _find_numbers(text, text.lower(), numbers)
        for finding in numbers:
            around = text[: finding.start][-1:] + text[finding.end :][:1]
            found += [finding] if finding.kind != "plate" and not re.search(r"\w", around) else []
    return _settled(found, len(text))


def _last_words(text: str, found: list[Finding]) -> int:
    """Return where the last words of a text end, before a closing number or address and the word that announces it."""
    end = len(text.rstrip(_SOFT))
    if not found:
        return end
    for _kind, start, stop in sorted(found, key=lambda item: item.start)[:-4:-1]:
        if text[stop:end].strip(_SOFT):
            break
        end = len(text[:start].rstrip(_SOFT))
        label = _LABEL.search(text, max(0, end - 12), end)
        if label:
            end = len(text[: label.start()].rstrip(_SOFT))
    return end


def _settled(found: list[Finding], length: int) -> list[Finding]:
    """Return findings in order without overlaps: the one found first stays."""
    taken = bytearray(length)
    kept = []
    for finding in found:
        _kind, start, end = finding
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\1" * (end - start)
            kept.append(finding)
    return sorted(kept, key=lambda item: item.start)


def _search(pattern: re.Pattern[str], kind: str, text: str, found: list[Finding],
            holds: Callable[[str], bool] = _always) -> None:  # fmt: skip
    for match in pattern.finditer(text):
        start, end = match.span(1 if pattern.groups == 1 else 0)
        if holds(text[start:end]):
            found.append(Finding(kind, start, end))


def flags(*texts: Optional[str]) -> Optional[str]:
    """Return the kinds of personal data in some texts as a comma list, None when nothing was found."""
    found = find("\n".join(filter(None, texts)))
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
