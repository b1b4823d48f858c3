# ruff: noqa: D102 - the operations are documented in `backend.Backend`
"""Geometry engine on QGIS alone: ``QgsGeometry`` and prepared ``QgsGeometryEngine`` objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional, Sequence, Union

import numpy as np
from qgis.core import QgsCsException, QgsGeometry, QgsPointXY, QgsWkbTypes

from . import wkb as wkb_codec
from .backend import REPAIRED, UNREPAIRABLE, UNTOUCHED, Backend, missing, objects
from .crossings import planar_areas
from .wkb import Sequences

if TYPE_CHECKING:
    from .crs import Reprojection

_KIND = {
    "point": QgsWkbTypes.GeometryType.PointGeometry,
    "line": QgsWkbTypes.GeometryType.LineGeometry,
    "polygon": QgsWkbTypes.GeometryType.PolygonGeometry,
}


def _usable(geometry: Optional[QgsGeometry], kind: int) -> Optional[QgsGeometry]:
    """Return the parts of one kind, None where there are none."""
    if geometry is None or geometry.isEmpty():
        return None
    if geometry.type() == kind:
        return geometry
    if QgsWkbTypes.flatType(geometry.wkbType()) != QgsWkbTypes.Type.GeometryCollection:
        return None
    geometry = QgsGeometry(geometry)
    if not geometry.convertGeometryCollectionToSubclass(kind) or geometry.isEmpty():
        return None
    return geometry


def _collapsed(geometry: QgsGeometry, kind: str) -> bool:
    """Return whether a polygon has no width or height, which QGIS finds valid in parts of several."""
    box = geometry.boundingBox()
    return kind == "polygon" and (box.width() == 0 or box.height() == 0)


def _made_valid(geometry: QgsGeometry, kind: int) -> QgsGeometry:
    """Return the geometry made valid, the parts of a multipolygon one by one and then united."""
    several = (QgsWkbTypes.Type.MultiPolygon, QgsWkbTypes.Type.GeometryCollection)
    if kind != _KIND["polygon"] or QgsWkbTypes.flatType(geometry.wkbType()) not in several:
        return geometry.makeValid()
    parts = [_usable(_made_valid(part, kind), kind) for part in geometry.asGeometryCollection()]
    return QgsGeometry.unaryUnion([part for part in parts if part is not None])


class QgisBackend(Backend):
    """PyQGIS."""

    name = "qgis"

    def from_wkb(self, wkb: Sequence[Optional[bytes]]) -> np.ndarray:
        result: list[Optional[QgsGeometry]] = []
        for item in wkb:
            geometry = None
            if item:
                geometry = QgsGeometry()
                geometry.fromWkb(item)
                if geometry.isEmpty():
                    geometry = None
                else:
                    inner = geometry.get()
                    if inner.is3D():
                        inner.dropZValue()
                    if inner.isMeasure():
                        inner.dropMValue()
            result.append(geometry)
        return objects(result)

    def to_wkb(self, geometries: np.ndarray) -> list[Optional[bytes]]:
        return [None if g is None else g.asWkb().data() for g in geometries]

    def reproject(self, geometries: np.ndarray, reprojection: Reprojection) -> np.ndarray:
        result: list[Optional[QgsGeometry]] = []
        for geometry in geometries:
            if geometry is not None:
                geometry = QgsGeometry(geometry)
                try:
                    box = geometry.boundingBox() if geometry.transform(reprojection.transform) == 0 else None
                except QgsCsException:
                    box = None
                if box is None or not box.isFinite():
                    geometry = None
            result.append(geometry)
        return objects(result)

    def repair(self, geometries: np.ndarray, kind: str) -> tuple[np.ndarray, np.ndarray]:
        wanted = _KIND[kind]
        result = geometries.copy()
        state = np.full(len(geometries), UNTOUCHED, dtype=np.int8)
        for i, geometry in enumerate(geometries):
            if geometry is None or not geometry.boundingBox().isFinite() or _collapsed(geometry, kind):
                result[i], state[i] = None, UNREPAIRABLE
            elif not (geometry.type() == wanted and geometry.isGeosValid()):
                result[i] = _usable(_made_valid(geometry, wanted), wanted)
                state[i] = UNREPAIRABLE if result[i] is None else REPAIRED
        return result, state

    def bounds(self, geometries: np.ndarray) -> np.ndarray:
        result = np.full((len(geometries), 4), np.nan)
        for i, geometry in enumerate(geometries):
            if geometry is not None:
                box = geometry.boundingBox()
                result[i] = box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()
        return result

    def area(self, geometries: np.ndarray) -> np.ndarray:
        # QgsGeometry.area() sums products of whole coordinates and is off by some mm² to cm² in national grids
        return np.where(missing(geometries), np.nan, planar_areas(self.sequences(geometries), len(geometries)))

    def length(self, geometries: np.ndarray) -> np.ndarray:
        return np.array([np.nan if g is None else g.length() for g in geometries], dtype=float)

    def sequences(self, geometries: np.ndarray) -> Sequences:
        return wkb_codec.sequences(self.to_wkb(geometries))

    def representative_xy(self, geometries: np.ndarray) -> np.ndarray:
        return self._points(geometries, lambda g: g.pointOnSurface())

    @staticmethod
    def _points(geometries: np.ndarray, operation: object) -> np.ndarray:
        result = np.full((len(geometries), 2), np.nan)
        for i, geometry in enumerate(geometries):
            if geometry is not None:
                point = operation(geometry)
                if not point.isEmpty():
                    result[i] = point.asPoint().x(), point.asPoint().y()
        return result

    def intersection(self, a: np.ndarray, b: np.ndarray, ia: np.ndarray, ib: np.ndarray) -> np.ndarray:
        result: list[Optional[QgsGeometry]] = []
        current, engine, kind_a = -1, None, 0
        for i, j in zip(ia.tolist(), ib.tolist()):
            if i != current:
                current, kind_a = i, a[i].type()
                engine = QgsGeometry.createGeometryEngine(a[i].constGet())
                engine.prepareGeometry()
            other = b[j].constGet()
            if not engine.intersects(other):
                result.append(None)
                continue
            common = engine.intersection(other)
            result.append(None if common is None else _usable(QgsGeometry(common), min(kind_a, b[j].type())))
        return objects(result)

    def difference(self, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        return objects(
            [
                left if left is None or right is None else _usable(left.difference(right), _KIND["polygon"])
                for left, right in zip(a, b)
            ]
        )

    def union(self, geometries: np.ndarray, group: np.ndarray, n: int) -> np.ndarray:
        members: dict[int, list[QgsGeometry]] = {}
        for geometry, number in zip(geometries, group.tolist()):
            if geometry is not None:
                members.setdefault(number, []).append(geometry)
        result = np.full(n, None, dtype=object)
        for number, parts in members.items():
            result[number] = parts[0] if len(parts) == 1 else _usable(QgsGeometry.unaryUnion(parts), _KIND["polygon"])
        return result

    def distance(self, a: np.ndarray, b: np.ndarray, ia: np.ndarray, ib: np.ndarray) -> np.ndarray:
        result = np.empty(len(ia))
        current, engine = -1, None
        for k, (i, j) in enumerate(zip(ia.tolist(), ib.tolist())):
            if i != current:
                current = i
                engine = QgsGeometry.createGeometryEngine(a[i].constGet())
                engine.prepareGeometry()
            result[k] = engine.distance(b[j].constGet())
        return result

    def buffer(self, geometries: np.ndarray, distance: Union[float, np.ndarray], segments: int = 16) -> np.ndarray:
        kind, each = _KIND["polygon"], np.broadcast_to(distance, len(geometries)).tolist()
        return objects(
            [None if g is None else _usable(g.buffer(far, segments), kind) for g, far in zip(geometries, each)]
        )

    def polygons_from_rings(self, rings: Sequence[np.ndarray]) -> np.ndarray:
        return objects([QgsGeometry.fromPolygonXY([[QgsPointXY(x, y) for x, y in ring.tolist()]]) for ring in rings])
