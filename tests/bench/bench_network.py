"""Network access against the time to read the layer, and against native:serviceareafromlayer.

Run: ``python tests/bench/bench_network.py`` (``--small`` for a quick look). Every table is measured in one run.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import conftest  # noqa: F401 - registers the package
import numpy as np
from osgeo import gdal, ogr, osr
from qgis.core import QgsApplication, QgsVectorLayer
from samplan.indicators.spatial import wkb
from samplan.indicators.spatial.network import build_network
from samplan.indicators.spatial.network_search import Router, scipy_usable

gdal.UseExceptions()


def write_streets(path, count, seed=0):
    """Write about ``count`` lines between the nodes of a jittered grid of 80 m, each with a bend."""
    side = int((count / 2) ** 0.5) + 1
    rng = np.random.default_rng(seed)
    xy = np.stack(np.meshgrid(np.arange(side), np.arange(side), indexing="ij"), axis=-1) * 80.0
    xy += rng.uniform(-20, 20, xy.shape) + np.array([600_000, 6_500_000])
    pairs = np.concatenate(
        [
            np.stack([xy[:-1].reshape(-1, 2), xy[1:].reshape(-1, 2)], axis=1),
            np.stack([xy[:, :-1].reshape(-1, 2), xy[:, 1:].reshape(-1, 2)], axis=1),
        ]
    )
    bend = pairs.mean(axis=1) + rng.uniform(-5, 5, (len(pairs), 2))
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(3006)
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = source.CreateLayer("streets", srs, ogr.wkbLineString)
    layer.StartTransaction()
    for (a, b), c in zip(pairs.tolist(), bend.tolist()):
        feature = ogr.Feature(layer.GetLayerDefn())
        line = ogr.Geometry(ogr.wkbLineString)
        for x, y in (a, c, b):
            line.AddPoint_2D(x, y)
        feature.SetGeometryDirectly(line)
        layer.CreateFeature(feature)
    layer.CommitTransaction()
    return xy.reshape(-1, 2).min(axis=0), xy.reshape(-1, 2).max(axis=0)


def seconds(function):
    begin = time.perf_counter()
    value = function()
    return value, time.perf_counter() - begin


def read(path):
    layer = QgsVectorLayer(f"{path}|layername=streets", "streets", "ogr")
    return [feature.geometry().asWkb().data() for feature in layer.getFeatures()]


def access(blobs, low, high, origins, facilities, engine):
    rng = np.random.default_rng(1)
    times = {}
    lines, times["decode"] = seconds(lambda: wkb.sequences(blobs))
    network, times["build"] = seconds(lambda: build_network(lines))
    sites, times["snap"] = seconds(
        lambda: (
            network.snap(rng.uniform(low, high, (origins, 2))),
            network.snap(rng.uniform(low, high, (facilities, 2))),
        )
    )
    found, times["search"] = seconds(lambda: Router(network).nearest(*sites, engine=engine))
    return found, times


def scaling(folder, sizes, origins_per_line=0.2):
    print("\n500 facilities, one origin for every five lines; read = QgsFeature loop to WKB; seconds")
    print("   lines  engine    read  decode   build    snap  search    ours  ours/read")
    totals = {}
    for count in sizes:
        path = folder / f"streets{count}.gpkg"
        low, high = write_streets(path, count)
        read(path)
        blobs, reading = seconds(lambda path=path: read(path))
        for engine in ("scipy", "python") if scipy_usable() else ("python",):
            _, times = access(blobs, low, high, int(count * origins_per_line), 500, engine)
            ours = sum(times.values())
            totals.setdefault(engine, []).append(ours)
            cells = " ".join(f"{times[key]:7.2f}" for key in ("decode", "build", "snap", "search"))
            print(f"{len(blobs):8d} {engine:>7} {reading:7.2f} {cells} {ours:7.2f} {ours / reading:10.2f}")
    for engine, values in totals.items():
        if len(values) > 1:
            exponent = np.polyfit(np.log(sizes), np.log(values), 1)[0]
            print(f"exponent of ours, {engine}: {exponent:.2f}")


def against_native(folder, count, facilities):
    from processing.core.Processing import Processing

    Processing.initialize()
    from qgis import processing

    path = folder / f"native{count}.gpkg"
    low, high = write_streets(path, count, seed=2)
    rng = np.random.default_rng(3)
    xy = rng.uniform(low, high, (facilities, 2))
    points = QgsVectorLayer("Point?crs=EPSG:3006", "facilities", "memory")
    from qgis.core import QgsFeature, QgsGeometry, QgsPointXY

    features = []
    for x, y in xy.tolist():
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
        features.append(feature)
    points.dataProvider().addFeatures(features)
    streets = QgsVectorLayer(f"{path}|layername=streets", "streets", "ogr")
    parameters = {
        "INPUT": streets,
        "STRATEGY": 0,
        "START_POINTS": points,
        "TRAVEL_COST2": 500.0,
        "TRAVEL_COST": 500.0,
        "OUTPUT_LINES": "TEMPORARY_OUTPUT",
    }
    _, native = seconds(lambda: processing.run("native:serviceareafromlayer", parameters))

    def ours():
        network = build_network(wkb.sequences(read(path)))
        inside = network.snap(rng.uniform(low, high, (count, 2)))
        return Router(network).nearest(inside, network.snap(xy), 500.0)

    _, own = seconds(ours)
    print(f"\n{count} lines, {facilities} facilities, 500 m; ours reads too and ties {count} origins to the streets")
    print(f"native:serviceareafromlayer {native:7.2f} s")
    print(f"ours                        {own:7.2f} s   {native / own:.0f} x faster")


def main():
    small = "--small" in sys.argv
    application = QgsApplication([], False)
    application.initQgis()
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    with tempfile.TemporaryDirectory() as folder:
        scaling(Path(folder), (20_000, 50_000) if small else (50_000, 150_000, 500_000))
        against_native(Path(folder), *((3_000, 100) if small else (30_000, 300)))
    application.exitQgis()


if __name__ == "__main__":
    main()
