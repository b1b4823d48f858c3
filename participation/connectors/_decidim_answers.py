"""Parts of Decidim's answers: errors beside data, places, pictures, threads of comments."""

from __future__ import annotations

from typing import Any, Iterable, Iterator, Mapping

from ...messages import QT_TRANSLATE_NOOP, Note
from ..position import NOWHERE, Position, from_lat_lon
from ..values import plain_text

_PICTURES = ("jpg", "jpeg", "png", "gif", "webp")


class Faults:
    """The errors of an answer, by the item that they spoil.

    Attributes
    ----------
    reason : str
        The first error that is more than a missing place; blank when there is none.
    """

    def __init__(self, errors: Iterable[Any], path: tuple[str, ...]) -> None:
        self.spoiled: set[int] = set()
        self.reason = ""
        for error in errors:
            where = error.get("path") if isinstance(error, dict) else None
            where = where if isinstance(where, list) else []
            if _only_unlocated(error, where) or _only_hidden(error, where):
                continue
            self.reason = self.reason or message(error)
            if tuple(where[: len(path)]) == path and len(where) > len(path):
                self.spoiled.add(where[len(path)])


def _only_unlocated(error: Mapping[str, Any], where: list[Any]) -> bool:
    """Whether an error only says that an item has no coordinates."""
    return where[-2:-1] == ["coordinates"] and "null" in str(error.get("message", "")).lower()


def _only_hidden(error: Mapping[str, Any], where: list[Any]) -> bool:
    """Whether an error only says that an item of the list is not for the public."""
    if where[-1:] != ["node"]:
        return False
    extensions = error.get("extensions")
    code = extensions.get("code") if isinstance(extensions, dict) else None
    return "UNAUTHORIZED" in str(code) or "permission" in str(error.get("message"))


def threads(comments: Any) -> Iterator[Mapping[str, Any]]:
    """Comments and their answers, all levels."""
    waiting = list(comments or ())
    while waiting:
        item = waiting.pop()
        if item:
            yield item
            waiting.extend(item.get("comments") or ())


def left_out(cut: int, levels: int) -> tuple[Note, ...]:
    """Return what to say about comments that the site did not give."""
    if not levels:
        text = QT_TRANSLATE_NOOP(
            "Samplan", "The site refuses questions with comments; only the items themselves were imported."
        )
        return (Note(text, {}),)
    if not cut:
        return ()
    text = QT_TRANSLATE_NOOP(
        "Samplan",
        "The site shows {levels} levels of comments only: {count} comments have further replies, not imported.",
    )
    return (Note(text, {"levels": levels, "count": cut}),)


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
        return NOWHERE
    return from_lat_lon(coordinates.get("latitude"), coordinates.get("longitude"))
