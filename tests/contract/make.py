#!/usr/bin/env python3
"""Write files as the checked-out version makes them, for later versions to open: ``make.py FOLDER`` (after ``make demo``).

Run in a checkout of the version whose files are wanted, with this file copied into it; needs QGIS, no desktop. Written are a
scored layer with its lineage, a project as the feedback panel leaves it, a model with values of its own, the settings keys
used, the list of algorithms with their parameters and outputs, and the demo's figures.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

from qgis.core import (
    QgsApplication,
    QgsFeatureRequest,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterFeatureSource,
    QgsProject,
    QgsSettings,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QEventLoop
from qgis.PyQt.QtWidgets import QMainWindow

ROOT = Path.cwd()
sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != ROOT]
WORKSHOP = ROOT / "resources" / "workshop"
AREAS = f"{WORKSHOP / 'liechtenstein.gpkg'}|layername="


def load_package() -> None:
    """Make the checkout importable as ``samplan``."""
    spec = importlib.util.spec_from_file_location(
        "samplan", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["samplan"] = module
    spec.loader.exec_module(module)


def scored_layer(folder: Path) -> None:
    """Write ``scored.gpkg``: some planning units, assessed, then scored again with other weights."""
    everything = QgsVectorLayer(AREAS + "planning_units", "units", "ogr")
    ids = sorted(everything.allFeatureIds())[::8]
    few = everything.materialize(QgsFeatureRequest().setFilterFids(ids))
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("samplan:assessareas")
    roles = {role.upper(): AREAS + role for role in ("green", "population", "streets", "transit", "land_use")}
    results, good = algorithm.run(
        {"AREAS": few, "KEY_FIELD": "name", "OUTPUT": str(folder / "scored.gpkg"), **roles},
        context,
        QgsProcessingFeedback(False),
    )
    assert good, results


def project(folder: Path) -> None:
    """Write ``project.qgs`` and ``feedback.gpkg``: the panel after the import of the workshop's sample."""
    dock_module = next(
        importlib.import_module(name)
        for name in ("samplan.ui.feedback.dock", "samplan.ui.dock")
        if importlib.util.find_spec(name.rpartition(".")[0]) and importlib.util.find_spec(name)
    )
    from qgis.gui import QgsMapCanvas, QgsMessageBar

    canvas, bar, window = QgsMapCanvas(), QgsMessageBar(), QMainWindow()
    desktop = SimpleNamespace(
        mapCanvas=lambda: canvas, messageBar=lambda: bar, mainWindow=lambda: window, setActiveLayer=print
    )
    QgsProject.instance().clear()
    QgsProject.instance().write(str(folder / "project.qgs"))
    dock = dock_module.FeedbackDock(desktop)
    dock.importing.databaseWidget.setFilePath(str(folder / "feedback.gpkg"))
    dock.show()
    _settle(lambda: dock.importing.importButton.isEnabled())
    dock.importing.importButton.click()
    boxes = (dock.importing.tasks, dock.importing.source.tasks, dock.reading.tasks)
    _settle(lambda: len(QgsProject.instance().mapLayers()) >= 2 and not any(box.busy for box in boxes))
    QgsProject.instance().write()
    connections = importlib.import_module(dock_module.__name__.rpartition(".")[0] + ".connections")
    connections.save(
        connections.SavedConnection(
            "contract1",
            "Town's reports",
            "open311",
            "https://example.org/open311",
            "6aika",
            "abc1234",
            {"caps": "1000"},
        )
    )
    settings = {key: QgsSettings().value(key) for key in QgsSettings().allKeys() if "samplan" in key.lower()}
    (folder / "settings.json").write_text(json.dumps(settings, indent=1, sort_keys=True, default=str) + "\n", "utf-8")
    dock.shut_down()
    database = sqlite3.connect(folder / "feedback.gpkg")
    database.execute("PRAGMA journal_mode = DELETE")
    database.close()


def _settle(condition: object, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "the panel did not get ready"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    for _ in range(50):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def model(folder: Path) -> None:
    """Write ``model.model3``: score, then rank robustness, with choices of its own."""
    made = QgsProcessingModelAlgorithm("Scored and tried", "Contract")
    made.addModelParameter(QgsProcessingParameterFeatureSource("AREAS", "Areas"), QgsProcessingModelParameter("AREAS"))

    def fixed(value: object) -> list[QgsProcessingModelChildParameterSource]:
        return [QgsProcessingModelChildParameterSource.fromStaticValue(value)]

    areas = [QgsProcessingModelChildParameterSource.fromModelParameter("AREAS")]
    score = QgsProcessingModelChildAlgorithm("samplan:scoreareas")
    score.setChildId("score")
    score.addParameterSources("AREAS", areas)
    score.addParameterSources("FRAMEWORK", fixed("sodertorn_core"))
    score.addParameterSources("MISSING_POLICY", fixed("renormalise"))
    score.addParameterSources("MIN_COVERAGE", fixed(0.5))
    made.addChildAlgorithm(score)
    tried = QgsProcessingModelChildAlgorithm("samplan:rankrobustness")
    tried.setChildId("tried")
    tried.addParameterSources("AREAS", areas)
    tried.addParameterSources("FRAMEWORK", fixed("sodertorn_core"))
    tried.addParameterSources("DRAWS", fixed(200))
    tried.addParameterSources("AGGREGATIONS", fixed(["arithmetic", "geometric"]))
    output = QgsProcessingModelOutput("robust")
    output.setChildId("tried")
    output.setChildOutputName("OUTPUT")
    tried.setModelOutputs({"robust": output})
    made.addChildAlgorithm(tried)
    made.updateDestinationParameters()
    assert made.toFile(str(folder / "model.model3"))


def algorithms(folder: Path) -> None:
    """Write ``algorithms.json``: ids, parameters with types and words, outputs."""
    found = {}
    for algorithm in QgsApplication.processingRegistry().providerById("samplan").algorithms():
        parameters = {}
        for parameter in algorithm.parameterDefinitions():
            words = parameter.options() if parameter.type() == "enum" and parameter.usesStaticStrings() else []
            parameters[parameter.name()] = [parameter.type(), *words]
        outputs = {output.name(): output.type() for output in algorithm.outputDefinitions()}
        found[algorithm.name()] = {"group": algorithm.groupId(), "parameters": parameters, "outputs": outputs}
    (folder / "algorithms.json").write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", "utf-8")


def demo(folder: Path) -> None:
    """Write ``demo.csv``: every number of the demo's result, exactly."""
    database = sqlite3.connect(ROOT / "out" / "assessment.gpkg")
    rows = database.execute("SELECT * FROM assessment ORDER BY fid")
    names = [column[0] for column in rows.description]
    wanted = [
        index for index, name in enumerate(names) if name not in ("fid", "geom", "name", "municipality", "dropped")
    ]
    with open(folder / "demo.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([names[index] for index in wanted])
        writer.writerows([["" if row[index] is None else row[index] for index in wanted] for row in rows])
    database.close()


def main() -> None:
    """Write everything."""
    folder = Path(sys.argv[1]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        application = QgsApplication([], True, profile)
        application.initQgis()
        sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
        from processing.core.Processing import Processing

        Processing.initialize()
        load_package()
        from samplan.processing.provider import SamplanProvider

        provider = SamplanProvider()
        QgsApplication.processingRegistry().addProvider(provider)
        algorithms(folder)
        model(folder)
        scored_layer(folder)
        demo(folder)
        project(folder)
        for stray in folder.glob("*~"):
            stray.unlink()
        sys.stdout.write("\n".join(f"{path.name}: {path.stat().st_size}" for path in sorted(folder.iterdir())) + "\n")
        sys.stdout.flush()
        import os

        os._exit(0)  # the stand-in desktop does not close down in order


if __name__ == "__main__":
    main()
