"""S11 Dissimilarity (residential segregation)."""

from __future__ import annotations

import numpy as np

from ..declaration import REFERENCE, Indicator, Inputs, Need, Parameter, Result, Threshold
from ..statistics import dissimilarity
from ._common import people, read_counts


def compute(inputs: Inputs) -> Result:
    """Return 0.5 x sum |a_i/A - b_i/B| over the population units of each area, 0-1, shape (n,).

    A unit that lies in part in an area counts with that part. NaN where fewer than ``min_units`` units have residents, or
    where one of the two groups is missing. Extra: ``units``, the number of units used.
    """
    located, counts = people(inputs)
    group = read_counts(inputs, "population", "group")
    group = np.where(group > counts, np.nan, group)
    lived_in = counts > 0
    weight = np.where(lived_in[located.record], located.share, np.nan)
    values, units = dissimilarity(
        group[located.record] * weight, (counts - group)[located.record] * weight, located.area, located.n
    )
    few = (units < inputs.parameters["min_units"]) | (inputs.extent <= 0)
    values = np.where(few, np.nan, values)
    known = located.known(np.where(lived_in | np.isnan(counts), group, 0.0))
    return Result(values, np.where(np.isnan(values), 0.0, inputs.extent * known), {"units": units.astype(float)})


INDICATOR = Indicator(
    id="dissimilarity",
    code="S11",
    pillar="social",
    title={"en": "Residential segregation (dissimilarity)", "sv": "Boendesegregation (dissimilaritet)"},
    unit="0–1",
    direction="down",
    needs=(Need("population", ("count", "group")),),
    parameters=(
        Parameter(
            "min_units",
            {"en": "Fewest units to judge by", "sv": "Minsta antal enheter att bedöma efter"},
            10.0,
            "",
            2.0,
        ),
    ),
    formula={
        "en": "½ Σ |a_i / A − b_i / B| over the units (grid cells, statistical areas) in the area; a: residents in "
        "the group, b: the others. The share of either that would have to move for both to be spread alike. Column "
        "_units: units used.",
        "sv": "½ Σ |a_i / A − b_i / B| över enheterna (rutor, statistikområden) i området; a: invånare i gruppen, b: "
        "övriga. Andelen av endera gruppen som måste flytta för att båda ska bo lika spritt. Kolumnen _units: antal "
        "enheter.",
    },
    caveats={
        "en": "Grows when units get smaller and with few people in each: compare only areas divided alike, and use it "
        "for districts or towns, not blocks. Which group is compared is your choice and belongs beside the value. "
        "Below 0.3 is often called low and above 0.6 high (from memory: check before use).",
        "sv": "Växer när enheterna blir mindre och när få bor i varje: jämför bara områden med samma indelning, och "
        "använd den för stadsdelar eller orter, inte kvarter. Vilken grupp som jämförs är ert val och ska stå intill "
        "värdet. Under 0,3 kallas ofta lågt och över 0,6 högt (ur minnet: kontrollera före användning).",
    },
    thresholds=(
        Threshold(0.3, REFERENCE, "Convention, below it low; from memory: check before use"),
        Threshold(0.6, REFERENCE, "Convention, above it high; from memory: check before use"),
    ),
    sources=("Duncan and Duncan (1955), American Sociological Review 20(2)",),
    compute=compute,
)
