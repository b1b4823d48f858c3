"""Ids, categories, statuses and links identify nobody; an id without a person in it stays as it is."""

from __future__ import annotations

import pytest
from samplan.participation.connectors.base import Connection, Connector, Page
from samplan.participation.privacy.personal_data import identifying
from samplan.participation.privacy.plain_fields import PlainFields
from samplan.participation.privacy.pseudonyms import Pseudonyms
from samplan.participation.query import Query
from samplan.participation.record import make_record
from samplan.participation.sync import store
from samplan.participation.sync import sync as engine
from samplan.web.transport import plain_transport

MAIL, PHONE = "anna.svensson@example.se", "070-123 45 67"
NUMBER = "811218-9876"
"""Luhn: 8*2=16>7, 1, 1*2=2, 2, 1*2=2, 8, 9*2=18>9, 8, 7*2=14>5, sum 44, check digit (10 - 4) = 6: the 6 is right."""
PLAIN = (
    "4711", "2026-0123", "f0123456-7dec-11d0-a765-00a0c91e6bf6", "d41d8cd98f00b204e9800998ecf8427e", "0000123456",
    "way/123456789",
    "ABC123", "1234567", "abcd0123-4567-4890-8901-234567890123",
    "uuid:0a1b2c3d-0000-4000-8000-0123456789ab", "Cykel (ny väg)", "20260101T101112", "SW-1712345678",
)  # fmt: skip


@pytest.mark.parametrize(
    ("value", "kind"),
    [(MAIL, "email"), (f"mailto:{MAIL}", "email"), ("anna (at) example.se", "email"), (PHONE, "phone"),
     ("+46701234567", "phone"),
     ("tel:0701234567", "phone"), (NUMBER, "personnummer"), ("8112189876", "personnummer"), ("131052-308T", "henkilotunnus"),
     ("DE89370400440532013000", "account"), ("SE4550000000058398257466", "account")],
)  # fmt: skip
def test_an_id_that_is_a_person_becomes_a_code(value, kind):
    fields = PlainFields("file:a")
    code = fields.code(value)
    assert len(code) == 32
    assert code == fields.code(value), "the same one in each run"
    assert code != PlainFields("file:b").code(value)
    record = make_record(
        "file:a", value, "report", parent_id=value, consultation=value, category=f"Från {value}", status=value
    )
    cleaned, kinds = fields.cleaned(record)
    assert (cleaned.item_id, cleaned.parent_id, cleaned.consultation, kinds) == (code, code, code, kind)
    assert f"[{kind}]" in cleaned.category
    assert value not in "|".join(filter(None, (cleaned.category, cleaned.status_raw)))
    assert cleaned.content_hash != record.content_hash


@pytest.mark.parametrize("value", PLAIN)
def test_other_ids_stay(value):
    assert identifying(value) == []
    record = make_record(
        "s", value, "report", category=value, url=f"https://example.org/reports/{value.replace(' ', '')}?id=7"
    )
    assert PlainFields("s").cleaned(record) == (record, None)


def test_the_code_is_the_pseudonym_where_there_is_one():
    pseudonym = Pseudonyms("k" * 32, "s")
    assert PlainFields("s", pseudonym).code(MAIL) == pseudonym(MAIL) != PlainFields("s").code(MAIL)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.org/r?id=7&mail=anna@example.se", "https://example.org/r?id=7"),
        ("https://example.org/r?m=anna%40example.se&id=7", "https://example.org/r?id=7"),
        ("https://example.org/r?token=abcdef", "https://example.org/r"),
        ("https://example.org/r?id=7#token=abcdef", "https://example.org/r?id=7"),
        ("https://example.org/u/anna@example.se/7", None),
        ("https://example.org/r?tel=0701234567&id=7", "https://example.org/r?id=7"),
        ("https://example.org/r?key=101102", "https://example.org/r?key=101102"),
        ("https://example.org/r?a=&b#c", "https://example.org/r?a=&b#c"),
        ("https://example.org/r?", "https://example.org/r?"),
        ("https://example.org/@59.3,18.1/r", "https://example.org/@59.3,18.1/r"),
    ],
)
def test_links(url, shown):
    cleaned, kinds = PlainFields("s").cleaned(make_record("s", "7", "report", url=url))
    assert cleaned.url == shown
    assert (kinds is None) == (shown == url)


class Source(Connector):
    title = {"en": "Test"}
    id = "test"

    def pages(self, query, since=None):
        ids = (MAIL, PHONE, "3")
        records = [
            make_record(self.source_id(query), item, "report", text="Text", parent_id=MAIL, category="Park")
            for item in ids
        ]
        yield Page(records)


def test_nothing_readable_is_stored_and_it_is_told(tmp_path, monkeypatch):
    database = tmp_path / "feedback.gpkg"

    def run():
        address = "http://source.invalid"
        return engine.sync(Source(Connection(address), plain_transport(address)), Query(), database)

    def rows():
        return store.rows(
            database, "SELECT item_id, parent_id, privacy_flags FROM feedback_unlocated ORDER BY privacy_flags, item_id"
        )

    with monkeypatch.context() as before:  # as version 0.1.0 stored it
        before.setattr(PlainFields, "code", lambda self, value: value)
        before.setattr(PlainFields, "cleaned", lambda self, record: (record, None))
        assert run().new == 3
    assert {row["item_id"] for row in rows()} == {MAIL, PHONE, "3"}
    result = run()
    assert (result.new, result.removed, result.changed) == (0, 0, 3), "the same items under codes"
    told = " ".join(map(str, result.summary()))
    assert "In 3 items an e-mail address" in told
    code = PlainFields(result.source).code(MAIL)
    found = [tuple(row.values()) for row in rows()]
    assert sorted(row[2] for row in found) == ["email", "email", "email,phone"]
    assert {row[1] for row in found} == {code}
    assert not {MAIL, PHONE} & {row[0] for row in found}
    again = run()
    assert (again.new, again.removed, again.changed) == (0, 0, 0)
