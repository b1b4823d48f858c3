"""Readable text out of what servers send: no markup, no control characters."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import Any, Optional

from ..redaction import knows_secrets, without_known_secrets

MAX_TEXT = 20_000
"""Characters kept of one text; longer ones end in an ellipsis."""

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_BLANKS = re.compile(r"[ \t\u00a0]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_TAG_START = re.compile(r"<(?=[A-Za-z/!?])")
_BLOCK_NAMES = "p br div li ul ol h1 h2 h3 h4 h5 h6 tr table blockquote section article header footer hr"
_INLINE_NAMES = (
    "a abbr audio b body button code col del em embed font form head html i iframe img input ins label link math meta"
    " object option pre q s script select small source span strong style sub sup svg tbody td textarea th thead title"
    " u video"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_MARKUP = re.compile(
    r"</?(?:" + "|".join(f"{_BLOCK_NAMES} {_INLINE_NAMES}".split()) + r")(?:\s[^<>]*)?/?>|<!--", re.IGNORECASE
)
_SILENT = frozenset(("script", "style", "head", "title", "template"))


class _TextOnly(HTMLParser):
    """Collects the readable text of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag in _BLOCKS:
            self.parts.append("\n- " if tag == "li" else "\n")

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)


def plain_text(value: Any, is_html: bool = False, limit: int = MAX_TEXT) -> Optional[str]:
    """Return readable text without markup, control characters or anything a renderer would take for a tag.

    Parameters
    ----------
    value : Any
        Text or number; None, containers and blanks give None.
    is_html : bool
        The source declares HTML: character references are decoded even where no tag is found.
    limit : int
        Characters kept.

    Notes
    -----
    Known HTML tags are removed with their attributes, scripts and styles with their content. Any ``<`` that still
    stands before a letter, ``/``, ``!`` or ``?`` becomes ``‹``: stored text can then never form a tag in a map tip.
    """
    if type(value) is not str:
        if value is None or isinstance(value, (bool, dict, list, tuple)):
            return None
        value = str(value)
    if len(value) <= limit and "<" not in value and "&" not in value and "  " not in value and value.isprintable():
        return value.strip() or None
    if knows_secrets():
        value = without_known_secrets(value, strong=True)  # before a tag or an end is cut out of one
    has_tags = "<" in value and _MARKUP.search(value) is not None
    if has_tags:
        parser = _TextOnly()
        parser.feed(value)
        parser.close()
        value = "".join(parser.parts)
    elif is_html and "&" in value:
        value = html.unescape(value)
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    value = CONTROL.sub("", value)
    value = _BLANKS.sub(" ", value)
    if has_tags or "\n" in value:
        value = _BLANK_LINES.sub("\n\n", "\n".join(line.strip() for line in value.split("\n")))
    value = _TAG_START.sub("‹", value).strip()
    if len(value) > limit:
        value = value[: limit - 1] + "…"
    return value or None
