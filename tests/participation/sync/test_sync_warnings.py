"""What a run found odd is told: nothing is left out, doubled, emptied or dated wrongly in silence."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from samplan.participation.connectors.base import Connection
from samplan.participation.query import Query
from samplan.participation.registry import open_connector
from samplan.participation.sync.sync import sync
from samplan.web.transport import plain_transport

from ...web.loopserver import Answer, LoopServer


@pytest.fixture
def source():
    """A list of reports being served; ``source.run(database, ...)`` imports it, from another path where one is given."""
    with LoopServer(lambda request: Answer(body=json.dumps(server.items).encode())) as server:
        server.items = []

        def run(database, path="", start=None, pseudonym=None, **settings):
            url = f"{server.url}/{path}"
            connection = Connection(url, pseudonym=pseudonym)
            return sync(
                open_connector("open311", connection, plain_transport(url)), Query(start=start), database, **settings
            )

        server.run = run
        yield server


def reports(count, **more):
    return [
        {"service_request_id": f"r{n}", "status": "open", "description": f"Hål nummer {n}", "lat": 59.2 + n / 100,
         "long": 18.0, "requested_datetime": f"2026-0{1 + n % 6}-01T10:00:00Z", **more}
        for n in range(count)
    ]  # fmt: skip


def said(result):
    return " ".join(str(note) for note in result.notes)


def live(database):
    with closing(sqlite3.connect(database)) as db, db:
        return db.execute("SELECT count(*) FROM feedback WHERE deleted_utc IS NULL").fetchone()[0]


def test_a_great_loss_is_not_believed_before_it_is_accepted(source, tmp_path):
    database = tmp_path / "f.gpkg"
    source.items = reports(50)
    source.run(database)
    source.items = reports(50)[:24]  # 26 of 50 are gone: more than half
    result = source.run(database)
    assert (result.complete, result.removed, result.lost, live(database)) == (False, 0, 26, 50)
    assert "no longer delivers 26 of the 50 items" in said(result)
    result = source.run(database, accept_empty=True)
    assert (result.complete, result.removed, result.lost, live(database)) == (True, 26, 0, 24)


@pytest.mark.parametrize(("before", "after"), [(50, 25), (20, 1), (2, 0)])
# half of them; fewer than twenty, but not all; all of fewer than three
def test_a_smaller_loss_is_a_removal(source, tmp_path, before, after):
    database = tmp_path / "f.gpkg"
    source.items = reports(before)
    source.run(database)
    source.items = reports(before)[:after]
    result = source.run(database)
    assert (result.complete, result.removed, live(database)) == (True, before - after, after)


@pytest.mark.parametrize("count", [3, 8, 19])
def test_the_loss_of_all_is_not_believed_however_few(source, tmp_path, count):
    """Other ids, as after the id column was renamed: the old items stay, run after run, until the right ids or a word come."""
    database = tmp_path / "f.gpkg"
    source.items = reports(count)
    source.run(database)
    source.items = [{**item, "service_request_id": f"other{n}"} for n, item in enumerate(reports(count))]
    for new in (count, 0):
        result = source.run(database)
        assert (result.new, result.removed, result.lost, result.complete) == (new, 0, count, False)
        assert f"no longer delivers {count} of the {count} items" in said(result)
    source.items = reports(count)
    result = source.run(database)  # half of what is stored is missing, and none of what was there before
    assert (result.removed, result.complete, live(database)) == (count, True, count)
    source.items = []
    assert source.run(database).removed == 0
    assert source.run(database, accept_empty=True).removed == count


def test_a_great_loss_stays_a_great_loss_when_other_items_came(source, tmp_path):
    """30 of 50 get other ids: 30 of 50 are missing in the first run, 30 of 80 (less than half) in the second."""
    database = tmp_path / "f.gpkg"
    source.items = reports(50)
    source.run(database)
    source.items = [
        {**item, "service_request_id": f"other{n}"} if n < 30 else item for n, item in enumerate(reports(50))
    ]
    for _run in range(2):
        result = source.run(database)
        assert (result.removed, result.lost, result.complete, live(database)) == (0, 30, False, 80)


def test_reports_without_an_id_yet_are_counted(source, tmp_path):
    source.items = [*reports(3), {"token": "t", "service_request_id": None, "description": "new"}]
    result = source.run(tmp_path / "f.gpkg")
    assert (result.new, result.complete) == (3, True)
    assert "entries were left out because they have no id" in said(result)


def test_dates_that_cannot_be_read_are_told_with_examples(source, tmp_path):
    source.items = [*reports(2), *({**item, "service_request_id": when, "requested_datetime": when}
                                   for item, when in zip(reports(3), ("igår kväll", "13/3 2026", "20260317")))]  # fmt: skip
    result = source.run(tmp_path / "f.gpkg")
    assert "2 items have a time of writing that cannot be read (“igår kväll”, “13/3 2026”)" in said(result)
    with closing(sqlite3.connect(tmp_path / "f.gpkg")) as db, db:
        found = dict(db.execute("SELECT item_id, created_utc FROM feedback"))
    assert found["20260317"] == "2026-03-17T00:00:00.000Z"
    assert found["igår kväll"] is None


def test_a_blank_date_is_no_unreadable_one(source, tmp_path):
    source.items = [*reports(2), {**reports(1)[0], "service_request_id": "x", "requested_datetime": ""}]
    assert "cannot be read" not in said(source.run(tmp_path / "f.gpkg"))


def test_the_same_list_under_another_address_is_told(source, tmp_path):
    database = tmp_path / "f.gpkg"
    source.items = reports(10)
    assert "word for word" not in said(source.run(database, "one"))
    assert "10 of these items are in the database already, word for word" in said(source.run(database, "two"))
    source.items = reports(10, description="Something else")
    assert "word for word" not in said(source.run(database, "three"))


def test_what_a_restricted_run_did_not_look_at_is_told(source, tmp_path):
    database = tmp_path / "f.gpkg"
    source.items = reports(12)  # two in every month from January to June
    source.run(database)
    source.items = [item for item in source.items if item["requested_datetime"] >= "2026-05"]
    result = source.run(database, start="2026-05-01T00:00:00.000Z")
    assert (result.removed, live(database)) == (0, 12)
    assert "8 stored items lie outside what this run asked for and were not checked" in said(result)


def test_pseudonyms_where_no_author_is_named(source, tmp_path):
    source.items = reports(3)
    assert "names no authors" not in said(source.run(tmp_path / "a.gpkg"))
    assert "names no authors" in said(source.run(tmp_path / "b.gpkg", pseudonym=lambda author: "p"))


def test_a_filtered_run_sees_what_is_gone_inside_its_window(source, tmp_path):
    """Also when the run before had no filter: withdrawn items must go."""
    database, start = tmp_path / "f.gpkg", "2026-05-01T00:00:00.000Z"
    everything = [
        {**item, "requested_datetime": f"2026-0{1 + n // 6}-15T10:00:00Z"} for n, item in enumerate(reports(36))
    ]
    window = [item for item in everything if item["requested_datetime"] >= "2026-05"]
    source.items = window
    source.run(database, start=start)
    source.items = everything
    source.run(database)
    source.items = window[2:]
    result = source.run(database, start=start)
    assert (result.removed, live(database)) == (2, 34)
    assert "24 stored items lie outside" in said(result)
