"""Draft a framework from numeric columns: a start to be edited, not a judgement."""

from __future__ import annotations

import re
from typing import Any, Mapping

import numpy as np

from ..messages import QT_TRANSLATE_NOOP
from .columns import float_column
from .errors import ScoringError

# Columns that number or measure the feature itself, not a quality of the place.
_NOT_INDICATORS = re.compile(r"(?i)^(ogc_?)?(fid|gid|id|objectid|oid|uid|pk)$|^(shape_?|st_)(area|length|leng)$|_cov$")
_WRITTEN_BY_SCORING = re.compile(r"(?i)^(s_|c_)|^(score|rank|coverage|rank_lo|rank_hi|p_top|settled)$")


def draft_framework(columns: Mapping[str, Any], id: str, title: str) -> dict[str, Any]:  # noqa: A002  (the format's word)
    """Return a framework (JSON content) with one leaf per numeric column that varies.

    Goalposts are the data's range, widened to round numbers; every direction is "up" and every weight 1. Row numbers,
    coverages and earlier scores are left out. The result loads without faults; its author must still set directions,
    goalposts with a source, and weights.

    Parameters
    ----------
    columns : mapping
        Column name -> values, shape (n,).
    id, title : str
        Of the framework; the id is made valid (letters, digits, _).

    Raises
    ------
    ScoringError
        When no column is left.
    """
    framework_id = _identifier(id, set())
    taken = {framework_id.lower(), "score"}
    children = []
    for name, raw in columns.items():
        if _NOT_INDICATORS.search(name) or _WRITTEN_BY_SCORING.search(name):
            continue
        try:
            values = float_column(name, raw)
        except ScoringError:
            continue
        values = values[np.isfinite(values)]
        if not values.size or not np.ptp(values) > 0:
            continue
        low, high = round_bounds(float(values.min()), float(values.max()))
        leaf_id = _identifier(name, taken)
        taken.add(leaf_id.lower())
        children.append(
            {
                "id": leaf_id,
                "title": {"en": name, "sv": name},
                "indicator": leaf_id,
                "field": name,
                "weight": 1,
                "direction": "up",
                "normalisation": {"method": "goalposts", "low": low, "high": high, "clamp": True},
                "reference": {"kind": "reference", "source": "Range of the data this draft was made from"},
            }
        )
    if not children:
        raise ScoringError(
            QT_TRANSLATE_NOOP(
                "Samplan", "No numeric column with different values was found. Choose a layer with measured values."
            )
        )
    return {
        "samplan_framework": 1,
        "id": framework_id,
        "version": "0.1.0",
        "title": {"en": title, "sv": title},
        "description": {
            "en": "A draft. Set directions, goalposts with their sources, and weights before using it.",
            "sv": "Ett utkast. Ange riktningar, gränsvärden med källor och vikter innan det används.",
        },
        "scale": [0, 100],
        "aggregation": "arithmetic",
        "missing": {"policy": "renormalise", "min_coverage": 0.65},
        "children": children,
    }


def round_bounds(low: float, high: float) -> tuple[float, float]:
    """Return bounds around [low, high] on a round step (1, 2 or 5 times a power of ten, about ten to the range)."""
    rough = (high - low) / 10.0
    power = 10.0 ** np.floor(np.log10(rough))
    step = power * next(factor for factor in (1.0, 2.0, 5.0, 10.0) if factor * power >= rough * (1 - 1e-9))
    digits = max(0, int(-np.floor(np.log10(step))) + 1)
    bottom = round(float(np.floor(low / step + 1e-9) * step), digits)
    top = round(float(np.ceil(high / step - 1e-9) * step), digits)
    return min(bottom, low), max(top, high)


def _identifier(name: str, taken: set[str]) -> str:
    plain = name.translate(str.maketrans("åäöÅÄÖéü", "aaoAAOeu"))
    base = re.sub(r"[^A-Za-z0-9_]+", "_", plain).strip("_") or "indicator"
    if not base[0].isalpha():
        base = f"i_{base}"
    result, number = base, 2
    while result.lower() in taken:
        result, number = f"{base}_{number}", number + 1
    return result
