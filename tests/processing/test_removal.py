"""Layers that go, and files that others write, while an algorithm runs: never a crash, never a hang."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

PROGRAM = Path(__file__).with_name("removals.py")
PROCESSING = PROGRAM.parents[2] / "processing"
#: What looks at layers or the project, and the functions that run in the main thread and may.
OF_MAIN_THREAD = {
    "layers_of",
    *("parameterAsSource", "parameterAsLayer", "parameterAsVectorLayer", "parameterAsRasterLayer", "parameterAsExtent"),
    *("parameterAsLayerList", "parameterAsCompatibleSourceLayerPath", "mapLayerFromString", "dataProvider"),
    *("selectedFeatures", "selectedFeatureIds", "instance of QgsProject"),
}
IN_MAIN_THREAD = {
    *("prepare", "take_snapshots", "unlocated_source", "_table_of", "listen/_feedback_points.py layer_of"),
    *("common/snapshots.py __init__", "common/snapshots.py layers_of", "common/snapshots.py layer_origin"),
    "common/layer_facts.py __init__",
    "listen/_access.py access_of",  # QGIS may ask for the master password
    *("common/overwriting.py _read", "common/overwriting.py _sources", "common/overwriting.py _place"),
    *("common/assessments.py find_assessment", "common/assessments.py _in_project"),
    "common/algorithm.py _without_rasters",  # before the run, where QGIS checks the parameters
    "common/finish.py _store",  # a layer of its own, of the file just written
}


def _report(folder: Path, seed: int) -> list[dict]:
    answer = subprocess.run(
        [sys.executable, str(PROGRAM), str(folder), str(seed)], capture_output=True, text=True, timeout=600, check=False
    )
    lines = [json.loads(line) for line in answer.stdout.splitlines() if line.startswith("{")]
    assert answer.returncode == 0, (answer.returncode, lines[-1:], answer.stderr[-2000:])
    return lines


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_layers_may_go_while_an_algorithm_runs(tmp_path, seed):
    """Every algorithm is run in a background task, and each time something else is taken away at a chance moment."""
    runs = [line for line in _report(tmp_path, seed) if "hit" in line]
    assert len(runs) >= 30
    assert sum(line["hit"] for line in runs) > len(runs) / 4
    wrong = [line for line in runs if not (line["same"] if line["ok"] else _plain(line["errors"]))]
    assert not wrong


def test_runs_that_write_into_one_file_wait_for_each_other(tmp_path):
    """QGIS's OGR provider would let them wait for each other for ever."""
    ends = [line for line in _report(tmp_path, 0) if "ok" in line]
    assert [len(line["ok"]) for line in ends] == [2, 4, 2, 4]
    assert all(all(line["ok"]) and all(line["right"].values()) for line in ends), ends


def _plain(errors: list[str]) -> bool:
    return bool(errors) and not any("did not foresee" in error or "Traceback" in error for error in errors)


def _functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def _calls(function: ast.FunctionDef) -> set[str]:
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    methods = [call for call in calls if isinstance(call, ast.Attribute)]
    project = any(
        call.attr == "instance" and isinstance(call.value, ast.Name) and call.value.id == "QgsProject"
        for call in methods
    )
    names = {getattr(call, "attr", getattr(call, "id", "")) for call in calls}
    return names | ({"instance of QgsProject"} if project else set())


@pytest.mark.parametrize("path", sorted(PROCESSING.rglob("*.py")), ids=lambda path: path.stem)
def test_only_the_main_thread_looks_at_layers_and_project(path):
    place = path.relative_to(PROCESSING).as_posix()
    for function in _functions(path):
        found = _calls(function) & OF_MAIN_THREAD
        names = {function.name, f"{place} {function.name}"}
        assert not found or names & IN_MAIN_THREAD, f"{function.name} calls {sorted(found)}: take it in `prepare`"
