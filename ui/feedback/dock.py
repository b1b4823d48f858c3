"""The feedback panel: two pages in a dock, kept in step with the project and its layers."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import QgsProject, QgsVectorLayer
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QTabWidget, QWidget

from ...i18n import translate
from ..widgets.notice import WARNING
from . import feedback_layer, jobs, project_state
from .import_page import ImportPage
from .jobs import Outcome
from .read_page import ReadPage

IMPORT, READ = 0, 1
_SAVE_DELAY = 400


class FeedbackDock(QgsDockWidget):
    """The dock widget; `shut_down` before it is removed."""

    closed_by_user = pyqtSignal()

    def __init__(self, iface: Any, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("SamplanFeedbackDock")
        self.iface = iface
        canvas = iface.mapCanvas()
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.importing = ImportPage(canvas, self.tabs)
        self.reading = ReadPage(canvas, self.tabs)
        self.tabs.addTab(self.importing, "")
        self.tabs.addTab(self.reading, "")
        self.setWidget(self.tabs)
        self.setMinimumWidth(290)
        self.retranslate()
        self._restoring = False
        self._state = project_state.ProjectState()
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(_SAVE_DELAY)
        self._saving.timeout.connect(self.remember)
        self.importing.changed.connect(self._touched)
        self.importing.imported.connect(self._imported)
        self.importing.new_wanted.connect(self._show_new)
        self.importing.erased.connect(self._erased)
        self.reading.changed.connect(self._touched)
        self.reading.shown.connect(lambda: self.tabs.setCurrentIndex(READ))
        self.tabs.currentChanged.connect(self._touched)
        project = QgsProject.instance()
        self._connections = [
            (project.readProject, self.restore), (project.cleared, self.restore),
            (project.layersAdded, self._layers_changed), (project.layersRemoved, self._layers_changed),
            (project.writeProject, self._project_written), (project.projectSaved, self.importing.follow_project),
        ]  # fmt: skip
        for signal, slot in self._connections:
            signal.connect(slot)
        self.restore()

    def retranslate(self) -> None:
        """Set every text."""
        self.setWindowTitle(translate("Samplan", "Samplan: feedback"))
        self.tabs.setTabText(IMPORT, translate("Samplan", "Import"))
        self.tabs.setTabText(READ, translate("Samplan", "On the map"))
        self.tabs.setAccessibleName(translate("Samplan", "Pages of the feedback panel"))

    # -- the project's memory ------------------------------------------------------------------------------------

    def restore(self, *_project: Any) -> None:
        """Show what the current project remembers."""
        self._saving.stop()
        self._restoring = True
        try:
            self._state = project_state.read(QgsProject.instance())
            self.importing.restore(self._state)
            self.reading.restore(self._state)
            self.tabs.setCurrentIndex(self._state.page if self._state.page in (IMPORT, READ) else IMPORT)
            self.reading.watch(QgsProject.instance())
        finally:
            self._restoring = False

    def remember(self) -> None:
        """Write what is shown into the project."""
        self._saving.stop()
        self.importing.store_in(self._state)
        self.reading.store_in(self._state)
        self._state.page = self.tabs.currentIndex()
        project_state.write(QgsProject.instance(), self._state)

    def _touched(self, *_values: Any) -> None:
        if not self._restoring:
            self._saving.start()

    def _project_written(self, *_document: Any) -> None:
        """The project is being saved: what waits to be remembered goes along."""
        if self._saving.isActive():
            self.remember()

    def _layers_changed(self, *_layers: Any) -> None:
        self.reading.watch(QgsProject.instance())

    # -- after an import -----------------------------------------------------------------------------------------

    def _imported(self, outcome: Outcome) -> None:
        """Open or refresh the layers."""
        result = outcome.result
        layer, added = feedback_layer.show(
            QgsProject.instance(), outcome.database, outcome.categories, self.reading.way, self.reading.cluster,
            outcome.sources, outcome.result.unlocated, altered=bool(result.new or result.changed or result.removed),
        )  # fmt: skip
        if not layer.isValid():
            self.importing.notice.show_message(
                translate("Samplan", "The feedback was saved, but {path} cannot be opened as a layer.").format(
                    path=outcome.database
                ),
                WARNING,
            )
            return
        self.reading.watch(QgsProject.instance())
        if added:
            self.iface.setActiveLayer(layer)
            self._zoom_to(layer)

    def _erased(self, database: str) -> None:
        """Let the open layers notice."""
        for role in (feedback_layer.POINTS, feedback_layer.UNLOCATED):
            layer = feedback_layer.find(QgsProject.instance(), role, database)
            if layer is not None:
                feedback_layer.refresh(layer)
        self.reading.watch(QgsProject.instance())

    def _zoom_to(self, layer: QgsVectorLayer) -> None:
        canvas = self.iface.mapCanvas()
        extent = canvas.mapSettings().layerExtentToOutputExtent(layer, layer.extent())
        if not extent.isEmpty() and extent.isFinite():
            extent.scale(1.1)
            canvas.setExtent(extent)
            canvas.refresh()

    def _show_new(self, database: str, source: str, started: str) -> None:
        """Select what a run brought: on the map, or in the table when nothing of it has a position."""

        def show(found: dict[str, list[int]]) -> None:
            for role in (feedback_layer.POINTS, feedback_layer.UNLOCATED):
                layer = feedback_layer.find(QgsProject.instance(), role, database)
                if layer is not None and found[feedback_layer.table_of(layer)]:
                    layer.selectByIds(found[feedback_layer.table_of(layer)])
                    self.iface.setActiveLayer(layer)
                    if role == feedback_layer.POINTS:
                        self.iface.mapCanvas().zoomToSelected(layer)
                    return

        self.reading.tasks.start(
            translate("Samplan", "Looking for the new ones"),
            lambda _task: jobs.new_items(database, source, started),
            show,
            self.importing.report,
        )

    # -- the end -------------------------------------------------------------------------------------------------

    def shut_down(self) -> None:
        """Stop the work, save what waits, and let go of the project, its layers and the map."""
        if self._saving.isActive():
            self.remember()
        for signal, slot in self._connections:
            signal.disconnect(slot)
        self._connections = []
        self.importing.shut_down()
        self.reading.shut_down()
