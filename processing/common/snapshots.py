"""Layers as they are when a run begins, safe to read in the background whatever becomes of them meanwhile.

A layer belongs to the main thread, where the user may remove it, or the whole project, at any moment. QGIS's own
`QgsProcessingFeatureSource` keeps a bare pointer to it. A snapshot keeps none: it holds what the layer says of itself and
a feature source of its own, edits not yet saved included.
"""

from __future__ import annotations

import math
import threading
from itertools import islice
from pathlib import Path
from typing import Any, Callable, NamedTuple, Optional, Union

import numpy as np
from qgis.core import (
    Qgis,
    QgsAbstractFeatureSource,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsFields,
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingParameterDefinition,
    QgsProviderRegistry,
    QgsRasterDataProvider,
    QgsRasterLayer,
    QgsRasterRange,
    QgsRectangle,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsVectorLayerSelectedFeatureSource,
)

from ...indicators.roles import ROLES
from ...indicators.spatial.band import NoDataChoice
from ...indicators.spatial.batches import raise_if_cancelled
from ...indicators.spatial.read_ogr import layer_file
from ...web.addresses import without_secrets
from .lineage import earlier_history

_LAYER_TYPES = ("source", "vector", "raster", "layer")
_OTHER_LAYERS = {QgsFields.FieldOrigin.OriginJoin, QgsFields.FieldOrigin.OriginExpression}
"""Fields that may look at other layers while they are read, and therefore are read at once."""
_PART = 500
"""Features read at once."""
_READING = threading.Lock()
"""One reader at a time: QGIS opens a file at most four times, and a thread that waits for more keeps Python's lock."""


class LayerOrigin(NamedTuple):
    """Where a layer comes from: what opens it again, as an assessment document takes it."""

    source: str
    provider: str
    filter: str
    crs: str
    """Only where it was chosen in place of the data's own."""


def layer_origin(layer: QgsMapLayer) -> LayerOrigin:
    """Return where a layer comes from, without the passwords in its address."""
    from ...assessment.sources import without_credentials  # late: QGIS starts faster

    provider, source, subset = layer.dataProvider(), layer.source(), ""
    if isinstance(layer, QgsVectorLayer):
        subset = layer.subsetString()
        source = source.replace(f"|subset={subset}", "") if subset else source
    crs = "" if provider is None or provider.crs() == layer.crs() else layer.crs().authid() or layer.crs().toWkt()
    return LayerOrigin(without_credentials(source), layer.providerType(), subset, crs)


class RasterSnapshot:
    """A raster layer: what GDAL opens, its CRS, and what its properties say of bands and no data.

    Attributes
    ----------
    origin : LayerOrigin
        Where it comes from.
    uri : str
        What GDAL opens, with `options`; None for a layer that comes from elsewhere, such as a map service.
    drawn : int or None
        The band that the layer's style draws, when it draws one alone.
    no_data : dict of int to NoDataChoice
        By band.
    """

    def __init__(self, layer: QgsRasterLayer) -> None:
        provider = layer.dataProvider()
        self.origin, self.whole = layer_origin(layer), True
        self.crs, self.name, self.title = layer.crs(), layer.name(), layer_title(layer)
        self.uri: Optional[str] = provider.dataSourceUri() if provider.name() == "gdal" else None
        self.options: list[str] = []
        if self.uri and "|" in self.uri:
            self.options = QgsProviderRegistry.instance().decodeUri("gdal", self.uri).get("openOptions") or []
            self.uri = self.uri.partition("|")[0]
        bands = layer.renderer().usesBands() if layer.renderer() else []
        self.drawn = bands[0] if len(bands) == 1 else None
        self.no_data = {band: _no_data(provider, band) for band in range(1, provider.bandCount() + 1)}


def _no_data(provider: QgsRasterDataProvider, band: int) -> NoDataChoice:
    """Return what a layer's properties say of a band's cells without data."""
    # An end typed as 0.1 is met by the 0.1 that the band holds, rounded to 32 bits or reckoned from a scale.
    near = 0.0
    if (provider.bandScale(band), provider.bandOffset(band)) != (1.0, 0.0):
        near = 1e-9
    elif provider.sourceDataType(band) == Qgis.DataType.Float32:
        near = float(np.finfo(np.float32).eps) / 2
    kinds, ranges = QgsRasterRange.BoundsType, []
    for values in provider.userNoDataValues(band):
        low = -math.inf if math.isnan(values.min()) else values.min()
        high = math.inf if math.isnan(values.max()) else values.max()
        with_low = values.bounds() in (kinds.IncludeMinAndMax, kinds.IncludeMin)
        with_high = values.bounds() in (kinds.IncludeMinAndMax, kinds.IncludeMax)
        ranges.append((_end(low, near, -1, with_low), _end(high, near, 1, with_high)))
    return NoDataChoice(provider.useSourceNoDataValue(band), tuple(ranges))


def _end(value: float, near: float, outwards: int, belongs: bool) -> float:
    """Return the last number of a range on the side ``outwards`` (1 above, -1 below)."""
    if not math.isfinite(value):
        return value
    rounding = outwards * near * abs(value)
    return value + rounding if belongs else float(np.nextafter(value - rounding, -outwards * math.inf))


class LayerSnapshot:
    """A vector layer, or a part of it; has the methods of `QgsProcessingFeatureSource` that Samplan uses.

    Parameters
    ----------
    layer : QgsVectorLayer
        Used in the constructor only, which must run in the layer's thread.
    part : QgsProcessingFeatureSourceDefinition, optional
        Selection, limit and filter.
    cancelled : callable
        Asked while features are read; true ends the reading with `Cancelled`.
    keep_rows : bool
        Features are read from the layer once, whole, and kept, so that row numbers mean the same to every reader.

    Attributes
    ----------
    title : str
        See `layer_title`.
    history : list of str
        See `lineage.earlier_history`.
    uri : str
        Where the layer's data are, as QGIS writes it.
    origin : LayerOrigin
        The same in parts.
    file : LayerFile
        The file behind the layer.
    whole : bool
        The features are all that the file holds.
    """

    def __init__(
        self,
        layer: QgsVectorLayer,
        part: Optional[QgsProcessingFeatureSourceDefinition],
        cancelled: Callable[[], bool],
        keep_rows: bool,
    ) -> None:
        selected = part is not None and part.selectedFeaturesOnly
        given = QgsVectorLayerSelectedFeatureSource(layer) if selected else layer
        self._limit = -1 if part is None else part.featureLimit
        self._filter = getattr(part, "filterExpression", "") or ""
        self.title, self.history = layer_title(layer), earlier_history(layer)
        self.uri, self.origin = layer.source(), layer_origin(layer)
        self.whole = not (selected or self._limit >= 0 or self._filter)
        self.file = layer_file(layer)
        self._name, self._crs, self._fields = without_secrets(given.sourceName()), given.sourceCrs(), given.fields()
        self._wkb_type, self._count = given.wkbType(), given.featureCount()
        self._extent: Optional[QgsRectangle] = None
        try:
            extent = given.sourceExtent()
            self._extent = extent if extent.isNull() or extent.isFinite() else None
        except Exception:  # of a layer with an infinite coordinate QGIS raises "unknown"
            self._extent = None
        if self._limit >= 0:
            self._count = min(self._count, self._limit)
        if self._filter:
            self._count = -1
        self._source = given if selected else QgsVectorLayerFeatureSource(layer)
        self._cancelled, self._keep_rows = cancelled, keep_rows
        self._rows: Optional[list[QgsFeature]] = None
        origins = {self._fields.fieldOrigin(number) for number in range(self._fields.count())}
        if origins & _OTHER_LAYERS or self._filter or layer.providerType() == "virtual":
            self._rows = self._read(QgsFeatureRequest())

    def sourceName(self) -> str:
        """Return the layer's name."""
        return self._name

    def sourceCrs(self) -> QgsCoordinateReferenceSystem:
        """Return the layer's CRS."""
        return self._crs

    def sourceExtent(self) -> QgsRectangle:
        """Return the extent in the layer's CRS, of the features that have one."""
        if self._extent is None:
            boxes = [row.geometry().boundingBox() for row in self.getFeatures(QgsFeatureRequest().setNoAttributes())]
            self._extent = QgsRectangle()
            for box in boxes:
                if box.isFinite() and not box.isNull():
                    self._extent.combineExtentWith(box)
        return self._extent

    def fields(self) -> QgsFields:
        """Return the fields."""
        return self._fields

    def wkbType(self) -> int:
        """Return the geometry type."""
        return self._wkb_type

    def featureCount(self) -> int:
        """Return the number of features, negative when it is not known yet."""
        return self._count if self._rows is None else len(self._rows)

    def getFeatures(self, request: QgsFeatureRequest, flags: Any = None) -> list[QgsFeature]:
        """Return the features, geometries unchecked; rows that are kept come whole, whatever the request leaves out.

        Raises
        ------
        Cancelled
        """
        if self._rows is None and self._keep_rows:
            self._rows = self._read(QgsFeatureRequest())
        if self._rows is None:
            return self._read(request)
        return self._rows if request.limit() < 0 else self._rows[: request.limit()]

    def _read(self, request: QgsFeatureRequest) -> list[QgsFeature]:
        request = QgsFeatureRequest(request)
        request.setInvalidGeometryCheck(QgsFeatureRequest.InvalidGeometryCheck.GeometryNoCheck)
        if self._limit >= 0:
            request.setLimit(min(self._limit, request.limit()) if request.limit() >= 0 else self._limit)
        if self._filter:
            request.combineFilterExpression(self._filter)
        return read_features(self._source, request, self._cancelled)


def read_features(
    source: QgsAbstractFeatureSource, request: QgsFeatureRequest, cancelled: Callable[[], bool]
) -> list[QgsFeature]:
    """Return features, read a part at a time: other threads get their turn in between.

    Raises
    ------
    Cancelled
    """
    rows: list[QgsFeature] = []
    while not _READING.acquire(timeout=0.1):
        raise_if_cancelled(cancelled)
    try:
        features = source.getFeatures(request)
        while part := list(islice(features, _PART)):
            raise_if_cancelled(cancelled)
            rows += part
    finally:
        _READING.release()
    return rows


Snapshot = Union[LayerSnapshot, RasterSnapshot]


def source_facts(source: Snapshot, with_paths: bool) -> dict[str, Any]:
    """Return where an input comes from, so that the assessment can be made again: of files only the names.

    Parameters
    ----------
    source : LayerSnapshot or RasterSnapshot
    with_paths : bool
        The user allowed paths, and addresses of servers.
    """
    from ...assessment.sources import file_of, without_folders  # late: QGIS starts faster

    origin = source.origin
    place = origin.source
    if not with_paths:
        place = without_folders(place, origin.provider) if file_of(place, origin.provider) else ""
    facts = {"source": place, "provider": origin.provider, "filter": origin.filter, "data_crs": origin.crs}
    facts = {name: value for name, value in facts.items() if value}
    return facts if source.whole else {**facts, "part": True}


def take_snapshots(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    cancelled: Callable[[], bool],
) -> dict[str, list[Snapshot]]:
    """Return snapshots of the layers given, by parameter; none for a layer that cannot be loaded. Main thread only.

    The rows of role layers are not kept: they are read once, and only near the areas.
    """
    found: dict[str, list[Snapshot]] = {}
    for definition in algorithm.parameterDefinitions():
        name, value = definition.name(), parameters.get(definition.name())
        if value in (None, ""):
            continue
        part = value if isinstance(value, QgsProcessingFeatureSourceDefinition) else None
        found[name] = [
            RasterSnapshot(layer)
            if isinstance(layer, QgsRasterLayer)
            else LayerSnapshot(layer, part, cancelled, name.lower() not in ROLES)
            for layer in layers_of(algorithm, definition, parameters, context)
            if isinstance(layer, (QgsRasterLayer, QgsVectorLayer))
        ]
    return found


def layers_of(
    algorithm: QgsProcessingAlgorithm,
    definition: QgsProcessingParameterDefinition,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
) -> list[QgsMapLayer]:
    """Return the layers given for a parameter, whole where only a part was given; none that cannot be loaded."""
    name, value = definition.name(), parameters.get(definition.name())
    if value in (None, ""):
        return []
    if definition.type() == "multilayer":
        return algorithm.parameterAsLayerList(parameters, name, context)
    if definition.type() not in _LAYER_TYPES:
        return []
    if isinstance(value, QgsProcessingFeatureSourceDefinition):  # QGIS 3.22 finds no layer behind it
        parameters = {**parameters, name: value.source}
    layer = algorithm.parameterAsLayer(parameters, name, context)
    return [] if layer is None else [layer]


def layer_title(layer: QgsMapLayer) -> str:
    """Return what to call a layer: its name in the project, or in its file when it was named by its path."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    inner = parts.get("layerName") or ""
    from_file = layer.name() == Path(parts.get("path") or "").stem
    return inner if inner and from_file else layer.name() or layer.id()
