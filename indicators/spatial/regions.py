"""Areas too far apart for one CRS: each region is measured in its own, as if it were alone."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple, Optional

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext, QgsRectangle

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ..errors import IndicatorError
from .batches import Cancel, not_cancelled
from .crs import FARTHEST, MAX_DISTORTION, GroundScale, Reprojection, choose_crs, to_wgs84, utm_zone, zone_reason
from .read import Source, polygon_chains, read_features
from .segments import connected

GAP = 250e3
"""Side of the cubes that areas are sorted into, metres; those in the same cube or in cubes that touch are of one region:
always up to 250 km apart, never beyond 870 km. No indicator looks so far."""

_RADIUS = 6_371_000.0
_SPAN = 64  # cubes along each axis, with room for neighbours on either side
_DIGITS = np.array([_SPAN**2, _SPAN, 1])


class Region(NamedTuple):
    """Areas measured together.

    Attributes
    ----------
    crs : QgsCoordinateReferenceSystem
        The working CRS.
    reason : UserMessage
        Why this one.
    rows : ndarray of bool, shape (n,), or None
        The areas; None: all of them.
    """

    crs: QgsCoordinateReferenceSystem
    reason: UserMessage
    rows: Optional[np.ndarray] = None


def measuring_regions(
    source: Source,
    transform_context: QgsCoordinateTransformContext,
    name: str = "AREAS",
    label_field: str = "",
    cancelled: Cancel = not_cancelled,
) -> list[Region]:
    """Return the planning areas by region, each with its working CRS (`crs.working_crs`).

    Nearly always there is one: only areas that no CRS shows true to `crs.MAX_DISTORTION` are read and looked at, and
    divided where gaps are wide (`GAP`), so that a region gets the CRS it has alone. A region that even its UTM zone cannot
    show (`crs.FARTHEST`), such as a continent, is divided by the zone of each area's middle.

    Parameters
    ----------
    source : QgsProcessingFeatureSource
        The areas.
    transform_context : QgsCoordinateTransformContext
    name : str
        Name of the layer, for messages.
    label_field : str
        Field that names an area in messages; the feature id when empty.
    cancelled : callable

    Raises
    ------
    IndicatorError
        No valid CRS, areas outside the world, or single areas that no zone shows.
    Cancelled
    """
    areas_crs = source.sourceCrs()
    crs, reason, error = choose_crs(areas_crs, source.sourceExtent(), transform_context, name)
    if error <= MAX_DISTORTION:
        return [Region(crs, reason)]
    read = read_features(source, {"label": label_field} if label_field else {}, {"label": False}, None, cancelled)
    labels = read.fields.get("label", read.feature_id)
    corners = _Corners(read.wkb, areas_crs, transform_context)
    number = corners.region_numbers(len(read.wkb))
    found = []
    for region in range(int(number.max(initial=-1)) + 1):
        rows = number == region
        crs, reason, error = choose_crs(areas_crs, corners.extent(rows), transform_context, name)
        if error <= FARTHEST:
            found.append(Region(crs, reason, rows))
        else:
            found += corners.by_zone(rows, labels)
    if len(found) < 2:
        return [Region(*item[:2]) for item in found] or [Region(crs, reason)]
    found[0].rows[number < 0] = True  # those without a geometry are told once
    return found


class _Corners:
    """The vertices of all areas, in the areas' CRS and in longitude and latitude."""

    def __init__(
        self,
        wkb: list[Optional[bytes]],
        crs: QgsCoordinateReferenceSystem,
        transform_context: QgsCoordinateTransformContext,
    ) -> None:
        chains = polygon_chains(wkb)
        area = np.repeat(chains.feature, np.diff(chains.start))
        lonlat = to_wgs84(crs, transform_context).xy(chains.xy)
        there = np.isfinite(lonlat).all(axis=1)
        self.xy, self.lonlat, self.area = chains.xy[there], lonlat[there], area[there]
        self._crs, self._context = crs, transform_context
        longitude, latitude = np.radians(self.lonlat.T)
        flat = np.cos(latitude)
        self._sphere = np.column_stack([flat * np.cos(longitude), flat * np.sin(longitude), np.sin(latitude)])

    def region_numbers(self, n: int) -> np.ndarray:
        """Return the number of each area's region, shape (n,); -1 for areas without vertices."""
        cube = np.floor(self._sphere * (_RADIUS / GAP)).astype(np.int64) + _SPAN // 2
        keys, which = np.unique(cube @ _DIGITS, return_inverse=True)
        first = np.full(n, -1, dtype=np.int64)
        first[self.area[::-1]] = which[::-1]
        ends = [np.column_stack([first[self.area], which])]
        for step in product((-1, 0, 1), repeat=3):
            beside = np.minimum(np.searchsorted(keys, keys + step @ _DIGITS), len(keys) - 1)
            here = np.flatnonzero(keys[beside] == keys + step @ _DIGITS)
            ends.append(np.column_stack([here, beside[here]]))
        region = connected(len(keys), *np.vstack(ends).T)
        number = np.full(n, -1, dtype=np.int64)
        number[first >= 0] = np.unique(region[first[first >= 0]], return_inverse=True)[1]
        return number

    def extent(self, rows: np.ndarray) -> QgsRectangle:
        """Return the extent of some areas in their CRS; across the 180th meridian it ends beyond 180 or -180 degrees."""
        x, y = self.xy[rows[self.area]].T
        if self._crs.isGeographic() and np.ptp(x) > 180:
            x = np.where(x < 0, x + 360, x)
            x = x - 360 if x.min() + x.max() > 360 else x
        return QgsRectangle(x.min(), y.min(), x.max(), y.max())

    def by_zone(self, rows: np.ndarray, labels: np.ndarray) -> list[Region]:
        """Divide a region by the UTM zone of each area's middle."""
        middle = np.column_stack([np.bincount(self.area, axis, len(rows)) for axis in self._sphere.T])
        longitude = np.degrees(np.arctan2(middle[:, 1], middle[:, 0]))
        latitude = np.degrees(np.arctan2(middle[:, 2], np.hypot(middle[:, 0], middle[:, 1])))
        zones: dict[str, np.ndarray] = {}
        for row in np.flatnonzero(rows).tolist():
            zone = utm_zone(float(longitude[row]), float(latitude[row])).authid()
            zones.setdefault(zone, np.zeros(len(rows), dtype=bool))[row] = True
        found = []
        for zone, mine in zones.items():
            crs = QgsCoordinateReferenceSystem(zone)
            of_mine = mine[self.area]
            xy = Reprojection(self._crs, crs, self._context).xy(self.xy[of_mine])
            lost = np.unique(self.area[of_mine][~GroundScale(crs, self._context).shows(xy)])
            if len(lost):
                raise IndicatorError(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        "The areas {areas} reach over so much of the earth that they cannot be measured. Leave them out, or "
                        "cut them into parts of at most a few thousand kilometres.",
                    ),
                    areas=", ".join(str(labels[row]) for row in lost[:10].tolist()),
                )
            found.append(Region(crs, zone_reason(crs, self._crs), mine))
        return found
