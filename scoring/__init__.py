"""Composite indicators: framework in, defensible scores out. numpy only; no Qt, no QGIS, no pandas.

>>> framework = load_framework("sodertorn.json")
>>> result = score(framework, {"access_green": values, "sealed_share": others})
>>> result.score, result.rank, result.coverage, result.nodes["ecological"], result.node_coverage["ecological"]
>>> result.frame.save("frame.json"); later = score(framework, next_year, frame=ReferenceFrame.load("frame.json"))

All arrays are float64 of shape (n,), in the order of the input, NaN = missing or not scored. Every failure is a
`ScoringError` with a plain sentence; warnings are `UserMessage` items in ``notes``.

Frameworks      ``load_framework(source)``, ``check_framework(source, language="en")`` -> list of `Fault`,
                ``draft_framework(columns, id, title)``
Scoring         ``score(framework, columns, *, missing_policy, min_coverage, ...)`` -> `ScoreResult`;
                ``reweight(framework, normalised, weights, *, aggregation, ...)`` -> `Reweighted`
Coverage        what it is, and what it is not: `samplan.scoring.coverage`
Why             ``explain(result, reference)`` -> `Contributions`; ``required_change(result, target)`` -> `RequiredChange`
How sure        ``robustness(framework, columns, *, draws, seed, weights, goalposts, aggregations, ...)``
                -> `Robustness`; ``coherence(result)`` -> `Coherence`
Weights         ``comparison_matrix``, ``pairwise_weights``, ``group_pairwise``, ``entropy_weights``,
                ``critic_weights``, ``equal_weights``
People          ``stakeholder_scores(framework, normalised, weight_sets)`` -> `Stakeholders`; ``kendall_w``;
                ``value_dialogue(values, statements)`` -> `ValueDialogue`; ``pareto_set(columns)``
Scenarios       ``compare_scenarios(scenarios)`` -> `Comparison`; `ReferenceFrame` (save, load, differences)
"""

from __future__ import annotations

from .check import check_framework
from .coherence import Coherence, coherence
from .contributions import Contributions, explain
from .dialogue import Statement, ValueDialogue, value_dialogue
from .draft import draft_framework
from .errors import ScoringError
from .faults import Fault
from .frame import ReferenceFrame
from .framework import Framework, Node, load_framework
from .leaves import data_coverage_column
from .pareto import pareto_set
from .prepare import Treated
from .required_change import RequiredChange, required_change
from .reweight import Reweighted, reweight
from .robustness import Influence, Robustness, robustness
from .scenarios import Comparison, Scenario, compare_scenarios
from .scorer import ScoreResult, note_unscored, score
from .stakeholders import Stakeholders, kendall_w, stakeholder_scores
from .weights import (
    GroupPairwise,
    Pairwise,
    comparison_matrix,
    critic_weights,
    entropy_weights,
    equal_weights,
    group_pairwise,
    pairwise_weights,
)

__all__ = [
    "Coherence",
    "Comparison",
    "Contributions",
    "Fault",
    "Framework",
    "GroupPairwise",
    "Influence",
    "Node",
    "Pairwise",
    "ReferenceFrame",
    "RequiredChange",
    "Reweighted",
    "Robustness",
    "Scenario",
    "ScoreResult",
    "ScoringError",
    "Stakeholders",
    "Statement",
    "Treated",
    "ValueDialogue",
    "check_framework",
    "coherence",
    "compare_scenarios",
    "comparison_matrix",
    "critic_weights",
    "data_coverage_column",
    "draft_framework",
    "entropy_weights",
    "equal_weights",
    "explain",
    "group_pairwise",
    "kendall_w",
    "load_framework",
    "note_unscored",
    "pairwise_weights",
    "pareto_set",
    "required_change",
    "reweight",
    "robustness",
    "score",
    "stakeholder_scores",
    "value_dialogue",
]
