"""The widget of `processing.choice` in an algorithm's dialog and in batch rows: titles to read, words to store.

In the modeller QGIS before 3.40 keeps its own widget, which shows the words.
"""

from __future__ import annotations

from typing import Any, Mapping, Optional

from qgis.core import QgsProcessingContext, QgsProcessingParameterDefinition
from qgis.gui import (
    QgsAbstractProcessingParameterWidgetWrapper,
    QgsGui,
    QgsPanelWidget,
    QgsProcessingGui,
    QgsProcessingMultipleSelectionDialog,
    QgsProcessingMultipleSelectionPanelWidget,
    QgsProcessingParameterWidgetFactoryInterface,
)
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QWidget

from ...compat import CHOICE_WIDGET
from ...i18n import translate


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
        """Open the list in the dialog's panel, or in a window of its own where there is none (batch rows)."""
        panel = QgsPanelWidget.findParentPanel(self)
        docked = panel is not None and panel.dockMode()
        kind = QgsProcessingMultipleSelectionPanelWidget if docked else QgsProcessingMultipleSelectionDialog
        options = kind(list(self.titles), list(self.chosen))
        options.setValueFormatter(lambda word: self.titles.get(word, str(word)))
        if not docked:
            options.setWindowTitle(self.label)
            if options.exec():
                self.set_chosen(list(options.selectedOptions()))
            return
        options.setPanelTitle(self.label)
        options.selectionChanged.connect(lambda: self.set_chosen(list(options.selectedOptions())))
        options.acceptClicked.connect(options.acceptPanel)
        panel.openPanel(options)


class ChoiceWidget(QgsAbstractProcessingParameterWidgetWrapper):
    """Wraps the widget for QGIS; the parameter is a `QgsProcessingParameterEnum` of `processing.choice.choice`."""

    def createWidget(self) -> QWidget:
        """Return a combo box, or for several words a line with a list behind a button."""
        parameter = self.parameterDefinition()
        known = parameter.metadata()["widget_wrapper"]["titles"]
        titles = {word: known.get(word, word) for word in parameter.options()}  # QGIS sorts what metadata hold
        if parameter.allowMultiple():
            self.widget: Any = SeveralWords(parameter.description(), titles)
            self.widget.line.textChanged.connect(self._changed)
        else:
            self.widget = QComboBox()
            if parameter.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional:
                self.widget.addItem(translate("Samplan", "[not set]"), None)
            for word, title in titles.items():
                self.widget.addItem(title, word)
            self.widget.currentIndexChanged.connect(self._changed)
        return self.widget

    def createWrappedWidget(self, context: QgsProcessingContext) -> QWidget:
        """Return the widget, which shows the default value.

        QGIS's own method would give the widget a second Python object and leave the first one without a widget, which
        crashes later (seen on 3.44; QGIS issue 67401). Python's dialogs call this one; C++ calls `createWidget`.
        """
        widget = self.createWidget()
        default = self.parameterDefinition().defaultValueForGui()
        if default is not None:
            self.setWidgetValue(default, context)
        return widget

    def wrappedWidget(self) -> QWidget:
        """Return the widget made before."""
        return self.widget

    def _changed(self, *_shown: Any) -> None:
        self.widgetValueHasChanged.emit(self)

    def setWidgetValue(self, value: Any, context: QgsProcessingContext) -> None:
        """Show a value: a word, words in a list or with commas, or their numbers (as older models store them)."""
        options = self.parameterDefinition().options()
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

    def widgetValue(self) -> Any:
        """Return the word, or the list of words."""
        if isinstance(self.widget, SeveralWords):
            return list(self.widget.chosen)
        return self.widget.currentData()


class ChoiceWidgetFactory(QgsProcessingParameterWidgetFactoryInterface):
    """Makes the widget where QGIS asks for the ``widget_type``: in the modeller from 3.40 on, everywhere after 4.2."""

    def parameterType(self) -> str:
        """Return the word in the parameter's metadata."""
        return CHOICE_WIDGET

    def createWidgetWrapper(
        self, parameter: QgsProcessingParameterDefinition, kind: QgsProcessingGui.WidgetType
    ) -> ChoiceWidget:
        """Return a new widget's wrapper."""
        return ChoiceWidget(parameter, kind)

    def compatibleParameterTypes(self) -> list[str]:
        """Return the parameters a model may take the value from, as QGIS's own factory does."""
        return ["enum", "string", "number"]

    def compatibleOutputTypes(self) -> list[str]:
        """Return the outputs a model may take the value from, as QGIS's own factory does."""
        return ["outputString", "outputVariant", "outputNumber"]


class ChoiceWidgetByClass:
    """What QGIS up to 4.2 looks up by the class name in a parameter's metadata."""

    def __new__(cls, parameter: QgsProcessingParameterDefinition, dialog: Any, *_args: Any, **_metadata: Any) -> Any:
        """Return the wrapper for a dialog; for the modeller QGIS makes it."""
        kind = type(dialog).__name__
        if kind == "ModelerParametersDialog":
            registry = QgsGui.processingGuiRegistry()
            made = registry.createModelerParameterWidget(dialog.model, dialog.childId, parameter, dialog.context)
        else:
            types = QgsProcessingGui.WidgetType
            made = ChoiceWidget(parameter, types.Batch if kind == "BatchAlgorithmDialog" else types.Standard)
        made.setDialog(dialog)
        return made
