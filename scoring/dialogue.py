"""The value dialogue: each party states a minimum and a goal per indicator; which alternatives satisfy everybody?

No party's wishes are averaged away: satisfaction stays per party, the zone where every minimum holds comes before any
score, and the Pareto set shows what cannot be bettered for one party without loss for another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Optional, Sequence

import numpy as np

from ..messages import QT_TRANSLATE_NOOP, UserMessage
from .columns import column_size, float_column
from .errors import ScoringError
from .pareto import pareto_set


@dataclass(frozen=True)
class Statement:
    """One party's minimum and goal for one indicator, in the indicator's unit.

    Below the minimum (above it, where the goal is lower than the minimum) the party refuses; from the goal on it is
    fully satisfied. `weight` is how much the indicator matters to this party among its own statements.
    """

    party: str
    indicator: str
    minimum: float
    goal: float
    weight: float = 1.0

    @property
    def label(self) -> str:
        """Party and indicator, for a message."""
        return f"{self.party}: {self.indicator}"


@dataclass(frozen=True)
class ValueDialogue:
    """Arrays of shape (n,), one entry per alternative (area, plan, scenario).

    Attributes
    ----------
    satisfaction : dict
        Party -> 0 (at its minimums or below) to 1 (all goals met); NaN where none of its indicators has a value.
    minimums_met : dict
        Party -> bool: every minimum of the party holds. A missing value counts as not met.
    all_minimums : ndarray of bool
        The zone where every minimum of every party holds.
    pareto : ndarray of bool
        No other alternative satisfies all parties at least as well and one better.
    least_satisfied : ndarray
        Satisfaction of the least satisfied party.
    binding : list of (Statement or None)
        Per alternative the statement with the smallest margin above its minimum (or furthest below it).
    margin : ndarray
        That margin, in parts of the way from minimum to goal; negative = the minimum is missed.
    excludes : list of (Statement, int, int)
        Per statement how many alternatives miss it, and how many miss only it; the most binding first.
    conflicts : list of (Statement, Statement)
        Pairs whose minimums can never hold together.
    """

    satisfaction: dict[str, np.ndarray]
    minimums_met: dict[str, np.ndarray]
    all_minimums: np.ndarray
    pareto: np.ndarray
    least_satisfied: np.ndarray
    binding: list[Optional[Statement]]
    margin: np.ndarray
    excludes: list[tuple[Statement, int, int]]
    conflicts: list[tuple[Statement, Statement]]
    notes: list[UserMessage]


def value_dialogue(values: Mapping[str, Any], statements: Sequence[Statement]) -> ValueDialogue:
    """Compare every alternative with the minimums and goals of the parties.

    Parameters
    ----------
    values : mapping
        Indicator -> raw values, shape (n,).
    statements : sequence of Statement

    Raises
    ------
    ScoringError
        Without statements, for an indicator without values, a goal equal to the minimum, two statements of one party
        on one indicator, or a weight that is not positive.
    """
    _check(values, statements)
    size = column_size(values)
    margins = np.empty((len(statements), size))
    for place, item in enumerate(statements):
        margins[place] = (float_column(item.indicator, values[item.indicator]) - item.minimum) / (
            item.goal - item.minimum
        )
    margins[~np.isfinite(margins)] = np.nan
    with np.errstate(invalid="ignore"):
        met = margins >= -1e-12
    satisfied = np.clip(margins, 0.0, 1.0)
    parties = list(dict.fromkeys(item.party for item in statements))
    satisfaction, minimums = {}, {}
    for party in parties:
        own = np.array([item.party == party for item in statements])
        weights = np.array([item.weight for item in statements])[own]
        present = ~np.isnan(satisfied[own])
        total = weights @ present
        with np.errstate(invalid="ignore"):
            satisfaction[party] = (weights @ np.nan_to_num(satisfied[own])) / np.where(total > 0, total, np.nan)
        minimums[party] = met[own].all(axis=0)
    filled = np.where(np.isnan(margins), np.inf, margins)
    lowest = filled.argmin(axis=0)
    margin = filled.min(axis=0)
    binding = [statements[place] if np.isfinite(value) else None for place, value in zip(lowest, margin)]
    missed = ~met
    alone = missed & (missed.sum(axis=0) == 1)
    excludes = [(item, int(missed[k].sum()), int(alone[k].sum())) for k, item in enumerate(statements)]
    excludes.sort(key=lambda row: (-row[2], -row[1]))
    zone = met.all(axis=0)
    conflicts = _conflicts(statements)
    return ValueDialogue(
        satisfaction,
        minimums,
        zone,
        pareto_set(satisfaction),
        np.min(list(satisfaction.values()), axis=0),
        binding,
        np.where(np.isfinite(margin), margin, np.nan),
        excludes,
        conflicts,
        _notes(zone, excludes, conflicts, margins),
    )


def _check(values: Mapping[str, Any], statements: Sequence[Statement]) -> None:
    if not statements:
        raise ScoringError(
            QT_TRANSLATE_NOOP(
                "Samplan", "Nobody has stated anything. Add a row with party, indicator, minimum and goal."
            )
        )
    seen = set()
    for item in statements:
        if item.indicator not in values:
            raise ScoringError(
                QT_TRANSLATE_NOOP("Samplan", '{who}: there is no column "{column}". Known: {known}.'),
                who=item.party,
                column=item.indicator,
                known=", ".join(values),
            )
        if not (np.isfinite(item.minimum) and np.isfinite(item.goal)) or item.minimum == item.goal:
            raise ScoringError(
                QT_TRANSLATE_NOOP(
                    "Samplan", "{who}: the minimum ({minimum}) and the goal ({goal}) must be two different numbers."
                ),
                who=item.label,
                minimum=item.minimum,
                goal=item.goal,
            )
        if not (np.isfinite(item.weight) and item.weight > 0):
            raise ScoringError(
                QT_TRANSLATE_NOOP("Samplan", "{who}: the weight is {weight}. Give a number above 0."),
                who=item.label,
                weight=item.weight,
            )
        if (item.party, item.indicator) in seen:
            raise ScoringError(
                QT_TRANSLATE_NOOP("Samplan", "{who} is stated twice. Keep one of the rows."), who=item.label
            )
        seen.add((item.party, item.indicator))


def _conflicts(statements: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    """Return pairs where one party wants at least more than the other accepts at most."""
    return [
        (low, high)
        for low in statements
        for high in statements
        if low.indicator == high.indicator
        and low.goal > low.minimum
        and high.goal < high.minimum
        and low.minimum > high.minimum
    ]


def _notes(
    zone: np.ndarray,
    excludes: Sequence[tuple[Statement, int, int]],
    conflicts: Sequence[tuple[Statement, Statement]],
    margins: np.ndarray,
) -> list[UserMessage]:
    notes = [
        UserMessage(
            QT_TRANSLATE_NOOP(
                "Samplan",
                '"{low}" wants at least {minimum:g} and "{high}" at most {maximum:g} of {indicator}: '
                "both can never hold. Talk about this one first.",
            ),
            {
                "low": low.party,
                "high": high.party,
                "minimum": low.minimum,
                "maximum": high.minimum,
                "indicator": low.indicator,
            },
        )
        for low, high in conflicts
    ]
    gaps = int(np.isnan(margins).any(axis=0).sum())
    if gaps:
        template = QT_TRANSLATE_NOOP("Samplan", "{count} alternatives lack a value; that minimum counts as not met.")
        notes.append(UserMessage(template, {"count": gaps}))
    if zone.size and not zone.any():
        item, missed, _ = max(excludes, key=lambda row: row[1])
        template = QT_TRANSLATE_NOOP(
            "Samplan", 'No alternative meets every minimum. "{who}" is missed most often ({count} of {total}).'
        )
        notes.append(UserMessage(template, {"who": item.label, "count": missed, "total": zone.size}))
    return notes
