"""The fields that scoring writes, as the contract names them, and how to know them again in a layer scored before."""

from __future__ import annotations

import re
from typing import Any, Iterable, Mapping

from .lineage import records_in, scorings_in

OVERALL = ("score", "rank", "coverage", "observed", "dropped")
ROBUSTNESS = ("rank_lo", "rank_hi", "rank_mean", "p_top", "wins_next", "settled")
PARTIES = ("rank_range", "mean_rank")


def node_fields(node_id: str) -> tuple[str, str, str]:
    """Return the fields of a node of a framework: its score, its coverage, the points it brings."""
    return f"s_{node_id}", f"s_{node_id}_cov", f"c_{node_id}"


def party_fields(suffix: str) -> tuple[str, str]:
    """Return the fields of a party: its score and its rank."""
    return f"score_{suffix}", f"rank_{suffix}"


def field_suffix(name: str, taken: set[str]) -> str:
    """Return a party's name as part of a field name, unique among those taken."""
    base = re.sub(r"\W+", "_", name.strip().lower()).strip("_") or "party"
    candidate, number = base, 1
    while candidate in taken:
        number += 1
        candidate = f"{base}{number}"
    taken.add(candidate)
    return candidate


def earlier_score_fields(history: Iterable[str]) -> set[str]:
    """Return the names, in small letters, of the fields that earlier scoring runs wrote into a layer with this history.

    A score made anew replaces all of them: an interval of another run beside it would be read as its own.
    """
    found: set[str] = set()
    for record in scorings_in(history):
        found.update((*OVERALL, *ROBUSTNESS, *PARTIES))
        for node_id in _node_ids(record["frame"]["framework"]):
            found.update(node_fields(node_id))
        taken: set[str] = set()
        for party in record.get("weight_sets") or ():
            found.update(party_fields(field_suffix(party, taken)))
    return {name.lower() for name in found}


def measured_before(history: Iterable[str], names: Iterable[str]) -> set[str]:
    """Return those of some field names that earlier runs measured in a layer with this history: values, extras, coverage."""
    indicators = {item.lower() for record in records_in(history) for item in record.get("indicators") or ()}
    return {name for name in names if any(name == item or name.startswith(f"{item}_") for item in indicators)}


def _node_ids(framework: Mapping[str, Any]) -> Iterable[str]:
    for child in framework.get("children", ()):
        yield child["id"]
        yield from _node_ids(child)
