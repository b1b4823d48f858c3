"""Weights from pairwise comparisons (AHP) and weights from data (entropy, CRITIC)."""

from __future__ import annotations

from typing import Any, Sequence

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterMatrix,
)

from ...compat import parameter_as_fields
from ...i18n import translate
from ...messages import QT_TRANSLATE_NOOP
from ...tables.numbers import is_sign, read_numbers
from ..common.algorithm import SamplanAlgorithm, push_note
from ..common.area_output import Column
from ..common.choice import choice
from ..common.help_text import help_html
from ..common.parameters import AREAS, helped
from ..common.tables import (
    OUTPUT,
    columns_of,
    decimal_mark,
    decimal_parameter,
    filled_source,
    input_table,
    missing_parameter,
    no_number,
    number_column,
    table_parameter,
    table_sink,
    write_table,
)
from ._scoring_run import FRAMEWORK, find_framework, framework_parameter, read_columns

COMPARISONS = "COMPARISONS"
FIRST, SECOND, VALUE, PARTICIPANT = "FIRST", "SECOND", "VALUE", "PARTICIPANT"
TABLE = "TABLE"
CONSISTENCY = "CONSISTENCY"
METHOD = "METHOD"
FIELDS = "FIELDS"
ACCEPTABLE = 0.10


class PairwiseWeights(SamplanAlgorithm):
    """The algorithm ``samplan:pairwiseweights``."""

    ID = "pairwiseweights"
    GROUP = "score"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Weights from pairwise comparisons")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Turns judgements such as 'access is 3 times as important as noise' into weights (AHP)."
    )
    TAGS = QT_TRANSLATE_NOOP("Samplan", "ahp,analytic hierarchy process,weights,saaty,consistency,participants")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Computes weights from pairwise comparisons by the analytic hierarchy process (principal eigenvector, Saaty "
                "1980), for one person or a group, and tells how consistent the judgements are.",
            ),
            (
                translate(
                    "Samplan",
                    "Input: a table with one row per comparison: first, second, and how many times as important the first is "
                    "(1/3 or 0.33 when it is less), and optionally who judged. Every pair must be judged once by each "
                    "participant. Without a table, fill in the rows in the dialog.",
                ),
                translate(
                    "Samplan",
                    "Output: a table with the group's weight of each name and, with several participants, each one's own. The "
                    "group's judgement is the geometric mean.",
                ),
                translate(
                    "Samplan",
                    "Consistency: the ratio should be at most 0.10; above it the log names the judgement that fits least.",
                ),
            ),
            "qgis_process run samplan:pairwiseweights -- COMPARISONS=judgements.csv FIRST=a SECOND=b VALUE=times "
            "PARTICIPANT=who OUTPUT=weights.gpkg",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        self.addParameter(table_parameter(COMPARISONS, translate("Samplan", "Table of comparisons"), optional=True))
        for name, title in (
            (FIRST, translate("Samplan", "Field with the first name")),
            (SECOND, translate("Samplan", "Field with the second name")),
            (VALUE, translate("Samplan", "Field with how many times as important the first is")),
            (PARTICIPANT, translate("Samplan", "Field with who judged")),
        ):
            self.addParameter(
                QgsProcessingParameterField(name, title, parentLayerParameterName=COMPARISONS, optional=True)
            )
        self.addParameter(
            helped(
                QgsProcessingParameterMatrix(
                    TABLE,
                    translate("Samplan", "Comparisons, when there is no table"),
                    numberRows=3,
                    headers=[
                        translate("Samplan", "First"),
                        translate("Samplan", "Second"),
                        translate("Samplan", "Times as important"),
                    ],
                    optional=True,
                ),
                translate("Samplan", "1 equal, 3 somewhat, 5 clearly, 7 strongly, 9 extremely more important."),
            )
        )
        self.addParameter(decimal_parameter())
        self.addParameter(missing_parameter())
        self.addParameter(table_sink(OUTPUT, translate("Samplan", "Weights")))
        self.addOutput(QgsProcessingOutputNumber(CONSISTENCY, translate("Samplan", "Consistency ratio")))

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read the judgements and weigh."""
        from ...scoring import comparison_matrix, group_pairwise  # late: QGIS starts faster

        judged = self._judgements(parameters, context)
        names = list(dict.fromkeys(name for pairs in judged.values() for a, b, _ in pairs for name in (a, b)))
        found = group_pairwise(names, {who: comparison_matrix(names, pairs) for who, pairs in judged.items()})
        group = found.group
        columns = [
            Column("name", names, str, translate("Samplan", "Name")),
            Column("weight", [group.weights[n] for n in names], float, translate("Samplan", "Weight")),
        ]
        if len(judged) == 1:
            self._tell(next(iter(judged)) or translate("Samplan", "Weights"), group, feedback)
        for who, own in found.participants.items() if len(judged) > 1 else ():
            self._tell(who, own, feedback)
            columns.append(Column(f"weight_{who}", [own.weights[n] for n in names], float, who))
        if len(judged) > 1:
            self._tell(translate("Samplan", "The group"), group, feedback)
            for a, b, low, high in found.disagreement[:3]:
                feedback.pushInfo(
                    translate("Samplan", "{a} against {b}: judged from {low} to {high} times as important.").format(
                        a=a, b=b, low=f"{low:.2f}", high=f"{high:.2f}"
                    )
                )
        return {**write_table(self, parameters, context, OUTPUT, columns), CONSISTENCY: group.consistency_ratio}

    def _tell(self, who: str, own: Any, feedback: QgsProcessingFeedback) -> None:
        text = translate("Samplan", "{who}: consistency ratio {ratio}.").format(
            who=who, ratio=f"{own.consistency_ratio:.3f}"
        )
        if own.consistency_ratio <= ACCEPTABLE or own.worst is None:
            feedback.pushInfo(text)
            return
        a, b, given, fitting = own.worst
        feedback.pushWarning(
            text
            + " "
            + translate(
                "Samplan",
                "Above 0.10 the judgements contradict each other. Look again at {a} against {b}: {given} was given, "
                "{fitting} would fit the others.",
            ).format(a=a, b=b, given=f"{given:.2f}", fitting=f"{fitting:.2f}")
        )

    def _judgements(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> dict[str, list[tuple[str, str, float]]]:
        """Return participant -> judgements, from the table or else from the dialog's rows."""
        if parameters.get(COMPARISONS) not in (None, ""):
            table, chosen = input_table(self, parameters, context, COMPARISONS, (FIRST, SECOND, VALUE, PARTICIPANT))
            if not all(chosen[:3]):
                raise QgsProcessingException(
                    translate("Samplan", "Choose the fields with the first name, the second name and the number.")
                )
            who = table.codes(chosen[3]) if chosen[3] else [""] * len(table)
            rows = list(zip(table.codes(chosen[0]), table.codes(chosen[1]), table.columns[chosen[2]], who))
        else:
            cells = self.parameterAsMatrix(parameters, TABLE, context)
            rows = [(str(a), str(b), v, "") for a, b, v in zip(cells[::3], cells[1::3], cells[2::3]) if str(a).strip()]
        if not rows:
            raise QgsProcessingException(
                translate("Samplan", "There are no comparisons. Choose a table, or fill in rows in the dialog.")
            )
        places = [", ".join(filter(None, (who, f"{a.strip()} – {b.strip()}"))) for a, b, _, who in rows]
        times = _times([value for _, _, value, _ in rows], places, decimal_mark(self, parameters, context))
        judged: dict[str, list[tuple[str, str, float]]] = {}
        for (a, b, _, who), value in zip(rows, times):
            judged.setdefault(who, []).append((a.strip(), b.strip(), value))
        return judged


def _times(values: Sequence[Any], places: Sequence[str], decimal: str) -> list[float]:
    """Return 3 for "3", and a third for "1/3" or "0,33"; ``places`` are what to call the rows in errors."""
    from ...tables.layout import code_text  # late: QGIS starts faster

    parts = [value.partition("/") if isinstance(value, str) else (value, "", "") for value in values]
    both = read_numbers([p[0] for p in parts] + [p[2] if p[1] else 1.0 for p in parts], decimal).certain(VALUE).values
    tops, bottoms = both[: len(parts)], both[len(parts) :]
    for value, where, top, bottom in zip(values, places, tops, bottoms):
        text = code_text(value)
        if not text or is_sign(text):
            raise QgsProcessingException(no_number(value, where))
        if not (top > 0 and bottom > 0):
            raise QgsProcessingException(
                translate(
                    "Samplan", '{where}: "{value}" does not say how many times as important: write 3, 0.33 or 1/3.'
                ).format(where=where, value=text)
            )
    return (tops / bottoms).tolist()


class DataWeights(SamplanAlgorithm):
    """The algorithm ``samplan:dataweights``."""

    ID = "dataweights"
    GROUP = "score"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Weights from data")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Computes entropy, CRITIC or equal weights from the values themselves."
    )
    TAGS = QT_TRANSLATE_NOOP("Samplan", "entropy,critic,weights,objective,composite index")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Computes weights from the data: indicators that tell areas apart weigh more. A second opinion beside "
                "weights that people have chosen, never a substitute for them.",
            ),
            (
                translate(
                    "Samplan",
                    "Input: areas and either a framework (its indicators are normalised first, so that more is always "
                    "better) or, when fields are chosen, those fields as they are.",
                ),
                translate(
                    "Samplan",
                    "Methods: entropy (Hwang and Yoon 1981), critic (Diakoulaki and others 1995), equal.",
                ),
            ),
            "qgis_process run samplan:dataweights -- AREAS=measured.gpkg FRAMEWORK=sodertorn_core METHOD=critic "
            "OUTPUT=weights.gpkg",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                AREAS, translate("Samplan", "Areas with raw values"), [QgsProcessing.SourceType.TypeVector]
            )
        )
        self.addParameter(framework_parameter())
        self.addParameter(
            QgsProcessingParameterField(
                FIELDS,
                translate("Samplan", "Fields, instead of a framework"),
                parentLayerParameterName=AREAS,
                type=QgsProcessingParameterField.DataType.Numeric,
                allowMultiple=True,
                optional=True,
            )
        )
        self.addParameter(
            choice(
                METHOD,
                translate("Samplan", "Method"),
                {
                    "entropy": translate("Samplan", "Entropy: what varies most"),
                    "critic": translate("Samplan", "CRITIC: what varies most and repeats least"),
                    "equal": translate("Samplan", "Equal"),
                },
                "entropy",
            )
        )
        self.addParameter(decimal_parameter())
        self.addParameter(table_sink(OUTPUT, translate("Samplan", "Weights")))

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Weigh."""
        from ...scoring import critic_weights, entropy_weights, equal_weights, score  # late: QGIS starts faster

        source = filled_source(self, parameters, AREAS)
        fields = parameter_as_fields(self, parameters, FIELDS, context)
        decimal = decimal_mark(self, parameters, context)
        if fields:
            cells = columns_of(source, fields)
            values = {name: number_column(column, name, feedback, decimal) for name, column in zip(fields, cells)}
        else:
            framework = find_framework(self.parameterAsString(parameters, FRAMEWORK, context))
            result = score(framework, read_columns(source, framework, feedback, decimal))
            values = {name: column for name, column in result.normalised.items() if (column == column).any()}
        method = self.parameterAsEnumString(parameters, METHOD, context) or "entropy"
        notes: list[Any] = []
        if method == "equal":
            weights = equal_weights(list(values))
        else:
            weights, notes = (entropy_weights if method == "entropy" else critic_weights)(values)
        for note in notes:
            push_note(feedback, note)
        columns = [
            Column("name", list(weights), str, translate("Samplan", "Name")),
            Column("weight", list(weights.values()), float, translate("Samplan", "Weight")),
        ]
        return write_table(self, parameters, context, OUTPUT, columns)


ALGORITHMS = (PairwiseWeights, DataWeights)
