"""S14 The 3-30-300 rule, as far as data allow."""

from __future__ import annotations

import numpy as np

from ..declaration import REFERENCE, Indicator, Inputs, Need, Parameter, Result, Threshold
from ..spatial.data import VectorData
from ..spatial.points import point_pairs
from ._access import straight_to_green
from ._common import assign_to_areas, share_of_people
from .access_green import STRAIGHT
from .tree_canopy import FULL, canopy_share


def crowns_near(inputs: Inputs, crowns: VectorData, xy: np.ndarray, limit: float) -> np.ndarray:
    """Return how many crowns (polygons) lie within ``limit`` metres of each point, shape (m,).

    Crowns are widened by the limit with 32 chords a quarter circle, which makes it at most 0.03 % too short.
    """
    wide = crowns.backend.buffer(crowns.geometries, limit / inputs.areas.scale_at(crowns), 32)
    _, point = point_pairs(VectorData("polygon", crowns.backend, wide), xy, inputs.cancelled)
    return np.bincount(point, minlength=len(xy))


def compute(inputs: Inputs) -> Result:
    """Return the percentage of residents for whom the rules 30 and 300 both hold, shape (n,).

    30: the planning area is the neighbourhood and has at least 30 % canopy. 300: a large enough green area within the straight
    distance. Extras: ``canopy`` in %; ``park``, the percentage of residents for whom 300 holds; ``trees``, the percentage with
    at least three crowns near, NaN when the canopy is a raster.
    """
    canopy = canopy_share(inputs, "three_thirty_three_hundred")
    located = assign_to_areas(inputs, "population")
    limit = inputs.parameters["distance"]
    near = straight_to_green(inputs, located.xy, limit, inputs.parameters["min_size"]) <= limit
    park = share_of_people(inputs, near, located)
    leafy = canopy.values >= inputs.parameters["least_canopy"]
    values = np.where(np.isnan(canopy.values) | np.isnan(park.values), np.nan, np.where(leafy, park.values, 0.0))
    trees = np.full(inputs.areas.n, np.nan)
    crowns = inputs.roles["canopy"]
    if isinstance(crowns, VectorData):
        enough = crowns_near(inputs, crowns, located.xy, inputs.parameters["sight"]) >= 3
        trees = share_of_people(inputs, enough, located).values
    coverage = np.where(np.isnan(values), 0.0, np.minimum(canopy.coverage, park.coverage))
    extras = {"canopy": canopy.values, "park": park.values, "trees": trees}
    return Result(values, coverage, extras, canopy.notes + park.notes)


INDICATOR = Indicator(
    id="three_thirty_three_hundred",
    code="S14",
    pillar="social",
    title={"en": "3-30-300: canopy and park rules", "sv": "3-30-300: reglerna om kronor och park"},
    unit="%",
    direction="up",
    needs=(Need("population", ("count",)), Need("canopy"), Need("green")),
    parameters=(
        STRAIGHT,
        Parameter("min_size", {"en": "Smallest green area", "sv": "Minsta grönområde"}, 1.0, "ha", 0.0, 1000.0),
        Parameter(
            "least_canopy",
            {"en": "Least canopy of the neighbourhood", "sv": "Minsta krontäckning i grannskapet"},
            30.0,
            "%",
            0.0,
            100.0,
        ),
        Parameter("sight", {"en": "Trees are in sight within", "sv": "Träd syns inom"}, 30.0, "m", 1.0, 500.0),
        FULL,
    ),
    formula={
        "en": "P for whom two rules hold / P × 100: 30 % canopy in the neighbourhood (here the planning area), and a "
        "green area ≥ s within 300 m, as the crow flies. Columns: _canopy, %; _park, share of residents with the 300; "
        "_trees, share with three crowns or more near, only when crowns are polygons.",
        "sv": "P för vilka två regler gäller / P × 100: 30 % krontäckning i grannskapet (här planområdet), och ett "
        "grönområde ≥ s inom 300 m fågelvägen. Kolumner: _canopy, %; _park, andel invånare med de 300; _trees, andel "
        "med minst tre kronor i närheten, bara när kronorna är ytor.",
    },
    caveats={
        "en": "The rule of three trees seen from every home cannot be judged from a map: _trees counts crowns near "
        "the home instead (the distance is Samplan's own) and is not part of the value. The value jumps where canopy "
        "passes 30 %: read the columns. Merged crowns count as one tree. Use neighbourhoods as planning areas.",
        "sv": "Regeln om tre träd synliga från varje bostad går inte att bedöma på en karta: _trees räknar i stället "
        "kronor nära bostaden (avståndet är Samplans eget) och ingår inte i värdet. Värdet hoppar där krontäckningen "
        "passerar 30 %: läs kolumnerna. Sammanslagna kronor räknas som ett träd. Använd grannskap som planområden.",
    },
    thresholds=(Threshold(100.0, REFERENCE, "Konijnendijk (2023): the rule is meant for everyone"),),
    sources=(
        "Konijnendijk (2023), Journal of Forestry Research 34, 821-830, doi 10.1007/s11676-022-01523-z: at least 1 ha "
        "within 300 m of every home",
    ),
    compute=compute,
    uses_surroundings=True,
)
