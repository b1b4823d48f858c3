"""README's commands and its first hour, done as they stand there."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from faults import all_cases, running
from osgeo import gdal, ogr
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsPointXY, QgsProject, QgsVectorLayer

from .conftest import WORKSHOP, column
from .test_qgis_process import qgis_process  # noqa: F401 - the fixture that installs the zip

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.strip()
    for block in re.findall(r"^```\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    for line in block.replace("\\\n", " ").splitlines()
]
QGIS = [command for command in COMMANDS if command.startswith("qgis_process ")]
ADDRESS = "https://feedback.example.org/open311/v1"
LETTERS = """Ärendenr,Inkommet,E,N,Synpunkt
1,2026-03-01,{x},{y},Mörk gångväg
2,2026-03-02,{x},{y},Farlig korsning
"""


def test_every_command_is_one_that_is_tried_here():
    targets = [command.split("#")[0].split() for command in COMMANDS if command not in QGIS]
    assert targets
    for words in targets:
        assert words[0] == "make", words
        subprocess.run(["make", "-n", *words[1:]], cwd=ROOT, check=True, capture_output=True)
    named = set(re.findall(r"`make ([a-z-]+)`", README))
    assert named <= set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The files that the examples name, made from the workshop data."""
    found = tmp_path_factory.mktemp("readme")
    for name, sql in {
        "areas": "SELECT * FROM planning_units",
        "green": "SELECT * FROM green",
        "residents": 'SELECT geom, "count" AS residents FROM population',
        **{name: f"SELECT * FROM {name}" for name in ("streets", "transit", "land_use")},
    }.items():
        written = gdal.VectorTranslate(str(found / f"{name}.gpkg"), str(WORKSHOP), SQLStatement=sql, layerName=name)
        assert written is not None
        del written
    return found


def call(qgis_process, folder, command):  # noqa: F811
    answer = qgis_process(*shlex.split(command)[1:], cwd=str(folder))
    assert answer.returncode == 0, f"{command}\n{answer.stdout}{answer.stderr}"
    return dict(re.findall(r"^(\w+):\t(.*)$", answer.stdout, re.MULTILINE))


def test_assess_on_the_command_line(qgis_process, folder):  # noqa: F811
    (command,) = [command for command in QGIS if "assessareas" in command]
    call(qgis_process, folder, command)
    layer = QgsVectorLayer(str(folder / "assessed.gpkg"), "assessed", "ogr")
    assert layer.featureCount() == 119
    assert sum(value is not None for value in column(layer, "score")) == 78


def test_assess_by_a_document_and_again(qgis_process, folder):  # noqa: F811
    content = {
        "samplan_assessment": 1,
        "areas": "areas.gpkg",
        "roles": {"green": "green.gpkg"},
        "output": "assessed.gpkg",
    }
    (folder / "assessment.json").write_text(json.dumps({**content, "missing": {"min_coverage": 0.1}}), encoding="utf-8")
    by_document, again = [command for command in QGIS if "runassessment" in command]
    call(qgis_process, folder, by_document)
    call(qgis_process, folder, again)
    layers = [QgsVectorLayer(str(folder / name), name, "ogr") for name in ("assessed.gpkg", "assessed_again.gpkg")]
    assert column(layers[0], "green_share") == column(layers[1], "green_share")
    assert column(layers[0], "score") == column(layers[1], "score")


def test_the_nightly_job_of_six_processes(qgis_process, folder):  # noqa: F811
    (case,) = [case for case in all_cases() if case.name == "open311-6aika"]
    place = QgsPointXY(9.52, 47.14)
    systems = [QgsCoordinateReferenceSystem(f"EPSG:{code}") for code in (4326, 3006)]
    moved = QgsCoordinateTransform(*systems, QgsProject.instance()).transform(place)
    (folder / "letters.csv").write_text(LETTERS.format(x=moved.x(), y=moved.y()), encoding="utf-8")
    with running(case) as server:
        server.simulator.items = [replace(item, lat=place.y(), lon=place.x()) for item in server.simulator.items]
        assert any(ADDRESS in command for command in QGIS)
        nightly = [command.replace(ADDRESS, server.url + case.path) for command in QGIS if "assess" not in command]
        results = [call(qgis_process, folder, command) for command in nightly]
    assert [result["NEW"] for result in results[:2]] == ["11", "2"]
    areas = QgsVectorLayer(str(folder / "feedback_by_area.gpkg"), "areas", "ogr")
    assert sum(column(areas, "fb_count")) == 13
    for name in ("hotspots", "public", "cells"):
        assert QgsVectorLayer(str(folder / f"{name}.gpkg"), name, "ogr").featureCount() > 0, name
    assert results[-1]["ERASED"] == "0"


def test_the_first_hour(run, workshop, provider):
    """The steps that need no mouse; the panel's are done by tests/ui/feedback."""
    hour = README.partition("## The first hour")[2].partition("## ")[0]
    titles = {algorithm.displayName(): algorithm.name() for algorithm in provider.algorithms()}
    named = re.findall(r"\*\*([^*]+)\*\*", hour)
    assert len(named) == 5
    assert [title for title in named if title not in titles] == []
    layers = {layer.GetName() for layer in ogr.Open(str(WORKSHOP))}
    roles = {name.upper(): workshop(name) for name in ("green", "population", "streets", "transit", "water")}
    assert {name.lower() for name in roles} < layers
    assert "resources/workshop/liechtenstein.gpkg" in hour
    assert re.search(r"= `planning_units`.*=\s+`name`", hour)
    assessed, _ = run(titles["Assess planning areas"], AREAS=workshop("planning_units"), KEY_FIELD="name", **roles)
    fields = assessed["OUTPUT"].fields().names()
    assert {"score", "rank", "coverage"} <= set(fields)
    for start, end in (("s_", ""), ("c_", ""), ("", "_cov")):
        assert any(name.startswith(start) and name.endswith(end) for name in fields)
    for title in ("Robustness of a ranking", "What would lift this area"):
        results, _ = run(titles[title], AREAS=assessed["OUTPUT"], KEY_FIELD="name")
        assert results
