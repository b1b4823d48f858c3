"""Choices in algorithm dialogs: titles to read, words to store."""

from __future__ import annotations

import gc

import pytest
from processing.gui.AlgorithmDialog import AlgorithmDialog
from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildParameterSource,
)
from qgis.gui import QgsGui, QgsProcessingGui, QgsProcessingMultipleSelectionDialog
from qgis.PyQt.QtCore import QCoreApplication, QEvent, Qt, QTimer
from qgis.PyQt.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLineEdit
from samplan.processing.common.choice import choice
from samplan.processing.provider import SamplanProvider
from samplan.ui.widgets.choice_widget import (
    ChoiceWidget,
    ChoiceWidgetFactory,
    SeveralWords,
)


@pytest.fixture(scope="module")
def provider(qgis_processing):
    """Samplan's provider, as the toolbox has it."""
    registry = QgsApplication.processingRegistry()
    known = registry.providerById("samplan")
    found = known or SamplanProvider()
    if known is None:
        registry.addProvider(found)
    yield found
    if known is None:
        registry.removeProvider(found)


@pytest.fixture
def factory(qgis_app):
    """The widget's factory, registered as in the desktop."""
    registry, made = QgsGui.processingGuiRegistry(), ChoiceWidgetFactory()
    assert registry.addParameterWidgetFactory(made)
    yield made
    registry.removeParameterWidgetFactory(made)


class Made:
    """A choice's widget outside a dialog, with what its wrapper needs to live."""

    def __init__(self, several=False, optional=False, default=None, kind=QgsProcessingGui.WidgetType.Standard):
        self.context = QgsProcessingContext()
        self.parameter = choice("X", "Choose", {"one": "Ett", "two": "Två"}, default, several, optional)
        self.wrapper = ChoiceWidget(self.parameter, kind)
        self.widget = self.wrapper.createWrappedWidget(self.context)
        self.value = self.wrapper.parameterValue

    def set_value(self, value):
        self.wrapper.setParameterValue(value, self.context)


def test_one_word(qgis_app):
    made = Made(default="two")
    assert made.widget.currentText() == "Två"
    assert made.value() == "two"
    made.set_value("one")
    assert made.value() == "one"
    made.set_value(1)  # a number, as older models store it
    assert made.value() == "two"


def test_one_word_or_none(qgis_app):
    made = Made(optional=True)
    assert made.value() is None
    made.set_value("two")
    assert made.value() == "two"
    made.set_value(None)
    assert made.value() is None


@pytest.mark.parametrize("given", [["two", "one"], "two,one", [1, 0]])
def test_several_words_in_their_order(qgis_app, given):
    made = Made(several=True, optional=True)
    assert made.value() == []
    made.set_value(given)
    assert made.value() == ["one", "two"]
    assert "Ett, Två" in made.widget.line.text()
    made.set_value(None)
    assert made.value() == []


def test_a_word_that_is_no_longer_there_is_not_chosen(qgis_app):
    made = Made(several=True, optional=True)
    made.set_value(["one", "three"])
    assert made.value() == ["one"]


def test_changes_are_announced(qgis_app):
    for made, value in ((Made(), "two"), (Made(several=True), ["two"])):
        seen = []
        made.wrapper.widgetValueHasChanged.connect(seen.append)
        made.set_value(value)
        assert seen == [made.wrapper]


def test_a_batch_row_opens_a_window_of_its_own(qgis_app):
    made = Made(several=True, default=["one"], kind=QgsProcessingGui.WidgetType.Batch)
    assert made.wrapper.createWrappedLabel() is None

    def accept():
        window = QApplication.activeModalWidget()
        assert isinstance(window, QgsProcessingMultipleSelectionDialog)
        shown = window.findChild(QAbstractItemView).model()
        for row in range(shown.rowCount()):
            assert shown.setData(shown.index(row, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
        window.accept()

    QTimer.singleShot(0, accept)
    made.widget.button.click()
    assert made.value() == ["one", "two"]


def test_the_wrapper_hands_out_its_own_widget(qgis_app):
    for several in (False, True):
        made = Made(several=several)
        assert made.widget is made.wrapper.widget is made.wrapper.wrappedWidget()
        assert made.wrapper.createWrappedLabel().text() == "Choose"


@pytest.mark.skipif(Qgis.QGIS_VERSION_INT < 34000, reason="QGIS asks for the widget_type from 3.40 on")
def test_the_factory_is_enough(factory):
    """No class WidgetWrapper in Python takes part: C++ asks for the ``widget_type``, here for the modeller."""
    assert factory.parameterType() == choice("X", "Choose", {}).metadata()["widget_wrapper"]["widget_type"]
    context, model = QgsProcessingContext(), QgsProcessingModelAlgorithm()
    for several, value in ((False, "two"), (True, ["one", "two"])):
        parameter = choice("X", "Choose", {"one": "Ett", "two": "Två"}, several=several)
        made = factory.createModelerWidgetWrapper(model, "child", parameter, context)
        gc.collect()
        made.setWidgetValue(QgsProcessingModelChildParameterSource.fromStaticValue(value))
        assert made.value().staticValue() == value
        shown = [line.text() for line in made.findChildren(QLineEdit)] + [
            box.currentText() for box in made.findChildren(QComboBox)
        ]
        assert any(("Ett, Två" if several else "Två") in text for text in shown), shown
        made.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_batch_rows_show_titles_and_pass_words(provider, factory, monkeypatch):
    monkeypatch.setattr("processing.gui.BatchPanel.iface", None, raising=False)
    dialog = BatchAlgorithmDialog(provider.algorithm("dataweights").create())
    try:
        rows = [wrapper for row in dialog.mainWidget().wrappers for wrapper in row]
        choices = [wrapper for wrapper in rows if isinstance(wrapper, ChoiceWidget)]
        assert choices
        for made in choices:
            assert made.type() == QgsProcessingGui.WidgetType.Batch
            assert made.parameterValue() in made.parameterDefinition().options()
    finally:
        dialog.close()
        dialog.deleteLater()


@pytest.mark.parametrize(
    "name",
    ["assessareas", "scoreareas", "rankrobustness", "registerdata", "transferpopulation", "importfeedback",
     "summarisefeedback", "feedbackhotspots", "publishfeedback"],
)  # fmt: skip
def test_dialogs_show_titles_and_pass_words(provider, factory, monkeypatch, name):
    monkeypatch.setattr("processing.gui.ParametersPanel.iface", None)  # the stand-in has no browser
    algorithm = provider.algorithm(name).create()
    dialog = AlgorithmDialog(algorithm)
    try:
        wrappers = {key: item for key, item in dialog.mainWidget().wrappers.items() if isinstance(item, ChoiceWidget)}
        assert wrappers
        for key, item in wrappers.items():
            definition = algorithm.parameterDefinition(key)
            value = item.parameterValue()
            assert definition.checkValueIsAcceptable(value, QgsProcessingContext()), (key, value)
            shown = item.widget.titles.values() if isinstance(item.widget, SeveralWords) else [item.widget.itemText(0)]
            assert not set(shown) & set(definition.options())
    finally:
        dialog.close()
        dialog.deleteLater()
