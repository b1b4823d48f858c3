"""The transport in a real QGIS: proxy, cancelling, redirects, size, tasks."""

from __future__ import annotations

import gzip
import threading
import time

import pytest
from faults import run, running, stored
from loopserver import Answer, LoopServer
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsFeedback, QgsNetworkAccessManager, QgsSettings, QgsTask
from samplan.participation import errors
from samplan.participation.connectors.base import Connection
from samplan.participation.query import Query
from samplan.participation.registry import open_connector
from samplan.participation.sync import sync
from samplan.participation.transport import Limits
from samplan.participation.transport_qgis import qgis_transport
from sim_kerrokantasi import CASES as KERROKANTASI

SHORT = Limits(connect=2, read=5, total=5, attempts=1, max_bytes=1_000_000)


@pytest.fixture(autouse=True)
def app(qgis_app):
    return qgis_app


def in_task(work):
    """Run a function in a QgsTask while the main loop turns, and return its result or raise its error."""
    outcome = []

    class Task(QgsTask):
        def run(self):
            try:
                outcome.append((True, work()))
            except Exception as error:
                outcome.append((False, error))
            return True

    task = Task("test")
    QgsApplication.taskManager().addTask(task)
    ended = (QgsTask.TaskStatus.Complete, QgsTask.TaskStatus.Terminated)
    until = time.monotonic() + 20
    while task.status() not in ended and time.monotonic() < until:
        QgsApplication.processEvents()
        time.sleep(0.005)
    good, value = outcome[0]
    if not good:
        raise value
    return value


def in_thread(work):
    outcome = []
    thread = threading.Thread(target=lambda: outcome.append(work()))
    thread.start()
    thread.join(20)
    return outcome[0]


@pytest.fixture(params=[lambda work: work(), in_task], ids=["main", "task"])
def where(request):
    return request.param


def test_get_and_post(where):
    def answer(request):
        body = gzip.compress(b'{"read": "' + request.body + b'"}')
        return Answer(200, body, headers={"Content-Encoding": "gzip", "X-Page-Count": "3"})

    with LoopServer(answer) as server:
        transport = qgis_transport(server.url, limits=SHORT, headers={"X-Own": "yes"})
        reply = where(lambda: transport.get(f"{server.url}/a", {"bbox": "1,2", "q": "å b"}))
        assert (reply.json(), reply.headers["x-page-count"]) == ({"read": ""}, "3")
        assert where(lambda: transport.post_json(f"{server.url}/b", 5)).json() == {"read": "5"}
        assert server.requests[0].query == {"bbox": "1,2", "q": "å b"}
        assert server.requests[0].headers["x-own"] == "yes"
        assert "QGIS" in server.requests[0].headers["user-agent"]


def test_a_whole_import_in_a_task_leaves_the_main_loop_free(database):
    case = KERROKANTASI[0]
    with running(case) as server:
        connector = open_connector(case.connector, Connection(server.url), qgis_transport(server.url, limits=SHORT))
        result = in_task(lambda: sync(connector, case.query, database))
        assert (result.new, result.complete) == (11, True)
        assert len(stored(database)) == 11


def test_works_in_a_plain_thread():
    with LoopServer(lambda _request: Answer(200, b"[1]")) as server:
        assert in_thread(lambda: qgis_transport(server.url).get_json(server.url)) == [1]


@pytest.mark.parametrize(
    ("status", "error"), [(401, errors.AccessDenied), (404, errors.NotFound), (500, errors.ServerFailed)]
)
def test_error_status(where, status, error):
    with LoopServer(lambda _request: Answer(status, b'{"detail": "no"}')) as server:
        transport = qgis_transport(server.url, limits=SHORT)
        with pytest.raises(error, match="no"):
            where(lambda: transport.get(server.url))


def test_redirects(where):
    with LoopServer(lambda _request: Answer(200, b"[]")) as other:

        def answer(request):
            if request.path == "/same":
                return Answer(302, b"", headers={"Location": "/there"})
            if request.path == "/other":
                return Answer(302, b"", headers={"Location": f"http://localhost:{other.port}/steal"})
            return Answer(200, b'"there"')

        with LoopServer(answer) as server:
            transport = qgis_transport(server.url, limits=SHORT)
            assert where(lambda: transport.get_json(f"{server.url}/same")) == "there"
            with pytest.raises(errors.RedirectedElsewhere):
                where(lambda: transport.get_json(f"{server.url}/other"))
        assert other.requests == []


def test_cancel_within_a_second(where):
    with LoopServer(lambda _request: Answer(hang=30)) as server:
        feedback = QgsFeedback()
        transport = qgis_transport(server.url, limits=SHORT, feedback=feedback)
        threading.Timer(0.3, feedback.cancel).start()
        started = time.monotonic()
        with pytest.raises(errors.Cancelled):
            where(lambda: transport.get(server.url))
        assert time.monotonic() - started < 2


def test_total_time(where):
    with LoopServer(lambda _request: Answer(200, b"x" * 5000, drip=0.1)) as server:
        transport = qgis_transport(server.url, limits=Limits(total=0.4, attempts=1))
        with pytest.raises(errors.TimedOut):
            where(lambda: transport.get(server.url))


def test_too_large(where):
    with LoopServer(lambda _request: Answer(200, b"x" * 2_000_000)) as server:
        transport = qgis_transport(server.url, limits=SHORT)
        with pytest.raises((errors.TooLarge, errors.Unreachable)):
            where(lambda: transport.get(server.url))


def test_cut_short(where):
    with LoopServer(lambda _request: Answer(200, b"[" + b"1," * 5000, cut=0.5)) as server:
        transport = qgis_transport(server.url, limits=SHORT)
        with pytest.raises((errors.UnexpectedAnswer, errors.Unreachable)):
            where(lambda: transport.get(server.url).json())


def test_nobody_there(where):
    transport = qgis_transport("http://127.0.0.1:9", limits=SHORT)
    with pytest.raises(errors.Unreachable, match="refused"):
        where(lambda: transport.get("http://127.0.0.1:9/"))


@pytest.fixture
def proxy():
    """A proxy set in QGIS's options, on loopback; it answers itself, for hosts that do not exist."""
    with LoopServer(lambda request: Answer(200, b'{"count": 0, "next": null, "results": []}')) as server:
        settings = QgsSettings()
        values = {
            "proxyEnabled": True,
            "proxyType": "HttpProxy",
            "proxyHost": "127.0.0.1",
            "proxyPort": str(server.port),
        }
        for name, value in values.items():
            settings.setValue(f"proxy/{name}", value)
        QgsNetworkAccessManager.instance().setupDefaultProxyAndCache()
        yield server
        settings.remove("proxy")
        QgsNetworkAccessManager.instance().setupDefaultProxyAndCache()


def test_proxy_set_in_qgis_is_used(where, proxy, database):
    url = "http://feedback.invalid"
    connector = open_connector("kerrokantasi", Connection(url), qgis_transport(url, limits=SHORT))
    result = where(lambda: sync(connector, Query(), database))
    assert result.complete
    assert proxy.requests[0].target.startswith("http://feedback.invalid/v1/comment/")


def test_authcfg_is_applied(where):
    manager = QgsApplication.authManager()
    if manager.isDisabled():
        pytest.skip("no authentication database in this QGIS")
    manager.setMasterPassword("only for this test", True)
    config = QgsAuthMethodConfig("Basic")
    config.setName("test")
    config.setConfig("username", "planner")
    config.setConfig("password", "not a secret")
    assert manager.storeAuthenticationConfig(config)
    try:
        with LoopServer(lambda _request: Answer(200, b"[]")) as server:
            transport = qgis_transport(server.url, authcfg=config.id(), limits=SHORT)
            where(lambda: transport.get(server.url))
            assert server.requests[0].headers["authorization"].startswith("Basic ")
    finally:
        manager.removeAuthenticationConfig(config.id())


def test_plain_and_qgis_import_are_equal(tmp_path):
    case = KERROKANTASI[0]
    with running(case) as server:
        run(case, server.url, tmp_path / "plain.gpkg")
        connector = open_connector(case.connector, Connection(server.url), qgis_transport(server.url, limits=SHORT))
        sync(connector, case.query, tmp_path / "qgis.gpkg")
        assert stored(tmp_path / "plain.gpkg").keys() == stored(tmp_path / "qgis.gpkg").keys()
