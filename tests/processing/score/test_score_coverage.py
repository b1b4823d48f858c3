"""What the scoring algorithms write of coverage, of what is left out, of periods, and over their own earlier fields."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from qgis.core import QgsVectorLayer
from samplan.processing.common.lineage import records

from ..conftest import column, make_layer, square
from .test_score_algorithms import table


def _framework(folder, least=0.6):
    """Two themes of two indicators under one pillar each, all 0-100."""
    leaf = {"direction": "up", "normalisation": {"method": "goalposts", "low": 0, "high": 100}}
    data = {
        "samplan_framework": 1,
        "id": "two",
        "missing": {"min_coverage": least},
        "children": [
            {
                "id": pillar,
                "title": {"en": title, "sv": title},
                "weight": weight,
                "children": [{"id": name, "indicator": name, **leaf} for name in names],
            }
            for pillar, title, weight, names in (("eco", "Nature", 1, "ab"), ("soc", "People", 2, "cd"))
        ],
    }
    path = folder / "two.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return str(path)


FIELDS = "name:string,a:double,a_cov:double,b:double,c:double,d:double"
ROWS = [
    ("whole", 60.0, 1.0, 60.0, 60.0, 60.0),
    ("half", 60.0, 1.0, None, 30.0, 30.0),
    ("thin", 60.0, 0.2, 60.0, 90.0, 90.0),
]


def test_what_is_left_out_is_a_field_a_line_in_the_log_and_a_hatch(run, tmp_path):
    """half lacks b, thin's a rests on a fifth of the area: eco has 1/2 < 0.6 in both; soc, 2/3 of the weight, is the score."""
    places = make_layer("Polygon", [(square(100 * n, 0, 90), *row) for n, row in enumerate(ROWS)], FIELDS)
    results, log = run("scoreareas", AREAS=places, KEY_FIELD="name", FRAMEWORK=_framework(tmp_path))
    layer = results["OUTPUT"]
    assert column(layer, "score") == pytest.approx([60, 30, 90])
    assert column(layer, "coverage") == pytest.approx([1, 2 / 3, 2 / 3])
    assert column(layer, "observed") == pytest.approx([1, 5 / 6, 5 / 6])
    assert column(layer, "dropped") == [None, "Nature", "Nature"]
    assert column(layer, "s_eco") == [60, None, None]
    assert column(layer, "c_b") == pytest.approx([10, None, None], nan_ok=True)
    assert column(layer, "c_c") == pytest.approx([20, 15, 45])
    assert "2 areas are scored and ranked without" in log.text
    assert "in 1 areas the data cover less than 50 % of the area" in log.text
    again, log = run("scoreagain", AREAS=layer)  # another ranking of the same scores, as incomplete as the first
    assert column(again["OUTPUT"], "dropped") == [None, "Nature", "Nature"]
    assert "2 of 3 areas have no score for" in log.text
    assert "2 areas are scored and ranked without" in log.text
    labels = [rule.label() for rule in layer.renderer().rootRule().children()]
    assert labels[-1] == "Hatched downwards: a whole pillar or theme is left out"
    places = make_layer("Polygon", [(square(0, 0, 90), *ROWS[0])], FIELDS)
    results, log = run("scoreareas", AREAS=places, FRAMEWORK=_framework(tmp_path))
    labels = [rule.label() for rule in results["OUTPUT"].renderer().rootRule().children()]
    assert not any("left out" in label for label in labels)


def test_the_minimum_data_coverage_is_an_option_with_its_lineage(run, tmp_path):
    results, _ = run(
        "scoreareas", AREAS=table(FIELDS, ROWS), FRAMEWORK=_framework(tmp_path), MIN_DATA_COVERAGE=0.1, OUTPUT="memory:"
    )
    layer = results["OUTPUT"]
    assert column(layer, "score")[2] == pytest.approx((60 + 2 * 90) / 3)
    record = records(layer)[-1]
    assert record["scoring_options"]["min_data_coverage"] == record["frame"]["options"]["min_data_coverage"] == 0.1


def test_the_report_names_what_is_left_out(run, tmp_path):
    results, _ = run("scoreareas", AREAS=table(FIELDS, ROWS), FRAMEWORK=_framework(tmp_path))
    page = tmp_path / "report.html"
    run("assessmentreport", INPUT=results["OUTPUT"], KEY_FIELD="name", OUTPUT=str(page))
    text = page.read_text(encoding="utf-8")
    assert "2 areas are ranked without a whole pillar or theme" in text
    assert text.count("without Nature") == 2
    assert "a score needs 60 %, a value data for 50 % of the area" in text
    results, _ = run("scoreareas", AREAS=table(FIELDS, ROWS), FRAMEWORK=_framework(tmp_path), MISSING_POLICY="impute")
    run("assessmentreport", INPUT=results["OUTPUT"], KEY_FIELD="name", OUTPUT=str(page))
    assert "a score needs 0 %," in page.read_text(
        encoding="utf-8"
    )  # not the framework's 60 %, which is for renormalising
    path = Path(_framework(tmp_path))
    data = json.loads(path.read_text(encoding="utf-8"))
    data["children"][0]["missing"] = {"min_data_coverage": 0.2}
    path.write_text(json.dumps(data), encoding="utf-8")
    results, _ = run("scoreareas", AREAS=table(FIELDS, ROWS), FRAMEWORK=str(path))
    run("assessmentreport", INPUT=results["OUTPUT"], KEY_FIELD="name", OUTPUT=str(page))
    assert "a value data for 20–50 % of the area" in page.read_text(encoding="utf-8")


def test_samplans_own_fields_are_replaced_and_the_lineage_is_chained(run, tmp_path):
    """Score, robustness, parties, score again, one after the other: no field twice, no interval of another run."""
    framework = _framework(tmp_path)
    source = table(FIELDS + ",mine:double,rank_of_town:int", [(*row, 1.0, 7) for row in ROWS])
    weights = table("party:string,node:string,weight:double", [("Asa", "eco", 2.0), ("Bo", "eco", 5.0)])
    scored, _ = run("scoreareas", AREAS=source, FRAMEWORK=framework, OUTPUT=str(tmp_path / "1.gpkg"))
    robust, log = run("rankrobustness", AREAS=scored["OUTPUT"], FRAMEWORK=framework, OUTPUT=str(tmp_path / "2.gpkg"))
    assert "fields of an earlier run of Samplan are replaced" in log.text
    parties, _ = run(
        "stakeholderscores",
        AREAS=robust["OUTPUT"],
        FRAMEWORK=framework,
        WEIGHTS=weights,
        OUTPUT=str(tmp_path / "3.gpkg"),
    )
    again, _ = run("scoreagain", AREAS=parties["OUTPUT"], WEIGHTS_JSON='{"eco": 3}', OUTPUT=str(tmp_path / "4.gpkg"))
    names = {}
    for number in range(1, 5):
        layer = QgsVectorLayer(str(tmp_path / f"{number}.gpkg"), "x", "ogr")
        names[number] = layer.fields().names()
        assert not [name for name in names[number] if name.endswith("_in")]
        assert {"mine", "rank_of_town", "a_cov", "a"} <= set(names[number]), "what is not Samplan's score stays"
        assert len(records(layer)) == number
    assert "rank_lo" in names[2]
    assert "rank_lo" not in names[3]
    assert {"score_asa", "rank_bo"} <= set(names[3])
    assert not {"score_asa", "rank_bo", "rank_range"} & set(names[4])
    assert column(again["OUTPUT"], "score")[0] == pytest.approx(60)


def test_a_field_of_the_users_own_called_score_is_kept(run, tmp_path):
    source = table(FIELDS + ",score:double", [(*row, 5.0) for row in ROWS])
    results, _ = run("scoreareas", AREAS=source, FRAMEWORK=_framework(tmp_path))
    assert column(results["OUTPUT"], "score_in") == [5, 5, 5]


def test_measuring_again_replaces_the_values_measured_before(run, workshop, tmp_path):
    first, _ = run(
        "measureindicators", AREAS=workshop("planning_units"), GREEN=workshop("green"), INDICATORS=["green_share"],
        OUTPUT=str(tmp_path / "1.gpkg"),
    )  # fmt: skip
    second, _ = run("measureindicators", AREAS=first["OUTPUT"], GREEN=workshop("green"), INDICATORS=["green_share"])
    names = second["OUTPUT"].fields().names()
    assert names.count("green_share") == 1
    assert not [name for name in names if name.endswith("_in")]


def test_periods_are_ranked_by_themselves_and_remembered(run, tmp_path):
    """Two years: 10, 30 and 40, 20. Pooled, the ranks would be 4, 2, 1, 3."""
    rows = [("x", 2024, 10.0), ("y", 2024, 30.0), ("x", 2025, 40.0), ("y", 2025, 20.0)]
    years = table("name:string,year:int,a:double", rows)
    leaf = {"direction": "up", "normalisation": {"method": "goalposts", "low": 0, "high": 100}}
    path = tmp_path / "one.json"
    path.write_text(
        json.dumps({"samplan_framework": 1, "id": "one", "children": [{"id": "a", "indicator": "a", **leaf}]}), "utf-8"
    )
    results, log = run("scoreareas", AREAS=years, KEY_FIELD="name", FRAMEWORK=str(path), PERIOD_FIELD="year")
    layer = results["OUTPUT"]
    assert column(layer, "rank") == [2, 1, 1, 2]
    assert log.text.index("Period 2024:") < log.text.index("1. y: 30.0") < log.text.index("Period 2025:")
    assert "1. x: 40.0" in log.text
    again, _ = run("scoreagain", AREAS=layer)
    assert column(again["OUTPUT"], "rank") == [2, 1, 1, 2], "the lineage says by which field"
    robust, log = run("rankrobustness", AREAS=layer, FRAMEWORK=str(path), DRAWS=20)
    assert column(robust["OUTPUT"], "rank") == [2, 1, 1, 2]
    assert 'Ranks are within each period of the field "year", as before.' in log.text
    robust, _ = run("rankrobustness", AREAS=years, FRAMEWORK=str(path), PERIOD_FIELD="year", DRAWS=20)
    assert column(robust["OUTPUT"], "rank_lo") == [2, 1, 1, 2]


def test_rows_without_a_period_are_named_and_have_no_rank(run, tmp_path):
    path = _framework(tmp_path)
    fields = "name:string,year:int,a:double,b:double,c:double,d:double"
    rows = [
        (name, year, *[value] * 4) for name, year, value in (("x", 2020, 60.0), ("y", None, 90.0), ("z", 2020, 30.0))
    ]
    results, log = run("scoreareas", AREAS=table(fields, rows), KEY_FIELD="name", FRAMEWORK=path, PERIOD_FIELD="year")
    assert column(results["OUTPUT"], "rank") == [1, None, 2]
    assert '1 rows have no period in the field "year" and get no rank: y.' in log.text
    assert "Period 2020:" in log.text
    assert log.text.count("Period ") == 1
    again, log = run("scoreagain", AREAS=results["OUTPUT"])
    assert column(again["OUTPUT"], "rank") == [1, None, 2]
    assert "1 rows have no period" in log.text


def test_numbers_that_are_none_are_counted(run, tmp_path):
    rows = [("x", math.inf, 60.0, 60.0, 60.0), ("y", math.nan, 60.0, 60.0, 60.0), ("z", 60.0, 60.0, 60.0, 60.0)]
    places = table("name:string,a:double,b:double,c:double,d:double", rows)
    results, log = run("scoreareas", AREAS=places, FRAMEWORK=_framework(tmp_path))
    assert '2 values of the field "a" are signs for a missing number (NULL): "inf" × 1, "nan" × 1' in log.text
    assert column(results["OUTPUT"], "s_a") == [None, None, 60]


def test_parties_that_agree_see_nothing_differently(run, tmp_path):
    rows = [("x", 60.0, 60.0, 60.0, 60.0), ("y", 30.0, 30.0, 30.0, 30.0)]
    places = table("name:string,a:double,b:double,c:double,d:double", rows)
    for node, other, words in (
        ("eco", "eco", ("every area the same rank",)),
        ("eco", "soc", ("Weighed most differently",)),
    ):
        sets = table("party:string,node:string,weight:double", [("Asa", node, 2.0), ("Bo", other, 2.0)])
        _, log = run("stakeholderscores", AREAS=places, KEY_FIELD="name", FRAMEWORK=_framework(tmp_path), WEIGHTS=sets)
        assert "Seen most differently" not in log.text
        assert all(word in log.text for word in words)
        assert ("Weighed most differently" in log.text) == (node != other)
