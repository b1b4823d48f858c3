"""What the panel's tasks do: test, list, preview, synchronise, read a thread. No widget, layer or project in here."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Callable, Mapping, Optional

from ...i18n import translate_message
from ...messages import Cancelled, UserMessage
from ...participation.connectors.base import Connection, ConnectionReport, Connector, Consultation
from ...participation.connectors.file import FileSource, Understanding
from ...participation.errors import DatabaseError
from ...participation.privacy.personal_data import flags, mask
from ...participation.privacy.pseudonyms import Pseudonyms
from ...participation.privacy.purpose import Purpose
from ...participation.query import Query
from ...participation.record import Record
from ...participation.registry import open_connector
from ...participation.sync import duplicate_detection, store
from ...participation.sync.search import Found, find
from ...participation.sync.sql import sql
from ...participation.sync.sync import SyncResult, sync
from ...processing.listen._access import Access
from ...processing.listen._database import count_flagged
from ...web.transport_qgis import qgis_transport
from ..tasks import short_collections
from .connections import SavedConnection
from .preview_marks import marks_of

PREVIEW_ROWS = 500
PREVIEW_READS = 3000
_CATEGORIES = "SELECT category, count(*) AS n FROM feedback GROUP BY category ORDER BY n DESC, category"


@dataclass
class Preview:
    """The first items of a source, as they would be imported.

    Attributes
    ----------
    records : list of Record
        At most `PREVIEW_ROWS` that pass the filters; ``findings`` holds their personal-data flags, ``marks`` why they
        would be marked as repeats or parts of a burst, as far as these records tell.
    seen, passed, located, flagged : int
        Items read; of these, items that pass the filters; of those, with a position and with possible personal data.
    total : int, optional
        What the server says it holds.
    complete : bool
        Everything the source has was read.
    categories : Counter
        Of all items read.
    """

    records: list[Record] = field(default_factory=list)
    findings: list[Optional[str]] = field(default_factory=list)
    marks: list[Optional[str]] = field(default_factory=list)
    seen: int = 0
    passed: int = 0
    located: int = 0
    flagged: int = 0
    total: Optional[int] = None
    complete: bool = False
    categories: Counter[str] = field(default_factory=Counter)
    notes: list[UserMessage] = field(default_factory=list)


@dataclass
class Outcome:
    """A finished import or update, what the layer needs to know about the database, and how many items are ``flagged``:
    may hold personal data.
    """

    result: SyncResult
    database: str
    categories: list[tuple[Optional[str], int]]
    sources: list[dict[str, Any]]
    located: int
    flagged: int = 0


def open_source(
    saved: SavedConnection,
    access: Access,
    cancelled: Callable[[], bool],
    query: Optional[Query] = None,
    secret: Optional[str] = None,
) -> Connector:
    """Return the connector of a saved connection over QGIS's network stack.

    Parameters
    ----------
    saved : SavedConnection
    access : Access
        From `processing.listen.access.access_of`, looked up in the main thread.
    cancelled : callable
        Polled by the transport.
    query : Query, optional
        With ``secret``: what will be imported (pseudonyms differ from source to source).
    secret : str
        The project's pseudonym secret; blank: authors leave no trace.
    """
    connection = Connection(saved.url, saved.profile, dict(saved.options), access.credentials, near=access.near)
    transport = qgis_transport(saved.url, authcfg=access.authcfg, cancelled=cancelled)
    connector = open_connector(saved.connector, connection, transport)
    if secret and query is not None:
        pseudonym = Pseudonyms(secret, connector.source_id(query))
        connector = open_connector(saved.connector, replace(connection, pseudonym=pseudonym), transport)
    return connector


def test_connection(saved: SavedConnection, access: Access, cancelled: Callable[[], bool]) -> ConnectionReport:
    """Ask a source what it is and holds."""
    return open_source(saved, access, cancelled).test_connection()


def look_at_columns(
    saved: SavedConnection, access: Access, pairs: Mapping[str, str], cancelled: Callable[[], bool]
) -> Understanding:
    """Return what a file's columns are taken for when ``pairs`` (role to column) are chosen; nothing is stored."""
    options = {**saved.options, "columns": dict(pairs)}
    source = open_source(replace(saved, options=options), access, cancelled)
    if not isinstance(source, FileSource):
        raise TypeError(saved.connector)
    return source.understanding()


def list_consultations(saved: SavedConnection, access: Access, cancelled: Callable[[], bool]) -> list[Consultation]:
    """Ask a source what can be imported."""
    connector = open_source(saved, access, cancelled)
    return connector.consultations() if connector.capabilities.consultations else []


def preview(saved: SavedConnection, access: Access, query: Query, cancelled: Callable[[], bool],
            moved: Callable[[int, Optional[int]], None]) -> Preview:  # fmt: skip
    """Read the first pages of a source; nothing is stored."""
    found = Preview()
    known: set[tuple[str, str]] = set()
    for page in open_source(saved, access, cancelled).pages(query):
        if cancelled():
            raise Cancelled
        found.total = page.total if page.total is not None else found.total
        found.notes.extend(note for note in page.notes if note not in found.notes)
        for record in page.records:
            if record.deleted_utc is None and (record.item_id, record.kind) not in known:
                known.add((record.item_id, record.kind))
                _look_at(record, query, found)
        moved(found.seen, found.total)
        if found.seen >= PREVIEW_READS or len(found.records) >= PREVIEW_ROWS:
            break
    else:
        found.complete = True
    found.marks = marks_of(found.records)
    return found


def _look_at(record: Record, query: Query, found: Preview) -> None:
    found.seen += 1
    if record.category:
        found.categories[record.category] += 1
    if not query.matches(record):
        return
    findings = flags(record.title, record.text, record.address)
    found.passed += 1
    found.located += record.located
    found.flagged += findings is not None
    if len(found.records) < PREVIEW_ROWS:
        found.records.append(record)
        found.findings.append(findings)


def synchronise(
    saved: SavedConnection,
    access: Access,
    query: Query,
    database: str,
    *,
    mode: str,
    purpose: Optional[Purpose],
    secret: str,
    accept_empty: bool,
    cancelled: Callable[[], bool],
    moved: Callable[[int, Optional[int]], None],
) -> Outcome:
    """Bring the database up to date with the source; see `participation.sync.sync.sync`."""
    connector = open_source(saved, access, cancelled, query, secret)
    with short_collections():
        result = sync(
            connector, query, database, mode=mode, purpose=purpose, accept_empty=accept_empty, cancelled=cancelled,
            progress=moved, say=translate_message,
        )  # fmt: skip
    return Outcome(result, database, *read_database(database), count_flagged(database, result.source))


def read_database(database: str) -> tuple[list[tuple[Optional[str], int]], list[dict[str, Any]], int]:
    """Return the categories with their counts, the sources, and how many items have a position."""
    categories = [(row["category"], row["n"]) for row in store.rows(database, _CATEGORIES)]
    sources = store.rows(database, "SELECT * FROM feedback_source ORDER BY source")
    return categories, sources, sum(count for _category, count in categories)


def count_marked(database: str, table: str, subset: str) -> int:
    """Return how many items of a table are marked as repeats or parts of a burst, among those a layer's filter admits."""
    marked = sql("SELECT count(*) AS n FROM {table} WHERE marks IS NOT NULL", table=table)
    total = store.rows(database, marked)[0]["n"]
    if not subset:
        return total
    try:
        return store.rows(database, f"{marked} AND ({subset}\n)")[0]["n"]
    except DatabaseError as error:
        if store.is_busy(error.values["error"]):
            raise
        return total  # a filter that only GDAL understands


def read_last(database: str, source: str) -> tuple[list[dict[str, Any]], int]:
    """Return a source's latest run (none: an empty list) and how many of its items are marked."""
    with store.connect(database, read_only=True) as db:
        try:
            marked = duplicate_detection.count(db, source)
        except sqlite3.OperationalError:  # the database is older than the marks
            marked = 0
    return store.history(database, source, 1), marked


def new_items(database: str, source: str, started: str) -> dict[str, list[int]]:
    """Return by table the ``fid`` of what a run brought for the first time."""
    found = "SELECT fid FROM {table} WHERE source_id = ? AND first_seen = ? AND deleted_utc IS NULL"
    return {
        table: [row["fid"] for row in store.rows(database, sql(found, table=table), (source, started))]
        for table in (store.LAYER, store.UNLOCATED)
    }


def read_history(database: str, limit: int = 30) -> list[dict[str, Any]]:
    """Return the latest runs recorded in a database; none when there is no database yet."""
    return store.history(database, limit=limit) if Path(database).is_file() else []


def find_items(
    database: str,
    words: str,
    box: Optional[tuple[float, float, float, float]],
    order: str,
    subsets: Mapping[str, str],
    limit: int,
    finding_labels: Mapping[str, str],
) -> Found:
    """Return the items that hold all words (see `search.find`), each with a ``headline`` without personal data.

    Parameters
    ----------
    finding_labels : mapping of str to str
        What stands for each kind of personal data, in the user's language.
    """
    found = find(database, words, box=box, order=order, subsets=subsets, limit=limit)
    for row in found.rows:
        text = ": ".join(part.strip() for part in (row["title"] or "", (row["text"] or "")[:300]) if part.strip())
        row["headline"] = " ".join((mask(text, dict(finding_labels)) or "–").split())[:200]
        row["located"] = row["table"] == store.LAYER
    return found


def read_thread(database: str, source: str, item: str) -> list[dict[str, Any]]:
    """Return the whole conversation an item belongs to: its first post, then all answers, oldest first."""
    root, seen = item, {item}
    both = (
        "SELECT parent_id FROM feedback WHERE source_id = ?1 AND item_id = ?2"
        " UNION SELECT parent_id FROM feedback_unlocated WHERE source_id = ?1 AND item_id = ?2"
    )
    while True:
        parents = [row["parent_id"] for row in store.rows(database, both, (source, root)) if row["parent_id"]]
        if not parents or parents[0] in seen:
            break
        known = store.rows(database, both, (source, parents[0]))
        if not known:
            break
        root = parents[0]
        seen.add(root)
    return store.thread(database, source, root)
