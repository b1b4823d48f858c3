"""Propose roles: the workshop's layers find their roles by name, by values alone, and in Swedish; samples are small."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import (
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)
from samplan.assessment.document import load
from samplan.messages import Cancelled
from samplan.processing.common.layer_facts import LayerSample, project_samples

from tests.processing import conftest
from tests.processing.conftest import column, make_layer, square

WORKSHOP = conftest.WORKSHOP

SWEDISH = {
    "planning_units": ("areas", "Planområden"),
    "municipalities": ("municipalities", "Kommuner"),
    "green": ("green", "Grönytor"),
    "water": ("water", "Vatten"),
    "protected": ("protected", "Skyddad natur"),
    "land_use": ("land_use", "Markanvändning"),
    "streets": ("streets", "Gator"),
    "transit": ("transit", "Hållplatser"),
    "services": ("services", "Service"),
    "buildings": ("buildings", "Byggnader"),
    "population": ("population", "Befolkning"),
    "jobs": ("jobs", "Arbetsplatser"),
}
UNKNOWABLE = {"water", "municipalities"}
"""Without their names nothing in these layers tells what they are: numbers and names of places."""


@pytest.fixture(scope="module", autouse=True)
def _own_workshop(tmp_path_factory):
    """Use a copy: QGIS writes into the head of a GeoPackage that a project opens."""
    global WORKSHOP
    folder = tmp_path_factory.mktemp("workshop")
    for name in ("liechtenstein.gpkg", "land_cover.tif", "land_cover_classes.csv"):
        shutil.copy(conftest.WORKSHOP.with_name(name), folder)
    WORKSHOP = folder / "liechtenstein.gpkg"


@pytest.fixture
def project():
    found = QgsProject.instance()
    found.clear()
    yield found
    found.clear()


def rows(layer):
    """Return the table as (layer, role, state) and the other columns by layer and role."""
    names = [field.name() for field in layer.fields()]
    found = [dict(zip(names, feature.attributes())) for feature in layer.getFeatures()]
    return [(row["layer"], row["role"], row["state"]) for row in found], found


def add_workshop(project, names, folder=None, land_cover=""):
    """Add the workshop's layers by other names; in a folder, as files of those names too."""
    for layer, shown in names.items():
        source = f"{WORKSHOP}|layername={layer}"
        if folder is not None:
            source = str(folder / f"{shown}.gpkg")
            gdal.VectorTranslate(source, str(WORKSHOP), layers=[layer], layerName=shown, format="GPKG")
        project.addMapLayer(QgsVectorLayer(source, shown, "ogr"))
    if land_cover:
        raster = WORKSHOP.with_name("land_cover.tif")
        if folder is not None:
            classes = raster.with_name("land_cover_classes.csv").read_bytes()
            (folder / f"{land_cover}_classes.csv").write_bytes(classes)
            raster = Path(shutil.copy(raster, folder / f"{land_cover}.tif"))
        project.addMapLayer(QgsRasterLayer(str(raster), land_cover))


def test_the_workshop_finds_its_roles_and_makes_an_assessment(run, project, tmp_path):
    add_workshop(project, {name: name for name in SWEDISH}, land_cover="land_cover")
    results, log = run("proposeroles", ASSESSMENT=str(tmp_path / "town.json"))
    states, _ = rows(results["OUTPUT"])
    wanted = {(name, role, "ready") for name, (role, _) in SWEDISH.items()} | {("land_cover", "land_cover", "ready")}
    assert set(states) == wanted
    document = load(tmp_path / "town.json")
    assert document.framework == "sodertorn_core"
    assert document.areas.key == "unit_id"
    assert set(document.roles) == {role for _, role, _ in wanted} - {"areas"}
    assert document.roles["population"].fields == {
        "count": "count", "children": "children", "workers": "workers", "workage": "workage"
    }  # fmt: skip
    assert document.roles["buildings"].fields["floors"] == "floors_est"
    assert document.roles["green"].source == f"{WORKSHOP}|layername=green"
    assessed, _ = run("runassessment", ASSESSMENT=str(tmp_path / "town.json"))
    layers = {role.upper(): f"{WORKSHOP}|layername={name}" for name, (role, _) in SWEDISH.items()}
    by_hand, _ = run("assessareas", **layers, KEY_FIELD="unit_id", FRAMEWORK="sodertorn_core")
    scores = column(assessed["OUTPUT"], "score")
    assert scores == column(by_hand["OUTPUT"], "score")
    assert sum(score is not None for score in scores) > 50
    assert any(
        line.startswith('Planning areas: "planning_units" (the name says "planning units"') for line in log.infos
    )


def test_values_carry_the_roles_when_names_tell_nothing(run, project, tmp_path):
    names = {layer: f"x{number}" for number, layer in enumerate(SWEDISH)}
    add_workshop(project, names, tmp_path, "y")
    results, _ = run("proposeroles")
    states, _ = rows(results["OUTPUT"])
    ready = {name: role for name, role, state in states if state == "ready"}
    roles = {names[layer]: role for layer, (role, _) in SWEDISH.items()} | {"y": "land_cover"}
    assert all(roles[name] == role for name, role in ready.items())
    assert {names[layer] for layer in SWEDISH if layer not in UNKNOWABLE} | {"y"} == set(ready)


def test_swedish_names(run, project, tmp_path):
    names = {layer: shown for layer, (_, shown) in SWEDISH.items()}
    add_workshop(project, names, tmp_path, "Marktäcke")
    results, _ = run("proposeroles")
    states, _ = rows(results["OUTPUT"])
    wanted = {(shown, role, "ready") for role, shown in SWEDISH.values()}
    assert set(states) == wanted | {("Marktäcke", "land_cover", "ready")}


def test_doubt_is_told_and_left_out(run, project, tmp_path):
    for name in ("streets", "streets again"):
        project.addMapLayer(QgsVectorLayer(f"{WORKSHOP}|layername=streets", name, "ogr"))
    results, log = run("proposeroles", ASSESSMENT=str(tmp_path / "town.json"))
    # as in the layer tree: the layer added last stands first
    assert rows(results["OUTPUT"])[0] == [("streets again", "streets", "ask"), ("streets", "streets", "ask")]
    assert column(results["OUTPUT"], "question")[0] == '"streets" may be meant as well'
    assert "streets" not in load(tmp_path / "town.json").roles
    assert any(
        line.startswith('Streets: to be decided by you. "streets again": "streets" may') for line in log.warnings
    )
    assert any("What is lacking" in line and "Planning areas" not in line for line in log.warnings)


def test_a_filter_of_the_project_stays_in_the_assessment(run, project, tmp_path):
    green = QgsVectorLayer(f"{WORKSHOP}|layername=green", "green", "ogr")
    assert green.setSubsetString("\"class\" = 'park'")
    project.addMapLayer(green)
    run("proposeroles", ASSESSMENT=str(tmp_path / "town.json"))
    found = load(tmp_path / "town.json").roles["green"]
    assert (found.source, found.filter) == (f"{WORKSHOP}|layername=green", "\"class\" = 'park'")


def test_areas_and_framework_that_the_user_gives(run, project, tmp_path):
    add_workshop(project, {"green": "green", "municipalities": "kommuner"})
    given = QgsProcessingFeatureSourceDefinition(f"{WORKSHOP}|layername=municipalities")
    assessment = str(tmp_path / "town.json")
    _, log = run("proposeroles", AREAS=given, FRAMEWORK="sodertorn", ASSESSMENT=assessment)
    document = load(assessment)
    assert document.areas.source == f"{WORKSHOP}|layername=municipalities"
    assert document.framework == "sodertorn"
    assert any("Population" in line for line in log.warnings if "lacking" in line)


def test_chosen_layers_only(run, project):
    add_workshop(project, {"green": "green", "water": "water"})
    results, _ = run("proposeroles", LAYERS=[f"{WORKSHOP}|layername=streets"])
    assert rows(results["OUTPUT"])[0] == [("streets", "streets", "ready")]


def test_no_layers(run, project):
    with pytest.raises(QgsProcessingException, match="There are no layers"):
        run("proposeroles")


def test_a_result_of_samplan_is_no_input(run, project):
    layers = {"AREAS": f"{WORKSHOP}|layername=planning_units", "GREEN": f"{WORKSHOP}|layername=green"}
    assessed, _ = run("measureindicators", **layers, INDICATORS=["green_share"])
    assessed = assessed["OUTPUT"]
    sample = LayerSample(assessed).facts(lambda: False)
    assert {"green_share", "green_share_cov"} <= {field.name for field in sample.fields}
    project.addMapLayer(assessed.clone())
    results, _ = run("proposeroles")
    found = rows(results["OUTPUT"])[1][0]
    assert (found["state"], found["evidence"]) == ("none", "it is a result of Samplan")


def test_temporary_layers_and_joined_fields_cannot_be_found_again(run, project, tmp_path):
    homes = make_layer("Point", [("POINT(0 0)", "a")], "key:string", name="Hemadresser befolkning")
    table = make_layer("NoGeometry", [(None, "a", 12)], "key:string,antal:integer", name="tabell")
    project.addMapLayers([homes, table])
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(table)
    join.setJoinFieldName("key")
    join.setTargetFieldName("key")
    join.setPrefix("")
    assert homes.addJoin(join)
    sample = LayerSample(homes)
    assert sample.passing == {"antal"}
    facts = {field.name: field for field in sample.facts(lambda: False).fields}
    assert (facts["antal"].low, facts["antal"].values) == (12.0, (("12", 1),))
    project.addMapLayer(QgsVectorLayer(f"{WORKSHOP}|layername=streets", "streets", "ogr"))
    _, log = run("proposeroles", ASSESSMENT=str(tmp_path / "town.json"))
    assert any('"Hemadresser befolkning" is a temporary layer' in line for line in log.warnings)


def test_what_a_sample_shows_of_polygons():
    """Three squares side by side, and one that holds the third's middle: areas 100, 100, 100 and 400 m², median 100."""
    places = [square(0, 0, 10), square(10, 0, 10), square(20, 0, 10), square(15, -5, 20)]
    layer = make_layer("Polygon", [(place, number) for number, place in enumerate(places)], "n:integer")
    facts = LayerSample(layer).facts(lambda: False)
    assert (facts.kind, facts.count, facts.complete, facts.area) == ("polygon", 4, True, 100.0)
    assert facts.touching == 0.75  # the fourth has no corner in common
    assert facts.overlapping == 0.5  # the third's middle lies in the fourth and the fourth's in the third
    assert facts.crs == "EPSG:3006"
    (field,) = facts.fields
    assert (field.low, field.high, field.whole, field.distinct, field.filled) == (0.0, 3.0, 1.0, 4, 4)


def test_a_sample_is_bounded_and_spread_over_the_file():
    """Of 4,658 streets 300 at the beginning and every 14th of the others: (4658 - 300) // 300 = 14."""
    facts = LayerSample(QgsVectorLayer(f"{WORKSHOP}|layername=streets", "streets", "ogr")).facts(lambda: False)
    (named,) = [field for field in facts.fields if field.name == "osm_id"]
    assert named.rows == 300 + len(range(300, 4658, 14)) == 612
    assert (facts.count, facts.complete) == (4658, False)


def test_a_run_can_be_cancelled():
    sample = LayerSample(QgsVectorLayer(f"{WORKSHOP}|layername=green", "green", "ogr"))
    with pytest.raises(Cancelled):
        sample.facts(lambda: True)


def test_layers_that_are_gone_and_groups(project, tmp_path):
    gone = QgsVectorLayer(str(tmp_path / "gone.gpkg"), "gone", "ogr")
    project.addMapLayer(gone, False)
    group = project.layerTreeRoot().addGroup("Buller")
    group.addGroup("Vägar").addLayer(gone)
    (sample,) = project_samples(project)
    facts = sample.facts(lambda: False)
    assert facts.fault == "its data are not there"
    assert facts.groups == ("Vägar", "Buller")


def test_a_raster_of_three_colours_is_a_picture(tmp_path):
    path = str(tmp_path / "photo.tif")
    photo = gdal.GetDriverByName("GTiff").Create(path, 20, 20, 3, options=["PHOTOMETRIC=RGB"])
    photo.SetGeoTransform((0, 1, 0, 0, 0, -1))
    photo = None
    facts = LayerSample(QgsRasterLayer(path, "photo")).facts(lambda: False)
    assert facts.picture
    assert not facts.bands


def test_titles_of_roles_come_in_the_users_language(monkeypatch):
    from samplan import i18n

    monkeypatch.setattr(i18n, "language", lambda: "sv")
    assert i18n.translate_message("{what}!", {"what": {"en": "contour lines", "sv": "höjdkurvor"}}) == "höjdkurvor!"
