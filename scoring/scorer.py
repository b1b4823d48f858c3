"""Score areas with a framework: raw columns in, node scores, coverage, rank and reference frame out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Mapping, Optional

import numpy as np

from ..messages import QT_TRANSLATE_NOOP, Titled, UserMessage
from .aggregate import aggregate
from .check import POLICIES
from .columns import column_size
from .coverage import all_nodes
from .errors import ScoringError
from .frame import ReferenceFrame, check_same_framework
from .framework import Framework
from .leaves import IndicatorNormaliser, period_labels
from .prepare import Treated
from .reweight import Reweighted
from .scored import ScoredAreas


@dataclass
class ScoreResult(ScoredAreas):
    """What scoring found. All arrays have shape (n,), in the order of the input; NaN = not scored.

    Attributes
    ----------
    framework : Framework
    nodes : dict
        Node id (groups and leaves, not the root) -> score on the framework's scale.
    node_coverage : dict
        Node id -> share (0-1) of the node's weight that entered its score; imputed values do not count.
    score, coverage : ndarray
        As `nodes` and `node_coverage`, for the root.
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
    periods, observed_masks
        See `ScoredAreas`.
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
    periods: Optional[np.ndarray] = None
    observed_masks: Mapping[str, np.ndarray] = field(default_factory=dict)


def score(
    framework: Framework,
    columns: Mapping[str, Any],
    *,
    missing_policy: Optional[str] = None,
    min_coverage: Optional[float] = None,
    min_data_coverage: Optional[float] = None,
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
        are missing. Denominator and group columns are included, and the data coverage of values (``<column>_cov``,
        0-1) where it is known. The input is not changed.
    missing_policy : {"exclude", "renormalise", "impute"}, optional
        Overrules the framework's. A leaf's own imputation always comes first; the policy decides on what is still
        missing: no score; weights renormalised over what is there; or the midpoint of the scale.
    min_coverage : float, optional
        Overrules the framework's: a group is scored when this share (0-1) of its weight enters its score (see
        `samplan.scoring.coverage`). Under "renormalise" (default 0.65) values the leaf imputed itself count as there;
        under "impute" (default 0) only observed ones do.
    min_data_coverage : float, optional
        Overrules the framework's (default 0.5): values whose data cover less of the area (0-1) count as missing.
    period : array of labels, shape (n,), optional
        Year or period per row; needed for indicators with scope "period". Others are fitted over all rows (pooled).
        Ranks are within each period.
    frame : ReferenceFrame, optional
        Score with the reference frame of an earlier result. Its options hold unless given here; policy and minimum coverage
        are one option.

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
    options = {"missing_policy": missing_policy, "min_coverage": min_coverage, "min_data_coverage": min_data_coverage}
    if frame is not None:
        kept = [] if min_data_coverage is not None else ["min_data_coverage"]
        if missing_policy is None and min_coverage is None:  # a minimum belongs to its policy
            kept += ["missing_policy", "min_coverage"]
        options.update({name: frame.options.get(name) for name in kept})
    _check_options(options)
    size = column_size(columns)
    periods = period_labels(framework, period, size)
    run = IndicatorNormaliser(framework, columns, size, options, frame, periods)
    run.all_leaves()
    done = aggregate(
        framework,
        run.normalised,
        observed=run.observed,
        have=run.have if run.imputed else None,
        policy=options["missing_policy"],
        min_coverage=options["min_coverage"],
        topsis_known=frame.topsis if frame else None,
    )
    covered = all_nodes(framework, size, run.observed, done.coverage)
    root = framework.root.id
    total = done.groups[root]
    total[covered[root] <= 0] = np.nan
    nodes = {node.id: run.normalised[node.id] if node.is_leaf else done.groups[node.id] for node in framework.nodes}
    run.notes.extend(done.notes)
    if options["min_data_coverage"] is None:
        del options["min_data_coverage"]  # a frame of 0.1.0 has no such entry, and is the same yardstick
    made = ReferenceFrame(framework.to_dict(), options, run.parameters, done.topsis)
    result = ScoreResult(
        framework,
        nodes,
        covered,
        total,
        covered.pop(root),
        run.normalised,
        made,
        run.notes,
        run.treated,
        run.imputed,
        periods,
        run.observed,
    )
    note_unscored(result)
    return result


def normalised_scores(
    framework: Framework, columns: Mapping[str, Any], frame: ReferenceFrame, *, period: Optional[Any] = None
) -> dict[str, np.ndarray]:
    """Return leaf id -> normalised score, shape (n,), by the parameters of a frame, without aggregating."""
    size = column_size(columns)
    run = IndicatorNormaliser(framework, columns, size, frame.options, frame, period_labels(framework, period, size))
    run.all_leaves()
    return run.normalised


def _check_options(options: Mapping[str, Any]) -> None:
    policy = options["missing_policy"]
    if policy is not None and policy not in POLICIES:
        raise ScoringError(
            QT_TRANSLATE_NOOP("Samplan", 'The missing-data policy "{policy}" is not known. Choose one of: {known}.'),
            policy=policy,
            known=", ".join(POLICIES),
        )
    for name, text in (
        (
            "min_coverage",
            QT_TRANSLATE_NOOP("Samplan", "The minimum coverage is {value:g}. Give a share from 0 to 1, such as 0.65."),
        ),
        (
            "min_data_coverage",
            QT_TRANSLATE_NOOP(
                "Samplan", "The minimum data coverage is {value:g}. Give a share from 0 to 1, such as 0.5."
            ),
        ),
    ):
        value = options[name]
        if value is not None and not 0 <= value <= 1:
            raise ScoringError(text, value=value)


def _note_nothing_scored(result: ScoreResult | Reweighted) -> None:
    """Say what to do when no area has a score because a whole group has none anywhere."""
    lacking = [node for node in result.framework.groups if result.left_out.get(node.id, np.zeros(1)).all()]
    if not (lacking and np.isnan(result.score).all()):
        return
    leaves = [leaf for node in lacking for leaf in node.walk() if leaf.is_leaf and not result.observed[leaf.id].any()]
    result.notes.append(
        UserMessage(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "No area has an overall score, because none has one for: {groups}. Give data for {indicators}, or choose"
                ' "renormalise" for missing data to score without.',
            ),
            {
                "groups": Titled.joined(", ", [node.name for node in lacking]),
                "indicators": Titled.joined(", ", [node.name for node in leaves or lacking]),
            },
        )
    )


def note_unscored(result: ScoreResult | Reweighted) -> None:
    """Add to the notes how many areas have no score, and how many are scored without a group."""
    if not result.score.size:
        result.notes.append(UserMessage(QT_TRANSLATE_NOOP("Samplan", "There are no areas to score."), {}))
        return
    _note_nothing_scored(result)
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
        without = np.count_nonzero(result.left_out.get(node.id, False) & ~np.isnan(result.score))
        if without:
            result.notes.append(
                UserMessage(
                    QT_TRANSLATE_NOOP(
                        "Samplan", '{count} areas are scored and ranked without "{name}": read them with care.'
                    ),
                    {"count": int(without), "name": node.name},
                )
            )
