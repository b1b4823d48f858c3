"""S7 Intersection density."""

from __future__ import annotations

import numpy as np

from ..declaration import REFERENCE, Indicator, Inputs, Need, Parameter, Result, Threshold
from ..spatial.lengths import BESIDE
from ..spatial.network import intersections
from ..spatial.points import touching_pairs
from ._common import per_area
from ._streets import repeat_notes, street_network


def compute(inputs: Inputs) -> Result:
    """Return true intersections (three or more street pieces) per km², shape (n,).

    One on a border (within `lengths.BESIDE`) counts in every area that meets there, as streets along it do.
    """
    xy, notes = np.empty((0, 2)), []
    if inputs.roles["streets"].n:  # else there is no street near the areas, and no junction
        network = street_network(inputs)
        inputs.progress(0.8)
        xy, _ = intersections(network, inputs.parameters["cluster"])
        notes = repeat_notes(network.repeated_length)
    area, _ = touching_pairs(inputs.areas, xy, BESIDE, inputs.cancelled)
    counts = np.where(inputs.areas.usable, np.bincount(area, minlength=inputs.areas.n), np.nan)
    result = per_area(inputs, counts, 1e6)
    result.notes.extend(notes)
    return result


INDICATOR = Indicator(
    id="intersection_density",
    code="S7",
    pillar="social",
    title={"en": "Intersection density", "sv": "Korsningstäthet"},
    unit="/km²",
    direction="up",
    needs=(Need("streets"),),
    parameters=(
        Parameter(
            "cluster",
            {"en": "Junctions closer than this along the street are one", "sv": "Korsningar närmare än så är en"},
            20.0,
            "m",
            0.0,
            200.0,
        ),
    ),
    formula={
        "en": "True intersections / A. An intersection is a place where three or more street pieces meet; bends and "
        "the joints of lines are none; a bridge meets the street below only in a vertex that both lines have. Lines "
        "within 0.1 m of each other are one street. One on a border (within 2 cm) counts in every area that meets there.",
        "sv": "Verkliga korsningar / A. En korsning är en plats där tre eller fler gatustycken möts; krökar och "
        "skarvar räknas inte; en bro möter gatan under den bara i en brytpunkt som båda linjerna har. Linjer inom 0,1 m "
        "från varandra är en gata. En korsning på en gräns (inom 2 cm) räknas i varje område som möts där.",
    },
    caveats={
        "en": "Every line of the layer counts: leave out driveways, aisles and forest paths first. LEED-ND counts only "
        "streets open to the public. Measures much the same as street density: weigh one of them.",
        "sv": "Alla linjer i lagret räknas: ta först bort infarter, parkeringsgångar och skogsstigar. LEED-ND räknar "
        "bara gator öppna för alla. Mäter ungefär samma sak som gatutäthet: vikta en av dem.",
    },
    thresholds=(
        Threshold(54.0, REFERENCE, "LEED for Neighborhood Development 2009, prerequisite NPDp3 (140 per square mile)"),
        Threshold(116.0, REFERENCE, "LEED for Neighborhood Development 2009: above this one point"),
        Threshold(154.0, REFERENCE, "LEED for Neighborhood Development 2009: above this two points"),
    ),
    sources=("USGBC, LEED 2009 for Neighborhood Development, NPDp3 and NPDc6 (later editions: v4, v4.1)",),
    compute=compute,
)
