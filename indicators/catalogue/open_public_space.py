"""S3 Open public space (SDG 11.7.1)."""

from __future__ import annotations

from typing import Sequence

import numpy as np

from ..classes.schemes import layer_numbers
from ..declaration import REFERENCE, Indicator, Inputs, Need, Parameter, Result, Table, Threshold
from ..spatial.data import VectorData
from ..spatial.grid import sum_by_index
from ..spatial.overlay import overlapping_pairs, overlay_areas
from ..spatial.shares import covered_area, remove_overlaps
from ._common import ratio, stacked
from ._surfaces import street_strips
from .land_use_efficiency import BUILT
from .recreation_per_inhabitant import RECREATION

OPEN_SPACE_SOURCE = "UN-Habitat, learning platform of the New Urban Agenda: around 50 % of the surface for public space"


def compute(inputs: Inputs) -> Result:
    """Return (A_open + A_street) / A_built in %, overlaps counted once, shape (n,).

    Built-up land is land use of the classes in the table ``built`` together with the open space and the streets themselves,
    so the value never passes 100; water under open space is none. NaN where no land use of a built-up class lies. Coverage
    is the share of the area with land use of known class, open space or street. Extras: ``open`` and ``street``, either
    alone.
    """
    green, land_use = inputs.roles["green"], inputs.roles["land_use"]
    public, notes = layer_numbers(green, inputs.tables["open"], "open_public_space")
    built, more = layer_numbers(land_use, inputs.tables["built"], "open_public_space")
    streets = VectorData("polygon", green.backend, street_strips(inputs))
    plots = land_use.take(built >= 0.5)
    layers = [green.take(public >= 0.5), streets, plots, land_use.take(built < 0.5)]
    park, street, plot, rest = _apart(inputs, layers).T
    land = park + street + plot
    values, open_share = (np.minimum(100.0 * ratio(part, land), 100.0) for part in (park + street, park))
    street_share = np.minimum(100.0 * ratio(covered_area(inputs.areas, streets, inputs.cancelled), land), 100.0)
    built_up = np.isin(np.arange(inputs.areas.n), overlay_areas(inputs.areas, plots, inputs.cancelled)[0])
    for column in (values, open_share, street_share):
        column[(inputs.extent <= 0) | ~built_up] = np.nan
    coverage = np.clip(np.nan_to_num(ratio(land + rest, inputs.areas.area)), 0.0, 1.0)
    return Result(
        values,
        np.where(np.isnan(values), 0.0, coverage),
        {"open": open_share, "street": street_share},
        notes + more,
    )


def _apart(inputs: Inputs, layers: Sequence[VectorData]) -> np.ndarray:
    """Return the land of each layer in m² that no layer before it covers, shape (n, k); of the first, less the water."""
    water = inputs.roles.get("water")
    surfaces = stacked([*layers, *([] if water is None else [water])])
    kind = np.repeat(np.arange(len(layers)), [layer.n for layer in layers])
    rank = np.concatenate([kind, np.full(surfaces.n - len(kind), -1)])
    i, j = overlapping_pairs(surfaces, None, inputs.cancelled, lambda share: inputs.progress(0.4 * share))
    low, high = np.minimum(rank[i], rank[j]), np.maximum(rank[i], rank[j])
    real = (low >= 0) | (high == 0)  # water takes land from parks only: bridges are streets
    surfaces = remove_overlaps(
        surfaces, (i[real], j[real]), rank, inputs.cancelled, lambda share: inputs.progress(0.4 + 0.3 * share)
    ).take(rank >= 0)
    area, surface, size = overlay_areas(inputs.areas, surfaces, inputs.cancelled)
    inputs.progress(0.9)
    sums = sum_by_index(area * len(layers) + kind[surface], size, inputs.areas.n * len(layers))
    return sums.reshape(-1, len(layers)) * (inputs.areas.scale**2)[:, None]


INDICATOR = Indicator(
    id="open_public_space",
    code="S3",
    pillar="social",
    title={"en": "Open public space (SDG 11.7.1)", "sv": "Offentlig plats (mål 11.7.1)"},
    unit="%",
    direction="up",
    needs=(Need("green", ("class",)), Need("streets"), Need("land_use", ("class",)), Need("water", optional=True)),
    parameters=(
        Parameter(
            "width",
            {"en": "Width of streets without one", "sv": "Bredd på gator som saknar bredd"},
            6.0,
            "m",
            0.5,
            60.0,
        ),
    ),
    tables=(
        Table(
            "open",
            {
                "en": "Open to the public (1) or not (0) of each class",
                "sv": "Öppen för alla (1) eller inte (0) för varje klass",
            },
            RECREATION,
            "Samplan's own grouping: parks, squares, playgrounds, sports grounds and beaches are open public space",
        ),
        Table(
            "built",
            {
                "en": "Built-up land (1) or not (0) of each class",
                "sv": "Bebyggd mark (1) eller inte (0) för varje klass",
            },
            BUILT,
            "Samplan's own grouping: plots, streets and the parks between them are built-up land",
        ),
    ),
    formula={
        "en": "(A_open + A_street) / A_built × 100: open public space and streets over built-up land; land that is "
        "several of these counts once; water under open space counts as water. Columns _open and _street: either alone.",
        "sv": "(A_öppen + A_gata) / A_bebyggd × 100: offentlig plats och gator genom bebyggd mark; mark som är flera "
        "av dem räknas en gång; vatten under offentlig plats räknas som vatten. Kolumnerna _open och _street: var för sig.",
    },
    caveats={
        "en": "Streets are strips of their width: filter the layer to streets open to all and give widths where you "
        "can. Add squares to the green layer with the class square. Forest tracks are counted as streets unless "
        "filtered. UN-Habitat's around 50 % is a recommendation, not part of the definition of 11.7.1.",
        "sv": "Gator är band med sin bredd: filtrera lagret till gator öppna för alla och ange bredd där det går. "
        "Lägg till torg i grönlagret med klassen square. Skogsbilvägar räknas som gator om de inte filtreras bort. "
        "UN-Habitats omkring 50 % är en rekommendation och ingår inte i definitionen av 11.7.1.",
    },
    thresholds=(Threshold(50.0, REFERENCE, OPEN_SPACE_SOURCE),),
    sources=("United Nations, metadata of SDG indicator 11.7.1",),
    compute=compute,
)
