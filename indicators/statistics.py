"""Statistics of shares, groups and growth that indicators are made of: numbers in, numbers out.

Everywhere NaN means "no data" and is never turned into 0.
"""

from __future__ import annotations

from typing import Optional

import numpy as np


def entropy_mix(amounts: np.ndarray, classes: Optional[int] = None) -> np.ndarray:
    """Return how evenly each area is divided among classes: −Σ p ln p / ln N.

    0 when one class has everything, 1 when all N classes have the same.

    Parameters
    ----------
    amounts : ndarray of float, shape (n, k)
        Amount (area, floor area, dwellings) of each class, at least 0; NaN is no data.
    classes : int, optional
        N, the number of classes that could occur, at least 2; by default k. It belongs in the definition: values with
        different N cannot be compared.

    Returns
    -------
    ndarray of float, shape (n,)
        0-1; NaN where every class is zero or any is NaN.

    Raises
    ------
    ValueError
        Fewer than two classes, fewer than columns given, or a negative amount.

    Notes
    -----
    Shannon (1948); as a land-use measure: Frank, Andresen and Schmid (2004), Am. J. Prev. Med. 27(2).
    """
    amounts = np.asarray(amounts, dtype=float)
    n_classes = amounts.shape[1] if classes is None else classes
    if n_classes < max(2, amounts.shape[1]):
        raise ValueError("The mix needs at least two classes, and as many as there are columns.")
    if (amounts < 0).any():
        raise ValueError("Amounts must not be negative.")
    total = amounts.sum(axis=1, keepdims=True)
    share = np.divide(amounts, total, out=np.full(amounts.shape, np.nan), where=total > 0)
    logs = np.log(share, out=np.zeros_like(share), where=share > 0)
    mix = -(share * logs).sum(axis=1) / np.log(n_classes)
    return np.clip(mix, 0.0, 1.0)  # NaN stays


def dissimilarity(
    group: np.ndarray, rest: np.ndarray, area: Optional[np.ndarray] = None, n: int = 1
) -> tuple[np.ndarray, np.ndarray]:
    """Return the index of dissimilarity ½ Σ |a_i/A − b_i/B| over the units of each area.

    The share of either group that would have to move for both to be spread alike: 0 mixed, 1 apart. It grows with the
    number and falls with the size of units, so compare only alike divisions; with few units it is biased upwards.

    Parameters
    ----------
    group, rest : ndarray of float, shape (u,)
        Members of the group and of the rest in each unit (statistical area, grid cell), at least 0. A unit where
        either is NaN is left out.
    area : ndarray of int, shape (u,), optional
        Area 0..n-1 each unit belongs to; negative: none. By default all are in one area.
    n : int
        Number of areas.

    Returns
    -------
    index : ndarray of float, shape (n,)
        0-1; NaN where an area has no member of the group or none of the rest.
    units : ndarray of int, shape (n,)
        Units with data in each area.

    Notes
    -----
    Duncan and Duncan (1955), Am. Sociol. Rev. 20(2).
    """
    group, rest = np.asarray(group, dtype=float), np.asarray(rest, dtype=float)
    area = np.zeros(len(group), dtype=np.int64) if area is None else np.asarray(area)
    known = np.isfinite(group) & np.isfinite(rest) & (area >= 0)
    group, rest, area = group[known], rest[known], area[known]
    if ((group < 0) | (rest < 0)).any():
        raise ValueError("Numbers of members must not be negative.")
    a_total = np.bincount(area, weights=group, minlength=n)
    b_total = np.bincount(area, weights=rest, minlength=n)
    units = np.bincount(area, minlength=n)
    both = (a_total > 0) & (b_total > 0)
    inside = both[area]
    area = area[inside]
    gap = np.abs(group[inside] / a_total[area] - rest[inside] / b_total[area])
    return np.where(both, 0.5 * np.bincount(area, weights=gap, minlength=n), np.nan), units


def land_use_efficiency(
    built_before: np.ndarray, built_after: np.ndarray, people_before: np.ndarray, people_after: np.ndarray, years: float
) -> np.ndarray:
    """Return SDG indicator 11.3.1: land consumption rate / population growth rate.

    ((V₂ − V₁) / V₁ / t) / (ln(P₂ / P₁) / t). About 1 when built-up land grows as fast as the population.

    Parameters
    ----------
    built_before, built_after : ndarray of float, shape (n,)
        Built-up area V₁ and V₂, same unit.
    people_before, people_after : ndarray of float, shape (n,)
        Population P₁ and P₂.
    years : float
        t, above 0. It cancels out as long as both periods are the same.

    Returns
    -------
    ndarray of float, shape (n,)
        NaN where the ratio is undefined: population unchanged, no population or no built-up land at the start, no
        population at the end, or no data. Negative where one grows and the other shrinks; two shrinking quantities
        also result in a positive number, so read it beside `growth_rates`.

    Notes
    -----
    UN-Habitat, metadata of indicator 11.3.1 (2021 revision).
    """
    land, people = growth_rates(built_before, built_after, people_before, people_after, years)
    # Rates this small are rounding, not growth: less than one person in a million a year.
    return np.divide(land, people, out=np.full(land.shape, np.nan), where=np.abs(people) > 1e-6)


def growth_rates(
    built_before: np.ndarray, built_after: np.ndarray, people_before: np.ndarray, people_after: np.ndarray, years: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the yearly land consumption rate and the yearly population growth rate (see `land_use_efficiency`).

    Raises
    ------
    ValueError
        `years` is not above 0.
    """
    if not years > 0:
        raise ValueError("The years between the two surveys must be above 0.")
    v1, v2, p1, p2 = (
        np.asarray(values, dtype=float) for values in (built_before, built_after, people_before, people_after)
    )
    v1, v2, p1, p2 = np.broadcast_arrays(v1, v2, p1, p2)
    land = np.divide(v2 - v1, v1, out=np.full(v1.shape, np.nan), where=v1 > 0) / years
    ratio = np.divide(p2, p1, out=np.full(p1.shape, np.nan), where=(p1 > 0) & (p2 > 0))
    return land, np.log(ratio) / years


def lowest_share(value: np.ndarray, people: np.ndarray, share: float = 0.2) -> np.ndarray:
    """Return the part of each unit's people that belongs to the lowest ``share`` of all people by value.

    Units are ranked by value (income); units with the same value share the border equally, so the result does not
    depend on their order.

    Parameters
    ----------
    value : ndarray of float, shape (u,)
        Mean or median of each unit; NaN units are nobody's.
    people : ndarray of float, shape (u,)
        People in each unit.
    share : float
        0-1.

    Returns
    -------
    ndarray of float, shape (u,)
        0-1, NaN where the value or the people are not known.
    """
    value, people = np.asarray(value, dtype=float), np.asarray(people, dtype=float)
    part = np.full(value.shape, np.nan)
    known = np.flatnonzero(np.isfinite(value) & np.isfinite(people) & (people >= 0))
    if not len(known):
        return part
    _, rank = np.unique(value[known], return_inverse=True)
    per_rank = np.bincount(rank, weights=people[known])
    before = np.cumsum(per_rank) - per_rank
    left = np.clip(share * per_rank.sum() - before, 0.0, per_rank)
    part[known] = np.divide(left, per_rank, out=(left > 0).astype(float), where=per_rank > 0)[rank]
    return part
