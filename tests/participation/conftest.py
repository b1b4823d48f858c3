"""Make the room's test helpers (loopback servers, simulators, the battery of faults) importable by name."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    """A feedback database without feedback; copying it is faster than letting GDAL write another."""
    from samplan.participation import store

    path = tmp_path_factory.mktemp("empty") / "feedback.gpkg"
    store.ensure(path)
    return path


@pytest.fixture
def database(tmp_path, empty_database):
    return shutil.copy(empty_database, tmp_path / "feedback.gpkg")
