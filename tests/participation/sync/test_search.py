"""Items are found by words and place: folding, order, filters of the layers, limits, older databases."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from killed import TwoStates
from samplan.participation.position import from_lat_lon
from samplan.participation.query import Query
from samplan.participation.record import make_record
from samplan.participation.sync import store
from samplan.participation.sync.search import MOST_VOTES, find, folded
from samplan.participation.sync.sync import sync

ITEMS = (
    # id, title, text, category, votes, day, position
    ("1", "Farlig korsning", "Bilar kör för fort vid skolan", "Trafik", 3, 1, (59.0, 18.0)),
    ("2", "", "FÖR FÅ träd på torget", "Grönt", 12, 2, (59.5, 18.5)),
    ("3", "Café", "Café saknas vid torget", "Service", None, 3, (60.0, 19.0)),
    ("4", "Ljus", "Trasig lampa, Storgatan 5", "Ljus", 12, 4, None),
)


class Listed(TwoStates):
    def pages(self, query, since=None):
        from samplan.participation.connectors.base import Page

        yield Page(
            [
                make_record(
                    self.source_id(query), key, "report", title=title, text=text, category=category, votes_up=votes,
                    created=f"2026-05-{day:02d}T08:00:00Z", position=from_lat_lon(*(place or (None, None))),
                    address="Torggränd 1" if key == "1" else None,
                )
                for key, title, text, category, votes, day, place in ITEMS
            ],
            len(ITEMS),
        )  # fmt: skip


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "feedback.gpkg"
    sync(Listed(0), Query(), path)
    return path


def ids(found):
    return [row["item_id"] for row in found.rows]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ["4", "3", "2", "1"]),
        ("torget", ["3", "2"]),
        ("FÖR", ["2", "1"]),
        ("for", ["1"]),  # "fort": ö is no o in the languages of the north
        ("cafe", ["3"]),
        ("torg träd", ["2"]),
        ("trafik", ["1"]),
        ("torggränd", ["1"]),
        ("% _ '", []),
        ("storgatan", ["4"]),
    ],
)
def test_every_word_must_be_there(database, words, expected):
    found = find(database, words)
    assert ids(found) == expected
    assert found.total == len(expected)


def test_most_votes_first_and_unknown_votes_last(database):
    assert ids(find(database, order=MOST_VOTES)) == ["4", "2", "1", "3"]


def test_a_limit_is_told(database):
    found = find(database, limit=2)
    assert (ids(found), found.total) == (["4", "3"], 4)


def test_place_and_filters(database):
    assert ids(find(database, box=(18.4, 59.4, 19.1, 60.1))) == ["3", "2"]
    both = {store.LAYER: "\"category\" = 'Trafik' -- mine", store.UNLOCATED: ""}
    assert ids(find(database, subsets=both)) == ["4", "1"]
    assert ids(find(database, subsets={store.LAYER: ""})) == ["3", "2", "1"]
    assert ids(find(database, subsets={store.LAYER: "ST_Area(geom) = 0"})) == ["3", "2", "1"]  # only GDAL knows it


def test_removed_items_are_not_found(database):
    with closing(sqlite3.connect(database)) as db, db:
        for trigger in [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]:
            db.execute(f'DROP TRIGGER "{trigger}"')
        db.execute("UPDATE feedback SET deleted_utc = '2026-06-01' WHERE item_id = '2'")
    assert ids(find(database, "torget")) == ["3"]


def test_folding():
    assert [folded(text) for text in ("Ärende É", None, "STRASSE Straße", "ØÆ ü")] == [
        "ärende e",
        "",
        "strasse strasse",
        "øæ u",
    ]
