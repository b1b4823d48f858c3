"""The badge that says how far a connector has been proved."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtWidgets import QLabel

from ...participation.connectors.base import Connector, Evidence
from ...participation.registry import all_connectors
from . import labels

_COLOURS = {
    "verified": ("#e6f4ea", "#14532d"),
    "contract": ("#e7f0f7", "#173b57"),
    "experimental": ("#fff4dc", "#5c3d00"),
}
_MARKS = {"verified": "✔", "contract": "◐", "experimental": "⚠"}


def evidence_of(connector: Optional[type[Connector]], profile: str) -> Optional[Evidence]:
    """Return how far a connector's profile has been proved; None for an unknown connector."""
    if connector is None:
        return None
    profile = profile or next(iter(connector.profiles), "")
    return connector.evidence.get(profile) or connector.evidence.get("") or Evidence("experimental")


def find_connector(connector_id: str) -> Optional[type[Connector]]:
    """Return a connector class by id, None when this version of Samplan does not have it."""
    return all_connectors().get(connector_id)


def show_evidence(label: QLabel, proof: Optional[Evidence], instead: str = "") -> None:
    """Show a connector's evidence in a label, honestly and in words; hide the label when there is none.

    Parameters
    ----------
    label : QLabel
    proof : Evidence, optional
    instead : str
        What to say about a source that no server stands behind (the bundled sample).
    """
    label.setVisible(proof is not None)
    if proof is None:
        return
    level = proof.level if proof.level in _COLOURS else "experimental"
    ground, ink = _COLOURS["contract" if instead else level]
    label.setStyleSheet(f"background: {ground}; color: {ink}; border-radius: 3px; padding: 3px 6px;")
    label.setText(instead or f"{_MARKS[level]}  {labels.evidence(proof)}")
    label.setAccessibleName(instead or labels.evidence(proof))
