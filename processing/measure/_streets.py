"""The streets of one mode of travel and the network they make, for Build network and Nearest facility."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.core import (
    QgsProcessingException,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterNumber,
)

from ...i18n import translate
from ...indicators.spatial import network
from ...indicators.spatial.crs import GroundScale
from ...indicators.spatial.data import VectorData
from ...indicators.spatial.network import (
    NOT_CYCLABLE,
    NOT_WALKABLE,
    Network,
    build_network,
    levels_of,
    parse_oneway,
)
from ..common.parameters import advanced, helped

MIN_PART = "MIN_PART"
"""Parameter of the algorithms: see `network.MIN_PART`, its default."""

MODES = {"walking": NOT_WALKABLE, "cycling": NOT_CYCLABLE, "all": frozenset()}
"""Mode -> the street classes that are not open to it."""


def min_part_parameter() -> QgsProcessingParameterDefinition:
    """Return the parameter `MIN_PART`."""
    parameter = QgsProcessingParameterNumber(
        MIN_PART,
        translate("Samplan", "Shorter parts of the network count as gaps in the map (m)"),
        QgsProcessingParameterNumber.Type.Double,
        network.MIN_PART,
        minValue=0,
    )
    text = translate(
        "Samplan",
        "Length of street below which a part without connection to the rest does not stand for itself: origins beside it are "
        "tied to another street unless it has a facility. In OpenStreetMap leftovers are mostly shorter than 700 m, places "
        "that people live in longer than 1.9 km. Longer parts that join nothing and lead to no facility are left for the "
        "nearest that does, too.",
    )
    return advanced(helped(parameter, text))


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


def network_of(streets: VectorData, mode: str, ground: GroundScale, **options: Any) -> Network:
    """Return the network of streets, bridges and tunnels on levels of their own.

    Parameters
    ----------
    streets : VectorData
    mode : str
        One-way streets count for cycling only.
    ground : GroundScale
        Of the streets' CRS: each line is measured with the scale in its middle.
    **options
        ``tolerance``, ``split``, ``cancelled`` and ``progress`` of `build_network`.
    """
    middle = (streets.bounds[:, :2] + streets.bounds[:, 2:]) / 2
    scale = np.nan_to_num(ground(middle), nan=1.0)
    way = parse_oneway(streets.fields["oneway"]) if mode == "cycling" and "oneway" in streets.fields else None
    return build_network(
        streets.backend.sequences(streets.geometries), level=levels_of(streets), way=way, scale=scale, **options
    )
