"""Open311 simulators (contract tests): the specification's text, FixMyStreet's ``Controller/Open311.pm``, Klarschiff's
``CitySDK_API.md`` and ``app/models/citysdk``, and 6aika/issue-reporting as seen running."""

from __future__ import annotations

import json
import math
import random
from typing import Any
from xml.sax.saxutils import escape

from faults import Answer, Case, Item, Request, Simulator, json_answer, moment

SERVICES = [("171", "Trafik"), ("180", "Park")]


class Open311Simulator(Simulator):
    base = "/api"
    pages = True  # page= is understood
    pages_by_date = False  # only dates lead through all reports

    def is_data(self, request: Request) -> bool:
        return "/requests" in request.path

    def visible(self, request: Request) -> list[Item]:
        items, query = list(self.items), request.query
        if self.ignore_filters:
            query = {
                name: value
                for name, value in query.items()
                if self.pages_by_date and name in ("start_date", "end_date")
            }
        if "service_code" in query:
            names = {name for code, name in SERVICES if code in query["service_code"].split(",")}
            items = [item for item in items if item.category in names]
        if "start_date" in query:
            items = [item for item in items if moment(item.created) >= moment(query["start_date"])]
        if "end_date" in query:
            items = [item for item in items if moment(item.created) <= moment(query["end_date"])]
        if "updated_after" in query:
            items = [item for item in items if moment(item.updated) > moment(query["updated_after"])]
        if "bbox" in query:
            w, s, e, n = map(float, query["bbox"].split(","))
            items = [i for i in items if isinstance(i.lat, float) and w <= i.lon <= e and s <= i.lat <= n]
        return items

    def fields(self, item: Item) -> dict[str, Any]:
        code = next(code for code, name in SERVICES if name == item.category)
        found = {
            "service_request_id": item.id, "status": item.status, "service_code": code, "service_name": item.category,
            "description": item.text, "requested_datetime": item.created, "updated_datetime": item.updated,
            "address": "", "media_url": "", "agency_responsible": "", "extended_attributes": {"title": item.title},
            "requestor_name": item.author, "email": item.email,
        }  # fmt: skip
        if item.lat is not None:
            found.update(lat=item.lat, long=item.lon)
        return found

    def window(self, items: list[Item], request: Request) -> tuple[list[Item], dict[str, str]]:
        page = int(request.query.get("page", 1)) if self.pages else 1
        return items[(page - 1) * self.max_page : page * self.max_page], {}

    def wrap(self, name: str, found: list[dict[str, Any]]) -> Any:
        return found

    def answer(self, request: Request) -> Answer:
        if request.path == f"{self.base}/services.json":
            return json_answer(self.wrap("services", [
                {"service_code": c, "service_name": n, "description": n, "metadata": False, "type": "realtime"}
                for c, n in SERVICES
            ]))  # fmt: skip
        if request.path != f"{self.base}/requests.json":
            return json_answer([{"code": 404, "description": "no such page"}], 404)
        items, headers = self.window(self.visible(request), request)
        return json_answer(self.wrap("service_requests", [self.fields(item) for item in items]), **headers)


class Capped(Open311Simulator):
    """A specification server without pages that silently delivers at most ``max_page`` reports."""

    pages, pages_by_date = False, True


class Shuffled(Capped):
    """The same, in no order: what it leaves out is older or newer than nothing in particular."""

    def window(self, items: list[Item], request: Request) -> tuple[list[Item], dict[str, str]]:
        mixed = sorted(items, key=lambda item: random.Random(item.id).random())
        return super().window(mixed, request)


class Aika(Open311Simulator):
    """Seen: newest id first; services are paged too; coordinates that are null are left out; XML carries geometries as
    JSON; an extent that touches a pole or 90 degrees of longitude makes it fail."""

    service_page = 100
    services = SERVICES
    geometries: dict[str, Any] = {}
    detailed: dict[str, str] = {}
    poison: frozenset[str] = frozenset()
    """Reports that every page holding them fails on (seen: their service has no name in the server's language)."""

    def visible(self, request: Request) -> list[Item]:
        if request.query.get("jurisdiction_id", "default") != "default":
            return []
        return super().visible(request)[::-1]

    def paged(self, items: list[Any], request: Request, usual: int, most: int) -> tuple[list[Any], dict[str, str]]:
        size = min(int(request.query.get("per_page", usual)), most)
        page, pages = int(request.query.get("page", 1)), max(1, math.ceil(len(items) / size))
        if page > pages:
            return [], {"status": "404"}
        headers = {"X_Page_Count": str(pages), "X_Page_Size": str(size)}
        if items:
            headers["X_Result_Count"] = str(len(items))
        return items[(page - 1) * size : page * size], headers

    def fields(self, item: Item) -> dict[str, Any]:
        found = super().fields(item)
        del found["requestor_name"], found["email"]
        if found.get("lat") is None or found.get("long") is None:
            found = {name: value for name, value in found.items() if name not in ("lat", "long")}
        if item.id in self.geometries:
            found["extended_attributes"]["geometry"] = {"srid": 4326, **self.geometries[item.id]}
        if item.id in self.detailed:
            found["extended_attributes"]["detailed_status"] = self.detailed[item.id]
        return found

    def answer(self, request: Request) -> Answer:
        name, _, form = request.path.rpartition("/")[2].partition(".")
        if request.path != f"{self.base}/{name}.{form}" or name not in ("services", "requests") or form not in FORMS:
            return Answer(404, b"<h1>Not Found</h1>", "text/html")
        if "bbox" in request.query and not all(-90 < float(part) < 90 for part in request.query["bbox"].split(",")):
            return Answer(500, b"<h1>Server Error (500)</h1>", "text/html")
        if name == "services":
            found, headers = self.paged(self.services, request, self.service_page, 500)
            data = [{"service_code": code, "service_name": title, "description": ""} for code, title in found]
        else:
            found, headers = self.paged(self.visible(request), request, 100, self.max_page)
            if any(item.id in self.poison for item in found):
                return Answer(500, b"<h1>Server Error (500)</h1>", "text/html")
            data = [self.fields(item) for item in found]
        if "status" in headers:
            return json_answer({"code": 404, "detail": "Invalid page."}, 404)
        given = json_answer(data, **headers)
        if form == "json":
            return given
        body = "".join(f"<{name[:-1]}>{xml(item, as_json=('geometry',))}</{name[:-1]}>" for item in data)
        return Answer(200, f"<?xml version='1.0'?><{name}>{body}</{name}>".encode(), "application/xml", given.headers)


class FixMyStreet(Open311Simulator):
    """From its source: newest first by the hands of the server's clock (the database ignores zones), ``end_date``
    exclusive; public states other than open, fixed and closed have no word. ``old`` is the JSON until 2021."""

    base = "/open311/v2"
    pages_by_date = True
    old = False
    wordless: frozenset[str] = frozenset()

    def answer(self, request: Request) -> Answer:
        if "jurisdiction_id" not in request.query:
            return Answer(200, b"<!DOCTYPE html><html><body>Missing jurisdiction_id</body></html>", "text/html")
        return super().answer(request)

    def visible(self, request: Request) -> list[Item]:
        query = {name: value for name, value in request.query.items() if name not in ("start_date", "end_date")}
        items = super().visible(Request(**{**vars(request), "query": query}))
        start, end = (request.query.get(name, "")[:19] for name in ("start_date", "end_date"))
        return [item for item in items if str(item.created) >= start and (not end or str(item.created)[:19] < end)]

    def window(self, items: list[Item], request: Request) -> tuple[list[Item], dict[str, str]]:
        newest_first = sorted(items, key=lambda item: str(item.created)[:19], reverse=True)
        return newest_first[: min(self.max_page, int(request.query.get("max_requests", 1000)))], {}

    def wrap(self, name: str, found: list[dict[str, Any]]) -> Any:
        if not self.old:
            return {name: found}
        if name == "services":
            found = [{key: [value] for key, value in item.items()} for item in found]
        return {{"service_requests": "requests"}.get(name, name): [{"request" if "_" in name else "service": found}]}

    def fields(self, item: Item) -> dict[str, Any]:
        found = super().fields(item)
        del found["extended_attributes"]
        found.update(
            title=item.title, detail=item.text, description=f"{item.title}: {item.text}", comment_count=0,
            interface_used="Web interface", agency_responsible={"recipient": ["Kommunen"]},
        )  # fmt: skip
        if item.id in self.wordless:
            found["status"] = None
        return found


class Klarschiff(Open311Simulator):
    """JSON and XML; open reports only (its documentation; newer source: all) unless asked for others."""

    base = "/citysdk"
    pages, pages_by_date = False, True

    def is_data(self, request: Request) -> bool:
        return "/requests." in request.path

    def visible(self, request: Request) -> list[Item]:
        items = super().visible(request)
        return items if request.query.get("status") == "open,closed" else [i for i in items if i.status == "open"]

    def answer(self, request: Request) -> Answer:
        if not request.path.endswith(".xml"):
            return super().answer(request)
        if request.path.endswith("services.xml"):
            name, data = "services", [{"service_code": code, "service_name": title} for code, title in SERVICES]
        else:
            name, data = "service_requests", [self.fields(i) for i in self.window(self.visible(request), request)[0]]
        element = {"services": "service"}.get(name, "request")
        body = "".join(f"<{element}>{xml(item)}</{element}>" for item in data)
        return Answer(200, f'<?xml version="1.0"?><{name} type="array">{body}</{name}>'.encode(), "application/xml")


FORMS = ("json", "xml")


def xml(fields: dict[str, Any], as_json: tuple[str, ...] = ()) -> str:
    """Fields as elements, those of ``as_json`` as JSON text."""

    def content(name: str, value: Any) -> str:
        if name in as_json:
            return escape(json.dumps(value))
        if isinstance(value, dict):
            return xml(value, as_json)
        return escape("" if value is None else str(value))

    return "".join(f"<{name}>{content(name, value)}</{name}>" for name, value in fields.items())


CASES = [
    Case("open311", Open311Simulator, "spec", "/api", {"earliest": "2026-01-01"}),
    Case("open311", Aika, "6aika", "/api"),
    Case("open311", FixMyStreet, "fixmystreet", "/open311/v2"),
    Case("open311", Klarschiff, "klarschiff", "/citysdk", {"earliest": "2026-01-01", "format": "xml"}),
]
