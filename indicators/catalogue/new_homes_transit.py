"""K8 New homes near public transport."""

from __future__ import annotations

import numpy as np

from ..declaration import REFERENCE, Indicator, Inputs, Need, Parameter, Result, Threshold
from ._access import straight_to_points
from ._common import assign_to_areas, ratio, read_counts


def compute(inputs: Inputs) -> Result:
    """Return the dwellings built since the year given within the straight distance of a stop over all such, in %, (n,).

    NaN where no new dwelling is known; coverage is the share of dwellings whose year is known.
    """
    data = inputs.roles["buildings"]
    dwellings, year = read_counts(inputs, "buildings", "dwellings"), data.fields["year"]
    located = assign_to_areas(inputs, "buildings")
    reach = straight_to_points(inputs, located.xy, inputs.roles["transit"].xy, inputs.parameters["distance"])
    new = np.where(year >= inputs.parameters["since"], dwellings, 0.0)
    values = 100.0 * ratio(located.total(np.where(reach.reached, new, 0.0)), located.total(new))
    values[inputs.extent <= 0] = np.nan
    known = ratio(located.total(np.where(np.isnan(year), 0.0, dwellings)), located.total(dwellings))
    return Result(values, np.where(np.isnan(values), 0.0, inputs.extent * known * located.known(dwellings)))


INDICATOR = Indicator(
    id="new_homes_transit",
    code="K8",
    pillar="economic",
    title={"en": "New homes near public transport", "sv": "Nya bostäder nära kollektivtrafik"},
    unit="%",
    direction="up",
    needs=(Need("buildings", ("dwellings", "year")), Need("transit")),
    parameters=(
        Parameter(
            "distance", {"en": "Distance, as the crow flies", "sv": "Avstånd, fågelvägen"}, 500.0, "m", 1.0, 20000.0
        ),
        Parameter(
            "since",
            {"en": "New means built in this year or later", "sv": "Ny betyder byggd detta år eller senare"},
            2020.0,
            "",
            1000.0,
            3000.0,
        ),
    ),
    formula={
        "en": "New dwellings within d of a stop / new dwellings × 100, as the crow flies; new: built since the year "
        "given.",
        "sv": "Nya bostäder inom d från en hållplats / nya bostäder × 100, fågelvägen; nya: byggda från och med "
        "angivet år.",
    },
    caveats={
        "en": "NULL where nothing new was built. Filter the stops to those with the traffic you mean. Buildings of "
        "unknown year count as not new; the coverage tells how many dwellings have a year. For a plan, give the "
        "planned buildings with their year.",
        "sv": "NULL där inget nytt har byggts. Filtrera till hållplatser med den trafik som avses. Hus utan byggår "
        "räknas inte som nya; täckningen visar hur många bostäder som har ett år. För en plan: ge de planerade husen "
        "med sitt år.",
    },
    thresholds=(Threshold(87.8, REFERENCE, "Statistics Sweden: Sweden, 2021"),),
    sources=("Statistics Sweden (SCB), SDG 11.2 follow-up: 500 m as the crow flies",),
    compute=compute,
    uses_surroundings=True,
)
