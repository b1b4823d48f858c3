"""Areas far apart in one run: what an area gets does not depend on which other areas are measured with it."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsProcessingException

from ..conftest import column, make_layer

STOCKHOLM, SUVA, TAVEUNI = (18.02, 59.2), (178.42, -18.12), (179.99, -16.8)
REYKJAVIK, HELSINKI = (-21.9, 64.1), (24.9, 60.2)
AZORES, LISBON = (-25.7, 37.75), (-9.15, 38.75)
INDICATORS = (
    "green_share",
    "population_density",
    "access_green",
    "access_transit",
    "street_density",
    "intersection_density",
    "ground_space_index",
)


def ring(x, y, width, height):
    """A rectangle in degrees as WKT; across the 180th meridian in two parts, as GeoJSON (RFC 7946) has it."""

    def part(x0, x1):
        corners = ((x0, y), (x1, y), (x1, y + height), (x0, y + height), (x0, y))
        return "((" + ", ".join(f"{a:.9f} {b:.9f}" for a, b in corners) + "))"

    if x >= 180:
        x -= 360
    if x + width <= 180:
        return f"MultiPolygon({part(x, x + width)})"
    return f"MultiPolygon({part(x, 180)}, {part(-180, x + width - 360)})"


def wrapped(x):
    return x - 360 if x > 180 else x


class Towns:
    """In each town three areas of 0.01 by 0.01 degrees in a row, the first half green, with homes, streets and houses."""

    def __init__(self, *places):
        rows = {role: [] for role in ("areas", "green", "population", "streets", "transit", "buildings")}
        for x, y in places:
            for i in range(3):
                west = x + 0.01 * i
                rows["areas"].append((ring(west, y, 0.01, 0.01),))
                for j in range(5):
                    spot = f"{wrapped(west + 0.001 + 0.0018 * j):.9f} {y + 0.002 * j + 0.001:.9f}"
                    rows["population"].append((f"Point({spot})", 10 + i + j))
                rows["buildings"].append((ring(west + 0.002, y + 0.002, 0.001, 0.001),))
                a, b = wrapped(west + 0.0005), wrapped(west + 0.0045)
                rows["streets"].append((f"LineString({a:.9f} {y + 0.003:.9f}, {b:.9f} {y + 0.003:.9f})",))
                rows["streets"].append((f"LineString({b:.9f} {y + 0.001:.9f}, {b:.9f} {y + 0.009:.9f})",))
                rows["transit"].append((f"Point({b:.9f} {y + 0.003:.9f})",))
            rows["green"].append((ring(x, y, 0.005, 0.01),))
            rows["green"].append((ring(x + 0.022, y + 0.001, 0.007, 0.007),))
        self.rows = rows

    def layers(self, crs="EPSG:4326", areas=None):
        kinds = {"population": ("Point", "residents:int"), "streets": ("LineString", ""), "transit": ("Point", "")}
        made = {}
        for role, rows in self.rows.items():
            kind, field = kinds.get(role, ("MultiPolygon", ""))
            chosen = rows if role != "areas" or areas is None else [rows[i] for i in areas]
            made[role.upper()] = make_layer(kind, chosen, field, crs)
        return {**made, "POPULATION_COUNT": "residents", "INDICATORS": list(INDICATORS)}


def measured(run, layers):
    found, log = run("measureindicators", **layers)
    names = [name for item in INDICATORS for name in (item, f"{item}_cov")]
    return {name: np.array(column(found["OUTPUT"], name), dtype=float) for name in names}, log


@pytest.mark.parametrize(
    ("first", "second"),
    [(STOCKHOLM, SUVA), (STOCKHOLM, TAVEUNI), (REYKJAVIK, HELSINKI), (AZORES, LISBON), (SUVA, AZORES)],
)
def test_areas_far_apart_get_what_they_get_alone(run, first, second):
    towns = Towns(first, second)
    together, log = measured(run, towns.layers())
    assert "2 regions far apart" in log.text
    for rows in ([0, 1, 2], [3, 4, 5]):
        alone, _ = measured(run, towns.layers(areas=rows))
        for name, values in alone.items():
            assert np.isfinite(values).all(), name
            assert together[name][rows] == pytest.approx(values, rel=1e-9), name
    # 0.005 of 0.01 degrees are green in the first area, nothing in the second, 0.007 x 0.007 of 0.01 x 0.01 in the third
    assert together["green_share"] == pytest.approx([50, 0, 49] * 2, rel=2e-3)
    # 5 homes with 10 + i + j people, j from 0 to 4: 60, 65 and 70 in each area of 0.01 x 0.01 degrees
    for (_, y), rows in ((first, slice(0, 3)), (second, slice(3, 6))):
        square = 1.1132 * 1.1132 * np.cos(np.radians(y + 0.005))
        assert together["population_density"][rows] == pytest.approx(np.array([60, 65, 70]) / square, rel=1e-2)


def swedish(*squares):
    """Rectangles in SWEREF 99 TM."""
    return [(f"Polygon(({x} {y}, {x + a} {y}, {x + a} {y + a}, {x} {y + a}, {x} {y}))",) for x, y, a in squares]


def test_a_stranger_abroad_changes_no_digit(run):
    """Stockholm in SWEREF 99 TM, which is not true in Portugal: there, and only there, the UTM zone is used."""
    home, abroad = (670_000, 6_570_000, 1000), (-1_400_000, 4_600_000, 1000)
    green = make_layer("Polygon", swedish((670_000, 6_570_000, 500), (-1_400_000, 4_600_000, 500)))
    alone, _ = run("measureindicators", AREAS=make_layer("Polygon", swedish(home)), GREEN=green)
    both, log = run("measureindicators", AREAS=make_layer("Polygon", swedish(home, abroad)), GREEN=green)
    shares, coverage = (column(both["OUTPUT"], name) for name in ("green_share", "green_share_cov"))
    assert [shares[0]] == column(alone["OUTPUT"], "green_share")
    assert [coverage[0]] == column(alone["OUTPUT"], "green_share_cov")
    # 500 x 500 of 1000 x 1000 m; edges straight in one CRS are not quite so in another
    assert shares == pytest.approx([25, 25], abs=1e-3)
    assert "EPSG:3006, the areas' own" in log.text
    assert "2 regions" in log.text


def test_a_continent_is_measured_zone_by_zone(run):
    """Areas from Lisbon to Vladivostok, nowhere 250 km apart: a chain that no CRS shows."""
    chain = [(ring(-9 + 2.5 * i, 50, 0.01, 0.01),) for i in range(57)]
    half = [(ring(-9 + 2.5 * i, 50, 0.005, 0.01),) for i in range(57)]
    areas, green = (make_layer("MultiPolygon", rows, crs="EPSG:4326") for rows in (chain, half))
    found, log = run("measureindicators", AREAS=areas, GREEN=green, INDICATORS=["green_share"])
    assert column(found["OUTPUT"], "green_share") == pytest.approx([50] * 57, abs=0.01)
    assert "regions far apart" in log.text


def test_what_no_crs_can_show_is_refused_by_name(run):
    """A strip of 100 degrees, and small areas on the other side of the earth."""
    rows = [(ring(0, 0, 100, 1), "the strip"), (ring(178, -18, 0.01, 0.01), "Suva")]
    areas = make_layer("MultiPolygon", rows, "name:string", crs="EPSG:4326")
    with pytest.raises(QgsProcessingException, match="areas the strip reach over so much of the earth"):
        run("measureindicators", AREAS=areas, GREEN=areas, KEY_FIELD="name")


def test_regions_without_a_role_layer_stay_unknown(run):
    """Streets near one region only: the other is NULL, and the log says why."""
    towns = Towns(STOCKHOLM, SUVA)
    towns.rows["streets"] = towns.rows["streets"][:6]
    layers = {**towns.layers(), "INDICATORS": ["access_green_network"]}
    found, log = run("measureindicators", **layers)
    values = column(found["OUTPUT"], "access_green_network")
    assert values[3:] == [None] * 3
    assert None not in values[:3]
    assert column(found["OUTPUT"], "access_green_network_cov")[3:] == [0] * 3
    assert "3 areas measured in" in log.text
    assert "stay unknown: There are no streets" in log.text


def test_areas_without_a_geometry_are_told_once(run):
    towns = Towns(STOCKHOLM, SUVA)
    towns.rows["areas"].append((None,))
    found, log = run("measureindicators", **{**towns.layers(), "INDICATORS": ["green_share"]})
    values = column(found["OUTPUT"], "green_share")
    assert values[6] is None
    assert values[:6] == pytest.approx([50, 0, 49] * 2, rel=2e-3)
    assert log.text.count("1 planning areas cannot be measured") == 1


def test_check_data_looks_at_every_region(run):
    towns = Towns(STOCKHOLM, SUVA)
    layers = {name: value for name, value in towns.layers().items() if name != "INDICATORS"}
    found, _ = run("checkdata", **layers)
    text = "\n".join(column(found["OUTPUT"], "finding"))
    assert "EPSG:25834" in text
    assert "EPSG:32760" in text
    assert "lies elsewhere" not in text
    assert found["FAULTS"] == 0


def test_algorithms_that_need_one_crs_refuse_layers_around_the_earth(run):
    towns = Towns(STOCKHOLM, SUVA)
    layers = towns.layers()
    with pytest.raises(QgsProcessingException, match=r"lie too far apart.*run once for each region"):
        run("buildnetwork", STREETS=layers["STREETS"])
