"""The user's connections: kept in QGIS's settings, secrets only as the id of an authentication configuration."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Mapping, Optional
from uuid import uuid4

from qgis.core import QgsSettings

from ...i18n import translate
from ...redaction import remember_secrets
from ...web.addresses import secret_values, without_secrets

_GROUP = "samplan/connections"
SAMPLE_ID = "workshop-sample"
SAMPLE_FILE = Path(__file__).resolve().parents[2] / "resources" / "workshop" / "feedback_sample.geojson"


@dataclass(frozen=True)
class SavedConnection:
    """What is remembered about a source.

    Attributes
    ----------
    id : str
        Random, stable; `SAMPLE_ID` for the bundled sample.
    name : str
        The user's name for it.
    connector, url, profile : str
        See `participation.connectors.base.Connection`.
    authcfg : str
        Id of a QGIS authentication configuration; blank for open services.
    options : mapping
        Values of the connector's options.
    """

    id: str
    name: str
    connector: str
    url: str = field(repr=False)
    profile: str = ""
    authcfg: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_sample(self) -> bool:
        """Whether this is the bundled sample, which can be neither edited nor removed."""
        return self.id == SAMPLE_ID

    def to_json(self, with_authcfg: bool = True) -> str:
        """Return everything as JSON; no secret is in it, ``authcfg`` is only an id."""
        values = asdict(self)
        if not with_authcfg:  # for a project file, which goes to others
            remember_secrets(secret_values(self.url))
            values = {
                name: without_secrets(value) if isinstance(value, str) else value for name, value in values.items()
            }
            values["options"] = {
                name: without_secrets(value) if isinstance(value, str) else value
                for name, value in self.options.items()
            }
            values["authcfg"] = ""
        return json.dumps(values, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Optional[SavedConnection]:
        """Read `to_json`; None for anything else."""
        try:
            values = json.loads(text)
            known = {
                name: str(values.get(name) or "") for name in ("id", "name", "connector", "url", "profile", "authcfg")
            }
            options = values.get("options") or {}
        except (ValueError, AttributeError):
            return None
        if not known["id"] or not known["connector"] or not isinstance(options, dict):
            return None
        return cls(**known, options=options)


def new_id() -> str:
    """Return an id for a new connection."""
    return uuid4().hex


def sample() -> SavedConnection:
    """Return the bundled source that needs no server."""
    return SavedConnection(
        SAMPLE_ID, translate("Samplan", "Workshop sample (offline)"), "file", str(SAMPLE_FILE), "sample"
    )


def all_connections() -> list[SavedConnection]:
    """Return the sample and then the saved connections by name."""
    settings = QgsSettings()
    settings.beginGroup(_GROUP)
    found = [SavedConnection.from_json(str(settings.value(key, ""))) for key in settings.childKeys()]
    settings.endGroup()
    return [sample(), *sorted((item for item in found if item is not None), key=lambda item: item.name.casefold())]


def find(connection_id: str) -> Optional[SavedConnection]:
    """Return a connection by id; None when it is not set up here."""
    return next((item for item in all_connections() if item.id == connection_id), None)


def save(connection: SavedConnection) -> None:
    """Add or replace a connection; the sample is never written."""
    if not connection.is_sample:
        QgsSettings().setValue(f"{_GROUP}/{connection.id}", connection.to_json())


def remove(connection_id: str) -> None:
    """Forget a connection (imported feedback and the authentication configuration stay)."""
    QgsSettings().remove(f"{_GROUP}/{connection_id}")
