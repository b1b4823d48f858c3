"""What an Open311 service does not give at once, not as far back, not in every format or for every service: told, with
the next action."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from faults import Case, Item, json_answer, run, running, some_items, stored
from loopserver import Answer
from samplan.participation.connectors._open311_answers import WallClock
from samplan.participation.query import Query
from samplan.participation.sync.sync import sync
from samplan.participation.values import add_seconds, utc_now
from samplan.web import errors
from sim_open311 import CASES, Capped, FixMyStreet, Klarschiff, Open311Simulator, Shuffled, xml
from test_open311 import AIKA, FIXMYSTREET, LastQuarter, many_items, with_options


class Inclusive(FixMyStreet):
    """Software that takes the very moment of ``end_date`` as before it."""

    def visible(self, request):
        end = request.query.get("end_date")
        query = {**request.query, "end_date": WallClock(end[:19], "").later(1.0)} if end else request.query
        return super().visible(replace(request, query=query))


def made(count: int, first: int, second: str) -> list[Item]:
    return [
        replace(item, id=str(first + n), created=f"2026-05-{second}+02:00") for n, item in enumerate(many_items(count))
    ]


@pytest.mark.parametrize("simulator", [FixMyStreet, Inclusive])
@pytest.mark.parametrize("older", [0, 3, 20])
@pytest.mark.parametrize(("cap", "page_size"), [(20, 20), (20, 500), (500, 20)])
def test_fixmystreet_second_that_fills_an_answer_is_told_and_stepped_over(database, simulator, older, cap, page_size):
    case = replace(with_options(FIXMYSTREET, page_size=page_size), simulator=simulator)
    with running(case) as server:
        later = [item for n in range(25) for item in made(1, 3000 + n, f"03T08:{n:02d}:00")]
        before = [item for n in range(older) for item in made(1, 1000 + n, f"01T08:{n:02d}:00")]
        server.simulator.items = later + made(50, 2000, "02T08:00:00") + before
        server.simulator.max_page = cap
        result = run(case, server.url, database)
    assert (result.complete, result.new) == (False, 25 + 20 + older)
    (told,) = [str(note) for note in result.notes if "within one second" in str(note)]
    assert "at most 20 reports at once" in told
    assert "(2026-05-02 08:00:00)" in told
    with closing(sqlite3.connect(database)) as db, db:
        assert "within one second" in db.execute("SELECT message FROM feedback_sync").fetchone()[0]


@pytest.mark.parametrize("simulator", [FixMyStreet, Inclusive])
@pytest.mark.parametrize("count", [1, 2, 7])
@pytest.mark.parametrize("page_size", [1, 500])
def test_fixmystreet_reports_of_one_second_that_fit_an_answer_are_whole(database, simulator, count, page_size):
    case = replace(with_options(FIXMYSTREET, page_size=page_size), simulator=simulator)
    with running(case) as server:
        server.simulator.items, server.simulator.max_page = made(count, 100, "02T08:00:00"), 20
        result = run(case, server.url, database)
    cut = page_size == 1 and count > 1
    assert (result.complete, any("within one second" in str(note) for note in result.notes)) == (not cut, cut)


def test_fixmystreet_reports_without_times_are_told(database):
    with running(FIXMYSTREET) as server:
        server.simulator.items = [replace(item, created="i går") for item in some_items(3)]
        result = run(FIXMYSTREET, server.url, database)
    assert not result.complete
    assert any("do not say when they were made" in str(note) for note in result.notes)


# -- how far back, and how far ahead -----------------------------------------------------------------------------------


def old_and_new(*created: str) -> list[Item]:
    return [replace(item, created=time) for item, time in zip(some_items(len(created)), created)]


PERIODS = pytest.mark.parametrize(("simulator", "profile"), [(Capped, "spec"), (Klarschiff, "klarschiff")])


def by_periods(simulator, profile: str, **options: object) -> Case:
    return Case("open311", simulator, profile, simulator.base, options)


@PERIODS
def test_a_plain_run_removes_nothing_from_before_its_window(database, simulator, profile):
    case = by_periods(simulator, profile)
    with running(case) as server:
        server.simulator.items = old_and_new("2008-05-01T08:00:00Z", "2026-05-01T08:00:00Z", "2026-05-02T08:00:00Z")
        assert run(with_options(case, earliest="2005-01-01"), server.url, database).new == 3
        for _again in range(2):
            plain = run(case, server.url, database)
            assert (plain.complete, plain.removed, len(stored(database))) == (True, 0, 3)
        server.simulator.items = server.simulator.items[:2]
        assert run(case, server.url, database).removed == 1
        assert set(stored(database)) == {"101", "102"}
        server.simulator.items = server.simulator.items[1:]
        assert run(case, server.url, database).removed == 0
        assert run(with_options(case, earliest="2005-01-01"), server.url, database).removed == 1
        assert set(stored(database)) == {"102"}


@PERIODS
def test_the_start_asked_for_sets_how_far_back(database, simulator, profile):
    case = by_periods(simulator, profile)
    with running(case) as server:
        server.simulator.items = old_and_new("2008-05-01T08:00:00Z", "2026-05-01T08:00:00Z")
        result = run(case, server.url, database, query=Query(start="2005-01-01T00:00:00.000Z"))
        assert (result.new, result.complete, result.notes) == (2, True, [])
        assert run(case, server.url, database, query=Query(end="2009-01-01T00:00:00.000Z")).items == 1
        assert run(case, server.url, database, query=Query(start="0001-01-01T00:00:00.000Z")).items == 2
        assert run(with_options(case, earliest="0001-01-01"), server.url, database).items == 2


@PERIODS
@pytest.mark.parametrize(
    ("created", "options", "start", "told"),
    [
        ("2009-12-01T08:00:00Z", {}, None, "2010-01-01"),
        ("2005-12-01T08:00:00Z", {}, None, "2010-01-01"),
        ("2019-12-01T08:00:00Z", {"earliest": "2020-01-01"}, None, None),  # as chosen
        ("2019-12-01T08:00:00Z", {"earliest": "2020-01-01"}, "2015-01-01T00:00:00.000Z", "2020-01-01"),
        ("2014-12-01T08:00:00Z", {}, "2015-01-01T00:00:00.000Z", None),
    ],
)
def test_the_limit_is_told_where_the_source_reaches_beyond(database, simulator, profile, created, options, start, told):
    case = by_periods(simulator, profile, **options)
    with running(case) as server:
        server.simulator.items = old_and_new(created, "2026-05-01T08:00:00Z")
        notes = [str(note) for note in run(case, server.url, database, query=Query(start=start)).notes]
    assert [note[:30] for note in notes] == ([f"Reports from before {told}"] if told else [])


@PERIODS
def test_reports_dated_ahead_of_now_are_read(database, simulator, profile):
    case = by_periods(simulator, profile, earliest="2026-01-01")
    with running(case) as server:
        server.simulator.items = old_and_new(add_seconds(utc_now(), 50 * 86_400.0), "2026-05-01T08:00:00Z")
        for new in (2, 0):
            result = run(case, server.url, database)
            assert (result.new, result.removed, result.complete) == (new, 0, True)


def test_other_software_under_the_6aika_profile_removes_nothing_before_its_window(database):
    case = Case("open311", LastQuarter, "6aika", "/api")
    with running(case) as server:
        server.simulator.items = old_and_new("2008-05-01T08:00:00Z", "2026-05-01T08:00:00Z", "2026-05-20T08:00:00Z")
        assert run(with_options(case, earliest="2005-01-01"), server.url, database).new == 3
        result = run(case, server.url, database)
        assert (result.complete, result.removed, len(stored(database))) == (False, 0, 3)
        assert any("Reports from before 2010-01-01 were not read" in str(note) for note in result.notes)
        server.simulator.items = server.simulator.items[1:2]
        result = run(case, server.url, database)
        assert (result.complete, result.removed, set(stored(database))) == (True, 2, {"102"})


@pytest.mark.parametrize("profile", ["spec", "klarschiff"])
@pytest.mark.parametrize("count", range(3, 14))
def test_a_whole_answer_as_large_as_the_cap_hides_no_later_cut(database, profile, count):
    """Four reports alone in the newest period fill the answer without being cut; the older ones are cut at four."""
    case = Case("open311", Shuffled, profile, "/api", {"earliest": "2024-01-01"})
    with running(case) as server:
        newest = [f"2026-0{4 + n}-20T08:00:00Z" for n in range(4)]
        older = [f"2025-0{1 + n % 3}-{1 + n:02d}T08:00:00Z" for n in range(count)]
        server.simulator.items = [replace(i, created=t) for i, t in zip(many_items(99), [*newest, *older])]
        assert run(case, server.url, database).new == 4 + count


# -- services that do not exist --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("case", "chosen"), [(case, chosen) for case in CASES for chosen in ("999", "Trafik")])
def test_a_service_that_does_not_exist_is_named_with_those_there_are(database, case, chosen):
    with running(case) as server:
        with pytest.raises(errors.ConnectionSettingsError) as raised:
            run(case, server.url, database, query=Query(consultation=chosen))
        assert f"with the code “{chosen}”. It has 171 (Trafik), 180 (Park)." in str(raised.value)
        server.simulator.items = [item for item in some_items() if item.category == "Trafik"]
        result = run(case, server.url, database, query=Query(consultation="180"))
        assert (result.items, result.complete, result.error) == (0, True, None)


def test_a_service_that_the_server_understands_and_we_do_not_is_named_too(database):
    with running(AIKA) as server:
        result = run(AIKA, server.url, database, query=Query(consultation="171,180"))
    assert "“171,180”. It has 171 (Trafik)" in str(result.error)
    assert (result.new, result.complete) == (0, False)


def test_of_many_services_the_most_similar_are_named(database):
    with running(AIKA) as server:
        server.simulator.services = [(f"{n:03d}", f"Tjänst {n}") for n in range(230)] + [("lek", "Lekplatser")]
        with pytest.raises(errors.ConnectionSettingsError, match=r"of its 231 are lek \(Lekplatser\), ") as raised:
            run(AIKA, server.url, database, query=Query(consultation="lekplats"))
        assert str(raised.value).count("(") == 5


@pytest.mark.parametrize("status", [400, 404])
def test_refused_service_is_named_too(database, status):
    class Strict(Open311Simulator):
        def answer(self, request):
            if request.query.get("service_code", "171") not in ("171", "180"):
                return json_answer([{"code": status, "description": "service_code was not found"}], status)
            return super().answer(request)

    case = Case("open311", Strict, "spec", "/api", {"earliest": "2026-01-01"})
    with running(case) as server, pytest.raises(errors.ConnectionSettingsError, match=r"It has 171 \(Trafik\)"):
        run(case, server.url, database, query=Query(consultation="7"))


def test_without_a_list_of_services_nothing_is_said_about_them(database):
    class Bare(Open311Simulator):
        def answer(self, request):
            return Answer(404, b"") if "/services" in request.path else super().answer(request)

    case = Case("open311", Bare, "spec", "/api", {"earliest": "2026-01-01"})
    with running(case) as server:
        result = run(case, server.url, database, query=Query(consultation="7"))
        assert (result.items, result.complete) == (0, True)


# -- a format that the service lacks ---------------------------------------------------------------------------------


class Only(Open311Simulator):
    """Answers in one format; the other is missing (or a web page); a second service stands at ``/api/v2``."""

    form, missing = "json", Answer(404, b"")

    def answer(self, request):
        if request.path.startswith("/api/v2/"):
            return json_answer([{"service_code": "1"}])
        if not request.path.endswith(f".{self.form}"):
            return self.missing
        given = super().answer(replace(request, path=request.path.replace(".xml", ".json")))
        if self.form == "json":
            return given
        name = request.path.rpartition("/")[2].partition(".")[0]
        body = "".join(f"<{name[:-1]}>{xml(item)}</{name[:-1]}>" for item in json.loads(given.body))
        return Answer(200, f"<{name}>{body}</{name}>".encode(), "application/xml")


PAGE = Answer(200, b"<!DOCTYPE html><html><body>Start</body></html>", "text/html")


@pytest.mark.parametrize("missing", [Answer(404, b""), Answer(400, b""), Answer(406, b""), PAGE])
@pytest.mark.parametrize(("has", "chosen"), [("json", "xml"), ("xml", "json")])
@pytest.mark.parametrize("profile", ["spec", "6aika"])
def test_a_format_that_the_service_lacks_is_named_with_the_one_it_has(database, has, chosen, missing, profile):
    case = Case("open311", Only, profile, "/api", {"format": chosen, "earliest": "2026-01-01"})
    with running(case) as server:
        server.simulator.form, server.simulator.missing = has, missing
        for act in (lambda c: c.test_connection(), lambda c: sync(c, Query(), database)):
            with pytest.raises(errors.ConnectionSettingsError) as raised:
                act(case.open(server.url))
            assert f"in {chosen.upper()}, but it does in {has}. Set the option format to {has} or auto" in str(
                raised.value
            )
        if missing is not PAGE:
            assert run(with_options(case, format="auto"), server.url, database).items == 11
