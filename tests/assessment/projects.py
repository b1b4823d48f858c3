"""Projects as people have them, out of ``projects.csv``: layers with the names, fields and values of real products, and decoys.

Names, fields and values after the products' published descriptions; what the rows hold is made up. A cell with a field is
``name=value|value``, ``name=1..90`` or, with a number of its own in every row, ``name=Area #``.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, Sequence

import numpy as np
from samplan.assessment.facts import BandFacts, LayerFacts, field_facts

PLACE: dict[str, Any] = {"crs": "EPSG:3006", "extent": (18.0, 59.1, 18.3, 59.3)}
ROWS = 500


def _numbers(text: str) -> list[str]:
    ends, _, step = text.partition("/")
    low, high = map(float, ends.split(".."))
    return [f"{value:g}" for value in np.arange(low, high + 1e-9, float(step or 1))]


def _values(text: str) -> list[str]:
    return _numbers(text) if ".." in text else text.split("|")


def layer(name: str, kind: str, *fields: str, count: int = 2000, **more: Any) -> LayerFacts:
    """Return a layer with fields such as ``fclass=park|forest``."""
    rows, found = min(count, ROWS), []
    for field in fields:
        title, _, text = field.partition("=")
        values = _values(text)
        column = [values[row % len(values)].replace("#", str(row)) for row in range(rows)]
        counted = Counter(value for value in column if value)
        number = bool(counted) and all(value.replace(".", "", 1).lstrip("-").isdigit() for value in counted)
        number = number and not any(value[0] == "0" and value != "0" for value in counted)
        found.append(field_facts(title, "number" if number else "text", counted.items(), rows))
    if kind == "polygon":
        more = {"area": 2e4, "touching": 0.0, "overlapping": 0.0, **more}
    facts = {**PLACE, "id": name, "complete": count <= ROWS, **more}
    return LayerFacts(name=name, kind=kind, fields=tuple(found), count=count, **facts)


def raster(name: str, values: Sequence[float], cell: float = 10.0, **more: Any) -> LayerFacts:
    """Return a raster of one band with these values in it."""
    whole, distinct = all(value == round(value) for value in values), sorted(set(values))
    few = tuple((f"{value:g}", "") for value in distinct) if whole and len(distinct) <= 120 else ()
    band = BandFacts("", few, len(distinct), distinct[0], distinct[-1], whole)
    return LayerFacts(**{**PLACE, "id": name, "name": name, "kind": "raster", "bands": (band,), "cell": cell, **more})


def picture(name: str, **more: Any) -> LayerFacts:
    """Return a picture, or a map service."""
    return LayerFacts(**{**PLACE, "id": name, "name": name, "kind": "raster", "picture": True, **more})


def _row(row: dict[str, Any]) -> LayerFacts:
    name, kind, cells = row["layer"], row["kind"], [row["fields"] or "", *(row[None] or ())]
    if kind == "picture":
        return picture(name)
    if kind == "raster":
        return raster(
            name, [float(value) for value in _values(cells[0])], float(row["area"].replace("cell ", "") or 10)
        )
    more = {key: float(row[key]) for key in ("area", "touching") if row[key]}
    return layer(name, kind, *filter(None, cells), count=int(row["count"]), **more)


def projects() -> dict[str, list[tuple[LayerFacts, str]]]:
    """Return project -> its layers, each with its role, '' for none."""
    found: dict[str, list[tuple[LayerFacts, str]]] = defaultdict(list)
    with Path(__file__).with_name("projects.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            row.setdefault(None, [])
            found[row["project"]].append((_row(row), row["role"]))
    return found
