"""Refuse outputs that would replace what they are made of: QGIS overwrites a whole file, with every table in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterator

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProviderRegistry,
)

from ...i18n import translate
from ...participation.sync.store import is_database
from .snapshots import layers_of
from .writable import written_file


def overwriting_problem(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> str:
    """Return why the outputs cannot be written where they are asked for; blank when they can.

    A GeoPackage that an algorithm updates (a parameter of type file destination) is not overwritten, and may hold inputs.
    """
    outputs: dict[Path, str] = {}
    for definition in algorithm.destinationParameterDefinitions():
        path = written_file(parameters.get(definition.name()))
        if path is None or (definition.type() == "fileDestination" and path.suffix.lower() == ".gpkg"):
            continue
        label = definition.description()
        if path in outputs:
            return translate(
                "Samplan", '{one} and {other} cannot both be the file "{name}". Choose another one for one of them.'
            ).format(one=outputs[path], other=label, name=path.name)
        outputs[path] = label
        if path.is_file() and is_database(path):
            return translate(
                "Samplan",
                '{output}: "{name}" is a feedback database and would be lost, with everything in it. Choose another file.',
            ).format(output=label, name=path.name)
    for path, label in _read(algorithm, parameters, context) if outputs else ():
        if path in outputs:
            return translate(
                "Samplan",
                '{output}: the file "{name}" is an input ({input}) and would be lost, with every table in it. Choose another '
                "file.",
            ).format(output=outputs[path], name=path.name, input=label)
    return ""


def _read(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> Iterator[tuple[Path, str]]:
    """Every file that is read, with the label of its parameter."""
    for definition in algorithm.parameterDefinitions():
        name, kind = definition.name(), definition.type()
        if definition.isDestination() or parameters.get(name) in (None, ""):
            continue
        if kind == "file":
            file = algorithm.parameterAsFile(parameters, name, context)
            if file:
                yield Path(file).absolute().resolve(), definition.description()
        for layer in layers_of(algorithm, definition, parameters, context):
            parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
            if parts.get("path"):
                yield Path(str(parts["path"])).absolute().resolve(), definition.description()
