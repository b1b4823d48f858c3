"""Summarise feedback by area: planning areas with counts, rates, shares, votes and ages that a framework can score."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any, Optional

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ...i18n import translate
from ...indicators.spatial.data import Areas, VectorData
from ...indicators.spatial.points import point_pairs
from ...messages import QT_TRANSLATE_NOOP
from ...participation.analysis.summaries import (
    DAY,
    NO_CATEGORY,
    OTHER,
    WHOLE,
    CountedItems,
    Period,
    Summary,
    common_categories,
    parse_categories,
    parse_windows,
    reference_time,
    summarise,
    unique_slugs,
)
from ..common.algorithm import SamplanAlgorithm, push_note
from ..common.area_output import Column, write_areas
from ..common.finish import finish_layer
from ..common.help_text import help_html
from ..common.lineage import lineage, metadata, paths_of
from ..common.parameters import AREAS, KEY_FIELD, add_areas_parameters, advanced, helped, include_paths_parameter
from ..common.reading import read_world
from ..common.role_parameters import add_role_parameters, role_inputs
from ..common.tables import OUTPUT, table_sink, write_table
from ..styles.renderers import value_renderer
from ._feedback_points import (
    LEAVE_OUT,
    Feedback,
    add_feedback_parameters,
    leave_out_parameter,
    read_feedback,
    tell_absent,
    unlocated_share_output,
    unlocated_source,
)
from ._residents import residents_in

WINDOWS, CATEGORIES, MOST, REFERENCE, SUMMARY = "WINDOWS", "CATEGORIES", "MAX_CATEGORIES", "REFERENCE_DATE", "SUMMARY"
STATUS_WORDS = ("open", "in_progress", "closed", "rejected", "unknown")


class SummariseFeedback(SamplanAlgorithm):
    """The algorithm ``samplan:summarisefeedback``."""

    ID = "summarisefeedback"
    GROUP = "listen"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Summarise feedback by area")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Counts feedback in planning areas, per 1,000 residents, by category, status and period."
    )
    TAGS = QT_TRANSLATE_NOOP("Samplan", "feedback,count,rate,residents,category,status,votes,period,participation")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Gives every planning area the feedback in it as numbers that a framework can score like any indicator.",
            ),
            (
                translate(
                    "Samplan",
                    "Fields: fb_count; fb_per_1000 (per 1,000 residents, NULL where nobody is known to live); fb_votes (NULL "
                    "where no item's votes are known, so also without any item); fb_median_age (days); "
                    "fb_share_<category>, fb_share_other and fb_share_none, fb_status_<status> (percent of the area's items, "
                    "NULL without any); fb_unlocated_share. Fields of a period end in its name: fb_count_2025.",
                ),
                translate(
                    "Samplan",
                    "Categories: list them, separated by semicolons, to have the same fields in every run; otherwise the most "
                    "frequent ones of this layer are taken.",
                ),
                translate(
                    "Samplan",
                    "Periods: JSON with a first and a last day each, one of which may be null. Days begin and end at midnight "
                    "UTC; 2026-05-31T00:00+02:00 is a moment of your own time. Items without a time belong to no period.",
                ),
                translate(
                    "Samplan",
                    "What counts: official answers, withdrawn and removed items and events do not. Items without a position of "
                    "their own lie in no area; their share of all items is always told. Marked items count unless "
                    "you leave them out.",
                ),
                translate(
                    "Samplan",
                    "Beware: people choose themselves whether to write. The numbers show where feedback is, not what residents "
                    "think, and a rate in an area with few residents says little.",
                ),
            ),
            "qgis_process run samplan:summarisefeedback -- AREAS=areas.gpkg FEEDBACK='feedback.gpkg|layername=feedback' "
            'POPULATION=residents.gpkg WINDOWS=\'{"2025": ["2025-01-01", "2025-12-31"]}\' OUTPUT=feedback_by_area.gpkg',
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        add_areas_parameters(self)
        add_feedback_parameters(self)
        add_role_parameters(self, ["population"], ["population"])
        self.addParameter(
            helped(
                QgsProcessingParameterString(
                    WINDOWS, translate("Samplan", "Periods (JSON)"), multiLine=True, optional=True
                ),
                translate("Samplan", "For example {example}").format(
                    example='{"2025": ["2025-01-01", "2025-12-31"], "since_plan": ["2026-03-01", null]}'
                ),
            )
        )
        self.addParameter(
            helped(
                QgsProcessingParameterString(
                    CATEGORIES, translate("Samplan", "Categories, separated by semicolons"), optional=True
                ),
                translate(
                    "Samplan",
                    'Left empty: the most frequent ones. A JSON list such as ["Park; play", "Trafik"] does as well.',
                ),
            )
        )
        self.addParameter(
            advanced(
                QgsProcessingParameterNumber(
                    MOST,
                    translate("Samplan", "Categories taken when none are listed, at most"),
                    defaultValue=12,
                    minValue=0,
                    maxValue=100,
                )
            )
        )
        self.addParameter(
            advanced(
                helped(
                    QgsProcessingParameterString(
                        REFERENCE, translate("Samplan", "Day that ages are counted to"), optional=True
                    ),
                    translate(
                        "Samplan",
                        "Left empty: now. A day counts to its end (UTC). Give one to get the same ages again.",
                    ),
                )
            )
        )
        self.addParameter(leave_out_parameter())
        self.addParameter(include_paths_parameter())
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                OUTPUT, translate("Samplan", "Feedback by area"), QgsProcessing.SourceType.TypeVectorPolygon
            )
        )
        self.addParameter(table_sink(SUMMARY, translate("Samplan", "Feedback in total and by period"), optional=True))
        self.addOutput(QgsProcessingOutputNumber("COUNTED", translate("Samplan", "Items that count")))
        self.addOutput(QgsProcessingOutputNumber("IN_AREAS", translate("Samplan", "Items within the areas")))
        self.addOutput(unlocated_share_output())

    def prepare(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Take layers and the companion table in the main thread."""
        self.inputs = role_inputs(self, parameters, context, feedback, ["population"])
        self.table = unlocated_source(self, parameters, context, feedback)

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read, count and write."""
        from ...participation.sync.filter_diagnostics import unknown_categories  # late: QGIS starts faster

        source = self.source(parameters, AREAS)
        windows = parse_windows(self.parameterAsString(parameters, WINDOWS, context))
        when = self.parameterAsString(parameters, REFERENCE, context)
        now = reference_time(when)
        key = self.parameterAsString(parameters, KEY_FIELD, context)
        world = read_world(source, key, "", self.inputs, 0.0, context, feedback)
        crs = QgsCoordinateReferenceSystem.fromWkt(world.areas.crs_wkt)
        points = read_feedback(self, parameters, context, feedback, crs, self.table)
        feedback.setProgress(50)
        items = points.items()
        residents = _residents(world.areas, world.roles.get("population"), feedback)
        area, item = point_pairs(world.areas, points.xy, feedback.isCanceled)
        listed = self.parameterAsString(parameters, CATEGORIES, context)
        known = common_categories(items.category, len(items.category))
        names = parse_categories(listed) or known[: self.parameterAsInt(parameters, MOST, context)]
        for note in unknown_categories(names, known):
            push_note(feedback, note)
        slugs = dict(zip(names, unique_slugs(names, (OTHER, NO_CATEGORY), [window.name for window in windows])))
        share = points.unlocated_share
        tell_absent(points, ("category", "status", "votes_up", "created_utc"), feedback)
        self._tell(points, item, share, items, windows, now, feedback)
        _tell_names(windows, feedback)
        columns: list[Column] = []
        for window in (WHOLE, *windows):
            found = summarise(world.areas.n, area, item, items, slugs, now, residents, window)
            columns += _columns(found, window, slugs, world.areas.usable, residents is not None)
            columns.append(_unlocated_column(items, points, window, world.areas.n))
        destination = write_areas(self, parameters, context, feedback, OUTPUT, source, columns)
        stated = datetime.fromtimestamp(now, timezone.utc).isoformat(timespec="seconds")
        record = lineage(
            self.id(),
            {WINDOWS: [list(map(str, window[:3])) for window in windows], CATEGORIES: names, REFERENCE: stated, KEY_FIELD: key,
             LEAVE_OUT: self.parameterAsEnumStrings(parameters, LEAVE_OUT, context), **paths_of(self, parameters, context)},
            {**world.inputs, "FEEDBACK": points.facts()},
            world.facts,
        )  # fmt: skip
        self._finish(destination, context, feedback, world.areas.name, record, columns, share, points)
        outside = int(points.located.sum()) - len(np.unique(item))
        table = _totals(items, points, windows, np.unique(item))
        return {
            OUTPUT: destination,
            **write_table(self, parameters, context, SUMMARY, table),
            "COUNTED": points.n,
            "IN_AREAS": int(points.located.sum()) - outside,
            "UNLOCATED_SHARE": None if np.isnan(share) else share,
        }

    def _finish(
        self,
        destination: str,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        name: str,
        record: dict[str, Any],
        columns: list[Column],
        share: float,
        points: Feedback,
    ) -> None:
        rated = any(np.isfinite(column.values).any() for column in columns if column.name == "fb_per_1000")
        shown = next(column for column in columns if column.name == ("fb_per_1000" if rated else "fb_count"))
        unit = translate("Samplan", "per 1,000 residents") if rated else translate("Samplan", "items")
        abstract = translate(
            "Samplan",
            "{count} items of citizens' feedback, {share} of them without a position. People chose themselves to write: the "
            "numbers show where feedback is, not what residents think.",
        ).format(count=points.n, share=_percent_text(share))
        finish_layer(
            destination,
            context,
            feedback,
            metadata(
                translate("Samplan", "Feedback in {name}").format(name=name),
                abstract,
                record,
                self.snapshots[AREAS][0].history,
            ),
            lambda: value_renderer(shown.values, shown.name, unit),
            {column.name: column.alias for column in columns},
            translate("Samplan", "Feedback by area"),
        )

    def _tell(
        self,
        points: Feedback,
        item: np.ndarray,
        share: float,
        items: CountedItems,
        windows: list[Period],
        now: float,
        feedback: QgsProcessingFeedback,
    ) -> None:
        located, inside = int(points.located.sum()), len(np.unique(item))
        feedback.pushInfo(
            translate(
                "Samplan",
                "{count} items count: {inside} within the areas, {outside} outside, {unlocated} without a position ({share}).",
            ).format(
                count=points.n,
                inside=inside,
                outside=located - inside,
                unlocated=points.n - located,
                share=_percent_text(share),
            )
        )
        if points.inherited.any():
            feedback.pushInfo(
                translate("Samplan", "{count} items stand where the item they answer stands.").format(
                    count=int(points.inherited.sum())
                )
            )
        if located and not inside:
            feedback.pushWarning(
                translate(
                    "Samplan",
                    "None of the {count} items with a position lies within the areas. Check that both layers show the same "
                    "place and have the right coordinate reference system.",
                ).format(count=located)
            )
        timeless = int(np.isnan(items.created).sum())
        if windows and timeless:
            feedback.pushWarning(
                translate("Samplan", "{count} items have no time and belong to no period.").format(count=timeless)
            )
        later = int((items.created > now).sum())
        if later:
            feedback.pushWarning(
                translate(
                    "Samplan",
                    "{count} items were written after {date}, the day that ages are counted to: they have no age.",
                ).format(count=later, date=_day(now - 1))
            )


def _tell_names(windows: list[Period], feedback: QgsProcessingFeedback) -> None:
    """Tell how field names end where a period's own name cannot stand in one."""
    for window in windows:
        if window.title != window.name:
            feedback.pushInfo(
                translate("Samplan", "The fields of the period “{title}” end in _{name}.").format(
                    title=window.title, name=window.name
                )
            )


def _residents(areas: Areas, population: Optional[VectorData], feedback: QgsProcessingFeedback) -> Optional[np.ndarray]:
    """Return residents per area, shape (n,); None without a layer, or a field, that tells them."""
    if population is None or "count" not in population.fields:
        if population is not None:
            feedback.pushWarning(
                translate("Samplan", "The population layer has no field with the number of residents: no rates.")
            )
        return None
    return residents_in(areas, population, feedback.isCanceled)


def _columns(found: Summary, window: Period, slugs: dict[str, str], usable: np.ndarray, rated: bool) -> list[Column]:
    """Return the fields of one period."""
    end = f"_{window.name}" if window.name else ""

    def alias(text: str) -> str:
        return _aliased(text, window)

    columns = [
        Column(f"fb_count{end}", np.where(usable, found.count, np.nan), int, alias(translate("Samplan", "Items")))
    ]
    if rated:
        title = translate("Samplan", "Items per 1,000 residents")
        columns.append(Column(f"fb_per_1000{end}", np.where(usable, found.rate, np.nan), float, alias(title)))
    columns.append(Column(f"fb_votes{end}", found.votes, float, alias(translate("Samplan", "Votes for"))))
    columns.append(
        Column(f"fb_median_age{end}", found.median_age, float, alias(translate("Samplan", "Median age (days)")))
    )
    titles = {mark: name for name, mark in slugs.items()}
    titles[OTHER] = translate("Samplan", "other categories")
    titles[NO_CATEGORY] = translate("Samplan", "no category")
    for mark, values in found.categories.items():
        title = translate("Samplan", "Share: {what} (%)").format(what=titles[mark])
        columns.append(Column(f"fb_share_{mark}{end}", values, float, alias(title)))
    words = dict(zip(STATUS_WORDS, status_titles()))
    for status, values in found.statuses.items():
        title = translate("Samplan", "Status: {what} (%)").format(what=words.get(status, status))
        columns.append(Column(f"fb_status_{status}{end}", values, float, alias(title)))
    return columns


def _within(items: CountedItems, window: Period) -> np.ndarray:
    """Return which items belong to a period, shape (m,)."""
    if window == WHOLE:
        return np.ones(len(items.created), dtype=bool)
    return (items.created >= window.start) & (items.created < window.end)


def _unlocated_column(items: CountedItems, points: Feedback, window: Period, n: int) -> Column:
    """Return the share of the period's items without a position, the same for every area."""
    own = _within(items, window)
    share = _unlocated_percent(points, own)
    title = translate("Samplan", "Feedback without a position, share of all items (%)")
    ending = f"_{window.name}" if window.name else ""
    return Column(f"fb_unlocated_share{ending}", np.full(n, share), float, _aliased(title, window))


def _aliased(text: str, window: Period) -> str:
    return f"{text} ({window.name})" if window.name else text


def status_titles() -> tuple[str, ...]:
    """Return the words for `STATUS_WORDS`."""
    return (
        translate("Samplan", "open"),
        translate("Samplan", "in progress"),
        translate("Samplan", "closed"),
        translate("Samplan", "rejected"),
        translate("Samplan", "unknown"),
    )


def _totals(items: CountedItems, points: Feedback, windows: list[Period], inside: np.ndarray) -> list[Column]:
    """Return the table of totals: one row for all times and one per period."""
    within = np.zeros(points.n, dtype=bool)
    within[inside] = True
    rows = []
    for window in (WHOLE, *windows):
        own = _within(items, window)
        count, unlocated = int(own.sum()), int((own & ~points.located).sum()) if points.share_known else None
        times = items.created[own & np.isfinite(items.created)]
        first, last = (_day(times.min()), _day(times.max())) if len(times) else (None, None)
        rows.append(
            (
                window.name or "all",
                count,
                int((own & within).sum()),
                unlocated,
                _unlocated_percent(points, own),
                first,
                last,
            )
        )
    period, count, inner, unlocated, share, first, last = (list(column) for column in zip(*rows))
    return [
        Column("period", period, str, translate("Samplan", "Period")),
        Column("items", count, int, translate("Samplan", "Items that count")),
        Column("in_areas", inner, int, translate("Samplan", "Items within the areas")),
        Column("unlocated", unlocated, int, translate("Samplan", "Items without a position")),
        Column("unlocated_share", share, float, translate("Samplan", "Items without a position (%)")),
        Column("first", first, str, translate("Samplan", "First item (UTC)")),
        Column("last", last, str, translate("Samplan", "Last item (UTC)")),
    ]


def _day(moment: float) -> str:
    return datetime.fromtimestamp(float(moment) // DAY * DAY, timezone.utc).date().isoformat()


def _unlocated_percent(points: Feedback, own: np.ndarray) -> float:
    """Return the share of items without a position among some of the items; NaN without items or when unknown."""
    whole = int(own.sum())
    return 100.0 * int((own & ~points.located).sum()) / whole if whole and points.share_known else float("nan")


def _percent_text(share: float) -> str:
    return "–" if np.isnan(share) else f"{share:.0f} %"


ALGORITHMS = (SummariseFeedback,)
