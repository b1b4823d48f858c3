"""Answers of an unforeseen shape end in a plain sentence, never in a traceback."""

from __future__ import annotations

import contextlib
import json

import pytest
from loopserver import Answer, LoopServer
from samplan.messages import UserError
from samplan.participation.connectors.base import Connection
from samplan.participation.position import from_geojson
from samplan.participation.query import Query
from samplan.participation.registry import all_connectors, open_connector
from samplan.web.transport import Limits, plain_transport

ODD = (
    [],
    [1, 2],
    ["x"],
    {},
    {"results": "x"},
    {"results": [7]},
    {"collections": {"a": 1}},
    {"data": 5},
    {"data": {"component": {"__typename": "Proposals"}}},
    {"features": [{"properties": 3}, 4]},
    {"features": [{"geometry": {"coordinates": {}}}]},
    {"content": {"survey": [3], "choices": [None], "translations": 5}},
    {"ideas": [None], "meta": {"total_pages": 1}},
    {"value": [{"__system": 4}]},
    [{"path": None, "type": 3}],
    "text",
    3,
    None,
)
QUERY = Query("7/form")
QUICK = Limits(connect=2, read=2, total=4, attempts=1, backoff=0.01, max_wait=0.1)


@pytest.mark.parametrize("name", all_connectors())
def test_odd_shapes_are_plain_errors(name):
    with LoopServer(lambda _request: Answer(200, b"")) as server:
        for odd in ODD:
            body = json.dumps(odd).encode()
            server.answer = lambda _request, body=body: Answer(200, body)
            connector = open_connector(name, Connection(server.url), plain_transport(server.url, limits=QUICK))
            asked = (
                connector.consultations,
                connector.test_connection,
                lambda known=connector: list(known.pages(QUERY)),
            )
            for ask in asked:
                with contextlib.suppress(UserError):  # anything else would be a traceback
                    ask()


@pytest.mark.parametrize(
    "odd",
    [
        {"type": "Feature", "geometry": "x"},
        ["Point", 1, 2],
        {"type": "Point", "coordinates": {"x": 1}},
        {"type": "Polygon", "coordinates": [[]]},
        {"type": "LineString", "coordinates": [1, 2]},
        {"type": "GeometryCollection", "geometries": 5},
        "POINT (1 2)",
        7,
    ],
)
def test_odd_geometry_is_no_position(odd):
    assert from_geojson(odd)[:3] == (None, None, "none")
