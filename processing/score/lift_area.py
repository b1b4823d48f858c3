"""What would lift this area: the smallest single change per indicator that raises it one rank or reaches a score."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

import numpy as np
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ...i18n import pick, titled, translate
from ...messages import QT_TRANSLATE_NOOP
from ..common.area_output import Column
from ..common.help_text import help_html
from ..common.parameters import helped
from ..common.tables import OUTPUT, one_number, table_sink, write_table
from ._scoring_algorithm import ScoringAlgorithm
from ._scoring_run import run_scoring

if TYPE_CHECKING:
    from ...scoring import ScoreResult

AREA = "AREA"
TARGET = "TARGET"


class LiftArea(ScoringAlgorithm):
    """The algorithm ``samplan:liftarea``."""

    ID = "liftarea"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "What would lift this area")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "The smallest single change of each indicator that lifts an area one rank or to a score."
    )
    TAGS = QT_TRANSLATE_NOOP("Samplan", "improvement,lever,what if,rank,target,explanation")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Lists, for one area or for all, what each indicator alone would have to become to lift the area one place, or "
                "to a score you name. The easiest change comes first.",
            ),
            (
                translate(
                    "Samplan",
                    "Output: a table with today's score and points of the indicator, the points needed, and the raw value that "
                    "would give them. Indicators that cannot do it alone are left out, and so are missing ones.",
                ),
                translate("Samplan", "Reading: everything else, and all other areas, are taken to stay as they are."),
            ),
            "qgis_process run samplan:liftarea -- AREAS=measured.gpkg FRAMEWORK=sodertorn_core KEY_FIELD=name AREA=Centrum "
            "OUTPUT=levers.gpkg",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        self.addScoringInputs()
        self.addParameter(
            helped(
                QgsProcessingParameterString(AREA, translate("Samplan", "Name of the area"), optional=True),
                translate("Samplan", "As in the field that names an area; empty: all areas."),
            )
        )
        self.addParameter(
            helped(
                QgsProcessingParameterNumber(
                    TARGET,
                    translate("Samplan", "Score to reach"),
                    QgsProcessingParameterNumber.Type.Double,
                    None,
                    True,
                ),
                translate("Samplan", "Empty: the score of the next better area."),
            )
        )
        self.addParameter(table_sink(OUTPUT, translate("Samplan", "Levers")))

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Invert the score and write the levers."""
        from ...scoring import required_change  # late: QGIS starts faster

        work = self.scorable(parameters, context, feedback)
        wanted = self.parameterAsString(parameters, AREA, context).strip()
        if wanted and wanted not in work.labels:
            raise QgsProcessingException(
                translate("Samplan", 'There is no area called "{name}". There are, among others: {names}.').format(
                    name=wanted, names=", ".join(work.labels[:10])
                )
            )
        result = run_scoring(work.framework, work.columns, work.options, feedback)
        given = parameters.get(TARGET)
        target = None if given in (None, "") else one_number(given, translate("Samplan", "Score to reach"), feedback)
        found = required_change(result, target)
        rows = []
        for place, label in enumerate(work.labels):
            if wanted and label != wanted:
                continue
            levers = [
                (float(found.change[leaf.id][place]), leaf)
                for leaf in work.framework.leaves
                if np.isfinite(found.change[leaf.id][place])
            ]
            rows += [(label, place, change, leaf) for change, leaf in sorted(levers, key=lambda item: abs(item[0]))]
            if wanted and not levers:
                feedback.pushWarning(self._why_none(result, place, target).format(name=label))
        for _, place, change, leaf in rows[:5] if wanted else []:
            feedback.pushInfo(
                translate("Samplan", "{indicator}: {points} points more, to a value of {value}.").format(
                    indicator=titled(leaf.name), points=f"{change:.1f}", value=f"{found.value[leaf.id][place]:.4g}"
                )
            )
        columns = [
            Column("area", [label for label, *_ in rows], str, translate("Samplan", "Area")),
            Column("score", [result.score[p] for _, p, _, _ in rows], float, translate("Samplan", "Score today")),
            Column("target", [found.target[p] for _, p, _, _ in rows], float, translate("Samplan", "Score to reach")),
            Column("indicator", [leaf.id for *_, leaf in rows], str, translate("Samplan", "Indicator")),
            Column("title", [pick(leaf.title) for *_, leaf in rows], str, translate("Samplan", "Title")),
            Column(
                "points",
                [result.normalised[leaf.id][p] for _, p, _, leaf in rows],
                float,
                translate("Samplan", "Points of the indicator today"),
            ),
            Column(
                "needed",
                [found.needed[leaf.id][p] for _, p, _, leaf in rows],
                float,
                translate("Samplan", "Points needed"),
            ),
            Column("change", [change for _, _, change, _ in rows], float, translate("Samplan", "Points more")),
            Column(
                "value",
                [found.value[leaf.id][p] for _, p, _, leaf in rows],
                float,
                translate("Samplan", "Raw value needed"),
            ),
        ]
        return write_table(self, parameters, context, OUTPUT, columns)

    @staticmethod
    def _why_none(result: ScoreResult, place: int, given: Optional[float]) -> str:
        """Return the sentence for an area without levers, with a place for its name."""
        if not np.isfinite(result.score[place]):
            return translate("Samplan", '"{name}" has no score, because too much data is missing there.')
        if given is None and result.rank[place] == 1:
            return translate("Samplan", 'No area stands above "{name}". Give a score to reach.')
        if given is not None and result.score[place] >= given:
            return translate("Samplan", '"{name}" has that score already.')
        return translate("Samplan", 'No single indicator can lift "{name}" that far.')


ALGORITHMS = (LiftArea,)
