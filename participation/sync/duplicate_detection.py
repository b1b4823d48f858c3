"""Mark feedback that repeats another piece, or that came in a burst: marked for people to judge, never removed.

``near_duplicate``: the same words (title and text, without regard to case, punctuation and spacing) as an earlier,
unmarked item of the source, written within 24 hours and 50 metres of it. ``burst``: one of at least ten items of the
source written within ten minutes in one square of 50 metres. Items without a position of their own are compared with
those that answer to the same post of the same consultation. Official answers, and items without a time, are not marked.

The rules are conventions of moderation, not tests: two people may well use the same words, and a class may send its
proposals in one lesson.
"""

from __future__ import annotations

import math
import re
import sqlite3
import struct
from array import array
from typing import Iterator, NamedTuple, Optional, Sequence

import numpy as np

from .sql import Sql, sql
from .store import LAYER, UNLOCATED

NEAR_DUPLICATE, BURST = "near_duplicate", "burst"
MARKS = (NEAR_DUPLICATE, BURST)
"""The words of the column ``marks``."""

NEAR_METRES, NEAR_SECONDS = 50.0, 86_400.0
BURST_ITEMS, BURST_SECONDS, BURST_METRES = 10, 600.0, 50.0

_DEGREE = 111_195.0
"""Metres of one degree of latitude, on a sphere of 6,371 km."""
_SQUARE = 2 * NEAR_METRES
_POINT = struct.Struct("<2d")
_WORD = re.compile(r"[^\W_]+")


class ComparedItems(NamedTuple):
    """What the rules look at, one row per item.

    Attributes
    ----------
    words : ndarray of int64, shape (n,)
        Fingerprint of title and text (`fingerprint`); 0 without words.
    seconds : ndarray of float, shape (n,)
        Time of writing in seconds since 1970; NaN when unknown.
    x, y : ndarray of float, shape (n,)
        Metres in a local plane; NaN without a position of its own.
    thread : ndarray of int64, shape (n,)
        What items without a position are compared within.
    """

    words: np.ndarray
    seconds: np.ndarray
    x: np.ndarray
    y: np.ndarray
    thread: np.ndarray


def fingerprint(title: Optional[str], text: Optional[str]) -> int:
    """Return a number for the words of title and text, whatever their case, spacing and punctuation; 0 without words.

    Valid within one process only.
    """
    words = _WORD.findall(f"{title or ''} {text or ''}".casefold())
    return hash(" ".join(words)) if words else 0


def near_duplicates(items: ComparedItems) -> np.ndarray:
    """Return which items repeat an earlier, unmarked one; bool, shape (n,). Ties in time go by row."""
    found = np.zeros(items.words.size, dtype=bool)
    rows = np.flatnonzero((items.words != 0) & np.isfinite(items.seconds))
    rows = rows[np.lexsort((items.seconds[rows], items.words[rows]))]
    starts = np.flatnonzero(np.diff(items.words[rows])) + 1
    for group in np.split(rows, starts):
        if group.size > 1:
            found[list(_repeats(items, group.tolist()))] = True
    return found


def _repeats(items: ComparedItems, rows: Sequence[int]) -> Iterator[int]:
    """Yield those of some items with the same words, in order of time, that repeat an earlier one."""
    leaders: dict[tuple[int, ...], list[int]] = {}
    for row in rows:
        now, x, y = items.seconds[row], items.x[row], items.y[row]
        if x != x:
            around = [home := (int(items.thread[row]),)]
        else:
            home = int(x // _SQUARE), int(y // _SQUARE)
            around = [(home[0] + i, home[1] + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        repeats = False
        for square in around:
            known = leaders.get(square)
            if not known:
                continue
            known[:] = [other for other in known if now - items.seconds[other] <= NEAR_SECONDS]
            repeats = repeats or any(
                x != x or (items.x[other] - x) ** 2 + (items.y[other] - y) ** 2 <= NEAR_METRES**2 for other in known
            )
        if repeats:
            yield row
        else:
            leaders.setdefault(home, []).append(row)


def bursts(items: ComparedItems) -> np.ndarray:
    """Return which items came in a burst; bool, shape (n,). Squares are those of two grids, half a square apart."""
    found = np.zeros(items.words.size, dtype=bool)
    timed = np.isfinite(items.seconds)
    located = np.flatnonzero(timed & np.isfinite(items.x))
    for offset in (0.0, 0.5):
        square = np.floor(np.stack([items.x[located], items.y[located]]) / BURST_METRES + offset)
        _mark_bursts(located, items.seconds, square, found)
    elsewhere = np.flatnonzero(timed & ~np.isfinite(items.x))
    _mark_bursts(elsewhere, items.seconds, items.thread[np.newaxis, elsewhere], found)
    return found


def _mark_bursts(rows: np.ndarray, seconds: np.ndarray, place: np.ndarray, found: np.ndarray) -> None:
    """Mark those rows that belong to enough rows of one place (a column of ``place``) within the time of a burst."""
    last = BURST_ITEMS - 1
    if rows.size <= last:
        return
    order = np.lexsort((seconds[rows], *place))
    time, place = seconds[rows][order], place[:, order]
    full = (place[:, last:] == place[:, :-last]).all(axis=0) & (time[last:] - time[:-last] <= BURST_SECONDS)
    for start in np.flatnonzero(full):
        found[rows[order[start : start + BURST_ITEMS]]] = True


def refresh(db: sqlite3.Connection, source: str) -> None:
    """Bring the column ``marks`` of a source's live items up to date; call inside `store.writing`."""
    for table in (LAYER, UNLOCATED):
        unmark = sql("UPDATE {table} SET marks = NULL WHERE source_id = ? AND marks IS NOT NULL", table=table)
        db.execute(unmark, (source,))
    mark = [sql("UPDATE {table} SET marks = ? WHERE fid = ?", table=table) for table in (LAYER, UNLOCATED)]
    located, rows, items = _read(db, source)
    repeated, in_burst = near_duplicates(items), bursts(items)
    for row in np.flatnonzero(repeated | in_burst):
        words = ",".join(word for word, holds in zip(MARKS, (repeated[row], in_burst[row])) if holds)
        db.execute(mark[int(row >= located)], (words, int(rows[row])))


def count(db: sqlite3.Connection, source: str) -> int:
    """Return how many live items of a source are marked."""
    return sum(
        db.execute(
            sql("SELECT count(*) FROM {table} WHERE source_id = ? AND marks IS NOT NULL", table=table), (source,)
        ).fetchone()[0]
        for table in (LAYER, UNLOCATED)
    )


def _read(db: sqlite3.Connection, source: str) -> tuple[int, np.ndarray, ComparedItems]:
    """Return how many of the rows are of the layer, the ``fid`` of every row, and the live items that no authority wrote.

    Numbers only are kept of each item, so that memory stays small beside the texts.
    """
    fid, words, thread = array("q"), array("q"), array("q")
    seconds, lon, lat = array("d"), array("d"), array("d")
    unknown, located = math.nan, 0
    of_its_own = Sql("CASE WHEN geom_origin NOT IN ('inherited', 'area') THEN substr(geom, -16) END")
    for table, position in ((LAYER, of_its_own), (UNLOCATED, Sql("NULL"))):
        for row, title, text, created, parent, consultation, point in db.execute(
            sql(
                "SELECT fid, title, text, (julianday(created_utc) - 2440587.5) * 86400, parent_id, consultation, {position}"
                " FROM {table} WHERE source_id = ? AND deleted_utc IS NULL"
                " AND coalesce(moderation, '') NOT LIKE '%official%'",
                table=table,
                position=position,
            ),
            (source,),
        ):
            fid.append(row)
            words.append(fingerprint(title, text))
            thread.append(hash((consultation, parent)))
            seconds.append(unknown if created is None else created)
            x, y = _POINT.unpack(point) if point else (unknown, unknown)
            lon.append(x)
            lat.append(y)
        located = len(fid) if table == LAYER else located
    degrees = np.array([lon, lat])
    middle = np.nanmean(degrees[1]) if np.isfinite(degrees[1]).any() else 0.0
    x, y = degrees * _DEGREE * np.array([[np.cos(np.radians(middle))], [1.0]])
    return located, np.array(fid), ComparedItems(np.array(words), np.array(seconds), x, y, np.array(thread))
