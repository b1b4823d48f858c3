"""Click on the map to read feedback: selects what is drawn under the pointer, whole groups included."""

from __future__ import annotations

from typing import Optional

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsPointClusterRenderer,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsRenderContext,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt

from ...i18n import translate
from ..tasks import Task, TaskManager
from .drawn_groups import drawn_groups

_NEAR_MM = 3.0


class PickTool(QgsMapTool):
    """Selects the features of one point layer under a click.

    Parameters
    ----------
    canvas : QgsMapCanvas
    tasks : TaskManager
        Groups are found in the background: there may be many points on the map.
    """

    def __init__(self, canvas: QgsMapCanvas, tasks: TaskManager) -> None:
        super().__init__(canvas)
        self.layer: Optional[QgsVectorLayer] = None
        self._tasks = tasks
        self._turn = 0
        self.setCursor(Qt.CursorShape.WhatsThisCursor)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Select under the click."""
        self.pick(event.mapPoint())

    def pick(self, point: QgsPointXY) -> None:
        """Select at a map point: the group that is drawn there, or the points nearby where the layer groups none."""
        if self.layer is None:
            return
        self._turn += 1
        if isinstance(self.layer.renderer(), QgsPointClusterRenderer):
            self._pick_group(point, self.layer.renderer())
            return
        settings = self.canvas().mapSettings()
        reach = settings.mapUnitsPerPixel() * _NEAR_MM * settings.outputDpi() / 25.4
        box = QgsRectangle(point.x() - reach, point.y() - reach, point.x() + reach, point.y() + reach)
        transform = QgsCoordinateTransform(settings.destinationCrs(), self.layer.crs(), QgsProject.instance())
        try:
            self.layer.selectByRect(transform.transformBoundingBox(box))
        except QgsCsException:
            self.layer.removeSelection()

    def _pick_group(self, point: QgsPointXY, renderer: QgsPointClusterRenderer) -> None:
        """Select the drawn group whose middle is nearest, as far away as points are grouped."""
        layer, turn, settings = self.layer, self._turn, self.canvas().mapSettings()
        context = QgsRenderContext.fromMapSettings(settings)
        reach = context.convertToMapUnits(
            renderer.tolerance(), renderer.toleranceUnit(), renderer.toleranceMapUnitScale()
        )
        request = QgsFeatureRequest().setNoAttributes()
        request.setDestinationCrs(settings.destinationCrs(), QgsProject.instance().transformContext())
        request.setFilterRect(settings.visibleExtent())
        shown = renderer.filter(layer.fields())
        if shown and shown != "TRUE":
            request.setFilterExpression(shown)
        source = QgsVectorLayerFeatureSource(layer)

        def group(task: Task) -> list[int]:
            points = []
            for feature in source.getFeatures(request):
                if task.isCanceled():
                    return []
                place = feature.geometry().asPoint()
                points.append((feature.id(), place.x(), place.y()))
            away = ((point.distance(x, y), ids) for x, y, ids in drawn_groups(points, reach))
            nearest, ids = min(away, key=lambda pair: pair[0], default=(0.0, []))
            return ids if nearest <= reach else []

        def select(ids: list[int]) -> None:
            if turn == self._turn and not sip.isdeleted(layer):
                layer.selectByIds(ids)

        self._tasks.start(translate("Samplan", "Finding what is drawn there"), group, select, lambda _error: None)
