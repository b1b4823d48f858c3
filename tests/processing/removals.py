"""Runs every algorithm in a background task, as the desktop does, and takes its layers away meanwhile.

A program of its own, because a crash would end the tests: `test_removal.py` starts it and reads its report, one JSON
line before and one after each run. Arguments: a folder to write into; the seed, 0 for several runs that write into one
file; names of algorithms (all).
"""

from __future__ import annotations

import importlib.util
import json
import os
import random
import shutil
import sys
import time
from pathlib import Path
from typing import Any, Iterator, Optional

from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsFeatureRequest,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QThreadPool

ROOT = Path(__file__).resolve().parents[2]
WORKSHOP = ROOT / "resources" / "workshop"
PATIENCE = 60.0
ROLES = {
    name.upper(): f"@{name}"
    for name in ("green", "water", "protected", "land_use", "streets", "transit", "services", "population", "jobs")
}
AREAS = {"AREAS": "@planning_units", "KEY_FIELD": "unit_id"}
SCORED = {"AREAS": "@scored", "KEY_FIELD": "unit_id"}
FEW = ["green_share", "population_density", "street_density", "jobs_residents"]
RASTERS = {"LAND_COVER": "@land_cover"}
FEEDBACK = {"FEEDBACK": "@feedback"}
#: Parameters by algorithm; "@name" is a layer of the project, "#name" a file in the folder.
RUNS: dict[str, dict[str, Any]] = {
    "measureindicators": {**AREAS, **ROLES, "INDICATORS": FEW, "CUT_AT_BORDER": "municipality"},
    "assessareas": {**AREAS, **ROLES, "INDICATORS": FEW, "MUNICIPALITIES": "@municipalities"},
    "runassessment": {**AREAS, **ROLES, "ASSESSMENT": "@scored", "INDICATORS": FEW, "REPORT": "#assessed.html"},
    "indicator_green_share": {**AREAS, "GREEN": "@green"},
    "indicator_pollinator_supply": {**AREAS, **RASTERS},
    "checkdata": {**AREAS, **ROLES, **RASTERS, "OUTPUT": "TEMPORARY_OUTPUT"},
    "registerdata": {"REGISTER": "#register.gpkg", "ROLE": "green", "LAYER": "@green"},
    "transferpopulation": {
        "ZONES": "@municipalities",
        "COUNTS": ["residents_osm"],
        "AREAS": "@planning_units",
        "BUILDINGS": "@buildings",
        "RESIDENTS": "TEMPORARY_OUTPUT",
    },
    "buildnetwork": {"STREETS": "@streets", "NODES": "TEMPORARY_OUTPUT"},
    "joinstatistics": {**AREAS, "TABLE": "#units.csv", "UNMATCHED": "TEMPORARY_OUTPUT"},
    "nearestfacility": {
        "ORIGINS": "@population",
        "FACILITIES": "@transit",
        "STREETS": "@streets",
        "MUNICIPALITIES": "@municipalities",
    },
    "habitatconnectivity": {"HABITAT": "@green", "MUNICIPALITIES": "@municipalities", "DISTANCES": "100"},
    "pollinatormap": {**RASTERS, "OUTPUT": "#pollinators.tif"},
    "scoreareas": SCORED,
    "scoreagain": {**SCORED, "WEIGHTS": "@weights", "NODE_FIELD": "node"},
    "rankrobustness": {**SCORED, "DRAWS": 300, "INFLUENCE": "TEMPORARY_OUTPUT"},
    "pairwiseweights": {"COMPARISONS": "@comparisons", "FIRST": "a", "SECOND": "b", "VALUE": "times"},
    "dataweights": SCORED,
    "stakeholderscores": {**SCORED, "WEIGHTS": "@weights", "AGREEMENT": "TEMPORARY_OUTPUT"},
    "valuedialogue": {**SCORED, "STATEMENTS": "@statements", "MISSED": "TEMPORARY_OUTPUT"},
    "comparescenarios": {
        "LAYERS": ["@scored", "@scored_too"],
        "KEY_FIELD": "unit_id",
        "COLUMN": "score",
        "SUMMARY": "TEMPORARY_OUTPUT",
    },
    "liftarea": SCORED,
    "proposeroles": {
        "LAYERS": ["@green", "@streets", "@land_cover"],
        "AREAS": "@planning_units",
        "ASSESSMENT": "#town.json",
    },
    "checkframework": {"FRAMEWORK": "sodertorn_core", "OUTPUT": "TEMPORARY_OUTPUT"},
    "frameworkfromlayer": {"INPUT": "@scored", "FRAMEWORK": "#own.json"},
    "assessmentreport": {"INPUT": "@scored", "OUTPUT": "#report.html"},
    "exporttable": {"INPUT": "@scored", "OUTPUT": "#table.csv"},
    "importfeedback": {"CONNECTOR": "sample", "EXTENT": "@feedback", "DATABASE": "#imported.gpkg"},
    "summarisefeedback": {**AREAS, **FEEDBACK, "POPULATION": "@population", "REFERENCE_DATE": "2026-05-23"},
    "feedbackhotspots": {**FEEDBACK, "AREAS": "@municipalities", "POPULATION": "@population", "CELL": 500},
    "publishfeedback": {**FEEDBACK, "CELL": "500", "K": 3, "CELLS": "TEMPORARY_OUTPUT"},
    "erasefeedback": {"DATABASE": "#feedback.gpkg", "SOURCE": ""},
}


def load_plugin() -> Any:
    """Register the provider with the repository as the package ``samplan``; return it."""
    spec = importlib.util.spec_from_file_location(
        "samplan", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["samplan"] = module
    spec.loader.exec_module(module)
    from samplan.processing.provider import SamplanProvider

    provider = SamplanProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    return provider


class Log(QgsProcessingFeedback):
    """Collects the errors."""

    def __init__(self) -> None:
        super().__init__(False)
        self.errors: list[str] = []

    def reportError(self, error: str, fatalError: bool = False) -> None:
        self.errors.append(error)


class Bench:
    """A folder of data, a project of its layers, and runs with them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "town.gpkg"
        shutil.copy(WORKSHOP / "liechtenstein.gpkg", self.data)
        shutil.copy(WORKSHOP / "land_cover.tif", folder)
        self.layers: dict[str, str] = {}
        self.open_project()
        codes = "\n".join(f"{f['unit_id']},{f.id()}" for f in self._layer("planning_units").getFeatures())
        (folder / "units.csv").write_text(f"code,number\n{codes}\n", encoding="utf-8")
        for name in ("scored", "scored_too"):
            self.finish("assessareas", {"OUTPUT": str(folder / f"{name}.gpkg")})
        self.finish("importfeedback", {"DATABASE": str(folder / "feedback.gpkg"), "EXTENT": None})
        other = QgsProject()
        other.addMapLayer(QgsVectorLayer(f"{self.data}|layername=water", "water", "ogr"))
        other.write(str(folder / "other.qgs"))

    def open_project(self, used: str = "", in_memory: bool = False) -> None:
        """Fill the project with the layers whose names stand in ``used`` (all when it is empty), as files or in memory."""
        QgsProject.instance().clear()
        self.layers.clear()
        names = (
            *ROLES.values(),
            "@municipalities",
            "@planning_units",
            "@buildings",
            "@scored",
            "@scored_too",
            "@feedback",
        )
        for name in (name[1:] for name in names if not used or f"'{name}'" in used):
            file = f"{name}.gpkg" if name.startswith("scored") else f"town.gpkg|layername={name}"
            file = f"feedback.gpkg|layername={name}" if name == "feedback" else file
            layer = QgsVectorLayer(f"{self.folder}/{file}", name, "ogr")
            if in_memory and layer.isValid() and name != "feedback":
                copied = layer.materialize(QgsFeatureRequest())
                copied.setName(name)
                copied.setMetadata(layer.metadata())
                layer = copied
            self._add(layer)
        self._add(QgsRasterLayer(str(self.folder / "land_cover.tif"), "land_cover"))
        self._table("weights", "party,node,weight", [("A", "ecological", 2), ("A", "social", 1), ("B", "social", 3)])
        self._table("comparisons", "a,b,times", [("x", "y", 3), ("x", "z", 5), ("y", "z", 2)])
        self._table("statements", "party,indicator,minimum,goal", [("A", "green_share", 5, 50), ("B", "score", 10, 60)])
        (self.folder / "imported.gpkg").unlink(missing_ok=True)

    def _add(self, layer: Any) -> None:
        if layer.isValid():
            QgsProject.instance().addMapLayer(layer)
            self.layers[layer.name()] = layer.id()

    def _table(self, name: str, fields: str, rows: list[tuple]) -> None:
        layer = QgsVectorLayer("None?" + "&".join(f"field={f}:string" for f in fields.split(",")), name, "memory")
        features = []
        for row in rows:
            feature = QgsFeature(layer.fields())
            feature.setAttributes([str(value) for value in row])
            features.append(feature)
        layer.dataProvider().addFeatures(features)
        self._add(layer)

    def _layer(self, name: str) -> QgsVectorLayer:
        return QgsProject.instance().mapLayer(self.layers[name])

    def parameters(self, name: str, **more: Any) -> dict[str, Any]:
        """Return an algorithm's parameters, with layers by their ids."""

        def filled(value: Any) -> Any:
            if isinstance(value, list):
                return [filled(item) for item in value]
            if isinstance(value, str) and value[:1] == "@":
                return self.layers.get(value[1:], "")
            return str(self.folder / value[1:]) if isinstance(value, str) and value[:1] == "#" else value

        given = RUNS.get(name) or _of_indicator(name)
        return {"OUTPUT": "TEMPORARY_OUTPUT", **{key: filled(value) for key, value in given.items()}, **more}

    def start(self, name: str, parameters: dict[str, Any]) -> Run:
        """Start a run in QGIS's task manager."""
        return Run(f"samplan:{name}", {key: value for key, value in parameters.items() if value is not None})

    def finish(self, name: str, more: dict[str, Any]) -> Run:
        """Run undisturbed."""
        run = self.start(name, self.parameters(name, **more))
        run.wait()
        if not run.ok:
            raise RuntimeError(f"{name}: {run.log.errors}")
        return run


def _of_indicator(name: str) -> dict[str, Any]:
    algorithm = QgsApplication.processingRegistry().algorithmById(f"samplan:{name}")
    known = {**AREAS, **ROLES, **RASTERS, "BUILDINGS": "@buildings", "HABITAT": "@green", **FEEDBACK,
             "CANOPY": "@green", "NOISE": "@land_use"}  # fmt: skip
    return {key: value for key, value in known.items() if algorithm.parameterDefinition(key)}


class Run:
    """One algorithm in a background task."""

    def __init__(self, name: str, parameters: dict[str, Any]) -> None:
        self.log = Log()
        self.context = QgsProcessingContext()
        self.context.setProject(QgsProject.instance())
        self.context.setFeedback(self.log)
        self.ended: Optional[tuple[bool, dict[str, Any]]] = None
        self.begun = time.monotonic()
        self.algorithm = QgsApplication.processingRegistry().createAlgorithmById(name)
        self.task = QgsProcessingAlgRunnerTask(self.algorithm, parameters, self.context, self.log)
        self.task.executed.connect(self._end)
        if self.task.isCanceled():  # refused before it began: the desktop shows the reason and starts nothing
            self.seconds, self.ended = 0.0, (False, {})
        else:
            QgsApplication.taskManager().addTask(self.task)

    def _end(self, ok: bool, results: dict[str, Any]) -> None:
        self.seconds = time.monotonic() - self.begun
        self.ended = (ok, results)

    def until(self, moment: float) -> None:
        """Let Qt work until so many seconds after the beginning, or the end."""
        while self.ended is None and time.monotonic() - self.begun < moment:
            QCoreApplication.processEvents()
            time.sleep(0.0005)

    def wait(self) -> None:
        """Wait for the end; a run that never ends raises TimeoutError."""
        self.until(PATIENCE)
        if self.ended is None:
            raise TimeoutError

    @property
    def ok(self) -> bool:
        return bool(self.ended and self.ended[0])

    def rows(self) -> dict[str, Any]:
        """Return what the run gave: numbers, and the attributes of its layers."""
        found: dict[str, Any] = {}
        for name, value in self.ended[1].items():
            layer = self.context.temporaryLayerStore().mapLayer(value) if isinstance(value, str) else None
            if isinstance(layer, QgsVectorLayer):
                found[name] = [
                    [str(cell) for cell in feature.attributes()] + [feature.geometry().asWkb().data().hex()[:200]]
                    for feature in layer.getFeatures()
                    if "Duration" not in feature.attributes()
                ]
                found[name].sort()
            elif not isinstance(value, str):
                found[name] = str(value)
        return found


def disturb(kind: str, bench: Bench, parameters: dict[str, Any], chance: random.Random) -> None:
    """Take away what a run reads."""
    project = QgsProject.instance()
    used = [key for key in bench.layers.values() if key in str(parameters)]
    if kind == "remove":
        for key in chance.sample(used, len(used)):
            project.removeMapLayer(key)
    elif kind == "one":
        project.removeMapLayer(used[0] if used else "")
    elif kind == "clear":
        project.clear()
    else:
        project.read(str(bench.folder / "other.qgs"))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def runs(bench: Bench, names: list[str], turn: int) -> Iterator[dict[str, Any]]:
    """Run each algorithm twice, undisturbed and disturbed; yield what happened."""
    for number, name in enumerate(names):
        chance = random.Random(1000 * number + turn)
        kind = chance.choice(("remove", "clear", "read", "one"))
        yield {"name": name, "kind": kind}
        for disturbed in (False, True):
            bench.open_project(str(RUNS.get(name) or _of_indicator(name)), bool((number + turn) % 2))
            parameters = bench.parameters(name)
            if turn % 3 == 0:
                parameters = {key: _selected(value) for key, value in parameters.items()}
            run = bench.start(name, parameters)
            if not disturbed:
                run.wait()
                calm, expected = run, run.rows() if run.ok else None
                continue
            run.until(chance.random() * calm.seconds)
            hit = run.ended is None
            disturb(kind, bench, parameters, chance)
            run.wait()
            same = run.ok and run.rows() == expected
            yield {"name": name, "kind": kind, "hit": hit, "ok": run.ok, "calm": calm.ok, "same": same,
                   "errors": run.log.errors}  # fmt: skip


def writers(bench: Bench) -> Iterator[dict[str, Any]]:
    """Let several runs at once write into one file, which also holds their input; yield what came of it."""
    QThreadPool.globalInstance().setMaxThreadCount(8)
    target = bench.folder / "scored.gpkg"
    bench.open_project()
    calm = bench.finish("scoreareas", {}).rows()["OUTPUT"]
    for tables in (["a", "b"], ["c", "d", "e", "f"], ["g", "g"], ["a", "b", "c", "h"]):
        yield {"tables": tables}
        begun = [
            bench.start(
                "scoreareas", bench.parameters("scoreareas", OUTPUT=f"ogr:dbname='{target}' table=\"{t}\" (geom)")
            )
            for t in tables
        ]
        for run in begun:
            run.task.executed.connect(_load)
        for run in begun:
            run.wait()
        found = {}
        for table in tables:
            layer = QgsVectorLayer(f"{target}|layername={table}", table, "ogr")
            rows = [[str(cell) for cell in feature.attributes()[-3:]] for feature in layer.getFeatures()]
            styled = layer.loadDefaultStyle()[1] and layer.renderer().type() == "RuleRenderer"
            found[table] = sorted(rows) == sorted(row[-4:-1] for row in calm) and styled
        yield {"tables": tables, "ok": [run.ok for run in begun], "right": found,
               "errors": [run.log.errors for run in begun]}  # fmt: skip


def _load(ok: bool, results: dict[str, Any]) -> None:
    """Load a result into the project, as the desktop does while other runs still write."""
    layer = QgsVectorLayer(results["OUTPUT"], "result", "ogr")
    layer.loadDefaultStyle()
    QgsProject.instance().addMapLayer(layer)


def _selected(value: Any) -> Any:
    """Return a layer's value as all of its features selected, unchanged when it is no vector layer."""
    layer = QgsProject.instance().mapLayer(value) if isinstance(value, str) else None
    if not isinstance(layer, QgsVectorLayer) or layer.name() in ("feedback", "scored_too"):
        return value
    layer.selectAll()
    return QgsProcessingFeatureSourceDefinition(value, True)


def main(folder: Path, turn: int, names: list[str]) -> None:
    """Run and report."""
    application = QgsApplication([], False)
    application.initQgis()
    provider = load_plugin()
    try:
        bench = Bench(folder)
        others = [a.name() for a in provider.algorithms() if a.name() not in RUNS]
        lines = runs(bench, names or [*RUNS, *others[turn::9]], turn) if turn else writers(bench)
        for line in lines:
            sys.stdout.write(json.dumps(line) + "\n")
            sys.stdout.flush()
    finally:
        QgsProject.instance().clear()
    sys.stdout.flush()
    os._exit(0)  # QGIS's own end is no part of what is tried here


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
