"""The tables of rules: every row is one, and patterns find what they say."""

from __future__ import annotations

import csv
import re

import pytest
from samplan.assessment.facts import AREAS
from samplan.assessment.rules import FOLDER, fold, read_rules, rules, squeeze
from samplan.indicators.roles import ROLES

LANGUAGES = {"sv", "en", "fi", "no", "da", "de"}


def test_every_role_has_a_table_with_names_in_six_languages():
    for role in (AREAS, *ROLES):
        with (FOLDER / f"{role}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert {row["role"].partition(".")[0] for row in rows} == {role}
        named = {word for row in rows if row["evidence"] == "name" for word in row["languages"].split()}
        assert named >= LANGUAGES - ({"fi", "no", "da"} if role == "noise" else set()) or role == "noise"


def test_every_layer_without_a_role_has_titles_in_both_languages():
    for name, titles in rules().titles.items():
        assert set(titles) == {"en", "sv"}, name


def test_patterns_hold_no_letters_that_folding_takes_away():
    """A pattern with a hyphen or a doubled vowel would be read as another one: what it becomes must not be empty."""
    for kind in ("name", "field", "pick", "value"):
        for rule in rules().by_kind[kind]:
            assert all(fold(word.rpartition("=")[2]) for word in rule.pattern.split("|")), rule


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Gångvägar", "gangvagar"),
        ("Gebaeude", "gebaude"),
        ("Gebäude", "gebaude"),
        ("Straße", "strasse"),
        ("gis_osm_roads_free_1", "gis osm roads free 1"),
        ("sø", "so"),
        ("soe", "so"),
        ("Støysone", "stoysone"),
        ("æøå", "aoa"),
        ("Grünfläche", "grunflache"),
        ("Gruenflaeche", "grunflache"),
        ("maaperä", "mapera"),
    ],
)
def test_spellings_of_the_languages_are_alike(text, folded):
    assert fold(text) == folded


def test_fields_are_compared_without_signs():
    assert squeeze("building:levels") == squeeze("Building_Levels") == "buildinglevels"


def _table(tmp_path, *rows):
    lines = ["role,evidence,pattern,weight,languages,note", *rows]
    (tmp_path / "some.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_rules(tmp_path)


def test_stars_and_number_signs(tmp_path):
    found = _table(tmp_path, "green,name,park*|grön yta,0.7,,", "green,field,pop####|*inkomst*,0.7,,")
    (name,), (field,) = found.by_kind["name"], found.by_kind["field"]
    said = [bool(name.test.search(f" {fold(text)} ")) for text in ("Stadens parker", "grön_yta 2", "Bilparkering")]
    assert said == [True, True, False]
    fits = [bool(field.test.match(squeeze(text))) for text in ("pop_2020", "POP20", "median_inkomst_kr")]
    assert fits == [True, False, True]


def test_conditions(tmp_path):
    (rule,) = _table(tmp_path, "green,geometry,polygon area<=1e3 features>5,0.7,,").by_kind["geometry"]
    facts = {"polygon": True, "area": 1000.0, "features": 6}
    assert rule.test.holds(facts)
    assert not rule.test.holds({**facts, "features": 5})
    assert not rule.test.holds({**facts, "area": None})
    assert not rule.test.holds({"line": True, "area": 10.0, "features": 6})


@pytest.mark.parametrize(
    "row",
    [
        "green,smell,park,0.7,,",
        "green,name,,0.7,,",
        "green,name,park,1.7,,",
        "lawn,name,park,0.7,,",
        "green.count,pick,n,0.7,,",
    ],
)
def test_a_row_that_is_no_rule_is_named(tmp_path, row):
    with pytest.raises(ValueError, match=re.escape(row.split(",")[1])):
        _table(tmp_path, row)
