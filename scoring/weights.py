"""Weights from people (pairwise comparisons) and from data (entropy, CRITIC), beside equal weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Optional, Sequence

import numpy as np

from ..messages import QT_TRANSLATE_NOOP, UserMessage
from .columns import column_size, float_column
from .errors import ScoringError

# Saaty's random index for n = 1..15 (Saaty 1980, The Analytic Hierarchy Process; his later tables differ slightly).
RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
CONSISTENT_BELOW = 0.10
MOST_COMPARED = 50


@dataclass(frozen=True)
class Pairwise:
    """Weights from one matrix of pairwise comparisons.

    Attributes
    ----------
    weights : dict
        Name -> weight, summing to 1.
    lambda_max, consistency_ratio : float
        Principal eigenvalue, and Saaty's ratio (0 = perfectly consistent; above 0.10 the judgements contradict).
    worst : tuple or None
        ``(a, b, given, fitting)``: the judgement that fits the others least and the value that would fit.
    """

    weights: dict[str, float]
    lambda_max: float
    consistency_ratio: float
    worst: Optional[tuple[str, str, float, float]]
    notes: list[UserMessage]


@dataclass(frozen=True)
class GroupPairwise:
    """Weights of several participants: the group's (geometric mean of the judgements) and each one's own.

    `disagreement` lists pairs, most disputed first: ``(a, b, lowest, highest)`` judgement given.
    """

    group: Pairwise
    participants: dict[str, Pairwise]
    disagreement: list[tuple[str, str, float, float]]


def random_index(size: int) -> float:
    """Return the mean consistency index of random matrices (beyond 15: fit of Alonso & Lamata 2006)."""
    if size <= len(RANDOM_INDEX):
        return RANDOM_INDEX[size - 1]
    return (1.7699 * size - 4.3513) / (size - 1.0)


def comparison_matrix(names: Sequence[str], pairs: Sequence[tuple[str, str, float]]) -> np.ndarray:
    """Return the reciprocal matrix, shape (k, k), of judgements "a is `value` times as important as b".

    Raises
    ------
    ScoringError
        For unknown names, values that are not positive, a pair judged twice differently, or pairs not judged.
    """
    place = {name: number for number, name in enumerate(names)}
    matrix = np.full((len(names), len(names)), np.nan)
    np.fill_diagonal(matrix, 1.0)
    for first, second, value in pairs:
        if first not in place or second not in place or first == second:
            raise ScoringError(
                QT_TRANSLATE_NOOP("Samplan", 'The comparison of "{a}" with "{b}" is not between two of: {names}.'),
                a=first,
                b=second,
                names=", ".join(names),
            )
        if not (np.isfinite(value) and value > 0):
            raise ScoringError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    'The comparison of "{a}" with "{b}" is {value}. Give a number above 0, such as 3 or 1/3.',
                ),
                a=first,
                b=second,
                value=value,
            )
        i, j = place[first], place[second]
        if not np.isnan(matrix[i, j]) and not np.isclose(matrix[i, j], value, rtol=1e-6):
            raise ScoringError(
                QT_TRANSLATE_NOOP(
                    "Samplan", '"{a}" and "{b}" are compared twice with different answers. Keep one of them.'
                ),
                a=first,
                b=second,
            )
        matrix[i, j], matrix[j, i] = float(value), 1.0 / float(value)
    open_pairs = [
        f"{names[i]} / {names[j]}"
        for i in range(len(names))
        for j in range(i + 1, len(names))
        if np.isnan(matrix[i, j])
    ]
    if open_pairs:
        raise ScoringError(
            QT_TRANSLATE_NOOP("Samplan", "These pairs are not compared yet: {pairs}. Add them."),
            pairs=", ".join(open_pairs),
        )
    return matrix


def pairwise_weights(names: Sequence[str], matrix: Any) -> Pairwise:
    """Return AHP weights: the principal eigenvector of a reciprocal matrix (Saaty 1980).

    Parameters
    ----------
    names : sequence of str
    matrix : array, shape (k, k)
        ``matrix[i, j]``: how many times as important i is as j.

    Raises
    ------
    ScoringError
        When the matrix is not square, positive and reciprocal, or has more than 50 rows.
    """
    judgements = np.asarray(matrix, dtype=np.float64)
    size = len(names)
    if judgements.shape != (size, size) or not 1 <= size <= MOST_COMPARED:
        raise ScoringError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "{names} things are compared (1 to {most} are possible), but the table is {rows} x {columns}. "
                "Give one row and one column per thing.",
            ),
            names=size,
            most=MOST_COMPARED,
            rows=judgements.shape[0] if judgements.ndim else 0,
            columns=judgements.shape[1] if judgements.ndim == 2 else 0,
        )
    for i in range(size):
        for j in range(i, size):
            value, back = judgements[i, j], judgements[j, i]
            if not (np.isfinite(value) and value > 0) or not np.isclose(value * back, 1.0, rtol=0.02):
                raise ScoringError(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        'The judgements "{a}" against "{b}" ({value:g}) and back ({back:g}) do not mirror each other: '
                        "both must be above 0 and one the inverse of the other.",
                    ),
                    a=names[i],
                    b=names[j],
                    value=value,
                    back=back,
                )
    eigenvalues, vectors = np.linalg.eig(judgements)
    first = int(np.argmax(eigenvalues.real))
    weights = np.abs(vectors[:, first].real)
    weights /= weights.sum()
    largest = float(eigenvalues[first].real)
    index = (largest - size) / (size - 1.0) if size > 2 else 0.0
    ratio = max(index, 0.0) / random_index(size) if size > 2 else 0.0
    worst = _worst_judgement(names, judgements, weights) if size > 2 and index > 1e-9 else None
    notes = []
    if ratio > CONSISTENT_BELOW and worst is not None:
        notes.append(
            UserMessage(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "The comparisons contradict each other (consistency ratio {ratio:.2f}, should be at most 0.10). "
                    'Look first at "{a}" against "{b}": {given:.2g} was said, {fitting:.2g} would fit the rest.',
                ),
                {"ratio": ratio, "a": worst[0], "b": worst[1], "given": worst[2], "fitting": worst[3]},
            )
        )
    return Pairwise({name: float(value) for name, value in zip(names, weights)}, largest, ratio, worst, notes)


def _worst_judgement(names: Sequence[str], matrix: np.ndarray, weights: np.ndarray) -> tuple[str, str, float, float]:
    fitting = weights[:, None] / weights[None, :]
    error = np.triu(np.abs(np.log(matrix / fitting)), 1)
    i, j = np.unravel_index(int(np.argmax(error)), error.shape)
    return names[i], names[j], float(matrix[i, j]), float(fitting[i, j])


def group_pairwise(names: Sequence[str], matrices: Mapping[str, Any]) -> GroupPairwise:
    """Return the weights of several participants and of the group.

    The group's matrix is the geometric mean of the judgements, the only mean that leaves them reciprocal
    (Aczél & Saaty 1983, J. Math. Psychology 27).

    Parameters
    ----------
    names : sequence of str
    matrices : mapping
        Participant -> matrix, shape (k, k).
    """
    if not matrices:
        raise ScoringError(QT_TRANSLATE_NOOP("Samplan", "There are no comparisons. Add at least one participant."))
    each = {who: pairwise_weights(names, matrix) for who, matrix in matrices.items()}
    stack = np.array([np.asarray(matrix, dtype=np.float64) for matrix in matrices.values()])
    together = pairwise_weights(names, np.exp(np.log(stack).mean(axis=0)))
    pairs = [
        (names[i], names[j], float(stack[:, i, j].min()), float(stack[:, i, j].max()))
        for i in range(len(names))
        for j in range(i + 1, len(names))
    ]
    pairs.sort(key=lambda pair: -pair[3] / pair[2])
    return GroupPairwise(together, each, pairs)


def equal_weights(names: Sequence[str]) -> dict[str, float]:
    """Return the same weight for each name."""
    return {name: 1.0 / len(names) for name in names}


def entropy_weights(columns: Mapping[str, Any]) -> tuple[dict[str, float], list[UserMessage]]:
    """Return entropy weights: an indicator that spreads areas more weighs more (Shannon; Hwang & Yoon 1981).

    ``p = x / sum(x)``, ``e = -sum(p ln p) / ln n``, ``w ~ 1 - e``.

    Parameters
    ----------
    columns : mapping
        Name -> values, shape (n,), 0 or more. Rows with a gap in any column are left out.

    Raises
    ------
    ScoringError
        For negative values, or fewer than two complete rows.
    """
    names, matrix, notes = _complete(columns)
    for name, row in zip(names, matrix):
        if row.min() < 0:
            raise ScoringError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    'Entropy weights need values of 0 or more, but "{name}" has negative ones. Use its scores.',
                ),
                name=name,
            )
    totals = matrix.sum(axis=1, keepdims=True)
    share = np.divide(matrix, totals, out=np.full_like(matrix, 1.0 / matrix.shape[1]), where=totals > 0)
    logs = np.log(np.where(share > 0, share, 1.0))
    spread = 1.0 + (share * logs).sum(axis=1) / np.log(matrix.shape[1])
    spread[np.ptp(matrix, axis=1) <= 0] = 0.0
    return _from_spread(names, np.maximum(spread, 0.0), notes)


def critic_weights(columns: Mapping[str, Any]) -> tuple[dict[str, float], list[UserMessage]]:
    """Return CRITIC weights: contrast times conflict (Diakoulaki, Mavrotas & Papayannakis 1995).

    ``w_j ~ sd_j * sum_k (1 - r_jk)`` on min-max scaled columns; rows with a gap are left out.

    Parameters
    ----------
    columns : mapping
        Name -> values, shape (n,), all of which more is better (scores, not raw values).
    """
    names, matrix, notes = _complete(columns)
    low = matrix.min(axis=1, keepdims=True)
    span = np.ptp(matrix, axis=1)[:, None]
    scaled = np.divide(matrix - low, span, out=np.zeros_like(matrix), where=span > 0)
    deviation = scaled.std(axis=1, ddof=1)
    moving = span[:, 0] > 0
    correlation = np.eye(len(names))
    if moving.sum() > 1:
        part = np.corrcoef(scaled[moving])
        correlation[np.ix_(moving, moving)] = part
    conflict = ((1.0 - correlation) * moving[None, :]).sum(axis=1)
    spread = deviation * conflict
    if moving.sum() == 1:
        spread = deviation
    return _from_spread(names, np.where(moving, np.maximum(spread, 0.0), 0.0), notes)


def _complete(columns: Mapping[str, Any]) -> tuple[list[str], np.ndarray, list[UserMessage]]:
    """Return the names, the complete rows as a matrix of shape (k, m), and a note on what was left out."""
    size = column_size(columns)
    names = list(columns)
    matrix = np.array([float_column(name, columns[name]) for name in names]).reshape(len(names), size)
    whole = np.isfinite(matrix).all(axis=0) if names else np.zeros(size, dtype=bool)
    count = int(whole.sum())
    if count < 2:
        raise ScoringError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "Weights from data need at least two areas with values in every indicator, but there are {count}. "
                "Leave out the indicators with many gaps.",
            ),
            count=count,
        )
    notes = []
    if count < size:
        template = QT_TRANSLATE_NOOP("Samplan", "{count} of {total} areas have gaps and were left out of the weights.")
        notes.append(UserMessage(template, {"count": size - count, "total": size}))
    return names, matrix[:, whole], notes


def _from_spread(
    names: list[str], spread: np.ndarray, notes: list[UserMessage]
) -> tuple[dict[str, float], list[UserMessage]]:
    total = float(spread.sum())
    flat = [name for name, value in zip(names, spread) if value <= 0]
    if total <= 0:
        notes.append(
            UserMessage(QT_TRANSLATE_NOOP("Samplan", "No indicator differs between areas: all weigh the same."), {})
        )
        return equal_weights(names), notes
    if flat:
        template = QT_TRANSLATE_NOOP("Samplan", "These indicators do not tell areas apart and get weight 0: {names}.")
        notes.append(UserMessage(template, {"names": ", ".join(flat)}))
    return {name: float(value / total) for name, value in zip(names, spread)}, notes
