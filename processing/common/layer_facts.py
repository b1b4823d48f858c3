"""What a project's layers look like, for matching them to roles: a small sample of each, read in the background."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from itertools import islice
from typing import Any, Callable, Iterable, Optional, Sequence

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsFeatureRequest,
    QgsFields,
    QgsGeometry,
    QgsMapLayer,
    QgsProject,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsRectangle,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsWkbTypes,
)

from ...assessment.document import Layer
from ...assessment.facts import BandFacts, FieldFacts, LayerFacts, field_facts
from ...compat import PLAIN_TYPES, plain_value
from ...i18n import translate, translate_message
from ...indicators.classes.legends import legend
from ...indicators.errors import IndicatorError
from ...indicators.spatial.band import is_picture
from ...indicators.spatial.batches import raise_if_cancelled
from ...indicators.spatial.data import RasterData
from .lineage import earlier_history, records_in
from .snapshots import RasterSnapshot, layer_origin, layer_title, read_features

_LOCAL = ("ogr", "memory", "spatialite", "delimitedtext", "gpx", "virtual")
"""Providers whose features are at hand; of others few are read, and nothing is asked of them in the main thread."""
_BY_ID = ("GPKG", "ESRI Shapefile", "Memory storage")
"""Storages that give single rows by their number at once."""
_FIRST, _SPREAD, _REMOTE, _AT_ONCE = 300, 300, 50, 200
_VERTICES = 20_000
_WINDOWS, _SIDE = 5, 128
_FEW_CLASSES = 120
_PREPARED = ("samplan:joinstatistics", "samplan:transferpopulation", "samplan:importfeedback", "samplan:erasefeedback")
"""Algorithms whose results are made to be measured from."""
_KINDS = {
    QgsWkbTypes.GeometryType.PointGeometry: "point",
    QgsWkbTypes.GeometryType.LineGeometry: "line",
    QgsWkbTypes.GeometryType.PolygonGeometry: "polygon",
}


class LayerSample:
    """A layer to be looked at; it keeps nothing of the layer that another thread could not use.

    Parameters
    ----------
    layer : QgsMapLayer
        Used in the constructor only, which must run in the layer's thread, and is quick.
    groups : sequence of str
        Names of its groups in the project.

    Attributes
    ----------
    id : str
        The layer's.
    place : Layer
        Where it is, for an assessment.
    passing : frozenset of str
        Fields that only the project has, of a join or an expression.
    """

    def __init__(self, layer: QgsMapLayer, groups: Sequence[str] = ()) -> None:
        self._transforms = QgsProject.instance().transformContext()
        self.id, self._crs = layer.id(), layer.crs()
        self.passing: frozenset[str] = frozenset()
        origin = layer_origin(layer)
        self.place = Layer(**origin._asdict(), name=layer.name())
        if origin.provider in ("memory", "ogr", "gdal"):
            self.place = replace(self.place, provider="", source="" if origin.provider == "memory" else origin.source)
        parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
        metadata = layer.metadata()
        self._known: dict[str, Any] = {
            "id": self.id,
            "name": layer_title(layer),
            "source": str(parts.get("layerName") or parts.get("typename") or parts.get("path") or "").split("/")[-1],
            "crs": self._crs.authid() or self._crs.toWkt(),
            "groups": tuple(groups),
            "title": metadata.title(),
            "keywords": tuple(word for words in metadata.keywords().values() for word in words),
            "result": any(record["algorithm"] not in _PREPARED for record in records_in(earlier_history(layer))),
            "kind": "none",
        }
        self._source: Optional[QgsVectorLayerFeatureSource] = None
        self._rows: Optional[list[QgsFeature]] = None
        self._raster: Optional[RasterSnapshot] = None
        if not layer.isValid():
            self._known["fault"] = translate("Samplan", "its data are not there")
        elif isinstance(layer, QgsVectorLayer):
            self._take_vector(layer)
        elif isinstance(layer, QgsRasterLayer):
            self._take_raster(layer)
        else:
            self._known["fault"] = translate("Samplan", "it is neither features nor a raster")

    def _take_vector(self, layer: QgsVectorLayer) -> None:
        local = layer.providerType() in _LOCAL
        self._known["kind"] = _KINDS.get(layer.geometryType(), "none")
        self._fields, self._source = layer.fields(), QgsVectorLayerFeatureSource(layer)
        self._by_id = layer.storageType() in _BY_ID and not layer.subsetString()
        self._limit = _FIRST if local else _REMOTE
        if local:
            self._known["count"] = layer.featureCount()
            self._known["extent"] = self._degrees(layer.extent())
        others = (QgsFields.FieldOrigin.OriginJoin, QgsFields.FieldOrigin.OriginExpression)
        self.passing = frozenset(
            field.name() for place, field in enumerate(self._fields) if self._fields.fieldOrigin(place) in others
        )
        if self.passing or layer.providerType() == "virtual":  # these look at other layers, in this thread only
            self._rows = list(islice(layer.getFeatures(QgsFeatureRequest().setLimit(_AT_ONCE)), _AT_ONCE))

    def _take_raster(self, layer: QgsRasterLayer) -> None:
        self._known["kind"] = "raster"
        snapshot = RasterSnapshot(layer)
        self._known["picture"] = snapshot.uri is None
        if snapshot.uri is not None:
            self._known["extent"] = self._degrees(layer.extent())
            self._known["cell"] = layer.rasterUnitsPerPixelX() * self._metres(layer.extent())
            self._raster = snapshot

    def facts(self, cancelled: Callable[[], bool]) -> LayerFacts:
        """Read the sample and return what it shows; may run in any thread.

        Raises
        ------
        Cancelled
        """
        if self._raster is not None:
            try:
                return self._raster_facts(self._raster, cancelled)
            except IndicatorError as error:
                return LayerFacts(**{**self._known, "fault": translate_message(error.template, error.values)})
        if self._source is None:
            return LayerFacts(**self._known)
        rows, count = self._sample(cancelled), self._known.get("count", -1)
        shapes: dict[str, Any] = {}
        if self._known["kind"] == "polygon":
            shapes = self._shapes([row.geometry() for row in rows[: self._limit]], cancelled)
        return LayerFacts(
            **self._known, **shapes, fields=tuple(self._field_facts(rows)), complete=0 <= count <= len(rows)
        )

    def _raster_facts(self, source: RasterSnapshot, cancelled: Callable[[], bool]) -> LayerFacts:
        if is_picture(_opened(source, 1).dataset):
            return LayerFacts(**{**self._known, "picture": True})
        bands = _bands(source, cancelled)
        return LayerFacts(**self._known, bands=bands, drawn=source.drawn if (source.drawn or 0) <= len(bands) else None)

    def _sample(self, cancelled: Callable[[], bool]) -> list[QgsFeature]:
        """Return the first rows, side by side as files often hold them, and others from all over the file."""
        if self._rows is not None:
            return self._rows
        first = read_features(self._source, QgsFeatureRequest().setLimit(self._limit), cancelled)
        count = self._known.get("count", -1)
        if not self._by_id or count <= self._limit or not first:
            return first
        start = first[-1].id() + 1
        step = max((count - len(first)) // _SPREAD, 1)
        request = QgsFeatureRequest().setFilterFids(list(range(start, start + count - len(first), step)))
        return first + read_features(self._source, request.setFlags(QgsFeatureRequest.Flag.NoGeometry), cancelled)

    def _field_facts(self, rows: Sequence[QgsFeature]) -> Iterable[FieldFacts]:
        for place, field in enumerate(self._fields):
            kind = "number" if field.isNumeric() else "text" if field.type() in PLAIN_TYPES else "other"
            values = [row.attribute(place) for row in rows] if kind != "other" else []
            plain = (plain_value(value) for value in values)
            counted = Counter(str(value).strip() for value in plain if value is not None)
            counted.pop("", None)
            yield field_facts(field.name(), kind, counted.items(), len(rows))

    def _shapes(self, geometries: Sequence[QgsGeometry], cancelled: Callable[[], bool]) -> dict[str, float]:
        """Return the median area of polygons in m², and how many touch and overlap one another."""
        usable = [item for item in geometries if not item.isNull() and item.constGet().nCoordinates() <= _VERTICES]
        if not usable:
            return {}
        metres = self._metres(usable[0].boundingBox())
        areas = [item.area() * metres**2 for item in usable]
        corners: list[set[tuple[float, float]]] = []
        for item in usable:
            raise_if_cancelled(cancelled)
            corners.append({(round(point.x(), 6), round(point.y(), 6)) for point in item.vertices()})
        counted = Counter(corner for found in corners for corner in found)
        touching = sum(sum(counted[corner] > 1 for corner in found) >= 2 for found in corners)
        boxes = np.array([_sides(item.boundingBox()) for item in usable])
        overlapping = 0
        for number, item in enumerate(usable):
            raise_if_cancelled(cancelled)
            inner = item.pointOnSurface()
            if inner.isNull():
                continue
            x, y = inner.asPoint().x(), inner.asPoint().y()
            around = (boxes[:, 0] <= x) & (boxes[:, 1] <= y) & (boxes[:, 2] >= x) & (boxes[:, 3] >= y)
            overlapping += any(usable[other].contains(inner) for other in np.flatnonzero(around) if other != number)
        return {
            "area": float(np.median(areas)),
            "touching": touching / len(usable),
            "overlapping": overlapping / len(usable),
        }

    def _metres(self, extent: QgsRectangle) -> float:
        """Return the length of a map unit in metres, about."""
        if self._crs.isGeographic():
            return 111_320.0 * math.sqrt(max(math.cos(math.radians(extent.center().y())), 0.01))
        factor = QgsUnitTypes.fromUnitToUnitFactor(self._crs.mapUnits(), QgsUnitTypes.DistanceUnit.DistanceMeters)
        return factor if self._crs.isValid() else 1.0

    def _degrees(self, extent: QgsRectangle) -> Optional[tuple[float, float, float, float]]:
        """Return an extent in degrees, None where there is none."""
        if extent.isNull() or not extent.isFinite() or not self._crs.isValid():
            return None
        there = QgsCoordinateReferenceSystem("EPSG:4326")
        try:
            way = QgsCoordinateTransform(self._crs, there, self._transforms)
            found = _sides(way.transformBoundingBox(extent))
        except QgsCsException:
            return None
        return found if all(map(math.isfinite, found)) else None


def project_samples(project: QgsProject, layers: Optional[Sequence[QgsMapLayer]] = None) -> list[LayerSample]:
    """Return samples of some layers, by default all of the project in the order of its layer tree. Main thread only."""
    groups = {node.layerId(): _groups(node) for node in project.layerTreeRoot().findLayers()}
    if layers is None:
        layers = [layer for layer in map(project.mapLayer, groups) if layer is not None]
    return [LayerSample(layer, groups.get(layer.id(), ())) for layer in layers]


def _groups(node: Any) -> tuple[str, ...]:
    found = []
    while (node := node.parent()) is not None and node.parent() is not None:
        found.append(node.name())
    return tuple(found)


def _sides(box: QgsRectangle) -> tuple[float, float, float, float]:
    return box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()


def _bands(source: RasterSnapshot, cancelled: Callable[[], bool]) -> tuple[BandFacts, ...]:
    """Return what windows of cells all over a raster hold, band by band.

    Raises
    ------
    IndicatorError
        The raster cannot be read.
    Cancelled
    """
    found = []
    for band in sorted(source.no_data):
        data = _opened(source, band)
        if band > data.dataset.RasterCount:
            break  # QGIS counts the mask of a file as one band more
        parts = []
        for window in _windows(data.rows, data.columns):
            raise_if_cancelled(cancelled)
            cells = data.read(window)
            parts.append(np.unique(cells[np.isfinite(cells)]))
        values = np.unique(np.concatenate(parts))
        name = data.dataset.GetRasterBand(band).GetDescription()
        if not len(values):
            found.append(BandFacts(name))
            continue
        whole = bool((values == np.round(values)).all())
        few: tuple[tuple[str, str], ...] = ()
        if whole and len(values) <= _FEW_CLASSES:
            names = legend(data)
            few = tuple((str(int(value)), names.get(int(value), "")) for value in values)
        found.append(BandFacts(name, few, len(values), float(values[0]), float(values[-1]), whole))
    return tuple(found)


def _opened(source: RasterSnapshot, band: int) -> RasterData:
    return RasterData(source.uri, source.crs.toWkt(), source.title, band, source.no_data[band], source.options)


def _windows(rows: int, columns: int) -> list[tuple[int, int, int, int]]:
    """Return windows all over a raster: column, row, columns, rows."""
    wide, high = min(columns, _SIDE), min(rows, _SIDE)
    return sorted(
        {
            (int(x), int(y), wide, high)
            for x in np.linspace(0, columns - wide, _WINDOWS)
            for y in np.linspace(0, rows - high, _WINDOWS)
        }
    )
