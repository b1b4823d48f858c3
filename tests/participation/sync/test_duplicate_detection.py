"""Near-duplicates and bursts: marked, never removed."""

from __future__ import annotations

import json
import math
import sqlite3
from contextlib import closing

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samplan.participation.connectors.base import Connection
from samplan.participation.query import Query
from samplan.participation.registry import open_connector
from samplan.participation.sync import duplicate_detection, store
from samplan.participation.sync.sync import sync
from samplan.web.transport import plain_transport

from ...web.loopserver import Answer, LoopServer


def items(rows):
    """Rows of (words, seconds, x, y, thread)."""
    words, seconds, x, y, thread = zip(*rows)
    return duplicate_detection.ComparedItems(
        np.array([duplicate_detection.fingerprint(None, word) for word in words], dtype=np.int64),
        np.array(seconds, dtype=float),
        np.array(x, dtype=float),
        np.array(y, dtype=float),
        np.array([hash(name) for name in thread], dtype=np.int64),
    )


def test_same_words_whatever_their_dress():
    one = duplicate_detection.fingerprint("Farlig  korsning!", "Skolbarn cyklar här.")
    assert one == duplicate_detection.fingerprint(None, "farlig korsning – SKOLBARN\ncyklar här")
    assert duplicate_detection.fingerprint("Farlig korsning", "här") != duplicate_detection.fingerprint(
        "Farlig korsning", "där"
    )
    assert duplicate_detection.fingerprint("!!", None) == duplicate_detection.fingerprint(None, "") == 0


def test_near_duplicates_by_distance_and_time():
    hour, day = 3600.0, 86400.0
    rows = [
        ("Hål i gatan", 0, 0, 0, ""),  # the first stays unmarked
        ("hål i gatan!", hour, 30, 40, ""),  # 50 m away: sqrt(30² + 40²) = 50
        ("hål i gatan", hour, 30, 41, ""),  # 50.8 m from the first: not near; a new first
        ("hål i gatan", day + 1, 0, 0, ""),  # a day and a second later
        ("hål i gatan", day, 1, 0, ""),  # exactly a day after the first
        ("hål i vägen", hour, 0, 0, ""),  # other words
        ("", hour, 0, 0, ""),  # no words
        ("", hour, 0, 0, ""),
        ("hål i gatan", math.nan, 0, 0, ""),  # no time: cannot be judged
    ]
    # day + 1 s: the first is too old, but the item at (30, 41), an hour after it, is 50.8 m away: unmarked.
    assert np.flatnonzero(duplicate_detection.near_duplicates(items(rows))).tolist() == [1, 4]


def test_items_without_a_position_compare_within_their_thread():
    nowhere = math.nan
    rows = [("Bra!", 0, nowhere, nowhere, "a"), ("bra", 60, nowhere, nowhere, "a"), ("bra", 60, nowhere, nowhere, "b"),
            ("bra", 60, 5.0, 5.0, "a")]  # fmt: skip
    assert duplicate_detection.near_duplicates(items(rows)).tolist() == [False, True, False, False]


def brute_force(found: duplicate_detection.ComparedItems) -> list[bool]:
    """The definition, item by item, in order of time."""
    order = sorted(range(found.words.size), key=lambda row: (found.seconds[row], row))
    marked = [False] * found.words.size
    for place, row in enumerate(order):
        if not found.words[row] or math.isnan(found.seconds[row]):
            continue
        for other in order[:place]:
            if (
                not marked[other]
                and found.words[other] == found.words[row]
                and found.seconds[row] - found.seconds[other] <= duplicate_detection.NEAR_SECONDS
            ):
                if math.isnan(found.x[row]) and math.isnan(found.x[other]):
                    marked[row] |= found.thread[row] == found.thread[other]
                else:
                    apart = math.hypot(found.x[row] - found.x[other], found.y[row] - found.y[other])
                    marked[row] |= apart <= duplicate_detection.NEAR_METRES
    return [bool(mark) for mark in marked]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "b"]),
            st.floats(0, 200_000),
            st.one_of(st.just(math.nan), st.floats(-200, 200)),
            st.floats(-200, 200),
            st.sampled_from("xy"),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_near_duplicates_are_those_of_the_definition(rows):
    rows = [(w, t, x, math.nan if math.isnan(x) else y, thread) for w, t, x, y, thread in rows]
    found = items(rows)
    assert duplicate_detection.near_duplicates(found).tolist() == brute_force(found)


def test_burst_needs_ten_in_ten_minutes_at_one_place():
    ten = [(str(n), 60.0 * n, 20.0, 20.0, "") for n in range(10)]  # 0 to 540 s
    nine, slow = ten[:9], [(str(n), 70.0 * n, 20.0, 20.0, "") for n in range(10)]  # the last 630 s after the first
    far = [*nine, ("9", 540.0, 500.0, 20.0, "")]
    assert duplicate_detection.bursts(items(ten)).all()
    assert not duplicate_detection.bursts(items(nine)).any()
    assert not duplicate_detection.bursts(items(slow)).any()
    assert not duplicate_detection.bursts(items(far)).any()
    # Ten items around a corner of the first grid lie in one square of the second.
    corner = [(str(n), 1.0 * n, 100.0 + (-1) ** n, 100.0 + (-1) ** (n // 2), "") for n in range(10)]
    assert duplicate_detection.bursts(items(corner)).all()
    unlocated = [(str(n), 1.0 * n, math.nan, math.nan, "hearing") for n in range(10)]
    assert duplicate_detection.bursts(items(unlocated)).all()


def report(number, minute, text, **more):
    return {"service_request_id": number, "status": "open", "description": text, "lat": 59.2, "long": 18.0,
            "requested_datetime": f"2026-05-01T10:{minute:02d}:00Z", **more}  # fmt: skip


def stored(database):
    with closing(sqlite3.connect(database)) as db, db:
        return dict(
            db.execute(
                "SELECT item_id, marks FROM feedback UNION ALL SELECT item_id, marks FROM feedback_unlocated ORDER BY 1"
            ).fetchall()
        )


def test_sync_keeps_marks_up_to_date(tmp_path):
    database = tmp_path / "f.gpkg"
    served = [report("1", 0, "Hål i gatan"), report("2", 5, "HÅL I GATAN!"), report("3", 9, "Trasig lampa")]
    with LoopServer(lambda request: Answer(body=json.dumps(served).encode())) as server:

        def run():
            url = f"{server.url}/"
            return sync(open_connector("open311", Connection(url), plain_transport(url)), Query(), database)

        first = run()
        assert (first.new, first.marked) == (3, 1)
        assert any("1 items repeat another one nearby" in str(note) for note in first.notes)
        assert stored(database) == {"1": None, "2": "near_duplicate", "3": None}
        assert (run().changed, run().marked) == (0, 1)
        with store.connect(database) as db, store.writing(db, database, lambda: False):  # as an older layout leaves it
            db.execute("UPDATE feedback SET marks = NULL")
            db.execute("UPDATE feedback_source SET marked = NULL")
        assert (run().changed, run().marked) == (0, 1)
        served[1] = report("2", 5, "Hål i gatan, nu djupare")
        assert (run().marked, stored(database)["2"]) == (0, None)
        served[1] = report("2", 5, "Hål i gatan")
        assert run().marked == 1
        del served[0]  # the item that the second repeated is gone
        assert (run().marked, stored(database)) == (0, {"1": None, "2": None, "3": None})
        served[:] = [report(str(n), n % 10, f"text {n}") for n in range(10)]
        assert (run().marked, set(stored(database).values())) == (10, {"burst"})
        served[:] = [report(str(n), n % 10, "same text") for n in range(10)]
        run()
        assert sorted(map(str, stored(database).values())) == ["burst"] + ["near_duplicate,burst"] * 9


def test_an_older_database_gets_the_new_columns(tmp_path):
    database = tmp_path / "old.gpkg"
    store.create_or_migrate(database)
    with closing(sqlite3.connect(database)) as db, db:
        for table in ("feedback", "feedback_unlocated"):
            db.execute(f"DROP INDEX {table}_marked")
            for column in ("address", "marks"):
                db.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        db.execute("ALTER TABLE feedback_source DROP COLUMN marked")
        db.execute("UPDATE feedback_schema SET version = 1")
    store.create_or_migrate(database)
    with closing(sqlite3.connect(database)) as db, db:
        assert db.execute("SELECT * FROM feedback_source").description[-1][0] == "marked"
        for table in ("feedback", "feedback_unlocated"):
            columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
            assert columns[-2:] == ["address", "marks"]
        assert db.execute("SELECT max(version) FROM feedback_schema").fetchone() == (store.SCHEMA_VERSION,)


@pytest.mark.parametrize("deleted", [False, True])
def test_an_address_is_kept_with_the_item_and_erased_with_it(deleted):
    from samplan.participation.record import make_record

    record = make_record("s", 1, "report", text="x", address=" Storgatan <b>1</b> ", deleted=deleted or None)
    assert record.address == (None if deleted else "Storgatan 1")
    assert (
        record.content_hash != make_record("s", 1, "report", text="x", deleted=deleted or None).content_hash or deleted
    )


def test_a_source_without_any_position_is_marked_and_no_other(tmp_path):
    """Its rows are those of the table: they must not be taken for rows of the layer with the same numbers."""
    path = tmp_path / "feedback.gpkg"
    store.create_or_migrate(path)
    with store.connect(path) as db, store.writing(db, path, lambda: False):
        keys = "fid, source_id, item_id, kind, geom_origin, created_utc, text"
        db.execute(
            f"INSERT INTO feedback (geom, {keys}) VALUES (?, 2, 'other', 'x', 'report', 'point', ?, 'alone')",
            (store.point_blob(9.5, 47.1), "2026-01-01T00:00:00.000Z"),
        )
        for n in (1, 2):
            db.execute(
                f"INSERT INTO feedback_unlocated ({keys}) VALUES (?, 'mine', ?, 'report', 'none', ?, 'same words')",
                (n, str(n), f"2026-01-01T0{n}:00:00.000Z"),
            )
        duplicate_detection.refresh(db, "mine")
        assert db.execute("SELECT marks FROM feedback").fetchall() == [(None,)]
        found = db.execute("SELECT item_id, marks FROM feedback_unlocated ORDER BY fid").fetchall()
    assert found == [("1", None), ("2", duplicate_detection.NEAR_DUPLICATE)]
