"""The switch that leaves repeats and bursts out of the map: a filter on our layers, beside a filter of the user's own."""

from __future__ import annotations

import re
from typing import Optional, Sequence

from qgis.core import QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QLabel, QSizePolicy, QStyle, QVBoxLayout, QWidget

from ...i18n import translate, translate_message
from ...messages import UserError
from ..tasks import TaskManager
from ..widgets.notice import quieten
from . import feedback_layer, jobs, labels

UNMARKED = '"marks" IS NULL'
_TAIL = f") AND {UNMARKED}"


def hides(subset: str) -> bool:
    """Whether a layer's filter leaves marked items out, as `hiding` writes it."""
    return subset == UNMARKED or (subset.startswith("(") and subset.endswith(_TAIL) and _balanced(_inside(subset)))


def hiding(subset: str) -> str:
    """Return a filter that leaves marked items out as well."""
    if hides(subset):
        return subset
    return f"({subset}{_TAIL}" if subset.strip() else UNMARKED


def showing(subset: str) -> str:
    """Return the user's own part of a filter."""
    if not hides(subset):
        return subset
    return "" if subset == UNMARKED else _inside(subset)


def _inside(subset: str) -> str:
    return subset[1 : -len(_TAIL)]


def _balanced(subset: str) -> bool:
    """Whether no bracket outside quotes closes more than the filter itself opens."""
    depth = 0
    for sign in re.sub(r"'[^']*'|\"[^\"]*\"", "", subset):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return depth == 0


def obstacle(layer: QgsVectorLayer) -> str:
    """Return why a layer's filter cannot be changed now, as a sentence; blank when it can."""
    if layer.isEditable() or not layer.subsetString().lstrip().lower().startswith("select"):
        return feedback_layer.edited([layer])
    return translate(
        "Samplan",
        "The layer {layer} has a filter of its own that is a whole query (SELECT …); nothing can be added to it. Change"
        " the layer's filter first.",
    ).format(layer=layer.name())


class MarkedBox(QWidget):
    """Hides and shows the marked items of the watched layers, and says how many they are."""

    changed = pyqtSignal()
    """The user turned the switch (or took its filter away)."""
    said = pyqtSignal(str)
    """Why the switch could not be turned."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.check = QCheckBox(self)
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        quieten(self.label)
        self.label.setIndent(self.check.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth) + 6)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.check)
        column.addWidget(self.label)
        self.tasks = TaskManager(self)
        self._layers: list[QgsVectorLayer] = []
        self._turn = 0
        self._busy = self._old = False
        self.marked = 0
        self.retranslate()
        self.check.clicked.connect(self._clicked)
        self._show_state()

    def retranslate(self) -> None:
        """Set every text."""
        self.check.setText(translate("Samplan", "Hide repeats and b&ursts"))

    # -- state ---------------------------------------------------------------------------------------------------

    @property
    def hidden(self) -> bool:
        """Whether marked items are left out."""
        return self.check.isChecked()

    def restore(self, hidden: bool) -> None:
        """Show what a project remembers."""
        self.check.setChecked(hidden)

    def watch(self, layers: Sequence[QgsVectorLayer]) -> None:
        """Follow these layers; a new one is filtered as the switch says."""
        self.unwatch()
        self._layers = [layer for layer in layers if layer.fields().indexOf("marks") >= 0]
        self._old = len(self._layers) < len(layers)
        for layer in self._layers:
            layer.subsetStringChanged.connect(self._filtered)
        if self.hidden and self._layers and not all(hides(layer.subsetString()) for layer in self._layers):
            self._apply()
        self.count()

    def unwatch(self) -> None:
        """Let go of all layers."""
        for layer in self._layers:
            if not sip.isdeleted(layer):
                layer.subsetStringChanged.disconnect(self._filtered)
        self._layers = []

    def count(self) -> None:
        """Count the marked items in the background; the layers changed."""
        self._turn += 1
        turn = self._turn
        wanted = [(feedback_layer.database_of(layer), feedback_layer.table_of(layer), showing(layer.subsetString()))
                  for layer in self._layers]  # fmt: skip

        def show(found: int) -> None:
            if turn == self._turn:
                self.marked = found
                self._show_state()

        def failed(error: Optional[UserError]) -> None:
            show(0)
            if error is not None and turn == self._turn:
                why = translate_message(error.template, error.values)
                self.check.setToolTip(why)
                self.said.emit(why)

        if not wanted:
            show(0)
            return
        self.tasks.start(
            translate("Samplan", "Counting repeats and bursts"),
            lambda _task: sum(jobs.count_marked(*one) for one in wanted),
            show,
            failed,
        )

    # -- the switch ----------------------------------------------------------------------------------------------

    def _clicked(self, *_checked: bool) -> None:
        why = next(filter(None, map(obstacle, self._layers)), "")
        if why:
            self.check.setChecked(not self.hidden)
        else:
            self._apply()
            self._show_state()
            self.changed.emit()
        self.said.emit(why)

    def _apply(self) -> None:
        self._busy = True
        try:
            for layer in self._layers:
                subset = layer.subsetString()
                wanted = hiding(subset) if self.hidden else showing(subset)
                if wanted != subset and not obstacle(layer):
                    layer.setSubsetString(wanted)
        finally:
            self._busy = False

    def _filtered(self) -> None:
        """Follow the user, who changed a layer's filter himself."""
        if self._busy:
            return
        if self.hidden != all(hides(layer.subsetString()) for layer in self._layers):
            self.check.setChecked(not self.hidden)
            self._apply()
            self.changed.emit()
        self.count()

    def _show_state(self) -> None:
        """Enable the switch when there is something to hide, and say how much; say why not otherwise."""
        self.check.setEnabled(bool(self._layers) and (self.hidden or self.marked > 0))
        said = (
            translate("Samplan", "{n} items are hidden.")
            if self.hidden
            else translate("Samplan", "{n} items are marked.")
        )
        self.label.setText(said.format(n=labels.number(self.marked)))
        self.label.setVisible(self.check.isEnabled())
        if self.check.isEnabled():
            tip = translate(
                "Samplan",
                "Leaves out what has the same words as an earlier item nearby, and what came in great numbers at one place"
                " within minutes. Nothing is deleted.",
            )
        elif self._old:
            tip = translate("Samplan", "The feedback was imported by an older Samplan. Press Update on the first page.")
        else:
            tip = translate("Samplan", "Nothing is marked as a repeat or as part of a burst.")
        self.check.setToolTip(tip)
