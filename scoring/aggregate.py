"""From scored children to the score of their group, with gaps: every aggregation and missing-data policy.

Weighted means of order 1 (arithmetic), 0 (geometric) and -1 (harmonic), the minimum, and TOPSIS (Hwang & Yoon 1981;
vector norm; ideal points are the best and worst weighted values present).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Optional, Sequence

import numpy as np

from ..messages import QT_TRANSLATE_NOOP, UserMessage
from .coverage import EnteredShare, Masks
from .errors import ScoringError
from .framework import Framework, Node

BLOCK = 16384
_TOLERANCE = 1e-12


@dataclass
class Aggregated:
    """Scores of all groups (root last), what was used for them, and each group's coverage."""

    groups: dict[str, np.ndarray]
    topsis: dict[str, dict[str, list[float]]]
    notes: list[UserMessage]
    coverage: dict[str, np.ndarray]


def mean_of(kind: str, values: np.ndarray, weights: np.ndarray, offset: float = 0.0) -> np.ndarray:
    """Return the weighted mean (or minimum) over the first axis.

    Parameters
    ----------
    kind : {"arithmetic", "geometric", "harmonic", "minimum"}
    values : ndarray, shape (k, m)
        NaN marks a gap; the weights of the others are renormalised. All gaps give NaN.
    weights : ndarray, shape (k,)
        Any positive scale.
    offset : float
        Added before and taken off after a geometric or harmonic mean; values + offset must not be negative.

    Returns
    -------
    ndarray, shape (m,)
    """
    used = weights > 0
    if not used.all():
        values, weights = values[used], weights[used]
    if kind == "minimum":
        result = values[0].copy()
        for row in values[1:]:
            np.fmin(result, row, out=result)
        return result
    if kind == "geometric":
        with np.errstate(divide="ignore"):
            rows = np.log(values + offset if offset else values)
    elif kind == "harmonic":
        with np.errstate(divide="ignore"):
            rows = 1.0 / (values + offset)  # makes a -0 a 0: their reciprocals would be infinities of two signs
    else:
        rows = values
    share = weights / weights.sum()
    if np.isnan(rows.sum()):
        result = _with_gaps(rows, share)
    else:
        result = share @ rows
    if kind == "geometric":
        result = np.exp(result, out=result)
    elif kind == "harmonic":
        with np.errstate(divide="ignore"):
            result = np.divide(1.0, result, out=result)
    else:
        return result
    if offset and result.size:
        result -= offset
        # No mean lies below its lowest value; rounding must not make a 0 negative for the group above.
        np.maximum(result, np.fmin.reduce(values, axis=None), out=result)
        # What is left of a 0 by rounding is a 0: a geometric mean above would make it visible.
        result[np.abs(result) <= 1e-12 * max(abs(offset), 1.0)] = 0.0
    return result


def _with_gaps(rows: np.ndarray, share: np.ndarray) -> np.ndarray:
    present = ~np.isnan(rows)
    total = share @ present
    with np.errstate(invalid="ignore", divide="ignore"):
        return (share @ np.where(present, rows, 0.0)) / np.where(total > 0, total, np.nan)


def topsis_parameters(rows: Sequence[np.ndarray]) -> dict[str, list[float]]:
    """Return vector norms and ideal points of the children, each of shape (n,), gaps left out."""
    norm, best, worst = [], [], []
    for row in rows:
        present = row[~np.isnan(row)]
        length = float(np.sqrt(np.sum(present**2)))
        norm.append(length)
        best.append(float(present.max()) / length if length > 0 else 0.0)
        worst.append(float(present.min()) / length if length > 0 else 0.0)
    return {"norm": norm, "best": best, "worst": worst}


def topsis(
    values: np.ndarray, weights: np.ndarray, parameters: Mapping[str, Sequence[float]]
) -> tuple[np.ndarray, int]:
    """Return closeness to the ideal, 0 to 1, shape (m,), and how many areas are as near to both ideals (given 0.5).

    Parameters
    ----------
    values : ndarray, shape (k, m)
        NaN marks a gap: the distance is then taken over the others, their weights renormalised.
    weights : ndarray, shape (k,)
    parameters : mapping
        From `topsis_parameters`.
    """
    norm = np.asarray(parameters["norm"])[:, None]
    best, worst = np.asarray(parameters["best"])[:, None], np.asarray(parameters["worst"])[:, None]
    scaled = np.divide(values, norm, out=np.zeros_like(values), where=norm > 0)
    scaled[np.isnan(values)] = np.nan
    # With the parameters of an earlier run, what lies beyond its ideal points counts as ideal.
    scaled = np.clip(scaled, worst, best)
    present = ~np.isnan(scaled) & (weights > 0)[:, None]
    share = (weights / weights.sum())[:, None] * present
    with np.errstate(invalid="ignore", divide="ignore"):
        share = share / share.sum(axis=0)
    to_best = np.sqrt(np.nansum((share * (scaled - best)) ** 2, axis=0))
    to_worst = np.sqrt(np.nansum((share * (scaled - worst)) ** 2, axis=0))
    total = to_best + to_worst
    undecided = (total <= 0) & present.any(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        closeness = to_worst / total
    closeness[undecided] = 0.5
    closeness[~present.any(axis=0)] = np.nan
    return closeness, int(np.count_nonzero(undecided))


def aggregate(
    framework: Framework,
    scores: Mapping[str, np.ndarray],
    *,
    observed: Optional[Masks] = None,
    have: Optional[Masks] = None,
    policy: Optional[str] = None,
    min_coverage: Optional[float] = None,
    kinds: Optional[Mapping[str, str]] = None,
    topsis_known: Optional[Mapping[str, Mapping[str, Sequence[float]]]] = None,
) -> Aggregated:
    """Aggregate leaf scores up to the root.

    Parameters
    ----------
    framework : Framework
    scores : mapping
        Leaf id -> scores, shape (n,), NaN where missing.
    observed, have : mapping, optional
        Leaf id -> bool, shape (n,): a value was observed; a value is there, imputed or not (as `observed` when not
        given). Leaves without gaps are left out. The first makes the coverage; the minimum holds for the second where
        gaps are renormalised, for the first where they are imputed.
    policy, min_coverage
        Overrule the framework's for every group.
    kinds : mapping, optional
        Group id -> aggregation, overruling the framework's.
    topsis_known : mapping, optional
        Parameters of an earlier run.

    Raises
    ------
    ScoringError
        When a geometric or harmonic mean meets a value it cannot take, or siblings' weights sum to 0.
    """
    size = next(iter(scores.values())).size
    entered = EnteredShare(size, observed or {})
    there = entered if have is None or have is observed else EnteredShare(size, have)
    result = Aggregated({}, {}, [], entered.groups)
    for group in reversed(framework.groups):
        rows = [scores[child.id] if child.is_leaf else result.groups[child.id] for child in group.children]
        share = group_weights(group)
        kind = (kinds or {}).get(group.id, group.aggregation)
        if kind == "topsis":
            known = (topsis_known or {}).get(group.id) or (topsis_parameters(rows) if rows[0].size else None)
            value = _topsis_group(group, rows, share, known, framework.scale, result)
        else:
            value = _mean_group(group, kind, rows, share)
        covered = entered.add(group, result.groups)
        counted = covered if there is entered else there.add(group, result.groups)
        rule = policy or group.missing_policy
        if rule == "exclude":
            _need_all(rows, share, value)
        else:
            least = group.minimum_coverage(policy, min_coverage)
            value[(counted if rule == "renormalise" else covered) < least - _TOLERANCE] = np.nan
        result.groups[group.id] = value
    return result


def group_weights(group: Node, weights: Optional[Mapping[str, float]] = None) -> np.ndarray:
    """Return the children's weights, shape (k,), summing to 1."""
    values = np.array([(weights or {}).get(child.id, child.weight) for child in group.children], dtype=np.float64)
    total = values.sum()
    if not (np.isfinite(total) and total > 0 and (values >= 0).all()):
        raise ScoringError(
            QT_TRANSLATE_NOOP(
                "Samplan", 'The weights below "{group}" are {weights}. Give numbers of 0 or more, at least one above 0.'
            ),
            group=group.name,
            weights=", ".join(f"{value:g}" for value in values),
        )
    return values / total


def _topsis_group(
    group: Node,
    rows: Sequence[np.ndarray],
    share: np.ndarray,
    known: Optional[Mapping[str, Sequence[float]]],
    scale: tuple[float, float],
    result: Aggregated,
) -> np.ndarray:
    size = rows[0].size
    value = np.empty(size)
    undecided = 0
    if known is None or all(np.isnan(row).all() for row in rows):
        value.fill(np.nan)
        return value
    result.topsis[group.id] = {key: list(known[key]) for key in ("norm", "best", "worst")}
    for start in range(0, size, BLOCK):
        block = np.array([row[start : start + BLOCK] for row in rows])
        closeness, same = topsis(block, share, known)
        value[start : start + BLOCK] = scale[0] + closeness * (scale[1] - scale[0])
        undecided += same
    if undecided:
        result.notes.append(
            UserMessage(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    'TOPSIS in "{group}": the best and the worst are the same for {count} areas; '
                    "they get the middle of the scale.",
                ),
                {"group": group.name, "count": undecided},
            )
        )
    return value


def _mean_group(group: Node, kind: str, rows: Sequence[np.ndarray], share: np.ndarray) -> np.ndarray:
    size = rows[0].size
    value = np.empty(size)
    offset = float(group.offset or 0.0) if kind in ("geometric", "harmonic") else 0.0
    if kind in ("geometric", "harmonic"):
        _refuse_bad_values(group, kind, rows, share, offset)
    buffer = np.empty((len(rows), min(size, BLOCK)))
    for start in range(0, size, BLOCK):
        width = min(BLOCK, size - start)
        block = buffer[:, :width]
        for place, row in enumerate(rows):
            block[place] = row[start : start + width]
        value[start : start + width] = mean_of(kind, block, share, offset)
    return value


def _refuse_bad_values(group: Node, kind: str, rows: Sequence[np.ndarray], share: np.ndarray, offset: float) -> None:
    """Zeros need a stated offset (0 means that one zero makes the group zero); negative values are always refused."""
    stated = group.offset is not None
    for child, row, child_share in zip(group.children, rows, share):
        if child_share <= 0 or np.isnan(row).all():
            continue
        lowest = float(np.nanmin(row)) + offset
        if lowest > 0 or (lowest == 0 and stated):
            continue
        bad = int(np.count_nonzero(row + offset <= 0 if not stated else row + offset < 0))
        raise ScoringError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                'The {kind} mean of "{group}" cannot take scores of 0 or less, but {count} areas have them in '
                '"{child}". State an "offset" for the group (for example 1; 0 means that one zero makes the whole '
                "group zero), or choose another aggregation.",
            )
            if lowest == 0
            else QT_TRANSLATE_NOOP(
                "Samplan",
                'The {kind} mean of "{group}" cannot take negative scores, but {count} areas have them in "{child}". '
                "Clamp the indicator's goalposts, or choose another aggregation.",
            ),
            kind=kind,
            group=group.name or group.id,
            count=bad,
            child=child.name,
        )


def _need_all(rows: Sequence[np.ndarray], share: np.ndarray, value: np.ndarray) -> None:
    for row, weight in zip(rows, share):
        if weight > 0:
            value[np.isnan(row)] = np.nan
