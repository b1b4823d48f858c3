"""Import feedback through Processing: loopback servers, recorded answers, an existing database, secrets, cancelling."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from faults import all_cases, running
from loopserver import Answer, LoopServer
from qgis.core import (
    QgsApplication,
    QgsAuthMethodConfig,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)
from replay import Replay

from ..conftest import Log, column, make_layer, square

KERROKANTASI = next(case for case in all_cases() if case.connector == "kerrokantasi")
OGCAPI = next(case for case in all_cases() if case.connector == "ogcapi")


@pytest.fixture
def database(tmp_path):
    return str(tmp_path / "feedback.gpkg")


def bring(run, database, url, **more):
    given = {
        "CONNECTOR": KERROKANTASI.connector,
        "URL": url + KERROKANTASI.path,
        "CONSULTATION": KERROKANTASI.consultation,
    }
    return run("importfeedback", DATABASE=database, **{**given, **more})


def points(database):
    return QgsVectorLayer(f"{database}|layername=feedback", "feedback", "ogr")


def test_sample_needs_nothing(run, database):
    results, log = run(
        "importfeedback", CONNECTOR="sample", DATABASE=database, PURPOSE="Workshop", RETAIN_UNTIL="2099-12-31"
    )
    layer = points(database)
    assert results["NEW"] == layer.featureCount() + results["UNLOCATED"] > 100
    assert results["COMPLETE"] is True
    assert results["CHANGED"] == results["REMOVED"] == 0
    assert QgsVectorLayer(results["FEEDBACK_UNLOCATED"], "", "ogr").featureCount() == results["UNLOCATED"]
    assert any("personal data" in warning for warning in log.warnings)
    metadata = layer.metadata()
    assert "Purpose: Workshop" in metadata.abstract()
    assert "Keep until: 2099-12-31" in metadata.abstract()
    assert json.loads(metadata.history()[-1])["algorithm"] == "samplan:importfeedback"


def test_update_keeps_the_existing_file(run, database):
    own = make_layer("Polygon", [(square(0, 0, 1), 1)], "a:int")
    from qgis.core import QgsVectorFileWriter

    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = "my_own_layer"
    QgsVectorFileWriter.writeAsVectorFormatV3(own, database, QgsProject.instance().transformContext(), options)
    with running(KERROKANTASI) as server:
        first, _ = bring(run, database, server.url)
        again, _ = bring(run, database, server.url)
        gone = server.simulator.items.pop()
        third, log = bring(run, database, server.url)
    assert len([line for line in log.infos if "read once more" in line]) == 1, "a removal is looked at twice"
    assert (first["NEW"], first["COMPLETE"]) == (11, True)
    assert (again["NEW"], again["CHANGED"], again["REMOVED"]) == (0, 0, 0)
    assert third["REMOVED"] == 1
    assert gone.id not in column(points(database), "item_id")
    assert QgsVectorLayer(f"{database}|layername=my_own_layer", "", "ogr").featureCount() == 1
    whole = Path(database).read_bytes()
    assert b"Anna Andersson" not in whole
    assert b"anna.andersson@example.org" not in whole


def test_filters_with_the_short_words_and_the_extent(run, database):
    with running(KERROKANTASI) as server:
        results, _ = bring(run, database, server.url, FILTERS='{"from": "2026-05-03", "to": "2026-05-06"}')
        assert results["NEW"] == 4
        results, _ = bring(run, database + "2.gpkg", server.url, EXTENT="17.99,18.025,59.29,59.325 [EPSG:4326]")
        assert results["NEW"] == 3
    with pytest.raises(QgsProcessingException, match="Unknown filters: colour"):
        bring(run, database, server.url, FILTERS='{"colour": "red"}')
    with pytest.raises(QgsProcessingException, match="not valid JSON"):
        bring(run, database, server.url, FILTERS="{from")


def test_filters_that_admit_nothing_say_why(run, database):
    with running(KERROKANTASI) as server:
        results, log = bring(run, database, server.url, FILTERS='{"text": "zzz"}')
    assert results["NEW"] == 0
    assert any("11 items were received and none of them passes" in said for said in log.warnings)
    assert "text (11)" in log.text
    assert "11 of 11 items received do not pass the filters" in log.text
    with pytest.raises(QgsProcessingException, match="from 2026-02-01 to 2026-01-01"):
        run(
            "importfeedback",
            CONNECTOR="sample",
            DATABASE=database,
            FILTERS='{"from": "2026-02-01", "to": "2026-01-01"}',
        )
    _, log = run("importfeedback", CONNECTOR="sample", DATABASE=database + "2.gpkg", FILTERS='{"category": "Trafic"}')
    assert any("No item has the category Trafic. There are these" in said for said in log.warnings)


def test_marked_items_are_told(run, database, tmp_path):
    table = tmp_path / "twice.csv"
    lines = [f"{n},Hål i vägen vid skolan,59.2,18.0,2026-05-0{1 + n // 2}T08:0{n}:00Z" for n in range(4)]
    table.write_text("\n".join(["id,text,lat,lon,created", *lines]), encoding="utf-8")
    _, log = run("importfeedback", CONNECTOR="file", URL=str(table), DATABASE=database)
    assert any("2 items repeat another one nearby" in said for said in log.warnings)
    assert column(points(database), "marks") == [None, "near_duplicate", None, "near_duplicate"]


def test_one_place_filter_only(run, database):
    extent = {"EXTENT": "9,10,47,48 [EPSG:4326]", "FILTERS": '{"bbox": [0, 0, 1, 1]}'}
    _, log = run("importfeedback", CONNECTOR="sample", DATABASE=database, **extent)
    assert any("the extent is not used" in said for said in log.warnings)
    world = "-1e8,1e8,-1e8,1e8 [EPSG:3857]"
    results, _ = run("importfeedback", CONNECTOR="sample", DATABASE=database, EXTENT=world)
    assert results["NEW"] > 100


def test_pseudonyms_only_when_asked(run, database):
    with running(KERROKANTASI) as server:
        bring(run, database, server.url)
        assert set(column(points(database), "author_pseudonym")) == {None}
        bring(run, database, server.url, PSEUDONYMS=True)
        pseudonyms = set(column(points(database), "author_pseudonym"))
        bring(run, database, server.url, PSEUDONYMS=True)
    assert len(pseudonyms) == 1, "one author wrote everything"
    assert len(pseudonyms.pop()) == 32
    assert set(column(points(database), "author_pseudonym")) != {None}
    from samplan.processing.listen._access import pseudonym_secret

    secret = pseudonym_secret(None, database)
    assert secret.encode() not in Path(database).read_bytes()


def test_plain_errors(run, database):
    for given, words in (
        ({"CONNECTOR": "open311", "URL": ""}, "Enter the address"),
        ({"CONNECTOR": "open311", "URL": "ftp://x"}, "http"),
        ({"CONNECTOR": "open311", "URL": "http://127.0.0.1:9/"}, "Cannot reach"),
        ({"CONNECTOR": "open311", "URL": "http://127.0.0.1:9/", "PROFILE": "nonsense"}, "no profile"),
        ({"CONNECTOR": "open311", "URL": "http://127.0.0.1:9/", "OPTIONS": "[1]"}, "options must be JSON"),
        ({"CONNECTOR": "file", "URL": "/no/such/file.csv"}, "There is no file"),
        ({"CONNECTOR": "sample", "RETAIN_UNTIL": "soon"}, "is not a date"),
        ({"CONNECTOR": "sample", "AUTHCFG": "abc1234"}, "no authentication configuration"),
        ({"CONNECTOR": "sample", "DATABASE": "/no/such/folder/x.gpkg"}, "does not exist"),
    ):
        with pytest.raises(QgsProcessingException, match=words):
            run("importfeedback", **{"DATABASE": database, **given})


def test_a_missing_or_wrong_consultation_is_answered_with_a_list(run, database):
    with running(OGCAPI) as server:
        given = {"CONNECTOR": "ogcapi", "URL": server.url, "DATABASE": database}
        for wanted in ("", "nonsense"):
            log = Log()
            with pytest.raises(QgsProcessingException, match=r"The log lists .*1 of 1 \(id: title\)"):
                run("importfeedback", log, CONSULTATION=wanted, **given)
            assert "feedback: Feedback" in log.infos
        results, log = run("importfeedback", CONSULTATION="feedback", **given)
        assert results["NEW"] == 11
        assert "The log lists" not in log.text


def test_a_consultation_without_items_is_no_filter(run, database):
    with running(KERROKANTASI) as server:
        server.simulator.items.clear()
        _, log = bring(run, database, server.url)
    assert f"nothing for the consultation {KERROKANTASI.consultation}" in log.text
    assert "filters" not in log.text


def test_at_most_thirty_are_listed():
    from types import SimpleNamespace

    from samplan.participation.connectors.base import Capabilities, Consultation
    from samplan.participation.query import Query
    from samplan.processing.listen._connector_words import list_consultations

    connector = SimpleNamespace(
        capabilities=Capabilities(consultations=True),
        consultations=lambda: [Consultation(str(n), f"Hearing {n}") for n in range(45)],
    )
    log = Log()
    assert "30 of 45" in list_consultations(connector, Query(consultation="x"), log)
    assert log.infos == [f"{n}: Hearing {n}" for n in range(30)]
    for silent in (Query(consultation="44"), Query()):
        assert list_consultations(connector, silent, log) == "", "known, or not needed"


def test_a_table_in_sweref_with_columns_of_its_own(run, database, tmp_path):
    table = tmp_path / "synpunkter.csv"
    table.write_text("Ärendenr;Inkommet;Ord;E;N\nA1;2026-05-01;Hål;674032;6580822\n", encoding="utf-8")
    for columns in (
        '"id=Ärendenr; created=Inkommet; text=Ord"',
        '{"id": "Ärendenr", "created": "Inkommet", "text": "Ord"}',
    ):
        options = f'{{"crs": "EPSG:3006", "columns": {columns}}}'
        run("importfeedback", CONNECTOR="file", URL=str(table), OPTIONS=options, DATABASE=database)
    (feature,) = points(database).getFeatures()
    assert (feature["item_id"], feature["text"]) == ("A1", "Hål")
    assert feature.geometry().asPoint().x() == pytest.approx(18.06, abs=0.05)


def test_the_last_import_is_the_last(run, database):
    for _ in range(2):
        run("importfeedback", CONNECTOR="sample", DATABASE=database)
    with closing(sqlite3.connect(database)) as db, db:
        (imported,) = db.execute("SELECT imported FROM feedback_source").fetchone()
        first, last = (row[0] for row in db.execute("SELECT started FROM feedback_sync ORDER BY fid"))
    assert first < last == imported
    assert f"Last import: {last}" in points(database).metadata().abstract()


def test_only_changes_where_the_service_cannot_tell_them(run, database):
    with running(KERROKANTASI) as server:
        for mode, said in (("full", False), ("incremental", True)):
            _, log = bring(run, database, server.url, MODE=mode)
            assert ("Everything was read: the service cannot tell" in log.text) is said


def test_progress_is_told_seldom():
    from samplan.processing.listen._progress import Progress

    class Told(Log):
        def __init__(self):
            super().__init__()
            self.texts = []

        def setProgressText(self, text):
            self.texts.append(text)

    now = [0.0]
    known, unknown = Told(), Told()
    counted, uncounted = (Progress(log, lambda: now[0]) for log in (known, unknown))
    for done in range(0, 100_001, 100):
        now[0] += 0.1
        counted(done, 100_000)
        uncounted(done, None)
    assert len(known.texts) == 10, "100 and then each tenth"
    assert known.steps[-1] == 99
    assert len(unknown.texts) < 40
    counted(100, 100_000)
    assert known.infos == [text for text in known.infos if "read once more" in text]
    assert len(known.infos) == 1


def test_every_option_and_role_is_explained(provider):
    from samplan.participation.connectors._columns import ROLES
    from samplan.participation.registry import all_connectors

    algorithm = provider.algorithm("importfeedback")
    explained = algorithm.parameterDefinition("OPTIONS").help().splitlines()[1:]
    wanted = {name: kind.options for name, kind in all_connectors().items() if kind.options}
    assert [line.partition(":")[0] for line in explained] == list(wanted)
    for line, options in zip(explained, wanted.values()):
        assert all(f"{option.name} [" in line for option in options), line
    assert "page_size [whole number; left out: 500]" in explained[0]
    assert f"Roles: {', '.join(ROLES)}." in algorithm.shortHelpString()
    assert '"crs": "EPSG:3006"' in algorithm.shortHelpString(), "an example that can be pasted"


def test_html_instead_of_data(run, database):
    page = Answer(200, b"<html>Log in</html>", "text/html")
    with LoopServer(lambda _request: page) as server, pytest.raises(QgsProcessingException) as caught:
        bring(run, database, server.url)
    assert "Traceback" not in str(caught.value)


def test_incomplete_answer_keeps_everything_and_says_so(run, database):
    with running(KERROKANTASI) as server:
        bring(run, database, server.url)
        server.strike(lambda _sim, _request, given, n: given if n == 1 else Answer(404, b"gone"))
        results, log = bring(run, database, server.url)
        assert results["COMPLETE"] is False
        assert results["REMOVED"] == 0
        assert any("nothing was removed" in warning for warning in log.warnings)
        server.strike(lambda _sim, _request, given, n: given if n == 1 else Answer(404, b"gone"))
        with pytest.raises(QgsProcessingException, match="Not everything could be read"):
            bring(run, database, server.url, STRICT=True)
    assert points(database).featureCount() == 11


def test_cancel_changes_nothing(run, database):
    log = Log()

    def cancel(_simulator, _request, given, n):
        if n == 2:
            log.cancel()
        return given

    with running(KERROKANTASI, cancel) as server:
        results, _ = bring(run, database, server.url, log=log)
    assert "NEW" not in results
    assert not Path(database).exists(), "a first import that was cancelled leaves no empty database"


def test_a_failed_first_import_leaves_no_database(run, database):
    with pytest.raises(QgsProcessingException, match="Cannot reach"):
        run("importfeedback", CONNECTOR="open311", URL="http://127.0.0.1:9/", DATABASE=database)
    assert list(Path(database).parent.glob("feedback.gpkg*")) == []
    run("importfeedback", CONNECTOR="sample", DATABASE=database)
    count = points(database).featureCount()
    with pytest.raises(QgsProcessingException, match="Cannot reach"):
        run("importfeedback", CONNECTOR="open311", URL="http://127.0.0.1:9/", DATABASE=database)
    assert points(database).featureCount() == count
    with closing(sqlite3.connect(database)) as db, db:
        assert db.execute("SELECT connector, complete FROM feedback_sync ORDER BY fid").fetchall() == [
            ("file", 1), ("open311", 0)
        ]  # fmt: skip


def test_authentication_configuration_is_sent_and_never_stored(run, database):
    manager = QgsApplication.authManager()
    if manager.isDisabled() or not manager.setMasterPassword("only for this test", True):
        pytest.skip("no authentication database here")
    config = QgsAuthMethodConfig("Basic")
    config.setName("samplan test")
    config.setConfig("username", "planner")
    config.setConfig("password", "sesame-42")
    assert manager.storeAuthenticationConfig(config)
    seen = []

    def note(_simulator, request, given, _n):
        seen.append(request.headers.get("authorization", ""))
        return given

    with running(KERROKANTASI, note) as server:
        results, log = bring(run, database, server.url, AUTHCFG=config.id())
    assert results["NEW"] == 11
    assert all(value.startswith("Basic ") for value in seen)
    assert b"sesame-42" not in Path(database).read_bytes()
    assert "sesame-42" not in log.text
    manager.removeAuthenticationConfig(config.id())


def test_every_run_is_logged_in_the_database(run, database):
    run("importfeedback", CONNECTOR="sample", DATABASE=database)
    with closing(sqlite3.connect(database)) as db, db:
        rows = db.execute("SELECT connector, profile, complete FROM feedback_sync").fetchall()
    assert rows == [("file", "sample", 1)]


def test_recorded_answers_of_a_real_server(run, database):
    with Replay(lambda request: "open311_requests.json" if "/requests." in request.path else None) as server:
        given = {
            "CONNECTOR": "open311",
            "PROFILE": "6aika",
            "URL": f"{server.url}/api/georeport/v2",
            "DATABASE": database,
        }
        first, _ = run("importfeedback", **given)
        assert (first["NEW"], first["COMPLETE"]) == (5, True)
        server.choose = lambda request: "open311_requests_bbox.json" if "/requests." in request.path else None
        again, _ = run("importfeedback", **given)
    assert again["REMOVED"] == 2
    assert points(database).featureCount() == 3


def test_in_the_background_as_the_desktop_runs_it(provider, database):
    log, context, ended = Log(), QgsProcessingContext(), []
    context.setProject(QgsProject.instance())
    with running(KERROKANTASI) as server:
        given = {"CONNECTOR": "kerrokantasi", "URL": server.url + KERROKANTASI.path, "DATABASE": database,
                 "CONSULTATION": KERROKANTASI.consultation}  # fmt: skip
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("samplan:importfeedback")
        task = QgsProcessingAlgRunnerTask(algorithm, given, context, log)
        task.executed.connect(lambda good, results: ended.append((good, results)))
        QgsApplication.taskManager().addTask(task)
        until = time.monotonic() + 30
        while not ended and time.monotonic() < until:
            QgsApplication.processEvents()
            time.sleep(0.005)
    good, results = ended[0]
    assert good
    assert results["NEW"] == 11
