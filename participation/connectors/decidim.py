"""Decidim: proposals and meetings, through its GraphQL interface.

Written from Decidim's API documentation and type definitions. Traps met here: the schema differs between versions
(categories and scopes became taxonomies, endorsements became likes), so the questions are built from introspection;
answers can carry errors beside data, for one because an item without a place has no coordinates although the schema
promises some; hidden votes are null, which is not zero; texts are HTML in several languages, some of them machine
translations; withdrawn proposals stay listed; a site answers about 100 requests per minute and address.
"""

from __future__ import annotations

import re
from typing import Any, Iterable, Iterator, Mapping, Optional

from ...messages import QT_TRANSLATE_NOOP, Note
from ..addresses import join
from ..errors import ConnectionSettingsError, UnexpectedAnswer
from ..position import NOWHERE, Position, from_lat_lon
from ..query import Query
from ..record import Record, make_record
from ..reply import Reply
from ..transport import Transport
from ..values import plain_text
from ._decidim_schema import INTROSPECTION, SPACES, Schema
from .base import Capabilities, Connection, ConnectionReport, Connector, Consultation, Evidence, Option, Page

FREE_REQUESTS = 40
"""Requests sent without a pause; all further ones are spread so that one minute never holds more than allowed."""

_COMPONENTS = {"Proposals": ("proposals", "Proposal", "proposal"), "Meetings": ("meetings", "Meeting", "meeting")}
_STATUS_WORDS = {"not_answered": "open", "evaluating": "in_progress", "withdrawn": "rejected"}


class Decidim(Connector):
    """Decidim GraphQL; a consultation is a proposals or meetings component."""

    id = "decidim"
    title = {"en": "Decidim", "sv": "Decidim"}
    description = {
        "en": "Proposals and meetings of a Decidim site, with their comments.",
        "sv": "Förslag och möten på en Decidim-webbplats, med kommentarer.",
    }
    url_hint = "https://decidim.example.org"
    options = (
        Option("language", {"en": "Preferred language", "sv": "Helst på språket"}, "sv"),
        Option("comments", {"en": "Import comments too", "sv": "Hämta även kommentarer"}, True, "flag"),
        Option(
            "votes",
            {"en": "What counts as votes", "sv": "Vad som räknas som röster"},
            "votes",
            "choice",
            ("votes", "likes"),
        ),
        Option("per_minute", {"en": "Requests per minute", "sv": "Frågor per minut"}, 100, "number"),
    )
    capabilities = Capabilities(consultations=True, needs_consultation=True)
    evidence = {"": Evidence("contract", "GraphQL simulator written from the type definitions, two schema generations")}
    nested_kinds = frozenset(("comment", "reply"))

    def __init__(self, connection: Connection, transport: Transport) -> None:
        super().__init__(connection, transport)
        self._schema: Optional[Schema] = None
        self._asked = 0

    @classmethod
    def clean_address(cls, url: str) -> str:
        """Cut a pasted API address down to the site's."""
        return re.sub(r"/api(/.*)?$", "", super().clean_address(url))

    def consultations(self) -> list[Consultation]:
        """List proposal and meeting components, those with a map first."""
        schema = self._introspect()
        data, _errors, _reply = self._ask(schema.spaces_question(), {})
        with_map: list[Consultation] = []
        without: list[Consultation] = []
        for item in (item for space in SPACES for item in data.get(space) or () if item):
            mapped = {known["id"] for known in item.get("located") or () if known}
            for part in item.get("components") or ():
                if part and part.get("__typename") in _COMPONENTS:
                    titles = (self._text(item.get("title"))[0], self._text(part.get("name"))[0] or part["__typename"])
                    found = Consultation(str(part["id"]), " – ".join(title for title in titles if title))
                    (with_map if part["id"] in mapped else without).append(found)
        return with_map + without

    def probe(self, report: ConnectionReport) -> None:
        """Tell the generation of the schema, and the version where the site discloses it."""
        schema = self._introspect()
        kind = "taxonomies" if schema.has("proposal", "taxonomies") else "categories"
        version = ""
        if schema.has("query", "decidim"):
            data, _errors, _reply = self._ask("query {decidim {version}}", {})
            version = plain_text((data.get("decidim") or {}).get("version"), limit=40) or ""
        report.dialect = f"Decidim {version}, GraphQL ({kind})".replace(" ,", ",")

    def pages(self, query: Query, since: Optional[str] = None) -> Iterator[Page]:
        """Yield the items of a component, in the order of their ids where the version offers that."""
        component = self.require_consultation(query)
        listing, of, kind = self._component(component)
        authors = self.connection.pseudonym is not None
        question = self._introspect().page_question(listing, of, bool(self.option("comments")), authors)
        cursor = None
        while True:
            data, errors, reply = self._ask(question, {"component": component, "after": cursor})
            connection = (data.get("component") or {}).get(listing)
            edges = connection.get("edges") if isinstance(connection, dict) else None
            if not isinstance(edges, list):
                raise self._refused(errors, reply)
            yield self._page(query, kind, edges, _Faults(errors, ("component", listing, "edges")))
            info = connection["pageInfo"]
            if not info["hasNextPage"]:
                return
            if not edges or info["endCursor"] in (None, cursor):
                raise reply.unexpected("a further page of Decidim items")
            cursor = info["endCursor"]

    # -- one page ------------------------------------------------------------------------------------------------

    def _page(self, query: Query, kind: str, edges: list[Any], faults: _Faults) -> Page:
        records: list[Record] = []
        skipped = 0
        for index, edge in enumerate(edges):
            node = edge.get("node") if isinstance(edge, dict) else None
            if index in faults.spoiled:
                continue  # parts of it are missing: what is stored of it stays
            if not node:
                skipped += 1  # not public
                continue
            found = self._record(query, kind, node)
            records.append(found)
            records.extend(self._comments(found, node.get("comments")))
        if not faults.reason:
            return Page(records, None, skipped)
        problem = Note(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "The service reported a problem beside its answer ({reason}). Items that it concerns stay as they are;"
                " nothing is removed.",
            ),
            {"reason": faults.reason},
        )
        return Page(records, None, skipped, complete=False, notes=(problem,))

    def _record(self, query: Query, kind: str, node: Mapping[str, Any]) -> Record:
        title, title_lang = self._text(node.get("title"))
        text, lang = self._text(node.get("body") if kind == "proposal" else node.get("description"))
        withdrawn = bool(node.get("withdrawn") or node.get("isWithdrawn") or node.get("state") == "withdrawn")
        if kind == "proposal":
            state = node.get("state") or "not_answered"
        else:
            state = "closed" if node.get("closed") else "open"
        likes = node.get("likesCount", node.get("endorsementsCount"))
        found = make_record(
            self.source_id(query),
            node["id"],
            kind,
            consultation=query.consultation,
            title=title,
            text=text,
            is_html=True,
            lang=lang or title_lang,
            category=self._category(node),
            status="withdrawn" if withdrawn else state,
            status_words=_STATUS_WORDS,
            votes_up=likes if self.option("votes") == "likes" else node.get("voteCount"),
            comments_n=node.get("totalCommentsCount"),
            created=node.get("createdAt") or node.get("publishedAt"),
            updated=node.get("updatedAt"),
            url=node.get("url"),
            position=_position(node.get("coordinates")),
            moderation=[
                word for word, known in (("withdrawn", withdrawn), ("official", node.get("official"))) if known
            ],
            author=(node.get("author") or {}).get("id"),
            pseudonym=self.connection.pseudonym,
            raw=node,
        )
        if found is None:
            raise ValueError("an item without an id")
        return found

    def _comments(self, parent: Record, nested: Any) -> Iterator[Record]:
        """Comments and their replies, at the place of the item."""
        place = Position(parent.lon, parent.lat, "inherited") if parent.lon is not None else NOWHERE
        waiting = [("comment", parent.item_id, item) for item in nested or ()]
        while waiting:
            kind, above, item = waiting.pop()
            found = item and make_record(
                parent.source_id,
                item["id"],
                kind,
                parent_id=above,
                consultation=parent.consultation,
                text=item.get("body"),
                is_html=True,
                category=parent.category,
                votes_up=item.get("upVotes"),
                votes_down=item.get("downVotes"),
                created=item.get("createdAt"),
                position=place,
                author=(item.get("author") or {}).get("id"),
                pseudonym=self.connection.pseudonym,
                raw=item,
            )
            if found:
                yield found
                waiting += [("reply", found.item_id, each) for each in item.get("comments") or ()]

    def _text(self, value: Any) -> tuple[Optional[str], Optional[str]]:
        """Text and language of a field: people's own words before machines', the preferred language first."""
        if not isinstance(value, dict):
            return (value if isinstance(value, str) else None), None
        found = [item for item in value.get("translations") or () if item and item.get("text")]
        prefer = [str(self.option("language")).lower()[:2], "sv", "en"]

        def rank(item: Mapping[str, Any]) -> tuple[bool, int]:
            code = str(item.get("locale"))[:2].lower()
            return bool(item.get("machineTranslated")), prefer.index(code) if code in prefer else len(prefer)

        best = min(found, key=rank, default={})
        return best.get("text"), best.get("locale")

    def _category(self, node: Mapping[str, Any]) -> Optional[str]:
        """The first taxonomy; before those, the category, else the scope."""
        labels = [*(node.get("taxonomies") or ()), node.get("category"), node.get("scope")]
        return next((text for label in labels if label and (text := self._text(label.get("name"))[0])), None)

    # -- asking --------------------------------------------------------------------------------------------------

    def _introspect(self) -> Schema:
        if self._schema is None:
            data, _errors, reply = self._ask(INTROSPECTION, {})
            schema = Schema.read(data)
            if not schema.has("query", "component"):
                raise reply.unexpected("the schema of a Decidim site")
            self._schema = schema
        return self._schema

    def _component(self, component: str) -> tuple[str, str, str]:
        data, errors, reply = self._ask("query ($c: ID!) {component(id: $c) {__typename}}", {"c": component})
        found = data.get("component")
        if not found and errors:
            raise self._refused(errors, reply)
        name = found.get("__typename") if isinstance(found, dict) else None
        if name not in _COMPONENTS:
            raise ConnectionSettingsError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "“{component}” is not a public component with proposals or meetings. Choose one from the list.",
                ),
                component=component,
            )
        return _COMPONENTS[name]

    def _ask(self, question: str, variables: Mapping[str, Any]) -> tuple[dict[str, Any], list[Any], Reply]:
        """Ask, keeping to the site's rate; returns data, errors (both may be there) and the reply."""
        self._asked += 1
        if self._asked > FREE_REQUESTS:
            left = max(1, self.number_option("per_minute") - FREE_REQUESTS)
            self.transport.min_interval = max(self.transport.min_interval, 60 / left)
        reply = self.transport.post_json(join(self.base, "api"), {"query": question, "variables": dict(variables)})
        answer = reply.json()
        errors = answer.get("errors") if isinstance(answer, dict) else None
        errors = errors if isinstance(errors, list) else []
        data = answer.get("data") if isinstance(answer, dict) else None
        if not isinstance(data, dict):
            raise self._refused(errors, reply)
        return data, errors, reply

    def _refused(self, errors: list[Any], reply: Reply) -> UnexpectedAnswer:
        if not errors:
            return reply.unexpected("a GraphQL answer of Decidim")
        return UnexpectedAnswer(
            QT_TRANSLATE_NOOP("Samplan", "The Decidim site refuses the question: {reason}. Tell its owner."),
            reason=_message(errors[0]),
        )


class _Faults:
    """The errors of an answer, by the item that they spoil.

    Attributes
    ----------
    reason : str
        The first error that is more than a missing place; blank when there is none.
    """

    def __init__(self, errors: Iterable[Any], path: tuple[str, ...]) -> None:
        self.spoiled: set[int] = set()
        self.reason = ""
        for error in errors:
            where = error.get("path") if isinstance(error, dict) else None
            where = where if isinstance(where, list) else []
            if _only_unlocated(error, where):
                continue
            self.reason = self.reason or _message(error)
            if tuple(where[: len(path)]) == path and len(where) > len(path):
                self.spoiled.add(where[len(path)])


def _only_unlocated(error: Mapping[str, Any], where: list[Any]) -> bool:
    """Whether an error only says that an item has no coordinates."""
    return where[-2:-1] == ["coordinates"] and "null" in str(error.get("message", "")).lower()


def _message(error: Any) -> str:
    text = error.get("message") if isinstance(error, dict) else error
    return (plain_text(text, limit=200) or "–").rstrip(".")


def _position(coordinates: Any) -> Position:
    if not isinstance(coordinates, dict):
        return NOWHERE
    return from_lat_lon(coordinates.get("latitude"), coordinates.get("longitude"))
