"""Codes to partners, and rows with the same code made one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samplan.tables.doubles import joined, never_summed, parse_rules
from samplan.tables.errors import TableError
from samplan.tables.keys import match_codes


@pytest.mark.parametrize(
    ("areas", "codes", "right"),
    [
        (["0180", "0126"], ["180", "126"], ["0180", "0126"]),
        (["180", "126"], ["0180", "0126"], ["180", "126"]),
        (["0180", "0126"], ["0180 Stockholm", "0126 Huddinge"], ["0180", "0126"]),
        (["0180", "0126"], ["180 Stockholm", "126 Huddinge"], ["0180", "0126"]),
        (["0180 Stockholm"], ["0180"], ["0180 Stockholm"]),
        (["0180"], ["Stockholm (0180)"], ["0180"]),
        (["0180"], ["0180, Stockholm"], ["0180"]),
        (["0180A0010"], ["0180a0010"], ["0180A0010"]),
        (["0180"], ["180.0"], ["0180"]),
        (["0180", "0126"], ["180", "Riket"], ["0180", "Riket"]),
    ],
)
def test_codes_are_repaired_and_told(areas, codes, right):
    match = match_codes(areas, codes)
    assert match.codes == right
    assert "Check that they mean the same areas" in str(match.note)


@pytest.mark.parametrize(
    ("areas", "codes"),
    [
        (["0180", "0126"], ["0180", "0126"]),
        (["0180"], ["180", "00180"]),  # two codes could be the area
        (["0180", "180"], ["00180"]),  # two areas could be the code
        (["0180"], ["0180", "180"]),  # the right code is there
        (["A", "B"], ["C"]),
        ([], ["1"]),
        (["", "0180"], ["", "x"]),
    ],
)
def test_codes_that_leave_it_open_stay(areas, codes):
    match = match_codes(areas, codes)
    assert match.codes == codes
    assert match.note is None


@given(
    st.lists(st.from_regex(r"[0-9]{3,4}", fullmatch=True), max_size=8),
    st.lists(st.from_regex(r"[0-9]{1,4}", fullmatch=True), max_size=8),
)
def test_no_two_codes_become_one(areas, codes):
    found = match_codes(areas, codes).codes
    assert len(set(found)) == len(set(codes))
    assert sum(c in areas for c in found) >= sum(c in areas for c in codes)


@pytest.mark.parametrize(
    ("name", "unit", "values"),
    [
        ("andel_unga", "", [12, 30]),
        ("share", "", [0.2, 0.3]),
        ("sharePublic", "", [20, 30]),
        ("medianinkomst", "", [250000, 310000]),
        ("Medelålder", "", [41, 39]),
        ("mean income", "", [1000, 3000]),
        ("year", "", [1, 2]),
        ("År", "", [2022, 2023]),
        ("income", "", [251000, 310000]),
        ("Disponibel inkomst", "tkr", [251, 310]),
        ("population", "%", [12, 30]),
        ("people per km²", "", [120, 300]),
        ("unknown", "", [2021, 2022]),
        ("unknown", "", [0.25, 0.5]),
        ("kommunkod", "", [180, 126]),
        ("Hyra", "kr", [9000, 8000]),
        ("birthrate", "", [1.2, 1.7]),
        ("arbetslöshetsgrad", "", [6, 7]),
        ("Kvadratmeterpris", "kr", [31000, 42000]),
        ("Månadshyra", "kr", [7800, 9100]),
        ("Ungdomsarbetslöshet", "", [11, 14]),
        ("Valdeltagande", "", [81, 88]),
    ],
)
def test_what_is_never_summed(name, unit, values):
    assert never_summed(name, unit, np.array(values, float))


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("people", [1900, 2000]),
        ("antal", [10, 12]),
        ("Folkmängd", [1850, 1990]),
        ("barn_0_5_ar", [10, 20]),
        ("age_20_64", [100, 200]),
        ("total income", [1e6, 2e6]),
        ("dwellings", [1.5, 2.5]),
        ("m", [400, 500]),
        ("2023", [400, 500]),
        ("antal med hög inkomst", [3, 4]),
        ("cars_2022", [300, 20]),
        ("area_ha", [300.5, 20]),
    ],
)
def test_what_may_be_summed(name, values):
    assert not never_summed(name, "", np.array(values, float))


def test_percent_signs_are_never_summed():
    assert never_summed("people", "%", np.array([300.0]))


@pytest.mark.parametrize(
    ("rule", "values", "result"),
    [
        ("sum", [10.0, 12.0], 22),
        ("sum", [10.0, np.nan], None),
        ("mean", [10.0, 12.0], 11),
        ("min", [10.0, 12.0], 10),
        ("max", [10.0, 12.0], 12),
        ("first", [10.0, 12.0], 10),
        ("same", [10.0, 10.0], 10),
        ("same", [10.0, 12.0], None),
        ("sum", ["m", "f"], None),
        ("sum", ["m", "m"], "m"),
    ],
)
def test_rules(rule, values, result):
    assert joined(np.array(values, dtype=object if isinstance(values[0], str) else float), [0, 1], rule) == result


def test_rules_in_words():
    names = ["people", "a=b", "x, y"]
    assert parse_rules("people=sum, a=b=mean", names) == {"people": "sum", "a=b": "mean"}
    for wrong in ("people", "people=add", "other=sum"):
        with pytest.raises(TableError, match="is no rule for a column"):
            parse_rules(wrong, names)
