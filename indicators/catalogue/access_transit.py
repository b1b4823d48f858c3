"""S2 Access to public transport: straight-line variants. The network variant has a module of its own."""

from __future__ import annotations

import numpy as np

from ..declaration import REFERENCE, Indicator, Inputs, Need, Parameter, Result, Threshold
from ..spatial.nearest import nearest_distance
from ._common import locate, share_of_people


def compute(inputs: Inputs) -> Result:
    """Return the percentage of residents with a stop within the straight distance, shape (n,)."""
    located = locate(inputs, "population")
    limit = inputs.parameters["distance"] / float(np.nanmedian(inputs.areas.scale))
    distance, _ = nearest_distance(located.xy, inputs.roles["transit"].xy, limit)
    return share_of_people(inputs, distance <= limit, located)


def _variant(indicator_id: str, title: dict, metres: float, thresholds: tuple, sources: tuple) -> Indicator:
    return Indicator(
        id=indicator_id,
        code="S2",
        pillar="social",
        title=title,
        unit="%",
        direction="up",
        needs=(Need("population", ("count",)), Need("transit")),
        parameters=(
            Parameter(
                "distance", {"en": "Distance, as the crow flies", "sv": "Avstånd, fågelvägen"}, metres, "m", 1.0, 20000.0
            ),
        ),
        formula={
            "en": "P within d of a stop / P × 100, as the crow flies.",
            "sv": "P inom d från en hållplats / P × 100, fågelvägen.",
        },
        caveats={
            "en": "Every stop in the layer counts: filter it to stops with the traffic you mean (Statistics Sweden: at "
            "least one departure an hour on weekdays 06-20). Straight and walking distances must never share a threshold.",
            "sv": "Alla hållplatser i lagret räknas: filtrera till dem med den trafik som avses (SCB: minst en avgång i "
            "timmen vardagar 06–20). Fågelvägen och gångavstånd får aldrig dela tröskel.",
        },
        thresholds=thresholds,
        sources=sources,
        compute=compute,
        reaches_out=True,
    )


INDICATORS = (
    _variant(
        "access_transit",
        {"en": "Access to public transport (500 m)", "sv": "Tillgång till kollektivtrafik (500 m)"},
        500.0,
        (Threshold(90.1, REFERENCE, "Statistics Sweden, SDG 11.2: localities, 2019"),),
        ("Statistics Sweden (SCB), SDG 11.2: 500 m as the crow flies",),
    ),
    _variant(
        "access_transit_400",
        {"en": "Homes near public transport (400 m)", "sv": "Bostäder i kollektivtrafiknära läge (400 m)"},
        400.0,
        (),
        ("Swedish environmental objectives, follow-up of homes near public transport: 400 m",),
    ),
)
