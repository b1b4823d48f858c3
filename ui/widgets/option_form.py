"""A form made from a connector's declared options."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QLineEdit, QWidget

from ...i18n import pick
from ...participation.connectors.base import Option


class OptionForm(QWidget):
    """One row per option; blank means the default."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._layout = QFormLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._editors: dict[str, tuple[Option, Any]] = {}

    def show_options(self, options: tuple[Option, ...], values: Mapping[str, Any]) -> None:
        """Replace the rows."""
        while self._layout.rowCount():
            self._layout.removeRow(0)
        self._editors = {}
        for option in options:
            value = values.get(option.name)
            editor = _editor(option, option.default if value in (None, "") else value, bool(value))
            editor.setAccessibleName(pick(option.title))
            if isinstance(editor, QCheckBox):
                editor.setText(pick(option.title))
                self._layout.addRow(editor)  # across both columns: its text may be long
            else:
                title = QLabel(pick(option.title), self)
                title.setTextFormat(Qt.TextFormat.PlainText)
                title.setWordWrap(True)
                title.setBuddy(editor)
                self._layout.addRow(title, editor)
            self._editors[option.name] = (option, editor)
        self.setVisible(bool(options))

    def set_text(self, name: str, text: str) -> None:
        """Write into an option's line."""
        self._editors[name][1].setText(text)

    def values(self) -> dict[str, Any]:
        """Return what differs from the defaults."""
        found = {}
        for name, (option, editor) in self._editors.items():
            if isinstance(editor, QCheckBox):
                value: Any = editor.isChecked()
            elif isinstance(editor, QComboBox):
                value = editor.currentText().strip()
            elif isinstance(editor, QgsFileWidget):
                value = editor.filePath().strip()
            else:
                value = editor.text().strip()
            if value not in ("", option.default):
                found[name] = value
        return found


def _editor(option: Option, value: Any, chosen: bool) -> Any:
    if option.kind == "flag":
        box = QCheckBox()
        box.setChecked(bool(value))
        return box
    if option.kind == "choice":
        combo = QComboBox()
        combo.setEditable(option.free)
        combo.addItems([str(choice) for choice in option.choices])
        combo.setCurrentText(str(value))
        return combo
    if option.kind == "file":
        files = QgsFileWidget()
        files.setFilePath(str(value or ""))
        return files
    line = QLineEdit()
    line.setPlaceholderText(str(option.default))
    if chosen:
        line.setText(str(value))
    return line
