"""Pick what a file's columns mean from its header, and see at once what is understood."""

from __future__ import annotations

from typing import Any, Optional

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ...i18n import translate, translate_message
from ...messages import UserError
from ...participation.connectors.file import Understanding
from ...processing.listen._access import Access
from ..tasks import TaskManager
from ..widgets.notice import plain_label, quieten
from . import jobs, labels
from .connections import SavedConnection

_AUTO, _NONE = "auto", "none"


def role_titles() -> dict[str, str]:
    """Return the roles a column may have, in the order shown, with what they are called."""
    return {
        "id": translate("Samplan", "Id"),
        "title": translate("Samplan", "Title"),
        "text": translate("Samplan", "Text"),
        "category": translate("Samplan", "Category"),
        "status": translate("Samplan", "Status"),
        "created": translate("Samplan", "Date"),
        "updated": translate("Samplan", "Date of the last change"),
        "votes_up": translate("Samplan", "Votes for"),
        "votes_down": translate("Samplan", "Votes against"),
        "address": translate("Samplan", "Address"),
        "url": translate("Samplan", "Link"),
        "parent": translate("Samplan", "Answers to (id)"),
        "author": translate("Samplan", "Writer (becomes a pseudonym or is left out)"),
        "lat": translate("Samplan", "Latitude"),
        "lon": translate("Samplan", "Longitude"),
        "north": translate("Samplan", "North (metres)"),
        "east": translate("Samplan", "East (metres)"),
        "wkt": translate("Samplan", "Position as text"),
    }


class ColumnDialog(QDialog):
    """A row per role with the file's columns to choose from; `pairs` holds what was chosen."""

    def __init__(
        self, saved: SavedConnection, access: Access, pairs: dict[str, str], parent: Optional[QWidget] = None
    ) -> None:
        super().__init__(parent)
        self.pairs = dict(pairs)
        self._saved, self._access = saved, access
        self._combos: dict[str, QComboBox] = {}
        self._turn = 0
        self.tasks = TaskManager(self)
        self.setWindowTitle(translate("Samplan", "Columns of the file"))
        self.resize(560, 620)
        column = QVBoxLayout(self)
        hint = plain_label(self)
        hint.setText(
            translate(
                "Samplan", "Columns with usual names are recognised. Choose others where the file calls them otherwise."
            )
        )
        column.addWidget(hint)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        inside = QWidget(scroll)
        self._form = QFormLayout(inside)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        scroll.setWidget(inside)
        column.addWidget(scroll, 1)
        self.found = QLabel(self)
        self.found.setTextFormat(Qt.TextFormat.PlainText)
        self.found.setWordWrap(True)
        column.addWidget(self.found)
        self.notes = plain_label(self)
        quieten(self.notes)
        column.addWidget(self.notes)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(False)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column.addWidget(self.buttons)
        self._look()

    def _look(self) -> None:
        """Read the head of the file anew, with what is chosen now, in the background."""
        self._turn += 1
        turn, saved, access, pairs = self._turn, self._saved, self._access, dict(self.pairs)
        self.found.setText(translate("Samplan", "Reading the file") + " …")
        self.tasks.start(
            translate("Samplan", "Reading the file"),
            lambda task: jobs.look_at_columns(saved, access, pairs, task.isCanceled),
            lambda found: turn == self._turn and self._show(found),
            lambda error: turn == self._turn and self._failed(error),
        )

    def _show(self, found: Understanding) -> None:
        """Fill the rows once, and tell what is understood."""
        if not self._combos:
            for role, title in role_titles().items():
                self._combos[role] = self._combo(role, found)
                self._form.addRow(title, self._combos[role])
        for role, combo in self._combos.items():
            name = found.roles.get(role) if role not in self.pairs else None
            combo.setItemText(
                0,
                translate("Samplan", "Recognised: {column}").format(column=name)
                if name
                else translate("Samplan", "Not recognised"),
            )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(True)
        self.found.setText(self._told(found))
        lines = [translate_message(note.template, note.values) for note in found.notes]
        if found.places:
            text = translate("Samplan", "Positions are read from: {columns}")
            lines.insert(0, text.format(columns=", ".join(found.places)))
        self.notes.setText("\n".join(lines[:4]))

    def _combo(self, role: str, found: Understanding) -> QComboBox:
        combo = QComboBox(self)
        combo.addItem("", _AUTO)
        combo.addItem(translate("Samplan", "No column"), _NONE)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(18)
        chosen = self.pairs.get(role)
        for name in dict.fromkeys([*([chosen] if chosen else []), *found.names]):
            examples = labels.masked(", ".join(found.examples.get(name, [])))
            combo.addItem(f"{name}  ({examples[:60]})" if examples else name, (name,))
        at = 0 if chosen is None else 1 if not chosen else 2
        combo.setCurrentIndex(at)
        combo.activated.connect(lambda _index, role=role, combo=combo: self._chosen(role, combo.currentData()))
        return combo

    def _chosen(self, role: str, value: Any) -> None:
        self.pairs.pop(role, None)
        if value == _NONE:
            self.pairs[role] = ""
        elif value != _AUTO:
            self.pairs[role] = value[0]
        self._look()

    def _told(self, found: Understanding) -> str:
        """Return how many of the items that were looked at have what."""
        words = {
            "position": translate("Samplan", "position"),
            "text": translate("Samplan", "text"),
            "title": translate("Samplan", "title"),
            "category": translate("Samplan", "category"),
            "status": translate("Samplan", "status"),
            "created": translate("Samplan", "date"),
        }
        parts = [f"{word} {labels.number(found.counts[role])}" for role, word in words.items() if role in found.counts]
        return translate("Samplan", "Of the first {count} items have: {parts}.").format(
            count=labels.number(found.items), parts=", ".join(parts)
        )

    def _failed(self, error: Optional[UserError]) -> None:
        self.found.setText(
            translate_message(error.template, error.values) if error is not None else translate("Samplan", "Stopped.")
        )

    def done(self, result: int) -> None:
        """Close; reading is stopped."""
        self.tasks.shut_down()
        super().done(result)
