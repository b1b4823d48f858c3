"""Lineage: what made a result, written into the layer's metadata so that every number can be made again."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Iterable, Mapping, Optional

from qgis.core import Qgis, QgsLayerMetadata, QgsMapLayer, QgsProcessingAlgorithm, QgsProcessingContext
from qgis.PyQt.QtXml import QDomDocument

from ...compat import plugin_version
from ...web.addresses import without_secrets

MARK = "samplan_lineage"


def lineage(
    algorithm_id: str,
    parameters: Mapping[str, Any],
    inputs: Mapping[str, Mapping[str, Any]],
    facts: Mapping[str, Any],
) -> dict[str, Any]:
    """Return a lineage record (JSON-able).

    Parameters
    ----------
    algorithm_id : str
        ``samplan:<id>``.
    parameters : mapping
        The parameters that change numbers, as plain values (never paths, unless the user asked for them).
    inputs : mapping of str to mapping
        Parameter name -> layer name, fingerprint, counts, vintage.
    facts : mapping
        Working CRS, measuring method, geometry engine, framework, frame...
    """
    return {
        MARK: 1,
        "algorithm": algorithm_id,
        "plugin": f"Samplan {plugin_version()}",
        "qgis": Qgis.QGIS_VERSION,
        "made": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "parameters": dict(parameters),
        "inputs": {name: dict(value) for name, value in inputs.items()},
        **facts,
    }


def metadata(
    title: str, abstract: str, record: Mapping[str, Any], earlier: Optional[list[str]] = None
) -> QgsLayerMetadata:
    """Return layer metadata carrying a lineage record as the last item of the history.

    Parameters
    ----------
    title, abstract : str
        In the user's language.
    record : mapping
        From `lineage`.
    earlier : list of str, optional
        History of the input layer, kept before it.
    """
    result = QgsLayerMetadata()
    result.setType("dataset")
    result.setTitle(without_secrets(title))
    result.setAbstract(without_secrets(abstract))
    result.setKeywords({"gmd:topicCategory": ["planningCadastre"], "samplan": [record["algorithm"]]})
    result.setHistory(
        [
            *map(without_secrets, earlier or ()),
            json.dumps(_hidden(record), ensure_ascii=False, sort_keys=True, allow_nan=False),
        ]
    )
    return result


def _hidden(value: Any) -> Any:
    """Return a part of a record without what looks secret in it, such as in a layer's name or a parameter."""
    if isinstance(value, Mapping):
        return {name: _hidden(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_hidden(part) for part in value]
    return without_secrets(value) if isinstance(value, str) else value


def earlier_history(layer: QgsMapLayer) -> list[str]:
    """Return the history an input layer brings along."""
    return list(layer.metadata().history() or _stored_beside(layer).history())


def _stored_beside(layer: QgsMapLayer) -> QgsLayerMetadata:
    """Return the metadata in the file beside a Shapefile or GeoJSON, which QGIS reads only when a user opens the layer."""
    stored, document = QgsLayerMetadata(), QDomDocument()
    path = Path(layer.metadataUri())
    if path.suffix == ".qmd" and path.is_file() and document.setContent(path.read_bytes())[0]:
        stored.readMetadataXml(document.firstChildElement("qgis"))
    return stored


def paths_of(
    algorithm: QgsProcessingAlgorithm, parameters: Mapping[str, Any], context: QgsProcessingContext
) -> dict[str, Any]:
    """Return all parameters as written, paths included, when the user allowed it; otherwise nothing."""
    if not algorithm.parameterAsBool(dict(parameters), "INCLUDE_PATHS", context):
        return {}
    return {"as_given": algorithm.as_given}


def records(layer: QgsMapLayer) -> list[dict[str, Any]]:
    """Return the lineage records found in a layer's metadata, oldest first; empty for other layers."""
    return records_in(earlier_history(layer))


def records_in(history: Iterable[str]) -> list[dict[str, Any]]:
    """Return the lineage records among the items of a layer's history, oldest first."""
    found = []
    for item in history:
        try:
            record = json.loads(item)
        except ValueError:
            continue
        if isinstance(record, dict) and MARK in record:
            found.append(record)
    return found


def areas_name(history: Iterable[str], title: str) -> str:
    """Return what the planning areas were called before Samplan first worked on them: by default a layer's own title."""
    for record in records_in(history):
        name = (record.get("inputs") or {}).get("AREAS", {}).get("name")
        if name:
            return str(name)
    return title


def scorings_in(history: Iterable[str]) -> list[dict[str, Any]]:
    """Return the records of the runs that scored a layer with this history, oldest first: those with a reference frame."""
    return [record for record in records_in(history) if "frame" in record]
