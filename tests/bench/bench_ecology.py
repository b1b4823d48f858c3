"""Equivalent connected area and pollinator supply, against networkx and against convolving cell by cell.

Run: ``python tests/bench/bench_ecology.py`` (``--small`` for a quick look). Every table is measured in one run.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import conftest  # noqa: F401 - registers the package
import networkx as nx
import numpy as np
from samplan.indicators.spatial import connectivity, pollination
from samplan.indicators.spatial.backend import get_backend
from samplan.indicators.spatial.network_search import scipy_usable
from samplan.indicators.spatial.raster import Lookup
from scipy import ndimage

MEDIAN = 300.0
CELL = (10.0, 10.0)
ALPHA = 150.0
FLORAL = {code: 1 - code / 12 for code in range(1, 13)}


def seconds(function):
    begin = time.perf_counter()
    value = function()
    return value, time.perf_counter() - begin


def patches(count, backend, seed=0):
    """Star-shaped patches of 40 corners, about 12 in a square kilometre."""
    rng = np.random.default_rng(seed)
    side = (count / 12) ** 0.5 * 1000
    angle = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    rings = []
    for x, y, size in np.column_stack([rng.uniform(0, side, (count, 2)), rng.lognormal(3.8, 0.5, count)]).tolist():
        radius = size * rng.uniform(0.5, 1, 40)
        ring = np.column_stack([x + radius * np.cos(angle), y + radius * np.sin(angle)])
        rings.append(np.vstack([ring, ring[:1]]))
    return backend.polygons_from_rings(rings)


def by_networkx(area, links):
    graph = nx.Graph()
    graph.add_nodes_from(range(len(area)))
    graph.add_weighted_edges_from(zip(links.i.tolist(), links.j.tolist(), links.distance.tolist()))
    limit = connectivity.link_limit(MEDIAN, connectivity.FLOOR)
    total = 0.0
    for source in range(len(area)):
        for target, d in nx.single_source_dijkstra_path_length(graph, source, cutoff=limit).items():
            total += area[source] * area[target] * 0.5 ** (d / MEDIAN)
    return total**0.5


def eca(sizes, networkx_up_to):
    backend = get_backend()
    print(f"\nECA, median dispersal {MEDIAN:.0f} m, direct links to {connectivity.link_limit(MEDIAN):.0f} m; seconds")
    print("patches    links  measuring links  scipy  python  networkx  upper bound")
    totals = []
    for count in sizes:
        geometries = patches(count, backend)
        area = backend.area(geometries)
        links, measuring = seconds(
            lambda g=geometries: connectivity.polygon_links(backend, g, connectivity.link_limit(MEDIAN))
        )
        cells = []
        for engine in ("scipy", "python"):
            if engine == "scipy" and not scipy_usable():
                cells.append(f"{'-':>6}")
                continue
            found, taken = seconds(
                lambda a=area, k=links, e=engine: connectivity.equivalent_connected_area(a, k, MEDIAN, engine=e)
            )
            cells.append(f"{taken:6.2f}")
        totals.append(measuring + taken)
        theirs = f"{'-':>9}"
        if count <= networkx_up_to:
            value, taken = seconds(lambda a=area, k=links: by_networkx(a, k))
            theirs = f"{taken:9.2f}"
            if abs(value / found.eca - 1) > 1e-6:
                raise SystemExit("networkx disagrees")
        print(
            f"{count:7d} {len(links.i):8d} {measuring:16.2f} {cells[0]} {cells[1]:>7} {theirs}"
            f"  +{found.upper / found.eca - 1:.2%}"
        )
    print(f"exponent in patches, links and the python engine: {np.polyfit(np.log(sizes), np.log(totals), 1)[0]:.2f}")


def importance(count):
    backend = get_backend()
    geometries = patches(count, backend)
    links = connectivity.polygon_links(backend, geometries, connectivity.link_limit(MEDIAN, 0.01))
    _, taken = seconds(lambda: connectivity.patch_importance(backend.area(geometries), links, MEDIAN, floor=0.01))
    print(f"\ndPC with its connector part of {count} patches (floor 0.01): {taken:.1f} s")


def cover_of(size):
    cover = np.random.default_rng(0).integers(1, 13, (size, size)).astype(np.float32)
    cover[: size // 8, : size // 3] = np.nan
    return cover


def flowers_of(cover):
    """Floral resources within flight of each cell."""
    return pollination.weighted_mean(Lookup(FLORAL)(cover), pollination.exponential_kernel(ALPHA, CELL))


def supply(sizes, naive_size):
    print(f"\nFlowers within flight, cells of {CELL[0]:.0f} m, α {ALPHA:.0f} m")
    print("    cells  seconds  peak MB  of which the grids")
    times = []
    for size in sizes:
        cover = cover_of(size)
        _, taken = seconds(lambda c=cover: flowers_of(c))
        times.append(taken)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{size * size:9d} {taken:8.2f} {peak:8.0f} {4 * cover.nbytes / 2**20:19.0f}")
    print(f"exponent in cells: {np.polyfit(np.log(np.array(sizes) ** 2.0), np.log(times), 1)[0]:.2f}")
    cover = cover_of(naive_size)
    found, taken = seconds(lambda: flowers_of(cover))
    kernel = pollination.exponential_kernel(ALPHA, CELL)
    known = ~np.isnan(cover)
    flowers = np.where(known, Lookup(FLORAL)(cover), 0).astype(float)

    def by_cell():
        weight = ndimage.convolve(known.astype(float), kernel, mode="constant")
        return ndimage.convolve(flowers, kernel, mode="constant") / np.where(known, weight, np.nan)

    expected, slow = seconds(by_cell)
    difference = np.nanmax(np.abs(expected - found))
    print(
        f"{naive_size**2} cells: ours {taken:.2f} s, ndimage.convolve {slow:.1f} s, differing by {difference:.0e} at most"
    )


def main():
    small = "--small" in sys.argv
    supply((500, 1_000) if small else (1_000, 2_000, 4_000), 200 if small else 300)
    eca((300, 600) if small else (300, 1_250, 2_500, 5_000), 300)
    importance(100 if small else 300)


if __name__ == "__main__":
    main()
