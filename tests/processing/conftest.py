"""A running Processing with Samplan's provider, the workshop data, and small layers made on the spot."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterable, Iterator, Optional

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
)

WORKSHOP = Path(__file__).resolve().parents[2] / "resources" / "workshop" / "liechtenstein.gpkg"


class Log(QgsProcessingFeedback):
    """Collects what an algorithm says."""

    def __init__(self) -> None:
        super().__init__(False)
        self.infos: list[str] = []
        self.warnings: list[str] = []
        self.errors: list[str] = []
        self.steps: list[float] = []
        self.progressChanged.connect(self.steps.append)

    def pushInfo(self, info: str) -> None:
        self.infos.append(info)

    def pushWarning(self, warning: str) -> None:
        self.warnings.append(warning)

    def reportError(self, error: str, fatalError: bool = False) -> None:
        self.errors.append(error)

    @property
    def text(self) -> str:
        return "\n".join([*self.infos, *self.warnings, *self.errors])


class Runner:
    """Runs algorithms and keeps what they need alive."""

    def __init__(self) -> None:
        self.contexts: list[QgsProcessingContext] = []

    def __call__(self, algorithm: str, log: Optional[Log] = None, **parameters: Any) -> tuple[dict[str, Any], Log]:
        """Run ``samplan:<algorithm>``; temporary outputs come back as layers."""
        log = log or Log()
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        context.setFeedback(log)
        self.contexts.append(context)
        name = algorithm if ":" in algorithm else f"samplan:{algorithm}"
        instance = QgsApplication.processingRegistry().createAlgorithmById(name)
        outputs = {d.name() for d in instance.destinationParameterDefinitions() if d.name() == "OUTPUT"}
        for output in outputs - set(parameters):
            parameters[output] = "TEMPORARY_OUTPUT"
        ok, message = instance.checkParameterValues(parameters, context)
        if not ok:
            raise ValueError(message)
        results, ok = instance.run(parameters, context, log, {}, False)
        if not ok:
            raise QgsProcessingException(log.text)
        for output in outputs & set(results):
            layer = QgsProcessingUtils.mapLayerFromString(results[output], context)
            results[output] = layer
        return results, log


PROVIDERS: list[Any] = []
"""Those registered here: QGIS needs their Python halves for as long as it lists them."""


@pytest.fixture(scope="module")
def provider(qgis_processing) -> Any:
    """Samplan's provider, registered again when a test of the desktop took it away."""
    from samplan.processing.provider import SamplanProvider

    registry = QgsApplication.processingRegistry()
    if registry.providerById("samplan") is None:
        PROVIDERS.append(SamplanProvider())
        registry.addProvider(PROVIDERS[-1])
    return registry.providerById("samplan")


@pytest.fixture
def run(provider) -> Iterator[Runner]:
    runner = Runner()
    yield runner
    runner.contexts.clear()  # layers must be closed before QGIS is


@pytest.fixture(scope="session")
def workshop():
    """Return the address of a workshop layer by name."""
    return lambda name: f"{WORKSHOP}|layername={name}"


def make_layer(
    kind: str, rows: Iterable[tuple], fields: str = "", crs: str = "EPSG:3006", name: str = "areas"
) -> QgsVectorLayer:
    """Return a memory layer; a row is (WKT or None, attribute, attribute...)."""
    layer = QgsVectorLayer(f"{kind}?crs={crs}{''.join('&field=' + f for f in fields.split(',') if f)}", name, "memory")
    features = []
    for wkt, *attributes in rows:
        feature = QgsFeature(layer.fields())
        if wkt is not None:
            feature.setGeometry(QgsGeometry.fromWkt(wkt))
        feature.setAttributes(attributes)
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    layer.updateExtents()
    return layer


def column(layer: QgsVectorLayer, name: str) -> list:
    """Return a field's values, None for NULL."""
    from qgis.core import NULL

    assert name in layer.fields().names(), f"{name} not in {layer.fields().names()}"
    return [None if f[name] == NULL else f[name] for f in layer.getFeatures()]


def square(x: float, y: float, size: float) -> str:
    """Return the WKT of a square with its lower left corner at (x, y)."""
    return f"POLYGON(({x} {y},{x + size} {y},{x + size} {y + size},{x} {y + size},{x} {y}))"
