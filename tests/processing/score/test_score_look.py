"""How scored layers look: named styles of one layer, labels of best and last, tips, a grouped form, rounded numbers, names."""

from __future__ import annotations

import re

import pytest
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsVectorLayer,
)
from samplan.processing.styles.renderers import (
    alike,
    coverage_renderer,
    crowded,
    fifths_renderer,
    rank_renderer,
    score_renderer,
)

from ..conftest import column

STYLES = {"Score, fixed classes", "Score, fifths", "Rank", "Ecological", "Social", "Economic", "Coverage"}


def legend(renderer):
    return [rule.label() for rule in renderer.rootRule().children()]


def drawn(layer):
    """How many features each rule of the layer's renderer takes."""
    counts = []
    for rule in layer.renderer().rootRule().children():
        expression, context = QgsExpression(rule.filterExpression()), QgsExpressionContext()
        context.setFields(layer.fields())
        count = 0
        for feature in layer.getFeatures():
            context.setFeature(feature)
            count += bool(expression.evaluate(context))
        counts.append(count)
    return counts


@pytest.fixture(scope="module")
def scored(provider, workshop, tmp_path_factory):
    from ..conftest import Runner

    run = Runner()
    path = tmp_path_factory.mktemp("look") / "scored.gpkg"
    roles = {name.upper(): workshop(name) for name in ("green", "land_use", "streets", "transit", "population")}
    run(
        "assessareas", AREAS=workshop("planning_units"), KEY_FIELD="name", WATER=workshop("water"),
        BUILDINGS=workshop("buildings"), OUTPUT=str(path), **roles,
    )  # fmt: skip
    return path


def test_one_layer_has_a_style_for_every_question(scored):
    related, _ids, names, *_ = QgsVectorLayer(str(scored), "again", "ogr").listStylesInDatabase()
    assert related == len(STYLES)
    assert {name.partition(": ")[2] for name in names if ":" in name} < STYLES
    again = QgsVectorLayer(str(scored), "again", "ogr")
    assert legend(again.renderer())[4].startswith("Highest fifth (")  # what it opens with
    counts = drawn(again)
    known = sum(value is not None for value in column(again, "score"))
    assert sum(counts[:5]) == known
    assert max(counts[:5]) - min(counts[:5]) <= 2
    assert counts[5] == again.featureCount() - known


def test_running_again_into_the_file_leaves_no_style_behind(scored, provider, workshop):
    from ..conftest import Runner

    table = f"ogr:dbname='{scored}' table=\"robust\" (geom)"
    for _ in range(2):
        Runner()(
            "rankrobustness", AREAS=str(scored), KEY_FIELD="name", DRAWS=30, FRAMEWORK="sodertorn_core", OUTPUT=table
        )
    robust = QgsVectorLayer(f"{scored}|layername=robust", "robust", "ogr")
    assert robust.listStylesInDatabase()[0] == len(STYLES)
    assert legend(robust.renderer())[0].startswith("Places 1–")
    assert legend(robust.renderer())[-1] == "Pale: the place is not settled, see the interval"


def test_best_and_last_are_labelled_by_name(scored):
    layer = QgsVectorLayer(str(scored), "again", "ogr")
    assert layer.labelsEnabled()
    (rule,) = layer.labeling().rootRule().children()
    chosen = list(layer.getFeatures(rule.filterExpression()))
    ranks = sorted(feature["rank"] for feature in chosen)
    known = sum(value is not None for value in column(layer, "score"))
    assert ranks == [1, 2, 3, known - 2, known - 1, known]
    context = QgsExpressionContext()
    context.setFields(layer.fields())
    context.setFeature(min(chosen, key=lambda feature: feature["rank"]))
    assert QgsExpression(rule.settings().fieldName).evaluate(context).startswith("1. ")


def test_the_map_tip_is_a_table_without_markup_of_strangers(scored):
    layer = QgsVectorLayer(str(scored), "again", "ogr")
    feature = QgsFeature(next(layer.getFeatures('"score" IS NOT NULL')))
    feature["name"] = "<script>alert('x')</script> & [% @user_account_name %]"
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    text = QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)
    assert "&lt;script&gt;" in text
    assert "<script>" not in text
    assert f">{feature['rank']}</td>" in text
    assert len(re.findall("<tr>", text)) == 6  # score, rank, three pillars, coverage; nothing is left out
    assert "[%" not in text.replace("[% @user_account_name %]", "")


def test_the_form_is_in_tabs_and_numbers_are_rounded(scored):
    layer = QgsVectorLayer(str(scored), "again", "ogr")
    tabs = [tab.name() for tab in layer.editFormConfig().tabs()]
    assert tabs == ["Area", "Scores", "Points of the score", "Measured values"]
    names = layer.fields().names()
    shown = [child.name() for tab in layer.editFormConfig().tabs() for child in tab.children()]
    assert sorted(shown) == sorted(names)
    setup = layer.editorWidgetSetup(names.index("score"))
    assert (setup.type(), setup.config()["Precision"]) == ("Range", 1)


def test_results_are_named_and_grouped(scored, provider, qgis_new_project):
    from qgis import processing

    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    context.setProject(QgsProject.instance())
    layer = processing.run(
        "samplan:scoreareas",
        {
            "AREAS": str(scored),
            "FRAMEWORK": "sodertorn_core",
            "KEY_FIELD": "name",
            "OUTPUT": QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", QgsProject.instance()),
        },
        context=context,
        feedback=feedback,
    )["OUTPUT"]
    details = context.layersToLoadOnCompletion()[layer.id()]
    assert details.name == "planning_units: scores"
    root = QgsProject.instance().layerTreeRoot()
    other = root.insertGroup(0, "Citizens' feedback")
    QgsProject.instance().addMapLayer(layer, False)
    other.addLayer(layer)
    details.postProcessor().postProcessLayer(layer, context, feedback)
    assert root.findLayer(layer.id()).parent().name() == "Samplan: results"
    assert not other.findLayers()
    assert set(layer.styleManager().styles()) == STYLES
    assert layer.styleManager().currentStyle() == "Score, fifths"
    layer.styleManager().setCurrentStyle("Coverage")
    assert legend(layer.renderer())[0].endswith("of the weight")


def test_classes_by_hand():
    assert crowded((0, 100), [41, 45, 59, 10])  # three of four lie between 40 and 60
    assert not crowded((0, 100), [41, 45, 10, 90])
    assert not crowded((0, 100), [])
    labels = legend(fifths_renderer([float("nan"), *range(11)], "score", ""))
    assert labels[0] == "Lowest fifth (0.0–2.0)"
    assert labels[4] == "Highest fifth (8.0–10.0)"
    assert legend(rank_renderer(10))[:2] == ["Places 1–2", "Places 3–4"]
    assert legend(rank_renderer(2))[:2] == ["Place 1", "Place 2"]
    # of 6 places in five classes: limits ceil(1.2), ceil(2.4)... = 2, 3, 4, 5, 6
    assert legend(rank_renderer(6))[:5] == ["Places 1–2", "Place 3", "Place 4", "Place 5", "Place 6"]
    assert legend(coverage_renderer(0.65))[:4] == [
        f"{a}–{b} % of the weight" for a, b in ((0, 65), (65, 80), (80, 95), (95, 100))
    ]


def test_scores_that_are_all_the_same_have_fixed_classes():
    for same in ([50], [50, 50, 50], [50, float("nan")], []):
        assert alike(same)
        assert not crowded((0, 100), same)
    assert not alike([50, 50.1])
    assert crowded((0, 100), [50, 50.1, 50.2])


def test_scores_beyond_the_scale_are_said_in_the_legend():
    assert legend(score_renderer((0, 100), values=[-1, 50, 100]))[:5:4] == ["Very low (below 20)", "Very high (80–100)"]
    assert legend(score_renderer((0, 100), values=[0, 50, 104]))[:5:4] == ["Very low (0–20)", "Very high (80 and more)"]
    assert crowded((0, 100), [120, 130, 150, 50])  # three of four lie in the highest class, beyond the scale


def test_ranks_are_hatched_as_the_scores_they_come_from():
    care = [
        "Hatched: less than 80 % of the weight in the score",
        "Hatched downwards: a whole pillar or theme is left out",
    ]
    assert legend(rank_renderer(2, dropped=True))[-2:] == care
    assert legend(rank_renderer(2, interval=True))[-2:] == [care[0], "Pale: the place is not settled, see the interval"]


def test_one_area_opens_with_fixed_classes(scored, provider, tmp_path):
    from qgis import processing

    from ..conftest import Runner

    one = str(tmp_path / "one.gpkg")
    processing.run("native:extractbyexpression", {"INPUT": str(scored), "EXPRESSION": '"rank" = 1', "OUTPUT": one})
    path = str(tmp_path / "scored.gpkg")
    Runner()("scoreareas", AREAS=one, FRAMEWORK="sodertorn_core", KEY_FIELD="name", OUTPUT=path)
    layer = QgsVectorLayer(path, "one", "ogr")
    assert legend(layer.renderer())[0].startswith("Very low (")
    assert layer.listStylesInDatabase()[0] == len(STYLES) - 1  # no fifths of one area


def test_a_pillar_is_hatched_by_its_own_coverage(scored):
    layer = QgsVectorLayer(str(scored), "again", "ogr")
    _, ids, names, *_ = layer.listStylesInDatabase()
    styles = {name.partition(": ")[2]: key for name, key in zip(names, ids)}
    text, _ = layer.getStyleFromDatabase(styles["Social"])
    assert "&quot;s_social_cov&quot; &lt; 0.8" in text
    rank, _ = layer.getStyleFromDatabase(styles["Rank"])
    assert "&quot;coverage&quot; &lt; 0.8" in rank
