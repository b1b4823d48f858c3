"""Stakeholder scores and the value dialogue: what the parties weigh, and what they must have."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
)

from ...i18n import translate
from ...messages import QT_TRANSLATE_NOOP
from ..common.algorithm import SamplanAlgorithm, push_note
from ..common.area_output import Column, write_areas
from ..common.finish import finish_layer
from ..common.help_text import help_html
from ..common.lineage import areas_name, lineage, metadata
from ..common.parameters import AREAS, KEY_FIELD
from ..common.score_fields import field_suffix, party_fields
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
    table_sink,
    write_table,
)
from ..styles.renderers import alike, fifths_renderer, score_renderer, value_renderer
from ._score_look import dialogue_look
from ._scoring_algorithm import ScoringAlgorithm, add_valued_areas
from ._scoring_run import run_scoring, score_columns
from .score_areas import scored_output

if TYPE_CHECKING:
    from ...scoring import Statement

WEIGHTS = "WEIGHTS"
PARTY_FIELD, NODE_FIELD, WEIGHT_FIELD = "PARTY_FIELD", "NODE_FIELD", "WEIGHT_FIELD"
AGREEMENT = "AGREEMENT"
KENDALL_W = "KENDALL_W"
STATEMENTS = "STATEMENTS"
INDICATOR_FIELD, MINIMUM_FIELD, GOAL_FIELD = "INDICATOR_FIELD", "MINIMUM_FIELD", "GOAL_FIELD"
MISSED = "MISSED"
ALL_MET = "ALL_MET"


class StakeholderScores(ScoringAlgorithm):
    """The algorithm ``samplan:stakeholderscores``."""

    ID = "stakeholderscores"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Stakeholder scores")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Scores the areas once with each party's weights and tells where the parties disagree."
    )
    TAGS = QT_TRANSLATE_NOOP("Samplan", "stakeholders,weights,participation,agreement,kendall,workshop,batch")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Takes a table of weight sets and gives, in one run, a score and a rank per party, how well the rankings agree "
                "(Kendall's W) and which areas the parties see most differently.",
            ),
            (
                translate(
                    "Samplan",
                    "Weights: a table with one row per party and node: the party, the id of a pillar, theme or indicator, and "
                    "the weight. Any positive numbers will do; nodes not named keep the framework's weight.",
                ),
                translate(
                    "Samplan",
                    "Output: the areas with the framework's own score, and score_<party>, rank_<party>, the range of ranks "
                    "(rank_range) and the mean rank. The map shows where the parties disagree most.",
                ),
            ),
            "qgis_process run samplan:stakeholderscores -- AREAS=measured.gpkg FRAMEWORK=sodertorn_core WEIGHTS=weights.csv "
            "PARTY_FIELD=party NODE_FIELD=node WEIGHT_FIELD=weight OUTPUT=parties.gpkg",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        self.addScoringInputs()
        self.addParameter(table_parameter(WEIGHTS, translate("Samplan", "Table of weight sets")))
        for name, title, default in (
            (PARTY_FIELD, translate("Samplan", "Field with the party"), "party"),
            (NODE_FIELD, translate("Samplan", "Field with the id of the pillar, theme or indicator"), "node"),
            (WEIGHT_FIELD, translate("Samplan", "Field with the weight"), "weight"),
        ):
            self.addParameter(named_field(name, title, default, WEIGHTS))
        self.addParameter(missing_parameter())
        self.addParameter(
            QgsProcessingParameterFeatureSink(OUTPUT, translate("Samplan", "Areas with each party's score"))
        )
        self.addParameter(table_sink(AGREEMENT, translate("Samplan", "Agreement of the parties"), optional=True))
        self.addOutput(QgsProcessingOutputNumber(KENDALL_W, translate("Samplan", "Kendall's W")))

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Score for each party."""
        from ...scoring import stakeholder_scores  # late: QGIS starts faster

        work = self.scorable(parameters, context, feedback)
        result = run_scoring(work.framework, work.columns, work.options, feedback)
        feedback.setProgress(30)
        policy = {name: work.options.get(name) for name in ("missing_policy", "min_coverage", "period")}
        sets = self._weight_sets(parameters, context)
        found = stakeholder_scores(
            work.framework, result.normalised, sets, topsis=result.frame.topsis or None, **policy
        )
        for note in found.notes:
            push_note(feedback, note)
        feedback.setProgress(60)
        feedback.pushInfo(
            translate("Samplan", "Kendall's W: {w} (0 = no agreement, 1 = complete).").format(
                w=f"{found.kendall_w:.2f}"
            )
        )
        if found.disputed_areas.size and not found.rank_range[found.disputed_areas[0]]:
            feedback.pushInfo(translate("Samplan", "The parties give every area the same rank."))
        for place in found.disputed_areas[:3].tolist():
            if not found.rank_range[place]:
                break
            feedback.pushInfo(
                translate("Samplan", "Seen most differently: {name} ({range} places between the parties).").format(
                    name=work.labels[place], range=int(found.rank_range[place])
                )
            )
        for node, low, high in found.disputed_weights[:3]:
            if round(100 * low) == round(100 * high):
                break
            feedback.pushInfo(
                translate(
                    "Samplan", "Weighed most differently: {node} (from {low} % to {high} % of its group)."
                ).format(node=node, low=round(100 * low), high=round(100 * high))
            )
        columns, taken, of_party = score_columns(result), set(), {}
        for party, item in found.parties.items():
            scored, ranked = party_fields(field_suffix(party, taken))
            columns.append(
                Column(scored, item.score, float, translate("Samplan", "Score, {party}").format(party=party))
            )
            columns.append(Column(ranked, item.rank, int, translate("Samplan", "Rank, {party}").format(party=party)))
            of_party[translate("Samplan", "Score, {party}").format(party=party)] = (
                partial(score_renderer, result.framework.scale, scored, "")
                if alike(item.score)
                else partial(fifths_renderer, item.score, scored, "")
            )
        columns.append(Column("rank_range", found.rank_range, int, translate("Samplan", "Places between the parties")))
        columns.append(Column("mean_rank", found.mean_rank, float, translate("Samplan", "Mean rank of the parties")))
        outputs = scored_output(
            self,
            parameters,
            context,
            feedback,
            work.source,
            result,
            columns,
            {},
            {"weight_sets": sets, "kendall_w": found.kendall_w if found.kendall_w == found.kendall_w else None},
            work.options,
            translate("Samplan", "{name}: the parties' scores"),
            {
                translate("Samplan", "Places between the parties"): partial(
                    value_renderer, found.rank_range, "rank_range", translate("Samplan", "places"), False
                ),
                **of_party,
            },
        )
        pairs = list(found.similarity.items())
        table = [
            Column("first", [a for (a, _), _ in pairs], str, translate("Samplan", "First party")),
            Column("second", [b for (_, b), _ in pairs], str, translate("Samplan", "Second party")),
            Column("correlation", [r for _, r in pairs], float, translate("Samplan", "Rank correlation (Spearman)")),
        ]
        return {**outputs, **write_table(self, parameters, context, AGREEMENT, table), KENDALL_W: found.kendall_w}

    def _weight_sets(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, dict[str, float]]:
        table, fields = input_table(self, parameters, context, WEIGHTS, (PARTY_FIELD, NODE_FIELD, WEIGHT_FIELD))
        pairs = list(zip(table.codes(fields[0]), table.codes(fields[1])))
        places = [f"{party}, {node}" for party, node in pairs]
        decimal = decimal_mark(self, parameters, context)
        sets: dict[str, dict[str, float]] = {}
        for (party, node), weight in zip(pairs, required_numbers(table, fields[2], places, decimal, self.feedback)):
            own = sets.setdefault(party, {})
            if node in own:
                raise QgsProcessingException(
                    translate("Samplan", 'The party "{party}" weighs "{node}" twice. Keep one of the rows.').format(
                        party=party, node=node
                    )
                )
            own[node] = weight
        return sets


class ValueDialogueAlgorithm(SamplanAlgorithm):
    """The algorithm ``samplan:valuedialogue``."""

    ID = "valuedialogue"
    GROUP = "score"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Value dialogue")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Holds alternatives against each party's minimum and goal and finds common ground."
    )
    TAGS = QT_TRANSLATE_NOOP("Samplan", "negotiation,parties,goals,minimum,pareto,land access,agreement")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Each party states a minimum and a goal for the indicators that matter to it. The result tells how satisfied "
                "each party is with each area or alternative, where every minimum holds, and what stands in the way.",
            ),
            (
                translate(
                    "Samplan",
                    "Statements: a table with one row per party and indicator: party, field of the areas, minimum, goal and "
                    "optionally a weight. A goal below the minimum means that less is better.",
                ),
                translate(
                    "Samplan",
                    "Output: sat_<party> from 0 (a minimum at most) to 1 (all goals met), min_<party> (its minimums hold), "
                    "all_minimums, pareto (no other alternative is better for one party and as good for all), "
                    "least_satisfied, binding (the tightest statement) and margin.",
                ),
                translate("Samplan", "Missing values: count as a minimum not met, and are told."),
            ),
            "qgis_process run samplan:valuedialogue -- AREAS=alternatives.gpkg STATEMENTS=statements.csv PARTY_FIELD=party "
            "INDICATOR_FIELD=indicator MINIMUM_FIELD=minimum GOAL_FIELD=goal OUTPUT=dialogue.gpkg",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        add_valued_areas(self)
        self.addParameter(table_parameter(STATEMENTS, translate("Samplan", "Table of statements")))
        for name, title, default in (
            (PARTY_FIELD, translate("Samplan", "Field with the party"), "party"),
            (INDICATOR_FIELD, translate("Samplan", "Field with the indicator"), "indicator"),
            (MINIMUM_FIELD, translate("Samplan", "Field with the minimum"), "minimum"),
            (GOAL_FIELD, translate("Samplan", "Field with the goal"), "goal"),
            (WEIGHT_FIELD, translate("Samplan", "Field with the weight"), ""),
        ):
            self.addParameter(named_field(name, title, default, STATEMENTS))
        self.addParameter(decimal_parameter())
        self.addParameter(missing_parameter())
        self.addParameter(QgsProcessingParameterFeatureSink(OUTPUT, translate("Samplan", "Areas with satisfaction")))
        self.addParameter(table_sink(MISSED, translate("Samplan", "What stands in the way"), optional=True))
        self.addOutput(QgsProcessingOutputNumber(ALL_MET, translate("Samplan", "Areas where every minimum holds")))

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Hold the areas against the statements."""
        from ...scoring import value_dialogue  # late: QGIS starts faster

        source = filled_source(self, parameters, AREAS)
        statements = self._statements(parameters, context)
        names = list(dict.fromkeys(item.indicator for item in statements))
        there = {name: name for name in names if source.fields().indexFromName(name) >= 0}
        cells_of, decimal = columns_of(source, list(there)), decimal_mark(self, parameters, context)
        values = {name: number_column(cells, name, feedback, decimal) for name, cells in zip(there, cells_of)}
        found = value_dialogue(values, statements)
        for note in found.notes:
            push_note(feedback, note)
        self._tell(found, labels_of(source, self.parameterAsString(parameters, KEY_FIELD, context)), feedback)
        columns, taken, fields = [], set(), {}
        for party, satisfaction in found.satisfaction.items():
            suffix = field_suffix(party, taken)
            fields[party] = f"sat_{suffix}"
            columns.append(
                Column(
                    f"sat_{suffix}",
                    satisfaction,
                    float,
                    translate("Samplan", "Satisfaction of {party} (0–1)").format(party=party),
                )
            )
            columns.append(
                Column(
                    f"min_{suffix}",
                    found.minimums_met[party],
                    int,
                    translate("Samplan", "Minimums of {party} hold (1 = yes)").format(party=party),
                )
            )
        binding = [None if item is None else item.label for item in found.binding]
        columns += [
            Column("all_minimums", found.all_minimums, int, translate("Samplan", "Every minimum holds (1 = yes)")),
            Column("pareto", found.pareto, int, translate("Samplan", "Pareto set (1 = yes)")),
            Column(
                "least_satisfied", found.least_satisfied, float, translate("Samplan", "Least satisfied party (0–1)")
            ),
            Column("binding", binding, str, translate("Samplan", "Binding statement")),
            Column("margin", found.margin, float, translate("Samplan", "Margin of the binding statement")),
        ]
        destination = write_areas(self, parameters, context, feedback, OUTPUT, source, columns)
        said = [vars(item) for item in statements]
        record = lineage(self.id(), {}, {AREAS: {"name": source.sourceName()}}, {"statements": said})
        finish_layer(
            destination,
            context,
            feedback,
            metadata(
                translate("Samplan", "Value dialogue on {name}").format(name=source.sourceName()),
                translate("Samplan", "Satisfaction of each party, and where every minimum holds."),
                record,
                source.history,
            ),
            dialogue_look(fields),
            {column.name: column.alias for column in columns},
            translate("Samplan", "{name}: value dialogue").format(name=areas_name(source.history, source.title)),
        )
        table = [
            Column("party", [s.party for s, *_ in found.excludes], str, translate("Samplan", "Party")),
            Column("indicator", [s.indicator for s, *_ in found.excludes], str, translate("Samplan", "Indicator")),
            Column("minimum", [s.minimum for s, *_ in found.excludes], float, translate("Samplan", "Minimum")),
            Column("missed", [m for _, m, _ in found.excludes], int, translate("Samplan", "Areas that miss it")),
            Column(
                "missed_alone", [m for *_, m in found.excludes], int, translate("Samplan", "Areas that miss only it")
            ),
        ]
        outputs = write_table(self, parameters, context, MISSED, table)
        return {OUTPUT: destination, **outputs, ALL_MET: int(found.all_minimums.sum())}

    def _tell(self, found: Any, labels: list[str], feedback: QgsProcessingFeedback) -> None:
        met = [label for label, good in zip(labels, found.all_minimums) if good]
        feedback.pushInfo(
            translate("Samplan", "Every minimum holds in {count} of {total} areas: {names}").format(
                count=len(met), total=len(labels), names=", ".join(met[:10]) or "-"
            )
        )
        for statement, missed, alone in found.excludes[:3]:
            if missed:
                feedback.pushInfo(
                    translate(
                        "Samplan", "{statement}: {missed} areas miss this minimum, {alone} miss only this one."
                    ).format(statement=statement.label, missed=missed, alone=alone)
                )
        for first, second in found.conflicts:
            feedback.pushWarning(
                translate("Samplan", "These can never hold together: {first} and {second}.").format(
                    first=first.label, second=second.label
                )
            )

    def _statements(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[Statement]:
        from ...scoring import Statement  # late: QGIS starts faster

        wanted = (PARTY_FIELD, INDICATOR_FIELD, MINIMUM_FIELD, GOAL_FIELD, WEIGHT_FIELD)
        table, fields = input_table(self, parameters, context, STATEMENTS, wanted)
        parties, indicators = table.codes(fields[0]), table.codes(fields[1])
        places = [f"{party}, {indicator}" for party, indicator in zip(parties, indicators)]
        decimal = decimal_mark(self, parameters, context)
        numbers = [
            required_numbers(table, field, places, decimal, self.feedback) if field else [1.0] * len(table)
            for field in fields[2:]
        ]
        return [Statement(*row) for row in zip(parties, indicators, *numbers)]


ALGORITHMS = (StakeholderScores, ValueDialogueAlgorithm)
