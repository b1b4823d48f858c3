"""Counts known for larger areas (statistical areas, grid cells) moved to planning areas; the total is preserved."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..messages import QT_TRANSLATE_NOOP
from .errors import IndicatorError


def dasymetric_shares(zones: int, zone: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return each carrier's share of its zone's count.

    Dasymetric mapping (Wright 1936, Geographical Review 26; Eicher & Brewer 2001): a count is spread over the carriers
    (dwellings, floor area) in proportion to their weight instead of over the land.

    Parameters
    ----------
    zones : int
        Number of zones, z.
    zone : ndarray of int, shape (p,)
        Zone each carrier lies in.
    weight : ndarray of float, shape (p,)
        Weight of each carrier; NaN and negative count as 0.

    Returns
    -------
    share : ndarray of float, shape (p,)
        Sums to 1 within every zone that has any weight; 0 in the others.
    empty : ndarray of bool, shape (z,)
        Zones without any weight.
    """
    weight = np.where(np.isfinite(weight) & (weight > 0), weight, 0.0)
    total = np.bincount(zone, weight, zones)
    empty = ~(total > 0)
    return np.divide(weight, total[zone], out=np.zeros(len(zone)), where=total[zone] > 0), empty


@dataclass(frozen=True)
class Transfer:
    """Counts moved to targets.

    Attributes
    ----------
    values : ndarray of float, shape (t, k)
        Count per target and field.
    outside : ndarray of float, shape (k,)
        Count outside all targets.
    known : ndarray of float, shape (t, k)
        Share (0-1) of the pieces in each target, each counted as its share of its zone, that come from zones with a count;
        NaN for a target without any piece.
    """

    values: np.ndarray
    outside: np.ndarray
    known: np.ndarray

    def with_gaps(self, least: float = 0.01) -> np.ndarray:
        """Return the values, NaN where less than ``least`` of what a target is made of has a count: it is not 0 there."""
        return np.where(self.known < least, np.nan, self.values)


def transfer(
    counts: np.ndarray,
    zone: np.ndarray,
    share: np.ndarray,
    piece_target: np.ndarray,
    target_piece: np.ndarray,
    part: np.ndarray,
    targets: int,
) -> Transfer:
    """Add up the counts of the pieces in each target.

    Parameters
    ----------
    counts : ndarray of float, shape (z, k)
        Count per zone and field; NaN adds nothing (see `Transfer.known`).
    zone, share : ndarray, shape (p,)
        Zone of each piece, and the share of the zone's count that is on it.
    piece_target, target_piece : ndarray of int, shape (q,)
        Pairs: piece number, target number.
    part : ndarray of float, shape (q,)
        Part of the piece inside the target, 0-1.
    targets : int
        Number of targets, t.

    Returns
    -------
    Transfer

    Raises
    ------
    IndicatorError
        The totals do not balance to one part in a million although the targets do not overlap.
    """
    amount = np.nan_to_num(counts)[zone] * share[:, None]
    moved = amount[piece_target] * part[:, None]
    values = np.column_stack([np.bincount(target_piece, column, targets) for column in moved.T])
    inside = np.bincount(piece_target, part, len(zone))
    outside = (amount * np.clip(1.0 - inside, 0.0, 1.0)[:, None]).sum(axis=0)
    overlap = inside.max(initial=0.0) > 1.0 + 1e-6
    there = share[piece_target] * part
    counted = np.isfinite(counts)[zone][piece_target] * there[:, None]
    with_count = np.column_stack([np.bincount(target_piece, column, targets) for column in counted.T])
    whole = np.bincount(target_piece, there, targets)[:, None]
    shares = np.divide(with_count, whole, out=np.full(with_count.shape, np.nan), where=whole > 0)
    placed = np.bincount(zone, share, len(counts)) > 0
    known = np.nan_to_num(counts)[placed].sum(axis=0)
    if not overlap and not np.allclose(values.sum(axis=0) + outside, known, rtol=1e-6, atol=1e-6):
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan", "The transferred counts do not add up to the source's. Please report this with your data."
            )
        )
    return Transfer(values, outside, shares)
