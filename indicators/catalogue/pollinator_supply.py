"""E7 Pollinator supply."""

from __future__ import annotations

import numpy as np

from ..declaration import Indicator, Inputs, Need, Parameter, Result
from ..rasters import by_cell_size
from ..spatial.pollination import CUT, exponential_kernel, weighted_mean
from ..spatial.raster import ArrayRaster
from ..spatial.zonal import zonal_values
from ._pollinators import habitat, tables


def _compute(inputs: Inputs) -> Result:
    """Return the mean over each area of nesting x distance-weighted flowers, 0-1, shape (n,).

    Extras: ``nesting`` and ``flowers``, the means of either factor.
    """
    alpha = inputs.parameters["alpha"]
    land = habitat(inputs, CUT * alpha, "pollinator_supply")
    grid, zones = land.window.grid, land.window.zones
    flowers = weighted_mean(
        land.flowers,
        exponential_kernel(alpha, land.window.cell),
        cancelled=inputs.cancelled,
        progress=lambda share: inputs.progress(0.7 * share),
    )

    def mean(cells: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        found = zonal_values(ArrayRaster(cells, grid.transform), zones, cancelled=inputs.cancelled)
        return found.mean, found.coverage

    values, coverage = mean(land.nesting * flowers)
    extras = {"nesting": mean(land.nesting)[0], "flowers": mean(flowers)[0]}
    return Result(values, coverage, extras, land.notes)


def compute(inputs: Inputs) -> Result:
    """Return the mean over each area of nesting x distance-weighted flowers, 0-1, shape (n,); see `_compute`."""
    return by_cell_size(inputs, "land_cover", _compute)


INDICATOR = Indicator(
    id="pollinator_supply",
    code="E7",
    pillar="ecological",
    title={"en": "Pollinator supply", "sv": "Pollinatörsindex"},
    unit="0–1",
    direction="up",
    needs=(Need("land_cover"),),
    parameters=(
        Parameter(
            "alpha", {"en": "Mean foraging distance α", "sv": "Medelavstånd vid födosök, α"}, 300.0, "m", 1.0, 5000.0
        ),
    ),
    tables=tables(),
    formula={
        "en": "Mean of N_x · Σ_m F_m e^(−D/α) / Σ_m e^(−D/α): nesting suitability of each cell times the flowers "
        "around it, near ones weighing more (to 5 α; cells without data are left out). Columns _nesting and _flowers: "
        "the means of either.",
        "sv": "Medel av N_x · Σ_m F_m e^(−D/α) / Σ_m e^(−D/α): varje cells lämplighet som boplats gånger blommorna "
        "omkring den, de närmaste tyngst (till 5 α; celler utan data lämnas utanför). Kolumnerna _nesting och "
        "_flowers: medel av var faktor.",
    },
    caveats={
        "en": "A relative index, not a number of bees: compare areas and scenarios, set no limit. It follows the two "
        "tables; replace them with local knowledge. α is the mean distance that bees fly for food, neither their "
        "longest flight nor how far they disperse; 300 m is Samplan's working value. The model knows no persistence "
        "over the years and no effect of patch size. With borders cut, land beyond the border counts as land without "
        "flowers.",
        "sv": "Ett relativt index, inte ett antal bin: jämför områden och scenarier, sätt ingen gräns. Det följer de "
        "två tabellerna; byt ut dem mot lokal kunskap. α är det avstånd bin i "
        "medeltal flyger efter föda, varken deras längsta flykt eller hur långt de sprider sig; 300 m är Samplans "
        "arbetsvärde. Modellen vet inget om överlevnad mellan åren eller om ytors storlek. När gränser skärs av räknas "
        "mark bortom gränsen som mark utan blommor.",
    },
    sources=(
        "Lonsdorf et al. (2009), Annals of Botany 103(9), 1589-1600",
        "InVEST user guide, crop pollination, equations 1-3 for one guild and one season; α: mean foraging distance",
        "Koh et al. (2016), PNAS 113(1), 140-145: expert values of nesting and flowers (United States)",
    ),
    compute=compute,
    uses_surroundings=True,
)
