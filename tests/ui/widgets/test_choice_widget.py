"""Choices in algorithm dialogs: titles to read, words to store."""

from __future__ import annotations

import gc

import pytest
from processing.gui.AlgorithmDialog import AlgorithmDialog
from qgis.core import QgsApplication, QgsProcessingContext
from qgis.gui import QgsGui, QgsProcessingGui, QgsProcessingMultipleSelectionDialog
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QAbstractItemView, QApplication, QComboBox
from samplan import compat
from samplan.processing.common.choice import choice
from samplan.processing.provider import SamplanProvider
from samplan.ui.widgets.choice_widget import (
    ChoiceWidget,
    ChoiceWidgetByClass,
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
        self.frame = self.wrapper.createWrappedWidget(self.context)
        self.widget = self.wrapper.widget
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


class AlgorithmDialogStandIn:
    """Stands for a dialog that is neither the modeller's nor a batch's; takes the place of a QDialog."""


def test_by_class_as_before_qgis_3_40(qgis_app, monkeypatch):
    monkeypatch.setattr(ChoiceWidget, "setDialog", lambda self, dialog: None)
    parameter = choice("X", "Choose", {"one": "Ett", "two": "Två"})
    made = ChoiceWidgetByClass(parameter, AlgorithmDialogStandIn(), 0, 0, titles={})
    assert made.type() == QgsProcessingGui.WidgetType.Standard
    batch = ChoiceWidgetByClass(parameter, type("BatchAlgorithmDialog", (), {})(), 0, 0, titles={})
    assert batch.type() == QgsProcessingGui.WidgetType.Batch


@pytest.mark.skipif(not compat.WIDGETS_HAVE_TYPES, reason="QGIS reads widget_type from 3.40 on")
def test_qgis_asks_the_factory_itself(factory):
    """The only way there is on QGIS without the Python class WidgetWrapper: nothing but the C++ registry is asked."""
    parameter = choice("X", "Choose", {"one": "Ett", "two": "Två"}, "two")
    assert "class" not in parameter.metadata()["widget_wrapper"]
    context = QgsProcessingContext()
    registry = QgsGui.processingGuiRegistry()
    made = [registry.createParameterWidgetWrapper(parameter, QgsProcessingGui.WidgetType.Standard) for _ in range(3)]
    gc.collect()
    assert all(type(wrapper) is ChoiceWidget for wrapper in made)
    frames = [wrapper.createWrappedWidget(context) for wrapper in made]
    gc.collect()
    assert [frame.findChild(QComboBox).currentText() for frame in frames] == ["Två"] * 3
    assert [wrapper.parameterValue() for wrapper in made] == ["two"] * 3
    for wrapper in made:
        sip.delete(wrapper)
    assert not factory._made


def test_the_factory_makes_the_widget_on_every_version(factory):
    parameter = choice("X", "Choose", {"one": "Ett", "two": "Två"}, "two")
    made = factory.createWidgetWrapper(parameter, QgsProcessingGui.WidgetType.Standard)
    frame = made.createWrappedWidget(QgsProcessingContext())
    assert frame.findChild(QComboBox).currentText() == "Två"
    assert factory.parameterType() == compat.CHOICE_WIDGET


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
