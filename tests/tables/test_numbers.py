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
    assert any('2 numbers carry the unit "%" and 1 carry none' in str(n) for n in read("5 %", "7%", "0.3").notes("f"))
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


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("30 kr", 30, "kr"),
        ("1 234:-", 1234, "kr"),
        ("1 234,50 kr", 1234.5, "kr"),
        ("kr 30", 30, "kr"),
        ("€ 30", 30, "€"),
        ("$30", 30, "$"),
        ("-30 kr", -30, "kr"),
        ("30 tkr", 30, "tkr"),
        ("12 st", 12, "st"),
        ("12 st.", 12, "st"),
        ("45 m²", 45, "m²"),
        ("45 kvm", 45, "m²"),
        ("500 m", 500, "m"),
        ("30 km/h", 30, "km/h"),
        ("300 kr/kvm", 300, "kr/m²"),
        ("45 dB(A)", 45, "dB"),
        ("12 %", 12, "%"),
        ("12 procent", 12, "%"),
        ("~30", 30, ""),
        ("ca 30", 30, ""),
        ("c:a 30 m", 30, "m"),
        ("30 (p)", 30, ""),
        ("30 (1)", 30, ""),
        ("30 prel", 30, ""),
        ("30 kr b", 30, "kr"),
        ("3 rum", NAN, ""),
        ("5 M", NAN, ""),
        ("kr", NAN, ""),
        ("30 kr/x", NAN, ""),
        ("€ 30 kr", NAN, ""),
        ("ca", NAN, ""),
    ],
)
def test_a_number_with_a_unit_or_a_mark(text, number, unit):
    found = read(text)
    assert found.values[0] == pytest.approx(number, nan_ok=True)
    assert found.unit == unit


def test_one_unit_is_told_and_several_are_refused():
    found = read("30 kr", "45 kr", "..")
    assert found.values[:2].tolist() == [30, 45]
    assert any('numbers of the field "f" are in "kr"' in str(note) for note in found.notes("f"))
    assert any('1 numbers carry the unit "kr" and 2 carry none' in str(n) for n in read("30 kr", "4", "5").notes("f"))
    found = read("30 kr", "2 tkr", "7")
    assert np.array_equal(found.values, [NAN, NAN, 7], equal_nan=True)
    with pytest.raises(TableError, match=r'"f" are in several units \("kr" × 1, "tkr" × 1\).*Convert'):
        found.certain("f")


def test_open_ranges_are_missing_and_counted_by_sign():
    found = read("≤5", "< 5", "100+", "färre än 5", "<5 %", "10+ st", ">= 7", "12")
    assert np.flatnonzero(np.isfinite(found.values)).tolist() == [7]
    assert sum(found.signs.values()) == 7
    assert read("under broar", "100+ x", "1").unreadable == {"under broar": 1, "100+ x": 1}


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ([12, 5, -999], {-999: 1}),
        ([12, 5, -9, -9], {-9: 2}),
        ([12, 5, 99999], {99999: 1}),
        ([12, 5, -1e30], {-1e30: 1}),
        ([12, 5, 9.969209968386869e36], {9.969209968386869e36: 1}),
        ([12, 5, -9999, 99999, -999], {-9999: 1, -999: 1, 99999: 1}),
        ([0.5, 0.7, -9999.0], {-9999: 1}),
        ([-20, 10, -9], {}),  # temperatures
        ([-200, 300, -999], {-999: 1}),  # over three times as far as the others
        ([400, 500, 999], {}),
        ([90, 98, 99], {}),
        ([0.3, 0.7, -1], {}),  # a rate of change
        ([5, -999], {}),  # two values have no range
        ([1, 2, 3], {}),
    ],
)
def test_numbers_that_stand_apart_are_told_and_kept(values, codes):
    found = read_numbers([float(value) for value in values])
    assert found.values.tolist() == values
    assert found.standing_out() == codes
    assert any('look like codes for "missing"' in str(note) for note in found.notes("f")) == bool(codes)


def test_the_user_says_what_means_missing():
    found = read_numbers(["-999", -999, "-999,0", "12", 5, "Okänd", "7"], missing=["-999", "okänd"])
    assert np.array_equal(found.values, [NAN, NAN, NAN, 12, 5, NAN, 7], equal_nan=True)
    assert found.signs == {"-999": 2, "-999,0": 1, "Okänd": 1}
    assert (found.count, not found.unreadable) == (3, True)


def test_codes_below_0_in_counts_are_left_out_and_said_to_be():
    """-999 among counts is left out by whoever reads counts; 99999 counts like any number."""
    found = read("-999", "-999", "7", "12", "99999")
    both = [str(note) for note in found.notes("people", counted=True)]
    assert 'people: "-999" × 2 stand apart from the other values (7 to 12)' in both[0]
    assert both[0].endswith("Counts below 0 are left out as unknown.")
    assert 'people: "99999" × 1 stand apart' in both[1]
    assert "They count as numbers" in both[1]
    (one,) = map(str, found.notes("people"))
    assert '"-999" × 2, "99999" × 1' in one
    assert "They count as numbers" in one
