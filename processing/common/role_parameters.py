"""Role layers as algorithm parameters: declaring them, and reading what the user gave."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Iterable, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterBand,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ...compat import parameter_as_fields
from ...i18n import pick, translate
from ...indicators.classes.schemes import ClassRequest
from ...indicators.declaration import Indicator
from ...indicators.roles import ROLES, Role
from .algorithm import SamplanAlgorithm
from .class_parameters import class_request, scheme_parameters
from .parameters import advanced, helped
from .snapshots import RasterSnapshot, Snapshot

_SOURCE_TYPES = {
    "point": QgsProcessing.SourceType.TypeVectorPoint,
    "line": QgsProcessing.SourceType.TypeVectorLine,
    "polygon": QgsProcessing.SourceType.TypeVectorPolygon,
    "raster": QgsProcessing.SourceType.TypeRaster,
}

BANDS = "RASTER_BANDS"
_BAND_PARAMETERS = 2
"""Most rasters for which an algorithm shows a band parameter each; with more there is one list."""


def field_parameter(role: Role, name: str) -> str:
    """Return the parameter name of a role's field: ``POPULATION_COUNT``."""
    return f"{role.id}_{name}".upper()


def add_role_parameters(
    algorithm: QgsProcessingAlgorithm,
    roles: Iterable[str],
    optional: Iterable[str] = (),
    rasters: Iterable[str] = ROLES,
) -> None:
    """Declare a parameter for each role layer and, folded away, one for each of its fields, and those of its bands.

    Parameters
    ----------
    algorithm : QgsProcessingAlgorithm
        The algorithm being initialised.
    roles : iterable of str
        Role ids in the order shown.
    optional : iterable of str
        Roles that may be left empty.
    rasters : iterable of str
        Roles that may be given as a raster, where the role allows it.
    """
    roles, optional = list(roles), set(optional)
    rasters = [name for name in rasters if name in roles and "raster" in ROLES[name].geometry]
    optional.update(name for name in rasters if ROLES[name].raster_apart)
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
        if role.raster_apart and role.id in rasters:
            algorithm.addParameter(advanced(counts_raster_parameter(role.id.upper(), pick(role.title))))
    if len(rasters) > _BAND_PARAMETERS:
        algorithm.addParameter(_bands_parameter(rasters))
        return
    for role in (ROLES[name] for name in rasters):
        layer = role.id.upper()
        algorithm.addParameter(band_parameter(layer, pick(role.title), layer + "_RASTER" * role.raster_apart))


def counts_raster_parameter(layer: str, title: str) -> QgsProcessingParameterDefinition:
    """Return the parameter that takes a raster of counts in place of a layer: ``<layer>_RASTER``."""
    return helped(
        QgsProcessingParameterRasterLayer(
            f"{layer}_RASTER", translate("Samplan", "{layer} as a raster").format(layer=title), optional=True
        ),
        translate(
            "Samplan",
            "In place of the layer: a raster with a count in each cell, not a density. A cell counts with the share of it "
            "that lies in an area.",
        ),
    )


def band_parameter(layer: str, title: str, parent: str = "") -> QgsProcessingParameterDefinition:
    """Return the parameter that chooses a band: ``<layer>_BAND`` of the raster parameter ``parent``, by default the layer."""
    return advanced(
        helped(
            QgsProcessingParameterBand(
                f"{layer}_BAND",
                translate("Samplan", "{layer}: band").format(layer=title),
                parentLayerParameterName=parent or layer,
                optional=True,
            ),
            translate("Samplan", "Empty: the one band that the layer's style draws, else band 1; the log names it."),
        )
    )


def _bands_parameter(roles: Iterable[str]) -> QgsProcessingParameterDefinition:
    return advanced(
        helped(
            QgsProcessingParameterString(BANDS, translate("Samplan", "Bands of raster layers"), optional=True),
            translate(
                "Samplan",
                "For rasters of several bands, such as {example}. Layers not named: the one band that their style draws, "
                "else band 1; the log names it.",
            ).format(example=", ".join(f"{name}={number}" for number, name in enumerate(list(roles)[-2:], 1))),
        )
    )


def chosen_band(
    algorithm: SamplanAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, layer: str
) -> Optional[int]:
    """Return the band chosen for a raster parameter, by its own band parameter or in the list of all; None without one.

    Raises
    ------
    QgsProcessingException
        The list cannot be read.
    """
    if algorithm.parameterDefinition(f"{layer}_BAND"):
        return algorithm.parameterAsInt(parameters, f"{layer}_BAND", context) or None
    if not algorithm.parameterDefinition(BANDS):
        return None
    given = algorithm.parameterAsString(parameters, BANDS, context)
    chosen = {}
    for part in re.split(r"[,;\n]", given):
        name, _, number = (word.strip() for word in part.partition("="))
        if not name and not number:
            continue
        role = ROLES.get(name.lower())
        if role is None or "raster" not in role.geometry or not number.isdecimal() or int(number) < 1:
            raise QgsProcessingException(
                translate(
                    "Samplan",
                    'The list of bands has "{part}". Write a raster layer and the number of its band, such as {example}. '
                    "Raster layers: {names}.",
                ).format(
                    part=part.strip(),
                    example="noise=2",
                    names=", ".join(role.id for role in ROLES.values() if "raster" in role.geometry),
                )
            )
        chosen[role.id.upper()] = int(number)
    return chosen.get(layer)


def _layer_parameter(role: Role, optional: bool) -> QgsProcessingParameterDefinition:
    name, title = role.id.upper(), pick(role.title)
    types = [_SOURCE_TYPES[kind] for kind in role.geometry if kind != "raster" or not role.raster_apart]
    if role.geometry == ("raster",):
        parameter: QgsProcessingParameterDefinition = QgsProcessingParameterRasterLayer(name, title, optional=optional)
    elif "raster" in role.geometry and not role.raster_apart:
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
    band : int or None
        Band of a raster that the user chose.
    band_choice : str
        How a band is chosen, for messages.
    classes : ClassRequest
        How its classes are to be read.
    """

    role: Role
    source: Snapshot
    fields: dict[str, str] = field(default_factory=dict)
    band: Optional[int] = None
    band_choice: str = ""
    classes: ClassRequest = field(default_factory=ClassRequest)


def raster_input(
    algorithm: SamplanAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    role: Role,
    layer: str,
    source: RasterSnapshot,
) -> RoleInput:
    """Return a raster with the band chosen for it.

    Parameters
    ----------
    role : Role
        What the raster stands for.
    layer : str
        The parameter it was given by.
    source : RasterSnapshot

    Raises
    ------
    QgsProcessingException
        No raster can stand for this role, or the list of bands cannot be read.
    """
    if "raster" not in role.geometry:
        raise QgsProcessingException(
            translate("Samplan", 'The layer "{name}" for {role} is a raster. Give a layer with features.').format(
                name=source.title, role=pick(role.title)
            )
        )
    own = f"{layer}_BAND"
    how = f"{own}=2" if algorithm.parameterDefinition(own) else f"{BANDS}={role.id}=2"
    fields = {"count": ""} if role.raster_apart else {}
    return RoleInput(
        role,
        source,
        fields,
        chosen_band(algorithm, parameters, context, layer),
        how,
        class_request(algorithm, parameters, context, role),
    )


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
        raster = given_raster(algorithm, parameters, name)
        if raster is not None:
            found[role.id] = raster_input(algorithm, parameters, context, role, name, raster)
            continue
        if parameters.get(name) in (None, ""):
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


def given_raster(algorithm: SamplanAlgorithm, parameters: dict[str, Any], layer: str) -> Optional[RasterSnapshot]:
    """Return the raster given for a layer parameter or for the raster parameter that may take its place; None without one.

    Raises
    ------
    QgsProcessingException
        Both are given, or a raster was named but cannot be loaded.
    """
    own = next(iter(algorithm.snapshots.get(layer, ())), None)
    apart = f"{layer}_RASTER"
    if parameters.get(apart) in (None, ""):
        return own if isinstance(own, RasterSnapshot) else None
    if own is not None:
        raise QgsProcessingException(
            translate("Samplan", "{layer} and {raster} stand for the same thing. Give one of them.").format(
                layer=layer, raster=apart
            )
        )
    found = next(iter(algorithm.snapshots.get(apart, ())), None)
    if not isinstance(found, RasterSnapshot):
        raise QgsProcessingException(algorithm.invalidRasterError(parameters, apart))
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
