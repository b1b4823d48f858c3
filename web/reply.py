"""A server's complete answer, and its reading as JSON or XML with every malformed form turned into a plain sentence."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Mapping
from xml.etree import ElementTree  # nosec B405: DOCTYPE is refused before parsing, so no entity can be declared
from xml.parsers import expat  # nosec B407: stops at a DOCTYPE

from ..messages import QT_TRANSLATE_NOOP
from ..redaction import without_known_secrets
from .addresses import place
from .errors import TooLarge, UnexpectedAnswer
from .plain_text import plain_text

_CHARSET = re.compile(r"""charset=["']?([A-Za-z0-9._-]+)""", re.IGNORECASE)
_MOST = 150 * 1024 * 1024
"""Bytes of memory that an answer and what is made of it may take; small answers are not even looked at."""
_LIGHT = 4 * 1024 * 1024
_WIDE, _WIDER = re.compile(rb"[\xc4-\xef]"), re.compile(rb"[\xf0-\xf4]")
_HTML_START = (b"<!doctype html", b"<html", b"<head", b"<body")


@dataclass(frozen=True)
class Reply:
    """Status, headers (lower-case names) and body of an answer."""

    url: str
    status: int
    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def is_html(self) -> bool:
        """Whether the body is a web page, whatever the headers say."""
        start = self.body[:500].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        return start.startswith(_HTML_START) or (
            "text/html" in self.headers.get("content-type", "") and start[:1] == b"<"
        )

    def text(self) -> str:
        """Return the body as text: by UTF-8, else by the declared character set, else by Windows-1252."""
        self.refuse_heavy()
        declared = _CHARSET.search(self.headers.get("content-type", ""))
        try:
            return self.body.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
        try:
            return self.body.decode(declared.group(1) if declared else "cp1252", "replace")
        except LookupError:
            return self.body.decode("cp1252", "replace")

    def json(self) -> Any:
        """Return the parsed JSON.

        Parsing holds Python's lock, about 6 ms per MB: an answer beyond 9 MB keeps the main thread waiting for longer
        than 50 ms. Pages are far smaller; whole GeoJSON documents are read by `json_members.members` instead.

        Raises
        ------
        UnexpectedAnswer
            A web page, an empty or truncated body, malformed JSON.
        """
        self._refuse_html()
        self.refuse_heavy({b"[": 64, b"{": 240, b",": 40})
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            pass
        try:
            return json.loads(self.text())
        except ValueError as error:
            raise self._malformed("JSON", error) from None
        except RecursionError:
            raise self._malformed("JSON", "nested too deeply") from None

    def xml(self) -> ElementTree.Element:
        """Return the root element; document type declarations, hence entities, are refused.

        Raises
        ------
        UnexpectedAnswer
            A web page, a DOCTYPE, truncated or malformed XML.
        """
        self._refuse_html()
        self.refuse_heavy({b"<": 120, b"=": 120})
        body = self.body.lstrip(b"\xef\xbb\xbf \t\r\n")
        if declares_type(body):
            raise UnexpectedAnswer(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "{place} sent XML with a document type declaration, which is refused because it can hide harmful"
                    " content. Ask the service's owner, or choose JSON in the connection.",
                ),
                place=place(self.url),
            )  # fmt: skip
        try:
            return ElementTree.fromstring(body)  # noqa: S314 # nosec B314: see above
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            raise self._malformed("XML", error) from None

    def refuse_heavy(self, signs: Mapping[bytes, int] = MappingProxyType({})) -> None:
        """Raise when reading the answer would take more memory than `_MOST`.

        Parameters
        ----------
        signs : mapping
            Bytes of memory for what each of some signs begins, by the sign.

        Raises
        ------
        TooLarge
        """
        body = self.body
        if len(body) <= _LIGHT:
            return
        width = (
            4 if _WIDER.search(body) else 2 if _WIDE.search(body) else 1
        )  # bytes of each character, as Python keeps them
        needed = len(body) * (1 + width) + sum(body.count(sign) * size for sign, size in signs.items())
        if needed > _MOST:
            raise TooLarge(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "Reading {place} would take more than {megabytes} MB of memory. Choose a smaller page size, extent or"
                    " period, or split the file.",
                ),
                place=place(self.url), megabytes=round(_MOST / 1e6),
            )  # fmt: skip

    def _refuse_html(self) -> None:
        if self.is_html:
            raise UnexpectedAnswer(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "{place} answered with a web page instead of data. Check the address and the profile; a login page"
                    " or maintenance also looks like this.",
                ),
                place=place(self.url),
            )  # fmt: skip

    def _malformed(self, form: str, error: object) -> UnexpectedAnswer:
        if not self.body.strip():
            return UnexpectedAnswer(
                QT_TRANSLATE_NOOP("Samplan", "{place} sent an empty answer. Try again later."), place=place(self.url)
            )
        if "://" not in self.url:
            text = QT_TRANSLATE_NOOP(
                "Samplan",
                "The {form} in {place} is broken or cut short ({bytes} bytes; {error}). Export or copy the file again.",
            )
        else:
            text = QT_TRANSLATE_NOOP(
                "Samplan",
                "The {form} from {place} is broken or cut short ({bytes} bytes; {error}). Try again; if it happens"
                " every time, tell the service's owner.",
            )
        return UnexpectedAnswer(
            text, form=form, place=place(self.url), bytes=len(self.body), error=plain_text(error, limit=80)
        )

    def unexpected(self, expected: str) -> UnexpectedAnswer:
        """Return (to raise) the error for an answer that is valid but has another shape than the protocol's."""
        return UnexpectedAnswer(
            QT_TRANSLATE_NOOP(
                "Samplan", "{place} answered with something else than {expected}. Check the address and the profile."
            ),
            place=place(self.url), expected=expected,
        )  # fmt: skip

    def detail(self) -> str:
        """Return what the server says about an error, as short plain text (blank when it says nothing readable)."""
        if self.is_html:
            return ""
        try:
            data: Any = json.loads(self.body[:20_000])
        except (ValueError, RecursionError):
            data = self.text() if len(self.body) < 300 else ""
        if isinstance(data, list) and data:
            data = data[0]
        if isinstance(data, dict):
            for name in ("description", "detail", "message", "error", "errors", "title"):
                if data.get(name):
                    data = data[name]
                    break
        if not isinstance(data, (str, int, float)):
            data = json.dumps(data, ensure_ascii=False)
        return plain_text(without_known_secrets(str(data)), True, 200) or ""


def declares_type(body: bytes) -> bool:
    """Whether XML has a DOCTYPE: the parser itself says so, in whatever encoding it reads, and stops there or at the root."""
    found: list[bool] = []

    def stop(*particulars: object) -> None:
        found.append(len(particulars) == 4)  # a document type has four particulars, an element two
        raise StopIteration

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = parser.StartElementHandler = stop
    with suppress(
        StopIteration, expat.ExpatError, ValueError, LookupError
    ):  # the full parser reports what is malformed
        parser.Parse(body, True)
    return found == [True]
