"""How times and extents are put into a question to an Open311 server."""

from __future__ import annotations

from typing import Optional

from ..query import BBox
from ..values import add_seconds, seconds_between


def second(moment: Optional[str]) -> Optional[str]:
    """Return a time without fractions: some servers cannot read them."""
    return moment[:19] + "Z" if moment else None


def can_be_asked(bbox: BBox) -> bool:
    """Whether 6aika's server reads an extent: it fails on the poles, the date line and (longitude taken for latitude)
    beyond 90 degrees."""
    return bbox[0] <= bbox[2] and max(map(abs, bbox)) < 90


def middle_of(start: str, end: str) -> Optional[str]:
    """Return the middle of a period on a full minute, None when it is shorter than two minutes."""
    length = seconds_between(start, end)
    return add_seconds(start, length / 2)[:17] + "00.000Z" if length >= 120 else None
