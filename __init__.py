"""Samplan: measure, score and discuss sustainable urban development in QGIS (Södertörn model)."""

from __future__ import annotations

from typing import Any


def classFactory(iface: Any) -> Any:
    """Return the plugin; called by QGIS when it loads Samplan.

    Parameters
    ----------
    iface : QgisInterface or None
        The running application's interface; None under ``qgis_process``.
    """
    from .plugin import SamplanPlugin

    return SamplanPlugin(iface)
