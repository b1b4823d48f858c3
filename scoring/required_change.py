"""What would lift this area: the smallest single change, per indicator, that reaches a score or one place more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Optional, Sequence, Union

import numpy as np

from .aggregate import topsis
from .framework import Node
from .normalise import leaf_scale
from .scorer import ScoreResult

_BISECTIONS = 60
_SLACK = 1e-9


@dataclass(frozen=True)
class RequiredChange:
    """Change that one indicator would need, per area, to reach a target score. Arrays of shape (n,).

    Other indicators, other areas and the reference frame are unchanged.

    Attributes
    ----------
    target : ndarray
        The score to reach: that of the area one place ahead (its place is then shared), or the one asked for.
        NaN for areas that have no score or are there already.
    needed : dict
        Leaf id -> normalised score the indicator would need; NaN where it cannot do it alone, or has no value.
    change : dict
        Leaf id -> `needed` minus today's, in points of the scale.
    value : dict
        Leaf id -> the same as a raw value (after the denominator, before any transform); NaN where the
        normalisation cannot be turned round.
    easiest : list of (leaf id or None)
        The indicator with the smallest change in points, per area.
    """

    target: np.ndarray
    needed: dict[str, np.ndarray]
    change: dict[str, np.ndarray]
    value: dict[str, np.ndarray]
    easiest: list[Optional[str]]


def required_change(result: ScoreResult, target: Union[float, np.ndarray, None] = None) -> RequiredChange:
    """Find the smallest single improvements.

    Parameters
    ----------
    result : ScoreResult
    target : float or ndarray of shape (n,), optional
        Score to reach; without it, the score of the next better area.

    Notes
    -----
    The means are inverted exactly from the root down to each leaf; TOPSIS, which has no closed inverse, by bisection
    with its ideal points held. A missing indicator is not a lever: measuring it is not improving it.
    """
    framework = result.framework
    size = result.score.size
    wanted = _next_better(result) if target is None else np.broadcast_to(np.float64(target), (size,)).copy()
    with np.errstate(invalid="ignore"):
        wanted[~(wanted > result.score + _SLACK)] = np.nan
    needed: dict[str, np.ndarray] = {}

    def visit(group: Node, goal: np.ndarray) -> None:
        rows = np.array([result.nodes[child.id] for child in group.children])
        for place, child in enumerate(group.children):
            reach = _invert(result, group, rows, place, goal)
            if child.is_leaf:
                top = leaf_scale(child, framework.scale)[1]
                needed[child.id] = np.where(reach <= top + _SLACK, np.minimum(reach, top), np.nan)
            else:
                visit(child, reach)

    visit(framework.root, wanted)
    change = {leaf.id: needed[leaf.id] - result.normalised[leaf.id] for leaf in framework.leaves}
    value = {leaf.id: _raw_value(result, leaf, needed[leaf.id]) for leaf in framework.leaves}
    ids = [leaf.id for leaf in framework.leaves]
    steps = np.array([np.where(np.isnan(change[leaf_id]), np.inf, change[leaf_id]) for leaf_id in ids])
    best = steps.argmin(axis=0)
    easiest = [ids[place] if np.isfinite(steps[place, area]) else None for area, place in enumerate(best)]
    return RequiredChange(wanted, needed, change, value, easiest)


def _next_better(result: ScoreResult) -> np.ndarray:
    """Return the lowest score above each area's own place, NaN for the best."""
    wanted = np.full(result.score.size, np.nan)
    scored = np.flatnonzero(~np.isnan(result.rank))
    if not scored.size:
        return wanted
    _, first, place = np.unique(result.rank[scored], return_index=True, return_inverse=True)
    level = result.score[scored[first]]
    behind = place.reshape(-1) > 0
    wanted[scored[behind]] = level[place.reshape(-1)[behind] - 1]
    return wanted


def _invert(result: ScoreResult, group: Node, rows: np.ndarray, place: int, goal: np.ndarray) -> np.ndarray:
    """Return the score that child ``place`` needs for the group to reach ``goal``; NaN where it cannot."""
    weights = np.array([child.share for child in group.children])
    own = rows[place]
    if weights[place] <= 0:
        return np.full(own.shape, np.nan)
    present = ~np.isnan(rows)
    share = weights[:, None] * present
    with np.errstate(invalid="ignore", divide="ignore"):
        share = share / share.sum(axis=0)
    others = [row for row in range(len(rows)) if row != place]
    weight = np.where(present[place], share[place], np.nan)
    offset = float(group.offset or 0.0)
    kind = group.aggregation
    if kind == "topsis":
        return _bisect(result, group, rows, place, goal, weights)
    if kind == "minimum":
        used = [row for row in others if weights[row] > 0]
        rest = np.fmin.reduce(rows[used], axis=0) if used else np.full(own.shape, np.inf)
        rest = np.where(np.isnan(rest), np.inf, rest)
        return np.where(present[place] & (rest >= goal), goal, np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        forward = {"arithmetic": lambda x: x, "geometric": lambda x: np.log(x + offset)}.get(
            kind, lambda x: 1.0 / (x + offset)
        )
        rest = np.where(share[others] > 0, share[others] * forward(rows[others]), 0.0).sum(axis=0)
        reach = (forward(goal) - rest) / weight
        if kind == "geometric":
            reach = np.exp(reach) - offset
        elif kind == "harmonic":
            reach = np.where(reach > 0, 1.0 / reach - offset, np.nan)
    return np.where(np.isfinite(reach), reach, np.nan)


def _bisect(
    result: ScoreResult, group: Node, rows: np.ndarray, place: int, goal: np.ndarray, weights: np.ndarray
) -> np.ndarray:
    known = result.frame.topsis.get(group.id)
    if known is None:
        return np.full(goal.shape, np.nan)
    low_scale, high_scale = result.framework.scale

    def value(own: np.ndarray) -> np.ndarray:
        changed = rows.copy()
        changed[place] = own
        return low_scale + topsis(changed, weights, known)[0] * (high_scale - low_scale)

    low = rows[place]
    high = np.where(np.isnan(low), np.nan, known["best"][place] * known["norm"][place])
    with np.errstate(invalid="ignore"):
        possible = value(high) >= goal - _SLACK
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        with np.errstate(invalid="ignore"):
            enough = value(middle) >= goal
        high, low = np.where(enough, middle, high), np.where(enough, low, middle)
    return np.where(possible, high, np.nan)


def _raw_value(result: ScoreResult, leaf: Node, needed: np.ndarray) -> np.ndarray:
    """Return the raw value behind a normalised score, where a single stored linear normalisation defines it."""
    stored: Sequence[Mapping[str, Any]] = list(result.frame.leaves[leaf.id].values())
    if len(stored) != 1 or "log_minimum" in stored[0]["outliers"]:
        return np.full(needed.shape, np.nan)
    parameters = stored[0]["normalisation"]
    low, high = leaf_scale(leaf, result.framework.scale)
    share = (needed - low) / (high - low)
    if parameters["kind"] == "linear":
        value = parameters["worst"] + share * (parameters["best"] - parameters["worst"])
    elif parameters["kind"] == "shift":
        value = parameters["centre"] + (needed - parameters["mean"]) / parameters["sd"] * parameters["spread"]
        value = -value if leaf.direction == "down" else value
        if leaf.direction == "band":
            return np.full(needed.shape, np.nan)
    elif parameters["kind"] == "identity":
        value = low + high - needed if parameters["reverse"] else needed
    elif parameters["kind"] == "points" and _monotone(parameters["y"]):
        order = np.argsort(parameters["y"])
        value = np.interp(share, np.asarray(parameters["y"])[order], np.asarray(parameters["x"])[order])
        value = np.where(np.isnan(share), np.nan, value)
    elif parameters["kind"] == "ratio":
        with np.errstate(divide="ignore", invalid="ignore"):
            value = parameters["target"] / share
    else:
        return np.full(needed.shape, np.nan)
    if leaf.transform == "log":
        value = np.exp(value)
    elif leaf.transform == "log10":
        value = 10.0**value
    elif leaf.transform == "sqrt":
        value = np.where(value >= 0, value, np.nan) ** 2
    return value - leaf.transform_offset


def _monotone(values: Sequence[float]) -> bool:
    steps = np.diff(np.asarray(values, dtype=np.float64))
    return bool((steps > 0).all() or (steps < 0).all())
