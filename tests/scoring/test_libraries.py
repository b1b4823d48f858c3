"""Independent implementations on random matrices (test-time only)."""

from __future__ import annotations

import numpy as np
import pytest
from samplan.scoring import critic_weights, entropy_weights, kendall_w, load_framework, pareto_set, score

pymcdm = pytest.importorskip("pymcdm")
skcriteria = pytest.importorskip("skcriteria")

from pymcdm.methods import TOPSIS  # noqa: E402
from pymcdm.normalizations import minmax_normalization, vector_normalization  # noqa: E402
from pymcdm.weights import critic_weights as critic_pymcdm  # noqa: E402
from pymcdm.weights import entropy_weights as entropy_pymcdm  # noqa: E402
from skcriteria.agg.similarity import TOPSIS as TOPSIS_SKC  # noqa: E402
from skcriteria.agg.simple import WeightedProductModel, WeightedSumModel  # noqa: E402
from skcriteria.preprocessing.scalers import MinMaxScaler, VectorScaler  # noqa: E402

SEEDS = range(5)


def random_case(seed, size=17, count=5):
    rng = np.random.default_rng(seed)
    weights = rng.random(count) + 0.05
    return rng.random((size, count)) * 9 + 1, weights / weights.sum()


def scored(make, matrix, weights, method, aggregation, up=None):
    leaves = [
        make.leaf(f"c{j}", method, weight=weights[j], direction="up" if up is None or up[j] else "down")
        for j in range(matrix.shape[1])
    ]
    framework = load_framework(make.tree(*leaves, aggregation=aggregation, scale=[0, 1]))
    return score(framework, {f"c{j}": matrix[:, j] for j in range(matrix.shape[1])}).score


@pytest.mark.parametrize("seed", SEEDS)
def test_topsis(make, seed):
    matrix, weights = random_case(seed)
    ours = scored(make, matrix, weights, "none", "topsis")
    types = np.ones(matrix.shape[1])
    np.testing.assert_allclose(ours, TOPSIS(vector_normalization)(matrix, weights, types), rtol=1e-10)
    decision = VectorScaler("matrix").transform(skcriteria.mkdm(matrix, [max] * matrix.shape[1], weights=weights))
    np.testing.assert_allclose(ours, TOPSIS_SKC().evaluate(decision).e_.similarity, rtol=1e-10)


@pytest.mark.parametrize("seed", SEEDS)
def test_weighted_sum_of_minmax(make, seed):
    matrix, weights = random_case(seed)
    up = np.random.default_rng(seed).random(matrix.shape[1]) < 0.5
    ours = scored(make, matrix, weights, "minmax", "arithmetic", up)
    theirs = sum(weights[j] * minmax_normalization(matrix[:, j], cost=not up[j]) for j in range(matrix.shape[1]))
    np.testing.assert_allclose(ours, theirs, rtol=1e-10)
    if up.all():
        return
    turned = np.where(up, matrix, -matrix)
    decision = MinMaxScaler("matrix").transform(skcriteria.mkdm(turned, [max] * matrix.shape[1], weights=weights))
    np.testing.assert_allclose(ours, WeightedSumModel().evaluate(decision).e_.score, rtol=1e-10)


@pytest.mark.parametrize("seed", SEEDS)
def test_weighted_product(make, seed):
    matrix, weights = random_case(seed)
    ours = scored(make, matrix, weights, "none", "geometric")
    decision = skcriteria.mkdm(matrix, [max] * matrix.shape[1], weights=weights)
    np.testing.assert_allclose(np.log10(ours), WeightedProductModel().evaluate(decision).e_.score, rtol=1e-10)


@pytest.mark.parametrize("seed", SEEDS)
def test_weights_from_data(seed):
    matrix, _ = random_case(seed)
    columns = {f"c{j}": matrix[:, j] for j in range(matrix.shape[1])}
    np.testing.assert_allclose(list(entropy_weights(columns)[0].values()), entropy_pymcdm(matrix), rtol=1e-9)
    np.testing.assert_allclose(list(critic_weights(columns)[0].values()), critic_pymcdm(matrix), rtol=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_pareto_set_against_brute_force(seed):
    rng = np.random.default_rng(seed)
    matrix = rng.integers(0, 6, (60, 3)).astype(float)
    matrix[5, 1] = np.nan
    expected = []
    for i, row in enumerate(matrix):
        dominated = any((other >= row).all() and (other > row).any() for other in matrix if not np.isnan(other).any())
        expected.append(not dominated and not np.isnan(row).any())
        del i
    np.testing.assert_array_equal(pareto_set(dict(zip("abc", matrix.T))), expected)


def test_kendall_w():
    assert kendall_w([[1, 2, 3, 4]] * 3) == pytest.approx(1)
    # Two judges: W = (1 + rho) / 2, with rho from scipy, ties included.
    from scipy.stats import friedmanchisquare, spearmanr

    rng = np.random.default_rng(2)
    a, b = rng.permutation(9), rng.permutation(9)
    assert kendall_w([a, b]) == pytest.approx((1 + spearmanr(a, b).statistic) / 2)
    judges = rng.integers(0, 4, (5, 7))
    # Friedman's chi-square is m (n - 1) W, with the same correction for ties.
    assert kendall_w(judges) == pytest.approx(friedmanchisquare(*judges.T).statistic / (5 * 6))
    assert np.isnan(kendall_w([[1, 2, 3]]))
    assert np.isnan(kendall_w([[1, 1], [2, 2]]))
