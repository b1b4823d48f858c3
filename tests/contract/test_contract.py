"""What an earlier version wrote still opens: its layers, project, model, settings, algorithm ids and figures.

Each folder beside this file is named after the commit that wrote it, with ``make.py``.
"""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingUtils,
    QgsProject,
    QgsSettings,
    QgsVectorLayer,
)

pytestmark = pytest.mark.long

HERE = Path(__file__).resolve().parent
WRITTEN = sorted(path.parent for path in HERE.glob("*/algorithms.json"))


@pytest.fixture(params=WRITTEN, ids=lambda path: path.name)
def written(request, tmp_path):
    """A copy of what that version wrote."""
    return Path(shutil.copytree(request.param, tmp_path / "written"))


@pytest.fixture(scope="module", autouse=True)
def provider(qgis_app, qgis_processing):
    from samplan.processing.provider import SamplanProvider

    registry = QgsApplication.processingRegistry()
    there = registry.providerById("samplan")  # another module's, for the whole session
    made = there or SamplanProvider()
    assert there or registry.addProvider(made)
    yield made
    if not there:
        registry.removeProvider(made)


def run(algorithm, **parameters):
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    found = QgsApplication.processingRegistry().createAlgorithmById(f"samplan:{algorithm}")
    results, good = found.run(parameters, context, QgsProcessingFeedback(False))
    assert good
    layer = context.takeResultLayer(results["OUTPUT"])
    return layer or QgsProcessingUtils.mapLayerFromString(results["OUTPUT"], context)


def test_algorithms_parameters_words_and_outputs_are_still_there(written, provider):
    now = {algorithm.name(): algorithm for algorithm in provider.algorithms()}
    for name, was in json.loads((written / "algorithms.json").read_text("utf-8")).items():
        algorithm = now[name]
        assert algorithm.groupId() == was["group"]
        for parameter, (kind, *words) in was["parameters"].items():
            definition = algorithm.parameterDefinition(parameter)
            assert definition is not None, f"{name}: {parameter}"
            assert definition.type() == kind, f"{name}: {parameter}"
            assert not set(words) - set(definition.options() if words else ()), f"{name}: {parameter}"
        outputs = {output.name(): output.type() for output in algorithm.outputDefinitions()}
        assert outputs.items() >= was["outputs"].items(), name


def test_parameters_added_since_are_optional(written, provider):
    """Otherwise a saved model or script would no longer run."""
    now = {algorithm.name(): algorithm for algorithm in provider.algorithms()}
    for name, was in json.loads((written / "algorithms.json").read_text("utf-8")).items():
        for definition in now[name].parameterDefinitions():
            if definition.name() not in was["parameters"] and not definition.isDestination():
                given = definition.defaultValue()
                assert definition.checkValueIsAcceptable(given), f"{name}: {definition.name()}"


def test_lineage_is_read_and_scores_again(written):
    from samplan.processing.common.lineage import records

    layer = QgsVectorLayer(f"{written / 'scored.gpkg'}|layername=scored", "scored", "ogr")
    assert layer.isValid()
    (record,) = records(layer)
    assert (record["algorithm"], record["samplan_lineage"]) == ("samplan:assessareas", 1)
    again = run("scoreagain", AREAS=layer, OUTPUT="TEMPORARY_OUTPUT")
    old = [feature["score"] for feature in layer.getFeatures()]
    new = [feature["score"] for feature in again.getFeatures()]
    assert len(old) == 15
    assert new == pytest.approx(old, abs=1e-9)


def test_style_stored_with_the_result_is_loaded(written):
    layer = QgsVectorLayer(f"{written / 'scored.gpkg'}|layername=scored", "scored", "ogr")
    layer.loadDefaultStyle()
    assert layer.renderer().type() in ("RuleRenderer", "graduatedSymbol")


def test_model_opens_and_runs(written):
    model = QgsProcessingModelAlgorithm()
    assert model.fromFile(str(written / "model.model3"))
    assert {child.algorithmId() for child in model.childAlgorithms().values()} == {
        "samplan:scoreareas",
        "samplan:rankrobustness",
    }
    (destination,) = model.destinationParameterDefinitions()
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    areas = f"{written / 'scored.gpkg'}|layername=scored"
    results, good = model.run(
        {"AREAS": areas, destination.name(): "TEMPORARY_OUTPUT"}, context, QgsProcessingFeedback(False)
    )
    assert good
    layer = QgsProcessingUtils.mapLayerFromString(results[destination.name()], context)
    assert layer.featureCount() == 15
    assert {"rank_lo", "rank_hi", "settled"} <= set(layer.fields().names())


def test_project_opens_and_the_panel_knows_it(written):
    from samplan.ui.feedback import feedback_layer, project_state

    project = QgsProject.instance()
    try:
        assert project.read(str(written / "project.qgs"))
        points = feedback_layer.find(project, feedback_layer.POINTS)
        table = feedback_layer.find(project, feedback_layer.UNLOCATED)
        assert points.isValid()
        assert table.isValid()
        assert (points.featureCount(), table.featureCount()) == (266, 66)
        state = project_state.read(project)
        assert Path(state.database) == written / "feedback.gpkg"
        assert feedback_layer.same_file(state.database, feedback_layer.database_of(points))
        assert state.imports
    finally:
        project.clear()


def test_feedback_database_takes_another_run(written):
    from samplan.participation.connectors.base import Connection
    from samplan.participation.query import Query
    from samplan.participation.registry import open_connector
    from samplan.participation.sync import store
    from samplan.participation.sync.sync import sync
    from samplan.ui.feedback.connections import sample
    from samplan.web.transport import plain_transport

    own = sample()
    connector = open_connector(own.connector, Connection(own.url, profile=own.profile), plain_transport(own.url))
    before = len(store.history(written / "feedback.gpkg"))
    result = sync(connector, Query(), written / "feedback.gpkg")
    assert (result.complete, result.new, result.removed) == (True, 0, 0)
    assert len(store.history(written / "feedback.gpkg")) == before + 1


def test_saved_connections_are_read(written):
    from samplan.ui.feedback import connections

    stored = json.loads((written / "settings.json").read_text("utf-8"))
    for key, value in stored.items():
        QgsSettings().setValue(key, value)
    try:
        found = connections.find("contract1")
        assert (found.name, found.connector, found.profile, found.authcfg, dict(found.options)) == (
            "Town's reports",
            "open311",
            "6aika",
            "abc1234",
            {"caps": "1000"},
        )
    finally:
        for key in stored:
            QgsSettings().remove(key)


def test_figures_of_the_demo_are_the_same(written):
    """The demo's own run, on every QGIS version: equal to 1e-9.

    Written by dc08b0a, and written again whenever CHANGELOG.md says which published numbers change and why.
    """
    from samplan.ui.feedback.connections import SAMPLE_FILE

    data = SAMPLE_FILE.with_name("liechtenstein.gpkg")
    roles = ("population", "buildings", "green", "land_use", "water", "streets", "transit", "services", "protected")
    inputs = {role.upper(): f"{data}|layername={role}" for role in (*roles, "jobs", "municipalities")}
    inputs["LAND_COVER"] = str(data.with_name("land_cover.tif"))
    layer = run("assessareas", AREAS=f"{data}|layername=planning_units", OUTPUT="TEMPORARY_OUTPUT", **inputs)
    with open(written / "demo.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    features = list(layer.getFeatures())
    assert len(features) == len(rows) == 119
    for name in rows[0]:
        if name == "unit_id":
            assert [str(feature[name]) for feature in features] == [row[name] for row in rows]
            continue
        was = [float(row[name]) if row[name] else float("nan") for row in rows]
        now = [float(feature[name]) if feature[name] not in (None, "") and str(feature[name]) != "NULL" else float("nan")
               for feature in features]  # fmt: skip
        assert now == pytest.approx(was, rel=1e-9, abs=1e-9, nan_ok=True), name
