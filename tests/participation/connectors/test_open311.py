"""Open311 in detail: what a running 6aika/issue-reporting taught, and what FixMyStreet's and Klarschiff's sources say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from faults import QUICK, Case, Item, Running, json_answer, run, running, some_items, stored
from loopserver import Answer, LoopServer
from samplan.participation.connectors._open311_answers import WallClock, read_items, wall_clock
from samplan.participation.connectors.base import Connection
from samplan.participation.query import Query
from samplan.participation.registry import open_connector
from samplan.participation.sync.sync import sync
from samplan.web import errors
from samplan.web.reply import Reply
from samplan.web.transport import plain_transport
from sim_open311 import Aika, FixMyStreet, Klarschiff, Open311Simulator, Shuffled

AIKA = Case("open311", Aika, "6aika", "/api")
FIXMYSTREET = Case("open311", FixMyStreet, "fixmystreet", "/open311/v2")
KLARSCHIFF = Case("open311", Klarschiff, "klarschiff", "/citysdk", {"earliest": "2026-01-01"})
LINE = {"type": "LineString", "coordinates": [[18.0, 59.0], [18.2, 59.0]]}


def with_options(case: Case, **options: object) -> Case:
    return replace(case, options={**case.options, **options})


def expect_whole(database, simulator: Open311Simulator) -> None:
    found = stored(database)
    assert {key: found[key]["text"] for key in found} == {item.id: item.text for item in simulator.items}


def paths(server: LoopServer) -> list[str]:
    return [request.path for request in server.requests]


# -- 6aika -----------------------------------------------------------------------------------------------------------


def test_services_are_read_from_all_their_pages():
    with running(AIKA) as server:
        server.simulator.services = [(f"{number:03d}", f"Tjänst {number}") for number in range(231)]
        found = AIKA.open(server.url).consultations()
        assert [item.id for item in found] == [code for code, _title in server.simulator.services]
        assert paths(server) == ["/api/services.json"] * 3


def test_connection_test_asks_for_the_services_once():
    with running(AIKA) as server:
        AIKA.open(server.url).test_connection()
        assert paths(server).count("/api/services.json") == 1


@pytest.mark.parametrize("form", ["json", "xml"])
def test_geometry_of_a_line_in_both_formats(database, form):
    case = with_options(AIKA, format=form)
    with running(case) as server:
        server.simulator.geometries = {"103": LINE}
        run(case, server.url, database)
        found = stored(database)["103"]
        assert (found["lon"], found["lat"], found["geom_origin"]) == (pytest.approx(18.1), 59.0, "centroid")
        assert stored(database)["104"]["geom_origin"] == "exact"


@pytest.mark.parametrize("form", ["json", "xml"])
def test_geometry_in_the_national_system_of_its_owner(database, form):
    """Two points on the central meridian 27° E of ETRS-TM35FIN: 500 km east in its terms."""
    line = {"srid": 3067, "type": "LineString", "coordinates": [[500000, 6672000], [500000, 6673000]]}
    unknown = {"srid": 99999, "type": "LineString", "coordinates": [[500000, 6672000], [500000, 6673000]]}
    case = with_options(AIKA, format=form)
    with running(case) as server:
        server.simulator.geometries = {"103": line, "104": unknown}
        run(case, server.url, database)
        found = stored(database)
        assert (found["103"]["lon"], found["103"]["geom_origin"]) == (pytest.approx(27.0, abs=1e-6), "centroid")
        assert found["103"]["lat"] == pytest.approx(60.18, abs=0.02)
        assert found["104"]["lat"] == pytest.approx(server.simulator.items[3].lat)


def test_broken_geometry_text_leaves_latitude_and_longitude(database):
    with running(AIKA) as server:
        server.simulator.geometries = {"103": {"type": "LineString", "coordinates": "?"}}
        run(AIKA, server.url, database)
        assert stored(database)["103"]["lat"] == server.simulator.items[2].lat


@pytest.mark.parametrize("form", ["json", "xml"])
def test_address_is_kept_with_and_without_a_position(database, form):
    case = with_options(AIKA, format=form)
    places = {"101": "Esplanaden 1", "102": " ", "103": "Mannerheimvägen 5 & 7"}

    class Addressed(Aika):
        def fields(self, item):
            return {**super().fields(item), "address": places.get(item.id, "")}

    case = replace(case, simulator=Addressed)
    with running(case) as server:
        first, second, third, *others = server.simulator.items
        server.simulator.items = [first, second, replace(third, lat=None, lon=None), *others]
        run(case, server.url, database)
        found = stored(database)
        assert [found[key]["address"] for key in ("101", "102", "103", "104")] == [
            "Esplanaden 1",
            None,
            "Mannerheimvägen 5 & 7",
            None,
        ]
        assert found["103"]["lon"] is None


@pytest.mark.parametrize(
    ("status", "detailed", "expected"),
    [
        ("open", "PENDING", "open"),
        ("open", "IN_PROCESS", "in_progress"),
        ("closed", "REJECTED", "rejected"),
        ("closed", "PENDING", "closed"),  # closed by hand: the details stayed behind
        ("open", "PROCESSED", "open"),  # reopened
        ("closed", "", "closed"),
        ("open", "something of their own", "open"),
        ("", "PROCESSED", "closed"),
    ],
)
def test_detailed_status_refines_and_never_contradicts(database, status, detailed, expected):
    with running(AIKA) as server:
        server.simulator.items = [replace(item, status=status) for item in some_items(2)]
        server.simulator.detailed = {"101": detailed}
        run(AIKA, server.url, database)
        assert stored(database)["101"]["status"] == expected


@pytest.mark.parametrize("bbox", [(-180, -90, 180, 90), (17, 0, 19, 90), (100, 10, 120, 20), (170, -20, -170, 20)])
def test_extent_the_server_cannot_read_is_left_to_the_client(database, bbox):
    with running(AIKA) as server:
        result = run(AIKA, server.url, database, query=Query(bbox=bbox))
        assert result.complete
        assert not any("bbox" in request.query for request in server.requests)
        assert result.new == sum(Query(bbox=bbox).matches(record) for page in pages_of(server) for record in page)


def pages_of(server: Running) -> list[list[object]]:
    return [page.records for page in AIKA.open(server.url).pages(Query())]


def test_extent_in_use_is_passed_on(database):
    with running(AIKA) as server:
        result = run(AIKA, server.url, database, query=Query(bbox=(18.0, 59.3, 18.045, 59.4)))
        assert (result.new, result.held_back) == (5, 0)
        assert server.requests[0].query["bbox"] == "18.0000000,59.3000000,18.0450000,59.4000000"


def test_end_inside_a_second_loses_nothing(database):
    with running(AIKA) as server:
        server.simulator.items = [replace(some_items(1)[0], created="2026-05-01T08:00:00.300Z")]
        assert run(AIKA, server.url, database, query=Query(end="2026-05-01T08:00:00.500Z")).new == 1


@pytest.mark.parametrize("page", [2, 3])
def test_last_page_that_vanishes_while_reading_is_a_change_and_no_error(database, page):
    def change(simulator, request, given, number):
        if number == page - 1:
            simulator.items = simulator.items[: 4 * (page - 1)]
        return given

    with running(AIKA) as server:
        server.simulator.items = some_items(4 * (page - 1) + 1)
        server.strike(change)
        result = run(AIKA, server.url, database)
        assert (result.error, result.complete) == (None, True)
        server.heal()
        run(AIKA, server.url, database)
        expect_whole(database, server.simulator)


def test_missing_page_of_a_server_that_still_promises_it_is_an_error(database):
    def change(simulator, request, given, number):
        return Answer(404, b'{"detail": "gone"}') if request.query.get("page") == "2" else given

    with running(AIKA, change) as server:
        result = run(AIKA, server.url, database)
        assert isinstance(result.error, errors.NotFound)
        assert not result.complete


def many_items(count: int) -> list[Item]:
    [pattern] = some_items(1)
    return [replace(pattern, id=str(1000 + n), text=f"Text nummer {n}") for n in range(count)]


@pytest.mark.parametrize("size", [500, 100, 37, 1])
def test_a_report_that_the_server_fails_on_keeps_no_other_from_being_read(database, size):
    case = with_options(AIKA, page_size=size)
    with running(case) as server:
        server.simulator.items, server.simulator.max_page = many_items(230), 500
        assert run(case, server.url, database).complete
        ids = [item.id for item in server.simulator.items]
        server.simulator.poison = frozenset((ids[0], ids[7], ids[-1]))
        server.simulator.items = [replace(item, text=f"{item.text}!") for item in server.simulator.items]
        if size == 1:  # newest first: the first page of one report fails
            with pytest.raises(errors.ServerFailed):
                run(case, server.url, database)
        else:
            result = run(case, server.url, database)
            assert (result.error, result.complete, result.changed, result.removed) == (None, False, 227, 0)
            assert any("The service fails on 3 reports" in str(note) for note in result.notes)
    assert len(stored(database)) == 230


def test_a_server_that_fails_on_everything_is_an_error_soon(database):
    with running(AIKA) as server:
        server.simulator.items = many_items(230)
        server.simulator.poison = frozenset(item.id for item in server.simulator.items)
        with pytest.raises(errors.ServerFailed):
            run(AIKA, server.url, database)
        assert len(server.requests) < 60


def test_unknown_jurisdiction_is_named(database):
    case = with_options(AIKA, jurisdiction_id="helsinkki")
    with running(case) as server:
        result = run(case, server.url, database)
        assert result.items == 0
        assert any("“helsinkki”" in note.template.format(**note.values) for note in result.notes)


def test_another_jurisdiction_removes_nothing_of_the_first(database):
    with running(AIKA) as server:
        run(AIKA, server.url, database)
        result = run(with_options(AIKA, jurisdiction_id="elsewhere"), server.url, database)
        assert (result.removed, len(stored(database))) == (0, 11)


# -- addresses -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "entered",
    [
        "/api/georeport/v2",
        "/api/georeport/v2/",
        "/api/georeport/v2.json",
        "/api/georeport/v2/requests.json",
        "/api/georeport/v2/requests/",
        "/api/georeport/v2/requests.xml?status=open&page=2",
        "/api/georeport/v2/requests/3fso60lo.json",
        "/api/georeport/v2/services/171.xml",
        "/api/georeport/v2/discovery.xml",
    ],
)
def test_addresses_copied_from_a_browser(entered):
    connector = connect(f"https://example.org{entered}")
    assert connector.base == "https://example.org/api/georeport/v2"


@pytest.mark.parametrize(
    ("entered", "base"),
    [
        ("palaute.example.fi/api", "https://palaute.example.fi/api"),
        ("localhost:8000/api/georeport/v2/", "http://localhost:8000/api/georeport/v2"),
        ("127.0.0.1:8000/api", "http://127.0.0.1:8000/api"),
        ("localhost", "http://localhost"),
        ("localhost.example.org/api", "https://localhost.example.org/api"),
    ],
)
def test_addresses_without_a_scheme(entered, base):
    assert connect(entered).base == base


def connect(url: str, profile: str = "6aika"):
    return open_connector("open311", Connection(url, profile), plain_transport(url, limits=QUICK))


class Moved(Aika):
    base = "/api/georeport/v2"


@pytest.mark.parametrize("entered", ["", "/api", "/api/georeport", "/palaute", "/api/georeport/V2"])
@pytest.mark.parametrize("profile", ["6aika", "spec"])
def test_address_beside_the_service_is_answered_with_the_right_one(database, entered, profile):
    with running(replace(AIKA, simulator=Moved)) as server:
        for act in (lambda c: c.test_connection(), lambda c: sync(c, Query(), database)):
            with pytest.raises(errors.NotFound) as raised:
                act(connect(server.url + entered, profile))
            assert f"but {server.url}/api/georeport/v2 is. Enter that one" in str(raised.value)


def test_front_page_instead_of_data_is_answered_with_the_right_address():
    simulator = Moved()

    def answer(request):
        if request.path.startswith("/api/"):
            return simulator.answer(request)
        return Answer(200, b"<!DOCTYPE html><html><body>Palaute</body></html>", "text/html")

    with LoopServer(answer) as server, pytest.raises(errors.NotFound, match="/api/georeport/v2 is"):
        connect(server.url).test_connection()


def test_address_of_nothing_says_what_to_enter():
    with LoopServer(lambda _request: Answer(404, b"")) as server:
        with pytest.raises(errors.NotFound, match=r"ends in /api/georeport/v2 \(6aika\)"):
            connect(server.url).test_connection()
        assert len(server.requests) < 20


def test_answering_service_without_reports_is_no_wrong_address():
    def answer(request):
        return json_answer([{"service_code": "1"}]) if "/services" in request.path else Answer(404, b"")

    with LoopServer(answer) as server:
        with pytest.raises(errors.NotFound, match="does not exist"):
            connect(f"{server.url}/api").test_connection()
        assert {request.path.rpartition("/")[0] for request in server.requests} == {"/api"}


def test_profile_that_does_not_fit_is_named(database):
    with running(AIKA) as server:
        report = connect(f"{server.url}/api", "spec").test_connection()
        assert any("6aika" in note.template.format(**note.values) for note in report.notes)
        with pytest.raises(errors.UnexpectedAnswer, match="like the profile “6aika / Helsinki”"):
            sync(connect(f"{server.url}/api", "fixmystreet"), Query(), database)


# -- servers without pages -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", ["spec", "klarschiff"])
@pytest.mark.parametrize("count", [5, 23, 60])
def test_cap_of_a_server_that_sends_in_no_order(database, profile, count):
    case = Case("open311", Shuffled, profile, "/api", {"earliest": "2026-01-01"})
    with running(case) as server:
        server.simulator.items = [
            replace(item, created=f"2026-{1 + n % 9:02d}-{1 + n % 27:02d}T{n % 24:02d}:00:00Z")
            for n, item in enumerate(some_items(count))
        ]
        result = run(case, server.url, database)
        assert (result.new, result.complete) == (count, True)


@pytest.mark.parametrize("profile", ["spec", "klarschiff"])
def test_counted_pages_are_recognised_in_every_profile(database, profile):
    with running(AIKA) as server:
        server.simulator.items = some_items(25)
        result = sync(connect(f"{server.url}/api", profile), Query(), database)
        assert (result.new, result.complete) == (25, True)


def test_reading_back_less_far_removes_nothing(database):
    case = Case("open311", Open311Simulator, "spec", "/api", {"earliest": "2020-01-01"})
    with running(case) as server:
        server.simulator.items = [replace(some_items(1)[0], created="2021-05-01T08:00:00Z"), *some_items(4)[1:]]
        assert run(case, server.url, database).new == 4
        result = run(with_options(case, earliest="2026-01-01"), server.url, database)
        assert (result.complete, result.removed) == (True, 0)


class LastQuarter(Open311Simulator):
    """Software without counts, as the specification has it: without dates, the last 90 days (here: since May 8)."""

    pages = False

    def visible(self, request):
        items = super().visible(request)
        return items if "start_date" in request.query else [item for item in items if item.created >= "2026-05-08"]


def test_other_software_under_the_6aika_profile_is_read_by_periods(database):
    case = Case("open311", LastQuarter, "6aika", "/api", {"earliest": "2026-01-01"})
    with running(case) as server:
        result = run(case, server.url, database)
        assert (result.new, result.complete) == (11, True)


@pytest.mark.parametrize("form", ["json", "xml"])
def test_klarschiff_sends_closed_reports_too_in_both_formats(database, form):
    case = with_options(KLARSCHIFF, format=form)
    with running(case) as server:
        first, *others = server.simulator.items
        server.simulator.items = [replace(first, status="closed"), *others]
        run(case, server.url, database)
        expect_whole(database, server.simulator)


def test_klarschiff_changes_are_one_question(database):
    case = with_options(KLARSCHIFF, earliest="2010-01-01")
    with running(case) as server:
        server.simulator.max_page = 1000
        run(case, server.url, database)
        server.requests.clear()
        server.simulator.items[0] = replace(server.simulator.items[0], text="Lagat", updated="2036-07-01T08:00:00Z")
        assert run(case, server.url, database, mode="incremental").changed == 1
        assert len(server.requests) <= 3


def test_error_document_of_klarschiff_is_no_empty_list():
    body = b'<error_messages type="array"><error_message><code>500</code></error_message></error_messages>'
    with pytest.raises(errors.UnexpectedAnswer):
        read_items(Reply("http://x/requests.xml", 200, body), "request")


@pytest.mark.parametrize(
    "body", [b"<feed/>", b"<rss><channel><item/></channel></rss>", b"<note>gone</note>", b"<html5/>"]
)
def test_a_foreign_document_is_no_empty_list(body):
    with pytest.raises(errors.UnexpectedAnswer):
        read_items(Reply("http://x/requests.xml", 200, body), "request")


@pytest.mark.parametrize(
    "body", [b"<requests/>", b"<service_requests></service_requests>", b'<service_requests type="array"/>']
)
def test_an_empty_list_is_one(body):
    assert read_items(Reply("http://x/requests.xml", 200, body), "request") == []


# -- FixMyStreet -----------------------------------------------------------------------------------------------------


def every_quarter(count: int, zone: str) -> list:
    return [
        replace(item, created=f"2026-05-{1 + n // 96:02d}T{n // 4 % 24:02d}:{n % 4 * 15:02d}:00{zone}")
        for n, item in enumerate(some_items(count))
    ]


@pytest.mark.parametrize("zone", ["+02:00", "-05:00", "Z"])
def test_fixmystreet_compares_the_hands_of_its_clock(database, zone):
    """Sent in UTC, every step back would skip (or repeat) as many hours as the server is away from Greenwich."""
    with running(FIXMYSTREET) as server:
        server.simulator.items, server.simulator.max_page = every_quarter(60, zone), 7
        result = run(FIXMYSTREET, server.url, database)
        assert (result.new, result.complete) == (60, True)


def test_fixmystreet_over_the_hour_that_comes_twice(database):
    hands = [("02:10:00", "+02:00"), ("02:20:00", "+01:00"), ("02:30:00", "+02:00"), ("02:40:00", "+01:00")]
    with running(FIXMYSTREET) as server:
        server.simulator.items = [
            replace(item, created=f"2026-10-25T{hand}{zone}") for item, (hand, zone) in zip(some_items(4), hands)
        ]
        server.simulator.max_page = 2
        assert run(FIXMYSTREET, server.url, database).new == 4


@pytest.mark.parametrize("zone", ["+02:00", "-05:00"])
def test_fixmystreet_period_by_the_users_clock(database, zone):
    query = Query(start="2026-05-01T06:00:00.000Z", end="2026-05-01T09:00:00.000Z")
    with running(FIXMYSTREET) as server:
        server.simulator.items, server.simulator.max_page = every_quarter(96, zone), 30
        result = run(FIXMYSTREET, server.url, database, query=query)
        assert (result.new, result.complete) == (12, True)


def test_fixmystreet_as_it_wrote_json_until_2021(database):
    with running(FIXMYSTREET) as server:
        server.simulator.old = True
        assert run(FIXMYSTREET, server.url, database).new == 11
        expect_whole(database, server.simulator)
        found = FIXMYSTREET.open(server.url).consultations()
        assert [(item.id, item.title) for item in found] == [("171", "Trafik"), ("180", "Park")]


def test_fixmystreet_states_without_a_word_are_closed(database):
    with running(FIXMYSTREET) as server:
        server.simulator.wordless = frozenset({"103"})
        run(FIXMYSTREET, server.url, database)
        assert (stored(database)["103"]["status"], stored(database)["104"]["status"]) == ("closed", "open")


def test_wall_clock():
    assert wall_clock({"requested_datetime": "2026-05-01T23:59:59.5+02:00"}) == WallClock(
        "2026-05-01T23:59:59", "+02:00"
    )
    assert WallClock("2026-05-01T23:59:59", "+02:00").later(1.0) == "2026-05-02T00:00:00+02:00"
    assert wall_clock({"requested_datetime": "yesterday"}) is None
    assert wall_clock("nothing") is None
