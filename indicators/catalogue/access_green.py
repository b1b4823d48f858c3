"""S1 Access to green areas, as the crow flies."""

from __future__ import annotations

import numpy as np

from ..declaration import REFERENCE, Indicator, Inputs, Need, Parameter, Result, Threshold
from ..spatial.merge import merged_parts
from ..spatial.nearest import distance_to_polygons
from ._common import locate, share_of_people


def reached_green(inputs: Inputs, xy: np.ndarray) -> np.ndarray:
    """Return which points have green of at least ``min_size`` hectares within ``distance`` metres, shape (m,).

    Touching and overlapping green polygons are merged before their size is judged. Ground distances are compared: the
    limit is divided by the areas' local scale.
    """
    scale = float(np.nanmedian(inputs.areas.scale))
    limit = inputs.parameters["distance"] / scale
    merged = merged_parts(inputs.roles["green"])
    size = merged.backend.area(merged.geometries) * scale**2
    large = merged.take(size >= inputs.parameters["min_size"] * 1e4)
    if large.n == 0:
        return np.zeros(len(xy), bool)
    return distance_to_polygons(xy, large, limit, inputs.cancelled) <= limit


def compute(inputs: Inputs) -> Result:
    """Return the percentage of residents with a large enough green area within the distance, shape (n,)."""
    located = locate(inputs, "population")
    return share_of_people(inputs, reached_green(inputs, located.xy), located)


INDICATOR = Indicator(
    id="access_green",
    code="S1",
    pillar="social",
    title={"en": "Access to green areas", "sv": "Tillgång till grönområde"},
    unit="%",
    direction="up",
    needs=(Need("population", ("count",)), Need("green")),
    parameters=(
        Parameter("distance", {"en": "Distance, as the crow flies", "sv": "Avstånd, fågelvägen"}, 300.0, "m", 1.0, 20000.0),
        Parameter("min_size", {"en": "Smallest green area", "sv": "Minsta grönområde"}, 0.5, "ha", 0.0, 1000.0),
    ),
    formula={
        "en": "P within d of a green area ≥ s / P × 100. Straight distance from the residence to the edge of the green "
        "area; touching green polygons are one area.",
        "sv": "P inom d från ett grönområde ≥ s / P × 100. Fågelvägen från bostaden till grönområdets kant; grönytor som "
        "rör vid varandra är ett område.",
    },
    caveats={
        "en": "Straight and walking distances must never share a threshold. Green areas outside the planning area count. "
        "Polygons of residents are judged at a point inside them: use points or cells of 100 m or less.",
        "sv": "Fågelvägen och gångavstånd får aldrig dela tröskel. Grönområden utanför planområdet räknas. Ytor med "
        "invånare bedöms i en punkt inuti dem: använd punkter eller rutor på högst 100 m.",
    },
    thresholds=(
        Threshold(94.0, REFERENCE, "Statistics Sweden: urban residents within 200 m of green ≥ 0.5 ha, localities 2015"),
    ),
    sources=(
        "WHO Regional Office for Europe (2016), Urban green spaces and health: 300 m, 0.5-1 ha",
        "Södertörnsanalysen: green within 300 m",
        "Statistics Sweden (SCB): 200 m, 0.5 ha",
    ),
    compute=compute,
    reaches_out=True,
)
