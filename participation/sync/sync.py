"""Keep a feedback database equal to a source: complete sweep, content hash, one transaction, no false removals.

1. Every page is fetched and staged on disk (memory is bounded by the page; nothing is locked meanwhile).
2. A sweep is complete when every page came, nothing was known to be missing, and as many items arrived as the server
   claims. When the claim changed during the sweep, items may have shifted between pages: the source is swept again.
3. Before items count as removed, a sweep of several pages is repeated: only what *two* sweeps miss is removed.
4. One transaction merges: new, changed (by content hash), removed. An incomplete sweep adds and updates, and removes
   nothing. A cancelled one changes nothing.

**Filters accept new items, they never remove stored ones.** An item already stored is brought up to date and stays,
whatever the filters of a later run. Removals are decided among the stored items that this sweep must have delivered: all
of the source when the server was asked for everything, otherwise those last seen by a run with the very same
restrictions.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Callable, Iterable, Optional

from ...messages import QT_TRANSLATE_NOOP, Cancelled, UserError, UserMessage
from ...web.addresses import redact, without_secrets
from ...web.errors import UnexpectedAnswer
from ..connectors.base import Connector, Page
from ..privacy.pseudonyms import Pseudonyms
from ..privacy.purpose import Purpose
from ..query import Query
from ..record import content_hash
from ..values import add_seconds, utc_now
from . import duplicate_detection, scopes, store, sync_warnings
from .filter_diagnostics import FilterDiagnostics
from .sql import Sql, sql
from .staging import Staging

MAX_SWEEPS = 3
OVERLAP = 600.0
"""Seconds that an incremental window reaches back before the previous run."""


@dataclass(frozen=True)
class Caps:
    """How much one sweep may bring: more than any real service has, so that one that never ends does.

    Attributes
    ----------
    pages, items : int
    seconds : float
    staged : int
        Bytes that the staged items take on the disk.
    """

    pages: int = 50_000
    items: int = 3_000_000
    seconds: float = 6 * 3600.0
    staged: int = 4_000_000_000

    def reached(self, pages: int, items: int, seconds: float, staged: int) -> Optional[UserMessage]:
        """Return what to say when one of the limits is reached, else None."""
        if pages < self.pages and items < self.items and seconds < self.seconds and staged < self.staged:
            return None
        text = QT_TRANSLATE_NOOP(
            "Samplan",
            "The service went on and on: reading stopped after {pages} pages, {items} items, {minutes} minutes and"
            " {megabytes} MB (limits: {most_pages} pages, {most_items} items, {most_minutes} minutes, {most_megabytes} MB)."
            " What arrived was kept; nothing was removed. Choose a smaller extent or period, or tell the service's owner that"
            " its pages never end.",
        )
        values = {
            "pages": pages, "items": items, "minutes": round(seconds / 60), "megabytes": round(staged / 1e6),
            "most_pages": self.pages, "most_items": self.items, "most_minutes": round(self.seconds / 60),
            "most_megabytes": round(self.staged / 1e6),
        }  # fmt: skip
        return UserMessage(text, values)


CAPS = Caps()
_SAME, _STALE = 3, 50
"""Pages equal to the one before, and pages without anything new, after which a server is taken to go in circles."""


@dataclass
class SyncResult:
    """What a run did.

    Attributes
    ----------
    new, changed, removed : int
        Items added, updated, and erased because the source no longer has them.
    unlocated : int
        Live items of the source without a position (in ``feedback_unlocated``).
    lost : int
        Items missing at the source, or without their words or positions there, but too many to be believed (see
        `sync_warnings.mass_deletion_warning` and `mass_blanking_warning`).
    marked : int
        Live items of the source that `marks` holds for repeats or parts of a burst.
    items : int
        Different items the source delivered; ``held_back`` of them the filters did not accept.
    complete : bool
        Every item was seen, so removals could be decided.
    mode : str
        ``full`` or ``incremental``.
    error : UserError, optional
        Why the run is incomplete; what had arrived was stored.
    notes : list of UserMessage
        What the user should know, without repetitions.
    """

    source: str
    mode: str = "full"
    started: str = ""
    finished: str = ""
    complete: bool = False
    items: int = 0
    held_back: int = 0
    new: int = 0
    changed: int = 0
    removed: int = 0
    unlocated: int = 0
    lost: int = 0
    marked: int = 0
    error: Optional[UserError] = None
    notes: list[UserMessage] = field(default_factory=list)

    def summary(self) -> list[UserMessage]:
        """Return the outcome as sentences: counts, then why it is incomplete, then the notes."""
        counts = UserMessage(
            QT_TRANSLATE_NOOP(
                "Samplan", "{new} new, {changed} changed, {removed} removed; {unlocated} without a position."
            ),
            {"new": self.new, "changed": self.changed, "removed": self.removed, "unlocated": self.unlocated},
        )
        found = [counts]
        if self.error is not None:
            found += [
                UserMessage(self.error.template, self.error.values),
                UserMessage(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        "The {items} items that had arrived were kept; nothing was removed. Run the update again.",
                    ),
                    {"items": self.items},
                ),
            ]
        return [*found, *self.notes]


@dataclass
class _Sweep:
    """What one pass over all pages showed."""

    pages: int = 0
    first_total: Optional[int] = None
    last_total: Optional[int] = None
    skipped: int = 0
    complete: bool = True
    unchanged: bool = False
    error: Optional[UserError] = None

    @property
    def shifted(self) -> bool:
        return self.first_total != self.last_total


def sync(
    connector: Connector,
    query: Query,
    database: store.StrPath,
    *,
    mode: str = "auto",
    purpose: Optional[Purpose] = None,
    accept_empty: bool = False,
    cancelled: Optional[Callable[[], bool]] = None,
    progress: Optional[Callable[[int, Optional[int]], None]] = None,
    say: Callable[[str, dict[str, Any]], str] = lambda template, values: str(UserMessage(template, values)),
) -> SyncResult:
    """Bring a feedback database up to date with a source.

    Parameters
    ----------
    connector : Connector
        From `registry.open_connector`.
    query : Query
        What to import.
    database : path
        GeoPackage; created, or extended, when needed.
    mode : str
        ``auto`` (incremental when the API tells both changes and removals and a complete run precedes), ``full``, or
        ``incremental`` (changes only, also where the API does not tell removals).
    purpose : Purpose, optional
        Stored with the source; None leaves what is stored.
    accept_empty : bool
        Believe a source that has suddenly lost most of its items, or all.
    cancelled : callable, optional
        By default the transport's.
    progress : callable, optional
        Called with items so far and the server's total (None when unknown).
    say : callable
        Translates the message stored in ``feedback_sync``.

    Returns
    -------
    SyncResult
        With ``error`` set when the source failed after some items had arrived.

    Raises
    ------
    Cancelled
        Nothing was changed.
    NetworkError, ParticipationError
        The source failed before anything arrived, or the database cannot be written. Nothing was changed; a failed
        run is recorded in a database that existed before, a new one is taken away again.
    """
    stop = cancelled or connector.transport.cancelled
    with store.remove_if_empty_on_error(database):
        store.create_or_migrate(database)
        with store.connect(database) as db:
            run = _Run(connector, query, Path(database), db, mode, stop, progress, accept_empty)
            try:
                run.fetch()
                run.write(purpose, say)
            except UserError as error:
                run.record_failure(error, say)
                raise
    return run.result


class _Run:
    """One run: its settings, staging tables and result."""

    def __init__(self, connector: Connector, query: Query, path: Path, db: Any, mode: str,
                 cancelled: Callable[[], bool], progress: Optional[Callable[[int, Optional[int]], None]],
                 accept_empty: bool) -> None:  # fmt: skip
        self.connector, self.path, self.db, self.mode = connector, path, db, mode
        self.cancelled, self.progress, self.accept_empty = cancelled, progress, accept_empty
        self.unchanged = False
        former, source = connector.former_source_id(query), connector.source_id(query)
        for (known,) in db.execute("SELECT DISTINCT source FROM feedback_sync").fetchall():
            kind, _colon, address = known.partition(":")
            if known != source and "://" in address and f"{kind}:{redact(address)}" == source:
                store.rename_source(db, path, known, source)  # stored when less was recognised as a secret
        self._ask_for(query)
        if former != source and (not connector.is_part or self._remembered(former) is not None):
            store.rename_source(db, path, former, source)
            self._ask_for(query)

    def _ask_for(self, query: Query) -> None:
        """Derive from the query what identifies and restricts this run."""
        self.query, self.source = query, self.connector.source_id(query)
        self.scope = json.dumps(self.connector.scope(query), sort_keys=True)
        last = self.db.execute("SELECT max(started) FROM feedback_sync WHERE source = ?", (self.source,)).fetchone()[0]
        now = utc_now()
        started = add_seconds(last, 0.001) if last and now <= last else now  # later than every earlier run
        self.since = self._since(self.mode)
        self.result = SyncResult(self.source, "incremental" if self.since else "full", started)

    def _since(self, mode: str) -> Optional[str]:
        able = self.connector.capabilities
        if not able.incremental or mode == "full" or (mode == "auto" and not able.deleted_feed):
            return None
        row = self.db.execute(
            "SELECT max(started) FROM feedback_sync WHERE source = ? AND filters = ? AND complete = 1",
            (self.source, self.scope),
        ).fetchone()
        return add_seconds(row[0], -OVERLAP) if row[0] else None

    # -- fetching ------------------------------------------------------------------------------------------------

    def fetch(self) -> None:
        """Sweep until the picture is stable, at most `MAX_SWEEPS` times."""
        resolved = self.connector.resolve(self.query)
        if resolved != self.query:
            self._ask_for(resolved)
        self.staging = Staging(self.db, self.source, self.connector.connection.pseudonym)
        self.connector.memory = self._remembered(self.source) or {} if self.since is None else {}
        steady = 0
        for number in range(1, MAX_SWEEPS + 1):
            sweep = self._sweep(number)
            result = self.result
            if sweep.error is not None:
                result.error = sweep.error
                break
            reached = sweep.last_total is None or self._delivered(number) + sweep.skipped >= sweep.last_total
            if sweep.unchanged:
                self.unchanged = result.complete = True
                self._note(QT_TRANSLATE_NOOP("Samplan", "The source has not changed since the last run."))
                break
            if self.since is not None:
                result.complete = sweep.complete
                break
            if not sweep.complete:
                break
            if sweep.shifted:
                continue  # the source changed while it was read
            if not reached:
                self._note(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        "The service says that it has {total} items, but delivered {found}. Nothing was removed.",
                    ),
                    total=sweep.last_total, found=self._delivered(number) + sweep.skipped,
                )  # fmt: skip
                break
            steady += 1
            if sweep.pages <= 1 or steady > 1 or not self.staging.missing(*self._removal_candidates()):
                result.complete = True  # not before: what one sweep misses and no other confirms stays
                break
        else:
            self._note(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "The source kept changing while it was read. What arrived was kept; nothing was removed."
                    " Run the update again at a quieter time.",
                )
            )
        self._add(sync_warnings.without_id(sweep.skipped))
        if self.since is not None and self.result.complete and self.connector.capabilities.deleted_feed:
            self._read_deleted()
        if not (self.result.complete or self.result.error or self.result.notes):
            self._note(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "Not everything could be read, so that nothing was removed. Run the update again; if it stays so, ask the"
                    " service's owner.",
                )
            )

    def _asked(self) -> str:
        """What must be equal for a connector's memory to be of use."""
        settings = self.connector.connection
        return content_hash((self.query, self.connector.profile, sorted(settings.options.items())))

    def _remembered(self, source: str) -> Optional[dict[str, Any]]:
        """What the connector noted in the last complete run of a source; None where that asked for something else."""
        row = self.db.execute("SELECT memory FROM feedback_source WHERE source = ?", (source,)).fetchone()
        memory = json.loads(row[0]) if row and row[0] else {}
        return memory if memory.pop("asked", "") == self._asked() else None

    def _delivered(self, number: int) -> int:
        return self.staging.distinct(number, self.connector.nested_kinds)

    def _look_at(self, page: Page) -> None:
        """Refuse a page of which nothing can be used, and tell of items that share an id."""
        if page.skipped and not page.records:
            raise UnexpectedAnswer(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "None of the {count} items received has an id: this is not what the connector expects. Check the address, "
                    "the connector and its profile. Nothing was removed.",
                ),
                count=page.skipped,
            )
        shared = len(page.records) - len({(record.item_id, record.kind) for record in page.records})
        if shared:
            self._note(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "{count} items have the id of another one in the same answer, and only one of each is kept. Choose a "
                    "column whose values are unique as id.",
                ),
                count=shared,
            )

    def _sweep(self, number: int) -> _Sweep:
        """Fetch and stage all pages once."""
        sweep, done, same, stale = _Sweep(), 0, 0, 0
        self.filter_diagnostics = FilterDiagnostics(self.query)
        before: list[str] = []
        began = time.monotonic()
        try:
            for page in self.connector.pages(self.query, self.since):
                if self.cancelled():
                    raise Cancelled
                sweep.pages += 1
                if sweep.pages == 1:
                    sweep.first_total = page.total
                sweep.last_total = page.total
                sweep.skipped += page.skipped
                self._look_at(page)
                sweep.complete = sweep.complete and page.complete
                sweep.unchanged = sweep.unchanged or page.unchanged
                self._add(page.notes)
                fresh = self._stage(page, number)
                done += fresh
                if self.progress is not None:
                    self.progress(done, page.total)
                endless = CAPS.reached(sweep.pages, done, time.monotonic() - began, self.staging.size())
                if endless is not None:
                    sweep.complete = False
                    self._add([endless])
                    break
                ids = [record.item_id for record in page.records]
                same = same + 1 if ids and ids == before else 0
                stale = stale + 1 if ids and not fresh else 0
                before = ids
                if same >= _SAME or stale >= _STALE:
                    if sweep.last_total is None or self._delivered(number) + sweep.skipped < sweep.last_total:
                        sweep.complete = False
                        self._note(
                            QT_TRANSLATE_NOOP(
                                "Samplan",
                                "The service repeats the same page: not everything could be read. Nothing was removed.",
                            )
                        )
                    break
        except Cancelled:
            raise
        except UserError as error:
            if number == 1 and not done:
                raise
            sweep.error = error
        return sweep

    def _stage(self, page: Page, number: int) -> int:
        admits = self.filter_diagnostics.accepts
        return self.staging.add(((record, admits(record)) for record in page.records), number, page.ordered)

    def _read_deleted(self) -> None:
        try:
            for ids in self.connector.deleted(self.query, self.since or ""):
                self.staging.mark_deleted(ids)
        except Cancelled:
            raise
        except UserError as error:
            self.result.error, self.result.complete = error, False

    # -- writing -------------------------------------------------------------------------------------------------

    def _removal_candidates(self) -> tuple[Sql, tuple[str, ...]]:
        """Which stored items this sweep must have delivered: SQL on alias ``t`` and its parameters."""
        return scopes.removal_candidates_sql(self.db, self.source, self.scope, self.query.start)

    def _removal(self) -> Optional[tuple[Sql, tuple[str, ...]]]:
        result = self.result
        if not result.complete or self.unchanged:
            return None
        if self.since is not None:
            return self.staging.FORGOTTEN if self.connector.capabilities.deleted_feed else None
        candidates = self._removal_candidates()
        doubt = None if self.accept_empty else self._doubt(*candidates)
        if doubt is not None:
            result.complete, result.lost = False, doubt[0]
            self._add([sync_warnings.mass_deletion_warning(*doubt)])
            return None
        return candidates

    def _doubt(self, candidates_sql: Sql, parameters: tuple[str, ...]) -> Optional[tuple[int, int]]:
        """Return how many items are missing, and of how many, where that is too great a loss to believe.

        Items that a doubtful run brought, under other ids perhaps, must not make the same loss smaller in the next one: those
        that the last complete run left are counted by themselves too.
        """
        (last,) = self.db.execute(
            "SELECT max(started) FROM feedback_sync WHERE source = ? AND complete = 1", (self.source,)
        ).fetchone()
        known = sql("{candidates} AND t.first_seen <= ?", candidates=candidates_sql)
        for which in ((candidates_sql, parameters), (known, (*parameters, last or ""))):
            loss = self.staging.missing(*which), self.staging.live(*which)
            if sync_warnings.too_many(*loss, sync_warnings.MASS_DELETION_MIN):
                return loss
        return None

    def write(self, purpose: Optional[Purpose], say: Callable[[str, dict[str, Any]], str]) -> None:
        """Merge the staged items and record the run, in one transaction."""
        result = self.result
        store.require_exists(self.path)
        result.items, result.held_back = self.staging.count()
        if self.query.categories:
            self.filter_diagnostics.add_categories(self.staging.stored_categories())
        whole = result.complete and not (self.unchanged or self.since)
        self._add(self.filter_diagnostics.notes(result.items, result.held_back, whole))
        self._add(sync_warnings.undated(self.db))
        self._add(sync_warnings.personal_fields(self.db))
        if self.connector.connection.pseudonym is not None:
            self._add(sync_warnings.without_authors(self.db))
        with store.writing(self.db, self.path, self.cancelled):
            if isinstance(self.connector.connection.pseudonym, Pseudonyms):
                store.keep_identity(self.db, self.connector.connection.pseudonym.identity)
            swapped = self.staging.drop_swapped_coordinates()
            if swapped:
                self._note(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        "{count} items seem to have latitude and longitude swapped; they are kept without a position.",
                    ),
                    count=swapped,
                )  # fmt: skip
            self.staging.recode_stored()
            if self.connector.connection.pseudonym is None and store.has_pseudonyms(self.db):
                self._keep_pseudonyms()
            self.staging.compare(result.started)
            self._hold_emptied()
            counts = self.staging.merge(result.started, self._removal())
            result.new, result.changed = counts["new"], counts["changed"]
            result.removed, result.unlocated = counts["removed"], counts["unlocated"]
            if result.new >= sync_warnings.TWICE:
                self._add(sync_warnings.duplicate_source_warning(self.db, self.source))
            if self.scope != "{}" and self.since is None and result.complete:
                self._add(sync_warnings.unseen(self.db, self.source, result.started))
            result.finished = utc_now()
            moved = bool(result.new or result.changed or result.removed)
            known = self.db.execute("SELECT marked FROM feedback_source WHERE source = ?", (self.source,)).fetchone()
            if moved or known in (None, (None,)):
                duplicate_detection.refresh(self.db, self.source)
            self._tell_marked()
            self._record_source(purpose)
            self._record_run(" ".join(say(note.template, note.values) for note in result.summary()))

    def _keep_pseudonyms(self) -> None:
        """Leave the pseudonyms of an earlier run, which tell the items of one author: a publication counts authors by them."""
        kept = self.staging.keep_pseudonyms()
        if kept:
            text = QT_TRANSLATE_NOOP(
                "Samplan",
                "{count} items keep the pseudonym of their author from an earlier run; this one did not ask for pseudonyms. To "
                "be rid of them, erase the source and import it again.",
            )
            self._add([UserMessage(text, {"count": kept}, False)])

    def _hold_emptied(self) -> None:
        """Keep what a renamed question or column would wipe out, unless the loss was accepted."""
        if self.accept_empty:
            return
        columns = [
            name for name in sync_warnings.PARTS if name != "author_pseudonym" or self.connector.connection.pseudonym
        ]
        for column, emptied, had in self.staging.hold_emptied(
            columns, partial(sync_warnings.too_many, least=sync_warnings.MASS_BLANKING_MIN)
        ):
            self.result.complete, self.result.lost = False, max(self.result.lost, emptied)
            self._add([sync_warnings.mass_blanking_warning(column, emptied, had)])

    def _tell_marked(self) -> None:
        result = self.result
        result.marked = duplicate_detection.count(self.db, self.source)
        if result.marked:
            self._note(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "{count} items repeat another one nearby or came in a burst. They are marked, not removed: look at them"
                    " and leave them out where that is right.",
                ),
                count=result.marked,
            )

    def record_failure(self, error: UserError, say: Callable[[str, dict[str, Any]], str]) -> None:
        """Record a run that changed nothing; the error itself goes on to the caller."""
        self.result.finished = utc_now()
        message = " ".join(
            (say(error.template, error.values), say(QT_TRANSLATE_NOOP("Samplan", "Nothing was changed."), {}))
        )
        try:
            with store.writing(self.db, self.path, lambda: False):
                self._record_run(message)
        except UserError:
            return  # the database itself is the trouble; the caller gets the first error

    def _record_run(self, message: str) -> None:
        result, connector = self.result, self.connector
        self.db.execute(
            "INSERT INTO feedback_sync (source, connector, profile, filters, mode, started, finished, complete, items,"
            " new, changed, removed, unlocated, message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (self.source, connector.id, connector.profile, self.scope, result.mode, result.started, result.finished,
             int(result.complete), result.items, result.new, result.changed, result.removed, result.unlocated, message),
        )  # fmt: skip

    def _record_source(self, purpose: Optional[Purpose]) -> None:
        connector = self.connector
        memory = json.dumps({"asked": self._asked(), **connector.memory})
        self.db.execute(
            "INSERT INTO feedback_source (source, connector, url, profile, imported, memory, marked)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source) DO UPDATE SET url = excluded.url, profile = excluded.profile,"
            " imported = excluded.imported, memory = excluded.memory, marked = excluded.marked",
            (self.source, connector.id, redact(connector.base), connector.profile, self.result.started,
             without_secrets(memory) if self.result.complete else None, self.result.started),
        )  # fmt: skip
        if purpose is not None:
            self.db.execute(
                "UPDATE feedback_source SET controller = ?, purpose = ?, legal_basis = ?, licence = ?, terms_url = ?,"
                " retain_until = ?, sensitive = ? WHERE source = ?",
                (*map(without_secrets, (purpose.controller, purpose.purpose, purpose.legal_basis, purpose.licence,
                                        purpose.terms_url)), purpose.retain_until, int(purpose.sensitive), self.source),
            )  # fmt: skip

    def _note(self, template: str, **values: Any) -> None:
        self._add([UserMessage(template, values)])

    def _add(self, notes: Iterable[UserMessage]) -> None:
        self.result.notes.extend(note for note in notes if note not in self.result.notes)
