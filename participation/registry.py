"""Finds the connectors: every `Connector` subclass with an id in a module of ``connectors/``."""

from __future__ import annotations

from functools import lru_cache

from ..discovery import leave_out, modules_of
from ..messages import QT_TRANSLATE_NOOP
from ..web.errors import ConnectionSettingsError
from ..web.transport import Transport
from . import connectors
from .connectors.base import Connection, Connector

_ORDER = ("open311", "kerrokantasi", "ogcapi", "file", "decidim", "dipas", "govocal", "kobo", "odk")


@lru_cache(maxsize=1)
def all_connectors() -> dict[str, type[Connector]]:
    """Return every connector class by id, in the order of the published contract, others after by id.

    A module that cannot be imported, or has the id of another, is left out (see `discovery.FAULTY`).
    """
    found: dict[str, type[Connector]] = {}
    for module in modules_of(connectors):
        for item in vars(module).values():
            own = isinstance(item, type) and issubclass(item, Connector) and item.__module__ == module.__name__
            if own and item.id:
                if item.id in found:
                    leave_out(module, f"There is another connector with the id {item.id}.")
                else:
                    found[item.id] = item
    return {
        name: found[name] for name in sorted(found, key=lambda n: (_ORDER.index(n) if n in _ORDER else len(_ORDER), n))
    }


def connector_class(connector_id: str) -> type[Connector]:
    """Return a connector class; raises ConnectionSettingsError for an unknown id."""
    try:
        return all_connectors()[connector_id]
    except KeyError:
        raise ConnectionSettingsError(
            QT_TRANSLATE_NOOP("Samplan", "There is no connector “{id}”. Choose one of {known}."),
            id=connector_id, known=", ".join(all_connectors()),
        ) from None  # fmt: skip


def open_connector(connector_id: str, connection: Connection, transport: Transport) -> Connector:
    """Return a connector ready for `Connector.test_connection`, `Connector.consultations` and `sync.sync`."""
    return connector_class(connector_id)(connection, transport)
