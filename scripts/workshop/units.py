"""Cut the built-up land into planning units along main streets, railway and rivers."""

from __future__ import annotations

from typing import Any, Sequence

import numpy as np
import shapely

from .gpkg import clean

REACH = 30.0  # m around a building that belongs to the settlement
HOLE = 20_000.0  # m²: smaller gaps inside a settlement are filled
MIN_BUILDINGS = 12  # smaller groups of buildings are no planning unit
MIN_AREA = 60_000.0  # m²: smaller pieces join their neighbour
SLIVER = 1_000.0  # m²: what is left smaller is a rounding of the cuts, not a place
MAX_AREA = 450_000.0  # m²: larger pieces are cut along minor streets as well


def settlement(buildings: np.ndarray, plots: np.ndarray, municipality: Any) -> Any:
    """Return the built-up land of a municipality: plots and building surroundings closed, small gaps filled.

    Parameters
    ----------
    buildings : ndarray of shapely polygons
        Metres.
    plots : ndarray of shapely polygons
        Land mapped as residential, commercial, retail or industrial.
    municipality : shapely polygon

    Returns
    -------
    shapely geometry
        Polygons within the municipality.
    """
    around = np.concatenate(
        [shapely.buffer(buildings, 2 * REACH, quad_segs=4), shapely.buffer(plots, REACH, quad_segs=4)]
    )
    near = shapely.union_all(around).buffer(-REACH, quad_segs=4)
    filled = [
        shapely.Polygon(part.exterior, [ring for ring in part.interiors if shapely.Polygon(ring).area >= HOLE])
        for part in shapely.get_parts(near)
    ]
    return shapely.union_all(filled).intersection(municipality)


def _faces(land: Any, lines: Any) -> list[Any]:
    cut = shapely.union_all([shapely.boundary(land), lines.intersection(land.buffer(1.0))], grid_size=0.01)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(cut)))
    inside = shapely.contains(land, shapely.point_on_surface(faces))
    return list(faces[inside])


def _merge_small(faces: list[Any], buildings: np.ndarray, least: int) -> list[Any]:
    """Join every face too small or with too few buildings to the neighbour with the longest common border.

    A face without neighbours stays if it has ``least`` buildings and is no sliver, else it is dropped.
    """
    faces = sorted(faces, key=lambda face: (face.area, face.bounds))
    kept: list[Any] = []
    while faces:
        face = faces.pop(0)
        count = int(shapely.contains(face, buildings).sum())
        if face.area >= MIN_AREA and count >= least:
            kept.append(face)
            continue
        others = kept + faces
        shared = [shapely.intersection(face, other).length for other in others]
        best = int(np.argmax(shared)) if shared else -1
        if best >= 0 and shared[best] > 1.0:
            joined = shapely.union_all([face, others.pop(best)], grid_size=0.01)
            kept, faces = [], sorted([*others, joined], key=lambda item: (item.area, item.bounds))
        elif count >= least and face.area >= SLIVER:
            kept.append(face)
    return kept


def planning_units(land: Any, main: Any, minor: Any, centroids: np.ndarray) -> list[Any]:
    """Cut built-up land into planning units.

    Parameters
    ----------
    land : shapely geometry
        Built-up land of one municipality.
    main, minor : shapely geometry
        Lines that always cut (main streets, railway, rivers), and streets that cut what is left too large.
    centroids : ndarray of shapely points
        Buildings of the municipality.

    Returns
    -------
    list of shapely polygons
        North to south.
    """
    units: list[Any] = []
    for part in shapely.get_parts(land):
        here = centroids[shapely.contains(part, centroids)]
        if len(here) < MIN_BUILDINGS:
            continue
        for face in _merge_small(_faces(part, main), here, MIN_BUILDINGS):
            if face.area <= MAX_AREA:
                units.append(face)
            else:
                units += _merge_small(_faces(face, minor), here, 0)
    cleaned = [clean(unit, "polygon") for unit in units]
    return sorted(cleaned, key=lambda unit: (-round(unit.centroid.y), round(unit.centroid.x)))


def street_names(units: Sequence[Any], streets: Sequence[tuple[Any, str]]) -> list[str]:
    """Name each unit after the longest named street inside it that names no other unit yet ('' if none)."""
    taken: set[str] = set()
    names = []
    lines = np.array([line for line, _ in streets], dtype=object)
    for unit in units:
        lengths: dict[str, float] = {}
        for index in np.flatnonzero(shapely.intersects(unit, lines)):
            name = streets[index][1]
            lengths[name] = lengths.get(name, 0.0) + unit.intersection(lines[index]).length
        free = sorted((name for name in lengths if name not in taken), key=lambda name: (-lengths[name], name))
        names.append(free[0] if free else "")
        taken.add(names[-1])
    return names
