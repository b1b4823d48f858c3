"""Columns of positions, ids and times in tables as services export them: found by name and by what they hold."""

from __future__ import annotations

import json

import pytest
from faults import stored
from samplan.web import errors
from test_file import collection, load, saved

AT = (pytest.approx(17.635, abs=1e-6), pytest.approx(59.855, abs=1e-6))


def place(row):
    return row["lon"], row["lat"]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("lat;lon", "N 59° 51.3';E 17° 38.1'"),
        ("lat;lon", "59°51'18\";17°38'6\""),
        ("Latitud;Longitud", "59 51 18 N;17 38 06 Ö"),
        ("lat;lon", "59,855°;17,635°"),
        ("position", "(59.855, 17.635)"),
        ("Plats", "59.855 17.635 12.0 4.9"),
        ("Var är det?", "59.855 17.635 0 0"),
        ("geom", '"SRID=4326;POINT(17.635 59.855)"'),
        ("wkt", "POINT Z (17,635 59,855 3)"),
        ("the_geom", "0101000020E6100000C3F5285C8FA231403D0AD7A370ED4D40"),
        ("geometry", '"{""type"":""Point"",""coordinates"":[17.635,59.855]}"'),
        ("Karta", "https://www.google.com/maps/@59.855,17.635,15z"),
        ("karta", "https://www.openstreetmap.org/?mlat=59.855&mlon=17.635#map=15/59.8/17.6"),
        ("position", "geo:59.855,17.635"),
        ("lat;lon;wkt", ";;POINT (17.635 59.855)"),
        ("lat;lon;wkt", " ; ;POINT (17.635 59.855)"),
        ("wkt;lat;lon", ";59.855;17.635"),
        ("lat;lon", "59.855, 17.635;"),
        ("_Plats_latitude;_Plats_longitude;_Plats_altitude;_Plats_precision", "59.855;17.635;0;0"),
        ("plats-punkt-Latitude;plats-punkt-Longitude;plats-punkt-Altitude;plats-punkt-Accuracy", "59.855;17.635;0;0"),
        ("lat_2_Plats;long_2_Plats;accuracy_2_Plats", "59.855;17.635;5"),
        ("PlatsLat;PlatsLng", "59.855;17.635"),
        ("grupp/Plats/lat;grupp/Plats/lon", "59.855;17.635"),
        ("WGS84 N;WGS84 E", "59.855;17.635"),
    ],
)
def test_usual_forms_and_names_of_positions(tmp_path, database, header, cells):
    result = load(saved(tmp_path, f"id;text;{header}\n1;a;{cells}\n2;b;{';' * cells.count(';')}\n".encode()), database)
    rows = stored(database)
    assert place(rows["1"]) == AT
    assert rows["2"]["located"] is False
    assert not any("could not be read" in str(note) for note in result.notes)


# the same place as 59.855 N 17.635 E, computed with PROJ: 647,591.09 6,638,198.66 in SWEREF 99 TM and UTM 33 alike
EAST, NORTH = "647591.09", "6638198.66"
NEAR = (pytest.approx(17.635, abs=1e-6), pytest.approx(59.855, abs=1e-6))


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("SWEREF99_N;SWEREF99_E", f"{NORTH};{EAST}"),
        ("N_SWEREF99TM;E_SWEREF99TM", f"{NORTH};{EAST}"),
        ("sweref99tm_x;sweref99tm_y", f"{EAST};{NORTH}"),
        ("utm33_easting;utm33_northing", f"{EAST};{NORTH}"),
        ("UTM_Northing_2_Plats;UTM_Easting_2_Plats;UTM_Zone_2_Plats", f"{NORTH};{EAST};33V"),
        ("EPSG3006_x;EPSG3006_y", f"{EAST.replace('.', ',')};{NORTH.replace('.', ',')}"),
        ("lat;lon;SWEREF99_N;SWEREF99_E", f";;{NORTH};{EAST}"),
        ("position", f'"SRID=3006;POINT({EAST} {NORTH})"'),
        ("position", f"33V {EAST} {NORTH}"),
    ],
)
def test_columns_whose_names_state_the_system(tmp_path, database, header, cells):
    load(saved(tmp_path, f"id;text;{header}\n1;a;{cells}\n"), database)
    assert place(stored(database)["1"]) == NEAR


def test_each_row_takes_the_first_pair_that_is_filled_in(tmp_path, database):
    body = (
        "id;text;lat;lon;east;north;wkt\n"
        f"1;a;59.855;17.635;{EAST};{NORTH};\n2;a;;;{EAST};{NORTH};\n3;a;;;;;POINT (17.635 59.855)\n4;a;;;;;\n"
    )
    load(saved(tmp_path, body), database, crs="EPSG:3006")
    rows = stored(database)
    assert [place(rows[key]) == NEAR for key in "123"] == [True, True, True]
    assert rows["4"]["located"] is False


def test_what_could_not_be_read_is_counted_with_examples(tmp_path, database):
    body = "id;text;lat;lon\n1;a;59;18\n2;b;vid skolan;\n3;c;59x;18y\n4;d;?;?\n5;e;;\n6;f;vid skolan;\n"
    result = load(saved(tmp_path, body), database)
    assert [str(note) for note in result.notes if "could not be read" in str(note)] == [
        "4 items have something in the coordinate columns that could not be read (“vid skolan”; “59x; 18y”); they are kept"
        " without a position. Write degrees, a pair of coordinates or WKT there."
    ]
    assert result.unlocated == 5


@pytest.mark.parametrize(
    ("wkt", "lon", "lat", "origin"),
    [
        ("LINESTRING (18 59, 20 59)", 19, 59, "centroid"),
        ("POLYGON ((18 59, 20 59, 20 61, 18 61, 18 59))", 19, 60, "centroid"),
        ("MULTIPOINT ((18 59), (20 61))", 19, 60, "centroid"),
        ("59 18 0 0; 59 20 0 0", 19, 59, "centroid"),
        ("POINT (18 59)", 18, 59, "exact"),
    ],
)
def test_lines_and_surfaces(tmp_path, database, wkt, lon, lat, origin):
    load(saved(tmp_path, f'id;text;wkt\n1;a;"{wkt}"\n'), database)
    row = stored(database)["1"]
    assert (row["lon"], row["lat"], row["geom_origin"]) == (lon, lat, origin)


def test_words_for_places_are_no_positions(tmp_path, database):
    result = load(saved(tmp_path, "id;text;Plats;Location\n1;a;Torget 5;Centrum\n2;b;Skolan;Norr\n"), database)
    assert result.unlocated == 2
    assert not any("could not be read" in str(note) for note in result.notes)


def test_answers_numbered_x_and_y_are_no_coordinates(tmp_path, database):
    result = load(saved(tmp_path, "id;text;svar_x;svar_y\n1;a;1;2\n2;b;3;4\n"), database)
    assert result.unlocated == 2


def test_of_several_questions_the_one_with_answers_counts(tmp_path, database):
    header = "id;text;_Ett_latitude;_Ett_longitude;_Två_latitude;_Två_longitude"
    body = f"{header}\n1;a;;;59.855;17.635\n2;b;;;59;18\n3;c;60;17;;\n"
    result = load(saved(tmp_path, body), database)
    assert {key: row["located"] for key, row in stored(database).items()} == {"1": True, "2": True, "3": True}
    (note,) = [str(note) for note in result.notes if "Positions are read" in str(note)]
    assert "_Två_latitude + _Två_longitude, _Ett_latitude + _Ett_longitude" in note


def test_columns_of_people_are_no_places(tmp_path, database):
    body = "id;text;respondent_lat;respondent_lon;Adress\n1;a;59.855;17.635;59.8 17.6 0 0\n"
    assert load(saved(tmp_path, body), database).unlocated == 1


def test_features_without_a_geometry_may_have_degrees_in_columns(tmp_path, database):
    features = [
        {"type": "Feature", "id": 1, "geometry": None, "properties": {"lat": 59.855, "lon": 17.635, "x": 7, "y": 8}},
        {"type": "Feature", "id": 2, "geometry": None, "properties": {"x": 647591, "y": 6638198}},
        {
            "type": "Feature",
            "id": 3,
            "geometry": {"type": "Point", "coordinates": [18, 59]},
            "properties": {"lat": 1, "lon": 2},
        },
    ]
    load(saved(tmp_path, collection(*features), "a.geojson"), database)
    rows = stored(database)
    assert (place(rows["1"]), rows["2"]["located"], place(rows["3"])) == (AT, False, (18, 59))


# -- ids -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["_uuid", "KEY", "ec5_uuid", "meta-instanceID", "meta/instanceID", "GlobalID", "_id", "OBJECTID", "Report ID"],
)
def test_usual_names_of_ids(tmp_path, database, name):
    load(saved(tmp_path, f"{name};text;lat;lon\nq-7;a;59;18\n"), database)
    assert list(stored(database)) == ["q-7"]


@pytest.mark.parametrize(
    ("header", "row", "wanted"),
    [
        # KoboToolbox
        ("start;grupp/Kommentar;grupp/Kategori;_id;_uuid;_submission_time;_validation_status;_submitted_by",
         "x;Hål;Väg;7;u7;2026-03-14T10:15:00;;anna", {"text": "Hål", "category": "Väg"}),
        # ODK Central
        ("SubmissionDate;grupp-Kommentar;grupp-Kategori;KEY;SubmitterName;ReviewState",
         "2026-03-14T10:15:00.000Z;Hål;Väg;u7;Anna;hasIssues", {"text": "Hål", "category": "Väg", "status_raw": "hasIssues"}),
        # Epicollect5
        ("ec5_uuid;created_at;uploaded_at;title;1_Kommentar;3_Kategori",
         "u7;2026-03-14T10:15:00.000Z;x;Rubrik;Hål;Väg", {"text": "Hål", "category": "Väg", "title": "Rubrik"}),
        # ArcGIS Survey123
        ("ObjectID;GlobalID;Kommentar;Kategori;CreationDate;Creator;EditDate;x;y",
         ";u7;Hål;Väg;3/14/2026 10:15:00 AM;anna;3/15/2026 8:00:00 AM;18.0;59.0",
         {"text": "Hål", "category": "Väg", "lon": 18.0}),
    ],
)  # fmt: skip
def test_exports_of_survey_services(tmp_path, database, header, row, wanted):
    load(saved(tmp_path, f"{header}\n{row}\n"), database)
    (found,) = stored(database).values()
    assert found["item_id"].endswith("7")
    assert found["created_utc"] == "2026-03-14T10:15:00.000Z"
    assert {name: found[name] for name in wanted} == wanted
    assert b"anna" not in database.read_bytes().lower()


def test_ids_out_of_several_columns(tmp_path, database):
    path = saved(tmp_path, "område;nr;text;lat;lon\nA;1;x;59;18\nB;1;y;59;18\nA;2;z;59;18\n")
    result = load(path, database, columns="id=område+nr")
    assert set(stored(database)) == {"A+1", "B+1", "A+2"}
    assert not any("id of another one" in str(note) or "område" in str(note) for note in result.notes)
    with pytest.raises(errors.ConnectionSettingsError, match="no column “num”"):
        load(path, database, columns="id=område+num")


def test_a_column_whose_name_has_a_plus(tmp_path, database):
    load(saved(tmp_path, "a+b;text;lat;lon\n7;x;59;18\n"), database, columns="id=a+b")
    assert list(stored(database)) == ["7"]


@pytest.mark.parametrize("kind", ["csv", "geojson"])
def test_no_id_at_all(tmp_path, database, kind):
    if kind == "csv":
        path = saved(tmp_path, "id;text;lat;lon\n1;x;59;18\n1;y;59;18\n")
    else:
        path = saved(
            tmp_path,
            collection(
                *({"type": "Feature", "id": 1, "geometry": None, "properties": {"text": text}} for text in "xy")
            ),
            "a.geojson",
        )
    result = load(path, database, columns="id=")
    assert sorted(row["text"] for row in stored(database).values()) == ["x", "y"]
    assert any("Items have no id" in str(note) for note in result.notes)
    assert load(path, database, columns="id=").changed == 0


def test_of_items_with_the_same_id_the_last_is_kept_and_told_once(tmp_path, database):
    body = "id;text;lat;lon\n" + "".join(f"{n % 1500};text {n};59;18\n" for n in range(4000))
    result = load(saved(tmp_path, body), database)
    rows = stored(database)
    assert (len(rows), rows["7"]["text"], rows["1400"]["text"]) == (1500, "text 3007", "text 2900")
    assert [str(note) for note in result.notes if "id of another" in str(note)] == [
        "2500 items have the id of another one; of each the last was kept. Choose columns that are unique together, like"
        " id=a+b, or none with id= (option columns)."
    ]


# -- times -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "created", "said"),
    [
        (["03/14/2026 10:15 AM", "03/04/2026 1:00 PM"], ["2026-03-14T10:15:00.000Z", "2026-03-04T13:00:00.000Z"],
         "month/day/year"),
        (["31.12.2026 klo 12.30", "1.2.2026 klo 8.05"], ["2026-12-31T12:30:00.000Z", "2026-02-01T08:05:00.000Z"], ""),
        (["46095", "46095,5"], ["2026-03-14T00:00:00.000Z", "2026-03-14T12:00:00.000Z"], "spreadsheet"),
        (["1773483300000", "1773483300"], ["2026-03-14T10:15:00.000Z"] * 2, ""),
        (["03/04/2026", "05/06/2026"], ["2026-04-03T00:00:00.000Z", "2026-06-05T00:00:00.000Z"],
         "set the option date_format to mdy"),
        (["260314", "251231"], ["2026-03-14T00:00:00.000Z", "2025-12-31T00:00:00.000Z"], "Six digits"),
    ],
)  # fmt: skip
def test_times_of_a_column(tmp_path, database, cells, created, said):
    body = "id;text;Datum\n" + "".join(f'{n};a;"{cell}"\n' for n, cell in enumerate(cells))
    result = load(saved(tmp_path, body), database)
    rows = stored(database)
    assert [rows[str(n)]["created_utc"] for n in range(2)] == created
    told = [str(note) for note in result.notes if "Datum" in str(note)]
    assert (said in told[0]) if said else not told


def test_the_order_of_days_may_show_late_in_a_long_column(tmp_path, database):
    body = "id;text;Datum\n" + "".join(f"{n};a;03/04/2026\n" for n in range(1500)) + "x;a;03/14/2026\n"
    result = load(saved(tmp_path, body), database)
    assert stored(database)["1"]["created_utc"] == "2026-03-04T00:00:00.000Z"
    assert any("month/day/year" in str(note) and "could be" not in str(note) for note in result.notes)


def test_the_order_can_be_chosen(tmp_path, database):
    path = saved(tmp_path, "id;text;Datum\n1;a;03/04/2026\n")
    load(path, database, date_format="mdy")
    assert stored(database)["1"]["created_utc"] == "2026-03-04T00:00:00.000Z"
    result = load(path, database, date_format="%m/%d/%Y")
    assert result.changed == 0
    assert not any("Datum" in str(note) for note in result.notes)


def test_lists_in_columns_are_kept(tmp_path, database):
    body = json.dumps([{"id": 1, "text": "a", "category": ["Park", "Ljus"], "lat": 59, "lon": 18}])
    load(saved(tmp_path, body, "a.json"), database)
    assert stored(database)["1"]["category"] == "Park, Ljus"
