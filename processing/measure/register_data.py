"""Register data: write down owner, vintage, licence and update interval of a role layer."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterFile,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ...i18n import pick, translate
from ...indicators.roles import ROLES
from ...messages import QT_TRANSLATE_NOOP
from ..common.algorithm import SamplanAlgorithm
from ..common.choice import choice
from ..common.help_text import help_html
from ..common.parameters import helped
from ..common.register import Entry, write_entry

REGISTER, ROLE, LAYER = "REGISTER", "ROLE", "LAYER"
OWNER, VINTAGE, LICENCE, UPDATE_MONTHS, NOTE = "OWNER", "VINTAGE", "LICENCE", "UPDATE_MONTHS", "NOTE"


class RegisterData(SamplanAlgorithm):
    """The algorithm ``samplan:registerdata``."""

    ID = "registerdata"
    GROUP = "measure"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Register data")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Writes owner, date, licence and update interval of a layer into the data register."
    )
    TAGS = QT_TRANSLATE_NOOP("Samplan", "metadata,vintage,licence,owner,register,update")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Keeps a register of the layers that indicators are measured from: who owns each, which date it describes, "
                "under which licence, and how often it is renewed. The register is a table in a GeoPackage of yours.",
            ),
            (
                translate(
                    "Samplan",
                    "Use: give the register to Measure indicators and Assess planning areas, and its entries are shown in the "
                    "log and written into the lineage; Check data tells which layers are overdue.",
                ),
            ),
            "qgis_process run samplan:registerdata -- REGISTER=register.gpkg ROLE=green LAYER=green.gpkg OWNER=Parks "
            "VINTAGE=2025-06-30 LICENCE=CC0 UPDATE_MONTHS=12",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        self.addParameter(
            helped(
                QgsProcessingParameterFile(
                    REGISTER,
                    translate("Samplan", "Data register (GeoPackage, made when needed)"),
                    fileFilter=translate("Samplan", "GeoPackage (*.gpkg)"),
                ),
                translate("Samplan", "An entry for the same role is replaced."),
            )
        )
        self.addParameter(
            choice(ROLE, translate("Samplan", "Role"), {name: pick(role.title) for name, role in ROLES.items()})
        )
        kinds = [QgsProcessing.SourceType.TypeVector, QgsProcessing.SourceType.TypeRaster]
        self.addParameter(QgsProcessingParameterMapLayer(LAYER, translate("Samplan", "Layer"), types=kinds))
        for name, title in (
            (OWNER, translate("Samplan", "Owner")),
            (VINTAGE, translate("Samplan", "Date the data describe (2025-06-30)")),
            (LICENCE, translate("Samplan", "Licence")),
            (NOTE, translate("Samplan", "Note")),
        ):
            self.addParameter(QgsProcessingParameterString(name, title, optional=True))
        self.addParameter(
            QgsProcessingParameterNumber(
                UPDATE_MONTHS,
                translate("Samplan", "Months between updates (0 = not known)"),
                defaultValue=0,
                minValue=0,
            )
        )

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Check the date and write the entry."""
        from datetime import date

        vintage = self.parameterAsString(parameters, VINTAGE, context).strip()
        if vintage:
            try:
                date.fromisoformat(vintage)
            except ValueError as error:
                raise QgsProcessingException(
                    translate("Samplan", '"{date}" is no date. Write it like 2025-06-30.').format(date=vintage)
                ) from error
        if not self.snapshots.get(LAYER):
            raise QgsProcessingException(self.invalidSourceError(parameters, LAYER))
        entry = Entry(
            self.parameterAsEnumString(parameters, ROLE, context),
            self.snapshots[LAYER][0].title,
            self.parameterAsString(parameters, OWNER, context),
            vintage,
            self.parameterAsString(parameters, LICENCE, context),
            self.parameterAsInt(parameters, UPDATE_MONTHS, context),
            self.parameterAsString(parameters, NOTE, context),
        )
        path = self.parameterAsFile(parameters, REGISTER, context)
        write_entry(path, entry)
        feedback.pushInfo(translate("Samplan", "Registered. {entry}").format(entry=entry.text()))
        return {REGISTER: path}


ALGORITHMS = (RegisterData,)
