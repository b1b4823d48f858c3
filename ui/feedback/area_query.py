"""A query that also keeps to the shapes of planning areas, not only to their bounding box."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPoint,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)

from ...messages import QT_TRANSLATE_NOOP, UserError
from ...participation.query import BBox, Query
from ...participation.record import Record

WGS84 = "EPSG:4326"


class QueryAreas:
    """A layer's areas in WGS 84, ready for many point tests in one thread.

    Parameters
    ----------
    parts : list of QgsGeometry
        Polygons in WGS 84 degrees, at least one.
    """

    def __init__(self, parts: list[QgsGeometry]) -> None:
        self.parts = parts
        self._union: Optional[QgsGeometry] = None
        self._engine: Any = None

    def contains(self, lon: float, lat: float) -> bool:
        """Return whether a point lies in (or on the border of) an area; the first call dissolves the areas."""
        if self._engine is None:
            self._union = QgsGeometry.unaryUnion(self.parts)
            self._engine = QgsGeometry.createGeometryEngine(self._union.constGet())
            self._engine.prepareGeometry()
        return self._engine.intersects(QgsPoint(lon, lat))

    @property
    def bbox(self) -> BBox:
        """West, south, east, north."""
        box = QgsGeometry.collectGeometry(self.parts).boundingBox()
        return box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()


@dataclass(frozen=True)
class AreaQuery(Query):
    """A `Query` narrowed to `QueryAreas`; items without a position pass, as with a bounding box."""

    areas: Optional[QueryAreas] = field(default=None, repr=False, compare=False)

    def matches(self, record: Record) -> bool:
        """Repeat the filter on the client, now with the areas' shapes."""
        if not super().matches(record):
            return False
        if self.areas is None or record.lon is None or record.lat is None:
            return True
        return self.areas.contains(record.lon, record.lat)


def areas_of(layer: QgsVectorLayer, project: QgsProject) -> QueryAreas:
    """Return the areas of a polygon layer: of its selected features when there are any, else of all.

    Raises
    ------
    PlainError
        The layer has no usable area, or its coordinate system cannot be turned into longitude and latitude.
    """
    request = QgsFeatureRequest()
    request.setNoAttributes()
    request.setDestinationCrs(QgsCoordinateReferenceSystem(WGS84), project.transformContext())
    if layer.selectedFeatureCount():
        request.setFilterFids(layer.selectedFeatureIds())
    parts = []
    for feature in layer.getFeatures(request):
        geometry = feature.geometry()
        if not geometry.isGeosValid():
            geometry = geometry.makeValid()
        if not geometry.isEmpty():
            parts.append(geometry)
    if not parts:
        raise UserError(
            QT_TRANSLATE_NOOP("Samplan", "The layer {layer} has no area to filter with. Choose another layer."),
            layer=layer.name(),
        )
    return QueryAreas(parts)


def bbox_of(extent: QgsRectangle, crs: QgsCoordinateReferenceSystem, project: QgsProject) -> BBox:
    """Return a map extent as west, south, east, north in WGS 84 degrees.

    Raises
    ------
    PlainError
        The extent cannot be expressed in degrees.
    """
    transform = QgsCoordinateTransform(crs, QgsCoordinateReferenceSystem(WGS84), project)
    try:
        box = transform.transformBoundingBox(extent)
    except QgsCsException:
        box = QgsRectangle()
    if box.isEmpty() or not box.isFinite():
        raise UserError(
            QT_TRANSLATE_NOOP("Samplan", "The map shows no place on Earth. Zoom to your area, then try again.")
        )
    west, east = max(-180.0, box.xMinimum()), min(180.0, box.xMaximum())
    south, north = max(-90.0, box.yMinimum()), min(90.0, box.yMaximum())
    return round(west, 6), round(south, 6), round(east, 6), round(north, 6)
