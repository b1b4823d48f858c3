"""Safe publication: positions snapped to grid cells, cells with few items held back or merged.

Only truly anonymous data are outside the GDPR (recital 26). Random jitter is deliberately not offered, because it is not
anonymisation."""

from __future__ import annotations

from typing import Any, NamedTuple, Optional, Sequence

import numpy as np

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ..errors import PrivacyError


def snap_to_grid(x: np.ndarray, y: np.ndarray, cell: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the centres of the grid cells that points lie in.

    Parameters
    ----------
    x, y : ndarray, shape (n,)
        Metres in an equal-area or national grid.
    cell : float
        Cell size in metres; cells start at multiples of it.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    return (np.floor(x / cell) + 0.5) * cell, (np.floor(y / cell) + 0.5) * cell


class PublishedCells(NamedTuple):
    """Publishable positions, one row per item.

    Attributes
    ----------
    x, y : ndarray, shape (n,)
        Cell centres in metres; NaN where the item is held back.
    size : ndarray, shape (n,)
        Cell size in metres; NaN where held back.
    count : ndarray of int, shape (n,)
        Items with a position of their own (or their authors) in the item's cell; 0 where held back.
    """

    x: np.ndarray
    y: np.ndarray
    size: np.ndarray
    count: np.ndarray

    @property
    def kept(self) -> np.ndarray:
        """Which items may be published."""
        return self.count > 0


def publish_cells(
    x: np.ndarray,
    y: np.ndarray,
    cell: float,
    k: int = 5,
    merge_up_to: Optional[float] = None,
    authors: Optional[Sequence[Any]] = None,
    own: Optional[np.ndarray] = None,
) -> PublishedCells:
    """Snap points to grid cells and hold back, or merge into larger cells, those with fewer than ``k``.

    Parameters
    ----------
    x, y : ndarray, shape (n,)
        Metres; NaN for unlocated items, which are held back.
    cell : float
        Cell size in metres.
    k : int
        Fewest items in a published cell; fewest *different authors* when ``authors`` is given (pseudonyms, items
        without one count as one author together).
    merge_up_to : float, optional
        Items of small cells are tried again in cells twice, four times... as large, up to this size; by default they
        are held back at once.
    authors : sequence, optional
        One author key per item.
    own : ndarray of bool, shape (n,), optional
        Which items have a position of their own; only these count towards ``k``. Answers that stand where the item they
        answer stands do not hide who placed that one.

    Notes
    -----
    Without authors ``k`` counts items, not people: five reports of one person make a cell publishable. Say so.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if cell <= 0 or k < 1:
        raise PrivacyError(QT_TRANSLATE_NOOP("Samplan", "The cell size must be positive and k at least 1."))
    out = PublishedCells(*(np.full(x.shape, np.nan) for _ in range(3)), np.zeros(x.shape, dtype=np.int64))
    who = None if authors is None else np.unique(np.array([str(a or "") for a in authors]), return_inverse=True)[1]
    waiting = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    size = float(cell)
    while waiting.size:
        cx, cy = snap_to_grid(x[waiting], y[waiting], size)
        found, index = np.unique(np.stack([cx, cy], axis=1), axis=0, return_inverse=True)
        index = index.reshape(-1)
        counts = np.ones(waiting.size, dtype=bool) if own is None else own[waiting]
        if who is None:
            counting = index[counts]
        else:
            counting = np.unique(np.stack([index, who.reshape(-1)[waiting]], axis=1)[counts], axis=0)[:, 0]
        count = np.bincount(counting, minlength=len(found))
        enough = count[index] >= k
        done = waiting[enough]
        out.x[done], out.y[done], out.size[done], out.count[done] = cx[enough], cy[enough], size, count[index][enough]
        waiting = waiting[~enough]
        size *= 2
        if merge_up_to is None or size > merge_up_to:
            break
    return out


def statement(cells: PublishedCells, k: int, by_author: bool, unlocated: int) -> list[UserMessage]:
    """Return the limits that a publication must state: what was held back, what k counts, imperfect masking.

    Parameters
    ----------
    cells : Cells
    k : int
    by_author : bool
        ``k`` counts authors.
    unlocated : int
        Items without a position, which are among those held back.
    """
    total, held = int(cells.count.size), int((~cells.kept).sum())
    share = f"{100 * unlocated / total:.0f} %" if total else "–"
    counts = (
        QT_TRANSLATE_NOOP("Samplan", "Every published cell holds feedback of at least {k} authors (by pseudonym).")
        if by_author
        else QT_TRANSLATE_NOOP(
            "Samplan",
            "Every published cell holds at least {k} items with a position of their own; one person may have written several.",
        )
    )
    return [
        UserMessage(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "{held} of {total} items were held back: {unlocated} ({share}) without a position, {few} too few in their"
                " cell.",
            ),
            {"held": held, "total": total, "unlocated": unlocated, "share": share, "few": held - unlocated},
        ),
        UserMessage(counts, {"k": k}),
        UserMessage(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "Masking personal data in texts is imperfect: have a person read the texts before publication.",
            ),
            {},
        ),
    ]
