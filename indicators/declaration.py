"""What an indicator declares about itself, and what its pure function receives and returns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Callable, Mapping, Optional

import numpy as np

from ..messages import UserMessage

if TYPE_CHECKING:
    from .spatial.data import Areas, RasterData, VectorData

Text = Mapping[str, str]
"""A user-facing text in both languages: ``{"en": ..., "sv": ...}``."""

PILLARS = ("ecological", "social", "economic")
DIRECTIONS = ("up", "down", "band")
TARGET, REFERENCE = "target", "reference"


@dataclass(frozen=True)
class Need:
    """A role layer an indicator reads.

    Parameters
    ----------
    role : str
        Id of a role in `indicators.roles`, lower case (``"green"``).
    fields : tuple of str
        Names of the role's fields that must be mapped for this indicator.
    optional : bool
        The indicator runs without it; its `caveats` state what changes.
    """

    role: str
    fields: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True)
class Parameter:
    """A number the user may change, such as a distance threshold.

    Parameters
    ----------
    name : str
        Lower-case id, unique within the indicator (``"distance"``).
    title : Text
        Label in both languages.
    default : float
        Value used unless the user sets another; its source belongs in the indicator's `thresholds`.
    unit : str
        ``"m"``, ``"m²"``, ``"min"``...
    minimum, maximum : float
        Accepted range.
    advanced : bool
        Dialogs fold it away: few need it.
    """

    name: str
    title: Text
    default: float
    unit: str = ""
    minimum: float = 0.0
    maximum: float = float("inf")
    advanced: bool = False


@dataclass(frozen=True)
class Preset:
    """A published table of numbers by class.

    Parameters
    ----------
    title : str
        Place and year, or title of the publication.
    rows : mapping of str to float
        Class -> number.
    source : str
        Where the numbers were read.
    """

    title: str
    rows: Mapping[str, float]
    source: str


@dataclass(frozen=True)
class Table:
    """An editable table of numbers by class, such as runoff coefficients.

    Parameters
    ----------
    name : str
        Lower-case id, unique within the indicator (``"coefficients"``).
    title : Text
        Label in both languages.
    rows : mapping of str to float
        Class -> number, used unless the user gives another table.
    source : str
        Where the numbers come from.
    presets : mapping of str to Preset
        Published tables to choose instead, by word.
    """

    name: str
    title: Text
    rows: Mapping[str, float]
    source: str
    presets: Mapping[str, Preset] = field(default_factory=dict)


@dataclass(frozen=True)
class Threshold:
    """A target or reference value with its source.

    Parameters
    ----------
    value : float
        In the indicator's unit.
    kind : str
        `TARGET` (binding or adopted) or `REFERENCE` (a benchmark only).
    source : str
        Author and year.
    """

    value: float
    kind: str
    source: str


@dataclass
class Inputs:
    """All that an indicator's function may look at.

    Attributes
    ----------
    areas : Areas
        The planning areas (n of them) in the working CRS.
    roles : mapping of str to VectorData or RasterData
        Role layers by lower-case role id, already read, repaired and in the working CRS. A role's mapped fields are in
        ``data.fields[name]``.
    parameters : mapping of str to float
        The indicator's own parameters by name.
    tables : mapping of str to mapping of str to float
        The indicator's own tables by name.
    extent : ndarray of float, shape (n,)
        Share (0-1) of each area inside the data extent, the convex hull of all role layers given, wherever they reach and
        whichever other areas there are (`spatial.extent.share_of_extent`). The default coverage.
    cancelled : callable
        Returns True when the user cancelled; long kernels ask it at least twice a second and then raise `Cancelled`.
    progress : callable
        Takes the share done, 0-1, of this indicator.
    """

    areas: Areas
    roles: Mapping[str, VectorData | RasterData]
    parameters: Mapping[str, float]
    extent: np.ndarray
    tables: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    cancelled: Callable[[], bool] = lambda: False
    progress: Callable[[float], None] = lambda share: None


@dataclass
class Result:
    """What an indicator's function returns.

    Attributes
    ----------
    values : ndarray of float, shape (n,)
        In the indicator's unit; NaN where there is no data.
    coverage : ndarray of float, shape (n,)
        Share (0-1) of what is measured (land, residents, buildings...) that has data; 0 where `values` is NaN for lack of data.
    extras : mapping of str to ndarray, shape (n,)
        Further columns by suffix: ``{"lost": ...}`` becomes field ``<id>_lost``.
    notes : list of UserMessage
        Warnings with counts.
    """

    values: np.ndarray
    coverage: np.ndarray
    extras: dict[str, np.ndarray] = field(default_factory=dict)
    notes: list[UserMessage] = field(default_factory=list)


@dataclass(frozen=True)
class Indicator:
    """The declaration of one indicator; help, docs and algorithms are generated from it.

    Parameters
    ----------
    id : str
        Lower-case id: field name, algorithm ``indicator_<id>`` and framework leaf.
    code : str
        Code in the Södertörn indicator table (``"S1"``).
    pillar : str
        One of `PILLARS`.
    title, formula, caveats : Text
        Name, formula in words and symbols, and what to beware of, in both languages.
    unit : str
        Unit of the value as shown to users (``"%"``, ``"m²/inhabitant"``).
    direction : str
        ``"up"`` (more is better), ``"down"`` or ``"band"`` (judged within a locally set band).
    needs : tuple of Need
        Role layers.
    compute : callable
        ``compute(inputs: Inputs) -> Result``: pure, no file or layer access.
    parameters : tuple of Parameter
        Numbers the user may change.
    thresholds : tuple of Threshold
        Targets and references with sources.
    sources : tuple of str
        Where the method is published.
    tables : tuple of Table
        Tables the user may change.
    uses_surroundings : bool
        Reads beyond the area's border (access, ecology), so that the border switch applies: `measure` then runs it a
        second time with every municipality's data cut at its border.
    """

    id: str
    code: str
    pillar: str
    title: Text
    unit: str
    direction: str
    needs: tuple[Need, ...]
    formula: Text
    caveats: Text
    compute: Callable[[Inputs], Result]
    parameters: tuple[Parameter, ...] = ()
    tables: tuple[Table, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    sources: tuple[str, ...] = ()
    uses_surroundings: bool = False

    def missing_roles(self, available: Mapping[str, Optional[set[str]]]) -> list[str]:
        """Return the roles (``"green"``) or role fields (``"population.count"``) needed but not in ``available``.

        Parameters
        ----------
        available : mapping of str to set of str or None
            Role id -> names of its mapped fields.
        """
        missing = []
        for need in self.needs:
            if need.optional:
                continue
            if need.role not in available:
                missing.append(need.role)
            else:
                missing.extend(
                    f"{need.role}.{name}" for name in need.fields if name not in (available[need.role] or ())
                )
        return missing
