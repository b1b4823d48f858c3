"""The plugin in the window: everything it adds is gone after unloading, however often."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from unittest.mock import MagicMock

import pytest
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
)
from qgis.PyQt.QtWidgets import QAction, QDockWidget
from samplan.plugin import SamplanPlugin
from samplan.ui.gui import SamplanGui
from samplan.ui.tasks import TaskManager

from .conftest import flush, settle


def _ours(window):
    docks = [item for item in window.findChildren(QDockWidget) if item.objectName() == "SamplanFeedbackDock"]
    return docks, window.findChildren(QAction)


@pytest.fixture
def no_provider(qgis_processing):
    """Take away the provider that tests of algorithms left in the registry."""
    registry = QgsApplication.processingRegistry()
    if registry.providerById("samplan") is not None:
        registry.removeProvider("samplan")


def test_load_unload_load_leaves_nothing(qgis_iface, no_provider):
    window = qgis_iface.mainWindow()
    before = _ours(window)
    for _ in range(3):
        plugin = SamplanPlugin(qgis_iface)
        plugin.initGui()
        assert len(_ours(window)[0]) == 1
        assert QgsApplication.processingRegistry().providerById("samplan") is not None
        plugin.unload()
        flush()
        assert _ours(window) == before
        assert QgsApplication.processingRegistry().providerById("samplan") is None
    assert qgis_iface.mapCanvas().mapTool() is None or type(qgis_iface.mapCanvas().mapTool()).__name__ != "PickTool"


def test_unloading_stops_runs_that_need_the_provider(qgis_iface, no_provider):
    from samplan.processing.common.algorithm import SamplanAlgorithm

    begun, ended = threading.Event(), threading.Event()

    class Slow(SamplanAlgorithm):
        ID = "slow"

        def initAlgorithm(self, _configuration=None):
            pass

        def perform(self, parameters, context, feedback):
            begun.set()
            patience = time.monotonic() + 10
            while not feedback.isCanceled() and time.monotonic() < patience:
                time.sleep(0.01)
            time.sleep(0.2)  # a step that cannot be cut short
            ended.set()
            return {}

    plugin = SamplanPlugin(qgis_iface)
    plugin.initGui()
    algorithm, context, feedback = Slow(), QgsProcessingContext(), QgsProcessingFeedback()
    task = QgsProcessingAlgRunnerTask(algorithm, {}, context, feedback)
    QgsApplication.taskManager().addTask(task)
    settle(begun.is_set)
    plugin.unload()
    in_time = ended.is_set()
    feedback.cancel()
    assert in_time, "QGIS would crash when the run used the deleted provider"
    settle(lambda: QgsApplication.taskManager().countActiveTasks() == 0)


def test_unload_disconnects_the_project(qgis_iface):
    project = QgsProject.instance()
    counted = ("readProject", "cleared", "layersAdded", "layersRemoved", "writeProject")
    before = {name: project.receivers(getattr(project, name)) for name in counted}
    gui = SamplanGui(qgis_iface)
    gui.add()
    assert all(project.receivers(getattr(project, name)) > before[name] for name in counted)
    gui.remove()
    flush()
    assert {name: project.receivers(getattr(project, name)) for name in counted} == before


def test_adding_twice_adds_once_and_removing_twice_is_harmless(qgis_iface):
    gui = SamplanGui(qgis_iface)
    gui.add()
    dock = gui.dock
    gui.add()
    assert gui.dock is dock
    gui.remove()
    gui.remove()
    flush()


def test_the_menu_gets_what_the_toolbar_promises(qgis_iface, monkeypatch):
    menu, icons = MagicMock(), MagicMock()
    monkeypatch.setattr(qgis_iface, "addPluginToMenu", menu)
    monkeypatch.setattr(qgis_iface, "addToolBarIcon", icons)
    gui = SamplanGui(qgis_iface)
    gui.add()
    texts = [call.args[1].text() for call in menu.call_args_list]
    assert texts == ["Feedback panel", "Assess planning areas …", "Help"]
    assert icons.call_args.args[0].text() == "Feedback panel"
    gui.remove()
    flush()


def test_the_button_shows_and_hides_the_panel_and_is_remembered(qgis_iface):
    gui = SamplanGui(qgis_iface)
    gui.add()
    assert not gui.panel_action.isChecked()
    gui.panel_action.setChecked(True)
    assert not gui.dock.isHidden()
    gui.remove()
    flush()
    again = SamplanGui(qgis_iface)
    again.add()
    assert again.panel_action.isChecked()
    again.remove()
    flush()


def test_help_opens_and_goes_with_the_plugin(qgis_iface):
    gui = SamplanGui(qgis_iface)
    gui.add()
    gui.help()
    assert gui._help.isVisible()
    gui.remove()
    flush()


def test_assess_opens_the_algorithm(qgis_iface, monkeypatch):
    from qgis import processing

    opened = []
    monkeypatch.setattr(processing, "execAlgorithmDialog", opened.append, raising=False)
    gui = SamplanGui(qgis_iface)
    gui.assess()
    assert opened == ["samplan:assessareas"]


def test_unloading_ends_the_idle_threads_of_the_pools(qgis_iface, no_provider):
    """A thread that outlives QGIS's managers crashes at its end when it has signed in somewhere (QGIS 3.40)."""
    plugin = SamplanPlugin(qgis_iface)
    plugin.initGui()
    manager, ended = TaskManager(), threading.Event()
    manager.start("Short", lambda _task: True, lambda _done: ended.set(), lambda _error: None)
    settle(ended.is_set)
    settle(lambda: QgsApplication.taskManager().countActiveTasks() == 0)

    def pooled():
        names = (path.read_text().strip() for path in Path("/proc/self/task").glob("*/comm"))
        return [name for name in names if name.startswith("Thread (pooled")]

    assert pooled() or Qgis.QGIS_VERSION_INT < 33400  # Qt names its threads in Debian 13, not in 12
    plugin.unload()
    settle(lambda: not pooled())
