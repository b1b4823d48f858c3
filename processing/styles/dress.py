"""What a result wears beside its colours: labels, map tip, a form in groups, rounded numbers."""

from __future__ import annotations

from typing import Mapping, Optional, Sequence

from qgis.core import (
    QgsAttributeEditorContainer,
    QgsAttributeEditorField,
    QgsEditFormConfig,
    QgsEditorWidgetSetup,
    QgsExpression,
    QgsPalLayerSettings,
    QgsRuleBasedLabeling,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ...compat import without_expressions
from ...i18n import translate

_LETTER, _MARGIN, _USUAL, _WIDEST = 7, 30, 100, 900
"""Pixels of a letter in a table and beside a text, and of the usual and the widest column."""


def escaped(expression: str) -> str:
    """Return a QGIS expression whose value is safe inside HTML: every character of markup is spelled out."""
    found = f"coalesce({expression}, '')"
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("''", "&#39;")):
        found = f"replace({found}, '{character}', '{entity}')"
    return found


def label_where(layer: QgsVectorLayer, text: str, condition: str) -> None:
    """Label the features that meet a condition.

    Parameters
    ----------
    text, condition : str
        QGIS expressions.
    """
    format_ = QgsTextFormat()
    format_.setSize(8)
    format_.setColor(QColor("#24344d"))
    buffer = QgsTextBufferSettings()
    buffer.setEnabled(True)
    buffer.setSize(0.8)
    buffer.setColor(QColor("#ffffff"))
    format_.setBuffer(buffer)
    settings = QgsPalLayerSettings()
    settings.setFormat(format_)
    settings.fieldName, settings.isExpression = text, True
    root = QgsRuleBasedLabeling.Rule(None)
    root.appendChild(QgsRuleBasedLabeling.Rule(settings, 0, 0, condition))
    layer.setLabeling(QgsRuleBasedLabeling(root))
    layer.setLabelsEnabled(True)


def map_tip(heading: str, rows: Sequence[tuple[str, str]]) -> str:
    """Return the HTML of a map tip: a heading and a table, every value escaped.

    Parameters
    ----------
    heading : str
        QGIS expression.
    rows : sequence of (title, expression)
        An expression without value leaves its row out.
    """
    lines = [
        f"[% if(({expression}) IS NULL, '', '<tr><td>' || {_text(_html(title))} || '</td><td align=\"right\">' || "
        f"{escaped(f'to_string({expression})')} || '</td></tr>') %]"
        for title, expression in rows
    ]
    return f"<b>[% {escaped(f'to_string({heading})')} %]</b><table>{''.join(lines)}</table>"


def group_form(layer: QgsVectorLayer, groups: Mapping[str, Sequence[str]]) -> None:
    """Show the fields of a layer's form in tabs; fields that are in none come first, in a tab of their own."""
    names = layer.fields().names()
    placed = {name for fields in groups.values() for name in fields}
    config = layer.editFormConfig()
    config.clearTabs()
    config.setLayout(QgsEditFormConfig.EditorLayout.TabLayout)
    root = config.invisibleRootContainer()
    own = [name for name in names if name not in placed]
    for title, fields in {translate("Samplan", "Area"): own, **groups}.items():
        here = [name for name in fields if name in names]
        if not here:
            continue
        tab = QgsAttributeEditorContainer(without_expressions(title), root)
        tab.setIsGroupBox(False)
        for name in here:
            tab.addChildElement(QgsAttributeEditorField(name, names.index(name), tab))
        config.addTab(tab)
    layer.setEditFormConfig(config)


def round_fields(layer: QgsVectorLayer, decimals: Mapping[str, tuple[int, float]]) -> None:
    """Show numbers with so many decimals in table and form; the values stay as they are.

    Parameters
    ----------
    decimals : mapping of str to (int, float)
        Field -> decimals, and a number that no value exceeds, from which the form takes the width of its box.
    """
    for name, (count, most) in decimals.items():
        index = layer.fields().indexFromName(name)
        if index >= 0:
            bounds = {"Min": -most, "Max": most, "Precision": count}
            setup = QgsEditorWidgetSetup("Range", {**bounds, "AllowNull": True, "Style": "SpinBox"})
            layer.setEditorWidgetSetup(index, setup)


def fit_columns(layer: QgsVectorLayer, texts: Mapping[str, Sequence[Optional[str]]]) -> None:
    """Give columns of the attribute table the width of their longest text.

    Parameters
    ----------
    texts : mapping of str to sequence of str
        Field -> title and values.
    """
    config = layer.attributeTableConfig()
    config.update(layer.fields())
    for place, shown in enumerate(config.columns()):
        if shown.name in texts:
            longest = max(len(text or "") for text in texts[shown.name])
            config.setColumnWidth(place, min(_WIDEST, max(_USUAL, _LETTER * longest + _MARGIN)))
    layer.setAttributeTableConfig(config)


def _html(text: str) -> str:
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(character, entity)
    return text


def _text(text: str) -> str:
    return QgsExpression.quotedString(text.replace("%]", "%\u200b]"))
