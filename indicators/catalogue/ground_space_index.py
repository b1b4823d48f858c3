"""K10 Ground space index."""

from __future__ import annotations

import numpy as np

from ..declaration import Indicator, Inputs, Need, Result
from ..spatial.shares import covered_area
from ._common import known_area, ratio


def compute(inputs: Inputs) -> Result:
    """Return the built ground over the area, overlaps counted once, 0-1, shape (n,); 0 where no building stands."""
    built = covered_area(inputs.areas, inputs.roles["buildings"], inputs.cancelled, inputs.progress)
    values = np.minimum(ratio(built, known_area(inputs)), 1.0)
    return Result(values, np.where(np.isnan(values), 0.0, inputs.extent))


INDICATOR = Indicator(
    id="ground_space_index",
    code="K10",
    pillar="economic",
    title={"en": "Ground space index", "sv": "Byggnadsarea per markyta"},
    unit="m²/m²",
    direction="band",
    needs=(Need("buildings"),),
    formula={
        "en": "A_footprints / A: ground covered by buildings over the whole area; overlapping outlines count once.",
        "sv": "A_byggnader / A: mark som täcks av byggnader genom hela områdets yta; överlappande konturer räknas en "
        "gång.",
    },
    caveats={
        "en": "Read it with the floor space index: the same floor space can stand in towers or in a carpet of houses. "
        "No general target exists.",
        "sv": "Läs det ihop med exploateringstalet: samma bruttoarea kan stå i höga hus eller breda ut sig i låga. "
        "Inget allmänt mål finns.",
    },
    sources=("A usual measure of built form beside the floor space index; set your own band",),
    compute=compute,
)
