"""E3 Green area factor."""

from __future__ import annotations

import numpy as np

from ..classes.schemes import factor_presets, layer_numbers
from ..declaration import Indicator, Inputs, Need, Result, Table
from ..spatial.shares import weighted_area
from ._common import ratio

FACTORS = {
    **factor_presets("green_area_factor")["malmo_2011"].rows,
    "forest": 1.0,
    "meadow": 1.0,
    "grassland": 1.0,
    "grass": 1.0,
    "park": 1.0,
    "garden": 1.0,
    "scrub": 1.0,
    "heath": 1.0,
    "wetland": 1.0,
    "orchard": 1.0,
    "allotments": 1.0,
    "cemetery": 0.8,
    "farmland": 0.8,
    "vineyard": 0.8,
    "bare": 0.4,
    "recreation": 0.5,
    "residential": 0.4,
    "institutional": 0.3,
    "commercial": 0.1,
    "retail": 0.05,
    "industrial": 0.1,
    "construction": 0.2,
    "quarry": 0.2,
    "farmyard": 0.3,
    "transport": 0.05,
    "railway": 0.2,
    "bare_rock": 0.1,
}


def compute(inputs: Inputs) -> Result:
    """Return sum(a_i f_i) / sum(a_i) over the surfaces known, shape (n,); coverage is their share of the site."""
    surfaces = inputs.roles["land_use"]
    factor, notes = layer_numbers(surfaces, inputs.tables["factors"], "green_area_factor")
    weighted, known = weighted_area(inputs.areas, surfaces, factor, inputs.cancelled, inputs.progress)
    values = ratio(weighted, known)
    values[inputs.extent <= 0] = np.nan
    coverage = np.clip(np.nan_to_num(ratio(known, inputs.areas.area)), 0.0, 1.0)
    return Result(values, np.where(np.isnan(values), 0.0, coverage), notes=notes)


INDICATOR = Indicator(
    id="green_area_factor",
    code="E3",
    pillar="ecological",
    title={"en": "Green area factor", "sv": "Grönytefaktor"},
    unit="m²/m²",
    direction="up",
    needs=(Need("land_use", ("class",)),),
    tables=(
        Table(
            "factors",
            {"en": "Factor of each surface", "sv": "Faktor för varje yta"},
            FACTORS,
            "Malmö, Västra Hamnen: Kruuse (2011), GRaBS Expert Paper 6, table 1, for surfaces; working values of "
            "Samplan for whole land uses (residential, industrial...), rock and bare ground. Choose your city's "
            "published table, or give your municipality's own list: some factors are above 1",
            factor_presets("green_area_factor"),
        ),
    ),
    formula={
        "en": "Σ a_i f_i / A: eco-effective area over the site. Where surfaces overlap (a green roof on a building), "
        "the highest factor counts. A is the part of the site with a known surface: see the coverage.",
        "sv": "Σ a_i f_i / A: ekoeffektiv yta genom tomtens yta. Där ytor överlappar (ett grönt tak på ett hus) "
        "gäller den högsta faktorn. A är den del av tomten som har en känd yta: se täckningen.",
    },
    caveats={
        "en": "Each municipality sets its own factors and the value it requires (Malmö 0.5, Sundbyberg 0.5 or 0.3, "
        "Berlin 0.6 for housing). Values of different tables must not be compared, and Stockholm's reach 2. "
        "Supplements that lists give on top of a surface, such as for trees or bird boxes, are not added. Give "
        "detailed plan surfaces; from plain land use the value is only a rough one.",
        "sv": "Varje kommun har egna faktorer och ett eget krav (Malmö 0,5, Sundbyberg 0,5 eller 0,3, Berlin 0,6 för "
        "bostäder). Värden ur olika tabeller får inte jämföras, och Stockholms når 2. Tilläggsfaktorer ovanpå en yta, "
        "som för träd eller fågelholkar, räknas inte med. Ge detaljerade ytor ur planen; av vanlig markanvändning "
        "blir värdet bara grovt.",
    },
    sources=("Boverket, grönytefaktor: eco-effective area over site area, factors set locally",),
    compute=compute,
)
