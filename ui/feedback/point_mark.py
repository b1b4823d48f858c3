"""A ring on the map around the point that is being read."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsCsException, QgsPointXY, QgsProject
from qgis.gui import QgsMapCanvas, QgsVertexMarker
from qgis.PyQt import sip
from qgis.PyQt.QtGui import QColor


class PointMark:
    """Shows at most one ring; `clear` takes it off the canvas."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self._ring: Optional[QgsVertexMarker] = None

    def show(self, point: QgsPointXY, crs: QgsCoordinateReferenceSystem) -> None:
        """Mark a point given in a coordinate system."""
        self.clear()
        target = self._canvas.mapSettings().destinationCrs()
        try:
            centre = QgsCoordinateTransform(crs, target, QgsProject.instance()).transform(point)
        except QgsCsException:
            return
        self._ring = QgsVertexMarker(self._canvas)
        self._ring.setIconType(QgsVertexMarker.IconType.ICON_CIRCLE)
        self._ring.setIconSize(26)
        self._ring.setPenWidth(4)
        self._ring.setColor(QColor("#d55e00"))
        self._ring.setCenter(centre)

    def clear(self) -> None:
        """Take the ring away."""
        if self._ring is not None and not sip.isdeleted(self._ring) and not sip.isdeleted(self._canvas):
            self._canvas.scene().removeItem(self._ring)
        self._ring = None
