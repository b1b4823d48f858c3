"""Score again from stored normalised values: other weights, another aggregation, nothing measured anew."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any, Mapping, NamedTuple, Optional, Sequence

import numpy as np

from ..messages import QT_TRANSLATE_NOOP, UserMessage
from .aggregate import aggregate, group_weights
from .check import AGGREGATIONS
from .columns import column_size, float_column, label_column
from .errors import ScoringError
from .framework import Framework, Node
from .scored import ScoredAreas


class _Frame(NamedTuple):
    """What `explain` asks of a reference frame."""

    topsis: dict[str, dict[str, list[float]]]


@dataclass
class Reweighted(ScoredAreas):
    """Scores after re-aggregating; arrays of shape (n,), NaN = not scored. `nodes` holds groups and leaves.

    `framework` has the weights and aggregations used, `node_coverage` holds the shares of `ScoreResult` for every group,
    `frame` the parameters of the groups aggregated by TOPSIS.
    """

    framework: Framework
    nodes: dict[str, np.ndarray]
    score: np.ndarray
    coverage: np.ndarray
    notes: list[UserMessage]
    node_coverage: dict[str, np.ndarray] = field(default_factory=dict)
    frame: _Frame = field(default_factory=lambda: _Frame({}))
    periods: Optional[np.ndarray] = None
    observed_masks: Mapping[str, np.ndarray] = field(default_factory=dict)

    @property
    def normalised(self) -> dict[str, np.ndarray]:
        """Leaf id -> normalised score, as aggregated."""
        return {leaf.id: self.nodes[leaf.id] for leaf in self.framework.leaves}


def reweight(
    framework: Framework,
    normalised: Mapping[str, Any],
    weights: Optional[Mapping[str, float]] = None,
    *,
    aggregation: Optional[Mapping[str, str]] = None,
    missing_policy: Optional[str] = None,
    min_coverage: Optional[float] = None,
    topsis: Optional[Mapping[str, Mapping[str, Sequence[float]]]] = None,
    period: Optional[Any] = None,
) -> Reweighted:
    """Aggregate stored leaf scores again.

    Parameters
    ----------
    framework : Framework
    normalised : mapping
        Leaf id -> normalised score, shape (n,) (a result's `normalised`, or the fields ``s_<leaf id>``). A leaf that
        is not there is missing everywhere. Values filled in earlier count as observed here.
    weights : mapping, optional
        Node id -> weight, any scale; nodes not named keep the framework's.
    aggregation : mapping, optional
        Group id ("score" for the root) -> aggregation.
    missing_policy, min_coverage
        As for `score`; "impute" gives what is missing the midpoint of the scale.
    topsis : mapping, optional
        Stored TOPSIS parameters (`ReferenceFrame.topsis`), to score with the same ideal points.
    period : array of labels, shape (n,), optional
        Period per row; ranks are within each.

    Raises
    ------
    ScoringError
        For unknown nodes or aggregations, impossible weights, or no leaf at all.
    """
    _check_names(framework, weights, aggregation)
    if weights:
        framework = _with_shares(framework, weights)
    present = {leaf.id: normalised[leaf.id] for leaf in framework.leaves if leaf.id in normalised}
    if not present:
        raise ScoringError(
            QT_TRANSLATE_NOOP(
                "Samplan", "No indicator scores to aggregate. Choose a layer that Score planning areas has written."
            )
        )
    size = column_size(present)
    middle = (framework.scale[0] + framework.scale[1]) / 2
    scores: dict[str, np.ndarray] = {}
    masks: dict[str, np.ndarray] = {}
    for leaf in framework.leaves:
        values = float_column(leaf.id, present[leaf.id]) if leaf.id in present else np.full(size, np.nan)
        if np.isnan(values.sum()):
            masks[leaf.id] = ~np.isnan(values)
            if (missing_policy or leaf.missing_policy) == "impute":
                values = np.where(masks[leaf.id], values, middle)
        scores[leaf.id] = values
    done = aggregate(
        framework,
        scores,
        observed=masks,
        policy=missing_policy,
        min_coverage=min_coverage,
        kinds=aggregation,
        topsis_known=topsis,
    )
    root = framework.root.id
    total = done.groups[root]
    total[done.coverage[root] <= 0] = np.nan
    nodes = {node.id: scores[node.id] if node.is_leaf else done.groups[node.id] for node in framework.nodes}
    return Reweighted(
        _with_aggregation(framework, aggregation or {}),
        nodes,
        total,
        done.coverage[root],
        done.notes,
        done.coverage,
        _Frame(done.topsis),
        None if period is None else label_column("period", period, size),
        masks,
    )


def _check_names(
    framework: Framework, weights: Optional[Mapping[str, float]], aggregation: Optional[Mapping[str, str]]
) -> None:
    for node_id in (*(weights or ()), *(aggregation or ())):
        framework.node(node_id)
    for node_id, kind in (aggregation or {}).items():
        if kind not in AGGREGATIONS:
            raise ScoringError(
                QT_TRANSLATE_NOOP(
                    "Samplan", 'The aggregation "{kind}" for "{node}" is not known. Choose one of: {known}.'
                ),
                kind=kind,
                node=node_id,
                known=", ".join(AGGREGATIONS),
            )


def _with_shares(framework: Framework, weights: Mapping[str, float]) -> Framework:
    """Return the framework with other weights, without reading and checking it again (called while sliders move)."""

    def visit(node: Node, share: float, effective: float) -> Node:
        weight = float(weights.get(node.id, node.weight))
        if node.is_leaf:
            return dataclasses.replace(node, weight=weight, share=share, effective=effective)
        shares = group_weights(node, weights)
        children = tuple(
            visit(child, float(part), effective * float(part)) for child, part in zip(node.children, shares)
        )
        return dataclasses.replace(node, weight=weight, share=share, effective=effective, children=children)

    return dataclasses.replace(framework, root=visit(framework.root, 1.0, 1.0))


def _with_aggregation(framework: Framework, kinds: Mapping[str, str]) -> Framework:
    """Return the framework with other aggregations of the groups named."""
    if not kinds:
        return framework

    def visit(node: Node) -> Node:
        return dataclasses.replace(
            node,
            aggregation=kinds.get(node.id, node.aggregation),
            children=tuple(visit(child) for child in node.children),
        )

    return dataclasses.replace(framework, root=visit(framework.root))
