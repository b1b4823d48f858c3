"""Find names of people and statements of where they live in free text, by the words and marks around them.

A name is taken where its setting says so: "jag heter ...", "Med vänlig hälsning ...", a signature at the end or on a line
of its own (/Kalle, // A. Svensson, - Anna), a title (fru, Herr, Dr), a relation (min granne, mein Mann) or two capitalised
words after från, av, from, by. Words that are known as places, organisations or beginnings of sentences are no names
(`resources/privacy`, see `personal_words`). Where German capitalises every noun, a known given name is asked for.
"""

from __future__ import annotations

import re
import sys
from typing import AbstractSet, Iterator, Sequence

from .personal_words import sections

_Found = tuple[str, int, int]

_WORDS, _PHRASES = sections("words"), sections("phrases")
GIVEN_NAMES, PLACE_WORDS, NOT_NAMES, STREET_WORDS, PLACE_SURNAMES = (
    frozenset(_WORDS[name]) for name in ("given_names", "place_words", "not_names", "street_words", "place_surnames")
)
PLACE_ENDS, STREET_ENDS = _WORDS["place_ends"], _WORDS["street_ends"]
_RELATIVES, _GERMAN_RELATIVES, _TITLES = (
    "|".join(_PHRASES[name]) for name in ("relatives", "relatives_german", "titles")
)
_PART = r"[A-ZÀ-ÖØ-ÞČĐŁŚŠŻŽ](?:\.|[\w'’-]{0,30})"
_NAME = rf"{_PART}(?:(?: |(?<=\.)){_PART}){{0,3}}"
_NO_NAME = "och|men|som|jag|vi|på|i|från|med|ja|og|men|jeg|fra|som|and|but|from|i|we|ja|und|aber|minä|mutta"
_STREET_REST = r"[\w'’.-]{0,40}(?:\s[\w'’.-]{1,40}){0,3}?\s\d{1,4}\s?[A-Za-z]?\b"
_STREET = rf"[^\W\d_]{_STREET_REST}"
_ROAD = (
    r"[A-ZÅÄÖÆØÜ][\w'’-]{1,40}"
    r"(?:gatan|vägen|gata|väg|gate|vei|veien|gade|vej|straße|strasse|gasse|weg|platz|allee|katu|tie)\b"
)
_NUMBERED_ROAD = r"\d{1,4}[A-Za-z]?\s[A-Z][\w'’-]{1,40}(?:\s[A-Z][\w'’-]{1,40}){0,2}"
_LATE = r"[\s,:;!./–-]{0,6}"


def _any(phrases: str) -> str:
    return "|".join(re.escape(phrase).replace("\\ ", r"\s{1,3}") for phrase in _PHRASES[phrases])


def _after(phrases: str, value: str, between: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?i:(?<!\w)(?:{_any(phrases)})(?!\w)(?:\s{{1,3}}(?:från|fra|from))?){_LATE}{between}({value})")


_INTRODUCED = _after("introductions", rf"{_NAME}|[^\W\d_]{{2,30}}(?:\s(?!(?:{_NO_NAME})\b)[^\W\d_]{{2,30}})?")
_SIGNED = _after("sign_offs", _NAME)
_SIGNED_SMALL = re.compile(
    r"(?<!\w)(?:mvh|hälsningar|terveisin|terv\.|hilsen|regards|mfg)[\s,!/]{1,4}(?:från\s|fra\s|from\s)?"
    r"([^\W\d_]{2,30}(?:\s[^\W\d_]{2,30})?)$",
    re.IGNORECASE,
)
_THANKED = re.compile(rf"(?i:(?<!\w)(?:{_any('thanks')}))(?:[,.!/–-]{{1,3}}\s{{0,3}}|\s{{1,3}})({_NAME})$")
_NAMED = re.compile(rf"(?i:(?<!\w)(?:jag|jeg|minä|ich)),\s({_PART}(?: {_PART}){{1,3}}),")
_HOME = _after("homes", rf"{_STREET}|{_NUMBERED_ROAD}|{_PART}")
_NUMBERED_HOME = _after(
    "numbered_homes",
    rf"{_STREET}|{_ROAD}|{_NUMBERED_ROAD}",
    r"(?:(?:på|vid|i|in|an|am|der|the|at|on)\s){0,2}",
)
_RELATED = re.compile(rf"(?i:(?<!\w)(?:{_RELATIVES})),?\s({_NAME})")
_RELATED_GERMAN = re.compile(rf"(?i:(?<!\w)(?:{_GERMAN_RELATIVES})),?\s({_NAME})")
_RELATED_HOME = re.compile(
    rf"(?i:(?<!\w)(?:{_RELATIVES}|{_GERMAN_RELATIVES}))\b[^.!?\n]{{0,60}}?"
    rf"\s(?:på|vid|i|at|on|in|an der|in der|am|osoitteessa)\s([A-ZÅÄÖÆØÜ]{_STREET_REST})"
)
_TITLED = re.compile(rf"(?<![\w-])(?<!\beine )(?<!\bals )(?<!\bjede )(?<!\bkeine )(?:{_TITLES}) ({_NAME})")
_ORIGIN = re.compile(rf"(?<!\w)(?:[Ff]rån|[Ff]ra|[Ff]rom|[Aa][vf]|[Bb]y|[Vv]on) ({_PART} {_PART}(?: {_PART})?)")
_SLASHED = re.compile(rf"(?:^|[\s.!?])(?://?|~)\s?({_NAME}|[^\W\d_]{{2,30}}(?: [^\W\d_]{{2,30}})?)$")
_SLASHED_LINE = re.compile(rf"(?:^|[.!?] ?)[ \t]?//?[ \t]?({_NAME})[ \t]?$", re.MULTILINE)
_DASHED = re.compile(rf"(?:\n[ \t]?|[.!?]?\s{{1,2}})[-–—]{{1,2}}\s?({_NAME})$")
_LAST_LINE = re.compile(rf"\n[ \t]?({_NAME})$")
_OPEN_SLASHES = (" /", "\n/", "./", "!/", "?/", "//", "\t/")
_BULLET = re.compile(r"^[ \t]?[-–—•*]", re.MULTILINE)
_DIGIT = re.compile("[0-9]")
_DEFINITE = re.compile(r"(?:(?<![sn])en|et|ing|[aeo]rna)(?= |$)")
"""How Scandinavian nouns with an article and English -ing words end: Kvarnen, Arkitekterna, Recycling."""
_WORD = re.compile(r"\S+")
_FOLLOWING = re.compile(r"[ -]([^\W\d_]{2,20})")

_TAIL = 150
"""Characters at the end of a text in which a signature is looked for."""
_NAME_WORDS = 4
_ANY, _SURNAME, _FIRM, _PAIR, _KNOWN, _ALONE = range(6)
"""What is asked of a name: any word; any word, a surname at once; a known given name or two words; two words; a known
given name; a known given name or no sentence that goes on."""
_PERSONAL = (_ANY, _SURNAME, _ALONE)
"""Needs of settings that speak of a person anyhow, so that a place word that is a surname too belongs to the name."""


def _marked(section: str) -> frozenset[str]:
    """Words as they stand in a text, with the marks that may follow (commas, full stops and slashes are taken off)."""
    return frozenset(word + mark for word in _PHRASES[section] for mark in ("", ":", "!", ";", "?"))


_INTRODUCING, _CLOSED = _marked("introduction_words"), _marked("sign_off_words")
_THANKING, _DWELT = _marked("thanks_words"), _marked("home_words")
_HOUSE, _RELATION, _TITLE, _OURS = (
    frozenset(_PHRASES[name]) for name in ("house_words", "relation_words", "title_words", "own_words")
)
_FROM = frozenset(("från", "fra", "from", "av", "af", "by", "von"))
_HINTS = _OURS | _INTRODUCING | _CLOSED | _THANKING | _DWELT | _HOUSE | _RELATION | _TITLE | _FROM


def find_names(text: str, lower: str, end: int) -> Sequence[_Found]:
    """Return the names and homes in a text as (kind, start, end); they may overlap.

    Parameters
    ----------
    text, lower : str
        The text, and the same in small letters.
    end : int
        Where its last words end: before a closing telephone number, e-mail address, full stop or blank.
    """
    said = lower.replace("/", " ").replace(",", " ").replace(".", " ").split()
    hints = _HINTS.intersection(said)
    last = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end)) + 1
    capital = text[last : last + 3].lstrip("-–—/~!")[:1].isupper() and lower[last:end] not in NOT_NAMES
    found: list[_Found] = []
    if hints:
        for word in _FROM.intersection(hints):
            found += _origins(text, word[1:] + " ")
        if hints - _FROM:
            found += _hinted(text, said, hints)
            found += _last_hinted(text, hints, end, capital)
    if ", " in text and ("jag, " in lower or "jeg, " in lower or "minä, " in lower or "ich, " in lower):
        found += [("name", *match.span(1)) for match in _NAMED.finditer(text)]
    if "~" in text or ("/" in text and (text[0] == "/" or any(slash in text for slash in _OPEN_SLASHES))):
        found += _slashed(text, end)
    if capital:
        found += _undersigned(text, end)
    return found


def _hinted(text: str, said: list[str], hints: AbstractSet[str]) -> Iterator[_Found]:
    """Names and homes after words that tell of them, anywhere."""
    if not _INTRODUCING.isdisjoint(hints):
        for match in _INTRODUCED.finditer(text):
            if match.group(1).split()[0].lower() not in NOT_NAMES:
                yield ("name", *match.span(1))
    if not _CLOSED.isdisjoint(hints):
        yield from _people(_SIGNED, text, _ALONE)
    if not _DWELT.isdisjoint(hints):
        for match in _HOME.finditer(text):
            yield ("home", *match.span(1))
    if not _DWELT.isdisjoint(hints) or (not _HOUSE.isdisjoint(hints) and _DIGIT.search(text)):
        for match in _NUMBERED_HOME.finditer(text):
            yield ("home", *match.span(1))
    if not (_RELATION.isdisjoint(hints) or _OURS.isdisjoint(hints)) and _is_related(said):
        yield from _people(_RELATED, text)
        yield from _people(_RELATED_GERMAN, text, _FIRM)
        if _DIGIT.search(text):
            for match in _RELATED_HOME.finditer(text):
                yield ("home", *match.span(1))
    if not _TITLE.isdisjoint(hints):
        yield from _people(_TITLED, text, _SURNAME)


def _is_related(said: list[str]) -> bool:
    """Whether a word like "granne" stands beside one like "min"."""
    return any(
        word in _RELATION and not _OURS.isdisjoint(said[max(0, at - 2) : at + 2]) for at, word in enumerate(said)
    )


def _origins(text: str, ending: str) -> list[_Found]:
    """Names after a word like "från" that ends so; looked up by plain text because these words are everywhere."""
    found: list[_Found] = []
    at = text.find(ending)
    while at > 0:
        start = at + len(ending)
        second = text.find(" ", start) + 1
        if second and text[start].isupper() and text[second : second + 1].isupper():
            match = _ORIGIN.match(text, at - 1)
            if match:
                found += _person(text, match, _KNOWN if match.group()[0] in "Vv" else _PAIR)
        at = text.find(ending, start)
    return found


def _last_hinted(text: str, hints: AbstractSet[str], end: int, capital: bool) -> Iterator[_Found]:
    """Names at the end after a sign-off, in small letters too, or after a thank-you."""
    start = max(0, end - _TAIL)
    if not _CLOSED.isdisjoint(hints):
        match = _SIGNED_SMALL.search(text, start, end)
        if match:
            yield from _person(text, match, _KNOWN if match.group(1)[0].isupper() else _FIRM)
    if capital and not _THANKING.isdisjoint(hints):
        yield from _people(_THANKED, text, _FIRM, start, end)


def _slashed(text: str, end: int) -> Iterator[_Found]:
    """Names after a slash, at the end or on a line of their own."""
    for match in _SLASHED.finditer(text, max(0, end - _TAIL), end):
        loose = match.group()[0] == " " and text[: match.start()].rstrip()[-1:].isalnum()
        small = any(word[0].islower() for word in match.group(1).split())
        need = _KNOWN if small else _FIRM if loose else _ANY
        yield from _person(text, match, need)
    if "\n" in text:
        yield from _people(_SLASHED_LINE, text)


def _undersigned(text: str, end: int) -> list[_Found]:
    """Names after a dash at the end, or alone on the last line."""
    found: list[_Found] = []
    start = max(0, end - _TAIL)
    if "-" in text or "–" in text or "—" in text:
        match = _DASHED.search(text, start, end)
        if match and not (_BULLET.search(text, 0, match.start()) or text[: match.start()].rstrip().endswith(":")):
            found += _person(text, match, _KNOWN if match.group()[0] == " " else _FIRM)
    line = text.rfind("\n", start, end)
    if line >= 0 and text.count(" ", line, end) <= _NAME_WORDS:
        found += _people(_LAST_LINE, text, _KNOWN, line, end)
    return found


def _people(
    pattern: re.Pattern[str], text: str, need: int = _ANY, start: int = 0, end: int = sys.maxsize
) -> Iterator[_Found]:
    for match in pattern.finditer(text, start, end):
        yield from _person(text, match, need)


def _person(text: str, match: re.Match[str], need: int) -> Iterator[_Found]:
    """Yield the words of a match's first group that can be a person's name, if they are what is needed."""
    start, end = match.span(1)
    known = False
    count = 0
    for word in _WORD.finditer(text, start, end):
        small = word.group().lower()
        if small.endswith(".") and len(small) == 2:  # an initial
            known = known or count == 0
        elif count == 0:
            if small in NOT_NAMES:
                return
            known = small in GIVEN_NAMES or small.split("-")[0] in GIVEN_NAMES or small[:-1] in GIVEN_NAMES
            if not known and _is_place(small, need == _SURNAME):
                return
        elif len(small) > 1 and (small in NOT_NAMES or _is_place(small, known or need in _PERSONAL)):
            break
        count += 1
        end = word.end()
    following = _FOLLOWING.match(text, end)
    if following and following.group(1).lower() in STREET_WORDS:
        return
    if need == _PAIR:
        fits = count > 1 and (known or _DEFINITE.search(text[start:end]) is None)
    elif need == _ALONE:
        alone = not following or following.group(1).lower() in NOT_NAMES or following.group(1)[0].isupper()
        fits = known or (alone and not (text[start:end].isupper() and 1 < end - start < 5))
    else:
        fits = need in (_ANY, _SURNAME) or known or (count > 1 and need == _FIRM)
    if fits:
        yield ("name", start, end)


def _is_place(small: str, can_be_surname: bool = False) -> bool:
    if can_be_surname:
        return small not in PLACE_SURNAMES and (small in PLACE_WORDS or small.endswith(STREET_ENDS))
    return small in PLACE_WORDS or small[:-1] in PLACE_WORDS or small.endswith(PLACE_ENDS)
