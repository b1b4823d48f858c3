"""Export table: a layer's attributes as a spreadsheet or CSV that people without QGIS can open, with units and lineage."""

from __future__ import annotations

import importlib.util
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

from ...compat import is_null
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
    PACKAGE = "pandas"
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
        import pandas

        source = filled_source(self, parameters, INPUT)
        target = Path(self.parameterAsFileOutput(parameters, OUTPUT, context))
        names = source.fields().names()
        rows = [[None if is_null(value) else value for value in row] for row in rows_of(source, names)]
        data = pandas.DataFrame(rows, columns=names)
        if target.suffix.lower() != ".xlsx":
            comma = self.parameterAsBool(parameters, DECIMAL_COMMA, context)
            data.to_csv(
                target, index=False, sep=";" if comma else ",", decimal="," if comma else ".", encoding="utf-8-sig"
            )
            return {OUTPUT: str(target)}
        if importlib.util.find_spec("openpyxl") is None:
            raise QgsProcessingException(
                translate(
                    "Samplan", "To write .xlsx the Python package openpyxl is needed. Choose a file ending in .csv."
                )
            )
        words = [(name, *self.words.get(name, ("", ""))) for name in names]
        head = [translate("Samplan", "Column"), translate("Samplan", "Title"), translate("Samplan", "Explanation")]
        lines = [(json.dumps(record, ensure_ascii=False),) for record in self.history]
        with pandas.ExcelWriter(target, engine="openpyxl") as book:
            data.to_excel(book, sheet_name=translate("Samplan", "Data"), index=False)
            pandas.DataFrame(words, columns=head).to_excel(
                book, sheet_name=translate("Samplan", "Columns"), index=False
            )
            pandas.DataFrame(lines, columns=[translate("Samplan", "Lineage")]).to_excel(
                book, sheet_name=translate("Samplan", "Lineage"), index=False
            )
        return {OUTPUT: str(target)}


ALGORITHMS = (ExportTable,)
