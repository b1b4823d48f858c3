"""Parts of Decidim's answers: errors beside data, places, pictures, threads of comments."""

from __future__ import annotations

from typing import Any, Iterable, Iterator, Mapping

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ...web.plain_text import plain_text
from ..position import NO_POSITION, Position, from_lat_lon

_PICTURES = ("jpg", "jpeg", "png", "gif", "webp")


class Faults:
    """The errors of an answer, by the item that they spoil.

    Attributes
    ----------
    reason : str
        The first error that is more than a missing place; blank when there is none.
    spoiled : set of int
        Items of which parts are missing.
    unread : set of int
        Items that are missing because one of their comments is not for the public: a deleted comment stays in the list,
        nobody may read it, and the schema promises that it is there.
    """

    def __init__(self, errors: Iterable[Any], path: tuple[str, ...]) -> None:
        self.spoiled: set[int] = set()
        self.unread: set[int] = set()
        self.reason = ""
        for error in errors:
            where = error.get("path") if isinstance(error, dict) else None
            where = where if isinstance(where, list) else []
            within = where[len(path) + 1 :] if tuple(where[: len(path)]) == path else []
            if _only_unlocated(error, where) or _only_hidden(error, where) or "attachments" in within:
                continue
            if "comments" in within and _kept_back(error):
                self.unread.add(where[len(path)])
                continue
            self.reason = self.reason or message(error)
            if tuple(where[: len(path)]) == path and len(where) > len(path):
                self.spoiled.add(where[len(path)])


def _only_unlocated(error: Mapping[str, Any], where: list[Any]) -> bool:
    """Whether an error only says that an item has no coordinates."""
    return where[-2:-1] == ["coordinates"] and "null" in str(error.get("message", "")).lower()


def _only_hidden(error: Mapping[str, Any], where: list[Any]) -> bool:
    """Whether an error only says that an item of the list is not for the public."""
    return where[-1:] == ["node"] and _kept_back(error, null_too=False)


def _kept_back(error: Mapping[str, Any], null_too: bool = True) -> bool:
    """Whether an error says that something is not for the public, or (``null_too``) missing where it was promised."""
    extensions, words = error.get("extensions"), str(error.get("message", "")).lower()
    code = extensions.get("code") if isinstance(extensions, dict) else None
    return "UNAUTHORIZED" in str(code) or "permission" in words or (null_too and "null" in words)


def threads(comments: Any) -> Iterator[Mapping[str, Any]]:
    """Comments and their answers, all levels."""
    waiting = list(comments or ())
    while waiting:
        item = waiting.pop()
        if item:
            yield item
            waiting.extend(item.get("comments") or ())


def left_out(cut: int, unread: int, levels: int) -> tuple[UserMessage, ...]:
    """Return what to say about comments that the site did not give.

    Parameters
    ----------
    cut : int
        Comments with further replies.
    unread : int
        Items whose comments cannot be read.
    levels : int
        Levels that were asked for.
    """
    if not levels:
        text = QT_TRANSLATE_NOOP(
            "Samplan", "The site refuses questions with comments; only the items themselves were imported."
        )
        return (UserMessage(text, {}),)
    found = []
    if cut:
        text = QT_TRANSLATE_NOOP(
            "Samplan",
            "The site shows {levels} levels of comments only: {count} comments have further replies, not imported.",
        )
        found.append(UserMessage(text, {"levels": levels, "count": cut}))
    if unread:
        text = QT_TRANSLATE_NOOP(
            "Samplan",
            "The site gives no comments of {count} items, probably because one of them was deleted. Those items are here"
            " without their comments.",
        )
        found.append(UserMessage(text, {"count": unread}))
    return tuple(found)


def pictures(attachments: Any) -> list[str]:
    """Addresses of attached pictures; they are never fetched."""
    known = [item for item in attachments or () if isinstance(item, dict)]
    return [item["url"] for item in known if str(item.get("type", "")).lower() in _PICTURES and item.get("url")]


def message(error: Any) -> str:
    """Return the text of a GraphQL error."""
    text = error.get("message") if isinstance(error, dict) else error
    return (plain_text(text, limit=200) or "–").rstrip(".")


def position(coordinates: Any) -> Position:
    """Return the place of an item; Decidim sends a pair of nulls for one without."""
    if not isinstance(coordinates, dict):
        return NO_POSITION
    return from_lat_lon(coordinates.get("latitude"), coordinates.get("longitude"))
