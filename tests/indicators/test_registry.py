"""The declarations: complete, in both languages, and usable as algorithms."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import pytest
from samplan.indicators.declaration import DIRECTIONS, PILLARS, REFERENCE, TARGET
from samplan.indicators.registry import all_indicators, get
from samplan.indicators.roles import ROLES

IDS = [
    "green_share",
    "tree_canopy",
    "green_area_factor",
    "sealed_share",
    "runoff_coefficient",
    "connected_habitat",
    "pollinator_supply",
    "nest_flower_proximity",
    "protected_share",
    "green_per_inhabitant",
    "access_green",
    "access_green_network",
    "access_transit",
    "access_transit_400",
    "access_transit_network",
    "open_public_space",
    "access_services",
    "play_area_per_child",
    "noise_exposure",
    "intersection_density",
    "street_density",
    "population_density",
    "tenure_mix",
    "dissimilarity",
    "recreation_per_inhabitant",
    "green_equity",
    "three_thirty_three_hundred",
    "land_use_mix",
    "economic_floor_share",
    "land_use_efficiency",
    "floor_space_index",
    "jobs_residents",
    "employment_rate",
    "tobins_q",
    "new_homes_transit",
    "income",
    "ground_space_index",
]

RESERVED = {"score", "rank", "coverage", "settled", "p_top", "wins_next", "mean_rank", "fid", "geom", "ogc_fid"}

each = pytest.mark.parametrize("indicator", all_indicators().values(), ids=lambda item: item.id)


def test_the_published_ids():
    """New ones may come; none of these may go or change its name."""
    assert [name for name in all_indicators() if name in IDS] == IDS


def test_codes_are_one_per_definition():
    """Only the variants of S1 and S2 share a code."""
    codes = [item.code for item in all_indicators().values()]
    assert {code for code in codes if codes.count(code) > 1} == {"S1", "S2"}


def texts(indicator):
    yield from (indicator.title, indicator.formula, indicator.caveats)
    for item in (*indicator.parameters, *indicator.tables):
        yield item.title


@each
def test_texts_are_complete_in_both_languages(indicator):
    for text in texts(indicator):
        assert set(text) == {"en", "sv"}
        assert text["en"].strip() != text["sv"].strip() or len(text["en"]) < 12, text
        for words in text.values():
            assert words == words.strip()
            assert "  " not in words
            assert not re.search(r"[a-zåäö,][.][A-ZÅÄÖ]|\w,[a-zåäö]{2}", words), words  # a space lost at a line's end
    for words in (indicator.formula, indicator.caveats):
        assert all(text.endswith(".") for text in words.values())
        assert all(len(text) > 20 for text in words.values()), "explain the formula: it is the algorithm's description"
    assert indicator.title["en"][0].isupper() or indicator.title["en"][0].isdigit()


@each
def test_a_declaration_is_sound(indicator):
    assert indicator.pillar in PILLARS
    assert indicator.direction in DIRECTIONS
    assert re.fullmatch(r"[a-z][a-z0-9_]*", indicator.id)
    assert re.fullmatch(r"[ESK]\d+", indicator.code)
    assert indicator.sources
    for name in ("needs", "parameters", "tables", "thresholds", "sources"):
        assert isinstance(getattr(indicator, name), tuple), f"{name}: a comma before the last bracket is missing"
    for item in (*indicator.parameters, *indicator.tables):
        assert re.fullmatch(r"[a-z][a-z0-9_]*", item.name), "names become parameters: a-z, digits and _ only"
    for threshold in indicator.thresholds:
        assert threshold.kind in (TARGET, REFERENCE)
        assert threshold.source
    for parameter in indicator.parameters:
        assert parameter.minimum <= parameter.default <= parameter.maximum
    for table in indicator.tables:
        assert table.rows
        assert table.source
        assert all(isinstance(value, (int, float)) for value in table.rows.values())
        plain = [name.lower().replace(" ", "_").replace("-", "_") for name in table.rows]
        assert len(set(plain)) == len(plain)


@each
def test_fields_are_no_other_results(indicator):
    """Indicators, scores and feedback stand side by side in one layer."""
    assert indicator.id not in RESERVED
    assert not indicator.id.startswith(("s_", "c_", "score_", "rank_", "fb_"))
    assert not indicator.id.endswith(("_cov", "_cut", "_dep", "_in"))


@each
def test_needs_name_roles_and_fields_that_exist(indicator):
    for need in indicator.needs:
        assert isinstance(need.fields, tuple), f"{need.role}: a comma before the last bracket is missing"
        assert set(need.fields) <= {field.name for field in ROLES[need.role].fields}
    assert any(not need.optional for need in indicator.needs)


@each
def test_settings_do_not_clash_with_layer_parameters(indicator):
    """Parameters, tables, roles and role fields become parameters of one algorithm."""
    taken = {
        "AREAS",
        "KEY_FIELD",
        "CUT_AT_BORDER",
        "INDICATORS",
        "SETTINGS",
        "OUTPUT",
        "INCLUDE_PATHS",
        "MUNICIPALITIES",
    }
    for role in ROLES.values():
        taken |= {role.id.upper(), *(f"{role.id}_{field.name}".upper() for field in role.fields)}
    names = [item.name.upper() for item in (*indicator.parameters, *indicator.tables)]
    assert len(set(names)) == len(names)
    assert not taken & set(names)


def test_what_reaches_out_is_access_and_ecology():
    assert {item.id for item in all_indicators().values() if item.uses_surroundings} == {
        "connected_habitat",
        "pollinator_supply",
        "nest_flower_proximity",
        "access_green",
        "access_green_network",
        "access_transit",
        "access_transit_400",
        "access_transit_network",
        "access_services",
        "green_equity",
        "three_thirty_three_hundred",
        "new_homes_transit",
    }


def test_straight_and_network_distances_share_no_indicator():
    for item in all_indicators().values():
        words = item.formula["en"].lower()
        along = "along streets" in words
        straight = "crow" in words or "straight distance" in words
        assert not (along and straight), item.id


def test_only_the_noise_limit_is_a_target():
    """Everything else in the table of the model is a benchmark."""
    kinds = {item.id for item in all_indicators().values() for threshold in item.thresholds if threshold.kind == TARGET}
    assert kinds == {"noise_exposure"}


@pytest.mark.parametrize("name", ["sodertorn", "sodertorn_core"])
def test_references_of_the_frameworks_are_those_of_the_catalogue(name):
    path = Path(__file__).resolve().parents[2] / "resources" / "frameworks" / f"{name}.json"
    nodes = [json.loads(path.read_text(encoding="utf-8"))]
    for node in nodes:
        nodes.extend(node.get("children", ()))
        if "reference" in node:
            thresholds = get(node["indicator"]).thresholds
            assert node["reference"]["value"] in [threshold.value for threshold in thresholds], node["id"]
        if node.get("indicator") == "open_public_space":
            assert node["reference"]["source"] == thresholds[0].source
            assert node["normalisation"]["high"] == thresholds[0].value == 50


def test_sources_are_the_right_ones():
    assert any("2017" in source and "brief for action, p. 11" in source for source in get("access_green").sources)
    for item in all_indicators().values():
        if item.id != "nest_flower_proximity":  # longest flights are neither mean foraging nor dispersal distances
            assert not any("Gathmann" in source for source in item.sources), item.id


def test_missing_roles_and_fields():
    indicator = get("access_services")
    assert indicator.missing_roles({"population": {"count"}, "streets": set()}) == ["services"]
    assert indicator.missing_roles({"population": set(), "streets": set(), "services": {"class"}}) == [
        "population.count"
    ]
    assert get("sealed_share").missing_roles({"land_use": {"class"}}) == []  # buildings and streets are optional


def test_an_unknown_id_is_a_key_error():
    with pytest.raises(KeyError):
        get("no_such_indicator")


def test_field_guesses_are_lower_case_and_unique_in_a_role():
    for role in ROLES.values():
        for field in role.fields:
            assert list(field.guesses) == [guess.lower() for guess in field.guesses]
        names = [field.name for field in role.fields]
        assert len(set(names)) == len(names)


def test_the_pages_in_the_docs_are_current():
    path = Path(__file__).resolve().parents[2] / "scripts" / "indicator_docs.py"
    spec = importlib.util.spec_from_file_location("indicator_docs", path)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    found = script.pages()
    assert len(found) == 2 * len(all_indicators()) + 2
    assert script.outdated(found) == [], "Run make docs"
    for name, text in found.items():
        for link in re.findall(r"\]\(([^)]+\.md)\)", text):
            assert link in found, (name, link)
