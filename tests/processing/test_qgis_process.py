"""The built zip in a fresh profile, driven by qgis_process as a planner's batch job would."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import Qgis, QgsVectorLayer

from .conftest import WORKSHOP, column

pytestmark = pytest.mark.long

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
sys.path.append(str(SCRIPTS))

from qgis_profile import environment, make_profile, program  # noqa: E402


@pytest.fixture(scope="module")
def qgis_process(tmp_path_factory):
    """Install the zip built from this checkout and return a function that runs qgis_process with it."""
    folder = tmp_path_factory.mktemp("profile")
    package = folder / "samplan.zip"
    subprocess.run([sys.executable, str(SCRIPTS / "package.py"), "--worktree", "--output", str(package)], check=True)
    make_profile(folder, package)

    def call(*arguments: str, stdin: str = "", cwd: str = "/") -> subprocess.CompletedProcess:
        return subprocess.run(
            [program("qgis_process"), *arguments],
            cwd=cwd,
            env=environment(folder),
            capture_output=True,
            text=True,
            input=stdin,
            timeout=300,
            check=False,
        )

    return call


def test_provider_is_listed(qgis_process):
    answer = qgis_process("list")
    assert answer.returncode == 0, answer.stderr
    for name in ("measureindicators", "scoreareas", "assessareas", "indicator_access_green"):
        assert f"samplan:{name}" in answer.stdout


def test_assess_with_parameters_as_name_and_value(qgis_process, tmp_path):
    target = tmp_path / "out.gpkg"
    answer = qgis_process(
        "run",
        "samplan:assessareas",
        "--",
        f"AREAS={WORKSHOP}|layername=planning_units",
        f"GREEN={WORKSHOP}|layername=green",
        f"POPULATION={WORKSHOP}|layername=population",
        "MISSING_POLICY=renormalise",
        "MIN_COVERAGE=0.2",
        "FRAMEWORK=sodertorn_core",
        f"OUTPUT={target}",
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    layer = QgsVectorLayer(str(target), "out", "ogr")
    assert layer.featureCount() == 119
    assert sum(value is not None for value in column(layer, "s_greenery")) > 100
    assert layer.renderer().type() == "RuleRenderer", "the GeoPackage carries its style"
    assert "samplan_lineage" in layer.metadata().history()[-1]


def test_a_nightly_job_is_one_line(qgis_process, tmp_path):
    content = {
        "samplan_assessment": 1,
        "areas": f"{WORKSHOP}|layername=planning_units",
        "roles": {"green": f"{WORKSHOP}|layername=green"},
        "missing": {"policy": "renormalise", "min_coverage": 0.01},
        "output": {"layer": "out.gpkg", "frame": "frame.json", "report": "report.html"},
    }
    (tmp_path / "a.json").write_text(json.dumps(content), encoding="utf-8")
    answer = qgis_process("run", "samplan:runassessment", "--", f"ASSESSMENT={tmp_path}/a.json")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    first = column(QgsVectorLayer(str(tmp_path / "out.gpkg"), "out", "ogr"), "score")
    assert len(first) == 119
    assert (tmp_path / "report.html").is_file()
    assert (tmp_path / "frame.json").is_file()
    for given in (f"ASSESSMENT={json.dumps({**content, 'output': ''})}", "ASSESSMENT=a.json"):
        target = tmp_path / "again.gpkg"
        answer = qgis_process("run", "samplan:runassessment", "--", given, f"OUTPUT={target}", cwd=str(tmp_path))
        assert answer.returncode == 0, answer.stdout + answer.stderr
        assert column(QgsVectorLayer(str(target), "again", "ogr"), "score") == first
    (tmp_path / "a.json").write_text(json.dumps({**content, "roles": {"gren": "x", "water": "gone.gpkg"}}))
    answer = qgis_process("run", "samplan:runassessment", "--", "ASSESSMENT=a.json", cwd=str(tmp_path))
    assert answer.returncode != 0
    assert 'Is "green" meant?' in answer.stdout + answer.stderr
    assert "Traceback" not in answer.stdout + answer.stderr


def test_rasters_of_residents_and_the_choice_of_a_band(qgis_process, tmp_path):
    raster = str(tmp_path / "people.tif")
    file = gdal.GetDriverByName("GTiff").Create(raster, 1, 1, 2, gdal.GDT_Float32)
    system = osr.SpatialReference()
    system.ImportFromEPSG(4326)
    file.SetProjection(system.ExportToWkt())
    file.SetGeoTransform((9.0, 1.0, 0, 48.0, 0, -1.0))  # one cell around all of Liechtenstein
    for number, residents in enumerate((1e6, 2e6), 1):
        file.GetRasterBand(number).WriteArray(np.full((1, 1), residents))
    del file
    found = []
    for number, more in enumerate(([], ["RASTER_BANDS=population=2"])):
        target = str(tmp_path / f"out{number}.gpkg")
        given = [f"AREAS={WORKSHOP}|layername=planning_units", f"POPULATION={raster}", "INDICATORS=population_density"]
        answer = qgis_process("run", "samplan:measureindicators", "--", *given, *more, f"OUTPUT={target}")
        assert answer.returncode == 0, answer.stdout + answer.stderr
        assert ("none was chosen: band 1 is read" in answer.stdout + answer.stderr) == (not more)
        found.append(column(QgsVectorLayer(target, "out", "ogr"), "population_density"))
    assert np.divide(found[1], found[0]) == pytest.approx(2.0)


@pytest.mark.skipif(Qgis.QGIS_VERSION_INT < 32400, reason="JSON on standard input came with QGIS 3.24")
def test_assess_with_json(qgis_process, tmp_path):
    target = tmp_path / "out.gpkg"
    given = {
        "inputs": {
            "AREAS": f"{WORKSHOP}|layername=planning_units",
            "GREEN": f"{WORKSHOP}|layername=green",
            "POPULATION": f"{WORKSHOP}|layername=population",
            "MIN_COVERAGE": 0.2,
            "OUTPUT": str(target),
        }
    }
    answer = qgis_process("run", "samplan:assessareas", "-", stdin=json.dumps(given))
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert json.loads(answer.stdout)["results"]["OUTPUT"] == str(target)
    assert QgsVectorLayer(str(target), "out", "ogr").featureCount() == 119


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["AREAS=nowhere.gpkg"], "nowhere.gpkg"),
        ([f"AREAS={WORKSHOP}|layername=planning_units"], "None of the indicators can be measured"),
        (
            [f"AREAS={WORKSHOP}|layername=planning_units", f"GREEN={WORKSHOP}|layername=green", "FRAMEWORK=none_such"],
            'no framework "none_such"',
        ),
        (
            [f"AREAS={WORKSHOP}|layername=planning_units", f"GREEN={WORKSHOP}|layername=streets"],
            "are needed here|GREEN",
        ),
    ],
)
def test_wrong_parameters_end_with_an_error_and_a_plain_message(qgis_process, tmp_path, arguments, words):
    answer = qgis_process("run", "samplan:assessareas", "--", *arguments, f"OUTPUT={tmp_path / 'out.gpkg'}")
    assert answer.returncode != 0, answer.stdout
    assert re.search(words, answer.stdout + answer.stderr), answer.stdout + answer.stderr
    assert "Traceback" not in answer.stdout + answer.stderr
    assert not (tmp_path / "out.gpkg").exists()


def test_short_relative_names(qgis_process, tmp_path):
    """QGIS 3.22 crashed when it looked for styles beside an input with a relative name of one letter."""
    (tmp_path / "a.gpkg").write_bytes(WORKSHOP.read_bytes())
    answer = qgis_process(
        "run", "samplan:measureindicators", "--", "AREAS=a.gpkg|layername=planning_units", "GREEN=a.gpkg|layername=green",
        "INDICATORS=green_share", "OUTPUT=measured.gpkg", cwd=str(tmp_path),
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr[-2000:]
    assert QgsVectorLayer(str(tmp_path / "measured.gpkg"), "measured", "ogr").featureCount() == 119
