"""E8 Nest-flower proximity."""

from __future__ import annotations

import numpy as np

from ..declaration import Indicator, Inputs, Need, Parameter, Result
from ..rasters import by_cell_size
from ..spatial.pollination import NEST_FLOWER_DISTANCE, nest_flower_share
from ..spatial.raster import ArrayRaster
from ..spatial.zonal import zonal_values
from ._pollinators import habitat, tables


def _compute(inputs: Inputs) -> Result:
    """Return A_nest within the distance of flowers / A_nest, in %, shape (n,); NaN where nobody nests.

    Extra: ``nest``, the share of each area in % that is nesting habitat.
    """
    distance, least = inputs.parameters["distance"], inputs.parameters["least"]
    land = habitat(inputs, distance, "nest_flower_proximity")
    grid, zones = land.window.grid, land.window.zones
    known = np.isfinite(land.nesting)
    with np.errstate(invalid="ignore"):
        nests, flowers = land.nesting >= least, land.flowers >= least
    near = nest_flower_share(nests, flowers, land.window.cell, distance, cancelled=inputs.cancelled)
    inputs.progress(0.7)
    values = 100.0 * zonal_values(ArrayRaster(near, grid.transform), zones, cancelled=inputs.cancelled).mean
    nesting = zonal_values(
        ArrayRaster(np.where(known, nests, np.nan), grid.transform), zones, cancelled=inputs.cancelled
    )
    coverage = np.where(np.isnan(values), 0.0, nesting.coverage)
    return Result(values, coverage, {"nest": 100.0 * nesting.mean}, land.notes)


def compute(inputs: Inputs) -> Result:
    """Return A_nest within the distance of flowers / A_nest, in %, shape (n,); see `_compute`."""
    return by_cell_size(inputs, "land_cover", _compute)


INDICATOR = Indicator(
    id="nest_flower_proximity",
    code="E8",
    pillar="ecological",
    title={"en": "Nests with flowers within 150 m", "sv": "Blomresurs inom 150 m"},
    unit="%",
    direction="up",
    needs=(Need("land_cover"),),
    parameters=(
        Parameter(
            "distance",
            {"en": "Longest flight from nest to flowers", "sv": "Längsta flykt från bo till blommor"},
            NEST_FLOWER_DISTANCE,
            "m",
            1.0,
            5000.0,
        ),
        Parameter(
            "least",
            {"en": "Suitability from which land counts", "sv": "Lämplighet från vilken marken räknas"},
            0.5,
            "",
            0.01,
            1.0,
        ),
    ),
    tables=tables(),
    formula={
        "en": "A_nest within d of flowers / A_nest × 100: nesting land with flowers within reach over all nesting "
        "land, from the middle of a cell to the middle of a cell. Column _nest: the share of the area that is nesting "
        "land.",
        "sv": "A_bo inom d från blommor / A_bo × 100: bomark med blommor inom räckhåll genom all bomark, från "
        "cellmitt till cellmitt. Kolumnen _nest: andelen av området som är bomark.",
    },
    caveats={
        "en": "Use cells of 10 m or less: larger ones blur 150 m. The distance is the longest flight of small bees, "
        "not the mean one of pollinator supply nor a dispersal distance. Land that is both nest and flower reaches "
        "itself. NULL where nobody nests. With the expert values grassland nests from 0.43 only: lower the "
        "suitability to count it. It follows the two tables; replace them with local knowledge.",
        "sv": "Använd celler på högst 10 m: större suddar ut 150 m. Avståndet är små bins längsta flykt, inte "
        "medelavståndet i pollinatörsindex och inget spridningsavstånd. Mark som är både bo och blommor når sig "
        "själv. NULL där inget bo finns. Med expertvärdena är gräsmark boplats först från 0,43: sänk lämpligheten för "
        "att räkna den. Det följer de två tabellerna; byt ut dem mot lokal kunskap.",
    },
    sources=(
        "Hofmann et al. (2020), Journal of Hymenoptera Research 77: small solitary bees forage within 150 m (a rule "
        "of thumb, from memory: check before use)",
        "Gathmann and Tscharntke (2002), Journal of Animal Ecology 71(5), 757-764: longest flights of 16 species, "
        "150-600 m (the distances from memory: check before use)",
    ),
    compute=compute,
    uses_surroundings=True,
)
