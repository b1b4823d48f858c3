"""Icons by path, with no compiled resources."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtGui import QIcon

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def icon(name: str) -> QIcon:
    """Return the SVG icon ``name`` of resources/icons; Samplan's own when there is none."""
    path = RESOURCES / "icons" / f"{name}.svg"
    return QIcon(str(path if path.exists() else RESOURCES / "icons" / "samplan.svg"))
