"""Render the demo's map: the result in the plugin's own style, with legend, scale bar and credits."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsLayoutExporter,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendStyle,
    QgsPalLayerSettings,
    QgsPrintLayout,
    QgsProject,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QFont

CREDIT = "© OpenStreetMap contributors (ODbL). Residents and jobs are SYNTHETIC: a demonstration, not a finding."
FONT = "DejaVu Sans"
PAGE = (210.0, 297.0)  # mm
DPI = 200
#: Layers under the result, bottom first: (layer, filter, symbol properties).
_BACKGROUND = (
    ("municipalities", "", {"color": "#f7f5f0", "outline_color": "#8d8d8d", "outline_width": "0.25"}),
    ("green", "\"class\" = 'forest'", {"color": "#e3ecdc", "outline_style": "no"}),
    ("water", "", {"color": "#cfe2ef", "outline_style": "no"}),
)
_LEGEND_TEXT = ((QgsLegendStyle.Style.Subgroup, 9.0), (QgsLegendStyle.Style.SymbolLabel, 7.2))


@dataclass(frozen=True)
class Ranked:
    """A scored area: name, score on the framework's scale, rank (1 = best), coverage (0-1)."""

    name: str
    score: float
    rank: int
    coverage: float


def read_ranking(layer: QgsVectorLayer) -> list[Ranked]:
    """Return the areas that have a score, best first."""
    rows = [feature for feature in layer.getFeatures() if isinstance(feature["score"], float)]
    found = [Ranked(f["name"], f["score"], int(f["rank"]), float(f["coverage"])) for f in rows]
    return sorted(found, key=lambda area: (area.rank, area.name))


def _background(data: Path) -> list[QgsVectorLayer]:
    layers = []
    for name, where, symbol in _BACKGROUND:
        layer = QgsVectorLayer(f"{data}|layername={name}{where and '|subset=' + where}", name, "ogr")
        layer.renderer().setSymbol(type(layer.renderer().symbol()).createSimple(symbol))
        layers.append(layer)
    main = "\"class\" IN ('primary', 'secondary', 'tertiary')"
    streets = QgsVectorLayer(f"{data}|layername=streets|subset={main}", "streets", "ogr")
    line = {"line_color": "#b9b2a6", "line_width": "0.25"}
    streets.renderer().setSymbol(type(streets.renderer().symbol()).createSimple(line))
    return [*layers, streets]


def _font(size: float, bold: bool = False) -> QFont:
    font = QFont(FONT)
    font.setPointSizeF(size)
    font.setBold(bold)
    return font


def _text(size: float) -> QgsTextFormat:
    text = QgsTextFormat()
    text.setFont(_font(size))
    text.setSize(size)
    text.setColor(QColor("#222222"))
    return text


def _label_extremes(layer: QgsVectorLayer, ranked: list[Ranked]) -> None:
    """Label the first and the last three areas with rank and name."""
    settings = QgsPalLayerSettings()
    last = max(area.rank for area in ranked)
    settings.fieldName = (
        f'CASE WHEN "rank" <= 3 OR "rank" > {last - 3} THEN to_string("rank") || \'. \' || "name" ELSE \'\' END'
    )
    settings.isExpression = True
    text = _text(7)
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.8)
    text.setBuffer(halo)
    settings.setFormat(text)
    settings.displayAll = True
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def _add_label(
    layout: QgsPrintLayout, text: str, place: tuple[float, float, float, float], size: float, bold: bool
) -> None:
    label = QgsLayoutItemLabel(layout)
    label.setText(text)
    label.setFont(_font(size, bold))
    layout.addLayoutItem(label)
    _place(label, place)


def _place(item: QgsLayoutItem, place: tuple[float, float, float, float]) -> None:
    x, y, width, height = place
    millimetres = QgsUnitTypes.LayoutUnit.LayoutMillimeters
    item.attemptResize(QgsLayoutSize(width, height, millimetres))  # first: moving a map without a size makes it NaN
    item.attemptMove(QgsLayoutPoint(x, y, millimetres))


def _layout(project: QgsProject, result: QgsVectorLayer, layers: list[QgsVectorLayer]) -> QgsPrintLayout:
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.pageCollection().page(0).setPageSize(QgsLayoutSize(*PAGE, QgsUnitTypes.LayoutUnit.LayoutMillimeters))
    _add_label(layout, "How sustainable are the planning units of Liechtenstein?", (10, 8, 190, 9), 15, True)
    _add_label(layout, result.name(), (10, 18, 190, 6), 9, False)
    sheet = QgsLayoutItemMap(layout)
    layout.addLayoutItem(sheet)
    _place(sheet, (10, 27, 121, 255))
    extent = layers[0].extent()
    extent.grow(200)
    sheet.zoomToExtent(extent)
    sheet.setLayers([result, *reversed(layers)])
    sheet.setFrameEnabled(True)
    legend = QgsLayoutItemLegend(layout)
    legend.setResizeToContents(True)
    for part, size in _LEGEND_TEXT:
        legend.rstyle(part).setFont(_font(size, part == QgsLegendStyle.Style.Subgroup))
    legend.setLinkedMap(sheet)
    legend.setAutoUpdateModel(False)
    root = legend.model().rootGroup()
    root.clear()
    root.addLayer(result).setCustomProperty("legend/title-label", "Score")
    layout.addLayoutItem(legend)
    _place(legend, (132, 25, 70, 60))
    bar = QgsLayoutItemScaleBar(layout)
    bar.setStyle("Single Box")
    bar.setLinkedMap(sheet)
    bar.setUnits(QgsUnitTypes.DistanceUnit.DistanceKilometers)
    bar.setUnitLabel("km")
    bar.setUnitsPerSegment(1)
    bar.setNumberOfSegments(2)
    bar.setNumberOfSegmentsLeft(0)
    bar.setTextFormat(_text(8))
    layout.addLayoutItem(bar)
    _place(bar, (133, 268, 50, 14))
    _add_label(layout, CREDIT, (10, 285, 190, 8), 8, False)
    return layout


def render_map(source: Path, data: Path, picture: Path) -> list[Ranked]:
    """Render the map of a result.

    Parameters
    ----------
    source : Path
        GeoPackage written by *Assess planning areas*; its stored style is used.
    data : Path
        The workshop GeoPackage, for the background; a copy, because QGIS touches files it opens.
    picture : Path
        PNG to write.

    Returns
    -------
    list of Ranked
        The scored areas, best first.

    Raises
    ------
    SystemExit
        If the layer cannot be read, holds no score, or the picture cannot be written.
    """
    application = QgsApplication.instance() or QgsApplication([], True)
    application.initQgis()
    project = QgsProject.instance()
    result = QgsVectorLayer(str(source), "Score", "ogr")
    if not result.isValid():
        raise SystemExit(f"{source} cannot be read.")
    ranked = read_ranking(result)
    if not ranked:
        raise SystemExit(f"{source} holds no scores.")
    result.setName(result.metadata().title() or "Score")
    _label_extremes(result, ranked)
    layers = _background(data)
    project.setCrs(result.crs())
    project.addMapLayers([*layers, result])
    layout = _layout(project, result, layers)  # held: the exporter only borrows it
    image = QgsLayoutExporter(layout).renderPageToImage(0, QSize(), DPI)
    if not image.save(str(picture)):
        raise SystemExit(f"{picture} could not be written.")
    project.removeAllMapLayers()
    return ranked
