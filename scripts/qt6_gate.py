#!/usr/bin/env python3
"""Check that the plugin fits Qt 6 with PyQt6 alone, no QGIS 4 needed: ``qt6_gate.py [FILE...]``.

Without files: every module of the plugin is imported over PyQt6 as ``qgis.PyQt`` hands it out (the rest of QGIS is stood
in for), every form is loaded, and the names in all files are checked. With files: only the names in these. Names are those
imported from ``qgis.PyQt`` and what is asked of them, so an enumeration without its name (``Qt.AlignLeft``) is found, and
methods that only PyQt5 has. Prints every fault and exits with 1 when there is one.
"""

from __future__ import annotations

import ast
import importlib
import os
import sys
import types
from pathlib import Path
from typing import Any, Iterator

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "scripts" / "qt6")]
sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != ROOT]  # ROOT/processing is not QGIS's

import standins  # noqa: E402
from samplan_package import samplan  # noqa: E402

ROOMS = ("assessment", "indicators", "participation", "processing", "scoring", "tables", "ui", "web")
OPTIONAL = ("pandas", "scipy", "shapely")
_MODULES = (
    "QtCore",
    "QtGui",
    "QtNetwork",
    "QtPrintSupport",
    "QtSql",
    "QtSvg",
    "QtTest",
    "QtWidgets",
    "QtXml",
    "sip",
    "uic",
)
_MOVED = {"QtWidgets": ("QAction", "QActionGroup", "QShortcut")}  # to QtGui; QGIS hands them out in the old place too
_ONLY_PYQT5 = ("exec_", "print_", "toTime_t", "fromTime_t", "setMargin")


def install() -> None:
    """Put PyQt6 behind ``qgis.PyQt``, as QGIS 4 does, and stand-ins in the place of the rest of QGIS."""
    standins.install("qgis", "qgis.core", "qgis.gui", "qgis.analysis", "qgis.utils", "qgis.processing", "processing")
    package = types.ModuleType("qgis.PyQt")
    package.__path__ = []
    sys.modules[package.__name__] = package
    for name in _MODULES:
        real = importlib.import_module(f"PyQt6.{name}")
        shim = types.ModuleType(f"qgis.PyQt.{name}")
        shim.__dict__.update({key: value for key, value in vars(real).items() if not key.startswith("__")})
        for moved in _MOVED.get(name, ()):
            setattr(shim, moved, getattr(importlib.import_module("PyQt6.QtGui"), moved))
        setattr(package, name, shim)
        sys.modules[shim.__name__] = shim
    package.QtCore.NULL = None
    variant, types_ = package.QtCore.QVariant, package.QtCore.QMetaType.Type
    variant.Double, variant.LongLong, variant.String = types_.Double, types_.LongLong, types_.QString


def _plugin() -> list[Path]:
    return sorted([*ROOT.glob("*.py"), *(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))])


def import_faults() -> Iterator[str]:
    """Yield the modules of the plugin that cannot be imported, and why."""
    for path in _plugin():
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        try:
            if name:
                samplan(name)
        except ModuleNotFoundError as error:
            if error.name not in OPTIONAL:
                yield f"{path.relative_to(ROOT)}: {error!r}"
        except Exception as error:
            yield f"{path.relative_to(ROOT)}: {error!r}"


def form_faults() -> Iterator[str]:
    """Yield the forms that PyQt6 cannot load, and why."""
    from PyQt6 import uic
    from PyQt6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication(["qt6_gate"])
    for path in sorted(ROOT.glob("ui/**/*.ui")):
        try:
            form, base = uic.loadUiType(str(path))
            widget: Any = base()
            form().setupUi(widget)
        except Exception as error:  # noqa: PERF203 - every fault is wanted
            yield f"{path.relative_to(ROOT)}: {error!r}"
    del application


def _chain(node: ast.Attribute) -> list[str]:
    """Return ``["Qt", "AlignmentFlag", "AlignLeft"]`` for that expression; [] when it begins with no plain name."""
    names: list[str] = []
    part: ast.expr = node
    while isinstance(part, ast.Attribute):
        names.insert(0, part.attr)
        part = part.value
    return [part.id, *names] if isinstance(part, ast.Name) else []


def name_faults(path: Path) -> Iterator[str]:
    """Yield what a file asks of ``qgis.PyQt`` that PyQt6 does not have."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known: dict[str, Any] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("qgis.PyQt"):
            continue
        source = sys.modules.get(node.module or "")
        for alias in node.names:
            if hasattr(source, alias.name):
                known[alias.asname or alias.name] = getattr(source, alias.name)
            else:
                yield f"{path}:{node.lineno}: PyQt6 has no {alias.name} in {node.module}"
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute):
            continue
        if node.attr in _ONLY_PYQT5:
            yield f"{path}:{node.lineno}: {node.attr} is gone in PyQt6"
        first, *names = _chain(node) or [""]
        value = known.get(first)
        for name in names if value is not None else ():
            if not isinstance(value, (type, types.ModuleType)):
                break  # a method, or a value of an enumeration
            if not hasattr(value, name):
                yield f"{path}:{node.lineno}: PyQt6 has no {'.'.join([first, *names])}"
                break
            value = getattr(value, name)


def main(files: list[str]) -> int:
    """Check, print the faults, and return their number."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    install()
    own = sorted([*_plugin(), *(ROOT / "tests").rglob("*.py"), *(ROOT / "scripts").glob("*.py")])
    faults = [fault for path in map(Path, files or map(str, own)) for fault in name_faults(path)]
    if not files:
        faults += [*import_faults(), *form_faults()]
    sys.stderr.write("".join(f"{fault}\n" for fault in faults))
    return len(faults)


if __name__ == "__main__":
    raise SystemExit(min(main(sys.argv[1:]), 1))
