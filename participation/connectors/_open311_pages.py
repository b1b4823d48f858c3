"""Reading around items that a server fails on: one broken report must not keep all others from being read."""

from __future__ import annotations

from typing import Any, Callable, Iterator

from ...web.errors import NotFound, ServerFailed
from ...web.reply import Reply
from ..values import parse_int
from ._open311_answers import read_items

MOST_LOST = 5
"""Items that may fail one by one before the server itself is taken to have failed."""
_PIECES = (100, 50, 10, 5, 1)


def is_about_an_item(error: ServerFailed) -> bool:
    """Whether a failure may be about one item: HTTP 500, not a gateway's 502 to 504."""
    return error.values.get("status") == 500


def deliverable(ask: Callable[[int, int], Reply], first: int, count: int, lost: set[int]) -> Iterator[list[Any]]:
    """Yield, in pieces, those of some items that a server can deliver.

    Parameters
    ----------
    ask : callable
        Asks for a page by its size and its number.
    first, count : int
        The items that failed as one page: how many come before them, and how many they are.
    lost : set of int
        Receives the places of the items that fail alone.

    Raises
    ------
    ServerFailed
        More than `MOST_LOST` items failed, or the failure is not about an item.
    """
    piece = next(size for size in _PIECES if size < count and count % size == 0 and first % size == 0)
    for start in range(first, first + count, piece):
        try:
            reply = ask(piece, start // piece + 1)
            items = read_items(reply, "request")
        except NotFound:  # noqa: PERF203 - a failing piece must not end the others
            return
        except ServerFailed as error:
            if not is_about_an_item(error):
                raise
            if piece > 1:
                yield from deliverable(ask, start, piece, lost)
                continue
            lost.add(start)
            if len(lost) > MOST_LOST:
                raise
        else:
            if (parse_int(reply.headers.get("x-page-size")) or piece) < piece:  # the server allows smaller pages only
                yield from deliverable(ask, start, piece, lost)
                continue
            yield items
            if len(items) < piece:
                return
