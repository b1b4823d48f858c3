"""K7 Tobin's Q of housing."""

from __future__ import annotations

import numpy as np

from ..declaration import REFERENCE, Indicator, Inputs, Need, Result, Threshold
from ._buildings import building_stock
from ._common import ratio


def compute(inputs: Inputs) -> Result:
    """Return the floor-area weighted price over the floor-area weighted building cost, shape (n,).

    Buildings without a price or a cost are left out. Where floors are unknown they are taken to be the mean of the area's
    others; where none are known in the area, footprints weigh.
    """
    data = inputs.roles["buildings"]
    price, cost = (np.where(data.fields[name] > 0, data.fields[name], np.nan) for name in ("price", "cost"))
    stock = building_stock(inputs)
    known = ~np.isnan(stock.floor_area)
    both = np.isfinite(price) & np.isfinite(cost)
    total = stock.located.total
    floors = ratio(total(stock.floor_area), total(np.where(known, stock.footprint, 0.0)))
    floors = np.where(np.isnan(floors), 1.0, floors)

    def weighted(number: np.ndarray) -> np.ndarray:
        number = np.where(both, number, np.nan)
        return total(stock.floor_area * number) + floors * total(np.where(known, 0.0, stock.footprint * number))

    values = ratio(weighted(price), weighted(cost))
    values[inputs.extent <= 0] = np.nan
    coverage = inputs.extent * stock.located.known(np.where(both, 1.0, np.nan))
    return Result(values, np.where(np.isnan(values), 0.0, coverage))


INDICATOR = Indicator(
    id="tobins_q",
    code="K7",
    pillar="economic",
    title={"en": "Tobin's Q of housing", "sv": "Tobins Q för bostäder"},
    unit="ratio",
    direction="up",
    needs=(Need("buildings", ("price", "cost")),),
    formula={
        "en": "Q = Σ w × price / Σ w × building cost, both per m² of floor area, w the gross floor area. Above 1 "
        "building pays: the market price covers the cost of a new house.",
        "sv": "Q = Σ v × pris / Σ v × byggkostnad, båda per m², v bruttoarean. Över 1 lönar det sig att bygga: priset "
        "på marknaden täcker kostnaden för ett nytt hus.",
    },
    caveats={
        "en": "Price and cost must be of the same year and both with or both without land. Few sales give a shaky "
        "price; a high Q can also be scarcity. Says nothing of who can afford the homes.",
        "sv": "Pris och kostnad ska gälla samma år, båda med mark eller båda utan. Få köp ger ett osäkert pris; högt "
        "Q kan också vara brist. Säger inget om vem som har råd med bostäderna.",
    },
    thresholds=(Threshold(1.0, REFERENCE, "Break-even by construction: price equals building cost"),),
    sources=(
        "Boverket, maps of Tobin's Q 2009 and 2014, shown on the Södertörn model's site",
        "Tobin (1969), JMCB 1(1)",
    ),
    compute=compute,
)
