"""Role rasters under the areas: zones in the raster's own grid, legends, windows, and what a border leaves of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Callable, Mapping, Optional, Union

import numpy as np

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ...tables.numbers import parse_number
from ..declaration import Inputs, Result
from ..errors import IndicatorError
from ..spatial.cells import move, raster_zones
from ..spatial.clip import take_areas
from ..spatial.data import Areas, BorderedRaster, RasterData, VectorData
from ..spatial.datasets import memory_source, open_dataset
from ..spatial.raster import (
    STRIP_CELLS,
    ArrayRaster,
    Lookup,
    check_cell,
    check_size,
    from_corner,
    strips,
    to_cells,
    to_map,
)
from ..spatial.wkb import Sequences
from ..spatial.zonal import FEW_CELLS, Zones
from ._classes import unknown_note
from ._schemes import (
    ClassRequest,
    Reading,
    found_rows,
    read_layer_classes,
    reading_for,
    unknown_values,
    written_rows,
)


@dataclass(frozen=True)
class RasterExtract:
    """The part of a raster that matters for the areas.

    Attributes
    ----------
    grid : ArrayRaster
        Its cells, NaN for no data.
    zones : Zones
        The areas over it.
    cell : tuple of float
        Width and height of a cell in metres on the ground.
    inside : ndarray of bool, shape (rows, columns), or None
        Cells within the border; None: there is none.
    notes : list of UserMessage
        A warning of areas with few cells.
    """

    grid: ArrayRaster
    zones: Zones
    cell: tuple[float, float]
    inside: Optional[np.ndarray]
    notes: list[UserMessage]


def underlying_raster(role: Union[RasterData, BorderedRaster]) -> RasterData:
    """Return the raster itself, with or without a border."""
    return role.raster if isinstance(role, BorderedRaster) else role


def few_cells_note(zones: Zones, indicator_id: str) -> list[UserMessage]:
    """Return a warning of areas so small against the cells that single cells decide, if there are any."""
    count = int(np.count_nonzero(zones.few))
    if not count:
        return []
    return [
        UserMessage(
            QT_TRANSLATE_NOOP(
                "Samplan", "{indicator}: {count} areas have fewer than {few} raster cells; single cells decide."
            ),
            {"indicator": indicator_id, "count": count, "few": FEW_CELLS},
        )
    ]


def window(inputs: Inputs, role: Union[RasterData, BorderedRaster], margin: float, indicator_id: str) -> RasterExtract:
    """Read the part of a raster within ``margin`` metres of the areas, whose cells have one size (`by_cell_size`).

    Raises
    ------
    IndicatorError
        No area lies on the raster.
    """
    raster, areas = underlying_raster(role), inputs.areas
    cell = _cell_metres(raster, areas)
    zones = raster_zones(areas, raster)
    reach = margin / min(cell)
    low = [
        int(np.floor(min(a.min(), b.min()) - reach)) if len(a) else 0
        for a, b in ((zones.x0, zones.x1), (zones.y0, zones.y1))
    ]
    high = [
        int(np.ceil(max(a.max(), b.max()) + reach)) if len(a) else 0
        for a, b in ((zones.x0, zones.x1), (zones.y0, zones.y1))
    ]
    column, row = max(low[0], 0), max(low[1], 0)
    columns, rows = min(high[0], raster.columns) - column, min(high[1], raster.rows) - row
    if columns <= 0 or rows <= 0:
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan", 'The raster "{name}" does not reach any planning area. Choose a raster that covers them.'
            ),
            name=raster.name,
        )
    check_size(columns, rows, raster.name)
    grid = ArrayRaster(raster.read((column, row, columns, rows)), from_corner(raster.transform, column, row))
    inside = None
    if isinstance(role, BorderedRaster):
        inside = _within(move(role.border.xy, areas.crs_wkt, raster.crs_wkt), role.border, grid)
    return RasterExtract(grid, raster_zones(areas, raster, grid), cell, inside, few_cells_note(zones, indicator_id))


def by_cell_size(inputs: Inputs, role: str, compute: Callable[[Inputs], Result]) -> Result:
    """Compute an indicator apart for areas where the raster's cells have different sizes on the ground.

    Sizes within 0.25 % are taken as one, that of the raster's middle among them, so that a town is computed at once and a
    raster in degrees is right in every latitude. Which size an area gets depends on its own place only.
    """
    areas = inputs.areas
    steps, which = np.unique(_size_steps(underlying_raster(inputs.roles[role]), areas), axis=0, return_inverse=True)
    if len(steps) == 1:
        return compute(inputs)
    values, coverage = np.full(areas.n, np.nan), np.zeros(areas.n)
    extras: dict[str, np.ndarray] = {}
    notes: dict[str, UserMessage] = {}
    failures = []
    for number in range(len(steps)):
        rows = np.flatnonzero(which.ravel() == number)

        def progress(share: float, number: int = number) -> None:
            inputs.progress((number + share) / len(steps))

        try:
            part = compute(
                replace(inputs, areas=take_areas(areas, rows), extent=inputs.extent[rows], progress=progress)
            )
        except IndicatorError as error:
            failures.append(error)
            continue
        values[rows], coverage[rows] = part.values, part.coverage
        for name, column in part.extras.items():
            extras.setdefault(name, np.full(areas.n, np.nan))[rows] = column
        for note in part.notes:  # of the same note in several parts, the counts add up
            key = note.template + repr({name: value for name, value in note.values.items() if name != "count"})
            before = notes[key].values.get("count", 0) if key in notes else 0
            more = {"count": before + note.values["count"]} if "count" in note.values else {}
            notes[key] = note._replace(values={**note.values, **more})
    if len(failures) == len(steps):
        raise failures[0]
    return Result(values, coverage, extras, list(notes.values()))


_SIZE_STEP = float(np.log(1.005))


def _reference_cell(raster: RasterData, areas: Areas) -> np.ndarray:
    """Return a cell's width and height on the ground in the raster's middle, in its own units where that is nowhere."""
    sizes = _cell_sizes(raster, areas, np.array([[raster.columns / 2, raster.rows / 2]]))[0]
    _, dx, rx, _, ry, dy = raster.transform
    return sizes if (np.isfinite(sizes) & (sizes > 0)).all() else np.hypot([dx, rx], [ry, dy])


def _cell_sizes(raster: RasterData, areas: Areas, cells: np.ndarray) -> np.ndarray:
    """Return the width and height on the ground, in metres, of cells given by column and row, shape (p, 2)."""
    _, dx, rx, _, ry, dy = raster.transform
    corner = to_map(raster.transform, cells)
    here, right, below = (
        move(corner + step, raster.crs_wkt, areas.crs_wkt) for step in ([0.0, 0.0], [dx, ry], [rx, dy])
    )
    with np.errstate(invalid="ignore"):
        scale = areas.scale_at(here)
        return np.column_stack([np.hypot(*(end - here).T) * scale for end in (right, below)])


def _size_steps(raster: RasterData, areas: Areas) -> np.ndarray:
    """Return by how many steps of 0.5 % the cells at each area's middle are larger than the reference, shape (n, 2)."""
    middle = (areas.bounds[:, :2] + areas.bounds[:, 2:]) / 2
    steps = np.zeros((areas.n, 2))
    there = np.flatnonzero(np.isfinite(middle).all(axis=1))
    cells = to_cells(raster.transform, move(middle[there], areas.crs_wkt, raster.crs_wkt))
    with np.errstate(invalid="ignore", divide="ignore"):
        found = np.round(np.log(_cell_sizes(raster, areas, cells) / _reference_cell(raster, areas)) / _SIZE_STEP)
    steps[there] = np.where(np.isfinite(found), found, 0.0)
    return steps


def _cell_metres(raster: RasterData, areas: Areas) -> tuple[float, float]:
    """Return a cell's width and height on the ground where the areas are; see `by_cell_size`."""
    known = np.flatnonzero(areas.usable)[:1]
    step = _size_steps(raster, take_areas(areas, known))[0] if len(known) else np.zeros(2)
    width, height = (_reference_cell(raster, areas) * np.exp(_SIZE_STEP * step)).tolist()
    check_cell(width, height, raster.name)
    return width, height


def _within(xy: np.ndarray, rings: Sequences, grid: ArrayRaster) -> np.ndarray:
    """Return the cells whose centre lies within the rings, shape (rows, columns)."""
    from osgeo import gdal, ogr

    rows, columns = grid.shape
    target = gdal.GetDriverByName("MEM").Create("", columns, rows, 1, gdal.GDT_Byte)
    target.SetGeoTransform(grid.transform)
    # Lines of all rings filled by the even-odd rule, as one polygon: holes and parts come out right.
    polygon = ogr.Geometry(ogr.wkbPolygon)
    for begin, end in zip(rings.start[:-1], rings.start[1:]):
        ring = ogr.Geometry(ogr.wkbLinearRing)
        for x, y in xy[begin:end].tolist():
            ring.AddPoint_2D(x, y)
        polygon.AddGeometry(ring)
    source = memory_source()
    layer = source.CreateLayer("border", None, ogr.wkbPolygon)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(polygon)
    layer.CreateFeature(feature)
    gdal.PushErrorHandler("CPLQuietErrorHandler")  # it warns that the border has no CRS: it is the raster's
    try:
        gdal.RasterizeLayer(target, [1], layer, burn_values=[1])
    finally:
        gdal.PopErrorHandler()
    return target.GetRasterBand(1).ReadAsArray() == 1


def legend(raster: RasterData) -> dict[int, str]:
    """Return the class names a raster brings along: code -> name; empty when it brings none.

    Looked for in the raster's category names, its attribute table (also as ``.vat.dbf`` beside the file), and a table
    ``<raster>_classes.csv`` (columns code and class) beside the file.
    """
    band = raster.dataset.GetRasterBand(raster.band)
    names = band.GetCategoryNames()
    if names:
        return {code: name for code, name in enumerate(names) if name}
    path = Path(raster.path)
    for rows in (_attribute_table(band), *(_dbf_table(f"{stem}.vat.dbf") for stem in (path, path.with_suffix("")))):
        found = _named(rows)
        if found:
            return found
    try:
        rows = written_rows(path.with_name(f"{path.stem}_classes.csv"))
        return {int(parse_number(row["code"])): row["class"] for row in rows}
    except (OSError, KeyError, ValueError):  # a TableError is a ValueError
        return {}


_CODE_COLUMNS = ("value", "code", "kod", "grid_code", "gridcode", "klasskod")
_NAME_COLUMNS = (
    *("class", "klass", "class_name", "class_names", "class_nam", "classname", "klassnamn", "name", "namn"),
    *("label3", "label", "category", "description", "beskrivning"),
)


def _attribute_table(band: object) -> list[dict[str, str]]:
    """Return the rows of a band's attribute table, its columns for code (else the row's number) and name as value and class."""
    from osgeo import gdal

    table = band.GetDefaultRAT()
    if table is None:
        return []
    usual = {gdal.GFU_MinMax: "value", gdal.GFU_Min: "value", gdal.GFU_Name: "class"}
    columns = [
        usual.get(table.GetUsageOfCol(number)) or table.GetNameOfCol(number).lower()
        for number in range(table.GetColumnCount())
    ]
    return [
        {"value": str(row), **{name: table.GetValueAsString(row, number) for number, name in enumerate(columns)}}
        for row in range(table.GetRowCount())
    ]


def _dbf_table(path: str) -> list[dict[str, str]]:
    """Return the rows of a dBase table, columns in lower case; none where there is no such file."""
    from osgeo import gdal

    if not Path(path).is_file():
        return []
    source = open_dataset(path, gdal.OF_VECTOR)
    layer = None if source is None else source.GetLayer(0)
    return [] if layer is None else [{k.lower(): str(v) for k, v in row.items().items()} for row in layer]


def _named(rows: list[dict[str, str]]) -> dict[int, str]:
    """Return code -> name out of the rows of an attribute table; empty without such columns."""
    code = next((name for name in _CODE_COLUMNS if rows and name in rows[0]), None)
    title = next((name for name in _NAME_COLUMNS if rows and name in rows[0]), None)
    try:
        return (
            {int(parse_number(row[code], ".")): row[title].strip() for row in rows if row[title].strip()}
            if code and title
            else {}
        )
    except ValueError:
        return {}


MOST_CODES = 1000
"""A band with more different values holds measurements, not classes."""


def class_values(
    raster: RasterData, cells: Optional[np.ndarray] = None, cancelled: Callable[[], bool] = lambda: False
) -> np.ndarray:
    """Return the different values of the whole band, sorted; read once, in strips, and remembered.

    Parameters
    ----------
    cells : ndarray, optional
        The whole band, where it has been read already.

    Raises
    ------
    IndicatorError
        The band has too many different values for classes.
    Cancelled
        The user cancelled.
    """
    known = raster.__dict__.get("class_values")
    if known is None:
        seen, others = np.zeros(65_536, dtype=bool), set()
        blocks = strips(raster, (0, raster.rows), (0, raster.columns), cancelled) if cells is None else [(0, cells)]
        for _, block in blocks:
            values = block[np.isfinite(block)]
            with np.errstate(invalid="ignore"):
                whole = values.astype(np.uint16)
            fits = whole == values
            seen[whole if fits.all() else whole[fits]] = True
            if not fits.all():
                others.update(np.unique(values[~fits]).tolist())
            if np.count_nonzero(seen) + len(others) > MOST_CODES:
                raise IndicatorError(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        'The raster "{name}" has more than {most} different values: measurements, not classes. Choose a '
                        "land cover with a class in each cell.",
                    ),
                    name=raster.name,
                    most=MOST_CODES,
                )
        known = raster.__dict__["class_values"] = np.array(
            sorted([*np.flatnonzero(seen).tolist(), *others]), dtype=float
        )
    return known


def band_classes(
    raster: RasterData, cells: Optional[np.ndarray] = None, cancelled: Callable[[], bool] = lambda: False
) -> tuple[dict[str, str], float]:
    """Return every value of a band with the name the raster gives it ('' for none), and the size of a cell in metres."""
    names = legend(raster)
    values = {_code(value): names.get(value, "") for value in class_values(raster, cells, cancelled).tolist()}
    side = float(np.hypot(raster.transform[1], raster.transform[4]))
    return values, side * 111_320.0 if "GEOGC" in raster.crs_wkt[:6] else side


def _code(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def layer_reading(data: Union[RasterData, VectorData]) -> Reading:
    """Return how a layer's classes are read, whatever table they are looked up in.

    Raises
    ------
    IndicatorError
        Its codes are of no scheme, of several, or not of the scheme chosen.
    """
    if isinstance(data, RasterData):
        values, side = band_classes(data)
        return read_layer_classes(values, data.classes, data.name, side)
    request = data.classes or ClassRequest()
    words = {*map(str, data.fields.get("class", ())), *request.values}
    return read_layer_classes({word: "" for word in sorted(words) if word.strip()}, request, data.name)


def scheme_of(data: Union[RasterData, VectorData]) -> str:
    """Return the id of the scheme that a layer's classes belong to, empty for classes of its own."""
    try:
        scheme = layer_reading(data).scheme
    except IndicatorError:  # a table of codes does without a scheme
        return ""
    return "" if scheme is None else scheme.id


def class_numbers(
    raster: RasterData,
    cells: np.ndarray,
    table: Mapping[str, float],
    indicator_id: str,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[np.ndarray, list[UserMessage]]:
    """Return the number of each cell's class, NaN for unknown classes, and notes: the scheme, and the classes left out.

    Classes are looked up by what they mean in the scheme chosen or recognised (`_schemes`), or by code where the table
    itself names the codes.

    Raises
    ------
    IndicatorError
        No class of the raster is in the table, or its codes are of no scheme or of several.
    """
    values, side = band_classes(raster, cells if cells.shape == raster.shape else None, cancelled)
    reading = reading_for(values, table, raster.classes, raster.name, side)
    rows = found_rows(values, reading, table)
    numbers = list(table.values())
    found = Lookup({float(value): numbers[row] for value, (row, _) in rows.items() if row >= 0})(cells)
    unknown = unknown_values(values, rows)
    shown = []
    if unknown:
        lost = np.unique(cells[np.isnan(found) & ~np.isnan(cells)])
        shown = [unknown[code] for code in map(_code, lost.tolist()) if code in unknown]
    if shown and np.isnan(found).all():
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                'No class of the raster "{name}" is in the table of {indicator}. It has: {classes}. Give your own table with '
                "these classes, or name them in a table {file} (columns code and class) beside the raster.",
            ),
            name=raster.name,
            indicator=indicator_id,
            classes=", ".join(shown[:12]) or "-",
            file=f"{Path(raster.path).stem}_classes.csv",
        )
    return found, [*reading.notes, *unknown_note(indicator_id, shown)]


def sample(raster: RasterData, xy: np.ndarray) -> np.ndarray:
    """Return the value of the cell each point lies in, shape (p,); NaN outside the raster.

    Parameters
    ----------
    xy : ndarray of float, shape (p, 2)
        In the raster's CRS.
    """
    values = np.full(len(xy), np.nan)
    at = to_cells(raster.transform, xy)
    on = np.flatnonzero((at[:, 0] >= 0) & (at[:, 0] < raster.columns) & (at[:, 1] >= 0) & (at[:, 1] < raster.rows))
    if not len(on):
        return values
    column, row = at[on].astype(np.int64).T
    left, width = int(column.min()), int(column.max() - column.min()) + 1
    height = max(1, STRIP_CELLS // width)
    strip = row // height
    for number in np.unique(strip).tolist():
        mine = np.flatnonzero(strip == number)
        top, bottom = int(row[mine].min()), int(row[mine].max()) + 1
        cells = raster.read((left, top, width, bottom - top))
        values[on[mine]] = cells[row[mine] - top, column[mine] - left]
    return values
