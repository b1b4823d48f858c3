"""The Processing provider ``samplan``: finds the algorithms in the four group packages."""

from __future__ import annotations

from typing import Iterator

from qgis.core import Qgis, QgsMessageLog, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..compat import plugin_version
from ..discovery import FAULTY, modules_of
from ..i18n import translate
from .common.algorithm import SamplanAlgorithm
from .common.icons import icon

GROUPS = ("measure", "score", "listen", "share")


def algorithms() -> Iterator[SamplanAlgorithm]:
    """Yield a new instance of every algorithm.

    A module in ``processing/<group>/`` without an underscore offers its algorithms as ``ALGORITHMS``, a tuple of
    classes, or builds them in ``make_algorithms()``.
    """
    for group in GROUPS:
        # Not importlib: when QGIS unloads a plugin it forgets only what came in through __import__.
        package = __import__(f"{__package__}.{group}", fromlist=("*",))
        for module in modules_of(package):
            for algorithm in getattr(module, "ALGORITHMS", ()):
                yield algorithm()
            yield from getattr(module, "make_algorithms", tuple)()


class SamplanProvider(QgsProcessingProvider):
    """Samplan in the Processing toolbox."""

    def id(self) -> str:
        """Return the provider's id, the first half of every algorithm id."""
        return "samplan"

    def name(self) -> str:
        """Return the provider's name."""
        return "Samplan"

    def longName(self) -> str:
        """Return the name with what it is for."""
        return "Samplan"

    def versionInfo(self) -> str:
        """Return the plugin's version."""
        return plugin_version()

    def icon(self) -> QIcon:
        """Return Samplan's icon."""
        return icon("samplan")

    def loadAlgorithms(self) -> None:
        """Add every algorithm; called again whenever QGIS refreshes the provider."""
        for algorithm in algorithms():
            self.addAlgorithm(algorithm)
        for module, reason in FAULTY.items():
            text = translate("Samplan", "{module} cannot be used and is left out. Mend or delete its file. {reason}")
            QgsMessageLog.logMessage(
                text.format(module=module, reason=reason), "Samplan", Qgis.MessageLevel.Critical, True
            )
