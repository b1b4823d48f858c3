"""Plain sentences for users, kept translatable without Qt: shared by the rooms that must run outside QGIS."""

from __future__ import annotations

import base64
import html
import json
import re
from typing import Any, Callable, Iterable, Mapping, NamedTuple, Optional
from urllib.parse import quote, quote_plus, unquote

HIDDEN = "***"
"""What stands where a secret was."""
_SHORTEST = 4
_MIXED, _YEAR = re.compile(r"(?=.*\d)(?=.*[^\W\d]).{6,}", re.DOTALL), re.compile(r"(?:19|20)\d\d")
_secrets: dict[str, re.Pattern[str]] = {}
"""Secrets of this session's connections, and what finds them in any form; see `remember_secrets`."""


class TranslatableStr(str):
    """A text of ours, to be translated wherever it is shown; the user's own words are plain `str`."""

    __slots__ = ()


class Titled(str):
    """Words of the user's data that come in several languages: a `str` in English, with the others in `texts`."""

    texts: Mapping[str, str] = {}

    @classmethod
    def of(cls, title: Any) -> Titled:
        """Return a title: a text, or a mapping of language to text."""
        texts = {str(name): str(text) for name, text in title.items()} if isinstance(title, Mapping) else {}
        found = cls(texts.get("en") or next(iter(texts.values()), "") if texts else title or "")
        found.texts = texts
        return found

    @classmethod
    def joined(cls, separator: str, parts: Iterable[str]) -> Titled:
        """Return texts joined in every language that one of them has."""
        parts = list(parts)
        languages = {name for part in parts if isinstance(part, Titled) for name in part.texts}
        found = cls(separator.join(parts))
        found.texts = {name: separator.join(map(in_language(name), parts)) for name in sorted(languages)}
        return found


def in_language(name: str) -> Callable[[str], str]:
    """Return what gives a text in a language, where it has it."""
    return lambda text: (text.texts.get(name) or str(text)) if isinstance(text, Titled) else text


def QT_TRANSLATE_NOOP(context: str, text: str) -> TranslatableStr:
    """Mark ``text`` for translation (``make i18n`` finds the call) and return it, unchanged, as a `TranslatableStr`."""
    return TranslatableStr(text)


def remember_secrets(secrets: Iterable[Optional[str]]) -> None:
    """Remember secrets of a connection: whatever is told or stored from now on is without them.

    Servers repeat what they were sent, in errors, links and headers; network stacks write whole addresses into theirs.
    """
    for secret in secrets:
        if secret and len(secret) >= _SHORTEST and not _YEAR.fullmatch(secret) and secret not in _secrets:
            forms = {secret, unquote(secret), html.escape(secret)}
            forms |= {quote(secret), quote(secret, safe=""), quote_plus(secret)}
            forms |= {quote(form, safe="") for form in tuple(forms)} | {json.dumps(secret)[1:-1]}
            forms |= {base64.b64encode(form.encode()).decode().rstrip("=") for form in (secret, unquote(secret))}
            longest = sorted((form for form in forms if len(form) >= _SHORTEST), key=len, reverse=True)
            _secrets[secret] = re.compile("|".join(map(re.escape, longest)), re.IGNORECASE)


def without_known_secrets(text: str, strong: bool = False) -> str:
    """Return a text with `HIDDEN` in place of each remembered secret, in plain, percent-encoded and Base64 form.

    Parameters
    ----------
    strong : bool
        Only those that cannot be a word, a year or an id: six characters with letters and digits, or twelve. For what people
        wrote, and for what must stay apart.
    """
    for secret, found in tuple(_secrets.items()):
        if not strong or len(secret) >= 12 or _MIXED.fullmatch(secret):
            text = found.sub(HIDDEN, text)
    return text


def knows_secrets() -> bool:
    """Whether there is anything to hide."""
    return bool(_secrets)


def hide_in(value: Any) -> Any:
    """Return a value for a message without remembered secrets: a text, or what will be shown as one."""
    if isinstance(value, TranslatableStr) or not _secrets or isinstance(value, (int, float, type(None))):
        return value
    plain = str(value)
    hidden = without_known_secrets(plain)
    return value if hidden == plain else hidden


class UserMessage(NamedTuple):
    """Something the user should know about a result that was computed all the same."""

    template: str
    values: dict[str, Any]
    warns: bool = True
    """False: it only tells how something was done."""

    def __str__(self) -> str:
        return self.template.format(**{name: hide_in(value) for name, value in self.values.items()})


class Lines(tuple):
    """Messages that fill one placeholder of another, a line each."""

    __slots__ = ()

    def __str__(self) -> str:
        return "\n".join(map(str, self))


class UserError(Exception):
    """An error whose text is a plain sentence: what is wrong and what to do next.

    Parameters
    ----------
    template : str
        English sentence with ``{name}`` placeholders, marked with `QT_TRANSLATE_NOOP`.
    **values
        What fills the placeholders.
    """

    def __init__(self, template: str, **values: Any) -> None:
        values = {name: hide_in(value) for name, value in values.items()}
        super().__init__(template, values)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return self.template.format(**self.values)


class Cancelled(UserError):
    """The user stopped the work; whoever started it cleans up."""

    def __init__(self) -> None:
        super().__init__(QT_TRANSLATE_NOOP("Samplan", "Cancelled."))


def with_counts_added(notes: Iterable[UserMessage]) -> list[UserMessage]:
    """Return each note once, in order; where notes differ in their count only, the counts add up."""
    found: dict[str, UserMessage] = {}
    for note in notes:
        key = note.template + repr({name: value for name, value in note.values.items() if name != "count"})
        if key in found and "count" in note.values:
            count = found[key].values["count"] + note.values["count"]
            found[key] = note._replace(values={**note.values, "count": count})
        else:
            found.setdefault(key, note)
    return list(found.values())
