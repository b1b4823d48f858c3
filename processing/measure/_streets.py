"""The streets of one mode of travel and the network they make, for Build network and Nearest facility."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsProcessingException,
)

from ...i18n import translate
from ...indicators.spatial.crs import ground_length
from ...indicators.spatial.data import VectorData
from ...indicators.spatial.network import (
    NOT_CYCLABLE,
    NOT_WALKABLE,
    Network,
    build_network,
    levels,
    parse_bool_tags,
    parse_oneway,
)

MODES = {"walking": NOT_WALKABLE, "cycling": NOT_CYCLABLE, "all": frozenset()}
"""Mode -> the street classes that are not open to it."""


def open_streets(streets: VectorData, mode: str) -> VectorData:
    """Return the streets that are open to a mode.

    Raises
    ------
    QgsProcessingException
        There is none.
    """
    if "class" in streets.fields:
        words = streets.fields["class"]
        streets = streets.take(np.array([str(word).strip().lower() not in MODES[mode] for word in words], dtype=bool))
    if not streets.n:
        raise QgsProcessingException(
            translate("Samplan", "There are no streets open to this mode. Choose another street layer or mode.")
        )
    return streets


def network_of(streets: VectorData, mode: str, scale: float, **options: Any) -> Network:
    """Return the network of streets, bridges and tunnels on levels of their own.

    Parameters
    ----------
    streets : VectorData
    mode : str
        One-way streets count for cycling only.
    scale : float
        Metres per map unit.
    **options
        ``tolerance``, ``split``, ``cancelled`` and ``progress`` of `build_network`.
    """
    bridge, tunnel = (streets.fields.get(name) for name in ("bridge", "tunnel"))
    level = levels(
        streets.n,
        streets.fields.get("layer"),
        None if bridge is None else parse_bool_tags(bridge),
        None if tunnel is None else parse_bool_tags(tunnel),
    )
    way = parse_oneway(streets.fields["oneway"]) if mode == "cycling" and "oneway" in streets.fields else None
    return build_network(streets.backend.sequences(streets.geometries), level=level, way=way, scale=scale, **options)


def metres_per_unit(
    lowest: np.ndarray,
    highest: np.ndarray,
    crs: QgsCoordinateReferenceSystem,
    transform_context: QgsCoordinateTransformContext,
) -> float:
    """Return metres on the ellipsoid per map unit in the middle of a box given by two corners, shape (2,) each."""
    x, y = (lowest + highest) / 2
    return ground_length(crs, transform_context)((x - 500, y), (x + 500, y)) / 1000.0
