"""KoboToolbox: submissions of a survey, through the API v2 of kobotoolbox.org or one's own server.

Written from KoboToolbox's API documentation and issue threads. Traps met here: at most 1000 items per page, cut down
silently (100 when nothing is asked); ``_geolocation`` is latitude, longitude; times carry no zone and are UTC; an edit
gives a new ``_uuid`` and keeps ``meta/rootUuid``; deleted submissions just vanish.
"""

from __future__ import annotations

import json
import re
from typing import Any, Iterator, Mapping, Optional
from urllib.parse import quote

from ..addresses import join
from ..position import NOWHERE, Position, from_lat_lon
from ..query import Query
from ..record import Record, make_record
from ..reply import Reply
from ..values import whole
from ._answers import ANSWER_OPTIONS, Choice, Question, answer, choose
from .base import Capabilities, ConnectionReport, Connector, Consultation, Evidence, Option, Page

MAX_PAGE = 1000
_STATUS_WORDS = {"approved": "open", "not_approved": "rejected", "on_hold": "in_progress", "submitted": "open"}
_GROUP_START, _GROUP_END = ("begin_group", "begin_repeat"), ("end_group", "end_repeat")


class Kobo(Connector):
    """KoboToolbox API v2; a consultation is a deployed survey."""

    id = "kobo"
    title = {"en": "KoboToolbox", "sv": "KoboToolbox"}
    description = {
        "en": "Field and web surveys. Only the questions you name are imported, never who submitted.",
        "sv": "Fält- och webbenkäter. Bara de frågor du anger hämtas, aldrig vem som skickade in.",
    }
    url_hint = "https://eu.kobotoolbox.org"
    options = (
        *ANSWER_OPTIONS,
        Option("photos", {"en": "Keep links to photos", "sv": "Behåll länkar till foton"}, False, "flag"),
        Option("page_size", {"en": "Items per request", "sv": "Poster per fråga"}, MAX_PAGE, "number"),
    )
    capabilities = Capabilities(dates=True, consultations=True, needs_consultation=True)
    evidence = {"": Evidence("contract", "simulator written from the API documentation")}

    @classmethod
    def clean_address(cls, url: str) -> str:
        """Cut a pasted API or form address down to the server's."""
        return re.sub(r"/api/v2.*$", "", super().clean_address(url))

    def consultations(self) -> list[Consultation]:
        """List the deployed surveys that the token may read."""
        url = join(self.base, "api/v2/assets/", {"format": "json", "q": "asset_type:survey", "limit": 100})
        found: dict[str, Consultation] = {}
        for _page in range(1000):
            reply = self._ask(url)
            data = reply.json()
            if not isinstance(data, dict) or not isinstance(data.get("results"), list):
                raise reply.unexpected("a list of KoboToolbox projects")
            for item in data["results"]:
                if item.get("asset_type", "survey") != "survey" or not item.get("has_deployment", True):
                    continue
                uid = str(item["uid"])
                count = whole(item.get("deployment__submission_count"))
                settings = item.get("settings")
                about = settings.get("description") if isinstance(settings, dict) else None
                found[uid] = Consultation(uid, str(item.get("name") or uid), str(about or ""), count)
            if not data.get("next"):
                break
            url = self.transport.next_link(data["next"], url)
        return list(found.values())

    def probe(self, report: ConnectionReport) -> None:
        """State what answered."""
        report.dialect = "KoboToolbox API v2"

    def pages(self, query: Query, since: Optional[str] = None) -> Iterator[Page]:
        """Yield submissions, oldest first, in pages as large as the server really sends."""
        survey = self.require_consultation(query)
        choice = choose(self, self._questions(survey))
        params: dict[str, Any] = {"format": "json", "sort": '{"_id":1}'}
        times = {"$gte": query.start, "$lte": query.end}
        narrow = {name: moment[:19] for name, moment in times.items() if moment}
        if narrow:
            params["query"] = json.dumps({"_submission_time": narrow}, separators=(",", ":"))
        size = min(self.number_option("page_size"), MAX_PAGE)
        address = join(self.base, f"api/v2/assets/{quote(survey, safe='')}/data/")
        source, start, notes = self.source_id(query), 0, choice.notes
        while True:
            reply = self._ask(join(address, "", {**params, "limit": size, "start": start}))
            data = reply.json()
            if not isinstance(data, dict) or not isinstance(data.get("results"), list):
                raise reply.unexpected("a list of KoboToolbox submissions")
            results, total = data["results"], whole(data.get("count"))
            records = [self._record(source, survey, item, choice) for item in results]
            kept = [record for record in records if record is not None]
            yield Page(kept, total, len(results) - len(kept), notes=notes)
            start, notes = start + len(results), ()
            if not results or (start >= total if total is not None else not data.get("next")):
                return

    # -- one submission ------------------------------------------------------------------------------------------

    def _record(self, source: str, survey: str, item: Mapping[str, Any], choice: Choice) -> Optional[Record]:
        validation = item.get("_validation_status")
        state = validation.get("uid") if isinstance(validation, dict) else None
        first = item.get("meta/rootUuid") or item.get("_uuid")
        return make_record(
            source,
            first.replace("uuid:", "", 1) if isinstance(first, str) else None,
            "submission",
            consultation=survey,
            title=answer(item, choice.title),
            text=choice.text(item),
            category=answer(item, choice.category),
            status=str(state).replace("validation_status_", "", 1) if state else "submitted",
            status_words=_STATUS_WORDS,
            created=item.get("_submission_time"),
            position=self._position(item, choice),
            media=_photos(item) if self.option("photos") else None,
            raw=item,
        )

    def _position(self, item: Mapping[str, Any], choice: Choice) -> Position:
        """The chosen question's answer; ``_geolocation`` (latitude, longitude) unless a question was named."""
        found = choice.position(item)
        if found.lon is not None or self.option("geo_field"):
            return found
        pair = item.get("_geolocation")
        if not isinstance(pair, (list, tuple)) or len(pair) < 2:
            return found
        place = from_lat_lon(pair[0], pair[1])
        return found if place.problem == NOWHERE.problem else place

    # -- the form ------------------------------------------------------------------------------------------------

    def _questions(self, survey: str) -> list[Question]:
        """The form's questions; the groups around a question make its path."""
        reply = self._ask(join(self.base, f"api/v2/assets/{quote(survey, safe='')}/", {"format": "json"}))
        data = reply.json()
        content = data.get("content") if isinstance(data, dict) else None
        rows = content.get("survey") if isinstance(content, dict) else None
        if not isinstance(rows, list):
            raise reply.unexpected("a KoboToolbox project with its form")
        questions: list[Question] = []
        groups: list[tuple[str, bool]] = []
        for row in rows:
            kind = str(row.get("type", "")).replace(" ", "_")
            if kind in _GROUP_END:
                del groups[-1:]
                continue
            name = str(row.get("$autoname") or row.get("name") or "")
            path = str(row.get("$xpath") or "/".join([*(group for group, _repeat in groups), name]))
            if kind in _GROUP_START:
                groups.append((name, kind == "begin_repeat"))
                if kind == "begin_repeat":
                    questions.append(Question(path, "repeat"))
            elif name and not any(repeat for _group, repeat in groups):
                questions.append(Question(path, kind))
        return questions

    def _ask(self, url: str) -> Reply:
        token = self.connection.credentials.token
        return self.transport.get(url, headers={"Authorization": f"Token {token}"} if token else None)


def _photos(item: Mapping[str, Any]) -> list[str]:
    """Addresses of attached pictures; they are never fetched."""
    attached = item.get("_attachments")
    return [
        entry["download_url"]
        for entry in (attached if isinstance(attached, list) else ())
        if isinstance(entry, dict)
        and str(entry.get("mimetype", "")).startswith("image/")
        and isinstance(entry.get("download_url"), str)
        and not entry.get("is_deleted")
    ]
