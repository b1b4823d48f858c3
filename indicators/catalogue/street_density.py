"""S8 Street density."""

from __future__ import annotations

from ..declaration import REFERENCE, Indicator, Inputs, Need, Result, Threshold
from ..spatial.lengths import line_lengths
from ..spatial.network import levels_of
from ..spatial.repeats import without_repeats
from ._common import per_area
from ._streets import repeat_notes


def compute(inputs: Inputs) -> Result:
    """Return street length in km per km² of area, shape (n,)."""
    streets = inputs.roles["streets"]
    lines = streets.backend.sequences(streets.geometries)
    lines, repeated = without_repeats(lines, levels_of(streets), cancelled=inputs.cancelled)
    metres = line_lengths(inputs.areas, lines, cancelled=inputs.cancelled, progress=inputs.progress)
    result = per_area(inputs, metres / 1e3, 1e6)
    result.notes.extend(repeat_notes(repeated))
    return result


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
        "Lines within 0.1 m of each other (both directions of a street, overlaps, copies) count once. A street along the "
        "border of areas (within 2 cm) counts in each of them. Measures much the same as intersection density: weigh one "
        "of them.",
        "sv": "Alla linjer i lagret räknas, även stigar och båda körbanorna på en delad väg: filtrera lagret först. "
        "Linjer inom 0,1 m från varandra (en gatas båda riktningar, överlapp, dubbletter) räknas en gång. En gata längs "
        "gränsen mellan områden (inom 2 cm) räknas i vart och ett av dem. Mäter ungefär samma sak som korsningstäthet: "
        "vikta en av dem.",
    },
    thresholds=(Threshold(18.0, REFERENCE, "UN-Habitat, five principles of neighbourhood planning (2014)"),),
    sources=("UN-Habitat (2014), A new strategy of sustainable neighbourhood planning: five principles",),
    compute=compute,
)
