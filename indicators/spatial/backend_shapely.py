# ruff: noqa: D102 - the operations are documented in `backend.Backend`
"""Geometry engine on shapely 2: whole-array calls that release Python's lock, so that threads pay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional, Sequence, Union

import numpy as np
import shapely

from .backend import REPAIRED, UNREPAIRABLE, UNTOUCHED, Backend, missing, objects
from .wkb import Sequences

if TYPE_CHECKING:
    from .crs import Reprojection

_DIMENSION = {"point": 0, "line": 1, "polygon": 2}
_MULTIPOLYGON, _COLLECTION = 6, 7


def _none_where(geometries: np.ndarray, mask: np.ndarray) -> np.ndarray:
    if mask.any():
        geometries[mask] = None
    return geometries


def _single_parts(geometry: shapely.Geometry) -> np.ndarray:
    """Return the points, lines and polygons of a geometry, those of multi-geometries in a collection too."""
    parts = shapely.get_parts(geometry)
    while (nested := shapely.get_type_id(parts) >= 4).any():
        parts = np.concatenate([parts[~nested], shapely.get_parts(parts[nested])])
    return parts


def _closed(wkb: bytes) -> Optional[bytes]:
    """Return the WKB with open rings closed, which GEOS refuses to read otherwise; None when GDAL cannot read it."""
    from osgeo import ogr

    try:
        geometry = ogr.CreateGeometryFromWkb(wkb)
    except RuntimeError:
        geometry = None
    if geometry is None:
        return None
    geometry.CloseRings()
    return bytes(geometry.ExportToIsoWkb())


class ShapelyBackend(Backend):
    """shapely >= 2."""

    name = "shapely"

    def from_wkb(self, wkb: Sequence[Optional[bytes]]) -> np.ndarray:
        with np.errstate(invalid="ignore"):
            geometries = shapely.from_wkb(objects(wkb), on_invalid="ignore")
        for i in np.flatnonzero(shapely.is_missing(geometries)):
            if wkb[i]:
                geometries[i] = shapely.from_wkb(_closed(wkb[i]), on_invalid="ignore")
        has_z = shapely.has_z(geometries)
        if has_z.any():
            geometries[has_z] = shapely.force_2d(geometries[has_z])
        return _none_where(geometries, shapely.is_empty(geometries))

    def to_wkb(self, geometries: np.ndarray) -> list[Optional[bytes]]:
        return list(shapely.to_wkb(geometries, output_dimension=2, byte_order=1, flavor="iso"))

    def reproject(self, geometries: np.ndarray, reprojection: Reprojection) -> np.ndarray:
        xy, index = shapely.get_coordinates(geometries, return_index=True)
        moved = reprojection.xy(xy)
        lost = ~np.isfinite(moved).all(axis=1)
        geometries = geometries.copy()
        if lost.any():
            geometries[np.unique(index[lost])] = None
            moved = moved[~np.isin(index, index[lost])]
        return shapely.set_coordinates(geometries, moved)

    def finite(self, geometries: np.ndarray) -> np.ndarray:
        result = np.ones(len(geometries), dtype=bool)
        with np.errstate(invalid="ignore", over="ignore"):
            if np.isfinite(shapely.get_coordinates(geometries).sum()):  # of a finite sum, every term is
                return result
        xy, index = shapely.get_coordinates(geometries, return_index=True)
        result[index[~np.isfinite(xy).all(axis=1)]] = False
        return result

    def repair(self, geometries: np.ndarray, kind: str) -> tuple[np.ndarray, np.ndarray]:
        geometries = geometries.copy()
        state = np.full(len(geometries), UNTOUCHED, dtype=np.int8)
        finite = np.isfinite(shapely.bounds(geometries)).all(axis=1)
        state[~finite] = UNREPAIRABLE
        geometries[~finite] = None
        bad = np.flatnonzero(finite & ~shapely.is_valid(geometries))
        for i in bad[shapely.get_type_id(geometries[bad]) >= _MULTIPOLYGON] if kind == "polygon" else ():
            geometries[i] = shapely.union_all(self._parts(shapely.make_valid(_single_parts(geometries[i])), 2))
        geometries[bad] = shapely.make_valid(geometries[bad])
        mixed = np.flatnonzero(finite & (shapely.get_type_id(geometries) == _COLLECTION))
        touched = np.union1d(bad, mixed)
        geometries[touched] = self._parts(geometries[touched], _DIMENSION[kind])
        state[touched] = np.where(missing(geometries[touched]), UNREPAIRABLE, REPAIRED)
        return geometries, state

    @staticmethod
    def _parts(geometries: np.ndarray, dimension: int) -> np.ndarray:
        """Keep the parts of one dimension; None where nothing is left."""
        result = geometries.copy()
        mixed = np.flatnonzero(shapely.get_type_id(geometries) == _COLLECTION)
        for i in mixed:
            parts = _single_parts(geometries[i])
            parts = parts[shapely.get_dimensions(parts) == dimension]
            build = shapely.multipolygons if dimension == 2 else shapely.multilinestrings
            merged = shapely.union_all(parts) if dimension == 2 and len(parts) > 1 else build(parts)
            result[i] = merged if len(parts) else None
        wrong = (shapely.get_dimensions(result) != dimension) | shapely.is_empty(result)
        return _none_where(result, wrong)

    def bounds(self, geometries: np.ndarray) -> np.ndarray:
        return shapely.bounds(geometries).reshape(-1, 4)

    def area(self, geometries: np.ndarray) -> np.ndarray:
        return shapely.area(geometries)

    def length(self, geometries: np.ndarray) -> np.ndarray:
        return shapely.length(geometries)

    def sequences(self, geometries: np.ndarray) -> Sequences:
        present = np.flatnonzero(~missing(geometries))
        parts, feature = shapely.get_parts(geometries[present], return_index=True)
        hole = np.zeros(len(parts), dtype=bool)
        polygonal = shapely.get_dimensions(parts) == 2
        if polygonal.any():
            parts, ring_part = shapely.get_rings(parts[polygonal], return_index=True)
            feature = feature[polygonal][ring_part]
            hole = np.concatenate([[False], np.diff(ring_part) == 0])
        counts = shapely.get_num_coordinates(parts)
        start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        return Sequences(shapely.get_coordinates(parts), start, present[feature], hole)

    def representative_xy(self, geometries: np.ndarray) -> np.ndarray:
        points = shapely.point_on_surface(geometries)
        return np.column_stack([shapely.get_x(points), shapely.get_y(points)])

    def intersection(self, a: np.ndarray, b: np.ndarray, ia: np.ndarray, ib: np.ndarray) -> np.ndarray:
        left, right = a[ia], b[ib]
        if not len(left):
            return left
        dimension = np.minimum(shapely.get_dimensions(left), shapely.get_dimensions(right))
        result = np.atleast_1d(shapely.intersection(left, right))
        mixed = np.flatnonzero(shapely.get_type_id(result) == _COLLECTION)
        for i in mixed:
            result[i] = self._parts(result[i : i + 1], int(dimension[i]))[0]
        return _none_where(result, (shapely.get_dimensions(result) != dimension) | shapely.is_empty(result))

    def difference(self, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        result = a.copy()
        both = np.flatnonzero(~missing(a) & ~missing(b))
        result[both] = self._parts(shapely.difference(a[both], b[both]), 2)
        return result

    def union(self, geometries: np.ndarray, group: np.ndarray, n: int) -> np.ndarray:
        result = np.full(n, None, dtype=object)
        present = ~missing(geometries)
        geometries, group = geometries[present], group[present]
        if not len(group):
            return result
        first = np.flatnonzero(np.concatenate([[True], np.diff(group) != 0]))
        size = np.diff(np.append(first, len(group)))
        result[group[first]] = geometries[first]
        for at, count in zip(first[size > 1], size[size > 1]):
            result[group[at]] = shapely.union_all(geometries[at : at + count])
        return result

    def distance(self, a: np.ndarray, b: np.ndarray, ia: np.ndarray, ib: np.ndarray) -> np.ndarray:
        return shapely.distance(a[ia], b[ib])

    def buffer(self, geometries: np.ndarray, distance: Union[float, np.ndarray], segments: int = 16) -> np.ndarray:
        result = np.atleast_1d(shapely.buffer(geometries, distance, quad_segs=segments))
        return _none_where(result, shapely.is_empty(result))

    def polygons_from_rings(self, rings: Sequence[np.ndarray]) -> np.ndarray:
        return objects([shapely.Polygon(ring) for ring in rings])
