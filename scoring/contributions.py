"""Why this score: signed points per indicator that sum exactly to a difference of scores.

Every group splits its own difference among its children along the path in which its mean is a plain sum, so the split
is exact and needs no order of indicators: levels for the arithmetic mean and the minimum (Aumann & Shapley 1974;
Friedman 2004, Int. J. Game Theory 32), logarithms for the geometric mean (the LMDI of Ang 2004, Energy Policy 32),
reciprocals for the harmonic mean, and a numerical straight path for TOPSIS. A child's part is passed on to its own
children in proportion, down to the leaves. What rounding leaves over is spread by weight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Optional, Protocol, Sequence, Union

import numpy as np

from ..messages import QT_TRANSLATE_NOOP
from .aggregate import BLOCK, mean_of, topsis
from .coverage import enters
from .errors import ScoringError
from .framework import Framework, Node
from .normalise import apply_normalisation, leaf_scale
from .prepare import apply_outliers


class Scored(Protocol):
    """What `explain` asks of a result, as `ScoreResult` describes it; of its frame only ``topsis`` and ``leaves``."""

    framework: Framework
    score: np.ndarray
    nodes: dict[str, np.ndarray]
    frame: Any

    @property
    def normalised(self) -> dict[str, np.ndarray]:
        """Leaf id -> normalised score."""


Reference = Union[str, Mapping[str, float], Scored]
_QUADRATURE = np.polynomial.legendre.leggauss(24)


@dataclass(frozen=True)
class Contributions:
    """Points per indicator: ``sum(points.values()) == score - reference_score`` to 1e-9, area by area.

    `points` maps leaf id -> ndarray (n,): NaN where the area has no score or the indicator does not enter it; the others
    make the sum. Against another result only the first: what is missing there or here stands at its group's level.
    `reference_score` is the score of the reference, shape (n,): it can differ between areas, because the reference
    is given the same gaps as the area it explains.
    """

    points: dict[str, np.ndarray]
    score: np.ndarray
    reference_score: np.ndarray

    def of(self, node: Node) -> np.ndarray:
        """Return the points of a group (a pillar, a theme): the sum over its indicators, shape (n,); NaN without any."""
        rows = np.array([self.points[leaf.id] for leaf in node.walk() if leaf.is_leaf])
        return np.where(np.isnan(rows).all(axis=0), np.nan, np.nansum(rows, axis=0))


def explain(result: Scored, reference: Reference = "mean") -> Contributions:
    """Split each area's score into signed points per indicator, against a reference.

    Parameters
    ----------
    result : ScoreResult or Reweighted
    reference : str, mapping or ScoreResult
        ``"zero"``: all indicators at 0, so that points sum to the score itself. ``"mean"``: the mean of all scored
        areas per indicator. ``"target"``: each indicator at its target (`reference.value`, scored like any value;
        the top of the scale where the framework states none). A mapping: leaf id -> normalised score. Another
        result of the same framework and the same areas in the same order (a scenario, last year): a missing
        indicator then stands at the level of its group.

    Raises
    ------
    ScoringError
        When the reference has another framework or another number of areas, or lacks an indicator.
    """
    framework = result.framework
    size = result.score.size
    if isinstance(reference, (str, Mapping)):
        vector = reference_vector(result, reference)
        leaves_x: Mapping[str, np.ndarray] = result.normalised
        nodes_x = {**result.nodes, framework.root.id: result.score}
        leaves_r = {leaf.id: np.broadcast_to(np.float64(vector[leaf.id]), (size,)) for leaf in framework.leaves}
        other_score: Optional[np.ndarray] = None
    else:
        if reference.framework.fingerprint() != framework.fingerprint() or reference.score.size != size:
            raise ScoringError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "Two results can be explained against each other only with the same framework and the same areas. "
                    "Match the areas first (compare scenarios), and score both with one framework.",
                )
            )
        leaves_x, leaves_r = filled_leaves(result), filled_leaves(reference)
        nodes_x, other_score = None, reference.score
    entering = enters(framework, result.nodes) if nodes_x is not None else {}
    points = {leaf.id: np.empty(size) for leaf in framework.leaves}
    reference_score = np.empty(size)
    for start in range(0, size, BLOCK):
        part = slice(start, start + BLOCK)
        x = {key: values[part] for key, values in leaves_x.items()}
        r = {key: values[part] for key, values in leaves_r.items()}
        gaps = {key: np.isnan(values[part]) for key, values in nodes_x.items()} if nodes_x is not None else {}
        split, base = explain_block(framework, x, r, gaps, result.frame.topsis, reference == "zero")
        total = result.score[part]
        if other_score is not None:
            base = other_score[part]
        there = {key: values[part] for key, values in entering.items()}
        _settle(framework, split, total - base, there)
        reference_score[part] = base
        for key, values in split.items():
            values[np.isnan(total - base)] = np.nan
            if key in entering:
                values[~entering[key][part]] = np.nan
            points[key][part] = values + 0.0  # no "-0" in a table
    return Contributions(points, result.score, reference_score)


def reference_vector(result: Scored, reference: Union[str, Mapping[str, float]]) -> dict[str, float]:
    """Return leaf id -> normalised score of a named reference ("zero", "mean", "target") or of a mapping."""
    framework = result.framework
    if not isinstance(reference, str):
        lacking = [leaf.id for leaf in framework.leaves if leaf.id not in reference]
        if lacking:
            raise ScoringError(
                QT_TRANSLATE_NOOP("Samplan", "The reference has no value for: {names}. Give one score per indicator."),
                names=", ".join(lacking),
            )
        return {leaf.id: float(reference[leaf.id]) for leaf in framework.leaves}
    if reference == "zero":
        return {leaf.id: 0.0 for leaf in framework.leaves}
    if reference == "mean":
        return {leaf.id: _mean_score(result, leaf) for leaf in framework.leaves}
    if reference == "target":
        return {leaf.id: _target_score(result, leaf) for leaf in framework.leaves}
    raise ScoringError(
        QT_TRANSLATE_NOOP("Samplan", 'The reference "{reference}" is not known. Choose zero, mean or target.'),
        reference=reference,
    )


def filled_leaves(result: Scored) -> dict[str, np.ndarray]:
    """Return the leaf scores, shape (n,), with gaps at the level of the group that was scored without them.

    This changes no score: a mean over what is present equals the mean with the gaps set to it.
    """
    filled: dict[str, np.ndarray] = {}

    def visit(node: Node, level: np.ndarray) -> None:
        for child in node.children:
            own = result.nodes[child.id]
            gap = np.isnan(own) | unscored.get(node.id, False)
            value = np.where(gap, level, own)
            if child.is_leaf:
                filled[child.id] = value
            else:
                unscored[child.id] = gap
                visit(child, value)

    unscored: dict[str, np.ndarray] = {}
    visit(result.framework.root, result.score)
    return filled


def explain_block(
    framework: Framework,
    x: Mapping[str, np.ndarray],
    r: Mapping[str, np.ndarray],
    gaps: Mapping[str, np.ndarray],
    topsis_parameters: Mapping[str, Mapping[str, Sequence[float]]],
    zero: bool = False,
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Split the differences of one block of areas.

    Parameters
    ----------
    x, r : mapping
        Leaf id -> normalised score of the areas and of the reference, shape (m,).
    gaps : mapping
        Node id -> bool, shape (m,): the node has no score. Empty: none.
    zero : bool
        The reference counts as 0 in every group, whatever a group's formula makes of zeros.

    Returns
    -------
    (points, base)
        Leaf id -> points, and the reference's score, shape (m,).
    """
    multipliers: dict[str, np.ndarray] = {}
    value_x: dict[str, np.ndarray] = dict(x)
    value_r: dict[str, np.ndarray] = dict(r)
    for group in reversed(framework.groups):
        rows_x = np.array([value_x[child.id] for child in group.children])
        rows_r = np.array([value_r[child.id] for child in group.children])
        share = np.repeat(np.array([[child.share] for child in group.children]), rows_x.shape[1], axis=1)
        gap = np.isnan(rows_x) | np.isnan(rows_r)
        for place, child in enumerate(group.children):
            if child.id in gaps:
                gap[place] |= gaps[child.id]
        share[gap] = 0.0
        with np.errstate(invalid="ignore", divide="ignore"):
            share /= share.sum(axis=0)
        rows_x, rows_r = np.where(gap, np.nan, rows_x), np.where(gap, np.nan, rows_r)
        known = topsis_parameters.get(group.id)
        value_x[group.id] = _value(group, rows_x, known, framework.scale)
        value_r[group.id] = np.zeros(rows_x.shape[1]) if zero else _value(group, rows_r, known, framework.scale)
        filled = np.where(gap, 1.0, rows_x), np.where(gap, 1.0, rows_r)
        start = filled[1]
        if zero and known is not None:
            # TOPSIS counts from its own worst point; from there on every slope is positive.
            start = start + np.array(known["worst"])[:, None] * np.array(known["norm"])[:, None]
        rule = _multipliers(group, filled[0], start, np.nan_to_num(share), known, framework.scale)
        rule = _rescale(rule, *filled, gap, value_x[group.id] - value_r[group.id])
        for child, row in zip(group.children, rule):
            multipliers[child.id] = row
    points: dict[str, np.ndarray] = {}

    def visit(node: Node, factor: np.ndarray) -> None:
        for child in node.children:
            own = factor * multipliers[child.id]
            if child.is_leaf:
                points[child.id] = np.nan_to_num(own * (x[child.id] - r[child.id]))
            else:
                visit(child, own)

    root = framework.root
    visit(root, np.ones(value_x[root.id].shape))
    return points, value_r[root.id]


def _value(
    group: Node, rows: np.ndarray, known: Optional[Mapping[str, Sequence[float]]], scale: tuple[float, float]
) -> np.ndarray:
    weights = np.array([child.share for child in group.children])
    if group.aggregation == "topsis":
        if known is None:
            return np.full(rows.shape[1], np.nan)
        return scale[0] + topsis(rows, weights, known)[0] * (scale[1] - scale[0])
    return mean_of(group.aggregation, rows, weights, float(group.offset or 0.0))


def _multipliers(
    group: Node,
    x: np.ndarray,
    r: np.ndarray,
    share: np.ndarray,
    known: Optional[Mapping[str, Sequence[float]]],
    scale: tuple[float, float],
) -> np.ndarray:
    """Return M, shape (k, m), with (up to limits at 0) ``sum(M * (x - r)) == F(x) - F(r)``."""
    kind = group.aggregation
    if kind == "minimum":
        return _minimum_path(x, r, share > 0)
    if kind == "topsis":
        return _topsis_path(x, r, share, known, scale) if known is not None else share
    if kind == "arithmetic":
        return share
    tiny = 1e-12 * (scale[1] - scale[0])
    a = np.maximum(x + float(group.offset or 0.0), tiny)
    b = np.maximum(r + float(group.offset or 0.0), tiny)
    if kind == "geometric":
        log_a, log_b = (share * np.log(a)).sum(axis=0), (share * np.log(b)).sum(axis=0)
        return share * _log_mean(np.exp(log_a), np.exp(log_b)) / _log_mean(a, b)
    with np.errstate(divide="ignore", invalid="ignore"):  # an area without any child has no weight at all
        whole_a, whole_b = 1.0 / (share / a).sum(axis=0), 1.0 / (share / b).sum(axis=0)
        return share * (whole_a / a) * (whole_b / b)


def _log_mean(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return the logarithmic mean (a - b) / (ln a - ln b), a where both are equal; a, b > 0."""
    ratio = np.log(a / b)
    near = np.abs(ratio) < 1e-6
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(near, np.sqrt(a * b), (a - b) / np.where(near, 1.0, ratio))


def _minimum_path(x: np.ndarray, r: np.ndarray, used: np.ndarray) -> np.ndarray:
    """Return the part of the straight path from r to x on which each row is the lowest; equal rows share."""
    count = x.shape[0]
    step = x - r
    start, end = np.zeros(x.shape), np.ones(x.shape)
    twins = np.ones(x.shape)
    for i in range(count):
        for j in range(count):
            if i == j:
                continue
            # row i is at or below row j where gap + slope * t >= 0
            gap, slope = r[j] - r[i], step[j] - step[i]
            with np.errstate(divide="ignore", invalid="ignore"):
                cross = -gap / slope
            start[i] = np.where(used[j] & (slope > 0), np.maximum(start[i], cross), start[i])
            end[i] = np.where(used[j] & (slope < 0), np.minimum(end[i], cross), end[i])
            end[i] = np.where(used[j] & (slope == 0) & (gap < 0), -1.0, end[i])
            twins[i] += used[j] & (slope == 0) & (gap == 0)
    return np.where(used, np.maximum(end - start, 0.0) / twins, 0.0)


def _topsis_path(
    x: np.ndarray, r: np.ndarray, share: np.ndarray, known: Mapping[str, Sequence[float]], scale: tuple[float, float]
) -> np.ndarray:
    """Return the mean slope of the closeness along the straight path from r to x (Gauss-Legendre)."""
    norm = np.asarray(known["norm"], dtype=np.float64)[:, None]
    inverse = np.divide(1.0, norm, out=np.zeros_like(norm), where=norm > 0)
    best, worst = np.asarray(known["best"])[:, None], np.asarray(known["worst"])[:, None]
    total = np.zeros(x.shape)
    for node, weight in zip(*_QUADRATURE):
        t = (node + 1.0) / 2.0
        u = (r + t * (x - r)) * inverse
        up, down = share * (u - best), share * (u - worst)
        to_best = np.maximum(np.sqrt((up**2).sum(axis=0)), 1e-15)
        to_worst = np.maximum(np.sqrt((down**2).sum(axis=0)), 1e-15)
        slope = to_best * (share * down / to_worst) - to_worst * (share * up / to_best)
        total += weight / 2.0 * slope / (to_best + to_worst) ** 2
    return total * inverse * (scale[1] - scale[0])


def _rescale(rule: np.ndarray, x: np.ndarray, r: np.ndarray, gap: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Scale M so that it sums to the wanted difference where a limit (zeros, a numerical path) left it short."""
    sums = np.where(gap, 0.0, rule * (x - r)).sum(axis=0)
    fine = np.isfinite(sums) & (np.abs(sums) > 1e-9 * np.abs(wanted)) & (np.abs(sums) > 1e-12)
    with np.errstate(invalid="ignore", divide="ignore"):
        factor = np.where(fine, wanted / sums, 1.0)
    return rule * np.where(np.isfinite(factor), factor, 1.0)


def _settle(
    framework: Framework, points: dict[str, np.ndarray], wanted: np.ndarray, there: Mapping[str, np.ndarray]
) -> None:
    """Spread what is left of ``wanted`` by weight over the indicators that enter (all when ``there`` is empty), in place."""
    rest = wanted - np.sum(list(points.values()), axis=0)
    weights = {leaf.id: leaf.effective * there.get(leaf.id, 1.0) for leaf in framework.leaves}
    total = np.sum([np.broadcast_to(value, rest.shape) for value in weights.values()], axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        part = np.where(total > 0, rest / total, 0.0)
    for key, weight in weights.items():
        points[key] = points[key] + part * weight


def _mean_score(result: Scored, leaf: Node) -> float:
    values = result.normalised[leaf.id][~np.isnan(result.score)]
    values = values[~np.isnan(values)]
    low, high = leaf_scale(leaf, result.framework.scale)
    return float(values.mean()) if values.size else (low + high) / 2


def _target_score(result: Scored, leaf: Node) -> float:
    top = leaf_scale(leaf, result.framework.scale)[1]
    target = leaf.normalisation.get("target", (leaf.reference or {}).get("value"))
    if target is None:
        return top
    stored = next(iter(result.frame.leaves[leaf.id].values()))
    out = np.empty(1)
    value = apply_outliers(np.array([float(target)]), stored["outliers"])
    apply_normalisation(leaf, stored["normalisation"], value, result.framework.scale, out)
    return float(out[0]) if np.isfinite(out[0]) else top
