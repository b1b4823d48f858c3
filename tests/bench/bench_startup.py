#!/usr/bin/env python3
"""How long QGIS waits for Samplan at start: importing the plugin and adding its algorithms, in fresh processes.

QGIS's own Processing is loaded before, as in the desktop and in ``qgis_process``; the aim is 150 ms.
The first process compiles, as after an update.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUNS = 9
_CODE = """
import importlib.util, os, sys, time
from pathlib import Path
root = Path({root!r})
sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != root]
from qgis.core import QgsApplication
application = QgsApplication([], False)
application.initQgis()
sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
import qgis.utils
from processing.core.Processing import Processing
Processing.initialize()
before = len(sys.modules)
start = time.perf_counter()
spec = importlib.util.spec_from_file_location("samplan", root / "__init__.py", submodule_search_locations=[str(root)])
package = importlib.util.module_from_spec(spec)
sys.modules["samplan"] = package
spec.loader.exec_module(package)
plugin = package.classFactory(None)
imported = time.perf_counter()
plugin.initProcessing()
end = time.perf_counter()
print(imported - start, end - imported, len(sys.modules) - before)
sys.stdout.flush()
os._exit(0)
"""


def main() -> None:
    """Print medians in milliseconds."""
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", _CODE.format(root=str(ROOT))]
    rows = []
    for _ in range(RUNS):
        answer = subprocess.run(
            command, capture_output=True, text=True, check=True, env={"QT_QPA_PLATFORM": "offscreen", **compiled}
        )
        rows.append([float(word) for word in answer.stdout.split()])
    imported, added, modules = (statistics.median(column) for column in zip(*rows))
    sys.stdout.write(
        f"start-up: {1000 * (imported + added):.0f} ms (import {1000 * imported:.0f}, algorithms {1000 * added:.0f}), "
        f"{modules:.0f} modules; best {1000 * min(a + b for a, b, _ in rows):.0f} ms\n"
    )


if __name__ == "__main__":
    main()
