"""Sheets of old Excel workbooks (.xls), by GDAL's driver XLS, which QGIS brings along."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Optional

from ..messages import QT_TRANSLATE_NOOP
from .errors import TableError
from .sheets import Book

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]+)?(?:e[-+]?[0-9]+)?")
"""A number as GDAL writes it; texts with leading zeros are codes."""


def open_book(file: Path) -> Book:
    """Open the workbook.

    Raises
    ------
    TableError
        This GDAL has no driver for the format.
    """
    from osgeo import gdal  # late: only here

    if gdal.GetDriverByName("XLS") is None:
        raise TableError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                'This QGIS cannot read the old format .xls. Open "{path}" in a spreadsheet and save it as .xlsx.',
            ),
            path=file.name,
        )
    options = {"OGR_XLS_HEADERS": "DISABLE", "OGR_XLS_FIELD_TYPES": "STRING"}
    before = {name: gdal.GetThreadLocalConfigOption(name) for name in options}
    for name, value in options.items():
        gdal.SetThreadLocalConfigOption(name, value)
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        data = gdal.OpenEx(str(file), gdal.OF_VECTOR, allowed_drivers=["XLS"])
        if data is None:
            raise ValueError(gdal.GetLastErrorMsg() or "no workbook")
        layers = [data.GetLayer(number) for number in range(data.GetLayerCount())]
        sheets = {layer.GetName(): _rows(layer) for layer in layers}
    finally:
        gdal.PopErrorHandler()
        for name, value in before.items():
            gdal.SetThreadLocalConfigOption(name, value)
    return Book(list(sheets), len(sheets), sheets.__getitem__)


def _rows(layer: Any) -> list[list[Any]]:
    """Return the rows of a sheet: numbers as such, days as ISO texts."""
    fields = range(layer.GetLayerDefn().GetFieldCount())
    return [[_value(feature.GetField(field)) for field in fields] for feature in layer]


def _value(text: Optional[str]) -> Any:
    if text is None or _NUMBER.fullmatch(text) is None:
        return text
    return int(text) if text.lstrip("-").isdigit() else float(text)
