"""Score areas with a framework: raw columns in, node scores, coverage, rank and reference frame out."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Mapping, Optional

import numpy as np

from ..messages import QT_TRANSLATE_NOOP, Note
from .aggregate import aggregate
from .check import POLICIES
from .columns import column_size, competition_rank, float_column, label_column, without_infinities
from .contributions import Contributions, explain
from .errors import ScoringError
from .frame import POOLED, ReferenceFrame, check_same_framework
from .framework import Framework, Node
from .normalise import apply_normalisation, fit_normalisation, leaf_scale
from .prepare import (
    Treated,
    apply_impute,
    apply_outliers,
    fit_impute,
    fit_outliers,
)


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
    notes : list of Note
        What the user should know.
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
    notes: list[Note] = field(default_factory=list)
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
        are missing. Denominator and group columns stand here too. Nothing is altered.
    missing_policy : {"exclude", "renormalise", "impute"}, optional
        Overrules the framework's. A leaf's own imputation always comes first; the policy decides on what is still
        missing: no score; weights renormalised over what is there; or the midpoint of the scale.
    min_coverage : float, optional
        Overrules the framework's: a group needs this share (0-1) of its weight to be scored. Under "renormalise"
        (default 0.65) values the leaf imputed itself count as there; under "impute" (default 0) only observed ones do.
    period : array of labels, shape (n,), optional
        Year or period per row; needed for indicators with scope "period". Others are fitted over all rows (pooled).
    frame : ReferenceFrame, optional
        Score on the yardstick of an earlier result. Its options hold unless given here.

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
    run = _Run(framework, columns, size, missing_policy, frame, _period_labels(framework, period, size))
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
    """Return leaf id -> normalised score, shape (n,), on the yardstick of a frame, without aggregating."""
    size = column_size(columns)
    labels = _period_labels(framework, period, size)
    run = _Run(framework, columns, size, frame.options.get("missing_policy"), frame, labels)
    run.all_leaves()
    return run.normalised


def coverage(framework: Framework, size: int, masks: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return node id -> share of the node's leaf weight that is there, shape (n,); the root included.

    Parameters
    ----------
    masks : mapping
        Leaf id -> bool, shape (n,); a leaf not named is there everywhere.
    """
    result: dict[str, np.ndarray] = {}
    for node in reversed(list(framework.root.walk())):
        if node.is_leaf:
            mask = masks.get(node.id)
            result[node.id] = np.ones(size) if mask is None else mask.astype(np.float64)
            continue
        total = np.ones(size)
        for child in node.children:
            if child.share and any(leaf.id in masks for leaf in child.walk()):
                total -= child.share * (1.0 - result[child.id])
        total[np.abs(total) < 1e-12] = 0.0
        result[node.id] = total
    return {node.id: result[node.id] for node in framework.root.walk()}


class _Run:
    """One pass over all leaves."""

    def __init__(
        self,
        framework: Framework,
        columns: Mapping[str, Any],
        size: int,
        policy: Optional[str],
        frame: Optional[ReferenceFrame],
        periods: Optional[np.ndarray],
    ) -> None:
        self.framework, self.columns, self.size, self.policy = framework, columns, size, policy
        self.frame, self.periods = frame, periods
        self.normalised: dict[str, np.ndarray] = {}
        self.observed: dict[str, np.ndarray] = {}
        self.have: dict[str, np.ndarray] = {}
        self.parameters: dict[str, dict[str, dict[str, Any]]] = {}
        self.treated: dict[str, Treated] = {}
        self.imputed: dict[str, int] = {}
        self.notes: list[Note] = []
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
                Note(
                    QT_TRANSLATE_NOOP("Samplan", "No column for: {names}. They are treated as missing in every area."),
                    {"names": ", ".join(f"{leaf.name} ({leaf.field})" for leaf in absent)},
                )
            )

    def _raw(self, leaf: Node) -> Optional[np.ndarray]:
        for name in (leaf.field, leaf.id):
            if name in self.columns:
                return float_column(name, self.columns[name])
        return None

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
        zero = int(np.count_nonzero(below == 0))
        if zero:
            self.notes.append(
                Note(
                    QT_TRANSLATE_NOOP(
                        "Samplan", '"{name}": {count} areas have 0 in "{column}" to divide by; they count as missing.'
                    ),
                    {"name": leaf.name, "count": zero, "column": leaf.denominator},
                )
            )
        with np.errstate(divide="ignore", invalid="ignore"):
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
        observed = ~np.isnan(raw) if gaps else None
        if observed is not None:
            self.observed[leaf.id] = observed
        out = np.empty(self.size)
        groups = self._group_labels(leaf)
        known = self.frame.leaves.get(leaf.id, {}) if self.frame else {}
        self.parameters[leaf.id] = {}
        by_period = leaf.normalisation.get("scope") == "period" and self.periods is not None
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
                Note(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        '"{name}" has the same value ({value:g}) everywhere, so it cannot tell areas apart: '
                        "all get the middle of the scale ({score:g}).",
                    ),
                    {"name": leaf.name, "value": fitted["value"], "score": (low + high) / 2},
                )
            )
        lost = apply_normalisation(leaf, fitted, treated, self.framework.scale, out)
        if lost:
            self.notes.append(
                Note(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        '"{name}": {count} values are too low for the transform "{transform}" and count as missing.',
                    ),
                    {"name": leaf.name, "count": lost, "transform": leaf.transform},
                )
            )
        return {"impute": impute, "outliers": outliers, "normalisation": fitted}

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
            Note(
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
                Note(
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
    return sorted(set(periods)) if periods is not None else []


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


def _period_labels(framework: Framework, period: Optional[Any], size: int) -> Optional[np.ndarray]:
    if period is not None:
        return label_column("period", period, size)
    needing = [leaf.name for leaf in framework.leaves if leaf.normalisation.get("scope") == "period"]
    if needing:
        raise ScoringError(
            QT_TRANSLATE_NOOP(
                "Samplan", "These indicators are normalised by period: {names}. Choose the period field."
            ),
            names=", ".join(needing),
        )
    return None


def _note_unscored(result: ScoreResult) -> None:
    if not result.score.size:
        result.notes.append(Note(QT_TRANSLATE_NOOP("Samplan", "There are no areas to score."), {}))
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
        result.notes.append(Note(template, {"count": count, "total": values.size, "name": node.name}))
