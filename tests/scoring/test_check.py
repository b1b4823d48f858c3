from __future__ import annotations

import copy
import json
import re
from pathlib import Path

import jsonschema
import pytest
from samplan.indicators.registry import all_indicators
from samplan.scoring import ScoringError, check_framework, load_framework

FRAMEWORKS = Path(__file__).resolve().parents[2] / "resources" / "frameworks"
SCHEMA = json.loads((FRAMEWORKS / "framework.schema.json").read_text(encoding="utf-8"))
SHIPPED = sorted(path for path in FRAMEWORKS.glob("*.json") if not path.name.endswith(".schema.json"))


def base():
    return {
        "samplan_framework": 1,
        "id": "example",
        "version": "1.0.0",
        "title": {"en": "Example", "sv": "Exempel"},
        "scale": [0, 100],
        "aggregation": "arithmetic",
        "missing": {"policy": "renormalise", "min_coverage": 0.65},
        "children": [
            {
                "id": "social",
                "title": {"en": "Social", "sv": "Socialt"},
                "weight": 1,
                "aggregation": "geometric",
                "offset": 1,
                "children": [
                    {
                        "id": "access_green",
                        "title": {"en": "Access to green", "sv": "Tillgång till grönt"},
                        "indicator": "access_green",
                        "field": "access_green",
                        "weight": 2,
                        "direction": "up",
                        "denominator": None,
                        "transform": None,
                        "impute": {"method": "none"},
                        "outliers": {"method": "none"},
                        "normalisation": {"method": "goalposts", "low": 0, "high": 100, "clamp": True},
                        "reference": {"value": 94, "kind": "reference", "source": "SCB"},
                    }
                ],
            }
        ],
    }


def leaf_of(data):
    return data["children"][0]["children"][0]


def put(*path, value):
    """Return a change: set the value at a path below the leaf (or, after "/", below the framework)."""

    def change(data):
        target = data if path[0] == "/" else leaf_of(data)
        keys = path[1:] if path[0] == "/" else path
        for key in keys[:-1]:
            target = target[key]
        target[keys[-1]] = value

    return change


def drop(*path):
    def change(data):
        target = data if path[0] == "/" else leaf_of(data)
        keys = path[1:] if path[0] == "/" else path
        for key in keys[:-1]:
            target = target[key]
        del target[keys[-1]]

    return change


NORM = "normalisation"
GOOD = [
    lambda data: None,
    put("/", "title", value="Only text"),
    drop("/", "title"),
    drop("/", "version"),
    put("/", "scale", value=[1, 100]),
    put("/", "missing", value=None),
    put("/", "missing", value={"policy": "impute"}),
    put("/", "aggregation", value="topsis"),
    put("/", "children", 0, "offset", value=None),
    put("/", "children", 0, "offset", value=0),
    put("/", "description", value={"en": "words"}),
    put("weight", value=0.5),
    put("field", value=None),
    put("direction", value="down"),
    put("denominator", value="residents"),
    put("denominator", value={"field": "residents", "per": 1000}),
    put("transform", value="sqrt"),
    put("transform_offset", value=1),
    put("impute", value={"method": "group_median", "group": "kind"}),
    put("impute", value=None),
    put("outliers", value={"method": "winsorise", "max_points": 3, "skewness": 2.25, "kurtosis": 3.5}),
    put("outliers", value={"method": "clamp", "low": 1, "high": 9}),
    put(NORM, value={"method": "goalposts", "low": {"percentile": 2.5}, "high": {"mean_top": 5}, "clamp": "high"}),
    put(NORM, value={"method": "goalposts", "low": "min", "high": "max"}),
    put(NORM, value={"method": "minmax", "scope": "period", "to": [1, 100]}),
    put(NORM, value={"method": "zscore", "mean": 10, "sd": 2}),
    put(NORM, value={"method": "zscore", "mean": None}),
    put(NORM, value={"method": "rank", "ties": "dense"}),
    put(NORM, value={"method": "percentile"}),
    put(NORM, value={"method": "none"}),
    put(NORM, value={"method": "target", "target": 50}),
    put(NORM, value={"method": "target"}),
    put(NORM, value={"method": "value_function", "points": [[0, 0], [5, 80], [9, 100]]}),
    put("reference", value={"value": None, "kind": "target", "source": {"en": "words"}}),
]
BAD = {
    "format version": (put("/", "samplan_framework", value=2), '"samplan_framework" is 2. It should be 1.'),
    "no children": (drop("/", "children"), '"children" is missing'),
    "empty children": (put("/", "children", value=[]), "at least one node"),
    "child is text": (put("/", "children", 0, value="social"), "a node in braces"),
    "id with blank": (put("id", value="access green"), "short name of letters"),
    "reserved id": (put("id", value="Score"), "overall score"),
    "no id": (drop("id"), '"id" is missing'),
    "scale falls": (put("/", "scale", value=[100]), "two rising numbers"),
    "policy": (put("/", "missing", "policy", value="ignore"), "exclude, renormalise, impute"),
    "coverage in percent": (put("/", "missing", "min_coverage", value=65), "share from 0 to 1"),
    "aggregation": (put("/", "aggregation", value="geometrical"), "geometric?"),
    "negative offset": (put("/", "children", 0, "offset", value=-1), "0 or a positive number"),
    "negative weight": (put("weight", value=-1), "0 or a positive number"),
    "weight as text": (put("weight", value="2"), "0 or a positive number"),
    "weight null": (put("weight", value=None), "0 or a positive number"),
    "title empty": (put("title", value={"en": ""}), "text, or"),
    "neither group nor leaf": (drop("indicator"), "a group"),
    "group and leaf": (put("children", value=[]), "either a group with children or one indicator"),
    "typo in key": (put("wieght", value=2), 'Is "weight" meant?'),
    "typo on top": (put("/", "scal", value=[0, 1]), 'Is "scale" meant?'),
    "direction": (put("direction", value="upp"), "up, down, band (up?)"),
    "band of one": (put("band", value=[1]), "two rising numbers"),
    "denominator": (put("denominator", value=5), "a column name"),
    "denominator per": (put("denominator", value={"field": "r", "per": 0}), "above 0"),
    "transform": (put("transform", value="ln"), "log"),
    "impute": (put("impute", value={"method": "avg"}), "mean"),
    "impute without group": (put("impute", value={"method": "group_mean"}), "impute.group"),
    "outliers": (put("outliers", value={"method": "winsorize"}), "winsorise?"),
    "max_points": (put("outliers", value={"method": "winsorise", "max_points": 1.5}), "whole number"),
    "no normalisation": (drop(NORM), '"normalisation" is missing'),
    "no method": (put(NORM, value={"low": 0}), "normalisation.method"),
    "method": (put(NORM, value={"method": "goalpost"}), "goalposts?"),
    "no low": (drop(NORM, "low"), "normalisation.low"),
    "low as text": (put(NORM, "low", value="lowest"), "percentile"),
    "clamp as number": (put(NORM, "clamp", value=0), "true, false"),
    "clamp": (put(NORM, "clamp", value="yes"), "true, false"),
    "entry of another method": (put(NORM, value={"method": "minmax", "low": 0}), 'The entry "low"'),
    "ties": (put(NORM, value={"method": "rank", "ties": "first"}), "ordinal"),
    "one point": (put(NORM, value={"method": "value_function", "points": [[0, 0]]}), "at least two pairs"),
    "scope": (put(NORM, "scope", value="year"), "pooled, period"),
    "reference kind": (put("reference", value={"value": 1, "kind": "goal"}), "target, reference"),
}
# What a schema cannot see.
MEANING = {
    "id twice": (
        lambda data: data["children"].append({**copy.deepcopy(leaf_of(data)), "id": "ACCESS_GREEN"}),
        "already used by Social › Access to green",
    ),
    "weights sum to 0": (put("weight", value=0), "sum to 0"),
    "low above high": (put(NORM, "low", value=100), "direction"),
    "scale falls": (put("/", "scale", value=[100, 0]), "two rising numbers"),
    "log of 0": (put("transform", value="log"), "above 0"),
    "log of a band at 0": (
        lambda data: leaf_of(data).update(
            direction="band", band=[0, 5], transform="log", normalisation={"method": "minmax"}
        ),
        "above 0",
    ),
    "log of a point at 0": (
        lambda data: leaf_of(data).update(
            transform="log", normalisation={"method": "value_function", "points": [[0, 0], [9, 9]]}
        ),
        "above 0",
    ),
    "band without interval": (put("direction", value="band"), '"band" is missing'),
    "target without value": (
        lambda data: leaf_of(data).update(normalisation={"method": "target"}, reference=None),
        "the value that scores best",
    ),
    "target 0, no baseline": (put(NORM, value={"method": "target", "target": 0}), "baseline"),
    "baseline beyond target": (put(NORM, value={"method": "target", "target": 5, "baseline": 9}), "below the target"),
    "points fall": (put(NORM, value={"method": "value_function", "points": [[5, 0], [1, 9]]}), "rising values"),
    "points off the scale": (put(NORM, value={"method": "value_function", "points": [[0, 0], [1, 150]]}), "0-100"),
    "nothing to clamp to": (
        lambda data: leaf_of(data).update(outliers={"method": "clamp"}, normalisation={"method": "minmax"}),
        "nothing to clamp to",
    ),
    "log outliers with goalposts": (put("outliers", value={"method": "log"}), "change the unit"),
    "not finite": (put("weight", value=float("inf")), "positive number"),
}


def changed(change):
    data = base()
    change(data)
    return data


@pytest.mark.parametrize("change", GOOD)
def test_good_frameworks_pass_schema_and_check(change):
    data = changed(change)
    assert [str(fault) for fault in check_framework(data)] == []
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    load_framework(data)


@pytest.mark.parametrize("name", BAD)
def test_schema_and_check_find_the_same_faults(name):
    change, words = BAD[name]
    data = changed(change)
    faults = check_framework(data)
    assert any(words in str(fault) for fault in faults), [str(fault) for fault in faults]
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(data)


@pytest.mark.parametrize("name", MEANING)
def test_faults_of_meaning(name):
    change, words = MEANING[name]
    data = changed(change)
    faults = check_framework(data)
    assert any(words in str(fault) for fault in faults), [str(fault) for fault in faults]
    with pytest.raises(ScoringError, match="cannot be used"):
        load_framework(data)


def test_path_of_titles_in_the_users_language():
    data = changed(put("direction", value="upp"))
    assert check_framework(data)[0].path == "Social › Access to green"
    assert check_framework(data, "sv")[0].path == "Socialt › Tillgång till grönt"


def test_all_faults_are_found_at_once():
    data = base()
    for change, _ in (BAD["direction"], BAD["transform"], BAD["policy"], BAD["typo in key"]):
        change(data)
    assert len(check_framework(data)) == 4
    with pytest.raises(ScoringError) as error:
        load_framework(data)
    assert str(error.value).count("\n- ") == 4


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda d: d.update(aggregatoin="geometric"),
            'The entry "aggregatoin" is not known and not used. Is "aggregation"',
        ),
        (lambda d: leaf_of(d)["normalisation"].update(clmap=False), 'Is "clamp" meant'),
        (lambda d: leaf_of(d).update(normalisation={"method": "minmax", "low": 0, "high": 9}), '"low" is not known'),
        (lambda d: d["children"][0].update(normalisation={"method": "rank"}), '"normalisation" is not known'),
        (lambda d: d.update(missing={"min_covrage": 0.5}), 'Is "min_coverage" meant'),
        (lambda d: leaf_of(d).update(impute={"methd": "mean"}), 'Is "method" meant'),
    ],
)
def test_an_entry_that_nothing_reads_is_refused_except_in_an_old_frame(change, said):
    data = changed(change)
    with pytest.raises(ScoringError, match=re.escape(said)):
        load_framework(data)
    assert load_framework(data, tolerant=True).leaves


def test_invalid_json_says_line_and_column(tmp_path):
    path = tmp_path / "broken.json"
    path.write_text('{"samplan_framework": 1,\n "id": "x" "y"}', encoding="utf-8")
    (fault,) = check_framework(path)
    assert "Line 2, column 12" in str(fault)
    with pytest.raises(ScoringError, match="Line 2, column 12"):
        load_framework(path)


@pytest.mark.parametrize("text", ["[]", '"words"'])
def test_file_that_is_no_object(tmp_path, text):
    path = tmp_path / "list.json"
    path.write_text(text, encoding="utf-8")
    assert "does not hold a framework" in str(check_framework(path)[0])


def test_entry_twice_in_one_object():
    text = json.dumps(base()).replace('"id": "social"', '"id": "social", "id": "other"')
    assert '"id" stands twice' in str(check_framework(text)[0])


def test_missing_file():
    with pytest.raises(ScoringError, match="cannot be read"):
        load_framework("no/such/framework.json")


def test_tree_too_deep():
    node = leaf_of(base())
    for level in range(30):
        node = {"id": f"level{level}", "children": [node]}
    assert any("levels deep" in str(fault) for fault in check_framework({**base(), "children": [node]}))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_shipped_frameworks(path):
    assert [str(fault) for fault in check_framework(path)] == []
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(path.read_text(encoding="utf-8")))


def leaves(node):
    return [leaf for child in node["children"] for leaf in leaves(child)] if "children" in node else [node]


@pytest.mark.parametrize("path", [path for path in SHIPPED if path.stem != "template"], ids=lambda path: path.name)
def test_shipped_frameworks_name_indicators_and_sources(path):
    framework = json.loads(path.read_text(encoding="utf-8"))
    assert framework["id"] == path.stem, "people choose a shipped framework by its id: name the file after it"
    for leaf in leaves(framework):
        assert leaf["indicator"] in all_indicators(), leaf["id"]
        assert "reference" not in leaf or leaf["reference"].get("source"), f"{leaf['id']}: name the reference's source"


def test_no_two_shipped_frameworks_share_an_id():
    """Results name the framework by its id."""
    files = {}
    for path in SHIPPED:
        files.setdefault(json.loads(path.read_text(encoding="utf-8"))["id"], []).append(path.name)
    shared = {name: paths for name, paths in files.items() if len(paths) > 1}
    assert not shared, f"give each its own id: {shared}"


def test_schema_is_valid():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
