"""What the Score algorithms share: areas with raw values and a framework in; tables out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional, Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsWkbTypes,
)

from ..i18n import translate
from ..scoring import Framework, ReferenceFrame
from .area_output import Column, column_fields, keeps_words
from .base import SamplanAlgorithm
from .measuring import AREAS, KEY_FIELD, advanced, helped, include_paths_parameter
from .role_parameters import raise_invalid
from .scoring_run import FRAMEWORK, add_scoring_parameters, choices, find_framework, read_columns

OUTPUT = "OUTPUT"
PERIOD_FIELD = "PERIOD_FIELD"
USE_FRAME = "USE_FRAME"


@dataclass
class Scorable:
    """Areas ready to be scored.

    Attributes
    ----------
    source, layer
        The areas; the layer behind them where there is one.
    framework : Framework
    columns : dict of str to ndarray
        Raw columns the framework reads.
    options : dict
        Keyword arguments of `scoring.score`: policy, minimum coverage, period, frame.
    labels : list of str
        What to call each area.
    """

    source: Any
    layer: Any
    framework: Framework
    columns: dict[str, Any]
    options: dict[str, Any]
    labels: list[str]


class ScoringAlgorithm(SamplanAlgorithm):
    """Base of algorithms that score areas with raw values by a framework."""

    GROUP = "score"

    def addScoringInputs(self) -> None:
        """Declare areas, key field, framework, missing-data policy, earlier frame and period."""
        add_valued_areas(self)
        add_scoring_parameters(self)
        self.addParameter(use_frame_parameter())
        self.addParameter(
            advanced(
                helped(
                    QgsProcessingParameterField(
                        PERIOD_FIELD,
                        translate("Samplan", "Field with the period (year)"),
                        parentLayerParameterName=AREAS,
                        optional=True,
                    ),
                    translate("Samplan", "Only for frameworks that normalise some indicators within each period."),
                )
            )
        )
        self.addParameter(include_paths_parameter())

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Load the framework, the frame and the layer in the main thread."""
        self.layer: Optional[Any] = self.parameterAsVectorLayer(parameters, AREAS, context)
        self.framework, self.frame = self.guarded(
            lambda: framework_and_frame(
                self.parameterAsString(parameters, FRAMEWORK, context),
                self.parameterAsFile(parameters, USE_FRAME, context),
            )
        )
        return True

    def scorable(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Scorable:
        """Read what is to be scored.

        Raises
        ------
        QgsProcessingException
            The layer cannot be loaded or is empty.
        """
        source = filled_source(self, parameters, AREAS, context)
        columns = read_columns(source, self.framework, feedback)
        options: dict[str, Any] = choices(self, parameters, context)
        if self.frame is not None:
            options["frame"] = self.frame
        period = self.parameterAsString(parameters, PERIOD_FIELD, context)
        if period:
            options["period"] = labels_of(source, period)
        labels = labels_of(source, self.parameterAsString(parameters, KEY_FIELD, context))
        return Scorable(source, self.layer, self.framework, columns, options, labels)


def add_valued_areas(algorithm: QgsProcessingAlgorithm) -> None:
    """Declare a layer or table of areas with values, and the field that names them."""
    algorithm.addParameter(
        helped(
            QgsProcessingParameterFeatureSource(
                AREAS, translate("Samplan", "Areas with raw values"), [QgsProcessing.SourceType.TypeVector]
            ),
            translate("Samplan", "A layer, or a table without geometry."),
        )
    )
    algorithm.addParameter(
        QgsProcessingParameterField(
            KEY_FIELD,
            translate("Samplan", "Field that names an area"),
            parentLayerParameterName=AREAS,
            optional=True,
        )
    )


def use_frame_parameter() -> QgsProcessingParameterFile:
    """Return the parameter that takes the reference frame of an earlier result."""
    return advanced(
        helped(
            QgsProcessingParameterFile(
                USE_FRAME,
                translate("Samplan", "Reference frame of an earlier result"),
                optional=True,
                fileFilter=translate("Samplan", "Reference frame (*.json)"),
            ),
            translate(
                "Samplan",
                "Scores on the yardstick of that result: its framework, goalposts and options. The framework above is "
                "then not used.",
            ),
        )
    )


def framework_and_frame(framework: str, frame: str) -> tuple[Framework, Optional[ReferenceFrame]]:
    """Return the framework to score by and the earlier frame, if one is given.

    Raises
    ------
    QgsProcessingException
        The frame's file is not there.
    ScoringError
        A file has faults.
    """
    if not frame:
        return find_framework(framework), None
    if not Path(frame).is_file():
        raise QgsProcessingException(
            translate("Samplan", 'There is no reference frame "{name}". Choose the file saved with a result.').format(
                name=frame
            )
        )
    earlier = ReferenceFrame.load(frame)
    return earlier.framework, earlier


def filled_source(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> QgsProcessingFeatureSource:
    """Return a source parameter's source; raises when it cannot be loaded or has no rows."""
    source = algorithm.parameterAsSource(parameters, name, context)
    if source is None:
        raise_invalid(algorithm, parameters, name)
    if source.featureCount() == 0:
        raise QgsProcessingException(
            translate("Samplan", 'The layer "{name}" is empty: there is nothing to work on.').format(
                name=source.sourceName()
            )
        )
    return source


def rows_of(source: QgsProcessingFeatureSource, fields: Sequence[str]) -> list[tuple]:
    """Return the values of some fields for every row; an empty field name gives None."""
    indexes = [source.fields().indexFromName(name) if name else -1 for name in fields]
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    rows = []
    for feature in source.getFeatures(request, QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks):
        attributes = feature.attributes()
        rows.append(tuple(attributes[index] if index >= 0 else None for index in indexes))
    return rows


def labels_of(source: QgsProcessingFeatureSource, key_field: str) -> list[str]:
    """Return what to call each feature: the key field's text, else the row number."""
    if not key_field:
        return [str(number + 1) for number in range(source.featureCount())]
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
    source: QgsProcessingFeatureSource,
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
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    name: str,
    columns: Sequence[Column],
) -> dict[str, str]:
    """Write a table without geometry and return ``{name: destination}``; {} when the user wants none."""
    if parameters.get(name) in (None, ""):
        return {}
    fields = column_fields(columns, keeps_words(parameters.get(name)))
    sink, destination = algorithm.parameterAsSink(
        parameters, name, context, fields, QgsWkbTypes.Type.NoGeometry, QgsCoordinateReferenceSystem()
    )
    if sink is None:
        raise QgsProcessingException(algorithm.invalidSinkError(parameters, name))
    for row in zip(*(column.python_values() for column in columns)):
        feature = QgsFeature(fields)
        feature.setAttributes(list(row))
        sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert)
    del sink
    return {name: destination}
