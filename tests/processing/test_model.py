"""The shipped model opens and runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsProcessingContext, QgsProcessingModelAlgorithm, QgsProcessingUtils, QgsProject

from .conftest import Log, column

MODELS = Path(__file__).resolve().parents[2] / "resources" / "models"


@pytest.mark.parametrize("path", sorted(MODELS.glob("*.model3")), ids=lambda path: path.stem)
def test_model_opens_and_its_children_exist(provider, path):
    model = QgsProcessingModelAlgorithm()
    assert model.fromFile(str(path))
    assert model.childAlgorithms()
    for child in model.childAlgorithms().values():
        assert child.algorithm() is not None, child.algorithmId()
        known = {p.name() for p in child.algorithm().parameterDefinitions()}
        assert set(child.parameterSources()) <= known
    assert model.validate() == (True, []), "the modeller would warn; run scripts/build_models.py"


def test_measure_and_score(provider, run, workshop):
    model = QgsProcessingModelAlgorithm()
    assert model.fromFile(str(MODELS / "measure_and_score.model3"))
    context, log = QgsProcessingContext(), Log()
    context.setProject(QgsProject.instance())
    run.contexts.append(context)
    roles = {role.upper(): workshop(role) for role in ("green", "population", "streets", "transit", "land_use")}
    destination = model.destinationParameterDefinitions()[0].name()
    results, ok = model.run(
        {"AREAS": workshop("planning_units"), "KEY_FIELD": "unit_id", destination: "TEMPORARY_OUTPUT", **roles},
        context,
        log,
    )
    assert ok, log.text
    layer = QgsProcessingUtils.mapLayerFromString(results[destination], context)
    assert layer.featureCount() == 119
    direct, _ = run("assessareas", AREAS=workshop("planning_units"), KEY_FIELD="unit_id", **roles)
    assert sum(score is not None for score in column(layer, "score")) > 70
    assert column(layer, "score") == pytest.approx(column(direct["OUTPUT"], "score"), nan_ok=True)
