"""Choices that are given by their words, in dialogs, models and on the command line alike."""

from __future__ import annotations

from typing import Any, Mapping

from qgis.core import QgsProcessingParameterEnum

from ...i18n import translate
from ..measuring import helped


def choice(
    name: str, title: str, words: Mapping[str, str], default: Any, many: bool = False, more: str = ""
) -> QgsProcessingParameterEnum:
    """Return a choice among words; its help says what each means, and that the word is what to write.

    Parameters
    ----------
    name, title : str
    words : mapping of str to str
        Word -> what it means; blank where the word says it.
    default : str or list of str
    many : bool
        Any number of words, none too.
    more : str
        What else to know.
    """
    told = "; ".join(f"{word}: {meaning}" if meaning else word for word, meaning in words.items())
    hint = (
        translate("Samplan", "Outside dialogs write the words, separated by commas, not their numbers.")
        if many
        else translate("Samplan", "Outside dialogs write the word, not its number.")
    )
    return helped(
        QgsProcessingParameterEnum(name, title, list(words), many, default, many, usesStaticStrings=True),
        " ".join(part for part in (f"{told}.", more, hint) if part),
    )
