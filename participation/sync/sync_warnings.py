"""What a run found odd: items left out, dates that cannot be read, a list that is there twice, a loss too great to believe.

Each function looks at the staged and the stored items of a run and returns what the user should know.
"""

from __future__ import annotations

import sqlite3
from typing import Optional

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from .sql import sql
from .store import LAYER, UNLOCATED

MASS_DELETION_MIN = 20
"""So many items missing at once, and more than half of the source's, are not believed to be gone."""
MASS_BLANKING_MIN = 5
"""So many items that lose a value (text, date, link, position...) at once, and more than half of those that have it, are not
believed to have lost it."""
EVERYTHING_MIN = 3
"""So many items, when they are all there were, are not believed to be gone, or to have lost a value, at once."""
TWICE = 5
"""So many items that another source holds in the very same words make the same list."""


def without_id(count: int) -> list[UserMessage]:
    """Items that cannot be followed from run to run."""
    if not count:
        return []
    text = QT_TRANSLATE_NOOP(
        "Samplan",
        "Up to {count} entries were left out because they have no id (yet) or are no feedback. Those that get an id come in"
        " with a later run.",
    )
    return [UserMessage(text, {"count": count})]


def personal_fields(db: sqlite3.Connection) -> list[UserMessage]:
    """Staged items that identified a person outside their texts; see `privacy.plain_fields`."""
    count = db.execute("SELECT count(*) FROM temp.staged WHERE personal IS NOT NULL").fetchone()[0]
    text = QT_TRANSLATE_NOOP(
        "Samplan",
        "In {count} items an e-mail address, identity number, telephone, account or token was outside the text. In ids it is"
        " replaced by a code, in categories and statuses it is masked, from links it is left out. Ask the source's owner for"
        " another id, or choose another column as id.",
    )
    return [UserMessage(text, {"count": count})] if count else []


def undated(db: sqlite3.Connection) -> list[UserMessage]:
    """Staged items whose time of writing was given, but cannot be read."""
    count = db.execute("SELECT count(*) FROM temp.staged WHERE unread_created IS NOT NULL").fetchone()[0]
    if not count:
        return []
    examples = db.execute(
        "SELECT DISTINCT unread_created FROM temp.staged WHERE unread_created IS NOT NULL ORDER BY rowid LIMIT 3"
    ).fetchall()
    text = QT_TRANSLATE_NOOP(
        "Samplan",
        "{count} items have a time of writing that cannot be read ({examples}). They are kept without one: filters by time"
        " let them pass, and periods do not count them. Write dates like 2026-05-31 or 31.5.2026.",
    )
    return [UserMessage(text, {"count": count, "examples": ", ".join(f"“{row[0]}”" for row in examples)})]


def without_authors(db: sqlite3.Connection) -> list[UserMessage]:
    """Pseudonyms were asked for, and no item names an author."""
    known = db.execute("SELECT count(*), count(author_pseudonym) FROM temp.staged").fetchone()
    if not known[0] or known[1]:
        return []
    return [
        UserMessage(QT_TRANSLATE_NOOP("Samplan", "The source names no authors, so that no pseudonyms were made."), {})
    ]


def duplicate_source_warning(db: sqlite3.Connection, source: str) -> list[UserMessage]:
    """Another source of the database holds most of these items, word for word."""
    count = db.execute("SELECT count(*) FROM temp.staged").fetchone()[0]
    if count < TWICE:
        return []
    found = db.execute(
        "SELECT t.source_id, count(*) AS n FROM (SELECT source_id, item_id, content_hash, deleted_utc FROM feedback UNION ALL"
        " SELECT source_id, item_id, content_hash, deleted_utc FROM feedback_unlocated) t JOIN temp.staged s"
        " ON s.item_id = t.item_id AND s.content_hash = t.content_hash"
        " WHERE t.source_id <> ? AND t.deleted_utc IS NULL GROUP BY t.source_id ORDER BY n DESC LIMIT 1",
        (source,),
    ).fetchone()
    if found is None or 2 * found[1] < count:
        return []
    text = QT_TRANSLATE_NOOP(
        "Samplan",
        "{count} of these items are in the database already, word for word, from {other}. If it is the same list under"
        " another name, erase one of the two sources: they count twice now.",
    )
    return [UserMessage(text, {"count": found[1], "other": found[0]})]


def unseen(db: sqlite3.Connection, source: str, started: str) -> list[UserMessage]:
    """Stored items that a restricted run did not ask for."""
    count = _live(db, source, started)
    if not count:
        return []
    text = QT_TRANSLATE_NOOP(
        "Samplan",
        "{count} stored items lie outside what this run asked for and were not checked: they may have changed, or be gone, at"
        " the source. Update without filters now and then.",
    )
    return [UserMessage(text, {"count": count})]


def too_many(lost: int, had: int, least: int) -> bool:
    """Return whether a loss is too great to believe: more than half and ``least``, or all of a few."""
    return 2 * lost > had and lost >= (EVERYTHING_MIN if lost == had else least)


def mass_deletion_warning(missing: int, stored: int) -> UserMessage:
    """Return why so many removals are not believed: stored items that the source delivers no longer, of all it should."""
    text = QT_TRANSLATE_NOOP(
        "Samplan",
        "The service no longer delivers {missing} of the {stored} items that were here. That many are not believed to be"
        " gone, and nothing was removed. Check the address, the consultation and the id column. If they really are gone, run"
        " again and accept the loss.",
    )
    return UserMessage(text, {"missing": missing, "stored": stored})


PARTS = {
    "title": QT_TRANSLATE_NOOP("Samplan", "title"),
    "text": QT_TRANSLATE_NOOP("Samplan", "text"),
    "category": QT_TRANSLATE_NOOP("Samplan", "category"),
    "lon": QT_TRANSLATE_NOOP("Samplan", "position"),
    "status_raw": QT_TRANSLATE_NOOP("Samplan", "status"),
    "created_utc": QT_TRANSLATE_NOOP("Samplan", "time of writing"),
    "updated_utc": QT_TRANSLATE_NOOP("Samplan", "time of change"),
    "url": QT_TRANSLATE_NOOP("Samplan", "link"),
    "media_urls": QT_TRANSLATE_NOOP("Samplan", "picture or attachment"),
    "address": QT_TRANSLATE_NOOP("Samplan", "address in words"),
    "votes_up": QT_TRANSLATE_NOOP("Samplan", "number of votes for"),
    "votes_down": QT_TRANSLATE_NOOP("Samplan", "number of votes against"),
    "comments_n": QT_TRANSLATE_NOOP("Samplan", "number of comments"),
    "lang": QT_TRANSLATE_NOOP("Samplan", "language"),
    "consultation": QT_TRANSLATE_NOOP("Samplan", "consultation"),
    "parent_id": QT_TRANSLATE_NOOP("Samplan", "item that is answered"),
    "author_pseudonym": QT_TRANSLATE_NOOP("Samplan", "pseudonym"),
}
"""What a source gives and a renamed column would wipe out; not `moderation`, which goes when items are approved."""


def mass_blanking_warning(column: str, emptied: int, had: int) -> UserMessage:
    """Return why items were kept as they were; the arguments are those that `Staging.hold_emptied` found."""
    text = QT_TRANSLATE_NOOP(
        "Samplan",
        "The service no longer delivers a {part} for {emptied} of the {had} items that had one. That many are not believed to"
        " have lost it: a question or column was probably renamed. Those items were kept as they were, and nothing was removed."
        " Check the columns or questions chosen for this source. If it really is gone, run again and accept the loss.",
    )
    return UserMessage(text, {"part": PARTS[column], "emptied": emptied, "had": had})


def _live(db: sqlite3.Connection, source: str, last_seen_before: Optional[str] = None) -> int:
    counted = (
        "SELECT count(*) FROM {table} WHERE source_id = ?1 AND deleted_utc IS NULL AND (?2 IS NULL OR last_seen < ?2)"
    )
    return sum(
        db.execute(sql(counted, table=table), (source, last_seen_before)).fetchone()[0] for table in (LAYER, UNLOCATED)
    )
