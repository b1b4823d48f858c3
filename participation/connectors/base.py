"""What every connector offers: the base class and the small types it speaks in."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field, fields, is_dataclass, replace
from itertools import islice
from typing import Any, Callable, Iterator, Mapping, NamedTuple, Optional

from ...messages import QT_TRANSLATE_NOOP, UserError, UserMessage
from ...redaction import hide_in, knows_secrets, remember_secrets
from ...web.addresses import clean_base, redact, secret_values, secrets_in
from ...web.errors import ConnectionSettingsError, UnexpectedAnswer
from ...web.transport import Transport, header_secrets
from ..query import Query
from ..record import Record, without_secrets
from ._options import COLUMNS, CRS, DATE_FORMAT, LAYER, SWAP, UTC_OFFSET, Option, checked, minutes_of

__all__ = [
    "COLUMNS", "CRS", "DATE_FORMAT", "LAYER", "SWAP", "UTC_OFFSET",
    "Capabilities", "Connection", "ConnectionReport", "Connector", "Consultation", "Credentials", "Evidence",
    "Option", "Page",
]  # fmt: skip

Text = Mapping[str, str]
"""A text in both languages: ``{"en": ..., "sv": ...}``."""


class Evidence(NamedTuple):
    """How far a connector (or one of its profiles) has been proved. Shown in the UI and the README as it is.

    Attributes
    ----------
    level : str
        ``verified`` (this code ran against a real server), ``contract`` (against recorded answers or a simulator
        written from the platform's source or documentation) or ``experimental``.
    server, version, date : str
        Which server, which version, when (ISO date).
    """

    level: str
    server: str = ""
    version: str = ""
    date: str = ""


UNPROVED = Evidence("experimental")


class Capabilities(NamedTuple):
    """What the *server* can narrow or tell; the client repeats every filter anyway.

    Attributes
    ----------
    bbox, dates, categories : bool
        The connector passes that filter to the server. Pass on only what does not change during an item's life, or
        an item that leaves the filter would look removed.
    incremental : bool
        `Connector.pages` understands ``since``.
    deleted_feed : bool
        `Connector.deleted` tells which items were removed.
    consultations : bool
        `Connector.consultations` lists something to choose from; ``needs_consultation`` = one must be chosen.
    needs_consultation : bool
    """

    bbox: bool = False
    dates: bool = False
    categories: bool = False
    incremental: bool = False
    deleted_feed: bool = False
    consultations: bool = False
    needs_consultation: bool = False


@dataclass(frozen=True)
class Credentials:
    """Secrets for APIs that want them in a request body; never stored, logged or shown.

    With an API that takes a header or HTTP Basic, prefer an authcfg in `transport_qgis`.
    """

    username: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


@dataclass(frozen=True)
class Connection:
    """What the user entered about one source.

    Attributes
    ----------
    url : str
        Base address of the service, or a file path for the file connector.
    profile : str
        One of the connector's ``profiles``; blank = its first.
    options : mapping
        Values of the connector's ``options``.
    credentials : Credentials
    headers : mapping
        Extra or overriding HTTP headers (None removes one), for servers that stumble over the usual ones.
    pseudonym : callable, optional
        Turns what identifies an author into a pseudonym (`privacy.Pseudonyms`); None: authors leave no trace.
    near : str
        The coordinate system of the user's project (``EPSG:2056``): the first to suggest where a source states none.
    """

    url: str = field(repr=False)
    profile: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    credentials: Credentials = field(default_factory=Credentials, repr=False)
    headers: Mapping[str, Optional[str]] = field(default_factory=dict, repr=False)
    pseudonym: Optional[Callable[[str], str]] = field(default=None, repr=False)
    near: str = ""


class Consultation(NamedTuple):
    """Something to import: a hearing, service, collection, project, component or form.

    ``count`` is what the server says it holds, None when unknown; times are `values.utc`.
    """

    id: str
    title: str
    description: str = ""
    count: Optional[int] = None
    opens: Optional[str] = None
    closes: Optional[str] = None
    url: str = ""


class Page(NamedTuple):
    """One page of items.

    Attributes
    ----------
    records : list of Record
    total : int, optional
        What the server says it holds for this query (not counting records of the connector's ``nested_kinds``).
        The sweep counts as complete only when as many items arrived.
    skipped : int
        Raw items that cannot become a record (no id yet); they count towards ``total``.
    complete : bool
        False when the connector knows that items are missing whatever follows: nothing is then removed.
    notes : tuple of UserMessage
        What the user should know; repeated notes are shown once.
    unchanged : bool
        The server said that nothing changed since the last complete run (HTTP 304); the page is empty then.
    ordered : bool
        The pages are cut out of one document: of items with the same id the last one counts, whatever its times.
    """

    records: list[Record]
    total: Optional[int] = None
    skipped: int = 0
    complete: bool = True
    notes: tuple[UserMessage, ...] = ()
    unchanged: bool = False
    ordered: bool = False


@dataclass
class ConnectionReport:
    """The result of `Connector.test_connection`.

    Attributes
    ----------
    dialect : str
        What answered, as detected ("6aika Open311, JSON", "pygeoapi").
    consultations : list of Consultation
    located, unlocated : int
        Among the ``sampled`` items read; ``all_read`` tells whether these are all there are.
    total : int, optional
        What the server says it holds.
    licence, terms_url : str
        As the server states them; blank when it states none.
    evidence : Evidence
    notes : list of UserMessage
    """

    dialect: str = ""
    consultations: list[Consultation] = field(default_factory=list)
    located: int = 0
    unlocated: int = 0
    all_read: bool = False
    total: Optional[int] = None
    licence: str = ""
    terms_url: str = ""
    evidence: Evidence = UNPROVED
    notes: list[UserMessage] = field(default_factory=list)

    @property
    def sampled(self) -> int:
        """Items read for the report."""
        return self.located + self.unlocated


SAMPLE_ITEMS = 500
"""Items that a connection test reads at most (rounded up to a page)."""

LISTING_REQUESTS = 2000
"""Requests that a list of consultations, or a connection test, may take."""

ODD_SHAPES = (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError, RecursionError)
"""What reading an answer of an unforeseen shape may raise."""


def _odd_shape(error: Exception) -> UnexpectedAnswer:
    return UnexpectedAnswer(
        QT_TRANSLATE_NOOP(
            "Samplan",
            "The answer does not have the form that the protocol promises ({error}). Check the address and the"
            " profile; if they are right, tell the service's owner.",
        ),
        error=f"{type(error).__name__}: {str(error)[:80]}",
    )


def _wrap_parse_errors(method: Callable[..., Any]) -> Callable[..., Any]:
    """Return the method, with an answer it cannot make sense of turned into a plain error instead of a traceback."""

    @functools.wraps(method)
    def careful(*given: Any, **named: Any) -> Any:
        try:
            return _hidden(method(*given, **named))
        except UserError:  # plain already
            raise
        except ODD_SHAPES as error:
            raise _odd_shape(error) from error

    return careful


def _listing(method: Callable[..., Any]) -> Callable[..., Any]:
    """Return the method, with an end to the requests that it may make."""

    @functools.wraps(method)
    def bounded(self: Connector, *given: Any, **named: Any) -> Any:
        with self.transport.at_most(LISTING_REQUESTS):
            return method(self, *given, **named)

    return bounded


def _hidden(found: Any) -> Any:
    """Return what a connector told of a service, without the secrets that the service repeats."""
    if isinstance(found, list):
        return [_hidden(item) for item in found]
    if not is_dataclass(found):
        return hide_in(found) if type(found) is str else found
    return replace(found, **{each.name: _hidden(getattr(found, each.name)) for each in fields(found) if each.init})


def _each_plain(found: Iterator[Any]) -> Iterator[Any]:
    """Pass on what a connector yields, plain like `_wrap_parse_errors`."""
    while True:
        try:
            item = next(found)
        except StopIteration:
            return
        except UserError:  # plain already
            raise
        except ODD_SHAPES as error:
            raise _odd_shape(error) from error
        yield item


def _plain_pages(pages: Callable[..., Iterator[Page]]) -> Callable[..., Iterator[Page]]:
    """Return the method `Connector.pages`, plain, with `Connector.standing_notes` on its first page."""

    @functools.wraps(pages)
    def careful(self: Connector, query: Query, since: Optional[str] = None) -> Iterator[Page]:
        notes = self.standing_notes()
        for page in _each_plain(pages(self, query, since)):
            records = list(map(without_secrets, page.records)) if knows_secrets() else page.records
            yield page._replace(records=records, notes=(*notes, *page.notes))
            notes = ()

    return careful


def _plain_ids(deleted: Callable[..., Iterator[list[str]]]) -> Callable[..., Iterator[list[str]]]:
    """Return the method `Connector.deleted`, plain."""

    @functools.wraps(deleted)
    def careful(self: Connector, query: Query, since: str) -> Iterator[list[str]]:
        return _each_plain(deleted(self, query, since))

    return careful


class Connector:
    """Base of all connectors: one subclass per API, one module per subclass.

    Class attributes to set
    -----------------------
    id : str
        Stable id of the published contract (``open311``, ``decidim``...).
    title, description : {"en", "sv"}
    profiles : mapping of profile id to {"en", "sv"} title
        Dialects; the first is the default. Leave empty when there is only one.
    options : tuple of Option
    capabilities : Capabilities
    evidence : mapping of profile id (or "") to Evidence
    nested_kinds : frozenset of str
        Kinds of records that come along with others and that the server's ``total`` does not count.

    Attributes
    ----------
    memory : dict
        What the connector wants back at the next run of the same question (an ETag, say); set and stored by the sync
        after complete runs.

    Methods to write: `pages`; usually `consultations` and `probe`; `source_id` when ids are unique only within a
    consultation; `deleted` with a deleted feed.
    """

    id: str = ""
    title: Text = {}
    description: Text = {}
    url_hint: str = "https://"
    profiles: Mapping[str, Text] = {}
    options: tuple[Option, ...] = ()
    capabilities: Capabilities = Capabilities()
    evidence: Mapping[str, Evidence] = {"": UNPROVED}
    nested_kinds: frozenset[str] = frozenset()

    def __init_subclass__(cls, **settings: Any) -> None:
        super().__init_subclass__(**settings)
        if "consultations" in vars(cls):
            cls.consultations = _wrap_parse_errors(_listing(cls.consultations))  # type: ignore[method-assign]
        if "pages" in vars(cls):
            cls.pages = _plain_pages(cls.pages)  # type: ignore[method-assign]
        if "deleted" in vars(cls):
            cls.deleted = _plain_ids(cls.deleted)  # type: ignore[method-assign]

    def __init__(self, connection: Connection, transport: Transport) -> None:
        known = connection.credentials
        user = [known.username] if re.search("[0-9@]", known.username) else []
        remember_secrets(
            [*secret_values(connection.url), known.password, known.token, *user, *header_secrets(connection.headers)]
        )
        if known.password:
            remember_secrets([f"{known.username}:{known.password}"])  # as HTTP Basic sends them
        self.connection = connection
        self.transport = transport
        transport.headers.update(connection.headers)
        self.base = self.clean_address(connection.url)
        self._options = checked(self.options, connection.options)
        self.memory: dict[str, Any] = {}
        self.profile = connection.profile or next(iter(self.profiles), "")
        if self.profiles and self.profile not in self.profiles:
            raise ConnectionSettingsError(
                QT_TRANSLATE_NOOP("Samplan", "{connector} has no profile “{profile}”. Choose one of {profiles}."),
                connector=self.title.get("en", self.id), profile=self.profile, profiles=", ".join(self.profiles),
            )  # fmt: skip

    # -- to write in a connector ---------------------------------------------------------------------------------

    def pages(self, query: Query, since: Optional[str] = None) -> Iterator[Page]:
        """Yield every page of items, oldest first where the API allows.

        Ending normally means: everything was delivered. Let transport errors through. Do not filter on the client
        (the sync does, and must see every id), do not follow a ``next`` link without `Transport.next_link`.

        Parameters
        ----------
        query : Query
            Pass on to the server what ``capabilities`` promise; the rest is the sync's work.
        since : str, optional
            Only with ``capabilities.incremental``: items changed at or after this UTC time.
        """
        raise NotImplementedError

    def consultations(self) -> list[Consultation]:
        """List what can be imported; empty when the API has only one list."""
        return []

    def probe(self, report: ConnectionReport) -> None:
        """Fill in ``dialect``, ``licence``, ``terms_url`` and notes of a connection test."""

    def resolve(self, query: Query) -> Query:
        """Return the query with its consultation in the form that records carry (an id for a slug); asked once a run."""
        return query

    def deleted(self, query: Query, since: str) -> Iterator[list[str]]:
        """Yield item ids removed at the source since a UTC time (only with ``capabilities.deleted_feed``)."""
        raise NotImplementedError

    def source_id(self, query: Query) -> str:
        """Return the id of the source that keys every record: connector and address, without what looks secret in it."""
        return f"{self.id}:{redact(self.base)}"

    def former_source_id(self, query: Query) -> str:
        """Return the id that version 0.1.0 gave the source: with secrets in the address's path."""
        return self.source_id(query).replace(redact(self.base), self.base, 1)

    @property
    def is_part(self) -> bool:
        """Whether other sources had the same former id: it is this one's only where the last run asked for the same."""
        return False

    @classmethod
    def clean_address(cls, url: str) -> str:
        """Return the base address as entered, tidied; raises ConnectionSettingsError for anything but http(s)."""
        return clean_base(url)

    def standing_notes(self) -> tuple[UserMessage, ...]:
        """Return what the user should know about the connection itself; shown with the first page."""
        user_info, names = secrets_in(self.connection.url)
        found = []
        if user_info:
            found.append(
                UserMessage(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        "The user name and password in the address were left out. Put them into an authentication"
                        " configuration and choose that in the connection.",
                    ),
                    {},
                )
            )
        if names:
            found.append(
                UserMessage(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        "What looks like a secret in the address was left out ({names}). Put it into an authentication"
                        " configuration and choose that in the connection.",
                    ),
                    {"names": ", ".join(names)},
                )
            )
        return tuple(found)

    # -- provided ------------------------------------------------------------------------------------------------

    def scope(self, query: Query) -> dict[str, Any]:
        """Return the part of the query that narrows the *server's* answer: blank when it sends everything it has.

        Two sweeps are compared for removals only when their scopes are equal (or this one's is blank).
        """
        able = self.capabilities
        found: dict[str, Any] = {}
        if query.consultation:
            found["consultation"] = query.consultation
        if able.bbox and query.bbox:
            found["bbox"] = list(query.bbox)
        if able.dates:
            found.update({name: value for name, value in (("start", query.start), ("end", query.end)) if value})
        if able.categories and query.categories:
            found["categories"] = sorted(query.categories)
        return found

    def option(self, name: str) -> Any:
        """Return an option's value in the type of its kind, its declared default when unset."""
        return self._options[name]

    def number_option(self, name: str) -> int:
        """Return an option of the kind ``number``."""
        return int(self._options[name])

    @property
    def naive_minutes(self) -> int:
        """Offset, in minutes east of UTC, of times that state none (option ``utc_offset``)."""
        return minutes_of(str(self._options["utc_offset"]))

    def evidence_of_profile(self) -> Evidence:
        """Return how far this connection's profile has been proved."""
        return self.evidence.get(self.profile) or self.evidence.get("") or UNPROVED

    @_wrap_parse_errors
    @_listing
    def test_connection(self, query: Optional[Query] = None) -> ConnectionReport:
        """Detect the dialect, list consultations, read a sample and count located and unlocated items.

        Parameters
        ----------
        query : Query, optional
            Which consultation to sample; by default everything, or the first consultation when one is needed.

        Raises
        ------
        TransportError, ConnectionSettingsError
        """
        report = ConnectionReport(evidence=self.evidence_of_profile())
        if self.capabilities.consultations:
            report.consultations = self.consultations()
        self.probe(report)
        query = self.resolve(query or Query())
        if self.capabilities.needs_consultation and not query.consultation:
            if not report.consultations:
                report.notes.append(
                    UserMessage(
                        QT_TRANSLATE_NOOP("Samplan", "The service answers, but lists nothing that could be imported."),
                        {},
                    )
                )
                report.notes.extend(self.standing_notes())
                return report
            query = self.resolve(Query(consultation=report.consultations[0].id))
        self._sample(query, report)
        if not (report.licence or report.terms_url):
            report.notes.append(
                UserMessage(
                    QT_TRANSLATE_NOOP(
                        "Samplan", "The service states no licence or terms: ask its owner before you publish."
                    ),
                    {},
                )
            )
        return report

    def _sample(self, query: Query, report: ConnectionReport) -> None:
        """Count located and unlocated items in the first pages."""
        pages = self.pages(query)
        seen: set[tuple[str, str]] = set()
        for page in islice(pages, 50):
            report.total = page.total if page.total is not None else report.total
            for record in page.records:
                if (record.item_id, record.kind) not in seen:
                    seen.add((record.item_id, record.kind))
                    report.located += record.lon is not None
                    report.unlocated += record.lon is None
            report.notes.extend(note for note in page.notes if note not in report.notes)
            if report.sampled >= SAMPLE_ITEMS:
                report.all_read = report.total is not None and report.sampled >= report.total
                return
        report.all_read = next(pages, None) is None

    def require_consultation(self, query: Query) -> str:
        """Return the chosen consultation or say that one is needed."""
        if not query.consultation:
            raise ConnectionSettingsError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "Choose what to import: {connector} needs a consultation (project, form or collection).",
                ),
                connector=self.title.get("en", self.id),
            )  # fmt: skip
        return query.consultation
