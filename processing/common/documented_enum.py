"""Choices whose help on the command line says what each word means."""

from __future__ import annotations

from typing import Any, Mapping

from qgis.core import QgsProcessingParameterEnum

from ...i18n import translate
from .choice import choice
from .parameters import helped


def documented_enum(
    name: str, label: str, titles: Mapping[str, str], default: Any, several: bool = False, more: str = ""
) -> QgsProcessingParameterEnum:
    """Return a `choice` whose help lists the words with their titles, and says that the word is what to write.

    Parameters
    ----------
    name, label, titles, default, several
        As for `choice`; with ``several`` none need be chosen.
    more : str
        What else to know.
    """
    told = "; ".join(word if word == title else f"{word}: {title}" for word, title in titles.items())
    hint = (
        translate("Samplan", "Outside dialogs write the words, separated by commas, not their numbers.")
        if several
        else translate("Samplan", "Outside dialogs write the word, not its number.")
    )
    parameter = choice(name, label, titles, default, several, optional=several)
    return helped(parameter, " ".join(part for part in (more, f"{told}.", hint) if part))
