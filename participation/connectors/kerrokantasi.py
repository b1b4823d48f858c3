"""Kerrokantasi (Helsinki, Turku and others): comments on hearings.

One list holds comments and replies, located and not. Soft-deleted comments stay in the list with a placeholder text and
count as removed here; unpublished ones vanish and are found by the full sweep. Edits carry no time, votes change
silently: every run reads everything (3,000 comments take some seconds).

The list can be ordered only by time or votes, so comments of one moment have no fixed order and pages cut between them
overlap and leave gaps: such a moment is asked for once more, whole.

Source: City-of-Helsinki/kerrokantasi, whose API code was run on PostGIS, and answers recorded from version 2.10.8.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Iterator, Optional
from urllib.parse import quote, urlsplit

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ...web.addresses import clean_base, join, place
from ...web.errors import NotFound, UnexpectedAnswer
from ...web.plain_text import plain_text
from ...web.reply import Reply
from ..position import NO_POSITION, Position, from_geojson
from ..query import Query
from ..record import Record, make_record
from ..values import add_seconds, in_language, parse_int, utc
from .base import Capabilities, ConnectionReport, Connector, Consultation, Evidence, Option, Page

_ID = re.compile("[A-Za-z0-9]{32}")
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
        Option(
            "language",
            {"en": "Language of categories and hearings", "sv": "Språk för kategorier och samråd"},
            "sv",
            "choice",
            ("sv", "fi", "en"),
        ),
    )
    capabilities = Capabilities(dates=True, consultations=True)
    evidence = {
        "": Evidence("contract", "Kerrokantasi's own API code on PostGIS, and recorded answers", "2.10.8", "2026-11-26")
    }

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._known: dict[str, tuple[Position, str]] = {}
        """Own position and parent of comments read."""
        self._hearings: dict[str, Position] = {}

    @classmethod
    def clean_address(cls, url: str) -> str:
        """The address of the API's version: ``/v1`` is added, what follows it is cut off."""
        base = clean_base(url)
        match = re.match(r"(.*?/v\d+)(?:/|$)", base)
        return match.group(1) if match else f"{base}/v1"

    def resolve(self, query: Query) -> Query:
        """Turn a hearing's slug or web address into its id; an unknown one is an error (its list would just be empty)."""
        if not query.consultation:
            return query
        name = _hearing_name(query.consultation)
        reply = self._get(f"hearing/{quote(name, safe='')}/", ok=(404,))
        if reply.status == 404:
            if _ID.fullmatch(name):
                return replace(query, consultation=name)  # unpublished, says an empty list; the sync knows what to do
            raise NotFound(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "{place} shows no hearing “{hearing}”. Choose it from the list, or enter the last part of its web address."
                    " If you imported it before, it has been unpublished: enter its id, which stands in the column"
                    " consultation, to have its comments removed here too.",
                ),
                place=place(self.base), hearing=name[:80],
            )  # fmt: skip
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
                title = plain_text(self._worded(item.get("title"))) or str(item.get("slug") or item.get("id"))
                about = plain_text(self._worded(item.get("abstract")), True, 300) or ""
                count, opens, closes = (
                    parse_int(item.get("n_comments")),
                    utc(item.get("open_at")),
                    utc(item.get("close_at")),
                )
                found.append(Consultation(str(item.get("id")), title, about, count, opens, closes))
        return found

    def probe(self, report: ConnectionReport) -> None:
        """One dialect; a word on its votes."""
        report.dialect = "Kerrokantasi, API v1"
        report.notes.append(
            UserMessage(
                QT_TRANSLATE_NOOP(
                    "Samplan", "Votes can be cast again and again without logging in: read them as a hint."
                ),
                {},
            )
        )

    def pages(self, query: Query, since: Optional[str] = None) -> Iterator[Page]:
        """See `Connector.pages`."""
        self._known.clear()
        if self.option("inherit") == "hearing" and not query.consultation:
            self._read_areas()
        asked: dict[str, object] = {"hearing": query.consultation or None}
        period = {
            "created_at__gt": add_seconds(query.start, -0.001) if query.start else None,
            "created_at__lt": query.end,
        }
        size = self.number_option("page_size")
        before: Any = None
        cut = ""
        for items, total in self._lists("comment/", {**asked, **period, "ordering": "created_at", "limit": size}):
            yield self._page(query, items, total)
            border = utc(items[0].get("created_at")) if items and items[0].get("created_at") == before else None
            if border and border != cut:
                cut = border
                moment = {"created_at__gt": add_seconds(border, -0.001), "created_at__lt": add_seconds(border, 0.001)}
                yield self._page(query, self._whole({**asked, **moment}, size), total)._replace(skipped=0)
            before = items[-1].get("created_at") if items else None

    def _page(self, query: Query, items: list[dict[str, Any]], total: Optional[int]) -> Page:
        said: list[str] = []
        if not items and query.consultation and query.consultation not in self._hearings:
            said.append(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "The service does not show the hearing {hearing}: it has been unpublished, or the id is wrong.",
                )
            )
        if any(item.get("answers") for item in items):
            said.append(
                QT_TRANSLATE_NOOP("Samplan", "Some comments also answer polls: those answers are not imported.")
            )
        if self.connection.pseudonym is not None and not query.consultation:
            said.append(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "Kerrokantasi names no authors in the list of all hearings, so there are no pseudonyms: import one"
                    " hearing at a time to tell its authors apart.",
                )
            )
        if self.option("inherit") == "parent":
            for item in items:
                self._remember(item)
        source = self.source_id(query)
        records = [record for record in (self._record(source, item) for item in items) if record is not None]
        notes = tuple(UserMessage(text, {"hearing": query.consultation}) for text in said)
        return Page(records, total, len(items) - len(records), notes=notes)

    # -- asking --------------------------------------------------------------------------------------------------

    def _get(self, path: str, params: Optional[dict[str, object]] = None, ok: tuple[int, ...] = ()) -> Reply:
        """Ask the API; a web page or nothing at all at this address is explained."""
        reply = self.transport.get(join(self.base, path), {"format": "json", **(params or {})}, ok=(404, *ok))
        if reply.is_html or (reply.status == 404 and 404 not in ok):
            raise (NotFound if reply.status == 404 else UnexpectedAnswer)(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "{place} is not the API of Kerrokantasi, or it is out of order (HTTP {status}). The website where people"
                    " comment is another address: enter the one of its API, which usually has a name of its own and ends in"
                    " /v1, like {example}.",
                ),
                place=place(reply.url), status=reply.status, example=self.url_hint,
            )  # fmt: skip
        return reply

    def _lists(self, path: str, params: dict[str, object]) -> Iterator[tuple[list[dict[str, Any]], Optional[int]]]:
        """Follow ``next`` from page to page: only its query, for behind a proxy it may name an inner host."""
        reply = self._get(path, params)
        while True:
            data = reply.json()
            items = data.get("results", data.get("features")) if isinstance(data, dict) else data
            if not isinstance(items, list):
                raise reply.unexpected("a list of results")
            flat = [_unwrapped(item) for item in items if isinstance(item, dict)]
            total = parse_int(data.get("count")) if isinstance(data, dict) else len(items)
            yield flat, total
            link = data.get("next") if isinstance(data, dict) else None
            if not link:
                return
            url = f"{join(self.base, path)}?{urlsplit(str(link)).query}"
            if url == reply.url:
                raise reply.unexpected("a next page")
            reply = self.transport.get(url)

    def _whole(self, params: dict[str, object], size: int) -> list[dict[str, Any]]:
        """A short list in one piece: its size is asked for first when it does not fit into a page."""
        for _attempt in range(2):
            items, total = next(self._lists("comment/", {**params, "limit": size}))
            if total is None or len(items) >= total:
                break
            size = total
        return items

    def _read_areas(self) -> None:
        """Geometries of all hearings, in as few questions as the list takes."""
        for items, _total in self._lists("hearing/", {"limit": 100, "include": "geojson"}):
            self._hearings.update(
                (str(item.get("id")), from_geojson(item["geojson"], "area")) for item in items if "geojson" in item
            )

    # -- records -------------------------------------------------------------------------------------------------

    def _record(self, source: str, item: dict[str, Any]) -> Optional[Record]:
        parent = item.get("comment")
        deleted = item.get("deleted_at") or True if item.get("deleted") else None
        label = item.get("label")
        images = item.get("images")
        written = dict.fromkeys(plain_text(item.get(name)) for name in ("content", "map_comment_text"))
        moderation = [flag for flag in _FLAGS if item.get(flag)]
        if item.get("organization"):
            moderation.append("official")
        return make_record(
            source,
            item.get("id"),
            "comment" if parent is None else "reply",
            parent_id=parent,
            consultation=item.get("hearing"),
            text="\n\n".join(text for text in written if text),
            lang=item.get("language_code"),
            category=self._worded(label.get("label")) if isinstance(label, dict) else None,
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
        if own.lon is None and inherit == "parent":
            return NO_POSITION if parent is None else self._inherited(str(parent))
        return own if own.lon is not None else self._hearing_position(str(item.get("hearing") or ""))

    def _remember(self, item: dict[str, Any]) -> None:
        parent = item.get("comment")
        self._known[str(item.get("id"))] = from_geojson(item.get("geojson")), "" if parent is None else str(parent)

    def _inherited(self, comment: str, depth: int = 0) -> Position:
        """Where the nearest comment above stands; one that the list did not hold (older than the period) is asked for."""
        if comment not in self._known:
            reply = self.transport.get(
                join(self.base, f"comment/{quote(comment, safe='')}/"), {"format": "json"}, ok=(404,)
            )
            item = reply.json() if reply.status == 200 else None
            self._known[comment] = NO_POSITION, ""  # unpublished
            if isinstance(item, dict):
                self._remember({**_unwrapped(item), "id": comment})
        own, parent = self._known[comment]
        if own.lon is None and parent and depth < 100:
            return self._inherited(parent, depth + 1)
        return own._replace(origin="inherited") if own.lon is not None else NO_POSITION

    def _hearing_position(self, hearing: str) -> Position:
        if hearing and hearing not in self._hearings:
            reply = self.transport.get(join(self.base, f"hearing/{hearing}/"), {"format": "json"}, ok=(404,))
            data = reply.json() if reply.status == 200 else {}
            self._hearings[hearing] = from_geojson(data.get("geojson") if isinstance(data, dict) else None, "area")
        return self._hearings.get(hearing, NO_POSITION)

    def _worded(self, value: Any) -> Any:
        """One language of a text that comes in several."""
        return in_language(value, (str(self.option("language")), "sv", "en", "fi"))


def _hearing_name(entered: str) -> str:
    """The id or slug in what the user entered: itself, or a hearing's address on the website or in the API."""
    if "://" not in entered:
        return entered.strip()
    parts = [part for part in urlsplit(entered.strip()).path.split("/") if part]
    after = parts.index("hearing") + 1 if "hearing" in parts else 0
    return parts[after] if after < len(parts) else entered.strip()


def _unwrapped(item: dict[str, Any]) -> dict[str, Any]:
    """A comment of the GeoJSON form in the shape of the plain one."""
    properties = item.get("properties")
    if item.get("type") == "Feature" and isinstance(properties, dict):
        return {**properties, "id": properties.get("id", item.get("id")), "geojson": item.get("geometry")}
    return item
