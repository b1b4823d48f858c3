"""Municipalities as the border switch sees them: one polygon per name, and which of them things lie in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...i18n import translate
from ...indicators.spatial.data import VectorData
from ...indicators.spatial.points import point_pairs


@dataclass(frozen=True)
class Borders:
    """Municipalities.

    Attributes
    ----------
    polygons : VectorData
        One (multi)polygon per municipality, in the working CRS.
    names : list of str
        Their names.
    """

    polygons: VectorData
    names: list[str]

    def of_points(self, xy: np.ndarray) -> np.ndarray:
        """Return the municipality of points, shape (p,): -1 outside all; the first where municipalities overlap."""
        label = np.full(len(xy), -1, dtype=np.int64)
        municipality, point = point_pairs(self.polygons, xy)
        label[point[::-1]] = municipality[::-1]
        return label


def named_borders(data: VectorData) -> Borders:
    """Return municipalities with all polygons of one name (islands, exclaves) as one; nameless ones stay single.

    Parameters
    ----------
    data : VectorData
        The role ``municipalities``, with its field ``name`` where mapped.
    """
    given = data.fields.get("name", np.full(data.n, "", dtype=object))
    names = [
        str(name).strip() or translate("Samplan", "Municipality {number}").format(number=row + 1)
        for row, name in enumerate(given)
    ]
    order = {name: number for number, name in enumerate(dict.fromkeys(names))}
    group = np.array([order[name] for name in names], dtype=np.int64)
    rows = np.argsort(group, kind="stable")
    merged = data.backend.union(data.geometries[rows], group[rows], len(order))
    return Borders(VectorData("polygon", data.backend, merged, name=data.name), list(order))
