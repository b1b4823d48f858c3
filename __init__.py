"""Samplan: measure, score and discuss sustainable urban development in QGIS (Södertörn model)."""


def classFactory(iface):  # noqa: N802 - the name QGIS calls
    """Return the plugin; called by QGIS when it loads Samplan.

    Parameters
    ----------
    iface : QgisInterface or None
        The running application's interface; None under ``qgis_process``.
    """
    from .plugin import SamplanPlugin

    return SamplanPlugin(iface)
