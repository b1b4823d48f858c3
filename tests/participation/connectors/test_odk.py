"""ODK Central, contract tests: against a simulator written from its documentation and source."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from faults import Answer, Credentials, Item, json_answer, replace, run, running, stored
from reading import all_pages, by_id, opened, read
from samplan.participation.connectors._answer_values import sanitised
from samplan.participation.connectors._xforms import read_labels
from samplan.participation.connectors.odk import Odk
from samplan.participation.query import Query
from samplan.web.errors import AccessDenied, ConnectionSettingsError, NotFound
from sim_odk import CASES, FIELDS, FORM, MAIL, WORD, OdkSimulator

CASE, OLD = CASES


@pytest.fixture(params=CASES, ids=["select", "old"])
def case(request):
    return request.param


def test_groups_are_nested_and_positions_are_geojson_or_wkt(case):
    record = read(case)[0]
    assert (record.title, record.text, record.category) == ("Rubrik 0", "Text nummer 0 åäö", "Trafik")
    assert (record.lat, record.lon) == (59.30, 18.00)
    assert (record.created_utc, record.status) == ("2026-05-01T06:00:00.000Z", "open")


@pytest.mark.parametrize(
    ("shape", "place"),
    [
        ({"type": "LineString", "coordinates": [[18.0, 59.0, 0], [18.2, 59.0, 0]]}, (18.1, 59.0)),
        ("LINESTRING (18.0 59.0 0,18.2 59.0 0)", (18.1, 59.0)),
        ("POLYGON ((18.0 59.0,18.2 59.0,18.2 59.2,18.0 59.2,18.0 59.0))", (18.1, 59.1)),
        ("POLYGON ((18.0 norr))", (None, None)),
        ("POINT (0 0)", (None, None)),
    ],
)
def test_lines_and_areas_have_a_centre(shape, place):
    found = by_id(read(CASE, lambda simulator: simulator.more.update({"101": {"plats": shape}})))["101"]
    assert (found.lon, found.lat) == place


def test_only_chosen_answers_are_asked_for_and_never_who_submitted():
    with opened(CASE) as connector:
        pages = all_pages(connector, CASE)
        asked = [r.query["$select"].split(",") for r in connector.server.requests if r.path.endswith("/Submissions")]
    assert {name for names in asked for name in names} == {
        "__id", "__system/submissionDate", "__system/updatedAt", "__system/reviewState", "__system/status",
        "__system/deletedAt", "om/synpunkt", "om/rubrik", "plats", "tema", "foto",
    }  # fmt: skip
    kept = str(pages)
    assert not [word for word in ("Andersson", "submitterName", "imei") if word in kept]
    with opened(CASE, photos=False) as connector:
        all_pages(connector, CASE)
        assert "foto" not in connector.server.requests[-1].query["$select"]


def test_labels_come_from_the_forms_definition():
    assert [record.category for record in read(CASE)[:2]] == ["Trafik", "Park"]
    # a text that the chosen language lacks is taken from another
    assert [record.category for record in read(CASE, language="en")[:2]] == ["Traffic", "Park"]
    assert read(CASE, labels=False)[0].category == "c_trafik"
    text = read(CASE, text_fields="om/rubrik, om/synpunkt, tema")[0].text
    assert text == "Rubrik? Rubrik 0\nVad vill du säga? Text nummer 0 åäö\nTema: Trafik"


def test_labels_in_every_form_that_definitions_have():
    labels, notes = read_labels(ElementTree.fromstring(FORM), "")
    assert labels.choices == {
        "tema": {"c_trafik": "Trafik", "c_park": "Park"},
        "slag": {"bike": "Cykel", "walk": "Till fots"},
        "ja": {"y": "Ja, gärna"},
    }
    assert (labels.many, notes) == ({"slag"}, ())
    assert labels.questions["om/synpunkt"] == "Vad vill du säga?"


def test_without_the_right_to_the_definition_codes_are_shown_and_said():
    with opened(CASE, lambda simulator: setattr(simulator, "shows_form", False)) as connector:
        page = all_pages(connector, CASE)[0]
    assert page.records[0].category == "c_trafik"
    assert any("by their codes" in str(note) for note in page.notes)


def test_attachments_become_addresses_and_are_never_fetched(case):
    with opened(case, lambda simulator: simulator.more.update({"101": {"foto": "bild 1.jpg"}})) as connector:
        records = by_id([record for page in all_pages(connector, case) for record in page.records])
        asked = [request.path for request in connector.server.requests]
        base = connector.server.url
    form = "/v1/projects/7/forms/trygg%20v%C3%A4g/submissions"
    assert records["101"].media_urls == f'["{base}{form}/101/attachments/bild%201.jpg"]'
    assert records["102"].media_urls is None
    assert not [path for path in asked if "attachments" in path]


def test_answers_in_repeated_groups_are_counted_once_at_the_end():
    with opened(CASE) as connector:
        pages = all_pages(connector, CASE)
    assert [any("3 answers in repeated groups (barn)" in str(n) for n in page.notes) for page in pages] == [
        False, False, True
    ]  # fmt: skip


def test_an_old_version_sends_everything_and_little_is_kept(database):
    with running(OLD) as server:
        run(OLD, server.url, database)
        asked = [request.query for request in server.requests if request.path.endswith("/Submissions")]
    assert "$select" in asked[0]
    assert not any("$select" in query for query in asked[1:])
    assert len(stored(database)) == 11
    assert b"Andersson" not in database.read_bytes()


def test_links_may_be_missing(case):
    with opened(case, lambda simulator: setattr(simulator, "sends_next_link", False)) as connector:
        pages = all_pages(connector, case)
    assert [len(page.records) for page in pages] == [4, 4, 3]


def test_a_session_that_ends_is_opened_anew():
    class Short(OdkSimulator):
        def answer(self, request):
            found = super().answer(request)
            if self.is_data(request):
                self.live_sessions.clear()
            return found

    case = replace(CASE, simulator=Short)
    with opened(case) as connector:
        assert sum(len(page.records) for page in all_pages(connector, case)) == 11
        assert connector.simulator.sessions == 3
        sent = [r for r in connector.server.requests if WORD.encode() in r.body]
    assert {request.path for request in sent} == {"/v1/sessions"}


def test_a_given_token_is_used_and_never_renewed():
    case = replace(CASE, credentials=Credentials(MAIL, WORD, "given"))
    with opened(case, lambda simulator: simulator.live_sessions.add("given")) as connector:
        assert sum(len(page.records) for page in all_pages(connector, case)) == 11
        connector.simulator.live_sessions.clear()
        with pytest.raises(AccessDenied):
            all_pages(connector, case)
        assert connector.simulator.sessions == 0


def test_a_wrong_password_is_said_and_not_shown(database):
    case = replace(CASE, credentials=Credentials(MAIL, "wrong-word"))
    with running(case) as server, pytest.raises(AccessDenied) as error:
        run(case, server.url, database)
    assert "wrong-word" not in str(error.value)
    assert MAIL not in str(error.value)


def test_lists_the_forms_of_all_projects():
    with opened(CASE) as connector:
        found = connector.consultations()
    assert [(item.id, item.title, item.count) for item in found] == [("7/trygg väg", "Skolvägar – Trygg väg", 11)]


@pytest.mark.parametrize("form", ["trygg väg", "x/y", "7/"])
def test_what_is_not_a_form_is_explained(form):
    with opened(CASE) as connector, pytest.raises(ConnectionSettingsError, match="1/my-form"):
        all_pages(connector, CASE, query=Query(form))


def test_a_form_that_is_gone():
    with opened(CASE) as connector, pytest.raises(NotFound):
        all_pages(connector, CASE, query=Query("7/gone"))


def test_an_incremental_run_reads_changes_and_deletions(database):
    with running(CASE) as server:
        run(CASE, server.url, database)
        gone, edited, *others = server.simulator.items
        edited = replace(edited, text="Ändrat i efterhand", updated="2099-01-01T00:00:00Z")
        new = Item("900", created="2099-01-02T00:00:00Z", updated=None)
        server.simulator.items = [edited, *others, new]
        server.simulator.deleted = [(gone, "2099-01-03T00:00:00.000Z")]
        result = run(CASE, server.url, database, mode="incremental")
        assert (result.mode, result.new, result.changed, result.removed) == ("incremental", 1, 1, 1)
        found = stored(database)
    assert set(found) == {"900", edited.id, *(item.id for item in others)}
    assert found[edited.id]["text"] == "Ändrat i efterhand"
    assert f"{gone.text}".encode() not in database.read_bytes()


def test_without_asking_every_run_is_complete_because_deletions_are_listed_for_30_days_only(database):
    with running(CASE) as server:
        run(CASE, server.url, database)
        server.simulator.items = server.simulator.items[1:]
        result = run(CASE, server.url, database, mode="auto")
    assert (result.mode, result.removed) == ("full", 1)


def test_encrypted_submissions_are_kept_and_explained():
    blank = {"om": {"rubrik": None, "synpunkt": None, "namn": None}, "tema": None, "plats": None}

    def prepare(simulator):
        simulator.more = {"101": {"__system": {"status": "notDecrypted"}, **blank}}

    with opened(CASE, prepare) as connector:
        pages = all_pages(connector, CASE)
    assert [any("encrypted" in str(note) for note in page.notes) for page in pages] == [True, False, False]
    first = pages[0].records[0]
    assert (first.item_id, first.text, first.lon) == ("101", None, None)


def test_answers_in_repeated_groups_are_told_also_where_nobody_counts_them():
    with opened(CASE, lambda simulator: setattr(simulator, "repeated", None)) as connector:
        last = all_pages(connector, CASE)[-1]
    assert [str(note) for note in last.notes if "repeated" in str(note)] == [
        "Answers in repeated groups (barn) are not imported; the option repeats brings them too."
    ]
    with opened(CASE, lambda simulator: setattr(simulator, "repeated", 0)) as connector:
        assert not [note for note in all_pages(connector, CASE)[-1].notes if "repeated" in str(note)]


def test_entries_of_repeated_groups_become_items_of_their_own(case, database, monkeypatch):
    fields = [*FIELDS, ("/barn/plats", "geopoint"), ("/barn/kommentar", "string"), ("/barn/tema", "string"),
              ("/barn/mer", "repeat"), ("/barn/mer/x", "string")]  # fmt: skip
    monkeypatch.setattr("sim_odk.FIELDS", fields)
    case = replace(case, options={**case.options, "repeats": True})
    point = "POINT (18.5 59.5)" if "wkt" in case.options else {"type": "Point", "coordinates": [18.5, 59.5]}
    entries = [
        {"__id": f"e{n}", "__Submissions-id": parent, "plats": point if n % 2 else None, "kommentar": f"Plats {n}",
         "namn": "Bo Ek", "tema": None}
        for n, parent in enumerate(["101"] * 3 + ["102"] * 3 + ["gone"])
    ]  # fmt: skip
    with running(case) as server:
        server.simulator.entries = entries
        result = run(case, server.url, database)
        assert (result.new, result.complete) == (17, True)
        found = stored(database)
        one, none = found["e1"], found["e2"]
        assert (one["kind"], one["parent_id"], one["text"], one["lon"]) == ("entry", "101", "Plats 1", 18.5)
        assert (one["title"], one["category"]) == ("Rubrik 0", "Trafik")
        assert (none["lon"], none["geom_origin"]) == (18.0, "inherited")
        assert b"Bo Ek" not in database.read_bytes()
        assert any("repeated within repeated groups (barn: mer)" in str(note) for note in result.notes)
        assert not any("were not imported; the option" in str(note) for note in result.notes)
        server.simulator.entries = entries[1:]
        result = run(case, server.url, database)
        assert (result.removed, result.complete) == (1, True)


def test_review_states():
    states = {"101": "hasIssues", "102": "rejected", "103": "approved", "104": "edited"}

    def prepare(simulator):
        simulator.more = {key: {"__system": {"reviewState": state}} for key, state in states.items()}

    records = by_id(read(CASE, prepare))
    assert [records[key].status for key in (*states, "105")] == ["in_progress", "rejected", "open", "open", "open"]
    assert records["101"].status_raw == "hasIssues"
    assert [records[key].moderation for key in (*states, "105")] == ["flagged", None, None, "edited", None]


def test_the_period_is_passed_on():
    query = Query("7/trygg väg", start="2026-05-03T00:00:00.000Z", end="2026-05-05T00:00:00.000Z")
    with opened(CASE) as connector:
        records = [record for page in all_pages(connector, CASE, query=query) for record in page.records]
    assert [record.item_id for record in records] == ["103", "104"]


@pytest.mark.parametrize("url", ["https://odk.test", "odk.test/v1", "https://odk.test/v1/projects/7/forms/x.svc"])
def test_addresses(url):
    assert Odk.clean_address(url) == "https://odk.test"


# -- names outside a-z -------------------------------------------------------------------------------------------------

SPELLED = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><model>
 <bind nodeset="/data/om/förslag" type="string"/><bind nodeset="/data/ämne" type="string"/>
 <bind nodeset="/data/plats.punkt" type="geopoint"/><bind nodeset="/data/svarandes-namn" type="string"/>
 <bind nodeset="/data/träd/idé" type="string"/></model></h:head><h:body>
 <input ref="/data/om/förslag"><label>Vad föreslår du?</label></input>
 <select1 ref="/data/ämne"><label>Vad gäller det?</label><item><label>Träd</label><value>trad</value></item></select1>
 </h:body></h:html>"""


class Spelled(OdkSimulator):
    """A form with questions in Swedish, as the feed spells them."""

    def answer(self, request):
        if request.path.endswith("/fields"):
            kinds = {"/om": "structure", "/om/f_rslag": "string", "/__mne": "string", "/plats_punkt": "geopoint",
                     "/svarandes_namn": "string", "/tr_d": "repeat", "/tr_d/id_": "string"}  # fmt: skip
            return json_answer([{"path": path, "type": kind} for path, kind in kinds.items()])
        if request.path.endswith(".xml") and self.shows_form:
            return Answer(200, SPELLED.encode(), "application/xml")
        return super().answer(request)

    def submission(self, item, deleted, wkt):
        found = super().submission(item, deleted, wkt)
        more = {
            "om": {"f_rslag": item.text},
            "__mne": "trad",
            "plats_punkt": found["plats"],
            "svarandes_namn": item.author,
        }
        return {"__id": found["__id"], "__system": found["__system"], **more}


SWEDISH = replace(CASES[0], simulator=Spelled)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("förslag", "f_rslag"),
        ("ämne", "__mne"),
        ("1 fråga", "_1_fr_ga"),
        ("a.b-c", "a_b_c"),
        ("om/åäö", "om/__"),
        ("_x", "_x"),
    ],
)
def test_names_as_the_feed_spells_them(given, expected):
    assert sanitised(given) == expected


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"text_fields": "förslag", "category_field": "ämne", "geo_field": "plats.punkt"},
        {"text_fields": "om/förslag", "category_field": "ämne", "geo_field": "plats.punkt"},
        {"text_fields": "f_rslag", "category_field": "__mne", "geo_field": "plats_punkt"},
        {"text_fields": "om/f_rslag", "category_field": "/__mne"},
    ],
)
def test_questions_are_found_by_both_spellings(options):
    first = by_id(read(SWEDISH, **options))["101"]
    assert (first.text, first.category, first.lon) == ("Text nummer 0 åäö", "Träd", 18.0)


@pytest.mark.parametrize(
    "options", [{"text_fields": "förslag", "geo_field": "plats.punkt"}, {"text_fields": "om/förslag"}]
)
def test_the_forms_spelling_is_understood_without_its_definition(options):
    first = by_id(read(SWEDISH, lambda simulator: setattr(simulator, "shows_form", False), **options))["101"]
    assert (first.text, first.lon) == ("Text nummer 0 åäö", 18.0)


def test_messages_name_questions_as_the_form_does():
    with opened(SWEDISH) as connector:
        told = [str(note) for page in connector.pages(SWEDISH.query) for note in page.notes]
    assert any("text: om/f_rslag" in note or "text: om/förslag" in note for note in told)
    assert any("svarandes-namn" in note for note in told)
    with pytest.raises(ConnectionSettingsError, match=r"no question “gata”.*om/förslag, ämne, svarandes-namn"):
        read(SWEDISH, text_fields="gata")
