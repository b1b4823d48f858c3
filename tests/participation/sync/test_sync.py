"""Properties of the sync: order, duplication, repetition, abortion; removals, filters, locking, the database's layout."""

from __future__ import annotations

import random
import shutil
import sqlite3
import threading
from contextlib import closing
from dataclasses import dataclass, replace

import pytest
from faults import content, spatial_index_is_right, stored
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samplan.messages import Cancelled
from samplan.participation.connectors.base import Capabilities, Connection, Connector, Page
from samplan.participation.errors import DatabaseError
from samplan.participation.position import from_lat_lon
from samplan.participation.privacy.purpose import Purpose
from samplan.participation.query import Query
from samplan.participation.record import make_record
from samplan.participation.sync import store
from samplan.participation.sync import sync as engine
from samplan.participation.sync.sync import sync
from samplan.web import errors
from samplan.web.errors import Unreachable
from samplan.web.transport import plain_transport

COUNTS = ("new", "changed", "removed", "unlocated", "complete")


@dataclass(frozen=True)
class Thing:
    id: str
    text: str = "Text"
    lat: float | None = 59.3
    lon: float | None = 18.1
    day: int = 1
    status: str = "open"
    deleted: bool = False


class Source(Connector):
    """A connector over lists of pages; ``fails_after`` pages the connection is lost."""

    title = {"en": "Test"}
    capabilities = Capabilities(dates=True, consultations=True)

    def __init__(self, pages, total=None, fails_after=None):
        super().__init__(Connection("http://source.invalid"), plain_transport("http://source.invalid"))
        self.id = "test"
        self.lists, self.total, self.fails_after = pages, total, fails_after
        self.sweeps = 0
        self.hook = lambda number: None

    def pages(self, query, since=None):
        self.sweeps += 1
        for number, page in enumerate(list(self.lists)):
            if self.fails_after is not None and number >= self.fails_after:
                raise Unreachable("gone")
            records = [
                make_record(
                    self.source_id(query), thing.id, "report", text=thing.text, status=thing.status,
                    created=f"2026-05-{thing.day:02d}T08:00:00Z", position=from_lat_lon(thing.lat, thing.lon),
                    deleted="2026-06-01T00:00:00Z" if thing.deleted else None,
                )
                for thing in page
            ]  # fmt: skip
            yield Page(records, self.total)
            self.hook(number)


def things(count):
    return [Thing(str(n), f"Text {n}", 59 + n / 100, 18 + n / 100, 1 + n % 28) for n in range(count)]


def cut(items, size):
    return [items[at : at + size] for at in range(0, len(items), size)]


def counts(result):
    return tuple(getattr(result, name) for name in COUNTS)


a_thing = st.builds(
    Thing,
    id=st.integers(0, 12).map(str),
    text=st.sampled_from(["a", "b", "å <b>c</b>", ""]),
    lat=st.sampled_from([None, 0.0, 59.3, 59.4]),
    lon=st.sampled_from([0.0, 18.1, 18.2]),
    deleted=st.booleans(),
)
some_things = st.lists(a_thing, max_size=14, unique_by=lambda thing: thing.id)
few = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@few
@given(first=some_things, second=some_things, seed=st.integers(0, 2**16), size=st.integers(1, 5))
def test_any_order_and_duplication_of_pages_gives_the_same_layer(tmp_path_factory, first, second, seed, size):
    folder = tmp_path_factory.mktemp("order")
    shuffle = random.Random(seed)
    for items in (first, second):
        sync(Source([items]), Query(), folder / "plain.gpkg")
        mixed = items + shuffle.sample(items, min(3, len(items)))
        shuffle.shuffle(mixed)
        sync(Source(cut(mixed, size)), Query(), folder / "mixed.gpkg")
    plain, mixed = (without_times_of_removal(content(folder / name)) for name in ("plain.gpkg", "mixed.gpkg"))
    assert plain == mixed
    assert spatial_index_is_right(folder / "mixed.gpkg")


@few
@given(first=some_things, second=some_things)
def test_sync_is_idempotent(tmp_path_factory, first, second):
    path = tmp_path_factory.mktemp("idem") / "a.gpkg"
    sync(Source([first]), Query(), path)
    sync(Source([second]), Query(), path)
    before = content(path)
    result = sync(Source([second]), Query(), path)
    assert counts(result)[:3] == (0, 0, 0)
    assert content(path) == before


@few
@given(first=some_things, second=some_things, size=st.integers(1, 4), fails_after=st.integers(0, 3))
def test_an_aborted_sync_followed_by_a_complete_one_equals_one_complete_sync(
    tmp_path_factory, first, second, size, fails_after
):
    folder = tmp_path_factory.mktemp("abort")
    for name in ("once.gpkg", "twice.gpkg"):
        sync(Source([first]), Query(), folder / name)
    try:
        aborted = sync(Source(cut(second, size), fails_after=fails_after), Query(), folder / "twice.gpkg")
        if aborted.error is not None:
            assert aborted.removed <= sum(thing.deleted for thing in second)
    except Unreachable:
        pass
    for name in ("once.gpkg", "twice.gpkg"):
        sync(Source(cut(second, size)), Query(), folder / name)
    once, twice = (content(folder / name) for name in ("once.gpkg", "twice.gpkg"))
    assert without_times_of_removal(once) == without_times_of_removal(twice)


def without_times_of_removal(rows):
    """The moment an item was found missing differs between two runs of a test."""
    return [
        tuple(value for value in row if not (isinstance(value, str) and value > "2026-06-02" and "T" in value))
        for row in rows
    ]


def test_counts_and_tombstones(database):
    items = things(6)
    assert counts(sync(Source([items]), Query(), database)) == (6, 0, 0, 0, True)
    changed = [Thing("0", "Nytt", 59, 18), Thing("1", "Text 1", None, None, 2), *items[2:5]]
    assert counts(sync(Source([changed]), Query(), database)) == (0, 2, 1, 1, True)
    (gone,) = store.rows(database, "SELECT * FROM feedback_unlocated WHERE deleted_utc IS NOT NULL")
    assert (gone["item_id"], gone["text"], gone["title"], gone["content_hash"]) == ("5", None, None, None)
    assert gone["created_utc"] == "2026-05-06T08:00:00.000Z"
    assert b"Text 5" not in database.read_bytes()
    back = sync(Source([items]), Query(), database)
    assert counts(back) == (1, 2, 0, 0, True)
    assert store.rows(database, "SELECT * FROM feedback_unlocated") == []
    assert spatial_index_is_right(database)


def test_own_columns_and_row_numbers_survive_a_change(database):
    items = things(3)
    sync(Source([items]), Query(), database)
    with store.connect(database) as db:
        db.execute("ALTER TABLE feedback ADD COLUMN handled_by TEXT")
        for name in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            db.create_function(name, 1, lambda _blob: 0)
        db.execute("UPDATE feedback SET handled_by = 'gatukontoret'")
    before = store.rows(database, "SELECT fid, item_id FROM feedback ORDER BY fid")
    items[1] = Thing("1", "Ändrad", 59.5, 18.5)
    sync(Source([items]), Query(), database)
    assert store.rows(database, "SELECT fid, item_id FROM feedback ORDER BY fid") == before
    assert {row["handled_by"] for row in store.rows(database, "SELECT handled_by FROM feedback")} == {"gatukontoret"}
    assert spatial_index_is_right(database)


def test_gdal_can_still_edit_and_query_the_layer(database):
    from osgeo import ogr

    sync(Source([things(5)]), Query(), database)
    source = ogr.Open(str(database), 1)
    layer = source.GetLayerByName("feedback")
    layer.SetSpatialFilterRect(18.005, 58, 18.025, 60)
    assert sorted(feature.GetField("item_id") for feature in layer) == ["1", "2"]
    layer.SetSpatialFilter(None)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetField("source_id", "by hand")
    feature.SetField("item_id", "1")
    feature.SetField("kind", "report")
    feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT (18.3 59.3)"))
    assert layer.CreateFeature(feature) == 0
    feature = layer = source = None
    assert spatial_index_is_right(database)
    assert sync(Source([things(5)]), Query(), database).removed == 0
    assert len(stored(database)) == 5  # "1" of both sources


def test_a_total_that_is_not_reached_removes_nothing(database):
    sync(Source([things(6)]), Query(), database)
    result = sync(Source([things(4)], total=6), Query(), database)
    assert (result.removed, result.complete) == (0, False)
    assert "6 items, but delivered 4" in " ".join(map(str, result.summary()))
    assert store.history(database)[0]["complete"] == 0


def test_items_shifting_between_pages_are_swept_again(database):
    items = things(6)
    sync(Source([items]), Query(), database)
    source = Source(cut(items, 3), total=6)

    def vanish(number):
        if source.sweeps == 1 and number == 0:  # item 0 vanishes: 3 slides onto the page that was already read
            source.lists, source.total = cut(items[1:], 3), 5

    source.hook = vanish
    source.lists = cut(items, 3)
    original = source.pages

    def pages(query, since=None):
        for sent, page in enumerate(original(query, since)):
            if source.sweeps == 1 and sent == 1:
                page = Page([record for record in page.records if record.item_id != "3"], 5)
            yield page

    source.pages = pages
    result = sync(source, Query(), database)
    assert source.sweeps >= 2
    assert "3" in stored(database)
    assert result.complete
    sync(Source([items[1:]]), Query(), database)
    assert set(stored(database)) == {"1", "2", "3", "4", "5"}


def test_removals_of_paged_sources_are_confirmed_by_a_second_sweep(database):
    items = things(6)
    source = Source(cut(items, 2))
    sync(source, Query(), database)
    assert source.sweeps == 1
    source.lists = cut(items[:5], 2)
    assert sync(source, Query(), database).removed == 1
    assert source.sweeps == 3


class Scripted(Source):
    """Two pages of five, and each sweep ends as a script says; the last item is missing from all of them."""

    def __init__(self, endings):
        super().__init__([])
        self.endings = endings

    def pages(self, query, since=None):
        ending = self.endings[self.sweeps]
        self.lists = cut(things(9), 5)
        for number, page in enumerate(super().pages(query, since)):
            if number == 1 and ending == "fails":
                raise Unreachable("gone")
            total = {"shifts": 9 + number, "falls short": 12}.get(ending, 9)
            yield Page(page.records, total, complete=ending != "incomplete")


ENDINGS = ("steady", "shifts", "falls short", "incomplete", "fails")


@pytest.mark.parametrize("first", ENDINGS)
@pytest.mark.parametrize("second", ENDINGS)
@pytest.mark.parametrize("third", ENDINGS)
def test_only_what_two_steady_sweeps_miss_is_removed(database, first, second, third):
    """Every ending of every sweep: a shifted one is repeated, any other but a steady one ends the run without removals."""
    assert sync(Source(cut(things(10), 5), total=10), Query(), database).complete
    steady, confirmed = 0, False
    for ending in (first, second, third):
        steady += ending == "steady"
        if steady == 2:
            confirmed = True
        if confirmed or ending not in ("steady", "shifts"):
            break
    source = Scripted((first, second, third))
    result = sync(source, Query(), database)
    assert (result.complete, result.removed) == (confirmed, int(confirmed))
    assert len(stored(database)) == 10 - confirmed
    told = " ".join(map(str, result.summary())).lower()
    assert ("nothing was removed" in told) == (not confirmed)
    again = sync(Source(cut(things(9), 5), total=9), Query(), database)
    assert (again.complete, again.removed) == (True, int(not confirmed))


def test_a_server_that_repeats_a_page_is_stopped(database):
    sync(Source([things(6)]), Query(), database)
    result = sync(Source([things(3)] * 1000), Query(), database)
    assert (result.removed, result.complete) == (0, False)


def test_a_suddenly_empty_source_is_not_believed(database):
    sync(Source([things(30)]), Query(), database)
    result = sync(Source([[]]), Query(), database)
    assert (result.removed, result.complete) == (0, False)
    assert "no longer delivers 30 of the 30 items" in store.history(database)[0]["message"]
    assert sync(Source([[]]), Query(), database, accept_empty=True).removed == 30


@pytest.mark.parametrize("part", ["text", "position"])
def test_a_renamed_question_does_not_wipe_out_what_is_stored(database, part):
    """12 of 20 items lose it: more than half. They stay; the others change; nothing is removed, and the run is incomplete."""
    before = things(20)
    sync(Source([before]), Query(), database)
    emptied = {"text": {"text": ""}, "position": {"lat": None, "lon": None}}[part]
    after = [replace(item, **emptied) if n < 12 else replace(item, status="closed") for n, item in enumerate(before)]
    source = Source([after[:-1]])
    result = sync(source, Query(), database)
    assert (result.changed, result.removed, result.complete, result.lost) == (7, 0, False, 12)
    assert f"no longer delivers a {part} for 12 of the " in " ".join(map(str, result.notes))
    rows = stored(database)
    assert len(rows) == 20
    assert all(rows[str(n)]["text"] == f"Text {n}" and rows[str(n)]["located"] for n in range(20))
    assert [row["status"] for row in rows.values()].count("closed") == 7
    accepted = sync(source, Query(), database, accept_empty=True)
    assert (accepted.changed, accepted.removed, accepted.complete, accepted.lost) == (12, 1, True, 0)
    assert not rows_with(database, part, range(12))


@pytest.mark.parametrize("lost", [4, 10])
def test_few_or_half_may_lose_their_text(database, lost):
    before = things(20)
    sync(Source([before]), Query(), database)
    result = sync(
        Source([[replace(item, text="") if n < lost else item for n, item in enumerate(before)]]), Query(), database
    )
    assert (result.changed, result.complete, result.lost) == (lost, True, 0)


def rows_with(database, part, numbers):
    rows = stored(database)
    return [n for n in numbers if (rows[str(n)]["text"] if part == "text" else rows[str(n)]["located"])]


def test_removals_under_a_filter_need_the_same_filter(database):
    items = things(10)
    narrow = Query(start="2026-05-06T00:00:00.000Z")
    sync(Source([items]), Query(), database)
    assert sync(Source([items[5:]]), narrow, database).removed == 0
    assert sync(Source([items[6:]]), narrow, database).removed == 1
    assert sync(Source([items[6:]]), Query(consultation="x"), database).removed == 0
    assert sync(Source([[*items[:5], *items[6:]]]), Query(), database).removed == 0
    assert len(stored(database)) == 9


def test_status_filter_keeps_an_item_that_leaves_it_current(database):
    query = Query(statuses=("open",))
    sync(Source([things(3)]), query, database)
    items = things(4)
    items[0] = Thing("0", "Text 0", 59, 18, 1, "closed")
    items[3] = Thing("3", "Text 3", 59.03, 18.03, 4, "closed")
    assert counts(sync(Source([items]), query, database)) == (0, 1, 0, 0, True)
    assert stored(database)["0"]["status"] == "closed"
    assert "3" not in stored(database)


def test_two_sources_in_one_database(database):
    first, second = Source([things(3)]), Source([things(2)])
    second.base = "http://other.invalid"
    sync(first, Query(), database)
    assert counts(sync(second, Query(), database)) == (2, 0, 0, 0, True)
    second.lists = [[]]
    assert sync(second, Query(), database).removed == 2
    assert len(stored(database)) == 3


def test_failure_before_the_first_item_raises_and_is_recorded(database):
    sync(Source([things(2)]), Query(), database)
    with pytest.raises(Unreachable):
        sync(Source([things(2)], fails_after=0), Query(), database)
    last = store.history(database)[0]
    assert (last["complete"], last["message"]) == (0, "gone Nothing was changed.")
    assert len(stored(database)) == 2


def test_a_failed_first_run_leaves_no_database(tmp_path):
    path = tmp_path / "new.gpkg"
    with pytest.raises(Unreachable):
        sync(Source([things(2)], fails_after=0), Query(), path)
    with pytest.raises(Cancelled):
        sync(Source([things(2)]), Query(), path, cancelled=lambda: True)
    path.touch()  # a placeholder of a file dialog
    with pytest.raises(Unreachable):
        sync(Source([things(2)], fails_after=0), Query(), path)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(DatabaseError):
        sync(Source([things(2)]), Query(), tmp_path / "no" / "folder.gpkg")
    assert sync(Source([things(2), things(4)], fails_after=1), Query(), path).error is not None
    assert len(stored(path)) == 2, "what arrived before a failure is kept"


def test_what_another_run_put_into_a_new_database_stays(tmp_path):
    path = tmp_path / "new.gpkg"
    failing = Source([things(1), []], fails_after=0)
    other = Source([things(3)])
    other.base = "http://other.invalid"
    failing.resolve = lambda query: (sync(other, Query(), path), query)[1]
    with pytest.raises(Unreachable):
        sync(failing, Query(), path)
    assert len(stored(path)) == 3


def test_a_database_removed_meanwhile_is_told(tmp_path):
    path = tmp_path / "new.gpkg"
    source = Source([things(3)])
    source.hook = lambda number: path.unlink()
    with pytest.raises(DatabaseError, match="was removed while"):
        sync(source, Query(), path)


def test_an_existing_database_gets_its_log_row(tmp_path):
    path = tmp_path / "own.gpkg"
    sync(Source([things(2)]), Query(), path)
    with pytest.raises(Unreachable):
        sync(Source([things(2)], fails_after=0), Query(), path)
    with pytest.raises(Cancelled):
        sync(Source([things(2)]), Query(), path, cancelled=lambda: True)
    assert [row["complete"] for row in store.history(path)] == [0, 0, 1]


def test_nonsense_from_a_connector_becomes_a_plain_error(database):
    class Odd(Source):
        def pages(self, query, since=None):
            yield Page([], 5)
            raise KeyError("geometry")

    with pytest.raises(errors.UnexpectedAnswer, match="KeyError"):
        sync(Odd([things(2)]), Query(), database)


def test_cancel_during_the_transaction_changes_nothing(database, monkeypatch):
    sync(Source([things(3)]), Query(), database)
    before = content(database)
    asked = []
    original = engine.Staging.merge

    def merge(self, *arguments):
        found = original(self, *arguments)
        asked.append(True)
        return found

    monkeypatch.setattr(engine.Staging, "merge", merge)
    with pytest.raises(Cancelled):
        sync(Source([things(5)]), Query(), database, cancelled=lambda: bool(asked))
    assert content(database) == before
    assert spatial_index_is_right(database)


def test_a_locked_database_says_so_and_loses_nothing(database, monkeypatch):
    sync(Source([things(2)]), Query(), database)
    before = content(database)
    monkeypatch.setattr(store, "LOCK_TIMEOUT", 0.2)
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(DatabaseError, match="used by another program"):
            sync(Source([things(4)]), Query(), database)
    finally:
        other.rollback()
        other.close()
    assert content(database) == before
    assert sync(Source([things(4)]), Query(), database).new == 2


@pytest.mark.parametrize("journal", ["wal", "delete"])
def test_readers_may_stay_open(database, journal):
    sync(Source([things(2)]), Query(), database)
    reader = sqlite3.connect(database)
    reader.execute(f"PRAGMA journal_mode = {journal}")
    cursor = reader.execute("SELECT * FROM feedback")
    cursor.fetchone()
    outcome = []
    worker = threading.Thread(target=lambda: outcome.append(sync(Source([things(4)]), Query(), database)))
    worker.start()
    if journal == "delete":  # a reader in the middle of a result makes the commit wait
        worker.join(0.4)
        cursor.fetchall()
    worker.join(10)
    assert outcome[0].new == 2
    assert reader.execute("SELECT count(*) FROM feedback").fetchone()[0] in (2, 4)
    reader.close()


def test_unusable_places_are_plain_errors(tmp_path):
    with pytest.raises(DatabaseError, match="folder"):
        sync(Source([[]]), Query(), tmp_path / "missing" / "a.gpkg")
    (tmp_path / "text.gpkg").write_text("hello " * 50)
    with pytest.raises(DatabaseError, match="not a GeoPackage"):
        sync(Source([[]]), Query(), tmp_path / "text.gpkg")


def test_newer_layout_is_refused_and_tables_are_added_to_an_existing_geopackage(tmp_path):
    from osgeo import ogr

    path = tmp_path / "plan.gpkg"
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    source.CreateLayer("areas", None, ogr.wkbPolygon)
    source = None
    sync(Source([things(2)]), Query(), path)
    assert len(stored(path)) == 2
    assert ogr.Open(str(path)).GetLayerByName("areas") is not None
    with store.connect(path) as db:
        db.execute("INSERT INTO feedback_schema VALUES (99, 'x')")
    with pytest.raises(DatabaseError, match="newer"):
        sync(Source([things(2)]), Query(), path)


def test_swapped_coordinates_lose_their_position_until_corrected(database):
    items = things(8)
    items[2] = Thing("2", "Text 2", 18.02, 59.02, 3)
    result = sync(Source([items]), Query(), database)
    assert (result.unlocated, stored(database)["2"]["geom_origin"]) == (1, "none")
    assert counts(sync(Source([items]), Query(), database)) == (0, 0, 0, 1, True)
    assert counts(sync(Source([things(8)]), Query(), database)) == (0, 1, 0, 0, True)


def test_purpose_source_and_history_are_kept(database):
    purpose = Purpose(controller="Kommunen", purpose="Översiktsplan", retain_until="2027-12-31")
    sync(Source([things(2)]), Query(), database, purpose=purpose)
    sync(Source([things(2)]), Query(), database)
    (row,) = store.rows(database, "SELECT * FROM feedback_source")
    assert Purpose.from_row(row) == purpose
    runs = store.history(database)
    assert [run["new"] for run in runs] == [0, 2]
    assert runs[0]["started"] > runs[1]["started"]
    assert store.erase_source(database, row["source"]) == 2
    assert (stored(database), spatial_index_is_right(database)) == ({}, True)


def test_progress_and_notes(database):
    seen = []
    sync(Source(cut(things(6), 2), total=6), Query(), database, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(2, 6), (4, 6), (6, 6)]


class Changing(Source):
    """Tells changes and removals, as Go Vocal does."""

    capabilities = Capabilities(incremental=True, deleted_feed=True)
    gone: list[str] = []

    def pages(self, query, since=None):
        self.asked = since
        yield from super().pages(query, since)

    def deleted(self, query, since):
        yield self.gone


def test_incremental_with_a_feed_of_removals(database):
    source = Changing([things(5)])
    assert sync(source, Query(), database).mode == "full"
    source.lists, source.gone = [[Thing("1", "Ny text", 59.01, 18.01, 2)]], ["4", "77"]
    result = sync(source, Query(), database)
    assert (result.mode, counts(result)) == ("incremental", (0, 1, 1, 0, True))
    assert source.asked < store.history(database)[1]["started"]
    assert set(stored(database)) == {"0", "1", "2", "3"}
    source.gone = []
    source.lists = [things(4)]
    assert sync(source, Query(), database, mode="full").removed == 0


class Skipping(Source):
    """A source whose first page also has items without an id."""

    def __init__(self, pages, total, skipped):
        super().__init__(pages, total)
        self.skipped = skipped

    def pages(self, query, since=None):
        for number, page in enumerate(super().pages(query, since)):
            yield page._replace(skipped=0 if number else self.skipped)


@pytest.mark.parametrize(("total", "complete"), [(4, True), (5, True), (6, False)])
def test_items_without_an_id_count_towards_what_the_service_says_it_has(database, total, complete):
    result = sync(Skipping(cut(things(4), 2), total, 1), Query(), database)
    assert (result.new, result.complete) == (4, complete)
    assert ("The service says that it has 6 items, but delivered 5" in told(result)) is not complete


@pytest.mark.parametrize(("total", "complete"), [(3, True), (4, True), (5, False), (None, False)])
def test_a_repeated_page_is_harmless_once_everything_has_come(database, total, complete):
    result = sync(Skipping([things(3)] * 20, total, 1), Query(), database)
    assert (result.new, result.complete) == (3, complete)
    assert ("repeats the same page" in told(result)) is not complete


def told(result):
    return " ".join(str(note) for note in result.notes)


class AskedForRemovals(Changing):
    def __init__(self, pages, whole=True):
        super().__init__(pages)
        self.whole, self.asked_for_removals, self.gone = whole, 0, ["1"]

    def pages(self, query, since=None):
        for page in super().pages(query, since):
            yield page._replace(complete=self.whole)

    def deleted(self, query, since):
        self.asked_for_removals += 1
        yield self.gone


def test_the_feed_of_removals_is_read_after_complete_incremental_runs_only(database):
    source = AskedForRemovals([things(3)])
    assert sync(source, Query(), database, mode="auto").mode == "full"
    assert source.asked_for_removals == 0
    source.whole = False
    result = sync(source, Query(), database, mode="auto")
    assert (result.mode, result.complete, result.removed, source.asked_for_removals) == ("incremental", False, 0, 0)
    source.whole = True
    result = sync(source, Query(), database, mode="auto")
    assert (result.mode, result.complete, result.removed, source.asked_for_removals) == ("incremental", True, 1, 1)


def test_without_a_feed_of_removals_none_is_asked_for(database):
    source = AskedForRemovals([things(3)])
    source.capabilities = Capabilities(incremental=True)
    sync(source, Query(), database, mode="incremental")
    result = sync(source, Query(), database, mode="incremental")
    assert (result.mode, result.removed, source.asked_for_removals) == ("incremental", 0, 0)


def _half_written(database, copy):
    """Copy a database as a killed program leaves it: half a transaction in the file, the old pages beside it."""
    with closing(sqlite3.connect(database)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("PRAGMA cache_size = 1")
        db.execute("BEGIN")
        numbers = "WITH n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n LIMIT 3000) SELECT i, hex(zeroblob(200)) FROM n"
        db.execute(f"CREATE TABLE filler AS {numbers}")
        db.execute("DELETE FROM feedback_sync")
        for end in ("", "-journal"):
            shutil.copy(f"{database}{end}", f"{copy}{end}")
        db.rollback()


def test_a_database_that_a_killed_program_left_half_written_is_read_as_it_was(database, tmp_path):
    sync(Source([things(3)]), Query(), database)
    copy = tmp_path / "killed.gpkg"
    _half_written(database, copy)
    assert copy.with_name("killed.gpkg-journal").stat().st_size > 512
    assert store.is_database(copy)
    _half_written(database, copy)
    assert [run["items"] for run in store.history(copy)] == [3]
    assert store.rows(copy, "SELECT count(*) AS n FROM sqlite_master WHERE name = 'filler'") == [{"n": 0}]


def test_what_cannot_be_read_is_not_taken_for_another_file(database, tmp_path, monkeypatch):
    sync(Source([things(3)]), Query(), database)
    other = tmp_path / "words.gpkg"
    other.write_text("no database")
    assert [store.is_database(path) for path in (database, other, tmp_path / "none.gpkg")] == [True, False, False]
    monkeypatch.setattr(store, "LOCK_TIMEOUT", 0.1)
    with closing(sqlite3.connect(database)) as held:
        held.execute("PRAGMA locking_mode = EXCLUSIVE")
        held.execute("PRAGMA journal_mode = DELETE")
        held.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DatabaseError, match="used by another program"):
            store.is_database(database)


def test_erased_words_are_in_no_file(database):
    """Also not in the write-ahead log, which QGIS uses while it shows the layer."""
    words = "Anna at Storgatan 5"
    with closing(sqlite3.connect(database)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        sync(Source([[Thing(str(n), f"{words} {n}") for n in range(200)]]), Query(), database)
        (row,) = store.rows(database, "SELECT source FROM feedback_source")
        assert store.erase_source(database, row["source"]) == 200
        assert store.vacuum(database)
        for path in database.parent.glob(f"{database.name}*"):
            assert words.encode() not in path.read_bytes(), path.name
