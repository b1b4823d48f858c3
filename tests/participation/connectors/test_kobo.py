"""KoboToolbox, contract tests: against a simulator written from its API documentation."""

from __future__ import annotations

import json

import pytest
from faults import QUICK, Case, Credentials, replace, run, running, stored
from reading import all_pages, by_id, opened, read
from samplan.participation.connectors.kobo import Kobo
from samplan.participation.query import Query
from samplan.web.errors import AccessDenied, ConnectionSettingsError
from sim_kobo import CASES, FORM, TOKEN, KoboSimulator

CASE = CASES[0]


def test_latitude_comes_before_longitude_in_geolocation_and_in_geopoint_text():
    def prepare(simulator):
        simulator.more = {"101": {"plats": ...}, "102": {"_geolocation": [None, None]}}

    records = by_id(read(CASE, prepare))
    assert (records["101"].lat, records["101"].lon) == (59.30, 18.00)
    assert (records["102"].lat, records["102"].lon) == (59.31, 18.01)


def test_areas_and_lines_have_a_centre():
    corners = "59.0 18.0 0 0;59.0 18.2 0 0;59.2 18.2 0 0;59.2 18.0 0 0;59.0 18.0 0 0"

    def prepare(simulator):
        nowhere = {"plats": ..., "_geolocation": [None, None]}
        simulator.more = {
            "101": {**nowhere, "yta": corners},
            "102": {**nowhere, "yta": "59.0 18.0 0 0; 59.2 18.0 0 0"},
            "103": {**nowhere, "yta": "59.0 18.0 0 0; norr 18.0 0 0"},
        }

    records = by_id(read(CASE, prepare))
    assert (records["101"].lon, records["101"].lat, records["101"].geom_origin) == (18.1, 59.1, "centroid")
    assert (records["102"].lon, records["102"].lat) == (18.0, 59.1)
    assert records["103"].lon is None


def test_a_named_position_question_has_no_substitute():
    records = read(CASE, geo_field="yta")
    assert not any(record.located for record in records)
    with pytest.raises(ConnectionSettingsError, match="plats, yta"):
        read(CASE, geo_field="kommentar")


def test_only_chosen_answers_are_kept():
    records = read(CASE)
    kept = " ".join(str(record) for record in records)
    assert records[0].title == "Rubrik 0"
    assert records[0].text == "Text nummer 0 åäö"
    assert records[0].category == "Trafik"
    for secret in ("070-123", "Andersson", "example.org"):
        assert secret not in kept


def test_questions_can_be_named_by_path_or_name():
    record = read(CASE, text_fields="kommentar, om/rubrik", title_field="kategori", category_field="rubrik")[0]
    assert record.text == "kommentar: Text nummer 0 åäö\nrubrik: Rubrik 0"
    assert (record.title, record.category) == ("Trafik", "Rubrik 0")
    assert (record.address, read(CASE, address_field="rubrik")[0].address) == (None, "Rubrik 0")
    with pytest.raises(ConnectionSettingsError, match="no question “namn”"):
        read(CASE, text_fields="namn")  # in a repeated group


def test_says_which_questions_there_are_when_none_is_taken(monkeypatch):
    form = [{"type": "text", "name": "fråga_7"}, {"type": "text", "name": "ditt_namn"}]
    monkeypatch.setattr("sim_kobo.FORM", form)
    with opened(CASE) as connector:
        first = all_pages(connector, CASE)[0]
    notes = [str(note) for note in first.notes]
    assert any("fråga_7, ditt_namn" in note for note in notes)
    assert any("no geographic question" in note for note in notes)
    assert all(record.text is None and record.located for record in first.records)  # _geolocation is still there


def test_choices_are_shown_by_their_label_in_the_chosen_language():
    def prepare(simulator):
        simulator.more = {"101": {"trafikslag": "bike walk other", "kategori": "c_okänd"}}

    options = {"text_fields": "kommentar, trafikslag"}
    records = by_id(read(CASE, prepare, **options))
    assert (records["101"].category, records["102"].category) == ("c_okänd", "Park")
    assert records["101"].text == "kommentar: Text nummer 0 åäö\nHur färdas du? Cykel, Till fots, other"
    english = by_id(read(CASE, prepare, language="en", **options))
    assert (english["102"].category, english["103"].category) == ("Parks", "Traffic")
    assert english["101"].text.endswith("How do you travel? Bicycle, Till fots, other")
    assert by_id(read(CASE, prepare, labels=False, **options))["101"].text.endswith("trafikslag: bike walk other")
    assert by_id(read(CASE, labels=False))["102"].category == "c_park"


@pytest.mark.parametrize("language", ["en", "EN", "english", "en-GB"])
def test_languages_are_known_by_code_or_name(language):
    assert by_id(read(CASE, language=language))["101"].category == "Traffic"


def test_a_language_that_the_form_lacks_is_said():
    with opened(CASE, language="fi") as connector:
        page = all_pages(connector, CASE)[0]
    assert page.records[0].category == "Trafik"
    assert any("no language “fi”" in str(note) and "English (en)" in str(note) for note in page.notes)


def test_what_is_left_behind_is_counted_at_the_end():
    def prepare(simulator):
        place = "59.0 18.0 0 0"
        simulator.more = {"101": {"yta": f"{place};59.1 18.0 0 0"}, "102": {"yta": f"{place};59.1 18.0 0 0"}}

    with opened(CASE, prepare) as connector:
        first, *_others, last = all_pages(connector, CASE)
    assert any("(om/telefon, trafikslag)" in str(note) for note in first.notes)
    said = [str(note) for note in last.notes]
    assert any("11 answers in repeated groups (barn) were not imported; the option repeats" in note for note in said)
    assert any("2 submissions answer several geographic questions" in note and "plats, yta" in note for note in said)


def test_entries_of_repeated_groups_become_items_of_their_own(database, monkeypatch):
    at = next(n for n, row in enumerate(FORM) if row["name" if "name" in row else "type"] == "barn") + 1
    inside = [
        {"type": "begin_group", "name": "g"}, {"type": "geopoint", "name": "var"}, {"type": "text", "name": "kommentar"},
        {"type": "text", "name": "extra"}, {"type": "end_group"}, {"type": "begin_repeat", "name": "mer"},
        {"type": "text", "name": "x"}, {"type": "end_repeat"},
    ]  # fmt: skip
    monkeypatch.setattr("sim_kobo.FORM", [*FORM[:at], *inside, *FORM[at:]])
    case = replace(CASE, options={"repeats": True})
    entries = [
        {"barn/namn": "Bo Ek", "barn/g/var": "59.5 18.5 0 0", "barn/g/kommentar": "Här", "barn/g/extra": "mer"},
        {"barn/g/kommentar": "Där"},
    ]
    with running(case) as server:
        server.simulator.more = {item.id: {"barn": ...} for item in server.simulator.items}
        server.simulator.more["101"] = {"barn": entries}
        result = run(case, server.url, database)
        assert (result.new, result.complete) == (13, True)
        found = stored(database)
        first, second = found["101/barn/1"], found["101/barn/2"]
        assert (first["kind"], first["parent_id"], first["text"]) == ("entry", "101", "Här")
        assert (first["lat"], first["geom_origin"], first["category"]) == (59.5, "exact", "Trafik")
        assert (second["text"], second["lat"], second["geom_origin"]) == ("Där", 59.3, "inherited")
        assert any("repeated within repeated groups (barn: mer)" in str(note) for note in result.notes)
        server.simulator.more["101"] = {"barn": entries[:1]}
        result = run(case, server.url, database)
        assert (result.removed, result.changed, result.complete) == (1, 0, True)
        named = replace(CASE, options={"repeats": True, "text_fields": "kommentar, barn/g/extra"})
        run(named, server.url, database)
        found = stored(database)
        assert (found["101"]["text"], found["101/barn/1"]["text"]) == ("Text nummer 0 åäö", "mer")


@pytest.mark.parametrize(
    ("form", "text", "category"),
    [
        ([("text", "q1", "Ditt namn"), ("text", "q2", "Vad är din synpunkt på parken?")], "q2", None),
        ([("text", "name", ""), ("text", "din_kommentar", "")], "din_kommentar", None),
        ([("text", "kommentar_kontaktperson", ""), ("text", "förslaget", "")], "förslaget", None),
        ([("text", "beskrivning", ""), ("select_one", "issue_type", "")], "beskrivning", "issue_type"),
        ([("text", "beskrivning", ""), ("select_one", "a", "Ålder"), ("select_one", "b", "Typ av problem")],
         "beskrivning", "b"),
        ([("text", "beskrivning", ""), ("select_one", "typ_av_person", "Ålder")], "beskrivning", None),
    ],
)  # fmt: skip
def test_questions_that_are_taken_without_being_named(monkeypatch, form, text, category):
    rows = [
        {"type": kind, "name": name, "label": [label], "select_from_list_name": "kategorier"}
        for kind, name, label in form
    ]
    monkeypatch.setattr("sim_kobo.FORM", [*rows, {"type": "geopoint", "name": "plats"}])

    def prepare(simulator):
        simulator.more = {"101": {name: "c_park" if kind == "select_one" else name for kind, name, _l in form}}

    assert by_id(read(CASE, prepare, labels=False))["101"].category == (category and "c_park")
    record = by_id(read(CASE, prepare))["101"]
    assert record.text == text
    assert record.category == (None if category is None else "Park")


def test_an_edit_changes_the_uuid_and_not_the_identity(database):
    with running(CASE) as server:
        run(CASE, server.url, database)
        server.simulator.more = {
            "101": {"_uuid": "9f0e", "meta/rootUuid": "uuid:101", "om/kommentar": "Rättad text"},
        }
        result = run(CASE, server.url, database)
        assert (result.new, result.changed, result.removed) == (0, 1, 0)
        found = stored(database)["101"]
        assert (found["text"], found["moderation"]) == ("Rättad text", "edited")


def test_pages_grow_to_what_the_server_really_sends():
    with opened(CASE) as connector:
        pages = all_pages(connector, CASE)
        asked = [request for request in connector.server.requests if request.path.endswith("/data/")]
    assert [len(page.records) for page in pages] == [4, 4, 3]
    assert {page.total for page in pages} == {11}
    assert [request.query["start"] for request in asked] == ["0", "4", "8"]
    assert {request.query["limit"] for request in asked} == {"1000"}
    assert {request.query["sort"] for request in asked} == {'{"_id":1}'}


def test_a_server_that_claims_more_than_it_sends_ends():
    class Short(KoboSimulator):
        def answer(self, request):
            found = super().answer(request)
            if not self.is_data(request):
                return found
            return replace(found, body=json.dumps({**json.loads(found.body), "count": 99}).encode())

    with opened(replace(CASE, simulator=Short)) as connector:
        pages = all_pages(connector, CASE)
    assert sum(len(page.records) for page in pages) == 11
    assert pages[-1].total == 99


def test_the_period_is_passed_on():
    query = Query("aT1", start="2026-05-03T00:00:00.000Z", end="2026-05-05T06:00:00.000Z")
    with opened(CASE) as connector:
        records = [record for page in all_pages(connector, CASE, query=query) for record in page.records]
    # the item of the very last moment comes too; the client drops it
    assert [record.item_id for record in records] == ["103", "104", "105"]
    assert [query.matches(record) for record in records] == [True, True, False]


def test_review_and_photos():
    photo = {"download_url": "https://kc.test/a.jpg", "mimetype": "image/jpeg"}

    def prepare(simulator):
        simulator.more = {
            "101": {"_validation_status": {"uid": "validation_status_not_approved", "by_whom": "Anna Andersson"}},
            "102": {
                "_attachments": [
                    photo,
                    {"download_url": "https://kc.test/b.mp3", "mimetype": "audio/mp3"},
                    {"download_url": "https://kc.test/gone.jpg", "mimetype": "image/jpeg", "is_deleted": True},
                    {"download_url": "https://kc.test/audit.csv", "mimetype": "text/csv"},
                ]
            },
        }

    records = by_id(read(CASE, prepare))
    assert (records["101"].status, records["101"].status_raw) == ("rejected", "not_approved")
    assert (records["102"].status, records["102"].media_urls) == (
        "open",
        '["https://kc.test/a.jpg", "https://kc.test/b.mp3"]',
    )
    assert by_id(read(CASE, prepare, photos=False))["102"].media_urls is None
    with opened(CASE, prepare) as connector:
        all_pages(connector, CASE)
        assert not [request for request in connector.server.requests if request.path.endswith((".jpg", ".mp3"))]


def test_lists_deployed_surveys_over_pages():
    with opened(CASE) as connector:
        found = connector.consultations()
    assert [(item.id, item.title, item.count) for item in found] == [("aT1", "Trygg väg", 11), ("aT3", "Fler", None)]
    assert found[0].description == "Skolvägar"


def test_a_wrong_token_is_said_and_not_shown(database):
    case = replace(CASE, credentials=Credentials(token="wrong-token"))  # noqa: S106
    with running(case) as server, pytest.raises(AccessDenied) as error:
        run(case, server.url, database)
    assert "wrong-token" not in str(error.value)
    assert "authentication configuration" in str(error.value)


def test_without_a_token_no_header_is_sent(database):
    case: Case = replace(CASE, credentials=Credentials())
    with running(case) as server:
        connector = case.open(server.url, QUICK, headers={"Authorization": f"Token {TOKEN}"})  # as authcfg does
        assert sum(len(page.records) for page in connector.pages(case.query)) == 11


@pytest.mark.parametrize(
    "url", ["eu.kobotoolbox.org", "https://eu.kobotoolbox.org/api/v2/assets/aT1/data/?format=json"]
)
def test_addresses(url):
    assert Kobo.clean_address(url) == "https://eu.kobotoolbox.org"
