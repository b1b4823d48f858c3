"""Benchmark of the spatial kernels beside QGIS's native algorithms, in the same run and including the reading.

Run with ``make bench`` or ``python tests/bench/bench_spatial.py [areas] [points|lengths|borders|shares|nearest ...]``. Every
measurement is a fresh process with a warm file cache; engines take turns, the median of the rounds counts. The synthetic
data (EPSG:3006, fixed seed) lie in a temporary folder. Targets against native: with shapely 4x, 3x, 2x, 3x; on QGIS alone
3x, 1.5x, 1x, 3x; streets along the borders of areas (blocks) not slower than native on either.
Measured on two cores with GEOS 3.13: shares of 25,000 areas 2.7x (shapely) and 2.1x (QGIS) native, of
50,000 areas with 100,000 polygons 1013 MB in all with shapely, QGIS itself included.
"""

from __future__ import annotations

import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
TASKS = ("points", "lengths", "borders", "shares", "nearest")
ENGINES = ("native", "shapely", "qgis")
TARGETS = {
    "shapely": {"points": 4.0, "lengths": 3.0, "borders": 1.0, "shares": 2.0, "nearest": 3.0},
    "qgis": {"points": 3.0, "lengths": 1.5, "borders": 1.0, "shares": 1.0, "nearest": 3.0},
}
CELL = 400.0
ORIGIN = np.array([600_000.0, 6_500_000.0])
CLASSES = 8
FACILITIES = 2000
LIMIT = 500.0
ROUNDS = 3


def _write(path: Path, kind: int, wkb: list[bytes], **columns: np.ndarray) -> None:
    from osgeo import ogr, osr

    srs = osr.SpatialReference()
    srs.ImportFromEPSG(3006)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer(path.stem, srs, kind)
    for name, values in columns.items():
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTReal if values.dtype.kind == "f" else ogr.OFTInteger))
    lists = {name: values.tolist() for name, values in columns.items()}
    layer.StartTransaction()
    for i, item in enumerate(wkb):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(item))
        for name, values in lists.items():
            feature[name] = values[i]
        layer.CreateFeature(feature)
    layer.CommitTransaction()


def _ring_wkb(ring: np.ndarray) -> bytes:
    head = np.array([3, 1, len(ring) + 1], dtype="<u4").tobytes()
    return b"\x01" + head + np.vstack([ring, ring[:1]]).astype("<f8").tobytes()


def _mesh(columns: int, rows: int, cell: float, between: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Return the rings of a jittered mesh: a partition with ``between`` extra vertices on every shared edge."""
    node = np.stack(np.meshgrid(np.arange(columns + 1.0), np.arange(rows + 1.0)), axis=-1) * cell
    node += rng.uniform(-0.25, 0.25, node.shape) * cell + ORIGIN

    def chain(a: np.ndarray, b: np.ndarray) -> np.ndarray:
        t = np.arange(between + 1) / (between + 1)
        points = a[..., None, :] + t[:, None] * (b - a)[..., None, :]
        points[..., 1:, :] += rng.uniform(-0.03, 0.03, points[..., 1:, :].shape) * cell
        return points

    level, upright = chain(node[:, :-1], node[:, 1:]), chain(node[:-1], node[1:])
    rings = []
    for r in range(rows):
        for c in range(columns):
            # every chain runs from its first node up to, not including, its last
            top = np.vstack([node[r + 1, c + 1], level[r + 1, c, :0:-1]])
            left = np.vstack([node[r + 1, c], upright[r, c, :0:-1]])
            rings.append(np.vstack([level[r, c], upright[r, c + 1], top, left]))
    return rings


def make_data(folder: Path, areas: int) -> None:
    """Write the synthetic layers: areas, ten points and five street segments per area, two land-use patches per area."""
    from osgeo import ogr

    rng = np.random.default_rng(7)
    side = int(np.ceil(np.sqrt(areas)))
    rows = -(-areas // side)
    width, height = side * CELL, rows * CELL
    rings = _mesh(side, rows, CELL, 3, rng)[:areas]
    _write(folder / "areas.gpkg", ogr.wkbPolygon, [_ring_wkb(ring) for ring in rings])

    def chain_wkb(line: np.ndarray) -> bytes:
        return b"\x01" + np.array([2, len(line)], dtype="<u4").tobytes() + line.astype("<f8").tobytes()

    # every border once, from node to node: the bottom and the right side of every area
    streets = [ring[i : i + 5] for ring in rings for i in (0, 4)]
    _write(folder / "borders.gpkg", ogr.wkbLineString, [chain_wkb(line) for line in streets])

    def points(count: int) -> np.ndarray:
        return rng.uniform(0, 1, (count, 2)) * [width, height] + ORIGIN

    def point_wkb(xy: np.ndarray) -> list[bytes]:
        return [b"\x01\x01\x00\x00\x00" + row.tobytes() for row in xy]

    _write(folder / "points.gpkg", ogr.wkbPoint, point_wkb(points(10 * areas)), count=rng.uniform(1, 9, 10 * areas))
    _write(folder / "facilities.gpkg", ogr.wkbPoint, point_wkb(points(FACILITIES)))
    step = rng.normal(0, 1, (5 * areas, 1, 2)) * 40 + rng.normal(0, 12, (5 * areas, 6, 2))
    lines = points(5 * areas)[:, None, :] + np.cumsum(step, axis=1)
    _write(folder / "lines.gpkg", ogr.wkbLineString, [chain_wkb(line) for line in lines])
    patch = CELL / np.sqrt(2)
    patches = _mesh(int(width // patch), int(height // patch), patch, 3, rng)
    grown = rng.uniform(0, 1, len(patches)) < 0.3  # overlapping neighbours, some of the same class
    patches = [r.mean(axis=0) + (r - r.mean(axis=0)) * (1.2 if g else 1) for r, g in zip(patches, grown)]
    codes = rng.integers(0, CLASSES, len(patches))
    _write(folder / "landuse.gpkg", ogr.wkbPolygon, [_ring_wkb(ring) for ring in patches], code=codes)


def _start() -> object:
    sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != ROOT]
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from qgis.core import QgsApplication

    app = QgsApplication([], False)
    app.initQgis()
    return app


def _layer(folder: Path, name: str) -> object:
    from qgis.core import QgsVectorLayer

    return QgsVectorLayer(f"{folder / name}.gpkg|layername={name}", name, "ogr")


def _native(task: str, folder: Path) -> tuple[float, float]:
    sys.path.append("/usr/share/qgis/python/plugins")
    from processing.core.Processing import Processing
    from qgis import processing
    from qgis.analysis import QgsNativeAlgorithms
    from qgis.core import QgsApplication

    Processing.initialize()
    if not QgsApplication.processingRegistry().algorithmById("native:intersection"):
        QgsApplication.processingRegistry().addProvider(QgsNativeAlgorithms())
    began = time.perf_counter()
    areas = _layer(folder, "areas")
    if task == "points":
        run = {"POLYGONS": areas, "POINTS": _layer(folder, "points"), "WEIGHT": "count", "FIELD": "v"}
        out = processing.run("native:countpointsinpolygon", {**run, "OUTPUT": "TEMPORARY_OUTPUT"})["OUTPUT"]
    elif task in ("lengths", "borders"):
        lines = _layer(folder, "lines" if task == "lengths" else task)
        run = {"POLYGONS": areas, "LINES": lines, "LEN_FIELD": "v", "COUNT_FIELD": "c"}
        out = processing.run("native:sumlinelengths", {**run, "OUTPUT": "TEMPORARY_OUTPUT"})["OUTPUT"]
    elif task == "shares":
        layers = []
        for code in range(CLASSES):
            layer = _layer(folder, "landuse")
            layer.setSubsetString(f'"code" = {code}')
            layer.setName(f"c{code}")
            layers.append(layer)
        run = {"INPUT": areas, "LAYERS": layers, "OUTPUT": "TEMPORARY_OUTPUT"}
        out = processing.run("native:calculatevectoroverlaps", run)["OUTPUT"]
    else:
        run = {"INPUT": _layer(folder, "points"), "INPUT_2": _layer(folder, "facilities"), "MAX_DISTANCE": LIMIT}
        out = processing.run("native:joinbynearest", {**run, "NEIGHBORS": 1, "OUTPUT": "TEMPORARY_OUTPUT"})["OUTPUT"]
    took = time.perf_counter() - began
    names = [n for n in out.fields().names() if n in ("v", "distance") or n.endswith("_area")]
    total = 0.0
    for feature in out.getFeatures():
        total += sum(float(feature[name]) for name in names if feature[name])
    return took, total


def _ours(task: str, folder: Path, engine: str) -> tuple[float, float]:
    spec = importlib.util.spec_from_file_location(
        "samplan", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["samplan"] = module
    spec.loader.exec_module(module)
    if engine == "qgis":
        sys.modules["scipy"] = None  # users without shapely lack scipy as well
    from qgis.core import QgsCoordinateTransformContext
    from samplan.indicators.spatial import crs, lengths, nearest, points, read, shares
    from samplan.indicators.spatial.backend import get_backend

    backend, context = get_backend(engine), QgsCoordinateTransformContext()
    began = time.perf_counter()
    layer = _layer(folder, "areas")
    working, _ = crs.working_crs(layer.crs(), layer.extent(), context)

    def vector(name: str, **fields: str) -> object:
        return read.read_vector(_layer(folder, name), working, context, read.ReadOptions(fields), backend=backend)

    if task == "nearest":
        distance, _ = nearest.nearest_distance(vector("points").xy, vector("facilities").xy, LIMIT)
        return time.perf_counter() - began, float(distance[np.isfinite(distance)].sum())
    areas, _ = read.read_areas(layer, working, context, backend=backend)
    read_at = time.perf_counter()
    if task == "points":
        data = vector("points", count="count")
        values = points.sum_points(areas, data, data.fields["count"])
    elif task in ("lengths", "borders"):
        values = lengths.line_lengths(areas, vector("lines" if task == "lengths" else task))
    else:
        data = vector("landuse", code="code")
        values = shares.class_areas(areas, data, data.fields["code"].astype(int), CLASSES)
    if os.environ.get("SAMPLAN_BENCH_SPLIT"):
        print(f"areas {read_at - began:.2f} s", file=sys.stderr)
    return time.perf_counter() - began, float(np.nansum(values))


def _child(task: str, engine: str, folder: str) -> None:
    import resource

    app = _start()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    took, total = _native(task, Path(folder)) if engine == "native" else _ours(task, Path(folder), engine)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("RESULT " + json.dumps({"s": took, "total": total, "mb": peak - before}), flush=True)
    del app
    os._exit(0)  # QGIS may crash while Python tears it down


def measure(task: str, engine: str, folder: Path) -> dict[str, float]:
    """Run one task with one engine in a fresh process."""
    command = [sys.executable, __file__, "--child", task, engine, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    line = next((item for item in done.stdout.splitlines() if item.startswith("RESULT ")), None)
    if line is None:
        raise RuntimeError(done.stderr[-2000:])
    sys.stderr.write("".join(f"  {item}\n" for item in done.stderr.splitlines() if item.startswith("areas ")))
    return json.loads(line[7:])


def main(areas: int, tasks: tuple[str, ...]) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_data(folder, areas)
        print(f"{areas} areas, {10 * areas} points, {5 * areas} lines, {2 * areas} polygons; median of {ROUNDS}")
        print(f"{'task':9}{'engine':9}{'s':>8}{'x native':>10}{'target':>8}{'MB':>7}  total")
        for task in tasks:
            runs: dict[str, list[dict[str, float]]] = {engine: [] for engine in ENGINES}
            for _ in range(ROUNDS):
                for engine in ENGINES:
                    runs[engine].append(measure(task, engine, folder))
            base = statistics.median(run["s"] for run in runs["native"])
            for engine, found in runs.items():
                seconds = statistics.median(run["s"] for run in found)
                target = TARGETS.get(engine, {}).get(task)
                mark = "" if target is None else f"{target:.1f}"
                flag = "  MISSED" if target and base / seconds < target else ""
                memory = max(run["mb"] for run in found)
                print(
                    f"{task:9}{engine:9}{seconds:8.2f}{base / seconds:10.1f}{mark:>8}{memory:7.0f}"
                    f"  {found[0]['total']:.6g}{flag}",
                    flush=True,
                )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        _child(*sys.argv[2:5])
    else:
        numbers = [int(item) for item in sys.argv[1:] if item.isdigit()]
        chosen = tuple(item for item in sys.argv[1:] if item in TASKS) or TASKS
        main(numbers[0] if numbers else 25_000, chosen)
