"""What Check data says of a layer's classes: the scheme they belong to and how that was told, or why none can be."""

from __future__ import annotations

from typing import Union

from ...i18n import translate, translate_message
from ...indicators.classes.legends import layer_reading
from ...indicators.errors import IndicatorError
from ...indicators.spatial.data import RasterData, VectorData


def class_findings(data: Union[RasterData, VectorData]) -> list[tuple[str, str]]:
    """Return (severity, sentence) on the classes of a role layer; nothing for a layer without any.

    Parameters
    ----------
    data : RasterData or VectorData
        A layer whose role is ``classed``, with the user's choice of scheme.
    """
    if isinstance(data, VectorData) and "class" not in data.fields:
        return []
    try:
        reading = layer_reading(data)
    except IndicatorError as error:
        return [("warning", translate_message(error.template, error.values))]
    if reading.scheme is not None:
        return [("info", translate_message(note.template, note.values)) for note in reading.notes]
    if not reading.words:
        return []
    return [("info", translate("Samplan", "Its classes are read by their own names, not by the codes of a scheme."))]
