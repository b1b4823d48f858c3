"""Wrong words for choices: the allowed ones are named, and the one that was meant."""

from __future__ import annotations

import pytest
from samplan.processing.common.choice import choices_problem


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
        ("publishfeedback", {"CELL": 500}, 'CELL: write 500 as text, in quotes: "500".'),
        ("publishfeedback", {"CELL": 2}, "CELL: there is no choice “2”. Write one of these words: "),
        ("publishfeedback", {"FIELDS": ["category", 1]}, "FIELDS: there is no choice “1”."),
    ],
)  # fmt: skip
def test_words(provider, algorithm, given, said):
    found = choices_problem(provider.algorithm(algorithm), given)
    assert found.startswith(said)
    assert bool(found) is bool(said)


@pytest.mark.parametrize(("word", "fine"), [("nej", False), ("no", False), ("ja", False), ("false", True), ("0", True)])
def test_a_switch_wants_true_or_false(provider, word, fine):
    """QGIS takes every other word for a yes: ACCEPT_EMPTY=nej once erased everything."""
    algorithm = provider.algorithm("importfeedback")
    problem = choices_problem(algorithm, {"ACCEPT_EMPTY": word})
    assert (problem == "") is fine
    assert fine or problem == f"ACCEPT_EMPTY: write true or false, not “{word}”."


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("0,5", False),
        ("12 m", False),
        ("1_000", False),
        ("nan", False),
        ("0.5", True),
        (" 1e-3", True),
        ("", True),
        ("-.5", True),
    ],
)
def test_a_number_is_written_with_a_point(provider, text, fine):
    """QGIS takes other text for 0 where the number may be left out: MIN_COVERAGE=0,5 once scored every area."""
    problem = choices_problem(provider.algorithm("scoreareas"), {"MIN_COVERAGE": text})
    assert (problem == "") is fine
    assert fine or problem == f"MIN_COVERAGE: write a number with a point before decimals, such as 0.5, not “{text}”."
