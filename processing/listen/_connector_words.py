"""A connector's options and consultations in words, for those who have no dialog to choose them in."""

from __future__ import annotations

import json
from typing import Any

from qgis.core import QgsProcessingFeedback

from ...i18n import pick, translate
from ...messages import QT_TRANSLATE_NOOP, Cancelled, UserError
from ...participation.connectors.base import Connector, Option
from ...participation.query import Query
from ...participation.registry import all_connectors, connector_class
from ...web.errors import ConnectionSettingsError

MOST_LISTED = 30


def options_help() -> str:
    """Return every connector's options, a line each: name, what it takes and is when left out, title."""
    example = '{"crs": "EPSG:3006", "columns": {"id": "Ärendenr", "created": "Inkommet"}}'
    lines = [translate("Samplan", "For example {example}").format(example=example)]
    lines += [
        f"{name}: {' | '.join(map(_told, kind.options))}" for name, kind in all_connectors().items() if kind.options
    ]
    return "\n".join(lines)


def columns_help() -> str:
    """Return how columns of a file or collection get their meaning, with all roles."""
    from ...participation.connectors._columns import ROLES  # late: QGIS starts faster

    return translate(
        "Samplan",
        "Columns: those of a file or an OGC API collection are recognised by their names. For others, the option columns "
        "says role=column, separated by semicolons, or is a JSON object. Roles: {roles}.",
    ).format(roles=", ".join(ROLES))


def _told(option: Option) -> str:
    takes = {
        "text": translate("Samplan", "text"),
        "number": translate("Samplan", "whole number"),
        "flag": translate("Samplan", "true or false"),
        "file": translate("Samplan", "file"),
        "date": translate("Samplan", "date"),
        "offset": translate("Samplan", "offset from UTC"),
    }.get(option.kind, "/".join(option.choices))
    if option.free:
        takes = translate("Samplan", "{choices} or another").format(choices=takes)
    if option.default != "":
        usual = json.dumps(option.default) if isinstance(option.default, bool) else option.default
        takes = translate("Samplan", "{takes}; left out: {default}").format(takes=takes, default=usual)
    return f"{option.name} [{takes}] {pick(option.title)}"


def read_options(connector_id: str, text: str) -> dict[str, Any]:
    """Return the options written as JSON; an object in one of them becomes pairs ``role=column``.

    Raises
    ------
    ConnectionSettingsError
        Not a JSON object, or an option that the connector does not have.
    """
    try:
        options = json.loads(text) if text else {}
    except ValueError:
        options = None
    known = [option.name for option in connector_class(connector_id).options]
    if not isinstance(options, dict) or set(options) - set(known):
        raise ConnectionSettingsError(
            QT_TRANSLATE_NOOP("Samplan", "The options must be JSON with these names: {known}."),
            known=", ".join(known) or "-",
        )
    return {
        name: "; ".join(f"{role}={column}" for role, column in value.items()) if isinstance(value, dict) else value
        for name, value in options.items()
    }


def list_consultations(connector: Connector, query: Query, feedback: QgsProcessingFeedback) -> str:
    """Write to the log what can be imported, when a consultation is missing or unknown.

    Returns
    -------
    str
        Where it stands, for the error or warning; blank when there was nothing to list, or nothing amiss.
    """
    able = connector.capabilities
    if not able.consultations or not (query.consultation or able.needs_consultation):
        return ""
    try:
        found = connector.consultations()
    except Cancelled:
        raise
    except UserError:
        return ""  # the first error says more
    if not found or query.consultation in [item.id for item in found]:
        return ""
    for item in found[:MOST_LISTED]:
        feedback.pushInfo(f"{item.id}: {item.title}")
    return translate(
        "Samplan",
        "The log lists what there is to choose from, {shown} of {count} (id: title). Give the id as CONSULTATION.",
    ).format(shown=min(len(found), MOST_LISTED), count=len(found))
