"""Filling a spatial index at once: SQLite itself says whether the tree is right."""

from __future__ import annotations

import sqlite3

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from osgeo import ogr
from samplan.participation.keeping import spatial_index, store

INDEX = "tree"


def tree(count, seed=1):
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.execute(f"CREATE VIRTUAL TABLE {INDEX} USING rtree(id, minx, maxx, miny, maxy)")
    random = np.random.default_rng(seed)
    ids = random.permutation(count) + 7
    x, y = random.uniform(-180, 180, count), random.uniform(-90, 90, count)
    spatial_index.fill(db, INDEX, ids, x, y)
    return db, ids, x, y


def checked(db):
    return db.execute("SELECT rtreecheck('main', ?)", (INDEX,)).fetchone()[0]


def found(db, west, south, east, north):
    rows = db.execute(f"SELECT id FROM {INDEX} WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?",
                      (west, east, south, north))  # fmt: skip
    return {row[0] for row in rows}


@pytest.mark.parametrize("count", [0, 1, 2, 50, 51, 52, 103, 51 * 51, 51 * 51 + 1, 20_000])
def test_tree_is_as_sqlite_wants_it_and_finds_what_is_there(count):
    db, ids, x, y = tree(count)
    assert checked(db) == "ok"
    assert db.execute(f"SELECT count(*) FROM {INDEX}").fetchone() == (count,)
    for west, south, east, north in ((-180, -90, 180, 90), (-20, -10, 40, 30), (170, 80, 180, 90)):
        inside = set(ids[(x >= west) & (x <= east) & (y >= south) & (y <= north)].tolist())
        assert inside <= found(db, west, south, east, north)
        assert len(found(db, west, south, east, north) - inside) <= 2  # single precision, at the very border


def test_tree_lives_on():
    db, ids, *_places = tree(5_000)
    random = np.random.default_rng(2)
    for row in random.permutation(5_000)[:4_900]:
        db.execute(f"DELETE FROM {INDEX} WHERE id = ?", (int(ids[row]),))
    assert checked(db) == "ok"
    for new in range(3_000):
        db.execute(f"INSERT INTO {INDEX} VALUES (?, 1, 1, ?, ?)", (100_000 + new, new / 100, new / 100))
    assert checked(db) == "ok"
    assert db.execute(f"SELECT count(*) FROM {INDEX}").fetchone() == (3_100,)


def test_an_emptied_tree_can_be_filled_again():
    db, ids, x, y = tree(5_000)
    db.execute(f"DELETE FROM {INDEX}")
    assert spatial_index.is_empty(db, INDEX)
    spatial_index.fill(db, INDEX, ids, x, y)
    assert checked(db) == "ok"
    assert not spatial_index.is_empty(db, INDEX)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=300), st.data())
def test_every_point_is_found_where_it_is(points, data):
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.execute(f"CREATE VIRTUAL TABLE {INDEX} USING rtree(id, minx, maxx, miny, maxy)")
    x, y = np.array(points).T
    spatial_index.fill(db, INDEX, np.arange(len(points)), x, y)
    assert checked(db) == "ok"
    row = data.draw(st.integers(0, len(points) - 1))
    assert row in found(db, x[row], y[row], x[row], y[row])


def test_gdal_reads_through_it(tmp_path):
    path = tmp_path / "f.gpkg"
    store.create_or_migrate(path)
    random = np.random.default_rng(3)
    lon, lat = random.uniform(17, 19, 3_000), random.uniform(59, 60, 3_000)
    with store.connect(path) as db, store.writing(db, path, lambda: False):
        db.executemany(
            "INSERT INTO feedback (fid, item_id, geom) VALUES (?, ?, ?)",
            [(n + 1, str(n), store.point_blob(lon[n], lat[n])) for n in range(3_000)],
        )
        spatial_index.fill(db, store.INDEX, np.arange(1, 3_001), lon, lat)
    source = ogr.Open(str(path))
    layer = source.GetLayerByName("feedback")
    layer.SetSpatialFilterRect(17.5, 59.2, 18.0, 59.5)
    expected = ((lon >= 17.5) & (lon <= 18.0) & (lat >= 59.2) & (lat <= 59.5)).sum()
    assert layer.GetFeatureCount() == expected == len([1 for _ in layer])
