from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from samplan.scoring import ScoringError, draft_framework, load_framework, score


def nested(make):
    return make.tree(
        {
            "id": "eco",
            "title": {"en": "Ecological"},
            "weight": 3,
            "aggregation": "geometric",
            "offset": 1,
            "missing": {"policy": "exclude"},
            "children": [
                make.leaf("a", weight=1),
                {"id": "inner", "children": [make.leaf("b", weight=2), make.leaf("c", weight=6)]},
            ],
        },
        make.leaf("d", weight=1),
        missing={"policy": "impute", "min_coverage": 0.5},
    )


def test_tree_and_inheritance(make):
    framework = load_framework(nested(make))
    assert [node.id for node in framework.nodes] == ["eco", "a", "inner", "b", "c", "d"]
    assert [leaf.id for leaf in framework.leaves] == ["a", "b", "c", "d"]
    inner, d = framework.node("inner"), framework.node("d")
    assert (inner.aggregation, inner.offset, inner.missing_policy, inner.min_coverage) == ("geometric", 1, "exclude", 1)
    assert (d.missing_policy, d.min_coverage) == ("impute", 0.5)
    assert framework.root.aggregation == "arithmetic"
    assert framework.node("c").name == "Ecological › inner › c"


def test_effective_weights(make):
    weights = load_framework(nested(make)).effective_weights()
    # eco 3/4: a 1/2; inner 1/2: b 2/8, c 6/8
    assert weights == pytest.approx({"a": 0.375, "b": 0.75 / 8, "c": 0.75 * 3 / 8, "d": 0.25})
    assert sum(weights.values()) == pytest.approx(1)


def test_fingerprint_follows_numbers_not_words(make):
    data = nested(make)
    first = load_framework(data)
    words = json.loads(json.dumps(data))
    words["children"][0]["title"] = {"en": "Nature", "sv": "Natur"}
    words["version"] = "2"
    assert load_framework(words).fingerprint() == first.fingerprint()
    numbers = json.loads(json.dumps(data))
    numbers["children"][0]["weight"] = 4
    assert load_framework(numbers).fingerprint() != first.fingerprint()
    assert load_framework(first.to_dict()).fingerprint() == first.fingerprint()


def test_to_dict_is_a_copy(make):
    framework = load_framework(nested(make))
    framework.to_dict()["children"].clear()
    assert framework.to_dict()["children"]


def test_sources(make, tmp_path):
    path = tmp_path / "framework.json"
    path.write_text("\ufeff" + json.dumps(nested(make)), encoding="utf-8")
    prints = {
        load_framework(source).fingerprint() for source in (path, str(path), json.dumps(nested(make)), nested(make))
    }
    assert len(prints) == 1


def test_fields(make):
    data = make.tree(
        make.leaf("a", field="A", denominator={"field": "residents", "per": 1000}),
        make.leaf("b", impute={"method": "group_mean", "group": "kind"}),
    )
    assert load_framework(data).fields() == ("A", "residents", "b", "kind")


def test_draft_framework():
    columns = {
        "fid": [1, 2, 3],
        "name": ["x", "y", "z"],
        "Grönyta %": [12.0, 63.4, 40.0],
        "gronyta__": [0.012, 0.03, None],
        "same": [4, 4, 4],
        "s_eco": [1, 2, 3],
        "noise_cov": [0.5, 0.6, 0.7],
    }
    data = draft_framework(columns, "my layer", "My layer")
    assert [child["field"] for child in data["children"]] == ["Grönyta %", "gronyta__"]
    framework = load_framework(data)
    low, high = (framework.leaves[0].normalisation[key] for key in ("low", "high"))
    assert (low, high) == (10, 70)  # a tenth of the range is 5.14: steps of 10
    assert framework.leaves[1].normalisation["low"] == pytest.approx(0.012)
    np.testing.assert_array_equal(score(framework, columns).rank, [2, 1, np.nan])  # the third has half its data
    with pytest.raises(ScoringError, match="No numeric column"):
        draft_framework({"name": ["x"]}, "x", "x")


def test_names_of_nodes_come_in_every_language_of_their_titles():
    from samplan.messages import Titled, in_language

    framework = load_framework(Path(__file__).parents[2] / "resources" / "frameworks" / "sodertorn_core.json")
    leaf = next(node for node in framework.leaves if node.id == "sealed_share")
    assert leaf.name == "Ecological › Ground and stormwater › Sealed share"
    assert in_language("sv")(leaf.name) == "Ekologisk › Mark och dagvatten › Hårdgjord andel"
    assert in_language("fi")(leaf.name) == str(leaf.name)
    both = Titled.joined(", ", [leaf.name, "plain"])
    assert in_language("sv")(both) == "Ekologisk › Mark och dagvatten › Hårdgjord andel, plain"
    assert Titled.of("only one") == "only one"
    assert in_language("sv")(Titled.of({"en": "House"})) == "House"
