"""Options that a connector does not have or that have no sense, and secrets in addresses, are said; never swallowed."""

from __future__ import annotations

import pytest
from faults import all_cases, replace, run, running
from loopserver import Answer, LoopServer
from samplan.participation.connectors._options import Option, checked
from samplan.participation.connectors.base import Connection
from samplan.participation.registry import all_connectors, open_connector
from samplan.web.errors import ConnectionSettingsError
from samplan.web.transport import plain_transport

URL = "https://example.org"
WRONG = {
    "number": (-3, 0, "many", 2.5, True, [3]),
    "flag": ("perhaps", 7, [True]),
    "choice": ("nothing of the kind", 3, ["auto"]),
    "text": (True, ["a"], {"a": 1}),
    "pairs": (True, 7, ["id=a"], {"id": ["a"]}, {"id": {"a": 1}}, {"id": True}),
    "offset": ("Stockholm", "+99:00", 2.5),
    "date": ("in May", "2026-13-45"),
    "file": ("/no/such/file.csv",),
}


def opening(name, options, url=URL):
    return open_connector(name, Connection(url, options=options), plain_transport(url))


@pytest.mark.parametrize(
    ("name", "option"), [(name, option) for name, kind in all_connectors().items() for option in kind.options],
    ids=lambda value: getattr(value, "name", value),
)  # fmt: skip
def test_values_that_an_option_cannot_have(name, option):
    for value in WRONG[option.kind]:
        if option.kind == "choice" and option.free:
            continue
        with pytest.raises(ConnectionSettingsError, match=f"option {option.name} ") as error:
            opening(name, {option.name: value})
        assert str(error.value).endswith(".")
    assert opening(name, {option.name: ""}).option(option.name) == option.default


@pytest.mark.parametrize("name", all_connectors())
def test_options_that_do_not_exist(name):
    with pytest.raises(ConnectionSettingsError, match="no option “pagesize”"):
        opening(name, {"pagesize": 10})


def test_values_come_in_their_own_type():
    options = (
        Option("n", {}, 5, "number"),
        Option("f", {}, False, "flag"),
        Option("c", {}, "a", "choice", ("a", "Bb")),
    )
    assert checked(options, {"n": "12", "f": "Yes", "c": "BB"}) == {"n": 12, "f": True, "c": "Bb"}
    assert checked(options, {"f": "false", "n": 3.0}) == {"n": 3, "f": False, "c": "a"}


def test_a_file_option_must_exist(tmp_path):
    option = (Option("mapping", {}, "", "file"),)
    (tmp_path / "å b.json").write_text("{}")
    assert checked(option, {"mapping": str(tmp_path / "å b.json")}) == {"mapping": str(tmp_path / "å b.json")}
    with pytest.raises(ConnectionSettingsError, match="does not exist"):
        checked(option, {"mapping": str(tmp_path)})


CASES = [case for case in all_cases() if case.connector != "file"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_secrets_in_the_address_are_left_out_and_told(case, database):
    with running(case) as server:
        address = f"{server.url.replace('//', '//anna:hemligt@')}{case.path}"
        result = run(replace(case, path=""), f"{address}?token=t0pp&key=n1ckel&page=2", database)
        sent = " ".join(request.target for request in server.requests)
        report = replace(case, path="").open(f"{address}?api_key=n1ckel").test_connection(case.query)
    notes = " ".join(str(note) for note in result.notes)
    assert result.complete
    assert "(token, key)" in notes
    assert "user name and password in the address were left out" in notes
    assert any("(api_key)" in str(note) for note in report.notes)
    for secret in ("t0pp", "n1ckel", "hemligt"):
        assert secret not in notes + sent
        assert secret.encode() not in database.read_bytes()


def test_a_clean_address_has_no_such_note():
    assert opening("dipas", {}).standing_notes() == ()
    assert opening("ogcapi", {}, "https://example.org/api?author=3&design=2&MAP=/x").standing_notes() == ()


def test_parameters_that_an_ogc_service_needs_live_on():
    body = b'{"features": [], "collections": [], "links": []}'
    with LoopServer(lambda _request: Answer(200, body)) as server:
        url = f"{server.url}/wfs3/collections/feedback/items?MAP=/srv/a.qgz&f=html&limit=5&token=x"
        connector = opening("ogcapi", {}, url)
        list(connector.pages(connector.resolve(replace(CASES[0].query, consultation=""))))
        connector.test_connection()
        asked = [(request.path, request.query) for request in server.requests]
    assert all(query.get("MAP") == "/srv/a.qgz" for _path, query in asked)
    assert not [name for _path, query in asked for name in query if name in ("f", "token")]
    assert ("/wfs3/collections/feedback/items", {"MAP": "/srv/a.qgz", "limit": "500"}) in asked
