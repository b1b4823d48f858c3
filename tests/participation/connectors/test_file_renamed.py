"""A column that is renamed in the next export: what is stored from it stays until the loss is accepted."""

from __future__ import annotations

import pytest
from faults import stored
from samplan.participation.connectors.base import Connection
from samplan.participation.query import Query
from samplan.participation.registry import open_connector
from samplan.participation.sync.sync import sync
from samplan.participation.sync.sync_warnings import PARTS
from samplan.web.transport import plain_transport
from test_file import saved

COLUMNS = {
    "title": ("title", "Bänk {n}"), "text": ("text", "Saknas {n}"), "category": ("category", "Park"),
    "status": ("status_raw", "ny"),
    "created": ("created_utc", "2026-05-0{n}"), "updated": ("updated_utc", "2026-06-0{n}"), "url": ("url", "https://a.se/{n}"),
    "photo": ("media_urls", "https://a.se/{n}.jpg"), "platsbeskrivning": ("address", "Torget {n}"),
    "votes": ("votes_up", "{n}"),
    "dislikes": ("votes_down", "{n}"), "comment_count": ("comments_n", "{n}"), "lang": ("lang", "sv"),
    "hearing": ("consultation", "Plan"), "parent_id": ("parent_id", "p{n}"), "author": ("author_pseudonym", "Ek {n}"),
    "lat": ("lon", "59.{n}"),
}  # fmt: skip


def run(path, database, pseudonym=None, accept_empty=False):
    connection = Connection(str(path), pseudonym=pseudonym)
    return sync(
        open_connector("file", connection, plain_transport(str(path))), Query(), database, accept_empty=accept_empty
    )


def table(tmp_path, count, renamed=""):
    """Items 1 to ``count`` with every column; one of them called otherwise."""
    names = ";".join(f"{name} v2" if name == renamed else name for name in COLUMNS)
    rows = "".join(
        f"{n};18.0{n};" + ";".join(form.format(n=n) for _, form in COLUMNS.values()) + "\n" for n in range(1, count + 1)
    )
    return saved(tmp_path, f"id;lon;{names}\n{rows}")


def test_every_column_is_guarded():
    assert {column for column, _form in COLUMNS.values()} == set(PARTS)


@pytest.mark.parametrize("name", COLUMNS)
@pytest.mark.parametrize("count", [3, 8])
def test_a_renamed_column_wipes_out_nothing(tmp_path, database, name, count):
    """All of 3 and all of 8 would lose it: more than half of five, or all of three."""
    column = COLUMNS[name][0]
    run(table(tmp_path, count), database, str.upper)
    before = stored(database)
    assert all(row[column] is not None for row in before.values())
    again = table(tmp_path, count, name)
    result = run(again, database, str.upper)
    assert (result.complete, result.lost, result.removed, result.changed) == (False, count, 0, 0)
    assert all(stored(database)[key][column] == row[column] for key, row in before.items())
    assert f"no longer delivers a {PARTS[column]} for {count} of the {count}" in " ".join(map(str, result.notes))
    result = run(again, database, str.upper, accept_empty=True)
    assert (result.complete, result.changed) == (True, count)
    assert all(row[column] is None for row in stored(database).values())


def test_two_items_may_lose_a_value_and_pseudonyms_stay(tmp_path, database):
    run(table(tmp_path, 2), database)
    assert run(table(tmp_path, 2, "url"), database).complete
    path = table(tmp_path, 8)
    run(path, database, str.upper)
    assert run(path, database).complete
    assert all(row["author_pseudonym"] for row in stored(database).values())
