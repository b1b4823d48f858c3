"""Internal coherence of an index: correlations, redundant and opposed indicators, and silent dominance.

A weight is an intention; an indicator's actual effect on the ranking depends on its spread and its correlations
(Paruolo, Saisana & Saltelli 2013, J. R. Stat. Soc. A 176). The effective share used here is the part of the scores'
variance that runs through the indicator: cov(points of the indicator, score) / var(score), which sums to 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..messages import QT_TRANSLATE_NOOP, UserMessage
from .contributions import explain
from .scorer import ScoreResult

REDUNDANT_FROM = 0.92
OPPOSED_FROM = -0.40
DOMINANT_FACTOR = 2.0
DOMINANT_MARGIN = 0.10
FEWEST_AREAS = 5


@dataclass(frozen=True)
class Coherence:
    """What was found.

    Attributes
    ----------
    leaves : list of str
        Leaf ids, the order of `correlation`.
    correlation : ndarray, shape (k, k)
        Pearson correlations of the normalised scores over areas where both are present; NaN without spread.
    redundant, opposed : list of (leaf id, leaf id, correlation)
        Pairs correlated at 0.92 or more; pairs of one group correlated at -0.40 or less.
    stated, effective : dict
        Leaf id -> stated share of the weight; share of the scores' variance that runs through it (both sum to 1).
    dominant : list of str
        Leaves whose effective share is more than twice the stated one and 0.10 above it.
    counteracting : list of str
        Leaves that work against the overall score (negative effective share).
    """

    leaves: list[str]
    correlation: np.ndarray
    redundant: list[tuple[str, str, float]]
    opposed: list[tuple[str, str, float]]
    stated: dict[str, float]
    effective: dict[str, float]
    dominant: list[str]
    counteracting: list[str]
    notes: list[UserMessage]


def coherence(result: ScoreResult) -> Coherence:
    """Check a result's framework against its data; needs at least five scored areas."""
    framework = result.framework
    leaves = [leaf.id for leaf in framework.leaves]
    names = {leaf.id: leaf.name for leaf in framework.leaves}
    matrix = np.array([result.normalised[leaf_id] for leaf_id in leaves])
    scored = int(np.count_nonzero(~np.isnan(result.score)))
    stated = framework.effective_weights()
    if scored < FEWEST_AREAS:
        template = QT_TRANSLATE_NOOP("Samplan", "Only {count} areas have a score: too few for coherence checks.")
        empty = np.full((len(leaves), len(leaves)), np.nan)
        nothing = dict.fromkeys(leaves, float("nan"))
        return Coherence(leaves, empty, [], [], stated, nothing, [], [], [UserMessage(template, {"count": scored})])
    correlation = pairwise_correlation(matrix)
    parent = {child.id: group.id for group in framework.groups for child in group.children}
    redundant, opposed = [], []
    for i, first in enumerate(leaves):
        for j in range(i + 1, len(leaves)):
            value, second = float(correlation[i, j]), leaves[j]
            if value >= REDUNDANT_FROM:
                redundant.append((first, second, value))
            elif value <= OPPOSED_FROM and parent[first] == parent[second]:
                opposed.append((first, second, value))
    effective = effective_shares(result)
    dominant = [
        leaf_id
        for leaf_id in leaves
        if effective[leaf_id] > DOMINANT_FACTOR * stated[leaf_id]
        and effective[leaf_id] > stated[leaf_id] + DOMINANT_MARGIN
    ]
    counteracting = [leaf_id for leaf_id in leaves if effective[leaf_id] < -0.01]
    notes = []
    for first, second, value in redundant:
        template = QT_TRANSLATE_NOOP(
            "Samplan", '"{a}" and "{b}" say nearly the same (correlation {r:.2f}): together they count twice.'
        )
        notes.append(UserMessage(template, {"a": names[first], "b": names[second], "r": value}))
    for first, second, value in opposed:
        template = QT_TRANSLATE_NOOP(
            "Samplan", '"{a}" and "{b}" pull in opposite directions (correlation {r:.2f}): check their directions.'
        )
        notes.append(UserMessage(template, {"a": names[first], "b": names[second], "r": value}))
    for leaf_id in dominant:
        template = QT_TRANSLATE_NOOP(
            "Samplan",
            '"{name}" decides {effective:.0%} of the differences between areas, but its stated weight is {stated:.0%}.',
        )
        values = {"name": names[leaf_id], "effective": effective[leaf_id], "stated": stated[leaf_id]}
        notes.append(UserMessage(template, values))
    for leaf_id in counteracting:
        template = QT_TRANSLATE_NOOP("Samplan", 'Areas that do well in "{name}" tend to have a lower overall score.')
        notes.append(UserMessage(template, {"name": names[leaf_id]}))
    return Coherence(leaves, correlation, redundant, opposed, stated, effective, dominant, counteracting, notes)


def pairwise_correlation(matrix: np.ndarray) -> np.ndarray:
    """Return Pearson correlations of rows, shape (k, k), each over the columns where both rows are present."""
    present = (~np.isnan(matrix)).astype(np.float64)
    # Centred first: sums of squares of large numbers would lose the difference.
    centre = np.where(present.any(axis=1), np.nan_to_num(matrix).sum(axis=1) / np.maximum(present.sum(axis=1), 1), 0.0)
    values = np.where(present > 0, matrix - centre[:, None], 0.0)
    count = present @ present.T
    sums = values @ present.T
    squares = (values**2) @ present.T
    with np.errstate(invalid="ignore", divide="ignore"):
        covariance = values @ values.T - sums * sums.T / count
        variance = squares - sums**2 / count
        variance[variance <= 1e-12 * np.maximum(squares, 1e-300)] = np.nan
        result = covariance / np.sqrt(variance * variance.T)
    result[count < 3] = np.nan
    return np.clip(result, -1.0, 1.0)


def effective_shares(result: ScoreResult) -> dict[str, float]:
    """Return leaf id -> share of the variance of the score that runs through the leaf; NaN without spread."""
    split = explain(result, "mean")
    gain = split.score - split.reference_score
    scored = ~np.isnan(gain)
    gain = gain[scored] - gain[scored].mean()
    variance = float(gain @ gain)
    if variance <= 0:
        return dict.fromkeys(split.points, float("nan"))
    return {key: float(np.nan_to_num(points[scored]) @ gain) / variance for key, points in split.points.items()}
