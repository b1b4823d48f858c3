"""KoboToolbox simulator (contract tests), written from the API v2 documentation and issue threads: token header, silent
page cap (100 by default, 1000 at most), latitude before longitude, times without a zone, ``_submitted_by``."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any

from faults import Answer, Case, Credentials, Item, Request, Simulator, json_answer

TOKEN = "kobo-token-5f2b"  # noqa: S105
FORM = [
    {"type": "start", "name": "start"},
    {"type": "begin_group", "name": "om"},
    {"type": "text", "name": "rubrik"},
    {"type": "text", "name": "kommentar", "$xpath": "om/kommentar"},
    {"type": "text", "name": "telefon", "$xpath": "om/telefon"},
    {"type": "end_group"},
    {
        "type": "select_one",
        "name": "kategori",
        "select_from_list_name": "kategorier",
        "label": ["Vad gäller det?", None],
    },
    {"type": "select_multiple trafikslag", "name": "trafikslag", "label": ["Hur färdas du?", "How do you travel?"]},
    {"type": "geopoint", "name": "plats"},
    {"type": "geoshape", "name": "yta"},
    {"type": "image", "name": "foto"},
    {"type": "begin_repeat", "name": "barn"},
    {"type": "text", "name": "namn"},
    {"type": "end_repeat"},
]
CONTENT = {
    "translations": ["Svenska (sv)", "English (en)"], "translated": ["label"],
    "choices": [
        {"list_name": "kategorier", "name": "c_trafik", "label": ["Trafik", "Traffic"]},
        {"list_name": "kategorier", "$autovalue": "c_park", "label": ["Park", "<b>Parks</b>"]},
        {"list_name": "trafikslag", "name": "bike", "label": ["Cykel", "Bicycle"]},
        {"list_name": "trafikslag", "name": "walk", "label": ["Till fots", None]},
    ],
}  # fmt: skip


def moment(text: Any) -> datetime:
    found = datetime.fromisoformat(str(text).replace("Z", "+00:00"))
    return found if found.tzinfo else found.replace(tzinfo=timezone.utc)


class KoboSimulator(Simulator):
    def __init__(self) -> None:
        super().__init__()
        self.more: dict[str, dict[str, Any]] = {}

    def is_data(self, request: Request) -> bool:
        return request.path.endswith("/data/")

    def submission(self, item: Item) -> dict[str, Any]:
        found: dict[str, Any] = {
            "_id": int(item.id), "_uuid": item.id, "formhub/uuid": "f1", "meta/instanceID": f"uuid:{item.id}",
            "om/rubrik": item.title, "om/kommentar": item.text, "om/telefon": "070-123 45 67",
            "kategori": f"c_{item.category.lower()}",
            "_geolocation": [item.lat, item.lon], "_submission_time": item.created, "_submitted_by": item.author,
            "_validation_status": {}, "_attachments": [], "_status": "submitted_via_web", "start": item.created,
            "barn": [{"barn/namn": item.author}], "username": item.email,
        }  # fmt: skip
        if isinstance(item.lat, float) and isinstance(item.lon, float):
            found["plats"] = f"{item.lat} {item.lon} 12.5 4.9"
        found.update(self.more.get(item.id, {}))
        return {name: value for name, value in found.items() if value is not ...}

    def listed(self, query: dict[str, str]) -> list[Item]:
        items = list(self.items)
        if "query" in query and not self.ignore_filters:
            times = json.loads(query["query"])["_submission_time"]
            if "$gte" in times:
                items = [item for item in items if moment(item.created) >= moment(times["$gte"])]
            if "$lte" in times:
                items = [item for item in items if moment(item.created) <= moment(times["$lte"])]
        return items

    def answer(self, request: Request) -> Answer:
        if request.headers.get("authorization") != f"Token {TOKEN}":
            return json_answer({"detail": "Authentication credentials were not provided."}, 401)
        if request.query.get("format") != "json":
            return Answer(200, b"<!DOCTYPE html><html>browsable API</html>", "text/html")
        where = f"http://{request.host}/api/v2/assets/"
        if request.path == "/api/v2/assets/":
            start = int(request.query.get("start", 0))
            found = [
                {"uid": "aT1", "name": "Trygg väg", "asset_type": "survey", "has_deployment": True,
                 "deployment__submission_count": len(self.items), "settings": {"description": "Skolvägar"}},
                {"uid": "aT2", "name": "Utkast", "asset_type": "survey", "has_deployment": False},
                {"uid": "aT3", "name": "Fler", "asset_type": "survey", "has_deployment": True},
            ]  # fmt: skip
            further = f"{where}?format=json&limit=2&start=2" if start == 0 else None
            return json_answer({"count": 3, "next": further, "previous": None, "results": found[start : start + 2]})
        if request.path == "/api/v2/assets/aT1/":
            return json_answer({"uid": "aT1", "asset_type": "survey", "content": {**CONTENT, "survey": FORM}})
        if request.path != "/api/v2/assets/aT1/data/":
            return json_answer({"detail": "Not found."}, 404)
        items = self.listed(request.query)
        size = min(int(request.query.get("limit", 100)), 1000, self.max_page)
        start = int(request.query.get("start", 0))
        further = (
            f"{where}aT1/data/?format=json&limit={size}&start={start + size}" if start + size < len(items) else None
        )
        page = [self.submission(item) for item in items[start : start + size]]
        return json_answer({"count": len(items), "next": further, "previous": None, "results": page})


CASES = [
    Case("kobo", KoboSimulator, consultation="aT1", credentials=Credentials(token=TOKEN)),
]
