"""Where layers are: paths of every system and provider, relative and back; secrets."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from samplan.assessment.sources import absolute, file_of, relative, without_credentials, without_folders

#: source, provider, folder, the file in it, as written from the folder
CASES = [
    (
        "/town/data/green.gpkg|layername=parks",
        "ogr",
        "/town",
        "/town/data/green.gpkg",
        "data/green.gpkg|layername=parks",
    ),
    (
        "/town/g.gpkg|layername=a|subset=\"b\" = 'c|/d'",
        "",
        "/town",
        "/town/g.gpkg",
        "g.gpkg|layername=a|subset=\"b\" = 'c|/d'",
    ),
    ("/other/place/g.shp", "ogr", "/town", "/other/place/g.shp", "/other/place/g.shp"),
    ("/home/other/g.shp", "ogr", "/home/town", "/home/other/g.shp", "../other/g.shp"),
    ("C:\\town\\data\\g.gpkg|layername=x", "ogr", "C:/town", "C:\\town\\data\\g.gpkg", "data/g.gpkg|layername=x"),
    ("c:/Town/g.gpkg", "ogr", "C:\\town\\sub", "c:/Town/g.gpkg", "../g.gpkg"),
    ("D:/data/g.gpkg", "ogr", "C:/town", "D:/data/g.gpkg", "D:/data/g.gpkg"),
    ("C:/data/g.gpkg", "ogr", "C:/town", "C:/data/g.gpkg", "C:/data/g.gpkg"),
    ("C:/data/g.gpkg", "ogr", "/town", "C:/data/g.gpkg", "C:/data/g.gpkg"),
    ("\\\\server\\share\\town\\g.gpkg", "ogr", "//server/share/town", "\\\\server\\share\\town\\g.gpkg", "g.gpkg"),
    ("//server/other/g.gpkg", "ogr", "//server/share/town", "//server/other/g.gpkg", "//server/other/g.gpkg"),
    ("/town/nmd.tif", "gdal", "/town", "/town/nmd.tif", "nmd.tif"),
    ("GPKG:/town/r.gpkg:cover", "gdal", "/town", "/town/r.gpkg", "GPKG:r.gpkg:cover"),
    ('NETCDF:"/town/a.nc":t', "gdal", "/town", "/town/a.nc", 'NETCDF:"a.nc":t'),
    ("/vsizip//town/a.zip/b/c.shp", "ogr", "/town", "/town/a.zip/b/c.shp", "/vsizip/a.zip/b/c.shp"),
    (
        "file:///town/a%20b.csv?type=csv&xField=x",
        "delimitedtext",
        "/town",
        "/town/a b.csv",
        "file:a%20b.csv?type=csv&xField=x",
    ),
    ("file:///C:/town/a.csv?type=csv", "delimitedtext", "C:/town", "C:/town/a.csv", "file:a.csv?type=csv"),
    (
        "dbname='/town/it\\'s.sqlite' table=\"t\" (geom)",
        "spatialite",
        "/town",
        "/town/it's.sqlite",
        "dbname='it\\'s.sqlite' table=\"t\" (geom)",
    ),
    (
        "ogr:dbname='/town/o.gpkg' table=\"t\" (geom)",
        "",
        "/town",
        "/town/o.gpkg",
        "ogr:dbname='o.gpkg' table=\"t\" (geom)",
    ),
    ("https://example.org/g.geojson", "ogr", "/town", "", "https://example.org/g.geojson"),
    ("/vsicurl/https://example.org/g.tif", "gdal", "/town", "", "/vsicurl/https://example.org/g.tif"),
    ("PG:dbname=x", "ogr", "/town", "", "PG:dbname=x"),
    ('dbname=\'x\' table="a"."b" (geom)', "postgres", "/town", "", 'dbname=\'x\' table="a"."b" (geom)'),
    ("TEMPORARY_OUTPUT", "", "/town", "", "TEMPORARY_OUTPUT"),
    ("", "ogr", "/town", "", ""),
]


@pytest.mark.parametrize(("source", "provider", "folder", "file", "written"), CASES)
def test_paths_are_written_from_the_folder_and_found_again(source, provider, folder, file, written):
    assert file_of(source, provider) == file
    assert relative(source, folder, provider) == written
    again = absolute(written, folder, provider)
    assert relative(again, folder, provider) == written
    if "\\" not in source and folder == folder.lower():
        assert again == source or "C:" in source
    assert absolute(source, folder, provider) == source, "an absolute one stays"


def test_a_path_typed_on_windows_is_found_everywhere():
    assert absolute("data\\green.gpkg|layername=a", "/town") == "/town/data/green.gpkg|layername=a"
    assert absolute("..\\green.gpkg", "C:\\town\\sub") == "C:/town/green.gpkg"


NAMES = some.text(some.characters(blacklist_categories=("Cs",), blacklist_characters="\0/\\|?"), min_size=1, max_size=8)


@settings(max_examples=300, deadline=None)
@given(
    some.lists(NAMES.filter(lambda name: set(name) != {"."}), min_size=1, max_size=4),
    some.sampled_from(["", "ogr", "delimitedtext"]),
)
def test_any_file_below_the_folder_is_found_again(names, provider):
    path = "/top/town/" + "/".join(names)
    if provider == "delimitedtext":
        source = f"file://{quote(path)}?type=csv"
    else:
        source = f"{path}|layername=x"
    written = relative(source, "/top/town", provider)
    assert file_of(absolute(written, "/top/town", provider), provider) == path
    assert not file_of(written, provider).startswith("/")


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ("dbname='x' user='u' password='p\\'q' authcfg=a1 key='id' sql=\"password\"='x'", None),
        ("dbname=x user=u password=secret port=5", "dbname=x user=u port=5"),
        (
            " url='https://u:secret@h/wfs?token=secret&service=WFS' authcfg=a1",
            " url='https://u@h/wfs?service=WFS' authcfg=a1",
        ),
        ("https://h/g.geojson?x=1&access_token=secret", "https://h/g.geojson?x=1"),
        ("/vsicurl/https://h/g.tif?sig=secret", "/vsicurl/https://h/g.tif"),
        ("url=https%3A%2F%2Fh%2Fw%3Ftoken%3Dsecret%26x%3D1", "url=https%3A%2F%2Fh%2Fw%3Fx%3D1"),
        ("url='https://h' http-header:x-api-key=secret referer=x", "url='https://h' referer=x"),
        ("PG:dbname=x password=secret", "PG:dbname=x"),
        ("a.gpkg|layername=x|subset=token=5", "a.gpkg|layername=x|subset=token=5"),
        ("file:///a/b.csv?type=csv&authcfg=a1", "file:///a/b.csv?type=csv&authcfg=a1"),
        ("/data/password=1/a.gpkg", None),
    ],
)
def test_secrets_leave_and_all_else_stays(source, clean):
    found = without_credentials(source)
    if clean is not None:
        assert found == clean
    assert "secret" not in found
    assert without_credentials(found) == found
    if "sql=" in source:
        assert found == "dbname='x' user='u' authcfg=a1 key='id' sql=\"password\"='x'"


def test_only_the_name_of_a_file_is_left():
    assert without_folders("/town/data/green.gpkg|layername=parks") == "green.gpkg|layername=parks"
    assert without_folders("C:\\town\\g.shp", "ogr") == "g.shp"
    assert without_folders("file:///town/a.csv?type=csv", "delimitedtext") == "file:a.csv?type=csv"
