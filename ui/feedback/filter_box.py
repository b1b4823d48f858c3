"""The filters of an import: period, categories, statuses, place and words."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Iterable, Mapping, Optional

from qgis.core import QgsMapLayerProxyModel, QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QDate, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QWidget

from ...i18n import translate
from ...messages import QT_TRANSLATE_NOOP, UserError
from ...participation.query import Query
from ..widgets.forms import form
from . import labels
from .area_query import AreaQuery, areas_of, bbox_of

EVERYWHERE, EXTENT, LAYER = "everywhere", "extent", "layer"


class FilterBox(QWidget, form("feedback/filter_box")):
    """Edits the filters; `query` turns them into what the sync understands."""

    changed = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.canvas = canvas
        self.setupUi(self)
        self._categories: list[str] = []
        self.layerCombo.setFilters(QgsMapLayerProxyModel.Filter.PolygonLayer)
        for edit in (self.fromEdit, self.toEdit):
            edit.setAllowNull(True)
            edit.setCalendarPopup(True)
            edit.setDisplayFormat("yyyy-MM-dd")
            edit.setNullRepresentation(translate("Samplan", "any day"))
            edit.clear()
        for code in labels.STATUSES:
            self.statusCombo.addItem("", code)
        for code in (EVERYWHERE, EXTENT, LAYER):
            self.placeCombo.addItem("", code)
        for combo in (self.categoryCombo, self.statusCombo, self.placeCombo, self.layerCombo):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(8)
        self.retranslate()
        self.fromEdit.dateValueChanged.connect(self._touched)
        self.toEdit.dateValueChanged.connect(self._touched)
        self.categoryCombo.checkedItemsChanged.connect(self._touched)
        self.statusCombo.checkedItemsChanged.connect(self._touched)
        self.placeCombo.currentIndexChanged.connect(self._touched)
        self.layerCombo.layerChanged.connect(self._touched)
        self.textEdit.textChanged.connect(self._touched)
        self.clearButton.clicked.connect(self.clear)
        self._show_layer_row()

    def retranslate(self) -> None:
        """Set every text."""
        self.fromLabel.setText(translate("Samplan", "&From"))
        self.toLabel.setText(translate("Samplan", "Through"))
        self.categoryLabel.setText(translate("Samplan", "C&ategories"))
        self.statusLabel.setText(translate("Samplan", "Status"))
        self.placeLabel.setText(translate("Samplan", "Place"))
        self.layerLabel.setText(translate("Samplan", "Areas"))
        self.textLabel.setText(translate("Samplan", "Words"))
        self.clearButton.setText(translate("Samplan", "Clear filters"))
        self.fromEdit.setAccessibleName(translate("Samplan", "Written from this day"))
        self.toEdit.setAccessibleName(translate("Samplan", "Written through this day"))
        self.categoryCombo.setAccessibleName(translate("Samplan", "Categories to import"))
        self.statusCombo.setAccessibleName(translate("Samplan", "Statuses to import"))
        self.placeCombo.setAccessibleName(translate("Samplan", "Where the feedback lies"))
        self.layerCombo.setAccessibleName(translate("Samplan", "Layer with planning areas"))
        self.textEdit.setAccessibleName(translate("Samplan", "Words that must occur"))
        self.categoryCombo.setDefaultText(translate("Samplan", "All"))
        self.statusCombo.setDefaultText(translate("Samplan", "All"))
        self.textEdit.setPlaceholderText(translate("Samplan", "all of these words"))
        self.layerCombo.setToolTip(
            translate("Samplan", "Only feedback inside the areas (inside the selected ones when some are selected).")
        )
        self.categoryCombo.setToolTip(translate("Samplan", "The categories are known after a preview or an import."))
        for index, name in enumerate(
            (
                translate("Samplan", "Everywhere"),
                translate("Samplan", "Current map extent"),
                translate("Samplan", "Planning areas of a layer"),
            )
        ):
            self.placeCombo.setItemText(index, name)
        for index, code in enumerate(labels.STATUSES):
            self.statusCombo.setItemText(index, labels.status(code))

    # -- content -------------------------------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """How many filters are in use."""
        state = self.state()
        place = state.pop("place", EVERYWHERE)
        state.pop("layer", None)
        return sum(bool(value) for value in state.values()) + (place != EVERYWHERE)

    def offer_categories(self, names: Iterable[str]) -> None:
        """Add categories to choose from; chosen ones stay chosen."""
        known = {name.casefold() for name in self._categories}
        fresh = [name for name in names if name and name.casefold() not in known]
        if not fresh:
            return
        chosen = self._checked(self.categoryCombo)
        self._set_categories(sorted({*self._categories, *fresh}, key=str.casefold), chosen)

    def forget_categories(self) -> None:
        """Drop the offered categories (another source was chosen) except those in use."""
        chosen = self._checked(self.categoryCombo)
        self._set_categories(chosen, chosen)

    def state(self) -> dict[str, Any]:
        """Return the filters as the project remembers them."""
        found = {
            "start": _iso(self.fromEdit.date()),
            "end": _iso(self.toEdit.date()),
            "categories": self._checked(self.categoryCombo),
            "statuses": self._checked(self.statusCombo),
            "place": self.placeCombo.currentData(),
            "text": self.textEdit.text().strip(),
        }
        layer = self.layerCombo.currentLayer()
        if found["place"] == LAYER and layer is not None:
            found["layer"] = layer.id()
        return found

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show remembered filters without telling anybody."""
        blocked = self.blockSignals(True)
        try:
            for edit, name in ((self.fromEdit, "start"), (self.toEdit, "end")):
                day = QDate.fromString(str(state.get(name) or ""), Qt.DateFormat.ISODate)
                if day.isValid():
                    edit.setDate(day)
                else:
                    edit.clear()
            chosen = [str(name) for name in state.get("categories") or []]
            self._set_categories(sorted({*self._categories, *chosen}, key=str.casefold), chosen)
            _check(self.statusCombo, [str(code) for code in state.get("statuses") or []])
            self.placeCombo.setCurrentIndex(max(0, self.placeCombo.findData(state.get("place") or EVERYWHERE)))
            layer = QgsProject.instance().mapLayer(str(state.get("layer") or ""))
            if layer is not None:
                self.layerCombo.setLayer(layer)
            self.textEdit.setText(str(state.get("text") or ""))
            self._show_layer_row()
        finally:
            self.blockSignals(blocked)

    def clear(self) -> None:
        """Remove every filter."""
        self.restore({})
        self.changed.emit()

    def frozen(self) -> dict[str, Any]:
        """Return the filters with the map extent as it is now, so that an update repeats the same import."""
        state = self.state()
        if state["place"] == EXTENT:
            crs = self.canvas.mapSettings().destinationCrs()
            state["bbox"] = list(bbox_of(self.canvas.extent(), crs, QgsProject.instance()))
        return state

    # -- inside --------------------------------------------------------------------------------------------------

    def _touched(self, *_values: Any) -> None:
        self._show_layer_row()
        self.changed.emit()

    def _show_layer_row(self) -> None:
        visible = self.placeCombo.currentData() == LAYER
        self.layerLabel.setVisible(visible)
        self.layerCombo.setVisible(visible)

    def _set_categories(self, names: list[str], chosen: list[str]) -> None:
        self._categories = names
        blocked = self.categoryCombo.blockSignals(True)
        self.categoryCombo.clear()
        for name in names:
            self.categoryCombo.addItem(labels.category(name), name)
        _check(self.categoryCombo, chosen)
        self.categoryCombo.blockSignals(blocked)

    @staticmethod
    def _checked(combo: Any) -> list[str]:
        return [str(value) for value in combo.checkedItemsData()]


def query_of(filters: Mapping[str, Any], consultation: str, project: QgsProject) -> Query:
    """Return the query of frozen filters.

    Raises
    ------
    PlainError
        The planning-area layer is gone or empty, or a filter cannot be used.
    """
    plain = {
        name: filters[name] for name in ("start", "end", "categories", "statuses", "text", "bbox") if filters.get(name)
    }
    query = Query.from_filters(plain, consultation)
    if filters.get("place") != LAYER:
        return query
    layer = project.mapLayer(str(filters.get("layer") or ""))
    if layer is None:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Samplan", "The layer with the planning areas is not in the project. Choose it under Filters, Areas."
            )
        )
    areas = areas_of(layer, project)
    return AreaQuery(**{**asdict(query), "bbox": areas.bbox}, areas=areas)


def _iso(day: QDate) -> str:
    return day.toString(Qt.DateFormat.ISODate) if day.isValid() else ""


def _check(combo: Any, values: list[str]) -> None:
    for index in range(combo.count()):
        on = combo.itemData(index) in values
        combo.setItemCheckState(index, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
