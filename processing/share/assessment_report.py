"""Assessment report: a scored layer as one HTML page with map, ranking, chart, method and lineage."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsFeatureRequest,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QSize
from qgis.PyQt.QtGui import QImage

from ...compat import is_null
from ...i18n import pick, translate
from ...indicators.registry import all_indicators
from ...indicators.roles import ROLES
from ...messages import QT_TRANSLATE_NOOP
from ...tables.numbers import parse_number
from ..common.algorithm import SamplanAlgorithm
from ..common.help_text import help_html
from ..common.lineage import records
from ..common.parameters import KEY_FIELD, helped
from ..common.snapshots import layer_title
from ..common.tables import table_parameter
from ._report_html import TEMPLATE, Report, Row, html, number, user_folder

if TYPE_CHECKING:
    from ...scoring import Framework

INPUT, TITLE, NOTICE, SIZE_FIELD, OUTPUT = "INPUT", "TITLE", "NOTICE", "SIZE_FIELD", "OUTPUT"
PICTURE_WIDTH = 1400


class AssessmentReport(SamplanAlgorithm):
    """The algorithm ``samplan:assessmentreport``."""

    ID = "assessmentreport"
    GROUP = "share"
    PACKAGE = "jinja2"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Assessment report")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Writes a scored layer as one web page: map, ranking, chart, method and lineage."
    )
    TAGS = QT_TRANSLATE_NOOP("Samplan", "report,html,share,council,ranking,bubble chart,print")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Writes the result of Assess planning areas, Score planning areas or Robustness of a ranking as one HTML page "
                "that needs no network and prints well.",
            ),
            (
                translate(
                    "Samplan",
                    "Content: the map as the layer is styled, the ranking with pillars, coverage and, after Robustness, rank "
                    "intervals; the first two pillars against each other as a bubble chart; every indicator with unit, "
                    "goalposts, weight and source; the data with their vintage; and the full lineage.",
                ),
                translate("Samplan", "Notice: text for a box at the top, for example that some data are synthetic."),
                translate(
                    "Samplan",
                    'Your own look: a Jinja template called {name} in the folder "{folder}" replaces Samplan\'s, which is the '
                    "file resources/report/{name} of the plugin.",
                ).format(name=TEMPLATE, folder=user_folder()),
            ),
            'qgis_process run samplan:assessmentreport -- INPUT=assessed.gpkg KEY_FIELD=name TITLE="Our town 2026" '
            "OUTPUT=report.html",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        self.addParameter(table_parameter(INPUT, translate("Samplan", "Scored areas")))
        for name, title in (
            (KEY_FIELD, translate("Samplan", "Field that names an area")),
            (SIZE_FIELD, translate("Samplan", "Field for the size of the circles, such as residents")),
        ):
            self.addParameter(QgsProcessingParameterField(name, title, parentLayerParameterName=INPUT, optional=True))
        self.addParameter(QgsProcessingParameterString(TITLE, translate("Samplan", "Title"), optional=True))
        self.addParameter(
            helped(
                QgsProcessingParameterString(NOTICE, translate("Samplan", "Notice"), optional=True),
                translate("Samplan", "Shown in a box at the top."),
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                OUTPUT, translate("Samplan", "Report"), translate("Samplan", "Web page (*.html)")
            )
        )

    def prepare(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Read and draw in the main thread: a layer must not be used in another."""
        layer = self.parameterAsVectorLayer(parameters, INPUT, context)
        if layer is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, INPUT))
        if layer.fields().indexFromName("score") < 0:
            raise QgsProcessingException(
                translate(
                    "Samplan", 'The layer "{name}" has no field "score". Choose one that Samplan has scored.'
                ).format(name=layer.name())
            )
        if QgsProject.instance().mapLayer(layer.id()) is None:
            layer.loadDefaultStyle()  # Processing loads files without their stored style
        self.report = self._read(layer, parameters, context)

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Write the page."""
        target = Path(self.parameterAsFileOutput(parameters, OUTPUT, context))
        part = target.with_name(f"{target.name}.part")
        part.write_text(html(self.report), encoding="utf-8")
        part.replace(target)
        return {OUTPUT: str(target)}

    def _read(self, layer: QgsVectorLayer, parameters: dict[str, Any], context: QgsProcessingContext) -> Report:
        from ...scoring import ReferenceFrame  # late: QGIS starts faster

        history = records(layer)
        record = _whole_record(history)
        framework = ReferenceFrame.from_dict(record["frame"]).framework if record else None
        pillars = list(framework.root.children) if framework is not None else []
        pillars = [node for node in pillars if layer.fields().indexFromName(f"s_{node.id}") >= 0]
        scale = framework.scale if framework is not None else (0.0, 100.0)
        key = self.parameterAsString(parameters, KEY_FIELD, context)
        size = self.parameterAsString(parameters, SIZE_FIELD, context)
        title = self.parameterAsString(parameters, TITLE, context)
        name = layer_title(layer)
        return Report(
            title or translate("Samplan", "Assessment of {name}").format(name=name),
            pick(framework.title) if framework is not None else name,
            scale,
            [pick(node.title) or node.id for node in pillars],
            _rows(layer, key, [f"s_{node.id}" for node in pillars], size),
            _legend(layer),
            _picture(layer) if layer.isSpatial() else b"",
            _method(record, framework),
            _inputs(record),
            _indicators(record, framework),
            self.parameterAsString(parameters, NOTICE, context),
            json.dumps(history, ensure_ascii=False) if history else "",
            layer.attributeDisplayName(layer.fields().indexFromName(size)) if size else "",
        )


def _whole_record(history: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the last scoring's record with what the runs before it measured and from which data; {} without a score.

    Scoring a measured layer, or a scored one again, knows nothing of the data behind its values.
    """
    scored = [place for place, record in enumerate(history) if "frame" in record]
    if not scored:
        return {}
    whole: dict[str, Any] = {}
    for record in history[: scored[-1] + 1]:
        inputs, measured = record.get("inputs", {}), record.get("indicators", {})
        before = whole.get("inputs", {})
        inputs = {**before, **inputs} if measured else {**inputs, **before}
        measured = {**whole.get("indicators", {}), **measured}
        whole = {**whole, **record, "inputs": inputs, "indicators": measured}
    return whole


def _rows(layer: QgsVectorLayer, key: str, pillars: list[str], size: str) -> list[Row]:
    names = layer.fields().names()

    def number(feature: Any, field: str) -> float:
        value = feature[field] if field in names else None
        return math.nan if is_null(value) else parse_number(value) if isinstance(value, str) else float(value)

    def whole(feature: Any, field: str) -> int | None:
        value = number(feature, field)
        return int(value) if math.isfinite(value) else None

    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    rows = [
        Row(
            str(feature[key]) if key else str(feature.id()),
            number(feature, "score"),
            whole(feature, "rank"),
            number(feature, "coverage"),
            tuple(number(feature, pillar) for pillar in pillars),
            whole(feature, "rank_lo"),
            whole(feature, "rank_hi"),
            number(feature, size) if size else math.nan,
            "" if "dropped" not in names or is_null(feature["dropped"]) else str(feature["dropped"]),
        )
        for feature in layer.getFeatures(request)
    ]
    rows.sort(key=lambda row: (row.rank is None, row.rank or 0, row.name))
    return rows


def _legend(layer: QgsVectorLayer) -> list[tuple[bytes, str]]:
    if layer.renderer() is None:
        return []
    items = [item for item in layer.renderer().legendSymbolItems() if item.label() and item.symbol() is not None]
    return [(_png(item.symbol().asImage(QSize(28, 28))), item.label()) for item in items]


def _picture(layer: QgsVectorLayer) -> bytes:
    """Return the layer's map as PNG, as it is styled."""
    extent = layer.extent()
    if extent.isEmpty():
        return b""
    extent.scale(1.05)
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setExtent(extent)
    height = min(max(round(PICTURE_WIDTH * extent.height() / extent.width()), 400), 2 * PICTURE_WIDTH)
    settings.setOutputSize(QSize(PICTURE_WIDTH, height))
    settings.setOutputDpi(150)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return _png(job.renderedImage())


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data)


def _method(record: dict[str, Any], framework: Framework | None) -> list[tuple[str, str]]:
    rows = []
    if framework is not None:
        rows.append(
            (translate("Samplan", "Framework"), f"{pick(framework.title)} {framework.version} ({framework.id})")
        )
        rows.append((translate("Samplan", "Reference frame"), record["frame"]["fingerprint"]))
        policy = (record.get("scoring_options") or {}).get("missing_policy") or framework.data.get("missing", {}).get(
            "policy"
        )
        rows.append((translate("Samplan", "Missing data"), str(policy or "-")))
        rows.append((translate("Samplan", "Coverage"), _coverage_rule(record, framework)))
    for name, title in (
        ("method", translate("Samplan", "Measured")),
        ("engine", translate("Samplan", "Geometry engine")),
        ("plugin", translate("Samplan", "Made with")),
        ("qgis", "QGIS"),
        ("made", translate("Samplan", "Made at (UTC)")),
    ):
        if record.get(name):
            rows.append((title, str(record[name])))
    return rows or [(translate("Samplan", "Lineage"), translate("Samplan", "The layer carries none."))]


def _coverage_rule(record: dict[str, Any], framework: Framework) -> str:
    given = {name: value for name, value in (record.get("scoring_options") or {}).items() if value is not None}
    root = framework.root
    least_data = {given.get("min_data_coverage", leaf.min_data_coverage) for leaf in framework.leaves}
    data = "–".join(number(100 * share, 0) for share in sorted({min(least_data), max(least_data)}))
    if given.get("missing_policy", root.missing_policy) == "exclude":
        text = translate(
            "Samplan",
            "share of the weight that entered the score; a score needs all of its parts, a value data for {data} % of the area",
        )
    else:
        text = translate(
            "Samplan",
            "share of the weight that entered the score; a score needs {least} %, a value data for {data} % of the area",
        )
    least = root.minimum_coverage(given.get("missing_policy"), given.get("min_coverage"))
    return text.format(least=number(100 * least, 0), data=data)


def _inputs(record: dict[str, Any]) -> list[tuple[str, str]]:
    titles = {"areas": translate("Samplan", "Planning areas"), **{role.id: pick(role.title) for role in ROLES.values()}}
    rows = []
    for role, item in (record.get("inputs") or {}).items():
        entry = item.get("register") or {}
        words = [
            str(item.get("name", "")),
            translate("Samplan", "{count} features").format(count=item["features"]) if "features" in item else "",
            entry.get("owner", ""),
            entry.get("vintage", "") or item.get("source_date") or "",
            entry.get("licence", ""),
        ]
        title = titles.get(role.lower()) or role.lower()
        rows.append((title, ", ".join(word for word in words if word)))
    return rows


def _indicators(record: dict[str, Any], framework: Framework | None) -> list[tuple[str, ...]]:
    if framework is None:
        return []
    measured = record.get("indicators") or {}
    share = framework.effective_weights()
    rows = []
    for leaf in framework.leaves:
        norm = leaf.normalisation
        bounds = [f"{norm[name]:g}" for name in ("low", "high", "target") if isinstance(norm.get(name), (int, float))]
        source = (leaf.reference or {}).get("source", "")
        known = all_indicators().get(leaf.indicator or "")  # an assessment that was scored again does not say the unit
        rows.append(
            (
                pick(leaf.title) or leaf.id,
                (measured.get(leaf.indicator or "") or {}).get("unit") or (known.unit if known is not None else ""),
                f"{norm['method']} {' – '.join(bounds)}".strip(),
                f"{number(100 * share[leaf.id])} %",
                source,
            )
        )
    return rows


ALGORITHMS = (AssessmentReport,)
