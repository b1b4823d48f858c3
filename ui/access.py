"""Turns an authentication configuration into what a connector needs: a header of QGIS's, or a log-in of its own."""

from __future__ import annotations

from typing import NamedTuple

from qgis.core import QgsApplication, QgsAuthMethodConfig

from ..messages import QT_TRANSLATE_NOOP, PlainError
from ..participation.connectors.base import Credentials

LOGS_IN = frozenset(("govocal", "odk"))
"""Connectors that exchange user name and password for a token by a request of their own."""


class Access(NamedTuple):
    """What opens a service: ``authcfg`` for the transport, ``credentials`` for the connector; one of them, or neither."""

    authcfg: str = ""
    credentials: Credentials = Credentials()


def access_of(authcfg: str, connector_id: str) -> Access:
    """Look up an authentication configuration. Main thread only: QGIS may ask for the master password.

    Raises
    ------
    PlainError
        The configuration is gone, or the master password was not given.
    """
    if not authcfg:
        return Access()
    manager = QgsApplication.authManager()
    if authcfg not in manager.configIds():
        raise PlainError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "The authentication configuration {id} of this connection does not exist here. Edit the connection and"
                " choose one.",
            ),
            id=authcfg,
        )
    if not manager.setMasterPassword(True):
        raise PlainError(
            QT_TRANSLATE_NOOP("Samplan", "Without QGIS's master password this connection cannot be used. Try again.")
        )
    config = QgsAuthMethodConfig()
    if (
        connector_id in LOGS_IN
        and manager.loadAuthenticationConfig(authcfg, config, True)
        and config.method() == "Basic"
    ):
        return Access("", Credentials(config.config("username"), config.config("password")))
    return Access(authcfg)
