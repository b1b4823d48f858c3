"""Tables among an algorithm's inputs and outputs: parameters, rows, labels, and writing one."""

from __future__ import annotations

from typing import Any, Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsWkbTypes,
)

from ...i18n import translate
from .algorithm import SamplanAlgorithm
from .area_output import Column
from .row_output import write_rows
from .snapshots import LayerSnapshot

OUTPUT = "OUTPUT"


def filled_source(algorithm: SamplanAlgorithm, parameters: dict[str, Any], name: str) -> LayerSnapshot:
    """Return a source parameter's layer; raises when it cannot be loaded or has no rows."""
    source = algorithm.source(parameters, name)
    if source.featureCount() == 0:
        raise QgsProcessingException(
            translate("Samplan", 'The layer "{name}" is empty: there is nothing to work on.').format(
                name=source.sourceName()
            )
        )
    return source


def rows_of(source: LayerSnapshot, fields: Sequence[str]) -> list[tuple]:
    """Return the values of some fields for every row; an empty field name gives None."""
    indexes = [source.fields().indexFromName(name) if name else -1 for name in fields]
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    rows = []
    for feature in source.getFeatures(request):
        attributes = feature.attributes()
        rows.append(tuple(attributes[index] if index >= 0 else None for index in indexes))
    return rows


def labels_of(source: LayerSnapshot, key_field: str) -> list[str]:
    """Return what to call each feature: the key field's text, else the row number."""
    if not key_field:
        return [str(number + 1) for number in range(len(rows_of(source, [])))]  # a count may be an estimate
    return [str(row[0]) for row in rows_of(source, [key_field])]


def table_parameter(name: str, title: str, optional: bool = False) -> QgsProcessingParameterFeatureSource:
    """Return a parameter that takes a table (a layer with or without geometry)."""
    return QgsProcessingParameterFeatureSource(name, title, [QgsProcessing.SourceType.TypeVector], optional=optional)


def table_sink(name: str, title: str, optional: bool = False) -> QgsProcessingParameterFeatureSink:
    """Return a parameter for a table that is written."""
    return QgsProcessingParameterFeatureSink(
        name, title, QgsProcessing.SourceType.TypeVector, optional=optional, createByDefault=not optional
    )


def named_field(name: str, title: str, default: str, parent: str) -> QgsProcessingParameterField:
    """Return a field parameter that takes ``default`` when left empty (QGIS 3.22 refuses a required one left so)."""
    parameter = QgsProcessingParameterField(name, title, default or None, parent, optional=True)
    if default:
        parameter.setHelp(translate("Samplan", 'Empty: the field "{name}".').format(name=default))
    return parameter


def chosen_fields(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    source: LayerSnapshot,
    names: Sequence[str],
) -> list[str]:
    """Return the fields that `named_field` parameters name, their defaults when empty, '' where there is no default.

    Raises
    ------
    QgsProcessingException
        The source has no such field.
    """
    fields = []
    for name in names:
        default = algorithm.parameterDefinition(name).defaultValue() or ""
        field = algorithm.parameterAsString(parameters, name, context) or default
        if field and source.fields().indexFromName(field) < 0:
            raise QgsProcessingException(
                translate("Samplan", 'The table "{table}" has no field "{field}". It has: {names}.').format(
                    table=source.sourceName(), field=field, names=", ".join(source.fields().names())
                )
            )
        fields.append(field)
    return fields


def write_table(
    algorithm: SamplanAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    name: str,
    columns: Sequence[Column],
) -> dict[str, str]:
    """Write a table without geometry and return ``{name: destination}``; {} when the user wants none."""
    if parameters.get(name) in (None, ""):
        return {}
    none = [QgsGeometry()] * len(columns[0].values)
    place = QgsWkbTypes.Type.NoGeometry, QgsCoordinateReferenceSystem()
    return {name: write_rows(algorithm, parameters, context, algorithm.feedback, name, columns, none, *place)}
