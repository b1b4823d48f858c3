"""What people who tried Samplan ran into: nothing that was received may be lost in silence."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

from samplan.messages import UserError
from samplan.participation.connectors.base import Connection
from samplan.participation.query import Query
from samplan.participation.registry import open_connector
from samplan.participation.sync.sync import sync
from samplan.web.transport import plain_transport

from ..web.loopserver import Answer, LoopServer

REPORT = {"service_request_id": "1", "status": "open", "description": "A hole", "lat": 59.2, "long": 18.0}


def importing(connector: str, url: str, database):
    return sync(open_connector(connector, Connection(url), plain_transport(url)), Query(), database)


def test_answer_of_another_kind_is_no_empty_answer(tmp_path):
    """Objects without ids once read as "nothing there, complete": stored items would have counted as removed."""
    items = [REPORT]
    database = tmp_path / "f.gpkg"
    with LoopServer(lambda request: Answer(body=json.dumps(items).encode())) as server:
        url = f"{server.url}/"
        assert importing("open311", url, database).new == 1
        items[:] = [{"nummer": 1, "besked": "hej"}, {"nummer": 2, "besked": "hopp"}]
        try:
            result = importing("open311", url, database)
        except UserError as error:
            message, complete = str(error), False
        else:
            message, complete = str(result.error), result.complete
    assert not complete
    assert "None of the 2 items received has an id" in message
    with closing(sqlite3.connect(database)) as stored, stored:
        assert stored.execute("SELECT count(*) FROM feedback").fetchone() == (1,)


def test_rows_that_share_an_id_are_told(tmp_path):
    table = tmp_path / "dup.csv"
    table.write_text("id,text,lat,lon\n1,first,59.2,18.0\n1,second,59.3,18.1\n2,third,59.4,18.2\n", encoding="utf-8")
    result = importing("file", str(table), tmp_path / "f.gpkg")
    assert result.items == 2
    assert any("1 items have the id of another one" in str(note) for note in result.notes)
