"""Both engines do the same, and neither needs the other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import shapely
from samplan.indicators.errors import IndicatorError
from samplan.indicators.spatial import wkb as wkb_codec
from samplan.indicators.spatial.backend import REPAIRED, UNREPAIRABLE, UNTOUCHED, get_backend

SPATIAL = Path(__file__).resolve().parents[3] / "indicators" / "spatial"

BOW_TIE = "POLYGON((0 0, 10 10, 10 0, 0 10, 0 0))"
SPIKE = "POLYGON((0 0, 10 0, 10 10, 10 20, 10 10, 0 10, 0 0))"
NESTED = "MULTIPOLYGON(((0 0, 10 0, 10 10, 0 10, 0 0)), ((2 2, 4 2, 4 4, 2 4, 2 2)))"
FLAT = "POLYGON((0 0, 10 0, 5 0, 0 0))"
HOLE_OUTSIDE = "POLYGON((0 0, 10 0, 10 10, 0 10, 0 0), (20 20, 22 20, 22 22, 20 22, 20 20))"


def wkb_of(*texts):
    return [None if text is None else shapely.to_wkb(shapely.from_wkt(text)) for text in texts]


def test_the_engine_can_be_chosen(qgis_app, monkeypatch):
    assert get_backend("qgis").name == "qgis"
    monkeypatch.setenv("SAMPLAN_BACKEND", "qgis")
    assert get_backend().name == "qgis"
    monkeypatch.delenv("SAMPLAN_BACKEND")
    assert get_backend().name == "shapely"
    monkeypatch.setattr(shapely, "__version__", "1.8.5")
    assert get_backend().name == "qgis"
    with pytest.raises(IndicatorError, match="not installed"):
        get_backend("shapely")
    with pytest.raises(IndicatorError, match="no geometry engine called geos"):
        get_backend("geos")


@pytest.mark.parametrize(("module", "foreign"), [("backend_qgis", "shapely"), ("backend_shapely", "qgis")])
def test_no_engine_imports_the_others_library(module, foreign):
    code = (
        "import sys, importlib.util, importlib\n"
        f"spec = importlib.util.spec_from_file_location('samplan', r'{SPATIAL.parents[1] / '__init__.py'}',"
        f" submodule_search_locations=[r'{SPATIAL.parents[1]}'])\n"
        "package = importlib.util.module_from_spec(spec); sys.modules['samplan'] = package\n"
        "spec.loader.exec_module(package)\n"
        f"sys.modules['{foreign}'] = None\n"
        f"importlib.import_module('samplan.indicators.spatial.{module}')\n"
        "for name in ('points', 'lengths', 'shares', 'nearest', 'overlay', 'extent'):\n"
        "    importlib.import_module('samplan.indicators.spatial.' + name)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd="/")


def test_wkb_round_trip_drops_z_and_m(backend):
    texts = ["POLYGON Z((0 0 5, 4 0 5, 4 3 5, 0 0 5))", None, "LINESTRING(0 0, 3 4)", "POLYGON EMPTY"]
    shapes = backend.from_wkb([*(None if t is None else shapely.to_wkb(shapely.from_wkt(t)) for t in texts)])
    assert [shape is None for shape in shapes] == [False, True, False, True]
    assert np.allclose(backend.area(shapes), [6, np.nan, 0, np.nan], equal_nan=True)
    assert np.allclose(backend.length(shapes), [12, np.nan, 5, np.nan], equal_nan=True)
    flat = backend.to_wkb(shapes)
    assert flat[1] is None
    assert shapely.from_wkb(flat[0]).equals(shapely.Polygon([(0, 0), (4, 0), (4, 3)]))


def test_repair(backend):
    shapes = backend.from_wkb(wkb_of(BOW_TIE, SPIKE, NESTED, FLAT, HOLE_OUTSIDE, "POLYGON((0 0,1 0,1 1,0 0))", None))
    fixed, state = backend.repair(shapes, "polygon")
    want = [REPAIRED, REPAIRED, REPAIRED, UNREPAIRABLE, REPAIRED, UNTOUCHED, UNREPAIRABLE]
    assert state.tolist() == want
    area = backend.area(fixed)
    assert area[[0, 1, 5]].tolist() == [50, 100, 0.5]
    assert np.isnan(area[[3, 6]]).all()


def test_repair_agrees(both, make):
    rng = np.random.default_rng(11)
    tangled = [shapely.Polygon(rng.uniform(0, 100, (12, 2))) for _ in range(60)]
    areas = []
    for engine in both:
        fixed, state = engine.repair(engine.from_wkb(list(shapely.to_wkb(tangled))), "polygon")
        assert (state != UNREPAIRABLE).all()
        areas.append(engine.area(fixed))
    np.testing.assert_allclose(areas[0], areas[1], rtol=1e-9)


def test_an_open_ring_is_closed(backend):
    head = b"\x01" + np.array([3, 1, 4], dtype="<u4").tobytes()
    ring = np.array([[0, 0], [4, 0], [4, 4], [0, 4]], dtype="<f8").tobytes()
    shapes, _ = backend.repair(backend.from_wkb([head + ring]), "polygon")
    assert backend.area(shapes).tolist() == [16]


def test_lines_without_length_are_dropped(backend):
    lines = backend.from_wkb(wkb_of("LINESTRING(1 1, 1 1)", "LINESTRING(0 0, 1 1, 2 0, 0 0.5)"))
    _, state = backend.repair(lines, "line")
    assert state.tolist() == [UNREPAIRABLE, UNTOUCHED]


def test_operations_agree(both, make):
    rng = np.random.default_rng(7)
    a, b = make.random_polygons(rng, 40, 500, 2000), make.random_polygons(rng, 40, 500, 2000)
    ia, ib = (grid.ravel() for grid in np.meshgrid(np.arange(40), np.arange(40), indexing="ij"))
    results = []
    for engine in both:
        left, right = (engine.from_wkb(list(shapely.to_wkb(shapes))) for shapes in (a, b))
        common = engine.intersection(left, right, ia, ib)
        results.append(
            [
                np.nan_to_num(engine.area(common)),
                np.nan_to_num(engine.area(engine.difference(left, right))),
                np.nan_to_num(engine.area(engine.union(common, ia, 40))),
                engine.distance(left, right, ia, ib),
                engine.area(engine.buffer(left, 25)),
                engine.bounds(left),
            ]
        )
    for one, other in zip(*results):
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-6)
    expected = shapely.area(shapely.intersection(a[ia], b[ib]))
    np.testing.assert_allclose(results[0][0], expected, rtol=1e-9, atol=1e-6)


def test_touching_polygons_have_no_common_area(backend, make):
    shapes = make.areas(backend, make.squares(2, 1, 10)).geometries
    assert backend.intersection(shapes, shapes, np.array([0]), np.array([1]))[0] is None
    assert backend.difference(shapes[:1], shapes[:1])[0] is None
    assert backend.buffer(shapes[:1], -6)[0] is None
    assert backend.distance(shapes, shapes, np.array([0]), np.array([1])).tolist() == [0]


def test_sequences_of_wkb_walk_parts_holes_and_ordinates():
    texts = [
        "POLYGON((0 0,9 0,9 9,0 0),(5 1,6 1,6 2,5 1))",
        None,
        "MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((5 5,9 5,9 9,5 5),(7 5.5,8 5.5,8 6,7 5.5)))",
        "LINESTRING Z(1 2 3, 4 5 6)",
        "MULTILINESTRING((0 0,1 1),(2 2,3 3,4 4))",
        "POINT(3 3)",
        "POLYGON EMPTY",
    ]
    blobs = [
        None if t is None else shapely.to_wkb(shapely.from_wkt(t), output_dimension=3, flavor="iso") for t in texts
    ]
    chains = wkb_codec.sequences(blobs)
    assert chains.feature.tolist() == [0, 0, 2, 2, 2, 3, 4, 4]
    assert chains.hole.tolist() == [False, True, False, False, True, False, False, False]
    assert np.diff(chains.start).tolist() == [4, 4, 4, 4, 4, 2, 2, 3]
    assert chains.xy[chains.start[5] : chains.start[6]].tolist() == [[1, 2], [4, 5]]
    flat, odd = wkb_codec.type_codes(blobs)
    assert flat.tolist() == [3, -1, 6, 2, 5, 1, 3]
    assert not odd.any()


def test_points_of_wkb():
    texts = ["POINT(1 2)", None, "MULTIPOINT((3 4),(5 6))", "POINT Z(7 8 9)", "POINT EMPTY"]
    blobs = [
        None if t is None else shapely.to_wkb(shapely.from_wkt(t), output_dimension=3, flavor="iso") for t in texts
    ]
    xy, feature = wkb_codec.points(blobs)
    assert xy.tolist() == [[1, 2], [3, 4], [5, 6], [7, 8]]
    assert feature.tolist() == [0, 2, 2, 3]
    assert wkb_codec.single_points(blobs) is None
    assert wkb_codec.single_points(blobs[:1]).tolist() == [[1, 2]]
