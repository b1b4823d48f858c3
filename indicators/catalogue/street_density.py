"""S8 Street density."""

from __future__ import annotations

from ..declaration import REFERENCE, Indicator, Inputs, Need, Result, Threshold
from ..spatial.lengths import line_lengths
from ._common import per_area


def compute(inputs: Inputs) -> Result:
    """Return street length in km per km² of area, shape (n,)."""
    metres = line_lengths(inputs.areas, inputs.roles["streets"], cancelled=inputs.cancelled, progress=inputs.progress)
    return per_area(inputs, metres / 1e3, 1e6)


INDICATOR = Indicator(
    id="street_density",
    code="S8",
    pillar="social",
    title={"en": "Street density", "sv": "Gatutäthet"},
    unit="km/km²",
    direction="up",
    needs=(Need("streets"),),
    formula={"en": "L_street / A: street length per area.", "sv": "L_gata / A: gatulängd per yta."},
    caveats={
        "en": "Every line of the layer counts, paths and both lanes of a dual carriageway too: filter the layer first. "
        "Measures much the same as intersection density: weigh one of them.",
        "sv": "Alla linjer i lagret räknas, även stigar och båda körbanorna på en delad väg: filtrera lagret först. "
        "Mäter ungefär samma sak som korsningstäthet: vikta en av dem.",
    },
    thresholds=(Threshold(18.0, REFERENCE, "UN-Habitat, five principles of neighbourhood planning (2014)"),),
    sources=("UN-Habitat (2014), A new strategy of sustainable neighbourhood planning: five principles",),
    compute=compute,
)
