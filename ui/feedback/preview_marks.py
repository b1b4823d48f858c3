"""Repeats and bursts among the items of a preview: the rules of `participation.marks`, before anything is stored."""

from __future__ import annotations

import math
from typing import Optional, Sequence

import numpy as np

from ...participation.record import Record
from ...participation.sync.duplicate_detection import MARKS, ComparedItems, bursts, fingerprint, near_duplicates
from ...participation.values import seconds_between

_EPOCH = "1970-01-01T00:00:00.000Z"
_DEGREE = 111_195.0


def marks_of(records: Sequence[Record]) -> list[Optional[str]]:
    """Return the marks of every record (comma lists, None for none), seen among these records only."""
    rows = [row for row, record in enumerate(records) if "official" not in (record.moderation or "")]
    items = [records[row] for row in rows]
    own = [item.located and item.geom_origin not in ("inherited", "area") for item in items]
    lon, lat = (
        np.array([getattr(item, name) if here else math.nan for item, here in zip(items, own)], dtype=float)
        for name in ("lon", "lat")
    )
    middle = np.nanmean(lat) if any(own) else 0.0
    seen = ComparedItems(
        np.array([fingerprint(item.title, item.text) for item in items], dtype=np.int64),
        np.array([seconds_between(_EPOCH, item.created_utc) if item.created_utc else math.nan for item in items]),
        lon * _DEGREE * math.cos(math.radians(middle)),
        lat * _DEGREE,
        np.array([hash((item.consultation, item.parent_id)) for item in items], dtype=np.int64),
    )
    found: list[Optional[str]] = [None] * len(records)
    for row, *holds in zip(rows, near_duplicates(seen), bursts(seen)):
        found[row] = ",".join(word for word, held in zip(MARKS, holds) if held) or None
    return found
