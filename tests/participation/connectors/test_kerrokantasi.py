"""Kerrokantasi: what runs against its own API code on PostGIS brought up, kept against the simulator."""

from __future__ import annotations

import pytest
from faults import QUICK, content, replace, running, stored
from loopserver import Answer, LoopServer
from samplan.participation.connectors.base import Connection
from samplan.participation.connectors.kerrokantasi import Kerrokantasi
from samplan.participation.privacy.pseudonyms import Pseudonyms
from samplan.participation.query import Query
from samplan.participation.registry import open_connector
from samplan.participation.sync import store
from samplan.participation.sync.sync import sync
from samplan.web import errors
from samplan.web.transport import plain_transport
from sim_kerrokantasi import CASES, HEARING, SLUG

CASE = CASES[0]
ONE = Query(consultation=HEARING)


def connect(url, pseudonym=None, **options):
    connection = Connection(url, options=options, pseudonym=pseudonym)
    return open_connector("kerrokantasi", connection, plain_transport(url, limits=QUICK))


def templates(result):
    return " ".join(note.template for note in result.notes)


@pytest.fixture
def server():
    with running(CASE) as found:
        found.simulator.max_page = 1000  # as good as none, like the server
        yield found


def test_text_written_on_the_map_is_kept(server, database):
    server.simulator.details = {
        "101": {"map_comment_text": "Här &amp; <b>nu</b>"},
        "102": {"content": "", "map_comment_text": "Bara på kartan"},
        "103": {"content": "Samma", "map_comment_text": "Samma"},
    }
    sync(connect(server.url), ONE, database)
    found = stored(database)
    assert found["101"]["text"] == "Rubrik 0. Text nummer 0 åäö\n\nHär & nu"
    assert found["102"]["text"] == "Bara på kartan"
    assert found["103"]["text"] == "Samma"


@pytest.mark.parametrize("size", [1, 2, 3, 5, 11])
def test_comments_of_one_moment_all_arrive(server, database, size):
    items = server.simulator.items
    server.simulator.items = [
        replace(item, created="2026-05-03T08:00:00.123456+03:00") if 2 <= n < 9 else item
        for n, item in enumerate(items)
    ]
    result = sync(connect(server.url, page_size=size), ONE, database)
    assert (result.new, result.complete, result.notes) == (11, True, [])
    pages = -(-11 // size)
    assert len(server.requests) <= 1 + pages + 2, "the moment is asked for once, and for its size"
    again = sync(connect(server.url, page_size=size), ONE, database)
    assert (again.new, again.changed, again.removed, again.complete) == (0, 0, 0, True)


def test_a_moment_larger_than_a_capped_page_removes_nothing(server, database):
    items = server.simulator.items
    sync(connect(server.url), ONE, database)
    server.simulator.max_page = 4
    server.simulator.items = [replace(item, created="2026-05-03T08:00:00Z") for item in items]
    result = sync(connect(server.url, page_size=4), ONE, database)
    assert result.removed == 0
    assert len(stored(database)) == 11


def answering(simulator):
    """101 stands somewhere; 104 answers it, 105 answers 104, 106 answers the deleted 103; 107 stands by itself."""
    simulator.details = {
        "103": {"deleted": True, "deleted_at": "2026-05-09T08:00:00+03:00"},
        "104": {"comment": 101, "geojson": None},
        "105": {"comment": 104, "geojson": None},
        "106": {"comment": 103, "geojson": None},
        "107": {"comment": 101},
    }


def places(database):
    return {
        key: (row["kind"], row["geom_origin"], row["lon"]) for key, row in stored(database).items() if "104" <= key <= "107"
    }  # fmt: skip


@pytest.mark.parametrize("start", [None, "2026-05-04T00:00:00.000Z", "2026-05-05T00:00:00.000Z"])
def test_replies_stand_where_the_comment_above_stands(server, database, start):
    answering(server.simulator)
    sync(connect(server.url, inherit="parent"), Query(consultation=HEARING, start=start), database)
    expected = {
        "104": ("reply", "inherited", 18.0),
        "105": ("reply", "inherited", 18.0),
        "106": ("reply", "none", None),
        "107": ("reply", "exact", 18.06),
    }
    if start and start > "2026-05-05":
        del expected["104"]
    assert places(database) == expected


def test_a_later_period_moves_no_reply(server, database):
    answering(server.simulator)
    sync(connect(server.url, inherit="parent"), ONE, database)
    before = content(database)
    later = Query(consultation=HEARING, start="2026-05-05T00:00:00.000Z")
    assert sync(connect(server.url, inherit="parent"), later, database).changed == 0
    assert content(database) == before


def test_replies_lose_their_place_with_the_comment_above(server, database):
    answering(server.simulator)
    sync(connect(server.url, inherit="parent"), ONE, database)
    server.simulator.details["101"] = {"deleted": True, "deleted_at": "2026-05-30T08:00:00+03:00"}
    result = sync(connect(server.url, inherit="parent"), ONE, database)
    assert (result.removed, result.changed) == (1, 2)
    assert {key: row[1:] for key, row in places(database).items()} == {
        "104": ("none", None), "105": ("none", None), "106": ("none", None), "107": ("exact", 18.06),
    }  # fmt: skip
    thread = store.thread(database, f"kerrokantasi:{server.url}/v1", "101")
    assert [(row["item_id"], row["text"] is None) for row in thread] == [
        ("101", True), ("104", False), ("105", False), ("107", False),
    ]  # fmt: skip


def test_areas_of_all_hearings_are_asked_for_in_one_list(server, database):
    server.simulator.items = [replace(item, lat=None) for item in server.simulator.items]
    sync(connect(server.url, inherit="hearing"), Query(), database)
    assert [request.path for request in server.requests] == ["/v1/hearing/", "/v1/comment/"]
    assert {(row["geom_origin"], row["lon"], row["lat"]) for row in stored(database).values()} == {("area", 18.1, 59.3)}


def test_an_unpublished_hearing_leaves_when_the_user_says_so(server, database):
    server.simulator.items = [replace(server.simulator.items[0], id=str(200 + n)) for n in range(25)]
    sync(connect(server.url), ONE, database)
    server.simulator.published = False
    result = sync(connect(server.url), ONE, database)
    assert (result.removed, result.complete, len(stored(database))) == (0, False, 25)
    assert "has been unpublished" in templates(result)
    assert "accept the loss" in templates(result)
    result = sync(connect(server.url), ONE, database, accept_empty=True)
    assert (result.removed, stored(database)) == (25, {})
    with pytest.raises(errors.NotFound, match="shows no hearing “ny-cykelplan”"):
        sync(connect(server.url), Query(consultation=SLUG), database)


@pytest.mark.parametrize(
    "entered",
    [
        f" {SLUG} ", f"https://kerrokantasi.example.fi/{SLUG}?lang=sv", f"https://kerrokantasi.example.fi/{SLUG}/abc",
        f"https://kerrokantasi-api.example.fi/v1/hearing/{HEARING}/?format=json",
    ],
)  # fmt: skip
def test_a_hearing_by_slug_or_address(server, database, entered):
    assert sync(connect(server.url), Query(consultation=entered), database).new == 11
    assert {row["consultation"] for row in stored(database).values()} == {HEARING}


@pytest.mark.parametrize("entered", ["Ny cykelplan för alla", "https://kerrokantasi.example.fi/", "åäö?x=1"])
def test_an_unknown_hearing_is_named(server, database, entered):
    with pytest.raises(errors.NotFound, match="last part of its web address"):
        sync(connect(server.url), Query(consultation=entered), database)


def test_links_that_name_an_inner_host_are_followed_at_the_own_address(server, database):
    server.simulator.max_page = 4
    server.simulator.own_name = "kerrokantasi-inside:8000"
    result = sync(connect(server.url), ONE, database)
    assert (result.new, result.complete) == (11, True)


@pytest.mark.parametrize(
    "entered",
    ["", "/", "/v1", "/v1/", "/v1/comment/", f"/v1/hearing/{SLUG}/", "/v1/?format=json"],
)
def test_addresses_that_work(server, entered):
    connector = connect(server.url + entered)
    assert connector.base == f"{server.url}/v1"
    assert connector.test_connection().total == 11


def test_other_versions_and_subfolders_stay():
    assert Kerrokantasi.clean_address("kerrokantasi.example.fi") == "https://kerrokantasi.example.fi/v1"
    assert Kerrokantasi.clean_address("https://api.example.fi/kk/v2/hearing/") == "https://api.example.fi/kk/v2"


@pytest.mark.parametrize(("status", "error"), [(200, errors.UnexpectedAnswer), (404, errors.NotFound)])
def test_the_websites_address_is_explained(database, status, error):
    page = Answer(status, b"<!doctype html><html><div id=root></div></html>", "text/html")
    with LoopServer(lambda _request: page) as website:
        for ask in (
            lambda: connect(website.url).test_connection(),
            lambda: sync(connect(website.url), Query(), database),
            lambda: sync(connect(website.url), Query(consultation=SLUG), database),
        ):
            with pytest.raises(error, match="enter the one of its API"):
                ask()


def test_categories_and_titles_in_the_chosen_language(server, database):
    label = {"id": 1, "label": {"fi": "Pyöräily", "sv": "Cykling", "en": ""}}
    server.simulator.details = {"101": {"label": label}}
    for language, category, title in (
        ("fi", "Pyöräily", "Uusi pyöräsuunnitelma"), ("en", "Cykling", "Ny cykelplan"), ("", "Cykling", "Ny cykelplan"),
    ):  # fmt: skip
        connector = connect(server.url, language=language)
        assert connector.consultations()[0].title == title
        sync(connector, ONE, database)
        assert stored(database)["101"]["category"] == category


def test_what_is_left_out_is_said(server, database):
    server.simulator.details = {"101": {"answers": [{"question": 1, "type": "single-choice", "answers": [2]}]}}
    pseudonym = Pseudonyms("a secret that is long enough", "source")
    result = sync(connect(server.url, pseudonym), Query(), database)
    assert "also answer polls" in templates(result)
    assert "names no authors in the list of all hearings" in templates(result)
    result = sync(connect(server.url, pseudonym), ONE, database)
    assert "names no authors" not in templates(result)
    assert len({row["author_pseudonym"] for row in stored(database).values()} - {None}) == 1


def test_no_contact_person_reaches_the_disk(server, database):
    sync(connect(server.url, inherit="hearing"), Query(consultation=SLUG), database)
    raw = database.read_bytes()
    for private in (b"Persson", b"5550199", b"kontakt@", b"Andersson"):
        assert private not in raw
