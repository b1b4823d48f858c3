"""Addresses and marks in the panel, and the switch that leaves repeats and bursts out of the map."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel
from samplan.participation.errors import DatabaseError
from samplan.participation.sync import store
from samplan.ui.feedback import connections, feedback_layer, jobs, marked_box
from samplan.ui.feedback.connections import SAMPLE_FILE, SavedConnection
from samplan.ui.feedback.dock import FeedbackDock
from samplan.ui.feedback.marked_box import UNMARKED
from samplan.ui.feedback.preview_model import ADDRESS, TEXT, WHEN

from ..conftest import flush, idle, settle

BURST, REPEATS = 12, 2
ADDRESSES = {"B-0": "Storgatan 5, Tumba", "B-1": "Ring anna@example.org, Parkvägen 3", "U-0": "<b>Torget</b> 1"}


def _plain():
    """The sample without its campaign: nothing in it is marked."""
    document = json.loads(SAMPLE_FILE.read_text(encoding="utf-8"))
    document["features"] = [item for item in document["features"] if item["properties"]["title"] != "Keep the late bus"]
    return document


def _spoiled():
    """The sample with a burst of twelve, an item that two repeat the same day, and one without a position."""
    document = _plain()
    placed = next(item for item in document["features"] if item["geometry"])

    def add(name, text, created, x=None):
        properties = {**placed["properties"], "item_id": name, "text": text, "created_utc": created, "parent_id": None}
        geometry = None if x is None else {"type": "Point", "coordinates": [x, 47.15]}
        document["features"].append({**placed, "id": name, "properties": properties, "geometry": geometry})

    for n in range(BURST):
        add(f"B-{n}", f"Save the park, reason {n}", f"2025-05-05T12:00:{n:02d}Z", 9.5)
    for n in range(1 + REPEATS):
        add(f"R-{n}", "The very same words", f"2025-05-06T{10 + n}:00:00Z", 9.6)
    add("U-0", "Somewhere in the square", "2025-05-07T12:00:00Z")
    return json.dumps(document)


def _give_addresses(database):
    with closing(sqlite3.connect(database)) as db, db:
        for table in ("feedback", "feedback_unlocated"):
            query = "SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name=?"
            for (name,) in db.execute(query, (table,)).fetchall():
                db.execute(f'DROP TRIGGER "{name}"')
            for item, address in ADDRESSES.items():
                db.execute(f"UPDATE {table} SET address = ? WHERE item_id = ?", (address, item))


def _layers():
    project = QgsProject.instance()
    return [feedback_layer.find(project, role) for role in (feedback_layer.POINTS, feedback_layer.UNLOCATED)]


def _ids(layer):
    return {feature["item_id"] for feature in layer.getFeatures()}


def _ready(dock):
    idle(dock)
    settle(lambda: not dock.reading.marked.tasks.busy)


def _turn(dock):
    dock.reading.marked.check.click()
    _ready(dock)


def _select(dock, layer, item):
    layer.selectByExpression(f"\"item_id\" = '{item}'")
    settle(lambda: dock.reading._settling.isActive() or dock.reading.tasks.busy)
    _ready(dock)


def _texts(dock):
    flush()
    return [label.text().replace("\u200b", "") for label in dock.reading.scrollContents.findChildren(QLabel)]


def _import(dock, path, text):
    path.write_text(text, encoding="utf-8")
    connections.save(SavedConnection("mine", "Mine", "file", str(path), "export"))
    dock.importing.source.reload("mine")
    dock.importing.source._source_chosen()
    dock.importing.import_all()
    _ready(dock)


@pytest.fixture
def imported(dock, tmp_path):
    """The panel after an import with marks and addresses, and the source's file."""
    path = tmp_path / "source.geojson"
    _import(dock, path, _spoiled())
    _give_addresses(dock.importing.database)
    for layer in _layers():
        feedback_layer.refresh(layer)
    dock.source_file = path
    return dock


# -- address and marks -------------------------------------------------------------------------------------------


def test_an_item_tells_its_address_and_why_it_is_marked(imported):
    points, _table = _layers()
    _select(imported, points, "B-0")
    assert "Address: Storgatan 5, Tumba" in _texts(imported)
    assert "⚑ Came in a burst" in _texts(imported)
    _select(imported, points, "R-1")
    assert "⚑ Same words as an earlier one nearby" in _texts(imported)
    _select(imported, points, "R-0")
    assert not any(text.startswith(("⚑", "Address")) for text in _texts(imported))


def test_an_address_is_masked_like_a_text(imported):
    points, _table = _layers()
    _select(imported, points, "B-1")
    assert "Address: Ring [e-mail address], Parkvägen 3" in _texts(imported)
    assert imported.reading.notice.text() == "Hidden because it looks like personal data: e-mail address."
    imported.reading.notice.button.click()
    assert "Address: Ring anna@example.org, Parkvägen 3" in _texts(imported)


def test_an_item_without_a_position_says_where_it_is_in_plain_text(imported):
    _points, table = _layers()
    _select(imported, table, "U-0")
    assert "Not on the map, but the source says where: <b>Torget</b> 1" in _texts(imported)
    labels = imported.reading.scrollContents.findChildren(QLabel)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_the_preview_tells_marks_and_addresses(imported):
    from dataclasses import replace

    page = imported.importing
    page.preview()
    _ready(imported)
    found = page.model.preview
    assert sum(mark is not None for mark in found.marks) == BURST + REPEATS
    assert f"{BURST + REPEATS} of those in the table repeat" in page.previewLabel.text()
    assert page.model.columnCount() == 4
    rows = {record.item_id: row for row, record in enumerate(found.records)}
    records = [record._replace(address=ADDRESSES.get(record.item_id)) for record in found.records]
    page.model.show(replace(found, records=records))
    assert page.model.columnCount() == 5
    assert page.model.data(page.model.index(rows["B-1"], ADDRESS)) == "Ring [e-mail address], Parkvägen 3"
    tip = page.model.data(page.model.index(rows["U-0"], TEXT), Qt.ItemDataRole.ToolTipRole)
    assert "Not on the map, but the source says where: &lt;b&gt;Torget&lt;/b&gt; 1" in tip
    spoken = page.model.data(page.model.index(rows["B-0"], WHEN), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("Address: Storgatan 5, Tumba Came in a burst")


def test_the_table_and_the_form_know_the_new_columns(imported):
    for layer in _layers():
        names = {layer.fields()[index].name(): layer.attributeDisplayName(index) for index in layer.attributeList()}
        assert (names["address"], names["marks"]) == ("Address", "Repeat or burst")
        shown = [column.name for column in layer.attributeTableConfig().columns() if not column.hidden]
        assert {"address", "marks"} <= set(shown)
        assert layer.editFormConfig().readOnly(layer.fields().indexFromName("marks"))


def test_the_last_update_tells_how_many_are_marked(imported):
    text = imported.importing.last.marked.text()
    assert text.startswith(f"{BURST + REPEATS} are marked as repeats or bursts")
    assert "in a burst" not in imported.importing.notice.text(), "once is enough"
    assert "in a burst" not in imported.importing.last.story.text()


# -- the switch --------------------------------------------------------------------------------------------------


def test_the_switch_hides_and_shows_without_deleting(imported):
    box = imported.reading.marked
    points, table = _layers()
    every = _ids(points)
    assert box.label.text() == f"{BURST + REPEATS} items are marked."
    _turn(imported)
    assert every - _ids(points) == {f"B-{n}" for n in range(BURST)} | {"R-1", "R-2"}
    assert box.label.text() == f"{BURST + REPEATS} items are hidden."
    assert table.subsetString() == f'("deleted_utc" IS NULL) AND {UNMARKED}'
    _turn(imported)
    assert _ids(points) == every
    assert (points.subsetString(), table.subsetString()) == ("", '"deleted_utc" IS NULL')


@pytest.mark.parametrize(
    "own",
    ['"item_id" LIKE \'B-%\'', '"item_id" = \'B-0\' OR "item_id" = \'R-0\'', '("a" = 1) OR ("item_id" = \'R-0\')',
     '"title" = \'a ) (\' OR "item_id" = \'R-0\' -- mine'],
)  # fmt: skip
def test_a_filter_of_the_users_own_stays_as_it_was(own):
    both = marked_box.hiding(own)
    assert marked_box.hides(both)
    assert marked_box.hiding(both) == both
    assert marked_box.showing(both) == own
    assert not marked_box.hides(own)


def test_a_filter_that_only_looks_like_ours_is_left_alone():
    own = f'("a" = 1) OR ("b" = 2) AND {UNMARKED}'
    assert not marked_box.hides(own)
    assert marked_box.showing(marked_box.hiding(own)) == own


def test_the_switch_works_beside_a_filter_of_the_users_own(imported):
    points, _table = _layers()
    own = "\"item_id\" LIKE 'B-%' OR \"item_id\" = 'R-0'"
    assert points.setSubsetString(own)
    _ready(imported)
    assert imported.reading.marked.label.text() == f"{BURST} items are marked."
    _turn(imported)
    assert _ids(points) == {"R-0"}
    _turn(imported)
    assert points.subsetString() == own


def test_taking_the_filter_away_turns_the_switch(imported):
    points, table = _layers()
    _turn(imported)
    points.setSubsetString("")
    _ready(imported)
    assert not imported.reading.marked.hidden
    assert table.subsetString() == '"deleted_utc" IS NULL'


def test_a_layer_that_is_edited_is_left_alone_and_it_is_said(imported):
    points, _table = _layers()
    points.startEditing()
    _turn(imported)
    assert not imported.reading.marked.hidden
    assert "is being edited" in imported.reading.notice.text()
    assert points.subsetString() == ""
    points.rollBack()


def test_a_whole_query_as_filter_is_not_touched(imported):
    points, _table = _layers()
    points.setSubsetString('SELECT * FROM "feedback" WHERE "votes_up" > 1')
    before = points.subsetString()
    _turn(imported)
    assert points.subsetString() == before
    assert "a whole query" in imported.reading.notice.text()


def test_the_switch_survives_update_save_and_open(imported, tmp_path):
    project = QgsProject.instance()
    _turn(imported)
    imported.importing.update_all()
    _ready(imported)
    assert f"B-{BURST - 1}" not in _ids(_layers()[0])
    path = str(tmp_path / "plan.qgs")
    assert project.write(path)
    project.clear()
    _ready(imported)
    assert not imported.reading.marked.hidden
    assert not imported.reading.marked.check.isEnabled()
    assert project.read(path)
    _ready(imported)
    assert imported.reading.marked.hidden
    assert imported.reading.marked.label.text() == f"{BURST + REPEATS} items are hidden."
    assert f"B-{BURST - 1}" not in _ids(_layers()[0])
    _turn(imported)
    assert f"B-{BURST - 1}" in _ids(_layers()[0])


def test_layers_that_come_later_are_filtered_too(imported):
    _turn(imported)
    QgsProject.instance().removeAllMapLayers()
    imported.importing.update_all()
    _ready(imported)
    assert f"B-{BURST - 1}" not in _ids(_layers()[0])


def test_a_database_that_cannot_be_read_is_not_one_without_marks(imported, monkeypatch, tmp_path):
    """Another program holds it: neither nothing nor too many are counted, and the reason is told."""
    points, _table = _layers()
    box = imported.reading.marked
    assert points.setSubsetString("\"item_id\" LIKE 'R-%'")
    _ready(imported)
    assert box.marked == REPEATS
    monkeypatch.setattr(store, "LOCK_TIMEOUT", 0.1)
    real = store.rows

    def held_for_the_filtered(path, query, parameters=()):
        if "LIKE" not in query:
            return real(path, query, parameters)
        with closing(sqlite3.connect(path)) as other:
            other.execute("PRAGMA locking_mode = EXCLUSIVE")
            other.execute("PRAGMA journal_mode = DELETE")
            other.execute("BEGIN EXCLUSIVE")
            return real(path, query, parameters)

    copy = str(tmp_path / "copy.gpkg")  # QGIS keeps the file itself open
    with closing(sqlite3.connect(imported.importing.database)) as db:
        db.execute("VACUUM INTO ?", (copy,))
    monkeypatch.setattr(store, "rows", held_for_the_filtered)
    with pytest.raises(DatabaseError, match="used by another program"):
        jobs.count_marked(copy, "feedback", "\"item_id\" LIKE 'R-%'")
    assert jobs.count_marked(copy, "feedback", 'only_gdal("item_id")') == BURST + REPEATS


def test_why_it_cannot_be_counted_is_told(imported, monkeypatch):
    def held(*_what):
        raise DatabaseError("{path} is held.", path="x.gpkg", error="database is locked")

    monkeypatch.setattr(jobs, "count_marked", held)
    imported.reading.marked.count()
    _ready(imported)
    assert not imported.reading.marked.check.isEnabled()
    assert imported.reading.marked.check.toolTip() == imported.reading.notice.text() == "x.gpkg is held."


def test_nothing_marked_nothing_to_switch(dock, tmp_path):
    _import(dock, tmp_path / "source.geojson", json.dumps(_plain()))
    assert not dock.reading.marked.check.isEnabled()
    assert dock.reading.marked.label.isHidden()
    assert dock.reading.marked.check.toolTip().startswith("Nothing is marked")


def test_an_older_layer_learns_the_columns_with_the_next_update(imported):
    """As a database of the first layout: without `address` and `marks`."""
    database = imported.importing.database
    QgsProject.instance().removeAllMapLayers()
    with closing(sqlite3.connect(database)) as db, db:
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f'DROP TRIGGER "{name}"')
        for table in ("feedback", "feedback_unlocated"):
            db.execute(f"DROP INDEX {table}_marked")
            for column in ("address", "marks"):
                db.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        db.execute("UPDATE feedback_schema SET version = 1")
    made = FeedbackDock(imported.iface)
    try:
        layer, _added = feedback_layer.show(QgsProject.instance(), database, [], "category", False, [], 1)
        _ready(made)
        assert not made.reading.marked.check.isEnabled()
        assert "older Samplan" in made.reading.marked.check.toolTip()
        imported.importing.update_all()
        _ready(imported)
        _ready(made)
        assert layer.attributeDisplayName(layer.fields().indexFromName("marks")) == "Repeat or burst"
        assert layer.fields().indexFromName("address") >= 0
    finally:
        made.shut_down()
        made.deleteLater()
        flush()
