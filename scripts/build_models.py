#!/usr/bin/env python3
"""Write the models shipped in resources/models: ``build_models.py``. Needs QGIS with Samplan's provider.

The models are made by code so that they follow the algorithms' published ids and parameter names.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsProcessing,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
)
from qgis.PyQt.QtCore import QPointF

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "resources" / "models" / "measure_and_score.model3"
ROLES = (
    ("GREEN", "Green areas", QgsProcessing.SourceType.TypeVectorPolygon),
    ("POPULATION", "Population", QgsProcessing.SourceType.TypeVectorPoint),
    ("STREETS", "Streets", QgsProcessing.SourceType.TypeVectorLine),
    ("TRANSIT", "Public transport stops", QgsProcessing.SourceType.TypeVectorPoint),
    ("LAND_USE", "Land use", QgsProcessing.SourceType.TypeVectorPolygon),
)


def load_package() -> None:
    """Make the checkout importable as ``samplan``."""
    spec = importlib.util.spec_from_file_location(
        "samplan", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["samplan"] = module
    spec.loader.exec_module(module)


def source(parameter: str) -> list[QgsProcessingModelChildParameterSource]:
    """Return a child parameter taken from a parameter of the model."""
    return [QgsProcessingModelChildParameterSource.fromModelParameter(parameter)]


def fill(child: QgsProcessingModelChildAlgorithm) -> None:
    """Give the parameters that are not optional their defaults: the modeller calls a model without them not valid."""
    for definition in child.algorithm().parameterDefinitions():
        optional = definition.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional
        if not (optional or definition.isDestination() or definition.name() in child.parameterSources()):
            value = QgsProcessingModelChildParameterSource.fromStaticValue(definition.defaultValue())
            child.addParameterSources(definition.name(), [value])


def measure_and_score() -> QgsProcessingModelAlgorithm:
    """Return the model: Measure indicators, then Score planning areas."""
    model = QgsProcessingModelAlgorithm("Measure and score planning areas", "Samplan")
    polygon = QgsProcessing.SourceType.TypeVectorPolygon
    inputs = [
        QgsProcessingParameterFeatureSource("AREAS", "Planning areas", [polygon]),
        QgsProcessingParameterField("KEY_FIELD", "Field that names an area", None, "AREAS", optional=True),
        *(QgsProcessingParameterFeatureSource(name, title, [kind], optional=True) for name, title, kind in ROLES),
        QgsProcessingParameterFile(
            "FRAMEWORK", "Framework", defaultValue="sodertorn_core", optional=True, fileFilter="(*)"
        ),
    ]
    for row, parameter in enumerate(inputs):
        component = QgsProcessingModelParameter(parameter.name())
        component.setPosition(QPointF(150, 60 + 70 * row))
        model.addModelParameter(parameter, component)
    measure = QgsProcessingModelChildAlgorithm("samplan:measureindicators")
    measure.setChildId("measure")
    measure.setDescription("Measure indicators")
    measure.setPosition(QPointF(450, 200))
    for name in ("AREAS", "KEY_FIELD", *(role[0] for role in ROLES)):
        measure.addParameterSources(name, source(name))
    fill(measure)
    model.addChildAlgorithm(measure)
    score = QgsProcessingModelChildAlgorithm("samplan:scoreareas")
    score.setChildId("score")
    score.setDescription("Score planning areas")
    score.setPosition(QPointF(750, 300))
    score.addParameterSources("AREAS", [QgsProcessingModelChildParameterSource.fromChildOutput("measure", "OUTPUT")])
    score.addParameterSources("KEY_FIELD", source("KEY_FIELD"))
    score.addParameterSources("FRAMEWORK", source("FRAMEWORK"))
    fill(score)
    output = QgsProcessingModelOutput("Scored areas")
    output.setChildId("score")
    output.setChildOutputName("OUTPUT")
    output.setPosition(QPointF(1000, 400))
    score.setModelOutputs({"Scored areas": output})
    model.addChildAlgorithm(score)
    model.updateDestinationParameters()
    model.setHelpContent(
        {
            "ALG_DESC": "Measures the indicators that the layers allow and scores the areas by a framework. "
            "A start for models of your own: put your steps between the two.",
        }
    )
    return model


def main() -> None:
    """Write the models."""
    application = QgsApplication([], False)
    application.initQgis()
    load_package()
    from samplan.processing.provider import SamplanProvider

    provider = SamplanProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    TARGET.parent.mkdir(exist_ok=True)
    if not measure_and_score().toFile(str(TARGET)):
        raise SystemExit(f"{TARGET} could not be written")
    sys.stdout.write(f"{TARGET}\n")
    application.exitQgis()


if __name__ == "__main__":
    main()
