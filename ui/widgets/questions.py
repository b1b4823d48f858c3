"""Questions before something is lost. Plain text: names may come from anywhere."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QMessageBox, QWidget

from ...i18n import translate


def confirmed(parent: QWidget, title: str, question: str, consequence: str, button: str) -> bool:
    """Ask; true only when the user pressed ``button``."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(question)
    box.setInformativeText(consequence)
    yes = box.addButton(button, QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(translate("Samplan", "Cancel"), QMessageBox.ButtonRole.RejectRole))
    box.exec()
    answer = box.clickedButton() is yes
    box.deleteLater()
    return answer
