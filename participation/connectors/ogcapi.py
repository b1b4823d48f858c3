"""OGC API - Features: any collection of features taken as feedback, by mapping its columns.

QGIS itself reads such collections as layers; this connector adds the mapping to the feedback record, privacy and sync.
Positions are asked for in CRS84, the standard's default (other systems may answer in northing, easting order). Servers
silently cap ``limit`` and ignore ``datetime``: next links are followed and the period is filtered on the client.

Source: OGC 17-069r4, pygeoapi and QGIS Server.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Iterator, Mapping, Optional
from urllib.parse import quote, unquote

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ...web.addresses import clean_base, harmless_parameters, join
from ...web.errors import ConnectionSettingsError
from ...web.plain_text import plain_text
from ...web.reply import Reply
from ...web.transport import Transport
from ..position import Position
from ..query import Query
from ..values import parse_float, parse_int, web_address
from .base import (
    COLUMNS,
    CRS,
    DATE_FORMAT,
    SWAP,
    UTC_OFFSET,
    Capabilities,
    Connection,
    ConnectionReport,
    Connector,
    Consultation,
    Evidence,
    Option,
    Page,
)

if TYPE_CHECKING:
    from ._columns import Columns

_NO_POSITIONS = QT_TRANSLATE_NOOP(
    "Samplan",
    "No feature without a position came: where an extent is asked for, services may leave these out. Import without an"
    " extent to be sure.",
)
_JSON = "application/json"
"""What the standard's own documents are in; some servers (QGIS Server) refuse to give them as GeoJSON."""
_MARGIN, _WORLDWIDE = 0.5, 180.0
"""Degrees around a declared extent that still belong to it, and from which on it says nothing."""
_OUR_PARAMETERS = ("f", "limit", "offset", "bbox", "bbox-crs", "crs", "datetime")
"""Parameters that a pasted address may hold and that are ours to set; others (``MAP``) belong to the service."""


class OgcApi(Connector):
    """Features of an OGC API collection."""

    id = "ogcapi"
    title = {"en": "OGC API – Features", "sv": "OGC API – Features"}
    description = {
        "en": "Features of any OGC API collection as feedback; choose which columns hold title, text and category.",
        "sv": "Objekt ur valfri OGC API-samling som synpunkter; välj vilka kolumner som har rubrik, text och kategori.",
    }
    url_hint = "https://example.org/ogcapi"
    options = (
        Option("page_size", {"en": "Features per page", "sv": "Objekt per sida"}, 500, "number"),
        COLUMNS,
        CRS._replace(title={"en": "Coordinate system of the answers", "sv": "Svarens koordinatsystem"}),
        SWAP,
        DATE_FORMAT,
        UTC_OFFSET,
    )
    capabilities = Capabilities(bbox=True, consultations=True, needs_consultation=True)
    evidence = {"": Evidence("verified", "pygeoapi and QGIS Server", "0.21.0 and 3.22.16", "2026-11-30")}

    def __init__(self, connection: Connection, transport: Transport) -> None:
        super().__init__(connection, transport)
        match = re.search(r"/collections/([^/?]+)", clean_base(connection.url))
        self._pasted = unquote(match.group(1)) if match else ""
        known = harmless_parameters(connection.url)
        self._kept = {name: value for name, value in known.items() if name.lower() not in _OUR_PARAMETERS}

    @classmethod
    def clean_address(cls, url: str) -> str:
        """Also accept the address of a collection, as copied from a browser."""
        return re.sub(r"/collections(?:/.*)?$", "", clean_base(url))

    def source_id(self, query: Query) -> str:
        """Ids are unique only within a collection."""
        return f"{super().source_id(query)}/collections/{query.consultation or self._pasted}"

    def resolve(self, query: Query) -> Query:
        """The collection may be part of the pasted address."""
        if query.consultation or not self._pasted:
            return query
        return Query(**{**vars(query), "consultation": self._pasted})

    def consultations(self) -> list[Consultation]:
        """The collections of features."""
        url: Optional[str] = join(self.base, "collections", self._kept)
        listed: dict[str, Consultation] = {}
        while url:
            reply = self.transport.get(url, accept=_JSON)
            data = reply.json()
            found = data.get("collections") if isinstance(data, dict) else None
            if not isinstance(found, list):
                raise reply.unexpected("a list of collections")
            before = len(listed)
            for item in found:
                if isinstance(item, dict) and item.get("id") and item.get("itemType", "feature") == "feature":
                    key, title = str(item["id"]), plain_text(item.get("title")) or str(item["id"])
                    listed[key] = Consultation(key, title, plain_text(item.get("description"), True, 300) or "")
            link = _next(data, reply.headers.get("link", ""))
            url = self._following(link, reply.url) if link and len(listed) > before else None
        return list(listed.values())

    def probe(self, report: ConnectionReport) -> None:
        """The server's own title and software, and a licence link."""
        reply = self.transport.get(self.base, self._kept, accept=_JSON)
        data = reply.json()
        data = data if isinstance(data, dict) else {}
        software = plain_text(reply.headers.get("x-powered-by") or reply.headers.get("server"), limit=60)
        parts = ("OGC API – Features", software, plain_text(data.get("title"), limit=80))
        report.dialect = "; ".join(part for part in parts if part)
        _state_terms(data, report)
        chosen = self._pasted or (report.consultations[0].id if report.consultations else "")
        if chosen and not report.terms_url:
            _state_terms(self._collection(chosen), report)

    def _collection(self, collection: str) -> dict[str, Any]:
        """What the service says about a collection; empty where it says nothing."""
        address = join(self.base, f"collections/{quote(collection, safe=':')}")
        reply = self.transport.get(address, self._kept, accept=_JSON, ok=(400, 404, 406))
        found = reply.json() if reply.status == 200 and not reply.is_html else {}
        return found if isinstance(found, dict) else {}

    def pages(self, query: Query, since: Optional[str] = None) -> Iterator[Page]:
        """See `Connector.pages`."""
        from ._columns import Columns  # late: QGIS starts faster
        from ._projected import Projector  # late: QGIS starts faster

        collection = self.require_consultation(query)
        source, naive, chosen = self.source_id(query), self.naive_minutes, self.option("columns")
        params: dict[str, object] = {**self._kept, "limit": self.number_option("page_size")}
        if query.bbox:
            params["bbox"] = ",".join(f"{value:.7f}" for value in query.bbox)
        notes: tuple[UserMessage, ...] = ()
        unlocated = False
        reply = self.transport.get(join(self.base, f"collections/{quote(collection, safe=':')}/items"), params)
        projector = Projector(str(self.option("crs")), bool(self.option("swap")), self.connection.near)
        extent = _Extent(self._collection(collection))
        columns: Optional[Columns] = None
        while True:
            data = _collection(reply)
            features = data["features"]
            if columns is None and features:
                rows = [_properties(feature) for feature in features]
                names = dict.fromkeys(name for row in rows[:50] for name in row)
                columns = Columns(names, chosen, rows)
                told = columns.settle_times(rows, str(self.option("date_format")), naive)
                notes = (*notes, *told, *columns.notes(self.connection.pseudonym is not None))
            records = []
            for feature in features:
                row = _properties(feature)
                key = feature.get("id") if isinstance(feature, dict) else None
                if columns is None or not isinstance(feature, dict):
                    continue
                key = columns.value(row, "id") if key is None else key
                position = projector.geojson(feature.get("geometry"))
                extent.look_at(position)
                record = columns.record(source, key, row, position, "feature", naive, self.connection.pseudonym)
                if record is not None:
                    records.append(record._replace(consultation=None) if record.consultation else record)
            extent.refuse_swapped(bool(self.option("swap")))
            unlocated = unlocated or any(record.lon is None for record in records)
            total = None if query.bbox else parse_int(data.get("numberMatched"))
            link = _next(data, reply.headers.get("link", ""))
            last = link is None or not features
            if last and query.bbox and not unlocated:
                notes = (*notes, UserMessage(_NO_POSITIONS, {}))
            notes = (*notes, *projector.notes(), *((*projector.counts(), *extent.notes()) if last else ()))
            yield Page(records, total, len(features) - len(records), True, notes)
            if link is None or last:
                return
            url = self._following(link, reply.url)
            if url == reply.url:
                raise reply.unexpected("a next page")
            reply = self.transport.get(url)

    def _following(self, link: str, current: str) -> str:
        """A next link, with the service's own parameters where it forgot them."""
        url = self.transport.next_link(link, current)
        there = harmless_parameters(url)
        return join(url, "", {name: value for name, value in self._kept.items() if name not in there})


class _Extent:
    """Compares positions with the extent that a collection declares, to notice axes that are swapped."""

    def __init__(self, collection: Mapping[str, Any]) -> None:
        self.box = _declared_box(collection)
        self._seen = self._inside = self._turned = 0

    def look_at(self, place: Position) -> None:
        """Count a position."""
        if self.box is None or place.lon is None or place.lat is None:
            return
        self._seen += 1
        self._inside += _lies_in(place.lon, place.lat, self.box)
        self._turned += _lies_in(place.lat, place.lon, self.box)

    def refuse_swapped(self, swapped: bool) -> None:
        """Raise when most positions lie in the extent only the other way round."""
        if 2 * self._inside >= self._seen or 2 * self._turned <= self._seen:
            return
        text = (
            QT_TRANSLATE_NOOP(
                "Samplan",
                "As they are read, most items lie outside the extent that the service declares, and the other way round inside."
                " Take the option “Swap the coordinates” (swap) away.",
            )
            if swapped
            else QT_TRANSLATE_NOOP(
                "Samplan",
                "The service answers with latitude before longitude: as they come, most items lie outside the extent that it"
                " declares, and the other way round inside. Set the option “Swap the coordinates” (swap).",
            )
        )
        raise ConnectionSettingsError(text)

    def notes(self) -> tuple[UserMessage, ...]:
        """Return that most items lie outside the declared extent."""
        if 2 * self._inside >= self._seen or self.box is None:
            return ()
        text = QT_TRANSLATE_NOOP(
            "Samplan",
            "{count} of {seen} items lie outside the extent that the service declares ({extent}). Look at the map; if they lie"
            " wrong, choose the coordinate system of the answers (option crs).",
        )
        values = {
            "count": self._seen - self._inside,
            "seen": self._seen,
            "extent": ", ".join(f"{v:g}" for v in self.box),
        }
        return (UserMessage(text, values),)


def _declared_box(collection: Mapping[str, Any]) -> Optional[tuple[float, float, float, float]]:
    """West, south, east, north of a collection's declared extent in degrees, with a margin; None where it says little."""
    found: Any = collection
    for name in ("extent", "spatial"):
        found = found.get(name) if isinstance(found, dict) else None
    boxes = found.get("bbox") if isinstance(found, dict) else None
    crs = found.get("crs") if isinstance(found, dict) else None
    box = boxes[0] if isinstance(boxes, list) and boxes else None
    numbers = [parse_float(value) for value in box] if isinstance(box, list) else []
    if len(numbers) not in (4, 6) or None in numbers or (crs and "CRS84" not in str(crs)):
        return None
    if not any(numbers):
        return None
    half = len(numbers) // 2
    west, south, east, north = (float(value or 0.0) for value in (*numbers[:2], *numbers[half : half + 2]))
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90) or east - west > _WORLDWIDE:
        return None
    across, up = max(_MARGIN, (east - west) / 4), max(_MARGIN, (north - south) / 4)
    return west - across, south - up, east + across, north + up


def _lies_in(lon: float, lat: float, box: tuple[float, float, float, float]) -> bool:
    return box[0] <= lon <= box[2] and box[1] <= lat <= box[3]


def _collection(reply: Reply) -> dict[str, Any]:
    data = reply.json()
    if not isinstance(data, dict) or not isinstance(data.get("features"), list):
        raise reply.unexpected("a FeatureCollection")
    return data


def _properties(feature: Any) -> dict[str, Any]:
    found = feature.get("properties") if isinstance(feature, dict) else None
    return found if isinstance(found, dict) else {}


def _next(data: dict[str, Any], header: str) -> Optional[str]:
    """The next link out of the body, else out of a Link header."""
    links = data.get("links")
    for link in links if isinstance(links, list) else ():
        if isinstance(link, dict) and link.get("rel") == "next" and link.get("href"):
            return str(link["href"])
    match = re.search(r'<([^>]+)>\s*;[^,]*rel="?next"?', header)
    return match.group(1) if match else None


def _state_terms(data: dict[str, Any], report: ConnectionReport) -> None:
    links = data.get("links")
    for link in links if isinstance(links, list) else ():
        if isinstance(link, dict) and link.get("rel") in ("license", "terms-of-service"):
            report.terms_url = report.terms_url or web_address(link.get("href")) or ""
            report.licence = report.licence or plain_text(link.get("title"), limit=200) or ""
    report.licence = report.licence or plain_text(data.get("license") or data.get("attribution"), True, 200) or ""
