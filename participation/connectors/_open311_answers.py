"""Reading Open311 answers: JSON (bare lists and wrapped ones), the "Spark" form, XML with any root; and their fields."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple, Optional
from xml.etree import ElementTree  # nosec B405: elements only; parsing is Reply.xml's, which refuses DOCTYPE

from ...web.errors import ConnectionSettingsError
from ...web.plain_text import plain_text
from ...web.reply import Reply
from ..position import NO_POSITION, Position, from_geojson, from_lat_lon
from ..values import add_seconds, status_of

if TYPE_CHECKING:
    from ._projected import Projector

_WRAPPERS = {"request": ("service_requests", "requests"), "service": ("services",)}
_LISTS = frozenset(("media_urls", "media_url"))
_WALL_CLOCK = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?")

STATUS_WORDS = {"pending": "open", "received": "open", "in_process": "in_progress", "processed": "closed"}
"""CitySDK's detailed statuses; ``REJECTED`` is everybody's word."""


def read_items(reply: Reply, element: str) -> list[Any]:
    """Return the items of an answer: ``element`` is ``request`` or ``service``.

    Raises
    ------
    UnexpectedAnswer
        A web page, malformed data, an error document sent with status 200, or another shape.
    """
    start = reply.body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<") and not reply.is_html:
        root = reply.xml()
        if root.tag.startswith("error"):  # "errors"; Klarschiff writes "error_messages"
            raise reply.unexpected(f"<{element}>")
        found = [_fields(item) for item in root.iter(element)]
        if not found and (len(root) or not _is_list_of(root.tag, element)):
            raise reply.unexpected(f"<{element}>")  # a foreign document is no empty list
        return found
    data = reply.json()
    if isinstance(data, dict):
        data = next((data[name] for name in _WRAPPERS[element] if isinstance(data.get(name), list)), None)
    if not isinstance(data, list) or (data and _is_error(data[0])):
        raise reply.unexpected(f"a list of {_WRAPPERS[element][0]}")
    if len(data) == 1 and isinstance(data[0], dict) and isinstance(data[0].get(element), list):
        return [_bare(item) for item in data[0][element]]  # FixMyStreet until 2021 wrote its XML's form as JSON
    return data


def _is_list_of(tag: str, element: str) -> bool:
    """Whether a root without children is an empty list: ``requests``, ``service_requests``, ``services``."""
    return tag.rpartition("}")[2].lower() in {
        element,
        f"{element}s",
        f"service_{element}s",
        "service_requests_response",
    }


def _bare(item: Any) -> Any:
    """An item with the values of one-element lists in their place."""
    if not isinstance(item, dict):
        return item
    return {name: v[0] if isinstance(v, list) and len(v) == 1 else v for name, v in item.items()}


def _is_error(item: Any) -> bool:
    """The specification's error form: ``{"code": ..., "description": ...}`` and nothing of an item."""
    return isinstance(item, dict) and "code" in item and not {"service_request_id", "token", "service_code"} & set(item)


def _fields(element: ElementTree.Element) -> dict[str, Any]:
    """An element's children as a dictionary; nested ones as dictionaries, repeated ones as lists."""
    found: dict[str, Any] = {}
    for child in element:
        value: Any
        if child.tag in _LISTS and len(child):
            value = [text for text in (plain_text(part.text) for part in child) if text]
        elif len(child):
            value = _fields(child)
        else:
            value = child.text or ""
        if child.tag in found:
            before = found[child.tag]
            value = [*before, value] if isinstance(before, list) else [before, value]
        found[child.tag] = value
    return found


class WallClock(NamedTuple):
    """A time as a server writes it, to the second: sortable by the hands of its own clock."""

    hands: str
    zone: str

    def later(self, seconds: float = 0.0) -> str:
        """Return the time so many seconds later, in the same zone."""
        return add_seconds(f"{self.hands}.000Z", seconds)[:19] + self.zone


def wall_clock(item: Any) -> Optional[WallClock]:
    """Return when a report was requested, as written; None when it says nothing readable."""
    found = _WALL_CLOCK.fullmatch(str(item.get("requested_datetime")).strip()) if isinstance(item, dict) else None
    return WallClock(found.group(1), found.group(2) or "") if found else None


def status_word(item: dict[str, Any], extra: dict[str, Any]) -> Any:
    """Return the detailed status, or the plain one when the detailed one says nothing or contradicts it.

    Servers keep the two apart: closing a report by hand leaves ``PENDING`` in the details.
    """
    plain, detailed = item.get("status"), extra.get("detailed_status")
    rough, fine = status_of(plain, STATUS_WORDS), status_of(detailed, STATUS_WORDS)
    if fine == "unknown":
        return plain or detailed
    over = ("closed", "rejected")
    return detailed if rough == "unknown" or (rough in over) == (fine in over) else plain


def position_of(item: dict[str, Any], extra: dict[str, Any], projectors: dict[str, Projector]) -> Position:
    """The geometry where there is one (``lat``/``long`` is only its centre then), else ``lat`` and ``long``.

    ``projectors`` keeps, from item to item, what turns other coordinate systems into degrees.
    """
    geometry = extra.get("geometry")
    if isinstance(geometry, str) and geometry.startswith("{"):  # 6aika's XML carries it as JSON
        try:
            geometry = json.loads(geometry)
        except (ValueError, RecursionError):
            geometry = None
    if isinstance(geometry, dict) and geometry.get("type"):
        found = _placed(geometry, projectors)
        if found.lon is not None:
            return found
    lon = item["long"] if "long" in item else item.get("lon", item.get("lng"))
    return from_lat_lon(item.get("lat"), lon)


def _placed(geometry: dict[str, Any], projectors: dict[str, Projector]) -> Position:
    """The position of 6aika's geometry, whose ``srid`` is whatever its owner configured."""
    from ._projected import Projector  # late: QGIS starts faster

    srid = str(geometry.get("srid") or 4326)
    if srid == "4326":
        return from_geojson(geometry)
    try:
        if srid not in projectors:
            projectors[srid] = Projector(f"EPSG:{srid}", False)
        return projectors[srid].geojson({name: geometry.get(name) for name in ("type", "coordinates")})
    except ConnectionSettingsError:
        return NO_POSITION


def media_of(several: Any, one: Any) -> Optional[list[Any]]:
    """The addresses of both fields, None when there is none."""
    if not several:
        return [one] if one else None
    return [*several, one] if isinstance(several, list) else [several, one]


def ids_of(items: list[Any]) -> set[str]:
    """The ids of the items that are objects."""
    return {str(item.get("service_request_id")) for item in items if isinstance(item, dict)}
