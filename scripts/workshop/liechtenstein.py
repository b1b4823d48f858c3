"""The Liechtenstein workshop set: OpenStreetMap layers by role, planning units, synthetic residents and jobs."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any, Optional

import numpy as np
import shapely

from . import residents as res
from .classes import GREEN, PLAYGROUND_OR_PITCH, land_use_class, service_class
from .gpkg import Layer, clean, write_geopackage
from .osm import Thing, read_extract
from .units import planning_units, settlement, street_names

EPSG = 2056  # CH1903+ / LV95, the official grid: planar lengths are true to about 0.001 % here
OSM = "Source: © OpenStreetMap contributors, ODbL 1.0 (openstreetmap.org/copyright)."
SYNTHETIC = "SYNTHETIC, not statistics: made with a fixed seed for demonstration. "
MAIN = ("motorway", "trunk", "primary", "secondary", "tertiary")
NOT_STREETS = ("construction", "proposed", "platform", "raceway", "rest_area", "corridor", "elevator")
BEYOND_BORDER = 2_000.0  # m: what lies farther out is dropped; nothing is cut
BUILT = ("residential", "commercial", "retail", "industrial")


def _number(text: Optional[str]) -> Optional[float]:
    try:
        value = float((text or "").replace("m", "").strip())
    except ValueError:
        return None
    return value if value > 0 else None


def _whole(text: Optional[str]) -> Optional[int]:
    return int(text) if (text or "").lstrip("-").isdigit() else None


class Country:
    """The extract, sorted for the layers."""

    def __init__(self, extract: Path) -> None:
        self.things = list(read_extract(extract, EPSG))
        places = {t.tags.get("name"): t for t in self.things if t.kind == "point" and "population" in t.tags}
        found = [t for t in self.things if t.kind == "polygon" and t.tags.get("admin_level") == "8"]
        found.sort(key=lambda t: t.tags["bfs:OBJECTVAL"])
        self.keys = [t.tags["bfs:OBJECTVAL"] for t in found]
        self.names = [t.tags["name"] for t in found]
        self.borders = np.array([clean(t.geometry, "polygon") for t in found], dtype=object)
        self.totals = [int(places[name].tags["population"]) for name in self.names]
        self.land = shapely.union_all(self.borders)
        self.near = shapely.buffer(self.land, BEYOND_BORDER)
        shapely.prepare(self.near)
        self.buildings: list[tuple[Thing, Any]] = self._polygons(lambda tags: tags.get("building", "no") != "no")
        self.centres = shapely.point_on_surface(self._geometries(self.buildings))
        self.land_use = self._flat_land_use()
        self._named = [(t.geometry, t.tags["name"]) for t in self.lines("highway") if t.tags.get("name")]

    @staticmethod
    def _geometries(pairs: list[tuple[Thing, Any]]) -> np.ndarray:
        return np.array([geometry for _, geometry in pairs], dtype=object)

    def _polygons(self, wanted: Any) -> list[tuple[Thing, Any]]:
        found = []
        for thing in self.things:
            if thing.kind == "polygon" and wanted(thing.tags) and self.near.intersects(thing.geometry):
                geometry = clean(thing.geometry, "polygon")
                if geometry is not None:
                    found.append((thing, geometry))
        return sorted(found, key=lambda pair: (pair[0].id[0], int(pair[0].id[1:])))

    def lines(self, key: str) -> list[Thing]:
        """Return the lines with a tag, within reach of the country."""
        return [t for t in self.things if t.kind == "line" and key in t.tags and self.near.intersects(t.geometry)]

    def _flat_land_use(self) -> list[tuple[Thing, str, str, Any]]:
        """Return land use without overlaps: water first, then the smaller polygon counts."""
        found = [
            (thing, *land_use_class(thing.tags), geometry)
            for thing, geometry in self._polygons(
                lambda tags: (
                    "building" not in tags and land_use_class(tags) is not None and tags.get("layer", "0") >= "0"
                )
            )
        ]
        found.sort(key=lambda item: (item[1] != "water", item[3].area, item[0].id))
        tree = shapely.STRtree([item[3] for item in found])
        flat = []
        for index, (thing, name, tag, geometry) in enumerate(found):
            above = [found[i][3] for i in tree.query(geometry, predicate="intersects") if i < index]
            rest = clean(shapely.difference(geometry, shapely.union_all(above)), "polygon") if above else geometry
            if rest is not None:
                flat.append((thing, name, tag, rest))
        return flat

    def municipality_of(self, points: np.ndarray) -> np.ndarray:
        """Return the index of the municipality that holds each point (-1: none)."""
        owner = np.full(len(points), -1)
        for index, border in enumerate(self.borders):
            shapely.prepare(border)
            owner[shapely.contains(border, points)] = index
        return owner

    def plots(self, *names: str) -> np.ndarray:
        """Return the land-use polygons of some classes."""
        return np.array([geometry for _, name, _, geometry in self.land_use if name in names], dtype=object)

    def units(self) -> list[tuple[str, int, str, Any]]:
        """Return (id, municipality index, name, polygon) of every planning unit."""
        footprints = self._geometries(self.buildings)
        main = [t.geometry for t in self.lines("highway") if t.tags["highway"] in MAIN]
        main += [t.geometry for t in self.lines("railway") if t.tags["railway"] == "rail"]
        main += [t.geometry for t in self.lines("waterway") if t.tags["waterway"] in ("river", "canal")]
        minor = [t.geometry for t in self.lines("highway") if t.tags["highway"] in ("unclassified", "residential")]
        cuts, minor_cuts = shapely.union_all(main), shapely.union_all(minor)
        owner = self.municipality_of(self.centres)
        large = shapely.area(footprints) >= 40.0
        plots = self.plots(*BUILT)
        rows = []
        for index, border in enumerate(self.borders):
            here = (owner == index) & large
            land = settlement(footprints[here], plots, border)
            found = planning_units(land, cuts, minor_cuts, self.centres[here])
            for number, (unit, street) in enumerate(zip(found, street_names(found, self._named)), start=1):
                name = f"{self.names[index]} – {street}" if street else f"{self.names[index]} {number}"
                rows.append((f"{self.keys[index]}-{number:02d}", index, name, unit))
        return rows


def _simple_layers(country: Country) -> list[Layer]:
    green = Layer(
        "green",
        "polygon",
        {"osm_id": str, "class": str, "tag": str, "name": str},
        f"Green areas; polygons may overlap. {OSM}",
    )
    wanted = country._polygons(
        lambda tags: (
            "building" not in tags
            and ((land_use_class(tags) or ("",))[0] in GREEN)
            and tags.get("leisure") not in ("stadium", "water_park", "miniature_golf", "track", "sports_centre")
        )
    )
    for thing, geometry in wanted:
        name, tag = land_use_class(thing.tags)
        leisure = thing.tags.get("leisure")
        green.add(geometry, thing.id, leisure if leisure in PLAYGROUND_OR_PITCH else name, tag, thing.tags.get("name"))
    water = Layer("water", "polygon", {"osm_id": str, "name": str}, f"Lakes, ponds, rivers. {OSM}")
    for thing, geometry in country._polygons(lambda tags: (land_use_class(tags) or ("",))[0] == "water"):
        water.add(geometry, thing.id, thing.tags.get("name"))
    protected = Layer(
        "protected",
        "polygon",
        {"osm_id": str, "name": str, "title": str},
        f"Protected nature; partly across the border. {OSM}",
    )
    for thing, geometry in country._polygons(
        lambda tags: tags.get("boundary") == "protected_area" or tags.get("leisure") == "nature_reserve"
    ):
        protected.add(geometry, thing.id, thing.tags.get("name"), thing.tags.get("protection_title"))
    land_use = Layer(
        "land_use", "polygon", {"osm_id": str, "class": str, "tag": str},
        f"Land use without overlaps (water first, then the smaller polygon); a third of the country is mapped. {OSM}",
    )  # fmt: skip
    for thing, name, tag, geometry in country.land_use:
        land_use.add(geometry, thing.id, name, tag)
    streets = Layer(
        "streets", "line",
        {
            "osm_id": str, "name": str, "class": str, "oneway": str, "bridge": str, "tunnel": str,
            "layer": int, "width": float,
        },
        f"Streets, paths and steps, not cut at the border. {OSM}",
    )  # fmt: skip
    for thing in country.lines("highway"):
        tags, geometry = thing.tags, clean(thing.geometry, "line")
        if geometry is not None and tags["highway"] not in NOT_STREETS:
            oneway = "yes" if tags.get("junction") == "roundabout" else tags.get("oneway")
            streets.add(
                geometry, thing.id, tags.get("name"), tags["highway"], oneway, tags.get("bridge"), tags.get("tunnel"),
                _whole(tags.get("layer")), _number(tags.get("width")),
            )  # fmt: skip
    return [green, water, protected, land_use, streets]


def _point_layers(country: Country) -> list[Layer]:
    transit = Layer(
        "transit", "point", {"osm_id": str, "name": str, "mode": str}, f"Bus stops and railway stations. {OSM}"
    )
    services = Layer(
        "services",
        "point",
        {"osm_id": str, "class": str, "tag": str, "name": str},
        f"Services; areas as a point inside. {OSM}",
    )
    inside: list[tuple[str, Any]] = []
    found: list[tuple[str, str, str, Optional[str], Any]] = []
    for thing in sorted(country.things, key=lambda t: (t.kind != "polygon", t.id[0], int(t.id[1:]))):
        if thing.kind == "line" or not country.near.intersects(thing.geometry):
            continue
        name = thing.tags.get("name")
        if thing.kind == "point" and thing.tags.get("highway") == "bus_stop":
            transit.add(shapely.set_precision(thing.geometry, 0.01), thing.id, name, "bus")
        elif thing.kind == "point" and thing.tags.get("railway") in ("station", "halt"):
            transit.add(shapely.set_precision(thing.geometry, 0.01), thing.id, name, "rail")
        service = service_class(thing.tags)
        if service is None:
            continue
        if thing.kind == "polygon":
            area = clean(thing.geometry, "polygon")
            inside.append((service[0], area))
            found.append((thing.id, *service, name, shapely.point_on_surface(area)))
        elif not any(kind == service[0] and area.contains(thing.geometry) for kind, area in inside):
            found.append((thing.id, *service, name, thing.geometry))
    for identity, kind, tag, name, point in found:
        services.add(shapely.set_precision(point, 0.01), identity, kind, tag, name)
    return [transit, services]


def _people_layers(country: Country) -> list[Layer]:
    buildings = Layer(
        "buildings", "polygon",
        {"osm_id": str, "use": str, "use_basis": str, "floors": int, "floors_est": int, "dwellings": int},
        f"Footprints. floors as tagged, else NULL; use_basis, floors_est, dwellings: estimated, see NOTICE.md. {OSM}",
    )  # fmt: skip
    population = Layer(
        "population", "point",
        {"count": int, "children": int, "workage": int, "workers": int, "municipality": str, "synthetic": int},
        f"{SYNTHETIC}Municipal totals from OpenStreetMap place nodes, spread by estimated floor area. {OSM}",
    )  # fmt: skip
    jobs = Layer(
        "jobs", "point", {"jobs": int, "use": str, "municipality": str, "synthetic": int},
        f"{SYNTHETIC}From assumed floor area per job. {OSM}",
    )  # fmt: skip
    plots = [(name, geometry) for _, name, _, geometry in country.land_use]
    tree = shapely.STRtree([geometry for _, geometry in plots])
    owner = country.municipality_of(country.centres)
    homes: list[tuple[Any, float, int]] = []
    for (thing, geometry), centre, municipality in zip(country.buildings, country.centres, owner):
        under = tree.query(centre, predicate="within")
        area = geometry.area
        use, basis = res.building_use(thing.tags, area, plots[under[0]][0] if len(under) else "")
        tagged = _whole(thing.tags.get("building:levels"))
        floors = res.estimate_floors(use, area, tagged)
        dwellings = res.estimate_dwellings(use, area, floors)
        buildings.add(geometry, thing.id, use, basis, tagged, floors, dwellings)
        if dwellings:
            homes.append((centre, area * floors, municipality))
        if use in res.JOB_AREA and municipality >= 0:
            count = max(1, round(area * floors / res.JOB_AREA[use]))
            jobs.add(shapely.set_precision(centre, 0.01), count, use, country.names[municipality], 1)
    footprints = country._geometries(country.buildings)
    assumed = res.assumed_houses(shapely.union_all(country.plots("residential")), footprints)
    homes += [(point, res.PLOT_FLOOR_AREA, index) for point, index in zip(assumed, country.municipality_of(assumed))]
    chance = random.Random(res.SEED)  # noqa: S311 - demonstration data
    for index, total in enumerate(country.totals):
        here = [home for home in homes if home[2] == index]
        for (point, _, _), count in zip(here, res.share_out(total, [home[1] for home in here])):
            if count:
                row = (int(count), *res.people(int(count), chance), country.names[index], 1)
                population.add(shapely.set_precision(point, 0.01), *row)
    return [buildings, population, jobs]


def build(extract: Path, target: Path) -> tuple[Country, list[Layer]]:
    """Write ``liechtenstein.gpkg``.

    Parameters
    ----------
    extract : Path
        OpenStreetMap extract of the country.
    target : Path
        GeoPackage to write.

    Returns
    -------
    (Country, list of Layer)
        For the raster and the feedback sample.
    """
    country = Country(extract)
    municipalities = Layer(
        "municipalities", "polygon", {"key": str, "name": str, "residents_osm": int}, f"Municipalities. {OSM}"
    )
    for border, key, name, total in zip(country.borders, country.keys, country.names, country.totals):
        municipalities.add(border, key, name, total)
    units = Layer(
        "planning_units", "polygon", {"unit_id": str, "name": str, "municipality": str},
        f"Built-up land cut along main streets, railway and rivers; derived for demonstration, not official. {OSM}",
    )  # fmt: skip
    for identity, index, name, polygon in country.units():
        units.add(polygon, identity, name, country.names[index])
    layers = [municipalities, units, *_simple_layers(country), *_point_layers(country), *_people_layers(country)]
    write_geopackage(target, EPSG, layers)
    return country, layers
