"""K9 Income."""

from __future__ import annotations

from ..declaration import Indicator, Inputs, Need, Result
from ._common import people, ratio_of_sums


def compute(inputs: Inputs) -> Result:
    """Return the mean of the records' income weighted by residents, in the layer's unit, shape (n,).

    Incomes below 0 (losses) take part.
    """
    located, counts = people(inputs)
    income = inputs.roles["population"].fields["income"]
    return ratio_of_sums(inputs, located, counts * income, counts)


INDICATOR = Indicator(
    id="income",
    code="K9",
    pillar="economic",
    title={"en": "Income of residents", "sv": "Invånarnas inkomst"},
    unit="currency/inhabitant",
    direction="up",
    needs=(Need("population", ("count", "income")),),
    formula={
        "en": "Σ P_i × income_i / Σ P_i over the units (statistical areas, grid cells) of the area, in the layer's "
        "currency.",
        "sv": "Σ P_i × inkomst_i / Σ P_i över områdets enheter (statistikområden, rutor), i lagrets valuta.",
    },
    caveats={
        "en": "The weighted mean of medians is no median: say which of the two the layer holds. Adjust for prices "
        "before you compare years. Read it with net migration: people whose income rises tend to move out "
        "(lyckoparadoxen).",
        "sv": "Ett vägt medelvärde av medianer är ingen median: ange vilket av dem lagret har. Räkna om till samma "
        "penningvärde innan du jämför år. Läs den ihop med flyttnettot: den vars inkomst stiger flyttar ofta "
        "(lyckoparadoxen).",
    },
    sources=("Statistics Sweden (SCB), DeSO statistics", "Södertörnsanalysen: mean and median income"),
    compute=compute,
)
