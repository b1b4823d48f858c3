"""A program killed at any moment leaves what was there before or what it was about to write, and every later run works."""

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
from faults import spatial_index_is_right, stored
from killed import TwoStates, bring
from samplan.participation.sync import store

pytestmark = pytest.mark.long

PROGRAM = Path(__file__).parents[1] / "killed.py"
KILLS = 6


def state_of(database: Path) -> dict[str, tuple[str, float | None]]:
    found = stored(database) if database.exists() and store.is_database(database) else {}
    return {key: (row["text"], row["lat"] and round(row["lat"], 3)) for key, row in found.items()}


def states() -> list[dict[str, tuple[str, float | None]]]:
    both = [
        {key: (text.strip(), lat and round(lat, 3)) for key, (text, lat) in TwoStates(number).items().items()}
        for number in (0, 1)
    ]
    return [{}, *both]


@pytest.mark.fuzz(3)
def test_a_kill_leaves_one_state_or_the_other(tmp_path, seed):
    chance = random.Random(seed)
    database = tmp_path / "feedback.gpkg"
    for _ in range(KILLS):
        with subprocess.Popen(
            [sys.executable, str(PROGRAM), str(database)], stdout=subprocess.PIPE, text=True
        ) as process:
            for _ in range(chance.randrange(1, 4)):
                process.stdout.readline()
            time.sleep(chance.uniform(0, 0.15))
            process.send_signal(signal.SIGKILL)
            process.wait()
        found = state_of(database)
        assert found in states(), (seed, len(found))
        if found:
            with closing(sqlite3.connect(database)) as db:
                assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert spatial_index_is_right(database)
    for number in (0, 1):
        result = bring(database, number)
        assert result.complete
        assert result.error is None
        assert state_of(database) == states()[1 + number]
    (row,) = store.rows(database, "SELECT source FROM feedback_source")
    store.erase_source(database, row["source"])
    assert store.vacuum(database)
    assert b"new words" not in database.read_bytes()
