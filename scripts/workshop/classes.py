"""How OpenStreetMap tags become the workshop data's classes."""

from __future__ import annotations

from typing import Mapping, Optional

_SERVICES = {
    "shop": {
        "food": "supermarket convenience bakery butcher greengrocer seafood kiosk",
    },
    "amenity": {
        "school": "school",
        "preschool": "kindergarten preschool childcare",
        "university": "university college",
        "health": "hospital clinic doctors dentist",
        "pharmacy": "pharmacy",
        "library": "library",
        "restaurant": "restaurant cafe fast_food pub bar",
        "culture": "theatre cinema arts_centre",
        "post": "post_office",
        "bank": "bank",
        "public": "townhall public_building police fire_station",
        "sport": "gym swimming_pool",
    },
    "office": {"health": "physician"},
    "leisure": {
        "playground": "playground",
        "sport": "pitch sports_centre stadium track water_park miniature_golf",
    },
    "tourism": {"culture": "museum"},
}

_LAND_USE = {
    "landuse": {
        "forest": "forest",
        "residential": "residential",
        "industrial": "industrial",
        "commercial": "commercial",
        "retail": "retail",
        "meadow": "meadow",
        "grass": "grass",
        "farmland": "farmland",
        "farmyard": "farmyard",
        "vineyard": "vineyard",
        "orchard": "orchard plant_nursery",
        "allotments": "allotments",
        "cemetery": "cemetery",
        "recreation": "recreation_ground",
        "park": "village_green",
        "institutional": "religious",
        "quarry": "quarry landfill",
        "construction": "construction",
        "water": "reservoir basin",
        "transport": "railway",
    },
    "natural": {
        "forest": "wood",
        "scrub": "scrub",
        "heath": "heath fell",
        "grassland": "grassland",
        "wetland": "wetland",
        "bare": "scree cliff stone bare_rock beach",
        "water": "water",
    },
    "leisure": {
        "park": "park garden",
        "recreation": "pitch stadium sports_centre track water_park miniature_golf playground",
    },
    "amenity": {
        "institutional": "school university college hospital kindergarten",
        "cemetery": "grave_yard",
        "transport": "parking bus_station",
    },
    "waterway": {"water": "riverbank"},
}

GREEN = (
    "forest", "scrub", "heath", "grassland", "wetland", "meadow", "grass", "park", "recreation", "cemetery",
    "allotments", "orchard",
)  # fmt: skip
PLAYGROUND_OR_PITCH = ("playground", "pitch")

_BUILDING_USE = {
    "residential": "house residential apartments detached semidetached_house terrace farm cabin dormitory bungalow",
    "auxiliary": "garage garages shed hut roof carport stable barn farm_auxiliary greenhouse "
    "greenhouse_horticulture glasshouse",
    "industrial": "industrial warehouse",
    "commercial": "commercial retail hotel office supermarket kiosk",
    "civic": "school church chapel cathedral public station train_station museum hospital university kindergarten "
    "civic",
}

#: Class codes of the land-cover raster; 0 is "not mapped" and marked as no data.
LAND_COVER = {
    "forest": (1, "Forest", "Skog"),
    "scrub": (2, "Scrub", "Buskmark"),
    "heath": (3, "Heath and alpine turf", "Hed och fjällhed"),
    "grassland": (4, "Grassland", "Gräsmark"),
    "wetland": (5, "Wetland", "Våtmark"),
    "meadow": (6, "Meadow", "Äng"),
    "grass": (7, "Lawn", "Gräsmatta"),
    "farmland": (8, "Farmland", "Åker"),
    "farmyard": (9, "Farmyard", "Gårdsplan"),
    "vineyard": (10, "Vineyard", "Vingård"),
    "orchard": (11, "Orchard and nursery", "Fruktodling och plantskola"),
    "allotments": (12, "Allotments", "Koloniområde"),
    "park": (13, "Park", "Park"),
    "recreation": (14, "Sports ground and playground", "Idrotts- och lekplats"),
    "cemetery": (15, "Cemetery", "Begravningsplats"),
    "residential": (16, "Residential plots", "Bostadsmark"),
    "commercial": (17, "Commercial plots", "Kontor och handel"),
    "retail": (18, "Retail plots", "Detaljhandel"),
    "industrial": (19, "Industrial plots", "Industrimark"),
    "institutional": (20, "Schools, health care, religion", "Skola, vård, religion"),
    "construction": (21, "Building site", "Byggplats"),
    "quarry": (22, "Quarry and landfill", "Täkt och deponi"),
    "bare": (23, "Bare rock and scree", "Berg i dagen och rasmark"),
    "water": (24, "Water", "Vatten"),
    "transport": (25, "Streets and parking", "Gator och parkering"),
    "building": (26, "Buildings", "Byggnader"),
}


def _inverted(table: Mapping[str, Mapping[str, str]]) -> dict[tuple[str, str], str]:
    return {
        (key, value): name for key, names in table.items() for name, values in names.items() for value in values.split()
    }


_SERVICE_OF = _inverted(_SERVICES)
_LAND_USE_OF = _inverted(_LAND_USE)
_USE_OF = {value: use for use, values in _BUILDING_USE.items() for value in values.split()}


def _first(tags: Mapping[str, str], table: Mapping[tuple[str, str], str]) -> Optional[tuple[str, str]]:
    for (key, value), name in table.items():
        if tags.get(key) == value:
            return name, f"{key}={value}"
    return None


def service_class(tags: Mapping[str, str]) -> Optional[tuple[str, str]]:
    """Return the service class and the deciding tag, or None.

    Any other shop is of class ``shop``; private swimming pools do not count.
    """
    found = _first(tags, _SERVICE_OF)
    if found is None and tags.get("shop"):
        return "shop", f"shop={tags['shop']}"
    return found


def land_use_class(tags: Mapping[str, str]) -> Optional[tuple[str, str]]:
    """Return the land-use class and the deciding tag, or None."""
    return _first(tags, _LAND_USE_OF)


def tagged_building_use(tags: Mapping[str, str]) -> Optional[str]:
    """Return the use that the tags of a building state, or None when they say no more than "a building"."""
    if tags.get("tourism") == "chalet":
        return "holiday"
    use = _USE_OF.get(tags.get("building", ""))
    if use is not None:
        return use
    if tags.get("craft"):
        return "industrial"
    found = service_class(tags)
    if found is not None:
        return "commercial" if found[0] in ("food", "shop", "restaurant", "bank") else "civic"
    if tags.get("tourism") in ("hotel", "alpine_hut") or tags.get("office"):
        return "commercial"
    if tags.get("amenity") == "place_of_worship":
        return "civic"
    return None
