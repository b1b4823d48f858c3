"""Kerrokantasi simulator (contract test), after the recorded answers of version 2.10.8."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from faults import Answer, Case, Item, Request, Simulator, json_answer, moment

HEARING = "bIpttq99ku01OIqb7eBRbzI5g9WJjXqf"
LABELS = {"Trafik": 1, "Park": 2}


class KerrokantasiSimulator(Simulator):
    def is_data(self, request: Request) -> bool:
        return request.path == "/v1/comment/"

    def comment(self, item: Item) -> dict[str, Any]:
        point = None if item.lat is None else {"type": "Point", "coordinates": [item.lon, item.lat]}
        return {
            "section": "AQvTDb76mfxmL9X8RV8VEUX83BS11I3r", "language_code": "sv", "comment": None, "comments": [],
            "n_comments": 0, "pinned": False, "deleted": False, "deleted_at": None, "id": int(item.id),
            "content": f"{item.title}. {item.text}", "author_name": item.author, "n_votes": 0,
            "created_at": item.created, "is_registered": True, "geojson": point, "images": [],
            "label": {"id": LABELS[item.category], "label": {"sv": item.category}}, "organization": None,
            "flagged": False, "moderated": False, "edited": False, "hearing": HEARING, "hearing_data": False,
        }  # fmt: skip

    def answer(self, request: Request) -> Answer:
        hearing = {"id": HEARING, "slug": "ny-cykelplan", "title": {"sv": "Ny cykelplan"}, "n_comments": 11,
                   "geojson": {"type": "Point", "coordinates": [18.1, 59.3]}}  # fmt: skip
        if request.query.get("format") != "json":
            return Answer(200, b"<!DOCTYPE html><html></html>", "text/html")
        if request.path == "/v1/hearing/":
            return json_answer({"count": 1, "next": None, "previous": None, "results": [hearing]})
        if request.path in (f"/v1/hearing/{HEARING}/", "/v1/hearing/ny-cykelplan/"):
            return json_answer(hearing)
        if request.path != "/v1/comment/":
            return json_answer({"detail": "Not found."}, 404)
        items, query = list(self.items), request.query
        if not self.ignore_filters:
            if query.get("hearing") not in (None, HEARING):
                items = []
            if "created_at__gt" in query:
                items = [item for item in items if moment(item.created) > moment(query["created_at__gt"])]
            if "created_at__lt" in query:
                items = [item for item in items if moment(item.created) < moment(query["created_at__lt"])]
        size, offset = min(int(query.get("limit", 50)), self.max_page), int(query.get("offset", 0))
        more = offset + size < len(items)
        following = urlencode({**query, "limit": size, "offset": offset + size})
        return json_answer({
            "count": len(items), "previous": None,
            "next": f"http://{request.host}/v1/comment/?{following}" if more else None,
            "results": [self.comment(item) for item in items[offset : offset + size]],
        })  # fmt: skip


CASES = [Case("kerrokantasi", KerrokantasiSimulator, consultation=HEARING)]
