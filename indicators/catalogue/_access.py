"""Ways to the nearest facility, as the crow flies or along streets: the arrays behind every access indicator.

Straight and network distances are different things; nothing here turns one into the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable, Optional

import numpy as np

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ..declaration import Inputs
from ..spatial.data import VectorData
from ..spatial.grid import places_along
from ..spatial.merge import whole_parts
from ..spatial.nearest import distance_to_polygons, nearest_distance
from ..spatial.network import MIN_PART, Network, Snapped
from ..spatial.network_search import Router
from ..spatial.points import point_pairs
from ..spatial.ties import Ties, nearest_by_ties, snap_within, tie
from ._common import ground_sizes

ENTRANCE_STEP = 10.0
"""Metres between the places tried as entrances along the edge of a green area."""

ENTRANCE_REACH = 25.0
"""Metres a street or path may lie from the edge of a green area and still lead into it."""


AROUND = 1000.0
"""Metres around the areas that streets are read in, at least; twice the limit where that is more."""


@dataclass(frozen=True)
class Reach:
    """The way from each origin to its nearest facility.

    Attributes
    ----------
    cost : ndarray of float, shape (m,)
        Metres on the ground (minutes where a speed was given); infinite beyond the limit, NaN where it is unknown (the
        origin has no coordinates, or is too far from any street).
    facility : ndarray of int, shape (m,)
        Number of the facility in its layer; -1 where none was found.
    notes : list of UserMessage
        Warnings with counts.
    """

    cost: np.ndarray
    facility: np.ndarray
    notes: list[UserMessage] = field(default_factory=list)

    @property
    def reached(self) -> np.ndarray:
        """Origins with a facility within the limit, shape (m,)."""
        return np.isfinite(self.cost)

    @property
    def is_known(self) -> np.ndarray:
        """Origins whose cost is not NaN, shape (m,)."""
        return ~np.isnan(self.cost)


def straight_to_points(inputs: Inputs, xy: np.ndarray, targets: np.ndarray, limit: float) -> Reach:
    """Return the straight way from points to the nearest target within ``limit`` metres on the ground."""
    scale = inputs.areas.scale_at(xy)
    distance, facility = nearest_distance(xy, targets, farthest(limit, scale), inputs.cancelled, inputs.progress)
    distance = distance * scale
    beyond = distance > limit
    distance[beyond], facility[beyond] = np.inf, -1
    return Reach(distance, facility)


def farthest(limit: float, scale: np.ndarray) -> float:
    """Return how far to search, in map units, so that nothing within ``limit`` metres of any place is missed.

    Parameters
    ----------
    limit : float
        Metres on the ground.
    scale : ndarray of float, shape (p,)
        Metres on the ground per map unit at each place.
    """
    return limit if not len(scale) else float(limit / scale.min()) * (1 + 1e-12)


def large_green(inputs: Inputs, limit: float, min_size: float) -> VectorData:
    """Return the green areas of at least ``min_size`` hectares, touching and overlapping polygons merged first.

    Those within ``limit`` metres of the areas are judged by all that belongs to them, however far it reaches.
    """
    areas = inputs.areas

    def may_grow(parts: VectorData) -> np.ndarray:
        box, reach = areas.extent(), farthest(limit, areas.scale_at(areas.bounds[areas.usable, :2]))
        near = (parts.bounds[:, :2] <= box[2:] + reach) & (parts.bounds[:, 2:] >= box[:2] - reach)
        return near.all(axis=1) & (ground_sizes(inputs, parts) < min_size * 1e4)

    merged = whole_parts(inputs.roles["green"], may_grow)
    return merged.take(ground_sizes(inputs, merged) >= min_size * 1e4)


def straight_to_green(inputs: Inputs, xy: np.ndarray, limit: float, min_size: float) -> np.ndarray:
    """Return the straight distance in metres from points to the edge of the nearest large green area, shape (m,).

    0 inside one, infinite beyond the limit, NaN without coordinates.
    """
    large = large_green(inputs, limit, min_size)
    if large.n == 0:
        return np.where(np.isnan(xy).any(axis=1), np.nan, np.inf)
    scale = inputs.areas.scale_at(xy)
    distance = distance_to_polygons(xy, large, farthest(limit, scale), inputs.cancelled, inputs.progress) * scale
    return np.where(distance <= limit, distance, np.where(np.isnan(distance), np.nan, np.inf))


def network_to_points(
    inputs: Inputs,
    network: Network,
    xy: np.ndarray,
    targets: np.ndarray,
    limit: float,
    speed: float = 0.0,
    chosen: Optional[np.ndarray] = None,
    nearest: Optional[Snapped] = None,
) -> Reach:
    """Return the way along streets from points to the nearest target, the ways to and from the street included.

    Parameters
    ----------
    xy, targets : ndarray of float, shape (m, 2) and (t, 2)
    limit : float
        Metres, or minutes with a speed.
    speed : float
        Kilometres per hour; 0 measures metres.
    chosen : ndarray of bool, shape (t,), optional
        Targets that count; all by default. `Reach.facility` numbers all of them either way.
    nearest : Snapped, optional
        What `nearest_street` returned for the points, to spare another search.

    Notes
    -----
    Parameter ``snap``: metres an origin or a target may lie from its street. Origins farther off get NaN; targets farther
    off cannot be reached. Parameter ``min_part``: see `spatial.ties`.
    """
    number = np.arange(len(targets)) if chosen is None else np.flatnonzero(chosen)
    snap = inputs.parameters["snap"]
    ties = _tie(inputs, network, xy, targets[number], snap, nearest)
    notes = _notes(inputs, ties)
    missed = int((ties.facilities.edge < 0).sum())
    if missed:
        text = QT_TRANSLATE_NOOP(
            "Samplan", "{count} facilities lie more than {limit} m from any street: nobody reaches them."
        )
        notes.append(UserMessage(text, {"count": missed, "limit": snap}))
    return _search(inputs, network, ties, limit, speed, number, notes)


def network_to_green(
    inputs: Inputs, network: Network, xy: np.ndarray, limit: float, min_size: float
) -> tuple[Reach, VectorData]:
    """Return the way along streets from points to the nearest entrance of a large green area, and those areas.

    An entrance is a place on the edge of the area with a street or path within `ENTRANCE_REACH`. Points
    inside the area have cost 0.
    """
    large = large_green(inputs, limit, min_size)
    targets, owner = entrances(large, inputs.areas.scale_at)
    ties = _tie(inputs, network, xy, targets, ENTRANCE_REACH)
    reach = _search(inputs, network, ties, limit, 0.0, owner, _notes(inputs, ties))
    green, at_home = point_pairs(large, xy, inputs.cancelled)
    reach.cost[at_home], reach.facility[at_home] = 0.0, green
    return reach, large


def entrances(areas: VectorData, scale_at: Callable[[np.ndarray], np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Return places every `ENTRANCE_STEP` metres along the edges of polygons, shape (p, 2), and whose they are.

    ``scale_at`` takes places to the metres on the ground per map unit there.
    """
    if areas.n == 0:
        return np.empty((0, 2)), np.empty(0, dtype=np.int64)
    rings = areas.backend.sequences(areas.geometries)
    ring = np.repeat(np.arange(len(rings.feature)), np.diff(rings.start))
    first = np.flatnonzero(ring[1:] == ring[:-1])
    a, b = rings.xy[first], rings.xy[first + 1]
    steps = np.maximum(np.ceil(np.hypot(*(b - a).T) * scale_at((a + b) / 2) / ENTRANCE_STEP), 1).astype(np.int64)
    xy, edge = places_along(a, b - a, steps)
    return xy, rings.feature[ring[first[edge]]]


def add_notes(notes: list[UserMessage], more: list[UserMessage]) -> None:
    """Add the notes of another search; of those that differ in their count only, the one with the most is kept."""
    for note in more:
        for place, old in enumerate(notes):
            if old.template == note.template and {**old.values, "count": 0} == {**note.values, "count": 0}:
                notes[place] = max(old, note, key=lambda item: item.values.get("count", 0))
                break
        else:
            notes.append(note)


def nearest_street(inputs: Inputs, network: Network, xy: np.ndarray) -> Snapped:
    """Tie points to the nearest street within the parameter ``snap``, wherever it leads."""
    return snap_within(network, xy, inputs.parameters["snap"], inputs.cancelled)


def _min_part(inputs: Inputs) -> float:
    return inputs.parameters.get("min_part", MIN_PART)


def _tie(
    inputs: Inputs,
    network: Network,
    xy: np.ndarray,
    targets: np.ndarray,
    target_limit: float,
    nearest: Optional[Snapped] = None,
) -> Ties:
    """Tie points and targets to streets that lead from the former to the latter."""
    limits = inputs.parameters["snap"], target_limit
    return tie(network, xy, targets, limits, _min_part(inputs), nearest, inputs.cancelled)


def _notes(inputs: Inputs, ties: Ties) -> list[UserMessage]:
    """Return notes that count the origins beyond the parameter ``snap``, and what stands beside streets without connection."""
    length = f"{_min_part(inputs):g}"
    notes = (
        (
            ties.nearest.missed,
            QT_TRANSLATE_NOOP(
                "Samplan",
                "{count} places of residence lie more than {limit} m from any street and are left out as unknown.",
            ),
            {"limit": inputs.parameters["snap"]},
        ),
        (
            ties.passed_over,
            QT_TRANSLATE_NOOP(
                "Samplan",
                "{count} places of residence stand beside a piece of street shorter than {length} m that is connected neither "
                "with the rest nor with a facility: they are tied to the nearest other street.",
            ),
            {"length": length},
        ),
        (
            ties.moved,
            QT_TRANSLATE_NOOP(
                "Samplan",
                "{count} facilities or entrances stand beside a short piece of street without connection to the rest: they are "
                "reached from the nearest other street too.",
            ),
            {},
        ),
    )
    return [UserMessage(text, {"count": count, **values}) for count, text, values in notes if count]


def _search(
    inputs: Inputs,
    network: Network,
    ties: Ties,
    limit: float,
    speed: float,
    number: np.ndarray,
    notes: list[UserMessage],
) -> Reach:
    """Search the network; ``number`` is what to call each facility."""
    per_unit = 60.0 if speed else 1.0
    router = Router(network, speed / 3.6 if speed else None)
    metres = limit * speed * 1000 / 60 if speed else limit
    found = nearest_by_ties(router, ties, limit * per_unit, around=max(AROUND, 2 * metres), cancelled=inputs.cancelled)
    if found.crossed:
        text = QT_TRANSLATE_NOOP(
            "Samplan",
            "{count} places of residence stand beside streets that lead to nothing and join no others: they are tied to the "
            "nearest street that leads somewhere.",
        )
        notes = [*notes, UserMessage(text, {"count": found.crossed})]
    return Reach(found.cost / per_unit, np.append(number, -1)[found.facility], notes)
