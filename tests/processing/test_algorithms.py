"""The published contract: every algorithm has its id, group, help, tags, icon and stable parameter names."""

from __future__ import annotations

import re

CONTRACT = {
    "measureindicators": "measure",
    "checkdata": "measure",
    "registerdata": "measure",
    "transferpopulation": "measure",
    "buildnetwork": "measure",
    "scoreareas": "score",
    "assessareas": "score",
    "rankrobustness": "score",
    "pairwiseweights": "score",
    "dataweights": "score",
    "stakeholderscores": "score",
    "valuedialogue": "score",
    "comparescenarios": "score",
    "scoreagain": "score",
    "liftarea": "score",
    "proposeroles": "score",
    "checkframework": "score",
    "frameworkfromlayer": "score",
    "assessmentreport": "share",
    "exporttable": "share",
    "joinstatistics": "measure",
    "nearestfacility": "measure",
    "habitatconnectivity": "measure",
    "pollinatormap": "measure",
    "importfeedback": "listen",
    "summarisefeedback": "listen",
    "feedbackhotspots": "listen",
    "publishfeedback": "listen",
    "erasefeedback": "listen",
}
ROLES = [
    "POPULATION",
    "BUILDINGS",
    "GREEN",
    "LAND_USE",
    "LAND_COVER",
    "CANOPY",
    "WATER",
    "STREETS",
    "TRANSIT",
    "SERVICES",
    "NOISE",
    "JOBS",
    "PROTECTED",
    "HABITAT",
    "FEEDBACK",
    "MUNICIPALITIES",
]


def test_contract_ids_are_there(provider):
    groups = {a.name(): a.groupId() for a in provider.algorithms()}
    for name, group in CONTRACT.items():
        assert groups[name] == group


def test_every_indicator_has_an_algorithm(provider):
    from samplan.indicators.registry import all_indicators

    names = {a.name() for a in provider.algorithms()}
    assert {f"indicator_{name}" for name in all_indicators()} <= names


def test_every_algorithm_explains_itself(provider):
    for algorithm in provider.algorithms():
        name = algorithm.id()
        assert re.fullmatch(r"[a-z0-9_]+", algorithm.name()), name
        assert algorithm.displayName(), name
        assert algorithm.group(), name
        assert algorithm.groupId() in ("measure", "score", "listen", "share"), name
        assert len(algorithm.shortDescription()) > 20, f"{name}: its short description is too short"
        assert len(algorithm.shortHelpString()) > 200, name
        assert "qgis_process run samplan:" in algorithm.shortHelpString(), f"{name}: no worked example"
        assert algorithm.tags(), name
        assert not algorithm.icon().isNull(), name
        for parameter in algorithm.parameterDefinitions():
            assert parameter.name() == parameter.name().upper(), f"{name}: {parameter.name()}"
            assert parameter.description(), f"{name}: {parameter.name()}"


def test_role_parameters(provider):
    algorithm = provider.algorithm("measureindicators")
    names = [p.name() for p in algorithm.parameterDefinitions()]
    assert set(ROLES) <= set(names)
    assert {"AREAS", "INDICATORS", "KEY_FIELD", "CUT_AT_BORDER", "OUTPUT"} <= set(names)


def test_refreshing_the_provider_keeps_the_algorithms(provider):
    before = sorted(a.id() for a in provider.algorithms())
    provider.refreshAlgorithms()
    assert sorted(a.id() for a in provider.algorithms()) == before
