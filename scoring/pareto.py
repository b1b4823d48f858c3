"""Pareto dominance: which alternatives nobody could better everywhere at once. Needs no weights."""

from __future__ import annotations

from typing import Any, Mapping

import numpy as np

from .columns import column_size, float_column, ranks


def pareto_set(columns: Mapping[str, Any]) -> np.ndarray:
    """Return which rows are not dominated.

    A row is dominated when another is at least as good in every column and better in one.

    Parameters
    ----------
    columns : mapping
        Name -> values, shape (n,), of which more is better (scores or satisfactions). A row with a gap cannot be
        compared: it is neither in the set nor dominates.

    Returns
    -------
    ndarray of bool, shape (n,)
    """
    size = column_size(columns)
    matrix = np.array([float_column(name, values) for name, values in columns.items()]).reshape(len(columns), size)
    result = np.zeros(size, dtype=bool)
    if not len(columns):
        return result
    whole = np.flatnonzero(np.isfinite(matrix).all(axis=0))
    # Sums of places are whole numbers: rounding cannot put a row before one that dominates it.
    places = np.sum([ranks(row, "dense") for row in matrix[:, whole]], axis=0)
    order = whole[np.argsort(-places, kind="stable")]
    rows = np.ascontiguousarray(matrix[:, order])
    # Only rows before a row can dominate it. Rows of the set so far are compared column by column.
    kept = np.empty(order.size, dtype=np.int64)
    count = 0
    for place in range(order.size):
        rivals = kept[:count]
        for row in rows:
            rivals = rivals[row[rivals] >= row[place]]
            if not rivals.size:
                break
        if rivals.size and not (rows[:, rivals] == rows[:, place : place + 1]).all(axis=0).all():
            continue
        kept[count] = place
        count += 1
    result[order[kept[:count]]] = True
    return result
