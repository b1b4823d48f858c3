"""Policies, coverage, edges: each a clear message or the stated rule."""

from __future__ import annotations

import numpy as np
import pytest
from samplan.scoring import ReferenceFrame, ScoringError, load_framework, score
from samplan.scoring.aggregate import mean_of, topsis

NAN = np.nan


def two_pillars(make, **more):
    return make.tree(
        {"id": "p", "children": [make.leaf("a", weight=3), make.leaf("b", weight=1)]},
        {"id": "q", "children": [make.leaf("c"), make.leaf("d")]},
        **more,
    )


COLUMNS = {
    "a": [10.0, 10, NAN, 10, NAN],
    "b": [50.0, NAN, 50, 50, NAN],
    "c": [20.0, 20, 20, NAN, NAN],
    "d": [40.0, 40, 40, 40, NAN],
}


def words(result):
    return " | ".join(map(str, result.notes))


def test_complete_area_and_nesting(make):
    result = score(load_framework(two_pillars(make)), COLUMNS)
    assert result.nodes["p"][0] == pytest.approx((3 * 10 + 50) / 4)
    assert result.nodes["q"][0] == pytest.approx(30)
    assert result.score[0] == pytest.approx(25)
    assert list(result.nodes) == ["p", "a", "b", "q", "c", "d"]


def test_renormalise(make):
    result = score(load_framework(two_pillars(make)), COLUMNS)
    # p keeps 3/4, 1/4 (too little: 0.25 < 0.65) of its weight; q keeps 1/2 in the fourth area (too little)
    np.testing.assert_allclose(result.node_coverage["p"], [1, 0.75, 0.25, 1, 0])
    np.testing.assert_allclose(result.node_coverage["q"], [1, 1, 1, 0.5, 0])
    # of p and q without a score nothing enters: 1/2 of 0 and 1/2 of 1; observed are (1/4 + 1) / 2 and (1 + 1/2) / 2
    np.testing.assert_allclose(result.coverage, [1, 0.875, 0.5, 0.5, 0])
    np.testing.assert_allclose(result.observed["score"], [1, 0.875, 0.625, 0.75, 0])
    np.testing.assert_allclose(result.nodes["p"], [20, 10, NAN, 20, NAN])
    np.testing.assert_allclose(result.nodes["q"], [30, 30, 30, NAN, NAN])
    np.testing.assert_allclose(result.score, [25, 20, NAN, NAN, NAN])  # 0.5 < 0.65
    np.testing.assert_array_equal(result.rank, [1, 2, NAN, NAN, NAN])
    assert "3 of 5 areas have no overall score" in words(result)


def test_min_coverage(make):
    result = score(load_framework(two_pillars(make)), COLUMNS, min_coverage=0.2)
    np.testing.assert_allclose(result.score, [25, 20, (50 + 30) / 2, (20 + 40) / 2, NAN])
    exact = score(load_framework(two_pillars(make)), COLUMNS, min_coverage=0.75)
    assert exact.nodes["p"][1] == 10  # 0.75 is enough for 0.75


def test_exclude(make):
    result = score(load_framework(two_pillars(make)), COLUMNS, missing_policy="exclude")
    np.testing.assert_allclose(result.score, [25, NAN, NAN, NAN, NAN])
    np.testing.assert_allclose(result.coverage, [1, 0.5, 0.5, 0.5, 0])
    np.testing.assert_allclose(result.observed["score"], [1, 0.875, 0.625, 0.75, 0])


def test_impute_takes_the_middle(make):
    result = score(load_framework(two_pillars(make)), COLUMNS, missing_policy="impute")
    p = [20, (30 + 50) / 4, (150 + 50) / 4, 20]
    q = [30, 30, 30, (50 + 40) / 2]
    np.testing.assert_allclose(result.score, [*(np.array(p) + q) / 2, NAN])
    assert result.coverage[1] == pytest.approx(0.875)
    strict = score(load_framework(two_pillars(make)), COLUMNS, missing_policy="impute", min_coverage=0.7)
    # below 0.7: p with 1/4 in the third area, q with 1/2 in the fourth; 1/2 of the weight is left there
    np.testing.assert_array_equal(np.isnan(strict.score), [False, False, True, True, True])


def test_values_the_leaf_imputed_count_for_renormalise_but_not_as_observed(make):
    data = make.tree(make.leaf("a", impute={"method": "mean"}), make.leaf("b"), make.leaf("c"))
    result = score(load_framework(data), {"a": [10, NAN], "b": [40, 40], "c": [10, NAN]})
    assert result.score[1] == pytest.approx((10 + 40) / 2)
    assert result.coverage[1] == pytest.approx(1 / 3)


def test_policy_of_one_pillar(make):
    data = two_pillars(make)
    data["children"][0]["missing"] = {"policy": "exclude"}
    result = score(load_framework(data), COLUMNS)
    np.testing.assert_allclose(result.nodes["p"], [20, NAN, NAN, 20, NAN])


def test_pillar_without_any_data(make):
    columns = {"a": COLUMNS["a"], "b": COLUMNS["b"]}
    result = score(load_framework(two_pillars(make)), columns, min_coverage=0.3)
    assert np.isnan(result.nodes["q"]).all()
    np.testing.assert_allclose(result.score[:2], result.nodes["p"][:2])
    assert "No column for: q › c (c), q › d (d)" in words(result)
    assert np.isnan(score(load_framework(two_pillars(make)), columns).score).all()  # coverage 0.5 < 0.65


def test_no_column_at_all(make):
    with pytest.raises(ScoringError, match="None of the columns") as error:
        score(load_framework(two_pillars(make)), {"other": [1.0]})
    assert "a, b, c, d" in str(error.value)


def test_weight_zero_switches_an_indicator_off(make):
    data = make.tree(make.leaf("a", weight=0), make.leaf("b"))
    result = score(load_framework(data), {"a": [NAN, 90], "b": [10, 20]})
    np.testing.assert_allclose(result.score, [10, 20])
    np.testing.assert_allclose(result.coverage, [1, 1])
    for kind in ("geometric", "harmonic", "minimum", "topsis"):
        zero = score(load_framework({**data, "aggregation": kind, "offset": 0}), {"a": [0, 90], "b": [10, 20]})
        assert zero.rank.tolist() == [2, 1], kind


# --- aggregation -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("arithmetic", (3 * 16 + 4) / 4),
        ("geometric", 16**0.75 * 4**0.25),
        ("harmonic", 1 / (0.75 / 16 + 0.25 / 4)),
        ("minimum", 4),
    ],
)
def test_means(make, kind, expected):
    data = make.tree(make.leaf("a", weight=3), make.leaf("b"), aggregation=kind)
    result = score(load_framework(data), {"a": [16, 16], "b": [4, NAN]})
    np.testing.assert_allclose(result.score, [expected, 16])


def test_offsets(make):
    data = make.tree(make.leaf("a"), make.leaf("b"), aggregation="geometric", offset=1)
    assert score(load_framework(data), {"a": [0], "b": [3]}).score[0] == pytest.approx(np.sqrt(1 * 4) - 1)
    data = make.tree(make.leaf("a"), make.leaf("b"), aggregation="harmonic", offset=1)
    assert score(load_framework(data), {"a": [0], "b": [1]}).score[0] == pytest.approx(2 / (1 / 1 + 1 / 2) - 1)


def test_rounding_does_not_make_a_zero_negative(make):
    inner = [
        {"id": f"g{j}", "offset": 0.1 + j / 7, "children": [make.leaf(f"a{j}"), make.leaf(f"b{j}", weight=1 + j)]}
        for j in range(9)
    ]
    framework = load_framework(make.tree(*inner, aggregation="geometric", offset=0))
    assert score(framework, {leaf.id: [0.0, 1.0] for leaf in framework.leaves}).score == pytest.approx([0, 1])


@pytest.mark.parametrize("kind", ["geometric", "harmonic"])
def test_no_mean_with_an_offset_lies_below_its_lowest_value(kind):
    for value in np.arange(1, 60) * 0.05:  # many of them come out lower by rounding: exp(log(0.2 + 1)) - 1 < 0.2
        values = np.array([[value, value + 1, NAN], [value, NAN, NAN]])  # gaps take no part in it
        found = mean_of(kind, values, np.array([1.0, 2.0]), 1.0)
        assert found[0] >= value
        assert found[:2] == pytest.approx([value, value + 1])
        assert np.isnan(found[2])


@pytest.mark.parametrize("kind", ["geometric", "harmonic"])
def test_means_of_tiny_values_and_of_no_areas(kind):
    assert mean_of(kind, np.array([[1e-13], [1e-13]]), np.ones(2))[0] == pytest.approx(1e-13, rel=1e-9)
    assert mean_of(kind, np.empty((2, 0)), np.ones(2), 1.0).shape == (0,)


def test_topsis_of_a_value_without_weight_is_a_gap():
    parameters = {"norm": [10.0, 10.0], "best": [1.0, 1.0], "worst": [0.0, 0.0]}
    closeness, undecided = topsis(np.array([[NAN, 5.0], [5.0, 5.0]]), np.array([1.0, 0.0]), parameters)
    assert np.isnan(closeness[0])
    assert closeness[1] == 0.5
    assert undecided == 0


@pytest.mark.parametrize("kind", ["geometric", "harmonic"])
def test_zeros_are_refused_unless_an_offset_is_stated(make, kind):
    data = make.tree(make.leaf("a"), make.leaf("b"), aggregation=kind)
    with pytest.raises(ScoringError, match=r'2 areas have them in "a".*State an "offset"'):
        score(load_framework(data), {"a": [0, 0, 5], "b": [3, 3, 3]})
    stated = score(load_framework({**data, "offset": 0}), {"a": [0, 5], "b": [3, 5]})
    np.testing.assert_allclose(stated.score, [0, 5])
    with pytest.raises(ScoringError, match="cannot take negative scores"):
        score(load_framework({**data, "offset": 0}), {"a": [-1, 5], "b": [3, 5]})


def test_three_levels_of_different_means(make):
    data = make.tree(
        {
            "id": "p",
            "aggregation": "geometric",
            "children": [
                {"id": "t", "aggregation": "arithmetic", "children": [make.leaf("a"), make.leaf("b")]},
                {"id": "u", "aggregation": "minimum", "children": [make.leaf("c"), make.leaf("d")]},
            ],
        },
        make.leaf("e"),
        aggregation="harmonic",
    )
    result = score(load_framework(data), {"a": [10], "b": [30], "c": [5], "d": [99], "e": [40]})
    p = np.sqrt(20 * 5)
    assert result.score[0] == pytest.approx(2 / (1 / p + 1 / 40))


def test_topsis_single_area_and_equal_areas(make):
    data = make.tree(make.leaf("a"), make.leaf("b"), aggregation="topsis")
    result = score(load_framework(data), {"a": [5.0], "b": [7.0]})
    assert result.score[0] == 50
    assert "the best and the worst are the same for 1 areas" in words(result)
    assert score(load_framework(data), {"a": [0.0, 0], "b": [0.0, 0]}).score.tolist() == [50, 50]


def test_topsis_above_other_groups(make):
    data = make.tree(
        {"id": "p", "aggregation": "arithmetic", "children": [make.leaf("a"), make.leaf("b")]},
        make.leaf("c"),
        aggregation="topsis",
        scale=[0, 1],
    )
    a, b, c = np.random.default_rng(0).random((3, 20))
    result = score(load_framework(data), {"a": a, "b": b, "c": c})
    rows = np.array([(a + b) / 2, c])
    scaled = 0.5 * rows / np.sqrt((rows**2).sum(axis=1, keepdims=True))
    up = np.sqrt(((scaled - scaled.max(axis=1, keepdims=True)) ** 2).sum(axis=0))
    down = np.sqrt(((scaled - scaled.min(axis=1, keepdims=True)) ** 2).sum(axis=0))
    np.testing.assert_allclose(result.score, down / (up + down))


# --- edges -----------------------------------------------------------------------------------------------------------


def test_zero_areas(make):
    for kind in ("arithmetic", "geometric", "harmonic", "minimum", "topsis"):
        for method in ("minmax", "rank", "zscore", "none"):
            data = make.tree(make.leaf("a", method), aggregation=kind)
            result = score(load_framework(data), {"a": []})
            assert result.score.shape == result.rank.shape == (0,)
            assert "no areas" in words(result)
            assert result.contributions["a"].shape == (0,)


def test_one_area_one_indicator(make):
    result = score(load_framework(make.tree(make.leaf("a", low=0, high=10))), {"a": [4]})
    assert (result.score.tolist(), result.rank.tolist(), result.coverage.tolist()) == ([40], [1], [1])


def test_infinities_are_missing(make):
    result = score(load_framework(make.tree(make.leaf("a", "minmax"))), {"a": [np.inf, 1, 2, -np.inf, 3]})
    np.testing.assert_allclose(result.score, [NAN, 0, 50, NAN, 100])
    assert '2 infinite values of "a"' in words(result)


def test_all_missing(make):
    for method in ("minmax", "rank", "percentile", "zscore", "none"):
        result = score(
            load_framework(make.tree(make.leaf("a", method), make.leaf("b"))), {"a": [NAN, NAN], "b": [1, 2]}
        )
        assert np.isnan(result.nodes["a"]).all()
        assert np.isnan(result.score).all()


def test_columns_of_any_kind(make):
    framework = load_framework(make.tree(make.leaf("a"), make.leaf("b"), missing={"min_coverage": 0.5}))
    masked = np.ma.masked_array([1, 2], [False, True])
    result = score(framework, {"a": np.array([1, None], dtype=object), "b": masked})
    np.testing.assert_allclose(result.score, [1, NAN])
    np.testing.assert_allclose(score(framework, {"a": [True, False], "b": np.float32([2, 4])}).score, [1.5, 2])


def test_columns_that_cannot_be_used(make):
    framework = load_framework(make.tree(make.leaf("a"), make.leaf("b")))
    with pytest.raises(ScoringError, match="holds 'many', which is not a number"):
        score(framework, {"a": [1.0, "many"], "b": [1.0, 2]})
    with pytest.raises(ScoringError, match='"b" has 1 entries, but "a" has 2'):
        score(framework, {"a": [1.0, 2], "b": [1.0]})
    with pytest.raises(ScoringError, match="2 dimensions"):
        score(framework, {"a": np.ones((2, 2)), "b": np.ones(2)})


def test_options_that_cannot_be_used(make):
    framework = load_framework(make.tree(make.leaf("a")))
    with pytest.raises(ScoringError, match="exclude, renormalise, impute"):
        score(framework, {"a": [1]}, missing_policy="drop")
    with pytest.raises(ScoringError, match="share from 0 to 1"):
        score(framework, {"a": [1]}, min_coverage=65)
    by_year = load_framework(make.tree(make.leaf("a", normalisation={"method": "minmax", "scope": "period"})))
    with pytest.raises(ScoringError, match="Choose the period field"):
        score(by_year, {"a": [1]})
    dependent = load_framework(make.tree(make.leaf("a", denominator="people")))
    with pytest.raises(ScoringError, match='"people", by which "a" is divided'):
        score(dependent, {"a": [1]})
    grouped = load_framework(make.tree(make.leaf("a", impute={"method": "group_mean", "group": "kind"})))
    with pytest.raises(ScoringError, match='"kind", whose groups'):
        score(grouped, {"a": [1]})


def test_input_is_not_altered(make):
    column = np.array([1.0, np.inf, NAN, 5])
    copy = column.copy()
    data = make.tree(
        make.leaf("a", "minmax", impute={"method": "mean"}, outliers={"method": "clamp", "low": 2, "high": 4})
    )
    score(load_framework(data), {"a": column}, missing_policy="impute")
    np.testing.assert_array_equal(column, copy)


def test_field_and_id_both_find_the_column(make):
    framework = load_framework(make.tree(make.leaf("a", field="Raw A")))
    assert score(framework, {"Raw A": [1], "a": [2]}).score[0] == 1
    assert score(framework, {"a": [2]}).score[0] == 2


def test_ties_share_the_best_place(make):
    result = score(load_framework(make.tree(make.leaf("a"))), {"a": [5, 9, 9, 7, NAN, 0.1 + 0.2, 0.3]})
    np.testing.assert_array_equal(result.rank, [4, 1, 1, 3, NAN, 5, 5])


# --- frames ----------------------------------------------------------------------------------------------------------


def panel(make):
    return make.tree(
        make.leaf("a", "minmax", impute={"method": "group_mean", "group": "kind"}, outliers={"method": "winsorise"}),
        make.leaf("b", "zscore", transform="log"),
        make.leaf("c", "rank"),
        make.leaf("d", "percentile"),
        {"id": "t", "aggregation": "topsis", "children": [make.leaf("e", low=0, high=1), make.leaf("f", "minmax")]},
    )


def random_columns(seed, size=40):
    rng = np.random.default_rng(seed)
    columns = {name: rng.lognormal(size=size) for name in "abcdef"}
    columns["a"][::7] = NAN
    columns["a"][3] = 1e4
    columns["kind"] = np.array(["x", "y"] * (size // 2))
    return columns


def test_frame_round_trip(make, tmp_path):
    framework, columns = load_framework(panel(make)), random_columns(1)
    result = score(framework, columns, missing_policy="renormalise", min_coverage=0.5)
    result.frame.save(tmp_path / "frame.json")
    frame = ReferenceFrame.load(tmp_path / "frame.json")
    assert frame.fingerprint() == result.frame.fingerprint()
    again = score(frame.framework, columns, frame=frame)
    np.testing.assert_array_equal(again.score, result.score)
    assert again.frame.fingerprint() == frame.fingerprint()
    assert again.frame.options == {"missing_policy": "renormalise", "min_coverage": 0.5}


def test_frame_keeps_the_yardstick(make):
    framework = load_framework(panel(make))
    base, later = random_columns(1), random_columns(2)
    first = score(framework, base)
    second = score(framework, later, frame=first.frame)
    assert second.frame.fingerprint() == first.frame.fingerprint()
    assert not first.frame.differences(second.frame)
    own = score(framework, later)
    assert "taken from each layer's own data: a, b, c, d, t › f" in str(first.frame.differences(own.frame)[0])
    # A single area scored on the frame gets the score it had among all.
    alone = score(framework, {name: values[5:6] for name, values in base.items()}, frame=first.frame)
    assert alone.score[0] == pytest.approx(first.score[5], rel=1e-12)


def test_frames_with_fixed_goalposts_are_equal_whatever_the_data(make):
    framework = load_framework(make.tree(make.leaf("a", low=0, high=9)))
    prints = {score(framework, {"a": values}).frame.fingerprint() for values in ([1], [2, NAN], [5, 6, 7])}
    assert len(prints) == 1


def test_frames_that_cannot_be_used(make, tmp_path):
    framework = load_framework(panel(make))
    frame = score(framework, random_columns(1)).frame
    other = load_framework(make.tree(make.leaf("a")))
    with pytest.raises(ScoringError, match="belongs to the framework"):
        score(other, {"a": [1]}, frame=frame)
    assert "different frameworks" in str(frame.differences(score(other, {"a": [1]}).frame)[0])
    data = frame.to_dict()
    data["leaves"]["a"][""]["normalisation"]["best"] = 3
    with pytest.raises(ScoringError, match="changed after it was saved"):
        ReferenceFrame.from_dict(data)
    with pytest.raises(ScoringError, match="not a reference frame"):
        ReferenceFrame.from_dict({"samplan_framework": 1})
    with pytest.raises(ScoringError, match="not a reference frame"):
        ReferenceFrame.from_dict({"samplan_frame": 1, "framework": {}})
    (tmp_path / "x.json").write_text("{", encoding="utf-8")
    with pytest.raises(ScoringError, match="cannot be read"):
        ReferenceFrame.load(tmp_path / "x.json")
