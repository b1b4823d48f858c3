"""Compare scenarios: two or more scored layers of the same frame, matched by key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from qgis.core import (
    QgsFeatureRequest,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
)

from ...i18n import translate
from ...indicators.spatial.fields import texts
from ...messages import QT_TRANSLATE_NOOP
from ..common.algorithm import SamplanAlgorithm, push_note
from ..common.area_output import Column
from ..common.finish import finish_layer
from ..common.help_text import help_html
from ..common.lineage import lineage, metadata, scorings_in
from ..common.parameters import KEY_FIELD, helped
from ..common.row_output import write_rows
from ..common.score_fields import field_suffix
from ..common.snapshots import LayerSnapshot
from ..common.tables import OUTPUT, number_column, rows_of, table_sink, write_table
from ..styles.renderers import change_renderer

if TYPE_CHECKING:
    from ...scoring import Scenario

LAYERS = "LAYERS"
COLUMN = "COLUMN"
SUMMARY = "SUMMARY"
NOT_COMPARED = ("rank", "rank_lo", "rank_hi", "settled")


class CompareScenarios(SamplanAlgorithm):
    """The algorithm ``samplan:comparescenarios``."""

    ID = "comparescenarios"
    GROUP = "score"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Compare scenarios")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Differences, winners and losers between scored layers of the same frame."
    )
    TAGS = QT_TRANSLATE_NOOP("Samplan", "scenario,difference,before,after,winners,losers,change")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Compares two or more scored layers (plans, years) with the first of them, area by area.",
            ),
            (
                translate(
                    "Samplan",
                    "Input: layers written by Score planning areas or Assess planning areas with the same reference frame. "
                    "Layers of different frames are refused, because their points do not mean the same.",
                ),
                translate(
                    "Samplan",
                    "Output: the first layer's areas with a difference field per score and layer (d_<layer>_<field>), and "
                    "outcome_<layer>: 1 winner, -1 loser, 0 unchanged. Areas that are not in both are told, never dropped.",
                ),
            ),
            "qgis_process run samplan:comparescenarios -- LAYERS=today.gpkg LAYERS=plan.gpkg KEY_FIELD=unit_id "
            "OUTPUT=difference.gpkg",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        self.addParameter(
            helped(
                QgsProcessingParameterMultipleLayers(
                    LAYERS, translate("Samplan", "Scored layers, today's first"), QgsProcessing.SourceType.TypeVector
                ),
                translate("Samplan", "All others are compared with the first."),
            )
        )
        self.addParameter(
            QgsProcessingParameterString(
                KEY_FIELD, translate("Samplan", "Field that names the same area in all layers")
            )
        )
        self.addParameter(
            QgsProcessingParameterString(
                COLUMN, translate("Samplan", "Field that decides who wins"), defaultValue="score"
            )
        )
        self.addParameter(QgsProcessingParameterFeatureSink(OUTPUT, translate("Samplan", "Differences")))
        self.addParameter(table_sink(SUMMARY, translate("Samplan", "Winners and losers"), optional=True))

    def prepare(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Take names and frames from the layers."""
        layers = [layer for layer in self.snapshots[LAYERS] if isinstance(layer, LayerSnapshot)]
        if len(layers) < 2:
            raise QgsProcessingException(translate("Samplan", "Choose at least two scored layers to compare."))
        names: set[str] = set()
        self.inputs = []
        for layer in layers:
            frames = [record["frame"]["fingerprint"] for record in scorings_in(layer.history)]
            self.inputs.append((unique(layer.title, names), layer, frames[-1] if frames else None))

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Match, subtract and write."""
        from ...scoring import compare_scenarios  # late: QGIS starts faster

        key = self.parameterAsString(parameters, KEY_FIELD, context)
        column = self.parameterAsString(parameters, COLUMN, context) or "score"
        scenarios = [self._scenario(item, key, column, feedback) for item in self.inputs]
        found = compare_scenarios(scenarios, column=column)
        for note in found.notes:
            push_note(feedback, note)
        columns, taken = [Column(key, [str(k) for k in found.keys], str, key)], set()
        first = None
        for name, differences in found.differences.items():
            suffix = field_suffix(name, taken)
            first = first or f"d_{suffix}_{column}"
            for field, values in differences.items():
                alias = translate("Samplan", "{field}: {scenario} less {first}").format(
                    field=field, scenario=name, first=scenarios[0].name
                )
                columns.append(Column(f"d_{suffix}_{field}", values, float, alias))
            other = int(np.count_nonzero(np.abs(differences.get("coverage", np.zeros(0))) > 1e-9))
            if other:
                feedback.pushWarning(
                    translate(
                        "Samplan",
                        "{scenario}: the score of {count} areas rests on other indicators than in the first layer, because "
                        "other data are missing. See the differences in coverage.",
                    ).format(scenario=name, count=other)
                )
            alias = translate("Samplan", "{scenario}: 1 winner, -1 loser").format(scenario=name)
            columns.append(Column(f"outcome_{suffix}", found.outcome[name], int, alias))
            counts = found.counts[name]
            feedback.pushInfo(
                translate(
                    "Samplan",
                    "{scenario}: {winners} winners, {losers} losers, {unchanged} unchanged, {unknown} unknown.",
                ).format(scenario=name, **{word: int(counts[word]) for word in counts if word != "mean"})
            )
        places = found.positions[scenarios[0].name]
        source = self.inputs[0][1]
        geometries = [feature.geometry() for feature in source.getFeatures(QgsFeatureRequest())]
        destination = write_rows(
            self,
            parameters,
            context,
            feedback,
            OUTPUT,
            columns,
            [geometries[place] for place in places],
            source.wkbType(),
            source.sourceCrs(),
        )
        reach = float(np.nanmax(np.abs([d[column] for d in found.differences.values()]), initial=0.0))
        record = lineage(
            self.id(),
            {KEY_FIELD: key, COLUMN: column},
            {name: {"name": name, "frame": frame} for name, _, frame in self.inputs},
            {},
        )
        finish_layer(
            destination,
            context,
            feedback,
            metadata(
                translate("Samplan", "Differences from {name}").format(name=scenarios[0].name),
                translate("Samplan", "Scores compared area by area; all layers have the same reference frame."),
                record,
            ),
            lambda: change_renderer(str(first), reach),
            {item.name: item.alias for item in columns},
            translate("Samplan", "Differences from {name}").format(name=scenarios[0].name),
        )
        rows = list(found.counts.items())
        table = [Column("scenario", [name for name, _ in rows], str, translate("Samplan", "Scenario"))]
        for word, alias in (
            ("winners", translate("Samplan", "Winners")),
            ("losers", translate("Samplan", "Losers")),
            ("unchanged", translate("Samplan", "Unchanged")),
            ("unknown", translate("Samplan", "Unknown")),
        ):
            table.append(Column(word, [counts[word] for _, counts in rows], int, alias))
        table.append(Column("mean", [c["mean"] for _, c in rows], float, translate("Samplan", "Mean difference")))
        return {OUTPUT: destination, **write_table(self, parameters, context, SUMMARY, table)}

    def _scenario(self, item: tuple, key: str, column: str, feedback: QgsProcessingFeedback) -> Scenario:
        from ...scoring import Scenario  # late: QGIS starts faster

        name, source, frame = item
        fields = source.fields()
        for wanted in (key, column):
            if fields.indexFromName(wanted) < 0:
                raise QgsProcessingException(
                    translate("Samplan", 'The layer "{name}" has no field "{field}".').format(name=name, field=wanted)
                )
        scored = [
            field
            for field in fields.names()
            if field == column
            or ((field in ("score", "coverage") or field.startswith("s_")) and field not in NOT_COMPARED)
        ]
        rows = rows_of(source, (key, *scored))
        values = {f: number_column([row[place] for row in rows], f, feedback) for place, f in enumerate(scored, 1)}
        keys = texts([row[0] for row in rows]).tolist()
        return Scenario(name, keys, values, frame)


def unique(name: str, taken: set[str]) -> str:
    """Return the name, with a number when it is taken."""
    number, candidate = 1, name
    while candidate in taken:
        number += 1
        candidate = f"{name} {number}"
    taken.add(candidate)
    return candidate


ALGORITHMS = (CompareScenarios,)
