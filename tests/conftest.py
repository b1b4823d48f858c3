"""Make the repository root importable as the one package ``samplan``, never as a source of top-level modules.

The rooms' test helpers (loopback servers, simulators, the battery of faults) are importable by name.
"""

from __future__ import annotations

import importlib.util
import shutil
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


sys.path.extend(str(ROOT / "tests" / room) for room in ("network", "participation", "participation/connectors"))


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    """A feedback database without feedback; copying it is faster than letting GDAL write another."""
    from samplan.participation.keeping import store

    path = tmp_path_factory.mktemp("empty") / "feedback.gpkg"
    store.create_or_migrate(path)
    return path


@pytest.fixture
def database(tmp_path, empty_database):
    return shutil.copy(empty_database, tmp_path / "feedback.gpkg")
