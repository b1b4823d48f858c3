"""Check framework and Framework from layer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ...compat import parameter_as_fields
from ...i18n import language, translate, translate_message
from ...indicators.registry import all_indicators
from ...messages import QT_TRANSLATE_NOOP
from ...tables.numbers import read_numbers
from ..common.algorithm import SamplanAlgorithm
from ..common.area_output import Column
from ..common.help_text import help_html
from ..common.parameters import helped
from ..common.tables import (
    OUTPUT,
    columns_of,
    decimal_mark,
    decimal_parameter,
    filled_source,
    number_column,
    table_sink,
    write_table,
)
from ._scoring_run import FRAMEWORK, framework_parameter, shipped_frameworks

FAULTS, WARNINGS = "FAULTS", "WARNINGS"
INPUT, FIELDS, TITLE = "INPUT", "FIELDS", "TITLE"


class CheckFramework(SamplanAlgorithm):
    """The algorithm ``samplan:checkframework``."""

    ID = "checkframework"
    GROUP = "score"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Check framework")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Explains the faults of a framework file in words: where, what, and what would be right."
    )
    TAGS = QT_TRANSLATE_NOOP("Samplan", "framework,validate,json,faults,check")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Reads a framework file and lists all its faults at once, each with the pillar, theme and indicator it belongs "
                "to, what is wrong and what would be right.",
            ),
            (translate("Samplan", "Output: a table with one row per fault or warning; none when the file is sound."),),
            "qgis_process run samplan:checkframework -- FRAMEWORK=our_town.json OUTPUT=faults.gpkg",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        self.addParameter(framework_parameter())
        self.addParameter(table_sink(OUTPUT, translate("Samplan", "Faults"), optional=True))
        self.addOutput(QgsProcessingOutputNumber(FAULTS, translate("Samplan", "Number of faults")))
        self.addOutput(QgsProcessingOutputNumber(WARNINGS, translate("Samplan", "Number of warnings")))

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Check and explain."""
        from ...scoring import check_framework, load_framework  # late: QGIS starts faster

        name = self.parameterAsString(parameters, FRAMEWORK, context)
        path = shipped_frameworks().get(name, Path(name))
        if not path.is_file():
            raise QgsProcessingException(translate("Samplan", 'There is no file "{name}".').format(name=name))
        faults = check_framework(path, language())
        for fault in faults:
            feedback.reportError(f"{fault.path}: {self._text(fault.problem)} {self._text(fault.remedy)}".lstrip(": "))
        if not faults:
            framework = load_framework(path)
            feedback.pushInfo(
                translate("Samplan", 'The framework "{name}" is sound: {count} indicators.').format(
                    name=framework.id, count=len(framework.leaves)
                )
            )
            others = [leaf.field for leaf in framework.leaves if not {leaf.indicator, leaf.field} & {*all_indicators()}]
            if others:
                feedback.pushInfo(
                    translate(
                        "Samplan",
                        "Samplan does not measure: {names}. The layer scored must have these fields; are they spelt right?",
                    ).format(names=", ".join(others))
                )
        columns = [
            Column("severity", [translate("Samplan", "fault")] * len(faults), str, translate("Samplan", "Severity")),
            Column("place", [f.path for f in faults], str, translate("Samplan", "Where")),
            Column("problem", [self._text(f.problem) for f in faults], str, translate("Samplan", "What is wrong")),
            Column("remedy", [self._text(f.remedy) for f in faults], str, translate("Samplan", "What would be right")),
        ]
        outputs = write_table(self, parameters, context, OUTPUT, columns)
        return {**outputs, FAULTS: len(faults), WARNINGS: 0}  # models of 0.1.0 may use either

    @staticmethod
    def _text(note: Any) -> str:
        return translate_message(note.template, note.values)


class FrameworkFromLayer(SamplanAlgorithm):
    """The algorithm ``samplan:frameworkfromlayer``."""

    ID = "frameworkfromlayer"
    GROUP = "score"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Framework from layer")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP("Samplan", "Drafts a framework file from the numeric fields of a layer.")
    TAGS = QT_TRANSLATE_NOOP("Samplan", "framework,draft,template,json,fields")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Drafts a framework with one indicator per numeric field of a layer: a start to be edited, not a finished one.",
            ),
            (
                translate(
                    "Samplan",
                    "Draft: goalposts are the range of the data in round numbers, every indicator counts the same and more is "
                    "better. Set directions, goalposts with their sources, and weights before you use it; Check framework "
                    "tells whether the file is sound.",
                ),
            ),
            "qgis_process run samplan:frameworkfromlayer -- INPUT=statistics.gpkg TITLE='Our town' FRAMEWORK=our_town.json",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                INPUT, translate("Samplan", "Layer or table"), [QgsProcessing.SourceType.TypeVector]
            )
        )
        self.addParameter(
            helped(
                QgsProcessingParameterField(
                    FIELDS,
                    translate("Samplan", "Fields"),
                    parentLayerParameterName=INPUT,
                    allowMultiple=True,
                    optional=True,
                ),
                translate("Samplan", "Empty: every numeric field that varies."),
            )
        )
        self.addParameter(
            QgsProcessingParameterString(
                TITLE,
                translate("Samplan", "Title of the framework"),
                defaultValue=translate("Samplan", "Our framework"),
            )
        )
        self.addParameter(decimal_parameter())
        self.addParameter(
            QgsProcessingParameterFileDestination(
                FRAMEWORK, translate("Samplan", "Framework file"), translate("Samplan", "Frameworks (*.json)")
            )
        )

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Draft and write."""
        from ...scoring import draft_framework, load_framework  # late: QGIS starts faster

        source = filled_source(self, parameters, INPUT)
        fields = parameter_as_fields(self, parameters, FIELDS, context)
        fields = fields or _with_numbers(source)
        if not fields:
            raise QgsProcessingException(translate("Samplan", "The layer has no numeric field. Choose another layer."))
        columns, decimal = columns_of(source, fields), decimal_mark(self, parameters, context)
        title = self.parameterAsString(parameters, TITLE, context)
        target = Path(self.parameterAsFileOutput(parameters, FRAMEWORK, context))
        values = {name: number_column(cells, name, feedback, decimal) for name, cells in zip(fields, columns)}
        draft = draft_framework(values, target.stem, title)
        target.write_text(json.dumps(draft, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        feedback.pushInfo(
            translate(
                "Samplan", "{count} indicators drafted. Now set directions, goalposts with sources, and weights."
            ).format(count=len(load_framework(target).leaves))
        )
        return {FRAMEWORK: str(target)}


def _with_numbers(source: Any) -> list[str]:
    """Return the numeric fields, and the text fields that hold nothing but numbers (a table from CSV has only text)."""
    names = source.fields().names()
    found = []
    for name, cells in zip(names, columns_of(source, names)):
        column = read_numbers(cells)
        only_numbers = (column.count or column.doubtful) and not column.unreadable
        if source.fields().field(name).isNumeric() or only_numbers:
            found.append(name)
    return found


ALGORITHMS = (CheckFramework, FrameworkFromLayer)
