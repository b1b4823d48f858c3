"""Background tasks of the panel: told once, in the main thread, and never lost."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest
from qgis.core import QgsApplication
from samplan.messages import UserError
from samplan.ui import tasks
from samplan.ui.tasks import TaskManager

from .conftest import settle


@pytest.fixture
def manager(qgis_app):
    made = TaskManager()
    yield made
    made.shut_down()


def test_the_outcome_is_told_once_in_the_main_thread(manager):
    told = []
    manager.start(
        "Work", lambda task: 42, lambda result: told.append((result, threading.current_thread())), told.append
    )
    settle(lambda: not manager.busy)
    assert told == [(42, threading.main_thread())]


def test_an_error_is_told(manager):
    told = []

    def work(_task):
        raise UserError("It does not work: {why}.", why="no")

    manager.start("Work", work, told.append, told.append)
    settle(lambda: not manager.busy)
    assert [str(error) for error in told] == ["It does not work: no."]


def test_nothing_is_started_while_qgis_deals_with_an_end(manager):
    """Its list of tasks must not name the ended one any more when what follows starts another."""
    seen = []

    def follow(_result):
        seen.extend(task.description() for task in QgsApplication.taskManager().tasks())
        manager.start("Second", lambda task: 2, seen.append, seen.append)

    manager.start("First", lambda task: 1, follow, seen.append)
    settle(lambda: 2 in seen)
    assert "First" not in seen


def test_a_task_that_qgis_lost_is_asked_for_again(manager, monkeypatch):
    true, lost, told, moved = QgsApplication.taskManager(), [], [], []

    def add(task):
        if lost:
            true.addTask(task)
        else:
            lost.append(task)  # as when QGIS takes it for another one

    stand_in = SimpleNamespace(taskManager=lambda: SimpleNamespace(addTask=add))
    monkeypatch.setattr(tasks, "QgsApplication", stand_in)
    monkeypatch.setattr(tasks, "LOST_AFTER", 0.2)
    manager._watch.setInterval(50)

    def work(task):
        task.counted(3, 4)
        return "done"

    manager.start("Work", work, told.append, told.append, lambda *counts: moved.append(counts))
    settle(lambda: told)
    assert told == ["done"]
    assert moved == [(3, 4)]
    assert not manager.busy


def test_a_task_at_work_is_not_asked_for_again(manager, monkeypatch):
    monkeypatch.setattr(tasks, "LOST_AFTER", 0.05)
    manager._watch.setInterval(20)
    runs, free = [], threading.Event()

    def work(_task):
        runs.append(1)
        return free.wait(5)

    manager.start("Work", work, lambda result: None, lambda error: None)
    settle(lambda: runs)
    end = threading.Timer(0.5, free.set)
    end.start()
    settle(lambda: not manager.busy)
    assert runs == [1]
