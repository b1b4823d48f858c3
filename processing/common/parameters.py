"""Parameters that algorithms of several groups declare alike."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
)

from ...i18n import translate

AREAS = "AREAS"
KEY_FIELD = "KEY_FIELD"
INCLUDE_PATHS = "INCLUDE_PATHS"
REGISTER = "REGISTER"


def advanced(parameter: QgsProcessingParameterDefinition) -> QgsProcessingParameterDefinition:
    """Fold a parameter away under "Advanced parameters" and return it."""
    parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
    return parameter


def helped(parameter: QgsProcessingParameterDefinition, text: str) -> QgsProcessingParameterDefinition:
    """Give a parameter its help and return it."""
    parameter.setHelp(text)
    return parameter


def add_areas_parameters(algorithm: QgsProcessingAlgorithm) -> None:
    """Declare the planning areas and the field that names them."""
    algorithm.addParameter(
        helped(
            QgsProcessingParameterFeatureSource(
                AREAS, translate("Samplan", "Planning areas"), [QgsProcessing.SourceType.TypeVectorPolygon]
            ),
            translate("Samplan", "Polygons to be measured. They may overlap; the layer is never altered."),
        )
    )
    algorithm.addParameter(
        helped(
            QgsProcessingParameterField(
                KEY_FIELD,
                translate("Samplan", "Field that names an area"),
                parentLayerParameterName=AREAS,
                optional=True,
            ),
            translate("Samplan", "A name or key, used in messages and to match results later."),
        )
    )


def register_parameter() -> QgsProcessingParameterDefinition:
    """Return the parameter that takes the data register."""
    return advanced(
        helped(
            QgsProcessingParameterFile(
                REGISTER,
                translate("Samplan", "Data register"),
                optional=True,
                fileFilter=translate("Samplan", "GeoPackage (*.gpkg)"),
            ),
            translate("Samplan", 'Owner, date and licence of the layers, as kept by "Register data".'),
        )
    )


def include_paths_parameter() -> QgsProcessingParameterDefinition:
    """Return the switch that lets local paths into the lineage."""
    return advanced(
        QgsProcessingParameterBoolean(
            INCLUDE_PATHS, translate("Samplan", "Write local file paths into the lineage"), defaultValue=False
        )
    )
