"""The street layer as a network."""

from __future__ import annotations

import weakref
from typing import Any, Optional

import numpy as np

from ...messages import QT_TRANSLATE_NOOP
from ..declaration import Inputs
from ..errors import IndicatorError
from ..spatial.data import VectorData
from ..spatial.network import NOT_WALKABLE, Network, build_network, levels, parse_bool_tags

_last: tuple[Optional[weakref.ref], Any, Optional[Network]] = (None, None, None)
"""The network built last, for the next indicator that asks for the same one."""


def street_network(inputs: Inputs, walk: bool = False) -> Network:
    """Build the network of the role ``streets``; bridges, tunnels and levels keep lines apart.

    Parameters
    ----------
    inputs : Inputs
        With the role ``streets``; its fields bridge, tunnel and layer are used where mapped.
    walk : bool
        Leave out what nobody walks on (`NOT_WALKABLE`, by the field class); every line is open both ways.

    Raises
    ------
    IndicatorError
        The layer has no line of any length.
    """
    global _last
    streets = inputs.roles["streets"]
    key = (walk, inputs.areas.ground)
    layer, built_with, network = _last
    if network is None or layer is None or layer() is not streets or built_with != key:
        network = _build(walkable(streets) if walk else streets, inputs)
        _last = (weakref.ref(streets), key, network)
    return network


def walkable(streets: VectorData) -> VectorData:
    """Return the lines one may walk on; all of them when no class is mapped."""
    if "class" not in streets.fields:
        return streets
    closed = np.array([str(word).strip().lower() in NOT_WALKABLE for word in streets.fields["class"]], dtype=bool)
    return streets.take(~closed)


def _build(streets: VectorData, inputs: Inputs) -> Network:
    if not streets.n:
        raise IndicatorError(
            QT_TRANSLATE_NOOP("Samplan", "There are no streets to walk on near the areas. Choose another street layer.")
        )
    bridge, tunnel = (streets.fields.get(name) for name in ("bridge", "tunnel"))
    level = levels(
        streets.n,
        streets.fields.get("layer"),
        None if bridge is None else parse_bool_tags(bridge),
        None if tunnel is None else parse_bool_tags(tunnel),
    )
    return build_network(
        streets.backend.sequences(streets.geometries),
        level=level,
        scale=inputs.areas.scale_at(streets),
        cancelled=inputs.cancelled,
        progress=lambda share: inputs.progress(0.8 * share),
    )
