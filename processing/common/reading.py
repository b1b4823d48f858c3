"""From the user's layers to the arrays the indicators read; every repair and every skipped feature is told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Callable, Iterable, Mapping, Optional, Sequence

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
)

from ...i18n import pick, translate, translate_message
from ...indicators.declaration import Indicator
from ...indicators.measure import Settings, reach, resolve_settings
from ...indicators.spatial.cells import CellCounts, cell_counts
from ...indicators.spatial.crs import Reprojection, describe_method, working_crs
from ...indicators.spatial.data import Areas, RasterData, VectorData
from ...indicators.spatial.read import AreaRows, ReadOptions, cut_by_polygons, read_areas, read_vector
from .class_parameters import with_all_classes
from .rasters import raster_facts, read_raster
from .role_parameters import RoleInput
from .snapshots import LayerSnapshot, RasterSnapshot

if TYPE_CHECKING:
    from ...indicators.spatial.regions import Region

MIN_REACH = 1000.0
"""Metres beyond the areas that role layers are read, at least."""


@dataclass
class MeasurementInputs:
    """What was read.

    Attributes
    ----------
    areas : Areas
        One per input row, in the input's order.
    roles : dict of str to VectorData or RasterData
        By role id, in the working CRS; a raster of counts as `CellCounts`.
    facts : dict
        Working CRS, measuring method and geometry engine, for lineage.
    inputs : dict of str to dict
        Per input: name, fingerprint and counts, for lineage.
    to_working : callable
        Takes a raster and points in its CRS to the working CRS.
    """

    areas: Areas
    roles: dict[str, Any]
    facts: dict[str, Any]
    inputs: dict[str, dict[str, Any]]
    to_working: Callable[[RasterData, np.ndarray], np.ndarray]


def reach_of(indicators: Iterable[Indicator], settings: Settings) -> float:
    """Return how far beyond the areas data must be read, in metres: twice the longest distance any indicator asks for."""
    distances = [reach(item, resolve_settings(item, settings.get(item.id, {}))[0]) for item in indicators]
    return max([MIN_REACH, *(2.0 * distance for distance in distances)])


def read_world(
    source: LayerSnapshot,
    label_field: str,
    border_field: str,
    inputs: Mapping[str, RoleInput],
    reach: float,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    region: Optional[Region] = None,
) -> MeasurementInputs:
    """Read areas and role layers into one metric working CRS.

    Parameters
    ----------
    source : LayerSnapshot
        The planning areas.
    label_field : str
        Field that names an area in messages; empty: its row number.
    border_field : str
        Field with the area's municipality, which turns the border switch on; empty: off.
    inputs : mapping of str to RoleInput
        Role layers by role id.
    reach : float
        Metres around the areas that role layers are read in.
    region : Region, optional
        The areas to read, and their working CRS; by default all of them.

    Raises
    ------
    QgsProcessingException
        The areas are empty.
    IndicatorError
        A layer has no CRS or the wrong geometry, or, without a region, the areas are too far apart.
    Cancelled
    """
    refuse_empty(source)
    if region is None:
        crs, reason = working_crs(
            source.sourceCrs(), source.sourceExtent(), context.transformContext(), source.sourceName()
        )
        rows = None
    else:
        crs, reason, rows = region
    feedback.pushInfo(translate_message(reason.template, reason.values))
    areas, area_rows = read_areas(
        source,
        crs,
        context.transformContext(),
        label_field=label_field,
        cut_field=border_field,
        cancelled=feedback.isCanceled,
        rows=rows,
    )
    areas.name = source.title
    _tell_areas(areas, area_rows, label_field, feedback)
    facts = {
        "crs": crs.authid() or crs.toWkt(),
        "method": describe_method(crs),
        "engine": areas.backend.name,
    }
    described = {
        "AREAS": {
            "name": areas.name,
            "fingerprint": areas.fingerprint,
            "features": areas.n,
            "repaired": area_rows.repaired,
            "skipped": area_rows.skipped,
        }
    }
    box = areas.extent()
    bounds = None
    if not np.isnan(box).any():
        units = reach / areas.scale_at(areas.bounds[areas.usable, :2]).min()
        bounds = box + np.array([-units, -units, units, units])
    to_working = to_working_of(crs, context)
    roles = {}
    for number, (role, item) in enumerate(inputs.items()):
        if isinstance(item.source, RasterSnapshot):
            data = read_raster(item, feedback)
            described[role.upper()] = raster_facts(data, feedback)
            roles[role] = _counts(item, data, areas, to_working, feedback) if item.role.raster_apart else data
            continue
        roles[role] = data = read_role(item, crs, bounds, context, feedback)
        feedback.setProgress(20.0 * (number + 1) / len(inputs))
        described[role.upper()] = {
            "name": data.name,
            "fingerprint": data.fingerprint,
            "features": data.n,
            "repaired": data.repaired,
            "skipped": dict(data.skipped),
            "fields": dict(item.fields),
            "source_date": data.source_date,
        }
    if "municipalities" in roles and not border_field:
        areas.cut_labels, areas.cut_polygons = cut_by_polygons(areas, roles["municipalities"])

    return MeasurementInputs(areas, roles, facts, described, to_working)


def refuse_empty(source: LayerSnapshot) -> None:
    """Raise QgsProcessingException when there are no planning areas."""
    if source.featureCount() == 0:
        raise QgsProcessingException(
            translate("Samplan", 'The planning areas layer "{name}" is empty. Choose a layer with polygons.').format(
                name=source.sourceName()
            )
        )


def merged_inputs(parts: Sequence[MeasurementInputs]) -> MeasurementInputs:
    """Return what was read in several regions as one, for the log and the lineage; areas and roles are the first region's."""
    found = parts[0]
    for other in parts[1:]:
        found.facts.update({key: f"{found.facts[key]}; {other.facts[key]}" for key in ("crs", "method")})
        for name, facts in other.inputs.items():
            mine = found.inputs[name]
            if mine["fingerprint"] == facts["fingerprint"] and name != "AREAS":
                continue  # a raster or a layer read whole
            mine["fingerprint"] = sha256((mine["fingerprint"] + facts["fingerprint"]).encode()).hexdigest()
            mine["repaired"] += facts["repaired"]
            mine["skipped"] = dict(Counter(mine["skipped"]) + Counter(facts["skipped"]))
            mine["features"] += facts["features"] if name != "AREAS" else 0
    return found


def _tell_areas(areas: Areas, rows: AreaRows, label_field: str, feedback: QgsProcessingFeedback) -> None:
    """Say what was repaired, what cannot be measured, and which names stand for several areas."""
    if rows.repaired:
        feedback.pushWarning(
            translate(
                "Samplan",
                "{count} planning areas had broken geometries: they were repaired for measuring, not in the layer.",
            ).format(count=rows.repaired)
        )
    words = skip_words()
    for reason, count in rows.skipped.items():
        names = [label for label, state in zip(areas.labels, rows.state) if state == reason]
        feedback.pushWarning(
            translate(
                "Samplan", "{count} planning areas cannot be measured ({reason}): {names}. Their values are NULL."
            ).format(count=count, reason=words.get(reason, reason), names=", ".join(names[:10]))
        )
    if label_field:
        counted = Counter(areas.labels)
        double = [name for name, count in counted.items() if count > 1]
        if double:
            feedback.pushWarning(
                translate(
                    "Samplan",
                    "{count} names in the key field stand for several areas ({names}). Each area is measured by itself, "
                    "but results cannot be matched by this key later.",
                ).format(count=len(double), names=", ".join(double[:10]))
            )


def to_working_of(
    crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext
) -> Callable[[RasterData, np.ndarray], np.ndarray]:
    """Return what takes a raster and points in its CRS, shape (p, 2), to points in a working CRS."""

    def to_working(raster: RasterData, xy: np.ndarray) -> np.ndarray:
        own = QgsCoordinateReferenceSystem.fromWkt(raster.crs_wkt)
        return Reprojection(own, crs, context.transformContext()).xy(xy)

    return to_working


def _counts(
    item: RoleInput, data: RasterData, areas: Areas, to_working: Any, feedback: QgsProcessingFeedback
) -> CellCounts:
    """Read a raster of counts where the areas are, and say what it holds there."""
    found = cell_counts(data, areas, to_working, feedback.isCanceled)
    parts = found.parts(areas)
    feedback.pushInfo(
        translate(
            "Samplan",
            '{role}: {total} in the planning areas by "{name}", each cell taken as a count of its own (not per km²).',
        ).format(
            role=pick(item.role.title),
            total=f"{float(found.fields['count'][parts.record] @ parts.share):,.1f}",
            name=data.name,
        )
    )
    return found


def read_role(
    item: RoleInput,
    crs: QgsCoordinateReferenceSystem,
    bounds: np.ndarray | None,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> VectorData:
    """Read a vector role layer into ``crs`` and tell what was repaired, left out or unreadable."""
    options = ReadOptions(
        item.fields,
        {field.name: field.numeric for field in item.role.fields},
        [kind for kind in item.role.geometry if kind != "raster"],
        bounds,
        item.source.file,
        selected_only=not item.source.whole,
        name=item.source.title,
    )
    data = read_vector(item.source, crs, context.transformContext(), options, feedback.isCanceled)
    if item.role.classed:
        data.classes = with_all_classes(item.classes, data, item.source, item.fields.get("class", ""))
    title = pick(item.role.title)
    feedback.pushInfo(
        translate("Samplan", '{role}: {count} features of "{name}" read.').format(
            role=title, count=data.n, name=data.name
        )
    )
    if data.n == 0 and not any(data.skipped.values()):
        feedback.pushWarning(
            translate(
                "Samplan",
                '{role}: "{name}" has nothing near the planning areas, which counts as nothing there. Check that it is the '
                "right layer, with the right coordinate reference system.",
            ).format(role=title, name=data.name)
        )
    if data.repaired:
        feedback.pushWarning(
            translate("Samplan", "{role}: {count} broken geometries were repaired for measuring.").format(
                role=title, count=data.repaired
            )
        )
    words = skip_words()
    for reason, count in data.skipped.items():
        if count:
            feedback.pushWarning(
                translate("Samplan", "{role}: {count} features left out ({reason}).").format(
                    role=title, count=count, reason=words.get(reason, reason)
                )
            )
    for note in data.notes:
        feedback.pushWarning(f"{title}: {translate_message(note.template, note.values)}")
    return data


def skip_words() -> dict[str, str]:
    """Return the reasons for leaving features out, in the user's language."""
    return {
        "null": translate("Samplan", "no geometry"),
        "empty": translate("Samplan", "empty geometry"),
        "unrepairable": translate("Samplan", "geometry beyond repair"),
        "wrong_type": translate("Samplan", "wrong kind of geometry"),
        "zero_area": translate("Samplan", "no area"),
        "not_finite": translate("Samplan", "coordinates that are no numbers or infinite"),
        "outside_crs": translate("Samplan", "coordinates outside the coordinate reference system"),
    }
