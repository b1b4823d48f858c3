"""DIPAS, contract tests: against a simulator written from the source of the UNITAC fork."""

from __future__ import annotations

import pytest
from faults import replace, run, running, stored
from reading import all_pages, by_id, opened, read
from samplan.participation.connectors.dipas import Dipas
from samplan.participation.query import Query
from samplan.web.errors import ServerFailed
from sim_dipas import AREA, CASES

CASE = CASES[0]


def homeless(simulator):
    first, *others = simulator.items
    simulator.items = [replace(first, lat=None, lon=None), *others]


@pytest.mark.parametrize("area", [AREA, None], ids=["project area", "zero point"])
def test_a_contribution_without_a_place_is_never_plotted(area):
    def prepare(simulator):
        homeless(simulator)
        simulator.area = area

    records = by_id(read(CASE, prepare))
    assert (records["101"].lon, records["101"].geom_origin) == (None, "none")
    assert (records["102"].lon, records["102"].lat) == (18.01, 59.31)


@pytest.mark.parametrize("area", [AREA, None], ids=["project area", "zero point"])
def test_nor_is_it_where_the_server_does_not_tell(area):
    def prepare(simulator):
        homeless(simulator)
        simulator.area, simulator.tells_located = area, False

    records = by_id(read(CASE, prepare))
    assert records["101"].lon is None
    assert records["102"].lon == 18.01


def test_drawn_areas_have_a_centre():
    def prepare(simulator):
        simulator.more = {"101": {"geometry": AREA}, "102": {"geometry": AREA, "dipasLocated": "0"}}

    records = by_id(read(CASE, prepare))
    assert (records["101"].lon, records["101"].lat, records["101"].geom_origin) == (10.0, 53.55, "centroid")
    assert records["102"].lon is None


def test_fields():
    def prepare(simulator):
        simulator.more = {"101": {"category": "none", "title": "B&uuml;ro"}}

    records = by_id(read(CASE, prepare))
    assert (records["101"].category, records["101"].title) == (None, "Büro")
    found = records["102"]
    assert (found.category, found.votes_up, found.votes_down, found.comments_n) == ("Park", 3, 1, 0)
    assert (found.consultation, found.url) == ("hafen", "http://hafen.dipas.test/#/contribution/102")
    assert found.created_utc == "2026-05-02T06:00:00.000Z"
    assert by_id(read(CASE, category="contributionType"))["101"].category == "Idee"


THREAD = [
    {"id": "101", "dateCreated": "2026-05-04T10:00:00Z", "title": "", "commentContent": "Ja!", "commentedBy": [
        {"id": "7", "dateCreated": "2026-05-05T10:00:00Z", "title": "", "commentContent": "Nej!", "commentedBy": [
            {"id": "8", "dateCreated": "2026-05-06T10:00:00Z", "title": "", "commentContent": "Jo!", "commentedBy": []},
        ]},
    ]},
]  # fmt: skip


def test_comments_nest_and_inherit_the_place():
    records = read(CASE, lambda simulator: simulator.comments.update({"101": THREAD, "102": []}))
    nested = [record for record in records if record.kind != "contribution"]
    assert [(r.kind, r.item_id, r.parent_id, r.text) for r in nested] == [
        ("comment", "101", "101", "Ja!"), ("reply", "7", "101", "Nej!"), ("reply", "8", "7", "Jo!")
    ]  # fmt: skip
    assert {(r.lon, r.lat, r.geom_origin, r.category) for r in nested} == {(18.0, 59.3, "inherited", "Trafik")}


def test_comments_of_a_homeless_contribution_have_no_place():
    def prepare(simulator):
        homeless(simulator)
        simulator.comments = {"101": THREAD}

    assert [r.lon for r in read(CASE, prepare) if r.kind != "contribution"] == [None, None, None]


def test_comments_count_neither_for_the_total_nor_against_removals(database):
    with running(CASE) as server:
        server.simulator.comments = {"101": THREAD}
        result = run(CASE, server.url, database)
        assert (result.new, result.complete) == (14, True)
        server.simulator.comments = {}
        result = run(CASE, server.url, database)
        assert (result.removed, result.complete) == (3, True)
        assert len(stored(database)) == 11


def test_comments_can_be_left_out():
    with opened(CASE, lambda simulator: simulator.comments.update({"101": THREAD}), comments=False) as connector:
        assert {record.kind for record in all_pages(connector, CASE)[0].records} == {"contribution"}
        assert connector.server.requests[-1].path.endswith("/contributions")


def test_an_internal_project_is_explained():
    with opened(CASE) as connector:
        (page,) = all_pages(connector, CASE, query=Query("intern"))
    assert (page.records, page.total) == ([], 0)
    assert "internal" in str(page.notes[0])


def test_maintenance_looks_empty_and_removes_nothing(database):
    with running(CASE) as server:
        run(CASE, server.url, database)
        server.simulator.in_maintenance = True
        result = run(CASE, server.url, database)
        assert (result.complete, result.removed, len(stored(database))) == (False, 0, 11)
        assert any("during maintenance" in str(note) for note in result.notes)
        server.simulator.in_maintenance = False
        assert run(CASE, server.url, database).complete


def test_a_project_that_became_empty_or_internal_is_emptied(database):
    with running(CASE) as server:
        run(CASE, server.url, database)
        server.simulator.items = []
        doubted = run(CASE, server.url, database)
        result = run(CASE, server.url, database, accept_empty=True)
    assert (doubted.complete, doubted.removed) == (False, 0)
    assert (result.complete, result.removed) == (True, 11)


def test_an_undefined_address_fails_with_what_the_server_says():
    with opened(CASE) as connector, pytest.raises(ServerFailed, match="Undefined endpoint"):
        all_pages(connector, CASE, query=Query("a/b"))


def test_lists_projects():
    with opened(CASE) as connector:
        (found,) = connector.consultations()
    assert (found.id, found.title, found.description, found.count) == (
        "hafen",
        "Hafen für alle",
        "Was soll werden?",
        11,
    )
    assert (found.opens, found.closes) == ("2026-04-01T00:00:00.000Z", "2026-07-01T00:00:00.000Z")


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("beteiligung.test", "https://beteiligung.test/drupal/dipas-pds"),
        ("https://b.test/dipas", "https://b.test/dipas/drupal/dipas-pds"),
        ("https://b.test/dipas/drupal/dipas-pds/projects", "https://b.test/dipas/drupal/dipas-pds"),
        ("https://b.test/drupal/", "https://b.test/drupal/dipas-pds"),
    ],
)
def test_addresses(url, base):
    assert Dipas.clean_address(url) == base
