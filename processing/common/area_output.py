"""Writing planning areas with new columns: same rows, same order, inputs untouched, nothing half-written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Sequence

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

from ...compat import is_null, make_field
from ...i18n import translate
from ...indicators.spatial.datasets import open_dataset
from ...messages import Cancelled
from .algorithm import SamplanAlgorithm
from .score_fields import earlier_score_fields, measured_before
from .snapshots import LayerSnapshot

_SHAPEFILE_NAME = 10
"""Letters of a field name that a Shapefile keeps."""


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
    source: LayerSnapshot, columns: Sequence[Column], feedback: QgsProcessingFeedback, words: bool = True
) -> QgsFields:
    """Return the input's fields followed by the new ones; an input field in the way is kept under another name.

    What an earlier run of Samplan wrote is replaced (`replaced_fields`). Field names are compared without case, as
    GeoPackage and most databases do. A ``fid`` whose values would not be
    accepted as feature ids again (repeated, NULL or not whole) is renamed too, so that no row is lost.
    """
    taken = {column.name.lower() for column in columns}
    names = [field.name() for field in source.fields()]
    used = taken | {name.lower() for name in names}
    replaced = replaced_fields(source, columns)
    fields = QgsFields()
    for field in source.fields():
        name = field.name()
        if name.lower() in replaced:
            continue
        clash = name.lower() in taken
        if clash or (name.lower() == "fid" and not _usable_fid(source, source.fields().indexFromName(name))):
            new = _free_name(f"{name}_in", used)
            used.add(new.lower())
            feedback.pushInfo(
                translate("Samplan", 'The input field "{name}" is kept as "{new}".').format(name=name, new=new)
            )
            field.setName(new)
        fields.append(field)
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


def supports_field_comments(value: Any) -> bool:
    """Return whether a sink parameter's destination keeps aliases and comments of fields: a GeoPackage does.

    QGIS 3.40 and later warn once a field where they are lost; there they come with the style (`finish_layer`).
    """
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink.staticValue()
    return ".gpkg" in str(value).lower()


def _free_name(name: str, used: set[str]) -> str:
    number, candidate = 1, name
    while candidate.lower() in used:
        number += 1
        candidate = f"{name}{number}"
    return candidate


def _usable_fid(source: LayerSnapshot, index: int) -> bool:
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry).setSubsetOfAttributes([index])
    seen = set()
    for feature in source.getFeatures(request):
        value = feature.attributes()[index]
        if is_null(value) or isinstance(value, (str, bool)) or value != int(value) or value in seen:
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
    fields = output_fields(source, columns, feedback, supports_field_comments(parameters.get(name)))
    replaced = replaced_fields(source, columns)
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
    if destination.lower().endswith((".shp", ".dbf")) and any(len(field) > _SHAPEFILE_NAME for field in fields.names()):
        feedback.pushWarning(
            translate(
                "Samplan",
                "A Shapefile cuts field names to {count} characters, and Samplan will not know them again. Choose a GeoPackage "
                "to score, compare or report the result later.",
            ).format(count=_SHAPEFILE_NAME)
        )
    kept = [place for place, field in enumerate(source.fields()) if field.name().lower() not in replaced]
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
