"""Legends of rasters: which classes a band holds, what they are called, and the number of each cell's class."""

from __future__ import annotations

from pathlib import Path
from typing import Callable, Mapping, Optional, Union

import numpy as np

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ...tables.numbers import parse_number
from ..errors import IndicatorError
from ..spatial.data import RasterData, VectorData
from ..spatial.datasets import open_dataset
from ..spatial.raster import Lookup, strips
from .schemes import (
    ClassRequest,
    Reading,
    found_rows,
    read_layer_classes,
    reading_for,
    unknown_values,
    written_rows,
)
from .words import unknown_note


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
) -> dict[str, str]:
    """Return every value of a band with the name the raster gives it ('' for none)."""
    names = legend(raster)
    return {_code(value): names.get(value, "") for value in class_values(raster, cells, cancelled).tolist()}


def _names(raster: RasterData) -> str:
    """Return what may say which scheme a raster's classes are of: its file, its band's description, its metadata."""
    band, dataset = raster.dataset.GetRasterBand(raster.band), raster.dataset
    texts = [
        Path(raster.path).name,
        band.GetDescription(),
        *dataset.GetMetadata().values(),
        *band.GetMetadata().values(),
    ]
    return " ".join(texts)


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
        return read_layer_classes(band_classes(data), data.classes, data.name, _names(data))
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
    values = band_classes(raster, cells if cells.shape == raster.shape else None, cancelled)
    reading = reading_for(values, table, raster.classes, raster.name, _names(raster))
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
