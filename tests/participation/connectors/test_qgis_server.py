"""OGC API - Features against a live QGIS Server on loopback, where its module for that standard is installed."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from faults import content, stored
from samplan.participation.connectors.base import Connection
from samplan.participation.query import Query
from samplan.participation.registry import open_connector
from samplan.participation.sync.sync import sync
from samplan.web.transport import plain_transport
from test_file_formats import made

pytestmark = pytest.mark.long
SERVE = """
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import unquote
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.server import QgsBufferServerRequest, QgsBufferServerResponse, QgsServer, QgsServerRequest

folder, port = sys.argv[1], int(sys.argv[2])
application = QgsApplication([], False)
server = QgsServer()
project = QgsProject()
layer = QgsVectorLayer(folder + "/a.gpkg|layername=synpunkter", "synpunkter", "ogr")
project.addMapLayer(layer)
project.writeEntry("WFSLayers", "/", [layer.id()])
project.write(folder + "/a.qgs")
METHODS = {"GET": QgsServerRequest.GetMethod, "HEAD": QgsServerRequest.HeadMethod}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        headers = {name.title(): value for name, value in self.headers.items()}
        request = QgsBufferServerRequest("http://" + self.headers["Host"] + self.path, METHODS["GET"], headers)
        response = QgsBufferServerResponse()
        server.handleRequest(request, response, project)
        body = bytes(response.body())
        self.send_response(response.statusCode())
        for name, value in response.headers().items():
            if name.lower() != "content-length":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_given):
        pass


HTTPServer(("127.0.0.1", port), Handler).serve_forever()
"""
ITEMS = [
    (str(n), f"Text nummer {n} åäö", ("Trafik", "Park")[n % 2], "2026-03-14T10:15:00", 18.0 + n / 100, 59.0 + n / 100)
    for n in range(25)
]


@pytest.fixture(scope="module")
def qgis_server(tmp_path_factory):
    """A QGIS Server with one layer of 25 features."""
    folders = (Path("/usr/lib/qgis/server"), *Path("/usr/lib").glob("*/qgis/server"))
    if not any((folder / "libwfs3.so").exists() for folder in folders):
        pytest.skip(
            "QGIS Server's module for OGC API - Features is not installed (Debian: apt-get install qgis-server-wfs3)"
        )
    folder = tmp_path_factory.mktemp("qgis_server")
    made(folder / "a.gpkg", "GPKG", 3006, items=ITEMS)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QGIS_SERVER_LOG_STDERR": "1"}
    with open(folder / "log.txt", "wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(folder), str(port)], env=environment, stdout=log, stderr=log
        )
        try:
            until = time.monotonic() + 60
            while True:
                try:
                    urllib.request.urlopen(f"{url}/wfs3/collections.json", timeout=5).close()
                    break
                except OSError:
                    if process.poll() is not None or time.monotonic() > until:
                        pytest.fail((folder / "log.txt").read_text("utf-8", "replace")[-2000:])
                    time.sleep(0.2)
            yield f"{url}/wfs3"
        finally:
            process.terminate()
            process.wait(10)


def connect(url, **options):
    return open_connector(
        "ogcapi", Connection(url, "", {"columns": "id=nr; created=skapad", **options}), plain_transport(url)
    )


def test_the_connection_test_lists_and_counts(qgis_server):
    report = connect(qgis_server).test_connection()
    assert [item.title for item in report.consultations] == ["synpunkter"]
    assert (report.located, report.unlocated, report.all_read) == (25, 0, True)


def test_every_page_comes_once_and_again(qgis_server, database):
    result = sync(connect(qgis_server, page_size=7), Query(consultation="synpunkter"), database)
    assert (result.new, result.complete, result.error) == (25, True, None)
    rows = {row["text"]: row for row in stored(database).values()}
    first = rows["Text nummer 1 åäö"]
    assert (first["category"], first["created_utc"]) == ("Park", "2026-03-14T10:15:00.000Z")
    assert (first["lon"], first["lat"]) == (pytest.approx(18.01, abs=1e-6), pytest.approx(59.01, abs=1e-6))
    before = content(database)
    again = sync(connect(qgis_server, page_size=7), Query(consultation="synpunkter"), database)
    assert (again.new, again.changed, again.removed) == (0, 0, 0)
    assert content(database) == before


def test_an_extent(qgis_server, database):
    query = Query(consultation="synpunkter", bbox=(18.045, 59.045, 18.105, 59.105))
    result = sync(connect(qgis_server), query, database)
    assert (result.new, result.complete) == (6, True)
