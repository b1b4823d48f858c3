"""Transfer population: counts of larger zones to planning areas, weighted by dwellings or floor area."""

from __future__ import annotations

from typing import Any, Union

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsWkbTypes,
)

from ...compat import parameter_as_fields
from ...i18n import translate
from ...indicators.roles import ROLES
from ...indicators.spatial.crs import describe_method, working_crs
from ...indicators.spatial.data import Areas, VectorData
from ...indicators.spatial.points import point_pairs
from ...indicators.spatial.read import read_areas
from ...indicators.transfer import Transfer, dasymetric_shares, transfer
from ...messages import QT_TRANSLATE_NOOP, Cancelled
from ..common.algorithm import SamplanAlgorithm
from ..common.area_output import Column, write_areas
from ..common.choice import choice
from ..common.finish import finish_layer
from ..common.help_text import help_html
from ..common.lineage import lineage, metadata
from ..common.parameters import AREAS, helped
from ..common.rasters import raster_facts, read_raster
from ..common.reading import read_role
from ..common.role_parameters import (
    add_role_parameters,
    band_parameter,
    counts_raster_parameter,
    given_raster,
    raster_input,
    role_inputs,
)
from ..common.row_output import write_rows
from ..common.tables import columns_of, filled_source, number_column
from ._count_zones import CellZones, PolygonZones

ZONES, COUNTS = "ZONES", "COUNTS"
WEIGHT = "WEIGHT"
OUTPUT, RESIDENTS = "OUTPUT", "RESIDENTS"
OUTSIDE = "OUTSIDE"


class TransferPopulation(SamplanAlgorithm):
    """The algorithm ``samplan:transferpopulation``."""

    ID = "transferpopulation"
    GROUP = "measure"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Transfer population")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Moves counts of statistical areas or grid cells to planning areas, keeping the totals."
    )
    TAGS = QT_TRANSLATE_NOOP("Samplan", "population,deso,grid,dasymetric,areal interpolation,residents,dwellings")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Statistics are often known for larger areas than those being planned. This moves counts (residents, children, "
                "jobs) to the planning areas in proportion to dwellings or floor area, so that nobody is lost or invented.",
            ),
            (
                translate(
                    "Samplan",
                    "Zones: polygons with fields of counts, or a raster with a count in each cell (GHSL, WorldPop). Its cells "
                    "are then the zones, in the raster's own grid. Where no cell has a known count the area's is NULL, where "
                    "all are 0 it is 0; population_cov is the share of the area with cells of known count.",
                ),
                translate(
                    "Samplan",
                    "Weight: dwellings of the buildings, or floor area (footprint times floors, one floor where unknown). A "
                    "building belongs where its centre lies. Zones without any building, and all zones when area is chosen, "
                    "are divided by land area; the log counts them.",
                ),
                translate(
                    "Samplan",
                    "Output: the planning areas with the counts. Optionally also the buildings as points with their residents, "
                    "which is the best population layer for measuring access.",
                ),
                translate(
                    "Samplan",
                    "Totals: what lies inside and outside the planning areas adds up to the source's total; the run stops if "
                    "it does not. Only counts can be moved, not percentages or means. Areas that lie where no zone has a count "
                    "are NULL.",
                ),
            ),
            "qgis_process run samplan:transferpopulation -- ZONES=deso.gpkg COUNTS=population AREAS=areas.gpkg "
            "BUILDINGS=buildings.gpkg WEIGHT=dwellings OUTPUT=areas_with_people.gpkg",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        polygon = QgsProcessing.SourceType.TypeVectorPolygon
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                ZONES, translate("Samplan", "Zones with counts"), [polygon], optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterField(
                COUNTS,
                translate("Samplan", "Fields with counts"),
                parentLayerParameterName=ZONES,
                type=QgsProcessingParameterField.DataType.Numeric,
                allowMultiple=True,
                optional=True,
            )
        )
        self.addParameter(counts_raster_parameter(ZONES, translate("Samplan", "Zones with counts")))
        self.addParameter(QgsProcessingParameterFeatureSource(AREAS, translate("Samplan", "Planning areas"), [polygon]))
        add_role_parameters(self, ["buildings"], ["buildings"])
        self.addParameter(
            helped(
                choice(
                    WEIGHT,
                    translate("Samplan", "In proportion to"),
                    {
                        "dwellings": translate("Samplan", "Number of dwellings"),
                        "floor_area": translate("Samplan", "Residential floor area"),
                        "area": translate("Samplan", "Land area"),
                    },
                    "floor_area",
                ),
                translate("Samplan", "Without buildings, counts are divided by land area."),
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(OUTPUT, translate("Samplan", "Planning areas with counts"), polygon)
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                RESIDENTS,
                translate("Samplan", "Buildings as points with counts"),
                QgsProcessing.SourceType.TypeVectorPoint,
                optional=True,
                createByDefault=False,
            )
        )
        self.addParameter(band_parameter(ZONES, translate("Samplan", "Raster of counts"), f"{ZONES}_RASTER"))
        self.addOutput(QgsProcessingOutputNumber(OUTSIDE, translate("Samplan", "Share outside the planning areas")))

    def prepare(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Take the buildings and the raster."""
        self.buildings = role_inputs(self, parameters, context, feedback, ["buildings"]).get("buildings")
        given = given_raster(self, parameters, ZONES)
        self.raster = given and raster_input(self, parameters, context, ROLES["population"], ZONES, given)

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Cut, weigh and add up."""
        target_source = filled_source(self, parameters, AREAS)
        crs, _ = working_crs(
            target_source.sourceCrs(),
            target_source.sourceExtent(),
            context.transformContext(),
            target_source.sourceName(),
        )
        targets, _ = read_areas(target_source, crs, context.transformContext(), cancelled=feedback.isCanceled)
        zones, facts = self._zones(parameters, targets, crs, context, feedback)
        fields, counts = zones.fields, zones.counts
        feedback.setProgress(30)
        zone, share, place, sizes = self._carriers(parameters, zones, crs, context, feedback)
        piece, target, part = self._in_targets(zones, targets, zone, place, sizes, feedback)
        feedback.setProgress(70)
        found = transfer(counts, zone, share, piece, target, part, targets.n)
        total, outside = np.nansum(counts, axis=0) + zones.beyond, found.outside + zones.beyond
        for name, inside, out, whole in zip(fields, found.values.sum(axis=0), outside, total):
            feedback.pushInfo(
                translate(
                    "Samplan", "{field}: {inside} of {total} are in the planning areas, {outside} outside."
                ).format(field=name, inside=f"{inside:,.1f}", total=f"{whole:,.1f}", outside=f"{out:,.1f}")
            )
        if (found.values.sum(axis=0) + outside > total * (1 + 1e-6)).any():
            feedback.pushWarning(
                translate(
                    "Samplan", "The planning areas overlap: what lies in several of them is counted in each of them."
                )
            )
        if feedback.isCanceled():
            raise Cancelled
        values, known = self._known_values(zones, targets, found, feedback)
        self._tell_gaps(fields, known, values, feedback)
        columns = [Column(name, values[:, i], float, name) for i, name in enumerate(fields)]
        if zones.coverage is not None:
            title = translate("Samplan", "{name}: coverage (0–1)").format(name=fields[0])
            columns.append(Column(f"{fields[0]}_cov", zones.coverage, float, title))
        destination = write_areas(self, parameters, context, feedback, OUTPUT, target_source, columns)
        record = lineage(
            self.id(),
            {COUNTS: fields, WEIGHT: self.parameterAsEnumString(parameters, WEIGHT, context)},
            {
                ZONES: facts,
                AREAS: {"name": target_source.title, "fingerprint": targets.fingerprint},
            },
            {"crs": crs.authid() or crs.toWkt(), "method": describe_method(crs), "outside": outside.tolist()},
        )
        finish_layer(
            destination,
            context,
            feedback,
            metadata(
                translate("Samplan", "Counts transferred to {name}").format(name=targets.name),
                translate("Samplan", "Counts of larger zones moved to planning areas; totals are kept."),
                record,
                target_source.history,
            ),
            None,
            {},
        )
        outputs = {OUTPUT: destination, OUTSIDE: float(outside[0] / total[0]) if total[0] else float("nan")}
        if parameters.get(RESIDENTS) not in (None, ""):
            outputs[RESIDENTS] = self._points(parameters, context, feedback, fields, counts, zone, share, place, crs)
        return outputs

    def _zones(
        self,
        parameters: dict[str, Any],
        targets: Areas,
        crs: QgsCoordinateReferenceSystem,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> tuple[Union[PolygonZones, CellZones], dict[str, Any]]:
        """Read the zones with their counts, and what the lineage says of them."""
        if self.raster is not None:
            raster = read_raster(self.raster, feedback)
            facts = raster_facts(raster, feedback)
            zones = CellZones(raster, targets, crs, context.transformContext(), feedback.isCanceled)
            if zones.huge:
                feedback.pushWarning(
                    translate(
                        "Samplan", "The raster is huge: totals are those of the cells that the planning areas touch."
                    )
                )
            return zones, facts
        if parameters.get(ZONES) in (None, ""):
            raise QgsProcessingException(
                translate("Samplan", "There are no zones with counts. Give a layer of zones, or a raster of counts.")
            )
        fields = parameter_as_fields(self, parameters, COUNTS, context)
        if not fields:
            raise QgsProcessingException(translate("Samplan", "Choose at least one field with counts."))
        source = filled_source(self, parameters, ZONES)
        areas, rows = read_areas(source, crs, context.transformContext(), cancelled=feedback.isCanceled)
        lost = sum(rows.skipped.values())
        if lost:
            feedback.pushWarning(
                translate("Samplan", "{count} zones have no usable polygon: their counts cannot be moved.").format(
                    count=lost
                )
            )
        counts = self._counts(source, fields, feedback)
        self._tell_overlaps(areas, fields, counts, feedback)
        return PolygonZones(areas, fields, counts), {"name": source.title, "fingerprint": areas.fingerprint}

    @staticmethod
    def _known_values(
        zones: Union[PolygonZones, CellZones], targets: Areas, found: Transfer, feedback: QgsProcessingFeedback
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return the values, NaN where no count is known, and the known share (0-1) of each target, both (t, k).

        Cells without residents are no zones of their own, so a raster's coverage tells which areas are known to be empty.
        """
        if zones.coverage is not None:
            known = zones.coverage[:, None]
            return np.where(targets.usable[:, None] & (known > 0), found.values, np.nan), known
        values = np.where(targets.usable[:, None], found.with_gaps(), np.nan)
        at = np.flatnonzero(np.isnan(found.known[:, 0]) & targets.usable)  # nothing was moved there
        zone, target = zones.holding(targets.representative_xy()[at], feedback.isCanceled)
        there = np.full((len(at), values.shape[1]), np.nan)
        there[target] = zones.counts[zone]
        values[at] = np.where(np.isnan(there), np.nan, values[at])
        return values, found.known

    @staticmethod
    def _tell_gaps(fields: list[str], known: np.ndarray, values: np.ndarray, feedback: QgsProcessingFeedback) -> None:
        for name, share, column in zip(fields, known.T, values.T):
            gaps, low = int(np.isnan(column).sum()), int(((share < 1 - 1e-6) & np.isfinite(column)).sum())
            if gaps or low:
                feedback.pushWarning(
                    translate(
                        "Samplan",
                        "{field}: {gaps} planning areas lie where no count is known and are NULL; {low} lie partly there, and "
                        "their counts are too low.",
                    ).format(field=name, gaps=gaps, low=low)
                )

    def _counts(self, source: Any, fields: list[str], feedback: QgsProcessingFeedback) -> np.ndarray:
        columns = zip(fields, columns_of(source, fields))
        counts = np.column_stack([number_column(cells, name, feedback, counted=True) for name, cells in columns])
        self._tell_means(source, fields, feedback)
        for name, column in zip(fields, counts.T):
            unknown, negative = int(np.isnan(column).sum()), int((column < 0).sum())
            if unknown or negative:
                feedback.pushWarning(
                    translate(
                        "Samplan",
                        "{field}: {unknown} zones have no count, {negative} a negative one. They add nothing.",
                    ).format(field=name, unknown=unknown, negative=negative)
                )
        return np.where(counts < 0, np.nan, counts)

    @staticmethod
    def _tell_means(source: Any, fields: list[str], feedback: QgsProcessingFeedback) -> None:
        """Warn of fields that are no counts by their names, or in % by their aliases."""
        from ...tables.doubles import never_summed  # late: QGIS starts faster

        nothing = np.empty(0)
        shares = [name for name in fields if set("%‰") & set(source.fields().field(name).alias())]
        means = [name for name in fields if name in shares or never_summed(name, "", nothing)]
        if means:
            feedback.pushWarning(
                translate(
                    "Samplan",
                    "{fields}: by name or unit a share, mean, density, year or code, not a count. Dividing and adding up such "
                    "numbers gives wrong results. Choose fields with counts, such as the number of unemployed instead of the "
                    "unemployment rate.",
                ).format(fields=", ".join(means))
            )

    @staticmethod
    def _tell_overlaps(areas: Areas, fields: list[str], counts: np.ndarray, feedback: QgsProcessingFeedback) -> None:
        """Warn of zones that lie over each other, whose counts the totals hold more than once."""
        from ._duplicate_findings import overlaps_seen  # late: QGIS starts faster

        rows = np.flatnonzero(areas.usable)
        i, j, shared = overlaps_seen(VectorData("polygon", areas.backend, areas.geometries[rows]), feedback.isCanceled)
        # Of each pair the smaller zone is the part: its count is there twice, however many larger zones hold it.
        size = areas.planar[rows]
        part = np.where(size[i] <= size[j], i, j)
        twice = np.minimum(np.bincount(part, shared / size[part], len(rows)), 1.0)
        for name, column in zip(fields, np.nan_to_num(counts[rows]).T):
            if not twice @ column:
                continue
            feedback.pushWarning(
                translate(
                    "Samplan",
                    "{field}: {count} pairs of zones overlap, such as a whole and its parts. Of the total of {total} about "
                    "{excess} is counted twice. Keep one level of zones, or cut them apart.",
                ).format(field=name, count=len(i), total=f"{column.sum():,.1f}", excess=f"{twice @ column:,.1f}")
            )

    def _carriers(
        self, parameters: dict[str, Any], zones: Any, crs: Any, context: Any, feedback: QgsProcessingFeedback
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Return the pieces: zone, share, place (NaN for a zone divided by area), and the zones divided by area."""
        weight = self.parameterAsEnumString(parameters, WEIGHT, context) or "floor_area"
        every = np.arange(zones.n)
        if self.buildings is None or weight == "area":
            empty = np.ones(zones.n, dtype=bool)
            zone, share, place = np.empty(0, np.int64), np.empty(0), np.empty((0, 2))
        else:
            data = read_role(self.buildings, crs, None, context, feedback)
            xy = data.representative_xy()
            zone, building = zones.holding(xy, feedback.isCanceled)
            if weight == "dwellings":
                if "dwellings" not in data.fields:
                    raise QgsProcessingException(
                        translate(
                            "Samplan", "The buildings have no field with dwellings. Choose one, or weigh by floor area."
                        )
                    )
                amount = data.fields["dwellings"]
                unknown = int(np.count_nonzero(np.isnan(amount[building])))
                if unknown:
                    feedback.pushWarning(
                        translate(
                            "Samplan",
                            "{count} buildings have no known number of dwellings: nobody is placed there. Fill in the "
                            "field, or weigh by floor area.",
                        ).format(count=unknown)
                    )
            else:
                floors = data.fields.get("floors", np.full(data.n, np.nan))
                amount = data.backend.area(data.geometries) * np.where(floors > 0, floors, 1.0)
            share, empty = dasymetric_shares(zones.n, zone, amount[building])
            place = xy[building]
        usable = zones.usable & empty
        if usable.any():
            feedback.pushInfo(
                translate("Samplan", "{count} zones are divided by land area.").format(count=int(usable.sum()))
            )
        fallback = every[usable]
        return (
            np.concatenate([zone, fallback]),
            np.concatenate([share, np.ones(len(fallback))]),
            np.vstack([place, np.full((len(fallback), 2), np.nan)]),
            fallback,
        )

    def _in_targets(
        self,
        zones: Any,
        targets: Any,
        zone: np.ndarray,
        place: np.ndarray,
        fallback: np.ndarray,
        feedback: QgsProcessingFeedback,
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return piece, target and the part of the piece inside the target."""
        target, piece = point_pairs(targets, place, feedback.isCanceled)
        part = np.ones(len(piece))
        if len(fallback):
            first = len(zone) - len(fallback)
            number = np.full(zones.n, -1)
            number[fallback] = first + np.arange(len(fallback))
            a, b, inside = zones.overlap(targets, feedback.isCanceled)
            chosen = number[a] >= 0
            piece = np.concatenate([piece, number[a[chosen]]])
            target = np.concatenate([target, b[chosen]])
            part = np.concatenate([part, inside[chosen]])
        return piece, target, part

    def _points(
        self,
        parameters: dict[str, Any],
        context: Any,
        feedback: QgsProcessingFeedback,
        fields: list[str],
        counts: np.ndarray,
        zone: np.ndarray,
        share: np.ndarray,
        place: np.ndarray,
        crs: Any,
    ) -> str:
        there = np.isfinite(place).all(axis=1) & (share > 0)
        amount = (counts[zone] * share[:, None])[there]
        columns = [Column(name, amount[:, i], float, name) for i, name in enumerate(fields)]
        geometries = [QgsGeometry.fromPointXY(QgsPointXY(x, y)) for x, y in place[there].tolist()]
        return write_rows(
            self, parameters, context, feedback, RESIDENTS, columns, geometries, QgsWkbTypes.Type.Point, crs
        )


ALGORITHMS = (TransferPopulation,)
