"""K2 Economic floor share."""

from __future__ import annotations

import numpy as np

from ..classes.words import known_numbers
from ..declaration import REFERENCE, Indicator, Inputs, Need, Result, Table, Threshold
from ._buildings import USES, building_stock
from ._common import ratio


def compute(inputs: Inputs) -> Result:
    """Return the floor area in economic use over all floor area of known use, in %, shape (n,).

    NaN where no floor area of known use stands; coverage is the share of the built ground whose floor area and use are
    both known.
    """
    data = inputs.roles["buildings"]
    part, notes = known_numbers(data.fields["use"], inputs.tables["uses"], data.name, "economic_floor_share")
    part = np.clip(part, 0.0, 1.0)
    stock = building_stock(inputs)
    lost = np.isnan(part) | np.isnan(stock.floor_area)
    economic, everything = (
        stock.located.total(np.where(lost, np.nan, amount)) for amount in (stock.floor_area * part, stock.floor_area)
    )
    values = 100.0 * ratio(economic, everything)
    values[inputs.extent <= 0] = np.nan
    ground = stock.located.total(stock.footprint)
    coverage = ratio(stock.located.total(np.where(lost, 0.0, stock.footprint)), ground)
    return Result(values, np.where(np.isnan(values), 0.0, inputs.extent * coverage), notes=notes)


INDICATOR = Indicator(
    id="economic_floor_share",
    code="K2",
    pillar="economic",
    title={"en": "Economic floor share", "sv": "Verksamhetsandel"},
    unit="%",
    direction="band",
    needs=(Need("buildings", ("use",)),),
    tables=(
        Table(
            "uses",
            {
                "en": "Economic part (0-1) of each building use",
                "sv": "Verksamhetsdel (0–1) för varje byggnadsanvändning",
            },
            USES,
            "Samplan's own grouping: trade, offices, industry, hotels and farms are economic; homes, public buildings "
            "and sheds are not. Give mixed buildings their part, such as 0.3",
        ),
    ),
    formula={
        "en": "GFA_economic / GFA × 100 over buildings of known floor area (given, or footprint × floors) and known "
        "use.",
        "sv": "BTA_verksamheter / BTA × 100 för byggnader med känd bruttoarea (angiven, eller byggnadsarea × "
        "våningar) och känd användning.",
    },
    caveats={
        "en": "Ground-floor shops in housing are invisible unless the layer says so. Buildings of unknown use or "
        "floors are left out; the coverage tells how much of the built ground the value speaks of. UN-Habitat also "
        "asks that single-function blocks stay below 10 % of the area; that is not measured here.",
        "sv": "Butiker i bottenvåningar syns inte om inte lagret visar dem. Byggnader med okänd användning eller "
        "okänt våningsantal lämnas utanför; täckningen visar hur stor del av den bebyggda marken värdet talar om. "
        "UN-Habitat vill också att kvarter med en enda funktion är under 10 % av ytan; det mäts inte här.",
    },
    thresholds=(
        Threshold(40.0, REFERENCE, "UN-Habitat, five principles of neighbourhood planning (2014): at least 40 %"),
    ),
    sources=("UN-Habitat (2014), A new strategy of sustainable neighbourhood planning: five principles",),
    compute=compute,
)
