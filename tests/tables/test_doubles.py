"""Columns whose rows are of several periods."""

from __future__ import annotations

import numpy as np
import pytest
from samplan.tables.doubles import is_period, never_summed


@pytest.mark.parametrize(
    ("name", "labels"),
    [("år", "2020 2021"), ("tid", "2020K1 2020K2"), ("x", "2020M01 2020M02"),
     ("x", "2020-01 2020-02"), ("x", "2020-12-31 2021-12-31"),
     ("x", "2019/20 2020/21"), ("x", "2020Q1 2020Q2"), ("x", "Q1-2020 Q2-2020"), ("x", "jan feb mar"),
     ("x", "januari-2020 maj-2020"),
     ("x", "31.12.2020 31.12.2021"), ("kvartal", "1 2 3 4"), ("month", "1 12"),
     ("x", "2020-2021 2022-2023"), ("period", "202001 202002"),
     ("x", "2020V01 2020V02"), ("x", "2020H1 2020H2"), ("x", "12/2020 01/2021")],
)  # fmt: skip
def test_periods(name, labels):
    assert is_period(name, labels.split())


@pytest.mark.parametrize(
    ("name", "labels"),
    [("kön", "1 2"), ("ålder", "0-19 20-64"), ("byggår", "1950 1960"), ("birth year", "1950 1960"),
     ("år", "2020"), ("x", "2020 a"),
     ("bransch", "01 02"), ("typ", "mars saturnus"), ("kod", "0180 0181"),
     ("age", "1 2"), ("x", "män kvinnor"), ("namn", "Marie Jan")],
)  # fmt: skip
def test_what_is_no_period(name, labels):
    assert not is_period(name, labels.split())


@pytest.mark.parametrize(
    ("name", "values", "never"),
    [("GDP growth", [2, 3], True), ("BNP-tillväxt", [1.5, 200.5], True), ("Population growth", [120, 80], False),
     ("Population growth", [1.2, 0.8], True), ("inflation", [2, 3], True), ("people", [1, 2], False)],
)  # fmt: skip
def test_growth_is_never_added_up(name, values, never):
    """2 % in one half of the town and 3 % in the other are not 5 %."""
    assert never_summed(name, "", np.array(values, float)) == never
