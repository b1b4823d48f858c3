"""A searchable list of the feedback in the project: what the map cannot show, unlocated items too, in words."""

from __future__ import annotations

import html
from typing import Any, Mapping, Optional

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsCsException, QgsProject
from qgis.gui import QgsFilterLineEdit, QgsMapCanvas
from qgis.PyQt.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QRect, QSize, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QFontMetrics, QPainter, QPalette, QShowEvent
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ...i18n import translate, translate_message
from ...messages import UserError
from ...participation.sync.search import MOST_VOTES, NEWEST, Found
from ..tasks import TaskManager
from ..widgets.notice import quieten
from . import jobs, labels

LIMIT = 200
_PAUSE = 250
"""Milliseconds without typing or moving the map before the search begins."""
_MARGIN = 5
ITEM = int(Qt.ItemDataRole.UserRole)


class ItemModel(QAbstractListModel):
    """Rows that `jobs.find_items` found; their texts are masked already."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self.rows: list[dict[str, Any]] = []

    def show(self, rows: list[dict[str, Any]]) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of items."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return an item's first words, its details as tool tip, or all of it."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row["headline"]
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<p>{html.escape(row['headline'])}<br>{html.escape(row['details'])}</p>"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row['headline']}. {row['details']}"
        return row if role == ITEM else None


class _TwoLines(QStyledItemDelegate):
    """Draws the first words, and under them, quieter, what the item is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        """Return the room for two lines."""
        return QSize(120, 2 * QFontMetrics(option.font).height() + 2 * _MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw an item."""
        full = QStyleOptionViewItem(option)
        self.initStyleOption(full, index)
        full.text = ""
        style = full.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, full, painter, full.widget)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ink = option.palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text)
        metrics = QFontMetrics(option.font)
        place = option.rect.adjusted(_MARGIN + 2, _MARGIN, -_MARGIN, 0)
        row = index.data(ITEM)
        painter.save()
        painter.setFont(option.font)
        for number, (text, strength) in enumerate(((row["headline"], 255), (row["details"], 170))):
            ink.setAlpha(strength)
            painter.setPen(ink)
            line = QRect(place.left(), place.top() + number * metrics.height(), place.width(), metrics.height())
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        painter.restore()


class ItemList(QWidget):
    """Search line, order, and the list; reads the database in the background while it is visible."""

    chosen = pyqtSignal(dict)
    """An item to read: the row of `search.Found`."""

    def __init__(self, canvas: QgsMapCanvas, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.canvas = canvas
        self.tasks = TaskManager(self)
        self.searchEdit = QgsFilterLineEdit(self)
        self.searchEdit.setShowSearchIcon(True)
        self.orderCombo = QComboBox(self)
        for order in (NEWEST, MOST_VOTES):
            self.orderCombo.addItem("", order)
        self.viewCheck = QCheckBox(self)
        self.countLabel = QLabel(self)
        self.countLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.countLabel.setWordWrap(True)
        quieten(self.countLabel)
        self.model = ItemModel(self)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(_TwoLines(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMinimumHeight(70)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.searchEdit)
        row = QHBoxLayout()
        row.addWidget(self.viewCheck, 1)
        row.addWidget(self.orderCombo)
        for part in (row, self.view, self.countLabel):
            column.addLayout(part) if part is row else column.addWidget(part)
        self._database = ""
        self._subsets: dict[str, str] = {}
        self._due = self._pointing = False
        self._turn = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._search)
        self.searchEdit.textChanged.connect(self._ask)
        self.searchEdit.installEventFilter(self)
        self.orderCombo.activated.connect(self._ask)
        self.viewCheck.toggled.connect(self._ask)
        canvas.extentsChanged.connect(self._moved)
        self.view.selectionModel().currentChanged.connect(self._current)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text."""
        self.searchEdit.setPlaceholderText(translate("Samplan", "Search in texts, categories and addresses"))
        self.searchEdit.setAccessibleName(translate("Samplan", "Search in the feedback"))
        self.viewCheck.setText(translate("Samplan", "Onl&y in the map's view"))
        self.orderCombo.setItemText(0, translate("Samplan", "Newest first"))
        self.orderCombo.setItemText(1, translate("Samplan", "Most votes first"))
        self.orderCombo.setAccessibleName(translate("Samplan", "Order of the list"))
        self.view.setAccessibleName(translate("Samplan", "Feedback found"))

    def watch(self, database: str, subsets: Mapping[str, str]) -> None:
        """Show what is in a database, '' for none, as the layers' filters (by table) leave it."""
        self._database, self._subsets = database, dict(subsets)
        self._ask()

    def shut_down(self) -> None:
        """Stop everything."""
        self._pause.stop()
        self.tasks.shut_down()

    def point_at(self, table: str, fid: int) -> None:
        """Make an item that is being read the current one, without reading it again; no row when it is not listed."""
        found = next((n for n, row in enumerate(self.model.rows) if (row["table"], row["fid"]) == (table, fid)), -1)
        self._pointing = True
        self.view.setCurrentIndex(self.model.index(found, 0) if found >= 0 else QModelIndex())
        self._pointing = False

    def showEvent(self, event: QShowEvent) -> None:
        """Search when something changed while the list was hidden."""
        super().showEvent(event)
        if self._due:
            self._pause.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the down key go from the search line into the list."""
        if watched is self.searchEdit and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
            if self.model.rows and not self.view.currentIndex().isValid():
                self.view.setCurrentIndex(self.model.index(0, 0))
            return True
        return super().eventFilter(watched, event)

    def _ask(self, *_what: Any) -> None:
        self._due = True
        if self.isVisible():
            self._pause.start()

    def _moved(self) -> None:
        if self.viewCheck.isChecked():
            self._ask()

    def _search(self) -> None:
        """Look for the words in the background."""
        self._due = False
        self._turn += 1
        turn, database = self._turn, self._database
        if not database:
            self._show(Found([], 0))
            return
        words, order = self.searchEdit.text(), str(self.orderCombo.currentData())
        box = self._box() if self.viewCheck.isChecked() else None
        subsets, kinds = dict(self._subsets), labels.finding_labels()
        self.tasks.start(
            translate("Samplan", "Searching the feedback"),
            lambda _task: jobs.find_items(database, words, box, order, subsets, LIMIT, kinds),
            lambda found: turn == self._turn and self._show(found),
            self._failed,
        )

    def _box(self) -> tuple[float, float, float, float]:
        """Return the map's extent in degrees; the world when it has none."""
        settings = self.canvas.mapSettings()
        transform = QgsCoordinateTransform(
            settings.destinationCrs(), QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance()
        )
        try:
            found = transform.transformBoundingBox(settings.visibleExtent())
        except QgsCsException:
            return -180.0, -90.0, 180.0, 90.0
        return found.xMinimum(), found.yMinimum(), found.xMaximum(), found.yMaximum()

    def _show(self, found: Found) -> None:
        for row in found.rows:
            row["details"] = _details(row)
        self.model.show(found.rows)
        self.countLabel.setText(self._count(found))

    def _count(self, found: Found) -> str:
        if not self._database:
            return ""
        if not found.total:
            return translate("Samplan", "Nothing found. Use fewer words, or look at more of the map.")
        if found.total > len(found.rows):
            return translate("Samplan", "The first {shown} of {all}. Search for a word to find others.").format(
                shown=labels.number(len(found.rows)), all=labels.number(found.total)
            )
        return translate("Samplan", "{n} items").format(n=labels.number(found.total))

    def _failed(self, error: Optional[UserError]) -> None:
        if error is not None:
            self.model.show([])
            self.countLabel.setText(translate_message(error.template, error.values))

    def _current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._pointing:
            self.chosen.emit(index.data(ITEM))


def _details(row: Mapping[str, Any]) -> str:
    """Return an item's kind, category, day, votes, and that it is not on the map, in one line."""
    votes = row["votes_up"]
    parts = [
        labels.moment(row["created_utc"], with_time=False),
        labels.category(row["category"]),
        labels.kind(row["kind"]),
        "" if votes is None else translate("Samplan", "{n} for").format(n=labels.number(votes)),
        "" if row["located"] else translate("Samplan", "not on the map"),
    ]
    return " · ".join(part for part in parts if part)
