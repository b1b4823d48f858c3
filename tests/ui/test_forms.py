"""Guards over the .ui files and the texts: structure in the form, words and connections in the code."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLabel, QLineEdit, QWidget

UI = Path(__file__).resolve().parents[2] / "ui"
FORMS = sorted(UI.rglob("*.ui"))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_forms_hold_no_texts_and_no_connections(path):
    root = ElementTree.parse(path).getroot()
    assert root.find("connections") is None
    assert root.find("slots") is None
    assert [item.text for item in root.iter("string") if item.text] == []
    assert root.findtext("class").replace("_", "").lower() == path.stem.replace("_", "")


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_custom_widgets_come_from_qgis(path):
    for item in ElementTree.parse(path).getroot().iter("customwidget"):
        assert item.findtext("header") == "qgis.gui"
        assert item.findtext("class").startswith("Qgs")


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_tab_stops_exist(path):
    root = ElementTree.parse(path).getroot()
    names = {item.get("name") for item in root.iter("widget")}
    assert {item.text for item in root.iter("tabstop")} <= names
    assert {item.text for item in root.iter("cstring")} <= names


def _controls(root):
    kinds = (QAbstractButton, QComboBox, QLineEdit, QAbstractItemView)
    return [item for item in root.findChildren(QWidget) if isinstance(item, kinds) and item.objectName()]


def test_every_control_can_be_reached_and_named(dock):
    for page in (dock.importing, dock.reading):
        for item in _controls(page):
            inner = item.objectName().startswith("qt_") or not hasattr(page, item.objectName())
            if inner:
                continue
            spoken = item.accessibleName() or (item.text() if isinstance(item, QAbstractButton) else "")
            labelled = any(label.buddy() is item and label.text() for label in page.findChildren(QLabel))
            assert spoken or labelled, item.objectName()
            if item.focusPolicy() != Qt.FocusPolicy.NoFocus:
                assert item.focusPolicy() & Qt.FocusPolicy.TabFocus, item.objectName()


@pytest.mark.parametrize("language", ["en", "sv"])
def test_mnemonics_are_unique_on_a_page_and_free_of_qgis_menus(dock, language, monkeypatch):
    catalogue = ElementTree.parse(UI.parent / "resources" / "i18n" / "samplan_sv.ts").getroot()
    swedish = {item.findtext("source"): item.findtext("translation") for item in catalogue.iter("message")}
    menus = {"en": "jevlspordwmch", "sv": "jrvlidkwmch"}[language]
    for page in (dock.importing, dock.reading):
        letters = []
        for item in page.findChildren(QWidget):
            text = item.text() if isinstance(item, (QLabel, QAbstractButton)) else ""
            if isinstance(item, QLabel) and item.buddy() is None:
                continue
            if language == "sv":
                text = swedish.get(text) or text
            place = text.replace("&&", "").find("&")
            if place >= 0:
                letters.append(text.replace("&&", "")[place + 1].lower())
        assert len(letters) == len(set(letters)), letters
        assert not set(letters) & set(menus), letters


def test_the_panel_fits_a_narrow_dock(dock):
    dock.importing.filterGroup.setCollapsed(False)
    dock.importing.privacyGroup.setCollapsed(False)
    assert dock.importing.scrollContents.minimumSizeHint().width() <= 330
    assert dock.reading.minimumSizeHint().width() <= 330
