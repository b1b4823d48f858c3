"""The pseudonym secret of a project: kept on this computer, never in the project file.

With QGIS's master password set, the secret lies encrypted in the authentication database; otherwise in the settings of
the user's profile. Whoever gets the project and the GeoPackage cannot recompute a pseudonym from a guessed name.
"""

from __future__ import annotations

from uuid import uuid4

from qgis.core import QgsApplication, QgsProject, QgsSettings

from ..participation.privacy import MIN_SECRET, new_secret

_SCOPE, _ID_ENTRY = "samplan", "/project_id"
_PREFIX = "samplan/pseudonyms/"


def project_id(project: QgsProject) -> str:
    """Return the project's random id, giving it one when it has none (the project is then changed)."""
    known, found = project.readEntry(_SCOPE, _ID_ENTRY, "")
    if found and known:
        return known
    fresh = uuid4().hex
    project.writeEntry(_SCOPE, _ID_ENTRY, fresh)
    return fresh


def project_secret(project: QgsProject) -> str:
    """Return the project's secret, made when it is first needed. Main thread only: QGIS may ask for the master password."""
    key = _PREFIX + project_id(project)
    manager = QgsApplication.authManager()
    if not manager.isDisabled() and manager.existsAuthSetting(key):
        kept = manager.authSetting(key, "", True)
        if len(str(kept or "")) >= MIN_SECRET:
            return str(kept)
    settings = QgsSettings()
    kept = str(settings.value(key, "") or "")
    if len(kept) >= MIN_SECRET:
        return kept
    fresh = new_secret()
    encrypted = not manager.isDisabled() and manager.masterPasswordIsSet()
    if not (encrypted and manager.storeAuthSetting(key, fresh, True)):
        settings.setValue(key, fresh)
    return fresh
