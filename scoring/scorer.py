"""Score areas with a framework: raw columns in, node scores, coverage, rank and reference frame out."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Mapping, Optional

import numpy as np

from ..messages import QT_TRANSLATE_NOOP, UserMessage
from .aggregate import aggregate
from .check import POLICIES
from .columns import column_size, competition_rank
from .contributions import Contributions, explain
from .errors import ScoringError
from .frame import ReferenceFrame, check_same_framework
from .framework import Framework
from .leaves import IndicatorNormaliser, period_labels
from .prepare import Treated


@dataclass
class ScoreResult:
    """What scoring found. All arrays have shape (n,), in the order of the input; NaN = not scored.

    Attributes
    ----------
    framework : Framework
    nodes : dict
        Node id (groups and leaves, not the root) -> score on the framework's scale.
    node_coverage : dict
        Node id -> share (0-1) of the node's weight that was observed; imputed values do not count.
    score, coverage : ndarray
        The same for the root.
    normalised : dict
        Leaf id -> normalised score, imputed values included.
    frame : ReferenceFrame
        Goalposts, parameters and options actually used.
    notes : list of UserMessage
        Warnings for the user.
    treated : dict
        Leaf id -> values changed by outlier treatment.
    imputed : dict
        Leaf id -> number of values filled in.
    """

    framework: Framework
    nodes: dict[str, np.ndarray]
    node_coverage: dict[str, np.ndarray]
    score: np.ndarray
    coverage: np.ndarray
    normalised: dict[str, np.ndarray]
    frame: ReferenceFrame
    notes: list[UserMessage] = field(default_factory=list)
    treated: dict[str, Treated] = field(default_factory=dict)
    imputed: dict[str, int] = field(default_factory=dict)

    @cached_property
    def rank(self) -> np.ndarray:
        """Rank as float, 1 = best; equal scores share the best place (1, 2, 2, 4); NaN where not scored."""
        return competition_rank(self.score, self.framework.scale[1] - self.framework.scale[0])

    @cached_property
    def explanation(self) -> Contributions:
        """The contributions against nothing (all indicators 0): they sum to the score."""
        return explain(self, "zero")

    @property
    def contributions(self) -> dict[str, np.ndarray]:
        """Leaf id -> points of the overall score that the indicator brings; their sum is the score (to 1e-9).

        NaN where the area has no score; 0 where the indicator is missing. Against a mean, a target or another
        scenario see `samplan.scoring.explain`.
        """
        return self.explanation.points


def score(
    framework: Framework,
    columns: Mapping[str, Any],
    *,
    missing_policy: Optional[str] = None,
    min_coverage: Optional[float] = None,
    period: Optional[Any] = None,
    frame: Optional[ReferenceFrame] = None,
) -> ScoreResult:
    """Score areas.

    Parameters
    ----------
    framework : Framework
        From `load_framework`.
    columns : mapping
        Column name -> values, shape (n,). Leaves are looked up by `field`, then by `id`; NaN, None and infinities
        are missing. Denominator and group columns are included. The input is not changed.
    missing_policy : {"exclude", "renormalise", "impute"}, optional
        Overrules the framework's. A leaf's own imputation always comes first; the policy decides on what is still
        missing: no score; weights renormalised over what is there; or the midpoint of the scale.
    min_coverage : float, optional
        Overrules the framework's: a group needs this share (0-1) of its weight to be scored. Under "renormalise"
        (default 0.65) values the leaf imputed itself count as there; under "impute" (default 0) only observed ones do.
    period : array of labels, shape (n,), optional
        Year or period per row; needed for indicators with scope "period". Others are fitted over all rows (pooled).
    frame : ReferenceFrame, optional
        Score with the reference frame of an earlier result. Its options hold unless given here.

    Returns
    -------
    ScoreResult

    Raises
    ------
    ScoringError
        When no column of the framework is present, a column is not numeric, lengths differ, the frame belongs to
        another framework, or an aggregation meets values it cannot take.
    """
    check_same_framework(framework, frame)
    if frame is not None and missing_policy is None and min_coverage is None:
        missing_policy, min_coverage = frame.options.get("missing_policy"), frame.options.get("min_coverage")
    _check_options(missing_policy, min_coverage)
    size = column_size(columns)
    run = IndicatorNormaliser(framework, columns, size, missing_policy, frame, period_labels(framework, period, size))
    run.all_leaves()
    covered = coverage(framework, size, run.observed)
    there = coverage(framework, size, run.have) if run.imputed else covered
    available = {
        group.id: (there if (missing_policy or group.missing_policy) == "renormalise" else covered)[group.id]
        for group in framework.groups
        if any(leaf.id in run.observed for leaf in group.walk())
    }
    done = aggregate(
        framework,
        run.normalised,
        available=available,
        policy=missing_policy,
        min_coverage=min_coverage,
        topsis_known=frame.topsis if frame else None,
    )
    root = framework.root.id
    total = done.groups[root]
    total[covered[root] <= 0] = np.nan
    nodes = {node.id: run.normalised[node.id] if node.is_leaf else done.groups[node.id] for node in framework.nodes}
    run.notes.extend(done.notes)
    options = {"missing_policy": missing_policy, "min_coverage": min_coverage}
    made = ReferenceFrame(framework.to_dict(), options, run.parameters, done.topsis)
    result = ScoreResult(
        framework, nodes, covered, total, covered.pop(root), run.normalised, made, run.notes, run.treated, run.imputed
    )
    _note_unscored(result)
    return result


def normalised_scores(
    framework: Framework, columns: Mapping[str, Any], frame: ReferenceFrame, *, period: Optional[Any] = None
) -> dict[str, np.ndarray]:
    """Return leaf id -> normalised score, shape (n,), by the parameters of a frame, without aggregating."""
    size = column_size(columns)
    labels = period_labels(framework, period, size)
    run = IndicatorNormaliser(framework, columns, size, frame.options.get("missing_policy"), frame, labels)
    run.all_leaves()
    return run.normalised


def coverage(framework: Framework, size: int, masks: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return node id -> share of the node's leaf weight that is there, shape (n,); the root included.

    Nodes without any gap share one read-only array of ones.

    Parameters
    ----------
    masks : mapping
        Leaf id -> bool, shape (n,); a leaf not named is there everywhere.
    """
    complete = np.broadcast_to(np.float64(1.0), (size,))
    result: dict[str, np.ndarray] = {}
    for node in reversed(list(framework.root.walk())):
        if node.is_leaf:
            mask = masks.get(node.id)
            result[node.id] = complete if mask is None else mask.astype(np.float64)
            continue
        if not any(leaf.id in masks for leaf in node.walk()):
            result[node.id] = complete
            continue
        total = np.ones(size)
        for child in node.children:
            if child.share and any(leaf.id in masks for leaf in child.walk()):
                total -= child.share * (1.0 - result[child.id])
        total[np.abs(total) < 1e-12] = 0.0
        result[node.id] = total
    return {node.id: result[node.id] for node in framework.root.walk()}


def _check_options(policy: Optional[str], minimum: Optional[float]) -> None:
    if policy is not None and policy not in POLICIES:
        raise ScoringError(
            QT_TRANSLATE_NOOP("Samplan", 'The missing-data policy "{policy}" is not known. Choose one of: {known}.'),
            policy=policy,
            known=", ".join(POLICIES),
        )
    if minimum is not None and not 0 <= minimum <= 1:
        raise ScoringError(
            QT_TRANSLATE_NOOP("Samplan", "The minimum coverage is {value:g}. Give a share from 0 to 1, such as 0.65."),
            value=minimum,
        )


def _note_unscored(result: ScoreResult) -> None:
    if not result.score.size:
        result.notes.append(UserMessage(QT_TRANSLATE_NOOP("Samplan", "There are no areas to score."), {}))
        return
    for node in result.framework.groups:
        values = result.score if node is result.framework.root else result.nodes[node.id]
        count = int(np.count_nonzero(np.isnan(values)))
        if not count:
            continue
        template = (
            QT_TRANSLATE_NOOP("Samplan", "{count} of {total} areas have no overall score: too much data is missing.")
            if node is result.framework.root
            else QT_TRANSLATE_NOOP(
                "Samplan", '{count} of {total} areas have no score for "{name}": too much is missing.'
            )
        )
        result.notes.append(UserMessage(template, {"count": count, "total": values.size, "name": node.name}))
