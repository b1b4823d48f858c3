"""The second page of the panel: how feedback looks on the map, and what the selected point says."""

from __future__ import annotations

import json
from typing import Any, Optional

from qgis.core import QgsApplication, QgsFeature, QgsFeatureRequest, QgsProject, QgsVectorLayer
from qgis.gui import QgsMapCanvas, QgsMapTool
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QTimer, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QWidget

from ...compat import is_null
from ...i18n import translate, translate_message
from ...messages import UserError
from ...processing.common.icons import icon
from ..tasks import TaskManager
from ..widgets.forms import form
from ..widgets.notice import ERROR, INFO, WARNING, Notice, plain_label
from ..widgets.page import PanelPage, chain, fill
from . import feedback_layer, jobs, labels, styles
from .item_list import ItemList
from .marked_box import MarkedBox
from .pick_tool import PickTool
from .point_mark import PointMark
from .project_state import ProjectState
from .thread_view import CARDS, Card, findings_in, hidden_because

SELECTION_LIMIT = 1000
"""Items of a selection that can be stepped through; reading them takes a few milliseconds."""
_FIELDS = (
    "source_id", "item_id", "kind", "category", "status", "votes_up", "votes_down", "url", "media_urls", "geom_origin",
    "address", "marks",
)  # fmt: skip
_OF_THE_CHOSEN = ("category", "votes_up", "votes_down", "address", "marks", "located")


class ReadPage(PanelPage, form("feedback/read_page")):
    """Shows the thread of the selected feature; restyles the layer."""

    changed = pyqtSignal()
    shown = pyqtSignal()
    """A point was selected and is shown."""

    def __init__(self, canvas: QgsMapCanvas, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setupUi(self)
        self.canvas = canvas
        self.tasks = TaskManager(self)
        self.notice = fill(self.noticeHolder, Notice(self, closable=False))
        self.marked = fill(self.markedHolder, MarkedBox(self))
        self.items = fill(self.listHolder, ItemList(canvas, self))
        self.splitter.setStretchFactor(1, 1)
        chain(self.clusterCheck, self.marked.check, self.items.searchEdit, self.items.viewCheck, self.items.orderCombo)
        chain(self.items.orderCombo, self.items.view, self.pickButton)
        chain(self.zoomButton, self.notice.button, self.scroll, self.linkButton)
        self.tool = PickTool(canvas, self.tasks)
        self.tool.setButton(self.pickButton)
        self._tool_before: Optional[QgsMapTool] = None
        self.mark = PointMark(canvas)
        self._watched: list[QgsVectorLayer] = []
        self._source: Any = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(0)
        self._settling.timeout.connect(self._selected)
        self._posts: list[dict[str, Any]] = []
        self._at = 0
        self._turn = 0
        self._thread: list[dict[str, Any]] = []
        self._reveal = False
        self._announce = False
        self._link = ""
        for way in styles.WAYS:
            self.styleCombo.addItem("", way)
        self.clusterCheck.setChecked(True)
        for button, name in (
            (self.previousButton, "/mActionArrowLeft.svg"), (self.nextButton, "/mActionArrowRight.svg"),
            (self.zoomButton, "/mActionZoomToSelected.svg"),
        ):  # fmt: skip
            button.setIcon(QgsApplication.getThemeIcon(name))
            button.setAutoRaise(True)
        self.pickButton.setIcon(icon("pick"))
        self.linkButton.setIcon(QgsApplication.getThemeIcon("/mActionOpenTableVisible.svg"))
        self.retranslate()
        self.styleCombo.activated.connect(self._restyle)
        self.clusterCheck.clicked.connect(self._restyle)
        self.marked.changed.connect(self.changed)
        self.items.chosen.connect(self._read_item)
        self.marked.said.connect(self._say_obstacle)
        self.pickButton.toggled.connect(self._pick)
        self.pickButton.clicked.connect(lambda on: on or self._put_tool_away())
        self.previousButton.clicked.connect(lambda: self._step(-1))
        self.nextButton.clicked.connect(lambda: self._step(1))
        self.zoomButton.clicked.connect(self._zoom)
        self.linkButton.clicked.connect(self._open_link)
        self._show_nothing()

    def retranslate(self) -> None:
        """Set every text."""
        self.styleLabel.setText(translate("Samplan", "Show &by"))
        for index, name in enumerate(
            (translate("Samplan", "Category"), translate("Samplan", "Status"), translate("Samplan", "Votes"))
        ):
            self.styleCombo.setItemText(index, name)
        self.styleCombo.setAccessibleName(translate("Samplan", "How the points are coloured"))
        self.clusterCheck.setText(translate("Samplan", "&Group nearby points"))
        self.pickButton.setText(translate("Samplan", "Read o&n the map"))
        self.pickButton.setToolTip(translate("Samplan", "Click a point or a group on the map to read it."))
        self.items.retranslate()
        self.linkButton.setAccessibleName(translate("Samplan", "Open the post at its source"))
        for button, text in (
            (self.previousButton, translate("Samplan", "Previous selected point")),
            (self.nextButton, translate("Samplan", "Next selected point")),
            (self.zoomButton, translate("Samplan", "Zoom to the point")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)

    # -- style ---------------------------------------------------------------------------------------------------

    @property
    def way(self) -> str:
        """How points are coloured."""
        return str(self.styleCombo.currentData())

    @property
    def cluster(self) -> bool:
        """Whether near points are grouped."""
        return self.clusterCheck.isChecked()

    def restore(self, state: ProjectState) -> None:
        """Show what a project remembers."""
        self.styleCombo.setCurrentIndex(max(0, self.styleCombo.findData(state.style.get("by") or styles.CATEGORY)))
        self.clusterCheck.setChecked(bool(state.style.get("cluster", True)))
        self.marked.restore(bool(state.style.get("hide_marked")))

    def store_in(self, state: ProjectState) -> None:
        """Write what is shown into a project's state."""
        state.style = {"by": self.way, "cluster": self.cluster, "hide_marked": self.marked.hidden}

    def _restyle(self, *_values: Any) -> None:
        """Restyle every feedback layer of the project; the categories are read in the background."""
        self.changed.emit()
        way, cluster = self.way, self.cluster
        for layer in [item for item in self._watched if _is_points(item)]:
            database = feedback_layer.database_of(layer)

            def apply(found: Any, layer: QgsVectorLayer = layer) -> None:
                if not sip.isdeleted(layer):
                    feedback_layer.apply_style(layer, way, cluster, found[0])

            self.tasks.start(
                translate("Samplan", "Reading the categories"),
                lambda _task, database=database: jobs.read_database(database),
                apply,
                self._failed,
            )

    # -- layers --------------------------------------------------------------------------------------------------

    def watch(self, project: QgsProject) -> None:
        """Follow the selection of every feedback layer of the project."""
        self.unwatch()
        for layer in project.mapLayers().values():
            if isinstance(layer, QgsVectorLayer) and layer.customProperty(feedback_layer.ROLE):
                layer.selectionChanged.connect(self._selection_changed)
                layer.subsetStringChanged.connect(self._list_anew)
                self._watched.append(layer)
        points = next((layer for layer in self._watched if _is_points(layer)), None)
        self.tool.layer = points
        for widget in (self.pickButton, self.styleCombo, self.clusterCheck):
            widget.setEnabled(points is not None)
        self.marked.watch(self._watched)
        if points is None:
            self._put_tool_away()
        if any(post["layer"] not in self._watched for post in self._posts):
            self._posts = []
        self._list_anew()
        if not self._posts:
            self._show_nothing()

    def _list_anew(self) -> None:
        """Let the list show what the layers of the first database show."""
        alive = [layer for layer in self._watched if not sip.isdeleted(layer)]
        database = feedback_layer.database_of(alive[0]) if alive else ""
        of_it = [layer for layer in alive if feedback_layer.same_file(feedback_layer.database_of(layer), database)]
        self.items.watch(database, {feedback_layer.table_of(layer): layer.subsetString() for layer in of_it})
        self.items.setVisible(bool(database))

    def unwatch(self) -> None:
        """Let go of all layers."""
        for layer in self._watched:
            if not sip.isdeleted(layer):
                layer.selectionChanged.disconnect(self._selection_changed)
                layer.subsetStringChanged.disconnect(self._list_anew)
        self._watched = []
        self.marked.unwatch()
        self.tool.layer = None

    def shut_down(self) -> None:
        """Stop everything and take the map tool away."""
        self._settling.stop()
        self.tasks.shut_down()
        self.marked.tasks.shut_down()
        self.items.shut_down()
        self.mark.clear()
        self.unwatch()
        self._put_tool_away()
        self.tool.setButton(None)
        self.tool.deleteLater()  # the canvas owns it, and would keep it after the panel is gone

    def _pick(self, on: bool) -> None:
        if on:
            self._tool_before = self.canvas.mapTool()
            self.canvas.setMapTool(self.tool)

    def _put_tool_away(self) -> None:
        """Give the map the tool back that it had before; another one chosen meanwhile stays."""
        before, self._tool_before = self._tool_before, None
        if self.canvas.mapTool() is not self.tool:
            return
        if before is None or sip.isdeleted(before):
            self.canvas.unsetMapTool(self.tool)
        else:
            self.canvas.setMapTool(before)

    # -- reading -------------------------------------------------------------------------------------------------

    def _selection_changed(self, *_ids: Any) -> None:
        """Note which layer was used last; several changes at once (a reload) are read as one."""
        self._source = self.sender()
        self._settling.start()

    def _selected(self) -> None:
        """Read the keys of the selected features."""
        layer = self._source
        if not isinstance(layer, QgsVectorLayer) or sip.isdeleted(layer):
            return
        names = [name for name in _FIELDS if layer.fields().indexOf(name) >= 0]
        request = QgsFeatureRequest()
        request.setFilterFids(layer.selectedFeatureIds()[:SELECTION_LIMIT])
        request.setSubsetOfAttributes(names, layer.fields())
        located = _is_points(layer)
        before = [(post["database"], post["fid"], post["located"]) for post in self._posts]
        self._posts = [_post(feature, names, layer, located) for feature in layer.getFeatures(request)]
        self._posts.sort(key=lambda post: str(post.get("item_id")))
        self._at = 0
        self._announce = [(post["database"], post["fid"], post["located"]) for post in self._posts] != before
        self._read()

    def _read_item(self, row: dict[str, Any]) -> None:
        """Select an item of the list, and bring the map to it when it is outside."""
        layer = next((item for item in self._watched if feedback_layer.table_of(item) == row["table"]), None)
        if layer is None or sip.isdeleted(layer):
            return
        layer.selectByIds([row["fid"]])
        if _is_points(layer):
            box = layer.boundingBoxOfSelected()
            place = self.canvas.mapSettings().layerToMapCoordinates(layer, box.center())
            if not self.canvas.extent().contains(place):
                self.canvas.panToFeatureIds(layer, [row["fid"]], False)

    def _step(self, step: int) -> None:
        if self._posts:
            self._at = (self._at + step) % len(self._posts)
            self._read()

    def _read(self) -> None:
        """Fetch the thread of the current post in the background."""
        self._turn += 1
        self._reveal = False
        if not self._posts:
            self._show_nothing()
            return
        turn, post = self._turn, self._posts[self._at]

        def show(rows: list[dict[str, Any]]) -> None:
            if turn == self._turn:
                self._thread = rows
                self._show_thread()
                if self._announce:
                    self.shown.emit()
                self._announce = False

        self.tasks.start(
            translate("Samplan", "Reading the thread"),
            lambda _task: jobs.read_thread(post["database"], str(post["source_id"]), str(post["item_id"])),
            show,
            self._failed,
        )

    def _failed(self, error: Optional[UserError]) -> None:
        if error is not None:
            self.notice.show_message(translate_message(error.template, error.values), ERROR)

    # -- showing -------------------------------------------------------------------------------------------------

    def _show_nothing(self) -> None:
        self.mark.clear()
        self._thread, self._link = [], ""
        self._clear_cards()
        self.notice.clear()
        self.scroll.setVisible(False)
        self.linkButton.setVisible(False)
        self.emptyLabel.setVisible(True)
        self.emptyLabel.setText(
            translate("Samplan", "Choose an item in the list, or press “Read on the map” and click a point.")
            if any(_is_points(layer) for layer in self._watched)
            else translate("Samplan", "No feedback in this project yet. Import some on the first page.")
        )
        self._show_position()

    def _show_position(self) -> None:
        many = len(self._posts) > 1
        for widget in (self.previousButton, self.nextButton, self.positionLabel):
            widget.setVisible(many)
        self.zoomButton.setVisible(bool(self._posts) and bool(self._posts[self._at]["located"]))
        self.positionLabel.setText(
            (
                translate("Samplan", "{n} of {all}")
                if len(self._posts) < SELECTION_LIMIT
                else translate("Samplan", "{n} of the first {all}")
            ).format(n=self._at + 1, all=labels.number(len(self._posts)))
            if many
            else ""
        )

    def _show_thread(self) -> None:
        post = self._posts[self._at]
        self.items.point_at(feedback_layer.table_of(post["layer"]), post["fid"])
        self._clear_cards()
        self.emptyLabel.setVisible(False)
        self.scroll.setVisible(True)
        for row in self._thread[:CARDS]:
            chosen = str(row.get("item_id")) == str(post["item_id"]) and row.get("kind") == post.get("kind")
            full = {**row, **{name: post.get(name) for name in _OF_THE_CHOSEN}} if chosen else row
            self.cards.addWidget(Card(full, chosen, self._reveal, self.scrollContents))
        if len(self._thread) > CARDS:
            more = translate(
                "Samplan", "{n} more answers are hidden because the list is long; read them at the source."
            )
            self.cards.addWidget(_text_label(more.format(n=labels.number(len(self._thread) - CARDS)), self))
        for line in hidden_because(post, _media_count(post.get("media_urls")), self._reveal):
            self.cards.addWidget(_text_label(line, self))
        self.cards.addStretch(1)
        if post["point"] is not None and not sip.isdeleted(post["layer"]):
            self.mark.show(post["point"], post["layer"].crs())
        else:
            self.mark.clear()
        self._show_warning()
        self._show_link(str(post.get("url") or ""))
        self._show_position()

    def _show_warning(self) -> None:
        kinds = findings_in([*self._thread, {"text": self._posts[self._at].get("address")}])
        if not kinds:
            self.notice.clear()
        elif self._reveal:
            self.notice.show_message(
                translate("Samplan", "Personal data is shown: {kinds}. Do not pass it on.").format(kinds=kinds), WARNING,
                translate("Samplan", "Hide it"), self._toggle_reveal,
            )  # fmt: skip
        else:
            self.notice.show_message(
                translate("Samplan", "Hidden because it looks like personal data: {kinds}.").format(kinds=kinds), INFO,
                translate("Samplan", "Show it"), self._toggle_reveal,
            )  # fmt: skip

    def _say_obstacle(self, text: str) -> None:
        if text:
            self.notice.show_message(text, WARNING)
        elif self._thread:
            self._show_warning()
        else:
            self.notice.clear()

    def _toggle_reveal(self) -> None:
        self._reveal = not self._reveal
        self._show_thread()

    def _show_link(self, url: str) -> None:
        self._link = url if feedback_layer.is_web_address(url) else ""
        self.linkButton.setVisible(bool(self._link))
        if self._link:
            host = QUrl(self._link).host()
            self.linkButton.setText(translate("Samplan", "Open at {host}").format(host=host.replace("&", "&&")))
            self.linkButton.setToolTip(self._link.replace("<", "‹"))

    def _open_link(self) -> None:
        if self._link:
            QDesktopServices.openUrl(QUrl(self._link))

    def _zoom(self) -> None:
        layer = self._posts[self._at]["layer"] if self._posts else None
        if layer is not None and not sip.isdeleted(layer):
            self.canvas.panToFeatureIds(layer, [self._posts[self._at]["fid"]])
            self.canvas.flashFeatureIds(layer, [self._posts[self._at]["fid"]])

    def _clear_cards(self) -> None:
        while self.cards.count():
            widget = self.cards.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _is_points(layer: Any) -> bool:
    return (
        layer is not None
        and not sip.isdeleted(layer)
        and layer.customProperty(feedback_layer.ROLE) == feedback_layer.POINTS
    )


def _post(feature: QgsFeature, names: list[str], layer: QgsVectorLayer, located: bool) -> dict[str, Any]:
    post: dict[str, Any] = {name: None if is_null(feature[name]) else feature[name] for name in names}
    return {
        **post,
        "fid": feature.id(),
        "layer": layer,
        "located": located,
        "point": feature.geometry().asPoint() if located and feature.hasGeometry() else None,
        "database": feedback_layer.database_of(layer),
    }


def _media_count(value: Any) -> int:
    try:
        found = json.loads(str(value)) if value else []
    except ValueError:
        return 0
    return len(found) if isinstance(found, list) else 0


def _text_label(text: str, parent: QWidget) -> QWidget:
    label = plain_label(parent)
    label.setText(text)
    return label
