"""What the panel remembers in the project: choices, database, and how each source was imported. No secrets."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QStandardPaths

_SCOPE, _ENTRY = "samplan", "/feedback"
_FILE_NAME = "feedback.gpkg"


@dataclass
class ProjectState:
    """The panel's state in one project.

    Attributes
    ----------
    connection : str
        Id of the chosen connection; ``definition`` is its `SavedConnection.to_json` without authcfg, so that a
        colleague who opens the project can see and add it.
    consultation, consultation_title : str
    database : str
        Absolute path of the GeoPackage (the project file keeps it relative where the project does so).
    filters : mapping
        See `filter_box.FilterBox.state`.
    purpose : mapping
        See `privacy_box.PrivacyBox.state`.
    style : mapping
        ``by`` (category, status, votes) and ``cluster``.
    page : int
        The page that is shown.
    imports : mapping
        By "connection/consultation": what the last import used, for *Update*.
    """

    connection: str = ""
    definition: str = ""
    consultation: str = ""
    consultation_title: str = ""
    database: str = ""
    filters: dict[str, Any] = field(default_factory=dict)
    purpose: dict[str, Any] = field(default_factory=dict)
    style: dict[str, Any] = field(default_factory=dict)
    page: int = 0
    imports: dict[str, dict[str, Any]] = field(default_factory=dict)


def read(project: QgsProject) -> ProjectState:
    """Read the state from a project; the defaults where it holds none or cannot be read."""
    text, _found = project.readEntry(_SCOPE, _ENTRY, "")
    state = ProjectState()
    try:
        values = json.loads(text) if text else {}
    except ValueError:
        values = {}
    if isinstance(values, dict):
        for name, default in asdict(state).items():
            if isinstance(values.get(name), type(default)):
                setattr(state, name, values[name])
    resolve = project.pathResolver().readPath
    state.database = state.database and resolve(state.database)
    state.imports = {
        key: {**known, "database": resolve(str(known.get("database") or ""))}
        for key, known in state.imports.items()
        if isinstance(known, dict)
    }
    return state


def write(project: QgsProject, state: ProjectState) -> None:
    """Write the state into a project; an unchanged state leaves the project clean."""
    values = asdict(state)
    relative = project.pathResolver().writePath
    values["database"] = state.database and relative(state.database)
    for known in values["imports"].values():
        known["database"] = relative(str(known.get("database") or ""))
    text = json.dumps(values, ensure_ascii=False, sort_keys=True)
    if project.readEntry(_SCOPE, _ENTRY, "")[0] != text:
        project.writeEntry(_SCOPE, _ENTRY, text)


def default_database(project: QgsProject) -> str:
    """Return where feedback is stored unless the user chooses: beside the project, else among the documents, else at home."""
    if project.absolutePath():
        return str(Path(project.absolutePath()) / f"{Path(project.fileName()).stem}_{_FILE_NAME}")
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return str((documents if documents.is_absolute() and documents.is_dir() else Path.home()) / f"samplan_{_FILE_NAME}")
