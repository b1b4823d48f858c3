"""How feedback looks on the map: by category, status or votes, with or without clusters.

Colours are those of Okabe and Ito (2008) and their darker neighbours, which stay apart for colour-blind readers; status
and votes are told by shape and size as well.
"""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeatureRenderer,
    QgsFontMarkerSymbolLayer,
    QgsMarkerSymbol,
    QgsPointClusterRenderer,
    QgsProperty,
    QgsRendererCategory,
    QgsRuleBasedRenderer,
    QgsSimpleMarkerSymbolLayer,
    QgsSymbolLayer,
    QgsUnitTypes,
)
from qgis.PyQt.QtGui import QColor, QFontDatabase

from ...compat import without_expressions
from ...i18n import translate
from . import labels

CATEGORY, STATUS, VOTES = "category", "status", "votes"
WAYS = (CATEGORY, STATUS, VOTES)
CLUSTER_MM = 7.0
NO_CATEGORY = "-"
_PALETTE = (
    "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#7a5195", "#8c6d1f", "#3f7d20", "#b3446c",
    "#2a788e", "#6b6b6b",
)  # fmt: skip
_REST = "#a9a9a9"
_STATUS_LOOK = {
    "open": ("#d55e00", "circle"),
    "in_progress": ("#0072b2", "diamond"),
    "closed": ("#009e73", "square"),
    "rejected": ("#6b6b6b", "triangle"),
    "unknown": ("#a9a9a9", "pentagon"),
}
_VOTE_STEPS = ((100, None, 6.6), (20, 99, 5.4), (5, 19, 4.4), (1, 4, 3.4), (0, 0, 2.6))
_VOTE_COLOUR = "#7a5195"


def marker(colour: str, shape: str = "circle", size: float = 3.2) -> QgsMarkerSymbol:
    """Return a filled marker with a white rim; size in millimetres."""
    return QgsMarkerSymbol.createSimple(
        {"name": shape, "color": colour, "outline_color": "#ffffff", "outline_width": "0.35", "size": str(size)}
    )


def renderer(way: str, cluster: bool, categories: Sequence[tuple[Optional[str], int]]) -> QgsFeatureRenderer:
    """Return the renderer for a way of colouring.

    Parameters
    ----------
    way : str
        One of `WAYS`.
    cluster : bool
        Group points that would cover each other.
    categories : sequence of (name, count)
        Most frequent first; those beyond the palette are drawn together as "Other".
    """
    inner = {STATUS: _by_status, VOTES: _by_votes}.get(way, lambda: _by_category(categories))()
    return _clustered(inner) if cluster else inner


def _by_category(categories: Sequence[tuple[Optional[str], int]]) -> QgsFeatureRenderer:
    found = QgsCategorizedSymbolRenderer(f"coalesce(\"category\", '{NO_CATEGORY}')")
    named = [name for name, _count in categories if name is not None and name != NO_CATEGORY]
    for name, colour in zip(named, _PALETTE):
        found.addCategory(QgsRendererCategory(name, marker(colour), without_expressions(labels.category(name))))
    if any(name is None for name, _count in categories):
        found.addCategory(QgsRendererCategory(NO_CATEGORY, marker(_REST), translate("Samplan", "No category")))
    found.addCategory(QgsRendererCategory(None, marker(_REST), translate("Samplan", "Other categories")))
    return found


def _by_status() -> QgsFeatureRenderer:
    found = QgsCategorizedSymbolRenderer("status")
    for code, (colour, shape) in _STATUS_LOOK.items():
        found.addCategory(QgsRendererCategory(code, marker(colour, shape, 3.4), labels.status(code)))
    return found


def _by_votes() -> QgsFeatureRenderer:
    """Votes for; hidden or unknown votes are told apart from none."""
    root = QgsRuleBasedRenderer.Rule(None)
    for low, high, size in _VOTE_STEPS:
        condition = f'"votes_up" >= {low}' + (f' AND "votes_up" <= {high}' if high is not None else "")
        label = (
            translate("Samplan", "No votes") if high == 0
            else translate("Samplan", "{low} votes or more").format(low=low) if high is None
            else translate("Samplan", "{low}–{high} votes").format(low=low, high=high)
        )  # fmt: skip
        root.appendChild(QgsRuleBasedRenderer.Rule(marker(_VOTE_COLOUR, "circle", size), 0, 0, condition, label))
    hollow = marker("#ffffff", "circle", 2.6)
    hollow.symbolLayer(0).setStrokeColor(QColor("#6b6b6b"))
    root.appendChild(
        QgsRuleBasedRenderer.Rule(hollow, 0, 0, '"votes_up" IS NULL', translate("Samplan", "Votes hidden or unknown"))
    )
    return QgsRuleBasedRenderer(root)


def _clustered(inner: QgsFeatureRenderer) -> QgsFeatureRenderer:
    disc = QgsSimpleMarkerSymbolLayer()
    disc.setColor(QColor("#24344d"))
    disc.setStrokeColor(QColor("#ffffff"))
    disc.setStrokeWidth(0.5)
    disc.setDataDefinedProperty(
        QgsSymbolLayer.Property.PropertySize,
        QgsProperty.fromExpression("4.6 + 1.5 * log10(@cluster_size)"),
    )
    figure = QgsFontMarkerSymbolLayer()
    figure.setColor(QColor("#ffffff"))
    figure.setFontFamily(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family())
    figure.setSize(2.7)
    figure.setDataDefinedProperty(
        QgsSymbolLayer.Property.PropertyCharacter, QgsProperty.fromExpression("to_string(@cluster_size)")
    )
    found = QgsPointClusterRenderer()
    found.setEmbeddedRenderer(inner)
    symbol = QgsMarkerSymbol()
    symbol.changeSymbolLayer(0, disc)
    symbol.appendSymbolLayer(figure)  # handing both to the constructor would not transfer their ownership
    found.setClusterSymbol(symbol)
    found.setTolerance(CLUSTER_MM)
    found.setToleranceUnit(QgsUnitTypes.RenderUnit.RenderMillimeters)
    return found
