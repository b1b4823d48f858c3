"""The services (categories of reports) of an Open311 server: reading their list, and naming one that is not there."""

from __future__ import annotations

from typing import Any, Optional

from ...messages import QT_TRANSLATE_NOOP
from ...web.errors import ConnectionSettingsError
from ...web.plain_text import plain_text
from ..query import folded
from .base import Consultation

_ALL, _NEAREST = 12, 5


def service_of(item: Any) -> Optional[Consultation]:
    """Return the consultation of a listed service, None when it has no code."""
    code = item.get("service_code") if isinstance(item, dict) else None
    if code in (None, ""):
        return None
    about = plain_text(item.get("description") or item.get("group"), limit=500) or ""
    return Consultation(str(code), str(item.get("service_name") or code), about)


def unknown_service(chosen: str, listed: list[Consultation]) -> Optional[ConnectionSettingsError]:
    """Return (to raise) the error that names the services there are; None when the chosen one is among them.

    A server that lists no services leaves the question open: None too.
    """
    if not listed or any(service.id == chosen for service in listed):
        return None
    count = len(listed)
    if count <= _ALL:
        template = QT_TRANSLATE_NOOP(
            "Samplan", "The service has no category of reports with the code “{chosen}”. It has {found}."
        )
    else:
        template = QT_TRANSLATE_NOOP(
            "Samplan",
            "The service has no category of reports with the code “{chosen}”. The most similar of its {count} are {found};"
            " the connection test lists all of them.",
        )
        listed = sorted(listed, key=lambda service: -_likeness(chosen, service))[:_NEAREST]
    found = ", ".join(f"{service.id} ({service.title[:40]})" for service in listed)
    return ConnectionSettingsError(template, chosen=chosen[:60], count=count, found=found)


def _likeness(chosen: str, service: Consultation) -> float:
    """How much a code or a title resembles what was chosen, from 0 to 1."""
    from difflib import SequenceMatcher  # late: QGIS starts faster

    wanted = folded(chosen)
    return max(SequenceMatcher(None, wanted, folded(text)).ratio() for text in (service.id, service.title))
