"""Open311 simulators (contract tests): the specification's text, FixMyStreet's ``Controller/Open311.pm``, Klarschiff's
``CitySDK_API.md`` and the recorded behaviour of 6aika/issue-reporting."""

from __future__ import annotations

import math
from datetime import datetime
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
            end = moment(query["end_date"])
            items = [item for item in items if self.before_end(moment(item.created), end)]
        if "updated_after" in query:
            items = [item for item in items if moment(item.updated) > moment(query["updated_after"])]
        if "bbox" in query:
            w, s, e, n = map(float, query["bbox"].split(","))
            items = [i for i in items if isinstance(i.lat, float) and w <= i.lon <= e and s <= i.lat <= n]
        return items

    def before_end(self, created: datetime, end: datetime) -> bool:
        return created <= end

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


class Aika(Open311Simulator):
    def window(self, items: list[Item], request: Request) -> tuple[list[Item], dict[str, str]]:
        size = min(int(request.query.get("per_page", 100)), self.max_page)
        page, pages = int(request.query.get("page", 1)), max(1, math.ceil(len(items) / size))
        if page > pages:
            return [], {"status": "404"}
        headers = {"X_Page_Count": str(pages), "X_Page_Size": str(size)}
        if items:
            headers["X_Result_Count"] = str(len(items))
        return items[(page - 1) * size : page * size], headers

    def answer(self, request: Request) -> Answer:
        found = super().answer(request)
        if "status" in found.headers:
            return json_answer({"code": 404, "detail": "Invalid page."}, 404)
        return found


class FixMyStreet(Open311Simulator):
    base = "/open311/v2"
    pages_by_date = True

    def answer(self, request: Request) -> Answer:
        if "jurisdiction_id" not in request.query:
            return Answer(200, b"<!DOCTYPE html><html><body>Missing jurisdiction_id</body></html>", "text/html")
        return super().answer(request)

    def before_end(self, created: datetime, end: datetime) -> bool:
        return created < end

    def window(self, items: list[Item], request: Request) -> tuple[list[Item], dict[str, str]]:
        newest_first = sorted(items, key=lambda item: moment(item.created), reverse=True)
        return newest_first[: min(self.max_page, int(request.query.get("max_requests", 1000)))], {}

    def wrap(self, name: str, found: list[dict[str, Any]]) -> Any:
        return {name: found}

    def fields(self, item: Item) -> dict[str, Any]:
        found = super().fields(item)
        del found["extended_attributes"]
        found.update(
            title=item.title, detail=item.text, description=f"{item.title}: {item.text}", comment_count=0,
            interface_used="Web interface", agency_responsible={"recipient": ["Kommunen"]},
        )  # fmt: skip
        return found


class Klarschiff(Open311Simulator):
    base = "/citysdk"
    pages, pages_by_date = False, True

    def is_data(self, request: Request) -> bool:
        return request.path.endswith("/requests.xml")

    def answer(self, request: Request) -> Answer:
        if not request.path.endswith(".xml"):
            return Answer(404, b"", "text/plain")
        if request.path.endswith("services.xml"):
            body = "".join(
                f"<service><service_code>{c}</service_code><service_name>{n}</service_name></service>"
                for c, n in SERVICES
            )
            return Answer(
                200, f'<?xml version="1.0"?><services type="array">{body}</services>'.encode(), "application/xml"
            )
        items, _headers = self.window(self.visible(request), request)
        if request.query.get("status") != "open,closed":
            items = [item for item in items if item.status == "open"]
        body = "".join(f"<request>{self.xml(self.fields(item))}</request>" for item in items)
        return Answer(
            200, f'<?xml version="1.0" encoding="UTF-8"?><service_requests type="array">{body}</service_requests>'.encode(),
            "application/xml",
        )  # fmt: skip

    def xml(self, fields: dict[str, Any]) -> str:
        return "".join(
            f"<{name}>{self.xml(value) if isinstance(value, dict) else escape('' if value is None else str(value))}</{name}>"
            for name, value in fields.items()
        )


CASES = [
    Case("open311", Open311Simulator, "spec", "/api", {"earliest": "2026-01-01"}),
    Case("open311", Aika, "6aika", "/api"),
    Case("open311", FixMyStreet, "fixmystreet", "/open311/v2"),
    Case("open311", Klarschiff, "klarschiff", "/citysdk", {"earliest": "2026-01-01"}),
]
