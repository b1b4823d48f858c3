"""A faulty file in a folder of plug-ins is left out and told; everything else works."""

from __future__ import annotations

import sys

import pytest
from qgis.core import QgsApplication
from samplan import discovery
from samplan.indicators import catalogue
from samplan.indicators import registry as indicators
from samplan.participation import connectors
from samplan.participation import registry as sources
from samplan.processing import measure
from samplan.processing.provider import SamplanProvider, algorithms

FAULTS = {
    "nonsense.py": "this is no Python",
    "raising.py": "raise RuntimeError('at import')",
    "nothing.py": "",
    "twin.py": "from .green_share import INDICATOR",
}


@pytest.fixture
def fresh(monkeypatch):
    """Registries that look again, before and after, and forget what they found in a test's folder."""

    def forget():
        indicators.all_indicators.cache_clear()
        sources.all_connectors.cache_clear()
        discovery.FAULTY.clear()

    before = set(sys.modules)
    forget()
    yield
    for name in set(sys.modules) - before:
        if name.startswith("samplan."):
            del sys.modules[name]
    monkeypatch.undo()
    forget()


def _add(monkeypatch, package, folder, files):
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(folder)])


def test_faulty_indicators_are_left_out(fresh, monkeypatch, tmp_path):
    whole = set(indicators.all_indicators())
    indicators.all_indicators.cache_clear()
    _add(monkeypatch, catalogue, tmp_path, FAULTS)
    assert set(indicators.all_indicators()) == whole
    reasons = {name.rpartition(".")[2]: reason for name, reason in discovery.FAULTY.items()}
    assert set(reasons) == {"nonsense", "raising", "nothing", "twin"}
    assert "SyntaxError" in reasons["nonsense"]
    assert "at import" in reasons["raising"]
    assert "needs an INDICATOR" in reasons["nothing"]
    assert "another indicator with the id green_share" in reasons["twin"]


def test_faulty_connectors_are_left_out(fresh, monkeypatch, tmp_path):
    whole = list(sources.all_connectors())
    sources.all_connectors.cache_clear()
    twin = "from .base import Connector\n\n\nclass Twin(Connector):\n    id = 'odk'\n"
    _add(monkeypatch, connectors, tmp_path, {"nonsense.py": FAULTS["nonsense.py"], "zz_twin.py": twin})
    assert list(sources.all_connectors()) == whole
    assert sorted(name.rpartition(".")[2] for name in discovery.FAULTY) == ["nonsense", "zz_twin"]


def test_the_provider_tells_what_it_leaves_out(fresh, monkeypatch, tmp_path, qgis_app):
    whole = {algorithm.id() for algorithm in algorithms()}
    _add(monkeypatch, measure, tmp_path, {"nonsense.py": FAULTS["nonsense.py"]})
    told = []
    QgsApplication.messageLog().messageReceived.connect(lambda text, *_rest: told.append(text))
    provider = SamplanProvider()
    provider.refreshAlgorithms()
    assert {algorithm.name() for algorithm in provider.algorithms()} == {name.rpartition(":")[2] for name in whole}
    assert any("nonsense cannot be used and is left out. Mend or delete its file." in text for text in told)


def test_nothing_of_ours_is_left_out(fresh):
    list(algorithms())
    indicators.all_indicators()
    sources.all_connectors()
    assert not discovery.FAULTY
