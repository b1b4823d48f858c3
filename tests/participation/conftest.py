"""Make the room's test helpers (loopback servers, simulators, the battery of faults) importable by name."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))


@pytest.fixture
def database(tmp_path):
    return tmp_path / "feedback.gpkg"
