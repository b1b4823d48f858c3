"""Add or edit a connection, and test it before anything is imported."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QPushButton, QWidget

from ...i18n import pick, translate, translate_message
from ...messages import UserError
from ...participation.connectors.base import ConnectionReport
from ...participation.pairs import read_pairs, written_pairs
from ...participation.registry import all_connectors
from ...processing.listen._access import access_of
from ...web.addresses import redact
from ..tasks import TaskManager
from ..widgets.forms import form
from ..widgets.option_form import OptionForm
from . import jobs
from .column_dialog import ColumnDialog
from .connections import SavedConnection, new_id
from .evidence_label import evidence_of, find_connector, show_evidence
from .reports import report_text

FILE_CONNECTOR = "file"


class ConnectionDialog(QDialog, form("feedback/connection_dialog")):
    """Edits one `SavedConnection`; read it from `connection` after the dialog was accepted."""

    def __init__(self, connection: Optional[SavedConnection] = None, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setupUi(self)
        self.tasks = TaskManager(self)
        self._id = connection.id if connection is not None else new_id()
        self._options = dict(connection.options) if connection is not None else {}
        self.columnButton = QPushButton(self)
        self.optionLayout.addWidget(self.columnButton)
        self.options = OptionForm(self)
        self.optionLayout.addWidget(self.options)
        self.browseButton.setIcon(QgsApplication.getThemeIcon("/mActionFileOpen.svg"))
        self.testProgress.setRange(0, 0)
        self.testProgress.setVisible(False)
        for connector_id, connector in all_connectors().items():
            self.serviceCombo.addItem(pick(connector.title) or connector_id, connector_id)
        self.retranslate(connection is None)
        self.serviceCombo.currentIndexChanged.connect(self._service_chosen)
        self.profileCombo.currentIndexChanged.connect(self._show_evidence)
        self.browseButton.clicked.connect(self._browse)
        self.testButton.clicked.connect(self._test_or_stop)
        self.columnButton.clicked.connect(self._choose_columns)
        self.addressEdit.textChanged.connect(self._judge)
        self.nameEdit.textChanged.connect(self._judge)
        self.buttonBox.accepted.connect(self.accept)
        self.buttonBox.rejected.connect(self.reject)
        self._fill(connection)

    def retranslate(self, new: bool) -> None:
        """Set every text."""
        self.setWindowTitle(translate("Samplan", "Add connection") if new else translate("Samplan", "Edit connection"))
        self.nameLabel.setText(translate("Samplan", "&Name"))
        self.serviceLabel.setText(translate("Samplan", "&Service"))
        self.profileLabel.setText(translate("Samplan", "&Profile"))
        self.addressLabel.setText(translate("Samplan", "&Address"))
        self.nameEdit.setPlaceholderText(translate("Samplan", "e.g. Reports, Botkyrka"))
        self.browseButton.setToolTip(translate("Samplan", "Choose a file"))
        self.browseButton.setAccessibleName(translate("Samplan", "Choose a file"))
        self.columnButton.setText(translate("Samplan", "&Choose columns …"))
        self.columnButton.setToolTip(translate("Samplan", "Read the file's header and say what each column means."))
        self.optionGroup.setTitle(translate("Samplan", "More settings"))
        self.accessGroup.setTitle(translate("Samplan", "Access"))
        self.accessLabel.setText(
            translate(
                "Samplan",
                "Open services need nothing. Passwords and tokens are kept, encrypted, by QGIS's authentication manager;"
                " the connection only remembers which configuration to use.",
            )
        )
        self.resultEdit.setPlaceholderText(
            translate(
                "Samplan",
                "Test the connection to see what answers, what it holds, and under which licence. Nothing is stored.",
            )
        )
        self.resultEdit.setAccessibleName(translate("Samplan", "Result of the test"))
        self.buttonBox.button(QDialogButtonBox.StandardButton.Save).setText(translate("Samplan", "Save"))
        self.buttonBox.button(QDialogButtonBox.StandardButton.Cancel).setText(translate("Samplan", "Cancel"))
        self._show_idle()

    # -- content -------------------------------------------------------------------------------------------------

    @property
    def connection(self) -> SavedConnection:
        """Return what is entered."""
        return SavedConnection(
            self._id,
            self.nameEdit.text().strip() or redact(self.addressEdit.text().strip()),
            str(self.serviceCombo.currentData() or ""),
            self.addressEdit.text().strip(),
            str(self.profileCombo.currentData() or ""),
            self.authSelect.configId(),
            self.options.values(),
        )

    def _fill(self, connection: Optional[SavedConnection]) -> None:
        if connection is not None:
            self.serviceCombo.setCurrentIndex(max(0, self.serviceCombo.findData(connection.connector)))
        self._service_chosen()
        if connection is not None:
            self.nameEdit.setText(connection.name)
            self.addressEdit.setText(connection.url)
            self.profileCombo.setCurrentIndex(max(0, self.profileCombo.findData(connection.profile)))
            self.authSelect.setConfigId(connection.authcfg)
            self.accessGroup.setCollapsed(not connection.authcfg)
            self.optionGroup.setCollapsed(not connection.options)
        self._judge()

    def _service_chosen(self, *_index: int) -> None:
        connector = find_connector(str(self.serviceCombo.currentData() or ""))
        if connector is None:
            return
        self.descriptionLabel.setText(pick(connector.description) if connector.description else "")
        self.descriptionLabel.setVisible(bool(connector.description))
        self.addressEdit.setPlaceholderText(connector.url_hint)
        for button in (self.browseButton, self.columnButton):
            button.setVisible(connector.id == FILE_CONNECTOR)
        self.profileCombo.clear()
        for profile, title in connector.profiles.items():
            self.profileCombo.addItem(pick(title), profile)
        several = len(connector.profiles) > 1
        self.profileCombo.setVisible(several)
        self.profileLabel.setVisible(several)
        self.options.show_options(connector.options, self._options)
        self.optionGroup.setVisible(bool(connector.options))
        self._show_evidence()

    def _show_evidence(self, *_index: int) -> None:
        connector = find_connector(str(self.serviceCombo.currentData() or ""))
        show_evidence(self.evidenceLabel, evidence_of(connector, str(self.profileCombo.currentData() or "")))

    def _judge(self, *_text: str) -> None:
        usable = bool(self.addressEdit.text().strip())
        self.testButton.setEnabled(usable or self.tasks.busy)
        self.columnButton.setEnabled(usable)
        self.buttonBox.button(QDialogButtonBox.StandardButton.Save).setEnabled(usable)

    def _browse(self) -> None:
        kinds = translate("Samplan", "Feedback") + " (*.geojson *.json *.csv *.txt *.tsv);;*.*"
        path, _kind = QFileDialog.getOpenFileName(self, translate("Samplan", "Choose a file"), "", kinds)
        if path:
            self.addressEdit.setText(path)

    def _choose_columns(self) -> None:
        """Let columns be picked from the file's header; what is picked goes into the option."""
        saved = self.connection
        try:
            access = access_of(saved.authcfg, saved.connector)
            pairs = read_pairs(str(saved.options.get("columns") or ""))
        except UserError as error:
            self._test_failed(error)
            return
        dialog = ColumnDialog(saved, access, pairs, self)
        if dialog.exec():
            self.options.set_text("columns", written_pairs(dialog.pairs))
        dialog.deleteLater()

    # -- test ----------------------------------------------------------------------------------------------------

    def _test_or_stop(self) -> None:
        if self.tasks.busy:
            self.tasks.cancel()
            return
        saved = self.connection
        try:
            access = access_of(saved.authcfg, saved.connector)
        except UserError as error:
            self._test_failed(error)
            return
        self.testProgress.setVisible(True)
        self.resultEdit.setPlainText(translate("Samplan", "Asking {name}").format(name=saved.name) + " …")
        self.testButton.setText(translate("Samplan", "S&top"))
        self.tasks.start(
            translate("Samplan", "Testing {name}").format(name=saved.name),
            lambda task: jobs.test_connection(saved, access, task.isCanceled),
            self._tested,
            self._test_failed,
        )

    def _show_idle(self) -> None:
        self.testButton.setText(translate("Samplan", "&Test connection"))
        self.testProgress.setVisible(False)

    def _tested(self, report: ConnectionReport) -> None:
        self._show_idle()
        self.resultEdit.setPlainText(report_text(report))

    def _test_failed(self, error: Optional[UserError]) -> None:
        self._show_idle()
        self.resultEdit.setPlainText(
            translate_message(error.template, error.values) if error is not None else translate("Samplan", "Stopped.")
        )

    def done(self, result: int) -> None:
        """Close; a running test is stopped."""
        self.tasks.shut_down()
        super().done(result)
