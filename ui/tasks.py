"""Work in the background: tasks that never raise, and the manager that owns them.

What a task is given must be its own: no layer, project or widget is touched by ``work``, which runs in a thread of
QGIS's task manager. Callbacks run in the main thread.
"""

from __future__ import annotations

import gc
import threading
import time
import traceback
from contextlib import contextmanager
from functools import partial
from typing import Any, Callable, Iterator, Optional

from qgis.core import Qgis, QgsApplication, QgsMessageLog, QgsNetworkAccessManager, QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer, pyqtSignal

from ..messages import QT_TRANSLATE_NOOP, Cancelled, UserError
from ..web.addresses import without_secrets

_REPORT_EVERY = 0.1
PATIENCE = 3.0
"""Seconds a cancelled task may take to end."""
LOST_AFTER = 5.0
"""Seconds after which a task that has not begun is asked for again."""
LOG_TAG = "Samplan"
_resting = 0


@contextmanager
def short_collections() -> Iterator[None]:
    """Keep Python's garbage collector from walking through everything QGIS holds while a long task makes objects.

    One full walk takes some 50 ms in a desktop, with Python's lock held: the window would stand still meanwhile. What
    exists when the work begins is set aside; what the work makes is collected as ever.
    """
    global _resting
    gc.freeze()
    _resting += 1
    try:
        yield
    finally:
        _resting -= 1
        if not _resting:
            gc.unfreeze()


class Task(QgsTask):
    """One piece of work.

    Parameters
    ----------
    title : str
        Shown in QGIS's list of tasks.
    work : callable
        Gets the task (for `counted` and ``isCanceled``) and returns the result.
    moved_to : callable, optional
        Receives `moved`.

    Attributes
    ----------
    result : Any
        What ``work`` returned.
    begun, left : Event
        Set when the thread has begun, and left, the work.
    error : PlainError or None
        Why it failed; a cancelled task has neither result nor error.
    """

    moved = pyqtSignal(int, int)
    """Items so far and the total (-1: unknown), at most ten times a second."""

    def __init__(
        self, title: str, work: Callable[[Task], Any], moved_to: Optional[Callable[[int, int], None]] = None
    ) -> None:
        super().__init__(title, QgsTask.Flag.CanCancel)
        self.title, self._work, self._moved_to = title, work, moved_to
        if moved_to is not None:
            self.moved.connect(moved_to)
        self._reported = 0.0
        self.asked = time.monotonic()
        self.begun, self.left = threading.Event(), threading.Event()
        self.result: Any = None
        self.error: Optional[UserError] = None
        self.on_end: Optional[Callable[[Task], None]] = None

    def run(self) -> bool:
        """Do the work; called by QGIS in a thread of its own."""
        self.begun.set()
        try:
            return self._run()
        finally:
            self.left.set()

    def _run(self) -> bool:
        try:
            self.result = self._work(self)
        except Cancelled:
            return False
        except UserError as error:
            self.error = error
            return False
        except Exception as error:  # an exception that left run() would end QGIS
            QgsMessageLog.logMessage(without_secrets(traceback.format_exc()), LOG_TAG, Qgis.MessageLevel.Critical)
            self.error = UserError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "Something unexpected happened ({error}). Nothing is lost. The message log (tab Samplan) holds the"
                    " details; please report them.",
                ),
                error=f"{type(error).__name__}: {str(error)[:120]}",
            )
            return False
        return not self.isCanceled()

    def again(self) -> Task:
        """Return the same piece of work as a new task."""
        other = Task(self.title, self._work, self._moved_to)
        other.on_end = self.on_end
        return other

    def finished(self, ok: bool) -> None:
        """Hand the outcome over, a moment later; called in the main thread by QGIS.

        Not at once: while QGIS is busy with the end of one task, a new one may get the address of the old one's runner,
        and QGIS then takes it for that and deletes it (qgis/QGIS pull request 67040). What follows may well start a task.
        """
        QTimer.singleShot(0, lambda: self.on_end is not None and self.on_end(self))

    def counted(self, done: int, total: Optional[int]) -> None:
        """Report progress from the worker."""
        now = time.monotonic()
        if now - self._reported >= _REPORT_EVERY:
            self._reported = now
            self.moved.emit(done, -1 if total is None else total)
            if total:
                self.setProgress(min(99.0, 100.0 * done / total))


class TaskManager(QObject):
    """Owns the live tasks of one widget, so that none is collected before it has finished."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._live: dict[Task, Callable[[Optional[UserError]], None]] = {}
        self._hung: set[Task] = set()
        self._watch = QTimer(self)
        self._watch.setInterval(1000)
        self._watch.timeout.connect(self._find_lost)

    @property
    def busy(self) -> bool:
        """Whether any task is running or waiting."""
        return bool(self._live)

    def start(
        self,
        title: str,
        work: Callable[[Task], Any],
        done: Callable[[Any], None],
        failed: Callable[[Optional[UserError]], None],
        moved: Optional[Callable[[int, int], None]] = None,
    ) -> Task:
        """Start a task.

        Parameters
        ----------
        title : str
            Shown in QGIS's list of tasks.
        work : callable
            See `Task`.
        done : callable
            Gets the result.
        failed : callable
            Gets the error, None when the user cancelled.
        moved : callable, optional
            Gets items so far and total (-1: unknown).
        """
        task = Task(title, work, moved)

        def end(ended: Task) -> None:
            if sip.isdeleted(self):  # the widget is gone, and whom it would tell with it
                return
            hung = ended in self._hung
            self._live.pop(ended, None)
            self._hung.discard(ended)
            if ended.result is not None:
                done(ended.result)
            elif not hung:
                failed(ended.error)

        task.on_end = end
        self._live[task] = failed
        self._watch.start()
        QgsApplication.taskManager().addTask(task)
        return task

    def _find_lost(self) -> None:
        """Ask again for tasks that have not begun: QGIS can lose a waiting one when another ends (see `Task.finished`).

        One that only waited for a free thread loses its place, nothing else.
        """
        if not self._live:
            self._watch.stop()
        for task, failed in tuple(self._live.items()):
            if task.begun.is_set() or time.monotonic() - task.asked < LOST_AFTER:
                continue
            again = task.again()
            self._live[again] = failed
            del self._live[task]
            task.on_end = None
            if not sip.isdeleted(task):
                task.cancel()
            QgsApplication.taskManager().addTask(again)

    def cancel(self) -> None:
        """Ask every task to stop; one that hangs counts as stopped after `PATIENCE` seconds."""
        for task in tuple(self._live):
            task.cancel()
            QTimer.singleShot(int(1000 * PATIENCE), partial(self._give_up, task))

    def _give_up(self, task: Task) -> None:
        """Wait no longer for a cancelled task: it writes nothing any more, and what it had done before is still told."""
        failed = self._live.pop(task, None)
        if failed is not None:
            self._hung.add(task)
            failed(None)

    def shut_down(self) -> None:
        """Stop everything without further callbacks; waits at most `PATIENCE` seconds.

        Not with `QgsTask.waitForFinished`, which keeps Python's lock, so that the task it waits for could not end. A task
        that ends a request also waits for the main thread's network manager to hear of it.
        """
        for task in (*self._live, *self._hung):
            task.on_end = None
            task.cancel()
        end = time.monotonic() + PATIENCE
        network = QgsNetworkAccessManager.instance()
        for task in tuple(self._live):
            while task.isActive() and not task.left.wait(0.01) and time.monotonic() < end:
                QCoreApplication.sendPostedEvents(network, 0)
        self._watch.stop()
        self._live.clear()
        self._hung.clear()
