"""Open311 GeoReport v2: defect reports, in the dialects of 6aika/Helsinki, FixMyStreet, Klarschiff and the bare
specification, as JSON or XML.

The specification has neither paging nor an extent filter, and the dialects fill the gap differently:

- ``6aika``: ``page`` and ``per_page`` with counts in headers; extent; changes by ``updated_after`` (hidden reports
  vanish without a trace, so a full sweep is still needed).
- ``fixmystreet``: newest first, at most a configured number: ``end_date`` is rolled backwards.
- ``klarschiff``: open reports only unless asked for all; no paging: periods of a year, halved where the server caps.
- ``spec``: periods of at most 90 days back to the option ``earliest``; pages where the server has them (counted ones
  as with ``6aika``), otherwise a period that reaches the server's cap is halved.

Source: the specification at wiki.open311.org/GeoReport_v2 and the platforms' own sources and documentation.
"""

from __future__ import annotations

import re
from typing import Any, Iterator, Optional
from urllib.parse import urlsplit

from ...messages import QT_TRANSLATE_NOOP, Note
from ..addresses import clean_base
from ..errors import NotFound, RequestRefused
from ..position import Position, from_geojson, from_lat_lon
from ..query import Query
from ..record import Record, make_record
from ..reply import Reply
from ..transport import ACCEPT_JSON
from ..values import seconds_between, shift, utc, utc_now, whole
from ._open311_answers import read_items
from .base import UTC_OFFSET, Capabilities, ConnectionReport, Connector, Consultation, Evidence, Option, Page

DAY = 86_400.0
_DETAILED = {"pending": "open", "received": "open", "in_process": "in_progress", "processed": "closed"}
_NO_POSITIONS_NOTE = Note(
    QT_TRANSLATE_NOOP("Samplan", "With an extent, the service leaves out reports that have no position."), {}
)


class Open311(Connector):
    """Defect reports of a GeoReport v2 service."""

    id = "open311"
    title = {"en": "Open311 (defect reports)", "sv": "Open311 (felanmälningar)"}
    description = {
        "en": "Reports from GeoReport v2 services such as FixaMinGata, Helsinki's feedback service or Klarschiff.",
        "sv": "Felanmälningar från GeoReport v2-tjänster som FixaMinGata, Helsingfors återkoppling eller Klarschiff.",
    }
    url_hint = "https://example.org/open311/v2"
    profiles = {
        "spec": {"en": "GeoReport v2 as specified", "sv": "GeoReport v2 enligt specifikationen"},
        "6aika": {"en": "6aika / Helsinki", "sv": "6aika / Helsingfors"},
        "fixmystreet": {"en": "FixMyStreet (FixaMinGata, FiksGataMi)", "sv": "FixMyStreet (FixaMinGata, FiksGataMi)"},
        "klarschiff": {"en": "Klarschiff / CitySDK", "sv": "Klarschiff / CitySDK"},
    }
    options = (
        Option("format", {"en": "Format", "sv": "Format"}, "auto", "choice", ("auto", "json", "xml")),
        Option("jurisdiction_id", {"en": "Jurisdiction id", "sv": "Jurisdiktions-id"}),
        Option("page_size", {"en": "Reports per page", "sv": "Anmälningar per sida"}, 500, "number"),
        Option("earliest", {"en": "Read back to (date)", "sv": "Läs tillbaka till (datum)"}, "2010-01-01"),
        UTC_OFFSET,
    )
    evidence = {
        "spec": Evidence("contract", "simulator after the specification", "2.0", "2026-11-23"),
        "6aika": Evidence("contract", "answers recorded from 6aika/issue-reporting", "", "2026-11-23"),
        "fixmystreet": Evidence("contract", "simulator after FixMyStreet's source", "", "2026-11-23"),
        "klarschiff": Evidence("contract", "simulator after Klarschiff's documentation", "", "2026-11-23"),
    }

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        rich = self.profile == "6aika"
        self.capabilities = Capabilities(
            bbox=rich, dates=True, incremental=self.profile in ("6aika", "klarschiff"), consultations=True
        )
        self._format = str(self.option("format"))
        self._pages: Optional[bool] = None  # whether a "spec" server understands page=
        self._uncapped = 0  # the largest answer known to be whole
        self._cap: Optional[int] = None
        self._ignores_dates = False
        self._counted = False  # whether a "spec" server turned out to number its pages like 6aika's

    @classmethod
    def clean_address(cls, url: str) -> str:
        """Also accept the address of a list, as copied from a browser."""
        return re.sub(r"/(?:requests|services|discovery)(?:\.\w+)?$", "", clean_base(url))

    # -- asking --------------------------------------------------------------------------------------------------

    def _ask(self, name: str, params: Optional[dict[str, object]] = None, ok: tuple[int, ...] = ()) -> Reply:
        """Ask for a list in the chosen format; with ``auto``, JSON first, then XML."""
        found: dict[str, object] = {"jurisdiction_id": self.option("jurisdiction_id") or None}
        if self.profile == "fixmystreet" and found["jurisdiction_id"] is None:
            found["jurisdiction_id"] = urlsplit(self.base).hostname  # mandatory there, any value does
        found.update(params or {})
        if self._format != "auto":
            return self._get(name, self._format, found, ok)
        try:
            reply = self._get(name, "json", found, ok)
            self._format = "json"
        except (NotFound, RequestRefused) as refused:
            try:
                reply = self._get(name, "xml", found, ok)
            except (NotFound, RequestRefused):
                raise refused from None
            self._format = "xml"
        return reply

    def _get(self, name: str, form: str, params: dict[str, object], ok: tuple[int, ...]) -> Reply:
        accept = ACCEPT_JSON if form == "json" else "application/xml, text/xml"
        return self.transport.get(f"{self.base}/{name}.{form}", params, accept, ok=ok)

    def _services(self) -> Reply:
        """The list of services; some servers have none (404), their reports can be read all the same."""
        try:
            return self._ask("services")
        except NotFound:
            return Reply(self.base, 404, b"")

    def consultations(self) -> list[Consultation]:
        """The services (categories of reports)."""
        found = []
        reply = self._services()
        for item in read_items(reply, "service") if reply.status == 200 else ():
            code = item.get("service_code") if isinstance(item, dict) else None
            if code not in (None, ""):
                title = str(item.get("service_name") or code)
                found.append(Consultation(str(code), title, str(item.get("description") or item.get("group") or "")))
        return found

    def probe(self, report: ConnectionReport) -> None:
        """Tell the dialect by the shape of the answer."""
        reply = self._services()
        if reply.status == 404:
            reply = self._ask("requests")
        signs = [self._format.upper()]
        if "x-page-size" in reply.headers:
            signs.append("6aika")
        elif reply.body.lstrip()[:1] == b"{":
            signs.append("FixMyStreet")
        report.dialect = f"GeoReport v2, {', '.join(signs)}; profile {self.profile}"

    # -- pages ---------------------------------------------------------------------------------------------------

    def pages(self, query: Query, since: Optional[str] = None) -> Iterator[Page]:
        """See `Connector.pages`."""
        params: dict[str, object] = {"service_code": query.consultation or None}
        if self.profile == "6aika":
            yield from self._numbered(query, params, since)
        elif self.profile == "fixmystreet":
            yield from self._rolled_back(query, params)
        else:
            yield from self._periods(query, params, since)

    def _numbered(self, query: Query, params: dict[str, object], since: Optional[str]) -> Iterator[Page]:
        """6aika: pages by number until the counted ones are read, or a page is empty or missing."""
        size = min(self.number_option("page_size"), 500)
        params.update(
            extensions="citysdk,geometry,media",
            per_page=size,
            start_date=_second(query.start),
            end_date=_second(query.end),
            updated_after=_second(since),
        )
        notes: tuple[Note, ...] = ()
        if query.bbox:
            params["bbox"] = ",".join(f"{value:.7f}" for value in query.bbox)
            notes = (_NO_POSITIONS_NOTE,)
        pages: Optional[int] = None
        for number in range(1, 100_000):
            past_end = (404,) if number > 1 and pages is None else ()
            reply = self._ask("requests", {**params, "page": number}, ok=past_end)
            if reply.status == 404:
                return
            items = read_items(reply, "request")
            total = whole(reply.headers.get("x-result-count"))
            yield self._page(query, items, total, notes)
            pages = whole(reply.headers.get("x-page-count"))
            if not items or (pages is not None and number >= pages):
                return
            if pages is None and total is None and number == 1 and self._repeats(items, params):
                if since is None:
                    yield from self._periods(query, {"service_code": query.consultation or None}, None)
                return

    def _repeats(self, items: list[Any], params: dict[str, object]) -> bool:
        """Whether the server has no pages: page 2 brings page 1 again."""
        reply = self._ask("requests", {**params, "page": 2}, ok=(404,))
        return reply.status != 404 and _ids(read_items(reply, "request")) == _ids(items)

    def _rolled_back(self, query: Query, params: dict[str, object]) -> Iterator[Page]:
        """FixMyStreet: newest first; ask again for what is at most as new as the oldest so far."""
        params.update(max_requests=self.number_option("page_size"), start_date=_second(query.start))
        end, before, largest, whole_second = query.end, set[str](), 0, True
        while True:
            items = read_items(self._ask("requests", {**params, "end_date": _second(end)}), "request")
            ids = _ids(items)
            times = [time for time in map(self._requested, items) if time]
            yield self._page(query, items, None, (), complete=whole_second and (bool(times) or not items))
            if not times or 1 < len(items) < largest:
                return
            if ids <= before:  # the oldest second fills the answer: step over it
                older = _second(min(times))
                if end is not None and older == _second(end):
                    return
                end, whole_second = min(times), len(items) == 1 or not self._has_more(params, older)
                if whole_second:
                    return
            else:
                end = shift(min(times), 1.0)
            before, largest = ids, max(largest, len(items))

    def _has_more(self, params: dict[str, object], end: Optional[str]) -> bool:
        """Whether there are reports before a moment."""
        return bool(read_items(self._ask("requests", {**params, "end_date": end}), "request"))

    def _periods(self, query: Query, params: dict[str, object], since: Optional[str]) -> Iterator[Page]:
        """Specification and Klarschiff: from now backwards, one period after the other."""
        days = 365 if self.profile == "klarschiff" else 90
        if self.profile == "klarschiff":
            params.update(status="open,closed", also_archived="true", extensions="true", updated_after=_second(since))
        first = max(query.start or "", utc(self.option("earliest")) or "2010-01-01T00:00:00.000Z")
        end = min(query.end or "9", shift(utc_now(), DAY))
        while end > first:
            start = max(first, shift(end, -days * DAY + 1))
            yield from self._period(query, params, start, end)
            if self._counted:
                yield from self._numbered(query, params, None)
                return
            if self._ignores_dates:
                return
            end = start

    def _period(self, query: Query, params: dict[str, object], start: str, end: str) -> Iterator[Page]:
        """One period: numbered pages where the server has them, else halves where the server caps."""
        asked = {**params, "start_date": _second(start), "end_date": _second(end)}
        reply = self._ask("requests", asked)
        if "x-page-count" in reply.headers and self.profile == "spec":
            self._counted = True
            return
        items = read_items(reply, "request")
        times = [time for time in map(self._requested, items) if time]
        low, high = shift(start, -DAY), shift(end, DAY)
        if times and 2 * sum(not low <= time <= high for time in times) > len(times):
            self._ignores_dates = True  # the client filters anyway; one round has everything
        if items and self._pages is not False and self.profile == "spec":
            yield self._page(query, items, None, ())
            yield from self._further_pages(query, asked, _ids(items))
            if self._pages:
                return
        if not self._ignores_dates and self._may_be_cut(params, start, end, items, times):
            middle = _middle(start, end)
            if middle is not None:
                yield from self._period(query, params, middle, end)
                yield from self._period(query, params, start, middle)
                return
            note = Note(
                QT_TRANSLATE_NOOP("Samplan", "The service delivers at most {count} reports at once, even within a minute."),
                {"count": len(items)},
            )  # fmt: skip
            yield Page([], complete=False, notes=(note,))
        yield self._page(query, items, None, ())

    def _further_pages(self, query: Query, asked: dict[str, object], before: set[str]) -> Iterator[Page]:
        """Pages 2, 3...; learns from the first whether the server has pages at all."""
        for number in range(2, 100_000):
            reply = self._ask("requests", {**asked, "page": number}, ok=(400, 404))
            items = read_items(reply, "request") if reply.status < 300 else []
            ids = _ids(items)
            if self._pages is None:
                self._pages = reply.status != 400 and not (items and ids <= before)
            if not items or ids <= before:
                return
            yield self._page(query, items, None, ())
            before = ids

    def _may_be_cut(self, params: dict[str, object], start: str, end: str, items: list[Any], times: list[str]) -> bool:
        """Whether a server without pages left something out.

        Known by the cap it was caught at, else found by asking for what is older than the oldest and newer than the
        newest report of the answer: anything there that the answer lacks gives the cap away.
        """
        if self._cap is not None:
            return len(items) >= self._cap
        if not times or len(items) <= self._uncapped:
            return False
        known = _ids(items)
        for low, high in ((start, shift(min(times), 1.0)), (max(times), end)):
            asked = {**params, "start_date": _second(low), "end_date": _second(high)}
            if low < high and _ids(read_items(self._ask("requests", asked), "request")) - known:
                self._cap = len(items)
                return True
        self._uncapped = len(items)
        return False

    # -- records -------------------------------------------------------------------------------------------------

    def _requested(self, item: Any) -> Optional[str]:
        return utc(item.get("requested_datetime"), self.naive_minutes) if isinstance(item, dict) else None

    def _page(self, query: Query, items: list[Any], total: Optional[int], notes: tuple[Note, ...],
              complete: bool = True) -> Page:  # fmt: skip
        source, naive = self.source_id(query), self.naive_minutes
        records = [
            record
            for record in (self._record(source, item, naive) for item in items if isinstance(item, dict))
            if record is not None
        ]
        return Page(records, total, len(items) - len(records), complete, notes)

    def _record(self, source: str, item: dict[str, Any], naive_minutes: int) -> Optional[Record]:
        extra = item.get("extended_attributes")
        extra = extra if isinstance(extra, dict) else {}
        key = item.get("service_request_id")
        title, text = item.get("title") or extra.get("title"), item.get("detail")
        if not text:
            text = item.get("description")
        detailed = extra.get("detailed_status")
        media = _media(extra.get("media_urls"), item.get("media_url"))
        address = None
        if self.profile == "fixmystreet" and key not in (None, ""):
            parts = urlsplit(self.base)
            address = f"{parts.scheme}://{parts.netloc}/report/{key}"
        return make_record(
            source,
            key,
            "report",
            consultation=item.get("service_code"),
            title=title,
            text=text,
            category=item.get("service_name") or item.get("service_code"),
            status=detailed or item.get("status"),
            status_words=_DETAILED,
            votes_up=extra.get("votes"),
            comments_n=item.get("comment_count"),
            created=item.get("requested_datetime"),
            updated=item.get("updated_datetime"),
            naive_minutes=naive_minutes,
            url=address,
            media=media,
            position=_position(item, extra),
            raw=item,
        )


def _position(item: dict[str, Any], extra: dict[str, Any]) -> Position:
    """The geometry where there is one (``lat``/``long`` is only its centre then), else ``lat`` and ``long``."""
    geometry = extra.get("geometry")
    if isinstance(geometry, dict) and geometry.get("type") and str(geometry.get("srid", 4326)) == "4326":
        found = from_geojson(geometry)
        if found.lon is not None:
            return found
    lon = item["long"] if "long" in item else item.get("lon", item.get("lng"))
    return from_lat_lon(item.get("lat"), lon)


def _media(several: Any, one: Any) -> Optional[list[Any]]:
    """The addresses of both fields, None when there is none."""
    if not several:
        return [one] if one else None
    return [*several, one] if isinstance(several, list) else [several, one]


def _ids(items: list[Any]) -> set[str]:
    return {str(item.get("service_request_id")) for item in items if isinstance(item, dict)}


def _second(moment: Optional[str]) -> Optional[str]:
    """A time without fractions: some servers cannot read them."""
    return moment[:19] + "Z" if moment else None


def _middle(start: str, end: str) -> Optional[str]:
    """The middle of a period on a full minute, None when it is shorter than two minutes."""
    length = seconds_between(start, end)
    return shift(start, length / 2)[:17] + "00.000Z" if length >= 120 else None
