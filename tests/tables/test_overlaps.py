"""Rows that overlap with some others of their code, the arithmetic written out."""

from __future__ import annotations

import numpy as np
import pytest
from samplan.tables.errors import TableError
from samplan.tables.overlaps import find_range

from .test_totals import clean


@pytest.mark.parametrize(
    ("label", "found"),
    [("0-19", (0, 19)), ("0–19 år", (0, 19)), ("65+", (65, np.inf)), ("65 år och äldre", (65, np.inf)),
     ("65- år", (65, np.inf)),     ("under 20", (0, 19)), ("7", (7, 7)), ("100+ years", (100, np.inf)),
     ("80 years and over", (80, np.inf)),
     ("16 to 24", (16, 24)), ("m", (-109, -109)), ("a-c", (-99, -97)), ("män", None), ("9-1", None)],
)  # fmt: skip
def test_ranges(label, found):
    assert find_range(label) == found


@pytest.mark.parametrize(
    ("labels", "n", "out"),
    [
        (["0-19", "20-64", "65+", "0-64"], [5, 7, 3, 12], "0-64"),  # 12 = 5 + 7; all are 15
        (["0-19 år", "20-64 år", "65+ år", "0-64 år"], [5, 7, 3, 12], "0-64 år"),
        (["0-64", "0-19", "20-64", "65-79", "80+", "65+"], [12, 5, 7, 2, 1, 3], "65+"),
        (["a", "b", "c", "a+b"], [5, 7, 3, 12], "a+b"),
        (["a", "b", "c", "a och b"], [5, 7, 3, 12], "a och b"),
        (["a", "b", "c", "a-b"], [5, 7, 3, 12], "a-b"),
        (["0-9", "därav 6-9", "10+"], [5, 2, 10], "därav 6-9"),
        (["villor", "- varav radhus", "flerbostadshus"], [5, 2, 10], "- varav radhus"),
        (["houses", "of which new", "flats"], [5, 2, 10], "of which new"),
        (["0-9 år", "6-9 år", "10+ år"], [5, 2, 10], "6-9 år"),
        (["0-19", "20-64", "65+", "0-64", "totalt"], [5, 7, 3, 12, 15], "0-64"),
    ],
)
def test_rows_that_overlap_are_left_out_and_named(labels, n, out):
    """Twice the same table: 15 (or 15 of the others) in A, 150 in B."""
    name = {"ålder": labels * 2}
    sums, notes = clean(name, {"n": [*n, *(10 * number for number in n)]}, "A" * len(n) + "B" * len(n))
    assert sums == {"A": [15], "B": [150]}
    assert f'"{out}" × 2' in notes
    assert "Check that this is right" in notes


@pytest.mark.parametrize(
    ("labels", "n"),
    [
        (["0-19", "20-64", "65+", "0-64"], [5, 7, 3, 99]),  # 99 is not 5 + 7
        (["a", "b", "c", "a+b"], [5, 7, 3, 99]),
        (["0-19", "15-24", "25+"], [5, 7, 3]),
        (["0-9", "därav 6-9", "10+"], [5, 9, 10]),  # more than the whole
    ],
)
def test_labels_and_numbers_that_contradict_each_other_are_refused(labels, n):
    with pytest.raises(TableError, match="overlap"):
        clean({"ålder": labels}, {"n": n}, "A" * len(n))


@pytest.mark.parametrize(
    "labels",
    [["1-1", "1-2", "1-3"], ["0-100", "100-200", "200+"], ["a", "b", "c"], ["2020", "2021", "2022"], ["0", "1-4", "5+"],
     ["r&d", "sales", "rest"], ["män", "kvinnor", "okänt"], ["1", "2", "12"]],
)  # fmt: skip
def test_rows_that_do_not_overlap_stay(labels):
    assert clean({"group": labels * 2}, {"n": [5, 7, 13, 2, 3, 9]}, "AAABBB")[0] == {"A": [25], "B": [14]}


def test_within_each_sex():
    columns = {"sex": ["m"] * 4 + ["f"] * 4, "age": ["0-19", "20-64", "0-64", "65+"] * 2}
    assert clean(columns, {"n": [1, 2, 3, 4, 10, 20, 30, 40]}, "A" * 8)[0] == {"A": [77]}  # 1 + 2 + 4 + 10 + 20 + 40


def test_numbers_alone_show_a_sum_of_some():
    """South is one and two together in four codes of numbers too large for chance; in one code of small ones it may be."""
    parts = [(1210, 3305, 4100), (880, 421, 777), (15003, 9120, 60), (2222, 31, 5050)]
    n = [number for one, two, three in parts for number in (one, two, one + two, three)]
    labels = {"part": ["one", "two", "south", "three"] * 4}
    sums, notes = clean(labels, {"n": n}, "AAAABBBBCCCCDDDD")
    assert sums == {code: [sum(own)] for code, own in zip("ABCD", parts)}
    assert '"part south" × 4' in notes
    n[2] += 1
    assert clean(labels, {"n": n}, "AAAABBBBCCCCDDDD")[0]["A"] == [2 * (1210 + 3305) + 1 + 4100]
    small = [1, 2, 3, 4] * 2
    assert clean({"part": labels["part"][:8]}, {"n": small}, "AAAABBBB")[0] == {"A": [10], "B": [10]}


@pytest.mark.fuzz(30)
def test_chance_makes_no_sum(seed):
    rng = np.random.default_rng(seed)
    size, codes = int(rng.integers(4, 15)), int(rng.integers(1, 12))
    n = rng.integers(0, int(rng.choice([4, 30, 500])), (codes, size))
    labels = {"part": [f"part {number} x" for number in range(size)] * codes}
    sums, _ = clean(labels, {"n": n.ravel().tolist()}, [code for code in range(codes) for _ in range(size)])
    close = [code for code in range(codes) if sums[code] != [n[code].sum()]]
    assert not close
