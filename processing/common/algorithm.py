"""What every Samplan algorithm shares: names, icon, help, and errors turned into plain sentences."""

from __future__ import annotations

import importlib.util
import sys
import threading
import time
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Callable, Iterator, Optional

from qgis.core import (
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QEventLoop, QThread, QTimer
from qgis.PyQt.QtGui import QIcon

from ...i18n import translate, translate_message
from ...indicators.spatial.batches import raise_if_cancelled
from ...messages import Cancelled, UserError, UserMessage
from ...tables.endings import SHEET_ENDINGS, TEXT_ENDINGS
from ...web.addresses import without_secrets
from .choice import choices_problem
from .icons import icon
from .overwriting import overwriting_problem
from .parameters import AREAS
from .snapshots import LayerSnapshot, layers_of, take_snapshots
from .writable import Proof, prove_format

LOADING_TIME = 5.0
"""Seconds that QGIS gets to load a background run's results before another run may write; less when it says so."""


class _Turn:
    """Whose turn it is to write layers, styles and lineage.

    Two threads that open and close one file in QGIS's OGR provider can lock each other out for ever. A turn that nobody
    ends runs out by itself: QGIS does not tell an algorithm when its task is dropped.
    """

    def __init__(self) -> None:
        self._lock, self._owner, self._until = threading.Lock(), 0, 0.0

    def take(self, owner: object) -> bool:
        """Return whether the owner may write now."""
        with self._lock:
            if self._owner != id(owner) and time.monotonic() < self._until:
                return False
            self._owner, self._until = id(owner), float("inf")
            return True

    def leave(self, owner: object, after: float) -> None:
        """End the owner's turn after so many seconds."""
        with self._lock:
            if self._owner == id(owner):
                self._until = time.monotonic() + after


_TURN = _Turn()
_RUNNING: dict[int, QgsProcessingFeedback] = {}


def stop_runs(patience: float = 5.0) -> None:
    """Cancel all runs in the background and wait for their end: they use the provider, which QGIS deletes on unloading.

    Parameters
    ----------
    patience : float
        Seconds to wait at most.
    """
    for feedback in tuple(_RUNNING.values()):
        feedback.cancel()
    end = time.monotonic() + patience
    while _RUNNING and time.monotonic() < end:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        time.sleep(0.01)


@contextmanager
def _nothing_kept() -> Iterator[None]:
    """Let go of what a failed run held: QGIS keeps each exception that leaves an algorithm, and it its frames."""
    try:
        yield
    except Exception as error:
        seen: Optional[BaseException] = error
        while seen is not None:
            traceback.clear_frames(seen.__traceback__)
            seen = seen.__cause__ or seen.__context__
        raise


def in_main_thread() -> bool:
    """Return whether this is the thread of layers and the project."""
    return QThread.currentThread() == QCoreApplication.instance().thread()


class SamplanAlgorithm(QgsProcessingAlgorithm):
    """Base of all algorithms.

    A subclass sets the constants below and implements `helpText`, `initAlgorithm` and `perform`, which may raise
    `UserError`, and raise or ignore `Cancelled`.

    `perform` runs in the background, where a layer or the project may vanish at any moment: what it needs of them is
    taken before, as `snapshots` of all layer parameters, and in `prepare`.
    """

    ID = ""
    GROUP = ""
    DISPLAY_NAME = ""
    SHORT_DESCRIPTION = ""
    TAGS = ""
    """Search words, separated by commas; like the two above marked with `QT_TRANSLATE_NOOP`."""
    proofs: dict[str, Proof]
    """What is known of the formats of outputs, by parameter."""
    PACKAGE = ""
    """Python package needed beside QGIS's own, imported late: a user's QGIS may lack it."""

    def name(self) -> str:
        """Return the stable id, the second half of ``samplan:<id>``."""
        return self.ID

    def displayName(self) -> str:
        """Return the name shown in the toolbox."""
        return translate_message(self.DISPLAY_NAME, {})

    def shortDescription(self) -> str:
        """Return the tooltip."""
        return translate_message(self.SHORT_DESCRIPTION, {})

    def tags(self) -> list[str]:
        """Return search words."""
        return translate_message(self.TAGS, {}).split(",")

    def groupId(self) -> str:
        """Return the stable id of the group."""
        return self.GROUP

    def group(self) -> str:
        """Return the group's name in the user's language."""
        return {
            "measure": translate("Samplan", "Measure"),
            "score": translate("Samplan", "Score"),
            "listen": translate("Samplan", "Listen"),
            "share": translate("Samplan", "Share"),
        }[self.GROUP]

    def icon(self) -> QIcon:
        """Return the icon of the group."""
        return icon(self.GROUP)

    def createInstance(self) -> SamplanAlgorithm:
        """Return a fresh instance, as QGIS asks before every run."""
        return type(self)()

    def canExecute(self) -> tuple[bool, str]:
        """Return whether `PACKAGE` is installed and, when it is not, how to get it."""
        if not self.PACKAGE or importlib.util.find_spec(self.PACKAGE) is not None:
            return True, ""
        how = {
            "win32": translate("Samplan", "run the OSGeo4W setup and choose the package python3-{package}"),
            "darwin": translate("Samplan", "use a QGIS build that includes it, for example from conda-forge"),
        }.get(sys.platform, translate("Samplan", "install the package python3-{package} of your distribution"))
        return False, translate(
            "Samplan", "This algorithm needs the Python package {package}: {how}. Algorithms that do not need it work."
        ).format(package=self.PACKAGE, how=how.format(package=self.PACKAGE))

    def helpText(self) -> str:
        """Return the help as HTML; subclasses implement it."""
        raise NotImplementedError

    def shortHelpString(self) -> str:
        """Return the help shown beside the dialog."""
        return self.helpText()

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        """Refuse choices and numbers that are none, and files that cannot be written, before anything long runs."""
        problem = choices_problem(self, parameters)
        if problem:
            return False, problem
        accepted, message = super().checkParameterValues(parameters, context)
        if not accepted:  # a raster or a table where QGIS expects a layer with features
            others = self._without_rasters(parameters, context)
            blank = QgsVectorLayer("NoGeometry", "table", "memory")  # a table that QGIS cannot open can still be read
            tables = {name: blank for name, value in parameters.items() if self._is_table_file(name, value)}
            if tables or len(others) < len(parameters):
                accepted, message = super().checkParameterValues({**others, **tables}, context)
        if accepted:
            message = overwriting_problem(self, parameters, context)
        return accepted and not message, message

    def _without_rasters(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, Any]:
        """Leave out the rasters given where ``<name>_RASTER`` would take them: QGIS knows only features there."""
        rasters = set()
        for definition in self.parameterDefinitions():
            if self.parameterDefinition(f"{definition.name()}_RASTER"):
                layers = layers_of(self, definition, parameters, context)
                rasters.update(definition.name() for layer in layers if isinstance(layer, QgsRasterLayer))
        return {name: value for name, value in parameters.items() if name not in rasters}

    def _is_table_file(self, name: str, value: Any) -> bool:
        definition = self.parameterDefinition(name)
        if definition is None or definition.type() != "source" or not isinstance(value, str):
            return False
        path = Path(value)
        return path.suffix.lower() in (*TEXT_ENDINGS, *SHEET_ENDINGS) and path.is_file()

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Take snapshots of the layers and call `prepare`, in the main thread; a model does both in its own."""

        from ...assessment.sources import without_credentials  # late: QGIS starts faster

        def work() -> bool:
            able, why = self.canExecute()  # asked by dialogs only
            if not able:
                raise QgsProcessingException(why)
            given = self.completed(parameters, context, feedback)
            texts = {name: item.source() if isinstance(item, QgsMapLayer) else item for name, item in given.items()}
            self.as_given = {name: without_credentials(str(item)) for name, item in texts.items()}
            self.snapshots = take_snapshots(self, given, context, feedback.isCanceled)
            self.prepare(given, context, feedback)
            return True

        with _nothing_kept():
            return bool(self._in_words(work, feedback))

    def completed(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Return the parameters to run with, in the thread of `prepareAlgorithm`: subclasses may add what is left out."""
        return parameters

    def prepare(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Gather what else `perform` needs of the project, in the thread of `prepareAlgorithm`; subclasses may implement it."""

    def source(self, parameters: dict[str, Any], name: str) -> LayerSnapshot:
        """Return the vector layer of a parameter.

        Raises
        ------
        QgsProcessingException
            It cannot be loaded.
        """
        found = next(iter(self.snapshots.get(name, ())), None)
        if not isinstance(found, LayerSnapshot):
            raise QgsProcessingException(self.invalidSourceError(parameters, name))
        return found

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run and turn every foreseen failure into a plain sentence."""
        self.feedback, self.proofs, results = feedback, {}, None
        if not in_main_thread():
            _RUNNING[id(self)] = feedback
        try:
            with _nothing_kept():
                results = self._in_words(lambda: self._proven(parameters, context, feedback), feedback)
        finally:
            _RUNNING.pop(id(self), None)
            _TURN.leave(self, LOADING_TIME if results and not in_main_thread() else 0.0)
        return results or {}

    def _proven(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Do the work once every output is known to be writable in its format."""
        areas = next(iter(self.snapshots.get(AREAS, ())), None)
        for definition in self.destinationParameterDefinitions():
            value = parameters.get(definition.name())
            if definition.type() == "sink" and value not in (None, ""):
                source = areas if definition.name() == "OUTPUT" and isinstance(areas, LayerSnapshot) else None
                proof = prove_format(value, definition.description(), source)
                if proof.problem:
                    raise QgsProcessingException(proof.problem)
                self.proofs[definition.name()] = proof
        return self.perform(parameters, context, feedback)

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Let others write as soon as the results are loaded, which QGIS does right after this."""
        if in_main_thread():
            QTimer.singleShot(0, lambda: _TURN.leave(self, 0.0))
        else:  # a step of a model: nothing is loaded
            _TURN.leave(self, 0.0)
        return {}

    def begin_writing(self) -> None:
        """Wait until no other run writes layers, and keep others waiting. To be called before a sink is made.

        Raises
        ------
        Cancelled
        """
        if not _TURN.take(self):
            self.feedback.pushInfo(translate("Samplan", "Waiting for another run that is writing its result."))
            while not _TURN.take(self):
                raise_if_cancelled(self.feedback.isCanceled)
                time.sleep(0.05)

    def _in_words(self, work: Callable[[], Any], feedback: QgsProcessingFeedback) -> Any:
        """Return ``work()``, None when it was cancelled; every failure becomes a plain sentence."""
        try:
            return self.guarded(work)
        except Cancelled:
            return None
        except (QgsProcessingException, MemoryError):
            raise
        except OSError as error:
            feedback.pushDebugInfo(traceback.format_exc())
            raise QgsProcessingException(
                translate(
                    "Samplan", 'The file "{name}" cannot be read or written ({reason}). Choose another one.'
                ).format(name=error.filename or "", reason=error.strerror or error)
            ) from error
        except Exception as error:
            feedback.pushDebugInfo(without_secrets(traceback.format_exc()))
            raise QgsProcessingException(
                translate(
                    "Samplan",
                    "Samplan met a fault it did not foresee ({kind}: {text}). Do not use what it may have written, and "
                    "report it with the log above.",
                ).format(kind=type(error).__name__, text=without_secrets(str(error.__cause__ or error)))
            ) from error

    @staticmethod
    def guarded(work: Callable[[], Any]) -> Any:
        """Return ``work()``, with the pure rooms' errors turned into QGIS's, in the user's language."""
        try:
            return work()
        except Cancelled:
            raise
        except UserError as error:
            raise QgsProcessingException(translate_message(error.template, error.values)) from error

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Do the work and return the outputs by name; subclasses implement it."""
        raise NotImplementedError


def push_note(feedback: QgsProcessingFeedback, note: UserMessage) -> None:
    """Show a note of a pure room, as a warning unless it only tells, in the user's language."""
    show = feedback.pushWarning if note.warns else feedback.pushInfo
    show(translate_message(note.template, note.values))
