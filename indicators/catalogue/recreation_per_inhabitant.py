"""S12 Recreation area per inhabitant."""

from __future__ import annotations

import numpy as np

from ..classes.schemes import layer_numbers
from ..declaration import Indicator, Inputs, Need, Result, Table
from ._common import covered_land, empty_note, people, ratio

RECREATION = {
    "park": 1,
    "recreation": 1,
    "playground": 1,
    "pitch": 1,
    "sport": 1,
    "garden": 1,
    "square": 1,
    "beach": 1,
    "nature_reserve": 1,
    "forest": 0,
    "meadow": 0,
    "grass": 0,
    "grassland": 0,
    "scrub": 0,
    "heath": 0,
    "wetland": 0,
    "cemetery": 0,
    "allotments": 0,
    "orchard": 0,
    "farmland": 0,
    "vineyard": 0,
}


def compute(inputs: Inputs) -> Result:
    """Return the recreation land in m² per resident, overlaps counted once, shape (n,); NaN where nobody is known to live."""
    green = inputs.roles["green"]
    part, notes = layer_numbers(green, inputs.tables["recreation"], "recreation_per_inhabitant")
    located, counts = people(inputs)
    area = covered_land(inputs, [green.take(part >= 0.5)])
    values = np.where(inputs.extent > 0, ratio(area, located.total(counts)), np.nan)
    coverage = np.where(np.isnan(values), 0.0, inputs.extent * located.known(counts))
    return Result(values, coverage, notes=notes + empty_note(inputs, values))


INDICATOR = Indicator(
    id="recreation_per_inhabitant",
    code="S12",
    pillar="social",
    title={"en": "Recreation area per inhabitant", "sv": "Rekreationsyta per invånare"},
    unit="m²/inhabitant",
    direction="up",
    needs=(Need("green", ("class",)), Need("population", ("count",)), Need("water", optional=True)),
    tables=(
        Table(
            "recreation",
            {
                "en": "Public recreation (1) or not (0) of each class",
                "sv": "Allmän rekreation (1) eller inte (0) för varje klass",
            },
            RECREATION,
            "Samplan's own reading of the ISO 37120 definition of public outdoor recreation space; set forest to 1 "
            "where it is open and used",
        ),
    ),
    formula={
        "en": "A_recreation / P: area of parks, playgrounds, sports grounds and other classes marked 1 per resident; "
        "water under them counts as water.",
        "sv": "A_rekreation / P: yta av parker, lekplatser, idrottsytor och andra klasser märkta med 1 per invånare; "
        "vatten under dem räknas som vatten.",
    },
    caveats={
        "en": "The value depends on the class list: woods near homes count only when you set them to 1. Grows without "
        "limit where few people live. Places just outside the area are not counted; access to green is.",
        "sv": "Värdet beror på klasslistan: tätortsnära skog räknas bara om du sätter den till 1. Växer utan gräns "
        "där få bor. Platser strax utanför området räknas inte; det gör däremot tillgång till grönområde.",
    },
    sources=("ISO 37120, public outdoor recreation space per inhabitant (definition; no target)",),
    compute=compute,
)
