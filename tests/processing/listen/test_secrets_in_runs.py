"""Secrets given to algorithms and to the panel are in no file they write, no line they log and no error they raise."""

from __future__ import annotations

import base64
import json

import pytest
from faults import all_cases, running
from loopserver import Answer, LoopServer
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsProcessingException, QgsProject, QgsVectorLayer
from samplan.ui.feedback.connections import SavedConnection
from samplan.ui.feedback.project_state import ProjectState, write

from ..conftest import WORKSHOP, Log

SECRETS = ("n1ckel-77", "pass-w0rd", "under-t0ken", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6")
KERROKANTASI = next(case for case in all_cases() if case.connector == "kerrokantasi")
CSV = next(case for case in all_cases() if case.connector == "file" and case.path.endswith(".csv"))


class Everything(Log):
    """Keeps the lines for developers, too."""

    def pushDebugInfo(self, info: str) -> None:
        self.infos.append(info)

    def pushConsoleInfo(self, info: str) -> None:
        self.infos.append(info)

    pushCommandInfo = pushConsoleInfo


def secret_address(url, path=""):
    return f"{url.replace('//', '//anna:pass-w0rd@')}{path}?api_key=n1ckel-77&limit=5"


def assert_clean(folder, *texts):
    content = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file()) + "\n".join(texts).encode()
    for secret in SECRETS:
        for coding in ("utf-8", "utf-16-le"):
            assert secret.encode(coding) not in content, secret


@pytest.mark.parametrize("case", [KERROKANTASI, CSV], ids=lambda case: case.connector)
def test_import_summarise_publish(run, tmp_path, case):
    database, log = str(tmp_path / "f.gpkg"), Everything()
    with running(case) as server:
        address = secret_address(server.url, case.path)
        given = {"CONNECTOR": case.connector, "URL": address, "CONSULTATION": case.consultation, "DATABASE": database}
        more = {
            "LICENCE": "CC0 https://example.org/l?token=n1ckel-77",
            "FILTERS": '{"text": "rubrik"}',
            "PURPOSE": "Plan",
        }
        run("importfeedback", log, **given, **more)
        for wrong in ("7?token=under-t0ken", "https://x:pass-w0rd@example.org/7"):
            with pytest.raises(QgsProcessingException, match="password or key") as error:
                run("importfeedback", log, **{**given, "CONSULTATION": wrong})
            log.infos.append(str(error.value))
        with pytest.raises(QgsProcessingException, match="no source") as error:
            run("erasefeedback", log, DATABASE=database, SOURCE=address.replace("127.0.0.1", "example.org"))
        log.infos.append(str(error.value))
    layer = QgsVectorLayer(f"{database}|layername=feedback", "lager token=under-t0ken", "ogr")
    units = f"{WORKSHOP}|layername=planning_units"
    run("summarisefeedback", log, FEEDBACK=layer, AREAS=units, OUTPUT=str(tmp_path / "areas.gpkg"))
    run("publishfeedback", log, FEEDBACK=layer, K=1, OUTPUT=str(tmp_path / "public.geojson"))
    assert_clean(tmp_path, log.text)


def test_a_servers_error_repeats_them(run, tmp_path):
    log = Everything()

    def answer(request):
        return Answer(403, f'{{"detail": "n1ckel-77 for anna:pass-w0rd at {request.path} is no key"}}'.encode())

    with LoopServer(answer) as server:
        for connector, path in (("open311", "/token/under-t0ken"), ("file", f"/{SECRETS[3]}/x.csv")):
            address = secret_address(server.url, path)
            with pytest.raises(QgsProcessingException, match="refuses access") as error:
                run("importfeedback", log, CONNECTOR=connector, URL=address, DATABASE=str(tmp_path / "f.gpkg"))
            assert_clean(tmp_path, log.text, str(error.value))
    for address in (
        "http://anna:pass-w0rd@127.0.0.1:9/x?key=n1ckel-77",
        f"http://127.0.0.1:9/{SECRETS[3]}/x?key=n1ckel-77",
    ):
        with pytest.raises(QgsProcessingException, match="Cannot reach") as error:
            run("importfeedback", log, CONNECTOR="file", URL=address, DATABASE=str(tmp_path / "f.gpkg"))
        assert_clean(tmp_path, log.text, str(error.value))


@pytest.fixture
def authcfg():
    manager = QgsApplication.authManager()
    if manager.isDisabled():
        pytest.skip("no authentication database in this QGIS")
    manager.setMasterPassword("only for this test", True)
    config = QgsAuthMethodConfig("Basic")
    config.setName("test")
    config.setConfig("username", "planner")
    config.setConfig("password", SECRETS[1])
    assert manager.storeAuthenticationConfig(config)
    yield config.id()
    manager.removeAuthenticationConfig(config.id())


@pytest.mark.parametrize("connector", ["open311", "file", "govocal", "odk", "kobo"])
def test_a_server_repeats_the_authentication(run, tmp_path, authcfg, connector):
    log = Everything()

    def answer(request):
        sent = f"{request.headers.get('authorization', '')} {SECRETS[1]} {request.body.decode()}"
        return Answer(
            401, json.dumps({"detail": sent}).encode(), headers={"WWW-Authenticate": f'Basic realm="{SECRETS[1]}"'}
        )

    with LoopServer(answer) as server:
        given = {
            "URL": f"{server.url}/x.csv",
            "CONSULTATION": "1/2",
            "AUTHCFG": authcfg,
            "DATABASE": str(tmp_path / "f.gpkg"),
        }
        with pytest.raises(QgsProcessingException) as error:
            run("importfeedback", log, CONNECTOR=connector, **given)
    assert_clean(tmp_path, log.text, str(error.value))
    for secret in (base64.b64encode(f"planner:{SECRETS[1]}".encode()), base64.b64encode(SECRETS[1].encode())):
        assert secret.decode() not in log.text + str(error.value)


def test_a_project_file_that_is_passed_on(tmp_path):
    project = QgsProject.instance()
    address = secret_address("https://example.org", f"/token/under-t0ken/{SECRETS[3]}/x.csv")
    saved = SavedConnection("1", address, "file", address, options={"note": "api_key=n1ckel-77"})
    write(project, ProjectState(connection="1", definition=saved.to_json(with_authcfg=False)))
    try:
        assert project.write(str(tmp_path / "plan.qgs"))
        assert b"example.org" in (tmp_path / "plan.qgs").read_bytes()
        assert_clean(tmp_path, repr(saved.url and saved.id))
    finally:
        project.clear()
