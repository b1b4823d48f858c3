"""Values on the Liechtenstein data against chains of QGIS's own algorithms, which share no code with ours."""

from __future__ import annotations

import pytest

from ..conftest import column

pytestmark = pytest.mark.long

UNITS = "planning_units"


@pytest.fixture(scope="module")
def native(qgis_processing):
    """Run an algorithm of QGIS itself and return its output layer."""
    from qgis import processing

    def call(algorithm: str, **parameters):
        return processing.run(algorithm, {"OUTPUT": "TEMPORARY_OUTPUT", **parameters})["OUTPUT"]

    return call


def by_unit(layer, name: str) -> dict[str, float]:
    return {f["unit_id"]: f[name] for f in layer.getFeatures() if f[name] is not None}


def overlap_percent(native, areas, role) -> dict[str, float]:
    """Return the dissolved overlap in %, computed by QGIS."""
    fixed = native("native:fixgeometries", INPUT=role)
    layer = native("native:calculatevectoroverlaps", INPUT=areas, LAYERS=[fixed])
    name = next(n for n in layer.fields().names() if n.endswith("_pc"))
    return by_unit(layer, name)


@pytest.fixture(scope="module")
def measured(provider, workshop):
    from ..conftest import Runner

    runner = Runner()
    results, _ = runner(
        "measureindicators",
        AREAS=workshop(UNITS),
        KEY_FIELD="unit_id",
        **{
            role.upper(): workshop(role)
            for role in ("green", "population", "streets", "transit", "land_use", "protected")
        },
    )
    yield results["OUTPUT"]
    runner.contexts.clear()


def test_every_unit_is_there(measured):
    assert measured.featureCount() == 119


def test_green_share(measured, native, workshop):
    expected = overlap_percent(native, workshop(UNITS), workshop("green"))
    ours = by_unit(measured, "green_share")
    assert set(ours) == set(expected)
    for unit, value in expected.items():
        assert ours[unit] == pytest.approx(value, abs=1e-3), unit


def test_protected_share(measured, native, workshop):
    expected = overlap_percent(native, workshop(UNITS), workshop("protected"))
    ours = by_unit(measured, "protected_share")
    for unit, value in expected.items():
        assert ours[unit] == pytest.approx(value, abs=1e-3), unit


def test_street_density(measured, native, workshop):
    """Against QGIS; where the units are cut along streets, also against QGIS with the units 2 cm wider.

    The data are rounded to 1 cm: QGIS counts a street along a border here or there as rounding will have it.
    """
    asked = {"LINES": workshop("streets"), "LEN_FIELD": "LENGTH", "COUNT_FIELD": "COUNT"}
    wide = native("native:buffer", INPUT=workshop(UNITS), DISTANCE=0.02)
    sums = [native("native:sumlinelengths", POLYGONS=areas, **asked) for areas in (workshop(UNITS), wide)]
    least, most = ({feature["unit_id"]: feature["LENGTH"] / 1000 for feature in layer.getFeatures()} for layer in sums)
    ours, along = by_unit(measured, "street_density"), []
    for feature in sums[0].getFeatures():
        unit, size = feature["unit_id"], feature.geometry().area() / 1e6
        # Planar lengths and areas in the Swiss grid differ from those on the ellipsoid by a few parts in 10,000.
        assert ours[unit] * size >= least[unit] * (1 - 5e-4), unit
        assert ours[unit] * size <= most[unit] * (1 + 5e-4) + 1e-5, unit
        if most[unit] - least[unit] < 0.005:
            assert ours[unit] * size == pytest.approx(least[unit], rel=5e-4, abs=0.005), unit
        else:
            along.append(ours[unit] * size - least[unit])
    assert len(along) > 20
    assert sum(along) > 1.5  # km of street along borders


def test_population_density(measured, native, workshop):
    layer = native(
        "native:countpointsinpolygon",
        POLYGONS=workshop(UNITS),
        POINTS=workshop("population"),
        WEIGHT="count",
        FIELD="people",
    )
    ours = by_unit(measured, "population_density")
    for feature in layer.getFeatures():
        planar = feature["people"] / (feature.geometry().area() / 1e6)
        assert ours[feature["unit_id"]] == pytest.approx(planar, rel=5e-4)


def test_access_to_transit(measured, native, workshop):
    """Distance of every resident to the nearest stop by QGIS's nearest join, then a weighted share."""
    joined = native(
        "native:joinbynearest", INPUT=workshop("population"), INPUT_2=workshop("transit"), NEIGHBORS=1, PREFIX="stop_"
    )
    placed = native("native:joinattributesbylocation", INPUT=joined, JOIN=workshop(UNITS), PREDICATE=[5], METHOD=1)
    everyone: dict[str, float] = {}
    near: dict[str, float] = {}
    seen = set()
    for feature in placed.getFeatures():
        unit = feature["unit_id"]
        if not unit or feature["fid"] in seen:
            continue
        seen.add(feature["fid"])
        everyone[unit] = everyone.get(unit, 0) + feature["count"]
        if feature["distance"] <= 500:
            near[unit] = near.get(unit, 0) + feature["count"]
    ours = by_unit(measured, "access_transit")
    assert len(everyone) > 100
    for unit, people in everyone.items():
        assert ours[unit] == pytest.approx(100 * near.get(unit, 0) / people, abs=0.5), unit


def test_access_to_green(measured, native, workshop):
    """Merge, split, drop the small, buffer and select with QGIS; the buffer's chords cost a little at the edge."""
    merged = native("native:dissolve", INPUT=native("native:fixgeometries", INPUT=workshop("green")))
    parts = native("native:multiparttosingleparts", INPUT=merged)
    large = native("native:extractbyexpression", INPUT=parts, EXPRESSION="area($geometry) >= 5000")
    reach = native("native:buffer", INPUT=large, DISTANCE=300, SEGMENTS=64, DISSOLVE=True)
    inside = native("native:extractbylocation", INPUT=workshop("population"), PREDICATE=[0], INTERSECT=reach)
    ids = {feature["fid"] for feature in inside.getFeatures()}
    placed = native(
        "native:joinattributesbylocation", INPUT=workshop("population"), JOIN=workshop(UNITS), PREDICATE=[5], METHOD=1
    )
    everyone: dict[str, float] = {}
    near: dict[str, float] = {}
    for feature in placed.getFeatures():
        unit = feature["unit_id"]
        if not unit:
            continue
        everyone[unit] = everyone.get(unit, 0) + feature["count"]
        if feature["fid"] in ids:
            near[unit] = near.get(unit, 0) + feature["count"]
    ours = by_unit(measured, "access_green")
    total_ours = sum(ours[unit] * people / 100 for unit, people in everyone.items())
    assert total_ours == pytest.approx(sum(near.values()), rel=2e-3)
    for unit, people in everyone.items():
        if people > 50:
            assert ours[unit] == pytest.approx(100 * near.get(unit, 0) / people, abs=4.0), unit


def test_both_geometry_engines_agree(provider, workshop, monkeypatch, measured):
    from ..conftest import Runner

    monkeypatch.setenv("SAMPLAN_BACKEND", "qgis")
    runner = Runner()
    results, _ = runner(
        "measureindicators",
        AREAS=workshop(UNITS),
        KEY_FIELD="unit_id",
        **{
            role.upper(): workshop(role)
            for role in ("green", "population", "streets", "transit", "land_use", "protected")
        },
    )
    names = [n for n in results["OUTPUT"].fields().names() if n in measured.fields().names()]
    for name in names:
        ours, theirs = column(measured, name), column(results["OUTPUT"], name)
        if isinstance(next((v for v in ours if v is not None), None), float):
            for a, b in zip(ours, theirs):
                assert (a is None) == (b is None), name
                if a is not None:
                    assert a == pytest.approx(b, rel=1e-6, abs=1e-6), name
    runner.contexts.clear()
