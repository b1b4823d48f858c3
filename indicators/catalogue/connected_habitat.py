"""E6 Equivalent connected area of habitat."""

from __future__ import annotations

import numpy as np

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ..declaration import Indicator, Inputs, Need, Parameter, Result
from ..spatial.connectivity import Landscapes, link_limit, polygon_links, reached_area
from ..spatial.data import VectorData
from ..spatial.grid import box_pairs
from ..spatial.merge import whole_parts
from ..spatial.overlay import overlay_areas
from ._common import ground_sizes, ratio

DISTANCES = (150.0, 300.0, 600.0)
"""Median dispersal distances in metres of the extra columns."""


def landscape(inputs: Inputs) -> tuple[VectorData, np.ndarray]:
    """Return the patches in any area's window, and their quality (1 where not rated).

    Without a quality, touching and overlapping polygons are merged into one patch, whole however far it reaches.
    """
    data = inputs.roles["habitat"]
    rated = "quality" in data.fields
    windows = _windows(inputs)[inputs.areas.usable]
    box = (
        np.concatenate([windows[:, :2].min(axis=0), windows[:, 2:].max(axis=0)]) if len(windows) else np.full(4, np.nan)
    )

    def near(patches: VectorData) -> np.ndarray:
        return ((patches.bounds[:, :2] <= box[2:]) & (patches.bounds[:, 2:] >= box[:2])).all(axis=1)

    if rated:
        data = data.take(near(data))
        return data, np.clip(np.nan_to_num(data.fields["quality"], nan=1.0), 0.0, 1.0)
    data = whole_parts(data, near)
    data = data.take(near(data))
    return data, np.ones(data.n)


def _windows(inputs: Inputs) -> np.ndarray:
    """Return each area's landscape: a box ``landscape`` metres around it, shape (n, 4); NaN without polygon.

    Widened to a grid of 0.72 times that width, the same for every run, to at least four of its squares: so neighbours share
    a window, and none reaches farther than twice `landscape`, which is what is read around the areas.
    """
    areas, metres = inputs.areas, inputs.parameters["landscape"]
    bounds = np.where(areas.usable[:, None], areas.bounds, np.nan)
    reach = (metres / areas.scale_at((bounds[:, :2] + bounds[:, 2:]) / 2))[:, None]
    step = max(0.72 * metres, 1.0)
    low, high = np.floor((bounds[:, :2] - reach) / step), np.ceil((bounds[:, 2:] + reach) / step)
    return step * np.hstack([low, np.maximum(high, low + 4)])


def compute(inputs: Inputs) -> Result:
    """Return each area's part of the landscape's equivalent connected area, in ha, shape (n,).

    With a_i the area x quality of patch i and a_iA its part in area A: ECA_A = sqrt(sum_i a_iA sum_j a_j p*_ij), j over the
    landscape around A. The squares of areas that do not overlap and share a landscape add up to the square of their
    union's. 0 where no habitat lies within the data; NaN outside the data.

    Extras: ``150``, ``300``, ``600``, the same for these median dispersal distances; ``habitat``, the habitat in ha; and
    ``share``, sum_i a_iA sum_j a_j p*_ij / (sum_i a_iA sum_j a_j): the part of the landscape's habitat that is reached from
    the area's own, in %.
    """
    n = inputs.areas.n
    patches, quality = landscape(inputs)
    size = ground_sizes(inputs, patches)
    distances = (inputs.parameters["distance"], *DISTANCES)
    limit = min(link_limit(max(distances)), 2 * inputs.parameters["landscape"])
    scale = inputs.areas.scale_at(patches)
    links = polygon_links(patches.backend, patches.geometries, limit, inputs.cancelled, scale=scale)
    landscapes = Landscapes(patches.n, links, inputs.cancelled)
    inputs.progress(0.4)
    area, patch, common = overlay_areas(inputs.areas, patches, inputs.cancelled)
    part = common * inputs.areas.scale[area] ** 2 * quality[patch]
    squared = {median: np.zeros(n) for median in distances}
    everything = np.zeros(n)
    windows, window = np.unique(_windows(inputs)[area], axis=0, return_inverse=True)
    number, there = box_pairs(windows, patches.bounds)
    for k in range(len(windows)):
        among = np.sort(there[number == k])
        pairs = np.flatnonzero(window == k)
        sources, which = np.unique(patch[pairs], return_inverse=True)
        everything[area[pairs]] = size[among] @ quality[among] / 1e4
        position = np.searchsorted(among, sources)
        own, attribute = landscapes.among(among), size[among] * quality[among]
        reached = reached_area(attribute, own, list(squared), position, cancelled=inputs.cancelled)
        for total, found in zip(squared.values(), reached):
            total += np.bincount(area[pairs], part[pairs] * found[which], minlength=n)
        inputs.progress(0.4 + 0.6 * (k + 1) / len(windows))
    known = inputs.extent > 0
    eca = {median: np.where(known, np.sqrt(total) / 1e4, np.nan) for median, total in squared.items()}
    habitat = np.where(known, np.bincount(area, part, minlength=n) / 1e4, np.nan)
    values = eca[distances[0]]
    extras = {f"{median:.0f}": eca[median] for median in DISTANCES}
    extras.update(habitat=habitat, share=100.0 * ratio(values**2, habitat * everything))
    return Result(values, inputs.extent.copy(), extras, _notes(patches))


def _notes(patches: VectorData) -> list[UserMessage]:
    if patches.n:
        return []
    return [UserMessage(QT_TRANSLATE_NOOP("Samplan", "connected_habitat found no habitat patch near the areas."), {})]


INDICATOR = Indicator(
    id="connected_habitat",
    code="E6",
    pillar="ecological",
    title={"en": "Equivalent connected area of habitat", "sv": "Ekvivalent sammanhängande habitatyta"},
    unit="ha",
    direction="up",
    needs=(Need("habitat"),),
    parameters=(
        Parameter(
            "distance", {"en": "Median dispersal distance", "sv": "Medianspridningsavstånd"}, 300.0, "m", 1.0, 20000.0
        ),
        Parameter(
            "landscape",
            {
                "en": "Habitat counts this far around each area",
                "sv": "Habitat räknas så här långt utanför varje område",
            },
            3000.0,
            "m",
            0.0,
            50000.0,
        ),
    ),
    formula={
        "en": "ECA = √(Σ_i Σ_j a_i a_j p*_ij): one patch of this size would be as well connected. a: area × quality; "
        "p* = the best product over all paths of p = e^(−k d), straight from edge to edge, p = 0.5 at the median "
        "distance. i runs over the area's habitat, j over the landscape around the area. Columns _150, _300, _600: other "
        "median distances; _habitat: ha of habitat in the area; _share: how much of the landscape's habitat is reached from "
        "the area's, in %.",
        "sv": "ECA = √(Σ_i Σ_j a_i a_j p*_ij): en enda yta av denna storlek hänger lika väl samman. a: yta × "
        "kvalitet; p* = största produkten över alla vägar av p = e^(−k d), raka vägen från kant till kant, p = 0,5 "
        "vid medianavståndet. i går över områdets habitat, j över landskapet kring området. Kolumnerna _150, _300, _600: andra "
        "medianavstånd; _habitat: ha habitat i området; _share: hur stor del av landskapets habitat som nås från "
        "områdets eget, i %.",
    },
    caveats={
        "en": "No threshold exists: compare the change of ECA in % with the change of habitat in %. What lies between "
        "the patches is not weighed. That p is 0.5 at the median distance (k = ln 2 / median) is a convention; 300 m "
        "is Samplan's working value, and foraging distances are no dispersal distances. With borders cut, habitat of "
        "other municipalities is gone: the difference is what hangs on the neighbours. An edge of a large wood brings "
        "in its share of that wood. Between areas of different size, compare _share. Polygons with a quality must not "
        "overlap.",
        "sv": "Inget gränsvärde finns: jämför ändringen av ECA i % med ändringen av habitatytan i %. Marken mellan "
        "ytorna vägs inte in. Att p är 0,5 vid medianavståndet (k = ln 2 / medianen) är en konvention; 300 m är "
        "Samplans arbetsvärde, och födosöksavstånd är inga spridningsavstånd. När gränser skärs av försvinner andra "
        "kommuners habitat: skillnaden är det som hänger på grannarna. En kant av en stor skog för med sig sin del av "
        "skogen. Jämför _share mellan områden av olika storlek. Ytor med kvalitet får inte överlappa.",
    },
    sources=(
        "Saura and Pascual-Hortal (2007), Landscape and Urban Planning 83: probability of connectivity",
        "Saura et al. (2011), Ecological Indicators 11: equivalent connected area",
    ),
    compute=compute,
    uses_surroundings=True,
)
