"""E2 Tree canopy."""

from __future__ import annotations

from typing import Callable, Optional, Sequence

import numpy as np

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ..declaration import REFERENCE, Indicator, Inputs, Need, Parameter, Result, Threshold
from ..errors import IndicatorError
from ..rasters import few_cells_note, raster_zones, underlying_raster, value_range
from ..spatial.data import HUGE_CELLS, RasterData, VectorData
from ..spatial.shares import covered_area
from ..spatial.zonal import zonal_values
from ._common import known_area, ratio

FULL = Parameter(
    "full",
    {
        "en": "Raster value of a cell wholly under canopy (0: 1 or 100, seen from the whole raster)",
        "sv": "Rastervärde för en cell helt under kronor (0: 1 eller 100, efter hela rastret)",
    },
    0.0,
    advanced=True,
)
PERCENT = frozenset({"%", "percent", "per cent", "procent", "pct"})
"""Names of the unit of percentages, in lower case."""


class _Cover:
    """A raster of canopy shares: what is no share is taken out while it is read, and counted.

    Parameters
    ----------
    raster : RasterData
    full : float
        Value of a cell wholly under canopy.
    """

    def __init__(self, raster: RasterData, full: float) -> None:
        self.raster, self.transform, self.full = raster, raster.transform, full
        self.wrong = 0

    @property
    def shape(self) -> tuple[int, int]:
        return self.raster.shape

    def read(self, window: Optional[Sequence[int]] = None) -> np.ndarray:
        cells = self.raster.read(window)
        with np.errstate(invalid="ignore"):
            wrong = (cells < 0) | (cells > self.full)
        self.wrong += int(np.count_nonzero(wrong))
        cells[wrong] = np.nan
        return cells


def full_canopy(raster: RasterData, declared: float, cancelled: Callable[[], bool]) -> tuple[float, list[UserMessage]]:
    """Return the value of a cell wholly under canopy, and a note with the range of values that it was judged from.

    Declared by the user, or percentages by the unit that the file names. Else 100 when any cell of the whole raster is above
    1, wherever it lies, and 1 when none is. Codes for no data are left out (`rasters.value_range`).

    Parameters
    ----------
    declared : float
        0 when the user says nothing.

    Raises
    ------
    IndicatorError
        Cells are above 100, such as those of a raster from 0 to 255; or all that are not 0 have a code, such as the 255 of a
        mask: full canopy, or no data.
    """
    if declared > 0:
        return declared, []
    found = value_range(raster, 100.0, cancelled)
    facts = {"name": raster.name, "low": f"{found.low:g}", "high": f"{found.high:g}"}
    if found.high > 100:
        scale = next((scale for scale in (255, 10_000) if found.high <= scale), found.high)
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                'The cells of the raster "{name}" go from {low} to {high}, so they are no percentages; a scale from 0 to '
                "{scale} would fit. Where {scale} is full canopy, set the raster value of full canopy (full) to it. "
                "Otherwise make a raster of canopy shares with the raster calculator first.",
            ),
            **facts,
            scale=f"{scale:g}",
        )
    huge = raster.rows * raster.columns > HUGE_CELLS
    if raster.unit.strip().lower() in PERCENT or found.high > 1 or (huge and raster.any_between(1.0, 100.0, cancelled)):
        return 100.0, [
            UserMessage(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    'The cells of the raster "{name}" go from {low} to {high} and are read as per cent of canopy. If they are '
                    "something else, such as tree heights in metres, make a raster of canopy shares first.",
                ),
                facts,
                False,
            )
        ]
    if found.coded and found.high <= 0:
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                'No cell of the raster "{name}" is above 0 and not above 100, so what full canopy is cannot be seen. Set the '
                "raster value of full canopy (full): 255 where such cells are trees, 100 where they have no data.",
            ),
            name=raster.name,
        )
    return 1.0, [
        UserMessage(
            QT_TRANSLATE_NOOP(
                "Samplan",
                'No cell of the whole raster "{name}" is above 1, so 1 is read as full canopy, not as 1 %. If it is '
                "percentages, set the raster value of full canopy (full) to 100.",
            ),
            {"name": raster.name},
        )
    ]


def canopy_share(inputs: Inputs, indicator_id: str = "tree_canopy") -> Result:
    """Return A_canopy / A x 100 per area, shape (n,), from crowns (polygons) or a raster of canopy shares.

    Which value of a raster is full canopy is decided by `full_canopy`; cells below 0 or above it are no data.
    """
    canopy = inputs.roles["canopy"]
    if isinstance(canopy, VectorData):
        covered = covered_area(inputs.areas, canopy, inputs.cancelled, inputs.progress)
        values = np.minimum(100.0 * ratio(covered, known_area(inputs)), 100.0)
        return Result(values, np.where(np.isnan(values), 0.0, inputs.extent))
    raster = underlying_raster(canopy)
    full, notes = full_canopy(raster, inputs.parameters[FULL.name], inputs.cancelled)
    cover = _Cover(raster, full)
    zones = raster_zones(inputs.areas, raster)
    found = zonal_values(cover, zones, cancelled=inputs.cancelled, progress=inputs.progress)
    notes += few_cells_note(zones, indicator_id)
    if cover.wrong:
        notes.append(
            UserMessage(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    '{count} cells of "{name}" are below 0 or above {full} and count as no data, not as canopy.',
                ),
                {"count": cover.wrong, "name": raster.name, "full": f"{full:g}"},
            )
        )
    return Result(100.0 / full * found.mean, found.coverage, notes=notes)


def compute(inputs: Inputs) -> Result:
    """Return A_canopy / A x 100 per area, shape (n,)."""
    return canopy_share(inputs)


INDICATOR = Indicator(
    id="tree_canopy",
    code="E2",
    pillar="ecological",
    title={"en": "Tree canopy", "sv": "Krontäckning"},
    unit="%",
    direction="up",
    needs=(Need("canopy"),),
    parameters=(FULL,),
    formula={
        "en": "A_canopy / A × 100: ground under tree crowns over the whole area, water included. Crowns as polygons "
        "count once where they overlap; of a raster the mean of the cells, each with the exact part of it inside the "
        "area.",
        "sv": "A_kronor / A × 100: mark under trädkronor genom hela ytan, vatten inräknat. Kronor som ytor räknas en "
        "gång där de överlappar; av ett raster tas medelvärdet av cellerna, var och en med den exakta del som ligger "
        "i området.",
    },
    caveats={
        "en": "Take buildings out of a raster of object heights before you call it canopy. Cells that are no data are "
        "not bare: they lower the coverage. Overlaps with the green land share: weigh one of them.",
        "sv": "Ta bort byggnader ur ett raster med objekthöjd innan det kallas krontäckning. Celler utan data är inte "
        "trädlösa: de sänker täckningen. Överlappar grönyteandelen: vikta en av dem.",
    },
    thresholds=(
        Threshold(30.0, REFERENCE, "Konijnendijk (2023), the 3-30-300 rule: 30 % in every neighbourhood"),
        Threshold(
            10.0,
            REFERENCE,
            "Regulation (EU) 2024/1991, art. 8(1): urban centres and clusters above both 45 % green and 10 % canopy "
            "may be left out of the national total until 2030",
        ),
    ),
    sources=(
        "Konijnendijk (2023), Journal of Forestry Research 34(3), 821-830",
        "Naturvårdsverket, National Land Cover Database (NMD), object cover 5-45 m",
    ),
    compute=compute,
)
