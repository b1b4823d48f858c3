"""Gives a written layer its style, aliases and lineage: in the file, in memory, and when QGIS loads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Callable, Optional, Sequence

from osgeo import gdal
from qgis.core import (
    QgsFeatureRenderer,
    QgsLayerMetadata,
    QgsMapLayer,
    QgsMapLayerStyle,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from ...compat import ALL_OF_A_STYLE, store_style, styles_go_into, without_expressions
from ...i18n import translate
from ...indicators.spatial.datasets import open_dataset
from ..styles.dress import fit_columns
from ..styles.renderers import set_aliases

if TYPE_CHECKING:
    from .area_output import Column

_STYLE = "samplan"


@dataclass(frozen=True)
class Look:
    """Several styles of one layer, and what it wears in all of them.

    Attributes
    ----------
    styles : dict of str to callable
        Title -> maker of a renderer; the first is shown at first.
    dress : callable
        Gives a layer its labels, tips, form...
    """

    styles: dict[str, Callable[[], QgsFeatureRenderer]]
    dress: Callable[[QgsVectorLayer], None] = lambda layer: None

    def put_on(self, layer: QgsVectorLayer) -> None:
        """Dress a layer and give it all its styles, in QGIS's list of styles."""
        self.dress(layer)
        manager = layer.styleManager()
        for name in manager.styles():
            if name != manager.currentStyle():
                manager.removeStyle(name)
        first, *others = self.styles
        for title in others:
            layer.setRenderer(self.styles[title]())
            style = QgsMapLayerStyle()
            style.readFromLayer(layer)
            manager.addStyle(title, style)
        layer.setRenderer(self.styles[first]())
        if others:
            manager.renameStyle(manager.currentStyle(), first)


class _StylePostProcessor(QgsProcessingLayerPostProcessorInterface):
    """Styles the layer QGIS has loaded, in the main thread."""

    alive: list[_StylePostProcessor] = []  # QGIS keeps no Python reference; without ours the object would be collected

    def __init__(self, apply_style: Callable[[QgsVectorLayer], None]) -> None:
        super().__init__()
        self.apply_style = apply_style
        self.alive.append(self)

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Apply style and metadata; called by QGIS."""
        if isinstance(layer, QgsVectorLayer):
            self.apply_style(layer)
            _into_group(layer, context.project())
            layer.triggerRepaint()
        self.alive.remove(self)


def finish_layer(
    destination: str,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    metadata: QgsLayerMetadata,
    renderer: Look | Callable[[], QgsFeatureRenderer] | None,
    aliases: dict[str, str],
    layer_name: str = "",
) -> None:
    """Store style and lineage with a result.

    A GeoPackage gets both inside the file, so that it opens styled anywhere; other files get them beside; a temporary
    layer keeps them in memory. In the desktop the layer is styled once more when QGIS has loaded it.

    Parameters
    ----------
    destination : str
        As `parameterAsSink` returned it; the sink must be closed.
    context, feedback
        The running algorithm's.
    metadata : QgsLayerMetadata
        See `lineage.metadata`.
    renderer : Look, callable or None
        Several styles, or what makes a new renderer each time; None leaves QGIS's own style.
    aliases : dict of str to str
        Field name -> alias with unit.
    layer_name : str
        Name in the layer tree.
    """

    look = Look({"": renderer}) if callable(renderer) else renderer

    def apply_style(layer: QgsVectorLayer) -> None:
        set_aliases(layer, aliases)
        fit_columns(layer, {name: [alias] for name, alias in aliases.items()})
        layer.setMetadata(metadata)
        if look is not None:
            look.put_on(layer)

    registry = QgsProviderRegistry.instance()
    if (
        registry.decodeUri("ogr", destination).get("path")
        and context.temporaryLayerStore().mapLayer(destination) is None
    ):
        layer = QgsVectorLayer(destination, layer_name or "result", "ogr")
        if layer.isValid():
            apply_style(layer)
            _store(layer, destination, metadata, look, feedback)
    else:
        layer = context.temporaryLayerStore().mapLayer(destination)
        if isinstance(layer, QgsVectorLayer):
            apply_style(layer)
    if context.willLoadLayerOnCompletion(destination):
        details = context.layerToLoadOnCompletionDetails(destination)
        if layer_name:
            details.name = without_expressions(layer_name)
        details.setPostProcessor(_StylePostProcessor(apply_style))


def finish_table(destination: str, context: QgsProcessingContext, columns: Sequence[Column]) -> None:
    """Give a table that QGIS will load its aliases, and its columns of text the width of their texts."""

    def widen(layer: QgsVectorLayer) -> None:
        set_aliases(layer, {column.name: column.alias for column in columns})
        fit_columns(layer, {column.name: [column.alias, *column.values] for column in columns if column.kind is str})

    if context.willLoadLayerOnCompletion(destination):
        context.layerToLoadOnCompletionDetails(destination).setPostProcessor(_StylePostProcessor(widen))


def full_uri(destination: str) -> str:
    """Return an OGR address with the layer's name in it, which QGIS asks for when it stores metadata."""
    registry = QgsProviderRegistry.instance()
    parts = registry.decodeUri("ogr", destination)
    if not parts.get("layerName"):
        dataset = open_dataset(parts.get("path") or destination, gdal.OF_VECTOR)
        if dataset is not None and dataset.GetLayerCount():
            parts["layerName"] = dataset.GetLayer(0).GetName()
    return registry.encodeUri("ogr", parts)


def _into_group(layer: QgsVectorLayer, project: Optional[QgsProject]) -> None:
    """Put a layer that QGIS has just added into the group of results, wherever it came to stand."""
    root = project.layerTreeRoot() if project is not None else None
    node = root.findLayer(layer.id()) if root is not None else None
    if node is None:
        return
    title = translate("Samplan", "Samplan: results")
    group = root.findGroup(title) or root.insertGroup(0, title)
    if node.parent() is not group:
        group.insertChildNode(0, node.clone())
        node.parent().removeChildNode(node)


def _store(
    layer: QgsVectorLayer,
    destination: str,
    metadata: QgsLayerMetadata,
    look: Optional[Look],
    feedback: QgsProcessingFeedback,
) -> None:
    """Write style and metadata into the layer's file, or beside it where the format cannot hold them."""
    stored, message = QgsProviderRegistry.instance().saveLayerMetadata("ogr", full_uri(destination), metadata)
    if not stored:
        feedback.pushWarning(
            translate("Samplan", "The lineage could not be stored with the layer: {message}").format(message=message)
        )
    if styles_go_into(layer.dataProvider()):
        _forget_styles(layer)
        first, *others = look.styles if look is not None else [""]
        for title in others:
            layer.setRenderer(look.styles[title]())
            store_style(layer, f"{_STYLE}: {title}", title, False)
        if others:
            layer.setRenderer(look.styles[first]())
        failed = message = store_style(layer, _STYLE, first or "Samplan")
    else:
        message, saved = layer.saveDefaultStyle(*ALL_OF_A_STYLE)
        failed = not saved
    if failed:
        feedback.pushWarning(
            translate("Samplan", "The style could not be stored with the layer: {message}").format(message=message)
        )


def _forget_styles(layer: QgsVectorLayer) -> None:
    """Delete the styles an earlier run left for this table; QGIS would ask before replacing one and wait for ever.

    A file without styles is not asked: QGIS 3.22 can crash then, when an input's relative name has one letter.
    """
    path = QgsProviderRegistry.instance().decodeUri("ogr", layer.source()).get("path")
    dataset = open_dataset(path, gdal.OF_VECTOR) if path else None
    if dataset is not None and dataset.GetLayerByName("layer_styles") is None:
        return
    del dataset
    related, ids, names, _descriptions, _message = layer.listStylesInDatabase()
    for style, name in list(zip(ids, names))[: max(related, 0)]:
        if name == _STYLE or name.startswith(f"{_STYLE}: "):
            layer.deleteStyleFromDatabase(style)
