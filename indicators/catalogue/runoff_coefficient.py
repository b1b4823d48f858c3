"""E5 Runoff coefficient."""

from __future__ import annotations

from ..classes.schemes import factor_presets
from ..declaration import Indicator, Inputs, Result, Table
from ._surfaces import NEEDS, WIDTH, surface_mean

COEFFICIENTS = {
    "building": 0.9,
    "street": 0.8,
    "asphalt": 0.8,
    "concrete": 0.8,
    "sealed": 0.8,
    "paved": 0.7,
    "parking": 0.8,
    "gravel": 0.4,
    "gravel_road": 0.4,
    "gravel_path": 0.2,
    "transport": 0.7,
    "railway": 0.4,
    "commercial": 0.7,
    "retail": 0.8,
    "industrial": 0.7,
    "construction": 0.5,
    "institutional": 0.5,
    "education": 0.5,
    "residential": 0.35,
    "cemetery": 0.1,
    "recreation": 0.1,
    "park": 0.1,
    "garden": 0.1,
    "allotments": 0.1,
    "grass": 0.1,
    "meadow": 0.1,
    "grassland": 0.1,
    "farmland": 0.1,
    "farmyard": 0.4,
    "orchard": 0.1,
    "vineyard": 0.1,
    "scrub": 0.1,
    "heath": 0.1,
    "forest": 0.1,
    "wetland": 0.1,
    "bare": 0.4,
    "bare_rock": 0.8,
    "steep_rock": 0.8,
    "flat_rock": 0.3,
    "quarry": 0.5,
}


def compute(inputs: Inputs) -> Result:
    """Return the sum of coefficient x area over the sum of area, 0-1, shape (n,)."""
    return surface_mean(inputs, inputs.tables["coefficients"], "runoff_coefficient")


INDICATOR = Indicator(
    id="runoff_coefficient",
    code="E5",
    pillar="ecological",
    title={"en": "Runoff coefficient", "sv": "Sammanvägd avrinningskoefficient"},
    unit="0–1",
    direction="down",
    needs=NEEDS,
    parameters=(WIDTH,),
    tables=(
        Table(
            "coefficients",
            {"en": "Runoff coefficient of each surface", "sv": "Avrinningskoefficient för varje yta"},
            COEFFICIENTS,
            "Svenskt Vatten P110 (2016), table 4.8 (seen second-hand), for building, asphalt, concrete, sealed, paved "
            "(stone with gravel joints), gravel_road, gravel_path, steep_rock, flat_rock, park, and the upper end of "
            "0-0.1 for grass, meadow, farmland and forest; rock and gravel of unknown kind have the higher value. All "
            "others are working values of Samplan: replace them with your own",
            factor_presets("runoff_coefficient"),
        ),
    ),
    formula={
        "en": "Σ φ_i A_i / Σ A_i over the surfaces known. Buildings and streets lie on top of the land use; where "
        "surfaces overlap, the highest coefficient counts.",
        "sv": "Σ φ_i A_i / Σ A_i över kända ytor. Byggnader och gator ligger ovanpå markanvändningen; där ytor "
        "överlappar gäller den högsta koefficienten.",
    },
    caveats={
        "en": "The coefficients of whole land uses (residential, industrial...) are working values: replace them with "
        "your own, or choose a published table of surfaces. The coverage tells how much of the land has a known "
        "surface. Many towns rule that outflow after building must not exceed today's: compare scenarios.",
        "sv": "Koefficienterna för hel markanvändning (bostäder, industri …) är arbetsvärden: byt ut dem mot egna, "
        "eller välj en publicerad tabell över ytor. Täckningen visar hur stor del av marken som har en känd yta. "
        "Många kommuner kräver att flödet inte ökar efter byggande: jämför scenarier.",
    },
    sources=("Svenskt Vatten, publication P110 (2016), table 4.8 (seen second-hand)",),
    compute=compute,
)
