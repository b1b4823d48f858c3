"""S5 Play area per child."""

from __future__ import annotations

import numpy as np

from ..classes.words import numbers
from ..declaration import REFERENCE, Indicator, Inputs, Need, Result, Table, Threshold
from ._common import assign_to_areas, ground_sizes, ratio, read_counts

NORMS = {"preschool": 40.0, "school": 30.0}


def compute(inputs: Inputs) -> Result:
    """Return yard area over places of the preschools and schools in each area, in m², shape (n,).

    The yard is the field ``yard`` where it is known, else the area of the polygon. NaN where no yard and places are known.
    Extras: ``met``, the share of places in % whose yard meets the norm of its class; ``preschool`` and ``school`` (or
    whatever classes the table has), the value of each.
    """
    data, norms = inputs.roles["services"], inputs.tables["norms"]
    norm, _ = numbers(data.fields["class"], norms)
    places = read_counts(inputs, "services", "places")
    unknown = np.full(data.n, np.nan)
    yard = np.asarray(data.fields.get("yard", unknown), float)
    if data.geometries is not None:
        yard = np.where(yard >= 0, yard, ground_sizes(inputs, data))
    counts = np.isfinite(norm)
    known = counts & (places > 0) & (yard >= 0)
    located = assign_to_areas(inputs, "services")
    total = located.total(np.where(known, places, 0.0))
    extras = {"met": 100.0 * ratio(located.total(np.where(known & (yard >= norm * places), places, 0.0)), total)}
    for name in norms:
        mine = known & (numbers(data.fields["class"], {name: 1.0})[0] == 1)
        extras[name] = ratio(located.total(np.where(mine, yard, 0.0)), located.total(np.where(mine, places, 0.0)))
    values = ratio(located.total(np.where(known, yard, 0.0)), total)
    outside = inputs.extent <= 0
    for column in (values, *extras.values()):
        column[outside] = np.nan
    units = located.total(counts.astype(float))
    coverage = inputs.extent * np.nan_to_num(ratio(located.total(known.astype(float)), units))
    return Result(values, np.where(np.isnan(values), 0.0, coverage), extras)


INDICATOR = Indicator(
    id="play_area_per_child",
    code="S5",
    pillar="social",
    title={"en": "Play area per child", "sv": "Friyta per barn"},
    unit="m²/child",
    direction="up",
    needs=(Need("services", ("class", "places")),),
    tables=(
        Table(
            "norms",
            {"en": "Play area wanted per child (m²) in each class", "sv": "Önskad friyta per barn (m²) i varje klass"},
            NORMS,
            "Boverket 2015:8 (report of February 2015): 30 m² in schools; 40 m² in preschools is from memory: check "
            "before use",
        ),
    ),
    formula={
        "en": "A_yard / places over the preschools and schools of the area. The yard is the layer's own figure, else "
        "the area of the polygon. Columns: _met, share of places in % whose yard meets the norm; _preschool and "
        "_school, either alone.",
        "sv": "A_friyta / platser för områdets förskolor och skolor. Friytan är lagrets egen siffra, annars "
        "polygonens yta. Kolumner: _met, andel platser i % vars gård når riktvärdet; _preschool och _school, var för "
        "sig.",
    },
    caveats={
        "en": "Play area excludes parking, deliveries and buildings: draw or measure it so. The mean can hide small "
        "yards: read _met. A yard should also be at least about 3,000 m² in all (Boverket, seen second-hand). NULL "
        "where no school with known places lies.",
        "sv": "Friyta är utan parkering, varutransporter och byggnader: rita eller mät den så. Medelvärdet kan dölja "
        "små gårdar: läs _met. En gård bör också vara minst omkring 3 000 m² totalt (Boverket, sett i andra hand). "
        "NULL där ingen skola med kända platser finns.",
    },
    thresholds=(
        Threshold(40.0, REFERENCE, "Boverket 2015:8, preschools; from memory: check before use"),
        Threshold(30.0, REFERENCE, "Boverket 2015:8, schools"),
    ),
    sources=("Boverket (2015:8), Gör plats för barn och unga",),
    compute=compute,
)
