"""A SYNTHETIC sample of citizen feedback with a fixed seed, for demonstrations without a server."""

from __future__ import annotations

import datetime
import json
import math
import random
from pathlib import Path
from typing import Any

import shapely
from osgeo import osr

from .feedback_texts import PERSONAL, REPLIES, TEXTS
from .gpkg import Layer

SEED = 20260102
ITEMS = 280
COMMENTS = 40
UNLOCATED_SHARE = 0.08
PERSONAL_EVERY = 25  # every so many items carries invented personal data, so that masking can be shown
LANGUAGES = (("de", 0.5), ("en", 0.25), ("sv", 0.25))
STATUSES = (("open", 0.45), ("in_progress", 0.2), ("closed", 0.25), ("rejected", 0.1))
CAMPAIGN = 12
"""Items of one campaign, written within minutes in one place in nearly the same words, so that marking can be shown."""
START = datetime.datetime(2025, 1, 1, tzinfo=datetime.timezone.utc)
NOTICE = (
    "SYNTHETIC: invented with a fixed seed for Samplan's workshop; no real person, opinion or case. "
    "Names, addresses and numbers in the texts are invented test values."
)


def _pick(chance: random.Random, options: Any) -> Any:
    """Draw from (value, probability) pairs."""
    draw = chance.random()
    for value, share in options:
        draw -= share
        if draw < 0:
            return value
    return options[-1][0]


def _one(chance: random.Random, values: Any) -> Any:
    return values[int(chance.random() * len(values))]


def _stamp(moment: datetime.datetime) -> str:
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _place(chance: random.Random, unit: Any) -> Any:
    left, bottom, right, top = unit.bounds
    while True:
        point = shapely.Point(left + chance.random() * (right - left), bottom + chance.random() * (top - bottom))
        if unit.contains(point):
            return point


def _to_degrees(epsg: int) -> osr.CoordinateTransformation:
    metres, degrees = osr.SpatialReference(), osr.SpatialReference()
    metres.ImportFromEPSG(epsg)
    degrees.ImportFromEPSG(4326)
    for crs in (metres, degrees):
        crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return osr.CoordinateTransformation(metres, degrees)


def _campaign(first: dict[str, Any], known: int) -> list[dict[str, Any]]:
    """Items in nearly the same words within minutes, a few metres around another one."""
    longitude, latitude = first["geometry"]["coordinates"]
    begin = START + datetime.timedelta(days=300, hours=19)
    found = []
    for number in range(CAMPAIGN):
        identity = f"LI-{known + number + 1:04d}"
        text = "Keep the late bus! We need it to get home from training."
        written = _stamp(begin + datetime.timedelta(seconds=40 * number))
        shift = 0.00005 * (number % 3)  # about 4 m
        properties = {
            **first["properties"], "item_id": identity, "kind": "idea", "title": "Keep the late bus",
            "text": text.upper() if number % 4 == 3 else text, "lang": "en", "category": "transit", "status": "open",
            "votes_up": 0, "votes_down": 0, "comments_n": 0, "created_utc": written, "updated_utc": written,
            "url": f"https://example.org/feedback/{identity}",
        }  # fmt: skip
        geometry = {"type": "Point", "coordinates": [round(longitude + shift, 6), latitude]}
        found.append({"type": "Feature", "id": identity, "geometry": geometry, "properties": properties})
    return found


def build_feedback(units: Layer, epsg: int, target: Path) -> list[dict[str, Any]]:
    """Write ``feedback_sample.geojson`` (WGS 84, one feature per item, null geometry where it has no place).

    Parameters
    ----------
    units : Layer
        Planning units: ``unit_id``, ``name``, ``municipality``.
    epsg : int
        Their CRS.
    target : Path
        File to write.

    Returns
    -------
    list of dict
        The features.
    """
    chance = random.Random(SEED)  # noqa: S311 - demonstration data
    planted: dict[str, int] = {}
    transform = _to_degrees(epsg)
    features: list[dict[str, Any]] = []
    for number in range(1, ITEMS + COMMENTS + 1):
        is_comment = number > ITEMS
        parent = _one(chance, features[:ITEMS]) if is_comment else None
        language = parent["properties"]["lang"] if parent else _pick(chance, LANGUAGES)
        unit, (_, name, _) = _one(chance, units.rows)
        street = name.split(" – ")[-1]
        if parent:
            title, text, kind = None, _one(chance, REPLIES[language]), "comment"
            category, status = parent["properties"]["category"], "unknown"
        else:
            category = _one(chance, sorted(TEXTS))
            title, text = (part.format(street=street) for part in _one(chance, TEXTS[category][language]))
            kind, status = _one(chance, ("report", "idea")), _pick(chance, STATUSES)
        if number % PERSONAL_EVERY == 0:
            planted[language] = planted.get(language, -1) + 1
            text = f"{text} {PERSONAL[language][planted[language] % len(PERSONAL[language])]}"
        created = START + datetime.timedelta(days=chance.random() * 364)
        updated = (
            created + datetime.timedelta(days=-math.log(1 - chance.random()) * 12) if status != "open" else created
        )
        geometry = None
        if not is_comment and chance.random() >= UNLOCATED_SHARE:
            x, y, _ = transform.TransformPoint(*_place(chance, unit).coords[0])
            geometry = {"type": "Point", "coordinates": [round(x, 6), round(y, 6)]}
        identity = f"LI-{number:04d}"
        properties = {
            "item_id": identity,
            "kind": kind,
            "parent_id": parent["properties"]["item_id"] if parent else None,
            "title": title,
            "text": text,
            "lang": language,
            "category": category,
            "status": status,
            "votes_up": int(-math.log(1 - chance.random()) * 6),
            "votes_down": int(-math.log(1 - chance.random()) * 1.5),
            "comments_n": 0,
            "created_utc": _stamp(created),
            "updated_utc": _stamp(updated),
            "url": f"https://example.org/feedback/{identity}",
            "synthetic": 1,
        }
        features.append({"type": "Feature", "id": identity, "geometry": geometry, "properties": properties})
        if parent:
            parent["properties"]["comments_n"] += 1
    features += _campaign(next(item for item in features if item["geometry"] is not None), len(features))
    head = {"type": "FeatureCollection", "name": "feedback_sample", "notice": NOTICE, "license": "CC0-1.0"}
    rows = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    opening = json.dumps(head, ensure_ascii=False)[:-1]
    target.write_text(f'{opening}, "features": [\n{rows}\n]}}\n', encoding="utf-8", newline="\n")
    return features
