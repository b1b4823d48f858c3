"""Filters in the user's own words: both spellings, plain errors, and why nothing was admitted."""

from __future__ import annotations

import json
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samplan.participation.analysis.summaries import SummaryError, parse_categories, parse_windows, reference_time
from samplan.participation.position import from_lat_lon
from samplan.participation.query import WORDS, Query
from samplan.participation.record import make_record
from samplan.participation.sync.filter_diagnostics import FilterDiagnostics, nearest
from samplan.participation.sync.sync import sync
from samplan.web.errors import ConnectionSettingsError

from .sync.test_sync import Source, Thing, things

PUBLIC = {"from": "2026-05-01", "to": "2026-05-31", "status": ["open"], "category": ["Park"]}
INNER = {"start": "2026-05-01", "end": "2026-05-31", "statuses": ["open"], "categories": ["Park"]}


def test_both_spellings_mean_the_same():
    assert Query.from_filters(PUBLIC) == Query.from_filters(INNER) == Query.from_filters(json.dumps(PUBLIC))


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"from": "soon"}, "The filter from is not a time: soon"),
        ({"start": "soon"}, "The filter start is not a time: soon"),
        ({"to": "soon"}, "The filter to is not a time: soon"),
        ({"status": "opne"}, "The filter status has unknown words: opne. Use open, in_progress"),
        ({"statuses": ["opne"]}, "The filter statuses has unknown words"),
        ({"category": 5}, "The filter category must be a word or a list of words"),
        ({"text": ["a", "b"]}, "The filter text must be words in one text"),
        ({"from": "2026-05-01", "start": "2026-05-01"}, "The filters from and start mean the same"),
        ({"colour": "red"}, "Unknown filters: colour. Known filters are bbox, from, to, status, category, text."),
        ({"from": "2026-06-01", "to": "2026-05-01"}, "ends before it starts: from 2026-06-01 to 2026-05-01"),
        ({"from": "2026-06-01T10:00Z", "to": "2026-06-01T10:00Z"}, "ends before it starts"),
        ("{", 'Write them like {"from": "2026-01-01"'),
    ],
)
def test_errors_use_the_words_the_user_wrote(filters, said):
    with pytest.raises(ConnectionSettingsError) as caught:
        Query.from_filters(filters)
    assert said in str(caught.value)
    assert str(caught.value).endswith(".")


def test_days_and_moments():
    assert Query.from_filters({"from": "2026-05-31", "to": "2026-05-31"}).end == "2026-06-01T00:00:00.000Z"
    assert Query.from_filters({"to": "31.05.2026"}).end == "2026-06-01T00:00:00.000Z"
    assert Query.from_filters({"to": "2026-05-31T12:00+02:00"}).end == "2026-05-31T10:00:00.000Z"
    assert Query.from_filters({"to": 1767225600}).end == "2026-01-01T00:00:00.000Z", "seconds are a moment, no day"
    assert Query.from_filters({"to": "1767225600"}).end == "2026-01-01T00:00:00.000Z"
    assert Query.from_filters({"to": "9999-12-31"}).end == "9999-12-31T00:00:00.000Z", "an end of time is no fault"


def test_words_are_compared_as_people_read_them():
    assert Query.from_filters({"status": ["Öppen", "Åtgärdad", "closed", "unknown"]}).statuses == (
        "open",
        "closed",
        "unknown",
    )
    query = Query.from_filters({"status": "In progress", "category": unicodedata.normalize("NFD", " gång & cykel")})
    record = make_record("s", 1, "report", category="Gång & cykel", status="in_progress", text="Bro")
    assert query.matches(record)
    assert Query(text=unicodedata.normalize("NFD", "älg")).matches(make_record("s", 1, "report", text="En Älg!"))


def test_every_refusing_filter_is_named():
    query = Query.from_filters({"bbox": [18, 59, 19, 60], "to": "2026-01-01", "category": "Trafik", "text": "x"})
    record = make_record("s", 1, "report", category="Park", created="2026-05-01", position=from_lat_lon(61, 18))
    assert query.failed_filters(record) == ["bbox", "end", "categories", "text"]
    assert query.failed_filters(make_record("s", 1, "report", category="trafik", text="X")) == []


def test_nearest_names_first():
    assert nearest("Trafk", ["Park", "Buller", "Trafik", "Trafikljus"])[:2] == ["Trafik", "Trafikljus"]


@pytest.mark.parametrize(
    ("filters", "reasons"),
    [
        ({"from": "2030-01-01"}, "Refused by: from (6)."),
        ({"to": "2020-01-01"}, "Refused by: to (6)."),
        ({"bbox": [0, 0, 1, 1]}, "Refused by: bbox (6)."),
        ({"status": "closed"}, "Refused by: status (6)."),
        ({"text": "5", "status": "closed"}, "Refused by: status (6), text (5)."),
    ],
)
def test_filters_that_admit_nothing_are_told_with_the_reason(tmp_path, filters, reasons):
    result = sync(Source([things(6)]), Query.from_filters(filters), tmp_path / "f.gpkg")
    said = " ".join(map(str, result.notes))
    assert "6 items were received and none of them passes the filters." in said
    assert reasons in said
    assert (result.items, result.held_back, result.new) == (6, 6, 0)


def test_a_place_or_period_that_only_unjudged_items_pass_is_told(tmp_path):
    items = [*things(4), Thing("nowhere", lat=None)]
    result = sync(Source([items]), Query.from_filters({"BBOX": [59, 18, 60, 19]}), tmp_path / "f.gpkg")
    assert result.new == 1
    assert "None of the 4 items with a position lies in the area" in " ".join(map(str, result.notes))
    admission = FilterDiagnostics(Query.from_filters({"From": "2030-01-01"}))
    assert not admission.accepts(make_record("s", 1, "report", created="2026-05-01"))
    assert admission.accepts(make_record("s", 2, "report"))
    assert "None of the 1 items with a time" in str(admission.notes(2, 1, True)[0])


def test_nothing_received_is_told_too(tmp_path):
    result = sync(Source([[]]), Query(text="x"), tmp_path / "f.gpkg")
    assert "nothing for these filters" in " ".join(map(str, result.notes))
    assert not sync(Source([[]]), Query(), tmp_path / "f.gpkg").notes


def test_an_unknown_category_lists_what_there_is():
    admission = FilterDiagnostics(Query(categories=("Trafk", "PARK")))
    for name in ("Park", "Trafik", "Buller", None):
        admission.accepts(make_record("s", str(name), "report", category=name, text="x"))
    (note,) = admission.notes(4, 3, True)
    assert str(note) == (
        "No item has the category Trafk. There are these, the most similar first: Trafik, Park, Buller."
    )
    empty = FilterDiagnostics(Query(categories=("Park",)))
    empty.accepts(make_record("s", 1, "report", text="x"))
    assert "there are no categories at all" in str(empty.notes(1, 1, True)[-1])
    assert not FilterDiagnostics(Query(categories=("Park",))).notes(0, 0, False)


words = st.sampled_from([*WORDS, *WORDS.values(), "FROM ", "x"])
anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.dates().map(str)
    | st.datetimes().map(str),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None)
@given(anything)
def test_whatever_is_given_is_a_query_a_period_or_a_plain_error(value):
    text = json.dumps(value)
    for read, error in (
        (lambda: Query.from_filters(value), ConnectionSettingsError),
        (lambda: Query.from_filters(text), ConnectionSettingsError),
        (lambda: parse_windows(text), SummaryError),
        (lambda: parse_categories(text), SummaryError),
        (lambda: reference_time(str(value)), SummaryError),
    ):
        with suppress(error):
            read()
