"""What columns mean: as a text or an object, authors as pseudonyms only; coordinates that mean nothing or something else."""

from __future__ import annotations

import json

import pytest
from faults import Item, replace, some_items, stored
from reading import opened
from samplan.participation.connectors._people import holds_people
from samplan.participation.connectors.base import Connection
from samplan.participation.privacy.pseudonyms import Pseudonyms
from samplan.participation.query import Query
from samplan.participation.registry import open_connector
from samplan.participation.sync.sync import sync
from samplan.web import errors
from samplan.web.transport import plain_transport
from sim_ogcapi import CASES
from test_file import collection, load, saved

TABLE = "Ärendenr;Vem;a=b; c;lat;lon\n7;Anna Ek;Hål i gatan;59;18\n8;anna ek ;Glas;59;18\n9;;Snö;59;18\n"


def test_columns_as_an_object_may_hold_any_sign(tmp_path, database):
    body = '"Ärendenr";"rubrik";"fri; text=1";"lat";"lon"\n7;Hål;Djupt;59;18\n'
    load(saved(tmp_path, body), database, columns={" id": "Ärendenr", "text": "fri; text=1", "title": None, "lang": ""})
    row = stored(database)["7"]
    assert (row["title"], row["text"]) == (None, "Djupt")
    for columns, wrong in ({"id": "nr"}, "no column “nr”"), ({"namn": "lat"}, "Unknown role “namn”.* author"):
        with pytest.raises(errors.ConnectionSettingsError, match=wrong):
            load(saved(tmp_path, body), database, columns=columns)


def test_the_same_columns_as_text_and_as_object_are_the_same_items(tmp_path, database):
    path = saved(tmp_path, "nr;b;lat;lon\n5;x;59;18\n")
    assert load(path, database, columns="id=nr; text=b").new == 1
    result = load(path, database, columns={"id": "nr", "text": "b"})
    assert (result.new, result.changed, result.removed) == (0, 0, 0)


def test_columns_of_an_ogc_service_as_an_object():
    with opened(CASES[0], columns={"text": "rubrik", "title": None}) as connector:
        (first, *_others) = [record for page in connector.pages(CASES[0].query) for record in page.records]
    assert (first.title, first.text) == (None, "Rubrik 0")


def with_pseudonyms(source, database, **options):
    connection = Connection(str(source), "", options, pseudonym=Pseudonyms("sixteen characters", "file"))
    return sync(open_connector("file", connection, plain_transport(str(source))), Query(), database)


@pytest.mark.parametrize("columns", ["id=Ärendenr; author=Vem", {"id": "Ärendenr", "author": "Vem"}])
def test_an_author_becomes_a_pseudonym_and_nothing_else(tmp_path, database, columns):
    path = saved(tmp_path, TABLE)
    assert not any("pseudonyms" in str(note) for note in with_pseudonyms(path, database, columns=columns).notes)
    rows = stored(database)
    assert len(rows["7"]["author_pseudonym"]) == 32
    assert rows["7"]["author_pseudonym"] == rows["8"]["author_pseudonym"]
    assert rows["9"]["author_pseudonym"] is None
    assert not [value for row in rows.values() for value in row.values() if "anna" in str(value).lower()]
    assert b"anna ek" not in database.read_bytes().lower()
    notes = load(path, database, columns=columns).notes
    assert any("The authors (column Vem) were left out" in str(note) for note in notes)
    assert any("2 items keep the pseudonym of their author" in str(note) for note in notes)
    assert [stored(database)[key]["author_pseudonym"] for key in "789"] == [
        rows[key]["author_pseudonym"] for key in "789"
    ]
    assert b"anna ek" not in database.read_bytes().lower()


@pytest.mark.parametrize("name", ["author", "E-post", "Avsändare", "user id", "sähköposti"])
def test_usual_names_of_an_authors_column(tmp_path, database, name):
    path = saved(tmp_path, f"id;text;{name};lat;lon\n1;a;x@example.org;59;18\n")
    with_pseudonyms(path, database)
    assert len(stored(database)["1"]["author_pseudonym"]) == 32
    assert b"x@example.org" not in database.read_bytes()


WHO = "Zebulon Quist zq@example.org +46 70 123 45 67"


@pytest.mark.parametrize(
    "name",
    ["Namn", "Name", "Nimi", "Navn", "Nom", "Förnamn", "first name", "Vorname", "E-post", "Courriel", "Puhelin",
     "Telefonnummer", "Adresse", "Personnummer", "Fødselsdato", "Kontaktuppgift", "Yhteystiedot", "Inlämnat av (namn)",
     "respondentName"],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["csv", "geojson"])
def test_a_column_of_people_is_never_guessed_to_be_anything(tmp_path, database, name, kind):
    """Not as a title either, and in no byte of the file."""
    if kind == "csv":
        path = saved(tmp_path, f"id;{name};Synpunkt;lat;lon\n1;{WHO};Hål i gatan;59;18\n")
    else:
        person = {"type": "Feature", "id": 1, "geometry": None, "properties": {name: WHO, "text": "Hål i gatan"}}
        path = saved(tmp_path, collection(person), "a.geojson")
    load(path, database)
    row = stored(database)["1"]
    assert (row["text"], row["title"]) == ("Hål i gatan", None)
    assert b"zebulon" not in database.read_bytes().lower()


@pytest.mark.parametrize("role", ["title", "text", "category", "status"])
def test_choosing_a_column_of_people_is_told_loudly(tmp_path, database, role):
    path = saved(tmp_path, f"id;Namn;lat;lon\n1;{WHO};59;18\n")
    notes = load(path, database, columns=f"{role}=Namn").notes
    assert any("The columns Namn are called like ones that name people" in str(note) for note in notes)


def test_authors_of_geojson_and_of_an_ogc_service(tmp_path, database):
    person = {"type": "Feature", "id": 1, "geometry": None, "properties": {"text": "a", "author": "Anna"}}
    with_pseudonyms(saved(tmp_path, collection(person), "a.geojson"), database)
    assert len(stored(database)["1"]["author_pseudonym"]) == 32
    with opened(CASES[0], pseudonym=lambda author: f"p{len(author)}") as connector:
        records = [record for page in connector.pages(CASES[0].query) for record in page.records]
    assert {record.author_pseudonym for record in records} == {f"p{len('Anna Andersson')}"}


# -- coordinates -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("crs", "good"), [("EPSG:3006", "673800;6580200"), ("auto", "18;59"), ("EPSG:3857", "2009300;8252057")]
)
def test_zero_zero_is_no_position_in_any_system(tmp_path, database, crs, good):
    body = f"id;x;y\n1;0;0\n2;{good}\n3;0,0;0.000\n4;;\n"
    result = load(saved(tmp_path, body), database, crs=crs)
    assert [key for key, row in stored(database).items() if row["located"]] == ["2"]
    assert [str(note) for note in result.notes if "0, 0" in str(note)] == [
        "2 items have the coordinates 0, 0, which mean nothing; they are kept without a position."
    ]


@pytest.mark.parametrize("crs", ["auto", "EPSG:3006"])
def test_zero_zero_in_geojson(tmp_path, database, crs):
    points = [[0, 0], [18, 59] if crs == "auto" else [673800, 6580200]]
    features = [
        {"type": "Feature", "id": n, "properties": {}, "geometry": {"type": "Point", "coordinates": point}}
        for n, point in enumerate(points)
    ]
    result = load(saved(tmp_path, collection(*features), "a.geojson"), database, crs=crs)
    assert {key: row["located"] for key, row in stored(database).items()} == {"0": False, "1": True}
    assert any("1 items have the coordinates 0, 0" in str(note) for note in result.notes)


def test_metres_of_the_country_read_as_web_maps_are_told(tmp_path, database):
    body = "id;x;y\n1;673800;6580200\n2;673900;6570200\n3;2009300;8252057\n"
    result = load(saved(tmp_path, body), database, crs="EPSG:3857")
    (told,) = [str(note) for note in result.notes if "Northern Europe" in str(note)]
    assert "(673800, 6580200)" in told
    assert "EPSG:3006 (SWEREF 99 TM)" in told
    assert "of EPSG:3857" not in told
    for crs, rest in (("EPSG:3857", "3;2009300;8252057\n4;2009300;8252157\n"), ("EPSG:3006", "1;673800;6580200\n")):
        notes = load(saved(tmp_path, f"id;x;y\n{rest}"), database, crs=crs).notes
        assert not any("Northern Europe" in str(note) for note in notes)


def test_advice_about_the_system_fits_panel_and_algorithm(tmp_path, database):
    with pytest.raises(errors.ConnectionSettingsError) as raised:
        load(saved(tmp_path, "id;x;y\n1;673800;6580200\n"), database)
    assert "Choose their coordinate system (option crs)" in str(raised.value)
    assert "connection" not in str(raised.value)
    assert "EPSG:3857" not in str(raised.value)


# -- an extent -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ignores", [False, True])
def test_the_note_on_an_extent_says_what_happened(ignores):
    def prepare(simulator):
        simulator.items = [*some_items(6), replace(Item("200"), lat=None, lon=None)]
        simulator.ignore_filters = ignores

    with opened(CASES[0], prepare) as connector:
        pages = list(connector.pages(Query(consultation="feedback", bbox=(17.0, 59.0, 19.0, 60.0))))
    told = [str(note) for page in pages for note in page.notes if "without a position" in str(note)]
    assert len(told) == (0 if ignores else 1)
    assert sum(len(page.records) for page in pages) == (7 if ignores else 6)


def test_columns_as_json_text_of_the_algorithm(tmp_path, database):
    options = json.loads('{"crs": "EPSG:3006", "columns": {"id": "Ärendenr", "created": "Inkommet"}}')
    load(saved(tmp_path, "Ärendenr;Inkommet;x;y\n3;2026-05-01;673800;6580200\n"), database, **options)
    assert stored(database)["3"]["created_utc"] == "2026-05-01T00:00:00.000Z"


@pytest.mark.parametrize(
    "name", ["mobilitet", "persontransport", "authority", "nominering", "usability", "telemetri", "könummer"]
)
def test_ordinary_words_are_no_people(name):
    assert not holds_people(name)


@pytest.mark.parametrize(("titles", "taken"), [
    (("Anna Ek", "Bo Al", "Eva By", "Ulf Å", "Hål"), False),  # 4 of 5 are names
    (("Anna Ek", "Bo Al", "Eva By", "Snö", "Hål"), True),  # 3 of 5
    (("anna ek", " Bo  Al", "EVA BY", "", ""), False),  # 3 of the 3 that there are
    (("Anna", "Bo", "Eva", "Ulf", "x"), False),  # a part of each name
])  # fmt: skip
@pytest.mark.parametrize("people", ["1_Namn", "Ditt namn", "author", ("Förnamn", "Efternamn")])
def test_a_title_that_repeats_people_is_not_taken(tmp_path, database, titles, taken, people):
    names = ("Anna Ek", "Bo Al", "Eva By", "Ulf Å", "Siv Ö")
    split = isinstance(people, tuple)
    rows = "".join(
        f"{n};{title};{name.replace(' ', ';') if split else name};Text {n};59;18\n"
        for n, (title, name) in enumerate(zip(titles, names))
    )
    path = saved(tmp_path, f"ec5_uuid;title;{';'.join(people) if split else people};text;lat;lon\n{rows}")
    result = load(path, database)
    kept = [row["title"] for row in stored(database).values()]
    assert kept == list(titles) if taken else not any(kept)
    assert taken != ("The column title holds the same as columns" in " ".join(map(str, result.notes)))
    if not taken:
        load(path, database, columns="title=title")
        assert any(row["title"] for row in stored(database).values())
