"""Attacks on what is published: linkage with the source, two dates, two cell sizes, a filter. Names and places are made up."""

from __future__ import annotations

import csv
from collections import Counter

import numpy as np
import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer

from ..conftest import column

K = 5
EVERYTHING = ["kind", "category", "status", "lang", "votes_up", "votes_down", "comments_n", "marks"]
CATEGORIES = ("Trafik", "Park", "Buller", "Belysning", "Cykel", "Snöröjning", "Klotter", "Övrigt")


class Source:
    """A CSV file in SWEREF 99 TM that changes, the database it is imported into, and what is published from that."""

    def __init__(self, run, folder, count=1500, seed=1):
        self.run, self.folder, self.random = run, folder, np.random.default_rng(seed)
        self.items, self.number, self.published = [], 0, 0
        self.add(count)

    def add(self, count, **fixed):
        middle = self.random.uniform(0, 6000, (12, 2))
        for _ in range(count):
            x, y = middle[self.random.integers(12)] + self.random.normal(0, 350, 2)
            random = self.random
            row = {
                "id": str(self.number),
                "category": str(random.choice(CATEGORIES)),
                "status": str(random.choice(["open", "closed"])),
                "votes_up": int(random.geometric(0.12)) - 1,
                "text": f"Ord nummer {self.number}",
                "e": 674000 + x,
                "n": 6580000 + y,
                "created": f"{2024 + random.integers(2)}-{1 + random.integers(12):02d}-{1 + random.integers(28):02d}T10:00:00Z",
            }
            self.items.append({**row, **fixed})
            self.number += 1

    @property
    def database(self):
        return str(self.folder / "feedback.gpkg")

    def bring(self):
        path = self.folder / "source.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(self.items[0]), delimiter=";")
            writer.writeheader()
            writer.writerows(self.items)
        options = '{"crs": "EPSG:3006", "columns": {"east": "e", "north": "n"}}'
        result, _ = self.run("importfeedback", CONNECTOR="file", URL=str(path), OPTIONS=options, DATABASE=self.database)
        assert result["COMPLETE"]
        return result

    def publish(self, layer=None, **given):
        given = {"CELL": "500", "K": K, "FIELDS": EVERYTHING, "GRID": "EPSG:3006", **given}
        results, log = self.run("publishfeedback", FEEDBACK=layer or f"{self.database}|layername=feedback", **given)
        return rows_of(results["OUTPUT"]), log, results


def rows_of(layer):
    names = [name for name in layer.fields().names() if name not in ("fid", "cell_items")]
    found = []
    for feature in layer.getFeatures():
        point = feature.geometry().asPoint()
        found.append((point.x(), point.y(), *(str(feature[name]) for name in names)))
    return Counter(found)


@pytest.fixture
def source(run, tmp_path):
    made = Source(run, tmp_path)
    made.bring()
    return made


def candidates(row, source, cell=500):
    """Return how many source items a published row can be: same cell, and every published value fits."""
    x, y, _size, _kind, category, status, *_ = row
    return sum(
        abs(item["e"] - x) <= cell / 2 and abs(item["n"] - y) <= cell / 2 and category in ("NULL", item["category"])
        and status in ("NULL", item["status"])
        for item in source.items
    )  # fmt: skip


def test_every_published_combination_has_k_items(source):
    rows, log, results = source.publish()
    assert sum(rows.values()) == results["PUBLISHED"] > 1000
    assert min(rows.values()) >= K, "all columns together: category, status, votes, month and what was withheld"
    abstract = results["OUTPUT"].metadata().abstract()
    for words in ("withheld in", "What remains possible", "every combination of values", "No earlier publication"):
        assert words in abstract
        assert words in log.text
    layer = results["OUTPUT"]
    for name in ("category", "status", "written"):
        values = column(layer, name)
        assert sum(value is not None for value in values) > 0.3 * len(values) or name == "written", name
        for value, withheld in zip(values, column(layer, "withheld")):
            assert (value is None) == (name in (withheld or "").split(","))
    fine = {"0", "1", "2–4", "5–9", "10–19", "20–49", "50–99", "100–199"}
    assert {votes for votes in column(layer, "votes_up") if votes} <= fine | {"1–9", "10–99", "100–999"}


def test_linkage_with_the_source(source):
    """Before, 97 % of the rows fitted one item of the source alone; now none fits fewer than K."""
    rows, _log, _results = source.publish()
    assert min(candidates(row, source) for row in rows) >= K
    layer = source.publish(FIELDS=["category", "status"], TIME="none")[2]["OUTPUT"]
    assert layer.featureCount() > 1000


@pytest.mark.parametrize(("first", "second"), [("500", "250"), ("250", "500"), ("1000", "250"), ("250", "100")])
def test_two_cell_sizes_cannot_be_subtracted(source, first, second):
    chosen = {"FIELDS": ["category"], "TIME": "none"}
    for cell in (first, second):
        rows, log, _ = source.publish(CELL=cell, **chosen)
        if cell == first:
            one = rows
    assert "Compared with 1 earlier publications" in log.text
    large, small = (one, rows) if int(first) > int(second) else (rows, one)
    size = max(int(first), int(second))
    if size % min(int(first), int(second)):
        return  # not nested: `test_publication.py` looks at each item
    sums, parts = Counter(), Counter()
    for row, count in large.items():
        sums[row[:2]] += count
    for row, count in small.items():
        parts[tuple((np.floor(np.array(row[:2]) / size) + 0.5) * size)] += count
    assert parts
    for place in sums.keys() & parts.keys():
        rest = abs(sums[place] - parts[place])
        assert rest == 0 or rest >= K, (place, sums[place], parts[place])


@pytest.mark.parametrize("new", range(1, K))
def test_a_few_new_items_do_not_show(source, new):
    before, _log, _ = source.publish()
    source.add(new, e=677000.5, n=6583000.5, category="Trafik", status="open")
    assert source.bring()["NEW"] == new
    after, log, results = source.publish()
    assert after == before
    assert sum(after.values()) + results["HELD_BACK"] == len(source.items)
    assert "Compared with 1 earlier publications" in log.text


def test_enough_new_items_do_show(source):
    before, _log, _ = source.publish(FIELDS=["category"], TIME="none")
    (x, y, *_), _count = before.most_common(1)[0]
    source.add(K, e=x + 1, n=y + 1, category="Ny")
    source.bring()
    after, _log, _ = source.publish(FIELDS=["category"], TIME="none")
    assert sum((after - before).values()) == K
    assert {row[3] for row in after - before} == {"Ny"}
    assert not before - after


@pytest.mark.parametrize("gone", range(1, K))
def test_a_few_removed_items_do_not_show_as_few(source, gone):
    chosen = {"FIELDS": ["category"], "TIME": "none"}
    before, _log, _ = source.publish(**chosen)
    (x, y, *_), _count = before.most_common(1)[0]
    inside = [item for item in source.items if abs(item["e"] - x) < 250 and abs(item["n"] - y) < 250]
    for item in inside[:gone]:
        source.items.remove(item)
    assert source.bring()["REMOVED"] == gone
    after, _log, _ = source.publish(**chosen)
    for row in before.keys() | after.keys():
        change = abs(before[row] - after[row])
        assert change == 0 or change >= K, (row, before[row], after[row])
    again, _log, _ = source.publish(**chosen)
    assert again == after, "what is held back stays the same"


def test_a_status_that_changes_does_not_show_alone(source):
    chosen = {"FIELDS": ["status"], "TIME": "none"}
    before, _log, _ = source.publish(**chosen)
    for item in source.items[:3]:
        item["status"] = "closed" if item["status"] == "open" else "open"
    assert source.bring()["CHANGED"] == 3
    after, _log, _ = source.publish(**chosen)
    assert all(abs(before[row] - after[row]) in (0, *range(K, 999)) for row in before.keys() | after.keys())
    assert sum(after.values()) > 0.9 * sum(before.values())


def test_a_filter_cannot_be_subtracted(source):
    chosen = {"FIELDS": ["category"], "TIME": "none"}
    before, _log, _ = source.publish(**chosen)
    layer = QgsVectorLayer(f"{source.database}|layername=feedback", "feedback", "ogr")
    layer.setSubsetString("votes_up > 1")
    after, _log, _ = source.publish(layer, **chosen)
    assert 0 < sum(after.values()) < sum(before.values())
    for row in before.keys() | after.keys():
        rest = before[row] - after[row]
        assert rest == 0 or rest >= K or after[row] == 0, row


def test_forgetting_begins_anew_and_the_register_holds_no_words(source, tmp_path):
    from samplan.participation.sync import store

    source.publish(CELL="500")
    small, _log, _ = source.publish(CELL="100", FIELDS=["category"])
    fresh, _log, results = source.publish(CELL="100", FIELDS=["category"], EARLIER="forget")
    assert sum(fresh.values()) > sum(small.values())
    assert "No earlier publication" in results["OUTPUT"].metadata().abstract()
    (row,) = store.rows(source.database, "SELECT * FROM feedback_published")
    assert '"CELL": 100.0' in row["settings"]
    assert '"crs": "EPSG:3006"' in row["settings"]
    for table in store.TABLES[-3:]:
        told = str(store.rows(source.database, f"SELECT * FROM {table}"))
        assert not any(word in told for word in ("Ord nummer", "Trafik", "Klotter")), table
    source.run("erasefeedback", DATABASE=source.database, SOURCE=str(tmp_path / "source.csv"))
    assert store.rows(source.database, "SELECT * FROM feedback_published_item") == []


def test_a_database_that_cannot_note_it_publishes_nothing(source, monkeypatch, tmp_path):
    from samplan.participation.errors import DatabaseError
    from samplan.participation.sync import publications

    def locked(*_given, **_named):
        raise DatabaseError("{path} is being used by another program.", path="feedback.gpkg")

    monkeypatch.setattr(publications, "note", locked)
    target = tmp_path / "public.gpkg"
    with pytest.raises(QgsProcessingException, match="another program"):
        source.publish(OUTPUT=str(target))
    assert not target.exists()


def test_a_layer_of_no_database_says_that_it_was_not_compared(source, run):
    from ..conftest import make_layer

    layer = make_layer("Point", [("POINT(674001 6580001)",)] * 6, "")
    results, _log = run("publishfeedback", FEEDBACK=layer)
    assert "Not compared with other publications" in results["OUTPUT"].metadata().abstract()
    assert results["PUBLISHED"] == 6


def test_a_row_deleted_in_qgis_leaves_no_id_behind(source):
    from samplan.participation.sync import store

    source.publish()
    with store.connect(source.database) as db:
        db.execute("UPDATE feedback SET item_id = 'planted-id-17' WHERE fid = 1")
        db.execute("UPDATE feedback_published_item SET item_id = 'planted-id-17' WHERE item_id = '0'")
        db.execute("DELETE FROM feedback WHERE fid = 1")
    source.run("erasefeedback", DATABASE=source.database)  # nothing is due
    for part in source.folder.glob("feedback.gpkg*"):
        assert b"planted-id-17" not in part.read_bytes()
    rows, _log, _ = source.publish()
    assert min(rows.values()) >= K


def test_classes_of_numbers():
    from samplan.processing.listen._publication_values import _FINE, _class_of

    numbers = (0, 1, 2, 4, 5, 9, 10, 19, 20, 49.0, 50, 99, 100, 1234)
    fine = [
        "0",
        "1",
        *["2–4"] * 2,
        *["5–9"] * 2,
        *["10–19"] * 2,
        *["20–49"] * 2,
        *["50–99"] * 2,
        "100–199",
        "1000–1999",
    ]
    coarse = ["0", *["1–9"] * 5, *["10–99"] * 6, "100–999", "1000–9999"]
    assert [_class_of(number, _FINE) for number in numbers] == fine
    assert [_class_of(number, (1,)) for number in numbers] == coarse
    assert _class_of(None, _FINE) is _class_of(-1, _FINE) is None


@pytest.mark.parametrize("way", ["same file", "another path"])
def test_items_that_were_erased_and_came_back_single_nobody_out(run, tmp_path, way):
    """Six close together and one apart: of 7 in a 500 m cell and 6 in its quarter, the difference is one person."""
    source = Source(run, tmp_path, 0)
    for number in range(7):
        apart = number == 6
        source.add(1, e=674400 if apart else 674020 + 9 * number, n=6580900 if apart else 6580520, category="Trafik")
    source.bring()
    rows, _, _ = source.publish(TIME="none", FIELDS=["category"])
    assert sum(rows.values()) == 7
    run("erasefeedback", DATABASE=source.database, SOURCE=f"file:{(tmp_path / 'source.csv').resolve()}")
    if way == "another path":
        source.folder = tmp_path / "elsewhere"
        source.folder.mkdir()
        type(source).database = property(lambda _self: str(tmp_path / "feedback.gpkg"))
    try:
        source.bring()
        with pytest.raises(QgsProcessingException, match="7 items of earlier publications were erased"):
            source.publish(CELL="250", TIME="none", FIELDS=["category"])
        rows, _, _ = source.publish(CELL="250", TIME="none", FIELDS=["category"], EARLIER="forget")
        assert sum(rows.values()) == 6
        again, _, _ = source.publish(CELL="250", TIME="none", FIELDS=["category"])
        assert sum(again.values()) == 6
    finally:
        type(source).database = property(lambda self: str(self.folder / "feedback.gpkg"))


def test_a_run_without_pseudonyms_keeps_them(run, tmp_path):
    """Eight items of one author are one author in K, also after an import that does not ask for pseudonyms."""
    path, database = tmp_path / "letters.csv", str(tmp_path / "f.gpkg")
    rows = "".join(f"{n};Ord {n};anna@example.org;59,3;{18.0 + n / 100000:.5f}\n".replace(".", ",") for n in range(8))
    path.write_text("id;text;author;lat;lon\n" + rows.replace("example,org", "example.org"), encoding="utf-8")
    given = {"CONNECTOR": "file", "URL": str(path), "DATABASE": database}
    run("importfeedback", PSEUDONYMS=True, **given)
    publish = {"FEEDBACK": f"{database}|layername=feedback", "K": 5, "EARLIER": "forget"}
    assert run("publishfeedback", **publish)[0]["PUBLISHED"] == 0
    results, log = run("importfeedback", **given)
    assert "8 items keep the pseudonym of their author" in log.text
    assert results["COMPLETE"]
    assert run("publishfeedback", **publish)[0]["PUBLISHED"] == 0
    results, log = run("importfeedback", **given)
    assert results["CHANGED"] == 0


def test_the_same_rows_of_two_sources_count_once(run, tmp_path):
    """Three people, whose letters were imported from two files, are three: fewer than K = 5."""
    source = Source(run, tmp_path, 0)
    for number in range(3):
        source.add(1, e=674020 + 9 * number, n=6580520, category="Trafik")
    source.bring()
    copy = tmp_path / "copy.csv"
    copy.write_bytes((tmp_path / "source.csv").read_bytes())
    options = '{"crs": "EPSG:3006", "columns": {"east": "e", "north": "n"}}'
    run("importfeedback", CONNECTOR="file", URL=str(copy), OPTIONS=options, DATABASE=source.database)
    rows, _, _ = source.publish(TIME="none", FIELDS=["category"])
    assert not rows
    for number in range(2):
        source.add(1, e=674050 + 9 * number, n=6580520, category="Trafik")
    source.bring()
    rows, _, _ = source.publish(TIME="none", FIELDS=["category"], EARLIER="forget")
    assert sum(rows.values()) == 8  # five people; three of them twice
