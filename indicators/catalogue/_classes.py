"""Reading class fields: the words people use, brought to the names of our tables."""

from __future__ import annotations

from typing import Mapping, Sequence

import numpy as np

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ..errors import IndicatorError

_FAMILIES: dict[tuple[str, ...], str] = {
    ("forest",): "wood woodland skog barrskog lövskog blandskog skogsmark coniferous deciduous",
    ("scrub",): "shrub shrubland buskmark snår",
    ("heath",): "hed ljunghed moor",
    ("grassland",): "gräsmark öppen_mark fell",
    ("meadow", "grassland"): "äng ängsmark pasture betesmark bete",
    ("grass", "park"): "lawn gräs gräsmatta village_green",
    ("wetland",): "våtmark sankmark marsh bog swamp mosse kärr",
    ("farmland",): "åker åkermark arable cropland agriculture jordbruksmark odlad_mark",
    ("farmyard",): "gårdsplan",
    ("orchard",): "fruktodling plant_nursery plantskola",
    ("allotments", "garden"): "koloniområde kolonilott odlingslotter",
    ("garden",): "trädgård flowerbed rabatt",
    ("park",): "parkmark",
    ("cemetery",): "grave_yard kyrkogård begravningsplats",
    ("playground", "recreation"): "lekplats",
    ("pitch", "sport", "recreation"): "idrottsplan bollplan sports_pitch",
    ("sport", "recreation"): "sports_centre stadium track idrott idrottsplats golf_course",
    ("recreation",): "recreation_ground leisure pitch playground sport fritidsområde",
    ("square",): "torg plaza place marketplace pedestrian",
    (
        "residential",
    ): "housing apartments house detached terrace semidetached_house dormitory bostad bostäder bostadsmark"
    " villa flerbostadshus småhus",
    ("commercial", "office"): "kontor handel_och_kontor business",
    ("office", "commercial"): "kontor offices",
    ("retail", "commercial"): "shop shops handel butik detaljhandel supermarket kiosk",
    ("industrial",): "industry industri industrimark warehouse manufacture verksamhet lager",
    (
        "institutional",
        "civic",
        "public",
    ): "samhällsfunktion civic public government hospital health vård religious church"
    " education school skola university college kindergarten förskola",
    ("education", "institutional"): "school skola university college",
    ("construction",): "byggplats brownfield",
    ("quarry",): "täkt landfill deponi",
    ("bare",): "barmark sand beach scree shingle",
    ("bare_rock", "bare"): "berg berg_i_dagen rock",
    ("transport", "street"): "road väg gata trafik highway traffic vägmark",
    ("parking", "transport"): "parkering",
    ("railway", "transport"): "järnväg rail",
    ("asphalt",): "asfalt",
    ("paved",): "hårdgjord plattsatt sealed concrete",
    ("gravel",): "grus",
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

_WORDS: dict[str, list[str]] = {}
for _names, _others in _FAMILIES.items():
    for _word in _others.split():
        _WORDS.setdefault(_word, []).extend(_names)

WATER = frozenset({"water", "vatten", "lake", "sjö", "river", "vattendrag", "reservoir", "sea", "hav", "basin"})
"""Classes that are water: never a surface of the land, and nothing to warn of."""


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
    row = {_plain(name): index for index, name in enumerate(table)}
    unique, inverse, count = np.unique([_plain(word) for word in words], return_inverse=True, return_counts=True)
    found = np.array([_row(str(word), row) for word in unique], dtype=np.int64)
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
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                'No class of the layer "{layer}" is in the table of {indicator}. The layer has: {classes}. Choose the '
                "right class field, or give your own table in the settings.",
            ),
            layer=layer,
            indicator=indicator_id,
            classes=", ".join(unknown[:12]),
        )
    if not unknown:
        return found, []
    note = UserMessage(
        QT_TRANSLATE_NOOP("Samplan", "{indicator} knows no number for these classes and leaves them out: {names}."),
        {"indicator": indicator_id, "names": ", ".join(unknown[:12])},
    )
    return found, [note]


def _row(word: str, row: Mapping[str, int]) -> int:
    if word in row:
        return row[word]
    return next((row[name] for name in _WORDS.get(word, ()) if name in row), -1)


def _plain(word: object) -> str:
    return str(word).strip().lower().replace(" ", "_").replace("-", "_")
