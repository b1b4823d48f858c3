"""The canonical feedback record: the one shape every connector delivers and the feedback database stores.

The columns are those of the published contract. Nothing else of an item is kept: names, e-mail addresses, author ids
and avatars have no column, so they cannot reach the disk. The only trace of an author is ``author_pseudonym``, filled
when the caller supplies a secret (see `privacy.Pseudonyms`).
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Any, Callable, Iterable, Mapping, NamedTuple, Optional

from ..redaction import without_known_secrets
from ..web.plain_text import MAX_TEXT, plain_text
from .position import NO_POSITION, Position
from .values import identifier, language_code, parse_int, short_text, status_of, utc, web_address, web_addresses

KINDS = ("report", "comment", "reply", "proposal", "meeting", "contribution", "idea", "submission", "entry", "feature")
"""Kinds in use; a connector may add its own."""


class Record(NamedTuple):
    """One piece of feedback, normalised. Build it with `make_record`, never by hand.

    Times are ``YYYY-MM-DDTHH:MM:SS.mmmZ`` in UTC; counts are None when hidden or unknown; ``lon``/``lat`` are WGS 84
    degrees, both or neither; ``media_urls`` is a JSON list; ``unread_created`` is a time of writing that could not be read
    (never stored); ``moderation`` and ``privacy_flags`` are comma lists.
    """

    source_id: str
    item_id: str
    kind: str
    parent_id: Optional[str]
    consultation: Optional[str]
    title: Optional[str]
    text: Optional[str]
    lang: Optional[str]
    lang_source: Optional[str]
    category: Optional[str]
    status: str
    status_raw: Optional[str]
    votes_up: Optional[int]
    votes_down: Optional[int]
    comments_n: Optional[int]
    created_utc: Optional[str]
    updated_utc: Optional[str]
    url: Optional[str]
    media_urls: Optional[str]
    geom_origin: str
    moderation: Optional[str]
    author_pseudonym: Optional[str]
    deleted_utc: Optional[str]
    content_hash: str
    raw_keys: Optional[str]
    address: Optional[str]
    unread_created: Optional[str]
    lon: Optional[float]
    lat: Optional[float]

    @property
    def located(self) -> bool:
        """Whether the record has a position."""
        return self.lon is not None


def content_hash(fields: Iterable[Any]) -> str:
    """Return 32 hexadecimal digits over normalised fields; None and an empty text differ, 1 and "1" do not."""
    joined = "\x1f".join([value if type(value) is str else "\x00" if value is None else str(value) for value in fields])
    return blake2b(joined.encode("utf-8", "replace"), digest_size=16).hexdigest()


_raw_keys_cache: dict[tuple[str, ...], str] = {}


def _raw_keys(raw: Optional[Mapping[str, Any]]) -> Optional[str]:
    """Names (never values) of what the item held at its source, as a comma list."""
    if not raw:
        return None
    names = tuple(raw)
    known = _raw_keys_cache.get(names)
    if known is None:
        if len(_raw_keys_cache) > 500:
            _raw_keys_cache.clear()
        known = plain_text(",".join(sorted(map(str, names))), limit=2000) or ""
        _raw_keys_cache[names] = known
    return known


_ADDRESSES = ("url", "media_urls")


def without_secrets(record: Record) -> Record:
    """Return a record in which a server repeats no secret that it was sent; see `redaction.remember_secrets`."""
    changed = {}
    for name, value in zip(record._fields, record):
        if type(value) is str:
            hidden = without_known_secrets(value, name not in _ADDRESSES)
            if hidden != value:
                changed[name] = hidden
    return record._replace(**changed) if changed else record


def make_record(
    source_id: str,
    item_id: Any,
    kind: str,
    *,
    parent_id: Any = None,
    consultation: Any = None,
    title: Any = None,
    text: Any = None,
    is_html: bool = False,
    lang: Any = None,
    category: Any = None,
    status: Any = None,
    status_words: Optional[Mapping[str, str]] = None,
    votes_up: Any = None,
    votes_down: Any = None,
    comments_n: Any = None,
    created: Any = None,
    updated: Any = None,
    naive_minutes: int = 0,
    url: Any = None,
    media: Any = None,
    position: Position = NO_POSITION,
    moderation: Iterable[str] = (),
    author: Any = None,
    pseudonym: Optional[Callable[[str], str]] = None,
    deleted: Any = None,
    raw: Optional[Mapping[str, Any]] = None,
    address: Any = None,
) -> Optional[Record]:
    """Normalise one item; every connector builds its records here.

    Parameters
    ----------
    source_id : str
        The connector's `Connector.source_id`.
    item_id : Any
        Number or text; an item without one cannot be followed from sync to sync: None is returned, count it as skipped.
    kind : str
        One of `KINDS`.
    title, text : Any
        Markup is removed (`values.plain_text`); ``is_html`` when the API declares HTML.
    status : Any
        The server's own word; ``status_words`` adds words of the dialect.
    created, updated, deleted : Any
        Times in any form of `values.utc`; ``deleted=True`` with an unreadable time counts as deleted now-unknown
        (``updated`` or ``created`` stands in). A deleted record carries neither text nor position.
    position : Position
        From `position.from_lat_lon`, `position.from_geojson` or `position_texts.from_text`.
    moderation : iterable of str
        Words out of ``flagged, moderated, edited, pinned, official, withdrawn``.
    author : Any
        Whatever identifies the author at the source; only ever handed to ``pseudonym``.
    raw : mapping, optional
        The item as received; only the names of its keys are kept.
    address : Any
        Where it is in words, as the author or the service describes the *place* (never an author's own address): all
        that leads to an item without coordinates.

    Returns
    -------
    Record or None
    """
    key = identifier(item_id)
    if key is None:
        return None
    title, text = plain_text(title, is_html, 500), plain_text(text, is_html, MAX_TEXT)
    written, created = created, utc(created, naive_minutes)
    unread = plain_text(written, limit=40) if created is None and written is not None else None
    updated = utc(updated, naive_minutes)
    parent = None if parent_id is None else identifier(parent_id)
    url, media_urls = web_address(url) if url else None, web_addresses(media) if media else None
    author = identifier(author) if pseudonym is not None else None
    deleted_utc = None
    if deleted:
        deleted_utc = utc(deleted, naive_minutes) or updated or created or "1970-01-01T00:00:00.000Z"
        title = text = url = media_urls = author = address = None
        position = NO_POSITION
    lang = language_code(lang) if lang else None
    category = short_text(category) if type(category) is str else plain_text(category, False, 200)
    status_raw = short_text(status) if type(status) is str else plain_text(status, False, 200)
    status = status_of(status, status_words)
    consultation = None if consultation is None else identifier(consultation)
    address = plain_text(address, is_html, 300) if address else None
    votes_up, votes_down, comments_n = parse_int(votes_up), parse_int(votes_down), parse_int(comments_n)
    flags = ",".join(sorted(set(moderation))) or None if moderation else None
    pseudo = pseudonym(author) if author is not None and pseudonym is not None else None
    lon, lat, origin, _problem = position
    digest = content_hash(
        (parent, consultation, title, text, lang, category, status, status_raw, votes_up, votes_down, comments_n,
         created, updated, url, media_urls, origin, flags, pseudo, deleted_utc, address, lon, lat)
    )  # fmt: skip
    return Record(
        source_id, key, kind, parent, consultation, title, text, lang, "declared" if lang else None, category, status,
        status_raw, votes_up, votes_down, comments_n, created, updated, url, media_urls, origin, flags, pseudo,
        deleted_utc, digest, _raw_keys(raw), address, unread, lon, lat,
    )  # fmt: skip
