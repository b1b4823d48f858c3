"""Join statistics: a table of numbers by area code to planning areas, with every unmatched row told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ...i18n import translate
from ...indicators.spatial.fields import texts
from ...messages import QT_TRANSLATE_NOOP
from ...tables.numbers import tidy
from ..common.algorithm import SamplanAlgorithm, push_note
from ..common.area_output import Column, write_areas
from ..common.choice import choice
from ..common.finish import finish_layer
from ..common.help_text import help_html
from ..common.lineage import lineage, metadata
from ..common.parameters import AREAS, KEY_FIELD, advanced, helped
from ..common.tables import (
    DECIMAL,
    MISSING,
    OUTPUT,
    columns_of,
    decimal_mark,
    decimal_parameter,
    filled_source,
    missing_codes,
    missing_parameter,
    table_sink,
    write_table,
)

if TYPE_CHECKING:
    from ...tables.files import Table

TABLE, TABLE_KEY, COLUMNS, SHEET, DUPLICATES = "TABLE", "TABLE_KEY", "COLUMNS", "SHEET", "DUPLICATES"
RULES = "RULES"
UNMATCHED = "UNMATCHED"
MATCHED, ONLY_IN_AREAS, ONLY_IN_TABLE = "MATCHED", "ONLY_IN_AREAS", "ONLY_IN_TABLE"


class JoinStatistics(SamplanAlgorithm):
    """The algorithm ``samplan:joinstatistics``."""

    ID = "joinstatistics"
    GROUP = "measure"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Join statistics")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Joins a table of statistics to areas by code and tells every row without a partner."
    )
    TAGS = QT_TRANSLATE_NOOP("Samplan", "statistics,join,csv,excel,deso,scb,table,key,unmatched")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Joins a table of statistics (CSV, text or spreadsheet) to areas by their code. Nothing is dropped silently: "
                "areas without statistics stay with NULL, and rows without an area are listed.",
            ),
            (
                translate(
                    "Samplan",
                    "Reading: encoding, separator, title rows, a row of units and notes are recognised, names in two rows are "
                    "put together. What commas and points mean is decided for each column from all its numbers; a column that "
                    'leaves it open is refused until you choose it under "Decimals follow". Cells such as "..", ":", "–" and '
                    '"<5" are NULL and counted in the log. Numbers such as -999 count until you say under "Values that mean '
                    'missing" that they do.',
                ),
                translate(
                    "Samplan",
                    'Codes keep their leading zeros. Codes such as 180 for 0180, or "0180 Stockholm", are matched, with a '
                    "warning, where each can mean one area only.",
                ),
                translate(
                    "Samplan",
                    "Repeated codes: refused unless you choose to add them up (counts such as residents by sex) or to take the "
                    "first. Shares, means, medians, years, ages, prices and codes are never added up: they stay where all rows "
                    "agree and are NULL where they differ, unless a rule for the column says otherwise. Totals beside their "
                    'parts, rows that overlap with others (ages 0-64 beside 0-19 and 20-64, "of which") and exact copies of a '
                    "row are left out and named in the log. Rows of several years, quarters or months are refused unless a "
                    "rule says what to do with them.",
                ),
                translate(
                    "Samplan",
                    "Unmatched: many rows without a partner often mean that the codes are of another year (statistical areas "
                    "are revised): look for the table or the map of the same vintage.",
                ),
            ),
            "qgis_process run samplan:joinstatistics -- AREAS=deso.gpkg KEY_FIELD=deso TABLE=cars_tenure.csv TABLE_KEY=deso "
            "OUTPUT=deso_with_statistics.gpkg",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                AREAS, translate("Samplan", "Areas"), [QgsProcessing.SourceType.TypeVector]
            )
        )
        self.addParameter(
            QgsProcessingParameterField(
                KEY_FIELD, translate("Samplan", "Field with the area's code"), parentLayerParameterName=AREAS
            )
        )
        self.addParameter(
            QgsProcessingParameterFile(
                TABLE,
                translate("Samplan", "Table of statistics"),
                fileFilter=translate("Samplan", "Tables (*.csv *.txt *.tsv *.xlsx *.xlsm *.xls *.ods)"),
            )
        )
        self.addParameter(
            helped(
                QgsProcessingParameterString(TABLE_KEY, translate("Samplan", "Column with the code"), optional=True),
                translate("Samplan", "Empty: the first column."),
            )
        )
        self.addParameter(
            helped(
                QgsProcessingParameterString(COLUMNS, translate("Samplan", "Columns to join"), optional=True),
                translate("Samplan", "Names with commas between them; empty: all."),
            )
        )
        self.addParameter(
            advanced(QgsProcessingParameterString(SHEET, translate("Samplan", "Sheet of a spreadsheet"), optional=True))
        )
        self.addParameter(
            choice(
                DUPLICATES,
                translate("Samplan", "Codes that stand in several rows of the table"),
                {
                    "refuse": translate("Samplan", "Refuse and name them"),
                    "sum": translate("Samplan", "Add the rows up"),
                    "first": translate("Samplan", "Take the first row"),
                },
                "refuse",
            )
        )
        self.addParameter(
            advanced(
                helped(
                    QgsProcessingParameterString(
                        RULES, translate("Samplan", "Rules for columns of repeated codes"), optional=True
                    ),
                    translate(
                        "Samplan",
                        "For example people=sum, income=mean. Rules: sum, first, mean, min, max, and same (the value when all "
                        "rows agree). Other columns follow the choice above.",
                    ),
                )
            )
        )
        self.addParameter(decimal_parameter())
        self.addParameter(missing_parameter())
        self.addParameter(QgsProcessingParameterFeatureSink(OUTPUT, translate("Samplan", "Areas with statistics")))
        self.addParameter(table_sink(UNMATCHED, translate("Samplan", "Rows without a partner"), optional=True))
        for name, title in (
            (MATCHED, translate("Samplan", "Areas with statistics")),
            (ONLY_IN_AREAS, translate("Samplan", "Areas without statistics")),
            (ONLY_IN_TABLE, translate("Samplan", "Rows without an area")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, title))

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Match and write."""
        from ...tables.keys import match_codes  # late: QGIS starts faster

        source = filled_source(self, parameters, AREAS)
        key_field = self.parameterAsString(parameters, KEY_FIELD, context)
        table, table_key, chosen = self._table(parameters, context, feedback)
        keys = [tidy(text) for text in texts(columns_of(source, [key_field])[0])]
        match = match_codes(keys, table.codes(table_key))
        if match.note:
            push_note(feedback, match.note)
        codes, there = match.codes, set(keys)
        matched = self._tell(keys, codes, there, feedback)
        if not matched:
            raise QgsProcessingException(
                translate(
                    "Samplan",
                    "No code of the table is in the field {field} (areas: {ours}; table: {theirs}). Choose the right key "
                    "columns, or the map of the same year.",
                ).format(field=key_field, ours=", ".join(keys[:3]), theirs=", ".join(codes[:3]))
            )
        columns = self._columns(parameters, context, table, table_key, chosen, codes, keys)
        known = set(codes)
        only_areas = [key for key in keys if key not in known or not key]
        only_table = [code for code in codes if code not in there or not code]
        destination = write_areas(self, parameters, context, feedback, OUTPUT, source, columns)
        name = source.title
        record = lineage(
            self.id(),
            {
                KEY_FIELD: key_field,
                TABLE_KEY: table_key,
                COLUMNS: chosen,
                DUPLICATES: self.parameterAsEnumString(parameters, DUPLICATES, context),
                RULES: self.parameterAsString(parameters, RULES, context),
                DECIMAL: decimal_mark(self, parameters, context),
                MISSING: sorted(table.missing),
            },
            {AREAS: {"name": name, "features": len(keys)}, TABLE: {"rows": len(table)}},
            {"matched": matched, "only_in_areas": len(only_areas), "only_in_table": len(only_table)},
        )
        title = translate("Samplan", "{name} with statistics").format(name=name)
        abstract = translate("Samplan", "Areas with columns of a table of statistics, joined by code.")
        finish_layer(destination, context, feedback, metadata(title, abstract, record, source.history), None, {})
        rest = [
            Column("code", [*only_areas, *only_table], str, translate("Samplan", "Code")),
            Column(
                "stands_in",
                ["areas"] * len(only_areas) + ["table"] * len(only_table),
                str,
                translate("Samplan", "Only in"),
            ),
        ]
        outputs = write_table(self, parameters, context, UNMATCHED, rest)
        counts = {MATCHED: matched, ONLY_IN_AREAS: len(only_areas), ONLY_IN_TABLE: len(only_table)}
        return {OUTPUT: destination, **outputs, **counts}

    def _table(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> tuple[Table, str, list[str]]:
        """Read the table; return it with its column of codes and the columns to join."""
        from ...tables.files import read_table  # late: QGIS starts faster

        table_key = tidy(self.parameterAsString(parameters, TABLE_KEY, context))
        given = self.parameterAsString(parameters, COLUMNS, context)
        wanted = [tidy(name) for name in given.split(",") if name.strip()]
        table = read_table(
            self.parameterAsFile(parameters, TABLE, context),
            self.parameterAsString(parameters, SHEET, context),
            [*filter(None, [table_key]), *wanted],
        )
        table.missing = missing_codes(self, parameters, context)
        for note in table.notes:
            push_note(feedback, note)
        table_key = table_key or table.names[0]
        if given.strip() in table.columns:  # a name with a comma in it
            wanted = [given.strip()]
        wrong = [name for name in (table_key, *wanted) if name not in table.columns]
        if wrong:
            raise QgsProcessingException(
                translate("Samplan", 'The table has no column "{name}". It has: {names}.').format(
                    name=wrong[0], names=", ".join(table.names)
                )
            )
        return table, table_key, wanted or [name for name in table.names if name != table_key]

    @staticmethod
    def _tell(keys: list[str], codes: list[str], there: set[str], feedback: QgsProcessingFeedback) -> int:
        """Tell how many areas and codes found a partner, and return the number of areas that did."""
        known = set(codes) - {""}
        alone = [key for key in keys if key and key not in known]
        rest = [code for code in dict.fromkeys(codes) if code and code not in there]
        matched = sum(key in known for key in keys)
        feedback.pushInfo(
            translate("Samplan", "{matched} of {total} areas have statistics.").format(matched=matched, total=len(keys))
        )
        for count, names, text in (
            (len(alone), alone, translate("Samplan", "{count} areas are not in the table (NULL there): {names}")),
            (keys.count(""), [], translate("Samplan", "{count} areas have no code (NULL there).")),
            (len(rest), rest, translate("Samplan", "{count} codes of the table have no area: {names}")),
            (codes.count(""), [], translate("Samplan", "{count} rows of the table have no code.")),
        ):
            if count:
                feedback.pushWarning(text.format(count=count, names=", ".join(list(dict.fromkeys(names))[:10])))
        last = next((place for place in range(len(codes), 0, -1) if codes[place - 1]), 0)
        between = codes[:last].count("")
        if between:
            feedback.pushWarning(
                translate(
                    "Samplan",
                    "{count} rows without a code stand between rows with one. If they belong to the code above them (men, then "
                    "women), their numbers are lacking: write the code into each of these rows and join again.",
                ).format(count=between)
            )
        return matched

    def _columns(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        table: Table,
        table_key: str,
        chosen: list[str],
        codes: list[str],
        keys: list[str],
    ) -> list[Column]:
        """Return the new columns: one value per area, of the one row with its code or of several made one."""
        from ...tables.doubles import (
            joined,
            not_added,
            parse_rules,
            repeated,
        )  # late: QGIS starts faster

        feedback = self.feedback
        policy = self.parameterAsEnumString(parameters, DUPLICATES, context) or "refuse"
        own = parse_rules(self.parameterAsString(parameters, RULES, context), table.names)
        decided = all(name in own for name in chosen)
        row_of = self._rows(codes, "rules" if policy == "refuse" and decided else policy, feedback)
        several = set(repeated(codes))
        decimal = decimal_mark(self, parameters, context)
        read = self._read(table, chosen, decimal)
        rules = {name: own.get(name) or self._rule(table, name, read[name], policy, decimal) for name in chosen}
        parts = row_of
        if several and set(rules.values()) - {"first"}:
            summed = {name: read[name][0] for name in chosen if rules[name] == "sum" and read[name][1] is float}
            areas = {key: row_of[key] for key in keys if key in row_of}
            parts = self._parts(table, table_key, areas, summed, [name for name in summed if name not in own])
        columns, lost = [], {}
        for name, (values, kind, _) in read.items():
            rows_of = row_of if rules[name] == "first" else parts
            one = {code: joined(values, rows, rules[name]) for code, rows in rows_of.items()}
            lost[name] = sum(_nothing(one[code]) for code in several & set(one))
            cells = [np.nan if kind is float and one.get(key) is None else one.get(key) for key in keys]
            columns.append(Column(name, cells, kind, name, table.unit(name, decimal)))
        if several and policy == "sum" and (note := not_added([n for n in chosen if n not in own], rules, lost)):
            push_note(feedback, note)
        return columns

    def _read(self, table: Table, chosen: list[str], decimal: str) -> dict[str, tuple[Any, type, Any]]:
        """Return the values of columns and their kinds, and tell what reading them said."""
        read = {name: table.values(name, decimal) for name in chosen}
        for _values, _kind, notes in read.values():
            for note in notes:
                push_note(self.feedback, note)
        return read

    @staticmethod
    def _rule(table: Table, name: str, read: tuple[Any, type, Any], policy: str, decimal: str) -> str:
        """Return what to do with the values of a column of repeated codes, unless the user says it."""
        from ...tables.doubles import never_summed  # late: QGIS starts faster

        if policy == "first":
            return "first"
        values, kind, _ = read
        return "same" if kind is str or never_summed(name, table.unit(name, decimal), values) else "sum"

    def _parts(
        self,
        table: Table,
        table_key: str,
        row_of: dict[str, list[int]],
        summed: dict[str, np.ndarray],
        by_default: list[str],
    ) -> dict[str, list[int]]:
        """Return code -> its rows without exact copies and without totals of the others, and tell what was left out.

        Rows of several periods are refused where a column is summed only by default.
        """
        from ...tables.doubles import refuse_periods  # late: QGIS starts faster
        from ...tables.totals import is_label, without_copies, without_totals  # late: QGIS starts faster

        if by_default:
            others = {name: table.codes(name) for name in table.names if name not in (table_key, *summed)}
            refuse_periods(row_of, others, by_default)
        rows, notes = without_copies(row_of, table.columns)
        labels = {
            name: cells
            for name, cells in table.columns.items()
            if name not in (table_key, *summed)
            and not table.numbers(name).doubtful
            and is_label(name, cells, table.values(name)[0])
        }
        rows, more = without_totals(rows, labels, summed)
        for note in (*notes, *more):
            push_note(self.feedback, note)
        return rows

    @staticmethod
    def _rows(codes: list[str], policy: str, feedback: QgsProcessingFeedback) -> dict[str, list[int]]:
        """Return code -> its rows; raises when codes repeat and that is to be refused."""
        from ...tables.doubles import repeated  # late: QGIS starts faster

        double = repeated(codes)
        if double and policy == "refuse":
            raise QgsProcessingException(
                translate(
                    "Samplan",
                    "{count} codes stand in several rows ({names}). Choose to add them up or to take the first, or pick a "
                    "table with one row per area.",
                ).format(count=len(double), names=", ".join(list(double)[:10]))
            )
        if double:
            feedback.pushWarning(
                translate("Samplan", "{count} codes stand in several rows: {policy}.").format(
                    count=len(double), policy=policy
                )
            )
        rows: dict[str, list[int]] = {}
        for number, code in enumerate(codes):
            if code:
                rows.setdefault(code, []).append(number)
        return rows


def _nothing(value: Any) -> bool:
    return value is None or value != value


ALGORITHMS = (JoinStatistics,)
