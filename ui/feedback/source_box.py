"""Choose the source: connections (add, edit, test, remove) and what to import from one."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QSizePolicy, QWidget

from ...i18n import translate, translate_message
from ...messages import UserError
from ...participation.connectors.base import Connector, Consultation
from ...processing.common.icons import icon
from ...processing.listen._access import access_of
from ...web.addresses import redact
from ..tasks import TaskManager
from ..widgets.forms import form
from ..widgets.notice import ERROR, INFO, SUCCESS
from ..widgets.questions import confirmed
from . import connections, jobs, labels
from .connection_dialog import ConnectionDialog
from .connections import SavedConnection
from .evidence_label import evidence_of, find_connector, show_evidence
from .reports import report_text


class SourceBox(QWidget, form("feedback/source_box")):
    """Shows the connections; ``changed`` when another source or consultation is chosen by the user."""

    changed = pyqtSignal()
    said = pyqtSignal(str, str)
    """A plain sentence and its level (`notice`); a blank sentence takes the last one away."""
    working = pyqtSignal(str)
    """What is being asked; blank when the answer has come."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setupUi(self)
        self.tasks = TaskManager(self)
        self._borrowed: Optional[SavedConnection] = None  # known only from the project
        self._lists: dict[str, list[Consultation]] = {}
        for combo in (self.sourceCombo, self.consultationCombo):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(8)
            combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for button, name in (
            (self.addButton, "/symbologyAdd.svg"), (self.editButton, "/symbologyEdit.svg"),
            (self.removeButton, "/symbologyRemove.svg"), (self.listButton, "/mActionRefresh.svg"),
        ):  # fmt: skip
            button.setIcon(QgsApplication.getThemeIcon(name))
            button.setAutoRaise(True)
        self.testButton.setIcon(icon("test_connection"))
        self.testButton.setAutoRaise(True)
        self.retranslate()
        self.sourceCombo.activated.connect(self._source_chosen)
        self.consultationCombo.activated.connect(self._consultation_chosen)
        self.addButton.clicked.connect(self._add)
        self.editButton.clicked.connect(self._edit)
        self.testButton.clicked.connect(self._test)
        self.removeButton.clicked.connect(self._remove)
        self.listButton.clicked.connect(self.list_consultations)
        self.reload()

    def retranslate(self) -> None:
        """Set every text."""
        self.sourceLabel.setText(translate("Samplan", "So&urce"))
        self.consultationLabel.setText(translate("Samplan", "Consultatio&n, service or collection"))
        self.sourceCombo.setAccessibleName(translate("Samplan", "Source of feedback"))
        self.consultationCombo.setAccessibleName(translate("Samplan", "What to import from the source"))
        for button, text in (
            (self.addButton, translate("Samplan", "Add a connection")),
            (self.editButton, translate("Samplan", "Edit the connection")),
            (self.testButton, translate("Samplan", "Test the connection: what answers, what it holds, which licence")),
            (self.removeButton, translate("Samplan", "Remove the connection")),
            (self.listButton, translate("Samplan", "Ask the source what there is to import")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)

    # -- content -------------------------------------------------------------------------------------------------

    @property
    def current(self) -> Optional[SavedConnection]:
        """The chosen connection."""
        wanted = str(self.sourceCombo.currentData() or "")
        known = connections.find(wanted)
        if known is None and self._borrowed is not None and wanted == self._borrowed.id:
            return self._borrowed
        return known

    @property
    def connector(self) -> Optional[type[Connector]]:
        """The chosen connection's connector class."""
        saved = self.current
        return find_connector(saved.connector) if saved is not None else None

    @property
    def consultation(self) -> str:
        """Id of the chosen consultation, blank for everything."""
        return str(self.consultationCombo.currentData() or "") if self._has_consultations() else ""

    @property
    def consultation_title(self) -> str:
        """Title of the chosen consultation."""
        return self.consultationCombo.currentText() if self.consultation else ""

    @property
    def missing(self) -> str:
        """What must still be chosen before anything can be fetched; blank when nothing is missing."""
        connector = self.connector
        if connector is None:
            return translate("Samplan", "This version of Samplan cannot read that kind of source. Choose another one.")
        if connector.capabilities.needs_consultation and not self.consultation:
            return translate(
                "Samplan", "Choose what to import: press the round arrow to ask the source, then pick one."
            )
        return ""

    def reload(self, choose: str = "") -> None:
        """Read the connections again and choose one; by default what was chosen."""
        wanted = choose or str(self.sourceCombo.currentData() or connections.SAMPLE_ID)
        self.sourceCombo.clear()
        known = connections.all_connections()
        for item in known:
            self.sourceCombo.addItem(icon("samplan" if item.is_sample else "listen"), item.name, item.id)
        if self._borrowed is not None and all(item.id != self._borrowed.id for item in known):
            name = translate("Samplan", "{name} (from the project)").format(name=self._borrowed.name)
            self.sourceCombo.addItem(QgsApplication.getThemeIcon("/mIconWarning.svg"), name, self._borrowed.id)
        self.sourceCombo.setCurrentIndex(max(0, self.sourceCombo.findData(wanted)))
        self._show_source()

    def restore(self, connection: str, definition: str, consultation: str, title: str) -> None:
        """Show what a project remembers, without asking any server."""
        self._borrowed = SavedConnection.from_json(definition) if definition else None
        self.reload(connection or connections.SAMPLE_ID)
        if consultation:
            if self.consultationCombo.findData(consultation) < 0:
                self.consultationCombo.addItem(title or consultation, consultation)
            self.consultationCombo.setCurrentIndex(self.consultationCombo.findData(consultation))

    # -- choosing ------------------------------------------------------------------------------------------------

    def _has_consultations(self) -> bool:
        connector = self.connector
        return connector is not None and connector.capabilities.consultations

    def _show_source(self) -> None:
        saved, connector = self.current, self.connector
        own = saved is not None and not saved.is_sample
        self.editButton.setEnabled(own)
        self.removeButton.setEnabled(own and saved is not self._borrowed)
        sample = saved is not None and saved.is_sample
        show_evidence(
            self.evidenceLabel,
            evidence_of(connector, saved.profile if saved is not None else ""),
            translate("Samplan", "Invented feedback from Liechtenstein, bundled with Samplan. No network is used.")
            if sample
            else "",
        )
        self.sourceCombo.setToolTip("" if saved is None or saved.is_sample else redact(saved.url).replace("<", "‹"))
        self.consultationPart.setVisible(self._has_consultations())
        self.consultationCombo.clear()
        if connector is not None and self._has_consultations():
            needs = connector.capabilities.needs_consultation
            self.consultationCombo.addItem(
                translate("Samplan", "Choose …") if needs else translate("Samplan", "Everything"), ""
            )
            for item in self._lists.get(saved.id if saved is not None else "", []):
                self._offer(item)

    def _offer(self, item: Consultation) -> None:
        parts = [item.title or item.id]
        if item.count is not None:
            parts.append(f"({labels.number(item.count)})")
        if item.closes:
            parts.append(translate("Samplan", "until {date}").format(date=labels.moment(item.closes, with_time=False)))
        self.consultationCombo.addItem(" ".join(parts), item.id)

    def _source_chosen(self, *_index: int) -> None:
        self._show_source()
        self.changed.emit()
        saved = self.current
        if (
            saved is not None
            and self._has_consultations()
            and saved.id not in self._lists
            and saved is not self._borrowed
        ):
            self.list_consultations()

    def _consultation_chosen(self, *_index: int) -> None:
        self.changed.emit()

    # -- connections ---------------------------------------------------------------------------------------------

    def _add(self) -> None:
        self._open_dialog(None)

    def _edit(self) -> None:
        if self.current is not None and not self.current.is_sample:
            self._open_dialog(self.current)

    def _open_dialog(self, saved: Optional[SavedConnection]) -> None:
        dialog = ConnectionDialog(saved, self)
        accepted = dialog.exec()
        entered = dialog.connection
        dialog.deleteLater()
        if accepted:
            connections.save(entered)
            self._lists.pop(entered.id, None)
            self.reload(entered.id)
            self._source_chosen()

    def _remove(self) -> None:
        saved = self.current
        if saved is None or saved.is_sample:
            return
        title = translate("Samplan", "Remove the connection")
        question = translate("Samplan", "Remove the connection “{name}”?").format(name=saved.name)
        kept = translate("Samplan", "Feedback that was already imported stays in your database.")
        if confirmed(self, title, question, kept, translate("Samplan", "Remove")):
            connections.remove(saved.id)
            self.reload(connections.SAMPLE_ID)
            self.changed.emit()

    # -- asking --------------------------------------------------------------------------------------------------

    def list_consultations(self, *_checked: Any) -> None:
        """Ask the source what can be imported."""
        saved = self.current
        if saved is None or self.tasks.busy:
            return

        def listed(found: list[Consultation]) -> None:
            self._free()
            self._lists[saved.id] = found
            if self.current is not None and self.current.id == saved.id:
                kept = self.consultation
                self._show_source()
                self.consultationCombo.setCurrentIndex(max(0, self.consultationCombo.findData(kept)))
            if not found:
                self.said.emit(translate("Samplan", "The source lists nothing to choose from."), INFO)

        self._ask(
            saved,
            translate("Samplan", "Asking {name}").format(name=saved.name),
            lambda access: lambda task: jobs.list_consultations(saved, access, task.isCanceled),
            listed,
        )

    def _test(self) -> None:
        saved = self.current
        if saved is None or self.tasks.busy:
            return

        def tested(report: Any) -> None:
            self._free()
            self._lists[saved.id] = report.consultations
            self.said.emit(f"{saved.name}\n{report_text(report)}", SUCCESS)

        self._ask(
            saved,
            translate("Samplan", "Testing {name}").format(name=saved.name),
            lambda access: lambda task: jobs.test_connection(saved, access, task.isCanceled),
            tested,
        )

    def _ask(self, saved: SavedConnection, title: str, work: Any, done: Any) -> None:
        """Run ``work(access)`` in the background."""
        try:
            access = access_of(saved.authcfg, saved.connector)
        except UserError as error:
            self.said.emit(translate_message(error.template, error.values), ERROR)
            return

        def failed(error: Optional[UserError]) -> None:
            self._free()
            if error is not None:
                self.said.emit(translate_message(error.template, error.values), ERROR)

        self.said.emit("", INFO)
        self.working.emit(title)
        for button in (self.testButton, self.listButton):
            button.setEnabled(False)
        self.tasks.start(title, work(access), done, failed)

    def _free(self) -> None:
        self.working.emit("")
        for button in (self.testButton, self.listButton):
            button.setEnabled(True)
