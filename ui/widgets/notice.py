"""A coloured box with a plain sentence. Never rich text: what it says may come from a server."""

from __future__ import annotations

import re
from typing import Callable, Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ...i18n import translate

INFO, SUCCESS, WARNING, ERROR = "info", "success", "warning", "error"
_LONG_WORD = re.compile(r"\S{25,}")
_BREAKS = re.compile(r"([/\\?&=_.:-]|[^/\\?&=_.:-]{24})(?=.)")
_COLOURS = {
    INFO: ("#e7f0f7", "#9dbfd9", "#173b57", "mIconInfo.svg"),
    SUCCESS: ("#e6f4ea", "#93cba5", "#14532d", "mIconSuccess.svg"),
    WARNING: ("#fff4dc", "#e5c07b", "#5c3d00", "mIconWarning.svg"),
    ERROR: ("#fdeaea", "#e3a1a1", "#6b1717", "mIconCritical.svg"),
}


def plain_label(parent: Optional[QWidget] = None, selectable: bool = True) -> QLabel:
    """Return a wrapping label that shows its text as it is, whatever it holds."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    label.setMinimumWidth(60)
    if selectable:
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return label


def quieten(label: QLabel) -> None:
    """Draw a label a little lighter than the text beside it, still far above the contrast that reading needs."""
    palette = label.palette()
    ink, ground = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base)
    mixed = [round(0.65 * i + 0.35 * g) for i, g in zip(ink.getRgb()[:3], ground.getRgb()[:3])]
    palette.setColor(QPalette.ColorRole.WindowText, QColor(*mixed))
    label.setPalette(palette)


def stress(label: QLabel, factor: float = 1.0, bold: bool = True, ink: str = "") -> None:
    """Give a label another weight, size or colour.

    By style sheet: QGIS's own, which carries the font that the user chose in the settings, overrules `setFont`.
    """
    label.setStyleSheet("")
    label.ensurePolished()
    parts = ["font-weight: bold"] if bold else []
    if factor != 1.0:
        parts.append(f"font-size: {label.fontInfo().pointSizeF() * factor:.1f}pt")
    if ink:
        parts.append(f"color: {ink}")
    label.setStyleSheet("; ".join(parts))


def breakable(text: str) -> str:
    """Return a text whose long words (addresses, paths) may break across lines."""
    return _LONG_WORD.sub(lambda word: _BREAKS.sub("\\1\u200b", word.group()), text)


class Notice(QFrame):
    """A message with a level, an optional button and a cross to dismiss it; hidden while it has nothing to say."""

    def __init__(self, parent: Optional[QWidget] = None, closable: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("samplanNotice")
        self.icon = QLabel(self)
        self.icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.label = plain_label(self)
        self.button = QPushButton(self)
        self.close_button = QToolButton(self)
        self.close_button.setIcon(QgsApplication.getThemeIcon("/mIconClose.svg"))
        self.close_button.setAutoRaise(True)
        self.close_button.setVisible(closable)
        self.close_button.setToolTip(translate("Samplan", "Dismiss"))
        self.close_button.setAccessibleName(translate("Samplan", "Dismiss the message"))
        self.close_button.clicked.connect(self.clear)
        self._action: Optional[Callable[[], None]] = None
        self.button.clicked.connect(self._act)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(4)
        middle.addWidget(self.label)
        middle.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 4, 6)
        row.setSpacing(8)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(middle, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.clear()

    def show_message(
        self, text: str, level: str = INFO, button: str = "", action: Optional[Callable[[], None]] = None
    ) -> None:
        """Show a sentence; ``button`` and ``action`` add something to do about it."""
        ground, edge, ink, icon = _COLOURS[level]
        self.setStyleSheet(
            f"#samplanNotice {{ background: {ground}; border: 1px solid {edge}; border-radius: 4px; }}"
            f"#samplanNotice QLabel {{ color: {ink}; background: transparent; border: none; }}"
        )
        self.icon.setPixmap(QgsApplication.getThemeIcon(f"/{icon}").pixmap(16, 16))
        self.label.setText(breakable(text))
        self.setAccessibleName(text)
        self._action = action
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setVisible(True)

    def text(self) -> str:
        """Return what is shown; blank when hidden."""
        return "" if self.isHidden() else self.label.text().replace("\u200b", "")

    def clear(self) -> None:
        """Hide the box."""
        self.label.clear()
        self.setVisible(False)

    def _act(self) -> None:
        if self._action is not None:
            self._action()
