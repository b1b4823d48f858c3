"""The worked examples in docstrings of the kernels hold."""

from __future__ import annotations

import doctest

import pytest
from samplan.indicators.spatial import network, overlay, zonal


@pytest.mark.parametrize(("module", "name"), [(overlay, "_quick"), (zonal, "_exact"), (network, "_edges")])
def test_worked_example(qgis_app, module, name):
    (example,) = doctest.DocTestFinder(recurse=False).find(getattr(module, name), name, globs=dict(vars(module)))
    failed, tried = doctest.DocTestRunner().run(example)
    assert tried >= 3
    assert failed == 0
