"""The panel in the real desktop: import, read, update; unloaded and loaded again it leaves nothing behind."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[3] / "scripts"))

from desktop import run_desktop

from ..conftest import ALL, ANSWERS, BUSIEST

pytestmark = [pytest.mark.long, pytest.mark.skipif(not shutil.which("xvfb-run"), reason="needs xvfb-run")]

SCRIPT = '''
import tempfile
from pathlib import Path

import qgis.utils
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QCoreApplication, QEvent, Qt
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QMenu, QToolBar

window = iface.mainWindow()


def inventory():
    """Count what a plugin could leave in the window."""
    QCoreApplication.sendPostedEvents(None, QEvent.DeferredDelete)
    wait(50)
    return {
        "docks": sorted(dock.objectName() for dock in window.findChildren(QDockWidget)),
        "actions": sorted(item.text() for item in window.findChildren(QAction) if not item.isSeparator()),
        "toolbars": sorted(bar.objectName() for bar in window.findChildren(QToolBar)),
        "submenus": sorted(menu.title() for menu in window.findChildren(QMenu)),
        "menu": [action.text() for action in iface.pluginMenu().actions()],
        "help": [action.text() for action in iface.pluginHelpMenu().actions()],
        "providers": sorted(provider.id() for provider in QgsApplication.processingRegistry().providers()),
        "receivers": [
            QgsProject.instance().receivers(signal)
            for signal in (QgsProject.instance().readProject, QgsProject.instance().layersAdded)
        ],
    }


gui = qgis.utils.plugins["samplan"].gui
assert not gui.dock.isVisible(), "a fresh profile must not open with the panel"
gui.panel_action.setChecked(True)
dock, page = gui.dock, gui.dock.importing
window.resizeDocks([dock], [340], Qt.Horizontal)
page.databaseWidget.setFilePath(str(Path(tempfile.mkdtemp()) / "feedback.gpkg"))
page.preview()
until(lambda: not page.tasks.busy)
assert page.model.rowCount() == ALL
shoot("preview")
page.import_all()
until(lambda: not page.tasks.busy)
canvas_ready()
shoot("import")
layer = next(item for item in QgsProject.instance().mapLayers().values() if item.customProperty("samplan/feedback") == "points")
layer.selectByExpression(f"\\"item_id\\" = '{BUSIEST}'")
until(lambda: dock.tabs.currentIndex() == 1)
shoot("read")
assert len(dock.reading._thread) == 1 + ANSWERS
dock.tabs.setCurrentIndex(0)
page.update_all()
until(lambda: not page.tasks.busy)
wait(300)
shoot("update")
assert dock.tabs.currentIndex() == 0, "an update must not turn the page"
assert layer.selectedFeatureCount() == 1, "an update must not lose the selection"
dock.close()
wait(100)
assert not gui.panel_action.isChecked(), "the button must follow the panel's cross"
titles = {dock.windowTitle(), page.importButton.text(), page.last.title.text()}
expected = {"sv": {"Samplan: synpunkter", "H&ämta", "Senaste uppdatering"}}.get(LANGUAGE)
assert expected is None or titles == expected, titles
assert qgis.utils.unloadPlugin("samplan")
without = inventory()
assert "SamplanFeedbackDock" not in without["docks"]
for _ in range(2):
    assert qgis.utils.loadPlugin("samplan")
    assert qgis.utils.startPlugin("samplan")
    assert "SamplanFeedbackDock" in inventory()["docks"]
    from samplan.participation.registry import all_connectors

    assert "file" in all_connectors(), "reloading lost the connectors"
    assert qgis.utils.unloadPlugin("samplan")
    left = inventory()
    assert left == without, (left, without)
'''


@pytest.mark.parametrize("language", ["en_GB", "sv"])
def test_the_panel_in_the_desktop(tmp_path, language):
    known = (language, ALL, BUSIEST, ANSWERS)
    shots = run_desktop(f"LANGUAGE, ALL, BUSIEST, ANSWERS = {known!r}\n{SCRIPT}", tmp_path, language=language)
    assert [path.stem for path in shots] == ["01_preview", "02_import", "03_read", "04_update"]
    assert all(path.stat().st_size > 20_000 for path in shots)
