"""Answers, headers, XML and options that no service or user should send: a plain sentence or an import, never a traceback."""

from __future__ import annotations

import json
import random
import sqlite3
from contextlib import closing

import pytest
from faults import Case, all_cases, replace, running, some_items
from loopserver import Answer
from samplan.messages import UserError
from samplan.participation.connectors.base import Connection
from samplan.participation.query import Query
from samplan.participation.registry import all_connectors, open_connector
from samplan.participation.sync.sync import sync
from samplan.web.transport import Limits, plain_transport

pytestmark = pytest.mark.long
QUICK = Limits(connect=2, read=2, total=6, attempts=2, backoff=0.001, max_wait=0.01)
CASES = all_cases()
every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)

NUMBER = "7" * 400
RAW = (
    NUMBER, f"-{NUMBER}", "9" * 5000, "1e400", "-1e400", "NaN", "Infinity", "-1", "0", "1.5", "true", "null", '""', '" "',
    '"\\ud800"', '"a\\ud800\\udfffb"', '"\\u0000"', '"\\u202e"', '"x"', "[]", "{}", "[[]]", '[null, 1, "x"]',
    '{"a": {"b": []}}',
    "[" * 100_000, "[" * 500 + "]" * 500, '{"a":' * 500 + "1" + "}" * 500, '"' + "å" * 100_000 + '"', '"2026-99-99T99:99:99Z"',
    '"10000-01-01T00:00:00Z"', '"0001-01-01T00:00:00+14:00"', '"9999-12-31T23:59:59-14:00"', '"SRID=9;POINT(1 2)"',
    '"POINT(1e400 nan)"', '{"type": "Point", "coordinates": [1e400, 2]}', '{"type": "Polygon", "coordinates": [[[0,0]]]}',
    '{"type": "GeometryCollection", "geometries": [{"type": "GeometryCollection"}]}', '"http://[::1"', '"//"', '"?"',
)  # fmt: skip
"""Values in the text of JSON, also such that Python's own writer would not give."""
HEADERS = (
    {"Retry-After": "inf"}, {"Retry-After": "nan"}, {"Retry-After": "-1"}, {"Retry-After": "1e999"}, {"Retry-After": "9" * 400},
    {"Retry-After": "Wed, 99 Foo 2026"}, {"Content-Type": "application/json; charset=klingon"}, {"Content-Encoding": "gzip"},
    {"Content-Encoding": "gzip, gzip"}, {"Content-Encoding": "br"}, {"ETag": "x" * 9000}, {"Last-Modified": "nan"},
    {"X-Page-Count": "9" * 400}, {"X-Page-Count": "inf"}, {"X-Result-Count": "nan"}, {"X-Next-Page-URL": "http://[::1"},
    {"Link": "<" * 5000}, {"Link": '<http://[::1>; rel="next"'}, {"Location": "http://[::1"}, {"Content-Crs": "<x>"},
)  # fmt: skip
MARK = "\u2063replaced\u2063"


def places(value, path=()):
    """The paths of all parts of a JSON document."""
    yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from places(part, (*path, key))


def damaged(body: bytes, rng: random.Random) -> bytes:
    """An answer in which one to three parts have become something else; XML is damaged as text."""
    try:
        document = json.loads(body)
    except ValueError:
        text = body.decode("utf-8", "replace")
        at = rng.randrange(len(text) + 1)
        piece = rng.choice(
            [NUMBER, "<a>" * 5000, "&#55296;", "&x;", "<![CDATA[", "\x00", "]]>", '"', "<", "", "inf", "<!DOCTYPE x>"]
        )
        return (text[:at] + piece + text[at + rng.choice([0, 1, 30]) :]).encode("utf-8", "replace")
    raws = []
    for number in range(rng.randint(1, 3)):
        path = rng.choice(list(places(document)))
        raw = rng.choice(RAW)
        raws.append(raw)
        if not path:
            document = f"{MARK}{number}"
            continue
        above = document
        for key in path[:-1]:
            above = above[key]
        if isinstance(above, (dict, list)):
            above[path[-1]] = f"{MARK}{number}"
    text = json.dumps(document, ensure_ascii=False)
    for number, raw in enumerate(raws):
        text = text.replace(f'"{MARK}{number}"', raw)
    return text.encode("utf-8", "surrogatepass")


def attempt(case: Case, url: str, database) -> None:
    """A list, a connection test and an import; each may fail with a sentence."""
    for ask in (
        lambda known: known.consultations(),
        lambda known: known.test_connection(case.query),
        lambda known: sync(known, case.query, database),
    ):
        plainly(ask, case.open(url, limits=QUICK))


def plainly(ask, *given) -> None:
    """Ask; an error must be a sentence."""
    said = ""
    try:
        ask(*given)
    except UserError as error:
        said = str(error)
    assert not said or said.endswith((".", "…", ")")), said


@every_case
@pytest.mark.fuzz(6)
def test_damaged_answers(case, seed, database):
    rng = random.Random(f"{case.name}{seed}")
    beside = seed % 3 == 2

    def strike(_simulator, _request, answer, _number):
        return replace(answer, body=damaged(answer.body, rng)) if rng.random() < 0.7 else answer

    with running(case) as server:
        server.simulator.items = some_items(5)
        server.strike(strike, beside=beside)
        attempt(case, server.url, database)
    if database.exists():
        with closing(sqlite3.connect(database)) as db:
            assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


@every_case
@pytest.mark.fuzz(3)
def test_odd_headers(case, seed, database):
    rng = random.Random(f"{case.name}{seed}")

    def strike(_simulator, _request, answer, _number):
        odd = {name: value for _ in range(2) for name, value in rng.choice(HEADERS).items()}
        status = rng.choice([answer.status, answer.status, 429, 503, 302, 304])
        return replace(answer, status=status, headers={**answer.headers, **odd})

    with running(case) as server:
        server.simulator.items = some_items(5)
        server.strike(strike)
        attempt(case, server.url, database)


ODD_OPTIONS = (
    "nan", "inf", "-1", "1e400", 10**400, float("nan"), float("inf"), -1, 0, True, None, [], {}, "\ud800",
    "\x00", "x" * 100_000,
    "%", "%Q", "=;=;=", "a=b=c", {"id": 10**400}, "EPSG:99999999999", "EPSG:0", "[" * 1000, "..", "*",
)  # fmt: skip


@pytest.mark.parametrize("name", all_connectors())
@pytest.mark.fuzz(15)
def test_odd_options(name, seed, tmp_path):
    rng = random.Random(f"{name}{seed}")
    source = tmp_path / "a.csv"
    source.write_text("id;text;Datum;lat;lon\n1;a;1.2.2026;59;18\n")
    kind = all_connectors()[name]
    options = {option.name: rng.choice(ODD_OPTIONS) for option in kind.options if rng.random() < 0.5}
    address = str(source) if name == "file" else "http://127.0.0.1:9"
    quick = Limits(connect=0.2, read=0.2, total=0.5, attempts=1, backoff=0.001, max_wait=0.01)

    def ask() -> None:
        connector = open_connector(name, Connection(address, "", options), plain_transport(address, limits=quick))
        list(connector.pages(connector.resolve(Query(consultation=rng.choice(["", "1/a", "\ud800", "x" * 9000])))))

    plainly(ask)


@pytest.mark.fuzz(60)
def test_damaged_documents(seed, tmp_path, database):
    """Tables and layers with odd cells, cut anywhere or with bytes changed."""
    rng = random.Random(seed)
    cells = [
        "",
        "59",
        "18,5",
        NUMBER,
        "nan",
        "inf",
        "1e400",
        "\ud800",
        "POINT(1 2",
        "{",
        "[" * 3000,
        '"',
        "=1+1",
        "01.02.2026",
    ]
    if seed % 2:
        lines = [";".join(rng.choice(cells) for _ in range(rng.randint(1, 7))) for _ in range(20)]
        body = "\n".join(["id;text;Datum;lat;lon;wkt", *lines]).encode(
            "utf-8", rng.choice(["surrogatepass", "replace"])
        )
        name = "a.csv"
    else:
        name = rng.choice(["a.gpkg", "a.fgb", "a.xlsx", "a.ods", "a.kml", "a.gml", "a.zip", "a.tab"])
        body = bytearray(documents(tmp_path)[name])
        for _ in range(rng.choice([0, 1, 5, 50])):
            body[rng.randrange(len(body))] = rng.randrange(256)
        body = bytes(body[: rng.randrange(len(body))] if rng.random() < 0.3 else body)
    path = tmp_path / name
    path.write_bytes(body)
    connector = open_connector("file", Connection(str(path)), plain_transport(str(path), limits=QUICK))
    plainly(sync, connector, Query(), database)


_made: dict[str, bytes] = {}


def documents(folder) -> dict[str, bytes]:
    """A file of every kind."""
    import zipfile

    from test_file_formats import KML, made

    if not _made:
        for name, driver in (("a.gpkg", "GPKG"), ("a.fgb", "FlatGeobuf"), ("a.xlsx", "XLSX"), ("a.ods", "ODS"),
                             ("a.gml", "GML"),
                             ("a.tab", "MapInfo File")):  # fmt: skip
            _made[name] = made(folder / f"made_{name}", driver).read_bytes()
        _made["a.kml"] = KML.encode()
        with zipfile.ZipFile(folder / "made.zip", "w") as archive:
            archive.writestr("a.kml", KML)
            archive.writestr("b.csv", "id;text\n1;a\n")
        _made["a.zip"] = (folder / "made.zip").read_bytes()
    return _made


@pytest.mark.parametrize(
    "raw",
    [NUMBER, "9" * 5000, "1e400", '"\\ud800"', "[" * 100_000, "NaN"],
    ids=["10**400", "5000", "1e400", "surrogate", "[", "NaN"],
)
@every_case
def test_the_known_odd_values_as_times_texts_and_places(case, raw, database):
    """Every part of the first page in turn would take long: times, texts and coordinates by their values."""

    def strike(_simulator, _request, answer, _number):
        body = answer.body
        for word in (b'"2026-05-01T08:00:00+02:00"', b"18.0", b'"Text nummer 0 \\u00e5\\u00e4\\u00f6"'):
            body = body.replace(word, raw.encode())
        return replace(answer, body=body)

    with running(case) as server:
        server.strike(strike)
        attempt(case, server.url, database)


def test_an_answer_of_brackets_is_a_plain_error(database):
    with running(CASES[0], lambda *_given: Answer(200, b"[" * 100_000)) as server:
        attempt(CASES[0], server.url, database)
