"""The fast path: plain OGR layers through GDAL's Arrow stream, without one Python object per feature."""

from __future__ import annotations

import contextlib
import datetime
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Collection, Iterator, Mapping, Optional

import numpy as np
from osgeo import gdal, ogr
from qgis.core import QgsFields, QgsProviderRegistry, QgsVectorLayer

from ...tables.numbers import read_numbers
from . import fields as columns
from .batches import Cancel, raise_if_cancelled
from .datasets import open_dataset

if TYPE_CHECKING:
    from .data import Raw


@dataclass(frozen=True)
class LayerFile:
    """What lies behind a layer, as plain data that any thread may use.

    Attributes
    ----------
    path, table : str
        As GDAL takes them, archives included; without a table's name its number counts. An empty path: no file.
    container : str
        The file on the disk: an archive, where the layer is in one.
    number : int
    options : tuple of str
        Open options.
    fields : QgsFields
        Of the layer.
    plain : bool
        What QGIS shows of the layer is what OGR reads, but for fields of other origin.
    """

    path: str
    container: str
    table: str
    number: int
    options: tuple[str, ...]
    fields: QgsFields
    plain: bool


def layer_file(layer: QgsVectorLayer) -> LayerFile:
    """Return what lies behind a layer; to be called in the layer's thread."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    options = [str(option) for option in parts.get("openOptions") or []]
    if layer.storageType() == "ESRI Shapefile":  # as QGIS reads it, whatever GDAL would guess
        options.append(f"ENCODING={layer.dataProvider().encoding()}")
    plain = layer.providerType() == "ogr" and not (layer.subsetString() or layer.isEditable() or layer.isModified())
    container = str(parts.get("path") or "") if layer.isValid() else ""
    # what the provider opened, which may be one file of several in an archive
    opened = layer.dataProvider().dataSourceUri().split("|")[0] if plain and layer.isValid() else container
    return LayerFile(
        opened,
        container,
        parts.get("layerName") or "",
        int(parts.get("layerId") or 0),
        tuple(options),
        layer.fields(),
        plain and "|geometrytype=" not in layer.source().lower(),
    )


def source_date(file: LayerFile | None) -> str | None:
    """Return the ISO date of the file behind a layer, None where there is none."""
    if file is None or not os.path.isfile(file.container):
        return None
    return datetime.date.fromtimestamp(os.path.getmtime(file.container)).isoformat()


def read_arrow(
    file: LayerFile,
    fields: Mapping[str, str],
    numeric: Mapping[str, bool],
    box: Any,
    cancelled: Cancel,
    marks: Optional[Mapping[str, str]] = None,
) -> Optional[Raw]:
    """Read a plain OGR layer; None when the layer or this GDAL does not allow it.

    Parameters
    ----------
    file : LayerFile
    fields, numeric : mapping
        See `read.ReadOptions`.
    box : QgsRectangle or None
        In the layer's CRS.
    cancelled : callable
    marks : mapping of str to str, optional
        See `read.read_features`.

    Raises
    ------
    Cancelled
    """
    from .data import Raw

    opened = _opened(file, fields)
    if opened is None:
        return None
    _dataset, table, wanted = opened  # the table lives as long as its dataset
    fid = table.GetFIDColumn() or "OGC_FID"
    if box is not None:
        table.SetSpatialFilterRect(box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
    raw = Raw()
    chunks: dict[str, list[np.ndarray]] = {own: [] for own in wanted}
    ids: list[np.ndarray] = []
    geometry = table.GetGeometryColumn() or "wkb_geometry"
    for batch in _batches(table, cancelled):
        if batch is None or geometry not in batch or any(_before_1970(batch[theirs]) for theirs in wanted.values()):
            return None  # the slow way reads them
        raw.wkb.extend(_bytes(batch[geometry]))
        ids.append(np.asarray(batch[fid]) if fid in batch else np.arange(len(batch[geometry])))
        for own, theirs in wanted.items():
            chunks[own].append(columns.from_arrow(batch[theirs], numeric.get(own, True)))
    for own, parts in chunks.items():
        _take_column(raw, own, parts, numeric.get(own, True), (marks or {}).get(own, ""))
    raw.feature_id = np.concatenate(ids) if ids else np.empty(0, dtype=np.int64)
    return raw


def read_words(file: LayerFile, field: str, cancelled: Cancel) -> Optional[set[str]]:
    """Return the different texts of a column, without reading geometries; None where `read_arrow` cannot read it either."""
    opened = _opened(file, {"": field})
    if opened is None:
        return None
    _dataset, table, wanted = opened  # the table lives as long as its dataset
    present = table.GetLayerDefn()
    others = [present.GetFieldDefn(i).GetName() for i in range(present.GetFieldCount())]
    table.SetIgnoredFields(["OGR_GEOMETRY", *(name for name in others if name != wanted[""])])
    found: set[str] = set()
    for batch in _batches(table, cancelled):
        if batch is None or _before_1970(batch[wanted[""]]):
            return None
        found.update(columns.from_arrow(batch[wanted[""]], False).tolist())
    return found


def _opened(file: LayerFile, fields: Mapping[str, str]) -> Optional[tuple[gdal.Dataset, ogr.Layer, dict[str, str]]]:
    """Return a layer's dataset, its table with all other fields left out, and the fields' own names; None: the slow way."""
    known = file.fields
    origins = {known.fieldOrigin(known.lookupField(name)) for name in fields.values()}
    plain = file.plain and origins <= {QgsFields.FieldOrigin.OriginProvider}
    if not plain or not hasattr(ogr.Layer, "GetArrowStreamAsNumPy"):
        return None
    dataset = open_dataset(file.path, gdal.OF_VECTOR | gdal.OF_READONLY, file.options)
    if dataset is None:
        return None
    table = dataset.GetLayerByName(file.table) if file.table else dataset.GetLayer(file.number)
    if table is None:
        return None
    wanted = {own: known[known.lookupField(theirs)].name() for own, theirs in fields.items()}
    if not _only_wanted(table, wanted.values(), table.GetFIDColumn() or "OGC_FID", dataset.GetDriver().ShortName):
        return None
    return dataset, table, wanted


def _batches(table: ogr.Layer, cancelled: Cancel) -> Iterator[Optional[dict[str, np.ndarray]]]:
    """Yield the columns of the next features; None where GDAL fails."""
    # INCLUDE_FID: GDAL 3.6 returns empty geometries from a GeoPackage when geometry is the only column (GDAL #7106)
    batches = iter(table.GetArrowStreamAsNumPy(options=["INCLUDE_FID=YES", "MAX_FEATURES_IN_BATCH=50000"]))
    while True:
        raise_if_cancelled(cancelled)
        try:
            with _without_threads():
                batch = next(batches, None)
        except (SystemError, RuntimeError, ValueError, TypeError):
            yield None
            return
        if batch is None:
            return
        yield batch


def _only_wanted(table: ogr.Layer, wanted: Collection[str], fid: str, driver: str) -> bool:
    """Leave out all other fields; return False when a field is not there, or not as QGIS shows it."""
    definition = table.GetLayerDefn()
    present = {definition.GetFieldDefn(i).GetName(): i for i in range(definition.GetFieldCount())}
    for name in wanted:
        if name not in present and name != fid:
            return False
        if name in present and _told_otherwise(definition.GetFieldDefn(present[name]), driver):
            return False
    table.SetIgnoredFields([name for name in present if name not in wanted])
    return True


def _told_otherwise(field: ogr.FieldDefn, driver: str) -> bool:
    """Return whether GDAL gives a field otherwise in an Arrow stream than QGIS shows it.

    Single-precision numbers lose digits, JSON and lists become text, times days, and FlatGeobuf's booleans are wrong (GDAL
    3.6).
    """
    plain = (ogr.OFTInteger, ogr.OFTInteger64, ogr.OFTReal, ogr.OFTString, ogr.OFTDate, ogr.OFTDateTime)
    if field.GetType() not in plain or field.GetSubType() in (ogr.OFSTFloat32, ogr.OFSTJSON):
        return True
    return field.GetSubType() == ogr.OFSTBoolean and driver == "FlatGeobuf"


def _before_1970(column: np.ndarray) -> bool:
    """Return whether a column of days has any before 1970, which GDAL 3.6 gives a day late."""
    days = np.ma.getdata(column)
    if days.dtype != np.dtype("datetime64[D]"):
        return False
    return bool((days[~np.ma.getmaskarray(column)] <= np.datetime64("1970-01-01")).any())


def _take_column(raw: Raw, name: str, parts: list[np.ndarray], numeric: bool, mark: str) -> None:
    """Put a column's parts together; numbers written as text are read all at once."""
    values = np.concatenate(parts) if parts else np.empty(0, dtype=float if numeric else object)
    if numeric and values.dtype.kind == "O":
        raw.numbers[name] = read_numbers(values.tolist(), mark)
        values = raw.numbers[name].values
    raw.fields[name] = values


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
