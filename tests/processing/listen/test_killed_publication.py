"""Publishing and erasing, killed at any moment: the feedback is whole, and every later run works."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import QgsVectorLayer

pytestmark = pytest.mark.long

PROGRAM = Path(__file__).with_name("killed_publication.py")
SAMPLE = Path(__file__).resolve().parents[3] / "resources" / "workshop" / "feedback_sample.geojson"


def items(database):
    with closing(sqlite3.connect(database)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return sorted(db.execute("SELECT item_id, text FROM feedback").fetchall())


@pytest.mark.fuzz(2)
def test_a_kill_leaves_the_feedback_whole(run, tmp_path, seed):
    chance = random.Random(seed)
    database, output = tmp_path / "feedback.gpkg", tmp_path / "public.gpkg"
    run("importfeedback", CONNECTOR="file", URL=str(SAMPLE), DATABASE=str(database))
    before = items(database)
    for _ in range(4):
        with subprocess.Popen(
            [sys.executable, str(PROGRAM), str(database), str(output)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as process:
            for _ in range(chance.randrange(1, 4)):
                assert process.stdout.readline()
            time.sleep(chance.uniform(0, 0.6))
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert items(database) == before
    given = {"FEEDBACK": f"{database}|layername=feedback", "CELL": "500", "K": 3, "EARLIER": "forget"}
    results, _ = run("publishfeedback", OUTPUT=str(output), **given)
    published = QgsVectorLayer(str(output), "public", "ogr")
    assert published.featureCount() == results["PUBLISHED"] > 0
    run("erasefeedback", DATABASE=str(database), SOURCE=next(iter(_sources(database))))
    assert not items(database)


def _sources(database):
    with closing(sqlite3.connect(database)) as db:
        return [row[0] for row in db.execute("SELECT source FROM feedback_source")]
