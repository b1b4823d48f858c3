"""Every normalisation, transform, denominator, imputation and outlier treatment, with the arithmetic written out."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.stats
from samplan.scoring import ScoringError, load_framework, score
from samplan.scoring.columns import ranks
from samplan.scoring.prepare import kurtosis, skewness

NAN = np.nan


def one(make, values, scale=(0, 100), columns=None, **more):
    """Score one indicator; return (normalised, result)."""
    method = more.pop("method", "none")
    framework = load_framework(make.tree(make.leaf("x", method, **more), scale=list(scale)))
    result = score(framework, {"x": np.asarray(values, dtype=float), **(columns or {})})
    return result.normalised["x"], result


def words(result):
    return " | ".join(map(str, result.notes))


def check(got, expected):
    np.testing.assert_allclose(got, expected, rtol=1e-12, atol=1e-12)


# --- goalposts -------------------------------------------------------------------------------------------------------


def test_goalposts(make):
    check(one(make, [0, 5, 10, 20, 40, NAN], low=5, high=20)[0], [0, 0, 100 * 5 / 15, 100, 100, NAN])
    check(one(make, [0, 5, 10, 20, 40], low=5, high=20, direction="down")[0], [100, 100, 100 * 10 / 15, 0, 0])
    check(one(make, [8.5], low=5, high=20, scale=(1, 100))[0], [1 + 99 * 3.5 / 15])
    check(one(make, [8.5], low=5, high=20, scale=(1, 7), normalisation={"to": [0, 10]})[0], [10 * 3.5 / 15])


@pytest.mark.parametrize(
    ("clamp", "up", "down"),
    [
        (True, [0, 100], [100, 0]),
        (False, [-50, 150], [150, -50]),
        ("low", [0, 150], [100, -50]),
        ("high", [-50, 100], [150, 0]),
    ],
)
def test_clamp_is_about_raw_values(make, clamp, up, down):
    check(one(make, [0, 20], low=5, high=15, normalisation={"clamp": clamp})[0], up)
    check(one(make, [0, 20], low=5, high=15, normalisation={"clamp": clamp}, direction="down")[0], down)


def test_goalposts_taken_from_the_data(make):
    values = np.arange(101.0)
    got, result = one(
        make, values, normalisation={"method": "goalposts", "low": {"percentile": 2.5}, "high": {"mean_top": 5}}
    )
    # percentile 2.5 of 0..100 is 2.5; the five best are 96..100, mean 98 (the rule of the SDG Index)
    check(got, np.clip((values - 2.5) / (98 - 2.5), 0, 1) * 100)
    assert result.frame.leaves["x"][""]["normalisation"]["worst"] == 2.5
    got, _ = one(make, [4, 8, 6], normalisation={"method": "goalposts", "low": "min", "high": {"mean_bottom": 2}})
    check(got, [0, 100, 100])  # low 4, high (4 + 6) / 2 = 5


def test_band(make):
    band = {"direction": "band", "band": [10, 20]}
    check(one(make, [0, 5, 10, 15, 20, 25, 30, 99], low=0, high=30, **band)[0], [0, 50, 100, 100, 100, 50, 0, 0])
    check(one(make, [0, 15, 40], method="minmax", **band)[0], [0, 100, 0])
    check(one(make, [5, 15, 22], method="rank", **band)[0], [0, 100, 50])  # distances 5, 0, 2
    check(one(make, [12, 15, 18], method="minmax", **band)[0], [100, 100, 100])


# --- targets and value functions -------------------------------------------------------------------------------------


def test_target(make):
    target = {"method": "target", "target": 50}
    check(one(make, [0, 25, 50, 80, -5], normalisation=target)[0], [0, 50, 100, 100, 0])
    check(one(make, [10, 30, 60], normalisation={**target, "baseline": 10})[0], [0, 50, 100])
    check(one(make, [25, 100], normalisation={**target, "clamp": "low"})[0], [50, 200])
    check(one(make, [10, 30, 40], normalisation={**target, "baseline": "min"})[0], [0, 50, 75])
    down = {"direction": "down"}
    check(one(make, [40, 50, 100, 200, 0], normalisation=target, **down)[0], [100, 100, 50, 25, 100])
    check(one(make, [40, 75, 100], normalisation={**target, "baseline": 100}, **down)[0], [100, 50, 0])
    reference = {"value": 20, "kind": "target"}
    check(one(make, [5, 20], method="target", reference=reference)[0], [25, 100])


def test_value_function(make):
    points = {"method": "value_function", "points": [[0, 0], [200, 80], [400, 100]]}
    check(one(make, [-5, 100, 200, 300, 900, NAN], normalisation=points)[0], [0, 40, 80, 90, 100, NAN])


def test_none_takes_scores_as_they_are(make):
    check(one(make, [0, 30, 120])[0], [0, 30, 120])
    check(one(make, [0, 30], direction="down")[0], [100, 70])


# --- data-driven -----------------------------------------------------------------------------------------------------


def test_minmax(make):
    check(one(make, [3, 5, 7, NAN], method="minmax")[0], [0, 50, 100, NAN])
    check(one(make, [3, 5, 7], method="minmax", direction="down")[0], [100, 50, 0])
    check(one(make, [3, 5, 7], method="minmax", scale=(1, 100))[0], [1, 50.5, 100])


def test_zscore(make):
    values = np.array([2.0, 4, 4, 10])
    z = (values - 5) / np.std(values, ddof=1)
    check(one(make, values, method="zscore")[0], 50 + z * 100 / 6)
    check(one(make, values, normalisation={"method": "zscore", "mean": 0, "sd": 1})[0], z)
    check(one(make, values, normalisation={"method": "zscore", "mean": 0, "sd": 1}, direction="down")[0], -z)


@pytest.mark.parametrize(
    ("ties", "places", "last"),
    [
        ("min", [1, 2, 2, 4], 4),
        ("max", [1, 3, 3, 4], 4),
        ("average", [1, 2.5, 2.5, 4], 4),
        ("dense", [1, 2, 2, 3], 3),
        ("ordinal", [1, 2, 3, 4], 4),
    ],
)
def test_rank_ties(make, ties, places, last):
    got, _ = one(make, [3, 5, 5, 9], normalisation={"method": "rank", "ties": ties})
    check(got, (np.array(places) - 1) / (last - 1) * 100)
    np.testing.assert_array_equal(ranks(np.array([3.0, 5, 5, 9]), ties), places)
    values = np.random.default_rng(4).integers(0, 9, 50).astype(float)
    np.testing.assert_array_equal(ranks(values, ties), scipy.stats.rankdata(values, ties))


def test_rank_direction_keeps_the_tie_rule(make):
    # Turned values -3, -5, -5, -9 have places 4, 2, 2, 1: equal values share the lower place, as in R's rank(-x).
    got, _ = one(make, [3, 5, 5, 9], normalisation={"method": "rank", "ties": "min"}, direction="down")
    check(got, [100, 100 / 3, 100 / 3, 0])


def test_percentile_is_the_share_of_others_below(make):
    check(one(make, [3, 5, 5, 9, NAN], method="percentile")[0], [0, 100 / 3, 100 / 3, 100, NAN])


@pytest.mark.parametrize("method", ["minmax", "zscore", "rank", "percentile"])
def test_constant_column_is_named_and_gets_the_middle(make, method):
    got, result = one(make, [7, 7, NAN, 7], method=method)
    check(got, [50, 50, NAN, 50])
    assert '"x" has the same value (7) everywhere' in words(result)
    got, result = one(make, [7], method=method, scale=(1, 3))
    check(got, [2])


# --- transforms ------------------------------------------------------------------------------------------------------


def test_transforms_apply_to_bounds_too(make):
    check(one(make, [100, 1000, 10000], low=100, high=10000, transform="log")[0], [0, 50, 100])
    check(one(make, [100, 1000, 10000], low=100, high=10000, transform="log10")[0], [0, 50, 100])
    check(one(make, [0, 25, 100], low=0, high=100, transform="sqrt")[0], [0, 50, 100])
    check(one(make, [0, 9, 99], low=0, high=99, transform="log10", transform_offset=1)[0], [0, 50, 100])
    check(one(make, [10, 1000], method="minmax", transform="log10")[0], [0, 100])


def test_values_the_log_cannot_take(make):
    got, result = one(make, [-5, 0, 100, 1000], low=100, high=10000, transform="log")
    check(got, [0, 0, 0, 50])  # clamped: they lie below the lower goalpost
    got, result = one(make, [-5, 0, 100, 1000], method="minmax", transform="log")
    check(got, [NAN, NAN, 0, 100])
    assert "2 values are too low for the transform" in words(result)
    np.testing.assert_array_equal(result.coverage, [0, 0, 1, 1])


def test_goalposts_from_data_that_the_log_cannot_take(make):
    with pytest.raises(ScoringError, match="cannot take the lower one"):
        one(make, [0, 5, 9], normalisation={"method": "goalposts", "low": "min", "high": "max"}, transform="log")


# --- denominators ----------------------------------------------------------------------------------------------------


def test_denominator_with_scaling(make):
    more = {"columns": {"people": np.array([1000.0, 500, 0, NAN])}, "low": 0, "high": 100}
    got, result = one(make, [50, 10, 5, 5], denominator={"field": "people", "per": 1000}, **more)
    check(got, [50, 20, NAN, NAN])
    assert '2 areas have no number above 0 in "people"' in words(result)
    got, _ = one(make, [50, 10, 5, 5], denominator="people", **{**more, "high": 1})
    check(got[:2], [5, 2])


# --- imputation ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "expected"),
    [("none", [0, 20, NAN, 100, NAN, NAN]), ("mean", [0, 20, 40, 100, 40, 40]), ("median", [0, 20, 20, 100, 20, 20]),
     ("group_mean", [0, 20, 10, 100, 100, 40]), ("group_median", [0, 20, 10, 100, 100, 20]),
     ("midpoint", [0, 20, 50, 100, 50, 50])],
)  # fmt: skip
def test_imputation(make, method, expected):
    groups = np.array(["a", "a", "a", "b", "b", None], dtype=object)
    impute = {"method": method, "group": "kind"} if "group" in method else {"method": method}
    got, result = one(make, [0, 20, NAN, 100, NAN, NAN], low=0, high=100, impute=impute, columns={"kind": groups})
    check(got, expected)
    np.testing.assert_array_equal(result.node_coverage["x"], [1, 1, 0, 1, 0, 0])
    assert np.isnan(result.score[[2, 4, 5]]).all()  # nothing observed: no score, whatever was filled in
    assert result.imputed.get("x", 0) == (0 if method == "none" else 3)


def test_imputation_uses_denominated_values(make):
    columns = {"people": np.array([10.0, 10, 40])}
    got, _ = one(make, [20, 40, NAN], low=0, high=10, denominator="people", impute={"method": "mean"}, columns=columns)
    check(got, [20, 40, 30])


# --- outliers --------------------------------------------------------------------------------------------------------


def test_moments_against_scipy():
    values = np.random.default_rng(3).lognormal(size=40)
    assert skewness(values) == pytest.approx(scipy.stats.skew(values, bias=False))
    assert kurtosis(values) == pytest.approx(scipy.stats.kurtosis(values, bias=False))
    assert np.isnan(skewness(np.array([1.0, 2])))
    assert np.isnan(kurtosis(np.ones(9)))


def winsorised(values, most, skew=2.0, kurt=3.5):
    """The rule in plain words: while the test fails, give the most extreme value the next one's value."""
    values = np.array(values, dtype=float)
    treated = np.zeros(values.size, dtype=bool)
    while abs(scipy.stats.skew(values, bias=False)) >= skew and scipy.stats.kurtosis(values, bias=False) >= kurt:
        extreme = values.max() if scipy.stats.skew(values, bias=False) >= 0 else values.min()
        places = values == extreme
        if (treated | places).sum() > most:
            break
        rest = values[~places]
        values[places] = rest.max() if extreme == values.max() else rest.min()
        treated |= places
    return values


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("most", [1, 2, 5])
def test_winsorise(make, sign, most):
    values = sign * np.array([*range(1, 11), 30, 100.0])
    outliers = {"method": "winsorise", "max_points": most}
    got, result = one(make, values, outliers=outliers, normalisation={"method": "none"})
    expected = winsorised(values, most)
    check(got, expected)
    report = result.treated["x"]
    changed = np.flatnonzero(values != expected)
    np.testing.assert_array_equal(report.index, changed)
    np.testing.assert_array_equal(report.before, values[changed])
    np.testing.assert_array_equal(report.after, expected[changed])
    assert f"{changed.size} outlying values were treated" in words(result)


def test_winsorise_leaves_ordinary_data_alone(make):
    values = np.random.default_rng(1).normal(size=50)
    got, result = one(make, values, outliers={"method": "winsorise"}, method="none")
    check(got, values)
    assert not result.treated


def test_winsorise_then_log_when_it_does_not_suffice(make):
    values = np.array([1.0] * 3 + [2.0] * 30 + [3.0] * 3 + [500, 900, 1000, 2000, 9000, 90000])
    outliers = {"method": "winsorise", "max_points": 1, "then": "log"}
    got, result = one(make, values, outliers=outliers, method="minmax")
    logs = np.log(values - 1 + 0.01 * (90000 - 1))
    check(got, (logs - logs.min()) / np.ptp(logs) * 100)
    assert result.treated["x"].method == "log"


def test_log_outliers_only_when_the_test_fails(make):
    values = np.array([1, 2, 3, 4, 5.0])
    check(one(make, values, outliers={"method": "log"}, method="minmax")[0], [0, 25, 50, 75, 100])


def test_clamp_outliers(make):
    got, result = one(make, [0, 50, 120], low=10, high=100, outliers={"method": "clamp"})
    check(got, [0, 100 * 40 / 90, 100])
    np.testing.assert_array_equal(result.treated["x"].after, [10, 100])
    got, _ = one(make, [0, 5, 9], method="minmax", outliers={"method": "clamp", "low": 3, "high": 7})
    check(got, [0, 50, 100])


# --- panels ----------------------------------------------------------------------------------------------------------


def test_scope_pooled_and_period(make):
    values, years = [0, 10, 20, 40], [2020, 2020, 2021.0, 2021]
    for scope, expected in (("pooled", [0, 25, 50, 100]), ("period", [0, 100, 0, 100])):
        framework = load_framework(make.tree(make.leaf("x", normalisation={"method": "minmax", "scope": scope})))
        result = score(framework, {"x": values}, period=years)
        check(result.score, expected)
        assert set(result.frame.leaves["x"]) == ({""} if scope == "pooled" else {"2020", "2021"})
        np.testing.assert_array_equal(score(framework, {"x": values}, period=years, frame=result.frame).score, expected)
