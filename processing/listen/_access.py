"""What opens a service, and the secret that makes pseudonyms: both stay in QGIS, neither reaches a parameter or a log."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Optional

from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsProject, QgsSettings

from ...messages import QT_TRANSLATE_NOOP
from ...participation.connectors.base import Credentials
from ...participation.errors import PrivacyError
from ...participation.privacy.pseudonyms import MIN_SECRET, identity_of, new_secret
from ...participation.sync import store
from ...redaction import remember_secrets
from ...web.errors import ConnectionSettingsError
from ...web.transport import header_secrets

LOGS_IN = frozenset(("govocal", "odk"))
"""Connectors that exchange user name and password for a token by a request of their own."""
_SETTINGS_GROUP = "samplan/pseudonyms/"


class Access(NamedTuple):
    """What opens a service: ``authcfg`` for the transport, ``credentials`` for the connector; one of them, or neither.

    ``near`` is the project's coordinate system (see `Connection.near`).
    """

    authcfg: str = ""
    credentials: Credentials = Credentials()
    near: str = ""


def access_of(authcfg: str, connector_id: str) -> Access:
    """Look up an authentication configuration. Main thread only: QGIS may ask for the master password.

    Raises
    ------
    ConnectionSettingsError
        The configuration does not exist here, or the master password is not known.
    """
    near = QgsProject.instance().crs().authid()
    if not authcfg:
        return Access(near=near)
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
    if manager.loadAuthenticationConfig(authcfg, config, True):
        given = config.configMap()
        inside = re.findall(r'"(\w+)"\s*:\s*"([^"]+)"', " ".join(given.values()))  # OAuth2 keeps its settings as JSON
        remember_secrets([*header_secrets(given), *header_secrets(dict(inside))])
        remember_secrets(value for value in given.values() if re.search("[0-9@]", value))
        remember_secrets([f"{given.get('username', '')}:{given.get('password', '')}"])  # as HTTP Basic sends them
    if loaded and config.method() == "Basic":
        return Access("", Credentials(config.config("username"), config.config("password")), near)
    return Access(authcfg, near=near)


def pseudonym_secret(project: Optional[QgsProject], database: str) -> str:
    """Return the secret behind the pseudonyms of a database, made when it is first needed. Main thread only.

    The database holds the secret's identity and keeps it wherever it is copied or moved, and whoever imports, the panel or
    the command line. A new database takes the project's secret, or one of its own where no project is open. The secret
    lies encrypted in QGIS's authentication database when the master password is set, otherwise in the settings of the
    user's profile; never in the project or the database.

    Raises
    ------
    PrivacyError
        The secret of a database that holds pseudonyms is not in this profile, or it is encrypted and the master password is
        not known, or a new one cannot be kept.
    DatabaseError
        The database cannot be read now.
    """
    identity, holds_pseudonyms = store.identity(database)
    kept = _kept(identity) if identity else ""
    if kept:
        return kept
    # Databases of version 0.1.0 have no identity: the project's id, else their path, leads to the secret.
    known = project.readEntry("samplan", "/project_id", "")[0] if project is not None else ""
    by_path = "database-" + hashlib.sha256(str(Path(database).resolve()).encode()).hexdigest()[:32]
    places = [place for place in (known, by_path) if place]
    for found in filter(None, map(_kept, places)):
        if not (identity and holds_pseudonyms) or identity_of(found) == identity:
            with suppress(PrivacyError):  # it is kept, if only where the project or the path leads to it
                _keep(identity_of(found), found)
            return found
    if holds_pseudonyms:
        raise PrivacyError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "The secret behind the pseudonyms in {path} is not in this QGIS profile, and with another one the same author"
                " would get two pseudonyms. Import in the profile, and the first time in the project, in which it was made, or"
                " without pseudonyms, or into a new database.",
            ),
            path=database,
        )
    fresh = new_secret()
    for place in (places[0], identity_of(fresh)):
        _keep(place, fresh)
    return fresh


def _kept(place: str) -> str:
    """Return the secret kept under an identity, or where older versions kept it; blank when there is none."""
    key, manager = _SETTINGS_GROUP + place, QgsApplication.authManager()
    if not manager.isDisabled() and manager.existsAuthSetting(key):
        if not manager.setMasterPassword(True):
            raise PrivacyError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "QGIS's master password is needed to read the secret behind the pseudonyms. Enter it, or set"
                    " QGIS_AUTH_PASSWORD_FILE when running without a desktop.",
                )
            )
        kept = str(manager.authSetting(key, "", True) or "")
        if len(kept) >= MIN_SECRET:
            return kept
    kept = str(QgsSettings().value(key, "") or "")
    return kept if len(kept) >= MIN_SECRET else ""


def _keep(place: str, secret: str) -> None:
    """Keep a secret, and see that it can be found again when QGIS is started the next time."""
    if _kept(place) == secret:
        return
    key, manager = _SETTINGS_GROUP + place, QgsApplication.authManager()
    if not manager.isDisabled() and manager.masterPasswordIsSet() and manager.storeAuthSetting(key, secret, True):
        return
    settings = QgsSettings()
    settings.setValue(key, secret)
    settings.sync()
    file = Path(settings.fileName())
    try:
        written = secret.encode() in file.read_bytes()
    except OSError:
        written = False
    if not written:
        settings.remove(key)
        raise PrivacyError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "The secret behind the pseudonyms cannot be kept: {file} cannot be written. Without it every import would make"
                " other pseudonyms. Nothing was imported. Make the QGIS profile writable, or import without pseudonyms.",
            ),
            file=str(file),
        )
