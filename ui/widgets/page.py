"""What both pages of the panel share: keys, tab order, and a width that cuts nothing off."""

from __future__ import annotations

from typing import Any, Optional

from qgis.PyQt.QtCore import QEvent, QObject, Qt
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import QAbstractButton, QScrollArea, QVBoxLayout, QWidget


class PanelPage(QWidget):
    """A page whose buttons Enter presses too; `escape` says what Escape does."""

    _scrolled: Optional[QScrollArea] = None

    def escape(self) -> bool:
        """Do what Escape means here; false when it means nothing."""
        return False

    def keep_width(self, scroll: QScrollArea) -> None:
        """Keep a scroll area as wide as its content needs: with a large font the dock grows, nothing is cut off."""
        self._scrolled = scroll
        scroll.widget().installEventFilter(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus, and Escape do what it means here."""
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()
        elif event.key() != Qt.Key.Key_Escape or not self.escape():
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the content's needs."""
        if self._scrolled is not None and event.type() == QEvent.Type.LayoutRequest:
            bar = self._scrolled.verticalScrollBar().sizeHint().width()
            self._scrolled.setMinimumWidth(self._scrolled.widget().minimumSizeHint().width() + bar)
        return super().eventFilter(watched, event)


def chain(*widgets: QWidget) -> None:
    """Let the tab key walk through widgets in this order; each must take the focus itself (no box around others)."""
    for first, second in zip(widgets, widgets[1:]):
        QWidget.setTabOrder(first, second)


def fill(holder: QWidget, widget: Any) -> Any:
    """Put a widget into the place that the form keeps for it, and return it."""
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(widget)
    return widget
