"""Go Vocal simulator (contract tests), written from the source of its public API v2: token first, 25 items per page by
default and 100 at most, newest first, changes and deletions by time, a place as GeoJSON or WKT, comments of the whole
platform in one list. ``/users`` fails a test."""

from __future__ import annotations

import json
import math
from datetime import datetime, timezone
from typing import Any

from faults import Answer, Case, Credentials, Item, Request, Simulator, json_answer

CLIENT, SECRET = "client-9d1e", "govocal-secret-77aa"


def moment(text: Any) -> datetime:
    found = datetime.fromisoformat(str(text).replace("Z", "+00:00"))
    return found if found.tzinfo else found.replace(tzinfo=timezone.utc)


class GoVocalSimulator(Simulator):
    titles_at, pairs_at, topic_key = "input_topics", "ideas_input_topics", "input_topic_id"

    def __init__(self) -> None:
        super().__init__()
        self.more: dict[str, dict[str, Any]] = {}
        self.deleted: list[tuple[str, str]] = []
        self.comments: list[dict[str, Any]] = []
        self.deleted_comments: list[tuple[str, str]] = []
        self.sessions = 0
        self.live_sessions: set[str] = set()
        self.asked_for_users = False

    def is_data(self, request: Request) -> bool:
        return request.path == "/api/v2/ideas"

    def place(self, item: Item) -> Any:
        if item.lat is None:
            return None
        if isinstance(item.lat, float) and int(item.id) % 2:
            return f"POINT ({item.lon} {item.lat})"
        return {"type": "Point", "coordinates": [item.lon, item.lat]}

    def idea(self, item: Item) -> dict[str, Any]:
        found = {
            "id": item.id, "title": item.title, "body": f"<p>{item.text}</p>", "author_id": f"user-{item.author}",
            "likes_count": 4, "dislikes_count": 1, "comments_count": 2, "published_at": item.created,
            "created_at": item.created, "updated_at": item.updated, "publication_status": "published",
            "project_id": "p1", "project_title": "Parken", "location_point": self.place(item),
            "location_description": "Vid busshållplatsen", "images": [], "href": f"http://go.test/ideas/{item.id}",
            "status": "Föreslagen", "custom_field_values": {"email": item.email, "bor_i": "Haninge"}, "type": "idea",
        }  # fmt: skip
        return {**found, **self.more.get(item.id, {})}

    def comment(self, number: str, idea: str, parent: str | None = None, **more: Any) -> None:
        """Add a comment, in the form of newer versions."""
        self.comments.append({
            "id": number, "body": f"<p>Kommentar {number}</p>", "author_id": "user-Bo Ek", "idea_id": idea,
            "parent_id": parent, "created_at": "2026-05-20T08:00:00Z", "updated_at": "2026-05-20T08:00:00Z",
            "body_updated_at": None, "likes_count": 2, "dislikes_count": 0, "children_count": 0,
            "publication_status": "published", "project_id": "p1", **more,
        })  # fmt: skip

    def page(self, request: Request, key: str, found: list[Any]) -> Answer:
        size = min(int(request.query.get("page_size", 25)), 100, self.max_page)
        number = int(request.query.get("page_number", 1))
        meta = {"current_page": number, "total_pages": math.ceil(len(found) / size)}
        return json_answer({key: found[(number - 1) * size : number * size], "meta": meta})

    def answer(self, request: Request) -> Answer:
        if request.path == "/api/v2/authenticate" and request.method == "POST":
            if json.loads(request.body) != {"auth": {"client_id": CLIENT, "client_secret": SECRET}}:
                return Answer(404, b"")
            self.sessions += 1
            self.live_sessions.add(f"jwt-{self.sessions}")
            return json_answer({"jwt": f"jwt-{self.sessions}"}, 201)
        if "users" in request.path:
            self.asked_for_users = True
        kind, _blank, token = request.headers.get("authorization", "").partition(" ")
        if kind != "Bearer" or token not in self.live_sessions:
            return Answer(401, b"")
        if "locale" not in request.query or "accept-language" not in request.headers:
            return Answer(500, b"")  # the source reads the header without asking whether it is there
        if request.path == "/api/v2/projects":
            return self.page(request, "projects", [
                {"id": "p1", "title": "Parken", "description_preview": "Vad vill du?", "publication_status": "published"},
                {"id": "p2", "title": "Utkast", "publication_status": "draft"},
            ])  # fmt: skip
        if request.path == f"/api/v2/{self.titles_at}":
            return self.page(
                request, self.titles_at, [{"id": f"t-{name}", "title": name} for name in ("Trafik", "Park")]
            )
        if request.path == f"/api/v2/{self.pairs_at}":
            pairs = [{"idea_id": item.id, self.topic_key: f"t-{item.category}"} for item in self.items]
            return self.page(request, self.pairs_at, pairs)
        if request.path in ("/api/v2/ideas/deleted", "/api/v2/comments/deleted"):
            since = request.query["deleted_at"].split(",")[0]
            known = self.deleted if "ideas" in request.path else self.deleted_comments
            gone = [{"id": i, "type": "Idea", "deleted_at": at} for i, at in known if moment(at) >= moment(since)]
            return self.page(request, "deleted_items", gone)
        if request.path == "/api/v2/comments":
            since = request.query.get("updated_at", "2000-01-01T00:00:00Z,").split(",")[0]
            return self.page(
                request, "comments", [item for item in self.comments if moment(item["updated_at"]) >= moment(since)]
            )
        if request.path.startswith("/api/v2/ideas/"):
            one = next((item for item in self.items if request.path.endswith(f"/{item.id}")), None)
            return json_answer({"idea": self.idea(one)} if one else {"status": 404}, 200 if one else 404)
        if request.path != "/api/v2/ideas":
            return json_answer({"type": "about:blank", "title": "Not found", "status": 404}, 404)
        found = [self.idea(item) for item in reversed(self.items)]
        if not self.ignore_filters:
            if "project_id" in request.query:
                found = [idea for idea in found if idea["project_id"] == request.query["project_id"]]
            if "updated_at" in request.query:
                since = request.query["updated_at"].split(",")[0]
                found = [idea for idea in found if moment(idea["updated_at"]) >= moment(since)]
        return self.page(request, "ideas", found)


class OldGoVocal(GoVocalSimulator):
    """A version before topics were divided into global ones and those of inputs."""

    titles_at, pairs_at, topic_key = "topics", "idea_topics", "topic_id"


CASES = [
    Case("govocal", simulator, consultation=project, credentials=Credentials(CLIENT, SECRET))
    for simulator, project in ((GoVocalSimulator, ""), (OldGoVocal, "p1"))
]
