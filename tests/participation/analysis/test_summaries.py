"""Counts, rates, shares, medians and periods, with the arithmetic written out."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samplan.participation.analysis.summaries import (
    DAY,
    WHOLE,
    CountedItems,
    Period,
    SummaryError,
    common_categories,
    group_medians,
    parse_categories,
    parse_windows,
    reference_time,
    seconds,
    slug,
    summarise,
    unique_slugs,
)

NOW = seconds("2026-06-01T00:00:00Z")


def items():
    return CountedItems(
        np.array([NOW - 10 * DAY, NOW - 20 * DAY, NOW - 400 * DAY, np.nan, NOW - 30 * DAY]),
        np.array(["Trafik", "trafik", "Park", "", "Buller"], object),
        np.array(["open", "closed", "open", "nonsense", "rejected"], object),
        np.array([3.0, np.nan, 4.0, np.nan, 0.0]),
    )


def test_by_hand():
    # area 0: items 0, 1, 2; area 1: item 3; area 2: none. Item 4 lies nowhere.
    found = summarise(
        4, np.array([0, 0, 0, 1]), np.array([0, 1, 2, 3]), items(), {"Trafik": "trafik"}, NOW,
        np.array([1500.0, 0.0, 800.0, np.nan]),
    )  # fmt: skip
    assert found.count.tolist() == [3, 1, 0, 0]
    np.testing.assert_allclose(found.rate, [2.0, np.nan, 0.0, np.nan])  # 3 / 1500 * 1000; nobody lives in area 1
    np.testing.assert_allclose(found.votes, [7, np.nan, np.nan, np.nan])  # 3 + 4; unknown votes are not 0
    np.testing.assert_allclose(found.median_age, [20, np.nan, np.nan, np.nan])  # 10, 20, 400
    np.testing.assert_allclose(found.categories["trafik"], [200 / 3, 0, np.nan, np.nan])
    np.testing.assert_allclose(found.categories["other"], [100 / 3, 0, np.nan, np.nan])
    np.testing.assert_allclose(found.categories["none"], [0, 100, np.nan, np.nan])
    np.testing.assert_allclose(found.statuses["open"], [200 / 3, 0, np.nan, np.nan])
    np.testing.assert_allclose(found.statuses["unknown"], [0, 100, np.nan, np.nan])


def test_window():
    window = Period("spring", NOW - 25 * DAY, NOW - 10 * DAY)  # its end is outside
    found = summarise(1, np.zeros(5, int), np.arange(5), items(), {}, NOW, window=window)
    assert found.count.tolist() == [1]
    assert np.isnan(found.rate).all()
    assert summarise(1, np.zeros(5, int), np.arange(5), items(), {}, NOW, window=WHOLE).count.tolist() == [5]


@settings(max_examples=40, deadline=None)
@given(
    groups=st.lists(st.integers(0, 4), min_size=0, max_size=40),
    seed=st.integers(0, 1000),
)
def test_medians_and_shares_add_up(groups, seed):
    random = np.random.default_rng(seed)
    area = np.array(sorted(groups), dtype=np.int64)
    values = np.where(random.random(len(area)) < 0.2, np.nan, random.normal(size=len(area)))
    found = group_medians(5, area, values)
    for group in range(5):
        own = values[(area == group) & np.isfinite(values)]
        np.testing.assert_allclose(found[group], np.median(own) if len(own) else np.nan)
    many = CountedItems(values, random.choice(["a", "b", "c", ""], len(area)).astype(object),
                 random.choice(["open", "closed", "x"], len(area)).astype(object), values)  # fmt: skip
    summary = summarise(5, area, np.arange(len(area)), many, {"a": "a", "b": "b"}, NOW)
    for shares in (summary.categories, summary.statuses):
        total = np.sum(list(shares.values()), axis=0)
        np.testing.assert_allclose(total, np.where(summary.count > 0, 100.0, np.nan))


def test_periods():
    found = parse_windows('{"År 2025": ["2025-01-01", "2025-12-31"], "since": ["2026-01-01T06:00Z", null]}')
    assert [window.name for window in found] == ["ar_2025", "since"]
    assert [window.title for window in found] == ["År 2025", "since"]
    assert found[0].end == seconds("2026-01-01")  # the last day belongs to it
    assert found[1][:3] == ("since", seconds("2026-01-01T06:00:00Z"), np.inf)
    assert [window.name for window in parse_windows('[["2025-01-01", null], [null, "2024-12-31"]]')] == ["w1", "w2"]
    assert parse_windows("  ") == []


@pytest.mark.parametrize(
    "text", ["{", "5", '{"a": ["2025-01-01"]}', '{"a": [null, null]}', '{"a": ["x", null]}',
             '{"a": ["2026-01-01", "2025-01-01"]}', '{"a": 3}'],
)  # fmt: skip
def test_bad_periods_are_plain_errors(text):
    with pytest.raises(SummaryError) as caught:
        parse_windows(text)
    assert str(caught.value)


def test_names_of_fields():
    assert slug("Gång & cykel, snö/is") == "gang_cykel_sno_is"
    assert unique_slugs(["Park", "park!", "日本", ""], ["park"]) == ["park_2", "park_3", "x", "x_2"]
    assert common_categories(np.array(["b", "a", "", "b", "c", "a"], object), 2) == ["a", "b"]


def test_reference_day():
    assert reference_time("2026-05-31") == NOW
    assert reference_time("2026-05-31T12:00Z") == NOW - DAY / 2
    assert abs(reference_time("") - NOW) > 0
    with pytest.raises(SummaryError):
        reference_time("yesterday")


def items_of(categories, statuses=None, created=None):
    n = len(categories)
    return CountedItems(
        np.asarray(created if created is not None else np.zeros(n), float),
        np.array(categories, object),
        np.array(statuses or ["open"] * n, object),
        np.full(n, np.nan),
    )


def test_categories_that_differ_in_case_or_in_how_accents_are_written_are_one():
    nfd = unicodedata.normalize("NFD", "Gång")
    items = items_of(["Gång", "gång", nfd, "Gång ", "Park", "", " "])
    names = common_categories(items.category, 5)
    assert names == ["Gång", "Park"]
    slugs = dict(zip(names, unique_slugs(names)))
    found = summarise(1, np.zeros(7, int), np.arange(7), items, slugs, 0.0)
    assert found.categories["gang"] == pytest.approx(400 / 7)
    assert found.categories["none"] == pytest.approx(200 / 7)
    assert sum(float(share[0]) for share in found.categories.values()) == pytest.approx(100)


def test_slugs_stay_different_with_the_name_of_a_period_behind():
    names = ["Sommar", "Sommar 2025", "other", "🚲", "自転車"]
    slugs = unique_slugs(names, ("other", "none"), ["2025", "p"])
    assert slugs == ["sommar", "sommar_2025_2", "other_2", "x", "x_2"]
    fields = [f"{slug}{ending}" for slug in [*slugs, "other", "none"] for ending in ("", "_2025", "_p")]
    assert len(set(fields)) == len(fields)


def test_categories_given():
    assert parse_categories(" Park ; park;; Buller, damm ") == ["Park", "Buller, damm"]
    assert parse_categories('["A; B", "Trafik"]') == ["A; B", "Trafik"]
    assert parse_categories("") == []
    with pytest.raises(SummaryError, match="cannot be read"):
        parse_categories('["A", 5]')


def test_what_is_written_after_the_reference_day_has_no_age():
    days = np.array([0.0, 4.0, 10.0]) * 86_400
    found = summarise(1, np.zeros(3, int), np.arange(3), items_of(["a"] * 3, created=days), {}, 6 * 86_400.0)
    assert found.median_age == 4.0, "6 and 2 days; the third is yet to be written"
    assert found.count == 3


def test_statuses_in_a_service_s_own_words():
    items = items_of(["a"] * 4, ["Åtgärdad", "OPEN", "in progress", "?"])
    found = summarise(1, np.zeros(4, int), np.arange(4), items, {}, 0.0)
    shares = {name: float(value[0]) for name, value in found.statuses.items()}
    assert shares == {"open": 25, "in_progress": 25, "closed": 25, "rejected": 0, "unknown": 25}


def test_ends_of_time_and_moments():
    (window,) = parse_windows('{"x": ["2025-03-30T01:00+01:00", "2025-03-30T03:00+02:00"]}')
    assert window.end - window.start == 3600, "summer time begins: an hour, not two"
    (window,) = parse_windows('[["2025-01-01", "9999-12-31"]]')
    assert np.isfinite(window.end)
    assert reference_time("1767225600") == 1767225600, "a moment, not a day"
