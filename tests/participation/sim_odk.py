"""ODK Central simulator (contract tests), written from its documentation and source: sessions, nested groups, ``$select``,
``$count``, ``@odata.nextLink`` with a skip token, GeoJSON positions or WKT, deleted submissions only when asked for."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any

from faults import Answer, Case, Credentials, Item, Request, Simulator, json_answer

MAIL, WORD = "listener@central.test", "odk-word-81c0"
FIELDS = [
    ("/meta", "structure"), ("/meta/instanceID", "string"), ("/om", "structure"), ("/om/rubrik", "string"),
    ("/om/synpunkt", "string"), ("/om/namn", "string"), ("/tema", "string"), ("/plats", "geopoint"),
    ("/barn", "repeat"), ("/barn/namn", "string"), ("/foto", "binary"),
]  # fmt: skip
FORM = """<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa">
 <h:head><h:title>Trygg väg</h:title><model>
  <itext>
   <translation lang="English (en)"><text id="/data/tema:label"><value>Theme</value></text>
    <text id="teman-0"><value>Traffic</value></text><text id="teman-1"><value form="image">p.png</value></text></translation>
   <translation lang="Svenska (sv)" default="true()"><text id="/data/tema:label"><value>Tema</value></text>
    <text id="teman-0"><value>Trafik</value></text><text id="teman-1"><value>Park</value></text></translation>
  </itext>
  <instance><data id="trygg"><om><rubrik/><synpunkt/></om><tema/></data></instance>
  <instance id="teman"><root><item><itextId>teman-0</itextId><name>c_trafik</name></item>
   <item><itextId>teman-1</itextId><name>c_park</name></item></root></instance>
  <instance id="ja"><root><item><label>Ja, gärna</label><name>y</name></item></root></instance>
  <bind nodeset="/data/tema" type="string"/>
 </model></h:head>
 <h:body>
  <group ref="/data/om"><label>Om</label><input ref="/data/om/rubrik"><label>Rubrik?</label></input>
   <input ref="/data/om/synpunkt"><label>Vad vill du <output value="/data/x"/>säga?</label></input></group>
  <select1 ref="/data/tema"><label ref="jr:itext('/data/tema:label')"/>
   <itemset nodeset="instance('teman')/root/item[name != '']"><value ref="name"/><label ref="jr:itext(itextId)"/></itemset>
  </select1>
  <select ref="/data/slag"><label>Slag</label><item><label>Cykel</label><value>bike</value></item>
   <item><label>Till fots</label><value>walk</value></item></select>
  <select1 ref="/data/ja"><label>Ja?</label><itemset nodeset="instance('ja')/root/item"><value ref="name"/>
   <label ref="label"/></itemset></select1>
 </h:body>
</h:html>"""


def moment(text: Any) -> datetime:
    found = datetime.fromisoformat(str(text).replace("Z", "+00:00"))
    return found if found.tzinfo else found.replace(tzinfo=timezone.utc)


def flat(item: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in item.items():
        inner = isinstance(value, dict) and "coordinates" not in value
        found.update(flat(value, f"{prefix}{name}/") if inner else {prefix + name: value})
    return found


class OdkSimulator(Simulator):
    selects = True  # understands $select
    skip_tokens = True  # nextLink by token, else by $skip
    sends_next_link = True
    shows_form = True
    repeated: int | None = 3

    def __init__(self) -> None:
        super().__init__()
        self.more: dict[str, dict[str, Any]] = {}
        self.entries: list[dict[str, Any]] = []
        self.deleted: list[tuple[Item, str]] = []
        self.sessions = 0
        self.live_sessions: set[str] = set()

    def is_data(self, request: Request) -> bool:
        return request.path.endswith("/Submissions")

    def place(self, item: Item, wkt: bool) -> Any:
        if item.lat is None:
            return None
        if wkt:
            return f"POINT ({item.lon} {item.lat} 12.5)"
        return {"type": "Point", "coordinates": [item.lon, item.lat, 12.5], "properties": {"accuracy": 4.9}}

    def submission(self, item: Item, deleted: str | None, wkt: bool) -> dict[str, Any]:
        found: dict[str, Any] = {
            "__id": item.id,
            "__system": {
                "submissionDate": item.created, "updatedAt": item.updated, "submitterId": "23",
                "submitterName": item.author, "attachmentsPresent": 0, "attachmentsExpected": 0, "status": None,
                "reviewState": None, "deviceId": "imei:1", "edits": 0, "formVersion": "1", "deletedAt": deleted,
            },
            "meta": {"instanceID": item.id}, "om": {"rubrik": item.title, "synpunkt": item.text, "namn": item.author},
            "tema": f"c_{item.category.lower()}", "plats": self.place(item, wkt), "foto": None,
            "barn@odata.navigationLink": f"Submissions('{item.id}')/barn",
        }  # fmt: skip
        for name, value in self.more.get(item.id, {}).items():
            found[name] = {**found[name], **value} if name == "__system" else value
        return found

    def listed(self, narrow: str) -> list[tuple[Item, str | None]]:
        if narrow == "__system/deletedAt ne null":
            return list(self.deleted)
        items = list(self.items)
        for part in (part for part in narrow.split(" and ") if part and not self.ignore_filters):
            either = [word.split() for word in part.strip("()").split(" or ")]
            items = [item for item in items if any(self.holds(item, *words) for words in either)]
        return [(item, None) for item in items]

    def holds(self, item: Item, field: str, operator: str, value: str) -> bool:
        own = moment(item.created if field == "__system/submissionDate" else item.updated)
        return own >= moment(value) if operator == "ge" else own < moment(value)

    def selected(self, item: dict[str, Any], names: list[str]) -> dict[str, Any]:
        known = flat(item)
        found: dict[str, Any] = {}
        for name in names:
            *above, last = name.split("/")
            here = found
            for part in above:
                here = here.setdefault(part, {})
            here[last] = known[name]
        return found

    def answer(self, request: Request) -> Answer:
        if request.path == "/v1/sessions" and request.method == "POST":
            if json.loads(request.body) != {"email": MAIL, "password": WORD}:
                return json_answer({"code": 401.2, "message": "Could not authenticate."}, 401)
            self.sessions += 1
            self.live_sessions.add(f"session-{self.sessions}")
            return json_answer({"token": f"session-{self.sessions}", "expiresAt": "2026-12-31T00:00:00.000Z"})
        kind, _blank, token = request.headers.get("authorization", "").partition(" ")
        if kind != "Bearer" or token not in self.live_sessions:
            return json_answer({"code": 401.2, "message": "Could not authenticate with the provided credentials."}, 401)
        if request.path == "/v1/projects":
            return json_answer([{"id": 7, "name": "Skolvägar"}, {"id": 8, "name": "Tomt"}])
        if request.path == "/v1/projects/8/forms":
            return json_answer([])
        if request.path == "/v1/projects/7/forms":
            count = len(self.items) if request.headers.get("x-extended-metadata") == "true" else None
            return json_answer([{"xmlFormId": "trygg väg", "name": "Trygg väg", "submissions": count}])
        form = "/v1/projects/7/forms/trygg%20v%C3%A4g"
        if request.path == f"{form}/fields" and request.query.get("odata") == "true":
            return json_answer([{"path": path, "name": path.rpartition("/")[2], "type": kind} for path, kind in FIELDS])
        if request.path == f"{form}.xml":
            return (
                Answer(200, FORM.encode(), "application/xml") if self.shows_form else json_answer({"code": 403.1}, 403)
            )
        if request.path == f"{form}.svc/Submissions.barn":
            start, size = int(request.query.get("$skip", 0)), min(int(request.query["$top"]), self.max_page)
            told = {} if self.repeated is None else {"@odata.count": len(self.entries) or self.repeated}
            return json_answer({"value": self.entries[start : start + size], **told})
        if request.path != f"{form}.svc/Submissions":
            return json_answer({"code": 404.1, "message": "Could not find the resource you were looking for."}, 404)
        return self.submissions(request, form)

    def submissions(self, request: Request, form: str) -> Answer:
        query = request.query
        names = query.get("$select", "").split(",") if "$select" in query else []
        if names and not self.selects:
            return json_answer({"code": 501.4, "message": "The given OData parameter $select is not supported"}, 501)
        found = self.listed(query.get("$filter", ""))
        start = int(query.get("$skip", 0))
        if "$skiptoken" in query:
            ids = [item.id for item, _deleted in found]
            last = query["$skiptoken"].partition("-")[2]
            start = ids.index(last) + 1 if last in ids else len(ids)
        size = min(int(query.get("$top", 10_000)), self.max_page)
        wkt = query.get("$wkt") == "true"
        page = [self.submission(item, deleted, wkt) for item, deleted in found[start : start + size]]
        data: dict[str, Any] = {
            "value": [self.selected(item, names) if names else item for item in page],
            "@odata.context": f"http://{request.host}{form}.svc/$metadata#Submissions",
        }
        if query.get("$count") == "true":
            data["@odata.count"] = len(found)
        if start + size < len(found) and self.sends_next_link:
            rest = "&".join(part for part in request.target.partition("?")[2].split("&") if "skip" not in part)
            paging = f"%24skiptoken=01-{page[-1]['__id']}" if self.skip_tokens else f"%24skip={start + size}"
            data["@odata.nextLink"] = f"http://{request.host}{form}.svc/Submissions?{rest}&{paging}"
        return json_answer(data)


class OldOdk(OdkSimulator):
    """An older version: no ``$select``, and links by ``$skip``."""

    selects, skip_tokens = False, False


CASES = [
    Case("odk", OdkSimulator, consultation="7/trygg väg", credentials=Credentials(MAIL, WORD)),
    Case("odk", OldOdk, consultation="7/trygg väg", credentials=Credentials(MAIL, WORD), options={"wkt": True}),
]
