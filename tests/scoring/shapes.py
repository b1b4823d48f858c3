"""Random frameworks and data for the property tests."""

from __future__ import annotations

import numpy as np
from samplan.scoring import load_framework

KINDS = ("arithmetic", "geometric", "harmonic", "minimum", "topsis")


def random_framework(rng, scale=(0, 100), kinds=KINDS):
    """Two or three pillars, some with themes below, each with its own aggregation; goalposts 0.1 to 0.9."""
    number = iter(range(1000))

    def leaf():
        name = f"x{next(number)}"
        direction = ("up", "down")[int(rng.integers(2))]
        norm = {"method": "goalposts", "low": 0.1, "high": 0.9}
        weight = float(rng.random() + 0.1)
        more = {"reference": {"value": 0.6, "kind": "target"}} if rng.random() < 0.5 else {}
        return {
            "id": name,
            "indicator": name,
            "weight": weight,
            "direction": direction,
            "normalisation": norm,
            **more,
        }

    def group(depth):
        children = [
            group(depth - 1) if depth and rng.random() < 0.4 else leaf() for _ in range(int(rng.integers(1, 5)))
        ]
        kind = str(rng.choice(kinds))
        offset = float(rng.choice([0, 0.5]))
        return {"id": f"g{next(number)}", "aggregation": kind, "offset": offset, "children": children}

    return {
        "samplan_framework": 1,
        "id": "random",
        "scale": list(scale),
        "aggregation": str(rng.choice(kinds)),
        "offset": 0,
        "missing": {"policy": "renormalise", "min_coverage": 0.4},
        "children": [group(2), group(1), leaf()],
    }


def random_values(framework, rng, size, gaps=0.0):
    """One column per leaf, 0 to 1, with a share of gaps."""
    columns = {}
    for item in framework.leaves:
        values = rng.random(size)
        if gaps:
            values[rng.random(size) < gaps] = np.nan
        columns[item.id] = values
    return columns


def with_weights(framework, weights):
    """The framework written anew with other weights (node id -> weight)."""
    data = framework.to_dict()
    nodes = list(data["children"])
    for node in nodes:
        node["weight"] = weights.get(node["id"], node.get("weight", 1))
        nodes.extend(node.get("children", ()))
    return load_framework(data)
