"""Habitat patches made ready for connectivity: whole patches, cut at municipal borders, and linked over a raster."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Callable, Optional

import numpy as np
from osgeo import gdal, ogr
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext

from ...indicators.errors import IndicatorError
from ...indicators.spatial.backend import Backend, objects
from ...indicators.spatial.cell_size import cell_metres
from ...indicators.spatial.connectivity import MOST_CELLS, Links, polygon_links, raster_links
from ...indicators.spatial.crs import Reprojection
from ...indicators.spatial.data import RasterData, VectorData
from ...indicators.spatial.datasets import memory_source
from ...indicators.spatial.merge import merged_parts
from ...indicators.spatial.overlay import overlay_areas
from ...indicators.spatial.raster import check_size, from_corner, to_cells
from ...messages import QT_TRANSLATE_NOOP, Cancelled
from ._borders import Borders

SLIVER = 1.0
"""m²; a border cuts no smaller part off a patch."""

TOUCH = 0.01
"""Metres below which patches touch, whatever the raster says (cutting rounds coordinates)."""

_MULTIPOLYGON = 6


@dataclass(frozen=True)
class PatchPieces:
    """Patches, those across a municipal border cut there.

    Attributes
    ----------
    shapes : VectorData
        One polygon per piece, m pieces.
    quality : ndarray of float, shape (m,), or None
        0-1; None: the patches are not rated.
    patch : ndarray of int, shape (m,)
        The patch each piece belongs to.
    label : ndarray of int, shape (m,)
        Municipality of each piece; -1 outside all.
    dropped : int
        Parts below `SLIVER` that were left out.
    """

    shapes: VectorData
    quality: Optional[np.ndarray]
    patch: np.ndarray
    label: np.ndarray
    dropped: int = 0

    @property
    def weight(self) -> np.ndarray:
        """The quality, 1 where patches are not rated, shape (m,)."""
        return np.ones(self.shapes.n) if self.quality is None else self.quality


def patches_of(data: VectorData) -> tuple[VectorData, Optional[np.ndarray]]:
    """Return habitat as patches, and their quality where rated.

    The parts of multipolygons are patches of their own. Touching and overlapping polygons are merged into one patch,
    unless they are rated: then each keeps its quality.
    """
    single, owner = _single_parts(data.backend, data.geometries)
    if "quality" not in data.fields:
        return merged_parts(replace(data, geometries=single, fields={}, feature=None)), None
    quality = np.clip(np.nan_to_num(data.fields["quality"][owner], nan=1.0), 0.0, 1.0)
    return replace(data, geometries=single, fields={}, feature=None), quality


def cut_pieces(
    patches: VectorData,
    quality: Optional[np.ndarray],
    borders: Optional[Borders],
    cancelled: Callable[[], bool] = lambda: False,
) -> PatchPieces:
    """Cut the patches that lie across a border, so that every piece has one municipality.

    The pieces of a patch touch, so that cutting alone changes no connectivity. A patch that falls into several parts
    inside one municipality gives several pieces: cut off from the neighbours, they are patches of their own.

    Raises
    ------
    Cancelled
        The user cancelled.
    """
    number, label = np.arange(patches.n), np.full(patches.n, -1, dtype=np.int64)
    if borders is None:
        return PatchPieces(patches, quality, number, label)
    patch, municipality, common = overlay_areas(patches, borders.polygons, cancelled)
    size = patches.backend.area(patches.geometries)
    some = common > np.minimum(SLIVER, size[patch] / 2)
    patch, municipality, common = patch[some], municipality[some], common[some]
    order = np.lexsort((municipality, -common, patch))
    first = order[np.flatnonzero(np.diff(patch[order], prepend=-1))]  # where most of each patch lies
    label[patch[first]] = municipality[first]
    across = np.zeros(patches.n, dtype=bool)
    across[patch[first]] = size[patch[first]] - common[first] > SLIVER
    if not across.any():
        return PatchPieces(patches, quality, number, label)
    shapes, owner, place = [patches.geometries[~across]], [number[~across]], [label[~across]]
    chosen = across[patch]
    for which, part, here in _cut(patches, borders, patch[chosen], municipality[chosen], cancelled):
        parts, at = _single_parts(patches.backend, part)
        shapes.append(parts)
        owner.append(which[at])
        place.append(here[at])
    geometries, owners, labels = np.concatenate(shapes), np.concatenate(owner), np.concatenate(place)
    # A patch smaller than a sliver is a patch all the same; only what a border cut off can be too small.
    real = (patches.backend.area(geometries) > SLIVER) | ~across[owners]
    rows = np.flatnonzero(real)
    rows = rows[np.lexsort((labels[rows], owners[rows]))]
    return PatchPieces(
        VectorData("polygon", patches.backend, geometries[rows], name=patches.name),
        None if quality is None else quality[owners[rows]],
        owners[rows],
        labels[rows],
        int(np.count_nonzero(~real)),
    )


def _cut(
    patches: VectorData,
    borders: Borders,
    patch: np.ndarray,
    municipality: np.ndarray,
    cancelled: Callable[[], bool],
) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Return (patches, their parts, municipalities) in rounds; where municipalities overlap the first one has the land."""
    backend = patches.backend
    order = np.lexsort((municipality, patch))
    patch, municipality = patch[order], municipality[order]
    start = np.flatnonzero(np.diff(patch, prepend=-1))
    count = np.diff(np.append(start, len(patch)))
    which = patch[start]
    rest = patches.geometries[which].copy()
    rounds = []
    for turn in range(int(count.max())):
        if cancelled():
            raise Cancelled
        now = np.flatnonzero((count > turn) & np.array([shape is not None for shape in rest], dtype=bool))
        here = municipality[start[now] + turn]
        rounds.append((which[now], backend.intersection(rest, borders.polygons.geometries, now, here), here))
        rest[now] = backend.difference(rest[now], borders.polygons.geometries[here])
    rounds.append((which, rest, np.full(len(which), -1, dtype=np.int64)))
    return rounds


def _single_parts(backend: Backend, geometries: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the parts of multipolygons and the geometry each comes from; None is left out."""
    shapes, owner = [], []
    for number, (shape, wkb) in enumerate(zip(geometries, backend.to_wkb(geometries))):
        if wkb is None:
            continue
        if int.from_bytes(wkb[1:5], "little") != _MULTIPOLYGON:
            shapes.append(shape)
            owner.append(number)
            continue
        whole = ogr.CreateGeometryFromWkb(bytes(wkb))
        parts = [bytes(whole.GetGeometryRef(k).ExportToWkb(ogr.wkbNDR)) for k in range(whole.GetGeometryCount())]
        shapes.extend(backend.from_wkb(parts))
        owner.extend([number] * len(parts))
    return objects(shapes), np.array(owner, dtype=np.int64)


def straight_links(
    shapes: VectorData,
    limit: float,
    scale: np.ndarray,
    cancelled: Callable[[], bool],
    progress: Callable[[float], None] = lambda share: None,
) -> Links:
    """Return the straight links up to ``limit`` metres on the ground; ``scale`` is metres per map unit at each patch."""
    return polygon_links(shapes.backend, shapes.geometries, limit, cancelled, progress, scale)


def resistance_links(
    shapes: VectorData,
    crs: QgsCoordinateReferenceSystem,
    raster: RasterData,
    limit: float,
    transform_context: QgsCoordinateTransformContext,
    cancelled: Callable[[], bool],
) -> tuple[Links, int]:
    """Return the links over a resistance raster, and how many patches have no cell of it.

    A cell belongs to the patch its centre lies in; a patch too small for any centre takes the cell it lies in, when that
    is free. Patches without a cell are linked only to those they touch.

    Parameters
    ----------
    shapes : VectorData
        Patches in ``crs``.
    raster : RasterData
        Cost per metre.
    limit : float
        Dearest way, in metres of resistance 1.

    Raises
    ------
    IndicatorError
        The raster reaches no patch, has too many cells or a resistance of 0 or less.
    Cancelled
        The user cancelled.
    """
    own = QgsCoordinateReferenceSystem.fromWkt(raster.crs_wkt)
    reprojection = Reprojection(crs, own, transform_context)
    moved = shapes.backend.reproject(shapes.geometries, reprojection) if reprojection.needed else shapes.geometries
    bounds = shapes.backend.bounds(moved)
    at = to_cells(raster.transform, bounds.reshape(-1, 2)).reshape(-1, 4)
    middle = np.clip(np.nanmean(at.reshape(-1, 2), axis=0), 0, [raster.columns, raster.rows])
    cell = cell_metres(raster, transform_context, middle)
    # No way up to the limit leaves the patches by more than half of it, where resistances are 1 and more.
    pad = limit / 2 / np.array(cell)
    low = np.maximum(np.floor(np.nanmin(np.minimum(at[:, :2], at[:, 2:]), axis=0) - pad), 0).astype(int)
    high = np.ceil(np.nanmax(np.maximum(at[:, :2], at[:, 2:]), axis=0) + pad) + 1
    columns, rows = (np.minimum(high, [raster.columns, raster.rows]).astype(int) - low).tolist()
    if columns <= 0 or rows <= 0:
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan", 'The raster "{name}" does not reach any habitat patch. Choose a raster that covers them.'
            ),
            name=raster.name,
        )
    check_size(columns, rows, raster.name, MOST_CELLS)
    column, row = low.tolist()
    transform = from_corner(raster.transform, column, row)
    grid = _burn(shapes.backend, moved, transform, rows, columns)
    present = np.zeros(shapes.n, dtype=bool)
    present[np.unique(grid[grid >= 0])] = True
    small = np.flatnonzero(~present)
    place = np.floor(to_cells(transform, shapes.backend.representative_xy(moved[small])))
    for number, (c, r) in zip(small.tolist(), np.nan_to_num(place, nan=-1.0).astype(int).tolist()):
        if 0 <= c < columns and 0 <= r < rows and grid[r, c] < 0:
            grid[r, c], present[number] = number, True
    resistance = raster.read((column, row, columns, rows))
    over = raster_links(grid, resistance, cell, limit, cancelled=cancelled)
    touching = polygon_links(shapes.backend, shapes.geometries, TOUCH, cancelled)
    links = Links(
        np.concatenate([over.i, touching.i]),
        np.concatenate([over.j, touching.j]),
        np.concatenate([over.distance, touching.distance]),
        limit,
    )
    return links, int(np.count_nonzero(~present))


def _burn(
    backend: Backend, geometries: np.ndarray, transform: tuple[float, ...], rows: int, columns: int
) -> np.ndarray:
    """Return the number of the polygon each cell's centre lies in, shape (rows, columns); -1 in none."""
    target = gdal.GetDriverByName("MEM").Create("", columns, rows, 1, gdal.GDT_Int32)
    target.SetGeoTransform(transform)
    target.GetRasterBand(1).Fill(-1)
    source = memory_source()
    layer = source.CreateLayer("patches", None, ogr.wkbMultiPolygon)
    layer.CreateField(ogr.FieldDefn("number", ogr.OFTInteger))
    for number, wkb in enumerate(backend.to_wkb(geometries)):
        if wkb is None:
            continue
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("number", number)
        feature.SetGeometry(ogr.CreateGeometryFromWkb(bytes(wkb)))
        layer.CreateFeature(feature)
    gdal.PushErrorHandler("CPLQuietErrorHandler")  # it warns that the patches have no CRS: it is the raster's
    try:
        gdal.RasterizeLayer(target, [1], layer, options=["ATTRIBUTE=number"])
    finally:
        gdal.PopErrorHandler()
    return target.GetRasterBand(1).ReadAsArray().astype(np.int64)
