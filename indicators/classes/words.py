"""Reading class fields: the words people use, brought to the names of our tables."""

from __future__ import annotations

from functools import lru_cache
from typing import Mapping, Sequence

import numpy as np

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ..errors import IndicatorError

_FAMILIES: dict[tuple[str, ...], str] = {
    ("forest",): "wood woodland skog skogsmark tree_row coniferous_forest deciduous_forest mixed_forest wetland_forest",
    ("coniferous_forest",): "coniferous needleleaved barrskog tallskog granskog",
    ("deciduous_forest",): "deciduous broadleaved lövskog ädellövskog",
    ("mixed_forest",): "blandskog",
    ("wetland_forest",): "sumpskog swamp_forest",
    ("scrub",): "shrub shrubland shrubbery buskmark snår hedge",
    ("heath",): "hed ljunghed moor tundra",
    ("grassland",): "gräsmark öppen_mark fell greenfield",
    ("meadow", "grassland"): "äng ängsmark pasture betesmark bete",
    ("grass", "park"): "lawn gräs gräsmatta village_green common groundcover",
    ("wetland",): "våtmark sankmark marsh bog swamp mosse kärr mud",
    ("farmland",): "åker åkermark arable cropland agriculture jordbruksmark odlad_mark greenhouse_horticulture",
    ("farmyard",): "gårdsplan animal_keeping",
    ("orchard",): "fruktodling plant_nursery plantskola",
    ("allotments", "garden"): "koloniområde kolonilott odlingslotter",
    ("garden",): "trädgård flowerbed rabatt",
    ("park",): "parkmark greenery developed_open",
    ("cemetery",): "grave_yard kyrkogård begravningsplats",
    ("playground", "recreation"): "lekplats",
    ("pitch", "sport", "recreation"): "idrottsplan bollplan sports_pitch",
    ("sport", "recreation"): "sports_centre stadium track idrott idrottsplats golf_course",
    ("recreation",): "recreation_ground leisure pitch playground sport fritidsområde winter_sports fairground"
    " dog_park horse_riding miniature_golf",
    ("square",): "torg plaza place marketplace pedestrian",
    (
        "residential",
    ): "housing apartments house detached terrace semidetached_house dormitory bostad bostäder bostadsmark"
    " villa flerbostadshus småhus developed_low developed_medium urban_fabric_80_100 urban_fabric_50_80"
    " urban_fabric_30_80 urban_fabric_30_50 urban_fabric_10_30 urban_fabric_0_10",
    ("commercial", "office"): "kontor handel_och_kontor business developed_high",
    ("office", "commercial"): "kontor offices",
    ("retail", "commercial"): "shop shops handel butik detaljhandel supermarket kiosk",
    ("industrial",): "industry industri industrimark warehouse manufacture verksamhet lager port depot",
    (
        "institutional",
        "civic",
        "public",
    ): "samhällsfunktion civic public government hospital health vård religious church"
    " education school skola university college kindergarten förskola"
    " military place_of_worship townhall",
    ("education", "institutional"): "school skola university college schoolyard",
    ("construction",): "byggplats brownfield",
    ("quarry",): "täkt landfill deponi",
    ("bare",): "barmark sand beach scree shingle",
    ("bare_rock", "bare"): "berg berg_i_dagen rock cliff flat_rock steep_rock hällmark",
    ("steep_rock",): "bare_rock brant_berg",
    ("flat_rock",): "flack_berg flackt_berg",
    ("transport", "street"): "road väg gata trafik highway traffic vägmark marina bus_station",
    ("parking", "transport"): "parkering",
    ("railway", "transport"): "järnväg rail",
    ("asphalt",): "asfalt",
    ("concrete",): "betong betongyta",
    ("sealed",): "hårdgjord hårdgjord_yta impervious concrete asphalt",
    (
        "paved",
    ): "paving plattsatt stensatt gatsten marksten paving_stones sett cobblestone sealed concrete traffic_island"
    " garages half_open paved_sealed_joints",
    ("built", "paved"): "built_up sealed bebyggd_mark built_up_area",
    ("gravel",): "grus gravel_road gravel_path permeable",
    ("gravel_road",): "grusväg gravel",
    ("gravel_path",): "grusgång grusad_gångväg gångväg_av_grus grusplan gravel_yard",
    ("deep_soil",): "forest scrub heath grassland meadow grass park garden wetland orchard allotments cemetery vineyard"
    " farmland",
    ("green_roof",): "grönt_tak green_roof_thin green_roof_deep green_roof_semi sedum",
    ("planting_on_slab_thin",): "planting_on_slab_20_40",
    ("planting_on_slab_deep",): "planting_on_slab_over_150",
    ("building",): "byggnad hus roof tak",
    ("auxiliary",): "garage garages shed carport komplementbyggnad hut",
    ("holiday",): "fritidshus cabin",
    ("food",): "supermarket convenience grocery livsmedel livsmedelsbutik greengrocer",
    ("preschool",): "kindergarten förskola childcare",
    ("school",): "skola grundskola primary_school",
    ("health",): "clinic doctors hospital vårdcentral vård",
    ("pharmacy", "health"): "apotek chemist",
    ("library", "culture"): "bibliotek",
    ("culture",): "community_centre arts_centre theatre cinema kultur museum",
    ("bus",): "3 700 701 702 704 715 buss trolleybus brt",
    ("tram",): "0 900 spårvagn spårväg",
    ("lightrail", "light_rail"): "light_rail lättbana",
    ("subway",): "1 400 401 metro tunnelbana underground",
    ("rail",): "2 100 101 102 103 106 109 train tåg pendeltåg järnväg station",
    ("ferry",): "4 1000 1200 färja båt boat",
}
"""Names in our tables -> other words for the same thing (OpenStreetMap, Swedish, GTFS route types)."""

WATER = frozenset(
    {"water", "vatten", "lake", "sjö", "river", "vattendrag", "reservoir", "sea", "hav", "basin", "swimming_pool"}
)
"""Classes that are water: never a surface of the land, and nothing to warn of."""

_WORDS: dict[str, list[str]] = {}
for _names, _others in _FAMILIES.items():
    for _word in _others.split():
        _WORDS.setdefault(_word, []).extend(_names)
for _word in WATER - {"water"}:
    _WORDS.setdefault(_word, []).append("water")

_NAMES = {"water", *(name for names in _FAMILIES for name in names)}
_KNOWN = {*_WORDS, *_NAMES}


def codes(words: Sequence[str], table: Mapping[str, float]) -> tuple[np.ndarray, list[str]]:
    """Return the row of ``table`` each word names, and the words it does not know.

    A word that is no row itself may be another word for one: ``wood``, ``skog`` -> ``forest``.

    Parameters
    ----------
    words : sequence of str
        Class of each feature; case, spaces and underscores do not matter.
    table : mapping of str to float
        Class -> number.

    Returns
    -------
    ndarray of int, shape (m,)
        Index into ``list(table)``; -1 for unknown or empty words.
    list of str
        Unknown words except water, each once, most frequent first.
    """
    if not len(words):
        return np.empty(0, dtype=np.int64), []
    row = table_rows(table)
    unique, inverse, count = np.unique([_plain(word) for word in words], return_inverse=True, return_counts=True)
    found = np.array([find_row(str(word), row) for word in unique], dtype=np.int64)
    unknown = sorted(
        (-int(count[i]), str(word)) for i, word in enumerate(unique) if found[i] < 0 and word and word not in WATER
    )
    return found[inverse], [word for _, word in unknown]


def numbers(words: Sequence[str], table: Mapping[str, float]) -> tuple[np.ndarray, list[str]]:
    """Return the number of each word's row, NaN for unknown words, and the unknown words."""
    row, unknown = codes(words, table)
    return np.array([*table.values(), np.nan])[row], unknown


def known_numbers(
    words: Sequence[str], table: Mapping[str, float], layer: str, indicator_id: str
) -> tuple[np.ndarray, list[UserMessage]]:
    """Return `numbers`, and a note that names the classes left out.

    Raises
    ------
    IndicatorError
        The layer has classes, but the table knows none of them: most likely the wrong field.
    """
    found, unknown = numbers(words, table)
    if unknown and np.isnan(found).all():
        raise no_class_known(layer, indicator_id, unknown)
    return found, unknown_note(indicator_id, unknown)


def no_class_known(layer: str, indicator_id: str, unknown: Sequence[str]) -> IndicatorError:
    """Return the error for a layer none of whose classes a table knows."""
    return IndicatorError(
        QT_TRANSLATE_NOOP(
            "Samplan",
            'No class of the layer "{layer}" is in the table of {indicator}. The layer has: {classes}. Choose the '
            "right class field, or give your own table in the settings.",
        ),
        layer=layer,
        indicator=indicator_id,
        classes=", ".join(unknown[:12]),
    )


def unknown_note(indicator_id: str, unknown: Sequence[str]) -> list[UserMessage]:
    """Return a note that names the classes left out, if there are any."""
    if not unknown:
        return []
    text = QT_TRANSLATE_NOOP("Samplan", "{indicator} knows no number for these classes and leaves them out: {names}.")
    return [UserMessage(text, {"indicator": indicator_id, "names": ", ".join(unknown[:12])})]


@lru_cache(maxsize=4096)
def meanings(word: str) -> tuple[str, ...]:
    """Return what a word can stand for, itself first and the nearest before the wider; empty for a word not known here."""
    found = [_plain(word)]
    for name in found:  # grows while it is walked through
        found.extend(other for other in _WORDS.get(name, ()) if other not in found)
    return tuple(found) if len(found) > 1 or found[0] in _KNOWN else ()


def table_rows(table: Mapping[str, float]) -> dict[str, int]:
    """Return class -> row of a table, as `find_row` wants it."""
    return {_plain(name): index for index, name in enumerate(table)}


def find_row(word: str, rows: Mapping[str, int]) -> int:
    """Return the row that a class, or the nearest class it is one of, has; -1 for none."""
    return next((rows[name] for name in kinds(word) if name in rows), -1)


def exact_row(word: str, rows: Mapping[str, int]) -> int:
    """Return the row of a word that is no number, -1 for none."""
    return -1 if word[:1].isdigit() else rows.get(_plain(word), -1)


def kinds(word: str) -> tuple[str, ...]:
    """Return a word, in the tables' spelling, and what it can stand for."""
    return meanings(word) or (_plain(word),)


def canonical(word: str) -> str:
    """Return the name in our tables that a word is another word for, itself where it is one or is not known."""
    found = kinds(word)
    return found[0] if found[0] in _NAMES or len(found) < 2 else found[1]


def is_water(word: str) -> bool:
    """Return whether a class is water."""
    return _plain(word) in WATER


def _plain(word: object) -> str:
    return str(word).strip().lower().replace(" ", "_").replace("-", "_")
