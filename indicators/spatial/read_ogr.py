"""The fast path: plain OGR layers through GDAL's Arrow stream, without one Python object per feature."""

from __future__ import annotations

import contextlib
import datetime
import os
from typing import TYPE_CHECKING, Any, Iterator, Mapping, Optional

import numpy as np
from osgeo import gdal, ogr
from qgis.core import QgsFields, QgsProviderRegistry, QgsVectorLayer

from . import fields as columns
from .batches import Cancel, raise_if_cancelled
from .datasets import open_dataset

if TYPE_CHECKING:
    from .data import Raw


def _parts(layer: QgsVectorLayer) -> Mapping[str, Any]:
    return QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())


def source_date(layer: Optional[QgsVectorLayer]) -> Optional[str]:
    """Return the ISO date of the file behind a layer, None where there is none."""
    path = _parts(layer).get("path") if layer is not None and layer.isValid() else None
    if not path or not os.path.isfile(path):
        return None
    return datetime.date.fromtimestamp(os.path.getmtime(path)).isoformat()


def _plain_layer(layer: QgsVectorLayer, fields: Mapping[str, str]) -> bool:
    """Return whether OGR reads exactly what QGIS shows of the layer."""
    if layer.providerType() != "ogr" or layer.subsetString() or layer.isEditable() or layer.isModified():
        return False
    if "|geometrytype=" in layer.source().lower():
        return False
    known = layer.fields()
    return all(
        known.fieldOrigin(known.lookupField(name)) == QgsFields.FieldOrigin.OriginProvider for name in fields.values()
    )


def read_arrow(
    layer: QgsVectorLayer, fields: Mapping[str, str], numeric: Mapping[str, bool], box: Any, cancelled: Cancel
) -> Optional[Raw]:
    """Read a plain OGR layer; None when the layer or this GDAL does not allow it.

    Parameters
    ----------
    layer : QgsVectorLayer
    fields, numeric : mapping
        See `read.ReadOptions`.
    box : QgsRectangle or None
        In the layer's CRS.
    cancelled : callable

    Raises
    ------
    Cancelled
    """
    from .data import Raw

    if not hasattr(ogr.Layer, "GetArrowStreamAsNumPy") or not _plain_layer(layer, fields):
        return None
    parts = _parts(layer)
    dataset = _open(layer, parts)
    if dataset is None:
        return None
    name = parts.get("layerName")
    table = dataset.GetLayerByName(name) if name else dataset.GetLayer(int(parts.get("layerId") or 0))
    if table is None:
        return None
    definition = table.GetLayerDefn()
    present = [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]
    fid = table.GetFIDColumn() or "OGC_FID"
    wanted = {own: layer.fields()[layer.fields().lookupField(theirs)].name() for own, theirs in fields.items()}
    if any(theirs not in present and theirs != fid for theirs in wanted.values()):
        return None
    table.SetIgnoredFields([item for item in present if item not in wanted.values()])
    if box is not None:
        table.SetSpatialFilterRect(box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
    raw = Raw()
    chunks: dict[str, list[np.ndarray]] = {own: [] for own in wanted}
    ids: list[np.ndarray] = []
    geometry = table.GetGeometryColumn() or "wkb_geometry"
    # INCLUDE_FID: GDAL 3.6 returns empty geometries from a GeoPackage when geometry is the only column (GDAL #7106)
    stream = table.GetArrowStreamAsNumPy(options=["INCLUDE_FID=YES", "MAX_FEATURES_IN_BATCH=50000"])
    batches = iter(stream)
    while True:
        raise_if_cancelled(cancelled)
        try:
            with _without_threads():
                batch = next(batches, None)
        except (SystemError, RuntimeError, ValueError, TypeError):
            return None  # the slow way reads them
        if batch is None:
            break
        if geometry not in batch:
            return None
        raw.wkb.extend(_bytes(batch[geometry]))
        ids.append(np.asarray(batch[fid]) if fid in batch else np.arange(len(batch[geometry])))
        for own, theirs in wanted.items():
            values, unreadable = columns.from_arrow(batch[theirs], numeric.get(own, True))
            chunks[own].append(values)
            raw.unreadable[own] = raw.unreadable.get(own, 0) + unreadable
    for own, parts_ in chunks.items():
        empty = np.empty(0) if numeric.get(own, True) else np.empty(0, dtype=object)
        raw.fields[own] = np.concatenate(parts_) if parts_ else empty
    raw.feature_id = np.concatenate(ids) if ids else np.empty(0, dtype=np.int64)
    return raw


def _open(layer: QgsVectorLayer, parts: Mapping[str, Any]) -> Optional[gdal.Dataset]:
    """Open the file behind a layer as QGIS does; None when GDAL cannot."""
    options = [str(option) for option in parts.get("openOptions") or []]
    if layer.storageType() == "ESRI Shapefile":  # as QGIS reads it, whatever GDAL would guess
        options.append(f"ENCODING={layer.dataProvider().encoding()}")
    return open_dataset(parts.get("path", ""), gdal.OF_VECTOR | gdal.OF_READONLY, options)


@contextlib.contextmanager
def _without_threads() -> Iterator[None]:
    """Let GDAL fill the batches of a GeoPackage in this thread.

    Its own threads now and then leave broken offsets behind when a spatial filter is set (seen with GDAL 3.10): about
    one read in 200 fails or crashes QGIS.
    """
    name = "OGR_GPKG_STREAM_BASE_IMPL"
    before = gdal.GetThreadLocalConfigOption(name)
    gdal.SetThreadLocalConfigOption(name, "YES")
    try:
        yield
    finally:
        gdal.SetThreadLocalConfigOption(name, before)


def _bytes(column: np.ndarray) -> list[Optional[bytes]]:
    """Return the WKB of a geometry column, None for NULL."""
    data = np.ma.getdata(column).tolist()
    if np.ma.is_masked(column):
        return [None if null else item for item, null in zip(data, np.ma.getmaskarray(column).tolist())]
    return data
