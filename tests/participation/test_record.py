"""Values, positions, records, queries and JSON parsing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samplan.participation import values
from samplan.participation.position import NO_POSITION, from_geojson, from_lat_lon
from samplan.participation.position_texts import from_text
from samplan.participation.query import Query
from samplan.participation.record import Record, make_record
from samplan.web.errors import ConnectionSettingsError
from samplan.web.json_members import members

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.parametrize(
    ("given_value", "expected"),
    [
        ("2026-11-23T11:26:38.176113+02:00", "2026-11-23T09:26:38.176Z"),
        ("2026-06-01T08:00:00Z", "2026-06-01T08:00:00.000Z"),
        ("2026-06-01 08:00:00+0200", "2026-06-01T06:00:00.000Z"),
        ("2026-06-01T08:00-03", "2026-06-01T11:00:00.000Z"),
        ("2026-06-01T08:00", "2026-06-01T08:00:00.000Z"),  # the stated rule: no offset means UTC
        ("2026-06-01", "2026-06-01T00:00:00.000Z"),
        ("1.6.2026 8.05", "2026-06-01T08:05:00.000Z"),
        ("Mon, 01 Jun 2026 08:00:00 +0200", "2026-06-01T06:00:00.000Z"),
        (1748764800, "2025-06-01T08:00:00.000Z"),
        (1748764800123, "2025-06-01T08:00:00.123Z"),
        ("2026-02-30", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("igår", None),
        ("", None),
        (None, None),
        (True, None),
    ],
)
def test_times(given_value, expected):
    assert values.utc(given_value) == expected


def test_times_without_offset_follow_the_connection():
    assert values.utc("2026-06-01T08:00", 120) == "2026-06-01T06:00:00.000Z"
    assert values.utc("2026-06-01T08:00Z", 120) == "2026-06-01T08:00:00.000Z"
    assert values.seconds_between("2026-06-01T08:00:00.000Z", "2026-06-01T08:01:30.500Z") == 90.5


@pytest.mark.parametrize(
    ("given_value", "is_html", "expected"),
    [
        ("  Hej  du ", False, "Hej du"),
        ("<p>Hej <b>du</b></p><p>Rad 2</p>", False, "Hej du\n\nRad 2"),
        ("a &amp; b", True, "a & b"),
        ("a &amp; b", False, "a &amp; b"),
        ("1 < 2 och <3", False, "1 < 2 och <3"),
        ("<script>alert(1)</script>Hej<style>x</style>", False, "Hej"),
        ("&lt;script&gt;", True, "‹script>"),
        ("<unknown onclick=x>", False, "‹unknown onclick=x>"),
        ("<p unclosed", False, "‹p unclosed"),
        ("a\r\n\r\n\r\n\r\nb\x00\u202e", False, "a\n\nb"),
        ("\ud83d", False, None),
        ("", False, None),
        (None, False, None),
        ({"sv": "x"}, False, None),
        (7, False, "7"),
    ],
)
def test_plain_text(given_value, is_html, expected):
    assert values.plain_text(given_value, is_html) == expected


@settings(max_examples=60, deadline=None)
@given(anything, anything, anything)
def test_nothing_raises_whatever_a_server_sends(a, b, c):
    for function in (values.utc, values.parse_float, values.parse_int, values.identifier, values.web_address, values.status_of,
                     values.language_code, values.in_language, from_geojson, from_text, values.plain_text):  # fmt: skip
        function(a)
    text = values.plain_text(str(a))
    assert text is None or "<s" not in text
    for position in (from_lat_lon(a, b), from_geojson({"type": "Polygon", "coordinates": a})):
        assert (position.lon is None) == (position.lat is None)
        assert position.lon is None or (abs(position.lon) <= 180 and abs(position.lat or 0) <= 90)
        assert (position.lon, position.lat) != (0, 0)
    record = make_record("s", a, "report", title=b, text=c, status=a, created=b, votes_up=c, url=a, category=b)
    assert record is None or all(value is None or isinstance(value, (str, int, float)) for value in record)


@pytest.mark.parametrize(
    ("lat", "lon", "expected"),
    [
        (59.33, 18.06, (18.06, 59.33, "exact", "")),
        ("59,33", " 18.06 ", (18.06, 59.33, "exact", "")),
        (55.60499999999999, 13.0, (13.0, 55.605, "exact", "")),
        (None, 18.06, (None, None, "none", "missing")),
        ("", "", (None, None, "none", "missing")),
        ("norr", "öst", (None, None, "none", "not_a_number")),
        (0, 0.0, (None, None, "none", "zero")),
        (118.06, 59.33, (None, None, "none", "out_of_range")),
        (float("nan"), 1, (None, None, "none", "not_a_number")),
        (True, False, (None, None, "none", "not_a_number")),
    ],
)
def test_latitude_and_longitude(lat, lon, expected):
    assert tuple(from_lat_lon(lat, lon)) == expected


SQUARE = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]
HOLE = [[0, 0], [0, 2], [2, 2], [2, 0], [0, 0]]


@pytest.mark.parametrize(
    ("geometry", "expected"),
    [
        ({"type": "Point", "coordinates": [18, 59, 12]}, (18, 59, "exact")),
        ({"type": "Feature", "geometry": {"type": "Point", "coordinates": [18, 59]}}, (18, 59, "exact")),
        ({"type": "MultiPoint", "coordinates": [[18, 59]]}, (18, 59, "exact")),
        ({"type": "MultiPoint", "coordinates": [[18, 59], [20, 61]]}, (19, 60, "centroid")),
        ({"type": "LineString", "coordinates": [[0, 0], [2, 0], [2, 6]]}, (2, 2.25, "centroid")),  # (1.75, 2.25) lies beside
        ({"type": "Polygon", "coordinates": [SQUARE]}, (2, 2, "centroid")),
        # 16 * 2 - 4 * 1 = 28; 28 / 12 = 2.3333333
        ({"type": "Polygon", "coordinates": [SQUARE, HOLE]}, (2.3333333, 2.3333333, "centroid")),
        ({"type": "FeatureCollection", "features": [
            {"type": "Feature", "geometry": None},
            {"type": "Feature", "geometry": {"type": "GeometryCollection", "geometries": [
                {"type": "Point", "coordinates": [50, 50]}, {"type": "MultiPolygon", "coordinates": [[SQUARE]]}]}},
        ]}, (2, 2, "centroid")),
        ({"type": "Point", "coordinates": []}, (None, None, "none")),
        ({"type": "Polygon", "coordinates": [[["a", "b"]]]}, (None, None, "none")),
        (None, (None, None, "none")),
    ],
)  # fmt: skip
def test_geojson(geometry, expected):
    assert tuple(from_geojson(geometry))[:3] == expected


def test_positions_in_texts():
    assert from_text("SRID=4326;POINT Z (18.06 59.33 4)")[:3] == (18.06, 59.33, "exact")
    assert from_text("LINESTRING (0 0, 1 1)")[:3] == (0.5, 0.5, "centroid")
    assert from_text("SRID=3006;POINT (673800 6580200)").problem == "not_a_number"
    assert from_text("torget").problem == "not_a_number"
    assert from_text(None) == from_text(" ") == NO_POSITION


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Open", "open"), ("In Process", "in_progress"), ("fixed - user", "closed"), ("fixed-user", "closed"),
     ("fixed - council", "closed"), ("Fixed (by council)", "closed"), ("Nytt ärende", "open"), ("Ej åtgärdad", "open"),
     ("Avslagen", "rejected"), ("", "unknown"), (None, "unknown"), ("weird", "unknown")],
)  # fmt: skip
def test_statuses(word, expected):
    assert values.status_of(word) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Mottaget, Inkommet, Ny, Öppet, Obehandlad, Uusi, Saapunut, Mottatt, Åpent, Modtaget, Åbent", "open"),
        (
            "Under handläggning, Pågående, Påbörjat, Planerat, Vidarebefordrad, Handläggs, Työn alla, Siirretty, Under "
            "behandling, Videresendt, Påbegyndt, I gang",
            "in_progress",
        ),
        (
            "Besvarad, Besvarat, Åtgärdat, Åtgärdad, Avslutat, Klart, Valmis, Korjattu, Vastattu, Lukket, Utbedret, Besvart, "
            "Afsluttet, Udbedret, Besvaret, Løst",
            "closed",
        ),
        ("Avvisat, Avslaget, Ingen åtgärd, Återkallad, Hylätty, Ei toimenpiteitä, Avvist, Afvist, Dublet", "rejected"),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_status_words_of_nordic_municipalities(words, expected, form):
    for word in words.split(", "):
        for written in (word, word.upper(), f" {word.lower()} "):
            assert values.status_of(unicodedata.normalize(form, written)) == expected, written


def test_no_status_word_means_two_things():
    words = [word for group in values._STATUS_WORDS.values() for word in group.split()]
    assert len(words) == len(set(words))
    assert values.status_of("Besvär") == "unknown"


def test_addresses():
    assert values.web_address("javascript:alert(1)") is None
    assert values.web_address('https://example.org/"><script>') is None
    assert (
        values.web_addresses(["https://a.example/1.jpg", "file:///etc", "https://a.example/1.jpg"])
        == '["https://a.example/1.jpg"]'
    )
    assert values.web_addresses([]) is None


def test_a_record_has_no_place_for_people():
    personal = ("name", "mail", "phone", "author", "user", "requestor")
    assert [field for field in Record._fields if any(word in field for word in personal)] == ["author_pseudonym"]
    record = make_record("s", 1, "report", author="anna@example.org", raw={"author": "Anna", "email": "a@b.se"})
    assert record.author_pseudonym is None
    assert record.raw_keys == "author,email"
    assert "Anna" not in str(record)
    named = make_record("s", 1, "report", author="anna@example.org", pseudonym=lambda author: f"p{len(author)}")
    assert named.author_pseudonym == "p16"


def test_hash_follows_content_only():
    record = make_record("s", 1, "report", text="Hej", votes_up=1, position=from_lat_lon(59.1, 18.1), raw={"a": 1})
    same = make_record("other", 2, "report", text=" Hej ", votes_up="1", position=from_lat_lon("59.1", "18.1"), raw={})
    assert record.content_hash == same.content_hash
    for change in ({"text": "Hej!"}, {"votes_up": None}, {"position": NO_POSITION}, {"status": "closed"}):
        fields = {"text": "Hej", "votes_up": 1, "position": from_lat_lon(59.1, 18.1), **change}
        assert make_record("s", 1, "report", **fields).content_hash != record.content_hash


def test_deleted_records_are_empty():
    record = make_record(
        "s", 1, "comment", text="Viesti on poistettu", deleted=True, created="2026-05-01", url="https://x.se/1"
    )
    assert (record.text, record.url, record.deleted_utc) == (None, None, "2026-05-01T00:00:00.000Z")


def test_filters():
    query = Query.from_filters(
        '{"bbox": [18, 59, 19, 60], "start": "2026-05-01", "end": "2026-05-31", "statuses": ["open"], "categories": ["Park"],'
        ' "text": "cykel BRON"}'
    )
    assert (query.start, query.end) == ("2026-05-01T00:00:00.000Z", "2026-06-01T00:00:00.000Z")
    fields = {
        "text": "Cykelbana på bron", "category": "park", "status": "open", "created": "2026-05-31T23:59:00Z",
        "position": from_lat_lon(59.5, 18.5),
    }  # fmt: skip
    assert query.matches(make_record("s", 1, "report", **fields))
    for change in ({"text": "Bron"}, {"category": "Trafik"}, {"status": "closed"}, {"created": "2026-06-01"},
                   {"position": from_lat_lon(61, 18)}):  # fmt: skip
        assert not query.matches(make_record("s", 1, "report", **{**fields, **change}))
    for change in ({"position": NO_POSITION}, {"created": None}):
        assert query.matches(make_record("s", 1, "report", **{**fields, **change}))
    assert Query.from_filters("") == Query()


@pytest.mark.parametrize(
    "filters", ["{", "[]", '{"box": 1}', '{"bbox": [1, 2]}', '{"bbox": [200, 0, 1, 1]}', '{"start": "soon"}',
                '{"statuses": ["x"]}', '{"categories": 5}'],
)  # fmt: skip
def test_unusable_filters_are_plain_errors(filters):
    with pytest.raises(ConnectionSettingsError) as caught:
        Query.from_filters(filters)
    assert str(caught.value).endswith(".")


def test_the_elements_of_one_array():
    others = {}
    text = '{"crs": {"x": [1]}, "features": [{"a": 1}, 2 , []], "after": null}'
    assert list(members(text, "features", others)) == [{"a": 1}, 2, []]
    assert others == {"crs": {"x": [1]}, "after": None}
    assert list(members(' [{"a": 1}, 2] ', "features", {})) == [{"a": 1}, 2]
    for broken in ("[1", "[1] x", '{"features": [1, 2', '{"other": 1}', '{"features": [1]} x', "{}"):
        with pytest.raises(ValueError, match=r"."):
            list(members(broken, "features", {}))
