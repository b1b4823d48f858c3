"""Go Vocal, contract tests: against a simulator written from the source of its public API."""

from __future__ import annotations

import json

import pytest
from faults import Answer, Credentials, content, replace, run, running, stored
from reading import all_pages, by_id, opened, read
from samplan.participation.connectors.govocal import GoVocal
from samplan.participation.query import Query
from samplan.web.errors import NotFound, UnexpectedAnswer
from sim_govocal import CASES, CLIENT, SECRET, GoVocalSimulator

CASE, OLD = CASES


def test_places_as_geojson_its_text_and_wkt():
    text = json.dumps({"type": "Point", "coordinates": [18.5, 59.5]})

    def prepare(simulator):
        places = ["POINT (18.5 59.5)", "SRID=4326;POINT(18.5 59.5)", text, json.loads(text), "{", "", None, "Torget"]
        simulator.more = {str(101 + n): {"location_point": place} for n, place in enumerate(places)}

    records = by_id(read(CASE, prepare))
    assert [(records[str(101 + n)].lon, records[str(101 + n)].lat) for n in range(4)] == [(18.5, 59.5)] * 4
    assert [records[str(105 + n)].lon for n in range(4)] == [None] * 4


@pytest.mark.parametrize("case", CASES, ids=["new", "old"])
def test_fields_and_topics(case):
    found = by_id(read(case))["102"]
    assert (found.title, found.text, found.kind, found.category) == ("Rubrik 1", "Text nummer 1 åäö", "idea", "Park")
    assert (found.votes_up, found.votes_down, found.comments_n) == (4, 1, 2)
    assert (found.status, found.status_raw, found.consultation) == ("open", "Föreslagen", "p1")
    assert (found.url, found.address) == ("http://go.test/ideas/102", "Vid busshållplatsen")


def test_topics_may_be_missing_or_unwanted():
    class NoTopics(GoVocalSimulator):
        titles_at = pairs_at = "none"

    records = read(replace(CASE, simulator=NoTopics))
    assert {record.category for record in records} == {None}
    with opened(CASE, topics=False) as connector:
        all_pages(connector, CASE)
        assert not [request for request in connector.server.requests if "topics" in request.path]


def test_language_goes_in_the_address_and_the_header_and_users_are_never_asked_for():
    with opened(CASE, language="en") as connector:
        connector.consultations()
        all_pages(connector, CASE)
        list(connector.deleted(CASE.query, "2026-01-01T00:00:00.000Z"))
        asked = [request for request in connector.server.requests if request.method == "GET"]
        assert {(r.query["locale"], r.headers["accept-language"]) for r in asked} == {("en", "en")}
        assert not connector.simulator.asked_for_users


def test_extra_answers_are_dropped_unless_named():
    assert not [record for record in read(CASE) if "Haninge" in str(record)]
    first = by_id(read(CASE, custom_fields="bor_i, saknas"))["101"]
    assert first.text == "Text nummer 0 åäö\n\nbor_i: Haninge"
    assert "example.org" not in str(first)


def test_survey_answers_are_dropped_unless_wanted():
    def prepare(simulator):
        simulator.more = {"101": {"type": "survey", "body": None}, "102": {"type": "proposal"}}

    records = by_id(read(CASE, prepare))
    assert "101" not in records
    assert records["102"].kind == "proposal"
    assert by_id(read(CASE, prepare, surveys=True, custom_fields="bor_i"))["101"].text == "bor_i: Haninge"


def test_pages_full_of_survey_answers_are_told_and_no_error(database):
    def prepare(simulator):
        simulator.more = {item.id: {"type": "survey"} for item in simulator.items[2:]}

    with running(CASE) as server:
        prepare(server.simulator)
        result = run(CASE, server.url, database)
    assert (result.new, result.complete) == (2, True)
    assert any("9 survey answers were not imported" in str(note) for note in result.notes)


def with_comments(simulator):
    simulator.comment("c1", "101")
    simulator.comment("c2", "101", "c1")
    simulator.comment("c3", "102", body=None, publication_status="deleted")
    simulator.comment("c4", "999")  # of an idea that is not public, or of another project


def test_comments_have_a_parent_and_the_place_of_their_idea():
    nested = [record for record in read(CASE, with_comments) if record.kind != "idea"]
    assert [(r.item_id, r.kind, r.parent_id, r.text, r.deleted_utc is None) for r in nested] == [
        ("c1", "comment", "101", "Kommentar c1", True), ("c2", "reply", "c1", "Kommentar c2", True),
        ("c3", "comment", "102", None, False),
    ]  # fmt: skip
    assert {(r.lon, r.lat, r.geom_origin, r.category, r.consultation, r.votes_up) for r in nested[:2]} == {
        (18.0, 59.3, "inherited", "Trafik", "p1", 2)
    }
    assert "Bo Ek" not in str(nested)


def test_comments_of_older_versions():
    def prepare(simulator):
        old = {"idea_id": None, "post_id": "101", "post_type": "idea"}
        simulator.comment("c1", "", **old)
        simulator.comment("c2", "", **{**old, "post_id": "i7", "post_type": "initiative"})

    assert [(r.item_id, r.parent_id) for r in read(CASE, prepare) if r.kind != "idea"] == [("c1", "101")]


def test_comments_cost_no_request_where_there_are_none_or_none_are_wanted():
    def no_comments(simulator):
        simulator.more = {item.id: {"comments_count": 0} for item in simulator.items}

    for prepare, options in ((no_comments, {}), (with_comments, {"comments": False})):
        with opened(CASE, prepare, **options) as connector:
            records = [record for page in all_pages(connector, CASE) for record in page.records]
            assert {record.kind for record in records} == {"idea"}
            assert not [r for r in connector.server.requests if "comments" in r.path]


def test_a_platform_without_a_list_of_comments(database):
    class NoComments(GoVocalSimulator):
        def answer(self, request):
            gone = json_gone() if "comments" in request.path else None
            return gone or super().answer(request)

    case = replace(CASE, simulator=NoComments)
    with running(case) as server:
        assert run(case, server.url, database).complete
        assert run(case, server.url, database, mode="auto").complete


def json_gone():
    return Answer(404, b"")


def test_comments_in_incremental_runs(database):
    later = "2099-01-01T00:00:00Z"
    with running(CASE) as server:
        simulator = server.simulator
        simulator.more = {item.id: {"comments_count": 0} for item in simulator.items[3:]}
        for number in ("101", "102", "104"):
            simulator.comment(f"c{number}", number)
        simulator.comment("gone", "102")
        assert run(CASE, server.url, database).new == 15
        # one new comment on an idea that did not change, one deleted for good, one emptied
        simulator.comment("new", "105", updated_at=later)
        simulator.comments = [item for item in simulator.comments if item["id"] != "gone"]
        simulator.deleted_comments = [("gone", later)]
        simulator.comments[0].update(publication_status="deleted", body="", updated_at=later)
        server.requests.clear()
        result = run(CASE, server.url, database, mode="auto")
        assert (result.mode, result.new, result.changed, result.removed) == ("incremental", 1, 0, 2)
        found = stored(database)
        assert (found["new"]["lat"], found["new"]["parent_id"]) == (59.34, "105")
        assert {r.query.get("updated_at") is None for r in server.requests if r.path.endswith("/comments")} == {False}
        # an idea that moves takes its comments along, one that is hidden takes them away
        moved, hidden = simulator.items[1], simulator.items[3]
        simulator.items[1] = replace(moved, lat=60.0, updated=later)
        simulator.items[3] = replace(hidden, updated=later)
        simulator.more[hidden.id] = {"publication_status": "draft", "comments_count": 1}
        result = run(CASE, server.url, database, mode="auto")
        assert (result.mode, result.changed, result.removed) == ("incremental", 2, 2)
        found = stored(database)
        assert (found["c102"]["lat"], "c104" in found) == (60.0, False)
        before = content(database)
        run(CASE, server.url, database, mode="full")
        assert content(database) == before


def test_authors_leave_a_pseudonym_or_nothing():
    assert {record.author_pseudonym for record in read(CASE)} == {None}
    assert {record.author_pseudonym for record in read(CASE, pseudonym=lambda known: f"p{len(known)}")} == {"p19"}


def test_a_token_that_ends_is_fetched_anew():
    class Short(GoVocalSimulator):
        def answer(self, request):
            found = super().answer(request)
            if self.is_data(request):
                self.live_sessions.clear()
            return found

    case = replace(CASE, simulator=Short)
    with opened(case) as connector:
        assert sum(len(page.records) for page in all_pages(connector, case)) == 11
        assert connector.simulator.sessions == 4  # three pages of ideas, then the comments
        sent = [request for request in connector.server.requests if SECRET.encode() in request.body]
        assert {request.path for request in sent} == {"/api/v2/authenticate"}


def test_wrong_credentials_are_said_and_not_shown(database):
    case = replace(CASE, credentials=Credentials(CLIENT, "wrong-secret"))
    with running(case) as server, pytest.raises(NotFound) as error:
        run(case, server.url, database)
    assert "wrong-secret" not in str(error.value)


def test_incremental_runs_ask_only_for_changes_and_read_deletions(database):
    with running(CASE) as server:
        assert run(CASE, server.url, database, mode="auto").mode == "full"
        gone, edited, hidden, *others = server.simulator.items
        later = "2099-01-01T00:00:00Z"
        edited = replace(edited, text="Ändrat i efterhand", updated=later)
        hidden = replace(hidden, updated=later)
        server.simulator.items = [edited, hidden, *others]
        server.simulator.more = {hidden.id: {"publication_status": "draft"}}
        server.simulator.deleted = [(gone.id, "2099-01-02T00:00:00Z"), ("999", "2020-01-01T00:00:00Z")]
        server.requests.clear()
        result = run(CASE, server.url, database, mode="auto")
        assert (result.mode, result.new, result.changed, result.removed) == ("incremental", 0, 1, 2)
        asked = [request.query for request in server.requests if request.path == "/api/v2/ideas"]
        assert len(asked) == 1
        assert asked[0]["updated_at"].endswith("Z,")
        found = stored(database)
    assert set(found) == {edited.id, *(item.id for item in others)}
    assert found[edited.id]["text"] == "Ändrat i efterhand"


def test_what_is_not_published_is_never_imported(database):
    with running(CASE) as server:
        server.simulator.more = {"101": {"publication_status": "draft"}, "102": {"publication_status": "submitted"}}
        result = run(CASE, server.url, database)
        assert (result.new, result.complete) == (9, True)
        assert b"Text nummer 0 " not in database.read_bytes()


def test_one_project_or_all():
    def prepare(simulator):
        simulator.more = {"101": {"project_id": "p9"}}

    with opened(CASE, prepare) as connector:
        assert sum(len(page.records) for page in all_pages(connector, CASE)) == 11
        assert sum(len(page.records) for page in all_pages(connector, CASE, query=Query("p1"))) == 10


def test_lists_projects_without_drafts():
    with opened(CASE) as connector:
        assert [(item.id, item.title, item.description) for item in connector.consultations()] == [
            ("p1", "Parken", "Vad vill du?")
        ]


def test_an_answer_without_its_count_of_pages_is_refused():
    class Odd(GoVocalSimulator):
        def page(self, request, key, found):
            answer = super().page(request, key, found)
            return replace(answer, body=json.dumps({key: found}).encode())

    case = replace(CASE, simulator=Odd)
    with opened(case) as connector, pytest.raises(UnexpectedAnswer):
        all_pages(connector, case)


def test_the_largest_picture_is_kept_as_an_address():
    image = {"small": "https://go.test/s.jpg", "large": "https://go.test/l.jpg"}
    records = read(CASE, lambda simulator: simulator.more.update({"101": {"images": [image, {}]}}))
    assert by_id(records)["101"].media_urls == '["https://go.test/l.jpg"]'


@pytest.mark.parametrize("url", ["https://go.test", "go.test/api/v2/ideas"])
def test_addresses(url):
    assert GoVocal.clean_address(url) == "https://go.test"
