"""Inside QGIS nothing imports requests or urllib3: not every QGIS ships them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_LOAD = f"""
import importlib, importlib.util, pkgutil, sys
from qgis.core import QgsApplication

application = QgsApplication([], True)
spec = importlib.util.spec_from_file_location(
    "samplan", {str(ROOT / "__init__.py")!r}, submodule_search_locations=[{str(ROOT)!r}]
)
sys.modules["samplan"] = module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
before = set(sys.modules)
from samplan.plugin import SamplanPlugin
from samplan.processing.provider import SamplanProvider
import samplan.ui.gui

provider = SamplanProvider()
provider.loadAlgorithms()
for room in ("web", "participation", "processing", "ui"):
    package = importlib.import_module("samplan." + room)
    for info in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not info.name.endswith(".choice_widget"):  # needs QGIS's own Processing
            importlib.import_module(info.name)
print(len(provider.algorithms()), sorted({{"requests", "urllib3"}} & (set(sys.modules) - before)))
"""


def test_the_whole_plugin_loads_without_requests():
    answer = subprocess.run([sys.executable, "-c", _LOAD], capture_output=True, text=True, check=False, cwd="/")
    assert answer.returncode == 0, answer.stderr
    count, imported = answer.stdout.split(" ", 1)
    assert int(count) > 10
    assert imported.strip() == "[]"
