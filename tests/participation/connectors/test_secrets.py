"""Secrets of a connection are in nothing that is stored, logged or told, whatever form a server repeats them in."""

from __future__ import annotations

import base64
import html
import json
from dataclasses import replace
from urllib.parse import quote, urlsplit

import pytest
from faults import QUICK, Answer, all_cases
from loopserver import LoopServer
from samplan.messages import UserError, UserMessage
from samplan.participation.connectors.base import Connection
from samplan.participation.query import Query
from samplan.participation.record import make_record
from samplan.participation.record import without_secrets as hide
from samplan.participation.registry import open_connector
from samplan.participation.sync import store
from samplan.participation.sync.sync import sync
from samplan.redaction import HIDDEN, remember_secrets
from samplan.web.addresses import place, redact, secret_values, without_secrets
from samplan.web.errors import ConnectionSettingsError
from samplan.web.transport import plain_transport

PASSWORD, PARAMETER, NAMED, RANDOM = "pass-w0rd 7431", "n1ckel&ost=9", "under-t0ken", "Zx81kQ9vB2mN7pL4"
HEADER = "h3ader-9912"
UUID = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"
SECRETS = (PASSWORD, PARAMETER, NAMED, RANDOM, UUID, HEADER)


def forms(secret):
    """Return how a secret may be written."""
    once = quote(secret, safe="")
    words = {secret, once, once.lower(), quote(once, safe=""), secret.replace(" ", "+"), json.dumps(secret)[1:-1]}
    words.add(base64.b64encode(secret.encode()).decode().rstrip("="))
    return {form.encode(coding) for form in words for coding in ("utf-8", "utf-16-le")}


def assert_clean(*parts):
    for part in parts:
        content = part if isinstance(part, bytes) else part.encode()
        for secret in SECRETS:
            found = [form for form in forms(secret) if form in content]
            assert not found, (secret, content[max(0, content.find(found[0]) - 200) :][:400])


def echo():
    words = [*SECRETS, quote(PASSWORD), quote(PARAMETER, safe=""), base64.b64encode(PASSWORD.encode()).decode()]
    return " ".join(words)


class Repeating(LoopServer):
    """Serves a case below a path with secrets, and repeats all that it was sent: in items, links, headers and errors."""

    def __init__(self, case):
        super().__init__(self._answer)
        self.simulator, self.fails, self.file = case.simulator(), 0, case.connector == "file"

    @property
    def prefix(self):
        return f"/api/token/{NAMED}/{RANDOM}/{UUID}"

    def _answer(self, request):
        if self.fails == 302:
            return Answer(
                302, headers={"Location": f"http://other.example.org/?token={quote(PARAMETER)}&x={quote(PASSWORD)}"}
            )
        if self.fails:
            return Answer(self.fails, json.dumps({"detail": f"No access with {echo()}", "token": PARAMETER}).encode())
        path = request.path[len(self.prefix) :] if request.path.startswith(self.prefix) else request.path
        answer = self.simulator.answer(replace(request, path=path))
        written = html.escape(echo()) if answer.body.startswith(b"<") else json.dumps(echo())[1:-1]
        body = answer.body.decode().replace("Rubrik 3", f"Rubrik 3 {written}")
        return replace(answer, body=body.encode(), headers={**answer.headers, "ETag": f'"{echo()}"', "X-Echo": echo()})


def opened(case, server, lines):
    host = urlsplit(server.url).netloc
    user, parameter = (
        f"anna:{quote(PASSWORD, safe='')}",
        f"api_key={quote(PARAMETER, safe='')}&%74oken={quote(PARAMETER, safe='')}",
    )
    address = f"http://{user}@{host}{server.prefix}{case.path}?{parameter}"
    connection = Connection(address, case.profile, case.options, case.credentials, {"X-Auth-Token": HEADER})
    transport = plain_transport(address, limits=QUICK, log=lines.append)
    return open_connector(case.connector, connection, transport)


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_no_byte_of_a_secret(case, tmp_path):
    database, lines, told = tmp_path / "feedback.gpkg", [], []
    with Repeating(case) as server:
        connector = opened(case, server, lines)
        result = sync(connector, case.query, database)
        told += [str(note) for note in result.summary()]
        assert result.complete, told
        told += [repr(connector.connection), connector.source_id(case.query), result.source]
        report = opened(case, server, lines).test_connection(case.query)
        told += [repr(report), *map(str, report.notes)]
        for server.fails in (400, 401, 403, 404, 302, 503):
            for ask in (
                lambda: sync(opened(case, server, lines), case.query, database),
                lambda: opened(case, server, lines).consultations(),
            ):
                try:
                    told += [str(note) for note in getattr(ask(), "notes", [])]
                except UserError as error:  # noqa: PERF203 - every failure is looked at
                    told += [str(error), repr(error), repr(error.values)]
    titles = [row["title"] or row["text"] or "" for row in store.rows(database, "SELECT title, text FROM feedback")]
    assert any(HIDDEN in title for title in titles), "a server's echo in an item"
    assert_clean(*lines, *told, *(path.read_bytes() for path in tmp_path.iterdir()))
    assert lines


def test_words_years_and_ids_of_people_are_no_secrets():
    remember_secrets(["park", "2026", "101102", "synpunkt"])
    record = make_record(
        "s", "101102", "report", title="Park 2026", text="En synpunkt", url="https://example.org/?key=101102"
    )
    assert hide(record)._replace(url=None) == record._replace(url=None)
    assert hide(record).url == "https://example.org/?key=***"


def test_one_secret_written_in_many_ways():
    remember_secrets([PASSWORD, PARAMETER])
    for secret in (PASSWORD, PARAMETER):
        for form in forms(secret):
            for coding in ("utf-8",):
                word = form.decode(coding, "ignore")
                if "\0" not in word:
                    assert_clean(str(UserMessage("{x}", {"x": f"<{word}>"})), str(UserError("{x}", x=ValueError(word))))
    assert str(UserMessage("password {x}", {"x": "kept"})) == "password kept"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://example.org/api/v2/assets?x=1", "https://example.org/api/v2/assets?x=1"),
        ("https://anna:pw12@example.org/a#token=abcd", "https://example.org/a"),
        ("https://example.org/v1/key/abcdef/projects/7", "https://example.org/v1/key/***/projects/7"),
        ("https://example.org/token=abcd;x/data.csv", "https://example.org/token=***/data.csv"),
        ("https://example.org/%74oken/%61bcd/data.csv", "https://example.org/%74oken/***/data.csv"),
        ("https://example.org/a?%74oken=abcd&b=2", "https://example.org/a?token=***&b=2"),
        ("https://example.org/a?%2574oken=abcd&b=2", "https://example.org/a?%74oken=***&b=2"),
        ("https://example.org/auth/v1/synpunkter-2026-del-2-export.csv", "https://example.org/auth/v1/synpunkter-2026-del-2-export.csv"),
        ("https://example.org/palautews/rest/v1/20260101-cykelplan", "https://example.org/palautews/rest/v1/20260101-cykelplan"),
        ("/home/anna/token/x/data.csv", "/home/anna/token/x/data.csv"),
    ],
)  # fmt: skip
def test_an_address_as_it_is_shown(address, shown):
    assert redact(address) == shown
    if "://" in address:
        assert place(address) == shown.split("://")[1].partition("?")[0]


def test_random_parts_of_paths_stay_apart():
    one, other = (redact(f"https://example.org/export/{part}/data.csv") for part in (RANDOM, UUID))
    assert one != other
    assert one.startswith("https://example.org/export/***")
    for plain in ("Cykelplan2026Del2Etapp3", "WFS3FeatureServer2Layer", "20260101T101112", "synpunkter-2026-del-2"):
        assert plain in redact(f"https://example.org/{plain}/data.csv")
    for drawn in (
        "sk-live-9f8e7d6c5b4a",
        "abc123def456ghi7",
        "d41d8cd98f00b204e9800998ecf8427e",
        "eyJhbGciOiJI.eyJzdWIi.x",
    ):
        assert drawn not in redact(f"https://example.org/{drawn}/data.csv")
    for local in (f"/home/anna/{RANDOM}/x.csv", f"C:\\data\\{RANDOM}\\x.csv", f"C:/data/{RANDOM}/x.csv", f"file:///x/{RANDOM}",
                  f"~/{RANDOM}/x.csv", f"../{RANDOM}/x.csv", f"data/{RANDOM}/x.csv"):  # fmt: skip
        assert secret_values(local) == [], local
    assert secret_values(f"example.org/{RANDOM}/x.csv") == [RANDOM]
    assert set(secret_values(f"https://anna:pw12@example.org/{RANDOM}/?key=abcd")) == {
        "pw12",
        "anna:pw12",
        "abcd",
        RANDOM,
    }


def test_what_users_name_things():
    for text in (
        "geo:token",
        "https://example.org/x?a=%20b#del",
        "Cykelplan 2026: del 2",
        "tidplan=maj",
        "aVZ5ZxKq9vB2mN7pL4tR8s",
        "https://example.org/a?b=2",
    ):
        assert without_secrets(text) == text
    for text in (
        "lager token=s3cret",
        "https://u:s3cret@example.org/x?key=s3cret",
        "x?api_key=s3cret&y",
        "eyJhbGciOiJI.s3cret.x",
    ):
        assert "s3cret" not in without_secrets(text)


@pytest.mark.parametrize(
    "wanted",
    ["7?token=abcd", "https://u:p@example.org/7", "id=7&api_key=abcd", "eyJhbGciOiJIUz.abc.def", "7?%74oken=abcd"],
)
def test_a_consultation_with_a_secret_is_refused(wanted):
    with pytest.raises(ConnectionSettingsError, match="looks like a password or key") as error:
        Query(consultation=wanted)
    assert "abcd" not in str(error.value)
    with pytest.raises(ConnectionSettingsError, match="looks like a password or key"):
        Query.from_filters("{}", wanted)


def test_a_source_stored_with_the_secret_in_its_path_is_renamed(tmp_path):
    case = next(case for case in all_cases() if case.connector == "open311")
    database = tmp_path / "feedback.gpkg"
    with Repeating(case) as server:
        connector = opened(case, server, [])
        first = sync(connector, case.query, database)
        former = connector.former_source_id(case.query)
        assert NAMED in former
        with store.connect(database) as db, store.writing(db, database, lambda: False):
            for table, column in (
                ("feedback", "source_id"),
                ("feedback_unlocated", "source_id"),
                ("feedback_sync", "source"),
            ):
                db.execute(f"UPDATE {table} SET {column} = ?", (former,))
            db.execute("UPDATE feedback_source SET source = ?, url = ?", (former, f"http://x{server.prefix}"))
        assert NAMED.encode() in database.read_bytes()
        again = sync(opened(case, server, []), case.query, database)
    assert (again.new, again.changed, again.removed) == (0, 0, 0), "the same source under its new id"
    assert again.source == first.source
    assert_clean(database.read_bytes())
