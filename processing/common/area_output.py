"""Writing planning areas with new columns: same rows, same order, inputs untouched, nothing half-written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Collection, Sequence

import numpy as np
from osgeo import gdal, ogr
from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProviderRegistry,
)

from ...compat import WHOLE_TYPES, is_null, make_field, plain_value
from ...i18n import translate
from ...indicators.spatial.datasets import open_dataset
from ...messages import Cancelled
from ...tables.text_files import as_text
from .algorithm import SamplanAlgorithm
from .score_fields import earlier_score_fields, measured_before
from .snapshots import LayerSnapshot
from .writable import as_text_field, free_name, makes_formulas, own_names, takes_only_text


@dataclass
class Column:
    """A new field of the output.

    Parameters
    ----------
    name : str
        Field name, as the contract fixes it.
    values : ndarray or list, length n
        NaN and None become NULL.
    kind : type
        ``float``, ``int`` or ``str``.
    alias : str
        What the attribute table shows, with the unit.
    comment : str
        One sentence on what the number is.
    """

    name: str
    values: Any
    kind: type = float
    alias: str = ""
    comment: str = ""

    def python_values(self) -> list:
        """Return the values as Python objects, None for NULL."""
        if self.kind is str:
            return [None if value is None else str(value) for value in self.values]
        array = np.asarray(self.values, float)
        convert = int if self.kind is int else float
        return [convert(value) if finite else None for value, finite in zip(array.tolist(), np.isfinite(array))]


def output_fields(
    source: LayerSnapshot,
    columns: Sequence[Column],
    feedback: QgsProcessingFeedback,
    words: bool,
    reserved: Collection[str],
    replaced: Collection[str],
) -> QgsFields:
    """Return the input's fields followed by the new ones; an input field in the way is kept under another name.

    What an earlier run of Samplan wrote is ``replaced`` (see `replaced_fields`). Field names are compared without case, as
    GeoPackage and most databases do. A ``fid`` whose values would not be accepted as feature ids again (repeated, NULL,
    negative or not whole) is renamed too, so that no row is lost, and so are names that the output's format has
    ``reserved``. Lists, maps and the like become text.
    """
    taken = {column.name.lower() for column in columns} | reserved
    names = [field.name() for field in source.fields()]
    used = taken | {name.lower() for name in names}
    fields = QgsFields()
    for place, field in enumerate(source.fields()):
        name = field.name()
        if name.lower() in replaced:
            continue
        clash = not name.strip() or name.lower() in taken
        if clash or (name.lower() == "fid" and not _usable_fid(source, place)):
            new = free_name(f"{name.strip() or 'field'}_in", used)
            used.add(new.lower())
            feedback.pushInfo(
                translate("Samplan", 'The input field "{name}" is kept as "{new}".').format(name=name, new=new)
            )
            field.setName(new)
        taken.add(field.name().lower())
        fields.append(as_text_field(field) if takes_only_text(field) else field)
    for field in column_fields(columns, words):
        fields.append(field)
    return fields


def replaced_fields(source: LayerSnapshot, columns: Sequence[Column]) -> set[str]:
    """Return the names, in small letters, of the input's fields that Samplan wrote itself and now writes anew."""
    new = {column.name.lower() for column in columns}
    present = {field.name().lower() for field in source.fields()}
    scores = earlier_score_fields(source.history) if "score" in new else set()
    return present & (scores | measured_before(source.history, new))


def column_fields(columns: Sequence[Column], words: bool = True) -> QgsFields:
    """Return the fields of some columns, with alias and comment when ``words``."""
    fields = QgsFields()
    for column in columns:
        alias, comment = (column.alias, column.comment) if words else ("", "")
        fields.append(make_field(column.name, column.kind, alias, comment))
    return fields


def warn_of_short_names(algorithm: SamplanAlgorithm, name: str, fields: QgsFields) -> None:
    """Warn when the format of the sink parameter ``name`` cuts names of fields."""
    proof = algorithm.proofs.get(name)
    if proof is not None and any(len(field) > proof.name_length for field in fields.names()):
        algorithm.feedback.pushWarning(
            translate(
                "Samplan",
                "A {format} cuts field names to {count} characters, and Samplan will not know them again. Choose a GeoPackage "
                "to score, compare or report the result later.",
            ).format(format=proof.format, count=proof.name_length)
        )


def supports_field_comments(value: Any) -> bool:
    """Return whether a sink parameter's destination keeps aliases and comments of fields: a GeoPackage does.

    QGIS 3.40 and later warn once a field where they are lost; there they come with the style (`finish_layer`).
    """
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink.staticValue()
    return ".gpkg" in str(value).lower()


def named_columns(columns: Sequence[Column], value: Any, feedback: QgsProcessingFeedback) -> list[Column]:
    """Return new columns with names that the format of an output, given by its parameter's value, can hold side by side."""
    used, result = own_names(value) | {"fid"}, []
    for column in columns:
        name = free_name(column.name.strip() or "field", used)
        if name != column.name:
            feedback.pushInfo(
                translate("Samplan", 'The new field "{name}" is called "{new}".').format(name=column.name, new=name)
            )
        used.add(name.lower())
        result.append(replace(column, name=name))
        if column.kind is str and makes_formulas(value):
            result[-1].values = [None if cell is None else as_text(str(cell)) for cell in column.values]
    return result


def _usable_fid(source: LayerSnapshot, index: int) -> bool:
    if source.fields()[index].type() not in WHOLE_TYPES:
        return False
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry).setSubsetOfAttributes([index])
    seen = set()
    for feature in source.getFeatures(request):
        value = feature.attributes()[index]
        if is_null(value) or isinstance(value, (str, bool)) or value < 0 or value in seen:
            return False
        seen.add(value)
    return True


def write_areas(
    algorithm: SamplanAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    name: str,
    source: LayerSnapshot,
    columns: Sequence[Column],
    progress_from: float = 90.0,
) -> str:
    """Write every input feature with the new columns and return the destination's id.

    Parameters
    ----------
    algorithm, parameters, context, feedback
        The running algorithm's.
    name : str
        Name of the sink parameter.
    source : LayerSnapshot
        The areas, read again in the order they were measured in.
    columns : sequence of Column
        New fields, each with one value per feature.
    progress_from : float
        Progress (0-100) reached before writing.

    Raises
    ------
    QgsProcessingException
        The destination cannot be written.
    Cancelled
        The user cancelled; what was written is deleted again.
    """
    value = parameters.get(name)
    replaced = replaced_fields(source, columns)
    columns = named_columns(columns, value, feedback)
    fields = output_fields(source, columns, feedback, supports_field_comments(value), own_names(value), replaced)
    if replaced:
        feedback.pushInfo(
            translate("Samplan", "{count} fields of an earlier run of Samplan are replaced.").format(
                count=len(replaced)
            )
        )
    if feedback.isCanceled():
        raise Cancelled
    algorithm.begin_writing()
    sink, destination = algorithm.parameterAsSink(
        parameters, name, context, fields, source.wkbType(), source.sourceCrs()
    )
    if sink is None:
        raise QgsProcessingException(algorithm.invalidSinkError(parameters, name))
    warn_of_short_names(algorithm, name, fields)
    kept = [place for place, field in enumerate(source.fields()) if field.name().lower() not in replaced]
    odd = [place for place in kept if takes_only_text(source.fields()[place])]
    guarded = makes_formulas(value)
    rows = zip(*(column.python_values() for column in columns)) if columns else iter(())
    features = source.getFeatures(QgsFeatureRequest())
    total = max(len(features), 1)
    for number, feature in enumerate(features):
        if number % 100 == 0:
            feedback.setProgress(progress_from + (100.0 - progress_from) * number / total)
        if feedback.isCanceled():
            del sink
            discard(destination)
            raise Cancelled
        output = QgsFeature(fields)
        output.setGeometry(feature.geometry())
        own = feature.attributes()
        for place in odd:
            own[place] = plain_value(own[place])
        if guarded:
            own = [as_text(cell) if isinstance(cell, str) else cell for cell in own]
        output.setAttributes([*(own[place] for place in kept), *next(rows, [None] * len(columns))])
        if not sink.addFeature(output, QgsFeatureSink.Flag.FastInsert):
            message = sink.lastError()
            del sink
            discard(destination)
            raise QgsProcessingException(
                translate(
                    "Samplan",
                    "Feature {id} could not be written: {message} Choose another output file or format (GeoPackage "
                    "takes every field).",
                ).format(id=feature.id(), message=message)
            )
    del sink
    return destination


def discard(destination: str) -> None:
    """Delete a destination that was only partly written: its layer, and its file when nothing else is in it."""
    parts = QgsProviderRegistry.instance().decodeUri("ogr", destination)
    path = parts.get("path") or ""
    if not path or not gdal.VSIStatL(path):
        return  # a memory layer: it dies with its context
    dataset = open_dataset(path, gdal.OF_VECTOR | gdal.OF_UPDATE)
    if dataset is None:
        return
    names = [dataset.GetLayer(index).GetName() for index in range(dataset.GetLayerCount())]
    own = parts.get("layerName") or (names[0] if len(names) == 1 else "")
    driver = dataset.GetDriver()
    if len(names) > 1 and own in names and dataset.TestCapability(ogr.ODsCDeleteLayer):
        dataset.DeleteLayer(names.index(own))
    elif len(names) <= 1:
        dataset = None
        driver.Delete(path)
