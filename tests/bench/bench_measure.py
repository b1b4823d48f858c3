"""All of Measure on 25,000 areas: time, peak memory (target: under 2 GB), and the growth from 6,000 areas.

Synthetic town in EPSG:3006: square areas with land use, green, buildings, streets, stops, residents and services.
Run alone: ``.venv/bin/python tests/bench/bench_measure.py [areas ...]``. Both wall-clock and processor seconds are
shown; the growth is that of processor seconds, which other work on the machine disturbs less.
"""

from __future__ import annotations

import importlib.util
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZES = (6_400, 25_600)


def town(path: Path, areas: int) -> None:
    """Write a synthetic town with about ``areas`` planning areas of 250 m x 250 m."""
    import numpy as np
    from osgeo import ogr, osr

    rng = np.random.default_rng(7)
    side = round(areas**0.5)
    extent = side * 250.0
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(3006)
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))

    def layer(name, kind, fields, rows):
        target = source.CreateLayer(name, srs, kind)
        for field, type_ in fields:
            target.CreateField(ogr.FieldDefn(field, type_))
        target.StartTransaction()
        for wkt, *values in rows:
            feature = ogr.Feature(target.GetLayerDefn())
            feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
            for (field, _), value in zip(fields, values):
                feature.SetField(field, value)
            target.CreateFeature(feature)
        target.CommitTransaction()

    def box(x, y, w, h):
        return f"POLYGON(({x} {y},{x + w} {y},{x + w} {y + h},{x} {y + h},{x} {y}))"

    x0, y0 = 600000.0, 6500000.0
    cells = [(x0 + 250 * i, y0 + 250 * j) for i in range(side) for j in range(side)]
    layer(
        "areas",
        ogr.wkbPolygon,
        [("name", ogr.OFTString)],
        ((box(x, y, 250, 250), f"{i}") for i, (x, y) in enumerate(cells)),
    )
    classes = ("residential", "commercial", "industrial", "park", "forest", "institutional")
    uses = rng.integers(0, len(classes), 2 * areas)
    spots = x0 + rng.random((2 * areas, 2)) * extent
    layer(
        "land_use",
        ogr.wkbPolygon,
        [("class", ogr.OFTString)],
        (
            (box(x, y - x0 + y0, w, h), classes[k])
            for (x, y), (w, h), k in zip(spots, 50 + rng.random((2 * areas, 2)) * 250, uses)
        ),
    )
    greens = x0 + rng.random((areas, 2)) * extent
    layer(
        "green",
        ogr.wkbPolygon,
        [],
        ((box(x, y - x0 + y0, w, h),) for (x, y), (w, h) in zip(greens, 20 + rng.random((areas, 2)) * 200)),
    )
    houses = x0 + rng.random((4 * areas, 2)) * extent
    layer(
        "buildings",
        ogr.wkbPolygon,
        [("floors", ogr.OFTReal), ("use", ogr.OFTString), ("dwellings", ogr.OFTReal)],
        (
            (box(x, y - x0 + y0, 15, 10), int(f), "residential", 2)
            for (x, y), f in zip(houses, rng.integers(1, 6, 4 * areas))
        ),
    )
    layer("population", ogr.wkbPoint, [("count", ogr.OFTReal)], ((f"POINT({x} {y - x0 + y0})", 4) for x, y in houses))
    lines = []
    for i in range(side + 1):
        for j in range(side):
            a, b = x0 + 250 * i, y0 + 250 * j
            lines.append((f"LINESTRING({a} {b},{a} {b + 125},{a} {b + 250})",))
            lines.append((f"LINESTRING({x0 + 250 * j} {y0 + 250 * i},{x0 + 250 * j + 250} {y0 + 250 * i})",))
    layer("streets", ogr.wkbLineString, [], lines)
    stops = x0 + rng.random((areas // 10, 2)) * extent
    layer("transit", ogr.wkbPoint, [], ((f"POINT({x} {y - x0 + y0})",) for x, y in stops))
    source = None  # closes the file


def measure(path: Path) -> None:
    """Measure everything the town allows and print seconds and peak memory."""
    from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QgsApplication([], False)
    application.initQgis()
    spec = importlib.util.spec_from_file_location(
        "samplan", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["samplan"] = module
    spec.loader.exec_module(module)
    from samplan.processing.provider import SamplanProvider

    provider = SamplanProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("samplan:measureindicators")
    roles = ("land_use", "green", "buildings", "population", "streets", "transit")
    parameters = {role.upper(): f"{path}|layername={role}" for role in roles}
    parameters.update(AREAS=f"{path}|layername=areas", OUTPUT=str(path.with_name("measured.gpkg")))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started, busy = time.perf_counter(), time.process_time()
    context = QgsProcessingContext()
    results, ok = algorithm.run(parameters, context, QgsProcessingFeedback(False))
    seconds, busy = time.perf_counter() - started, time.process_time() - busy
    if not ok or "OUTPUT" not in results:
        raise SystemExit("the run failed")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"{seconds:.1f} {busy:.1f} {before:.0f} {peak:.0f}\n")


def main() -> None:
    """Run each size in a process of its own and print a table."""
    if len(sys.argv) == 3 and sys.argv[1] == "--measure":
        measure(Path(sys.argv[2]))
        return
    sizes = [int(text) for text in sys.argv[1:]] or SIZES
    rows = []
    for areas in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "town.gpkg"
            town(path, areas)
            answer = subprocess.run(
                [sys.executable, __file__, "--measure", str(path)], capture_output=True, text=True, check=False
            )
            if answer.returncode:
                raise SystemExit(answer.stderr[-2000:])
            rows.append((areas, *map(float, answer.stdout.split()[-4:])))
    say = sys.stdout.write
    say(f"{'areas':>8} {'seconds':>8} {'CPU s':>8} {'start MB':>9} {'peak MB':>8}\n")
    for areas, seconds, busy, before, peak in rows:
        say(f"{areas:>8} {seconds:>8.1f} {busy:>8.1f} {before:>9.0f} {peak:>8.0f}\n")
    if len(rows) > 1:
        import math

        exponent = math.log(rows[-1][2] / rows[0][2]) / math.log(rows[-1][0] / rows[0][0])
        say(f"processor time grows as areas^{exponent:.2f}; peak {rows[-1][4]:.0f} MB, target 2000 MB\n")


if __name__ == "__main__":
    main()
