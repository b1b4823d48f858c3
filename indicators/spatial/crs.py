"""Measuring: one working CRS that is true in metres, and areas and distances on the ellipsoid.

Everything Samplan measures is computed in one projected working CRS and corrected to the ellipsoid of that CRS (never the
project's ellipsoid, which may be NONE): areas and lengths in an area with the area's own scale, distances, buffers and
sizes with the scale of the place they are at (`GroundScale`), whatever else is measured in the same run.
"""

from __future__ import annotations

import math
from typing import Callable, Optional, Sequence

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsDistanceArea,
    QgsEllipsoidUtils,
    QgsGeometry,
    QgsPointXY,
    QgsRectangle,
    QgsUnitTypes,
)

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ..errors import IndicatorError
from . import wkb as wkb_codec
from .grid import places_along, sum_by_index
from .wkb import Sequences as Chains

MAX_DISTORTION = 0.005
"""Largest relative error of east-west or north-south distances that still counts as locally true."""

FARTHEST = 0.2
"""Largest relative error of distances in a working CRS that is still corrected place by place (`GroundScale`): to some 36
degrees from a UTM zone's meridian. What lies farther off is not shown there."""

_STEP = 500.0
_PIECE = 100.0
_LATTICE = 5_000.0
_WGS84 = "EPSG:4326"
_FALLBACK_ELLIPSOID = "EPSG:7030"
_EUROPE = QgsRectangle(-16.1, 32.88, 40.18, 84.73)
"""Area of use of ETRS89 (EPSG:4258), degrees."""


class Reprojection:
    """Coordinates from one CRS to another, many at once.

    Parameters
    ----------
    source, destination : QgsCoordinateReferenceSystem
    transform_context : QgsCoordinateTransformContext
    """

    def __init__(
        self,
        source: QgsCoordinateReferenceSystem,
        destination: QgsCoordinateReferenceSystem,
        transform_context: QgsCoordinateTransformContext,
    ) -> None:
        self.transform = QgsCoordinateTransform(source, destination, transform_context)
        self.needed = source != destination and not self.transform.isShortCircuited()

    def xy(self, xy: np.ndarray) -> np.ndarray:
        """Return transformed coordinates, shape (n, 2); NaN where a point cannot be transformed."""
        if not self.needed or not len(xy):
            return np.array(xy, dtype=float)
        if not np.isfinite(xy).all():
            result = np.full(xy.shape, np.nan)
            good = np.isfinite(xy).all(axis=1)
            result[good] = self.xy(xy[good])
            return result
        if len(xy) == 1:  # a line needs two vertices
            return self.xy(np.repeat(xy, 2, axis=0))[:1]
        moved = self._bulk(xy)
        if moved is None:
            if len(xy) <= 2:
                return np.vstack([self._single(x, y) for x, y in xy.tolist()])
            half = len(xy) // 2
            return np.vstack([self.xy(xy[:half]), self.xy(xy[half:])])
        moved[~np.isfinite(moved).all(axis=1)] = np.nan
        return moved

    def _bulk(self, xy: np.ndarray) -> Optional[np.ndarray]:
        geometry = QgsGeometry()
        geometry.fromWkb(wkb_codec.line(xy))
        try:
            if geometry.transform(self.transform) != 0:
                return None
        except QgsCsException:
            return None
        return wkb_codec.line_xy(geometry.asWkb().data())

    def _single(self, x: float, y: float) -> tuple[float, float]:
        try:
            point = self.transform.transform(QgsPointXY(x, y))
        except QgsCsException:
            return math.nan, math.nan
        return point.x(), point.y()

    def box(self, bounds: Sequence[float], backwards: bool = False) -> Optional[QgsRectangle]:
        """Return the bounding box of a rectangle in the other CRS; None when it has none."""
        rectangle = QgsRectangle(*(float(value) for value in bounds))
        if not self.needed:
            return rectangle
        direction = Qgis.TransformDirection.Reverse if backwards else Qgis.TransformDirection.Forward
        try:
            box = self.transform.transformBoundingBox(rectangle, direction)
        except QgsCsException:
            return None
        return box if box.isFinite() and not box.isEmpty() else None


def ellipsoid_of(crs: QgsCoordinateReferenceSystem) -> str:
    """Return the CRS's own ellipsoid, WGS 84 where it names none."""
    acronym = crs.ellipsoidAcronym()
    return acronym if acronym and acronym.upper() != "NONE" else _FALLBACK_ELLIPSOID


def geographic_of(crs: QgsCoordinateReferenceSystem) -> tuple[QgsCoordinateReferenceSystem, float, float]:
    """Return longitude and latitude on the CRS's own ellipsoid, as a CRS, and the ellipsoid's half axes in metres.

    A custom CRS may have an ellipsoid that nobody has named (QGIS writes it ``PARAMETER:<a>:<b>``).
    """
    ellipsoid = QgsEllipsoidUtils.ellipsoidParameters(ellipsoid_of(crs))
    if not ellipsoid.valid:
        ellipsoid = QgsEllipsoidUtils.ellipsoidParameters(_FALLBACK_ELLIPSOID)
    a, b = ellipsoid.semiMajor, ellipsoid.semiMinor
    if ellipsoid.useCustomParameters or not ellipsoid.crs.isValid():
        return QgsCoordinateReferenceSystem.fromProj(f"+proj=longlat +a={a!r} +b={b!r} +no_defs"), a, b
    return ellipsoid.crs, a, b


def ground_length(
    crs: QgsCoordinateReferenceSystem, transform_context: QgsCoordinateTransformContext
) -> Callable[[Sequence[float], Sequence[float]], float]:
    """Return what measures from one point (x, y) of the CRS to another, in metres along its ellipsoid.

    The result is NaN where a point has no longitude and latitude.
    """
    geographic, a, b = geographic_of(crs)
    change = Reprojection(crs, geographic, transform_context)
    measure = QgsDistanceArea()
    measure.setSourceCrs(geographic, transform_context)
    measure.setEllipsoid(a, b)

    def length(start: Sequence[float], end: Sequence[float]) -> float:
        ends = change.xy(np.array([start, end], dtype=float))
        if not np.isfinite(ends).all():
            return math.nan
        return float(measure.measureLine([QgsPointXY(x, y) for x, y in ends.tolist()]))

    return length


def describe_method(crs: QgsCoordinateReferenceSystem) -> str:
    """Return how areas and lengths were measured, in English, for the lineage."""
    ellipsoid = ellipsoid_of(crs)
    if ellipsoid.startswith("PARAMETER:"):
        _, a, b = geographic_of(crs)
        ellipsoid = f"with half axes of {a:.4f} m and {b:.4f} m"
    return (
        f"Areas on the ellipsoid {ellipsoid}; lengths, distances and overlays in "
        f"{crs.authid() or 'a custom CRS'} ({crs.description()}), scaled to the ellipsoid: lengths by area, distances by place."
    )


def name_of(crs: QgsCoordinateReferenceSystem) -> str:
    """Return a CRS's code, its name, or for one with neither its PROJ text."""
    named = crs.description() if crs.description().lower() not in ("", "unknown", "unnamed") else ""
    return crs.authid() or named or crs.toProj()


def check_crs(crs: QgsCoordinateReferenceSystem, name: str) -> None:
    """Raise IndicatorError when a layer has no valid CRS."""
    if not crs.isValid():
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "The layer {name} has no coordinate reference system, so nothing can be measured on it. "
                "Right-click the layer, choose Layer CRS > Set Layer CRS, pick the system its coordinates are in, "
                "and run again.",
            ),
            name=name,
        )


def distortion(
    crs: QgsCoordinateReferenceSystem, extent: QgsRectangle, transform_context: QgsCoordinateTransformContext
) -> float:
    """Return the largest relative error of 500 m steps east and north at the extent's centre and corners.

    Parameters
    ----------
    crs : QgsCoordinateReferenceSystem
        Projected, in metres.
    extent : QgsRectangle
        In ``crs``.
    transform_context : QgsCoordinateTransformContext

    Returns
    -------
    float
        ``|planar / ellipsoidal - 1|``; infinity where it cannot be measured.
    """
    return _worst(crs, _spots(extent), transform_context)


def _spots(extent: QgsRectangle) -> np.ndarray:
    """Return the centre and the corners of an extent, shape (5, 2)."""
    x, y = (extent.xMinimum(), extent.xMaximum()), (extent.yMinimum(), extent.yMaximum())
    return np.array([(sum(x) / 2, sum(y) / 2), *((east, north) for east in x for north in y)])


def _worst(
    crs: QgsCoordinateReferenceSystem, spots: np.ndarray, transform_context: QgsCoordinateTransformContext
) -> float:
    """Return `distortion` at places, shape (p, 2) in ``crs``."""
    length = ground_length(crs, transform_context)
    worst = 0.0
    for x, y in spots.tolist():
        for dx, dy in ((_STEP, 0.0), (0.0, _STEP)):
            true = length((x - dx / 2, y - dy / 2), (x + dx / 2, y + dy / 2))
            if not (math.isfinite(true) and true > 0):
                return math.inf
            worst = max(worst, abs(_STEP / true - 1))
    return worst


def utm_zone(longitude: float, latitude: float) -> QgsCoordinateReferenceSystem:
    """Return the UTM zone of a place: ETRS89 in Europe (zones 28-38), WGS 84 elsewhere."""
    zone = min(max(int((longitude + 180) // 6) + 1, 1), 60)
    if _EUROPE.contains(QgsPointXY(longitude, latitude)) and 28 <= zone <= 37:
        return QgsCoordinateReferenceSystem(f"EPSG:{25800 + zone}")
    return QgsCoordinateReferenceSystem(f"EPSG:{(32600 if latitude >= 0 else 32700) + zone}")


def working_crs(
    areas_crs: QgsCoordinateReferenceSystem,
    extent: QgsRectangle,
    transform_context: QgsCoordinateTransformContext,
    name: str = "AREAS",
) -> tuple[QgsCoordinateReferenceSystem, UserMessage]:
    """Choose the CRS to measure in.

    The areas' own CRS when it is projected in metres and true to `MAX_DISTORTION` at the extent's centre and corners,
    else the UTM zone of the extent's centre.

    Parameters
    ----------
    areas_crs : QgsCoordinateReferenceSystem
    extent : QgsRectangle
        Extent of the areas in ``areas_crs``; null when none has a geometry.
    transform_context : QgsCoordinateTransformContext
    name : str
        Name of the area layer, for messages.

    Returns
    -------
    crs : QgsCoordinateReferenceSystem
    reason : Note

    Raises
    ------
    IndicatorError
        The areas have no valid CRS, lie outside the world, or too far apart for one CRS (see `regions`).
    """
    crs, reason, error = choose_crs(areas_crs, extent, transform_context, name)
    if error > FARTHEST:
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                'The features of "{name}" lie too far apart, or on both sides of the 180th meridian, to be measured in one '
                "go. Select those of one region, tick Selected features only, and run once for each region.",
            ),
            name=name,
        )
    return crs, reason


def choose_crs(
    areas_crs: QgsCoordinateReferenceSystem,
    extent: QgsRectangle,
    transform_context: QgsCoordinateTransformContext,
    name: str,
) -> tuple[QgsCoordinateReferenceSystem, UserMessage, float]:
    """Return what `working_crs` chooses, why, and its `distortion` in the extent, however large that is."""
    check_crs(areas_crs, name)
    metric = not areas_crs.isGeographic() and areas_crs.mapUnits() == QgsUnitTypes.DistanceUnit.DistanceMeters
    empty = extent.isNull()  # no area has a geometry; such an extent's centre is not a number since QGIS 3.40
    error = 0.0 if empty or not metric else distortion(areas_crs, extent, transform_context)
    if metric and error <= MAX_DISTORTION:
        reason = QT_TRANSLATE_NOOP("Samplan", "Measured in {crs}, the areas' own coordinate reference system.")
        return areas_crs, UserMessage(reason, {"crs": name_of(areas_crs)}), error
    centre = np.array([[0.0, 0.0] if empty else [extent.center().x(), extent.center().y()]])
    longitude, latitude = to_wgs84(areas_crs, transform_context).xy(centre)[0]
    if not (abs(longitude) <= 180 and abs(latitude) <= 90):
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "The areas in {name} lie outside the world in their coordinate reference system {crs}. "
                "The layer probably has the wrong system assigned: set the right one and run again.",
            ),
            name=name,
            crs=name_of(areas_crs),
        )
    crs = utm_zone(float(longitude), float(latitude))
    reason = zone_reason(crs, areas_crs)
    if empty:
        return crs, reason, 0.0
    middle = QgsRectangle(extent)
    middle.scale(0.5)  # on the far side of the earth a zone is true again
    spots = Reprojection(areas_crs, crs, transform_context).xy(np.vstack([_spots(extent), _spots(middle)]))
    return crs, reason, _worst(crs, spots, transform_context)


def zone_reason(crs: QgsCoordinateReferenceSystem, areas_crs: QgsCoordinateReferenceSystem) -> UserMessage:
    """Return why areas are measured in a UTM zone."""
    reason = QT_TRANSLATE_NOOP(
        "Samplan",
        "Measured in {crs}, because {areas_crs}, the areas' coordinate reference system, is not true in metres here.",
    )
    return UserMessage(reason, {"crs": name_of(crs), "areas_crs": name_of(areas_crs)})


def to_wgs84(crs: QgsCoordinateReferenceSystem, transform_context: QgsCoordinateTransformContext) -> Reprojection:
    """Return what takes coordinates to longitude and latitude in degrees."""
    return Reprojection(crs, QgsCoordinateReferenceSystem(_WGS84), transform_context)


def ellipsoidal_areas(
    rings: Chains,
    n: int,
    crs: QgsCoordinateReferenceSystem,
    transform_context: QgsCoordinateTransformContext,
) -> np.ndarray:
    """Return areas on the CRS's ellipsoid.

    Between its vertices a border is straight in ``crs``: edges are cut into pieces of at most 100 m, their ends brought to
    longitude and latitude in one call, and the exact area between meridian strips is added up (Simpson's rule over a
    piece). Agrees with `QgsDistanceArea` to 1e-7 where vertices are close; is more exact on long edges.

    Parameters
    ----------
    rings : backend.Sequences
        Rings of polygons in ``crs`` (metres), with holes marked.
    n : int
        Number of polygons.

    Returns
    -------
    ndarray of float, shape (n,)
        m²; 0 for polygons without rings, NaN where a vertex cannot be transformed.

    Notes
    -----
    Snyder, J. P. (1987), Map projections: a working manual, USGS Professional Paper 1395, eq. 3-12 (authalic latitude).
    """
    geographic, a, b = geographic_of(crs)
    e = math.sqrt(max(1 - (b / a) ** 2, 1e-20))

    def strip(latitude: np.ndarray) -> np.ndarray:
        """Area between the equator and a latitude, per radian of longitude."""
        sine = e * np.sin(latitude)
        return b * b / (2 * e) * (sine / (1 - sine * sine) + np.arctanh(sine))

    result = np.zeros(n)
    xy, ring = _densified(rings, _PIECE)
    lonlat = np.radians(Reprojection(crs, geographic, transform_context).xy(xy))
    same = ring[1:] == ring[:-1]
    step = np.remainder(np.diff(lonlat[:, 0]) + math.pi, 2 * math.pi) - math.pi
    height = strip(lonlat[:, 1])
    middle = strip((lonlat[1:, 1] + lonlat[:-1, 1]) / 2)
    first = height[np.searchsorted(ring, ring[:-1])]  # measured from the ring's first vertex, to lose no digits
    slice_area = step * ((height[:-1] + height[1:] + 4 * middle) / 6 - first)
    of_ring = np.abs(sum_by_index(ring[:-1][same], slice_area[same], len(rings.feature)))
    if rings.hole is not None:
        of_ring[rings.hole] *= -1
    np.add.at(result, rings.feature, of_ring)
    return result


class GroundScale:
    """Metres on the ground per map unit, at any place of a projected CRS.

    The square root of the ground's area per map area: the true scale in every direction where the projection keeps angles
    (transverse Mercator, conic conformal), the mean of all directions elsewhere. Taken from a lattice of fixed places
    every 5 km and interpolated, which is wrong by less than 1e-6 and does not depend on the places asked for.

    Parameters
    ----------
    crs : QgsCoordinateReferenceSystem
        Projected.
    transform_context : QgsCoordinateTransformContext

    Notes
    -----
    Snyder, J. P. (1987), Map projections: a working manual, USGS Professional Paper 1395, eq. 4-10, 4-20 and 4-21 (scale
    factors and radii of curvature).
    """

    def __init__(self, crs: QgsCoordinateReferenceSystem, transform_context: QgsCoordinateTransformContext) -> None:
        geographic, self._a, b = geographic_of(crs)
        self._e2 = 1 - (b / self._a) ** 2
        self._to_degrees = Reprojection(crs, geographic, transform_context)
        self._known: dict[tuple[int, int], float] = {}

    def __call__(self, xy: np.ndarray) -> np.ndarray:
        """Return the scale at places, shape (n, 2) to (n,); NaN for places without coordinates or outside the world."""
        result = np.full(len(xy), np.nan)
        there = np.flatnonzero(np.isfinite(xy).all(axis=1))
        if not len(there):
            return result
        cell = np.floor(xy[there] / _LATTICE)
        part = xy[there] / _LATTICE - cell
        low = cell.min(axis=0)
        rows = int(cell[:, 1].max() - low[1]) + 1
        key = ((cell[:, 0] - low[0]) * rows + cell[:, 1] - low[1]).astype(np.int64)
        keys, which = np.unique(key, return_inverse=True)
        corner = np.column_stack(np.divmod(keys, rows)) + low
        k00, k10, k01, k11 = (self._nodes(corner + step)[which] for step in ((0, 0), (1, 0), (0, 1), (1, 1)))
        x, y = part.T
        found = (k00 * (1 - x) + k10 * x) * (1 - y) + (k01 * (1 - x) + k11 * x) * y
        lost = np.flatnonzero(~np.isfinite(found))  # a corner of the cell lies outside the world
        found[lost] = self._exact(xy[there[lost]])
        result[there] = found
        return result

    def shows(self, xy: np.ndarray) -> np.ndarray:
        """Return which places the CRS shows well enough to correct what is measured there (`FARTHEST`), shape (n,)."""
        with np.errstate(invalid="ignore"):
            return np.abs(self._exact(xy) - 1) <= FARTHEST

    def _nodes(self, node: np.ndarray) -> np.ndarray:
        names = [(int(x), int(y)) for x, y in node.tolist()]
        new = [name for name in dict.fromkeys(names) if name not in self._known]
        self._known.update(zip(new, self._exact(np.array(new, dtype=float).reshape(-1, 2) * _LATTICE).tolist()))
        return np.array([self._known[name] for name in names])

    def _exact(self, xy: np.ndarray) -> np.ndarray:
        """Return the scale from how far apart places 100 m to each side are in longitude and latitude."""
        if not len(xy):
            return np.empty(0)
        steps = np.array([[0, 0], [_PIECE, 0], [-_PIECE, 0], [0, _PIECE], [0, -_PIECE]])
        spots = np.radians(self._to_degrees.xy((xy[:, None, :] + steps).reshape(-1, 2))).reshape(-1, 5, 2)
        east, north = (spots[:, i] - spots[:, i + 1] for i in (1, 3))
        for delta in (east, north):
            delta[:, 0] = np.remainder(delta[:, 0] + math.pi, 2 * math.pi) - math.pi
        turned = np.abs(east[:, 0] * north[:, 1] - east[:, 1] * north[:, 0]) / (2 * _PIECE) ** 2
        latitude = spots[:, 0, 1]
        root = 1 - self._e2 * np.sin(latitude) ** 2
        # a parallel's radius times the meridian's radius of curvature: m² of ground per radian of either
        ground = self._a**2 * (1 - self._e2) * np.cos(latitude) / root**2
        scale = np.sqrt(ground * turned)
        return np.where(scale > 0, scale, np.nan)


def _densified(rings: Chains, piece: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the vertices with extra ones so that no edge is longer than ``piece``, and the ring of each."""
    ring = np.repeat(np.arange(len(rings.feature)), np.diff(rings.start))
    if len(ring) < 2:
        return rings.xy, ring
    delta = np.diff(rings.xy, axis=0)
    delta[ring[1:] != ring[:-1]] = 0.0
    pieces = np.append(np.ceil(np.hypot(delta[:, 0], delta[:, 1]) / piece), 1).clip(1, 10_000).astype(np.int64)
    if pieces.max() == 1:
        return rings.xy, ring
    xy, which = places_along(rings.xy, np.vstack([delta, [0.0, 0.0]]), pieces)
    return xy, ring[which]
