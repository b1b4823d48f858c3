"""The worked examples in docstrings of the kernels hold."""

from __future__ import annotations

import doctest

import pytest
from samplan.scoring import draws, tally


@pytest.mark.parametrize(("module", "kernel"), [(tally, tally.RankTally._rank), (draws, draws.DrawScorer._mean)])
def test_worked_example(module, kernel):
    (example,) = doctest.DocTestFinder(recurse=False).find(kernel, globs=dict(vars(module)))
    failed, tried = doctest.DocTestRunner().run(example)
    assert tried >= 3
    assert failed == 0
