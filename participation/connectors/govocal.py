"""Go Vocal (once CitizenLab): ideas, proposals and survey answers, through the public API v2.

Written from the source of its public API. Traps met here: a token must be fetched first and ends after a while; 100
items per page at most; the language of texts needs both ``locale`` and ``Accept-Language``; ``location_point`` comes as
GeoJSON or WKT; drafts and unpublished items are listed too, and are not ours to import; answers to extra questions may
be personal. ``/users`` is never asked for.
"""

from __future__ import annotations

import json
import re
from typing import Any, Iterator, Mapping, Optional

from ..addresses import join
from ..position import NOWHERE, Position, from_geojson, from_wkt
from ..query import Query
from ..record import Record, make_record
from ..reply import Reply
from ..values import whole
from ._answers import answer, names
from .base import Capabilities, ConnectionReport, Connector, Consultation, Evidence, Option, Page

MAX_PAGE = 100
_KINDS = {"idea": "idea", "proposal": "proposal", "survey": "submission"}
_STATUS_WORDS = {
    "viewed": "open", "visad": "open", "läst": "open", "föreslagen": "open", "föreslaget": "open",
    "under_övervägande": "in_progress", "behandlas": "in_progress", "threshold_reached": "in_progress",
    "accepterad": "closed", "accepterat": "closed", "genomförd": "closed", "genomfört": "closed", "besvarad": "closed",
    "avvisat": "rejected", "ineligible": "rejected", "expired": "closed",
}  # fmt: skip


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
        """Yield ideas, newest first, as the API has no other order."""
        asked = {"project_id": query.consultation or None, "updated_at": f"{since}," if since else None}
        source, custom = self.source_id(query), names(self.option("custom_fields"))
        topics = self._topics() if self.option("topics") else {}
        for items in self._listed("ideas", "ideas", asked):
            wanted = [item for item in items if item.get("type") != "survey" or self.option("surveys")]
            records = [self._record(source, item, custom, topics) for item in wanted]
            kept = [record for record in records if record is not None]
            yield Page(kept, None, len(items) - len(kept))

    def deleted(self, query: Query, since: str) -> Iterator[list[str]]:
        """Yield ids of ideas deleted since a time."""
        for items in self._listed("ideas/deleted", "deleted_items", {"deleted_at": f"{since},"}):
            yield [str(item["id"]) for item in items]

    # -- one idea ------------------------------------------------------------------------------------------------

    def _record(self, source: str, item: Mapping[str, Any], custom: tuple[str, ...],
                topics: Mapping[str, str]) -> Optional[Record]:  # fmt: skip
        """An idea; one that is not published (any more) counts as removed."""
        extra = item.get("custom_field_values")
        extra = extra if isinstance(extra, dict) else {}
        lines = [f"{name}: {value}" for name in custom if (value := answer(extra, name)) is not None]
        return make_record(
            source,
            item.get("id"),
            _KINDS.get(str(item.get("type")), "idea"),
            consultation=item.get("project_id"),
            title=item.get("title"),
            text="\n".join([str(item.get("body") or ""), *lines]),
            is_html=True,
            category=topics.get(str(item.get("id"))),
            status=item.get("status"),
            status_words=_STATUS_WORDS,
            votes_up=item.get("likes_count"),
            votes_down=item.get("dislikes_count"),
            comments_n=item.get("comments_count"),
            created=item.get("published_at") or item.get("created_at"),
            updated=item.get("updated_at"),
            url=item.get("href"),
            media=_pictures(item.get("images")),
            position=_position(item.get("location_point")),
            author=item.get("author_id"),
            pseudonym=self.connection.pseudonym,
            deleted=item.get("publication_status", "published") != "published",
            raw=item,
        )

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
            last = whole(meta.get("total_pages")) if isinstance(meta, dict) else None
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
        return self._session


def _position(value: Any) -> Position:
    """A GeoJSON object, its text, or WKT."""
    if isinstance(value, str) and value.lstrip().startswith("{"):
        try:
            value = json.loads(value)
        except ValueError:
            return Position(None, None, "none", "not_a_number")
    if isinstance(value, str):
        return from_wkt(value) if value.strip() else NOWHERE
    return from_geojson(value) if isinstance(value, dict) else NOWHERE


def _pictures(images: Any) -> list[str]:
    """The largest version of each picture; never fetched."""
    found = []
    for versions in images if isinstance(images, list) else ():
        if isinstance(versions, dict):
            found += [versions[size] for size in ("large", "fb", "medium", "small") if versions.get(size)][:1]
    return found
