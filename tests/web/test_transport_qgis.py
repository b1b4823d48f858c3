"""The transport in a real QGIS: proxy, cancelling, redirects, size, tasks."""

from __future__ import annotations

import faulthandler
import gc
import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time

import pytest
from faults import run, running, stored
from loopserver import Answer, LoopServer
from qgis.core import (
    QgsApplication,
    QgsAuthMethodConfig,
    QgsBlockingNetworkRequest,
    QgsFeedback,
    QgsNetworkAccessManager,
    QgsRasterLayer,
    QgsSettings,
    QgsTask,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QTimer, QUrl
from qgis.PyQt.QtNetwork import QNetworkRequest
from samplan.messages import Cancelled
from samplan.participation.connectors.base import Connection
from samplan.participation.query import Query
from samplan.participation.registry import open_connector
from samplan.participation.sync.sync import sync
from samplan.web import errors
from samplan.web.transport import Limits
from samplan.web.transport_qgis import qgis_transport
from sim_kerrokantasi import CASES as KERROKANTASI

SHORT = Limits(connect=2, read=5, total=5, attempts=1, max_bytes=1_000_000)


@pytest.fixture(autouse=True)
def app(qgis_app):
    return qgis_app


def turn_until(condition, each=lambda: None):
    until = time.monotonic() + 60
    while not condition() and time.monotonic() < until:
        QgsApplication.processEvents()
        each()
        time.sleep(0.002)


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
    turn_until(lambda: outcome)
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
        assert in_thread(lambda: qgis_transport(server.url).get(server.url).json()) == [1]


@pytest.mark.parametrize(
    ("status", "error"), [(401, errors.AccessDenied), (404, errors.NotFound), (500, errors.ServerFailed)]
)
def test_error_status(where, status, error):
    with LoopServer(lambda _request: Answer(status, b'{"detail": "no"}')) as server:
        transport = qgis_transport(server.url, limits=SHORT)
        with pytest.raises(error, match="no"):
            where(lambda: transport.get(server.url))


@pytest.fixture
def authcfg():
    """The id of an authentication configuration that adds its header to every request."""
    manager = QgsApplication.authManager()
    if manager.isDisabled():
        pytest.skip("no authentication database in this QGIS")
    manager.setMasterPassword("only for this test", True)
    config = QgsAuthMethodConfig("Basic")
    config.setName("test")
    config.setConfig("username", "planner")
    config.setConfig("password", "not a secret")
    assert manager.storeAuthenticationConfig(config)
    yield config.id()
    manager.removeAuthenticationConfig(config.id())


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_elsewhere_sends_nothing_there(where, status, authcfg):
    with LoopServer(lambda _request: Answer(200, b"[]")) as other:
        places = [f"http://localhost:{other.port}/steal", other.url, f"//127.0.0.1:{other.port}/x"]
        with LoopServer(lambda r: Answer(status, b"moved", headers={"Location": places[int(r.path[1:])]})) as server:
            transport = qgis_transport(server.url, authcfg=authcfg, limits=SHORT, headers={"X-Token": "secret"})
            for number in range(len(places)):
                url = f"{server.url}/{number}"
                with pytest.raises(errors.RedirectedElsewhere):
                    where(lambda url=url: transport.get(url))
                with pytest.raises(errors.RedirectedElsewhere):
                    where(lambda url=url: transport.post_json(url, {"name": "Ada"}))
            assert len(server.requests) == 2 * len(places)
        assert other.requests == []


@pytest.mark.parametrize(
    ("status", "method"), [(301, "POST"), (302, "POST"), (303, "GET"), (307, "POST"), (308, "POST")]
)
def test_a_redirect_on_the_same_host_is_followed(where, status, method, authcfg):
    def answer(request):
        if request.path == "/there":
            return Answer(200, b'"there"')
        return Answer(status, b"moved", headers={"Location": "/there"})

    with LoopServer(answer) as server:
        transport = qgis_transport(server.url, authcfg=authcfg, limits=SHORT)
        assert where(lambda: transport.get(f"{server.url}/a").json()) == "there"
        assert where(lambda: transport.post_json(f"{server.url}/b", 5)).json() == "there"
        assert [r.method for r in server.requests] == ["GET", "GET", "POST", method]
        assert server.requests[-1].body == (b"5" if method == "POST" else b"")
        assert all(r.headers["authorization"].startswith("Basic ") for r in server.requests)


def test_redirects_in_a_circle_end(where):
    with LoopServer(lambda r: Answer(302, b"", headers={"Location": "/b" if r.path == "/a" else "/a"})) as server:
        transport = qgis_transport(server.url, limits=SHORT)
        with pytest.raises(errors.RedirectedElsewhere, match="circle"):
            where(lambda: transport.get(f"{server.url}/a"))
        assert len(server.requests) < 10


def test_other_requests_of_qgis_keep_their_redirects():
    def answer(request):
        elsewhere = {"Location": f"http://localhost:{server.port}/there"}
        return Answer(302, b"", headers=elsewhere) if request.path == "/" else Answer(200, b"there")

    with LoopServer(answer) as server:
        with pytest.raises(errors.NetworkError):
            qgis_transport("http://127.0.0.1:9", limits=SHORT).get("http://127.0.0.1:9/")
        assert ordinary_request(server.url + "/") == b"there"


def ordinary_request(url):
    request = QgsBlockingNetworkRequest()
    request.get(QNetworkRequest(QUrl(url)))
    return bytes(request.reply().content())


def test_layers_from_services_still_load_beside_the_guard(where):
    """QGIS asks our function about every request: a layer made in Python must not wait for Python in a circle."""
    with LoopServer(lambda _request: Answer(404, b"")) as server:
        with pytest.raises(errors.NotFound):
            where(lambda: qgis_transport(server.url, limits=SHORT).get(server.url))
        asked = len(server.requests)
        where(lambda: QgsVectorLayer(f"url={server.url}/wfs typename=a version=auto", "a", "WFS").isValid())
        where(lambda: QgsRasterLayer(f"url={server.url}/wms&layers=a&styles=&format=image/png", "a", "wms").isValid())
        assert len(server.requests) > asked


@pytest.fixture(scope="module", autouse=True)
def cache(qgis_app, tmp_path_factory):
    """The folder of QGIS's disk cache, as network managers made from now on see it."""
    folder = tmp_path_factory.mktemp("cache")
    QgsSettings().setValue("cache/directory", str(folder))
    QgsNetworkAccessManager.instance().setupDefaultProxyAndCache()
    yield folder
    QgsSettings().remove("cache/directory")
    QgsNetworkAccessManager.instance().setupDefaultProxyAndCache()


def test_nothing_stays_in_the_cache_of_qgis(where, cache):
    headers = {"Cache-Control": "public, max-age=3600"}
    with LoopServer(lambda r: Answer(200, f'"Ada of {r.path}"'.encode(), headers=headers)) as server:
        transport = qgis_transport(server.url, limits=SHORT)
        for _time in range(2):
            where(lambda: transport.get(f"{server.url}/people"))
        where(lambda: transport.post_json(f"{server.url}/people", 1))
        assert len(server.requests) == 3
        where(lambda: ordinary_request(f"{server.url}/map"))
    kept = b"".join(path.read_bytes() for path in cache.rglob("*") if path.is_file())
    assert b"Ada of /map" in kept  # what QGIS itself asks for is saved
    assert b"/people" not in kept


def test_cancel_within_a_second(where, timed):
    with LoopServer(lambda _request: Answer(hang=30)) as server:
        for _time in range(3):
            assert_cancels(where, server.url, timed)


def test_cancel_during_a_stalled_answer(where, timed):
    with LoopServer(lambda _request: Answer(200, b"x" * 5000, drip=2)) as server:
        assert_cancels(where, server.url, timed)


def test_cancel_while_connecting(where, timed):
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        queue = [socket.socket() for _ in range(3)]
        for waiting in queue:
            waiting.setblocking(False)
            waiting.connect_ex(deaf.getsockname())
        assert_cancels(where, f"http://127.0.0.1:{deaf.getsockname()[1]}", timed)
        for waiting in queue:
            waiting.close()


def assert_cancels(where, url, timed):
    feedback = QgsFeedback()
    transport = qgis_transport(url, limits=SHORT, feedback=feedback)
    cancelled = []
    threading.Timer(0.3, lambda: (cancelled.append(time.monotonic()), feedback.cancel())).start()
    with pytest.raises(Cancelled):
        where(lambda: transport.get(url))
    assert not timed or time.monotonic() - cancelled[0] < 1


@pytest.fixture
def qgis_timeout():
    before = QgsNetworkAccessManager.timeout()
    QgsNetworkAccessManager.setTimeout(500)
    yield
    QgsNetworkAccessManager.setTimeout(before)


@pytest.mark.parametrize("answer", [Answer(hang=30), Answer(200, b"[1, 2]" * 100, drip=3)], ids=["none", "half"])
def test_the_network_timeout_of_qgis_is_told(where, answer, qgis_timeout):
    with LoopServer(lambda _request: answer) as server, pytest.raises(errors.TimedOut, match="network timeout of QGIS"):
        where(lambda: qgis_transport(server.url, limits=SHORT).get(server.url))


def test_refused_sign_in_is_told(where, authcfg):
    for headers in ({}, {"WWW-Authenticate": 'Bearer realm="x"'}, {"WWW-Authenticate": 'Basic realm="x"'}):
        with LoopServer(lambda _request, h=headers: Answer(401, b"", headers=h)) as server:
            transport = qgis_transport(server.url, authcfg=authcfg, limits=SHORT)
            with pytest.raises(errors.AccessDenied):
                where(lambda transport=transport, url=server.url: transport.get(url))


def test_an_untrusted_certificate_is_told(where, tmp_path):
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl to make a certificate with")
    made = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-days", "2"]
    made += ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "cert.pem")]
    subprocess.run(made, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    server = LoopServer(lambda _request: Answer(200, b"[]"))
    server.httpd.socket = context.wrap_socket(server.httpd.socket, server_side=True, do_handshake_on_connect=False)
    with server:
        url = server.url.replace("http:", "https:")
        with pytest.raises(errors.Unreachable, match="SSL"):
            where(lambda: qgis_transport(url, limits=SHORT).get(url))
        assert server.requests == []


def test_three_tasks_with_many_requests():
    """A long import in the background: QGIS's network objects must not meet Python's garbage collector."""
    with LoopServer(lambda r: Answer(200, b"x" * (int(r.query["i"]) % 7 * 2000))) as server:
        sizes = []

        class Task(QgsTask):
            def run(self):
                transport = qgis_transport(server.url, limits=SHORT)
                sizes.extend((i, len(transport.get(server.url, {"i": i}).body)) for i in range(60))
                sizes.append(None)
                return True

        tasks = [Task(f"test {number}") for number in range(3)]
        for task in tasks:
            QgsApplication.taskManager().addTask(task)
        turn_until(lambda: sizes.count(None) == len(tasks), lambda: gc.collect(1))
        assert sorted(filter(None, sizes)) == sorted((i, i % 7 * 2000) for i in range(60) for _task in tasks)


def test_locks_of_qt_and_python_are_taken_in_one_order():
    """Two tasks send while the main thread makes and deletes Qt objects: once they waited for each other for ever."""
    faulthandler.dump_traceback_later(90, exit=True)  # a deadlock can be ended in no other way
    with LoopServer(lambda r: Answer(200, b"x" * 100)) as server:
        done = []

        class Task(QgsTask):
            def run(self):
                transport = qgis_transport(server.url, limits=SHORT)
                done.append([transport.get(server.url, {"i": i}).status for i in range(300)])
                return True

        tasks = [Task(f"test {number}") for number in range(2)]
        for task in tasks:
            QgsApplication.taskManager().addTask(task)

        def clutter():
            timers = [QTimer() for _ in range(200)]
            for timer in timers:
                timer.timeout.connect(lambda: None)

        turn_until(lambda: len(done) == len(tasks), clutter)
    faulthandler.cancel_dump_traceback_later()
    assert done == [[200] * 300] * 2


def test_total_time(where):
    with LoopServer(lambda _request: Answer(200, b"x" * 5000, drip=0.1)) as server:
        transport = qgis_transport(server.url, limits=Limits(total=0.4, attempts=1))
        with pytest.raises(errors.TimedOut):
            where(lambda: transport.get(server.url))


def test_too_large(where):
    with LoopServer(lambda _request: Answer(200, b"x" * 2_000_000)) as server:
        transport = qgis_transport(server.url, limits=SHORT)
        with pytest.raises(errors.TooLarge):
            where(lambda: transport.get(server.url))
        with pytest.raises(errors.TooLarge):
            where(lambda: transport.post_json(server.url, 1))


def test_too_large_when_unpacked(where):
    big = gzip.compress(b"x" * 2_000_000)
    with LoopServer(lambda _request: Answer(200, big, headers={"Content-Encoding": "gzip"})) as server:
        transport = qgis_transport(server.url, limits=SHORT)
        with pytest.raises(errors.TooLarge):
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


def test_addresses_without_proxy_are_asked_directly(where, proxy):
    with LoopServer(lambda _request: Answer(200, b"[]")) as server:
        QgsSettings().setValue("proxy/noProxyUrls", [server.url])
        QgsNetworkAccessManager.instance().setupDefaultProxyAndCache()
        where(lambda: qgis_transport(server.url, limits=SHORT).get(server.url))
        assert (len(server.requests), proxy.requests) == (1, [])


def test_plain_and_qgis_import_are_equal(tmp_path):
    case = KERROKANTASI[0]
    with running(case) as server:
        run(case, server.url, tmp_path / "plain.gpkg")
        connector = open_connector(case.connector, Connection(server.url), qgis_transport(server.url, limits=SHORT))
        sync(connector, case.query, tmp_path / "qgis.gpkg")
        assert stored(tmp_path / "plain.gpkg").keys() == stored(tmp_path / "qgis.gpkg").keys()
