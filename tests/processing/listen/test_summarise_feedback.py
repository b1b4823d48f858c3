"""Summarise feedback by area, with the arithmetic written out, and feedback as an indicator of a framework."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing

import pytest
from qgis.core import (
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ..conftest import column, make_layer, square

FIELDS = (
    "kind:string,category:string,status:string,votes_up:int,created_utc:string,geom_origin:string,moderation:string,"
    "deleted_utc:string"
)


def row(wkt, category="Trafik", status="open", votes=1, created="2026-05-22T00:00:00Z", origin="exact", moderation=None,
        kind="report", deleted=None):  # fmt: skip
    return (wkt, kind, category, status, votes, created, origin, moderation, deleted)


@pytest.fixture
def areas():
    rows = [(square(600000, 6570000, 1000), "A"), (square(601000, 6570000, 1000), "B"),
            (square(602000, 6570000, 1000), "C"), (None, "D")]  # fmt: skip
    return make_layer("Polygon", rows, "name:string")


@pytest.fixture
def points():
    return make_layer(
        "Point",
        [
            row("POINT(600100 6570100)", votes=3),
            row("POINT(600200 6570100)", "Park", "closed", None, "2026-05-12T00:00:00Z"),
            row("POINT(600300 6570100)", "Trafik", "open", 2, "2025-05-22T00:00:00Z", "inherited"),
            row("POINT(601100 6570100)", None, "strange", None, None),
            row("POINT(609000 6570100)"),  # outside
            row("POINT(600500 6570500)", moderation="official,pinned"),
            row("POINT(600500 6570500)", moderation="withdrawn"),
            row("POINT(600500 6570500)", kind="meeting"),
            row("POINT(600500 6570500)", origin="area"),
            row(None),
        ],
        FIELDS,
        name="feedback",
    )


@pytest.fixture
def people():
    return make_layer(
        "Point", [("POINT(600500 6570500)", 1500), ("POINT(602500 6570500)", 300)], "count:int", name="residents"
    )


def test_by_hand(run, areas, points, people):
    results, log = run(
        "summarisefeedback", AREAS=areas, FEEDBACK=points, POPULATION=people, REFERENCE_DATE="2026-05-31",
        WINDOWS='{"2025": ["2025-01-01", "2025-12-31"]}', SUMMARY="TEMPORARY_OUTPUT",
    )  # fmt: skip
    layer = results["OUTPUT"]
    assert column(layer, "name") == ["A", "B", "C", "D"]
    assert column(layer, "fb_count") == [3, 1, 0, None], "an area without polygon is unknown, not 0"
    assert column(layer, "fb_per_1000") == [2.0, None, 0.0, None], "3 / 1500 * 1000; nobody lives in B"
    assert column(layer, "fb_votes") == [5.0, None, None, None]
    assert column(layer, "fb_median_age") == [20.0, None, None, None], "10, 20 and 375 days before 1 June"
    assert column(layer, "fb_share_trafik")[0] == pytest.approx(200 / 3)
    assert column(layer, "fb_share_none") == [0.0, 100.0, None, None]
    assert column(layer, "fb_status_unknown") == [0.0, 100.0, None, None]
    assert column(layer, "fb_count_2025") == [1, 0, 0, None]
    assert column(layer, "fb_per_1000_2025")[0] == pytest.approx(1000 / 1500)
    # 7 count: 3 in A, 1 in B, 1 outside, 1 with its project's area only, 1 without geometry
    assert results["COUNTED"] == 7
    assert results["IN_AREAS"] == 4
    assert results["UNLOCATED_SHARE"] == pytest.approx(200 / 7)
    assert column(layer, "fb_unlocated_share") == [pytest.approx(200 / 7)] * 4
    assert "1 items left out: official answers." in log.text
    assert "29 %" in layer.metadata().abstract()
    assert json.loads(layer.metadata().history()[-1])["inputs"]["FEEDBACK"]["unplaced"] == {"area": 1, "none": 1}
    table = run.contexts[-1].getMapLayer(results["SUMMARY"])
    assert column(table, "period") == ["all", "2025"]
    assert column(table, "items") == [7, 1]
    assert column(table, "unlocated") == [2, 0]


def test_listed_categories_give_stable_fields(run, areas, points):
    results, _ = run("summarisefeedback", AREAS=areas, FEEDBACK=points, CATEGORIES="Buller & vibrationer; park")
    names = [name for name in results["OUTPUT"].fields().names() if name.startswith("fb_share")]
    assert names == ["fb_share_buller_vibrationer", "fb_share_park", "fb_share_other", "fb_share_none"]
    assert column(results["OUTPUT"], "fb_share_park")[0] == pytest.approx(100 / 3)
    assert "fb_per_1000" not in results["OUTPUT"].fields().names()


def test_the_table_of_the_database_is_found(run, areas, tmp_path):
    database = str(tmp_path / "feedback.gpkg")
    imported, _ = run("importfeedback", CONNECTOR="sample", DATABASE=database)
    results, log = run("summarisefeedback", AREAS=areas, FEEDBACK=imported["FEEDBACK"])
    total = imported["NEW"]
    assert results["UNLOCATED_SHARE"] == pytest.approx(100 * imported["UNLOCATED"] / total)
    assert not any("No table" in warning for warning in log.warnings)
    filtered = QgsVectorLayer(imported["FEEDBACK"], "filtered", "ogr")
    filtered.setSubsetString("\"status\" = 'open'")
    results, _ = run("summarisefeedback", AREAS=areas, FEEDBACK=filtered)
    table = QgsVectorLayer(imported["FEEDBACK_UNLOCATED"], "t", "ogr")
    unlocated = sum(status == "open" for status in column(table, "status"))
    assert results["COUNTED"] == filtered.featureCount() + unlocated


def test_feedback_in_degrees_and_without_our_fields(run, areas):
    plain = make_layer("Point", [("POINT(16.7628 59.2615)",), ("POINT(0 0)",)], "", "EPSG:4326")
    results, log = run("summarisefeedback", AREAS=areas, FEEDBACK=plain)
    assert sum(value or 0 for value in column(results["OUTPUT"], "fb_count")) == 1
    assert any("No table of items without a position" in warning for warning in log.warnings)


def test_bad_periods_are_plain(run, areas, points):
    with pytest.raises(QgsProcessingException, match="ends before it starts"):
        run("summarisefeedback", AREAS=areas, FEEDBACK=points, WINDOWS='{"x": ["2026-01-01", "2025-01-01"]}')


def test_feedback_as_an_indicator(run, areas, points, people, tmp_path):
    results, _ = run("summarisefeedback", AREAS=areas, FEEDBACK=points, POPULATION=people)
    framework = tmp_path / "framework.json"
    framework.write_text(
        json.dumps(
            {
                "samplan_framework": 1, "id": "listening", "version": "1.0.0", "title": {"en": "Listening", "sv": "Lyssna"},
                "scale": [0, 100], "aggregation": "arithmetic",
                "missing": {"policy": "renormalise", "min_coverage": 0.5},
                "children": [{"id": "fb_per_1000", "title": {"en": "Feedback", "sv": "Synpunkter"}, "indicator":
                              "fb_per_1000", "field": "fb_per_1000", "direction": "down",
                              "normalisation": {"method": "goalposts", "low": 0, "high": 10, "clamp": True}}],
            }
        ),
        encoding="utf-8",
    )  # fmt: skip
    scored, _ = run("scoreareas", AREAS=results["OUTPUT"], FRAMEWORK=str(framework))
    assert column(scored["OUTPUT"], "score")[:3] == [80.0, None, 100.0]


def test_feedback_density_is_an_indicator_of_its_own(run, areas, people):
    said = make_layer("Point", [(f"POINT({600100 + 10 * n} 6570100)",) for n in range(3)], "", name="feedback")
    results, _ = run("indicator_feedback_density", AREAS=areas, FEEDBACK=said, POPULATION=people)
    assert column(results["OUTPUT"], "feedback_density") == [2.0, None, 0.0, None], "3 / 1500 * 1000; nobody wrote in C"


def test_times_of_the_database_are_utc_wherever_one_works(run, tmp_path, monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Stockholm")
    time.tzset()
    try:
        database = str(tmp_path / "feedback.gpkg")
        imported, _ = run("importfeedback", CONNECTOR="sample", DATABASE=database)
        with closing(sqlite3.connect(database)) as db, db:
            first = db.execute(
                "SELECT min(created_utc) FROM (SELECT created_utc FROM feedback UNION ALL SELECT created_utc FROM"
                " feedback_unlocated)"
            ).fetchone()[0]
        # a period that holds only the very first item: one second long
        second = first[:19]
        windows = json.dumps({"first": [second + "Z", second + ".999Z"]})
        area = make_layer("Polygon", [(square(9.4, 47.0, 0.4),)], "", "EPSG:4326")
        results, _ = run(
            "summarisefeedback", AREAS=area, FEEDBACK=imported["FEEDBACK"], WINDOWS=windows, SUMMARY="TEMPORARY_OUTPUT"
        )
        assert column(run.contexts[-1].getMapLayer(results["SUMMARY"]), "items")[1] == 1
    finally:
        monkeypatch.undo()
        time.tzset()


def test_unknown_categories_ages_and_periods_are_told(run, areas, points):
    results, log = run(
        "summarisefeedback", AREAS=areas, FEEDBACK=points, CATEGORIES="trafk; park", REFERENCE_DATE="2025-12-31",
        WINDOWS='{"2025": ["2025-01-01", "2025-12-31"], "empty": ["2020-01-01", "2020-12-31"]}',
    )  # fmt: skip
    layer = results["OUTPUT"]
    assert any(
        "No item has the category trafk. There are these, the most similar first: Trafik" in w for w in log.warnings
    )
    assert not any("category park" in warning for warning in log.warnings)
    assert any("5 items were written after 2025-12-31," in warning for warning in log.warnings), log.warnings
    ages = column(layer, "fb_median_age")
    assert [age is None or age >= 0 for age in ages] == [True] * 4
    assert ages[0] == 224.0, "only the item of 22 May 2025 was written before 1 January 2026"
    assert column(layer, "fb_unlocated_share_2025") == [0.0] * 4
    assert column(layer, "fb_unlocated_share_empty") == [None] * 4


def test_feedback_of_another_place_is_told(run, areas):
    wrong = make_layer("Point", [("POINT(18.06 59.33)",)] * 3, "", "EPSG:3006", name="feedback")
    results, log = run("summarisefeedback", AREAS=areas, FEEDBACK=wrong)
    assert results["IN_AREAS"] == 0
    assert any("None of the 3 items with a position lies within the areas" in warning for warning in log.warnings)


def test_a_layer_of_somebody_else(run, areas):
    rows = [(f"POINT({600100 + n} 6570100)", "Felanmälan", n, "2025-01-01") for n in range(4)] + [
        ("POINT EMPTY", "x", 1, None), (None, "x", 1, None)]  # fmt: skip
    plain = make_layer("Point", rows, "Ärende:string,category:int,Datum:date", name="Felanmälningar")
    results, log = run("summarisefeedback", AREAS=areas, FEEDBACK=plain)
    assert column(results["OUTPUT"], "fb_count")[0] == 4
    assert column(results["OUTPUT"], "fb_share_0")[0] == 25.0, "category 0 is a category"
    assert results["UNLOCATED_SHARE"] == pytest.approx(100 / 3)
    assert any("has no field status, votes_up, created_utc" in warning for warning in log.warnings)


def test_borders_overlaps_and_broken_areas(run):
    """Every point of a partition counts once; where areas overlap it counts in each; a bow tie is repaired."""
    grid = [(square(600000 + 1000 * i, 6570000 + 1000 * j, 1000), "part") for i in range(3) for j in range(3)]
    bow_tie = "POLYGON((610000 6570000,611000 6571000,611000 6570000,610000 6571000,610000 6570000))"
    areas = make_layer(
        "Polygon",
        [*grid, (square(600000, 6570000, 3000), "all"), (bow_tie, "bow"), ("POLYGON EMPTY", "none"), (None, "null")],
        "name:string",
    )
    # none on the right or upper edge of the whole, whose points lie in no area by the half-open rule
    corners = [f"POINT({600000 + 500 * i} {6570000 + 500 * j})" for i in range(6) for j in range(6)]
    said = make_layer("Point", [(wkt,) for wkt in [*corners, "POINT(610100 6570500)"]], "", name="feedback")
    results, _ = run("summarisefeedback", AREAS=areas, FEEDBACK=said)
    counts = column(results["OUTPUT"], "fb_count")
    assert counts == [4] * 9 + [36, 1, None, None]
    assert results["IN_AREAS"] == 37


def test_no_residents_and_unknown_residents(run, areas, points):
    homes = [("POINT(600500 6570500)", 0), ("POINT(601500 6570500)", None), ("POINT(602500 6570500)", -5)]
    people = make_layer("Point", homes, "count:int", name="residents")
    results, _ = run("summarisefeedback", AREAS=areas, FEEDBACK=points, POPULATION=people)
    assert column(results["OUTPUT"], "fb_per_1000") == [None] * 4
    assert column(results["OUTPUT"], "fb_count") == [3, 1, 0, None]
    nobody = make_layer("Point", [], "count:int", name="residents")
    results, log = run("summarisefeedback", AREAS=areas, FEEDBACK=points, POPULATION=nobody)
    assert "fb_per_1000" not in results["OUTPUT"].fields().names()
    assert any("is empty and counts as not given" in warning for warning in log.warnings)


def test_empty_layers(run, areas, points):
    nothing = make_layer("Point", [], FIELDS, name="feedback")
    results, _ = run("summarisefeedback", AREAS=areas, FEEDBACK=nothing, SUMMARY="TEMPORARY_OUTPUT")
    assert column(results["OUTPUT"], "fb_count") == [0, 0, 0, None]
    assert column(results["OUTPUT"], "fb_unlocated_share") == [None] * 4
    assert results["UNLOCATED_SHARE"] is None
    with pytest.raises(QgsProcessingException, match="is empty"):
        run("summarisefeedback", AREAS=make_layer("Polygon", []), FEEDBACK=points)


@pytest.mark.parametrize("ending", ["gpkg", "geojson"])
def test_seventy_strange_categories_in_several_periods(run, areas, tmp_path, ending):
    names = [
        "Park",
        "park",
        "PARK",
        "a;b",
        'say "hi"',
        "it's",
        "🚲",
        "🚌",
        "Ljud, buller",
        *(f"Ämne {n}" for n in range(61)),
    ]
    rows = [row(f"POINT({600001 + n} 6570100)", name, created="2025-06-01T00:00:00Z") for n, name in enumerate(names)]
    target = str(tmp_path / f"out.{ending}")
    windows = {"2025": ["2025-01-01", "2025-12-31"], "Sommar": ["2025-06-01", "2025-08-31"], "🌞": [None, "2025-01-01"]}
    run(
        "summarisefeedback", AREAS=areas, FEEDBACK=make_layer("Point", rows, FIELDS, name="feedback"),
        MAX_CATEGORIES=100, WINDOWS=json.dumps(windows), OUTPUT=target,
    )  # fmt: skip
    layer = QgsVectorLayer(target, "out", "ogr")
    assert layer.featureCount() == 4
    shares = [
        name for name in layer.fields().names() if name.startswith("fb_share") and not name.endswith(("2025", "sommar"))
    ]
    first = next(layer.getFeatures())
    whole = [first[name] for name in shares if not name.endswith("_x") or name == "fb_share_x"]
    assert len([name for name in shares if not name.endswith("_x")]) >= 68 + 1
    assert sum(value for value in whole if value) == pytest.approx(100)
    assert first["fb_share_park"] == pytest.approx(300 / 70)


def test_marked_items_are_told_and_left_out_when_asked(run, areas):
    marks = [None, "near_duplicate", "burst", "near_duplicate,burst", "burst"]
    rows = [(f"POINT({600100 + n} 6570100)", mark) for n, mark in enumerate(marks)]
    layer = make_layer("Point", rows, "marks:string", name="feedback")
    results, log = run("summarisefeedback", AREAS=areas, FEEDBACK=layer)
    assert column(results["OUTPUT"], "fb_count")[0] == 5
    assert any("4 of the items that count are marked" in warning for warning in log.warnings)
    for leave_out, count in ((["burst"], 2), (["near_duplicate"], 3), (["near_duplicate", "burst"], 1)):
        results, log = run("summarisefeedback", AREAS=areas, FEEDBACK=layer, LEAVE_OUT=leave_out)
        assert column(results["OUTPUT"], "fb_count")[0] == count
        assert results["COUNTED"] == count
        record = json.loads(results["OUTPUT"].metadata().history()[-1])
        assert record["parameters"]["LEAVE_OUT"] == leave_out
        assert sum(record["inputs"]["FEEDBACK"]["left_out"].values()) == 5 - count
    assert "items left out: Same words as an earlier item" in log.text
    assert "marked as" not in log.text


def test_the_table_is_found_however_the_layer_is_named(run, areas, tmp_path):
    database = str(tmp_path / "feedback.gpkg")
    imported, _ = run("importfeedback", CONNECTOR="sample", DATABASE=database)
    share = pytest.approx(100 * imported["UNLOCATED"] / imported["NEW"])
    for address in (database, f"{database}|layerid=0", imported["FEEDBACK"]):
        results, log = run("summarisefeedback", AREAS=areas, FEEDBACK=address)
        assert results["UNLOCATED_SHARE"] == share, address
        assert column(results["OUTPUT"], "fb_unlocated_share") == [share] * 4
        assert "No table" not in log.text


def test_of_selected_features_the_unlocated_share_is_unknown(run, areas, tmp_path):
    database = str(tmp_path / "feedback.gpkg")
    imported, _ = run("importfeedback", CONNECTOR="sample", DATABASE=database)
    layer = QgsVectorLayer(imported["FEEDBACK"], "feedback", "ogr")
    QgsProject.instance().addMapLayer(layer)
    try:
        layer.selectByExpression("\"status\" = 'open'")
        chosen = QgsProcessingFeatureSourceDefinition(layer.id(), True)
        results, log = run("summarisefeedback", AREAS=areas, FEEDBACK=chosen, SUMMARY="TEMPORARY_OUTPUT")
        assert results["COUNTED"] == layer.selectedFeatureCount() > 0
        assert results["UNLOCATED_SHARE"] is None, "unknown is not 0"
        assert set(column(results["OUTPUT"], "fb_unlocated_share")) == {None}
        assert column(run.contexts[-1].getMapLayer(results["SUMMARY"]), "unlocated") == [None]
        assert any("the share of unlocated items is unknown" in warning for warning in log.warnings)
        spots, log = run("feedbackhotspots", FEEDBACK=chosen, CELL=500)
        assert spots["UNLOCATED_SHARE"] is None
        assert any(info.startswith("Measured in EPSG:") for info in log.infos)
        assert "areas" not in " ".join(log.infos), "no areas were given"
    finally:
        QgsProject.instance().removeMapLayer(layer.id())


def test_another_layer_of_the_database_is_told(run, areas, tmp_path):
    database = str(tmp_path / "both.gpkg")
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = "benches"
    benches = make_layer("Point", [("POINT(600100 6570100)",)] * 3, "")
    QgsVectorFileWriter.writeAsVectorFormatV3(benches, database, QgsProject.instance().transformContext(), options)
    run("importfeedback", CONNECTOR="sample", DATABASE=database)
    results, log = run("summarisefeedback", AREAS=areas, FEEDBACK=database)
    assert results["COUNTED"] == 3
    assert any("benches is another layer of the feedback database" in warning for warning in log.warnings)
    assert "both.gpkg|layername=feedback" in log.text
    for wrong in (f"{database}|layername=feedback_unlocated", areas):
        with pytest.raises(QgsProcessingException, match="holds no points"):
            run("summarisefeedback", AREAS=areas, FEEDBACK=wrong)


def test_names_of_periods_are_told_and_none_are_no_fault(run, areas, points):
    results, log = run(
        "summarisefeedback", AREAS=areas, FEEDBACK=points,
        WINDOWS='{"2025": ["2025-01-01", null], "å r": ["2025-01-01", null], "IN_2025": ["2025-01-01", null]}',
    )  # fmt: skip
    assert "The fields of the period “å r” end in _a_r." in log.infos
    assert "The fields of the period “IN_2025” end in _in_2025" in log.text
    assert "period “2025”" not in log.text
    for empty in ("{}", "[]"):
        results, _ = run("summarisefeedback", AREAS=areas, FEEDBACK=points, WINDOWS=empty)
        assert not [name for name in results["OUTPUT"].fields().names() if name.startswith("fb_count_")]
