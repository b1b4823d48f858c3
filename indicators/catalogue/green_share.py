"""E1 Green land share."""

from __future__ import annotations

from ..declaration import REFERENCE, Indicator, Inputs, Need, Result, Threshold
from ._common import land_share


def compute(inputs: Inputs) -> Result:
    """Return A_green / A_land x 100 per area; overlapping green polygons count once.

    Returns
    -------
    Result
        values in %, shape (n,); NaN where no land lies inside the data.
    """
    return land_share(inputs, "green")


INDICATOR = Indicator(
    id="green_share",
    code="E1",
    pillar="ecological",
    title={"en": "Green land share", "sv": "Grönyteandel"},
    unit="%",
    direction="up",
    needs=(Need("green"), Need("water", optional=True)),
    formula={
        "en": "A_green / A_land × 100: area of green land over land area (area less water); water under green "
        "polygons counts as water.",
        "sv": "A_grön / A_land × 100: grön landareal genom landareal (areal minus vatten); vatten under "
        "grönytor räknas som vatten.",
    },
    caveats={
        "en": "Without a water layer the whole area counts as land. What counts as green follows the layer given.",
        "sv": "Utan vattenlager räknas hela ytan som land. Vad som är grönt följer det lager som ges.",
    },
    thresholds=(
        Threshold(63.0, REFERENCE, "Statistics Sweden: mean of Swedish localities, 2015"),
        Threshold(
            45.0,
            REFERENCE,
            "Regulation (EU) 2024/1991, art. 8(1): urban centres and clusters above both 45 % green and 10 % canopy "
            "may be left out of the national total until 2030",
        ),
    ),
    sources=("Statistics Sweden (SCB), green areas in localities 2015", "Regulation (EU) 2024/1991, article 8"),
    compute=compute,
)
