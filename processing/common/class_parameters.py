"""The scheme of a layer's classes as parameters, and all classes of a layer that was read in part."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Iterator

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
)

from ...i18n import pick, translate
from ...indicators.classes.schemes import AUTO, FEWEST, OWN, ClassRequest, like_a_scheme, read_scheme, scheme_titles
from ...indicators.roles import Role
from ...indicators.spatial.data import VectorData
from ...indicators.spatial.read import read_words
from .algorithm import SamplanAlgorithm
from .choice import choice
from .parameters import advanced, helped
from .snapshots import LayerSnapshot


def scheme_parameters(role: Role) -> Iterator[QgsProcessingParameterDefinition]:
    """Yield the choice of the scheme that a layer's classes belong to, and the user's own table for it."""
    name, title = role.id.upper(), pick(role.title)
    titles = {
        AUTO: translate("Samplan", "Recognise from all classes"),
        **scheme_titles(),
        OWN: translate("Samplan", "Own table"),
    }
    yield advanced(
        helped(
            choice(
                f"{name}_SCHEME",
                translate("Samplan", "{layer}: scheme of the classes").format(layer=title),
                titles,
                AUTO,
                optional=True,
            ),
            translate(
                "Samplan",
                "What the codes mean: the same number is another class in another scheme. Recognised only where names, or "
                "at least {fewest} codes that are not all small numbers, fit exactly one scheme, or where the layer's name "
                "says it; the log says which and why. Otherwise it must be chosen here.",
            ).format(fewest=FEWEST),
        )
    )
    yield advanced(
        helped(
            QgsProcessingParameterFile(
                f"{name}_SCHEME_TABLE",
                translate("Samplan", "{layer}: own table of classes").format(layer=title),
                optional=True,
                fileFilter=translate("Samplan", "Tables (*.csv *.txt *.tsv *.xlsx *.xlsm *.xls *.ods)"),
            ),
            translate(
                "Samplan",
                "CSV with the columns code and class (a class of Samplan's tables, such as forest); a column name is "
                "understood too. When given, it is used whatever scheme is chosen.",
            ),
        )
    )


def class_request(
    algorithm: SamplanAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, role: Role
) -> ClassRequest:
    """Return how the user says a layer's classes are to be read.

    Raises
    ------
    IndicatorError
        The user's table cannot be read.
    QgsProcessingException
        It is to be used but was not given.
    """
    scheme, table = f"{role.id}_SCHEME".upper(), f"{role.id}_SCHEME_TABLE".upper()
    if not role.classed or algorithm.parameterDefinition(scheme) is None:
        return ClassRequest()
    path = algorithm.parameterAsFile(parameters, table, context)
    if path:
        return ClassRequest(OWN, read_scheme(Path(path)), parameter=scheme)
    chosen = algorithm.parameterAsEnumString(parameters, scheme, context) or AUTO
    if chosen == OWN:
        raise QgsProcessingException(
            translate("Samplan", "{name}: give your own table of classes, or choose another scheme.").format(name=table)
        )
    return ClassRequest(chosen, parameter=scheme)


def with_all_classes(request: ClassRequest, data: VectorData, source: LayerSnapshot, field: str) -> ClassRequest:
    """Return the request with the classes of the whole layer, where those read near the areas seem to be a scheme's.

    A scheme is told from all values, never from a part.

    Parameters
    ----------
    request : ClassRequest
    data : VectorData
        What was read.
    source : LayerSnapshot
        The layer.
    field : str
        Its field with the classes.
    """
    if not like_a_scheme(set(data.fields.get("class", ()))):
        return request
    words = read_words(source, field, source.file if source.whole else None)
    return replace(request, values=tuple(word for word in words if word))
