"""Go Vocal (once CitizenLab): ideas, proposals, survey answers and comments, through the public API v2.

Written from the source of its public API. Traps met here: a token must be fetched first and ends after a while; 100
items per page at most; the language of texts needs both ``locale`` and ``Accept-Language``; ``location_point`` comes as
WKT (GeoJSON where the platform sets that); drafts and unpublished items are listed too, and are not ours to import;
comments are listed for the whole platform, and deleted ones stay listed without their text; answers to extra questions
may be personal. ``/users`` is never asked for.
"""

from __future__ import annotations

import re
from typing import Any, Iterator, Mapping, NamedTuple, Optional
from urllib.parse import quote

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ...redaction import remember_secrets
from ...web.addresses import join
from ...web.reply import Reply
from ..position import NO_POSITION, Position
from ..query import Query
from ..record import Record, make_record
from ..values import parse_int, utc
from ._answer_values import answer, names
from .base import Capabilities, ConnectionReport, Connector, Consultation, Evidence, Option, Page

MAX_PAGE = 100
_KINDS = {"idea": "idea", "proposal": "proposal", "survey": "submission"}
_STATUS_WORDS = {
    "viewed": "open", "visad": "open", "läst": "open", "föreslagen": "open", "föreslaget": "open",
    "under_övervägande": "in_progress", "behandlas": "in_progress", "threshold_reached": "in_progress",
    "accepterad": "closed", "accepterat": "closed", "genomförd": "closed", "genomfört": "closed", "besvarad": "closed",
    "avvisat": "rejected", "ineligible": "rejected", "expired": "closed",
}  # fmt: skip


class _Idea(NamedTuple):
    """What comments take from their idea; one that is not live (any more) takes its comments along."""

    place: Position
    category: Optional[str]
    project: Optional[str]
    live: bool
    comments: Optional[int]


class GoVocal(Connector):
    """Go Vocal public API v2; a consultation is a project, blank means all of them."""

    id = "govocal"
    title = {"en": "Go Vocal", "sv": "Go Vocal"}
    description = {
        "en": "Ideas and proposals of a Go Vocal platform. Needs its client id and secret (as user name and password).",
        "sv": "Idéer och förslag från en Go Vocal-plattform. Kräver klient-id och hemlighet (som inloggning).",
    }
    url_hint = "https://participate.example.org"
    options = (
        Option("language", {"en": "Language", "sv": "Språk"}, "sv-SE"),
        Option("comments", {"en": "Import comments too", "sv": "Hämta även kommentarer"}, True, "flag"),
        Option("topics", {"en": "Use topics as category", "sv": "Använd ämnen som kategori"}, True, "flag"),
        Option("surveys", {"en": "Import survey answers too", "sv": "Hämta även enkätsvar"}, False, "flag"),
        Option(
            "custom_fields",
            {"en": "Extra questions to import (comma list)", "sv": "Extra frågor att hämta (kommalista)"},
        ),
        Option("page_size", {"en": "Items per request", "sv": "Poster per fråga"}, MAX_PAGE, "number"),
    )
    capabilities = Capabilities(incremental=True, deleted_feed=True, consultations=True)
    evidence = {"": Evidence("contract", "simulator written from the source")}

    _session: str = ""

    @classmethod
    def clean_address(cls, url: str) -> str:
        """Cut a pasted API address down to the platform's."""
        return re.sub(r"/api(/.*)?$", "", super().clean_address(url))

    def consultations(self) -> list[Consultation]:
        """List the projects that are not drafts."""
        return [
            Consultation(
                str(item["id"]),
                str(item.get("title") or item["id"]),
                str(item.get("description_preview") or ""),
                url=str(item.get("href") or ""),
            )
            for items in self._listed("projects", "projects", {})
            for item in items
            if item.get("publication_status") != "draft"
        ]

    def probe(self, report: ConnectionReport) -> None:
        """State what answered."""
        report.dialect = "Go Vocal, API v2"

    def pages(self, query: Query, since: Optional[str] = None) -> Iterator[Page]:
        """Yield ideas, newest first, as the API has no other order; then their comments."""
        asked = {"project_id": query.consultation or None, "updated_at": f"{since}," if since else None}
        source, topics = self.source_id(query), self._topics() if self.option("topics") else {}
        known: dict[str, Optional[_Idea]] = {}
        surveys = 0
        for items in self._listed("ideas", "ideas", asked):
            wanted = [item for item in items if self._wanted(item)]
            surveys += len(items) - len(wanted)
            records = [self._record(source, item, topics) for item in wanted]
            kept = [record for record in records if record is not None]
            known.update((record.item_id, _idea_of(record)) for record in kept)
            yield Page(kept, None, len(wanted) - len(kept))
        if surveys:
            text = QT_TRANSLATE_NOOP(
                "Samplan", "{count} survey answers were not imported; the option surveys brings them too."
            )
            yield Page([], notes=(UserMessage(text, {"count": surveys}),))
        if self.option("comments"):
            yield from self._comments(source, query, since, known, topics)

    def deleted(self, query: Query, since: str) -> Iterator[list[str]]:
        """Yield ids of ideas, and of comments, deleted since a time."""
        for path in ("ideas", "comments")[: 2 if self.option("comments") else 1]:
            for items in self._listed(f"{path}/deleted", "deleted_items", {"deleted_at": f"{since},"}, ok=(404,)):
                yield [str(item["id"]) for item in items]

    # -- one idea ------------------------------------------------------------------------------------------------

    def _wanted(self, item: Mapping[str, Any]) -> bool:
        return item.get("type") != "survey" or bool(self.option("surveys"))

    def _record(self, source: str, item: Mapping[str, Any], topics: Mapping[str, str]) -> Optional[Record]:
        """An idea; one that is not published (any more) counts as removed."""
        from ..position_texts import from_text  # late: QGIS starts faster

        extra = item.get("custom_field_values")
        extra = extra if isinstance(extra, dict) else {}
        wanted = names(self.option("custom_fields"))
        lines = [f"{name}: {value}" for name in wanted if (value := answer(extra, name)) is not None]
        return make_record(
            source,
            item.get("id"),
            _KINDS.get(str(item.get("type")), "idea"),
            consultation=item.get("project_id"),
            title=item.get("title"),
            text="\n".join([str(item.get("body") or item.get("body_html") or ""), *lines]),
            is_html=True,
            category=topics.get(str(item.get("id"))),
            status=item.get("status"),
            status_words=_STATUS_WORDS,
            votes_up=item.get("likes_count", item.get("upvotes_count")),
            votes_down=item.get("dislikes_count", item.get("downvotes_count")),
            comments_n=item.get("comments_count"),
            created=item.get("published_at") or item.get("submitted_at") or item.get("created_at"),
            updated=item.get("updated_at"),
            url=item.get("href"),
            media=_pictures(item.get("images")),
            position=from_text(item.get("location_point")),
            address=item.get("location_description"),
            author=item.get("author_id"),
            pseudonym=self.connection.pseudonym,
            deleted=item.get("publication_status", "published") != "published",
            raw=item,
        )

    # -- comments ------------------------------------------------------------------------------------------------

    def _comments(self, source: str, query: Query, since: Optional[str], known: dict[str, Optional[_Idea]],
                  topics: Mapping[str, str]) -> Iterator[Page]:  # fmt: skip
        """Yield the comments of the ideas that were read.

        With ``since``, later comments only; all of an idea that itself changed (it may have moved or been hidden), and
        those of ideas not read in this run, which are asked for one by one.
        """
        commented = any(idea and idea.comments != 0 for idea in known.values())
        if not since and not commented:
            return
        asked = {"updated_at": f"{since}," if since and not commented else None}
        for items in self._listed("comments", "comments", asked, ok=(404,)):
            records = []
            for item in items:
                idea_id = str(item.get("idea_id") or item.get("post_id") or "")
                if since and idea_id not in known:
                    if (utc(item.get("updated_at")) or since) < since or item.get("post_type") == "initiative":
                        continue
                    known[idea_id] = self._ask_idea(source, query, idea_id, topics)
                idea = known.get(idea_id)
                if idea is not None and (idea.live or since):
                    records.append(self._comment(source, item, idea_id, idea))
            yield Page([record for record in records if record is not None])

    def _comment(self, source: str, item: Mapping[str, Any], idea_id: str, idea: _Idea) -> Optional[Record]:
        above = item.get("parent_id")
        return make_record(
            source,
            item.get("id"),
            "reply" if above else "comment",
            parent_id=above or idea_id,
            consultation=idea.project,
            text=item.get("body"),
            is_html=True,
            category=idea.category,
            votes_up=item.get("likes_count", item.get("upvotes_count")),
            votes_down=item.get("dislikes_count", item.get("downvotes_count")),
            comments_n=item.get("children_count"),
            created=item.get("created_at"),
            updated=item.get("body_updated_at") or item.get("updated_at"),
            position=idea.place,
            author=item.get("author_id"),
            pseudonym=self.connection.pseudonym,
            deleted=not idea.live or item.get("publication_status", "published") != "published",
            raw=item,
        )

    def _ask_idea(self, source: str, query: Query, idea_id: str, topics: Mapping[str, str]) -> Optional[_Idea]:
        """An idea by its id, None when it is gone or not among those imported."""
        language = str(self.option("language"))
        url = join(self.base, f"api/v2/ideas/{quote(idea_id, safe='')}", {"locale": language})
        reply = self._ask(url, {"Accept-Language": language}, (404,))
        data = reply.json() if reply.status == 200 else None
        item = data.get("idea") if isinstance(data, dict) else None
        if not isinstance(item, dict) or not self._wanted(item):
            return None
        record = self._record(source, item, topics)
        return _idea_of(record) if record is not None and query.consultation in ("", record.consultation) else None

    # -- asking --------------------------------------------------------------------------------------------------

    def _topics(self) -> dict[str, str]:
        """Return the first topic's title by idea id; empty where the platform's version tells no topics."""
        for titles_at, pairs_at, key in (
            ("input_topics", "ideas_input_topics", "input_topic_id"),
            ("topics", "idea_topics", "topic_id"),
        ):
            titles = {
                item["id"]: str(item.get("title") or "")
                for items in self._listed(titles_at, "", {}, ok=(404,))
                for item in items
            }
            if titles:
                found: dict[str, str] = {}
                for items in self._listed(pairs_at, "", {}, ok=(404,)):
                    for item in items:
                        if titles.get(item[key]):
                            found.setdefault(str(item["idea_id"]), titles[item[key]])
                return found
        return {}

    def _listed(
        self, path: str, key: str, params: Mapping[str, Any], ok: tuple[int, ...] = ()
    ) -> Iterator[list[dict[str, Any]]]:
        """Yield the pages of a list until the last one by the server's count of pages.

        A blank ``key`` takes the answer's only list. Nothing comes from an address that answers with one of ``ok``.
        """
        language = str(self.option("language"))
        size = min(self.number_option("page_size"), MAX_PAGE)
        number = 1
        while True:
            asked = {**params, "page_number": number, "page_size": size, "locale": language}
            reply = self._ask(join(self.base, f"api/v2/{path}", asked), {"Accept-Language": language}, ok)
            if reply.status in ok:
                return
            data = reply.json()
            data = data if isinstance(data, dict) else {}
            meta = data.get("meta")
            last = parse_int(meta.get("total_pages")) if isinstance(meta, dict) else None
            items = data.get(key) if key else next((value for value in data.values() if isinstance(value, list)), None)
            if last is None or not isinstance(items, list):
                raise reply.unexpected(f"a page of Go Vocal's {path}")
            yield items
            if number >= last:
                return
            number += 1

    def _ask(self, url: str, headers: Mapping[str, str], ok: tuple[int, ...]) -> Reply:
        """GET with the token; one that ended is fetched anew, once."""
        for again in (True, False):
            token = self.connection.credentials.token or self._token()
            sent = {**headers, **({"Authorization": f"Bearer {token}"} if token else {})}
            reply = self.transport.get(url, headers=sent, ok=(*ok, 401) if again and self._session else ok)
            if reply.status != 401:
                break
            self._session = ""
        return reply

    def _token(self) -> str:
        """Exchange client id and secret for a token."""
        known = self.connection.credentials
        if not self._session and not (known.username and known.password):
            return ""  # an authentication configuration may supply the header
        if not self._session:
            reply = self.transport.post_json(
                join(self.base, "api/v2/authenticate"),
                {"auth": {"client_id": known.username, "client_secret": known.password}},
            )
            data = reply.json()
            found = [data.get(name) for name in ("jwt", "token", "access_token")] if isinstance(data, dict) else []
            self._session = next((token for token in found if isinstance(token, str) and token), "")
            if not self._session:
                raise reply.unexpected("a Go Vocal token")
            remember_secrets([self._session])
        return self._session


def _idea_of(record: Record) -> _Idea:
    place = Position(record.lon, record.lat, "inherited") if record.lon is not None else NO_POSITION
    return _Idea(place, record.category, record.consultation, record.deleted_utc is None, record.comments_n)


def _pictures(images: Any) -> list[str]:
    """The largest version of each picture; never fetched."""
    found = []
    for versions in images if isinstance(images, list) else ():
        if isinstance(versions, dict):
            found += [versions[size] for size in ("large", "fb", "medium", "small") if versions.get(size)][:1]
    return found
