"""The Listen algorithms in the built zip, one after another through qgis_process, as a nightly job would run them."""

from __future__ import annotations

import json
import re

import pytest
from qgis.core import QgsVectorLayer

from ..conftest import WORKSHOP, column
from ..test_qgis_process import qgis_process  # noqa: F401 - the fixture that installs the zip

pytestmark = pytest.mark.long


def outputs(answer):
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return dict(re.findall(r"^(\w+):\t(.*)$", answer.stdout, re.MULTILINE))


def test_a_nightly_job(qgis_process, tmp_path):  # noqa: F811
    database = tmp_path / "feedback.gpkg"

    def call(algorithm, *arguments):
        return outputs(qgis_process("run", f"samplan:{algorithm}", "--", *arguments))

    given = ("CONNECTOR=sample", 'FILTERS={"from": "2025-01-01"}', "PURPOSE=Workshop", f"DATABASE={database}")
    first = call("importfeedback", *given)
    again = call("importfeedback", *given)
    assert int(first["NEW"]) > 100
    assert (again["NEW"], again["CHANGED"], again["REMOVED"], again["COMPLETE"]) == ("0", "0", "0", "true")
    points = f"FEEDBACK={database}|layername=feedback"
    areas, people = (f"{WORKSHOP}|layername={name}" for name in ("planning_units", "population"))
    summary = call(
        "summarisefeedback", f"AREAS={areas}", points, f"POPULATION={people}",
        f"WINDOWS={json.dumps({'2025': ['2025-01-01', '2025-12-31']})}", f"OUTPUT={tmp_path / 'areas.gpkg'}",
    )  # fmt: skip
    assert 0 < float(summary["UNLOCATED_SHARE"]) < 50
    layer = QgsVectorLayer(str(tmp_path / "areas.gpkg"), "areas", "ogr")
    assert sum(column(layer, "fb_count")) > 50
    spots = call(
        "feedbackhotspots", points, f"AREAS={areas}", f"POPULATION={people}", "CELL=250", "DISTANCE=600",
        f"OUTPUT={tmp_path / 'spots.gpkg'}",
    )  # fmt: skip
    assert int(spots["CELLS"]) > 30
    public = call(
        "publishfeedback", points, "CELL=1000", "FIELDS=category", "FIELDS=text", f"OUTPUT={tmp_path / 'public.gpkg'}"
    )
    assert int(public["PUBLISHED"]) > 50
    assert QgsVectorLayer(str(tmp_path / "public.gpkg"), "public", "ogr").isValid()
    assert call("erasefeedback", f"DATABASE={database}")["ERASED"] == "0", "nothing is due"
    call("importfeedback", *given, "RETAIN_UNTIL=2020-12-31")
    assert int(call("erasefeedback", f"DATABASE={database}")["ERASED"]) >= int(first["NEW"])


def test_the_help_can_be_pasted(qgis_process):  # noqa: F811
    shown = qgis_process("help", "samplan:importfeedback").stdout
    assert 'OPTIONS=\'{"crs": "EPSG:3006", ' in shown, "an example that can be pasted"
    assert "page_size [whole number; left out: 500]" in shown
    assert "&quot;" not in shown


def test_a_failed_import_fails_the_job(qgis_process, tmp_path):  # noqa: F811
    answer = qgis_process(
        "run", "samplan:importfeedback", "--", "CONNECTOR=open311", "URL=http://127.0.0.1:9/", f"DATABASE={tmp_path / 'f.gpkg'}"
    )  # fmt: skip
    assert answer.returncode != 0
    assert "Cannot reach 127.0.0.1:9" in answer.stdout + answer.stderr
    assert "Traceback" not in answer.stdout + answer.stderr
