"""S9 Population density."""

from __future__ import annotations

from ..declaration import REFERENCE, Indicator, Inputs, Need, Result, Threshold
from ._common import people, per_area


def compute(inputs: Inputs) -> Result:
    """Return residents per km² of area, shape (n,); 0 where nobody lives."""
    located, counts = people(inputs)
    return per_area(inputs, located.total(counts), 1e6, located.known(counts))


INDICATOR = Indicator(
    id="population_density",
    code="S9",
    pillar="social",
    title={"en": "Population density", "sv": "Befolkningstäthet"},
    unit="/km²",
    direction="band",
    needs=(Need("population", ("count",)),),
    formula={"en": "P / A: residents per square kilometre.", "sv": "P / A: invånare per kvadratkilometer."},
    caveats={
        "en": "The UN-Habitat figure is meant for city centres and is unfit as a default elsewhere: set your own band.",
        "sv": "UN-Habitats tal avser stadskärnor och duger inte som standard på andra platser: ange ett eget "
        "intervall.",
    },
    thresholds=(Threshold(15000.0, REFERENCE, "UN-Habitat, five principles of neighbourhood planning (2014)"),),
    sources=("UN-Habitat (2014), A new strategy of sustainable neighbourhood planning: five principles",),
    compute=compute,
)
