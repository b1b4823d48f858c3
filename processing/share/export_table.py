"""Export table: a layer's attributes as a spreadsheet or CSV that people without QGIS can open, with units and lineage."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFileDestination,
    QgsProject,
)

from ...compat import plain_value
from ...i18n import language, translate
from ...messages import QT_TRANSLATE_NOOP
from ..common.algorithm import SamplanAlgorithm
from ..common.help_text import help_html
from ..common.lineage import records_in
from ..common.parameters import helped
from ..common.tables import filled_source, rows_of, table_parameter

INPUT, OUTPUT, DECIMAL_COMMA = "INPUT", "OUTPUT", "DECIMAL_COMMA"


class ExportTable(SamplanAlgorithm):
    """The algorithm ``samplan:exporttable``."""

    ID = "exporttable"
    GROUP = "share"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Export table")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Writes a result as a spreadsheet or CSV, with units, explanations and lineage."
    )
    TAGS = QT_TRANSLATE_NOOP("Samplan", "excel,csv,spreadsheet,export,table,share")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Writes the attributes of a layer as a table for people without QGIS: .xlsx with a sheet of data, a sheet that "
                "explains every column, and a sheet with the lineage; or .csv with the data alone.",
            ),
            (
                translate(
                    "Samplan",
                    "CSV: with a decimal comma the columns are separated by semicolons, as Swedish spreadsheets expect.",
                ),
                translate(
                    "Samplan",
                    "Text stays text: a value such as =1+1 is no formula in the spreadsheet; in CSV an apostrophe stands "
                    "before it. Dates and times are written as 2026-11-30 and 2026-11-30T14:05:00, lists and maps as JSON.",
                ),
            ),
            "qgis_process run samplan:exporttable -- INPUT=assessed.gpkg OUTPUT=assessed.xlsx",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        self.addParameter(table_parameter(INPUT, translate("Samplan", "Layer or table")))
        self.addParameter(
            helped(
                QgsProcessingParameterBoolean(
                    DECIMAL_COMMA, translate("Samplan", "Decimal comma (CSV)"), defaultValue=language() == "sv"
                ),
                translate("Samplan", "Spreadsheets keep numbers as numbers."),
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                OUTPUT, translate("Samplan", "Table"), translate("Samplan", "Spreadsheet (*.xlsx);;CSV (*.csv)")
            )
        )

    def prepare(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Take aliases, comments and lineage from the layer in the main thread."""
        layer = self.parameterAsVectorLayer(parameters, INPUT, context)
        if layer is not None and QgsProject.instance().mapLayer(layer.id()) is None:
            layer.loadDefaultStyle()  # the stored style holds the aliases
        fields = layer.fields() if layer is not None else []
        self.words = {field.name(): (field.alias(), field.comment()) for field in fields}
        self.history = records_in(self.source(parameters, INPUT).history)

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Write the table."""
        from ...tables.writing import write_book, write_csv  # late: QGIS starts faster

        source = filled_source(self, parameters, INPUT)
        target = Path(self.parameterAsFileOutput(parameters, OUTPUT, context))
        if target.suffix.lower() not in (".xlsx", ".csv", ".txt"):
            raise QgsProcessingException(
                translate(
                    "Samplan", 'A table is written as .xlsx or .csv, not "{ending}". Choose such an ending.'
                ).format(ending=target.suffix)
            )
        names = source.fields().names()
        rows = [[plain_value(value) for value in row] for row in rows_of(source, names)]
        if target.suffix.lower() != ".xlsx":
            write_csv(target, names, rows, self.parameterAsBool(parameters, DECIMAL_COMMA, context))
            return {OUTPUT: str(target)}
        words = [(name, *self.words.get(name, ("", ""))) for name in names]
        head = [translate("Samplan", "Column"), translate("Samplan", "Title"), translate("Samplan", "Explanation")]
        lines = [(json.dumps(record, ensure_ascii=False),) for record in self.history]
        lineage = translate("Samplan", "Lineage")
        cut = write_book(
            target,
            {
                translate("Samplan", "Data"): (names, rows),
                translate("Samplan", "Columns"): (head, words),
                lineage: ([lineage], lines),
            },
        )
        if cut:
            feedback.pushWarning(
                translate(
                    "Samplan",
                    "{count} texts are longer than a cell of a spreadsheet can be, and were cut. Choose a file ending in .csv "
                    "to keep them whole.",
                ).format(count=cut)
            )
        return {OUTPUT: str(target)}


ALGORITHMS = (ExportTable,)
