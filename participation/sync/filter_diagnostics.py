"""Why filters accept nothing: which of them refused what arrived, and what a mistyped category could have meant."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Iterable

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ..query import WORDS, Query, folded
from ..record import Record

MOST_NAMED, MOST_KNOWN = 15, 1000
_WORD_OF = {name: word for word, name in WORDS.items()}


class FilterDiagnostics:
    """Judges the items of one sweep and remembers why they were refused.

    Parameters
    ----------
    query : Query
    """

    def __init__(self, query: Query) -> None:
        self.query = query
        self.refused: Counter[str] = Counter()
        self.located = self.timed = 0
        self.categories: dict[str, str] = {}
        self._open = not query.filters_items

    def accepts(self, record: Record) -> bool:
        """Whether the filters accept a record."""
        if self._open:
            return True
        if self.query.categories and record.category:
            self.add_categories((record.category,))
        self.located += record.lon is not None
        self.timed += record.created_utc is not None
        if self.query.matches(record):
            return True
        self.refused.update(self.query.failed_filters(record) or ("bbox",))  # refined by a shape: outside the area
        return False

    def add_categories(self, categories: Iterable[str]) -> None:
        """Note categories that the source has."""
        for name in categories:
            if len(self.categories) < MOST_KNOWN:
                self.categories.setdefault(folded(name), name)

    def notes(self, items: int, held_back: int, whole: bool) -> list[UserMessage]:
        """Return what the user should know of a run that received ``items`` and did not accept ``held_back`` of them.

        ``whole``: all that the service has for the filters was read.
        """
        found = []
        if not items and whole and not self._open:
            found.append(self._nothing())
        if items and items == held_back:
            reasons = ", ".join(
                f"{_WORD_OF.get(name, name)} ({min(n, items)})" for name, n in self.refused.most_common()
            )
            found.append(
                UserMessage(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        "{items} items were received and none of them passes the filters. Refused by: {reasons}. Check these"
                        " filters.",
                    ),
                    {"items": items, "reasons": reasons},
                )
            )
        elif items:
            found += self._unjudged()
        if items:
            found += unknown_categories(self.query.categories, self.categories.values())
        return found

    def _nothing(self) -> UserMessage:
        """Return that the service has nothing for what was asked: the consultation alone, or filters."""
        if replace(self.query, consultation="").filters_items:
            text = QT_TRANSLATE_NOOP(
                "Samplan", "The service has nothing for these filters. Check them if that is unexpected."
            )
            return UserMessage(text, {})
        text = QT_TRANSLATE_NOOP(
            "Samplan",
            "The service has nothing for the consultation {consultation}. Check its id if that is unexpected.",
        )
        return UserMessage(text, {"consultation": self.query.consultation})

    def _unjudged(self) -> list[UserMessage]:
        """Return notes when only items passed a place or period that could not be judged by it."""
        found = []
        if self.located and self.refused["bbox"] == self.located:
            template = QT_TRANSLATE_NOOP(
                "Samplan",
                "None of the {count} items with a position lies in the area asked for (bbox: west, south, east, north in"
                " degrees). Only items without a position passed.",
            )
            found.append(UserMessage(template, {"count": self.located}))
        if self.timed and self.refused["start"] + self.refused["end"] == self.timed:
            template = QT_TRANSLATE_NOOP(
                "Samplan",
                "None of the {count} items with a time was written in the period asked for. Only items without a time"
                " passed.",
            )
            found.append(UserMessage(template, {"count": self.timed}))
        return found


def unknown_categories(wanted: Iterable[str], known: Iterable[str]) -> list[UserMessage]:
    """Return a note for every wanted category that is not among those known, with what it could have meant."""
    names = {folded(name): name for name in known}
    found = []
    for name in wanted:
        if folded(name) in names:
            continue
        if names:
            template = QT_TRANSLATE_NOOP(
                "Samplan", "No item has the category {wanted}. There are these, the most similar first: {known}."
            )
        else:
            template = QT_TRANSLATE_NOOP(
                "Samplan", "No item has the category {wanted}: there are no categories at all."
            )
        found.append(UserMessage(template, {"wanted": name, "known": named(nearest(name, names.values()))}))
    return found


def nearest(wanted: str, names: Iterable[str]) -> list[str]:
    """Return names, those most similar to a wanted one first."""
    from difflib import SequenceMatcher  # late: QGIS starts faster

    matcher = SequenceMatcher(b=folded(wanted), autojunk=False)

    def unlike(name: str) -> tuple[float, str]:
        matcher.set_seq1(folded(name))
        return -matcher.ratio(), name

    return sorted(names, key=unlike)


def named(names: Iterable[str]) -> str:
    """Return names as a list in text, shortened when there are many."""
    listed = list(names)
    return ", ".join(listed[:MOST_NAMED]) + (", …" if len(listed) > MOST_NAMED else "")
