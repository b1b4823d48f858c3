"""Score planning areas: raw values and a framework in, scores, ranks and coverage out."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)

from ...i18n import pick, translate
from ...scoring import ScoreResult
from ..area_output import Column, write_areas
from ..base import SamplanAlgorithm
from ..finish import finish_layer
from ..help_text import help_html
from ..lineage import earlier_history, lineage, metadata, paths_of
from ..measuring import AREAS, KEY_FIELD, advanced, helped, include_paths_parameter
from ..role_parameters import raise_invalid
from ..scoring_run import (
    FRAME,
    FRAMEWORK,
    add_frame_parameter,
    add_scoring_parameters,
    choices,
    find_framework,
    poor_below,
    read_columns,
    run_scoring,
    score_columns,
    scoring_record,
    tell_ranking,
)
from ..styling import score_renderer

OUTPUT = "OUTPUT"
PERIOD_FIELD = "PERIOD_FIELD"


def scored_output(
    algorithm: SamplanAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    source: Any,
    layer: Any,
    result: ScoreResult,
    columns: list[Column],
    inputs: Mapping[str, Mapping[str, Any]],
    facts: Mapping[str, Any],
    options: Mapping[str, Any],
) -> dict[str, Any]:
    """Write scored areas, dress them and save the frame; shared by Score and Assess."""
    destination = write_areas(algorithm, parameters, context, feedback, OUTPUT, source, columns, 60.0)
    plain = {KEY_FIELD: algorithm.parameterAsString(parameters, KEY_FIELD, context)}
    record = lineage(
        algorithm.id(),
        {**plain, **paths_of(algorithm, parameters, context)},
        inputs,
        {**facts, **scoring_record(result, options)},
    )
    title = pick(result.framework.title)
    finish_layer(
        destination,
        context,
        feedback,
        metadata(
            translate("Samplan", "{framework}: scores of {name}").format(framework=title, name=source.sourceName()),
            translate("Samplan", "Scores, ranks and coverage computed by Samplan; the lineage holds the whole frame."),
            record,
            earlier_history(layer),
        ),
        lambda: score_renderer(result.framework.scale, poor_below(result, options)),
        {column.name: column.alias for column in columns},
        title,
    )
    outputs = {OUTPUT: destination}
    frame = algorithm.parameterAsFileOutput(parameters, FRAME, context)
    if frame:
        result.frame.save(frame)
        outputs[FRAME] = frame
    return outputs


def labels_of(source: Any, key_field: str) -> list[str]:
    """Return what to call each feature: the key field's text, else the feature id."""
    from qgis.core import QgsFeatureRequest, QgsProcessingFeatureSource

    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    index = source.fields().indexFromName(key_field) if key_field else -1
    flag = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
    return [
        str(feature.attributes()[index]) if index >= 0 else str(feature.id())
        for feature in source.getFeatures(request, flag)
    ]


class ScoreAreas(SamplanAlgorithm):
    """The algorithm ``samplan:scoreareas``."""

    ID = "scoreareas"
    GROUP = "score"

    def displayName(self) -> str:
        """Return the name shown in the toolbox."""
        return translate("Samplan", "Score planning areas")

    def shortDescription(self) -> str:
        """Return the tooltip."""
        return translate("Samplan", "Scores and ranks areas with raw values by a framework of weighted indicators.")

    def tags(self) -> list[str]:
        """Return search words."""
        return translate(
            "Samplan", "composite index,indicator,mcda,weights,ranking,sustainability,framework,goalposts"
        ).split(",")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Scores areas by a framework: a tree of pillars, themes and indicators with goalposts or targets, weights "
                "and a policy for missing data.",
            ),
            (
                translate(
                    "Samplan",
                    "Input: any layer or table whose fields are named like the framework's indicators, for example the "
                    "output of Measure indicators. Fields of your own statistics work as well.",
                ),
                translate(
                    "Samplan",
                    "Output: the same rows with score, rank (1 = best; equal scores share the best place), coverage, a score "
                    "for every pillar, theme and indicator (s_…) and the points each indicator contributes (c_…), which add "
                    "up to the score.",
                ),
                translate(
                    "Samplan",
                    "Missing data: never counts as zero. Choose the policy; the coverage tells for every area how much of "
                    "the weight was observed, and areas with poor coverage are hatched on the map.",
                ),
                translate(
                    "Samplan",
                    "Reference frame: save it to score next year's data, or the neighbouring town's, on the same yardstick.",
                ),
            ),
            "qgis_process run samplan:scoreareas -- AREAS=measured.gpkg FRAMEWORK=sodertorn_core "
            "MISSING_POLICY=renormalise OUTPUT=scored.gpkg FRAME=frame.json",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        self.addParameter(
            helped(
                QgsProcessingParameterFeatureSource(
                    AREAS, translate("Samplan", "Areas with raw values"), [QgsProcessing.SourceType.TypeVector]
                ),
                translate("Samplan", "A layer, or a table without geometry."),
            )
        )
        self.addParameter(
            QgsProcessingParameterField(
                KEY_FIELD,
                translate("Samplan", "Field that names an area"),
                parentLayerParameterName=AREAS,
                optional=True,
            )
        )
        add_scoring_parameters(self)
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
        self.addParameter(QgsProcessingParameterFeatureSink(OUTPUT, translate("Samplan", "Scored areas")))
        add_frame_parameter(self)

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Load the framework and the layer in the main thread."""
        self.layer: Optional[Any] = self.parameterAsVectorLayer(parameters, AREAS, context)
        self.framework = self.guarded(lambda: find_framework(self.parameterAsString(parameters, FRAMEWORK, context)))
        return True

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Score and write."""
        source = self.parameterAsSource(parameters, AREAS, context)
        if source is None:
            raise_invalid(self, parameters, AREAS)
        if source.featureCount() == 0:
            raise QgsProcessingException(
                translate("Samplan", 'The layer "{name}" is empty: there is nothing to score.').format(
                    name=source.sourceName()
                )
            )
        columns = read_columns(source, self.framework, feedback)
        options: dict[str, Any] = choices(self, parameters, context)
        period = self.parameterAsString(parameters, PERIOD_FIELD, context)
        if period:
            options["period"] = labels_of(source, period)
        feedback.setProgress(20)
        result = run_scoring(self.framework, columns, options, feedback)
        feedback.setProgress(60)
        tell_ranking(result, labels_of(source, self.parameterAsString(parameters, KEY_FIELD, context)), feedback)
        inputs = {AREAS: {"name": source.sourceName(), "features": source.featureCount()}}
        options.pop("period", None)
        return scored_output(
            self, parameters, context, feedback, source, self.layer, result, score_columns(result), inputs, {}, options
        )


ALGORITHMS = (ScoreAreas,)
