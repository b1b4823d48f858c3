"""The first page of the panel: choose a source, filter, preview, import and update."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Optional

from qgis.core import QgsApplication, QgsProject
from qgis.gui import QgsFileWidget, QgsMapCanvas
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHeaderView, QToolButton, QWidget

from ...i18n import translate, translate_message
from ...messages import UserError
from ...participation.query import Query
from ...participation.sync import store
from ...processing.listen._access import Access, access_of
from ..tasks import Task, TaskManager
from ..widgets.forms import form
from ..widgets.notice import ERROR, INFO, SUCCESS, WARNING, Notice, stress
from ..widgets.page import PanelPage, chain, fill
from ..widgets.questions import confirmed
from . import feedback_layer, jobs, labels
from .connections import SavedConnection
from .filter_box import FilterBox, query_of
from .import_request import ImportRequest
from .last_run import LastRun, show_history
from .preview_model import TEXT, PreviewModel
from .privacy_box import PrivacyBox, purpose_of
from .project_state import ProjectState, default_database
from .reports import outcome_text, place_problem, preview_text, progress_text
from .secret import project_secret
from .source_box import SourceBox

GEOPACKAGE = ".gpkg"


class ImportPage(PanelPage, form("feedback/import_page")):
    """Fetches feedback; tells the panel through its signals."""

    changed = pyqtSignal()
    """Something that the project remembers was changed by the user."""
    imported = pyqtSignal(object)
    """A `jobs.Outcome`."""
    new_wanted = pyqtSignal(str, str, str)
    """Database, source and start of the run whose new items the user wants to see."""
    erased = pyqtSignal(str)
    """The database that feedback was erased from."""

    def __init__(self, canvas: QgsMapCanvas, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setupUi(self)
        self.tasks = TaskManager(self)
        self.imports: dict[str, dict[str, Any]] = {}
        self.run: Optional[dict[str, Any]] = None
        self._buttons = (self.previewButton, self.importButton, self.updateButton)
        self._stopping, self._default = False, ""
        self._visit = 0  # counts the projects shown, so that a result is not taken for another project's
        self.source = fill(self.sourceHolder, SourceBox(self))
        self.notice = fill(self.noticeHolder, Notice(self))
        self.last = fill(self.lastHolder, LastRun(self))
        self.filters = FilterBox(canvas, self)
        self.filterLayout.addWidget(self.filters)
        self.privacy = PrivacyBox(self)
        self.privacyLayout.addWidget(self.privacy)
        self.model = PreviewModel(self)
        self._prepare_widgets()
        self.retranslate()
        self.source.changed.connect(self._source_changed)
        self.source.said.connect(self._say)
        self.source.working.connect(self._waiting)
        self.filters.changed.connect(self._touched)
        self.privacy.changed.connect(self._touched)
        self.databaseWidget.fileChanged.connect(self._touched)
        self.previewButton.clicked.connect(self.preview)
        self.importButton.clicked.connect(self.import_all)
        self.updateButton.clicked.connect(self.update_all)
        self.cancelButton.clicked.connect(self.cancel)
        self.previewClose.clicked.connect(lambda: self.previewPart.setVisible(False))
        self.privacy.eraseButton.clicked.connect(self.erase)
        self.last.history_wanted.connect(self._history)
        self.last.new_wanted.connect(self._show_new)
        self.notice.close_button.clicked.connect(self.last.tell)
        self._show_state()

    def _prepare_widgets(self) -> None:
        self.databaseWidget.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.databaseWidget.setConfirmOverwrite(False)
        self.databaseWidget.setFilter("GeoPackage (*.gpkg)")
        self.previewTable.setModel(self.model)
        self.previewTable.verticalHeader().setVisible(False)
        self.previewTable.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        header = self.previewTable.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(TEXT, 190)
        header.setStretchLastSection(True)
        self.previewPart.setVisible(False)
        self.previewClose.setIcon(QgsApplication.getThemeIcon("/mIconClose.svg"))
        self.previewClose.setAutoRaise(True)
        stress(self.previewTitle)
        self.keep_width(self.scroll)
        chain(self.source.listButton, self.filterGroup, self.filters.fromEdit)
        chain(self.filters.clearButton, self.privacyGroup, self.privacy.purposeEdit)
        chain(
            self.privacy.eraseButton, self.databaseWidget.lineEdit(), self.databaseWidget.findChild(QToolButton),
            self.previewButton, self.importButton, self.updateButton, self.cancelButton,
            self.notice.button, self.notice.close_button, self.previewClose, self.previewTable,
            self.last.show_new, self.last.history,
        )  # fmt: skip

    def retranslate(self) -> None:
        """Set every text."""
        self.databaseLabel.setText(translate("Samplan", "Save in (GeoPacka&ge)"))
        self.previewButton.setText(translate("Samplan", "Preview"))
        self.importButton.setText(translate("Samplan", "&Import"))
        self.updateButton.setText(translate("Samplan", "Upda&te"))
        self.cancelButton.setText(translate("Samplan", "Cancel"))
        self.previewTitle.setText(translate("Samplan", "Preview of the items"))
        self.previewClose.setToolTip(translate("Samplan", "Close the preview"))
        self.previewClose.setAccessibleName(translate("Samplan", "Close the preview"))
        self.previewTable.setAccessibleName(translate("Samplan", "Preview of the items"))
        self.previewButton.setToolTip(translate("Samplan", "Look at the first items; nothing is stored."))
        self.importButton.setToolTip(
            translate("Samplan", "Fetch everything that passes the filters and put it on the map.")
        )
        self.progressBar.setAccessibleName(translate("Samplan", "Progress"))

    def escape(self) -> bool:
        """Stop what is running, or else close the preview."""
        if self.tasks.busy or self.source.tasks.busy:
            self.cancel()
        elif self.previewPart.isVisible():
            self.previewPart.setVisible(False)
        else:
            return False
        return True

    # -- state ---------------------------------------------------------------------------------------------------

    def restore(self, state: ProjectState) -> None:
        """Show what a project remembers."""
        self._visit += 1
        self.imports = state.imports
        self.source.restore(state.connection, state.definition, state.consultation, state.consultation_title)
        self.filters.forget_categories()
        self.filters.restore(state.filters)
        self.privacy.restore(state.purpose)
        self._default = default_database(QgsProject.instance())
        self._show_path(state.database or self._default)
        self.previewPart.setVisible(False)
        self.last.clear()
        self._show_state()
        self._say(self.source.missing)
        self._read_last()

    def follow_project(self) -> None:
        """Suggest a place beside the project, which was saved there just now; a place in use or chosen stays."""
        suggested, self._default = self._default, default_database(QgsProject.instance())
        if self.database == suggested and not self.imports:
            self._show_path(self._default)

    def _show_path(self, path: str) -> None:
        blocked = self.databaseWidget.blockSignals(True)
        self.databaseWidget.setFilePath(path)
        self.databaseWidget.blockSignals(blocked)

    def store_in(self, state: ProjectState) -> None:
        """Write what is shown into a project's state."""
        saved = self.source.current
        state.connection = saved.id if saved is not None else ""
        state.definition = saved.to_json(with_authcfg=False) if saved is not None and not saved.is_sample else ""
        state.consultation, state.consultation_title = self.source.consultation, self.source.consultation_title
        state.filters, state.purpose = self.filters.state(), self.privacy.state()
        state.database = "" if self.database == default_database(QgsProject.instance()) else self.database
        state.imports = self.imports

    @property
    def database(self) -> str:
        """The chosen GeoPackage."""
        path = self.databaseWidget.filePath().strip()
        return path + GEOPACKAGE if path and not path.lower().endswith(GEOPACKAGE) else path

    @property
    def _key(self) -> str:
        saved = self.source.current
        return f"{saved.id if saved is not None else ''}/{self.source.consultation}"

    def _touched(self, *_values: Any) -> None:
        self._show_state()
        self.changed.emit()

    def _source_changed(self) -> None:
        self.previewPart.setVisible(False)
        self.filters.forget_categories()
        known = self.imports.get(self._key)
        if known is not None:
            self.filters.restore(known.get("filters") or {})
            self.privacy.restore(known.get("purpose") or {})
        self._touched()
        self._say(self.source.missing)
        self._read_last()

    def _show_titles(self) -> None:
        count = self.filters.count
        title = translate("Samplan", "Filters")
        self.filterGroup.setTitle(title if not count else f"{title} ({count})")
        title = translate("Samplan", "Data protection")
        self.privacyGroup.setTitle(title if not self.privacy.decided else f"{title} ✔")

    def _show_state(self) -> None:
        """Enable what can be done now, and say why not otherwise."""
        busy, missing = self.tasks.busy, self.source.missing
        known = self._key in self.imports
        self.previewButton.setEnabled(not busy and not missing)
        self.importButton.setEnabled(not busy and not missing)
        self.updateButton.setEnabled(not busy and not missing and known)
        self.importButton.setDefault(not known)
        self.updateButton.setToolTip(
            translate(
                "Samplan", "Fetch what is new, edited or removed since the last import, with that import's filters."
            )
            if known
            else translate("Samplan", "Import once, then update as often as you like.")
        )
        self.privacy.eraseButton.setEnabled(not busy and known)
        self.progressPart.setVisible(busy)
        self._show_titles()

    # -- doing ---------------------------------------------------------------------------------------------------

    def preview(self) -> None:
        """Read the first items and show them."""
        saved = self.source.current
        asked = self._prepare(saved, self.filters.frozen, self.source.consultation)
        if saved is None or asked is None:
            return
        query, access = asked
        self._run(
            translate("Samplan", "Preview of {name}").format(name=saved.name),
            lambda task: jobs.preview(saved, access, query, task.isCanceled, task.counted),
            self._previewed,
        )

    def import_all(self) -> None:
        """Import with the filters as they are shown."""
        try:
            filters = self.filters.frozen()
        except UserError as error:
            self._say(translate_message(error.template, error.values), ERROR)
            return
        self._order("full", filters, self.privacy.state(), self.database)

    def update_all(self) -> None:
        """Repeat the last import of this source and show what changed."""
        known = self.imports.get(self._key)
        if known is not None:
            self._order(
                "auto", known.get("filters") or {}, self.privacy.state(), known.get("database") or self.database
            )

    def erase(self) -> None:
        """Erase from the database what was imported from this source, after asking."""
        known, key = self.imports.get(self._key), self._key
        saved = self.source.current
        if known is None or saved is None or self.tasks.busy:
            return
        database, source = str(known.get("database") or ""), str(known.get("source") or "")
        project = QgsProject.instance()
        layers = [
            feedback_layer.find(project, role, database) for role in (feedback_layer.POINTS, feedback_layer.UNLOCATED)
        ]
        edited = feedback_layer.edited(layers)
        if edited:
            self._say(edited, WARNING)
            return
        title = translate("Samplan", "Erase feedback")
        question = translate("Samplan", "Erase all feedback of “{name}” from {path}?").format(
            name=saved.name, path=database
        )
        final = translate("Samplan", "This cannot be undone. The source itself is not touched.")
        if not confirmed(self, title, question, final, translate("Samplan", "Erase")):
            return

        def work(_task: Task) -> tuple[int, bool]:
            count = store.erase_source(database, source)
            return count, store.vacuum(database)

        def done(found: tuple[int, bool]) -> None:
            count, gone = found
            self.imports.pop(key, None)
            self._show_state()
            self.last.clear()
            self.changed.emit()
            self.erased.emit(database)
            said = translate("Samplan", "{n} items were erased.").format(n=labels.number(count))
            if gone:
                self._say(said, SUCCESS)
            else:
                self._say(f"{said} {translate_message(store.STILL_HELD, {})}", WARNING)

        self._run(
            translate("Samplan", "Erasing {name}").format(name=saved.name),
            work,
            done,
        )

    def cancel(self) -> None:
        """Stop what is running."""
        self._stopping = True
        self.progressLabel.setText(translate("Samplan", "Stopping …"))
        self.tasks.cancel()
        self.source.tasks.cancel()

    def shut_down(self) -> None:
        """Stop everything, silently."""
        self.tasks.shut_down()
        self.source.tasks.shut_down()

    def _prepare(self, saved: Optional[SavedConnection], filters: Callable[[], dict[str, Any]],
                 consultation: str) -> Optional[tuple[Query, Access]]:  # fmt: skip
        """Look up in the main thread what a task needs; says why when that fails."""
        if saved is None:
            return None
        try:
            query = query_of(filters(), consultation, QgsProject.instance())
            return query, access_of(saved.authcfg, saved.connector)
        except UserError as error:
            self._say(translate_message(error.template, error.values), ERROR)
            return None

    def _order(self, mode: str, filters: dict[str, Any], purpose: dict[str, Any], database: str) -> None:
        saved = self.source.current
        if not database:
            self._say(translate("Samplan", "Choose where to save the feedback (a GeoPackage file)."), WARNING)
            self.databaseWidget.setFocus()
        elif saved is not None:
            unusable = place_problem(Path(database))
            if unusable:
                self._say(unusable, ERROR)
                return
            self._perform(ImportRequest(saved, self.source.consultation, self._key, filters, purpose, database, mode))

    def _perform(self, order: ImportRequest) -> None:
        asked = self._prepare(order.saved, lambda: order.filters, order.consultation)
        if asked is None:
            return
        query, access = asked
        try:
            wanted = order.purpose.get("pseudonyms")
            secret = project_secret(QgsProject.instance(), order.database) if wanted else ""
        except UserError as error:
            self._say(translate_message(error.template, error.values), ERROR)
            return
        purpose = purpose_of(order.purpose)
        visit = self._visit
        title = (
            translate("Samplan", "Updating {name}")
            if order.mode == "auto"
            else translate("Samplan", "Importing {name}")
        ).format(name=order.saved.name)

        def work(task: Task) -> jobs.Outcome:
            return jobs.synchronise(
                order.saved, access, query, order.database, mode=order.mode, purpose=purpose, secret=secret,
                accept_empty=order.accept_empty, cancelled=task.isCanceled, moved=task.counted,
            )  # fmt: skip

        def done(outcome: jobs.Outcome) -> None:
            if visit != self._visit:
                self._say(
                    translate("Samplan", "{name} was saved in {path} while another project was opened.").format(
                        name=order.saved.name, path=order.database
                    ),
                    INFO,
                )
                return
            self._synchronised(order, outcome)

        self._run(title, work, done)

    def _run(self, title: str, work: Callable[[Task], Any], done: Callable[[Any], None]) -> None:
        if self.tasks.busy:
            return

        focused = next((button for button in self._buttons if button.hasFocus()), None)

        def free() -> None:
            back = focused is not None and self.cancelButton.hasFocus()
            self._show_state()
            if back:
                (focused if focused.isEnabled() else self.importButton).setFocus()

        def ended(result: Any) -> None:
            free()
            done(result)

        def failed(error: Optional[UserError]) -> None:
            free()
            if error is None:
                self._say(translate("Samplan", "Cancelled. Nothing was changed."), INFO)
            else:
                self.report(error)
                self._read_last()

        self.notice.clear()
        self.tasks.start(f"Samplan: {title}", work, ended, failed, self._moved)
        self._wait_for(title)
        self._show_state()
        if focused is not None:
            self.cancelButton.setFocus()

    def _wait_for(self, text: str) -> None:
        self.progressBar.setRange(0, 0)
        self.progressLabel.setText(f"{text} …")
        self._stopping = False

    def _waiting(self, title: str) -> None:
        """The source box asks a server: show that, and the way to stop it."""
        if title:
            self._wait_for(title)
        self.progressPart.setVisible(bool(title) or self.tasks.busy)

    def _moved(self, done: int, total: int) -> None:
        if not self.tasks.busy or self._stopping:
            return
        if total > 0:
            self.progressBar.setRange(0, 1000)
            self.progressBar.setValue(min(1000, round(1000 * done / total)))
        self.progressLabel.setText(progress_text(done, total))

    # -- outcomes ------------------------------------------------------------------------------------------------

    def _previewed(self, found: jobs.Preview) -> None:
        self.filters.offer_categories(found.categories)
        self.model.show(found)
        self.previewLabel.setText(preview_text(found))
        self.previewTable.setVisible(bool(found.records))
        self.previewPart.setVisible(True)
        if found.notes:
            self._say("\n".join(translate_message(note.template, note.values) for note in found.notes), WARNING)
        self.scroll.ensureWidgetVisible(self.previewPart)

    def _synchronised(self, order: ImportRequest, outcome: jobs.Outcome) -> None:
        result = outcome.result
        self.imports[order.key] = {
            "filters": order.filters, "purpose": order.purpose, "database": order.database, "source": result.source,
        }  # fmt: skip
        self.previewPart.setVisible(False)
        self.filters.offer_categories(name for name, _count in outcome.categories if name)
        self._show_state()
        self.changed.emit()
        self.imported.emit(outcome)
        self._read_last(told=True)
        if result.lost:
            again = replace(order, accept_empty=True)
            self.notice.show_message(
                outcome_text(outcome), WARNING, translate("Samplan", "They really are gone: remove them"),
                lambda: self._perform(again),
            )  # fmt: skip
        else:
            self._say(outcome_text(outcome), SUCCESS if result.error is None and result.complete else WARNING)

    def _say(self, text: str, level: str = INFO) -> None:
        if text:
            self.notice.show_message(text, level)
            self.scroll.ensureWidgetVisible(self.notice)
        else:
            self.notice.clear()

    def report(self, error: Optional[UserError]) -> None:
        """Say why something failed; a cancelled task has nothing to say."""
        if error is not None:
            self._say(translate_message(error.template, error.values), ERROR)

    def _read_last(self, told: bool = False) -> None:
        """Show this source's latest run, read in the background; ``told``: the notice tells its story already."""
        source = str((self.imports.get(self._key) or {}).get("source") or "")
        database = str((self.imports.get(self._key) or {}).get("database") or "")
        self.last.clear()
        if not source or not Path(database).is_file():
            return
        key = self._key

        def show(found: tuple[list[dict[str, Any]], int]) -> None:
            runs, marked = found
            if runs and key == self._key:
                self.run = runs[0]
                self.last.show_run(self.run, marked, told)
                self._warn_when_due()

        self.source.tasks.start(
            translate("Samplan", "Reading the last update"),
            lambda _task: jobs.read_last(database, source),
            show,
            self.report,
        )

    def _warn_when_due(self) -> None:
        """Remind of feedback that should be gone by now."""
        purpose = purpose_of((self.imports.get(self._key) or {}).get("purpose") or {})
        if purpose.is_due():
            self.notice.show_message(
                translate(
                    "Samplan", "The feedback of this source was to be kept until {date}, which has passed."
                ).format(date=purpose.retain_until),
                WARNING,
                translate("Samplan", "Erase it …"),
                self.erase,
            )

    def _show_new(self) -> None:
        if self.run is not None:
            database = str((self.imports.get(self._key) or {}).get("database") or "")
            self.new_wanted.emit(database, str(self.run["source"]), str(self.run["started"]))

    def _history(self) -> None:
        database = str((self.imports.get(self._key) or {}).get("database") or self.database)
        self.source.tasks.start(
            translate("Samplan", "Reading the history"),
            lambda _task: jobs.read_history(database),
            lambda runs: show_history(runs, self),
            self.report,
        )
