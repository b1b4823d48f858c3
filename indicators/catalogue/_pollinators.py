"""Nesting and floral suitability of land cover, for pollinator supply and nest-flower proximity."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...messages import UserMessage
from ..declaration import Inputs, Table
from ._rasters import RasterExtract, class_numbers, underlying_raster, window

_SUITABILITY = {  # class: (nesting, flowers)
    "forest": (0.6, 0.3),
    "scrub": (0.8, 0.6),
    "heath": (0.8, 0.7),
    "grassland": (0.8, 0.7),
    "meadow": (0.8, 0.9),
    "grass": (0.4, 0.3),
    "wetland": (0.3, 0.4),
    "farmland": (0.2, 0.2),
    "farmyard": (0.4, 0.4),
    "vineyard": (0.4, 0.3),
    "orchard": (0.6, 0.8),
    "allotments": (0.7, 0.9),
    "garden": (0.7, 0.8),
    "park": (0.5, 0.5),
    "recreation": (0.2, 0.2),
    "cemetery": (0.5, 0.6),
    "residential": (0.5, 0.6),
    "commercial": (0.1, 0.1),
    "retail": (0.1, 0.05),
    "industrial": (0.1, 0.1),
    "institutional": (0.3, 0.3),
    "construction": (0.3, 0.2),
    "quarry": (0.6, 0.4),
    "bare": (0.5, 0.1),
    "transport": (0.05, 0.05),
    "building": (0.0, 0.0),
    "water": (0.0, 0.0),
}
_NMD = {  # National Land Cover Database (NMD), base layer codes
    "2": (0.3, 0.4),  # open wetland
    "3": (0.2, 0.2),  # arable land
    "41": (0.5, 0.1),  # other open land without vegetation
    "42": (0.8, 0.7),  # other open land with vegetation
    "51": (0.0, 0.0),  # building
    "52": (0.3, 0.3),  # artificial, neither building nor road
    "53": (0.05, 0.05),  # road or railway
    "61": (0.0, 0.0),  # lake or river
    "62": (0.0, 0.0),  # sea
    "111": (0.6, 0.3),  # pine
    "112": (0.4, 0.2),  # spruce
    "113": (0.5, 0.2),  # mixed conifers
    "114": (0.6, 0.3),  # mixed
    "115": (0.6, 0.4),  # deciduous
    "116": (0.7, 0.5),  # broadleaved, noble
    "117": (0.7, 0.5),  # deciduous with noble
    "118": (0.7, 0.6),  # temporarily open
    **{str(code): (0.3, 0.3) for code in range(121, 129)},  # forest on wetland
}
_SOURCE = (
    "Working values of Samplan, not field data: check before use. Numbers are codes of the Swedish National Land Cover "
    "Database (from memory: check before use), used when the raster brings no class names"
)


def tables() -> tuple[Table, Table]:
    """Return the editable tables ``nesting`` and ``floral``."""
    rows = {**_SUITABILITY, **_NMD}
    return (
        Table(
            "nesting",
            {"en": "Nesting suitability (0-1) of each class", "sv": "Lämplighet som boplats (0–1) för varje klass"},
            {name: pair[0] for name, pair in rows.items()},
            _SOURCE,
        ),
        Table(
            "floral",
            {"en": "Floral resources (0-1) of each class", "sv": "Blomresurser (0–1) för varje klass"},
            {name: pair[1] for name, pair in rows.items()},
            _SOURCE,
        ),
    )


@dataclass(frozen=True)
class Habitat:
    """Suitability by cell.

    Attributes
    ----------
    window : RasterExtract
        The land cover read.
    nesting, flowers : ndarray of float, shape (rows, columns)
        0-1, NaN where the land cover has no data or no number. Behind a border flowers are 0.
    notes : list of UserMessage
        Warnings.
    """

    window: RasterExtract
    nesting: np.ndarray
    flowers: np.ndarray
    notes: list[UserMessage]


def habitat(inputs: Inputs, margin: float, indicator_id: str) -> Habitat:
    """Read the role ``land_cover`` within ``margin`` metres of the areas as nesting and floral suitability."""
    role = inputs.roles["land_cover"]
    found = window(inputs, role, margin, indicator_id)
    cells = found.grid.values
    nesting, notes = class_numbers(underlying_raster(role), cells, inputs.tables["nesting"], indicator_id)
    flowers, more = class_numbers(underlying_raster(role), cells, inputs.tables["floral"], indicator_id)
    if found.inside is not None:
        flowers = np.where(found.inside, flowers, 0.0)
    notes = [*found.notes, *notes, *(note for note in more if note not in notes)]
    return Habitat(found, np.clip(nesting, 0.0, 1.0), np.clip(flowers, 0.0, 1.0), notes)
