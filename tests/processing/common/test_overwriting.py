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
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
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


def table_of(path, table):
    return f'ogr:dbname="{path}" table="{table}" (geom)'


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
    table = table_of(areas, "scores")
    for output in ("TEMPORARY_OUTPUT", "memory:", str(tmp_path / "new.gpkg"), str(tmp_path / "new.shp"), table):
        assert refusal("scoreareas", AREAS=given, OUTPUT=output) == "", output


def test_a_folder_that_is_not_there_is_told_before_anything_is_measured(refusal, areas, tmp_path):
    given, nowhere = f"{areas}|layername=planning_units", tmp_path / "nowhere"
    for output in (str(nowhere / "new.gpkg"), str(nowhere / "new"), table_of(nowhere / "new.gpkg", "scores")):
        message = refusal("scoreareas", AREAS=given, OUTPUT=output)
        assert f'the folder "{nowhere}" is not there or cannot be written to. Choose another one.' in message


def test_the_ending_that_qgis_adds_counts(refusal, areas):
    """Without a format that it knows, QGIS writes a GeoPackage."""
    given = f"{areas}|layername=planning_units"
    assert "is an input" in refusal("scoreareas", AREAS=given, OUTPUT=str(areas.with_suffix("")))
    hidden = areas.rename(areas.with_name("areas.of.gpkg"))
    message = refusal("scoreareas", AREAS=f"{hidden}|layername=planning_units", OUTPUT=str(areas.with_name("areas.of")))
    assert 'the file "areas.of.gpkg" is an input' in message


def test_the_table_of_an_input_is_refused(refusal, tmp_path):
    path = tmp_path / "Åkers kommun.gpkg"
    shutil.copy(WORKSHOP, path)
    given = f"{path}|layername=planning_units"
    for table in ("planning_units", "Planning_Units"):
        message = refusal("scoreareas", AREAS=given, OUTPUT=table_of(path, table))
        assert 'the table "Åkers kommun.gpkg (planning_units)" is an input (Areas with raw values)' in message
    assert "is an input" in refusal(
        "scoreareas", AREAS=given, OUTPUT=f"ogr:dbname='{path}' table=\"planning_units\" (geom)"
    )
    layer = QgsVectorLayer(str(path), "the first table", "ogr")
    first = layer.dataProvider().subLayers()[0].split("!!::!!")[1]
    assert "is an input" in refusal("scoreareas", AREAS=str(path), OUTPUT=table_of(path, first))
    assert refusal("scoreareas", AREAS=str(path), OUTPUT=table_of(path, "another")) == ""


def test_what_stands_behind_joins_and_virtual_layers_counts(refusal, areas):
    units, green = (
        QgsVectorLayer(f"{areas}|layername={name}", f"own_{name}", "ogr") for name in ("planning_units", "green")
    )  # fmt: skip
    QgsProject.instance().addMapLayers([units, green])
    virtual = QgsVectorLayer('?query=select * from "own_planning_units"', "virtual", "virtual")
    joined = QgsVectorLayer("Polygon?crs=EPSG:3006&field=name:string", "joined", "memory")
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(green)
    join.setJoinFieldName("name")
    join.setTargetFieldName("name")
    QgsProject.instance().addMapLayers([virtual, joined])
    try:
        assert joined.addJoin(join)
        cases = [(joined, "green")]
        if "virtual" in QgsProviderRegistry.instance().providerList():  # a QGIS compiled for tests may lack it
            assert virtual.isValid()
            cases.append((virtual, "planning_units"))
        for layer, table in cases:
            assert "is an input" in refusal("scoreareas", AREAS=layer, OUTPUT=table_of(areas, table))
            assert "is an input" in refusal("scoreareas", AREAS=layer, OUTPUT=str(areas))
            assert refusal("scoreareas", AREAS=layer, OUTPUT=table_of(areas, "another")) == ""
    finally:
        QgsProject.instance().removeMapLayers([layer.id() for layer in (virtual, joined, units, green)])


def test_tables_of_a_feedback_database_and_of_two_outputs_are_refused(refusal, tmp_path):
    database = tmp_path / "feedback.gpkg"
    store.create_or_migrate(database)
    given = f"{WORKSHOP}|layername=planning_units"
    for table in store.TABLES:
        assert "is a feedback database" in refusal("scoreareas", AREAS=given, OUTPUT=table_of(database, table))
    assert refusal("scoreareas", AREAS=given, OUTPUT=table_of(database, "feedback_by_area")) == ""
    new, feedback = tmp_path / "new.gpkg", f"{WORKSHOP}|layername=population"
    for cells, problem in ((table_of(new, "a"), True), (str(new), True), (table_of(new, "b"), False)):
        message = refusal("publishfeedback", FEEDBACK=feedback, OUTPUT=table_of(new, "A"), CELLS=cells)
        assert ("cannot both be" in message) == problem, cells


def test_the_file_of_selected_features_is_refused(refusal, areas):
    layer = QgsVectorLayer(f"{areas}|layername=planning_units", "areas", "ogr")
    QgsProject.instance().addMapLayer(layer)
    try:
        part = QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=True)
        assert "is an input" in refusal("scoreareas", AREAS=part, OUTPUT=str(areas))
    finally:
        QgsProject.instance().removeMapLayer(layer)
