"""Random layers through Measure, against GEOS: every kind of geometry, empty, broken, infinite, flat and mixed."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from qgis.core import QgsDistanceArea, QgsFeature, QgsGeometry, QgsProject, QgsVectorLayer

from ..conftest import column

X, Y = 670_000.0, 6_570_000.0
SIDE = 400.0


def random_box(rng, most):
    x, y = rng.uniform(-200, 1_000, 2)
    width, height = rng.uniform(5, most, 2)
    return shapely.box(X + x, Y + y, X + x + width, Y + y + height)


def random_polygon(rng, most=300.0):
    """A WKB of one of many kinds, and what it covers seen from above (None: nothing that can be measured)."""
    kind = rng.integers(0, 9)
    shape = random_box(rng, most)
    x0, y0, x1, y1 = shape.bounds
    if kind == 1:  # with a hole
        hole = shapely.box(x0 + (x1 - x0) / 4, y0 + (y1 - y0) / 4, (x0 + x1) / 2, (y0 + y1) / 2)
        shape = shape.difference(hole)
    elif kind == 2:  # parts that overlap, as the floor and the roof of a house do
        other = random_box(rng, most)
        return shapely.to_wkb(shapely.force_3d(shapely.MultiPolygon([shape, other]), 3.0)), shape.union(other)
    elif kind == 3:  # a bow tie: two triangles that meet in the middle
        middle = ((x0 + x1) / 2, (y0 + y1) / 2)
        tie = shapely.Polygon([(x0, y0), (x1, y1), (x1, y0), (x0, y1)])
        halves = [shapely.Polygon([(x0, y0), middle, (x0, y1)]), shapely.Polygon([(x1, y1), middle, (x1, y0)])]
        return shapely.to_wkb(tie), shapely.union_all(halves)
    elif kind == 4:  # a circle drawn with arcs
        wkt = f"CURVEPOLYGON(CIRCULARSTRING({x0} {y0},{x1} {y0},{x0} {y0}))"
        geometry = QgsGeometry.fromWkt(wkt)
        middle = shapely.Point((x0 + x1) / 2, y0)
        return geometry.asWkb().data(), middle.buffer((x1 - x0) / 2, quad_segs=90)
    elif kind == 5:
        return [shapely.to_wkb(shapely.Polygon()), None][rng.integers(0, 2)], None
    elif kind == 6:  # flat
        return shapely.to_wkb(shapely.Polygon([(x0, y0), (x1, y0), (x0, y0)])), None
    elif kind == 7:
        wild = [np.inf, -np.inf][rng.integers(0, 2)]
        return shapely.to_wkb(shapely.Polygon([(x0, y0), (x1, wild), (x1, y1), (x0, y0)])), None
    return shapely.to_wkb(shape), shape


def layer_of(kind, rows, fields=""):
    layer = QgsVectorLayer(
        f"{kind}?crs=EPSG:3006{''.join('&field=' + f for f in fields.split(',') if f)}", "layer", "memory"
    )
    features = []
    for wkb, *values in rows:
        feature = QgsFeature(layer.fields())
        if wkb is not None:
            geometry = QgsGeometry()
            geometry.fromWkb(wkb)
            feature.setGeometry(geometry)
        feature.setAttributes(values)
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


@pytest.mark.fuzz(6)
def test_random_layers_through_measure(run, seed):
    rng = np.random.default_rng(1_000 + seed)
    squares = [
        shapely.box(X + SIDE * c, Y + SIDE * r, X + SIDE * (c + 1), Y + SIDE * (r + 1)) for r in (0, 1) for c in (0, 1)
    ]
    frame = shapely.box(X - 9_000, Y - 9_000, X + 9_000, Y + 9_000)
    areas = layer_of("Polygon", [(shapely.to_wkb(item),) for item in squares])
    covers = {name: [random_polygon(rng) for _ in range(40)] for name in ("GREEN", "BUILDINGS", "PROTECTED", "WATER")}
    people = []
    for _ in range(120):
        xy = np.array([X, Y]) + rng.uniform(-100, 900, 2)
        count = [None, -1.0, float(rng.integers(0, 30))][rng.choice(3, p=[0.1, 0.1, 0.8])]
        wkb = shapely.to_wkb(shapely.Point(xy)) if rng.uniform() > 0.1 else None
        people.append((wkb, xy, count))
    lines = [np.array([X, Y]) + rng.uniform(-100, 900, (rng.integers(2, 5), 2)) for _ in range(15)]
    roles = {name: layer_of("Polygon", [(wkb,) for wkb, _ in rows]) for name, rows in covers.items()}
    roles["POPULATION"] = layer_of("Point", [(wkb, count) for wkb, _, count in people], "count:double")
    flat = shapely.LineString([(X + 5, Y + 5), (X + 5, Y + 5)])
    roles["STREETS"] = layer_of(
        "LineString", [*((shapely.to_wkb(shapely.LineString(xy)),) for xy in lines), (shapely.to_wkb(flat),)]
    )
    roles["MUNICIPALITIES"] = layer_of("Polygon", [(shapely.to_wkb(frame),)])  # the data reach everywhere
    results, log = run("measureindicators", AREAS=areas, **roles)
    found = results["OUTPUT"]
    cover = {
        name: shapely.union_all([shape for _, shape in rows if shape is not None]) for name, rows in covers.items()
    }
    measure = QgsDistanceArea()
    measure.setSourceCrs(areas.crs(), QgsProject.instance().transformContext())
    measure.setEllipsoid("EPSG:7019")
    for number, square in enumerate(squares):
        ground = measure.measureArea(QgsGeometry.fromWkt(square.wkt)) / SIDE**2  # m² on the ground per map unit²
        dry = cover["GREEN"].difference(cover["WATER"]).intersection(square).area
        land = square.difference(cover["WATER"]).area
        inside = [item for item in people if item[0] is not None and square.contains(shapely.Point(item[1]))]
        residents = sum(count for _, _, count in inside if count is not None and count >= 0)
        length = sum(shapely.LineString(xy).intersection(square).length for xy in lines)
        expected = {
            "green_share": 100 * dry / land,
            "ground_space_index": cover["BUILDINGS"].intersection(square).area / SIDE**2,
            "protected_share": 100 * cover["PROTECTED"].intersection(square).area / SIDE**2,
            "population_density": residents / (SIDE**2 * ground) * 1e6,
            "green_per_inhabitant": dry * ground / residents,
            "street_density": length / SIDE**2 / ground**0.5 * 1e3,
        }
        for name, value in expected.items():
            assert column(found, name)[number] == pytest.approx(value, rel=2e-4, abs=1e-9), (name, number)
    for text in ("coordinates that are no numbers or infinite", "geometry beyond repair"):
        assert text in log.text
