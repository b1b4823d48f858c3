"""OGC API - Features against a live pygeoapi on loopback."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from faults import content, spatial_index_is_right, stored
from loopserver import Answer, LoopServer
from samplan.participation.connectors.base import Connection
from samplan.participation.query import Query
from samplan.participation.registry import open_connector
from samplan.participation.sync.sync import sync
from samplan.web import errors
from samplan.web.transport import plain_transport

pytest.importorskip("pygeoapi")
SERVE = """
import sys
import pyproj
try:
    pyproj.datadir.get_data_dir()
except pyproj.exceptions.DataDirError:  # Debian's own pyproj does not find them from a virtual environment
    from osgeo import osr
    pyproj.datadir.set_data_dir(osr.GetPROJSearchPaths()[-1])
from pygeoapi.flask_app import APP
APP.run(host="127.0.0.1", port=int(sys.argv[1]), threaded=True)
"""


def features(count):
    for n in range(count):
        yield {
            "type": "Feature", "id": str(n + 1),
            "geometry": None if n == 2 else {"type": "Point", "coordinates": [13.0 + n / 100, 55.6 + n / 100]},
            "properties": {"title": f"Rubrik {n + 1}", "comment": "Mörk gångväg <b>här</b>",
                           "category": ("Trafik", "Park")[n % 2],
                           "status": ("open", "closed")[n % 2], "votes": n, "created": f"2026-0{n + 1}-01T08:00:00Z",
                           "contact_email": "anna@example.org"},
        }  # fmt: skip


def write(path, count):
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features(count))}), encoding="utf-8")


@pytest.fixture(scope="module")
def pygeoapi(tmp_path_factory):
    """A pygeoapi with one collection of eight features, at most three at a time; yields its address and data file."""
    folder = tmp_path_factory.mktemp("pygeoapi")
    data = folder / "feedback.geojson"
    write(data, 8)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    collection = {
        "type": "collection", "title": "Feedback", "description": "Synpunkter", "keywords": ["feedback"],
        "links": [{"type": "text/html", "rel": "license", "title": "CC0",
                   "href": "https://creativecommons.org/publicdomain/zero/1.0/"}],
        "extents": {"spatial": {"bbox": [10, 50, 20, 60], "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84"}},
        "providers": [{"type": "feature", "name": "GeoJSON", "data": str(data), "id_field": "id"}],
    }  # fmt: skip
    config = {
        "server": {
            "bind": {"host": "127.0.0.1", "port": port}, "url": url, "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8", "languages": ["en-US"], "limits": {"default_items": 3, "max_items": 3},
            "map": {"url": "https://tile.invalid/{z}/{x}/{y}.png", "attribution": ""},
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": {"title": "Test", "description": "Test", "keywords": ["x"], "keywords_type": "theme",
                               "terms_of_service": "https://example.org/", "url": "https://example.org"},
            "license": {"name": "CC0", "url": "https://creativecommons.org/publicdomain/zero/1.0/"},
            "provider": {"name": "Test", "url": "https://example.org"},
            "contact": {"name": "Test", "position": "-", "email": "test@example.org"},
        },
        "resources": {"feedback": collection},
    }  # fmt: skip
    (folder / "config.yml").write_text(json.dumps(config), encoding="utf-8")  # JSON is YAML
    (folder / "openapi.yml").write_text('{"openapi": "3.0.2", "info": {"title": "t", "version": "1"}, "paths": {}}')
    environment = {
        **os.environ,
        "PYGEOAPI_CONFIG": str(folder / "config.yml"),
        "PYGEOAPI_OPENAPI": str(folder / "openapi.yml"),
    }
    with open(folder / "log.txt", "wb") as log:
        process = subprocess.Popen([sys.executable, "-c", SERVE, str(port)], env=environment, stdout=log, stderr=log)
        try:
            until = time.monotonic() + 30
            while True:
                try:
                    urllib.request.urlopen(f"{url}/collections?f=json", timeout=2).close()
                    break
                except OSError:
                    if process.poll() is not None or time.monotonic() > until:
                        pytest.fail((folder / "log.txt").read_text("utf-8", "replace")[-2000:])
                    time.sleep(0.1)
            yield url, data
        finally:
            process.terminate()
            process.wait(10)


def connect(url, **options):
    return open_connector("ogcapi", Connection(url, "", options), plain_transport(url))


def test_reads_every_page_and_keeps_the_unlocated(pygeoapi, database):
    url, _data = pygeoapi
    result = sync(connect(url), Query(consultation="feedback"), database)
    assert (result.new, result.unlocated, result.complete) == (8, 1, True)
    found = stored(database)
    first = found["1"]
    assert (first["lon"], first["lat"], first["title"]) == (13.0, 55.6, "Rubrik 1")
    assert (first["text"], first["category"], first["status"]) == ("Mörk gångväg här", "Trafik", "open")
    assert (first["created_utc"], first["votes_up"]) == ("2026-01-01T08:00:00.000Z", 0)
    assert found["2"]["status"] == "closed"
    assert not found["3"]["located"]
    assert b"example.org" not in database.read_bytes()
    assert spatial_index_is_right(database)


def test_edits_and_removals(pygeoapi, database):
    url, data = pygeoapi
    sync(connect(url), Query(consultation="feedback"), database)
    before = content(database)
    assert sync(connect(url), Query(consultation="feedback"), database).new == 0
    assert content(database) == before
    try:
        write(data, 6)
        result = sync(connect(url), Query(consultation="feedback"), database)
        assert (result.new, result.changed, result.removed) == (0, 0, 2)
    finally:
        write(data, 8)
    assert sync(connect(url), Query(consultation="feedback"), database).new == 2


def test_filters_also_where_the_server_ignores_them(pygeoapi, database):
    url, _data = pygeoapi
    query = Query(consultation="feedback", start="2026-03-01T00:00:00.000Z", bbox=(13.0, 55.6, 13.045, 55.645))
    sync(connect(url), query, database)
    assert set(stored(database)) <= {"3", "4", "5"}
    assert {"4", "5"} <= set(stored(database))


def test_connection_test(pygeoapi):
    url, _data = pygeoapi
    report = connect(f"{url}/collections/feedback/items?f=html").test_connection()
    assert (report.located, report.unlocated, report.all_read) == (7, 1, True)
    assert [item.title for item in report.consultations] == ["Feedback"]
    assert "pygeoapi" in report.dialect
    assert report.terms_url.startswith("https://creativecommons.org/")


def test_columns_can_be_chosen(pygeoapi, database):
    url, _data = pygeoapi
    sync(connect(url, columns="text=title; category=status"), Query(consultation="feedback"), database)
    first = stored(database)["1"]
    assert (first["text"], first["category"]) == ("Rubrik 1", "open")
    with pytest.raises(errors.ConnectionSettingsError, match="no column"):
        sync(connect(url, columns="text=Nope"), Query(consultation="feedback"), database)


def test_unknown_collection(pygeoapi, database):
    url, _data = pygeoapi
    with pytest.raises(errors.NotFound):
        sync(connect(url), Query(consultation="nope"), database)
    with pytest.raises(errors.ConnectionSettingsError, match="Choose what to import"):
        sync(connect(url), Query(), database)


def test_collections_over_pages_with_names_that_need_quoting(database):
    def answer(request):
        where = f"http://{request.host}/api/collections"
        if request.path.endswith("/items"):
            point = {"type": "Point", "coordinates": [18.0, 59.0]}
            found = [{"type": "Feature", "id": 1, "geometry": point, "properties": {"text": request.path}}]
            return Answer(body=json.dumps({"type": "FeatureCollection", "features": found}).encode())
        names, links = (
            (["ns:grönt & blått"], []) if request.query else (["a"], [{"rel": "next", "href": f"{where}?p=2"}])
        )
        return Answer(body=json.dumps({"collections": [{"id": name} for name in names], "links": links}).encode())

    with LoopServer(answer) as server:
        connector = connect(f"{server.url}/api")
        last = connector.consultations()[-1]
        assert last.id == "ns:grönt & blått"
        sync(connector, Query(consultation=last.id), database)
        pasted = connect(f"{server.url}/api/collections/ns%3Agr%C3%B6nt%20%26%20bl%C3%A5tt/items?f=html")
        assert pasted.resolve(Query()).consultation == last.id
        assert pasted.source_id(Query()) == connector.source_id(Query(consultation=last.id))
    assert stored(database)["1"]["text"] == "/api/collections/ns:gr%C3%B6nt%20%26%20bl%C3%A5tt/items"


# -- the declared extent -----------------------------------------------------------------------------------------------


def turned(features, extent, seen=None):
    """A service whose items have the given coordinates, with the extent that its collection declares."""

    def answer(request):
        if seen is not None:
            seen.append((request.path, request.headers.get("accept")))
        if request.path.endswith("/items"):
            found = [
                {
                    "type": "Feature",
                    "id": n,
                    "geometry": {"type": "Point", "coordinates": pair},
                    "properties": {"text": "a"},
                }
                for n, pair in enumerate(features)
            ]
            return Answer(body=json.dumps({"type": "FeatureCollection", "features": found}).encode())
        if request.path.endswith("/collections/a"):
            return Answer(body=json.dumps({"id": "a", **extent}).encode())
        return Answer(body=json.dumps({"title": "x", "collections": [{"id": "a"}]}).encode())

    return LoopServer(answer)


def box(*numbers, **more):
    return {"extent": {"spatial": {"bbox": [list(numbers)], **more}}}


SWEDEN = box(11, 55, 24, 69)
HERE, TURNED = [[18.0 + n / 10, 59.0] for n in range(5)], [[59.0, 18.0 + n / 10] for n in range(5)]


@pytest.mark.parametrize("extent", [SWEDEN, box(11, 55, 0, 24, 69, 100), box(17.9, 58.9, 18.6, 59.1)])
def test_axes_that_are_swapped_by_the_declared_extent_are_refused_and_can_be_put_right(database, extent):
    with turned(TURNED, extent) as server:
        with pytest.raises(errors.ConnectionSettingsError, match=r"latitude before longitude.*\(swap\)"):
            sync(connect(server.url), Query(consultation="a"), database)
        assert stored(database) == {}
        result = sync(connect(server.url, swap=True), Query(consultation="a"), database)
    assert (result.new, result.unlocated) == (5, 0)
    assert stored(database)["0"]["lat"] == 59.0
    with turned(HERE, extent) as server:
        with pytest.raises(errors.ConnectionSettingsError, match=r"\(swap\) away"):
            sync(connect(server.url, swap=True), Query(consultation="a"), database)
        assert sync(connect(server.url), Query(consultation="a"), database).complete


@pytest.mark.parametrize(
    "extent",
    [{}, {"extent": {"spatial": {"bbox": []}}},
     box(-180, -90, 180, 90), box(0, 0, 0, 0), box(1, 2), box(24, 69, 11, 55), box("a", 1, 2, 3),
     {"extent": 7},
     box(600000, 6500000, 700000, 6600000, crs="http://www.opengis.net/def/crs/EPSG/0/3006")],
)  # fmt: skip
def test_an_extent_that_says_little_decides_nothing(database, extent):
    with turned(TURNED, extent) as server:
        result = sync(connect(server.url), Query(consultation="a"), database)
    assert result.complete
    assert not any("declares" in str(note) for note in result.notes)


def test_items_outside_the_declared_extent_are_told(database):
    with turned([[5.0, 45.0]] * 3 + [[18.0, 59.0]], SWEDEN) as server:
        result = sync(connect(server.url), Query(consultation="a"), database)
    assert any("3 of 4 items lie outside the extent that the service declares" in str(note) for note in result.notes)


def test_metres_are_read_in_the_chosen_system(database):
    with turned([[647591.09, 6638198.66]], SWEDEN) as server:
        with pytest.raises(errors.ConnectionSettingsError, match="option crs"):
            sync(connect(server.url), Query(consultation="a"), database)
        sync(connect(server.url, crs="EPSG:3006"), Query(consultation="a"), database)
    row = stored(database)["0"]  # 59.855 N 17.635 E, computed with PROJ
    assert (row["lon"], row["lat"]) == (pytest.approx(17.635, abs=1e-6), pytest.approx(59.855, abs=1e-6))


def test_the_standards_own_documents_are_asked_for_as_json(database):
    seen = []
    with turned(HERE, SWEDEN, seen) as server:
        connect(server.url).test_connection()
        sync(connect(server.url), Query(consultation="a"), database)
    asked = {path.rpartition("/")[2]: accept for path, accept in seen}
    assert asked.pop("items") == "application/geo+json, application/json"
    assert set(asked.values()) == {"application/json"}


def test_dates_as_the_column_shows_them(database):
    def answer(request):
        if not request.path.endswith("/items"):
            return Answer(404)
        dates = ["03/04/2026", "03/14/2026"]
        found = [
            {"type": "Feature", "id": n, "geometry": None, "properties": {"text": "a", "created": day}}
            for n, day in enumerate(dates)
        ]
        return Answer(body=json.dumps({"type": "FeatureCollection", "features": found}).encode())

    with LoopServer(answer) as server:
        sync(connect(server.url), Query(consultation="a"), database)
    assert stored(database)["0"]["created_utc"] == "2026-03-04T00:00:00.000Z"
