"""Secrets of this session's connections, and how they are kept out of all that is told or stored. No Qt."""

from __future__ import annotations

import base64
import re
from functools import lru_cache
from html.entities import codepoint2name
from typing import Any, Iterable, Iterator, Optional
from urllib.parse import unquote

HIDDEN = "***"
"""What stands where a secret was."""
_SHORTEST, _SHORTEST_PART = 4, 6
_MIXED, _YEAR = re.compile(r"(?=.*\d)(?=.*[^\W\d]).{6,}", re.DOTALL), re.compile(r"(?:19|20)\d\d")
_secrets: dict[str, re.Pattern[str]] = {}
"""Each remembered secret, and what finds it in any form; see `remember_secrets`."""


def remember_secrets(secrets: Iterable[Optional[str]]) -> None:
    """Remember secrets of a connection: whatever is told or stored from now on is without them.

    Servers repeat what they were sent, in errors, links and headers; network stacks write whole addresses into theirs.

    Parameters
    ----------
    secrets : iterable of str
        Nothing is remembered of years and of what is shorter than four characters: it would blank out harmless text.
    """
    for secret in secrets:
        if secret and len(secret) >= _SHORTEST and not _YEAR.fullmatch(secret) and secret not in _secrets:
            plain = dict.fromkeys(form for form in (secret, unquote(secret), secret.strip()) if len(form) >= _SHORTEST)
            forms = [*map(_in_any_writing, plain), *(part for form in plain for part in _base64(form))]
            firsts = "".join({form[0] for form in forms})
            start = f"(?=[{firsts}])" if firsts.isalnum() else ""  # tried at every letter of every text
            _secrets[secret] = re.compile(f"{start}(?:{'|'.join(forms)})", re.IGNORECASE)


def _in_any_writing(secret: str) -> str:
    """Return a pattern for a text in which each character may be written in its own way.

    Plain, percent-encoded (once or twice), as an HTML reference, as a JSON escape, or as `web.plain_text` leaves it.
    """
    return r"(?:[ \t\xa0]|\+|%(?:25)?20|&nbsp;)+".join(
        "".join(map(_character, word)) for word in re.split(" +", secret)
    )


@lru_cache(maxsize=512)
def _character(character: str) -> str:
    """Return a pattern for one character of a secret."""
    if character.isascii() and character.isalnum():
        return character
    code = ord(character)
    halves = character.encode("utf-16-be", "surrogatepass").hex()
    ways = [rf"\\{{0,3}}{re.escape(character)}", re.sub("(.{4})", r"\\\\{1,3}u\1", halves)]
    ways += ["".join(f"%(?:25){{0,2}}{byte:02x}" for byte in character.encode("utf-8", "replace"))]
    ways += [f"%(?:25){{0,2}}{code:02x}"] if 0x80 <= code < 0x100 else []
    names = [name for name in (codepoint2name.get(code), "apos" if character == "'" else None) if name]
    ways.append(f"&(?:amp;)?(?:{'|'.join([*names, f'#0*{code}', f'#x0*{code:x}'])});")
    ways += ["‹"] if character == "<" else []  # see `web.plain_text`
    return f"(?:{'|'.join(dict.fromkeys(reversed(ways)))})"  # the longest first


def _base64(secret: str) -> Iterator[str]:
    """Yield patterns for a secret in Base64, whole and as a part of more: three bytes make four characters."""
    codings = ("utf-8",) if secret.isascii() else ("utf-8", "latin-1")
    for content in (secret.encode(coding, "replace") for coding in codings):
        found = [base64.b64encode(content).rstrip(b"=")]
        for before in range(3):
            inside = base64.b64encode(bytes(before) + content)[-(-8 * before // 6) : 8 * (before + len(content)) // 6]
            found += [inside] if len(inside) >= _SHORTEST_PART else []
        for index, form in enumerate(found):
            pattern = re.sub(r"\+", r"(?:[+-]|%2b)", form.decode()).replace("/", r"(?:\\?[/_]|%2f)")
            yield pattern if index else rf"{pattern}(?:=|%3d){{0,2}}"


def without_known_secrets(text: str, strong: bool = False) -> str:
    """Return a text with `HIDDEN` in place of each remembered secret, in whatever form it is written.

    What several secrets cover together is hidden as a whole: nothing of a longer one is left where a shorter one is a
    part of it. To be asked before a text is cleaned or cut, for afterwards a secret may look otherwise.

    Parameters
    ----------
    strong : bool
        Only those that cannot be a word, a year or an id: six characters with letters and digits, or twelve. For what people
        wrote, and for what must stay apart.
    """
    spans = [
        found.span()
        for secret, pattern in tuple(_secrets.items())
        if not strong or len(secret) >= 12 or _MIXED.fullmatch(secret)
        for found in pattern.finditer(text)
    ]
    parts, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            parts += (text[at:start], HIDDEN)
        at = max(at, end)
    return "".join(parts) + text[at:]


def knows_secrets() -> bool:
    """Whether there is anything to hide."""
    return bool(_secrets)


def hide_in(value: Any) -> Any:
    """Return a value for a message without remembered secrets: a text, or what will be shown as one.

    Our own sentences (`messages.TranslatableStr`) stay as they are, to be translated later.
    """
    if not _secrets or isinstance(value, (int, float, type(None))) or getattr(value, "is_ours", False):
        return value
    plain = str(value)
    hidden = without_known_secrets(plain)
    return value if hidden == plain else hidden
