"""Build network: a walking or cycling network out of a street layer, to look at before it is trusted."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsLineString,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsRuleBasedRenderer,
    QgsWkbTypes,
)

from ...i18n import translate
from ...indicators.spatial.crs import GroundScale, describe_method, working_crs
from ...indicators.spatial.network import Network
from ...messages import QT_TRANSLATE_NOOP
from ..common.algorithm import SamplanAlgorithm
from ..common.area_output import Column
from ..common.choice import choice
from ..common.finish import finish_layer
from ..common.help_text import help_html
from ..common.lineage import lineage, metadata
from ..common.parameters import advanced, helped
from ..common.reading import read_role
from ..common.role_parameters import add_role_parameters, role_inputs
from ..common.row_output import write_rows
from ..styles.renderers import DIVERGING
from ._streets import MIN_PART, min_part_parameter, network_of, open_streets

MODE, SPLIT, TOLERANCE = "MODE", "SPLIT", "TOLERANCE"
NETWORK = "#7b8794"
"""Colour of the largest part."""
_NODE_SCALE = 30_000
"""Smallest scale (1 : this) at which nodes are drawn: further out they would hide the streets."""
OUTPUT, NODES = "OUTPUT", "NODES"
NETWORK_PARTS = "NETWORK_PARTS"


class BuildNetwork(SamplanAlgorithm):
    """The algorithm ``samplan:buildnetwork``."""

    ID = "buildnetwork"
    GROUP = "measure"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Build network")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Builds the walking or cycling network that access is measured on, to be checked by eye."
    )
    TAGS = QT_TRANSLATE_NOOP("Samplan", "network,walking,cycling,streets,topology,graph,junctions,islands")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Builds the network that access along streets is measured on, and writes its edges and nodes, so that missing "
                "links and islands can be found before anything is measured.",
            ),
            (
                translate(
                    "Samplan",
                    "Joining: lines meet at shared points whatever their level, as in OpenStreetMap, and where they cross on "
                    "one level. Bridges, tunnels and levels keep lines apart where they cross without a shared point.",
                ),
                translate(
                    "Samplan",
                    "Modes: walking leaves out motorways and opens every line both ways; cycling also leaves out steps and "
                    "follows one-way streets.",
                ),
                translate(
                    "Samplan",
                    "Output: edges with their length in metres, the part of the network they belong to (part 1 is the largest; "
                    "others are islands) and that part's length. Streets drawn more than once (within 0.1 m) have repeat = 1. "
                    "Nodes are written with the number of edges that meet, streets drawn twice counted once.",
                ),
            ),
            "qgis_process run samplan:buildnetwork -- STREETS=streets.gpkg MODE=walking OUTPUT=edges.gpkg NODES=nodes.gpkg",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        add_role_parameters(self, ["streets"])
        self.addParameter(
            choice(
                MODE,
                translate("Samplan", "Mode"),
                {
                    "walking": translate("Samplan", "Walking"),
                    "cycling": translate("Samplan", "Cycling"),
                    "all": translate("Samplan", "All streets"),
                },
                "walking",
            )
        )
        self.addParameter(
            advanced(
                helped(
                    QgsProcessingParameterBoolean(
                        SPLIT, translate("Samplan", "Join lines that cross without a common point"), True
                    ),
                    translate("Samplan", "Switch off when the data have a point at every junction."),
                )
            )
        )
        self.addParameter(
            advanced(
                QgsProcessingParameterNumber(
                    TOLERANCE,
                    translate("Samplan", "Points closer than this are one (m)"),
                    QgsProcessingParameterNumber.Type.Double,
                    0.1,
                    minValue=0.001,
                    maxValue=50,
                )
            )
        )
        self.addParameter(min_part_parameter())
        line, point = QgsProcessing.SourceType.TypeVectorLine, QgsProcessing.SourceType.TypeVectorPoint
        self.addParameter(QgsProcessingParameterFeatureSink(OUTPUT, translate("Samplan", "Edges"), line))
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                NODES, translate("Samplan", "Nodes"), point, optional=True, createByDefault=False
            )
        )
        self.addOutput(QgsProcessingOutputNumber(NETWORK_PARTS, translate("Samplan", "Number of parts")))

    def prepare(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Take the layer in the main thread."""
        self.streets = role_inputs(self, parameters, context, feedback, ["streets"]).get("streets")
        if self.streets is None:
            raise QgsProcessingException(translate("Samplan", "There are no streets to build a network of."))

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Build and write."""
        source = self.streets.source
        crs, _ = working_crs(source.sourceCrs(), source.sourceExtent(), context.transformContext(), source.sourceName())
        data = read_role(self.streets, crs, None, context, feedback)
        mode = self.parameterAsEnumString(parameters, MODE, context) or "walking"
        streets = open_streets(data, mode)
        closed = data.n - streets.n
        if closed:
            text = translate("Samplan", "{count} lines are left out: not open to this mode.")
            feedback.pushInfo(text.format(count=closed))
        network = network_of(
            streets,
            mode,
            GroundScale(crs, context.transformContext()),
            tolerance=self.parameterAsDouble(parameters, TOLERANCE, context),
            split=self.parameterAsBool(parameters, SPLIT, context),
            cancelled=feedback.isCanceled,
            progress=lambda share: feedback.setProgress(10 + 60 * share),
        )
        part, sizes = _parts_by_length(network)
        min_part = self.parameterAsDouble(parameters, MIN_PART, context)
        _tell(network, sizes, min_part, feedback)
        columns = _edge_columns(network, part, sizes)
        record = lineage(
            self.id(),
            {MODE: mode, MIN_PART: min_part},
            {"STREETS": {"name": data.name, "fingerprint": data.fingerprint}},
            {"crs": crs.authid() or crs.toWkt(), "method": describe_method(crs), "engine": streets.backend.name},
        )
        outputs = {OUTPUT: self._edges(parameters, context, feedback, network, columns, crs)}
        finish_layer(
            outputs[OUTPUT],
            context,
            feedback,
            metadata(
                translate("Samplan", "Network of {name}").format(name=data.name),
                translate("Samplan", "The streets as edges, by connected part."),
                record,
                (),
            ),
            lambda: _renderer(min_part),
            {column.name: column.alias for column in columns},
        )
        if parameters.get(NODES) not in (None, ""):
            columns = [
                Column("node", np.arange(len(part)), int, translate("Samplan", "Node")),
                Column("degree", network.degree, int, translate("Samplan", "Edges that meet")),
                *_part_columns(part, sizes),
            ]
            points = [QgsGeometry.fromPointXY(QgsPointXY(x, y)) for x, y in network.node_xy.tolist()]
            outputs[NODES] = write_rows(
                self, parameters, context, feedback, NODES, columns, points, QgsWkbTypes.Type.Point, crs
            )
            title = translate("Samplan", "Nodes of the network of {name}").format(name=data.name)
            abstract = translate("Samplan", "Where edges meet, with their number.")
            aliases = {column.name: column.alias for column in columns}
            finish_layer(
                outputs[NODES], context, feedback, metadata(title, abstract, record, ()), _node_renderer, aliases
            )
        return {**outputs, NETWORK_PARTS: len(sizes)}

    def _edges(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        network: Network,
        columns: list[Column],
        crs: QgsCoordinateReferenceSystem,
    ) -> str:
        lines = []
        for start, stop in zip(network.edge_start[:-1].tolist(), network.edge_start[1:].tolist()):
            x, y = network.vertex_xy[start:stop].T.tolist()
            lines.append(QgsGeometry(QgsLineString(x, y)))
        return write_rows(self, parameters, context, feedback, OUTPUT, columns, lines, QgsWkbTypes.Type.LineString, crs)


def _tell(network: Network, sizes: np.ndarray, min_part: float, feedback: QgsProcessingFeedback) -> None:
    """Tell the size of the network and of its parts (``sizes``, metres), and what was joined, left out or drawn twice."""
    feedback.pushInfo(
        translate(
            "Samplan", "{edges} edges and {nodes} nodes; {parts} parts, {share} % of the length in the largest."
        ).format(
            edges=len(network.edge_nodes),
            nodes=len(network.node_xy),
            parts=len(sizes),
            share=round(100 * sizes[0] / sizes.sum(), 1),
        )
    )
    short = sizes[1:][sizes[1:] < min_part]
    if len(short):
        feedback.pushWarning(
            translate(
                "Samplan",
                "{count} parts are shorter than {length} m ({share} % of the length): access is measured from the nearest "
                "other street. Look at them on the map, and join those that should be connected.",
            ).format(count=len(short), length=f"{min_part:g}", share=f"{100 * short.sum() / sizes.sum():.2g}")
        )
    if network.is_repeat.any():
        feedback.pushInfo(
            translate(
                "Samplan",
                "{length} km of street are drawn more than once (both directions, overlapping lines, copies): their edges "
                "have repeat = 1.",
            ).format(length=f"{network.repeated_length / 1000:.3g}")
        )
    for word, text in (
        ("crossings", translate("Samplan", "{count} crossings without a common point were joined.")),
        ("touches", translate("Samplan", "{count} ends that touch a line without a common point were joined.")),
        ("dropped", translate("Samplan", "{count} lines without length were left out.")),
    ):
        if network.counts.get(word):
            feedback.pushInfo(text.format(count=network.counts[word]))


def _parts_by_length(network: Network) -> tuple[np.ndarray, np.ndarray]:
    """Return each node's part as 1, 2, 3... by falling length, and the lengths in this order."""
    own, part = np.unique(network.parts, return_inverse=True)
    length = network.part_length[own]
    order = np.argsort(-length, kind="stable")
    number = np.empty(len(length), dtype=np.int64)
    number[order] = np.arange(1, len(length) + 1)
    return number[part], length[order]


def _part_columns(part: np.ndarray, sizes: np.ndarray) -> list[Column]:
    return [
        Column("part", part, int, translate("Samplan", "Part of the network (1 = largest)")),
        Column("part_length", sizes[part - 1], float, translate("Samplan", "Length of the part (m)")),
    ]


def _edge_columns(network: Network, part: np.ndarray, sizes: np.ndarray) -> list[Column]:
    first, last = network.edge_nodes.T
    return [
        Column("edge", np.arange(len(first)), int, translate("Samplan", "Edge")),
        Column("from_node", first, int, translate("Samplan", "From node")),
        Column("to_node", last, int, translate("Samplan", "To node")),
        Column("length", network.edge_length, float, translate("Samplan", "Length (m)")),
        Column("way", network.edge_way, int, translate("Samplan", "Open (1 along, -1 against, 0 both ways)")),
        *_part_columns(part[first], sizes),
        Column("repeat", network.is_repeat, int, translate("Samplan", "Drawn before (1 yes, 0 no)")),
    ]


def _renderer(min_part: float) -> QgsRuleBasedRenderer:
    """Return the largest part thin, other parts thicker: long ones blue, short ones brown."""
    root = QgsRuleBasedRenderer.Rule(None)
    for color, width, expression, label in (
        (NETWORK, 0.3, '"part" = 1', translate("Samplan", "Largest part")),
        (
            DIVERGING[4],
            0.7,
            f'"part" > 1 AND "part_length" >= {min_part:.10g}',
            translate("Samplan", "Other part, {length} m or longer").format(length=f"{min_part:g}"),
        ),
        (
            DIVERGING[0],
            1.1,
            f'"part" > 1 AND "part_length" < {min_part:.10g}',
            translate("Samplan", "Other part, shorter: a gap in the map?"),
        ),
    ):
        symbol = QgsLineSymbol.createSimple({"line_color": color, "line_width": str(width)})
        root.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, expression, label))
    return QgsRuleBasedRenderer(root)


def _node_renderer() -> QgsRuleBasedRenderer:
    """Return junctions, dead ends and points between as small dots, drawn only where streets can be told apart."""
    root = QgsRuleBasedRenderer.Rule(None)
    for color, size, expression, label in (
        (NETWORK, 0.9, '"degree" = 2', translate("Samplan", "Point between two edges")),
        ("#24344d", 1.6, '"degree" > 2', translate("Samplan", "Junction")),
        (DIVERGING[0], 1.6, '"degree" < 2', translate("Samplan", "Dead end")),
    ):
        symbol = QgsMarkerSymbol.createSimple({"color": color, "size": str(size), "outline_style": "no"})
        root.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, _NODE_SCALE, expression, label))
    return QgsRuleBasedRenderer(root)


ALGORITHMS = (BuildNetwork,)
