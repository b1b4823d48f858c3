"""Speed of scoring, beside what each step cannot do without, measured in the same run. ``make bench`` runs it.

Times are processor time of this process with one thread, so that a busy machine does not bend the ratios.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import time
import tracemalloc
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
if "samplan" not in sys.modules:
    spec = importlib.util.spec_from_file_location(
        "samplan", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    sys.modules["samplan"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["samplan"])

from samplan.scoring import load_framework, reweight, robustness, score  # noqa: E402

REPEATS = 5


def framework(aggregation="arithmetic", indicators=30):
    """Three pillars of two themes of five indicators."""
    number = iter(range(indicators))
    pillars = []
    for pillar in range(3):
        themes = []
        for theme in range(2):
            leaves = [
                {
                    "id": f"x{place}",
                    "indicator": f"x{place}",
                    "weight": 1 + place % 3,
                    "direction": ("up", "down")[place % 2],
                    "normalisation": {"method": "goalposts", "low": 0.05, "high": 0.95},
                }
                for place in (next(number) for _ in range(indicators // 6))
            ]
            themes.append({"id": f"t{pillar}{theme}", "children": leaves})
        pillars.append({"id": f"p{pillar}", "children": themes})
    data = {"samplan_framework": 1, "id": "bench", "aggregation": aggregation, "offset": 1, "children": pillars}
    return load_framework(data)


def best(task, repeats=REPEATS):
    """Return the median time of a task in seconds, after one run to warm up."""
    task()
    times = []
    for _ in range(repeats):
        start = time.process_time()
        task()
        times.append(time.process_time() - start)
    return float(np.median(times))


def paired(first, second, repeats=REPEATS):
    """Return the median times of two tasks run in turn, so that both meet the same load."""
    first(), second()
    times = np.empty((repeats, 2))
    for row in times:
        for place, task in enumerate((first, second)):
            start = time.process_time()
            task()
            row[place] = time.process_time() - start
    return np.median(times, axis=0)


def extra_memory(task):
    """Return the highest memory that a task takes beyond what is there before it, in MB (numpy arrays included)."""
    tracemalloc.start()
    task()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def columns_of(tree, size, gaps=0.0, seed=0):
    rng = np.random.default_rng(seed)
    columns = {leaf.id: rng.random(size) for leaf in tree.leaves}
    for values in columns.values():
        if gaps:
            values[rng.random(size) < gaps] = np.nan
    return columns


def line(name, ours, floor, limit):
    print(f"{name:<62}{ours * 1e3:>10.1f} ms{floor * 1e3:>10.1f} ms{ours / floor:>8.2f}x   (limit {limit:g}x)")


def bench_scoring(size=1_000_000):
    tree = framework()
    weights = np.array(list(tree.effective_weights().values()))
    for gaps in (0.0, 0.05):
        columns = columns_of(tree, size, gaps)

        def floor(columns=columns):
            matrix = np.empty((size, len(columns)))
            for place, values in enumerate(columns.values()):
                matrix[:, place] = values
            product = matrix @ weights
            return product, [matrix[:, place].copy() for place in range(len(columns))]

        def ours(columns=columns):
            return score(tree, columns)

        def ranked(columns=columns):
            return score(tree, columns).rank

        reference, time_ours = paired(floor, ours, 3)
        line(f"score {size:,} x 30, gaps {gaps:.0%}", time_ours, reference, 3)
        if not gaps:
            line(f"score {size:,} x 30 with ranks", best(ranked, 2), reference, 3)


def bench_reweight(size=10_000):
    for kind in ("arithmetic", "geometric"):
        tree = framework(kind)
        stored = score(tree, columns_of(tree, size)).normalised
        taken = best(lambda tree=tree, stored=stored: reweight(tree, stored, {"p0": 3, "x1": 5}).rank, 21)
        print(f"{f're-weight {size:,} x 30, {kind}, with ranks':<62}{taken * 1e3:>10.1f} ms   (limit 10 ms)")


def bench_robustness(size=40_000, draws=1000):
    rng = np.random.default_rng(1)
    cases = (
        ("weights", "arithmetic", 0.0, {}),
        ("weights, 5% gaps", "arithmetic", 0.05, {}),
        ("weights and goalposts", "arithmetic", 0.0, {"goalposts": 0.1}),
        ("weights, geometric", "geometric", 0.0, {}),
    )
    for name, kind, gaps, options in cases:
        tree = framework(kind)
        columns = columns_of(tree, size, gaps)
        matrix = np.nan_to_num(np.array(list(score(tree, columns).normalised.values())))
        weights = rng.dirichlet(np.ones(len(matrix)), 50)

        def plain(matrix=matrix, weights=weights):
            """One draw after the other as anybody would write it: weighted sum, order, ranks."""
            places, ranks = np.arange(size), np.empty(size)
            for row in weights @ matrix:
                ranks[np.argsort(-row)] = places

        def ours(tree=tree, columns=columns, options=options):
            return robustness(tree, columns, draws=draws, **options)

        once = best(plain, 3)
        start = time.process_time()
        ours()
        taken = time.process_time() - start
        floor_time = (once + best(plain, 3)) / 2 * draws / 50
        line(f"robustness {size:,} x 30 x {draws:,}: {name}", taken, floor_time, 1.5)
        print(f"{'':<62}{extra_memory(ours):>10.0f} MB extra   (limit 100 MB)")


if __name__ == "__main__":
    print(f"{'':<62}{'Samplan':>13}{'floor':>13}{'ratio':>9}")
    bench_scoring()
    bench_reweight()
    bench_robustness()
