"""What the last import or update did: four figures, when, and the story in plain words."""

from __future__ import annotations

import re
from typing import Any, Mapping, Optional, Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...i18n import translate
from ..widgets.notice import breakable, plain_label, stress
from . import labels

FIGURES = ("new", "changed", "removed", "unlocated")
_INK = {  # on a light ground and on a dark one
    "new": ("#1b6e3c", "#7fd6a0"), "changed": ("#1f5f99", "#8fc3f0"), "removed": ("#9a2b2b", "#f2a0a0"),
    "unlocated": ("#7a5b00", "#e6c46a"),
}  # fmt: skip


class _Figure(QFrame):
    """A big number with a caption."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("samplanFigure")
        self.setStyleSheet(
            "#samplanFigure { background: palette(base); border: 1px solid palette(midlight); border-radius: 4px; }"
        )
        self.number = QLabel("0", self)
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.caption = QLabel(self)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 4, 2, 4)
        column.setSpacing(0)
        column.addWidget(self.number)
        column.addWidget(self.caption, 1)
        self._inks = _INK[name]

    def show_value(self, value: str) -> None:
        """Show a figure, drawn for the theme as it is now."""
        dark = self.palette().color(QPalette.ColorRole.Base).lightness() < 128
        stress(self.number, 1.5, ink=self._inks[dark])
        stress(self.caption, 0.9, bold=False)
        self.number.setText(value)
        self.setAccessibleName(f"{value} {self.caption.text()}")


class LastRun(QWidget):
    """Shows one run of ``feedback_sync``; hidden while there is none."""

    history_wanted = pyqtSignal()
    new_wanted = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.title = QLabel(self)
        stress(self.title)
        self.when = plain_label(self)
        self.story = plain_label(self)
        self.figures = {name: _Figure(name, self) for name in FIGURES}
        self.marked = plain_label(self)
        self.show_new = QPushButton(self)
        self.history = QPushButton(self)
        self.show_new.clicked.connect(self.new_wanted)
        self.history.clicked.connect(self.history_wanted)
        row = QHBoxLayout()
        row.setSpacing(4)
        for figure in self.figures.values():
            row.addWidget(figure, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.show_new)
        buttons.addWidget(self.history)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self.title)
        column.addWidget(self.when)
        column.addLayout(row)
        column.addWidget(self.marked)
        column.addWidget(self.story)
        column.addLayout(buttons)
        self.retranslate()
        self.clear()

    def retranslate(self) -> None:
        """Set every text."""
        self.title.setText(translate("Samplan", "Last update"))
        self.show_new.setText(translate("Samplan", "Show the new ones"))
        self.history.setText(translate("Samplan", "Histor&y …"))
        for name, text in (
            ("new", translate("Samplan", "new")),
            ("changed", translate("Samplan", "edited")),
            ("removed", translate("Samplan", "removed")),
            ("unlocated", translate("Samplan", "no position")),
        ):
            self.figures[name].caption.setText(text)

    def clear(self) -> None:
        """Hide everything: nothing was imported yet."""
        self.setVisible(False)

    def show_run(self, run: Mapping[str, Any], marked: int = 0, told: bool = False) -> None:
        """Show a row of ``feedback_sync``.

        Parameters
        ----------
        run : mapping
        marked : int
            Items of the source that are marked as repeats or parts of a burst now.
        told : bool
            The story stands in the page's notice already; `tell` shows it.
        """
        state = (
            translate("Samplan", "complete")
            if run.get("complete")
            else translate("Samplan", "incomplete, nothing removed")
        )
        self.when.setText(f"{labels.moment(run.get('finished'))} · {state}")
        for name, figure in self.figures.items():
            figure.show_value(labels.number(run.get(name) or 0))
        template = translate(
            "Samplan", "{n} are marked as repeats or bursts; you can hide them on the page On the map."
        )
        self.marked.setText(template.format(n=labels.number(marked)))
        self.marked.setVisible(bool(marked))
        self.story.setText(breakable(_story(run).replace(labels.marked_note(marked), "").strip()))
        self.story.setVisible(bool(self.story.text()) and not told)
        self.show_new.setVisible(bool(run.get("new")))
        self.setVisible(True)

    def tell(self) -> None:
        """Show the story: the notice that told it is gone."""
        self.story.setVisible(bool(self.story.text()))


def _story(run: Mapping[str, Any]) -> str:
    """Return the message without its first sentence when that only repeats the four figures."""
    message = str(run.get("message") or "")
    first, _dot, rest = message.partition(".")
    figures = [str(run.get(name) or 0) for name in FIGURES]
    return rest.strip() if re.findall(r"\d+", first) == figures else message


def show_history(runs: Sequence[Mapping[str, Any]], parent: QWidget) -> None:
    """Show the latest runs in a dialog."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(translate("Samplan", "Imports and updates"))
    dialog.ensurePolished()
    letter = dialog.fontMetrics().averageCharWidth()
    dialog.resize(min(130 * letter, dialog.screen().availableGeometry().width()), 55 * letter)
    table = QTableWidget(len(runs), 7, dialog)
    table.setHorizontalHeaderLabels(
        [
            translate("Samplan", "When"), translate("Samplan", "New"), translate("Samplan", "Edited"),
            translate("Samplan", "Removed"), translate("Samplan", "No position"), translate("Samplan", "Complete"),
            translate("Samplan", "Message"),
        ]
    )  # fmt: skip
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.verticalHeader().setVisible(False)
    table.setWordWrap(True)
    for row, run in enumerate(runs):
        whole = translate("Samplan", "yes") if run["complete"] else translate("Samplan", "no")
        figures = [labels.number(run[name] or 0) for name in FIGURES]
        for column, text in enumerate([labels.moment(run["finished"]), *figures, whole, str(run["message"] or "")]):
            item = QTableWidgetItem(text)
            if 1 <= column <= 4:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(row, column, item)
    table.resizeColumnsToContents()
    table.horizontalHeader().setSectionResizeMode(6, QHeaderView.ResizeMode.Stretch)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    buttons = QDialogButtonBox(dialog)
    buttons.addButton(translate("Samplan", "Close"), QDialogButtonBox.ButtonRole.RejectRole)
    buttons.rejected.connect(dialog.reject)
    column_layout = QVBoxLayout(dialog)
    column_layout.addWidget(table)
    column_layout.addWidget(buttons)
    dialog.exec()
    dialog.deleteLater()
