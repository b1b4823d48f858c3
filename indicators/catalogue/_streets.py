"""The street layer as a network."""

from __future__ import annotations

import weakref
from typing import Any, Optional

import numpy as np

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ..declaration import Inputs
from ..errors import IndicatorError
from ..spatial.data import VectorData
from ..spatial.network import NOT_WALKABLE, Network, build_network, levels_of

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
    key = (walk, inputs.areas.ground or float(inputs.areas.scale_at(np.zeros((1, 2)))[0]))
    layer, built_with, network = _last
    if network is None or layer is None or layer() is not streets or built_with != key:
        network = _build(walkable(streets) if walk else streets, inputs)
        _last = (weakref.ref(streets), key, network)
    return network


def repeat_notes(metres: float) -> list[UserMessage]:
    """Return a note on streets drawn more than once, when they are at least 1 m long in all."""
    if metres < 1.0:
        return []
    text = QT_TRANSLATE_NOOP(
        "Samplan",
        "{length} km of street are drawn more than once (both directions, overlapping lines, copies) and counted once.",
    )
    return [UserMessage(text, {"length": f"{metres / 1e3:.3g}"})]


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
    return build_network(
        streets.backend.sequences(streets.geometries),
        level=levels_of(streets),
        scale=inputs.areas.scale_at(streets),
        cancelled=inputs.cancelled,
        progress=lambda share: inputs.progress(0.8 * share),
    )
