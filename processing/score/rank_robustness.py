"""Robustness of a ranking: what becomes of the order when weights, goalposts and methods are drawn anew."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
)

from ...i18n import titled, translate
from ...messages import QT_TRANSLATE_NOOP
from ..common.algorithm import push_note
from ..common.area_output import Column
from ..common.choice import choice
from ..common.help_text import help_html
from ..common.parameters import advanced, helped
from ..common.tables import OUTPUT, table_sink, write_table
from ._scoring_algorithm import ScoringAlgorithm
from ._scoring_run import aggregation_titles, score_columns
from .score_areas import scored_output

DRAWS, SEED = "DRAWS", "SEED"
WEIGHT_SPREAD, GOALPOST_SPREAD = "WEIGHT_SPREAD", "GOALPOST_SPREAD"
AGGREGATIONS, NORMALISATIONS = "AGGREGATIONS", "NORMALISATIONS"
TOP, SETTLED_WIDTH = "TOP", "SETTLED_WIDTH"
INFLUENCE = "INFLUENCE"
SETTLED_SHARE = "SETTLED_SHARE"
OTHER_AGGREGATIONS = ("geometric", "harmonic", "minimum")


class RankRobustness(ScoringAlgorithm):
    """The algorithm ``samplan:rankrobustness``."""

    ID = "rankrobustness"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Robustness of a ranking")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Tells how sure a ranking is: rank intervals from many draws of weights and choices."
    )
    TAGS = QT_TRANSLATE_NOOP("Samplan", "uncertainty,sensitivity,monte carlo,rank interval,weights,composite index")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Scores the areas many times with weights, goalposts and methods drawn anew, and tells for every area "
                "between which ranks it stays.",
            ),
            (
                translate(
                    "Samplan",
                    "Output: the fields of Score planning areas, and rank_lo and rank_hi (90 % of the draws lie between them), "
                    "p_top (share of draws among the best), wins_next (share of draws won against the next area) and settled "
                    "(1 when the interval is narrow). On the map, areas whose order is not settled are faded.",
                ),
                translate(
                    "Samplan",
                    "Weights: spread 0.25 means that a weight varies by a quarter of its size; 1 means that every weighting "
                    "is equally likely. Goalposts: moved by up to the part of their range given.",
                ),
                translate(
                    "Samplan",
                    "Influence: a table tells which assumption moves the ranking most. The same seed gives the same result.",
                ),
            ),
            "qgis_process run samplan:rankrobustness -- AREAS=measured.gpkg FRAMEWORK=sodertorn_core DRAWS=1000 SEED=1 "
            "WEIGHT_SPREAD=0.25 OUTPUT=robust.gpkg",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        self.addScoringInputs()
        whole, real = QgsProcessingParameterNumber.Type.Integer, QgsProcessingParameterNumber.Type.Double
        self.addParameter(
            QgsProcessingParameterNumber(
                DRAWS, translate("Samplan", "Draws"), whole, 1000, minValue=10, maxValue=100000
            )
        )
        self.addParameter(
            QgsProcessingParameterNumber(
                WEIGHT_SPREAD, translate("Samplan", "Spread of the weights (0–1)"), real, 0.25, minValue=0, maxValue=1
            )
        )
        self.addParameter(
            QgsProcessingParameterNumber(
                GOALPOST_SPREAD,
                translate("Samplan", "Spread of the goalposts (0–1)"),
                real,
                0.0,
                minValue=0,
                maxValue=1,
            )
        )
        self.addParameter(
            advanced(
                choice(
                    AGGREGATIONS,
                    translate("Samplan", "Other aggregations that could have been chosen"),
                    {name: aggregation_titles()[name] for name in OTHER_AGGREGATIONS},
                    several=True,
                    optional=True,
                )
            )
        )
        self.addParameter(
            advanced(
                choice(
                    NORMALISATIONS,
                    translate("Samplan", "Other normalisations that could have been chosen"),
                    {
                        "minmax": translate("Samplan", "Min-max: between the worst and the best area"),
                        "rank": translate("Samplan", "Rank"),
                        "zscore": translate("Samplan", "z-score: standard deviations from the mean"),
                    },
                    several=True,
                    optional=True,
                )
            )
        )
        for name, title, text in (
            (TOP, translate("Samplan", "How many areas are the best"), translate("Samplan", "Empty: a tenth of them.")),
            (
                SETTLED_WIDTH,
                translate("Samplan", "Places a settled area may move"),
                translate(
                    "Samplan",
                    "Empty: a whole tenth of the areas; of fewer than ten areas only one that keeps its rank is settled.",
                ),
            ),
        ):
            self.addParameter(advanced(helped(QgsProcessingParameterNumber(name, title, whole, None, True, 0), text)))
        self.addParameter(advanced(QgsProcessingParameterNumber(SEED, translate("Samplan", "Seed"), whole, 1)))
        self.addParameter(QgsProcessingParameterFeatureSink(OUTPUT, translate("Samplan", "Areas with rank intervals")))
        self.addParameter(table_sink(INFLUENCE, translate("Samplan", "What moves the ranking"), optional=True))
        self.addOutput(QgsProcessingOutputNumber(SETTLED_SHARE, translate("Samplan", "Share of settled areas")))

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Draw, write and tell."""
        from ...scoring import robustness  # late: QGIS starts faster

        work = self.scorable(parameters, context, feedback)
        feedback.setProgress(5)

        def progress(share: float) -> bool:
            feedback.setProgress(5 + 80 * share)
            return not feedback.isCanceled()

        def number(name: str) -> int | None:
            return None if parameters.get(name) in (None, "") else self.parameterAsInt(parameters, name, context)

        drawn = {
            "draws": self.parameterAsInt(parameters, DRAWS, context),
            "seed": self.parameterAsInt(parameters, SEED, context),
            "weights": self.parameterAsDouble(parameters, WEIGHT_SPREAD, context),
            "goalposts": self.parameterAsDouble(parameters, GOALPOST_SPREAD, context),
            "aggregations": [n for n in self.parameterAsEnumStrings(parameters, AGGREGATIONS, context) if n],
            "normalisations": [n for n in self.parameterAsEnumStrings(parameters, NORMALISATIONS, context) if n],
            "top": number(TOP),
            "settled_width": number(SETTLED_WIDTH),
        }
        scoring = dict(work.options)
        period = scoring.pop("period", None)
        found = robustness(work.framework, work.columns, period=period, scoring=scoring, progress=progress, **drawn)
        for note in found.notes:
            push_note(feedback, note)
        result = found.result
        for note in result.notes:
            push_note(feedback, note)
        settled = float(np.nansum(found.settled) / max((result.score == result.score).sum(), 1))
        feedback.pushInfo(
            translate("Samplan", "{share} % of the scored areas are settled: they move at most {width} places.").format(
                share=round(100 * settled), width=found.settled_width
            )
        )
        for item in found.influences[:5]:
            feedback.pushInfo(
                translate("Samplan", "{name} ({kind}): moves an area by {places} places on average.").format(
                    name=titled(item.name) or item.kind, kind=item.kind, places=f"{item.mean_shift:.2f}"
                )
            )
        top = translate("Samplan", "Chance of being among the best {count}").format(count=found.top)
        columns = [
            *score_columns(result),
            Column("rank_lo", found.rank_lo, int, translate("Samplan", "Rank, best (5 %)")),
            Column("rank_hi", found.rank_hi, int, translate("Samplan", "Rank, worst (95 %)")),
            Column("rank_mean", found.rank_mean, float, translate("Samplan", "Rank, mean of the draws")),
            Column("p_top", found.p_top, float, top),
            Column("wins_next", found.wins_next, float, translate("Samplan", "Draws won against the next area")),
            Column("settled", found.settled, int, translate("Samplan", "Order settled (1 = yes)")),
        ]
        outputs = scored_output(
            self,
            parameters,
            context,
            feedback,
            work.source,
            result,
            columns,
            {},
            {"robustness": {**drawn, "top": found.top, "settled_width": found.settled_width}},
            work.options,
            translate("Samplan", "{name}: ranks and how sure they are"),
        )
        kinds = [item.kind for item in found.influences]
        table = [
            Column("kind", kinds, str, translate("Samplan", "Kind of assumption")),
            Column("node", [item.node_id for item in found.influences], str, translate("Samplan", "Node")),
            Column("name", [titled(item.name) for item in found.influences], str, translate("Samplan", "Name")),
            Column("mean_shift", [item.mean_shift for item in found.influences], float, translate("Samplan", "Places")),
        ]
        return {**outputs, **write_table(self, parameters, context, INFLUENCE, table), SETTLED_SHARE: settled}


ALGORITHMS = (RankRobustness,)
