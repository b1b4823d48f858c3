"""The widget of `processing.choice` in an algorithm's dialog: titles to read, words to store.

Batch rows and the modeller keep QGIS's own widgets, which show the words.
"""

from __future__ import annotations

from typing import Any, Mapping, Optional

from processing.gui.wrappers import WidgetWrapper
from qgis.core import QgsProcessingParameterDefinition
from qgis.gui import QgsGui, QgsPanelWidget, QgsProcessingGui, QgsProcessingMultipleSelectionPanelWidget
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QWidget

from ...i18n import translate

_words_of_qgis = QCoreApplication.translate
_OTHER_DIALOGS = {"BatchAlgorithmDialog": QgsProcessingGui.WidgetType.Batch}
_MODELLER = "ModelerParametersDialog"


class SeveralWords(QWidget):
    """A line that names what is chosen, and a button that opens the list beside the dialog, as QGIS's own does."""

    def __init__(self, label: str, titles: Mapping[str, str], parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.label, self.titles = label, titles
        self.chosen: list[str] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.line = QLineEdit(self)
        self.line.setReadOnly(True)
        self.line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button = QToolButton(self)
        self.button.setText("…")
        self.button.setAccessibleName(label)
        self.button.clicked.connect(self.open_list)
        row.addWidget(self.line)
        row.addWidget(self.button)
        self.setFocusProxy(self.button)
        self.set_chosen([])

    def set_chosen(self, words: list[str]) -> None:
        """Take words as chosen, and say so."""
        self.chosen = [word for word in self.titles if word in words]
        names = [self.titles[word] for word in self.chosen]
        self.line.setText(
            translate("Samplan", "{n} chosen: {names}").format(n=len(names), names=", ".join(names))
            if names
            else translate("Samplan", "none chosen")
        )
        self.line.setCursorPosition(0)
        self.line.setToolTip("\n".join(names))

    def open_list(self) -> None:
        """Open the list in the dialog's panel."""
        panel = QgsPanelWidget.findParentPanel(self)
        if panel is None or not panel.dockMode():
            return
        options = QgsProcessingMultipleSelectionPanelWidget(list(self.titles), list(self.chosen))
        options.setPanelTitle(self.label)
        options.setValueFormatter(lambda word: self.titles.get(word, str(word)))
        options.selectionChanged.connect(lambda: self.set_chosen(list(options.selectedOptions())))
        options.acceptClicked.connect(options.acceptPanel)
        panel.openPanel(options)


class ChoiceWidget(WidgetWrapper):
    """Wraps the widget for QGIS.

    Parameters
    ----------
    parameter : QgsProcessingParameterEnum
        Made by `processing.choice.choice`.
    dialog : QWidget
        The dialog that asks.
    row, col : int
        As QGIS gives them.
    titles : mapping of str to str
        Word to title.
    """

    def __new__(cls, parameter: QgsProcessingParameterDefinition, dialog: Any, row: int = 0, col: int = 0,
                titles: Optional[Mapping[str, str]] = None) -> Any:  # fmt: skip
        """Return QGIS's own widget for the modeller and for batches."""
        kind, registry = type(dialog).__name__, QgsGui.processingGuiRegistry()
        if kind == _MODELLER:
            own = registry.createModelerParameterWidget(dialog.model, dialog.childId, parameter, dialog.context)
        elif kind in _OTHER_DIALOGS:
            own = registry.createParameterWidgetWrapper(parameter, _OTHER_DIALOGS[kind])
        else:
            return super().__new__(cls)
        own.setDialog(dialog)
        return own

    def createWidget(self, titles: Optional[Mapping[str, str]] = None) -> QWidget:
        """Return a combo box, or for several words a line with a list behind a button."""
        parameter = self.parameterDefinition()
        self.options = list(parameter.options())
        titles = {word: (titles or {}).get(word, word) for word in self.options}  # QGIS sorts what metadata hold
        if parameter.allowMultiple():
            widget: Any = SeveralWords(parameter.description(), titles)
            widget.line.textChanged.connect(lambda: self.widgetValueHasChanged.emit(self))
            return widget
        widget = QComboBox()
        optional = QgsProcessingParameterDefinition.Flag.FlagOptional
        if parameter.flags() & optional:
            widget.addItem(translate("Samplan", "[not set]"), None)
        for word, title in titles.items():
            widget.addItem(title, word)
        widget.currentIndexChanged.connect(lambda: self.widgetValueHasChanged.emit(self))
        return widget

    def createLabel(self) -> QLabel:
        """Return the label as QGIS's own widgets have it, in the user's language."""
        parameter = self.parameterDefinition()
        text = parameter.description()
        if parameter.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional:
            text = _words_of_qgis("QObject", "%1 [optional]").replace("%1", text)
        label = QLabel(text)
        label.setToolTip(parameter.name())
        return label

    def setValue(self, value: Any) -> None:
        """Show a value: a word, words in a list or with commas, or their numbers (as older models store them)."""
        options = self.options
        if value is None:
            given: list[Any] = []
        elif isinstance(value, (list, tuple)):
            given = list(value)
        else:
            given = str(value).split(",") if isinstance(self.widget, SeveralWords) else [value]
        words = [
            options[item] if isinstance(item, int) and item < len(options) else str(item).strip() for item in given
        ]
        if isinstance(self.widget, SeveralWords):
            self.widget.set_chosen(words)
        else:
            self.widget.setCurrentIndex(max(0, self.widget.findData(words[0] if words else None)))

    def value(self) -> Any:
        """Return the word, or the list of words."""
        if isinstance(self.widget, SeveralWords):
            return list(self.widget.chosen)
        return self.widget.currentData()
