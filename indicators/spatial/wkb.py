"""Well-known binary read and written by numpy: many geometries at once, no object per geometry.

Layout: OGC 06-103r4 (ISO WKB); the Z/M bits of EWKB are understood as well.
"""

from __future__ import annotations

from typing import NamedTuple, Optional, Sequence

import numpy as np

POINT, LINESTRING, POLYGON, MULTIPOINT, MULTILINESTRING, MULTIPOLYGON, COLLECTION = range(1, 8)
KINDS = {
    POINT: "point",
    MULTIPOINT: "point",
    LINESTRING: "line",
    MULTILINESTRING: "line",
    POLYGON: "polygon",
    MULTIPOLYGON: "polygon",
}
FACES = (15, 16, 17)
"""Polyhedral surface, TIN, triangle."""
_POINT_RECORD = np.dtype([("order", "u1"), ("type", "<u4"), ("xy", "<f8", (2,))])
_HEAD = np.dtype([("order", "u1"), ("type", "<u4")])


class Sequences(NamedTuple):
    """The vertex chains (rings, line parts) of a geometry array, end to end.

    Attributes
    ----------
    xy : ndarray of float, shape (v, 2)
        Vertices; a ring's first vertex is repeated as its last.
    start : ndarray of int, shape (s + 1,)
        Chain ``i`` is ``xy[start[i]:start[i + 1]]``.
    feature : ndarray of int, shape (s,)
        Index of the geometry the chain belongs to, ascending.
    hole : ndarray of bool, shape (s,), or None
        True for the inner rings of polygons; None: not known.
    """

    xy: np.ndarray
    start: np.ndarray
    feature: np.ndarray
    hole: Optional[np.ndarray] = None


def is_empty(wkb: bytes) -> bool:
    """Return whether little-endian WKB of a line, polygon or collection has no parts."""
    return len(wkb) < 9 or wkb[5:9] == bytes(4)


class _Buffer:
    """All WKB end to end, with unaligned views that read a number at any byte position."""

    def __init__(self, wkb: Sequence[Optional[bytes]]) -> None:
        size = np.fromiter((len(item) if item else 0 for item in wkb), dtype=np.int64, count=len(wkb))
        self.feature = np.flatnonzero(size)
        self.position = np.concatenate([[0], np.cumsum(size[self.feature])])[:-1].astype(np.int64)
        data = b"".join([item for item in wkb if item])
        self.u4 = self._view(data, "<u4", 4)
        self.f8 = self._view(data, "<f8", 8)
        self.flat, self.dims = _flat(self.u4[self.position + 1])

    @staticmethod
    def _view(data: bytes, kind: str, width: int) -> np.ndarray:
        return np.ndarray(shape=(max(len(data) - width + 1, 0),), dtype=kind, buffer=data, strides=(1,))


def _flat(code: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the two-dimensional type and the number of ordinates of WKB type codes."""
    iso = code & np.uint32(0x0FFFFFFF)
    dims = 2 + np.array([0, 1, 1, 2])[np.minimum(iso // 1000, 3)]
    dims += ((code & np.uint32(0x80000000)) > 0).astype(int) + ((code & np.uint32(0x40000000)) > 0).astype(int)
    return (iso % 1000).astype(np.int64), dims


def type_codes(wkb: Sequence[Optional[bytes]]) -> tuple[np.ndarray, np.ndarray]:
    """Return the flat type of each geometry and which need to be rewritten before reading.

    Returns
    -------
    flat : ndarray of int, shape (n,)
        1 point ... 7 collection, 8-17 curves and surfaces, -1 no WKB, 0 big-endian.
    odd : ndarray of bool, shape (n,)
        True for big-endian, curved or measured (M) geometries.
    """
    flat, odd = np.full(len(wkb), -1, dtype=np.int64), np.zeros(len(wkb), dtype=bool)
    at = np.fromiter((bool(item) for item in wkb), dtype=bool, count=len(wkb))
    if at.any():
        record = np.frombuffer(b"".join([item[:5] for item in wkb if item]), dtype=_HEAD)
        code = record["type"]
        found, _ = _flat(code)
        found[record["order"] != 1] = 0
        flat[at] = found
        measured = ((code & np.uint32(0x40000000)) > 0) | ((code & np.uint32(0x0FFFFFFF)) // 1000 >= 2)
        odd[at] = measured | (found == 0) | (found > COLLECTION)
    return flat, odd


def single_points(wkb: Sequence[Optional[bytes]]) -> Optional[np.ndarray]:
    """Return the coordinates, shape (n, 2), when every geometry is a plain point with coordinates, else None."""
    try:
        data = b"".join(wkb)
    except TypeError:  # a NULL among them
        return None
    if len(data) != len(wkb) * _POINT_RECORD.itemsize:
        return None
    record = np.frombuffer(data, dtype=_POINT_RECORD)
    if not ((record["type"] == POINT).all() and (record["order"] == 1).all()):
        return None
    xy = np.array(record["xy"])
    return None if np.isnan(xy).any() else xy


def points(wkb: Sequence[Optional[bytes]]) -> tuple[np.ndarray, np.ndarray]:
    """Return all points of (multi-)point geometries and the geometry each belongs to; empty points are left out.

    Parameters
    ----------
    wkb : sequence of bytes or None, length n
        Little-endian WKB of points and multipoints with any ordinates.

    Returns
    -------
    xy : ndarray of float, shape (p, 2)
    feature : ndarray of int, shape (p,)
    """
    buffer = _Buffer(wkb)
    multi = buffer.flat == MULTIPOINT
    count = np.where(multi, 0, 1)
    count[multi] = buffer.u4[buffer.position[multi] + 5]
    first = buffer.position + np.where(multi, 9, 0) + 5
    which = np.repeat(np.arange(len(count)), count)
    nth = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    at = first[which] + nth * (5 + 8 * buffer.dims)[which]
    xy = np.column_stack([buffer.f8[at], buffer.f8[at + 8]]).reshape(-1, 2)
    full = ~np.isnan(xy).all(axis=1)  # an empty point is written as two NaN
    return xy[full], buffer.feature[which[full]]


def sequences(wkb: Sequence[Optional[bytes]]) -> Sequences:
    """Return the rings and line parts of (multi-)lines and (multi-)polygons as vertex chains.

    All geometries are walked in step: the n-th ring of every geometry is read in one numpy call.

    Parameters
    ----------
    wkb : sequence of bytes or None
        Little-endian WKB of lines and polygons with any ordinates; other types are left out.
    """
    data = _Buffer(wkb)
    found: list[tuple[np.ndarray, ...]] = []  # feature, byte position, vertices, bytes per vertex, hole
    single = np.flatnonzero((data.flat == LINESTRING) | (data.flat == POLYGON))
    _walk_part(data, single, data.position[single], found)
    active = np.flatnonzero((data.flat == MULTILINESTRING) | (data.flat == MULTIPOLYGON))
    left = data.u4[data.position[active] + 5].astype(np.int64)
    cursor = data.position[active] + 9
    while (left > 0).any():
        active, cursor, left = active[left > 0], cursor[left > 0], left[left > 0] - 1
        cursor = _walk_part(data, active, cursor, found)
    if not found:
        empty = np.empty(0, dtype=np.int64)
        return Sequences(np.empty((0, 2)), np.zeros(1, dtype=np.int64), empty, empty.astype(bool))
    feature, at, count, stride, hole = (np.concatenate(column) for column in zip(*found))
    order = np.flatnonzero(count > 0)
    order = order[np.argsort(at[order])]
    feature, at, count, stride, hole = feature[order], at[order], count[order], stride[order], hole[order]
    start = np.concatenate([[0], np.cumsum(count)]).astype(np.int64)
    where = np.repeat(at - start[:-1] * stride, count) + np.arange(start[-1]) * np.repeat(stride, count)
    xy = np.column_stack([data.f8[where], data.f8[where + 8]]).reshape(-1, 2)
    return Sequences(xy, start, data.feature[feature], hole)


def _walk_part(data: _Buffer, index: np.ndarray, cursor: np.ndarray, found: list) -> np.ndarray:
    """Record the chains of one line or polygon per geometry; return the byte position behind each."""
    polygon = _flat(data.u4[cursor + 1])[0] == POLYGON
    cursor = cursor + 5
    rings = np.ones(len(index), dtype=np.int64)
    rings[polygon] = data.u4[cursor[polygon]]
    cursor[polygon] += 4
    active, hole = np.flatnonzero(rings > 0), False
    while len(active):
        at = cursor[active]
        count = data.u4[at].astype(np.int64)
        stride = 8 * data.dims[index[active]]
        found.append((index[active], at + 4, count, stride, np.full(len(active), hole)))
        cursor[active] = at + 4 + count * stride
        rings[active] -= 1
        hole = True
        active = active[rings[active] > 0]
    return cursor


def straight(wkb: bytes) -> bytes:
    """Return a geometry of faces (polyhedral surface, TIN) or curves, or a collection of such, as a plain one.

    Faces become the parts of a multipolygon, seen from above. Empty when GDAL cannot read it.
    """
    from osgeo import ogr

    try:
        geometry = ogr.CreateGeometryFromWkb(wkb)
        geometry = None if geometry is None else geometry.GetLinearGeometry(1.0)
    except RuntimeError:
        geometry = None
    if geometry is None:
        return b""
    geometry.FlattenTo2D()
    faces = ogr.Geometry(ogr.wkbMultiPolygon)
    others = ogr.Geometry(ogr.wkbGeometryCollection)

    def collect(item: ogr.Geometry) -> None:
        kind = ogr.GT_Flatten(item.GetGeometryType())
        if kind == ogr.wkbPolygon:
            faces.AddGeometry(item)
        elif kind == ogr.wkbTriangle:
            faces.AddGeometry(ogr.ForceToPolygon(item))
        elif item.GetGeometryCount():
            for part in range(item.GetGeometryCount()):
                collect(item.GetGeometryRef(part))
        elif not item.IsEmpty():
            others.AddGeometry(item)

    collect(geometry)
    if others.GetGeometryCount():
        others.AddGeometry(faces)
    return bytes((others if others.GetGeometryCount() else faces).ExportToIsoWkb(ogr.wkbNDR))


def line(xy: np.ndarray) -> bytes:
    """Return one LineString through all points, the cheapest carrier for transforming many coordinates at once."""
    head = np.zeros(1, dtype=np.dtype([("order", "u1"), ("type", "<u4"), ("count", "<u4")]))
    head["order"], head["type"], head["count"] = 1, LINESTRING, len(xy)
    return head.tobytes() + np.ascontiguousarray(xy, dtype="<f8").tobytes()


def line_xy(data: bytes) -> np.ndarray:
    """Return the vertices of a two-dimensional LineString, shape (n, 2)."""
    return np.frombuffer(data, dtype="<f8", offset=9).reshape(-1, 2).copy()
