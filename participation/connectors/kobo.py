"""KoboToolbox: submissions of a survey, through the API v2 of kobotoolbox.org or one's own server.

Written from KoboToolbox's API documentation and issue threads. Traps met here: at most 1000 items per page, cut down
silently (100 when nothing is asked); answers to choices are codes, whose labels per language are in the form's content;
``_geolocation`` is latitude, longitude; times carry no zone and are UTC; an edit gives a new ``_uuid`` and keeps
``meta/rootUuid``; deleted submissions just vanish.
"""

from __future__ import annotations

import json
import re
from typing import Any, Iterator, Mapping, Optional
from urllib.parse import quote

from ...messages import UserMessage
from ...web.addresses import join
from ...web.reply import Reply
from ..position import NO_POSITION, Position, from_lat_lon
from ..query import Query
from ..record import Record, make_record
from ..values import parse_int
from ._answer_values import label_text, pick_language
from ._answers import ANSWER_OPTIONS, Choice, Question, SkippedAnswers, choose_questions, entry_record
from .base import Capabilities, ConnectionReport, Connector, Consultation, Evidence, Option, Page

MAX_PAGE = 1000
_STATUS_WORDS = {"approved": "open", "not_approved": "rejected", "on_hold": "in_progress", "submitted": "open"}


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
        Option("page_size", {"en": "Items per request", "sv": "Poster per fråga"}, MAX_PAGE, "number"),
    )
    capabilities = Capabilities(dates=True, consultations=True, needs_consultation=True)
    evidence = {"": Evidence("contract", "simulator written from the API documentation")}
    nested_kinds = frozenset(("entry",))

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
                count = parse_int(item.get("deployment__submission_count"))
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
        questions, said = self._questions(survey)
        choice = choose_questions(self, questions)
        params: dict[str, Any] = {"format": "json", "sort": '{"_id":1}'}
        times = {"$gte": query.start, "$lte": query.end}
        narrow = {name: moment[:19] for name, moment in times.items() if moment}
        if narrow:
            params["query"] = json.dumps({"_submission_time": narrow}, separators=(",", ":"))
        size = min(self.number_option("page_size"), MAX_PAGE)
        address = join(self.base, f"api/v2/assets/{quote(survey, safe='')}/data/")
        source, start, notes, left = self.source_id(query), 0, (*said, *choice.notes), SkippedAnswers(choice)
        while True:
            reply = self._ask(join(address, "", {**params, "limit": size, "start": start}))
            data = reply.json()
            if not isinstance(data, dict) or not isinstance(data.get("results"), list):
                raise reply.unexpected("a list of KoboToolbox submissions")
            results, total = data["results"], parse_int(data.get("count"))
            records = [self._record(source, survey, item, choice) for item in results]
            kept = [record for record in records if record is not None]
            entries = [
                entry for record, item in zip(records, results) if record for entry in _entries(record, item, choice)
            ]
            for item in results:
                left.look_at(item)
                left.repeated = (left.repeated or 0) + _repeated(item, choice)
            start += len(results)
            last = not results or (start >= total if total is not None else not data.get("next"))
            yield Page(
                [*kept, *entries], total, len(results) - len(kept), notes=(*notes, *(left.notes() if last else ()))
            )
            if last:
                return
            notes = ()

    # -- one submission ------------------------------------------------------------------------------------------

    def _record(self, source: str, survey: str, item: Mapping[str, Any], choice: Choice) -> Optional[Record]:
        validation = item.get("_validation_status")
        state = validation.get("uid") if isinstance(validation, dict) else None
        known = [str(item[name]).replace("uuid:", "", 1) for name in ("meta/rootUuid", "_uuid") if item.get(name)]
        return make_record(
            source,
            known[0] if known else None,
            "submission",
            consultation=survey,
            title=choice.answer(item, choice.title),
            text=choice.text(item),
            category=choice.answer(item, choice.category),
            address=choice.answer(item, choice.address),
            status=str(state).replace("validation_status_", "", 1) if state else "submitted",
            status_words=_STATUS_WORDS,
            created=item.get("_submission_time"),
            position=self._position(item, choice),
            media=_media(item) if self.option("photos") else None,
            moderation=[
                word
                for word, is_so in (("edited", len(set(known)) > 1), ("flagged", state == "validation_status_on_hold"))
                if is_so
            ],
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
        return found if place.problem == NO_POSITION.problem else place

    # -- the form ------------------------------------------------------------------------------------------------

    def _questions(self, survey: str) -> tuple[list[Question], tuple[UserMessage, ...]]:
        """The form's questions with their labels; the groups around a question make its path."""
        reply = self._ask(join(self.base, f"api/v2/assets/{quote(survey, safe='')}/", {"format": "json"}))
        data = reply.json()
        content = data.get("content") if isinstance(data, dict) else None
        rows = content.get("survey") if isinstance(content, dict) else None
        if not isinstance(content, dict) or not isinstance(rows, list):
            raise reply.unexpected("a KoboToolbox project with its form")
        languages = [str(name or "") for name in content.get("translations") or ()]
        index, notes = pick_language(languages, str(self.option("language")))
        lists = _choice_lists(content.get("choices"), index)
        questions: list[Question] = []
        groups: list[tuple[str, str]] = []  # name, and path when it is repeated
        for row in rows:
            kind, _blank, of = (
                str(row.get("type", "")).replace("begin ", "begin_").replace("end ", "end_").partition(" ")
            )
            if kind.startswith("end_"):
                del groups[-1:]
                continue
            name = str(row.get("$autoname") or row.get("name") or "")
            path = str(row.get("$xpath") or "/".join([*(group for group, _repeat in groups), name]))
            repeats = [repeat for _group, repeat in groups if repeat]
            inside = repeats[0] if repeats else ""
            if kind.startswith("begin_"):
                groups.append((name, path if kind == "begin_repeat" else ""))
                if kind == "begin_repeat" and len(repeats) < 2:
                    questions.append(Question(path, "repeat", group=inside))
            elif name and len(repeats) < 2:
                choices = lists.get(str(row.get("select_from_list_name") or of.partition(" ")[0]), {})
                many = kind in ("select_multiple", "rank")
                questions.append(Question(path, kind, _label(row.get("label"), index), choices, many, inside))
        return questions, notes

    def _ask(self, url: str) -> Reply:
        token = self.connection.credentials.token
        return self.transport.get(url, headers={"Authorization": f"Token {token}"} if token else None)


def _choice_lists(choices: Any, index: int) -> dict[str, dict[str, str]]:
    """Labels by list and code, in one of the form's languages."""
    found: dict[str, dict[str, str]] = {}
    for row in choices if isinstance(choices, list) else ():
        code = row.get("$autovalue") or row.get("name")
        label = _label(row.get("label"), index)
        if code is not None and label:
            found.setdefault(str(row.get("list_name")), {})[str(code)] = label
    return found


def _label(label: Any, index: int) -> str:
    """A label in one of the form's languages, else in the first that has one."""
    labels = label if isinstance(label, list) else [label]
    return next((text for text in map(label_text, [*labels[index : index + 1], *labels]) if text), "")


def _entries(parent: Record, item: Mapping[str, Any], choice: Choice) -> Iterator[Record]:
    """The entries of the repeated groups that are imported; they have no ids but their order."""
    for group, inner in choice.groups.items():
        entries = item.get(group)
        for number, entry in enumerate(entries if isinstance(entries, list) else (), 1):
            found = entry_record(parent, f"{parent.item_id}/{group}/{number}", entry, inner)
            if found is not None:
                yield found


def _repeated(item: Mapping[str, Any], choice: Choice) -> int:
    """How often the repeated groups of a submission were filled in."""
    filled = [item.get(question.path) for question in choice.questions.values() if question.kind == "repeat"]
    return sum(len(entries) for entries in filled if isinstance(entries, list))


def _media(item: Mapping[str, Any]) -> list[str]:
    """Addresses of attached pictures and recordings; they are never fetched."""
    attached = item.get("_attachments")
    return [
        entry["download_url"]
        for entry in (attached if isinstance(attached, list) else ())
        if isinstance(entry, dict)
        and str(entry.get("mimetype", "")).startswith(("image/", "audio/", "video/"))
        and isinstance(entry.get("download_url"), str)
        and not entry.get("is_deleted")
    ]
