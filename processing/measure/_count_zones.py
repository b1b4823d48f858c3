"""Where counts are known before they are moved: polygons with fields of counts, or the cells of a raster."""

from __future__ import annotations

from typing import Callable, Optional

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext

from ...indicators.spatial.cells import cell_counts, total_count
from ...indicators.spatial.crs import Reprojection
from ...indicators.spatial.data import Areas, RasterData
from ...indicators.spatial.overlay import overlay_areas
from ...indicators.spatial.points import point_pairs
from ...indicators.spatial.raster import to_cells

POPULATION = "population"
"""Field of the counts of a raster."""


class PolygonZones:
    """Zones as polygons.

    Attributes
    ----------
    n : int
        Number of zones, z.
    fields : list of str
        Names of the counts, k of them.
    counts : ndarray of float, shape (z, k)
        NaN where unknown.
    beyond : ndarray of float, shape (k,)
        Counts of the source that are in none of the zones.
    coverage : ndarray of float, shape (t,), or None
        Share (0-1) of each planning area where counts are known; None: not asked.
    usable : ndarray of bool, shape (z,)
        Zones with land to divide.
    """

    def __init__(self, areas: Areas, fields: list[str], counts: np.ndarray) -> None:
        self.areas, self.fields, self.n, self.usable = areas, fields, areas.n, areas.usable
        self.counts = counts
        self.beyond, self.coverage = np.zeros(len(fields)), None

    def holding(self, xy: np.ndarray, cancelled: Callable[[], bool]) -> tuple[np.ndarray, np.ndarray]:
        """Return (zone, point) for points in the working CRS, shape (m, 2)."""
        return point_pairs(self.areas, xy, cancelled)

    def overlap(self, targets: Areas, cancelled: Callable[[], bool]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return (zone, target, part of the zone's land that lies in the target)."""
        zone, target, area = overlay_areas(self.areas, targets, cancelled)
        return zone, target, np.clip(area / self.areas.planar[zone], 0.0, 1.0)


class CellZones:
    """The cells of a raster of counts that planning areas cover, in the raster's own grid; see `PolygonZones`.

    Attributes
    ----------
    huge : bool
        The raster is too large to be added up: `beyond` says nothing of the cells that no area touches.
    """

    def __init__(
        self,
        raster: RasterData,
        targets: Areas,
        crs: QgsCoordinateReferenceSystem,
        transform_context: QgsCoordinateTransformContext,
        cancelled: Callable[[], bool],
    ) -> None:
        own = QgsCoordinateReferenceSystem.fromWkt(raster.crs_wkt)
        back = Reprojection(own, crs, transform_context)
        self.raster, self._to_raster = raster, Reprojection(crs, own, transform_context)
        self.cells = cell_counts(raster, targets, lambda _raster, xy: back.xy(xy), cancelled)
        self.fields, self.n, self.usable = [POPULATION], self.cells.n, np.ones(self.cells.n, dtype=bool)
        self.counts = self.cells.fields["count"][:, None]
        inside = float(self.counts.sum())
        self.huge = raster.looked_through()[1]  # such a raster's own total would take hours
        self.beyond = np.array([0.0 if self.huge else max(total_count(raster, cancelled) - inside, 0.0)])
        self.coverage: Optional[np.ndarray] = self.cells.parts(targets, cancelled).coverage

    def holding(self, xy: np.ndarray, cancelled: Callable[[], bool]) -> tuple[np.ndarray, np.ndarray]:
        """Return (zone, point) for points in the working CRS, shape (m, 2); those in other cells are left out."""
        at = np.floor(to_cells(self.raster.transform, self._to_raster.xy(xy)))
        inside = np.flatnonzero(((at >= 0) & (at < [self.raster.columns, self.raster.rows])).all(axis=1))
        cell = at[inside, 1].astype(np.int64) * self.raster.columns + at[inside, 0].astype(np.int64)
        zone = np.minimum(np.searchsorted(self.cells.cell, cell), max(self.n - 1, 0))
        known = self.cells.cell[zone] == cell if self.n else np.zeros(len(cell), dtype=bool)
        return zone[known], inside[known]

    def overlap(self, targets: Areas, cancelled: Callable[[], bool]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return (zone, target, part of the cell that lies in the target)."""
        parts = self.cells.parts(targets, cancelled)
        return parts.record, parts.area, parts.share
