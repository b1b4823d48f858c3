"""Positions in every usual form of text."""

from __future__ import annotations

import random
import struct

import pytest
from samplan.participation.position import middle
from samplan.participation.position_texts import angle, is_certain, read_place

LAT, LON = 59 + 51.3 / 60, 17 + 38.1 / 60  # N 59° 51.3' E 17° 38.1': 59.855, 17.635


@pytest.mark.parametrize(
    ("text", "axis", "expected"),
    [
        ("59° 51' 18\"", "lat", 59 + 51 / 60 + 18 / 3600),
        ("59°51′18,5″N", "lat", 59 + 51 / 60 + 18.5 / 3600),
        ("N 59° 51.3'", "lat", LAT),
        ("N59°51.3", "lat", LAT),
        ("17° 38,1' Ö", "lon", LON),
        ("17 38.1 E", "lon", LON),
        ("17.635°", "lon", 17.635),
        ("17,635 O", "lon", 17.635),
        ("Lat: 59.855", "lat", 59.855),
        ("59 grader 51 min 18 sek", "lat", 59 + 51 / 60 + 18 / 3600),
        ("33° 51' 25\" S", "lat", -(33 + 51 / 60 + 25 / 3600)),
        ("-33° 30'", "lat", -33.5),
        ("70° 30' W", "lon", -70.5),
        ("59° 61'", "lat", None),
        ("59.5° 30'", "lat", None),
        ("E 17° 38'", "lat", None),
        ("vid skolan", "lat", None),
        ("", "lat", None),
        (None, "lat", None),
    ],
)
def test_angles(text, axis, expected):
    found = angle(text, axis)
    assert found is None if expected is None else found == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    "text",
    [
        "59.855, 17.635", "(59.855, 17.635)", "[59.855,17.635]", "59.855 17.635", "59,855 17,635", "59,855; 17,635",
        "59,855, 17,635", "59,855,17,635", "59.855;17.635", "59.855/17.635", "59.855 17.635 0 0", "59.855 17.635 12.5 4.9",
        "59,855 17,635 12,5 4,9", "59.855,17.635,12", "59.855°, 17.635°", "59.855° N, 17.635° E", "17.635 E 59.855 N",
        "N 59.855 E 17.635", "N59.855 Ö17.635", "lat 59.855 lon 17.635", "Latitud: 59,855, Longitud: 17,635",
        "lat=59.855&lon=17.635".replace("&", " "), "N 59° 51.3' E 17° 38.1'", "59° 51.3' N, 17° 38.1' E",
        "59°51'18\"N 17°38'6\"E", "59°51'18\", 17°38'6\"", "59°51′18″N 17°38′06″Ö", "E 17° 38.1', N 59° 51.3'",
        "POINT (17.635 59.855)", "point(17.635 59.855)", "POINT Z (17.635 59.855 12)", "POINT ZM (17.635 59.855 12 4)",
        "POINT(17,635 59,855)", "SRID=4326;POINT(17.635 59.855)", "MULTIPOINT ((17.635 59.855))",
        "GEOMETRYCOLLECTION (POINT (17.635 59.855))", '{"type": "Point", "coordinates": [17.635, 59.855]}',
        '{"type": "Feature", "geometry": {"type": "Point", "coordinates": [17.635, 59.855]}, "properties": {}}',
        "geo:59.855,17.635", "geo:59.855,17.635,12;u=35", "geo:59.855,17.635?z=14",
        "https://www.google.com/maps/@59.855,17.635,15z", "https://www.google.se/maps/place/Torget/@59.8,17.6,15z/data=!3d59.855!4d17.635",
        "https://www.google.com/maps?q=59.855,17.635", "https://maps.google.com/?q=loc:59.855%2C17.635",
        "https://www.google.com/maps/search/?api=1&query=59.855%2C17.635", "https://maps.apple.com/?ll=59.855,17.635&q=X",
        "https://www.openstreetmap.org/?mlat=59.855&mlon=17.635#map=15/59.8/17.6", "https://www.openstreetmap.org/#map=15/59.855/17.635",
        "https://www.bing.com/maps?cp=59.855~17.635&lvl=15", "https://example.org/karta?lon=17.635&zoom=3&lat=59.855",
        "https://example.org/karta?lat=59.855&zoom=3&lng=17.635",
        "0101000000" + struct.pack("<dd", 17.635, 59.855).hex(),
        "0101000020E6100000" + struct.pack("<dd", 17.635, 59.855).hex().upper(),
        "\\x0101000020e6100000" + struct.pack("<dd", 17.635, 59.855).hex(),
        "0000000001" + struct.pack(">dd", 17.635, 59.855).hex(),
    ],
)  # fmt: skip
def test_points(text):
    place = read_place(text)
    assert place is not None
    assert place.code in (None, 4326)
    assert middle(place.geometry) == (pytest.approx(17.635, abs=1e-9), pytest.approx(59.855, abs=1e-9), True)


@pytest.mark.parametrize(
    ("text", "code", "x", "y"),
    [
        ("SRID=3006;POINT(673800 6580200)", 3006, 673800, 6580200),
        ("6580200, 673800", None, 673800, 6580200),
        ("673800 6580200", None, 673800, 6580200),
        ("N 6580200 E 673800", None, 673800, 6580200),
        ("E: 673800, N: 6580200", None, 673800, 6580200),
        ("33V 673800 6580200", 32633, 673800, 6580200),
        ("33 V 673800 6580200", 32633, 673800, 6580200),
        ("UTM 33 673800E 6580200N", 32633, 673800, 6580200),
        ("34H 350000 6200000", 32734, 350000, 6200000),
        ("0101000020BE0B0000" + struct.pack("<dd", 673800, 6580200).hex(), 3006, 673800, 6580200),  # 0x0BBE is 3006
    ],
)
def test_points_in_metres(text, code, x, y):
    place = read_place(text)
    assert place is not None
    assert (place.code, *place.geometry["coordinates"]) == (code, x, y)


@pytest.mark.parametrize(
    ("text", "x", "y"),
    [
        # half way along: 18 to 20 at 59
        ("LINESTRING (18 59, 20 59)", 19, 59),
        ("MULTILINESTRING ((18 59, 20 59))", 19, 59),
        ("59 18 0 0; 59 20 0 0", 19, 59),
        ("59 18;59 20", 19, 59),
        # a square of 2 by 2 degrees
        ("POLYGON ((18 59, 20 59, 20 61, 18 61, 18 59))", 19, 60),
        ("SRID=4326;MULTIPOLYGON (((18 59, 20 59, 20 61, 18 61, 18 59)))", 19, 60),
        ("59 18 0 0; 59 20 0 0; 61 20 0 0; 61 18 0 0; 59 18 0 0", 19, 60),
        ('{"type":"Polygon","coordinates":[[[18,59],[20,59],[20,61],[18,61],[18,59]]]}', 19, 60),
        # a U, 3 wide and 3 high, with arms of 1: its centre (1.5, 1.357) lies in the gap; at that height each arm is 1 wide
        ("POLYGON ((0 0, 3 0, 3 3, 2 3, 2 1, 1 1, 1 3, 0 3, 0 0))", 0.5, (4.5 - 2 * 1 * 2) / (9 - 2) + 9 / 7),
    ],
)
def test_lines_and_surfaces_get_a_point_on_them(text, x, y):
    place = read_place(text)
    found = middle(place.geometry)
    if text.startswith("POLYGON ((0 0"):
        # 9 * 1.5 - 2 * 2 = 9.5; 9.5 / 7
        assert found == (pytest.approx(0.5), pytest.approx(9.5 / 7), False)
    else:
        assert found == (pytest.approx(x), pytest.approx(y), False)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", None, 7, "vid skolan", "59,855", "59.855", "12", "POINT EMPTY)", "POINT (a b)", "POLYGON ((1 2, 3", "{", "{}",
        '{"a": 1}', "0101", "01" + "zz" * 30, "https://maps.app.goo.gl/abc", "Storgatan 5, 75312 Uppsala", "59 18 0 0; x",
        "2026-03-14", "1 2 3 4 5", "N 59 N 60", "{" + "[" * 100_000, "POINT(" * 50_000, "(" * 100_000, "59," * 50_000,
        "9" * 4000 + " " + "9" * 4000, "SRID=99999999999;POINT(1 2)",
    ],
)  # fmt: skip
def test_what_is_no_place(text):
    assert read_place(text) is None


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("59.855 17.635 0 0", True), ("POINT (17.6 59.8)", True), ("59.855, 17.635", False), ("12 13 14 15", False),
        ("1 2", False), ("N 59° 51.3' E 17° 38.1'", True), ("https://osm.org/?mlat=1&mlon=2", False), ("070 123 45 67", False),
    ],
)  # fmt: skip
def test_texts_that_can_only_be_places(text, certain):
    assert is_certain(text) is certain


@pytest.mark.fuzz(200)
def test_any_pair_comes_back_from_every_form(seed):
    rng = random.Random(seed)
    lat, lon = round(rng.uniform(-89, 89), 5), round(rng.uniform(-179, 179), 5)
    degrees = [(abs(value), "NS"[value < 0] if axis else "EW"[value < 0]) for value, axis in ((lat, 1), (lon, 0))]
    whole = [f"{int(value)}° {(value % 1) * 60:.8f}' {letter}" for value, letter in degrees]
    forms = [
        f"{lat} {lon} 0 0" if abs(lat) <= 90 else "", " ".join(whole), ", ".join(whole[::-1]), f"POINT ({lon} {lat})",
        f"geo:{lat},{lon}", f"({lat}, {lon})", f"{lat};{lon}".replace(".", ","),
        "0101000000" + struct.pack("<dd", lon, lat).hex(),
        f"https://x.org/?mlat={lat}&mlon={lon}",
    ]  # fmt: skip
    for form in filter(None, forms):
        place = read_place(form)
        assert place is not None, form
        assert place.geometry["coordinates"] == [pytest.approx(lon, abs=1e-7), pytest.approx(lat, abs=1e-7)], form


@pytest.mark.fuzz(300)
def test_any_text_is_read_or_not_but_never_fails(seed):
    rng = random.Random(seed)
    pieces = ["59", "18,5", ".", ",", ";", "°", "'", '"', "N", "E", "Ö", "POINT", "(", ")", "SRID=", "geo:", "http://", "@",
              "{", "[", "01", "\ud800", "\u2212", "#map=", "1e400", "9" * 30, " ", "\n", "nan", "lat", "UTM 33V"]  # fmt: skip
    text = "".join(rng.choice(pieces) for _ in range(rng.randint(1, 25)))
    place = read_place(text)
    assert place is None or "type" in place.geometry
    assert angle(text, "lat") is None or isinstance(angle(text, "lat"), float)
    is_certain(text)
