"""The list beside the map: searched by words, limited to the map's view, read by a click or the arrow keys."""

from __future__ import annotations

import pytest
from qgis.core import QgsProject, QgsRectangle
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLabel
from samplan.ui.feedback import feedback_layer
from samplan.ui.feedback.item_list import LIMIT

from ..conftest import ALL, SAMPLE, UNLOCATED, flush, idle, settle


def _ready(dock):
    items = dock.reading.items
    settle(lambda: not items._pause.isActive() and not items.tasks.busy and not items._due)
    idle(dock)


def _shown(dock):
    return [row["item_id"] for row in dock.reading.items.model.rows]


@pytest.fixture
def listed(dock):
    """The panel with the sample imported, on its second page."""
    dock.importing.import_all()
    idle(dock)
    dock.tabs.setCurrentIndex(1)
    flush()
    _ready(dock)
    return dock


def test_all_is_listed_newest_first(listed):
    rows = listed.reading.items.model.rows
    assert len(rows) == min(LIMIT, ALL)
    assert [row["created_utc"] for row in rows] == sorted((row["created_utc"] for row in rows), reverse=True)
    assert listed.reading.items.countLabel.text().startswith(f"The first {LIMIT} of {ALL}")


def test_words_find_items_on_the_map_or_not(listed):
    word = next(
        part
        for item in SAMPLE
        if item["geometry"] is None
        for part in item["properties"]["text"].split()
        if part.isalpha() and len(part) > 5
    )
    expected = {
        item["properties"]["item_id"]
        for item in SAMPLE
        if word.casefold()
        in " ".join(str(item["properties"][name] or "") for name in ("title", "text", "category", "item_id")).casefold()
    }
    listed.reading.items.searchEdit.setText(word)
    _ready(listed)
    assert set(_shown(listed)) == expected
    unlocated = [row for row in listed.reading.items.model.rows if not row["located"]]
    assert unlocated
    assert all("not on the map" in row["details"] for row in unlocated)
    listed.reading.items.searchEdit.setText("no such words anywhere")
    _ready(listed)
    assert "Nothing found" in listed.reading.items.countLabel.text()


def test_a_chosen_item_is_read_and_shown(listed):
    items = listed.reading.items
    place = next(n for n, row in enumerate(items.model.rows) if row["located"])
    items.view.setCurrentIndex(items.model.index(place, 0))
    _ready(listed)
    settle(lambda: not listed.reading.tasks.busy)
    points = feedback_layer.find(QgsProject.instance(), feedback_layer.POINTS)
    (feature,) = points.selectedFeatures()
    assert feature["item_id"] == items.model.rows[place]["item_id"]
    assert listed.reading.scrollContents.findChildren(QLabel)
    assert listed.reading.mark._ring is not None
    other = next(f for f in points.getFeatures() if f["item_id"] in _shown(listed) and f.id() != feature.id())
    points.selectByIds([other.id()])
    _ready(listed)
    assert items.model.rows[items.view.currentIndex().row()]["item_id"] == other["item_id"]


def test_the_down_key_leads_into_the_list(listed):
    items = listed.reading.items
    items.searchEdit.setFocus()
    QTest.keyClick(items.searchEdit, Qt.Key.Key_Down)
    _ready(listed)
    assert items.view.currentIndex().row() == 0
    assert str(listed.reading._posts[0]["item_id"]) == _shown(listed)[0]


def test_only_what_the_map_shows(listed):
    points = feedback_layer.find(QgsProject.instance(), feedback_layer.POINTS)
    canvas = listed.reading.canvas
    canvas.setDestinationCrs(points.crs())
    first = next(points.getFeatures()).geometry().asPoint()
    canvas.setExtent(QgsRectangle(first.x() - 0.01, first.y() - 0.01, first.x() + 0.01, first.y() + 0.01))
    listed.reading.items.viewCheck.setChecked(True)
    _ready(listed)
    inside = canvas.extent()
    expected = {f["item_id"] for f in points.getFeatures() if inside.contains(f.geometry().asPoint())}
    assert 0 < len(expected) < ALL - UNLOCATED
    assert set(_shown(listed)) == expected


def test_personal_data_is_masked(listed):
    listed.reading.items.searchEdit.setText("@")
    _ready(listed)
    assert listed.reading.items.model.rows
    assert not any("@" in row["headline"] for row in listed.reading.items.model.rows)


def test_nothing_stays_of_a_project_that_is_closed(listed):
    items = listed.reading.items
    items.view.setCurrentIndex(items.model.index(0, 0))
    _ready(listed)
    QgsProject.instance().clear()
    flush()
    _ready(listed)
    assert listed.reading.mark._ring is None
    assert not items.model.rows
    assert not items.isVisible()
    assert not listed.reading._posts
