"""Finds the modules of a folder, where a file is all it takes to add something; a faulty one is left out and told."""

from __future__ import annotations

import pkgutil
import traceback
from types import ModuleType
from typing import Iterator

FAULTY: dict[str, str] = {}
"""Module -> why it was left out, as Python tells it; the provider shows them."""


def modules_of(package: ModuleType) -> Iterator[ModuleType]:
    """Yield the modules of a package by name, without those whose name begins with an underscore: they help the others.

    One that cannot be imported is left out and noted in `FAULTY`: one faulty file must not take all of Samplan away.
    """
    for name in sorted(info.name for info in pkgutil.iter_modules(package.__path__)):
        if name.startswith("_"):
            continue
        full = f"{package.__name__}.{name}"
        try:
            # Not importlib: when QGIS unloads a plugin it forgets only what came in through __import__.
            module = __import__(full, fromlist=("*",))
        except Exception:
            FAULTY[full] = traceback.format_exc(limit=-1)
        else:
            FAULTY.pop(full, None)
            yield module


def leave_out(module: ModuleType, reason: str) -> None:
    """Note why what a module offers cannot be used."""
    FAULTY[module.__name__] = reason
