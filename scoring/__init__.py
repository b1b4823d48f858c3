"""Composite indicators: framework in, defensible scores out. numpy only; no Qt, no QGIS, no pandas.

framework = load_framework("sodertorn.json")
result = score(framework, {"access_green": values, ...})
result.score, result.rank, result.coverage, result.nodes["ecological"], result.frame.save("frame.json")
"""

from __future__ import annotations

from .check import check_framework
from .contributions import Contributions, explain
from .errors import ScoringError
from .faults import Fault
from .frame import ReferenceFrame
from .framework import Framework, Node, load_framework
from .prepare import Treated
from .scorer import ScoreResult, score

__all__ = [
    "Contributions",
    "Fault",
    "Framework",
    "Node",
    "ReferenceFrame",
    "ScoreResult",
    "ScoringError",
    "Treated",
    "check_framework",
    "explain",
    "load_framework",
    "score",
]
