from __future__ import annotations

import numpy as np
import pytest
from samplan.scoring import ScoringError, explain, load_framework, required_change, score
from samplan.scoring.aggregate import mean_of

from .shapes import random_framework, random_values


def result_of(make, columns, **more):
    return score(load_framework(make.tree(*(make.leaf(name) for name in columns), **more)), columns)


def test_arithmetic_contributions_are_weight_times_value(make):
    data = make.tree({"id": "p", "weight": 3, "children": [make.leaf("a"), make.leaf("b", weight=4)]}, make.leaf("c"))
    result = score(load_framework(data), {"a": [10.0], "b": [60.0], "c": [20.0]})
    assert result.contributions["a"][0] == pytest.approx(0.75 * 0.2 * 10)
    assert result.contributions["b"][0] == pytest.approx(0.75 * 0.8 * 60)
    assert result.contributions["c"][0] == pytest.approx(0.25 * 20)
    assert result.explanation.of(result.framework.node("p"))[0] == pytest.approx(0.75 * 50)


def test_against_the_mean(make):
    split = explain(result_of(make, {"a": [0, 100.0], "b": [50.0, 50]}), "mean")
    np.testing.assert_allclose(split.points["a"], [-25, 25])
    np.testing.assert_allclose(split.points["b"], [0, 0])
    np.testing.assert_allclose(split.reference_score, [50, 50])


def test_geometric_split_is_logarithmic(make):
    split = explain(result_of(make, {"a": [80.0], "b": [20.0]}, aggregation="geometric"), {"a": 40, "b": 40})
    # sqrt(80 * 20) = 40: doubling a and halving b cancel exactly
    np.testing.assert_allclose([split.points["a"][0], split.points["b"][0]], np.array([1, -1]) * 40 * 0.5 * np.log(2))


def test_minimum_split_follows_the_lowest(make):
    split = explain(result_of(make, {"a": [30.0], "b": [90.0]}, aggregation="minimum"), {"a": 50, "b": 60})
    assert (split.points["a"][0], split.points["b"][0]) == pytest.approx((-20, 0))
    split = explain(result_of(make, {"a": [90.0], "b": [50.0]}, aggregation="minimum"), {"a": 10, "b": 50})
    assert (split.points["a"][0], split.points["b"][0]) == pytest.approx((40, 0))  # a rises until b is the lowest
    split = explain(result_of(make, {"a": [40.0], "b": [40.0]}, aggregation="minimum"), {"a": 20, "b": 20})
    assert (split.points["a"][0], split.points["b"][0]) == pytest.approx((10, 10))


def test_zero_in_a_geometric_mean_carries_the_loss(make):
    split = explain(result_of(make, {"a": [0.0], "b": [64.0]}, aggregation="geometric", offset=0), {"a": 64, "b": 64})
    assert split.points["a"][0] == pytest.approx(-64, abs=1e-6)


def test_gaps_contribute_nothing_and_sums_hold(make):
    result = result_of(make, {"a": [10, np.nan], "b": [30.0, 30]}, missing={"min_coverage": 0.5})
    split = explain(result, "mean")
    assert np.isnan(split.points["a"][1])
    np.testing.assert_allclose(np.nansum(list(split.points.values()), axis=0), split.score - split.reference_score)
    assert split.reference_score[1] == pytest.approx(30)  # the mean area, with the same gap


def test_between_scenarios_a_new_gap_stands_at_the_level_of_its_group(make):
    framework = load_framework(make.tree(make.leaf("a"), make.leaf("b"), missing={"min_coverage": 0.5}))
    plan, today = score(framework, {"a": [80.0], "b": [40.0]}), score(framework, {"a": [np.nan], "b": [40.0]})
    split = explain(plan, today)
    assert (split.points["a"][0], split.points["b"][0]) == pytest.approx((20, 0))


def test_unscored_areas_have_no_contributions(make):
    result = result_of(make, {"a": [1.0, np.nan], "b": [np.nan, np.nan]}, missing={"min_coverage": 0.5})
    assert np.isnan(result.contributions["a"][1])
    assert np.isnan(result.contributions["b"][0])


def test_what_a_group_without_a_score_holds_contributes_nothing(make):
    """p has a quarter of its weight, too little for 0.65: its b is there, does not enter, and is no zero."""
    data = make.tree(
        {"id": "p", "children": [make.leaf("a", weight=3), make.leaf("b")]},
        {"id": "q", "children": [make.leaf("c")]},
        {"id": "r", "children": [make.leaf("d")]},
    )
    result = score(load_framework(data), {"a": [np.nan], "b": [50.0], "c": [20.0], "d": [40.0]})
    assert result.score[0] == pytest.approx((20 + 40) / 2)
    assert result.coverage[0] == pytest.approx(2 / 3)
    points = {key: values[0] for key, values in result.contributions.items()}
    assert points == pytest.approx({"a": np.nan, "b": np.nan, "c": 10, "d": 20}, nan_ok=True)
    framework = result.framework
    assert np.isnan(result.explanation.of(framework.node("p"))[0])
    assert result.explanation.of(framework.root)[0] == pytest.approx(30)
    assert [(name, gap.tolist()) for name, gap in result.left_out.items()] == [("p", [True])]


def test_references_that_cannot_be_used(make):
    result = result_of(make, {"a": [1.0], "b": [2.0]})
    with pytest.raises(ScoringError, match="zero, mean or target"):
        explain(result, "median")
    with pytest.raises(ScoringError, match="no value for: b"):
        explain(result, {"a": 1})
    with pytest.raises(ScoringError, match="same framework and the same areas"):
        explain(result, result_of(make, {"a": [1.0, 2], "b": [2.0, 2]}))


def test_mean_of_with_gaps():
    values = np.array([[1.0, np.nan, 4], [3, 5, np.nan]])
    np.testing.assert_allclose(mean_of("arithmetic", values, np.array([3, 1])), [1.5, 5, 4])


# --- what would lift this area ---------------------------------------------------------------------------------------


def test_lift_arithmetic_by_hand(make):
    data = make.tree(
        make.leaf("a", weight=3, low=0, high=200),
        make.leaf("b", low=100, high=10000, transform="log10", direction="down"),
    )
    result = score(load_framework(data), {"a": [100, 120.0], "b": [1000, 1000.0]})  # scores 50 and 57.5
    found = required_change(result)
    np.testing.assert_array_equal(np.isnan(found.target), [False, True])
    assert found.target[0] == pytest.approx(57.5)
    assert found.change["a"][0] == pytest.approx(10)  # 10 * 3/4 = 7.5
    assert found.value["a"][0] == pytest.approx(120)
    assert found.change["b"][0] == pytest.approx(30)
    assert found.value["b"][0] == pytest.approx(10 ** (4 - 2 * 0.8))
    assert found.easiest == ["a", None]
    assert np.isnan(required_change(result, 99.0).needed["b"][0])


@pytest.mark.fuzz(12)
def test_lift_reaches_the_target(seed):
    rng = np.random.default_rng(seed)
    framework = load_framework(random_framework(rng))
    result = score(framework, random_values(framework, rng, 25, gaps=0.1 * (seed % 2)))
    found = required_change(result)
    reached = 0
    for leaf in framework.leaves:
        for area in np.flatnonzero(~np.isnan(found.needed[leaf.id])):
            assert found.change[leaf.id][area] >= -1e-9
            leaves = {key: values[area : area + 1].copy() for key, values in result.normalised.items()}
            leaves[leaf.id][:] = found.needed[leaf.id][area]
            from samplan.scoring import reweight

            again = reweight(framework, leaves, topsis=result.frame.topsis).score[0]
            assert again == pytest.approx(found.target[area], abs=1e-6)
            reached += 1
    assert reached


def test_lift_ranks_with_ties(make):
    found = required_change(result_of(make, {"a": [10.0, 20, 20, 5]}))
    np.testing.assert_array_equal(found.target, [20, np.nan, np.nan, 10])
