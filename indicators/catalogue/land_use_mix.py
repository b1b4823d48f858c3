"""K1 Land-use mix (entropy)."""

from __future__ import annotations

import numpy as np

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ..classes.schemes import layer_rows
from ..declaration import Indicator, Inputs, Need, Result, Table
from ..errors import IndicatorError
from ..spatial.shares import class_areas
from ..statistics import entropy_mix
from ._common import known_land, ratio

FUNCTIONS = {
    "residential": 1,
    "commercial": 2,
    "retail": 2,
    "office": 2,
    "industrial": 3,
    "institutional": 4,
    "education": 4,
    "recreation": 5,
    "park": 5,
    "playground": 5,
    "pitch": 5,
    "square": 5,
}


def compute(inputs: Inputs) -> Result:
    """Return -sum(p_k ln p_k) / ln N of the urban functions' shares of the classified area, 0-1, shape (n,).

    Returns
    -------
    Result
        NaN where no function is mapped; coverage is the share of known land that carries one of the N functions.

    Raises
    ------
    IndicatorError
        No class of the layer is in the table, or the table has fewer than two functions.
    """
    data, table = inputs.roles["land_use"], inputs.tables["functions"]
    functions = sorted(set(table.values()))
    if len(functions) < 2:
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan", 'The table "functions" of land_use_mix needs at least two different functions.'
            )
        )
    row, unknown, notes = layer_rows(data, table)
    if data.n and not (row >= 0).any():
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "No class of the land-use layer is known to land_use_mix. It has: {classes}. Choose the right class "
                'field, or give your own table "functions" in the settings.',
            ),
            classes=", ".join(unknown[:12]) or "-",
        )
    function = np.array([functions.index(table[name]) for name in table])
    data, row = data.take(row >= 0), row[row >= 0]
    areas = class_areas(
        inputs.areas, data, function[row], len(functions), cancelled=inputs.cancelled, progress=inputs.progress
    )
    if unknown:
        notes.append(
            UserMessage(
                QT_TRANSLATE_NOOP(
                    "Samplan", "Land-use mix leaves out land-use classes that are no urban function: {names}."
                ),
                {"names": ", ".join(unknown[:12])},
            )
        )
    values = entropy_mix(areas, len(functions))
    values[inputs.extent <= 0] = np.nan
    coverage = np.clip(np.nan_to_num(ratio(areas.sum(axis=1), known_land(inputs))), 0.0, 1.0)
    return Result(values, np.where(np.isnan(values), 0.0, coverage), notes=notes)


INDICATOR = Indicator(
    id="land_use_mix",
    code="K1",
    pillar="economic",
    title={"en": "Land-use mix", "sv": "Funktionsblandning"},
    unit="0–1",
    direction="up",
    needs=(Need("land_use", ("class",)), Need("water", optional=True)),
    tables=(
        Table(
            "functions",
            {
                "en": "Urban function (number) of each land-use class",
                "sv": "Funktion (nummer) för varje markanvändning",
            },
            FUNCTIONS,
            "Samplan's own grouping into five functions: housing, trade and offices, industry, institutions, "
            "recreation",
        ),
    ),
    formula={
        "en": "−Σ p_k ln p_k / ln N: entropy of the shares p_k of N urban functions; 0 = one function only, 1 = equal "
        "shares of all N (five by default).",
        "sv": "−Σ p_k ln p_k / ln N: entropin av andelarna p_k för N funktioner; 0 = bara en funktion, 1 = lika "
        "andelar av alla N (fem från början).",
    },
    caveats={
        "en": "The value depends on the class list: keep it the same between years and towns. Land without an urban "
        "function (farmland, wood) is left out; the coverage tells how much of the land the value speaks of.",
        "sv": "Värdet beror på klasslistan: ha samma mellan år och orter. Mark utan funktion (åker, skog) lämnas "
        "utanför; täckningen visar hur stor del av marken värdet talar om.",
    },
    sources=("Land-use mix entropy as in the Fenland study, MRC Epidemiology Unit",),
    compute=compute,
)
