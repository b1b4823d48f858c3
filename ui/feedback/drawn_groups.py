"""Which points QGIS's cluster renderer draws as one: the same rule, so that a click reads the number on the map."""

from __future__ import annotations

from collections import defaultdict
from math import floor, hypot
from typing import Hashable, Iterable

Group = tuple[float, float, list[Hashable]]


def drawn_groups(points: Iterable[tuple[Hashable, float, float]], distance: float) -> list[Group]:
    """Return the groups of points as `QgsPointClusterRenderer` makes them.

    A point joins the nearest group whose first point is within ``distance`` in x and y, and moves its middle; a point with
    none near begins a group. The order of the points matters, and is QGIS's when the layer gives them.

    Parameters
    ----------
    points : iterable of (id, x, y)
        In the map's coordinates, in the order in which they are drawn.
    distance : float
        The renderer's tolerance in map units, above 0.

    Returns
    -------
    list of (x, y, ids)
        The middle of each group and the points in it.
    """
    cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    first: list[tuple[float, float]] = []
    groups: list[Group] = []
    for key, x, y in points:
        column, row = floor(x / distance), floor(y / distance)
        near = [
            number
            for i in (column - 1, column, column + 1)
            for j in (row - 1, row, row + 1)
            for number in cells.get((i, j), ())
            if abs(first[number][0] - x) <= distance and abs(first[number][1] - y) <= distance
        ]
        if not near:
            cells[column, row].append(len(groups))
            first.append((x, y))
            groups.append((x, y, [key]))
            continue
        number = min(near, key=lambda n: (hypot(groups[n][0] - x, groups[n][1] - y), n))
        middle_x, middle_y, ids = groups[number]
        size = len(ids)
        ids.append(key)
        groups[number] = ((middle_x * size + x) / (size + 1), (middle_y * size + y) / (size + 1), ids)
    return groups
