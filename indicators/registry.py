"""Finds the indicators: every module in ``catalogue/`` that defines ``INDICATOR`` (or a tuple ``INDICATORS``)."""

from __future__ import annotations

import pkgutil
from functools import lru_cache

from . import catalogue
from .declaration import PILLARS, Indicator


@lru_cache(maxsize=1)
def all_indicators() -> dict[str, Indicator]:
    """Return every indicator by id, in the order pillar, then code.

    Raises
    ------
    ValueError
        Two modules declare the same id, a module declares none, or a declaration names an unknown pillar or code.
    """
    found: list[Indicator] = []
    for info in pkgutil.iter_modules(catalogue.__path__):
        if info.name.startswith("_"):
            continue
        # Not importlib: when QGIS unloads a plugin it forgets only what came in through __import__.
        module = __import__(f"{catalogue.__name__}.{info.name}", fromlist=("*",))
        declared = getattr(module, "INDICATORS", None) or (getattr(module, "INDICATOR", None),)
        for item in declared:
            if item is None or item.pillar not in PILLARS or not item.code[1:].isdigit():
                raise ValueError(
                    f"{info.name}.py: needs an INDICATOR with a pillar of {', '.join(PILLARS)} and a code such as E11"
                )
        found.extend(declared)
    found.sort(key=lambda item: (PILLARS.index(item.pillar), item.code[0], int(item.code[1:]), item.id))
    by_id = {item.id: item for item in found}
    if len(by_id) < len(found):
        names = sorted(item.id for item in found)
        raise ValueError(f"Duplicate indicator ids: {[n for n in by_id if names.count(n) > 1]}")
    return by_id


def get(indicator_id: str) -> Indicator:
    """Return one indicator; raises KeyError for an unknown id."""
    return all_indicators()[indicator_id]
