"""E10 Green per inhabitant."""

from __future__ import annotations

import numpy as np

from ..declaration import REFERENCE, Indicator, Inputs, Need, Result, Threshold
from ._common import covered_land, people, ratio


def compute(inputs: Inputs) -> Result:
    """Return green land in m² per resident of each area, shape (n,); NaN where nobody is known to live."""
    located, counts = people(inputs)
    green = covered_land(inputs, [inputs.roles["green"]])
    values = np.where(inputs.extent > 0, ratio(green, located.total(counts)), np.nan)
    return Result(values, np.where(np.isnan(values), 0.0, inputs.extent * located.known(counts)))


INDICATOR = Indicator(
    id="green_per_inhabitant",
    code="E10",
    pillar="ecological",
    title={"en": "Green per inhabitant", "sv": "Grönyta per invånare"},
    unit="m²/inhabitant",
    direction="up",
    needs=(Need("green"), Need("population", ("count",)), Need("water", optional=True)),
    formula={
        "en": "A_green / P: area of green land per resident; water under green polygons counts as water.",
        "sv": "A_grön / P: grön landareal per invånare; vatten under grönytor räknas som vatten.",
    },
    caveats={
        "en": "Grows without limit where few people live: compare areas of similar kind, or use a logarithm in the "
        "framework. ISO 37120 states hectares per 100,000.",
        "sv": "Växer utan gräns där få bor: jämför områden av samma slag, eller använd logaritm i ramverket. ISO 37120 "
        "anger hektar per 100 000.",
    },
    thresholds=(
        Threshold(458.0, REFERENCE, "Statistics Sweden: all localities, 2015, private green included (public: 287)"),
        Threshold(
            183.0,
            REFERENCE,
            "Statistics Sweden: localities of 100,000 or more, 2015, private green included (public: 127)",
        ),
    ),
    sources=("ISO 37120", "Statistics Sweden (SCB), green areas in localities"),
    compute=compute,
)
