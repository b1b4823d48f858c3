"""Compare scenarios: the same areas scored with the same reference frame, matched by key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Optional, Sequence, Union

import numpy as np

from ..messages import QT_TRANSLATE_NOOP, UserMessage
from .columns import column_size, float_column
from .errors import ScoringError
from .frame import ReferenceFrame

SHOWN_KEYS = 5


@dataclass(frozen=True)
class Scenario:
    """One scored layer: area keys (any hashable), score columns of the same length, and the frame it was made with.

    `frame` is a `ReferenceFrame`, or its fingerprint as text when only that is at hand (layer metadata).
    """

    name: str
    keys: Sequence[Any]
    values: Mapping[str, Any]
    frame: Union[ReferenceFrame, str, None]


@dataclass(frozen=True)
class Comparison:
    """Differences of every scenario from the first, in the order of the first one's keys.

    Attributes
    ----------
    keys : list
        Keys of the first scenario, without those that occur twice.
    positions : dict
        Scenario name -> position of each key in that scenario, shape (m,), -1 where it is not there.
    differences : dict
        Scenario name (all but the first) -> column -> scenario minus first, shape (m,), NaN where either is missing.
    outcome : dict
        Scenario name -> 1 winner, -1 loser, 0 unchanged, NaN unknown, by `column`; shape (m,).
    counts : dict
        Scenario name -> {"winners": n, "losers": n, "unchanged": n, "unknown": n, "mean": mean difference}.
    unmatched : dict
        Scenario name -> keys that only the first one has, then keys that only this one has.
    """

    keys: list[Any]
    positions: dict[str, np.ndarray]
    differences: dict[str, dict[str, np.ndarray]]
    outcome: dict[str, np.ndarray]
    counts: dict[str, dict[str, float]]
    unmatched: dict[str, tuple[list[Any], list[Any]]]
    notes: list[UserMessage]


def compare_scenarios(scenarios: Sequence[Scenario], *, column: str = "score", tolerance: float = 1e-9) -> Comparison:
    """Compare two or more scenarios with the first.

    Parameters
    ----------
    scenarios : sequence of Scenario
    column : str
        The column that decides whether an area wins or loses.
    tolerance : float
        Differences up to this many points count as unchanged.

    Raises
    ------
    ScoringError
        For fewer than two scenarios, names used twice, a missing column, no common area, or frames that differ.
    """
    _check(scenarios, column)
    notes: list[UserMessage] = []
    places = [_places(scenario, notes) for scenario in scenarios]
    first = scenarios[0]
    keys = list(places[0])
    base_at = np.array([places[0][key] for key in keys], dtype=np.int64)
    positions, differences, outcome, counts, unmatched = {first.name: base_at}, {}, {}, {}, {}
    for scenario, where in zip(scenarios[1:], places[1:]):
        at = np.array([where.get(key, -1) for key in keys], dtype=np.int64)
        both = at >= 0
        if not both.any():
            raise ScoringError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    '"{first}" and "{second}" have no area in common. Choose the key field that names the same areas '
                    "in both (for example {a} and {b}).",
                ),
                first=first.name,
                second=scenario.name,
                a=str(keys[0]) if keys else "-",
                b=str(next(iter(where), "-")),
            )
        positions[scenario.name] = at
        differences[scenario.name] = {
            name: _difference(name, first.values[name], scenario.values[name], base_at, at, both)
            for name in first.values
            if name in scenario.values
        }
        change = differences[scenario.name][column]
        result = np.where(np.isnan(change), np.nan, np.sign(np.where(np.abs(change) <= tolerance, 0.0, change)))
        outcome[scenario.name] = result
        counts[scenario.name] = {
            "winners": int(np.sum(result == 1)),
            "losers": int(np.sum(result == -1)),
            "unchanged": int(np.sum(result == 0)),
            "unknown": int(np.sum(np.isnan(result))),
            "mean": float(np.nanmean(change)) if np.isfinite(change).any() else float("nan"),
        }
        only_first = [key for key, there in zip(keys, both) if not there]
        only_here = [key for key in where if key not in places[0]]
        unmatched[scenario.name] = (only_first, only_here)
        _note_unmatched(first.name, scenario.name, only_first, notes)
        _note_unmatched(scenario.name, first.name, only_here, notes)
    return Comparison(keys, positions, differences, outcome, counts, unmatched, notes)


def _check(scenarios: Sequence[Scenario], column: str) -> None:
    if len(scenarios) < 2:
        raise ScoringError(QT_TRANSLATE_NOOP("Samplan", "Choose at least two scored layers to compare."))
    names = [scenario.name for scenario in scenarios]
    if len(set(names)) < len(names):
        raise ScoringError(QT_TRANSLATE_NOOP("Samplan", "Two scenarios have the same name. Rename one of the layers."))
    for scenario in scenarios:
        if column not in scenario.values:
            raise ScoringError(
                QT_TRANSLATE_NOOP("Samplan", 'The scenario "{name}" has no column "{column}". Score it first.'),
                name=scenario.name,
                column=column,
            )
        if scenario.frame is None:
            raise ScoringError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    'It is not known on which yardstick "{name}" was scored, so it cannot be compared. '
                    "Score all scenarios with the reference frame of the first.",
                ),
                name=scenario.name,
            )
    for other in scenarios[1:]:
        reason = _difference_of_frames(scenarios[0].frame, other.frame)
        if reason is not None:
            raise ScoringError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    '"{first}" and "{second}" were scored on different yardsticks, so their difference would mean '
                    'nothing. {reason} Score "{second}" again with the reference frame of "{first}".',
                ),
                first=scenarios[0].name,
                second=other.name,
                reason=reason,
            )


def _difference_of_frames(
    first: Union[ReferenceFrame, str, None], second: Union[ReferenceFrame, str, None]
) -> Optional[str]:
    if isinstance(first, ReferenceFrame) and isinstance(second, ReferenceFrame):
        reasons = first.differences(second)
        return " ".join(map(str, reasons)) if reasons else None
    prints = [frame.fingerprint() if isinstance(frame, ReferenceFrame) else frame for frame in (first, second)]
    return None if prints[0] == prints[1] else QT_TRANSLATE_NOOP("Samplan", "Their reference frames differ.")


def _places(scenario: Scenario, notes: list[UserMessage]) -> dict[Any, int]:
    """Return key -> position; keys that are missing or occur twice are left out and noted."""
    size = column_size(scenario.values)
    if len(scenario.keys) != size:
        raise ScoringError(
            QT_TRANSLATE_NOOP("Samplan", 'The scenario "{name}" has {keys} keys for {size} areas.'),
            name=scenario.name,
            keys=len(scenario.keys),
            size=size,
        )
    places: dict[Any, int] = {}
    twice: dict[Any, None] = {}
    missing = 0
    for position, key in enumerate(scenario.keys):
        if key is None or key != key or key == "":
            missing += 1
        elif key in places:
            twice[key] = None
        else:
            places[key] = position
    for key in twice:
        del places[key]
    if twice:
        notes.append(
            UserMessage(
                QT_TRANSLATE_NOOP("Samplan", '"{name}": {count} keys stand more than once and were left out ({keys}).'),
                {"name": scenario.name, "count": len(twice), "keys": _some(list(twice))},
            )
        )
    if missing:
        template = QT_TRANSLATE_NOOP("Samplan", '"{name}": {count} areas have no key and were left out.')
        notes.append(UserMessage(template, {"name": scenario.name, "count": missing}))
    return places


def _difference(
    name: str, first: Any, second: Any, base_at: np.ndarray, at: np.ndarray, both: np.ndarray
) -> np.ndarray:
    result = np.full(at.shape, np.nan)
    result[both] = float_column(name, second)[at[both]] - float_column(name, first)[base_at[both]]
    return result


def _note_unmatched(name: str, other: str, keys: Sequence[Any], notes: list[UserMessage]) -> None:
    if keys:
        template = QT_TRANSLATE_NOOP("Samplan", '{count} areas of "{name}" are not in "{other}" ({keys}).')
        notes.append(UserMessage(template, {"count": len(keys), "name": name, "other": other, "keys": _some(keys)}))


def _some(keys: Sequence[Any]) -> str:
    shown = ", ".join(str(key) for key in keys[:SHOWN_KEYS])
    return shown + (", ..." if len(keys) > SHOWN_KEYS else "")
