"""Stakeholders, the value dialogue, scenarios and coherence."""

from __future__ import annotations

import numpy as np
import pytest
from samplan.scoring import (
    Scenario,
    ScoringError,
    Statement,
    coherence,
    compare_scenarios,
    load_framework,
    reweight,
    score,
    stakeholder_scores,
    value_dialogue,
)

from .shapes import with_weights

NAN = np.nan


# --- score again -----------------------------------------------------------------------------------------------------


def two_pillars(make):
    return load_framework(
        make.tree(
            {"id": "p", "children": [make.leaf("a"), make.leaf("b")]}, make.leaf("c"), missing={"min_coverage": 0.4}
        )
    )


def test_reweight_equals_scoring_with_those_weights(make):
    framework = two_pillars(make)
    rng = np.random.default_rng(0)
    columns = {name: rng.random(20) * 100 for name in "abc"}
    columns["a"][4] = NAN
    result = score(framework, columns)
    weights = {"p": 3, "a": 1, "b": 4}
    again = reweight(framework, result.normalised, weights)
    expected = score(with_weights(framework, weights), columns)
    np.testing.assert_allclose(again.score, expected.score)
    np.testing.assert_array_equal(again.rank, expected.rank)
    np.testing.assert_allclose(again.coverage, expected.coverage)
    assert again.framework.effective_weights() == pytest.approx(expected.framework.effective_weights())
    np.testing.assert_array_equal(reweight(framework, result.normalised).score, result.score)


def test_reweight_with_another_aggregation_and_policy(make):
    framework = two_pillars(make)
    columns = {"a": [4.0, NAN], "b": [16.0, 16], "c": [2.0, 8]}
    again = reweight(framework, columns, aggregation={"p": "geometric", "score": "minimum"})
    np.testing.assert_allclose(again.nodes["p"], [8, 16])
    np.testing.assert_allclose(again.score, [2, 8])
    assert np.isnan(reweight(framework, columns, missing_policy="exclude").score[1])
    assert reweight(framework, columns, missing_policy="impute").nodes["p"][1] == (50 + 16) / 2
    assert reweight(framework, {"b": [1.0], "c": [3.0]}).score[0] == 2


def test_reweight_refuses(make):
    framework = two_pillars(make)
    with pytest.raises(ScoringError, match="No indicator scores"):
        reweight(framework, {"x": [1.0]})
    with pytest.raises(ScoringError, match="weights below"):
        reweight(framework, {"a": [1.0]}, {"a": 0, "b": 0})
    with pytest.raises(ScoringError, match="weights below"):
        reweight(framework, {"a": [1.0]}, {"a": NAN})
    with pytest.raises(ScoringError, match="no node"):
        reweight(framework, {"a": [1.0]}, {"x": 1})
    with pytest.raises(ScoringError, match="is not known"):
        reweight(framework, {"a": [1.0]}, aggregation={"p": "mean"})


# --- stakeholders ----------------------------------------------------------------------------------------------------


def test_stakeholders(make):
    framework = load_framework(make.tree(make.leaf("a"), make.leaf("b")))
    normalised = {"a": [100.0, 50, 0, NAN], "b": [0.0, 50, 90, 5]}
    result = stakeholder_scores(framework, normalised, {"town": {"a": 3}, "builder": {"b": 3}, "all": {}})
    assert result.parties["town"].rank.tolist()[:3] == [1, 2, 3]
    assert result.parties["builder"].rank.tolist()[:3] == [3, 2, 1]
    np.testing.assert_allclose(result.rank_range, [2, 1, 2, NAN])
    assert sorted(result.disputed_areas[:2].tolist()) == [0, 2]
    assert result.disputed_weights[0][1:] == pytest.approx((0.25, 0.75))
    assert result.similarity["town", "builder"] == pytest.approx(-1)
    # rank sums: area 1: 1 + 3 + 1.5, area 2: 2 + 2 + 1.5, area 3: 3 + 1 + 3; ties of "all": 2^3 - 2 = 6
    sums = np.array([5.5, 5.5, 7])
    assert result.kendall_w == pytest.approx(12 * ((sums - 6) ** 2).sum() / (9 * 24 - 3 * 6))


def test_stakeholders_refuse_and_name_the_party(make):
    framework = load_framework(make.tree(make.leaf("a"), make.leaf("b")))
    with pytest.raises(ScoringError, match="no weight set"):
        stakeholder_scores(framework, {"a": [1.0]}, {})
    with pytest.raises(ScoringError, match='weights of "town" cannot be used'):
        stakeholder_scores(framework, {"a": [1.0]}, {"town": {"a": -1}})


# --- value dialogue --------------------------------------------------------------------------------------------------

VALUES = {"green": [10.0, 30, 50, NAN], "homes": [900.0, 700, 300, 500]}
SAID = [
    Statement("residents", "green", 20, 60),
    Statement("builder", "homes", 400, 800, 2),
    Statement("builder", "green", 55, 35),
]


def test_value_dialogue():
    result = value_dialogue(VALUES, SAID)
    np.testing.assert_allclose(result.satisfaction["residents"], [0, 0.25, 0.75, NAN])
    # builder: homes 1, .75, 0, .25 twice; green (at most 55, gladly 35) 1, 1, .25, missing
    np.testing.assert_allclose(result.satisfaction["builder"], [1, 2.5 / 3, 0.25 / 3, 0.25])
    assert result.all_minimums.tolist() == [False, True, False, False]
    assert result.minimums_met["builder"].tolist() == [True, True, False, False]
    assert result.pareto.tolist() == [True, True, True, False]
    assert [item.label for item in result.binding] == [
        "residents: green",
        "residents: green",
        "builder: homes",
        "builder: homes",
    ]
    np.testing.assert_allclose(result.margin, [-0.25, 0.25, -0.25, 0.25])
    np.testing.assert_allclose(result.least_satisfied, [0, 0.25, 0.25 / 3, NAN])
    assert {(item.label, missed, alone) for item, missed, alone in result.excludes} == {
        ("residents: green", 2, 1), ("builder: homes", 1, 1), ("builder: green", 1, 0),
    }  # fmt: skip
    assert "1 alternatives lack a value" in str(result.notes[-1])


def test_value_dialogue_conflict():
    said = [Statement("residents", "green", 40, 60), Statement("builder", "green", 30, 20)]
    result = value_dialogue(VALUES, said)
    assert result.conflicts == [(said[0], said[1])]
    assert "both can never hold" in str(result.notes[0])
    assert "No alternative meets every minimum" in str(result.notes[-1])


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ([], "Nobody has stated anything"),
        ([Statement("a", "noise", 1, 2)], 'no column "noise"'),
        ([Statement("a", "green", 2, 2)], "two different numbers"),
        ([Statement("a", "green", NAN, 2)], "two different numbers"),
        ([Statement("a", "green", 1, 2, 0)], "number above 0"),
        ([Statement("a", "green", 1, 2), Statement("a", "green", 1, 3)], "stated twice"),
    ],
)
def test_value_dialogue_refuses(said, words):
    with pytest.raises(ScoringError, match=words):
        value_dialogue(VALUES, said)


# --- scenarios -------------------------------------------------------------------------------------------------------


def scenario(name, keys, scores, frame="same", **more):
    return Scenario(name, keys, {"score": scores, **more}, frame)


def test_compare_scenarios():
    base = scenario("today", ["a", "b", "c", "d", "d"], [10, 20, 30, NAN, 5], s_eco=[1, 2, 3, 4, 5])
    plan = scenario("plan", ["c", "a", "b", "x"], [25, 15, 20, 0], s_eco=[3, 3, 3, 3])
    result = compare_scenarios([base, plan])
    assert result.keys == ["a", "b", "c"]
    np.testing.assert_allclose(result.differences["plan"]["score"], [5, 0, -5])
    np.testing.assert_allclose(result.differences["plan"]["s_eco"], [2, 1, 0])
    np.testing.assert_allclose(result.outcome["plan"], [1, 0, -1])
    assert result.counts["plan"] == {"winners": 1, "losers": 1, "unchanged": 1, "unknown": 0, "mean": 0}
    assert result.unmatched["plan"] == ([], ["x"])
    text = " | ".join(map(str, result.notes))
    assert '"today": 1 keys stand more than once and were left out (d)' in text
    assert '1 areas of "plan" are not in "today" (x)' in text


def test_scenarios_unmatched_and_unknown():
    result = compare_scenarios([scenario("today", [1, 2, None], [1, 2, 3]), scenario("plan", [2, 3], [NAN, 1])])
    assert result.unmatched["plan"] == ([1], [3])
    assert np.isnan(result.outcome["plan"]).all()
    assert result.counts["plan"]["unknown"] == 2
    assert result.positions["plan"].tolist() == [-1, 0]


def test_scenarios_on_different_yardsticks_are_refused(make):
    framework = load_framework(make.tree(make.leaf("a", "minmax"), make.leaf("b", low=0, high=1)))
    one = score(framework, {"a": [1, 2], "b": [0, 1]})
    two = score(framework, {"a": [1, 9], "b": [0, 1]})
    same = score(framework, {"a": [1, 9], "b": [0, 1]}, frame=one.frame)
    scenarios = [Scenario(name, "xy", {"score": item.score}, item.frame) for name, item in (("1", one), ("2", two))]
    with pytest.raises(ScoringError, match=r"own data: a. Score .2. again with the reference frame of .1."):
        compare_scenarios(scenarios)
    compare_scenarios([scenarios[0], Scenario("3", "xy", {"score": same.score}, same.frame.fingerprint())])
    with pytest.raises(ScoringError, match="different yardsticks"):
        compare_scenarios([scenarios[0], Scenario("3", "xy", {"score": same.score}, "other")])


@pytest.mark.parametrize(
    ("scenarios", "words"),
    [
        ([scenario("a", [1], [1])], "at least two"),
        ([scenario("a", [1], [1]), scenario("a", [1], [1])], "same name"),
        ([scenario("a", [1], [1]), scenario("b", [2], [1])], "no area in common"),
        ([scenario("a", [1], [1]), scenario("b", [1], [1], None)], "not known on which yardstick"),
        ([scenario("a", [1], [1]), Scenario("b", [1], {"s": [1]}, "same")], 'no column "score"'),
        ([scenario("a", [1], [1]), scenario("b", [1, 2], [1])], "2 keys for 1 areas"),
    ],
)
def test_scenarios_that_cannot_be_compared(scenarios, words):
    with pytest.raises(ScoringError, match=words):
        compare_scenarios(scenarios)


# --- coherence -------------------------------------------------------------------------------------------------------


def test_coherence(make):
    rng = np.random.default_rng(0)
    a = rng.random(200)
    columns = {
        "a": a,
        "twin": a + rng.normal(0, 0.01, 200),
        "anti": 1 - a + rng.normal(0, 0.05, 200),
        "wide": rng.random(200),
    }
    columns["narrow"] = 0.5 + 0.01 * rng.random(200)
    leaves = [make.leaf(name, low=0, high=1, title=name.title(), normalisation={"clamp": False}) for name in columns]
    result = coherence(score(load_framework(make.tree(*leaves)), columns))
    matrix = np.array(list(columns.values()))
    np.testing.assert_allclose(result.correlation, np.corrcoef(matrix), atol=1e-9)
    assert [(first, second) for first, second, _ in result.redundant] == [("a", "twin")]
    assert {(first, second) for first, second, _ in result.opposed} == {("a", "anti"), ("twin", "anti")}
    assert sum(result.effective.values()) == pytest.approx(1)
    total = matrix.mean(axis=0)
    expected = [np.cov(row / 5, total)[0, 1] / np.var(total, ddof=1) for row in matrix]
    np.testing.assert_allclose(list(result.effective.values()), expected)
    assert "wide" in result.dominant
    assert result.effective["narrow"] < 0.05
    assert result.counteracting == ["anti"]
    text = " | ".join(map(str, result.notes))
    assert '"A" and "Twin" say nearly the same' in text
    assert '"Wide" decides' in text


def test_coherence_with_gaps_and_few_areas(make):
    rng = np.random.default_rng(1)
    columns = {name: rng.random(30) for name in "abc"}
    columns["a"][:7] = NAN
    columns["c"][:] = 4
    framework = load_framework(make.tree(*(make.leaf(name) for name in "abc"), missing={"min_coverage": 0.5}))
    result = coherence(score(framework, columns))
    assert result.correlation[0, 1] == pytest.approx(np.corrcoef(columns["a"][7:], columns["b"][7:])[0, 1])
    assert np.isnan(result.correlation[0, 2])
    few = coherence(score(framework, {name: values[10:13] for name, values in columns.items()}))
    assert "too few for coherence checks" in str(few.notes[0])
