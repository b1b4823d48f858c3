"""Several sheets or layers of a file: all of them, or each as a source of its own; ids that each counts for itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from faults import stored
from samplan.participation.sync import store
from test_file import load
from test_file_formats import ITEMS, made, workbook

HEAD = ["id", "text", "lat", "lon"]
ROWS = {
    "2025": [HEAD, *([n, f"Femma {n}", 59.3, 18.0] for n in (1, 2, 3))],
    "2026": [HEAD, *([n, f"Sexa {n}", 59.3, 18.0] for n in (3, 4, 5, 6))],
}


def years(tmp_path, shared=True):
    later = ROWS["2026"] if shared else [HEAD, *ROWS["2026"][2:]]
    return workbook(tmp_path / "svar.xlsx", ("2025", ROWS["2025"]), ("2026", later), ("Om", [["Om enkäten"]]))


def test_all_sheets_are_read(tmp_path, database):
    """Ids 1, 2, 3 and 3, 4, 5, 6: seven items, because the sheet is part of the id where one comes twice."""
    result = load(years(tmp_path), database, layer="*")
    rows = stored(database)
    assert (result.new, len(rows), result.complete) == (7, 7, True)
    assert (rows["2025:3"]["text"], rows["2026:3"]["text"]) == ("Femma 3", "Sexa 3")
    assert (rows["2025:3"]["category"], rows["2026:3"]["category"]) == ("2025", "2026")
    assert load(years(tmp_path), database, layer="*").changed == 0


def test_ids_that_come_once_stay_as_they_are(tmp_path, database):
    load(years(tmp_path, shared=False), database, layer="*")
    assert sorted(stored(database)) == ["1", "2", "3", "4", "5", "6"]


def test_a_category_of_the_sheets_is_kept(tmp_path, database):
    sheets = ((name, [["id", "text", "kategori"], [name, "Text", "Park"]]) for name in ("A", "B"))
    load(workbook(tmp_path / "svar.xlsx", *sheets), database, layer="*")
    assert [row["category"] for row in stored(database).values()] == ["Park", "Park"]


def test_layers_of_a_geopackage_that_count_alike(tmp_path, database):
    """Both number their items 1, 2, 3 (fid): six items, not three."""
    for layer in ("norr", "söder"):
        made(tmp_path / "a.gpkg", "GPKG", layer=layer)
    assert load(tmp_path / "a.gpkg", database, layer="*").new == 6
    assert sorted(stored(database)) == [f"{layer}:{n}" for layer in ("norr", "söder") for n in range(1, len(ITEMS) + 1)]


def test_another_sheet_is_another_source(tmp_path, database):
    path = years(tmp_path)
    assert load(path, database, layer="2025").new == 3
    result = load(path, database, layer="2026")
    assert (result.new, result.removed, result.complete) == (4, 0, True)
    with closing(sqlite3.connect(database)) as db:
        sources = dict(db.execute("SELECT source_id, count(*) FROM feedback GROUP BY 1"))
    assert sources == {f"file:{path}#2025": 3, f"file:{path}#2026": 4}


@pytest.mark.parametrize("layer", ["2025", "2026"])
def test_a_database_from_before_goes_on(tmp_path, database, layer):
    """Its source had no layer in its id; it is the one that was asked for the same."""
    path = years(tmp_path)
    load(path, database, layer="2025")
    with store.connect(database) as db:
        store.rename_source(db, database, f"file:{path}#2025", f"file:{path}")
    result = load(path, database, layer=layer)
    assert (result.new, result.removed) == ((0, 0) if layer == "2025" else (4, 0))
    with closing(sqlite3.connect(database)) as db:
        sources = {source for (source,) in db.execute("SELECT DISTINCT source_id FROM feedback")}
    assert sources == ({f"file:{path}#2025"} if layer == "2025" else {f"file:{path}", f"file:{path}#2026"})
