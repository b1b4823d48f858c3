"""Buildings: where they stand, how large they are, what they are used for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..declaration import Inputs
from ._common import AreaAssignment, assign_to_areas, ground_sizes

USES = {
    "residential": 0,
    "holiday": 0,
    "auxiliary": 0,
    "civic": 0,
    "institutional": 0,
    "education": 0,
    "commercial": 1,
    "office": 1,
    "retail": 1,
    "industrial": 1,
    "hotel": 1,
    "restaurant": 1,
    "farm": 1,
}
"""Building use -> 1 for economic use, 0 for any other."""


@dataclass(frozen=True)
class Stock:
    """The buildings tied to areas.

    Attributes
    ----------
    located : AreaAssignment
        Buildings in areas, by the share of the footprint inside.
    footprint : ndarray of float, shape (m,)
        m² on the ground.
    floor_area : ndarray of float, shape (m,)
        Gross floor area, m²: as given, else footprint x floors; NaN where neither is known.
    """

    located: AreaAssignment
    footprint: np.ndarray
    floor_area: np.ndarray


def building_stock(inputs: Inputs) -> Stock:
    """Return the role ``buildings`` with footprints and gross floor areas (fields floor_area and floors, where mapped)."""
    data = inputs.roles["buildings"]
    footprint = ground_sizes(inputs, data)
    unknown = np.full(data.n, np.nan)
    given, floors = (np.asarray(data.fields.get(name, unknown), float) for name in ("floor_area", "floors"))
    floor_area = np.where(given > 0, given, np.where(floors > 0, footprint * floors, np.nan))
    return Stock(assign_to_areas(inputs, "buildings"), footprint, floor_area)
