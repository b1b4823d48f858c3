"""S15 Feedback per 1,000 residents."""

from __future__ import annotations

import numpy as np

from ..declaration import Indicator, Inputs, Need, Result
from ._common import assign_to_areas, empty_note, people, ratio


def compute(inputs: Inputs) -> Result:
    """Return items of feedback per 1,000 residents, shape (n,); 0 without feedback, NaN where nobody is known to live."""
    homes, counts = people(inputs)
    items = assign_to_areas(inputs, "feedback")
    values = 1000.0 * ratio(items.total(np.ones(len(items.xy))), homes.total(counts))
    values[inputs.extent <= 0] = np.nan
    coverage = np.where(np.isnan(values), 0.0, inputs.extent * homes.known(counts))
    return Result(values, coverage, notes=empty_note(inputs, values))


INDICATOR = Indicator(
    id="feedback_density",
    code="S15",
    pillar="social",
    title={"en": "Feedback per 1,000 residents", "sv": "Synpunkter per 1 000 invånare"},
    unit="/1000",
    direction="band",
    needs=(Need("feedback"), Need("population", ("count",))),
    formula={
        "en": "1,000 × points of feedback in the area / residents of the area.",
        "sv": "1 000 × synpunkter i området / invånare i området.",
    },
    caveats={
        "en": "People choose themselves whether to write, and about places where they do not live: the number shows where "
        "feedback gathers, not what residents think, and neither much nor little is good in itself. Every point given "
        "counts: to leave out official answers, to split by category or period and to see what has no position, use "
        "Summarise feedback by area, whose fields can be scored as well.",
        "sv": "Människor väljer själva om de skriver, och skriver även om platser där de inte bor: talet visar var "
        "synpunkter samlas, inte vad invånarna tycker, och varken många eller få är bra i sig. Varje punkt räknas: använd "
        "Sammanfatta synpunkter per område för att utesluta officiella svar, dela upp på kategori eller period och se vad "
        "som saknar läge. Även de fälten kan poängsättas.",
    },
    sources=("Brown & Kyttä (2014), Key issues and research priorities for PPGIS, Applied Geography 46, 122-136",),
    compute=compute,
)
