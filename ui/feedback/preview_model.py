"""The table of the preview: when, what, where, with personal data masked."""

from __future__ import annotations

import html
from typing import Any, Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ...i18n import translate
from ...participation.record import Record
from . import labels
from .jobs import Preview
from .thread_view import unlocated_text

WHEN, TEXT, CATEGORY, STATUS, ADDRESS = range(5)


class PreviewModel(QAbstractTableModel):
    """Shows a `Preview`; every text is plain and personal data is masked."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self.preview = Preview()

    def show(self, preview: Preview) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self.preview = preview
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of items."""
        return 0 if parent.isValid() else len(self.preview.records)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns."""
        if parent.isValid():
            return 0
        return 5 if any(record.address for record in self.preview.records) else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the column titles."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return section + 1
        return (
            translate("Samplan", "Date"),
            translate("Samplan", "Text"),
            translate("Samplan", "Category"),
            translate("Samplan", "Status"),
            translate("Samplan", "Address"),
        )[section]

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell."""
        record, findings = self.preview.records[index.row()], self.preview.findings[index.row()]
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(record, column).replace("\n", " ")[:200]
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<p>{html.escape(self._tip(index.row()))}</p>".replace("\n", "<br>")
        if role == Qt.ItemDataRole.DecorationRole and column == TEXT and findings:
            return QgsApplication.getThemeIcon("/mIconWarning.svg")
        if role == Qt.ItemDataRole.DecorationRole and column == WHEN and not record.located:
            return QgsApplication.getThemeIcon("/mIconTableLayer.svg")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join((self._text(record, column), *self._remarks(index.row()))).strip()
        return None

    @staticmethod
    def _text(record: Record, column: int) -> str:
        if column == WHEN:
            return labels.moment(record.created_utc, with_time=False)
        if column == CATEGORY:
            return labels.category(record.category) or "–"
        if column == STATUS:
            return labels.status(record.status)
        if column == ADDRESS:
            return labels.masked(record.address)
        return labels.masked(": ".join(part for part in (record.title, record.text) if part))

    def _remarks(self, row: int) -> list[str]:
        """Return what is to be known about an item: what is masked, where it is, why it will be marked."""
        record, findings = self.preview.records[row], self.preview.findings[row]
        lines = []
        if findings:
            lines.append(
                translate("Samplan", "Hidden because it looks like personal data: {kinds}.").format(
                    kinds=labels.findings(findings)
                )
            )
        if not record.located:
            lines.append(unlocated_text(record.address or ""))
        elif record.address:
            lines.append(translate("Samplan", "Address: {address}").format(address=labels.masked(record.address)))
        return [*lines, *labels.marks(self.preview.marks[row])]

    def _tip(self, row: int) -> str:
        text = self._text(self.preview.records[row], TEXT)
        return "\n".join(filter(None, (text if len(text) <= 600 else text[:600] + " …", *self._remarks(row))))
