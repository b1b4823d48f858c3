"""Choices in algorithm dialogs: titles to read, words to store."""

from __future__ import annotations

import pytest
from processing.gui.AlgorithmDialog import AlgorithmDialog
from qgis.core import QgsApplication, QgsProcessingContext
from samplan.processing.common.choice import choice
from samplan.processing.provider import SamplanProvider
from samplan.ui.widgets.choice_widget import ChoiceWidget, SeveralWords


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


class Dialog:
    """Stands for a dialog that is neither the modeller's nor a batch's."""


def widget(several=False, optional=False, default=None):
    parameter = choice("X", "Choose", {"one": "Ett", "two": "Två"}, default, several, optional)
    return ChoiceWidget(parameter, Dialog(), titles=parameter.metadata()["widget_wrapper"]["titles"])


def test_one_word():
    made = widget(default="two")
    assert made.widget.currentText() == "Två"
    assert made.value() == "two"
    made.setValue("one")
    assert made.value() == "one"
    made.setValue(1)  # a number, as older models store it
    assert made.value() == "two"


def test_one_word_or_none():
    made = widget(optional=True)
    assert made.value() is None
    made.setValue("two")
    assert made.value() == "two"
    made.setValue(None)
    assert made.value() is None


@pytest.mark.parametrize("given", [["two", "one"], "two,one", [1, 0]])
def test_several_words_in_their_order(given):
    made = widget(several=True, optional=True)
    assert made.value() == []
    made.setValue(given)
    assert made.value() == ["one", "two"]
    assert "Ett, Två" in made.widget.line.text()
    made.setValue(None)
    assert made.value() == []


def test_a_word_that_is_no_longer_there_is_not_chosen():
    made = widget(several=True, optional=True)
    made.setValue(["one", "three"])
    assert made.value() == ["one"]


@pytest.mark.parametrize(
    "name",
    ["assessareas", "scoreareas", "rankrobustness", "registerdata", "transferpopulation", "importfeedback",
     "summarisefeedback", "feedbackhotspots", "publishfeedback"],
)  # fmt: skip
def test_dialogs_show_titles_and_pass_words(provider, monkeypatch, name):
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
