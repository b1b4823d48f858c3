"""What several indicators share: shares of land, and residents by area."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Optional, Sequence

import numpy as np

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ..declaration import Inputs, Result
from ..spatial.cells import CellCounts
from ..spatial.data import VectorData
from ..spatial.overlay import overlay_areas
from ..spatial.points import point_pairs
from ..spatial.shares import covered_area, land_area


def ratio(numerator: np.ndarray, denominator: np.ndarray) -> np.ndarray:
    """Return numerator / denominator; NaN where the denominator is not positive (never 0 for "no data")."""
    result = np.full(np.shape(denominator), np.nan)
    np.divide(numerator, denominator, out=result, where=np.asarray(denominator) > 0)
    return result


def known_land(inputs: Inputs) -> np.ndarray:
    """Return each area's land in m², shape (n,): its area less water, if given; NaN for areas outside all data.

    An area that lies partly outside the data extent is measured whole, by the formula; its coverage is below 1.
    """
    return np.where(inputs.extent > 0, land_area(inputs.areas, inputs.roles.get("water"), inputs.cancelled), np.nan)


def known_area(inputs: Inputs) -> np.ndarray:
    """Return each area in m², water included, shape (n,); NaN for areas outside all data."""
    return np.where(inputs.extent > 0, inputs.areas.area, np.nan)


def land_share(inputs: Inputs, role: str) -> Result:
    """Return the percentage of known land that a polygon role covers, overlaps counted once, its parts in water left out."""
    land = known_land(inputs)
    covered = covered_land(inputs, [inputs.roles[role]])
    values = np.minimum(100.0 * ratio(covered, land), 100.0)
    return Result(values, np.where(np.isnan(values), 0.0, inputs.extent))


def covered_land(inputs: Inputs, layers: Sequence[VectorData]) -> np.ndarray:
    """Return the land in m² that any of the polygon layers covers, shape (n,); the role ``water``, if given, is no land."""
    water = inputs.roles.get("water")
    if water is None:
        return covered_area(inputs.areas, stacked(layers), inputs.cancelled, inputs.progress)
    with_water = covered_area(
        inputs.areas, stacked([*layers, water]), inputs.cancelled, lambda share: inputs.progress(0.7 * share)
    )
    of, wet = inputs.areas.memory.get("wet", (None, None))
    if of is not water:
        wet = covered_area(inputs.areas, water, inputs.cancelled)
        inputs.areas.memory["wet"] = water, wet
    return np.where(with_water - wet < 1e-9 * inputs.areas.area, 0.0, with_water - wet)


def stacked(layers: Sequence[VectorData]) -> VectorData:
    """Return polygon layers as one, without their fields."""
    return VectorData("polygon", layers[0].backend, np.concatenate([layer.geometries for layer in layers]))


def with_whole_layer(inputs: Inputs, role: str) -> Inputs:
    """Return the inputs with all of a role's layer, not only what lies near the areas."""
    beyond = getattr(inputs.roles[role], "beyond", None)
    return inputs if beyond is None else replace(inputs, roles={**inputs.roles, role: beyond.read()})


def ground_sizes(inputs: Inputs, data: VectorData) -> np.ndarray:
    """Return the size of each polygon of a layer in m² on the ground, shape (m,)."""
    return data.backend.area(data.geometries) * inputs.areas.scale_at(data) ** 2


@dataclass(frozen=True)
class AreaAssignment:
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
    coverage : ndarray of float, shape (n,), or None
        Share (0-1) of each area that the records speak of; None: all of it.
    """

    xy: np.ndarray
    area: np.ndarray
    record: np.ndarray
    share: np.ndarray
    n: int
    coverage: Optional[np.ndarray] = None

    def total(self, amount: np.ndarray) -> np.ndarray:
        """Return the sum of ``amount`` (shape (m,), NaN left out) per area, shape (n,); 0 where nothing lies."""
        weight = np.nan_to_num(amount[self.record]) * self.share
        return np.bincount(self.area, weight, self.n)

    def known(self, amount: np.ndarray) -> np.ndarray:
        """Return the share (0-1) of each area's records whose ``amount`` is not NaN (1 where nothing lies), x `coverage`."""
        everything = np.bincount(self.area, self.share, self.n)
        good = np.bincount(self.area, self.share * ~np.isnan(amount[self.record]), self.n)
        known = np.where(everything > 0, ratio(good, everything), 1.0)
        return known if self.coverage is None else known * self.coverage


def assign_to_areas(inputs: Inputs, role: str) -> AreaAssignment:
    """Tie a role's records to the areas: points by containment, polygons and cells by the share of their area inside."""
    data = inputs.roles[role]
    areas = inputs.areas
    if isinstance(data, CellCounts):
        parts = data.parts(areas, inputs.cancelled)
        return AreaAssignment(data.xy, parts.area, parts.record, parts.share, areas.n, parts.coverage)
    if data.kind == "point":
        area, record = point_pairs(areas, data.xy, inputs.cancelled)
        return AreaAssignment(data.xy, area, record, np.ones(len(area)), areas.n)
    area, record, overlap = overlay_areas(areas, data, inputs.cancelled)
    whole = data.backend.area(data.geometries)
    return AreaAssignment(data.representative_xy(), area, record, np.clip(overlap / whole[record], 0.0, 1.0), areas.n)


def read_counts(inputs: Inputs, role: str, field: str = "count") -> np.ndarray:
    """Return a field of counts, shape (m,), with negatives (codes for "secret" or "missing") taken as unknown."""
    counts = np.asarray(inputs.roles[role].fields[field], float)
    return np.where(counts < 0, np.nan, counts)


def people(inputs: Inputs, field: str = "count") -> tuple[AreaAssignment, np.ndarray]:
    """Return the population records tied to areas, and their counts (NaN unknown, negatives taken as unknown)."""
    return assign_to_areas(inputs, "population"), read_counts(inputs, "population", field)


def share_of_people(
    inputs: Inputs, reached: np.ndarray, located: Optional[AreaAssignment] = None, known: Optional[np.ndarray] = None
) -> Result:
    """Return the percentage of each area's residents whose record is ``reached``.

    Parameters
    ----------
    inputs : Inputs
        With the role ``population`` and its field ``count``.
    reached : ndarray of bool, shape (m,)
        One per population record.
    located : AreaAssignment, optional
        As `people` returned it, to spare a second search.
    known : ndarray of bool, shape (m,), optional
        Records for which ``reached`` is known (tied to the street network); the others are left out and lower the
        coverage.

    Returns
    -------
    Result
        NaN and coverage 0 where nobody is known to live; otherwise coverage is the extent share times the share of
        records with a known count that take part.
    """
    counts = read_counts(inputs, "population")
    if known is not None:
        counts = np.where(known, counts, np.nan)
    located = located or assign_to_areas(inputs, "population")
    residents = located.total(counts)
    values = 100.0 * ratio(located.total(np.where(reached, counts, 0.0)), residents)
    values[inputs.extent <= 0] = np.nan
    coverage = np.where(np.isnan(values), 0.0, inputs.extent * located.known(counts))
    return Result(values, coverage, notes=empty_note(inputs, values))


def empty_note(inputs: Inputs, values: np.ndarray) -> list[UserMessage]:
    """Return a note on areas within the data where nobody is known to live, if there are any."""
    empty = int(np.count_nonzero(np.isnan(values) & (inputs.extent > 0)))
    if not empty:
        return []
    return [
        UserMessage(
            QT_TRANSLATE_NOOP("Samplan", "{count} areas have no known residents: shares of residents are NULL there."),
            {"count": empty},
        )
    ]


def ratio_of_sums(
    inputs: Inputs, located: AreaAssignment, top: np.ndarray, bottom: np.ndarray, factor: float = 1.0
) -> Result:
    """Return factor x sum of ``top`` / sum of ``bottom`` over the records of each area where both are known.

    Parameters
    ----------
    top, bottom : ndarray of float, shape (m,)
        One per record; NaN is unknown.

    Returns
    -------
    Result
        NaN and coverage 0 where the bottom adds up to nothing; else coverage is the extent share times the share of
        records known.
    """
    both = np.where(np.isnan(top) | np.isnan(bottom), np.nan, 1.0)
    values = factor * ratio(located.total(top * both), located.total(bottom * both))
    values[inputs.extent <= 0] = np.nan
    return Result(values, np.where(np.isnan(values), 0.0, inputs.extent * located.known(both)))


def per_area(inputs: Inputs, amount: np.ndarray, unit_m2: float, known: Optional[np.ndarray] = None) -> Result:
    """Return amount per area, in units of ``unit_m2`` m² (1e6 for per km²).

    A true 0 stays 0; areas outside all data, and those where nothing is known, become NaN.
    """
    values = ratio(amount, known_area(inputs) / unit_m2)
    if known is not None:
        values = np.where(known > 0, values, np.nan)
    coverage = inputs.extent if known is None else inputs.extent * known
    return Result(values, np.where(np.isnan(values), 0.0, coverage))
