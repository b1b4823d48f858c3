"""What Samplan adds to the QGIS window, and takes away again completely."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import QgsApplication, QgsSettings
from qgis.gui import QgsGui
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEvent, Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction, QDialog, QMenu

from ..i18n import translate
from ..processing.common.icons import icon
from .feedback.dock import FeedbackDock
from .widgets.choice_widget import ChoiceWidgetFactory
from .widgets.help_dialog import show_help

MENU = "Samplan"
_VISIBLE = "samplan/panel_visible"


class SamplanGui:
    """Menu, button and panel in a running desktop.

    Parameters
    ----------
    iface : QgisInterface
    """

    def __init__(self, iface: Any) -> None:
        self.iface = iface
        self.dock: Optional[FeedbackDock] = None
        self.panel_action: Optional[QAction] = None
        self._actions: list[QAction] = []
        self._help_entry: Optional[QAction] = None
        self._help: Optional[QDialog] = None
        self._choices: Optional[ChoiceWidgetFactory] = None

    def add(self) -> None:
        """Add the actions and the panel; a second call does nothing."""
        if self.dock is not None:
            return
        choices = ChoiceWidgetFactory()
        if QgsGui.processingGuiRegistry().addParameterWidgetFactory(choices):
            self._choices = choices
        window = self.iface.mainWindow()
        self.dock = FeedbackDock(self.iface, window)
        self.panel_action = QAction(icon("listen"), translate("Samplan", "Feedback panel"), window)
        self.panel_action.setObjectName("samplanFeedbackPanel")
        self.panel_action.setCheckable(True)
        self.panel_action.setToolTip(translate("Samplan", "Samplan: citizens' feedback on the map"))
        assess = self._action("score", translate("Samplan", "Assess planning areas …"), self.assess)
        help_action = self._action("", translate("Samplan", "Help"), self.help)
        self._actions = [self.panel_action, assess, help_action]
        for action in self._actions:
            self.iface.addPluginToMenu(MENU, action)
        self.iface.addToolBarIcon(self.panel_action)
        self._help_entry = self._action("samplan", MENU, self.help)
        self.iface.pluginHelpMenu().addAction(self._help_entry)
        self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        visible = QgsSettings().value(_VISIBLE, False, type=bool)
        self.dock.setVisible(visible)  # `setUserVisible(False)` does nothing before the window is shown
        self.panel_action.setChecked(visible)
        self.panel_action.toggled.connect(self._toggled)
        self.dock.visibilityChanged.connect(self._visibility_changed)

    def remove(self) -> None:
        """Remove everything `add` added, in reverse; safe to call twice and after QGIS deleted parts."""
        if self._choices is not None:
            QgsGui.processingGuiRegistry().removeParameterWidgetFactory(self._choices)
        self._choices = None
        if self._help is not None and not sip.isdeleted(self._help):
            self._help.close()
            self._help.deleteLater()
        self._help = None
        dock, self.dock = self.dock, None
        if dock is not None and not sip.isdeleted(dock):
            dock.visibilityChanged.disconnect(self._visibility_changed)
            dock.shut_down()
            self.iface.removeDockWidget(dock)
            dock.setParent(None)
            dock.deleteLater()
        if self._help_entry is not None and not sip.isdeleted(self._help_entry):
            self.iface.pluginHelpMenu().removeAction(self._help_entry)
            self._help_entry.deleteLater()
        self._help_entry = None
        if self.panel_action is not None and not sip.isdeleted(self.panel_action):
            self.iface.removeToolBarIcon(self.panel_action)
        for action in self._actions:
            if not sip.isdeleted(action):
                self.iface.removePluginMenu(MENU, action)
                action.deleteLater()
        self._actions, self.panel_action = [], None
        for menu in self.iface.mainWindow().findChildren(QMenu, MENU):
            if not menu.actions():  # QGIS takes the empty submenu off the menu, but keeps the object
                menu.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _action(self, name: str, text: str, slot: Any) -> QAction:
        picture = icon(name) if name else QIcon(QgsApplication.getThemeIcon("/mActionHelpContents.svg"))
        action = QAction(picture, text, self.iface.mainWindow())
        action.triggered.connect(slot)
        return action

    # -- what the actions do -------------------------------------------------------------------------------------

    def assess(self, *_checked: Any) -> None:
        """Open the dialog of the algorithm *Assess planning areas*."""
        from qgis import processing  # only there when Processing is switched on

        processing.execAlgorithmDialog("samplan:assessareas")

    def help(self, *_checked: Any) -> None:
        """Open the help."""
        if self._help is not None and not sip.isdeleted(self._help):
            self._help.close()
            self._help.deleteLater()
        self._help = show_help(self.iface.mainWindow())

    def _toggled(self, on: bool) -> None:
        if self.dock is not None:
            self.dock.setUserVisible(on)
        QgsSettings().setValue(_VISIBLE, on)

    def _visibility_changed(self, _visible: bool) -> None:
        """Keep the button true when the panel is closed with its own cross (a tab behind another stays open)."""
        if self.dock is None or self.panel_action is None or not self.iface.mainWindow().isVisible():
            return
        opened = not self.dock.isHidden()
        if self.panel_action.isChecked() != opened:
            blocked = self.panel_action.blockSignals(True)
            self.panel_action.setChecked(opened)
            self.panel_action.blockSignals(blocked)
            QgsSettings().setValue(_VISIBLE, opened)
