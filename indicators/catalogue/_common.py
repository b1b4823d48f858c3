"""What several indicators share: shares of land, and residents by area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np

from ...messages import QT_TRANSLATE_NOOP, Note
from ..declaration import Inputs, Result
from ..spatial.points import point_pairs
from ..spatial.shares import covered_area, land_area, overlay_areas


def ratio(numerator: np.ndarray, denominator: np.ndarray) -> np.ndarray:
    """Return numerator / denominator; NaN where the denominator is not positive (never 0 for "no data")."""
    result = np.full(np.shape(denominator), np.nan)
    np.divide(numerator, denominator, out=result, where=np.asarray(denominator) > 0)
    return result


def known_land(inputs: Inputs) -> np.ndarray:
    """Return each area's land in m², shape (n,): its area less water, if given; NaN for areas outside all data.

    An area that lies partly outside the data extent is measured whole, as the formula says, and its coverage tells.
    """
    return np.where(inputs.extent > 0, land_area(inputs.areas, inputs.roles.get("water")), np.nan)


def land_share(inputs: Inputs, role: str) -> Result:
    """Return the percentage of land that a polygon role covers, overlaps counted once.

    Water is taken out of the land only; the polygons are expected to be land.
    """
    land = known_land(inputs)
    covered = covered_area(inputs.areas, inputs.roles[role], inputs.cancelled, inputs.progress)
    values = np.minimum(100.0 * ratio(covered, land), 100.0)
    return Result(values, np.where(np.isnan(values), 0.0, inputs.extent))


@dataclass(frozen=True)
class Located:
    """Counted things (residents, jobs) located and tied to areas.

    Attributes
    ----------
    xy : ndarray, shape (m, 2)
        Where each record is (polygons: a point inside).
    area : ndarray of int, shape (p,)
        Area index of each pair.
    record : ndarray of int, shape (p,)
        Record index of each pair.
    share : ndarray of float, shape (p,)
        Part of the record inside the area: 1 for points, overlap / record area for polygons.
    n : int
        Number of areas.
    """

    xy: np.ndarray
    area: np.ndarray
    record: np.ndarray
    share: np.ndarray
    n: int

    def total(self, amount: np.ndarray) -> np.ndarray:
        """Return the sum of ``amount`` (shape (m,), NaN left out) per area, shape (n,); 0 where nothing lies."""
        weight = np.nan_to_num(amount[self.record]) * self.share
        return np.bincount(self.area, weight, self.n)

    def known(self, amount: np.ndarray) -> np.ndarray:
        """Return the share (0-1) of each area's records whose ``amount`` is not NaN; 1 where nothing lies."""
        everything = np.bincount(self.area, self.share, self.n)
        good = np.bincount(self.area, self.share * ~np.isnan(amount[self.record]), self.n)
        return np.where(everything > 0, ratio(good, everything), 1.0)


def locate(inputs: Inputs, role: str) -> Located:
    """Tie a role's records to the areas: points by containment, polygons by the share of their area inside."""
    data = inputs.roles[role]
    areas = inputs.areas
    if data.kind == "point":
        area, record = point_pairs(areas, data.xy, inputs.cancelled)
        return Located(data.xy, area, record, np.ones(len(area)), areas.n)
    area, record, overlap = overlay_areas(areas, data, inputs.cancelled)
    whole = data.backend.area(data.geometries)
    return Located(data.representative_xy(), area, record, np.clip(overlap / whole[record], 0.0, 1.0), areas.n)


def people(inputs: Inputs, field: str = "count") -> tuple[Located, np.ndarray]:
    """Return the population records tied to areas, and their counts (NaN unknown, negatives taken as unknown)."""
    counts = np.asarray(inputs.roles["population"].fields[field], float)
    return locate(inputs, "population"), np.where(counts < 0, np.nan, counts)


def share_of_people(inputs: Inputs, reached: np.ndarray, located: Optional[Located] = None) -> Result:
    """Return the percentage of each area's residents whose record is ``reached``.

    Parameters
    ----------
    inputs : Inputs
        With the role ``population`` and its field ``count``.
    reached : ndarray of bool, shape (m,)
        One per population record.
    located : Located, optional
        As `people` returned it, to spare a second search.

    Returns
    -------
    Result
        NaN and coverage 0 where nobody is known to live; otherwise coverage is the extent share times the share of
        records with a known count.
    """
    counts = np.asarray(inputs.roles["population"].fields["count"], float)
    counts = np.where(counts < 0, np.nan, counts)
    located = located or locate(inputs, "population")
    residents = located.total(counts)
    values = 100.0 * ratio(located.total(np.where(reached, counts, 0.0)), residents)
    values[inputs.extent <= 0] = np.nan
    empty = int(np.count_nonzero(np.isnan(values) & (inputs.extent > 0)))
    notes = []
    if empty:
        notes.append(
            Note(
                QT_TRANSLATE_NOOP("Samplan", "{count} areas have no known residents: shares of residents are NULL there."),
                {"count": empty},
            )
        )
    coverage = np.where(np.isnan(values), 0.0, inputs.extent * located.known(counts))
    return Result(values, coverage, notes=notes)


def per_area(inputs: Inputs, amount: np.ndarray, unit_m2: float, known: Optional[np.ndarray] = None) -> Result:
    """Return amount per area, in units of ``unit_m2`` m² (1e6 for per km²).

    A true 0 stays 0; areas outside all data become NaN.
    """
    values = ratio(amount, np.where(inputs.extent > 0, inputs.areas.area / unit_m2, np.nan))
    coverage = inputs.extent if known is None else inputs.extent * known
    return Result(values, np.where(np.isnan(values), 0.0, coverage))
