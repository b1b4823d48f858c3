"""Erase feedback: what is due, or one source by name, with its bytes; everything else stays."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer
from samplan.participation.sync import store

WORDS = "Kvicksilverbullar vid torget"


@pytest.fixture
def database(run, tmp_path):
    """Two sources: the sample, kept long, and a file whose retention is over."""
    path = str(tmp_path / "feedback.gpkg")
    table = tmp_path / "old.csv"
    rows = [f"{n},{WORDS} {n},59.2,18.0{n}" for n in range(5)] + [f"9,{WORDS},,"]
    table.write_text("\n".join(["id,text,lat,lon", *rows]), encoding="utf-8")
    run("importfeedback", CONNECTOR="sample", DATABASE=path, RETAIN_UNTIL="2099-12-31")
    _, log = run("importfeedback", CONNECTOR="file", URL=str(table), DATABASE=path, RETAIN_UNTIL="2020-12-31")
    assert any("erasefeedback" in warning for warning in log.warnings), "the warning names the next action"
    return path


def counts(database):
    return {
        name: store.rows(database, f"SELECT count(*) AS n FROM {name}")[0]["n"]
        for name in ("feedback", "feedback_unlocated", "feedback_source", "feedback_sync")
    }


def test_what_is_due_is_erased_with_its_bytes(run, database):
    before = counts(database)
    assert WORDS.encode() in Path(database).read_bytes()
    results, log = run("erasefeedback", DATABASE=database)
    assert results["ERASED"] == 6
    assert results["SOURCES"].endswith("old.csv")
    assert "6 items of file:" in log.text
    after = counts(database)
    assert (before["feedback"] - after["feedback"], before["feedback_unlocated"] - after["feedback_unlocated"]) == (
        5,
        1,
    )
    assert (after["feedback_source"], after["feedback_sync"]) == (1, 2)
    whole = b"".join(path.read_bytes() for path in Path(database).parent.glob("feedback.gpkg*"))
    assert WORDS.encode() not in whole
    with closing(sqlite3.connect(database)) as db, db:
        assert db.execute("PRAGMA freelist_count").fetchone() == (0,), "the file was rewritten"
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT count(*) FROM rtree_feedback_geom").fetchone() == (after["feedback"],)
    layer = QgsVectorLayer(f"{database}|layername=feedback", "feedback", "ogr")
    assert layer.featureCount() == after["feedback"]
    assert "old.csv" not in layer.metadata().abstract()
    again, log = run("erasefeedback", DATABASE=database)
    assert (again["ERASED"], again["SOURCES"]) == (0, "")
    assert "Nothing was erased" in log.text
    assert counts(database) == after


def test_one_source_by_address_or_id(run, database, tmp_path):
    results, _ = run("erasefeedback", DATABASE=database, SOURCE=str(tmp_path / "old.csv"))
    assert results["ERASED"] == 6
    (row,) = store.rows(database, "SELECT source FROM feedback_source")
    results, _ = run("erasefeedback", DATABASE=database, SOURCE=row["source"])
    assert results["SOURCES"] == row["source"]
    assert counts(database)["feedback"] == 0


def test_an_open_database_is_erased_too(run, database):
    layer = QgsVectorLayer(f"{database}|layername=feedback", "feedback", "ogr")
    reading = layer.getFeatures()
    next(reading)
    results, _ = run("erasefeedback", DATABASE=database)
    assert results["ERASED"] == 6
    del reading, layer
    whole = b"".join(path.read_bytes() for path in Path(database).parent.glob("feedback.gpkg*"))
    assert WORDS.encode() not in whole


def test_a_program_that_holds_on_to_the_bytes_is_told(run, database):
    reader = sqlite3.connect(database, isolation_level=None)
    assert reader.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM feedback").fetchone()
    results, log = run("erasefeedback", DATABASE=database)
    assert results["ERASED"] == 6
    assert any("another program uses the file" in warning for warning in log.warnings)
    reader.execute("ROLLBACK")
    reader.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # as the last one to close the file does by itself
    reader.close()
    whole = b"".join(path.read_bytes() for path in Path(database).parent.glob("feedback.gpkg*"))
    assert WORDS.encode() not in whole, "gone when nobody reads any longer"


def test_wrong_names_are_plain(run, database, tmp_path):
    with pytest.raises(QgsProcessingException, match=r"no source “nowhere” in the database\. It holds: file:"):
        run("erasefeedback", DATABASE=database, SOURCE="nowhere")
    assert counts(database)["feedback_source"] == 2
    other = tmp_path / "other.gpkg"
    other.write_bytes(b"nothing")
    for path in (str(other), str(tmp_path / "missing.gpkg")):
        with pytest.raises((QgsProcessingException, ValueError), match=r"is not a feedback database|DATABASE"):
            run("erasefeedback", DATABASE=path)
    assert not (tmp_path / "missing.gpkg").exists()
