"""What a municipality's GIS officer stumbled over, from the manual and the help alone."""

from __future__ import annotations

import contextlib
import json
import re

import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer

from .conftest import Log, column, make_layer, square

X, Y = 674000, 6580000
FIELDS = "name:string,green:double,noise:double,school:double"
ROWS = [("a", 50, 60, 80), ("b", 0, 100, None), ("c", 120, 20, 10), ("d", None, None, None), ("e", 50, 60, 80)]


def places(rows=ROWS, name="areas"):
    return make_layer(
        "Polygon", [(square(X + 1000 * i, Y, 1000), *row) for i, row in enumerate(rows)], FIELDS, name=name
    )


@pytest.fixture
def framework(tmp_path):
    """Return a framework of our own: green counts a third, noise and school two thirds together."""

    def leaf(name, direction="up"):
        goalposts = {"method": "goalposts", "low": 0, "high": 100, "clamp": True}
        return {"id": name, "title": name, "indicator": name, "direction": direction, "normalisation": goalposts}

    social = [leaf("noise", "down"), leaf("school")]
    path = tmp_path / "own.json"
    path.write_text(
        json.dumps(
            {
                "samplan_framework": 1,
                "id": "own",
                "version": "1",
                "title": "Own",
                "missing": {"policy": "renormalise", "min_coverage": 0.5},
                "children": [
                    {"id": "eco", "title": "Eco", "weight": 1, "children": [leaf("green")]},
                    {"id": "soc", "title": "Social", "weight": 2, "children": social},
                ],
            }
        ),
        encoding="utf-8",
    )
    return str(path)


@pytest.fixture
def scored(run, framework, tmp_path):
    """Return the file of five scored areas."""
    path = str(tmp_path / "scored.gpkg")
    run(
        "scoreareas",
        AREAS=places(),
        KEY_FIELD="name",
        FRAMEWORK=framework,
        OUTPUT=path,
        FRAME=str(tmp_path / "frame.json"),
    )
    return path


def rows_of_text(fields, rows):
    return make_layer(
        "None", [(None, *row) for row in rows], ",".join(f"{name}:string" for name in fields), name="table"
    )


def test_writing_again_to_the_same_table_asks_nobody(run, framework, tmp_path):
    """QGIS asks in a window before it replaces a stored style: without a user the run would wait for ever."""
    from osgeo import ogr
    from qgis import processing

    path = str(tmp_path / "town.gpkg")
    processing.run("native:savefeatures", {"INPUT": places(), "OUTPUT": path, "LAYER_NAME": "areas"})
    target = f"ogr:dbname='{path}' table=\"scored\" (geom)"
    with contextlib.suppress(QgsProcessingException):  # QGIS 3.22 fails the first time a table is added to an open file
        run("scoreareas", AREAS=places(), FRAMEWORK=framework, OUTPUT=target)
    for _ in range(2):
        run("scoreareas", AREAS=places(), FRAMEWORK=framework, OUTPUT=target)
    styles = ogr.Open(path).ExecuteSQL("SELECT f_table_name, styleName FROM layer_styles")
    names = [(style[0], style[1]) for style in styles]
    assert ("scored", "samplan") in names
    assert len(names) == len(set(names))


def test_score_again_renews_points_and_coverage(run, scored):
    """With 4 : 2 for Eco : Social the stored points would no longer add up to the score."""
    results, _ = run("scoreagain", AREAS=scored, WEIGHTS_JSON='{"eco": 4}')
    layer = results["OUTPUT"]
    score = column(layer, "score")
    assert score[0] == pytest.approx((4 * 50 + 2 * 60) / 6)
    points = [column(layer, f"c_{name}") for name in ("green", "noise", "school")]
    assert [part[0] for part in points] == pytest.approx([4 / 6 * 50, 2 / 6 * 20, 2 / 6 * 40])
    for place in (0, 1, 2, 4):
        assert sum(part[place] or 0 for part in points) == pytest.approx(score[place])
    assert column(layer, "s_soc_cov") == pytest.approx([1.0, 0.5, 1.0, 0.0, 1.0])
    assert "c_green_in" not in layer.fields().names()


def test_score_again_takes_no_coverage_that_is_none(run, scored):
    with pytest.raises(ValueError, match="MIN_COVERAGE"):
        run("scoreagain", AREAS=scored, MIN_COVERAGE="2")
    with pytest.raises(ValueError, match=r"MIN_COVERAGE: write a number .* not “much”"):
        run("scoreagain", AREAS=scored, MIN_COVERAGE="much")


def test_parties_with_equal_ranks_agree_fully(run, scored, framework):
    """Two areas with the same values differ in the last bit of some weighted sums: they are tied all the same."""
    weights = rows_of_text(
        ("party", "node", "weight"), [("A", "eco", "3"), ("A", "soc", "1"), ("B", "eco", "1"), ("B", "noise", "5")]
    )
    results, _ = run(
        "stakeholderscores", AREAS=scored, FRAMEWORK=framework, WEIGHTS=weights, AGREEMENT="TEMPORARY_OUTPUT"
    )
    assert column(results["OUTPUT"], "rank_a") == column(results["OUTPUT"], "rank_b") == [2, 4, 1, None, 2]
    assert results["KENDALL_W"] == pytest.approx(1.0)


def test_one_judge_is_warned_once(run):
    table = ["eco", "soc", 3, "eco", "money", 9, "soc", "money", "1/9"]
    _, log = run("pairwiseweights", TABLE=table)
    assert len(log.warnings) == 1
    assert re.match(r"\w+: consistency ratio 1\.149", log.warnings[0])


def test_lift_says_why_nothing_lifts(run, scored, framework):
    def said(**parameters):
        _, log = run("liftarea", AREAS=scored, KEY_FIELD="name", FRAMEWORK=framework, **parameters)
        return log.warnings[-1]

    assert said(AREA="d", TARGET=50) == '"d" has no score, because too much data is missing there.'
    assert said(AREA="c") == 'No area stands above "c". Give a score to reach.'
    assert said(AREA="c", TARGET=10) == '"c" has that score already.'
    assert said(AREA="a", TARGET=99) == 'No single indicator can lift "a" that far.'


def test_empty_minimum_is_told(run, scored):
    statements = rows_of_text(("party", "indicator", "minimum", "goal"), [("A", "green", None, "30")])
    with pytest.raises(QgsProcessingException, match="A, green: a number is missing"):
        run("valuedialogue", AREAS=scored, STATEMENTS=statements)


def test_framework_from_a_table_of_text(run, tmp_path):
    """A CSV table has only text fields, here with decimal commas."""
    table = rows_of_text(("name", "green", "noise"), [("Åby", "50,5", "60"), ("B", "10", ""), ("C", "1 000", "5")])
    target = tmp_path / "draft.json"
    run("frameworkfromlayer", INPUT=table, TITLE='Our "town"', FRAMEWORK=str(target))
    draft = json.loads(target.read_text(encoding="utf-8"))
    assert [child["id"] for child in draft["children"]] == ["green", "noise"]
    assert draft["children"][0]["normalisation"]["high"] == 1000


def test_data_weights_tell_of_text(run):
    log = Log()
    with pytest.raises(QgsProcessingException):
        run("dataweights", log, AREAS=places(), FIELDS=["green", "name"])
    assert '5 values of the field "name" are no numbers' in log.text


def test_comparison_tells_of_other_coverage(run, scored, tmp_path):
    later = str(tmp_path / "later.gpkg")
    rows = [("a", 50, 60, 80), ("b", 0, 100, 90)]
    run("scoreareas", AREAS=places(rows), KEY_FIELD="name", USE_FRAME=str(tmp_path / "frame.json"), OUTPUT=later)
    _, log = run("comparescenarios", LAYERS=[scored, later], KEY_FIELD="name")
    assert any("1 areas rests on other indicators" in line for line in log.warnings)


def test_no_negative_zero(scored):
    assert "-0" not in {f"{value:g}" for value in column(QgsVectorLayer(scored), "c_green") if value is not None}


def test_layer_from_elsewhere_is_told(run):
    """A layer of another town measures 0, as an empty one would: not wrong, but seldom meant."""
    people = make_layer("Point", [(f"POINT({X + 500} {Y + 500})", 7)], "count:integer", name="people")
    far = make_layer("Polygon", [(square(X + 300000, Y, 500),)], name="parks")
    areas = make_layer("Polygon", [(square(X, Y, 1000),)])
    _, log = run("measureindicators", AREAS=areas, GREEN=far, POPULATION=people, INDICATORS=["green_share"])
    assert any('"parks" has nothing near the planning areas' in line for line in log.warnings)
    _, log = run("checkdata", AREAS=areas, GREEN=far, POPULATION=people)
    assert any("Green areas: The whole layer lies elsewhere" in line for line in log.warnings)
    assert not any("Population: The whole layer" in line for line in log.warnings)


def test_transfer_tells_of_overlaps_and_unknown_dwellings(run):
    zones = make_layer("Polygon", [(square(X, Y, 1000), 100)], "people:integer", name="zones")
    areas = make_layer("Polygon", [(square(X, Y, 1000),), (square(X, Y, 500),)])
    _, log = run("transferpopulation", ZONES=zones, COUNTS=["people"], AREAS=areas)
    assert any("planning areas overlap" in line for line in log.warnings)
    houses = make_layer(
        "Polygon",
        [(square(X + 10, Y + 10, 10), 4), (square(X + 700, Y + 10, 10), None)],
        "dwellings:integer",
        name="houses",
    )
    one = make_layer("Polygon", [(square(X, Y, 1000),)])
    results, log = run(
        "transferpopulation", ZONES=zones, COUNTS=["people"], AREAS=one, BUILDINGS=houses, WEIGHT="dwellings"
    )
    assert any("1 buildings have no known number of dwellings" in line for line in log.warnings)
    assert column(results["OUTPUT"], "people") == pytest.approx([100.0])


def test_files_that_cannot_be_written_are_refused_first(run, framework, scored, tmp_path):
    nowhere = str(tmp_path / "nowhere" / "file.json")
    with pytest.raises(ValueError, match=r"nowhere.* is not there or cannot be written to"):
        run("scoreareas", AREAS=places(), FRAMEWORK=framework, FRAME=nowhere)
    with pytest.raises(ValueError, match=r"nowhere.* is not there or cannot be written to"):
        run("frameworkfromlayer", INPUT=scored, FRAMEWORK=nowhere)
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(ValueError, match=r'"folder\.json" is a folder'):
        run("frameworkfromlayer", INPUT=scored, FRAMEWORK=str(tmp_path / "folder.json"))


def test_lineage_beside_a_file_is_found_again(run, framework, tmp_path):
    """QGIS reads a .qmd file only when a user opens the layer, never for an algorithm."""
    path = str(tmp_path / "scored.geojson")
    run("scoreareas", AREAS=places(), FRAMEWORK=framework, OUTPUT=path)
    results, _ = run("scoreagain", AREAS=path, WEIGHTS_JSON='{"eco": 4}')
    assert column(results["OUTPUT"], "score")[0] == pytest.approx((4 * 50 + 2 * 60) / 6)
    results, _ = run("comparescenarios", LAYERS=[path, path], KEY_FIELD="name")
    assert column(results["OUTPUT"], "outcome_scored_2") == [0, 0, 0, None, 0]


def test_shapefile_is_warned_of(run, framework, tmp_path):
    areas = make_layer("Polygon", [(square(X, Y, 1000), 1, 2, 3)], "green:double,noise:double,school:double")
    _, log = run("scoreareas", AREAS=areas, FRAMEWORK=framework, OUTPUT=str(tmp_path / "out.gpkg"))
    assert not any("Shapefile" in line for line in log.warnings)
    park = make_layer("Polygon", [(square(X, Y, 500),)])
    _, log = run("measureindicators", AREAS=areas, GREEN=park, OUTPUT=str(tmp_path / "out.shp"))
    assert any("A Shapefile cuts field names to 10" in line for line in log.warnings)


def test_areas_without_a_key_are_not_matched(run, framework, tmp_path):
    """NULL in the key field is no name: two nameless areas are not the same area."""
    path = str(tmp_path / "scored.gpkg")
    run("scoreareas", AREAS=places([("a", 50, 60, 80), (None, 1, 2, 3)]), FRAMEWORK=framework, OUTPUT=path)
    results, _ = run("comparescenarios", LAYERS=[path, path], KEY_FIELD="name")
    assert column(results["OUTPUT"], "name") == ["a"]
