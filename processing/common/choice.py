"""Choices with stable words: a word is what scripts, models and the command line say, its title what the dialog shows."""

from __future__ import annotations

import re
from typing import Any, Mapping, Sequence, Union

from qgis.core import QgsProcessingAlgorithm, QgsProcessingParameterEnum

from ...compat import CHOICE_WIDGET
from ...i18n import translate

_WIDGET = {
    "class": f"{__name__.rpartition('.processing.')[0]}.ui.widgets.choice_widget.ChoiceWidgetByClass",
    "widget_type": CHOICE_WIDGET,
}


def choice(
    name: str,
    label: str,
    titles: Mapping[str, str],
    default: Any = None,
    several: bool = False,
    optional: bool = False,
) -> QgsProcessingParameterEnum:
    """Return an enumeration whose values are words and whose dialog shows titles.

    Parameters
    ----------
    name, label : str
        Id of the parameter, and its label in the user's language.
    titles : mapping of str to str
        Word to title in the user's language, in the order shown.
    default : str or list of str
        Word, or words, chosen at first.
    several : bool
        Any number may be chosen.
    optional : bool
        None need be chosen.
    """
    parameter = QgsProcessingParameterEnum(
        name, label, list(titles), several, default, optional, usesStaticStrings=True
    )
    parameter.setMetadata({"widget_wrapper": {**_WIDGET, "titles": dict(titles)}})
    return parameter


_TRUE_OR_FALSE = ("", "true", "false", "1", "0")


def choices_problem(algorithm: QgsProcessingAlgorithm, parameters: Mapping[str, Any]) -> str:
    """Return what is wrong with the words given for choices, switches and numbers, and what is right; blank when nothing is.

    A switch must be given as true or false: QGIS takes any other word, "no" included, for a yes. A number must be one: QGIS
    takes any other text, "0,5" included, for 0 where a number may be left out.

    Parameters
    ----------
    algorithm : QgsProcessingAlgorithm
    parameters : mapping
        As given to ``checkParameterValues``; anything but text, numbers and lists of them is left to QGIS.
    """
    for definition in algorithm.parameterDefinitions():
        given = parameters.get(definition.name())
        if definition.type() == "boolean" and isinstance(given, str) and given.strip().lower() not in _TRUE_OR_FALSE:
            return translate("Samplan", "{name}: write true or false, not “{word}”.").format(
                name=definition.name(), word=given
            )
        if definition.type() in ("number", "distance") and isinstance(given, str) and not _is_number(given):
            return translate(
                "Samplan", "{name}: write a number with a point before decimals, such as 0.5, not “{word}”."
            ).format(name=definition.name(), word=given)
        if not isinstance(definition, QgsProcessingParameterEnum) or not definition.usesStaticStrings():
            continue
        allowed = definition.options()
        for word in _words(given, definition.allowMultiple()):
            if word not in allowed:
                return _refusal(definition.name(), word, allowed)
        for number in given if isinstance(given, (list, tuple)) else [given]:
            if type(number) in (int, float) and not definition.checkValueIsAcceptable(given):
                return _refusal(definition.name(), number, allowed)
    return ""


def _is_number(text: str) -> bool:
    """Return whether QGIS reads a text as the number it says; a blank one is none given."""
    return (
        not text.strip() or re.fullmatch(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?", text.strip()) is not None
    )


def _words(given: Any, several: bool) -> list[str]:
    """Return the words in a choice as a script, a model or the command line writes it; none for a blank one."""
    if isinstance(given, str):
        given = given.split(",") if several else [given]
    return [word for word in given if isinstance(word, str) and word] if isinstance(given, (list, tuple)) else []


def _refusal(name: str, word: Union[str, float], allowed: Sequence[str]) -> str:
    if not isinstance(word, str) and str(word) in allowed:
        return translate("Samplan", '{name}: write {word} as text, in quotes: "{word}".').format(name=name, word=word)
    word = str(word)
    meant = next((item for item in allowed if item.casefold() == word.strip().casefold()), None)
    if meant is not None:
        return translate("Samplan", "{name}: “{word}” must be written {meant}.").format(
            name=name, word=word, meant=meant
        )
    return translate("Samplan", "{name}: there is no choice “{word}”. Write one of these words: {allowed}.").format(
        name=name, word=word, allowed=", ".join(allowed)
    )
