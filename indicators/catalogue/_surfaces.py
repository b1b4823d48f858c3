"""Land as a mosaic of surfaces: mapped land use with buildings and streets on top."""

from __future__ import annotations

from typing import Mapping, NamedTuple

import numpy as np

from ..classes.schemes import layer_numbers
from ..declaration import Inputs, Need, Parameter, Result
from ..spatial.batches import raise_if_cancelled
from ..spatial.data import VectorData
from ..spatial.network import parse_bool_tags
from ..spatial.overlay import overlapping_pairs
from ..spatial.shares import Pairs, weighted_area
from ._common import known_land, ratio

_PIECE = 5_000
BUILDING, STREET = "building", "street"
"""Rows of the table that stand for the buildings layer and the streets layer."""

NEEDS = (
    Need("land_use", ("class",)),
    Need("buildings", optional=True),
    Need("streets", optional=True),
    Need("water", optional=True),
)
WIDTH = Parameter(
    "width", {"en": "Width of streets without one", "sv": "Bredd på gator som saknar bredd"}, 6.0, "m", 0.5, 60.0
)


def surface_mean(inputs: Inputs, table: Mapping[str, float], indicator_id: str) -> Result:
    """Return the area-weighted mean of a number per surface, in each area.

    Surfaces are the land-use polygons by class; buildings, and streets as strips of their width, lie on top where those
    layers are given. Where surfaces overlap, the highest number counts.

    Parameters
    ----------
    inputs : Inputs
        With the role ``land_use`` (class) and, optionally, ``buildings``, ``streets`` (width) and ``water``; parameter
        ``width`` is the width in m of streets without one.
    table : mapping of str to float
        Surface class -> number; ``building`` and ``street`` for those layers.
    indicator_id : str
        For messages.

    Returns
    -------
    Result
        Values in the table's unit; NaN where no surface is known. Coverage is the share of known land that carries a
        surface of the table.

    Raises
    ------
    IndicatorError
        No class of the land-use layer is in the table.
    """
    land_use = inputs.roles["land_use"]
    numbers, notes = layer_numbers(land_use, table, indicator_id)
    mosaic = _mosaic(inputs)
    others = np.array([table.get(BUILDING, np.nan), table.get(STREET, np.nan)])
    weighted, measured = weighted_area(
        inputs.areas,
        mosaic.surfaces,
        np.concatenate([numbers, others[mosaic.others]]),
        inputs.cancelled,
        lambda share: inputs.progress(0.4 + 0.6 * share),
        mosaic.pairs,
    )
    values = ratio(weighted, measured)
    values[inputs.extent <= 0] = np.nan
    coverage = np.clip(np.nan_to_num(ratio(measured, known_land(inputs))), 0.0, 1.0)
    return Result(values, np.where(np.isnan(values), 0.0, coverage), notes=notes)


class _Mosaic(NamedTuple):
    """The surfaces of some layers, for every indicator that looks at the same ones."""

    surfaces: VectorData  # land use, then buildings and streets
    others: np.ndarray  # after the land use: 0 building, 1 street
    pairs: Pairs  # which overlap
    roles: tuple
    width: float


def _mosaic(inputs: Inputs) -> _Mosaic:
    roles = tuple(inputs.roles.get(name) for name in ("land_use", "buildings", "streets"))
    width = inputs.parameters["width"]
    known = inputs.areas.memory.get("surfaces")
    if known is not None and known.width == width and all(old is new for old, new in zip(known.roles, roles)):
        return known
    land_use, buildings, streets = roles
    built = [] if buildings is None else buildings.geometries
    strips = [] if streets is None else street_strips(inputs)
    surfaces = VectorData("polygon", land_use.backend, np.concatenate([land_use.geometries, built, strips]))
    pairs = overlapping_pairs(surfaces, None, inputs.cancelled, lambda share: inputs.progress(0.4 * share))
    mosaic = _Mosaic(surfaces, np.repeat([0, 1], [len(built), len(strips)]), pairs, roles, width)
    inputs.areas.memory["surfaces"] = mosaic
    return mosaic


def street_strips(inputs: Inputs) -> np.ndarray:
    """Return the streets as polygons of their width; tunnels are left out. Array of geometries, shape (k,)."""
    streets = inputs.roles["streets"]
    if "tunnel" in streets.fields:
        streets = streets.take(~parse_bool_tags(streets.fields["tunnel"]))
    width = streets.fields.get("width", np.full(streets.n, np.nan))
    width = np.where(np.isfinite(width) & (width > 0), width, inputs.parameters["width"])
    half = width / 2 / inputs.areas.scale_at(streets)
    strips = np.empty(streets.n, dtype=object)
    for at in range(0, streets.n, _PIECE):
        raise_if_cancelled(inputs.cancelled)
        part = slice(at, at + _PIECE)
        strips[part] = streets.backend.buffer(streets.geometries[part], half[part], 4)
    return strips
