"""The panel by keyboard: order of the fields, Enter, Escape, and where the focus is before and after a run."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QToolButton

from ..conftest import idle, settle


def _order(first):
    """Return what the tab key reaches after a widget, in order, as far as it would be shown."""
    found, widget = [first], first.nextInFocusChain()
    while widget is not first:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled():
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def _rising(order, *widgets):
    places = [order.index(widget) for widget in widgets]
    assert places == sorted(places)


def test_tab_walks_from_the_source_to_the_buttons(dock):
    page = dock.importing
    page.preview()
    idle(dock)
    page.import_all()
    idle(dock)
    path = page.databaseWidget
    _rising(
        _order(page.source.sourceCombo), page.source.sourceCombo, page.source.addButton, page.filters.fromEdit,
        page.filters.clearButton, page.privacy.purposeEdit, page.privacy.eraseButton, path.lineEdit(),
        path.findChild(QToolButton), page.previewButton, page.importButton, page.updateButton, page.cancelButton,
        page.notice.close_button, page.previewClose, page.previewTable, page.last.show_new, page.last.history,
    )  # fmt: skip


def test_tab_walks_down_the_second_page(dock):
    page = dock.reading
    dock.importing.import_all()
    idle(dock)
    page.marked.check.setEnabled(True)
    _rising(
        _order(page.styleCombo), page.styleCombo, page.clusterCheck, page.marked.check, page.pickButton,
        page.previousButton, page.nextButton, page.zoomButton, page.notice.button, page.scroll, page.linkButton,
    )  # fmt: skip


@pytest.fixture
def active(dock):
    dock.activateWindow()
    QApplication.setActiveWindow(dock)
    settle(dock.isActiveWindow)
    return dock


def test_enter_presses_the_button_and_the_focus_comes_back(active):
    page = active.importing
    page.importButton.setFocus()
    QTest.keyClick(page.importButton, Qt.Key.Key_Return)
    assert page.tasks.busy
    assert page.cancelButton.hasFocus()
    idle(active)
    assert page.importButton.hasFocus()


def test_enter_in_a_field_starts_nothing(active):
    edit = active.importing.databaseWidget.lineEdit()
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert not active.importing.tasks.busy


def test_escape_stops_the_work_and_closes_the_preview(active):
    page = active.importing
    page.importButton.setFocus()
    QTest.keyClick(page.importButton, Qt.Key.Key_Space)
    QTest.keyClick(page.cancelButton, Qt.Key.Key_Escape)
    assert page._stopping
    idle(active)
    page.preview()
    idle(active)
    assert not page.previewPart.isHidden()
    page.previewTable.setFocus()
    QTest.keyClick(page.previewTable, Qt.Key.Key_Escape)
    assert page.previewPart.isHidden()


def test_a_task_that_hangs_is_given_up_and_its_result_still_told(qgis_app, monkeypatch):
    import threading

    from samplan.ui import tasks

    monkeypatch.setattr(tasks, "PATIENCE", 0.1)
    manager, door, told = tasks.TaskManager(), threading.Event(), []

    def work(_task):
        door.wait(20)
        return "result"

    task = manager.start("hangs", work, told.append, told.append)
    settle(task.isActive)
    manager.cancel()
    settle(lambda: not manager.busy)
    assert told == [None], "it counts as cancelled"
    door.set()
    settle(lambda: len(told) == 2)
    assert told == [None, "result"]


def test_shutting_down_does_not_wait_longer_than_the_work(qgis_app, timed):
    import time

    from samplan.messages import Cancelled
    from samplan.ui.tasks import TaskManager

    def work(task):
        while not task.isCanceled():
            time.sleep(0.01)
        raise Cancelled

    manager = TaskManager()
    task = manager.start("works", work, lambda _result: None, lambda _error: None)
    settle(task.isActive)
    started = time.monotonic()
    manager.shut_down()
    assert not timed or time.monotonic() - started < 1.0
