"""E4 Sealed share."""

from __future__ import annotations

from ..declaration import Indicator, Inputs, Result, Table
from ._surfaces import NEEDS, WIDTH, surface_mean

SEALED = {
    "building": 100,
    "street": 100,
    "asphalt": 100,
    "concrete": 100,
    "sealed": 100,
    "paved": 100,
    "parking": 100,
    "transport": 80,
    "railway": 30,
    "commercial": 80,
    "retail": 90,
    "industrial": 80,
    "construction": 50,
    "institutional": 50,
    "education": 50,
    "residential": 35,
    "urban_fabric_80_100": 90,
    "urban_fabric_50_80": 65,
    "urban_fabric_30_80": 55,
    "urban_fabric_30_50": 40,
    "urban_fabric_10_30": 20,
    "urban_fabric_0_10": 5,
    "cemetery": 20,
    "recreation": 10,
    "park": 5,
    "garden": 0,
    "allotments": 5,
    "grass": 0,
    "meadow": 0,
    "grassland": 0,
    "farmland": 0,
    "farmyard": 40,
    "orchard": 0,
    "vineyard": 0,
    "scrub": 0,
    "heath": 0,
    "forest": 0,
    "wetland": 0,
    "bare": 0,
    "bare_rock": 0,
    "quarry": 0,
    "gravel": 0,
}


def compute(inputs: Inputs) -> Result:
    """Return A_sealed / A of the surfaces known, in %, shape (n,)."""
    return surface_mean(inputs, inputs.tables["sealed"], "sealed_share")


INDICATOR = Indicator(
    id="sealed_share",
    code="E4",
    pillar="ecological",
    title={"en": "Sealed share", "sv": "Hårdgjord andel"},
    unit="%",
    direction="down",
    needs=NEEDS,
    parameters=(WIDTH,),
    tables=(
        Table(
            "sealed",
            {"en": "Sealed part (%) of each land-use class", "sv": "Hårdgjord del (%) av varje markanvändning"},
            SEALED,
            "Working values of Samplan for the land between buildings and streets; replace them with local "
            "measurements. urban_fabric_50_80 and its like: the middle of the range that the nomenclature of Urban "
            "Atlas (11100-11240) and CORINE (111, 112) states, buildings and streets included",
        ),
    ),
    formula={
        "en": "A_sealed / A_known land × 100: buildings and streets count whole, land-use classes with the part "
        "stated in the table; where surfaces overlap, the most sealed counts.",
        "sv": "A_hårdgjord / A_känd mark × 100: byggnader och gator räknas helt, markanvändning med den del tabellen "
        "anger; där ytor överlappar gäller den mest hårdgjorda.",
    },
    caveats={
        "en": "No general target exists: report the change. The parts per land-use class are working values; with a "
        "mapped sealing layer, give it as land use with the classes paved and grass. Urban Atlas and CORINE state the "
        "sealing with buildings and streets: give no such layers beside them.",
        "sv": "Inget allmänt mål finns: redovisa förändringen. Delarna per markanvändning är arbetsvärden; finns ett "
        "karterat lager, ge det som markanvändning med klasserna paved och grass. Urban Atlas och CORINE anger "
        "hårdgörningen med byggnader och gator: ge inga sådana lager bredvid dem.",
    },
    sources=("Definition: Naturvårdsverket, National Land Cover Database (NMD), artificial surfaces",),
    compute=compute,
)
