"""Texts into numbers: one decision for a column, expected values written out."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samplan.tables.errors import TableError
from samplan.tables.numbers import parse_number, read_numbers

NAN = math.nan


def read(*texts, **options):
    return read_numbers(list(texts), **options)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12,5", 12.5),
        ("1 234,5", 1234.5),
        ("1\u00a0234", 1234),
        ("1\u202f234\u202f567", 1234567),
        ("1\u2009234", 1234),
        ("1'234.5", 1234.5),
        ("1’234", 1234),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1,234,567", 1234567),
        ("1.234.567", 1234567),
        ("12,34,567", 1234567),
        ("1 234,567", 1234.567),
        ("0,123", 0.123),
        (".5", 0.5),
        ("1234,567", 1234.567),
        ("-3", -3),
        ("−3", -3),
        ("–3,5", -3.5),
        ("(1 234)", -1234),
        ("+7", 7),
        ("1e3", 1000),
        ("1,5E+03", 1500),
        ("45 %", 45),
        ("12,5%", 12.5),
        ("12.3 b", 12.3),
        ("12 p", 12),
        ("12*", 12),
        ("1 234¹", 1234),
        ("1 234 1)", 1234),
        ("0180", 180),
        ("", NAN),
        (" \u00a0", NAN),
        ("n/a", NAN),
        ("1_000", NAN),
        ("inf", NAN),
        ("1e999", NAN),
        ("12 34", NAN),
        ("1,23,4", NAN),
        ("1.2.3", NAN),
        ("2024-01-05", NAN),
        ("1,234", NAN),  # a thousand or little more than one: nobody knows
    ],
)
def test_one_text(text, number):
    assert parse_number(text) == pytest.approx(number, nan_ok=True)


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (["1,500", "2,500", "900"], [1500, 2500, 900]),  # decimals written in full would stand after 900, too
        (["1,234", "1,234,567"], [1234, 1234567]),
        (["1.234", "1.234,5"], [1234, 1234.5]),
        (["1.234", "12,5"], [1234, 12.5]),
        (["1,234", "12.5"], [1234, 12.5]),
        (["1.234", "0.125"], [1.234, 0.125]),
        (["1,234", "0,5"], [1.234, 0.5]),
        (["1.234", "1234.5"], [1.234, 1234.5]),
        (["1,234", "1 234,5"], [1.234, 1234.5]),
        (["1,5", "2.5"], [1.5, 2.5]),  # each is certain by itself
    ],
)
@pytest.mark.parametrize("back", [False, True])
def test_a_column_decides(texts, numbers, back):
    texts, numbers = (texts[::-1], numbers[::-1]) if back else (texts, numbers)
    assert read(*texts).certain("f").values.tolist() == numbers


@pytest.mark.parametrize(
    "texts",
    [
        ["1,234", "98,765"],
        ["1.234"],
        ["1,234", "0"],  # 0 has no thousands and needs no decimals
        ["1,234", "5.678"],
        ["1,500", "900", "12345"],  # some would have thousands marked, and one not
        ["1,234", "1,5", "2.5"],  # both marks stand before decimals
    ],
)
def test_a_column_that_leaves_it_open_asks(texts):
    found = read(*texts)
    assert found.doubtful
    with pytest.raises(TableError, match=r'"people" has ".*DECIMAL'):
        found.certain("people")
    assert read(*texts[:1], decimal=",").values[0] in (1.234, 1.5, 1234)


def test_the_user_or_the_rest_of_the_table_decides():
    assert read("1,234", decimal=",").values.tolist() == [1.234]
    assert read("1,234", decimal=".").values.tolist() == [1234]
    assert read("1,234", likely=".").values.tolist() == [1234]
    assert read("1,234", "2,5", likely=".").values.tolist() == [1.234, 2.5]  # the column itself comes first
    found = read("12,5", "3", decimal=".")
    assert np.isnan(found.values[0])
    assert found.unreadable == {"12,5": 1}


def test_signs_are_null_and_counted():
    found = read(":", "..", "..", "<5", "*", "x", "c", "–", "-", ".", ": c", "1-4", "n/a", "12", "many")
    assert np.flatnonzero(np.isfinite(found.values)).tolist() == [13]
    assert found.signs[".."] == 2
    assert sum(found.signs.values()) == 13
    assert found.unreadable == {"many": 1}
    notes = [str(note) for note in found.notes("people")]
    assert '1 values of the field "people" are no numbers and count as missing: "many" × 1.' in notes
    assert any('13 values of the field "people" are signs for a missing number (NULL): ".." × 2' in n for n in notes)


def test_letters_are_words_where_there_is_no_number():
    assert read("a", "c", "x").unreadable == {"a": 1, "c": 1, "x": 1}
    assert read("12", "c", "x").signs == {"c": 1, "x": 1}


def test_marks_after_numbers_and_percent_are_told():
    found = read("12.3 b", "12 p", "11 p", "10")
    assert found.values.tolist() == [12.3, 12, 11, 10]
    assert any('3 numbers of the field "f" carry a mark' in str(note) for note in found.notes("f"))
    assert any("2 numbers have a percent sign and 1 have none" in str(n) for n in read("5 %", "7%", "0.3").notes("f"))
    assert not read("5 %", "0").notes("f")


def test_what_is_no_text_counts_as_it_is():
    import datetime

    found = read_numbers([1, 2.5, True, None, NAN, np.float32(0.5), np.int64(7), datetime.date(1950, 3, 1), [1]])
    assert found.values[[0, 1, 2, 5, 6, 7]].tolist() == [1, 2.5, 1, 0.5, 7, 1950]
    assert found.unreadable == {"[1]": 1}
    assert read_numbers(["1,234", 1234.5, 3]).doubtful  # numbers of the layer prove nothing about its texts


GROUPS = ["", " ", "\u00a0", "\u202f", "'", "’", ".", ","]


@st.composite
def columns(draw):
    """A column of numbers, and the same written in one way."""
    decimal = draw(st.sampled_from([".", ","]))
    group = draw(st.sampled_from([g for g in GROUPS if g != decimal]))
    places = draw(st.sampled_from([0, 1, 2, 3, 4]))
    values = draw(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=12))
    minus = draw(st.sampled_from(["-", "−", "()"]))
    flag = draw(st.sampled_from(["", " b", " p", "%", " %"]))
    texts = []
    for value in values:
        whole, rest = divmod(abs(value), 10**places)
        text = f"{whole:,}".replace(",", group)
        text += f"{decimal}{rest:0{places}d}" if places else ""
        text = text if value >= 0 else f"({text})" if minus == "()" else minus + text
        texts.append(text + flag)
    return [value / 10**places for value in values], texts, decimal


@settings(max_examples=400, deadline=None)
@given(columns())
def test_a_column_in_any_way_of_writing_is_read_or_asked_about(column):
    values, texts, decimal = column
    found = read_numbers(texts)
    assert not found.unreadable
    if found.doubtful:
        assert len(texts) > 0
    else:
        assert found.values.tolist() == values
    assert read_numbers(texts, decimal).values.tolist() == values


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(alphabet="0123456789., -–%()eb*'\u00a0<x:", max_size=9), max_size=8), st.randoms())
def test_no_text_is_an_error_and_order_does_not_matter(texts, random):
    found = read_numbers(texts)
    order = list(range(len(texts)))
    random.shuffle(order)
    again = read_numbers([texts[i] for i in order])
    assert np.array_equal(found.values[order], again.values, equal_nan=True)
    assert bool(found.doubtful) == bool(again.doubtful)
