"""Habitat connectivity: what each patch matters, and what each municipality owes to its neighbours' patches."""

from __future__ import annotations

import math
import re
from time import monotonic
from typing import Any, Callable, Optional

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ...i18n import translate
from ...indicators.roles import Role
from ...indicators.spatial.connectivity import (
    Links,
    border_effect,
    dispersal_rate,
    equivalent_connected_area,
    link_limit,
    patch_importance,
)
from ...indicators.spatial.crs import describe_method, ellipsoidal_areas, working_crs
from ...indicators.spatial.data import RasterData, VectorData
from ...messages import QT_TRANSLATE_NOOP
from ...tables.numbers import parse_number
from ..common.algorithm import SamplanAlgorithm
from ..common.finish import finish_layer
from ..common.help_text import help_html
from ..common.lineage import lineage, metadata, paths_of
from ..common.parameters import advanced, helped, include_paths_parameter
from ..common.rasters import raster_facts, read_raster
from ..common.reading import read_role
from ..common.role_parameters import add_role_parameters, band_parameter, raster_input, role_inputs
from ..common.row_output import write_rows
from ..common.snapshots import RasterSnapshot
from ..common.tables import write_table
from ..styles.renderers import value_renderer
from ._borders import Borders, named_borders
from ._class_filter import of_classes
from ._connectivity_columns import Found, piece_columns, table_columns
from ._patches import PatchPieces, cut_pieces, patches_of, resistance_links, straight_links

CLASSES, DISTANCES, RESISTANCE, CONNECTOR = "CLASSES", "DISTANCES", "RESISTANCE", "CONNECTOR"
OUTPUT, TABLE = "OUTPUT", "TABLE"
HECTARE = 1e4
PATIENCE = 60.0
"""Seconds the connector part may still take before the user is warned."""
_RESISTANCE = Role("resistance", {"en": "Resistance raster", "sv": "Motståndsraster"}, ("raster",), (), {})


class HabitatConnectivity(SamplanAlgorithm):
    """The algorithm ``samplan:habitatconnectivity``."""

    ID = "habitatconnectivity"
    GROUP = "measure"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Habitat connectivity")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan",
        "Finds the habitat patches that hold a landscape together, and how much of each municipality's habitat network "
        "depends on its neighbours.",
    )
    TAGS = QT_TRANSLATE_NOOP(
        "Samplan",
        "habitat,connectivity,patches,corridors,dispersal,ECA,PC,dPC,bees,biodiversity,green infrastructure,borders",
    )

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Bees ignore municipal borders. This measures how well habitat patches are connected for species of several "
                "dispersal distances, what every patch contributes, and what is lost when the links across the borders are "
                "cut.",
            ),
            (
                translate(
                    "Samplan",
                    "Patches: polygons that touch or overlap are one patch, unless they have a quality (0–1). The parts of a "
                    "multipolygon are patches of their own. Patches across a border are cut there; the pieces still touch.",
                ),
                translate(
                    "Samplan",
                    "Links: a move over the distance d has the probability exp(−k d), 0.5 at the median dispersal distance; "
                    "between two patches the best way over all patches counts. With a resistance raster (cost per metre, 1 = "
                    "as easy as the distances assume, above 0, no data = barrier) ways cost what they cross; ways between "
                    "patches less than one cell apart cost nothing.",
                ),
                translate(
                    "Samplan",
                    "Output patches: for each distance dPC in %, the share of the landscape's connectivity that goes with the "
                    "patch: dintra (its own area), dflux (its exchange with others), dconn (ways between others that run "
                    "through it) and their sum dpc; and beyond, the share of the habitat in reach that is reached only thanks "
                    "to other municipalities. dPC of different patches overlap: their sum can exceed 100 %.",
                ),
                translate(
                    "Samplan",
                    "Output table: for each municipality and distance its habitat, its part of the equivalent connected area "
                    "(ECA: one patch of this size would be as well connected), the same with all borders cut, the share that "
                    "depends on neighbours, and the sum of dPC. The squares of the ECA of all parts add up to the square of "
                    "the landscape's.",
                ),
                translate(
                    "Samplan",
                    "Stepping stones: the connector part is searched anew without each patch, which takes minutes with "
                    "hundreds of patches within reach of each other, and is therefore off at first. Without it there is "
                    "neither dconn nor dpc, but dpcmin: dPC is at least that.",
                ),
                translate(
                    "Samplan",
                    "Beware: patches beyond the edge of the data are missing neighbours. Give habitat well beyond the "
                    "municipalities in question.",
                ),
                translate(
                    "Samplan",
                    "Sources: Saura and Pascual-Hortal (2007), Landscape and Urban Planning 83; Saura and Rubio (2010), "
                    "Ecography 33; Saura et al. (2011), Ecological Indicators 11.",
                ),
            ),
            "qgis_process run samplan:habitatconnectivity -- HABITAT=meadows.gpkg MUNICIPALITIES=municipalities.gpkg "
            "DISTANCES=150,300,600 OUTPUT=patches.gpkg TABLE=municipal_connectivity.gpkg",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        add_role_parameters(self, ["habitat", "municipalities"], ["municipalities"])
        self.addParameter(
            helped(
                QgsProcessingParameterString(
                    DISTANCES, translate("Samplan", "Median dispersal distances (m)"), "150,300,600"
                ),
                translate(
                    "Samplan",
                    "One or several, separated by commas. Small solitary bees: 150–600 m between nest and flowers.",
                ),
            )
        )
        self.addParameter(
            advanced(
                helped(
                    QgsProcessingParameterString(
                        CLASSES, translate("Samplan", "Only these classes of habitat"), optional=True
                    ),
                    translate("Samplan", "Separated by commas; empty: all patches."),
                )
            )
        )
        self.addParameter(
            advanced(
                helped(
                    QgsProcessingParameterRasterLayer(
                        RESISTANCE, translate("Samplan", "Resistance raster"), optional=True
                    ),
                    translate("Samplan", "Cost per metre; empty: straight lines from edge to edge."),
                )
            )
        )
        self.addParameter(band_parameter(RESISTANCE, translate("Samplan", "Resistance raster")))
        self.addParameter(
            advanced(
                helped(
                    QgsProcessingParameterBoolean(
                        CONNECTOR, translate("Samplan", "Measure the connector part of dPC (slow)"), False
                    ),
                    translate(
                        "Samplan",
                        "Finds stepping stones. Takes long with hundreds of patches within reach of each other.",
                    ),
                )
            )
        )
        self.addParameter(include_paths_parameter())
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                OUTPUT, translate("Samplan", "Habitat patches"), QgsProcessing.SourceType.TypeVectorPolygon
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                TABLE,
                translate("Samplan", "Connectivity by municipality"),
                QgsProcessing.SourceType.TypeVector,
                optional=True,
            )
        )

    def prepare(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Take the layers in the main thread."""
        self.inputs = role_inputs(self, parameters, context, feedback, ["habitat", "municipalities"])
        if "habitat" not in self.inputs:
            raise QgsProcessingException(
                translate("Samplan", "There are no habitat patches. Choose a layer that has some.")
            )
        self.raster = None
        if RESISTANCE in self.snapshots:
            raster = next(iter(self.snapshots[RESISTANCE]), None)
            if not isinstance(raster, RasterSnapshot):
                raise QgsProcessingException(self.invalidRasterError(parameters, RESISTANCE))
            self.raster = raster_input(self, parameters, context, _RESISTANCE, RESISTANCE, raster)

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read, cut, link, measure and write."""
        distances = distances_of(self.parameterAsString(parameters, DISTANCES, context))
        source = self.inputs["habitat"].source
        if source.sourceExtent().isNull():
            raise QgsProcessingException(
                translate("Samplan", "There are no habitat patches. Choose a layer that has some.")
            )
        crs, _ = working_crs(source.sourceCrs(), source.sourceExtent(), context.transformContext(), source.sourceName())
        roles = {name: read_role(item, crs, None, context, feedback) for name, item in self.inputs.items()}
        habitat = of_classes(roles["habitat"], self.parameterAsString(parameters, CLASSES, context))
        borders = named_borders(roles["municipalities"]) if "municipalities" in roles else None
        patches, quality = patches_of(habitat)
        pieces = cut_pieces(patches, quality, borders, feedback.isCanceled)
        feedback.setProgress(15)
        self._tell(pieces, patches.n, borders, feedback)
        shapes = pieces.shapes
        rings = shapes.backend.sequences(shapes.geometries)
        area = ellipsoidal_areas(rings, shapes.n, crs, context.transformContext()) / HECTARE
        scale = np.sqrt(area * HECTARE / shapes.backend.area(shapes.geometries))
        raster = None if self.raster is None else read_raster(self.raster, feedback)
        links = _links(shapes, crs, raster, link_limit(max(distances)), scale, context, feedback)
        connector = self.parameterAsBool(parameters, CONNECTOR, context)
        found = []
        for number, distance in enumerate(distances):
            start, step = 40 + 50 * number / len(distances), 50 / len(distances)
            found.append(
                _measured(
                    area,
                    links,
                    distance,
                    pieces.weight,
                    None if borders is None else pieces.label,
                    connector,
                    start,
                    step,
                    feedback,
                )
            )
        record = lineage(
            self.id(),
            {
                DISTANCES: distances,
                CLASSES: self.parameterAsString(parameters, CLASSES, context),
                CONNECTOR: connector,
                **paths_of(self, parameters, context),
            },
            {
                **{name.upper(): {"name": d.name, "fingerprint": d.fingerprint} for name, d in roles.items()},
                **({} if raster is None else {RESISTANCE: raster_facts(raster, feedback)}),
            },
            {"crs": crs.authid() or crs.toWkt(), "method": describe_method(crs), "engine": shapes.backend.name},
        )
        columns = piece_columns(pieces, area, found, borders)
        geometries = [_geometry(wkb) for wkb in shapes.backend.to_wkb(shapes.geometries)]
        destination = write_rows(
            self, parameters, context, feedback, OUTPUT, columns, geometries, QgsWkbTypes.Type.MultiPolygon, crs
        )
        shown = next(c for c in columns if c.name.startswith("dpc"))
        title = translate("Samplan", "Connectivity of {name}").format(name=habitat.name)
        finish_layer(
            destination,
            context,
            feedback,
            metadata(
                title,
                translate("Samplan", "What each habitat patch contributes to the connectivity of the landscape."),
                record,
            ),
            lambda: value_renderer(shown.values, shown.name, "%"),
            {column.name: column.alias for column in columns},
        )
        rows = table_columns(pieces, area, found, borders)
        table = write_table(self, parameters, context, TABLE, rows)
        if table:
            finish_layer(
                table[TABLE],
                context,
                feedback,
                metadata(title, translate("Samplan", "Connectivity by municipality"), record),
                None,
                {column.name: column.alias for column in rows},
            )
        return {OUTPUT: destination, **table}

    @staticmethod
    def _tell(pieces: PatchPieces, patches: int, borders: Optional[Borders], feedback: QgsProcessingFeedback) -> None:
        feedback.pushInfo(
            translate("Samplan", "{patches} patches; {pieces} pieces after cutting at the borders.").format(
                patches=patches, pieces=pieces.shapes.n
            )
        )
        if pieces.dropped:
            feedback.pushInfo(
                translate("Samplan", "{count} splinters below 1 m² that a border would cut off are left out.").format(
                    count=pieces.dropped
                )
            )
        if borders is None:
            return
        outside = int(np.count_nonzero(pieces.label < 0))
        if outside:
            feedback.pushInfo(
                translate("Samplan", "{count} pieces lie outside all municipalities.").format(count=outside)
            )
        bare = len(borders.names) - len(np.unique(pieces.label[pieces.label >= 0]))
        if bare:
            feedback.pushWarning(
                translate("Samplan", "{count} municipalities hold no habitat patch: their values are NULL.").format(
                    count=bare
                )
            )


def distances_of(text: str) -> list[float]:
    """Return the dispersal distances written as ``150, 300, 600``, ascending, each once.

    Raises
    ------
    QgsProcessingException
        Something is no number.
    IndicatorError
        A distance is not above 0.
    """
    # Where semicolons separate, a comma without a blank after it stands before decimals.
    words = re.split(r";|,\s", text) if ";" in text else text.replace(",", " ").split()
    distances = sorted({parse_number(word) for word in words if word.strip()})
    if not distances or not np.isfinite(distances).all():
        raise QgsProcessingException(
            translate(
                "Samplan", '"{text}" are no distances. Write metres separated by commas, such as 150,300,600.'
            ).format(text=text)
        )
    for distance in distances:
        dispersal_rate(distance)
    return distances


def _links(
    shapes: VectorData,
    crs: QgsCoordinateReferenceSystem,
    raster: Optional[RasterData],
    limit: float,
    scale: np.ndarray,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> Links:
    """Return the links, straight or over the resistance raster."""
    if raster is None:
        return straight_links(
            shapes, limit, scale, feedback.isCanceled, lambda share: feedback.setProgress(15 + 25 * share)
        )
    links, lost = resistance_links(shapes, crs, raster, limit, context.transformContext(), feedback.isCanceled)
    if lost:
        feedback.pushWarning(
            translate(
                "Samplan",
                "{count} patches have no cell of the resistance raster to themselves: they are linked only to patches they "
                "touch. Use a larger raster, or smaller cells.",
            ).format(count=lost)
        )
    return links


def _measured(
    area: np.ndarray,
    links: Links,
    distance: float,
    quality: np.ndarray,
    label: Optional[np.ndarray],
    connector: bool,
    start: float,
    step: float,
    feedback: QgsProcessingFeedback,
) -> Found:
    """Measure one dispersal distance; progress from ``start`` over ``step`` percent."""
    if label is None:
        whole, cut = equivalent_connected_area(area, links, distance, quality, cancelled=feedback.isCanceled), None
    else:
        whole, cut = border_effect(area, links, distance, label, quality, cancelled=feedback.isCanceled)
    squared = whole.eca**2
    if not squared > 0:
        raise QgsProcessingException(
            translate("Samplan", "No habitat patch has both an area and a quality above 0. Check the quality field.")
        )
    feedback.setProgress(start + 0.3 * step)
    own = whole.area**2
    intra = 100.0 * own / squared
    flux = 100.0 * 2 * (whole.area * whole.reach - own) / squared
    through = None
    if connector:
        parts = patch_importance(
            area,
            links,
            distance,
            quality,
            cancelled=feedback.isCanceled,
            progress=_watched(distance, start + 0.3 * step, 0.7 * step, feedback),
        )
        # Its shares are of a sum with less probable moves left out; bring them to the ECA's.
        through = 100.0 * parts.connector * (own.sum() / parts.intra.sum()) / squared
    return Found(distance, whole, cut, intra, flux, through)


def _watched(distance: float, start: float, step: float, feedback: QgsProcessingFeedback) -> Callable[[float], None]:
    """Return a progress callback that warns once when the rest will take longer than `PATIENCE`."""
    begun: list[float] = []
    told: list[bool] = []

    def progress(share: float) -> None:
        feedback.setProgress(start + share * step)
        if not begun:
            begun.append(monotonic())
        spent = monotonic() - begun[0]
        rest = spent / share - spent if share > 0 else 0.0
        if spent > 3.0 and rest > PATIENCE and not told:
            told.append(True)
            feedback.pushWarning(
                translate(
                    "Samplan",
                    "{distance} m: the connector part will take about {minutes} minutes more. It can be cancelled at any time, "
                    "and switched off under the advanced parameters.",
                ).format(distance=f"{distance:g}", minutes=math.ceil(rest / 60))
            )

    return progress


def _geometry(wkb: bytes) -> QgsGeometry:
    geometry = QgsGeometry()
    geometry.fromWkb(wkb)
    geometry.convertToMultiType()
    return geometry


ALGORITHMS = (HabitatConnectivity,)
