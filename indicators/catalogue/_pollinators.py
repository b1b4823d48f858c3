"""Nesting and floral suitability of land cover, for pollinator supply and nest-flower proximity."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ...messages import UserMessage
from ..classes.legends import class_numbers
from ..classes.schemes import FOLDER, csv_rows
from ..declaration import Inputs, Table
from ..rasters import RasterExtract, underlying_raster, window

_OWN = {
    "farmyard": (0.4, 0.4),
    "transport": (0.05, 0.05),
    "railway": (0.05, 0.05),
    "paved": (0.0, 0.0),
    "building": (0.0, 0.0),
}
"""Class: (nesting, flowers) of Samplan's own, for what the expert values have no class of: working values."""
_SOURCE = (
    "Koh et al. (2016), PNAS 113(1), 140-145: values that experts gave for land cover of the United States, not field "
    "data of Sweden, as tabled in cdl_reclass_koh.csv (seen second-hand); nesting is the best of ground, cavity, stem "
    "and wood, flowers the mean of three seasons; which class of theirs stands for which of ours is Samplan's reading "
    "(resources/classes/presets/pollinators.csv). Working values of Samplan: farmyard, transport, railway, paved, "
    "building. Replace them with local knowledge"
)


def suitability() -> dict[str, tuple[float, float]]:
    """Return class -> (nesting, flowers), 0-1, to two decimals."""
    found = {
        row["class"]: (
            round(max(float(row[kind]) for kind in ("ground", "cavity", "stem", "wood")), 2),
            round(sum(float(row[season]) for season in ("spring", "summer", "fall")) / 3, 2),
        )
        for row in csv_rows(FOLDER / "presets" / "pollinators.csv")
    }
    return {**found, **_OWN}


@lru_cache(maxsize=1)
def tables() -> tuple[Table, Table]:
    """Return the editable tables ``nesting`` and ``floral``."""
    rows = suitability()
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
    raster, cancelled = underlying_raster(role), inputs.cancelled
    nesting, notes = class_numbers(raster, cells, inputs.tables["nesting"], indicator_id, cancelled)
    flowers, more = class_numbers(raster, cells, inputs.tables["floral"], indicator_id, cancelled)
    if found.inside is not None:
        flowers = np.where(found.inside, flowers, 0.0)
    notes = [*found.notes, *notes, *(note for note in more if note not in notes)]
    return Habitat(found, np.clip(nesting, 0.0, 1.0), np.clip(flowers, 0.0, 1.0), notes)
