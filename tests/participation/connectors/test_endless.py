"""Services whose pages never end: every connector stops at a stated limit, keeps what arrived and removes nothing."""

from __future__ import annotations

import itertools
import json

import pytest
from faults import Case, all_cases, replace, run, running, some_items, stored
from loopserver import Answer, LoopServer
from samplan.participation.connectors import base
from samplan.participation.connectors.base import Connection, Credentials
from samplan.participation.query import Query
from samplan.participation.registry import open_connector
from samplan.participation.sync import sync as sync_module
from samplan.participation.sync.sync import Caps, sync
from samplan.web import errors
from samplan.web.transport import Limits, plain_transport

QUICK = Limits(connect=2, read=2, total=4, attempts=1, backoff=0.01, max_wait=0.1)


@pytest.mark.parametrize("case", [case for case in all_cases() if case.paged], ids=lambda case: case.name)
@pytest.mark.parametrize(
    ("caps", "said"),
    [
        (Caps(pages=2), "2 pages"),
        (Caps(items=3), "limits: 50000 pages, 3 items"),
        (Caps(seconds=0.0), "0 minutes"),
        (Caps(staged=1), "0 MB"),
    ],
    ids=("pages", "items", "time", "size"),
)
def test_every_connector_stops_at_every_limit(case: Case, caps, said, database, monkeypatch):
    with running(case) as server:
        server.simulator.items = some_items(25)
        whole = run(case, server.url, database)
        assert whole.complete
        before = len(stored(database))
        monkeypatch.setattr(sync_module, "CAPS", caps)
        server.simulator.items = [replace(item, text="Ny text") for item in some_items(25)[5:]]
        result = run(case, server.url, database)
    told = [str(note) for note in result.notes if "went on and on" in str(note)]
    assert len(told) == 1
    assert said in told[0]
    assert (result.complete, result.removed) == (False, 0)
    assert len(stored(database)) == before


def endless(request, numbers):
    """A fresh id and a next link on every page, in the form of the protocol that asks."""
    n = next(numbers)
    here = f"http://{request.host}{request.path}"
    point = {"type": "Point", "coordinates": [18.0, 59.0]}
    if request.path.endswith("/collections"):
        links = [{"rel": "next", "href": f"{here}?offset={n}"}]
        return {"collections": [{"id": f"c{n}", "title": "x"}], "links": links}
    if request.path.endswith("/items"):
        feature = {"type": "Feature", "id": n, "geometry": point, "properties": {"text": "a"}}
        return {
            "type": "FeatureCollection",
            "features": [feature],
            "links": [{"rel": "next", "href": f"{here}?offset={n}"}],
        }
    if request.path.endswith("/data/"):
        return {"count": 10**9, "next": f"{here}?start={n}", "results": [{"_id": n, "_uuid": f"u{n}", "text": "a"}]}
    if request.path.endswith("/assets/"):
        return {"next": f"{here}?start={n}", "results": [{"uid": f"a{n}", "name": "x", "has_deployment": True}]}
    if "/assets/" in request.path:
        return {"content": {"survey": [{"type": "text", "name": "text"}]}}
    if request.path.endswith("/Submissions"):
        return {"value": [{"__id": f"u{n}", "__system": {}}], "@odata.nextLink": f"{here}?%24skiptoken={n}"}
    if request.path.endswith("/fields"):
        return [{"path": "/text", "type": "string"}]
    if request.path.endswith("/hearing/h/"):
        return {"id": "h", "title": {"sv": "a"}}
    if request.path.endswith(("/comment/", "/hearing/")):
        item = {"id": n, "content": "a", "hearing": "h", "title": "a"}
        return {"count": 10**9, "next": f"{here}?offset={n}", "results": [item]}
    if request.path.endswith("requests.json"):
        return [{"service_request_id": n, "description": "a", "requested_datetime": "2026-05-01T08:00:00Z"}]
    if request.path.endswith("topics"):
        return {request.path.rpartition("/")[2]: [], "meta": {"current_page": 1, "total_pages": 1}}
    if request.path.endswith("/ideas"):
        return {"ideas": [{"id": f"i{n}", "title": "a"}], "meta": {"current_page": n, "total_pages": 10**9}}
    return None if request.path.endswith(".xml") else {}


def answer(numbers):
    def give(request):
        found = endless(request, numbers)
        return Answer(404) if found is None else Answer(200, json.dumps(found).encode())

    return give


@pytest.mark.parametrize(
    ("name", "profile", "consultation"),
    [("ogcapi", "", "c"), ("kobo", "", "a"), ("odk", "", "1/form"), ("kerrokantasi", "", "h"), ("open311", "6aika", ""),
     ("govocal", "", "")],
)  # fmt: skip
def test_fresh_ids_and_next_links_for_ever(name, profile, consultation, database, monkeypatch):
    monkeypatch.setattr(sync_module, "CAPS", Caps(pages=30))
    numbers = itertools.count(1)
    with LoopServer(answer(numbers)) as server:
        credentials = Credentials("", "", "t0pp")
        connection = Connection(server.url, profile, {}, credentials)
        connector = open_connector(name, connection, plain_transport(server.url, limits=QUICK))
        result = sync(connector, Query(consultation=consultation), database)
        assert len(server.requests) < 200
    assert result.complete is False
    assert any("went on and on" in str(note) or "repeats the same page" in str(note) for note in result.notes)


@pytest.mark.parametrize("name", ["ogcapi", "kobo", "kerrokantasi"])
def test_lists_of_consultations_end_too(name, monkeypatch):
    monkeypatch.setattr(base, "LISTING_REQUESTS", 25)
    numbers = itertools.count(1)
    with LoopServer(answer(numbers)) as server:
        connector = open_connector(name, Connection(server.url), plain_transport(server.url, limits=QUICK))
        for ask in (connector.consultations, connector.test_connection):
            with pytest.raises(errors.TooLarge, match="asked 25 times and still goes on"):
                ask()
        assert len(server.requests) == 50


def test_a_transport_stops_after_its_number_of_requests():
    with LoopServer(lambda _request: Answer(200, b"{}")) as server:
        transport = plain_transport(server.url, limits=Limits(max_requests=3))
        for _number in range(3):
            transport.get(server.url)
        with pytest.raises(errors.TooLarge, match="asked 3 times"):
            transport.get(server.url)
        assert len(server.requests) == 3
