"""Protect the people behind the feedback: allow-list, pseudonyms, purpose and retention, safe publication.

Pseudonymised data remain personal data (GDPR Art. 4(5); EDPB Guidelines 01/2025); only truly anonymous data are outside
the regulation (recital 26). Publication here snaps positions to grid cells and holds back cells with few items; random
jitter is deliberately not offered, because it is not anonymisation.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any, Mapping, NamedTuple, Optional, Sequence

import numpy as np

from ..messages import QT_TRANSLATE_NOOP, Note
from .errors import PrivacyError
from .personal_data import find, flags, mask
from .record import Record

__all__ = [
    "ALLOWED_FIELDS", "Cells", "Pseudonyms", "Purpose", "find", "flags", "mask", "new_secret", "publish_cells",
    "snap", "statement",
]  # fmt: skip

ALLOWED_FIELDS = Record._fields
"""The only fields of an item that ever leave a connector: names, e-mails and author ids have no place to go."""

MIN_SECRET = 16


def new_secret() -> str:
    """Return a fresh secret for `Pseudonyms`; keep it outside the project file (QGIS's authentication manager)."""
    return secrets.token_hex(32)


class Pseudonyms:
    """Turns what identifies an author into a pseudonym: HMAC-SHA-256 with a secret, per source.

    Parameters
    ----------
    secret : str
        At least 16 characters, one per project, kept by the caller outside the project file.
    source : str
        Source id: the same person gets unrelated pseudonyms at two sources.

    Raises
    ------
    PrivacyError
        The secret is too short to protect anything.
    """

    def __init__(self, secret: str, source: str = "") -> None:
        if len(secret) < MIN_SECRET:
            raise PrivacyError(
                QT_TRANSLATE_NOOP("Samplan", "The secret for pseudonyms needs at least {least} characters."),
                least=MIN_SECRET,
            )  # fmt: skip
        self._key = hmac.new(secret.encode(), source.encode(), hashlib.sha256).digest()

    def __call__(self, author: str) -> str:
        """Return 32 hexadecimal digits."""
        return hmac.new(self._key, author.strip().casefold().encode(), hashlib.sha256).hexdigest()[:32]


@dataclass(frozen=True)
class Purpose:
    """Why the feedback of a source is kept, by whom and for how long; stored beside it (GDPR Art. 5 and 30).

    Attributes
    ----------
    controller, purpose, legal_basis : str
        Who decides, for what, on which ground.
    licence, terms_url : str
        As the source states them.
    retain_until : str
        ISO date after which the feedback shall be erased; blank = not decided.
    sensitive : bool
        The theme may reveal health, belief, politics or the like (Art. 9).
    """

    controller: str = ""
    purpose: str = ""
    legal_basis: str = ""
    licence: str = ""
    terms_url: str = ""
    retain_until: str = ""
    sensitive: bool = False

    def __post_init__(self) -> None:
        if self.retain_until:
            try:
                date.fromisoformat(self.retain_until)
            except ValueError:
                raise PrivacyError(
                    QT_TRANSLATE_NOOP("Samplan", "The retention date {value} is not a date. Write it like 2027-12-31."),
                    value=self.retain_until[:40],
                ) from None  # fmt: skip

    def is_due(self, today: Optional[date] = None) -> bool:
        """Whether the retention is over."""
        return bool(self.retain_until) and date.fromisoformat(self.retain_until) < (today or date.today())

    def notes(self, today: Optional[date] = None) -> list[Note]:
        """What the user should decide or do: missing purpose, missing or passed retention date, impact assessment."""
        found: list[Note] = []
        if not self.purpose:
            found.append(Note(QT_TRANSLATE_NOOP("Samplan", "State what the feedback is used for (purpose)."), {}))
        if not self.retain_until:
            found.append(
                Note(QT_TRANSLATE_NOOP("Samplan", "Decide until when the feedback is kept (retention date)."), {})
            )
        elif self.is_due(today):
            found.append(
                Note(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        "The retention date {date} has passed: erase this feedback, in the panel or with Erase feedback"
                        " (erasefeedback) in the toolbox.",
                    ),
                    {"date": self.retain_until},
                )
            )
        if self.sensitive:
            found.append(
                Note(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        "The theme is sensitive: a data protection impact assessment is probably needed (GDPR Art. 35).",
                    ),
                    {},
                )
            )  # fmt: skip
        return found

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Purpose:
        """Read a row of ``feedback_source``."""
        texts = ("controller", "purpose", "legal_basis", "licence", "terms_url", "retain_until")
        return cls(**{name: row.get(name) or "" for name in texts}, sensitive=bool(row.get("sensitive")))


def snap(x: np.ndarray, y: np.ndarray, cell: float) -> tuple[np.ndarray, np.ndarray]:
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


class Cells(NamedTuple):
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
) -> Cells:
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
    out = Cells(*(np.full(x.shape, np.nan) for _ in range(3)), np.zeros(x.shape, dtype=np.int64))
    who = None if authors is None else np.unique(np.array([str(a or "") for a in authors]), return_inverse=True)[1]
    waiting = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    size = float(cell)
    while waiting.size:
        cx, cy = snap(x[waiting], y[waiting], size)
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


def statement(cells: Cells, k: int, by_author: bool, unlocated: int) -> list[Note]:
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
        Note(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "{held} of {total} items were held back: {unlocated} ({share}) without a position, {few} too few in their"
                " cell.",
            ),
            {"held": held, "total": total, "unlocated": unlocated, "share": share, "few": held - unlocated},
        ),
        Note(counts, {"k": k}),
        Note(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "Masking personal data in texts is imperfect: have a person read the texts before publication.",
            ),
            {},
        ),
    ]
