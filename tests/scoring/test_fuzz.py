"""Random frameworks with random gaps, against a pipeline of its own: one area and one number at a time, no numpy."""

from __future__ import annotations

import math
import random

import pytest
from samplan.scoring import ScoringError, load_framework, reweight, score

AREAS = 23
NOTHING = float("nan")


def _leaf(rng, name):
    method = rng.choice(("goalposts", "goalposts", "target", "minmax", "rank", "percentile", "none"))
    norm = {"method": method}
    if method == "goalposts":
        norm.update(
            low=rng.choice((0, 10, "min")), high=rng.choice((70, 100, "max")), clamp=rng.choice((True, True, "low"))
        )
    elif method == "target":
        norm.update(target=80, baseline=10)
    elif method == "rank":
        norm["ties"] = rng.choice(("average", "min", "max", "dense"))
    leaf = {"id": name, "indicator": name, "weight": rng.choice((0, 1, 1, 2, 3.5)), "normalisation": norm}
    leaf["direction"] = "up" if method in ("target", "none") else rng.choice(("up", "down"))
    if rng.random() < 0.2:
        leaf["impute"] = {"method": rng.choice(("mean", "midpoint"))}
    if rng.random() < 0.2 and method not in ("none", "target"):
        leaf["denominator"] = {"field": "people", "per": 10}
    return leaf


def _group(rng, name, depth):
    kinds = ("arithmetic", "arithmetic", "geometric", "harmonic", "minimum")
    group = {"id": name, "weight": rng.choice((1, 1, 2)), "aggregation": rng.choice(kinds)}
    if group["aggregation"] in ("geometric", "harmonic"):
        group["offset"] = rng.choice((0, 1))
    if rng.random() < 0.6:
        missing = {"policy": rng.choice(("renormalise", "renormalise", "exclude", "impute"))}
        if rng.random() < 0.6:
            missing["min_coverage"] = rng.choice((0, 0.3, 0.5, 0.65, 0.9))
        if rng.random() < 0.3:
            missing["min_data_coverage"] = rng.choice((0, 0.2, 0.8))
        group["missing"] = missing
    count = rng.randint(1, 4)
    group["children"] = [
        _group(rng, f"{name}{n}", depth - 1) if depth and rng.random() < 0.5 else _leaf(rng, f"{name}_{n}")
        for n in range(count)
    ]
    group["children"][0]["weight"] = 1  # the weights of a group must not all be 0
    return group


def _columns(rng, names):
    gaps = rng.choice((0, 0.1, 0.3, 0.6))
    columns = {"people": [rng.choice((0.0, 1.0, 5.0, 20.0, NOTHING)) for _ in range(AREAS)]}
    for name in names:
        values = [rng.choice((0.0, 50.0, 90.0, rng.uniform(0, 100))) for _ in range(AREAS)]
        columns[name] = [NOTHING if rng.random() < gaps else value for value in values]
        if rng.random() < 0.5:
            columns[f"{name}_cov"] = [rng.choice((0.0, 0.3, 0.5, 0.79, 1.0)) for _ in range(AREAS)]
    return columns


def _there(value):
    return not math.isnan(value)


class ByHand:
    """The rules of docs/reference.md, followed literally."""

    def __init__(self, data, columns):
        self.columns = columns
        self.scores, self.coverage, self.observed = {}, {}, {}
        self.low, self.high = data["scale"]
        data.setdefault("missing", {})
        self.visit(
            data, {"aggregation": "arithmetic", "policy": "renormalise", "min": None, "data": 0.5, "offset": None}
        )

    def visit(self, node, above):
        missing = node.get("missing", {})
        rules = dict(above)
        rules["aggregation"] = node.get("aggregation", above["aggregation"])
        rules["offset"] = node.get("offset", above["offset"] if rules["aggregation"] == above["aggregation"] else None)
        if "policy" in missing:
            rules["policy"], rules["min"] = missing["policy"], None
        rules["min"] = missing.get("min_coverage", rules["min"])
        rules["data"] = missing.get("min_data_coverage", rules["data"])
        if "indicator" in node:
            self.leaf(node, rules)
            return
        for child in node["children"]:
            self.visit(child, rules)
        self.group(node, rules)

    def leaf(self, node, rules):
        name, norm = node["id"], node["normalisation"]
        raw = list(self.columns[name])
        for area, cover in enumerate(self.columns.get(f"{name}_cov", [1.0] * AREAS)):
            if cover < rules["data"]:
                raw[area] = NOTHING
        if "denominator" in node:
            raw = [
                v / p * 10 if _there(v) and _there(p) and p > 0 else NOTHING
                for v, p in zip(raw, self.columns["people"])
            ]
        observed = [_there(v) for v in raw]
        impute = node.get("impute", {}).get("method")
        known = [v for v in raw if _there(v)]
        if impute == "mean" and known:
            raw = [v if _there(v) else sum(known) / len(known) for v in raw]
        scores = self.normalised([v for v in raw if _there(v)], raw, norm, node["direction"])
        middle = (self.low + self.high) / 2
        if impute == "midpoint" or rules["policy"] == "impute":
            scores = [s if _there(s) else middle for s in scores]
        self.scores[name] = scores
        self.observed[name] = [float(o) for o in observed]
        self.coverage[name] = self.observed[name]

    def normalised(self, known, raw, norm, direction):
        low, high = self.low, self.high
        method = norm["method"]
        if not known:
            return raw
        if method == "none":
            return raw
        if method in ("rank", "percentile"):
            if max(known) == min(known):
                return [(low + high) / 2 if _there(v) else v for v in raw]
            turned = [v if direction == "up" else -v for v in raw]
            pool = [v for v in turned if _there(v)]
            return [low + self.place(v, pool, norm) * (high - low) if _there(v) else v for v in turned]
        if method == "target":
            worst, best = norm["baseline"], norm["target"]
        else:
            bounds = {"min": min(known), "max": max(known)}
            worst, best = ((norm.get("low", "min")), (norm.get("high", "max")))
            worst, best = bounds.get(worst, worst), bounds.get(best, best)
        if worst >= best:
            return [(low + high) / 2 if _there(v) else v for v in raw]
        clamp = norm.get("clamp", True)
        result = []
        for value in raw:
            v = value
            if _there(v):
                if clamp in (True, "low"):
                    v = max(v, worst)
                if clamp in (True, "high"):
                    v = min(v, best)
                share = (v - worst) / (best - worst)
                v = low + (share if direction == "up" else 1 - share) * (high - low)
            result.append(v)
        return result

    @staticmethod
    def place(value, pool, norm):
        ties = "min" if norm["method"] == "percentile" else norm.get("ties", "average")
        below, same = sum(v < value for v in pool), sum(v == value for v in pool)
        if ties == "dense":
            distinct = sorted(set(pool))
            return distinct.index(value) / max(len(distinct) - 1, 1)
        extra = {"min": 0, "max": same - 1, "average": (same - 1) / 2}[ties]
        return (below + extra) / (len(pool) - 1)

    def group(self, node, rules):
        name = node["id"] if "samplan_framework" not in node else "score"
        children = node["children"]
        total = sum(child["weight"] for child in children)
        shares = [(child["id"], child["weight"] / total) for child in children]
        self.scores[name], self.coverage[name], self.observed[name] = [], [], []
        default = {"exclude": 1.0, "renormalise": 0.65, "impute": 0.0}[rules["policy"]]
        least = default if rules["min"] is None else rules["min"]
        self.counted = getattr(self, "counted", {})
        self.counted[name] = []
        for area in range(AREAS):
            parts = [(share, self.scores[child][area]) for child, share in shares if share > 0]
            present = [(share, value) for share, value in parts if _there(value)]
            value = self.mean(rules, present) if present else NOTHING

            def entered(table, area=area):
                return sum(
                    share * (table.get(child, self.coverage[child])[area] if _there(self.scores[child][area]) else 0.0)
                    for child, share in shares
                )

            observed = entered(self.coverage)
            had = entered({**self.leaves_there(area), **self.counted})
            if rules["policy"] == "exclude":
                if len(present) < len(parts):
                    value = NOTHING
            elif (had if rules["policy"] == "renormalise" else observed) < least - 1e-12:
                value = NOTHING
            if name == "score" and observed <= 0:
                value = NOTHING
            self.scores[name].append(value)
            self.coverage[name].append(observed)
            self.counted[name].append(had)
            self.observed[name].append(sum(share * self.observed[child][area] for child, share in shares))

    def leaves_there(self, area):
        """Leaf id -> 1 where a value is there, imputed or not (a list that knows this area only)."""
        return {
            name: {area: float(_there(values[area]))}
            for name, values in self.scores.items()
            if name not in self.counted
        }

    @staticmethod
    def mean(rules, present):
        kind, offset = rules["aggregation"], rules["offset"] or 0
        total = sum(share for share, _ in present)
        if kind == "minimum":
            return min(value for _, value in present)
        if kind == "arithmetic":
            return sum(share * value for share, value in present) / total
        if any(value + offset == 0 for _, value in present):
            return -offset
        if kind == "geometric":
            return math.exp(sum(share * math.log(value + offset) for share, value in present) / total) - offset
        return 1 / (sum(share / (value + offset) for share, value in present) / total) - offset


@pytest.mark.fuzz(40)
def test_scores_of_random_frameworks(seed):
    rng = random.Random(seed)
    data = {"samplan_framework": 1, "scale": rng.choice(([0, 100], [1, 10], [0, 1])), **_group(rng, "g", 2)}
    if "offset" not in data and any(
        "geometric" in str(child) or "harmonic" in str(child) for child in data["children"]
    ):
        data["offset"] = 0
    framework = load_framework(data)
    columns = _columns(rng, [leaf.id for leaf in framework.leaves])
    try:
        result = score(framework, columns)
    except ScoringError as error:
        if "cannot take" not in str(error):  # a value beyond an open goalpost in a geometric or harmonic mean
            raise
        return
    hand = ByHand(data, columns)
    span = framework.scale[1] - framework.scale[0]
    root = framework.root.id

    def same(name, found, wanted):
        assert list(found) == pytest.approx(wanted, abs=1e-9 * max(span, 1), rel=1e-9, nan_ok=True), (seed, name)

    for node in framework.nodes:
        same(node.id, result.nodes[node.id], hand.scores[node.id])
        same(f"coverage of {node.id}", result.node_coverage[node.id], hand.coverage[node.id])
        same(f"observed of {node.id}", result.observed[node.id], hand.observed[node.id])
    same("score", result.score, hand.scores["score"])
    same("coverage", result.coverage, hand.coverage["score"])
    same("observed", result.observed[root], hand.observed["score"])
    scored = [value for value in hand.scores["score"] if _there(value)]
    ranks = [
        1 + sum(other > value + 1e-9 * span for other in scored) if _there(value) else NOTHING
        for value in hand.scores["score"]
    ]
    same("rank", result.rank, ranks)
    for area in range(AREAS):
        points = [values[area] for values in result.contributions.values()]
        if _there(result.score[area]):
            assert math.fsum(p for p in points if _there(p)) == pytest.approx(
                result.score[area], abs=1e-8 * max(span, 1)
            )
        else:
            assert not any(map(_there, points))
    if not result.imputed:
        same("again", reweight(framework, result.normalised).score, hand.scores["score"])
