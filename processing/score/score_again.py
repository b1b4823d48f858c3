"""Score again: other weights or another aggregation on stored indicator scores, in seconds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ...i18n import translate
from ...messages import QT_TRANSLATE_NOOP
from ..common.algorithm import SamplanAlgorithm, push_note
from ..common.area_output import write_areas
from ..common.choice import choice
from ..common.finish import finish_layer
from ..common.help_text import help_html
from ..common.lineage import areas_name, lineage, metadata, scorings_in
from ..common.parameters import AREAS, helped
from ..common.tables import (
    OUTPUT,
    columns_of,
    decimal_mark,
    decimal_parameter,
    filled_source,
    input_table,
    labels_of,
    missing_parameter,
    named_field,
    number_column,
    required_numbers,
    table_parameter,
)
from ._score_look import score_look
from ._scoring_algorithm import PERIOD_FIELD, period_field, period_parameter, periods_of
from ._scoring_run import (
    FRAMEWORK,
    MISSING_POLICY,
    aggregation_titles,
    find_framework,
    min_coverage_parameter,
    missing_data_options,
    policy_titles,
    score_columns,
)

if TYPE_CHECKING:
    from ...scoring import Framework, ReferenceFrame

WEIGHTS, NODE_FIELD, WEIGHT_FIELD = "WEIGHTS", "NODE_FIELD", "WEIGHT_FIELD"
WEIGHTS_JSON = "WEIGHTS_JSON"
AGGREGATION = "AGGREGATION"


class ScoreAgain(SamplanAlgorithm):
    """The algorithm ``samplan:scoreagain``."""

    ID = "scoreagain"
    GROUP = "score"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Score again")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Aggregates stored indicator scores anew with other weights, without measuring again."
    )
    TAGS = QT_TRANSLATE_NOOP("Samplan", "weights,aggregation,rerun,quick,composite index")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Takes a layer that Score or Assess planning areas has written and aggregates its indicator scores (s_…) "
                "again, with other weights, another aggregation or another policy for missing data. Nothing is measured or "
                "normalised again.",
            ),
            (
                translate(
                    "Samplan",
                    "Framework: taken from the layer's lineage when it is left empty.",
                ),
                translate(
                    "Samplan",
                    'Weights: a table with node and weight, for example from "Weights from pairwise comparisons", or JSON such '
                    "as {example}.",
                ).format(example='{"ecological": 2, "access_green": 3}'),
            ),
            "qgis_process run samplan:scoreagain -- AREAS=scored.gpkg WEIGHTS_JSON='{\"ecological\": 2}' OUTPUT=again.gpkg",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                AREAS, translate("Samplan", "Scored areas"), [QgsProcessing.SourceType.TypeVector]
            )
        )
        self.addParameter(
            QgsProcessingParameterFile(
                FRAMEWORK,
                translate("Samplan", "Framework (empty: the one in the layer's lineage)"),
                optional=True,
                fileFilter=translate("Samplan", "Frameworks (*.json *)"),
            )
        )
        self.addParameter(table_parameter(WEIGHTS, translate("Samplan", "Table of weights"), optional=True))
        for name, title, default in (
            (NODE_FIELD, translate("Samplan", "Field with the id of the pillar, theme or indicator"), "name"),
            (WEIGHT_FIELD, translate("Samplan", "Field with the weight"), "weight"),
        ):
            self.addParameter(named_field(name, title, default, WEIGHTS))
        self.addParameter(decimal_parameter())
        self.addParameter(missing_parameter())
        self.addParameter(
            helped(
                QgsProcessingParameterString(WEIGHTS_JSON, translate("Samplan", "Weights (JSON)"), optional=True),
                translate("Samplan", "Node id and weight; nodes not named keep the framework's weight."),
            )
        )
        self.addParameter(
            choice(
                AGGREGATION,
                translate("Samplan", "Aggregation of all groups"),
                {"framework": translate("Samplan", "As the framework says"), **aggregation_titles()},
                "framework",
            )
        )
        self.addParameter(
            choice(MISSING_POLICY, translate("Samplan", "Where data are missing"), policy_titles(), "framework")
        )
        self.addParameter(min_coverage_parameter())
        self.addParameter(
            period_parameter(
                translate("Samplan", "Ranks are within each period. Empty: as the areas were scored before.")
            )
        )
        self.addParameter(QgsProcessingParameterFeatureSink(OUTPUT, translate("Samplan", "Areas scored again")))

    def prepare(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Take the framework, from its file or from the layer's lineage, in the main thread."""
        from ...scoring import ReferenceFrame  # late: QGIS starts faster

        named = self.parameterAsString(parameters, FRAMEWORK, context)
        self.frame: Optional[ReferenceFrame] = None
        source = self.source(parameters, AREAS)
        scored = scorings_in(source.history)
        self.key = str((scored[-1].get("parameters") or {}).get("KEY_FIELD") or "") if scored else ""
        if scored and not named:
            self.frame = ReferenceFrame.from_dict(scored[-1]["frame"])
            self.framework: Framework = self.frame.framework
        elif named:
            self.framework = find_framework(named)
        else:
            raise QgsProcessingException(
                translate(
                    "Samplan",
                    "The layer's metadata hold no framework. Choose the framework it was scored by, or score it first.",
                )
            )

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Aggregate and write."""
        from ...scoring import note_unscored, reweight  # late: QGIS starts faster

        source = filled_source(self, parameters, AREAS)
        names = [leaf.id for leaf in self.framework.leaves if source.fields().indexFromName(f"s_{leaf.id}") >= 0]
        cells = columns_of(source, [f"s_{name}" for name in names])
        normalised = {name: number_column(values, f"s_{name}", feedback) for name, values in zip(names, cells)}
        weights = self._weights(parameters, context)
        kind = self.parameterAsEnumString(parameters, AGGREGATION, context) or "framework"
        kinds = None if kind == "framework" else {group.id: kind for group in self.framework.groups}
        options = missing_data_options(self, parameters, context)
        period = period_field(self, parameters, context, source, feedback)
        found = reweight(
            self.framework,
            normalised,
            weights or None,
            aggregation=kinds,
            topsis=self.frame.topsis if self.frame and self.frame.topsis and kinds is None else None,
            period=periods_of(source, period, labels_of(source, ""), feedback) if period else None,
            **options,
        )
        note_unscored(found)
        for note in found.notes:
            push_note(feedback, note)
        columns = score_columns(found)
        destination = write_areas(self, parameters, context, feedback, OUTPUT, source, columns)
        record = lineage(
            self.id(),
            {"weights": weights, AGGREGATION: kind, PERIOD_FIELD: period, **options},
            {AREAS: {"name": source.sourceName(), "features": source.featureCount()}},
            {"scored_again_from": self.framework.fingerprint()},
        )
        finish_layer(
            destination,
            context,
            feedback,
            metadata(
                translate("Samplan", "{name}, scored again").format(name=source.title),
                translate("Samplan", "Stored indicator scores, aggregated with the weights in the lineage."),
                record,
                source.history,
            ),
            score_look(found, columns, self.key),
            {column.name: column.alias for column in columns},
            translate("Samplan", "{name}: scored again").format(name=areas_name(source.history, source.title)),
        )
        return {OUTPUT: destination}

    def _weights(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, float]:
        weights: dict[str, float] = {}
        if parameters.get(WEIGHTS) not in (None, ""):
            table, fields = input_table(self, parameters, context, WEIGHTS, (NODE_FIELD, WEIGHT_FIELD))
            nodes = table.codes(fields[0])
            decimal = decimal_mark(self, parameters, context)
            weights.update(zip(nodes, required_numbers(table, fields[1], nodes, decimal, self.feedback)))
        text = self.parameterAsString(parameters, WEIGHTS_JSON, context)
        if text.strip():
            try:
                weights.update({str(node): float(weight) for node, weight in json.loads(text).items()})
            except (ValueError, TypeError, AttributeError) as error:
                raise QgsProcessingException(
                    translate("Samplan", "The weights are not readable. Write them like {example}.").format(
                        example='{"ecological": 2, "access_green": 3}'
                    )
                ) from error
        return weights


ALGORITHMS = (ScoreAgain,)
