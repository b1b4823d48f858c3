"""Assess planning areas: measure and score in one run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingMultiStepFeedback,
    QgsProcessingParameterFeatureSink,
)

from ...i18n import translate
from ...indicators.registry import all_indicators
from ...messages import QT_TRANSLATE_NOOP
from ..common.algorithm import SamplanAlgorithm
from ..common.help_text import help_html
from ..common.tables import OUTPUT, decimal_mark
from ..measure._measuring import (
    add_measuring_parameters,
    indicators_chosen,
    measured_columns,
    measurement_request,
    measuring_record,
    run_measuring,
)
from ._scoring_algorithm import USE_FRAME, framework_and_frame, use_frame_parameter
from ._scoring_run import (
    FRAMEWORK,
    add_frame_parameter,
    add_scoring_parameters,
    log_ranking,
    missing_data_options,
    read_columns,
    run_scoring,
    score_columns,
)
from .score_areas import scored_output

if TYPE_CHECKING:
    from ...scoring import Framework, ReferenceFrame


class AssessAreas(SamplanAlgorithm):
    """The algorithm ``samplan:assessareas``."""

    ID = "assessareas"
    GROUP = "score"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Assess planning areas")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Measures the indicators of a framework and scores the areas, in one run."
    )
    TAGS = QT_TRANSLATE_NOOP("Samplan", "sustainability,assessment,composite index,indicator,planning,score,södertörn")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Measures the indicators a framework asks for and scores the areas by it: Measure indicators and Score "
                "planning areas in one run.",
            ),
            (
                translate(
                    "Samplan",
                    "Indicators: those of the framework that the layers given allow; what cannot be measured is read from a "
                    "field of the same name in the areas, if there is one, and is missing otherwise.",
                ),
                translate(
                    "Samplan",
                    "Output: raw values with coverage, scores of every pillar, theme and indicator, overall score, rank and "
                    "coverage, and the points each indicator contributes. The layer arrives styled, and its metadata hold "
                    "everything needed to make the numbers again.",
                ),
            ),
            "qgis_process run samplan:assessareas -- AREAS=areas.gpkg FRAMEWORK=sodertorn_core GREEN=green.gpkg "
            "POPULATION=residents.gpkg STREETS=streets.gpkg TRANSIT=stops.gpkg LAND_USE=landuse.gpkg OUTPUT=assessed.gpkg",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        add_measuring_parameters(self)
        add_scoring_parameters(self)
        self.addParameter(use_frame_parameter())
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                OUTPUT, translate("Samplan", "Assessed areas"), QgsProcessing.SourceType.TypeVectorPolygon
            )
        )
        add_frame_parameter(self)

    def prepare(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Gather layers, settings and framework in the main thread."""
        self.framework, self.frame = self.yardstick(parameters, context)
        wanted = indicators_chosen(self, parameters, context)
        if not wanted:
            names = {leaf.indicator for leaf in self.framework.leaves} | {leaf.field for leaf in self.framework.leaves}
            wanted = [name for name in all_indicators() if name in names]
            if not wanted:
                raise QgsProcessingException(
                    translate(
                        "Samplan",
                        'The framework "{name}" asks for no indicator that Samplan measures. Use "Score planning areas" '
                        "with a layer that has its fields.",
                    ).format(name=self.framework.id)
                )
        self.request = measurement_request(self, parameters, context, feedback, wanted)

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Measure, score and write."""
        from ...scoring import data_coverage_column  # late: QGIS starts faster

        steps = QgsProcessingMultiStepFeedback(2, feedback)
        world, measurement = run_measuring(self.request, context, steps)
        steps.setCurrentStep(1)
        columns = read_columns(self.request.source, self.framework, steps, decimal_mark(self, parameters, context))
        for name, found in measurement.results.items():
            columns[name], columns[data_coverage_column(name)] = found.values, found.coverage
            columns.update({f"{name}_{suffix}": values for suffix, values in found.extras.items()})
        options = missing_data_options(self, parameters, context)
        if self.frame is not None:
            options["frame"] = self.frame
        steps.setProgress(20)
        result = run_scoring(self.framework, columns, options, steps)
        steps.setProgress(60)
        log_ranking(result, world.areas.labels, steps)
        return scored_output(
            self,
            parameters,
            context,
            steps,
            self.request.source,
            result,
            [*score_columns(result), *measured_columns(self.request, measurement)],
            world.inputs,
            {**measuring_record(self.request, world), **self.origin()},
            options,
        )

    def yardstick(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[Framework, Optional[ReferenceFrame]]:
        """Return the framework to score by and the earlier frame, if one is given."""
        return framework_and_frame(
            self.parameterAsString(parameters, FRAMEWORK, context), self.parameterAsFile(parameters, USE_FRAME, context)
        )

    def origin(self) -> dict[str, Any]:
        """Return what the lineage says beside what was measured and scored."""
        return {}


ALGORITHMS = (AssessAreas,)
