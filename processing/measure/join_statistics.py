"""Join statistics: a table of numbers by area code to planning areas, with every unmatched row told."""

from __future__ import annotations

from typing import Any

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
from ..common.algorithm import SamplanAlgorithm
from ..common.area_output import Column, write_areas
from ..common.choice import choice
from ..common.finish import finish_layer
from ..common.help_text import help_html
from ..common.lineage import lineage, metadata
from ..common.parameters import AREAS, KEY_FIELD, advanced, helped
from ..common.table_files import column_values, read_table
from ..common.tables import OUTPUT, filled_source, rows_of, table_sink, write_table

TABLE, TABLE_KEY, COLUMNS, SHEET, DUPLICATES = "TABLE", "TABLE_KEY", "COLUMNS", "SHEET", "DUPLICATES"
UNMATCHED = "UNMATCHED"
MATCHED, ONLY_IN_AREAS, ONLY_IN_TABLE = "MATCHED", "ONLY_IN_AREAS", "ONLY_IN_TABLE"


class JoinStatistics(SamplanAlgorithm):
    """The algorithm ``samplan:joinstatistics``."""

    ID = "joinstatistics"
    GROUP = "measure"
    PACKAGE = "pandas"
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
                    "Reading: delimiter and encoding are recognised, decimal commas and spaces between thousands understood; "
                    'cells such as ".." and "–" are NULL. Codes keep their leading zeros.',
                ),
                translate(
                    "Samplan",
                    "Repeated codes: refused unless you choose to add them up (counts such as residents by sex) or to take the "
                    "first.",
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
                fileFilter=translate("Samplan", "Tables (*.csv *.txt *.tsv *.xlsx *.xls *.ods)"),
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
        source = filled_source(self, parameters, AREAS)
        key_field = self.parameterAsString(parameters, KEY_FIELD, context)
        table = read_table(
            self.parameterAsFile(parameters, TABLE, context), self.parameterAsString(parameters, SHEET, context)
        )
        table_key = self.parameterAsString(parameters, TABLE_KEY, context).strip() or str(table.columns[0])
        chosen = [
            name.strip() for name in self.parameterAsString(parameters, COLUMNS, context).split(",") if name.strip()
        ]
        wrong = [name for name in (table_key, *chosen) if name not in table.columns]
        if wrong:
            raise QgsProcessingException(
                translate("Samplan", 'The table has no column "{name}". It has: {names}.').format(
                    name=wrong[0], names=", ".join(map(str, table.columns))
                )
            )
        chosen = chosen or [name for name in table.columns if name != table_key]
        codes = [str(code).strip() for code in table[table_key]]
        row_of = self._rows(codes, self.parameterAsEnumString(parameters, DUPLICATES, context) or "refuse", feedback)
        keys = [text.strip() for text in texts([row[0] for row in rows_of(source, [key_field])])]
        columns = []
        for name in chosen:
            values, kind = column_values(table[name])
            columns.append(Column(name, self._pick(values, kind, keys, row_of), kind, name))
        known, there = set(row_of), set(keys)
        only_areas = [key for key in dict.fromkeys(keys) if key not in known]
        only_table = [code for code in row_of if code not in there]
        matched = sum(key in known for key in keys)
        feedback.pushInfo(
            translate("Samplan", "{matched} of {total} areas have statistics.").format(matched=matched, total=len(keys))
        )
        for rest, text in (
            (only_areas, translate("Samplan", "{count} areas are not in the table (NULL there): {names}")),
            (only_table, translate("Samplan", "{count} codes of the table have no area: {names}")),
        ):
            if rest:
                feedback.pushWarning(text.format(count=len(rest), names=", ".join(rest[:10])))
        if not matched:
            raise QgsProcessingException(
                translate(
                    "Samplan",
                    "No code of the table is in the field {field} (areas: {ours}; table: {theirs}). Choose the right key "
                    "columns, or the map of the same year.",
                ).format(field=key_field, ours=", ".join(keys[:3]), theirs=", ".join(codes[:3]))
            )
        destination = write_areas(self, parameters, context, feedback, OUTPUT, source, columns)
        name = source.title
        record = lineage(
            self.id(),
            {KEY_FIELD: key_field, TABLE_KEY: table_key, COLUMNS: chosen},
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

    def _rows(self, codes: list[str], policy: str, feedback: QgsProcessingFeedback) -> dict[str, list[int]]:
        """Return code -> row numbers to be used; raises when codes repeat and that is to be refused."""
        rows: dict[str, list[int]] = {}
        for number, code in enumerate(codes):
            if code:
                rows.setdefault(code, []).append(number)
        double = [code for code, found in rows.items() if len(found) > 1]
        if double and policy == "refuse":
            raise QgsProcessingException(
                translate(
                    "Samplan",
                    "{count} codes stand in several rows ({names}). Choose to add them up or to take the first, or pick a "
                    "table with one row per area.",
                ).format(count=len(double), names=", ".join(double[:10]))
            )
        if double:
            feedback.pushWarning(
                translate("Samplan", "{count} codes stand in several rows: {policy}.").format(
                    count=len(double), policy=policy
                )
            )
        return {code: found if policy == "sum" else found[:1] for code, found in rows.items()}

    @staticmethod
    def _pick(values: np.ndarray, kind: type, keys: list[str], row_of: dict[str, list[int]]) -> list[Any]:
        """Return each area's value: the sum of its rows for numbers (NULL when any is), the first for text."""
        if kind is str:
            return [values[row_of[key][0]] if key in row_of else None for key in keys]
        return [float(np.sum(values[row_of[key]])) if key in row_of else np.nan for key in keys]


ALGORITHMS = (JoinStatistics,)
