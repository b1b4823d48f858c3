"""How scored areas look: named styles of one layer, labels of the best and the last, map tips, a grouped form."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Callable, Mapping, Optional, Sequence

import numpy as np
from qgis.core import QgsExpression, QgsFeatureRenderer, QgsVectorLayer

from ...i18n import pick, translate
from ..common.area_output import Column
from ..common.finish import Look
from ..common.score_fields import node_fields
from ..styles.dress import group_form, label_where, map_tip, round_fields
from ..styles.renderers import (
    alike,
    coverage_renderer,
    crowded,
    fifths_renderer,
    rank_renderer,
    score_renderer,
    yes_no_renderer,
)

if TYPE_CHECKING:
    from ...scoring import Reweighted, ScoreResult

_NAMED = 3
"""Best areas, and last ones, that are labelled."""


def score_look(
    result: ScoreResult | Reweighted,
    columns: Sequence[Column],
    key: str = "",
    first: Optional[Mapping[str, Callable[[], QgsFeatureRenderer]]] = None,
) -> Look:
    """Return the look of a layer with the columns of `score_columns` and more.

    The style shown first is the one with fixed classes, or where these would put most areas into one, the fifths; after
    *Robustness of a ranking* it is the ranks with their intervals.

    Parameters
    ----------
    columns : sequence of Column
        All that Samplan writes, to be grouped in the form and rounded.
    key : str
        Field that names an area, for labels and tips.
    first : mapping of str to callable, optional
        Styles to stand before these.
    """
    interval = any(column.name == "rank_lo" for column in columns)
    styles = {**(first or {}), **_styles(result, interval)}
    count = int(np.isfinite(result.score).sum())
    pillars = result.framework.root.children

    def dress(layer: QgsVectorLayer) -> None:
        group_form(layer, _groups(columns))
        round_fields(layer, {column.name: _precision(column) for column in columns if column.kind is float})
        name = QgsExpression.quotedColumnRef(key) if key else ""
        place = "\"rank\" || ' (' || \"rank_lo\" || '–' || \"rank_hi\" || ')'" if interval else '"rank"'
        if name and getattr(result, "periods", None) is None:
            text = f"({place}) || '. ' || {name}"
            label_where(layer, text, f'"rank" <= {_NAMED} OR "rank" > {max(count - _NAMED, _NAMED)}')
        rows = [
            (translate("Samplan", "Score"), 'round("score", 1)'),
            (translate("Samplan", "Rank"), place),
            *[(pick(node.title) or node.id, f'round("{node_fields(node.id)[0]}", 1)') for node in pillars],
            (translate("Samplan", "Coverage"), "round(100 * \"coverage\") || ' %'"),
            (translate("Samplan", "Left out for lack of data"), '"dropped"'),
        ]
        layer.setMapTipTemplate(map_tip(name or "$id", rows))
        if name:
            layer.setDisplayExpression(name)

    return Look(styles, dress)


def dialogue_look(fields: Mapping[str, str]) -> Look:
    """Return the look of a value dialogue: the least satisfied party, where every minimum holds, and each party.

    Parameters
    ----------
    fields : mapping of str to str
        Party -> field with its satisfaction (0-1).
    """
    whole = (0.0, 1.0)
    styles: dict[str, Callable[[], QgsFeatureRenderer]] = {
        translate("Samplan", "Least satisfied party"): partial(score_renderer, whole, "least_satisfied", ""),
        translate("Samplan", "Minimums"): partial(
            yes_no_renderer,
            "all_minimums",
            translate("Samplan", "Every minimum holds"),
            translate("Samplan", "A minimum is missed"),
        ),
    }
    for party, field in fields.items():
        title = translate("Samplan", "Satisfaction, {party}").format(party=party)
        styles[title] = partial(score_renderer, whole, field, "")
    return Look(styles)


def _styles(result: ScoreResult | Reweighted, interval: bool) -> dict[str, Callable[[], QgsFeatureRenderer]]:
    scale, framework = result.framework.scale, result.framework
    without = any((gap & ~np.isnan(result.score)).any() for gap in result.left_out.values())
    fixed, fifths, rank = (
        translate("Samplan", "Score, fixed classes"),
        translate("Samplan", "Score, fifths"),
        translate("Samplan", "Rank"),
    )
    styles: dict[str, Callable[[], QgsFeatureRenderer]] = {
        fixed: partial(score_renderer, scale, dropped=without, values=result.score),
        fifths: partial(fifths_renderer, result.score, dropped=without),
        rank: partial(rank_renderer, int(np.isfinite(result.score).sum()), interval, without),
    }
    if alike(result.score):
        del styles[fifths]
    for node in framework.root.children:
        title, (own, coverage, _) = pick(node.title) or node.id, node_fields(node.id)
        values, covered = result.nodes[node.id], "" if node.is_leaf else coverage
        styles[title] = (
            partial(fifths_renderer, values, own, covered)
            if crowded(scale, values)
            else partial(score_renderer, scale, own, covered, values=values)
        )
    styles[translate("Samplan", "Coverage")] = partial(coverage_renderer, framework.root.minimum_coverage(None, None))
    first = rank if interval else fifths if crowded(scale, result.score) else fixed
    return {first: styles[first], **styles}


def _groups(columns: Sequence[Column]) -> dict[str, list[str]]:
    """Return the tabs of the form: title -> fields."""
    groups: dict[str, list[str]] = {
        translate("Samplan", "Scores"): [],
        translate("Samplan", "Points of the score"): [],
        translate("Samplan", "Measured values"): [],
    }
    scores, points, values = groups.values()
    overall = {"score", "rank", "coverage", "observed", "dropped", "settled", "p_top", "wins_next"}
    for column in columns:
        name = column.name
        if name in overall or name.startswith(("s_", "rank_", "cov_")):
            scores.append(name)
        elif name.startswith("c_"):
            points.append(name)
        else:
            values.append(name)
    return groups


def _precision(column: Column) -> tuple[int, float]:
    """Return the decimals to show (one for scores, else three digits of the usual value), and a power of ten above all."""
    known = np.abs(np.asarray(column.values, float))
    known = known[np.isfinite(known) & (known > 0)]
    most = float(10.0 ** np.ceil(np.log10(known.max(initial=1.0)) + 1))
    if column.name.startswith(("s_", "c_", "score", "rank_")) and not column.name.endswith("_cov"):
        return 1, most
    typical = float(np.median(known)) if len(known) else 1.0
    return int(np.clip(2 - np.floor(np.log10(typical)), 0, 6)), most
