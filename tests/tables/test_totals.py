"""Rows that are not added up with the others of their code: totals and exact copies, the arithmetic written out."""

from __future__ import annotations

import numpy as np
import pytest
from samplan.tables.errors import TableError
from samplan.tables.totals import is_label, is_total, without_copies, without_totals


def clean(labels, numbers, codes):
    """Return code -> sum of the rows that stay, by column, and the notes."""
    rows = {}
    for row, code in enumerate(codes):
        rows.setdefault(code, []).append(row)
    values = {name: np.array(column, float) for name, column in numbers.items()}
    kept, copies = without_copies(rows, {**labels, **numbers})
    kept, totals = without_totals(kept, labels, values)
    sums = {code: [float(column[own].sum()) for column in values.values()] for code, own in kept.items()}
    return sums, " ".join(map(str, [*copies, *totals]))


@pytest.mark.parametrize(
    "word",
    ["Totalt", "Total", "TOTALT", "Summa", "Samtliga", "I alt", "Ialt", "Yhteensä", "Insgesamt", "1+2", "_T", "Båda könen",
     "Both sexes", "totalt kön", "Totalt ålder", "ålder totalt", "All ages", "män och kvinnor", "Menn og kvinner"],
)  # fmt: skip
def test_a_total_is_left_out_and_named(word):
    sums, notes = clean({"sex": ["1", "2", word] * 2}, {"n": [10, 12, 22, 1, 2, 3]}, "AAABBB")
    assert sums == {"A": [22], "B": [3]}  # 10 + 12; 1 + 2
    assert f'2 rows are totals of other rows of their code, and are left out of the sums: "{word.lower()}" × 2' in notes


@pytest.mark.parametrize("word", ["totalförsvar", "total income", "1", "män", "alla", "t", "summary", "sumatra"])
def test_words_that_are_no_total(word):
    assert not is_total(word)


def test_totals_of_several_columns_of_labels():
    sexes, ages = ("män", "kvinnor", "totalt"), ("0-19", "20+", "totalt")
    labels = {"sex": [sex for sex in sexes for _ in ages], "age": list(ages) * 3}
    n = [5, 7, 12, 1, 2, 3, 6, 9, 15]
    assert clean(labels, {"n": n}, "A" * 9)[0] == {"A": [15]}  # 5 + 7 + 1 + 2
    # Only the margins are there: each person stands in two rows, by age and by sex.
    with pytest.raises(TableError, match=r"code A has rows that overlap \(.*no sum of them is right"):
        clean(
            {"sex": ["män", "kvinnor", "totalt", "totalt"], "age": ["totalt", "totalt", "0-19", "20+"]},
            {"n": [12, 3, 6, 9]},
            "AAAA",
        )


def test_a_total_in_one_year_is_none_of_another():
    labels = {"sex": ["totalt", "m", "f", "totalt"], "year": ["2020", "2020", "2020", "2021"]}
    assert clean(labels, {"n": [12, 5, 7, 20]}, "AAAA")[0] == {
        "A": [32]
    }  # 5 + 7 + 20: nothing is known of the parts of 2021


def test_a_total_alone_stays():
    assert clean({"sex": ["totalt", "m", "f"]}, {"n": [9, 1, 2]}, "ABB")[0] == {"A": [9], "B": [3]}


def test_numbers_show_a_total_whose_label_does_not():
    labels, n = {"sex": ["1", "2", "3"] * 3}, [5, 7, 12, 1, 2, 3, 4, 0, 4]
    sums, notes = clean(labels, {"n": n}, "AAABBBCCC")
    assert sums == {"A": [12], "B": [3], "C": [4]}
    assert '"sex 3" × 3' in notes
    # One contradiction (4 + 1 is not 4), and 3 is a part like the others: 5 + 7 + 12.
    assert clean(labels, {"n": [*n[:7], 1, 4]}, "AAABBBCCC")[0] == {"A": [24], "B": [6], "C": [9]}
    # Two codes are too few to tell ...
    assert clean({"sex": ["1", "2", "3"] * 2}, {"n": n[:6]}, "AAABBB")[0] == {"A": [24], "B": [6]}
    # ... two columns are enough, and so is a word that may mean all.
    assert clean({"sex": ["1", "2", "3"] * 2}, {"n": n[:6], "m": n[:6]}, "AAABBB")[0] == {"A": [12, 12], "B": [3, 3]}
    assert clean({"sex": ["m", "f", "T"]}, {"n": [5, 7, 12]}, "AAA")[0] == {"A": [12]}


def test_a_total_in_the_last_row_of_each_code():
    sums, _ = clean({}, {"n": [5, 7, 12, 1, 2, 3, 4, 1, 5]}, "AAABBBCCC")
    assert sums == {"A": [12], "B": [3], "C": [5]}


def test_a_total_of_unknown_and_rounded_parts():
    labels = {"sex": ["m", "f", "totalt"]}
    sums, _ = clean(labels, {"n": [np.nan, 7, 12]}, "AAA")
    assert np.isnan(sums["A"][0])
    assert clean(labels, {"n": [55, 40, 100]}, "AAA")[0] == {"A": [95]}  # offices round each number to fives
    with pytest.raises(
        TableError, match=r'called a total, with 100 in the column "n", but its other rows add up to 40'
    ):
        clean({"part": ["Totalt", "varav kvinnor"]}, {"n": [100, 40]}, "AA")


def test_exact_copies_count_once():
    sums, notes = clean({"sex": ["m", "f", "f", "m"]}, {"n": [5, 7, 7, 1]}, "AAAB")
    assert sums == {"A": [12], "B": [1]}
    assert "1 rows are exact copies of other rows and count once. Codes: A." in notes
    assert clean({"sex": ["m", "f"]}, {"n": [7, 7]}, "AA")[0] == {"A": [14]}  # as many men as women


@pytest.mark.parametrize(
    ("name", "cells", "label"),
    [
        ("people", [10.0, 12.0], False),
        ("kön", [1.0, 2.0], True),
        ("ålder", [0.0, 1.0], True),
        ("period", [2020.0, 2021.0], True),
        ("people", [1.5, 2.5], False),
        ("medelålder", [40.0, 41.0], False),
    ],
)
def test_what_says_what_a_row_is_of(name, cells, label):
    assert is_label(name, cells, np.array(cells)) == label


def test_text_and_a_total_among_numbers_are_labels():
    assert is_label("x", ["a", "b"], np.array(["a", "b"], dtype=object))
    assert is_label("x", ["0", "1", "totalt"], np.array([0, 1, np.nan]))


@pytest.mark.fuzz(30)
def test_whatever_the_order_the_sum_is_that_of_the_parts(seed):
    rng = np.random.default_rng(seed)
    codes, sexes, ages, n, expected = [], [], [], [], {}
    for code in "ABCDE"[: rng.integers(1, 6)]:
        parts = rng.integers(0, 500, (2, 4))
        expected[code] = [float(parts.sum())]
        table = np.pad(parts, ((0, 1), (0, 1)))
        table[2, :4], table[:2, 4], table[2, 4] = parts.sum(axis=0), parts.sum(axis=1), parts.sum()
        for i, sex in enumerate(("men", "women", "total")):
            for j, age in enumerate(("0-19", "20-64", "65-79", "80+", "total")):
                codes.append(code), sexes.append(sex), ages.append(age), n.append(int(table[i, j]))
    order = rng.permutation(len(codes))
    pick = [[column[i] for i in order] for column in (codes, sexes, ages, n)]
    assert clean({"sex": pick[1], "age": pick[2]}, {"n": pick[3]}, pick[0])[0] == expected


def test_a_total_that_is_not_quite_the_sum_is_told_with_the_difference():
    """10 + 12 is 22, and the table says 25, as offices do that round each number: the parts count."""
    sums, notes = clean({"sex": ["1", "2", "totalt"] * 2}, {"n": [10, 12, 25, 1, 2, 3]}, "AAABBB")
    assert sums == {"A": [22], "B": [3]}
    assert "1 totals are not quite the sum of their parts" in notes
    assert 'the code A, in the column "n", has the total 25 and parts that add up to 22' in notes
