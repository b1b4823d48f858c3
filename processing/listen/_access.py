"""What opens a service, and the secret that makes pseudonyms: both stay in QGIS, neither reaches a parameter or a log."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple, Optional

from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsProject, QgsSettings

from ...messages import QT_TRANSLATE_NOOP
from ...participation.connectors.base import Credentials
from ...participation.privacy.pseudonyms import MIN_SECRET, new_secret
from ...web.errors import ConnectionSettingsError

LOGS_IN = frozenset(("govocal", "odk"))
"""Connectors that exchange user name and password for a token by a request of their own."""
_SETTINGS_GROUP = "samplan/pseudonyms/"


class Access(NamedTuple):
    """What opens a service: ``authcfg`` for the transport, ``credentials`` for the connector; one of them, or neither."""

    authcfg: str = ""
    credentials: Credentials = Credentials()


def access_of(authcfg: str, connector_id: str) -> Access:
    """Look up an authentication configuration. Main thread only: QGIS may ask for the master password.

    Raises
    ------
    ConnectionSettingsError
        The configuration does not exist here, or the master password is not known.
    """
    if not authcfg:
        return Access()
    manager = QgsApplication.authManager()
    if authcfg not in manager.configIds():
        raise ConnectionSettingsError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "There is no authentication configuration “{id}” in this QGIS profile. Choose one under Settings >"
                " Options > Authentication.",
            ),
            id=authcfg,
        )
    if not manager.setMasterPassword(True):
        raise ConnectionSettingsError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "QGIS's master password is needed to read the authentication configuration. Enter it, or set"
                " QGIS_AUTH_PASSWORD_FILE when running without a desktop.",
            )
        )
    config = QgsAuthMethodConfig()
    loaded = connector_id in LOGS_IN and manager.loadAuthenticationConfig(authcfg, config, True)
    if loaded and config.method() == "Basic":
        return Access("", Credentials(config.config("username"), config.config("password")))
    return Access(authcfg)


def pseudonym_secret(project: Optional[QgsProject], database: str) -> str:
    """Return the secret of the project (of the database where no project is open), made when it is first needed.

    It lies encrypted in QGIS's authentication database when the master password is set, otherwise in the settings of
    the user's profile; never in the project or the database. Main thread only.
    """
    known = project.readEntry("samplan", "/project_id", "")[0] if project is not None else ""
    own = known or "database-" + hashlib.sha256(str(Path(database).resolve()).encode()).hexdigest()[:32]
    key = _SETTINGS_GROUP + own
    manager, settings = QgsApplication.authManager(), QgsSettings()
    if not manager.isDisabled() and manager.existsAuthSetting(key):
        kept = str(manager.authSetting(key, "", True) or "")
        if len(kept) >= MIN_SECRET:
            return kept
    kept = str(settings.value(key, "") or "")
    if len(kept) >= MIN_SECRET:
        return kept
    fresh = new_secret()
    encrypted = not manager.isDisabled() and manager.masterPasswordIsSet()
    if not (encrypted and manager.storeAuthSetting(key, fresh, True)):
        settings.setValue(key, fresh)
    return fresh
