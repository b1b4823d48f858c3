"""Refuse outputs that cannot be written, or would replace what they are made of, before anything long runs.

QGIS overwrites a whole file, with every table in it, or, where a table is named (``ogr:dbname=... table=...``), that table.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterator, Optional

from qgis.core import (
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from ...i18n import translate
from ...participation.sync.store import TABLES, is_database
from .snapshots import layers_of
from .writable import Place, place_problem, written_place


def overwriting_problem(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> str:
    """Return why the outputs cannot be written where they are asked for; blank when they can.

    A GeoPackage that an algorithm updates (a file destination for such files) is not overwritten, and may hold inputs.
    """
    outputs: dict[Place, str] = {}
    for definition in algorithm.destinationParameterDefinitions():
        place = written_place(parameters.get(definition.name()), definition.type())
        if place is None or (definition.type() == "fileDestination" and ".gpkg" in definition.fileFilter().lower()):
            continue  # a database is opened, and its faults are told, before anything long runs
        label = definition.description()
        problem = place_problem(place.path, label)
        if problem:
            return problem
        for other, earlier in outputs.items():
            if place.replaces(other) or other.replaces(place):
                return translate(
                    "Samplan", '{one} and {other} cannot both be the file "{name}". Choose another one for one of them.'
                ).format(one=earlier, other=label, name=place.name)
        outputs[place] = label
        if place.path.is_file() and place.table in ("", *TABLES) and is_database(place.path):
            return translate(
                "Samplan",
                '{output}: "{name}" is a feedback database and would be lost, with everything in it. Choose another file.',
            ).format(output=label, name=place.name)
    for read, label in _read(algorithm, parameters, context) if outputs else ():
        for place in outputs:
            if not place.replaces(read):
                continue
            if place.table:
                text = translate(
                    "Samplan",
                    '{output}: the table "{name}" is an input ({input}) and would be lost. Choose another table.',
                )
            else:
                text = translate(
                    "Samplan",
                    '{output}: the file "{name}" is an input ({input}) and would be lost, with every table in it. Choose '
                    "another file.",
                )
            return text.format(output=outputs[place], name=place.name, input=label)
    return ""


def _sources(layer: QgsMapLayer, seen: Optional[set[str]] = None) -> Iterator[QgsMapLayer]:
    """The layer itself and those it takes its features and fields from: layers joined to it, or behind a virtual one."""
    seen = set() if seen is None else seen
    if layer.id() in seen:
        return
    seen.add(layer.id())
    yield layer
    if not isinstance(layer, QgsVectorLayer):
        return
    behind = [join.joinLayer() for join in layer.vectorJoins()]
    behind += [QgsProject.instance().mapLayer(other.layerId()) for other in layer.dataProvider().dependencies()]
    for other in behind:
        if other is not None:
            yield from _sources(other, seen)


def _place(layer: QgsMapLayer) -> Optional[Place]:
    """The file or table behind a layer; None for a layer without a file."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    if not parts.get("path"):
        return None
    table = str(parts.get("layerName") or "")
    if not table and isinstance(
        layer, QgsVectorLayer
    ):  # named by its number, or the first one: "0!!::!!streets!!::!!..."
        inner = [text.split("!!::!!") for text in layer.dataProvider().subLayers()]
        table = dict(part[:2] for part in inner if len(part) > 1).get(str(parts.get("layerId") or 0), "")
    return Place(Path(str(parts["path"])).absolute().resolve(), table.lower())


def _read(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> Iterator[tuple[Place, str]]:
    """Every file or table that is read, with the label of its parameter."""
    for definition in algorithm.parameterDefinitions():
        name, kind = definition.name(), definition.type()
        if definition.isDestination() or parameters.get(name) in (None, ""):
            continue
        if kind == "file":
            file = algorithm.parameterAsFile(parameters, name, context)
            if file:
                yield Place(Path(file).absolute().resolve()), definition.description()
        for layer in layers_of(algorithm, definition, parameters, context):
            for source in _sources(layer):
                place = _place(source)
                if place is not None:
                    yield place, definition.description()
