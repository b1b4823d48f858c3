"""Wrong words for choices: the allowed ones are named, and the one that was meant."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("algorithm", "given", "said"),
    [
        ("importfeedback", {"MODE": "auto", "CONNECTOR": "open311"}, ""),
        ("importfeedback", {"MODE": "everything"}, "MODE: there is no choice “everything”. Write one of these words: auto,"
         " full, incremental."),
        ("importfeedback", {"CONNECTOR": "Open311"}, "CONNECTOR: “Open311” must be written open311."),
        ("publishfeedback", {"FIELDS": "category,Status"}, "FIELDS: “Status” must be written status."),
        ("publishfeedback", {"FIELDS": ["category", "names"]}, "FIELDS: there is no choice “names”."),
        ("publishfeedback", {"FIELDS": [], "CELL": "", "GRID": None}, ""),
        ("summarisefeedback", {"LEAVE_OUT": "burst"}, ""),
    ],
)  # fmt: skip
def test_words(provider, algorithm, given, said):
    from samplan.processing.choice import choices_problem

    found = choices_problem(provider.algorithm(algorithm), given)
    assert found.startswith(said)
    assert bool(found) is bool(said)
