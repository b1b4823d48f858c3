"""K6 Employment rate."""

from __future__ import annotations

from ..declaration import Indicator, Inputs, Need, Result
from ._common import people, ratio_of_sums, read_counts


def compute(inputs: Inputs) -> Result:
    """Return residents in work over residents aged 20-64, in %, shape (n,); records with either unknown are left out."""
    located, workers = people(inputs, "workers")
    return ratio_of_sums(inputs, located, workers, read_counts(inputs, "population", "workage"), 100.0)


INDICATOR = Indicator(
    id="employment_rate",
    code="K6",
    pillar="economic",
    title={"en": "Employment rate 20-64", "sv": "Sysselsättningsgrad 20–64 år"},
    unit="%",
    direction="up",
    needs=(Need("population", ("workers", "workage")),),
    formula={
        "en": "Residents in work / residents aged 20-64 × 100.",
        "sv": "Förvärvsarbetande / invånare 20–64 år × 100.",
    },
    caveats={
        "en": "Count the same ages above and below the line, else the value can pass 100. Read it with net migration: "
        "people who find work tend to move out, so an area can stay low while its people do well (lyckoparadoxen). "
        "Small areas are disclosure-protected by the statistics office: NULL there is right. Compare with your "
        "municipality or county.",
        "sv": "Ha samma åldrar i täljare och nämnare, annars kan värdet passera 100. Läs den ihop med flyttnettot: "
        "den som får arbete flyttar ofta, så området kan ligga kvar lågt fast det går bra för människorna "
        "(lyckoparadoxen). Små områden är sekretesskyddade i statistiken: där är NULL rätt. Jämför med kommunen eller "
        "länet.",
    },
    sources=("Statistics Sweden (SCB), DeSO statistics", "Södertörnsanalysen: employment 20-64"),
    compute=compute,
)
