"""Publishes and erases for ever, until `test_killed_publication.py` kills it: ``killed_publication.py DATABASE OUTPUT``."""

from __future__ import annotations

import importlib.util
import itertools
import sys
from pathlib import Path

from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback

REMOVALS = Path(__file__).parents[1] / "removals.py"


def main(database: str, output: str) -> None:
    """Work until killed."""
    spec = importlib.util.spec_from_file_location("removals", REMOVALS)
    removals = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(removals)
    application = QgsApplication([], False)
    application.initQgis()
    provider = removals.load_plugin()
    assert provider is not None
    registry = QgsApplication.processingRegistry()
    for turn in itertools.count():
        sys.stdout.write(f"{turn}\n")
        sys.stdout.flush()
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
        source = f"{database}|layername=feedback"
        given = {
            "FEEDBACK": source,
            "CELL": ("250", "500", "1000")[turn % 3],
            "K": 3,
            "EARLIER": "forget",
            "OUTPUT": output,
        }
        registry.createAlgorithmById("samplan:publishfeedback").run(given, context, feedback)
        if turn % 2:
            registry.createAlgorithmById("samplan:erasefeedback").run({"DATABASE": database}, context, feedback)
    application.exitQgis()


if __name__ == "__main__":
    main(*sys.argv[1:3])
