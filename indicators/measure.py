"""Runs indicators on planning areas: which can run, with which settings, in what order, and with borders cut."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Callable, Iterable, Mapping, Optional, Sequence

import numpy as np

from ..messages import QT_TRANSLATE_NOOP, UserMessage, with_counts_added
from .declaration import Indicator, Inputs, Result
from .errors import IndicatorError
from .registry import all_indicators

if TYPE_CHECKING:
    from .spatial.data import Areas, RasterData, VectorData

Settings = Mapping[str, Mapping[str, Any]]
"""Indicator id -> parameter or table name -> the user's number or table."""


@dataclass
class Measurement:
    """What `measure` found.

    Attributes
    ----------
    results : dict of str to Result
        By indicator id, in the order asked for.
    cut : dict of str to ndarray of float, shape (n,)
        Value with every municipality cut off from its neighbours, for indicators that reach out.
    notes : list of UserMessage
        Warnings, each naming its indicator where it belongs to one.
    """

    results: dict[str, Result] = field(default_factory=dict)
    cut: dict[str, np.ndarray] = field(default_factory=dict)
    notes: list[UserMessage] = field(default_factory=list)


def select_indicators(
    wanted: Optional[Iterable[str]], available: Mapping[str, set[str]]
) -> tuple[list[Indicator], dict[str, list[str]]]:
    """Split the indicators wanted into those that can run and those that lack data.

    Parameters
    ----------
    wanted : iterable of str or None
        Indicator ids; None or empty means all.
    available : mapping of str to set of str
        Role id -> its mapped fields.

    Returns
    -------
    list of Indicator, dict of str to list of str
        What can run, and for the others what is missing (``"green"``, ``"population.count"``).

    Raises
    ------
    IndicatorError
        An unknown id, or nothing can run.
    """
    known = all_indicators()
    wanted = list(wanted or known)
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise IndicatorError(
            QT_TRANSLATE_NOOP("Samplan", "There is no indicator called {names}. Choose among: {known}."),
            names=", ".join(unknown),
            known=", ".join(known),
        )
    ready, lacking = [], {}
    for name in wanted:
        missing = known[name].missing_roles(available)
        if missing:
            lacking[name] = missing
        else:
            ready.append(known[name])
    if not ready:
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "None of the indicators can be measured with the layers given. Add at least one of these layers or "
                "fields: {missing}.",
            ),
            missing=", ".join(sorted({item for items in lacking.values() for item in items})),
        )
    return ready, lacking


def resolve_settings(indicator: Indicator, given: Mapping[str, Any]) -> tuple[dict[str, float], dict[str, dict]]:
    """Return an indicator's parameters and tables, the user's in place of the defaults.

    Raises
    ------
    IndicatorError
        Unknown name, not a number, or outside the accepted range.
    """
    parameters = {item.name: item.default for item in indicator.parameters}
    tables = {item.name: dict(item.rows) for item in indicator.tables}
    ranges = {item.name: (item.minimum, item.maximum) for item in indicator.parameters}
    for name, value in given.items():
        presets = next((item.presets for item in indicator.tables if item.name == name), {})
        if isinstance(value, str) and presets:
            if value not in presets:
                raise IndicatorError(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        '{indicator} has no table "{value}" of {name}. It has: {known}. Or give your own table.',
                    ),
                    indicator=indicator.id,
                    name=name,
                    value=value,
                    known=", ".join(presets),
                )
            tables[name] = dict(presets[value].rows)
        elif name in tables:
            try:
                tables[name] = {str(key): float(number) for key, number in dict(value).items()}
            except (TypeError, ValueError) as error:
                raise IndicatorError(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        'The table "{name}" of {indicator} must give a number for each class, like {example}.',
                    ),
                    name=name,
                    indicator=indicator.id,
                    example='{"asphalt": 0.8, "lawn": 0.1}',
                ) from error
        elif name in parameters:
            low, high = ranges[name]
            try:
                number = float(value)
            except (TypeError, ValueError):
                number = float("nan")
            if not low <= number <= high:
                raise IndicatorError(
                    QT_TRANSLATE_NOOP(
                        "Samplan", '"{name}" of {indicator} must be a number from {low} to {high}, not {value}.'
                    ),
                    name=name,
                    indicator=indicator.id,
                    low=low,
                    high=high,
                    value=value,
                )
            parameters[name] = number
        else:
            raise IndicatorError(
                QT_TRANSLATE_NOOP("Samplan", '{indicator} has no setting "{name}". It has: {known}.'),
                indicator=indicator.id,
                name=name,
                known=", ".join([*parameters, *tables]) or "-",
            )
    return parameters, tables


def reach(indicator: Indicator, parameters: Mapping[str, float]) -> float:
    """Return how far beyond the areas an indicator looks, in metres on the ground; 0 unless it reaches out.

    Parameters
    ----------
    indicator : Indicator
    parameters : mapping of str to float
        As `resolve_settings` returned them: the longest one in ``m``, or what can be travelled in those in ``min`` at those
        in ``km/h``.
    """
    if not indicator.uses_surroundings:
        return 0.0
    units = {item.name: item.unit for item in indicator.parameters}

    def most(unit: str) -> float:
        return max((value for name, value in parameters.items() if units[name] == unit), default=0.0)

    return max(most("m"), most("min") * most("km/h") * 1000.0 / 60.0)


def check_settings(settings: Settings) -> None:
    """Refuse settings for indicators that do not exist and settings that indicators do not have."""
    known = all_indicators()
    for name, given in settings.items():
        if name not in known or not isinstance(given, Mapping):
            raise IndicatorError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    'The settings name "{name}", which is no indicator with settings. Write them like {example}.',
                ),
                name=name,
                example='{"access_green": {"distance": 200}}',
            )
        resolve_settings(known[name], given)


def measure(
    areas: Areas,
    roles: Mapping[str, VectorData | RasterData],
    indicators: Iterable[Indicator],
    settings: Optional[Settings] = None,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[float], None] = lambda share: None,
    to_working: Optional[Callable[[RasterData, np.ndarray], np.ndarray]] = None,
) -> Measurement:
    """Measure indicators on planning areas.

    Parameters
    ----------
    areas : Areas
        n planning areas; with ``cut_labels`` set, indicators that reach out are also measured cut at the borders.
    roles : mapping of str to VectorData or RasterData
        Role layers in the areas' CRS.
    indicators : iterable of Indicator
        What to measure, as `select_indicators` returned it.
    settings : Settings, optional
        The user's parameters and tables.
    cancelled, progress : callable
        See `Inputs`.
    to_working : callable, optional
        Takes a raster and points in its CRS, shape (p, 2), to points in the areas' CRS; needed with rasters.

    Raises
    ------
    IndicatorError
        Settings out of range, or data that none of the indicators can use. One among several that cannot use its data is
        NaN everywhere, with a note that gives the reason.
    Cancelled
        `cancelled` returned True.
    """
    from .spatial.clip import cut_at_borders

    settings = settings or {}
    indicators = list(indicators)
    found = Measurement()
    extent = _extent(areas, roles, to_working, found.notes)
    jobs: list[tuple[Indicator, bool]] = [(item, False) for item in indicators]
    if areas.cut_labels is not None:
        jobs += [(item, True) for item in indicators if item.uses_surroundings]
    pieces = cut_at_borders(areas, roles, cancelled) if any(cut for _, cut in jobs) else []
    pieces = [(rows, piece, _with_borders(areas, rows, own)) for rows, piece, own in pieces]
    failures: list[IndicatorError] = []
    for number, (indicator, cut) in enumerate(jobs):

        def step(share: float, number: int = number) -> None:
            progress((number + min(share, 1.0)) / len(jobs))

        parameters, tables = resolve_settings(indicator, settings.get(indicator.id, {}))
        inputs = Inputs(areas, _wanted(indicator, roles), parameters, extent, tables, cancelled, step)
        if cut:
            found.cut[indicator.id] = _cut_values(indicator, inputs, pieces, found.notes)
        else:
            try:
                result = indicator.compute(inputs)
            except IndicatorError as error:
                failures.append(error)
                if len(failures) == len(indicators):
                    raise failures[0] from None
                result = Result(
                    np.full(areas.n, np.nan), np.zeros(areas.n), notes=[UserMessage(error.template, error.values)]
                )
            found.results[indicator.id] = _checked(result, areas.n)
            found.notes.extend(note for note in result.notes if note not in found.notes)
        progress((number + 1) / len(jobs))
    return found


def merged(parts: Sequence[tuple[np.ndarray, Measurement]]) -> Measurement:
    """Return measurements of different rows of the same areas as one.

    Parameters
    ----------
    parts : sequence of (ndarray of bool, Measurement)
        The rows that count, shape (n,), and what was measured with all rows.
    """
    found = Measurement(notes=with_counts_added(note for _, part in parts for note in part.notes))
    for rows, part in parts:
        for name, result in part.results.items():
            empty = Result(np.full(len(rows), np.nan), np.zeros(len(rows)))
            mine = found.results.setdefault(name, empty)
            mine.values[rows], mine.coverage[rows] = result.values[rows], result.coverage[rows]
            for suffix, values in result.extras.items():
                mine.extras.setdefault(suffix, np.full(len(rows), np.nan))[rows] = values[rows]
        for name, values in part.cut.items():
            found.cut.setdefault(name, np.full(len(rows), np.nan))[rows] = values[rows]
    return found


def _extent(
    areas: Areas, roles: Mapping[str, Any], to_working: Optional[Callable], notes: list[UserMessage]
) -> np.ndarray:
    """Return the share (0-1) of each area within the hull of all data, shape (n,); note the areas outside."""
    from .spatial.extent import share_of_extent

    extent = share_of_extent(areas, list(roles.values()), to_working)
    extent[~(areas.area > 0)] = 0.0
    outside = int(np.count_nonzero((extent == 0) & (areas.area > 0)))
    if outside:
        notes.append(
            UserMessage(
                QT_TRANSLATE_NOOP(
                    "Samplan", "{count} areas lie outside all the data given: their values are NULL, not 0."
                ),
                {"count": outside},
            )
        )
    return extent


def _wanted(indicator: Indicator, roles: Mapping[str, Any]) -> dict[str, Any]:
    names = {need.role for need in indicator.needs}
    return {role: data for role, data in roles.items() if role in names}


def _with_borders(areas: Areas, rows: np.ndarray, own: dict[str, Any]) -> dict[str, Any]:
    """Give a municipality's rasters, which `cut_at_borders` passes on whole, its border."""
    from .spatial.backend import missing
    from .spatial.data import BorderedRaster, RasterData

    if not any(isinstance(data, RasterData) for data in own.values()):
        return own
    if areas.cut_polygons is not None:
        polygon = areas.cut_polygons[[areas.cut_labels[rows[0]]]]
    else:
        shapes = areas.geometries[rows[~missing(areas.geometries[rows])]]
        polygon = areas.backend.union(shapes, np.zeros(len(shapes), dtype=np.int64), 1)
    border = areas.backend.sequences(polygon)
    return {role: BorderedRaster(data, border) if isinstance(data, RasterData) else data for role, data in own.items()}


def _cut_values(indicator: Indicator, inputs: Inputs, pieces: list, notes: list[UserMessage]) -> np.ndarray:
    """Measure an indicator in every municipality on its own; NaN where a municipality's own part does not allow it."""
    values = np.full(inputs.areas.n, np.nan)
    for number, (rows, piece, own) in enumerate(pieces):

        def step(share: float, number: int = number) -> None:
            inputs.progress((number + min(share, 1.0)) / len(pieces))

        try:
            result = indicator.compute(
                replace(inputs, areas=piece, roles=_wanted(indicator, own), extent=inputs.extent[rows], progress=step)
            )
            values[rows] = result.values
        except IndicatorError as error:
            notes.append(
                UserMessage(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        "{indicator} cannot be measured with neighbours cut off in {count} areas, such as {area}: {why}",
                    ),
                    {"indicator": indicator.id, "count": len(rows), "area": piece.labels[0], "why": str(error)},
                )
            )
    return values


def _checked(result: Result, n: int) -> Result:
    """Hold every indicator to the rules: shapes, coverage within 0-1, and no coverage where nothing was found."""
    values = np.asarray(result.values, float)
    coverage = np.clip(np.nan_to_num(np.asarray(result.coverage, float)), 0.0, 1.0)
    if values.shape != (n,) or coverage.shape != (n,):
        raise ValueError(f"An indicator returned shapes {values.shape} and {coverage.shape} for {n} areas")
    values = np.where(np.isfinite(values), values, np.nan)
    result.values, result.coverage = values, np.where(np.isnan(values), 0.0, coverage)
    return result
