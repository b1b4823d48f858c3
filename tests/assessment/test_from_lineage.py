"""The assessment of a result, from what its lineage tells; of old ones what they can."""

from __future__ import annotations

import copy
import json

import pytest
from samplan.assessment.document import AreasLayer, Missing, RoleLayer, from_lineage
from samplan.assessment.errors import AssessmentError

FRAMEWORK = {
    "samplan_framework": 1,
    "id": "one",
    "children": [
        {
            "id": "green_share",
            "indicator": "green_share",
            "normalisation": {"method": "goalposts", "low": 0, "high": 100},
        }
    ],
}
MEASURED = {
    "samplan_lineage": 1,
    "algorithm": "samplan:measureindicators",
    "parameters": {"KEY_FIELD": "name", "CUT_AT_BORDER": "kommun"},
    "inputs": {
        "AREAS": {"name": "Units", "source": "areas.gpkg|layername=units", "provider": "ogr", "filter": "a = 1"},
        "GREEN": {
            "name": "Parks",
            "source": "green.gpkg",
            "provider": "ogr",
            "fields": {"class": "klass"},
            "classes": "NMD2018",
            "scheme": "NMD2018",
        },
        "CANOPY": {"name": "Crowns", "source": "crowns.tif", "provider": "gdal", "band": 2, "data_crs": "EPSG:3006"},
    },
    "indicators": {"green_share": {"unit": "%", "parameters": {"min_size": 0.5}, "tables": {"t": {"a": 1.0}}}},
}
SCORED = {
    "samplan_lineage": 1,
    "algorithm": "samplan:scoreareas",
    "parameters": {"KEY_FIELD": "name", "DECIMAL": "comma"},
    "inputs": {"AREAS": {"name": "measured"}},
    "scoring_options": {"missing_policy": "exclude", "min_coverage": None, "min_data_coverage": 0.25},
    "frame": {"samplan_frame": 1, "framework": FRAMEWORK},
}


def words(notes):
    return " ".join(map(str, notes))


def test_measured_and_scored_in_two_steps_is_one_assessment():
    document, notes = from_lineage([MEASURED, SCORED])
    assert document.areas == AreasLayer("areas.gpkg|layername=units", "ogr", "a = 1", "", "Units", key="name")
    assert document.roles == {
        "green": RoleLayer("green.gpkg", "ogr", "", "", "Parks", {"class": "klass"}, "NMD2018"),
        "canopy": RoleLayer("crowns.tif", "gdal", "", "EPSG:3006", "Crowns", band=2),
    }
    assert document.indicators == ("green_share",)
    assert document.settings == {"green_share": {"min_size": 0.5, "t": {"a": 1.0}}}
    assert document.framework == FRAMEWORK
    assert document.earlier_frame == ""
    assert document.missing == Missing("exclude", None, 0.25)
    assert document.cut_at_border == "kommun"
    assert document.decimal == "comma"
    assert notes == []


def test_what_was_measured_alone_has_no_framework():
    document, notes = from_lineage([MEASURED])
    assert document.framework == ""
    assert notes == []


def test_the_last_run_counts():
    other = copy.deepcopy(MEASURED)
    other["inputs"]["GREEN"]["source"] = "newer.gpkg"
    assert from_lineage([MEASURED, SCORED, other])[0].roles["green"].source == "newer.gpkg"


def test_an_earlier_frame_comes_along():
    document, _ = from_lineage([MEASURED, {**SCORED, "earlier_frame": "abc"}])
    assert document.earlier_frame == SCORED["frame"]


def test_what_the_lineage_does_not_tell_is_noted():
    old = copy.deepcopy(MEASURED)
    for entry in old["inputs"].values():
        for name in ("source", "provider", "classes"):
            entry.pop(name, None)
    old["inputs"]["GREEN"]["scheme"] = "NMD2023"
    document, notes = from_lineage([old, SCORED])
    assert document.roles["green"].source == ""
    assert document.roles["green"].name == "Parks"
    assert document.roles["green"].classes == "NMD2023"
    assert "does not tell where all layers are" in words(notes)
    partly = copy.deepcopy(MEASURED)
    partly["inputs"]["GREEN"].update(classes="own", part=True)
    partly["inputs"]["AREAS"]["part"] = True
    again = {"algorithm": "samplan:scoreagain", "scored_again_from": "abc"}
    document, notes = from_lineage([partly, SCORED, again])
    assert document.roles["green"].classes == ""
    assert "GREEN: the own table of classes is not known" in words(notes)
    assert "GREEN: only selected features were used" in words(notes)
    assert "AREAS: only selected features were used" in words(notes)
    assert "scored again with other weights" in words(notes)


def test_paths_that_were_allowed_into_the_lineage_are_used():
    record = copy.deepcopy(MEASURED)
    record["inputs"]["GREEN"]["classes"] = "own"
    record["parameters"]["as_given"] = {"GREEN_SCHEME_TABLE": "/town/own.csv", "REGISTER": "/town/register.gpkg"}
    document, notes = from_lineage([record])
    assert document.roles["green"].classes == "/town/own.csv"
    assert document.register == "/town/register.gpkg"
    assert notes == []


def test_an_address_with_something_hidden_opens_nothing():
    record = copy.deepcopy(MEASURED)
    record["inputs"]["GREEN"]["source"] = "dbname='x' authcfg=*** table=\"a\""
    document, notes = from_lineage([record])
    assert document.roles["green"].source == ""
    assert "does not tell where all layers are" in words(notes)


@pytest.mark.parametrize("records", [[], [{}], [SCORED], [{"indicators": 5}], [{"frame": {}}]])
def test_what_was_not_measured_is_no_assessment(records):
    with pytest.raises(AssessmentError, match="do not tell how its values were measured"):
        from_lineage(records)


PLACES = [
    ("parameters",),
    ("inputs",),
    ("inputs", "AREAS"),
    ("inputs", "AREAS", "source"),
    ("inputs", "GREEN"),
    ("inputs", "GREEN", "fields"),
    ("inputs", "GREEN", "classes"),
    ("inputs", "CANOPY", "band"),
    ("indicators", "green_share"),
    ("indicators", "green_share", "tables"),
    ("parameters", "KEY_FIELD"),
    ("parameters", "as_given"),
    ("frame", "framework"),
    ("scoring_options",),
    ("scoring_options", "missing_policy"),
]


@pytest.mark.parametrize("place", PLACES, ids="-".join)
@pytest.mark.parametrize("value", [None, 5, "x", [], {}, [[1]], {"a": {"b": 1}}, True, 1e999], ids=repr)
def test_records_of_any_kind_give_an_assessment_or_a_plain_error(place, value):
    record = json.loads(json.dumps({**MEASURED, **SCORED, "inputs": MEASURED["inputs"]}))
    inner = record
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    try:
        document, _ = from_lineage([record])
    except AssessmentError:
        return
    assert document.text()
