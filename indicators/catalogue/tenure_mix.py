"""S10 Tenure mix."""

from __future__ import annotations

import numpy as np

from ..declaration import Indicator, Inputs, Need, Result
from ..statistics import entropy_mix
from ._common import assign_to_areas, ratio, read_counts

TENURES = ("rental", "cooperative", "owned")


def compute(inputs: Inputs) -> Result:
    """Return -sum(p ln p) / ln 3 over rental, tenant-owned and owned dwellings, 0-1, shape (n,).

    Records with any tenure unknown are left out. Extra: ``largest``, the share in % of the commonest tenure.
    """
    located = assign_to_areas(inputs, "population")
    counts = np.column_stack([read_counts(inputs, "population", name) for name in TENURES])
    known = np.where(np.isnan(counts).any(axis=1), np.nan, 1.0)
    dwellings = np.column_stack([located.total(column * known) for column in counts.T])
    dwellings[inputs.extent <= 0] = 0.0
    values = entropy_mix(dwellings, len(TENURES))
    largest = 100.0 * ratio(dwellings.max(axis=1), dwellings.sum(axis=1))
    coverage = np.where(np.isnan(values), 0.0, inputs.extent * located.known(known))
    return Result(values, coverage, {"largest": largest})


INDICATOR = Indicator(
    id="tenure_mix",
    code="S10",
    pillar="social",
    title={"en": "Tenure mix", "sv": "Upplåtelseblandning"},
    unit="0–1",
    direction="up",
    needs=(Need("population", TENURES),),
    formula={
        "en": "−Σ p ln p / ln 3 over the shares p of rental, tenant-owned and owned dwellings: 0 = one tenure only, 1 "
        "= equal shares. Column _largest: the share of the commonest tenure in %.",
        "sv": "−Σ p ln p / ln 3 över andelarna p av hyresrätt, bostadsrätt och äganderätt: 0 = bara en "
        "upplåtelseform, 1 = lika andelar. Kolumnen _largest: den vanligaste formens andel i %.",
    },
    caveats={
        "en": "UN-Habitat asks that no tenure has more than 50 % and that 20-50 % of the floor area is low-cost; "
        "compare _largest with the 50 %. The value depends on the three classes. Equal shares are no goal in "
        "themselves: set it with those affected. A large area can be mixed and its blocks apart.",
        "sv": "UN-Habitat vill att ingen form har mer än 50 % och att 20–50 % av bostadsytan är billig; jämför "
        "_largest med 50 %. Värdet beror på de tre klasserna. Lika andelar är inget mål i sig: sätt det med dem som "
        "berörs. Ett stort område kan vara blandat fast kvarteren är det var för sig.",
    },
    sources=(
        "Statistics Sweden (SCB), dwellings by tenure in DeSO",
        "UN-Habitat (2014), A new strategy of sustainable neighbourhood planning: five principles",
    ),
    compute=compute,
)
