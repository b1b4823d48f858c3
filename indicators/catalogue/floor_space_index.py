"""K4 Floor space index."""

from __future__ import annotations

import numpy as np

from ...messages import QT_TRANSLATE_NOOP
from ..declaration import Indicator, Inputs, Need, Result
from ..errors import IndicatorError
from ._buildings import building_stock
from ._common import known_area, ratio


def compute(inputs: Inputs) -> Result:
    """Return GFA / A per area, shape (n,).

    Buildings of unknown floor area are taken to have as many floors as the area's others, weighted by footprint; the
    coverage is the share of the footprint whose floor area is known. NaN where buildings stand but none is known; 0 where
    none stands.

    Raises
    ------
    IndicatorError
        Neither floors nor floor area is mapped.
    """
    fields = inputs.roles["buildings"].fields
    if "floors" not in fields and "floor_area" not in fields:
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "floor_space_index needs the buildings' floors or gross floor area. Choose one of these fields for the "
                "buildings layer.",
            )
        )
    stock = building_stock(inputs)
    known = ~np.isnan(stock.floor_area)
    all_ground = stock.located.total(stock.footprint)
    known_ground = stock.located.total(np.where(known, stock.footprint, 0.0))
    share = np.where(all_ground > 0, ratio(known_ground, all_ground), 1.0)
    floor_area = np.where(all_ground > 0, ratio(stock.located.total(stock.floor_area), share), 0.0)
    values = ratio(floor_area, known_area(inputs))
    return Result(values, np.where(np.isnan(values), 0.0, inputs.extent * share))


INDICATOR = Indicator(
    id="floor_space_index",
    code="K4",
    pillar="economic",
    title={"en": "Floor space index", "sv": "Exploateringstal"},
    unit="m²/m²",
    direction="band",
    needs=(Need("buildings"),),
    formula={
        "en": "GFA / A: gross floor area over the whole area, streets and parks included. Gross floor area as given, "
        "else footprint × floors; buildings of unknown floors count with the mean number of floors of the area's "
        "others.",
        "sv": "BTA / A: bruttoarea genom hela områdets yta, med gator och parker. Bruttoarean som den anges, annars "
        "byggnadsarea × våningar; hus med okänt våningsantal räknas med medelvåningstalet för områdets övriga.",
    },
    caveats={
        "en": "What is dense enough is set by the local plan. The coverage tells for how much of the built ground the "
        "floors are known; with a low coverage the value is a guess. Basements and attics follow the layer given.",
        "sv": "Vad som är lagom tätt avgörs i den lokala planen. Täckningen visar för hur stor del av den bebyggda "
        "marken våningarna är kända; är den låg är värdet en gissning. Källare och vindar följer det lager som ges.",
    },
    sources=("Local plans; the index is a usual measure of density (exploateringstal, e-tal)",),
    compute=compute,
)
