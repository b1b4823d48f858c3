"""The fields of a publication: their values from coarse to fine, and the columns written of what may be published of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Optional, Sequence

import numpy as np

from ...i18n import translate
from ...participation.values import utc
from ...tables.numbers import read_numbers
from ..common.area_output import Column
from ._feedback_points import Feedback

if TYPE_CHECKING:
    from ...participation.privacy.publication import PublishedCells

WORDS, NUMBERS, TEXTS = (
    ("category", "kind", "status", "lang", "marks"),
    ("votes_up", "votes_down", "comments_n"),
    ("title", "text"),
)
TIMES = {"year": (4,), "month": (4, 7)}
"""Characters of an ISO time that are kept, from coarse to fine."""
_FINE = (1, 2, 5)
"""Numbers are published as classes: 0, 1, 2–4, 5–9, 10–19, 20–49..., where few share it 0, 1–9, 10–99..."""


@dataclass
class Values:
    """A field of all items, from coarse to fine.

    Attributes
    ----------
    name, alias : str
    levels : list of ndarray of int, each of shape (n,)
        Positions in ``words``; the last level tells most.
    words : list of list
        What is published for each position, None where the item has no value.
    """

    name: str
    alias: str
    levels: list[np.ndarray]
    words: list[list[Any]]


def values_of(points: Feedback, fields: Sequence[str], time: str) -> list[Values]:
    """Return the fields to publish in the order in which they are kept where few share them: words, time, numbers."""
    from ...participation.privacy.personal_data import mask  # late: QGIS starts faster

    stored, titles, found, labels = points.columns, field_titles(), [], mask_words()
    for name in (name for name in WORDS if name in fields):
        codes, words = _coded([None if value is None else str(value) for value in stored[name]])
        found.append(_leveled(name, titles[name], [[None if w is None else mask(w, labels) for w in words]], codes))
    if time in TIMES:
        codes, words = _coded(stored["created_utc"])
        moments = [utc(word) if word else None for word in words]
        levels = [[moment[:length] if moment else None for moment in moments] for length in TIMES[time]]
        found.append(_leveled("written", translate("Samplan", "Written (UTC)"), levels, codes))
    for name in (name for name in NUMBERS if name in fields):
        codes, words = _coded(read_numbers(stored[name]).certain(titles[name]).values.tolist())
        levels = [[_class_of(word, steps) for word in words] for steps in ((1,), _FINE)]
        found.append(_leveled(name, titles[name], levels, codes))
    return found


def _coded(values: Sequence[Any]) -> tuple[np.ndarray, list[Any]]:
    """Return the position of each value among the different ones, and these."""
    known: dict[Any, int] = {}
    codes = [known.setdefault(None if value != value else value, len(known)) for value in values]
    return np.array(codes, dtype=np.int64), list(known)


def _leveled(name: str, alias: str, levels: Sequence[Sequence[Any]], codes: np.ndarray) -> Values:
    coded = [_coded(level) for level in levels]
    return Values(name, alias, [places[codes] for places, _words in coded], [words for _places, words in coded])


def _class_of(number: Optional[float], steps: Sequence[int]) -> Optional[str]:
    """Return a number's class, such as 2–4; classes begin at the steps times 1, 10, 100..."""
    if number is None or not 0 <= number < 1e15:
        return None
    scale = 10 ** (len(str(int(number))) - 1)
    begins = [step * scale for step in (*steps, 10)]
    lower = max((begin for begin in begins if begin <= number), default=0)
    last = min(begin for begin in begins if begin > number) - 1 if lower else 0
    return str(lower) if lower == last else f"{lower}–{last}"


def columns_of(
    cells: PublishedCells, order: np.ndarray, values: Sequence[Values], known: Sequence[np.ndarray]
) -> list[Column]:
    """Return the columns of the published items in a given order; what was withheld is named in a column of its own.

    Parameters
    ----------
    order : ndarray of int
        The published items.
    values, known
        From `values_of` and `publication.publish_values`.
    """
    columns = [
        Column("cell_m", cells.size[order], int, translate("Samplan", "Cell size (m)")),
        Column("cell_items", items_in_cell(cells)[order], int, translate("Samplan", "Items in the cell")),
    ]
    withheld: list[list[str]] = [[] for _item in order]
    for field, depth in zip(values, known):
        told = [
            field.words[level - 1][field.levels[level - 1][item]] if level else None
            for item, level in zip(order.tolist(), depth[order].tolist())
        ]
        columns.append(Column(field.name, told, str, field.alias))
        for row in np.flatnonzero(depth[order] == 0).tolist():
            withheld[row].append(field.name)
    if any(withheld):
        alias = translate("Samplan", "Withheld: too few share it")
        columns.append(Column("withheld", [",".join(names) or None for names in withheld], str, alias))
    return columns


def texts_of(points: Feedback, order: np.ndarray, fields: Sequence[str]) -> list[Column]:
    """Return the masked texts of the published items in a given order."""
    from ...participation.privacy.personal_data import mask  # late: QGIS starts faster

    titles, labels, columns = field_titles(), mask_words(), []
    for name in (name for name in TEXTS if name in fields):
        texts = (points.columns[name][item] for item in order.tolist())
        columns.append(
            Column(name, [None if text is None else mask(str(text), labels) for text in texts], str, titles[name])
        )
    return columns


def items_in_cell(cells: PublishedCells) -> np.ndarray:
    """Return the number of items in each item's published cell, shape (n,); NaN where held back."""
    found = np.full(len(cells.count), np.nan)
    kept = np.flatnonzero(cells.kept)
    if len(kept):
        keys = np.stack([cells.size, cells.x, cells.y], axis=1)[kept]
        _rows, place, counts = np.unique(keys, axis=0, return_inverse=True, return_counts=True)
        found[kept] = counts[place.reshape(-1)]
    return found


def told_less(values: Sequence[Values], known: Sequence[np.ndarray], kept: np.ndarray) -> list[str]:
    """Return in how many published items which field was withheld or made coarser."""
    found = []
    for field, depth in zip(values, known):
        withheld, coarser = int((depth[kept] == 0).sum()), int(((depth > 0) & (depth < len(field.levels)))[kept].sum())
        if withheld or coarser:
            found.append(
                translate(
                    "Samplan",
                    "{field}: withheld in {withheld} and made coarser in {coarser} of {total} published items, because too few"
                    " in their cell share the value.",
                ).format(field=field.alias, withheld=withheld, coarser=coarser, total=int(kept.sum()))
            )
    return found


def field_titles() -> dict[str, str]:
    """Return the titles of the fields that may be published."""
    return {
        "kind": translate("Samplan", "Kind"),
        "category": translate("Samplan", "Category"),
        "status": translate("Samplan", "Status"),
        "lang": translate("Samplan", "Language"),
        "marks": translate("Samplan", "Marks: near-duplicate, burst"),
        "votes_up": translate("Samplan", "Votes for"),
        "votes_down": translate("Samplan", "Votes against"),
        "comments_n": translate("Samplan", "Number of comments"),
        "title": translate("Samplan", "Title (masked)"),
        "text": translate("Samplan", "Text (masked)"),
    }


def mask_words() -> dict[str, str]:
    """Return what stands in place of personal data in masked texts."""
    return {
        "email": translate("Samplan", "e-mail"),
        "personnummer": translate("Samplan", "personal identity number"),
        "henkilotunnus": translate("Samplan", "personal identity number"),
        "idnumber": translate("Samplan", "personal identity number"),
        "phone": translate("Samplan", "phone number"),
        "plate": translate("Samplan", "number plate"),
        "name": translate("Samplan", "name"),
        "home": translate("Samplan", "address"),
        "account": translate("Samplan", "bank account"),
        "profile": translate("Samplan", "profile or user account"),
    }
