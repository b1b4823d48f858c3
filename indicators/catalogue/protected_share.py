"""E9 Protected nature."""

from __future__ import annotations

import numpy as np

from ..declaration import REFERENCE, Indicator, Inputs, Need, Result, Threshold
from ..spatial.shares import covered_area
from ._common import known_area, ratio


def compute(inputs: Inputs) -> Result:
    """Return A_protected / A x 100 per area, water included, overlaps counted once, shape (n,)."""
    covered = covered_area(inputs.areas, inputs.roles["protected"], inputs.cancelled, inputs.progress)
    values = np.minimum(100.0 * ratio(covered, known_area(inputs)), 100.0)
    return Result(values, np.where(np.isnan(values), 0.0, inputs.extent))


INDICATOR = Indicator(
    id="protected_share",
    code="E9",
    pillar="ecological",
    title={"en": "Protected nature", "sv": "Skyddad natur"},
    unit="%",
    direction="up",
    needs=(Need("protected"),),
    formula={
        "en": "A_protected / A × 100, water included; overlapping protection counts once.",
        "sv": "A_skyddad / A × 100, vatten inräknat; överlappande skydd räknas en gång.",
    },
    caveats={
        "en": "Thirty per cent by 2030 is a global and EU goal, not a local one.",
        "sv": "Trettio procent till 2030 är ett globalt mål och ett EU-mål, inte ett lokalt.",
    },
    thresholds=(
        Threshold(
            30.0,
            REFERENCE,
            "Kunming-Montreal framework and EU biodiversity strategy: 30 % by 2030; from memory: check before use",
        ),
    ),
    sources=("Naturvårdsverket, protected nature",),
    compute=compute,
)
