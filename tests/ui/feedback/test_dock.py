"""The panel at work with the bundled sample: preview, import, update, read, remember."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import QgsExpression, QgsFeature, QgsGeometry, QgsPointXY, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsMapToolPan, QgsMapToolZoom
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QDate, QItemSelectionModel, Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QLabel
from samplan.ui.feedback import connections, feedback_layer, project_state, read_page, secret, styles
from samplan.ui.feedback.connections import SAMPLE_FILE, SavedConnection
from samplan.ui.feedback.dock import IMPORT, READ, FeedbackDock
from samplan.ui.feedback.drawn_groups import drawn_groups
from samplan.ui.feedback.preview_model import TEXT, WHEN
from samplan.ui.feedback.styles import CLUSTER_MM

from ..conftest import ALL, ANSWERS, BUSIEST, LOCATED, UNLOCATED, flush, idle, settle

pytestmark = pytest.mark.long


def _import(dock):
    dock.importing.import_all()
    idle(dock)
    return feedback_layer.find(QgsProject.instance(), feedback_layer.POINTS)


def _own_source(dock, tmp_path, edit=None):
    """Point the panel at a copy of the sample that the test may change."""
    path = tmp_path / "source.geojson"
    document = json.loads(SAMPLE_FILE.read_text(encoding="utf-8"))
    if edit is not None:
        edit(document["features"])
    path.write_text(json.dumps(document), encoding="utf-8")
    connections.save(SavedConnection("mine", "Mine", "file", str(path), "export"))
    dock.importing.source.reload("mine")
    dock.importing.source._source_chosen()
    return path


def test_the_sample_is_offered_first_and_cannot_be_edited(dock):
    source = dock.importing.source
    assert source.current.is_sample
    assert not source.editButton.isEnabled()
    assert not source.removeButton.isEnabled()
    assert "No network" in source.evidenceLabel.text()
    assert not dock.importing.updateButton.isEnabled()


def test_preview_counts_and_masks_without_storing(dock):
    page = dock.importing
    page.preview()
    idle(dock)
    found = page.model.preview
    assert (found.seen, found.located, found.complete) == (ALL, LOCATED, True)
    assert page.previewLabel.text().startswith(f"{ALL} items in all.")
    assert f"{UNLOCATED} have no position" in page.previewLabel.text()
    assert page.filters.categoryCombo.count() == 10
    assert not Path(page.database).exists()
    row = next(index for index, flags in enumerate(found.findings) if flags and "email" in flags)
    shown = page.model.data(page.model.index(row, TEXT))
    assert "@" not in shown
    assert "[e-mail address]" in shown
    assert "Hidden because it looks like personal data" in page.model.data(
        page.model.index(row, WHEN), Qt.ItemDataRole.AccessibleTextRole
    )


def test_import_puts_points_and_table_into_the_project(dock):
    layer = _import(dock)
    table = feedback_layer.find(QgsProject.instance(), feedback_layer.UNLOCATED)
    assert sum(1 for _ in layer.getFeatures()) == LOCATED
    assert sum(1 for _ in table.getFeatures()) == UNLOCATED
    assert isinstance(layer.renderer().embeddedRenderer().categories()[0].label(), str)
    figures = {name: figure.number.text() for name, figure in dock.importing.last.figures.items()}
    assert figures == {"new": str(ALL), "changed": "0", "removed": "0", "unlocated": str(UNLOCATED)}
    assert f"{UNLOCATED} items are not on the map because they have no position" in dock.importing.notice.text()


def test_update_tells_new_edited_and_removed(dock, tmp_path):
    path = _own_source(dock, tmp_path)
    layer = _import(dock)
    document = json.loads(path.read_text(encoding="utf-8"))
    features = document["features"]
    del features[5]
    features[0]["properties"]["text"] = "Ny text"
    features.append({**features[1], "id": "NEW-1", "properties": {**features[1]["properties"], "item_id": "NEW-1"}})
    path.write_text(json.dumps(document), encoding="utf-8")
    assert dock.importing.updateButton.isEnabled()
    dock.importing.update_all()
    idle(dock)
    figures = {name: figure.number.text() for name, figure in dock.importing.last.figures.items()}
    assert (figures["new"], figures["changed"], figures["removed"]) == ("1", "1", "1")
    assert len(QgsProject.instance().mapLayers()) == 2
    texts = {feature["text"] for feature in layer.getFeatures()}
    assert "Ny text" in texts


def test_a_source_that_is_suddenly_empty_is_not_believed_at_once(dock, tmp_path):
    path = _own_source(dock, tmp_path)
    layer = _import(dock)
    path.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    dock.importing.update_all()
    idle(dock)
    assert sum(1 for _ in layer.getFeatures()) == LOCATED
    assert dock.importing.notice.button.text() == "They really are gone: remove them"
    dock.importing.notice.button.click()
    idle(dock)
    assert not list(layer.getFeatures())
    assert dock.importing.last.figures["removed"].number.text() == str(ALL)


def test_history_lists_every_run(dock, monkeypatch):
    from qgis.PyQt.QtWidgets import QDialog, QTableWidget

    _import(dock)
    dock.importing.update_all()
    idle(dock)
    seen = []

    def read(dialog):
        table = dialog.findChild(QTableWidget)
        seen.extend([table.item(row, column).text() for column in range(1, 6)] for row in range(table.rowCount()))

    monkeypatch.setattr(QDialog, "exec", read)
    dock.importing.last.history.click()
    idle(dock)
    assert len(seen) == 2
    assert seen[1] == [str(ALL), "0", "0", str(UNLOCATED), "yes"]


def test_new_items_can_be_shown(dock, tmp_path):
    path = _own_source(dock, tmp_path)
    layer = _import(dock)
    document = json.loads(path.read_text(encoding="utf-8"))
    one = document["features"][0]
    document["features"].append({**one, "id": "NEW-1", "properties": {**one["properties"], "item_id": "NEW-1"}})
    path.write_text(json.dumps(document), encoding="utf-8")
    dock.importing.update_all()
    idle(dock)
    dock.importing.last.show_new.click()
    idle(dock)
    assert [feature["item_id"] for feature in layer.selectedFeatures()] == ["NEW-1"]


def test_filters_hold_back_and_say_so(dock):
    filters = dock.importing.filters
    filters.textEdit.setText("park")
    assert filters.count == 1
    assert dock.importing.filterGroup.title() == "Filters (1)"
    layer = _import(dock)
    assert 0 < layer.featureCount() < LOCATED
    assert "left out because they do not pass the filters" in dock.importing.notice.text()


def test_period_category_and_status_filters_reach_the_query(dock):
    from samplan.ui.feedback.filter_box import query_of

    filters = dock.importing.filters
    filters.fromEdit.setDate(QDate(2025, 3, 1))
    filters.toEdit.setDate(QDate(2025, 3, 31))
    filters.offer_categories(["noise", "green"])
    filters.categoryCombo.setItemCheckState(1, Qt.CheckState.Checked)
    filters.statusCombo.setItemCheckState(0, Qt.CheckState.Checked)
    query = query_of(filters.frozen(), "", QgsProject.instance())
    assert (query.start, query.end) == ("2025-03-01T00:00:00.000Z", "2025-04-01T00:00:00.000Z")
    assert (query.categories, query.statuses) == (("noise",), ("open",))
    assert filters.count == 4
    assert dock._saving.isActive(), "a changed filter must be remembered"
    filters.clear()
    assert filters.count == 0


def test_data_protection_says_what_is_still_to_decide(dock):
    box = dock.importing.privacy
    assert "purpose" in box.hintLabel.text()
    box.purposeEdit.setText("Plan")
    assert "retention date" in box.hintLabel.text()
    assert "✔" not in dock.importing.privacyGroup.title()
    box.keepEdit.setDate(QDate(2099, 1, 1))
    assert box.hintLabel.text() == ""
    assert "✔" in dock.importing.privacyGroup.title()


def test_planning_areas_filter_by_shape_not_by_box(dock):
    """A triangle: only its half of the box comes in; items without a position pass, they cannot be judged."""
    area = QgsVectorLayer("Polygon?crs=EPSG:4326", "area", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt("Polygon((9.4 47.0, 9.7 47.0, 9.4 47.3, 9.4 47.0))"))
    area.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayer(area)
    filters = dock.importing.filters
    filters.placeCombo.setCurrentIndex(2)
    filters.layerCombo.setLayer(area)
    layer = _import(dock)
    triangle = feature.geometry()
    assert layer.featureCount() > 0
    assert all(triangle.intersects(item.geometry()) for item in layer.getFeatures())
    every = json.loads(SAMPLE_FILE.read_text(encoding="utf-8"))["features"]
    inside = [
        item for item in every
        if item["geometry"] and triangle.intersects(QgsGeometry.fromPointXY(QgsPointXY(*item["geometry"]["coordinates"])))
    ]  # fmt: skip
    assert layer.featureCount() == len(inside)


def test_a_missing_folder_is_said_plainly(dock, tmp_path):
    dock.importing.databaseWidget.setFilePath(str(tmp_path / "nowhere" / "feedback.gpkg"))
    dock.importing.import_all()
    assert "does not exist" in dock.importing.notice.text()
    assert not dock.importing.tasks.busy


def test_an_unreachable_server_is_said_plainly(dock):
    connections.save(SavedConnection("far", "Far", "open311", "http://127.0.0.1:9/open311", "spec"))
    dock.importing.source.reload("far")
    dock.importing.preview()
    idle(dock)
    assert dock.importing.notice.text().startswith("Cannot reach 127.0.0.1:9")


def test_cancel_changes_nothing(dock):
    page = dock.importing
    page.import_all()
    page.cancel()
    idle(dock)
    layer = feedback_layer.find(QgsProject.instance(), feedback_layer.POINTS)
    cancelled = page.notice.text() == "Cancelled. Nothing was changed."
    assert cancelled == (layer is None)


def test_the_panel_can_go_while_it_works(qgis_iface, tmp_path):
    made = FeedbackDock(qgis_iface)
    made.importing.databaseWidget.setFilePath(str(tmp_path / "feedback.gpkg"))
    made.importing.import_all()
    assert made.importing.tasks.busy
    made.shut_down()
    made.deleteLater()
    flush()
    assert feedback_layer.find(QgsProject.instance(), feedback_layer.POINTS) is None


def test_unexpected_errors_become_a_sentence_and_a_log_entry(dock, monkeypatch):
    from samplan.ui.feedback import jobs

    def explode(*_arguments, **_named):
        raise ZeroDivisionError("boom")

    monkeypatch.setattr(jobs, "synchronise", explode)
    dock.importing.import_all()
    idle(dock)
    assert "Something unexpected happened (ZeroDivisionError: boom)" in dock.importing.notice.text()
    assert dock.importing.importButton.isEnabled()


# -- reading -----------------------------------------------------------------------------------------------------


def _select(dock, layer, expression):
    layer.selectByExpression(expression)
    settle(lambda: dock.reading._settling.isActive() or dock.reading.tasks.busy)
    idle(dock)


def _texts(widget):
    return [label.text().replace("\u200b", "") for label in widget.findChildren(QLabel)]


def test_selecting_a_point_shows_its_whole_thread(dock):
    layer = _import(dock)
    _select(dock, layer, f"\"item_id\" = '{BUSIEST}'")
    assert dock.tabs.currentIndex() == READ
    assert dock.reading._thread[0]["item_id"] == BUSIEST
    assert len(dock.reading._thread) == 1 + ANSWERS
    assert dock.reading.linkButton.text() == "Open at example.org"
    table = feedback_layer.find(QgsProject.instance(), feedback_layer.UNLOCATED)
    _select(dock, table, f"\"parent_id\" = '{BUSIEST}'")
    assert dock.reading._thread[0]["item_id"] == BUSIEST
    assert "Not on the map because the source gives no position." in _texts(dock.reading)


def test_personal_data_is_masked_until_asked_for(dock):
    layer = _import(dock)
    _select(dock, layer, "\"privacy_flags\" LIKE '%email%'")
    assert not any("@" in text for text in _texts(dock.reading.scrollContents))
    assert dock.reading.notice.text().startswith("Hidden because it looks like personal data: ")
    dock.reading.notice.button.click()
    flush()
    assert any("@" in text for text in _texts(dock.reading.scrollContents))
    assert "Do not pass it on" in dock.reading.notice.text()


HOSTILE = '<img src="http://evil.example/x.png"><b>bold</b> &lt;script&gt; a < b'


def test_remote_text_is_never_rendered(dock, tmp_path, monkeypatch):
    """Neither labels nor tooltips, map tips or links take markup or odd schemes from a source."""

    def spoil(features):
        properties = features[0]["properties"]
        properties.update(title=HOSTILE, text=HOSTILE, category=HOSTILE, url="javascript:alert(1)")

    _own_source(dock, tmp_path, spoil)
    dock.importing.preview()
    idle(dock)
    model = dock.importing.model
    for column in range(model.columnCount()):
        tip = model.data(model.index(0, column), Qt.ItemDataRole.ToolTipRole)
        assert "<b>" not in tip
        assert "<img" not in tip
    layer = _import(dock)
    with closing(sqlite3.connect(dock.importing.database)) as db, db:  # a database that something else filled
        db.execute("PRAGMA trusted_schema = ON")
        triggers = db.execute("SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='feedback'").fetchall()
        for (name,) in triggers:
            db.execute(f'DROP TRIGGER "{name}"')
        db.execute(
            "UPDATE feedback SET title = ?, text = ?, category = ?, url = 'file:///etc/passwd' WHERE item_id = 'LI-0001'",
            (HOSTILE, HOSTILE, HOSTILE),
        )
    feedback_layer.refresh(layer)
    _select(dock, layer, "\"item_id\" = 'LI-0001'")
    labels = dock.reading.scrollContents.findChildren(QLabel)
    assert labels
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
    assert any(HOSTILE in label.text().replace("\u200b", "") for label in labels)
    assert not dock.reading.linkButton.isVisible()
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    dock.reading._open_link()
    assert opened == []
    context = layer.createExpressionContext()
    context.setFeature(layer.selectedFeatures()[0])
    tip = QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)
    assert "<img" not in tip
    assert "&lt;img" in tip
    assert "&amp;lt;script" in tip


@pytest.mark.parametrize(
    ("url", "fine"),
    [
        ("https://example.org/a", True), ("http://example.org", True), ("file:///etc/passwd", False),
        ("javascript:alert(1)", False), ("", False), ("ftp://example.org", False), ("https://", False),
        ("//example.org", False), ("example.org", False),
    ],
)  # fmt: skip
def test_only_web_addresses_are_opened(url, fine):
    assert feedback_layer.is_web_address(url) is fine


def test_links_open_in_the_browser(dock, monkeypatch):
    layer = _import(dock)
    _select(dock, layer, "\"item_id\" = 'LI-0001'")
    opened = []
    monkeypatch.setattr(read_page.QDesktopServices, "openUrl", opened.append)
    dock.reading.linkButton.click()
    assert opened == [QUrl("https://example.org/feedback/LI-0001")]


def test_the_pick_tool_selects_what_lies_under_the_pointer(dock, qgis_iface):
    layer = _import(dock)
    dock.reading.pickButton.setChecked(True)
    assert qgis_iface.mapCanvas().mapTool() is dock.reading.tool
    feature = next(layer.getFeatures())
    canvas = qgis_iface.mapCanvas()
    canvas.setDestinationCrs(layer.crs())
    canvas.resize(600, 400)
    canvas.setExtent(layer.extent())
    place = feature.geometry().asPoint()
    for grouped in (False, True):
        dock.reading.clusterCheck.setChecked(grouped)
        dock.reading._restyle()
        idle(dock)
        canvas.setExtent(layer.extent() if not grouped else QgsRectangle.fromCenterAndSize(place, 0.0002, 0.0002))
        layer.removeSelection()
        dock.reading.tool.pick(place)
        settle(layer.selectedFeatureCount)
        idle(dock)
        assert feature.id() in layer.selectedFeatureIds()
        assert dock.reading._posts


def test_a_click_on_a_group_reads_the_group(dock, qgis_iface):
    layer = _import(dock)
    canvas = qgis_iface.mapCanvas()
    canvas.setDestinationCrs(layer.crs())
    canvas.resize(600, 400)
    canvas.setExtent(layer.extent())
    settings = canvas.mapSettings()
    reach = CLUSTER_MM * settings.mapUnitsPerPixel() * settings.outputDpi() / 25.4
    points = [(f.id(), f.geometry().asPoint().x(), f.geometry().asPoint().y()) for f in layer.getFeatures()]
    for x, y, ids in sorted(drawn_groups(points, reach), key=lambda group: len(group[2]))[-3:]:
        layer.removeSelection()
        dock.reading.tool.pick(QgsPointXY(x, y))
        settle(layer.selectedFeatureCount)
        idle(dock)
        assert set(layer.selectedFeatureIds()) == set(ids)
        assert dock.reading.positionLabel.text() == f"1 of {len(ids)}"
    dock.reading.tool.pick(QgsPointXY(layer.extent().xMaximum() + 1, layer.extent().yMaximum() + 1))
    settle(lambda: not layer.selectedFeatureCount())


def test_the_map_gets_its_tool_back(dock, qgis_iface):
    _import(dock)
    canvas, button = qgis_iface.mapCanvas(), dock.reading.pickButton
    pan, zoom = QgsMapToolPan(canvas), QgsMapToolZoom(canvas, False)
    canvas.setMapTool(pan)
    button.click()
    assert canvas.mapTool() is dock.reading.tool
    button.click()
    assert canvas.mapTool() is pan
    button.click()
    canvas.setMapTool(zoom)
    assert (canvas.mapTool(), button.isChecked()) == (zoom, False), "the user's choice counts"
    button.click()
    QgsProject.instance().removeAllMapLayers()
    assert canvas.mapTool() is zoom, "there is nothing left to read"
    canvas.unsetMapTool(zoom)


def test_nothing_of_the_panel_stays_on_the_map(qgis_iface, tmp_path):
    canvas = qgis_iface.mapCanvas()
    pan = QgsMapToolPan(canvas)
    canvas.setMapTool(pan)
    panel = FeedbackDock(qgis_iface)
    panel.importing.databaseWidget.setFilePath(str(tmp_path / "feedback.gpkg"))
    _import(panel)
    panel.reading.pickButton.click()
    panel.shut_down()
    flush()
    assert canvas.mapTool() is pan
    assert sip.isdeleted(panel.reading.tool)
    canvas.unsetMapTool(pan)
    panel.deleteLater()
    flush()


# -- style -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", styles.WAYS)
@pytest.mark.parametrize("cluster", [True, False])
def test_every_style_draws_every_item(dock, way, cluster):
    layer = _import(dock)
    dock.reading.styleCombo.setCurrentIndex(styles.WAYS.index(way))
    dock.reading.clusterCheck.setChecked(cluster)
    dock.reading._restyle()
    idle(dock)
    renderer = layer.renderer()
    if cluster:
        assert renderer.type() == "pointCluster"
        renderer = renderer.embeddedRenderer()
    from qgis.core import QgsRenderContext

    context = QgsRenderContext()
    context.expressionContext().appendScope(layer.createExpressionContextScope())
    inner = renderer.clone()
    inner.startRender(context, layer.fields())
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        assert inner.willRenderFeature(feature, context), feature["item_id"]
    inner.stopRender(context)


def test_a_style_of_the_users_own_survives_an_update(dock):
    from qgis.core import QgsSingleSymbolRenderer

    layer = _import(dock)
    layer.setRenderer(QgsSingleSymbolRenderer(styles.marker("#ff0000")))
    dock.importing.update_all()
    idle(dock)
    assert layer.renderer().type() == "singleSymbol"


def test_metadata_tells_purpose_and_retention(dock):
    dock.importing.privacy.purposeEdit.setText("Översiktsplan 2030")
    dock.importing.privacy.keepEdit.setDate(QDate(2031, 12, 31))
    layer = _import(dock)
    metadata = layer.metadata()
    assert "Översiktsplan 2030" in metadata.abstract()
    assert "2031-12-31" in [item.constraint for item in metadata.constraints()]


def test_erasing_a_source_asks_and_empties_its_layers(dock, monkeypatch):
    from samplan.ui.feedback import import_page

    layer = _import(dock)
    asked = []
    monkeypatch.setattr(import_page, "confirmed", lambda *words: asked.append(words) or len(asked) > 1)
    dock.importing.privacy.eraseButton.click()
    assert layer.hasFeatures()
    dock.importing.privacy.eraseButton.click()
    idle(dock)
    assert dock.importing.notice.text() == f"{ALL} items were erased."
    assert not list(layer.getFeatures())
    assert not dock.importing.updateButton.isEnabled()


def test_what_is_being_edited_is_not_erased(dock, monkeypatch):
    """The edit session holds the words: they would stay in the file."""
    from samplan.ui.feedback import import_page

    layer = _import(dock)
    monkeypatch.setattr(import_page, "confirmed", lambda *words: pytest.fail("nothing to confirm"))
    layer.startEditing()
    dock.importing.privacy.eraseButton.click()
    idle(dock)
    assert dock.importing.notice.text() == "The layer Feedback is being edited. Save or stop editing, then try again."
    assert layer.hasFeatures()
    layer.rollBack()


def test_erased_feedback_is_gone_from_the_file_that_qgis_shows(dock, monkeypatch):
    from samplan.ui.feedback import import_page

    layer = _import(dock)
    words = next(str(feature["text"]) for feature in layer.getFeatures() if len(str(feature["text"])) > 20)
    monkeypatch.setattr(import_page, "confirmed", lambda *_words: True)
    dock.importing.privacy.eraseButton.click()
    idle(dock)
    database = Path(dock.importing.database)
    files = list(database.parent.glob(f"{database.name}*"))
    assert files
    told = "another program uses the file" in dock.importing.notice.text()
    assert told or not [path.name for path in files if words.encode() in path.read_bytes()]


def test_feedback_that_is_due_is_pointed_out(dock):
    dock.importing.privacy.keepEdit.setDate(QDate(2020, 1, 31))
    _import(dock)
    dock.remember()
    dock.restore()
    idle(dock)
    assert "was to be kept until 2020-01-31" in dock.importing.notice.text()


# -- the project's memory ----------------------------------------------------------------------------------------


def test_projects_keep_their_own_state(dock, tmp_path):
    project = QgsProject.instance()
    layer = _import(dock)
    dock.importing.filters.textEdit.setText("cykel")
    dock.importing.privacy.purposeEdit.setText("Test")
    dock.tabs.setCurrentIndex(READ)
    dock.reading.styleCombo.setCurrentIndex(1)
    dock.reading._restyle()
    idle(dock)
    first = str(tmp_path / "first.qgs")
    assert project.write(first)
    assert layer.isValid()
    project.clear()
    flush()
    assert dock.importing.filters.textEdit.text() == ""
    assert dock.tabs.currentIndex() == IMPORT
    assert not dock.importing.updateButton.isEnabled()
    assert project.read(first)
    idle(dock)
    assert dock.importing.filters.textEdit.text() == "cykel"
    assert dock.importing.privacy.purposeEdit.text() == "Test"
    assert dock.tabs.currentIndex() == READ
    assert dock.reading.way == styles.STATUS
    assert dock.importing.updateButton.isEnabled()
    assert feedback_layer.same_file(dock.importing.database, str(tmp_path / "feedback.gpkg"))
    assert dock.importing.last.figures["new"].number.text() == str(ALL)
    again = feedback_layer.find(project, feedback_layer.POINTS)
    assert not feedback_layer.restyled_by_user(again)
    dock.importing.update_all()
    idle(dock)
    assert dock.importing.notice.text().startswith("Everything was up to date already.")


def test_the_suggested_place_exists_and_follows_the_project(qgis_iface, tmp_path, monkeypatch):
    """A fresh account has no folder for documents yet: the first import must not fail for that."""
    from qgis.PyQt.QtCore import QStandardPaths

    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _which: str(tmp_path / "Documents"))
    made = FeedbackDock(qgis_iface)
    assert Path(made.importing.database).parent == Path.home()
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "plan.qgz"))
    assert made.importing.database == str(tmp_path / "plan_feedback.gpkg")
    made.importing.databaseWidget.setFilePath(str(tmp_path / "mine.gpkg"))
    assert project.write(str(tmp_path / "other.qgz"))
    assert made.importing.database == str(tmp_path / "mine.gpkg"), "a chosen place stays"
    made.shut_down()
    made.deleteLater()
    flush()


def test_a_folder_is_no_database(dock, tmp_path):
    (tmp_path / "folder.gpkg").mkdir()
    dock.importing.databaseWidget.setFilePath(str(tmp_path / "folder.gpkg"))
    dock.importing.import_all()
    assert "is a folder" in dock.importing.notice.text()
    assert not dock.importing.tasks.busy


def test_show_new_goes_to_the_run_of_this_source(dock, tmp_path):
    """What another source or an earlier run brought is not new; without a position it is shown in the table."""
    path = _own_source(dock, tmp_path)
    layer = _import(dock)
    document = json.loads(path.read_text(encoding="utf-8"))
    one = document["features"][0]
    lost = {**one, "id": "NEW-1", "geometry": None, "properties": {**one["properties"], "item_id": "NEW-1"}}
    document["features"].append(lost)
    path.write_text(json.dumps(document), encoding="utf-8")
    dock.importing.update_all()
    idle(dock)
    dock.importing.last.show_new.click()
    idle(dock)
    table = feedback_layer.find(QgsProject.instance(), feedback_layer.UNLOCATED)
    assert layer.selectedFeatureCount() == 0
    assert [feature["item_id"] for feature in table.selectedFeatures()] == ["NEW-1"]


def test_the_form_shows_words_and_what_is_readable(dock):
    layer = _import(dock)
    shown = [element.name() for element in layer.editFormConfig().invisibleRootContainer().children()]
    assert shown[:3] == ["title", "text", "category"]
    assert {"address", "marks"} <= set(shown)
    assert "content_hash" not in shown
    config = layer.editorWidgetSetup(layer.fields().indexFromName("marks")).config()
    assert {"Came in a burst": "burst"} in config["map"]


def test_the_project_can_move_with_its_database(dock, tmp_path, qgis_iface):
    home, away = tmp_path / "home", tmp_path / "away"
    home.mkdir()
    project = QgsProject.instance()
    assert project.write(str(home / "plan.qgs"))
    dock.importing.databaseWidget.setFilePath(str(home / "mine.gpkg"))
    _import(dock)
    dock.remember()
    assert project.write()
    project.clear()
    shutil.move(str(home), str(away))
    assert project.read(str(away / "plan.qgs"))
    assert feedback_layer.same_file(dock.importing.database, str(away / "mine.gpkg"))
    dock.importing.update_all()
    idle(dock)
    assert dock.importing.notice.text().startswith("Everything was up to date already.")


def test_looking_does_not_change_the_project(qgis_iface):
    made = FeedbackDock(qgis_iface)
    made.restore()
    made.shut_down()
    made.deleteLater()
    flush()
    assert not QgsProject.instance().isDirty()


@pytest.mark.parametrize("saved", [True, False])
def test_a_result_for_another_project_stays_out_of_this_one(dock, tmp_path, saved):
    project = QgsProject.instance()
    if saved:
        project.write(str(tmp_path / "one.qgs"))
    dock.importing.import_all()
    project.clear()
    idle(dock)
    assert feedback_layer.find(project, feedback_layer.POINTS) is None
    assert "while another project was opened" in dock.importing.notice.text()


def test_a_colleague_sees_the_projects_source_without_its_secrets(dock, tmp_path):
    connections.save(SavedConnection("kept", "Botkyrka", "open311", "https://example.org/o", "spec", authcfg="abc1234"))
    dock.importing.source.reload("kept")
    dock.remember()
    text = QgsProject.instance().readEntry("samplan", "/feedback", "")[0]
    assert "abc1234" not in text
    connections.remove("kept")
    dock.restore()
    assert dock.importing.source.sourceCombo.currentText() == "Botkyrka (from the project)"
    assert dock.importing.source.current.authcfg == ""
    connections.save(
        SavedConnection("kept", "My own", "open311", "https://example.org/mine", "spec", authcfg="abc1234")
    )
    dock.restore()
    assert dock.importing.source.current.url == "https://example.org/mine", "the user's own goes before the project's"


def test_what_must_be_chosen_first_is_said(dock):
    connections.save(SavedConnection("needs", "Decidim", "decidim", "http://127.0.0.1:9/api", ""))
    source = dock.importing.source
    assert source.missing == ""
    source.reload("needs")
    if source.connector.capabilities.needs_consultation:
        dock.importing._source_changed()
        assert dock.importing.notice.text().startswith("Choose what to import")
        assert not dock.importing.importButton.isEnabled()
        source.consultationCombo.addItem("One", "1")
        source.consultationCombo.setCurrentIndex(1)
        source._consultation_chosen()
        assert dock.importing.notice.text() == ""
        assert dock.importing.importButton.isEnabled()


def test_broken_entries_are_ignored():
    project = QgsProject.instance()
    project.writeEntry(
        "samplan", "/feedback", '{"connection": 5, "filters": [], "page": "x", "style": {"by": "votes"}}'
    )
    state = project_state.read(project)
    assert (state.connection, state.filters, state.page, state.style) == ("", {}, 0, {"by": "votes"})
    project.writeEntry("samplan", "/feedback", "{")
    assert project_state.read(project) == project_state.ProjectState()


def test_the_secret_stays_out_of_the_project_and_is_one_per_project(tmp_path):
    project = QgsProject.instance()
    one = secret.project_secret(project, "x.gpkg")
    assert len(one) >= 16
    assert secret.project_secret(project, "x.gpkg") == one
    path = tmp_path / "plan.qgs"
    assert project.write(str(path))
    assert one not in path.read_text(encoding="utf-8")
    project.clear()
    assert secret.project_secret(project, "x.gpkg") != one


# -- connections -------------------------------------------------------------------------------------------------


def test_a_connection_without_a_name_is_not_called_by_its_secrets(dock):
    from samplan.ui.feedback.connection_dialog import ConnectionDialog

    dialog = ConnectionDialog(
        SavedConnection("x1", "", "file", "https://anna:pw12@example.org/token/ab12cd/x.csv?key=s3cret")
    )
    assert dialog.connection.name == "https://example.org/token/***/x.csv?key=***"
    assert "s3cret" in dialog.connection.url, "the address works"
    dialog.close()


def test_connections_are_saved_without_secrets():
    from qgis.core import QgsSettings

    saved = SavedConnection("x1", "Ö", "open311", "https://example.org", "spec", "cfg1234", {"page_size": 50})
    connections.save(saved)
    assert connections.find("x1") == saved
    settings = QgsSettings()
    settings.beginGroup("samplan/connections")
    stored = json.loads(settings.value("x1"))
    assert set(stored) == {"id", "name", "connector", "url", "profile", "authcfg", "options"}
    connections.remove("x1")
    assert connections.find("x1") is None
    assert connections.SavedConnection.from_json("nonsense") is None


def test_the_dialog_edits_and_tests_a_connection(qgis_app):
    from samplan.ui.feedback.connection_dialog import ConnectionDialog

    dialog = ConnectionDialog(
        SavedConnection("d1", "Prov", "file", str(SAMPLE_FILE), "export", "", {"encoding": "utf-8"})
    )
    assert dialog.connection == SavedConnection(
        "d1", "Prov", "file", str(SAMPLE_FILE), "export", "", {"encoding": "utf-8"}
    )
    dialog.testButton.click()
    assert dialog.testButton.text() == "S&top"
    settle(lambda: not dialog.tasks.busy)
    result = dialog.resultEdit.toPlainText()
    assert "It answers: GeoJSON" in result
    assert f"{ALL} items in all: {LOCATED} with a position, {UNLOCATED} without." in result
    for index in range(dialog.serviceCombo.count()):
        dialog.serviceCombo.setCurrentIndex(index)
        assert dialog.evidenceLabel.text()
        assert dialog.connection.connector == dialog.serviceCombo.currentData()
    dialog.reject()
    dialog.deleteLater()
    flush()


def test_the_dialog_cuts_no_sentence_off(qgis_app):
    from samplan.ui.feedback.connection_dialog import ConnectionDialog

    dialog = ConnectionDialog()
    dialog.show()
    for index in range(dialog.serviceCombo.count()):
        dialog.serviceCombo.setCurrentIndex(index)
        dialog.optionGroup.setCollapsed(False)
        dialog.accessGroup.setCollapsed(False)
        settle(lambda: True)
        for label in (dialog.descriptionLabel, dialog.evidenceLabel, dialog.accessLabel):
            assert label.height() >= label.heightForWidth(label.width()), (
                dialog.serviceCombo.currentText(),
                label.text(),
            )
        assert dialog.scroll.horizontalScrollBar().maximum() == 0, dialog.serviceCombo.currentText()
        assert dialog.minimumSizeHint().height() <= 500, "it must fit on a small screen"
    dialog.reject()
    dialog.deleteLater()
    flush()


def test_connections_are_added_edited_tested_and_removed(dock, monkeypatch):
    from samplan.ui.feedback import source_box
    from samplan.ui.feedback.connection_dialog import ConnectionDialog

    source = dock.importing.source

    def fill(dialog):
        dialog.nameEdit.setText("Exporten")
        dialog.serviceCombo.setCurrentIndex(dialog.serviceCombo.findData("file"))
        dialog.addressEdit.setText(str(SAMPLE_FILE))
        return 1

    monkeypatch.setattr(ConnectionDialog, "exec", fill)
    source.addButton.click()
    idle(dock)
    assert source.sourceCombo.currentText() == "Exporten"
    kept = source.current.id
    monkeypatch.setattr(ConnectionDialog, "exec", lambda dialog: dialog.nameEdit.setText("Nytt namn") or 1)
    source.editButton.click()
    assert (source.current.id, source.current.name) == (kept, "Nytt namn")
    source.testButton.click()
    idle(dock)
    assert "It answers: GeoJSON" in dock.importing.notice.text()
    monkeypatch.setattr(source_box, "confirmed", lambda *_words: True)
    source.removeButton.click()
    assert source.current.is_sample
    assert connections.find(kept) is None


def test_keyboard_reaches_the_preview(dock):
    dock.importing.preview()
    idle(dock)
    table = dock.importing.previewTable
    table.setFocus()
    table.selectionModel().setCurrentIndex(dock.importing.model.index(1, 0), QItemSelectionModel.SelectionFlag.Rows)
    assert table.currentIndex().row() == 1


def test_words_of_a_source_are_no_expressions_in_a_legend(qgis_app):
    """A layout's legend evaluates what stands between [% and %]."""
    from qgis.core import QgsExpression, QgsExpressionContext, QgsExpressionContextUtils
    from samplan.processing.styles.renderers import fill, rule
    from samplan.ui.feedback import styles

    evil = "[% 6 * 7 %]"
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(None))
    assert QgsExpression.replaceExpressionText(evil, context) == "42"
    labels = [item.label() for item in styles.renderer("category", False, [(evil, 3)]).categories()]
    labels.append(rule(fill("#fff"), "", evil).label())
    shown = [QgsExpression.replaceExpressionText(label, context) for label in labels if "%" in label]
    assert [text.replace("\u200b", "") for text in shown] == [evil] * 2
