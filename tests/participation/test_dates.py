"""Dates as people and programs write them; day and month are decided by the column."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest
from samplan.participation.dates import decide


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("03/14/2026 10:15 AM", "2026-03-14T10:15:00.000Z"),
        ("03/14/2026 10:15:07 PM", "2026-03-14T22:15:07.000Z"),
        ("3/14/2026 12:05 AM", "2026-03-14T00:05:00.000Z"),
        ("31.12.2026 klo 12.30", "2026-12-31T12:30:00.000Z"),
        ("31.12.2026 kl. 9.05", "2026-12-31T09:05:00.000Z"),
        ("31. desember 2026", "2026-12-31T00:00:00.000Z"),
        ("31. desember 2026 kl. 12.30", "2026-12-31T12:30:00.000Z"),
        ("14 mars 2026 kl. 10:15", "2026-03-14T10:15:00.000Z"),
        ("den 14 mars 2026 kl 10.15", "2026-03-14T10:15:00.000Z"),
        ("lördag 14 mars 2026 10:15", "2026-03-14T10:15:00.000Z"),
        ("Saturday, March 14, 2026 10:15 AM", "2026-03-14T10:15:00.000Z"),
        ("Mar 14, 2026", "2026-03-14T00:00:00.000Z"),
        ("14-Mar-2026", "2026-03-14T00:00:00.000Z"),
        ("14-MAR-26".replace("26", "'26"), "2026-03-14T00:00:00.000Z"),
        ("14th March 2026", "2026-03-14T00:00:00.000Z"),
        ("14. maaliskuuta 2026 klo 10.15", "2026-03-14T10:15:00.000Z"),
        ("3. marraskuuta 2026", "2026-11-03T00:00:00.000Z"),
        ("14. März 2026, 10:15 Uhr", "2026-03-14T10:15:00.000Z"),
        ("14 août 2026 à 10h15", "2026-08-14T10:15:00.000Z"),
        ("2026-W12-3", "2026-03-18T00:00:00.000Z"),
        ("2026W12", "2026-03-16T00:00:00.000Z"),
        ("2026-073", "2026-03-14T00:00:00.000Z"),
        ("2026/03/14 10:15:00", "2026-03-14T10:15:00.000Z"),
        ("2026/03/14 10:15:00+02", "2026-03-14T08:15:00.000Z"),
        ("2026.03.14", "2026-03-14T00:00:00.000Z"),
        ("2026-3-4 9:05", "2026-03-04T09:05:00.000Z"),
        ("2026-03-14 10.15", "2026-03-14T10:15:00.000Z"),
        ("2026-03-14 kl. 10:15", "2026-03-14T10:15:00.000Z"),
        ("20260314", "2026-03-14T00:00:00.000Z"),
        ("20260314T101500", "2026-03-14T10:15:00.000Z"),
        ("20260314T101500Z", "2026-03-14T10:15:00.000Z"),
        ("202603141015", "2026-03-14T10:15:00.000Z"),
        ("14/03/2026 10:15", "2026-03-14T10:15:00.000Z"),
        ("14-03-2026", "2026-03-14T00:00:00.000Z"),
        ("14.3.26", "2026-03-14T00:00:00.000Z"),
        ("14.3.2026 10:15 CET", "2026-03-14T09:15:00.000Z"),
        ("14.7.2026 10:15 CEST", "2026-07-14T08:15:00.000Z"),
        ("2026-03-14 10:15 EET", "2026-03-14T08:15:00.000Z"),
        ("2026-03-14 10:15 UTC+2", "2026-03-14T08:15:00.000Z"),
        ("10:15 14.3.2026", "2026-03-14T10:15:00.000Z"),
        ("2026-03-14 24:00", "2026-03-15T00:00:00.000Z"),
        # 1773483300 s: 20526 days and 37 h 15 min... 2026-03-14 10:15 UTC
        ("1773483300", "2026-03-14T10:15:00.000Z"),
        ("1773483300000", "2026-03-14T10:15:00.000Z"),
        (1773483300000, "2026-03-14T10:15:00.000Z"),
        ("Sat, 14 Mar 2026 10:15:00 +0100", "2026-03-14T09:15:00.000Z"),
        ("2026-03-14T10:15:00Z", "2026-03-14T10:15:00.000Z"),
    ],
)
def test_usual_forms(text, expected):
    from samplan.participation.values import utc

    assert utc(decide([text]).read(text)) == expected


@pytest.mark.parametrize(
    "text",
    ["", "i går", "31.02.2026", "2026-13-01", "14/14/2026", "14 foo 2026", "12:30", "2026-W60-1", "14.3.2026 och mer",
     "14.3.2026 10:15 XYZ", "9" * 70, "2026-400", None, True, [1], "\ud800"],
)  # fmt: skip
def test_what_cannot_be_read_comes_back(text):
    assert decide([text]).read(text) == text


@pytest.mark.parametrize(
    ("cells", "order", "doubtful", "first"),
    [
        (["03/04/2026", "14/04/2026"], "dmy", False, "2026-04-03"),
        (["03/04/2026", "04/14/2026"], "mdy", False, "2026-03-04"),
        (["03/04/2026", "05/06/2026"], "dmy", True, "2026-04-03"),
        (["03/04/2026 10:15 AM"], "mdy", False, "2026-03-04"),
        (["03/03/2026"], "", False, "2026-03-03"),
        (["03.04.2026"], "", False, "2026-04-03"),
        (["2026-04-03"], "", False, "2026-04-03"),
        (["03-04-2026", "04-14-2026"], "mdy", False, "2026-03-04"),
        (["03-04-26", "13-04-26"], "dmy", False, "2026-04-03"),
    ],
)
def test_the_column_decides_the_order(cells, order, doubtful, first):
    found = decide(cells)
    assert (found.order, found.doubtful, found.read(cells[0])[:10]) == (order, doubtful, first)


def test_the_order_can_be_chosen():
    cells = ["03/04/2026", "05/06/2026"]
    assert [decide(cells, order).read(cells[0])[:10] for order in ("dmy", "mdy")] == ["2026-04-03", "2026-03-04"]
    assert decide(["26-04-03"], "ymd").read("26-04-03")[:10] == "2026-04-03"
    assert decide(cells, "%m/%d/%Y").read(cells[0])[:10] == "2026-03-04"
    assert decide(cells, "%d %Y").read(cells[0]) == cells[0]


def test_days_of_a_spreadsheet():
    # 46095 days after 30 December 1899 is 14 March 2026; 0.4270833 of a day is 10:15
    found = decide([46095, "46095,4270833", "46095.4270833", ""])
    assert found.order == "serial"
    assert found.read(46095) == "2026-03-14T00:00:00.000Z"
    assert found.read("46095,4270833") == "2026-03-14T10:15:00.000Z"
    assert decide([46095, "2026-03-14"]).read(46095) == 46095


def test_six_digits_are_a_day_where_all_are():
    assert decide(["260314", "251231"]).read("260314") == "2026-03-14T00:00:00.000Z"
    assert decide(["260314", "269931"]).read("260314") == "260314"


def test_times_without_a_zone_take_the_offset():
    assert decide(["14.3.2026 10:15"], "auto", 120).read("14 mars 2026 10:15") == "2026-03-14T08:15:00.000Z"
    assert decide([46095], "auto", 120).read(46095) == "2026-03-13T22:00:00.000Z"


@pytest.mark.fuzz(200)
def test_every_moment_comes_back_from_its_column(seed):
    rng = random.Random(seed)
    moments = [datetime(2015, 1, 1) + timedelta(minutes=rng.randrange(6_000_000)) for _ in range(30)]
    forms = ["%m/%d/%Y %I:%M %p", "%d/%m/%Y %H:%M", "%d.%m.%Y klo %H.%M", "%Y/%m/%d %H:%M", "%d %b %Y kl. %H:%M", "%Y%m%dT%H%M",
             "%B %d, %Y %I:%M %p"]  # fmt: skip
    form = rng.choice(forms)
    cells = [moment.strftime(form) for moment in moments]
    found = decide(cells)
    assert [found.read(cell) for cell in cells] == [f"{moment.isoformat()}.000Z" for moment in moments], form


@pytest.mark.fuzz(300)
def test_any_text_is_read_or_not_but_never_fails(seed):
    rng = random.Random(seed)
    pieces = [
        "14",
        "3",
        "2026",
        ".",
        "/",
        "-",
        ":",
        " ",
        "mars",
        "PM",
        "kl",
        "W12",
        "+",
        "Z",
        "9" * 400,
        "\ud800",
        "0",
        "CET",
        "T",
    ]
    cells = ["".join(rng.choice(pieces) for _ in range(rng.randint(1, 12))) for _ in range(5)]
    cells += [10**400, float("nan"), float("inf"), -1, 1e300]
    found = decide(cells)
    for cell in cells:
        found.read(cell)
