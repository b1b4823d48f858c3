"""Residents in areas, the denominator of feedback."""

from __future__ import annotations

from typing import Callable, Union

import numpy as np

from ...indicators.spatial.cells import CellCounts, counts_in
from ...indicators.spatial.data import Areas, RasterData, VectorData
from ...indicators.spatial.overlay import overlay_areas
from ...indicators.spatial.points import point_pairs


def residents_in(areas: Areas, population: Union[VectorData, RasterData], cancelled: Callable[[], bool]) -> np.ndarray:
    """Return residents per area, shape (n,): points by containment, polygons and cells by the share of their area inside.

    Negative and unknown numbers of residents count as unknown, that is, nothing.
    """
    if isinstance(population, CellCounts):
        population = population.raster
    if isinstance(population, RasterData):
        return np.nan_to_num(counts_in(population, areas, cancelled))
    count = np.asarray(population.fields["count"], float)
    if population.kind == "point":
        area, record = point_pairs(areas, population.xy, cancelled)
        part = np.ones(len(area))
    else:
        area, record, overlap = overlay_areas(areas, population, cancelled)
        part = np.clip(overlap / population.backend.area(population.geometries)[record], 0.0, 1.0)
    known = count[record] >= 0
    return np.bincount(area[known], (count[record] * part)[known], areas.n).astype(float)
