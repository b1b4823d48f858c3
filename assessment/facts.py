"""What is known of a layer without reading it whole: the ground on which roles are proposed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Iterable, Optional

AREAS = "areas"
"""The planning areas: a role in matching only, because every assessment has them."""


@dataclass(frozen=True)
class FieldFacts:
    """A field, seen in a sample of rows.

    Attributes
    ----------
    name : str
    kind : str
        ``"number"``, ``"text"`` or ``"other"`` (dates, lists, ...).
    values : tuple of (str, int)
        Distinct values with how many rows of the sample hold them, the most frequent first; NULL is none.
    rows : int
        Rows of the sample.
    filled : int
        Rows of the sample that hold a value.
    distinct : int
        Distinct values in the sample; more than `values` where these were cut.
    low, high : float or None
        The smallest and largest number; None where fewer than nine tenths of the values are numbers.
    whole : float
        Share (0-1) of the numbers that are whole.
    """

    name: str
    kind: str
    values: tuple[tuple[str, int], ...] = ()
    rows: int = 0
    filled: int = 0
    distinct: int = 0
    low: Optional[float] = None
    high: Optional[float] = None
    whole: float = 0.0


@dataclass(frozen=True)
class BandFacts:
    """A band of a raster, seen in some windows of cells.

    Attributes
    ----------
    name : str
        What the file calls it.
    values : tuple of (str, str)
        Distinct values of a band with few whole numbers, each with its name in the layer, '' for none.
    distinct : int
        Distinct values in the sample.
    low, high : float or None
        Smallest and largest number; None where all cells seen are empty.
    whole : bool
        All numbers seen are whole.
    """

    name: str = ""
    values: tuple[tuple[str, str], ...] = ()
    distinct: int = 0
    low: Optional[float] = None
    high: Optional[float] = None
    whole: bool = False


@dataclass(frozen=True)
class LayerFacts:
    """A layer of a project as matching sees it.

    Attributes
    ----------
    id : str
        Tells layers of the same name apart.
    name, source : str
        Its name in the project and in its file or service.
    kind : str
        ``"point"``, ``"line"``, ``"polygon"``, ``"raster"`` or ``"none"`` (a table).
    fields : tuple of FieldFacts
    complete : bool
        The sample holds all rows.
    count : int
        Features, negative when that is not known.
    bands : tuple of BandFacts
        Of a raster.
    drawn : int or None
        The band that the style draws alone.
    cell : float or None
        Size of a raster's cells in metres.
    picture : bool
        A raster that holds colours, or a map service.
    crs : str
        ``EPSG:3006``; '' for none.
    extent : tuple of float or None
        West, south, east, north in degrees.
    area : float or None
        Median area of the polygons sampled, m².
    touching, overlapping : float or None
        Share (0-1) of the polygons sampled that have a border in common with another one; of those whose inner point lies
        in another one.
    groups, keywords : tuple of str
        Names of the layer's groups in the project; keywords of its metadata.
    title : str
        Title in its metadata.
    result : bool
        Samplan made it: a result is never an input.
    fault : str
        Why the layer cannot be read, '' when it can.
    """

    id: str
    name: str
    kind: str
    source: str = ""
    fields: tuple[FieldFacts, ...] = ()
    complete: bool = True
    count: int = -1
    bands: tuple[BandFacts, ...] = ()
    drawn: Optional[int] = None
    cell: Optional[float] = None
    picture: bool = False
    crs: str = ""
    extent: Optional[tuple[float, float, float, float]] = None
    area: Optional[float] = None
    touching: Optional[float] = None
    overlapping: Optional[float] = None
    groups: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    title: str = ""
    result: bool = False
    fault: str = ""


def as_number(text: str) -> float:
    """Return a value as a number, a decimal comma understood; NaN for none."""
    try:
        return float(text.strip().replace(",", ".", 1))
    except ValueError:
        return math.nan


def field_facts(name: str, kind: str, counted: Iterable[tuple[str, int]], rows: int, most: int = 200) -> FieldFacts:
    """Return what the values of a field say.

    Parameters
    ----------
    name, kind : str
        See `FieldFacts`.
    counted : iterable of (str, int)
        Distinct values with their number of rows, without NULL.
    rows : int
        Rows of the sample, those with NULL included.
    most : int
        Values kept at most.
    """
    order = sorted(counted, key=lambda item: (-item[1], item[0]))
    filled = sum(count for _, count in order)
    numbers = [(number, count) for value, count in order if math.isfinite(number := as_number(value))]
    known = sum(count for _, count in numbers)
    facts = FieldFacts(name, kind, tuple(order[:most]), rows, filled, len(order))
    if kind == "other" or not known or known < 0.9 * filled:
        return facts
    whole = sum(count for number, count in numbers if number == round(number)) / known
    low, high = min(numbers)[0], max(numbers)[0]
    return FieldFacts(name, kind, facts.values, rows, filled, len(order), low, high, whole)
