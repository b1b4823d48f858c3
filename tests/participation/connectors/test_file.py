"""GeoJSON and CSV from disk and over HTTP: encodings, delimiters, coordinate systems, malformed files, ETag."""

from __future__ import annotations

import json

import pytest
from faults import QUICK, content, stored
from loopserver import Answer, LoopServer
from samplan.messages import UserError
from samplan.participation.connectors.base import Connection
from samplan.participation.query import Query
from samplan.participation.registry import open_connector
from samplan.participation.sync.sync import sync
from samplan.web import errors
from samplan.web.transport import plain_transport

CSV = "id;Rubrik;Kommentar;lat;lon\n1;Cykelväg;Mörkt på vägen;59,33;18,06\n2;Bänk;;;\n"


def load(source, database, **options):
    profile = options.pop("profile", "")
    connector = open_connector(
        "file", Connection(str(source), profile, options), plain_transport(str(source), limits=QUICK)
    )
    return sync(connector, Query(), database)


def saved(tmp_path, body, name="feedback.csv"):
    path = tmp_path / name
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_encodings_and_delimiters(tmp_path, database, encoding, delimiter):
    result = load(saved(tmp_path, CSV.replace(";", delimiter).encode(encoding)), database)
    assert (result.new, result.unlocated, result.complete) == (2, 1, True)
    first = stored(database)["1"]
    assert (first["title"], first["text"], first["lon"], first["lat"]) == ("Cykelväg", "Mörkt på vägen", 18.06, 59.33)


def test_comma_separated_with_quotes_and_line_breaks(tmp_path, database):
    load(saved(tmp_path, 'id,text,latitude,longitude\r\n7,"Rad 1\nrad 2, ""citat""",59.33,18.06\r\n'), database)
    assert stored(database)["7"]["text"] == 'Rad 1\nrad 2, "citat"'


def test_chosen_encoding_and_columns(tmp_path, database):
    path = saved(tmp_path, "nr;a;b;lat;lon\n5;Õun;x;59;18\n".encode("iso-8859-15"))
    load(path, database, encoding="iso-8859-15", columns="id=nr; title=a; category=b; address=b")
    row = stored(database)["5"]
    assert (row["title"], row["category"], row["address"]) == ("Õun", "x", "x")
    with pytest.raises(errors.ConnectionSettingsError, match="no character set"):
        load(path, database, encoding="klingon")
    with pytest.raises(errors.ConnectionSettingsError, match="“a” in the columns option is no pair"):
        load(path, database, columns="id=nr; a")
    with pytest.raises(errors.ConnectionSettingsError, match="Unknown role"):
        load(path, database, columns="namn=a")


# Stockholm city hall, about 18.0547 E 59.3275 N; metres by pyproj/PROJ
@pytest.mark.parametrize(
    ("crs", "east", "north", "lon", "lat"),
    [
        ("EPSG:3006", 673_800.0, 6_580_200.0, 18.054, 59.327),
        ("EPSG:3067", 385_600.0, 6_672_000.0, 24.936, 60.171),
        ("EPSG:25832", 565_900.0, 5_934_100.0, 9.994, 53.553),
        ("3006", 673_800.0, 6_580_200.0, 18.054, 59.327),
    ],
)
def test_projected_coordinates(tmp_path, database, crs, east, north, lon, lat):
    load(saved(tmp_path, f"id;x;y\n1;{east};{north}\n2;{str(east).replace('.', ',')};{north}\n"), database, crs=crs)
    for row in stored(database).values():
        assert (row["lon"], row["lat"]) == (pytest.approx(lon, abs=0.01), pytest.approx(lat, abs=0.01))


def test_north_east_order_is_read_and_said(tmp_path, database):
    result = load(saved(tmp_path, "id;X;Y\n1;6580200;673800\n"), database, crs="EPSG:3006")
    assert stored(database)["1"]["lat"] == pytest.approx(59.327, abs=0.01)
    assert "north, east" in str(result.notes[0])


def test_metres_without_a_system_are_refused_with_the_choice(tmp_path, database):
    for body in ("id;x;y\n1;673800;6580200\n", '{"type":"FeatureCollection","features":[{"id":1,"geometry":{"type":"Point",'
                 '"coordinates":[673800,6580200]},"properties":{}}]}'):  # fmt: skip
        with pytest.raises(
            errors.ConnectionSettingsError, match=r"\(673800, 6580200\).*option crs.*EPSG:3006.*EPSG:3067"
        ):
            load(saved(tmp_path, body), database)


@pytest.mark.parametrize(
    ("near", "first"),
    [
        ("EPSG:2056", "EPSG:2056"),  # Vaduz in the Swiss system
        ("EPSG:3006", "EPSG:"),  # a Swedish project: nothing there fits
        ("USER:100000", "EPSG:"),
        ("EPSG:4326", "EPSG:"),
        ("", "EPSG:"),
    ],
)
def test_the_projects_system_is_suggested_first(tmp_path, near, first):
    path = tmp_path / "metres.csv"
    path.write_text("id;east;north\n1;2758000;1223000\n", encoding="utf-8")
    connector = open_connector("file", Connection(str(path), near=near), plain_transport(str(path)))
    with pytest.raises(errors.ConnectionSettingsError) as error:
        list(connector.pages(Query()))
    suggested = str(error.value.values["choices"]).split(", ")
    assert suggested[0].startswith(first)
    assert (suggested[0] == "EPSG:2056") == (near == "EPSG:2056")


def test_declared_system_of_old_geojson(tmp_path, database):
    document = {
        "type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}},
        "features": [
            {"type": "Feature", "id": 1, "geometry": {"type": "Point", "coordinates": [673800, 6580200]}, "properties": {}},
            {"type": "Feature", "id": 2, "properties": {"title": "yta"}, "geometry": {"type": "Polygon", "coordinates":
             [[[673700, 6580100], [673900, 6580100], [673900, 6580300], [673700, 6580300], [673700, 6580100]]]}},
            {"type": "Feature", "id": 3, "properties": None, "geometry": None},
        ],
    }  # fmt: skip
    result = load(saved(tmp_path, json.dumps(document), "a.geojson"), database)
    found = stored(database)
    assert (result.unlocated, found["2"]["geom_origin"], found["1"]["geom_origin"]) == (1, "centroid", "exact")
    assert found["1"]["lat"] == pytest.approx(found["2"]["lat"], abs=1e-6)


def test_swapped_degrees_are_noticed_and_can_be_put_right(tmp_path, database):
    path = saved(tmp_path, "id;lat;lon\n" + "".join(f"{n};18.0{n};59.3{n}\n" for n in range(1, 6)))
    assert any("look swapped" in str(note) for note in load(path, database).notes)
    result = load(path, database, swap=True)
    assert (stored(database)["1"]["lat"], result.changed) == (59.31, 5)


def test_items_without_id_are_recognised_by_content(tmp_path, database):
    path = saved(tmp_path, "text;lat;lon\nA;59;18\nA;59;18\nB;59;18\n")
    result = load(path, database)
    assert (result.new, any("no id" in str(note) for note in result.notes)) == (3, True)
    before = content(database)
    assert load(path, database).changed == 0
    assert content(database) == before


@pytest.mark.parametrize(
    "body", [b"", b"just one line of text", b"<!DOCTYPE html><html></html>",
             b'{"type": "FeatureCollection", "features": [{"id": 1', b'{"type": "Topology"}', b"\x00\x01\x02\x03"],
)  # fmt: skip
def test_malformed_files_are_plain_errors(tmp_path, database, body):
    load(saved(tmp_path, CSV), database)
    before = content(database)
    with pytest.raises(UserError) as caught:
        load(saved(tmp_path, body), database)
    assert str(caught.value).endswith(".")
    assert content(database) == before


def test_rows_of_another_length_are_told(tmp_path, database):
    result = load(saved(tmp_path, "id;text;lat;lon\n1;a;59;18;extra\n2;b\n3;c;59;18\n"), database)
    assert (result.new, result.unlocated) == (3, 1)
    assert "2 lines" in str(result.notes[0])


def test_missing_file_and_wrong_scheme(database):
    for source in ("/no/such/file.csv", "ftp://example.org/a.csv"):
        with pytest.raises(errors.ConnectionSettingsError):
            load(source, database)


def test_etag_and_last_modified(database):
    state = {"etag": '"1"', "body": CSV}

    def answer(request):
        if request.headers.get("if-none-match") == state["etag"]:
            return Answer(304, b"", headers={"ETag": state["etag"]})
        return Answer(200, state["body"].encode(), "text/csv", {"ETag": state["etag"]})

    with LoopServer(answer) as server:
        url = f"{server.url}/export.csv?token=t0pp"
        assert load(url, database).new == 2
        second = load(url, database)
        assert (second.complete, second.removed, any("not changed" in str(n) for n in second.notes)) == (True, 0, True)
        assert load(url, database, columns="title=id").changed == 2  # another question: the old answer is of no use
        state.update(etag='"2"', body=CSV.replace("2;Bänk;;;\n", ""))
        third = load(url, database, columns="title=id")
        assert (third.removed, third.complete) == (1, True)
        assert all(request.query == {"token": "t0pp"} for request in server.requests)
    assert any("prefer an authentication configuration" in str(note) for note in third.notes)
    assert b"t0pp" not in database.read_bytes()


def test_a_document_that_tells_only_when_it_changed(database):
    state = {"changed": "Mon, 01 Jun 2026 08:00:00 GMT"}

    def answer(request):
        if request.headers.get("if-modified-since") == state["changed"]:
            return Answer(304)
        return Answer(200, CSV.encode(), "text/csv", {"Last-Modified": state["changed"]})

    with LoopServer(answer) as server:
        url = f"{server.url}/export.csv"
        assert [load(url, database).items for _run in range(2)] == [2, 0]
        state["changed"] = "Tue, 02 Jun 2026 08:00:00 GMT"
        assert load(url, database).items == 2


def test_sample_profile_has_a_stable_source(tmp_path, database):
    feature = {
        "type": "Feature", "id": "s1", "geometry": {"type": "Point", "coordinates": [18.06, 59.33]},
        "properties": {"kind": "comment", "title": "Rubrik", "text": "Text", "category": "Park", "status": "open", "lang": "sv",
                       "votes_up": 3, "created_utc": "2026-05-01T08:00:00Z", "moderation": "official"},
    }  # fmt: skip
    path = saved(tmp_path, json.dumps({"type": "FeatureCollection", "features": [feature]}), "feedback_sample.geojson")
    result = load(path, database, profile="sample")
    row = stored(database)["s1"]
    assert result.source == "file:sample:feedback_sample"
    assert (row["kind"], row["votes_up"], row["lang"], row["moderation"]) == ("comment", 3, "sv", "official")


@pytest.mark.parametrize(
    ("member", "coordinates", "lon", "lat"),
    [
        ({"name": "urn:ogc:def:crs:EPSG::3006"}, [673_800, 6_580_200], 18.054, 59.327),
        ({"name": "EPSG:3067"}, [385_600, 6_672_000], 24.936, 60.171),
        ({"name": "urn:ogc:def:crs:EPSG:6.9:25832"}, [565_900, 5_934_100], 9.994, 53.553),
        ({"name": "http://www.opengis.net/def/crs/EPSG/0/3857"}, [2_009_300, 8_252_057], 18.05, 59.33),
        ({"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}, [18.05, 59.33], 18.05, 59.33),
        ({"code": 3006}, [673_800, 6_580_200], 18.054, 59.327),
    ],
)
@pytest.mark.parametrize("behind", [False, True])
def test_a_declared_system_is_honoured_wherever_it_stands(tmp_path, database, member, coordinates, lon, lat, behind):
    feature = {
        "type": "Feature", "id": 1, "geometry": {"type": "Point", "coordinates": coordinates}, "properties": {"crs": "x"},
    }  # fmt: skip
    crs = {"crs": {"type": "name", "properties": member}}
    document = {
        "type": "FeatureCollection",
        **({} if behind else crs),
        "features": [feature],
        **(crs if behind else {}),
    }
    load(saved(tmp_path, json.dumps(document), "a.geojson"), database)
    found = stored(database)["1"]
    assert (found["lon"], found["lat"]) == (pytest.approx(lon, abs=0.01), pytest.approx(lat, abs=0.01))


def test_a_declared_system_that_is_not_understood_is_said(tmp_path, database):
    document = {
        "type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "kommunens eget"}},
        "features": [{"type": "Feature", "id": 1, "geometry": {"type": "Point", "coordinates": [18, 59]}, "properties": {}}],
    }  # fmt: skip
    assert "kommunens eget" in str(load(saved(tmp_path, json.dumps(document)), database).notes[0])


@pytest.mark.parametrize("header", ["id;N;E", "id;North;East", "id;X;Y"])
def test_north_and_east_columns_in_any_order(tmp_path, database, header):
    load(saved(tmp_path, f"{header}\n1;6 580 200,5;673\u00a0800\n"), database, crs="EPSG:3006")
    assert stored(database)["1"]["lat"] == pytest.approx(59.327, abs=0.01)


@pytest.mark.parametrize(
    ("crs", "east", "north", "lon", "lat"),
    [
        ("EPSG:3021", 1_628_000, 6_580_200, 18.06, 59.33),  # Y beyond a million and a half
        ("EPSG:3010", 150_000, 6_200_000, 16.5, 55.92),
        ("EPSG:31467", 3_565_000, 5_935_000, 9.98, 53.54),
        ("EPSG:25833", 390_000, 5_820_000, 13.38, 52.52),
    ],
)
def test_x_for_north_in_other_systems(tmp_path, database, crs, east, north, lon, lat):
    result = load(saved(tmp_path, f"id;X;Y\n1;{north};{east}\n2;{east};{north}\n"), database, crs=crs)
    for row in stored(database).values():
        assert (row["lon"], row["lat"]) == (pytest.approx(lon, abs=0.02), pytest.approx(lat, abs=0.02))
    assert any("north, east" in str(note) for note in result.notes)


def test_places_far_from_where_a_system_is_used_are_told(tmp_path, database):
    result = load(saved(tmp_path, "id;X;Y\n1;673800;1000\n2;673800;6580200\n"), database, crs="EPSG:3006")
    assert any("1 items lie far from where EPSG:3006 is used" in str(note) for note in result.notes)


def test_coordinates_outside_the_world_are_counted(tmp_path, database):
    result = load(saved(tmp_path, "id;lat;lon\n1;59;18\n2;6580200;673800\n3;95;18\n"), database)
    assert result.unlocated == 2
    assert any("2 items have coordinates that lie nowhere" in str(note) for note in result.notes)


def test_excels_first_line_and_columns_of_the_same_name(tmp_path, database):
    body = "sep=|\nid|Kommentar|Kommentar||lat|lon|\n1|första|andra|x|59|18|\n"
    result = load(saved(tmp_path, body), database)
    assert stored(database)["1"]["text"] == "första"
    assert any("same name more than once (Kommentar)" in str(note) for note in result.notes)


def test_a_header_alone_and_an_empty_file_are_told(tmp_path, database):
    result = load(saved(tmp_path, "id;text\n"), database)
    assert (result.complete, result.items, "no rows" in str(result.notes[0])) == (True, 0, True)
    for empty in (b"", b"\xef\xbb\xbf\r\n"):
        with pytest.raises(errors.UnexpectedAnswer, match=r"feedback.csv is empty"):
            load(saved(tmp_path, empty), database)


def test_counts_are_told_once_for_the_whole_document(tmp_path, database):
    body = "id;text;lat;lon\n" + "".join(f"{n};a;59;18{';x' * (n % 2)}\n" for n in range(2500))
    notes = [str(note) for note in load(saved(tmp_path, body), database).notes]
    assert [note for note in notes if "lines have" in note] == [
        "1250 lines have more or fewer cells than the header; look at them."
    ]


def test_a_huge_cell_and_line_breaks_in_quotes(tmp_path, database):
    load(saved(tmp_path, f'id,text,lat,lon\n1,"rad\n{"x" * 300_000}",59,18\n'), database)
    assert len(stored(database)["1"]["text"]) == 20_000


def test_paths_with_blanks_and_letters_and_file_addresses(tmp_path, database):
    folder = tmp_path / "Åtgärder 100 % klart"
    folder.mkdir()
    path = saved(folder, CSV, "svar å ä #1.csv")
    for source in (path, f'"{path}"', f"file://{path}", path.as_uri()):
        assert load(source, database).items == 2
    assert len(stored(database)) == 2


def test_parameters_that_a_service_needs_stay(database):
    with LoopServer(lambda request: Answer(200, CSV.encode(), "text/csv")) as server:
        result = load(f"{server.url.replace('//', '//anna:hemligt@')}/export?f=csv&layer=3", database)
        (request,) = server.requests
    assert request.query == {"f": "csv", "layer": "3"}
    assert "authorization" not in request.headers
    assert any("user name and password in the address were left out" in str(note) for note in result.notes)
    assert b"hemligt" not in database.read_bytes()


def test_an_odd_delimiter_is_refused(tmp_path, database):
    with pytest.raises(errors.ConnectionSettingsError, match="one character or “tab”"):
        load(saved(tmp_path, CSV), database, delimiter="semikolon")


def collection(*features, **members):
    return json.dumps({"type": "FeatureCollection", "features": list(features), **members})


def feature(number, **properties):
    point = {"type": "Point", "coordinates": [18.0, 59.0]}
    return {"type": "Feature", "id": number, "geometry": point, "properties": properties}


def test_columns_that_only_some_items_have(tmp_path, database):
    load(saved(tmp_path, collection(feature(1), feature(2, text="Hej", category="Park"), feature(3, x=1))), database)
    assert (stored(database)["2"]["text"], stored(database)["2"]["category"]) == ("Hej", "Park")


def test_columns_that_are_left_behind_are_named(tmp_path, database):
    notes = load(saved(tmp_path, "id;Kommentar;fritid;lat;lon\n1;a;b;59;18\n"), database).notes
    assert [str(note) for note in notes] == [
        "Columns without a meaning were left out (fritid). The option columns can give them one."
    ]
    notes = load(saved(tmp_path, "id;fråga 1;lat;lon\n1;a;59;18\n"), database).notes
    assert any("No column was taken as text or title" in str(note) and "fråga 1" in str(note) for note in notes)


def test_a_list_of_plain_objects(tmp_path, database):
    body = json.dumps(
        [{"id": 7, "text": "Hej", "lat": 59.33, "lon": 18.06, "tags": ["a"]}, {"id": 8, "text": "Hopp"}, 5]
    )
    result = load(saved(tmp_path, body, "a.json"), database)
    found = stored(database)
    assert (found["7"]["text"], found["7"]["lat"], found["8"]["located"]) == ("Hej", 59.33, False)
    assert any("1 entries of the document are no items" in str(note) for note in result.notes)


@pytest.mark.parametrize(
    "members",
    [
        {"exceededTransferLimit": True},
        {"properties": {"exceededTransferLimit": True}},
        {"numberMatched": 5},
        {"totalFeatures": "5"},
        {"links": [{"rel": "self"}, {"rel": "next", "href": "https://example.org/2"}]},
    ],
)
def test_a_part_of_what_a_service_has_removes_nothing(tmp_path, database, members):
    load(saved(tmp_path, collection(feature(1), feature(2))), database)
    result = load(saved(tmp_path, collection(feature(1), **members)), database)
    assert (result.complete, result.removed, set(stored(database))) == (False, 0, {"1", "2"})
    assert any("only a part of what the service has" in str(note) for note in result.notes)
    whole = {"exceededTransferLimit": False, "numberMatched": 1, "totalFeatures": "unknown", "links": [{"rel": "self"}]}
    assert load(saved(tmp_path, collection(feature(1), **whole)), database).removed == 1
