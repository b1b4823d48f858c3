"""The way of each indicator from raw column to normalised score, and the parameters it took."""

from __future__ import annotations

from typing import Any, Mapping, Optional

import numpy as np

from ..messages import QT_TRANSLATE_NOOP, Titled, UserMessage
from .columns import float_column, label_column, without_infinities
from .errors import ScoringError
from .frame import POOLED, ReferenceFrame
from .framework import Framework, Node
from .normalise import apply_normalisation, expected_range, fit_normalisation, leaf_scale
from .prepare import Treated, apply_impute, apply_outliers, fit_impute, fit_outliers

_TOLERANCE = 1e-9
_COVERAGE_NOISE = 1e-6
"""How far rounding may carry a data coverage beyond 0 and 1."""


def data_coverage_column(name: str) -> str:
    """Return the name of the column that holds the data coverage (0-1) of another one's values."""
    return f"{name}_cov"


class IndicatorNormaliser:
    """One pass over all leaves.

    Attributes
    ----------
    normalised : dict
        Leaf id -> score, shape (n,).
    observed, have : dict
        Leaf id -> bool, shape (n,): a value was there; a value is there after imputation. Leaves without gaps are
        left out.
    parameters : dict
        As `ReferenceFrame.leaves`.
    treated, imputed, notes
        As in `ScoreResult`.
    """

    def __init__(
        self,
        framework: Framework,
        columns: Mapping[str, Any],
        size: int,
        options: Mapping[str, Any],
        frame: Optional[ReferenceFrame],
        periods: Optional[np.ndarray],
    ) -> None:
        self.framework, self.columns, self.size = framework, columns, size
        self.policy, self.min_data_coverage = options.get("missing_policy"), options.get("min_data_coverage")
        self.frame, self.periods = frame, periods
        self.normalised: dict[str, np.ndarray] = {}
        self.observed: dict[str, np.ndarray] = {}
        self.have: dict[str, np.ndarray] = {}
        self.parameters: dict[str, dict[str, dict[str, Any]]] = {}
        self.treated: dict[str, Treated] = {}
        self.imputed: dict[str, int] = {}
        self.notes: list[UserMessage] = []
        self._groups: dict[str, np.ndarray] = {}

    def all_leaves(self) -> None:
        """Fill `normalised`, `observed` (gaps only), `have` (gaps left after imputation) and `parameters`."""
        absent = []
        for leaf in self.framework.leaves:
            raw = self._raw(leaf)
            if raw is None:
                absent.append(leaf)
                raw, gaps = np.full(self.size, np.nan), True
            else:
                raw, gaps = self._denominated(leaf, *without_infinities(leaf.field, raw, self.notes))
            self._leaf(leaf, raw, gaps)
        if len(absent) == len(self.framework.leaves):
            raise ScoringError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    'None of the columns that the framework "{framework}" needs is there. It needs: {needed}. '
                    "Measure the indicators first, or rename the columns.",
                ),
                framework=self.framework.id,
                needed=", ".join(leaf.field for leaf in self.framework.leaves),
            )
        if absent:
            self.notes.append(
                UserMessage(
                    QT_TRANSLATE_NOOP("Samplan", "No column for: {names}. They are treated as missing in every area."),
                    {
                        "names": Titled.joined(
                            ", ", [Titled.joined("", [leaf.name, f" ({leaf.field})"]) for leaf in absent]
                        )
                    },
                )
            )

    def _raw(self, leaf: Node) -> Optional[np.ndarray]:
        for name in (leaf.field, leaf.id):
            if name in self.columns:
                return self._well_covered(leaf, name, float_column(name, self.columns[name]))
        return None

    def _well_covered(self, leaf: Node, name: str, raw: np.ndarray) -> np.ndarray:
        """Return a column without the values whose data cover too little of their area."""
        known = self.columns.get(data_coverage_column(name))
        if known is None:
            return raw
        least = leaf.min_data_coverage if self.min_data_coverage is None else self.min_data_coverage
        field, there = data_coverage_column(name), np.isfinite(raw)
        share = float_column(field, known)
        self._check_coverage(leaf, field, share[there])
        with np.errstate(invalid="ignore"):
            poor = (share < least - _TOLERANCE) & there
        if not poor.any():
            return raw
        self.notes.append(
            UserMessage(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    '"{name}": in {count} areas the data cover less than {share} % of the area; these values count as'
                    " missing.",
                ),
                {"name": leaf.name, "count": int(np.count_nonzero(poor)), "share": round(100 * least)},
            )
        )
        return np.where(poor, np.nan, raw)

    def _check_coverage(self, leaf: Node, field: str, share: np.ndarray) -> None:
        """Note how many values have no data coverage, and refuse coverage that is no share: percent, codes for "missing"."""
        unknown = int(np.count_nonzero(np.isnan(share)))
        if unknown:
            self.notes.append(
                UserMessage(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        '"{name}": {count} areas have a value but no data coverage in "{column}"; their values count. '
                        "Make them NULL where the data do not cover the area.",
                    ),
                    {"name": leaf.name, "count": unknown, "column": field},
                )
            )
        with np.errstate(invalid="ignore"):
            wrong = share[(share < -_COVERAGE_NOISE) | (share > 1 + _COVERAGE_NOISE)]
        if wrong.size:
            raise ScoringError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    'The column "{column}" is to hold the data coverage of "{name}", a share from 0 to 1, but {count} areas '
                    "have other numbers, such as {value:g}. If it is in percent, divide it by 100; make codes for missing "
                    "values NULL; if it means something else, rename it.",
                ),
                column=field,
                name=leaf.name,
                count=int(wrong.size),
                value=float(wrong[0]),
            )

    def _denominated(self, leaf: Node, raw: np.ndarray, gaps: bool) -> tuple[np.ndarray, bool]:
        if leaf.denominator is None:
            return raw, gaps
        if leaf.denominator not in self.columns:
            raise ScoringError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    'The column "{column}", by which "{name}" is divided, is not there. Add it and try again.',
                ),
                column=leaf.denominator,
                name=leaf.name,
            )
        below = float_column(leaf.denominator, self.columns[leaf.denominator])
        below, _ = without_infinities(leaf.denominator, below, self.notes)
        # Nobody divides by less than nothing: a negative number is a code for "missing", or an error.
        below = np.where(below > 0, below, np.nan)
        lost = int(np.count_nonzero(np.isnan(below) & ~np.isnan(raw)))
        if lost:
            self.notes.append(
                UserMessage(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        '"{name}": {count} areas have no number above 0 in "{column}" to divide by; they count as missing.',
                    ),
                    {"name": leaf.name, "count": lost, "column": leaf.denominator},
                )
            )
        with np.errstate(over="ignore"):
            divided = raw / below * leaf.per
        divided[~np.isfinite(divided)] = np.nan
        return divided, bool(np.isnan(divided).any())

    def _group_labels(self, leaf: Node) -> Optional[np.ndarray]:
        name = leaf.impute.get("group") if str(leaf.impute.get("method")).startswith("group_") else None
        if name is None:
            return None
        if name not in self._groups:
            if name not in self.columns:
                raise ScoringError(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        'The column "{column}", whose groups fill the gaps of "{name}", is not there. '
                        "Add it, or choose another imputation.",
                    ),
                    column=name,
                    name=leaf.name,
                )
            self._groups[name] = label_column(name, self.columns[name], self.size)
        return self._groups[name]

    def _leaf(self, leaf: Node, raw: np.ndarray, gaps: bool) -> None:
        by_period = leaf.normalisation.get("scope") == "period" and self.periods is not None
        if by_period and (self.periods == "").any():  # a row without a period has no yardstick
            raw, gaps = np.where(self.periods == "", np.nan, raw), True
        observed = ~np.isnan(raw) if gaps else None
        if observed is not None:
            self.observed[leaf.id] = observed
        out = np.full(self.size, np.nan) if by_period else np.empty(self.size)
        groups = self._group_labels(leaf)
        known = self.frame.leaves.get(leaf.id, {}) if self.frame else {}
        self.parameters[leaf.id] = {}
        for label in _labels(self.periods) if by_period else [POOLED]:
            rows = np.flatnonzero(self.periods == label) if by_period else slice(None)
            part = np.empty(rows.size) if by_period else out
            stored = known.get(label, known.get(POOLED))
            if self.frame is not None and stored is None:
                raise ScoringError(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        'The reference frame knows no period "{period}" for "{name}". Score without the frame.',
                    ),
                    period=label,
                    name=leaf.name,
                )
            used = self._part(leaf, raw[rows], groups[rows] if groups is not None else None, stored, part, rows)
            self.parameters[leaf.id][label] = used
            if by_period:
                out[rows] = part
        self._fill(leaf, out, observed)
        self.normalised[leaf.id] = out

    def _part(
        self,
        leaf: Node,
        raw: np.ndarray,
        groups: Optional[np.ndarray],
        stored: Optional[Mapping[str, Any]],
        out: np.ndarray,
        rows: Any,
    ) -> dict[str, Any]:
        """Fit (unless stored) and apply one leaf on one period; return the parameters."""
        impute = fit_impute(leaf, raw, groups) if stored is None else stored["impute"]
        values = apply_impute(raw, impute, groups)
        present = values[~np.isnan(values)] if stored is None and _fits(leaf) else values[:0]
        outliers = fit_outliers(leaf, present) if stored is None else stored["outliers"]
        treated = apply_outliers(values, outliers)
        if outliers:
            self._report(leaf, values, treated, "log" if "log_minimum" in outliers else leaf.outliers["method"], rows)
            present = apply_outliers(present, outliers)
        fitted = fit_normalisation(leaf, present, self.framework.scale) if stored is None else stored["normalisation"]
        if fitted["kind"] == "constant" and stored is None:
            low, high = leaf_scale(leaf, self.framework.scale)
            self.notes.append(
                UserMessage(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        '"{name}" has the same value ({value:g}) everywhere, so it cannot tell areas apart: '
                        "all get the middle of the scale ({score:g}).",
                    ),
                    {"name": leaf.name, "value": fitted["value"], "score": (low + high) / 2},
                )
            )
        lost = apply_normalisation(leaf, fitted, treated, self.framework.scale, out)
        if stored is not None:
            self._note_beyond(leaf, fitted, out)
        if lost:
            self.notes.append(
                UserMessage(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        '"{name}": {count} values are too low for the transform "{transform}" and count as missing.',
                    ),
                    {"name": leaf.name, "count": lost, "transform": leaf.transform},
                )
            )
        return {"impute": impute, "outliers": outliers, "normalisation": fitted}

    def _note_beyond(self, leaf: Node, fitted: Mapping[str, Any], out: np.ndarray) -> None:
        """Note how far scores that are not cut lie beyond an earlier frame: another unit or town may be the reason."""
        low, high = expected_range(fitted, leaf_scale(leaf, self.framework.scale))
        slack = _TOLERANCE * max(abs(low), abs(high), 1.0)
        with np.errstate(invalid="ignore"):
            beyond = out[(out < low - slack) | (out > high + slack)]
        if beyond.size:
            self.notes.append(
                UserMessage(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        '"{name}": {count} areas lie beyond the reference frame, which reaches from {low:g} to {high:g}; their '
                        "scores go from {least:.4g} to {most:.4g} and are not cut. Check that the unit is the frame's.",
                    ),
                    {
                        "name": leaf.name,
                        "count": int(beyond.size),
                        "low": low,
                        "high": high,
                        "least": float(beyond.min()),
                        "most": float(beyond.max()),
                    },
                )
            )

    def _report(self, leaf: Node, before: np.ndarray, after: np.ndarray, method: str, rows: Any) -> None:
        changed = np.flatnonzero((before != after) & ~np.isnan(before))
        if not changed.size:
            return
        positions = changed if isinstance(rows, slice) else rows[changed]
        entry = Treated(leaf.id, method, positions, before[changed], after[changed])
        earlier = self.treated.get(leaf.id)
        if earlier is not None:
            pairs = ((earlier.index, entry.index), (earlier.before, entry.before), (earlier.after, entry.after))
            entry = Treated(leaf.id, method, *(np.concatenate(pair) for pair in pairs))
        self.treated[leaf.id] = entry
        self.notes.append(
            UserMessage(
                QT_TRANSLATE_NOOP("Samplan", '"{name}": {count} outlying values were treated ({method}).'),
                {"name": leaf.name, "count": int(changed.size), "method": method},
            )
        )

    def _fill(self, leaf: Node, out: np.ndarray, observed: Optional[np.ndarray]) -> None:
        """Set midpoints where asked for, count what was imputed, and note the gaps that remain."""
        if leaf.transform is not None or leaf.normalisation["method"] == "target":
            lost = np.isnan(out)
            if lost.any() and (observed is None or (lost & observed).any()):
                observed = ~lost if observed is None else observed & ~lost
                self.observed[leaf.id] = observed
        if observed is None:
            return
        low, high = leaf_scale(leaf, self.framework.scale)
        own = leaf.impute.get("method") == "midpoint"
        if own or (self.policy or leaf.missing_policy) == "impute":
            out[np.isnan(out)] = (low + high) / 2
        left = np.isnan(out)
        self.have[leaf.id] = ~left
        filled = int(np.count_nonzero(~left & ~observed))
        if filled:
            self.imputed[leaf.id] = filled
            self.notes.append(
                UserMessage(
                    QT_TRANSLATE_NOOP("Samplan", '"{name}": {count} missing values were filled in.'),
                    {"name": leaf.name, "count": filled},
                )
            )


def _fits(leaf: Node) -> bool:
    """Whether the leaf takes anything from the data (then its present values are collected)."""
    norm = leaf.normalisation
    bounds = (norm.get("low"), norm.get("high"), norm.get("baseline"))
    fixed = norm["method"] in ("goalposts", "target", "value_function", "none")
    return not fixed or leaf.outliers.get("method", "none") != "none" or any(isinstance(b, (str, dict)) for b in bounds)


def _labels(periods: Optional[np.ndarray]) -> list[str]:
    return sorted(set(periods) - {""}) if periods is not None else []


def period_labels(framework: Framework, period: Optional[Any], size: int) -> Optional[np.ndarray]:
    """Return the period of each row as text; a ScoringError when the framework needs one and there is none."""
    if period is not None:
        return label_column("period", period, size)
    needing = [leaf.name for leaf in framework.leaves if leaf.normalisation.get("scope") == "period"]
    if needing:
        raise ScoringError(
            QT_TRANSLATE_NOOP(
                "Samplan", "These indicators are normalised by period: {names}. Choose the period field."
            ),
            names=Titled.joined(", ", needing),
        )
    return None
