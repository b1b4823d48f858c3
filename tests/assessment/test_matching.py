"""Layers find their roles, with reasons; what could be meant otherwise is asked for."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from projects import layer, picture, projects, raster
from samplan.assessment.document import Layer
from samplan.assessment.facts import AREAS, field_facts
from samplan.assessment.matching import (
    ASK,
    FLOOR,
    MARGIN,
    NONE,
    READY,
    document,
    fitting_framework,
    propose,
    with_areas,
)
from samplan.assessment.rules import read_rules
from samplan.indicators.registry import all_indicators

TILES = {"area": 4e5, "touching": 0.95}
HOUSES = {"area": 140.0}


def table(tmp_path, *rows):
    """Return rules of a test's own."""
    text = "\n".join(["role,evidence,pattern,weight,languages,note", *rows]) + "\n"
    (tmp_path / "some.csv").write_text(text, encoding="utf-8")
    return read_rules(tmp_path)


def best(layers, role, rules=None):
    """Return the first candidate for a role."""
    found = [item for item in propose(layers, rules).candidates if item.role == role]
    return max(found, key=lambda item: item.score)


def states(proposal):
    """Return layer -> role -> state, those without out."""
    return {(item.layer.name, item.role): item.state for item in proposal.candidates if item.state != NONE}


# ---------------------------------------------------------------------------------------------------------------- projects


@pytest.mark.parametrize("name", projects())
def test_real_projects(name):
    """At least nine of ten layers have the right role first, and no layer is used without a question for a wrong one."""
    layers = projects()[name]
    proposal = propose([item for item, _ in layers])
    first = {}
    for item in proposal.candidates:
        seems_else = "something else" in str(proposal.unused.get(item.layer.id, ""))
        first.setdefault(item.layer.id, "" if seems_else else item.role)
    wrong = [(item.name, role, first.get(item.id, "")) for item, role in layers if first.get(item.id, "") != role]
    assert len(wrong) <= 0.1 * len(layers), wrong
    may_also = {("Stadtteile", "population")}  # districts with residents, and there is no other population
    for item in proposal.ready().values():
        right = {facts.id: role for facts, role in layers}[item.layer.id]
        assert item.role == right or (item.layer.name, item.role) in may_also, (item.layer.name, item.role)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("swedish", "beftotalt"),
        ("quickosm", "antal"),
        ("finnish", "ASUKKAITA"),
        ("norwegian", "pop_tot"),
        ("danish", "antal_personer"),
        ("german", "Einwohner"),
    ],
)
def test_the_number_of_residents_is_found(name, count):
    proposal = propose([item for item, _ in projects()[name]])
    assert proposal.ready()["population"].fields["count"] == count


def test_other_fields_are_found():
    ready = propose([item for item, _ in projects()["german"]]).ready()
    assert ready["buildings"].fields == {"floors": "anzahlderoberirdischengeschosse", "use": "gebaeudefunktion"}
    assert ready[AREAS].fields == {"key": "PLR_ID"}
    ready = propose([item for item, _ in projects()["swedish"]]).ready()
    assert ready["noise"].fields == {"level": "DB_LO"}  # not the upper end of the class
    assert ready["jobs"].fields == {"count": "antal_anstallda"}
    assert (ready[AREAS].fields["key"], ready[AREAS].fields["border"]) == ("desokod", "kommunkod")
    ready = propose([item for item, _ in projects()["finnish"]]).ready()
    assert ready["buildings"].fields["floors"] == "kerrosluku"
    assert ready["jobs"].fields == {"count": "tp_yht"}


# ----------------------------------------------------------------------------------------------------------------- scoring


def test_evidence_is_combined_as_of_independent_witnesses(tmp_path):
    """1 - (1 - 0.5)(1 - 0.4)(1 - 0.6 x 0.75) = 0.835: name, a field, and 3 of 4 values of another one."""
    rules = table(
        tmp_path,
        "streets,name,gata|gator,0.5,sv,",
        "streets,field,maxspeed,0.4,en,",
        "streets.class,value,footway|track,0.6,en,",
    )
    found = best([layer("Gator", "line", "maxspeed=50", "kind=footway|track|footway|else")], "streets", rules)
    assert found.score == round(1 - 0.5 * 0.6 * (1 - 0.6 * 0.75), 3) == 0.835
    assert [str(item) for item in found.evidence] == [
        'the name says "gator"',
        "the field kind holds footway, track",
        "it has fields such as maxspeed",
    ]
    assert not found.questions


def test_evidence_against_takes_its_share_off(tmp_path):
    """(1 - (1 - 0.8)) (1 - 0.5) = 0.4."""
    rules = table(tmp_path, "streets,name,gator,0.8,sv,", "streets,name,namn,-0.5,sv,")
    assert best([layer("Gator namn", "line")], "streets", rules).score == 0.4


def test_values_in_few_rows_say_less(tmp_path):
    """All values of a field that every fourth row has: 0.8 x sqrt(1/4) = 0.4."""
    rules = table(tmp_path, "streets,value,track,0.8,en,")
    assert best([layer("a", "line", "kind=track|||", count=400)], "streets", rules).score == 0.4


def test_a_bare_number_tells_nothing_in_a_field_that_is_not_known(tmp_path):
    rules = table(tmp_path, "streets,value,artype=11|12,0.8,no,", "streets,value,3|4,0.8,,")
    assert not propose([layer("a", "line", "kind=11|12", "other=3|4")], rules).candidates
    assert best([layer("a", "line", "ARTYPE=11|12")], "streets", rules).score == 0.8


def test_names_of_groups_and_sources_count_too(tmp_path):
    """The source's name counts 0.95 of the layer's, keywords 0.6 and groups 0.4: 0.95 x 0.8 = 0.76, 0.32 and 0.48."""
    rules = table(tmp_path, "streets,name,gator,0.8,sv,")
    assert best([layer("a", "line", source="gator")], "streets", rules).score == 0.76
    assert best([layer("a", "line", groups=("Gator",))], "streets", rules).score == 0.32
    assert best([layer("a", "line", keywords=("gator",))], "streets", rules).score == 0.48


def test_the_wrong_geometry_is_never_proposed():
    assert ("gis_osm_roads_free_1", "streets") not in states(propose([layer("gis_osm_roads_free_1", "polygon")]))


# --------------------------------------------------------------------------------------------------- ready, asked, left out


def test_layers_within_the_margin_are_asked_for(tmp_path):
    rules = table(
        tmp_path, "streets,name,one,0.8,,", f"streets,name,two,{0.8 - MARGIN + 0.01},,", "streets,name,three,0.6,,"
    )
    one, two, three = (layer(name, "line") for name in ("one", "two", "three"))
    assert states(propose([one, three], rules)) == {("one", "streets"): READY}
    asked = propose([one, two, three], rules)
    assert states(asked) == {("one", "streets"): ASK, ("two", "streets"): ASK}
    assert [item.layer.name for item in asked.asked()["streets"]] == ["one", "two"]
    assert str(asked.asked()["streets"][0].questions[0]) == '"two" may be meant as well'
    assert str(asked.unused["three"]) == "another layer fits better: {'en': 'Streets', 'sv': 'Gator'}"


def test_a_layer_that_would_be_taken_by_itself_is_asked_for_beside_a_better_one(tmp_path):
    rules = table(tmp_path, "streets,name,one,0.99,,", "streets,name,two,0.86,,")
    layers = [layer("one", "line"), layer("two", "line")]
    assert set(states(propose(layers, rules)).values()) == {ASK}


def test_little_evidence_is_asked_for(tmp_path):
    rules = table(tmp_path, f"streets,name,one,{FLOOR - 0.01},,")
    (found,) = propose([layer("one", "line")], rules).candidates
    assert (found.state, str(found.questions[0])) == (ASK, "little speaks for it")


def test_equals_stand_in_the_order_of_the_layers():
    layers = [layer("gator", "line", id=str(number)) for number in range(4)]
    assert [item.layer.id for item in propose(layers).asked()["streets"]] == ["0", "1", "2", "3"]
    assert propose(layers).candidates == propose(layers).candidates


@pytest.mark.parametrize(
    "decoy",
    [
        layer("Höjdkurvor", "line", "hojd=5|10"),
        layer("Fastighetsindelning", "polygon", "fastighet=A #", area=900.0, touching=0.9),
        layer("Ortnamn", "point", "namn=N #"),
        picture("Ortofoto 2024"),
        layer("Länsgränser", "polygon", "lansnamn=Stockholm", count=21, area=1e10, touching=1.0),
        layer("Järnväg", "line", "objekttyp=Järnväg"),
        layer("Vattenskyddsområden", "polygon", "namn=V #", count=40),
        layer("Bullerplank", "line", "hojd=2|3"),
        layer("Detaljplaner", "polygon", "plan=#", count=300),
        raster("Höjdmodell", [value / 3 for value in range(900)]),
        layer("Vägnamn", "point", "namn=Väg #"),
        layer("Straßenbahn", "line", "linie=1|2"),
        layer("Gatubelysning", "line", "typ=LED"),
        layer("Vattentäkter", "polygon", "namn=V #", count=9),
        layer("Områden med förorenad mark", "polygon", "bransch=Bensin|Kemtvätt", count=90),
        layer("Åldersfördelning", "polygon", "andel=0..1/0.1", count=90),
        layer("Adresser", "point", "adress=G #", "husnr=1..90"),
    ],
    ids=lambda item: item.name,
)
def test_decoys_are_never_used_without_a_question(decoy):
    assert READY not in states(propose([decoy])).values()


def test_results_of_samplan_empty_layers_and_tables_are_no_input():
    named = layer("green", "polygon", "class=park")
    proposal = propose(
        [
            replace(named, id="made", result=True),
            layer("green again", "polygon", "green_share=1..90", "green_share_cov=1", id="measured"),
            layer("scored", "polygon", "score=1..90", "rank=1..90", "coverage=1", id="scored"),
            replace(named, id="empty", count=0),
            replace(named, id="table", kind="none"),
            replace(named, id="gone", fault="its data are not there"),
        ]
    )
    assert not proposal.candidates
    assert str(proposal.unused["measured"]) == str(proposal.unused["scored"]) == "it is a result of Samplan"
    assert str(proposal.unused["empty"]) == "it is empty"
    assert "Join statistics" in str(proposal.unused["table"])
    assert str(proposal.unused["gone"]) == "it cannot be read: its data are not there"


def test_a_layer_apart_from_the_others_and_one_without_crs_are_asked_for():
    here = [layer(f"buildings {number}", "polygon", **HOUSES) for number in range(4)]
    away = layer("gis_osm_roads_free_1", "line", "fclass=footway", extent=(9.4, 47.0, 9.6, 47.2))
    assert states(propose([*here, away])).get((away.name, "streets")) != READY
    found = best([layer("gis_osm_roads_free_1", "line", "fclass=footway", crs="")], "streets")
    assert found.state == ASK
    assert "coordinate reference system" in str(found.questions[0])


def test_one_layer_may_play_several_roles():
    found = states(propose([layer("RegSO", "polygon", "regsokod=R#", "befolkning=900..4000", count=60, **TILES)]))
    assert found == {("RegSO", AREAS): READY, ("RegSO", "population"): READY}


def test_a_second_layer_of_streets_is_asked_for():
    first = layer("vaglinje", "line", "objekttyp=Landsväg|Småväg")
    second = layer("NVDB_vagnat", "line", "Vagnummer=1|2", "Hastighet=50", "Vaghallare=Kommun")
    assert set(states(propose([first, second])).values()) == {ASK}


# ------------------------------------------------------------------------------------------------ fields, classes, filters


def test_a_count_is_a_number_that_is_whole_and_not_negative():
    fits = best([layer("Befolkning", "point", "befolkning=0..90")], "population")
    assert (fits.fields, fits.state) == ({"count": "befolkning"}, READY)
    for bad in ("befolkning=-9..9", "befolkning=0.5|1.5|2.5", "befolkning=många|få"):
        found = best([layer("Befolkning", "point", bad)], "population")
        assert (found.fields, found.state) == ({}, ASK)
        assert "no field was found" in str(found.questions[0])


def test_years_levels_and_decibels_are_checked():
    found = best([layer("byggnad", "polygon", "byggar=1850..2020", "vaningar=1..9", **HOUSES)], "buildings")
    assert found.fields == {"floors": "vaningar", "year": "byggar"}
    found = best([layer("byggnad", "polygon", "byggar=20230101..20230160", "vaningar=200..900", **HOUSES)], "buildings")
    assert found.fields == {}
    assert best([layer("Buller", "polygon", "level=1|2|3")], "noise").fields == {}
    assert best([layer("Buller", "polygon", "level=50|55|60")], "noise").fields == {"level": "level"}


def test_fields_as_likely_are_asked_for():
    found = best([layer("Befolkning", "point", "bosatte=0..90", "folkmangd=0..80")], "population")
    assert (found.state, dict(found.open_fields)) == (ASK, {"count": ("bosatte", "folkmangd")})


def test_names_that_samplan_takes_by_itself_come_in_its_order():
    found = best([layer("population", "point", "count=0..90", "population=0..80")], "population")
    assert (found.fields["count"], found.state) == ("population", READY)


def test_a_key_is_different_in_every_area():
    found = best([layer("planområden", "polygon", "kod=A|B", "namn=Område #", count=40, **TILES)], AREAS)
    assert found.fields == {"key": "namn"}


def test_a_layer_of_everything_may_play_several_roles_with_filters():
    """As OpenStreetMap's extracts come: a column for each key, filled where a feature has it."""
    keys = ("building=yes|house||", "landuse=||forest|residential", "osm_id=#")
    proposal = propose([layer("multipolygons", "polygon", *keys, area=600.0)])
    filters = {item.role: item.filter for item in proposal.candidates if item.state == ASK}
    assert filters["buildings"] == '"building" IS NOT NULL'
    assert filters["land_use"] == '"landuse" IS NOT NULL'
    assert not proposal.ready()


def test_schemes_of_classes_are_proposed():
    atlas = layer("x", "polygon", "code_2018=11100|11210|12100|12220|14100|31000|50000", count=400)
    found = best([atlas], "land_use")
    assert (found.fields, found.classes) == ({"class": "code_2018"}, "Urban_Atlas")
    cover = best([raster("marktäcke", [2, 3, 41, 42, 51, 52, 53, 61, 111, 112, 115])], "land_cover")
    assert (cover.classes, cover.state) == ("NMD2018", READY)
    assert any(str(item) == "its classes are those of NMD 2018" for item in cover.evidence) or cover.evidence


def test_classes_that_samplan_does_not_know_are_asked_for_where_they_are_needed():
    found = best(
        [layer("Tatsächliche Nutzung", "polygon", "nutzart=Wohnbaufläche|Straßenverkehr|Landwirtschaft")], "land_use"
    )
    assert found.state == ASK
    assert "give a table of classes" in str(found.questions[-1])
    park = best([layer("puisto", "polygon", "kohdeluokka=32800|32900")], "green")
    assert (park.state, park.fields) == (READY, {})


def test_of_a_layer_of_many_things_only_some_are_kept():
    mark = layer("mark", "polygon", "objekttyp=Barr- och blandskog|Åker|Sjö|Låg bebyggelse")
    green = best([mark], "green")
    assert (green.state, green.filter) == (ASK, "\"objekttyp\" IN ('Barr- och blandskog')")
    assert best([mark], "water").filter == "\"objekttyp\" IN ('Sjö')"
    assert best([mark], "land_use").filter == ""
    parks = layer("Parker", "polygon", "typ=park|gräsyta|rabatt|O'Briens plats")
    assert (best([parks], "green").filter, best([parks], "green").state) == ("", READY)  # unknown is not another thing
    lines = layer("lines", "line", "highway=footway|service|track|", "waterway=|||stream")
    assert best([lines], "streets").filter == '"highway" IS NOT NULL'


def test_bands_are_asked_for_unless_the_style_draws_one():
    one = raster("krontäckning", range(101))
    two = replace(one, bands=one.bands * 2)
    assert best([one], "canopy").state == READY
    assert "2 bands" in str(best([two], "canopy").questions[-1])
    assert best([replace(two, drawn=2)], "canopy").band == 2


# ----------------------------------------------------------------------------------------------------------- what comes out


def test_the_richest_framework_that_can_be_measured():
    items = all_indicators()
    frameworks = {"rich": [items["green_share"], items["street_density"]], "poor": [items["green_share"]]}
    ready = propose([layer("green", "polygon", "class=park|forest")]).ready()
    assert fitting_framework(ready, frameworks) == ("poor", [])
    assert fitting_framework({}, frameworks) == ("poor", ["green"])
    streets = propose([layer("gis_osm_roads_free_1", "line", "fclass=footway")]).ready()
    assert fitting_framework({**ready, **streets}, frameworks) == ("rich", [])


def test_a_raster_of_residents_counts_as_a_number_of_residents():
    ready = propose([raster("GHS_POP_E2020", np.arange(0, 99.5, 0.5), 100.0)]).ready()
    assert fitting_framework(ready, {"one": [all_indicators()["population_density"]]}) == ("one", [])


def test_the_document_holds_what_was_chosen():
    areas = layer("planområden", "polygon", "id=A#", "kommun=Nacka|Tyresö", count=40, **TILES)
    mark = layer("mark", "polygon", "objekttyp=Barr- och blandskog|Åker|Sjö|Låg bebyggelse")
    proposal = propose([areas, mark])
    chosen = {**proposal.ready(), "green": proposal.asked()["green"][0]}
    places = {"planområden": Layer("areas.gpkg"), "mark": Layer("mark.gpkg", filter="lan = '01'", name="Mark")}
    made = document(chosen, places, "sodertorn_core")
    assert (made.areas.source, made.areas.key, made.cut_at_border) == ("areas.gpkg", "id", "")
    assert chosen[AREAS].fields["border"] == "kommun"
    assert made.roles["green"].filter == "(lan = '01') AND (\"objekttyp\" IN ('Barr- och blandskog'))"
    assert made.roles["land_use"].fields == {"class": "objekttyp"}
    assert type(made).from_dict(made.to_dict()) == made


def test_areas_that_the_user_gives():
    deso = layer("DeSO", "polygon", "desokod=D#", count=60, **TILES)
    own = layer("något", "polygon", count=60)
    found = with_areas(propose([deso, own]), own)
    assert found.ready()[AREAS].layer is own
    assert states(found) == {("något", AREAS): READY}
    assert "något" not in found.unused


@pytest.mark.fuzz(20)
def test_any_layers_give_a_proposal(seed):
    """States, scores and fields are what they may be, whatever the layers hold."""
    rng = np.random.default_rng(seed)
    pool = [item for layers in projects().values() for item, _ in layers]
    layers = []
    for number in range(30):
        item, other = (pool[place] for place in rng.integers(len(pool), size=2))
        names = [field.name[: rng.integers(0, 8)] + "'\"%" for field in other.fields]
        fields = tuple(replace(field, name=name) for field, name in zip(other.fields, names))
        odd = field_facts("", "text", [("\n|*", 3), ("", 1), ("é" * 999, 2)], 6)
        facts = {"fields": (*fields, odd), "count": int(rng.integers(-1, 9)), "bands": other.bands}
        layers.append(replace(item, id=str(number), **facts))
    proposal = propose(layers)
    assert len(proposal.ready()) == sum(item.state == READY for item in proposal.candidates)
    for item in proposal.candidates:
        assert 0 <= item.score <= 1
        assert item.state != READY or not item.questions
        assert {*item.fields.values()} <= {field.name for field in item.layer.fields}
        assert all(str(message) for message in (*item.evidence, *item.questions))


def test_two_hundred_layers_take_less_than_a_second(timed):
    pool = [item for layers in projects().values() for item, _ in layers]
    layers = [replace(pool[number % len(pool)], id=str(number)) for number in range(200)]
    propose(layers[:5])
    start = time.perf_counter()
    propose(layers)
    assert not timed or time.perf_counter() - start < 1.0
