"""Pollinator map: where wild bees find nests with flowers in flight, out of a land cover raster."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from osgeo import gdal
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterMatrix,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsRasterFileWriter,
)

from ...compat import is_null
from ...i18n import translate
from ...indicators.classes.legends import class_numbers, scheme_of
from ...indicators.registry import all_indicators
from ...indicators.spatial.cell_size import cell_metres
from ...indicators.spatial.data import RasterData
from ...indicators.spatial.pollination import CUT, exponential_kernel, weighted_mean
from ...messages import QT_TRANSLATE_NOOP, Cancelled
from ...tables.numbers import parse_number
from ..common.algorithm import SamplanAlgorithm, push_note
from ..common.help_text import help_html
from ..common.lineage import lineage, paths_of
from ..common.parameters import advanced, helped, include_paths_parameter
from ..common.rasters import raster_facts, read_raster
from ..common.role_parameters import add_role_parameters, role_inputs
from ..common.snapshots import RasterSnapshot

ALPHA, TABLE, OUTPUT, MEAN = "ALPHA", "TABLE", "OUTPUT", "MEAN"
INDICATOR = "pollinator_supply"
MOST_CELLS = 50_000_000
"""Largest land cover raster (about 2.5 GB of memory while working)."""
NODATA = -1.0
UNEVEN = 1.02
"""Cells that differ in width by more than this factor are told."""


class PollinatorMap(SamplanAlgorithm):
    """The algorithm ``samplan:pollinatormap``."""

    ID = "pollinatormap"
    GROUP = "measure"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Pollinator map")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Maps where wild bees find nesting places with flowers within flight."
    )
    TAGS = QT_TRANSLATE_NOOP("Samplan", "pollinators,bees,flowers,nesting,Lonsdorf,InVEST,land cover,raster,habitat")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Maps pollinator supply: how well each cell suits as a nesting place, times the flowers around it, near ones "
                "weighing more. It is a relative index (0–1), not a number of bees.",
            ),
            (
                translate(
                    "Samplan",
                    "Output: a raster with three bands: 1 supply, 2 nesting suitability, 3 flowers within flight. Cells "
                    "without data, and classes the table does not know, have no data and weigh nothing.",
                ),
                translate(
                    "Samplan",
                    "Table: land cover class (name or code), nesting suitability and flowers, both 0–1. Empty: the table of "
                    "the indicator Pollinator supply (expert values for the United States, Koh et al. 2016), to be replaced by "
                    "local knowledge. What codes mean is told by the scheme, the raster's own class names, or a table "
                    "<raster>_classes.csv (columns code and class) beside it.",
                ),
                translate(
                    "Samplan",
                    "Distance: flowers at the distance d weigh exp(−d / α), cut at 5 α; near the edge of the raster the mean "
                    "is of the cells there are.",
                ),
                translate("Samplan", "Sources: Lonsdorf et al. (2009), Annals of Botany 103; InVEST crop pollination."),
            ),
            "qgis_process run samplan:pollinatormap -- LAND_COVER=land_cover.tif ALPHA=300 OUTPUT=pollinators.tif",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        add_role_parameters(self, ["land_cover"])
        self.addParameter(
            QgsProcessingParameterNumber(
                ALPHA,
                translate("Samplan", "Mean foraging distance α (m)"),
                QgsProcessingParameterNumber.Type.Double,
                300.0,
                minValue=1.0,
                maxValue=5000.0,
            )
        )
        self.addParameter(
            advanced(
                helped(
                    QgsProcessingParameterMatrix(
                        TABLE,
                        translate("Samplan", "Nesting and flowers by land cover class"),
                        numberRows=1,
                        headers=[
                            translate("Samplan", "Class"),
                            translate("Samplan", "Nesting (0–1)"),
                            translate("Samplan", "Flowers (0–1)"),
                        ],
                        optional=True,
                    ),
                    translate("Samplan", "Empty: the table of the indicator Pollinator supply."),
                )
            )
        )
        self.addParameter(include_paths_parameter())
        self.addParameter(QgsProcessingParameterRasterDestination(OUTPUT, translate("Samplan", "Pollinator supply")))
        self.addOutput(QgsProcessingOutputNumber(MEAN, translate("Samplan", "Mean supply")))

    def prepare(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Take the layer in the main thread."""
        self.land_cover = role_inputs(self, parameters, context, feedback, ["land_cover"]).get("land_cover")
        if self.land_cover is None or not isinstance(self.land_cover.source, RasterSnapshot):
            raise QgsProcessingException(self.invalidRasterError(parameters, "LAND_COVER"))

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read, convolve and write."""
        raster = read_raster(self.land_cover, feedback)
        if raster.rows * raster.columns > MOST_CELLS:
            raise QgsProcessingException(
                translate(
                    "Samplan",
                    "The land cover has {cells} cells; at most {most} can be mapped at once. Cut it into parts that overlap by "
                    "{overlap} m, or use larger cells.",
                ).format(
                    cells=f"{raster.rows * raster.columns:,}",
                    most=f"{MOST_CELLS:,}",
                    overlap=f"{2 * CUT * self.parameterAsDouble(parameters, ALPHA, context):g}",
                )
            )
        alpha = self.parameterAsDouble(parameters, ALPHA, context)
        nesting, floral = tables_of(self.parameterAsMatrix(parameters, TABLE, context))
        land_cover = raster.read()
        if np.isnan(land_cover).all():
            raise QgsProcessingException(
                translate("Samplan", 'The raster "{name}" has no data in any cell.').format(name=raster.name)
            )
        nests, notes = class_numbers(raster, land_cover, nesting, INDICATOR, feedback.isCanceled)
        resources, _ = class_numbers(raster, land_cover, floral, INDICATOR, feedback.isCanceled)
        for note in notes:
            push_note(feedback, note)
        feedback.setProgress(10)
        crs = self.land_cover.source.crs
        cell = cell_metres(raster, context.transformContext())
        _tell_uneven(raster, context, feedback)
        flowers = weighted_mean(
            resources,
            exponential_kernel(alpha, cell),
            cancelled=feedback.isCanceled,
            progress=lambda share: feedback.setProgress(10 + 75 * share),
        )
        supply = (nests * flowers).astype(np.float32)
        if feedback.isCanceled():
            raise Cancelled
        record = lineage(
            self.id(),
            {ALPHA: alpha, "nesting": nesting, "floral": floral, **paths_of(self, parameters, context)},
            {"LAND_COVER": {**raster_facts(raster, feedback), "scheme": scheme_of(raster)}},
            {"crs": crs.authid() or raster.crs_wkt, "cell_metres": list(cell)},
        )
        path = self.parameterAsOutputLayer(parameters, OUTPUT, context)
        write_raster(
            path,
            raster,
            {
                translate("Samplan", "Pollinator supply (0–1)"): supply,
                translate("Samplan", "Nesting suitability (0–1)"): nests,
                translate("Samplan", "Flowers within flight (0–1)"): flowers,
            },
            json.dumps(record, ensure_ascii=False, sort_keys=True),
        )
        mean = float(np.nanmean(supply, dtype=np.float64))
        feedback.pushInfo(translate("Samplan", "Mean supply: {mean}.").format(mean=f"{mean:.4f}"))
        return {OUTPUT: path, MEAN: mean}


def _tell_uneven(raster: RasterData, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> None:
    """Warn of cells that are wider at one end of the raster than at the other: all are taken as those in its middle."""
    middle = raster.columns / 2
    ends = [cell_metres(raster, context.transformContext(), (middle, row)) for row in (0.5, raster.rows - 0.5)]
    narrow, wide = sorted(width for width, _ in ends)
    if wide > UNEVEN * narrow:
        feedback.pushWarning(
            translate(
                "Samplan",
                "The cells are {narrow} m wide at one end of the raster and {wide} m at the other: distances are those of its "
                "middle. Reproject it to a coordinate reference system in metres.",
            ).format(narrow=f"{narrow:.0f}", wide=f"{wide:.0f}")
        )


def tables_of(cells: list[Any]) -> tuple[dict[str, float], dict[str, float]]:
    """Return nesting and floral tables out of a matrix (class, nesting, flowers, class...), the defaults when it is empty.

    Raises
    ------
    QgsProcessingException
        A row is incomplete, a number is not within 0-1, or a class comes twice.
    """
    words = ["" if is_null(cell) else str(cell).strip() for cell in cells]
    if not any(words):
        nesting, floral = all_indicators()[INDICATOR].tables
        return dict(nesting.rows), dict(floral.rows)
    tables: tuple[dict[str, float], dict[str, float]] = ({}, {})
    for row in range(0, len(words), 3):
        name, *numbers = words[row : row + 3]
        values = [parse_number(number) for number in numbers]
        if not name or len(values) != 2 or not all(0 <= value <= 1 for value in values) or name in tables[0]:
            raise QgsProcessingException(
                translate(
                    "Samplan",
                    "Row {row} of the table is wrong: {words}. Each row needs a class of its own and two numbers from 0 to 1.",
                ).format(row=row // 3 + 1, words="; ".join(words[row : row + 3]))
            )
        for table, value in zip(tables, values):
            table[name] = value
    return tables


def write_raster(path: str, like: RasterData, bands: dict[str, np.ndarray], history: str) -> None:
    """Write a GeoTIFF (or what the file's ending asks for) on the grid of another raster, and its lineage as metadata.

    Raises
    ------
    QgsProcessingException
        The file cannot be written.
    """
    driver = gdal.GetDriverByName(QgsRasterFileWriter.driverForExtension(path.rpartition(".")[2]) or "GTiff")
    options = ["COMPRESS=DEFLATE", "TILED=YES", "BIGTIFF=IF_SAFER"] if driver.ShortName == "GTiff" else []
    try:
        target = driver.Create(path, like.columns, like.rows, len(bands), gdal.GDT_Float32, options)
    except RuntimeError:
        target = None
    if target is None:
        raise QgsProcessingException(
            translate(
                "Samplan", 'The file "{path}" cannot be written. Choose another place or a GeoTIFF (.tif).'
            ).format(path=path)
        )
    target.SetGeoTransform(like.transform)
    target.SetProjection(like.crs_wkt)
    target.SetMetadataItem("SAMPLAN_LINEAGE", history)
    for number, (title, values) in enumerate(bands.items(), start=1):
        band = target.GetRasterBand(number)
        band.SetNoDataValue(NODATA)
        band.SetDescription(title)
        band.WriteArray(np.where(np.isnan(values), NODATA, values).astype(np.float32))
    target.FlushCache()


ALGORITHMS = (PollinatorMap,)
