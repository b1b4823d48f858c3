"""Run an assessment: equal to Assess with the same data, from a file, a text, the project and a result; bad documents."""

from __future__ import annotations

import gc
import json
import shutil
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsCoordinateTransformContext,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingParameterDefinition,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication
from samplan.assessment.document import AreasLayer, Document, Missing, Output, RoleLayer, from_lineage, load, save
from samplan.processing.common.assessments import layer_entry, read_assessment, write_assessment
from samplan.processing.common.lineage import records

from ..conftest import WORKSHOP, Log, Runner, column, make_layer, square

pytestmark = pytest.mark.long

ROLES = ("green", "population", "streets", "transit", "land_use", "buildings", "water")


@pytest.fixture(scope="module", autouse=True)
def _no_layer_outlives_qgis(provider):
    """Free what errors caught in the tests still hold: their tracebacks keep contexts with layers."""
    yield
    gc.collect()


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A folder with the workshop data and the document of their assessment."""
    folder = tmp_path_factory.mktemp("town")
    (folder / "data").mkdir()
    shutil.copy(WORKSHOP, folder / "data" / "town.gpkg")
    save(document_of(folder), folder / "assessment.json")
    return folder


def document_of(folder, **more):
    data = f"{folder}/data/town.gpkg|layername="
    return Document(
        name="Our town",
        areas=AreasLayer(f"{data}planning_units", key="unit_id"),
        roles={role: RoleLayer(data + role) for role in ROLES},
        settings={"access_green": {"distance": 250}},
        framework="sodertorn_core",
        missing=Missing("renormalise", 0.4, 0.25),
        output=Output(f"{folder}/assessed.gpkg", f"{folder}/frame.json", f"{folder}/report.html"),
        **more,
    )


@pytest.fixture(scope="module")
def town_assessed(provider, town):
    """The town assessed by its parameters, and by its document: results of the latter."""
    runner = Runner()
    data = f"{town}/data/town.gpkg|layername="
    runner(
        "assessareas",
        AREAS=f"{data}planning_units",
        KEY_FIELD="unit_id",
        SETTINGS='{"access_green": {"distance": 250}}',
        MISSING_POLICY="renormalise",
        MIN_COVERAGE=0.4,
        MIN_DATA_COVERAGE=0.25,
        OUTPUT=str(town / "by_hand.gpkg"),
        **{role.upper(): data + role for role in ROLES},
    )
    results, _ = runner("runassessment", ASSESSMENT=str(town / "assessment.json"))
    runner.contexts.clear()
    return {"FRAME": results["FRAME"], "REPORT": results["REPORT"]}


@pytest.fixture
def both(town_assessed, town):
    return QgsVectorLayer(str(town / "by_hand.gpkg")), QgsVectorLayer(str(town / "assessed.gpkg"))


def columns_of(layer):
    return {name: column(layer, name) for name in layer.fields().names() if name != "fid"}


def test_the_document_gives_what_assess_gives(both, town, town_assessed):
    by_hand, by_document = both
    assert by_hand.featureCount() == 119
    assert columns_of(by_hand) == columns_of(by_document)
    assert town_assessed == {"FRAME": str(town / "frame.json"), "REPORT": str(town / "report.html")}
    assert "Our town" in (town / "report.html").read_text(encoding="utf-8")
    assert by_document.renderer().type() == by_hand.renderer().type()


def test_lineage_holds_the_fingerprint_of_the_document(both, town):
    one, other = (records(layer)[-1] for layer in both)
    document = load(town / "assessment.json").beside(str(town))
    assert other["assessment"] == {"name": "Our town", "fingerprint": document.fingerprint(), "instead": []}
    assert other["frame"] == one["frame"]
    assert other["inputs"] == one["inputs"]
    assert other["algorithm"] == "samplan:runassessment"


def test_assess_again_makes_the_same_result(both, town, run):
    shutil.copy(town / "by_hand.gpkg", town / "data" / "result.gpkg")
    results, log = run("runassessment", ASSESSMENT=str(town / "data" / "result.gpkg"))
    expected = columns_of(both[0])
    assert columns_of(results["OUTPUT"]) == expected
    assert not [text for text in log.warnings if "lineage" in text]
    record = records(results["OUTPUT"])[-1]
    assert record["inputs"]["GREEN"]["source"] == "town.gpkg|layername=green"
    again, _ = run("runassessment", ASSESSMENT=f"{town}/data/result.gpkg|layername=by_hand")
    assert column(again["OUTPUT"], "score") == expected["score"]


def write(layer, path, append=False):
    """Write a layer into a GeoPackage, or into any file by its ending."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = layer.name()
    options.driverName = QgsVectorFileWriter.driverForExtension(path.suffix)
    if append:
        options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
    error = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsCoordinateTransformContext(), options)
    assert error[0] == QgsVectorFileWriter.WriterError.NoError, error


ONE = {
    "samplan_framework": 1,
    "id": "one",
    "version": "1",
    "children": [
        {
            "id": "green_share",
            "indicator": "green_share",
            "normalisation": {"method": "goalposts", "low": 0, "high": 100},
        }
    ],
}


@pytest.fixture
def village(tmp_path):
    """A folder with two areas of 100 m and green of two classes: half of the first area, all of the second."""
    areas = [(square(600000, 6500000, 100), "A", "x"), (square(600200, 6500000, 100), "B", "y")]
    write(make_layer("Polygon", areas, "key:string,town:string"), tmp_path / "areas.gpkg")
    half = "POLYGON((600000 6500000,600050 6500000,600050 6500100,600000 6500100,600000 6500000))"
    green = [(half, "park", "yes"), (square(600200, 6500000, 100), "meadow", "no")]
    write(make_layer("Polygon", green, "klass:string,open:string", name="green"), tmp_path / "green.gpkg")
    return tmp_path


def text_of(folder, **more):
    content = {
        "samplan_assessment": 1,
        "areas": {"source": f"{folder}/areas.gpkg", "key": "key"},
        "roles": {"green": {"source": f"{folder}/green.gpkg", "fields": {"class": "klass"}}},
        "indicators": ["green_share"],
        "framework": ONE,
    }
    content.update(more)
    return json.dumps({key: value for key, value in content.items() if value is not None})


def green(**more):
    return {"green": {"source": "green.gpkg", "fields": {"class": "klass"}, **more}}


HALF_AND_ALL = pytest.approx([50.0, 100.0])


def scores(run, folder, log=None, **parameters):
    """Run the assessment and return the scores: green covers 50 % of the first area and 100 % of the second."""
    results, log = run("runassessment", **parameters)
    return column(results["OUTPUT"], "score"), log


def test_the_text_itself_is_an_assessment(run, village):
    assert scores(run, village, ASSESSMENT=text_of(village))[0] == HALF_AND_ALL


def test_a_file_with_relative_paths_goes_where_its_folder_goes(run, village):
    (village / "a.json").write_text(
        text_of(village, areas="areas.gpkg", roles=green(), output={"layer": "out.gpkg", "frame": "frame.json"})
    )
    moved = village.parent / f"{village.name}_moved"
    village.rename(moved)
    results, _ = run("runassessment", ASSESSMENT=str(moved / "a.json"))
    assert column(QgsVectorLayer(str(moved / "out.gpkg")), "score") == HALF_AND_ALL
    assert results["FRAME"] == str(moved / "frame.json")


def test_the_filter_of_the_document_is_applied(run, village):
    kept = {"source": f"{village}/green.gpkg", "filter": "\"open\" = 'yes'", "fields": {"class": "klass"}}
    found, _ = scores(run, village, ASSESSMENT=text_of(village, roles={"green": kept}))
    assert found == [pytest.approx(50.0), None]  # nothing is known of the second, beyond the only green left
    one = {"source": f"{village}/areas.gpkg", "filter": "key = 'B'"}
    assert scores(run, village, ASSESSMENT=text_of(village, areas=one))[0] == [100.0]


def test_what_is_given_takes_the_place_of_the_documents(run, village):
    all_green = make_layer("Polygon", [(square(599900, 6499900, 900), "park")], "klass:string", name="wide")
    write(all_green, village / "wide.gpkg")
    broken = {"green": {"source": f"{village}/nowhere.gpkg", "fields": {"class": "klass"}}}
    found, _ = scores(run, village, ASSESSMENT=text_of(village, roles=broken), GREEN=str(village / "wide.gpkg"))
    assert found == pytest.approx([100.0, 100.0])
    results, _ = run("runassessment", ASSESSMENT=text_of(village), FRAMEWORK="sodertorn", MIN_COVERAGE=0.0)
    record = records(results["OUTPUT"])[-1]
    assert record["framework"]["id"] == "sodertorn"
    assert record["assessment"]["instead"] == ["FRAMEWORK", "MIN_COVERAGE"]
    assert record["scoring_options"]["min_coverage"] == 0.0


def test_an_earlier_frame_stands_in_the_document_and_again_in_what_is_made_of_its_result(run, village):
    relative = json.loads(json.dumps(ONE))
    relative["children"][0]["normalisation"] = {"method": "minmax"}
    run("runassessment", ASSESSMENT=text_of(village, framework=relative), FRAME=str(village / "frame.json"))
    frame = json.loads((village / "frame.json").read_text(encoding="utf-8"))
    second = {"source": f"{village}/areas.gpkg", "filter": "key = 'A'"}
    text = text_of(village, areas=second, framework=None, earlier_frame=frame)
    results, _ = run("runassessment", ASSESSMENT=text, OUTPUT=str(village / "second.gpkg"))
    assert column(results["OUTPUT"], "score") == [0.0]  # 50 % is the least of the two areas of the frame
    record = records(results["OUTPUT"])[-1]
    assert record["earlier_frame"] == frame["fingerprint"]
    assert record["inputs"]["AREAS"]["filter"] == "key = 'A'"
    again, _ = run("runassessment", ASSESSMENT=str(village / "second.gpkg"))
    assert column(again["OUTPUT"], "score") == [0.0]


def test_the_project_carries_an_assessment(run, village):
    project = QgsProject.instance()
    assert read_assessment(project) is None
    try:
        project.setFileName(str(village / "project.qgs"))
        document = Document.from_dict(json.loads(text_of(village)))
        write_assessment(project, document)
        stored, _ = project.readEntry("samplan", "assessment", "")
        assert json.loads(stored)["areas"]["source"] == "areas.gpkg"
        assert read_assessment(project) == document
        assert scores(run, village)[0] == HALF_AND_ALL
        project.write()
        again = QgsProject()
        again.read(str(village / "project.qgs"))
        assert read_assessment(again) == document
        unsaved = QgsProject()
        write_assessment(unsaved, document)
        assert read_assessment(unsaved) == document
        assert (
            json.loads(unsaved.readEntry("samplan", "assessment", "")[0])["areas"]["source"] == f"{village}/areas.gpkg"
        )
        write_assessment(project, None)
        assert read_assessment(project) is None
    finally:
        project.clear()


def test_again_finds_layers_by_name_in_the_project(run, village):
    areas, layer = (
        QgsVectorLayer(str(village / "areas.gpkg"), "units"),
        QgsVectorLayer(str(village / "green.gpkg"), "parks"),
    )
    QgsProject.instance().addMapLayers([areas, layer])
    try:
        away = village / "away"
        away.mkdir()
        given = {"AREAS": areas.id(), "GREEN": layer.id(), "GREEN_CLASS": "klass", "INDICATORS": "green_share"}
        run("assessareas", **given, MIN_COVERAGE=0.0, OUTPUT=str(away / "out.gpkg"))
        first = column(QgsVectorLayer(str(away / "out.gpkg")), "score")
        assert scores(run, village, ASSESSMENT=str(away / "out.gpkg"))[0] == first
        assert "/" not in json.dumps(records(QgsVectorLayer(str(away / "out.gpkg")))[-1]["inputs"])
    finally:
        QgsProject.instance().clear()
    with pytest.raises(
        ValueError, match=r'(?s)Planning areas: the file "areas.gpkg".*Green areas: the file "green.gpkg"'
    ):
        run("runassessment", ASSESSMENT=str(away / "out.gpkg"))


def test_an_old_result_gives_what_it_can(run, tmp_path):
    old = shutil.copy(Path(__file__).parents[2] / "contract" / "dc08b0a" / "scored.gpkg", tmp_path)
    with pytest.raises(
        ValueError, match=r"Planning areas: where the layer is, is not said\. Name its source"
    ) as caught:
        run("runassessment", ASSESSMENT=str(old))
    assert "- Green areas: where the layer is, is not said." in str(caught.value)
    document, notes = from_lineage(records(QgsVectorLayer(str(old))))
    assert document.areas.name == "units"
    assert document.areas.key == "name"
    assert document.roles["green"].fields == {"class": "class"}
    assert document.settings["access_green"] == {"distance": 300.0, "min_size": 0.5}
    assert document.framework["id"] == "sodertorn_core"
    assert notes


def test_layer_entry_opens_the_same_layer(village):
    layer = QgsVectorLayer(str(village / "green.gpkg"), "parks")
    layer.setSubsetString("\"open\" = 'yes'")
    assert layer_entry(layer) == {
        "source": str(village / "green.gpkg"),
        "provider": "ogr",
        "filter": "\"open\" = 'yes'",
        "crs": "",
        "name": "parks",
    }


def test_layers_of_a_document_may_be_overwritten_by_nobody(run, village):
    for more in ({"OUTPUT": str(village / "green.gpkg")}, {"REPORT": str(village / "areas.gpkg")}):
        with pytest.raises(ValueError, match=r"is an input|areas\.gpkg"):
            run("runassessment", ASSESSMENT=text_of(village), **more)
    (village / "a.json").write_text(text_of(village))
    with pytest.raises(ValueError, match="is an input"):
        run("runassessment", ASSESSMENT=str(village / "a.json"), FRAME=str(village / "a.json"))


def test_all_missing_files_are_told_at_once_with_their_roles(run, village):
    text = text_of(
        village,
        areas=f"{village}/moved/areas.gpkg",
        roles={"green": f"{village}/nix.gpkg", "water": "", "streets": {"source": "a", "provider": "nosuch"}},
    )
    with pytest.raises(ValueError, match="Correct this and try again") as caught:
        run("runassessment", ASSESSMENT=text)
    told = str(caught.value)
    assert told.count("\n- ") == 4
    assert f'- Planning areas: the folder "{village}/moved" is not there ("areas.gpkg" should be in it).' in told
    assert f'- Green areas: the file "nix.gpkg" is not in the folder "{village}".' in told
    assert "- Water: where the layer is, is not said." in told
    assert '- Streets: QGIS has no provider "nosuch" here. It has: ' in told


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"roles": {"gren": "green.gpkg"}}, 'Is "green" meant?'),
        ({"framework": "gone.json"}, 'There is no framework "'),
        ({"framework": "sodertorn_kore"}, 'There is no framework "sodertorn_kore"'),
        ({"framework": {**ONE, "children": []}}, "framework: "),
        ({"earlier_frame": "gone.json"}, "There is no reference frame"),
        ({"earlier_frame": {"x": 1}}, "This is not a reference frame"),
        ({"roles": green(fields={"class": "nosuch"})}, 'has no field "nosuch". It has: fid, klass, open.'),
        (
            {"areas": {"source": "areas.gpkg", "key": "nosuch"}},
            "has no field called nosuch. Choose one of its fields: fid, key",
        ),
        ({"cut_at_border": "nosuch"}, "has no field called nosuch. Choose one of its fields: fid, key, town."),
        ({"areas": "areas.csv"}, "areas"),
        ({"areas": "empty.gpkg"}, "is empty"),
        ({"areas": "two.gpkg"}, "Write two.gpkg|layername=first. It has: first, second."),
        ({"areas": "two.gpkg|layername=third"}, "It has: first, second."),
        ({"areas": "note.txt"}, "cannot be opened as a layer of this kind"),
        ({"areas": ""}, "Planning areas: where the layer is, is not said."),
        ({"areas": {"source": "areas.gpkg", "crs": "nonsense"}}, "is no coordinate reference system"),
        ({"roles": green(filter="nosuch = 1")}, "the filter nosuch = 1 cannot be applied."),
        ({"roles": green(filter='"nosuch" = 1')}, "cannot be applied. The layer has these fields: fid, klass, open."),
        ({"roles": green(filter="klass = ")}, "cannot be applied."),
        ({"roles": green(source="gone/green.gpkg")}, "gone"),
        ({"roles": green(source="Polygon?field=a:int", provider="memory")}, "it was a temporary layer"),
        ({"roles": green(classes="NMD2O18")}, "NMD2O18"),
        ({"roles": green(classes="own.csv")}, "own.csv"),
        ({"roles": {"land_cover": "green.gpkg"}}, "cannot be opened as a layer of this kind"),
        ({"indicators": ["gren_share"]}, "gren_share"),
        ({"settings": {"access_green": {"distanse": 5}}}, "distanse"),
        ({"register": "gone.gpkg"}, "gone.gpkg"),
        ({"output": "gone/out.gpkg"}, "gone"),
        ({"output": "areas.gpkg"}, "is an input"),
        ({"output": {"layer": "o.gpkg", "frame": "o.gpkg"}}, "cannot both be"),
        ({"missing": {"policy": "none"}}, "exclude, renormalise, impute"),
    ],
)
def test_faults_of_a_document_are_told_in_plain_words(run, village, more, words):
    (village / "note.txt").write_text("hello")
    (village / "areas.csv").write_text("key,town\nA,x\n")
    write(make_layer("Polygon", [], "key:string"), village / "empty.gpkg")
    for number, name in enumerate(("first", "second")):
        write(
            make_layer("Polygon", [(square(0, 0, 9), "a")], "key:string", name=name), village / "two.gpkg", number > 0
        )
    content = {"areas": {"source": "areas.gpkg", "key": "key"}, "roles": green(), **more}
    (village / "a.json").write_text(text_of(village, **content))
    with pytest.raises((ValueError, QgsProcessingException)) as caught:
        run("runassessment", ASSESSMENT=str(village / "a.json"))
    assert words in str(caught.value)
    assert "did not foresee" not in str(caught.value)
    assert "Traceback" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "The project holds no assessment."),
        ("nowhere.json", 'There is no assessment "nowhere.json".'),
        ("{", "is not valid JSON"),
        ("{}", "This is no assessment of Samplan."),
        ("areas.gpkg", "do not tell how its values were measured"),
        ("framework.json", "This is no assessment of Samplan."),
        ("note.txt", "is not valid JSON"),
        (".", "There is no assessment"),
    ],
)
def test_what_is_no_assessment_is_told(run, village, monkeypatch, text, words):
    monkeypatch.chdir(village)
    (village / "note.txt").write_text("hello")
    (village / "framework.json").write_text(json.dumps(ONE))
    with pytest.raises((ValueError, QgsProcessingException)) as caught:
        run("runassessment", ASSESSMENT=text)
    assert words in str(caught.value)


def test_the_dialog_shows_few_parameters(provider):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("samplan:runassessment")
    flags = QgsProcessingParameterDefinition.Flag
    shown = [item.name() for item in algorithm.parameterDefinitions() if not item.flags() & flags.FlagHidden]
    assert shown == ["ASSESSMENT", "AREAS", "FRAMEWORK", "OUTPUT", "FRAME", "REPORT"]
    assert all(item.flags() & flags.FlagOptional for item in algorithm.parameterDefinitions())
    assess = QgsApplication.processingRegistry().createAlgorithmById("samplan:assessareas")
    assert not [item.name() for item in assess.parameterDefinitions() if item.flags() & flags.FlagHidden]
    names = {item.name() for item in algorithm.parameterDefinitions()}
    assert names == {*(item.name() for item in assess.parameterDefinitions()), "ASSESSMENT", "REPORT"}


def test_in_the_background_and_as_a_step_of_a_model(run, village):
    text = text_of(village, output={"layer": f"{village}/out.gpkg", "report": f"{village}/report.html"})
    context, log = QgsProcessingContext(), Log()
    run.contexts.append(context)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("samplan:runassessment")
    ends = []
    task = QgsProcessingAlgRunnerTask(algorithm, {"ASSESSMENT": text, "OUTPUT": "TEMPORARY_OUTPUT"}, context, log)
    task.executed.connect(lambda ok, results: ends.append((ok, results)))
    QgsApplication.taskManager().addTask(task)
    while not ends:
        QCoreApplication.processEvents()
    assert ends == [(True, {"OUTPUT": f"{village}/out.gpkg", "REPORT": f"{village}/report.html"})], log.text
    assert (village / "report.html").is_file()

    model = QgsProcessingModelAlgorithm("model", "model")
    child = QgsProcessingModelChildAlgorithm("samplan:runassessment")
    child.setChildId("run")
    child.addParameterSources("ASSESSMENT", [QgsProcessingModelChildParameterSource.fromStaticValue(text)])
    end = QgsProcessingModelOutput("result", "result")
    end.setChildId("run")
    end.setChildOutputName("OUTPUT")
    child.setModelOutputs({"result": end})
    model.addChildAlgorithm(child)
    (destination,) = (item.name() for item in model.destinationParameterDefinitions())
    _results, ok = model.run({destination: f"{village}/model.gpkg"}, context, log)
    assert ok, log.text
    assert column(QgsVectorLayer(f"{village}/model.gpkg"), "score") == HALF_AND_ALL
