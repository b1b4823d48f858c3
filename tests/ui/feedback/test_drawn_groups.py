"""A click on a group reads as many as are drawn: our groups are those of QGIS's renderer."""

from __future__ import annotations

import random

import pytest
from qgis.core import (
    QgsExpression,
    QgsExpressionFunction,
    QgsFeature,
    QgsGeometry,
    QgsMapRendererCustomPainterJob,
    QgsMapSettings,
    QgsMarkerSymbol,
    QgsPointClusterRenderer,
    QgsPointXY,
    QgsProperty,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsSymbolLayer,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QImage, QPainter
from samplan.ui.feedback.drawn_groups import drawn_groups

SIDE, PIXELS, MILLIMETRES = 1000.0, 500, 7.0


class Noted(QgsExpressionFunction):
    """Notes the size of each group that is drawn."""

    def __init__(self):
        super().__init__("samplan_noted", 1, "Samplan", "")
        self.sizes = []

    def func(self, values, context, parent, node):
        self.sizes.append(int(values[0]))
        return 3.0


def _sizes_drawn(layer, noted):
    symbol = QgsMarkerSymbol.createSimple({"size": "3"})
    symbol.symbolLayer(0).setDataDefinedProperty(
        QgsSymbolLayer.Property.PropertySize, QgsProperty.fromExpression("samplan_noted(@cluster_size)")
    )
    renderer = QgsPointClusterRenderer()
    renderer.setEmbeddedRenderer(QgsSingleSymbolRenderer(QgsMarkerSymbol.createSimple({"size": "1"})))
    renderer.setClusterSymbol(symbol)
    renderer.setTolerance(MILLIMETRES)
    renderer.setToleranceUnit(QgsUnitTypes.RenderUnit.RenderMillimeters)
    layer.setRenderer(renderer)
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setOutputSize(QSize(PIXELS, PIXELS))
    settings.setOutputDpi(96)
    settings.setExtent(QgsRectangle(0, 0, SIDE, SIDE))
    image = QImage(PIXELS, PIXELS, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    job = QgsMapRendererCustomPainterJob(settings, painter)
    job.renderSynchronously()
    painter.end()
    return settings.mapUnitsPerPixel() * MILLIMETRES * 96 / 25.4


@pytest.fixture
def noted(qgis_app):
    function = Noted()
    QgsExpression.registerFunction(function)
    yield function
    QgsExpression.unregisterFunction(function.name())


@pytest.mark.fuzz(12)
def test_groups_are_those_that_qgis_draws(noted, seed):
    chance = random.Random(seed)
    layer = QgsVectorLayer("Point?crs=EPSG:3006", "points", "memory")
    features = []
    for _ in range(chance.choice((1, 30, 400))):
        feature = QgsFeature()
        place = QgsPointXY(chance.uniform(0, SIDE), chance.gauss(SIDE / 2, SIDE / 8))
        feature.setGeometry(QgsGeometry.fromPointXY(place))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    distance = _sizes_drawn(layer, noted)
    inside = [
        (feature.id(), feature.geometry().asPoint().x(), feature.geometry().asPoint().y())
        for feature in layer.getFeatures(QgsRectangle(0, 0, SIDE, SIDE))
    ]
    groups = drawn_groups(inside, distance)
    assert sorted(key for _x, _y, ids in groups for key in ids) == sorted(key for key, _x, _y in inside)
    sizes = [len(ids) for _x, _y, ids in groups if len(ids) > 1]
    assert set(noted.sizes) == set(sizes)
    assert sum(sizes) or not noted.sizes


def test_a_group_moves_its_middle_but_not_its_reach():
    groups = drawn_groups([("a", 0, 0), ("b", 0.9, 0), ("c", 1.4, 0), ("d", -1.0, 0)], 1.0)
    assert [ids for _x, _y, ids in groups] == [["a", "b", "d"], ["c"]]
    assert groups[0][0] == pytest.approx(-0.1 / 3)
