"""Nearest facility: for each origin the nearest facility along the streets, how far it is, and whether it was found."""

from __future__ import annotations

from typing import Any, Optional

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureRenderer,
    QgsFeatureRequest,
    QgsMarkerSymbol,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ...i18n import translate
from ...indicators.roles import ROLES, Role, RoleField
from ...indicators.spatial.crs import GroundScale, describe_method, working_crs
from ...indicators.spatial.data import VectorData
from ...indicators.spatial.network import SNAP_LIMIT, Network
from ...indicators.spatial.network_search import Router
from ...indicators.spatial.ties import Ties, nearest_by_ties, tie
from ...messages import QT_TRANSLATE_NOOP
from ..common.algorithm import SamplanAlgorithm
from ..common.area_output import Column, write_areas
from ..common.choice import choice
from ..common.finish import finish_layer
from ..common.help_text import help_html
from ..common.lineage import lineage, metadata, paths_of
from ..common.parameters import advanced, helped, include_paths_parameter
from ..common.reading import read_role
from ..common.role_parameters import RoleInput, add_role_parameters, guess_field, raise_no_field, role_inputs
from ..common.tables import filled_source
from ..styles.renderers import value_renderer
from ._borders import named_borders
from ._class_filter import of_classes
from ._nearest_columns import NearestColumns
from ._streets import MIN_PART, min_part_parameter, network_of, open_streets

ORIGINS, FACILITIES, NAME_FIELD, CLASS_FIELD, CLASSES = "ORIGINS", "FACILITIES", "NAME_FIELD", "CLASS_FIELD", "CLASSES"
MODE, SPEED, LIMIT, MINUTES, SNAP = "MODE", "SPEED", "LIMIT", "MINUTES", "SNAP"
OUTPUT, REACHED, NOT_REACHED, UNKNOWN = "OUTPUT", "REACHED", "NOT_REACHED", "UNKNOWN"
SPEEDS = {"walking": 5.0, "cycling": 15.0}
"""Kilometres per hour unless the user says otherwise."""
POINT_SIZE = 2.0

_ORIGINS = Role("origins", {"en": "Origins", "sv": "Startpunkter"}, ("point", "polygon"), (), {})
_FACILITIES = Role(
    "facilities",
    {"en": "Facilities", "sv": "Målpunkter"},
    ("point", "polygon"),
    (
        RoleField("name", {"en": "Name", "sv": "Namn"}, False, ("name", "namn", "title", "titel")),
        next(item for item in ROLES["services"].fields if item.name == "class"),
    ),
    {},
)


class NearestFacility(SamplanAlgorithm):
    """The algorithm ``samplan:nearestfacility``."""

    ID = "nearestfacility"
    GROUP = "measure"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Nearest facility")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan",
        "Finds each origin's nearest facility along the streets, with and without the neighbours' facilities.",
    )
    TAGS = QT_TRANSLATE_NOOP(
        "Samplan", "nearest,facility,access,distance,travel time,walking,cycling,network,service,school,borders"
    )

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "For each origin (homes, buildings, grid cells) finds the nearest facility along the walking or cycling "
                "network, all origins in one search.",
            ),
            (
                translate(
                    "Samplan",
                    "Output: the origins with near_id and near_name (the facility), distance (m) and minutes including the "
                    "straight way between points and streets, snap_dist (from the origin to the street taken) and reached: "
                    "1 yes, 0 none within the limit, NULL where one cannot tell.",
                ),
                translate(
                    "Samplan",
                    "Unknown: origins farther from any street than the snapping limit and those without a geometry. Nothing "
                    "that was not reached has a distance.",
                ),
                translate(
                    "Samplan",
                    "Islands: an origin beside a short piece of street that leads nowhere (a path whose end misses the road) "
                    "is tied to the nearest other street, a facility there to both, within the snapping limit; the log counts "
                    "them. Build network shows the parts.",
                ),
                translate(
                    "Samplan",
                    "Borders: with municipalities the same again for facilities of the origin's own municipality only (fields "
                    "ending in _cut); the streets of others may still be used.",
                ),
                translate(
                    "Samplan",
                    "Modes: walking leaves out motorways and opens every street both ways; cycling also leaves out steps and "
                    "follows one-way streets, from the origin to the facility.",
                ),
                translate(
                    "Samplan",
                    "Beware: polygons are represented by a point inside, so the way to a large park ends in its middle; for "
                    "entrances of green areas use the indicator Access to green. Slopes and crossings cost no time.",
                ),
            ),
            "qgis_process run samplan:nearestfacility -- ORIGINS=homes.gpkg FACILITIES=services.gpkg CLASSES=school "
            "STREETS=streets.gpkg MODE=walking MINUTES=15 OUTPUT=homes_to_school.gpkg",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        types = [QgsProcessing.SourceType.TypeVectorPoint, QgsProcessing.SourceType.TypeVectorPolygon]
        self.addParameter(QgsProcessingParameterFeatureSource(ORIGINS, translate("Samplan", "Origins"), types))
        self.addParameter(QgsProcessingParameterFeatureSource(FACILITIES, translate("Samplan", "Facilities"), types))
        self.addParameter(
            helped(
                QgsProcessingParameterString(
                    CLASSES, translate("Samplan", "Only these classes of facilities"), optional=True
                ),
                translate("Samplan", "Separated by commas, such as school,preschool; empty: all facilities."),
            )
        )
        for name, title, item in (
            (NAME_FIELD, translate("Samplan", "Field that names a facility"), _FACILITIES.fields[0]),
            (CLASS_FIELD, translate("Samplan", "Field with the class of a facility"), _FACILITIES.fields[1]),
        ):
            self.addParameter(
                advanced(
                    helped(
                        QgsProcessingParameterField(name, title, parentLayerParameterName=FACILITIES, optional=True),
                        translate(
                            "Samplan", "Left empty, the first field with one of these names is taken: {names}."
                        ).format(names=", ".join(item.guesses)),
                    )
                )
            )
        add_role_parameters(self, ["streets", "municipalities"], ["municipalities"])
        self.addParameter(
            choice(
                MODE,
                translate("Samplan", "Mode"),
                {"walking": translate("Samplan", "Walking"), "cycling": translate("Samplan", "Cycling")},
                "walking",
            )
        )
        self.addParameter(
            _number(LIMIT, translate("Samplan", "Farthest facility (m)"), translate("Samplan", "Empty: no limit."))
        )
        self.addParameter(
            _number(
                MINUTES, translate("Samplan", "Farthest facility (minutes)"), translate("Samplan", "Empty: no limit.")
            )
        )
        self.addParameter(
            advanced(
                _number(
                    SPEED,
                    translate("Samplan", "Speed (km/h)"),
                    translate("Samplan", "Empty: {walking} walking, {cycling} cycling.").format(
                        walking=f"{SPEEDS['walking']:g}", cycling=f"{SPEEDS['cycling']:g}"
                    ),
                )
            )
        )
        self.addParameter(
            advanced(
                helped(
                    QgsProcessingParameterNumber(
                        SNAP,
                        translate("Samplan", "Snapping limit (m)"),
                        QgsProcessingParameterNumber.Type.Double,
                        SNAP_LIMIT,
                        minValue=0.001,
                    ),
                    translate("Samplan", "Farthest that an origin or a facility may lie from the nearest street."),
                )
            )
        )
        self.addParameter(min_part_parameter())
        self.addParameter(include_paths_parameter())
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                OUTPUT,
                translate("Samplan", "Origins with their nearest facility"),
                QgsProcessing.SourceType.TypeVectorAnyGeometry,
            )
        )
        for name, title in (
            (REACHED, translate("Samplan", "Origins that reach a facility")),
            (NOT_REACHED, translate("Samplan", "Origins without a facility within the limit")),
            (UNKNOWN, translate("Samplan", "Origins of which one cannot tell")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, title))

    def prepare(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Take the layers in the main thread."""
        self.inputs = role_inputs(self, parameters, context, feedback, ["streets", "municipalities"])
        if "streets" not in self.inputs:
            raise QgsProcessingException(translate("Samplan", "There are no streets to build a network of."))

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read, tie to the network, search and write."""
        mode = self.parameterAsEnumString(parameters, MODE, context) or "walking"
        speed = self._number(parameters, SPEED, context) or SPEEDS[mode]
        limit = min(
            self._number(parameters, LIMIT, context) or np.inf,
            (self._number(parameters, MINUTES, context) or np.inf) * speed * 1000 / 60,
        )
        snap, min_part = (self.parameterAsDouble(parameters, name, context) for name in (SNAP, MIN_PART))
        source = filled_source(self, parameters, ORIGINS)
        nowhere = translate("Samplan", "No origin has a usable geometry. Choose a layer with points or polygons.")
        if source.sourceExtent().isNull():
            raise QgsProcessingException(nowhere)
        crs, _ = working_crs(source.sourceCrs(), source.sourceExtent(), context.transformContext(), source.sourceName())
        origins = read_role(RoleInput(_ORIGINS, source), crs, None, context, feedback)
        xy = origins.representative_xy()
        if not np.isfinite(xy).all(axis=1).any():
            raise QgsProcessingException(nowhere)
        facilities, fids = self._facilities(parameters, crs, context, feedback)
        ground = GroundScale(crs, context.transformContext())
        bounds, around = None, limit + snap + min_part
        if np.isfinite(limit):  # no way up to the limit leaves this box, and no street in it seems a short part
            reach = around / np.nanmin(ground(xy)) * 1.01
            bounds = np.concatenate([np.nanmin(xy, axis=0) - reach, np.nanmax(xy, axis=0) + reach])
        streets = read_role(self.inputs["streets"], crs, bounds, context, feedback)
        feedback.setProgress(20)
        network = network_of(
            open_streets(streets, mode),
            mode,
            ground,
            cancelled=feedback.isCanceled,
            progress=lambda share: feedback.setProgress(20 + 40 * share),
        )
        place = facilities.representative_xy()
        ties = tie(network, xy, place, (snap, snap), min_part, cancelled=feedback.isCanceled)
        feedback.setProgress(70)
        router = Router(network)
        names = facilities.fields.get("name", fids[facilities.feature])
        columns = NearestColumns(origins, source.featureCount(), facilities, fids, names, speed)
        found = nearest_by_ties(router, ties, limit, around=around, cancelled=feedback.isCanceled)
        _tell_ties(network, ties, facilities.n, snap, min_part, feedback)
        _tell_crossed(found.crossed, feedback)
        known = ties.nearest.edge >= 0
        everything = columns.add(found, known)
        off_street = columns.each(np.where(known, found.origins.distance, np.nan))
        columns.list.insert(
            4, Column("snap_dist", off_street, float, translate("Samplan", "From the street taken (m)"))
        )
        counts = {REACHED: np.sum(everything == 1), NOT_REACHED: np.sum(everything == 0)}
        counts[UNKNOWN] = len(everything) - counts[REACHED] - counts[NOT_REACHED]
        roles = {"STREETS": streets, FACILITIES: facilities, ORIGINS: origins}
        if "municipalities" in self.inputs:
            roles["MUNICIPALITIES"] = read_role(self.inputs["municipalities"], crs, None, context, feedback)
            borders = named_borders(roles["MUNICIPALITIES"])
            home, theirs = borders.of_points(xy), borders.of_points(place)
            cut = nearest_by_ties(
                router,
                ties,
                limit,
                around=around,
                origin_group=home,
                facility_group=theirs,
                cancelled=feedback.isCanceled,
            )
            alone = columns.add(cut, known & (home >= 0), cut=True)
            feedback.pushInfo(
                translate(
                    "Samplan", "{count} origins reach a facility only in a neighbouring municipality, within the limit."
                ).format(count=int(np.sum((everything == 1) & (alone == 0))))
            )
        feedback.pushInfo(
            translate(
                "Samplan", "{reached} origins reach a facility, {not_reached} do not, {unknown} are unknown."
            ).format(reached=counts[REACHED], not_reached=counts[NOT_REACHED], unknown=counts[UNKNOWN])
        )
        destination = write_areas(self, parameters, context, feedback, OUTPUT, source, columns.list)
        record = lineage(
            self.id(),
            {
                MODE: mode,
                SPEED: speed,
                LIMIT: limit if np.isfinite(limit) else None,
                SNAP: snap,
                MIN_PART: min_part,
                CLASSES: self.parameterAsString(parameters, CLASSES, context),
                **paths_of(self, parameters, context),
            },
            {name: {"name": data.name, "fingerprint": data.fingerprint} for name, data in roles.items()},
            {"crs": crs.authid() or crs.toWkt(), "method": describe_method(crs), "engine": streets.backend.name},
        )
        distance = columns.list[2].values
        points = QgsWkbTypes.geometryType(source.wkbType()) == QgsWkbTypes.GeometryType.PointGeometry
        finish_layer(
            destination,
            context,
            feedback,
            metadata(
                translate("Samplan", "Nearest facility of {name}").format(name=origins.name),
                translate("Samplan", "The nearest facility of each origin along the streets."),
                record,
                source.history,
            ),
            lambda: _renderer(distance, points),
            {column.name: column.alias for column in columns.list},
        )
        return {OUTPUT: destination, **{name: int(value) for name, value in counts.items()}}

    def _number(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> Optional[float]:
        """Return a number the user gave, None when left empty."""
        return None if parameters.get(name) in (None, "") else self.parameterAsDouble(parameters, name, context)

    def _facilities(
        self,
        parameters: dict[str, Any],
        crs: QgsCoordinateReferenceSystem,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> tuple[VectorData, np.ndarray]:
        """Return the facilities of the classes chosen, and the feature id of each."""
        source = filled_source(self, parameters, FACILITIES)
        fields = {}
        for name, item in zip((NAME_FIELD, CLASS_FIELD), _FACILITIES.fields):
            given = self.parameterAsString(parameters, name, context)
            if given and source.fields().indexFromName(given) < 0:
                raise_no_field(given, translate("Samplan", "Facilities"), source.fields().names())
            chosen = given or guess_field(source.fields().names(), item.guesses)
            if chosen:
                fields[item.name] = chosen
        item = RoleInput(_FACILITIES, source, fields)
        data = read_role(item, crs, None, context, feedback)
        fids = np.array([feature.id() for feature in source.getFeatures(QgsFeatureRequest())], dtype=np.int64)
        return of_classes(data, self.parameterAsString(parameters, CLASSES, context)), fids


def _tell_crossed(count: int, feedback: QgsProcessingFeedback) -> None:
    if count:
        text = translate(
            "Samplan",
            "{count} origins stand beside streets that lead to no facility and join no others: they are tied to the nearest "
            "street that does.",
        )
        feedback.pushWarning(text.format(count=count))


def _tell_ties(
    network: Network,
    ties: Ties,
    facilities: int,
    snap: float,
    min_part: float,
    feedback: QgsProcessingFeedback,
) -> None:
    """Tell what lies too far from any street, and which streets without connection were passed over."""
    missed, far = ties.nearest.missed, int((ties.facilities.edge < 0).sum())
    warnings = (
        (
            missed,
            translate("Samplan", "{count} origins lie more than {limit} m from any street: their values are NULL."),
        ),
        (
            far,
            translate(
                "Samplan", "{count} of {total} facilities lie more than {limit} m from any street: nobody reaches them."
            ),
        ),
        (
            ties.passed_over,
            translate(
                "Samplan",
                "{count} origins stand beside a piece of street shorter than {length} m that is connected neither with the "
                "rest nor with a facility: they are tied to the nearest other street.",
            ),
        ),
        (
            ties.moved,
            translate(
                "Samplan",
                "{count} facilities stand beside a short piece of street without connection to the rest: they are reached from "
                "the nearest other street too.",
            ),
        ),
    )
    for count, text in warnings:
        if count:
            feedback.pushWarning(text.format(count=count, total=facilities, limit=f"{snap:g}", length=f"{min_part:g}"))
    lengths = network.part_length[np.unique(network.parts)]
    if len(lengths) > 1:
        feedback.pushInfo(
            translate(
                "Samplan",
                "The streets fall into {parts} parts that are not connected; {count} of them are shorter than {length} m. "
                "Build network shows them.",
            ).format(parts=len(lengths), count=int((lengths < min_part).sum()), length=f"{min_part:g}")
        )


def _renderer(distance: np.ndarray, points: bool) -> QgsFeatureRenderer:
    """Return distance in five classes, dark = near, for points or polygons."""
    renderer = value_renderer(distance, "distance", "m", better_is_more=False)
    if points:
        for rule in renderer.rootRule().children():
            color = rule.symbol().color().name()
            rule.setSymbol(
                QgsMarkerSymbol.createSimple({"color": color, "outline_style": "no", "size": str(POINT_SIZE)})
            )
    return renderer


def _number(name: str, title: str, text: str) -> QgsProcessingParameterNumber:
    """Return an optional number above 0."""
    parameter = QgsProcessingParameterNumber(
        name, title, QgsProcessingParameterNumber.Type.Double, optional=True, minValue=0.001
    )
    return helped(parameter, text)


ALGORITHMS = (NearestFacility,)
