"""The spatial index of the feedback layer equals its geometries, whoever wrote them: GDAL's triggers do it."""

from __future__ import annotations

import sqlite3

import numpy as np
from faults import spatial_index_is_right
from hypothesis import given, settings
from hypothesis import strategies as st
from osgeo import ogr
from samplan.participation.sync import store

INSERT = "INSERT INTO feedback (fid, item_id, source_id, geom) VALUES (?, ?, 's', ?)"


def degrees(most):
    return st.integers(-most * 10**9, most * 10**9).map(lambda number: number / 1e9)


def boxes(db):
    return {row[0]: row[1:] for row in db.execute("SELECT id, minx, maxx, miny, maxy FROM rtree_feedback_geom")}


def filled(path, lon, lat):
    store.create_or_migrate(path)
    with store.connect(path) as db, store.writing(db, path, lambda: False):
        db.executemany(INSERT, [(n, str(n), store.point_blob(x, y)) for n, (x, y) in enumerate(zip(lon, lat), 1)])


def test_the_first_import_leaves_a_known_count(tmp_path):
    path = tmp_path / "f.gpkg"
    filled(path, [18.0, 18.5], [59.0, 59.5])
    with sqlite3.connect(path) as db:
        assert dict(db.execute("SELECT table_name, feature_count FROM gpkg_ogr_contents"))["feedback"] == 2


def test_gdal_reads_through_it(tmp_path):
    path = tmp_path / "f.gpkg"
    random = np.random.default_rng(3)
    lon, lat = random.uniform(17, 19, 3_000), random.uniform(59, 60, 3_000)
    filled(path, lon, lat)
    source = ogr.Open(str(path))
    layer = source.GetLayerByName("feedback")
    layer.SetSpatialFilterRect(17.5, 59.2, 18.0, 59.5)
    expected = ((lon >= 17.5) & (lon <= 18.0) & (lat >= 59.2) & (lat <= 59.5)).sum()
    assert layer.GetFeatureCount() == expected == len([1 for _ in layer])


@settings(deadline=None, max_examples=10)
@given(st.lists(st.tuples(degrees(180), degrees(90)), min_size=1, max_size=60))
def test_every_point_is_found_where_it_is(tmp_path_factory, points):
    path = tmp_path_factory.mktemp("index") / "f.gpkg"
    filled(path, *zip(*points))
    with store.connect(path, read_only=True) as db:
        for fid, (west, east, south, north) in boxes(db).items():
            x, y = points[fid - 1]
            assert west <= x <= east
            assert south <= y <= north
    assert spatial_index_is_right(path)


def test_it_follows_moves_removals_and_what_gdal_writes(tmp_path):
    path = tmp_path / "f.gpkg"
    filled(path, [18.0, 18.5, 19.0], [59.0, 59.5, 60.0])
    source = ogr.Open(str(path), 1)
    layer = source.GetLayerByName("feedback")
    feature = layer.GetFeature(3)
    feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT (10 50)"))
    layer.SetFeature(feature)
    feature = layer = source = None
    with store.connect(path) as db, store.writing(db, path, lambda: False):
        db.execute("UPDATE feedback SET geom = ? WHERE fid = 1", (store.point_blob(17.25, 58.5),))
        db.execute("UPDATE feedback SET geom = ? WHERE fid = 3", (store.point_blob(11.0, 51.0),))
        db.execute("UPDATE feedback SET title = 'same place'")
        db.execute("DELETE FROM feedback WHERE fid = 2")
        assert boxes(db) == {1: (17.25, 17.25, 58.5, 58.5), 3: (11.0, 11.0, 51.0, 51.0)}
    assert spatial_index_is_right(path)
    with sqlite3.connect(path) as db:
        extent = db.execute("SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = 'feedback'")
        assert extent.fetchone() == (11.0, 51.0, 17.25, 58.5)
        count = "SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = 'feedback'"
        assert db.execute(count).fetchone() == (2,)
    assert store.erase_source(path, "s") == 2
    assert spatial_index_is_right(path)
