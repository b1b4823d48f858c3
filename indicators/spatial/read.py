"""Layers into arrays: read, reproject, repair and count, without touching the input.

Plain OGR layers are read through GDAL's Arrow stream, everything else (database layers, selections, edited or joined
layers, memory layers) feature by feature. Reading never raises on a bad feature: it repairs or skips it and counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Callable, Collection, Iterator, Mapping, Optional, Sequence, Union

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingFeatureSource,
    QgsRectangle,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ...messages import QT_TRANSLATE_NOOP
from ...tables.numbers import read_numbers
from ..errors import IndicatorError
from . import fields as columns
from . import wkb as wkb_codec
from .backend import REPAIRED, UNREPAIRABLE, Backend, get_backend, missing
from .batches import Cancel, not_cancelled, raise_if_cancelled
from .crs import GroundScale, Reprojection, check_crs, ellipsoidal_areas
from .data import Areas, Raw, VectorData, fingerprint_of
from .extent import convex_ring
from .read_ogr import LayerFile, layer_file, read_arrow, source_date
from .read_ogr import read_words as ogr_words

Source = Union[QgsProcessingFeatureSource, QgsVectorLayer]

COUNT_FIELDS = frozenset(
    {
        *("count", "children", "workers", "workage", "group", "rental", "cooperative", "owned", "earlier"),
        *("dwellings", "places", "departures", "votes"),
    }
)
"""Role fields that count something: divided equally among the parts of a multipoint."""
MAY_BE_NEGATIVE = frozenset({"departures", "votes"})
"""Those of them whose negative numbers are taken as they stand; in the others they are unknown."""

_KIND_OF = {
    QgsWkbTypes.GeometryType.PointGeometry: "point",
    QgsWkbTypes.GeometryType.LineGeometry: "line",
    QgsWkbTypes.GeometryType.PolygonGeometry: "polygon",
}
_KIND_TITLES = {
    "point": QT_TRANSLATE_NOOP("Samplan", "points"),
    "line": QT_TRANSLATE_NOOP("Samplan", "lines"),
    "polygon": QT_TRANSLATE_NOOP("Samplan", "polygons"),
}
_CHUNK = 5_000
ELSEWHERE = "elsewhere"


@dataclass
class AreaRows:
    """State of each input row of the planning areas.

    Attributes
    ----------
    feature_id : ndarray of int, shape (n,)
        Feature id in the source, in the source's order.
    state : list of str, length n
        ``ok``, ``repaired``, ``null``, ``empty``, ``unrepairable``, ``not_finite``, ``outside_crs``, ``zero_area``, or
        ``elsewhere`` for rows that were not to be read.
    """

    feature_id: np.ndarray
    state: list[str]

    @property
    def repaired(self) -> int:
        """Number of areas whose polygon was made valid."""
        return self.state.count("repaired")

    @property
    def skipped(self) -> dict[str, int]:
        """Number of areas that cannot be measured, by reason."""
        return {reason: self.state.count(reason) for reason in sorted(set(self.state) - {"ok", "repaired", ELSEWHERE})}


def _crs_and_name(source: Source, name: str) -> tuple[QgsCoordinateReferenceSystem, str]:
    if isinstance(source, QgsVectorLayer):
        return source.crs(), name or source.name()
    return source.sourceCrs(), name or source.sourceName()


def _kind(source: Source, kinds: Collection[str], name: str) -> str:
    """Return the kind to read; raises IndicatorError when the layer has another."""
    present = _KIND_OF.get(QgsWkbTypes.geometryType(source.wkbType()))
    mixed = QgsWkbTypes.flatType(source.wkbType()) in (QgsWkbTypes.Type.Unknown, QgsWkbTypes.Type.GeometryCollection)
    if present in kinds:
        return present
    if mixed and len(kinds) == 1:
        return next(iter(kinds))
    if mixed:
        for feature in source.getFeatures(QgsFeatureRequest().setNoAttributes().setLimit(1000)):
            found = _KIND_OF.get(feature.geometry().type())
            if found in kinds:
                return found
        return next(iter(kinds))
    template = QT_TRANSLATE_NOOP(
        "Samplan", "The layer {name} has {present}, but {wanted} are needed here. Choose another layer."
    )
    raise IndicatorError(
        template,
        name=name,
        present=_KIND_TITLES.get(present, QT_TRANSLATE_NOOP("Samplan", "no geometry")),
        wanted="/".join(_KIND_TITLES[kind] for kind in kinds),
    )


def _features(source: Source, request: QgsFeatureRequest) -> Iterator[QgsFeature]:
    if isinstance(source, QgsVectorLayer):
        request.setInvalidGeometryCheck(QgsFeatureRequest.InvalidGeometryCheck.GeometryNoCheck)
        return source.getFeatures(request)
    return source.getFeatures(request, QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks)


def _check_fields(source: Source, names: Collection[str], name: str) -> None:
    for wanted in names:
        if source.fields().lookupField(wanted) < 0:
            raise IndicatorError(
                QT_TRANSLATE_NOOP(
                    "Samplan", "The layer {name} has no field called {field}. Choose one of its fields: {fields}."
                ),
                name=name,
                field=wanted,
                fields=", ".join(source.fields().names()),
            )


def read_features(
    source: Source,
    fields: Mapping[str, str],
    numeric: Mapping[str, bool],
    box: Any = None,
    cancelled: Cancel = not_cancelled,
    marks: Optional[Mapping[str, str]] = None,
) -> Raw:
    """Read feature by feature, in the source's order.

    Parameters
    ----------
    source : QgsProcessingFeatureSource or QgsVectorLayer
    fields, numeric : mapping
        See `ReadOptions`.
    box : QgsRectangle, optional
        In the source's CRS; features whose box does not meet it may be left out.
    cancelled : callable
    marks : mapping of str to str, optional
        Name -> what stands before decimals in numbers written as text, where the rows read leave it open.
    """
    raw = Raw()
    layer_fields = source.fields()
    indexes = {name: layer_fields.lookupField(layer_name) for name, layer_name in fields.items()}
    request = QgsFeatureRequest()
    request.setSubsetOfAttributes(sorted(set(indexes.values())))
    if box is not None:
        request.setFilterRect(box)
    values: dict[str, list[Any]] = {name: [] for name in fields}
    ids: list[int] = []
    wkb = raw.wkb
    wanted = [(values[name].append, index) for name, index in indexes.items()]
    for feature in _features(source, request):
        if len(wkb) % 1000 == 0:
            raise_if_cancelled(cancelled)
        geometry = feature.geometry()
        wkb.append(None if geometry.isNull() else geometry.asWkb().data())
        ids.append(feature.id())
        for append, index in wanted:
            append(feature[index])
    raw.feature_id = np.array(ids, dtype=np.int64)
    for name, column in values.items():
        if numeric.get(name, True):
            raw.numbers[name] = read_numbers(column, (marks or {}).get(name, ""))
            raw.fields[name] = raw.numbers[name].values
        else:
            raw.fields[name] = columns.texts(column)
    return raw


def _raw(
    source: Source,
    file: Optional[LayerFile],
    fields: Mapping[str, str],
    numeric: Mapping[str, bool],
    box: Any,
    cancelled: Cancel,
) -> Raw:
    """Read a layer the quick way where there is one; numbers written as text mean the same whatever part is read."""

    def read(marks: Mapping[str, str]) -> Raw:
        raw = None if file is None else read_arrow(file, fields, numeric, box, cancelled, marks)
        return read_features(source, fields, numeric, box, cancelled, marks) if raw is None else raw

    raw = read({})
    marks = {}
    for own in [own for own, found in raw.numbers.items() if box is not None and (found.doubtful or found.grouped)]:
        index = source.fields().lookupField(fields[own])
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry).setSubsetOfAttributes([index])
        whole = read_numbers([feature[index] for feature in _features(source, request)])
        marks[own] = whole.certain(fields[own]).chosen
    return read(marks) if marks else raw


def read_words(source: Source, field: str, file: Optional[LayerFile], cancelled: Cancel = not_cancelled) -> list[str]:
    """Return the different texts of a field in a whole layer, sorted, '' for NULL.

    Parameters
    ----------
    source : QgsProcessingFeatureSource or QgsVectorLayer
    field : str
    file : LayerFile or None
        The file behind the layer where it holds just the features wanted: it is read without one object per feature.
    cancelled : callable

    Raises
    ------
    Cancelled
    """
    words = None if file is None else ogr_words(file, field, cancelled)
    if words is None:
        index = source.fields().lookupField(field)
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry).setSubsetOfAttributes([index])
        words = set(columns.texts([feature[index] for feature in _features(source, request)]).tolist())
    return sorted(words)


def _plain(wkb: list[Optional[bytes]]) -> np.ndarray:
    """Rewrite curved, measured and big-endian WKB, and surfaces of faces, in place as straight little-endian WKB.

    Returns the flat types. What cannot be rewritten becomes empty.
    """
    flat, odd = wkb_codec.type_codes(wkb)
    for i in np.flatnonzero(odd):
        geometry = QgsGeometry()
        if flat[i] not in wkb_codec.FACES:  # QGIS reads none of those
            geometry.fromWkb(wkb[i])
            geometry.convertToStraightSegment()
        inner = geometry.get()
        if inner is not None and inner.isMeasure():
            inner.dropMValue()
        wkb[i] = wkb_codec.straight(wkb[i]) if inner is None else geometry.asWkb().data()
    if odd.any():
        flat, odd = wkb_codec.type_codes(wkb)
        for i in np.flatnonzero(odd):
            wkb[i] = b""
    return flat


def polygon_chains(wkb: list[Optional[bytes]]) -> wkb_codec.Sequences:
    """Return the rings of polygons as read, in the layer's CRS; other geometries have none."""
    flat = _plain(wkb)
    return wkb_codec.sequences(
        [item if wkb_codec.KINDS.get(code) == "polygon" else None for item, code in zip(wkb, flat.tolist())]
    )


def _geometries(
    wkb: list[Optional[bytes]],
    kind: str,
    backend: Backend,
    reprojection: Reprojection,
    cancelled: Cancel,
) -> tuple[np.ndarray, list[str]]:
    """Return valid geometries in the working CRS and the state of each feature (see `AreaRows.state`)."""
    state = np.full(len(wkb), "ok", dtype=object)
    result = np.full(len(wkb), None, dtype=object)
    for at in range(0, len(wkb), _CHUNK):
        raise_if_cancelled(cancelled)
        part = wkb[at : at + _CHUNK]
        here = slice(at, at + len(part))
        null = np.fromiter((item is None for item in part), dtype=bool, count=len(part))
        flat = _plain(part)
        other = [code in wkb_codec.KINDS and wkb_codec.KINDS[code] != kind for code in flat.tolist()]
        shapes = backend.from_wkb([None if wrong else item for item, wrong in zip(part, other)])
        unread = missing(shapes)
        empty = np.zeros(len(part), dtype=bool)
        for i in np.flatnonzero(unread):
            empty[i] = part[i] is None or wkb_codec.is_empty(part[i])
            if not (empty[i] or other[i]):  # a collection of faces or curves, which no engine reads
                shapes[i] = backend.from_wkb([wkb_codec.straight(part[i])])[0]
        unread = missing(shapes) & ~empty
        wild = ~backend.finite(shapes)
        shapes[wild] = None
        if reprojection.needed:
            shapes = backend.reproject(shapes, reprojection)
        lost = missing(shapes)
        shapes, repaired = backend.repair(shapes, kind)
        word = np.where(repaired == REPAIRED, "repaired", np.where(repaired == UNREPAIRABLE, "unrepairable", "ok"))
        word = np.where(null, "null", np.where(other, "wrong_type", np.where(empty, "empty", word)))
        word = np.where(lost & ~empty & ~unread & ~np.array(other), "outside_crs", word)
        state[here] = np.where(wild, "not_finite", word)
        result[here] = shapes
    return result, state.tolist()


def _count(state: Sequence[str]) -> dict[str, int]:
    return {reason: state.count(reason) for reason in sorted(set(state) - {"ok", "repaired"})}


def _points(
    raw: Raw, backend: Backend, reprojection: Reprojection
) -> tuple[np.ndarray, np.ndarray, dict[str, np.ndarray], dict[str, int], str]:
    wkb = raw.wkb
    null = wrong = 0
    xy, feature = wkb_codec.single_points(wkb), np.arange(len(wkb))
    if xy is None:
        flat = _plain(wkb)
        null = sum(item is None for item in wkb)
        point = np.isin(flat, (wkb_codec.POINT, wkb_codec.MULTIPOINT))
        wrong = int(((flat > 0) & ~point).sum())
        xy, feature = wkb_codec.points([item if good else None for item, good in zip(wkb, point)])
    parts = np.bincount(feature, minlength=len(wkb))
    wild = ~np.isfinite(xy).all(axis=1)
    empty = int((parts == 0).sum()) - null - wrong
    fingerprint = fingerprint_of({**{f"field {n}": v for n, v in raw.fields.items()}, "xy": xy, "parts": parts}, [])
    fields = {}
    for name, values in raw.fields.items():
        share = values[feature]
        fields[name] = share / parts[feature] if name in COUNT_FIELDS and share.dtype.kind == "f" else share
    moved = reprojection.xy(xy)
    lost = ~np.isfinite(moved).all(axis=1)
    if lost.any():
        moved, feature, fields = moved[~lost], feature[~lost], {n: v[~lost] for n, v in fields.items()}
    outside = int((lost & ~wild).sum())
    skipped = {
        "null": null,
        "empty": empty,
        "wrong_type": wrong,
        "outside_crs": outside,
        "not_finite": int(wild.sum()),
    }
    return moved, feature, fields, {reason: count for reason, count in skipped.items() if count}, fingerprint


@dataclass(frozen=True)
class ReadOptions:
    """What `read_vector` reads of a layer, and how.

    Attributes
    ----------
    fields : mapping of str to str
        Name inside Samplan -> field of the layer.
    numeric : mapping of str to bool
        Name inside Samplan -> read as float (default) or as text.
    kind : str or collection of str
        Accepted geometry: ``"point"``, ``"line"``, ``"polygon"``.
    bounds : sequence of float, optional
        ``xmin, ymin, xmax, ymax`` in the working CRS: what lies wholly outside is not read.
    layer : QgsVectorLayer or LayerFile, optional
        What lies behind a Processing source; allows the fast path.
    selected_only : bool
        The source holds the layer's selected features only.
    name : str
        Name of the layer for messages; the source's own when empty.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    numeric: Mapping[str, bool] = field(default_factory=dict)
    kind: Union[str, Collection[str]] = ("point", "line", "polygon")
    bounds: Optional[Sequence[float]] = None
    layer: Union[QgsVectorLayer, LayerFile, None] = None
    selected_only: bool = False
    name: str = ""


def read_vector(
    source: Source,
    dest_crs: QgsCoordinateReferenceSystem,
    transform_context: QgsCoordinateTransformContext,
    options: ReadOptions = ReadOptions(),
    cancelled: Cancel = not_cancelled,
    backend: Optional[Backend] = None,
) -> VectorData:
    """Read a role layer into the working CRS.

    Parameters
    ----------
    source : QgsProcessingFeatureSource or QgsVectorLayer
    dest_crs : QgsCoordinateReferenceSystem
        The working CRS (`crs.working_crs`).
    transform_context : QgsCoordinateTransformContext
    options : ReadOptions
    cancelled : callable
        See `batches`.
    backend : Backend, optional

    Raises
    ------
    IndicatorError
        No valid CRS, wrong geometry type, unknown field.
    Cancelled
    """
    backend = backend or get_backend()
    fields = options.fields
    crs, name = _crs_and_name(source, options.name)
    check_crs(crs, name)
    kind = _kind(source, (options.kind,) if isinstance(options.kind, str) else tuple(options.kind), name)
    _check_fields(source, fields.values(), name)
    reprojection = Reprojection(crs, dest_crs, transform_context)
    box = None if options.bounds is None else reprojection.box(options.bounds, backwards=True)
    quick = _quick(source, options)
    raw = _raw(source, quick, fields, options.numeric, box, cancelled)
    common = {
        "name": name,
        "unreadable": {own: found.missing for own, found in raw.numbers.items() if found.missing},
        "notes": [
            note
            for own, found in raw.numbers.items()
            for note in found.certain(fields[own]).notes(fields[own], own in COUNT_FIELDS - MAY_BE_NEGATIVE)
        ],
        "source_date": source_date(_file(source, options)),
    }
    if box is not None and not box.contains(_extent(source)):

        def again(bounds: Optional[np.ndarray]) -> VectorData:
            other = replace(options, bounds=bounds)
            return read_vector(source, dest_crs, transform_context, other, cancelled, backend)

        common["beyond"] = _Beyond(
            source, options, kind, reprojection, GroundScale(dest_crs, transform_context), again, cancelled
        )
    if kind == "point":
        xy, feature, columns_, skipped, fingerprint = _points(raw, backend, reprojection)
        return VectorData(
            kind, backend, None, xy, columns_, skipped=skipped, fingerprint=fingerprint, feature=feature, **common
        )
    fingerprint = fingerprint_of(raw.fields, raw.wkb)
    shapes, state = _geometries(raw.wkb, kind, backend, reprojection, cancelled)
    keep = ~missing(shapes)
    return VectorData(
        kind,
        backend,
        shapes[keep],
        None,
        {field_name: values[keep] for field_name, values in raw.fields.items()},
        skipped=_count(state),
        repaired=state.count("repaired"),
        fingerprint=fingerprint,
        feature=np.flatnonzero(keep),
        **common,
    )


def _file(source: Source, options: ReadOptions) -> Optional[LayerFile]:
    """Return the file behind the layer."""
    layer = options.layer
    if layer is None and isinstance(source, QgsVectorLayer):
        layer = source
    return layer_file(layer) if isinstance(layer, QgsVectorLayer) else layer


def _quick(source: Source, options: ReadOptions) -> Optional[LayerFile]:
    """Return the file behind the layer where it holds just the features wanted."""
    return None if options.selected_only else _file(source, options)


def _extent(source: Source) -> QgsRectangle:
    try:
        return source.extent() if isinstance(source, QgsVectorLayer) else source.sourceExtent()
    except Exception:  # of a layer with an infinite coordinate QGIS raises "unknown"
        return QgsRectangle(-1e30, -1e30, 1e30, 1e30)


class _Beyond:
    """See `data.Beyond`."""

    def __init__(
        self,
        source: Source,
        options: ReadOptions,
        kind: str,
        reprojection: Reprojection,
        scale: GroundScale,
        again: Callable[[Optional[np.ndarray]], VectorData],
        cancelled: Cancel,
    ) -> None:
        self.box = np.asarray(options.bounds, dtype=float)
        self._source, self._kind, self._reprojection, self._scale = source, kind, reprojection, scale
        self._options = replace(options, fields={}, numeric={}, bounds=None)
        self._again, self._cancelled = again, cancelled
        self._hull: Optional[np.ndarray] = None
        self._whole: Optional[VectorData] = None

    def outline(self) -> np.ndarray:
        extent = _extent(self._source)
        x = np.linspace(extent.xMinimum(), extent.xMaximum(), 9)
        y = np.linspace(extent.yMinimum(), extent.yMaximum(), 9)
        sides = [(x, y[0]), (x[-1], y), (x, y[-1]), (x[0], y)]
        xy = self._reprojection.xy(np.vstack([np.column_stack(np.broadcast_arrays(*side)) for side in sides]))
        return np.where(self._scale.shows(xy)[:, None], xy, np.nan)

    def hull(self) -> np.ndarray:
        if self._hull is None:
            raw = _raw(self._source, _quick(self._source, self._options), {}, {}, None, self._cancelled)
            flat = _plain(raw.wkb)
            if self._kind == "point":
                point = np.isin(flat, (wkb_codec.POINT, wkb_codec.MULTIPOINT))
                xy, _ = wkb_codec.points([item if good else None for item, good in zip(raw.wkb, point)])
            else:
                other = [wkb_codec.KINDS.get(code, self._kind) != self._kind for code in flat.tolist()]
                xy = wkb_codec.sequences([None if wrong else item for item, wrong in zip(raw.wkb, other)]).xy
            xy = self._reprojection.xy(xy)
            if np.isnan(self.outline()).any():  # of a layer of the world, what the working CRS shows
                xy = xy[self._scale.shows(xy)]
            self._hull = convex_ring(xy)
        return self._hull

    def read(self, box: Optional[np.ndarray] = None) -> VectorData:
        if box is not None:
            return self._again(box)
        if self._whole is None:
            self._whole = self._again(None)
        return self._whole


def read_areas(
    source: Source,
    dest_crs: QgsCoordinateReferenceSystem,
    transform_context: QgsCoordinateTransformContext,
    label_field: str = "",
    cut_field: str = "",
    cancelled: Cancel = not_cancelled,
    backend: Optional[Backend] = None,
    rows: Optional[np.ndarray] = None,
) -> tuple[Areas, AreaRows]:
    """Read the planning areas, every input row in the input's order.

    Parameters
    ----------
    source : QgsProcessingFeatureSource or QgsVectorLayer
    dest_crs : QgsCoordinateReferenceSystem
        The working CRS (`crs.working_crs`).
    transform_context : QgsCoordinateTransformContext
    label_field : str
        Field that names an area in messages; the feature id when empty.
    cut_field : str
        Field with each area's municipality: municipalities are then also measured cut at their borders (see `cut_by_field`).
    cancelled : callable
    backend : Backend, optional
    rows : ndarray of bool, shape (n,), optional
        The areas to read (`regions`); the others keep their row, without a polygon.

    Raises
    ------
    IndicatorError
        No valid CRS, no polygons, unknown field, or a layer without features.
    Cancelled
    """
    backend = backend or get_backend()
    crs, name = _crs_and_name(source, "")
    check_crs(crs, name)
    _kind(source, ("polygon",), name)
    fields = {key: value for key, value in (("label", label_field), ("cut", cut_field)) if value}
    _check_fields(source, fields.values(), name)
    raw = read_features(source, fields, dict.fromkeys(fields, False), None, cancelled)
    if not raw.wkb:
        raise IndicatorError(
            QT_TRANSLATE_NOOP("Samplan", "The layer {name} has no features. Choose a layer with at least one area."),
            name=name,
        )
    fingerprint = fingerprint_of(raw.fields, raw.wkb)
    reprojection = Reprojection(crs, dest_crs, transform_context)
    here = np.ones(len(raw.wkb), dtype=bool) if rows is None else rows
    wkb = [item if wanted else None for item, wanted in zip(raw.wkb, here.tolist())]
    shapes, state = _geometries(wkb, "polygon", backend, reprojection, cancelled)
    raise_if_cancelled(cancelled)
    rings = backend.sequences(shapes)
    raise_if_cancelled(cancelled)
    area = ellipsoidal_areas(rings, len(shapes), dest_crs, transform_context)
    flat = ~missing(shapes) & ~((area > 0) & (backend.area(shapes) > 0))
    shapes[flat] = None
    state = ["zero_area" if bad else word if wanted else ELSEWHERE for bad, word, wanted in zip(flat, state, here)]
    labels = raw.fields["label"].tolist() if label_field else [str(number) for number in raw.feature_id.tolist()]
    areas = Areas(backend, shapes, dest_crs.toWkt(), area, labels, name=name, fingerprint=fingerprint)
    areas.ground = GroundScale(dest_crs, transform_context)
    areas.rings = rings
    if cut_field:
        areas.cut_labels, areas.cut_polygons = cut_by_field(areas, np.where(here, raw.fields["cut"], ""))
    return areas, AreaRows(raw.feature_id, state)


def cut_by_field(areas: Areas, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the municipality number of each area (-1 for '') and the municipalities as unions of their areas."""
    names, number = np.unique(values.astype(str), return_inverse=True)
    blank = np.flatnonzero(names == "")
    if len(blank):  # np.unique sorts '' first
        names, number = names[1:], number - 1
    order = np.argsort(number, kind="stable")
    order = order[number[order] >= 0]
    polygons = areas.backend.union(areas.geometries[order], number[order], len(names))
    return number.astype(np.int64), polygons


def cut_by_polygons(areas: Areas, municipalities: VectorData) -> tuple[np.ndarray, np.ndarray]:
    """Return the municipality number of each area, by its representative point (-1 outside all), and the polygons."""
    from .points import point_pairs

    number = np.full(areas.n, -1, dtype=np.int64)
    polygon, area = point_pairs(municipalities, areas.representative_xy())
    number[area[::-1]] = polygon[::-1]  # the first municipality wins where they overlap
    return number, municipalities.geometries
