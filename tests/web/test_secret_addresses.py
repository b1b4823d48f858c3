"""Which parameters of an address are secrets, and which are not."""

from __future__ import annotations

import pytest
from samplan.web.addresses import harmless_parameters, redact, secret_values, secrets_in, without_secrets

KEY = "Zx81kQ9vB2mN7pL4tR8s"
"""20 characters with 17 changes between letters, digits and cases."""
AZURE = "aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5bC7dE9fG1hJ3kL5m=="
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl"


@pytest.mark.parametrize(
    "name",
    ["subscription-key", "Ocp-Apim-Subscription-Key", "SAS", "sas", "lösenord", "losenord", "l%C3%B6senord",
     "passwort", "salasana",
     "passord", "adgangskode", "kennwort", "map_key", "mapKey", "functionkey", "x-sig", "client_secret",
     "signature", "access_token"],
)  # fmt: skip
def test_names(name):
    address = f"https://example.org/a?{name}=abcd&b=2"
    assert "abcd" not in redact(address)
    assert redact(address).endswith("b=2")
    assert secret_values(address) == ["abcd"]
    assert harmless_parameters(address) == {"b": "2"}


@pytest.mark.parametrize(
    ("query", "secret"),
    [(f"code={AZURE}", AZURE), ("p=Kq7hB2xw", "Kq7hB2xw"), (f"x=1%26token={KEY}", KEY), ("x=1%26token=abcd", "abcd"),
     ("x=1%2526token%253Dabcd", "abcd"), (f"x={JWT}", JWT), (f"layer={KEY}", KEY),
     ("url=https%3A%2F%2Fa.org%3Fsig%3Dabcd", "abcd"),
     ("hash=d41d8cd98f00b204e9800998ecf8427e", "d41d8cd98f00b204e9800998ecf8427e")],
)  # fmt: skip
def test_values(query, secret):
    address = f"https://example.org/a?{query}"
    assert secret not in redact(address)
    assert "***" in redact(address)
    assert secret in secret_values(address)
    assert secrets_in(address)[1]
    assert secret not in without_secrets(f"see {address}")


@pytest.mark.parametrize(
    "query",
    ["code=0180", "code=SE0180", "kod=0180", "p=2", "p=parker", "sort_key=date", "sortkey=name", "hockey=1",
     "resource=f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "id=d41d8cd98f00b204e9800998ecf8427e",
     "bbox=17.912345,59.212345,18.112345,59.4",
     "typename=Cykelplan2026Del2Etapp3", "time=20260101T101112Z/20261231T235959Z", "crs=urn:ogc:def:crs:EPSG::3006",
     "filter=kommunkod='0180' AND typ='park2026'", "outputFormat=application/json; subtype=geojson",
     "author=anna", "keyword=park",
     "layers=lst:slu_naturvardsavtal_2026_version2", "where=OBJECTID>100"],
)  # fmt: skip
def test_what_stays(query):
    address = f"https://example.org/a?{query}"
    assert "***" not in redact(address)
    assert secret_values(address) == []
    assert secrets_in(address) == (False, ())


def test_a_token_in_a_path():
    for secret in (JWT, KEY):
        assert secret not in redact(f"https://example.org/{secret}/data.csv")


def test_two_documents_with_drawn_ids_stay_apart():
    one, other = (redact(f"https://example.org/export?id={part}&format=csv") for part in (KEY, KEY[::-1]))
    assert one != other
    assert one == redact(one), "an address that is hidden already stays so"
