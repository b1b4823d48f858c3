"""Choosing features of a role layer by their class."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingException

from ...i18n import translate
from ...indicators.spatial.data import VectorData


def of_classes(data: VectorData, classes: str) -> VectorData:
    """Return the features of the classes named, separated by commas; all when none is named.

    Parameters
    ----------
    data : VectorData
        With its field ``class`` where mapped.
    classes : str
        Case does not matter.

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
        words = data.fields["class"]
        data = data.take(np.array([str(word).strip().lower() in wanted for word in words], dtype=bool))
        if not data.n:
            raise QgsProcessingException(
                translate(
                    "Samplan", 'The layer "{name}" has no features of the class {wanted}. It has: {classes}.'
                ).format(
                    name=data.name,
                    wanted=", ".join(sorted(wanted)),
                    classes=", ".join(sorted({str(word) for word in words if word})[:20]),
                )
            )
    if not data.n:
        raise QgsProcessingException(
            translate("Samplan", 'The layer "{name}" has no usable geometries. Choose another layer.').format(
                name=data.name
            )
        )
    return data
