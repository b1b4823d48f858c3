"""Long work in pieces: threads where the engine allows, a steady progress and a quick answer to Cancel."""

from __future__ import annotations

import os
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from typing import Callable, Iterable, Iterator, TypeVar

import numpy as np

from ...messages import Cancelled

Piece = TypeVar("Piece")
Value = TypeVar("Value")
Cancel = Callable[[], bool]
Progress = Callable[[float], None]

WORKERS = max(1, min(4, os.cpu_count() or 1))
_PATIENCE = 0.1


def not_cancelled() -> bool:
    """Nobody cancels."""
    return False


def no_progress(share: float) -> None:
    """Nobody watches the progress."""


def raise_if_cancelled(cancelled: Cancel) -> None:
    """Raise Cancelled when the user cancelled."""
    if cancelled():
        raise Cancelled


def split(weights: np.ndarray, limit: float) -> Iterator[slice]:
    """Cut a sequence into slices whose weights add up to about ``limit`` (at least one element each)."""
    total = np.cumsum(weights)
    start = 0
    while start < len(weights):
        before = total[start - 1] if start else 0
        stop = max(int(np.searchsorted(total, before + limit, side="right")), start + 1)
        yield slice(start, stop)
        start = stop


def map_ordered(
    function: Callable[[Piece], Value],
    pieces: Iterable[Piece],
    count: int,
    cancelled: Cancel = not_cancelled,
    progress: Progress = no_progress,
    workers: int = WORKERS,
) -> Iterator[Value]:
    """Yield ``function(piece)`` for every piece, in order.

    Parameters
    ----------
    function : callable
        Runs in a thread when there is more than one worker; takes a fraction of a second.
    pieces : iterable
        Taken one by one, only a few ahead of the results, so that memory stays bounded.
    count : int
        Number of pieces, for the progress.
    cancelled, progress : callable
        Called in the calling thread.
    workers : int
        Number of threads.

    Raises
    ------
    Cancelled
        Within about 0.1 s plus the rest of the pieces being worked on.
    """
    if workers <= 1 or count <= 1:
        for done, piece in enumerate(pieces, 1):
            raise_if_cancelled(cancelled)
            value = function(piece)
            progress(done / max(count, 1))
            yield value
        return
    waiting: list[Future] = []
    iterator = iter(pieces)
    done = 0
    pool = ThreadPoolExecutor(max_workers=workers)
    try:
        while True:
            for piece in islice(iterator, 3 * workers - len(waiting)):
                waiting.append(pool.submit(function, piece))  # noqa: PERF401 - waiting must stay one list
            if not waiting:
                return
            while not waiting[0].done():
                raise_if_cancelled(cancelled)
                wait(waiting[:1], timeout=_PATIENCE, return_when=FIRST_COMPLETED)
            raise_if_cancelled(cancelled)
            value = waiting.pop(0).result()
            done += 1
            progress(done / max(count, 1))
            yield value
    finally:
        for future in waiting:
            future.cancel()
        pool.shutdown(wait=True)
