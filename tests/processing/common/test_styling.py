"""Classes on the map: every area is drawn, one on a limit in the upper class, one without a value in grey."""

from __future__ import annotations

import pytest
from qgis.core import QgsMapRendererParallelJob, QgsMapSettings
from qgis.PyQt.QtCore import QSize

from ..conftest import make_layer, square

LOW, MIDDLE, HIGH, GREY = "#fde725", "#22a884", "#414487", "#e3e3e3"


def _colours(layer, count: int) -> list[str]:
    """Return the colour drawn in the middle of each of the squares in a row."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setExtent(layer.extent())
    settings.setOutputSize(QSize(20 * count, 20))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    return [image.pixelColor(20 * index + 10, 10).name() for index in range(count)]


@pytest.mark.parametrize(
    ("values", "more", "colours", "labels"),
    [
        (
            [0.0, 0.0, 0.0, 1.0, 2.0, 2.0, 2.0, None],
            True,
            [LOW, LOW, LOW, MIDDLE, HIGH, HIGH, HIGH, GREY],
            ["0 – 0.4 m", "0.4 – 1.6 m", "1.6 – 2 m", "No data"],
        ),
        ([5.0, None], True, [LOW, GREY], ["5 – 5 m", "No data"]),
        ([0.0, 10.0], False, [HIGH, LOW], ["0 – 2 m", "2 – 4 m", "4 – 6 m", "6 – 8 m", "8 – 10 m", "No data"]),
        ([None, None], True, [GREY, GREY], ["No data"]),
    ],
)
def test_values_in_classes(qgis_app, values, more, colours, labels):
    from samplan.processing.styles.renderers import value_renderer

    layer = make_layer("Polygon", [(square(10 * i, 0, 10), value) for i, value in enumerate(values)], "v:double")
    known = [float("nan") if value is None else value for value in values]
    layer.setRenderer(value_renderer(known, "v", "m", more))
    assert [item.label() for item in layer.renderer().legendSymbolItems()] == labels
    assert _colours(layer, len(values)) == colours


def test_a_value_on_a_limit_belongs_to_the_upper_class(qgis_app):
    from samplan.processing.styles.renderers import class_renderer

    layer = make_layer("Polygon", [(square(10 * i, 0, 10), v) for i, v in enumerate((-9, 1, 2, 9))], "v:double")
    layer.setRenderer(class_renderer("v", (0, 1, 2, 3), "abc", (LOW, MIDDLE, HIGH), "none"))
    assert _colours(layer, 4) == [LOW, MIDDLE, HIGH, HIGH]
