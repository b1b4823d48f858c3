"""Decidim: proposals and meetings, through its GraphQL interface.

Written from Decidim's API documentation and type definitions. Traps met here: the schema differs between versions
(categories and scopes became taxonomies, endorsements became likes), so the questions are built from introspection; the
newest version lets only administrators introspect, and allows five aliases and two levels of the same field; answers
can carry errors beside data, for one because an item without a place has no coordinates although the schema promises
some; hidden votes are null, which is not zero; texts are HTML in several languages, some of them machine translations;
withdrawn proposals stay listed; a site answers about 100 requests per minute and address.
"""

from __future__ import annotations

import re
from typing import Any, Callable, Iterator, Mapping, Optional

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ...web.addresses import join
from ...web.errors import ConnectionSettingsError, UnexpectedAnswer
from ...web.plain_text import plain_text
from ...web.reply import Reply
from ...web.transport import Transport
from ..position import NO_POSITION, Position
from ..query import Query
from ..record import Record, make_record
from ._decidim_answers import Faults, left_out, message, pictures, position, threads
from ._decidim_schema import INTROSPECTION, SHAPES, SPACES, Schema
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
    evidence = {
        "": Evidence(
            "contract", "GraphQL simulator written from the type definitions: two generations and the newest limits"
        )
    }
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
        data, _errors, _reply = self._ask_fitting(lambda schema: schema.spaces_question(), {})
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
            data, _errors, _reply = self._ask_fitting(lambda _schema: "query {decidim {version}}", {})
            version = plain_text((data.get("decidim") or {}).get("version"), limit=40) or ""
        report.dialect = f"Decidim {version}, GraphQL ({kind})".replace(" ,", ",")

    def pages(self, query: Query, since: Optional[str] = None) -> Iterator[Page]:
        """Yield the items of a component, in the order of their ids where the version offers that."""
        component = self.require_consultation(query)
        listing, of, kind = self._component(component)
        shapes = [shape if self.option("comments") else (shape[0], 0) for shape in SHAPES]
        cursor = None
        cut = silent = 0
        while True:
            variables = {"component": component, "after": cursor}
            data, errors, reply = self._ask_page(listing, of, shapes, variables)
            connection, faults = self._connection(listing, data, errors, reply)
            edges = connection["edges"]
            faults.unread = {i for i in faults.unread if i < len(edges) and not (edges[i] or {}).get("node")}
            if faults.unread:
                silent += len(faults.unread)
                bare = self._ask_page(listing, of, [(shapes[0][0], 0)], variables)
                edges, faults = _completed(edges, *self._connection(listing, *bare), faults)
            page, deeper = self._page(query, kind, edges, faults)
            cut += deeper
            info = connection["pageInfo"]
            last = not info["hasNextPage"]
            unread = left_out(cut, silent, shapes[0][1]) if last and self.option("comments") else ()
            yield page._replace(notes=(*page.notes, *unread))
            if last:
                return
            if not edges or info["endCursor"] in (None, cursor):
                raise reply.unexpected("a further page of Decidim items")
            cursor = info["endCursor"]

    def _ask_page(self, listing: str, of: str, shapes: list[tuple[int, int]],
                  variables: Mapping[str, Any]) -> tuple[dict[str, Any], list[Any], Reply]:  # fmt: skip
        """Ask for a page in the first shape that the site answers; on the first page, others are tried in turn."""
        authors = self.connection.pseudonym is not None
        while True:
            shape = shapes[0]
            try:
                return self._ask_fitting(lambda schema: schema.page_question(listing, of, shape, authors), variables)  # noqa: B023
            except _Refused:
                if variables["after"] is not None or len(shapes) == 1:
                    raise
                del shapes[0]

    def _connection(self, listing: str, data: Mapping[str, Any], errors: list[Any],
                    reply: Reply) -> tuple[dict[str, Any], Faults]:  # fmt: skip
        """The list of items in an answer, and what is wrong with them."""
        found = (data.get("component") or {}).get(listing)
        if not isinstance(found, dict) or not isinstance(found.get("edges"), list):
            raise self._refused(errors, reply)
        return found, Faults(errors, ("component", listing, "edges"))

    # -- one page ------------------------------------------------------------------------------------------------

    def _page(self, query: Query, kind: str, edges: list[Any], faults: Faults) -> tuple[Page, int]:
        """The records of a page, and how many comments have answers that were not asked for."""
        records: list[Record] = []
        skipped = cut = 0
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
            cut += sum(1 for item in threads(node.get("comments")) if item.get("hasComments"))
        if not faults.reason:
            return Page(records, None, skipped), cut
        problem = UserMessage(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "The service reported a problem beside its answer ({reason}). Items that it concerns stay as they are;"
                " nothing is removed.",
            ),
            {"reason": faults.reason},
        )
        return Page(records, None, skipped, complete=False, notes=(problem,)), cut

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
            media=pictures(node.get("attachments")),
            address=", ".join(dict.fromkeys(filter(None, (self._text(node.get("location"))[0], node.get("address"))))),
            position=position(node.get("coordinates")),
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
        place = Position(parent.lon, parent.lat, "inherited") if parent.lon is not None else NO_POSITION
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
                updated=item.get("updatedAt"),
                url=item.get("url"),
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
        """The site's schema; where nobody may ask for it, the newest one is assumed (see `_ask_fitting`)."""
        if self._schema is None:
            data: dict[str, Any] = {}
            for question in INTROSPECTION:
                found, errors, reply = self._send(question, {}, ok=(403, 500))
                if found is None or (errors and not any(found.values())):
                    if not errors:
                        self._send(question, {})  # raises what the status means
                        raise reply.unexpected("the schema of a Decidim site")
                    self._schema = Schema.newest()
                    return self._schema
                data.update(found)
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

    def _ask_fitting(self, question: Callable[[Schema], str],
                     variables: Mapping[str, Any]) -> tuple[dict[str, Any], list[Any], Reply]:  # fmt: skip
        """Ask a question built from the schema, again without the fields that the site says it does not have."""
        while True:
            schema = self._introspect()
            data, errors, reply = self._send(question(schema), variables)
            if data is not None:
                return data, errors, reply
            fitting = schema.without(errors)
            if fitting is None:
                raise self._refused(errors, reply)
            self._schema = fitting

    def _ask(self, question: str, variables: Mapping[str, Any]) -> tuple[dict[str, Any], list[Any], Reply]:
        """Ask; returns data, errors (both may be there) and the reply."""
        data, errors, reply = self._send(question, variables)
        if data is None:
            raise self._refused(errors, reply)
        return data, errors, reply

    def _send(self, question: str, variables: Mapping[str, Any],
              ok: tuple[int, ...] = ()) -> tuple[Optional[dict[str, Any]], list[Any], Reply]:  # fmt: skip
        """Ask, keeping to the site's rate; data is None when the site refused the question."""
        self._asked += 1
        if self._asked > FREE_REQUESTS:
            left = max(1, self.number_option("per_minute") - FREE_REQUESTS)
            self.transport.min_interval = max(self.transport.min_interval, 60 / left)
        payload = {"query": question, "variables": dict(variables)}
        reply = self.transport.post_json(join(self.base, "api"), payload, ok=ok)
        answer = None if reply.status in ok and reply.is_html else reply.json()
        errors = answer.get("errors") if isinstance(answer, dict) else None
        data = answer.get("data") if isinstance(answer, dict) else None
        return data if isinstance(data, dict) else None, errors if isinstance(errors, list) else [], reply

    def _refused(self, errors: list[Any], reply: Reply) -> UnexpectedAnswer:
        if not errors:
            return reply.unexpected("a GraphQL answer of Decidim")
        return _Refused(
            QT_TRANSLATE_NOOP("Samplan", "The Decidim site refuses the question: {reason}. Tell its owner."),
            reason=message(errors[0]),
        )


def _completed(edges: list[Any], bare: Mapping[str, Any], others: Faults, faults: Faults) -> tuple[list[Any], Faults]:
    """Put items that were asked for without their comments where they are missing; returns items and their faults."""
    whole = list(edges)
    for index in faults.unread:
        if index < len(bare["edges"]):
            whole[index] = bare["edges"][index]
    faults.spoiled |= others.spoiled
    faults.reason = faults.reason or others.reason
    return whole, faults


class _Refused(UnexpectedAnswer):
    """The site answers only with errors."""
