"""The pseudonym secret of a project: kept on this computer, never in the project file.

With QGIS's master password set, the secret lies encrypted in the authentication database; otherwise in the settings of
the user's profile. Whoever gets the project and the GeoPackage cannot recompute a pseudonym from a guessed name.
"""

from __future__ import annotations

from uuid import uuid4

from qgis.core import QgsProject

from ...processing.listen._access import pseudonym_secret

_SCOPE, _ID_ENTRY = "samplan", "/project_id"


def project_id(project: QgsProject) -> str:
    """Return the project's random id, giving it one when it has none (the project is then changed)."""
    known, found = project.readEntry(_SCOPE, _ID_ENTRY, "")
    if found and known:
        return known
    fresh = uuid4().hex
    project.writeEntry(_SCOPE, _ID_ENTRY, fresh)
    return fresh


def project_secret(project: QgsProject, database: str) -> str:
    """Return the secret of a database, for a new one the project's; see `pseudonym_secret`."""
    project_id(project)
    return pseudonym_secret(project, database)
