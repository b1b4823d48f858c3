"""The feedback database: a GeoPackage with the layer ``feedback`` and the tables beside it.

Tables: ``feedback`` (points, EPSG:4326), ``feedback_unlocated`` (items without a position, and what is left of removed
ones: key, category and times), ``feedback_sync`` (one row per run), ``feedback_source`` (one row per source: address,
licence, purpose, retention) and ``feedback_schema`` (version of this layout).

GDAL creates the file; rows are written with SQLite, because one transaction must span all tables. GDAL's triggers call
functions that plain SQLite lacks: `connect` adds them.
"""

from __future__ import annotations

import sqlite3
import struct
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Callable, Iterator, Optional, Union

from ...messages import QT_TRANSLATE_NOOP, Cancelled
from ..errors import DatabaseError
from ..values import utc_now
from .sql import Sql, sql

SCHEMA_VERSION = 2
LAYER, UNLOCATED, RUNS, SOURCES = "feedback", "feedback_unlocated", "feedback_sync", "feedback_source"
PUBLISHED, PUBLISHED_HISTORIES, PUBLISHED_ITEMS = (
    "feedback_published", "feedback_published_history", "feedback_published_item",
)  # fmt: skip
"""See `publications`."""
IDENTITY = "feedback_identity"
"""One row: which secret makes the database's pseudonyms; see `privacy.pseudonyms.identity_of`."""
TABLES = (LAYER, UNLOCATED, RUNS, SOURCES, "feedback_schema", IDENTITY, PUBLISHED, PUBLISHED_HISTORIES, PUBLISHED_ITEMS)
LOCK_TIMEOUT = 10.0
"""Seconds to wait while another program holds the database."""

ITEM_COLUMNS = (
    ("source_id", "TEXT"), ("item_id", "TEXT"), ("kind", "TEXT"), ("parent_id", "TEXT"), ("consultation", "TEXT"),
    ("title", "TEXT"), ("text", "TEXT"), ("lang", "TEXT"), ("lang_source", "TEXT"), ("category", "TEXT"),
    ("status", "TEXT"), ("status_raw", "TEXT"), ("votes_up", "INTEGER"), ("votes_down", "INTEGER"),
    ("comments_n", "INTEGER"), ("created_utc", "DATETIME"), ("updated_utc", "DATETIME"), ("url", "TEXT"),
    ("media_urls", "TEXT"), ("geom_origin", "TEXT"), ("moderation", "TEXT"), ("author_pseudonym", "TEXT"),
    ("privacy_flags", "TEXT"), ("first_seen", "DATETIME"), ("last_seen", "DATETIME"), ("deleted_utc", "DATETIME"),
    ("content_hash", "TEXT"), ("raw_keys", "TEXT"), ("address", "TEXT"), ("marks", "TEXT"),
)  # fmt: skip
RUN_COLUMNS = (
    ("source", "TEXT"), ("connector", "TEXT"), ("profile", "TEXT"), ("filters", "TEXT"), ("mode", "TEXT"),
    ("started", "DATETIME"), ("finished", "DATETIME"), ("complete", "INTEGER"), ("items", "INTEGER"),
    ("new", "INTEGER"), ("changed", "INTEGER"), ("removed", "INTEGER"), ("unlocated", "INTEGER"), ("message", "TEXT"),
)  # fmt: skip
SOURCE_COLUMNS = (
    ("source", "TEXT"), ("connector", "TEXT"), ("url", "TEXT"), ("profile", "TEXT"), ("title", "TEXT"),
    ("licence", "TEXT"), ("terms_url", "TEXT"), ("controller", "TEXT"), ("purpose", "TEXT"), ("legal_basis", "TEXT"),
    ("sensitive", "INTEGER"), ("retain_until", "TEXT"), ("imported", "DATETIME"), ("memory", "TEXT"), ("marked", "DATETIME"),
)  # fmt: skip
_TABLES = ((LAYER, ITEM_COLUMNS), (UNLOCATED, ITEM_COLUMNS), (RUNS, RUN_COLUMNS), (SOURCES, SOURCE_COLUMNS))
_POINT = struct.Struct("<2sBBiBIdd")

#: What GDAL's triggers ask about the geometries of ``feedback``, which are points.
_TRIGGER_FUNCTIONS = {
    "ST_IsEmpty": lambda blob: blob and blob[3] >> 4 & 1,
    **dict.fromkeys(("ST_MinX", "ST_MaxX"), lambda blob: _POINT.unpack(blob)[-2]),
    **dict.fromkeys(("ST_MinY", "ST_MaxY"), lambda blob: _POINT.unpack(blob)[-1]),
}

StrPath = Union[str, Path]


def point_blob(lon: float, lat: float) -> bytes:
    """Return a GeoPackage geometry: little-endian header without envelope, SRS 4326, WKB point."""
    return _POINT.pack(b"GP", 0, 1, 4326, 1, 1, lon, lat)


def create_or_migrate(path: StrPath) -> None:
    """Create the database, or add what is missing to an existing GeoPackage; migrate older layouts.

    Raises
    ------
    DatabaseError
        The folder is missing or write-protected, the file is no GeoPackage, or it was written by a newer Samplan.
    """
    path = Path(path)
    if not path.parent.is_dir():
        raise DatabaseError(
            QT_TRANSLATE_NOOP("Samplan", "The folder {folder} does not exist. Choose another place for the database."),
            folder=str(path.parent),
        )  # fmt: skip
    if path.is_file() and path.stat().st_size == 0:
        path.unlink()  # a placeholder that a file dialog or a temporary output left
    if not (path.exists() and _has_tables(path)):
        _create_tables(path)
    with connect(path) as db:
        _prepare(db, path)


@contextmanager
def remove_if_empty_on_error(path: StrPath) -> Iterator[None]:
    """Take a database away again that was made inside and holds nothing when an error leaves it.

    What another run has put into it meanwhile stays.
    """
    path = Path(path)
    existed = path.exists() and path.stat().st_size > 0
    try:
        yield
    except BaseException:
        if not existed and path.is_file() and _holds_nothing(path):
            for part in (path, *(path.with_name(path.name + ending) for ending in ("-journal", "-wal", "-shm"))):
                with suppress(OSError):
                    part.unlink()
        raise


def _holds_nothing(path: Path) -> bool:
    """Whether there is neither an item, nor a source, nor a run that imported, nor a table of anybody else."""
    ours = [name for name, _columns in _TABLES]
    try:
        with connect(path) as db:
            if any(name not in ours for (name,) in db.execute("SELECT table_name FROM gpkg_contents")):
                return False
            filled = (sql("SELECT fid FROM {name} LIMIT 1", name=name) for name in (LAYER, UNLOCATED, SOURCES))
            return not any(db.execute(select).fetchone() for select in filled)
    except sqlite3.DatabaseError as error:
        return "no such table" in str(error)  # half made; anything else, such as a lock, is somebody's
    except DatabaseError:
        return False


def require_exists(path: Path) -> None:
    """Raise DatabaseError when the file went away while a source was read: what is written to it would be lost."""
    if not path.exists():
        raise DatabaseError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "{path} was removed while the service was being read. Nothing was stored. Run the import again.",
            ),
            path=str(path),
        )


def _has_tables(path: Path) -> bool:
    with connect(path) as db:
        try:
            names = {name for (name,) in db.execute("SELECT table_name FROM gpkg_contents")}
        except sqlite3.DatabaseError:
            raise _not_geopackage(path) from None
    return all(name in names for name, _columns in _TABLES)


def _not_geopackage(path: Path) -> DatabaseError:
    return DatabaseError(
        QT_TRANSLATE_NOOP("Samplan", "{path} is not a GeoPackage. Choose another file for the feedback database."),
        path=str(path),
    )  # fmt: skip


def _create_tables(path: Path) -> None:
    """Let GDAL write the skeleton."""
    from osgeo import ogr, osr

    driver = ogr.GetDriverByName("GPKG")
    kinds = {"TEXT": ogr.OFTString, "INTEGER": ogr.OFTInteger64, "DATETIME": ogr.OFTDateTime}
    try:
        source = driver.Open(str(path), 1) if path.exists() else driver.CreateDataSource(str(path))
        if source is None:
            raise RuntimeError
        wgs84 = osr.SpatialReference()
        wgs84.ImportFromEPSG(4326)
        for name, columns in _TABLES:
            if source.GetLayerByName(name) is not None:
                continue
            spatial = name == LAYER
            layer = source.CreateLayer(
                name, wgs84 if spatial else None, ogr.wkbPoint if spatial else ogr.wkbNone, ["GEOMETRY_NAME=geom"]
            )
            for column, kind in columns:
                if layer.CreateField(ogr.FieldDefn(column, kinds[kind])) != 0:
                    raise RuntimeError
        layer = source = None  # closes the file
    except (RuntimeError, AttributeError):
        raise DatabaseError(
            QT_TRANSLATE_NOOP("Samplan", "Cannot write the database {path}. Check that the folder may be written to."),
            path=str(path),
        ) from None  # fmt: skip


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    """Add the unique keys and check the version of the layout."""
    with _plain_errors(path):
        known = has_table(db, "feedback_schema")
        version = db.execute("SELECT max(version) FROM feedback_schema").fetchone()[0] if known else 0
        if version == SCHEMA_VERSION:
            return
        if version > SCHEMA_VERSION:
            raise DatabaseError(
                QT_TRANSLATE_NOOP("Samplan", "{path} was written by a newer Samplan. Update the plugin to use it."),
                path=str(path),
            )  # fmt: skip
        retry_while_locked(lambda: db.execute("BEGIN IMMEDIATE"), path)
        for name, columns in _TABLES:
            _add_columns(db, name, columns)
        for statement in _INDEXES:
            db.execute(statement)
        db.execute("INSERT INTO feedback_schema VALUES (?, ?)", (SCHEMA_VERSION, utc_now()))
        retry_while_locked(db.commit, path)


_INDEXES = (
    "CREATE TABLE IF NOT EXISTS feedback_schema (version INTEGER NOT NULL, since TEXT NOT NULL)",
    "CREATE UNIQUE INDEX IF NOT EXISTS feedback_key ON feedback (source_id, item_id, kind)",
    "CREATE UNIQUE INDEX IF NOT EXISTS feedback_unlocated_key ON feedback_unlocated (source_id, item_id, kind)",
    "CREATE UNIQUE INDEX IF NOT EXISTS feedback_source_key ON feedback_source (source)",
    "CREATE INDEX IF NOT EXISTS feedback_marked ON feedback (source_id) WHERE marks IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS feedback_unlocated_marked ON feedback_unlocated (source_id) WHERE marks IS NOT NULL",
)


def _add_columns(db: sqlite3.Connection, table: str, columns: tuple[tuple[str, str], ...]) -> None:
    """Add the columns that an older layout of a table lacks: layouts only ever grow, at the end."""
    present = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
    for name, kind in columns:
        if name not in present:
            db.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind}")


@contextmanager
def connect(path: StrPath, read_only: bool = False) -> Iterator[sqlite3.Connection]:
    """Open the database and close it afterwards; erased content is overwritten, not just unlinked."""
    path = Path(path)
    with _plain_errors(path):
        if read_only:
            db = _open_for_reading(path)
        else:
            db = sqlite3.connect(str(path), timeout=0.2, isolation_level=None)
    try:
        with _plain_errors(path):
            db.execute("PRAGMA secure_delete = ON")
            db.execute("PRAGMA temp_store = FILE")
            for part in ("main", "temp"):
                db.execute(f"PRAGMA {part}.cache_size = -32000")
            db.execute("PRAGMA trusted_schema = ON")  # where it is off, triggers may not call functions of ours
            for name, function in _TRIGGER_FUNCTIONS.items():
                db.create_function(name, 1, function, deterministic=True)
        yield db
    finally:
        db.close()


def _open_for_reading(path: Path) -> sqlite3.Connection:
    """Open a file for reading; one that a killed program left half-written is first brought back as it was.

    SQLite does that whenever it opens a file for writing, and refuses to read it otherwise.
    """
    address = path.resolve().as_uri()
    touch = "SELECT count(*) FROM sqlite_master"
    db = sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=LOCK_TIMEOUT, isolation_level=None)
    try:
        db.execute(touch)
    except sqlite3.OperationalError as error:
        db.close()
        if "readonly" not in str(error):
            raise
        with closing(sqlite3.connect(f"{address}?mode=rw", uri=True, timeout=LOCK_TIMEOUT)) as writer:
            writer.execute(touch)
        db = sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=LOCK_TIMEOUT, isolation_level=None)
    except sqlite3.Error:
        db.close()
        raise
    return db


@contextmanager
def writing(db: sqlite3.Connection, path: StrPath, cancelled: Callable[[], bool]) -> Iterator[None]:
    """Run one transaction over all tables; everything or nothing.

    GDAL's triggers keep the spatial index; counts, extent and change times are brought up to date at the end. A cancel
    interrupts even a long statement.

    Raises
    ------
    DatabaseError, Cancelled
        After everything was rolled back.
    """
    path = Path(path)
    retry_while_locked(lambda: db.execute("BEGIN IMMEDIATE"), path, cancelled)
    db.set_progress_handler(lambda: int(cancelled()), 20_000)
    try:
        with _plain_errors(path):
            yield
            _refresh_contents(db)
            if cancelled():
                raise Cancelled
        db.set_progress_handler(None, 0)
        retry_while_locked(db.commit, path)
    except sqlite3.OperationalError:
        raise Cancelled from None
    finally:
        db.set_progress_handler(None, 0)
        if db.in_transaction:
            db.rollback()


def is_database(path: StrPath) -> bool:
    """Whether a file is a feedback database.

    Raises
    ------
    DatabaseError
        It cannot be told: the file cannot be read now.
    """
    path = Path(path)
    if not path.is_file():
        return False
    with path.open("rb") as file:
        if file.read(16) != b"SQLite format 3\0":
            return False
    with connect(path, read_only=True) as db, _plain_errors(path):
        return has_table(db, RUNS)


def identity(path: StrPath) -> tuple[str, bool]:
    """Return which secret makes a database's pseudonyms (blank: none yet, or an older layout), and whether it holds any.

    Raises
    ------
    DatabaseError
        The file cannot be read now.
    """
    if not is_database(path):
        return "", False
    with connect(path, read_only=True) as db, _plain_errors(Path(path)):
        return _identity(db), has_pseudonyms(db)


def _identity(db: sqlite3.Connection) -> str:
    row = db.execute("SELECT id FROM feedback_identity").fetchone() if has_table(db, IDENTITY) else None
    return str(row[0]) if row else ""


def has_pseudonyms(db: sqlite3.Connection) -> bool:
    """Whether any item has one."""
    found = (sql("SELECT 1 FROM {name} WHERE author_pseudonym IS NOT NULL LIMIT 1", name=n) for n in (LAYER, UNLOCATED))
    return any(db.execute(select).fetchone() for select in found)


def keep_identity(db: sqlite3.Connection, wanted: str) -> None:
    """Note which secret makes the pseudonyms of the run that is being written.

    Raises
    ------
    DatabaseError
        The database holds pseudonyms made with another one: the same author would get two.
    """
    known = _identity(db)
    if known == wanted:
        return
    if known and has_pseudonyms(db):
        raise DatabaseError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "The database holds pseudonyms made with another secret, and the same author would get two. Nothing was"
                " changed. Import in the QGIS profile in which it was made, or into a new database.",
            )
        )
    db.execute("CREATE TABLE IF NOT EXISTS feedback_identity (id TEXT NOT NULL)")
    db.execute("DELETE FROM feedback_identity")
    db.execute("INSERT INTO feedback_identity VALUES (?)", (wanted,))


STILL_HELD = QT_TRANSLATE_NOOP(
    "Samplan",
    "The items were erased, but another program uses the file, and it may hold their bytes until that program closes it. Close"
    " it there.",
)
"""What to say when `vacuum` returns False."""


def vacuum(path: StrPath) -> bool:
    """Rewrite a database without the room that erased content took, in the file and in its write-ahead log.

    Returns
    -------
    bool
        False when another program uses it: what was erased is overwritten at the latest when that closes it.
    """
    try:
        with connect(path) as db:
            retry_while_locked(lambda: db.execute("VACUUM"), path)
            busy, *_pages = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except DatabaseError:
        return False
    return not busy


def has_table(db: sqlite3.Connection, name: str) -> bool:
    """Whether there is a table of that name."""
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone() is not None


def has_spatial_index(db: sqlite3.Connection) -> bool:
    """Whether the layer has GDAL's spatial index."""
    return has_table(db, "rtree_feedback_geom")


def _refresh_contents(db: sqlite3.Connection) -> None:
    """Bring GeoPackage's change times and extent, and GDAL's feature counts, up to date.

    GDAL's triggers only add to a count, and a new table's is NULL, which QGIS shows as unknown.
    """
    now = utc_now()
    counted = has_table(db, "gpkg_ogr_contents")
    for name, _columns in _TABLES:
        db.execute("UPDATE gpkg_contents SET last_change = ? WHERE table_name = ?", (now, name))
        if counted:
            count = sql(
                "UPDATE gpkg_ogr_contents SET feature_count = (SELECT count(*) FROM {name}) WHERE table_name = ?",
                name=name,
            )
            db.execute(count, (name,))
    if has_spatial_index(db):
        extent = db.execute("SELECT min(minx), min(miny), max(maxx), max(maxy) FROM rtree_feedback_geom").fetchone()
        db.execute("UPDATE gpkg_contents SET min_x=?, min_y=?, max_x=?, max_y=? WHERE table_name = ?", (*extent, LAYER))


def retry_while_locked(action: Callable[[], Any], path: StrPath, cancelled: Callable[[], bool] = lambda: False) -> Any:
    """Repeat an action while another program holds the database, for `LOCK_TIMEOUT` seconds at most."""
    until = time.monotonic() + LOCK_TIMEOUT
    while True:
        try:
            return action()
        except sqlite3.OperationalError as error:  # noqa: PERF203 - it waits anyway
            if not is_busy(str(error)):
                raise _plain(error, Path(path)) from None
            if cancelled():
                raise Cancelled from None
            if time.monotonic() > until:
                raise _plain(error, Path(path)) from None
            time.sleep(0.05)


def is_busy(error: str) -> bool:
    """Whether SQLite's error says that another connection holds the database."""
    return "locked" in error or "busy" in error


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            raise
        raise _plain(error, path) from error
    except sqlite3.DatabaseError as error:
        raise _plain(error, path) from error


def _plain(error: sqlite3.DatabaseError, path: Path) -> DatabaseError:
    text = str(error)
    if is_busy(text):
        template = QT_TRANSLATE_NOOP(
            "Samplan",
            "{path} is being used by another program or an edit session. Save or stop editing there, then try again."
            " Nothing was changed.",
        )
    elif "readonly" in text or "unable to open" in text:
        template = QT_TRANSLATE_NOOP(
            "Samplan", "{path} cannot be opened for writing. Check the folder and its permissions. Nothing was changed."
        )
    elif "full" in text:
        template = QT_TRANSLATE_NOOP("Samplan", "The disk is full. Make room, then try again. Nothing was changed.")
    elif "not a database" in text or "malformed" in text:
        template = QT_TRANSLATE_NOOP(
            "Samplan", "{path} is damaged or not a GeoPackage. Choose another file or restore it from a backup."
        )
    else:
        template = QT_TRANSLATE_NOOP(
            "Samplan", "The database {path} could not be used ({error}). Nothing was changed. Try again."
        )
    return DatabaseError(template, path=str(path), error=text)


def rows(path: StrPath, sql: str, parameters: tuple[Any, ...] = ()) -> list[dict[str, Any]]:
    """Return what a reading statement finds, as dictionaries."""
    with connect(path, read_only=True) as db, _plain_errors(Path(path)):
        cursor = db.execute(sql, parameters)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row)) for row in cursor]


def history(path: StrPath, source: Optional[str] = None, limit: int = 50) -> list[dict[str, Any]]:
    """Return the latest runs, newest first, optionally of one source."""
    return rows(
        path,
        "SELECT * FROM feedback_sync WHERE ?1 IS NULL OR source = ?1 ORDER BY started DESC, fid DESC LIMIT ?2",
        (source, limit),
    )


def thread(path: StrPath, source_id: str, item_id: str) -> list[dict[str, Any]]:
    """Return an item and all that answers to it (directly or not), oldest first, located or not."""
    columns = Sql("source_id, item_id, kind, parent_id, title, text, status, moderation, created_utc, url, deleted_utc")
    return rows(
        path,
        sql(
            "WITH RECURSIVE everything AS (SELECT {columns} FROM feedback UNION ALL SELECT {columns} FROM feedback_unlocated),"
            " wanted(id) AS (SELECT ?2 UNION SELECT e.item_id FROM everything e"
            " JOIN wanted w ON e.parent_id = w.id WHERE e.source_id = ?1)"
            " SELECT * FROM everything WHERE source_id = ?1 AND item_id IN (SELECT id FROM wanted)"
            " ORDER BY item_id <> ?2, created_utc, item_id",
            columns=columns,
        ),
        (source_id, item_id),
    )


def forget_published(path: StrPath) -> None:
    """Forget the ids of published items that are no more; see `publications`."""
    with connect(path) as db:
        if has_table(db, PUBLISHED_ITEMS):
            here = "SELECT source_id, item_id, kind FROM {name}"
            kept = Sql(f"{sql(here, name=LAYER)} UNION ALL {sql(here, name=UNLOCATED)}")
            with writing(db, path, lambda: False):
                db.execute(
                    sql(
                        "DELETE FROM {t} WHERE (source_id, item_id, kind) NOT IN ({kept})", t=PUBLISHED_ITEMS, kept=kept
                    )
                )


def rename_source(db: sqlite3.Connection, path: StrPath, old: str, new: str) -> None:
    """Give a source another id, in all tables; nothing happens where it is not there."""
    if not db.execute("SELECT 1 FROM feedback_sync WHERE source = ? LIMIT 1", (old,)).fetchone():
        return
    columns = {
        LAYER: "source_id",
        UNLOCATED: "source_id",
        PUBLISHED_ITEMS: "source_id",
        RUNS: "source",
        SOURCES: "source",
    }
    with writing(db, path, lambda: False):
        for table, column in columns.items():
            if not has_table(db, table):
                continue
            if db.execute(sql("SELECT 1 FROM {t} WHERE {c} = ? LIMIT 1", t=table, c=column), (new,)).fetchone():
                db.execute(sql("DELETE FROM {t} WHERE {c} = ?", t=table, c=column), (old,))  # an older version's copy
            else:
                db.execute(sql("UPDATE {t} SET {c} = ? WHERE {c} = ?", t=table, c=column), (new, old))
        db.execute("UPDATE feedback_source SET url = NULL WHERE source = ?", (new,))  # the run writes it


def erase_source(path: StrPath, source: str) -> int:
    """Erase everything imported from a source (end of its retention, withdrawn purpose); returns the items erased."""
    with connect(path) as db, writing(db, path, lambda: False):
        erased = sum(
            db.execute(sql("DELETE FROM {name} WHERE source_id = ?", name=name), (source,)).rowcount
            for name in (LAYER, UNLOCATED)
        )
        db.execute("DELETE FROM feedback_source WHERE source = ?", (source,))
        if has_table(db, PUBLISHED_ITEMS):
            db.execute("DELETE FROM feedback_published_item WHERE source_id = ?", (source,))
    return erased
