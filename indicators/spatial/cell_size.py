"""How large a raster's cells are on the ground."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext

from .crs import ground_length
from .data import RasterData
from .raster import check_cell


def cell_metres(
    raster: RasterData, transform_context: QgsCoordinateTransformContext, at: Optional[Sequence[float]] = None
) -> tuple[float, float]:
    """Return a cell's width and height on the ground, at a column and row, by default in the middle of the raster.

    Raises
    ------
    IndicatorError
        The cells have no size there.
    """
    x0, dx, rx, y0, ry, dy = raster.transform
    column, row = (raster.columns / 2, raster.rows / 2) if at is None else at
    x, y = x0 + column * dx + row * rx, y0 + column * ry + row * dy
    length = ground_length(QgsCoordinateReferenceSystem.fromWkt(raster.crs_wkt), transform_context)
    width, height = length((x, y), (x + dx, y + ry)), length((x, y), (x + rx, y + dy))
    check_cell(width, height, raster.name)
    return width, height
