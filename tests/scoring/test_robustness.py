from __future__ import annotations

import numpy as np
import pytest
from samplan.messages import Cancelled
from samplan.scoring import ScoringError, load_framework, robustness, score
from samplan.scoring.draws import DrawScorer, dirichlet_shares
from samplan.scoring.tally import RankTally

from .shapes import KINDS, random_framework, random_values, with_weights


@pytest.mark.fuzz(30)
def test_draws_with_the_stated_weights_give_the_score(seed):
    rng = np.random.default_rng(seed)
    gaps = 0.2 * (seed % 2)
    # With unscored areas TOPSIS has other ideal points: draws know the scored areas only.
    framework = load_framework(random_framework(rng, kinds=[kind for kind in KINDS if not gaps or kind != "topsis"]))
    result = score(framework, random_values(framework, rng, 30, gaps=gaps))
    here = ~np.isnan(result.score)
    unscored = {group.id: np.isnan(result.nodes[group.id][here]) for group in framework.groups[1:]}
    shares = dirichlet_shares(framework, 3, 0.0, rng)
    rows = np.array([result.normalised[leaf.id][here] for leaf in framework.leaves])
    for row in DrawScorer(framework, rows, unscored).scores(shares):
        np.testing.assert_allclose(row, result.score[here], atol=1e-9)


@pytest.mark.parametrize("kind", KINDS)
def test_draws_with_other_weights_give_the_score_with_those_weights(kind):
    rng = np.random.default_rng(5)
    framework = load_framework(random_framework(rng, kinds=[kind]))
    columns = random_values(framework, rng, 30)
    result = score(framework, columns)
    shares = dirichlet_shares(framework, 4, 0.5, rng)
    rows = np.array([result.normalised[leaf.id] for leaf in framework.leaves])
    drawn = DrawScorer(framework, rows, {}).scores(shares)
    for draw in range(4):
        weights = {c.id: shares[g.id][draw, place] for g in framework.groups for place, c in enumerate(g.children)}
        np.testing.assert_allclose(drawn[draw], score(with_weights(framework, weights), columns).score, atol=1e-9)


def test_dirichlet_spread_is_as_stated(make):
    framework = load_framework(make.tree(*(make.leaf(name) for name in "abcd"), make.leaf("off", weight=0)))
    shares = dirichlet_shares(framework, 20_000, 0.25, np.random.default_rng(0))["score"]
    np.testing.assert_allclose(shares.sum(axis=1), 1)
    assert (shares[:, 4] == 0).all()
    np.testing.assert_allclose(shares[:, :4].mean(axis=0), 0.25, atol=0.002)
    np.testing.assert_allclose(shares[:, :4].std(axis=0) / 0.25, 0.25, atol=0.01)


@pytest.mark.parametrize("budget", [10_000_000, 37 * 2 * 50, 1])
def test_tally_is_exact(budget):
    """Ranks and intervals against sorting everything at once, whatever the size of the buffer."""
    rng = np.random.default_rng(1)
    draws, size = 211, 37
    scores = np.round(rng.random((draws, size)) * 100 + np.linspace(40, 0, size), 1)  # with ties
    tally = RankTally(np.arange(1, size + 1), draws, 5, (0.0, 100.0), budget=budget)
    for start in range(0, draws, 10):
        tally.add(scores[start : start + 10])
    ranks = np.array([[np.sum(row > value) + 1 for value in row] for row in scores])
    low, high = tally.interval()
    np.testing.assert_array_equal(low, np.percentile(ranks, 5, axis=0, method="lower"))
    np.testing.assert_array_equal(high, np.percentile(ranks, 95, axis=0, method="higher"))
    np.testing.assert_array_equal(tally.in_top, (ranks <= 5).sum(axis=0))
    np.testing.assert_allclose(tally.total, ranks.sum(axis=0))
    wins = (ranks[:, :-1] < ranks[:, 1:]).sum(axis=0) + 0.5 * (ranks[:, :-1] == ranks[:, 1:]).sum(axis=0)
    np.testing.assert_allclose(tally.wins, wins)
    assert tally.shift / draws == pytest.approx(np.abs(ranks - np.arange(1, size + 1)).mean())


def simple(make):
    return load_framework(
        make.tree(
            {"id": "p", "title": "Pillar", "children": [make.leaf("a", low=0, high=1), make.leaf("b", low=0, high=1)]},
            make.leaf("c", low=0.2, high=0.8, direction="down"),
        )
    )


def columns(size=40, seed=0):
    rng = np.random.default_rng(seed)
    return {name: rng.random(size) for name in "abc"}


def test_what_must_hold(make):
    data = columns()
    data["a"][3] = np.nan
    data["b"][3] = np.nan
    data["c"][3] = np.nan
    result = robustness(
        simple(make), data, draws=300, goalposts=0.1, aggregations=["geometric"], normalisations=["rank"]
    )
    nominal = result.result.rank
    assert np.isnan(result.rank_lo[3])
    assert np.isnan(result.settled[3])
    here = ~np.isnan(nominal)
    assert (result.rank_lo[here] <= result.rank_hi[here]).all()
    assert (result.rank_lo[here] >= 1).all()
    assert (result.rank_hi[here] <= 39).all()
    assert result.p_top[here].sum() == pytest.approx(result.top, abs=0.2)
    assert np.isnan(result.wins_next[np.nanargmax(nominal)])
    assert ((result.p_top[here] >= 0) & (result.p_top[here] <= 1)).all()
    kinds = {item.kind for item in result.influences}
    assert kinds == {"weights", "goalposts", "aggregation", "normalisation"}
    shifts = [item.mean_shift for item in result.influences]
    assert shifts == sorted(shifts, reverse=True)
    assert "Pillar" in {item.name for item in result.influences}


def test_same_seed_same_result(make):
    one, two, other = (robustness(simple(make), columns(), draws=50, seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.rank_hi, two.rank_hi)
    np.testing.assert_array_equal(one.p_top, two.p_top)
    assert one.influences == two.influences
    assert not np.array_equal(one.rank_mean, other.rank_mean)


def test_nothing_varied(make):
    result = robustness(simple(make), columns(), draws=10, weights=0)
    np.testing.assert_array_equal(result.rank_lo, result.result.rank)
    np.testing.assert_array_equal(result.rank_hi, result.result.rank)
    assert result.mean_shift == 0
    tied = robustness(simple(make), {name: [0.5, 0.5, 0.1] for name in "abc"}, draws=10, weights=0)
    assert tied.mean_shift == 0
    assert result.settled.all()
    assert "Nothing was varied" in str(result.notes[0])
    assert result.influences == []


def test_dominance_is_never_in_doubt(make):
    data = {name: np.array([0.9, 0.5, 0.1]) for name in "ab"}
    data["c"] = 1 - data["a"]
    result = robustness(simple(make), data, draws=200, weights=1.0)
    np.testing.assert_array_equal(result.rank_lo, [1, 2, 3])
    np.testing.assert_array_equal(result.rank_hi, [1, 2, 3])
    np.testing.assert_array_equal(result.wins_next, [1, 1, np.nan])


def test_goalposts_reach_values_beyond_the_stated_ones(make):
    framework = load_framework(make.tree(make.leaf("a", low=0, high=10)))
    # Both are beyond the upper goalpost: equal by the stated one, told apart when it is drawn higher.
    result = robustness(framework, {"a": [10.4, 10.8, 1]}, draws=400, weights=0, goalposts=0.2)
    assert result.result.rank.tolist() == [1, 1, 3]
    assert 0 < result.wins_next[0] < 0.5


def test_one_area_and_none(make):
    single = robustness(simple(make), {name: [0.5] for name in "abc"}, draws=20)
    assert (single.rank_lo.tolist(), single.rank_hi.tolist(), single.p_top.tolist()) == ([1], [1], [1])
    none = robustness(simple(make), {name: [] for name in "abc"}, draws=20)
    assert none.rank_lo.size == 0


def test_cancel_and_progress(make):
    seen = []
    robustness(simple(make), columns(), draws=100, goalposts=0.1, progress=lambda part: seen.append(part) or True)
    assert seen == sorted(seen)
    assert seen[-1] == pytest.approx(1)
    with pytest.raises(Cancelled):
        robustness(simple(make), columns(), draws=100, progress=lambda part: False)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"draws": 0}, "at least one draw"),
        ({"weights": -1}, "spread of the weights"),
        ({"goalposts": 0.7}, "spread of the goalposts"),
        ({"aggregations": ["mean"]}, '"mean" cannot be varied'),
        ({"normalisations": ["log"]}, '"log" cannot be varied'),
    ],
)
def test_options_that_cannot_be_used(make, options, words):
    with pytest.raises(ScoringError, match=words):
        robustness(simple(make), columns(), **options)


def test_goalposts_without_any(make):
    framework = load_framework(make.tree(make.leaf("a", "minmax"), make.leaf("b", "rank")))
    result = robustness(framework, {"a": [1, 2, 3], "b": [3, 1, 2]}, draws=20, goalposts=0.1)
    assert "No indicator has goalposts" in str(result.notes[0])
