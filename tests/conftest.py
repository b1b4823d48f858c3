"""Make the repository root importable as the one package ``samplan``, never as a source of top-level modules.

The rooms' test helpers (loopback servers, simulators, the battery of faults) are importable by name.
"""

from __future__ import annotations

import gc
import importlib.util
import shutil
import signal
import sys
from pathlib import Path

import pytest

PACKAGE = "samplan"
ROOT = Path(__file__).resolve().parents[1]

sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != ROOT]
if PACKAGE not in sys.modules:
    spec = importlib.util.spec_from_file_location(PACKAGE, ROOT / "__init__.py", submodule_search_locations=[str(ROOT)])
    module = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = module
    spec.loader.exec_module(module)


sys.path.extend(
    str(ROOT / "tests" / room) for room in ("web", "assessment", "participation", "participation/connectors")
)


def pytest_addoption(parser):
    parser.addoption("--fuzz", type=int, help="how many seeds each test marked fuzz gets, instead of its own number")


def pytest_generate_tests(metafunc):
    marker = metafunc.definition.get_closest_marker("fuzz")
    if marker is not None:
        metafunc.parametrize("seed", range(metafunc.config.getoption("fuzz") or marker.args[0]))


def pytest_collection_modifyitems(items):
    """Mark the tests that have limits of time; begin with the files that take longest, so that no process ends alone."""
    for item in items:
        if "timed" in item.fixturenames:
            item.add_marker("timing")
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture
def timed(pytestconfig):
    """Whether limits of time count: in the benchmarks (``pytest -m timing``), not in the suite, where machines are busy."""
    return pytestconfig.option.markexpr == "timing"


@pytest.fixture(autouse=True)
def _no_secret_is_remembered():
    """A test's secrets are words to the next one."""
    yield
    from samplan import redaction

    redaction._secrets.clear()


@pytest.fixture(scope="session", autouse=True)
def _nothing_outlives_qgis(qgis_app):
    """Threads: see `end_idle_threads`, pytest-qgis waits for Qt's pool only. Layers in the frames of tests: QGIS keeps the
    exceptions that leave an algorithm, and they the frames; GDAL would be gone when Python closes the layers at its end.
    """
    yield
    from qgis.core import QgsMapLayer
    from qgis.PyQt import sip
    from samplan.compat import end_idle_threads

    end_idle_threads()
    for item in gc.get_objects():
        if isinstance(item, QgsMapLayer) and not sip.isdeleted(item) and sip.ispyowned(item):
            sip.delete(item)


WORKERS = []
"""(name, process) of the workers of pytest-xdist that have run all their tests."""


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error):
    """Name the signal that ended a worker of pytest-xdist; its trace and the test it ran are in the output already."""
    if error is None:
        WORKERS.append((node.gateway.id, node.gateway._io.popen))
    else:
        _tell_end(node.gateway.id, node.gateway._io.popen.wait(timeout=30))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """Fail when a worker crashed after its last test; pytest-xdist ends those that take more than 10 seconds to leave."""
    for name, process in WORKERS:
        if (process.poll() or 0) < 0 and -process.returncode not in (signal.SIGKILL, signal.SIGTERM):
            _tell_end(name, process.returncode)
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _tell_end(worker, status):
    how = signal.Signals(-status).name if status < 0 else f"exit status {status}"
    sys.stderr.write(f"\n{worker} was ended by {how}\n")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Give every process whole files, and the test that ended one to no other (pytest-xdist would repeat it)."""
    from xdist.scheduler import LoadFileScheduling

    config.option.loadscopereorder = False  # by number of tests, it would put the long files last

    class Scheduler(LoadFileScheduling):
        def remove_node(self, node):
            left = {file: tests for file, tests in self.assigned_work.pop(node).items() if not all(tests.values())}
            if not left:
                return None
            tests = next(iter(left.values()))
            crashed = next(name for name, ended in tests.items() if not ended)
            tests[crashed] = True
            self.workqueue.update({file: tests for file, tests in left.items() if not all(tests.values())})
            for other in self.assigned_work:
                self._reschedule(other)
            return crashed

    return Scheduler(config, log)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    """A feedback database without feedback; copying it is faster than letting GDAL write another."""
    from samplan.participation.sync import store

    path = tmp_path_factory.mktemp("empty") / "feedback.gpkg"
    store.create_or_migrate(path)
    return path


@pytest.fixture
def database(tmp_path, empty_database):
    return shutil.copy(empty_database, tmp_path / "feedback.gpkg")
