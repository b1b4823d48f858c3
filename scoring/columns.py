"""Turn whatever a caller holds (lists, integer or object arrays, masked arrays) into clean float columns."""

from __future__ import annotations

from typing import Any, Mapping, Optional

import numpy as np

from ..messages import QT_TRANSLATE_NOOP, UserMessage
from .errors import ScoringError


def float_column(name: str, values: Any) -> np.ndarray:
    """Return ``values`` as a float64 array of shape (n,); None and masked entries become NaN.

    The array is the caller's own when it is float64 already: it must not be written to.

    Raises
    ------
    ScoringError
        When an entry is not a number, or the values are not one-dimensional.
    """
    if isinstance(values, np.ma.MaskedArray):
        values = np.ma.filled(values.astype(np.float64), np.nan)
    try:
        column = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        bad = next((value for value in values if not _numeric(value)), None)
        raise ScoringError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                'The column "{column}" holds {value}, which is not a number. Convert it to a number field first.',
            ),
            column=name,
            value=repr(bad),
        ) from error
    if column.ndim != 1:
        raise ScoringError(
            QT_TRANSLATE_NOOP(
                "Samplan", 'The column "{column}" has {dimensions} dimensions. It needs one value per area.'
            ),
            column=name,
            dimensions=column.ndim,
        )
    return column


def _numeric(value: Any) -> bool:
    try:
        float(np.nan if value is None else value)
    except (TypeError, ValueError):
        return False
    return True


def label_column(name: str, values: Any, size: int) -> np.ndarray:
    """Return group or period labels as an array of text, shape (size,); missing labels become ""."""
    labels = np.asarray(values, dtype=object)
    if labels.shape != (size,):
        raise ScoringError(
            QT_TRANSLATE_NOOP("Samplan", 'The column "{column}" has {found} entries, but there are {expected} areas.'),
            column=name,
            found=labels.size,
            expected=size,
        )
    missing = np.array([value is None or value != value for value in labels], dtype=bool)
    whole = [
        str(int(value)) if isinstance(value, (float, np.floating)) and float(value).is_integer() else str(value)
        for value in np.where(missing, "", labels)
    ]
    return np.array(whole, dtype=object)


def column_size(columns: Mapping[str, np.ndarray]) -> int:
    """Return the common length of all columns.

    Raises
    ------
    ScoringError
        When they differ, naming the odd one.
    """
    size: Optional[int] = None
    for name, values in columns.items():
        length = len(values)
        if size is None:
            size, first = length, name
        elif length != size:
            raise ScoringError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    'The column "{column}" has {found} entries, but "{first}" has {expected}. '
                    "Give one value per area in every column.",
                ),
                column=name,
                found=length,
                first=first,
                expected=size,
            )
    return size or 0


def without_infinities(name: str, column: np.ndarray, notes: list[UserMessage]) -> tuple[np.ndarray, bool]:
    """Return the column with infinities as NaN, and whether it holds any NaN; a note counts the infinities."""
    with np.errstate(invalid="ignore", over="ignore"):
        total = column.sum()
    if np.isfinite(total):
        return column, False
    finite = np.isfinite(column)
    infinite = int(np.isinf(column).sum())
    if infinite:
        notes.append(
            UserMessage(
                QT_TRANSLATE_NOOP("Samplan", '{count} infinite values of "{column}" are treated as missing.'),
                {"count": infinite, "column": name},
            )
        )
        column = np.where(finite, column, np.nan)
    return column, not bool(finite.all())


def ranks(values: np.ndarray, ties: str = "min") -> np.ndarray:
    """Return ranks with 1 = smallest; NaN stays NaN.

    Parameters
    ----------
    values : ndarray, shape (n,)
    ties : {"average", "min", "max", "dense", "ordinal"}
        What equal values get: the mean, lowest or highest of their places, consecutive numbers without gaps, or
        their order of appearance.

    Returns
    -------
    ndarray of float, shape (n,)
    """
    result = np.full(values.shape, np.nan)
    present = np.flatnonzero(~np.isnan(values))
    if not present.size:
        return result
    order = present[np.argsort(values[present], kind="stable")]
    if ties == "ordinal":
        result[order] = np.arange(1, order.size + 1)
        return result
    ordered = values[order]
    starts = np.concatenate(([True], ordered[1:] != ordered[:-1]))
    group = np.cumsum(starts) - 1
    first = np.flatnonzero(starts) + 1.0
    last = np.append(first[1:] - 1, order.size)
    place = {"min": first, "max": last, "average": (first + last) / 2, "dense": np.arange(1.0, first.size + 1)}[ties]
    result[order] = place[group]
    return result


def competition_rank(scores: np.ndarray, span: float = 1.0, periods: Optional[np.ndarray] = None) -> np.ndarray:
    """Return ranks with 1 = highest score; equal scores share the best place ("min" rule: 1, 2, 2, 4).

    Parameters
    ----------
    scores : ndarray, shape (n,)
        NaN (not scored) stays NaN.
    span : float
        Length of the scale. Scores closer than ``1e-12 * span`` to the same rounded value count as equal, so that ties do
        not depend on the last bit of a sum.
    periods : ndarray of text, shape (n,), optional
        Ranks are within each period; rows without one ("") have none.
    """
    rounded = -np.round(scores / span, 12)
    if periods is None:
        return ranks(rounded, "min")
    result = np.full(scores.shape, np.nan)
    for rows in rows_by_period(periods):
        result[rows] = ranks(rounded[rows], "min")
    return result


def rows_by_period(periods: np.ndarray) -> list[np.ndarray]:
    """Return the positions of each period's rows, periods in alphabetical order; rows without one ("") are in none."""
    names, place = np.unique(periods.astype(str), return_inverse=True)
    order = np.argsort(place, kind="stable")
    parts = np.split(order, np.cumsum(np.bincount(place.reshape(-1)))[:-1])
    return parts[1:] if names.size and not names[0] else parts
