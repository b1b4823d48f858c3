"""The feedback database seen from Processing: its layers' addresses, and the metadata that tell what they hold."""

from __future__ import annotations

from typing import Any, Mapping, Sequence

from qgis.core import (
    QgsAbstractMetadataBase,
    QgsLayerMetadata,
    QgsProcessingFeedback,
    QgsProviderRegistry,
)

from ...i18n import translate
from ...participation.sync import store
from ...web.addresses import without_secrets
from ..common.lineage import metadata

_FLAGGED = (
    "SELECT count(*) AS n FROM feedback WHERE source_id = ? AND privacy_flags IS NOT NULL",
    "SELECT count(*) AS n FROM feedback_unlocated WHERE source_id = ? AND privacy_flags IS NOT NULL",
)


def address(database: str, table: str) -> str:
    """Return the OGR address of a table."""
    return f"{database}|layername={table}"


def count_flagged(database: str, source: str) -> int:
    """Return how many items of a source may hold personal data in their text."""
    return sum(row["n"] for sql in _FLAGGED for row in store.rows(database, sql, (source,)))


def describe(database: str, record: Mapping[str, Any], feedback: QgsProcessingFeedback) -> None:
    """Write sources, licence, controller, purpose, legal basis and retention into the metadata of both item tables."""
    rows = store.rows(database, "SELECT * FROM feedback_source ORDER BY source")
    sources = [{name: without_secrets(v) if isinstance(v, str) else v for name, v in row.items()} for row in rows]
    for table, title in (
        (store.LAYER, translate("Samplan", "Feedback")),
        (store.UNLOCATED, translate("Samplan", "Feedback without a position")),
    ):
        found = _metadata(title, sources, record)
        stored, message = QgsProviderRegistry.instance().saveLayerMetadata("ogr", address(database, table), found)
        if not stored:
            feedback.pushWarning(
                translate("Samplan", "The metadata could not be stored with the layer: {message}").format(
                    message=message
                )
            )


def _metadata(title: str, sources: Sequence[Mapping[str, Any]], record: Mapping[str, Any]) -> QgsLayerMetadata:
    unstated = translate("Samplan", "not stated")
    paragraphs = [
        translate("Samplan", "Citizens' feedback. These are personal data: do not publish the layer as it is.")
    ]
    constraints, links = [], []
    for source in sources:
        known = {name: str(value) if value else unstated for name, value in source.items()}
        paragraphs.append(
            "\n".join(
                (
                    translate("Samplan", "Source: {url}").format(url=known["url"]),
                    translate("Samplan", "Purpose: {purpose}").format(purpose=known["purpose"]),
                    translate("Samplan", "Controller: {controller}").format(controller=known["controller"]),
                    translate("Samplan", "Legal basis: {basis}").format(basis=known["legal_basis"]),
                    translate("Samplan", "Keep until: {date}").format(date=known["retain_until"]),
                    translate("Samplan", "Last import: {time}").format(time=known["imported"]),
                )
            )
        )
        constraints.append(QgsLayerMetadata.Constraint(f"GDPR: {known['purpose']}", "use"))
        if source.get("retain_until"):
            constraints.append(QgsLayerMetadata.Constraint(known["retain_until"], "retain until"))
        if str(source.get("url") or "").lower().startswith(("http://", "https://")):
            links.append(QgsAbstractMetadataBase.Link(translate("Samplan", "Source"), "WWW:LINK", known["url"]))
    found = metadata(title, "\n\n".join(paragraphs), record)
    found.setLicenses(sorted({str(source["licence"]) for source in sources if source.get("licence")}))
    found.setConstraints(constraints)
    found.setLinks(links)
    return found
