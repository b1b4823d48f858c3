"""The street layer as a network."""

from __future__ import annotations

from typing import Optional

import numpy as np

from ..declaration import Inputs
from ..spatial.network import Network, build_network, levels, yes


def street_network(inputs: Inputs, way: Optional[np.ndarray] = None) -> Network:
    """Build the network of the role ``streets``; bridges, tunnels and levels keep lines apart.

    Parameters
    ----------
    inputs : Inputs
        With the role ``streets``; its fields bridge, tunnel and layer are used where mapped.
    way : ndarray of int8, shape (k,), optional
        One-way directions; None (walking) opens every line both ways.

    Raises
    ------
    IndicatorError
        The layer has no line of any length.
    """
    streets = inputs.roles["streets"]
    bridge, tunnel = (streets.fields.get(name) for name in ("bridge", "tunnel"))
    level = levels(
        streets.n,
        streets.fields.get("layer"),
        None if bridge is None else yes(bridge),
        None if tunnel is None else yes(tunnel),
    )
    return build_network(
        streets.backend.sequences(streets.geometries),
        level=level,
        way=way,
        scale=float(np.nanmedian(inputs.areas.scale)),
        cancelled=inputs.cancelled,
        progress=lambda share: inputs.progress(0.8 * share),
    )
