"""An import or update as it was started."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .connections import SavedConnection


@dataclass(frozen=True)
class ImportRequest:
    """An import or update as it was started, whatever is clicked meanwhile."""

    saved: SavedConnection
    consultation: str
    key: str
    filters: dict[str, Any]
    purpose: dict[str, Any]
    database: str
    mode: str
    accept_empty: bool = False
