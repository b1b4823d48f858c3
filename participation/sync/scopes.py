"""Which stored items a run must have delivered again, judged by what it and earlier runs asked the service for."""

from __future__ import annotations

import json
import sqlite3
from typing import Optional

from ..values import add_seconds
from .sql import Sql, placeholders, sql

DAY = 86_400.0
_SEEN = Sql("t.last_seen IN (SELECT started FROM feedback_sync r WHERE r.source = t.source_id AND r.filters = ?)")


def removal_candidates_sql(
    db: sqlite3.Connection, source: str, scope: str, start: Optional[str]
) -> tuple[Sql, tuple[str, ...]]:
    """Return SQL on alias ``t`` and its parameters.

    Everything, when nothing was restricted; else what was last seen by a run with the very same restrictions. Where only
    the first day restricts, also what a run that reached further back saw last, if it was written a day after ``start``:
    services compare with other times than that of writing, but never with earlier ones.

    Parameters
    ----------
    db : sqlite3.Connection
    source : str
    scope : str
        `Connector.scope` as JSON with sorted names.
    start : str, optional
        The run's first moment (`values.utc`).
    """
    if scope == "{}":
        return Sql("1"), ()
    wider = _wider(db, source, scope, start) if start else []
    if not (wider and start):
        return _SEEN, (scope,)
    return (
        sql(
            "({seen} OR (t.created_utc >= ? AND t.last_seen IN (SELECT started FROM feedback_sync r"
            " WHERE r.source = t.source_id AND r.filters IN ({runs}))))",
            seen=_SEEN,
            runs=placeholders(len(wider)),
        ),
        (scope, add_seconds(start, DAY), *wider),
    )


def _wider(db: sqlite3.Connection, source: str, scope: str, start: str) -> list[str]:
    """Scopes of earlier runs that only a first day restricted, and none later than this one's."""
    if set(json.loads(scope)) != {"start"}:
        return []
    found = []
    for (other,) in db.execute("SELECT DISTINCT filters FROM feedback_sync WHERE source = ?", (source,)):
        asked = json.loads(other)
        if other != scope and set(asked) <= {"start"} and asked.get("start", "") <= start:
            found.append(other)
    return found
