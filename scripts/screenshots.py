#!/usr/bin/env python3
"""Take the documentation's pictures in a real QGIS Desktop, in English and Swedish: ``screenshots.py [OUT]``.

Assesses the workshop data first; the pictures go to ``docs/images/<language>/``.
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
_SCRIPT = """
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


def main() -> None:
    """Take all pictures."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images"
    for language, locale in LANGUAGES.items():
        target = out / language
        target.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            make_profile(folder / "process")
            workshop = Path(shutil.copytree(ROOT / "resources" / "workshop", folder / "workshop"))
            layer = folder / "assessment.gpkg"
            assess(folder / "process", workshop / "liechtenstein.gpkg", layer)
            for picture in run_desktop(_SCRIPT.format(layer=str(layer)), folder / "desktop", language=locale):
                path = shutil.copy(picture, target / picture.name)
                sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
