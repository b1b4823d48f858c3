"""What Check data says of a raster: how its cells are read, and which of their numbers cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Iterator

import numpy as np

from ...i18n import translate, translate_message
from ...indicators.catalogue.noise_exposure import LOUDEST, check_levels
from ...indicators.catalogue.tree_canopy import PERCENT, full_canopy
from ...indicators.errors import IndicatorError
from ...indicators.rasters import value_range
from ...indicators.spatial.band import FILE_ONLY
from ...indicators.spatial.batches import raise_if_cancelled
from ...indicators.spatial.cells import check_counts
from ...indicators.spatial.data import RasterData
from ..common.rasters import band_messages
from ..common.role_parameters import RoleInput

Finding = tuple[str, str]
"""Severity (``fault``, ``warning``, ``info``) and sentence."""
LIMITS = {"canopy": (0.0, 100.0), "noise": (0.0, 140.0), "population": (0.0, np.inf), "land_cover": (0.0, np.inf)}
"""Numbers that can be: per cent or shares, dBA, counts, classes."""


@dataclass
class _Summary:
    """What the cells of a band hold."""

    cells: int = 0
    missing: int = 0
    low: float = np.inf
    high: float = -np.inf
    below: int = 0
    above: int = 0
    broken: int = 0  # not whole numbers


def raster_findings(item: RoleInput, data: RasterData, cancelled: Callable[[], bool]) -> Iterator[Finding]:
    """Yield what is worth knowing of a raster, from all of its cells (in a huge one from tiles spread over it).

    Raises
    ------
    Cancelled
    """
    for warns, text in band_messages(item, data):
        yield "warning" if warns else "info", text
    yield from _reading(item, data)
    limits = LIMITS.get(item.role.id, (-np.inf, np.inf))
    windows, sampled = data.looked_through()
    if sampled:
        text = translate("Samplan", "The raster is huge: {count} tiles spread over it were looked at.")
        yield "info", text.format(count=len(windows))
    found = _summary(data, windows, limits, cancelled)
    if data.infinite:
        text = translate("Samplan", "{count} cells are infinite: they count as no data.").format(count=data.infinite)
        yield "warning", text
    if found.missing == found.cells:
        yield "fault", translate("Samplan", "No cell has data.")
        return
    yield (
        "info",
        translate("Samplan", "Values from {low} to {high}; {share} % of the cells have no data.").format(
            low=f"{found.low:g}", high=f"{found.high:g}", share=f"{100 * found.missing / found.cells:.3g}"
        ),
    )
    yield from _impossible(item.role.id, data, found, limits)
    try:
        _refused(item.role.id, data, cancelled)
    except IndicatorError as error:
        yield "warning", translate_message(error.template, error.values)


def _refused(role: str, data: RasterData, cancelled: Callable[[], bool]) -> None:
    """Raise IndicatorError where measuring will refuse the raster's numbers."""
    if role == "canopy":
        full_canopy(data, 0.0, cancelled)
    elif role == "noise":
        check_levels(data.name, value_range(data, LOUDEST, cancelled).high)
    elif role == "population":
        check_counts(data)


def _reading(item: RoleInput, data: RasterData) -> Iterator[Finding]:
    """Yield how stored cells become numbers."""
    reader = data.reader
    if reader.scaled:
        text = translate("Samplan", "Stored values are multiplied by {scale}, and {offset} is added, as the file says.")
        yield "info", text.format(scale=f"{reader.scale:g}", offset=f"{reader.offset:g}")
    if reader.masks:
        yield "info", translate("Samplan", "The file has a mask: cells that it leaves out have no data.")
    if reader.ranges:
        yield "info", translate("Samplan", "The layer's properties add no-data values, which are honoured.")
    own = data.dataset.GetRasterBand(data.band).GetNoDataValue()
    if own is not None and not item.source.no_data.get(data.band, FILE_ONLY).own:
        yield "info", translate("Samplan", "The file's no-data value is switched off in the layer's properties.")
    if data.nodata is None and not reader.masks and not reader.ranges:
        yield "info", translate("Samplan", "No no-data value is set: every cell counts.")
    if data.unit:
        yield "info", translate("Samplan", 'The file names the unit "{unit}".').format(unit=data.unit)


def _summary(
    data: RasterData,
    windows: list[tuple[int, int, int, int]],
    limits: tuple[float, float],
    cancelled: Callable[[], bool],
) -> _Summary:
    found = _Summary()
    for window in windows:
        raise_if_cancelled(cancelled)
        cells = data.read(window)
        known = cells[~np.isnan(cells)]
        found.cells += cells.size
        found.missing += cells.size - known.size
        if not known.size:
            continue
        found.low, found.high = min(found.low, float(known.min())), max(found.high, float(known.max()))
        found.below += int(np.count_nonzero(known < limits[0]))
        found.above += int(np.count_nonzero(known > limits[1]))
        found.broken += int(np.count_nonzero(known != np.floor(known)))
    return found


def _impossible(role: str, data: RasterData, found: _Summary, limits: tuple[float, float]) -> Iterator[Finding]:
    """Yield the numbers that cannot be what the layer stands for."""
    count = found.below + found.above
    if role == "canopy":
        if count:
            text = translate("Samplan", "{count} cells are below 0 or above 100 %, which canopy cannot be: no data.")
            yield "warning", text.format(count=count)
        if found.high <= 1 and data.unit.strip().lower() not in PERCENT:
            text = translate("Samplan", "No cell is above 1: 1 is read as full canopy, not as 1 % (setting: full).")
            yield "warning", text
    elif role == "noise" and count:
        text = translate(
            "Samplan",
            "{count} cells are below {low} or above {high} dBA, which sound levels are not. Check unit and scale.",
        )
        yield "warning", text.format(count=count, low=f"{limits[0]:g}", high=f"{limits[1]:g}")
    elif role == "population":
        if count:
            text = translate("Samplan", "{count} cells have a negative number of residents: they count as no data.")
            yield "warning", text.format(count=count)
    elif role == "land_cover" and found.broken:
        text = translate(
            "Samplan", "{count} cells are no whole numbers, as classes are. Is it a raster of measured values?"
        )
        yield "warning", text.format(count=found.broken)
