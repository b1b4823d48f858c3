"""Running indicators: what can run, settings, coverage, failures, borders, cancelling."""

from __future__ import annotations

import numpy as np
import pytest
from samplan.indicators.errors import IndicatorError
from samplan.indicators.measure import check_settings, measure, reach, resolve_settings, select_indicators
from samplan.indicators.registry import all_indicators, get
from samplan.messages import Cancelled

from .conftest import box, line

AREA = box(0, 0, 100, 100)


def small(world):
    areas = world.areas(AREA, box(100, 0, 200, 100))
    roles = {
        "green": world.polygons([box(0, 0, 150, 50)], **{"class": ["park"]}),
        "population": world.points([(50, 60), (150, 60)], count=[10.0, 20.0]),
    }
    return areas, roles


def test_choose_splits_by_what_is_there():
    ready, lacking = select_indicators(
        ["green_share", "access_green", "tobins_q"], {"green": set(), "population": set()}
    )
    assert [item.id for item in ready] == ["green_share"]
    assert lacking == {"access_green": ["population.count"], "tobins_q": ["buildings"]}


def test_nothing_asked_for_means_all():
    everything = {role: {"class", "count"} for role in ("green", "population", "land_use")}
    ready, lacking = select_indicators(None, everything)
    assert len(ready) + len(lacking) == len(all_indicators())
    assert "green_share" in [item.id for item in ready]


def test_unknown_indicators_and_empty_data_are_refused_with_what_would_do():
    with pytest.raises(IndicatorError, match=r"green_shore.*green_share"):
        select_indicators(["green_shore"], {})
    with pytest.raises(IndicatorError, match="green"):
        select_indicators(["green_share"], {})


def test_settings():
    parameters, tables = resolve_settings(get("access_green"), {"distance": "200"})
    assert parameters == {"distance": 200.0, "min_size": 0.5}
    assert tables == {}
    _, tables = resolve_settings(get("runoff_coefficient"), {"coefficients": {"lawn": "0.2"}})
    assert tables == {"coefficients": {"lawn": 0.2}}


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("access_green", {"distance": -1}, "from 1.0 to"),
        ("access_green", {"distance": "far"}, "not far"),
        ("access_green", {"distance": float("nan")}, "must be a number"),
        ("access_green", {"range": 1}, "It has: distance, min_size"),
        ("runoff_coefficient", {"coefficients": 3}, "a number for each class"),
        ("runoff_coefficient", {"coefficients": {"lawn": "soft"}}, "a number for each class"),
    ],
)
def test_wrong_settings_are_refused(name, given, words):
    with pytest.raises(IndicatorError, match=words):
        resolve_settings(get(name), given)


def test_settings_for_no_indicator_are_refused():
    with pytest.raises(IndicatorError, match="nonsense"):
        check_settings({"nonsense": {}})


def test_how_far_an_indicator_looks():
    defaults = {name: resolve_settings(item, {})[0] for name, item in all_indicators().items()}
    assert reach(get("access_green"), defaults["access_green"]) == 300
    assert reach(get("access_services"), defaults["access_services"]) == pytest.approx(1200)  # 15 min at 4.8 km/h
    assert reach(get("connected_habitat"), defaults["connected_habitat"]) == 3000
    assert reach(get("sealed_share"), defaults["sealed_share"]) == 0  # the width of streets is no reach


def test_results_come_in_the_order_asked_with_progress(world):
    areas, roles = small(world)
    seen = []
    found = measure(areas, roles, [get("population_density"), get("green_share")], progress=seen.append)
    assert list(found.results) == ["population_density", "green_share"]
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_coverage_is_nothing_where_the_value_is(world):
    _, roles = small(world)
    far = world.areas(AREA, box(9000, 0, 9100, 100), None)
    for name in ("green_share", "population_density", "access_green", "green_per_inhabitant"):
        found = measure(far, roles, [get(name)]).results[name]
        assert np.isfinite(found.values[0])
        assert np.isnan(found.values[1:]).all()
        assert (found.coverage[1:] == 0).all()
        assert 0 < found.coverage[0] <= 1


def test_areas_outside_all_data_are_told(world):
    _, roles = small(world)
    found = measure(world.areas(box(9000, 0, 9100, 100)), roles, [get("green_share")])
    assert any("lie outside all the data" in str(note) for note in found.notes)


def test_one_failure_among_several_is_told_and_null(world):
    areas, roles = small(world)
    roles["land_use"] = world.polygons([AREA], **{"class": ["xyz"]})
    found = measure(areas, roles, [get("land_use_mix"), get("green_share")])
    assert np.isnan(found.results["land_use_mix"].values).all()
    assert (found.results["land_use_mix"].coverage == 0).all()
    assert np.isfinite(found.results["green_share"].values).all()
    assert any("xyz" in str(note) for note in found.notes)
    with pytest.raises(IndicatorError, match="xyz"):
        measure(areas, roles, [get("land_use_mix")])


def test_cancelling_reaches_the_caller(world):
    areas, roles = small(world)
    with pytest.raises(Cancelled):
        measure(areas, roles, [get("green_share")], cancelled=lambda: True)


def test_borders_are_cut_only_for_what_reaches_out_and_only_when_asked(world):
    areas, roles = small(world)
    assert measure(areas, roles, [get("access_green")]).cut == {}
    areas.cut_labels = np.array([0, 1])
    found = measure(areas, roles, [get("access_green"), get("green_share")], {"access_green": {"min_size": 0.3}})
    assert set(found.cut) == {"access_green"}
    # 0.75 ha of park: with neighbours both are reached; cut, the left half has 0.5 ha and the right 0.25: too small.
    assert found.results["access_green"].values == pytest.approx([100.0, 100.0])
    assert found.cut["access_green"] == pytest.approx([100.0, 0.0])


def test_areas_of_unknown_municipality_have_no_cut_value(world):
    areas, roles = small(world)
    areas.cut_labels = np.array([0, -1])
    found = measure(areas, roles, [get("access_green")])
    assert np.isnan(found.cut["access_green"][1])


def test_inputs_are_never_altered(world):
    areas, roles = small(world)
    roles["streets"] = world.lines([line((0, 60), (200, 60))])
    areas.cut_labels = np.array([0, 1])
    before = {name: [np.array(values) for values in data.fields.values()] for name, data in roles.items()}
    shapes = {name: data.backend.to_wkb(data.geometries) for name, data in roles.items() if data.geometries is not None}
    ready, _ = select_indicators(None, {name: set(data.fields) for name, data in roles.items()})
    measure(areas, roles, ready)
    for name, data in roles.items():
        for old, new in zip(before[name], data.fields.values()):
            assert np.array_equal(old, new)
        if data.geometries is not None:
            assert data.backend.to_wkb(data.geometries) == shapes[name]
