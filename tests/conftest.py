"""Make the repository root importable as the one package ``samplan``, never as a source of top-level modules."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

PACKAGE = "samplan"
ROOT = Path(__file__).resolve().parents[1]

sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != ROOT]
if PACKAGE not in sys.modules:
    spec = importlib.util.spec_from_file_location(PACKAGE, ROOT / "__init__.py", submodule_search_locations=[str(ROOT)])
    module = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = module
    spec.loader.exec_module(module)
