"""Decidim, contract tests: against a GraphQL server over its schema in two generations."""

from __future__ import annotations

import json

import pytest
from faults import Answer, Item, replace, run, running, stored
from reading import all_pages, by_id, opened, read
from samplan.participation.connectors.decidim import Decidim
from samplan.participation.query import Query
from samplan.web.errors import ConnectionSettingsError, ServerFailed, UnexpectedAnswer
from sim_decidim import CASES, DecidimSimulator, words

NEW, OLD, STRICT = CASES


@pytest.fixture(params=CASES, ids=["taxonomies", "categories", "strict"])
def case(request):
    return request.param


def test_fields_in_both_generations(case):
    found = by_id(read(case))["102"]
    assert (found.kind, found.title, found.text) == ("proposal", "Rubrik 1", "Text nummer 1 åäö")
    assert (found.category, found.consultation, found.votes_up) == ("Park", "12", 7)
    assert (found.created_utc, found.updated_utc) == ("2026-05-02T06:00:00.000Z", "2026-06-02T08:00:00.000Z")
    assert (found.status, found.status_raw, found.comments_n) == ("open", "not_answered", 0)
    assert found.url == ("http://decidim.test/p/102" if case is not OLD else None)
    assert found.lang == ("sv" if case is not OLD else None)
    assert by_id(read(case, votes="likes"))["102"].votes_up == 2


def test_hidden_votes_are_unknown_not_zero(case):
    def prepare(simulator):
        simulator.more = {"101": {"voteCount": None}, "102": {"voteCount": 0}}

    records = by_id(read(case, prepare))
    assert (records["101"].votes_up, records["102"].votes_up) == (None, 0)


def test_withdrawn_proposals_stay_and_official_ones_are_marked(case):
    gone = {"withdrawn": True} if case is not OLD else {"state": "withdrawn"}

    def prepare(simulator):
        simulator.more = {
            "101": gone,
            "102": {"official": True},
            "103": {"state": "accepted"},
            "104": {"state": "egen"},
        }

    records = by_id(read(case, prepare))
    assert (records["101"].status, records["101"].moderation) == ("rejected", "withdrawn")
    assert (records["102"].status, records["102"].moderation) == ("open", "official")
    assert (records["103"].status, records["104"].status, records["104"].status_raw) == ("closed", "unknown", "egen")


def test_no_question_asks_for_names(case):
    with opened(case) as connector:
        connector.consultations()
        all_pages(connector, case)
        asked = " ".join(connector.simulator.questions)
    assert not [word for word in ("author", "nickname", "likes {", "endorsements {") if word in asked]
    with opened(case, pseudonym=lambda known: f"p-{known}") as connector:
        (first, *_others) = all_pages(connector, case)[0].records
        assert "author {id}" in connector.simulator.questions[-1]
    assert first.author_pseudonym == "p-u1"


def test_own_words_before_machine_translations_and_the_preferred_language_first():
    def text(*versions):
        return {"translations": [{"locale": loc, "text": t, "machineTranslated": m} for loc, t, m in versions]}

    def prepare(simulator):
        simulator.more = {
            "101": {"body": text(("sv", "maskin", True), ("ca", "paraula", False))},
            "102": {"body": text(("en", "word", False), ("sv-SE", "ord", False))},
            "103": {"body": text(("fr", "mot", False), ("en", "word", False), ("sv", "", False))},
            "104": {"body": text()},
        }

    records = by_id(read(NEW, prepare))
    found = [(records[key].text, records[key].lang) for key in ("101", "102", "103", "104")]
    assert found == [("paraula", "ca"), ("ord", "sv"), ("word", "en"), (None, "sv")]
    assert by_id(read(NEW, prepare, language="fr"))["103"].text == "mot"


def test_an_item_without_a_place_is_whole_although_the_answer_has_errors(case, database):
    with running(case) as server:
        first, *others = server.simulator.items
        server.simulator.items = [replace(first, lat=None, lon=None), *others]
        result = run(case, server.url, database)
        assert (result.complete, result.unlocated, result.notes) == (True, 1, [])


def test_an_item_that_could_not_be_answered_keeps_what_is_stored(case, database):
    with running(case) as server:
        run(case, server.url, database)
        server.simulator.more = {"102": {"totalCommentsCount": None}}  # promised by the schema: spoils the whole node
        server.simulator.items = [item for item in server.simulator.items if item.id != "105"]
        result = run(case, server.url, database)
        assert (result.complete, result.changed, result.removed) == (False, 0, 0)
        assert any("Cannot return null" in str(note) and "nothing is removed" in str(note) for note in result.notes)
        assert stored(database)["102"]["text"] == "Text nummer 1 åäö"


def test_errors_that_concern_no_item_remove_nothing(case, database):
    with running(case) as server:
        run(case, server.url, database)
        server.simulator.extra_errors = [{"message": "something went <b>wrong</b>"}]
        server.simulator.items = [replace(i, text="Ny text") for i in server.simulator.items[1:]]
        result = run(case, server.url, database)
        assert (result.complete, result.changed, result.removed) == (False, 10, 0)
        assert any("something went wrong" in str(note) for note in result.notes)
        server.simulator.extra_errors = []
        assert run(case, server.url, database).removed == 1


def test_a_hidden_item_is_removed(case, database):
    with running(case) as server:
        run(case, server.url, database)
        server.simulator.hidden = {"103"}
        result = run(case, server.url, database)
        assert (result.complete, result.removed) == (True, 1)


def test_a_refused_question_is_explained():
    class Strict(DecidimSimulator):
        def answer(self, request):
            if not self.is_data(request):
                return super().answer(request)
            return replace(super().answer(request), body=b'{"errors": [{"message": "Query has complexity of 9000"}]}')

    case = replace(NEW, simulator=Strict)
    with opened(case) as connector, pytest.raises(UnexpectedAnswer, match="complexity of 9000"):
        all_pages(connector, case)


def comment(number, body, *replies):
    return {"id": number, "body": body, "createdAt": "2026-05-20T08:00:00Z", "upVotes": 2, "downVotes": 1,
            "author": {"id": "u9", "name": "Bo Ek", "nickname": "bo"}, "comments": list(replies),
            "hasComments": bool(replies), "updatedAt": "2026-05-21T08:00:00Z", "url": f"http://d.test/c{number}"}  # fmt: skip


def test_comments_nest_and_inherit_the_place(case):
    thread = comment("1", "<p>Ja!</p>", comment("2", "Nej!", comment("3", "Jo!", comment("4", "Nja."))))

    def prepare(simulator):
        simulator.more = {"101": {"comments": [thread], "totalCommentsCount": 4}}

    with opened(case, prepare) as connector:
        pages = all_pages(connector, case)
    nested = [record for page in pages for record in page.records if record.kind != "proposal"]
    thread = [
        ("comment", "1", "101", "Ja!"), ("reply", "2", "1", "Nej!"), ("reply", "3", "2", "Jo!"),
        ("reply", "4", "3", "Nja."),
    ]  # fmt: skip
    strict = case is STRICT  # no field may be nested more than twice there, and that is told
    assert [(r.kind, r.item_id, r.parent_id, r.text) for r in nested] == thread[: 2 if strict else 4]
    told = [str(note) for page in pages for note in page.notes]
    assert told == (
        ["The site shows 2 levels of comments only: 1 comments have further replies, not imported."] * strict
    )
    assert {(r.updated_utc, r.url) for r in nested[:1]} == {("2026-05-21T08:00:00.000Z", "http://d.test/c1")}
    assert {(r.lon, r.lat, r.geom_origin, r.votes_up, r.votes_down) for r in nested} == {
        (18.0, 59.3, "inherited", 2, 1)
    }
    with opened(case, prepare, comments=False) as connector:
        all_pages(connector, case)
        assert "upVotes" not in connector.simulator.questions[-1]


def meeting(number, **more):
    return {"id": number, "title": words("Torgmöte"), "description": words("<p>Kom!</p>"),
            "coordinates": {"latitude": 59.3, "longitude": 18.0}, "createdAt": "2026-05-01T08:00:00Z",
            "updatedAt": "2026-05-01T08:00:00Z", "taxonomies": [], "category": None, "closed": False,
            "isWithdrawn": False, "withdrawn": False, "url": "http://decidim.test/m/1", "author": None,
            "totalCommentsCount": 0, "comments": [], "address": "Storgatan 1", "location": words("Biblioteket"),
            "attachments": [], **more}  # fmt: skip


def test_meetings(case):
    def prepare(simulator):
        simulator.meetings = [
            meeting("1"), meeting("2", closed=True), meeting("3", isWithdrawn=True),
            meeting("4", coordinates={"latitude": None, "longitude": None}), meeting("5"),
        ]  # fmt: skip

    with opened(case, prepare) as connector:
        records = [record for page in all_pages(connector, case, query=Query("11")) for record in page.records]
    assert {(record.kind, record.title, record.text) for record in records} == {("meeting", "Torgmöte", "Kom!")}
    assert [record.status for record in records] == ["open", "closed", "rejected", "open", "open"]
    assert [record.located for record in records] == [True, True, True, False, True]
    assert records[2].moderation == "withdrawn"


def test_a_deleted_comment_takes_the_others_along_but_not_their_item(case, database):
    """Decidim lists deleted comments, lets nobody read them, and promises that every comment is there."""
    with running(case) as server:
        simulator = server.simulator
        simulator.more = {"102": {"comments": [comment("1", "Ja!"), comment("2", "Nej!")]},
                          "103": {"comments": [comment("3", "Nja")]}}  # fmt: skip
        assert run(case, server.url, database).new == 14
        simulator.more["102"]["comments"][1] = None
        result = run(case, server.url, database)
        found = stored(database)
        assert (result.complete, result.changed, result.removed) == (True, 0, 2)
        assert [str(note) for note in result.notes] == [
            "The site gives no comments of 1 items, probably because one of them was deleted. Those items are here without"
            " their comments."
        ]
        assert (found["102"]["text"], "3" in found) == ("Text nummer 1 åäö", True)


def test_a_failure_below_comments_removes_nothing(case, database):
    with running(case) as server:
        run(case, server.url, database)
        path = ["component", "proposals", "edges", 1, "node", "comments", 0]
        server.simulator.extra_errors = [{"message": "timeout", "path": path}]
        server.simulator.items = server.simulator.items[1:]
        assert (run(case, server.url, database).complete, len(stored(database))) == (False, 11)


def test_places_in_words_and_pictures():
    pictures = [
        {"id": "1", "type": "JPG", "url": "http://d.test/a.jpg"},
        {"id": "2", "type": "pdf", "url": "http://d.test/b"},
    ]

    def prepare(simulator):
        simulator.more = {"101": {"attachments": pictures}, "102": {"address": None}}
        simulator.meetings = [meeting("1"), meeting("2", location=None), meeting("3", location=words("Storgatan 1"))]

    records = by_id(read(NEW, prepare))
    assert [records[key].address for key in ("101", "102")] == ["Storgatan 1", None]
    assert (records["101"].media_urls, records["102"].media_urls) == ('["http://d.test/a.jpg"]', None)
    with opened(NEW, prepare) as connector:
        found = [record for page in all_pages(connector, NEW, query=Query("11")) for record in page.records]
    assert [record.address for record in found] == ["Biblioteket, Storgatan 1", "Storgatan 1", "Storgatan 1"]


@pytest.mark.parametrize("status", [200, 403, 500])
def test_a_site_that_lets_nobody_introspect(status):
    with opened(STRICT, lambda simulator: setattr(simulator, "status", status)) as connector:
        assert sum(len(page.records) for page in all_pages(connector, STRICT)) == 11
        assert [item.id for item in connector.consultations()] == ["12", "11"]
        assert connector.test_connection(STRICT.query).dialect == "Decidim 0.30.1, GraphQL (taxonomies)"


def test_a_failing_site_is_not_taken_for_one_that_keeps_its_schema():
    class Failing(DecidimSimulator):
        def answer(self, request):
            return Answer(500, b"<!DOCTYPE html><html>Oops</html>", "text/html")

    with opened(replace(NEW, simulator=Failing)) as connector, pytest.raises(ServerFailed):
        connector.consultations()


def test_strict_limits_hold_also_where_introspection_is_open():
    with opened(STRICT, lambda simulator: setattr(simulator, "closed", False)) as connector:
        assert sum(len(page.records) for page in all_pages(connector, STRICT)) == 11
        assert connector.consultations()


def test_a_site_that_refuses_comments_at_all_gives_the_items_and_says_so():
    with opened(STRICT, lambda simulator: setattr(simulator, "refused", "upVotes")) as connector:
        pages = all_pages(connector, STRICT)
    assert sum(len(page.records) for page in pages) == 11
    assert any("refuses questions with comments" in str(note) for note in pages[-1].notes)


def test_an_item_that_is_not_for_the_public_does_not_keep_the_sync_from_being_complete(database):
    class Hiding(DecidimSimulator):
        def answer(self, request):
            found = super().answer(request)
            if not self.is_data(request) or not self.hidden:
                return found
            said = {"message": "An object of type Proposal was hidden due to permissions",
                    "path": ["component", "proposals", "edges", 2, "node"]}  # fmt: skip
            return replace(found, body=json.dumps({**json.loads(found.body), "errors": [said]}).encode())

    case = replace(NEW, simulator=Hiding)
    with running(case) as server:
        run(case, server.url, database)
        server.simulator.hidden = {"103"}
        result = run(case, server.url, database)
    assert (result.complete, result.removed) == (True, 1)


def test_lists_components_those_with_a_map_first(case):
    with opened(case) as connector:
        found = connector.consultations()
    assert [(item.id, item.title) for item in found] == [
        ("12", "Stadsparken – Förslag"), ("11", "Stadsparken – Möten")
    ]  # fmt: skip


def test_tells_the_generation(case):
    with opened(case) as connector:
        report = connector.test_connection()
    assert report.dialect == f"Decidim 0.30.1, GraphQL ({'taxonomies' if case is not OLD else 'categories'})"
    assert (report.located, report.evidence.level) == (11, "contract")


@pytest.mark.parametrize("component", ["13", "99"])
def test_what_is_no_list_of_proposals_is_explained(component):
    with opened(NEW) as connector, pytest.raises(ConnectionSettingsError, match=component):
        all_pages(connector, NEW, query=Query(component))


def test_order_is_asked_for_where_there_is_one(case):
    with opened(case) as connector:
        all_pages(connector, case)
        assert ("order:" in connector.simulator.questions[-1]) == (case is not OLD)


def test_many_requests_are_paced_below_the_rate():
    def prepare(simulator):
        simulator.max_page, simulator.items = 1, [Item(str(n)) for n in range(1, 60)]

    with opened(NEW, prepare, per_minute=6040) as connector:
        assert len(all_pages(connector, NEW)) == 59
        assert connector.transport.min_interval == pytest.approx(0.01)
    with opened(NEW, per_minute=100) as connector:
        all_pages(connector, NEW)
        assert connector.transport.min_interval == 0


@pytest.mark.parametrize("url", ["https://d.test", "d.test/api", "https://d.test/api/docs"])
def test_addresses(url):
    assert Decidim.clean_address(url) == "https://d.test"
