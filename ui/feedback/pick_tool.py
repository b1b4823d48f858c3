"""Click on the map to read feedback: selects what lies under the pointer, whole clusters included."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsPointXY, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool
from qgis.PyQt.QtCore import Qt

from .styles import CLUSTER_MM

_NEAR_MM = 3.0


class PickTool(QgsMapTool):
    """Selects the features of one point layer around a click."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.layer: Optional[QgsVectorLayer] = None
        self.clustered = False
        self.setCursor(Qt.CursorShape.WhatsThisCursor)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Select around the click."""
        self.pick(event.mapPoint())

    def pick(self, point: QgsPointXY) -> None:
        """Select around a map point: nearby points, or a cluster's worth of them."""
        if self.layer is None:
            return
        settings = self.canvas().mapSettings()
        reach_mm = CLUSTER_MM if self.clustered else _NEAR_MM
        reach = settings.mapUnitsPerPixel() * reach_mm * settings.outputDpi() / 25.4
        box = QgsRectangle(point.x() - reach, point.y() - reach, point.x() + reach, point.y() + reach)
        transform = QgsCoordinateTransform(settings.destinationCrs(), self.layer.crs(), QgsProject.instance())
        try:
            self.layer.selectByRect(transform.transformBoundingBox(box))
        except QgsCsException:
            self.layer.removeSelection()
