"""Measure indicators: planning areas and role layers in, the same areas with raw values and coverage out."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSink,
)

from ...i18n import pick, translate
from ...messages import QT_TRANSLATE_NOOP
from ..common.algorithm import SamplanAlgorithm
from ..common.area_output import write_areas
from ..common.finish import finish_layer
from ..common.help_text import help_html
from ..common.lineage import lineage, metadata, paths_of
from ..common.tables import OUTPUT
from ..styles.renderers import value_renderer
from ._measuring import (
    MeasurementRequest,
    add_measuring_parameters,
    measured_columns,
    measurement_request,
    measuring_record,
    run_measuring,
)


def measured_output(
    algorithm: SamplanAlgorithm,
    request: MeasurementRequest,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, Any]:
    """Measure, write and dress the output; shared with the algorithms of single indicators."""
    world, measurement = run_measuring(request, context, feedback)
    columns = measured_columns(request, measurement)
    destination = write_areas(algorithm, parameters, context, feedback, OUTPUT, request.source, columns)
    record = lineage(
        algorithm.id(),
        {
            "KEY_FIELD": request.key_field,
            "CUT_AT_BORDER": request.cut_field,
            **paths_of(algorithm, parameters, context),
        },
        world.inputs,
        measuring_record(request, world),
    )
    first = request.indicators[0]
    values = measurement.results[first.id].values
    finish_layer(
        destination,
        context,
        feedback,
        metadata(
            translate("Samplan", "Indicators of {name}").format(name=world.areas.name),
            translate("Samplan", "Raw indicator values with coverage, measured by Samplan."),
            record,
            request.source.history,
        ),
        lambda: value_renderer(values, first.id, first.unit, first.direction != "down"),
        {column.name: column.alias for column in columns},
        pick(first.title) if len(request.indicators) == 1 else translate("Samplan", "Indicators"),
    )
    return {OUTPUT: destination}


class MeasureIndicators(SamplanAlgorithm):
    """The algorithm ``samplan:measureindicators``."""

    ID = "measureindicators"
    GROUP = "measure"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Measure indicators")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Measures sustainability indicators in planning areas from ordinary map layers."
    )
    TAGS = QT_TRANSLATE_NOOP(
        "Samplan", "sustainability,indicator,planning,green,access,density,land use,municipality,södertörn"
    )

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Measures the indicators that the layers given allow, in each planning area, and says in the log what was "
                "left out and which layer it needs.",
            ),
            (
                translate(
                    "Samplan", "Layers: give the role layers you have; each may be in any coordinate reference system."
                ),
                translate(
                    "Samplan",
                    "Output: the same areas, in the same order, with a raw value per indicator and its coverage (fields "
                    "ending in _cov, 0–1). Where there is no data the value is NULL, never 0.",
                ),
                translate(
                    "Samplan",
                    "Measuring: done in the areas' own coordinate reference system when it is true in metres, otherwise in "
                    "the UTM zone; areas and lengths are corrected to the ellipsoid. Data beyond an area's border count "
                    "where an indicator reaches out, such as access to green areas.",
                ),
                translate(
                    "Samplan",
                    "Broken input: broken geometries are repaired for measuring and counted; areas without a usable "
                    "polygon keep their row with NULL values. The input layers are never altered.",
                ),
                translate("Samplan", "Lineage: the layer's metadata tell how every number was made."),
            ),
            "qgis_process run samplan:measureindicators -- AREAS=areas.gpkg GREEN=green.gpkg "
            "POPULATION=residents.gpkg POPULATION_COUNT=residents OUTPUT=measured.gpkg",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        add_measuring_parameters(self)
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                OUTPUT, translate("Samplan", "Measured areas"), QgsProcessing.SourceType.TypeVectorPolygon
            )
        )

    def prepare(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Gather layers and settings in the main thread."""
        self.request = measurement_request(self, parameters, context, feedback)

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Measure and write."""
        return measured_output(self, self.request, parameters, context, feedback)


ALGORITHMS = (MeasureIndicators,)
