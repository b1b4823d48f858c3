"""The cells of a hot-spot study: where they lie, what was written in them and who lives there."""

from __future__ import annotations

from typing import NamedTuple, Optional, Union

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsRectangle,
)

from ...i18n import translate
from ...indicators.spatial.backend import Backend, get_backend
from ...indicators.spatial.data import Areas, RasterData, VectorData
from ...indicators.spatial.grid import places_along
from ...indicators.spatial.overlay import overlay_areas
from ...indicators.spatial.points import point_pairs
from ...participation.analysis.hotspots import SQUARE, CellIndex, Lattice, bayes_rates
from ._residents import residents_in


class StudiedCells(NamedTuple):
    """The cells studied: coordinates, items, exposure (None without a denominator) and what Gi* is taken of."""

    cells: np.ndarray
    count: np.ndarray
    exposure: Optional[np.ndarray]
    value: np.ndarray
    outside: int


def cells_within(
    lattice: Lattice, areas: Optional[Areas], box: np.ndarray, xy: np.ndarray, feedback: QgsProcessingFeedback
) -> np.ndarray:
    """Return the cells that the study area lies in, wholly or in part, without one those of the box; shape (c, 2).

    Raises
    ------
    HotspotError
        Too many cells.
    """
    cells = lattice.cover(box)
    if areas is None:
        return cells
    index = CellIndex(cells)
    studied = np.zeros(len(cells), dtype=bool)
    studied[point_pairs(areas, lattice.centres(cells), feedback.isCanceled)[1]] = True
    inside = xy[np.unique(point_pairs(areas, xy, feedback.isCanceled)[1])]
    near = np.concatenate([_along(areas, lattice.size / 10), inside])
    candidates = np.unique(index.find(lattice.cells(near)))
    candidates = candidates[candidates >= 0]
    candidates = candidates[~studied[candidates]]
    shapes = _polygons(lattice, cells[candidates], areas.backend)
    part, _area, overlap = overlay_areas(shapes, areas, feedback.isCanceled)
    whole = shapes.backend.area(shapes.geometries)
    studied[candidates[np.bincount(part, overlap, len(candidates)) > 1e-6 * whole]] = True
    return cells[studied]


def _along(areas: Areas, step: float) -> np.ndarray:
    """Return points along the borders of polygons, at most ``step`` apart, shape (m, 2)."""
    outline = areas.outline
    a, b = outline.xy[:-1], outline.xy[1:]
    joined = np.ones(len(a), dtype=bool)
    joined[outline.start[1:-1] - 1] = False  # from one ring to the next
    a, b = a[joined], b[joined]
    pieces = np.maximum(np.ceil(np.hypot(*(b - a).T) / step), 1).astype(np.int64)
    return places_along(a, b - a, pieces)[0]


def _polygons(lattice: Lattice, cells: np.ndarray, backend: Backend) -> Areas:
    corners = lattice.corners()
    rings = lattice.centres(cells)[:, None] + corners[[*range(len(corners)), 0]]
    return Areas(backend, backend.polygons_from_rings(list(rings)))


def count_items(
    lattice: Lattice,
    cells: np.ndarray,
    xy: np.ndarray,
    people: Optional[Union[VectorData, RasterData]],
    least: float,
    bayes: bool,
    crs: QgsCoordinateReferenceSystem,
    feedback: QgsProcessingFeedback,
) -> StudiedCells:
    """Return the cells with items and, with a population layer, residents and rates.

    Parameters
    ----------
    lattice : Lattice
    cells : ndarray of int, shape (c, 2)
    xy : ndarray of float, shape (m, 2)
        The items.
    people : VectorData or RasterData, optional
        Points or polygons with a field ``count``, or a raster of counts.
    least : float
        Cells with fewer residents are left out.
    bayes : bool
        Even out the rates of cells with few residents.
    crs : QgsCoordinateReferenceSystem
        Of the lattice and the items.

    Raises
    ------
    QgsProcessingException
        The population layer has no numbers, or no cell has enough residents.
    """
    exposure = None
    if people is not None:
        if isinstance(people, VectorData) and "count" not in people.fields:
            raise QgsProcessingException(
                translate(
                    "Samplan",
                    "The population layer needs a field with the number of residents. Choose it, or leave the layer out.",
                )
            )
        exposure = _exposure(lattice, cells, people, crs, feedback)
        enough = (exposure > 0) & (exposure >= least)
        feedback.pushInfo(
            translate(
                "Samplan", "{count} cells have too few residents and are left out, with {items} items in them."
            ).format(count=int((~enough).sum()), items=int(_items(lattice, cells[~enough], xy).sum()))
        )
        if not enough.any():
            raise QgsProcessingException(
                translate(
                    "Samplan",
                    "No cell has enough residents to study a rate. Check the population layer and its field, choose larger "
                    "cells or a smaller least number of residents.",
                )
            )
        cells, exposure = cells[enough], exposure[enough]
    count = _items(lattice, cells, xy)
    value = count
    if exposure is not None:
        value = bayes_rates(count, exposure) if bayes else count / exposure
    return StudiedCells(cells, count, exposure, value, len(xy) - int(count.sum()))


def _exposure(
    lattice: Lattice,
    cells: np.ndarray,
    people: Union[VectorData, RasterData],
    crs: QgsCoordinateReferenceSystem,
    feedback: QgsProcessingFeedback,
) -> np.ndarray:
    """Return residents per cell: points by the cell they lie in, polygons and raster cells by the share of their area."""
    if isinstance(people, RasterData):
        shapes = _polygons(lattice, cells, get_backend())
        shapes.crs_wkt = crs.toWkt()
        return residents_in(shapes, people, feedback.isCanceled)
    if people.kind == "point":
        residents = np.asarray(people.fields["count"], float)
        return _sum_in(cells, lattice.cells(people.xy), np.where(residents > 0, residents, 0.0))
    return residents_in(_polygons(lattice, cells, people.backend), people, feedback.isCanceled)


def _items(lattice: Lattice, cells: np.ndarray, xy: np.ndarray) -> np.ndarray:
    return _sum_in(cells, lattice.cells(xy), np.ones(len(xy)))


def _sum_in(cells: np.ndarray, where: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Return the sum of weights per cell; what lies in none of the cells is left out."""
    place = CellIndex(cells).find(where)
    there = place >= 0
    return np.bincount(place[there], weight[there], len(cells)).astype(float)


def polygons(lattice: Lattice, cells: np.ndarray) -> list[QgsGeometry]:
    """Return the cells' outlines."""
    if lattice.shape == SQUARE:
        low = (lattice.centres(cells) - lattice.size / 2).tolist()
        size = lattice.size
        return [QgsGeometry.fromRect(QgsRectangle(x, y, x + size, y + size)) for x, y in low]
    corners = lattice.corners()
    return [
        QgsGeometry.fromPolygonXY([[QgsPointXY(x, y) for x, y in (centre + corners).tolist()]])
        for centre in lattice.centres(cells)
    ]
