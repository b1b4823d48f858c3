from __future__ import annotations

import numpy as np
import pytest
from samplan.scoring import (
    ScoringError,
    comparison_matrix,
    critic_weights,
    entropy_weights,
    equal_weights,
    group_pairwise,
    pairwise_weights,
)


def test_consistent_judgements_give_back_their_weights():
    weights = np.array([0.5, 0.3, 0.2])
    result = pairwise_weights("abc", weights[:, None] / weights)
    np.testing.assert_allclose(list(result.weights.values()), weights)
    assert result.consistency_ratio == pytest.approx(0, abs=1e-12)
    assert result.worst is None


def test_contradiction_is_named_with_the_judgement_to_look_at():
    result = pairwise_weights("abc", comparison_matrix("abc", [("a", "b", 3), ("b", "c", 3), ("c", "a", 3)]))
    assert result.consistency_ratio > 0.1
    assert "contradict each other" in str(result.notes[0])


def test_one_and_two_things():
    assert pairwise_weights("a", [[1]]).weights == {"a": 1}
    assert pairwise_weights("ab", [[1, 4], [0.25, 1]]).weights == pytest.approx({"a": 0.8, "b": 0.2})


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([("a", "b", 3)], "not compared yet: a / c, b / c"),
        ([("a", "x", 3)], "not between two of: a, b, c"),
        ([("a", "b", 0)], "above 0"),
        ([("a", "b", 3), ("b", "a", 3)], "twice with different answers"),
    ],
)
def test_comparisons_that_cannot_be_used(pairs, words):
    with pytest.raises(ScoringError, match=words):
        comparison_matrix("abc", pairs)


def test_matrices_that_cannot_be_used():
    with pytest.raises(ScoringError, match="do not mirror each other"):
        pairwise_weights("ab", [[1, 3], [3, 1]])
    with pytest.raises(ScoringError, match="2 x 3"):
        pairwise_weights("ab", np.ones((2, 3)))


def test_group_is_the_geometric_mean_of_judgements():
    first, second = [[1, 2], [1 / 2, 1]], [[1, 8], [1 / 8, 1]]
    result = group_pairwise("ab", {"town": first, "builder": second})
    assert result.group.weights == pytest.approx({"a": 0.8, "b": 0.2})  # sqrt(2 * 8) = 4
    assert result.participants["town"].weights["a"] == pytest.approx(2 / 3)
    assert result.disagreement == [("a", "b", 2, 8)]
    with pytest.raises(ScoringError, match="no comparisons"):
        group_pairwise("ab", {})


def test_random_index_beyond_the_table():
    size = 18
    result = pairwise_weights([f"x{j}" for j in range(size)], np.ones((size, size)))
    assert result.consistency_ratio == pytest.approx(0, abs=1e-9)


def test_data_weights_edges():
    columns = {"a": [1, 2, 3, np.nan], "b": [4, 4, 4, 4], "c": [3, 1, 2, 9]}
    for method in (entropy_weights, critic_weights):
        weights, notes = method(columns)
        assert weights["b"] == 0
        assert sum(weights.values()) == pytest.approx(1)
        assert "1 of 4 areas have gaps" in str(notes[0])
        assert "get weight 0: b" in str(notes[1])
        flat, notes = method({"a": [1, 1], "b": [2, 2]})
        assert flat == {"a": 0.5, "b": 0.5}
        assert "all weigh the same" in str(notes[0])
        with pytest.raises(ScoringError, match="at least two areas"):
            method({"a": [1, np.nan], "b": [np.nan, 1]})
    assert critic_weights({"a": [1, 2, 3], "b": [1, 1, 1]})[0] == {"a": 1, "b": 0}
    with pytest.raises(ScoringError, match="negative"):
        entropy_weights({"a": [-1, 2]})
    assert equal_weights("ab") == {"a": 0.5, "b": 0.5}
