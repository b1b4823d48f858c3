#!/usr/bin/env python3
"""Take the documentation's pictures in a real QGIS Desktop, in English and Swedish: ``screenshots.py [OUT]``.

The feedback panel beside the workshop's map, and the assessment of the workshop data (made first); the pictures go to
``docs/screenshots`` as ``<name>_<language>.png``.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from demo import assess
from desktop import run_desktop
from qgis_profile import ROOT, make_profile

LANGUAGES = {"en": "en_GB", "sv": "sv"}
_SIZE = (1280, 820)
_DOCK_SCRIPT = """
import json
from pathlib import Path

import qgis.utils
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QDate, Qt
from qgis.PyQt.QtWidgets import QDockWidget

FOLDER = Path({folder!r})
window, project = iface.mainWindow(), QgsProject.instance()
window.findChild(QDockWidget, "Browser").close()
for name, look in (
    ("municipalities", {{"color": "#f4f1ea", "outline_color": "#d8d2c4"}}),
    ("green", {{"color": "#cfe5c3", "outline_style": "no"}}),
    ("water", {{"color": "#b9d7ee", "outline_style": "no"}}), ("streets", {{"line_color": "#d0cbbf", "line_width": "0.15"}}),
):
    layer = QgsVectorLayer(f"{{FOLDER / 'liechtenstein.gpkg'}}|layername={{name}}", name, "ogr")
    symbol = layer.renderer().symbol()
    layer.renderer().setSymbol(type(symbol).createSimple(look))
    project.addMapLayer(layer)
project.setCrs(project.mapLayersByName("green")[0].crs())
project.write(str(FOLDER / "plan.qgz"))
gui = qgis.utils.plugins["samplan"].gui
gui.panel_action.setChecked(True)
dock, page, reading = gui.dock, gui.dock.importing, gui.dock.reading
window.resizeDocks([dock], [345], Qt.Orientation.Horizontal)


def ready():
    until(lambda: not any(box.busy for box in (page.tasks, page.source.tasks, reading.tasks, reading.marked.tasks)))
    canvas_ready()


def select(layer, expression):
    layer.selectByExpression(expression)
    wait(200)
    ready()


iface.mapCanvas().setExtent(project.mapLayersByName("municipalities")[0].extent())
page.preview()
ready()
page.scroll.verticalScrollBar().setValue(0)
shoot("dock_preview")
page.privacy.purposeEdit.setText({purpose!r})
page.privacy.keepEdit.setDate(QDate(2031, 12, 31))
page.import_all()
ready()
shoot("dock_import")
points = next(item for item in project.mapLayers().values() if item.customProperty("samplan/feedback") == "points")
reading.styleCombo.setCurrentIndex(1)
reading.clusterCheck.setChecked(False)
reading._restyle()
select(points, "\\"privacy_flags\\" LIKE '%phone%' OR \\"privacy_flags\\" LIKE '%email%'")
shoot("dock_masked")
select(points, {busiest!r})
place = points.boundingBoxOfSelected().center()
iface.mapCanvas().setCenter(iface.mapCanvas().mapSettings().layerToMapCoordinates(points, place))
iface.mapCanvas().zoomScale(26000)
ready()
shoot("dock_read")
dock.tabs.setCurrentIndex(0)
page.filterGroup.setCollapsed(False)
page.privacyGroup.setCollapsed(False)
page.notice.clear()
iface.mapCanvas().setExtent(project.mapLayersByName("municipalities")[0].extent())
ready()
shoot("dock_filters")
"""
_SCORE_SCRIPT = """
from qgis import processing
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QDockWidget

layer = QgsVectorLayer({layer!r}, "", "ogr")
layer.setName(layer.metadata().title())
QgsProject.instance().addMapLayer(layer)
QgsProject.instance().setCrs(layer.crs())
toolbox = iface.mainWindow().findChild(QDockWidget, "ProcessingToolbox")
toolbox.show()
iface.mapCanvas().setExtent(layer.extent())
canvas_ready()
shoot("result")
dialog = processing.createAlgorithmDialog("samplan:assessareas", {{}})
dialog.resize(1000, 760)
dialog.show()
wait(500)
shoot("assess_dialog", dialog)
dialog.close()
"""
_PURPOSE = {"en": "Comprehensive plan 2030", "sv": "Översiktsplan 2030"}
_BUSIEST = "\"item_id\" = '{item}'"


def busiest() -> str:
    """Return the sample's item on the map with the most answers."""
    import json
    from collections import Counter

    path = ROOT / "resources" / "workshop" / "feedback_sample.geojson"
    items = json.loads(path.read_text(encoding="utf-8"))["features"]
    placed = {item["properties"]["item_id"] for item in items if item["geometry"]}
    answers = Counter(item["properties"]["parent_id"] for item in items if item["properties"]["parent_id"] in placed)
    return min(answers.items(), key=lambda pair: (-pair[1], pair[0]))[0]


def main() -> None:
    """Take all pictures."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots"
    out.mkdir(parents=True, exist_ok=True)
    for language, locale in LANGUAGES.items():
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            workshop = Path(shutil.copytree(ROOT / "resources" / "workshop", folder / "workshop"))
            panel = _DOCK_SCRIPT.format(
                folder=str(workshop), purpose=_PURPOSE[language], busiest=_BUSIEST.format(item=busiest())
            )
            pictures = run_desktop(panel, folder / "panel", size=_SIZE, language=locale)
            make_profile(folder / "process")
            layer = folder / "assessment.gpkg"
            assess(folder / "process", workshop / "liechtenstein.gpkg", layer)
            pictures += run_desktop(_SCORE_SCRIPT.format(layer=str(layer)), folder / "desktop", language=locale)
            for picture in pictures:
                name = picture.stem.partition("_")[2]
                path = shutil.copy(picture, out / f"{name}_{language}.png")
                sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
