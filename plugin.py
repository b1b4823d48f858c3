"""The plugin object QGIS holds: registers what Samplan adds and takes all of it away again."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Iterator, Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from .compat import end_idle_threads
from .i18n import install_translator

if TYPE_CHECKING:
    from .processing.provider import SamplanProvider


@contextmanager
def _without_collections() -> Iterator[None]:
    """Keep Python's garbage collector from walking through all that QGIS holds, again and again, while modules load.

    It would find nothing and take a quarter of the start.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class SamplanPlugin:
    """Samplan in a running QGIS.

    Parameters
    ----------
    iface : QgisInterface or None
        None under ``qgis_process``, where only the Processing provider is wanted.
    """

    def __init__(self, iface: Optional[Any]) -> None:
        self.iface = iface
        self.provider: Optional[SamplanProvider] = None
        self.translator: Optional[QTranslator] = None
        self.gui: Optional[Any] = None

    def initProcessing(self) -> None:
        """Add the Processing provider; needs no ``iface``."""
        if self.translator is None:
            self.translator = install_translator()
        if self.provider is None:
            with _without_collections():
                from .processing.provider import SamplanProvider

                provider = SamplanProvider()
                if QgsApplication.processingRegistry().addProvider(provider):
                    self.provider = provider  # refused, it is deleted already: another copy of the plugin is running

    def initGui(self) -> None:
        """Add the provider and, in the desktop, the feedback panel with its menu and button."""
        self.initProcessing()
        if self.iface is not None and self.gui is None:
            from .ui.gui import SamplanGui

            self.gui = SamplanGui(self.iface)
            self.gui.add()

    def unload(self) -> None:
        """Remove everything that was added, in reverse."""
        if self.gui is not None:
            self.gui.remove()
            self.gui = None
        if self.provider is not None:
            from .processing.common.algorithm import stop_runs

            stop_runs()
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self.translator is not None:
            QCoreApplication.removeTranslator(self.translator)
            self.translator = None
        end_idle_threads()
