"""What must hold for any data: symmetry, invariance, exact contributions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samplan.scoring import explain, load_framework, score

from .shapes import KINDS, random_framework, random_values, with_weights

pytestmark = pytest.mark.filterwarnings("error")
FEW = settings(max_examples=25, deadline=None)
SEEDS = st.integers(0, 10_000)


@FEW
@given(seed=SEEDS)
def test_permuting_areas_permutes_results(seed):
    rng = np.random.default_rng(seed)
    framework = load_framework(random_framework(rng))
    columns = random_values(framework, rng, 23, gaps=0.1)
    order = rng.permutation(23)
    straight, turned = score(framework, columns), score(framework, {k: v[order] for k, v in columns.items()})
    np.testing.assert_allclose(turned.score, straight.score[order], rtol=1e-9)
    np.testing.assert_array_equal(turned.rank, straight.rank[order])
    np.testing.assert_allclose(turned.coverage, straight.coverage[order])


@FEW
@given(
    seed=SEEDS,
    factor=st.floats(0.01, 1000),
    shift=st.floats(-100, 100),
    method=st.sampled_from(["goalposts", "minmax"]),
)
def test_linear_rescaling_changes_nothing(seed, factor, shift, method):
    rng = np.random.default_rng(seed)
    values = rng.random(30)

    def framework(low, high):
        bounds = {"low": low, "high": high} if method == "goalposts" else {}
        leaf = {"id": "a", "indicator": "a", "normalisation": {"method": method, **bounds}}
        other = {"id": "b", "indicator": "b", "normalisation": {"method": "minmax"}}
        return load_framework({"samplan_framework": 1, "id": "f", "children": [leaf, other]})

    other = rng.random(30)
    first = score(framework(0.2, 0.9), {"a": values, "b": other})
    second = score(framework(0.2 * factor + shift, 0.9 * factor + shift), {"a": values * factor + shift, "b": other})
    np.testing.assert_allclose(second.score, first.score, atol=1e-6)


@FEW
@given(seed=SEEDS, factor=st.floats(0.001, 1000))
def test_weights_times_a_constant_change_nothing(seed, factor):
    rng = np.random.default_rng(seed)
    data = random_framework(rng)
    framework = load_framework(data)
    columns = random_values(framework, rng, 15, gaps=0.1)
    scaled = with_weights(framework, {node.id: node.weight * factor for node in framework.nodes})
    np.testing.assert_allclose(score(scaled, columns).score, score(framework, columns).score, rtol=1e-9)


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS, gaps=st.sampled_from([0, 0, 0.15, 0.4]), scale=st.sampled_from([(0, 100), (0, 1), (1, 100)]))
def test_contributions_sum_to_the_score(seed, gaps, scale):
    rng = np.random.default_rng(seed)
    framework = load_framework(random_framework(rng, scale=scale))
    result = score(framework, random_values(framework, rng, 40, gaps=gaps))
    span = scale[1] - scale[0]
    total = _sum(result.contributions)
    np.testing.assert_allclose(total, result.score, rtol=0, atol=1e-9 * max(span, 1))
    other = score(framework, random_values(framework, rng, 40, gaps=gaps), frame=result.frame)
    for reference in ("mean", "target", {leaf.id: scale[0] + span * rng.random() for leaf in framework.leaves}, other):
        split = explain(result, reference)
        total = _sum(split.points)
        np.testing.assert_allclose(total, split.score - split.reference_score, rtol=0, atol=1e-9 * max(span, 1))
        if reference is other:
            both = ~np.isnan(result.score) & ~np.isnan(other.score)
            np.testing.assert_allclose(split.reference_score[both], other.score[both])


@FEW
@given(seed=SEEDS)
def test_means_are_ordered(seed):
    """Minimum <= harmonic <= geometric <= arithmetic, all within the values."""
    rng = np.random.default_rng(seed)
    weights = rng.random(4) + 0.01
    columns = {f"x{j}": rng.random(20) * 99 + 1 for j in range(4)}
    leaves = [
        {"id": f"x{j}", "indicator": f"x{j}", "weight": weights[j], "normalisation": {"method": "none"}}
        for j in range(4)
    ]
    scores = [
        score(
            load_framework({"samplan_framework": 1, "id": "f", "aggregation": kind, "children": leaves}), columns
        ).score
        for kind in ("minimum", "harmonic", "geometric", "arithmetic")
    ]
    for lower, upper in zip(scores, scores[1:]):
        assert (lower <= upper + 1e-9).all()
    assert (scores[-1] <= np.max(list(columns.values()), axis=0) + 1e-9).all()


@FEW
@given(seed=SEEDS, kind=st.sampled_from(KINDS))
def test_improving_an_indicator_never_lowers_the_score(seed, kind):
    rng = np.random.default_rng(seed)
    framework = load_framework(random_framework(rng, kinds=[kind]))
    columns = random_values(framework, rng, 20)
    before = score(framework, columns)
    leaf = framework.leaves[int(rng.integers(len(framework.leaves)))]
    better = {**columns, leaf.id: columns[leaf.id] + (-0.1 if leaf.direction == "down" else 0.1)}
    assert (score(framework, better, frame=before.frame).score >= before.score - 1e-9).all()


def _sum(points):
    """The sum over the indicators that enter; NaN where there is none."""
    rows = np.array(list(points.values()))
    return np.where(np.isnan(rows).all(axis=0), np.nan, np.nansum(rows, axis=0))
