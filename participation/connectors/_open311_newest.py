"""Reading a server that sends the newest reports first, at most a configured number, and has no pages."""

from __future__ import annotations

from typing import Any, Callable, Iterator, Optional

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ._open311_answers import ids_of, wall_clock

_CUT = QT_TRANSLATE_NOOP(
    "Samplan",
    "The service delivers at most {count} reports at once, and at least as many were made within one second ({second})."
    " Some of these could not be read; older ones were. Nothing was removed. Raise the option page_size; if that does not"
    " help, tell the service's owner.",
)
_NO_TIMES = QT_TRANSLATE_NOOP(
    "Samplan",
    "The reports do not say when they were made, so older ones could not be asked for. Nothing was removed. Tell the"
    " service's owner.",
)


def newest_first(
    ask: Callable[[Optional[str]], list[Any]], end: Optional[str], most: int
) -> Iterator[tuple[list[Any], Optional[UserMessage]]]:
    """Yield answers that together hold every report, each with a note where reports are missing.

    Each answer is followed by what is at most as new as its oldest report. Where one second fills an answer, it is
    stepped over.

    Parameters
    ----------
    ask : callable
        Returns the newest reports before a moment (None: of all), written like the server writes it.
    end : str, optional
        The first moment to ask for.
    most : int
        How many reports are asked for at once; the server may have a lower limit of its own.
    """
    before, earlier, largest = set[str](), 0, 0
    while True:
        items = ask(end)
        ids = ids_of(items)
        clocks = [clock for clock in map(wall_clock, items) if clock]
        yield items, UserMessage(_NO_TIMES, {}) if items and not clocks else None
        if not clocks or 1 < len(items) < largest:
            return
        oldest = min(clocks)
        if not ids <= before:
            end, before, earlier, largest = oldest.later(1.0), ids, largest, max(largest, len(items))
            continue
        steps = oldest.later(), oldest.later(-1.0)  # servers may read a report of the very moment as before it
        end = next((step for step in steps if ids_of(ask(step)) - ids), None)
        if end is not None or len(items) in (most, earlier):
            yield [], UserMessage(_CUT, {"count": len(items), "second": oldest.hands.replace("T", " ")})
        if end is None:
            return
