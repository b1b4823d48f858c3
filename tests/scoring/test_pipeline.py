"""A composite indicator with every step, against the same steps written out one by one (as COINr orders them)."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.stats
from samplan.scoring import load_framework, score

SIZE = 51
LOW, HIGH = 1, 100


def indicator(name, *, down=False, per=None, weight=1.0):
    return {
        "id": name,
        "indicator": name,
        "weight": weight,
        "direction": "down" if down else "up",
        "denominator": {"field": "people", "per": per} if per else None,
        "impute": {"method": "group_mean", "group": "region"},
        "outliers": {"method": "winsorise", "max_points": 5, "skewness": 2, "kurtosis": 3.5, "then": "log"},
        "normalisation": {"method": "minmax"},
    }


def framework(scale=(LOW, HIGH)):
    return load_framework(
        {
            "samplan_framework": 1,
            "id": "pipeline",
            "scale": list(scale),
            "aggregation": "geometric",
            "missing": {"policy": "renormalise", "min_coverage": 0},
            "children": [
                {
                    "id": "connectivity",
                    "weight": 2,
                    "aggregation": "arithmetic",
                    "children": [
                        {"id": "trade", "aggregation": "arithmetic",
                         "children": [indicator("goods", per=1000, weight=3), indicator("services", per=1)]},
                        {"id": "people_links", "aggregation": "geometric", "offset": 1,
                         "children": [indicator("flights"), indicator("students", down=True)]},
                    ],
                },
                {"id": "sustainability", "aggregation": "harmonic",
                 "children": [indicator("co2", down=True), indicator("forest")]},
            ],
        }
    )  # fmt: skip


@pytest.fixture
def columns():
    rng = np.random.default_rng(11)
    data = {name: rng.normal(50, 10, SIZE) for name in ("services", "students", "co2", "forest")}
    data["goods"] = rng.lognormal(3, 1, SIZE)
    data["goods"][:2] = [5e4, 9e4]  # two outliers: winsorised
    data["flights"] = np.where(
        np.arange(SIZE) % 6 == 0, 10.0 ** (3 + np.arange(SIZE) / 12), rng.random(SIZE)
    )  # logarithms
    data["people"] = rng.random(SIZE) * 9 + 1
    data["region"] = np.array(["Asia", "Europe", "Other"])[rng.integers(0, 3, SIZE)]
    for name in ("services", "goods", "co2"):
        data[name][rng.integers(0, SIZE, 4)] = np.nan
    return data


def fails(values):
    return abs(scipy.stats.skew(values, bias=False)) >= 2 and scipy.stats.kurtosis(values, bias=False) >= 3.5


def treated(values):
    original, count = values.copy(), 0
    while fails(values) and count < 5:
        if scipy.stats.skew(values, bias=False) >= 0:
            places = values == values.max()
            values = np.where(places, values[~places].max(), values)
        else:
            places = values == values.min()
            values = np.where(places, values[~places].min(), values)
        count = int(places.sum())
    if fails(values):
        span = np.ptp(original)
        values = np.log(original - original.min() + 0.01 * span)
    return values


def by_hand(columns, name, down=False, per=None):
    values = columns[name] / columns["people"] * per if per else columns[name].copy()
    for region in np.unique(columns["region"]):
        here = columns["region"] == region
        values[here & np.isnan(values)] = np.nanmean(values[here])
    values = treated(values)
    share = (values - values.min()) / np.ptp(values)
    return LOW + (1 - share if down else share) * (HIGH - LOW)


def test_every_step(columns):
    result = score(framework(), columns)
    expected = {
        "goods": by_hand(columns, "goods", per=1000),
        "services": by_hand(columns, "services", per=1),
        "flights": by_hand(columns, "flights"),
        "students": by_hand(columns, "students", down=True),
        "co2": by_hand(columns, "co2", down=True),
        "forest": by_hand(columns, "forest"),
    }
    for name, values in expected.items():
        np.testing.assert_allclose(result.normalised[name], values, rtol=1e-10, err_msg=name)
    assert {name: item.method for name, item in result.treated.items()} == {"goods": "winsorise", "flights": "log"}
    trade = (3 * expected["goods"] + expected["services"]) / 4
    links = np.sqrt((expected["flights"] + 1) * (expected["students"] + 1)) - 1
    connectivity = (trade + links) / 2
    sustainability = 2 / (1 / expected["co2"] + 1 / expected["forest"])
    np.testing.assert_allclose(result.nodes["connectivity"], connectivity, rtol=1e-10)
    np.testing.assert_allclose(result.nodes["sustainability"], sustainability, rtol=1e-10)
    total = connectivity ** (2 / 3) * sustainability ** (1 / 3)
    np.testing.assert_allclose(result.score, total, rtol=1e-10)
    np.testing.assert_array_equal(result.rank, scipy.stats.rankdata(-total, "min"))
    assert result.coverage[np.isnan(columns["services"])].max() < 1


def test_scored_again_on_its_own_frame(columns):
    first = score(framework(), columns)
    again = score(framework(), columns, frame=first.frame)
    np.testing.assert_array_equal(again.score, first.score)
    assert again.frame.fingerprint() == first.frame.fingerprint()
