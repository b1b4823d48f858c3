"""Choosing features of a role layer by their class."""

from __future__ import annotations

from typing import Mapping

import numpy as np
from qgis.core import QgsProcessingException

from ...i18n import translate
from ...indicators.classes.legends import layer_reading
from ...indicators.classes.words import canonical, kinds
from ...indicators.errors import IndicatorError
from ...indicators.spatial.data import VectorData


def of_classes(data: VectorData, classes: str) -> VectorData:
    """Return the features of the classes named, separated by commas; all when none is named.

    Parameters
    ----------
    data : VectorData
        With its field ``class`` where mapped.
    classes : str
        Case does not matter. Where no feature has the words themselves, classes that mean one of them are taken:
        ``skog`` and code 311 of CORINE for ``forest``.

    Raises
    ------
    QgsProcessingException
        No field with classes, no feature of these classes, or no feature with a geometry at all.
    """
    wanted = {word.strip().lower() for word in classes.split(",") if word.strip()}
    if wanted and "class" not in data.fields:
        raise QgsProcessingException(
            translate(
                "Samplan", 'The layer "{name}" has no field with classes. Choose one, or leave the classes empty.'
            ).format(name=data.name)
        )
    if wanted and data.n:
        words = [str(word) for word in data.fields["class"]]
        chosen = {word for word in set(words) if word.strip().lower() in wanted} or _meaning(data, set(words), wanted)
        data = data.take(np.array([word in chosen for word in words], dtype=bool))
        if not data.n:
            raise QgsProcessingException(
                translate(
                    "Samplan", 'The layer "{name}" has no features of the class {wanted}. It has: {classes}.'
                ).format(
                    name=data.name,
                    wanted=", ".join(sorted(wanted)),
                    classes=", ".join(sorted({word for word in words if word})[:20]),
                )
            )
    if not data.n:
        raise QgsProcessingException(
            translate("Samplan", 'The layer "{name}" has no usable geometries. Choose another layer.').format(
                name=data.name
            )
        )
    return data


def _meaning(data: VectorData, words: set[str], wanted: set[str]) -> set[str]:
    """Return the classes that mean one of the wanted ones, in our words or by the scheme that the layer's codes belong to."""
    try:
        read: Mapping[str, str] = layer_reading(data).words
    except IndicatorError:  # codes of no scheme
        read = {}
    names = {canonical(word) for word in wanted}
    return {word for word in words if word.strip() and names & {*kinds(word), *kinds(read.get(word, word))}}
