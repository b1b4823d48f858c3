"""From prepared value to score on the scale: every normalisation, as fit (parameters) and apply.

Parameters are a small dictionary with a ``kind``, in transformed units where the leaf has a transform:

``linear``       ``worst``, ``best``: 0 at worst, 1 at best, cut at 0 if ``floor`` and at 1 if ``cap``
``points``       ``x``, ``y``: piecewise linear, flat outside; ``y`` from 0 to 1
``ratio``        ``target``: target / value, at most 1 if ``cap`` (less is better, no worst value stated)
``shift``        ``centre``, ``spread``, ``mean``, ``sd``: mean + sd * (value - centre) / spread, on the scale itself
``distribution`` ``values``, ``counts``, ``ties``, ``percentile``: place among the stored values
``identity``     the value is a score already (``reverse``: from the other end of the scale)
``constant``     no spread to score by: everybody gets the midpoint of the scale
``empty``        no value at all
"""

from __future__ import annotations

from typing import Any, Mapping, Optional

import numpy as np

from ..messages import QT_TRANSLATE_NOOP
from .errors import ScoringError
from .framework import Node
from .prepare import apply_transform

BLOCK = 32768
ZSCORE_RANGE_IN_SD = 6.0
NOISE = 1e-13
"""Values that differ by less than this part of the largest one are the same: a sum in another order moves the last bits."""


def leaf_scale(leaf: Node, scale: tuple[float, float]) -> tuple[float, float]:
    """Return the interval this leaf is normalised to: its own ``to``, else the framework's scale."""
    own = leaf.normalisation.get("to")
    return (float(own[0]), float(own[1])) if own else scale


def fit_normalisation(leaf: Node, values: np.ndarray, scale: tuple[float, float]) -> dict[str, Any]:
    """Return the parameters of the leaf's normalisation.

    Parameters
    ----------
    leaf : Node
    values : ndarray, shape (m,)
        The present, treated values before any transform.
    scale : (low, high)
        The framework's scale.
    """
    method = leaf.normalisation["method"]
    if method == "goalposts":
        return _fit_goalposts(leaf, values)
    if method == "target":
        return _fit_target(leaf, values)
    if method == "value_function":
        low, high = leaf_scale(leaf, scale)
        x, y = zip(*leaf.normalisation["points"])
        return {"kind": "points", "x": _transformed(leaf, x), "y": [(score - low) / (high - low) for score in y]}
    if method == "none":
        return {"kind": "identity", "reverse": leaf.direction == "down"}
    spread = _oriented(leaf, apply_transform(leaf, values), method != "minmax")
    spread = spread[np.isfinite(spread)]
    if not spread.size:
        return {"kind": "empty"}
    low, high = float(spread.min()), float(spread.max())
    noise = NOISE * max(abs(low), abs(high))
    if high - low <= noise:
        return {"kind": "constant", "value": low}
    if method == "minmax":
        return _band_or_line(leaf, low, high, True, True)
    if method == "zscore":
        bottom, top = leaf_scale(leaf, scale)
        return {
            "kind": "shift",
            "centre": float(spread.mean()),
            "spread": float(spread.std(ddof=1)),
            "mean": float(leaf.normalisation.get("mean", (bottom + top) / 2)),
            "sd": float(leaf.normalisation.get("sd", (top - bottom) / ZSCORE_RANGE_IN_SD)),
        }
    distinct, counts = np.unique(spread, return_counts=True)
    first = np.flatnonzero(np.diff(distinct, prepend=-np.inf) > noise)
    distinct, counts = distinct[first], np.add.reduceat(counts, first)
    ties = "min" if method == "percentile" else leaf.normalisation.get("ties", "average")
    return {"kind": "distribution", "values": distinct, "counts": counts, "ties": ties}


def apply_normalisation(
    leaf: Node, parameters: Mapping[str, Any], values: np.ndarray, scale: tuple[float, float], out: np.ndarray
) -> int:
    """Write the scores of treated values into ``out``, shape (n,); NaN stays NaN.

    Returns
    -------
    int
        How many values the transform could not take and no lower goalpost catches: they are NaN in ``out``.
    """
    low, high = leaf_scale(leaf, scale)
    kind = parameters["kind"]
    missing = np.isnan(values) if leaf.transform is not None else None
    if missing is not None and leaf.normalisation["method"] not in ("goalposts", "target", "value_function"):
        # No stated lower end catches what the transform cannot take.
        values = np.where(np.isneginf(apply_transform(leaf, values)), np.nan, values)
    for start in range(0, values.size, BLOCK):
        part, target = values[start : start + BLOCK], out[start : start + BLOCK]
        if kind == "empty":
            target.fill(np.nan)
        elif kind == "linear":
            part = apply_transform(leaf, part)
            np.subtract(part, parameters["worst"], out=target)
            target /= parameters["best"] - parameters["worst"]
            if parameters["floor"]:
                np.maximum(target, 0.0, out=target)
            if parameters["cap"]:
                np.minimum(target, 1.0, out=target)
            _to_scale(target, low, high)
        elif kind == "points":
            target[:] = np.interp(apply_transform(leaf, part), parameters["x"], parameters["y"])
            _to_scale(target, low, high)
        elif kind == "ratio":
            _ratio(part, parameters, target)
            _to_scale(target, low, high)
        elif kind == "constant":
            target[:] = np.where(np.isnan(part), np.nan, (low + high) / 2)
        elif kind == "identity":
            shown = apply_transform(leaf, part)
            target[:] = low + high - shown if parameters["reverse"] else shown + 0.0
        elif kind == "shift":
            oriented = _oriented(leaf, apply_transform(leaf, part), True)
            target[:] = (oriented - parameters["centre"]) * (parameters["sd"] / parameters["spread"])
            target += parameters["mean"]
    if kind == "distribution":
        out[:] = _place(_oriented(leaf, apply_transform(leaf, values), True), parameters)
        _to_scale(out, low, high)
    if missing is None or kind == "empty":
        return 0
    out[np.isinf(out)] = np.nan
    return int(np.count_nonzero(np.isnan(out) & ~missing))


def expected_range(parameters: Mapping[str, Any], scale: tuple[float, float]) -> tuple[float, float]:
    """Return between which scores values like those of the fit lie: the scale, three standard deviations for z-scores."""
    if parameters["kind"] != "shift":
        return scale
    reach = abs(parameters["sd"]) * ZSCORE_RANGE_IN_SD / 2
    return parameters["mean"] - reach, parameters["mean"] + reach


def resolve_bound(bound: Any, values: np.ndarray) -> Optional[float]:
    """Return a goalpost as a number, in raw units.

    A number stands for itself; ``"min"``, ``"max"``, ``{"percentile": p}`` (linear interpolation),
    ``{"mean_top": k}`` and ``{"mean_bottom": k}`` (mean of the k highest or lowest) are taken from the values.
    None when it must come from the values and there are none.
    """
    if isinstance(bound, (int, float)):
        return float(bound)
    if not values.size:
        return None
    if bound in ("min", "max"):
        return float(values.min() if bound == "min" else values.max())
    kind, amount = next(iter(bound.items()))
    if kind == "percentile":
        return float(np.percentile(values, float(amount)))
    ordered = np.sort(values)
    return float(ordered[-int(amount) :].mean() if kind == "mean_top" else ordered[: int(amount)].mean())


def _to_scale(share: np.ndarray, low: float, high: float) -> None:
    if high - low != 1.0:
        share *= high - low
    share += low  # also where it is 0: a -0 becomes a 0


def _transformed(leaf: Node, values: Any) -> list[float]:
    return [float(value) for value in apply_transform(leaf, np.asarray(values, dtype=np.float64))]


def _oriented(leaf: Node, values: np.ndarray, turn: bool) -> np.ndarray:
    """Return values of which more is better: turned for "down", the negative distance to the band for "band"."""
    if not turn or leaf.direction == "up":
        return values
    if leaf.direction == "down":
        return -values
    start, end = _transformed(leaf, leaf.band)
    return -np.maximum(np.maximum(start - values, values - end), 0.0)


def _band_or_line(leaf: Node, low: float, high: float, floor: bool, cap: bool) -> dict[str, Any]:
    """Return parameters for bounds in transformed units, in the leaf's direction."""
    if leaf.direction == "band":
        start, end = _transformed(leaf, leaf.band)
        pairs = {low: 0.0, high: 0.0} if low < start or high > end else {}
        if low >= start:
            pairs.pop(low, None)
        if high <= end:
            pairs.pop(high, None)
        pairs.update({start: 1.0, end: 1.0})
        x = sorted(pairs)
        return {"kind": "points", "x": x, "y": [pairs[value] for value in x]}
    if leaf.direction == "down":
        low, high = high, low
    return {"kind": "linear", "worst": low, "best": high, "floor": floor, "cap": cap}


def _clamps(leaf: Node) -> tuple[bool, bool]:
    """Return whether raw values are cut at the low and the high goalpost."""
    clamp = leaf.normalisation.get("clamp", True)
    return clamp in (True, "low"), clamp in (True, "high")


def _fit_goalposts(leaf: Node, values: np.ndarray) -> dict[str, Any]:
    bounds = [resolve_bound(leaf.normalisation[key], values) for key in ("low", "high")]
    if bounds[0] is None or bounds[1] is None:
        return {"kind": "empty"}
    low, high = _transformed(leaf, bounds)
    if not np.isfinite(low):
        raise ScoringError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                'The goalposts of "{name}" are taken from the data ({low:g} to {high:g}), but its transform "{transform}" '
                'cannot take the lower one. Add a "transform_offset", or state the goalpost as a number.',
            ),
            name=leaf.name,
            low=bounds[0],
            high=bounds[1],
            transform=leaf.transform,
        )
    if not high - low > NOISE * max(abs(low), abs(high)):
        return {"kind": "constant", "value": bounds[0]}
    at_low, at_high = _clamps(leaf)
    if leaf.direction == "down":
        at_low, at_high = at_high, at_low
    return _band_or_line(leaf, low, high, at_low, at_high)


def _fit_target(leaf: Node, values: np.ndarray) -> dict[str, Any]:
    target = leaf.normalisation.get("target")
    if target is None:
        target = (leaf.reference or {})["value"]
    down = leaf.direction == "down"
    at_low, at_high = _clamps(leaf)
    floor, cap = (at_high, at_low) if down else (at_low, at_high)
    baseline = leaf.normalisation.get("baseline")
    if baseline is None and down:
        return {"kind": "ratio", "target": float(target), "cap": cap}
    worst = resolve_bound(0.0 if baseline is None else baseline, values)
    if worst is None:
        return {"kind": "empty"}
    if worst == target:
        return {"kind": "constant", "value": worst}
    bounds = _transformed(leaf, (worst, target))
    return {"kind": "linear", "worst": bounds[0], "best": bounds[1], "floor": floor, "cap": cap}


def _ratio(values: np.ndarray, parameters: Mapping[str, Any], out: np.ndarray) -> None:
    target = parameters["target"]
    with np.errstate(divide="ignore", invalid="ignore"):
        np.divide(target, values, out=out)
    # Nothing, or less than nothing, of what should be little is as good as the target when over-achievement is cut.
    if parameters["cap"]:
        out[values <= target] = 1.0
    else:
        out[values <= 0] = np.nan


def _place(values: np.ndarray, parameters: Mapping[str, Any]) -> np.ndarray:
    """Return each value's place among the stored ones as a share from 0 (lowest) to 1 (highest)."""
    known = np.asarray(parameters["values"], dtype=np.float64)
    counts = np.asarray(parameters["counts"], dtype=np.int64)
    before = np.concatenate(([0], np.cumsum(counts)))
    result = np.full(values.shape, np.nan)
    present = np.flatnonzero(np.isfinite(values))
    shown = values[present]
    # A value is equal to the stored one below it, or else to the one above, when only rounding keeps them apart.
    noise = NOISE * max(abs(known[0]), abs(known[-1]))
    slot = np.searchsorted(known, shown, side="right")
    lower = np.maximum(slot - 1, 0)
    slot = np.where(np.abs(shown - known[lower]) <= noise, lower, slot)
    inside = np.minimum(slot, known.size - 1)
    equal = np.where(np.abs(known[inside] - shown) <= noise, counts[inside], 0)
    below = before[slot]
    ties, total = parameters["ties"], int(before[-1])
    if ties == "dense":
        place, total = slot.astype(np.float64), known.size
    elif ties == "max":
        place = below + np.maximum(equal, 1) - 1.0
    elif ties == "average":
        place = below + (np.maximum(equal, 1) - 1.0) / 2
    elif ties == "ordinal":
        order = np.argsort(slot, kind="stable")
        start = np.searchsorted(slot[order], slot[order], side="left")
        turn = np.empty(shown.size)
        turn[order] = np.arange(shown.size) - start
        place = below + np.minimum(turn, np.maximum(equal, 1) - 1.0)
    else:
        place = below.astype(np.float64)
    result[present] = np.clip(place / max(total - 1, 1), 0.0, 1.0)
    return result
