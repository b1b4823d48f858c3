"""An output never replaces what it is made of, nor a feedback database."""

from __future__ import annotations

import shutil

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsVectorLayer,
)
from samplan.participation.sync import store

from ..conftest import WORKSHOP


@pytest.fixture
def refusal(provider):
    def ask(name, **parameters):
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"samplan:{name}")
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        accepted, message = algorithm.checkParameterValues(parameters, context)
        assert accepted == (not message)
        return message

    return ask


@pytest.fixture
def areas(tmp_path):
    path = tmp_path / "areas.gpkg"
    shutil.copy(WORKSHOP, path)
    return path


def test_the_file_of_an_input_is_refused(refusal, areas, monkeypatch):
    message = refusal("scoreareas", AREAS=f"{areas}|layername=planning_units", OUTPUT=str(areas))
    assert 'the file "areas.gpkg" is an input (Areas with raw values) and would be lost' in message
    monkeypatch.chdir(areas.parent)
    assert "is an input" in refusal("scoreareas", AREAS=f"{areas}|layername=planning_units", OUTPUT="areas.gpkg")
    wrapped = QgsProcessingOutputLayerDefinition(str(areas))
    assert "is an input" in refusal("scoreareas", AREAS=f"{areas}|layername=planning_units", OUTPUT=wrapped)


def test_role_layers_and_layers_of_the_project_count(refusal, areas):
    given = {"AREAS": f"{WORKSHOP}|layername=planning_units", "OUTPUT": str(areas)}
    assert "(Green areas)" in refusal("measureindicators", GREEN=f"{areas}|layername=green", **given)
    layer = QgsVectorLayer(f"{areas}|layername=green", "green", "ogr")
    QgsProject.instance().addMapLayer(layer)
    assert "is an input" in refusal("measureindicators", GREEN=layer.id(), **given)
    QgsProject.instance().removeMapLayer(layer.id())


def test_a_feedback_database_is_refused_even_when_it_is_no_input(refusal, tmp_path):
    database = tmp_path / "feedback.gpkg"
    store.create_or_migrate(database)
    message = refusal("scoreareas", AREAS=f"{WORKSHOP}|layername=planning_units", OUTPUT=str(database))
    assert '"feedback.gpkg" is a feedback database and would be lost' in message


def test_two_outputs_in_one_file_are_refused(refusal, tmp_path):
    both = str(tmp_path / "both.gpkg")
    message = refusal("publishfeedback", FEEDBACK=f"{WORKSHOP}|layername=population", OUTPUT=both, CELLS=both)
    assert 'cannot both be the file "both.gpkg"' in message


def test_other_files_tables_and_temporary_outputs_are_free(refusal, areas, tmp_path):
    given = f"{areas}|layername=planning_units"
    table = f'ogr:dbname="{areas}" table="scores" (geom)'
    for output in ("TEMPORARY_OUTPUT", "memory:", str(tmp_path / "new.gpkg"), str(tmp_path / "new.shp"), table):
        assert refusal("scoreareas", AREAS=given, OUTPUT=output) == "", output


def test_the_file_of_selected_features_is_refused(refusal, areas):
    layer = QgsVectorLayer(f"{areas}|layername=planning_units", "areas", "ogr")
    QgsProject.instance().addMapLayer(layer)
    try:
        part = QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=True)
        assert "is an input" in refusal("scoreareas", AREAS=part, OUTPUT=str(areas))
    finally:
        QgsProject.instance().removeMapLayer(layer)
