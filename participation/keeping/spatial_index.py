"""Fill an empty spatial index of a GeoPackage at once: several times as fast as row by row.

Nodes are packed by sort-tile-recursive (Leutenegger, Lopez & Edgington 1997) and written in the format that SQLite
documents ("The SQLite R*Tree Module", section "Shadow tables"): the tree is as if rows had been inserted, only fuller.
"""

from __future__ import annotations

import math
import sqlite3

import numpy as np

_CELL = np.dtype([("id", ">i8"), ("minx", ">f4"), ("maxx", ">f4"), ("miny", ">f4"), ("maxy", ">f4")])
_HEADER = np.dtype([("depth", ">u2"), ("cells", ">u2")])


def is_empty(db: sqlite3.Connection, index: str) -> bool:
    """Whether an R-tree holds nothing."""
    return db.execute(f'SELECT 1 FROM "{index}_rowid" LIMIT 1').fetchone() is None  # noqa: S608 # nosec B608


def fill(db: sqlite3.Connection, index: str, ids: np.ndarray, x: np.ndarray, y: np.ndarray) -> None:
    """Put points into an empty two-dimensional R-tree; call inside a transaction.

    Parameters
    ----------
    db : sqlite3.Connection
    index : str
        Name of the virtual table, such as ``rtree_feedback_geom``.
    ids : ndarray of int, shape (n,)
        Row ids, different from each other.
    x, y : ndarray of float, shape (n,)
        Coordinates; finite.
    """
    if not len(ids):
        return
    for table in ("parent", "node"):
        db.execute(f'DELETE FROM "{index}_{table}" WHERE nodeno <> 1')  # noqa: S608 # nosec B608
    size = db.execute(f'SELECT length(data) FROM "{index}_node" WHERE nodeno = 1').fetchone()[0]  # noqa: S608 # nosec B608
    most = (size - _HEADER.itemsize) // _CELL.itemsize
    level = np.empty(len(ids), dtype=_CELL)
    level["id"] = ids
    for low, high, value in (("minx", "maxx", x), ("miny", "maxy", y)):
        level[low], level[high] = _down(value), -_down(-value)
    nodes: list[tuple[int, bytes]] = []
    parents: list[tuple[int, int]] = []
    number, depth = 1, 0
    while len(level) > most:  # the root is node 1 and comes last
        groups = _tiles(level, most)
        above = np.empty(len(groups), dtype=_CELL)
        first = number + 1
        for place, group in enumerate(groups):
            number += 1
            cells = level[group]
            nodes.append((number, _blob(cells, size, 0)))
            if depth:
                parents += [(int(child), number) for child in cells["id"]]
            else:
                db.executemany(
                    f'INSERT INTO "{index}_rowid" (rowid, nodeno) VALUES (?, ?)',  # noqa: S608 # nosec B608
                    [(int(row), number) for row in cells["id"]],
                )
            box = (cells["minx"].min(), cells["maxx"].max(), cells["miny"].min(), cells["maxy"].max())
            above[place] = (first + place, *box)
        level, depth = above, depth + 1
    rows = [(int(row), 1) for row in level["id"]]
    if depth:
        parents += rows
    else:
        db.executemany(f'INSERT INTO "{index}_rowid" (rowid, nodeno) VALUES (?, ?)', rows)  # noqa: S608 # nosec B608
    nodes.append((1, _blob(level, size, depth)))
    db.executemany(f'REPLACE INTO "{index}_node" (nodeno, data) VALUES (?, ?)', nodes)  # noqa: S608 # nosec B608
    db.executemany(f'INSERT INTO "{index}_parent" (nodeno, parentnode) VALUES (?, ?)', parents)  # noqa: S608 # nosec B608


def _down(values: np.ndarray) -> np.ndarray:
    """Return single-precision numbers that are not greater, as the index keeps lower bounds."""
    rounded = values.astype(np.float32)
    return np.where(rounded > values, np.nextafter(rounded, np.float32(-np.inf)), rounded)


def _tiles(cells: np.ndarray, most: int) -> list[np.ndarray]:
    """Return the rows of each node: vertical slices, cut into runs of nearly equal length along y."""
    nodes = math.ceil(len(cells) / most)
    groups: list[np.ndarray] = []
    for part in np.array_split(np.argsort(cells["minx"], kind="stable"), math.ceil(math.sqrt(nodes))):
        part = part[np.argsort(cells["miny"][part], kind="stable")]
        groups += np.array_split(part, math.ceil(len(part) / most))
    return groups


def _blob(cells: np.ndarray, size: int, depth: int) -> bytes:
    header = np.array((depth, len(cells)), dtype=_HEADER).tobytes()
    return (header + cells.tobytes()).ljust(size, b"\0")
