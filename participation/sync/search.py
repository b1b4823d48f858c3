"""Finding stored feedback by words and place, newest or most supported first."""

from __future__ import annotations

import sqlite3
import unicodedata
from dataclasses import dataclass
from typing import Any, Mapping, Optional

from . import store
from .sql import Sql, sql

NEWEST, MOST_VOTES = "newest", "votes"
_ORDER = {
    NEWEST: Sql("created_utc IS NULL, created_utc DESC, item_id"),
    MOST_VOTES: Sql("votes_up IS NULL, votes_up DESC, created_utc DESC, item_id"),
}
_SHOWN = (
    "fid", "source_id", "item_id", "kind", "parent_id", "title", "text", "category", "status", "created_utc", "votes_up",
    "votes_down", "url", "media_urls", "geom_origin",
)  # fmt: skip
_LATER = ("address", "marks")
"""Columns that older databases lack."""


@dataclass(frozen=True)
class Found:
    """Items that were found.

    Attributes
    ----------
    rows : list of dict
        Columns of the items, with ``table`` and ``fid`` to find them in the layer.
    total : int
        How many there are; ``rows`` may be the first of them.
    """

    rows: list[dict[str, Any]]
    total: int


def find(
    database: store.StrPath,
    words: str = "",
    *,
    box: Optional[tuple[float, float, float, float]] = None,
    order: str = NEWEST,
    subsets: Optional[Mapping[str, str]] = None,
    limit: int = 200,
) -> Found:
    """Return the items whose title, text, category, address or id holds every word, whatever its case or accents.

    Parameters
    ----------
    words : str
        Separated by blanks; none: every item.
    box : (west, south, east, north), optional
        In degrees; items without a position are outside.
    order : str
        `NEWEST` or `MOST_VOTES`.
    subsets : mapping of str to str, optional
        The layers' own filters by table (`store.LAYER`, `store.UNLOCATED`), in SQL; a table that is not named is left
        out. A filter that SQLite does not understand by itself counts as none.
    limit : int
        At most so many rows.

    Raises
    ------
    DatabaseError
        The database cannot be read.
    """
    subsets = dict.fromkeys((store.LAYER, store.UNLOCATED), "") if subsets is None else subsets
    if box is not None:
        subsets = {table: subset for table, subset in subsets.items() if table == store.LAYER}
    wanted = [folded(word) for word in words.split()]
    rows: list[dict[str, Any]] = []
    total = 0
    with store.connect(database, read_only=True) as db:
        db.create_function("folded", 1, folded, deterministic=True)
        for table, subset in subsets.items():
            try:
                found = _of_table(db, table, wanted, box, order, subset, limit)
            except sqlite3.OperationalError:
                if not subset:
                    raise
                found = _of_table(db, table, wanted, box, order, "", limit)
            total += found[0]["total"] if found else 0
            rows += found
    rows.sort(key=_newest if order == NEWEST else _most_votes)
    return Found(rows[:limit], total)


def folded(text: Optional[str]) -> str:
    """Return a text without case, and without the marks on letters other than å, ä, ö, æ and ø, which are letters."""
    plain = unicodedata.normalize("NFC", (text or "").casefold())
    if plain.isascii():
        return plain
    return "".join(letter if letter in "åäöæø" else unicodedata.normalize("NFD", letter)[:1] for letter in plain)


def _of_table(
    db: sqlite3.Connection,
    table: str,
    words: list[str],
    box: Optional[tuple[float, float, float, float]],
    order: str,
    subset: str,
    limit: int,
) -> list[dict[str, Any]]:
    names = {row[1] for row in db.execute(sql("PRAGMA table_info({table})", table=table))}
    columns = [*_SHOWN, *(name for name in _LATER if name in names)]
    searched = Sql(
        "coalesce(title, '') || ' ' || coalesce(text, '') || ' ' || coalesce(category, '') || ' ' || item_id"
    )
    if "address" in names:
        searched = Sql(f"{searched} || ' ' || coalesce(address, '')")
    conditions = ["deleted_utc IS NULL", *[f"instr(folded({searched}), ?) > 0"] * len(words)]
    values: list[Any] = list(words)
    if subset.strip():
        conditions.append(f"({subset}\n)")
    if box is not None and store.has_spatial_index(db):
        inside = "fid IN (SELECT id FROM {index} WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?)"
        conditions.append(sql(inside, index="rtree_feedback_geom"))
        values += [box[0], box[2], box[1], box[3]]
    db.row_factory = sqlite3.Row
    rows = db.execute(
        sql(
            "SELECT {columns}, count(*) OVER () AS total FROM {table} WHERE {conditions} ORDER BY {order} LIMIT ?",
            columns=columns,
            table=table,
            conditions=Sql(" AND ".join(conditions)),
            order=_ORDER[order],
        ),
        (*values, limit),
    )
    return [{**dict(row), "table": table} for row in rows]


def _newest(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (row["created_utc"] is None, _Backwards(row["created_utc"] or ""), str(row["item_id"]))


def _most_votes(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (row["votes_up"] is None, -(row["votes_up"] or 0), *_newest(row))


class _Backwards(str):
    """Text that sorts from last to first."""

    def __lt__(self, other: str) -> bool:
        return str.__gt__(self, other)
