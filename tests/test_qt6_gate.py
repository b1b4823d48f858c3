"""One code for Qt 5 and 6: what PyQt6 or QGIS 4 would refuse is found without either."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
import qgis.core

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ("*.py", "indicators/**/*.py", "web/**/*.py", "participation/**/*.py", "processing/**/*.py",
           "scoring/**/*.py", "tables/**/*.py", "ui/**/*.py")  # fmt: skip
FAULTS = {
    "from qgis.PyQt.QtCore import Qt\nx = Qt.AlignLeft\n": "PyQt6 has no Qt.AlignLeft",
    "from qgis.PyQt.QtCore import QRegExp\n": "PyQt6 has no QRegExp",
    "from qgis.PyQt.QtWidgets import QDialog\nQDialog().exec_()\n": "exec_ is gone in PyQt6",
    "from qgis.PyQt import QtWidgets\nx = QtWidgets.QSizePolicy.Expanding\n": "no QtWidgets.QSizePolicy.Expanding",
}
GOOD = """
from qgis.PyQt.QtCore import Qt, QVariant
from qgis.PyQt.QtWidgets import QAction, QSizePolicy
x = Qt.AlignmentFlag.AlignLeft, QSizePolicy.Policy.Expanding, QAction.triggered, QVariant.Double
"""


def unscoped(source):
    """Return the values of QGIS's enumerations that are asked of the class around them, as QGIS 4 no longer allows."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Attribute):
            continue
        names, part = [], node
        while isinstance(part, ast.Attribute):
            names.insert(0, part.attr)
            part = part.value
        owner = getattr(qgis.core, part.id, None) if isinstance(part, ast.Name) else None
        for name in names[:-1]:
            owner = getattr(owner, name, None)
        value = getattr(owner, names[-1], None) if isinstance(owner, type) else None
        if isinstance(value, int) and type(value) not in (int, bool, owner):
            found.append(".".join([part.id, *names]))
    return found


@pytest.mark.skipif(importlib.util.find_spec("PyQt6") is None, reason="make setup installs PyQt6")
def test_the_gate_finds_what_only_qt5_has(tmp_path):
    def gate(source):
        path = tmp_path / "planted.py"
        path.write_text(source, encoding="utf-8")
        command = [sys.executable, str(ROOT / "scripts" / "qt6_gate.py"), str(path)]
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)

    assert gate(GOOD).returncode == 0
    answer = gate("".join(FAULTS))
    assert answer.returncode == 1
    for fault in FAULTS.values():
        assert fault in answer.stderr
    assert len(answer.stderr.splitlines()) == len(FAULTS)


@pytest.mark.skipif(hasattr(qgis.core.Qgis, "GeometryType") and not isinstance(qgis.core.QgsWkbTypes.Point, int),
                    reason="this QGIS has none left")  # fmt: skip
def test_unscoped_values_of_qgis_are_found():
    assert unscoped("QgsWkbTypes.MultiPolygon") == ["QgsWkbTypes.MultiPolygon"]
    assert not unscoped("QgsWkbTypes.Type.MultiPolygon, QgsWkbTypes.Type")


@pytest.mark.parametrize("pattern", SHIPPED)
def test_no_unscoped_value_of_qgis_is_used(pattern):
    found = {str(path): unscoped(path.read_text(encoding="utf-8")) for path in ROOT.glob(pattern)}
    assert not {path: names for path, names in found.items() if names}
