"""Robustness of the ranking: Monte Carlo over weights, goalposts and method choices.

After Saisana, Saltelli & Tarantola (2005, J. R. Stat. Soc. A 168) and the OECD/JRC Handbook (2008), step 7: the inputs
that were a matter of judgement are drawn anew many times, and each area gets the interval its rank moves in.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from typing import Any, Callable, Mapping, Optional, Sequence

import numpy as np

from ..messages import QT_TRANSLATE_NOOP, Cancelled, UserMessage
from .columns import competition_rank, ranks, rows_by_period
from .draws import DrawScorer, dirichlet_shares
from .errors import ScoringError
from .frame import ReferenceFrame
from .framework import Framework
from .scorer import ScoreResult, normalised_scores, score
from .tally import RankTally

CHUNK_VALUES = 640_000
DRAWS_PER_SETTING = 10
INFLUENCE_DRAWS = 16
INFLUENCE_AREAS = 2000
AGGREGATION_CHOICES = ("arithmetic", "geometric", "harmonic", "minimum", "topsis")
NORMALISATION_CHOICES = ("minmax", "rank", "zscore")


@dataclass(frozen=True)
class Influence:
    """How far one assumption alone moves the ranking.

    `kind` is "weights", "goalposts", "aggregation" or "normalisation"; `node_id` the group or leaf ("" for a method
    choice); `mean_shift` the mean number of places an area moves when only this assumption varies.
    """

    kind: str
    node_id: str
    name: str
    mean_shift: float


@dataclass
class Robustness:
    """Results of the draws for each area; arrays of shape (n,), NaN where the area has no score.

    Attributes
    ----------
    result : ScoreResult
        The nominal result.
    rank_lo, rank_hi : ndarray
        5-95 % interval of the rank: exact order statistics that hold at least 90 % of the draws.
    rank_mean : ndarray
    p_top : ndarray
        Share of draws in which the area is among the best `top`.
    wins_next : ndarray
        Share of draws in which the area ranks before the next one of the nominal order (a tie counts half);
        NaN for the last.
    settled : ndarray
        1 where the rank interval spans at most `settled_width` places, 0 where it is wider, NaN without a score.
    top, settled_width : int
        As used; those of the largest period where ranks are within periods.
    mean_shift : float
        Places an area moves on average from its nominal rank.
    influences : list of Influence
        The most influential assumption first.
    """

    result: ScoreResult
    rank_lo: np.ndarray
    rank_hi: np.ndarray
    rank_mean: np.ndarray
    p_top: np.ndarray
    wins_next: np.ndarray
    settled: np.ndarray
    mean_shift: float
    influences: list[Influence]
    top: int
    settled_width: int
    draws: int
    seed: int
    notes: list[UserMessage]


@dataclass(frozen=True)
class RobustnessOptions:
    """What `robustness` varies, how often, and the thresholds of its results.

    Attributes
    ----------
    draws : int
        Number of draws; the same seed gives the same result.
    seed : int
    weights : float
        Relative standard deviation of a weight among equally weighted siblings (Dirichlet); 0 leaves the weights as
        they are, 1 makes every weighting equally likely.
    goalposts : float
        Each goalpost, target and baseline is moved by up to this part of its range, evenly distributed.
    aggregations : sequence of str
        Other aggregations that could have been chosen, for all groups at once; each is drawn as often as the
        framework's own. Geometric and harmonic ones without a stated offset use 1 % of the scale.
    normalisations : sequence of {"minmax", "rank", "zscore"}
        Other normalisations, put on top of the indicator scores.
    top : int, optional
        k of `Robustness.p_top`; a tenth of the areas, at least 1, when not given.
    settled_width : int, optional
        Places that a settled area may move; when not given a whole tenth of the areas, so that of fewer than ten areas
        only one that keeps its rank is settled.
    influence : bool
        Whether to find the most influential assumption (each varied alone, on at most 2,000 areas).

    Raises
    ------
    ScoringError
        For impossible options.
    """

    draws: int = 1000
    seed: int = 1
    weights: float = 0.25
    goalposts: float = 0.0
    aggregations: Sequence[str] = ()
    normalisations: Sequence[str] = ()
    top: Optional[int] = None
    settled_width: Optional[int] = None
    influence: bool = True

    def __post_init__(self) -> None:
        if self.draws < 1:
            raise ScoringError(QT_TRANSLATE_NOOP("Samplan", "Give at least one draw; 1000 is usual."))
        if not self.weights >= 0 or not np.isfinite(self.weights):
            raise ScoringError(
                QT_TRANSLATE_NOOP("Samplan", "The spread of the weights is {value}. Give 0 or more, such as 0.25."),
                value=self.weights,
            )
        if not 0 <= self.goalposts < 0.5:
            raise ScoringError(
                QT_TRANSLATE_NOOP(
                    "Samplan", "The spread of the goalposts is {value}. Give 0 to below 0.5, such as 0.1."
                ),
                value=self.goalposts,
            )
        for names, known in (
            (self.aggregations, AGGREGATION_CHOICES),
            (self.normalisations, NORMALISATION_CHOICES),
        ):
            for name in names:
                if name not in known:
                    raise ScoringError(
                        QT_TRANSLATE_NOOP("Samplan", 'The method "{name}" cannot be varied. Choose from: {known}.'),
                        name=name,
                        known=", ".join(known),
                    )

    def for_size(self, size: int) -> RobustnessOptions:
        """Return the options with `top` and `settled_width` filled in for this many areas."""
        return replace(
            self,
            top=max(1, round(size / 10) if self.top is None else int(self.top)),
            settled_width=size // 10 if self.settled_width is None else int(self.settled_width),
        )


def robustness(
    framework: Framework,
    columns: Mapping[str, Any],
    *,
    period: Optional[Any] = None,
    scoring: Optional[Mapping[str, Any]] = None,
    progress: Optional[Callable[[float], bool]] = None,
    **options: Any,
) -> Robustness:
    """Draw weights, goalposts and methods anew many times and count how ranks change.

    Parameters
    ----------
    framework, columns, period
        As for `score`.
    scoring : mapping, optional
        Further keyword arguments of `score`: policy, minimum coverages, frame.
    progress : callable, optional
        Called with 0-1; returning False stops the run.
    **options
        Attributes of `RobustnessOptions`: ``draws``, ``seed``, ``weights``, ``goalposts``, ``aggregations``...

    Notes
    -----
    Goalposts and methods are drawn once per ten draws of weights. Gaps are the same in every draw. TOPSIS finds
    its ideal points anew in every draw, among the scored areas.

    Raises
    ------
    ScoringError
        For impossible options, or as `score`.
    Cancelled
        `progress` returned False.
    """
    wanted = RobustnessOptions(**options)
    result = score(framework, columns, period=period, **(scoring or {}))
    places = np.flatnonzero(~np.isnan(result.rank))  # rows without a period have a score, but no rank
    order = places[np.argsort(-result.score[places], kind="stable")]
    size, draws = order.size, wanted.draws
    notes: list[UserMessage] = []
    model = _Model(result, order, wanted)
    if wanted.goalposts:
        model.open_goalposts(columns, period, notes)
    settings = bool(model.open or wanted.aggregations or wanted.normalisations)
    if not (wanted.weights or settings):
        notes.append(
            UserMessage(QT_TRANSLATE_NOOP("Samplan", "Nothing was varied: every interval is a single rank."), {})
        )
    rng = np.random.default_rng(wanted.seed)
    counts = [
        (rows, RankTally(result.rank[order[rows]], draws, wanted.for_size(rows.size).top, framework.scale))
        for rows in model.periods
    ]
    done = 0
    chunk = max(1, min(DRAWS_PER_SETTING if settings else draws, CHUNK_VALUES // max(size, 1)))
    scorer: Optional[DrawScorer] = None
    left_in_setting = 0
    while done < draws and size:
        if scorer is None or left_in_setting <= 0:
            scorer = model.scorer(rng)
            left_in_setting = DRAWS_PER_SETTING if settings else draws
        count = min(chunk, draws - done, left_in_setting)
        scores = scorer.scores(dirichlet_shares(framework, count, wanted.weights, rng))
        for rows, tally in counts:
            tally.add(scores if rows.size == size else scores[:, rows])
        done += count
        left_in_setting -= count
        if progress is not None and progress(done / draws * 0.9) is False:
            raise Cancelled
    influences = []
    if wanted.influence and size > 1:
        influences = model.influences(np.random.default_rng(wanted.seed + 1), progress)
    return _outcome(result, order, counts, wanted, influences, notes)


def _outcome(
    result: ScoreResult,
    order: np.ndarray,
    counts: Sequence[tuple[np.ndarray, RankTally]],
    options: RobustnessOptions,
    influences: list[Influence],
    notes: list[UserMessage],
) -> Robustness:
    names = ("low", "high", "mean", "in_top", "wins", "settled")
    full = {name: np.full(result.score.size, np.nan) for name in names}
    shift = 0.0
    for rows, tally in counts:
        low, high = tally.interval()
        times = max(tally.draws, 1)
        settled = high - low <= options.for_size(rows.size).settled_width
        values = (low, high, tally.total / times, tally.in_top / times, tally.wins / times, settled)
        for name, found in zip(names, values):
            full[name][order[rows[: found.size]]] = found
        shift += tally.shift / times * rows.size / max(order.size, 1)
    largest = options.for_size(max((rows.size for rows, _ in counts), default=0))
    return Robustness(
        result,
        *(full[name] for name in names),
        shift,
        influences,
        largest.top,
        largest.settled_width,
        options.draws,
        options.seed,
        notes,
    )


class _Model:
    """The nominal result in nominal order, and what may vary."""

    def __init__(self, result: ScoreResult, order: np.ndarray, options: RobustnessOptions) -> None:
        self.framework, self.result, self.order, self.options = result.framework, result, order, options
        self.periods = rows_by_period(result.periods[order]) if result.periods is not None else [np.arange(order.size)]
        self.rows = np.array([result.normalised[leaf.id][order] for leaf in self.framework.leaves])
        self.unscored = {}
        for group in self.framework.groups[1:]:
            gap = np.isnan(result.nodes[group.id][order])
            if gap.any():
                self.unscored[group.id] = gap
        self.open: dict[str, np.ndarray] = {}
        self._other: dict[str, np.ndarray] = {}

    def open_goalposts(self, columns: Mapping[str, Any], period: Optional[Any], notes: list[UserMessage]) -> None:
        """Score once more without clamping, so that moved goalposts can reach values beyond the stated ones."""
        frame = self.result.frame
        leaves = copy.deepcopy(frame.leaves)
        movable = []
        for leaf in self.framework.leaves:
            parts = [part["normalisation"] for part in leaves[leaf.id].values()]
            if leaf.normalisation["method"] in ("goalposts", "target") and all(p["kind"] == "linear" for p in parts):
                movable.append(leaf)
                for part in parts:
                    part["floor"] = part["cap"] = False
        if not movable:
            notes.append(
                UserMessage(
                    QT_TRANSLATE_NOOP("Samplan", "No indicator has goalposts or a target that could be moved."), {}
                )
            )
            return
        loose = ReferenceFrame(frame.definition, frame.options, leaves, frame.topsis)
        values = normalised_scores(self.framework, columns, loose, period=period)
        place = {leaf.id: number for number, leaf in enumerate(self.framework.leaves)}
        for leaf in movable:
            low, high = leaf.normalisation.get("to") or self.framework.scale
            raw = values[leaf.id][self.order]
            self.open[leaf.id] = (np.where(np.isnan(raw), self.rows[place[leaf.id]], raw) - low) / (high - low)

    def scorer(self, rng: np.random.Generator) -> DrawScorer:
        """Draw goalposts and methods; return the scorer for them."""
        kind = rng.choice(["", *self.options.aggregations]) if self.options.aggregations else ""
        other = rng.choice(["", *self.options.normalisations]) if self.options.normalisations else ""
        return self._make(rng, tuple(self.open), str(kind), str(other))

    def _make(
        self, rng: np.random.Generator, moved: tuple[str, ...], kind: str, other: str, part: Any = slice(None)
    ) -> DrawScorer:
        rows = (self._renormalised(other) if other else self.rows)[:, part]
        if moved and not other:
            rows = rows.copy()
        for place, leaf in enumerate(self.framework.leaves):
            if leaf.id not in moved or other:
                continue
            low, high = leaf.normalisation.get("to") or self.framework.scale
            parameters = next(iter(self.result.frame.leaves[leaf.id].values()))["normalisation"]
            worst, best = rng.uniform(-self.options.goalposts, self.options.goalposts, 2)
            share = np.subtract(self.open[leaf.id][part], worst, out=rows[place])
            share *= 1.0 / (1.0 + best - worst)
            if parameters["floor"]:
                np.maximum(share, 0.0, out=share)
            if parameters["cap"]:
                np.minimum(share, 1.0, out=share)
            share *= high - low
            share += low
        unscored = {key: gap[part] for key, gap in self.unscored.items()}
        return DrawScorer(self.framework, rows, unscored, kind or None)

    def _renormalised(self, method: str) -> np.ndarray:
        if method not in self._other:
            low, high = self.framework.scale
            self._other[method] = np.array([_renormalise(row, method, low, high) for row in self.rows])
        return self._other[method]

    def influences(self, rng: np.random.Generator, progress: Optional[Callable[[float], bool]]) -> list[Influence]:
        """Vary one assumption at a time on a sample of areas; the most influential first."""
        size = self.order.size
        sample = np.sort(rng.choice(size, min(size, INFLUENCE_AREAS), replace=False))
        still = dirichlet_shares(self.framework, 1, 0.0, rng)
        periods = None if self.result.periods is None else self.result.periods[self.order[sample]]
        span = self.framework.scale[1] - self.framework.scale[0]

        def placed(values: np.ndarray) -> np.ndarray:
            return competition_rank(values, span, periods)

        nominal = placed(self._make(rng, (), "", "", sample).scores(still)[0])
        factor = size / sample.size
        tasks: list[tuple[str, str, str]] = []
        if self.options.weights:
            groups = [group for group in self.framework.groups if sum(child.share > 0 for child in group.children) > 1]
            tasks.extend(("weights", group.id, group.name) for group in groups)
        tasks.extend(("goalposts", leaf.id, leaf.name) for leaf in self.framework.leaves if leaf.id in self.open)
        tasks.extend(("aggregation", "", kind) for kind in self.options.aggregations)
        tasks.extend(("normalisation", "", method) for method in self.options.normalisations)
        found = []
        for number, (kind, node_id, name) in enumerate(tasks):
            if kind == "weights":
                shares = dirichlet_shares(self.framework, INFLUENCE_DRAWS, self.options.weights, rng, only=node_id)
                drawn = list(self._make(rng, (), "", "", sample).scores(shares))
            elif kind == "goalposts":
                scorers = (self._make(rng, (node_id,), "", "", sample) for _ in range(INFLUENCE_DRAWS))
                drawn = [scorer.scores(still)[0] for scorer in scorers]
            else:
                methods = (name, "") if kind == "aggregation" else ("", name)
                drawn = [self._make(rng, (), *methods, sample).scores(still)[0]]
            shift = float(np.mean([np.abs(placed(values) - nominal).mean() for values in drawn]))
            found.append(Influence(kind, node_id, name, shift * factor))
            if progress is not None and progress(0.9 + 0.1 * (number + 1) / len(tasks)) is False:
                raise Cancelled
        return sorted(found, key=lambda item: -item.mean_shift)


def _renormalise(row: np.ndarray, method: str, low: float, high: float) -> np.ndarray:
    """Return scores normalised once more, on the scale; without spread they stay as they are."""
    present = row[~np.isnan(row)]
    if not present.size or not np.ptp(present) > 0:
        return row
    if method == "rank":
        place = ranks(row, "average")
        return low + (place - 1) / max(present.size - 1, 1) * (high - low)
    if method == "minmax":
        return low + (row - present.min()) / np.ptp(present) * (high - low)
    deviation = (row - present.mean()) / present.std(ddof=1)
    return np.clip((low + high) / 2 + deviation * (high - low) / 6.0, low, high)
