"""Role layers as algorithm parameters: declaring them, and reading what the user gave."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Iterable, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterRasterLayer,
    QgsWkbTypes,
)

from ...compat import parameter_as_fields
from ...i18n import pick, translate
from ...indicators.catalogue._schemes import ClassRequest
from ...indicators.declaration import Indicator
from ...indicators.roles import ROLES, Role
from .algorithm import SamplanAlgorithm
from .class_parameters import class_request, scheme_parameters
from .snapshots import RasterSnapshot, Snapshot

_SOURCE_TYPES = {
    "point": QgsProcessing.SourceType.TypeVectorPoint,
    "line": QgsProcessing.SourceType.TypeVectorLine,
    "polygon": QgsProcessing.SourceType.TypeVectorPolygon,
    "raster": QgsProcessing.SourceType.TypeRaster,
}


def field_parameter(role: Role, name: str) -> str:
    """Return the parameter name of a role's field: ``POPULATION_COUNT``."""
    return f"{role.id}_{name}".upper()


def add_role_parameters(algorithm: QgsProcessingAlgorithm, roles: Iterable[str], optional: Iterable[str] = ()) -> None:
    """Declare a parameter for each role layer and, folded away, one for each of its fields.

    Parameters
    ----------
    algorithm : QgsProcessingAlgorithm
        The algorithm being initialised.
    roles : iterable of str
        Role ids in the order shown.
    optional : iterable of str
        Roles that may be left empty.
    """
    optional = set(optional)
    for role in (ROLES[name] for name in roles):
        algorithm.addParameter(_layer_parameter(role, role.id in optional))
        for item in role.fields:
            parameter = QgsProcessingParameterField(
                field_parameter(role, item.name),
                translate("Samplan", "{layer}: field for {field}").format(
                    layer=pick(role.title), field=pick(item.title).lower()
                ),
                parentLayerParameterName=role.id.upper(),
                optional=True,
            )
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
            parameter.setHelp(
                translate("Samplan", "Left empty, the first field with one of these names is taken: {names}.").format(
                    names=", ".join(item.guesses) or "-"
                )
            )
            algorithm.addParameter(parameter)
        if role.classed:
            for parameter in scheme_parameters(role):
                algorithm.addParameter(parameter)


def _layer_parameter(role: Role, optional: bool) -> QgsProcessingParameterDefinition:
    name, title = role.id.upper(), pick(role.title)
    types = [_SOURCE_TYPES[kind] for kind in role.geometry]
    if role.geometry == ("raster",):
        parameter: QgsProcessingParameterDefinition = QgsProcessingParameterRasterLayer(name, title, optional=optional)
    elif "raster" in role.geometry:
        parameter = QgsProcessingParameterMapLayer(name, title, optional=optional, types=types)
    else:
        parameter = QgsProcessingParameterFeatureSource(name, title, types, optional=optional)
    parameter.setHelp(pick(role.help))
    return parameter


@dataclass
class RoleInput:
    """A role layer as the user gave it, before it is read.

    Attributes
    ----------
    role : Role
        Which role.
    source : LayerSnapshot or RasterSnapshot
    fields : dict of str to str
        Role field -> layer field, chosen by the user or guessed.
    classes : ClassRequest
        How its classes are to be read.
    """

    role: Role
    source: Snapshot
    fields: dict[str, str] = field(default_factory=dict)
    classes: ClassRequest = field(default_factory=ClassRequest)


def role_inputs(
    algorithm: SamplanAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    roles: Iterable[str],
) -> dict[str, RoleInput]:
    """Return the role layers given, by role id, with their fields resolved; empty layers count as not given.

    Raises
    ------
    QgsProcessingException
        A layer was named but cannot be loaded.
    """
    found = {}
    for role in (ROLES[name] for name in roles):
        name = role.id.upper()
        if parameters.get(name) in (None, ""):
            continue
        raster = next(iter(algorithm.snapshots[name]), None)
        if isinstance(raster, RasterSnapshot):
            found[role.id] = RoleInput(role, raster, classes=class_request(algorithm, parameters, context, role))
            continue
        source = algorithm.source(parameters, name)
        if source.featureCount() == 0:
            feedback.pushWarning(
                translate("Samplan", 'The layer "{name}" for {role} is empty and counts as not given.').format(
                    name=source.sourceName(), role=pick(role.title)
                )
            )
            continue
        if source.wkbType() == QgsWkbTypes.Type.NoGeometry:
            raise QgsProcessingException(
                translate(
                    "Samplan",
                    'The layer "{name}" for {role} has no geometry. Give a layer on the map; "Join statistics" brings a table '
                    "to one.",
                ).format(name=source.sourceName(), role=pick(role.title))
            )
        chosen = {}
        for item in role.fields:
            given = parameter_as_fields(algorithm, parameters, field_parameter(role, item.name), context)
            guess = given[0] if given else guess_field(source.fields().names(), item.guesses)
            if given and given[0] not in source.fields().names():
                raise_no_field(given[0], pick(role.title), source.fields().names())
            if guess:
                chosen[item.name] = guess
        found[role.id] = RoleInput(role, source, chosen, classes=class_request(algorithm, parameters, context, role))
    return found


def raise_no_field(name: str, layer: str, names: list[str]) -> None:
    """Raise an error for a field the layer does not have."""
    raise QgsProcessingException(
        translate("Samplan", 'The layer for "{layer}" has no field "{name}". It has: {names}.').format(
            layer=layer, name=name, names=", ".join(names)
        )
    )


def guess_field(names: list[str], guesses: Iterable[str]) -> Optional[str]:
    """Return the layer's field whose lower-case name comes first among the guesses, or None."""
    by_lower = {name.lower(): name for name in names}
    return next((by_lower[guess] for guess in guesses if guess in by_lower), None)


def available(inputs: dict[str, RoleInput]) -> dict[str, set[str]]:
    """Return role id -> names of its mapped fields, as `Indicator.missing_roles` wants it."""
    return {role: set(item.fields) for role, item in inputs.items()}


def roles_of(indicators: Iterable[Indicator]) -> tuple[list[str], list[str]]:
    """Return the roles that indicators read, in the roles' own order, and those that all of them can do without."""
    needed = {need.role: False for item in indicators for need in item.needs}
    for item in indicators:
        for need in item.needs:
            needed[need.role] = needed[need.role] or not need.optional
    order = [role for role in ROLES if role in needed]
    return order, [role for role in order if not needed[role]]
