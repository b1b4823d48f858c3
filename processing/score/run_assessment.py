"""Run an assessment: what an assessment document says is measured, scored and written, in one line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Optional

from qgis.core import (
    QgsApplication,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsRasterLayer,
)

from ...i18n import translate, translate_message
from ...indicators.roles import ROLES
from ...messages import QT_TRANSLATE_NOOP, UserError
from ..common.algorithm import in_main_thread, push_note
from ..common.assessments import Found, find_assessment, open_layers
from ..common.help_text import help_html
from ..common.parameters import AREAS, KEY_FIELD, REGISTER, advanced, helped
from ..common.role_parameters import BANDS, field_parameter
from ..common.tables import DECIMAL, OUTPUT
from ..measure._measuring import CUT_AT_BORDER, INDICATORS, SETTINGS
from ._scoring_algorithm import USE_FRAME, framework_and_frame
from ._scoring_run import FRAME, FRAMEWORK, MIN_COVERAGE, MIN_DATA_COVERAGE, MISSING_POLICY
from .assess_areas import AssessAreas

if TYPE_CHECKING:
    from ...assessment.document import Document
    from ...scoring import Framework, ReferenceFrame

TEMPORARY = QgsProcessing.TEMPORARY_OUTPUT
ASSESSMENT = "ASSESSMENT"
REPORT = "REPORT"
_SHOWN = (AREAS, FRAMEWORK, OUTPUT, FRAME)
"""Inherited parameters that the dialog shows; the others are for scripts."""
_REPORT_ID = "samplan:assessmentreport"


class RunAssessment(AssessAreas):
    """The algorithm ``samplan:runassessment``: Assess, whose parameters the document gives unless they are given here."""

    ID = "runassessment"
    report = ""
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Run assessment")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Measures and scores what an assessment document says; also makes a result of Samplan again."
    )
    TAGS = QT_TRANSLATE_NOOP("Samplan", "assessment,document,json,batch,again,nightly,sustainability,score")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Runs an assessment as its document describes it: planning areas, the layer of each role with filter, fields "
                "and classes, settings, framework, the rule for missing data, and the files to write.",
            ),
            (
                translate(
                    "Samplan",
                    "Assessment: the document's file (.json) or its text; empty, the one stored in the project. Paths in it "
                    "are relative to its folder.",
                ),
                translate(
                    "Samplan",
                    "Assess again: give a result of Assess planning areas (a layer, or its file) in place of a document; its "
                    "lineage says what it was made of. What it does not tell stands in the log.",
                ),
                translate(
                    "Samplan",
                    "In place of the document's: whatever is given here, by the names of the parameters of Assess planning "
                    "areas, such as MIN_COVERAGE=0.5 or GREEN=other.gpkg.",
                ),
                translate(
                    "Samplan",
                    "Output: what Assess planning areas gives, in the files that the document names. A temporary layer, as "
                    "this dialog proposes it, is made only where the document names none. The lineage holds the document's "
                    "fingerprint.",
                ),
            ),
            "qgis_process run samplan:runassessment -- ASSESSMENT=assessment.json",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the document, and the parameters of Assess, which may all be left out."""
        self.addParameter(
            helped(
                QgsProcessingParameterFile(
                    ASSESSMENT, translate("Samplan", "Assessment (empty: the project's own)"), optional=True
                ),
                translate(
                    "Samplan", "A document (.json), its text, or a result of Assess planning areas to make again."
                ),
            )
        )
        super().initAlgorithm(configuration)
        kinds = QgsProcessingParameterDefinition.Flag
        for definition in self.parameterDefinitions():
            name = definition.name()
            if name == ASSESSMENT:
                continue
            flags = definition.flags() | kinds.FlagOptional
            if name not in _SHOWN:
                flags |= kinds.FlagHidden
            definition.setFlags(flags)
            definition.setDefaultValue(None)
            if name in (AREAS, FRAMEWORK):
                advanced(definition)
        self.addParameter(
            QgsProcessingParameterFileDestination(
                REPORT,
                translate("Samplan", "Report"),
                translate("Samplan", "Web page (*.html)"),
                optional=True,
                createByDefault=False,
            )
        )

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        """Refuse a document that cannot be run, and files that cannot be written, before anything long runs."""
        try:
            given, _found = self._with_document(parameters, context)
        except UserError as error:
            return False, translate_message(error.template, error.values)
        return super().checkParameterValues(given, context)

    def completed(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Open the document's layers; the rest of the run sees only their sources, wherever it runs."""
        given, self.found = self._with_document(parameters, context)
        for note in self.found.notes:
            push_note(feedback, note)
        accepted, message = super().checkParameterValues(given, context)  # a model does not ask
        if not accepted:
            raise QgsProcessingException(message)
        self.given = {
            name: value.source() if isinstance(value, QgsMapLayer) else value for name, value in given.items()
        }
        return given

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Do as Assess does with what the document gives."""
        return super().processAlgorithm(self.given, context, feedback)

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Measure, score and write; the report waits for the main thread, in which a map is drawn."""
        self.outputs, self.report = super().perform(parameters, context, feedback), ""
        if parameters.get(REPORT):
            self.report = self.parameterAsFileOutput(parameters, REPORT, context)
        if in_main_thread():
            self._write_report(context, feedback)
        return self.outputs

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Write the report of a run in the background."""
        results = super().postProcessAlgorithm(context, feedback)
        return self._write_report(context, feedback) or results

    def _write_report(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Write the report, when there is one to write; returns all outputs then."""
        if not self.report:
            return {}
        given = {
            "INPUT": self.outputs[OUTPUT],
            "KEY_FIELD": self.given.get(KEY_FIELD),
            "TITLE": self.found.document.name,
            "OUTPUT": self.report,
        }
        path, self.report = self.report, ""
        _results, written = _report().run(given, context, feedback)
        if not written:
            raise QgsProcessingException(translate("Samplan", "The report could not be written; the log says why."))
        self.outputs[REPORT] = path
        return self.outputs

    def yardstick(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[Framework, Optional[ReferenceFrame]]:
        """Return the framework and the earlier frame, which may stand in the document itself."""
        from ...scoring import ReferenceFrame, load_framework  # late: QGIS starts faster

        framework = self.parameterAsString(parameters, FRAMEWORK, context)
        frame = self.parameterAsFile(parameters, USE_FRAME, context)
        document = self.found.document
        if not frame and isinstance(document.earlier_frame, dict):
            earlier = ReferenceFrame.from_dict(document.earlier_frame)
            return earlier.framework, earlier
        if not framework and not frame and isinstance(document.framework, dict):
            return load_framework(document.framework), None
        return framework_and_frame(framework, frame)

    def origin(self) -> dict[str, Any]:
        """Return what the lineage says of the document."""
        document = self.found.document.beside(self.found.folder)
        return {"assessment": {"name": document.name, "fingerprint": document.fingerprint(), "instead": self.instead}}

    def _with_document(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[dict[str, Any], Found]:
        """Return the parameters of Assess: those given, and the document's for all others.

        Raises
        ------
        AssessmentError
            There is no document, it has faults, or layers cannot be opened.
        """
        found = find_assessment(self.parameterAsString(parameters, ASSESSMENT, context), context)
        given = {name: value for name, value in parameters.items() if value not in (None, "") and name != ASSESSMENT}
        self.instead = sorted(given.keys() - {OUTPUT, FRAME, REPORT})
        wanted = [] if AREAS in given else ["areas"]
        wanted += [role for role in found.document.roles if not {role.upper(), f"{role.upper()}_RASTER"} & given.keys()]
        layers = open_layers(found, wanted, context)
        result = {**_settings_of(found.document), **_layers_of(found.document, layers), **given}
        result[OUTPUT] = _destination(given.get(OUTPUT), found.document.output.layer)
        if found.file:
            result[ASSESSMENT] = found.file
        if REPORT in result:
            able, why = _report().canExecute()
            if not able:
                raise QgsProcessingException(why)
        return result, found


def _destination(given: Any, named: str) -> Any:
    """Return where the areas go: a temporary layer, which dialogs propose, gives way to what the document names."""
    definition = given if isinstance(given, QgsProcessingOutputLayerDefinition) else None
    place = definition.sink.staticValue() if definition is not None else given
    if place not in (None, "", TEMPORARY) or not named:
        return given or TEMPORARY
    return named if definition is None else QgsProcessingOutputLayerDefinition(named, definition.destinationProject)


def _report() -> Any:
    return QgsApplication.processingRegistry().createAlgorithmById(_REPORT_ID)


def _settings_of(document: Document) -> dict[str, Any]:
    """Return what a document says beside its layers, as parameters of Assess."""
    texts = {
        KEY_FIELD: document.areas.key,
        INDICATORS: list(document.indicators),
        SETTINGS: json.dumps(document.settings, ensure_ascii=False) if document.settings else "",
        FRAMEWORK: document.framework if isinstance(document.framework, str) else "",
        USE_FRAME: document.earlier_frame if isinstance(document.earlier_frame, str) else "",
        MISSING_POLICY: document.missing.policy,
        MIN_COVERAGE: document.missing.min_coverage,
        MIN_DATA_COVERAGE: document.missing.min_data_coverage,
        CUT_AT_BORDER: document.cut_at_border,
        DECIMAL: document.decimal,
        REGISTER: document.register,
        OUTPUT: document.output.layer,
        FRAME: document.output.frame,
        REPORT: document.output.report,
    }
    return {name: value for name, value in texts.items() if value not in ("", None, [])}


def _layers_of(document: Document, layers: dict[str, QgsMapLayer]) -> dict[str, Any]:
    """Return the opened layers with their fields, classes and bands, as parameters of Assess."""
    from ...assessment.sources import is_file_name  # late: QGIS starts faster

    result: dict[str, Any] = {}
    if "areas" in layers:
        result[AREAS] = layers["areas"]
    bands = []
    for name, entry in document.roles.items():
        role, parameter = ROLES[name], name.upper()
        if name in layers:
            raster = isinstance(layers[name], QgsRasterLayer) and role.raster_apart
            result[f"{parameter}_RASTER" if raster else parameter] = layers[name]
        result.update({field_parameter(role, field): layer_field for field, layer_field in entry.fields.items()})
        if entry.classes:
            table = is_file_name(entry.classes)
            result[f"{parameter}_SCHEME_TABLE" if table else f"{parameter}_SCHEME"] = entry.classes
        if entry.band is not None:
            bands.append(f"{name}={entry.band}")
    if bands:
        result[BANDS] = ", ".join(bands)
    return result


ALGORITHMS = (RunAssessment,)
