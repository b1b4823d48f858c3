"""The swept items of one run, on disk until they are merged: memory stays bounded by the page."""

from __future__ import annotations

import sqlite3
from typing import Callable, Iterable, Optional, Sequence

from ..record import Record
from .sql import Sql, placeholders, sql
from .store import ITEM_COLUMNS, LAYER, PUBLISHED_ITEMS, UNLOCATED, has_spatial_index, has_table, point_blob

_NAMES = tuple(name for name, _kind in ITEM_COLUMNS)
_RECORD = Record._fields
_STAGED = (*_RECORD, "geom", "admit", "pass", "personal")
_OUTSIDE = ("source_id", "item_id", "kind", "first_seen", "last_seen", "deleted_utc", "marks")
_CONTENT = tuple(name for name in _NAMES if name not in _OUTSIDE)
_KEPT_WHEN_REMOVED = ("parent_id", "consultation", "category", "status", "created_utc", "first_seen", "last_seen")

SWAP_FAR, SWAP_NEAR = 10.0, 3.0
"""Degrees: a point this far from the source's median, whose swapped twin is this near to it, is taken for swapped."""


def _picked(names: Iterable[str]) -> Sql:
    """The staged values of some columns; personal data are looked for only in what is written."""
    return Sql(
        ", ".join(
            "personal_data(s.title, s.text, s.personal)" if name == "privacy_flags" else f's."{name}"' for name in names
        )
    )


class Staging:
    """The items of one run of one source in temporary tables of a database connection.

    Parameters
    ----------
    db : sqlite3.Connection
        Connection to the feedback database.
    source : str
        The run's source id.
    pseudonym : callable, optional
        See `PlainFields`, which every record passes.
    """

    def __init__(self, db: sqlite3.Connection, source: str, pseudonym: Optional[Callable[[str], str]] = None) -> None:
        from ..privacy.personal_data import flags  # late: QGIS starts faster
        from ..privacy.plain_fields import PlainFields, in_order

        def all_flags(title: Optional[str], text: Optional[str], elsewhere: Optional[str]) -> Optional[str]:
            found = flags(title, text)
            return in_order(f"{found or ''},{elsewhere}".split(",")) if elsewhere else found

        self.db = db
        self.source = source
        self.fields = PlainFields(source, pseudonym)
        db.create_function("personal_data", 3, all_flags)
        db.execute(sql("CREATE TEMP TABLE staged ({columns}, UNIQUE (item_id, kind))", columns=_STAGED))
        db.execute("CREATE TEMP TABLE forgotten (item_id PRIMARY KEY)")
        self._last_wins = sql(
            "INSERT INTO temp.staged VALUES ({values}) ON CONFLICT (item_id, kind) DO UPDATE SET {newer}",
            values=placeholders(len(_STAGED)),
            newer=Sql(", ".join(f'"{name}" = excluded."{name}"' for name in _STAGED)),
        )
        self._latest_wins = sql(
            "{insert} WHERE excluded.pass > staged.pass OR (coalesce(excluded.updated_utc, ''), excluded.content_hash)"
            " > (coalesce(staged.updated_utc, ''), staged.content_hash)",
            insert=self._last_wins,
        )

    def add(self, records: Iterable[tuple[Record, bool]], sweep: int, ordered: bool = False) -> int:
        """Stage records with whether the filters accept them.

        Of several versions of one item the last sweep's, then the latest, wins: the order of pages does not matter, unless they
        are ``ordered``; then the last one wins.

        Returns
        -------
        int
            Items that this sweep had not delivered before in the same form.
        """
        before = self.db.total_changes
        self.db.execute("BEGIN")
        self.db.executemany(
            self._last_wins if ordered else self._latest_wins,
            (
                (
                    *cleaned,
                    None if record.lon is None else point_blob(record.lon, record.lat or 0.0),
                    admit,
                    sweep,
                    kinds,
                )
                for record, admit in records
                for cleaned, kinds in (self.fields.cleaned(record),)
            ),
        )
        self.db.commit()
        return self.db.total_changes - before

    def size(self) -> int:
        """Return the bytes that the staged items take."""
        pages, page = (self.db.execute(f"PRAGMA temp.{name}").fetchone() for name in ("page_count", "page_size"))
        return int(pages[0]) * int(page[0])

    def distinct(self, sweep: int, nested: Iterable[str] = ()) -> int:
        """Return how many items a sweep delivered, without those of the nested kinds."""
        kinds = tuple(nested)
        counted = sql(
            "SELECT count(*) FROM temp.staged WHERE pass = ? AND kind NOT IN ({marks})", marks=placeholders(len(kinds))
        )
        return self.db.execute(counted, (sweep, *kinds)).fetchone()[0]

    FORGOTTEN = (Sql("t.item_id IN (SELECT item_id FROM temp.forgotten)"), ())
    """What counts as removed after an incremental run: the items named to `mark_deleted`."""

    def mark_deleted(self, ids: Iterable[str]) -> None:
        """Note items that the source says it removed; they are taken out of the staged ones too."""
        self.db.executemany(
            "INSERT OR IGNORE INTO temp.forgotten VALUES (?)", [(self.fields.code(str(item)),) for item in ids]
        )
        self.db.execute("DELETE FROM temp.staged WHERE item_id IN (SELECT item_id FROM temp.forgotten)")

    def count(self) -> tuple[int, int]:
        """Return how many different items are staged, and how many of them the filters did not accept."""
        found = self.db.execute("SELECT count(*), coalesce(sum(NOT admit), 0) FROM temp.staged").fetchone()
        return found[0], found[1]

    def stored_categories(self) -> list[str]:
        """Return the categories that live stored items of the source have."""
        found = self.db.execute(
            "SELECT category FROM main.feedback WHERE source_id = ?1 AND category IS NOT NULL UNION SELECT category"
            " FROM main.feedback_unlocated WHERE source_id = ?1 AND category IS NOT NULL AND deleted_utc IS NULL",
            (self.source,),
        )
        return [name for (name,) in found]

    def missing(self, candidates_sql: Sql, parameters: tuple[str, ...]) -> int:
        """Return how many live stored items of the source were not swept; ``candidates_sql`` narrows them."""
        return self.live(
            sql(
                "{candidates} AND NOT EXISTS (SELECT 1 FROM temp.staged s WHERE s.item_id = t.item_id AND s.kind = t.kind)",
                candidates=candidates_sql,
            ),
            parameters,
        )

    def live(self, candidates_sql: Sql, parameters: tuple[str, ...]) -> int:
        """Return how many live stored items of the source there are; ``candidates_sql`` narrows them."""
        return sum(
            self.db.execute(
                sql(
                    "SELECT count(*) FROM main.{table} t WHERE source_id = ? AND deleted_utc IS NULL AND {candidates}",
                    table=table,
                    candidates=candidates_sql,
                ),
                (self.source, *parameters),
            ).fetchone()[0]
            for table in ("feedback", "feedback_unlocated")
        )

    def drop_swapped_coordinates(self) -> int:
        """Take the position from items whose latitude and longitude were clearly swapped; returns how many.

        Clearly: far from the median of the source (stored and staged), while the swapped point lies near it. At least
        five points are needed to know the median.
        """
        known = Sql("SELECT s.lon AS x, s.lat AS y FROM temp.staged s WHERE s.lon IS NOT NULL")
        if has_spatial_index(self.db):
            known = sql(
                "{known} UNION ALL SELECT r.minx, r.miny FROM main.rtree_feedback_geom r JOIN main.feedback f ON f.fid = r.id"
                " WHERE f.source_id = :source AND NOT EXISTS"
                " (SELECT 1 FROM temp.staged s WHERE s.item_id = f.item_id AND s.kind = f.kind)",
                known=known,
            )
        if not self._far_apart():
            return 0
        values = {"source": self.source}
        count = self.db.execute(sql("SELECT count(*) FROM ({known})", known=known), values).fetchone()[0]
        if count < 5:
            return 0
        middle = {}
        for axis in "xy":
            half = sql("SELECT {axis} FROM ({known}) ORDER BY {axis} LIMIT 1 OFFSET :half", axis=axis, known=known)
            middle[axis] = self.db.execute(half, {**values, "half": count // 2}).fetchone()[0]
        return self.db.execute(
            "UPDATE temp.staged SET lon = NULL, lat = NULL, geom = NULL, geom_origin = 'none',"
            " content_hash = content_hash || '~'"
            " WHERE lon IS NOT NULL AND (abs(lon - :x) > :far OR abs(lat - :y) > :far)"
            " AND abs(lat - :x) <= :near AND abs(lon - :y) <= :near",
            {**middle, "far": SWAP_FAR, "near": SWAP_NEAR},
        ).rowcount

    def _far_apart(self) -> bool:
        """Whether any two of the points, staged or stored, are far enough apart for one of them to be swapped."""
        boxes = [self.db.execute("SELECT min(lon), max(lon), min(lat), max(lat) FROM temp.staged").fetchone()]
        if has_spatial_index(self.db):
            boxes.append(
                self.db.execute(
                    "SELECT min(minx), max(maxx), min(miny), max(maxy) FROM main.rtree_feedback_geom"
                ).fetchone()
            )
        west, east, south, north = zip(*[box for box in boxes if box[0] is not None] or [(0.0,) * 4])
        return max(east) - min(west) > SWAP_FAR or max(north) - min(south) > SWAP_FAR

    def compare(self, now: str) -> None:
        """Find out what becomes of each staged item: new, changed, same or removed; call inside `store.writing`.

        Parameters
        ----------
        now : str
            Time of the run.
        """
        db = self.db
        db.execute(
            "CREATE TEMP TABLE old AS SELECT item_id, kind, 0 AS unlocated, fid, content_hash, deleted_utc, first_seen"
            " FROM main.feedback WHERE source_id = :s UNION ALL SELECT item_id, kind, 1, fid, content_hash,"
            " deleted_utc, first_seen FROM main.feedback_unlocated WHERE source_id = :s",
            {"s": self.source},
        )
        db.execute("CREATE UNIQUE INDEX temp.old_key ON old (item_id, kind)")
        db.execute(
            "CREATE TEMP TABLE work AS SELECT s.rowid AS staged, o.fid AS fid, o.unlocated AS was_unlocated,"
            " s.lon IS NULL AS unlocated, coalesce(o.first_seen, :now) AS first_seen,"
            " CASE WHEN s.deleted_utc IS NOT NULL THEN"
            "   CASE WHEN o.fid IS NOT NULL AND o.deleted_utc IS NULL THEN 'removed' END"
            " WHEN o.fid IS NULL OR o.deleted_utc IS NOT NULL THEN CASE WHEN s.admit THEN 'new' END"
            " WHEN o.content_hash <> s.content_hash THEN 'changed' ELSE 'same' END AS what"
            " FROM temp.staged s LEFT JOIN temp.old o ON o.item_id = s.item_id AND o.kind = s.kind"
            " ORDER BY s.created_utc, s.item_id, s.kind",
            {"now": now},
        )

    def recode_stored(self) -> None:
        """Give stored items, parents and consultations the codes that personal ids have now: older versions kept them.

        Those that the run delivers have theirs and need no look. Call before `compare`, inside `store.writing`.
        """
        for table in (LAYER, UNLOCATED, PUBLISHED_ITEMS):
            if not has_table(self.db, table):
                continue
            for name in ("item_id", "parent_id", "consultation") if table != PUBLISHED_ITEMS else ("item_id",):
                select = sql(
                    "SELECT DISTINCT {c} FROM main.{t} WHERE source_id = ? AND {c} IS NOT NULL"
                    " AND {c} NOT IN (SELECT {c} FROM temp.staged WHERE {c} IS NOT NULL)",
                    t=table,
                    c=name,
                )
                known = [old for (old,) in self.db.execute(select, (self.source,))]
                change = sql("UPDATE OR REPLACE main.{t} SET {c} = ? WHERE source_id = ? AND {c} = ?", t=table, c=name)
                for old in known:
                    coded = self.fields.code(old)
                    if coded != old:
                        self.db.execute(change, (coded, self.source, old))

    def keep_pseudonyms(self) -> int:
        """Let staged items keep the pseudonyms stored for them; call before `compare`, when the run asks for none.

        Returns
        -------
        int
            Items that keep one.
        """
        kept = 0
        for table in ("feedback", "feedback_unlocated"):
            kept += self.db.execute(
                sql(
                    "UPDATE temp.staged SET author_pseudonym = (SELECT t.author_pseudonym FROM main.{table} t"
                    " WHERE t.source_id = :s AND t.item_id = staged.item_id AND t.kind = staged.kind)"
                    " WHERE author_pseudonym IS NULL AND EXISTS (SELECT 1 FROM main.{table} t WHERE t.source_id = :s"
                    " AND t.item_id = staged.item_id AND t.kind = staged.kind AND t.author_pseudonym IS NOT NULL)",
                    table=table,
                ),
                {"s": self.source},
            ).rowcount
        return kept

    def hold_emptied(self, columns: Sequence[str], too_many: Callable[[int, int], bool]) -> list[tuple[str, int, int]]:
        """Leave stored items as they are where the source suddenly has nothing in a column for most of them any more.

        Call after `compare`.

        Parameters
        ----------
        columns : sequence of str
            Columns to look at; ``lon`` is the position.
        too_many : callable
            Says whether a loss (items that would lose it, stored items swept now that have it) is not to be believed.

        Returns
        -------
        list of (column, emptied, had)
            What was not believed, with both counts.
        """
        emptied = self._stored_with(columns, "w.what = 'changed'", "s.{name} IS NULL")
        if not any(emptied):
            return []
        had = self._stored_with(columns, "w.what IN ('changed', 'same')", "1")
        found = [(name, lost, all_) for name, lost, all_ in zip(columns, emptied, had) if too_many(lost, all_)]
        for name, _lost, _had in found:
            for unlocated, table in enumerate(("feedback", "feedback_unlocated")):
                self.db.execute(
                    sql(
                        "UPDATE temp.work SET what = 'same' WHERE what = 'changed' AND was_unlocated = :un"
                        " AND staged IN (SELECT rowid FROM temp.staged s WHERE s.{name} IS NULL)"
                        " AND fid IN (SELECT fid FROM main.{table} t WHERE {has})",
                        name=Sql(name),
                        table=table,
                        has=self._has(name, unlocated),
                    ),
                    {"un": unlocated},
                )
        return found

    def _stored_with(self, columns: Sequence[str], which: str, condition: str) -> list[int]:
        """Count, for each column, the compared items that have it stored and meet a condition."""
        counts = [0] * len(columns)
        for unlocated, table in enumerate(("feedback", "feedback_unlocated")):
            sums = []
            for name in columns:
                met = sql(condition, name=Sql(name))
                sums.append(sql("coalesce(sum({has} AND {met}), 0)", has=self._has(name, unlocated), met=met))
            row = self.db.execute(
                sql(
                    "SELECT {sums} FROM temp.work w JOIN main.{table} t ON t.fid = w.fid JOIN temp.staged s"
                    " ON s.rowid = w.staged WHERE w.was_unlocated = :un AND {which}",
                    sums=Sql(", ".join(sums)),
                    table=table,
                    which=Sql(which),
                ),
                {"un": unlocated},
            ).fetchone()
            counts = [count + more for count, more in zip(counts, row)]
        return counts

    @staticmethod
    def _has(name: str, unlocated: int) -> Sql:
        """Whether a stored item has a column; its position is known by its table."""
        return Sql(str(1 - unlocated)) if name == "lon" else sql("t.{name} IS NOT NULL", name=Sql(name))

    def merge(self, now: str, removal: Optional[tuple[Sql, tuple[str, ...]]]) -> dict[str, int]:
        """Bring the stored items up to the staged ones; call inside `store.writing`, after `compare`.

        Parameters
        ----------
        now : str
            Time of the run.
        removal : (str, tuple), optional
            Which live stored items count as removed when they were not swept (SQL on alias ``t`` and its
            parameters); None after an incomplete sweep: nothing is removed then.

        Returns
        -------
        dict
            ``new``, ``changed``, ``removed``, ``unlocated`` (live items of the source without a position).
        """
        db = self.db
        counts = dict(db.execute("SELECT what, count(*) FROM temp.work WHERE what IS NOT NULL GROUP BY what"))
        self._update_in_place(now)
        self._move_and_insert(now)
        removed = counts.get("removed", 0) + self._remove(now, removal)
        unlocated = db.execute(
            "SELECT count(*) FROM main.feedback_unlocated WHERE source_id = ? AND deleted_utc IS NULL", (self.source,)
        ).fetchone()[0]
        return {
            "new": counts.get("new", 0), "changed": counts.get("changed", 0), "removed": removed, "unlocated": unlocated,
        }  # fmt: skip

    def _update_in_place(self, now: str) -> None:
        """Items that stay in their table: only the columns of ours change, the user's own stay."""
        for unlocated, table in enumerate(("feedback", "feedback_unlocated")):
            names = _CONTENT if unlocated else (*_CONTENT, "geom")
            self.db.execute(
                sql(
                    "UPDATE main.{table} SET ({names}, deleted_utc) = (SELECT {picked}, NULL FROM temp.staged s"
                    " WHERE s.item_id = {table}.item_id AND s.kind = {table}.kind)"
                    " WHERE fid IN (SELECT fid FROM temp.work WHERE what IN ('changed', 'new') AND unlocated = :un"
                    " AND was_unlocated = :un)",
                    table=table,
                    names=names,
                    picked=_picked(names),
                ),
                {"un": unlocated},
            )
            self.db.execute(
                sql(
                    "UPDATE main.{table} SET last_seen = :now WHERE fid IN (SELECT fid FROM temp.work WHERE"
                    " was_unlocated = :un AND what IN ('same', 'changed', 'new') AND (what = 'same' OR unlocated = :un))",
                    table=table,
                ),
                {"un": unlocated, "now": now},
            )

    def _move_and_insert(self, now: str) -> None:
        """New items, and items that won or lost their position."""
        for unlocated, table in enumerate(("feedback", "feedback_unlocated")):
            moved = (
                "DELETE FROM main.{table} WHERE fid IN (SELECT fid FROM temp.work WHERE what IN ('changed', 'new')"
                " AND was_unlocated = :from AND unlocated <> :from)"
            )
            self.db.execute(sql(moved, table=table), {"from": unlocated})
        for unlocated, table in enumerate(("feedback", "feedback_unlocated")):
            base = self._last_row(table)
            names = ("item_id", "kind", *(_CONTENT if unlocated else (*_CONTENT, "geom")))
            self.db.execute(
                sql(
                    "INSERT INTO main.{table} (fid, source_id, first_seen, last_seen, {names})"
                    " SELECT :base + w.rowid, :s, w.first_seen, :now, {picked}"
                    " FROM temp.work w JOIN temp.staged s ON s.rowid = w.staged"
                    " WHERE w.what IN ('changed', 'new') AND w.unlocated = :un"
                    " AND (w.was_unlocated IS NULL OR w.was_unlocated <> :un) ORDER BY w.rowid",
                    table=table,
                    names=names,
                    picked=_picked(names),
                ),
                {"un": unlocated, "now": now, "s": self.source, "base": base},
            )

    def _last_row(self, table: str) -> int:
        """The highest row number a table ever had."""
        row = self.db.execute(
            sql(
                "SELECT max(coalesce((SELECT max(fid) FROM main.{table}), 0),"
                " coalesce((SELECT seq FROM main.sqlite_sequence WHERE name = ?), 0))",
                table=table,
            ),
            (table,),
        ).fetchone()
        return int(row[0])

    def _remove(self, now: str, removal: Optional[tuple[Sql, tuple[str, ...]]]) -> int:
        """Erase text and position of removed items, leaving a tombstone; returns how many went missing."""
        db = self.db
        db.execute("CREATE TEMP TABLE gone (item_id, kind, deleted_utc, UNIQUE (item_id, kind))")
        db.execute(
            "INSERT INTO temp.gone SELECT s.item_id, s.kind, s.deleted_utc FROM temp.work w"
            " JOIN temp.staged s ON s.rowid = w.staged WHERE w.what = 'removed'"
        )
        missing = 0
        if removal is not None and db.execute("SELECT 1 FROM temp.old LIMIT 1").fetchone():
            candidates_sql, parameters = removal
            for table in ("feedback", "feedback_unlocated"):
                missing += db.execute(
                    sql(
                        "INSERT OR IGNORE INTO temp.gone SELECT item_id, kind, ? FROM main.{table} t WHERE source_id = ?"
                        " AND deleted_utc IS NULL AND {candidates} AND NOT EXISTS"
                        " (SELECT 1 FROM temp.staged s WHERE s.item_id = t.item_id AND s.kind = t.kind)",
                        table=table,
                        candidates=candidates_sql,
                    ),
                    (now, self.source, *parameters),
                ).rowcount
        here = Sql("source_id = ? AND (item_id, kind) IN (SELECT item_id, kind FROM temp.gone)")
        erased = (name for name in _CONTENT if name not in (*_KEPT_WHEN_REMOVED, "geom_origin"))
        db.execute(
            sql(
                "UPDATE main.feedback_unlocated SET {erased}, marks = NULL, geom_origin = 'none', deleted_utc ="
                " (SELECT g.deleted_utc FROM temp.gone g WHERE g.item_id = feedback_unlocated.item_id"
                " AND g.kind = feedback_unlocated.kind) WHERE {here}",
                erased=Sql(", ".join(f'"{name}" = NULL' for name in erased)),
                here=here,
            ),
            (self.source,),
        )
        db.execute(
            sql(
                "INSERT INTO main.feedback_unlocated (source_id, item_id, kind, {names}, geom_origin, deleted_utc)"
                " SELECT f.source_id, f.item_id, f.kind, {picked}, 'none',"
                " g.deleted_utc FROM main.feedback f JOIN temp.gone g ON g.item_id = f.item_id AND g.kind = f.kind"
                " WHERE f.source_id = ? ORDER BY f.fid",
                names=_KEPT_WHEN_REMOVED,
                picked=Sql(", ".join(f'f."{name}"' for name in _KEPT_WHEN_REMOVED)),
            ),
            (self.source,),
        )
        db.execute(sql("DELETE FROM main.feedback WHERE {here}", here=here), (self.source,))
        return missing
