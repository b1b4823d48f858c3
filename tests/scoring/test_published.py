"""Published numbers, each to its printed precision."""

from __future__ import annotations

import numpy as np
import pytest
from samplan.scoring import comparison_matrix, load_framework, pairwise_weights, score


def hdi(scale=(0, 1)):
    """The Human Development Index (UNDP technical notes 2020) as a framework."""

    def goalposts(name, low, high, **more):
        normalisation = {"method": "goalposts", "low": low, "high": high, "clamp": True}
        return {"id": name, "indicator": name, "normalisation": normalisation, **more}

    return load_framework(
        {
            "samplan_framework": 1,
            "id": "hdi",
            "version": "2020",
            "title": {"en": "Human Development Index"},
            "scale": list(scale),
            "aggregation": "geometric",
            "children": [
                goalposts("life_expectancy", 20, 85),
                {
                    "id": "education",
                    "aggregation": "arithmetic",
                    "children": [goalposts("expected_schooling", 0, 18), goalposts("mean_schooling", 0, 15)],
                },
                goalposts("income", 100, 75000, transform="log"),
            ],
        }
    )


def test_hdi_technical_note():
    # life 20 + 65 * .6971, schooling (7.8 / 18 + 3.84 / 15) / 2 = .3447, income as printed
    result = score(
        hdi(),
        {"life_expectancy": [65.3115], "expected_schooling": [7.8], "mean_schooling": [3.84], "income": [3829]},
    )
    assert result.nodes["life_expectancy"][0] == pytest.approx(0.6971, abs=5e-5)
    assert result.nodes["education"][0] == pytest.approx(0.3447, abs=5e-5)
    assert result.nodes["income"][0] == pytest.approx(0.5506, abs=5e-5)
    assert result.score[0] == pytest.approx(0.510, abs=5e-4)


# Human Development Report 2015, table 1 (data for 2014).
COUNTRIES = {
    "Norway": (81.6, 17.5, 12.6, 64992, 0.944),
    "Australia": (82.4, 20.2, 13.0, 42261, 0.935),  # expected schooling above its goalpost
    "Switzerland": (83.0, 15.8, 12.8, 56431, 0.930),
    "Singapore": (83.0, 15.4, 10.6, 76628, 0.912),  # income above its goalpost
    "Liechtenstein": (80.0, 15.0, 11.8, 79851, 0.908),
}


def test_hdi_countries_2014():
    life, expected, mean, income, printed = np.array(list(COUNTRIES.values())).T
    columns = {"life_expectancy": life, "expected_schooling": expected, "mean_schooling": mean, "income": income}
    result = score(hdi(), columns)
    np.testing.assert_allclose(result.score, printed, atol=1e-3)
    np.testing.assert_allclose(score(hdi((0, 100)), columns).score, result.score * 100, rtol=1e-12)
    assert result.rank.tolist() == [1, 2, 3, 4, 5]


def test_topsis_tzeng_huang_2011(make):
    framework = load_framework(
        make.tree(
            make.leaf("a", weight=0.3),
            make.leaf("b", weight=0.4),
            make.leaf("c", weight=0.3),
            aggregation="topsis",
            scale=[0, 1],
        )
    )
    rows = np.array([(5, 8, 4), (7, 6, 8), (8, 8, 6), (7, 4, 6)], dtype=float)
    result = score(framework, dict(zip("abc", rows.T)))
    np.testing.assert_allclose(result.score, [0.5037, 0.6581, 0.7482, 0.3340], atol=5e-5)


def test_ahp_three_by_three():
    result = pairwise_weights("abc", [[1, 3, 5], [1 / 3, 1, 3], [1 / 5, 1 / 3, 1]])
    np.testing.assert_allclose(list(result.weights.values()), [0.637, 0.258, 0.105], atol=5e-4)
    assert result.lambda_max == pytest.approx(3.0385, abs=5e-5)
    assert not result.notes


DRINKS = ("coffee", "wine", "tea", "beer", "sodas", "milk", "water")
# Saaty 2008: which drink is consumed more in the United States.
JUDGEMENTS = [
    ("coffee", "wine", 9), ("coffee", "tea", 5), ("coffee", "beer", 2), ("coffee", "sodas", 1), ("coffee", "milk", 1),
    ("coffee", "water", 1 / 2), ("tea", "wine", 3), ("beer", "wine", 9), ("sodas", "wine", 9), ("milk", "wine", 9),
    ("water", "wine", 9), ("beer", "tea", 3), ("sodas", "tea", 4), ("milk", "tea", 3), ("water", "tea", 9),
    ("sodas", "beer", 2), ("milk", "beer", 1), ("water", "beer", 3), ("sodas", "milk", 2), ("water", "sodas", 2),
    ("water", "milk", 3),
]  # fmt: skip


def test_ahp_drinks():
    result = pairwise_weights(DRINKS, comparison_matrix(DRINKS, JUDGEMENTS))
    np.testing.assert_allclose(
        list(result.weights.values()), [0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327], atol=1e-3
    )
    assert result.consistency_ratio == pytest.approx(0.022, abs=5e-4)


# Kracka, Brauers & Zavadskas 2010, Ranking Heating Losses in a Building by Applying the MULTIMOORA, Inzinerine
# Ekonomika 21(4), 352-359; data and results as in the test suite of scikit-criteria (BSD-3).
KRACKA = np.array(
    [
        [33.95, 23.78, 11.45, 39.97, 29.44, 167.10, 3.852],
        [38.90, 4.17, 6.32, 0.01, 4.29, 132.52, 25.184],
        [37.59, 9.36, 8.23, 4.35, 10.22, 136.71, 10.845],
        [30.44, 37.59, 13.91, 74.08, 45.10, 198.34, 2.186],
        [36.21, 14.79, 9.17, 17.77, 17.06, 148.30, 6.610],
        [37.80, 8.55, 7.97, 2.35, 9.25, 134.83, 11.935],
    ]
)
KRACKA_UP = (False, False, False, False, True, False, True)


def test_moora_ratio_system(make):
    """Signed sum of columns over their vector norm: goalposts from 0 to the norm, not clamped."""
    norm = np.sqrt((KRACKA**2).sum(axis=0))
    open_ended = {"clamp": False}
    leaves = [
        make.leaf(f"c{j}", low=0, high=norm[j], direction="up" if up else "down", normalisation=open_ended)
        for j, up in enumerate(KRACKA_UP)
    ]
    result = score(load_framework(make.tree(*leaves, scale=[0, 1])), {f"c{j}": KRACKA[:, j] for j in range(7)})
    # The index is a mean of seven, and "down" gives 1 - x / norm instead of -x / norm for five of them.
    published = [-1.62447867, -0.25233889, -0.84635037, -2.23363519, -1.18698242, -0.77456208]
    np.testing.assert_allclose(result.score * 7 - 5, published, atol=5e-9)
    assert result.rank.tolist() == [5, 1, 3, 6, 4, 2]


def test_weighted_sum_with_inverted_costs(make):
    """Benefits over their sum, costs as 1 / x over the sum of 1 / x (a target normalisation without a worst value)."""
    leaves = []
    for j, up in enumerate(KRACKA_UP):
        column = KRACKA[:, j]
        if up:
            leaves.append(make.leaf(f"c{j}", weight=20, low=0, high=column.sum(), normalisation={"clamp": False}))
        else:
            part = {"target": 1 / (1 / column).sum(), "clamp": False}
            leaves.append(make.leaf(f"c{j}", "target", weight=20, direction="down", normalisation=part))
    result = score(load_framework(make.tree(*leaves, scale=[0, 1])), {f"c{j}": KRACKA[:, j] for j in range(7)})
    published = [0.12040426, 0.3458235, 0.13838192, 0.12841246, 0.12346084, 0.14351701]
    np.testing.assert_allclose(result.score, published, atol=5e-9)
    assert result.rank.tolist() == [6, 1, 3, 4, 5, 2]


def test_weighted_product(make):
    """The worked case of the weighted product model (logarithms of the published scores)."""
    matrix = np.array([[25, 20, 15, 30], [10, 30, 20, 30], [30, 10, 30, 10]], dtype=float)
    weights = (20, 15, 40, 25)
    leaves = [
        make.leaf(f"c{j}", weight=weights[j], low=0, high=matrix[:, j].sum(), normalisation={"clamp": False})
        for j in range(4)
    ]
    framework = load_framework(make.tree(*leaves, scale=[0, 1], aggregation="geometric"))
    result = score(framework, {f"c{j}": matrix[:, j] for j in range(4)})
    np.testing.assert_allclose(np.log10(result.score), [-0.50128589, -0.50448471, -0.52947246], atol=5e-9)


# Technology Achievement Index, Human Development Report 2001, annex table A2.1 and technical note 2: patents granted,
# royalties, internet hosts, exports of technology, telephones, electricity, schooling, enrolment; index.
TAI = {
    "Finland": (187, 125.6, 200.2, 50.7, 1203, 14129, 10.0, 27.4, 0.744),
    "United States": (289, 130.0, 179.1, 66.2, 993, 11832, 12.0, 13.9, 0.733),
    "Sweden": (271, 156.6, 125.8, 59.7, 1247, 13955, 11.4, 15.3, 0.703),
    "Japan": (994, 64.6, 49.0, 80.8, 1007, 7322, 9.5, 10.0, 0.698),
    "Korea": (779, 9.8, 4.8, 66.7, 938, 4497, 10.8, 23.2, 0.666),
    "Netherlands": (189, 151.2, 136.0, 50.9, 1042, 5908, 9.4, 9.5, 0.630),
    "New Zealand": (103, 13.0, 146.7, 15.4, 720, 8215, 11.7, 13.1, 0.548),
}


def test_technology_achievement_index(make):
    """Four dimensions of two indicators; telephones and electricity in logs, capped at the OECD average."""

    def dimension(name, *leaves):
        return {"id": name, "children": list(leaves)}

    framework = load_framework(
        make.tree(
            dimension("creation", make.leaf("x0", low=0, high=994), make.leaf("x1", low=0, high=272.6)),
            dimension("recent", make.leaf("x2", low=0, high=232.4), make.leaf("x3", low=0, high=80.8)),
            dimension(
                "old",
                make.leaf("x4", low=1, high=901, transform="log"),
                make.leaf("x5", low=22, high=6969, transform="log"),
            ),
            dimension("skills", make.leaf("x6", low=0.8, high=12.0), make.leaf("x7", low=0.1, high=27.4)),
            scale=[0, 1],
        )
    )
    table = np.array(list(TAI.values()))
    result = score(framework, {f"x{j}": table[:, j] for j in range(8)})
    np.testing.assert_allclose(result.score, table[:, 8], atol=1e-3)
    assert result.rank.tolist() == [1, 2, 3, 4, 5, 6, 7]
