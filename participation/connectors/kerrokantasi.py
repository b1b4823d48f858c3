"""Kerrokantasi (Helsinki, Turku and others): comments on hearings.

One list holds comments and replies, located and not. Soft-deleted comments stay in the list with a placeholder text and
count as removed here; unpublished ones vanish and are found by the full sweep. Edits carry no time, votes change
silently: every run reads everything (3,000 comments take about three seconds).

Source: City-of-Helsinki/kerrokantasi and answers recorded from version 2.10.8.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Iterator, Optional

from ...messages import QT_TRANSLATE_NOOP, Note
from ..addresses import clean_base, join
from ..position import NOWHERE, Position, from_geojson
from ..query import Query
from ..record import Record, make_record
from ..reply import Reply
from ..values import in_language, plain_text, shift, utc, whole
from .base import Capabilities, ConnectionReport, Connector, Consultation, Evidence, Option, Page

_FLAGS = ("flagged", "moderated", "edited", "pinned")


class Kerrokantasi(Connector):
    """Comments of a Kerrokantasi service."""

    id = "kerrokantasi"
    title = {"en": "Kerrokantasi (hearings)", "sv": "Kerrokantasi (samråd)"}
    description = {
        "en": "Comments that citizens left on hearings, also on the map, in Helsinki, Turku and other cities.",
        "sv": "Kommentarer som medborgare lämnat på samråd, även på kartan, i Helsingfors, Åbo och andra städer.",
    }
    url_hint = "https://kerrokantasi-api.example.fi/v1"
    options = (
        Option("page_size", {"en": "Comments per page", "sv": "Kommentarer per sida"}, 500, "number"),
        Option(
            "inherit",
            {"en": "Position of comments without one", "sv": "Läge för kommentarer som saknar eget"},
            "none",
            "choice",
            ("none", "parent", "hearing"),
        ),
    )
    capabilities = Capabilities(dates=True, consultations=True)
    evidence = {"": Evidence("contract", "answers recorded from Kerrokantasi", "2.10.8", "2026-11-23")}

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._located: dict[str, Position] = {}
        self._hearings: dict[str, Position] = {}

    @classmethod
    def clean_address(cls, url: str) -> str:
        """The address of the API's version: ``/v1`` is added, what follows it is cut off."""
        base = clean_base(url)
        match = re.match(r"(.*?/v\d+)(?:/|$)", base)
        return match.group(1) if match else f"{base}/v1"

    def resolve(self, query: Query) -> Query:
        """Turn a hearing's slug into its id; an unknown hearing is an error (its comment list would just be empty)."""
        if not query.consultation:
            return query
        reply = self._get(f"hearing/{query.consultation}/")
        hearing = reply.json()
        if not isinstance(hearing, dict) or not hearing.get("id"):
            raise reply.unexpected("a hearing")
        self._hearings[str(hearing["id"])] = from_geojson(hearing.get("geojson"), "area")
        return replace(query, consultation=str(hearing["id"]))

    def consultations(self) -> list[Consultation]:
        """All published hearings, open and closed."""
        found: list[Consultation] = []
        for items, _total in self._lists("hearing/", {"limit": 100}):
            for item in items:
                title = plain_text(in_language(item.get("title"))) or str(item.get("slug") or item.get("id"))
                about = plain_text(in_language(item.get("abstract")), True, 300) or ""
                count, opens, closes = (
                    whole(item.get("n_comments")),
                    utc(item.get("open_at")),
                    utc(item.get("close_at")),
                )
                found.append(Consultation(str(item.get("id")), title, about, count, opens, closes))
        return found

    def probe(self, report: ConnectionReport) -> None:
        """One dialect; a word on its votes."""
        report.dialect = "Kerrokantasi, API v1"
        report.notes.append(
            Note(
                QT_TRANSLATE_NOOP(
                    "Samplan", "Votes can be cast again and again without logging in: read them as a hint."
                ),
                {},
            )
        )

    def pages(self, query: Query, since: Optional[str] = None) -> Iterator[Page]:
        """See `Connector.pages`."""
        self._located.clear()
        params: dict[str, object] = {
            "hearing": query.consultation or None,
            "ordering": "created_at",
            "limit": self.number_option("page_size"),
            "created_at__gt": shift(query.start, -0.001) if query.start else None,
            "created_at__lt": query.end,
        }
        source = self.source_id(query)
        for items, total in self._lists("comment/", params):
            if self.option("inherit") == "parent":
                self._located.update((str(item.get("id")), self._position(item, None)) for item in items)
            records = [record for record in (self._record(source, item) for item in items) if record is not None]
            yield Page(records, total, len(items) - len(records))

    # -- asking --------------------------------------------------------------------------------------------------

    def _get(self, path: str, params: Optional[dict[str, object]] = None) -> Reply:
        return self.transport.get(join(self.base, path), {"format": "json", **(params or {})})

    def _lists(self, path: str, params: dict[str, object]) -> Iterator[tuple[list[dict[str, Any]], Optional[int]]]:
        """Follow ``next`` from page to page."""
        reply = self._get(path, params)
        while True:
            data = reply.json()
            items = data.get("results", data.get("features")) if isinstance(data, dict) else data
            if not isinstance(items, list):
                raise reply.unexpected("a list of results")
            flat = [_unwrapped(item) for item in items if isinstance(item, dict)]
            total = whole(data.get("count")) if isinstance(data, dict) else len(items)
            yield flat, total
            link = data.get("next") if isinstance(data, dict) else None
            if not link:
                return
            url = self.transport.next_link(str(link), reply.url)
            if url == reply.url:
                raise reply.unexpected("a next page")
            reply = self.transport.get(url)

    # -- records -------------------------------------------------------------------------------------------------

    def _record(self, source: str, item: dict[str, Any]) -> Optional[Record]:
        parent = item.get("comment")
        deleted = item.get("deleted_at") or True if item.get("deleted") else None
        label = item.get("label")
        images = item.get("images")
        moderation = [flag for flag in _FLAGS if item.get(flag)]
        if item.get("organization"):
            moderation.append("official")
        return make_record(
            source,
            item.get("id"),
            "comment" if parent is None else "reply",
            parent_id=parent,
            consultation=item.get("hearing"),
            text=item.get("content"),
            lang=item.get("language_code"),
            category=in_language(label.get("label")) if isinstance(label, dict) else None,
            votes_up=item.get("n_votes"),
            comments_n=item.get("n_comments"),
            created=item.get("created_at"),
            media=[image.get("url") for image in images if isinstance(image, dict)]
            if isinstance(images, list)
            else None,
            position=self._position(item, parent),
            moderation=moderation,
            author=item.get("author_name") if item.get("is_registered") else None,
            pseudonym=self.connection.pseudonym,
            deleted=deleted,
            raw=item,
        )

    def _position(self, item: dict[str, Any], parent: Any) -> Position:
        own = from_geojson(item.get("geojson"))
        inherit = self.option("inherit")
        if inherit == "none" or item.get("deleted"):
            return own
        if inherit == "parent":
            if own.lon is None and parent is not None:
                own = self._located.get(str(parent), NOWHERE)
                own = own._replace(origin="inherited") if own.lon is not None else NOWHERE
                self._located[str(item.get("id"))] = own
            return own
        return own if own.lon is not None else self._hearing_position(str(item.get("hearing") or ""))

    def _hearing_position(self, hearing: str) -> Position:
        if hearing and hearing not in self._hearings:
            reply = self.transport.get(join(self.base, f"hearing/{hearing}/"), {"format": "json"}, ok=(404,))
            data = reply.json() if reply.status == 200 else {}
            self._hearings[hearing] = from_geojson(data.get("geojson") if isinstance(data, dict) else None, "area")
        return self._hearings.get(hearing, NOWHERE)


def _unwrapped(item: dict[str, Any]) -> dict[str, Any]:
    """A comment of the GeoJSON form in the shape of the plain one."""
    properties = item.get("properties")
    if item.get("type") == "Feature" and isinstance(properties, dict):
        return {**properties, "id": properties.get("id", item.get("id")), "geojson": item.get("geometry")}
    return item
