"""The Score algorithms on data small enough to follow with a pencil."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from qgis.core import (
    NULL,
    QgsFeature,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsVectorLayer,
)

from ..conftest import column, make_layer, square


def table(fields: str, rows: list[tuple], name: str = "table") -> QgsVectorLayer:
    layer = QgsVectorLayer("None?" + "&".join(f"field={f}" for f in fields.split(",")), name, "memory")
    for row in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes([NULL if value is None else value for value in row])
        assert layer.dataProvider().addFeatures([feature])[0]
    return layer


@pytest.fixture
def framework(tmp_path):
    """Two pillars with one indicator each, goalposts 0-100, equal weights."""
    data = {
        "samplan_framework": 1,
        "id": "small",
        "version": "1.0.0",
        "title": {"en": "Small", "sv": "Liten"},
        "scale": [0, 100],
        "aggregation": "arithmetic",
        "missing": {"policy": "renormalise", "min_coverage": 0.5},
        "children": [
            {
                "id": pillar,
                "title": {"en": pillar, "sv": pillar},
                "weight": 1,
                "children": [
                    {
                        "id": leaf,
                        "indicator": leaf,
                        "field": leaf,
                        "title": {"en": leaf, "sv": leaf},
                        "weight": 1,
                        "direction": "up",
                        "normalisation": {"method": "goalposts", "low": 0, "high": 100, "clamp": True},
                    }
                ],
            }
            for pillar, leaf in (("nature", "green"), ("people", "access"))
        ],
    }
    path = tmp_path / "small.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return str(path)


@pytest.fixture
def areas():
    """Scores 70, 60, 40 and 10."""
    rows = [("a", 60.0, 80.0), ("b", 90.0, 30.0), ("c", 40.0, 40.0), ("d", 10.0, 10.0)]
    cells = [(square(1000 * i, 6600000, 1000), *row) for i, row in enumerate(rows)]
    return make_layer("Polygon", cells, "name:string,green:double,access:double")


def test_robustness(run, areas, framework):
    results, log = run("rankrobustness", AREAS=areas, FRAMEWORK=framework, DRAWS=500, WEIGHT_SPREAD=0.5)
    layer = results["OUTPUT"]
    assert column(layer, "rank") == [1, 2, 3, 4]
    # d is worst on both indicators: its rank cannot move. c never falls behind d.
    assert column(layer, "rank_lo")[3] == column(layer, "rank_hi")[3] == 4
    assert column(layer, "rank_hi")[2] == 3
    # a and b change places when nature weighs more than 5/8 (60w + 80(1-w) < 90w + 30(1-w) for w > 5/8).
    assert column(layer, "rank_lo")[:2] == [1, 1]
    assert column(layer, "rank_hi")[0] == 2
    again, _ = run("rankrobustness", AREAS=areas, FRAMEWORK=framework, DRAWS=500, WEIGHT_SPREAD=0.5)
    assert column(again["OUTPUT"], "p_top") == column(layer, "p_top"), "the same seed gives the same result"
    assert 0 <= results["SETTLED_SHARE"] <= 1
    assert "moves an area by" in log.text


def test_pairwise_weights(run):
    """The textbook matrix (1, 3, 5; 1/3, 1, 3; 1/5, 1/3, 1): weights .637, .258, .105."""
    rows = [("x", "y", "3"), ("x", "z", "5"), ("z", "y", "1/3")]
    judged = table("a:string,b:string,times:string", rows)
    results, _ = run("pairwiseweights", COMPARISONS=judged, FIRST="a", SECOND="b", VALUE="times")
    got = dict(zip(column(results["OUTPUT"], "name"), column(results["OUTPUT"], "weight")))
    assert got == {
        "x": pytest.approx(0.637, abs=5e-4),
        "y": pytest.approx(0.258, abs=5e-4),
        "z": pytest.approx(0.105, abs=5e-4),
    }
    assert results["CONSISTENCY"] == pytest.approx((3.0385 - 3) / 2 / 0.58, abs=2e-3)
    typed, _ = run("pairwiseweights", TABLE=["x", "y", 3, "x", "z", 5, "y", "z", 3])
    assert column(typed["OUTPUT"], "weight") == pytest.approx(column(results["OUTPUT"], "weight"))


def test_contradicting_judgements_are_told(run):
    judged = table("a:string,b:string,t:double", [("x", "y", 9.0), ("y", "z", 9.0), ("x", "z", 0.2)])
    results, log = run("pairwiseweights", COMPARISONS=judged, FIRST="a", SECOND="b", VALUE="t")
    assert results["CONSISTENCY"] > 0.1
    assert "contradict each other" in log.text


@pytest.mark.parametrize(
    ("rows", "words"),
    [([("x", "y", "much")], "how many times as important"), ([("x", "y", "3"), ("y", "z", "2")], "x.*z|z.*x")],
)
def test_judgements_that_cannot_be_used(run, rows, words):
    judged = table("a:string,b:string,t:string", rows)
    with pytest.raises(QgsProcessingException, match=words):
        run("pairwiseweights", COMPARISONS=judged, FIRST="a", SECOND="b", VALUE="t")


def test_weights_from_data(run, areas, framework):
    results, _ = run("dataweights", AREAS=areas, FRAMEWORK=framework, METHOD="entropy")
    # Entropy by hand: p = x / sum x, e = -sum p ln p / ln 4, w ~ 1 - e.
    spread = []
    for values in ([60, 90, 40, 10], [80, 30, 40, 10]):
        shares = [v / sum(values) for v in values]
        spread.append(1 + sum(p * math.log(p) for p in shares) / math.log(4))
    assert column(results["OUTPUT"], "weight") == pytest.approx([s / sum(spread) for s in spread])
    chosen, _ = run("dataweights", AREAS=areas, FIELDS=["green", "access"], METHOD="equal")
    assert column(chosen["OUTPUT"], "weight") == [0.5, 0.5]


def test_stakeholder_scores(run, areas, framework):
    weights = table(
        "party:string,node:string,weight:double",
        [
            ("Developers", "people", 3.0),
            ("Developers", "nature", 1.0),
            ("Bird club", "nature", 9.0),
            ("Bird club", "people", 1.0),
        ],
    )
    results, log = run("stakeholderscores", AREAS=areas, KEY_FIELD="name", FRAMEWORK=framework, WEIGHTS=weights)
    layer = results["OUTPUT"]
    # Developers: (1*60 + 3*80)/4 = 75, (90 + 90)/4 = 45, 40, 10. Bird club: (9*60 + 80)/10 = 62, (810 + 30)/10 = 84, 40, 10.
    assert column(layer, "score_developers") == pytest.approx([75, 45, 40, 10])
    assert column(layer, "score_bird_club") == pytest.approx([62, 84, 40, 10])
    assert column(layer, "rank_bird_club") == [2, 1, 3, 4]
    assert column(layer, "rank_range") == [1, 1, 0, 0]
    # Kendall's W by hand: rank sums 3, 3, 6, 8, mean 5: S = 4 + 4 + 1 + 9 = 18; W = 12*18 / (2^2 * (64 - 4)) = 0.9.
    assert results["KENDALL_W"] == pytest.approx(0.9)
    assert "Kendall's W: 0.90" in log.text


def test_weight_sets_with_faults(run, areas, framework):
    unknown = table("party:string,node:string,weight:double", [("P", "natur", 1.0)])
    with pytest.raises(QgsProcessingException, match="natur"):
        run("stakeholderscores", AREAS=areas, FRAMEWORK=framework, WEIGHTS=unknown)
    twice = table("party:string,node:string,weight:double", [("P", "nature", 1.0), ("P", "nature", 2.0)])
    with pytest.raises(QgsProcessingException, match="twice"):
        run("stakeholderscores", AREAS=areas, FRAMEWORK=framework, WEIGHTS=twice)


def test_value_dialogue(run, areas):
    said = table(
        "party:string,indicator:string,minimum:double,goal:double",
        [("Town", "green", 30.0, 80.0), ("Builder", "access", 20.0, 60.0)],
    )
    results, log = run("valuedialogue", AREAS=areas, KEY_FIELD="name", STATEMENTS=said)
    layer = results["OUTPUT"]
    # Town: (60-30)/50 = .6, (90-30)/50 -> 1, (40-30)/50 = .2, below the minimum 0. Builder: 1, (30-20)/40 = .25, .5, 0.
    assert column(layer, "sat_town") == pytest.approx([0.6, 1.0, 0.2, 0.0])
    assert column(layer, "sat_builder") == pytest.approx([1.0, 0.25, 0.5, 0.0])
    assert column(layer, "all_minimums") == [1, 1, 1, 0]
    assert column(layer, "pareto") == [1, 1, 0, 0]
    assert column(layer, "binding")[1] == "Builder: access"
    assert results["ALL_MET"] == 3
    assert "Every minimum holds in 3 of 4 areas: a, b, c" in log.text


def test_value_dialogue_without_the_field(run, areas):
    said = table("party:string,indicator:string,minimum:double,goal:double", [("Town", "noise", 60.0, 50.0)])
    with pytest.raises(QgsProcessingException, match="noise"):
        run("valuedialogue", AREAS=areas, STATEMENTS=said)


def test_compare_scenarios(run, areas, framework, tmp_path):
    today, frame = str(tmp_path / "today.gpkg"), str(tmp_path / "frame.json")
    run("scoreareas", AREAS=areas, FRAMEWORK=framework, OUTPUT=today, FRAME=frame)
    plan = make_layer(
        "Polygon",
        [(square(0, 6600000, 10), "a", 60.0, 90.0), (square(0, 6600000, 10), "b", 80.0, 30.0), (None, "z", 1.0, 1.0)],
        "name:string,green:double,access:double",
    )
    planned = str(tmp_path / "plan.gpkg")
    run("scoreareas", AREAS=plan, USE_FRAME=frame, OUTPUT=planned)
    results, log = run("comparescenarios", LAYERS=[today, planned], KEY_FIELD="name", SUMMARY="TEMPORARY_OUTPUT")
    layer = results["OUTPUT"]
    # a: (60+90)/2 - 70 = 5; b: (80+30)/2 - 60 = -5; c and d are not in the plan.
    assert column(layer, "d_plan_score") == [pytest.approx(5), pytest.approx(-5), None, None]
    assert column(layer, "outcome_plan") == [1, -1, None, None]
    assert "1 winners, 1 losers, 0 unchanged" in log.text
    assert "z" in log.text


def test_scenarios_of_different_frames_are_refused(run, areas, framework, tmp_path):
    today, other = str(tmp_path / "today.gpkg"), str(tmp_path / "other.gpkg")
    run("scoreareas", AREAS=areas, FRAMEWORK=framework, OUTPUT=today)
    changed = json.loads(Path(framework).read_text(encoding="utf-8"))
    changed["children"][0]["children"][0]["normalisation"]["high"] = 50
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(changed), encoding="utf-8")
    run("scoreareas", AREAS=areas, FRAMEWORK=str(path), OUTPUT=other)
    with pytest.raises(QgsProcessingException, match="frame"):
        run("comparescenarios", LAYERS=[today, other], KEY_FIELD="name")


def test_score_again(run, areas, framework, tmp_path):
    scored = str(tmp_path / "scored.gpkg")
    run("scoreareas", AREAS=areas, FRAMEWORK=framework, OUTPUT=scored)
    same, _ = run("scoreagain", AREAS=scored)
    assert column(same["OUTPUT"], "score") == pytest.approx([70, 60, 40, 10])
    weighed, _ = run("scoreagain", AREAS=scored, WEIGHTS_JSON='{"nature": 3}')
    assert column(weighed["OUTPUT"], "score") == pytest.approx([65, 75, 40, 10])
    assert column(weighed["OUTPUT"], "rank") == [2, 1, 3, 4]
    names = weighed["OUTPUT"].fields().names()
    assert not [name for name in names if name.endswith("_in")], "Samplan's own fields are replaced"
    assert len(set(names)) == len(names)
    by_table = table("name:string,weight:double", [("nature", 3.0), ("people", 1.0)])
    tabled, _ = run("scoreagain", AREAS=scored, WEIGHTS=by_table)
    assert column(tabled["OUTPUT"], "score") == pytest.approx([65, 75, 40, 10])
    geometric, _ = run("scoreagain", AREAS=scored, AGGREGATION="geometric")
    assert column(geometric["OUTPUT"], "score")[0] == pytest.approx(math.sqrt(60 * 80))


def test_score_again_needs_a_framework(run, areas):
    with pytest.raises(QgsProcessingException, match="no framework"):
        run("scoreagain", AREAS=areas)
    with pytest.raises(QgsProcessingException, match="not readable"):
        run("scoreagain", AREAS=areas, FRAMEWORK="sodertorn_core", WEIGHTS_JSON="{")


def test_lift(run, areas, framework):
    results, log = run("liftarea", AREAS=areas, FRAMEWORK=framework, KEY_FIELD="name", AREA="c")
    layer = results["OUTPUT"]
    # c has 40 and needs 60: 20 more points over all is 40 more of one indicator of weight 1/2, from 40 to 80.
    assert column(layer, "needed") == pytest.approx([80, 80])
    assert column(layer, "change") == pytest.approx([40, 40])
    assert column(layer, "value") == pytest.approx([80, 80])
    whole, _ = run("liftarea", AREAS=areas, FRAMEWORK=framework, KEY_FIELD="name", TARGET=75)
    rows = list(
        zip(column(whole["OUTPUT"], "area"), column(whole["OUTPUT"], "indicator"), column(whole["OUTPUT"], "value"))
    )
    assert ("a", "green", pytest.approx(70)) in rows
    assert "40.0 points more" in log.text
    with pytest.raises(QgsProcessingException, match='no area called "q"'):
        run("liftarea", AREAS=areas, FRAMEWORK=framework, KEY_FIELD="name", AREA="q")


def test_check_framework(run, framework, tmp_path):
    results, log = run("checkframework", FRAMEWORK=framework)
    assert (results["FAULTS"], results["WARNINGS"]) == (0, 0)
    assert "sound: 2 indicators" in log.text
    assert "Samplan does not measure: green, access." in log.text
    faulty = json.loads(Path(framework).read_text(encoding="utf-8"))
    faulty["children"][0]["children"][0]["direction"] = "upwards"
    faulty["children"][1]["wieght"] = 2
    path = tmp_path / "faulty.json"
    path.write_text(json.dumps(faulty), encoding="utf-8")
    results, log = run("checkframework", FRAMEWORK=str(path), OUTPUT="TEMPORARY_OUTPUT")
    assert (results["FAULTS"], results["WARNINGS"]) == (2, 0)
    assert "nature › green" in log.text
    assert '"weight"' in log.text
    assert results["OUTPUT"].featureCount() == 2
    for name in ("sodertorn", "sodertorn_core", "template"):
        results, log = run("checkframework", FRAMEWORK=name)
        assert (results["FAULTS"], results["WARNINGS"]) == (0, 0), name
        assert ("does not measure" in log.text) == (name == "template")


def test_framework_from_layer(run, areas, tmp_path):
    target = tmp_path / "ours.json"
    results, log = run("frameworkfromlayer", INPUT=areas, TITLE="Ours", FRAMEWORK=str(target))
    assert results["FRAMEWORK"] == str(target)
    assert "2 indicators drafted" in log.text
    scored, _ = run("scoreareas", AREAS=areas, FRAMEWORK=str(target))
    assert all(value is not None for value in column(scored["OUTPUT"], "score"))


def test_outputs_load_into_the_project(run, areas, framework, qgis_new_project):
    QgsProject.instance().addMapLayer(areas)
    from qgis import processing

    # What runAndLoadResults does, without the desktop's layer tree view: QGIS 3.44 loads nothing without a real one.
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    context.setProject(QgsProject.instance())
    output = QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", QgsProject.instance())
    result = processing.run(
        "samplan:rankrobustness",
        {"AREAS": areas, "FRAMEWORK": framework, "DRAWS": 50, "OUTPUT": output},
        context=context,
        feedback=feedback,
    )
    layer = result["OUTPUT"]
    details = context.layersToLoadOnCompletion()
    assert layer.id() in details
    processor = details[layer.id()].postProcessor()
    if processor is not None:
        processor.postProcessLayer(layer, context, feedback)
    assert layer.renderer().type() == "RuleRenderer"
    assert any("not settled" in item.label() for item in layer.renderer().legendSymbolItems())
