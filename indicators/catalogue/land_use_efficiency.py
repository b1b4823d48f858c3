"""K3 Land-use efficiency (SDG 11.3.1)."""

from __future__ import annotations

import numpy as np

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ..classes.schemes import layer_numbers
from ..declaration import Indicator, Inputs, Need, Result, Table
from ..errors import IndicatorError
from ..spatial.shares import covered_area
from ..statistics import growth_rates, land_use_efficiency
from ._common import people, read_counts, with_whole_layer

BUILT = {
    "residential": 1,
    "commercial": 1,
    "retail": 1,
    "office": 1,
    "industrial": 1,
    "institutional": 1,
    "education": 1,
    "transport": 1,
    "railway": 1,
    "parking": 1,
    "construction": 1,
    "building": 1,
    "built": 1,
    "park": 1,
    "recreation": 1,
    "cemetery": 1,
    "garden": 1,
    "allotments": 1,
    "farmyard": 0,
    "quarry": 0,
    "forest": 0,
    "farmland": 0,
    "meadow": 0,
    "grassland": 0,
    "grass": 0,
    "orchard": 0,
    "vineyard": 0,
    "scrub": 0,
    "heath": 0,
    "wetland": 0,
    "bare": 0,
    "bare_rock": 0,
    "water": 0,
}


def compute(inputs: Inputs) -> Result:
    """Return the land consumption rate over the population growth rate between two surveys, shape (n,).

    Extras: ``land`` and ``people``, the yearly rates in %.

    Raises
    ------
    IndicatorError
        The land-use layer does not hold two years, or none of its classes is in the table.
    """
    data = inputs.roles["land_use"]
    part, notes = layer_numbers(data, inputs.tables["built"], "land_use_efficiency")
    year = data.fields["year"]
    everywhere = with_whole_layer(inputs, "land_use").roles["land_use"].fields["year"]
    years = np.unique(everywhere[np.isfinite(everywhere)])
    if len(years) < 2:
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "land_use_efficiency needs land use of two years in one layer. Merge both surveys into one layer with "
                "a field for the year (it has: {years}).",
            ),
            years=", ".join(f"{number:g}" for number in years) or "-",
        )
    if len(years) > 2:
        notes.append(
            UserMessage(
                QT_TRANSLATE_NOOP(
                    "Samplan", "land_use_efficiency compares the years {first} and {last} and leaves out others."
                ),
                {"first": int(years[0]), "last": int(years[-1])},
            )
        )
    built = []
    for survey in (years[0], years[-1]):
        of_year = year == survey
        mapped = covered_area(inputs.areas, data.take(of_year), inputs.cancelled)
        land = covered_area(inputs.areas, data.take(of_year & (part >= 0.5)), inputs.cancelled)
        built.append(np.where((mapped > 0) & (inputs.extent > 0), land, np.nan))
        inputs.progress(0.4 * len(built))
    located, now = people(inputs)
    before = read_counts(inputs, "population", "earlier")
    both = np.where(np.isnan(now) | np.isnan(before), np.nan, 1.0)
    figures = (*built, located.total(before * both), located.total(now * both), float(years[-1] - years[0]))
    values = land_use_efficiency(*figures)
    land_rate, people_rate = growth_rates(*figures)
    return Result(
        values,
        np.where(np.isnan(values), 0.0, inputs.extent * located.known(both)),
        {"land": 100.0 * land_rate, "people": 100.0 * people_rate},
        notes,
    )


INDICATOR = Indicator(
    id="land_use_efficiency",
    code="K3",
    pillar="economic",
    title={"en": "Land-use efficiency (SDG 11.3.1)", "sv": "Markeffektivitet (mål 11.3.1)"},
    unit="ratio",
    direction="down",
    needs=(Need("land_use", ("class", "year")), Need("population", ("count", "earlier"))),
    tables=(
        Table(
            "built",
            {
                "en": "Built-up land (1) or not (0) of each class",
                "sv": "Bebyggd mark (1) eller inte (0) för varje klass",
            },
            BUILT,
            "Samplan's own grouping: plots, streets and the parks between them are built-up land",
        ),
    ),
    formula={
        "en": "[(V₂ − V₁) / V₁ / t] / [ln(P₂ / P₁) / t]: yearly growth of built-up land over yearly growth of the "
        "population between the first and the last year of the layer. Columns _land and _people: the two rates in % a "
        "year.",
        "sv": "[(V₂ − V₁) / V₁ / t] / [ln(P₂ / P₁) / t]: årlig ökning av bebyggd mark genom årlig folkökning mellan "
        "lagrets första och sista år. Kolumnerna _land och _people: de två takterna i % per år.",
    },
    caveats={
        "en": "At or below 1 land grows no faster than people (this reading is from memory: check before use). "
        "Undefined where the population stands still, and misleading where it falls or where both "
        "shrink: read it with the two rates. Both surveys must use the same classes, and the residents of the two "
        "years must be of the same years as the land.",
        "sv": "Vid 1 eller lägre växer marken inte snabbare än befolkningen (tolkningen är ur minnet: kontrollera före "
        "användning). Odefinierad där befolkningen står stilla, och vilseledande där den "
        "minskar eller där båda krymper: läs den ihop med de två takterna. Båda karteringarna ska ha samma klasser, "
        "och invånarantalen gälla samma två år som marken.",
    },
    sources=("UN-Habitat, metadata of SDG indicator 11.3.1, version 2025-04-23, pages 7-9",),
    compute=compute,
)
