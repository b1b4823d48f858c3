"""Fixtures of the desktop's tests: a panel in an empty project, and patience with background tasks."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path

import pytest
import qgis.gui
from qgis.core import QgsProject, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QEventLoop

if hasattr(qgis.gui, "STAND_IN"):  # a QGIS without its GUI library: scripts/qt6/sitecustomize.py
    collect_ignore_glob = ["*"]

SAMPLE = json.loads(
    (Path(__file__).resolve().parents[2] / "resources" / "workshop" / "feedback_sample.geojson").read_text(
        encoding="utf-8"
    )
)["features"]
ALL = len(SAMPLE)
UNLOCATED = sum(item["geometry"] is None for item in SAMPLE)
LOCATED = ALL - UNLOCATED
_PLACED = {item["properties"]["item_id"] for item in SAMPLE if item["geometry"]}
_ANSWERED = Counter(item["properties"]["parent_id"] for item in SAMPLE if item["properties"]["parent_id"] in _PLACED)
BUSIEST, ANSWERS = min(_ANSWERED.items(), key=lambda pair: (-pair[1], pair[0]))
"""The item on the map with the most answers, and how many they are."""


def settle(condition, seconds=20.0):
    """Let Qt work until a condition holds; fails when it never does."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "the panel did not get ready in time"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    for _ in range(3):
        QCoreApplication.processEvents()


def idle(dock):
    """Wait until the panel has nothing left to do."""
    boxes = (dock.importing.tasks, dock.importing.source.tasks, dock.reading.tasks)
    settle(lambda: not any(box.busy for box in boxes) and not dock.reading._settling.isActive())


def flush():
    """Let Qt delete what was told to go."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


@pytest.fixture(autouse=True)
def clean_slate(qgis_app):
    """An empty project and no settings of ours, before and after."""
    QgsProject.instance().clear()
    QgsSettings().remove("samplan")
    yield
    QgsProject.instance().clear()
    QgsSettings().remove("samplan")
    flush()


@pytest.fixture
def dock(qgis_iface, tmp_path):
    """The panel, saving into a temporary folder; shut down and deleted afterwards."""
    from samplan.ui.feedback.dock import FeedbackDock

    made = FeedbackDock(qgis_iface)
    made.importing.databaseWidget.setFilePath(str(tmp_path / "feedback.gpkg"))
    made.show()
    yield made
    made.shut_down()
    made.deleteLater()
    flush()
