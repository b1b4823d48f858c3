"""Writing rows that are not a copy of an input: given columns with given geometries."""

from __future__ import annotations

from typing import Any, Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
)

from ...messages import Cancelled
from .algorithm import SamplanAlgorithm
from .area_output import Column, column_fields, discard, named_columns, supports_field_comments, warn_of_short_names


def write_rows(
    algorithm: SamplanAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    name: str,
    columns: Sequence[Column],
    geometries: Sequence[QgsGeometry],
    wkb_type: int,
    crs: QgsCoordinateReferenceSystem,
) -> str:
    """Write one feature per geometry and return the destination's id.

    Parameters
    ----------
    columns : sequence of Column
        One value per geometry.
    geometries : sequence of QgsGeometry
        A null geometry gives a row without one.

    Raises
    ------
    QgsProcessingException
        The destination cannot be written.
    Cancelled
        The user cancelled; what was written is deleted again.
    """
    columns = named_columns(columns, parameters.get(name), feedback)
    fields = column_fields(columns, supports_field_comments(parameters.get(name)))
    algorithm.begin_writing()
    sink, destination = algorithm.parameterAsSink(parameters, name, context, fields, wkb_type, crs)
    if sink is None:
        raise QgsProcessingException(algorithm.invalidSinkError(parameters, name))
    warn_of_short_names(algorithm, name, fields)
    for geometry, row in zip(geometries, zip(*(column.python_values() for column in columns))):
        if feedback.isCanceled():
            del sink
            discard(destination)
            raise Cancelled
        feature = QgsFeature(fields)
        feature.setGeometry(geometry)
        feature.setAttributes(list(row))
        if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
            message = sink.lastError()
            del sink
            discard(destination)
            raise QgsProcessingException(message)
    del sink
    return destination
