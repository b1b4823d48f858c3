"""Open311 GeoReport v2: defect reports, in the dialects of 6aika/Helsinki, FixMyStreet, Klarschiff and the bare
specification, as JSON or XML.

The specification has neither paging nor an extent filter, and the dialects fill the gap differently:

- ``6aika``: ``page`` and ``per_page`` with counts in headers, for services too; extent; changes by ``updated_after``
  (hidden reports vanish without a trace, so a full sweep is still needed). Without these headers it is other software,
  read as specified.
- ``fixmystreet``: newest first, at most a configured number: ``end_date`` is rolled backwards. Its database compares
  the hands of its own clock and ignores the zone, so times go back to it exactly as it wrote them.
- ``klarschiff``: open reports only unless asked for all; no paging: periods of a year, halved where the server caps.
- ``spec``: periods of at most 90 days back to the option ``earliest`` or, without it, to the start asked for; pages
  where the server has them, otherwise a period that reaches the server's cap is halved.

Counted pages like 6aika's are recognised in the last two as well.

Source: the specification at wiki.open311.org/GeoReport_v2 and the platforms' own sources and documentation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterator, Optional
from urllib.parse import urlsplit

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ...web.errors import NetworkError, NotFound, RequestRefused, ServerFailed, UnexpectedAnswer
from ...web.reply import Reply
from ..query import Query
from ..record import Record, make_record
from ..values import add_seconds, parse_int, utc, utc_now
from ._open311_address import ACCEPTED, base_of, elsewhere, not_here, other_form
from ._open311_answers import STATUS_WORDS, ids_of, media_of, position_of, read_items, status_word
from ._open311_newest import newest_first
from ._open311_pages import deliverable, is_about_an_item
from ._open311_questions import can_be_asked, middle_of, second
from ._open311_services import service_of, unknown_service
from .base import UTC_OFFSET, Capabilities, ConnectionReport, Connector, Consultation, Evidence, Option, Page

if TYPE_CHECKING:
    from ._projected import Projector

DAY = 86_400.0
_NO_JURISDICTION = QT_TRANSLATE_NOOP(
    "Samplan", "The service delivers nothing for the jurisdiction id “{id}”. Check it, or leave it blank."
)
_LOST = QT_TRANSLATE_NOOP(
    "Samplan",
    "The service fails on {count} reports, so they cannot be read; all others were. Nothing was removed. Tell the"
    " service's owner.",
)
_NOT_BACK = QT_TRANSLATE_NOOP(
    "Samplan",
    "Reports from before {date} were not read, though the service has some. Set the option earliest to an earlier date to"
    " read them.",
)
_OTHER_PROFILE = QT_TRANSLATE_NOOP(
    "Samplan", "The service answers like the profile “{found}”. Choose that one in the connection."
)
_EARLIEST = "2010-01-01"
_OLDEST = "1970-01-01T00:00:00.000Z"
_AHEAD = 60 * DAY
"""How far the newest period reaches into the future: clocks and planned works are ahead of now."""
_NO_POSITIONS_NOTE = UserMessage(
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
        Option("earliest", {"en": "Read back to (date)", "sv": "Läs tillbaka till (datum)"}, _EARLIEST, "date"),
        UTC_OFFSET,
    )
    evidence = {
        "spec": Evidence("contract", "simulator after the specification", "2.0", "2026-11-26"),
        "6aika": Evidence("verified", "6aika/issue-reporting", "de03737", "2026-11-26"),
        "fixmystreet": Evidence("contract", "simulator after FixMyStreet's source", "", "2026-11-26"),
        "klarschiff": Evidence("contract", "simulator after Klarschiff's source", "", "2026-11-26"),
    }

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        rich = self.profile == "6aika"
        self.capabilities = Capabilities(
            bbox=rich, dates=True, incremental=self.profile in ("6aika", "klarschiff"), consultations=True
        )
        self._format = str(self.option("format"))
        self._pages: Optional[bool] = None  # whether a server without counts understands page=
        self._uncapped = 0  # the largest answer known to be whole
        self._cap: Optional[int] = None
        self._ignores_dates = False
        self._counted = False  # whether the server turned out to number its pages like 6aika's
        self._known = False  # whether anything but a web page ever came from this address
        self._lost: set[int] = set()  # places of the reports that the server fails on
        self._service_list: Optional[Reply] = None
        self._projectors: dict[str, Projector] = {}

    @classmethod
    def clean_address(cls, url: str) -> str:
        """Also accept the address of a list or of one report, as copied from a browser."""
        return base_of(url)

    def scope(self, query: Query) -> dict[str, Any]:
        """See `Connector.scope`; what the options leave out is not removed either."""
        found = super().scope(query)
        if self.profile in ("spec", "klarschiff") or (self.profile == "6aika" and self._chosen_floor):
            found["start"] = self._first(query)
        if self.profile != "fixmystreet" and self.option("jurisdiction_id"):
            found["jurisdiction"] = str(self.option("jurisdiction_id"))
        return found

    # -- asking --------------------------------------------------------------------------------------------------

    def _ask(self, name: str, params: Optional[dict[str, object]] = None, ok: tuple[int, ...] = ()) -> Reply:
        """Ask for a list in the chosen format; with ``auto``, JSON first, then XML."""
        found: dict[str, object] = {"jurisdiction_id": self.option("jurisdiction_id") or None}
        if self.profile == "fixmystreet" and found["jurisdiction_id"] is None:
            found["jurisdiction_id"] = urlsplit(self.base).hostname  # mandatory there, any value does
        found.update(params or {})
        try:
            return self._in_form(name, found, ok)
        except (NotFound, RequestRefused) as refused:
            missing = isinstance(refused, NotFound)
            if self._known or (missing and name != "requests"):
                raise
            better = self._in_other_form(name, found)
            if better is None and missing:
                better = elsewhere(self.base, self.transport) or not_here(
                    self.base, str(refused.values.get("says", ""))
                )
            raise better or refused from None

    def _in_other_form(self, name: str, params: dict[str, object]) -> Optional[NetworkError]:
        """The error that names the format the service has, when it lacks the chosen one."""
        chosen = str(self.option("format"))
        return None if chosen == "auto" else other_form(self.base, name, chosen, params, self.transport)

    def _in_form(self, name: str, params: dict[str, object], ok: tuple[int, ...]) -> Reply:
        if self._format != "auto":
            return self._get(name, self._format, params, ok)
        try:
            reply = self._get(name, "json", params, ok)
            self._format = "json"
        except (NotFound, RequestRefused) as refused:
            try:
                reply = self._get(name, "xml", params, ok)
            except (NotFound, RequestRefused):
                raise refused from None
            self._format = "xml"
        return reply

    def _get(self, name: str, form: str, params: dict[str, object], ok: tuple[int, ...]) -> Reply:
        reply = self.transport.get(f"{self.base}/{name}.{form}", params, ACCEPTED[form], ok=ok)
        if not self._known and reply.is_html:
            found = self._in_other_form(name, params) or elsewhere(self.base, self.transport)
            if found is not None:
                raise found
        self._known = self._known or reply.status < 300
        return reply

    def _services(self) -> Reply:
        """The list of services; some servers have none (404), their reports can be read all the same."""
        try:
            self._service_list = self._ask("services")
        except NotFound:
            self._service_list = Reply(self.base, 404, b"")
        return self._service_list

    def consultations(self) -> list[Consultation]:
        """The services (categories of reports)."""
        reply = self._services()
        items = read_items(reply, "service") if reply.status == 200 else []
        for number in range(2, (parse_int(reply.headers.get("x-page-count")) or 1) + 1):
            items += read_items(self._ask("services", {"page": number}), "service")
        return [service for service in map(service_of, items) if service]

    def probe(self, report: ConnectionReport) -> None:
        """Tell the dialect by the shape of the answer."""
        reply = self._service_list or self._services()
        if reply.status == 404:
            reply = self._ask("requests")
        found = ""
        if "x-page-size" in reply.headers:
            found = "6aika"
        elif reply.body.lstrip()[:1] == b"{":
            found = "fixmystreet"
        signs = [self._format.upper(), *([self.profiles[found]["en"]] if found else [])]
        report.dialect = f"GeoReport v2, {', '.join(signs)}; profile {self.profile}"
        if found not in ("", self.profile):
            report.notes.append(UserMessage(_OTHER_PROFILE, {"found": self.profiles[found]["en"]}))

    # -- pages ---------------------------------------------------------------------------------------------------

    def pages(self, query: Query, since: Optional[str] = None) -> Iterator[Page]:
        """See `Connector.pages`; where nothing fits the chosen service, tells whether there is such a service."""
        fits = not query.consultation or since is not None
        try:
            for page in self._all_pages(query, since):
                fits = fits or any(record.consultation in (None, query.consultation) for record in page.records)
                yield page
        except (NotFound, RequestRefused) as refused:
            raise (None if fits else self._unknown(query.consultation)) or refused from None
        unknown = None if fits else self._unknown(query.consultation)
        if unknown is not None:
            raise unknown

    def _unknown(self, chosen: str) -> Optional[NetworkError]:
        """The error that names the services, when the chosen one is none of them."""
        try:
            return unknown_service(chosen, self.consultations())
        except NetworkError:  # no list, no advice
            return None

    def _all_pages(self, query: Query, since: Optional[str]) -> Iterator[Page]:
        params: dict[str, object] = {"service_code": query.consultation or None}
        if self.profile == "6aika":
            self._lost = set()
            yield from self._numbered(query, params, since)
            if self._lost:
                yield Page([], complete=False, notes=(UserMessage(_LOST, {"count": len(self._lost)}),))
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
            start_date=second(query.start),
            end_date=second(add_seconds(query.end, 1.0)) if query.end else None,
            updated_after=second(since),
        )
        notes: tuple[UserMessage, ...] = ()
        if query.bbox and can_be_asked(query.bbox):
            params["bbox"] = ",".join(f"{value:.7f}" for value in query.bbox)
            notes = (_NO_POSITIONS_NOTE,)
        pages: Optional[int] = None
        before: set[str] = set()
        for number in range(1, 100_000):
            try:
                reply = self._ask("requests", {**params, "page": number})
            except ServerFailed as failure:
                if size == 1 or not is_about_an_item(failure):
                    raise
                yield from self._around(query, params, (number - 1) * size, size)
                if number == pages:
                    return
                continue
            except NotFound:
                if number == 1 or (pages is not None and not self._shrunk(params, number)):
                    raise
                if pages is not None:
                    yield Page([])  # without a total: the sync notices that the source changed, and reads again
                return
            items, total = read_items(reply, "request"), parse_int(reply.headers.get("x-result-count"))
            pages = parse_int(reply.headers.get("x-page-count"))
            size = parse_int(reply.headers.get("x-page-size")) or size
            if number == 1 and pages is None and since is None:  # another software, perhaps with the 90 days of old
                yield from self._periods(query, {"service_code": query.consultation or None}, None)
                return
            if not items and number == 1 and since is None and self.option("jurisdiction_id"):
                notes = (*notes, UserMessage(_NO_JURISDICTION, {"id": str(self.option("jurisdiction_id"))}))
            yield self._page(query, items, total, notes)
            if not items or number >= (pages or number + 1) or (pages is None and ids_of(items) <= before):
                return
            before = ids_of(items)

    def _around(self, query: Query, params: dict[str, object], first: int, size: int) -> Iterator[Page]:
        """A page that the server fails on, in smaller pieces."""

        def ask(piece: int, number: int) -> Reply:
            return self._ask("requests", {**params, "per_page": piece, "page": number})

        for items in deliverable(ask, first, size, self._lost):
            yield self._page(query, items, None, ())

    def _shrunk(self, params: dict[str, object], number: int) -> bool:
        """Whether a page that was promised is gone because reports vanished meanwhile."""
        first = self._ask("requests", {**params, "page": 1})
        return (parse_int(first.headers.get("x-page-count")) or number) < number

    def _rolled_back(self, query: Query, params: dict[str, object]) -> Iterator[Page]:
        """FixMyStreet: newest first; ask again for what is at most as new as the oldest so far.

        The limits given by the user are widened by a day (the sync repeats the filter): the zone is not honoured.
        """
        most = max(2, self.number_option("page_size"))  # one at a time would hide the others of its second
        params.update(max_requests=most, start_date=second(add_seconds(query.start, -DAY)) if query.start else None)

        def ask(end: Optional[str]) -> list[Any]:
            reply = self._ask("requests", {**params, "end_date": end})
            if "x-page-count" in reply.headers:
                raise UnexpectedAnswer(_OTHER_PROFILE, found=self.profiles["6aika"]["en"])
            return read_items(reply, "request")

        for items, note in newest_first(ask, second(add_seconds(query.end, DAY)) if query.end else None, most):
            yield self._page(query, items, None, (note,) if note else (), complete=note is None)

    def _periods(self, query: Query, params: dict[str, object], since: Optional[str]) -> Iterator[Page]:
        """Specification and Klarschiff: from now backwards, one period after the other."""
        days = 90.0
        if self.profile == "klarschiff":
            params.update(status="open,closed", also_archived="true", extensions="true", updated_after=second(since))
            days = 40_000.0 if since else 365.0  # changes are few: one question
        elif self.profile == "6aika":
            params.update(extensions="true")
        first = add_seconds(self._first(query), -DAY)  # a day more on both sides, for servers that ignore the zone
        end = add_seconds(min(query.end or "9", add_seconds(utc_now(), _AHEAD)), DAY)
        while end > first:
            start = max(first, add_seconds(end, -days * DAY + 1))
            yield from self._period(query, params, start, end)
            if self._counted:
                yield from self._numbered(query, params, since)
                return
            if self._ignores_dates:
                return
            end = start
        if since is None and self._reaches_back(query, params, first):
            note = UserMessage(_NOT_BACK, {"date": self._first(query)[:10]})
            yield Page([], complete="start" in self.scope(query), notes=(note,))  # what lies before must not be removed

    @property
    def _chosen_floor(self) -> bool:
        """Whether the user said how far back to read."""
        return self.connection.options.get("earliest") not in (None, "")

    def _first(self, query: Query) -> str:
        """How far back periods go: to the option when it was set, and never further than was asked for."""
        asked, usual = max(query.start or "", _OLDEST), utc(self.option("earliest")) or _OLDEST
        if not self._chosen_floor and (query.start or (query.end and query.end <= usual)):
            return asked
        return max(asked, usual)

    def _reaches_back(self, query: Query, params: dict[str, object], end: str) -> bool:
        """Whether the service has reports from before the periods read that nobody chose to leave out."""
        if query.start == self._first(query) or (self._chosen_floor and not query.start):
            return False
        for start in (_OLDEST, add_seconds(end, -90 * DAY)):  # the second for servers that refuse or cut long periods
            asked = {**params, "start_date": second(start), "end_date": second(end)}
            reply = self._ask("requests", asked, ok=(400, 404))
            items = read_items(reply, "request") if reply.status < 300 else []
            if any(time < end for time in map(self._requested, items) if time):
                return True
        return False

    def _period(self, query: Query, params: dict[str, object], start: str, end: str) -> Iterator[Page]:
        """One period: numbered pages where the server has them, else halves where the server caps."""
        asked = {**params, "start_date": second(start), "end_date": second(end)}
        reply = self._ask("requests", asked)
        if "x-page-count" in reply.headers:
            self._counted = True
            return
        items = read_items(reply, "request")
        times = [time for time in map(self._requested, items) if time]
        low, high = add_seconds(start, -DAY), add_seconds(end, DAY)
        if times and 2 * sum(not low <= time <= high for time in times) > len(times):
            self._ignores_dates = True  # the client filters anyway; one round has everything
        if items and self._pages is not False and self.profile != "klarschiff":
            yield self._page(query, items, None, ())
            yield from self._further_pages(query, asked, ids_of(items))
            if self._pages:
                return
        if not self._ignores_dates and self._may_be_cut(params, start, end, items, times):
            middle = middle_of(start, end)
            if middle is not None:
                yield from self._period(query, params, middle, end)
                yield from self._period(query, params, start, middle)
                return
            note = UserMessage(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "The service delivers at most {count} reports at once, even within a minute ({minute}). Some of these could"
                    " not be read. Nothing was removed. Tell the service's owner.",
                ),
                {"count": len(items), "minute": start[:16].replace("T", " ")},
            )  # fmt: skip
            yield Page([], complete=False, notes=(note,))
        yield self._page(query, items, None, ())

    def _further_pages(self, query: Query, asked: dict[str, object], before: set[str]) -> Iterator[Page]:
        """Pages 2, 3...; learns from the first whether the server has pages at all."""
        for number in range(2, 100_000):
            reply = self._ask("requests", {**asked, "page": number}, ok=(400, 404))
            items = read_items(reply, "request") if reply.status < 300 else []
            ids = ids_of(items)
            if self._pages is None:
                self._pages = reply.status != 400 and not (items and ids <= before)
            if not items or ids <= before:
                return
            yield self._page(query, items, None, ())
            before = ids

    def _may_be_cut(self, params: dict[str, object], start: str, end: str, items: list[Any], times: list[str]) -> bool:
        """Whether a server without pages left something out.

        Known by the cap it was caught at, else found by asking for the two halves around the middle report: where
        something was left out, one of them holds more of it than this answer does, in whatever order the server sends.
        """
        if self._cap is not None:
            return len(items) >= self._cap
        if not times or len(items) < self._uncapped:  # as many may be the cap itself
            return False
        known, middle = ids_of(items), sorted(times)[len(times) // 2]
        for low, high in ((start, add_seconds(middle, 1.0)), (middle, end)):
            asked = {**params, "start_date": second(low), "end_date": second(high)}
            if low < high and ids_of(read_items(self._ask("requests", asked), "request")) - known:
                self._cap = len(items)
                return True
        self._uncapped = len(items)
        return False

    # -- records -------------------------------------------------------------------------------------------------

    def _requested(self, item: Any) -> Optional[str]:
        return utc(item.get("requested_datetime"), self.naive_minutes) if isinstance(item, dict) else None

    def _page(self, query: Query, items: list[Any], total: Optional[int], notes: tuple[UserMessage, ...],
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
        status = status_word(item, extra)
        if self.profile == "fixmystreet" and not status:
            status = "closed"  # by its source, public states other than open, fixed and closed get no word: closed ones
        media = media_of(extra.get("media_urls"), item.get("media_url"))
        url = None
        if self.profile == "fixmystreet" and key not in (None, ""):
            parts = urlsplit(self.base)
            url = f"{parts.scheme}://{parts.netloc}/report/{key}"
        return make_record(
            source,
            key,
            "report",
            consultation=item.get("service_code"),
            title=title,
            text=text,
            category=item.get("service_name") or item.get("service_code"),
            status=status,
            status_words=STATUS_WORDS,
            votes_up=extra.get("votes"),
            comments_n=item.get("comment_count"),
            created=item.get("requested_datetime"),
            updated=item.get("updated_datetime"),
            naive_minutes=naive_minutes,
            url=url,
            media=media,
            address=item.get("address"),
            position=position_of(item, extra, self._projectors),
            raw=item,
        )
