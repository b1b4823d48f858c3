"""S13 Equity of green access."""

from __future__ import annotations

import numpy as np

from ..declaration import REFERENCE, Indicator, Inputs, Need, Parameter, Result, Threshold
from ..statistics import lowest_share
from ._access import straight_to_green
from ._common import people, ratio, with_whole_layer
from .access_green import MIN_SIZE, STRAIGHT


def compute(inputs: Inputs) -> Result:
    """Return the access to green of the lowest-income share over that of everybody, shape (n,).

    The lowest-income share is taken of all residents of the layer, ranked by their unit's income; its members in each area
    are compared with all residents of that area. NaN where none of them live in the area or nobody has access. Extras:
    ``low`` and ``all``, the two percentages.
    """
    inputs = with_whole_layer(inputs, "population")
    located, counts = people(inputs)
    income = np.asarray(inputs.roles["population"].fields["income"], float)
    counts = np.where(np.isnan(income), np.nan, counts)
    member = np.nan_to_num(lowest_share(income, counts, inputs.parameters["share"] / 100.0))
    limit = inputs.parameters["distance"]
    reached = straight_to_green(inputs, located.xy, limit, inputs.parameters["min_size"]) <= limit
    low, everybody = (
        100.0 * ratio(located.total(np.where(reached, who, 0.0)), located.total(who))
        for who in (counts * member, counts)
    )
    values = ratio(low, everybody)
    for column in (values, low, everybody):
        column[inputs.extent <= 0] = np.nan
    coverage = np.where(np.isnan(values), 0.0, inputs.extent * located.known(counts))
    return Result(values, coverage, {"low": low, "all": everybody})


INDICATOR = Indicator(
    id="green_equity",
    code="S13",
    pillar="social",
    title={"en": "Equity of access to green", "sv": "Rättvis tillgång till grönt"},
    unit="ratio",
    direction="up",
    needs=(Need("population", ("count", "income")), Need("green")),
    parameters=(
        STRAIGHT,
        MIN_SIZE,
        Parameter(
            "share",
            {"en": "Lowest-income share of residents", "sv": "Andel invånare med lägst inkomst"},
            20.0,
            "%",
            1.0,
            99.0,
        ),
    ),
    formula={
        "en": "S1 of the lowest-income fifth / S1 of all, within d as the crow flies of a green area ≥ s. 1: alike; "
        "below 1: those with low incomes have less. Columns _low and _all: the two percentages.",
        "sv": "S1 för den femtedel som har lägst inkomst / S1 för alla, inom d fågelvägen från ett grönområde ≥ s. 1: "
        "lika; under 1: de med låg inkomst har mindre. Kolumnerna _low och _all: de två andelarna.",
    },
    caveats={
        "en": "Income is that of the unit (grid cell, statistical area), not of the person. The fifth is that of the "
        "whole layer: give the same extent each time. Above 1 is no gain for the others; set the framework's upper "
        "goalpost at 1. The comparison of the fifth follows UNI; taking the ratio is Samplan's own.",
        "sv": "Inkomsten är enhetens (rutans, statistikområdets), inte personens. Femtedelen gäller hela lagret: ge "
        "samma utsnitt varje gång. Över 1 är ingen vinst för de andra; sätt ramverkets övre riktvärde till 1. "
        "Jämförelsen med femtedelen följer UNI; kvoten är Samplans egen.",
    },
    thresholds=(Threshold(1.0, REFERENCE, "Equal access for the lowest-income fifth"),),
    sources=("Urban Nature Indexes (IUCN), access to nature: lowest-income fifth, 300 m",),
    compute=compute,
    uses_surroundings=True,
)
