"""The three kinds of coverage, and ranks: cases worked out by hand, and a pipeline of its own to compare with."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samplan.scoring import ReferenceFrame, ScoringError, load_framework, reweight, robustness, score

from .shapes import random_framework, random_values

NAN = np.nan
CORE = Path(__file__).resolve().parents[2] / "resources" / "frameworks" / "sodertorn_core.json"


def words(result):
    return " | ".join(map(str, result.notes))


def test_one_pillar_of_three_is_no_overall_score():
    """Ecological: greenery 1/2 there of greenery + stormwater -> 1/2 < 0.65; Economic: streets 1/2 of two -> 1/2 < 0.65.

    Observed are (1/2 + 1 + 1/2) / 3 = 2/3 of the weight, 0.667 >= 0.65. Only Social, 1/3, has a score.
    """
    values = {"green_share": 40, "green_per_inhabitant": 300, "access_green": 80, "access_transit": 90}
    values.update(intersection_density=60, street_density=15)
    result = score(load_framework(CORE), {name: [float(value)] for name, value in values.items()})
    assert result.observed["score"][0] == pytest.approx(2 / 3)
    assert result.coverage[0] == pytest.approx(1 / 3)
    assert np.isnan(result.score[0])
    assert np.isnan(result.rank[0])
    assert [name for name, gap in result.left_out.items() if gap[0]] == ["ecological", "economic"]


def three(make, **more):
    pillars = [{"id": pillar, "children": [make.leaf(a), make.leaf(b)]} for pillar, a, b in ("pab", "qcd", "ref")]
    return load_framework(make.tree(*pillars, **more))


def test_a_pillar_left_out_is_told(make):
    """p lacks b: 1/2 < 0.65, no score. q and r enter with all of their weight: 2/3 >= 0.65."""
    columns = {name: [60.0, 60.0] for name in "abcdef"} | {"b": [NAN, 60.0], "a": [0.0, 60.0]}
    result = score(three(make), columns)
    assert result.score.tolist() == [60, 60]
    assert result.coverage.tolist() == pytest.approx([2 / 3, 1])
    assert result.observed["score"].tolist() == pytest.approx([5 / 6, 1])
    assert {name: gap.tolist() for name, gap in result.left_out.items()} == {"p": [True, False]}
    assert '1 areas are scored and ranked without "p"' in words(result)
    again = reweight(result.framework, result.normalised)
    assert again.coverage.tolist() == pytest.approx(result.coverage.tolist())
    assert again.left_out["p"].tolist() == [True, False]


def test_what_lies_below_a_group_left_out_is_not_left_out_once_more(make):
    """u lacks a: 1/2 < 0.65. t does without it: 3/4. p lacks d: 1/4 x 3/4 < 0.65, and takes t and u with it. q: 1/2 >= 0.4."""
    u = {"id": "u", "children": [make.leaf("a"), make.leaf("b")]}
    t = {"id": "t", "children": [u, make.leaf("c", weight=3)]}
    p = {"id": "p", "children": [t, make.leaf("d", weight=3)], "missing": {"min_coverage": 0.65}}
    framework = load_framework(make.tree(p, make.leaf("q"), missing={"min_coverage": 0.4}))
    result = score(framework, {"a": [NAN], "b": [60.0], "c": [60.0], "d": [NAN], "q": [30.0]})
    assert [result.nodes[name][0] for name in ("u", "t", "p")] == pytest.approx([NAN, 60, NAN], nan_ok=True)
    assert result.score.tolist() == [30]
    assert list(result.left_out) == ["p"]


def test_an_option_of_a_frame_holds_when_another_one_is_given(make):
    """The frame was made with "impute": b counts as 50, (90 + 50) / 2 = 70, also when the data coverage is given anew."""
    framework = load_framework(make.tree(make.leaf("a"), make.leaf("b")))
    columns = {"a": [90.0, 90], "a_cov": [0.4, 1.0], "b": [NAN, 10.0]}
    first = score(framework, columns, missing_policy="impute", min_data_coverage=0.1)
    assert first.score.tolist() == [70, 50]
    assert score(framework, columns, frame=first.frame).score.tolist() == [70, 50]
    assert score(framework, columns, frame=first.frame, min_data_coverage=0.2).score.tolist() == [70, 50]
    kept = score(framework, columns, frame=first.frame, missing_policy="renormalise", min_coverage=0.5)
    assert kept.score.tolist() == [90, 50]
    assert kept.frame.options == {"missing_policy": "renormalise", "min_coverage": 0.5, "min_data_coverage": 0.1}


@pytest.mark.parametrize(
    ("policy", "given", "least"),
    [(None, None, 0.4), ("renormalise", None, 0.4), ("impute", None, 0.0), ("impute", 0.3, 0.3)],
)
def test_another_policy_has_its_own_minimum(make, policy, given, least):
    framework = load_framework(make.tree(make.leaf("a"), missing={"min_coverage": 0.4}))
    assert framework.root.minimum_coverage(policy, given) == least


def test_a_group_without_data_anywhere_is_named_with_the_way_out(make):
    framework = three(make, missing={"policy": "exclude"})
    columns = {name: [60.0, 50.0] for name in "abcde"}
    result = score(framework, columns)
    assert np.isnan(result.score).all()
    assert 'none has one for: r. Give data for r › f, or choose "renormalise"' in words(result)
    loose = score(framework, columns, missing_policy="renormalise", min_coverage=0.6)
    assert loose.score.tolist() == pytest.approx([60, 50])


def test_a_theme_below_a_pillar_that_has_no_score_is_not_named_beside_it(make):
    deep = {"id": "t", "children": [make.leaf("a"), make.leaf("b")]}
    framework = load_framework(
        make.tree(
            {"id": "p", "children": [deep, make.leaf("c")]}, make.leaf("d", weight=9), missing={"min_coverage": 0.6}
        )
    )
    # t has 1/2 < 0.6; p then 1/2 of its weight (c) < 0.6: p is left out, and t with it. Entered: 9/10.
    result = score(framework, {"a": [NAN], "b": [1.0], "c": [1.0], "d": [40.0]})
    assert result.score[0] == 40
    assert result.coverage[0] == pytest.approx(0.9)
    assert list(result.left_out) == ["p"]


def test_values_whose_data_cover_too_little_count_as_missing(make):
    """a's data cover 49 %, 50 % and 100 % of the areas: below a half the value says nothing about the area."""
    framework = load_framework(make.tree(make.leaf("a"), make.leaf("b"), missing={"min_coverage": 0.4}))
    columns = {"a": [90.0, 90, 90], "a_cov": [0.49, 0.5, 1.0], "b": [30.0, 30, 30]}
    result = score(framework, columns)
    assert result.score.tolist() == [30, 60, 60]
    assert result.coverage.tolist() == [0.5, 1, 1]
    assert "in 1 areas the data cover less than 50 % of the area" in words(result)
    assert score(framework, columns, min_data_coverage=0.0).score.tolist() == [60, 60, 60]
    strict = score(framework, columns, min_data_coverage=0.9)
    assert strict.score.tolist() == [30, 30, 60]
    assert score(framework, columns, frame=ReferenceFrame.from_dict(strict.frame.to_dict())).score.tolist() == [
        30,
        30,
        60,
    ]
    stated = load_framework({**framework.to_dict(), "missing": {"min_coverage": 0.4, "min_data_coverage": 0.3}})
    assert score(stated, columns).score.tolist() == [60, 60, 60]


def test_values_left_out_shape_no_goalpost(make):
    leaf = make.leaf("a", normalisation={"method": "minmax"})
    result = score(load_framework(make.tree(leaf)), {"a": [0.0, 10, 1000], "a_cov": [1.0, 1, 0.1]})
    assert result.normalised["a"].tolist() == pytest.approx([0, 100, NAN], nan_ok=True)


def test_frames_without_the_new_option_are_the_same_yardstick(make):
    framework = load_framework(make.tree(make.leaf("a")))
    assert score(framework, {"a": [1.0]}).frame.options == {"missing_policy": None, "min_coverage": None}


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), gaps=st.floats(0, 0.6))
def test_coverage_against_a_walk_of_its_own(seed, gaps):
    rng = np.random.default_rng(seed)
    framework = load_framework(random_framework(rng))
    columns = random_values(framework, rng, 25, gaps=gaps)
    result = score(framework, columns)

    def entered(node, area):
        if node.is_leaf:
            return float(not np.isnan(np.asarray(columns[node.field], float)[area]))
        weights = sum(child.weight for child in node.children)
        return sum(
            child.weight / weights * entered(child, area)
            for child in node.children
            if child.is_leaf or not np.isnan(result.nodes[child.id][area])
        )

    if not result.imputed and not any(leaf.denominator or leaf.transform for leaf in framework.leaves):
        for area in range(25):
            assert result.coverage[area] == pytest.approx(entered(framework.root, area), abs=1e-9)
    for node_id, gap in result.left_out.items():
        assert np.isnan(result.nodes[node_id][gap]).all()


# -- ranks ---------------------------------------------------------------------------------------------------------


def test_ranks_are_within_each_period(make):
    framework = load_framework(make.tree(make.leaf("a")))
    result = score(framework, {"a": [10.0, 30, 20, 40, NAN]}, period=[2024, 2024, 2025, 2025, 2025])
    assert result.rank.tolist() == pytest.approx([2, 1, 2, 1, NAN], nan_ok=True)
    again = reweight(framework, result.normalised, period=[2024, 2024, 2025, 2025, 2025])
    assert again.rank.tolist() == pytest.approx([2, 1, 2, 1, NAN], nan_ok=True)


def test_robustness_is_within_each_period(make):
    """Two periods of the same areas: each has the intervals it would have alone (drawn with the same weights)."""
    framework = load_framework(make.tree(make.leaf("a"), make.leaf("b")))
    rng = np.random.default_rng(3)
    values = {name: (rng.random(30) * 100).tolist() for name in "ab"}
    alone = robustness(framework, values, draws=200, influence=False)
    twice = robustness(
        framework, {name: 2 * column for name, column in values.items()}, period=[1] * 30 + [2] * 30, draws=200
    )
    for name in ("rank_lo", "rank_hi", "rank_mean", "p_top", "wins_next", "settled"):
        np.testing.assert_allclose(getattr(twice, name), np.tile(getattr(alone, name), 2), err_msg=name)
    assert (twice.top, twice.settled_width) == (3, 3)
    assert twice.mean_shift == pytest.approx(alone.mean_shift)


def test_a_coin_toss_between_two_areas_settles_nothing(make):
    """Scores 50 w + 60 (1 - w) and 60 w + 50 (1 - w): who leads depends on w >= 1/2, a toss of a coin."""
    framework = load_framework(make.tree(make.leaf("a"), make.leaf("b")))
    found = robustness(framework, {"a": [50.0, 60], "b": [60.0, 50]}, draws=500)
    assert 0.4 < found.p_top[0] < 0.6
    assert found.settled_width == 0
    assert found.settled.tolist() == [0, 0]
    sure = robustness(framework, {"a": [90.0, 10], "b": [80.0, 5]}, draws=500)
    assert sure.settled.tolist() == [1, 1]


@pytest.mark.parametrize(("areas", "width"), [(2, 0), (9, 0), (10, 1), (19, 1), (119, 11)])
def test_settled_means_at_most_a_tenth_of_the_areas(make, areas, width):
    values = {"a": np.arange(areas, dtype=float)}
    found = robustness(load_framework(make.tree(make.leaf("a"))), values, draws=10, influence=False)
    assert found.settled_width == width


@pytest.mark.parametrize("method", ["rank", "percentile"])
def test_noise_of_sums_breaks_no_tie(make, method):
    """0.1 + 0.2 + 0.3 and 0.3 + 0.2 + 0.1 are the same number to anybody: places (0, 1.5, 1.5, 3) / 3, or (0, 1, 1, 3) / 3."""
    one, other = 0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1
    assert one != other
    framework = load_framework(make.tree(make.leaf("a", normalisation={"method": method})))
    result = score(framework, {"a": [0.1, one, other, 0.9]})
    middle = 50 if method == "rank" else 100 / 3
    assert result.normalised["a"].tolist() == pytest.approx([0, middle, middle, 100])
    assert result.rank.tolist() == [4, 2, 2, 1]
    later = score(framework, {"a": [other, 0.5]}, frame=result.frame)
    assert later.normalised["a"][0] == pytest.approx(middle)


def test_noise_alone_is_no_spread(make):
    one, other = 0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1
    for method in ("minmax", "zscore", "rank", "percentile"):
        result = score(load_framework(make.tree(make.leaf("a", normalisation={"method": method}))), {"a": [one, other]})
        assert result.score.tolist() == [50, 50], method
        assert "the same value" in words(result)


def test_whole_numbers_of_billions_stay_apart(make):
    framework = load_framework(make.tree(make.leaf("a", normalisation={"method": "rank"})))
    assert score(framework, {"a": [10_000_000_000.0, 10_000_000_001, 10_000_000_002]}).score.tolist() == [0, 50, 100]


def test_the_schema_knows_the_new_entry():
    schema = json.loads((CORE.parent / "framework.schema.json").read_text(encoding="utf-8"))
    assert "min_data_coverage" in json.dumps(schema)


@pytest.mark.parametrize("wrong", [40.0, 1.2, -9.0, -0.5, np.inf])
def test_data_coverage_that_is_no_share_is_refused(make, wrong):
    """40 of 100 is 0.4: as 40 it would pass every minimum. Rounding beyond 1 is no fault, nor what stands beside no value."""
    framework = load_framework(make.tree(make.leaf("a"), make.leaf("b")))
    columns = {"a": [90.0, 90], "a_cov": [1.0, wrong], "b": [30.0, 30]}
    with pytest.raises(ScoringError, match=r'"a_cov".*1 areas have other numbers.*divide it by 100'):
        score(framework, columns)
    assert score(framework, {**columns, "a_cov": [1 + 1e-9, -1e-9]}).coverage.tolist() == [1, 0.5]
    assert np.isnan(score(framework, {**columns, "a": [90.0, NAN]}).nodes["a"][1])


def test_a_value_without_data_coverage_counts_and_is_told(make):
    framework = load_framework(make.tree(make.leaf("a"), make.leaf("b")))
    result = score(framework, {"a": [90.0, 90, NAN], "a_cov": [1.0, None, None], "b": [30.0, 30, 30]})
    assert result.score[:2].tolist() == [60, 60]  # (90 + 30) / 2
    assert '1 areas have a value but no data coverage in "a_cov"' in words(result)


@pytest.mark.parametrize("below", [0.0, -3.0, -999.0, None, np.inf])
def test_only_a_number_above_0_divides(make, below):
    """10 per 200 people are 50 per 1000; by -3 they would be -3333, cut to 0 and ranked last."""
    leaf = make.leaf("a", denominator={"field": "people", "per": 1000})
    result = score(load_framework(make.tree(leaf)), {"a": [10.0, 10, NAN], "people": [200.0, below, below]})
    assert result.nodes["a"][0] == pytest.approx(50)
    assert np.isnan(result.score[1])
    assert result.coverage.tolist() == [1, 0, 0]
    assert '1 areas have no number above 0 in "people" to divide by' in words(result)


@pytest.mark.parametrize(
    ("norm", "later", "told"),
    [
        # Mean 20, standard deviation 10: 20 is 50, and a standard deviation 100/6 points; 1020 is 50 + 100 * 100/6 = 1717.
        ({"method": "zscore"}, 1020.0, ("1 areas", "from 0 to 100", "1717")),
        ({"method": "zscore", "mean": 100, "sd": 15}, 1020.0, ("1 areas", "from 55 to 145", "1600")),
        ({"method": "goalposts", "low": 0, "high": 40, "clamp": False}, 1020.0, ("1 areas", "2550")),
        ({"method": "target", "target": 40, "clamp": False}, -40.0, ("1 areas", "-100")),
        ({"method": "none"}, 1020.0, ("1 areas", "1020")),
        ({"method": "zscore"}, 45.0, ()),  # two and a half standard deviations
        ({"method": "goalposts", "low": 0, "high": 40}, 1020.0, ()),  # cut
        ({"method": "minmax"}, 1020.0, ()),
    ],
)
def test_values_far_beyond_a_frame_that_does_not_cut_are_told(make, norm, later, told):
    framework = load_framework(make.tree(make.leaf("a", normalisation=norm)))
    frame = score(framework, {"a": [10.0, 20, 30]}).frame
    notes = words(score(framework, {"a": [20.0, later]}, frame=frame))
    assert ("beyond the reference frame" in notes) == bool(told)
    assert all(word in notes for word in told)


@pytest.mark.parametrize("scope", ["pooled", "period"])
def test_a_row_without_a_period_has_no_rank_and_moves_none(make, scope):
    """2020: 10 and 30 are 0 and 100 within the year; the row without a year would be first of all with 90."""
    framework = load_framework(make.tree(make.leaf("a", normalisation={"method": "minmax", "scope": scope})))
    columns, period = {"a": [10.0, 30, 90, 5]}, [2020, 2020, None, 2021]
    result = score(framework, columns, period=period)
    assert result.rank.tolist() == pytest.approx([2, 1, NAN, 1], nan_ok=True)
    if scope == "period":
        assert result.score.tolist() == pytest.approx([0, 100, NAN, 50], nan_ok=True)
        assert result.coverage.tolist() == [1, 1, 0, 1]
    found = robustness(framework, columns, period=period, draws=20)
    assert np.isnan(found.rank_lo[2])
    assert found.rank_lo[1] == 1
    frame = ReferenceFrame.from_dict(result.frame.to_dict())
    assert score(framework, columns, period=period, frame=frame).rank.tolist() == pytest.approx(
        [2, 1, NAN, 1], nan_ok=True
    )
