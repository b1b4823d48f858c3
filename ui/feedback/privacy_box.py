"""Purpose, retention and pseudonyms of an import."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from qgis.PyQt.QtCore import QDate, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from ...i18n import translate, translate_message
from ...participation.privacy.purpose import Purpose
from ..widgets.forms import form


class PrivacyBox(QWidget, form("feedback/privacy_box")):
    """Edits what the layer's metadata says about the use of personal data."""

    changed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setupUi(self)
        self.keepEdit.setAllowNull(True)
        self.keepEdit.setCalendarPopup(True)
        self.keepEdit.setDisplayFormat("yyyy-MM-dd")
        self.keepEdit.setNullRepresentation(translate("Samplan", "not decided"))
        self.keepEdit.clear()
        self.hintLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.retranslate()
        for edit in (self.purposeEdit, self.controllerEdit, self.licenceEdit):
            edit.textChanged.connect(self._touched)
        self.keepEdit.dateValueChanged.connect(self._touched)
        self.sensitiveCheck.toggled.connect(self._touched)
        self.pseudonymCheck.toggled.connect(self._touched)
        self._advise()

    def retranslate(self) -> None:
        """Set every text."""
        self.purposeLabel.setText(translate("Samplan", "Purpose"))
        self.keepLabel.setText(translate("Samplan", "&Keep until"))
        self.controllerLabel.setText(translate("Samplan", "Controller"))
        self.licenceLabel.setText(translate("Samplan", "Licence"))
        self.purposeEdit.setPlaceholderText(translate("Samplan", "what the feedback is used for"))
        self.controllerEdit.setPlaceholderText(translate("Samplan", "who decides, e.g. the planning committee"))
        self.licenceEdit.setPlaceholderText(translate("Samplan", "as the source states it"))
        self.sensitiveCheck.setText(translate("Samplan", "Sensitive theme"))
        self.pseudonymCheck.setText(translate("Samplan", "Tell authors apart (&by code)"))
        self.sensitiveCheck.setToolTip(
            translate("Samplan", "The feedback may tell about health, belief, politics or the like (GDPR Art. 9).")
        )
        self.pseudonymCheck.setToolTip(
            translate(
                "Samplan",
                "Without this, nothing about authors is kept. With it, one author's posts share a code made with a secret"
                " that stays on this computer, outside the project. Pseudonyms are still personal data.",
            )
        )
        self.eraseButton.setText(translate("Samplan", "Erase this source's feedback …"))
        self.eraseButton.setToolTip(
            translate(
                "Samplan", "Erase from your database what was imported from the source: its purpose or time is over."
            )
        )
        self.keepEdit.setAccessibleName(translate("Samplan", "Keep the feedback until"))

    @property
    def decided(self) -> bool:
        """Whether purpose and retention are stated."""
        state = self.state()
        return bool(state["purpose"] and state["retain_until"])

    def purpose(self) -> Purpose:
        """Return the entries in the sync's form."""
        return purpose_of(self.state())

    def state(self) -> dict[str, Any]:
        """Return the entries as the project remembers them."""
        day = self.keepEdit.date()
        return {
            "purpose": self.purposeEdit.text().strip(),
            "retain_until": day.toString(Qt.DateFormat.ISODate) if day.isValid() else "",
            "controller": self.controllerEdit.text().strip(),
            "licence": self.licenceEdit.text().strip(),
            "sensitive": self.sensitiveCheck.isChecked(),
            "pseudonyms": self.pseudonymCheck.isChecked(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show remembered entries without telling anybody."""
        blocked = self.blockSignals(True)
        try:
            self.purposeEdit.setText(str(state.get("purpose") or ""))
            self.controllerEdit.setText(str(state.get("controller") or ""))
            self.licenceEdit.setText(str(state.get("licence") or ""))
            day = QDate.fromString(str(state.get("retain_until") or ""), Qt.DateFormat.ISODate)
            if day.isValid():
                self.keepEdit.setDate(day)
            else:
                self.keepEdit.clear()
            self.sensitiveCheck.setChecked(bool(state.get("sensitive")))
            self.pseudonymCheck.setChecked(bool(state.get("pseudonyms")))
            self._advise()
        finally:
            self.blockSignals(blocked)

    def _touched(self, *_values: Any) -> None:
        self._advise()
        self.changed.emit()

    def _advise(self) -> None:
        """Say what should still be decided."""
        notes = [translate_message(note.template, note.values) for note in self.purpose().notes()]
        self.hintLabel.setText("\n".join(f"• {note}" for note in notes))
        self.hintLabel.setVisible(bool(notes))


def purpose_of(state: Mapping[str, Any]) -> Purpose:
    """Return remembered entries in the sync's form."""
    names = ("purpose", "retain_until", "controller", "licence")
    return Purpose(**{name: str(state.get(name) or "") for name in names}, sensitive=bool(state.get("sensitive")))
