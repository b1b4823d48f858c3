"""Measuring inside an algorithm: the parameters, the run, and the columns it gives; shared by Measure and Assess."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Iterable, Optional

import numpy as np
from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingMultiStepFeedback,
    QgsProcessingParameterField,
    QgsProcessingParameterString,
)

from ...i18n import pick, translate, translate_message
from ...indicators.classes.legends import scheme_of
from ...indicators.classes.schemes import AUTO
from ...indicators.declaration import Indicator
from ...indicators.errors import IndicatorError
from ...indicators.measure import (
    Measurement,
    Settings,
    check_settings,
    measure,
    merged,
    resolve_settings,
    select_indicators,
)
from ...indicators.registry import all_indicators
from ...indicators.roles import ROLES
from ...indicators.spatial.crs import name_of
from ...indicators.spatial.data import Areas, VectorData
from ...messages import QT_TRANSLATE_NOOP
from ..common.algorithm import SamplanAlgorithm, push_note
from ..common.area_output import Column
from ..common.choice import choice
from ..common.parameters import (
    AREAS,
    INCLUDE_PATHS,
    KEY_FIELD,
    REGISTER,
    add_areas_parameters,
    advanced,
    helped,
    include_paths_parameter,
    register_parameter,
)
from ..common.reading import MeasurementInputs, merged_inputs, reach_of, read_world, refuse_empty
from ..common.register import Entry, read_register, register_facts
from ..common.role_parameters import RoleInput, add_role_parameters, available, role_inputs
from ..common.snapshots import LayerSnapshot, source_facts

if TYPE_CHECKING:
    from ...indicators.spatial.regions import Region

COVERS = ("green", "water", "protected", "canopy", "habitat", "buildings")
"""Roles of which it is measured how much of an area they cover."""
INDICATORS = "INDICATORS"
CUT_AT_BORDER = "CUT_AT_BORDER"
SETTINGS = "SETTINGS"


def indicator_titles() -> dict[str, str]:
    """Return every indicator's id and its pillar and title in the user's language, sorted as shown."""
    pillars = {
        "ecological": translate("Samplan", "Ecological"),
        "social": translate("Samplan", "Social"),
        "economic": translate("Samplan", "Economic"),
    }
    found = sorted(
        all_indicators().values(), key=lambda indicator: (list(pillars).index(indicator.pillar), pick(indicator.title))
    )
    return {indicator.id: f"{pillars[indicator.pillar]}: {pick(indicator.title)}" for indicator in found}


def add_measuring_parameters(algorithm: QgsProcessingAlgorithm) -> None:
    """Declare what Measure and Assess have in common."""
    add_areas_parameters(algorithm)
    algorithm.addParameter(
        helped(
            choice(
                INDICATORS,
                translate("Samplan", "Indicators (none chosen: all that the data allow)"),
                indicator_titles(),
                several=True,
                optional=True,
            ),
            translate(
                "Samplan",
                "Each indicator is explained in its own algorithm of the same name. On the command line: their names, "
                "separated by commas.",
            ),
        )
    )
    add_role_parameters(algorithm, ROLES, ROLES)
    algorithm.addParameter(
        advanced(
            helped(
                QgsProcessingParameterField(
                    CUT_AT_BORDER,
                    translate("Samplan", "Field with the area's municipality, to measure also with neighbours cut off"),
                    parentLayerParameterName=AREAS,
                    optional=True,
                ),
                translate(
                    "Samplan",
                    "Access and ecology are then measured twice: with neighbours, and with everything beyond the "
                    "municipal border cut off (fields ending in _cut and _dep).",
                ),
            )
        )
    )
    algorithm.addParameter(
        advanced(
            helped(
                QgsProcessingParameterString(
                    SETTINGS, translate("Samplan", "Settings of indicators (JSON)"), multiLine=True, optional=True
                ),
                translate("Samplan", "Distances and tables other than the defaults, such as {example}").format(
                    example='{"access_green": {"distance": 200}}'
                ),
            )
        )
    )
    algorithm.addParameter(register_parameter())
    algorithm.addParameter(include_paths_parameter())


def parse_settings(text: str) -> Settings:
    """Return the settings of indicators given as JSON; {} for an empty text.

    Raises
    ------
    IndicatorError
        Not JSON, or not settings.
    """
    if not text.strip():
        return {}
    try:
        settings = json.loads(text)
    except ValueError as error:
        raise IndicatorError(
            QT_TRANSLATE_NOOP("Samplan", "The settings are no valid JSON ({error}). Write them like {example}."),
            error=str(error),
            example='{"access_green": {"distance": 200}}',
        ) from error
    if not isinstance(settings, dict):
        raise IndicatorError(
            QT_TRANSLATE_NOOP("Samplan", "The settings must name indicators, like {example}."),
            example='{"access_green": {"distance": 200}}',
        )
    check_settings(settings)
    return settings


def indicators_chosen(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> list[str]:
    """Return the ids chosen in INDICATORS; empty means all."""
    return [name for name in algorithm.parameterAsEnumStrings(parameters, INDICATORS, context) if name]


@dataclass
class MeasurementRequest:
    """What the user asked to measure, gathered in the main thread.

    Attributes
    ----------
    source : LayerSnapshot
        The planning areas.
    key_field, cut_field : str
        Fields of the areas, empty when not given.
    indicators : list of Indicator
        What will be measured.
    settings : Settings
        By indicator id.
    inputs : dict of str to RoleInput
        Role layers needed.
    lacking : dict of str to list of str
        Indicators left out and what they lack.
    register : dict of str to Entry
        The data register by role.
    with_paths : bool
        Lineage may hold paths.
    """

    source: LayerSnapshot
    key_field: str
    cut_field: str
    indicators: list[Indicator]
    settings: Settings
    inputs: dict[str, RoleInput]
    lacking: dict[str, list[str]] = field(default_factory=dict)
    register: dict[str, Entry] = field(default_factory=dict)
    with_paths: bool = False


def measurement_request(
    algorithm: SamplanAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    wanted: Optional[Iterable[str]] = None,
    settings: Optional[Settings] = None,
    strict: bool = False,
) -> MeasurementRequest:
    """Gather what is to be measured; tell what is left out and which layer it needs.

    Parameters
    ----------
    wanted : iterable of str, optional
        Indicator ids in place of the parameter INDICATORS.
    settings : Settings, optional
        In place of the parameter SETTINGS.
    strict : bool
        Refuse when anything asked for by name lacks data, instead of leaving it out.
    """
    source = algorithm.source(parameters, AREAS)
    if settings is None:
        settings = parse_settings(algorithm.parameterAsString(parameters, SETTINGS, context))
    if wanted is None:
        wanted = indicators_chosen(algorithm, parameters, context)
    inputs = role_inputs(
        algorithm, parameters, context, feedback, [r for r in ROLES if algorithm.parameterDefinition(r.upper())]
    )
    if strict:
        _refuse_what_lacks(wanted, available(inputs))
    ready, lacking = select_indicators(wanted, available(inputs))
    for name, missing in lacking.items():
        feedback.pushInfo(
            translate("Samplan", "Left out: {indicator}. It needs: {missing}.").format(
                indicator=pick(all_indicators()[name].title), missing=", ".join(role_words(missing))
            )
        )
    used = {need.role for item in ready for need in item.needs} | {"municipalities"}
    idle = [pick(item.role.title) for role, item in inputs.items() if role not in used]
    if idle:
        feedback.pushInfo(
            translate("Samplan", "Not needed for the indicators measured: {layers}.").format(layers=", ".join(idle))
        )
    cut = ""
    if algorithm.parameterDefinition(CUT_AT_BORDER):
        cut = algorithm.parameterAsString(parameters, CUT_AT_BORDER, context)
    return MeasurementRequest(
        source,
        algorithm.parameterAsString(parameters, KEY_FIELD, context),
        cut,
        ready,
        settings,
        {role: item for role, item in inputs.items() if role in used},
        lacking,
        _register(algorithm, parameters, context, feedback, used),
        algorithm.parameterAsBool(parameters, INCLUDE_PATHS, context),
    )


def _refuse_what_lacks(wanted: Iterable[str], given: dict[str, set[str]]) -> None:
    lacking = {name: all_indicators()[name].missing_roles(given) for name in wanted}
    if any(lacking.values()):
        raise QgsProcessingException(
            translate("Samplan", "{indicator} needs: {missing}.").format(
                indicator=", ".join(pick(all_indicators()[name].title) for name, missing in lacking.items() if missing),
                missing=", ".join(role_words(item for items in lacking.values() for item in items)),
            )
        )


def _register(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    used: set[str],
) -> dict[str, Entry]:
    """Return the register's entries for the roles used, and show them in the log."""
    path = algorithm.parameterAsFile(parameters, REGISTER, context) if algorithm.parameterDefinition(REGISTER) else ""
    entries = {role: entry for role, entry in read_register(path).items() if role in used} if path else {}
    for entry in entries.values():
        feedback.pushInfo(entry.text())
    return entries


def role_words(missing: Iterable[str]) -> list[str]:
    """Return ``green`` or ``population.count`` in the user's words."""
    words = []
    for item in dict.fromkeys(missing):
        role, _, name = item.partition(".")
        title = pick(ROLES[role].title)
        if name:
            title = translate("Samplan", '{layer} with a field for "{field}"').format(
                layer=title, field=pick(next(f.title for f in ROLES[role].fields if f.name == name))
            )
        words.append(title)
    return words


def run_measuring(
    request: MeasurementRequest, context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> tuple[MeasurementInputs, Measurement]:
    """Read the layers and measure, each region of the areas on its own; progress 0-90 of the feedback given."""
    from ...indicators.spatial.regions import measuring_regions  # late: QGIS starts faster

    refuse_empty(request.source)
    _tell_idle_schemes(request, feedback)
    source = request.source
    regions = measuring_regions(
        source, context.transformContext(), source.sourceName(), request.key_field, feedback.isCanceled
    )
    if len(regions) == 1:
        world, measurement = _measure_region(request, regions[0], context, feedback)
    else:
        feedback.pushInfo(
            translate(
                "Samplan",
                "The areas lie in {count} regions far apart: each is measured on its own, in its own coordinate reference "
                "system.",
            ).format(count=len(regions))
        )
        world, measurement = _measure_regions(request, regions, context, feedback)
    for note in measurement.notes:
        push_note(feedback, note)
    for item in request.indicators:
        known = int((~_nan(measurement.results[item.id].values)).sum())
        feedback.pushInfo(
            translate("Samplan", "{indicator}: measured in {known} of {total} areas.").format(
                indicator=pick(item.title), known=known, total=world.areas.n
            )
        )
    return world, measurement


def _tell_idle_schemes(request: MeasurementRequest, feedback: QgsProcessingFeedback) -> None:
    """Tell of schemes of classes that were chosen for layers whose classes no indicator of the run reads."""
    for role, item in request.inputs.items():
        if "polygon" not in item.role.geometry or not item.role.classed or item.classes.scheme == AUTO:
            continue
        needs = [need for indicator in request.indicators for need in indicator.needs if need.role == role]
        if needs and not any("class" in need.fields for need in needs):
            feedback.pushWarning(
                translate(
                    "Samplan",
                    "{parameter} changes nothing here: these indicators count every polygon of {layer}, whatever its class. "
                    "Leave out of the layer what is not to count.",
                ).format(parameter=item.classes.parameter, layer=pick(item.role.title))
            )


def _measure_regions(
    request: MeasurementRequest,
    regions: list[Region],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> tuple[MeasurementInputs, Measurement]:
    """Measure region by region; where a region's data allow nothing, its areas are unknown and a note says why."""
    worlds, parts, failures = [], [], []
    for number, region in enumerate(regions):
        steps = QgsProcessingMultiStepFeedback(len(regions), feedback)
        steps.setCurrentStep(number)
        try:
            world, part = _measure_region(request, region, context, steps)
        except IndicatorError as error:
            failures.append(error)
            feedback.pushWarning(
                translate("Samplan", "{count} areas measured in {crs} stay unknown: {why}").format(
                    count=int(region.rows.sum()),
                    crs=name_of(region.crs),
                    why=translate_message(error.template, error.values),
                )
            )
            continue
        worlds.append(world)
        parts.append((region.rows, part))
    if not parts:
        raise failures[0]
    return merged_inputs(worlds), merged(parts)


def _measure_region(
    request: MeasurementRequest, region: Region, context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> tuple[MeasurementInputs, Measurement]:
    """Read the layers around a region's areas and measure there."""
    steps = QgsProcessingMultiStepFeedback(10, feedback)
    world = read_world(
        request.source,
        request.key_field,
        request.cut_field,
        request.inputs,
        reach_of(request.indicators, request.settings),
        context,
        steps,
        region,
    )
    _refuse_areas_as_roles(request, world)
    world.inputs[AREAS].update(source_facts(request.source, request.with_paths))
    for role, item in request.inputs.items():
        world.inputs[role.upper()].update(source_facts(item.source, request.with_paths))
        if item.role.classed:
            world.inputs[role.upper()]["classes"] = item.classes.scheme
    for role, entry in request.register.items():
        world.inputs.get(role.upper(), {}).update(register_facts(entry))
    steps.setProgress(100)
    reached = [0.0]

    def progress(share: float) -> None:
        reached[0] = max(reached[0], share)  # an indicator of two kernels starts over; the bar does not
        feedback.setProgress(10 + 80 * reached[0])

    measurement = measure(
        world.areas,
        world.roles,
        request.indicators,
        request.settings,
        feedback.isCanceled,
        progress,
        world.to_working,
    )
    for role, data in world.roles.items():
        if getattr(data, "classes", None) is not None:
            world.inputs[role.upper()]["scheme"] = scheme_of(data)
    return world, measurement


def _refuse_areas_as_roles(request: MeasurementRequest, world: MeasurementInputs) -> None:
    """Refuse the planning areas, or a copy of them, as the layer whose share in them is measured: it would be all of it."""
    for role in COVERS:
        data = world.roles.get(role)
        if not isinstance(data, VectorData) or data.kind != "polygon" or not _same_polygons(world.areas, data):
            continue
        if data.n == 1 and request.inputs[role].source.uri != request.source.uri:
            continue  # one area may well be one park
        raise QgsProcessingException(
            translate(
                "Samplan",
                'The layer "{name}" chosen for {role} holds the planning areas themselves: it would cover all of every area. '
                "Choose the layer that shows {role}, or leave it empty where it is not needed.",
            ).format(name=data.name, role=pick(ROLES[role].title))
        )


def _same_polygons(areas: Areas, data: VectorData) -> bool:
    """Return whether a layer's polygons are those of the areas, in whichever order."""
    if data.n != int(areas.usable.sum()) or not data.n:
        return False
    mine = np.column_stack([areas.bounds, areas.planar])[areas.usable]
    theirs = np.column_stack([data.bounds, data.backend.area(data.geometries)])
    mine, theirs = (rows[np.lexsort(rows.T)] for rows in (mine, theirs))
    return np.allclose(mine, theirs, rtol=1e-9, atol=1e-6)


def _nan(values: Any) -> Any:
    return values != values


def measured_columns(request: MeasurementRequest, measurement: Measurement) -> list[Column]:
    """Return the output columns: per indicator its value, extras, cut value and difference, and its coverage."""
    columns = []
    for item in request.indicators:
        result, title = measurement.results[item.id], pick(item.title)
        alias = f"{title} ({item.unit})" if item.unit else title
        columns.append(Column(item.id, result.values, float, alias, pick(item.formula)))
        for suffix, values in result.extras.items():
            columns.append(Column(f"{item.id}_{suffix}", values, float, f"{title}: {suffix}"))
        if item.id in measurement.cut:
            cut = measurement.cut[item.id]
            columns.append(
                Column(
                    f"{item.id}_cut", cut, float, translate("Samplan", "{name}, neighbours cut off").format(name=alias)
                )
            )
            columns.append(
                Column(
                    f"{item.id}_dep",
                    result.values - cut,
                    float,
                    translate("Samplan", "{name}, depends on neighbours").format(name=alias),
                )
            )
        columns.append(
            Column(
                f"{item.id}_cov",
                result.coverage,
                float,
                translate("Samplan", "{name}: coverage (0–1)").format(name=title),
                translate("Samplan", "Share of the thing measured that the data could speak of."),
            )
        )
    return columns


def measuring_record(request: MeasurementRequest, world: MeasurementInputs) -> dict[str, Any]:
    """Return what the lineage says of a measurement: indicators with the settings used, and facts."""
    used = {}
    for item in request.indicators:
        parameters, tables = resolve_settings(item, request.settings.get(item.id, {}))
        used[item.id] = {"unit": item.unit, "parameters": parameters, "tables": tables}
    return {"indicators": used, "left_out": dict(request.lacking), **world.facts}
