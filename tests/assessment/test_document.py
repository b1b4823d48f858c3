"""The assessment document: round trips, words for every fault, hostile files, the schema for editors."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from samplan.assessment.document import (
    DECIMALS,
    FORMAT,
    AreasLayer,
    Document,
    Missing,
    Output,
    RoleLayer,
    check_document,
    load,
    parse,
    save,
)
from samplan.assessment.errors import AssessmentError
from samplan.indicators.roles import ROLES
from samplan.scoring.check import POLICIES

DOCUMENT = Document(
    name="Our town",
    areas=AreasLayer("/town/data/areas.gpkg|layername=units", "ogr", "\"kommun\" = '0180'", "", "Units", key="unit_id"),
    roles={
        "green": RoleLayer("/town/data/green.gpkg", fields={"class": "klass"}, classes="/town/own.csv"),
        "land_cover": RoleLayer("/town/nmd.tif", "gdal", classes="NMD2018", band=1),
        "population": RoleLayer(
            'dbname=\'p\' host=db.example.org authcfg=abc1234 table="public"."people" (geom)', "postgres"
        ),
    },
    indicators=("access_green", "green_share"),
    settings={"access_green": {"distance": 200}},
    framework="sodertorn_core",
    missing=Missing("renormalise", 0.5, 0.25),
    cut_at_border="kommun",
    decimal="comma",
    register="/town/register.gpkg",
    output=Output("/town/out/assessed.gpkg", "/town/out/frame.json", "/town/out/report.html"),
)


def small(**more):
    return {"samplan_assessment": 1, "areas": {"source": "areas.gpkg"}, **more}


def faults_of(data):
    return "\n".join(map(str, check_document(data)))


def test_the_file_says_what_stands_where(tmp_path):
    folder = tmp_path / "town"
    folder.mkdir()
    document = replace(
        DOCUMENT,
        areas=replace(DOCUMENT.areas, source=f"{folder}/data/areas.gpkg|layername=units"),
        roles={"green": RoleLayer(f"{folder}/green.gpkg", classes=f"{folder}/own.csv")},
        register=f"{folder}/../register.gpkg",
        output=Output(f"{folder}/out/assessed.gpkg"),
    )
    save(document, folder / "a.json")
    written = json.loads((folder / "a.json").read_text(encoding="utf-8"))
    assert list(written) == ["samplan_assessment", *(f.name for f in fields(Document) if f.name != "earlier_frame")]
    assert written["areas"] == {
        "source": "data/areas.gpkg|layername=units",
        "provider": "ogr",
        "filter": "\"kommun\" = '0180'",
        "name": "Units",
        "key": "unit_id",
    }
    assert written["roles"] == {"green": {"source": "green.gpkg", "classes": "own.csv"}}
    assert written["framework"] == "sodertorn_core"
    assert written["register"] == "../register.gpkg"
    assert written["output"] == {"layer": "out/assessed.gpkg"}
    assert written["missing"] == {"policy": "renormalise", "min_coverage": 0.5, "min_data_coverage": 0.25}
    assert not list(folder.glob("*.part"))


def test_a_moved_folder_takes_its_layers_along(tmp_path):
    (tmp_path / "one").mkdir()
    save(replace(DOCUMENT, areas=AreasLayer(f"{tmp_path}/one/areas.gpkg")), tmp_path / "one" / "a.json")
    (tmp_path / "one").rename(tmp_path / "two")
    assert load(tmp_path / "two" / "a.json").areas.source == f"{tmp_path}/two/areas.gpkg"


def test_a_text_stands_for_the_main_entry():
    document = parse(
        '{"samplan_assessment": 1, "areas": "areas.gpkg", "roles": {"green": "green.gpkg"}, "missing": "exclude",'
        ' "output": "out.gpkg", "framework": null}'
    )
    assert document == Document(
        areas=AreasLayer("areas.gpkg"),
        roles={"green": RoleLayer("green.gpkg")},
        missing=Missing("exclude"),
        output=Output("out.gpkg"),
    )


WORDS = some.text(some.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=12)
SHARES = some.none() | some.floats(0, 1)
VALUES = some.recursive(
    some.none() | some.booleans() | some.integers(-(2**53), 2**53) | some.floats(-1e200, 1e200) | WORDS,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)


@some.composite
def documents(draw):
    layer = {name: draw(WORDS) for name in ("source", "filter", "crs", "name")}
    layer["provider"] = draw(some.sampled_from(["", "ogr", "gdal", "delimitedtext", "spatialite", "WFS", "postgres"]))
    roles = {}
    for name in draw(some.lists(some.sampled_from(sorted(ROLES)), unique=True, max_size=4)):
        role, more = ROLES[name], {}
        more["fields"] = {item.name: draw(WORDS) for item in role.fields if draw(some.booleans())}
        if role.classed:
            more["classes"] = draw(WORDS)
        if "raster" in role.geometry:
            more["band"] = draw(some.none() | some.integers(1, 300))
        roles[name] = RoleLayer(draw(WORDS), layer["provider"], draw(WORDS), "", draw(WORDS), **more)
    return Document(
        name=draw(WORDS),
        areas=AreasLayer(**layer, key=draw(WORDS)),
        roles=roles,
        indicators=tuple(draw(some.lists(WORDS, max_size=3))),
        settings=draw(some.dictionaries(WORDS, some.dictionaries(WORDS, VALUES, max_size=2), max_size=2)),
        framework=draw(WORDS),
        earlier_frame=draw(WORDS | some.dictionaries(WORDS, VALUES, max_size=2)),
        missing=Missing(draw(some.sampled_from(["", "exclude", "impute"])), draw(SHARES), draw(SHARES)),
        cut_at_border=draw(WORDS),
        decimal=draw(some.sampled_from(["", "auto", "point", "comma"])),
        register=draw(WORDS),
        output=Output(draw(WORDS), draw(WORDS), draw(WORDS)),
    )


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_what_is_written_is_read(document):
    again = parse(document.text())
    assert again == document
    assert again.text() == document.text()
    assert again.fingerprint() == document.fingerprint()


def test_numbers_stay_what_they_are():
    text = parse(json.dumps(small(settings={"x": {"whole": 1, "part": 1.0, "yes": True}}))).text()
    assert json.loads(text)["settings"] == {"x": {"whole": 1, "part": 1.0, "yes": True}}
    assert '"whole": 1,' in text
    assert '"part": 1.0' in text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (small(framwork="x"), 'The entry "framwork" is not known and not used. Is "framework" meant?'),
        (small(areas={"sorce": "a"}), 'areas: The entry "sorce" is not known and not used. Is "source" meant?'),
        (small(roles={"gren": "a"}), 'roles: The entry "gren" is not known and not used. Is "green" meant?'),
        (
            small(roles={"green": {"source": "a", "fields": {"klass": "x"}}}),
            'roles › green › fields: The entry "klass" is not known and not used. Is "class" meant?',
        ),
        (small(roles={"green": 5}), 'roles › green" is 5. It should be a layer such as "areas.gpkg"'),
        (small(roles=["green"]), '"roles" is ["green"]. It should be an object in braces.'),
        (small(roles={"canopy": {"source": "a", "band": 0}}), 'roles › canopy: "band" is 0. It should be the number'),
        (small(roles={"canopy": {"source": "a", "band": True}}), '"band" is true.'),
        (small(roles={"water": {"source": "a", "band": 1}}), 'roles › water: "band" is not used for this role.'),
        (small(roles={"water": {"source": "a", "classes": "NMD2018"}}), '"classes" is not used for this role.'),
        (small(indicators="green_share"), '"indicators" is "green_share". It should be a list of indicators\' ids.'),
        (small(settings={"access_green": 200}), 'settings: "access_green" is 200. It should be an object in braces.'),
        (small(framework=7), '"framework" is 7. It should be the id of a shipped framework, a file'),
        (small(framework={"samplan_framework": 1, "id": "x"}), 'framework: "children" is missing.'),
        (small(missing={"policy": "exlude"}), 'missing: "policy" is "exlude". It should be exclude'),
        (
            small(missing="renormalize"),
            '"policy" is "renormalize". It should be exclude, renormalise, impute (renormalise?)',
        ),
        (small(missing={"min_coverage": 2}), 'missing: "min_coverage" is 2. It should be a share from 0 to 1'),
        (small(decimal=","), '"decimal" is ",". It should be auto, point, comma'),
        (small(output={"layer": 1}), 'output: "layer" is 1. It should be a text.'),
        (small(output=["a"]), '"output" is ["a"].'),
        (small(areas={"source": 3}), 'areas: "source" is 3. It should be a text.'),
        (small(areas=None, name=[]), '"name" is []. It should be a text.'),
        (
            small(roles={"green": {"source": "dbname='x' password='secret'", "provider": "postgres"}}),
            "roles › green: The source holds a password or a token. Take it out",
        ),
        ({"samplan_assessment": 2}, "It was written by a newer Samplan (format 2). Update Samplan to open it."),
        ({"samplan_assessment": "1", "areas": "x"}, '"samplan_assessment" is "1". It should be 1.'),
        ({"samplan_assessment": True, "areas": "x"}, '"samplan_assessment" is true. It should be 1.'),
        ({"samplan_framework": 1}, "This is no assessment of Samplan."),
        ([1], "This is no assessment of Samplan."),
        (None, "This is no assessment of Samplan."),
    ],
)
def test_every_fault_is_told_with_its_place_and_what_is_right(data, words):
    assert words in faults_of(data)


def test_all_faults_come_at_once():
    with pytest.raises(AssessmentError) as caught:
        Document.from_dict(small(framwork="x", decimal=1, roles={"gren": "a"}))
    assert str(caught.value).startswith("The assessment cannot be used. Correct this and try again (3):\n- ")
    assert str(caught.value).count("\n- ") == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "nul",
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"samplan_assessment": 1, "settings": ' + '{"a":' * 900 + "1" + "}" * 901,
        '{"samplan_assessment": 1, "settings": {"x": ' + "[" * 900 + "]" * 900 + "}}",
        '{"samplan_assessment": 1, "settings": {"x": {"y": ' + "1" + "0" * 400 + "}}}",
        '{"samplan_assessment": 1, "settings": {"x": {"y": ' + "1" + "0" * 5000 + "}}}",
        '{"samplan_assessment": 1, "missing": {"min_coverage": ' + "1" + "0" * 400 + "}}",
        '{"samplan_assessment": 1, "missing": {"min_coverage": 1e999}}',
        '{"samplan_assessment": 1, "missing": {"min_coverage": NaN}}',
        '{"samplan_assessment": 1, "settings": {"x": {"y": -Infinity}}}',
        '{"samplan_assessment": 1, "name": "\\ud800"}',
        '{"samplan_assessment": 1, "settings": {"\\udfff": {}}}',
        '{"samplan_assessment": 1, "areas": "a\\u0000b"}',
        '{"samplan_assessment": 1, "name": "a", "name": "b"}',
        '{"samplan_assessment": 1' + "0" * 400 + "}",
        '{"samplan_assessment": -1, "areas": {}}',
        '{"samplan_assessment": 1, "roles": {"green": {"source": "a", "band": ' + "9" * 400 + "}}}",
        '"samplan_assessment"',
        "[]",
        "{}",
        "\ufeff{}",
        "<assessment/>",
    ],
)
def test_hostile_texts_are_told_in_plain_words(text, tmp_path):
    with pytest.raises(AssessmentError) as caught:
        parse(text)
    assert len(str(caught.value)) < 1000
    (tmp_path / "a.json").write_text(text, encoding="utf-8", errors="surrogatepass")
    with pytest.raises(AssessmentError):
        load(tmp_path / "a.json")


def test_files_that_cannot_be_read_are_told(tmp_path):
    (tmp_path / "latin.json").write_bytes('{"samplan_assessment": 1, "name": "Göteborg"}'.encode("latin-1"))
    (tmp_path / "folder").mkdir()
    for name in ("missing.json", "latin.json", "folder", "a\0b"):
        with pytest.raises(AssessmentError, match="cannot be read"):
            load(tmp_path / name)


def test_what_cannot_be_written_leaves_the_old_file(tmp_path):
    target = tmp_path / "a.json"
    save(Document(name="old"), target)
    for broken in (Document(name="\ud800"), Document(settings={"x": {"y": float("nan")}})):
        with pytest.raises(AssessmentError, match="cannot be written"):
            save(broken, target)
    assert load(target).name == "old"
    with pytest.raises(AssessmentError, match="cannot be written"):
        save(Document(), tmp_path / "missing" / "a.json")
    with pytest.raises(AssessmentError, match="cannot be written"):
        save(Document(), target / "a.json")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_passwords_never_reach_the_file():
    document = Document(
        areas=AreasLayer("dbname='x' user='u' password='geheim' authcfg=abc1234 table=\"a\"", "postgres"),
        roles={"green": RoleLayer("https://me:geheim@example.org/g.geojson?token=geheim&crs=3006", "ogr")},
    )
    assert document.secret_roles() == ["areas", "green"]
    assert "geheim" not in document.text()
    written = document.to_dict()
    assert written["areas"]["source"] == "dbname='x' user='u' authcfg=abc1234 table=\"a\""
    assert written["roles"]["green"]["source"] == "https://me@example.org/g.geojson?crs=3006"
    assert DOCUMENT.secret_roles() == []


SCHEMA = json.loads(
    (Path(__file__).resolve().parents[2] / "resources" / "assessment" / "assessment.schema.json").read_text("utf-8")
)


def names_of(entry):
    return next(part for part in entry["anyOf"] if "properties" in part)["properties"].keys()


def test_the_schema_knows_what_the_code_knows():
    def names(kind):
        return {item.name for item in fields(kind)}

    top = SCHEMA["properties"]
    assert top.keys() == {"$schema", "samplan_assessment"} | names(Document)
    assert top["samplan_assessment"]["const"] == FORMAT
    assert list(top["roles"]["properties"]) == list(ROLES)
    assert names_of(SCHEMA["$defs"]["role"]) == names(RoleLayer)
    for name, kind in (("areas", AreasLayer), ("missing", Missing), ("output", Output)):
        assert names_of(top[name]) == names(kind)
    assert set(top["decimal"]["enum"]) == {*DECIMALS, "", None}
    assert set(SCHEMA["$defs"]["policy"]["enum"]) == {*POLICIES, "", None}


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_what_is_written_fits_the_schema(document):
    jsonschema.validate(document.to_dict(), SCHEMA)


@pytest.mark.parametrize(
    "data",
    [
        small(framwork="x"),
        small(areas={"sorce": "a"}),
        small(roles={"gren": "a"}),
        small(roles={"green": 5}),
        small(roles=["green"]),
        small(roles={"canopy": {"source": "a", "band": 0}}),
        small(indicators="green_share"),
        small(settings={"access_green": 200}),
        small(framework=7),
        small(missing={"policy": "exlude"}),
        small(missing={"min_coverage": 2}),
        small(decimal=","),
        small(output={"layer": 1}),
        {"samplan_assessment": 2},
        [1],
    ],
)
def test_the_schema_refuses_what_the_code_refuses(data):
    assert check_document(data)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, SCHEMA)
