"""What was published from a feedback database, so that a later publication can be compared with the earlier ones.

Tables, made with the first publication: ``feedback_published`` (when, with which settings, which cells with how many items),
``feedback_published_history`` (how many items went the same way through all publications) and ``feedback_published_item``
(which way an item went). No texts, no places but the published cells. Erasing a source erases its items here too; their
number stays, or the next publication would tell that they are gone.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any, Iterable, Mapping, NamedTuple, Sequence

import numpy as np

from ...messages import QT_TRANSLATE_NOOP
from ..errors import DatabaseError
from ..privacy.publication import Earlier
from ..values import utc_now
from . import store
from .sql import sql

Key = tuple[str, str, str]
"""Source, id and kind of an item."""
PUBLISHED, HISTORIES, ITEMS = store.PUBLISHED, store.PUBLISHED_HISTORIES, store.PUBLISHED_ITEMS
_TABLES = (
    "CREATE TABLE IF NOT EXISTS feedback_published"
    " (number INTEGER PRIMARY KEY, published TEXT NOT NULL, settings TEXT NOT NULL, cells TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS feedback_published_history (history INTEGER PRIMARY KEY, items INTEGER NOT NULL)",
    "CREATE TABLE IF NOT EXISTS feedback_published_item (fid INTEGER PRIMARY KEY, source_id TEXT, item_id TEXT, kind TEXT,"
    " history INTEGER NOT NULL, UNIQUE (source_id, item_id, kind))",
)


class Publications(NamedTuple):
    """What is known of earlier publications.

    Attributes
    ----------
    moments : tuple of str
        When they were made, the first one first.
    earlier : Earlier
        What became of the items at hand in them.
    lost : int
        Items of earlier publications whose ids were erased: an item that seems new may be one of them.
    """

    moments: tuple[str, ...]
    earlier: Earlier
    lost: int = 0


def none(items: int) -> Publications:
    """Return that so many items were never published."""
    return Publications((), Earlier(np.zeros(items, dtype=np.int64), np.zeros(1, dtype=np.int64)))


def read(path: store.StrPath, keys: Sequence[Key]) -> Publications:
    """Return what became of items in the publications made from a database.

    Raises
    ------
    DatabaseError
    """
    with store.connect(path, read_only=True) as db:
        if not store.has_table(db, PUBLISHED):
            return none(len(keys))
        moments, known, sizes = _stored(db)
    history = np.array([known.get(key, 0) for key in keys], dtype=np.int64)
    missing = np.zeros(max(sizes, default=0) + 1, dtype=np.int64)
    missing[list(sizes)] = list(sizes.values())
    for key in set(keys) & known.keys():
        missing[known[key]] -= 1
    return Publications(moments, Earlier(history, np.maximum(missing, 0)), max(0, sum(sizes.values()) - len(known)))


def _stored(db: sqlite3.Connection) -> tuple[tuple[str, ...], dict[Key, int], dict[int, int]]:
    moments = tuple(row[0] for row in db.execute("SELECT published FROM feedback_published ORDER BY number"))
    items = db.execute("SELECT source_id, item_id, kind, history FROM feedback_published_item")
    known = {(source, item, kind): history for source, item, kind, history in items}
    return moments, known, dict(db.execute("SELECT history, items FROM feedback_published_history").fetchall())


def note(
    path: store.StrPath,
    keys: Sequence[Key],
    before: Publications,
    shown: np.ndarray,
    settings: Mapping[str, Any],
    cells: Iterable[Sequence[float]],
    fresh: bool = False,
) -> None:
    """Note a publication. To be called before anything is written that could leave the house.

    Parameters
    ----------
    keys : sequence of Key, length n
    before : Publications
        What it was compared with.
    shown : ndarray of int, shape (n,)
        The same number for items published with the same values; -1 for those held back.
    settings : mapping
        JSON-able.
    cells : iterable
        Size, x, y and number of items of each published cell.
    fresh : bool
        Forget all earlier ones: they were never handed out, or are withdrawn.

    Raises
    ------
    DatabaseError
        The database cannot be written, or another publication was noted meanwhile.
    """
    with store.connect(path) as db, store.writing(db, path, lambda: False):
        for statement in _TABLES:
            db.execute(statement)
        if fresh:
            for table in (PUBLISHED, HISTORIES, ITEMS):
                db.execute(sql("DELETE FROM {table}", table=table))
        moments, known, sizes = _stored(db)
        if moments != before.moments:
            raise DatabaseError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "Another publication was made from {path} meanwhile, so that this one was not compared with it. Nothing was"
                    " published. Run it again.",
                ),
                path=str(path),
            )
        went = {key: (history, -1) for key, history in known.items()}
        went.update((key, (known.get(key, 0), int(way))) for key, way in zip(keys, shown.tolist()))
        members: dict[tuple[int, int], int] = {(history, -1): size for history, size in sizes.items()}
        for key, way in went.items():
            members[way] = members.get(way, 0) + 1
            if key in known:
                members[known[key], -1] -= 1
        members.pop((0, -1), None)
        numbers = {way: number for number, way in enumerate((w for w in members if members[w] > 0), 1)}
        for table in (HISTORIES, ITEMS):
            db.execute(sql("DELETE FROM {table}", table=table))
        db.executemany(
            "INSERT INTO feedback_published_history VALUES (?, ?)", ((n, members[way]) for way, n in numbers.items())
        )
        db.executemany(
            "INSERT INTO feedback_published_item (source_id, item_id, kind, history) VALUES (?, ?, ?, ?)",
            ((*key, numbers[way]) for key, way in went.items() if way in numbers),
        )
        db.execute(
            "INSERT INTO feedback_published (published, settings, cells) VALUES (?, ?, ?)",
            (utc_now(), json.dumps(settings, ensure_ascii=False), json.dumps(list(cells))),
        )
