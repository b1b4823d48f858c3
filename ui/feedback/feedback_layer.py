"""The feedback database as layers of the project: found again, opened, styled, described."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from hashlib import blake2b
from pathlib import Path
from typing import Any, Iterable, Mapping, Optional, Sequence

from qgis.core import (
    QgsAbstractMetadataBase,
    QgsAttributeEditorField,
    QgsAttributeTableConfig,
    QgsEditFormConfig,
    QgsEditorWidgetSetup,
    QgsLayerMetadata,
    QgsProject,
    QgsProviderRegistry,
    QgsReadWriteContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtXml import QDomDocument

from ...i18n import translate
from ...participation.record import KINDS
from ...participation.sync import duplicate_detection, store
from ...processing.styles.dress import escaped
from . import labels, styles

ROLE = "samplan/feedback"
POINTS, UNLOCATED = "points", "unlocated"
STYLE, _PRINT = "samplan/style", "samplan/style_print"
_IDENTITY = re.compile(r"\{[0-9a-f-]{36}\}")
_READABLE = (
    "title", "text", "category", "status", "created_utc", "updated_utc", "votes_up", "votes_down", "comments_n", "kind",
    "address", "marks", "url", "privacy_flags", "moderation", "geom_origin", "first_seen",
)  # fmt: skip
_OURS = {name for name, _kind in store.ITEM_COLUMNS}


def database_of(layer: Any) -> str:
    """Return the GeoPackage a feedback layer reads, blank for any other layer."""
    if not isinstance(layer, QgsVectorLayer) or not layer.customProperty(ROLE):
        return ""
    return str(QgsProviderRegistry.instance().decodeUri("ogr", layer.source()).get("path", ""))


def table_of(layer: QgsVectorLayer) -> str:
    """Return the table of the database that a feedback layer shows."""
    return store.LAYER if layer.customProperty(ROLE) == POINTS else store.UNLOCATED


def same_file(one: str, other: str) -> bool:
    """Whether two paths are the same file, existing or not."""
    return bool(one) and bool(other) and Path(one).resolve() == Path(other).resolve()


def find(project: QgsProject, role: str, database: str = "") -> Optional[QgsVectorLayer]:
    """Return the project's feedback layer of a role, of a certain database when one is given."""
    for layer in project.mapLayers().values():
        if layer.customProperty(ROLE) == role and (not database or same_file(database_of(layer), database)):
            return layer
    return None


def edited(layers: Iterable[Optional[QgsVectorLayer]]) -> str:
    """Return that one of some layers is being edited, as a sentence; blank when none is."""
    found = next((layer for layer in layers if layer is not None and layer.isEditable()), None)
    if found is None:
        return ""
    template = translate("Samplan", "The layer {layer} is being edited. Save or stop editing, then try again.")
    return template.format(layer=found.name())


def show(
    project: QgsProject,
    database: str,
    categories: Sequence[tuple[Optional[str], int]],
    way: str,
    cluster: bool,
    sources: Sequence[Mapping[str, Any]],
    unlocated: int,
    altered: bool = True,
) -> tuple[QgsVectorLayer, bool]:
    """Open the database's layers or refresh those that are open, unless nothing was ``altered``.

    Returns
    -------
    (QgsVectorLayer, bool)
        The point layer and whether it was added now.
    """
    points = find(project, POINTS, database)
    table = find(project, UNLOCATED, database)
    added = points is None
    if points is None:
        points = QgsVectorLayer(f"{database}|layername={store.LAYER}", translate("Samplan", "Feedback"), "ogr")
        _equip(points, POINTS)
        group = project.layerTreeRoot().insertGroup(0, translate("Samplan", "Citizens' feedback"))
        project.addMapLayer(points, False)
        group.addLayer(points)
    elif altered or points.fields().indexOf("marks") < 0:
        refresh(points)
    if table is not None:
        if altered or table.fields().indexOf("marks") < 0:
            refresh(table)
    elif unlocated:
        name = translate("Samplan", "Feedback without a position")
        table = QgsVectorLayer(f"{database}|layername={store.UNLOCATED}", name, "ogr")
        table.setSubsetString('"deleted_utc" IS NULL')
        _equip(table, UNLOCATED)
        node = project.layerTreeRoot().findLayer(points.id())
        project.addMapLayer(table, False)
        (node.parent() if node is not None else project.layerTreeRoot()).addLayer(table)
    if added or not restyled_by_user(points):
        apply_style(points, way, cluster, categories)
    describe(points, sources)
    node = project.layerTreeRoot().findLayer(points.id())
    if added and node is not None:
        node.setExpanded(False)
        node.setExpanded(True)
    return points, added


def refresh(layer: QgsVectorLayer) -> None:
    """Let an open layer notice that another connection changed its table; the selection stays."""
    chosen = layer.selectedFeatureIds()
    before = set(layer.fields().names())
    layer.dataProvider().reloadData()
    if layer.dataProvider().fields().count() != len(before):  # the run gave an older database its new columns
        layer.updateFields()
        _equip_columns(layer, set(layer.fields().names()) - before)
    layer.updateExtents(True)
    if chosen and layer.selectedFeatureIds() != chosen:
        layer.selectByIds(chosen)
    layer.triggerRepaint()


def apply_style(
    layer: QgsVectorLayer, way: str, cluster: bool, categories: Sequence[tuple[Optional[str], int]]
) -> None:
    """Style the point layer and remember how."""
    layer.setRenderer(styles.renderer(way, cluster, categories))
    layer.setCustomProperty(STYLE, way)
    layer.setCustomProperty(_PRINT, _print_of(layer))
    layer.triggerRepaint()
    layer.emitStyleChanged()


def restyled_by_user(layer: QgsVectorLayer) -> bool:
    """Whether the style is no longer the one that `apply_style` gave: the user's work is then left alone."""
    return layer.customProperty(_PRINT) != _print_of(layer)


def _print_of(layer: QgsVectorLayer) -> str:
    """Return a fingerprint of the layer's renderer."""
    document = QDomDocument()
    document.appendChild(layer.renderer().save(document, QgsReadWriteContext()))
    return blake2b(_IDENTITY.sub("", document.toString()).encode(), digest_size=16).hexdigest()


def _equip(layer: QgsVectorLayer, role: str) -> None:
    """Give a fresh layer its names, columns, form and map tip."""
    layer.setCustomProperty(ROLE, role)
    _equip_columns(layer, set(layer.fields().names()))
    config = QgsAttributeTableConfig()
    config.update(layer.fields())
    columns = {column.name: column for column in config.columns()}
    shown = [columns.pop(name) for name in _READABLE if name in columns]
    for name, column in columns.items():
        column.hidden = name in _OURS or name == "fid"
    config.setColumns([*shown, *columns.values()])
    layer.setAttributeTableConfig(config)
    layer.setDisplayExpression('coalesce("title", left("text", 60), "item_id")')
    if role == POINTS:
        layer.setMapTipTemplate(map_tip())


def _equip_columns(layer: QgsVectorLayer, columns: set[str]) -> None:
    """Name some columns, show them in the form, and let nobody type into those that the next update writes."""
    names, form = _aliases(), layer.editFormConfig()
    for index, field in enumerate(layer.fields()):
        if field.name() in columns & set(names):
            layer.setFieldAlias(index, names[field.name()])
        if field.name() in columns & _OURS:
            form.setReadOnly(index, True)
    if form.layout() != QgsEditFormConfig.EditorLayout.TabLayout:
        form.clearTabs()
        form.setLayout(QgsEditFormConfig.EditorLayout.TabLayout)
    root = form.invisibleRootContainer()
    for name in _READABLE:
        if name in columns:
            root.addChildElement(QgsAttributeEditorField(name, layer.fields().indexFromName(name), root))
    layer.setEditFormConfig(form)
    for name, codes in _codes().items():
        if name in columns:
            setup = QgsEditorWidgetSetup("ValueMap", {"map": [{text: code} for code, text in codes.items()]})
            layer.setEditorWidgetSetup(layer.fields().indexFromName(name), setup)
    if "text" in columns:
        setup = QgsEditorWidgetSetup("TextEdit", {"IsMultiline": True, "UseHtml": False})
        layer.setEditorWidgetSetup(layer.fields().indexFromName("text"), setup)


def _codes() -> dict[str, dict[str, str]]:
    """Return the words for the codes of some columns, for table and form."""
    repeat, burst = duplicate_detection.MARKS
    return {
        "status": {code: labels.status(code) for code in labels.STATUSES},
        "kind": {code: labels.kind(code) for code in KINDS},
        "marks": {code: ". ".join(labels.marks(code)) for code in (repeat, burst, f"{repeat},{burst}")},
    }


def _aliases() -> dict[str, str]:
    return {
        "title": translate("Samplan", "Title"),
        "text": translate("Samplan", "Text"),
        "category": translate("Samplan", "Category"),
        "status": translate("Samplan", "Status"),
        "created_utc": translate("Samplan", "Written (UTC)"),
        "updated_utc": translate("Samplan", "Changed (UTC)"),
        "votes_up": translate("Samplan", "Votes for"),
        "votes_down": translate("Samplan", "Votes against"),
        "comments_n": translate("Samplan", "Number of comments"),
        "kind": translate("Samplan", "Kind"),
        "address": translate("Samplan", "Address"),
        "marks": translate("Samplan", "Repeat or burst"),
        "url": translate("Samplan", "Link"),
        "privacy_flags": translate("Samplan", "Possible personal data"),
        "moderation": translate("Samplan", "Moderation"),
        "geom_origin": translate("Samplan", "Origin of the position"),
        "first_seen": translate("Samplan", "First imported (UTC)"),
    }


def map_tip() -> str:
    """Return the map tip: escaped title, category and the beginning of the text, which is held back when flagged."""
    hidden = _quoted(translate("Samplan", "Text hidden because it may hold personal data."))
    text = f'if("privacy_flags" IS NULL, left("text", 280) || if(length("text") > 280, \' …\', \'\'), {hidden})'
    title = 'if("privacy_flags" IS NULL, "title", NULL)'
    return (
        '<div style="max-width: 320px">'
        f"<b>[% {escaped(title)} %]</b><br>"
        f"<small>[% {escaped(chr(34) + 'category' + chr(34))} %]</small>"
        f"<p>[% {escaped(text)} %]</p></div>"
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def describe(layer: QgsVectorLayer, sources: Sequence[Mapping[str, Any]]) -> None:
    """Write every source's address, licence, controller, purpose and retention date into the layer's metadata."""
    metadata = QgsLayerMetadata()
    metadata.setType("dataset")
    metadata.setTitle(layer.name())
    unstated = translate("Samplan", "not stated")
    paragraphs = [
        translate("Samplan", "Citizens' feedback. These are personal data: do not publish the layer as it is.")
    ]
    constraints, links = [], []
    for source in sources:
        url, purpose, keep = (str(source.get(name) or "") for name in ("url", "purpose", "retain_until"))
        lines = [
            translate("Samplan", "Source: {url}").format(url=url or unstated),
            translate("Samplan", "Purpose: {purpose}").format(purpose=purpose or unstated),
            translate("Samplan", "Controller: {controller}").format(controller=source.get("controller") or unstated),
            translate("Samplan", "Keep until: {date}").format(date=keep or unstated),
        ]
        paragraphs.append("\n".join(lines))
        constraints.append(QgsLayerMetadata.Constraint(f"GDPR: {purpose or unstated}", "use"))
        if keep:
            constraints.append(QgsLayerMetadata.Constraint(keep, "retain until"))
        if is_web_address(url):
            links.append(QgsAbstractMetadataBase.Link(translate("Samplan", "Source"), "WWW:LINK", url))
    metadata.setAbstract("\n\n".join(paragraphs))
    metadata.setLicenses(sorted({str(source["licence"]) for source in sources if source.get("licence")}))
    metadata.setConstraints(constraints)
    metadata.setLinks(links)
    metadata.addHistoryItem(
        translate("Samplan", "Imported by Samplan {when}").format(
            when=datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
        )
    )
    metadata.setCrs(layer.crs())
    layer.setMetadata(metadata)


def is_web_address(text: str) -> bool:
    """Whether a text is an address that a browser may be sent to: http or https, nothing else."""
    url = QUrl(text, QUrl.ParsingMode.StrictMode)
    return url.isValid() and url.scheme().lower() in ("http", "https") and bool(url.host())
