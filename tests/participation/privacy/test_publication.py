"""Publications that are compared: what all of them together tell belongs to nobody or to at least K."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from samplan.participation.privacy.publication import (
    Crowd,
    combinations,
    publish_cells,
    publish_values,
)
from samplan.participation.sync import publications, store

K = 5


def codes(*words):
    known = {}
    return np.array([known.setdefault(word, len(known)) for word in words])


def one_cell(columns, k=K, authors=None, own=None):
    """Return the levels known of items that all lie in one cell."""
    n = len(columns[0][0])
    x = y = np.full(n, 5.0)
    cells = publish_cells(x, y, 100, k, authors=authors, own=own)
    return cells, publish_values(cells, columns, k, Crowd.of(x, y, own, authors))


def test_a_rare_value_is_withheld_with_those_of_others():
    # 18 of a, 2 of b, K = 5: both b, and 3 of a, say nothing; 15 of a remain
    category = codes(*"a" * 18, *"bb")
    _cells, (known,) = one_cell([[category]])
    assert known[18:].tolist() == [0, 0]
    assert (known[:18] == 1).sum() == 15
    assert (known == 0).sum() == 5


def test_where_none_can_be_spared_all_of_the_rarest_follow():
    # 7 of a, 6 of b, 1 of c: a and b would have 3 and 2 left after sparing 4; the 6 of b follow c
    _cells, (known,) = one_cell([[codes(*"a" * 7, *"b" * 6, "c")]])
    assert known.tolist() == [1] * 7 + [0] * 7


def test_months_become_years_and_then_nothing():
    # 2025: 6 in May, 6 in June, 1 in July; 2026: 2
    year = codes(*["2025"] * 13, *["2026"] * 2)
    month = codes(*["2025-05"] * 6, *["2025-06"] * 6, "2025-07", *["2026-01"] * 2)
    _cells, (known,) = one_cell([[year, month]])
    # years: 3 of 2025 go with the two of 2026; of the 10 left at least 5 share each month that is told
    assert known[13:].tolist() == [0, 0]
    assert (known == 0).sum() == 5
    for depth, what in ((1, year), (2, month)):
        shared = Counter(what[known == depth].tolist())
        assert all(count >= K for count in shared.values()) or (depth == 1 and (known == 1).sum() >= K)


def test_authors_and_answers_are_counted_as_people_and_places():
    same = codes(*"a" * 10)
    authors = ["x"] * 6 + list("bcde")
    _cells, (known,) = one_cell([[codes(*"a" * 6, *"b" * 4)]], authors=authors)
    assert known.tolist() == [0] * 10, "six items of one author are one person, the other four are four"
    _cells, (known,) = one_cell([[same]], authors=authors)
    assert known.tolist() == [1] * 10
    own = np.array([True] * 5 + [False] * 5)
    x, y = np.arange(10.0), np.zeros(10)
    x[5:] = 0  # five answers to the item at 0
    cells = publish_cells(x, y, 100, K, own=own)
    assert cells.kept.all()
    (known,) = publish_values(cells, [[codes(*"r" * 5, *"c" * 5)]], K, Crowd.of(x, y, own, None))
    assert known.tolist() == [0] * 10, "the answers stand in one place"
    x[5:] = np.arange(5)
    (known,) = publish_values(cells, [[codes(*"r" * 5, *"c" * 5)]], K, Crowd.of(x, y, own, None))
    assert known.tolist() == [1] * 10, "answers in five places"


def publish(x, y, columns, before, cell, k=K, **more):
    """Publish as the algorithm does; return the cells and who is shown alike."""
    earlier = before.earlier if before.moments else None
    cells = publish_cells(x, y, cell, k, earlier=earlier, **more)
    crowd = Crowd.of(x, y, more.get("own"), more.get("authors"))
    known = publish_values(cells, columns, k, crowd, earlier)
    return cells, combinations(cells, columns, known)


@pytest.mark.fuzz(12)
def test_no_series_of_publications_singles_out(seed, tmp_path):
    """Items come, go, change and are filtered; sizes, fields and grids change: every way through has K items or none."""
    random = np.random.default_rng(seed)
    path = tmp_path / "f.gpkg"
    store.create_or_migrate(path)
    n = 400
    xy = random.gamma(2.0, 300.0, (n, 2))
    authors = [f"{number:x}" for number in random.integers(0, 150, n)] if seed % 3 == 0 else None
    own = random.random(n) < 0.8 if seed % 3 == 1 else None
    if own is not None:
        xy[~own] = xy[random.choice(np.flatnonzero(own), (~own).sum())]
    status, votes = random.integers(0, 3, n), random.integers(0, 6, n)
    category = random.integers(0, 5, n)
    alive = random.random(n) < 0.7
    ways = [() for _ in range(n)]
    for run in range(5):
        here = np.flatnonzero(alive & (random.random(n) < (0.9 if run % 2 else 1.0)))  # a filter
        keys = [("s", str(item), "report") for item in here]
        before = publications.read(path, keys)
        levels = [[category[here]], [status[here], status[here] * 10 + votes[here] % 2], [votes[here]]]
        columns = [levels[place] for place in random.permutation(3)[: 1 + run % 3]]
        x, y = (xy[here] + random.choice([0, 37.0])).T  # another grid
        given = {
            "authors": None if authors is None else [authors[item] for item in here],
            "own": None if own is None else own[here],
            "merge_up_to": 2000 if run == 3 else None,
        }
        _cells, shown = publish(x, y, columns, before, float(random.choice([100, 250, 500])), **given)
        publications.note(path, keys, before, shown, {}, [])
        for item in range(n):
            place = np.flatnonzero(here == item)
            ways[item] += (int(shown[place[0]]) if place.size else -1,)
        together = Counter(way for way in ways if set(way) != {-1})
        crowd = Crowd.of(*xy.T, own, authors)
        for way, count in together.items():
            rows = np.array([item for item in range(n) if ways[item] == way])
            assert count >= K, (run, way, count)
            if way[-1] != -1:
                assert crowd.take(rows).count(np.zeros(len(rows), int), 1)[0] >= K
        alive ^= random.random(n) < 0.02
        changed = random.random(n) < 0.03
        status[changed] = random.integers(0, 3, changed.sum())
    assert together, "something was published"


def test_the_register_follows_what_is_erased_and_forgets_when_asked(tmp_path):
    path = tmp_path / "f.gpkg"
    store.create_or_migrate(path)
    keys = [("s", str(number), "report") for number in range(12)]
    before = publications.read(path, keys)
    assert before.moments == ()
    publications.note(path, keys, before, np.array([0] * 7 + [-1] * 5), {"CELL": 500}, [[500, 250, 250, 7]])
    known = publications.read(path, keys)
    assert len(known.moments) == 1
    assert (known.earlier.history > 0).tolist() == [True] * 7 + [False] * 5
    few = publications.read(path, keys[:4])  # three were removed at the source, or are left out by a filter
    assert few.earlier.missing.tolist() == [0, 3]
    with pytest.raises(Exception, match="meanwhile"):
        publications.note(path, keys, before, np.full(12, -1), {}, [])
    with store.connect(path) as db:
        db.execute("INSERT INTO feedback_source (source) VALUES ('s')")
    store.erase_source(path, "s")
    assert store.rows(path, "SELECT * FROM feedback_published_item") == []
    assert publications.read(path, keys).earlier.missing.tolist() == [0, 7], "their number stays"
    row = store.rows(path, "SELECT * FROM feedback_published")[0]
    assert (row["settings"], row["cells"]) == ('{"CELL": 500}', "[[500, 250, 250, 7]]")
    publications.note(path, keys, publications.none(12), np.full(12, -1), {}, [], fresh=True)
    assert publications.read(path, keys).earlier.missing.tolist() == [0]
