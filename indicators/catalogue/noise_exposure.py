"""S6 Traffic noise at homes."""

from __future__ import annotations

import numpy as np

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ..declaration import TARGET, Indicator, Inputs, Need, Parameter, Result, Threshold
from ..errors import IndicatorError
from ..rasters import move, sample, underlying_raster, value_range
from ..spatial.backend import missing
from ..spatial.batches import raise_if_cancelled, split
from ..spatial.data import RasterData, VectorData
from ..spatial.extent import data_hull, data_rings, hull_polygon
from ..spatial.grid import box_pairs, places_along
from ._common import assign_to_areas, ratio, read_counts

_PIECE = 4_000
_SAMPLES, _MOST_STEPS = 5_000_000, 1_000_000
"""Places looked at in a noise raster at a time, and most along one side of a building."""
LOUDEST, FAINTEST = 140.0, -50.0
"""dBA; what no level outdoors is above and below. Cells beyond are codes for no data."""


def facade_levels(inputs: Inputs) -> np.ndarray:
    """Return the highest sound level in dBA at each building's façade, shape (m,).

    Noise polygons: the highest level within ``facade`` metres of the outline; minus infinity where the building lies within
    the noise map (the convex hull of its polygons) but no polygon is near: quieter than the lowest level mapped. Noise
    rasters: the highest cell along the outline widened by ``facade`` metres. NaN where the map has no value.

    Raises
    ------
    IndicatorError
        Noise polygons without a level, or levels that are none (`check_levels`).
    """
    noise = inputs.roles["noise"]
    if isinstance(noise, VectorData):
        if "level" not in noise.fields:
            raise IndicatorError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "noise_exposure needs the level of the noise polygons. Choose the field with the level in dBA.",
                )
            )
        check_levels(noise.name, float(np.fmax.reduce(noise.fields["level"], initial=-np.inf)))
        return _from_polygons(inputs, noise)
    raster = underlying_raster(noise)
    check_levels(raster.name, value_range(raster, LOUDEST, inputs.cancelled).high)
    return _from_raster(inputs)


def check_levels(name: str, highest: float) -> None:
    """Raise IndicatorError where the highest of a layer's levels is above `LOUDEST`."""
    if highest > LOUDEST:
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                'The layer "{name}" has levels up to {highest}, which are no dBA: sound outdoors is at most {loudest}. Bring '
                "it to dBA with the raster or field calculator (divide tenths of a decibel by 10), or set such numbers as no "
                "data.",
            ),
            name=name,
            highest=f"{highest:g}",
            loudest=f"{LOUDEST:g}",
        )


def _from_polygons(inputs: Inputs, noise: VectorData) -> np.ndarray:
    buildings = inputs.roles["buildings"]
    near = inputs.parameters["facade"] / inputs.areas.scale_at(buildings)
    backend = buildings.backend
    level = np.full(buildings.n, np.nan)
    mapped = _within(data_hull(backend, [noise]), buildings)
    if noise.beyond is not None and not mapped.all():
        mapped = _within(hull_polygon(backend, [*data_rings([noise]), noise.beyond.hull()]), buildings)
    level[mapped] = -np.inf
    i, j = box_pairs(buildings.bounds + np.column_stack([-near, -near, near, near]), noise.bounds)
    silent = np.zeros(buildings.n, dtype=bool)  # near a polygon without a level
    for at in range(0, len(i), _PIECE):
        raise_if_cancelled(inputs.cancelled)
        a, b = i[at : at + _PIECE], j[at : at + _PIECE]
        close = backend.distance(buildings.geometries, noise.geometries, a, b) <= near[a]
        found = noise.fields["level"][b[close]]
        np.fmax.at(level, a[close], found)
        silent[a[close][np.isnan(found)]] = True
        inputs.progress(0.8 * at / len(i))
    level[silent & np.isneginf(level)] = np.nan
    return level


def _within(hull: np.ndarray, buildings: VectorData) -> np.ndarray:
    """Return which buildings touch the hull, shape (m,)."""
    within = np.zeros(buildings.n, dtype=bool)
    if not missing(hull)[0]:
        _, near = box_pairs(buildings.backend.bounds(hull), buildings.bounds)
        zero = np.zeros(len(near), dtype=np.int64)
        within[near] = buildings.backend.distance(hull, buildings.geometries, zero, near) <= 0
    return within


def _from_raster(inputs: Inputs) -> np.ndarray:
    buildings, raster = inputs.roles["buildings"], underlying_raster(inputs.roles["noise"])
    near = inputs.parameters["facade"] / inputs.areas.scale_at(buildings)
    outline = buildings.backend.buffer(buildings.geometries, near, 4) if near.any() else buildings.geometries
    rings = buildings.backend.sequences(outline)
    xy = move(rings.xy, inputs.areas.crs_wkt, raster.crs_wkt)
    ring = np.repeat(np.arange(len(rings.feature)), np.diff(rings.start))
    first = np.flatnonzero(ring[1:] == ring[:-1])
    a, b = xy[first], xy[first + 1]
    step = min(np.hypot(*raster.transform[1::3]), np.hypot(*raster.transform[2::3])) / 2
    steps = np.maximum(np.ceil(np.hypot(*(b - a).T) / step), 1)
    if steps.max(initial=0.0) > _MOST_STEPS:
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                'The cells of the noise raster "{name}" are too small ({size} map units) to be followed along the façades. '
                "Give a raster with larger cells.",
            ),
            name=raster.name,
            size=f"{2 * step:g}",
        )
    steps = steps.astype(np.int64)
    level = np.full(buildings.n, np.nan)
    for part in split(steps, _SAMPLES):
        raise_if_cancelled(inputs.cancelled)
        places, edge = places_along(a[part], (b - a)[part], steps[part])
        found = sample(raster, places)
        found[(found > LOUDEST) | (found < FAINTEST)] = np.nan
        np.fmax.at(level, rings.feature[ring[first[part][edge]]], found)
    return level


def compute(inputs: Inputs) -> Result:
    """Return the dwellings with a façade level above ``limit`` dBA over all dwellings of known level, in %, (n,).

    A level of exactly the limit is not above it. Polygons of classes ``class_width`` dB wide count from their lower bound.

    NaN where no dwelling of known level stands; coverage is the share of dwellings whose level is known. Extra:
    ``dwellings``, the number above the limit.
    """
    level = facade_levels(inputs)
    located, dwellings = assign_to_areas(inputs, "buildings"), read_counts(inputs, "buildings", "dwellings")
    known = ~np.isnan(level)
    rated = located.total(np.where(known, dwellings, 0.0))
    limit, width = inputs.parameters["limit"], inputs.parameters["class_width"]
    polygons = isinstance(inputs.roles["noise"], VectorData)
    above = level + width > limit if polygons else level > limit
    loud = located.total(np.where(known & above, dwellings, 0.0))
    values = 100.0 * ratio(loud, rated)
    values[inputs.extent <= 0] = np.nan
    coverage = inputs.extent * np.nan_to_num(ratio(rated, located.total(dwellings))) * located.known(dwellings)
    loud = np.where(np.isnan(values), np.nan, loud)
    notes = [] if polygons else _range_note(underlying_raster(inputs.roles["noise"]))
    notes += _bound_note(level, limit) if polygons and width == 0 else []
    return Result(values, np.where(np.isnan(values), 0.0, coverage), {"dwellings": loud}, notes)


def _range_note(raster: RasterData) -> list[UserMessage]:
    """Return a note with the raster's levels, and whether there are codes for no data among them."""
    found = value_range(raster, LOUDEST)
    text = QT_TRANSLATE_NOOP("Samplan", 'The cells of the raster "{name}" go from {low} to {high} and are read as dBA.')
    notes = [UserMessage(text, {"name": raster.name, "low": f"{found.low:g}", "high": f"{found.high:g}"}, False)]
    if found.coded or found.low < FAINTEST:
        text = QT_TRANSLATE_NOOP(
            "Samplan", 'Cells of "{name}" above {loudest} or below {faintest} dBA are codes, and count as no data.'
        )
        values = {"name": raster.name, "loudest": f"{LOUDEST:g}", "faintest": f"{FAINTEST:g}"}
        notes.append(UserMessage(text, values))
    return notes


def _bound_note(level: np.ndarray, limit: float) -> list[UserMessage]:
    """Return a warning of buildings whose polygons have exactly the limit: the lower bound of a class, most likely."""
    count = int(np.count_nonzero(level == limit))
    if not count:
        return []
    text = QT_TRANSLATE_NOOP(
        "Samplan",
        "noise_exposure: {count} buildings have exactly {limit} dBA, which is not above the limit. If the noise "
        "polygons are classes named by their lower bound (60 for 60-65), set their width (5).",
    )
    return [UserMessage(text, {"count": count, "limit": f"{limit:g}"})]


INDICATOR = Indicator(
    id="noise_exposure",
    code="S6",
    pillar="social",
    title={"en": "Homes with traffic noise", "sv": "Bostäder med trafikbuller"},
    unit="%",
    direction="down",
    needs=(Need("noise"), Need("buildings", ("dwellings",))),
    parameters=(
        Parameter("limit", {"en": "Level at the façade", "sv": "Nivå vid fasad"}, 60.0, "dBA", 0.0, 120.0),
        Parameter(
            "class_width",
            {
                "en": "Width of classes, where noise polygons have their lower bound (0: they have the level itself)",
                "sv": "Klassernas bredd, om bullerytor bär klassens undre gräns (0: de bär själva nivån)",
            },
            0.0,
            "dB",
            0.0,
            30.0,
        ),
        Parameter(
            "facade",
            {"en": "Width of the strip along the façade", "sv": "Bredd på remsan längs fasaden"},
            2.0,
            "m",
            0.0,
            50.0,
        ),
    ),
    formula={
        "en": "Dwellings with an equivalent level above L at the noisiest façade / dwellings × 100. Column "
        "_dwellings: their number.",
        "sv": "Bostäder med ekvivalent nivå över L vid den mest utsatta fasaden / bostäder × 100. Kolumnen "
        "_dwellings: antalet.",
    },
    caveats={
        "en": "All dwellings of a building count by its noisiest façade, so the value is an upper bound. Noise "
        "polygons often carry the lower bound of their class (60 for 60-65): set the width of the classes then, "
        "because exactly 60 is not above 60. A home inside the map's outline without a polygon is quieter than the "
        "lowest class, one outside is unknown. In rasters, cells without data are unknown, not quiet. The limit is 65 "
        "dBA for homes of at most 35 m²; a patio should have 50 dBA, and 70 dBA at most: not measured here.",
        "sv": "Alla bostäder i ett hus räknas efter dess mest utsatta fasad, så värdet är en övre gräns. Bullerytor "
        "bär ofta klassens undre gräns (60 för 60–65): ange då klassernas bredd, för precis 60 är inte över 60. En "
        "bostad innanför kartans ytterkontur utan yta är tystare än lägsta klassen, en utanför är okänd. I raster är "
        "celler utan data okända, inte tysta. För bostäder på högst 35 m² gäller 65 dBA; uteplats ska ha högst 50 dBA "
        "ekvivalent och 70 dBA maximal nivå: det mäts inte här.",
    },
    thresholds=(
        Threshold(0.0, TARGET, "SFS 2017:359 (amending 2015:216): 60 dBA at the façade should not be exceeded"),
    ),
    sources=("Förordning (2015:216) om trafikbuller vid bostadsbyggnader, as amended by SFS 2017:359",),
    compute=compute,
)
