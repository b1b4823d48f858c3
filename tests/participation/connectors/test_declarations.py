"""What a connector declares: whole, and usable as words in dialogs, commands and the database."""

from __future__ import annotations

import re

import pytest
from samplan.participation.connectors._options import _CHECKS
from samplan.participation.connectors.base import UNPROVED, Connector
from samplan.participation.registry import all_connectors

WORD = re.compile(r"[a-z][a-z0-9_]*")


@pytest.mark.parametrize("connector", all_connectors().values(), ids=all_connectors())
def test_a_connector_is_declared_whole(connector):
    assert WORD.fullmatch(connector.id), "ids are a-z, digits and _ only"
    assert connector.id != "sample", "Import feedback and the panel call the bundled file so"
    for text in (connector.title, connector.description, *(option.title for option in connector.options)):
        assert set(text) == {"en", "sv"}
    assert connector.url_hint != "https://", "show an address of the form that the service has"
    known = {"", *connector.profiles}
    assert connector.evidence.keys() <= known, "evidence is for a profile, or for all of them: ''"
    assert UNPROVED not in connector.evidence.values(), "say in evidence what the connector was tested against"
    for proof in connector.evidence.values():
        assert proof.level in ("verified", "contract", "experimental")
    names = [option.name for option in connector.options]
    assert len(set(names)) == len(names)
    for option in connector.options:
        assert WORD.fullmatch(option.name)
        assert option.kind in _CHECKS
        assert option.kind != "choice" or option.choices
    for able, method in (("consultations", "consultations"), ("deleted_feed", "deleted")):
        written = getattr(connector, method) is not getattr(Connector, method)
        assert written or not getattr(connector.capabilities, able), f"capabilities promise {able}: write {method}()"
