"""From raw column to prepared value: denominator, imputation, outliers, transform, in this order.

Each step has a *fit* (from the data: means, bounds) and an *apply* (with stored parameters), so that a
saved reference frame repeats exactly what the first run did. Order after OECD/JRC (2008), Handbook on Constructing
Composite Indicators; winsorising and its log fall-back as in COINr (Becker et al. 2022, JOSS 7(78), 4567).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Optional

import numpy as np

from .framework import Node

DEFAULT_MAX_POINTS = 5
DEFAULT_SKEWNESS = 2.0
DEFAULT_KURTOSIS = 3.5


@dataclass(frozen=True)
class Treated:
    """The values of one indicator that outlier treatment changed.

    `index` are positions of areas, `before` and `after` the values (after the denominator, before any transform),
    `method` is "clamp", "winsorise" or "log".
    """

    leaf_id: str
    method: str
    index: np.ndarray
    before: np.ndarray
    after: np.ndarray


def skewness(values: np.ndarray) -> float:
    """Return the sample skewness (type 2, as in Excel and COINr); NaN below three values or without spread."""
    n = values.size
    if n < 3:
        return float("nan")
    centred = values - values.mean()
    squares = float(np.sum(centred**2))
    if squares <= 0.0:
        return float("nan")
    return float(np.sqrt(n) * np.sum(centred**3) / squares**1.5 * np.sqrt(n * (n - 1.0)) / (n - 2.0))


def kurtosis(values: np.ndarray) -> float:
    """Return the sample excess kurtosis (type 2, as in Excel and COINr); NaN below four values or without spread."""
    n = values.size
    if n < 4:
        return float("nan")
    centred = values - values.mean()
    squares = float(np.sum(centred**2))
    if squares <= 0.0:
        return float("nan")
    ratio = n * float(np.sum(centred**4)) / squares**2
    return ((n + 1.0) * (ratio - 3.0) + 6.0) * (n - 1.0) / ((n - 2.0) * (n - 3.0))


def has_outliers(values: np.ndarray, skew_limit: float, kurt_limit: float) -> bool:
    """Whether both abs(skewness) and kurtosis reach their limits (the usual composite-indicator test)."""
    return bool(abs(skewness(values)) >= skew_limit and kurtosis(values) >= kurt_limit)


def winsorise_bounds(
    values: np.ndarray, max_points: int, skew_limit: float, kurt_limit: float
) -> tuple[Optional[float], Optional[float], bool]:
    """Find the bounds that winsorising sets.

    The most extreme value on the skewed side takes the next value, again and again, until the distribution passes the
    test or ``max_points`` points are treated. Equal extremes move together; a step that would exceed ``max_points``
    is not taken.

    Returns
    -------
    (low, high, passes)
        Bounds, None where untouched, and whether the treated values pass.
    """
    ordered = np.sort(values)
    work = ordered
    low, high = float(ordered[0]), float(ordered[-1])
    while has_outliers(work, skew_limit, kurt_limit):
        if skewness(work) >= 0:
            step = (low, float(work[work < work[-1]][-1]))
        else:
            step = (float(work[work > work[0]][0]), high)
        if np.count_nonzero((ordered < step[0]) | (ordered > step[1])) > max_points:
            break
        low, high = step
        work = np.clip(ordered, low, high)
    passes = not has_outliers(work, skew_limit, kurt_limit)
    return low if low > ordered[0] else None, high if high < ordered[-1] else None, passes


def fit_outliers(leaf: Node, values: np.ndarray) -> dict[str, float]:
    """Return the parameters of the leaf's outlier treatment for these present values, shape (m,).

    Returns
    -------
    dict
        Empty (nothing to do), bounds ``low`` and/or ``high``, or ``log_minimum`` and ``log_shift`` for
        ln(x - minimum + shift) with shift = 1 % of the range.
    """
    spec = leaf.outliers
    method = spec.get("method", "none")
    if method == "none" or not values.size:
        return {}
    if method == "clamp":
        bounds = {key: spec.get(key, leaf.normalisation.get(key)) for key in ("low", "high")}
        return {key: float(value) for key, value in bounds.items() if isinstance(value, (int, float))}
    skew_limit = float(spec.get("skewness", DEFAULT_SKEWNESS))
    kurt_limit = float(spec.get("kurtosis", DEFAULT_KURTOSIS))
    if not has_outliers(values, skew_limit, kurt_limit):
        return {}
    if method == "winsorise":
        max_points = int(spec.get("max_points", DEFAULT_MAX_POINTS))
        low, high, passes = winsorise_bounds(values, max_points, skew_limit, kurt_limit)
        if passes or spec.get("then", "none") != "log":
            return {key: value for key, value in (("low", low), ("high", high)) if value is not None}
    low, high = float(values.min()), float(values.max())
    return {"log_minimum": low, "log_shift": 0.01 * (high - low)}


def apply_outliers(values: np.ndarray, parameters: dict[str, float]) -> np.ndarray:
    """Return the treated values, shape (n,); the input is not changed, and is returned when nothing is to do."""
    if "log_minimum" in parameters:
        shifted = values - parameters["log_minimum"] + parameters["log_shift"]
        with np.errstate(invalid="ignore", divide="ignore"):
            # A later run may hold values below the first run's minimum: they take the lowest score there was.
            return np.log(np.maximum(shifted, parameters["log_shift"]))
    if "low" in parameters:
        values = np.maximum(values, parameters["low"])
    if "high" in parameters:
        values = np.minimum(values, parameters["high"])
    return values


def fit_impute(leaf: Node, values: np.ndarray, groups: Optional[np.ndarray]) -> dict[str, Any]:
    """Return what missing values of the leaf are to be replaced with: ``{"value": v}`` and, by group, ``"groups"``.

    Empty when nothing is present or the leaf imputes nothing (midpoints are set on the scale).
    """
    method = leaf.impute.get("method", "none")
    missing = np.isnan(values)
    if method in ("none", "midpoint") or missing.all():
        return {}
    centre = np.median if method.endswith("median") else np.mean
    result: dict[str, Any] = {"value": float(centre(values[~missing]))}
    if groups is not None:
        by_group: dict[str, float] = {}
        labels, codes = np.unique(groups.astype(str), return_inverse=True)
        for code, label in enumerate(labels):
            present = values[(codes == code) & ~missing]
            if label and present.size:
                by_group[str(label)] = float(centre(present))
        result["groups"] = by_group
    return result


def apply_impute(values: np.ndarray, parameters: dict[str, Any], groups: Optional[np.ndarray]) -> np.ndarray:
    """Return the values, shape (n,), with missing ones replaced; a group without data takes the overall value."""
    if "value" not in parameters:
        return values
    missing = np.isnan(values)
    if not missing.any():
        return values
    result = values.copy()
    if groups is not None and "groups" in parameters:
        known = parameters["groups"]
        result[missing] = [known.get(label, parameters["value"]) for label in groups[missing]]
    else:
        result[missing] = parameters["value"]
    return result


def apply_transform(leaf: Node, values: np.ndarray) -> np.ndarray:
    """Return the transformed values; what the transform cannot take (a log of 0 or less) becomes -inf."""
    if leaf.transform is None:
        return values
    shifted = values + leaf.transform_offset
    with np.errstate(invalid="ignore", divide="ignore"):
        if leaf.transform == "sqrt":
            return np.where(shifted < 0, -np.inf, np.sqrt(shifted))
        function = np.log if leaf.transform == "log" else np.log10
        return np.where(shifted <= 0, -np.inf, function(shifted))
