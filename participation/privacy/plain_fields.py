"""Personal data outside what people write: in ids, categories, statuses and links."""

from __future__ import annotations

from functools import lru_cache
from typing import Callable, Iterable, Optional

from ..record import Record, content_hash
from ..values import address_without
from .personal_data import KINDS, identifying

_IDS, _WORDS = ("item_id", "parent_id", "consultation"), ("category", "status_raw")


class PlainFields:
    """Takes personal data out of the fields of a source's records that are no texts.

    Parameters
    ----------
    source : str
        Source id: the same address gets unrelated codes at two sources.
    pseudonym : callable, optional
        Makes codes that nobody without its secret can guess (`Pseudonyms`). Without it they are plain digests: readable no
        more, but whoever tries all telephone numbers finds which one it was.
    """

    def __init__(self, source: str, pseudonym: Optional[Callable[[str], str]] = None) -> None:
        self._source, self._pseudonym = source, pseudonym
        self._identifying = lru_cache(maxsize=1000)(identifying)  # the same categories and states come again and again

    def code(self, value: str) -> str:
        """Return an id as it is stored: itself, or 32 hexadecimal digits where it is personal; always the same ones."""
        if not identifying(value):
            return value
        return self._pseudonym(value) if self._pseudonym is not None else content_hash((self._source, value))

    def cleaned(self, record: Record) -> tuple[Record, Optional[str]]:
        """Return a record without personal data in ids, category, status and link, and the kinds that it had there.

        Returns
        -------
        record, kinds
            Kinds (of `KINDS`) as a comma list, blank where only a token was taken out of the link; None: nothing was found.
        """
        changed: dict[str, Optional[str]] = {}
        kinds: set[str] = set()
        for name in (*_IDS, *_WORDS):
            value = getattr(record, name)
            found = self._identifying(value) if value else ()
            if found:
                kinds.update(kind for kind, _start, _end in found)
                changed[name] = self.code(value) if name in _IDS else _masked(value, found)
        if record.url:
            url = address_without(record.url, lambda text: bool(identifying(text)))
            if url != record.url:
                kinds.update(kind for kind, _start, _end in identifying(record.url.replace("%40", "@")))
                changed["url"] = url
        if not changed:
            return record, None
        changed["content_hash"] = content_hash((record.content_hash, *changed.values()))  # stored rows are written anew
        return record._replace(**changed), in_order(kinds)


def _masked(text: str, found: Iterable[tuple[str, int, int]]) -> str:
    for kind, start, end in sorted(found, key=lambda item: -item[1]):
        text = f"{text[:start]}[{kind}]{text[end:]}"
    return text


def in_order(kinds: Iterable[str]) -> str:
    """Return kinds of personal data as a comma list in the order of `KINDS`."""
    known = set(kinds)
    return ",".join(kind for kind in KINDS if kind in known)
