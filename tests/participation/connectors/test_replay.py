"""The connectors against the recorded answers of real servers (synthetic data): 6aika/issue-reporting, Kerrokantasi
2.10.8 and pygeoapi."""

from __future__ import annotations

import json

import pytest
from faults import QUICK, content, stored
from replay import FIXTURES, Replay
from samplan.participation.connectors._open311_answers import read_items
from samplan.participation.connectors.base import Connection
from samplan.participation.query import Query
from samplan.participation.registry import open_connector
from samplan.participation.sync.sync import sync
from samplan.web import errors
from samplan.web.reply import Reply
from samplan.web.transport import plain_transport

HEARING = "bIpttq99ku01OIqb7eBRbzI5g9WJjXqf"


def connect(name, url, profile="", **options):
    return open_connector(name, Connection(url, profile, options), plain_transport(url, limits=QUICK))


def recorded(name):
    return Reply(f"http://recorded/{name}", 200, (FIXTURES / name).read_bytes())


def open311_list(name):
    def choose(request):
        return name if request.path.endswith("/requests.json") else None

    return choose


def test_open311_with_extensions(database):
    with Replay(open311_list("open311_requests_ext_true.json")) as server:
        connector = connect("open311", f"{server.url}/api/georeport/v2", "6aika")
        result = sync(connector, Query(), database)
        assert (result.new, result.complete, result.unlocated) == (5, True, 0)
        found = stored(database)
        line = found["fhpzjmus"]
        assert (line["lon"], line["lat"], line["geom_origin"]) == (13.005, 55.605, "centroid")
        report = found["zms2lk71"]
        assert (report["title"], report["text"]) == ("Potthål", "Stort potthål vid skolan")
        assert (report["lon"], report["lat"], report["geom_origin"]) == (13.0038, 55.605, "exact")
        assert (report["category"], report["consultation"], report["status"]) == ("Potthål", "171", "open")
        assert (report["created_utc"], report["updated_utc"]) == (
            "2026-11-23T09:31:57.705Z",
            "2026-11-23T09:31:57.705Z",
        )
        assert report["media_urls"] is None


def test_open311_hiding_and_closing(database):
    with Replay(open311_list("open311_requests.json")) as server:
        connector = connect("open311", f"{server.url}/api/georeport/v2/", "6aika")
        sync(connector, Query(), database)
        server.choose = open311_list("open311_requests_bbox.json")  # two reports fewer, its own count in the header
        result = sync(connector, Query(), database)
        assert (result.new, result.changed, result.removed, result.complete) == (0, 0, 2, True)
        server.choose = open311_list("open311_after_close.json")
        result = sync(connector, Query(), database, mode="incremental")
        assert (result.changed, result.removed) == (1, 0)
        assert stored(database)["zms2lk71"]["status"] == "closed"
        assert "updated_after=" in server.requests[-1].target


@pytest.mark.parametrize(("form", "count"), [("json", 5), ("xml", 5)])
def test_open311_json_and_xml_say_the_same(database, form, count):
    with Replay(lambda request: f"open311_requests.{form}" if "/requests." in request.path else None) as server:
        connector = connect("open311", f"{server.url}/api/georeport/v2", "6aika", format=form)
        assert sync(connector, Query(), database).new == count
        assert stored(database)["3fso60lo"]["lat"] == 55.61
        assert [item.title for item in connector.consultations()] == ["Potthål", "Övrigt"]


def test_open311_answers_agree_item_by_item():
    as_json, as_xml = (read_items(recorded(f"open311_requests.{form}"), "request") for form in ("json", "xml"))
    assert [{name: str(value) for name, value in item.items()} for item in as_json] == as_xml
    assert read_items(recorded("open311_requests_spark.sjson"), "request")[0]["lat"] == "55.605000000000004"


@pytest.mark.parametrize("form", ["json", "xml"])
def test_open311_report_with_an_address_only(database, form):
    with Replay(lambda request: f"open311_null_latlong.{form}" if "/requests." in request.path else None) as server:
        connector = connect("open311", f"{server.url}/api/georeport/v2", "6aika", format=form)
        result = sync(connector, Query(), database)
        assert (result.new, result.unlocated) == (1, 1)


def test_open311_empty_list_without_a_count(database):
    with Replay(open311_list("open311_requests_status_closed.json")) as server:
        result = sync(connect("open311", f"{server.url}/api/georeport/v2", "6aika"), Query(), database)
        assert (result.items, result.complete) == (0, True)


def test_open311_dialect_and_counts():
    with Replay(open311_list("open311_requests.json")) as server:
        report = connect("open311", f"{server.url}/api/georeport/v2", "6aika").test_connection()
        assert "6aika" in report.dialect
        assert (report.located, report.unlocated, report.total, report.all_read) == (5, 0, 5, True)
        assert [item.id for item in report.consultations] == ["171", "180"]


def test_open311_specification_profile_recognises_numbered_pages(database):
    with Replay(open311_list("open311_requests.json")) as server:
        result = sync(connect("open311", f"{server.url}/api/georeport/v2", "spec"), Query(), database)
        assert (result.new, result.complete) == (5, True)
        assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("name", "error", "says"),
    [
        ("open311_request_404.json", errors.NotFound, "Not Found"),
        ("open311_post_missing_400.json", errors.RequestRefused, "This field is required."),
    ],
)
def test_open311_errors_are_passed_on(database, name, error, says):
    with Replay(lambda _request: name) as server, pytest.raises(error, match=says):
        sync(connect("open311", f"{server.url}/api/georeport/v2", "6aika", format="json"), Query(), database)


def comments(name):
    return lambda request: name if request.path == "/v1/comment/" and "offset" not in request.query else None


def test_kerrokantasi_comments(database):
    def choose(request):
        if request.path.startswith("/v1/hearing/"):
            return "kerrokantasi_hearing_detail.json"
        return comments("kerrokantasi_comments_bbox.json")(request)

    with Replay(choose) as server:
        result = sync(connect("kerrokantasi", server.url), Query(consultation="ny-cykelplan"), database)
        assert (result.new, result.complete) == (2, True)
        assert server.requests[-1].query["hearing"] == HEARING
        found = stored(database)["1"]
        assert (found["lon"], found["lat"], found["kind"], found["lang"]) == (22.2666, 60.4518, "comment", "sv")
        assert (found["category"], found["votes_up"], found["comments_n"]) == ("Cykel", 1, 1)
        assert found["created_utc"] == "2026-11-23T09:26:38.176Z"
    raw = database.read_bytes()
    assert b"Anna" not in raw
    assert b"Bob" not in raw


@pytest.mark.parametrize(("name", "arrived"), [("page1", 3), ("geojson", 4)])
def test_kerrokantasi_keeps_what_arrived_when_the_next_page_fails(database, name, arrived):
    with Replay(comments(f"kerrokantasi_comments_{name}.json")) as server:
        result = sync(connect("kerrokantasi", f"{server.url}/v1/"), Query(), database)
        assert (result.new, result.complete) == (arrived, False)
        assert isinstance(result.error, errors.NotFound)
        assert [request.query.get("offset") for request in server.requests] == [None, str(arrived)]
        assert len(stored(database)) == arrived
        assert len(content(database)) == arrived


def test_kerrokantasi_bare_arrays_replies_and_missing_positions(database):
    with Replay(comments("kerrokantasi_section_comments_nested.json")) as server:
        assert sync(connect("kerrokantasi", server.url), Query(), database).new == 4
        found = stored(database)
        reply = found["7"]
        assert (reply["kind"], reply["parent_id"], reply["located"]) == ("reply", "1", False)


def test_kerrokantasi_replies_may_inherit_their_position(database):
    nested = json.loads((FIXTURES / "kerrokantasi_section_comments_nested.json").read_text("utf-8"))
    assert [item["id"] for item in nested] == [7, 3, 2, 1]
    with Replay(comments("kerrokantasi_section_comments_nested.json")) as server:
        sync(connect("kerrokantasi", server.url, inherit="parent"), Query(), database)
        found = stored(database)
        assert found["7"]["geom_origin"] == "inherited"
        assert (found["7"]["lon"], found["7"]["lat"]) == (found["1"]["lon"], found["1"]["lat"])


def test_kerrokantasi_soft_deletion_erases(database):
    deleted = [json.loads((FIXTURES / "kerrokantasi_comment_deleted.json").read_text("utf-8"))]
    with Replay(comments("kerrokantasi_section_comments_nested.json")) as server:
        connector = connect("kerrokantasi", server.url)
        sync(connector, Query(), database)
        original = server.answer
        nested = json.loads((FIXTURES / "kerrokantasi_section_comments_nested.json").read_text("utf-8"))
        body = json.dumps([item for item in nested if item["id"] != 2] + deleted).encode()

        def answer(request):
            given = original(request)
            given.body = body
            return given

        server.answer = answer
        result = sync(connector, Query(), database)
        assert (result.new, result.changed, result.removed) == (0, 0, 1)
        assert "2" not in stored(database)
        assert b"bike parking" not in database.read_bytes()
        assert b"Viesti on poistettu" not in database.read_bytes()
        assert sync(connector, Query(), database).removed == 0


def test_kerrokantasi_lists_hearings():
    def choose(request):
        return (
            "kerrokantasi_hearing_map.json"
            if request.path == "/v1/hearing/"
            else comments("kerrokantasi_comments_bbox.json")(request)
        )

    with Replay(choose) as server:
        report = connect("kerrokantasi", server.url).test_connection()
        assert [item.title for item in report.consultations] == ["Strandpark", "Ny cykelplan"]
        assert (report.located, report.unlocated, report.total) == (2, 0, 2)


def test_kerrokantasi_unknown_hearing_is_an_error_not_an_empty_list(database):
    with (
        Replay(lambda _request: "kerrokantasi_404.json") as server,
        pytest.raises(errors.NotFound, match="shows no hearing"),
    ):
        sync(connect("kerrokantasi", server.url), Query(consultation="does-not-exist"), database)


def test_ogcapi_recorded_pages(database):
    def choose(request):
        if request.path != "/collections/feedback/items":
            return None
        return "ogcapi_items_over_limit.json" if "offset" not in request.query else "ogcapi_error_404.json"

    with Replay(choose) as server:
        result = sync(connect("ogcapi", server.url), Query(consultation="feedback"), database)
        assert (result.new, result.complete) == (3, False)
        found = stored(database)["1"]
        assert (found["title"], found["category"], found["votes_up"]) == ("Farlig korsning", "Trafik", 4)
        assert (found["lon"], found["lat"]) == (13.0038, 55.605)
        assert stored(database)["2"]["status"] == "closed"


def test_ogcapi_null_geometry_and_errors(database):
    with Replay(lambda request: "ogcapi_geojson_nullgeom.json" if "offset" not in request.query else None) as server:
        result = sync(connect("ogcapi", server.url), Query(consultation="fbgeojson"), database)
        assert (result.unlocated, stored(database)["3"]["title"]) == (1, "Utan plats")
        server.choose = lambda _request: "ogcapi_error_badbbox_400.json"
        with pytest.raises(errors.RequestRefused, match="bbox should be"):
            sync(connect("ogcapi", server.url), Query(consultation="fbgeojson"), database)


def test_ogcapi_lists_collections():
    with Replay(lambda request: "ogcapi_collections.json" if request.path == "/collections" else None) as server:
        assert next(item.id for item in connect("ogcapi", f"{server.url}/").consultations()) == "feedback"
