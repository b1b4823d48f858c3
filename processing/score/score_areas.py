"""Score planning areas: raw values and a framework in, scores, ranks and coverage out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Mapping, Optional

from qgis.core import QgsFeatureRenderer, QgsProcessingContext, QgsProcessingFeedback, QgsProcessingParameterFeatureSink

from ...i18n import pick, translate
from ...messages import QT_TRANSLATE_NOOP
from ..common.algorithm import SamplanAlgorithm
from ..common.area_output import Column, write_areas
from ..common.finish import finish_layer
from ..common.help_text import help_html
from ..common.lineage import areas_name, lineage, metadata, paths_of
from ..common.parameters import AREAS, KEY_FIELD
from ..common.snapshots import LayerSnapshot
from ..common.tables import DECIMAL, OUTPUT
from ..measure._measuring import CUT_AT_BORDER
from ._score_look import score_look
from ._scoring_algorithm import PERIOD_FIELD, ScoringAlgorithm
from ._scoring_run import (
    FRAME,
    add_frame_parameter,
    log_ranking,
    run_scoring,
    score_columns,
    scoring_record,
)

if TYPE_CHECKING:
    from ...scoring import ScoreResult


def scored_output(
    algorithm: SamplanAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    source: LayerSnapshot,
    result: ScoreResult,
    columns: list[Column],
    inputs: Mapping[str, Mapping[str, Any]],
    facts: Mapping[str, Any],
    options: Mapping[str, Any],
    what: str = "",
    first: Optional[Mapping[str, Callable[[], QgsFeatureRenderer]]] = None,
) -> dict[str, Any]:
    """Write scored areas, dress them and save the frame; shared by the algorithms that score.

    Parameters
    ----------
    what : str
        Name of the layer, with {name} for the areas'; by default that of scores.
    first : mapping of str to callable
        Styles before those of a score (see `score_look`).
    """
    inputs = inputs or {AREAS: {"name": source.title, "features": source.featureCount()}}
    destination = write_areas(algorithm, parameters, context, feedback, OUTPUT, source, columns, 60.0)
    plain = {
        name: algorithm.parameterAsString(parameters, name, context)
        for name in (KEY_FIELD, PERIOD_FIELD, CUT_AT_BORDER, DECIMAL)
        if algorithm.parameterDefinition(name) is not None
    }
    record = lineage(
        algorithm.id(),
        {**plain, **paths_of(algorithm, parameters, context)},
        inputs,
        {**facts, **scoring_record(result, options)},
    )
    title, name = pick(result.framework.title), areas_name(source.history, source.title)
    key = str(plain.get(KEY_FIELD) or "")
    finish_layer(
        destination,
        context,
        feedback,
        metadata(
            translate("Samplan", "{framework}: scores of {name}").format(framework=title, name=name),
            translate("Samplan", "Scores, ranks and coverage computed by Samplan; the lineage holds the whole frame."),
            record,
            source.history,
        ),
        score_look(result, columns, key, first),
        {column.name: column.alias for column in columns},
        (what or translate("Samplan", "{name}: scores")).format(name=name),
    )
    outputs = {OUTPUT: destination}
    frame = algorithm.parameterAsFileOutput(parameters, FRAME, context) if FRAME in parameters else ""
    if frame:
        result.frame.save(frame)
        outputs[FRAME] = frame
    return outputs


class ScoreAreas(ScoringAlgorithm):
    """The algorithm ``samplan:scoreareas``."""

    ID = "scoreareas"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Score planning areas")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Scores and ranks areas with raw values by a framework of weighted indicators."
    )
    TAGS = QT_TRANSLATE_NOOP(
        "Samplan", "composite index,indicator,mcda,weights,ranking,sustainability,framework,goalposts"
    )

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
                    "up to the score. Scores of an earlier run of Samplan are replaced.",
                ),
                translate(
                    "Samplan",
                    "Missing data: never counts as zero. A value whose data cover too little of the area (field …_cov) counts "
                    "as missing. A pillar or theme of which too little is there has no score, and nothing of it enters the "
                    "overall score: the field dropped names it, and the map hatches the area. coverage is the share of the "
                    "weight that entered the score, observed the share that was there at all; the minimum holds for the first.",
                ),
                translate(
                    "Samplan",
                    "Periods: with a field for the year, ranks are within each year.",
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
        self.addScoringInputs()
        self.addParameter(QgsProcessingParameterFeatureSink(OUTPUT, translate("Samplan", "Scored areas")))
        add_frame_parameter(self)

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Score and write."""
        work = self.scorable(parameters, context, feedback)
        feedback.setProgress(20)
        result = run_scoring(work.framework, work.columns, work.options, feedback)
        feedback.setProgress(60)
        log_ranking(result, work.labels, feedback)
        return scored_output(
            self,
            parameters,
            context,
            feedback,
            work.source,
            result,
            score_columns(result),
            {},
            {},
            work.options,
        )


ALGORITHMS = (ScoreAreas,)
