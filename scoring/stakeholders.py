"""Several parties, several weight sets, one set of measured values: how far do their rankings agree?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping

import numpy as np

from ..messages import QT_TRANSLATE_NOOP, UserMessage
from .columns import ranks
from .errors import ScoringError
from .framework import Framework
from .reweight import Reweighted, reweight


@dataclass(frozen=True)
class Stakeholders:
    """Scores of all parties; arrays of shape (n,), NaN where an area is not scored.

    Attributes
    ----------
    parties : dict
        Party -> `Reweighted` (score, rank, nodes).
    kendall_w : float
        Agreement of the rankings: 0 none, 1 complete; NaN with fewer than two parties or areas.
    rank_range : ndarray
        Places between the best and the worst rank that the parties give an area.
    mean_rank : ndarray
    disputed_areas : ndarray of int
        Positions of the scored areas, the most disputed first.
    disputed_weights : list of (node id, lowest share, highest share)
        Where the parties' weights differ most (share of the parent's weight), most first.
    similarity : dict
        (party, party) -> Spearman's rank correlation.
    """

    parties: dict[str, Reweighted]
    kendall_w: float
    rank_range: np.ndarray
    mean_rank: np.ndarray
    disputed_areas: np.ndarray
    disputed_weights: list[tuple[str, float, float]]
    similarity: dict[tuple[str, str], float]
    notes: list[UserMessage]


def kendall_w(rankings: Any) -> float:
    """Return Kendall's coefficient of concordance, corrected for ties (Kendall & Babington Smith 1939).

    The correction for ties is Kendall's (1948; from memory).

    Parameters
    ----------
    rankings : array, shape (m, n)
        Scores or ranks of n objects by m judges; only their order counts. Objects with a gap are left out.
    """
    matrix = np.asarray(rankings, dtype=np.float64)
    matrix = matrix[:, np.isfinite(matrix).all(axis=0)]
    judges, size = matrix.shape
    if judges < 2 or size < 2:
        return float("nan")
    placed = np.array([ranks(row, "average") for row in matrix])
    sums = placed.sum(axis=0)
    ties = 0.0
    for row in placed:
        counts = np.unique(row, return_counts=True)[1].astype(np.float64)
        ties += float(np.sum(counts**3 - counts))
    whole = judges**2 * (float(size) ** 3 - size) - judges * ties
    return float(12.0 * np.sum((sums - sums.mean()) ** 2) / whole) if whole > 0 else float("nan")


def stakeholder_scores(
    framework: Framework,
    normalised: Mapping[str, Any],
    weight_sets: Mapping[str, Mapping[str, float]],
    **options: Any,
) -> Stakeholders:
    """Score with each party's weights.

    Parameters
    ----------
    framework : Framework
    normalised : mapping
        Leaf id -> normalised score, shape (n,).
    weight_sets : mapping
        Party -> {node id: weight}; nodes not named keep the framework's weight.
    **options
        As for `reweight`.

    Raises
    ------
    ScoringError
        When there is no party, or a weight set cannot be used (naming the party).
    """
    if not weight_sets:
        raise ScoringError(QT_TRANSLATE_NOOP("Samplan", "There is no weight set. Add a row per party and indicator."))
    parties: dict[str, Reweighted] = {}
    for party, weights in weight_sets.items():
        parties[party] = _party(party, framework, normalised, weights, options)
    table = np.array([item.rank for item in parties.values()])
    spread = table.max(axis=0) - table.min(axis=0)
    scored = np.flatnonzero(np.isfinite(spread))
    names = list(parties)
    similarity = {
        (a, b): _spearman(parties[a].rank, parties[b].rank) for i, a in enumerate(names) for b in names[i + 1 :]
    }
    notes = {str(note): note for party in parties.values() for note in party.notes}
    return Stakeholders(
        parties,
        kendall_w(table),
        spread,
        table.mean(axis=0),
        scored[np.argsort(-spread[scored], kind="stable")],
        _disputed_weights(framework, parties),
        similarity,
        list(notes.values()),
    )


def _party(
    party: str,
    framework: Framework,
    normalised: Mapping[str, Any],
    weights: Mapping[str, float],
    options: Mapping[str, Any],
) -> Reweighted:
    try:
        return reweight(framework, normalised, weights, **options)
    except ScoringError as error:
        raise ScoringError(
            QT_TRANSLATE_NOOP("Samplan", 'The weights of "{party}" cannot be used: {reason}'),
            party=party,
            reason=str(error),
        ) from error


def _disputed_weights(framework: Framework, parties: Mapping[str, Reweighted]) -> list[tuple[str, float, float]]:
    rows = []
    for place, node in enumerate(framework.nodes):
        shares = [item.framework.nodes[place].share for item in parties.values()]
        rows.append((node.id, min(shares), max(shares)))
    return sorted(rows, key=lambda row: row[1] - row[2])


def _spearman(first: np.ndarray, second: np.ndarray) -> float:
    both = np.isfinite(first) & np.isfinite(second)
    a, b = ranks(first[both], "average"), ranks(second[both], "average")
    if a.size < 2 or not (np.ptp(a) > 0 and np.ptp(b) > 0):
        return float("nan")
    return float(np.corrcoef(a, b)[0, 1])
