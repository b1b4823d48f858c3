"""Choices with stable words: a word is what scripts, models and the command line say, its title what the dialog shows."""

from __future__ import annotations

from typing import Any, Mapping

from qgis.core import QgsProcessingParameterEnum

WIDGET = f"{__name__.rpartition('.processing.')[0]}.ui.choice_widget.ChoiceWidget"


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
    parameter.setMetadata({"widget_wrapper": {"class": WIDGET, "titles": dict(titles)}})
    return parameter
