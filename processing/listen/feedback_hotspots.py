"""Feedback hotspots: Getis-Ord Gi* of feedback per resident on a square or hexagonal grid."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDistance,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsRuleBasedRenderer,
    QgsWkbTypes,
)

from ...i18n import translate, translate_message
from ...indicators.spatial.crs import working_crs
from ...indicators.spatial.read import read_areas
from ...messages import QT_TRANSLATE_NOOP, Cancelled
from ...participation.analysis.hotspots import (
    COLD,
    HEXAGON,
    HOT,
    NOT_SIGNIFICANT,
    SQUARE,
    GiStar,
    Lattice,
    classify,
    false_discovery,
    gi_star,
)
from ..common.algorithm import SamplanAlgorithm
from ..common.area_output import Column
from ..common.documented_enum import documented_enum
from ..common.finish import finish_layer
from ..common.help_text import help_html
from ..common.lineage import lineage, metadata, paths_of
from ..common.parameters import AREAS, advanced, helped, include_paths_parameter
from ..common.rasters import read_raster
from ..common.reading import read_role
from ..common.role_parameters import add_role_parameters, role_inputs
from ..common.row_output import write_rows
from ..common.snapshots import RasterSnapshot
from ..common.tables import OUTPUT
from ..styles.renderers import fill, rule
from ._feedback_points import (
    FEEDBACK,
    LEAVE_OUT,
    add_feedback_parameters,
    leave_out_parameter,
    read_feedback,
    unlocated_sentence,
    unlocated_share_output,
    unlocated_source,
)
from ._hotspot_cells import StudiedCells, cells_within, count_items, polygons

SHAPE, CELL, DISTANCE, RATE = "GRID", "CELL", "DISTANCE", "RATE"
MIN_EXPOSURE, LEVEL, INHERITED = "MIN_EXPOSURE", "FALSE_DISCOVERY_RATE", "INCLUDE_INHERITED"
RATES = ("bayes", "raw")
COLORS = {HOT: "#b2182b", COLD: "#2166ac", NOT_SIGNIFICANT: "#e8e8e8"}
MIN_CELLS, FEW_NEIGHBOURS = 30, 8


class FeedbackHotspots(SamplanAlgorithm):
    """The algorithm ``samplan:feedbackhotspots``."""

    ID = "feedbackhotspots"
    GROUP = "listen"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Feedback hotspots")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Finds where feedback gathers beyond chance, in relation to residents (Getis-Ord Gi*)."
    )
    TAGS = QT_TRANSLATE_NOOP("Samplan", "feedback,hotspot,cluster,getis,ord,gi*,grid,hexagon,significance")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Lays a grid over the study area and tells where neighbouring cells together have more (hot spot) or less "
                "(cold spot) feedback than chance would give.",
            ),
            (
                translate(
                    "Samplan",
                    "Method: Getis-Ord Gi* (Getis & Ord 1992; Ord & Getis 1995) with all cells within the distance, itself "
                    "included, as equal neighbours; p-values from the normal distribution, corrected for many tests "
                    "(Benjamini & Hochberg 1995).",
                ),
                translate(
                    "Samplan",
                    "Population: without it the map mostly shows where people live. With it the rate per resident is studied, "
                    "by default evened out for cells with few residents (empirical Bayes, Assunção & Reis 1999); cells with "
                    "fewer residents than the least number are left out and counted.",
                ),
                translate(
                    "Samplan",
                    "Left out and counted: items without a position of their own, and answers that stand where another item "
                    "stands, because they would make clusters of their own.",
                ),
                translate(
                    "Samplan",
                    "Beware: with few items or fewer than 8 neighbours the p-values are rough. Try several cell sizes; a spot "
                    "that vanishes was none. People choose themselves whether to write: a hot spot is where feedback gathers, "
                    "not where most residents are unhappy.",
                ),
            ),
            "qgis_process run samplan:feedbackhotspots -- FEEDBACK='feedback.gpkg|layername=feedback' "
            "POPULATION=residents.gpkg GRID=hexagon CELL=250 DISTANCE=500 OUTPUT=hotspots.gpkg",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        add_feedback_parameters(self)
        self.addParameter(
            helped(
                QgsProcessingParameterFeatureSource(
                    AREAS,
                    translate("Samplan", "Study area"),
                    [QgsProcessing.SourceType.TypeVectorPolygon],
                    optional=True,
                ),
                translate(
                    "Samplan",
                    "Every cell it lies in is studied, wholly or in part, the empty ones too. Left empty: the extent.",
                ),
            )
        )
        add_role_parameters(self, ["population"], ["population"])
        shapes = {
            SQUARE: translate("Samplan", "Squares of that side"),
            HEXAGON: translate("Samplan", "Hexagons of that width, whose neighbours are all equally far"),
        }
        self.addParameter(documented_enum(SHAPE, translate("Samplan", "Grid"), shapes, HEXAGON))
        distances = (
            (CELL, translate("Samplan", "Cell size (m)"), 250.0),
            (DISTANCE, translate("Samplan", "Neighbours within (m, between centres)"), 500.0),
        )
        for name, title, default in distances:
            self.addParameter(QgsProcessingParameterDistance(name, title, default, minValue=1.0))
        rates = {
            "bayes": translate("Samplan", "Evened out where few live"),
            "raw": translate("Samplan", "Items divided by residents"),
        }
        needs = translate("Samplan", "Used with a population layer only.")
        self.addParameter(documented_enum(RATE, translate("Samplan", "Rate"), rates, RATES[0], more=needs))
        number = QgsProcessingParameterNumber
        real = QgsProcessingParameterNumber.Type.Double
        for name, title, default, low, high in (
            (MIN_EXPOSURE, translate("Samplan", "Least residents in a cell"), 5.0, 0.0, 1e9),
            (LEVEL, translate("Samplan", "Share of false spots accepted (false discovery rate)"), 0.05, 1e-6, 0.5),
        ):
            self.addParameter(advanced(number(name, title, real, default, False, low, high)))
        self.addParameter(
            advanced(
                QgsProcessingParameterBoolean(
                    INHERITED,
                    translate("Samplan", "Count answers where the item they answer stands"),
                    defaultValue=False,
                )
            )
        )
        self.addParameter(leave_out_parameter())
        self.addParameter(include_paths_parameter())
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                OUTPUT, translate("Samplan", "Hot and cold spots"), QgsProcessing.SourceType.TypeVectorPolygon
            )
        )
        for name, title in (
            ("HOT", translate("Samplan", "Cells in hot spots")),
            ("COLD", translate("Samplan", "Cells in cold spots")),
            ("CELLS", translate("Samplan", "Cells studied")),
            ("USED", translate("Samplan", "Items used")),
            ("EXCLUDED", translate("Samplan", "Items left out")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, title))
        self.addOutput(unlocated_share_output())

    def prepare(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Take the population layer and the companion table in the main thread."""
        self.inputs = role_inputs(self, parameters, context, feedback, ["population"])
        self.table = unlocated_source(self, parameters, context, feedback)

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read, count in cells, test, write."""
        source = self.source(parameters, FEEDBACK)
        study = None if parameters.get(AREAS) in (None, "") else self.source(parameters, AREAS)
        frame = study or source
        crs, reason = working_crs(
            frame.sourceCrs(), frame.sourceExtent(), context.transformContext(), frame.sourceName()
        )
        feedback.pushInfo(
            translate("Samplan", "Measured in {crs}.").format(crs=reason.values["crs"])
            if study is None
            else translate_message(reason.template, reason.values)
        )
        points = read_feedback(self, parameters, context, feedback, crs, self.table)
        use = points.located
        if not self.parameterAsBool(parameters, INHERITED, context):
            use &= ~points.inherited
        if not use.any():
            raise QgsProcessingException(
                translate("Samplan", "No item of feedback has a position of its own: there is nothing to study.")
            )
        lattice = Lattice(
            self.parameterAsEnumString(parameters, SHAPE, context), self.parameterAsDouble(parameters, CELL, context)
        )
        cells = self._cells(lattice, points.xy[use], study, crs, parameters, context, feedback)
        if not cells.count.any():
            raise QgsProcessingException(
                translate(
                    "Samplan",
                    "None of the {count} items lies in the cells studied. Check that the layers show the same place and have "
                    "the right coordinate reference system.",
                ).format(count=int(use.sum()))
            )
        feedback.setProgress(50)

        def moved(share: float) -> None:
            if feedback.isCanceled():
                raise Cancelled
            feedback.setProgress(50 + 40 * share)

        distance = self.parameterAsDouble(parameters, DISTANCE, context)
        level = self.parameterAsDouble(parameters, LEVEL, context)
        found = gi_star(lattice, cells.cells, cells.value, distance, moved)
        adjusted = false_discovery(found.p)
        spot = classify(found.z, adjusted, level)
        excluded = points.n - int(use.sum())
        self._tell(cells, found, spot, excluded, feedback)
        feedback.pushInfo(unlocated_sentence(points))
        columns = _columns(cells, found, adjusted, spot)
        destination = write_rows(
            self,
            parameters,
            context,
            feedback,
            OUTPUT,
            columns,
            polygons(lattice, cells.cells),
            QgsWkbTypes.Type.Polygon,
            crs,
        )
        rate = self.parameterAsEnumString(parameters, RATE, context) if cells.exposure is not None else "count"
        settings = {SHAPE: lattice.shape, CELL: lattice.size, DISTANCE: distance, LEVEL: level, RATE: rate,
                    MIN_EXPOSURE: self.parameterAsDouble(parameters, MIN_EXPOSURE, context),
                    LEAVE_OUT: self.parameterAsEnumStrings(parameters, LEAVE_OUT, context)}  # fmt: skip
        settings.update(paths_of(self, parameters, context))
        used = int(cells.count.sum())
        record = lineage(
            self.id(),
            settings,
            {FEEDBACK: {**points.facts(), "used": used, "excluded": excluded, "outside": cells.outside}},
            {"crs": crs.authid() or crs.toWkt(), "cells": len(cells.cells)},
        )  # fmt: skip
        abstract = translate(
            "Samplan",
            "Getis-Ord Gi* of {items} items in {cells} cells of {size} m, neighbours within {distance} m, false discovery rate "
            "{level}. {excluded} items were left out. A hot spot is where feedback gathers, not what residents think.",
        ).format(
            items=used, cells=len(cells.cells), size=f"{lattice.size:g}", distance=f"{distance:g}", level=f"{level:g}",
            excluded=excluded + cells.outside,
        )  # fmt: skip
        abstract = f"{abstract} {unlocated_sentence(points)}"
        finish_layer(
            destination,
            context,
            feedback,
            metadata(translate("Samplan", "Hot spots of {name}").format(name=points.name), abstract, record),
            spot_renderer,
            {column.name: column.alias for column in columns},
            translate("Samplan", "Feedback hotspots"),
        )
        return {
            OUTPUT: destination,
            "HOT": int((spot == HOT).sum()),
            "COLD": int((spot == COLD).sum()),
            "CELLS": len(cells.cells),
            "USED": used,
            "EXCLUDED": excluded + cells.outside,
            "UNLOCATED_SHARE": None if np.isnan(points.unlocated_share) else points.unlocated_share,
        }

    def _cells(
        self,
        lattice: Lattice,
        xy: np.ndarray,
        study: Any,
        crs: QgsCoordinateReferenceSystem,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> StudiedCells:
        """Return the cells of the study area with items and residents."""
        box = np.concatenate([xy.min(axis=0), xy.max(axis=0)])
        areas = None
        if study is not None:
            areas, _rows = read_areas(study, crs, context.transformContext(), cancelled=feedback.isCanceled)
            box = areas.extent()
            if np.isnan(box).any():
                raise QgsProcessingException(translate("Samplan", "The study area has no usable polygon."))
        cells = cells_within(lattice, areas, box, xy, feedback)
        people = None
        if "population" in self.inputs:
            around = box + np.array([-1.0, -1.0, 1.0, 1.0]) * lattice.size
            given = self.inputs["population"]
            raster = isinstance(given.source, RasterSnapshot)
            people = read_raster(given, feedback) if raster else read_role(given, crs, around, context, feedback)
        least = self.parameterAsDouble(parameters, MIN_EXPOSURE, context)
        bayes = self.parameterAsEnumString(parameters, RATE, context) == RATES[0]
        return count_items(lattice, cells, xy, people, least, bayes, crs, feedback)

    def _tell(
        self,
        cells: StudiedCells,
        found: GiStar,
        spot: np.ndarray,
        excluded: int,
        feedback: QgsProcessingFeedback,
    ) -> None:
        feedback.pushInfo(
            translate(
                "Samplan",
                "{cells} cells studied with {items} items: {hot} in hot spots, {cold} in cold spots. {excluded} items without "
                "a position of their own and {outside} outside these cells were left out.",
            ).format(
                cells=len(cells.cells),
                items=int(cells.count.sum()),
                hot=int((spot == HOT).sum()),
                cold=int((spot == COLD).sum()),
                excluded=excluded,
                outside=cells.outside,
            )
        )
        if cells.exposure is None:
            feedback.pushWarning(
                translate("Samplan", "Without a population layer, hot spots mostly show where people live or pass.")
            )
        if len(cells.cells) < MIN_CELLS or not np.isfinite(found.z).any():
            feedback.pushWarning(
                translate(
                    "Samplan",
                    "Too few different cells for a sound test. Use smaller cells, a larger area or a shorter distance.",
                )
            )
        elif np.median(found.neighbours) < FEW_NEIGHBOURS:
            feedback.pushWarning(
                translate(
                    "Samplan",
                    "Most cells have fewer than {least} neighbours: p-values are rough. Use a longer distance.",
                ).format(least=FEW_NEIGHBOURS)
            )


def spot_words() -> dict[int, str]:
    """Return the words of the legend."""
    return {
        HOT: translate("Samplan", "Hot spot"),
        COLD: translate("Samplan", "Cold spot"),
        NOT_SIGNIFICANT: translate("Samplan", "Not significant"),
    }


def spot_renderer() -> QgsRuleBasedRenderer:
    """Return the style: red hot, blue cold (ColorBrewer RdBu, colour-blind safe), grey not significant."""
    root = QgsRuleBasedRenderer.Rule(None)
    for value, word in spot_words().items():
        root.appendChild(rule(fill(COLORS[value]), f'"spot" = {value}', word))
    return QgsRuleBasedRenderer(root)


def _columns(cells: StudiedCells, found: GiStar, adjusted: np.ndarray, spot: np.ndarray) -> list[Column]:
    words = spot_words()
    columns = [Column("items", cells.count, int, translate("Samplan", "Items"))]
    if cells.exposure is not None:
        columns.append(Column("residents", cells.exposure, float, translate("Samplan", "Residents")))
        rate = 1000.0 * cells.count / cells.exposure
        columns.append(Column("per_1000", rate, float, translate("Samplan", "Items per 1,000 residents")))
        columns.append(Column("value", cells.value, float, translate("Samplan", "Rate studied")))
    return [
        *columns,
        Column("neighbours", found.neighbours, int, translate("Samplan", "Cells within the distance")),
        Column("gi_z", found.z, float, translate("Samplan", "Gi* (standard deviations)")),
        Column("p", found.p, float, translate("Samplan", "p-value")),
        Column("p_fdr", adjusted, float, translate("Samplan", "p-value corrected for many tests")),
        Column("spot", spot, int, translate("Samplan", "1 hot spot, -1 cold spot, 0 not significant")),
        Column("spot_text", [words[value] for value in spot.tolist()], str, translate("Samplan", "Result")),
    ]


ALGORITHMS = (FeedbackHotspots,)
