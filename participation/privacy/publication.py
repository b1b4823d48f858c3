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


class Crowd(NamedTuple):
    """Who hides whom: what is counted towards ``k``.

    Attributes
    ----------
    own : ndarray of bool, shape (n,)
        Items with a position of their own. Answers that stand where the item they answer stands do not hide who placed
        that one, so that all those in one place count once.
    place : ndarray of int, shape (n,)
        The same number for items in the same place.
    author : ndarray of int, shape (n,), optional
        The same number for items of the same author; items without one count as one author together.
    """

    own: np.ndarray
    place: np.ndarray
    author: Optional[np.ndarray]

    @classmethod
    def of(cls, x: np.ndarray, y: np.ndarray, own: Optional[np.ndarray], authors: Optional[Sequence[Any]]) -> Crowd:
        """Return the crowd of items at ``x``, ``y``; see `publish_cells`."""
        own = np.ones(x.shape, dtype=bool) if own is None else np.asarray(own, dtype=bool)
        place = np.zeros(x.shape, dtype=np.int64)
        if not own.all():
            place = np.unique(np.nan_to_num(x) + 1j * np.nan_to_num(y), return_inverse=True)[1].reshape(-1)
        who = None if authors is None else np.unique([str(author or "") for author in authors], return_inverse=True)[1]
        return cls(own, place, None if who is None else who.reshape(-1))

    @property
    def plain(self) -> bool:
        """Whether every item counts as one."""
        return self.author is None and bool(self.own.all())

    def take(self, rows: np.ndarray) -> Crowd:
        """Return the crowd of some of the items."""
        return Crowd(self.own[rows], self.place[rows], None if self.author is None else self.author[rows])

    def count(self, group: np.ndarray, groups: int) -> np.ndarray:
        """Return what counts in each of so many groups, given each item's group, shape (groups,)."""
        if self.plain:
            return np.bincount(group, minlength=groups)
        found = np.maximum(np.bincount(group[self.own], minlength=groups), _distinct(group, self.place, groups))
        return found if self.author is None else np.minimum(found, _distinct(group, self.author, groups))

    def count_own(self, group: np.ndarray, groups: int) -> np.ndarray:
        """Return what counts among the items with a position of their own."""
        own = group[self.own]
        if self.author is None:
            return np.bincount(own, minlength=groups)
        return _distinct(own, self.author[self.own], groups)


def _distinct(group: np.ndarray, value: np.ndarray, groups: int) -> np.ndarray:
    """Return the number of different values in each group."""
    width = int(value.max(initial=0)) + 1
    return np.bincount(np.unique(group.astype(np.int64) * width + value) // width, minlength=groups)


def _numbered(*keys: np.ndarray) -> np.ndarray:
    """Return 0, 1, 2... for each different combination of keys, shape (n,)."""
    found = np.zeros(len(keys[0]), dtype=np.int64)
    for key in keys:
        number = np.unique(key, return_inverse=True)[1].reshape(-1)
        found = np.unique(found * (int(number.max(initial=0)) + 1) + number, return_inverse=True)[1].reshape(-1)
    return found


class Earlier(NamedTuple):
    """What became of the items in earlier publications.

    Attributes
    ----------
    history : ndarray of int, shape (n,)
        The same number for items that went the same way through all earlier publications; 0 for those never published.
    missing : ndarray of int, shape (histories,)
        Items of each history that are not among these ``n``: erased since, or left out by a filter.
    """

    history: np.ndarray
    missing: np.ndarray


def publish_cells(
    x: np.ndarray,
    y: np.ndarray,
    cell: float,
    k: int = 5,
    merge_up_to: Optional[float] = None,
    authors: Optional[Sequence[Any]] = None,
    own: Optional[np.ndarray] = None,
    earlier: Optional[Earlier] = None,
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
    earlier : Earlier, optional
        Whoever has the earlier publications too can tell apart what went another way through them. Of each history,
        what is published in one cell, and what is not published, is therefore nobody or at least ``k``.

    Notes
    -----
    Without authors ``k`` counts items, not people: five reports of one person make a cell publishable. Say so.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if cell <= 0 or k < 1:
        raise PrivacyError(QT_TRANSLATE_NOOP("Samplan", "The cell size must be positive and k at least 1."))
    crowd = Crowd.of(x, y, own, authors)
    history = np.zeros(x.shape, dtype=np.int64) if earlier is None else earlier.history
    allowed = np.isfinite(x) & np.isfinite(y)
    while True:
        out = _in_cells(x, y, cell, k, merge_up_to, crowd, history, np.flatnonzero(allowed))
        if earlier is None:
            return out
        place = _numbered(np.nan_to_num(out.x), np.nan_to_num(out.y), np.nan_to_num(out.size))
        kept = _topped_up(history, place, out.kept, k, crowd, earlier.missing)
        if (kept == out.kept).all():
            return out
        allowed &= kept | ~out.kept


def _in_cells(
    x: np.ndarray, y: np.ndarray, cell: float, k: int, merge_up_to: Optional[float], crowd: Crowd,
    history: np.ndarray, waiting: np.ndarray,
) -> PublishedCells:  # fmt: skip
    """Return the cells of those waiting, the smallest first in which enough of each history are together."""
    out = PublishedCells(*(np.full(x.shape, np.nan) for _ in range(3)), np.zeros(x.shape, dtype=np.int64))
    size = float(cell)
    while waiting.size:
        cx, cy = snap_to_grid(x[waiting], y[waiting], size)
        place = _numbered(cx, cy)
        here, kept = crowd.take(waiting), np.arange(waiting.size)
        while True:  # what leaves a cell may leave too few there
            part, among = _numbered(place[kept], history[waiting[kept]]), here.take(kept)
            count = among.count_own(place[kept], waiting.size)[place[kept]]
            enough = (count >= k) & (among.count(part, kept.size)[part] >= k)
            if enough.all():
                break
            kept = kept[enough]
        done = waiting[kept]
        out.x[done], out.y[done], out.size[done], out.count[done] = cx[kept], cy[kept], size, count
        waiting = np.delete(waiting, kept)
        size *= 2
        if merge_up_to is None or size > merge_up_to:
            break
    return out


def _topped_up(
    group: np.ndarray, value: np.ndarray, kept: np.ndarray, k: int, crowd: Crowd, missing: Optional[np.ndarray] = None
) -> np.ndarray:
    """Return which items stay kept when in each group nobody or at least ``k`` are not.

    Where too few are not, others of the commonest value follow them if that one can spare them, else all of the rarest.

    Parameters
    ----------
    group, value : ndarray of int, shape (n,)
        At least ``k`` of a group have each value that is kept.
    kept : ndarray of bool, shape (n,)
    missing : ndarray of int, optional
        Further members of each group that are not kept; group 0 then needs no company.
    """
    groups = int(group.max(initial=-1)) + 1
    away = np.bincount(group[~kept], minlength=groups)
    count = crowd.take(~kept).count(group[~kept], groups)
    if missing is not None:
        groups = max(groups, len(missing))
        away, count, more = (np.pad(found, (0, groups - len(found))) for found in (away, count, missing))
        away = away + more
        count = count + more if crowd.plain else count
        away[:1] = 0
    few = (away > 0) & (count < k)
    rows = np.flatnonzero(kept & few[group])
    if not rows.size:
        return kept
    rows = np.random.default_rng().permutation(rows)
    pair = _numbered(group[rows], value[rows])
    pairs = int(pair.max()) + 1
    owner = np.zeros(pairs, dtype=np.int64)
    owner[pair] = group[rows]
    people = crowd.take(rows).count(pair, pairs)
    order = np.lexsort((people, owner))
    first = np.flatnonzero(np.diff(owner[order], prepend=-1))
    rarest, commonest = order[first], order[np.append(first[1:], pairs) - 1]
    wanted = k - count[owner[commonest]]
    spares = (people[commonest] - wanted >= k) & crowd.plain
    leaving = np.zeros(pairs, dtype=np.int64)
    leaving[commonest[spares]] = wanted[spares]
    leaving[rarest[~spares]] = rows.size
    by_pair = np.argsort(pair, kind="stable")
    start = np.searchsorted(pair[by_pair], np.arange(pairs))
    rank = np.arange(rows.size) - start[pair[by_pair]]
    kept = kept.copy()
    kept[rows[by_pair[rank < leaving[pair[by_pair]]]]] = False
    return kept


def publish_values(
    cells: PublishedCells,
    columns: Sequence[Sequence[np.ndarray]],
    k: int,
    crowd: Crowd,
    earlier: Optional[Earlier] = None,
) -> list[np.ndarray]:
    """Return how exactly each value may be published, so that at least ``k`` share every combination in a cell.

    The columns are looked at in their order, the first keep most. Within those that are equal so far, a value that fewer
    than ``k`` have is withheld, with those of as many others as it takes that ``k`` have it withheld (local suppression).

    Parameters
    ----------
    cells : PublishedCells
        From `publish_cells`.
    columns : sequence of sequence of ndarray of int, each of shape (n,)
        Per column its value as codes, from coarse to fine (years, then months; most have one level).
    k : int
    crowd : Crowd
    earlier : Earlier, optional
        As given to `publish_cells`: combinations are counted within each history.

    Returns
    -------
    list of ndarray of int, each of shape (n,)
        Per column the number of levels that may be published; 0 where the value is withheld or the item held back.

    Notes
    -----
    k-anonymity (Samarati & Sweeney 1998) over all published columns together, by recoding each cell for itself.
    """
    rows = np.flatnonzero(cells.kept)
    crowd, found = crowd.take(rows), []
    group = _numbered(cells.size[rows], cells.x[rows], cells.y[rows])
    if earlier is not None:
        group = _numbered(group, earlier.history[rows])
    for levels in columns:
        known, open_ = np.zeros(cells.count.shape, dtype=np.int64), np.ones(rows.size, dtype=bool)
        for codes in levels:
            value = np.where(open_, np.unique(codes[rows], return_inverse=True)[1].reshape(-1) + 1, 0)
            pair = _numbered(group, value)
            kept = crowd.count(pair, rows.size)[pair] >= k if rows.size else open_
            kept = _topped_up(group, value, kept, k, crowd)
            group = _numbered(group, np.where(kept, value, -1))
            open_ &= kept
            known[rows] += open_
        found.append(known)
    return found


def combinations(
    cells: PublishedCells, columns: Sequence[Sequence[np.ndarray]], known: Sequence[np.ndarray]
) -> np.ndarray:
    """Return the same number for items published alike, -1 for those held back, shape (n,); see `publish_values`."""
    rows = np.flatnonzero(cells.kept)
    alike = _numbered(cells.size[rows], cells.x[rows], cells.y[rows])
    for levels, depth in zip(columns, known):
        for number, codes in enumerate(levels, 1):
            alike = _numbered(alike, np.where(depth[rows] >= number, codes[rows], -1))
    found = np.full(cells.count.shape, -1, dtype=np.int64)
    found[rows] = alike
    return found


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
        QT_TRANSLATE_NOOP(
            "Samplan",
            "Every published cell, and every combination of values in it, is feedback of at least {k} authors (by pseudonym).",
        )
        if by_author
        else QT_TRANSLATE_NOOP(
            "Samplan",
            "Every published cell, and every combination of values in it, is at least {k} items with a position of their own;"
            " one person may have written several.",
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
                "What remains possible: where all items of a cell say the same, whoever knows that somebody wrote there knows"
                " what. Copies of the feedback, and what others publish of it, are not known here.",
            ),
            {},
        ),
        UserMessage(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "Masking personal data in texts is imperfect: have a person read the texts before publication.",
            ),
            {},
        ),
    ]
