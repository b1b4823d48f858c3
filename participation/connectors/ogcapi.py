"""OGC API - Features: any collection of features taken as feedback, by mapping its columns.

QGIS itself reads such collections as layers; this connector adds the mapping to the feedback record, privacy and sync.
Positions are asked for in CRS84, the standard's default (other systems may answer in northing, easting order). Servers
silently cap ``limit`` and ignore ``datetime``: next links are followed and the period is filtered on the client.

Source: OGC 17-069r4, and pygeoapi.
"""

from __future__ import annotations

import re
from typing import Any, Iterator, Optional
from urllib.parse import quote, unquote

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ...web.addresses import clean_base, harmless_parameters, join
from ...web.plain_text import plain_text
from ...web.reply import Reply
from ...web.transport import Transport
from ..position import from_geojson
from ..query import Query
from ..values import parse_int, web_address
from ._columns import COLUMNS, Columns
from .base import (
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

_NO_POSITIONS = QT_TRANSLATE_NOOP(
    "Samplan",
    "No feature without a position came: where an extent is asked for, services may leave these out. Import without an"
    " extent to be sure.",
)
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
        UTC_OFFSET,
    )
    capabilities = Capabilities(bbox=True, consultations=True, needs_consultation=True)
    evidence = {"": Evidence("verified", "pygeoapi", "0.21.0", "2026-11-23")}

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
            reply = self.transport.get(url)
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
        reply = self.transport.get(self.base, self._kept)
        data = reply.json()
        data = data if isinstance(data, dict) else {}
        software = plain_text(reply.headers.get("x-powered-by") or reply.headers.get("server"), limit=60)
        parts = ("OGC API – Features", software, plain_text(data.get("title"), limit=80))
        report.dialect = "; ".join(part for part in parts if part)
        _state_terms(data, report)
        chosen = self._pasted or (report.consultations[0].id if report.consultations else "")
        if chosen and not report.terms_url:
            collection = self.transport.get(
                join(self.base, f"collections/{quote(chosen, safe=':')}"), self._kept, ok=(404,)
            )
            found = collection.json() if collection.status == 200 else {}
            _state_terms(found if isinstance(found, dict) else {}, report)

    def pages(self, query: Query, since: Optional[str] = None) -> Iterator[Page]:
        """See `Connector.pages`."""
        collection = self.require_consultation(query)
        source, naive, chosen = self.source_id(query), self.naive_minutes, self.option("columns")
        params: dict[str, object] = {**self._kept, "limit": self.number_option("page_size")}
        if query.bbox:
            params["bbox"] = ",".join(f"{value:.7f}" for value in query.bbox)
        notes: tuple[UserMessage, ...] = ()
        unlocated = False
        reply = self.transport.get(join(self.base, f"collections/{quote(collection, safe=':')}/items"), params)
        columns: Optional[Columns] = None
        while True:
            data = _collection(reply)
            features = data["features"]
            if columns is None and features:
                names = dict.fromkeys(name for feature in features[:50] for name in _properties(feature))
                columns = Columns(names, chosen)
                notes = (*notes, *columns.notes(self.connection.pseudonym is not None))
            records = []
            for feature in features:
                row = _properties(feature)
                key = feature.get("id") if isinstance(feature, dict) else None
                if columns is None or not isinstance(feature, dict):
                    continue
                key = columns.value(row, "id") if key is None else key
                position = from_geojson(feature.get("geometry"))
                record = columns.record(source, key, row, position, "feature", naive, self.connection.pseudonym)
                if record is not None:
                    records.append(record._replace(consultation=None) if record.consultation else record)
            unlocated = unlocated or any(record.lon is None for record in records)
            total = None if query.bbox else parse_int(data.get("numberMatched"))
            link = _next(data, reply.headers.get("link", ""))
            last = link is None or not features
            if last and query.bbox and not unlocated:
                notes = (*notes, UserMessage(_NO_POSITIONS, {}))
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
