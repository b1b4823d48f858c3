"""Map styles of results, built in code so that legends speak the user's language and follow the framework's scale."""

from __future__ import annotations

from typing import Sequence

import numpy as np
from qgis.core import (
    QgsFillSymbol,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsRuleBasedRenderer,
    QgsSimpleLineSymbolLayer,
    QgsUnitTypes,
    QgsVectorLayer,
)

from ...compat import without_expressions
from ...i18n import language, translate

SEQUENTIAL = ("#fde725", "#7ad151", "#22a884", "#2a788e", "#414487")
"""Viridis in five steps, light = low: readable in print, in grey and with colour-blind eyes."""
CROWDED = 0.5
"""Share of the scored areas in one of the fixed classes from which they tell little apart."""
DIVERGING = ("#a6611a", "#dfc27d", "#f5f5f5", "#80cdc1", "#018571")
"""ColorBrewer BrBG, colour-blind safe: brown = lost, green-blue = gained."""
NO_DATA = "#e3e3e3"
POOR_COVERAGE = 0.8
"""Coverage (0-1) below which a scored area is hatched."""
OUTLINE = "#ffffff"


def fill(color: str, outline: str = OUTLINE, width: float = 0.2) -> QgsFillSymbol:
    """Return a plain fill with a thin outline (millimetres)."""
    return QgsFillSymbol.createSimple(
        {"color": color, "outline_color": outline, "outline_width": str(width), "outline_style": "solid"}
    )


def hatch(color: str = "#24344d", angle: float = 45.0, distance: float = 1.8) -> QgsFillSymbol:
    """Return a transparent fill hatched with thin lines, for areas to be read with care; light edges show it on dark."""
    pattern = QgsLinePatternFillSymbolLayer()
    pattern.setLineAngle(angle)
    pattern.setDistance(distance)
    pattern.setDistanceUnit(QgsUnitTypes.RenderUnit.RenderMillimeters)
    line = QgsLineSymbol.createSimple({"line_color": "#ffffff", "line_width": "0.4"})
    line.appendSymbolLayer(QgsSimpleLineSymbolLayer.create({"line_color": color, "line_width": "0.25"}))
    pattern.setSubSymbol(line)
    symbol = QgsFillSymbol()
    symbol.changeSymbolLayer(0, pattern)
    return symbol


def rule(symbol: QgsFillSymbol, expression: str, label: str) -> QgsRuleBasedRenderer.Rule:
    """Return a rule of a rule-based renderer."""
    return QgsRuleBasedRenderer.Rule(symbol, 0, 0, expression, without_expressions(label))


def score_words() -> tuple[str, ...]:
    """Return the words for the five score classes, lowest first."""
    return (
        translate("Samplan", "Very low"),
        translate("Samplan", "Low"),
        translate("Samplan", "Moderate"),
        translate("Samplan", "High"),
        translate("Samplan", "Very high"),
    )


def class_renderer(
    field: str, breaks: Sequence[float], labels: Sequence[str], colors: Sequence[str], no_data: str
) -> QgsRuleBasedRenderer:
    """Return one rule per class of ``field`` and one for NULL; the outer classes are open, so every area is coloured.

    Rules and not QGIS's graduated renderer, which leaves areas without a value undrawn and without a legend.

    Parameters
    ----------
    field : str
        Numeric field.
    breaks : sequence of float, length k + 1
        Class limits; a value on a limit belongs to the upper class.
    labels, colors : sequence of str, length k
        Legend texts and fill colours.
    no_data : str
        Legend text of the areas without a value.
    """
    root = QgsRuleBasedRenderer.Rule(None)
    last = len(labels) - 1
    for index, (label, color) in enumerate(zip(labels, colors)):
        parts = [f'"{field}" IS NOT NULL']
        if index > 0:
            parts.append(f'"{field}" >= {float(breaks[index])!r}')
        if index < last:
            parts.append(f'"{field}" < {float(breaks[index + 1])!r}')
        root.appendChild(rule(fill(color), " AND ".join(parts), label))
    root.appendChild(rule(fill(NO_DATA), f'"{field}" IS NULL', no_data))
    return QgsRuleBasedRenderer(root)


def _word_labels(words: Sequence[str], breaks: Sequence[float]) -> list[str]:
    template = translate("Samplan", "{word} ({low}–{high})")
    return [
        template.format(word=word, low=f"{low:g}", high=f"{high:g}")
        for word, low, high in zip(words, breaks, breaks[1:])
    ]


def score_renderer(
    scale: tuple[float, float],
    field: str = "score",
    coverage: str = "coverage",
    dropped: bool = False,
    values: Sequence[float] = (),
) -> QgsRuleBasedRenderer:
    """Return the style of a score: classes in words, no-data in grey, poor coverage hatched on top.

    What is scored without a whole pillar or theme is hatched the other way.

    The classes divide the scale, not the data, so that maps of different years and towns can be laid side by side.

    Parameters
    ----------
    scale : (float, float)
        The framework's scale, divided into five equal classes.
    field, coverage : str
        The score's and the coverage's field; below `POOR_COVERAGE` an area is hatched. No coverage: no hatching.
    dropped : bool
        Whether some area is scored without a group: its field ``dropped`` says which.
    values : sequence of float
        The field's values, where they may lie beyond the scale: the labels of the outer classes say so then.
    """
    low, high = scale
    words = score_words()
    breaks = [low + (high - low) * step / len(words) for step in range(len(words) + 1)]
    labels = _word_labels(words, breaks)
    known = _known(values)
    if (known < low).any():
        labels[0] = translate("Samplan", "{word} (below {high})").format(word=words[0], high=f"{breaks[1]:g}")
    if (known > high).any():
        labels[-1] = translate("Samplan", "{word} ({low} and more)").format(word=words[-1], low=f"{breaks[-2]:g}")
    renderer = class_renderer(field, breaks, labels, SEQUENTIAL, _no_score())
    return with_hatching(renderer, field, coverage, dropped) if coverage else renderer


def crowded(scale: tuple[float, float], values: Sequence[float]) -> bool:
    """Whether most of the scores, not all the same, are in one of the fixed classes, which tell little apart then."""
    known = _known(values)
    return not alike(known) and np.histogram(np.clip(known, *scale), 5, scale)[0].max() > CROWDED * len(known)


def alike(values: Sequence[float]) -> bool:
    """Whether there are no two different scores to tell apart: one area, or all with the same."""
    known = _known(values)
    return not len(known) or bool(np.ptp(known) < 1e-9)


def _known(values: Sequence[float]) -> np.ndarray:
    known = np.asarray(values, float)
    return known[np.isfinite(known)]


def fifths_renderer(
    values: Sequence[float], field: str = "score", coverage: str = "coverage", dropped: bool = False
) -> QgsRuleBasedRenderer:
    """Return a style that tells areas apart: five classes with equally many areas, as far as equal values allow.

    Parameters
    ----------
    values : sequence of float
        The field's values; NaN is left out.
    field, coverage, dropped
        See `score_renderer`.
    """
    known = _known(values)
    quantiles = np.quantile(known, np.linspace(0, 1, 6)) if len(known) else np.zeros(6)
    words = (
        translate("Samplan", "Lowest fifth"),
        translate("Samplan", "Second lowest"),
        translate("Samplan", "Middle fifth"),
        translate("Samplan", "Second highest"),
        translate("Samplan", "Highest fifth"),
    )
    template = translate("Samplan", "{word} ({low}–{high})")
    texts = [fixed(value) for value in quantiles]
    labels = [template.format(word=word, low=low, high=high) for word, low, high in zip(words, texts, texts[1:])]
    renderer = class_renderer(field, quantiles.tolist(), labels, SEQUENTIAL, _no_score())
    return with_hatching(renderer, field, coverage, dropped) if coverage else renderer


def rank_renderer(count: int, interval: bool = False, dropped: bool = False) -> QgsRuleBasedRenderer:
    """Return the style of ranks: five classes, dark is best, and areas whose order is not settled faded.

    Parameters
    ----------
    count : int
        Places.
    interval : bool
        Whether the layer has the field ``settled`` of *Robustness of a ranking*.
    dropped : bool
        See `score_renderer`: a rank is as sure as the score it comes from.
    """
    limits = np.unique(np.ceil(np.linspace(0, count, 6)).astype(int) + 1).tolist()
    one, several = translate("Samplan", "Place {first}"), translate("Samplan", "Places {first}–{last}")
    labels = [
        (one if first == last - 1 else several).format(first=first, last=last - 1)
        for first, last in zip(limits, limits[1:])
    ]
    colors = [SEQUENTIAL[::-1][round(n * 4 / max(len(labels) - 1, 1))] for n in range(len(labels))]
    renderer = with_hatching(class_renderer("rank", limits, labels, colors, _no_score()), "rank", "coverage", dropped)
    if interval:
        veil = QgsFillSymbol.createSimple({"color": "255,255,255,140", "outline_style": "no"})
        label = translate("Samplan", "Pale: the place is not settled, see the interval")
        renderer.rootRule().appendChild(rule(veil, '"settled" = 0', label))
    return renderer


def coverage_renderer(least: float) -> QgsRuleBasedRenderer:
    """Return the style of coverage: how much of the weight entered the score.

    Parameters
    ----------
    least : float
        Coverage (0-1) that a score needs.
    """
    breaks = [0.0, *sorted({round(least, 6), POOR_COVERAGE, 0.95} - {0.0, 1.0}), 1.0]
    template = translate("Samplan", "{low}–{high} % of the weight")
    labels = [template.format(low=f"{100 * a:g}", high=f"{100 * b:g}") for a, b in zip(breaks, breaks[1:])]
    colors = [SEQUENTIAL[round(n * 4 / max(len(labels) - 1, 1))] for n in range(len(labels))]
    return class_renderer("coverage", breaks, labels, colors, translate("Samplan", "No data"))


def _no_score() -> str:
    return translate("Samplan", "No score: too little data")


def fixed(value: float) -> str:
    """Return a number for a legend, with one decimal in the user's language."""
    text = f"{value:.1f}"
    return text.replace(".", ",") if language() == "sv" else text


def with_hatching(renderer: QgsRuleBasedRenderer, field: str, coverage: str, dropped: bool) -> QgsRuleBasedRenderer:
    """Hatch the areas to be read with care: little of the weight in the score, or a whole pillar or theme left out."""
    label = translate("Samplan", "Hatched: less than {share} % of the weight in the score").format(
        share=round(100 * POOR_COVERAGE)
    )
    renderer.rootRule().appendChild(rule(hatch(), f'"{coverage}" < {POOR_COVERAGE!r} AND "{field}" IS NOT NULL', label))
    if dropped:
        label = translate("Samplan", "Hatched downwards: a whole pillar or theme is left out")
        lines = hatch("#a03020", angle=-45.0)
        renderer.rootRule().appendChild(rule(lines, f'"dropped" IS NOT NULL AND "{field}" IS NOT NULL', label))
    return renderer


def change_renderer(field: str, reach: float) -> QgsRuleBasedRenderer:
    """Return a diverging style of a difference: brown lost, green-blue gained, white about the same.

    Parameters
    ----------
    field : str
        Field with the difference.
    reach : float
        Largest absolute difference; a fifth of it each way counts as about the same.
    """
    reach = reach if reach > 0 else 1.0
    breaks = [-reach, -0.6 * reach, -0.2 * reach, 0.2 * reach, 0.6 * reach, reach]
    words = (
        translate("Samplan", "Much lower"),
        translate("Samplan", "Lower"),
        translate("Samplan", "About the same"),
        translate("Samplan", "Higher"),
        translate("Samplan", "Much higher"),
    )
    return class_renderer(field, breaks, _word_labels(words, breaks), DIVERGING, translate("Samplan", "Not comparable"))


def yes_no_renderer(field: str, yes: str, no: str) -> QgsRuleBasedRenderer:
    """Return a two-colour style of a field that is 1 or 0, with the words of the legend."""
    root = QgsRuleBasedRenderer.Rule(None)
    root.appendChild(rule(fill(DIVERGING[3]), f'"{field}" = 1', yes))
    root.appendChild(rule(fill(DIVERGING[1]), f'"{field}" = 0', no))
    root.appendChild(rule(fill(NO_DATA), f'"{field}" IS NULL', translate("Samplan", "No data")))
    return QgsRuleBasedRenderer(root)


def value_renderer(values: Sequence[float], field: str, unit: str, better_is_more: bool = True) -> QgsRuleBasedRenderer:
    """Return the style of one raw indicator: five quantile classes with their limits, no-data in grey.

    Parameters
    ----------
    values : sequence of float
        The field's values; NaN is left out.
    field, unit : str
        Field and the unit for the legend.
    better_is_more : bool
        False turns the colours round, so that dark is always better.
    """
    known = _known(values)
    breaks = np.unique(np.quantile(known, np.linspace(0, 1, 6))) if len(known) else known
    if len(breaks) == 1:
        breaks = np.repeat(breaks, 2)
    labels = [f"{low:.4g} – {high:.4g} {unit}".rstrip() for low, high in zip(breaks, breaks[1:])]
    k = len(labels)
    colors = [SEQUENTIAL[round(i * (len(SEQUENTIAL) - 1) / max(k - 1, 1))] for i in range(k)]
    return class_renderer(
        field, breaks, labels, colors if better_is_more else colors[::-1], translate("Samplan", "No data")
    )


def set_aliases(layer: QgsVectorLayer, aliases: dict[str, str]) -> None:
    """Show ``aliases`` instead of field names in the attribute table."""
    for name, alias in aliases.items():
        index = layer.fields().indexFromName(name)
        if index >= 0 and alias:
            layer.setFieldAlias(index, alias)
