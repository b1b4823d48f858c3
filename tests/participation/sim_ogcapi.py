"""OGC API - Features simulator for the faults (contract test), after the recorded answers of pygeoapi; the connector
also runs against a live pygeoapi in ``test_ogcapi.py``."""

from __future__ import annotations

from typing import Any

from faults import Answer, Case, Item, Request, Simulator, json_answer


class OgcApiSimulator(Simulator):
    def is_data(self, request: Request) -> bool:
        return request.path.endswith("/items")

    def feature(self, item: Item) -> dict[str, Any]:
        point = None if item.lat is None else {"type": "Point", "coordinates": [item.lon, item.lat]}
        properties = {
            "rubrik": item.title, "kommentar": item.text, "kategori": item.category, "status": item.status, "votes": 4,
            "created": item.created, "updated": item.updated, "author": item.author, "email": item.email,
        }  # fmt: skip
        return {"type": "Feature", "id": int(item.id), "geometry": point, "properties": properties}

    def answer(self, request: Request) -> Answer:
        if "json" not in request.headers.get("accept", ""):
            return Answer(200, b"<!DOCTYPE html><html></html>", "text/html")
        if request.path in ("", "/"):
            return json_answer({"title": "Simulator", "links": []})
        if request.path == "/collections":
            return json_answer({"collections": [{"id": "feedback", "title": "Feedback", "itemType": "feature"}]})
        if request.path == "/collections/feedback":
            return json_answer({"id": "feedback", "links": []})
        if request.path != "/collections/feedback/items":
            return json_answer({"code": "NotFound", "type": "NotFound", "description": "Collection not found"}, 404)
        items, query = list(self.items), request.query
        if "bbox" in query and not self.ignore_filters:
            w, s, e, n = map(float, query["bbox"].split(","))
            items = [i for i in items if isinstance(i.lat, float) and w <= i.lon <= e and s <= i.lat <= n]
        size, offset = min(int(query.get("limit", 10)), self.max_page), int(query.get("offset", 0))
        links = []
        if offset + size < len(items):
            extra = f"&bbox={query['bbox']}" if "bbox" in query else ""
            href = f"http://{request.host}/collections/feedback/items?offset={offset + size}&limit={size}{extra}"
            links.append({"rel": "next", "type": "application/geo+json", "href": href})
        features = [self.feature(item) for item in items[offset : offset + size]]
        return json_answer({
            "type": "FeatureCollection", "features": features, "numberMatched": len(items),
            "numberReturned": len(features), "links": links,
        })  # fmt: skip


CASES = [Case("ogcapi", OgcApiSimulator, consultation="feedback")]
