"""Finds the indicators: every module in ``catalogue/`` that defines ``INDICATOR`` (or a tuple ``INDICATORS``)."""

from __future__ import annotations

from functools import lru_cache

from ..discovery import leave_out, modules_of
from . import catalogue
from .declaration import PILLARS, Indicator


@lru_cache(maxsize=1)
def all_indicators() -> dict[str, Indicator]:
    """Return every indicator by id, in the order pillar, then code.

    A module that cannot be imported, declares none, an unknown pillar or code, or an id that another has, is left out (see
    `discovery.FAULTY`).
    """
    found: dict[str, Indicator] = {}
    for module in modules_of(catalogue):
        declared = getattr(module, "INDICATORS", None) or (getattr(module, "INDICATOR", None),)
        for item in declared:
            if item is None or item.pillar not in PILLARS or not item.code[1:].isdigit():
                leave_out(
                    module, f"It needs an INDICATOR with a pillar of {', '.join(PILLARS)} and a code such as E11."
                )
            elif item.id in found:
                leave_out(module, f"There is another indicator with the id {item.id}.")
            else:
                found[item.id] = item
    order = sorted(
        found.values(), key=lambda item: (PILLARS.index(item.pillar), item.code[0], int(item.code[1:]), item.id)
    )
    return {item.id: item for item in order}


def get(indicator_id: str) -> Indicator:
    """Return one indicator; raises KeyError for an unknown id."""
    return all_indicators()[indicator_id]
