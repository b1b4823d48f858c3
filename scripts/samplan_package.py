"""Import this checkout as the package ``samplan``, whatever its folder is called: for scripts that read declarations."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]


def samplan(module: str) -> ModuleType:
    """Return a module of the plugin, for example ``samplan("indicators.registry")``."""
    if "samplan" not in sys.modules:
        spec = importlib.util.spec_from_file_location(
            "samplan", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
        )
        package = importlib.util.module_from_spec(spec)
        sys.modules["samplan"] = package
        spec.loader.exec_module(package)
    return importlib.import_module(f"samplan.{module}")
