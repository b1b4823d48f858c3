"""Decidim simulator (contract tests): a GraphQL server over the part of Decidim's schema that matters here, written from
its type definitions in two generations (categories, scopes and endorsements; taxonomies and likes), and with the newest
limits (no introspection, aliases, recursion). It pages like graphql-ruby (cursors are offsets in Base64, pages are cut to
the site's limit) and answers with errors beside data."""

from __future__ import annotations

import base64
import json
import re
from typing import Any

from faults import Answer, Case, Item, Request, Simulator, json_answer
from graphql import build_schema, graphql_sync, parse, visit
from graphql.language import Visitor

_SHARED = """
scalar DateTime
type LocalizedString { locale: String! text: String %(machine)s }
type TranslatedField { locales: [String] translations: [LocalizedString]! translation(locale: String!): String }
type Coordinates { latitude: Float! longitude: Float! }
type Author { id: ID! name: String! nickname: String! }
type Comment { id: ID! body: String! createdAt: String! upVotes: Int! downVotes: Int! author: Author! comments: [Comment!]!
  hasComments: Boolean! updatedAt: DateTime url: String! }
type Attachment { id: ID! type: String! url: String! }
type PageInfo { hasNextPage: Boolean! endCursor: String }
type Label { id: ID! name: TranslatedField! }
type ProposalEdge { cursor: String! node: Proposal }
type ProposalConnection { pageInfo: PageInfo! edges: [ProposalEdge] }
type MeetingEdge { cursor: String! node: Meeting }
type MeetingConnection { pageInfo: PageInfo! edges: [MeetingEdge] }
input ComponentFilter { withGeolocationEnabled: Boolean type: String }
interface ComponentInterface { id: ID! name: TranslatedField! }
type Proposals implements ComponentInterface { id: ID! name: TranslatedField!
  proposals(first: Int, after: String %(order_argument)s): ProposalConnection }
type Meetings implements ComponentInterface { id: ID! name: TranslatedField!
  meetings(first: Int, after: String): MeetingConnection }
type Component implements ComponentInterface { id: ID! name: TranslatedField! }
type Space { id: ID! slug: String! title: TranslatedField! components(filter: ComponentFilter): [ComponentInterface] }
type DecidimInfo { version: String applicationName: String! }
type Query { decidim: DecidimInfo component(id: ID!): ComponentInterface participatoryProcesses: [Space] assemblies: [Space] }
"""
_OLD = """
type Proposal { id: ID! title: String! body: String address: String coordinates: Coordinates state: String
  official: Boolean createdAt: DateTime updatedAt: DateTime publishedAt: DateTime voteCount: Int endorsementsCount: Int
  category: Label scope: Label author: Author totalCommentsCount: Int! comments: [Comment!]! }
type Meeting { id: ID! title: TranslatedField! description: TranslatedField coordinates: Coordinates
  createdAt: DateTime updatedAt: DateTime category: Label closed: Boolean! isWithdrawn: Boolean! author: Author
  totalCommentsCount: Int! comments: [Comment!]! }
"""
_NEW = """
input ProposalSort { id: String publishedAt: String likeCount: String }
type Proposal { id: ID! title: TranslatedField body: TranslatedField address: String coordinates: Coordinates state: String
  official: Boolean createdAt: DateTime updatedAt: DateTime publishedAt: DateTime voteCount: Int likesCount: Int
  withdrawn: Boolean withdrawnAt: DateTime url: String! taxonomies: [Label!] author: Author totalCommentsCount: Int!
  attachments: [Attachment!]! comments: [Comment!]! }
type Meeting { id: ID! title: TranslatedField! description: TranslatedField coordinates: Coordinates
  address: String location: TranslatedField attachments: [Attachment!]!
  createdAt: DateTime updatedAt: DateTime taxonomies: [Label!] closed: Boolean! isWithdrawn: Boolean! withdrawn: Boolean
  url: String! author: Author totalCommentsCount: Int! comments: [Comment!]! }
"""
_STATES = {"open": None, "closed": "accepted", "rejected": "rejected", "in_progress": "evaluating"}
_SCHEMAS = {
    "old": build_schema(_SHARED % {"machine": "", "order_argument": ""} + _OLD),
    "new": build_schema(
        _SHARED % {"machine": "machineTranslated: Boolean", "order_argument": ", order: ProposalSort"} + _NEW
    ),
}


def words(text: str, locale: str = "sv") -> dict[str, Any]:
    return {"translations": [{"locale": locale, "text": text, "machineTranslated": False}]}


def cursor(offset: int) -> str:
    return base64.b64encode(str(offset).encode()).decode().rstrip("=")


class DecidimSimulator(Simulator):
    generation = "new"

    def __init__(self) -> None:
        super().__init__()
        self.more: dict[str, dict[str, Any]] = {}
        self.meetings: list[dict[str, Any]] = []
        self.extra_errors: list[dict[str, Any]] = []
        self.questions: list[str] = []
        self.hidden: set[str] = set()

    def is_data(self, request: Request) -> bool:
        return b"pageInfo" in request.body

    def proposal(self, item: Item) -> dict[str, Any]:
        old = self.generation == "old"
        label = {"id": "1", "name": words(item.category)}
        found = {
            "id": item.id, "title": item.title if old else words(item.title),
            "body": f"<p>{item.text}</p>" if old else words(f"<p>{item.text}</p>"), "address": "Storgatan 1",
            "coordinates": {"latitude": item.lat, "longitude": item.lon}, "state": _STATES[item.status],
            "official": False, "createdAt": item.created, "publishedAt": item.created, "updatedAt": item.updated,
            "voteCount": 7, "endorsementsCount": 2, "likesCount": 2, "category": label, "scope": None,
            "taxonomies": [label], "withdrawn": False, "url": f"http://decidim.test/p/{item.id}",
            "author": {"id": "u1", "name": item.author, "nickname": item.email}, "totalCommentsCount": 0,
            "comments": [], "attachments": [],
        }  # fmt: skip
        return {**found, **self.more.get(item.id, {})}

    def connection(self, nodes: list[Any], first: int | None, after: str | None) -> dict[str, Any]:
        start = int(base64.b64decode(after + "==")) if after else 0
        end = start + min(first or 50, 50, self.max_page)
        page = [{"cursor": cursor(start + n + 1), "node": node} for n, node in enumerate(nodes[start:end])]
        info = {"hasNextPage": end < len(nodes), "endCursor": page[-1]["cursor"] if page else None}
        return {"pageInfo": info, "edges": page}

    def proposals(self, _info: Any, first: Any = None, after: Any = None, order: Any = None) -> dict[str, Any]:
        nodes = [None if item.id in self.hidden else self.proposal(item) for item in self.items]
        return self.connection(nodes, first, after)

    def component(self, _info: Any, id: str) -> Any:  # noqa: A002
        return next((part for part in self.components() if part["id"] == id), None)

    def components(self, _info: Any = None, filter: Any = None) -> list[dict[str, Any]]:  # noqa: A002
        found = [
            {"__typename": "Meetings", "id": "11", "name": words("Möten"),
             "meetings": lambda _info, first=None, after=None: self.connection(self.meetings, first, after)},
            {"__typename": "Proposals", "id": "12", "name": words("Förslag"), "proposals": self.proposals},
            {"__typename": "Component", "id": "13", "name": words("Blogg")},
        ]  # fmt: skip
        return found[1:2] if filter else found

    def answer(self, request: Request) -> Answer:
        if request.path != "/api" or request.method != "POST":
            return Answer(404, b"<!DOCTYPE html><html>404</html>", "text/html")
        if request.headers.get("content-type") != "application/json":
            return json_answer({"errors": [{"message": "No query string was present"}]})
        asked = json.loads(request.body)
        self.questions.append(asked["query"])
        space = {"id": "1", "slug": "park", "title": words("Stadsparken"), "components": self.components}
        root = {
            "decidim": {"version": "0.30.1", "applicationName": "Test"}, "component": self.component,
            "participatoryProcesses": [space], "assemblies": [],
        }  # fmt: skip
        done = graphql_sync(_SCHEMAS[self.generation], asked["query"], root, variable_values=asked.get("variables"))
        answer = {key: value for key, value in done.formatted.items() if value is not None or key == "data"}
        if self.extra_errors and self.is_data(request):
            answer["errors"] = answer.get("errors", []) + self.extra_errors
        return json_answer(answer)


class OldDecidim(DecidimSimulator):
    generation = "old"


class _Shape(Visitor):
    """Aliases of a question, and how deep it nests one field."""

    def __init__(self) -> None:
        super().__init__()
        self.aliases: set[str] = set()
        self.inside: list[str] = []
        self.deepest = 0

    def enter_field(self, node: Any, *_args: Any) -> None:
        if node.alias:
            self.aliases.add(node.alias.value)
        if node.selection_set:
            self.inside.append(node.name.value)
            self.deepest = max(self.deepest, self.inside.count(node.name.value) if node.name.value != "ofType" else 0)

    def leave_field(self, node: Any, *_args: Any) -> None:
        if node.selection_set:
            self.inside.pop()


class StrictDecidim(DecidimSimulator):
    """The newest version as it is delivered: administrators alone introspect, five aliases, two levels of one field."""

    closed = True  # to introspection
    status = 200
    refused = ""  # a word that no question may hold

    def answer(self, request: Request) -> Answer:
        question = json.loads(request.body)["query"] if request.method == "POST" else ""
        if self.closed and "__type(" in question:
            error = {"message": "Introspecció desactivada", "extensions": {"code": "INTROSPECTION_DISABLED_ERROR"}}
            return json_answer({"errors": [error]}, self.status)
        shape = _Shape()
        visit(parse(question), shape)
        if len(shape.aliases) > 5 or shape.deepest > 2 or (self.refused and self.refused in question):
            return json_answer({"errors": [{"message": "Massa recursions o àlies"}]})
        found = super().answer(request)
        said = found.body.decode()
        if "Cannot query field" not in said:
            return found
        unknown = re.findall(r"Cannot query field '(\w+)' on type '(\w+)'", said)
        return json_answer({"errors": [
            {"message": f"Field '{name}' doesn't exist on type '{of}'", "extensions": {"code": "undefinedField"}}
            for name, of in unknown
        ]})  # fmt: skip


CASES = [
    Case("decidim", generation, consultation="12", expresses=frozenset({"null", "created"}))
    for generation in (DecidimSimulator, OldDecidim, StrictDecidim)
]
