"""Kerrokantasi simulator (contract test), after recorded answers of version 2.10.8 and its API code run on PostGIS.

Like the server it names authors only when asked for one hearing, leaves comments of one moment in no fixed order, and
gives a web page where there is no such address. (The server has no ``max_page``.)
"""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any, Optional
from urllib.parse import urlencode

from faults import Answer, Case, Item, Request, Simulator, json_answer, moment

HEARING = "bIpttq99ku01OIqb7eBRbzI5g9WJjXqf"
SLUG = "ny-cykelplan"
LABELS = {"Trafik": 1, "Park": 2}
PAGE = Answer(404, b"<!doctype html><html><title>Not Found</title></html>", "text/html")
CONTACT = {"name": "Kontakt Persson", "phone": "+358 40 5550199", "email": "kontakt@example.fi"}


class KerrokantasiSimulator(Simulator):
    """``details`` overrides fields of single comments by id; ``published`` tells whether the hearing is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.details: dict[str, dict[str, Any]] = {}
        self.published = True
        self.own_name = ""

    def is_data(self, request: Request) -> bool:
        return request.path == "/v1/comment/"

    def comment(self, item: Item) -> dict[str, Any]:
        point = None if item.lat is None else {"type": "Point", "coordinates": [item.lon, item.lat]}
        found = {
            "section": "AQvTDb76mfxmL9X8RV8VEUX83BS11I3r", "language_code": "sv", "answers": [], "comment": None,
            "comments": [], "n_comments": 0, "pinned": False, "reply_to": "", "deleted": False, "deleted_at": None,
            "deleted_by_type": None, "can_delete": False, "can_edit": False, "id": int(item.id),
            "content": f"{item.title}. {item.text}", "author_name": item.author, "n_votes": 0,
            "created_at": item.created, "is_registered": True, "geojson": point, "map_comment_text": None, "images": [],
            "label": {"id": LABELS[item.category], "label": {"sv": item.category}}, "organization": None,
            "flagged": False, "moderated": False, "edited": False, "hearing": HEARING, "hearing_data": False,
            **self.details.get(item.id, {}),
        }  # fmt: skip
        if found["deleted"]:
            found.update(content="Kirjoittaja poisti oman viestinsä.", author_name=None, geojson=None)
        return found

    def hearing(self, listed: bool, geojson: bool = True) -> dict[str, Any]:
        found: dict[str, Any] = {
            "id": HEARING, "slug": SLUG, "n_comments": 11, "published": True, "closed": False,
            "title": {"sv": "Ny cykelplan", "fi": "Uusi pyöräsuunnitelma"}, "abstract": {"sv": "<p>Kort text</p>"},
        }  # fmt: skip
        if geojson:
            found["geojson"] = {"type": "Point", "coordinates": [18.1, 59.3]}
        return found if listed else {**found, "contact_persons": [CONTACT]}

    def answer(self, request: Request) -> Answer:
        query = request.query
        if query.get("format") != "json":
            return Answer(200, b"<!DOCTYPE html><html></html>", "text/html")
        parts = request.path.strip("/").split("/")
        if not request.path.endswith("/") or parts[0] != "v1" or len(parts) not in (2, 3):
            return PAGE
        if parts[1] == "hearing":
            if len(parts) == 2:
                shown = [self.hearing(True, query.get("include") == "geojson")] if self.published else []
                return json_answer({"count": len(shown), "next": None, "previous": None, "results": shown})
            if self.published and parts[2] in (HEARING, SLUG):
                return json_answer(self.hearing(False))
        elif parts[1] == "comment":
            if len(parts) == 2:
                return self.comments(request)
            for item in self.items if self.published else ():
                if item.id == parts[2]:
                    return json_answer(self.comment(item))
        else:
            return PAGE
        return json_answer({"detail": "Not found."}, 404)

    def comments(self, request: Request) -> Answer:
        query, items = request.query, list(self.items) if self.published else []
        if not self.ignore_filters:
            if query.get("hearing") not in (None, HEARING):
                items = []
            after, until = query.get("created_at__gt"), query.get("created_at__lt")
            items = [item for item in items if not after or moment(item.created) > moment(after)]
            items = [item for item in items if not until or moment(item.created) < moment(until)]
        size, offset = min(int(query.get("limit", 50)), self.max_page), int(query.get("offset", 0))
        if query.get("ordering") == "created_at":
            items.sort(key=lambda item: (_when(item.created), int(item.id) * (offset + 7) % 101))
        more = offset + size < len(items)
        following = urlencode({**query, "limit": size, "offset": offset + size})
        found = [self.comment(item) for item in items[offset : offset + size]]
        if "hearing" not in query:
            found = [{**item, "author_name": None} for item in found]
        return json_answer({
            "count": len(items), "previous": None, "results": found,
            "next": f"http://{self.own_name or request.host}/v1/comment/?{following}" if more else None,
        })  # fmt: skip


def _when(created: Optional[str]) -> datetime:
    try:
        return moment(created)
    except ValueError:
        return datetime.max.replace(tzinfo=timezone.utc)


CASES = [Case("kerrokantasi", KerrokantasiSimulator, consultation=HEARING)]
