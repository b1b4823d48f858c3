"""Python imports this by its name before anything else: no ``qgis.gui`` in the root of scripts/qgis-root.sh qt6."""

from __future__ import annotations

import enum

import standins
from PyQt6.QtCore import QSettings

standins.install("qgis.gui", "qgis._gui", "qgis._3d", "qgis.server")
for kind in list(vars(QSettings).values()):  # pytest-qgis 5.0.2 leaves out the enumeration's name
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        for member in kind:
            setattr(QSettings, member.name, member)
