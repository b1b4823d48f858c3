"""A run that fails lets go of what it held."""

from __future__ import annotations

import gc
import weakref

import pytest
from qgis.core import QgsProcessingContext, QgsProcessingFeedback
from samplan.processing.common.algorithm import SamplanAlgorithm


class Held:
    """Something large."""


class Failing(SamplanAlgorithm):
    """Fails with something in its hands."""

    ID, GROUP = "failing", "measure"
    held: list = []

    def initAlgorithm(self, configuration=None):
        pass

    def helpText(self):
        return ""

    def perform(self, parameters, context, feedback):
        large = Held()
        self.held.append(weakref.ref(large))
        try:
            int("no number")
        except ValueError as error:
            raise KeyError("unforeseen") from error


@pytest.mark.usefixtures("provider")
def test_nothing_is_kept_of_a_failed_run():
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    Failing.held.clear()
    for _ in range(3):
        _results, ok = Failing().run({}, context, feedback)
        assert not ok
    gc.collect()
    assert [held() for held in Failing.held] == [None, None, None]
