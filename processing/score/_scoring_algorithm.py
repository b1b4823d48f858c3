"""What the Score algorithms share: areas with raw values and a framework in; tables out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional, Sequence

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
)

from ...compat import is_null
from ...i18n import translate
from ..common.algorithm import SamplanAlgorithm
from ..common.lineage import scorings_in
from ..common.parameters import AREAS, KEY_FIELD, advanced, helped, include_paths_parameter
from ..common.snapshots import LayerSnapshot
from ..common.tables import columns_of, decimal_mark, filled_source, labels_of
from ._scoring_run import FRAMEWORK, add_scoring_parameters, find_framework, missing_data_options, read_columns

if TYPE_CHECKING:
    from ...scoring import Framework, ReferenceFrame

PERIOD_FIELD = "PERIOD_FIELD"
USE_FRAME = "USE_FRAME"


@dataclass
class ScoringInput:
    """Areas ready to be scored.

    Attributes
    ----------
    source : LayerSnapshot
        The areas.
    framework : Framework
    columns : dict of str to ndarray
        Raw columns the framework reads.
    options : dict
        Keyword arguments of `scoring.score`: policy, minimum coverage, period, frame.
    labels : list of str
        What to call each area.
    """

    source: LayerSnapshot
    framework: Framework
    columns: dict[str, Any]
    options: dict[str, Any]
    labels: list[str]


class ScoringAlgorithm(SamplanAlgorithm):
    """Base of algorithms that score areas with raw values by a framework."""

    GROUP = "score"

    def addScoringInputs(self) -> None:
        """Declare areas, key field, framework, missing-data policy, earlier frame and period."""
        add_valued_areas(self)
        add_scoring_parameters(self)
        self.addParameter(use_frame_parameter())
        self.addParameter(
            period_parameter(
                translate(
                    "Samplan",
                    "For a layer with a row per area and year: ranks are within each period, and so are indicators that the "
                    "framework normalises by period.",
                )
            )
        )
        self.addParameter(include_paths_parameter())

    def prepare(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Load the framework and the frame."""
        self.framework, self.frame = framework_and_frame(
            self.parameterAsString(parameters, FRAMEWORK, context), self.parameterAsFile(parameters, USE_FRAME, context)
        )

    def scorable(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> ScoringInput:
        """Read what is to be scored.

        Raises
        ------
        QgsProcessingException
            The layer cannot be loaded or is empty.
        """
        source = filled_source(self, parameters, AREAS)
        columns = read_columns(source, self.framework, feedback, decimal_mark(self, parameters, context))
        options: dict[str, Any] = missing_data_options(self, parameters, context)
        if self.frame is not None:
            options["frame"] = self.frame
        labels = labels_of(source, self.parameterAsString(parameters, KEY_FIELD, context))
        period = period_field(self, parameters, context, source, feedback)
        if period:
            options["period"] = periods_of(source, period, labels, feedback)
        return ScoringInput(source, self.framework, columns, options, labels)


def add_valued_areas(algorithm: QgsProcessingAlgorithm) -> None:
    """Declare a layer or table of areas with values, and the field that names them."""
    algorithm.addParameter(
        helped(
            QgsProcessingParameterFeatureSource(
                AREAS, translate("Samplan", "Areas with raw values"), [QgsProcessing.SourceType.TypeVector]
            ),
            translate("Samplan", "A layer, or a table without geometry."),
        )
    )
    algorithm.addParameter(
        QgsProcessingParameterField(
            KEY_FIELD,
            translate("Samplan", "Field that names an area"),
            parentLayerParameterName=AREAS,
            optional=True,
        )
    )


def period_field(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    source: LayerSnapshot,
    feedback: QgsProcessingFeedback,
) -> str:
    """Return the field with the period: the one chosen, else the one the layer was scored by before, blank for none."""
    chosen = algorithm.parameterAsString(parameters, PERIOD_FIELD, context)
    scored = scorings_in(source.history)
    earlier = str(scored[-1].get("parameters", {}).get(PERIOD_FIELD) or "") if scored else ""
    if chosen or source.fields().indexFromName(earlier) < 0:
        return chosen
    feedback.pushInfo(
        translate("Samplan", 'Ranks are within each period of the field "{field}", as before.').format(field=earlier)
    )
    return earlier


def periods_of(
    source: LayerSnapshot, field: str, labels: Sequence[str], feedback: QgsProcessingFeedback
) -> list[Optional[str]]:
    """Return the period of each row, None where there is none, and tell which rows that are."""
    cells = columns_of(source, [field])[0]
    periods = [None if is_null(cell) or str(cell).strip() in ("", "nan") else str(cell) for cell in cells]
    without = [label for label, period in zip(labels, periods) if period is None]
    if without:
        feedback.pushWarning(
            translate(
                "Samplan",
                '{count} rows have no period in the field "{field}" and get no rank: {names}. Fill the period in, or delete '
                "the rows.",
            ).format(count=len(without), field=field, names=", ".join(without[:10]))
        )
    return periods


def period_parameter(text: str) -> QgsProcessingParameterField:
    """Return the parameter that takes the field with the period, with its help."""
    field = QgsProcessingParameterField(
        PERIOD_FIELD,
        translate("Samplan", "Field with the period (year)"),
        parentLayerParameterName=AREAS,
        optional=True,
    )
    return advanced(helped(field, text))


def use_frame_parameter() -> QgsProcessingParameterFile:
    """Return the parameter that takes the reference frame of an earlier result."""
    return advanced(
        helped(
            QgsProcessingParameterFile(
                USE_FRAME,
                translate("Samplan", "Reference frame of an earlier result"),
                optional=True,
                fileFilter=translate("Samplan", "Reference frame (*.json)"),
            ),
            translate(
                "Samplan",
                "Scores on the yardstick of that result: its framework, goalposts and options. The framework above is "
                "then not used.",
            ),
        )
    )


def framework_and_frame(framework: str, frame: str) -> tuple[Framework, Optional[ReferenceFrame]]:
    """Return the framework to score by and the earlier frame, if one is given.

    Raises
    ------
    QgsProcessingException
        The frame's file is not there.
    ScoringError
        A file has faults.
    """
    from ...scoring import ReferenceFrame  # late: QGIS starts faster

    if not frame:
        return find_framework(framework), None
    if not Path(frame).is_file():
        raise QgsProcessingException(
            translate("Samplan", 'There is no reference frame "{name}". Choose the file saved with a result.').format(
                name=frame
            )
        )
    earlier = ReferenceFrame.load(frame)
    return earlier.framework, earlier
