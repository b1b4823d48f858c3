"""The plugin in the real desktop on a virtual screen: enabled in a fresh profile, listed, used, looked at."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "scripts"))

from desktop import run_desktop  # noqa: E402

pytestmark = [pytest.mark.long, pytest.mark.skipif(not shutil.which("xvfb-run"), reason="needs xvfb-run")]

SCRIPT = """
import processing
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.utils import plugins
from pathlib import Path
import samplan

until(lambda: "samplan" in plugins)
registry = QgsApplication.processingRegistry()
provider = registry.providerById("samplan")
assert provider is not None, "the provider is not listed"
assert provider.algorithm("assessareas") is not None
data = Path(samplan.__file__).parent / "resources" / "workshop" / "liechtenstein.gpkg"
names = ("planning_units", "green", "population", "streets", "transit", "land_use", "buildings", "water")
layers = {name: QgsVectorLayer(f"{data}|layername={name}", name, "ogr") for name in names}
for layer in layers.values():
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
dialog = processing.createAlgorithmDialog(
    "samplan:assessareas", {"AREAS": layers["planning_units"], "KEY_FIELD": "name", "GREEN": layers["green"]}
)
dialog.show()
until(dialog.isVisible)
shoot("dialog", dialog)
dialog.close()
parameters = {name.upper(): layers[name] for name in names[1:]}
result = processing.runAndLoadResults(
    "samplan:assessareas",
    {"AREAS": layers["planning_units"], "KEY_FIELD": "name", "OUTPUT": "TEMPORARY_OUTPUT", **parameters},
)
scored = QgsProject.instance().mapLayer(result["OUTPUT"])
assert scored is not None, result
assert scored.renderer().type() == "RuleRenderer", "the result did not arrive styled"
assert scored.attributeAlias(scored.fields().indexFromName("score")).startswith(("Score", "Po")), "no aliases"
assert scored.metadata().history()
for layer in layers.values():
    QgsProject.instance().layerTreeRoot().findLayer(layer.id()).setItemVisibilityChecked(False)
iface.mapCanvas().setExtent(scored.extent())
iface.setActiveLayer(scored)
canvas_ready()
shoot("result")
from qgis.utils import reloadPlugin, unloadPlugin, loadPlugin, startPlugin
assert unloadPlugin("samplan")
assert registry.providerById("samplan") is None, "unloading left the provider"
assert loadPlugin("samplan") and startPlugin("samplan")
assert registry.providerById("samplan") is not None
"""


@pytest.mark.parametrize("language", ["en_GB", "sv"])
def test_assess_in_the_desktop(tmp_path, language):
    pictures = run_desktop(SCRIPT, tmp_path, language=language)
    assert [picture.name for picture in pictures] == ["01_dialog.png", "02_result.png"]
    for picture in pictures:
        assert picture.stat().st_size > 20_000, f"{picture.name} is all but empty"
